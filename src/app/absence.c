/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences: reading what was typed, what refuses them, the use cases, and what is seen of one. What follows for shifts and hours
 * is in absence_apply.c. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_DAYS 731

/* ---- what refuses */

struct absent {
	day_t day;
	const struct span *span;
	int64_t id;
};

static bool look_for_absence(void *context, const struct absence *absence)
{
	struct absent *a = context;

	if (!absence_takes(absence, a->day, a->span, NULL))
		return true;
	a->id = absence->id;
	return false;
}

bool absence_leaves(struct app *app, const char *person, day_t day, const struct span *span, struct status *st)
{
	struct absent a = { day, span, 0 };

	/* Hours of a day may meet a night that began the day before. */
	if (!absences_each(app->store, person, day, day + 1, look_for_absence, &a, st))
		return false;
	return !a.id || status_set(st, STATUS_REFUSED, "absent", N_("“{1}” is absent on {2} (absence {3}): end or withdraw that first."), "sdi",
	                           person, day, a.id);
}

struct fit {
	const struct absence *absence;
	int64_t other, entry;
	day_t from, to, day;
};

static bool look_for_other(void *context, const struct absence *other)
{
	struct fit *f = context;

	if (other->id == f->absence->id || !absences_meet(other, f->absence))
		return true;
	f->other = other->id;
	f->from = other->from;
	f->to = other->to;
	return false;
}

static bool look_for_hours(void *context, const struct entry *entry)
{
	struct fit *f = context;

	if (entry->absence || !entry_state_counts(entry->state) ||
	    !absence_takes(f->absence, entry->day, entry->clocked ? &entry->span : NULL, NULL))
		return true;
	f->entry = entry->id;
	f->day = entry->day;
	return false;
}

bool absence_fits(struct app *app, const struct absence *absence, struct status *st)
{
	struct fit f = { .absence = absence };

	if (!absences_each(app->store, absence->person, absence->from, absence->to, look_for_other, &f, st))
		return false;
	if (f.other)
		return status_set(st, STATUS_REFUSED, "overlap", N_("“{1}” is absent already from {2} to {3} (absence {4}): change that one instead."),
		                  "sddi", absence->person, f.from, f.to, f.other);
	if (!entries_of_person(app->store, absence->person, absence->from - 2, absence->to + 2, look_for_hours, &f, st))
		return false;
	return !f.entry || status_set(st, STATUS_REFUSED, "worked", N_("“{1}” has hours on {2} already (entry {3}): leave that time out, or withdraw them first."),
	                              "sdi", absence->person, f.day, f.entry);
}

bool absence_stands(struct app *app, int64_t id, struct status *st)
{
	struct absence absence = { 0 };
	struct person person;
	bool found, ok = absence_read(app->store, id, &absence, &found, st);

	if (!ok || !found)
		return ok;
	ok = app_may(app, MAY_WRITE_ABSENCE, absence.person, st);
	if (ok && !absence.withdrawn) {
		ok = person_need(app, absence.person, &person, st);
		if (ok)
			person_done(&person);
		ok = ok && absence_fits(app, &absence, st);
	}
	absence_done(&absence);
	return ok;
}

static bool check_dates(const struct absence *absence, const struct person *person, struct status *st)
{
	if (absence->to < absence->from)
		return status_set(st, STATUS_INPUT, "to", N_("An absence cannot end on {1}, before it begins on {2}."), "dd", absence->to,
		                  absence->from);
	if (absence->to - absence->from >= LONGEST_DAYS)
		return status_set(st, STATUS_INPUT, "to", N_("An absence lasts at most two years: enter what follows as another one."), "");
	if (person->from != DAY_NONE && absence->from < person->from)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” begins on {2}: {3} is before that."), "sdd",
		                  person->id, person->from, absence->from);
	if (absence->to > person->to)
		return status_set(st, STATUS_REFUSED, "person-dates", N_("“{1}” ended on {2}: {3} is after that."), "sdd",
		                  person->id, person->to, absence->to);
	return true;
}

/* ---- reading what was typed */

