/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planned shifts, in their first form: planned, assigned, booked, cancelled. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/repeat.h"

#include <stdlib.h>
#include <string.h>

/* ---- rules */

struct clash {
	const struct shift *shift;
	bool found;
	int64_t id;
	day_t day;
	struct span span;
};

static bool look_for_clash(void *context, const struct shift *other)
{
	struct clash *c = context;

	if (other->id == c->shift->id || other->state == SHIFT_CANCELLED || !str_same(other->person, c->shift->person) ||
	    other->span.start >= c->shift->span.end || c->shift->span.start >= other->span.end ||
	    (other->kind == KIND_STANDBY) != (c->shift->kind == KIND_STANDBY))
		return true;
	c->found = true;
	c->id = other->id;
	c->day = other->day;
	c->span = other->span;
	return false;
}

/* One person is planned in one place at a time; work inside own standby is not looked at here. */
static bool check_clash(struct app *app, const struct shift *shift, struct status *st)
{
	struct clash c = { .shift = shift };
	char span[16];

	if (!shift->person)
		return true;
	if (!shift->absence && !absence_leaves(app, shift->person, shift->day, &shift->span, st))
		return false;
	if (!shifts_each(app->store, shift->day - 2, shift->day + 2, look_for_clash, &c, st))
		return false;
	if (!c.found)
		return true;
	span_format(app->zone, c.span, span);
	return status_set(st, STATUS_REFUSED, "overlap", N_("“{1}” is already planned {2} on {3} (shift {4}): one person's shifts may not overlap."), "ssdi",
	                  shift->person, span, c.day, c.id);
}

/* A shift obeys what an entry on it would have to obey. */
static bool check_as_entry(struct app *app, const struct directory *directory, const struct shift *shift, struct status *st)
{
	char day[11], span[16], *grant = str_make("%s.%s", shift->grant, shift->part);
	struct hours_input input = { .date = day, .span = span, .grant = grant, .person = shift->person ? shift->person : "" };
	struct hours_read hours;
	bool ok;

	day_format(shift->day, day);
	span_format(app->zone, shift->span, span);
	ok = hours_read(app, directory, &input, NULL, &hours, st);
	/* Only the grant's and the person's own limits: what is worked on that day is not known yet. */
	hours.entry.person = NULL;
	ok = ok && hours_allowed(app, &hours, st);
	free(grant);
	return ok;
}

static bool no_shift(int64_t id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "shift", N_("There is no shift {1}: “ledsag shift list” shows those there are."), "i", id);
}

static bool shift_need(struct app *app, int64_t id, struct shift *out, struct status *st)
{
	bool found;

	return shift_read(app->store, id, out, &found, st) && (found || no_shift(id, st));
}

/* What was opened where the acting person is absent comes and goes with that absence. */
static bool stands_in_for_actor(struct app *app, const struct shift *shift)
{
	struct shift planned = { 0 };
	bool found = false, there, own;

	own = shift->replaces && shift_read_any(app->store, shift->replaces, &planned, &found, &there, NULL) && found &&
	      str_same(planned.person, app->actor.id);
	if (found)
		shift_done(&planned);
	return own;
}

bool shift_stands(struct app *app, int64_t id, struct status *st)
{
	struct shift shift = { 0 };
	bool found, there, ok = shift_read_any(app->store, id, &shift, &found, &there, st);

	ok = ok && (app_may(app, MAY_PLAN, NULL, NULL) || stands_in_for_actor(app, &shift) ||
	            app_may(app, MAY_BOOK_SHIFT, there ? shift.person : NULL, st));
	if (ok && there && shift.state != SHIFT_CANCELLED)
		ok = check_clash(app, &shift, st);
	if (found)
		shift_done(&shift);
	return ok;
}

/* `rev` ≠ 0: the revision that the person was shown. */
static bool still_open(const struct shift *shift, int64_t rev, struct status *st)
{
	if (rev && rev != shift->rev)
		return status_set(st, STATUS_REFUSED, "stale", N_("Shift {1} was changed by somebody else meanwhile: look again before you change it."), "i",
		                  shift->id);
	if (shift->state == SHIFT_DONE)
		return status_set(st, STATUS_REFUSED, "shift-done", N_("Shift {1} is booked already as entry {2}: edit that entry instead."), "ii", shift->id,
		                  shift->entry);
	if (shift->state == SHIFT_CANCELLED)
		return status_set(st, STATUS_REFUSED, "shift-cancelled", N_("Shift {1} is cancelled: plan a new one."), "i",
		                  shift->id);
	return true;
}

/* The shift of somebody who is absent is kept as it was planned: what stands in for it is given away. */
static bool not_absent(const struct shift *shift, struct status *st)
{
	return !shift->absence ||
	       status_set(st, STATUS_REFUSED, "shift-absent",
	                  N_("Shift {1} is kept for “{2}”, who is absent: give away or cancel the shift that stands in for it."), "is",
	                  shift->id, shift->person);
}

/* ---- planning */

