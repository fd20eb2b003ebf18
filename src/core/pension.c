/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/pension.h"

#include <stdlib.h>

void pension_done(struct pension *pension)
{
	free(pension->source);
	free(pension->steps);
	*pension = (struct pension){ NULL, NULL, 0 };
}

static day_t reached(const struct pension_step *step, day_t born)
{
	int year, month, dom;
	month_t then;

	if (!step->months)
		return day_birthday(born, step->years);
	day_split(born, &year, &month, &dom);
	then = month_make(year + step->years, month) + step->months;
	return dom > month_days(then) ? month_last(then) : month_first(then) + dom - 1;
}

day_t pension_day(const struct pension *pension, day_t born)
{
	const struct pension_step *step = NULL;

	for (int i = 0; i < pension->count && pension->steps[i].born <= born; i++)
		step = &pension->steps[i];
	return step ? reached(step, born) : DAY_NONE;
}
