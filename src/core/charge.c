/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/charge.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>

bool charge_is_daily(const struct scheme_charge *charge)
{
	return charge->kind == CHARGE_PAYS && charge->per == CHARGE_DAY && charge->started_days;
}

bool charge_has_income(const struct grant *grant, day_t day)
{
	const struct grant_fact *latest = NULL;

	for (int i = 0; i < grant->fact_count; i++) {
		const struct grant_fact *fact = &grant->facts[i];

		if ((fact->kind == FACT_NO_INCOME || fact->kind == FACT_INCOME) && fact->day <= day &&
		    (!latest || fact->day >= latest->day))
			latest = fact;
	}
	return !latest || latest->kind == FACT_INCOME;
}

/* Whether each date from `from` to `to` is touched; free(). */
static bool *touched(const struct charge_stay *stays, int count, day_t from, day_t to)
{
	bool *dates = mem_zero((size_t)(to - from) + 1, sizeof *dates);

	for (int i = 0; i < count; i++) {
		int64_t end = (int64_t)stays[i].day + stays[i].days;

		for (int64_t day = stays[i].day < from ? from : stays[i].day; day < end && day <= to; day++)
			dates[day - from] = true;
	}
	return dates;
}

void charge_sum_build(struct charge_sum *out, const struct scheme_charge *charge, const struct grant *grant,
                      const struct charge_stay *stays, int count, month_t first, month_t last)
{
	day_t from = month_first(first), to = month_last(last);
	bool *dates = touched(stays, count, from, to);

	*out = (struct charge_sum){ .charge = charge, .month_count = last - first + 1 };
	out->months = mem_zero((size_t)out->month_count, sizeof *out->months);
	for (month_t m = first; m <= last; m++)
		out->months[m - first].month = m;
	for (day_t day = from; day <= to; day++) {
		struct charge_month *month = &out->months[month_of(day) - first];

		if (!dates[day - from])
			continue;
		month->days++;
		if (charge->income_only && !charge_has_income(grant, day))
			continue;
		month->paid_days++;
		month->amount += scheme_rate(&charge->rates, day);
	}
	free(dates);
}

void charge_sum_done(struct charge_sum *sum)
{
	free(sum->months);
	*sum = (struct charge_sum){ 0 };
}
