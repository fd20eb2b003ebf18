/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's settings from ledsag.conf: ledsag.conf(5). */
#ifndef LEDSAG_CONF_SETTINGS_H
#define LEDSAG_CONF_SETTINGS_H

#include "ledsag/conf/reader.h"

struct settings {
	const char *language; /* static: "" (as the system says), "en", "da", "de" */
	const char *colour;   /* static: "auto", "never" */
};

/* One setting. */
struct settings_option {
	const char *name;
	const char *const *choices; /* ended by NULL; the first is the default */
	const char *doc;            /* msgid: one sentence */
	size_t offset;              /* of its const char * in struct settings */
};

/* The table of all settings, for help and the manual. */
const struct settings_option *settings_options(int *count);

/* Every setting at its default. */
void settings_init(struct settings *settings);

/* Changes what the text names and leaves the rest, so that a person's file can follow the system's. Untouched where it fails. */
bool settings_read(struct settings *settings, const char *text, const char *file, struct status *st);
bool settings_read_file(struct settings *settings, const char *path, struct status *st);

#endif
