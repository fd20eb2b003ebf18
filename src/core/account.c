/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/account.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>

/* What of a year (or before it) belongs to the grant. */
struct bounds {
	month_t first;       /* from where its bank is run: the grant's first month, or bank_begin() */
	month_t from, to;    /* the account's months; from > to where the grant does not touch the year */
};

/* Corrections of a grant that has ended count in a month behind it. */
static struct bounds bounds_of(const struct grant *grant, const struct scheme_part *part, int year,
                               const struct closed_part *closed, const struct settlement *settlement)
{
	struct bounds b = { bank_begin(grant, part, month_make(year, 12)), month_make(year, 1), month_make(year, 12) };

	if (b.from < b.first)
		b.from = b.first;
	b.to = closed_reach(closed, settlement, grant, b.to);
	return b;
}

static struct account_month *month_in(struct account *account, month_t month)
{
	month_t first = account->month_count ? account->months[0].month : 0;

	return month < first || month >= first + account->month_count ? NULL : &account->months[month - first];
}

static void add_use(struct account *account, const struct month_use *use, int count)
{
	for (int i = 0; i < count; i++) {
		struct account_month *row = month_in(account, use[i].month);

		if (!row)
			continue;
		row->column[kind_column(use[i].kind)] += use[i].amount;
		row->used += use[i].amount;
	}
}

static void add_corrections(struct account *account, const struct month_use *use, int count)
{
	for (int i = 0; i < count; i++) {
		struct account_month *row = month_in(account, use[i].month);

		if (row)
			row->corrected += use[i].amount;
	}
}

/* Copies what the bank says of the account's months. */
static void add_bank(struct account *account, const struct grant *grant, const struct closed_part *closed,
                     const struct settlement *settlement, const struct bounds *b, const struct bank *bank)
{
	const struct scheme_part *part = account->part;
	struct carry_rules rules = grant_rules(grant, part);
	bool yearly, pool = carry_is_pool(&rules, &yearly);
	int64_t owed = 0; /* when the year began */

	if (b->from > b->first && !yearly)
		owed = bank->months[b->from - b->first - 1].owed;
	for (month_t m = b->from; m <= b->to; m++) {
		const struct bank_month *from = &bank->months[m - b->first];
		struct account_month *row = &account->months[m - b->from];

		row->granted = from->granted + closed_corrected(closed, settlement, CLOSED_GRANTED, m);
		/* Of a pool only what it lacks in the end was too much: that is the last month's to say. */
		row->overdraft = !pool ? from->overdraft - from->undrawn : m == b->to ? from->owed - owed : 0;
		row->lapsed = from->lapsed;
		row->left = from->left;
		account->transfer += closed_corrected(closed, settlement, CLOSED_MOVED, m);
	}
	if (b->from > b->first) {
		account->opening = bank->months[b->from - b->first - 1].left;
		account->transfer += bank->months[b->from - b->first - 1].moved;
	} else {
		int count;
		struct lot *openings = bank_openings_of(grant, part, &count);

		for (int i = 0; i < count && b->first == month_of(grant->from); i++)
			account->opening += openings[i].left;
		account->transfer += grant_transferred(grant, part->id, account->year);
		free(openings);
	}
	account->transfer -= bank->months[b->to - b->first].moved;
}

static void add_sum(struct account *account)
{
	for (int i = 0; i < account->month_count; i++) {
		struct account_month *row = &account->months[i], *sum = &account->sum;

		row->difference = row->granted - row->used;
		sum->granted += row->granted;
		sum->used += row->used;
		sum->corrected += row->corrected;
		sum->overdraft += row->overdraft;
		sum->lapsed += row->lapsed;
		sum->left = row->left;
		for (int c = 0; c < COLUMN_COUNT; c++)
			sum->column[c] += row->column[c];
	}
	account->sum.difference = account->sum.granted - account->sum.used;
}

static void add_changes(struct account *account, const struct grant *grant)
{
	const struct grant_amount *before = NULL;

	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *now = &grant->amounts[i];

		if (!str_same(now->part, account->part->id) || now->from > grant->to)
			continue;
		if (day_year(now->from) == account->year &&
		    (!before || grant_net(before) != grant_net(now) || before->per != now->per)) {
			account->changes = mem_resize(account->changes, (size_t)account->change_count + 1,
			                              sizeof *account->changes);
			account->changes[account->change_count++] =
				(struct account_change){ now->from, before ? grant_net(before) : 0, grant_net(now), now->per };
		}
		before = now;
	}
}

/* Counted use by month, from `from` to `to`; free(). */
static int64_t *by_month(const struct scheme_part *part, const struct month_use *use, int count, month_t from, month_t to)
{
	int64_t *used = mem_zero((size_t)(to - from + 1), sizeof *used);

	for (int i = 0; i < count; i++)
		if (!part->uncounted[use[i].kind] && use[i].month >= from && use[i].month <= to)
			used[use[i].month - from] += use[i].amount;
	return used;
}

static void settle(const struct closed_part *closed, const struct grant *grant, const struct scheme_part *part,
                   const struct month_use *use, int count, struct settlement *out)
{
	int64_t *used;

	*out = (struct settlement){ 0 };
	if (!closed->count)
		return;
	used = by_month(part, use, count, closed->rows[0].month, closed_last(closed));
	closed_settle(closed, grant, part, used, out);
	free(used);
}

static void fill_months(struct account *account, const struct grant *grant, const struct closed_part *closed,
                        const struct settlement *settlement, const struct bounds *b, const struct month_use *use, int count)
{
	int64_t *used = by_month(account->part, use, count, b->first, b->to);
	struct month_use *booked = mem_alloc((size_t)count * sizeof *booked), *corrections;
	int correction_count;
	struct bank bank;

	account->month_count = b->to - b->from + 1;
	account->months = mem_zero((size_t)account->month_count, sizeof *account->months);
	for (month_t m = b->from; m <= b->to; m++)
		account->months[m - b->from].month = m;
	for (int i = 0; i < count; i++)
		booked[i] = use[i];
	closed_booked(closed, account->part, &booked, &count, &corrections, &correction_count);
	add_use(account, booked, count);
	add_corrections(account, corrections, correction_count);
	closed_run(&bank, closed, settlement, grant, account->part, b->first, b->to, used);
	add_bank(account, grant, closed, settlement, b, &bank);
	bank_done(&bank);
	free(booked);
	free(corrections);
	free(used);
}

void account_build(struct account *account, const struct grant *grant, const struct scheme_part *part, int year,
                   const struct closed_part *closed, const struct month_use *use, int use_count)
{
	struct closed_part none = { 0 };
	struct settlement settlement;
	struct bounds b;

	*account = (struct account){ .year = year, .part = part };
	closed = closed ? closed : &none;
	settle(closed, grant, part, use, use_count, &settlement);
	add_changes(account, grant);
	b = bounds_of(grant, part, year, closed, &settlement);
	if (b.from <= b.to) {
		fill_months(account, grant, closed, &settlement, &b, use, use_count);
		add_sum(account);
	}
	account->difference = account->sum.granted + account->transfer - account->sum.used;
	settlement_done(&settlement);
}

void account_done(struct account *account)
{
	free(account->months);
	free(account->changes);
	*account = (struct account){ 0 };
}
