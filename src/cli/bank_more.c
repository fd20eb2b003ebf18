/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bank says beside its months: of money a year's expenses and what of them counts, of a stay the own payment. */
#include "internal.h"

bool bank_more_read(struct app *app, const struct bank_view *view, const struct what_if *what_if, struct bank_more *out,
                    struct status *st)
{
	*out = (struct bank_more){ 0 };
	if (app_money_years(app, view, what_if, &out->years, st) && app_own_payment(app, view, &out->payment, st))
		return true;
	bank_more_done(out);
	return false;
}

void bank_more_done(struct bank_more *more)
{
	money_years_done(&more->years);
	own_payment_done(&more->payment);
}

/* ---- JSON */

static json_t *category_json(const struct expense_sum *sum)
{
	json_t *object = json_object();

	json_put_text(object, "category", sum->category ? sum->category->id : NULL);
	json_put_int(object, "spent", sum->spent);
	json_put_int(object, "counted", sum->counted);
	json_put(object, "most", sum->most ? json_integer(sum->most) : json_null());
	if (sum->most)
		json_put_day(object, "most_from", sum->most_from);
	return object;
}

json_t *expenses_json(const struct expense_year *year)
{
	json_t *object = json_object(), *categories = json_array();

	json_put_int(object, "year", year->year);
	json_put_int(object, "spent", year->spent);
	json_put_int(object, "counted", year->counted);
	json_put(object, "threshold", year->threshold ? json_integer(year->threshold) : json_null());
	json_put_day(object, "threshold_from", year->threshold_from);
	json_put_flag(object, "reached", year->reached);
	json_put_int(object, "missing", expense_missing(year));
	json_put_int(object, "used", year->used);
	for (int i = 0; i < year->sum_count; i++)
		json_array_append_new(categories, category_json(&year->sums[i]));
	json_put(object, "categories", categories);
	return object;
}

static json_t *years_json(const struct money_years *years)
{
	json_t *list = json_array();

	for (int i = 0; i < years->count; i++) {
		const struct money_year *year = &years->of[i];
		json_t *object = json_object();

		json_put_int(object, "year", year->spent.year);
		json_put_money_year(object, year);
		json_array_append_new(list, object);
	}
	return list;
}

static void put_month(json_t *object, const struct charge_month *month)
{
	json_put_month(object, "month", month->month);
	json_put_int(object, "days", month->days);
	json_put_int(object, "paid_days", month->paid_days);
	json_put_int(object, "amount", month->amount);
}

/* A daily charge: the bank's last month, and each of its months. */
static json_t *daily_json(const struct charge_sum *sum)
{
	const struct charge_month *last = &sum->months[sum->month_count - 1];
	const struct scheme_dated *rate = scheme_rate_on(&sum->charge->rates, month_last(last->month));
	json_t *object = json_object(), *months = json_array();

	json_put_text(object, "charge", sum->charge->id);
	put_month(object, last);
	json_put(object, "rate", rate ? json_integer(rate->amount) : json_null());
	json_put_day(object, "rate_from", rate ? rate->from : DAY_NONE);
	for (int i = 0; i < sum->month_count; i++) {
		json_t *month = json_object();

		put_month(month, &sum->months[i]);
		json_array_append_new(months, month);
	}
	json_put(object, "months", months);
	return object;
}

static json_t *monthly_json(const struct bank_view *view)
{
	json_t *list = json_array();

	for (int i = 0; i < view->scheme->charge_count; i++) {
		const struct scheme_charge *charge = &view->scheme->charges[i];
		const struct scheme_dated *rate = app_monthly_charge(view, charge);
		json_t *object;

		if (!rate)
			continue;
		object = json_object();
		json_put_text(object, "charge", charge->id);
		json_put_text(object, "kind", charge_kind_name(charge->kind));
		json_put_text(object, "per", charge_per_name(charge->per));
		json_put_int(object, "amount", rate->amount);
		json_put_day(object, "rate_from", rate->from);
		json_array_append_new(list, object);
	}
	return list;
}

void bank_more_put(json_t *object, const struct bank_view *view, const struct bank_more *more)
{
	json_t *charges;

	if (more->years.count) {
		json_put(object, "expenses", expenses_json(&more->years.of[more->years.count - 1].spent));
		json_put(object, "years", years_json(&more->years));
	}
	/* No scheme has two charges for the same day. */
	if (more->payment.count)
		json_put(object, "own_payment", daily_json(&more->payment.of[0]));
	charges = monthly_json(view);
	if (json_array_size(charges))
		json_put(object, "charges", charges);
	else
		json_decref(charges);
}

/* ---- text */

