/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roster held against the working-time rules, and which rules those are. */
#include "internal.h"

#include "ledsag/app/worktime.h"

/* ---- roster check */

static json_t *numbers_json(const int64_t *numbers, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_integer(numbers[i]));
	return list;
}

static json_t *finding_json(const struct roster_finding *finding)
{
	json_t *object = json_object();

	json_put_text(object, "rule", finding->rule);
	json_put_text(object, "person", finding->person);
	json_put(object, "shifts", numbers_json(finding->shifts, finding->shift_count));
	json_put_text(object, "message", finding->message);
	json_put(object, "entries", numbers_json(finding->entries, finding->entry_count));
	json_put_day(object, "day", finding->day);
	json_put_int(object, "limit", finding->limit);
	json_put_int(object, "found", finding->found);
	json_put_int(object, "by", finding->by);
	json_put_flag(object, "blocks", finding->blocks);
	return object;
}

static void print_check(struct call *call, const struct roster_check *check)
{
	char *month;

	for (int i = 0; i < check->count; i++)
		call_say(call, "%s", check->of[i].message);
	if (check->count)
		return;
	month = text_month(check->month);
	call_say(call, _("Nothing breaks the working-time rules “%1$s” in %2$s."), check->rules, month);
	free(month);
}

/* Coverage is planned nowhere yet, so there are no gaps. The list stays open at its end, for what fails. */
static void begin_json(struct call *call, const struct roster_check *check)
{
	char month[8];

	month_format(check->month, month);
	str_addf(&call->out, "{\"month\":\"%s\",\"findings\":[", month);
	for (int i = 0; i < check->count; i++) {
		str_add(&call->out, i ? "," : "");
		json_write(&call->out, finding_json(&check->of[i]));
	}
	str_add(&call->out, "],\"gaps\":[");
}

/* What is found is the answer, and a refusal where the household lets the rule block: it is printed, then it fails. */
static bool say_check(struct call *call, const struct roster_check *check, struct status *st)
{
	int64_t blocking = 0;

	for (int i = 0; i < check->count; i++)
		blocking += check->of[i].blocks;
	if (call->json)
		begin_json(call, check);
	else
		print_check(call, check);
	if (blocking) {
		call_flush(call);
		return status_set(st, STATUS_REFUSED, "worktime", N_("Findings in {1} of rules that block: {2}."), "Li", check->month, blocking);
	}
	if (call->json)
		str_add(&call->out, "]}\n");
	return true;
}

static bool run_check(struct call *call, struct status *st)
{
	struct roster_check check;
	month_t month;
	bool ok;

	if (!call_month(call, &month, st) || !app_roster_check(call->app, month, call_option(call, "person"), &check, st))
		return false;
	ok = say_check(call, &check, st);
	roster_check_done(&check);
	return ok;
}

/* ---- roster rules [ID] */

/* "at least 11:00", "at most 5"; free(). */
static char *said_limit(const struct worktime_rule *rule)
{
	char *figure = worktime_in_minutes(rule->what) ? text_figure(rule->limit, UNIT_MINUTES) : str_make("%" PRId64, rule->limit);
	char *said = str_make(worktime_is_least(rule->what) ? _("at least %s") : _("at most %s"), figure);

	free(figure);
	return said;
}

static json_t *rule_json(const struct worktime_rule *rule)
{
	json_t *object = json_object();

	json_put_text(object, "id", rule->id);
	json_put_text(object, "what", worktime_what_name(rule->what));
	json_put_int(object, "limit", rule->limit);
	json_put_text(object, "is", rule->blocks ? "block" : "warn");
	json_put_day(object, "from", rule->from);
	json_put_day(object, "until", rule->until);
	json_put_text(object, "source", rule->source);
	return object;
}

static json_t *agreed_json(const struct worktime_agreed *agreed)
{
	json_t *object = json_object();

	json_put_text(object, "id", agreed->id);
	json_put_text(object, "what", agreed->what == WORKTIME_LONG_SHIFT ? "long-shift" : "short-rest");
	json_put_int(object, "limit", agreed->limit);
	json_put_text(object, "source", agreed->source);
	return object;
}

static json_t *file_json(const struct roster_file *file)
{
	json_t *object = json_object();

	json_put_text(object, "id", file->id);
	json_put_text(object, "name", file->name);
	json_put_text(object, "country", file->country);
	json_put_text(object, "source", file->source);
	json_put_day(object, "from", file->from);
	json_put_flag(object, "used", file->used);
	json_put_flag(object, "kept", file->kept);
	json_put_flag(object, "differs", file->differs);
	return object;
}

static json_t *rules_json(const struct roster_rules *rules)
{
	json_t *object = json_object(), *files = json_array(), *list = json_array(), *agreed = json_array();

	for (int i = 0; i < rules->count; i++)
		json_array_append_new(files, file_json(&rules->of[i]));
	for (int i = 0; rules->used && i < rules->used->count; i++)
		json_array_append_new(list, rule_json(&rules->used->of[i]));
	for (int i = 0; rules->used && i < rules->used->agreed_count; i++)
		json_array_append_new(agreed, agreed_json(&rules->used->agreed[i]));
	json_put_text(object, "used", rules->used ? rules->used->id : NULL);
	json_put(object, "files", files);
	json_put(object, "rules", list);
	json_put(object, "agreed", agreed);
	json_put(object, "warnings", warnings_json(&rules->broken));
	return object;
}

