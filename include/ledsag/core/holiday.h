/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public holidays, worked out from rules (RULES 5): a date, days from Easter Sunday, or a weekday before a date. The rules are
 * data: conf/holidays, read by conf/holidays.h. */
#ifndef LEDSAG_CORE_HOLIDAY_H
#define LEDSAG_CORE_HOLIDAY_H

#include "ledsag/core/scheme.h"

enum holiday_rule {
	HOLIDAY_DATE,   /* each year on `month`, `dom` */
	HOLIDAY_EASTER, /* `days` after Easter Sunday; negative: before it */
	HOLIDAY_BEFORE, /* the last `weekday` before `month`, `dom` */
};

struct holiday {
	char *id; /* [a-z0-9-]{1,16}: "new-year" */
	struct scheme_text name;
	enum holiday_rule rule;
	int month, dom; /* 29 February: only in leap years */
	int days;
	int weekday;       /* 0 Monday … 6 Sunday */
	day_t from, until; /* in force, inclusive; until may be DAY_MAX */
};

/* Those of one place: a country's, and what its region adds. */
struct holidays {
	struct holiday *of; /* owned: holidays_done() */
	int count, room;
};
void holidays_done(struct holidays *holidays);

/* Easter Sunday of the Gregorian calendar; `year` from 1583 to 9999. */
day_t easter_sunday(int year);

/* The first holiday that falls on a day, or with `after` the next one behind it: two may meet, as 1 May and Ascension Day did in
 * 2008. NULL where there is none. Borrowed. */
const struct holiday *holidays_on(const struct holidays *holidays, day_t day, const struct holiday *after);

/* Monday to Friday without public holidays (RULES 2). */
bool day_is_workday(const struct holidays *holidays, day_t day);

/* The `count`th workday after a day, which itself does not count; count ≥ 1. */
day_t workdays_after(const struct holidays *holidays, day_t day, int count);

#endif
