/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are paid, why, and by which rules. */
#include "internal.h"

#include "ledsag/app/rules.h"

/* ---- figures */

/* 35 as a whole number, 12.5 as it is: the only place where a percentage leaves its hundredths. */
static json_t *percent_json(int64_t hundredths)
{
	return hundredths % 100 ? json_real((double)hundredths / 100) : json_integer(hundredths / 100);
}

static void put_rate(json_t *object, enum pay_measure measure, int64_t rate)
{
	bool percent = measure == PAY_PERCENT;

	json_put(object, "rate_percent", percent ? percent_json(rate) : json_null());
	if (!percent)
		json_put_int(object, "per_hour", rate);
}

static void add_money(struct table *table, int64_t amount)
{
	if (amount)
		table_cell_take(table, text_figure(amount, UNIT_MONEY));
	else
		table_cell(table, "");
}

/* ---- pay MONTH: JSON */

static json_t *line_json(const struct pay_line *line)
{
	json_t *object = json_object();

	json_put_int(object, "entry", line->entry);
	if (line->band)
		json_put_text(object, "band", line->band);
	else
		json_put_text(object, "kind", kind_name(line->kind));
	json_put_int(object, "minutes", line->minutes);
	put_rate(object, line->measure, line->rate);
	json_put_int(object, "amount", line->amount);
	return object;
}

static json_t *lines_json(const struct pay_person *person, bool bands)
{
	json_t *list = json_array();

	for (int i = 0; i < person->line_count; i++)
		if ((person->lines[i].band != NULL) == bands)
			json_array_append_new(list, line_json(&person->lines[i]));
	return list;
}

