/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From argv to a call. */
#include "internal.h"

#include <getopt.h>

#define OPTIONS_MOST 40
#define LONG_FIRST 256 /* getopt's values of long options begin here; below are letters */

const struct command_option global_options[] = {
	{ "file", 'f', N_("FILE"), N_("the household's file"), 0 },
	{ "as", 0, N_("PERSON"), N_("who acts; else the holder"), 0 },
	{ "lang", 0, "da|de|en", N_("the language; else the system's"), 0 },
	{ "json", 0, NULL, N_("prints one JSON object, for programs"), 0 },
	{ "plain", 0, NULL, N_("without a command: the screens line by line, for speech and braille"), 0 },
	{ "help", 0, NULL, N_("explains the program or the command"), 0 },
	{ "version", 0, NULL, N_("prints the versions of the program and its libraries"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* What getopt is to take at this point. */
struct tables {
	const struct command_option *of[OPTIONS_MOST];
	int count;
	struct option longs[OPTIONS_MOST + 1];
	char shorts[2 * OPTIONS_MOST + 4];
};

static void add_options(struct tables *t, const struct command_option *options)
{
	for (; options && options->name; options++) {
		size_t end = strlen(t->shorts);

		t->longs[t->count] = (struct option){ options->name, options->argument ? required_argument : no_argument, NULL,
			                              LONG_FIRST + t->count };
		if (options->letter) {
			t->shorts[end++] = options->letter;
			if (options->argument)
				t->shorts[end++] = ':';
			t->shorts[end] = '\0';
		}
		t->of[t->count++] = options;
	}
}

static void make_tables(struct tables *t, const struct command *command)
{
	*t = (struct tables){ .count = 0 };
	strcpy(t->shorts, "-:"); /* words come in their order, a missing argument is told apart */
	if (command)
		add_options(t, command->options);
	add_options(t, global_options);
}

/* The first thing that is wrong is what the person is told. */
static struct status *first(struct status *st)
{
	return st->code == STATUS_OK ? st : NULL;
}

/* ---- words */

static void add_word(struct call *call, const char *word)
{
	call->words[call->word_count++] = word;
}

static void no_command(const char *word, struct status *st)
{
	const char *names[64];
	int count = 0;
	const char *near;

	for (const struct command_group *const *g = command_groups; *g; g++)
		names[count++] = (*g)->name;
	near = nearest_word(word, names, count);
	if (near)
		status_set(first(st), STATUS_INPUT, "usage", N_("There is no command '{1}'. Did you mean '{2}'?"), "ss", word,
		           near);
	else
		status_set(first(st), STATUS_INPUT, "usage", N_("There is no command '{1}'. 'ledsag --help' lists them."), "s",
		           word);
}

/* The second word of "grant add"; "" where the command is one word. */
static const char *second_word(const struct command *command)
{
	const char *blank = strchr(command->name, ' ');

	return blank ? blank + 1 : "";
}

/* "add, list, show"; free(). */
static char *list_seconds(const struct command_group *group)
{
	struct str out = STR_INIT;

	for (int i = 0; i < group->count; i++)
		str_addf(&out, "%s%s", i ? ", " : "", second_word(&group->commands[i]));
	return str_take(&out);
}

static void no_second(const struct command_group *group, const char *word, struct status *st)
{
	const char *names[16];
	char *list = list_seconds(group);
	const char *near;

	for (int i = 0; i < group->count; i++)
		names[i] = second_word(&group->commands[i]);
	near = nearest_word(word, names, group->count);
	if (near)
		status_set(first(st), STATUS_INPUT, "usage", N_("'{1}' has no '{2}'. Did you mean '{1} {3}'?"), "sss", group->name,
		           word, near);
	else
		status_set(first(st), STATUS_INPUT, "usage", N_("'{1}' has no '{2}'. It has: {3}."), "sss", group->name, word,
		           list);
	free(list);
}

static void take_group(struct call *call, const char *word, struct status *st)
{
	for (const struct command_group *const *g = command_groups; *g; g++) {
		if (strcmp((*g)->name, word) == 0) {
			call->group = *g;
			if (!*second_word(&(*g)->commands[0]))
				call->command = (*g)->commands;
			return;
		}
	}
	no_command(word, st);
}

static void take_second(struct call *call, const char *word, struct status *st)
{
	for (int i = 0; i < call->group->count; i++) {
		if (strcmp(second_word(&call->group->commands[i]), word) == 0) {
			call->command = &call->group->commands[i];
			return;
		}
	}
	no_second(call->group, word, st);
}

/* "pay rules" beside "pay MONTH": the first word may name another command of the group. */
static bool take_other(struct call *call, const char *word)
{
	for (int i = 1; i < call->group->count && !call->word_count; i++) {
		if (call->command == call->group->commands && strcmp(second_word(&call->group->commands[i]), word) == 0) {
			call->command = &call->group->commands[i];
			return true;
		}
	}
	return false;
}

/* After a wrong command only --json, --lang and --help are still of interest. */
static void take_word(struct call *call, const char *word, struct status *st)
{
	if (call->command && take_other(call, word))
		return;
	if (call->command)
		add_word(call, word);
	else if (st->code != STATUS_OK)
		return;
	else if (call->group)
		take_second(call, word, st);
	else
		take_group(call, word, st);
}

/* ---- options */

static void no_option(const struct tables *t, const char *word, struct status *st)
{
	const char *names[OPTIONS_MOST];
	char *name = mem_text(strncmp(word, "--", 2) == 0 ? word + 2 : word);
	const char *near;

	name[strcspn(name, "=")] = '\0';
	for (int i = 0; i < t->count; i++)
		names[i] = t->of[i]->name;
	near = word[1] == '-' ? nearest_word(name, names, t->count) : NULL;
	if (near)
		status_set(first(st), STATUS_INPUT, "usage", N_("There is no option '--{1}' here. Did you mean '--{2}'?"), "ss",
		           name, near);
	else
		status_set(first(st), STATUS_INPUT, "usage", N_("There is no option '{1}' here. '--help' lists them."), "s", word);
	free(name);
}

static void wrong_option(const struct tables *t, int code, char **argv, struct status *st)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	const char *name = optopt >= LONG_FIRST ? t->of[optopt - LONG_FIRST]->name : NULL;

	if (code == ':')
		status_set(first(st), STATUS_INPUT, "usage", N_("{1} needs a value behind it."), "s",
		           name ? argv[optind - 1] : letter);
	else if (name)
		status_set(first(st), STATUS_INPUT, "usage", N_("--{1} takes no value."), "s", name);
	else
		no_option(t, optopt ? letter : argv[optind - 1], st);
}

static const struct command_option *option_of(const struct tables *t, int code)
{
	if (code >= LONG_FIRST)
		return t->of[code - LONG_FIRST];
	for (int i = 0; i < t->count; i++)
		if (t->of[i]->letter == code)
			return t->of[i];
	return NULL;
}

static bool is_number(const char *word)
{
	return word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

static void read_all(struct call *call, int argc, char **argv, struct status *st)
{
	const struct command *known = NULL;
	struct tables tables;
	int code;

	make_tables(&tables, NULL);
	opterr = 0;
	optind = 1; /* from the beginning: arguments may be read a second time */
	for (;;) {
		/* "-3" is a date, three days ago: no option has a digit */
		if (optind < argc && is_number(argv[optind])) {
			take_word(call, argv[optind++], st);
			continue;
		}
		code = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
		if (code == -1)
			break;
		if (code == 1)
			take_word(call, optarg, st);
		else if (code == '?' || code == ':')
			wrong_option(&tables, code, argv, st);
		else
			call->given[call->given_count++] = (struct given_option){ option_of(&tables, code), optarg };
		if (call->command != known)
			make_tables(&tables, known = call->command);
	}
	while (optind < argc)
		take_word(call, argv[optind++], st);
}

/* ---- is it complete */

char *args_usage(const struct command *command)
{
	struct str out = STR_INIT;

	str_addf(&out, "ledsag %s", command->name);
	for (int i = 0; i < COMMAND_WORDS && command->words[i]; i++)
		str_addf(&out, " %s", _(command->words[i]));
	for (const struct command_option *o = command->options; o && o->name; o++)
		if (o->flags & OPTION_REQUIRED)
			str_addf(&out, " --%s %s", o->name, _(o->argument));
	return str_take(&out);
}

static void check_words(const struct call *call, struct status *st)
{
	const struct command *command = call->command;
	char *usage = args_usage(command);
	int most = 0, least = 0;
	bool many;

	for (; most < COMMAND_WORDS && command->words[most]; most++)
		least += command->words[most][0] != '[';
	many = most && strstr(command->words[most - 1], "…");
	if (call->word_count > most && !many)
		status_set(first(st), STATUS_INPUT, "usage", N_("'{1}' is one argument too many: {2}"), "ss", call->words[most],
		           usage);
	else if (call->word_count < least)
		status_set(first(st), STATUS_INPUT, "usage", N_("{1} is missing: {2}"), "ns", command->words[call->word_count],
		           usage);
	for (const struct command_option *o = command->options; o && o->name; o++)
		if ((o->flags & OPTION_REQUIRED) && !call_option(call, o->name))
			status_set(first(st), STATUS_INPUT, "usage", N_("--{1} is missing: {2}"), "ss", o->name, usage);
	free(usage);
}

static void check_group(const struct call *call, struct status *st)
{
	char *list = list_seconds(call->group);

	status_set(first(st), STATUS_INPUT, "usage", N_("'{1}' needs one of these behind it: {2}."), "ss", call->group->name, list);
	free(list);
}

bool args_read(struct call *call, int argc, char **argv, struct status *st)
{
	enum lang lang;

	call->words = mem_zero((size_t)argc + 1, sizeof *call->words);
	call->given = mem_zero((size_t)argc + 1, sizeof *call->given);
	read_all(call, argc, argv, st);
	call->options = (struct app_options){ call_option(call, "file"), call_option(call, "as") };
	call->lang = call_option(call, "lang");
	call->json = call_flag(call, "json");
	call->plain = call_flag(call, "plain");
	if (call->lang && !lang_parse(call->lang, &lang)) {
		status_set(first(st), STATUS_INPUT, "usage", N_("'{1}' is no language that ledsag speaks: write da, de or en."),
		           "s", call->lang);
		call->lang = NULL;
	}
	if (call->command)
		check_words(call, st);
	else if (call->group)
		check_group(call, st);
	return st->code == STATUS_OK;
}

void args_done(struct call *call)
{
	free(call->words);
	free(call->given);
}
