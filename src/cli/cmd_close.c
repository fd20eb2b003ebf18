/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing months, and opening them again. */
#include "internal.h"

#include "ledsag/export/corrections.h"

static const struct command_option close_options[] = {
	{ "earlier", 0, NULL, N_("also the months before it that are still open"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option reopen_options[] = {
	{ "why", 0, N_("REASON"), N_("why it is opened again; it stays to be seen"), OPTION_REQUIRED },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- what was closed */

static json_t *months_json(const struct closing_result *result)
{
	json_t *list = json_array();
	char month[8];

	for (month_t m = result->first; m <= result->last; m++) {
		month_format(m, month);
		json_array_append_new(list, json_text(month));
	}
	return list;
}

static void say_closed(struct call *call, const struct closing_result *result)
{
	char *first = text_month(result->first), *last = text_month(result->last);
	char *hours = said_amount(call, result->minutes, UNIT_MINUTES), *pay = said_amount(call, result->pay, UNIT_MONEY), *kept;

	if (result->first == result->last)
		call_say(call, _("%s is closed."), first);
	else
		call_say(call, _("%1$s to %2$s are closed."), first, last);
	kept = text_one_stop(str_make(ngettext("Kept: %1$d entry, %2$s; pay %3$s.", "Kept: %1$d entries, %2$s; pay %3$s.",
	                                       (unsigned long)result->entries),
	                              result->entries, hours, pay));
	call_say(call, "%s", kept);
	if (result->corrections.count) {
		call_say(call, "%s", "");
		call_say(call, "%s", _("Corrections of earlier months that were settled with it:"));
		call_corrections(call, &result->corrections);
	}
	free(first);
	free(last);
	free(hours);
	free(pay);
	free(kept);
}

/* ---- what was closed and opened until now */

struct listing {
	struct call *call;
	struct table *table;
	json_t *json;
};

static bool list_text(void *context, const struct closing *closing)
{
	struct listing *l = context;
	char month[8];

	month_format(closing->month, month);
	table_cell(l->table, month);
	table_cell(l->table, closing->open ? _("opened again") : _("closed"));
	table_cell_take(l->table, text_day(instant_day(app_zone(l->call->app), closing->at)));
	table_cell(l->table, closing->actor);
	table_cell(l->table, closing->why ? closing->why : "");
	return true;
}

static bool list_json(void *context, const struct closing *closing)
{
	struct listing *l = context;
	json_t *object = json_object();

	json_put_month(object, "month", closing->month);
	json_put_flag(object, "closed", !closing->open);
	json_put_day(object, "on", instant_day(app_zone(l->call->app), closing->at));
	json_put_text(object, "by", closing->actor);
	json_put_text(object, "why", closing->why);
	json_array_append_new(l->json, object);
	return true;
}

static bool list_closings(struct call *call, struct status *st)
{
	struct listing l = { .call = call };
	month_t last;

	if (!app_closed(call->app, &last, st))
		return false;
	if (call->json) {
		json_t *object = json_object();

		l.json = json_array();
		json_put_month(object, "closed_until", last);
		json_put(object, "closings", l.json);
		if (app_closings(call->app, list_json, &l, st)) {
			call_json(call, object);
			return true;
		}
		json_decref(object);
		return false;
	}
	l.table = table_new();
	table_column(l.table, _("Month"), TABLE_LEFT);
	table_column(l.table, "", TABLE_LEFT);
	table_column(l.table, _("On"), TABLE_LEFT);
	table_column(l.table, _("By"), TABLE_LEFT);
	table_column(l.table, _("Reason"), TABLE_LEFT | TABLE_SPARSE);
	if (!app_closings(call->app, list_text, &l, st)) {
		table_free(&l.table);
		return false;
	}
	call_table(call, &l.table);
	if (last == MONTH_NONE)
		call_say(call, "%s", _("No month is closed."));
	return true;
}

/* ---- the commands */

static bool run_close(struct call *call, struct status *st)
{
	struct closing_result result;

	if (!call_word(call, 0))
		return list_closings(call, st);
	if (!app_months_close(call->app, call_word(call, 0), call_flag(call, "earlier"), &result, st))
		return false;
	if (call->json) {
		json_t *object = json_object();

		json_put(object, "closed", months_json(&result));
		json_put_int(object, "entries", result.entries);
		json_put_int(object, "minutes", result.minutes);
		json_put_int(object, "pay", result.pay);
		json_put(object, "corrections", export_corrections_json(&result.corrections, MONTH_NONE));
		call_json(call, object);
	} else {
		say_closed(call, &result);
	}
	closing_result_done(&result);
	return true;
}

static bool run_reopen(struct call *call, struct status *st)
{
	struct closing_result result;

	if (!app_months_open(call->app, call_word(call, 0), call_option(call, "why"), &result, st))
		return false;
	if (call->json) {
		json_t *object = json_object();

		json_put(object, "opened", months_json(&result));
		call_json(call, object);
	} else {
		char *first = text_month(result.first), *last = text_month(result.last);

		if (result.first == result.last)
			call_say(call, _("%s is open again."), first);
		else
			call_say(call, _("%1$s to %2$s are open again."), first, last);
		free(first);
		free(last);
	}
	closing_result_done(&result);
	return true;
}

static const struct command close_commands[] = {
	{
		.name = "close",
		.words = { N_("[MONTH|YEAR]") },
		.does = N_("Closes a month, or a year: its hours, pay and lots stay as they are, and what changes later becomes a correction of the first open month. Without a month: what is closed, and what was opened again."),
		.options = close_options,
		.examples = { "close 2025-03", "close 2025", "close" },
		.file = CHANGES_FILE,
		.run = run_close,
	},
};

static const struct command reopen_commands[] = {
	{
		.name = "reopen",
		.words = { N_("MONTH|YEAR") },
		.does = N_("Opens the last closed month again, or those of the last closed year: it is then as its entries say. The reason stays to be seen."),
		.options = reopen_options,
		.examples = { "reopen 2025-03 --why \"the bank had another figure\"" },
		.file = CHANGES_FILE,
		.run = run_reopen,
	},
};

const struct command_group cmd_close = { "close", N_("closes a month or a year"), close_commands, COUNT_OF(close_commands) };
const struct command_group cmd_reopen = { "reopen", N_("opens a closed month again"), reopen_commands, COUNT_OF(reopen_commands) };
