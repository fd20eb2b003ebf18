/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/mem.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/scheme_read.h"

#include <stdlib.h>
#include <string.h>

#define AGE_MOST 120

static const struct conf_option born_options[] = {
	{ "years", CONF_TEXT, NULL },
	{ "months", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "born", CONF_TITLED, born_options },
	{ NULL, CONF_TEXT, NULL },
};

static int by_day(const void *a, const void *b)
{
	const struct pension_step *x = a, *y = b;

	return (x->born > y->born) - (x->born < y->born);
}

static void read_step(struct conf_problems *problems, const struct conf_section *section, struct pension_step *out)
{
	scheme_read_title_day(problems, section, &out->born);
	scheme_read_number(problems, section, "years", AGE_MOST, &out->years);
	scheme_read_number(problems, section, "months", 11, &out->months);
	if (!conf_given(section, "years"))
		conf_wrong(problems, section, "years", N_("{1}:{2}: {3}: is missing: give the age in whole years."), NULL);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, void *context)
{
	struct pension *out = context;
	int count = conf_count(top, "born");

	out->source = scheme_read_law(problems, top);
	if (!count)
		conf_wrong(problems, top, "born", N_("{1}:{2}: {3}: is missing: give born \"1900-01-01\" { years = … }."), NULL);
	out->steps = mem_zero((size_t)count + 1, sizeof *out->steps);
	out->count = count;
	for (int i = 0; i < count; i++)
		read_step(problems, conf_inside(top, "born", i), &out->steps[i]);
	qsort(out->steps, (size_t)count, sizeof *out->steps, by_day);
}

static bool use(struct pension *out, const char *text, const char *file, struct status *st)
{
	*out = (struct pension){ NULL, NULL, 0 };
	if (conf_use(options, text, file, read_all, out, st))
		return true;
	pension_done(out);
	return false;
}

bool pension_read(struct pension *out, const char *text, const char *file, struct status *st)
{
	return use(out, text, file, st);
}

bool pension_read_file(struct pension *out, const char *path, struct status *st)
{
	return use(out, NULL, path, st);
}
