/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits by the week, on the average, of a single entry and of a pot: what refuses an entry and what is said beside it. Entries are
 * read only where a part has such a limit, and only those of the days in question. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/weeks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was used on some days */

/* How much of an entry counts on the days from..to. */
static bool counted_in(struct app *app, const struct scheme_part *part, const struct entry *entry, day_t from, day_t to,
                       int64_t *amount, struct status *st)
{
	struct span *inside = NULL;
	int count = 0;

	*amount = 0;
	if (!entry_state_counts(entry->state) || part->uncounted[entry->kind])
		return true;
	if (entry->kind == KIND_STANDBY && entry->unit == UNIT_MINUTES && entry->clocked && entry->person) {
		inside = hours_inside(app, entry, &count, st);
		if (!inside)
			return false;
	}
	*amount = entry_amount_in(app->zone, entry, inside, count, from, to);
	free(inside);
	return true;
}

struct adding {
	struct app *app;
	const struct scheme_part *part;
	struct stretches *to;
	int64_t except; /* an entry that does not count; 0 */
	struct status *st;
	bool ok;
};

static bool add_entry(void *context, const struct entry *entry)
{
	struct adding *a = context;
	struct stretches *to = a->to;
	day_t last = entry_last_date(a->app->zone, entry);
	int first = entry->day > to->from ? (entry->day - to->from) / to->days : 0;

	if (entry->id == a->except || last < to->from)
		return true;
	for (int i = first; i < to->count && to->from + i * to->days <= last; i++) {
		day_t from = to->from + i * to->days;
		int64_t amount;

		if (!counted_in(a->app, a->part, entry, from, from + to->days - 1, &amount, a->st))
			return a->ok = false;
		to->used[i] += amount;
	}
	return true;
}

static bool add_entries(struct app *app, const struct grant *grant, const struct scheme_part *part, int64_t except,
                        struct stretches *to, struct status *st)
{
	/* What began before the first day may still go on. */
	struct entry_filter filter = { .from = to->from - (part->unit == UNIT_DAYS ? ENTRY_DAYS_MOST - 1 : 2),
		                       .to = to->from + to->days * to->count - 1,
		                       .grant = grant->id, .part = part->id, .state = -1 };
	struct adding a = { app, part, to, except, st, true };

	return entries_each(app->store, &filter, add_entry, &a, st) && a.ok;
}

bool limits_used(struct app *app, const struct grant *grant, const struct scheme_part *part, struct stretches *out,
                 struct status *st)
{
	out->used = mem_zero((size_t)out->count, sizeof *out->used);
	if (add_entries(app, grant, part, 0, out, st))
		return true;
	free(out->used);
	out->used = NULL;
	return false;
}

/* The same for one stretch. */
static bool used_in_days(struct app *app, const struct grant *grant, const struct scheme_part *part, day_t from, day_t to,
                         int64_t *used, struct status *st)
{
	struct stretches days = { .from = from, .days = to - from + 1, .count = 1, .used = used };

	*used = 0;
	return from > to || add_entries(app, grant, part, 0, &days, st);
}

static bool used_in_months(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t from, month_t to,
                           int64_t *used, struct status *st)
{
	struct month_use *use;
	int count;

	*used = 0;
	if (from > to)
		return true;
	if (!month_sums_between(app->store, grant->id, part->id, from, to, &use, &count, st))
		return false;
	for (int i = 0; i < count; i++)
		*used += part->uncounted[use[i].kind] ? 0 : use[i].amount;
	free(use);
	return true;
}

/* Many days: whole months from their sums, only what is before and after them from the entries. */
static bool used_since(struct app *app, const struct grant *grant, const struct scheme_part *part, day_t from, day_t to,
                       int64_t *used, struct status *st)
{
	month_t first = month_of(from) + (from > month_first(month_of(from)));
	month_t last = month_of(to) - (to < month_last(month_of(to)));
	int64_t before, after;

	if (first > last)
		return used_in_days(app, grant, part, from, to, used, st);
	if (!used_in_days(app, grant, part, from, month_first(first) - 1, &before, st) ||
	    !used_in_months(app, grant, part, first, last, used, st) ||
	    !used_in_days(app, grant, part, month_last(last) + 1, to, &after, st))
		return false;
	*used += before + after;
	return true;
}

