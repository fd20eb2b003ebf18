/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday as an account by year: what the law gives, less the workdays of absences that are holiday. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>

struct taken {
	const struct holidays *holidays;
	day_t *days;
	int count, room, hours;
};

/* Absences of one person do not overlap and come in order, so the days do. */
static bool add_days(void *context, const struct absence *absence)
{
	struct taken *t = context;

	if (absence->kind != ABSENCE_HOLIDAY)
		return true;
	if (absence_is_hours(absence)) {
		t->hours++;
		return true;
	}
	for (day_t day = absence->from; day <= absence->to; day++)
		if (day_is_workday(t->holidays, day)) {
			MEM_GROW(t->days, t->count, t->room);
			t->days[t->count++] = day;
		}
	return true;
}

static bool no_rules(const struct app *app, struct status *st)
{
	return status_set(st, STATUS_REFUSED, "no-holiday-rules", N_("For {1} no rules of holiday are known for that year."), "s",
	                  app->household.country);
}

static bool build(struct app *app, const struct person *person, const struct leave_rules *rules, const char *typed,
                  struct holiday_account *out, struct status *st)
{
	struct taken taken = { .holidays = app_holidays(app, app->household.country, st) };
	int year;
	bool ok = taken.holidays != NULL;

	if (ok && typed)
		ok = year_parse(typed, &year, st);
	else if (ok && !leave_year_of(rules, app_today(app), &year))
		ok = no_rules(app, st);
	ok = ok && absences_each(app->store, person->id, DAY_NONE, DAY_MAX, add_days, &taken, st);
	if (ok && !leave_year_build(rules, year, person->from, person->to, app_today(app), taken.days, taken.count, &out->of))
		ok = no_rules(app, st);
	out->hours = taken.hours;
	free(taken.days);
	return ok;
}

bool app_holiday(struct app *app, const char *person, const char *year, struct holiday_account *out, struct status *st)
{
	struct leave_rules rules = { NULL, NULL, 0 };
	struct person found;
	bool ok;

	*out = (struct holiday_account){ .hours = 0 };
	if (!app_may(app, MAY_READ_ABSENCE, person, st) || !person_need(app, person, &found, st))
		return false;
	ok = app_leave_rules(app, &rules, st) && build(app, &found, &rules, year, out, st);
	if (ok)
		out->source = mem_text(rules.source);
	leave_rules_done(&rules);
	person_done(&found);
	return ok;
}

void holiday_account_done(struct holiday_account *account)
{
	free(account->source);
	*account = (struct holiday_account){ .hours = 0 };
}

char *app_holiday_figure(int64_t hundredths)
{
	return hundredths % 100 ? text_figure(hundredths, UNIT_MONEY) : str_make("%lld", (long long)(hundredths / 100));
}
