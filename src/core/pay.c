/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry taken apart into minutes that are paid alike. */
#include "ledsag/core/pay.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"

#include <stdlib.h>
#include <string.h>

#define DAY_MINUTES 1440

/* ---- rules */

static void text_done(struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		free(text->in[i]);
}

static void band_done(struct pay_band *band)
{
	free(band->id);
	text_done(&band->name);
	free(band->values.of);
	for (int i = 0; i < band->when_count; i++) {
		free(band->whens[i].id);
		holidays_done(&band->whens[i].dates);
	}
	free(band->whens);
}

static void cost_done(struct pay_cost *cost)
{
	free(cost->id);
	text_done(&cost->name);
	free(cost->values.of);
	free(cost->steps);
}

void pay_rules_free(struct pay_rules **rules)
{
	struct pay_rules *r = *rules;

	if (!r)
		return;
	*rules = NULL;
	free(r->id);
	text_done(&r->name);
	text_done(&r->note);
	free(r->country);
	free(r->source);
	for (int i = 0; i < r->band_count; i++)
		band_done(&r->bands[i]);
	free(r->bands);
	for (int i = 0; i < KIND_COUNT; i++)
		free(r->kinds[i].values.of);
	for (int i = 0; i < r->cost_count; i++)
		cost_done(&r->costs[i]);
	free(r->costs);
	free(r->minimum.of);
	free(r->minijob.of);
	free(r->breaks);
	free(r);
}

static const char *const columns[] = {
	[PAY_HOLIDAY] = "holiday-pay",
	[PAY_PENSION] = "pension",
	[PAY_ATP] = "atp",
	[PAY_INSURANCE] = "insurance",
	[PAY_ADMINISTRATION] = "administration",
};

const char *pay_column_name(enum pay_column column)
{
	return columns[column];
}

const char *pay_column_label(enum pay_column column)
{
	static const char *const labels[PAY_COLUMNS] = {
		[PAY_HOLIDAY] = N_("Holiday pay"),
		[PAY_PENSION] = N_("Pension"),
		[PAY_ATP] = N_("ATP"),
		[PAY_INSURANCE] = N_("Insurance"),
		[PAY_ADMINISTRATION] = N_("Administration"),
	};

	return labels[column];
}

bool pay_column_parse(const char *word, enum pay_column *out)
{
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (strcmp(word, columns[i]) == 0) {
			*out = (enum pay_column)i;
			return true;
		}
	return false;
}

const struct pay_value *pay_value_on(const struct pay_values *values, day_t day)
{
	const struct pay_value *found = NULL;

	for (int i = 0; i < values->count && values->of[i].from <= day; i++)
		found = &values->of[i];
	return found;
}

/* ---- whether a band holds at a minute */

static bool is_of_day(const struct pay_work *work, const struct pay_when *when, day_t day)
{
	bool some = when->holiday || when->dates.count;

	for (int i = 0; i < 7; i++)
		some = some || when->weekday[i];
	return !some || when->weekday[day_weekday(day)] || (when->holiday && holidays_on(work->holidays, day, NULL)) ||
	       holidays_on(&when->dates, day, NULL);
}

/* Minutes on the clock since 1970, of a minute of a day. */
static int64_t reading(day_t day, int minute)
{
	return (int64_t)day * DAY_MINUTES + minute;
}

/* Whether it holds at a minute of `day`, as what began on `owner`: that day or the one before it. */
static bool holds_from(const struct pay_work *work, const struct pay_when *when, day_t owner, day_t day, int minute, int64_t begun)
{
	int64_t at = reading(day, minute), to = reading(owner, when->to) + (when->to > when->from ? 0 : DAY_MINUTES);
	bool goes_on = day == owner + 1 && minute < when->goes_on && begun < reading(owner + 1, 0);

	if ((at < reading(owner, when->from) || at >= to) && !goes_on)
		return false;
	if (when->begun_before >= 0 && begun >= reading(owner, when->begun_before))
		return false;
	return is_of_day(work, when, owner);
}

/* Where hours have no clock times, only what holds all day long does. */
static bool is_all_day(const struct pay_when *when)
{
	return when->from == 0 && when->to == DAY_MINUTES && when->begun_before < 0;
}

struct moment {
	day_t day;
	int minute;
	int64_t begun; /* when the entry began, by the clock */
	bool clocked;
};

static const struct pay_when *when_of(const struct pay_work *work, const struct pay_band *band, const struct moment *at)
{
	for (int i = 0; i < band->when_count; i++) {
		const struct pay_when *when = &band->whens[i];

		if (!at->clocked) {
			if (is_all_day(when) && is_of_day(work, when, at->day))
				return when;
			continue;
		}
		for (int before = 0; before < 2; before++)
			if (holds_from(work, when, at->day - before, at->day, at->minute, at->begun))
				return when;
	}
	return NULL;
}

/* ---- which of them count */

