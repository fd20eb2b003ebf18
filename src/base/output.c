/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/output.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *path, struct status *st)
{
	return status_set(st, STATUS_FILE, "output", N_("{1} cannot be written: {2}."), "ss", path, strerror(errno));
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

static bool write_stdout(const char *bytes, size_t length, struct status *st)
{
	if (fwrite(bytes, 1, length, stdout) == length && fflush(stdout) == 0)
		return true;
	return status_set(st, STATUS_FILE, "output", N_("Standard output cannot be written: {1}."), "s", strerror(errno));
}

/* Something that is there already and is no plain file. */
static bool write_into(const char *path, const char *bytes, size_t length, struct status *st)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return fail(path, st);
	ok = write_all(fd, bytes, length) || fail(path, st);
	if (close(fd) != 0 && ok)
		ok = fail(path, st);
	return ok;
}

/* The rename is on the disk only once the directory is; where a directory cannot be synced, nothing is lost but time. */
static void sync_directory(const char *directory)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

static bool replace(const char *path, const char *bytes, size_t length, struct status *st)
{
	char *copy = mem_text(path), *directory = dirname(copy), *beside = str_make("%s/.ledsag-XXXXXX", directory);
	int fd = mkostemp(beside, O_CLOEXEC); /* makes it 0600 */
	bool ok = fd >= 0 || fail(path, st);

	if (ok) {
		ok = (write_all(fd, bytes, length) && fsync(fd) == 0) || fail(path, st);
		if (close(fd) != 0 && ok)
			ok = fail(path, st);
		if (ok && rename(beside, path) != 0)
			ok = fail(path, st);
		if (ok)
			sync_directory(directory);
		else
			unlink(beside);
	}
	free(beside);
	free(copy);
	return ok;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Two names of one file; where one of them is not there yet, the same name in the same directory. */
static bool same_place(const char *one, const char *other)
{
	char *first = mem_text(one), *second = mem_text(other);
	struct stat a, b;
	bool same;

	if (stat(one, &a) == 0 && stat(other, &b) == 0) {
		same = same_file(&a, &b);
	} else {
		same = strcmp(basename(first), basename(second)) == 0;
		free(first);
		free(second);
		first = mem_text(one);
		second = mem_text(other);
		same = same && stat(dirname(first), &a) == 0 && stat(dirname(second), &b) == 0 && same_file(&a, &b);
	}
	free(first);
	free(second);
	return same;
}

bool output_hits(const char *path, const char *file)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
	bool hits = false;

	for (size_t i = 0; !hits && i < COUNT_OF(tails); i++) {
		char *name = str_make("%s%s", file, tails[i]);

		hits = same_place(path, name);
		free(name);
	}
	return hits;
}

bool output_write(const char *path, const char *bytes, size_t length, struct status *st)
{
	char real[PATH_MAX];
	struct stat info;

	if (strcmp(path, "-") == 0)
		return write_stdout(bytes, length, st);
	if (stat(path, &info) == 0) {
		if (S_ISDIR(info.st_mode))
			return status_set(st, STATUS_FILE, "output", N_("{1} is a directory: name a file in it."), "s", path);
		if (!S_ISREG(info.st_mode))
			return write_into(path, bytes, length, st);
		/* behind a link stands the file that is meant */
		if (realpath(path, real))
			path = real;
	}
	return replace(path, bytes, length, st);
}
