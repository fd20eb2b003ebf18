/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay of closed months: what was paid stays, what would be paid differently by now is a correction in the first open month. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- lines: what was kept, beside what is */

/* Texts owned. */
struct pay_row {
	struct closed_pay of;
	bool now;
};
struct pay_rows {
	struct pay_row *of;
	int count, room;
};

static void rows_done(struct pay_rows *rows)
{
	for (int i = 0; i < rows->count; i++) {
		free((char *)rows->of[i].of.person);
		free((char *)rows->of[i].of.band);
		free((char *)rows->of[i].of.name);
	}
	free(rows->of);
	*rows = (struct pay_rows){ NULL, 0, 0 };
}

static void add_row(struct pay_rows *rows, const struct closed_pay *pay, bool now)
{
	struct pay_row *row;

	MEM_GROW(rows->of, rows->count, rows->room);
	row = &rows->of[rows->count++];
	*row = (struct pay_row){ *pay, now };
	row->of.person = mem_text(pay->person);
	row->of.band = mem_text(pay->band);
	row->of.name = mem_text(pay->name);
}

/* The rows of one person; NULL: of everybody. */
struct keeping {
	struct pay_rows *rows;
	const char *person;
};

static bool add_kept(void *context, const struct closed_pay *pay)
{
	const struct keeping *k = context;

	if (!k->person || str_same(k->person, pay->person))
		add_row(k->rows, pay, false);
	return true;
}

/* What a month is paid by today, as the lines that a closing keeps. */
static void add_computed(struct pay_rows *rows, const struct pay_view *view, month_t closing)
{
	for (int p = 0; p < view->count; p++) {
		const struct pay_person *person = &view->people[p];

		for (int i = 0; i < person->line_count; i++) {
			const struct pay_line *line = &person->lines[i];
			struct closed_pay pay = { closing, view->month, person->id, line->entry, line->day, line->kind, line->band,
				                  line->name, line->measure, line->rate, line->minutes, line->amount };

			add_row(rows, &pay, true);
		}
		for (int c = 0; c < PAY_COLUMNS; c++)
			if (person->costs[c])
				add_row(rows, &(struct closed_pay){ .month = closing, .about = view->month, .person = person->id,
				                                    .band = pay_column_name((enum pay_column)c),
				                                    .amount = person->costs[c] }, true);
	}
}

static int text_order(const char *a, const char *b)
{
	return !a || !b ? (a != NULL) - (b != NULL) : strcmp(a, b);
}

/* Of one person, entry and band; a wage that changed gives another rate, and is the same thing. */
static int thing_order(const struct closed_pay *x, const struct closed_pay *y)
{
	int texts = strcmp(x->person, y->person);

	if (x->about != y->about)
		return x->about < y->about ? -1 : 1;
	if (texts)
		return texts;
	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return text_order(x->band, y->band);
}

static int by_thing(const void *a, const void *b)
{
	const struct pay_row *x = a, *y = b;
	int order = thing_order(&x->of, &y->of);

	if (order)
		return order;
	return x->now != y->now ? (int)x->now - (int)y->now : (x->of.month > y->of.month) - (x->of.month < y->of.month);
}

static void sort_rows(struct pay_rows *rows)
{
	if (rows->count)
		qsort(rows->of, (size_t)rows->count, sizeof *rows->of, by_thing);
}

/* From `first` on the rows of one thing: until *end, and what is different by now. */
static bool differs(const struct pay_rows *rows, int first, int *end, struct closed_pay *out)
{
	*out = rows->of[first].of;
	out->minutes = out->amount = 0;
	for (*end = first; *end < rows->count && !thing_order(&rows->of[first].of, &rows->of[*end].of); ++*end) {
		const struct pay_row *row = &rows->of[*end];

		out->minutes += row->now ? row->of.minutes : -row->of.minutes;
		out->amount += row->now ? row->of.amount : -row->of.amount;
		out->day = row->of.day;
		out->kind = row->of.kind;
		out->name = row->of.name;
		out->measure = row->of.measure;
		out->rate = row->of.rate;
	}
	return out->amount || out->minutes;
}

/* ---- what closed months would be paid by now */

struct differing {
	struct app *app;
	month_t first, last;  /* closed */
	const char *person;   /* NULL: everybody */
	struct pay_rows rows; /* kept and computed, thing by thing */
};

/* Nothing to compare where nothing is closed, or just now: *any false. */
static bool differing_read(struct app *app, const char *person, struct differing *out, bool *any, struct status *st)
{
	struct keeping keeping = { &out->rows, person };
	int64_t change;
	bool ok;

	*out = (struct differing){ .app = app, .first = MONTH_OPEN, .person = person };
	*any = false;
	if (!closing_last(app->store, &out->last, &change, st))
		return false;
	if (out->last == MONTH_NONE || change == store_seq(app->store))
		return true;
	*any = true;
	ok = grants_first_month(app, &out->first, st) && closed_pay_each(app->store, add_kept, &keeping, st);
	for (month_t m = out->first; ok && m <= out->last; m++) {
		struct pay_view view;

		ok = pay_compute(app, m, person, &view, st);
		if (ok) {
			add_computed(&out->rows, &view, out->last + 1);
			pay_view_done(&view);
		}
	}
	sort_rows(&out->rows);
	if (!ok)
		rows_done(&out->rows);
	return ok;
}

