/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "month", 0, N_("MONTH"), N_("the month: 2025-03, this, last; else this month"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* Money by the year: what of the year's is used so far. */
static json_t *year_json(const struct standing *standing, month_t month)
{
	json_t *object = json_object();

	json_put_int(object, "year", month_year(month));
	json_put_int(object, "granted", standing->year_granted);
	json_put_int(object, "used", standing->year_used);
	json_put_int(object, "left", standing->left);
	return object;
}

static json_t *standing_json(const struct standing *standing, month_t month)
{
	json_t *object = json_object(), *lapse = json_null();

	json_put_text(object, "grant", standing->grant);
	if (standing->several)
		json_put_text(object, "part", standing->part);
	json_put_text(object, "unit", unit_name(standing->rules_part->unit));
	json_put_int(object, "granted", standing->granted);
	json_put_int(object, "used", standing->used);
	json_put_int(object, "at_hand", standing->at_hand);
	json_put_int(object, "overdraft", standing->overdraft);
	json_put_int(object, "left", standing->left);
	if (standing->lapses) {
		lapse = json_object();
		json_put_int(lapse, "amount", standing->next.amount);
		json_put_day(lapse, "on", standing->next.day);
	}
	json_put(object, "lapses_next", lapse);
	if (standing->yearly)
		json_put(object, "year", year_json(standing, month));
	return object;
}

static void print_json(struct call *call, month_t month, const struct standings *standings)
{
	json_t *object = json_object(), *grants = json_array();

	for (int i = 0; i < standings->count; i++)
		json_array_append_new(grants, standing_json(&standings->of[i], month));
	json_put_month(object, "month", month);
	json_put(object, "grants", grants);
	call_json(call, object);
}

static char *said_next(const struct call *call, const struct standing *standing)
{
	char *amount, *day, *text;

	if (!standing->lapses)
		return mem_text("");
	amount = said_amount(call, standing->next.amount, standing->rules_part->unit);
	day = text_day_long(standing->next.day);
	/* TRANSLATORS: what lapses and when: 15:00 on 30 June 2025 */
	text = str_make(_("%1$s on %2$s"), amount, day);
	free(amount);
	free(day);
	return text;
}

/* "mer", or "mer, 2024" where the figures are the year's; free(). */
static char *said_name(const struct standing *standing, month_t month)
{
	char *grant = said_grant(standing->grant, standing->part, standing->several), *text;

	if (!standing->yearly)
		return grant;
	text = str_make("%s, %d", grant, month_year(month));
	free(grant);
	return text;
}

static void add_row(const struct call *call, struct table *table, const struct standing *standing, month_t month)
{
	enum unit unit = standing->rules_part->unit;
	bool year = standing->yearly, granted = standing->rules.per != PER_NONE; /* else it is only written down */
	int64_t given = year ? standing->year_granted : standing->granted;

	table_cell_take(table, said_name(standing, month));
	table_cell(table, scheme_text(&standing->scheme->name, text_lang()));
	table_cell_take(table, granted ? said_amount(call, given, unit) : mem_text("–"));
	table_cell_take(table, said_amount(call, year ? standing->year_used : standing->used, unit));
	table_cell_take(table, granted ? said_amount(call, standing->at_hand, unit) : mem_text("–"));
	table_cell_take(table, standing->overdraft ? said_amount(call, standing->overdraft, unit) : mem_text(""));
	table_cell_take(table, granted ? said_amount(call, standing->left, unit) : mem_text("–"));
	table_cell_take(table, said_next(call, standing));
}

static void print_text(struct call *call, month_t month, const struct standings *standings)
{
	struct table *table = table_new();
	char *name = text_month(month);

	call_say(call, "%s, %s", app_household(call->app)->holder, name);
	call_say(call, "%s", "");
	table_column(table, _("Grant"), TABLE_LEFT);
	table_column(table, _("Scheme"), TABLE_LEFT);
	table_column(table, _("Granted"), TABLE_RIGHT);
	table_column(table, _("Used"), TABLE_RIGHT);
	table_column(table, _("At hand"), TABLE_RIGHT);
	table_column(table, _("Overdraft"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Left"), TABLE_RIGHT);
	table_column(table, _("Lapses next"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < standings->count; i++)
		add_row(call, table, &standings->of[i], month);
	if (standings->count)
		table_write(table, &call->out, 0);
	else
		call_say(call, _("No grant runs in %s."), name);
	table_free(&table);
	free(name);
}

static bool run(struct call *call, struct status *st)
{
	struct standings standings;
	month_t month;

	if (!call_month(call, &month, st) || !app_balance(call->app, month, &standings, st))
		return false;
	if (call->json)
		print_json(call, month, &standings);
	else
		print_text(call, month, &standings);
	standings_done(&standings);
	return true;
}

static const struct command commands[] = {
	{
		.name = "balance",
		.does = N_("Shows how every grant stands in a month (money granted by the year: in its year): granted, used, at hand, left, and what lapses next."),
		.options = options,
		.examples = { "balance", "balance --month 2025-06" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_balance = { "balance", N_("how every grant stands"), commands, COUNT_OF(commands) };
