/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months (RULES 5): what was accounted for stays; what is different today is a correction of the first open month. "Closed
 * lots are never recomputed: correction minutes count as use of the first open month; minutes given back return to the lots they
 * came from, and where such a lot has lapsed meanwhile, lapse there." Pure arithmetic on int64. */
#ifndef LEDSAG_CORE_CLOSED_H
#define LEDSAG_CORE_CLOSED_H

#include "ledsag/core/lots.h"

/* What a closing keeps of a part besides the month's row. */
enum closed_what {
	CLOSED_USE,     /* counted use of `about`, by kind: in its own month all of it, later what a correction changed */
	CLOSED_GRANTED, /* what a correction changed in what was granted in `about` */
	CLOSED_MOVED,   /* … in what was moved from `about` into the next year */
	CLOSED_BACK,    /* what was taken in `about` and was given back to the lot `at` (MONTH_NONE: was overdrawn) */
	CLOSED_REGAINED, /* what was overdrawn in `about`, was made good in a pool by the lot `at`, and was given back to that */
	CLOSED_WHATS
};
struct closed_figure {
	month_t month; /* with which it was closed */
	month_t about;
	enum closed_what what;
	int32_t at;    /* enum kind, or the month of a lot */
	int64_t amount;
};

/* All that closings keep of one part of a grant; owned: closed_part_done(). */
struct closed_part {
	struct bank_month *rows; /* from the part's first month to the household's last closed one */
	int count;               /* 0: nothing of the part is closed */
	struct closed_figure *figures;
	int figure_count, figure_room;
};
void closed_part_done(struct closed_part *closed);
/* Adds the row of a month (a copy), and empty ones between it and the last: a grant that has ended has no rows of its own. */
void closed_part_add(struct closed_part *closed, const struct bank_month *row);
/* Adds empty rows up to a month. */
void closed_part_fill(struct closed_part *closed, month_t until);
/* The last closed month; MONTH_NONE. */
month_t closed_last(const struct closed_part *closed);

/* What was accounted for about a month until now. */
int64_t closed_use(const struct closed_part *closed, month_t about, enum kind kind);

/* How far a closed month is from what was accounted for. */
struct closed_difference {
	month_t about;
	int64_t used, granted, moved;
};

/* What the differences come to in the first open month; owned: settlement_done(). */
struct settlement {
	struct closed_difference *of; /* none where nothing differs */
	int count;
	int64_t extra;                /* used more */
	int64_t reduced, undrawn, undrawn_before; /* as in struct bank_input */
	struct lot *back;
	int back_count;
	struct closed_figure *notes;  /* CLOSED_BACK, to be kept when the first open month is closed in its turn */
	int note_count;
};
/* `used` is what is used by now, by month from the first row on. */
void closed_settle(const struct closed_part *closed, const struct grant *grant, const struct scheme_part *part, const int64_t *used,
                   struct settlement *out);
void settlement_done(struct settlement *settlement);

/* The last month of a grant's bank, up to `until`: its last, or a later one in which corrections of it count. */
month_t closed_reach(const struct closed_part *closed, const struct settlement *settlement, const struct grant *grant,
                     month_t until);

/* What corrections of earlier months change in a month: closed ones, and those of today in the first open month. */
int64_t closed_corrected(const struct closed_part *closed, const struct settlement *settlement, enum closed_what what,
                         month_t month);

/* Runs the bank of months first..until. `closed`, `settlement` may be NULL: nothing is closed. `used` by month from `first` on.
 * What was there before counts where the bank begins with the grant. */
void closed_run(struct bank *bank, const struct closed_part *closed, const struct settlement *settlement, const struct grant *grant,
                const struct scheme_part *part, month_t first, month_t until, const int64_t *used);

/* The use as it is booked, in place of `use`: of closed months what they were accounted with, corrections in the month in which
 * they count; those by themselves to *corrections (may be NULL). Kinds that the part does not count are left out. free() both. */
void closed_booked(const struct closed_part *closed, const struct scheme_part *part, struct month_use **use, int *count,
                   struct month_use **corrections, int *correction_count);

#endif
