/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different in closed months: entry by entry, with what was done and why. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- what was done, and why */

struct history {
	int64_t before, after; /* revisions; 0: none, the latest */
	int64_t until;         /* a change; 0: the latest */
	struct entry was, is;  /* owned; id 0: not found */
	struct told_change *out;
	const struct app *app;
};

/* Who approves says nothing new. */
static bool says_more(const struct entry *before, const struct entry *after)
{
	unsigned quiet = 1u << FIELD_STATE | 1u << FIELD_WHY | 1u << FIELD_NOTE;

	return !before->id || entry_state_counts(before->state) != entry_state_counts(after->state) ||
	       (entry_differences(before, after) & ~quiet);
}

static bool see_revision(void *context, const struct revision *revision)
{
	struct history *h = context;
	bool more = says_more(&h->is, revision->entry);

	if ((h->after && revision->rev > h->after) || (h->until && revision->change > h->until))
		return false;
	entry_copy_done(&h->is);
	entry_copy(&h->is, revision->entry);
	if (revision->rev == h->before)
		entry_copy(&h->was, revision->entry);
	if (!more)
		return true;
	h->out->on = instant_day(h->app->zone, revision->at);
	free(h->out->by);
	free(h->out->why);
	h->out->by = mem_text(revision->actor);
	h->out->why = mem_text(revision->entry->why);
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
	unsigned untold = 1u << FIELD_STATE | 1u << FIELD_WHY | 1u << FIELD_NOTE;
	unsigned differences = app_entry_differences(app, &h->was, &h->is) & ~untold;
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

/* Whose it was or is by now may be none of the reader's business: then of that time nothing is told. */
static char *tell_what(struct app *app, const struct history *h)
{
	long long id = h->is.id;
	bool counted = h->was.id && entry_state_counts(h->was.state) && app_may(app, MAY_READ_HOURS, h->was.person, NULL);

	if (!app_may(app, MAY_READ_HOURS, h->is.person, NULL))
		return str_make(_("Entry %1$lld is somebody else's by now."), id);
	if (h->is.state == ENTRY_WITHDRAWN)
		return str_make(_("Entry %1$lld was withdrawn."), id);
	if (!entry_state_counts(h->is.state))
		return str_make(_("Entry %1$lld was rejected."), id);
	if (counted)
		return tell_edit(app, h);
	if (!h->was.id || entry_state_counts(h->was.state))
		return str_make(_("Entry %1$lld was booked later."), id);
	return str_make(_("Entry %1$lld counts again."), id);
}

bool correction_tell(struct app *app, int64_t entry, int64_t before, int64_t after, int64_t until, struct told_change *out,
                     struct status *st)
{
	struct history h = { .before = before, .after = after, .until = until, .out = out, .app = app };

	*out = (struct told_change){ .on = DAY_NONE };
	if (!entry_history(app->store, entry, see_revision, &h, st)) {
		entry_copy_done(&h.was);
		entry_copy_done(&h.is);
		free(out->by);
		free(out->why);
		return false;
	}
	out->what = tell_what(app, &h);
	if (!app_may(app, MAY_READ_HOURS, h.is.person, NULL)) {
		free(out->why);
		out->why = NULL;
	}
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

static bool add_of_entry(struct asked *a, const struct closed_entry *e, month_t in, int64_t before, int64_t after,
                         int64_t difference, struct status *st)
{
	struct told_change told;

	if (!difference || !is_asked(a, e->about, in, e->grant, e->part))
		return true;
	if (!correction_tell(a->app, e->entry, before, after, 0, &told, st))
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

struct settled {
	const struct asked *asked;
	int64_t *entries;
	int count, room;
};

static bool see_settled(void *context, const struct closed_entry *e)
{
	struct settled *s = context;

	if (is_asked(s->asked, e->about, e->month, e->grant, e->part)) {
		MEM_GROW(s->entries, s->count, s->room);
		s->entries[s->count++] = e->entry;
	}
	return true;
}

/* Hours of a kind that the part does not count make no difference to it. */
static bool is_counted(struct asked *a, const struct grants *grants, const struct closed_entry *e, bool *is, struct status *st)
{
	const struct grant *grant = grants_find(grants, e->grant);
	const struct scheme *scheme = grant ? app_scheme(a->app, grant->scheme, st) : NULL;
	const struct scheme_part *part = scheme ? scheme_part(scheme, e->part) : NULL;

	*is = !part || !part->uncounted[e->kind];
	return !grant || scheme;
}

static bool add_entries(struct asked *a, const struct grants *grants, struct status *st)
{
	struct settled settled = { .asked = a };
	struct account_book book = { 0 };
	bool ok = closed_corrected_each(a->app->store, see_settled, &settled, st) &&
	          account_book_read(a->app, MONTH_NONE, settled.entries, settled.count, &book, st);

	for (int i = 0, end; ok && i < book.count; i = end) {
		int64_t difference = account_book_difference(&book, i, &end);
		bool counted;

		ok = is_counted(a, grants, &book.lines[i].of, &counted, st) &&
		     (!counted || !book.lines[i].kept_part || add_thing(a, &book, i, end, difference, st));
	}
	account_book_done(&book);
	free(settled.entries);
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

static void add_sum(struct asked *a, const struct grant *grant, const struct scheme_part *part, enum closed_what what,
                    month_t about, month_t in, int64_t difference)
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

static bool add_sums(struct asked *a, const struct grants *grants, struct status *st)
{
	bool ok = true;

	for (int i = 0; ok && i < grants->count; i++) {
		const struct grant *grant = &grants->of[i];
		const struct scheme *scheme;

		if (a->grant && !str_same(a->grant, grant->id))
			continue;
		scheme = app_scheme(a->app, grant->scheme, st);
		ok = scheme != NULL;
		for (int p = 0; ok && p < scheme->part_count; p++)
			if (grant_has_part(grant, &scheme->parts[p]))
				ok = add_part_sums(a, grant, &scheme->parts[p], st);
	}
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
	struct grants grants;
	bool ok;

	if (!closing_last(a->app->store, &a->last, NULL, st))
		return false;
	if (a->last == MONTH_NONE)
		return true;
	ok = grants_read(a->app->store, &grants, st) && add_entries(a, &grants, st) && add_sums(a, &grants, st);
	grants_done(&grants);
	if (!ok) {
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
	char *month = text_month(c->about), *amount = signed_amount(currency, c->difference, c->unit), *said;
	struct str text = STR_INIT;

	/* TRANSLATORS: closed month, grant, difference, what was done: March 2025, led: −5:00. Entry 17 was withdrawn. */
	said = text_one_stop(str_make(_("%1$s, %2$s: %3$s. %4$s"), month, c->grant, amount, c->what));
	str_add(&text, said);
	if (c->on != DAY_NONE) {
		char *day = text_day_long(c->on);

		str_addf(&text, " (%s, %s)", c->by, day);
		free(day);
	}
	if (c->why)
		str_addf(&text, _(" “%s”"), c->why);
	free(said);
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
