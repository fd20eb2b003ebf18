/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing months, and opening them again: what a month came to is kept as it was accounted for (RULES 5). Months close in order. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

#define WHY_MOST 200

/* ---- the lots of a part */

struct part_close {
	struct app *app;
	const struct grant *grant;
	const struct scheme_part *part;
	month_t closing;
	struct closed_part closed;
	struct settlement settlement;
};

static bool write_figure(const struct part_close *p, month_t month, month_t about, enum closed_what what, int32_t at,
                         int64_t amount, struct status *st)
{
	struct closed_figure figure = { month, about, what, at, amount };

	return !amount || closed_figure_write(p->app->store, p->closing, p->grant->id, p->part->id, &figure, st);
}

/* Use of a part in time by month and kind; of money by month alone. free() */
static bool read_use(const struct part_close *p, month_t from, struct month_use **out, int *count, struct status *st)
{
	month_t until = p->closing;
	int64_t *used;

	if (p->part->unit != UNIT_MONEY)
		return month_sums_between(p->app->store, p->grant->id, p->part->id, from, until, out, count, st);
	used = money_used(p->app, p->grant, p->part, from, until, NULL, st);
	if (!used)
		return false;
	*count = until - from + 1;
	*out = mem_alloc((size_t)*count * sizeof **out);
	for (int i = 0; i < *count; i++)
		(*out)[i] = (struct month_use){ from + i, KIND_WORK, used[i] };
	free(used);
	return true;
}

/* What of it is new: the whole of a month that is closed now, the difference of one that is closed already. */
static bool write_use(const struct part_close *p, struct status *st)
{
	month_t from = month_of(p->grant->from), last = closed_last(&p->closed);
	struct month_use *use = NULL;
	int count = 0;
	bool ok;

	if (from > p->closing)
		return true;
	ok = read_use(p, from, &use, &count, st);
	for (int i = 0; ok && i < count; i++)
		if (!p->part->uncounted[use[i].kind] && (last == MONTH_NONE || use[i].month > last))
			ok = write_figure(p, use[i].month, use[i].month, CLOSED_USE, use[i].kind, use[i].amount, st);
	for (month_t m = from; ok && last != MONTH_NONE && m <= last; m++)
		for (enum kind kind = 0; ok && kind < KIND_COUNT; kind++) {
			int64_t now = 0;

			for (int i = 0; i < count; i++)
				now += use[i].month == m && use[i].kind == kind && !p->part->uncounted[kind] ? use[i].amount : 0;
			ok = write_figure(p, p->closing, m, CLOSED_USE, kind, now - closed_use(&p->closed, m, kind), st);
		}
	free(use);
	return ok;
}

static bool write_settlement(const struct part_close *p, struct status *st)
{
	const struct settlement *s = &p->settlement;
	bool ok = true;

	for (int i = 0; ok && i < s->count; i++)
		ok = write_figure(p, p->closing, s->of[i].about, CLOSED_GRANTED, 0, s->of[i].granted, st) &&
		     write_figure(p, p->closing, s->of[i].about, CLOSED_MOVED, 0, s->of[i].moved, st);
	for (int i = 0; ok && i < s->note_count; i++)
		ok = write_figure(p, p->closing, s->notes[i].about, CLOSED_BACK, s->notes[i].at, s->notes[i].amount, st);
	return ok;
}

/* The rows of all months that are not kept yet: usually one, and all of a grant that was recorded later. */
static bool write_rows(const struct part_close *p, struct status *st)
{
	month_t last = closed_last(&p->closed);
	struct bank bank;
	bool ok = bank_of(p->app, p->grant, p->part, p->closing, NULL, &bank, st);

	if (!ok)
		return false;
	for (int i = 0; ok && i < bank.count; i++)
		if ((last == MONTH_NONE || bank.months[i].month > last) && bank.months[i].month <= p->closing)
			ok = closed_row_write(p->app->store, p->closing, p->grant->id, p->part->id, &bank.months[i], st);
	bank_done(&bank);
	return ok;
}

static bool close_part(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t closing,
                       struct status *st)
{
	struct part_close p = { .app = app, .grant = grant, .part = part, .closing = closing };
	bool ok;

	if (month_of(grant->from) > closing)
		return true;
	if (!closed_read(app, grant, part, month_of(grant->from), NULL, &p.closed, &p.settlement, st))
		return false;
	ok = write_rows(&p, st) && write_use(&p, st) && write_settlement(&p, st);
	settlement_done(&p.settlement);
	closed_part_done(&p.closed);
	return ok;
}