/* Reads what was typed into the first shift; texts borrowed from `hours` and the input. */
static bool read_shift(struct app *app, const struct directory *directory, const struct shift_input *input,
                       struct hours_read *hours, struct clock_span *clock, struct shift *out, struct status *st)
{
	char date[11];
	struct hours_input entry = {
		.date = date, .span = input->span, .grant = input->grant, .person = input->person, .kind = input->kind,
		.note = input->note,
	};
	day_t day = app_today(app);

	if (input->date && !day_parse(input->date, app_today(app), DAY_FUTURE, &day, st))
		return false;
	day_format(day, date);
	if (!input->span)
		return status_set(st, STATUS_INPUT, "span", N_("At what time? Write 8-15 or 22:00-07:00."), "");
	if (!clock_span_parse(input->span, clock, st) || !hours_read(app, directory, &entry, NULL, hours, st))
		return false;
	*out = (struct shift){
		.grant = hours->entry.grant,
		.part = hours->entry.part,
		.person = hours->entry.person,
		.kind = hours->entry.kind,
		.state = hours->entry.person ? SHIFT_ASSIGNED : SHIFT_OPEN,
		.day = day,
		.span = hours->entry.span,
		.note = input->note ? input->note : "",
	};
	return true;
}

static bool add_one(struct app *app, const struct directory *directory, const struct clock_span *clock, day_t day,
                    const struct shift *first, int64_t *id, struct status *st)
{
	struct shift shift = *first;

	shift.id = 0;
	shift.day = day;
	if (!span_resolve(app->zone, day, clock, &shift.span, st) || !check_as_entry(app, directory, &shift, st) ||
	    !check_clash(app, &shift, st) || !shift_write(app->store, &shift, st))
		return false;
	*id = shift.id;
	return true;
}

static bool plan(struct app *app, const struct shift_input *input, int64_t **ids, int *count, struct status *st)
{
	struct directory directory = { 0 };
	struct repeat repeat = { .step = 1, .interval = 1, .count = 1, .until = DAY_MAX };
	struct clock_span clock;
	struct hours_read hours;
	struct shift first;
	day_t *days = NULL;
	bool ok = directory_read(app, &directory, st) &&
	          (!input->repeat || !*input->repeat || repeat_parse(input->repeat, &repeat, st)) &&
	          read_shift(app, &directory, input, &hours, &clock, &first, st);

	ok = ok && repeat_fits(&repeat, first.day, st);
	if (ok) {
		days = repeat_days(&repeat, first.day, count);
		if (!*count)
			ok = status_set(st, STATUS_INPUT, "repeat", N_("“{1}” ends before {2}, the first day: write a later UNTIL."), "sd", input->repeat, first.day);
		*ids = mem_zero((size_t)*count, sizeof **ids);
		for (int i = 0; ok && i < *count; i++)
			ok = add_one(app, &directory, &clock, days[i], &first, &(*ids)[i], st);
	}
	free(days);
	directory_done(&directory);
	return ok;
}

bool app_shift_add(struct app *app, const struct shift_input *input, int64_t **ids, int *count, struct notices *notices,
                   struct status *st)
{
	bool ok;

	*ids = NULL;
	*count = 0;
	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!app_may(app, MAY_PLAN, NULL, st) || !app_begin(app, "shift add", st))
		return false;
	ok = plan(app, input, ids, count, st) && worktime_allows(app, *ids, *count, false, notices, st);
	if (ok && *count == 1)
		app_subjectf(app, "shift %lld", (long long)(*ids)[0]);
	else if (ok)
		app_subjectf(app, "shifts %lld-%lld", (long long)(*ids)[0], (long long)(*ids)[*count - 1]);
	if (app_finish(app, ok, st))
		return true;
	if (notices)
		notices_done(notices);
	free(*ids);
	*ids = NULL;
	*count = 0;
	return false;
}

bool app_shift_assign(struct app *app, int64_t id, int64_t rev, const char *person, struct notices *notices, struct status *st)
{
	struct directory directory = { 0 };
	struct shift shift = { 0 }, changed;
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!app_may(app, MAY_PLAN, NULL, st) || !app_begin(app, "shift assign", st))
		return false;
	ok = shift_need(app, id, &shift, st) && still_open(&shift, rev, st) && not_absent(&shift, st) &&
	     directory_read(app, &directory, st);
	if (ok) {
		changed = shift;
		changed.person = person && *person ? person : NULL;
		changed.state = changed.person ? SHIFT_ASSIGNED : SHIFT_OPEN;
		app_subjectf(app, "shift %lld", (long long)id);
		ok = check_as_entry(app, &directory, &changed, st) && check_clash(app, &changed, st) &&
		     shift_write(app->store, &changed, st) && worktime_allows(app, &id, 1, true, notices, st);
	}
	ok = app_finish(app, ok, st);
	if (!ok && notices)
		notices_done(notices);
	shift_done(&shift);
	directory_done(&directory);
	return ok;
}

