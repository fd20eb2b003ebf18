/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timewarrior's data files: a line for each interval, in UTC, as Timewarrior 1.4 writes them:
 *   inc 20250101T080013Z - 20250101T100000Z # led "with blank" # "said \"hi\""
 * Tags or annotation may be missing ("# # "annotation""), and the end of what is still running. In quotes a \" is a quote; any
 * other backslash is itself. */
#include "import_rows.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

#define LINE_BYTES (64 * 1024) /* most that one line may have */

struct reader {
	struct import_rows *rows;
	struct import_place place;
	const char *at; /* the rest of the line */
};

static bool problem(struct reader *r, const char *field, const char *msgid, const char *text)
{
	struct status st = STATUS_INIT;

	status_set(&st, STATUS_INPUT, "timewarrior", msgid, "s", text);
	import_rows_problem(r->rows, &r->place, field, &st);
	return false;
}

static void skip_blanks(struct reader *r)
{
	r->at += strspn(r->at, " \t");
}

/* Takes a word that is exactly this. */
static bool take(struct reader *r, const char *word)
{
	size_t length = strlen(word);

	skip_blanks(r);
	if (strncmp(r->at, word, length) || !strchr(" \t", r->at[length]))
		return false;
	r->at += length;
	return true;
}

/* Takes the next word, or what stands in quotes, into `out`; false where a quote does not close. */
static bool take_word(struct reader *r, struct str *out)
{
	str_clear(out);
	skip_blanks(r);
	if (*r->at != '"') {
		size_t length = strcspn(r->at, " \t");

		str_addn(out, r->at, length);
		r->at += length;
		return true;
	}
	for (r->at++; *r->at && *r->at != '"'; r->at++) {
		r->at += r->at[0] == '\\' && r->at[1] == '"';
		str_addc(out, *r->at);
	}
	if (*r->at != '"')
		return false;
	r->at++;
	return true;
}

static bool take_instant(struct reader *r, const char *field, int64_t *out)
{
	struct str word = STR_INIT;
	bool utc, ok = take_word(r, &word) && import_instant(str_peek(&word), out, &utc) && utc;

	if (!ok)
		problem(r, field, N_("“{1}” is not a time as Timewarrior writes it, such as 20250101T080000Z."), str_peek(&word));
	str_done(&word);
	return ok;
}

#define OPEN_QUOTE N_("A quote does not close on this line: “{1}”.")

/* What follows the times: tags, then perhaps an annotation. */
static bool read_words(struct reader *r, struct import_row *row)
{
	const char *rest = r->at;
	struct str word = STR_INIT;
	bool ok = true, annotation = false;

	if (!take(r, "#")) {
		skip_blanks(r);
		return !*r->at || problem(r, "", N_("“{1}” is not what follows an interval: tags stand behind a “#”."), rest);
	}
	while (ok && (skip_blanks(r), *r->at)) {
		if (!annotation && take(r, "#")) {
			annotation = true;
			continue;
		}
		rest = r->at;
		ok = take_word(r, &word) || problem(r, annotation ? "note" : "tags", OPEN_QUOTE, rest);
		if (ok && annotation)
			import_row_text(row, str_peek(&word));
		else if (ok)
			import_row_say(r->rows, row, IMPORT_TAG, str_peek(&word), NULL);
	}
	str_done(&word);
	return ok;
}

/* A row that is taken, or told why not. */
static void read_interval(struct reader *r)
{
	const char *said = r->at;
	struct import_row *row;
	int64_t start = 0, end = 0;
	bool open;

	if (!take(r, "inc")) {
		problem(r, "", N_("“{1}” is no interval of Timewarrior: its lines begin with “inc” and a time."), r->at);
		return;
	}
	if (!take_instant(r, "start", &start))
		return;
	open = !take(r, "-");
	if (!open && !take_instant(r, "end", &end))
		return;
	row = import_rows_add(r->rows, &r->place);
	if (!read_words(r, row)) {
		import_rows_drop(r->rows);
	} else if (open) {
		import_rows_leave(r->rows, &r->place, IMPORT_OPEN);
		import_rows_drop(r->rows);
	} else if (end < start) {
		problem(r, "end", N_("It ends before it begins: “{1}”."), said);
		import_rows_drop(r->rows);
	} else if (!import_row_times(row, start, end)) {
		import_rows_leave(r->rows, &r->place, IMPORT_SHORT);
		import_rows_drop(r->rows);
	}
}

static void read_line(struct reader *r, const char *bytes, size_t length)
{
	char *line;

	if (length > LINE_BYTES) {
		problem(r, "", N_("This line has more than 64 KiB: is this a data file of {1}?"), "Timewarrior");
		return;
	}
	while (length && (bytes[length - 1] == '\r' || bytes[length - 1] == ' '))
		length--;
	line = mem_textn(bytes, length);
	r->at = line;
	skip_blanks(r);
	if (*r->at)
		read_interval(r);
	free(line);
}

/* The first line that says anything begins as they all do. An empty file is a month without hours. */
static bool is_data(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
		at++;
	return at == length || (length - at >= 4 && !memcmp(bytes + at, "inc ", 4));
}

bool import_read_timewarrior(struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st)
{
	struct reader r = { .rows = rows, .place = { .file = file } };
	const char *end = bytes + length;

	if (memchr(bytes, '\0', length) || !is_data(bytes, length))
		return status_set(st, STATUS_INPUT, "import", N_("{1} is no data file of Timewarrior, such as 2025-01.data, and not what “timew export” prints."), "s",
		                  import_rows_file_name(rows, file));
	while (bytes < end) {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t size = stop ? (size_t)(stop - bytes) : (size_t)(end - bytes);

		r.place.line++;
		read_line(&r, bytes, size);
		bytes += size + (stop != NULL);
	}
	return true;
}
