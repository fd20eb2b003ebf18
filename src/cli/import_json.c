/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other tools say in JSON: “timew export”, and calendars by way of ledsag-ics. */
#include "import.h"

#include "ledsag/export/libexec.h"

static const char *text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

/* ---- “timew export”: a list of {"id":5,"start":"20250101T080013Z","end":…,"tags":[…],"annotation":"…"} */

static void wrong_interval(struct import_rows *rows, const struct import_place *place, const char *field, const char *text)
{
	struct status st;

	status_set(&st, STATUS_INPUT, "timewarrior", N_("“{1}” is not a time as Timewarrior writes it, such as 20250101T080000Z."), "s", text);
	import_rows_problem(rows, place, field, &st);
}

static void read_tags(struct import_rows *rows, struct import_row *row, const json_t *interval)
{
	size_t index;
	json_t *tag;

	json_array_foreach(json_object_get(interval, "tags"), index, tag)
		if (json_is_string(tag))
			import_row_say(rows, row, IMPORT_TAG, json_string_value(tag), NULL);
}

static void read_interval(struct import_rows *rows, const struct import_place *place, const json_t *interval)
{
	const char *start = text_at(interval, "start"), *end = text_at(interval, "end");
	int64_t from = 0, to = 0;
	struct import_row *row;
	struct status st;
	bool utc;

	if (!import_instant(start, &from, &utc) || !utc) {
		wrong_interval(rows, place, "start", start);
	} else if (!*end) {
		import_rows_leave(rows, place, IMPORT_OPEN);
	} else if (!import_instant(end, &to, &utc) || !utc) {
		wrong_interval(rows, place, "end", end);
	} else if (to < from) {
		status_set(&st, STATUS_INPUT, "timewarrior", N_("It ends before it begins: “{1}”."), "s", end);
		import_rows_problem(rows, place, "end", &st);
	} else {
		row = import_rows_add(rows, place);
		if (import_row_times(row, from, to)) {
			read_tags(rows, row, interval);
			import_row_text(row, text_at(interval, "annotation"));
		} else {
			import_rows_drop(rows);
			import_rows_leave(rows, place, IMPORT_SHORT);
		}
	}
}

bool import_read_timew_json(struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st)
{
	json_error_t error;
	json_t *list = json_loadb(bytes, length, 0, &error), *interval;
	size_t index;

	if (!json_is_array(list)) {
		json_decref(list);
		return status_set(st, STATUS_INPUT, "import", N_("{1} is not what “timew export” prints: line {2} is no JSON that can be read."), "si",
		                  import_rows_file_name(rows, file), (int64_t)(list ? 1 : error.line));
	}
	json_array_foreach(list, index, interval) {
		char *what = str_make("@%" JSON_INTEGER_FORMAT " (%s)", json_integer_value(json_object_get(interval, "id")),
		                      text_at(interval, "start"));
		struct import_place place = { .file = file, .what = what };

		read_interval(rows, &place, interval);
		free(what);
	}
	json_decref(list);
	return true;
}

/* ---- calendars */

struct reader {
	const struct zone *zone;
	struct import_rows *rows;
	int file;
	day_t since, until;
};

/* "Cinema, 2025-06-02 (UID abc)"; free(). */
static char *said_event(const char *summary, const char *day, const char *uid)
{
	struct str out = STR_INIT;

	str_addf(&out, "%s%s%s", *summary ? summary : _("without a title"), *day ? ", " : "", day);
	if (*uid)
		str_addf(&out, " (UID %s)", uid);
	return str_take(&out);
}

/* A time of no zone is one of the household's. Where the clocks jump over it, it is counted as before the jump (RFC 5545,
 * 3.3.5). */
static int64_t resolve(const struct zone *zone, int64_t local, int64_t after)
{
	int64_t instants[2];
	int count = zone_instants(zone, local, instants);

	if (!count)
		return local - zone_offset(zone, zone_jump(zone, local) - 1);
	return count == 2 && instants[0] <= after ? instants[1] : instants[0];
}

static void read_words(struct import_rows *rows, struct import_row *row, const json_t *event)
{
	size_t index;
	json_t *item;

	import_row_say(rows, row, IMPORT_SUMMARY, text_at(event, "summary"), NULL);
	json_array_foreach(json_object_get(event, "categories"), index, item)
		import_row_say(rows, row, IMPORT_CATEGORY, json_is_string(item) ? json_string_value(item) : "", NULL);
	json_array_foreach(json_object_get(event, "attendees"), index, item)
		import_row_say(rows, row, IMPORT_ATTENDEE, text_at(item, "name"), text_at(item, "mail"));
	import_row_text(row, text_at(event, "description"));
}