/* Whether all bands of a set may stand beside each other. */
static bool may_add(const struct pay_rules *rules, const struct pay_stretch *all, unsigned set)
{
	for (int i = 0; i < all->band_count && !rules->adds; i++)
		for (int j = 0; j < i; j++) {
			int other = (int)(all->of[j].band - rules->bands);

			if ((set >> i & 1) && (set >> j & 1) && !(all->of[i].band->adds_to >> other & 1))
				return false;
		}
	return true;
}

/* What a set is worth an hour; where no wage is known, its percentages still tell which is the highest. */
static int64_t worth(const struct pay_stretch *all, unsigned set)
{
	int64_t wage = all->wage ? all->wage : 1, sum = 0;

	for (int i = 0; i < all->band_count; i++)
		if (set >> i & 1)
			sum += all->of[i].value->measure == PAY_PERCENT ? wage * all->of[i].value->amount
			                                                 : all->of[i].value->amount * PAY_WHOLE;
	return sum;
}

/* Leaves the bands that count: of all sets that may stand together the one worth most; of equals the first in the file. */
static void keep_best(const struct pay_rules *rules, struct pay_stretch *all)
{
	struct pay_stretch kept = *all;
	unsigned best = 0;

	for (unsigned set = 1; set < 1u << all->band_count; set++)
		if (may_add(rules, all, set) && worth(all, set) > worth(all, best))
			best = set;
	kept.band_count = 0;
	for (int i = 0; i < all->band_count; i++)
		if (best >> i & 1)
			kept.of[kept.band_count++] = all->of[i];
	*all = kept;
}

static void add_bands(const struct pay_work *work, const struct moment *at, struct pay_stretch *out)
{
	const struct pay_rules *rules = work->rules;

	if (!out->covered || !rules->kinds[work->entry->kind].supplements || !rules->kinds[work->planned].supplements)
		return;
	for (int i = 0; i < rules->band_count && out->band_count < PAY_BANDS_AT_ONCE; i++) {
		const struct pay_band *band = &rules->bands[i];
		const struct pay_value *value = pay_value_on(&band->values, at->day);
		const struct pay_when *when = NULL;

		if (value && at->day >= band->from && at->day <= band->until)
			when = when_of(work, band, at);
		if (!when)
			continue;
		out->of[out->band_count].band = band;
		out->of[out->band_count].when = when;
		out->of[out->band_count++].value = value;
	}
	keep_best(rules, out);
}

/* What of the wage the kind of hours gets. What an absence credits is worth what was planned: an illness gets its share of what the
 * standby would have been. */
static struct pay_value base_of(const struct pay_work *work, day_t day)
{
	const struct pay_value *own = pay_value_on(&work->rules->kinds[work->entry->kind].values, day);
	const struct pay_value *planned = pay_value_on(&work->rules->kinds[work->planned].values, day);
	struct pay_value base = { work->rules->from, PAY_PERCENT, PAY_WHOLE };

	if (work->planned == work->entry->kind || !planned)
		return own ? *own : base;
	base = *planned;
	if (own) {
		base.amount = (planned->amount * own->amount + PAY_WHOLE / 2) / PAY_WHOLE;
		base.from = own->from > planned->from ? own->from : planned->from;
	}
	return base;
}

static void add_wage(const struct pay_work *work, struct pay_stretch *out)
{
	out->wage_from = DAY_NONE;
	for (int i = 0; i < work->wage_count && work->wages[i].from <= out->day; i++) {
		out->wage = work->wages[i].amount;
		out->wage_from = work->wages[i].from;
	}
	out->covered = out->day >= work->rules->from;
	out->base = out->covered ? base_of(work, out->day) : (struct pay_value){ work->rules->from, PAY_PERCENT, PAY_WHOLE };
}

/* ---- where one stretch ends and the next begins */

struct cuts {
	int64_t *of;
	int count, room;
};

static void add_cut(struct cuts *cuts, struct span span, int64_t at)
{
	if (at < span.start || at > span.end)
		return;
	MEM_GROW(cuts->of, cuts->count, cuts->room);
	cuts->of[cuts->count++] = at;
}

/* Each instant at which the clock shows this; where it never does, the one at which it jumps over it. */
static void add_reading(struct cuts *cuts, const struct pay_work *work, day_t day, int minute)
{
	int64_t local = reading(day, minute) * 60, at[2];
	int found = zone_instants(work->zone, local, at);

	if (!found)
		add_cut(cuts, work->entry->span, zone_jump(work->zone, local));
	for (int i = 0; i < found; i++)
		add_cut(cuts, work->entry->span, at[i]);
}

/* The instants within a span at which the clocks change. */
static void add_changes(struct cuts *cuts, const struct zone *zone, struct span span)
{
	for (int64_t at = span.start; at < span.end; at += 3600) {
		int64_t low = at, high = at + 3600 < span.end ? at + 3600 : span.end;
		int32_t before = zone_offset(zone, low);

		if (zone_offset(zone, high) == before)
			continue;
		while (high - low > 1) {
			int64_t middle = low + (high - low) / 2;

			if (zone_offset(zone, middle) == before)
				low = middle;
			else
				high = middle;
		}
		add_cut(cuts, span, high);
	}
}

