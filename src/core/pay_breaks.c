/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether work has the breaks that the rules ask for (RULES 6; § 4 ArbZG). A time between two pieces that is as long as the longest
 * break asked for ends a run of work, so that nobody works on for long before a break that comes late. */
#include "ledsag/core/pay.h"

#include <stddef.h>

static const struct pay_break *asked_of(const struct pay_rules *rules, int64_t worked)
{
	const struct pay_break *asks = NULL;

	for (int i = 0; i < rules->break_count; i++)
		if (worked > rules->breaks[i].over)
			asks = &rules->breaks[i];
	return asks;
}

static int64_t longest(const struct pay_rules *rules)
{
	int64_t most = 0;

	for (int i = 0; i < rules->break_count; i++)
		if (rules->breaks[i].least > most)
			most = rules->breaks[i].least;
	return most;
}

struct pay_run pay_run_next(const struct pay_rules *rules, const struct pay_piece *pieces, int count, int *next)
{
	struct pay_run run = { .day = pieces[*next].day };
	int64_t ends_run = longest(rules);

	for (int first = *next; *next < count; ++*next) {
		int64_t between = *next > first ? (pieces[*next].span.start - pieces[*next - 1].span.end) / 60 : 0;

		if (*next > first && between >= ends_run)
			break;
		run.breaks += between >= rules->shortest_break ? between : 0;
		run.worked += (pieces[*next].span.end - pieces[*next].span.start) / 60;
	}
	run.asks = asked_of(rules, run.worked);
	if (run.asks && run.breaks >= run.asks->least)
		run.asks = NULL;
	return run;
}
