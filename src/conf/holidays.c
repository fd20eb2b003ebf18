/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/holidays.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme_read.h"
#include "ledsag/core/scan.h"

#include <stdlib.h>
#include <string.h>

/* Easter Sunday is at the earliest on 22 March, at the latest on 25 April: so every distance stays within its year. */
#define EASTER_BEFORE 80
#define EASTER_AFTER 250

static const struct conf_option holiday_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "on", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "holiday", CONF_TITLED, holiday_options },
	{ NULL, CONF_TEXT, NULL },
};

/* 12-25; 29 February is there every fourth year. */
static bool read_month_day(const char *s, struct holiday *out)
{
	return scan_digits(&s, 2, 2, &out->month) && scan_char(&s, '-') && scan_digits(&s, 2, 2, &out->dom) && scan_end(s) &&
	       day_exists(2000, out->month, out->dom);
}

/* easter, easter +39, easter -2 */
static bool read_easter(const char *s, struct holiday *out)
{
	bool minus;

	if (strncmp(s, "easter", 6) != 0)
		return false;
	out->rule = HOLIDAY_EASTER;
	s = scan_blanks(s + 6);
	if (!*s)
		return true;
	minus = *s == '-';
	if ((!scan_char(&s, '+') && !scan_char(&s, '-')) || !scan_digits(&s, 1, 3, &out->days) || !scan_end(s))
		return false;
	if (minus)
		out->days = -out->days;
	return out->days >= -EASTER_BEFORE && out->days <= EASTER_AFTER;
}

/* wednesday before 11-23 */
static bool read_before(const char *s, struct holiday *out)
{
	static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
	static const char before[] = " before ";

	for (size_t i = 0; i < COUNT_OF(weekdays); i++) {
		size_t length = strlen(weekdays[i]);

		if (strncmp(s, weekdays[i], length) != 0 || strncmp(s + length, before, sizeof before - 1) != 0)
			continue;
		out->rule = HOLIDAY_BEFORE;
		out->weekday = (int)i;
		return read_month_day(s + length + sizeof before - 1, out);
	}
	return false;
}

bool holiday_on_parse(const char *on, struct holiday *out)
{
	return read_month_day(on, out) || read_easter(on, out) || read_before(on, out);
}

static void read_on(struct conf_problems *problems, const struct conf_section *section, struct holiday *out)
{
	const char *on = conf_text(section, "on");

	if (!on || !holiday_on_parse(on, out))
		conf_wrong(problems, section, "on",
		           N_("{1}:{2}: {3}: give a date such as \"12-25\", days from Easter Sunday such as \"easter +39\", or a weekday before a "
		              "date such as \"wednesday before 11-23\"."),
		           NULL);
}

static void read_holiday(struct conf_problems *problems, const struct conf_section *section, day_t from, struct holiday *out)
{
	*out = (struct holiday){ .from = from, .until = DAY_MAX };
	out->id = scheme_read_id(problems, section, N_("{1}:{2}: {3}: its name has up to 16 small letters a to z, digits and hyphens."));
	scheme_read_text(problems, section, "name", true, &out->name);
	read_on(problems, section, out);
	scheme_read_day(problems, section, "from", &out->from);
	scheme_read_day(problems, section, "until", &out->until);
	if (out->until < out->from)
		conf_wrong(problems, section, "until", N_("{1}:{2}: {3}: is before the day from which it holds."), NULL);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, void *context)
{
	struct holidays *out = context;
	day_t from = DAY_NONE;

	free(scheme_read_law(problems, top));
	if (!conf_given(top, "from"))
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give the date from which it holds, such as 2025-03-30."), NULL);
	scheme_read_day(problems, top, "from", &from);
	for (int i = 0; i < conf_count(top, "holiday"); i++) {
		MEM_GROW(out->of, out->count, out->room);
		read_holiday(problems, conf_inside(top, "holiday", i), from, &out->of[out->count++]);
	}
}

/* Adds to what is there, where nothing is wrong. */
static bool use(struct holidays *holidays, const char *text, const char *file, struct status *st)
{
	struct holidays read = { NULL, 0, 0 };

	if (!conf_use(options, text, file, read_all, &read, st)) {
		holidays_done(&read);
		return false;
	}
	for (int i = 0; i < read.count; i++) {
		MEM_GROW(holidays->of, holidays->count, holidays->room);
		holidays->of[holidays->count++] = read.of[i];
	}
	free(read.of);
	return true;
}

bool holidays_read(struct holidays *holidays, const char *text, const char *file, struct status *st)
{
	return use(holidays, text, file, st);
}

bool holidays_read_file(struct holidays *holidays, const char *path, struct status *st)
{
	return use(holidays, NULL, path, st);
}