static bool close_parts(struct app *app, month_t closing, struct status *st)
{
	struct grants grants;
	bool ok = grants_read(app->store, &grants, st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct scheme *scheme = app_scheme(app, grants.of[i].scheme, st);

		ok = scheme != NULL;
		for (int p = 0; ok && p < scheme->part_count; p++)
			if (grant_has_part(&grants.of[i], &scheme->parts[p]))
				ok = close_part(app, &grants.of[i], &scheme->parts[p], closing, st);
	}
	grants_done(&grants);
	return ok;
}

/* ---- the entries */

static void count_entry(const struct account_line *line, month_t closing, struct closing_result *result)
{
	if (line->of.about != closing || !line->now)
		return;
	result->entries += month_of(line->of.day) == closing;
	result->minutes += line->of.unit == UNIT_MINUTES ? line->of.amount : 0;
}

/* What counts no more is kept as it stands by now. */
static bool revision_now(struct app *app, struct closed_entry *entry, struct status *st)
{
	struct entry now;
	bool found;

	if (!entry_read(app->store, entry->entry, &now, &found, st))
		return false;
	if (found) {
		entry->rev = now.rev;
		entry_copy_done(&now);
	}
	return true;
}

/* One thing: all of it where nothing was kept, else what is different by now. */
static bool write_thing(struct app *app, const struct account_book *book, int first, int end, month_t closing,
                        struct status *st)
{
	const struct account_line *line = &book->lines[end - 1]; /* as it is by now stands last */
	struct closed_entry entry = line->of;
	bool new_month = entry.about == closing || !line->kept_part;
	int at;

	entry.month = new_month ? entry.about : closing;
	entry.amount = account_book_difference(book, first, &at);
	if (!entry.amount)
		return true;
	if (!line->now && !revision_now(app, &entry, st))
		return false;
	return closed_entry_write(app->store, closing, &entry, st);
}

static bool close_entries(struct app *app, month_t closing, struct closing_result *result, struct status *st)
{
	struct account_book book = { 0 };
	bool ok = account_book_read(app, closing, NULL, 0, &book, st);

	for (int i = 0, end; ok && i < book.count; i = end) {
		account_book_difference(&book, i, &end);
		for (int n = i; n < end; n++)
			count_entry(&book.lines[n], closing, result);
		ok = write_thing(app, &book, i, end, closing, st);
	}
	account_book_done(&book);
	return ok;
}

/* ---- whether it may be closed */

bool grants_first_month(struct app *app, month_t *out, struct status *st)
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

bool closing_first_month(struct app *app, month_t *out, struct status *st)
{
	if (!grants_first_month(app, out, st))
		return false;
	return *out != MONTH_OPEN || status_set(st, STATUS_REFUSED, "nothing", N_("There is no grant yet, so there is nothing to close."), "");
}

struct waiting {
	int count;
	int64_t first; /* its number */
};

static bool count_waiting(void *context, const struct hours_row *row)
{
	struct waiting *w = context;

	if (row->entry->state != ENTRY_LOGGED && row->entry->state != ENTRY_SUBMITTED)
		return true;
	w->first = w->count++ ? w->first : row->entry->id;
	return true;
}

/* A household that has never submitted or approved anything does without. */
static bool all_approved(struct app *app, month_t month, struct status *st)
{
	struct hours_query query = { month_first(month), month_last(month), NULL, NULL, -1 };
	struct waiting waiting = { 0, 0 };
	bool any;

	if (!entries_reviewed(app->store, &any, st))
		return false;
	if (!any)
		return true;
	if (!app_hours(app, &query, count_waiting, &waiting, st))
		return false;
	return !waiting.count ||
	       status_set(st, STATUS_REFUSED, "not-approved",
	                  N_("{1} cannot be closed: of its entries {2} are not approved (the first is {3}): approve, reject or withdraw them."),
	                  "Mii", month, (int64_t)waiting.count, waiting.first);
}

/* What was booked or changed in closed months meanwhile would be settled now: it is approved like the month's own hours. */
static bool corrections_approved(struct app *app, month_t month, struct status *st)
{
	struct corrections corrections;
	month_t last;
	bool any, ok;

	if (!entries_reviewed(app->store, &any, st) || !closing_last(app->store, &last, NULL, st))
		return false;
	if (!any || last == MONTH_NONE)
		return true;
	ok = app_corrections(app, month, month, NULL, &corrections, st);
	for (int i = 0; ok && i < corrections.count; i++) {
		const struct correction *c = &corrections.of[i];
		struct entry entry;
		bool found = false;

		if (!c->entry || c->settled)
			continue;
		ok = entry_read(app->store, c->entry, &entry, &found, st);
		if (found && (entry.state == ENTRY_LOGGED || entry.state == ENTRY_SUBMITTED))
			ok = status_set(st, STATUS_REFUSED, "not-approved",
			                N_("{1} cannot be closed: entry {2} of {3} was booked or changed since and is not approved: approve, reject or withdraw it."),
			                "MiM", month, c->entry, c->about);
		if (found)
			entry_copy_done(&entry);
	}
	corrections_done(&corrections);
	return ok;
}

