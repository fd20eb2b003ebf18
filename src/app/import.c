/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing hours from CSV: all or nothing, in one change, in little memory whatever the size of the file. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PROBLEMS_KEPT 1000
#define CHUNK 65536
#define ROW_BYTES (64 * 1024) /* most that one row may have, over however many lines */

enum column { C_PERSON, C_GRANT, C_DATE, C_START, C_END, C_HOURS, C_KIND, C_NOTE, C_COUNT };

static const char *const column_names[C_COUNT] = {
	[C_PERSON] = "person", [C_GRANT] = "grant", [C_DATE] = "date", [C_START] = "start",
	[C_END] = "end",       [C_HOURS] = "hours", [C_KIND] = "kind", [C_NOTE] = "note",
};

/* What months gain, kept until the end so that a row of the file costs no write of a sum. */
struct gain {
	const struct scheme_part *part;
	const struct grant *grant;
	enum kind kind;
	month_t month;
	int64_t amount;
};

struct import {
	struct app *app;
	struct directory directory;
	struct import_result *result;
	struct status *st;
	bool failed; /* the file itself, or the store: no use to go on */
	int at[C_COUNT];     /* which field of a row; −1: not there */
	int columns;         /* of the header; 0: not read yet */
	struct str fields[32];
	int field_count;
	int64_t line, row_line; /* being fed; where the row began */
	int64_t bad_line;       /* the last one with a problem */
	size_t row_bytes;
	bool latin1;
	struct gain *gains;
	int gain_count, gain_room, gain_last;
	int64_t first_id;   /* of the first entry made; entries follow one another */
	int32_t *lines;     /* the line of each; owned; small, for there may be many */
	int line_count, line_room;
	int64_t future;     /* rows of hours that are still to come */
	int64_t longer;     /* rows that are longer than is usual */
	int64_t twins; /* rows that say what is there already, without clock times that would tell */
};

/* ---- problems */

static void add_problem(struct import *im, const char *field, const struct status *st)
{
	struct import_result *r = im->result;

	r->bad_lines += im->bad_line != im->row_line;
	im->bad_line = im->row_line;
	if (r->problem_count == PROBLEMS_KEPT)
		return;
	if (r->problem_count % 64 == 0)
		r->problems = mem_resize(r->problems, (size_t)r->problem_count + 64, sizeof *r->problems);
	r->problems[r->problem_count++] = (struct import_problem){ im->row_line, mem_text(field), text_status(st) };
}

/* Which field of the file a rule speaks of. */
static const char *field_of(const struct import *im, const char *rule)
{
	static const struct {
		const char *rule;
		enum column column;
	} map[] = {
		{ "date", C_DATE },           { "span", C_START },   { "time", C_START }, { "no-such-time", C_START },
		{ "not-doubled", C_START },
		{ "duration", C_HOURS },      { "grant", C_GRANT },  { "unit", C_GRANT }, { "person", C_PERSON },
		{ "kind", C_KIND },
		{ "note", C_NOTE },           { "overlap", C_START }, { "day-full", C_DATE }, { "outside-grant", C_DATE },
		{ "person-dates", C_DATE },   { "helper-age", C_PERSON }, { "week-ceiling", C_DATE }, { "longest", C_START },
	};

	for (size_t i = 0; i < COUNT_OF(map); i++)
		if (!strcmp(map[i].rule, rule))
			return column_names[map[i].column == C_START && im->at[C_START] < 0 ? C_HOURS : map[i].column];
	return "";
}

/* ---- header */

static bool header_problem(struct import *im, const char *field, const char *msgid, const char *text)
{
	struct status st = STATUS_INIT;

	status_set(&st, STATUS_INPUT, "header", msgid, "s", text);
	add_problem(im, field, &st);
	return false;
}

