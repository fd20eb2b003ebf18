/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps for building JSON objects with jansson; keys stay in the order in which they are put. */
#ifndef LEDSAG_EXPORT_JSON_H
#define LEDSAG_EXPORT_JSON_H

#include "ledsag/base/str.h"
#include "ledsag/core/date.h"

#include <jansson.h>

void json_put(json_t *object, const char *key, json_t *value); /* takes `value` */
void json_put_int(json_t *object, const char *key, int64_t number);
void json_put_flag(json_t *object, const char *key, bool flag);
void json_put_text(json_t *object, const char *key, const char *text); /* NULL: null */
void json_put_day(json_t *object, const char *key, day_t day);         /* DAY_NONE, DAY_MAX: null */
void json_put_month(json_t *object, const char *key, month_t month);   /* MONTH_NONE and open ends: null */

/* What was spent of a year's money: granted, spent, counted, used, overdraft, left. */
struct money_year;
void json_put_money_year(json_t *object, const struct money_year *year);

/* A text that came from outside, in whatever bytes. */
json_t *json_text(const char *text);

/* Flat objects written straight into a text, for long lists: between json_open() and json_close() each adds a key. */
void json_open(struct str *out);
void json_close(struct str *out);
void json_add_int(struct str *out, const char *key, int64_t number);
void json_add_flag(struct str *out, const char *key, bool flag);
void json_add_text(struct str *out, const char *key, const char *text); /* NULL: null */

/* Appends the value in one line, without an end of line, and releases it. */
void json_write(struct str *out, json_t *take);

#endif