static void add_years(struct call *call, const struct money_years *years)
{
	struct table *table = table_new();

	table_column(table, _("Year"), TABLE_LEFT);
	table_column(table, _("Granted"), TABLE_RIGHT);
	table_column(table, _("Spent"), TABLE_RIGHT);
	table_column(table, _("Counted"), TABLE_RIGHT);
	table_column(table, _("Used"), TABLE_RIGHT);
	table_column(table, _("Overdraft"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Left"), TABLE_RIGHT);
	for (int i = 0; i < years->count; i++) {
		const struct money_year *year = &years->of[i];

		table_cellf(table, "%d", year->spent.year);
		table_cell_take(table, text_figure(year->granted, UNIT_MONEY));
		table_amount(table, year->spent.spent, UNIT_MONEY);
		table_amount(table, year->spent.counted, UNIT_MONEY);
		table_amount(table, year->used, UNIT_MONEY);
		table_cell_take(table, year->overdraft ? text_figure(year->overdraft, UNIT_MONEY) : mem_text(""));
		table_cell_take(table, text_figure(year->left, UNIT_MONEY));
	}
	call_say(call, "%s", "");
	table_write(table, &call->out, 0);
	table_free(&table);
}

static void add_categories(struct call *call, const struct expense_year *year)
{
	struct table *table = table_new();

	table_column(table, _("Category"), TABLE_LEFT);
	table_column(table, _("Spent"), TABLE_RIGHT);
	table_column(table, _("Counted"), TABLE_RIGHT);
	table_column(table, _("At most a year"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Rate of"), TABLE_RIGHT | TABLE_SPARSE);
	for (int i = 0; i < year->sum_count; i++) {
		const struct expense_sum *sum = &year->sums[i];

		table_cell(table, sum->category ? scheme_text(&sum->category->name, text_lang()) : _("no category"));
		table_cell_take(table, text_figure(sum->spent, UNIT_MONEY));
		table_amount(table, sum->counted, UNIT_MONEY);
		table_cell_take(table, sum->most ? text_figure(sum->most, UNIT_MONEY) : mem_text(""));
		if (sum->most)
			table_cellf(table, "%d", day_year(sum->most_from));
		else
			table_cell(table, "");
	}
	call_say(call, "%s", "");
	/* TRANSLATORS: a year: What was spent in 2024: */
	call_say(call, _("What was spent in %d:"), year->year);
	table_write(table, &call->out, 2);
	table_free(&table);
}

static void say_take(struct call *call, char *sentence)
{
	if (sentence)
		call_say(call, "%s", sentence);
	free(sentence);
}

void expenses_say(struct call *call, const struct expense_year *year)
{
	say_take(call, app_threshold_sentence(call->app, year));
	say_take(call, app_old_threshold_sentence(year));
}

static void add_payment(struct call *call, const struct charge_sum *sum)
{
	const struct charge_month *last = &sum->months[sum->month_count - 1];
	const struct scheme_dated *rate = scheme_rate_on(&sum->charge->rates, month_last(last->month));
	struct table *table = table_new();
	char *amount = said_amount(call, rate ? rate->amount : 0, UNIT_MONEY);

	call_say(call, "%s", "");
	/* TRANSLATORS: what is charged, amount, year: Stay: own payment, 97.30 kr. for each day begun (rate of 2024) */
	call_say(call, _("%1$s: own payment, %2$s for each day begun (rate of %3$d)"), scheme_text(&sum->charge->name, text_lang()), amount,
	         rate ? day_year(rate->from) : 0);
	table_column(table, _("Month"), TABLE_LEFT);
	table_column(table, _("Days"), TABLE_RIGHT);
	table_column(table, _("Without income"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Own payment"), TABLE_RIGHT);
	for (int i = 0; i < sum->month_count; i++) {
		const struct charge_month *row = &sum->months[i];

		if (!row->days && i < sum->month_count - 1)
			continue;
		table_cell_take(table, text_month(row->month));
		table_cellf(table, "%d", row->days);
		if (row->days != row->paid_days)
			table_cellf(table, "%d", row->days - row->paid_days);
		else
			table_cell(table, "");
		table_cell_take(table, text_figure(row->amount, UNIT_MONEY));
	}
	table_write(table, &call->out, 2);
	table_free(&table);
	free(amount);
}

static void add_monthly(struct call *call, const struct bank_view *view)
{
	bool any = false;

	for (int i = 0; i < view->scheme->charge_count; i++) {
		const struct scheme_charge *charge = &view->scheme->charges[i];
		const struct scheme_dated *rate = app_monthly_charge(view, charge);
		char *text;

		if (!rate)
			continue;
		if (!any)
			call_say(call, "%s", "");
		any = true;
		text = app_monthly_sentence(call->app, charge, rate);
		call_say(call, "%s", text);
		free(text);
	}
}

void bank_more_say(struct call *call, const struct bank_view *view, const struct bank_more *more)
{
	if (more->years.count) {
		const struct expense_year *year = &more->years.of[more->years.count - 1].spent;

		if (view->rules.per == PER_YEAR)
			add_years(call, &more->years);
		if (year->sum_count && view->rules_part->category_count)
			add_categories(call, year);
		if (year->threshold) {
			call_say(call, "%s", "");
			expenses_say(call, year);
		}
	}
	for (int i = 0; i < more->payment.count; i++)
		add_payment(call, &more->payment.of[i]);
	add_monthly(call, view);
}
