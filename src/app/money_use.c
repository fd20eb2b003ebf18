/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a part in money come to: month by month for the bank, year by year for people. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows */

bool money_rows_add(void *context, const struct money *money)
{
	struct money_rows *rows = context;

	MEM_GROW(rows->of, rows->count, rows->room);
	money_copy(&rows->of[rows->count++], money);
	return true;
}

void money_rows_done(struct money_rows *rows)
{
	for (int i = 0; i < rows->count; i++)
		money_copy_done(&rows->of[i]);
	free(rows->of);
	*rows = (struct money_rows){ 0 };
}

bool money_rows_read(struct app *app, const struct grant *grant, const struct scheme_part *part, int from, int to,
                     const struct what_if *extra, struct money_rows *out, struct status *st)
{
	*out = (struct money_rows){ 0 };
	if (!money_of_part(app->store, grant->id, part->id, day_make(from, 1, 1), day_make(to, 12, 31), money_rows_add, out, st)) {
		money_rows_done(out);
		return false;
	}
	if (extra && extra->amount > 0) {
		struct money more = {
			.grant = grant->id,
			.part = part->id,
			.day = month_last(extra->month),
			.kind = MONEY_EXPENSE,
			.amount = extra->amount,
		};

		money_rows_add(out, &more);
	}
	return true;
}

bool money_rows_all(struct app *app, struct money_rows *out, struct status *st)
{
	*out = (struct money_rows){ 0 };
	if (money_each(app->store, day_make(YEAR_FIRST, 1, 1), day_make(YEAR_LAST, 12, 31), money_rows_add, out, st))
		return true;
	money_rows_done(out);
	return false;
}

bool money_fits(struct app *app, const char *id, const struct grant *grant, struct status *st)
{
	const struct money *last = NULL;
	struct money_rows rows;
	bool ok = true;

	if (!money_rows_all(app, &rows, st))
		return false;
	for (int i = 0; i < rows.count; i++)
		if (str_same(rows.of[i].grant, id) && (!grant || !grant_covers(grant, rows.of[i].day)))
			last = &rows.of[i];
	if (last && grant)
		ok = status_set(st, STATUS_REFUSED, "money-after-end",
		                N_("Money is booked on “{1}” on {2}: withdraw or move it first, since the grant runs from {3} to {4}."), "sddd", id, last->day,
		                grant->from, grant->to);
	else if (last)
		ok = status_set(st, STATUS_REFUSED, "in-use", N_("Money stands on “{1}” by now: it cannot go without it."), "s", id);
	money_rows_done(&rows);
	return ok;
}

int64_t *money_used(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t until,
                    const struct what_if *extra, struct status *st)
{
	struct money_rows rows;
	int64_t *used;

	if (!money_rows_read(app, grant, part, month_year(first), month_year(until), extra, &rows, st))
		return NULL;
	used = mem_zero((size_t)(until - first + 1), sizeof *used);
	for (int y = month_year(first); y <= month_year(until); y++) {
		struct expense_year year;

		expense_year_build(&year, part, y, rows.of, rows.count, NULL);
		for (month_t m = month_make(y, 1); m <= month_make(y, 12); m++)
			if (m >= first && m <= until)
				used[m - first] = year.months[month_number(m) - 1].used;
		expense_year_done(&year);
	}
	money_rows_done(&rows);
	return used;
}

/* ---- years */

/* What a bank says of one calendar year, as far as it was run. */
static bool fill_year(struct app *app, const struct grant *grant, const struct scheme_part *part, struct money_year *out,
                      const struct bank *bank, int year, struct status *st)
{
	struct carry_rules rules = grant_rules(grant, part);
	bool pool = carry_is_pool(&rules, NULL);

	for (int i = 0; i < bank->count; i++) {
		const struct bank_month *row = &bank->months[i];

		if (month_year(row->month) != year)
			continue;
		out->left = row->left_before;
		/* Of a pool only what it lacks in the end was too much. */
		out->overdraft = pool ? row->owed : out->overdraft + row->overdraft - row->undrawn;
	}
	return bank_year(app, grant, part, bank, year, &out->granted, &out->used, st);
}

/* A year's pot is told for the whole year, whatever month is looked at: whether it counts is the whole year's to say as well. */
static bool run_years(struct app *app, const struct bank_view *view, const struct what_if *what_if, int last, struct bank *own,
                      struct status *st)
{
	return view->rules.per != PER_YEAR ||
	       bank_of(app, &view->decision, view->rules_part, month_make(last, 12), what_if, own, st);
}

bool app_money_years(struct app *app, const struct bank_view *view, const struct what_if *what_if, struct money_years *out,
                     struct status *st)
{
	int first = month_year(view->bank.months[0].month), last = month_year(view->bank.months[view->bank.count - 1].month);
	struct bank own = { NULL, 0 };
	struct money_rows rows;
	bool ok = true;

