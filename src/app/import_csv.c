/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading CSV in little memory whatever the size of the file: libcsv fed line by line, so that each row knows its line. */
#include "importing.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536
#define ROW_BYTES (64 * 1024) /* most that one row may have, over however many lines */

const char *csv_field(const struct csv_reader *reader, int at)
{
	const char *text = at >= 0 && at < reader->field_count ? str_peek(&reader->fields[at]) : NULL;

	return text && *text ? text : NULL;
}

void csv_done(struct csv_reader *reader)
{
	for (int i = 0; i < CSV_FIELDS; i++)
		str_done(&reader->fields[i]);
}

static bool wrong_file(const struct csv_reader *reader, struct status *st)
{
	return status_set(st, STATUS_INPUT, "import", reader->wrong, "");
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
bool csv_look(struct csv_reader *reader, FILE *in, int64_t *size, struct status *st)
{
	char buffer[CHUNK];
	size_t have = 0, got;
	bool utf8 = true;

	*size = 0;
	while ((got = fread(buffer + have, 1, sizeof buffer - have, in)) > 0) {
		size_t whole;

		*size += (int64_t)got;
		if (memchr(buffer + have, 0, got))
			return wrong_file(reader, st);
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
	reader->latin1 = !utf8 || !utf8_valid(buffer, have);
	rewind(in);
	return *size > 0 || wrong_file(reader, st);
}

/* ---- fields and rows */

static void on_field(void *text, size_t length, void *context)
{
	struct csv_reader *reader = context;
	struct str *out;
	const char *at = text;

	if (reader->field_count == CSV_FIELDS)
		return;
	out = &reader->fields[reader->field_count++];
	str_clear(out);
	while (length && (*at == ' ' || *at == '\t'))
		at++, length--;
	while (length && (at[length - 1] == ' ' || at[length - 1] == '\t'))
		length--;
	if (reader->latin1)
		utf8_from_latin1(out, at, length);
	else
		str_addn(out, at, length);
}

static bool row_is_blank(const struct csv_reader *reader)
{
	for (int i = 0; i < reader->field_count; i++)
		if (reader->fields[i].length)
			return false;
	return true;
}

static void on_row(int end, void *context)
{
	struct csv_reader *reader = context;

	(void)end;
	if (!reader->stopped && !row_is_blank(reader))
		reader->stopped = !reader->row(reader->context);
	reader->field_count = 0;
	reader->row_bytes = 0;
}

/* ---- lines */

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
static bool csv_broken(struct csv_reader *reader, const char *msgid)
{
	struct status st = STATUS_INIT;

	status_set(&st, STATUS_INPUT, "csv", msgid, "");
	reader->broken(reader->context, &st);
	reader->stopped = true;
	return false;
}

#define QUOTES_BROKEN N_("The quotes on this line do not close as they should: double a quote that is part of the text.")
#define ROW_TOO_LONG N_("This line has more than 64 KiB: is a quote missing that should close, or is this not a CSV text?")

/* Feeds one line (or the first 64 KiB of one that is too long anyway). */
static bool feed(struct csv_reader *reader, struct csv_parser *parser, const char *line, size_t length)
{
	reader->line++;
	if (reader->row_bytes == 0)
		reader->row_line = reader->line;
	reader->row_bytes += length;
	if (reader->row_bytes > ROW_BYTES)
		return csv_broken(reader, ROW_TOO_LONG);
	if (csv_parse(parser, line, length, on_field, on_row, reader) != length)
		return csv_broken(reader, QUOTES_BROKEN);
	if (parser->pstate == 0) /* between two rows: an empty line makes none */
		reader->row_bytes = 0;
	return !reader->stopped;
}

/* The first line tells the separator, and may begin with a mark that says UTF-8. */
static const char *first_line(struct csv_reader *reader, struct csv_parser *parser, const char *line)
{
	reader->bom = !strncmp(line, "\xEF\xBB\xBF", 3);
	reader->semicolon = delimiter_of(line) == ';';
	csv_set_delim(parser, (unsigned char)delimiter_of(line));
	return reader->bom ? line + 3 : line;
}

bool csv_read(struct csv_reader *reader, FILE *in, int64_t size, progress_fn *progress, void *context, struct status *st)
{
	char *line = mem_alloc(ROW_BYTES + 2);
	struct csv_parser parser;
	int64_t done = 0;
	bool ok = true;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	while (ok && fgets(line, ROW_BYTES + 2, in)) {
		const char *text = done ? line : first_line(reader, &parser, line);

		done += (int64_t)strlen(line);
		ok = feed(reader, &parser, text, strlen(text));
		if (progress && reader->line % 512 == 0)
			progress(context, done, size);
	}
	if (ferror(in))
		ok = unreadable(st);
	if (ok && csv_fini(&parser, on_field, on_row, reader) != 0)
		ok = csv_broken(reader, QUOTES_BROKEN);
	if (progress)
		progress(context, size, size);
	csv_free(&parser);
	free(line);
	return ok && !reader->stopped;
}
