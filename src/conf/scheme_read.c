/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single values of a scheme file. */
#include "ledsag/conf/scheme_read.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Limits against slips of the hand. */
#define LENGTH_MOST 1200
#define ID_MOST 16

#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

const struct conf_option scheme_text_options[] = {
	{ "en", CONF_TEXT, NULL },
	{ "da", CONF_TEXT, NULL },
	{ "de", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option scheme_length_options[] = {
	{ "unit", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "least-is", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "most-is", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

bool scheme_all_of(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}

char *scheme_folded(const char *value)
{
	char *out = mem_alloc(strlen(value) + 1), *end = out;
	bool blank = false;

	for (; *value; value++) {
		if (*value == ' ' || *value == '\t' || *value == '\r' || *value == '\n') {
			blank = true;
			continue;
		}
		if (blank && end != out)
			*end++ = ' ';
		blank = false;
		*end++ = *value;
	}
	*end = '\0';
	return out;
}

char *scheme_read_law(struct conf_problems *problems, const struct conf_section *top)
{
	char *source = scheme_folded(conf_given(top, "source") ? conf_text(top, "source") : "");

	if (!*source)
		conf_wrong(problems, top, "source", N_("{1}:{2}: {3}: is missing: name the law that says so."), NULL);
	return source;
}

void scheme_read_text(struct conf_problems *problems, const struct conf_section *section, const char *option, bool required,
                      struct scheme_text *out)
{
	const struct conf_section *text = conf_inside(section, option, 0);

	if (!text && required)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give the text in en, da and de."), NULL);
	if (!text)
		return;
	for (int i = 0; i < LANG_COUNT; i++) {
		const char *lang = lang_name((enum lang)i), *value = conf_text(text, lang);
		char *clean = scheme_folded(value ? value : "");

		if (*clean) {
			out->in[i] = clean;
			continue;
		}
		free(clean);
		conf_wrong(problems, text, lang, N_("{1}:{2}: {3}: is missing: a text stands in en, da and de."), NULL);
	}
}

/* Digits alone, always decimal: 010 is ten. */
static bool parse_number(const char *value, int most, int *out)
{
	int number = 0;

	if (!*value || strlen(value) > 6)
		return false;
	for (const char *p = value; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		number = number * 10 + (*p - '0');
	}
	*out = number;
	return number >= 1 && number <= most;
}

void scheme_read_number(struct conf_problems *problems, const struct conf_section *section, const char *option, int most, int *out)
{
	const char *value = conf_text(section, option);
	char *limit;

	if (!value || parse_number(value, most, out))
		return;
	*out = 0;
	limit = str_make("%d", most);
	conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a whole number from 1 to {4}."), limit);
	free(limit);
}

void scheme_read_yes_no(struct conf_problems *problems, const struct conf_section *section, const char *option, bool *out)
{
	const char *value = conf_text(section, option);

	if (!value)
		return;
	*out = strcmp(value, "yes") == 0;
	if (!*out && strcmp(value, "no") != 0)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give yes or no, not '{4}'."), value);
}

static bool parse_day(const char *value, day_t *out)
{
	static const char form[] = "dddd-dd-dd";
	int year, month, day;

	if (strlen(value) != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == '-' ? value[i] != '-' : value[i] < '0' || value[i] > '9')
			return false;
	year = atoi(value);
	month = atoi(value + 5);
	day = atoi(value + 8);
	if (year < YEAR_FIRST || year > YEAR_LAST || !day_exists(year, month, day))
		return false;
	*out = day_make(year, month, day);
	return true;
}

void scheme_read_day(struct conf_problems *problems, const struct conf_section *section, const char *option, day_t *out)
{
	const char *value = conf_text(section, option);

	if (value && !parse_day(value, out))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a date such as 2025-03-30, not '{4}'."), value);
}

void scheme_read_title_day(struct conf_problems *problems, const struct conf_section *section, day_t *out)
{
	if (!parse_day(conf_title(section), out))
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: give a date such as 2025-03-30, not '{4}'."), conf_title(section));
}

static const char *const amount_hints[] = {
	[UNIT_MINUTES] = N_("{1}:{2}: {3}: give hours and minutes such as 15:00, not '{4}'."),
	[UNIT_DAYS] = N_("{1}:{2}: {3}: give days such as 2d, not '{4}'."),
	[UNIT_SESSIONS] = N_("{1}:{2}: {3}: give sessions such as 4x, not '{4}'."),
	[UNIT_MONEY] = N_("{1}:{2}: {3}: give money such as 1500.00, not '{4}'."),
};

void scheme_read_amount(struct conf_problems *problems, const struct conf_section *section, const char *option, enum unit unit,
                        int64_t *out)
{
	const char *value = conf_text(section, option);
	int64_t amount = 0;
	enum unit read = unit;

	if (!value)
		return;
	if (!quantity_parse(value, &amount, &read, NULL) || read != unit || amount <= 0)
		conf_wrong(problems, section, option, amount_hints[unit], value);
	else
		*out = amount;
}

void scheme_read_span(struct conf_problems *problems, const struct conf_section *section, const char *option,
                      struct scheme_span *out)
{
	const char *value = conf_text(section, option);

	if (value && !scheme_span_parse(value, out))
		conf_wrong(problems, section, option,
		           N_("{1}:{2}: {3}: give a time such as \"5 workdays\", \"28 days\", \"14 weeks\", \"3 months\" or \"1 year\", not '{4}'."),
		           value);
}

void scheme_read_strength(struct conf_problems *problems, const struct conf_section *section, const char *limit, bool given,
                          const char *option, enum strength *out)
{
	const char *value = conf_text(section, option);

	if (!value && given)
		conf_wrong(problems, section, limit, N_("{1}:{2}: {3}: say with {4} whether it is hard (at most) or soft (as a rule)."),
		           option);
	else if (value && !given)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: belongs to {4}, which is not given."), limit);
	else if (value && !strength_parse(value, out))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give hard or soft, not '{4}'."), value);
}

char *scheme_read_id(struct conf_problems *problems, const struct conf_section *section, const char *msgid)
{
	const char *id = conf_title(section);

	if (!*id || strlen(id) > ID_MOST || !scheme_all_of(id, LETTERS))
		conf_wrong(problems, section, NULL, msgid, NULL);
	return mem_text(id);
}

void scheme_read_patterns(struct conf_problems *problems, const struct conf_section *section, const char *option, char ***items,
                          int *count)
{
	int given = conf_count(section, option);

	*items = mem_zero((size_t)given + 1, sizeof **items);
	for (int i = 0; i < given; i++) {
		const char *pattern = conf_item(section, option, i), *star = strchr(pattern, '*');

		if (!*pattern || !scheme_all_of(pattern, LETTERS ".*") || (star && strchr(star + 1, '*')))
			conf_wrong(problems, section, option,
			           N_("{1}:{2}: {3}: '{4}' is no scheme id: give one such as dk.holbaek.96, or dk.*.96 with one * for anything."),
			           pattern);
		(*items)[(*count)++] = mem_text(pattern);
	}
}

static int by_day(const void *a, const void *b)
{
	const struct scheme_dated *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

void scheme_read_rates(struct conf_problems *problems, const struct conf_section *section, const char *option, enum unit unit,
                       struct scheme_rates *out)
{
	int sections = conf_count(section, "rate");

	out->items = mem_zero((size_t)sections + 1, sizeof *out->items);
	for (int i = 0; i < sections; i++) {
		const struct conf_section *rate = conf_inside(section, "rate", i);
		struct scheme_dated *at = &out->items[out->count];

		if (!conf_given(rate, option) || !parse_day(conf_title(rate), &at->from))
			continue;
		scheme_read_amount(problems, rate, option, unit, &at->amount);
		out->count++;
	}
	if (out->count)
		qsort(out->items, (size_t)out->count, sizeof *out->items, by_day);
}

void scheme_read_length(struct conf_problems *problems, const struct conf_section *section, struct scheme_length *length)
{
	static const char *const units[] = { "weeks", "months", "years" };
	const struct conf_section *inside = conf_inside(section, "length", 0);
	const char *unit;

	if (!inside)
		return;
	unit = conf_text(inside, "unit");
	for (size_t i = 0; unit && i < COUNT_OF(units); i++)
		if (strcmp(unit, units[i]) == 0)
			length->unit = units[i][0];
	if (!length->unit)
		conf_wrong(problems, inside, "unit", N_("{1}:{2}: {3}: give weeks, months or years."), NULL);
	if (!conf_given(inside, "least") && !conf_given(inside, "most"))
		conf_wrong(problems, inside, NULL, N_("{1}:{2}: {3}: give least or most, or leave it out."), NULL);
	scheme_read_number(problems, inside, "least", LENGTH_MOST, &length->least);
	scheme_read_number(problems, inside, "most", LENGTH_MOST, &length->most);
	scheme_read_strength(problems, inside, "least", conf_given(inside, "least"), "least-is", &length->least_is);
	scheme_read_strength(problems, inside, "most", conf_given(inside, "most"), "most-is", &length->most_is);
	if (length->least && length->most && length->least > length->most)
		conf_wrong(problems, inside, "most", N_("{1}:{2}: {3}: is below least: give at least {4}."), conf_text(inside, "least"));
}
