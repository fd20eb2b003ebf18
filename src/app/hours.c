/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking hours: reading what was typed, and the use cases around it. The rules are in hours_rules.c. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

bool directory_read(struct app *app, struct directory *out, struct status *st)
{
	*out = (struct directory){ 0 };
	if (grants_read_to_book(app->store, &out->grants, st) && people_read(app->store, &out->people, st))
		return true;
	directory_done(out);
	return false;
}

void directory_done(struct directory *directory)
{
	grants_done(&directory->grants);
	people_done(&directory->people);
}

static const struct grant *find_grant(const struct directory *directory, const char *id, size_t length)
{
	for (int i = 0; i < directory->grants.count; i++)
		if (strlen(directory->grants.of[i].id) == length && !strncmp(directory->grants.of[i].id, id, length))
			return &directory->grants.of[i];
	return NULL;
}

const struct grant *directory_grant(const struct directory *directory, const char *id)
{
	return grants_find(&directory->grants, id);
}

const struct person *directory_person(const struct directory *directory, const char *id)
{
	for (int i = 0; i < directory->people.count; i++)
		if (!strcmp(directory->people.of[i].id, id))
			return &directory->people.of[i];
	return NULL;
}

/* ---- reading, field by field */

static bool read_day(struct app *app, const struct hours_input *input, const struct entry *before, struct entry *entry,
                     struct status *st)
{
	if (input->date)
		return day_parse(input->date, app_today(app), DAY_PAST, &entry->day, st);
	entry->day = before ? before->day : app_today(app);
	return true;
}

static const char *find_hyphen(const char *text)
{
	const char *dash = strchr(text, '-');

	return dash ? dash : strstr(text, "–");
}

static bool read_amount(const char *text, struct entry *entry, struct status *st)
{
	static const int64_t most[] = { [UNIT_MINUTES] = 24 * 60, [UNIT_DAYS] = 31, [UNIT_SESSIONS] = 100, [UNIT_MONEY] = 0 };

	if (!quantity_parse(text, &entry->amount, &entry->unit, NULL) || entry->unit == UNIT_MONEY)
		return status_set(st, STATUS_INPUT, "span", N_("“{1}” is not a time: write 8-15, 22:00-07:00, 7:30, 1d or 1x."), "s", text);
	if (entry->amount <= 0)
		return status_set(st, STATUS_INPUT, "span", N_("“{1}” is nothing: write at least one minute, day or session."), "s", text);
	if (entry->amount > most[entry->unit])
		return status_set(st, STATUS_INPUT, "span", N_("“{1}” is too much for one entry: at most {2}; write an entry for each day."), "sa", text,
		                  most[entry->unit], (int)entry->unit, "");
	entry->clocked = false;
	entry->span = (struct span){ 0, 0 };
	return true;
}

/* The time: a span, an amount, or what was there before (moved to a new day at the same clock times). */
static bool read_time(struct app *app, const struct hours_input *input, const struct entry *before, struct entry *entry,
                      struct status *st)
{
	struct clock_span clock;
	char again[16];
	const char *text = input->span;

	if (!text && !before)
		return status_set(st, STATUS_INPUT, "span", N_("At what time? Write 8-15, 22:00-07:00, 7:30, 1d or 1x."), "");
	if (!text) {
		entry->unit = before->clocked ? UNIT_MINUTES : before->unit; /* what a clock says: by_session() counts it as one */
		entry->amount = before->amount;
		entry->clocked = before->clocked;
		if (!before->clocked)
			return true;
		if (entry->day == before->day) {
			entry->span = before->span;
			return true;
		}
		span_format(app->zone, before->span, again);
		text = again;
	}
	if (!find_hyphen(text))
		return read_amount(text, entry, st);
	entry->unit = UNIT_MINUTES;
	entry->clocked = true;
	return clock_span_parse(text, &clock, st) && span_resolve(app->zone, entry->day, &clock, &entry->span, st);
}

static bool pause_wrong(const char *text, struct status *st)
{
	return status_set(st, STATUS_INPUT, "pause", N_("The break “{1}” does not lie within the hours: write a time inside them, or a duration such as 0:30."),
	                  "s", text);
}

