/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of another tool: each word is kept once, however many rows say it. */
#include "import_rows.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *label;
} roles[] = {
	[IMPORT_TAG] = { "tag", N_("tag") },
	[IMPORT_CUSTOMER] = { "customer", N_("customer") },
	[IMPORT_PROJECT] = { "project", N_("project") },
	[IMPORT_ACTIVITY] = { "activity", N_("activity") },
	[IMPORT_SUMMARY] = { "summary", N_("title") },
	[IMPORT_CATEGORY] = { "category", N_("category") },
	[IMPORT_USER] = { "user", N_("user") },
	[IMPORT_ATTENDEE] = { "attendee", N_("participant") },
};
_Static_assert(COUNT_OF(roles) == IMPORT_ROLES, "every role has a row");

static const struct {
	const char *name, *label;
} whys[] = {
	[IMPORT_OPEN] = { "open", N_("It has no end yet: log it when it has one.") },
	[IMPORT_SHORT] = { "short", N_("It is shorter than half a minute.") },
	[IMPORT_CANCELLED] = { "cancelled", N_("It was cancelled.") },
	[IMPORT_ALL_DAY] = { "all-day", N_("It is a whole day without clock times: log it with the hours that were worked.") },
	[IMPORT_NO_END] = { "no-end", N_("It has a start and no end: it is a moment, no hours.") },
};
_Static_assert(COUNT_OF(whys) == IMPORT_WHYS, "every reason has a row");

const char *import_role_name(enum import_role role)
{
	return roles[role].name;
}

const char *import_role_label(enum import_role role)
{
	return roles[role].label;
}

const char *import_why_name(enum import_why why)
{
	return whys[why].name;
}

const char *import_why_label(enum import_why why)
{
	return whys[why].label;
}

struct import_rows *import_rows_new(void)
{
	return mem_zero(1, sizeof(struct import_rows));
}

void import_told_free(struct import_told *told, int count)
{
	for (int i = 0; i < count; i++) {
		free(told[i].what);
		free(told[i].field);
		free(told[i].message);
	}
	free(told);
}

static void row_free(struct import_row *row)
{
	free((char *)(uintptr_t)row->place.what);
	free(row->words);
	free(row->text);
}

void import_rows_free(struct import_rows **rows)
{
	struct import_rows *r = *rows;

	if (!r)
		return;
	*rows = NULL;
	for (int i = 0; i < r->count; i++)
		row_free(&r->of[i]);
	for (int i = 0; i < r->word_count; i++) {
		free(r->words[i].text);
		free(r->words[i].also);
	}
	for (int i = 0; i < r->file_count; i++)
		free(r->files[i]);
	free(r->of);
	free(r->words);
	free(r->slots);
	free(r->files);
	import_told_free(r->problems, r->problem_count);
	import_told_free(r->left_out, r->left_count);
	notices_done(&r->notices);
	free(r);
}

int import_rows_file(struct import_rows *rows, const char *name)
{
	rows->files = mem_resize(rows->files, (size_t)rows->file_count + 1, sizeof *rows->files);
	rows->files[rows->file_count] = mem_text(name);
	return rows->file_count++;
}

const char *import_rows_file_name(const struct import_rows *rows, int file)
{
	return rows->files[file];
}

int import_rows_count(const struct import_rows *rows)
{
	return rows->count;
}

/* ---- one row */

struct import_row *import_rows_add(struct import_rows *rows, const struct import_place *place)
{
	struct import_row *row;

	MEM_GROW(rows->of, rows->count, rows->room);
	row = &rows->of[rows->count++];
	*row = (struct import_row){ .place = *place };
	row->place.what = place->what ? mem_text(place->what) : NULL;
	return row;
}

void import_rows_drop(struct import_rows *rows)
{
	assert(rows->count > 0);
	row_free(&rows->of[--rows->count]);
}

static size_t hash_of(enum import_role role, const char *text)
{
	size_t hash = 5381 + (size_t)role;

	for (; *text; text++)
		hash = hash * 33 + (unsigned char)*text;
	return hash;
}

/* The place of a word in the table of slots: its own, or the empty one where it belongs. */
static int *slot_of(struct import_rows *rows, enum import_role role, const char *text, const char *also)
{
	size_t at = hash_of(role, text) & (rows->slot_count - 1);

	for (;; at = (at + 1) & (rows->slot_count - 1)) {
		const struct said *said = rows->slots[at] ? &rows->words[rows->slots[at] - 1] : NULL;

		if (!said || (said->role == role && !strcmp(said->text, text) && !strcmp(said->also, also)))
			return &rows->slots[at];
	}
}

static void make_room(struct import_rows *rows)
{
	if (rows->slot_count > 2 * (size_t)rows->word_count)
		return;
	rows->slot_count = rows->slot_count ? 2 * rows->slot_count : 64;
	free(rows->slots);
	rows->slots = mem_zero(rows->slot_count, sizeof *rows->slots);
	for (int i = 0; i < rows->word_count; i++)
		*slot_of(rows, rows->words[i].role, rows->words[i].text, rows->words[i].also) = i + 1;
}

