/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules of its scheme, and of the grants beside it, say about a grant: refusals, and warnings where a limit is one
 * "as a rule" that a decision may lift. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

bool rule_breaks(enum strength is, const struct status *why, struct notices *notices, struct status *st)
{
	if (is == LIMIT_SOFT) {
		notices_add(notices, why);
		return true;
	}
	if (st)
		*st = *why;
	return false;
}

/* ---- between grants */

static bool overlaps(const struct grant *a, const struct grant *b)
{
	return a->from <= b->to && b->from <= a->to;
}

/* "97" of "dk.holbaek.97". */
static const char *last_word(const char *id)
{
	const char *dot = strrchr(id, '.');

	return dot ? dot + 1 : id;
}

/* Two decisions under one paragraph at a time are as a rule a mistake; several payers of one budget are not. */
static void warn_twice(const struct scheme *scheme, const struct grant *grant, const struct scheme *theirs,
                       const struct grant *other, struct notices *notices)
{
	struct status why = STATUS_INIT;

	if (strcmp(scheme->law, theirs->law) || strcmp(last_word(scheme->id), last_word(theirs->id)) ||
	    (grant->payer && other->payer && strcmp(grant->payer, other->payer)))
		return;
	status_set(&why, STATUS_REFUSED, "twice",
	           N_("“{1}” ({2}) runs at the same time under the same rule: where this decision takes its place, end that one the day before."), "ss",
	           other->id, theirs->id);
	notices_add(notices, &why);
}

static bool check_neighbour(const struct scheme *scheme, const struct grant *grant, const struct scheme *theirs,
                            const struct grant *other, struct notices *notices, struct status *st)
{
	if (scheme_excludes_at(scheme, grant_level(grant, scheme), theirs, grant_level(other, theirs)))
		return status_set(st, STATUS_REFUSED, "excluded",
		                  N_("{1} ({2}) cannot run beside {3} ({4}, grant “{5}”) at the same time: end one the day before the other begins."), "sssss",
		                  scheme->id, scheme->law, theirs->id, theirs->law, other->id);
	warn_twice(scheme, grant, theirs, other, notices);
	return true;
}

/* One of the grants that a scheme requires: the earliest. */
static const struct grant *first_of(const struct grants *grants, const struct grant *besides, const char *pattern)
{
	for (int i = 0; i < grants->count; i++)
		if (strcmp(grants->of[i].id, besides->id) && scheme_matches(pattern, grants->of[i].scheme))
			return &grants->of[i];
	return NULL;
}

/* What comes first begins first; that it is over by then is how it is meant, but not said to be a must. */
static bool check_required(const struct grants *grants, const struct scheme *scheme, const struct grant *grant,
                           struct notices *notices, struct status *st)
{
	for (int i = 0; i < scheme->require_count; i++) {
		const struct grant *first = first_of(grants, grant, scheme->requires[i]);
		struct status why = STATUS_INIT;

		if (!first)
			return status_set(st, STATUS_REFUSED, "required", N_("{1} comes after {2}, and there is no grant of that yet: add it first."), "ss",
			                  scheme->id, scheme->requires[i]);
		if (first->from > grant->from)
			return status_set(st, STATUS_REFUSED, "required", N_("{1} comes after {2}: “{3}” begins on {4}, this one on {5}."), "sssdd",
			                  scheme->id, first->scheme, first->id, first->from, grant->from);
		if (first->to >= grant->from) {
			status_set(&why, STATUS_REFUSED, "required", N_("{1} comes after {2}: “{3}” still runs until {4}."), "sssD", scheme->id,
			           first->scheme, first->id, first->to);
			notices_add(notices, &why);
		}
	}
	return true;
}

bool grant_check_neighbours(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                            struct status *st)
{
	struct grants grants;
	bool ok = grants_read(app->store, &grants, st) && check_required(&grants, scheme, grant, notices, st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct grant *other = &grants.of[i];
		const struct scheme *theirs;

		if (!strcmp(other->id, grant->id) || !overlaps(grant, other))
			continue;
		theirs = app_scheme(app, other->scheme, st);
		ok = theirs && check_neighbour(scheme, grant, theirs, other, notices, st);
	}
	grants_done(&grants);
	return ok;
}

