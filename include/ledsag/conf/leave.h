/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The holiday that a country's law gives, from conf texts: conf/holiday-leave. */
#ifndef LEDSAG_CONF_LEAVE_H
#define LEDSAG_CONF_LEAVE_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/leave.h"

/* Owned: leave_rules_done(). `file` is what a problem calls the text. The first problem becomes the status: STATUS_INPUT, rule
 * "conf", "file:line: option: what is right". */
bool leave_rules_read(struct leave_rules *out, const char *text, const char *file, struct status *st);
bool leave_rules_read_file(struct leave_rules *out, const char *path, struct status *st);

#endif
