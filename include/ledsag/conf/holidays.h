/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public holidays and pension ages from conf texts: conf/holidays, conf/pension. */
#ifndef LEDSAG_CONF_HOLIDAYS_H
#define LEDSAG_CONF_HOLIDAYS_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/holiday.h"
#include "ledsag/core/pension.h"

/* Adds the holidays of a text to those that are there: a region's file holds only what it has beside its country's. `file` is what
 * a problem calls it. The first problem becomes the status: STATUS_INPUT, rule "conf", "file:line: option: what is right"; nothing
 * is added then. */
bool holidays_read(struct holidays *holidays, const char *text, const char *file, struct status *st);
bool holidays_read_file(struct holidays *holidays, const char *path, struct status *st);

/* Reads "12-25", "easter +39" or "wednesday before 11-23" into the rule of `out`, which is zero before; false where it is none. */
bool holiday_on_parse(const char *on, struct holiday *out);

/* Pension ages by date of birth. Owned: pension_done(). */
bool pension_read(struct pension *out, const char *text, const char *file, struct status *st);
bool pension_read_file(struct pension *out, const char *path, struct status *st);

#endif