/* A break is written with its own clock times: after midnight these are the next day's. */
static bool read_pause_span(struct app *app, const char *text, struct entry *entry, struct status *st)
{
	struct clock_span clock;
	struct status why = STATUS_INIT;

	if (!clock_span_parse(text, &clock, &why)) {
		why.rule = "pause";
		if (st)
			*st = why;
		return false;
	}
	for (int later = 0; later < 2; later++)
		if (span_resolve(app->zone, entry->day + later, &clock, &entry->pause, NULL) &&
		    entry->pause.start >= entry->span.start && entry->pause.end <= entry->span.end)
			return true;
	entry->pause = (struct span){ 0, 0 };
	return pause_wrong(text, st);
}

static bool read_pause(struct app *app, const struct hours_input *input, const struct entry *before, struct entry *entry,
                       struct status *st)
{
	int64_t whole = (entry->span.end - entry->span.start) / 60, minutes = 0;
	bool had = before && before->pause.end > before->pause.start;

	if (!entry->clocked) {
		if (input->pause && *input->pause)
			return status_set(st, STATUS_INPUT, "pause", N_("A break needs a start and an end: write the time as 8-15, not as a duration."), "");
		return true;
	}
	if (input->pause && *input->pause) {
		if (find_hyphen(input->pause)) {
			if (!read_pause_span(app, input->pause, entry, st))
				return false;
		} else if (!duration_parse(input->pause, &minutes, st)) {
			if (st)
				st->rule = "pause";
			return false;
		} else if (minutes >= whole) {
			return pause_wrong(input->pause, st);
		} else if (minutes) {
			entry->pause = pause_in_middle(entry->span, minutes);
		}
	} else if (!input->pause && had) {
		char clock[16];

		/* It stays at its time of the day; where that is outside by now, it is as long in the middle. */
		span_format(app->zone, before->pause, clock);
		minutes = (before->pause.end - before->pause.start) / 60;
		if (!read_pause_span(app, clock, entry, NULL) && minutes < whole)
			entry->pause = pause_in_middle(entry->span, minutes);
	}
	entry->amount = whole - (entry->pause.end - entry->pause.start) / 60;
	return entry->amount > 0 || pause_wrong(input->pause ? input->pause : "", st);
}

static bool no_grant(const char *name, struct status *st)
{
	return status_set(st, STATUS_INPUT, "grant", N_("There is no grant “{1}”: “ledsag grant list” shows those there are."), "s", name);
}

/* A visit or a conversation is counted, whatever its length; its clock times are kept, for it may be too long. */
static void by_session(const struct scheme_part *part, struct entry *entry)
{
	if (part->unit != UNIT_SESSIONS || !entry->clocked)
		return;
	entry->unit = UNIT_SESSIONS;
	entry->amount = 1;
}

/* Whether the help that a grant gives is counted in a unit. */
static bool counts_in(struct app *app, const struct grant *grant, enum unit unit)
{
	const struct scheme *scheme = app_scheme(app, grant->scheme, NULL);

	for (int i = 0; scheme && i < scheme->part_count; i++)
		if (scheme->parts[i].unit == unit && !scheme->parts[i].extra && grant_has_part(grant, &scheme->parts[i]))
			return true;
	return false;
}

/* The grant that runs on an entry's day; of several the only one that counts in its unit. *out NULL: none runs; false: several. */
static bool only_grant(struct app *app, const struct directory *directory, const struct entry *entry, const struct grant **out)
{
	const struct grant *fits = NULL;
	int running = 0, fitting = 0;

	for (int i = 0; i < directory->grants.count; i++)
		if (grant_covers(&directory->grants.of[i], entry->day)) {
			*out = *out ? *out : &directory->grants.of[i];
			running++;
		}
	for (int i = 0; running > 1 && i < directory->grants.count; i++)
		if (grant_covers(&directory->grants.of[i], entry->day) && counts_in(app, &directory->grants.of[i], entry->unit)) {
			fits = &directory->grants.of[i];
			fitting++;
		}
	*out = running > 1 ? fits : *out;
	return running < 2 || fitting == 1;
}

static bool wrong_unit(const struct grant *grant, const struct scheme_part *part, enum unit typed, struct status *st)
{
	if (part->unit == UNIT_MONEY)
		return status_set(st, STATUS_INPUT, "unit",
		                  N_("“{1}” counts money, not {2}: book what was spent as money (“ledsag money add”)."), "sn", grant->id,
		                  unit_label(typed));
	return status_set(st, STATUS_INPUT, "unit", N_("“{1}” counts {2}, not {3}: write it like {4}."), "snns", grant->id,
	                  unit_label(part->unit), unit_label(typed), unit_example(part->unit));
}