bool limits_average(struct app *app, const struct grant *grant, const struct scheme_part *part, day_t day, bool *holds,
                    struct week_average *out, int64_t *used, struct status *st)
{
	*holds = weeks_average(grant, part, day, out);
	return !*holds || used_since(app, grant, part, out->from, out->to, used, st);
}

bool limits_week(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, day_t day,
                 bool *some, struct week *out, struct status *st)
{
	day_t monday = weeks_monday(day);
	int64_t used;

	*some = false;
	if (!weeks_apply(grant, scheme, part))
		return true;
	if (!used_in_days(app, grant, part, monday, monday + 6, &used, st))
		return false;
	*some = weeks_row(grant, scheme, part, monday, used, app_today(app), out);
	return true;
}

day_t limits_day(const struct app *app, const struct grant *grant, month_t month)
{
	day_t day = month == month_of(app_today(app)) ? app_today(app) : month_last(month);

	day = day > grant->to ? grant->to : day;
	return day < grant->from ? grant->from : day;
}

bool limits_lapse(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                  month_t month, bool *lapses, struct next_lapse *next, struct status *st)
{
	day_t day = limits_day(app, grant, month);
	struct week week;
	bool some;

	/* Without reading entries: most parts have no such weeks. */
	if (!weeks_row(grant, scheme, part, weeks_monday(day), 0, day, &week) || !week.lapses)
		return true;
	if (!limits_week(app, grant, scheme, part, day, &some, &week, st))
		return false;
	*lapses = week.unused > 0;
	*next = (struct next_lapse){ week.unused, week.end };
	return true;
}

/* ---- words */

struct label {
	char text[64];
};

/* "2025-W09" */
static struct label week_label(day_t monday)
{
	struct label label;

	week_format(monday, label.text);
	return label;
}

/* "kon", or "kon.chosen" where the grant has several parts. */
static struct label part_label(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part)
{
	bool several = grant_part_count(grant, scheme) > 1;
	struct label label;

	snprintf(label.text, sizeof label.text, "%s%s%s", grant->id, several ? "." : "", several ? part->id : "");
	return label;
}

/* ---- what refuses an entry */

/* Minutes of one visit or conversation; 0 where nobody wrote down how long it was. */
static int64_t length_of(const struct entry *entry)
{
	if (entry->clocked)
		return span_minutes(entry->span) - (entry->pause.end - entry->pause.start) / 60;
	return entry->unit == UNIT_MINUTES ? entry->amount : 0;
}

/* Whether an entry on a part is too long, and not as it was before. */
static bool is_too_long(const struct scheme_part *part, const struct entry *before, const struct entry *entry)
{
	int64_t length = length_of(entry);

	return part->longest && length > part->longest && (!before || length_of(before) < length);
}

/* An entry as it was counts only where it was on the same part. */
static const struct entry *on_part(const struct entry *before, const struct entry *entry)
{
	return before && str_same(before->grant, entry->grant) && str_same(before->part, entry->part) ? before : NULL;
}

static bool refuse_longest(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                           const struct entry *entry, struct status *st)
{
	return status_set(st, STATUS_REFUSED, "longest", N_("{1} gives at most {2} at a time: {3} on “{4}” is longer than that."), "smms",
	                  scheme_said(scheme), part->longest, length_of(entry), part_label(grant, scheme, part).text);
}

