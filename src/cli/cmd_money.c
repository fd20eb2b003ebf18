/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#define KINDS N_("prepaid, invoiced, expense, payroll or repaid")

static const struct command_option add_options[] = {
	{ "grant", 0, N_("GRANT[.PART]"), N_("the grant under which it came in or was spent"), OPTION_REQUIRED },
	{ "kind", 0, N_("KIND"), KINDS, OPTION_REQUIRED },
	{ "category", 0, N_("CATEGORY"), N_("what it was for, where the scheme has categories; “ledsag scheme show” lists them"), 0 },
	{ "counts", 0, N_("yes|no"), N_("yes: the decision lets it count although as a rule it does not"), 0 },
	{ "voucher", 0, N_("NUMBER"), N_("the number of the voucher"), 0 },
	{ "text", 0, N_("TEXT"), N_("what it was for"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option edit_options[] = {
	{ "date", 0, N_("DATE"), N_("the day"), 0 },
	{ "amount", 0, N_("AMOUNT"), N_("how much: 249.50"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("the grant under which it came in or was spent"), 0 },
	{ "kind", 0, N_("KIND"), KINDS, 0 },
	{ "category", 0, N_("CATEGORY"), N_("what it was for, where the scheme has categories; “ledsag scheme show” lists them"), 0 },
	{ "counts", 0, N_("yes|no"), N_("yes: the decision lets it count although as a rule it does not"), 0 },
	{ "voucher", 0, N_("NUMBER"), N_("the number of the voucher"), 0 },
	{ "text", 0, N_("TEXT"), N_("what it was for"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option list_options[] = {
	{ "month", 0, N_("MONTH"), N_("only this month: 2025-03, this, last"), 0 },
	{ "from", 0, N_("DAY"), N_("the first day"), 0 },
	{ "to", 0, N_("DAY"), N_("the last day"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("only this grant's"), 0 },
	{ "kind", 0, N_("KIND"), KINDS, 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- a row */

static json_t *row_json(const struct money_view *view)
{
	const struct money *money = &view->money;
	json_t *object = json_object();

	json_put_int(object, "id", money->id);
	json_put_text(object, "grant", money->grant);
	if (view->several)
		json_put_text(object, "part", money->part);
	json_put_day(object, "date", money->day);
	json_put_text(object, "kind", money_kind_name(money->kind));
	json_put_int(object, "amount", money->amount);
	json_put_text(object, "category", money->category);
	json_put(object, "counted", money_kind_spends(money->kind) ? json_integer(view->counted) : json_null());
	json_put_flag(object, "by_decision", money->lifted);
	json_put_text(object, "voucher", money->voucher);
	json_put_text(object, "text", money->note);
	return object;
}

static void add_row(struct table *table, const struct money_view *view)
{
	const struct money *money = &view->money;

	table_cellf(table, "%" PRId64, money->id);
	table_cell_take(table, text_day(money->day));
	table_cell_take(table, said_grant(money->grant, money->part, view->several));
	table_cell(table, _(money_kind_label(money->kind)));
	table_cell_take(table, text_figure(money->amount, UNIT_MONEY));
	if (money_kind_spends(money->kind))
		table_amount(table, view->counted, UNIT_MONEY);
	else
		table_cell(table, "");
	table_cell(table, app_money_category(view));
	table_cell(table, money->voucher ? money->voucher : "");
	table_cell(table, money->note);
}

static struct table *money_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Number"), TABLE_RIGHT);
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("Grant"), TABLE_LEFT);
	table_column(table, _("Kind"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("Counted"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Category"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Voucher"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Text"), TABLE_LEFT | TABLE_SPARSE);
	return table;
}

/* ---- booking and changing */

static struct money_input read_options(const struct call *call)
{
	return (struct money_input){
		.grant = call_option(call, "grant"),
		.kind = call_option(call, "kind"),
		.category = call_option(call, "category"),
		.counts = call_option(call, "counts"),
		.voucher = call_option(call, "voucher"),
		.text = call_option(call, "text"),
	};
}

static json_t *result_json(const struct money_result *result)
{
	json_t *object = row_json(&result->row);

	json_object_del(object, "id");
	json_put_int(object, "money", result->row.money.id);
	json_put_int(object, "left", result->left);
	json_put_int(object, "overdraft", result->overdraft);
	json_put(object, "expenses", expenses_json(&result->year));
	json_put(object, "warnings", warnings_json(&result->notices));
	return object;
}

static void print_result(struct call *call, const struct money_result *result)
{
	const struct money *money = &result->row.money;
	char *amount, *left, *grant;

	if (call->json) {
		call_json(call, result_json(result));
		return;
	}
	amount = said_amount(call, money->amount, UNIT_MONEY);
	left = said_amount(call, result->left, UNIT_MONEY);
	grant = said_grant(money->grant, money->part, result->row.several);
	/* TRANSLATORS: number, what it was ("expense"), amount, grant, what is left */
	call_say(call, _("money %1$lld: %2$s, %3$s on %4$s · %5$s left"), (long long)money->id, _(money_kind_label(money->kind)), amount,
	         grant, left);
	if (money_kind_spends(money->kind))
		expenses_say(call, &result->year);
	call_warn(call, &result->notices);
	free(amount);
	free(left);
	free(grant);
}

static bool run_add(struct call *call, struct status *st)
{
	struct money_input input = read_options(call);
	struct money_result result;

	input.date = call_word(call, 0);
	input.amount = call_word(call, 1);
	if (!app_money_add(call->app, &input, &result, st))
		return false;
	print_result(call, &result);
	money_result_done(&result);
	return true;
}

static bool run_edit(struct call *call, struct status *st)
{
	struct money_input input = read_options(call);
	struct money_result result;
	int64_t id;

	input.date = call_option(call, "date");
	input.amount = call_option(call, "amount");
	if (!call->given_count)
		return status_set(st, STATUS_INPUT, "usage",
		                  N_("Say what to change: --date, --amount, --grant, --kind, --category, --counts, --voucher or --text."), "");
	if (!call_number(call, 0, &id, st) || !app_money_edit(call->app, id, 0, &input, &result, st))
		return false;
	print_result(call, &result);
	money_result_done(&result);
	return true;
}

static bool run_withdraw(struct call *call, struct status *st)
{
	json_t *object;
	int64_t id;

	if (!call_number(call, 0, &id, st) || !app_money_withdraw(call->app, id, 0, st))
		return false;
	if (!call->json) {
		call_say(call, _("money %lld is withdrawn; ledsag undo brings it back"), (long long)id);
		return true;
	}
	object = json_object();
	json_put_int(object, "money", id);
	json_put_flag(object, "withdrawn", true);
	call_json(call, object);
	return true;
}

/* ---- showing */

static bool run_show(struct call *call, struct status *st)
{
	struct money_view view;
	struct table *table;
	json_t *object;
	int64_t id;

	if (!call_number(call, 0, &id, st) || !app_money_row(call->app, id, &view, st))
		return false;
	if (call->json) {
		object = row_json(&view);
		json_put_int(object, "rev", view.money.rev);
		json_put_flag(object, "withdrawn", view.money.withdrawn);
		call_json(call, object);
	} else {
		table = money_table();
		add_row(table, &view);
		call_table(call, &table);
		if (view.money.withdrawn)
			call_say(call, "%s", _("It is withdrawn and counts no more."));
		else if (view.money.lifted)
			call_say(call, "%s", _("It counts because the decision says so."));
	}
	money_view_done(&view);
	return true;
}

struct list {
	struct table *table;
	json_t *rows;
	int64_t sums[MONEY_KINDS], counted;
	int count;
};

static bool add_view(void *context, const struct money_view *view)
{
	struct list *list = context;

	add_row(list->table, view);
	json_array_append_new(list->rows, row_json(view));
	list->sums[view->money.kind] += view->money.amount;
	list->counted += view->counted;
	list->count++;
	return true;
}

static void print_list(struct call *call, struct list *list)
{
	char *sum;

	if (call->json) {
		json_t *object = json_object(), *sums = json_object();

		for (int kind = 0; kind < MONEY_KINDS; kind++)
			json_put_int(sums, money_kind_name((enum money_kind)kind), list->sums[kind]);
		json_put(object, "money", json_incref(list->rows));
		json_put(object, "sums", sums);
		json_put_int(object, "counted", list->counted);
		call_json(call, object);
		return;
	}
	if (!list->count) {
		call_say(call, "%s", _("No money is booked there."));
		return;
	}
	table_write(list->table, &call->out, 0);
	for (int kind = 0; kind < MONEY_KINDS; kind++) {
		if (!list->sums[kind])
			continue;
		sum = said_amount(call, list->sums[kind], UNIT_MONEY);
		/* TRANSLATORS: a kind of money and its sum: expense: 4,250.00 kr. */
		call_say(call, _("%1$s: %2$s"), _(money_kind_label((enum money_kind)kind)), sum);
		free(sum);
	}
}

static bool read_query(const struct call *call, struct money_query *query, struct status *st)
{
	const char *kind = call_option(call, "kind");
	enum money_kind which;

	*query = (struct money_query){
		.from = day_make(YEAR_FIRST, 1, 1),
		.to = day_make(YEAR_LAST, 12, 31),
		.grant = call_option(call, "grant"),
		.kind = -1,
	};
	if (!call_days(call, &query->from, &query->to, st))
		return false;
	if (kind && !money_kind_parse(kind, &which))
		return status_set(st, STATUS_INPUT, "kind", N_("“{1}” is not a kind of money: write prepaid, invoiced, expense, payroll or repaid."),
		                  "s", kind);
	query->kind = kind ? (int)which : -1;
	return true;
}

static bool run_list(struct call *call, struct status *st)
{
	struct list list = { 0 };
	struct money_query query;
	bool ok;

	if (!read_query(call, &query, st))
		return false;
	list.table = money_table();
	list.rows = json_array();
	ok = app_money(call->app, &query, add_view, &list, st);
	if (ok)
		print_list(call, &list);
	json_decref(list.rows);
	table_free(&list.table);
	return ok;
}

static const struct command commands[] = {
	{
		.name = "money add",
		.words = { N_("DATE"), N_("AMOUNT") },
		.does = N_("Books money that came in or was spent under a grant, says what of it counts and what is left."),
		.options = add_options,
		.examples = { "money add 2024-03-05 249.50 --grant mer --kind expense --category medicine --voucher 12",
		              "money add today 300 --grant led.supplement --kind expense --text \"cinema, companion\"",
		              "money add 2025-01-02 52000.00 --grant bpa.money --kind prepaid" },
		.file = CHANGES_FILE,
		.run = run_add,
	},
	{
		.name = "money list",
		.does = N_("Lists what was booked, in order of day, with the sum of each kind."),
		.options = list_options,
		.examples = { "money list --from 2024-01-01 --to 2024-12-31 --grant mer" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "money show",
		.words = { N_("NUMBER") },
		.does = N_("Shows one row, also a withdrawn one."),
		.examples = { "money show 3" },
		.file = READS_FILE,
		.run = run_show,
	},
	{
		.name = "money edit",
		.words = { N_("NUMBER") },
		.does = N_("Changes what is named; all else stays. The row keeps its number."),
		.options = edit_options,
		.examples = { "money edit 3 --amount 294.50", "money edit 3 --category transport --voucher 13" },
		.file = CHANGES_FILE,
		.run = run_edit,
	},
	{
		.name = "money withdraw",
		.words = { N_("NUMBER") },
		.does = N_("Takes a row back: it counts no more, but can still be seen."),
		.examples = { "money withdraw 3" },
		.file = CHANGES_FILE,
		.run = run_withdraw,
	},
};

const struct command_group cmd_money = { "money", N_("expenses and payments: book, list, show, change, withdraw"), commands,
	                                 COUNT_OF(commands) };