/* The grant and its part; without a name the only grant of that day, so that one who has one never types it. */
static bool read_grant(struct app *app, const struct directory *directory, const char *name, const struct entry *before,
                       struct hours_read *out, struct status *st)
{
	const char *part = "";

	if (!name && before) {
		out->grant = directory_grant(directory, before->grant);
		part = before->part;
		name = before->grant;
	} else if (!name || !*name) {
		if (!only_grant(app, directory, &out->entry, &out->grant))
			return status_set(st, STATUS_INPUT, "grant", N_("On which grant? Several run on {1}: name one of them."), "d",
			                  out->entry.day);
		if (!out->grant)
			return status_set(st, STATUS_INPUT, "grant", N_("On which grant? None runs on {1}: “ledsag grant list” shows those there are."), "d",
			                  out->entry.day);
	} else {
		const char *dot = strrchr(name, '.');

		out->grant = directory_grant(directory, name);
		if (!out->grant && dot) {
			out->grant = find_grant(directory, name, (size_t)(dot - name));
			part = dot + 1;
		}
	}
	if (!out->grant)
		return no_grant(name, st);
	if (!grant_part_pick(app, out->grant, part, out->entry.unit, &out->scheme, &out->part, st))
		return false;
	by_session(out->part, &out->entry);
	if (out->part->unit != out->entry.unit)
		return wrong_unit(out->grant, out->part, out->entry.unit, st);
	out->entry.grant = out->grant->id;
	out->entry.part = out->part->id;
	return true;
}

static bool read_person(struct app *app, const struct directory *directory, const char *id, const struct entry *before,
                        struct hours_read *out, struct status *st)
{
	if (!id && before)
		id = before->person;
	else if (!id && !app_is_leader(app))
		id = app->actor.id; /* an assistant logs the own hours */
	if (!id || !*id)
		return true;
	out->person = directory_person(directory, id);
	if (!out->person)
		return status_set(st, STATUS_INPUT, "person", N_("There is no person “{1}”: “ledsag person list” shows those there are."), "s", id);
	out->entry.person = out->person->id;
	return true;
}

static bool read_kind(const char *word, const struct entry *before, struct entry *entry, struct status *st)
{
	entry->kind = before ? before->kind : KIND_WORK;
	return !word || !*word || kind_parse(word, &entry->kind) ||
	       status_set(st, STATUS_INPUT, "kind",
	                  N_("“{1}” is not a kind of hours: write work, standby, illness, child-illness, holiday, training, meeting, mus, course or travel."),
	                  "s", word);
}

/* An edit takes back what was said of the entry as it was; where it changed nothing, that still holds. */
static void follow_state(const struct entry *before, const char *why, struct entry *entry)
{
	if (!before)
		return;
	entry->why = before->why;
	if (!entry_differences(before, entry))
		return;
	entry->why = why && *why ? why : NULL;
	entry_step_to(STEP_EDIT, before->state, &entry->state);
}

bool hours_read(struct app *app, const struct directory *directory, const struct hours_input *input, const struct entry *before,
                struct hours_read *out, struct status *st)
{
	*out = (struct hours_read){ .entry = { .state = ENTRY_LOGGED, .note = "" }, .before = before };
	if (before) {
		out->entry.id = before->id;
		out->entry.state = before->state;
		out->entry.shift = before->shift;
		out->entry.note = before->note;
	}
	if (input->note) {
		if (!text_check(input->note, 1000, "note", N_("note"), st))
			return false;
		out->entry.note = input->note;
	}
	if (input->why && !text_check(input->why, ENTRY_WHY_MOST, "why", N_("reason"), st))
		return false;
	if (!read_day(app, input, before, &out->entry, st) || !read_time(app, input, before, &out->entry, st) ||
	    !read_pause(app, input, before, &out->entry, st) || !read_kind(input->kind, before, &out->entry, st) ||
	    !read_grant(app, directory, input->grant, before, out, st) ||
	    !read_person(app, directory, input->person, before, out, st))
		return false;
	follow_state(before, input->why, &out->entry);
	return true;
}

/* ---- use cases */

