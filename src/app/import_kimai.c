/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kimai's CSV export. Its columns have the names of the exporting person's language and stand in any order; which are there, and
 * how a duration is written, has changed over its versions (Kimai, src/Export: 0.11 h in decimals, 0:06, 0:06:00, once 360
 * seconds), and once the clock times had their dates with them and a line of totals came last. */
#include "import_rows.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/word.h"

#include <stdlib.h>
#include <string.h>

enum column {
	K_DATE, K_BEGIN, K_END, K_DURATION, K_BREAK, K_NAME, K_USER, K_EMAIL,
	K_CUSTOMER, K_PROJECT, K_ACTIVITY, K_DESCRIPTION, K_TAGS,
	K_STATE, /* exported, billable: nothing of ours */
	K_COUNT
};

/* As translated in Kimai 1 and 2 (translations/messages.*.xlf): en, de, da. */
static const struct word columns[] = {
	{ "date", K_DATE },               { "datum", K_DATE },               { "dato", K_DATE },
	{ "from", K_BEGIN },              { "begin", K_BEGIN },              { "von", K_BEGIN },
	{ "beginn", K_BEGIN },            { "fra", K_BEGIN },                { "start", K_BEGIN },
	{ "to", K_END },                  { "end", K_END },                  { "bis", K_END },
	{ "ende", K_END },                { "til", K_END },                  { "slut", K_END },
	{ "duration", K_DURATION },       { "dauer", K_DURATION },           { "varighed", K_DURATION },
	{ "break", K_BREAK },             { "pause", K_BREAK },              { "name", K_NAME },
	{ "navn", K_NAME },               { "user", K_USER },                { "username", K_USER },
	{ "benutzer", K_USER },           { "bruger", K_USER },              { "brugernavn", K_USER },
	{ "e-mail", K_EMAIL },            { "email", K_EMAIL },              { "customer", K_CUSTOMER },
	{ "kunde", K_CUSTOMER },          { "project", K_PROJECT },          { "projekt", K_PROJECT },
	{ "activity", K_ACTIVITY },       { "tätigkeit", K_ACTIVITY },       { "aktivitet", K_ACTIVITY },
	{ "description", K_DESCRIPTION }, { "beschreibung", K_DESCRIPTION }, { "beskrivelse", K_DESCRIPTION },
	{ "tags", K_TAGS },               { "schlagworte", K_TAGS },         { "schlagwörter", K_TAGS },
	{ "etiketter", K_TAGS },          { "exported", K_STATE },           { "exportiert", K_STATE },
	{ "eksporteret", K_STATE },       { "billable", K_STATE },           { "abrechenbar", K_STATE },
	{ "fakturerbar", K_STATE },
};

struct reader {
	struct csv_reader csv;
	struct app *app;
	struct import_rows *rows;
	struct status *st;
	int file;
	bool header;
	int at[K_COUNT];    /* which field of a row; −1: not there */
	int64_t broken_off; /* rows with a duration that leaves a break */
	int64_t longer;     /* rows with a duration that their clock times do not have */
};

static struct import_place place_of(const struct reader *r)
{
	return (struct import_place){ .file = r->file, .line = r->csv.row_line };
}

static bool problem(struct reader *r, const char *field, const struct status *st)
{
	struct import_place place = place_of(r);

	import_rows_problem(r->rows, &place, field, st);
	return false;
}

static const char *field(const struct reader *r, enum column column)
{
	return csv_field(&r->csv, r->at[column]);
}

#define NO_KIMAI N_("{1} is no CSV export of Kimai: its first line must name the columns Date, From, To, Duration and the others.")

static bool read_header(struct reader *r)
{
	for (int c = 0; c < K_COUNT; c++)
		r->at[c] = -1;
	for (int f = 0; f < r->csv.field_count; f++) {
		int column;

		if (word_find(str_peek(&r->csv.fields[f]), columns, COUNT_OF(columns), &column) && r->at[column] < 0)
			r->at[column] = f;
	}
	r->header = r->at[K_DATE] >= 0 && (r->at[K_DURATION] >= 0 || (r->at[K_BEGIN] >= 0 && r->at[K_END] >= 0));
	return r->header || status_set(r->st, STATUS_INPUT, "import", NO_KIMAI, "s", import_rows_file_name(r->rows, r->file));
}

