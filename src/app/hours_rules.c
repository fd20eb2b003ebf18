/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refuses an entry, what follows from one: month sums, standby that work replaces, what is left. */
#include "internal.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- standby and the work inside it */

struct collect {
	const struct entry *standby;
	int64_t without;
	struct span *spans;
	int count, room;
};

static bool collect_inside(void *context, const struct entry *entry)
{
	struct collect *c = context;

	if (entry->id == c->without || entry->id == c->standby->id || !entry->clocked ||
	    !entry_state_counts(entry->state) || entry->span.start < c->standby->span.start || entry->span.end > c->standby->span.end)
		return true;
	MEM_GROW(c->spans, c->count, c->room);
	c->spans[c->count++] = entry->span;
	return true;
}

struct span *hours_inside(struct app *app, const struct entry *standby, int64_t without, int *count, struct status *st)
{
	struct collect c = { .standby = standby, .without = without, .spans = mem_alloc(8 * sizeof(struct span)), .room = 8 };
	bool ok = work_of_person(app->store, standby->person, standby->day, standby->day + 2, collect_inside, &c, st);

	*count = c.count;
	if (ok)
		return c.spans;
	free(c.spans);
	return NULL;
}

/* ---- month sums */

static bool add_parts(struct app *app, const struct entry *entry, const struct span *inside, int count, int sign, struct status *st)
{
	struct month_parts parts;

	entry_by_month(app->zone, entry, inside, count, &parts);
	for (int i = 0; i < parts.count; i++)
		if (!month_sum_add(app->store, entry->grant, entry->part, entry->kind, parts.of[i].month, sign * parts.of[i].amount, st))
			return false;
	return true;
}

/* Adds or takes what an entry counts itself. */
static bool count_self(struct app *app, const struct entry *entry, int sign, struct status *st)
{
	struct span *inside = NULL;
	int count = 0;
	bool ok;

	if (!entry || !entry_state_counts(entry->state))
		return true;
	if (entry->kind == KIND_STANDBY && entry->clocked && entry->person) {
		inside = hours_inside(app, entry, entry->id, &count, st);
		if (!inside)
			return false;
	}
	ok = add_parts(app, entry, inside, count, sign, st);
	free(inside);
	return ok;
}

static bool replaces(const struct entry *work, const struct entry *standby)
{
	return work && work->kind != KIND_STANDBY && work->clocked && entry_state_counts(work->state) &&
	       work->span.start >= standby->span.start && work->span.end <= standby->span.end;
}

/* A standby of the same person loses what `before` no longer replaces and gains nothing else. */
static bool shift_standby(struct app *app, const struct entry *standby, const struct entry *before, const struct entry *after,
                          struct status *st)
{
	int64_t self = before ? before->id : after->id;
	int count;
	struct span *inside = hours_inside(app, standby, self, &count, st);
	bool ok;

	if (!inside)
		return false;
	inside = mem_resize(inside, (size_t)count + 1, sizeof *inside);
	if (replaces(before, standby))
		inside[count] = before->span;
	ok = add_parts(app, standby, inside, count + replaces(before, standby), -1, st);
	if (replaces(after, standby))
		inside[count] = after->span;
	ok = ok && add_parts(app, standby, inside, count + replaces(after, standby), 1, st);
	free(inside);
	return ok;
}

/* The person's standby around a working entry: owned copies. */
struct around {
	const struct entry *before, *after;
	struct entry *of;
	int count;
};

static bool collect_around(void *context, const struct entry *entry)
{
	struct around *a = context;
	int64_t self = a->before ? a->before->id : a->after->id;

	if (entry->kind != KIND_STANDBY || entry->id == self || !entry->clocked || !entry_state_counts(entry->state) ||
	    (!replaces(a->before, entry) && !replaces(a->after, entry)))
		return true;
	a->of = mem_resize(a->of, (size_t)a->count + 1, sizeof *a->of);
	entry_copy(&a->of[a->count++], entry);
	return true;
}