/* Hides what exists from those who may not see it: a wrong name and a foreign one give the same answer. */
static bool may_log(struct app *app, const struct hours_input *input, struct status *st)
{
	const char *person = input->person ? input->person : app_is_leader(app) ? NULL : app->actor.id;

	return app_may(app, MAY_LOG_HOURS, person && *person ? person : NULL, st);
}

static bool log_hours(struct app *app, const struct hours_input *input, bool keep, struct log_result *result, struct status *st)
{
	struct directory directory = { 0 };
	struct hours_read hours;
	bool ok;

	if (result)
		*result = (struct log_result){ 0 };
	/* Who only tries must not wait for who writes: a key is answered at once, if need be without what would be left. */
	store_patience(app->store, keep);
	ok = app_begin(app, "log", st);
	store_patience(app->store, true);
	/* Inside the transaction, so that nobody books the same time between the check and the writing. */
	ok = ok && may_log(app, input, st) && directory_read(app, &directory, st) &&
	     hours_read(app, &directory, input, NULL, &hours, st) &&
	     hours_allowed(app, &hours, st) && hours_store(app, NULL, &hours.entry, st) && hours_result(app, &hours, result, st);
	if (ok)
		app_subjectf(app, "entry %lld", (long long)hours.entry.id);
	if (keep || !ok)
		ok = app_finish(app, ok, st);
	else
		store_rollback(app->store);
	if (!ok && result)
		log_result_done(result);
	directory_done(&directory);
	return ok;
}

bool app_log(struct app *app, const struct hours_input *input, struct log_result *result, struct status *st)
{
	return log_hours(app, input, true, result, st);
}

/* Booked and taken back: then it cannot say anything else than app_log() would. */
bool app_log_try(struct app *app, const struct hours_input *input, struct log_result *result, struct status *st)
{
	bool ok = log_hours(app, input, false, result, st);

	if (ok && result)
		result->entry = 0;
	return ok;
}

void log_result_done(struct log_result *result)
{
	free(result->grant);
	free(result->part);
	notices_done(&result->notices);
	*result = (struct log_result){ 0 };
}

static bool not_there(struct app *app, int64_t id, struct status *st)
{
	if (!app_may(app, MAY_READ_HOURS, NULL, NULL))
		return app_may(app, MAY_READ_HOURS, NULL, st);
	return status_set(st, STATUS_INPUT, "entry", N_("There is no entry {1}: “ledsag hours list” shows those there are."), "i", id);
}

bool app_entry(struct app *app, int64_t id, struct entry *out, struct status *st)
{
	bool found;

	if (!entry_read(app->store, id, out, &found, st))
		return false;
	if (!found)
		return not_there(app, id, st);
	if (app_may(app, MAY_READ_HOURS, out->person, st) && hours_net(app, out, &out->amount, st))
		return true;
	entry_copy_done(out);
	return false;
}

bool app_entry_history(struct app *app, int64_t id, revision_fn *fn, void *context, struct status *st)
{
	struct entry entry;

	if (!app_entry(app, id, &entry, st))
		return false;
	entry_copy_done(&entry);
	return entry_history(app->store, id, fn, context, st);
}

/* The entry to change: there, the person's to edit, not withdrawn, and still the revision that was shown. */
static bool open_entry(struct app *app, int64_t id, int64_t rev, struct entry *out, struct status *st)
{
	bool ok;

	if (!app_entry(app, id, out, st))
		return false;
	ok = app_may(app, MAY_EDIT_HOURS, out->person, st);
	if (ok && out->state == ENTRY_WITHDRAWN)
		ok = status_set(st, STATUS_REFUSED, "withdrawn", N_("Entry {1} is withdrawn: undo the withdrawal, or log the hours anew."), "i", id);
	if (ok && rev && rev != out->rev)
		ok = status_set(st, STATUS_REFUSED, "stale", N_("Entry {1} was changed by somebody else meanwhile: look at it again before you change it."), "i",
		                id);
	if (!ok)
		entry_copy_done(out);
	return ok;
}

/* What an absence credits follows the absence. */
static bool not_credited(const struct entry *entry, struct status *st)
{
	return !entry->absence || status_set(st, STATUS_REFUSED, "credited", N_("Entry {1} is credited by absence {2}: change or withdraw that."),
	                                     "ii", entry->id, entry->absence);
}