/* ---- times */

/* A duration in seconds; a whole number may be hours in decimals or seconds: then `other` is the second of these, else −1. */
struct duration {
	int64_t seconds, other;
};

static bool whole_number(const char **at, int64_t *out)
{
	const char *begin = *at;

	for (*out = 0; **at >= '0' && **at <= '9' && *out < 100000000; (*at)++)
		*out = *out * 10 + (**at - '0');
	return *at > begin && (**at < '0' || **at > '9');
}

static bool parse_clocked(const char *at, int64_t hours, int64_t *seconds)
{
	int64_t minute, second = 0;

	at++;
	if (!whole_number(&at, &minute) || minute > 59)
		return false;
	if (*at == ':' && (at++, !whole_number(&at, &second) || second > 59))
		return false;
	*seconds = hours * 3600 + minute * 60 + second;
	return !*at;
}

static bool parse_decimal(const char *at, int64_t hours, int64_t *seconds)
{
	int64_t scale = 3600;

	*seconds = hours * 3600;
	for (at++; *at >= '0' && *at <= '9' && scale; at++) {
		/* 3600 goes by 10 four times, without a rest but in the last */
		*seconds += (*at - '0') * scale / 10;
		scale /= 10;
	}
	while (*at >= '0' && *at <= '9')
		at++;
	return !*at;
}

/* "1:30", "1:30:00", "1.5", "1,5", "2", "5400". */
static bool parse_duration(const char *text, struct duration *out)
{
	const char *at = text;
	int64_t number;

	out->other = -1;
	if (!whole_number(&at, &number))
		return false;
	if (*at == ':')
		return parse_clocked(at, number, &out->seconds);
	if (*at == '.' || *at == ',')
		return parse_decimal(at, number, &out->seconds);
	out->seconds = number > 24 ? number : number * 3600;
	out->other = number > 24 ? -1 : number;
	return !*at;
}

static bool read_duration(struct reader *r, enum column column, struct duration *out)
{
	const char *text = field(r, column);
	struct status st = STATUS_INIT;

	*out = (struct duration){ 0, -1 };
	if (!text || parse_duration(text, out))
		return true;
	status_set(&st, STATUS_INPUT, "duration", N_("“{1}” is not a duration as Kimai writes it: 1:30, 1.5 or seconds."), "s", text);
	return problem(r, "hours", &st);
}

/* A clock time, with seconds or a date before it or without: minute of the day, and the day where it says one. */
static bool read_clock(struct reader *r, enum column column, day_t *day, int *minute)
{
	const char *text = field(r, column), *space = strpbrk(text, " T"), *colon;
	char clock[16], date[16];
	struct status st = STATUS_INIT;
	bool second, ok = true;

	if (space && (size_t)(space - text) < sizeof date) {
		snprintf(date, sizeof date, "%.*s", (int)(space - text), text);
		ok = day_parse(date, app_today(r->app), DAY_PAST, day, &st);
		text = space + 1;
	}
	snprintf(clock, sizeof clock, "%s", strlen(text) < sizeof clock ? text : "?");
	colon = strchr(clock, ':');
	if (colon && (colon = strchr(colon + 1, ':')))
		clock[colon - clock] = '\0';
	ok = ok && clock_parse(clock, minute, &second, &st);
	return ok || problem(r, column == K_BEGIN ? "start" : "end", &st);
}

static int64_t distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

/* The instants that a start and an end mean: those that are as far apart as `wanted` seconds; −1: the first end after the first
 * start. Both change of the clocks and a duration of more than a day are told from it. */
struct fit {
	const struct zone *zone;
	day_t day, last; /* last DAY_NONE: the end has no date of its own */
	int start, end;  /* minutes */
	int64_t off;     /* how far from wanted the best is; −1: none found */
	struct span best;
};