static bool read_header(struct import *im)
{
	bool good = true;

	for (int c = 0; c < C_COUNT; c++)
		im->at[c] = -1;
	for (int f = 0; f < im->field_count; f++) {
		const char *name = str_peek(&im->fields[f]);
		int column = -1;

		for (int c = 0; c < C_COUNT; c++)
			if (!strcasecmp(column_names[c], name))
				column = c;
		if (column < 0)
			good = header_problem(im, "", N_("The header has a column “{1}”: write person,grant,date,start,end,kind,note (or hours in place of start,end)."),
			                      name);
		else if (im->at[column] >= 0)
			good = header_problem(im, name, N_("The header has the column “{1}” twice: write it once."), name);
		else
			im->at[column] = f;
	}
	if (good && im->at[C_DATE] < 0)
		good = header_problem(im, "date", N_("The header has no column “{1}”: write person,grant,date,start,end,kind,note."), "date");
	if (good && (im->at[C_HOURS] < 0 ? im->at[C_START] < 0 || im->at[C_END] < 0 : im->at[C_START] >= 0 || im->at[C_END] >= 0))
		good = header_problem(im, "start", N_("The header needs either {1}, so that each row says when."), "start,end / hours");
	im->columns = im->field_count;
	im->failed = !good;
	return good;
}

/* ---- rows */

static const char *field(const struct import *im, enum column column)
{
	const char *text = im->at[column] >= 0 && im->at[column] < im->field_count ? str_peek(&im->fields[im->at[column]]) : NULL;

	return text && *text ? text : NULL;
}

/* The time of a row in the form that hours_read takes; `buffer` holds it. */
static bool row_time(struct import *im, char buffer[64], struct status *st)
{
	const char *start = field(im, C_START), *end = field(im, C_END), *hours = field(im, C_HOURS);
	bool decimal = false;
	int64_t minutes;

	if (im->at[C_HOURS] >= 0) {
		if (!duration_parse_lenient(hours ? hours : "", &minutes, &decimal, st))
			return false;
		im->result->decimal = im->result->decimal || decimal;
		quantity_format(minutes, UNIT_MINUTES, buffer);
		return true;
	}
	if (!start || !end || strlen(start) > 20 || strlen(end) > 20)
		return status_set(st, STATUS_INPUT, "span", N_("The start or the end is missing: write clock times such as 22:00 and 07:00."), "");
	snprintf(buffer, 64, "%s-%s", start, end);
	return true;
}

static bool row_read(struct import *im, struct hours_read *hours, struct status *st)
{
	char time[64];
	struct hours_input input = {
		.date = field(im, C_DATE),
		.grant = field(im, C_GRANT),
		.person = field(im, C_PERSON),
		.kind = field(im, C_KIND),
		.note = field(im, C_NOTE),
		.span = time,
	};

	if (im->field_count > im->columns)
		return status_set(st, STATUS_INPUT, "fields", N_("This line has {1} fields, the header has {2}: put a field with the separator in it into quotes."),
		                  "ii", (int64_t)im->field_count, (int64_t)im->columns);
	if (!input.date)
		return status_set(st, STATUS_INPUT, "date", N_("The date is missing: write it like 2025-03-30."), "");
	return row_time(im, time, st) && hours_read(im->app, &im->directory, &input, NULL, hours, st) &&
	       hours_allowed(im->app, hours, st);
}

static void gain(struct import *im, const struct hours_read *hours, month_t month, int64_t amount)
{
	struct gain *g = im->gain_count ? &im->gains[im->gain_last] : NULL;

	if (!g || g->part != hours->part || g->grant != hours->grant || g->kind != hours->entry.kind || g->month != month) {
		for (g = im->gains; g < im->gains + im->gain_count; g++)
			if (g->part == hours->part && g->grant == hours->grant && g->kind == hours->entry.kind && g->month == month)
				break;
		if (g == im->gains + im->gain_count) {
			MEM_GROW(im->gains, im->gain_count, im->gain_room);
			g = &im->gains[im->gain_count++];
			*g = (struct gain){ hours->part, hours->grant, hours->entry.kind, month, 0 };
		}
		im->gain_last = (int)(g - im->gains);
	}
	g->amount += amount;
}

/* Writes a good row: sums of ordinary hours wait for the end, those near a standby follow at once. */
static bool row_store(struct import *im, struct hours_read *hours)
{
	struct month_parts parts;
	bool follows = hours->near.standby || hours->entry.kind == KIND_STANDBY;

	if (follows ? !hours_store(im->app, NULL, &hours->entry, im->st) : !entry_write(im->app->store, &hours->entry, im->st))
		return false;
	if (!im->line_count)
		im->first_id = hours->entry.id;
	MEM_GROW(im->lines, im->line_count, im->line_room);
	im->lines[im->line_count++] = (int32_t)im->row_line;
	entry_by_month(im->app->zone, &hours->entry, NULL, 0, &parts);
	for (int i = 0; i < parts.count; i++)
		gain(im, hours, parts.of[i].month, follows ? 0 : parts.of[i].amount);
	return true;
}

