/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates that follow from a grant (RULES 7): those that its scheme names, its end, amounts that change. Pure: what lapses and
 * how old the holder is are for app to add. */
#ifndef LEDSAG_CORE_DEADLINE_H
#define LEDSAG_CORE_DEADLINE_H

#include "ledsag/core/grant.h"
#include "ledsag/core/holiday.h"

/* What makes it a date to keep. */
enum due_why {
	DUE_RULE,   /* a deadline of the scheme */
	DUE_END,    /* the grant's last day */
	DUE_LENGTH, /* the longest that the scheme (or the level) lets a grant last */
	DUE_CHANGE, /* the first day of another amount */
	DUE_NOTICE, /* the first day on which a reduction or an end can take effect */
	DUE_AGE,    /* the last day on which the holder is young enough */
	DUE_LAPSE,  /* the last day to use what then lapses, or is settled */
};

struct due {
	day_t day;
	enum due_why why;
	enum deadline_by by;
	enum strength is;
	/* Borrowed from the scheme and the grant. */
	const struct scheme_deadline *rule;        /* DUE_RULE */
	const struct grant_amount *before, *after; /* DUE_CHANGE */
	day_t anchor; /* DUE_RULE, DUE_NOTICE: the day from which it is counted */
	day_t effect; /* DUE_NOTICE: when the reduction or the end takes effect as recorded */
};
struct dues {
	struct due *of; /* owned: dues_done() */
	int count, room;
};

/* Adds what falls on days from..to (inclusive), in no particular order. `level`: the one that the decision names, or NULL. Facts of
 * the grant count as anchors, each of its kind; what a fact shows to be done (an appeal is made, a report was given, the decision
 * came) is no date to keep any more. After a grant's last day there is only what is about a decision, about the end itself, and the
 * account of the last year. */
void dues_find(struct dues *out, const struct scheme *scheme, const struct scheme_level *level, const struct grant *grant,
               const struct holidays *holidays, day_t from, day_t to);
void dues_done(struct dues *dues);

/* True where dues_find() counts workdays, and so needs the public holidays. */
bool dues_count_workdays(const struct scheme *scheme, const struct grant *grant);

/* The day that lies `times` spans after another: 28 days for 4 weeks; months and years fall on the same day of the month, or on its
 * last where it is shorter. Counted from `day` in one go, so that 31 January and two months is 31 March. Workdays: times is 1. */
day_t day_after_span(day_t day, const struct scheme_span *span, int times, const struct holidays *holidays);

/* The last day of a grant that begins on `from` and lasts so many of `unit` ('w', 'm', 'y'). */
day_t length_last_day(day_t from, int count, char unit);

/* "appeal", …; "end", "length", "change", "notice", "age", "lapse": for JSON and the name of the rule. */
const char *due_kind_name(const struct due *due);

#endif