static void try_end(struct fit *fit, int64_t start, day_t last, int64_t wanted)
{
	int64_t ends[2];
	int count = zone_instants(fit->zone, (int64_t)last * 86400 + fit->end * 60, ends);

	for (int i = 0; i < count; i++) {
		int64_t length = ends[i] - start, off = wanted < 0 ? 0 : distance(length, wanted);

		if (length < 0 || (length == 0 && (wanted < 0 || wanted >= 60)) || (fit->off >= 0 && off >= fit->off))
			continue;
		fit->off = off;
		fit->best = (struct span){ start, ends[i] };
	}
}

static void find_fit(struct fit *fit, int64_t wanted)
{
	int64_t starts[2];
	int count = zone_instants(fit->zone, (int64_t)fit->day * 86400 + fit->start * 60, starts);
	day_t most = wanted < 0 ? 1 : 1 + (day_t)(wanted / 86400);

	for (int i = 0; i < count; i++) {
		if (fit->last != DAY_NONE)
			try_end(fit, starts[i], fit->last, wanted);
		for (day_t later = 0; fit->last == DAY_NONE && later <= most && later < 400; later++)
			try_end(fit, starts[i], fit->day + later, wanted);
	}
}

static bool no_fit(struct reader *r, const struct fit *fit)
{
	struct clock_span clock = { .start = fit->start, .end = fit->end };
	struct status st = STATUS_INIT;
	struct span span;

	/* Where the clocks jump over one of the times, the rule of all times says so. */
	if (span_resolve(fit->zone, fit->day, &clock, &span, &st))
		status_set(&st, STATUS_INPUT, "span", N_("It ends before it begins."), "");
	return problem(r, "start", &st);
}

/* What a duration says beside the clock times: less of it is a break. */
static void take_pause(struct reader *r, struct import_row *row, int64_t seconds, int64_t pause)
{
	int64_t length = row->end - row->start;

	if (pause >= 30) {
		row->pause = (pause + 30) / 60;
	} else if (seconds > 0 && length - seconds > 60) {
		row->pause = (length - seconds + 30) / 60;
		r->broken_off++;
	} else if (seconds - length > 60) {
		r->longer++;
	}
}

static bool read_clocked(struct reader *r, struct import_row *row, day_t day, const struct duration *duration, int64_t pause)
{
	struct fit fit = { .zone = app_zone(r->app), .day = day, .last = DAY_NONE, .off = -1 };
	bool said = field(r, K_DURATION) != NULL;
	int64_t seconds = duration->seconds;

	if (!read_clock(r, K_BEGIN, &fit.day, &fit.start) || !read_clock(r, K_END, &fit.last, &fit.end))
		return false;
	find_fit(&fit, said ? seconds + pause : -1);
	if (said && duration->other >= 0) {
		struct fit other = fit;

		find_fit(&other, duration->other + pause);
		seconds = other.off != fit.off ? duration->other : seconds;
		fit = other;
	}
	if (fit.off < 0)
		return no_fit(r, &fit);
	if (!import_row_times(row, fit.best.start, fit.best.end)) {
		struct import_place place = place_of(r);

		import_rows_leave(r->rows, &place, IMPORT_SHORT);
		return false;
	}
	take_pause(r, row, said ? seconds : 0, pause);
	return true;
}

/* True where there is a row; false: it was told why not. */
static bool read_times(struct reader *r, struct import_row *row)
{
	const char *date = field(r, K_DATE);
	struct import_place place = place_of(r);
	struct duration duration, pause;
	struct status st = STATUS_INIT;

	if (!date) {
		status_set(&st, STATUS_INPUT, "date", N_("The date is missing: write it like 2025-03-30."), "");
		return problem(r, "date", &st);
	}
	if (!day_parse(date, app_today(r->app), DAY_PAST, &row->day, &st))
		return problem(r, "date", &st);
	if (!read_duration(r, K_DURATION, &duration) || !read_duration(r, K_BREAK, &pause))
		return false;
	if (field(r, K_BEGIN) && field(r, K_END))
		return read_clocked(r, row, row->day, &duration, pause.other >= 0 ? pause.other : pause.seconds);
	if (field(r, K_BEGIN)) {
		import_rows_leave(r->rows, &place, IMPORT_OPEN);
		return false;
	}
	row->minutes = (duration.seconds + 30) / 60;
	if (row->minutes)
		return true;
	import_rows_leave(r->rows, &place, IMPORT_SHORT);
	return false;
}

