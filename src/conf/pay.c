/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/pay.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/scheme_read.h"
#include "ledsag/core/scan.h"
#include "ledsag/core/span.h"

#include <stdlib.h>
#include <string.h>

#define DAY_MINUTES 1440
#define MONTHS_MOST 120
#define PERCENT_MOST 1000
#define PAY_ID_MAX 40

#define NAME_WRONG N_("{1}:{2}: {3}: its name has up to 16 small letters a to z, digits and hyphens.")

static const struct conf_option percent_options[] = {
	{ "percent", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option band_rate_options[] = {
	{ "percent", CONF_TEXT, NULL },
	{ "per-hour", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option cost_rate_options[] = {
	{ "percent", CONF_TEXT, NULL },
	{ "per-hour", CONF_TEXT, NULL },
	{ "per-month", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option amount_options[] = {
	{ "amount", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option when_options[] = {
	{ "days", CONF_LIST, NULL },
	{ "dates", CONF_LIST, NULL },
	{ "time", CONF_TEXT, NULL },
	{ "begun-before", CONF_TEXT, NULL },
	{ "goes-on-until", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option band_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "percent", CONF_TEXT, NULL },
	{ "per-hour", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, band_rate_options },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ "adds-to", CONF_LIST, NULL },
	{ "days", CONF_LIST, NULL },
	{ "dates", CONF_LIST, NULL },
	{ "time", CONF_TEXT, NULL },
	{ "begun-before", CONF_TEXT, NULL },
	{ "goes-on-until", CONF_TEXT, NULL },
	{ "when", CONF_TITLED, when_options },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option kind_options[] = {
	{ "percent", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, percent_options },
	{ "supplements", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option cost_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "column", CONF_TEXT, NULL },
	{ "percent", CONF_TEXT, NULL },
	{ "per-hour", CONF_TEXT, NULL },
	{ "per-month", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, cost_rate_options },
	{ "hours", CONF_TITLED, amount_options },
	{ "after-months", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option minimum_options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, amount_options },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option minijob_options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "supplements", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, amount_options },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option over_options[] = {
	{ "least", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option breaks_options[] = {
	{ "source", CONF_TEXT, NULL },
	{ "shortest", CONF_TEXT, NULL },
	{ "over", CONF_TITLED, over_options },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "note", CONF_SECTION, scheme_text_options },
	{ "country", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "default", CONF_TEXT, NULL },
	{ "stack", CONF_TEXT, NULL },
	{ "band", CONF_TITLED, band_options },
	{ "kind", CONF_TITLED, kind_options },
	{ "cost", CONF_TITLED, cost_options },
	{ "minimum-wage", CONF_SECTION, minimum_options },
	{ "minijob", CONF_SECTION, minijob_options },
	{ "breaks", CONF_SECTION, breaks_options },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option *pay_options(void)
{
	return options;
}

/* ---- single values */

/* 35, 12.5, 7.25: hundredths; nothing above 1000 %. */
static bool parse_percent(const char *s, int64_t *out)
{
	int64_t whole;
	int part = 0, digits = 0;

	if (!scan_number(&s, PERCENT_MOST, &whole))
		return false;
	if (scan_char(&s, '.')) {
		const char *begin = s;

		if (!scan_digits(&s, 1, 2, &part))
			return false;
		digits = (int)(s - begin);
	}
	*out = whole * 100 + (digits == 1 ? part * 10 : part);
	return scan_end(s) && *out <= PERCENT_MOST * 100;
}

/* What `option` says in a section; *some becomes true where it is given. */
static void read_measure(struct conf_problems *problems, const struct conf_section *section, const char *option,
                         enum pay_measure measure, bool *some, struct pay_value *out)
{
	const char *value = conf_text(section, option);

	if (!value)
		return;
	if (*some)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: stands beside another amount: keep one of the two."), NULL);
	*some = true;
	out->measure = measure;
	if (measure != PAY_PERCENT)
		scheme_read_amount(problems, section, option, UNIT_MONEY, &out->amount);
	else if (!parse_percent(value, &out->amount))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a percentage from 0 to 1000 such as 35 or 12.5, not '{4}'."), value);
}

/* The amount that a section gives itself: percent, per-hour, per-month, whichever its table has. */
static bool read_value(struct conf_problems *problems, const struct conf_section *section, const struct conf_option *table,
                       struct pay_value *out)
{
	static const struct {
		const char *option;
		enum pay_measure measure;
	} measures[] = { { "percent", PAY_PERCENT }, { "per-hour", PAY_PER_HOUR }, { "per-month", PAY_PER_MONTH },
	                 { "amount", PAY_PER_HOUR } };
	bool some = false;

	for (size_t i = 0; i < COUNT_OF(measures); i++)
		for (const struct conf_option *option = table; option->name; option++)
			if (strcmp(option->name, measures[i].option) == 0)
				read_measure(problems, section, option->name, measures[i].measure, &some, out);
	return some;
}

static int by_from(const void *a, const void *b)
{
	const struct pay_value *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* What holds from `from` on, then what each `rate "DATE"` changes it to. */
static void read_values(struct conf_problems *problems, const struct conf_section *section, const struct conf_option *table,
                        const struct conf_option *rate_table, day_t from, struct pay_values *out)
{
	int rates = conf_count(section, "rate");
	struct pay_value first = { .from = from };

	out->of = mem_zero((size_t)rates + 1, sizeof *out->of);
	if (read_value(problems, section, table, &first))
		out->of[out->count++] = first;
	for (int i = 0; i < rates; i++) {
		const struct conf_section *rate = conf_inside(section, "rate", i);
		struct pay_value *value = &out->of[out->count++];

		scheme_read_title_day(problems, rate, &value->from);
		if (!read_value(problems, rate, rate_table, value))
			conf_wrong(problems, rate, NULL, N_("{1}:{2}: {3}: says no amount: give one."), NULL);
	}
	qsort(out->of, (size_t)out->count, sizeof *out->of, by_from);
}

static void read_dates(struct conf_problems *problems, const struct conf_section *section, day_t *from, day_t *until)
{
	*until = DAY_MAX;
	scheme_read_day(problems, section, "from", from);
	scheme_read_day(problems, section, "until", until);
	if (*until < *from)
		conf_wrong(problems, section, "until", N_("{1}:{2}: {3}: is before the day from which it holds."), NULL);
}

/* ---- when a band holds */

static bool parse_weekday(const char *word, int *out)
{
	static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

	for (size_t i = 0; i < COUNT_OF(weekdays); i++)
		if (strcmp(word, weekdays[i]) == 0) {
			*out = (int)i;
			return true;
		}
	return false;
}

static void read_days(struct conf_problems *problems, const struct conf_section *section, struct pay_when *when)
{
	for (int i = 0; i < conf_count(section, "days"); i++) {
		const char *word = conf_item(section, "days", i);
		int weekday = 0;

		if (strcmp(word, "holiday") == 0)
			when->holiday = true;
		else if (parse_weekday(word, &weekday))
			when->weekday[weekday] = true;
		else
			conf_wrong(problems, section, "days",
			           N_("{1}:{2}: {3}: '{4}' is no day: give monday, tuesday, wednesday, thursday, friday, saturday, sunday or holiday."),
			           word);
	}
	for (int i = 0; i < conf_count(section, "dates"); i++) {
		struct holiday date = { .from = DAY_NONE, .until = DAY_MAX };

		if (!holiday_on_parse(conf_item(section, "dates", i), &date))
			conf_wrong(problems, section, "dates",
			           N_("{1}:{2}: {3}: '{4}' is no date of every year: give \"12-24\", \"easter +39\" or \"wednesday before 11-23\"."),
			           conf_item(section, "dates", i));
		MEM_GROW(when->dates.of, when->dates.count, when->dates.room);
		when->dates.of[when->dates.count++] = date;
	}
}

/* One clock time; `least` to 24:00. */
static void read_clock(struct conf_problems *problems, const struct conf_section *section, const char *option, int least, int *out)
{
	const char *value = conf_text(section, option);
	bool second = false;
	int minute = 0;

	if (!value)
		return;
	if (clock_parse(value, &minute, &second, NULL) && !second && minute >= least)
		*out = minute;
	else
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a time of day such as 4:00 or 14:00, not '{4}'."), value);
}

static void read_when(struct conf_problems *problems, const struct conf_section *section, struct pay_when *when)
{
	const char *time = conf_text(section, "time");
	struct clock_span clock = { 0, DAY_MINUTES, false, false };

	read_days(problems, section, when);
	if (time && (!clock_span_parse(time, &clock, NULL) || clock.start_second || clock.end_second || clock.start == clock.end))
		conf_wrong(problems, section, "time", N_("{1}:{2}: {3}: give clock times such as \"23:00-06:00\" or \"14:00-24:00\", not '{4}'."),
		           time);
	when->from = clock.start;
	when->to = clock.end;
	when->begun_before = -1;
	read_clock(problems, section, "begun-before", 0, &when->begun_before);
	read_clock(problems, section, "goes-on-until", 1, &when->goes_on);
	if (when->goes_on && when->to != DAY_MINUTES)
		conf_wrong(problems, section, "goes-on-until", N_("{1}:{2}: {3}: goes with a band that lasts until 24:00."), NULL);
}

static void read_whens(struct conf_problems *problems, const struct conf_section *section, struct pay_band *band)
{
	int count = conf_count(section, "when");

	if (count > PAY_WHENS_MOST) {
		conf_wrong(problems, section, "when", N_("{1}:{2}: {3}: stands there too often."), NULL);
		count = PAY_WHENS_MOST;
	}
	band->whens = mem_zero((size_t)count + 1, sizeof *band->whens);
	if (!count) {
		band->whens[band->when_count++].id = mem_text("");
		read_when(problems, section, &band->whens[0]);
		return;
	}
	for (const struct conf_option *option = when_options; option->name; option++)
		if (conf_given(section, option->name))
			conf_wrong(problems, section, option->name, N_("{1}:{2}: {3}: belongs into a section “when”, as there are such here."), NULL);
	for (int i = 0; i < count; i++) {
		const struct conf_section *inside = conf_inside(section, "when", i);

		band->whens[band->when_count++].id = scheme_read_id(problems, inside, NAME_WRONG);
		read_when(problems, inside, &band->whens[i]);
	}
}

/* ---- bands */

static void read_band(struct conf_problems *problems, const struct conf_section *section, const struct pay_rules *rules,
                      struct pay_band *band)
{
	band->id = scheme_read_id(problems, section, NAME_WRONG);
	band->from = rules->from;
	scheme_read_text(problems, section, "name", true, &band->name);
	read_dates(problems, section, &band->from, &band->until);
	read_values(problems, section, band_options, band_rate_options, band->from, &band->values);
	if (!band->values.count)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: says no amount: give percent or per-hour."), NULL);
	read_whens(problems, section, band);
}

/* Which bands add to which; said on one side, it holds on both. */
static void read_adds(struct conf_problems *problems, const struct conf_section *section, struct pay_rules *rules, int index)
{
	for (int i = 0; i < conf_count(section, "adds-to"); i++) {
		const char *word = conf_item(section, "adds-to", i);
		int other = 0;

		while (other < rules->band_count && strcmp(rules->bands[other].id, word) != 0)
			other++;
		if (other == rules->band_count || other == index) {
			conf_wrong(problems, section, "adds-to", N_("{1}:{2}: {3}: '{4}' is no other band of this file."), word);
			continue;
		}
		rules->bands[index].adds_to |= 1u << other;
		rules->bands[other].adds_to |= 1u << index;
	}
	if (rules->adds && conf_given(section, "adds-to"))
		conf_wrong(problems, section, "adds-to", N_("{1}:{2}: {3}: goes with stack = highest: where all add up, leave it out."), NULL);
}

static void read_bands(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	int count = conf_count(top, "band");

	if (count > PAY_BANDS_MOST) {
		conf_wrong(problems, top, "band", N_("{1}:{2}: {3}: stands there too often."), NULL);
		count = PAY_BANDS_MOST;
	}
	rules->bands = mem_zero((size_t)count + 1, sizeof *rules->bands);
	for (int i = 0; i < count; i++)
		read_band(problems, conf_inside(top, "band", i), rules, &rules->bands[rules->band_count++]);
	for (int i = 0; i < count; i++)
		read_adds(problems, conf_inside(top, "band", i), rules, i);
}

/* ---- kinds of hours */

/* Work has supplements; standby and absence have none unless the file says so. */
static bool has_supplements(enum kind kind)
{
	switch (kind) {
	case KIND_STANDBY:
	case KIND_ILLNESS:
	case KIND_CHILD_ILLNESS:
	case KIND_HOLIDAY:
		return false;
	default:
		return true;
	}
}

static void read_kinds(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	for (int i = 0; i < KIND_COUNT; i++)
		rules->kinds[i].supplements = has_supplements((enum kind)i);
	for (int i = 0; i < conf_count(top, "kind"); i++) {
		const struct conf_section *section = conf_inside(top, "kind", i);
		enum kind kind;

		if (!kind_parse(conf_title(section), &kind) || strcmp(kind_name(kind), conf_title(section)) != 0) {
			conf_wrong(problems, section, NULL,
			           N_("{1}:{2}: {3}: is no kind of hours: give work, standby, illness, child-illness, holiday, training, meeting, mus, course or travel."),
			           NULL);
			continue;
		}
		read_values(problems, section, kind_options, percent_options, rules->from, &rules->kinds[kind].values);
		scheme_read_yes_no(problems, section, "supplements", &rules->kinds[kind].supplements);
	}
}

/* ---- what comes on top */

static int by_minutes(const void *a, const void *b)
{
	const struct pay_step *x = a, *y = b;

	return (x->minutes > y->minutes) - (x->minutes < y->minutes);
}

static void read_steps(struct conf_problems *problems, const struct conf_section *section, struct pay_cost *cost)
{
	int count = conf_count(section, "hours");

	cost->steps = mem_zero((size_t)count + 1, sizeof *cost->steps);
	for (int i = 0; i < count; i++) {
		const struct conf_section *step = conf_inside(section, "hours", i);
		struct pay_step *out = &cost->steps[cost->step_count++];

		if (!duration_parse(conf_title(step), &out->minutes, NULL))
			conf_wrong(problems, step, NULL, N_("{1}:{2}: {3}: give the hours of the month from which it holds, such as \"39:00\"."), NULL);
		if (!conf_given(step, "amount"))
			conf_wrong(problems, step, "amount", N_("{1}:{2}: {3}: is missing: give the amount for the month."), NULL);
		scheme_read_amount(problems, step, "amount", UNIT_MONEY, &out->amount);
	}
	qsort(cost->steps, (size_t)count, sizeof *cost->steps, by_minutes);
}

static void read_cost(struct conf_problems *problems, const struct conf_section *section, const struct pay_rules *rules,
                      struct pay_cost *cost)
{
	const char *column = conf_text(section, "column");

	cost->id = scheme_read_id(problems, section, NAME_WRONG);
	cost->from = rules->from;
	scheme_read_text(problems, section, "name", true, &cost->name);
	if (!column || !pay_column_parse(column, &cost->column))
		conf_wrong(problems, section, "column", N_("{1}:{2}: {3}: give holiday-pay, pension, atp, insurance or administration."), NULL);
	read_dates(problems, section, &cost->from, &cost->until);
	read_values(problems, section, cost_options, cost_rate_options, cost->from, &cost->values);
	read_steps(problems, section, cost);
	scheme_read_number(problems, section, "after-months", MONTHS_MOST, &cost->after_months);
	if (!cost->values.count == !cost->step_count)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: give either percent, per-hour or per-month, or sections “hours”."), NULL);
}

static void read_costs(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	int count = conf_count(top, "cost");

	rules->costs = mem_zero((size_t)count + 1, sizeof *rules->costs);
	for (int i = 0; i < count; i++)
		read_cost(problems, conf_inside(top, "cost", i), rules, &rules->costs[rules->cost_count++]);
}

/* A dated limit that the law sets, with where it does. */
static void read_limit(struct conf_problems *problems, const struct conf_section *top, const char *option, struct pay_values *out)
{
	const struct conf_section *section = conf_inside(top, option, 0);

	if (!section)
		return;
	if (!conf_given(section, "source"))
		conf_wrong(problems, section, "source", N_("{1}:{2}: {3}: is missing: name the law that says so."), NULL);
	if (!conf_count(section, "rate"))
		conf_wrong(problems, section, "rate", N_("{1}:{2}: {3}: is missing: give rate \"2025-01-01\" { amount = … }."), NULL);
	read_values(problems, section, minimum_options, amount_options, DAY_NONE, out);
}

static int by_work(const void *a, const void *b)
{
	const struct pay_break *x = a, *y = b;

	return (x->over > y->over) - (x->over < y->over);
}

static void read_breaks(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	const struct conf_section *section = conf_inside(top, "breaks", 0);
	int count = section ? conf_count(section, "over") : 0;

	if (!section)
		return;
	if (!conf_given(section, "source"))
		conf_wrong(problems, section, "source", N_("{1}:{2}: {3}: is missing: name the law that says so."), NULL);
	if (!count)
		conf_wrong(problems, section, "over", N_("{1}:{2}: {3}: is missing: give over \"6:00\" { least = 0:30 }."), NULL);
	scheme_read_amount(problems, section, "shortest", UNIT_MINUTES, &rules->shortest_break);
	rules->breaks = mem_zero((size_t)count + 1, sizeof *rules->breaks);
	for (int i = 0; i < count; i++) {
		const struct conf_section *over = conf_inside(section, "over", i);
		struct pay_break *out = &rules->breaks[rules->break_count++];

		if (!duration_parse(conf_title(over), &out->over, NULL))
			conf_wrong(problems, over, NULL, N_("{1}:{2}: {3}: give the hours of work after which a break is due, such as \"6:00\"."), NULL);
		if (!conf_given(over, "least"))
			conf_wrong(problems, over, "least", N_("{1}:{2}: {3}: is missing: give the time of the breaks, such as 0:30."), NULL);
		scheme_read_amount(problems, over, "least", UNIT_MINUTES, &out->least);
	}
	qsort(rules->breaks, (size_t)count, sizeof *rules->breaks, by_work);
}

/* ---- a file */

static bool is_country(const char *text)
{
	return strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

static void read_head(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	const char *stack = conf_text(top, "stack"), *country = conf_text(top, "country");

	scheme_read_text(problems, top, "name", true, &rules->name);
	scheme_read_text(problems, top, "note", false, &rules->note);
	rules->source = scheme_folded(conf_given(top, "source") ? conf_text(top, "source") : "");
	if (!*rules->source)
		conf_wrong(problems, top, "source", N_("{1}:{2}: {3}: is missing: name the agreement or the law that says so."), NULL);
	rules->country = mem_text(country ? country : "");
	if (!is_country(rules->country))
		conf_wrong(problems, top, "country", N_("{1}:{2}: {3}: give the country in two capital letters, such as DK."), NULL);
	rules->from = DAY_NONE;
	if (!conf_given(top, "from"))
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give the date from which it holds, such as 2025-03-30."), NULL);
	scheme_read_day(problems, top, "from", &rules->from);
	scheme_read_yes_no(problems, top, "default", &rules->is_default);
	rules->adds = stack && strcmp(stack, "add") == 0;
	if (!stack || (!rules->adds && strcmp(stack, "highest") != 0))
		conf_wrong(problems, top, "stack", N_("{1}:{2}: {3}: say whether of several bands the highest counts, or all add up: highest or add."),
		           NULL);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, struct pay_rules *rules)
{
	const struct conf_section *minijob = conf_inside(top, "minijob", 0);

	read_head(problems, top, rules);
	read_bands(problems, top, rules);
	read_kinds(problems, top, rules);
	read_costs(problems, top, rules);
	read_limit(problems, top, "minimum-wage", &rules->minimum);
	read_limit(problems, top, "minijob", &rules->minijob);
	read_breaks(problems, top, rules);
	rules->minijob_supplements = true;
	if (minijob)
		scheme_read_yes_no(problems, minijob, "supplements", &rules->minijob_supplements);
}

static bool is_id(const char *id)
{
	return *id && *id != '.' && strlen(id) <= PAY_ID_MAX &&
	       (scheme_all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-.") || strcmp(id, "TEMPLATE") == 0);
}

/* NULL where the text itself cannot be read. */
static struct pay_rules *read_rules(const char *id, const char *text, size_t length, const char *file,
                                    struct conf_problems *problems)
{
	struct pay_rules *rules;
	struct conf *conf;

	if (!is_id(id))
		status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
		           N_("{1}: name the file by an id such as dk.example.conf: small letters a to z, digits, dots and hyphens."), "s", file);
	if (!conf_parse(&conf, options, text, length, file, problems))
		return NULL;
	rules = mem_zero(1, sizeof *rules);
	rules->id = mem_text(id);
	read_all(problems, conf_top(conf), rules);
	conf_free(&conf);
	conf_problems_sort(problems);
	return rules;
}

static bool give(struct pay_rules **out, struct pay_rules *rules, struct conf_problems *problems, struct status *st)
{
	if (conf_problems_first(problems, st)) {
		*out = rules;
		return true;
	}
	pay_rules_free(&rules);
	return false;
}

bool pay_read(struct pay_rules **out, const char *id, const char *text, const char *file, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct pay_rules *rules = read_rules(id, text, strlen(text), file, &problems);

	return give(out, rules, &problems, st);
}

static struct pay_rules *read_path(const char *path, struct conf_problems *problems)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name);
	bool conf = length > 5 && strcmp(name + length - 5, ".conf") == 0;
	char *id = mem_textn(name, conf ? length - 5 : length);
	struct pay_rules *rules = NULL;
	struct status st = STATUS_INIT;
	struct str text = STR_INIT;

	if (conf_load(path, &text, &st))
		rules = read_rules(id, str_peek(&text), text.length, path, problems);
	else
		*conf_problems_add(problems) = st;
	str_done(&text);
	free(id);
	return rules;
}

bool pay_read_file(struct pay_rules **out, const char *path, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct pay_rules *rules = read_path(path, &problems);

	return give(out, rules, &problems, st);
}

bool pay_check_file(const char *path, struct conf_problems *problems)
{
	int before = problems->count;
	struct pay_rules *rules = read_path(path, problems);

	pay_rules_free(&rules);
	return problems->count == before;
}