static int by_time(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void add_band_cuts(struct cuts *cuts, const struct pay_work *work, day_t day)
{
	for (int i = 0; i < work->rules->band_count; i++)
		for (int j = 0; j < work->rules->bands[i].when_count; j++) {
			const struct pay_when *when = &work->rules->bands[i].whens[j];

			add_reading(cuts, work, day, when->from);
			add_reading(cuts, work, day, when->to);
			add_reading(cuts, work, day, when->goes_on);
		}
}

static struct cuts cuts_of(const struct pay_work *work)
{
	const struct entry *entry = work->entry;
	day_t first = instant_day(work->zone, entry->span.start) - 1, last = instant_day(work->zone, entry->span.end) + 1;
	struct cuts cuts = { NULL, 0, 0 };

	add_cut(&cuts, entry->span, entry->span.start);
	add_cut(&cuts, entry->span, entry->span.end);
	if (entry->pause.end > entry->pause.start) {
		add_cut(&cuts, entry->span, entry->pause.start);
		add_cut(&cuts, entry->span, entry->pause.end);
	}
	for (int i = 0; i < work->inside_count; i++) {
		add_cut(&cuts, entry->span, work->inside[i].start);
		add_cut(&cuts, entry->span, work->inside[i].end);
	}
	add_changes(&cuts, work->zone, entry->span);
	for (day_t day = first; day <= last; day++) {
		add_reading(&cuts, work, day, 0);
		add_band_cuts(&cuts, work, day);
	}
	qsort(cuts.of, (size_t)cuts.count, sizeof *cuts.of, by_time);
	return cuts;
}

/* ---- the stretches */

static bool is_within(int64_t at, struct span span)
{
	return at >= span.start && at < span.end;
}

static bool is_paid(const struct pay_work *work, int64_t at)
{
	if (is_within(at, work->entry->pause))
		return false;
	for (int i = 0; i < work->inside_count; i++)
		if (is_within(at, work->inside[i]))
			return false;
	return true;
}

static struct pay_stretch stretch_of(const struct pay_work *work, struct span span)
{
	struct pay_stretch out = { .span = span, .minutes = span_minutes(span) };
	struct moment at = { .clocked = true };
	day_t begun_day;
	int begun_minute;

	instant_local(work->zone, work->entry->span.start, &begun_day, &begun_minute);
	instant_local(work->zone, span.start, &at.day, &at.minute);
	at.begun = reading(begun_day, begun_minute);
	/* Where clocks go back over midnight, the new day has begun although they show the old one again. */
	out.day = span.start >= day_start(work->zone, at.day + 1) ? at.day + 1 : at.day;
	add_wage(work, &out);
	add_bands(work, &at, &out);
	return out;
}

/* The same pay goes on without a gap on the same day. */
static bool goes_on(const struct pay_stretch *a, const struct pay_stretch *b)
{
	if (a->span.end != b->span.start || a->day != b->day || a->band_count != b->band_count)
		return false;
	for (int i = 0; i < a->band_count; i++)
		if (a->of[i].band != b->of[i].band || a->of[i].when != b->of[i].when || a->of[i].value != b->of[i].value)
			return false;
	return true;
}

static struct pay_stretch unclocked(const struct pay_work *work)
{
	struct moment at = { .day = work->entry->day };
	struct pay_stretch out = { .day = at.day, .minutes = work->entry->amount };

	add_wage(work, &out);
	add_bands(work, &at, &out);
	return out;
}

bool pay_is_time(const struct entry *entry)
{
	return entry->clocked || entry->unit == UNIT_MINUTES;
}

struct pay_stretch *pay_split(const struct pay_work *work, int *count)
{
	struct pay_stretch *out = NULL;
	struct cuts cuts;
	int room = 0;

	*count = 0;
	if (!pay_is_time(work->entry))
		return NULL;
	if (!work->entry->clocked) {
		out = mem_alloc(sizeof *out);
		*out = unclocked(work);
		*count = 1;
		return out;
	}
	cuts = cuts_of(work);
	for (int i = 0; i + 1 < cuts.count; i++) {
		struct pay_stretch next;

		if (cuts.of[i] == cuts.of[i + 1] || !is_paid(work, cuts.of[i]))
			continue;
		next = stretch_of(work, (struct span){ cuts.of[i], cuts.of[i + 1] });
		if (*count && goes_on(&out[*count - 1], &next)) {
			out[*count - 1].span.end = next.span.end;
			out[*count - 1].minutes += next.minutes;
			continue;
		}
		MEM_GROW(out, *count, room);
		out[(*count)++] = next;
	}
	free(cuts.of);
	return out;
}