	*out = (struct money_years){ NULL, 0 };
	if (view->rules_part->unit != UNIT_MONEY)
		return true;
	if (!money_rows_read(app, &view->decision, view->rules_part, first, last, what_if, &rows, st))
		return false;
	if (!run_years(app, view, what_if, last, &own, st)) {
		money_rows_done(&rows);
		return false;
	}
	out->of = mem_zero((size_t)(last - first + 1), sizeof *out->of);
	for (int y = first; ok && y <= last; y++) {
		struct money_year *year = &out->of[out->count++];

		expense_year_build(&year->spent, view->rules_part, y, rows.of, rows.count, NULL);
		ok = fill_year(app, &view->decision, view->rules_part, year, own.count ? &own : &view->bank, y, st);
	}
	bank_done(&own);
	money_rows_done(&rows);
	if (!ok)
		money_years_done(out);
	return ok;
}

void money_years_done(struct money_years *years)
{
	for (int i = 0; i < years->count; i++)
		expense_year_done(&years->of[i].spent);
	free(years->of);
	*years = (struct money_years){ NULL, 0 };
}

bool money_year_read(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until,
                     struct account_money *out, struct status *st)
{
	int year = month_year(until);
	struct money_rows rows;
	struct bank bank;
	bool ok;

	*out = (struct account_money){ .rules_part = part };
	if (!money_rows_read(app, grant, part, year, year, NULL, &rows, st))
		return false;
	for (int i = 0; i < rows.count; i++)
		out->sums[rows.of[i].kind] += rows.of[i].amount;
	expense_year_build(&out->year.spent, part, year, rows.of, rows.count, NULL);
	money_rows_done(&rows);
	if (!bank_lately(app, grant, part, until, &bank, st)) {
		expense_year_done(&out->year.spent);
		return false;
	}
	ok = fill_year(app, grant, part, &out->year, &bank, year, st);
	bank_done(&bank);
	if (!ok)
		expense_year_done(&out->year.spent);
	return ok;
}

/* Whether "bpa.expenses", or "bpa", means this part; NULL means all. */
static bool is_meant(const char *name, const struct grant *grant, const struct scheme_part *part)
{
	size_t length = strlen(grant->id);

	return !name || str_same(name, grant->id) ||
	       (!strncmp(name, grant->id, length) && name[length] == '.' && !strcmp(name + length + 1, part->id));
}

static bool tell_part(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                      int year, money_part_fn *fn, void *context, bool *go_on, struct status *st)
{
	struct account_money money;
	struct money_part told = { grant, scheme, part, grant_part_count(grant, scheme) > 1, &money.year };
	month_t until = month_make(year, 12), today = month_of(app_today(app));

	/* Months to come have given nothing yet. */
	if (grant_rules(grant, part).per != PER_YEAR && today < until && month_year(today) == year)
		until = today;
	if (!money_year_read(app, grant, part, until, &money, st))
		return false;
	*go_on = fn(context, &told);
	expense_year_done(&money.year.spent);
	return true;
}

bool app_money_parts(struct app *app, int year, const char *name, money_part_fn *fn, void *context, struct status *st)
{
	struct grants grants = { NULL, 0 };
	bool go_on = true, ok;

	ok = app_may(app, MAY_READ_ACCOUNT, NULL, st) && grants_read(app->store, &grants, st);
	for (int i = 0; ok && go_on && i < grants.count; i++) {
		const struct grant *grant = &grants.of[i];
		const struct scheme *scheme;

		if (day_year(grant->from) > year || (grant->to != DAY_MAX && day_year(grant->to) < year))
			continue;
		scheme = app_scheme(app, grant->scheme, st);
		ok = scheme != NULL;
		for (int p = 0; ok && go_on && p < scheme->part_count; p++) {
			const struct scheme_part *part = &scheme->parts[p];

			if (part->unit == UNIT_MONEY && grant_has_part(grant, part) && is_meant(name, grant, part))
				ok = tell_part(app, grant, scheme, part, year, fn, context, &go_on, st);
		}
	}
	grants_done(&grants);
	return ok;
}

/* ---- in words */

char *app_threshold_sentence(const struct app *app, const struct expense_year *year)
{
	const char *currency = app->household.currency;
	char *counted, *threshold, *missing, *text;

	if (!year->threshold)
		return NULL;
	counted = text_amount(year->counted, UNIT_MONEY, currency);
	threshold = text_amount(year->threshold, UNIT_MONEY, currency);
	missing = text_amount(expense_missing(year), UNIT_MONEY, currency);
	if (year->reached)
		/* TRANSLATORS: what counts so far, the threshold, the year */
		text = str_make(_("%1$s that count are booked for %3$d, more than the %2$s that a year needs: all of it counts."), counted,
		                threshold, year->year);
	else
		/* TRANSLATORS: what counts so far, the threshold, what is missing to be above it, the year */
		text = str_make(_("%1$s that count are booked for %4$d; a year needs more than %2$s. With another %3$s all of it counts, until then nothing does."),
		                counted, threshold, missing, year->year);
	text_one_stop(text);
	free(counted);
	free(threshold);
	free(missing);
	return text;
}

char *app_old_threshold_sentence(const struct expense_year *year)
{
	if (!year->threshold || day_year(year->threshold_from) >= year->year)
		return NULL;
	return str_make(_("That is the minimum from %1$d: the rules have none for %2$d yet. Look it up."), day_year(year->threshold_from),
	                year->year);
}
