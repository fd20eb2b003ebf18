/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a grant with closed months, without a store: the closing is done here as app/close.c does it. */
#ifndef LEDSAG_TESTS_CORE_CLOSED_H
#define LEDSAG_TESTS_CORE_CLOSED_H

#include "golden.h"

#include "ledsag/core/account.h"

#define MONTHS 30

static const enum kind kinds[] = { KIND_WORK, KIND_STANDBY };

struct trial {
	int number;
	struct support_random *random;
	struct grant grant;
	struct scheme_part part;
	month_t first, last;
	int64_t used[MONTHS][COUNT_OF(kinds)];
	struct closed_part closed;
	int64_t most[MONTHS]; /* the most that was ever granted for a month */
	int64_t most_moved;   /* … agreed to be moved into any year */
};

static inline void same(const struct trial *t, month_t month, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("trial %d, %d-%02d: %s is %lld, must be %lld", t->number, month_year(month), month_number(month), what,
		         (long long)got, (long long)want);
}

static inline void add_month(struct grant_month **list, int *count, month_t month, int64_t amount)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = (struct grant_month){ mem_text(GOLDEN_PART), month, amount };
}

static inline void remember_granted(struct trial *t)
{
	for (int i = 0; i < MONTHS; i++) {
		int64_t given = grant_given(&t->grant, &t->part, t->first + i);

		given = given < 0 ? 0 : given;
		t->most[i] = given > t->most[i] ? given : t->most[i];
	}
	for (int i = 0; i < t->grant.transfer_count; i++)
		if (t->grant.transfers[i].amount > t->most_moved)
			t->most_moved = t->grant.transfers[i].amount;
}

static inline void end_trial(struct trial *t)
{
	closed_part_done(&t->closed);
	grant_done(&t->grant);
}

/* ---- what the app does around it ---------------------------------------------- */

static inline void used_by_month(const struct trial *t, int64_t *used)
{
	for (int i = 0; i < MONTHS; i++) {
		used[i] = 0;
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			used[i] += t->part.uncounted[kinds[k]] ? 0 : t->used[i][k];
	}
}

static inline void settle(const struct trial *t, struct settlement *out)
{
	int64_t used[MONTHS];

	used_by_month(t, used);
	closed_settle(&t->closed, &t->grant, &t->part, used, out);
}

static inline void run(const struct trial *t, month_t until, struct bank *out)
{
	struct settlement settlement;
	int64_t used[MONTHS];

	used_by_month(t, used);
	settle(t, &settlement);
	closed_run(out, &t->closed, &settlement, &t->grant, &t->part, t->first,
	           closed_reach(&t->closed, &settlement, &t->grant, until), used);
	settlement_done(&settlement);
}

/* As if nothing were closed. */
static inline void run_open(const struct trial *t, month_t until, struct bank *out)
{
	struct closed_part none = { 0 };
	struct settlement nothing = { 0 };
	int64_t used[MONTHS];

	used_by_month(t, used);
	closed_run(out, &none, &nothing, &t->grant, &t->part, t->first, closed_reach(&none, &nothing, &t->grant, until), used);
}

static inline void add_figure(struct trial *t, struct closed_figure figure)
{
	if (!figure.amount)
		return;
	MEM_GROW(t->closed.figures, t->closed.figure_count, t->closed.figure_room);
	t->closed.figures[t->closed.figure_count++] = figure;
}

static inline void keep_use(struct trial *t, month_t closing, month_t last)
{
	for (month_t m = t->first; m <= closing; m++)
		for (size_t k = 0; k < COUNT_OF(kinds); k++) {
			int64_t now = t->part.uncounted[kinds[k]] ? 0 : t->used[m - t->first][k];

			add_figure(t, (struct closed_figure){ closing, m, CLOSED_USE, kinds[k],
			                                      m <= last ? now - closed_use(&t->closed, m, kinds[k]) : now });
		}
}

/* Closes the first open month. */
static inline void close_next(struct trial *t)
{
	month_t last = closed_last(&t->closed), closing = last == MONTH_NONE ? t->first : last + 1;
	struct settlement settlement;
	struct bank bank;

	settle(t, &settlement);
	run(t, closing, &bank);
	keep_use(t, closing, last);
	for (int i = 0; i < settlement.count; i++) {
		const struct closed_difference *d = &settlement.of[i];

		add_figure(t, (struct closed_figure){ closing, d->about, CLOSED_GRANTED, 0, d->granted });
		add_figure(t, (struct closed_figure){ closing, d->about, CLOSED_MOVED, 0, d->moved });
	}
	for (int i = 0; i < settlement.note_count; i++)
		add_figure(t, settlement.notes[i]);
	for (int i = 0; i < bank.count; i++)
		if (bank.months[i].month > last)
			closed_part_add(&t->closed, &bank.months[i]);
	closed_part_fill(&t->closed, closing);
	bank_done(&bank);
	settlement_done(&settlement);
}

/* Opens the last closed month again. */
static inline void open_last(struct trial *t)
{
	month_t last = closed_last(&t->closed);
	struct closed_part kept = { 0 }, was = t->closed;

	for (int i = 0; i < was.count; i++)
		if (was.rows[i].month < last)
			closed_part_add(&kept, &was.rows[i]);
	t->closed = kept;
	for (int i = 0; i < was.figure_count; i++)
		if (was.figures[i].month < last)
			add_figure(t, was.figures[i]);
	closed_part_done(&was);
}

static inline month_t next_open(const struct trial *t)
{
	return closed_last(&t->closed) == MONTH_NONE ? t->first : closed_last(&t->closed) + 1;
}

#endif
