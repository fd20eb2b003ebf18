/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/leave.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme_read.h"

#include <stdlib.h>
#include <string.h>

static const struct conf_option from_options[] = {
	{ "starts", CONF_TEXT, NULL },      { "days", CONF_TEXT, NULL },  { "part-day", CONF_TEXT, NULL },
	{ "whole-after", CONF_TEXT, NULL }, { "round", CONF_TEXT, NULL }, { "expires", CONF_TEXT, NULL },
	{ "carry-beyond", CONF_TEXT, NULL }, { "carry-agreed", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TITLED, from_options },
	{ NULL, CONF_TEXT, NULL },
};

static int by_day(const void *a, const void *b)
{
	const struct leave_step *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void read_step(struct conf_problems *problems, const struct conf_section *section, struct leave_step *out)
{
	out->starts = 0;
	scheme_read_title_day(problems, section, &out->from);
	scheme_read_number(problems, section, "starts", 12, &out->starts);
	scheme_read_number(problems, section, "days", 366, &out->days);
	scheme_read_number(problems, section, "part-day", 100, &out->part_day);
	scheme_read_number(problems, section, "whole-after", 11, &out->whole_after);
	scheme_read_number(problems, section, "expires", 24, &out->expires);
	scheme_read_number(problems, section, "carry-beyond", 366, &out->carry_beyond);
	scheme_read_number(problems, section, "carry-agreed", 24, &out->carry_agreed);
	scheme_read_yes_no(problems, section, "round", &out->round);
	if (out->starts < 1) {
		conf_wrong(problems, section, "starts", N_("{1}:{2}: {3}: give the month in which a holiday year begins, 1 to 12."), NULL);
		out->starts = 1;
	}
	if (!conf_given(section, "days"))
		conf_wrong(problems, section, "days", N_("{1}:{2}: {3}: is missing: give the days of a whole year."), NULL);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, void *context)
{
	struct leave_rules *out = context;
	int count = conf_count(top, "from");

	out->source = scheme_read_law(problems, top);
	if (!count)
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give from \"2020-09-01\" { days = … }."), NULL);
	out->steps = mem_zero((size_t)count + 1, sizeof *out->steps);
	out->count = count;
	for (int i = 0; i < count; i++)
		read_step(problems, conf_inside(top, "from", i), &out->steps[i]);
	qsort(out->steps, (size_t)count, sizeof *out->steps, by_day);
}

static bool use(struct leave_rules *out, const char *text, const char *file, struct status *st)
{
	*out = (struct leave_rules){ NULL, NULL, 0 };
	if (conf_use(options, text, file, read_all, out, st))
		return true;
	leave_rules_done(out);
	return false;
}

bool leave_rules_read(struct leave_rules *out, const char *text, const char *file, struct status *st)
{
	return use(out, text, file, st);
}

bool leave_rules_read_file(struct leave_rules *out, const char *path, struct status *st)
{
	return use(out, NULL, path, st);
}