static int word_index(struct import_rows *rows, enum import_role role, const char *text, const char *also)
{
	int *slot;

	make_room(rows);
	slot = slot_of(rows, role, text, also);
	if (!*slot) {
		MEM_GROW(rows->words, rows->word_count, rows->word_room);
		rows->words[rows->word_count] = (struct said){ .role = role, .text = mem_text(text), .also = mem_text(also) };
		*slot = ++rows->word_count;
	}
	return *slot - 1;
}

/* A text on one line, with single blanks, in UTF-8; free(). */
static char *one_line(const char *text)
{
	struct str out = STR_INIT, safe = STR_INIT, utf8 = STR_INIT;
	const char *at;

	if (!utf8_valid(text, strlen(text)))
		utf8_from_latin1(&utf8, text, strlen(text));
	utf8_add_safe(&safe, utf8.s ? utf8.s : text);
	for (at = str_peek(&safe); *at; at++) {
		bool end = !strncmp(at, "\xE2\x80\xA8", 3) || !strncmp(at, "\xE2\x80\xA9", 3); /* of a line, of a paragraph */

		if ((*at != ' ' && !end) || (out.length && out.s[out.length - 1] != ' '))
			str_addc(&out, end ? ' ' : *at);
		at += end ? 2 : 0;
	}
	while (out.length && out.s[out.length - 1] == ' ')
		out.s[--out.length] = '\0';
	str_done(&safe);
	str_done(&utf8);
	return str_take(&out);
}

void import_row_say(struct import_rows *rows, struct import_row *row, enum import_role role, const char *word, const char *also)
{
	char *text = one_line(word), *other = one_line(also ? also : "");
	int index;
	bool new = true;

	if (*text || *other) {
		index = word_index(rows, role, *text ? text : other, *text ? other : "");
		for (int i = 0; i < row->word_count; i++)
			new = new && row->words[i] != index;
		if (new) {
			row->words = mem_resize(row->words, (size_t)row->word_count + 1, sizeof *row->words);
			row->words[row->word_count++] = index;
		}
	}
	free(text);
	free(other);
}

/* Ends that meet still meet when they are rounded. */
static int64_t whole_minute(int64_t instant)
{
	int64_t rest = instant % 60;

	rest += rest < 0 ? 60 : 0;
	return rest < 30 ? instant - rest : instant - rest + 60;
}

bool import_row_times(struct import_row *row, int64_t start, int64_t end)
{
	row->clocked = true;
	row->start = whole_minute(start);
	row->end = whole_minute(end);
	return row->end > row->start;
}

void import_row_text(struct import_row *row, const char *text)
{
	free(row->text);
	row->text = one_line(text);
}

/* ---- what is told */

static void tell(struct import_told **list, int *count, const struct import_place *place, const char *field, char *message,
                 const char *why)
{
	if (*count == PROBLEMS_KEPT) {
		free(message);
		return;
	}
	if (*count % 64 == 0)
		*list = mem_resize(*list, (size_t)*count + 64, sizeof **list);
	(*list)[(*count)++] = (struct import_told){
		.file = place->file,
		.line = place->line,
		.what = place->what ? mem_text(place->what) : NULL,
		.field = mem_text(field),
		.message = message,
		.why = why,
	};
}

void import_rows_leave(struct import_rows *rows, const struct import_place *place, enum import_why why)
{
	struct status st;

	rows->left++;
	status_set(&st, STATUS_REFUSED, whys[why].name, whys[why].label, "");
	tell(&rows->left_out, &rows->left_count, place, "", text_status(&st), whys[why].name);
}

void import_rows_problem(struct import_rows *rows, const struct import_place *place, const char *field, const struct status *st)
{
	rows->bad++;
	tell(&rows->problems, &rows->problem_count, place, field, text_status(st), NULL);
}

void import_rows_notice(struct import_rows *rows, const struct status *st)
{
	for (int i = 0; i < rows->notices.count; i++)
		if (!strcmp(rows->notices.of[i].rule, st->rule))
			return;
	notices_add(&rows->notices, st);
}

/* ---- instants */

static bool digits(const char *text, int count, int *out)
{
	*out = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

bool import_instant(const char *text, int64_t *out, bool *utc)
{
	int year, month, day, hour, minute, second;

	if (!digits(text, 4, &year) || !digits(text + 4, 2, &month) || !digits(text + 6, 2, &day) || text[8] != 'T' ||
	    !digits(text + 9, 2, &hour) || !digits(text + 11, 2, &minute) || !digits(text + 13, 2, &second))
		return false;
	*utc = text[15] == 'Z';
	if (text[15 + *utc] || year < YEAR_FIRST || year > YEAR_LAST || !day_exists(year, month, day) || hour > 23 || minute > 59 ||
	    second > 60)
		return false;
	*out = ((int64_t)day_make(year, month, day) * 24 + hour) * 3600 + minute * 60 + second;
	return true;
}