bool app_shift_cancel(struct app *app, int64_t id, int64_t rev, struct status *st)
{
	struct shift shift = { 0 }, changed;
	bool ok;

	if (!app_may(app, MAY_PLAN, NULL, st) || !app_begin(app, "shift cancel", st))
		return false;
	ok = shift_need(app, id, &shift, st) && still_open(&shift, rev, st) && not_absent(&shift, st);
	if (ok) {
		changed = shift;
		changed.state = SHIFT_CANCELLED;
		app_subjectf(app, "shift %lld", (long long)id);
		ok = shift_write(app->store, &changed, st);
	}
	ok = app_finish(app, ok, st);
	shift_done(&shift);
	return ok;
}

/* ---- booking */

/* The hours as planned, as one would type them: without what an absence takes. */
static bool planned_hours(struct app *app, const struct shift *shift, char day[11], char out[16], struct status *st)
{
	struct span left[2] = { shift->span };
	int count = 1;

	if (!absence_leftover(app, shift, left, &count, st))
		return false;
	if (!count)
		return status_set(st, STATUS_REFUSED, "shift-absent", N_("Nothing of shift {1} is worked: “{2}” is absent then."), "is",
		                  shift->id, shift->person);
	if (count > 1)
		return status_set(st, STATUS_REFUSED, "shift-absent", N_("An absence parts shift {1}: say which hours were worked."), "i",
		                  shift->id);
	day_format(instant_day(app->zone, left[0].start), day);
	span_format(app->zone, left[0], out);
	return true;
}

static bool book(struct app *app, struct shift *shift, const char *span, struct directory *directory, struct hours_read *hours,
                 struct log_result *result, struct status *st)
{
	char day[11], planned[16], *grant = str_make("%s.%s", shift->grant, shift->part);
	struct hours_input input = {
		.date = day,
		.span = span && *span ? span : planned,
		.grant = grant,
		.person = shift->person ? shift->person : "",
		.kind = kind_name(shift->kind),
		.note = shift->note,
	};
	struct shift changed = *shift;
	bool ok;

	day_format(shift->day, day);
	ok = ((span && *span) || planned_hours(app, shift, day, planned, st)) && directory_read(app, directory, st) &&
	     hours_read(app, directory, &input, NULL, hours, st);
	if (ok) {
		hours->entry.shift = shift->id;
		ok = hours_allowed(app, hours, st) && hours_store(app, NULL, &hours->entry, st) &&
		     hours_result(app, hours, result, st);
	}
	if (ok) {
		changed.state = SHIFT_DONE;
		changed.entry = hours->entry.id;
		ok = shift_write(app->store, &changed, st);
	}
	free(grant);
	return ok;
}

bool app_shift_done(struct app *app, int64_t id, int64_t rev, const char *span, struct log_result *result, struct status *st)
{
	struct directory directory = { 0 };
	struct shift shift = { 0 };
	struct hours_read hours;
	bool found, ok = app_begin(app, "shift done", st);

	if (result)
		*result = (struct log_result){ 0 };
	ok = ok && shift_read(app->store, id, &shift, &found, st);
	/* A shift that is not there answers as one that is not the person's own. */
	ok = ok && app_may(app, MAY_BOOK_SHIFT, shift.person, st) && (found || no_shift(id, st)) && still_open(&shift, rev, st) &&
	     book(app, &shift, span, &directory, &hours, result, st);
	if (ok)
		app_subjectf(app, "shift %lld, entry %lld", (long long)id, (long long)hours.entry.id);
	ok = app_finish(app, ok, st);
	if (!ok && result)
		log_result_done(result);
	shift_done(&shift);
	directory_done(&directory);
	return ok;
}

/* ---- reading */

/* Everybody sees who works when; notes and entries are for who plans and for whose shift it is. */
static bool hides(const struct app *app, const struct shift *shift)
{
	return !app_may(app, MAY_PLAN, NULL, NULL) && !str_same(shift->person, app->actor.id);
}

bool app_shift(struct app *app, int64_t id, struct shift *out, struct status *st)
{
	if (!app_may(app, MAY_READ_ROSTER, NULL, st) || !shift_need(app, id, out, st))
		return false;
	if (hides(app, out)) {
		*(char *)out->note = '\0';
		out->entry = 0;
	}
	if (out->absence && !app_may(app, MAY_READ_ABSENCE, out->person, NULL))
		out->absence = ABSENCE_OF_ANOTHER;
	return true;
}

struct shown {
	struct app *app;
	shift_fn *fn;
	void *context;
};

static bool show_shift(void *context, const struct shift *shift)
{
	struct shown *s = context;
	struct shift seen = *shift;

	if (hides(s->app, shift)) {
		seen.note = "";
		seen.entry = 0;
	}
	if (seen.absence && !app_may(s->app, MAY_READ_ABSENCE, seen.person, NULL))
		seen.absence = ABSENCE_OF_ANOTHER;
	return s->fn(s->context, &seen);
}

bool app_shifts(struct app *app, day_t from, day_t to, shift_fn *fn, void *context, struct status *st)
{
	struct shown s = { app, fn, context };

	return app_may(app, MAY_READ_ROSTER, NULL, st) && shifts_each(app->store, from, to, show_shift, &s, st);
}
