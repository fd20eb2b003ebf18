/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates as numbers: days, months, ISO weeks. No clock and no zone: "today" is always an argument. */
#ifndef LEDSAG_CORE_DATE_H
#define LEDSAG_CORE_DATE_H

#include "ledsag/base/status.h"

#include <stdint.h>

typedef int32_t day_t;   /* days since 1970-01-01, proleptic Gregorian */
typedef int32_t month_t; /* year * 12 + (month - 1) */

#define DAY_NONE INT32_MIN /* no date given */
#define DAY_MAX INT32_MAX  /* open end: later than every date */
#define MONTH_NONE INT32_MIN

/* Years that the program takes: 1900 to 2199; anything else is refused as input. */
#define YEAR_FIRST 1900
#define YEAR_LAST 2199

day_t day_make(int year, int month, int day); /* the date must exist */
bool day_exists(int year, int month, int day);
void day_split(day_t day, int *year, int *month, int *dom);
int day_year(day_t day);
int day_weekday(day_t day); /* 0 Monday … 6 Sunday */
day_t day_birthday(day_t born, int age); /* of 29 February: 1 March in a common year */

/* The same day of the month `months` later; where that month is shorter, its last day. */
day_t day_add_months(day_t day, int months);

month_t month_make(int year, int month); /* month 1–12 */
month_t month_of(day_t day);
int month_year(month_t month);
int month_number(month_t month); /* 1–12 */
day_t month_first(month_t month);
day_t month_last(month_t month);
int month_days(month_t month);

/* ISO 8601 weeks: week 1 holds the year's first Thursday. */
void week_of(day_t day, int *year, int *week);
day_t week_monday(int year, int week);
bool week_exists(int year, int week);

/* Which day a bare weekday name means. */
enum day_lean {
	DAY_PAST,   /* hours are logged after the fact: the latest such day up to today */
	DAY_FUTURE, /* shifts are planned ahead: the next such day from today on */
};

/* Reads a date: 2025-03-30, 30.3.2025, 30.3. (of today's year), today/yesterday/tomorrow, +3 / -3 (days from today), a
 * weekday's name or its short form; English, Danish and German words ("i dag" as idag, heute, igår, gestern,
 * imorgen, morgen, fri/fre/fr, …) in any case, also with ø/å/ö/ü written as o/aa/oe/ue. Impossible dates and years outside
 * YEAR_FIRST–YEAR_LAST: STATUS_INPUT, rule "date", saying what was read and what a date looks like. */
bool day_parse(const char *text, day_t today, enum day_lean lean, day_t *out, struct status *st);

/* Reads 2025-03 (or 3.2025, 03/2025, "this", "last", "next", also in Danish and German); rule "month". */
bool month_parse(const char *text, day_t today, month_t *out, struct status *st);

/* Reads 2025-W13 (or W13, "uge 13", "KW 13" of today's year, "this", "last", "next") and gives its Monday; rule "week". */
bool week_parse(const char *text, day_t today, day_t *monday, struct status *st);

/* Reads a year such as 2025; rule "year". */
bool year_parse(const char *text, int *out, struct status *st);

/* "2025-03-30" and "2025-03"; out has room for 11 and 8 bytes. A year outside 0–9999 (an open end) shows the nearest
 * of these. */
void day_format(day_t day, char out[11]);
void month_format(month_t month, char out[8]);
/* "2025-W13", the week that a day lies in; out has room for 9 bytes. */
void week_format(day_t day, char out[9]);

#endif
