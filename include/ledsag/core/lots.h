/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bank: lots that become available month by month, are used, carried and lapse (RULES 1, 1.1; Holbæk 2024
 * "Ledsageordning": newest month first, six months, 90 h; BEK 235/2012 § 6). Pure arithmetic on int64. */
#ifndef LEDSAG_CORE_LOTS_H
#define LEDSAG_CORE_LOTS_H

#include "ledsag/core/grant.h"

/* A month's remainder. */
struct lot {
	month_t month; /* the month it was granted for */
	int64_t left;
	month_t last;  /* the last month in which it can be used */
};

struct lot_use {
	month_t lot;
	int64_t amount;
};

/* One month of the bank, in which granted + returned + left of the month before = used − overdraft + repaid + lapsed + left (but
 * not where nothing is granted by amount, PER_NONE: there hours are only noted down). Order within a month: what corrections of
 * closed months give back returns to its lots, the month's lot is added (in a pool less what is still owed), the cap is applied
 * (the oldest loses, counted as lapsed), use is taken in the rules' order, at the end the lots that have reached their last month
 * lapse. */
struct bank_month {
	month_t month;
	int64_t granted;   /* after deductions */
	int64_t at_hand;   /* with the month's lot, after the cap, before use */
	int64_t used;      /* with what corrections of closed months add */
	int64_t returned;  /* to its lots, by corrections of closed months; negative where they take back what was granted */
	int64_t undrawn;   /* so much of what closed months overdrew was not used after all: it came from no lot, returns to none */
	int64_t overdraft; /* used beyond what was at hand: never taken from a later lot, but where the months are one pool */
	int64_t owed;      /* what the pool is short of after this month; 0 where months are not one pool */
	int64_t repaid;    /* of this month's lot: covers what earlier months of the same pool (a year, a pot) overdrew */
	int64_t lapsed;
	int64_t left;      /* after what lapses at the month's end */
	int64_t left_before; /* before what lapses at the month's end */
	struct lot_use *taken;
	int taken_count;
	struct lot *lots;  /* after the month's end, oldest first, none empty */
	int lot_count;
	struct lot *ending; /* the lots that lapse at the month's end, with what is left of each; oldest first */
	int ending_count;
	int64_t lapsed_first; /* the part of `lapsed` that went on the 1st: by the cap, or with an opening past its window */
	int64_t to_keep;   /* how much more must be used in this month so that nothing lapses at its end: with newest-first the
	                    * oldest lot is reached only when all newer ones are spent; 0 where nothing is about to lapse */
	int64_t moved;     /* the part of `left` that lives on by an agreed transfer */
};

struct bank {
	struct bank_month *months;
	int count;
};

/* What happens in each month, first to last without gaps. */
struct bank_input {
	month_t month;
	int64_t granted; /* after deductions; negative where a pot was reduced: taken back from the newest lots */
	int64_t used;    /* ≥ 0 */
	int64_t moved;   /* agreed transfer: of what is left at this month's end, up to this much lives on for a year */
	/* From corrections of closed months (closed.h): */
	const struct lot *back; /* returns to these lots; where one has lapsed meanwhile, it lapses there. Borrowed */
	int back_count;
	int64_t reduced; /* so much less was granted than was closed with: taken back from the newest lots */
	int64_t undrawn; /* so much less was overdrawn, in a pool of what it owes still */
	int64_t undrawn_before; /* the same of a pool that is over: of earlier years */
};

/* Runs the bank. `openings` are lots of earlier months, oldest first. `end` is the month in which the grant ends (MONTH_NONE:
 * open): what is left then lapses. The result is owned: bank_done(). */
void bank_run(struct bank *bank, const struct carry_rules *rules, const struct lot *openings, int opening_count,
              const struct bank_input *input, int count, month_t end);
/* The same from a month on, with the lots that the month before it left, oldest first, and what a pool owed by then. */
void bank_go_on(struct bank *bank, const struct carry_rules *rules, const struct lot *lots, int lot_count, int64_t owed,
                const struct bank_input *input, int count, month_t end);
void bank_done(struct bank *bank);
/* A copy with lists of its own. */
void bank_month_copy(struct bank_month *to, const struct bank_month *from);

/* Whether months are one pool (RULES 1: "monthly lots pool within the calendar year", "pot"), so that a later lot makes good what
 * an earlier month used too much. `yearly` (may be NULL): the pool ends with the year. */
bool carry_is_pool(const struct carry_rules *rules, bool *yearly);
/* Whether each week stands for itself, so that a month only says what its weeks come to on average. */
bool carry_is_weekly(const struct carry_rules *rules);

/* The last month in which a lot of `month` can be used; MONTH_OPEN where nothing ends it. */
#define MONTH_OPEN INT32_MAX
month_t lot_last_month(const struct carry_rules *rules, month_t month, month_t end);

/* The month from which a bank is to be run so that the year of `until` and the year before come out right: the grant's first, or a
 * later one where every lot ends with its year, so that the years before leave nothing. Openings belong to the grant's first month
 * only. */
month_t bank_begin(const struct grant *grant, const struct scheme_part *part, month_t until);

/* Counted use of one month and kind, as the store sums it. */
struct month_use {
	month_t month;
	enum kind kind;
	int64_t amount;
};

/* Fills `input` for months first..last from a grant's part; `used` is indexed by month − first. free() the result. */
struct bank_input *bank_input_of(const struct grant *grant, const struct scheme_part *part, month_t first, month_t last,
                                 const int64_t *used);

/* The opening lots of a grant's part, oldest first; free() the result. */
struct lot *bank_openings_of(const struct grant *grant, const struct scheme_part *part, int *count);

/* Which of these lots lapse first if nothing more is used: false where none ever does. `day` is the last day on which they can be
 * used, at the latest `grant_end` (DAY_MAX: open). For CARRY_YEAR it is what would be settled at the year's end of what is at hand
 * now. */
struct next_lapse {
	int64_t amount;
	day_t day;
};
bool bank_next_lapse(const struct lot *lots, int count, day_t grant_end, struct next_lapse *out);

#endif
