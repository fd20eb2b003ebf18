/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <confuse.h>
#include <curses.h>
#include <sodium.h>
#include <sqlite3.h>

void version_write(struct str *out)
{
	const char *ncurses = curses_version();

	str_addf(out, "ledsag %s\n", LEDSAG_VERSION);
	str_addf(out, "sqlite %s\n", sqlite3_libversion());
	str_addf(out, "%s\n", ncurses); /* "ncurses 6.4.20221231" */
	str_addf(out, "libconfuse %s\n", confuse_version);
	str_addf(out, "libsodium %s\n", sodium_version_string());
	str_addf(out, "jansson %s\n", jansson_version_str());
}
