/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of an hour: who worked submits, who leads approves or rejects. Where a step leads is in core/state.c, who may take it in
 * permit.c. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NAMED_MOST 10 /* numbers that the audit's subject spells out */

static const struct {
	enum permission permission;
	const char *action;  /* in the audit */
	const char *refusal; /* msgid: {1} the entry, {2} its state */
} steps[] = {
	[STEP_SUBMIT] = { MAY_SUBMIT_HOURS, "hours submit",
	                  N_("Entry {1} is {2}: only hours that are logged or rejected are submitted.") },
	[STEP_APPROVE] = { MAY_APPROVE_HOURS, "hours approve",
	                   N_("Entry {1} is {2}: only hours that are logged or submitted are approved.") },
	[STEP_REJECT] = { MAY_APPROVE_HOURS, "hours reject",
	                  N_("Entry {1} is {2}: only hours that are submitted or approved are rejected.") },
};

void hours_picked_done(struct hours_picked *picked)
{
	free(picked->ids);
	free(picked->revs);
	notices_done(&picked->notices);
	*picked = (struct hours_picked){ 0 };
}

static void picked_add(struct hours_picked *picked, int64_t id, int64_t rev, enum unit unit, int64_t amount)
{
	if (picked->count == picked->room) {
		picked->room = picked->room ? picked->room * 2 : 16;
		picked->ids = mem_resize(picked->ids, (size_t)picked->room, sizeof *picked->ids);
		picked->revs = mem_resize(picked->revs, (size_t)picked->room, sizeof *picked->revs);
	}
	picked->ids[picked->count] = id;
	picked->revs[picked->count++] = rev;
	picked->amounts[unit] += amount;
}

/* ---- by days */

struct picking {
	enum entry_step step;
	struct hours_picked *picked;
};

static bool pick_row(void *context, const struct hours_row *row)
{
	struct picking *p = context;
	const struct entry *entry = row->entry;
	enum entry_state to;

	/* What was rejected is to be looked at before it is handed in again, not swept along with the month. */
	if (p->step == STEP_SUBMIT && entry->state == ENTRY_REJECTED)
		p->picked->left++;
	else if (entry_step_to(p->step, entry->state, &to))
		picked_add(p->picked, entry->id, entry->rev, entry->unit, row->amount_in);
	return true;
}

/* Leaders see whose hours they are, so they are told why; to others it is the same sentence as for what is not there. `id` 0: of
 * several entries. */
static bool may_take(const struct app *app, enum entry_step step, const char *person, int64_t id, struct status *st)
{
	if (app_may(app, steps[step].permission, person, st))
		return true;
	if (step != STEP_SUBMIT || !app_is_leader(app))
		return false;
	if (!id)
		return status_set(st, STATUS_DENIED, "not-yours", N_("Only who worked submits the hours: a leader approves them without."), "");
	return status_set(st, STATUS_DENIED, "not-yours",
	                  N_("Entry {1} is not yours: only who worked submits the hours, a leader approves them without."), "i", id);
}

bool app_hours_pick(struct app *app, enum entry_step step, const struct hours_pick *pick, struct hours_picked *out,
                    struct status *st)
{
	const char *own = step == STEP_SUBMIT ? app->actor.id : NULL;
	struct hours_query query = { pick->from, pick->to, pick->person ? pick->person : own, pick->grant, -1 };
	struct picking p = { step, out };

	assert(step <= STEP_REJECT && !pick->count);
	*out = (struct hours_picked){ 0 };
	if (may_take(app, step, query.person, 0, st) && app_hours(app, &query, pick_row, &p, st))
		return true;
	hours_picked_done(out);
	return false;
}

/* ---- one entry */