static void read_time(struct reader *r, const json_t *event, int64_t start, int64_t end)
{
	struct import_place place = { .file = r->file };
	struct import_row *row;
	char date[11], *what;
	day_t day;

	if (json_is_true(json_object_get(event, "floating"))) {
		start = resolve(r->zone, start, INT64_MIN);
		end = resolve(r->zone, end, start);
	}
	day = instant_day(r->zone, start);
	if (day < r->since || day > r->until)
		return;
	day_format(day, date);
	what = said_event(text_at(event, "summary"), date, text_at(event, "uid"));
	place.what = what;
	row = import_rows_add(r->rows, &place);
	if (import_row_times(row, start, end)) {
		read_words(r->rows, row, event);
	} else {
		import_rows_drop(r->rows);
		import_rows_leave(r->rows, &place, IMPORT_SHORT);
	}
	free(what);
}

static void read_events(struct reader *r, const json_t *events)
{
	size_t index, at;
	json_t *event, *times;

	json_array_foreach(events, index, event)
		json_array_foreach(json_object_get(event, "times"), at, times)
			read_time(r, event, json_integer_value(json_array_get(times, 0)),
			          json_integer_value(json_array_get(times, 1)));
}

/* What ledsag-ics found wrong, in words. */
static void read_problems(struct reader *r, const json_t *problems)
{
	static const struct {
		const char *why, *msgid;
	} known[] = {
		{ "no-start", N_("It has no start that can be read.") },
		{ "broken", N_("One of its times or its rule of repetition cannot be read.") },
		{ "zone", N_("Its time zone is none that the system knows, and the calendar does not describe it.") },
		{ "range", N_("It changes this and all later times of a series at once, which is not read: change the series itself in the calendar.") },
		{ "exrule", N_("It has an EXRULE, which is not read: take the days out of the series in the calendar.") },
		{ "order", N_("It ends before it begins.") },
	};
	size_t index;
	json_t *item;

	json_array_foreach(problems, index, item) {
		char *what = said_event(text_at(item, "summary"), text_at(item, "day"), text_at(item, "uid"));
		struct import_place place = { .file = r->file, .what = what };
		struct status st = STATUS_INIT;

		status_set(&st, STATUS_INPUT, "ics", known[1].msgid, "");
		for (size_t i = 0; i < COUNT_OF(known); i++)
			if (!strcmp(known[i].why, text_at(item, "why")))
				status_set(&st, STATUS_INPUT, "ics", known[i].msgid, "");
		import_rows_problem(r->rows, &place, "", &st);
		free(what);
	}
}

static void read_left(struct reader *r, const json_t *left)
{
	size_t index;
	json_t *item;

	json_array_foreach(left, index, item) {
		char *what = said_event(text_at(item, "summary"), text_at(item, "day"), text_at(item, "uid"));
		struct import_place place = { .file = r->file, .what = what };

		for (int why = 0; why < IMPORT_WHYS; why++)
			if (!strcmp(import_why_name((enum import_why)why), text_at(item, "why")))
				import_rows_leave(r->rows, &place, (enum import_why)why);
		free(what);
	}
}

/* "20250630", or "-" for an open end. */
static const char *day_word(day_t day, char out[16])
{
	int year, month, dom;

	if (day == DAY_NONE || day == DAY_MAX)
		return "-";
	day_split(day, &year, &month, &dom);
	snprintf(out, 16, "%04d%02d%02d", year % 10000, month, dom);
	return out;
}

bool import_read_ics(struct app *app, struct import_rows *rows, int file, const char *bytes, size_t length, day_t since,
                     day_t until, struct status *st)
{
	struct reader r = { app_zone(app), rows, file, since, until };
	char first[16], last[16];
	const char *words[] = { "read", day_word(since, first), day_word(until, last), NULL };
	const char *name = import_rows_file_name(rows, file), *error;
	json_t *answer;
	bool ok;

	if (!libexec_json("ledsag-ics", words, bytes, length, &answer, st))
		return false;
	error = text_at(answer, "error");
	ok = !*error || (!strcmp(error, "many")
	                         ? status_set(st, STATUS_INPUT, "import", N_("{1} has more than 200,000 times on these days: ask for fewer with --since and --until."),
	                                      "s", name)
	                         : status_set(st, STATUS_INPUT, "import", N_("{1} is no calendar (iCalendar), or its end is missing."), "s", name));
	if (ok) {
		read_events(&r, json_object_get(answer, "events"));
		read_left(&r, json_object_get(answer, "left"));
		read_problems(&r, json_object_get(answer, "problems"));
	}
	json_decref(answer);
	return ok;
}
