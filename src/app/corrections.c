/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different in closed months: entry by entry, with what was done and why. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- the book: what was kept, beside what is */

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
	month_t from, until;
	struct status *st;
	bool ok;
};

static bool add_now(void *context, const struct entry *entry)
{
	struct filling *f = context;
	struct month_parts parts;

	if (!entry_state_counts(entry->state))
		return true;
	if (!hours_by_month(f->app, entry, &parts, f->st))
		return f->ok = false;
	for (int i = 0; i < parts.count; i++) {
		struct closed_entry line = { f->book->open, parts.of[i].month, entry->id, entry->rev, entry->person, entry->grant,
			                     entry->part, entry->kind, entry->unit, entry->day, parts.of[i].amount };

		if (line.about >= f->from && line.about <= f->until && line.amount)
			add_line(f->book, &line, true);
	}
	return true;
}

/* The earliest month of which anything is kept, or that entries lie in. */
static bool first_month(struct app *app, month_t *out, struct status *st)
{
	struct grants grants;

	*out = MONTH_OPEN;
	if (!grants_read_to_book(app->store, &grants, st))
		return false;
	for (int i = 0; i < grants.count; i++)
		if (month_of(grants.of[i].from) < *out)
			*out = month_of(grants.of[i].from);
	grants_done(&grants);
	return true;
}

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

/* Marks the lines of those parts of which something is kept: a grant that was recorded later is not closed yet. */
static bool mark_parts(struct app *app, struct account_book *book, struct status *st)
{
	for (int i = 0; i < book->count; i++) {
		struct account_line *line = &book->lines[i];
		struct closed_part closed;
		int before = i - 1;

		while (before >= 0 && (book->lines[before].of.grant != line->of.grant || book->lines[before].of.part != line->of.part))
			before--;
		if (before >= 0) {
			line->kept_part = book->lines[before].kept_part;
			continue;
		}
		if (!closed_part_read(app->store, line->of.grant, line->of.part, MONTH_OPEN, &closed, st))
			return false;
		line->kept_part = closed.count > 0;
		closed_part_done(&closed);
	}
	return true;
}