/* An overlap with a row of the same file: that one has no entry to look at, but a line. */
static void name_line(const struct import *im, struct status *st)
{
	int64_t index = strcmp(st->rule, "overlap") ? -1 : st->args[3].number - im->first_id;
	struct status in_file;

	if (index < 0 || index >= im->line_count)
		return;
	status_set(&in_file, STATUS_REFUSED, "overlap", N_("“{1}” already has {2} on {3} in line {4} of this file: one person's hours may not overlap."),
	           "ssdi", st->args[0].text, st->args[1].text, (day_t)st->args[2].number, (int64_t)im->lines[index]);
	*st = in_file;
}

static void row(struct import *im)
{
	struct status st = STATUS_INIT;
	struct hours_read hours;

	if (!im->columns) {
		read_header(im);
		return;
	}
	im->result->rows++;
	if (!row_read(im, &hours, &st)) {
		if (st.code == STATUS_FILE) {
			*im->st = st;
			im->failed = true;
			return;
		}
		name_line(im, &st);
		add_problem(im, field_of(im, st.rule), &st);
		return;
	}
	im->twins += hours.near.twin;
	im->longer += limits_longest(hours.part, &hours.entry);
	im->future += hours.entry.day > app_today(im->app);
	im->result->minutes += hours.entry.unit == UNIT_MINUTES ? hours.entry.amount : 0;
	/* With a problem nothing will be kept, but the rows still have to see one another. */
	im->failed = !row_store(im, &hours);
}

/* ---- the reader: libcsv fed line by line, so that each row knows its line */

static void on_field(void *text, size_t length, void *context)
{
	struct import *im = context;
	struct str *out;
	const char *at = text;

	if (im->field_count == (int)COUNT_OF(im->fields))
		return;
	out = &im->fields[im->field_count++];
	str_clear(out);
	while (length && (*at == ' ' || *at == '\t'))
		at++, length--;
	while (length && (at[length - 1] == ' ' || at[length - 1] == '\t'))
		length--;
	if (im->latin1)
		utf8_from_latin1(out, at, length);
	else
		str_addn(out, at, length);
}

static bool row_is_blank(const struct import *im)
{
	for (int i = 0; i < im->field_count; i++)
		if (im->fields[i].length)
			return false;
	return true;
}

static void on_row(int end, void *context)
{
	struct import *im = context;

	(void)end;
	if (!im->failed && !row_is_blank(im))
		row(im);
	im->field_count = 0;
	im->row_bytes = 0;
}

static bool wrong_file(struct status *st)
{
	return status_set(st, STATUS_INPUT, "import", N_("This is not a CSV text: its first line must be person,grant,date,start,end,kind,note."), "");
}

static bool unreadable(struct status *st)
{
	return status_set(st, STATUS_INPUT, "import", N_("The file cannot be read ({1})."), "s", strerror(errno));
}

/* How much of the buffer can be judged: up to four bytes may be the beginning of a character that goes on in the next piece. */
static size_t whole_part(const char *buffer, size_t have)
{
	return have > 4 ? utf8_cut(buffer, have - 4) : 0;
}

/* First look: is it text, in UTF-8 or else Latin-1, and how long is it? */
static bool look(FILE *in, struct import *im, int64_t *size, struct status *st)
{
	char buffer[CHUNK];
	size_t have = 0, got;
	bool utf8 = true;

	*size = 0;
	while ((got = fread(buffer + have, 1, sizeof buffer - have, in)) > 0) {
		size_t whole;

		*size += (int64_t)got;
		if (memchr(buffer + have, 0, got))
			return wrong_file(st);
		if (!utf8)
			continue;
		have += got;
		whole = whole_part(buffer, have);
		utf8 = utf8_valid(buffer, whole) && (whole > 0 || have <= 8);
		memmove(buffer, buffer + whole, have - whole);
		have = utf8 ? have - whole : 0;
	}
	if (ferror(in))
		return unreadable(st);
	im->latin1 = im->result->latin1 = !utf8 || !utf8_valid(buffer, have);
	rewind(in);
	return *size > 0 || wrong_file(st);
}

