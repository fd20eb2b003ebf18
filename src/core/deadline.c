/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/deadline.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <assert.h>
#include <stdlib.h>

/* ---- counting ------------------------------------------------------------- */

day_t day_after_span(day_t day, const struct scheme_span *span, int times, const struct holidays *holidays)
{
	int count = span->count * times;

	switch (span->unit) {
	case SPAN_DAYS:
		return day + count;
	case SPAN_WORKDAYS:
		assert(times == 1);
		return workdays_after(holidays, day, count);
	case SPAN_WEEKS:
		return day + 7 * count;
	case SPAN_MONTHS:
		return day_add_months(day, count);
	case SPAN_YEARS:
		return day_add_months(day, 12 * count);
	}
	return day;
}

day_t length_last_day(day_t from, int count, char unit)
{
	int year, month, dom;
	month_t m;

	if (unit == 'w')
		return from + 7 * count - 1;
	day_split(from, &year, &month, &dom);
	m = month_make(year, month) + (unit == 'y' ? 12 * count : count);
	/* The day before the one of the same number; in a month that is too short for that, its last. */
	return dom > month_days(m) ? month_last(m) : month_first(m) + dom - 2;
}

/* ---- the list ------------------------------------------------------------- */

/* What the steps below share. */
struct search {
	struct dues *out;
	const struct scheme *scheme;
	const struct grant *grant;
	const struct holidays *holidays;
	day_t from, to;
};

/* A decision may be noted in two places: on the grant and as what happened. */
static bool is_there(const struct search *s, const struct due *due)
{
	for (int i = 0; i < s->out->count; i++)
		if (s->out->of[i].day == due->day && s->out->of[i].why == due->why && s->out->of[i].rule == due->rule &&
		    due->why != DUE_CHANGE)
			return true;
	return false;
}

static void add(const struct search *s, const struct due *due)
{
	if (due->day < s->from || due->day > s->to || is_there(s, due))
		return;
	MEM_GROW(s->out->of, s->out->count, s->out->room);
	s->out->of[s->out->count++] = *due;
}

void dues_done(struct dues *dues)
{
	free(dues->of);
	*dues = (struct dues){ NULL, 0, 0 };
}

const char *due_kind_name(const struct due *due)
{
	static const char *const names[] = {
		[DUE_END] = "end",       [DUE_LENGTH] = "length", [DUE_CHANGE] = "change",
		[DUE_NOTICE] = "notice", [DUE_AGE] = "age",       [DUE_LAPSE] = "lapse",
	};

	return due->why == DUE_RULE ? deadline_kind_name(due->rule->kind) : names[due->why];
}

/* ---- the scheme's own ------------------------------------------------------ */

/* Of what is about a decision the end of the grant does not matter. */
static bool is_about_decision(const struct scheme_deadline *rule)
{
	return rule->kind == DEADLINE_RECEIPT || rule->kind == DEADLINE_DECISION || rule->kind == DEADLINE_APPEAL ||
	       rule->kind == DEADLINE_ANSWER;
}

static bool has_fact_from(const struct grant *grant, enum grant_fact_kind kind, day_t day)
{
	const struct grant_fact *fact = grant_fact_on(grant, kind, DAY_MAX);

	return fact && fact->day >= day;
}

/* Whether what was to happen since a day (the anchor, or the date before) is known to have happened. */
static bool is_done(const struct grant *grant, const struct scheme_deadline *rule, day_t since)
{
	switch (rule->kind) {
	case DEADLINE_RECEIPT:
	case DEADLINE_DECISION:
		return (grant->received != DAY_NONE && grant->received >= since) || has_fact_from(grant, FACT_RECEIVED, since);
	case DEADLINE_APPEAL:
		return has_fact_from(grant, FACT_APPEAL, since);
	case DEADLINE_REPORT:
		return rule->anchor != ANCHOR_YEAR_END && has_fact_from(grant, FACT_REPORT, since);
	default:
		return false;
	}
}

/* The dates that one anchor gives, up to `last`. A date that comes again is counted from the first one, or from the anchor where
 * that itself comes `every` so often. */
