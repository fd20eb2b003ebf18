/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refuses an entry, what follows from one: month sums, standby that work replaces, what is left. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- standby and the work inside it */

struct collect {
	const struct entry *standby;
	struct span *spans;
	int count, room;
};

static bool collect_inside(void *context, const struct entry *entry)
{
	struct collect *c = context;

	if (entry->id == c->standby->id || !entry->clocked ||
	    !entry_state_counts(entry->state) || entry->span.start < c->standby->span.start ||
	    entry->span.end > c->standby->span.end)
		return true;
	MEM_GROW(c->spans, c->count, c->room);
	c->spans[c->count++] = entry->span;
	return true;
}

struct span *hours_inside(struct app *app, const struct entry *standby, int *count, struct status *st)
{
	struct collect c = { .standby = standby, .spans = mem_alloc(8 * sizeof(struct span)), .room = 8 };
	bool ok = work_of_person(app->store, standby->person, standby->day, standby->day + 2, collect_inside, &c, st);

	*count = c.count;
	if (ok)
		return c.spans;
	free(c.spans);
	return NULL;
}

/* ---- month sums */

bool hours_by_month(struct app *app, const struct entry *entry, struct month_parts *out, struct status *st)
{
	struct span *inside = NULL;
	int count = 0;

	if (entry->kind == KIND_STANDBY && entry->unit == UNIT_MINUTES && entry->clocked && entry->person) {
		inside = hours_inside(app, entry, &count, st);
		if (!inside)
			return false;
	}
	entry_by_month(app->zone, entry, inside, count, out);
	free(inside);
	return true;
}

static bool add_sums(struct app *app, const struct entry *entry, const struct month_parts *parts, int sign, struct status *st)
{
	for (int i = 0; i < parts->count; i++)
		if (!month_sum_add(app->store, entry->grant, entry->part, entry->kind, parts->of[i].month,
		                   sign * parts->of[i].amount, st))
			return false;
	return true;
}

/* Adds or takes what an entry counts itself. */
static bool count_self(struct app *app, const struct entry *entry, int sign, struct status *st)
{
	struct month_parts parts;

	if (!entry || !entry_state_counts(entry->state))
		return true;
	return hours_by_month(app, entry, &parts, st) && add_sums(app, entry, &parts, sign, st);
}

static bool add_parts(struct app *app, const struct entry *standby, const struct span *inside, int count, int sign,
                      struct status *st)
{
	struct month_parts parts;

	entry_by_month(app->zone, standby, inside, count, &parts);
	return add_sums(app, standby, &parts, sign, st);
}

static bool replaces(const struct entry *work, const struct entry *standby)
{
	return work->kind != KIND_STANDBY && work->clocked && entry_state_counts(work->state) &&
	       work->span.start >= standby->span.start && work->span.end <= standby->span.end;
}

/* A standby loses (`sign` 1) the minutes that `work` replaces, or gets them back (−1). What else is inside does not overlap it and
 * makes no difference: the standby is taken as it would be without any, and added as it is with this alone. */
static bool shift_standby(struct app *app, const struct entry *standby, const struct entry *work, int sign, struct status *st)
{
	return add_parts(app, standby, NULL, 0, -sign, st) && add_parts(app, standby, &work->span, 1, sign, st);
}

/* The person's standby around a working entry: owned copies. */
struct around {
	const struct entry *work;
	struct entry *of;
	int count;
};

static bool collect_around(void *context, const struct entry *entry)
{
	struct around *a = context;
	if (entry->kind != KIND_STANDBY || entry->id == a->work->id || !entry->clocked || !entry_state_counts(entry->state) ||
	    !replaces(a->work, entry))
		return true;
	a->of = mem_resize(a->of, (size_t)a->count + 1, sizeof *a->of);
	entry_copy(&a->of[a->count++], entry);
	return true;
}

/* The standby around `work` follows as it comes (`sign` 1) or goes (−1). */
static bool follow_standby(struct app *app, const struct entry *work, int sign, struct status *st)
{
	struct around a = { work, NULL, 0 };
	bool ok;

	if (!work || !work->person || !work->clocked)
		return true;
	ok = entries_near(app->store, work, collect_around, &a, st);
	for (int i = 0; ok && i < a.count; i++)
		ok = shift_standby(app, &a.of[i], work, sign, st);
	for (int i = 0; i < a.count; i++)
		entry_copy_done(&a.of[i]);
	free(a.of);
	return ok;
}

