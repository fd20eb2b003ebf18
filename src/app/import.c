/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing hours from CSV: all or nothing, in one change, in little memory whatever the size of the file. */
#include "importing.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum column { C_PERSON, C_GRANT, C_DATE, C_START, C_END, C_HOURS, C_KIND, C_NOTE, C_COUNT };

static const char *const column_names[C_COUNT] = {
	[C_PERSON] = "person", [C_GRANT] = "grant", [C_DATE] = "date", [C_START] = "start",
	[C_END] = "end",       [C_HOURS] = "hours", [C_KIND] = "kind", [C_NOTE] = "note",
};

struct import {
	struct csv_reader csv;
	struct booking booking;
	struct import_result *result;
	struct status *st;
	int at[C_COUNT];  /* which field of a row; −1: not there */
	int columns;      /* of the header; 0: not read yet */
	int64_t bad_line; /* the last one with a problem */
};

/* ---- problems */

static void add_problem(struct import *im, const char *field, const struct status *st)
{
	struct import_result *r = im->result;

	r->bad_lines += im->bad_line != im->csv.row_line;
	im->bad_line = im->csv.row_line;
	problems_add(&r->problems, &r->problem_count, im->csv.row_line, field, text_status(st));
}

/* Which field of the file a rule speaks of. */
static const char *field_of(const struct import *im, const char *rule)
{
	const char *name = import_field_of(rule);

	return !strcmp(name, "start") && im->at[C_START] < 0 ? "hours" : name;
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
	for (int f = 0; f < im->csv.field_count; f++) {
		const char *name = str_peek(&im->csv.fields[f]);
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
	im->columns = im->csv.field_count;
	return good;
}

/* ---- rows */

static const char *field(const struct import *im, enum column column)
{
	return csv_field(&im->csv, im->at[column]);
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

	if (im->csv.field_count > im->columns)
		return status_set(st, STATUS_INPUT, "fields", N_("This line has {1} fields, the header has {2}: put a field with the separator in it into quotes."),
		                  "ii", (int64_t)im->csv.field_count, (int64_t)im->columns);
	if (!input.date)
		return status_set(st, STATUS_INPUT, "date", N_("The date is missing: write it like 2025-03-30."), "");
	return row_time(im, time, st) && hours_read(im->booking.app, &im->booking.directory, &input, NULL, hours, st) &&
	       hours_allowed(im->booking.app, hours, st);
}

/* An overlap with a row of the same file: that one has no entry to look at, but a line. */
static void name_line(const struct import *im, struct status *st)
{
	int32_t line = booking_overlaps(&im->booking, st);
	struct status in_file;

	if (line < 0)
		return;
	status_set(&in_file, STATUS_REFUSED, "overlap", N_("“{1}” already has {2} on {3} in line {4} of this file: one person's hours may not overlap."),
	           "ssdi", st->args[0].text, st->args[1].text, (day_t)st->args[2].number, (int64_t)line);
	*st = in_file;
}

static bool row(void *context)
{
	struct import *im = context;
	struct status st = STATUS_INIT;
	struct hours_read hours;

	if (!im->columns)
		return read_header(im);
	im->result->rows++;
	if (row_read(im, &hours, &st)) /* with a problem nothing will be kept, but the rows still have to see one another */
		return booking_add(&im->booking, &hours, (int32_t)im->csv.row_line, im->st);
	if (st.code == STATUS_FILE) {
		*im->st = st;
		return false;
	}
	name_line(im, &st);
	add_problem(im, field_of(im, st.rule), &st);
	return true;
}

static void broken(void *context, const struct status *why)
{
	add_problem(context, "", why);
}

/* ---- the end */

/* A stream that can be read twice: the given one, or a nameless copy. */
static FILE *rewindable(FILE *in)
{
	char buffer[65536];
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

#define NO_CSV N_("This is not a CSV text: its first line must be person,grant,date,start,end,kind,note.")

static bool run(struct import *im, FILE *in, bool dry, progress_fn *progress, void *context)
{
	struct app *app = im->booking.app;
	int64_t size;
	bool ok;

	if (!csv_look(&im->csv, in, &size, im->st) || !app_begin(app, "import hours", im->st))
		return false;
	ok = directory_read(app, &im->booking.directory, im->st) && csv_read(&im->csv, in, size, progress, context, im->st);
	im->result->latin1 = im->csv.latin1;
	im->result->bom = im->csv.bom;
	im->result->semicolon = im->csv.semicolon;
	im->result->minutes = im->booking.minutes;
	if (im->result->bad_lines && im->st->code != STATUS_FILE)
		ok = refuse_all(im, im->st);
	else if (ok && !im->columns)
		ok = status_set(im->st, STATUS_INPUT, "import", NO_CSV, "");
	else if (ok && !im->result->rows)
		ok = status_set(im->st, STATUS_INPUT, "import", N_("The file has a header and no rows: there is nothing to book."), "");
	ok = ok && booking_close(&im->booking, im->st);
	booking_warn(&im->booking);
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
	struct import im = { .booking = { .app = app, .notices = &result->notices },
		             .csv = { .wrong = NO_CSV, .row = row, .broken = broken, .context = &im },
		             .result = result,
		             .st = &why };
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
	csv_done(&im.csv);
	booking_done(&im.booking);
	return ok;
}

void import_result_done(struct import_result *result)
{
	problems_free(&result->problems, &result->problem_count);
	notices_done(&result->notices);
	*result = (struct import_result){ 0 };
}
