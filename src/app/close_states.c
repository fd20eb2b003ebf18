/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How months stand: closed or open, what they come to, what keeps them from being closed. */
#include "internal.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a month comes to by now */

struct tallying {
	month_t month;
	struct month_tally *out;
};

static bool tally_row(void *context, const struct hours_row *row)
{
	struct tallying *t = context;
	const struct entry *entry = row->entry;

	t->out->waiting += entry->state == ENTRY_LOGGED || entry->state == ENTRY_SUBMITTED;
	if (!entry_state_counts(entry->state) || !row->amount_in)
		return true;
	t->out->entries += month_of(entry->day) == t->month;
	t->out->minutes += entry->unit == UNIT_MINUTES ? row->amount_in : 0;
	return true;
}

bool month_tally(struct app *app, month_t month, struct month_tally *out, struct status *st)
{
	struct hours_query query = { month_first(month), month_last(month), NULL, NULL, -1 };
	struct tallying tallying = { month, out };

	*out = (struct month_tally){ 0 };
	return app_hours(app, &query, tally_row, &tallying, st);
}

/* ---- states */

/* NULL where the month is not asked for. */
static struct month_state *state_of(struct month_states *states, month_t month)
{
	month_t first = states->of[0].month;

	return month >= first && month < first + states->count ? &states->of[month - first] : NULL;
}

static enum month_stage stage_of(const struct app *app, const struct month_states *states, month_t first, month_t month)
{
	day_t today = app_today(app);

	if (states->last != MONTH_NONE && month <= states->last)
		return month < first ? STAGE_BEFORE : STAGE_CLOSED;
	if (month_first(month) > today)
		return STAGE_TO_COME;
	if (states->next == MONTH_NONE || month < states->next)
		return STAGE_BEFORE;
	if (month_last(month) >= today)
		return STAGE_RUNNING;
	return month == states->next ? STAGE_NEXT : STAGE_LATER;
}

struct seeing {
	const struct app *app;
	struct month_states *states;
};

/* They come in order of time: the last stays. */
static bool see_closing(void *context, const struct closing *closing)
{
	const struct seeing *s = context;
	struct month_state *state = state_of(s->states, closing->month);

	if (!state)
		return true;
	free(state->by);
	free(state->why);
	state->opened = closing->open;
	state->on = instant_day(app_zone(s->app), closing->at);
	state->by = mem_text(closing->actor);
	state->why = mem_text(closing->why);
	state->entries = (int)closing->sums.entries;
	state->minutes = closing->sums.minutes;
	state->pay = closing->sums.pay;
	return true;
}

static bool fill_closed(struct app *app, struct month_states *out, struct status *st)
{
	month_t from = out->of[0].month, to = from + out->count - 1;
	struct corrections corrections;

	if (out->last == MONTH_NONE)
		return true;
	if (!app_corrections(app, from, to, NULL, &corrections, st))
		return false;
	for (int i = 0; i < corrections.count; i++) {
		struct month_state *state = state_of(out, corrections.of[i].in);

		if (state)
			state->corrections++;
	}
	corrections_done(&corrections);
	return true;
}

static bool fill_pay(struct app *app, struct month_state *out, struct status *st)
{
	struct pay_view view;

	if (!pay_as_closed(app, out->month, NULL, &view, st))
		return false;
	for (int i = 0; i < view.count; i++)
		out->pay += view.people[i].total;
	out->paid = true;
	pay_view_done(&view);
	return true;
}

static bool fill_open(struct app *app, const struct month_states *states, struct month_state *out, struct status *st)
{
	struct month_tally tally;

	if (!month_tally(app, out->month, &tally, st))
		return false;
	out->entries = tally.entries;
	out->minutes = tally.minutes;
	out->not_approved = states->approves ? tally.waiting : 0;
	return true;
}

/* The first open month, and the first of all; both MONTH_NONE where nothing is granted. */
static bool find_next(struct app *app, struct month_states *out, month_t *first, struct status *st)
{
	struct status why = STATUS_INIT;

	out->next = *first = MONTH_NONE;
	if (!closing_last(app->store, &out->last, NULL, st))
		return false;
	if (!closing_first_month(app, first, &why)) {
		*first = MONTH_NONE;
		if (why.rule && !strcmp(why.rule, "nothing"))
			return true;
		*st = why;
		return false;
	}
	out->next = out->last == MONTH_NONE ? *first : out->last + 1;
	return true;
}

static bool fill_states(struct app *app, struct month_states *out, month_t first, bool pay, struct status *st)
{
	struct seeing seeing = { app, out };
	bool ok = entries_reviewed(app->store, &out->approves, st) && closings_each(app->store, see_closing, &seeing, st) &&
	          fill_closed(app, out, st);

	for (int i = 0; ok && i < out->count; i++) {
		struct month_state *state = &out->of[i];

		state->stage = stage_of(app, out, first, state->month);
		state->paid = state->stage == STAGE_CLOSED;
		if (state->stage != STAGE_CLOSED && state->stage != STAGE_BEFORE)
			ok = fill_open(app, out, state, st) && (!pay || fill_pay(app, state, st));
	}
	return ok;
}

bool app_month_states(struct app *app, month_t from, month_t to, bool pay, struct month_states *out, struct status *st)
{
	month_t first;

	*out = (struct month_states){ 0 };
	if (!app_may(app, MAY_READ_ACCOUNT, NULL, st) || !find_next(app, out, &first, st))
		return false;
	out->count = to - from + 1;
	out->of = mem_zero((size_t)out->count, sizeof *out->of);
	for (int i = 0; i < out->count; i++) {
		out->of[i].month = from + i;
		out->of[i].on = DAY_NONE;
	}
	if (fill_states(app, out, first, pay, st))
		return true;
	month_states_done(out);
	return false;
}

void month_states_done(struct month_states *states)
{
	for (int i = 0; i < states->count; i++) {
		free(states->of[i].by);
		free(states->of[i].why);
	}
	free(states->of);
	*states = (struct month_states){ 0 };
}
