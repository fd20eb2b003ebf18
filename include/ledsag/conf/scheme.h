/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes from conf texts: ledsag-schemes(5). */
#ifndef LEDSAG_CONF_SCHEME_H
#define LEDSAG_CONF_SCHEME_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/scheme.h"

/* Longest id of a scheme, in bytes. */
#define SCHEME_ID_MAX 40

/* Reads the scheme `id` from `text`; `file` is what a problem calls it. Owned: scheme_free(). The first problem becomes the status:
 * STATUS_INPUT, rule "conf", "file:line: option: what is right". */
bool scheme_read(struct scheme **out, const char *id, const char *text, const char *file, struct status *st);

/* The same from a file, whose name without .conf is the id. */
bool scheme_read_file(struct scheme **out, const char *path, struct status *st);

/* Adds all that is wrong with a scheme file to `problems`, by line; true where nothing is. */
bool scheme_check(const char *id, const char *text, const char *file, struct conf_problems *problems);
bool scheme_check_file(const char *path, struct conf_problems *problems);

/* The ids of the schemes in a directory (*.conf but TEMPLATE.conf and hidden files), sorted. Owned: scheme_list_free(). */
struct scheme_list {
	char **ids;
	int count, room;
};
bool scheme_list(struct scheme_list *out, const char *directory, struct status *st);
void scheme_list_free(struct scheme_list *list);

/* The table of options, ended by a NULL name: for the manual and its test. */
const struct conf_option *scheme_options(void);

#endif