static void add_from(const struct search *s, const struct scheme_deadline *rule, day_t anchor, day_t last)
{
	struct due due = { .why = DUE_RULE, .by = rule->by, .is = rule->is, .rule = rule, .anchor = anchor };
	day_t first = rule->after.count ? day_after_span(anchor, &rule->after, 1, s->holidays) : anchor, since = anchor;

	last = last < s->to ? last : s->to;
	for (int i = rule->after.count || !rule->every.count ? 0 : 1;; i++) {
		due.day = i ? day_after_span(first, &rule->every, i, s->holidays) : first;
		if (due.day > last)
			return;
		if (!is_done(s->grant, rule, since))
			add(s, &due);
		if (!rule->every.count)
			return;
		since = due.day;
	}
}

static void add_from_facts(const struct search *s, const struct scheme_deadline *rule, enum grant_fact_kind kind, day_t last)
{
	for (int i = 0; i < s->grant->fact_count; i++)
		if (s->grant->facts[i].kind == kind)
			add_from(s, rule, s->grant->facts[i].day, last);
}

/* Whether the scheme itself names the account that is made when the grant ends. */
static bool has_final_account(const struct scheme *scheme)
{
	for (int i = 0; i < scheme->deadline_count; i++)
		if (scheme->deadlines[i].kind == DEADLINE_ACCOUNT && scheme->deadlines[i].anchor == ANCHOR_END)
			return true;
	return false;
}

/* Each 31 December within the grant; the last account is that of the year in which the grant ends. */
static void add_from_years(const struct search *s, const struct scheme_deadline *rule)
{
	const struct grant *grant = s->grant;
	bool account = rule->kind == DEADLINE_ACCOUNT && !rule->every.count && !has_final_account(s->scheme);
	int end = grant->to == DAY_MAX ? YEAR_LAST : day_year(grant->to);

	for (int year = day_year(grant->from); year <= end && year <= day_year(s->to); year++) {
		day_t day = day_make(year, 12, 31);

		if (day <= grant->to || account)
			add_from(s, rule, day, account ? DAY_MAX : grant->to);
		if (rule->every.count) /* comes again from the first on */
			return;
	}
}

static void add_rule(const struct search *s, const struct scheme_deadline *rule)
{
	const struct grant *grant = s->grant;
	day_t last = is_about_decision(rule) ? DAY_MAX : grant->to;

	switch (rule->anchor) {
	case ANCHOR_APPLICATION:
		add_from_facts(s, rule, FACT_APPLIED, last);
		break;
	case ANCHOR_RECEIVED:
		if (grant->received != DAY_NONE)
			add_from(s, rule, grant->received, last);
		add_from_facts(s, rule, FACT_RECEIVED, last);
		break;
	case ANCHOR_START:
		add_from(s, rule, grant->from, last);
		break;
	case ANCHOR_END:
		if (grant->to != DAY_MAX)
			add_from(s, rule, grant->to, DAY_MAX);
		break;
	case ANCHOR_YEAR_END:
		add_from_years(s, rule);
		break;
	case ANCHOR_ABSENCE:
		add_from_facts(s, rule, FACT_ABSENCE, last);
		break;
	case ANCHOR_ABROAD:
		add_from_facts(s, rule, FACT_ABROAD, last);
		break;
	case ANCHOR_REPORT:
		add_from_facts(s, rule, FACT_REPORT, last);
		break;
	case ANCHOR_APPEAL:
		add_from_facts(s, rule, FACT_APPEAL, last);
		break;
	}
}

bool dues_count_workdays(const struct scheme *scheme, const struct grant *grant)
{
	static const struct {
		enum deadline_anchor anchor;
		enum grant_fact_kind fact;
	} facts[] = { { ANCHOR_APPLICATION, FACT_APPLIED },
		      { ANCHOR_ABSENCE, FACT_ABSENCE },
		      { ANCHOR_ABROAD, FACT_ABROAD },
		      { ANCHOR_REPORT, FACT_REPORT },
		      { ANCHOR_APPEAL, FACT_APPEAL } };

	for (int i = 0; i < scheme->deadline_count; i++) {
		const struct scheme_deadline *rule = &scheme->deadlines[i];
		bool needs_fact = false, has_fact = false;

		for (size_t f = 0; f < COUNT_OF(facts); f++)
			if (facts[f].anchor == rule->anchor) {
				needs_fact = true;
				has_fact = grant_fact_on(grant, facts[f].fact, DAY_MAX) != NULL;
			}
		if (rule->after.unit == SPAN_WORKDAYS && rule->after.count && (!needs_fact || has_fact))
			return true;
	}
	return false;
}