static bool is_over(struct app *app, month_t month, struct status *st)
{
	return month_last(month) < app_today(app) ||
	       status_set(st, STATUS_REFUSED, "running", N_("{1} runs until {2}: it can be closed after that."), "Md", month,
	                  month_last(month));
}

/* What `account YEAR --check` says has to be put right first. */
static bool account_is_whole(struct app *app, int year, struct status *st)
{
	struct account_docs docs;
	struct status why = STATUS_INIT;
	const char *first = NULL;
	bool ok;
	int missing = 0;

	if (!app_account(app, year, NULL, &docs, &why)) {
		if (why.rule && !strcmp(why.rule, "year"))
			return true; /* no grant runs in it */
		*st = why;
		return false;
	}
	for (int i = 0; i < docs.count; i++)
		for (int m = 0; m < docs.of[i].missing_count; m++)
			first = missing++ ? first : docs.of[i].missing[m];
	ok = !missing || status_set(st, STATUS_REFUSED, "account",
	                            N_("{1} cannot be closed yet: {2} Missing in all: {3}; “ledsag account {1} --check” lists it."), "isi",
	                            (int64_t)year, first, (int64_t)missing);
	account_docs_done(&docs);
	return ok;
}

/* ---- which months are meant */

struct period {
	month_t first, last;
	bool year;
};

static bool period_parse(struct app *app, const char *text, struct period *out, struct status *st)
{
	struct status why = STATUS_INIT;
	int year;

	if (strlen(text) == 4 && year_parse(text, &year, NULL)) {
		*out = (struct period){ month_make(year, 1), month_make(year, 12), true };
		return true;
	}
	if (month_parse(text, app_today(app), &out->first, &why)) {
		out->last = out->first;
		out->year = false;
		return true;
	}
	return status_set(st, STATUS_INPUT, "period", N_("“{1}” is neither a month nor a year: write it like 2025-03 or 2025."), "s", text);
}

/* Makes of what was asked for the months that are to be closed now. */
static bool months_to_close(struct app *app, const char *text, bool earlier, struct period *out, struct status *st)
{
	month_t first, last, next;

	if (!period_parse(app, text, out, st) || !closing_first_month(app, &first, st) ||
	    !closing_last(app->store, &last, NULL, st))
		return false;
	next = last == MONTH_NONE ? first : last + 1;
	if (out->last < first)
		return status_set(st, STATUS_REFUSED, "nothing", N_("Nothing is granted before {1}, so there is nothing to close in {2}."), "MM", first,
		                  out->last);
	if (out->last < next)
		return status_set(st, STATUS_REFUSED, "closed", N_("{1} is closed already."), "s", text);
	if (!is_over(app, out->last, st))
		return false;
	if (out->first > next && !earlier)
		return status_set(st, STATUS_REFUSED, "order", N_("{1} is still open: months close in order (--earlier closes it with the others)."), "M",
		                  next);
	if (out->first < next || earlier)
		out->first = next;
	return !out->year || account_is_whole(app, month_year(out->last), st);
}

/* ---- use cases */

static bool close_month(struct app *app, month_t month, struct closing_result *result, struct status *st)
{
	struct closing_result one = { 0 };
	struct closing_sums sums;

	if (!all_approved(app, month, st) || !close_entries(app, month, &one, st) || !close_parts(app, month, st) ||
	    !pay_freeze(app, month, &one.pay, st))
		return false;
	result->entries += one.entries;
	result->minutes += one.minutes;
	result->pay += one.pay;
	sums = (struct closing_sums){ one.entries, one.minutes, one.pay };
	return closing_write(app->store, month, NULL, &sums, st);
}

static void name_months(struct app *app, month_t first, month_t last)
{
	char from[16], to[16];

	month_format(first, from);
	month_format(last, to);
	if (first == last)
		app_subjectf(app, "%s", from);
	else
		app_subjectf(app, "%s..%s", from, to);
}

void closing_result_done(struct closing_result *result)
{
	corrections_done(&result->corrections);
	*result = (struct closing_result){ 0 };
}