static bool wrong_field(struct status *st, const char *field)
{
	if (st)
		st->rule = field;
	return false;
}

static bool read_hours(struct app *app, const char *text, const struct absence *before, struct absence *out, struct status *st)
{
	struct clock_span clock;
	char again[16];

	if (!text && before && absence_is_hours(before)) {
		span_format(app->zone, before->span, again);
		text = again;
	}
	out->span = (struct span){ 0, 0 };
	if (!text || !*text)
		return true;
	if (out->from != out->to)
		return status_set(st, STATUS_INPUT, "hours", N_("Hours are of one day: name only that day, or leave the hours out."), "");
	return clock_span_parse(text, &clock, st) && span_resolve(app->zone, out->from, &clock, &out->span, st);
}

/* Texts stay borrowed from the input and from `before` (NULL: a new one). */
static bool read_input(struct app *app, const struct absence_input *input, const struct absence *before, struct absence *out,
                       struct status *st)
{
	day_t today = app_today(app);

	*out = before ? *before : (struct absence){ .person = input->person, .from = today, .note = "" };
	if (!before && (!input->kind || !absence_kind_parse(input->kind, &out->kind)))
		return status_set(st, STATUS_INPUT, "kind", N_("Why? Write illness, child, holiday, leave or course."), "");
	if (before && input->kind && !absence_kind_parse(input->kind, &out->kind))
		return status_set(st, STATUS_INPUT, "kind", N_("Why? Write illness, child, holiday, leave or course."), "");
	if (input->from && !day_parse(input->from, today, DAY_FUTURE, &out->from, st))
		return wrong_field(st, "from");
	if (!before || (before->from == before->to && !input->to))
		out->to = out->from;
	if (input->to && *input->to && !day_parse(input->to, today, DAY_FUTURE, &out->to, st))
		return wrong_field(st, "to");
	if (input->note) {
		if (!text_check(input->note, 1000, "note", N_("note"), st))
			return false;
		out->note = input->note;
	}
	return read_hours(app, input->hours, before, out, st) || wrong_field(st, "hours");
}

/* ---- what is seen of one */

void absence_view_done(struct absence_view *view)
{
	absence_done(&view->absence);
	for (int i = 0; i < view->shift_count; i++)
		free(view->shifts[i].person);
	free(view->shifts);
	free(view->entries);
	free(view->grant);
	free(view->part);
	*view = (struct absence_view){ 0 };
}

char *app_credit_sentence(const struct app *app, const struct absence_credit *credit)
{
	char *minutes = text_amount(credit->minutes, UNIT_MINUTES, app->household.currency);
	char *basis = text_amount(credit->basis.minutes, UNIT_MINUTES, app->household.currency), *out;
	unsigned long count = (unsigned long)credit->count;

	if (credit->basis.rule == CREDIT_AVERAGE)
		/* TRANSLATORS: workdays, amount, minutes counted, days that they are of */
		out = str_make(ngettext("%1$d workday is credited with %2$s by the average of the last 13 weeks: %3$s in %4$d days.",
		                        "%1$d workdays are credited with %2$s by the average of the last 13 weeks: %3$s in %4$d days.", count),
		               credit->count, minutes, basis, credit->basis.days);
	else if (credit->basis.rule == CREDIT_CONTRACT)
		/* TRANSLATORS: workdays, amount, hours a week, workdays a week */
		out = str_make(ngettext("%1$d workday is credited with %2$s by the contract: %3$s a week by %4$d workdays.",
		                        "%1$d workdays are credited with %2$s by the contract: %3$s a week by %4$d workdays.", count),
		               credit->count, minutes, basis, CREDIT_WEEK_DAYS);
	else
		/* TRANSLATORS: stretches of planned work, amount */
		out = str_make(ngettext("%1$d planned time is credited as planned: %2$s.",
		                        "%1$d planned times are credited as planned: %2$s.", count), credit->count, minutes);
	free(minutes);
	free(basis);
	return text_one_stop(out);
}

struct viewing {
	struct absence_view *view;
	int shift_room, entry_room;
};