static json_t *corrections_json(const struct pay_person *person)
{
	json_t *list = json_array();

	for (int i = 0; i < person->correction_count; i++) {
		const struct pay_correction *c = &person->corrections[i];
		json_t *object = json_object();

		json_put_month(object, "month", c->about);
		json_put(object, "entry", c->entry ? json_integer(c->entry) : json_null());
		json_put_text(object, "band", c->entry ? c->band : NULL);
		json_put_text(object, "column", c->entry ? NULL : c->band);
		json_put_int(object, "minutes", c->minutes);
		json_put_int(object, "difference", c->difference);
		json_put_day(object, "on", c->on);
		json_put_text(object, "what", c->what);
		json_put_text(object, "why", c->why);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *person_json(const struct pay_person *person)
{
	json_t *object = json_object();

	json_put_text(object, "person", person->id);
	json_put_text(object, "name", person->name);
	json_put_int(object, "minutes", person->minutes);
	json_put_int(object, "base", person->base);
	json_put_int(object, "supplements", person->supplements);
	json_put_int(object, "holiday_pay", person->costs[PAY_HOLIDAY]);
	json_put_int(object, "pension", person->costs[PAY_PENSION]);
	json_put_int(object, "atp", person->costs[PAY_ATP]);
	json_put_int(object, "insurance", person->costs[PAY_INSURANCE]);
	json_put_int(object, "administration", person->costs[PAY_ADMINISTRATION]);
	json_put_int(object, "total", person->total);
	json_put(object, "lines", lines_json(person, true));
	json_put(object, "base_lines", lines_json(person, false));
	json_put_int(object, "corrected", person->corrected);
	json_put(object, "corrections", corrections_json(person));
	return object;
}

static json_t *pay_json(const struct call *call, const struct pay_view *view)
{
	json_t *object = json_object(), *people = json_array(), *warnings = json_array();

	for (int i = 0; i < view->count; i++) {
		json_t *said = warnings_json(&view->people[i].notices);

		json_array_append_new(people, person_json(&view->people[i]));
		for (size_t j = 0; j < json_array_size(said); j++)
			json_put_text(json_array_get(said, j), "person", view->people[i].id);
		json_array_extend(warnings, said);
		json_decref(said);
	}
	json_put_month(object, "month", view->month);
	json_put_flag(object, "closed", view->closed);
	json_put_text(object, "rules", view->rules);
	json_put_text(object, "file", view->by.file);
	json_put_since(object, "since", view->by.since);
	json_put_flag(object, "kept", view->by.kept);
	json_put_text(object, "currency", app_household(call->app)->currency);
	json_put(object, "people", people);
	json_put(object, "warnings", warnings);
	return object;
}

/* ---- pay MONTH: text */

static void add_row(struct table *table, const char *name, const struct pay_person *person)
{
	table_cell(table, name);
	table_cell_take(table, text_figure(person->minutes, UNIT_MINUTES));
	table_cell_take(table, text_figure(person->base, UNIT_MONEY));
	add_money(table, person->supplements);
	for (int i = 0; i < PAY_COLUMNS; i++)
		add_money(table, person->costs[i]);
	add_money(table, person->corrected);
	table_cell_take(table, text_figure(person->total, UNIT_MONEY));
}

static struct table *people_table(const struct pay_view *view)
{
	struct table *table = table_new();
	struct pay_person sum = { 0 };

	table_column(table, _("Person"), TABLE_LEFT);
	table_column(table, _("Hours"), TABLE_RIGHT);
	table_column(table, _("Base"), TABLE_RIGHT);
	table_column(table, _("Supplements"), TABLE_RIGHT | TABLE_SPARSE);
	for (int i = 0; i < PAY_COLUMNS; i++)
		table_column(table, _(pay_column_label((enum pay_column)i)), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Corrections"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Total"), TABLE_RIGHT);
	for (int i = 0; i < view->count; i++) {
		const struct pay_person *person = &view->people[i];

		add_row(table, person->id, person);
		sum.minutes += person->minutes;
		sum.base += person->base;
		sum.supplements += person->supplements;
		for (int j = 0; j < PAY_COLUMNS; j++)
			sum.costs[j] += person->costs[j];
		sum.corrected += person->corrected;
		sum.total += person->total;
	}
	if (view->count > 1)
		add_row(table, _("all"), &sum);
	return table;
}

static struct table *lines_table(const struct pay_person *person)
{
	struct table *table = table_new();

	table_column(table, _("Entry"), TABLE_RIGHT);
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("For"), TABLE_LEFT);
	table_column(table, _("Hours"), TABLE_RIGHT);
	table_column(table, _("Rate"), TABLE_RIGHT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	for (int i = 0; i < person->line_count; i++) {
		const struct pay_line *line = &person->lines[i];

		table_cellf(table, "%" PRId64, line->entry);
		table_cell_take(table, text_day(line->day));
		table_cell(table, line->band ? line->name : _(kind_label(line->kind)));
		table_cell_take(table, text_figure(line->minutes, UNIT_MINUTES));
		table_cell_take(table, text_pay_rate(line->measure, line->rate));
		table_cell_take(table, text_figure(line->amount, UNIT_MONEY));
	}
	return table;
}

/* What closed months would be paid differently by now, and is paid with this one. */
static struct table *corrections_table(const struct pay_view *view)
{
	struct table *table = table_new();

	table_column(table, _("Person"), TABLE_LEFT);
	table_column(table, _("Month"), TABLE_LEFT);
	table_column(table, _("For"), TABLE_LEFT);
	table_column(table, _("Hours"), TABLE_RIGHT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("What was done"), TABLE_LEFT);
	table_column(table, _("Reason"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < view->count; i++)
		for (int j = 0; j < view->people[i].correction_count; j++) {
			const struct pay_correction *c = &view->people[i].corrections[j];

			table_cell(table, view->people[i].id);
			table_cell_take(table, text_month(c->about));
			table_cell(table, c->name);
			table_cell_take(table, c->minutes ? text_figure(c->minutes, UNIT_MINUTES) : mem_text(""));
			table_cell_take(table, text_figure(c->difference, UNIT_MONEY));
			table_cell(table, c->what);
			table_cell(table, c->why ? c->why : "");
		}
	return table;
}

static bool has_corrections(const struct pay_view *view)
{
	for (int i = 0; i < view->count; i++)
		if (view->people[i].correction_count)
			return true;
	return false;
}

static void print_pay(struct call *call, const struct pay_view *view, bool lines)
{
	struct table *table;
	char *month = text_month(view->month), *file = app_rules_since(&view->by);

	/* TRANSLATORS: month, what the rules of pay are called, their id */
	call_say(call, _("Pay for %1$s by “%2$s” (%3$s)"), month, view->name, view->rules);
	call_say(call, _("File: %s"), file);
	free(file);
	if (*view->note)
		call_say(call, "%s", view->note);
	str_addc(&call->out, '\n');
	if (view->count) {
		table = people_table(view);
		call_table(call, &table);
	} else {
		call_say(call, _("Nobody has hours in %s."), month);
	}
	if (lines && view->count && view->people[0].line_count) {
		str_addc(&call->out, '\n');
		table = lines_table(&view->people[0]);
		call_table(call, &table);
	}
	if (has_corrections(view)) {
		call_say(call, "%s", "");
		call_say(call, "%s", _("Corrections of closed months:"));
		table = corrections_table(view);
		call_table(call, &table);
	}
	if (view->closed)
		call_say(call, _("%s is closed: this is what it was closed with."), month);
	for (int i = 0; i < view->count; i++)
		call_warn(call, &view->people[i].notices);
	free(month);
}

static bool run_pay(struct call *call, struct status *st)
{
	const char *person = call_option(call, "person");
	struct pay_view view;
	month_t month;

	if (!month_parse(call_word(call, 0), app_today(call->app), &month, st) || !app_pay(call->app, month, person, &view, st))
		return false;
	if (call->json)
		call_json(call, pay_json(call, &view));
	else
		print_pay(call, &view, person || !app_is_leader(call->app));
	pay_view_done(&view);
	return true;
}

/* ---- the commands */

static const struct command_option pay_options[] = {
	{ "person", 0, N_("PERSON"), N_("only this person, with a line for each entry and supplement"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option rules_options[] = {
	{ "renew", 0, NULL, N_("takes the file over again, where the household keeps it as it was"), 0 },
	{ "from", 0, N_("MONTH"), N_("the month from which on they hold; else the current one"), 0 },
	{ "try", 0, NULL, N_("changes nothing, and shows what everybody would be paid"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command commands[] = {
	{
		.name = "pay",
		.words = { N_("MONTH") },
		.does = N_("Says what everybody is paid for a month: base wage, supplements, what comes on top.\n"
		           "    Hours over the month's end are paid where their minutes lie.\n"
		           "    “ledsag pay rules” says by which rules, and chooses others."),
		.options = pay_options,
		.examples = { "pay 2025-03", "pay last --person anna" },
		.file = READS_FILE,
		.run = run_pay,
	},
	{
		.name = "pay rules",
		.words = { N_("[ID]") },
		.does = N_("Lists the rules of pay that there are, and what the household keeps of rules.\n"
		           "    With an ID the household pays by these from a month on, and keeps them; nothing before moves.\n"
		           "    The first that are chosen hold since ever, unless a month is given.\n"
		           "    “holidays/DK” and “holiday-leave/DK”, as they are listed, take those files over again."),
		.options = rules_options,
		.examples = { "pay rules", "pay rules dk.example --from 2026-01", "pay rules dk.example --renew --try" },
		.file = CHANGES_FILE,
		.run = pay_rules_run,
	},
};

const struct command_group cmd_pay = { "pay", N_("what people are paid for a month, and by which rules"), commands, COUNT_OF(commands) };

/* ---- explain ENTRY */

static void put_instant(json_t *object, const char *key, const struct call *call, const struct pay_stretch *stretch, int64_t at)
{
	char text[26];

	instant_format(app_zone(call->app), at, text);
	json_put_text(object, key, stretch->span.end > stretch->span.start ? text : NULL);
}

static json_t *reason_json(const struct pay_reason *reason)
{
	json_t *object = json_object();

	json_put_text(object, "band", reason->band ? reason->band : "base");
	put_rate(object, reason->measure, reason->rate);
	json_put_int(object, "amount", reason->amount);
	json_put_text(object, "rule", reason->rule);
	json_put_day(object, "since", reason->since);
	return object;
}

static json_t *told_json(const struct call *call, const struct pay_told *told)
{
	json_t *object = json_object(), *list = json_array();

	put_instant(object, "from", call, &told->stretch, told->stretch.span.start);
	put_instant(object, "to", call, &told->stretch, told->stretch.span.end);
	json_put_day(object, "day", told->stretch.day);
	json_put_text(object, "holiday", told->holiday);
	json_put_int(object, "minutes", told->stretch.minutes);
	json_put_int(object, "wage", told->stretch.wage);
	json_put_day(object, "wage_since", told->stretch.wage_from);
	json_put_text(object, "rules", told->by.rules);
	json_put_text(object, "file", told->by.file);
	json_put_since(object, "file_since", told->by.since);
	json_put_flag(object, "file_kept", told->by.kept);
	for (int i = 0; i < told->count; i++)
		json_array_append_new(list, reason_json(&told->of[i]));
	json_put(object, "bands", list);
	return object;
}

static json_t *explain_json(const struct call *call, const struct explanation *why)
{
	json_t *object = json_object(), *list = json_array();

	for (int i = 0; i < why->count; i++)
		json_array_append_new(list, told_json(call, &why->told[i]));
	json_put_int(object, "entry", why->entry.id);
	json_put_text(object, "person", why->entry.person);
	json_put_text(object, "kind", kind_name(why->entry.kind));
	json_put_text(object, "rules", why->rules);
	json_put_text(object, "file", why->file);
	json_put_text(object, "source", why->source);
	json_put_flag(object, "kept", why->kept);
	json_put_int(object, "minutes", why->minutes);
	json_put_int(object, "base", why->base);
	json_put_int(object, "supplements", why->supplements);
	json_put(object, "stretches", list);
	json_put(object, "warnings", warnings_json(&why->notices));
	return object;
}

static void add_clock(struct table *table, const struct call *call, const struct pay_stretch *stretch)
{
	char span[16];

	span_format(app_zone(call->app), stretch->span, span);
	table_cell(table, stretch->span.end > stretch->span.start ? span : "–");
}

static void add_reasons(struct table *table, const struct call *call, const struct explanation *why, const struct pay_told *told)
{
	for (int i = 0; i < told->count; i++) {
		const struct pay_reason *reason = &told->of[i];

		if (i == 0) {
			table_cell_take(table, text_day(told->stretch.day));
			add_clock(table, call, &told->stretch);
			table_cell_take(table, text_figure(told->stretch.minutes, UNIT_MINUTES));
			table_cell_take(table, text_figure(told->stretch.wage, UNIT_MONEY));
		} else {
			for (int j = 0; j < 4; j++)
				table_cell(table, "");
		}
		table_cell(table, reason->band ? reason->name : _(kind_label(why->entry.kind)));
		table_cell_take(table, text_pay_rate(reason->measure, reason->rate));
		table_cell_take(table, text_figure(reason->amount, UNIT_MONEY));
		table_cell(table, reason->rule);
		if (reason->since == DAY_NONE)
			table_cell(table, "–");
		else
			table_cell_take(table, text_day(reason->since));
		table_cell(table, i == 0 && told->holiday ? told->holiday : "");
	}
}

static bool same_by(const struct pay_by *a, const struct pay_by *b)
{
	return a->since == b->since && !strcmp(a->rules, b->rules);
}

/* By which rules: once, or for each month of an entry over a month's end where it is paid by others. */
static void print_by(struct call *call, const struct explanation *why)
{
	const struct pay_by *last = NULL;
	bool several = false;

	/* TRANSLATORS: what the rules of pay are called, their file, where they are written */
	if (!why->count)
		call_say(call, _("By “%1$s”, %2$s (%3$s)"), why->name, why->file, why->source);
	for (int i = 1; i < why->count; i++)
		several = several || !same_by(&why->told[i].by, &why->told[0].by);
	for (int i = 0; i < why->count; i++) {
		const struct pay_by *by = &why->told[i].by;
		char *file, *month;

		if (last && same_by(last, by))
			continue;
		file = app_rules_since(by);
		month = text_month(month_of(why->told[i].stretch.day));
		if (several)
			/* TRANSLATORS: month, what the rules of pay are called, their file, where they are written */
			call_say(call, _("In %1$s by “%2$s”, %3$s (%4$s)"), month, by->name, file, by->source);
		else
			/* TRANSLATORS: what the rules of pay are called, their file, where they are written */
			call_say(call, _("By “%1$s”, %2$s (%3$s)"), by->name, file, by->source);
		free(file);
		free(month);
		last = by;
	}
}

static void print_explanation(struct call *call, const struct explanation *why)
{
	struct table *table = table_new();
	char *sum = text_amount(why->base + why->supplements, UNIT_MONEY, app_household(call->app)->currency);
	char *hours = text_amount(why->minutes, UNIT_MINUTES, NULL);

	/* TRANSLATORS: entry, person, hours, sum of money */
	call_say(call, _("Entry %1$lld, %2$s: %3$s, %4$s"), (long long)why->entry.id, why->entry.person, hours, sum);
	print_by(call, why);
	str_addc(&call->out, '\n');
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("Time"), TABLE_LEFT);
	table_column(table, _("Hours"), TABLE_RIGHT);
	table_column(table, _("Wage"), TABLE_RIGHT);
	table_column(table, _("For"), TABLE_LEFT);
	table_column(table, _("Rate"), TABLE_RIGHT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("Rule"), TABLE_LEFT);
	table_column(table, _("In force since"), TABLE_LEFT);
	table_column(table, _("Public holiday"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < why->count; i++)
		add_reasons(table, call, why, &why->told[i]);
	call_table(call, &table);
	call_warn(call, &why->notices);
	free(sum);
	free(hours);
}

static bool run_explain(struct call *call, struct status *st)
{
	struct explanation why;
	int64_t entry;

	if (!call_number(call, 0, &entry, st) || !app_explain(call->app, entry, &why, st))
		return false;
	if (call->json)
		call_json(call, explain_json(call, &why));
	else
		print_explanation(call, &why);
	explanation_done(&why);
	return true;
}

static const struct command explain_commands[] = {
	{
		.name = "explain",
		.words = { N_("NUMBER") },
		.does = N_("Says why an entry is paid as it is: each stretch of minutes, its wage and supplements, the rule and since when it holds."),
		.examples = { "explain 17" },
		.file = READS_FILE,
		.run = run_explain,
	},
};

const struct command_group cmd_explain = { "explain", N_("why an entry is paid as it is"), explain_commands,
                                           COUNT_OF(explain_commands) };