/* ---- what follows from the grant itself ------------------------------------ */

/* The last day that one of the lengths leaves, counted from `from`; false where it leaves every day. */
static bool ends_by_length(const struct scheme_length *length, day_t from, struct due *out)
{
	if (!length->most)
		return false;
	*out = (struct due){ .day = length_last_day(from, length->most, length->unit), .why = DUE_LENGTH, .by = BY_HOLDER,
		             .is = length->most_is };
	return true;
}

/* The grant's end, and where a scheme or the level lets it last only so long, that day: of two the earlier. */
static void add_end(const struct search *s, const struct scheme_level *level)
{
	const struct grant *grant = s->grant;
	struct due most, of_level;
	bool ends = ends_by_length(&s->scheme->length, grant->from, &most);

	if (level && ends_by_length(&level->length, grant_level_from(grant), &of_level) && (!ends || of_level.day <= most.day)) {
		most = of_level;
		ends = true;
	}
	ends = ends && most.day <= grant->to;
	if (ends)
		add(s, &most);
	if (grant->to != DAY_MAX && !(ends && most.day == grant->to))
		add(s, &(struct due){ .day = grant->to, .why = DUE_END, .by = BY_HOLDER, .is = LIMIT_HARD });
}

/* The amount of the same part that held until this one; NULL where it is the first. */
static const struct grant_amount *amount_before(const struct grant *grant, const struct grant_amount *amount)
{
	return grant_amount_on(grant, amount->part, amount->from - 1);
}

static bool is_smaller(const struct grant_amount *before, const struct grant_amount *after)
{
	return before->per == after->per && grant_net(after) < grant_net(before);
}

static void add_changes(const struct search *s)
{
	const struct grant *grant = s->grant;

	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *after = &grant->amounts[i], *before = amount_before(grant, after);

		/* Another level or another deduction that comes to the same is no change of what there is. */
		if (before && after->from > grant->from && after->from <= grant->to &&
		    (before->per != after->per || grant_net(before) != grant_net(after)))
			add(s, &(struct due){ .day = after->from, .why = DUE_CHANGE, .by = BY_HOLDER, .is = LIMIT_HARD,
			                      .before = before, .after = after });
	}
}

/* The first reduction or the end that can be what a decision was about; DAY_MAX where there is none. Who has received a decision by
 * the first day has received the one that gave the help. */
static day_t effect_of_decision(const struct grant *grant, day_t received)
{
	day_t effect = DAY_MAX;

	if (received == DAY_NONE || received <= grant->from)
		return DAY_MAX;
	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *after = &grant->amounts[i], *before = amount_before(grant, after);

		if (before && after->from > received && after->from < effect && is_smaller(before, after))
			effect = after->from;
	}
	if (grant->to != DAY_MAX && grant->to >= received && grant->to + 1 < effect)
		effect = grant->to + 1;
	return effect;
}

static void add_notice_of(const struct search *s, day_t received)
{
	day_t effect = effect_of_decision(s->grant, received);

	if (effect == DAY_MAX)
		return;
	add(s, &(struct due){ .day = day_after_span(received, &s->scheme->notice, 1, s->holidays),
	                      .why = DUE_NOTICE,
	                      .by = BY_AUTHORITY,
	                      .is = LIMIT_HARD,
	                      .anchor = received,
	                      .effect = effect });
}

/* Holbæk, § 96: at least 14 weeks from the day on which the decision was received; until then hours run on unchanged. */
static void add_notice(const struct search *s)
{
	if (!s->scheme->notice.count)
		return;
	add_notice_of(s, s->grant->received);
	for (int i = 0; i < s->grant->fact_count; i++)
		if (s->grant->facts[i].kind == FACT_RECEIVED)
			add_notice_of(s, s->grant->facts[i].day);
}

void dues_find(struct dues *out, const struct scheme *scheme, const struct scheme_level *level, const struct grant *grant,
               const struct holidays *holidays, day_t from, day_t to)
{
	day_t last = day_make(YEAR_LAST, 12, 31);
	struct search s = { .out = out, .scheme = scheme, .grant = grant, .holidays = holidays, .from = from };

	s.to = to < last ? to : last;
	for (int i = 0; i < scheme->deadline_count; i++)
		add_rule(&s, &scheme->deadlines[i]);
	add_end(&s, level);
	add_changes(&s);
	add_notice(&s);
}
