/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a scheme file: the pots of a grant. */
#include "ledsag/conf/scheme_read.h"

#include "ledsag/base/mem.h"

#include <string.h>

#define WINDOW_MOST 12

static const struct conf_option rate_options[] = {
	{ "amount", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "threshold", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option category_rate_options[] = {
	{ "most", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option category_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "note", CONF_SECTION, scheme_text_options },
	{ "counted", CONF_TEXT, NULL },
	{ "is", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, category_rate_options },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option scheme_part_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "unit", CONF_TEXT, NULL },
	{ "per", CONF_LIST, NULL },
	{ "amount", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "least-is", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "most-is", CONF_TEXT, NULL },
	{ "carry", CONF_TEXT, NULL },
	{ "window", CONF_TEXT, NULL },
	{ "cap", CONF_TEXT, NULL },
	{ "use", CONF_TEXT, NULL },
	{ "lapse", CONF_TEXT, NULL },
	{ "uncounted", CONF_LIST, NULL },
	{ "optional", CONF_TEXT, NULL },
	{ "extra", CONF_TEXT, NULL },
	{ "average", CONF_TEXT, NULL },
	{ "ceiling", CONF_TEXT, NULL },
	{ "ceiling-is", CONF_TEXT, NULL },
	{ "longest", CONF_TEXT, NULL },
	{ "longest-is", CONF_TEXT, NULL },
	{ "review", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, rate_options },
	{ "category", CONF_TITLED, category_options },
	{ NULL, CONF_TEXT, NULL },
};

static void read_per(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	int count = conf_count(section, "per");

	if (count == 0) {
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: is missing: give month, week, year, total or none."), NULL);
		return;
	}
	for (int i = count - 1; i >= 0; i--) {
		const char *word = conf_item(section, "per", i);

		if (!per_parse(word, &part->per))
			conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: give month, week, year, total or none, not '{4}'."), word);
		else if (part->per_allowed[part->per])
			conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), word);
		else
			part->per_allowed[part->per] = true;
	}
	if (count > 1 && part->per_allowed[PER_NONE])
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: none stands alone: it means that there is no amount."), NULL);
}

static void read_uncounted(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	for (int i = 0; i < conf_count(section, "uncounted"); i++) {
		const char *word = conf_item(section, "uncounted", i);
		enum kind kind;

		if (!kind_parse(word, &kind)) {
			conf_wrong(problems, section, "uncounted",
			           N_("{1}:{2}: {3}: '{4}' is no kind: there are work, standby, illness, child-illness, holiday, training, "
			              "meeting, mus, course and travel."),
			           word);
			continue;
		}
		part->uncounted[kind] = true;
	}
	if (part->unit == UNIT_MONEY && conf_given(section, "uncounted"))
		conf_wrong(problems, section, "uncounted", N_("{1}:{2}: {3}: belongs to hours, days and sessions, not to money."), NULL);
}

/* The unit decides how every amount is read: without it they are not looked at. */
static void read_amounts(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	const char *unit = conf_text(section, "unit");

	if (!unit) {
		conf_wrong(problems, section, "unit", N_("{1}:{2}: {3}: is missing: give minutes, days, sessions or money."), NULL);
		return;
	}
	if (!unit_parse(unit, &part->unit)) {
		conf_wrong(problems, section, "unit", N_("{1}:{2}: {3}: give minutes, days, sessions or money, not '{4}'."), unit);
		return;
	}
	scheme_read_amount(problems, section, "amount", part->unit, &part->amount);
	scheme_read_amount(problems, section, "least", part->unit, &part->least);
	scheme_read_amount(problems, section, "most", part->unit, &part->most);
	scheme_read_amount(problems, section, "cap", part->unit, &part->cap);
	scheme_read_amount(problems, section, "ceiling", part->unit, &part->ceiling);
	scheme_read_amount(problems, section, "review", part->unit, &part->review);
	scheme_read_amount(problems, section, "longest", UNIT_MINUTES, &part->longest);
	scheme_read_rates(problems, section, "amount", part->unit, &part->amounts);
	scheme_read_rates(problems, section, "most", part->unit, &part->mosts);
	scheme_read_rates(problems, section, "threshold", part->unit, &part->thresholds);
	if (part->amounts.count)
		part->amount = part->amounts.items[part->amounts.count - 1].amount;
	if (part->mosts.count)
		part->most = part->mosts.items[part->mosts.count - 1].amount;
}

