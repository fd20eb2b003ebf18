/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repetition of shifts in the words of RFC 5545: FREQ=DAILY or WEEKLY with INTERVAL, BYDAY, and COUNT or UNTIL. */
#ifndef LEDSAG_CORE_REPEAT_H
#define LEDSAG_CORE_REPEAT_H

#include "ledsag/core/date.h"

/* Most days one rule may give, and how many years it may go on. */
#define REPEAT_MAX 1000
#define REPEAT_YEARS 60

struct repeat {
	int step;        /* days: 1 daily, 7 weekly */
	int interval;    /* every so many of them */
	unsigned days;   /* WEEKLY: set of 1 << weekday; 0: the first day's own */
	int count;       /* 0: until `until` */
	day_t until;     /* inclusive; DAY_MAX with a count */
};

/* Reads the rule; rule "repeat" names the word that is wrong or not known here. Neither COUNT nor UNTIL is refused: a plan ends. */
bool repeat_parse(const char *text, struct repeat *out, struct status *st);

/* Whether the rule, begun on `first`, gives no more days than it may; else rule "repeat": repeat_days() would leave some out. */
bool repeat_fits(const struct repeat *repeat, day_t first, struct status *st);

/* The days from `first` on (always the first of them); free(). Not more than REPEAT_MAX. */
day_t *repeat_days(const struct repeat *repeat, day_t first, int *count);

#endif