/* Moves the standby around `before` and around `after`; where the person or the day changes these are different ones. */
static bool follow_standby(struct app *app, const struct entry *before, const struct entry *after, struct status *st)
{
	const struct entry *one = before ? before : after;
	struct around a = { before, after, NULL, 0 };
	bool ok;

	if (!one->person || !one->clocked)
		return true;
	ok = entries_of_person(app->store, one->person, one->day - 2, one->day + 2, collect_around, &a, st);
	for (int i = 0; ok && i < a.count; i++)
		ok = shift_standby(app, &a.of[i], before, after, st);
	for (int i = 0; i < a.count; i++)
		entry_copy_done(&a.of[i]);
	free(a.of);
	return ok;
}

struct collision {
	const struct entry *entry;
	bool found, near_standby;
	struct entry other; /* owned where found */
	int64_t minutes;    /* the person's minutes on that day, from entries without clock times too */
	bool unclocked;
};

static bool look_for_collision(void *context, const struct entry *other)
{
	struct collision *c = context;

	if (other->id == c->entry->id || !entry_state_counts(other->state))
		return true;
	if (other->kind == KIND_STANDBY)
		c->near_standby = true;
	if (other->day == c->entry->day && other->unit == UNIT_MINUTES && other->kind != KIND_STANDBY) {
		c->minutes += other->amount;
		c->unclocked = c->unclocked || !other->clocked;
	}
	if (entries_agree(c->entry, other))
		return true;
	entry_copy(&c->other, other);
	c->found = true;
	return false;
}

static bool refuse_collision(struct app *app, const struct collision *c, struct status *st)
{
	char span[16];
	bool standby = c->other.kind == KIND_STANDBY || c->entry->kind == KIND_STANDBY;

	span_format(app->zone, c->other.span, span);
	if (standby)
		return status_set(st, STATUS_REFUSED, "overlap",
		                  N_("“{1}” has {2} on {3} (entry {4}): work in a standby must lie wholly inside it; split it at the standby's edge."), "ssdi",
		                  c->entry->person, span, c->other.day, c->other.id);
	return status_set(st, STATUS_REFUSED, "overlap", N_("“{1}” already has {2} on {3} (entry {4}): one person's hours may not overlap."), "ssdi",
	                  c->entry->person, span, c->other.day, c->other.id);
}

/* One person's hours do not overlap, and a day has no more hours than it has. */
static bool check_collision(struct app *app, const struct entry *entry, bool *near_standby, struct status *st)
{
	struct collision c = { .entry = entry };
	bool ok;

	if (!entry->person || entry->unit != UNIT_MINUTES)
		return true;
	/* No entry is longer than 25 h, so what begins two days away cannot touch this one. */
	ok = entries_of_person(app->store, entry->person, entry->day - 2, entry->day + 2, look_for_collision, &c, st);
	if (near_standby)
		*near_standby = c.near_standby;
	if (ok && c.found) {
		ok = refuse_collision(app, &c, st);
		entry_copy_done(&c.other);
	} else if (ok && entry->kind != KIND_STANDBY && (!entry->clocked || c.unclocked) && c.minutes + entry->amount > 24 * 60) {
		ok = status_set(st, STATUS_REFUSED, "day-full", N_("“{1}” would have {2} on {3}: a day has 24 hours."), "smd", entry->person,
		                c.minutes + entry->amount, entry->day);
	}
	return ok;
}

bool hours_follow(void *context, const struct entry *before, const struct entry *after, struct status *st)
{
	struct app *app = context;
	bool moved = before && after && (!before->person || !after->person || strcmp(before->person, after->person) || before->day != after->day);

	if (after && entry_state_counts(after->state) && !check_collision(app, after, NULL, st))
		return false;
	if (!count_self(app, before, -1, st) || !count_self(app, after, 1, st))
		return false;
	if (moved)
		return follow_standby(app, before, NULL, st) && follow_standby(app, NULL, after, st);
	return follow_standby(app, before, after, st);
}

bool hours_store(struct app *app, const struct entry *before, struct entry *entry, struct status *st)
{
	return entry_write(app->store, entry, st) && hours_follow(app, before, entry, st);
}

/* ---- what is refused */

static bool refuse_split(struct app *app, const struct hours_read *h, struct status *st)
{
	char first[16], second[16];
	int64_t midnight = day_start(app->zone, h->grant->to + 1);

	span_format(app->zone, (struct span){ h->entry.span.start, midnight }, first);
	span_format(app->zone, (struct span){ midnight, h->entry.span.end }, second);
	return status_set(st, STATUS_REFUSED, "outside-grant",
	                  N_("“{1}” ends on {2}: book {3} on that day on it, and {4} on {5} on the grant that follows."), "sdssd", h->grant->id,
	                  h->grant->to, first, second, h->grant->to + 1);
}

