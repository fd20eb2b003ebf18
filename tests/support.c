/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *support_read(const char *path)
{
	char full[4096];
	FILE *file;
	char *text;
	long size;

	snprintf(full, sizeof full, "%s/%s", LEDSAG_SOURCEDIR, path);
	file = fopen(full, "rb");
	if (!file)
		fail_msg("cannot read %s", full);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	text = malloc((size_t)size + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)size, file), size);
	text[size] = '\0';
	fclose(file);
	return text;
}

char *support_tmpdir(void)
{
	const char *base = getenv("TMPDIR");
	char name[4096];

	snprintf(name, sizeof name, "%s/ledsag-test-XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(name))
		fail_msg("cannot make a temporary directory");
	return strdup(name);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
	(void)info;
	(void)type;
	(void)where;
	return remove(path);
}

void support_rmdir(char **directory)
{
	if (*directory)
		nftw(*directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(*directory);
	*directory = NULL;
}

uint32_t support_random(struct support_random *random, uint32_t below)
{
	random->state = random->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(random->state >> 33) % below;
}
