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

static struct bounds bounds_of(const struct grant *grant, const struct scheme_part *part, int year)
{
	struct bounds b = { bank_begin(grant, part, month_make(year, 12)), month_make(year, 1), month_make(year, 12) };

	if (b.from < b.first)
		b.from = b.first;
	if (grant->to != DAY_MAX && month_of(grant->to) < b.to)
		b.to = month_of(grant->to);
	return b;
}

static void add_use(struct account *account, const struct bounds *b, const struct month_use *use)
{
	struct account_month *row;

	if (use->month < b->from || use->month > b->to)
		return;
	row = &account->months[use->month - b->from];
	row->column[kind_column(use->kind)] += use->amount;
	row->used += use->amount;
}

/* Runs the bank and copies what it says of the account's months. */
static void add_bank(struct account *account, const struct grant *grant, const struct bounds *b, const int64_t *used)
{
	const struct scheme_part *part = account->part;
	struct carry_rules rules = grant_rules(grant, part);
	bool yearly, pool = carry_is_pool(&rules, &yearly);
	int64_t owed = 0; /* when the year began */
	struct bank_input *input = bank_input_of(grant, part, b->first, b->to, used);
	int opening_count;
	struct lot *openings = bank_openings_of(grant, part, &opening_count);
	struct bank bank;

	if (b->first > month_of(grant->from))
		opening_count = 0;
	bank_run(&bank, &rules, openings, opening_count, input, b->to - b->first + 1,
	         grant->to == DAY_MAX ? MONTH_NONE : month_of(grant->to));
	if (b->from > b->first && !yearly)
		owed = bank.months[b->from - b->first - 1].owed;
	for (month_t m = b->from; m <= b->to; m++) {
		const struct bank_month *from = &bank.months[m - b->first];
		struct account_month *row = &account->months[m - b->from];

		row->granted = from->granted;
		/* Of a pool only what it lacks in the end was too much: that is the last month's to say. */
		row->overdraft = !pool ? from->overdraft : m == b->to ? from->owed - owed : 0;
		row->lapsed = from->lapsed;
		row->left = from->left;
	}
	if (b->from > b->first) {
		account->opening = bank.months[b->from - b->first - 1].left;
		account->transfer = bank.months[b->from - b->first - 1].moved;
	} else {
		for (int i = 0; i < opening_count; i++)
			account->opening += openings[i].left;
		account->transfer = grant_transferred(grant, part->id, account->year);
	}
	account->transfer -= bank.months[b->to - b->first].moved;
	bank_done(&bank);
	free(openings);
	free(input);
}

static void add_sum(struct account *account)
{
	for (int i = 0; i < account->month_count; i++) {
		struct account_month *row = &account->months[i], *sum = &account->sum;

		row->difference = row->granted - row->used;
		sum->granted += row->granted;
		sum->used += row->used;
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

void account_build(struct account *account, const struct grant *grant, const struct scheme_part *part, int year,
                   const struct month_use *use, int use_count)
{
	struct bounds b = bounds_of(grant, part, year);
	int64_t *used;

	*account = (struct account){ .year = year, .part = part };
	add_changes(account, grant);
	if (b.from <= b.to) {
		account->month_count = b.to - b.from + 1;
		account->months = mem_zero((size_t)account->month_count, sizeof *account->months);
		used = mem_zero((size_t)(b.to - b.first + 1), sizeof *used);
		for (month_t m = b.from; m <= b.to; m++)
			account->months[m - b.from].month = m;
		for (int i = 0; i < use_count; i++) {
			if (part->uncounted[use[i].kind])
				continue;
			add_use(account, &b, &use[i]);
			if (use[i].month >= b.first && use[i].month <= b.to)
				used[use[i].month - b.first] += use[i].amount;
		}
		add_bank(account, grant, &b, used);
		free(used);
		add_sum(account);
	}
	account->difference = account->sum.granted + account->transfer - account->sum.used;
}

void account_done(struct account *account)
{
	free(account->months);
	free(account->changes);
	*account = (struct account){ 0 };
}
