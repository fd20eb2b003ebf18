/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/holiday.h"

#include <assert.h>
#include <stdlib.h>

void holidays_done(struct holidays *holidays)
{
	for (int i = 0; i < holidays->count; i++) {
		free(holidays->of[i].id);
		for (int l = 0; l < LANG_COUNT; l++)
			free(holidays->of[i].name.in[l]);
	}
	free(holidays->of);
	*holidays = (struct holidays){ NULL, 0, 0 };
}

/* The Sunday after the first full moon of spring as the church reckons it: a moon of 19 years (the golden number), set right for
 * the leap days that centuries leave out and for what 19 years are short of 235 moons. */
day_t easter_sunday(int year)
{
	int golden = year % 19, century = year / 100, moon, sunday;

	assert(year >= 1583 && year <= 9999);
	moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
	/* The full moon falls on 18 April at the latest, and on each day only once in the 19 years. */
	moon -= moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
	sunday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
	/* 21 March and so many days is the full moon; the Sunday comes after it. */
	return day_make(year, 3, 28) + moon - sunday;
}

static bool falls_on(const struct holiday *holiday, day_t day)
{
	int year, month, dom;

	if (day < holiday->from || day > holiday->until)
		return false;
	day_split(day, &year, &month, &dom);
	switch (holiday->rule) {
	case HOLIDAY_DATE:
		return month == holiday->month && dom == holiday->dom;
	case HOLIDAY_EASTER:
		return day == easter_sunday(year) + holiday->days;
	case HOLIDAY_BEFORE:
		/* Within the seven days before the date; these may begin in the year before it. */
		for (int y = year; y <= year + 1; y++)
			if (day_weekday(day) == holiday->weekday && day_exists(y, holiday->month, holiday->dom) &&
			    day < day_make(y, holiday->month, holiday->dom) &&
			    day >= day_make(y, holiday->month, holiday->dom) - 7)
				return true;
		return false;
	}
	return false;
}

const struct holiday *holidays_on(const struct holidays *holidays, day_t day, const struct holiday *after)
{
	for (int i = after ? (int)(after - holidays->of) + 1 : 0; i < holidays->count; i++)
		if (falls_on(&holidays->of[i], day))
			return &holidays->of[i];
	return NULL;
}

bool day_is_workday(const struct holidays *holidays, day_t day)
{
	return day_weekday(day) < 5 && !holidays_on(holidays, day, NULL);
}

day_t workdays_after(const struct holidays *holidays, day_t day, int count)
{
	assert(count >= 1);
	while (count)
		count -= day_is_workday(holidays, ++day);
	return day;
}