/* Credits of one rule are told together. */
static struct absence_credit *credit_for(struct absence_view *view, const struct credit_basis *basis, day_t day)
{
	for (int i = 0; i < view->credit_count; i++)
		if (view->credits[i].basis.rule == basis->rule)
			return &view->credits[i];
	view->credits[view->credit_count] = (struct absence_credit){ .basis = *basis, .from = day };
	return &view->credits[view->credit_count++];
}

static bool view_entry(void *context, const struct entry *entry)
{
	struct viewing *v = context;
	struct absence_view *view = v->view;
	struct credit_basis basis = credit_note_read(entry->clocked ? "" : entry->note);
	struct absence_credit *credit;

	/* Credited hours that were rejected count for nothing. */
	if (entry->absence != view->absence.id || !entry_state_counts(entry->state))
		return true;
	credit = credit_for(view, &basis, entry->day);
	credit->to = entry->day;
	credit->count++;
	credit->minutes += entry->amount;
	view->minutes += entry->amount;
	MEM_GROW(view->entries, view->entry_count, v->entry_room);
	view->entries[view->entry_count++] = entry->id;
	free(view->grant);
	free(view->part);
	view->grant = mem_text(entry->grant);
	view->part = mem_text(entry->part);
	return true;
}

static bool view_shift(void *context, const struct shift *shift)
{
	struct viewing *v = context;
	struct absence_view *view = v->view;
	struct absence_shift *row;

	if (shift->absence != view->absence.id || !str_same(shift->person, view->absence.person))
		return true;
	MEM_GROW(view->shifts, view->shift_count, v->shift_room);
	row = &view->shifts[view->shift_count++];
	*row = (struct absence_shift){ .shift = shift->id, .day = shift->day, .span = shift->span };
	absence_takes(&view->absence, shift->day, &shift->span, &row->span);
	return true;
}

static bool view_stand_in(void *context, const struct shift *shift)
{
	struct viewing *v = context;

	for (int i = 0; shift->replaces && i < v->view->shift_count; i++) {
		struct absence_shift *row = &v->view->shifts[i];

		if (row->shift != shift->replaces || (shift->state == SHIFT_CANCELLED && row->replacement))
			continue;
		free(row->person);
		row->replacement = shift->id;
		row->state = shift->state;
		row->person = mem_text(shift->person);
	}
	return true;
}

/* Takes the texts of `absence`. */
static bool view_read(struct app *app, struct absence *absence, struct absence_view *view, struct status *st)
{
	struct viewing v = { .view = view };
	day_t from = absence->from - 2, to = absence->to + 2;

	*view = (struct absence_view){ .absence = *absence };
	*absence = (struct absence){ 0 };
	if (entries_of_person(app->store, view->absence.person, from, to, view_entry, &v, st) &&
	    shifts_each(app->store, from, to, view_shift, &v, st) && shifts_each(app->store, from, to, view_stand_in, &v, st))
		return true;
	absence_view_done(view);
	return false;
}

static bool no_absence(struct app *app, int64_t id, struct status *st)
{
	if (!app_may(app, MAY_READ_ABSENCE, NULL, NULL))
		return app_may(app, MAY_READ_ABSENCE, NULL, st);
	return status_set(st, STATUS_INPUT, "absence", N_("There is no absence {1}: “ledsag absence list” shows those there are."), "i", id);
}

/* One that is not there answers as one that is not the person's own. */
static bool absence_need(struct app *app, enum permission permission, int64_t id, struct absence *out, struct status *st)
{
	bool found;

	if (!absence_read(app->store, id, out, &found, st))
		return false;
	if (!found)
		return no_absence(app, id, st);
	if (app_may(app, permission, out->person, st))
		return true;
	absence_done(out);
	return false;
}

bool app_absence(struct app *app, int64_t id, struct absence_view *view, struct status *st)
{
	struct absence absence = { 0 };

	return absence_need(app, MAY_READ_ABSENCE, id, &absence, st) && view_read(app, &absence, view, st);
}

