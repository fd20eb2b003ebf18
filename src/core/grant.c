/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/grant.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *label;
} facts[] = {
	[FACT_APPLIED] = { "applied", N_("application received") },
	[FACT_ABSENCE] = { "absence", N_("appointments missed since") },
	[FACT_ABROAD] = { "abroad", N_("abroad since") },
	[FACT_REPORT] = { "report", N_("reported") },
	[FACT_APPEAL] = { "appeal", N_("appeal received") },
	[FACT_MOVED] = { "moved", N_("moved") },
	[FACT_NO_INCOME] = { "no-income", N_("without income since") },
	[FACT_INCOME] = { "income", N_("income again since") },
	[FACT_RECEIVED] = { "received", N_("decision received") },
};
_Static_assert(COUNT_OF(facts) == FACT_COUNT, "every kind of fact has a row");

const char *grant_fact_name(enum grant_fact_kind kind)
{
	return facts[kind].name;
}

const char *grant_fact_label(enum grant_fact_kind kind)
{
	return facts[kind].label;
}

bool grant_fact_parse(const char *word, enum grant_fact_kind *out)
{
	for (int i = 0; i < FACT_COUNT; i++)
		if (!strcmp(facts[i].name, word)) {
			*out = (enum grant_fact_kind)i;
			return true;
		}
	return false;
}

void grant_done(struct grant *grant)
{
	for (int i = 0; i < grant->amount_count; i++) {
		free(grant->amounts[i].part);
		free(grant->amounts[i].level);
	}
	for (int i = 0; i < grant->opening_count; i++)
		free(grant->openings[i].part);
	for (int i = 0; i < grant->deduction_count; i++)
		free(grant->deductions[i].part);
	for (int i = 0; i < grant->transfer_count; i++)
		free(grant->transfers[i].part);
	free(grant->amounts);
	free(grant->openings);
	free(grant->deductions);
	free(grant->transfers);
	for (int i = 0; i < grant->fact_count; i++)
		free(grant->facts[i].note);
	free(grant->facts);
	free(grant->id);
	free(grant->scheme);
	free(grant->payer);
	free(grant->case_no);
	*grant = (struct grant){ 0 };
}

struct carry_rules grant_rules(const struct grant *grant, const struct scheme_part *part)
{
	const struct grant_amount *now = grant_amount_on(grant, part->id, grant->to);

	return (struct carry_rules){
		/* Of an average nothing lapses, and only more than it in the long run is too much (RULES 2: §§ 85, 85a). */
		.carry = part->average ? CARRY_POT : part->carry,
		.per = now ? now->per : part->per,
		.window = grant->window >= 0 ? grant->window : part->window,
		.cap = grant->cap >= 0 ? grant->cap : part->cap,
		.use = grant->use >= 0 ? (enum use_order)grant->use : part->use,
		.lapse = grant->lapse >= 0 ? grant->lapse != 0 : part->lapse,
	};
}

day_t grant_level_from(const struct grant *grant)
{
	int last = grant->amount_count - 1;
	const struct grant_amount *of;

	while (last >= 0 && (!grant->amounts[last].level || grant->amounts[last].from > grant->to))
		last--;
	if (last < 0)
		return grant->from;
	of = &grant->amounts[last];
	while (last > 0 && str_same(of[-1].part, of->part) && str_same(of[-1].level, of->level)) {
		of--;
		last--;
	}
	return of->from > grant->from ? of->from : grant->from;
}

int64_t grant_net(const struct grant_amount *amount)
{
	return amount->amount > amount->less ? amount->amount - amount->less : 0;
}

const struct grant_fact *grant_fact_on(const struct grant *grant, enum grant_fact_kind kind, day_t day)
{
	const struct grant_fact *found = NULL;

	for (int i = 0; i < grant->fact_count; i++)
		if (grant->facts[i].kind == kind && grant->facts[i].day <= day && (!found || grant->facts[i].day >= found->day))
			found = &grant->facts[i];
	return found;
}

bool grant_covers(const struct grant *grant, day_t day)
{
	return day >= grant->from && day <= grant->to;
}

const struct grant_amount *grant_amount_on(const struct grant *grant, const char *part, day_t day)
{
	const struct grant_amount *found = NULL;

	for (int i = 0; i < grant->amount_count; i++)
		if (str_same(grant->amounts[i].part, part) && grant->amounts[i].from <= day &&
		    (!found || grant->amounts[i].from >= found->from))
			found = &grant->amounts[i];
	return found;
}

static day_t later(day_t a, day_t b)
{
	return a > b ? a : b;
}

static day_t earlier(day_t a, day_t b)
{
	return a < b ? a : b;
}

/* The stretch in which one amount is in force: [from, to), cut to the grant. */
struct segment {
	const struct grant_amount *amount;
	day_t from, to;
};