static bool refuse_week(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                        const struct week *week, int64_t more, struct status *st)
{
	struct label name = part_label(grant, scheme, part), label = week_label(week->from);
	int unit = (int)part->unit;

	/* What others used is not an assistant's to know. */
	if (!app_may(app, MAY_READ_GRANTS, NULL, NULL))
		return status_set(st, STATUS_REFUSED, "week-ceiling",
		                  N_("{1} gives at most {2} in one week: with this, week {3} would have more on “{4}”."), "sass", scheme_said(scheme),
		                  week->ceiling, unit, "", label.text, name.text);
	return status_set(st, STATUS_REFUSED, "week-ceiling",
	                  N_("{1} gives at most {2} in one week: week {3} has {4} on “{5}” already, and this would be {6} more."), "sasasa",
	                  scheme_said(scheme), week->ceiling, unit, "", label.text, week->used, unit, "", name.text, more, unit,
	                  "");
}

/* One week that an entry touches. What was there before may stay as it was, also where the rules are stricter by now. */
static bool check_week(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                       const struct entry *before, const struct entry *entry, day_t monday, struct status *st)
{
	struct stretches days = { .from = monday, .days = 7, .count = 1 };
	int64_t mine, had = 0, others = 0;
	struct week week;

	if (!weeks_row(grant, scheme, part, monday, 0, monday, &week) || !week.ceiling || week.ceiling_is != LIMIT_HARD)
		return true;
	if (!counted_in(app, part, entry, monday, monday + 6, &mine, st) ||
	    (before && !counted_in(app, part, before, monday, monday + 6, &had, st)))
		return false;
	if (mine <= had)
		return true;
	days.used = &others;
	if (!add_entries(app, grant, part, entry->id, &days, st))
		return false;
	week.used = others;
	return others + mine <= week.ceiling || refuse_week(app, grant, scheme, part, &week, mine, st);
}

bool limits_allowed(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                    const struct entry *before, const struct entry *entry, struct status *st)
{
	day_t last = entry_last_date(app->zone, entry);

	if (!entry_state_counts(entry->state))
		return true;
	before = before && entry_state_counts(before->state) ? on_part(before, entry) : NULL;
	if (part->longest_is == LIMIT_HARD && is_too_long(part, before, entry))
		return refuse_longest(grant, scheme, part, entry, st);
	if (!weeks_apply(grant, scheme, part))
		return true;
	for (day_t monday = weeks_monday(entry->day); monday <= last; monday += 7)
		if (!check_week(app, grant, scheme, part, before, entry, monday, st))
			return false;
	return true;
}

/* ---- what is said beside success */

bool limits_longest(const struct scheme_part *part, const struct entry *entry)
{
	return part->longest_is == LIMIT_SOFT && is_too_long(part, NULL, entry);
}

static void warn_longest(const struct hours_read *h, struct notices *notices)
{
	struct status st;

	if (!limits_longest(h->part, &h->entry))
		return;
	status_set(&st, STATUS_REFUSED, "longest",
	           N_("{1} gives as a rule at most {2} at a time: {3} on “{4}” is longer. A decision may allow more."), "smms", scheme_said(h->scheme),
	           h->part->longest, length_of(&h->entry), part_label(h->grant, h->scheme, h->part).text);
	notices_add(notices, &st);
}

/* What one week of an entry has too much. */
static void warn_week(const struct hours_read *h, const struct week *week, struct notices *notices)
{
	struct label name = part_label(h->grant, h->scheme, h->part), label = week_label(week->from);
	int unit = (int)h->part->unit;
	struct status st;

	if (week->lapses && week->beyond) {
		status_set(&st, STATUS_REFUSED, "week-over",
		           N_("Week {1} has {2} on “{3}”, which gives {4}: {5} too much. No other week makes up for it."), "sasaa", label.text,
		           week->used, unit, "", name.text, week->granted, unit, "", week->beyond, unit, "");
		notices_add(notices, &st);
	}
	if (week->ceiling && week->ceiling_is == LIMIT_SOFT && week->used > week->ceiling) {
		status_set(&st, STATUS_REFUSED, "week-ceiling",
		           N_("{1} gives as a rule at most {2} in one week: week {3} has {4} on “{5}” now. A decision may allow more."), "sasas",
		           scheme_said(h->scheme), week->ceiling, unit, "", label.text, week->used, unit, "", name.text);
		notices_add(notices, &st);
	}
}