static void read_carry(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	const char *carry = conf_text(section, "carry"), *use = conf_text(section, "use");

	part->use = USE_OLDEST_FIRST;
	part->lapse = true;
	if (!carry)
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: is missing: give none, window, year or pot."), NULL);
	else if (!carry_parse(carry, &part->carry))
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: give none, window, year or pot, not '{4}'."), carry);
	if (use && !use_order_parse(use, &part->use))
		conf_wrong(problems, section, "use", N_("{1}:{2}: {3}: give newest-first or oldest-first, not '{4}'."), use);
	scheme_read_number(problems, section, "window", WINDOW_MOST, &part->window);
	scheme_read_yes_no(problems, section, "lapse", &part->lapse);
}

/* What needs or forbids what. */
static void check_carry(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	static const char *const windowed[] = { "window", "lapse" };
	static const char *const saved[] = { "cap", "use" };
	const bool *per = part->per_allowed;

	for (size_t i = 0; i < COUNT_OF(windowed) && part->carry != CARRY_WINDOW; i++)
		if (conf_given(section, windowed[i]))
			conf_wrong(problems, section, windowed[i], N_("{1}:{2}: {3}: goes only with carry = window."), NULL);
	for (size_t i = 0; i < COUNT_OF(saved) && part->carry == CARRY_NONE; i++)
		if (conf_given(section, saved[i]))
			conf_wrong(problems, section, saved[i], N_("{1}:{2}: {3}: goes only with carry = window, year or pot."), NULL);
	if (part->carry == CARRY_WINDOW && !conf_given(section, "window"))
		conf_wrong(problems, section, "window", N_("{1}:{2}: {3}: is missing: carry = window needs the months a lot lives, 1 to 12."),
		           NULL);
	if (part->carry == CARRY_WINDOW && !conf_given(section, "use"))
		conf_wrong(problems, section, "use", N_("{1}:{2}: {3}: is missing: carry = window needs newest-first or oldest-first."), NULL);
	if (part->carry == CARRY_WINDOW && (per[PER_YEAR] || per[PER_TOTAL]))
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: window goes only with per = month or week."), NULL);
	if (part->carry == CARRY_YEAR && per[PER_TOTAL])
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: year does not go with per = total: give pot."), NULL);
	if (part->carry != CARRY_NONE && per[PER_NONE])
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: with per = none nothing is carried: give none."), NULL);
}

static int pers_of(const struct scheme_part *part)
{
	int pers = 0;

	for (int i = 0; i < PER_COUNT; i++)
		pers += part->per_allowed[i];
	return pers;
}

/* A problem whose sentence shows an amount of the part. */
static void wrong_by(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *msgid,
                     const struct scheme_part *part, int64_t amount)
{
	char text[32];

	quantity_format(amount, part->unit, text);
	conf_wrong(problems, section, option, msgid, text);
}

static void check_amounts(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	static const char *const amounts[] = { "amount", "least", "most", "cap" };
	int pers = pers_of(part);

	for (size_t i = 0; i < COUNT_OF(amounts); i++) {
		if (conf_given(section, amounts[i]) && part->per_allowed[PER_NONE])
			conf_wrong(problems, section, amounts[i], N_("{1}:{2}: {3}: with per = none there is no amount."), NULL);
		else if (conf_given(section, amounts[i]) && pers > 1 && strcmp(amounts[i], "cap") != 0)
			conf_wrong(problems, section, amounts[i], N_("{1}:{2}: {3}: needs a single per: else it is not clear for what it counts."),
			           NULL);
	}
	if (part->cap && part->cap < part->amount)
		wrong_by(problems, section, "cap", N_("{1}:{2}: {3}: is below the amount: give at least {4}."), part, part->amount);
	if (part->least && part->most && part->least > part->most)
		wrong_by(problems, section, "most", N_("{1}:{2}: {3}: is below least: give at least {4}."), part, part->least);
	if (part->amount && part->amount < part->least)
		wrong_by(problems, section, "amount", N_("{1}:{2}: {3}: is below least: give at least {4}."), part, part->least);
	/* What changes by date is compared at each date: check_rates(). */
	if (part->most && part->amount > part->most && !conf_count(section, "rate"))
		wrong_by(problems, section, "amount", N_("{1}:{2}: {3}: is above most: give at most {4}."), part, part->most);
}

