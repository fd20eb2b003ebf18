/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option add_options[] = {
	{ "scheme", 0, N_("SCHEME"), N_("the kind of help, such as dk.holbaek.97: ledsag scheme list"), OPTION_REQUIRED },
	{ "from", 0, N_("DAY"), N_("the first day"), OPTION_REQUIRED },
	{ "to", 0, N_("DAY"), N_("the last day; else it is open"), 0 },
	{ "level", 0, N_("LEVEL"), N_("the level that the decision names, where the scheme has some"), 0 },
	{ "amount", 0, N_("[PART=]AMOUNT"), N_("15:00/month, 37:00/week, 2d/week, 4x/total or 12000.00/month"), OPTION_MANY },
	{ "set", 0, N_("OPTION=VALUE"), N_("use=oldest-first, window=6, cap=90:00, lapse=no or prorate=yes"), OPTION_MANY },
	{ "deduct", 0, N_("[PART=]AMOUNT"), N_("help given in another way, taken off for the same period: hours=5:00/week"), OPTION_MANY },
	{ "applied", 0, N_("DAY"), N_("the day on which the authority received the application"), 0 },
	{ "received", 0, N_("DAY"), N_("the day on which the decision was received"), 0 },
	{ "payer", 0, N_("PAYER"), N_("who pays"), 0 },
	{ "case", 0, N_("NUMBER"), N_("the case number"), 0 },
	{ "opening", 0, N_("MONTH=AMOUNT,…"), N_("hours saved before: 2025-01=12:00,2025-02=15:00"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option change_options[] = {
	{ "from", 0, N_("DAY"), N_("the first day of what is new"), OPTION_REQUIRED },
	{ "amount", 0, N_("[PART=]AMOUNT"), N_("the new amount, such as 40:00/week"), OPTION_MANY },
	{ "level", 0, N_("LEVEL"), N_("the new level, where the scheme has some"), 0 },
	{ "deduct", 0, N_("[PART=]AMOUNT"), N_("help given in another way, taken off for the same period; 0:00/week: none any more"), OPTION_MANY },
	{ "received", 0, N_("DAY"), N_("the day on which the decision was received: with notice, a reduction waits for it"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option edit_options[] = {
	{ "applied", 0, N_("DAY"), N_("the day on which the authority received the application"), 0 },
	{ "received", 0, N_("DAY"), N_("the day on which the decision was received"), 0 },
	{ "payer", 0, N_("PAYER"), N_("who pays"), 0 },
	{ "case", 0, N_("NUMBER"), N_("the case number"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option fact_options[] = {
	{ "note", 0, N_("TEXT"), N_("a few words; with moved: the new authority"), 0 },
	{ "withdraw", 0, NULL, N_("takes it back"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option end_options[] = {
	{ "received", 0, N_("DAY"), N_("the day on which the decision was received: with notice, the end waits for it"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* The unit of a grant's part as its scheme has it; minutes where the scheme cannot be read. */
static enum unit unit_of(struct call *call, const struct grant *grant, const char *part)
{
	const struct scheme *scheme = app_scheme(call->app, grant->scheme, NULL);
	const struct scheme_part *rules = scheme ? scheme_part(scheme, part) : NULL;

	return rules ? rules->unit : UNIT_MINUTES;
}

static const char *name_of(struct call *call, const struct grant *grant)
{
	const struct scheme *scheme = app_scheme(call->app, grant->scheme, NULL);

	return scheme ? scheme_text(&scheme->name, text_lang()) : grant->scheme;
}

/* A level's name in the person's language. */
static const char *level_of(struct call *call, const struct grant *grant, const char *id)
{
	const struct scheme *scheme = app_scheme(call->app, grant->scheme, NULL);
	const struct scheme_level *level = scheme ? scheme_level(scheme, id) : NULL;

	return level ? scheme_text(&level->name, text_lang()) : id;
}

/* ---- JSON */

static json_t *amounts_json(struct call *call, const struct grant *grant)
{
	json_t *list = json_array();

	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *amount = &grant->amounts[i];
		json_t *object = json_object();

		json_put_text(object, "part", amount->part);
		json_put_day(object, "from", amount->from);
		json_put_int(object, "amount", amount->amount);
		json_put_text(object, "unit", unit_name(unit_of(call, grant, amount->part)));
		json_put_text(object, "per", per_name(amount->per));
		json_put_int(object, "deducted", amount->less);
		json_put_text(object, "level", amount->level);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *months_json(const struct grant_month *months, int count, bool years)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++) {
		json_t *object = json_object();

		json_put_text(object, "part", months[i].part);
		if (years)
			json_put_int(object, "year", month_year(months[i].month));
		else
			json_put_month(object, "month", months[i].month);
		json_put_int(object, "amount", months[i].amount);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *facts_json(const struct grant *grant)
{
	json_t *list = json_array();

	for (int i = 0; i < grant->fact_count; i++) {
		json_t *object = json_object();

		json_put_text(object, "what", grant_fact_name(grant->facts[i].kind));
		json_put_day(object, "day", grant->facts[i].day);
		json_put_text(object, "note", grant->facts[i].note);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *grant_json(struct call *call, const struct grant *grant)
{
	json_t *object = json_object(), *settings = json_object();

	json_put_text(object, "id", grant->id);
	json_put_text(object, "scheme", grant->scheme);
	json_put_text(object, "name", name_of(call, grant));
	json_put_day(object, "from", grant->from);
	json_put_day(object, "to", grant->to);
	json_put_day(object, "received", grant->received);
	json_put_text(object, "payer", grant->payer);
	json_put_text(object, "case", grant->case_no);
	json_put(object, "amounts", amounts_json(call, grant));
	/* only where the decision departs from the scheme */
	if (grant->use >= 0)
		json_put_text(settings, "use", use_order_name((enum use_order)grant->use));
	if (grant->window >= 0)
		json_put_int(settings, "window", grant->window);
	if (grant->cap >= 0)
		json_put_int(settings, "cap", grant->cap);
	if (grant->lapse >= 0)
		json_put_flag(settings, "lapse", grant->lapse);
	if (grant->prorate)
		json_put_flag(settings, "prorate", true);
	json_put(object, "settings", settings);
	json_put(object, "openings", months_json(grant->openings, grant->opening_count, false));
	json_put(object, "deductions", months_json(grant->deductions, grant->deduction_count, false));
	json_put(object, "transfers", months_json(grant->transfers, grant->transfer_count, true));
	json_put(object, "facts", facts_json(grant));
	return object;
}

/* ---- text */

static char *said_rate(struct call *call, const struct grant *grant, const struct grant_amount *amount)
{
	return text_granted(amount, unit_of(call, grant, amount->part), app_household(call->app)->currency);
}

/* "15:00 h a month" as of today, or of the first day where that is later; all parts. */
static char *said_amounts(struct call *call, const struct grant *grant)
{
	day_t day = app_today(call->app) < grant->from ? grant->from : app_today(call->app);
	struct str out = STR_INIT;
	const char *part = NULL;

	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *amount = grant_amount_on(grant, grant->amounts[i].part, day);
		char *rate;

		if (str_same(part, grant->amounts[i].part) || !amount)
			continue;
		part = grant->amounts[i].part;
		rate = said_rate(call, grant, amount);
		str_addf(&out, "%s%s", out.length ? ", " : "", rate);
		free(rate);
	}
	return str_take(&out);
}

static void add_fact(struct table *table, const char *label, char *take)
{
	if (take && *take) {
		table_cell(table, label);
		table_cell(table, take);
	}
	free(take);
}

static char *copy(const char *text)
{
	return text ? mem_text(text) : NULL;
}

static char *said_settings(const struct grant *grant)
{
	struct str out = STR_INIT;
	char cap[32];

	if (grant->use >= 0)
		str_addf(&out, ", use=%s", use_order_name((enum use_order)grant->use));
	if (grant->window >= 0)
		str_addf(&out, ", window=%d", grant->window);
	if (grant->cap >= 0) {
		quantity_format(grant->cap, UNIT_MINUTES, cap);
		str_addf(&out, ", cap=%s", cap);
	}
	if (grant->lapse >= 0)
		str_addf(&out, ", lapse=%s", grant->lapse ? "yes" : "no");
	if (grant->prorate)
		str_add(&out, ", prorate=yes");
	if (out.length) {
		char *text = mem_text(out.s + 2);

		str_done(&out);
		return text;
	}
	return str_take(&out);
}

static void add_amounts(struct call *call, struct table *table, const struct grant *grant, bool parts)
{
	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *amount = &grant->amounts[i];
		char *day = text_day_long(amount->from), *rate = said_rate(call, grant, amount), *text;

		if (amount->level)
			/* TRANSLATORS: amount, level, day from which it holds: 1:30 h a week, moderat, from 1 May 2025 */
			text = str_make(_("%1$s, %2$s, from %3$s"), rate, level_of(call, grant, amount->level), day);
		else
			/* TRANSLATORS: an amount and the day from which it holds: 15:00 h a month, from 1 January 2025 */
			text = str_make(_("%1$s, from %2$s"), rate, day);
		add_fact(table, parts ? amount->part : _("Amount"), text);
		free(day);
		free(rate);
	}
}

static void add_months(struct call *call, struct table *table, const char *label, const struct grant *grant,
                       const struct grant_month *months, int count, bool years)
{
	for (int i = 0; i < count; i++) {
		char *amount = text_figure(months[i].amount, unit_of(call, grant, months[i].part));
		char *when = years ? str_make("%d", month_year(months[i].month)) : text_month(months[i].month);

		add_fact(table, label, str_make("%s, %s", amount, when));
		free(amount);
		free(when);
	}
}

static void add_facts(struct table *table, const struct grant *grant)
{
	for (int i = 0; i < grant->fact_count; i++) {
		const struct grant_fact *fact = &grant->facts[i];
		char *day = text_day_long(fact->day);

		add_fact(table, _(grant_fact_label(fact->kind)), fact->note ? str_make("%s, %s", day, fact->note) : mem_text(day));
		free(day);
	}
}

static void say_grant(struct call *call, const struct grant *grant, bool parts)
{
	struct table *table = table_new();

	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_LEFT);
	add_fact(table, _("Grant"), copy(grant->id));
	add_fact(table, _("Scheme"), str_make("%s (%s)", name_of(call, grant), grant->scheme));
	add_fact(table, _("From"), text_day_long(grant->from));
	add_fact(table, _("To"), grant->to == DAY_MAX ? NULL : text_day_long(grant->to));
	add_fact(table, _("Received"), grant->received == DAY_NONE ? NULL : text_day_long(grant->received));
	add_fact(table, _("Payer"), copy(grant->payer));
	add_fact(table, _("Case number"), copy(grant->case_no));
	add_amounts(call, table, grant, parts);
	add_fact(table, _("Settings"), said_settings(grant));
	add_months(call, table, _("Saved before"), grant, grant->openings, grant->opening_count, false);
	add_months(call, table, _("Deducted"), grant, grant->deductions, grant->deduction_count, false);
	add_months(call, table, _("Transferred"), grant, grant->transfers, grant->transfer_count, true);
	add_facts(table, grant);
	call_table(call, &table);
}

/* ---- the commands */

/* Takes the notices (may be NULL): after what was done, what is to be known about it. */
static bool print_grant(struct call *call, const char *id, struct notices *notices, struct status *st)
{
	struct grant grant;
	struct grants one = { &grant, 1 };
	bool ok = app_grant(call->app, id, &grant, st);

	if (ok && call->json) {
		json_t *object = grant_json(call, &grant);

		if (notices)
			json_put(object, "warnings", warnings_json(notices));
		call_json(call, object);
	} else if (ok) {
		say_grant(call, &grant, grant_has_parts(&one, grant.id));
		if (notices)
			call_warn(call, notices);
	}
	if (ok)
		grant_done(&grant);
	if (notices)
		notices_done(notices);
	return ok;
}

static bool run_add(struct call *call, struct status *st)
{
	struct grant_input input = {
		.id = call_word(call, 0),
		.scheme = call_option(call, "scheme"),
		.from = call_option(call, "from"),
		.to = call_option(call, "to"),
		.received = call_option(call, "received"),
		.applied = call_option(call, "applied"),
		.payer = call_option(call, "payer"),
		.case_no = call_option(call, "case"),
		.opening = call_option(call, "opening"),
		.level = call_option(call, "level"),
	};
	const char **amounts = call_values(call, "amount", &input.amount_count);
	const char **deducts = call_values(call, "deduct", &input.deduct_count);
	const char **settings = call_values(call, "set", &input.setting_count);
	struct notices notices;
	bool ok;

	input.amounts = amounts;
	input.deducts = deducts;
	input.settings = settings;
	ok = app_grant_add(call->app, &input, &notices, st);
	free(amounts);
	free(deducts);
	free(settings);
	return ok && print_grant(call, input.id, &notices, st);
}

static void add_row(struct call *call, struct table *table, const struct grant *grant)
{
	table_cell(table, grant->id);
	table_cell(table, name_of(call, grant));
	table_cell_take(table, said_amounts(call, grant));
	table_cell_take(table, text_day(grant->from));
	table_cell_take(table, grant->to == DAY_MAX ? mem_text("") : text_day(grant->to));
}

static bool run_list(struct call *call, struct status *st)
{
	struct table *table = table_new();
	json_t *object = json_object(), *list = json_array();
	struct grants grants;
	bool ok = app_grants(call->app, &grants, st);

	table_column(table, _("Id"), TABLE_LEFT);
	table_column(table, _("Scheme"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_LEFT);
	table_column(table, _("From"), TABLE_LEFT);
	table_column(table, _("To"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; ok && i < grants.count; i++) {
		if (call->json)
			json_array_append_new(list, grant_json(call, &grants.of[i]));
		else
			add_row(call, table, &grants.of[i]);
	}
	json_put(object, "grants", list);
	if (ok && call->json)
		call_json(call, json_incref(object));
	else if (ok && grants.count)
		table_write(table, &call->out, 0);
	else if (ok)
		call_say(call, _("There is no grant yet: ledsag grant add --help"));
	if (ok)
		grants_done(&grants);
	table_free(&table);
	json_decref(object);
	return ok;
}

static bool run_show(struct call *call, struct status *st)
{
	return print_grant(call, call_word(call, 0), NULL, st);
}

static bool run_change(struct call *call, struct status *st)
{
	struct grant_input input = {
		.from = call_option(call, "from"),
		.level = call_option(call, "level"),
		.received = call_option(call, "received"),
	};
	const char **amounts = call_values(call, "amount", &input.amount_count);
	const char **deducts = call_values(call, "deduct", &input.deduct_count);
	struct notices notices;
	bool ok;

	input.amounts = amounts;
	input.deducts = deducts;
	ok = app_grant_change(call->app, call_word(call, 0), &input, &notices, st);
	free(amounts);
	free(deducts);
	return ok && print_grant(call, call_word(call, 0), &notices, st);
}

static bool run_edit(struct call *call, struct status *st)
{
	struct grant_input input = {
		.received = call_option(call, "received"),
		.applied = call_option(call, "applied"),
		.payer = call_option(call, "payer"),
		.case_no = call_option(call, "case"),
	};

	return app_grant_edit(call->app, call_word(call, 0), &input, st) && print_grant(call, call_word(call, 0), NULL, st);
}

static bool run_fact(struct call *call, struct status *st)
{
	struct fact_input input = {
		.what = call_word(call, 1),
		.day = call_word(call, 2),
		.note = call_option(call, "note"),
		.withdraw = call_flag(call, "withdraw"),
	};
	struct notices notices;

	return app_grant_fact(call->app, call_word(call, 0), &input, &notices, st) &&
	       print_grant(call, call_word(call, 0), &notices, st);
}

static bool run_deduct(struct call *call, struct status *st)
{
	const char *id = call_word(call, 0);

	return app_grant_deduct(call->app, id, call_word(call, 1), call_word(call, 2), st) && print_grant(call, id, NULL, st);
}

static bool run_transfer(struct call *call, struct status *st)
{
	const char *id = call_word(call, 0);

	return app_grant_transfer(call->app, id, call_word(call, 1), call_word(call, 2), st) && print_grant(call, id, NULL, st);
}

static bool run_end(struct call *call, struct status *st)
{
	const char *id = call_word(call, 0);

	struct notices notices;

	return app_grant_end(call->app, id, call_word(call, 1), call_option(call, "received"), &notices, st) &&
	       print_grant(call, id, &notices, st);
}

static const struct command commands[] = {
	{
		.name = "grant add",
		.words = { N_("ID") },
		.does = N_("Records a decision: which help, from when, how much. What excludes one another is refused."),
		.options = add_options,
		.examples = { "grant add led --scheme dk.holbaek.97 --from 2025-01-01",
		              "grant add bpa --scheme dk.holbaek.96 --from 2025-01-01 --amount hours=37:00/week" },
		.file = CHANGES_FILE,
		.run = run_add,
	},
	{
		.name = "grant list",
		.does = N_("Lists the grants with what they give today."),
		.examples = { "grant list" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "grant show",
		.words = { N_("GRANT") },
		.does = N_("Shows a grant with all its amounts, settings, deductions and transfers."),
		.examples = { "grant show led" },
		.file = READS_FILE,
		.run = run_show,
	},
	{
		.name = "grant change",
		.words = { N_("GRANT") },
		.does = N_("Records a new amount, level or deduction from a day on. What came before stays as it was. Where the scheme gives notice, a reduction takes effect when it is over."),
		.options = change_options,
		.examples = { "grant change bpa --from 2025-07-01 --amount hours=40:00/week",
		              "grant change bpa --from 2025-09-01 --amount hours=30:00/week --received 2025-07-14",
		              "grant change home --from 2025-10-15 --level omfattende" },
		.file = CHANGES_FILE,
		.run = run_change,
	},
	{
		.name = "grant edit",
		.words = { N_("GRANT") },
		.does = N_("Records what the decision's letter says besides: when it was received, who pays, the case number."),
		.options = edit_options,
		.examples = { "grant edit led --received 2025-01-03 --case 27.33.06" },
		.file = CHANGES_FILE,
		.run = run_edit,
	},
	{
		.name = "grant fact",
		.words = { N_("GRANT"), N_("WHAT"), N_("DAY") },
		.does = N_("Notes what happened on a day, from which deadlines and payments count: applied, received, appeal, absence, abroad, report, moved, no-income or income."),
		.options = fact_options,
		.examples = { "grant fact led abroad 2025-07-05", "grant fact led moved 2025-09-01 --note \"Ishøj Kommune\"" },
		.file = CHANGES_FILE,
		.run = run_fact,
	},
	{
		.name = "grant deduct",
		.words = { N_("GRANT"), N_("MONTH"), N_("[PART=]AMOUNT") },
		.does = N_("Takes off a month what the home gives as companionship. 0:00 takes the deduction back."),
		.examples = { "grant deduct led 2025-03 4:00" },
		.file = CHANGES_FILE,
		.run = run_deduct,
	},
	{
		.name = "grant transfer",
		.words = { N_("GRANT"), N_("YEAR"), N_("[PART=]AMOUNT") },
		.does = N_("Records what was agreed to be moved into a year from the year before. 0:00 takes it back."),
		.examples = { "grant transfer bpa 2026 40:00" },
		.file = CHANGES_FILE,
		.run = run_transfer,
	},
	{
		.name = "grant end",
		.words = { N_("GRANT"), N_("DAY") },
		.does = N_("Says which day is the grant's last. Where the scheme gives notice, it runs on until that is over."),
		.options = end_options,
		.examples = { "grant end led 2025-12-31", "grant end bpa 2025-12-31 --received 2025-11-03" },
		.file = CHANGES_FILE,
		.run = run_end,
	},
};

const struct command_group cmd_grant = { "grant", N_("the decisions: what is granted, from when"), commands, COUNT_OF(commands) };
