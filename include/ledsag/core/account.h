/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account: granted and used hours of one part of a grant in one calendar year (BEK 1069/2020 § 14). */
#ifndef LEDSAG_CORE_ACCOUNT_H
#define LEDSAG_CORE_ACCOUNT_H

#include "ledsag/core/closed.h"

struct account_month {
	month_t month;
	int64_t granted;               /* after deductions */
	int64_t column[COLUMN_COUNT];  /* counted use by enum kind_column */
	int64_t used;                  /* their sum */
	int64_t corrected;             /* of it: what corrections of closed months add, or take off */
	int64_t difference;            /* granted − used */
	/* from the bank; of a pool only its last month is overdrawn: by what it lacks in the end */
	int64_t overdraft, lapsed, left;
};

struct account_change {
	day_t day;
	int64_t before, after; /* 0 before the grant's first day */
	enum per per;
};

struct account {
	int year;
	const struct scheme_part *part; /* borrowed */
	struct account_month *months;   /* those in which the grant runs */
	int month_count;
	struct account_month sum;       /* month unused; left: at the year's end */
	int64_t opening;                /* at hand when the year began (lots of earlier months, with what was moved into it) */
	int64_t transfer;               /* agreed and there to be moved: into this year, less what went into the next */
	int64_t difference;             /* granted + transfer − used */
	struct account_change *changes;
	int change_count;
};

/* Builds the account of `year` from the grant and its whole use (any order, any months; kinds that the part does not count are
 * left out). `closed` (may be NULL) is what closings keep of the part: of those months the account says what they were closed with,
 * and counts corrections in the first open month. Owned: account_done(). */
void account_build(struct account *account, const struct grant *grant, const struct scheme_part *part, int year,
                   const struct closed_part *closed, const struct month_use *use, int use_count);
void account_done(struct account *account);

#endif