/* ---- freezing */

bool pay_freeze(struct app *app, month_t month, int64_t *total, struct status *st)
{
	struct pay_rows rows = { NULL, 0, 0 };
	struct differing differing;
	struct closed_pay changed;
	struct pay_view view;
	bool any, ok;

	*total = 0;
	if (!differing_read(app, NULL, &differing, &any, st))
		return false;
	ok = pay_compute(app, month, NULL, &view, st);
	if (ok) {
		add_computed(&rows, &view, month);
		for (int p = 0; p < view.count; p++)
			*total += view.people[p].total;
		pay_view_done(&view);
	}
	for (int i = 0; ok && i < rows.count; i++)
		ok = closed_pay_write(app->store, month, &rows.of[i].of, st);
	for (int i = 0, end; ok && any && i < differing.rows.count; i = end)
		if (differs(&differing.rows, i, &end, &changed)) {
			changed.month = month;
			ok = closed_pay_write(app->store, month, &changed, st);
			*total += changed.amount;
		}
	rows_done(&rows);
	rows_done(&differing.rows);
	return ok;
}

/* ---- showing a closed month, and corrections in any */

static struct pay_person *person_in(struct pay_view *view, const struct people *people, const char *id)
{
	struct pay_person *person;
	const char *name = id;

	for (int i = 0; i < view->count; i++)
		if (!strcmp(view->people[i].id, id))
			return &view->people[i];
	for (int i = 0; i < people->count; i++)
		if (!strcmp(people->of[i].id, id))
			name = people->of[i].name;
	view->people = mem_resize(view->people, (size_t)view->count + 1, sizeof *view->people);
	person = &view->people[view->count++];
	*person = (struct pay_person){ .id = mem_text(id), .name = mem_text(name) };
	return person;
}

static void add_kept_line(struct pay_person *person, const struct closed_pay *pay)
{
	enum pay_column column;

	person->total += pay->amount;
	if (!pay->entry) {
		if (pay->band && pay_column_parse(pay->band, &column))
			person->costs[column] += pay->amount;
		return;
	}
	person->lines = mem_resize(person->lines, (size_t)person->line_count + 1, sizeof *person->lines);
	person->lines[person->line_count++] = (struct pay_line){
		.entry = pay->entry,
		.day = pay->day,
		.kind = pay->kind,
		.band = mem_text(pay->band),
		.name = mem_text(pay->name ? pay->name : ""),
		.minutes = pay->minutes,
		.measure = (enum pay_measure)pay->measure,
		.rate = pay->rate,
		.amount = pay->amount,
	};
	if (pay->band) {
		person->supplements += pay->amount;
	} else {
		person->base += pay->amount;
		person->minutes += pay->minutes;
	}
}

/* The revision of an entry that was kept of a month before it was corrected with another. */
struct kept_revision {
	month_t about, before;
	int64_t rev;
};

static bool find_revision(void *context, const struct closed_entry *entry)
{
	struct kept_revision *k = context;

	if (entry->about == k->about && entry->month < k->before)
		k->rev = entry->rev;
	return true;
}

static char *tell_cost(month_t about)
{
	char *month = text_month(about), *text = str_make(_("What is paid on top for %1$s follows."), month);

	free(month);
	return text;
}

/* Where the entry is as it was, its wage, its rules or the person's other hours are not. */
static bool tell_correction(struct app *app, const struct closed_pay *pay, struct pay_correction *out, struct status *st)
{
	struct kept_revision kept = { pay->about, pay->month, 0 };
	struct told_change told;
	int64_t closed;

	out->on = DAY_NONE;
	if (!pay->entry) {
		out->what = tell_cost(pay->about);
		return true;
	}
	/* What was done with the entry when it was settled already is told where that counts. */
	if (!closed_entry_each(app->store, pay->entry, find_revision, &kept, st) ||
	    !closing_of(app->store, pay->month, &closed, st) ||
	    !correction_tell(app, pay->entry, kept.rev, 0, closed, &told, st))
		return false;
	free(told.by);
	if (told.same) {
		free(told.what);
		free(told.why);
		out->what = str_make(_("The wage, the rules or other hours beside entry %1$lld were changed."), (long long)pay->entry);
		return true;
	}
	out->what = told.what;
	out->why = told.why;
	out->on = told.on;
	return true;
}

/* What a line is for: a band by its name, the base pay by its kind of hours, what is paid on top by its column. */
static char *line_name(const struct closed_pay *pay)
{
	enum pay_column column;

	if (!pay->entry)
		return mem_text(pay->band && pay_column_parse(pay->band, &column) ? _(pay_column_label(column)) : "");
	return mem_text(pay->band ? pay->name ? pay->name : pay->band : _(kind_label(pay->kind)));
}

