/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

char *app_file(const struct app_options *options)
{
	const char *file = getenv("LEDSAG_FILE"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (options->file)
		return mem_text(options->file);
	if (file && *file)
		return mem_text(file);
	if (data && *data == '/') /* XDG: a relative path is to be ignored */
		return str_make("%s/ledsag/household.db", data);
	return str_make("%s/.local/share/ledsag/household.db", home && *home ? home : ".");
}

/* ---- the clock */

/* LEDSAG_NOW=2025-06-15T12:00 in the household's zone. */
static bool read_clock(struct app *app, struct status *st)
{
	const char *fixed = getenv("LEDSAG_NOW");
	char date[11];
	int64_t instants[2];
	int minute;
	bool second;
	day_t day;

	app->now = (int64_t)time(NULL);
	app->clock_fixed = fixed && *fixed;
	if (!app->clock_fixed)
		return true;
	if (strlen(fixed) >= 10) {
		memcpy(date, fixed, 10);
		date[10] = '\0';
		if (day_parse(date, 0, DAY_PAST, &day, NULL) &&
		    (fixed[10] == '\0' ? (minute = 0, second = false, true)
		                       : fixed[10] == 'T' && clock_parse(fixed + 11, &minute, &second, NULL)) &&
		    zone_instants(app->zone, (int64_t)day * 86400 + minute * 60, instants) > 0) {
			app->now = instants[0];
			return true;
		}
	}
	return status_set(st, STATUS_INPUT, "LEDSAG_NOW", N_("LEDSAG_NOW is “{1}”: write it like 2025-06-15T12:00."), "s", fixed);
}

/* ---- opening */

static bool load_context(struct app *app, const char *as, struct status *st)
{
	bool found = false;

	if (!household_read(app->store, &app->household, st) || !zone_load(&app->zone, app->household.zone, NULL, st) ||
	    !read_clock(app, st))
		return false;
	if (!person_read(app->store, as ? as : "holder", &app->actor, &found, st))
		return false;
	if (found && app->actor.to >= app_today(app))
		return true;
	return status_set(st, STATUS_DENIED, "not-yours", N_("This is not there, or not yours to see or change: ask the work leader."), "");
}

bool app_open(struct app **out, const struct app_options *options, struct status *st)
{
	struct app *app = mem_zero(1, sizeof *app);
	char *file = app_file(options);
	bool ok = store_open(&app->store, file, st) && load_context(app, options->as, st);

	free(file);
	if (!ok) {
		app_close(&app);
		return false;
	}
	text_prefer(app->household.lang);
	app->data_version = store_data_version(app->store);
	*out = app;
	return true;
}

void app_close(struct app **app)
{
	struct app *a = *app;

	if (!a)
		return;
	*app = NULL;
	store_close(&a->store);
	household_done(&a->household);
	person_done(&a->actor);
	zone_free(&a->zone);
	for (int i = 0; i < a->scheme_count; i++)
		scheme_free(&a->schemes[i]);
	free(a->schemes);
	calendars_done(a);
	free(a);
}

/* ---- a new household */

static const struct country {
	const char *code, *zone, *currency;
} countries[] = {
	{ "DK", "Europe/Copenhagen", "DKK" },
	{ "DE", "Europe/Berlin", "EUR" },
};

static bool household_of(const struct household_input *input, struct household *out, struct status *st)
{
	const struct country *country = NULL;
	enum lang lang;

	for (size_t i = 0; i < COUNT_OF(countries); i++)
		if (!strcmp(countries[i].code, input->country ? input->country : "DK"))
			country = &countries[i];
	if (!country)
		return status_set(st, STATUS_INPUT, "country", N_("“{1}” is not a country that ledsag knows: write DK or DE."), "s", input->country);
	if (!input->holder)
		return status_set(st, STATUS_INPUT, "holder", N_("Whose household is it? Give the holder's name with --holder."), "");
	if (!text_check(input->holder, 200, "holder", N_("name"), st))
		return false;
	if (input->region && !text_check(input->region, 20, "region", N_("region"), st))
		return false;
	if (input->lang && !lang_parse(input->lang, &lang))
		return status_set(st, STATUS_INPUT, "lang", N_("“{1}” is not a language of ledsag: write da, de or en."), "s", input->lang);
	*out = (struct household){
		.holder = mem_text(input->holder),
		.country = mem_text(country->code),
		.zone = mem_text(input->zone ? input->zone : country->zone),
		.region = mem_text(input->region ? input->region : ""),
		.lang = mem_text(input->lang ? input->lang : ""),
		.currency = mem_text(country->currency),
	};
	return true;
}

/* The first change: the household and its holder. */
static bool write_first(struct app *app, struct status *st)
{
	struct person holder = {
		.id = mem_text("holder"),
		.name = mem_text(app->household.holder),
		.roles = ROLE_HOLDER,
		.born = DAY_NONE,
		.from = DAY_NONE,
		.to = DAY_MAX,
		.hours_week = -1,
	};
	bool ok, wrote;

	app->actor = holder;
	ok = app_begin(app, "init", st);
	if (ok) {
		app_subjectf(app, "household");
		ok = app_finish(app, household_write(app->store, &app->household, st) && person_write(app->store, &holder, st) &&
		                rules_keep(app, &wrote, st), st);
	}
	return ok;
}

bool app_init(struct app **out, const struct app_options *options, const struct household_input *input, struct status *st)
{
	struct app *app = mem_zero(1, sizeof *app);
	char *file = app_file(options);
	bool ok;

	/* Everything that can be wrong with the input is found before the file is made. */
	ok = household_of(input, &app->household, st) && zone_load(&app->zone, app->household.zone, NULL, st) &&
	     read_clock(app, st);
	ok = ok && store_create(&app->store, file, st) && write_first(app, st);
	if (ok) {
		app->data_version = store_data_version(app->store);
		*out = app;
	} else {
		if (app->store)
			store_discard(&app->store);
		app_close(&app);
	}
	free(file);
	return ok;
}

/* ---- context */

const struct household *app_household(const struct app *app)
{
	return &app->household;
}

const struct zone *app_zone(const struct app *app)
{
	return app->zone;
}

int64_t app_now(const struct app *app)
{
	return app->clock_fixed ? app->now : (int64_t)time(NULL);
}

day_t app_today(const struct app *app)
{
	return instant_day(app->zone, app_now(app));
}

const char *app_actor(const struct app *app)
{
	return app->actor.id;
}

const char *app_path(const struct app *app)
{
	return store_path(app->store);
}

bool app_changed(struct app *app)
{
	int64_t version = store_data_version(app->store);
	bool changed = version != app->data_version;

	app->data_version = version;
	if (changed)
		calendars_done(app); /* others may keep other public holidays by now */
	return changed;
}

bool app_snapshot(struct app *app, struct status *st)
{
	return store_snapshot(app->store, st);
}

/* ---- changes */

struct change app_change(const struct app *app, const char *action)
{
	return (struct change){ .at = app_now(app), .clock_fixed = app->clock_fixed, .actor = app->actor.id, .action = action };
}

bool app_begin(struct app *app, const char *action, struct status *st)
{
	struct change change = app_change(app, action);

	return store_begin(app->store, &change, st);
}

bool app_finish(struct app *app, bool ok, struct status *st)
{
	if (ok)
		return store_commit(app->store, NULL, st);
	store_rollback(app->store);
	return false;
}

void app_subjectf(struct app *app, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	store_subject(app->store, str_peek(&text));
	str_done(&text);
}

/* ---- input */

bool id_check(const char *id, struct status *st)
{
	size_t length = strlen(id);
	bool good = length >= 1 && length <= 32 && (islower((unsigned char)id[0]) || isdigit((unsigned char)id[0]));

	for (size_t i = 1; good && i < length; i++)
		good = islower((unsigned char)id[i]) || isdigit((unsigned char)id[i]) || strchr("._-", id[i]);
	return good || status_set(st, STATUS_INPUT, "id",
	                          N_("“{1}” is not an id: write 1 to 32 of a–z, 0–9, “.”, “_”, “-”, beginning with a letter or digit."), "s",
	                          id);
}

static bool has_control(const char *text)
{
	size_t length = strlen(text);

	for (size_t at = 0; at < length;) {
		uint32_t c;
		size_t n = utf8_decode(text + at, length - at, &c);

		/* Overrides of the writing direction would turn the rest of a line round. */
		if (!n || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
		    (c >= 0x2066 && c <= 0x2069))
			return true;
		at += n;
	}
	return false;
}

bool id_stale(const char *id, struct status *st)
{
	return status_set(st, STATUS_REFUSED, "stale", N_("“{1}” was changed by somebody else meanwhile: look again before you change it."), "s", id);
}

bool text_check(const char *text, size_t most, const char *rule, const char *what, struct status *st)
{
	if (!utf8_valid(text, strlen(text)))
		return status_set(st, STATUS_INPUT, rule, N_("The {1} is not UTF-8 text: write it on a terminal that uses UTF-8."), "n", what);
	if (has_control(text))
		return status_set(st, STATUS_INPUT, rule, N_("The {1} has a line break or a control character in it: write it on one line, without them."), "n",
		                  what);
	if (utf8_length(text) > most)
		return status_set(st, STATUS_INPUT, rule, N_("The {1} has {2} characters: at most {3} are kept."), "nii", what,
		                  (int64_t)utf8_length(text), (int64_t)most);
	if (strspn(text, " ") == strlen(text) && strcmp(rule, "note"))
		return status_set(st, STATUS_INPUT, rule, N_("The {1} is empty: write at least one character."), "n", what);
	return true;
}

void notices_add(struct notices *notices, const struct status *st)
{
	if (!notices)
		return;
	notices->of = mem_resize(notices->of, (size_t)notices->count + 1, sizeof *notices->of);
	notices->of[notices->count++] = (struct notice){ st->rule, text_status(st) };
}

void notices_done(struct notices *notices)
{
	for (int i = 0; i < notices->count; i++)
		free(notices->of[i].message);
	free(notices->of);
	*notices = (struct notices){ NULL, 0 };
}

/* ---- drafts: best effort, never in the way */

void app_draft_save(struct app *app, const char *form, const char *text)
{
	store_patience(app->store, false); /* the next pause in typing tries again */
	draft_write(app->store, app->actor.id, form, text, app_now(app), NULL);
	store_patience(app->store, true);
}

char *app_draft_load(struct app *app, const char *form)
{
	return draft_read(app->store, app->actor.id, form);
}

void app_draft_drop(struct app *app, const char *form)
{
	draft_delete(app->store, app->actor.id, form);
}
