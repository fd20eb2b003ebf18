/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stretches of minutes come to, and what an employer pays on top. */
#include "ledsag/core/pay.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>

/* Half up. */
static int64_t divided(int64_t amount, int64_t by)
{
	return (amount + by / 2) / by;
}

/* Minor units times minutes of an hour times hundredths of a percent: what is only rounded once it is summed up. */
#define SCALE INT64_C(600000)

static int64_t exact(const struct pay_stretch *stretch, const struct pay_value *value)
{
	return (value->measure == PAY_PERCENT ? stretch->wage * value->amount : value->amount * PAY_WHOLE) * stretch->minutes;
}

/* ---- the parts of an entry */

/* The part in which a band of a stretch is summed up: a new one where there is none yet. `exacts` keeps what is not rounded. */
static void add_part(struct pay_part *parts, int64_t *exacts, int *count, const struct pay_stretch *stretch,
                     const struct pay_band *band, const struct pay_value *value)
{
	int at = 0;

	while (at < *count && (parts[at].band != band || parts[at].value.measure != value->measure ||
	                       parts[at].value.amount != value->amount))
		at++;
	if (at == *count) {
		parts[at] = (struct pay_part){ .band = band, .value = *value };
		exacts[(*count)++] = 0;
	}
	parts[at].minutes += stretch->minutes;
	exacts[at] += exact(stretch, value);
	parts[at].amount = divided(exacts[at], SCALE);
}

/* The base first, then the bands in the order of the file, the older value of a band before the newer. */
static int by_band(const void *a, const void *b)
{
	const struct pay_part *x = a, *y = b;

	if (x->band != y->band)
		return !x->band ? -1 : !y->band ? 1 : x->band < y->band ? -1 : 1;
	return (x->value.from > y->value.from) - (x->value.from < y->value.from);
}

struct pay_part *pay_parts(const struct pay_stretch *stretches, int count, day_t from, day_t to, int *parts)
{
	size_t most = (size_t)count * (PAY_BANDS_AT_ONCE + 1) + 1;
	struct pay_part *out = mem_zero(most, sizeof *out);
	int64_t *exacts = mem_zero(most, sizeof *exacts);

	*parts = 0;
	for (int i = 0; i < count; i++) {
		const struct pay_stretch *s = &stretches[i];

		if (s->day < from || s->day > to)
			continue;
		add_part(out, exacts, parts, s, NULL, &s->base);
		for (int j = 0; j < s->band_count; j++)
			add_part(out, exacts, parts, s, s->of[j].band, s->of[j].value);
	}
	qsort(out, (size_t)*parts, sizeof *out, by_band);
	free(exacts);
	return out;
}

/* The sum of the parts of a band. */
static int64_t band_sum(const struct pay_stretch *stretches, int count, const struct pay_band *band, day_t from, day_t to)
{
	int parts;
	struct pay_part *of = pay_parts(stretches, count, from, to, &parts);
	int64_t sum = 0;

	for (int i = 0; i < parts; i++)
		if (of[i].band == band)
			sum += of[i].amount;
	free(of);
	return sum;
}

int64_t pay_stretch_amount(const struct pay_stretch *stretches, int index, const struct pay_band *band)
{
	month_t month = month_of(stretches[index].day);
	day_t from = month_first(month), to = month_last(month);

	return band_sum(stretches, index + 1, band, from, to) - band_sum(stretches, index, band, from, to);
}

/* ---- what comes on top */

static int64_t minutes_between(const struct pay_entry *entries, int count, day_t from, day_t to)
{
	int64_t sum = 0;

	for (int i = 0; i < count; i++)
		for (int j = 0; j < entries[i].count; j++)
			if (entries[i].of[j].day >= from && entries[i].of[j].day <= to)
				sum += entries[i].of[j].minutes;
	return sum;
}

int64_t pay_minutes(const struct pay_entry *entries, int count, month_t month)
{
	return minutes_between(entries, count, month_first(month), month_last(month));
}

static int64_t amount_between(const struct pay_entry *entries, int count, day_t from, day_t to)
{
	int64_t sum = 0;

	for (int i = 0; i < count; i++) {
		int parts;
		struct pay_part *of = pay_parts(entries[i].of, entries[i].count, from, to, &parts);

		for (int j = 0; j < parts; j++)
			sum += of[j].amount;
		free(of);
	}
	return sum;
}

static bool is_due(const struct pay_cost *cost, day_t day, day_t employed)
{
	if (day < cost->from || day > cost->until)
		return false;
	return !cost->after_months || (employed != DAY_NONE && day >= day_add_months(employed, cost->after_months));
}

static int64_t by_hours(const struct pay_cost *cost, int64_t minutes)
{
	int64_t amount = 0;

	for (int i = 0; i < cost->step_count && cost->steps[i].minutes <= minutes; i++)
		amount = cost->steps[i].amount;
	return amount;
}

/* What holds on a day and counts with the days; NULL for none. */
static const struct pay_value *daily(const struct pay_cost *cost, day_t day, day_t employed)
{
	const struct pay_value *value = is_due(cost, day, employed) ? pay_value_on(&cost->values, day) : NULL;

	return value && value->measure != PAY_PER_MONTH ? value : NULL;
}

int64_t pay_cost(const struct pay_cost *cost, const struct pay_entry *entries, int count, month_t month, day_t employed)
{
	day_t last = month_last(month), to;
	int64_t minutes = pay_minutes(entries, count, month), sum = 0;
	const struct pay_value *monthly = is_due(cost, last, employed) && minutes ? pay_value_on(&cost->values, last) : NULL;

	if (cost->step_count)
		return is_due(cost, last, employed) ? by_hours(cost, minutes) : 0;
	if (monthly && monthly->measure == PAY_PER_MONTH)
		return monthly->amount;
	for (day_t from = month_first(month); from <= last; from = to + 1) {
		const struct pay_value *value = daily(cost, from, employed);

		for (to = from; to < last && daily(cost, to + 1, employed) == value;)
			to++;
		if (value && value->measure == PAY_PERCENT)
			sum += divided(amount_between(entries, count, from, to) * value->amount, PAY_WHOLE);
		else if (value)
			sum += divided(minutes_between(entries, count, from, to) * value->amount, 60);
	}
	return sum;
}
