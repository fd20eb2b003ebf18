/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of core/worktime share: one person's working time in pieces, and who looks at them. */
#ifndef LEDSAG_CORE_WORKTIME_LOOK_H
#define LEDSAG_CORE_WORKTIME_LOOK_H

#include "ledsag/core/worktime.h"

/* A span that counts, without what an earlier one covers already; of work inside a standby nothing is left, and it is no piece. */
struct piece {
	struct span span;   /* start == end: hours without clock times */
	struct span pause;
	int64_t minutes;    /* of work, without the break */
	day_t day;
	int first, last;    /* its spans: its own, and the last that lies inside it */
};

/* Pieces that begin on one day, with no rest between them: a day of work. */
struct workday {
	int from, to;       /* pieces from..to − 1 */
	day_t day;
	int64_t minutes;
	struct span span;   /* from its first minute to its last; start == end: no clock times */
	bool unclocked;     /* some of its hours have no clock times */
};

struct look {
	const struct worktime_rules *rules;
	const struct worktime_person *person;
	day_t from, to;     /* what is asked for */
	struct piece *pieces;
	int piece_count;
	struct workday *days;
	int day_count;
	int near_from, near_to; /* pieces that rules of some days look at: near_from..near_to − 1 */
	struct worktime_findings *out;
};

/* Adds a finding where its spans meet the asked days and the rule holds on its day. */
void look_found(struct look *look, struct worktime_finding finding);
/* Whether an agreement lets this one piece be longer than the rules; so long on the clock on the wall. */
bool look_long_shift(const struct look *look, const struct piece *piece);
/* The first agreement of a kind that holds on a day; NULL. */
const struct worktime_agreed *look_agreed(const struct look *look, enum worktime_agreement what, day_t day);

/* worktime_rest.c */
void look_rest(struct look *look, const struct worktime_rule *rule);
void look_rest_day(struct look *look, const struct worktime_rule *rule);
/* worktime_day.c */
void look_shift(struct look *look, const struct worktime_rule *rule);
void look_day(struct look *look, const struct worktime_rule *rule);
void look_break(struct look *look, const struct worktime_rule *rule);
void look_nights(struct look *look, const struct worktime_rule *rule);

#endif
