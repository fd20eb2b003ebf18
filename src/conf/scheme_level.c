/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels, charges and deadlines of a scheme file. */
#include "ledsag/conf/scheme_read.h"

#include "ledsag/base/mem.h"

#include <string.h>

static const char id_hint[] = N_("{1}:{2}: {3}: its name has up to 16 small letters a to z, digits and hyphens.");

const struct conf_option scheme_level_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "part", CONF_TEXT, NULL },
	{ "per", CONF_TEXT, NULL },
	{ "amount", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "least-is", CONF_TEXT, NULL },
	{ "above", CONF_TEXT, NULL },
	{ "above-is", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "most-is", CONF_TEXT, NULL },
	{ "ceiling", CONF_TEXT, NULL },
	{ "ceiling-is", CONF_TEXT, NULL },
	{ "length", CONF_SECTION, scheme_length_options },
	{ "beside", CONF_LIST, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option charge_rate_options[] = {
	{ "amount", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option scheme_charge_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "kind", CONF_TEXT, NULL },
	{ "per", CONF_TEXT, NULL },
	{ "started-days", CONF_TEXT, NULL },
	{ "income-only", CONF_TEXT, NULL },
	{ "is", CONF_TEXT, NULL },
	{ "rate", CONF_TITLED, charge_rate_options },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option scheme_deadline_options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "what", CONF_SECTION, scheme_text_options },
	{ "kind", CONF_TEXT, NULL },
	{ "anchor", CONF_TEXT, NULL },
	{ "by", CONF_TEXT, NULL },
	{ "after", CONF_TEXT, NULL },
	{ "every", CONF_TEXT, NULL },
	{ "is", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

/* Whether it is hard or soft, where that must be said. */
static void read_is(struct conf_problems *problems, const struct conf_section *section, enum strength *out)
{
	const char *value = conf_text(section, "is");

	if (!value || !strength_parse(value, out))
		conf_wrong(problems, section, "is", N_("{1}:{2}: {3}: say whether it is hard (at most) or soft (as a rule)."), NULL);
}

/* ---- levels --------------------------------------------------------------- */

/* The part that a level is about; NULL where that is not clear. */
static const struct scheme_part *level_part(struct conf_problems *problems, const struct conf_section *section,
                                            const struct scheme *scheme)
{
	const char *name = conf_text(section, "part");
	const struct scheme_part *part = scheme_part(scheme, name);

	if (!part && name && *name)
		conf_wrong(problems, section, "part", N_("{1}:{2}: {3}: there is no part '{4}' here."), name);
	else if (!part)
		conf_wrong(problems, section, "part", N_("{1}:{2}: {3}: is missing: name the part that the level is about."), NULL);
	else if (part->per_allowed[PER_NONE])
		conf_wrong(problems, section, "part", N_("{1}:{2}: {3}: '{4}' has per = none: there is no amount to fix."), part->id);
	else
		return part;
	return NULL;
}

static void read_level_per(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part,
                           struct scheme_level *level)
{
	const char *word = conf_text(section, "per");
	int pers = 0;

	for (int i = 0; i < PER_COUNT; i++)
		pers += part->per_allowed[i];
	level->per = part->per;
	if (!word && pers > 1)
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: is missing: the part has several; name the one that the level is about."),
		           NULL);
	else if (word && (!per_parse(word, &level->per) || !part->per_allowed[level->per]))
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: '{4}' is not among the part's per."), word);
}

static void read_level_amounts(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part,
                               struct scheme_level *level)
{
	scheme_read_amount(problems, section, "amount", part->unit, &level->amount);
	scheme_read_amount(problems, section, "least", part->unit, &level->least);
	scheme_read_amount(problems, section, "above", part->unit, &level->above);
	scheme_read_amount(problems, section, "most", part->unit, &level->most);
	scheme_read_amount(problems, section, "ceiling", part->unit, &level->ceiling);
	scheme_read_strength(problems, section, "least", conf_given(section, "least"), "least-is", &level->least_is);
	scheme_read_strength(problems, section, "above", conf_given(section, "above"), "above-is", &level->above_is);
	scheme_read_strength(problems, section, "most", conf_given(section, "most"), "most-is", &level->most_is);
	scheme_read_strength(problems, section, "ceiling", conf_given(section, "ceiling"), "ceiling-is", &level->ceiling_is);
}

static void check_level(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part,
                        const struct scheme_level *level)
{
	static const char *const bounds[] = { "least", "above", "most" };
	static const char *const said[] = { "amount", "least", "above", "most", "length", "beside" };
	bool any = false;

	for (size_t i = 0; i < COUNT_OF(bounds); i++)
		if (conf_given(section, bounds[i]) && conf_given(section, "amount"))
			conf_wrong(problems, section, bounds[i], N_("{1}:{2}: {3}: does not go with amount: a fixed amount needs no bounds."), NULL);
	for (size_t i = 0; i < COUNT_OF(said); i++)
		any = any || conf_given(section, said[i]);
	if (!any)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: says nothing: give an amount, bounds, a length or beside."), NULL);
	if (conf_given(section, "least") && conf_given(section, "above"))
		conf_wrong(problems, section, "above", N_("{1}:{2}: {3}: does not go with least: give one of the two."), NULL);
	if (level->most && level->least > level->most)
		conf_wrong(problems, section, "most", N_("{1}:{2}: {3}: is below least: give at least {4}."), conf_text(section, "least"));
	if (level->most && level->above >= level->most)
		conf_wrong(problems, section, "most", N_("{1}:{2}: {3}: leaves nothing: give more than {4}."), conf_text(section, "above"));
	if (part->amount)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: the part has an amount of its own: leave that out where there are levels."),
		           NULL);
	if (part->most && (level->amount > part->most || level->most > part->most))
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: gives more than the part's most."), NULL);
	if (part->cap && level->amount > part->cap)
		conf_wrong(problems, section, "amount", N_("{1}:{2}: {3}: is above the part's cap: so much can never be at hand."), NULL);
	if (conf_given(section, "ceiling") && part->unit == UNIT_MONEY)
		conf_wrong(problems, section, "ceiling", N_("{1}:{2}: {3}: belongs to hours, days and sessions, not to money."), NULL);
	if (level->ceiling && level->per == PER_WEEK && level->ceiling < level->amount)
		conf_wrong(problems, section, "ceiling", N_("{1}:{2}: {3}: is below the amount: give at least {4}."),
		           conf_text(section, "amount"));
}

