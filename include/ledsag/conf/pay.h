/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of pay from conf texts: conf/pay, ledsag-pay(5). */
#ifndef LEDSAG_CONF_PAY_H
#define LEDSAG_CONF_PAY_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/pay.h"

/* Reads the rules `id` from `text`; `file` is what a problem calls it. Owned: pay_rules_free(). The first problem becomes the
 * status: STATUS_INPUT, rule "conf", "file:line: option: what is right". */
bool pay_read(struct pay_rules **out, const char *id, const char *text, const char *file, struct status *st);

/* The same from a file, whose name without .conf is the id. */
bool pay_read_file(struct pay_rules **out, const char *path, struct status *st);

/* Adds all that is wrong with a file to `problems`, by line; true where nothing is. */
bool pay_check_file(const char *path, struct conf_problems *problems);

/* The table of options, ended by a NULL name: for the manual and its test. */
const struct conf_option *pay_options(void);

#endif
