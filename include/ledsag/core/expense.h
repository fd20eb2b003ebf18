/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a year's money comes to: what was spent under a part, what of it counts by its categories, and whether the year counts at
 * all (Holbæk 2024 "Merudgifter": what is as a rule not covered; of medicine at most 4,575 kr.; a year's expenses must be more
 * than 7,296 kr., and then all of them count). Pure arithmetic on int64, in minor units. */
#ifndef LEDSAG_CORE_EXPENSE_H
#define LEDSAG_CORE_EXPENSE_H

#include "ledsag/core/money.h"
#include "ledsag/core/scheme.h"

struct expense_sum {
	const struct scheme_category *category; /* borrowed; NULL: what was spent without one */
	int64_t spent, counted;
	int64_t most;    /* most that counts in the year, by the rate of its last day; 0: all of it */
	day_t most_from; /* since when that rate holds; DAY_NONE */
};

struct expense_month {
	int64_t spent, counted, used; /* as in struct expense_year */
};

struct expense_year {
	int year;
	int64_t spent;
	int64_t counted;      /* of it, what the categories let count: this is what the threshold looks at */
	int64_t threshold;    /* by the rate of the year's last day; 0: none */
	day_t threshold_from; /* since when that rate holds; DAY_NONE */
	bool reached;         /* counted is strictly above the threshold, or there is none */
	int64_t used;         /* counted in full where it is reached, else nothing: what the grant pays for */
	struct expense_month months[12];
	struct expense_sum *sums; /* of each category in which something was spent, in the part's order */
	int sum_count;
};

/* Sums up the calendar year `year` of a part from its rows, in any order; rows of other years and what is not spending are left
 * out. Within a category with a yearly most the earlier day counts first (of one day, the smaller id), up to the rate in force on
 * that day. What a decision lets count (`lifted`) counts in full. `counted` (may be NULL) gets for each row what of it counts,
 * before the threshold; for rows that are left out it is not touched. Owned: expense_year_done(). */
void expense_year_build(struct expense_year *out, const struct scheme_part *part, int year, const struct money *rows, int count,
                        int64_t *counted);
void expense_year_done(struct expense_year *year);

/* What is still to be spent, at least, so that the year counts: it needs strictly more than the threshold. 0 where it counts. */
int64_t expense_missing(const struct expense_year *year);

#endif
