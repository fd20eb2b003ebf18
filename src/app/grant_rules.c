/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules of its scheme, and of the grants beside it, say about a grant: refusals, and warnings where a limit is one
 * "as a rule" that a decision may lift. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/deadline.h"
#include "ledsag/core/word.h"

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
	           other->id, scheme_said(theirs));
	notices_add(notices, &why);
}

static bool check_neighbour(const struct scheme *scheme, const struct grant *grant, const struct scheme *theirs,
                            const struct grant *other, struct notices *notices, struct status *st)
{
	if (scheme_excludes_at(scheme, grant_level(grant, scheme), theirs, grant_level(other, theirs)))
		return status_set(st, STATUS_REFUSED, "excluded",
		                  N_("{1} ({2}) cannot run beside {3} ({4}, grant “{5}”) at the same time: end one the day before the other begins."), "sssss",
		                  scheme_text(&scheme->name, text_lang()), law_said(scheme),
		                  scheme_text(&theirs->name, text_lang()), law_said(theirs), other->id);
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
			                  scheme_said(scheme), scheme_id_said(scheme->requires[i]));
		if (first->from > grant->from)
			return status_set(st, STATUS_REFUSED, "required", N_("{1} comes after {2}: “{3}” begins on {4}, this one on {5}."), "sssdd",
			                  scheme_said(scheme), scheme_id_said(first->scheme), first->id, first->from, grant->from);
		if (first->to >= grant->from) {
			status_set(&why, STATUS_REFUSED, "required", N_("{1} comes after {2}: “{3}” still runs until {4}."), "sssD", scheme_said(scheme),
			           scheme_id_said(first->scheme), first->id, first->to);
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

/* Whether the help goes on from an earlier grant of the kind: who has it by the age keeps it. */
static bool had_before(struct app *app, const struct scheme *scheme, const struct grant *grant, day_t last)
{
	struct grants grants;
	bool had = false;

	if (!grants_read(app->store, &grants, NULL))
		return false;
	for (int i = 0; i < grants.count; i++)
		had = had || (strcmp(grants.of[i].id, grant->id) && grants.of[i].from <= last &&
		              grants.of[i].to == grant->from - 1 && !strcmp(last_word(grants.of[i].scheme), last_word(scheme->id)));
	grants_done(&grants);
	return had;
}

static bool check_upper_age(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                            struct status *st)
{
	struct status why = STATUS_INIT;
	day_t last;

	if (!app_holder_until(app, scheme, &last, st))
		return false;
	if (grant->from > last && !(scheme->age_kept && had_before(app, scheme, grant, last))) {
		if (scheme->until_pension)
			status_set(&why, STATUS_REFUSED, "holder-age", N_("{1} is for people below pension age: the holder was that until {2}."),
			           "sD", scheme_said(scheme), last);
		else
			status_set(&why, STATUS_REFUSED, "holder-age", N_("{1} is for people of up to {2} years: the holder was that until {3}."),
			           "siD", scheme_said(scheme), (int64_t)scheme->holder_age_until, last);
		return rule_breaks(scheme->until_is, &why, notices, st);
	}
	last = grant_last_day(scheme, last, NULL);
	if (grant->from <= last && grant->to > last && grant->to != DAY_MAX && !scheme->age_kept) {
		status_set(&why, STATUS_REFUSED, "holder-age", N_("{1} as a rule ends on {2}, when the holder reaches its age limit."), "sD",
		           scheme_said(scheme), last);
		notices_add(notices, &why);
	}
	return true;
}

static bool check_holder_age(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                             struct status *st)
{
	struct person holder;
	day_t born = DAY_NONE;
	bool found;

	if (!person_read(app->store, "holder", &holder, &found, st))
		return false;
	if (found) {
		born = holder.born;
		person_done(&holder);
	}
	if (born != DAY_NONE && scheme->holder_age && grant->from < day_birthday(born, scheme->holder_age))
		return status_set(st, STATUS_REFUSED, "holder-age", N_("{1} is for people from {2} years: the holder is younger on {3}."), "sid",
		                  scheme_said(scheme), (int64_t)scheme->holder_age, grant->from);
	return check_upper_age(app, scheme, grant, notices, st);
}

/* ---- how long it lasts */

day_t grant_longest_day(const struct scheme_length *length, day_t from)
{
	return length->most && length->most_is == LIMIT_HARD ? length_last_day(from, length->most, length->unit) : DAY_MAX;
}

/* Of the scheme, or of the level that the decision names, from the day on which that begins. */
static bool check_length(const struct scheme *scheme, const struct scheme_length *length, const struct grant *grant, day_t from,
                         struct notices *notices, struct status *st)
{
	struct status why = STATUS_INIT;
	day_t edge;

	if (length->most) {
		edge = length_last_day(from, length->most, length->unit);
		if (grant->to > edge) {
			status_set(&why, STATUS_REFUSED, "length-most",
			           length->most_is == LIMIT_HARD ? N_("{1} lasts at most until {2} when it begins on {3}.")
			                                         : N_("{1} as a rule lasts at most until {2} when it begins on {3}."),
			           "sdd", scheme_said(scheme), edge, from);
			/* An open end is no breach yet: when it is over is the decision's to say. */
			if (grant->to != DAY_MAX && !rule_breaks(length->most_is, &why, notices, st))
				return false;
		}
	}
	if (length->least) {
		edge = length_last_day(from, length->least, length->unit);
		status_set(&why, STATUS_REFUSED, "length-least",
		           length->least_is == LIMIT_HARD ? N_("{1} lasts at least until {2} when it begins on {3}.")
		                                          : N_("{1} as a rule lasts at least until {2} when it begins on {3}."),
		           "sdd", scheme_said(scheme), edge, from);
		if (grant->to < edge && !rule_breaks(length->least_is, &why, notices, st))
			return false;
	}
	return true;
}

day_t grant_last_day(const struct scheme *scheme, day_t wanted, struct notices *notices)
{
	struct status why = STATUS_INIT;
	day_t last = scheme->ends_with_month ? month_last(month_of(wanted)) : wanted;

	if (last != wanted) {
		status_set(&why, STATUS_REFUSED, "ends-with-month", N_("{1} runs to the end of the month in which it ends: until {2}."), "sD", scheme_said(scheme),
		           last);
		notices_add(notices, &why);
	}
	return last;
}

bool grant_check_level(const struct scheme *scheme, const struct grant *grant, struct notices *notices, struct status *st)
{
	const struct scheme_level *level = grant_level(grant, scheme);

	return !level || check_length(scheme, &level->length, grant, grant_level_from(grant), notices, st);
}

bool grant_check_dates(const struct scheme *scheme, const struct grant *grant, struct notices *notices, struct status *st)
{
	if (grant->to < grant->from)
		return status_set(st, STATUS_INPUT, "date", N_("The grant ends on {1}, before it begins on {2}."), "dd", grant->to, grant->from);
	/* A grant may be older than the edition of the catalogue; only a scheme that has ended gives no new ones. */
	if (grant->from > scheme->until)
		return status_set(st, STATUS_REFUSED, "not-in-force", N_("{1} was in force until {2}: no grant begins after that."), "sd", scheme_said(scheme),
		                  scheme->until);
	return check_length(scheme, &scheme->length, grant, grant->from, notices, st) &&
	       grant_check_level(scheme, grant, notices, st);
}

bool grant_check(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                 struct status *st)
{
	return grant_check_dates(scheme, grant, notices, st) && grant_check_neighbours(app, scheme, grant, notices, st) &&
	       check_holder_age(app, scheme, grant, notices, st);
}

/* ---- notice: a reduction or an end takes effect so long after its decision was received */

day_t grant_notice_over(struct app *app, const struct scheme *scheme, day_t received)
{
	static const struct holidays none;
	const struct holidays *holidays = app_holidays(app, scheme->country, NULL);

	return day_after_span(received, &scheme->notice, 1, holidays ? holidays : &none);
}

void grant_warn_notice(struct app *app, const struct scheme *scheme, day_t received, day_t wanted, day_t last,
                       struct notices *notices)
{
	struct status why = STATUS_INIT;
	day_t from = received == DAY_NONE ? wanted : received;
	int64_t days = grant_notice_over(app, scheme, from) - from;

	if (received == DAY_NONE)
		status_set(&why, STATUS_REFUSED, "notice",
		           N_("{1} gives {2} days of notice from the day the decision is received: where that was after {3}, say when (--received)."), "siD",
		           scheme_said(scheme), days, wanted - (day_t)days);
	else
		status_set(&why, STATUS_REFUSED, "notice",
		           N_("{1} gives {2} days of notice from the day the decision is received, {3}: what was granted runs on unchanged until {4}."), "siDD",
		           scheme_said(scheme), days, received, last);
	notices_add(notices, &why);
}

/* ---- moving */

static bool begins_with(const char *name, const char *folded)
{
	char *whole = word_fold_text(name);
	bool begins = strncmp(whole, folded, strlen(folded)) == 0;

	free(whole);
	return begins;
}

/* Whether an authority, named as people name it ("Holbæk", "holbæk kommune"), is one of a scheme's. */
static bool is_of(const struct scheme *scheme, const char *place)
{
	char *folded = word_fold_text(place);
	bool is = *folded && begins_with(scheme->authority, folded);

	for (int i = 0; *folded && !is && i < scheme->also_count; i++)
		is = begins_with(scheme->also[i], folded);
	free(folded);
	return is;
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
		           scheme_said(scheme));
	else if (kept_there(scheme, place))
		status_set(&why, STATUS_REFUSED, "moved", N_("{1} keeps this help running until it has decided itself: end the grant the day before that holds."), "s",
		           place);
	else
		status_set(&why, STATUS_REFUSED, "moved",
		           N_("Nothing here says that {1} runs on after a move: ask the new authority, and end the grant where it stops."), "s", scheme_said(scheme));
	notices_add(notices, &why);
}
