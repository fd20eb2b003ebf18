/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account, and what is missing in it. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* Takes the sentence. */
static void keep_missing(struct account_doc *doc, char *sentence)
{
	doc->missing = mem_resize(doc->missing, (size_t)doc->missing_count + 1, sizeof *doc->missing);
	doc->missing[doc->missing_count++] = sentence;
}

static void add_missing(struct account_doc *doc, const struct status *st)
{
	keep_missing(doc, text_status(st));
}

/* What the authority paid and what was paid out is asked for first. */
static void miss_money(struct account_doc *doc, const struct account_money *money)
{
	const char *name = scheme_text(&money->rules_part->name, text_lang());
	struct status st;

	if (money->year.granted > 0 && !money->sums[MONEY_PREPAID] && !money->sums[MONEY_INVOICED]) {
		status_set(&st, STATUS_REFUSED, "payments", N_("No payment is booked on “{1}” in {2}: add it with “ledsag money add”."), "si", name,
		           (int64_t)doc->year);
		add_missing(doc, &st);
	}
	if (money->year.granted > 0 && doc->scheme->wages && !money->rules_part->extra && !money->sums[MONEY_PAYROLL]) {
		status_set(&st, STATUS_REFUSED, "payroll", N_("No wages are booked on “{1}” in {2}: add them with “ledsag money add … --kind payroll”."),
		           "si", name, (int64_t)doc->year);
		add_missing(doc, &st);
	}
}

/* A part in money: its sums, and what is still missing. */
static bool add_money(struct app *app, struct account_doc *doc, const struct scheme_part *part, struct status *st)
{
	doc->money = mem_resize(doc->money, (size_t)doc->money_count + 1, sizeof *doc->money);
	if (!money_year_read(app, &doc->decision, part, month_make(doc->year, 12), &doc->money[doc->money_count], st))
		return false;
	if (doc->money[doc->money_count++].year.overdraft > 0) {
		struct status over;

		status_set(&over, STATUS_REFUSED, "overdraft", N_("{1} were spent on “{2}” beyond what was granted: agree with the authority what becomes of them."),
		           "as", doc->money[doc->money_count - 1].year.overdraft, (int)UNIT_MONEY, app->household.currency,
		           scheme_text(&part->name, text_lang()));
		add_missing(doc, &over);
	}
	miss_money(doc, &doc->money[doc->money_count - 1]);
	return true;
}

/* Hours of one grant that nobody has approved, by the month in which they began. */
static bool count_open(void *context, const struct entry *entry)
{
	if (entry->state == ENTRY_LOGGED || entry->state == ENTRY_SUBMITTED)
		((int *)context)[month_number(month_of(entry->day)) - 1]++;
	return true;
}

/* A household that has never submitted or approved anything does without, and is not reminded of it. */
static bool miss_approval(struct app *app, struct account_doc *doc, struct status *st)
{
	struct entry_filter filter = { .from = day_make(doc->year, 1, 1), .to = day_make(doc->year, 12, 31),
		                       .grant = doc->decision.id, .state = -1 };
	int open[12] = { 0 };
	bool any;

	if (!entries_reviewed(app->store, &any, st))
		return false;
	if (!any)
		return true;
	if (!entries_each(app->store, &filter, count_open, open, st))
		return false;
	for (int m = 0; m < 12; m++) {
		char *month = text_month(month_make(doc->year, m + 1));

		if (open[m])
			keep_missing(doc, str_make(ngettext("%1$d entry of %2$s is not approved.",
			                                    "%1$d entries of %2$s are not approved.", (unsigned long)open[m]),
			                           open[m], month));
		free(month);
	}
	return true;
}

/* What this form of the program knows to be missing. */
static void find_missing(struct app *app, struct account_doc *doc)
{
	day_t end = day_make(doc->year, 12, 31) < doc->decision.to ? day_make(doc->year, 12, 31) : doc->decision.to;
	struct status st;

	if (app_today(app) <= end) {
		status_set(&st, STATUS_REFUSED, "running", N_("The year runs until {1}: this is how it stands on {2}."), "DD", end, app_today(app));
		add_missing(doc, &st);
	}
	if (!doc->decision.case_no) {
		status_set(&st, STATUS_REFUSED, "case", N_("The grant “{1}” has no case number."), "s", doc->decision.id);
		add_missing(doc, &st);
	}
	for (int i = 0; i < doc->part_count; i++)
		if (doc->parts[i].account.sum.overdraft > 0) {
			status_set(&st, STATUS_REFUSED, "overdraft", N_("{1} were used beyond what was at hand: agree with the authority what becomes of them."),
			           "a", doc->parts[i].account.sum.overdraft, (int)doc->parts[i].rules_part->unit,
			           app->household.currency);
			add_missing(doc, &st);
		}
}