static char delimiter_of(const char *line)
{
	int commas = 0, semicolons = 0;

	for (; *line && *line != '\n'; line++) {
		commas += *line == ',';
		semicolons += *line == ';';
	}
	return semicolons > commas ? ';' : ',';
}

/* Said of the line on which the row began: there a quote was opened that does not close. */
static bool csv_broken(struct import *im, const char *msgid)
{
	struct status st = STATUS_INIT;

	status_set(&st, STATUS_INPUT, "csv", msgid, "");
	add_problem(im, "", &st);
	im->failed = true;
	return false;
}

#define QUOTES_BROKEN N_("The quotes on this line do not close as they should: double a quote that is part of the text.")
#define ROW_TOO_LONG N_("This line has more than 64 KiB: is a quote missing that should close, or is this not a CSV text?")

/* Feeds one line (or the first 64 KiB of one that is too long anyway). */
static bool feed(struct import *im, struct csv_parser *parser, const char *line, size_t length)
{
	im->line++;
	if (im->row_bytes == 0)
		im->row_line = im->line;
	im->row_bytes += length;
	if (im->row_bytes > ROW_BYTES)
		return csv_broken(im, ROW_TOO_LONG);
	if (csv_parse(parser, line, length, on_field, on_row, im) != length)
		return csv_broken(im, QUOTES_BROKEN);
	if (parser->pstate == 0) /* between two rows: an empty line makes none */
		im->row_bytes = 0;
	return !im->failed;
}

/* The first line tells the separator, and may begin with a mark that says UTF-8. */
static const char *first_line(struct import *im, struct csv_parser *parser, const char *line)
{
	im->result->bom = !strncmp(line, "\xEF\xBB\xBF", 3);
	im->result->semicolon = delimiter_of(line) == ';';
	csv_set_delim(parser, (unsigned char)delimiter_of(line));
	return im->result->bom ? line + 3 : line;
}

static bool read_rows(struct import *im, FILE *in, int64_t size, progress_fn *progress, void *context)
{
	char *line = mem_alloc(ROW_BYTES + 2);
	struct csv_parser parser;
	int64_t done = 0;
	bool ok = true;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	while (ok && fgets(line, ROW_BYTES + 2, in)) {
		const char *text = done ? line : first_line(im, &parser, line);

		done += (int64_t)strlen(line);
		ok = feed(im, &parser, text, strlen(text));
		if (progress && im->line % 512 == 0)
			progress(context, done, size);
	}
	if (ferror(in))
		ok = unreadable(im->st);
	if (ok && csv_fini(&parser, on_field, on_row, im) != 0)
		ok = csv_broken(im, QUOTES_BROKEN);
	if (progress)
		progress(context, size, size);
	csv_free(&parser);
	free(line);
	return ok && !im->failed;
}

/* ---- the end */

static bool flush_gains(struct import *im)
{
	for (int i = 0; i < im->gain_count; i++) {
		const struct gain *g = &im->gains[i];

		if (!month_sum_add(im->app->store, g->grant->id, g->part->id, g->kind, g->month, g->amount, im->st))
			return false;
	}
	return true;
}

/* One warning for each part that the file overdraws, and for each limit of it. */
static bool warn_parts(struct import *im)
{
	for (int i = 0; i < im->gain_count; i++) {
		const struct gain *g = &im->gains[i];
		struct carry_rules rules = grant_rules(g->grant, g->part);
		month_t first = g->month, last = g->month;
		int64_t overdraft = 0;
		struct status st;
		struct bank bank;
		bool seen = false;

		for (int j = 0; j < im->gain_count; j++) {
			if (im->gains[j].part != g->part || im->gains[j].grant != g->grant)
				continue;
			seen = seen || j < i;
			first = im->gains[j].month < first ? im->gains[j].month : first;
			last = im->gains[j].month > last ? im->gains[j].month : last;
		}
		if (seen)
			continue;
		if (!limits_warn_months(im->app, g->grant, g->part, first, last, &im->result->notices, im->st))
			return false;
		if (carry_is_weekly(&rules)) /* weeks say more than the months that average them */
			continue;
		if (!bank_of(im->app, g->grant, g->part, last, NULL, &bank, im->st))
			return false;
		/* What was overdrawn before the file's months is not its doing; a pool is short only by what it
		 * lacks in the end. */
		for (int m = 0; m < bank.count; m++)
			if (bank.months[m].month >= first)
				overdraft += bank.months[m].overdraft;
		if (carry_is_pool(&rules, NULL))
			overdraft = bank.months[bank.count - 1].owed;
		bank_done(&bank);
		if (!overdraft)
			continue;
		status_set(&st, STATUS_REFUSED, "overdraft", N_("On “{1}” {2} are used beyond what was at hand: “ledsag bank {1}” shows in which months."), "sa",
		           g->grant->id, overdraft, (int)g->part->unit, im->app->household.currency);
		notices_add(&im->result->notices, &st);
	}
	return true;
}