/* Dates, and what stands at a date as well as without one. */
static void check_rates(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	static const char *const both[] = { "amount", "most" };
	int count = conf_count(section, "rate");

	for (int i = 0; i < count; i++) {
		const struct conf_section *rate = conf_inside(section, "rate", i);
		day_t from = DAY_NONE;

		scheme_read_title_day(problems, rate, &from);
		if (!conf_given(rate, "amount") && !conf_given(rate, "most") && !conf_given(rate, "threshold"))
			conf_wrong(problems, rate, NULL, N_("{1}:{2}: {3}: give what holds from that day: amount, most or threshold."), NULL);
		for (size_t j = 0; j < COUNT_OF(both); j++)
			if (conf_given(rate, both[j]) && conf_given(section, both[j]))
				conf_wrong(problems, rate, both[j], N_("{1}:{2}: {3}: stands in the part without a date as well: keep one of the two."),
				           NULL);
		if (conf_given(rate, "threshold") && (part->unit != UNIT_MONEY || !part->per_allowed[PER_YEAR]))
			conf_wrong(problems, rate, "threshold", N_("{1}:{2}: {3}: goes only with unit = money and per = year."), NULL);
		if (from != DAY_NONE && scheme_part_most(part, from) &&
		    scheme_part_amount(part, from) > scheme_part_most(part, from))
			conf_wrong(problems, rate, NULL, N_("{1}:{2}: {3}: the amount is above most on that day."), NULL);
	}
	if (count && (part->per_allowed[PER_NONE] || pers_of(part) > 1))
		conf_wrong(problems, conf_inside(section, "rate", 0), NULL,
		           N_("{1}:{2}: {3}: needs a single per that gives an amount: else it is not clear for what it counts."), NULL);
}

/* Averages, ceilings, single entries, reviews. */
static void check_limits(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	const bool *per = part->per_allowed;

	if (part->average && (per[PER_YEAR] || per[PER_TOTAL] || per[PER_NONE]))
		conf_wrong(problems, section, "average", N_("{1}:{2}: {3}: goes only with per = month or week."), NULL);
	if (part->average && part->carry != CARRY_NONE)
		conf_wrong(problems, section, "average", N_("{1}:{2}: {3}: goes only with carry = none: of an average nothing lapses anyway."),
		           NULL);
	if (part->average && part->unit == UNIT_MONEY)
		conf_wrong(problems, section, "average", N_("{1}:{2}: {3}: belongs to hours, days and sessions, not to money."), NULL);
	if (conf_given(section, "ceiling") && part->unit == UNIT_MONEY)
		conf_wrong(problems, section, "ceiling", N_("{1}:{2}: {3}: belongs to hours, days and sessions, not to money."), NULL);
	if (part->ceiling && per[PER_WEEK] && pers_of(part) == 1 && part->ceiling < part->amount)
		wrong_by(problems, section, "ceiling", N_("{1}:{2}: {3}: is below the amount: give at least {4}."), part, part->amount);
	if (conf_given(section, "longest") && part->unit != UNIT_MINUTES && part->unit != UNIT_SESSIONS)
		conf_wrong(problems, section, "longest", N_("{1}:{2}: {3}: goes only with unit = minutes or sessions."), NULL);
	if (conf_given(section, "review") && (!per[PER_TOTAL] || pers_of(part) > 1))
		conf_wrong(problems, section, "review", N_("{1}:{2}: {3}: goes only with per = total."), NULL);
	if (part->review && part->most && part->review >= part->most)
		wrong_by(problems, section, "review", N_("{1}:{2}: {3}: would never be reached: give less than {4}."), part, part->most);
}

/* ---- what counts ---------------------------------------------------------- */