bool app_hours_edit(struct app *app, int64_t id, int64_t rev, const struct hours_input *input, struct log_result *result,
                    struct status *st)
{
	struct directory directory = { 0 };
	struct hours_read hours;
	struct entry before;
	bool opened = false, ok = app_begin(app, "hours edit", st);

	if (result)
		*result = (struct log_result){ 0 };
	/* A name that one may not write and one that is not there get the same answer. */
	ok = ok && (opened = open_entry(app, id, rev, &before, st)) && not_credited(&before, st) &&
	     (!input->person || app_may(app, MAY_EDIT_HOURS, *input->person ? input->person : NULL, st)) &&
	     directory_read(app, &directory, st) &&
	     hours_read(app, &directory, input, &before, &hours, st) && app_may(app, MAY_EDIT_HOURS, hours.entry.person, st) &&
	     hours_allowed(app, &hours, st) && hours_store(app, &before, &hours.entry, st) && hours_result(app, &hours, result, st);
	if (ok)
		app_subjectf(app, "entry %lld", (long long)id);
	ok = app_finish(app, ok, st);
	if (!ok && result)
		log_result_done(result);
	if (opened)
		entry_copy_done(&before);
	directory_done(&directory);
	return ok;
}

/* The shift that was booked as this entry is to be worked again. */
static bool reopen_shift(struct app *app, const struct entry *entry, struct status *st)
{
	struct shift shift = { 0 };
	bool found = false, ok = !entry->shift || shift_read(app->store, entry->shift, &shift, &found, st);

	if (ok && found && shift.state == SHIFT_DONE && shift.entry == entry->id) {
		shift.state = shift.person ? SHIFT_ASSIGNED : SHIFT_OPEN;
		shift.entry = 0;
		ok = shift_write(app->store, &shift, st);
	}
	if (found)
		shift_done(&shift);
	return ok;
}

static bool withdraw(struct app *app, int64_t id, int64_t rev, const char *why, struct notices *notices, struct status *st)
{
	struct entry before, after;
	bool ok;

	if (!open_entry(app, id, rev, &before, st))
		return false;
	after = before;
	after.state = ENTRY_WITHDRAWN;
	after.why = why && *why ? why : NULL;
	ok = not_credited(&before, st) && hours_warn_closed(app, &before, notices, st) && hours_store(app, &before, &after, st) &&
	     reopen_shift(app, &before, st);
	entry_copy_done(&before);
	return ok;
}

bool app_hours_withdraw(struct app *app, int64_t id, int64_t rev, struct status *st)
{
	struct hours_pick pick = { .ids = &id, .revs = &rev, .count = 1 };

	return app_hours_withdraw_all(app, &pick, NULL, NULL, st);
}

bool app_hours_withdraw_all(struct app *app, const struct hours_pick *pick, const char *why, struct notices *notices,
                            struct status *st)
{
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	ok = (!why || text_check(why, ENTRY_WHY_MOST, "why", N_("reason"), st)) && app_begin(app, "hours withdraw", st);
	if (!ok)
		return false;
	for (int i = 0; ok && i < pick->count; i++)
		ok = withdraw(app, pick->ids[i], pick->revs ? pick->revs[i] : 0, why, notices, st);
	if (ok)
		hours_subject(app, pick->ids, pick->count);
	ok = app_finish(app, ok, st);
	if (!ok && notices)
		notices_done(notices);
	return ok;
}

/* ---- the list */

struct list {
	struct app *app;
	const struct hours_query *query;
	hours_fn *fn;
	void *context;
	struct status *st;
	bool ok;
};

/* A day by which an entry is over for certain: cheaper than to ask when. */
static day_t over_by(const struct entry *entry)
{
	return entry->day + (entry->unit == UNIT_DAYS ? ENTRY_DAYS_MOST : 2);
}

static bool list_entry(void *context, const struct entry *entry)
{
	struct list *list = context;
	struct app *app = list->app;
	struct hours_row row = { .entry = entry, .amount = entry->amount };
	struct span *inside = NULL;
	int count = 0;

	/* An entry that began before the asked days may end there, or before them. */
	if (entry->day < list->query->from &&
	    (over_by(entry) < list->query->from || entry_last_date(app->zone, entry) < list->query->from))
		return true;
	if (entry->kind == KIND_STANDBY && entry->unit == UNIT_MINUTES && entry->clocked && entry->person) {
		inside = hours_inside(app, entry, &count, list->st);
		if (!inside) {
			list->ok = false;
			return false;
		}
		row.amount = entry_amount_in(app->zone, entry, inside, count, entry->day, entry->day + 2);
	}
	row.amount_in = row.amount;
	if (entry->day < list->query->from || over_by(entry) > list->query->to)
		row.amount_in = entry_amount_in(app->zone, entry, inside, count, list->query->from, list->query->to);
	free(inside);
	return list->fn(list->context, &row);
}