bool app_months_close(struct app *app, const char *period, bool earlier, struct closing_result *result, struct status *st)
{
	struct closing_result done = { 0 };
	struct period months;
	bool ok;

	if (!app_may(app, MAY_CLOSE, NULL, st) || !app_begin(app, "close", st))
		return false;
	ok = months_to_close(app, period, earlier, &months, st) && corrections_approved(app, months.first, st);
	/* As they are before: what is settled with it is then told by the month in which it counts. */
	for (month_t m = months.first; ok && m <= months.last; m++)
		ok = close_month(app, m, &done, st);
	if (ok) {
		done.first = months.first;
		done.last = months.last;
		name_months(app, months.first, months.last);
		ok = app_corrections(app, months.first, months.last, NULL, &done.corrections, st);
	}
	ok = app_finish(app, ok, st);
	if (ok && result)
		*result = done;
	else
		closing_result_done(&done);
	return ok;
}

bool app_months_close_try(struct app *app, const char *text, bool earlier, struct closing_result *result, struct status *st)
{
	struct period months;

	*result = (struct closing_result){ 0 };
	if (!app_may(app, MAY_CLOSE, NULL, st) || !months_to_close(app, text, earlier, &months, st) ||
	    !corrections_approved(app, months.first, st))
		return false;
	for (month_t m = months.first; m <= months.last; m++) {
		struct month_tally tally;

		if (!all_approved(app, m, st) || !month_tally(app, m, &tally, st))
			return false;
		result->entries += tally.entries;
		result->minutes += tally.minutes;
	}
	result->first = months.first;
	result->last = months.last;
	return true;
}

static bool months_to_open(struct app *app, const char *text, struct period *out, struct status *st)
{
	month_t last;

	if (!period_parse(app, text, out, st) || !closing_last(app->store, &last, NULL, st))
		return false;
	if (last == MONTH_NONE || out->first > last)
		return status_set(st, STATUS_REFUSED, "open", N_("{1} is not closed."), "s", text);
	if (out->last < last)
		return status_set(st, STATUS_REFUSED, "order", N_("{1} is closed after it: open the later months first, the last one before the others."),
		                  "M", last);
	out->last = last;
	return true;
}

/* Of a year only what is closed: the household may have begun in its middle. */
static bool open_months(struct app *app, struct period *months, const char *why, struct status *st)
{
	month_t first = months->first, last = months->last;

	while (last != MONTH_NONE && last >= first) {
		months->first = last;
		if (!closing_write(app->store, last, why, NULL, st) || !closing_last(app->store, &last, NULL, st))
			return false;
	}
	return true;
}

static bool check_why(const char *why, struct status *st)
{
	if (!why || strspn(why, " ") == strlen(why))
		return status_set(st, STATUS_INPUT, "why", N_("Why is it opened again? Say it in a few words (--why)."), "");
	return text_check(why, WHY_MOST, "why", N_("reason"), st);
}

bool app_months_open(struct app *app, const char *period, const char *why, struct closing_result *result, struct status *st)
{
	struct period months;
	bool ok;

	if (!app_may(app, MAY_CLOSE, NULL, st) || !check_why(why, st) || !app_begin(app, "reopen", st))
		return false;
	ok = months_to_open(app, period, &months, st) && open_months(app, &months, why, st);
	if (ok)
		name_months(app, months.first, months.last);
	ok = app_finish(app, ok, st);
	if (result)
		*result = (struct closing_result){ .first = ok ? months.first : 0, .last = ok ? months.last : 0 };
	return ok;
}

bool app_months_open_try(struct app *app, const char *text, struct closing_result *result, struct status *st)
{
	struct period months;
	month_t first;

	*result = (struct closing_result){ 0 };
	if (!app_may(app, MAY_CLOSE, NULL, st) || !months_to_open(app, text, &months, st) || !closing_first_month(app, &first, st))
		return false;
	result->first = months.first < first ? first : months.first;
	result->last = months.last;
	return true;
}

bool app_closed(struct app *app, month_t *last, struct status *st)
{
	return closing_last(app->store, last, NULL, st);
}

bool app_closings(struct app *app, closing_fn *fn, void *context, struct status *st)
{
	return app_may(app, MAY_READ_ACCOUNT, NULL, st) && closings_each(app->store, fn, context, st);
}

bool closed_since(struct app *app, int64_t change, month_t month, bool *is, struct status *st)
{
	int64_t closed;

	*is = false;
	if (!closing_of(app->store, month, &closed, st))
		return false;
	*is = closed > change;
	return true;
}