struct list {
	struct absence *of;
	int count, room;
};

static bool keep_absence(void *context, const struct absence *absence)
{
	struct list *list = context;

	MEM_GROW(list->of, list->count, list->room);
	list->of[list->count] = *absence;
	list->of[list->count].person = mem_text(absence->person);
	list->of[list->count++].note = mem_text(absence->note);
	return true;
}

bool app_absences(struct app *app, const char *person, day_t from, day_t to, absence_view_fn *fn, void *context, struct status *st)
{
	struct list list = { NULL, 0, 0 };
	struct person found;
	bool ok, more = true;

	if (!app_may(app, MAY_READ_ABSENCE, NULL, NULL)) {
		if (!person)
			person = app->actor.id;
		if (!app_may(app, MAY_READ_ABSENCE, person, st))
			return false;
	} else if (person) {
		if (!person_need(app, person, &found, st))
			return false;
		person_done(&found);
	}
	ok = absences_each(app->store, person, from, to, keep_absence, &list, st);
	for (int i = 0; ok && i < list.count; i++) {
		struct absence_view view;

		if (!more)
			break;
		ok = view_read(app, &list.of[i], &view, st);
		if (ok) {
			more = fn(context, &view);
			absence_view_done(&view);
		}
	}
	for (int i = 0; i < list.count; i++)
		absence_done(&list.of[i]);
	free(list.of);
	return ok;
}

bool absence_leftover(struct app *app, const struct shift *shift, struct span out[2], int *count, struct status *st)
{
	struct absence absence = { 0 };
	struct span cut;
	bool found;

	out[0] = shift->span;
	*count = 1;
	if (!shift->absence)
		return true;
	if (!absence_read(app->store, shift->absence, &absence, &found, st))
		return false;
	if (found && !absence.withdrawn && absence_takes(&absence, shift->day, &shift->span, &cut))
		*count = span_without(shift->span, &cut, 1, out);
	absence_done(&absence);
	return true;
}

/* ---- use cases */

/* What is credited in closed months is a correction. */
static bool warn_closed(struct app *app, const struct absence_view *view, struct notices *notices, struct status *st)
{
	day_t first = DAY_MAX;

	for (int i = 0; i < view->credit_count; i++)
		first = view->credits[i].minutes && view->credits[i].from < first ? view->credits[i].from : first;
	return first == DAY_MAX || closed_warn(app, month_of(first), notices, st);
}

/* Writes it with all that follows; `view` may be NULL. */
static bool store_absence(struct app *app, const struct absence *before, struct absence *after, const char *grant,
                          struct absence_view *view, struct notices *notices, struct status *st)
{
	struct absence stored = { 0 };
	struct person person;
	bool found, ok = person_need(app, after->person, &person, st);

	if (!ok)
		return false;
	ok = check_dates(after, &person, st) && absence_fits(app, after, st) && absence_write(app->store, after, st) &&
	     absence_apply(app, before, after, grant, notices, st);
	person_done(&person);
	if (!ok || !view)
		return ok;
	return absence_read(app->store, after->id, &stored, &found, st) && view_read(app, &stored, view, st) &&
	       warn_closed(app, view, notices, st);
}

static void start(struct absence_view *view, struct notices *notices)
{
	if (view)
		*view = (struct absence_view){ 0 };
	if (notices)
		*notices = (struct notices){ NULL, 0 };
}

/* Commits, or takes back what was only tried. */
static bool end(struct app *app, bool ok, bool keep, struct absence_view *view, struct notices *notices, struct status *st)
{
	if (keep || !ok)
		ok = app_finish(app, ok, st);
	else
		store_rollback(app->store);
	if (!ok && view)
		absence_view_done(view);
	if (!ok && notices)
		notices_done(notices);
	return ok;
}

static bool begin(struct app *app, const char *action, bool keep, struct status *st)
{
	bool ok;

	/* Who only tries must not wait for who writes. */
	store_patience(app->store, keep);
	ok = app_begin(app, action, st);
	store_patience(app->store, true);
	return ok;
}