/* "bpa.hours" as a filter: the grant's id and a part, or the whole as an id. */
static bool filter_grant(struct app *app, const char *name, struct entry_filter *filter, char **id, char part[17],
                         struct status *st)
{
	const struct scheme_part *found;
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	*id = NULL;
	if (!name)
		return true;
	if (!grant_name_split(app, name, &grant, part, st))
		return false;
	ok = !*part || grant_part_pick(app, &grant, part, UNIT_MINUTES, &scheme, &found, st);
	*id = mem_text(grant.id);
	grant_done(&grant);
	if (!ok)
		return false;
	filter->grant = *id;
	filter->part = *part ? part : NULL;
	return true;
}

bool app_hours(struct app *app, const struct hours_query *query, hours_fn *fn, void *context, struct status *st)
{
	struct list list = { app, query, fn, context, st, true };
	struct entry_filter filter = {
		.from = query->from > DAY_NONE + ENTRY_DAYS_MOST ? query->from - (ENTRY_DAYS_MOST - 1) : query->from,
		.to = query->to,
		.person = query->person,
		.state = query->state,
	};
	char part[17], *grant = NULL;
	bool ok;

	if (!app_may(app, MAY_READ_HOURS, NULL, NULL)) {
		if (!filter.person)
			filter.person = app->actor.id;
		if (!app_may(app, MAY_READ_HOURS, filter.person, st))
			return false;
	} else if (query->person) {
		struct person person;

		if (!person_need(app, query->person, &person, st))
			return false;
		person_done(&person);
	}
	ok = filter_grant(app, query->grant, &filter, &grant, part, st) &&
	     entries_each(app->store, &filter, list_entry, &list, st) && list.ok;
	free(grant);
	return ok;
}

/* ---- the quick line */

bool app_quick(struct app *app, const char *line, enum day_lean lean, struct hours_line *out, struct status *st)
{
	struct directory directory;
	const char **grants, **people;
	struct quick_words words;
	char text[40];
	bool ok;

	*out = (struct hours_line){ 0 };
	if (!directory_read(app, &directory, st))
		return false;
	grants = mem_zero((size_t)directory.grants.count + 1, sizeof *grants);
	people = mem_zero((size_t)directory.people.count + 1, sizeof *people);
	for (int i = 0; i < directory.grants.count; i++)
		grants[i] = directory.grants.of[i].id;
	for (int i = 0; i < directory.people.count; i++)
		people[i] = directory.people.of[i].id;
	words = (struct quick_words){ grants, directory.grants.count, people, directory.people.count };
	ok = quick_parse(line, app_today(app), lean, &words, &out->quick, st);
	if (ok) {
		char **owned = out->owned;

		day_format(out->quick.day, text);
		out->input.date = owned[0] = mem_text(text);
		if (out->quick.has_span) {
			const struct clock_span *c = &out->quick.clock;

			owned[1] = str_make("%02d:%02d%s-%02d:%02d%s", c->start / 60, c->start % 60, c->start_second ? "+" : "", c->end / 60,
			                    c->end % 60, c->end_second ? "+" : "");
		} else {
			quantity_format(out->quick.amount, out->quick.unit, text);
			owned[1] = mem_text(text);
		}
		out->input.span = owned[1];
		out->input.grant = owned[2] = mem_text(out->quick.grant);
		out->input.person = owned[3] = mem_text(out->quick.person);
		out->input.kind = owned[4] = out->quick.has_kind ? mem_text(kind_name(out->quick.kind)) : NULL;
		out->input.note = owned[5] = mem_text(out->quick.note);
		out->quick.grant = out->input.grant;
		out->quick.person = out->input.person;
	}
	free(grants);
	free(people);
	directory_done(&directory);
	return ok;
}

void hours_line_done(struct hours_line *line)
{
	for (size_t i = 0; i < COUNT_OF(line->owned); i++)
		free(line->owned[i]);
	*line = (struct hours_line){ 0 };
}