struct collision {
	const struct entry *entry;
	bool found;
	struct hours_near near;
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
		c->near.standby = true;
	if (other->day == c->entry->day && other->unit == UNIT_MINUTES && other->kind != KIND_STANDBY) {
		c->minutes += other->amount;
		c->unclocked = c->unclocked || !other->clocked;
		c->near.twin = c->near.twin ||
		               (!other->clocked && !c->entry->clocked && other->amount == c->entry->amount &&
		                other->kind == c->entry->kind &&
		                                str_same(other->grant, c->entry->grant));
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
static bool check_collision(struct app *app, const struct entry *entry, struct hours_near *near, struct status *st)
{
	struct collision c = { .entry = entry };
	bool ok, fills = entry->unit == UNIT_MINUTES && entry->kind != KIND_STANDBY;

	if (!entry->person)
		return true;
	if (!entry->absence && !absence_leaves(app, entry->person, entry->day, entry->clocked ? &entry->span : NULL, st))
		return false;
	if (entry->unit != UNIT_MINUTES && !entry->clocked)
		return true;
	ok = entries_near(app->store, entry, look_for_collision, &c, st);
	if (near)
		*near = c.near;
	if (ok && c.found) {
		ok = refuse_collision(app, &c, st);
		entry_copy_done(&c.other);
	} else if (ok && fills && (!entry->clocked || c.unclocked) && c.minutes + entry->amount > 24 * 60) {
		ok = status_set(st, STATUS_REFUSED, "day-full", N_("“{1}” would have {2} on {3}: a day has 24 hours."), "smd", entry->person,
		                c.minutes + entry->amount, entry->day);
	}
	return ok;
}

/* Moves the sums, with the standby around what was and around what is. */
static bool move_sums(struct app *app, const struct entry *before, const struct entry *after, struct status *st)
{
	return count_self(app, before, -1, st) && follow_standby(app, before, -1, st) && count_self(app, after, 1, st) &&
	       follow_standby(app, after, 1, st);
}

bool hours_follow(struct app *app, const struct entry *before, const struct entry *after, struct status *st)
{
	if (after && entry_state_counts(after->state) && !check_collision(app, after, NULL, st))
		return false;
	return move_sums(app, before, after, st);
}

bool hours_store(struct app *app, const struct entry *before, struct entry *entry, struct status *st)
{
	return entry_write(app->store, entry, st) && move_sums(app, before, entry, st);
}

bool hours_net(struct app *app, const struct entry *entry, int64_t *amount, struct status *st)
{
	struct month_parts parts;

	if (entry->kind != KIND_STANDBY || entry->state == ENTRY_WITHDRAWN)
		return true;
	if (!hours_by_month(app, entry, &parts, st))
		return false;
	*amount = 0;
	for (int i = 0; i < parts.count; i++)
		*amount += parts.of[i].amount;
	return true;
}

/* ---- what is refused */

day_t entry_last_day(const struct app *app, const struct entry *entry)
{
	return entry_last_date(app->zone, entry);
}

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

/* Days are parted by their dates. */
static bool refuse_days(const struct hours_read *h, struct status *st)
{
	int64_t inside = h->grant->to - h->entry.day + 1;

	return status_set(st, STATUS_REFUSED, "outside-grant",
	                  N_("“{1}” ends on {2}: book {3} from {4} on it, and {5} from {6} on the grant that follows."), "sdadad", h->grant->id,
	                  h->grant->to, inside, (int)UNIT_DAYS, "", h->entry.day, h->entry.amount - inside, (int)UNIT_DAYS, "",
	                  h->grant->to + 1);
}

static bool check_grant(struct app *app, const struct hours_read *h, struct status *st)
{
	day_t last = entry_last_day(app, &h->entry);

	if (h->entry.day < h->grant->from)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is before “{2}”, which begins on {3}."), "dsd", h->entry.day, h->grant->id,
		                  h->grant->from);
	if (h->entry.day > h->grant->to)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is after “{2}”, which ends on {3}."), "dsd",
		                  h->entry.day, h->grant->id, h->grant->to);
	if (last <= h->grant->to)
		return true;
	return h->entry.unit == UNIT_DAYS ? refuse_days(h, st) : refuse_split(app, h, st);
}

