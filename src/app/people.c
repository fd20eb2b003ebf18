/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	enum role role;
	const char *name;
} role_names[] = {
	{ ROLE_HOLDER, "holder" },
	{ ROLE_LEADER, "leader" },
	{ ROLE_ASSISTANT, "assistant" },
	{ ROLE_AUDITOR, "auditor" },
};

bool roles_parse(const char *text, unsigned *out, struct status *st)
{
	unsigned roles = 0;

	for (const char *at = text; *at;) {
		size_t length = strcspn(at, ", ");
		unsigned one = 0;

		for (size_t i = 0; i < COUNT_OF(role_names); i++)
			if (strlen(role_names[i].name) == length && !strncmp(role_names[i].name, at, length))
				one = role_names[i].role;
		if (length && !one)
			return status_set(st, STATUS_INPUT, "role", N_("“{1}” is not a role: write holder, leader, assistant or auditor."), "s",
			                  at);
		roles |= one;
		at += length;
		at += strspn(at, ", ");
	}
	*out = roles;
	return roles || status_set(st, STATUS_INPUT, "role", N_("Which role? Write holder, leader, assistant or auditor."), "");
}

char *roles_format(unsigned roles)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < COUNT_OF(role_names); i++)
		if (roles & role_names[i].role)
			str_addf(&out, "%s%s", out.length ? "," : "", role_names[i].name);
	return str_take(&out);
}

bool person_need(struct app *app, const char *id, struct person *out, struct status *st)
{
	bool found;

	if (!person_read(app->store, id, out, &found, st))
		return false;
	return found || status_set(st, STATUS_INPUT, "person",
	                           N_("There is no person “{1}”: “ledsag person list” shows those there are."), "s", id);
}

/* Fills what was given into `person`; `wage` gets an amount where one was given. */
static bool read_input(struct app *app, const struct person_input *input, struct person *person, int64_t *wage, struct status *st)
{
	if (input->name) {
		if (!text_check(input->name, 200, "name", N_("name"), st))
			return false;
		free(person->name);
		person->name = mem_text(input->name);
	}
	if (input->roles && !roles_parse(input->roles, &person->roles, st))
		return false;
	if (input->born && !*input->born) {
		person->born = DAY_NONE;
	} else if (input->born) {
		if (!day_parse(input->born, app_today(app), DAY_PAST, &person->born, st))
			return false;
		if (person->born > app_today(app))
			return status_set(st, STATUS_INPUT, "born", N_("The date of birth {1} is still to come: check the year."), "d", person->born);
	}
	if (input->hours_week && !*input->hours_week) {
		person->hours_week = -1;
	} else if (input->hours_week) {
		if (!duration_parse(input->hours_week, &person->hours_week, st))
			return false;
		if (person->hours_week > 168 * 60)
			return status_set(st, STATUS_INPUT, "hours-week", N_("A week has 168 hours: {1} is too much."), "m",
			                  person->hours_week);
	}
	if (input->wage && !money_parse(input->wage, false, wage, st))
		return false;
	return true;
}

static bool write_person(struct app *app, const struct person *person, day_t wage_from, int64_t wage, bool write_self,
                         struct status *st)
{
	bool kept;

	app_subjectf(app, "person %s", person->id);
	return (!write_self || person_write(app->store, person, st)) &&
	       (wage < 0 || wage_write(app->store, person->id, (struct wage){ wage_from, wage }, st)) &&
	       (wage < 0 || rules_keep(app, &kept, st)) && /* by which it is paid */
	       person_stands(app, person->id, st);
}

/* Begins a change of an existing person: what is checked from here on holds until it is written. close_person() ends it. */
static bool open_person(struct app *app, const char *action, const char *id, struct person *person, struct status *st)
{
	if (!app_may(app, MAY_WRITE_PEOPLE, NULL, st) || !app_begin(app, action, st))
		return false;
	return person_need(app, id, person, st) || app_finish(app, false, st);
}