bool account_book_read(struct app *app, month_t until, struct account_book *out, struct status *st)
{
	struct filling f = { app, out, 0, until, st, true };
	struct entry_filter filter = { .state = -1 };
	month_t last;

	*out = (struct account_book){ 0 };
	if (!closing_last(app->store, &last, NULL, st) || !first_month(app, &f.from, st))
		return false;
	out->open = last == MONTH_NONE ? f.from : last + 1;
	if (f.from > until)
		return true;
	filter.from = month_first(f.from) - ENTRY_DAYS_MOST;
	filter.to = month_last(until);
	if (closed_entries_each(app->store, f.from, until, add_kept, out, st) &&
	    entries_each(app->store, &filter, add_now, &f, st) && f.ok && mark_parts(app, out, st)) {
		if (out->count)
			qsort(out->lines, (size_t)out->count, sizeof *out->lines, by_thing);
		return true;
	}
	account_book_done(out);
	return false;
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

/* ---- what was done, and why */

struct history {
	int64_t before, after; /* revisions; 0: none, the latest */
	struct entry was, is;  /* owned; id 0: not found */
	struct told_change *out;
	const struct app *app;
};

static bool see_revision(void *context, const struct revision *revision)
{
	struct history *h = context;

	if (revision->rev == h->before)
		entry_copy(&h->was, revision->entry);
	if (h->after && revision->rev > h->after)
		return false;
	entry_copy_done(&h->is);
	entry_copy(&h->is, revision->entry);
	h->out->on = instant_day(h->app->zone, revision->at);
	free(h->out->by);
	h->out->by = mem_text(revision->actor);
	return true;
}

static void add_field(struct app *app, struct str *text, const struct history *h, enum entry_field field, int *said)
{
	char *was = app_entry_field(app, &h->was, field), *is = app_entry_field(app, &h->is, field);

	if (++*said > 1)
		str_add(text, "; ");
	if (*was)
		str_addf(text, _("%1$s %2$s, before %3$s"), _(entry_field_label(field)), *is ? is : "–", was);
	else
		str_addf(text, _("%1$s %2$s"), _(entry_field_label(field)), is);
	free(was);
	free(is);
}

static char *tell_edit(struct app *app, const struct history *h)
{
	unsigned differences = entry_differences(&h->was, &h->is) & ~(1u << FIELD_STATE | 1u << FIELD_WHY | 1u << FIELD_NOTE);
	struct str text = STR_INIT;
	char *sentence;
	int said = 0;

	h->out->same = !differences;
	if (!differences)
		return str_make(_("Entry %1$lld counts differently, for other hours beside it changed."), (long long)h->is.id);
	for (enum entry_field field = 0; field < ENTRY_FIELDS; field++)
		if (differences & 1u << field)
			add_field(app, &text, h, field, &said);
	sentence = str_make(_("Entry %1$lld was changed: %2$s."), (long long)h->is.id, str_peek(&text));
	str_done(&text);
	return sentence;
}

static char *tell_what(struct app *app, const struct history *h)
{
	long long id = h->is.id;
	bool counted = h->was.id && entry_state_counts(h->was.state);

	if (h->is.state == ENTRY_WITHDRAWN)
		return str_make(_("Entry %1$lld was withdrawn."), id);
	if (!entry_state_counts(h->is.state))
		return str_make(_("Entry %1$lld was rejected."), id);
	if (!h->was.id)
		return str_make(_("Entry %1$lld was booked later."), id);
	return counted ? tell_edit(app, h) : str_make(_("Entry %1$lld counts again."), id);
}

bool correction_tell(struct app *app, int64_t entry, int64_t before, int64_t after, struct told_change *out, struct status *st)
{
	struct history h = { .before = before, .after = after, .out = out, .app = app };

	*out = (struct told_change){ .on = DAY_NONE };
	if (!entry_history(app->store, entry, see_revision, &h, st))
		return false;
	out->what = tell_what(app, &h);
	out->why = mem_text(h.is.why);
	entry_copy_done(&h.was);
	entry_copy_done(&h.is);
	return true;
}

/* ---- the corrections */

struct asked {
	struct app *app;
	month_t from, to;
	const char *grant, *part; /* part "": all */
	month_t last;             /* closed */
	struct corrections *out;
};

static bool is_asked(const struct asked *a, month_t about, month_t in, const char *grant, const char *part)
{
	bool when = (about >= a->from && about <= a->to) || (in >= a->from && in <= a->to);

	return when && (!a->grant || str_same(a->grant, grant)) && (!a->grant || !*a->part || str_same(a->part, part));
}

static void add_correction(struct corrections *out, const struct correction *c)
{
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = *c;
}

static bool add_of_entry(struct asked *a, const struct closed_entry *e, month_t in, int64_t before, int64_t after, int64_t difference,
                         struct status *st)
{
	struct told_change told;

	if (!difference || !is_asked(a, e->about, in, e->grant, e->part))
		return true;
	if (!correction_tell(a->app, e->entry, before, after, &told, st))
		return false;
	add_correction(a->out, &(struct correction){
		.about = e->about,
		.in = in,
		.settled = in <= a->last,
		.entry = e->entry,
		.day = e->day,
		.person = mem_text(e->person),
		.grant = mem_text(e->grant),
		.part = mem_text(e->part),
		.kind = e->kind,
		.unit = e->unit,
		.difference = difference,
		.on = told.on,
		.by = told.by,
		.what = told.what,
		.why = told.why,
	});
	return true;
}

/* One thing: what later closings corrected, each by itself, then what is different today. */
static bool add_thing(struct asked *a, const struct account_book *book, int first, int end, int64_t difference, struct status *st)
{
	int64_t before = 0;

	for (int i = first; i < end; i++) {
		const struct account_line *line = &book->lines[i];

		if (line->now)
			continue;
		if (line->of.month != line->of.about &&
		    !add_of_entry(a, &line->of, line->of.month, before, line->of.rev, line->of.amount, st))
			return false;
		before = line->of.rev;
	}
	return add_of_entry(a, &book->lines[first].of, book->open, before, 0, difference, st);
}

static bool add_entries(struct asked *a, struct status *st)
{
	struct account_book book;
	bool ok = account_book_read(a->app, a->last, &book, st);

	for (int i = 0, end; ok && i < book.count; i = end) {
		int64_t difference = account_book_difference(&book, i, &end);

		ok = !book.lines[i].kept_part || add_thing(a, &book, i, end, difference, st);
	}
	if (ok)
		account_book_done(&book);
	return ok;
}

/* ---- corrections of what is no entry: what was granted, moved, spent */

static char *tell_sum(enum closed_what what, month_t about)
{
	char *month = text_month(about), *text;

	if (what == CLOSED_GRANTED)
		text = str_make(_("What is granted for %1$s was changed."), month);
	else if (what == CLOSED_MOVED)
		text = str_make(_("What moves on from %1$s was changed."), month);
	else
		text = str_make(_("Money booked in %1$s was changed."), month);
	free(month);
	return text;
}

static void add_sum(struct asked *a, const struct grant *grant, const struct scheme_part *part, enum closed_what what, month_t about,
                    month_t in, int64_t difference)
{
	if (!difference || !is_asked(a, about, in, grant->id, part->id) || (what == CLOSED_USE && part->unit != UNIT_MONEY))
		return;
	add_correction(a->out, &(struct correction){
		.about = about,
		.in = in,
		.settled = in <= a->last,
		.day = DAY_NONE,
		.grant = mem_text(grant->id),
		.part = mem_text(part->id),
		.unit = part->unit,
		.difference = difference,
		.on = DAY_NONE,
		.what = tell_sum(what, about),
	});
}

static bool add_part_sums(struct asked *a, const struct grant *grant, const struct scheme_part *part, struct status *st)
{
	struct settlement settlement;
	struct closed_part closed;

	if (!closed_read(a->app, grant, part, month_of(grant->from), NULL, &closed, &settlement, st))
		return false;
	for (int i = 0; i < closed.figure_count; i++) {
		const struct closed_figure *f = &closed.figures[i];

		if (f->month != f->about && f->what < CLOSED_BACK)
			add_sum(a, grant, part, f->what, f->about, f->month, f->amount);
	}
	for (int i = 0; i < settlement.count; i++) {
		const struct closed_difference *d = &settlement.of[i];

		add_sum(a, grant, part, CLOSED_USE, d->about, a->last + 1, d->used);
		add_sum(a, grant, part, CLOSED_GRANTED, d->about, a->last + 1, d->granted);
		add_sum(a, grant, part, CLOSED_MOVED, d->about, a->last + 1, d->moved);
	}
	settlement_done(&settlement);
	closed_part_done(&closed);
	return true;
}

static bool add_sums(struct asked *a, struct status *st)
{
	struct grants grants;
	bool ok = grants_read(a->app->store, &grants, st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct scheme *scheme = app_scheme(a->app, grants.of[i].scheme, st);

		ok = scheme != NULL;
		for (int p = 0; ok && p < scheme->part_count; p++)
			if (grant_has_part(&grants.of[i], &scheme->parts[p]))
				ok = add_part_sums(a, &grants.of[i], &scheme->parts[p], st);
	}
	grants_done(&grants);
	return ok;
}

/* ---- asked for */

static int by_month(const void *a, const void *b)
{
	const struct correction *x = a, *y = b;

	if (x->in != y->in)
		return x->in < y->in ? -1 : 1;
	if (x->about != y->about)
		return x->about < y->about ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static bool find_corrections(struct asked *a, struct status *st)
{
	if (!closing_last(a->app->store, &a->last, NULL, st))
		return false;
	if (a->last == MONTH_NONE)
		return true;
	if (!add_entries(a, st) || !add_sums(a, st)) {
		corrections_done(a->out);
		return false;
	}
	if (a->out->count)
		qsort(a->out->of, (size_t)a->out->count, sizeof *a->out->of, by_month);
	return true;
}

bool app_corrections(struct app *app, month_t from, month_t to, const char *grant, struct corrections *out, struct status *st)
{
	struct asked asked = { .app = app, .from = from, .to = to, .part = "", .out = out };
	struct grant found = { 0 };
	char part[17] = "";
	bool ok;

	*out = (struct corrections){ NULL, 0 };
	if (!app_may(app, MAY_READ_ACCOUNT, NULL, st) || (grant && !grant_name_split(app, grant, &found, part, st)))
		return false;
	asked.grant = grant ? found.id : NULL;
	asked.part = part;
	ok = find_corrections(&asked, st);
	grant_done(&found);
	return ok;
}

/* "−5:00", "+2:30": a correction shows its direction. */
static char *signed_amount(const char *currency, int64_t amount, enum unit unit)
{
	char *figure = text_amount(amount < 0 ? -amount : amount, unit, currency), *text;

	text = str_make("%s%s", amount < 0 ? "−" : "+", figure);
	free(figure);
	return text;
}

char *app_correction_sentence(const char *currency, const struct correction *c)
{
	char *month = text_month(c->about), *amount = signed_amount(currency, c->difference, c->unit);
	struct str text = STR_INIT;

	/* TRANSLATORS: a correction: closed month, grant, difference, what was done: March 2025, led: −5:00. Entry 17 was withdrawn. */
	str_addf(&text, _("%1$s, %2$s: %3$s. %4$s"), month, c->grant, amount, c->what);
	if (c->on != DAY_NONE) {
		char *day = text_day_long(c->on);

		str_addf(&text, " (%s, %s)", c->by, day);
		free(day);
	}
	if (c->why)
		str_addf(&text, " “%s”", c->why);
	free(month);
	free(amount);
	return str_take(&text);
}

void corrections_done(struct corrections *corrections)
{
	for (int i = 0; i < corrections->count; i++) {
		struct correction *c = &corrections->of[i];

		free(c->person);
		free(c->grant);
		free(c->part);
		free(c->by);
		free(c->what);
		free(c->why);
	}
	free(corrections->of);
	*corrections = (struct corrections){ NULL, 0 };
}