/* ---- words */

static void say(struct reader *r, struct import_row *row, enum import_role role, enum column column)
{
	if (field(r, column))
		import_row_say(r->rows, row, role, field(r, column), NULL);
}

static void say_tags(struct reader *r, struct import_row *row)
{
	char *tags = mem_text(field(r, K_TAGS) ? field(r, K_TAGS) : ""), *at = tags, *tag;

	while ((tag = strsep(&at, ",")))
		import_row_say(r->rows, row, IMPORT_TAG, tag, NULL);
	free(tags);
}

/* A person by the name that is shown, the login or the address. */
static void say_user(struct reader *r, struct import_row *row)
{
	const char *is[3] = { field(r, K_NAME), field(r, K_USER), field(r, K_EMAIL) }, *said[2] = { NULL, NULL };
	int count = 0;

	for (int i = 0; i < 3 && count < 2; i++)
		if (is[i] && !(count && !strcmp(is[i], said[0])))
			said[count++] = is[i];
	if (count)
		import_row_say(r->rows, row, IMPORT_USER, said[0], said[1]);
}

static bool read_row(void *context)
{
	struct reader *r = context;
	struct import_place place = place_of(r);
	struct import_row *row;

	if (!r->header)
		return read_header(r);
	if (!field(r, K_DATE) && !field(r, K_BEGIN) && !field(r, K_USER) && !field(r, K_PROJECT))
		return true; /* the line of totals */
	row = import_rows_add(r->rows, &place);
	if (!read_times(r, row)) {
		import_rows_drop(r->rows);
		return true;
	}
	say_user(r, row);
	say(r, row, IMPORT_CUSTOMER, K_CUSTOMER);
	say(r, row, IMPORT_PROJECT, K_PROJECT);
	say(r, row, IMPORT_ACTIVITY, K_ACTIVITY);
	say_tags(r, row);
	import_row_text(row, field(r, K_DESCRIPTION) ? field(r, K_DESCRIPTION) : "");
	return true;
}

static void broken(void *context, const struct status *why)
{
	problem(context, "", why);
}

/* ---- the whole */

static void tell(struct reader *r)
{
	struct status st = STATUS_INIT;

	if (r->header && r->at[K_STATE] >= 0) {
		status_set(&st, STATUS_REFUSED, "ignored", N_("Whether Kimai's entries were exported or can be billed is not taken over."), "");
		import_rows_notice(r->rows, &st);
	}
	if (r->broken_off) {
		status_set(&st, STATUS_REFUSED, "pause", N_("Entries whose duration is shorter than from–to: {1}. The difference is taken as a break."), "i",
		           r->broken_off);
		import_rows_notice(r->rows, &st);
	}
	if (r->longer) {
		status_set(&st, STATUS_REFUSED, "rounded", N_("Entries whose duration is longer than from–to: {1}. The clock times are taken."), "i",
		           r->longer);
		import_rows_notice(r->rows, &st);
	}
}

bool import_read_kimai(struct app *app, struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st)
{
	struct status why = STATUS_INIT;
	struct reader r = { .app = app, .rows = rows, .st = &why, .file = file,
		            .csv = { .wrong = N_("This is no text: a CSV export of Kimai is wanted."), .row = read_row, .broken = broken } };
	/* Read only, whatever the type of its argument says. */
	FILE *in = length ? fmemopen((void *)(uintptr_t)bytes, length, "r") : NULL;
	int64_t size;
	bool ok;

	r.csv.context = &r;
	if (in)
		ok = csv_look(&r.csv, in, &size, &why) && (csv_read(&r.csv, in, size, NULL, NULL, &why) || why.code == STATUS_OK);
	else
		ok = status_set(&why, STATUS_INPUT, "import", NO_KIMAI, "s", import_rows_file_name(rows, file));
	if (ok && !r.header && !rows->bad)
		ok = status_set(&why, STATUS_INPUT, "import", NO_KIMAI, "s", import_rows_file_name(rows, file));
	tell(&r);
	if (in)
		fclose(in);
	csv_done(&r.csv);
	if (!ok && st)
		*st = why;
	return ok;
}