/* The `index`th segment of a part in order of time; false past the last. */
static bool segment_at(const struct grant *grant, const char *part, int index, struct segment *out)
{
	day_t end = grant->to == DAY_MAX ? DAY_MAX : grant->to + 1;
	int seen = 0;

	for (int i = 0; i < grant->amount_count; i++) {
		if (!str_same(grant->amounts[i].part, part))
			continue;
		if (seen++ == index) {
			out->amount = &grant->amounts[i];
			out->from = later(grant->amounts[i].from, grant->from);
			out->to = end;
			for (int j = i + 1; j < grant->amount_count; j++)
				if (str_same(grant->amounts[j].part, part) && grant->amounts[j].from < out->to) {
					out->to = grant->amounts[j].from;
					break;
				}
			return true;
		}
	}
	return false;
}

/* floor(a * b / c) without overflow for what amounts and days can be (a ≤ AMOUNT_MAX, b ≤ 110,000). */
static int64_t share(int64_t a, int64_t b, int64_t c)
{
	return a * b / c;
}

/* A·[d1,d2)/N by differences of floors, so that adjoining stretches sum to the whole. */
static int64_t days_share(int64_t amount, day_t first, day_t from, day_t to, int days)
{
	return share(amount, to - first, days) - share(amount, from - first, days);
}

static int64_t given_month(const struct grant *grant, const struct segment *segment, month_t month)
{
	day_t first = month_first(month), end = month_last(month) + 1;
	day_t decides = later(first, grant->from);

	if (grant->prorate) {
		day_t from = later(first, segment->from), to = earlier(end, segment->to);

		return from < to ? days_share(grant_net(segment->amount), first, from, to, month_days(month)) : 0;
	}
	return segment->from <= decides && decides < segment->to ? grant_net(segment->amount) : 0;
}

static int64_t given_week(const struct segment *segment, month_t month)
{
	day_t from = later(month_first(month), segment->from);
	day_t to = earlier(month_last(month) + 1, segment->to);

	return from < to ? days_share(grant_net(segment->amount), segment->from, from, to, 7) : 0;
}

/* The pot of [first, end) as it is known on the last day of `month`: later changes are not seen yet. */
static int64_t pot_known(const struct grant *grant, const char *part, enum per per, day_t first, day_t end, month_t month)
{
	day_t seen = month_last(month), start = later(first, grant->from);
	int64_t pot = 0;
	struct segment segment;

	for (int i = 0; segment_at(grant, part, i, &segment); i++) {
		day_t from = later(start, segment.from), to = earlier(end, segment.to);
		struct segment next;

		if (segment.amount->per != per || segment.from > seen || from >= to)
			continue;
		if (segment_at(grant, part, i + 1, &next) && next.from > seen)
			to = earlier(end, grant->to == DAY_MAX ? DAY_MAX : grant->to + 1);
		if (grant->prorate && per == PER_YEAR)
			pot += days_share(grant_net(segment.amount), first, from, to, (int)(end - first));
		else
			pot = grant_net(segment.amount);
	}
	return pot;
}

static int64_t given_pot(const struct grant *grant, const char *part, enum per per, month_t month)
{
	bool year = per == PER_YEAR;
	day_t first = year ? day_make(month_year(month), 1, 1) : grant->from;
	day_t end = year ? day_make(month_year(month) + 1, 1, 1) : DAY_MAX;
	month_t opens = month_of(later(first, grant->from));
	int64_t now = pot_known(grant, part, per, first, end, month);

	return month == opens ? now : now - pot_known(grant, part, per, first, end, month - 1);
}

int64_t grant_given(const struct grant *grant, const struct scheme_part *part, month_t month)
{
	int64_t given = 0;
	bool year = false, total = false;
	struct segment segment;

	if (month_last(month) < grant->from || month_first(month) > grant->to)
		return 0;
	for (int i = 0; segment_at(grant, part->id, i, &segment); i++) {
		switch (segment.amount->per) {
		case PER_MONTH:
			given += given_month(grant, &segment, month);
			break;
		case PER_WEEK:
			given += given_week(&segment, month);
			break;
		case PER_YEAR:
			year = true;
			break;
		case PER_TOTAL:
			total = true;
			break;
		case PER_NONE:
			break;
		}
	}
	if (year)
		given += given_pot(grant, part->id, PER_YEAR, month);
	if (total)
		given += given_pot(grant, part->id, PER_TOTAL, month);
	return given;
}

static int64_t sum_of(const struct grant_month *list, int count, const char *part, month_t month)
{
	int64_t sum = 0;

	for (int i = 0; i < count; i++)
		if (list[i].month == month && str_same(list[i].part, part))
			sum += list[i].amount;
	return sum;
}

int64_t grant_deducted(const struct grant *grant, const char *part, month_t month)
{
	return sum_of(grant->deductions, grant->deduction_count, part, month);
}

int64_t grant_transferred(const struct grant *grant, const char *part, int year)
{
	return sum_of(grant->transfers, grant->transfer_count, part, month_make(year, 1));
}
