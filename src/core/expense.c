/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/expense.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>

static int by_day(const void *a, const void *b)
{
	const struct money *x = *(const struct money *const *)a, *y = *(const struct money *const *)b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The year's spending, the earliest first; free(). */
static const struct money **spending_of(int year, const struct money *rows, int count, int *found)
{
	const struct money **list = mem_alloc(((size_t)count + 1) * sizeof *list);

	*found = 0;
	for (int i = 0; i < count; i++)
		if (!rows[i].withdrawn && money_kind_spends(rows[i].kind) && day_year(rows[i].day) == year)
			list[(*found)++] = &rows[i];
	qsort(list, (size_t)*found, sizeof *list, by_day);
	return list;
}

/* What of a row counts, when so much of its category counted before it in the year. */
static int64_t row_counts(const struct money *row, const struct scheme_category *category, int64_t before)
{
	int64_t most, room;

	if (!category)
		return row->amount;
	/* "As a rule" is what a decision may lift; "never" is not. */
	if (row->lifted && category->is == LIMIT_SOFT)
		return row->amount;
	if (!category->counted)
		return 0;
	most = scheme_rate(&category->most, row->day);
	if (!most)
		return row->amount;
	room = most > before ? most - before : 0;
	return row->amount < room ? row->amount : room;
}

/* The place of a row's category among `sums`, which has one for each category of the part and a last one for none. */
static struct expense_sum *sum_of(struct expense_sum *sums, const struct scheme_part *part, const struct money *row)
{
	const struct scheme_category *category = row->category ? scheme_category(part, row->category) : NULL;

	return category ? &sums[category - part->categories] : &sums[part->category_count];
}

static void add_row(struct expense_year *out, struct expense_sum *sum, const struct money *row, int64_t counts)
{
	struct expense_month *month = &out->months[month_number(month_of(row->day)) - 1];

	sum->spent += row->amount;
	sum->counted += counts;
	month->spent += row->amount;
	month->counted += counts;
	out->spent += row->amount;
	out->counted += counts;
}

static void close_sums(struct expense_year *out, const struct scheme_part *part, day_t last)
{
	int kept = 0;

	for (int i = 0; i <= part->category_count; i++) {
		struct expense_sum *sum = &out->sums[i];
		const struct scheme_dated *rate = i < part->category_count ? scheme_rate_on(&part->categories[i].most, last) : NULL;

		if (!sum->spent)
			continue;
		sum->category = i < part->category_count ? &part->categories[i] : NULL;
		sum->most = rate ? rate->amount : 0;
		sum->most_from = rate ? rate->from : DAY_NONE;
		out->sums[kept++] = *sum;
	}
	out->sum_count = kept;
}

static void close_year(struct expense_year *out, const struct scheme_part *part, day_t last)
{
	const struct scheme_dated *rate = scheme_rate_on(&part->thresholds, last);

	out->threshold = rate ? rate->amount : 0;
	out->threshold_from = rate ? rate->from : DAY_NONE;
	out->reached = !out->threshold || out->counted > out->threshold;
	out->used = out->reached ? out->counted : 0;
	for (int i = 0; i < 12; i++)
		out->months[i].used = out->reached ? out->months[i].counted : 0;
}

void expense_year_build(struct expense_year *out, const struct scheme_part *part, int year, const struct money *rows, int count,
                        int64_t *counted)
{
	day_t last = day_make(year, 12, 31);
	const struct money **list;
	int found;

	*out = (struct expense_year){ .year = year };
	out->sums = mem_zero((size_t)part->category_count + 1, sizeof *out->sums);
	list = spending_of(year, rows, count, &found);
	for (int i = 0; i < found; i++) {
		struct expense_sum *sum = sum_of(out->sums, part, list[i]);
		const struct scheme_category *category =
			sum < out->sums + part->category_count ? &part->categories[sum - out->sums] : NULL;
		int64_t counts = row_counts(list[i], category, sum->counted);

		add_row(out, sum, list[i], counts);
		if (counted)
			counted[list[i] - rows] = counts;
	}
	free(list);
	close_sums(out, part, last);
	close_year(out, part, last);
}

void expense_year_done(struct expense_year *year)
{
	free(year->sums);
	*year = (struct expense_year){ 0 };
}

int64_t expense_missing(const struct expense_year *year)
{
	return year->reached ? 0 : year->threshold - year->counted + 1;
}
