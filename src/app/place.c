/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/app/place.h"

#include "ledsag/base/str.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An installed program must never read a build tree that somebody else may have put there since: so we look at where we run from.
 * */
static bool in_build_tree(void)
{
	static int known = -1;
	char self[PATH_MAX];
	size_t length = strlen(LEDSAG_BUILDDIR);
	ssize_t got;

	if (known < 0) {
		got = readlink("/proc/self/exe", self, sizeof self - 1);
		self[got > 0 ? got : 0] = '\0';
		known = strncmp(self, LEDSAG_BUILDDIR, length) == 0 && self[length] == '/';
	}
	return known;
}

const char *place_conf(void)
{
	const char *asked = getenv("LEDSAG_CONF");

	if (asked && *asked)
		return asked;
	return in_build_tree() ? LEDSAG_SOURCEDIR "/conf" : LEDSAG_DATADIR;
}

/* Rules are taken from here. A session that somebody opens over SSH must not say in its environment where that is: whoever serves
 * such sessions sets these variables, and LEDSAG_CONF above, for all of them alike. */
char *place_own(const char *name)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config && *config == '/')
		return str_make("%s/ledsag/%s", config, name);
	return home && *home ? str_make("%s/.config/ledsag/%s", home, name) : NULL;
}

const char *place_locale(void)
{
	return in_build_tree() ? LEDSAG_BUILDDIR "/locale" : LEDSAG_LOCALEDIR;
}

const char *place_libexec(void)
{
	return in_build_tree() ? LEDSAG_BUILDDIR "/libexec" : LEDSAG_LIBEXECDIR;
}