static void read_level(struct conf_problems *problems, const struct conf_section *section, const struct scheme *scheme,
                       struct scheme_level *level)
{
	const struct scheme_part *part = level_part(problems, section, scheme);

	level->id = scheme_read_id(problems, section, id_hint);
	scheme_read_text(problems, section, "name", true, &level->name);
	scheme_read_length(problems, section, &level->length);
	scheme_read_patterns(problems, section, "beside", &level->beside, &level->beside_count);
	if (!part)
		return;
	level->part = (int)(part - scheme->parts);
	read_level_per(problems, section, part, level);
	read_level_amounts(problems, section, part, level);
	check_level(problems, section, part, level);
}

void scheme_read_levels(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "level");

	scheme->levels = mem_zero((size_t)count + 1, sizeof *scheme->levels);
	scheme->level_count = count;
	/* Without a part there is a better sentence already. */
	for (int i = 0; i < count && scheme->part_count; i++)
		read_level(problems, conf_inside(top, "level", i), scheme, &scheme->levels[i]);
}

/* ---- charges -------------------------------------------------------------- */

static void read_charge_rates(struct conf_problems *problems, const struct conf_section *section, struct scheme_charge *charge)
{
	int count = conf_count(section, "rate");

	if (count == 0)
		conf_wrong(problems, section, "rate", N_("{1}:{2}: {3}: is missing: give rate \"2025-01-01\" { amount = … }."), NULL);
	for (int i = 0; i < count; i++) {
		const struct conf_section *rate = conf_inside(section, "rate", i);
		day_t from;

		scheme_read_title_day(problems, rate, &from);
		if (!conf_given(rate, "amount"))
			conf_wrong(problems, rate, "amount", N_("{1}:{2}: {3}: is missing: give what holds from that day."), NULL);
	}
	scheme_read_rates(problems, section, "amount", UNIT_MONEY, &charge->rates);
}

static void read_charge(struct conf_problems *problems, const struct conf_section *section, struct scheme_charge *charge)
{
	const char *kind = conf_text(section, "kind"), *per = conf_text(section, "per");
	bool kind_ok = kind && charge_kind_parse(kind, &charge->kind), per_ok = per && charge_per_parse(per, &charge->per);

	charge->id = scheme_read_id(problems, section, id_hint);
	scheme_read_text(problems, section, "name", true, &charge->name);
	if (!kind_ok)
		conf_wrong(problems, section, "kind", N_("{1}:{2}: {3}: give pays, keeps, allowed, price or wealth."), NULL);
	if (!per_ok)
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: give hour, day, month, year or once."), NULL);
	scheme_read_yes_no(problems, section, "started-days", &charge->started_days);
	scheme_read_yes_no(problems, section, "income-only", &charge->income_only);
	read_is(problems, section, &charge->is);
	read_charge_rates(problems, section, charge);
	if (charge->started_days && per_ok && charge->per != CHARGE_DAY)
		conf_wrong(problems, section, "started-days", N_("{1}:{2}: {3}: goes only with per = day."), NULL);
	if (charge->income_only && kind_ok && charge->kind != CHARGE_PAYS)
		conf_wrong(problems, section, "income-only", N_("{1}:{2}: {3}: goes only with kind = pays."), NULL);
	if (kind_ok && per_ok && charge->kind == CHARGE_WEALTH && charge->per != CHARGE_ONCE)
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: goes only as once with kind = wealth."), NULL);
}

void scheme_read_charges(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "charge");

	scheme->charges = mem_zero((size_t)count + 1, sizeof *scheme->charges);
	scheme->charge_count = count;
	for (int i = 0; i < count; i++)
		read_charge(problems, conf_inside(top, "charge", i), &scheme->charges[i]);
}