/* A part counted in time, days or sessions. */
static bool add_part(struct app *app, struct account_doc *doc, const struct scheme_part *part, struct status *st)
{
	month_t end = month_make(doc->year, 12), first = bank_begin(&doc->decision, part, end);
	struct month_use *use = NULL;
	struct settlement settlement;
	struct closed_part closed;
	int count;
	bool ok;

	if (!closed_read(app, &doc->decision, part, first, NULL, &closed, &settlement, st))
		return false;
	if (closed.count && closed.rows[0].month < first)
		first = closed.rows[0].month;
	end = closed_last(&closed) > end ? closed_last(&closed) : end;
	ok = month_sums_between(app->store, doc->decision.id, part->id, first, end, &use, &count, st);
	if (ok) {
		doc->parts = mem_resize(doc->parts, (size_t)doc->part_count + 1, sizeof *doc->parts);
		doc->parts[doc->part_count].rules_part = part;
		account_build(&doc->parts[doc->part_count++].account, &doc->decision, part, doc->year, &closed, use, count);
	}
	free(use);
	settlement_done(&settlement);
	closed_part_done(&closed);
	return ok;
}

/* Takes the grant over. */
static bool build_doc(struct app *app, struct grant *grant, int year, struct account_docs *out, struct status *st)
{
	struct account_doc doc = { .year = year, .decision = *grant, .scheme = app_scheme(app, grant->scheme, st) };
	bool ok = doc.scheme != NULL;

	*grant = (struct grant){ 0 };
	for (int i = 0; ok && i < doc.scheme->part_count; i++) {
		const struct scheme_part *part = &doc.scheme->parts[i];

		if (!grant_has_part(&doc.decision, part))
			continue;
		if (part->unit == UNIT_MONEY) {
			ok = add_money(app, &doc, part, st);
			continue;
		}
		ok = add_part(app, &doc, part, st);
	}
	if (ok)
		find_missing(app, &doc);
	ok = ok && miss_approval(app, &doc, st) &&
	     app_corrections(app, month_make(year, 1), month_make(year, 12), doc.decision.id, &doc.corrections, st);
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = doc;
	return ok;
}

static bool touches(const struct grant *grant, int year)
{
	return day_year(grant->from) <= year && (grant->to == DAY_MAX || day_year(grant->to) >= year);
}

/* Of a grant that has ended there may be corrections to account for in a later year. */
static bool corrected_in(struct app *app, const struct grant *grant, int year, bool *is, struct status *st)
{
	struct corrections corrections;

	*is = false;
	if (day_year(grant->from) > year)
		return true;
	if (!app_corrections(app, month_make(year, 1), month_make(year, 12), grant->id, &corrections, st))
		return false;
	for (int i = 0; i < corrections.count; i++)
		*is = *is || month_year(corrections.of[i].in) == year;
	corrections_done(&corrections);
	return true;
}

bool app_account(struct app *app, int year, const char *id, struct account_docs *out, struct status *st)
{
	struct grants grants = { NULL, 0 };
	bool ok;

	*out = (struct account_docs){ NULL, 0 };
	ok = app_may(app, MAY_READ_ACCOUNT, NULL, st);
	if (ok && id) {
		struct grant grant = { 0 };

		bool corrected = false;

		ok = grant_need(app, id, &grant, st) && (touches(&grant, year) || corrected_in(app, &grant, year, &corrected, st));
		if (ok && !corrected && !touches(&grant, year))
			ok = status_set(st, STATUS_INPUT, "year", N_("The grant “{1}” does not run in {2}."), "si", id,
			                (int64_t)year);
		ok = ok && build_doc(app, &grant, year, out, st);
		grant_done(&grant);
		if (!ok)
			account_docs_done(out);
		return ok;
	}
	ok = ok && grants_read(app->store, &grants, st);
	for (int i = 0; ok && i < grants.count; i++) {
		bool corrected = false;

		ok = touches(&grants.of[i], year) || corrected_in(app, &grants.of[i], year, &corrected, st);
		if (ok && (corrected || touches(&grants.of[i], year)))
			ok = build_doc(app, &grants.of[i], year, out, st);
	}
	if (ok && !out->count)
		ok = status_set(st, STATUS_INPUT, "year", N_("No grant runs in {1}: there is nothing to account for."), "i", (int64_t)year);
	grants_done(&grants);
	if (!ok)
		account_docs_done(out);
	return ok;
}

void account_docs_done(struct account_docs *docs)
{
	for (int d = 0; d < docs->count; d++) {
		struct account_doc *doc = &docs->of[d];

		for (int i = 0; i < doc->part_count; i++)
			account_done(&doc->parts[i].account);
		for (int i = 0; i < doc->money_count; i++)
			expense_year_done(&doc->money[i].year.spent);
		for (int i = 0; i < doc->missing_count; i++)
			free(doc->missing[i]);
		corrections_done(&doc->corrections);
		free(doc->parts);
		free(doc->money);
		free(doc->missing);
		grant_done(&doc->decision);
	}
	free(docs->of);
	*docs = (struct account_docs){ NULL, 0 };
}
