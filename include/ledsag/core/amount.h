/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities without floating point: minutes, whole days, sessions, money in minor units; and rates of them. */
#ifndef LEDSAG_CORE_AMOUNT_H
#define LEDSAG_CORE_AMOUNT_H

#include "ledsag/base/status.h"

#include <stdint.h>

enum unit { UNIT_MINUTES, UNIT_DAYS, UNIT_SESSIONS, UNIT_MONEY };

enum per { PER_MONTH, PER_WEEK, PER_YEAR, PER_TOTAL, PER_NONE };

struct rate {
	int64_t amount;
	enum unit unit;
	enum per per;
};

/* Largest amount taken in any unit (minutes: 19 000 years; money: 100 million); more is refused as input. */
#define AMOUNT_MAX INT64_C(100000000 * 100)

/* The words used in files, JSON and conf: minutes days sessions money; month week year total none. */
const char *unit_name(enum unit unit);
const char *per_name(enum per per);
/* The same for people, untranslated: "hours", "a month". */
const char *unit_label(enum unit unit);
const char *per_label(enum per per);
bool unit_parse(const char *word, enum unit *out);
bool per_parse(const char *word, enum per *out);

/* Reads h:mm ("7:30", "0:45", "120:00"; minutes two digits 00–59) as minutes; rule "duration". Nothing negative. */
bool duration_parse(const char *text, int64_t *minutes, struct status *st);

/* The same, and decimal hours "7,5" / "7.25" / "8" as other programs write them; *decimal says which was read. Hours that
 * are not whole minutes are refused. For import only. */
bool duration_parse_lenient(const char *text, int64_t *minutes, bool *decimal, struct status *st);

/* Reads money "12000", "12000.5", "12000.00", "12.000,50", "12 000,50" into minor units; at most two decimals; a
 * single separator followed by three digits ("12.000") is refused as ambiguous. Negative only with `allow_negative`;
 * rule "money". */
bool money_parse(const char *text, bool allow_negative, int64_t *minor, struct status *st);

/* Reads an amount with its unit: 7:30, 2d, 4x, 12000.00; rule "amount". */
bool quantity_parse(const char *text, int64_t *amount, enum unit *unit, struct status *st);

/* Reads quantity/per: 37:00/week, 15:00/month, 48:00/total, 2d/week, 90d/year, 4x/total, 12000.00/month; rule "amount". Also
 * quantity alone: then per is PER_NONE and the caller decides. */
bool rate_parse(const char *text, struct rate *out, struct status *st);

/* "7:30", "-0:05"; "2d"; "4x"; "12000.00": the form that quantity_parse reads; out has room for 32 bytes. */
void quantity_format(int64_t amount, enum unit unit, char out[32]);

/* quantity_format and "/week" …; out has room for 40 bytes. */
void rate_format(const struct rate *rate, char out[40]);

#endif