static bool add(struct app *app, const struct absence_input *given, bool keep, struct absence_view *view, struct notices *notices,
                struct status *st)
{
	struct absence_input input = *given;
	struct absence absence;
	bool ok;

	start(view, notices);
	if ((!input.person || !*input.person) && !app_is_leader(app))
		input.person = app->actor.id;
	if (!input.person || !*input.person)
		return status_set(st, STATUS_INPUT, "person", N_("Who is absent? Name the person."), "");
	if (!app_may(app, MAY_WRITE_ABSENCE, input.person, st) || !begin(app, "absence add", keep, st))
		return false;
	ok = read_input(app, &input, NULL, &absence, st) && store_absence(app, NULL, &absence, input.grant, view, notices, st);
	if (ok)
		app_subjectf(app, "absence %lld", (long long)absence.id);
	return end(app, ok, keep, view, notices, st);
}

bool app_absence_add(struct app *app, const struct absence_input *input, struct absence_view *view, struct notices *notices,
                     struct status *st)
{
	return add(app, input, true, view, notices, st);
}

/* The absence to change: there, the person's to change, not withdrawn, and still as it was shown. */
static bool open_absence(struct app *app, int64_t id, int64_t rev, struct absence *out, struct status *st)
{
	bool ok = true;

	if (!absence_need(app, MAY_WRITE_ABSENCE, id, out, st))
		return false;
	if (out->withdrawn)
		ok = status_set(st, STATUS_REFUSED, "withdrawn", N_("Absence {1} is withdrawn: undo that, or enter it anew."), "i", id);
	else if (rev && rev != out->rev)
		ok = status_set(st, STATUS_REFUSED, "stale", N_("Absence {1} was changed by somebody else meanwhile: look at it again before you change it."),
		                "i", id);
	if (!ok)
		absence_done(out);
	return ok;
}

static bool edit(struct app *app, const char *action, int64_t id, int64_t rev, const struct absence_input *input, bool keep,
                 struct absence_view *view, struct notices *notices, struct status *st)
{
	struct absence before = { 0 }, after;
	bool ok;

	start(view, notices);
	if (!begin(app, action, keep, st))
		return false;
	ok = open_absence(app, id, rev, &before, st) && read_input(app, input, &before, &after, st) &&
	     store_absence(app, &before, &after, input->grant, view, notices, st);
	if (ok)
		app_subjectf(app, "absence %lld", (long long)id);
	ok = end(app, ok, keep, view, notices, st);
	absence_done(&before);
	return ok;
}

bool app_absence_edit(struct app *app, int64_t id, int64_t rev, const struct absence_input *input, struct absence_view *view,
                      struct notices *notices, struct status *st)
{
	return edit(app, "absence edit", id, rev, input, true, view, notices, st);
}

/* Done and taken back: then it cannot say anything else than the real one. */
bool app_absence_try(struct app *app, int64_t id, const struct absence_input *input, struct absence_view *view,
                     struct notices *notices, struct status *st)
{
	return id ? edit(app, "absence edit", id, 0, input, false, view, notices, st) : add(app, input, false, view, notices, st);
}

bool app_absence_end(struct app *app, int64_t id, int64_t rev, const char *day, struct absence_view *view, struct notices *notices,
                     struct status *st)
{
	struct absence_input input = { .to = day };

	return edit(app, "absence end", id, rev, &input, true, view, notices, st);
}

bool app_absence_withdraw(struct app *app, int64_t id, int64_t rev, struct notices *notices, struct status *st)
{
	struct absence before = { 0 }, after;
	bool ok;

	start(NULL, notices);
	if (!begin(app, "absence withdraw", true, st))
		return false;
	ok = open_absence(app, id, rev, &before, st);
	if (ok) {
		after = before;
		after.withdrawn = true;
		app_subjectf(app, "absence %lld", (long long)id);
		ok = absence_write(app->store, &after, st) && absence_apply(app, &before, NULL, NULL, notices, st);
	}
	ok = end(app, ok, true, NULL, notices, st);
	absence_done(&before);
	return ok;
}
