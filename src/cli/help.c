/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --help, from the tables that getopt reads too. */
#include "internal.h"

static void add_options(struct str *out, const struct command_option *options)
{
	struct table *table = table_new();

	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_LEFT);
	for (; options->name; options++) {
		struct str left = STR_INIT;

		if (options->letter)
			str_addf(&left, "-%c, ", options->letter);
		str_addf(&left, "--%s", options->name);
		if (options->argument)
			str_addf(&left, " %s", _(options->argument));
		table_cell_take(table, str_take(&left));
		table_cell(table, _(options->help));
	}
	table_write(table, out, 2);
	table_free(&table);
}

/* Those that must be given stand in the usage line by name. */
static void add_usage(struct str *out, const struct command *command)
{
	char *usage = args_usage(command);

	str_add(out, usage);
	free(usage);
	for (const struct command_option *o = command->options; o && o->name; o++) {
		if (!(o->flags & OPTION_REQUIRED)) {
			str_addf(out, " %s", _("[options]"));
			return;
		}
	}
}

void help_command(struct str *out, const struct command *command)
{
	str_addf(out, "%s ", _("usage:"));
	add_usage(out, command);
	str_addf(out, "\n\n%s\n", _(command->does));
	if (command->options) {
		str_addf(out, "\n%s\n", _("Options:"));
		add_options(out, command->options);
	}
	if (command->examples[0])
		str_addf(out, "\n%s\n", _("Examples:"));
	for (int i = 0; i < COMMAND_EXAMPLES && command->examples[i]; i++)
		str_addf(out, "  ledsag %s\n", command->examples[i]);
	str_addf(out, "\n%s\n", _("Options that every command takes: ledsag --help"));
}

void help_group(struct str *out, const struct command_group *group)
{
	str_addf(out, "ledsag %s: %s\n\n", group->name, _(group->does));
	for (int i = 0; i < group->count; i++) {
		add_usage(out, &group->commands[i]);
		str_addf(out, "\n    %s\n", _(group->commands[i].does));
	}
}

void help_program(struct str *out)
{
	struct table *table = table_new();

	str_addf(out, "%s %s\n\n", _("usage:"),
	         _("ledsag [-f FILE] [--as PERSON] [--lang da|de|en] [--json] [--plain] [COMMAND …]"));
	str_addf(out, "%s\n\n%s\n",
	         _("Keeps account of personal assistance: grants, hours, what is left and what lapses.\n"
	           "Without a command it opens its screens; not on a terminal it prints the balance."),
	         _("Commands:"));
	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_LEFT);
	for (const struct command_group *const *g = command_groups; *g; g++) {
		table_cell(table, (*g)->name);
		table_cell(table, _((*g)->does));
	}
	table_write(table, out, 2);
	table_free(&table);
	str_addf(out, "\n%s\n", _("Options:"));
	add_options(out, global_options);
	str_addf(out, "\n%s\n", _("More about a command: ledsag COMMAND --help"));
}