static void warn_rows(struct import *im)
{
	struct status st;

	if (im->future) {
		status_set(&st, STATUS_REFUSED, "future", N_("Rows with hours that are still to come: {1}. Are the dates right?"), "i", im->future);
		notices_add(&im->result->notices, &st);
	}
	if (im->longer) {
		status_set(&st, STATUS_REFUSED, "longest", N_("Rows that are longer than one visit is as a rule: {1}. A decision may allow more."), "i",
		           im->longer);
		notices_add(&im->result->notices, &st);
	}
	if (!im->twins)
		return;
	status_set(&st, STATUS_REFUSED, "twin",
	           N_("Rows without clock times that say the same as hours already there: {1}. Was this file imported before?"), "i", im->twins);
	notices_add(&im->result->notices, &st);
}

/* A stream that can be read twice: the given one, or a nameless copy. */
static FILE *rewindable(FILE *in)
{
	char buffer[CHUNK];
	FILE *copy;
	size_t got;

	if (fseek(in, 0, SEEK_SET) == 0)
		return in;
	copy = tmpfile();
	while (copy && (got = fread(buffer, 1, sizeof buffer, in)) > 0)
		if (fwrite(buffer, 1, got, copy) != got) {
			fclose(copy);
			return NULL;
		}
	if (copy && ferror(in)) {
		fclose(copy);
		return NULL;
	}
	if (copy)
		rewind(copy);
	return copy;
}

static bool refuse_all(struct import *im, struct status *st)
{
	return status_set(st, STATUS_INPUT, "import", N_("Nothing was imported. Lines that have to be put right first: {1}."), "i", im->result->bad_lines);
}

static bool run(struct import *im, FILE *in, bool dry, progress_fn *progress, void *context)
{
	struct app *app = im->app;
	int64_t size;
	bool ok;

	if (!look(in, im, &size, im->st) || !app_begin(app, "import hours", im->st))
		return false;
	ok = directory_read(app, &im->directory, im->st) && read_rows(im, in, size, progress, context);
	if (im->result->bad_lines && im->st->code != STATUS_FILE)
		ok = refuse_all(im, im->st);
	else if (ok && !im->columns)
		ok = wrong_file(im->st);
	else if (ok && !im->result->rows)
		ok = status_set(im->st, STATUS_INPUT, "import", N_("The file has a header and no rows: there is nothing to book."), "");
	ok = ok && flush_gains(im) && warn_parts(im);
	warn_rows(im);
	if (ok)
		app_subjectf(app, "entries: %lld", (long long)im->result->rows);
	if (dry) {
		store_rollback(app->store);
		return ok;
	}
	return app_finish(app, ok, im->st);
}

bool app_import_hours(struct app *app, FILE *in, bool dry, progress_fn *progress, void *context, struct import_result *result,
                      struct status *st)
{
	struct status why = STATUS_INIT;
	struct import im = { .app = app, .result = result, .st = &why };
	FILE *file;
	bool ok;

	*result = (struct import_result){ 0 };
	if (!app_may(app, MAY_IMPORT_HOURS, NULL, st))
		return false;
	file = rewindable(in);
	if (!file)
		return status_set(st, STATUS_FILE, "full", N_("There is no room for a temporary copy of the input."), "");
	ok = run(&im, file, dry, progress, context);
	if (!ok && st)
		*st = why;
	if (file != in)
		fclose(file);
	for (size_t i = 0; i < COUNT_OF(im.fields); i++)
		str_done(&im.fields[i]);
	free(im.gains);
	free(im.lines);
	directory_done(&im.directory);
	return ok;
}

void import_result_done(struct import_result *result)
{
	for (int i = 0; i < result->problem_count; i++) {
		free(result->problems[i].field);
		free(result->problems[i].message);
	}
	free(result->problems);
	notices_done(&result->notices);
	*result = (struct import_result){ 0 };
}