static bool may_step(struct app *app, enum entry_step step, const struct entry *entry, int64_t rev, enum entry_state *to,
                     struct status *st)
{
	if (!may_take(app, step, entry->person, entry->id, st))
		return false;
	if (entry->state == ENTRY_WITHDRAWN)
		return status_set(st, STATUS_REFUSED, "withdrawn", N_("Entry {1} is withdrawn: undo the withdrawal, or log the hours anew."), "i",
		                  entry->id);
	if (rev && rev != entry->rev)
		return status_set(st, STATUS_REFUSED, "stale",
		                  N_("Entry {1} was changed by somebody else meanwhile: look at it again before you change it."), "i", entry->id);
	if (!entry_step_to(step, entry->state, to))
		return status_set(st, STATUS_REFUSED, "state", steps[step].refusal, "in", entry->id,
		                  entry_state_label(entry->state));
	return true;
}

/* Hours that counted for nothing and are to count again obey what is booked by now. */
static bool count_again(struct app *app, const struct entry *before, struct entry *after, struct status *st)
{
	struct directory directory;
	struct status why = STATUS_INIT;
	char *text;
	bool ok;

	if (!entry_write(app->store, after, st) || !directory_read(app, &directory, st))
		return false;
	ok = hours_still_allowed(app, &directory, before, after, &why) && hours_follow(app, before, after, &why);
	directory_done(&directory);
	if (ok)
		return true;
	text = text_status(&why);
	status_set(st, why.code, why.rule, N_("Entry {1} would count again: {2}"), "is", after->id, text);
	free(text);
	return false;
}

/* Takes the step with one entry as the file has it, and adds it to `out`. */
static bool step_entry(struct app *app, enum entry_step step, int64_t id, int64_t rev, const char *why, struct hours_picked *out,
                       struct status *st)
{
	struct entry before, after, seen;
	bool found, ok;

	/* Whether it is there to be seen at all; the amount is what counts of it, not what is written. */
	if (!app_entry(app, id, &seen, st))
		return false;
	if (!entry_read(app->store, id, &before, &found, st)) {
		entry_copy_done(&seen);
		return false;
	}
	after = before;
	after.why = step == STEP_REJECT ? why : NULL;
	ok = may_step(app, step, &before, rev, &after.state, st);
	ok = ok && (entry_state_counts(after.state) && !entry_state_counts(before.state) ? count_again(app, &before, &after, st)
	                                                                                  : hours_store(app, &before, &after, st));
	if (ok && !out->notices.count && entry_state_counts(after.state) != entry_state_counts(before.state))
		ok = closed_warn(app, month_of(after.day), &out->notices, st);
	if (ok)
		picked_add(out, id, after.rev, before.unit, seen.amount);
	entry_copy_done(&before);
	entry_copy_done(&seen);
	return ok;
}

/* ---- all of them */

static bool has_id(const struct hours_picked *picked, int64_t id)
{
	for (int i = 0; i < picked->count; i++)
		if (picked->ids[i] == id)
			return true;
	return false;
}

static bool step_named(struct app *app, enum entry_step step, const struct hours_pick *pick, const char *why,
                       struct hours_picked *out, struct status *st)
{
	for (int i = 0; i < pick->count; i++)
		if (!has_id(out, pick->ids[i]) &&
		    !step_entry(app, step, pick->ids[i], pick->revs ? pick->revs[i] : 0, why, out, st))
			return false;
	return true;
}

/* The numbers are picked first: what is being read is not written. */
static bool step_days(struct app *app, enum entry_step step, const struct hours_pick *pick, const char *why,
                      struct hours_picked *out, struct status *st)
{
	struct hours_picked written = { 0 };
	bool ok = app_hours_pick(app, step, pick, out, st);

	for (int i = 0; ok && i < out->count; i++)
		ok = step_entry(app, step, out->ids[i], out->revs[i], why, &written, st);
	hours_picked_done(&written);
	return ok;
}

void hours_subject(struct app *app, const int64_t *ids, int count)
{
	struct str text = STR_INIT;

	if (count == 1) {
		app_subjectf(app, "entry %" PRId64, ids[0]);
		return;
	}
	for (int i = 0; i < count && i < NAMED_MOST; i++)
		str_addf(&text, "%s%" PRId64, i ? ", " : "", ids[i]);
	if (count > NAMED_MOST)
		app_subjectf(app, "%d entries, %s …", count, str_peek(&text));
	else
		app_subjectf(app, "entries %s", str_peek(&text));
	str_done(&text);
}