static bool close_person(struct app *app, struct person *person, bool ok, struct status *st)
{
	ok = app_finish(app, ok, st);
	person_done(person);
	return ok;
}

/* ---- what stands on a person */

struct booked {
	struct app *app;
	const char *id;
	const struct person *person; /* NULL: any hours count */
	bool found, young, planned, failed;
	day_t day;
	char *grant; /* looked up last, and the age that it asks for; owned */
	int age;
	struct status *st;
};

/* Hours booked while the date of birth was not known must obey it as well. */
static bool is_too_young(struct booked *b, const struct entry *entry)
{
	const struct scheme *scheme;
	struct grant grant;

	if (b->person->born == DAY_NONE)
		return false;
	if (!str_same(b->grant, entry->grant)) {
		b->failed = !grant_need(b->app, entry->grant, &grant, b->st);
		if (b->failed)
			return false;
		scheme = app_scheme(b->app, grant.scheme, b->st);
		grant_done(&grant);
		b->failed = !scheme;
		b->age = scheme ? scheme->helper_age : 0;
		free(b->grant);
		b->grant = mem_text(entry->grant);
	}
	return b->age && entry->day < day_birthday(b->person->born, b->age);
}

static bool note_hours(void *context, const struct entry *entry)
{
	struct booked *b = context;

	b->found = !b->person || entry->day < b->person->from || entry->day > b->person->to;
	b->young = !b->found && is_too_young(b, entry);
	b->day = entry->day;
	return !b->found && !b->young && !b->failed;
}

static bool note_shift(void *context, const struct shift *shift)
{
	struct booked *b = context;

	if (!str_same(shift->person, b->id) || shift->state == SHIFT_CANCELLED)
		return true;
	b->planned = !b->person || (shift->state != SHIFT_DONE && (shift->day < b->person->from || shift->day > b->person->to));
	b->day = shift->day;
	return !b->planned;
}

static bool note_absence(void *context, const struct absence *absence)
{
	struct booked *b = context;

	b->found = absence != NULL;
	return false;
}

bool person_stands(struct app *app, const char *id, struct status *st)
{
	struct person person = { 0 };
	struct booked b = { .app = app, .id = id, .st = st };
	bool found, ok = person_read(app->store, id, &person, &found, st);

	b.person = found ? &person : NULL;
	ok = ok && (found || absences_each(app->store, id, DAY_NONE, DAY_MAX, note_absence, &b, st)) &&
	     (b.found || entries_of_person(app->store, id, DAY_NONE, DAY_MAX, note_hours, &b, st)) && !b.failed &&
	     (b.found || b.young || shifts_each(app->store, DAY_NONE, DAY_MAX, note_shift, &b, st));
	free(b.grant);
	if (ok && b.young)
		ok = status_set(st, STATUS_REFUSED, "helper-age", N_("“{1}” has hours on {2} under a scheme that asks for older helpers: withdraw them first."),
		                "sd", id, b.day);
	if (ok && found && b.planned)
		ok = status_set(st, STATUS_REFUSED, "shifts-outside", N_("“{1}” has a shift on {2}: give it to somebody else or cancel it first."), "sd", id, b.day);
	b.found = b.found || (!found && b.planned);
	if (ok && b.found)
		ok = found ? status_set(st, STATUS_REFUSED, "hours-outside", N_("“{1}” has hours on {2}: withdraw or move them before these dates."), "sd", id,
		                        b.day)
		           : status_set(st, STATUS_REFUSED, "in-use", N_("Hours or shifts of others stand on “{1}” by now: it cannot go without them."), "s", id);
	if (found)
		person_done(&person);
	return ok;
}