static bool check_person(struct app *app, const struct hours_read *h, struct status *st)
{
	const struct person *p = h->person;
	/* A night may end after somebody's last day; days are days of work each. */
	day_t last = h->entry.unit == UNIT_DAYS ? entry_last_day(app, &h->entry) : h->entry.day;

	if (!p)
		return true;
	if (p->from != DAY_NONE && h->entry.day < p->from)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” begins on {2}: {3} is before that."), "sdd", p->id, p->from, h->entry.day);
	if (last > p->to)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” ended on {2}: {3} is after that."), "sdd", p->id,
		                  p->to, last);
	if (!h->scheme->helper_age || p->born == DAY_NONE)
		return true;
	if (h->entry.day >= day_birthday(p->born, h->scheme->helper_age))
		return true;
	return status_set(st, STATUS_REFUSED, "helper-age", N_("{1} asks for helpers of at least {2} years: “{3}” is younger on {4}."), "sisd",
	                  scheme_said(h->scheme), (int64_t)h->scheme->helper_age, p->id, h->entry.day);
}

bool hours_allowed(struct app *app, struct hours_read *hours, struct status *st)
{
	return check_grant(app, hours, st) && check_person(app, hours, st) &&
	       check_collision(app, &hours->entry, &hours->near, st) &&
	       limits_allowed(app, hours->grant, hours->scheme, hours->part, hours->before, &hours->entry, st);
}

bool hours_creditable(struct app *app, struct hours_read *hours, struct status *st)
{
	return check_grant(app, hours, st) && check_person(app, hours, st) && check_collision(app, &hours->entry, NULL, st);
}

static bool gone(const struct entry *entry, const char *what, struct status *st)
{
	return status_set(st, STATUS_REFUSED, "gone", N_("Entry {1} would stand on “{2}”, which is no longer there: bring that back first."), "is", entry->id,
	                  what);
}

bool hours_still_allowed(struct app *app, const struct directory *directory, const struct entry *before, const struct entry *entry,
                         struct status *st)
{
	struct hours_read h = {
		.entry = *entry,
		.grant = directory_grant(directory, entry->grant),
		.person = entry->person ? directory_person(directory, entry->person) : NULL,
	};

	if (!h.grant || (entry->person && !h.person))
		return gone(entry, h.grant ? entry->person : entry->grant, st);
	h.scheme = app_scheme(app, h.grant->scheme, st);
	if (!h.scheme || !check_grant(app, &h, st) || !check_person(app, &h, st))
		return false;
	h.part = scheme_part(h.scheme, entry->part);
	return !h.part || entry->absence || limits_allowed(app, h.grant, h.scheme, h.part, before, entry, st);
}

/* ---- what is left */

/* Up to which month a bank tells what an entry does: a pot of a year or of a whole grant may run short behind it. */
static month_t affects_until(const struct app *app, const struct hours_read *h, month_t last)
{
	enum per per = grant_rules(h->grant, h->part).per;
	month_t now = month_of(app_today(app));

	if (per == PER_YEAR)
		return month_make(month_year(last), 12);
	return per == PER_TOTAL && now > last ? now : last;
}

/* An entry over a month's end may overdraw either month. */
static void warn_overdraft(struct app *app, const struct hours_read *h, month_t first, const struct bank *bank,
                           struct log_result *result)
{
	struct carry_rules rules = grant_rules(h->grant, h->part);
	struct status st = STATUS_INIT;

	if (result->by_week) /* the month only averages what the weeks say */
		return;
	for (int i = 0; i < bank->count; i++) {
		const struct bank_month *row = &bank->months[i];

		if (!row->overdraft || row->month < first)
			continue;
		overdraft_warning(app, &rules, row->overdraft, h->part->unit, row->month, &st);
		notices_add(&result->notices, &st);
	}
}

