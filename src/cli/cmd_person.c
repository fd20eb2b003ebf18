/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option add_options[] = {
	{ "name", 0, N_("NAME"), N_("the person's name"), OPTION_REQUIRED },
	{ "role", 0, N_("ROLE[,ROLE]"), N_("holder, leader (plans), assistant (own hours) or auditor (reads)"), OPTION_REQUIRED },
	{ "born", 0, N_("DAY"), N_("the day of birth; some schemes want helpers of 18 or more"), 0 },
	{ "from", 0, N_("DAY"), N_("the first day of work"), 0 },
	{ "wage", 0, N_("AMOUNT"), N_("the wage for an hour, such as 175.50"), 0 },
	{ "hours-week", 0, N_("H:MM"), N_("the hours of the contract in a week"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option edit_options[] = {
	{ "name", 0, N_("NAME"), N_("the person's name"), 0 },
	{ "role", 0, N_("ROLE[,ROLE]"), N_("all roles from now on"), 0 },
	{ "born", 0, N_("DAY"), N_("the day of birth"), 0 },
	{ "from", 0, N_("DAY"), N_("with --wage: the day from which it holds; else the first day of work"), 0 },
	{ "wage", 0, N_("AMOUNT"), N_("the wage for an hour, such as 175.50"), 0 },
	{ "hours-week", 0, N_("H:MM"), N_("the hours of the contract in a week"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static json_t *roles_json(unsigned roles)
{
	json_t *array = json_array();
	char *text = roles_format(roles), *at = text, *role;

	while ((role = strsep(&at, ",")))
		if (*role)
			json_array_append_new(array, json_text(role));
	free(text);
	return array;
}

static json_t *person_json(const struct person *person, const struct wage *wages, int count)
{
	json_t *object = json_object(), *list = json_array();

	json_put_text(object, "id", person->id);
	json_put_text(object, "name", person->name);
	json_put(object, "roles", roles_json(person->roles));
	json_put_day(object, "born", person->born);
	json_put_day(object, "from", person->from);
	json_put_day(object, "to", person->to);
	json_put(object, "hours_week", person->hours_week < 0 ? json_null() : json_integer(person->hours_week));
	for (int i = 0; i < count; i++) {
		json_t *wage = json_object();

		json_put_day(wage, "from", wages[i].from);
		json_put_int(wage, "amount", wages[i].amount);
		json_array_append_new(list, wage);
	}
	json_put(object, "wages", list);
	return object;
}

static void add_day(struct table *table, day_t day)
{
	if (day == DAY_NONE || day == DAY_MAX)
		table_cell(table, "");
	else
		table_cell_take(table, text_day(day));
}

/* The wage of today, then the next one to come: "175,50, 181,00 from 1 Apr 2025"; free(). */
static char *said_wage(const struct wage *wages, int count, day_t today)
{
	struct str out = STR_INIT;
	int next = 0;

	while (next < count && wages[next].from <= today)
		next++;
	if (next) {
		char *amount = text_figure(wages[next - 1].amount, UNIT_MONEY);

		str_add(&out, amount);
		free(amount);
	}
	if (next < count) {
		char *amount = text_figure(wages[next].amount, UNIT_MONEY), *day = text_day(wages[next].from);

		if (next)
			str_add(&out, ", ");
		/* TRANSLATORS: a wage and the day from which it holds: 181.00 from 1 April 2025 */
		str_addf(&out, _("%1$s from %2$s"), amount, day);
		free(amount);
		free(day);
	}
	return str_take(&out);
}

static void add_row(struct table *table, const struct person *person, const struct wage *wages, int count, day_t today)
{
	char *roles = roles_format(person->roles);

	table_cell(table, person->id);
	table_cell(table, person->name);
	table_cell_take(table, roles);
	add_day(table, person->from);
	add_day(table, person->to);
	table_cell_take(table, person->hours_week < 0 ? mem_text("") : text_figure(person->hours_week, UNIT_MINUTES));
	table_cell_take(table, said_wage(wages, count, today));
}

static struct table *people_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Id"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("Roles"), TABLE_LEFT);
	table_column(table, _("From"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("To"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Hours a week"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Wage"), TABLE_RIGHT | TABLE_SPARSE);
	return table;
}

/* Those with this id, or everybody where it is NULL. Wages that the acting person may not see are left out. */
static bool print_people(struct call *call, const char *id, struct status *st)
{
	struct table *table = people_table();
	json_t *list = json_array();
	struct people people;

	if (!app_people(call->app, &people, st)) {
		table_free(&table);
		json_decref(list);
		return false;
	}
	for (int i = 0; i < people.count; i++) {
		const struct person *person = &people.of[i];
		struct wage *wages = NULL;
		int count = 0;

		if (id && strcmp(person->id, id) != 0)
			continue;
		if (!app_wages(call->app, person->id, &wages, &count, NULL))
			count = 0;
		json_array_append_new(list, person_json(person, wages, count));
		add_row(table, person, wages, count, app_today(call->app));
		free(wages);
	}
	people_done(&people);
	if (call->json && id && json_array_size(list) == 1) {
		call_json(call, json_incref(json_array_get(list, 0)));
	} else if (call->json) {
		json_t *object = json_object();

		json_put(object, "people", json_incref(list));
		call_json(call, object);
	} else {
		table_write(table, &call->out, 0);
	}
	table_free(&table);
	json_decref(list);
	return true;
}

static struct person_input input_of(const struct call *call)
{
	return (struct person_input){
		.id = call_word(call, 0),
		.name = call_option(call, "name"),
		.roles = call_option(call, "role"),
		.born = call_option(call, "born"),
		.from = call_option(call, "from"),
		.wage = call_option(call, "wage"),
		.hours_week = call_option(call, "hours-week"),
	};
}

static bool run_add(struct call *call, struct status *st)
{
	struct person_input input = input_of(call);

	return app_person_add(call->app, &input, st) && print_people(call, input.id, st);
}

static bool run_list(struct call *call, struct status *st)
{
	return print_people(call, NULL, st);
}

static bool run_edit(struct call *call, struct status *st)
{
	struct person_input input = input_of(call);

	if (!input.name && !input.roles && !input.born && !input.from && !input.wage && !input.hours_week)
		return status_set(st, STATUS_INPUT, "usage",
		                  N_("Say what to change: --name, --role, --born, --from, --wage or --hours-week."), "");
	return app_person_edit(call->app, &input, st) && print_people(call, input.id, st);
}

static bool run_end(struct call *call, struct status *st)
{
	return app_person_end(call->app, call_word(call, 0), call_word(call, 1), st) && print_people(call, call_word(call, 0), st);
}

static const struct command commands[] = {
	{
		.name = "person add",
		.words = { N_("ID") },
		.does = N_("Adds a person: an assistant or companion, somebody who plans, or somebody who reads the accounts."),
		.options = add_options,
		.examples = { "person add anna --name \"Anna Holm\" --role assistant --born 1998-04-02 --from 2025-01-01",
		              "person add per --name \"Per Holm\" --role leader,assistant --wage 175.50" },
		.file = CHANGES_FILE,
		.run = run_add,
	},
	{
		.name = "person list",
		.does = N_("Lists the people of the household."),
		.examples = { "person list" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "person edit",
		.words = { N_("ID") },
		.does = N_("Changes what is named; all else stays. A new wage holds from a day on and leaves the past as it was."),
		.options = edit_options,
		.examples = { "person edit anna --wage 181.00 --from 2025-04-01" },
		.file = CHANGES_FILE,
		.run = run_edit,
	},
	{
		.name = "person end",
		.words = { N_("ID"), N_("DAY") },
		.does = N_("Says which day is the person's last. What was booked stays."),
		.examples = { "person end anna 2025-08-31" },
		.file = CHANGES_FILE,
		.run = run_end,
	},
};

const struct command_group cmd_person = { "person", N_("the people of the household"), commands, COUNT_OF(commands) };