bool grant_check_followers(struct app *app, struct status *st)
{
	struct grants grants;
	bool ok = grants_read(app->store, &grants, st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct scheme *scheme = app_scheme(app, grants.of[i].scheme, st);

		ok = scheme && check_required(&grants, scheme, &grants.of[i], NULL, st);
	}
	grants_done(&grants);
	return ok;
}

/* ---- the holder's age: it counts only where the date of birth is known */

static bool check_holder_age(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                             struct status *st)
{
	struct status why = STATUS_INIT;
	struct person holder;
	day_t born = DAY_NONE;
	bool found;

	(void)notices;
	(void)why;
	if (!person_read(app->store, "holder", &holder, &found, st))
		return false;
	if (found) {
		born = holder.born;
		person_done(&holder);
	}
	if (born != DAY_NONE && scheme->holder_age && grant->from < day_birthday(born, scheme->holder_age))
		return status_set(st, STATUS_REFUSED, "holder-age", N_("{1} is for people from {2} years: the holder is younger on {3}."), "sid",
		                  scheme->id, (int64_t)scheme->holder_age, grant->from);
	return true;
}

/* ---- how long it lasts */

/* The last day of a stretch from `from`: "9 months" from 1 January is 30 September. */
static day_t length_end(day_t from, int count, char unit)
{
	int year, month, dom;
	month_t m;

	if (unit == 'w')
		return from + 7 * count - 1;
	day_split(from, &year, &month, &dom);
	m = month_make(year, month) + (unit == 'y' ? 12 * count : count);
	if (dom > month_days(m))
		return month_last(m);
	return month_first(m) + dom - 2;
}

day_t grant_longest_day(const struct scheme_length *length, day_t from)
{
	return length->most && length->most_is == LIMIT_HARD ? length_end(from, length->most, length->unit) : DAY_MAX;
}

/* Of the scheme, or of the level that the decision names. */
static bool check_length(const struct scheme *scheme, const struct scheme_length *length, const struct grant *grant,
                         struct notices *notices, struct status *st)
{
	struct status why = STATUS_INIT;
	day_t edge;

	if (length->most) {
		edge = length_end(grant->from, length->most, length->unit);
		if (grant->to > edge) {
			status_set(&why, STATUS_REFUSED, "length-most",
			           length->most_is == LIMIT_HARD ? N_("{1} lasts at most until {2} when it begins on {3}.")
			                                         : N_("{1} as a rule lasts at most until {2} when it begins on {3}."),
			           "sdd", scheme->id, edge, grant->from);
			/* An open end is no breach yet: when it is over is the decision's to say. */
			if (grant->to != DAY_MAX && !rule_breaks(length->most_is, &why, notices, st))
				return false;
		}
	}
	if (length->least) {
		edge = length_end(grant->from, length->least, length->unit);
		status_set(&why, STATUS_REFUSED, "length-least",
		           length->least_is == LIMIT_HARD ? N_("{1} lasts at least until {2} when it begins on {3}.")
		                                          : N_("{1} as a rule lasts at least until {2} when it begins on {3}."),
		           "sdd", scheme->id, edge, grant->from);
		if (grant->to < edge && !rule_breaks(length->least_is, &why, notices, st))
			return false;
	}
	return true;
}

bool grant_check_dates(const struct scheme *scheme, const struct grant *grant, struct notices *notices, struct status *st)
{
	const struct scheme_level *level = grant_level(grant, scheme);

	if (grant->to < grant->from)
		return status_set(st, STATUS_INPUT, "date", N_("The grant ends on {1}, before it begins on {2}."), "dd", grant->to, grant->from);
	/* A grant may be older than the edition of the catalogue; only a scheme that has ended gives no new ones. */
	if (grant->from > scheme->until)
		return status_set(st, STATUS_REFUSED, "not-in-force", N_("{1} was in force until {2}: no grant begins after that."), "sd", scheme->id,
		                  scheme->until);
	return check_length(scheme, &scheme->length, grant, notices, st) &&
	       (!level || check_length(scheme, &level->length, grant, notices, st));
}