static bool add_correction(struct app *app, struct pay_view *view, const struct people *people, const struct closed_pay *pay,
                           struct status *st)
{
	struct pay_person *person = person_in(view, people, pay->person);
	struct pay_correction correction = {
		.about = pay->about, .entry = pay->entry, .minutes = pay->minutes, .difference = pay->amount,
	};

	if (!tell_correction(app, pay, &correction, st))
		return false;
	correction.band = mem_text(pay->band);
	correction.name = line_name(pay);
	person->corrected += pay->amount;
	person->total += pay->amount;
	person->corrections = mem_resize(person->corrections, (size_t)person->correction_count + 1, sizeof *person->corrections);
	person->corrections[person->correction_count++] = correction;
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct pay_person *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->id, y->id);
}

/* A closed month: what was kept of it, and the corrections that were settled with it. */
static bool show_closed(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st)
{
	struct people people = { NULL, 0 };
	struct pay_rows rows = { NULL, 0, 0 };
	struct keeping keeping = { &rows, person };
	struct pay_view head;
	bool ok;

	/* The name of the rules, and nobody's pay. */
	if (!pay_compute(app, month, "", &head, st))
		return false;
	*out = head;
	out->closed = true;
	ok = people_read(app->store, &people, st) && closed_pay_of_month(app->store, month, add_kept, &keeping, st);
	for (int i = 0; ok && i < rows.count; i++) {
		const struct closed_pay *pay = &rows.of[i].of;

		if (pay->about == month)
			add_kept_line(person_in(out, &people, pay->person), pay);
		else
			ok = add_correction(app, out, &people, pay, st);
	}
	if (ok && person)
		person_in(out, &people, person);
	if (ok && out->count)
		qsort(out->people, (size_t)out->count, sizeof *out->people, by_name);
	rows_done(&rows);
	people_done(&people);
	if (!ok)
		pay_view_done(out);
	return ok;
}

static bool add_differences(struct app *app, const char *person, struct pay_view *out, struct status *st)
{
	struct people people = { NULL, 0 };
	struct differing differing;
	struct closed_pay changed;
	bool any, ok = differing_read(app, person, &differing, &any, st);

	if (!ok || !any)
		return ok;
	ok = people_read(app->store, &people, st);
	for (int i = 0, end; ok && i < differing.rows.count; i = end)
		if (differs(&differing.rows, i, &end, &changed)) {
			changed.month = out->month;
			ok = add_correction(app, out, &people, &changed, st);
		}
	people_done(&people);
	rows_done(&differing.rows);
	if (ok && out->count)
		qsort(out->people, (size_t)out->count, sizeof *out->people, by_name);
	return ok;
}

bool pay_as_closed(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st)
{
	month_t last;

	*out = (struct pay_view){ .month = month };
	if (!closing_last(app->store, &last, NULL, st))
		return false;
	if (last != MONTH_NONE && month <= last)
		return show_closed(app, month, person, out, st);
	if (!pay_compute(app, month, person, out, st))
		return false;
	if (last == MONTH_NONE || month != last + 1 || add_differences(app, person, out, st))
		return true;
	pay_view_done(out);
	return false;
}

/* ---- why an entry of a closed month is paid as it is */

struct paid_entry {
	const char *person;
	int64_t amount; /* kept, with what later closings corrected */
};

static bool add_paid(void *context, const struct closed_pay *pay)
{
	struct paid_entry *paid = context;

	paid->amount += str_same(pay->person, paid->person) ? pay->amount : 0;
	return true;
}

/* What its stretches in closed months come to by now: nothing where it counts no more. */
static int64_t by_now(const struct explanation *why, month_t last)
{
	int64_t sum = 0;

	if (!entry_state_counts(why->entry.state))
		return 0;
	for (int i = 0; i < why->count; i++)
		for (int j = 0; j < why->told[i].count && month_of(why->told[i].stretch.day) <= last; j++)
			sum += why->told[i].of[j].amount;
	return sum;
}

bool explain_closed(struct app *app, struct explanation *why, struct status *st)
{
	struct paid_entry paid = { why->entry.person, 0 };
	const char *currency = app->household.currency;
	struct status said = STATUS_INIT;
	month_t last, begins = month_of(why->entry.day);
	int64_t now;

	if (!closing_last(app->store, &last, NULL, st))
		return false;
	if (last == MONTH_NONE || begins > last)
		return true;
	if (!closed_pay_of_entry(app->store, why->entry.id, add_paid, &paid, st))
		return false;
	now = by_now(why, last);
	if (now == paid.amount)
		status_set(&said, STATUS_REFUSED, "closed", N_("{1} is closed: this is what was paid in it."), "L", begins);
	else
		status_set(&said, STATUS_REFUSED, "closed",
		           N_("{1} is closed, with {2} for this entry: what is different by now, {3}, is paid as a correction in {4}."), "LaaL",
		           begins, paid.amount, (int)UNIT_MONEY, currency, now - paid.amount, (int)UNIT_MONEY, currency, last + 1);
	notices_add(&why->notices, &said);
	return true;
}
