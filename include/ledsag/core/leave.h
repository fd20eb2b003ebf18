/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday as an account by year: what the law gives at least, what was taken, what expires when. The rules are data:
 * conf/holiday-leave, read by conf/leave.h. All amounts are hundredths of a day of a five-day week. */
#ifndef LEDSAG_CORE_LEAVE_H
#define LEDSAG_CORE_LEAVE_H

#include "ledsag/core/date.h"

/* Holds for the years that begin on this day or later, until the next step. */
struct leave_step {
	day_t from;
	int starts;      /* the month in which a year begins, 1–12 */
	int days;        /* of a whole year */
	int part_day;    /* hundredths earned with each day of a month employed in part; 0: none */
	int whole_after; /* employed on both sides of so many months: the whole year's; 0: always by months */
	int expires;     /* months after the year's end */
	bool round;      /* half days and more of a part of a year become whole ones */
};

struct leave_rules {
	char *source; /* the law */
	struct leave_step *steps; /* the earliest first */
	int count;
};
void leave_rules_done(struct leave_rules *rules);

struct leave_year {
	int year;             /* in which it begins */
	day_t first, last;
	day_t expires;        /* the last day on which its days can be taken */
	int64_t entitled;     /* of the whole year */
	int64_t earned;       /* up to today; where the law gives the year's days at once, all of them */
	int64_t taken;        /* of this year's days, whenever they were taken */
	int64_t left;         /* negative: more was taken than there was */
	bool expired;         /* what is left has lapsed */
};

/* The year that a day lies in; false where no rule holds then. */
bool leave_year_of(const struct leave_rules *rules, day_t day, int *year);

/* The account of `year` for somebody employed from..to (DAY_NONE, DAY_MAX where open), who took a day off on each of `taken`
 * (ascending). A day is taken from the oldest year whose days have not expired by then. False where no rule holds for the year. */
bool leave_year_build(const struct leave_rules *rules, int year, day_t from, day_t to, day_t today, const day_t *taken, int count,
                      struct leave_year *out);

#endif
