/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday as an account by year: what the law gives at least, what was agreed beside it, what was taken, what was carried from one
 * year into the next and what expires when. The rules are data: conf/holiday-leave, read by conf/leave.h. All amounts are
 * hundredths of a day of a five-day week. */
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
	int carry_beyond; /* only days beyond these may be carried into the next year by agreement */
	int carry_agreed; /* months after the year's end until which it must be agreed; 0: no such day */
	bool round;      /* half days and more of a part of a year become whole ones */
};

struct leave_rules {
	char *source; /* the law */
	struct leave_step *steps; /* the earliest first */
	int count;
};
void leave_rules_done(struct leave_rules *rules);

/* Stored as numbers: only ever appended to. */
enum leave_what {
	LEAVE_EXTRA, /* days beside those of the law, for the year */
	LEAVE_CARRY, /* days carried out of the year into the next */
	LEAVE_WHATS
};
struct leave_agreement {
	int year;
	enum leave_what what;
	int64_t days;
};

/* What is known of a person. Borrowed. */
struct leave_facts {
	day_t from, to;     /* employed; DAY_NONE, DAY_MAX where open */
	const day_t *taken; /* each day off, ascending */
	int taken_count;
	const struct leave_agreement *agreed;
	int agreed_count;
};

struct leave_year {
	int year;             /* in which it begins */
	day_t first, last;
	day_t expires;        /* the last day on which its days can be taken */
	int64_t entitled;     /* of the whole year, by law */
	int64_t extra;        /* agreed beside it */
	int64_t carried_in, carried_out; /* from the year before, into the next */
	int64_t carried_left; /* of what was carried in: it is taken first, and expires with this year's days */
	int64_t carry_beyond; /* days that must stay where it is only agreed; 0: none */
	int64_t carry_most;   /* what may be carried out by agreement, what is carried already included */
	day_t carry_until;    /* the last day to agree it; DAY_NONE where any will do */
	int64_t earned;       /* up to today; where the law gives the year's days at once, all of them */
	int64_t taken;        /* of this year's days, whenever they were taken */
	int64_t left;         /* of all of it; negative: more was taken, or carried on, than there was */
	bool expired;         /* what is left has lapsed */
};

/* The year that a day lies in; false where no rule holds then. */
bool leave_year_of(const struct leave_rules *rules, day_t day, int *year);

/* The account of `year`. A day is taken from the oldest year whose days have not expired by then, there from what was carried in
 * first. False where no rule holds for the year. */
bool leave_year_build(const struct leave_rules *rules, int year, const struct leave_facts *facts, day_t today,
                      struct leave_year *out);

#endif