static void read_category(struct conf_problems *problems, const struct conf_section *section, struct scheme_category *category)
{
	int rates = conf_count(section, "rate");

	category->id = scheme_read_id(problems, section,
	                              N_("{1}:{2}: {3}: its name has up to 16 small letters a to z, digits and hyphens."));
	scheme_read_text(problems, section, "name", true, &category->name);
	scheme_read_text(problems, section, "note", false, &category->note);
	category->counted = true;
	scheme_read_yes_no(problems, section, "counted", &category->counted);
	scheme_read_rates(problems, section, "most", UNIT_MONEY, &category->most);
	for (int i = 0; i < rates; i++) {
		const struct conf_section *rate = conf_inside(section, "rate", i);
		day_t from;

		scheme_read_title_day(problems, rate, &from);
		if (!conf_given(rate, "most"))
			conf_wrong(problems, rate, "most", N_("{1}:{2}: {3}: is missing: give what holds from that day."), NULL);
	}
	if (rates && !category->counted)
		conf_wrong(problems, conf_inside(section, "rate", 0), NULL, N_("{1}:{2}: {3}: does not go with counted = no."), NULL);
	scheme_read_strength(problems, section, category->counted ? "rate" : "counted", rates || !category->counted, "is",
	                     &category->is);
}

static void read_categories(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	int count = conf_count(section, "category");

	if (count && part->unit != UNIT_MONEY)
		conf_wrong(problems, conf_inside(section, "category", 0), NULL, N_("{1}:{2}: {3}: goes only with unit = money."), NULL);
	part->categories = mem_zero((size_t)count + 1, sizeof *part->categories);
	part->category_count = count;
	for (int i = 0; i < count; i++)
		read_category(problems, conf_inside(section, "category", i), &part->categories[i]);
}

/* ---- parts ---------------------------------------------------------------- */

/* How strict each of its limits is. */
static void read_strengths(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	bool most = conf_given(section, "most");

	for (int i = 0; i < conf_count(section, "rate"); i++)
		most = most || conf_given(conf_inside(section, "rate", i), "most");
	scheme_read_strength(problems, section, "least", conf_given(section, "least"), "least-is", &part->least_is);
	scheme_read_strength(problems, section, "most", most, "most-is", &part->most_is);
	scheme_read_strength(problems, section, "ceiling", conf_given(section, "ceiling"), "ceiling-is", &part->ceiling_is);
	scheme_read_strength(problems, section, "longest", conf_given(section, "longest"), "longest-is", &part->longest_is);
}

/* An extra part is optional by itself. */
static void read_optional(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	scheme_read_yes_no(problems, section, "extra", &part->extra);
	part->optional = part->extra;
	scheme_read_yes_no(problems, section, "optional", &part->optional);
	if (part->extra && !part->optional)
		conf_wrong(problems, section, "optional", N_("{1}:{2}: {3}: no does not go with extra = yes: a grant can do without it."), NULL);
}

static void read_part(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	part->id = scheme_read_id(problems, section,
	                          N_("{1}:{2}: {3}: name a part with up to 16 small letters a to z, digits and hyphens."));
	scheme_read_text(problems, section, "name", true, &part->name);
	read_per(problems, section, part);
	read_amounts(problems, section, part);
	read_strengths(problems, section, part);
	read_carry(problems, section, part);
	read_uncounted(problems, section, part);
	read_optional(problems, section, part);
	scheme_read_yes_no(problems, section, "average", &part->average);
	read_categories(problems, section, part);
	check_carry(problems, section, part);
	check_amounts(problems, section, part);
	check_rates(problems, section, part);
	check_limits(problems, section, part);
}

void scheme_read_parts(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "part"), extra = 0;

	if (count == 0 && !scheme->not_offered)
		conf_wrong(problems, top, "part", N_("{1}:{2}: {3}: is missing: a scheme has at least one part \"name\" { … }."), NULL);
	scheme->parts = mem_zero((size_t)count + 1, sizeof *scheme->parts);
	scheme->part_count = count;
	for (int i = 0; i < count; i++) {
		read_part(problems, conf_inside(top, "part", i), &scheme->parts[i]);
		extra += scheme->parts[i].extra;
	}
	if (count && extra == count)
		conf_wrong(problems, conf_inside(top, "part", 0), "extra", N_("{1}:{2}: {3}: one part at least is the help itself, not extra."),
		           NULL);
}