static void print_files(struct call *call, const struct roster_rules *rules)
{
	struct table *table = table_new();

	table_column(table, _("Rules"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("From"), TABLE_LEFT);
	table_column(table, _("Used"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < rules->count; i++) {
		const struct roster_file *file = &rules->of[i];

		table_cell(table, file->id);
		table_cell(table, file->name);
		table_cell_take(table, text_day(file->from));
		table_cell(table, !file->used ? "" : file->kept ? _("by this household") : _("until others are chosen"));
	}
	call_table(call, &table);
	for (int i = 0; i < rules->count; i++) {
		const struct roster_file *file = &rules->of[i];

		if (file->used && *file->note)
			call_say(call, "%s", file->note);
		if (file->kept && file->differs)
			call_say(call, _("The file of “%1$s” has changed since the household took it over: “ledsag roster rules %1$s --renew” takes it over again."),
			         file->id);
	}
}

static void add_agreed(struct table *table, const struct worktime_agreed *agreed)
{
	char *figure = text_figure(agreed->limit, UNIT_MINUTES);
	bool shift = agreed->what == WORKTIME_LONG_SHIFT;

	table_cell(table, agreed->id);
	table_cell(table, shift ? _("longer shift, as agreed") : _("shorter rest, as agreed"));
	table_cell_take(table, str_make(shift ? _("at most %s") : _("at least %s"), figure));
	table_cell(table, "");
	table_cell(table, agreed->source);
	free(figure);
}

static void print_rules(struct call *call, const struct worktime_rules *rules)
{
	struct table *table = table_new();

	str_addc(&call->out, '\n');
	table_column(table, _("Rule"), TABLE_LEFT);
	table_column(table, _("What"), TABLE_LEFT);
	table_column(table, _("Limit"), TABLE_LEFT);
	table_column(table, _("Where it is broken"), TABLE_LEFT);
	table_column(table, _("Source"), TABLE_LEFT);
	for (int i = 0; i < rules->count; i++) {
		const struct worktime_rule *rule = &rules->of[i];

		table_cell(table, rule->id);
		table_cell(table, _(worktime_what_label(rule->what)));
		table_cell_take(table, said_limit(rule));
		table_cell(table, rule->blocks ? _("refused") : _("said"));
		table_cell(table, rule->source);
	}
	for (int i = 0; i < rules->agreed_count; i++)
		add_agreed(table, &rules->agreed[i]);
	call_table(call, &table);
}

static bool choose(struct call *call, struct status *st)
{
	struct roster_choice choice = { .id = call_word(call, 0), .renew = call_flag(call, "renew") };
	const char **block = call_values(call, "block", &choice.block_count), **warn = call_values(call, "warn", &choice.warn_count);
	bool ok = true;

	choice.block = block;
	choice.warn = warn;
	if (choice.renew && !choice.id)
		ok = status_set(st, STATUS_INPUT, "usage", N_("Say which rules are to be taken over again: ledsag roster rules ID --renew."), "");
	else if (choice.id || choice.block_count || choice.warn_count)
		ok = app_roster_choose(call->app, &choice, st);
	free(block);
	free(warn);
	return ok;
}

static bool run_rules(struct call *call, struct status *st)
{
	struct roster_rules rules;

	if (!choose(call, st) || !app_roster_rules(call->app, &rules, st))
		return false;
	if (call->json) {
		call_json(call, rules_json(&rules));
	} else {
		print_files(call, &rules);
		if (rules.used)
			print_rules(call, rules.used);
		call_warn(call, &rules.broken);
	}
	roster_rules_done(&rules);
	return true;
}

static const struct command_option check_options[] = {
	{ "month", 0, N_("MONTH"), N_("the month: 2025-03, this, next; else this month"), 0 },
	{ "person", 0, N_("PERSON"), N_("only this person's shifts"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option rules_options[] = {
	{ "block", 0, N_("RULE"), N_("a shift that breaks this rule is refused from now on"), OPTION_MANY },
	{ "warn", 0, N_("RULE"), N_("a shift that breaks this rule is planned with a warning from now on"), OPTION_MANY },
	{ "renew", 0, NULL, N_("takes the file over again, where the household keeps it as it was"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command commands[] = {
	{
		.name = "roster check",
		.does = N_("Says which shifts of a month break the working-time rules, and by how much: rest, rest days, averages and the like.\n"
		           "    Exits 1 where a rule is broken that the household lets block."),
		.options = check_options,
		.examples = { "roster check --month 2025-03", "roster check --month next --person anna" },
		.file = READS_FILE,
		.run = run_check,
	},
	{
		.name = "roster rules",
		.words = { N_("[ID]") },
		.does = N_("Lists the working-time rules that there are, and those that are used; with an ID the household plans by these from now on."),
		.options = rules_options,
		.examples = { "roster rules", "roster rules dk.agreed --block rest-11", "roster rules --warn rest-11" },
		.file = CHANGES_FILE,
		.run = run_rules,
	},
};

const struct command_group cmd_roster = { "roster", N_("whether the plan keeps the working-time rules"), commands, COUNT_OF(commands) };