bool closed_warn(struct app *app, month_t first, struct notices *notices, struct status *st)
{
	struct status why = STATUS_INIT;
	month_t last;

	if (!notices)
		return true;
	if (!closing_last(app->store, &last, NULL, st))
		return false;
	if (last == MONTH_NONE || first > last)
		return true;
	status_set(&why, STATUS_REFUSED, "closed", N_("{1} is closed and stays as it was: this is a correction that counts in {2}."), "LL",
	           first, last + 1);
	notices_add(notices, &why);
	return true;
}

bool hours_warn_closed(struct app *app, const struct entry *entry, struct notices *notices, struct status *st)
{
	return !entry_state_counts(entry->state) || closed_warn(app, month_of(entry->day), notices, st);
}

/* What is booked in a closed month, or was and is no more, counts as a correction of the first open one. */
static bool warn_closed(struct app *app, const struct hours_read *h, const struct month_parts *parts, struct log_result *result,
                        struct status *st)
{
	month_t first = parts->of[0].month;

	if (h->before && entry_state_counts(h->before->state) && month_of(h->before->day) < first)
		first = month_of(h->before->day);
	return closed_warn(app, first, &result->notices, st);
}

static void warn(struct app *app, const struct hours_read *h, struct log_result *result)
{
	day_t last = h->entry.unit == UNIT_DAYS ? entry_last_day(app, &h->entry) : h->entry.day;
	struct status st = STATUS_INIT;

	if (h->near.twin) {
		status_set(&st, STATUS_REFUSED, "twin", N_("The same hours are there already on {1}, without clock times as well: is it the same work twice?"), "d",
		           h->entry.day);
		notices_add(&result->notices, &st);
	}
	if (h->entry.clocked ? h->entry.span.end > app_now(app) : last > app_today(app)) {
		status_set(&st, STATUS_REFUSED, "future", N_("These hours on {1} are still to come: is the date right?"), "d", last);
		notices_add(&result->notices, &st);
	}
	if (h->part->uncounted[h->entry.kind]) {
		status_set(&st, STATUS_REFUSED, "uncounted", N_("Hours of the kind “{1}” do not count against {2}."), "ns", kind_label(h->entry.kind),
		           scheme_said(h->scheme));
		notices_add(&result->notices, &st);
	}
}

/* The month of which it is told what is left: the last that the entry touches; of a closed one nothing changes, but of the first
 * that is open. */
static bool month_told(struct app *app, month_t last, month_t *out, struct status *st)
{
	month_t closed;

	if (!closing_last(app->store, &closed, NULL, st))
		return false;
	*out = closed != MONTH_NONE && last <= closed ? closed + 1 : last;
	return true;
}

static const struct bank_month *row_told(const struct bank *bank, month_t month)
{
	int at = month - bank->months[0].month;

	return &bank->months[at < bank->count ? at : bank->count - 1]; /* a grant may have ended before */
}

bool hours_result(struct app *app, const struct hours_read *h, struct log_result *result, struct status *st)
{
	struct month_parts parts;
	struct bank bank;
	int64_t amount = 0;
	month_t last, told;
	bool ok;

	if (!result)
		return true;
	if (!hours_by_month(app, &h->entry, &parts, st))
		return false;
	last = parts.of[parts.count - 1].month;
	if (!month_told(app, last, &told, st) || !bank_lately(app, h->grant, h->part, affects_until(app, h, told), &bank, st))
		return false;
	for (int i = 0; i < parts.count; i++)
		amount += parts.of[i].amount;
	*result = (struct log_result){
		.entry = h->entry.id,
		.amount = amount,
		.unit = h->entry.unit,
		.grant = mem_text(h->grant->id),
		.part = grant_part_count(h->grant, h->scheme) > 1 ? mem_text(h->part->id) : NULL,
		.shows_left = app_may(app, MAY_READ_GRANTS, NULL, NULL),
		.granted = grant_rules(h->grant, h->part).per != PER_NONE,
	};
	ok = limits_warn(app, h, result, st) && warn_closed(app, h, &parts, result, st);
	if (ok && result->shows_left) {
		const struct bank_month *row = row_told(&bank, told);

		result->left = row->left_before;
		result->overdraft = row->overdraft;
		warn_overdraft(app, h, told > last ? told : parts.of[0].month, &bank, result);
	}
	warn(app, h, result);
	bank_done(&bank);
	return ok;
}