/* Whether weeks of a part can have anything to be said. */
static bool week_speaks(const struct week *week)
{
	return week->lapses || (week->ceiling && week->ceiling_is == LIMIT_SOFT);
}

/* Each week that the entry touches; the last one goes into the result. */
static bool warn_weeks(struct app *app, const struct hours_read *h, struct log_result *result, struct status *st)
{
	day_t last = entry_last_date(app->zone, &h->entry);

	if (!weeks_apply(h->grant, h->scheme, h->part) || h->part->uncounted[h->entry.kind])
		return true;
	for (day_t monday = weeks_monday(h->entry.day); monday <= last; monday += 7) {
		struct week week;
		bool some;

		if (!weeks_row(h->grant, h->scheme, h->part, monday, 0, monday, &week) || !week_speaks(&week))
			continue;
		if (!limits_week(app, h->grant, h->scheme, h->part, monday, &some, &week, st))
			return false;
		warn_week(h, &week, &result->notices);
		result->by_week = week.lapses;
		result->week = week;
	}
	return true;
}

static void say_average(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                        const struct week_average *average, int64_t used, struct notices *notices)
{
	struct label name = part_label(grant, scheme, part);
	int unit = (int)part->unit;
	struct status st;

	/* Days and sessions are too few to be shared out, and months too unlike. */
	if (part->unit == UNIT_MINUTES && average->per == PER_WEEK)
		status_set(&st, STATUS_REFUSED, "average", N_("“{1}” has {2} a week on average since {3}; the decision says {4}."), "saDa", name.text,
		           weeks_mean(used, average->from, average->to), unit, "", average->from, average->amount, unit, "");
	else
		status_set(&st, STATUS_REFUSED, "average", N_("“{1}” has {2} from {3} to {4}; on average the decision gives {5} in that time."), "saDDa",
		           name.text, used, unit, "", average->from, average->to, average->granted, unit, "");
	notices_add(notices, &st);
}

static bool warn_average(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                         day_t day, struct notices *notices, struct status *st)
{
	struct week_average average;
	int64_t used = 0;
	bool holds;

	if (!limits_average(app, grant, part, day, &holds, &average, &used, st))
		return false;
	if (holds && used > average.granted)
		say_average(grant, scheme, part, &average, used, notices);
	return true;
}

static bool warn_review(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                        struct notices *notices, struct status *st)
{
	int unit = (int)part->unit;
	int64_t used;
	struct status say_so;

	if (!part->review)
		return true;
	if (!used_in_months(app, grant, part, INT32_MIN, INT32_MAX, &used, st))
		return false;
	if (used < part->review)
		return true;
	status_set(&say_so, STATUS_REFUSED, "review",
	           N_("{1} are used on “{2}”: from {3} on, the need is looked at before more is given. Ask the authority for it."), "asa", used,
	           unit, "", part_label(grant, scheme, part).text, part->review, unit, "");
	notices_add(notices, &say_so);
	return true;
}

/* A date that is booked on the same part already, by whomever. */
struct twice {
	struct app *app;
	const struct entry *entry;
	int64_t other; /* 0: none */
	day_t day;
};

static bool look_for_twice(void *context, const struct entry *other)
{
	struct twice *t = context;
	day_t from = other->day > t->entry->day ? other->day : t->entry->day;

	if (other->id == t->entry->id || !entry_state_counts(other->state) || from > entry_last_date(t->app->zone, t->entry) ||
	    from > entry_last_date(t->app->zone, other))
		return true;
	t->other = other->id;
	t->day = from;
	return false;
}

