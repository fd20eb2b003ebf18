/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between countries and is counted with: public holidays, and the age of a pension. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/holidays.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct calendar {
	char *country;
	struct holidays holidays;
};

/* ---- public holidays */

/* "DE-BY-KATH" of what the household calls its region, in whichever case and with or without the country; the country alone where
 * it names none there. free() */
static char *place_of(const struct app *app, const char *country)
{
	const char *region = app->household.region;
	size_t length = strlen(country);
	char *place;

	if (strcmp(app->household.country, country) != 0 || !*region)
		return mem_text(country);
	if (strncasecmp(region, country, length) == 0 && (region[length] == '-' || !region[length]))
		place = mem_text(region);
	else
		place = str_make("%s-%s", country, region);
	for (char *at = place; *at; at++) {
		if (!isalnum((unsigned char)*at) && *at != '-') { /* no file is called so */
			place[length] = '\0';
			break;
		}
		*at = (char)toupper((unsigned char)*at);
	}
	return place;
}

/* Adds the file of a country or of a part of it, where there is one. */
static bool add_file(struct holidays *holidays, const char *place, size_t length, struct status *st)
{
	char *path = str_make("%s/holidays/%.*s.conf", place_conf(), (int)length, place);
	bool ok = access(path, R_OK) != 0 || holidays_read_file(holidays, path, st);

	free(path);
	return ok;
}

/* Of DE-BY-KATH the files DE, DE-BY and DE-BY-KATH: each holds only what it adds. */
static bool read_place(struct holidays *holidays, const char *place, struct status *st)
{
	for (size_t length = strcspn(place, "-");; length += 1 + strcspn(place + length + 1, "-")) {
		if (!add_file(holidays, place, length, st))
			return false;
		if (!place[length])
			return true;
	}
}

const struct holidays *app_holidays(struct app *app, const char *country, struct status *st)
{
	struct holidays holidays = { NULL, 0, 0 };
	struct calendar *calendar;
	char *place;
	bool ok;

	for (int i = 0; i < app->calendar_count; i++)
		if (!strcmp(app->calendars[i]->country, country))
			return &app->calendars[i]->holidays;
	place = place_of(app, country);
	ok = read_place(&holidays, place, st);
	free(place);
	if (!ok) {
		holidays_done(&holidays);
		return NULL;
	}
	app->calendars = mem_resize(app->calendars, (size_t)app->calendar_count + 1, sizeof *app->calendars);
	calendar = mem_alloc(sizeof *calendar);
	*calendar = (struct calendar){ mem_text(country), holidays };
	app->calendars[app->calendar_count++] = calendar;
	return &calendar->holidays;
}

void calendars_done(struct app *app)
{
	for (int i = 0; i < app->calendar_count; i++) {
		free(app->calendars[i]->country);
		holidays_done(&app->calendars[i]->holidays);
		free(app->calendars[i]);
	}
	free(app->calendars);
	app->calendars = NULL;
	app->calendar_count = 0;
}

/* ---- ages */

/* The last day before pension age; DAY_MAX where conf knows none for the country. */
static bool pension_until(const char *country, day_t born, day_t *last, struct status *st)
{
	char *path = str_make("%s/pension/%s.conf", place_conf(), country);
	struct pension pension = { NULL, NULL, 0 };
	bool ok = access(path, R_OK) != 0 || pension_read_file(&pension, path, st);
	day_t reached = ok ? pension_day(&pension, born) : DAY_NONE;

	*last = reached == DAY_NONE ? DAY_MAX : reached - 1;
	pension_done(&pension);
	free(path);
	return ok;
}

bool app_holder_until(struct app *app, const struct scheme *scheme, day_t *last, struct status *st)
{
	struct person holder;
	day_t born = DAY_NONE;
	bool found;

	*last = DAY_MAX;
	if (!scheme->until_pension && !scheme->holder_age_until)
		return true;
	if (!person_read(app->store, "holder", &holder, &found, st))
		return false;
	if (found) {
		born = holder.born;
		person_done(&holder);
	}
	if (born == DAY_NONE)
		return true;
	if (scheme->until_pension)
		return pension_until(scheme->country, born, last, st);
	*last = day_birthday(born, scheme->holder_age_until + 1) - 1;
	return true;
}
