/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/settings.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const languages[] = { "", "en", "da", "de", NULL };
static const char *const colours[] = { "auto", "never", NULL };

static const struct settings_option table[] = {
	{ "language", languages, N_("The language of the program; \"\" takes the system's."),
	  offsetof(struct settings, language) },
	{ "colour", colours, N_("Whether the screen uses colour where the terminal has it."), offsetof(struct settings, colour) },
};

/* The same names as the reader wants them. */
static const struct conf_option options[] = {
	{ "language", CONF_TEXT, NULL },
	{ "colour", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const char **place(struct settings *settings, const struct settings_option *option)
{
	return (const char **)(void *)((char *)settings + option->offset);
}

const struct settings_option *settings_options(int *count)
{
	*count = (int)COUNT_OF(table);
	return table;
}

void settings_init(struct settings *settings)
{
	for (size_t i = 0; i < COUNT_OF(table); i++)
		*place(settings, &table[i]) = table[i].choices[0];
}

/* 'auto, never', with "" written so that it is seen; free() it. */
static char *list_choices(const char *const *choices)
{
	struct str out = STR_INIT;

	for (int i = 0; choices[i]; i++)
		str_addf(&out, "%s%s", i ? ", " : "", *choices[i] ? choices[i] : "\"\"");
	return str_take(&out);
}

static void read_one(struct conf_problems *problems, const struct conf_section *top, const struct settings_option *option,
                     struct settings *out)
{
	const char *value = conf_text(top, option->name);
	char *choices;

	if (!value)
		return;
	for (int c = 0; option->choices[c]; c++) {
		if (strcmp(option->choices[c], value) == 0) {
			*place(out, option) = option->choices[c];
			return;
		}
	}
	choices = list_choices(option->choices);
	conf_wrong(problems, top, option->name, N_("{1}:{2}: {3}: give one of {4}."), choices);
	free(choices);
}

static bool read_all(struct settings *settings, struct conf *conf, struct conf_problems *problems, struct status *st)
{
	struct settings changed = *settings;

	if (conf)
		for (size_t i = 0; i < COUNT_OF(table); i++)
			read_one(problems, conf_top(conf), &table[i], &changed);
	conf_free(&conf);
	if (!conf_problems_first(problems, st))
		return false;
	*settings = changed;
	return true;
}

bool settings_read(struct settings *settings, const char *text, const char *file, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;

	conf_parse(&conf, options, text, strlen(text), file, &problems);
	return read_all(settings, conf, &problems, st);
}

bool settings_read_file(struct settings *settings, const char *path, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;

	conf_read(&conf, options, path, &problems);
	return read_all(settings, conf, &problems, st);
}