static bool warn_twice(struct app *app, const struct hours_read *h, struct notices *notices, struct status *st)
{
	struct twice t = { .app = app, .entry = &h->entry };
	struct entry_filter filter = { .from = h->entry.day - (ENTRY_DAYS_MOST - 1), .to = entry_last_date(app->zone, &h->entry),
		                       .grant = h->grant->id, .part = h->part->id, .state = -1 };
	struct status said;

	if (h->part->unit != UNIT_DAYS)
		return true;
	if (!entries_each(app->store, &filter, look_for_twice, &t, st))
		return false;
	if (!t.other)
		return true;
	status_set(&said, STATUS_REFUSED, "day-twice", N_("{1} is booked on “{2}” already (entry {3}): should the day count twice?"), "dsi", t.day,
	           part_label(h->grant, h->scheme, h->part).text, t.other);
	notices_add(notices, &said);
	return true;
}

/* ---- a file of many rows: one sentence for each rule */

/* Weeks with more than they give, or more than their ceiling, where that is only said. */
struct weeks_over {
	int64_t count;
	day_t first;
};

static void note_week(struct weeks_over *over, const struct week *week)
{
	if (!over->count++)
		over->first = week->from;
}

static void say_weeks(const struct label *name, const char *rule, const char *msgid, const struct weeks_over *over,
                      struct notices *notices)
{
	struct status st;

	if (!over->count)
		return;
	status_set(&st, STATUS_REFUSED, rule, msgid, "sis", name->text, over->count, week_label(over->first).text);
	notices_add(notices, &st);
}

static bool warn_all_weeks(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                           month_t first, month_t last, struct notices *notices, struct status *st)
{
	struct stretches days = { .from = weeks_monday(month_first(first)), .days = 7 };
	struct label name = part_label(grant, scheme, part);
	struct weeks_over over = { 0, 0 }, high = { 0, 0 };

	if (!weeks_apply(grant, scheme, part))
		return true;
	days.count = (month_last(last) - days.from) / 7 + 1;
	if (!limits_used(app, grant, part, &days, st))
		return false;
	for (int i = 0; i < days.count; i++) {
		struct week week;

		if (!weeks_row(grant, scheme, part, days.from + 7 * i, days.used[i], app_today(app), &week))
			continue;
		if (week.lapses && week.beyond)
			note_week(&over, &week);
		if (week.ceiling && week.ceiling_is == LIMIT_SOFT && week.used > week.ceiling)
			note_week(&high, &week);
	}
	free(days.used);
	say_weeks(&name, "week-over", N_("On “{1}”, weeks with more than they give: {2}, the first of them {3}. “ledsag bank {1}” shows each."),
	          &over, notices);
	say_weeks(&name, "week-ceiling", N_("On “{1}”, weeks with more than is given in one week as a rule: {2}, the first of them {3}."), &high,
	          notices);
	return true;
}

bool limits_warn_months(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t last,
                        struct notices *notices, struct status *st)
{
	const struct scheme *scheme = app_scheme(app, grant->scheme, st);
	day_t end = month_last(last) < grant->to ? month_last(last) : grant->to;

	return scheme && warn_all_weeks(app, grant, scheme, part, first, last, notices, st) &&
	       warn_average(app, grant, scheme, part, end, notices, st) &&
	       warn_review(app, grant, scheme, part, notices, st);
}

/* ---- one entry */

bool limits_warn(struct app *app, const struct hours_read *h, struct log_result *result, struct status *st)
{
	struct notices *notices = &result->notices;
	day_t last = entry_last_date(app->zone, &h->entry);

	warn_longest(h, notices);
	/* The rest tells what others used. */
	if (!result->shows_left)
		return true;
	return warn_twice(app, h, notices, st) && warn_weeks(app, h, result, st) &&
	       (h->part->uncounted[h->entry.kind] ||
	        (warn_average(app, h->grant, h->scheme, h->part, last, notices, st) &&
	         warn_review(app, h->grant, h->scheme, h->part, notices, st)));
}