bool grant_check(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                 struct status *st)
{
	return grant_check_dates(scheme, grant, notices, st) && grant_check_neighbours(app, scheme, grant, notices, st) &&
	       check_holder_age(app, scheme, grant, notices, st);
}

/* ---- notice: a reduction or an end takes effect so long after its decision was received */

static day_t after(const struct scheme_span *span, day_t day)
{
	switch (span->unit) {
	case SPAN_WEEKS:
		return day + 7 * span->count;
	case SPAN_MONTHS:
		return day_add_months(day, span->count);
	case SPAN_YEARS:
		return day_add_months(day, 12 * span->count);
	default:
		return day + span->count;
	}
}

day_t grant_notice_over(const struct scheme *scheme, day_t received)
{
	return after(&scheme->notice, received);
}

void grant_warn_notice(const struct scheme *scheme, day_t received, day_t wanted, struct notices *notices)
{
	struct status why = STATUS_INIT;
	day_t from = received == DAY_NONE ? wanted : received;
	int64_t days = after(&scheme->notice, from) - from;

	if (received == DAY_NONE)
		status_set(&why, STATUS_REFUSED, "notice",
		           N_("{1} gives {2} days of notice from the day the decision is received: where that was after {3}, say when with --received."), "siD",
		           scheme->id, days, wanted - (day_t)days);
	else
		status_set(&why, STATUS_REFUSED, "notice",
		           N_("{1} gives {2} days of notice from the day the decision is received, {3}: what was granted runs on unchanged until {4}."), "siDD",
		           scheme->id, days, received, received + (day_t)days - 1);
	notices_add(notices, &why);
}

/* ---- moving */

/* Whether an authority, named as people name it ("Holbæk", "Holbæk Kommune"), is one of a scheme's. */
static bool is_of(const struct scheme *scheme, const char *place)
{
	size_t length = strlen(place);

	if (!length)
		return false;
	if (!strncmp(scheme->authority, place, length))
		return true;
	for (int i = 0; i < scheme->also_count; i++)
		if (!strncmp(scheme->also[i], place, length))
			return true;
	return false;
}

/* Whether where the holder moves to keeps such a grant until it decides itself. */
static bool kept_there(const struct scheme *scheme, const char *place)
{
	bool kept = false;
	char **ids;
	int count;

	if (!catalogue_ids(&ids, &count, NULL))
		return false;
	for (int i = 0; i < count && !kept; i++) {
		struct scheme *there = NULL;

		if (catalogue_scheme(ids[i], &there, NULL))
			kept = there->keeps_moving_in && !strcmp(there->country, scheme->country) &&
			       !strcmp(there->law, scheme->law) && is_of(there, place);
		scheme_free(&there);
	}
	ids_free(&ids, count);
	return kept;
}

void grant_warn_moved(const struct scheme *scheme, const struct grant_fact *fact, struct notices *notices)
{
	const char *place = fact->note ? fact->note : "";
	struct status why = STATUS_INIT;

	if (scheme->keeps_moving_out)
		status_set(&why, STATUS_REFUSED, "moved", N_("{1} runs on unchanged until the new authority has decided: end the grant the day before that holds."), "s",
		           scheme->id);
	else if (kept_there(scheme, place))
		status_set(&why, STATUS_REFUSED, "moved", N_("{1} keeps this help running until it has decided itself: end the grant the day before that holds."), "s",
		           place);
	else
		status_set(&why, STATUS_REFUSED, "moved",
		           N_("Nothing here says that {1} runs on after a move: ask the new authority, and end the grant where it stops."), "s", scheme->id);
	notices_add(notices, &why);
}