static bool check_grant(struct app *app, const struct hours_read *h, struct status *st)
{
	day_t last = h->entry.clocked ? instant_day(app->zone, h->entry.span.end - 1) : h->entry.day;

	if (h->entry.day < h->grant->from)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is before “{2}”, which begins on {3}."), "dsd", h->entry.day, h->grant->id,
		                  h->grant->from);
	if (h->entry.day > h->grant->to)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is after “{2}”, which ends on {3}."), "dsd", h->entry.day, h->grant->id,
		                  h->grant->to);
	return last <= h->grant->to || refuse_split(app, h, st);
}

static bool check_person(const struct hours_read *h, struct status *st)
{
	const struct person *p = h->person;
	int year, month, dom;

	if (!p)
		return true;
	if (p->from != DAY_NONE && h->entry.day < p->from)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” begins on {2}: {3} is before that."), "sdd", p->id, p->from, h->entry.day);
	if (h->entry.day > p->to)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” ended on {2}: {3} is after that."), "sdd", p->id, p->to, h->entry.day);
	if (!h->scheme->helper_age || p->born == DAY_NONE)
		return true;
	day_split(p->born, &year, &month, &dom);
	year += h->scheme->helper_age;
	if (h->entry.day >= (day_exists(year, month, dom) ? day_make(year, month, dom) : day_make(year, 3, 1)))
		return true;
	return status_set(st, STATUS_REFUSED, "helper-age", N_("{1} asks for helpers of at least {2} years: “{3}” is younger on {4}."), "sisd",
	                  h->scheme->id, (int64_t)h->scheme->helper_age, p->id, h->entry.day);
}

bool hours_allowed(struct app *app, struct hours_read *hours, struct status *st)
{
	return check_grant(app, hours, st) && check_person(hours, st) && check_collision(app, &hours->entry, &hours->near_standby, st);
}

/* ---- what is left */

static void warn(struct app *app, const struct hours_read *h, const struct bank *bank, struct log_result *result)
{
	const struct bank_month *row = &bank->months[bank->count - 1];
	struct status st = STATUS_INIT;

	if (row->overdraft) {
		status_set(&st, STATUS_REFUSED, "overdraft",
		           N_("{1} of {2} are used beyond what was at hand: they are never taken from a later month, and the authority may not accept them."),
		           "aM", row->overdraft, (int)h->part->unit, app->household.currency, row->month);
		notices_add(&result->notices, &st);
	}
	if (h->entry.day > app_today(app)) {
		status_set(&st, STATUS_REFUSED, "future", N_("{1} is still to come: is the date right?"), "d", h->entry.day);
		notices_add(&result->notices, &st);
	}
	if (h->part->uncounted[h->entry.kind]) {
		status_set(&st, STATUS_REFUSED, "uncounted", N_("Hours of the kind “{1}” do not count against {2}."), "ns", kind_label(h->entry.kind),
		           h->scheme->id);
		notices_add(&result->notices, &st);
	}
}

bool hours_result(struct app *app, const struct hours_read *h, bool extra, struct log_result *result, struct status *st)
{
	struct month_parts parts;
	struct bank bank;
	bool counted = !h->part->uncounted[h->entry.kind];

	entry_by_month(app->zone, &h->entry, NULL, 0, &parts);
	if (!bank_of(app, h->grant, h->part, parts.of[parts.count - 1].month, extra && counted ? &parts : NULL, &bank, st))
		return false;
	*result = (struct log_result){
		.entry = h->entry.id,
		.amount = h->entry.amount,
		.unit = h->entry.unit,
		.grant = mem_text(h->grant->id),
		.part = grant_part_count(h->grant, h->scheme) > 1 ? mem_text(h->part->id) : NULL,
		.left = bank.months[bank.count - 1].left_before,
		.overdraft = bank.months[bank.count - 1].overdraft,
	};
	warn(app, h, &bank, result);
	bank_done(&bank);
	return true;
}
