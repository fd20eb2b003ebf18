/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What entries count for about closed months, as it was kept beside what it is: of those alone that may differ. After ten years
 * they are few among many. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* Work inside a standby begins on its day or on one of the two after it. */
#define STANDBY_DAYS 2

/* ---- numbers of entries, each once */

struct numbers {
	int64_t *of;
	int count, room;
};

static void numbers_add(struct numbers *numbers, int64_t number)
{
	MEM_GROW(numbers->of, numbers->count, numbers->room);
	numbers->of[numbers->count++] = number;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void numbers_sort(struct numbers *numbers)
{
	int kept = 0;

	if (numbers->count)
		qsort(numbers->of, (size_t)numbers->count, sizeof *numbers->of, by_number);
	for (int i = 0; i < numbers->count; i++)
		if (!i || numbers->of[i] != numbers->of[i - 1])
			numbers->of[kept++] = numbers->of[i];
	numbers->count = kept;
}

static bool numbers_have(const struct numbers *numbers, int64_t number)
{
	return numbers->count && bsearch(&number, numbers->of, (size_t)numbers->count, sizeof number, by_number);
}

/* ---- which entries may differ */

struct looking {
	struct app *app;
	day_t closed_until;
	struct numbers written, *found;
	struct status *st;
	bool ok;
};

static bool see_written(void *context, int64_t id, int64_t rev, day_t day)
{
	struct looking *l = context;

	if (rev > 1 || day <= l->closed_until + STANDBY_DAYS)
		numbers_add(&l->written, id);
	return true;
}

static bool see_standby(void *context, const struct entry *entry)
{
	struct looking *l = context;

	if (entry->kind == KIND_STANDBY)
		numbers_add(l->found, entry->id);
	return true;
}

/* Where the entry is or was: standby around it counts more or less than it did. */
static bool see_revision(void *context, const struct revision *revision)
{
	struct looking *l = context;
	const struct entry *entry = revision->entry;

	if (entry->day > l->closed_until + STANDBY_DAYS)
		return true;
	numbers_add(l->found, entry->id);
	l->ok = !entry->person ||
	        entries_of_person(l->app->store, entry->person, entry->day - STANDBY_DAYS, entry->day, see_standby, l, l->st);
	return l->ok;
}

/* The last closing settled all that differed before it: only what was written since can differ, and standby around that. */
static bool find_written(struct app *app, month_t last, int64_t change, struct numbers *found, struct status *st)
{
	struct looking l = { .app = app, .closed_until = month_last(last), .found = found, .st = st, .ok = true };
	bool ok = entries_written_since(app->store, change, see_written, &l, st);

	numbers_sort(&l.written);
	for (int i = 0; ok && i < l.written.count; i++)
		ok = entry_history(app->store, l.written.of[i], see_revision, &l, st) && l.ok;
	free(l.written.of);
	return ok;
}

/* ---- the lines */

/* A text that is there already, or its copy: people and grants are few. */
static const char *keep_text(struct account_book *book, const char *text)
{
	if (!text)
		return NULL;
	for (int i = 0; i < book->text_count; i++)
		if (!strcmp(book->texts[i], text))
			return book->texts[i];
	MEM_GROW(book->texts, book->text_count, book->text_room);
	return book->texts[book->text_count++] = mem_text(text);
}

static void add_line(struct account_book *book, const struct closed_entry *entry, bool now)
{
	struct account_line *line;

	MEM_GROW(book->lines, book->count, book->room);
	line = &book->lines[book->count++];
	*line = (struct account_line){ .of = *entry, .now = now };
	line->of.person = keep_text(book, entry->person);
	line->of.grant = keep_text(book, entry->grant);
	line->of.part = keep_text(book, entry->part);
}

static bool add_kept(void *context, const struct closed_entry *entry)
{
	add_line(context, entry, false);
	return true;
}

struct filling {
	struct app *app;
	struct account_book *book;
	const struct numbers *there; /* their lines are added already */
	month_t from, until;
	struct status *st;
	bool ok;
};

/* What an entry counts for by now, about the months from..until. */
static bool add_now(struct filling *f, const struct entry *entry)
{
	struct month_parts parts;

	if (!entry_state_counts(entry->state))
		return true;
	if (!hours_by_month(f->app, entry, &parts, f->st))
		return false;
	for (int i = 0; i < parts.count; i++) {
		struct closed_entry line = { f->book->open, parts.of[i].month, entry->id, entry->rev, entry->person, entry->grant,
			                     entry->part, entry->kind, entry->unit, entry->day, parts.of[i].amount };

		if (line.about >= f->from && line.about <= f->until && line.amount)
			add_line(f->book, &line, true);
	}
	return true;
}

static bool see_entry(void *context, const struct entry *entry)
{
	struct filling *f = context;

	if (!f->there || !numbers_have(f->there, entry->id))
		f->ok = add_now(f, entry);
	return f->ok;
}

static bool add_numbered(struct filling *f, int64_t id)
{
	struct entry entry;
	bool found, ok;

	if (!closed_entry_each(f->app->store, id, add_kept, f->book, f->st) ||
	    !entry_read(f->app->store, id, &entry, &found, f->st))
		return false;
	if (!found)
		return true;
	ok = add_now(f, &entry);
	entry_copy_done(&entry);
	return ok;
}

static bool part_is_kept(struct app *app, const char *grant, const char *part, bool *is, struct status *st)
{
	struct closed_part closed;

	if (!closed_part_read(app->store, grant, part, MONTH_OPEN, &closed, st))
		return false;
	*is = closed.count > 0;
	closed_part_done(&closed);
	return true;
}

/* What was recorded when its months were closed already is not kept yet: the next closing keeps it. */
static bool add_unkept(struct filling *f, const struct grant *grant, const struct scheme_part *part)
{
	struct entry_filter filter = { .from = grant->from, .to = month_last(f->until), .grant = grant->id, .part = part->id,
		                       .state = -1 };
	bool kept;

	if (!part_is_kept(f->app, grant->id, part->id, &kept, f->st))
		return false;
	return kept || (entries_each(f->app->store, &filter, see_entry, f, f->st) && f->ok);
}

static bool add_all_unkept(struct filling *f)
{
	struct grants grants;
	bool ok = grants_read_to_book(f->app->store, &grants, f->st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct grant *grant = &grants.of[i];
		const struct scheme *scheme = app_scheme(f->app, grant->scheme, f->st);

		ok = scheme != NULL;
		for (int p = 0; ok && p < scheme->part_count && month_of(grant->from) <= f->until; p++)
			if (grant_has_part(grant, &scheme->parts[p]))
				ok = add_unkept(f, grant, &scheme->parts[p]);
	}
	grants_done(&grants);
	return ok;
}

/* The entries of the month that is closed now. */
static bool add_month(struct app *app, month_t closing, struct account_book *book, struct status *st)
{
	struct filling f = { .app = app, .book = book, .from = closing, .until = closing, .st = st, .ok = true };
	struct entry_filter filter = { .from = month_first(closing) - ENTRY_DAYS_MOST, .to = month_last(closing), .state = -1 };

	return entries_each(app->store, &filter, see_entry, &f, st) && f.ok;
}

/* ---- the book */

/* The same entry about the same month, on the same part, of the same kind. */
static int by_thing(const void *a, const void *b)
{
	const struct closed_entry *x = &((const struct account_line *)a)->of, *y = &((const struct account_line *)b)->of;
	int texts;

	if (x->about != y->about)
		return x->about < y->about ? -1 : 1;
	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	texts = strcmp(x->grant, y->grant);
	texts = texts ? texts : strcmp(x->part, y->part);
	if (texts)
		return texts;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->month > y->month) - (x->month < y->month);
}

