/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry: hours (days, sessions) that were used. Belongs to the months in which its minutes lie (RULES 4). */
#ifndef LEDSAG_CORE_ENTRY_H
#define LEDSAG_CORE_ENTRY_H

#include "ledsag/core/amount.h"
#include "ledsag/core/kind.h"
#include "ledsag/core/span.h"

/* Texts are borrowed from whoever filled it, or owned after entry_copy(). */
struct entry {
	int64_t id;
	int64_t rev;
	const char *person;   /* NULL: nobody in particular */
	const char *grant;
	const char *part;     /* never empty */
	enum kind kind;
	enum entry_state state;
	enum unit unit;
	day_t day;            /* the local day it starts on */
	bool clocked;         /* span is given (also of a session); else only `amount` on `day` */
	struct span span;
	struct span pause;    /* an unpaid break inside it; start == end: none */
	int64_t amount;       /* minutes without the pause; sessions; whole days, one after the other from `day` on */
	const char *note;     /* "" where none */
	int64_t shift;        /* the shift it was booked from; 0 */
	const char *why;      /* why it was rejected; NULL */
	int64_t absence;      /* the absence that it credits; 0 */
};

/* Deep copy; entry_copy_done() frees its texts. */
void entry_copy(struct entry *to, const struct entry *from);
void entry_copy_done(struct entry *entry);

/* Amounts by month: at most three months touch one entry. */
struct month_parts {
	int count;
	struct {
		month_t month;
		int64_t amount;
	} of[3];
};

/* The most whole days (døgn) in one entry. */
#define ENTRY_DAYS_MOST 31

/* The last local day that an entry lies on: of hours the day of the last minute, of days the last of them, of a session the day it
 * begins on. */
day_t entry_last_date(const struct zone *zone, const struct entry *entry);

/* The entry's amount by the months in which it lies: minutes are split at local midnight of the 1st, days lie on their dates, a
 * session on the day it begins. Without its pause and, for standby, without the minutes that `inside` (work of the same person
 * within it, `inside_count` spans that do not overlap one another) replaces. Sums to amount − replaced. */
void entry_by_month(const struct zone *zone, const struct entry *entry, const struct span *inside, int inside_count,
                    struct month_parts *out);

/* How much of an entry lies inside [from, to] (days, inclusive), counted as entry_by_month counts. */
int64_t entry_amount_in(const struct zone *zone, const struct entry *entry, const struct span *inside, int inside_count,
                        day_t from, day_t to);

/* Puts a pause of `minutes` without a clock time into the middle of a span (rounded down to the minute). */
struct span pause_in_middle(struct span span, int64_t minutes);

/* Whether two entries of one person may stand beside each other: they do not overlap, or one is standby and the other, not
 * standby, lies wholly inside it (RULES 4: "work inside own standby"). Entries without clock times never collide here. */
bool entries_agree(const struct entry *a, const struct entry *b);

#endif