static bool check_why(enum entry_step step, const char *why, struct status *st)
{
	if (step != STEP_REJECT)
		return true;
	if (!why || strspn(why, " ") == strlen(why))
		return status_set(st, STATUS_INPUT, "why", N_("Why are the hours rejected? Say in a few words what is to be put right."), "");
	return text_check(why, ENTRY_WHY_MOST, "why", N_("reason"), st);
}

bool app_hours_step(struct app *app, enum entry_step step, const struct hours_pick *pick, const char *why, struct hours_picked *out,
                    struct status *st)
{
	struct hours_picked picked = { 0 };
	/* Who may not approve at all learns nothing of the entries. */
	bool ok = step == STEP_SUBMIT || app_may(app, steps[step].permission, NULL, st);

	assert(step <= STEP_REJECT);
	ok = ok && check_why(step, why, st) && app_begin(app, steps[step].action, st);
	if (ok) {
		ok = pick->count ? step_named(app, step, pick, why, &picked, st) : step_days(app, step, pick, why, &picked, st);
		if (ok && !picked.count) {
			store_rollback(app->store); /* nothing to do is no change */
		} else {
			if (ok)
				hours_subject(app, picked.ids, picked.count);
			ok = app_finish(app, ok, st);
		}
	}
	if (ok && out)
		*out = picked;
	else
		hours_picked_done(&picked);
	if (!ok && out)
		*out = (struct hours_picked){ 0 };
	return ok;
}

/* ---- what an entry says, field by field */

static char *grant_said(struct app *app, const struct entry *entry)
{
	const struct scheme *scheme;
	struct grant grant;
	bool several = false;

	if (grant_need(app, entry->grant, &grant, NULL)) {
		scheme = app_scheme(app, grant.scheme, NULL);
		several = scheme && grant_part_count(&grant, scheme) > 1;
		grant_done(&grant);
	}
	return several ? str_make("%s.%s", entry->grant, entry->part) : mem_text(entry->grant);
}

static char *span_said(const struct app *app, struct span span)
{
	char text[16] = "";

	if (span.end > span.start)
		span_format(app->zone, span, text);
	return mem_text(text);
}

char *app_entry_field(struct app *app, const struct entry *entry, enum entry_field field)
{
	switch (field) {
	case FIELD_DAY:
		return text_day(entry->day);
	case FIELD_TIME:
		return entry->clocked ? span_said(app, entry->span) : mem_text("");
	case FIELD_BREAK:
		return span_said(app, entry->pause);
	case FIELD_AMOUNT:
		return text_amount(entry->amount, entry->unit, app->household.currency);
	case FIELD_PERSON:
		return mem_text(entry->person ? entry->person : "");
	case FIELD_GRANT:
		return grant_said(app, entry);
	case FIELD_KIND:
		return mem_text(_(kind_label(entry->kind)));
	case FIELD_NOTE:
		return mem_text(entry->note ? entry->note : "");
	case FIELD_STATE:
		return mem_text(_(entry_state_label(entry->state)));
	case FIELD_WHY:
		return mem_text(entry->why ? entry->why : "");
	case ENTRY_FIELDS:
		break;
	}
	return mem_text("");
}

unsigned app_entry_differences(struct app *app, const struct entry *a, const struct entry *b)
{
	static const enum entry_field times[] = { FIELD_TIME, FIELD_BREAK };
	unsigned out = entry_differences(a, b);

	for (size_t i = 0; i < COUNT_OF(times) && a->day != b->day; i++) {
		char *before = app_entry_field(app, a, times[i]), *after = app_entry_field(app, b, times[i]);

		if (*before && !strcmp(before, after))
			out &= ~(1u << times[i]);
		free(before);
		free(after);
	}
	return out;
}
