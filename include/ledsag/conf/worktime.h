/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working-time rules from conf texts: conf/worktime, ledsag-worktime(5). */
#ifndef LEDSAG_CONF_WORKTIME_H
#define LEDSAG_CONF_WORKTIME_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/worktime.h"

/* Reads the rules `id` from `text`; `file` is what a problem calls it. Owned: worktime_rules_free(). The first problem becomes the
 * status: STATUS_INPUT, rule "conf", "file:line: option: what is right". */
bool worktime_read(struct worktime_rules **out, const char *id, const char *text, const char *file, struct status *st);

/* The same from a file, whose name without .conf is the id. */
bool worktime_read_file(struct worktime_rules **out, const char *path, struct status *st);

/* Adds all that is wrong with a file to `problems`, by line; true where nothing is. */
bool worktime_check_file(const char *path, struct conf_problems *problems);

/* What a household chose: which rules, and which of them block or only warn, whatever the file says. */
struct worktime_choice {
	char *rules;         /* "dk"; NULL: those of its country */
	char **block, **warn; /* ids of rules, of whichever file */
	int block_count, warn_count;
};
void worktime_choice_done(struct worktime_choice *choice);
/* A choice as it is kept in the household: a conf text too. */
bool worktime_choice_read(struct worktime_choice *out, const char *text, const char *file, struct status *st);
char *worktime_choice_write(const struct worktime_choice *choice); /* free() */
/* Lets a rule block, or only warn. */
void worktime_choice_set(struct worktime_choice *choice, const char *rule, bool blocks);
/* Applies it to rules that were read. */
void worktime_choice_apply(const struct worktime_choice *choice, struct worktime_rules *rules);

/* The table of options, ended by a NULL name: for the manual and its test. */
const struct conf_option *worktime_options(void);

#endif