/* ---- deadlines ------------------------------------------------------------ */

#define FROM(anchor) (1u << (anchor))

/* From what each kind can be counted, and whether it can come again. */
static const struct {
	unsigned anchors;
	bool again;
} kinds[] = {
	[DEADLINE_RECEIPT] = { FROM(ANCHOR_APPLICATION), false },
	[DEADLINE_DECISION] = { FROM(ANCHOR_APPLICATION), false },
	[DEADLINE_APPEAL] = { FROM(ANCHOR_RECEIVED), false },
	[DEADLINE_ANSWER] = { FROM(ANCHOR_APPEAL), false },
	[DEADLINE_FOLLOW_UP] = { FROM(ANCHOR_START) | FROM(ANCHOR_RECEIVED) | FROM(ANCHOR_REPORT) | FROM(ANCHOR_END), true },
	[DEADLINE_STATUS] = { FROM(ANCHOR_START) | FROM(ANCHOR_END) | FROM(ANCHOR_YEAR_END), true },
	[DEADLINE_STATISTICS] = { FROM(ANCHOR_START) | FROM(ANCHOR_YEAR_END), true },
	[DEADLINE_REPORT] = { FROM(ANCHOR_START) | FROM(ANCHOR_END) | FROM(ANCHOR_ABSENCE) | FROM(ANCHOR_YEAR_END), true },
	[DEADLINE_CONTACT] = { FROM(ANCHOR_APPLICATION) | FROM(ANCHOR_START) | FROM(ANCHOR_REPORT), false },
	[DEADLINE_ACCOUNT] = { FROM(ANCHOR_YEAR_END) | FROM(ANCHOR_END), true },
	[DEADLINE_REVIEW] = { FROM(ANCHOR_START) | FROM(ANCHOR_YEAR_END), true },
	[DEADLINE_APPLY] = { FROM(ANCHOR_ABROAD), false },
	[DEADLINE_END] = { FROM(ANCHOR_START) | FROM(ANCHOR_END), false },
};

static void read_deadline_words(struct conf_problems *problems, const struct conf_section *section,
                                struct scheme_deadline *deadline)
{
	const char *kind = conf_text(section, "kind"), *anchor = conf_text(section, "anchor"), *by = conf_text(section, "by");
	bool kind_ok = kind && deadline_kind_parse(kind, &deadline->kind);
	bool anchor_ok = anchor && deadline_anchor_parse(anchor, &deadline->anchor);

	if (!kind_ok)
		conf_wrong(problems, section, "kind",
		           N_("{1}:{2}: {3}: give receipt, decision, appeal, answer, follow-up, status, statistics, report, contact, account, "
		              "review, apply or end."),
		           NULL);
	if (!anchor_ok)
		conf_wrong(problems, section, "anchor",
		           N_("{1}:{2}: {3}: give application, received, start, end, year-end, absence, abroad, report or appeal."), NULL);
	if (!by || !deadline_by_parse(by, &deadline->by))
		conf_wrong(problems, section, "by", N_("{1}:{2}: {3}: give holder, employer, authority or provider."), NULL);
	if (kind_ok && anchor_ok && !(kinds[deadline->kind].anchors & FROM(deadline->anchor)))
		conf_wrong(problems, section, "anchor", N_("{1}:{2}: {3}: does not go with kind = {4}."), kind);
	if (kind_ok && conf_given(section, "every") && !kinds[deadline->kind].again)
		conf_wrong(problems, section, "every", N_("{1}:{2}: {3}: does not go with kind = {4}."), kind);
}

static void read_deadline(struct conf_problems *problems, const struct conf_section *section, struct scheme_deadline *deadline)
{
	deadline->id = scheme_read_id(problems, section, id_hint);
	scheme_read_text(problems, section, "name", true, &deadline->name);
	scheme_read_text(problems, section, "what", true, &deadline->what);
	read_deadline_words(problems, section, deadline);
	scheme_read_span(problems, section, "after", &deadline->after);
	scheme_read_span(problems, section, "every", &deadline->every);
	read_is(problems, section, &deadline->is);
	if (!conf_given(section, "after") && !conf_given(section, "every") && deadline->anchor != ANCHOR_YEAR_END &&
	    deadline->anchor != ANCHOR_END)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: give after or every: else it falls on the anchor itself."), NULL);
	if (deadline->anchor == ANCHOR_END && conf_given(section, "every"))
		conf_wrong(problems, section, "every", N_("{1}:{2}: {3}: does not go with anchor = end: nothing comes again after the end."), NULL);
	if (conf_given(section, "every") && deadline->every.unit == SPAN_WORKDAYS)
		conf_wrong(problems, section, "every", N_("{1}:{2}: {3}: give days, weeks, months or years."), NULL);
}

void scheme_read_deadlines(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "deadline");

	scheme->deadlines = mem_zero((size_t)count + 1, sizeof *scheme->deadlines);
	scheme->deadline_count = count;
	for (int i = 0; i < count; i++)
		read_deadline(problems, conf_inside(top, "deadline", i), &scheme->deadlines[i]);
}