static bool same_thing(const struct closed_entry *x, const struct closed_entry *y)
{
	return x->about == y->about && x->entry == y->entry && !strcmp(x->grant, y->grant) && !strcmp(x->part, y->part) &&
	       x->kind == y->kind;
}

/* Marks the lines of those parts of which something is kept. */
static bool mark_parts(struct app *app, struct account_book *book, struct status *st)
{
	for (int i = 0; i < book->count; i++) {
		struct account_line *line = &book->lines[i];
		int before = i - 1;

		while (before >= 0 &&
		       (book->lines[before].of.grant != line->of.grant || book->lines[before].of.part != line->of.part))
			before--;
		if (before >= 0)
			line->kept_part = book->lines[before].kept_part;
		else if (!part_is_kept(app, line->of.grant, line->of.part, &line->kept_part, st))
			return false;
	}
	return true;
}

static bool fill_closed(struct filling *f, month_t last, int64_t change, struct numbers *ids)
{
	bool ok = find_written(f->app, last, change, ids, f->st);

	numbers_sort(ids);
	for (int i = 0; ok && i < ids->count; i++)
		ok = add_numbered(f, ids->of[i]);
	f->there = ids;
	return ok;
}

bool account_book_read(struct app *app, month_t closing, const int64_t *more, int more_count, struct account_book *out,
                       struct status *st)
{
	struct filling f = { .app = app, .book = out, .from = 0, .st = st, .ok = true };
	struct numbers ids = { NULL, 0, 0 };
	int64_t change;
	month_t last;
	bool ok = closing_last(app->store, &last, &change, st);

	*out = (struct account_book){ .open = closing != MONTH_NONE ? closing : last + 1 };
	for (int i = 0; i < more_count; i++)
		numbers_add(&ids, more[i]);
	f.until = last;
	if (ok && last != MONTH_NONE)
		ok = fill_closed(&f, last, change, &ids) && (closing == MONTH_NONE || add_all_unkept(&f));
	ok = ok && (closing == MONTH_NONE || add_month(app, closing, out, st)) && mark_parts(app, out, st);
	free(ids.of);
	if (!ok) {
		account_book_done(out);
		return false;
	}
	if (out->count)
		qsort(out->lines, (size_t)out->count, sizeof *out->lines, by_thing);
	return true;
}

void account_book_done(struct account_book *book)
{
	for (int i = 0; i < book->text_count; i++)
		free(book->texts[i]);
	free(book->texts);
	free(book->lines);
	*book = (struct account_book){ 0 };
}

int64_t account_book_difference(const struct account_book *book, int first, int *end)
{
	int64_t difference = 0;

	for (*end = first; *end < book->count && same_thing(&book->lines[first].of, &book->lines[*end].of); ++*end)
		difference += book->lines[*end].now ? book->lines[*end].of.amount : -book->lines[*end].of.amount;
	return difference;
}
