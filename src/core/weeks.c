/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/weeks.h"

#include "ledsag/base/str.h"

day_t weeks_monday(day_t day)
{
	return day - day_weekday(day);
}

static day_t later(day_t a, day_t b)
{
	return a > b ? a : b;
}

static day_t earlier(day_t a, day_t b)
{
	return a < b ? a : b;
}

static int64_t above_zero(int64_t amount)
{
	return amount > 0 ? amount : 0;
}

/* floor(amount · days / 7) of [from, to), counted from the amount's first day as grant_given() counts, so that adjoining stretches
 * sum to the whole. */
static int64_t weekly_share(const struct grant *grant, const struct grant_amount *amount, day_t from, day_t to)
{
	day_t first = later(amount->from, grant->from);
	int64_t net = grant_net(amount);

	return net * (to - first) / 7 - net * (from - first) / 7;
}

/* ---- the ceiling */

struct limit {
	int64_t most; /* 0: none */
	enum strength is;
};

static struct limit ceiling_of(const struct scheme *scheme, const struct scheme_part *part, const struct grant_amount *amount)
{
	const struct scheme_level *level = amount && amount->level ? scheme_level(scheme, amount->level) : NULL;

	return level && level->ceiling ? (struct limit){ level->ceiling, level->ceiling_is } :
	                                 (struct limit){ part->ceiling, part->ceiling_is };
}

/* A day more of the same week: the higher ceiling holds, and none is higher than any. */
static struct limit ceiling_with(struct limit week, struct limit day)
{
	if (!week.most || !day.most)
		return (struct limit){ 0, LIMIT_SOFT };
	return day.most > week.most ? day : week;
}

/* ---- a week */

bool weeks_apply(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part)
{
	if (part->unit == UNIT_MONEY)
		return false;
	for (int i = 0; i < grant->amount_count; i++)
		if (str_same(grant->amounts[i].part, part->id) &&
		    (grant->amounts[i].per == PER_WEEK || ceiling_of(scheme, part, &grant->amounts[i]).most))
			return true;
	return part->ceiling > 0;
}

/* What the rules say of the days that the grant covers. Day by day, for an amount may change on any of them. */
static void read_days(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, struct week *out)
{
	struct limit ceiling = { 0, LIMIT_SOFT };
	day_t first = later(out->from, grant->from);
	bool some = false;

	out->by_week = true;
	for (day_t day = first; day <= out->end; day++) {
		const struct grant_amount *amount = grant_amount_on(grant, part->id, day);
		struct limit now = ceiling_of(scheme, part, amount);

		ceiling = day == first ? now : ceiling_with(ceiling, now);
		if (!amount)
			continue;
		some = true;
		if (amount->per == PER_WEEK)
			out->granted += weekly_share(grant, amount, day, day + 1);
		else
			out->by_week = false;
	}
	out->by_week = out->by_week && some;
	out->ceiling = ceiling.most;
	out->ceiling_is = ceiling.is;
}

/* What can be used in the week at all: what it gives where nothing makes up for more, else its ceiling. */
static int64_t most_of(const struct week *week)
{
	if (!week->ceiling)
		return week->granted;
	return week->lapses && week->granted < week->ceiling ? week->granted : week->ceiling;
}

bool weeks_row(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, day_t monday, int64_t used,
               day_t today, struct week *out)
{
	bool over;

	*out = (struct week){ .from = monday, .to = monday + 6, .used = used, .end = earlier(monday + 6, grant->to) };
	if (out->end < later(monday, grant->from))
		return false;
	read_days(grant, scheme, part, out);
	if (!out->by_week)
		out->granted = 0;
	over = today > out->end;
	out->lapses = out->by_week && part->unit != UNIT_MONEY && grant_rules(grant, part).carry == CARRY_NONE;
	out->unused = above_zero(out->granted - used);
	out->beyond = above_zero(used - (out->by_week ? out->granted : most_of(out)));
	out->lapsed = over && out->lapses ? out->unused : 0;
	out->left = over ? 0 : above_zero(most_of(out) - used);
	return true;
}

/* ---- averages */

/* What an amount per month gives in these days: whole months in full, of others the days' share. */
static int64_t monthly_share(int64_t net, day_t from, day_t to)
{
	int64_t sum = 0;

	for (month_t month = month_of(from); month <= month_of(to); month++) {
		day_t first = month_first(month);
		int days = month_days(month);

		sum += net * (earlier(to, month_last(month)) + 1 - first) / days - net * (later(from, first) - first) / days;
	}
	return sum;
}

bool weeks_average(const struct grant *grant, const struct scheme_part *part, day_t day, struct week_average *out)
{
	const struct grant_amount *amount = part->average ? grant_amount_on(grant, part->id, day) : NULL;
	day_t end = earlier(weeks_monday(day) + 6, grant->to);

	if (!amount || day < grant->from || day > grant->to || (amount->per != PER_WEEK && amount->per != PER_MONTH))
		return false;
	*out = (struct week_average){ .from = later(amount->from, grant->from), .to = day, .amount = grant_net(amount),
	                              .per = amount->per };
	while (out->to < end && grant_amount_on(grant, part->id, out->to + 1) == amount)
		out->to++;
	out->granted = amount->per == PER_WEEK ? weekly_share(grant, amount, out->from, out->to + 1) :
	                                         monthly_share(out->amount, out->from, out->to);
	return true;
}

int64_t weeks_mean(int64_t used, day_t from, day_t to)
{
	int64_t days = to - from + 1;

	return (used * 7 + days - 1) / days;
}