bool app_person_add(struct app *app, const struct person_input *input, struct status *st)
{
	struct person person = { .born = DAY_NONE, .from = DAY_NONE, .to = DAY_MAX, .hours_week = -1 }, other;
	int64_t wage = -1;
	bool found = false, ok;

	if (!app_may(app, MAY_WRITE_PEOPLE, NULL, st) || !id_check(input->id, st))
		return false;
	if (!input->name)
		return status_set(st, STATUS_INPUT, "name", N_("What is the name of “{1}”? Give it with --name."), "s", input->id);
	if (!input->roles)
		return status_set(st, STATUS_INPUT, "role", N_("Which role? Write holder, leader, assistant or auditor."), "");
	if (!app_begin(app, "person add", st))
		return false;
	person.id = mem_text(input->id);
	ok = read_input(app, input, &person, &wage, st) &&
	     (!input->from || day_parse(input->from, app_today(app), DAY_PAST, &person.from, st)) &&
	     person_read(app->store, input->id, &other, &found, st);
	if (ok && found) {
		person_done(&other);
		ok = status_set(st, STATUS_REFUSED, "person-exists", N_("There is a person “{1}” already: choose another id."), "s", input->id);
	}
	return close_person(app, &person, ok &&
	                    write_person(app, &person, person.from == DAY_NONE ? app_today(app) : person.from, wage, true, st), st);
}

bool app_person_edit(struct app *app, const struct person_input *input, struct status *st)
{
	struct person person;
	int64_t wage = -1;
	day_t from = app_today(app);
	bool self = input->name || input->roles || input->born || input->hours_week, ok;

	if (!open_person(app, "person edit", input->id, &person, st))
		return false;
	ok = (!input->rev || input->rev == person.rev || id_stale(input->id, st)) &&
	     read_input(app, input, &person, &wage, st) &&
	     (!input->from || day_parse(input->from, app_today(app), DAY_PAST, &from, st));
	if (ok && !strcmp(person.id, "holder") && !(person.roles & ROLE_HOLDER))
		ok = status_set(st, STATUS_REFUSED, "holder-stays", N_("The holder stays a holder: the household is theirs."), "");
	if (ok && input->from && wage < 0) {
		person.from = from;
		self = true;
	}
	if (ok && !self && wage < 0)
		ok = status_set(st, STATUS_INPUT, "edit", N_("What is to be changed? Give at least one of --name, --role, --born, --from, --wage, --hours-week."), "");
	return close_person(app, &person, ok && write_person(app, &person, from, wage, self, st), st);
}

bool app_person_end(struct app *app, const char *id, const char *day, struct status *st)
{
	struct person person;
	bool ok;

	if (!day)
		return status_set(st, STATUS_INPUT, "date", N_("Which is its last day? Write it like 2025-12-31."), "");
	if (!open_person(app, "person end", id, &person, st))
		return false;
	ok = day_parse(day, app_today(app), DAY_PAST, &person.to, st);
	if (ok && !strcmp(id, "holder"))
		ok = status_set(st, STATUS_REFUSED, "holder-stays", N_("The holder stays a holder: the household is theirs."), "");
	if (ok && person.from != DAY_NONE && person.to < person.from)
		ok = status_set(st, STATUS_INPUT, "date", N_("{1} is before {2}, the first day of “{3}”."), "dds", person.to, person.from, id);
	return close_person(app, &person, ok && write_person(app, &person, 0, -1, true, st), st);
}

bool app_people(struct app *app, struct people *out, struct status *st)
{
	bool all = app_may(app, MAY_READ_PEOPLE, NULL, NULL);

	if (!people_read(app->store, out, st))
		return false;
	for (int i = 0; !all && i < out->count; i++) {
		struct person *person = &out->of[i];

		if (!strcmp(person->id, app->actor.id))
			continue;
		person->born = person->from = DAY_NONE;
		person->to = DAY_MAX;
		person->hours_week = -1;
	}
	return true;
}

bool app_wages(struct app *app, const char *person, struct wage **out, int *count, struct status *st)
{
	struct person known;

	*out = NULL;
	*count = 0;
	if (!app_may(app, MAY_READ_PEOPLE, person, st) || !person_need(app, person, &known, st))
		return false;
	person_done(&known);
	return wages_read(app->store, person, out, count, st);
}
