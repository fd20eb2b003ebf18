/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between countries and is counted with: public holidays, the holiday that the law gives, the age of a pension. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/leave.h"

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

char **app_places(const struct app *app, const char *country, int *count)
{
	char *place = place_of(app, country), **out = NULL;

	*count = 0;
	for (size_t length = strcspn(place, "-");; length += 1 + strcspn(place + length + 1, "-")) {
		out = mem_resize(out, (size_t)*count + 1, sizeof *out);
		out[(*count)++] = mem_textn(place, length);
		if (!place[length])
			break;
	}
	free(place);
	return out;
}

/* Adds the file of a country or of a part of it, where there is one. */
static bool add_file(struct holidays *holidays, const char *place, struct status *st)
{
	char *path = rule_path("holidays", place);
	bool ok = !path || holidays_read_file(holidays, path, st);

	free(path);
	return ok;
}

/* Adds what the household keeps from a month on (MONTH_NONE: since ever). */
static bool add_copy(struct app *app, struct holidays *holidays, month_t from, const char *place, struct status *st)
{
	bool ok;
	char *text = kept_rule_text(app, "holidays", from, place, &ok, st), *key = kept_rule_key("holidays", from, place);

	ok = ok && (!text || holidays_read(holidays, text, key, st));
	free(key);
	free(text);
	return ok;
}

/* Those added from `first` on hold on these days alone. */
static void hold_between(struct holidays *holidays, int first, day_t from, day_t until)
{
	for (int i = first; i < holidays->count; i++) {
		struct holiday *holiday = &holidays->of[i];

		holiday->from = holiday->from > from ? holiday->from : from;
		holiday->until = holiday->until < until ? holiday->until : until;
	}
}

/* A place since ever, then as it is from each month on. */
static bool add_place(struct app *app, struct holidays *holidays, const struct kept_rules *kept, bool keeps, const char *place,
                      struct status *st)
{
	int first = holidays->count;
	bool ok = keeps ? add_copy(app, holidays, MONTH_NONE, place, st) : add_file(holidays, place, st);

	for (int i = 0; ok && i < kept->count; i++) {
		const struct kept_rule *rule = &kept->of[i];

		if (rule->from == MONTH_NONE || strcmp(rule->name, place) != 0)
			continue;
		hold_between(holidays, first, DAY_NONE, month_first(rule->from) - 1);
		first = holidays->count;
		ok = add_copy(app, holidays, rule->from, place, st);
		hold_between(holidays, first, month_first(rule->from), DAY_MAX);
	}
	return ok;
}

/* Of DE-BY-KATH the files DE, DE-BY and DE-BY-KATH: each holds only what it adds. Of another country than the household's own
 * nothing is kept. */
static bool read_places(struct app *app, const char *country, struct holidays *holidays, struct status *st)
{
	bool own = strcmp(country, app->household.country) == 0, ok, keeps;
	struct kept_rules kept = { NULL, 0, 0 };
	char **places;
	int count;

	if (own && !kept_rules_read(app, "holidays", &kept, st))
		return false;
	keeps = kept_rules_first(&kept, country) != NULL;
	places = app_places(app, country, &count);
	ok = true;
	for (int i = 0; ok && i < count; i++)
		ok = add_place(app, holidays, &kept, keeps, places[i], st);
	ids_free(&places, count);
	kept_rules_done(&kept);
	return ok;
}

const struct holidays *app_holidays(struct app *app, const char *country, struct status *st)
{
	struct holidays holidays = { NULL, 0, 0 };
	struct calendar *calendar;

	for (int i = 0; i < app->calendar_count; i++)
		if (!strcmp(app->calendars[i]->country, country))
			return &app->calendars[i]->holidays;
	if (!read_places(app, country, &holidays, st)) {
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

/* ---- the holiday that the law gives */

/* Years that begin on `from` or later go by `later`, whose steps are taken. */
static void go_on_with(struct leave_rules *rules, struct leave_rules *later, day_t from)
{
	int first = 0, kept = 0;

	while (first + 1 < later->count && later->steps[first + 1].from <= from)
		first++;
	if (later->count && later->steps[first].from < from)
		later->steps[first].from = from;
	while (kept < rules->count && later->count && rules->steps[kept].from < later->steps[first].from)
		kept++;
	rules->steps = mem_resize(rules->steps, (size_t)(kept + later->count - first) + 1, sizeof *rules->steps);
	rules->count = kept;
	for (int i = first; i < later->count; i++)
		rules->steps[rules->count++] = later->steps[i];
	free(rules->source);
	rules->source = later->source;
	later->source = NULL;
}

/* As it is kept since ever, else as conf has it now. */
static bool read_leave(struct app *app, const char *country, struct leave_rules *out, struct status *st)
{
	bool ok;
	char *text = kept_rule_text(app, "holiday-leave", MONTH_NONE, country, &ok, st);
	char *path = ok && !text ? rule_path("holiday-leave", country) : NULL;

	if (text)
		ok = leave_rules_read(out, text, "holiday-leave", st);
	else if (path)
		ok = leave_rules_read_file(out, path, st);
	free(text);
	free(path);
	return ok;
}

static bool read_later_leave(struct app *app, const struct kept_rule *rule, struct leave_rules *out, struct status *st)
{
	struct leave_rules later = { NULL, NULL, 0 };
	bool ok;
	char *text = kept_rule_text(app, "holiday-leave", rule->from, rule->name, &ok, st);

	ok = ok && text && leave_rules_read(&later, text, "holiday-leave", st);
	if (ok)
		go_on_with(out, &later, month_first(rule->from));
	leave_rules_done(&later);
	free(text);
	return ok;
}

bool app_leave_rules(struct app *app, struct leave_rules *out, struct status *st)
{
	const char *country = app->household.country;
	struct kept_rules kept;
	bool ok;

	*out = (struct leave_rules){ NULL, NULL, 0 };
	if (!kept_rules_read(app, "holiday-leave", &kept, st))
		return false;
	ok = read_leave(app, country, out, st);
	for (int i = 0; ok && i < kept.count; i++)
		if (kept.of[i].from != MONTH_NONE && !strcmp(kept.of[i].name, country))
			ok = read_later_leave(app, &kept.of[i], out, st);
	kept_rules_done(&kept);
	if (!ok)
		leave_rules_done(out);
	return ok;
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
