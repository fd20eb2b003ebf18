/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "month", 0, N_("MONTH"), N_("the month: 2025-03, this, last; else this month"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* Of what is not kept, nothing follows. */
static void put_kept(json_t *object, const char *key, const struct standing *standing, int64_t figure)
{
	json_put(object, key, standing->kept ? json_integer(figure) : json_null());
}

static json_t *standing_json(const struct standing *standing)
{
	json_t *object = json_object(), *lapse = json_null();

	json_put_text(object, "grant", standing->grant);
	if (standing->several)
		json_put_text(object, "part", standing->part);
	json_put_text(object, "unit", unit_name(standing->rules_part->unit));
	json_put_int(object, "granted", standing->granted);
	put_kept(object, "used", standing, standing->used);
	put_kept(object, "at_hand", standing, standing->at_hand);
	put_kept(object, "overdraft", standing, standing->overdraft);
	put_kept(object, "left", standing, standing->left);
	if (standing->lapses && standing->kept) {
		lapse = json_object();
		json_put_int(lapse, "amount", standing->next.amount);
		json_put_day(lapse, "on", standing->next.day);
	}
	json_put(object, "lapses_next", lapse);
	return object;
}

static void print_json(struct call *call, month_t month, const struct standings *standings)
{
	json_t *object = json_object(), *grants = json_array();

	for (int i = 0; i < standings->count; i++)
		json_array_append_new(grants, standing_json(&standings->of[i]));
	json_put_month(object, "month", month);
	json_put(object, "grants", grants);
	call_json(call, object);
}

static char *said_next(const struct call *call, const struct standing *standing)
{
	char *amount, *day, *text;

	if (!standing->lapses || !standing->kept)
		return mem_text("");
	amount = said_amount(call, standing->next.amount, standing->rules_part->unit);
	day = text_day_long(standing->next.day);
	/* TRANSLATORS: what lapses and when: 15:00 on 30 June 2025 */
	text = str_make(_("%1$s on %2$s"), amount, day);
	free(amount);
	free(day);
	return text;
}

/* A figure that follows from what was used; free(). */
static char *said_kept(const struct call *call, const struct standing *standing, int64_t figure)
{
	/* TRANSLATORS: in a table, in place of an amount of money that this program does not record */
	return standing->kept ? said_amount(call, figure, standing->rules_part->unit) : mem_text(_("not kept"));
}

static void add_row(const struct call *call, struct table *table, const struct standing *standing)
{
	enum unit unit = standing->rules_part->unit;

	table_cell_take(table, said_grant(standing->grant, standing->part, standing->several));
	table_cell(table, scheme_text(&standing->scheme->name, text_lang()));
	table_cell_take(table, said_amount(call, standing->granted, unit));
	table_cell_take(table, said_kept(call, standing, standing->used));
	table_cell_take(table, said_kept(call, standing, standing->at_hand));
	table_cell_take(table, standing->overdraft && standing->kept ? said_amount(call, standing->overdraft, unit) : mem_text(""));
	table_cell_take(table, said_kept(call, standing, standing->left));
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
		add_row(call, table, &standings->of[i]);
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
		.does = N_("Shows how every grant stands in a month: granted, used, at hand, left, and what lapses next."),
		.options = options,
		.examples = { "balance", "balance --month 2025-06" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_balance = { "balance", N_("how every grant stands"), commands, COUNT_OF(commands) };
