/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key bindings from keys.conf: ledsag.conf(5). Whether an action or a key of that name exists is for ui to say. */
#ifndef LEDSAG_CONF_KEYS_H
#define LEDSAG_CONF_KEYS_H

#include "ledsag/conf/reader.h"

struct keys_binding {
	char *action; /* "hours.add" */
	char *keys;   /* separated by blanks: "a Insert"; "" takes the action its keys */
	int64_t line;
};

struct keys {
	struct keys_binding *items; /* in the order of the file */
	int count;
};

/* Owned: keys_done(). */
bool keys_read(struct keys *out, const char *text, const char *file, struct status *st);
bool keys_read_file(struct keys *out, const char *path, struct status *st);
void keys_done(struct keys *keys);

#endif
