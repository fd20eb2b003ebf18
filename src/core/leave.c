/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/leave.h"

#include <stdlib.h>

#define DAY_OFF 100 /* hundredths */

void leave_rules_done(struct leave_rules *rules)
{
	free(rules->source);
	free(rules->steps);
	*rules = (struct leave_rules){ NULL, NULL, 0 };
}

/* The step by which the year goes that begins in calendar year `year`; NULL where none does. */
static const struct leave_step *step_of(const struct leave_rules *rules, int year)
{
	const struct leave_step *found = NULL;

	for (int i = 0; i < rules->count; i++)
		if (day_make(year, rules->steps[i].starts, 1) >= rules->steps[i].from)
			found = &rules->steps[i];
	return found;
}

bool leave_year_of(const struct leave_rules *rules, day_t day, int *year)
{
	for (*year = day_year(day); *year >= day_year(day) - 1; --*year) {
		const struct leave_step *step = step_of(rules, *year);

		if (step && day >= day_make(*year, step->starts, 1))
			return true;
	}
	return false;
}

/* What employment from..to, cut to the year, earns of it month by month. */
static int64_t by_months(const struct leave_step *step, day_t first, day_t from, day_t to)
{
	month_t start = month_of(first);
	int whole = 0;
	int64_t part = 0;

	for (int i = 0; i < 12; i++) {
		day_t begins = month_first(start + i), ends = month_last(start + i);

		if (from <= begins && to >= ends) {
			whole++;
		} else if (from <= ends && to >= begins) {
			int64_t most = step->days * DAY_OFF / 12;
			int64_t days = (to < ends ? to : ends) - (from > begins ? from : begins) + 1;

			days *= step->part_day;
			part += days < most ? days : most;
		}
	}
	return (int64_t)step->days * DAY_OFF * whole / 12 + part;
}

static int64_t entitled_of(const struct leave_step *step, day_t first, day_t last, day_t from, day_t to)
{
	day_t middle = month_first(month_of(first) + step->whole_after);
	int64_t days;

	if ((from <= first && to >= last) || (step->whole_after && from < middle && to >= middle))
		return (int64_t)step->days * DAY_OFF;
	days = by_months(step, first, from, to);
	if (step->round && days % DAY_OFF >= DAY_OFF / 2)
		days += DAY_OFF - days % DAY_OFF;
	return days;
}

/* Days agreed for a year. */
static int64_t agreed(const struct leave_facts *facts, int year, enum leave_what what)
{
	int64_t days = 0;

	for (int i = 0; i < facts->agreed_count; i++)
		if (facts->agreed[i].year == year && facts->agreed[i].what == what)
			days += facts->agreed[i].days;
	return days;
}

static bool build(const struct leave_rules *rules, int year, const struct leave_facts *facts, day_t today, struct leave_year *out)
{
	const struct leave_step *step = step_of(rules, year);

	if (!step)
		return false;
	*out = (struct leave_year){ .year = year, .first = day_make(year, step->starts, 1), .carry_until = DAY_NONE };
	out->last = month_last(month_of(out->first) + 11);
	out->expires = month_last(month_of(out->last) + step->expires);
	out->carry_beyond = (int64_t)step->carry_beyond * DAY_OFF;
	if (step->carry_agreed)
		out->carry_until = month_last(month_of(out->last) + step->carry_agreed);
	out->entitled = entitled_of(step, out->first, out->last, facts->from, facts->to);
	out->earned = out->entitled;
	if (!step->whole_after && today < out->last)
		out->earned = by_months(step, out->first, facts->from, facts->to < today ? facts->to : today);
	if (out->earned > out->entitled)
		out->earned = out->entitled;
	out->extra = agreed(facts, year, LEAVE_EXTRA);
	out->carried_in = out->carried_left = agreed(facts, year - 1, LEAVE_CARRY);
	out->carried_out = agreed(facts, year, LEAVE_CARRY);
	out->left = out->entitled + out->extra + out->carried_in - out->carried_out;
	out->expired = today > out->expires;
	return true;
}

/* What may be carried out: what is there beyond the least that must stay, and was not taken. */
static int64_t carry_most(const struct leave_year *year)
{
	int64_t all = year->entitled + year->extra + year->carried_in;
	int64_t kept = year->taken > year->carry_beyond ? year->taken : year->carry_beyond;

	return all > kept ? all - kept : 0;
}

/* Takes one day from the oldest year that has a whole one; where none has, from the year that it lies in. */
static void take(struct leave_year *years, int count, day_t day)
{
	struct leave_year *from = NULL;

	for (int i = 0; i < count; i++) {
		if (day < years[i].first || day > years[i].expires)
			continue;
		if (years[i].left >= DAY_OFF && (!from || from->left < DAY_OFF))
			from = &years[i];
		else if (!from || (from->left < DAY_OFF && day <= years[i].last))
			from = &years[i];
	}
	if (!from)
		return;
	from->taken += DAY_OFF;
	from->left -= DAY_OFF;
	from->carried_left -= from->carried_left < DAY_OFF ? from->carried_left : DAY_OFF;
}

bool leave_year_build(const struct leave_rules *rules, int year, const struct leave_facts *facts, day_t today,
                      struct leave_year *out)
{
	const day_t *taken = facts->taken;
	struct leave_year years[64]; /* nobody is employed longer */
	int first = year, built = 0, count = facts->taken_count;

	if (count && day_year(taken[0]) - 1 < first)
		first = day_year(taken[0]) - 1;
	if (facts->from != DAY_NONE && first < day_year(facts->from) - 1)
		first = day_year(facts->from) - 1;
	if (first < year - 60)
		first = year - 60;
	for (int y = first; y <= year + 1 && built < 64; y++) {
		if (!build(rules, y, facts, today, &years[built]))
			continue;
		/* Before the first day off nothing is known of somebody whose first day is not. */
		if (facts->from == DAY_NONE && count && years[built].last < taken[0] && y < year)
			continue;
		built++;
	}
	for (int i = 0; i < count; i++)
		take(years, built, taken[i]);
	for (int i = 0; i < built; i++)
		if (years[i].year == year) {
			*out = years[i];
			out->carry_most = carry_most(out);
			return true;
		}
	return false;
}
