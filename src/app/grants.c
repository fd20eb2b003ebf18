/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, changing and ending grants. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- finding */

bool grant_need(struct app *app, const char *id, struct grant *out, struct status *st)
{
	bool found;

	if (!grant_read(app->store, id, out, &found, st))
		return false;
	return found || status_set(st, STATUS_INPUT, "grant", N_("There is no grant “{1}”: “ledsag grant list” shows those there are."), "s", id);
}

const struct scheme_level *grant_level(const struct grant *grant, const struct scheme *scheme)
{
	for (int i = grant->amount_count - 1; i >= 0; i--)
		if (grant->amounts[i].level && grant->amounts[i].from <= grant->to)
			return scheme_level(scheme, grant->amounts[i].level);
	return NULL;
}

bool grant_has_part(const struct grant *grant, const struct scheme_part *part)
{
	return grant_amount_on(grant, part->id, DAY_MAX) != NULL;
}

int grant_part_count(const struct grant *grant, const struct scheme *scheme)
{
	int count = 0;

	for (int i = 0; i < scheme->part_count; i++)
		count += grant_has_part(grant, &scheme->parts[i]);
	return count;
}

bool grant_name_split(struct app *app, const char *name, struct grant *grant, char part[17], struct status *st)
{
	const char *dot = strrchr(name, '.');
	bool found;
	char *id;

	part[0] = '\0';
	if (!grant_read(app->store, name, grant, &found, st))
		return false;
	if (found)
		return true;
	if (dot && strlen(dot + 1) <= 16) {
		id = mem_textn(name, (size_t)(dot - name));
		if (!grant_read(app->store, id, grant, &found, st)) {
			free(id);
			return false;
		}
		free(id);
		if (found) {
			strcpy(part, dot + 1);
			return true;
		}
	}
	return status_set(st, STATUS_INPUT, "grant", N_("There is no grant “{1}”: “ledsag grant list” shows those there are."), "s", name);
}

/* What stands beside the help itself is only meant where it is named; but of money there is often nothing else. */
static bool part_is_meant(const struct scheme_part *part, const char *name, enum unit unit)
{
	return name && *name ? !strcmp(part->id, name) : !part->extra || unit == UNIT_MONEY;
}

bool grant_part_pick(struct app *app, const struct grant *grant, const char *name, enum unit unit, const struct scheme **scheme,
                     const struct scheme_part **part, struct status *st)
{
	const struct scheme_part *first = NULL, *fits = NULL, *beside = NULL;

	*scheme = app_scheme(app, grant->scheme, st);
	if (!*scheme)
		return false;
	for (int i = 0; i < (*scheme)->part_count; i++) {
		const struct scheme_part *p = &(*scheme)->parts[i];

		if (!grant_has_part(grant, p))
			continue;
		beside = beside || (name && *name) ? beside : p;
		if (!part_is_meant(p, name, unit))
			continue;
		first = first ? first : p;
		fits = fits || p->unit != unit ? fits : p;
	}
	*part = fits ? fits : first ? first : beside;
	return *part || status_set(st, STATUS_INPUT, "grant", N_("The grant “{1}” has no part “{2}”."), "ss", grant->id,
	                           name ? name : "");
}

/* ---- adding */

/* `blank`: an empty text takes away what there was. */
static bool read_texts(const struct grant_input *input, bool blank, struct grant *grant, struct status *st)
{
	if ((input->payer && !(blank && !*input->payer) && !text_check(input->payer, 200, "payer", N_("payer"), st)) ||
	    (input->case_no && !(blank && !*input->case_no) && !text_check(input->case_no, 80, "case", N_("case number"), st)))
		return false;
	if (input->payer) {
		free(grant->payer);
		grant->payer = *input->payer ? mem_text(input->payer) : NULL;
	}
	if (input->case_no) {
		free(grant->case_no);
		grant->case_no = *input->case_no ? mem_text(input->case_no) : NULL;
	}
	return true;
}

static bool read_days(struct app *app, const struct scheme *scheme, const struct grant_input *input, struct grant *grant,
                      struct notices *notices, struct status *st)
{
	day_t today = app_today(app);

	if (!input->from)
		return status_set(st, STATUS_INPUT, "from", N_("From which day? Give it (--from), such as 2025-01-01."), "");
	if (!day_parse(input->from, today, DAY_PAST, &grant->from, st) ||
	    (input->to && !day_parse(input->to, today, DAY_FUTURE, &grant->to, st)) ||
	    (input->received && !day_parse(input->received, today, DAY_PAST, &grant->received, st)))
		return false;
	/* A scheme that lasts at most so long ends then, where the decision does not say when. */
	if (!input->to)
		grant->to = grant_longest_day(&scheme->length, grant->from);
	else
		grant->to = grant_last_day(scheme, grant->to, notices);
	return true;
}

static bool read_grant(struct app *app, const struct scheme *scheme, const struct grant_input *input, struct grant *grant,
                       struct notices *notices, struct status *st)
{
	const struct scheme_level *level;

	if (scheme->not_offered)
		return status_set(st, STATUS_REFUSED, "not-offered", N_("{1} does not offer {2} ({3}): ask where else it is to be had."), "sss",
		                  scheme->authority, scheme_text(&scheme->name, text_lang()), law_said(scheme));
	if (!read_days(app, scheme, input, grant, notices, st) || !read_texts(input, false, grant, st) ||
	    !grant_figures_read(app, scheme, input, grant, notices, st))
		return false;
	level = grant_level(grant, scheme);
	if (!input->to && grant->to == DAY_MAX && level)
		grant->to = grant_longest_day(&level->length, grant->from);
	return grant_check(app, scheme, grant, notices, st);
}

static bool write_applied(struct app *app, const char *id, const char *day, struct status *st)
{
	struct grant_fact fact = { .kind = FACT_APPLIED };

	return !day || (day_parse(day, app_today(app), DAY_PAST, &fact.day, st) &&
	                grant_fact_write(app->store, id, &fact, false, st));
}

static bool write_grant(struct app *app, const struct grant *grant, struct status *st)
{
	if (!scheme_adopt(app, grant->scheme, st) || !grant_write(app->store, grant, st))
		return false;
	for (int i = 0; i < grant->amount_count; i++)
		if (!grant_amount_write(app->store, grant->id, &grant->amounts[i], st))
			return false;
	for (int i = 0; i < grant->opening_count; i++)
		if (!grant_month_write(app->store, grant->id, GRANT_OPENING, &grant->openings[i], st))
			return false;
	return true;
}

static bool check_new(struct app *app, const char *id, struct status *st)
{
	struct grant other;
	bool found;

	if (!grant_read(app->store, id, &other, &found, st))
		return false;
	if (!found)
		return true;
	grant_done(&other);
	return status_set(st, STATUS_REFUSED, "grant-exists", N_("There is a grant “{1}” already: choose another id."), "s", id);
}

static bool add_grant(struct app *app, const struct grant_input *input, bool keep, struct notices *notices, struct status *st)
{
	struct grant grant = { .to = DAY_MAX, .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
	const struct scheme *scheme;
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!app_may(app, MAY_WRITE_GRANTS, NULL, st) || !id_check(input->id, st))
		return false;
	if (!input->scheme)
		return status_set(st, STATUS_INPUT, "scheme", N_("Under which scheme? Give it (--scheme); “ledsag scheme list” shows them."), "");
	scheme = app_scheme(app, input->scheme, st);
	store_patience(app->store, keep);
	ok = scheme && app_begin(app, "grant add", st);
	store_patience(app->store, true);
	if (!ok)
		return false;
	grant.id = mem_text(input->id);
	grant.scheme = mem_text(input->scheme);
	app_subjectf(app, "grant %s", grant.id);
	ok = check_new(app, grant.id, st) && read_grant(app, scheme, input, &grant, notices, st) && write_grant(app, &grant, st) &&
	     write_applied(app, grant.id, input->applied, st);
	if (keep || !ok)
		ok = app_finish(app, ok, st);
	else
		store_rollback(app->store);
	if (!ok && notices)
		notices_done(notices);
	grant_done(&grant);
	return ok;
}

bool app_grant_add(struct app *app, const struct grant_input *input, struct notices *notices, struct status *st)
{
	return add_grant(app, input, true, notices, st);
}

/* Added and taken back: then it cannot say anything else than app_grant_add() would. */
bool app_grant_try(struct app *app, const struct grant_input *input, struct notices *notices, struct status *st)
{
	return add_grant(app, input, false, notices, st);
}

/* ---- changing */

/* Begins a change of an existing grant: what is checked from here on holds until it is written. close_grant() ends it. */
static bool open_grant(struct app *app, const char *action, const char *id, struct grant *grant, const struct scheme **scheme,
                       struct status *st)
{
	if (!app_may(app, MAY_WRITE_GRANTS, NULL, st) || !app_begin(app, action, st))
		return false;
	*scheme = NULL;
	if (grant_need(app, id, grant, st)) {
		app_subjectf(app, "grant %s", id);
		*scheme = app_scheme(app, grant->scheme, st);
		if (*scheme)
			return true;
		grant_done(grant);
	}
	return app_finish(app, false, st);
}

static bool close_grant(struct app *app, struct grant *grant, bool ok, struct status *st)
{
	ok = app_finish(app, ok, st);
	grant_done(grant);
	return ok;
}

/* What so much comes to in a year, roughly: only to see which of two is less. */
static int64_t in_a_year(const struct grant_amount *amount)
{
	return grant_net(amount) * (amount->per == PER_WEEK ? 365 : amount->per == PER_MONTH ? 12 * 7 : 7);
}

/* One part's new amount from its day on; a reduction waits for the notice. */
static bool change_part(struct app *app, const struct scheme *scheme, const struct grant *grant, struct grant_amount *amount,
                        day_t received, struct notices *notices, struct status *st)
{
	const struct grant_amount *before = grant_amount_on(grant, amount->part, amount->from);

	if (before && before->per != amount->per && (before->per > PER_WEEK || amount->per > PER_WEEK))
		return status_set(st, STATUS_INPUT, "amount",
		                  N_("“{1}” is granted {2}: a change keeps that; end the grant and add a new one where the decision is of another kind."),
		                  "sn", amount->part, per_label(before->per));
	if (before && before->per != amount->per && amount->from != month_first(month_of(amount->from)))
		return status_set(st, STATUS_INPUT, "from",
		                  N_("A change from so much a week to so much a month (or the other way) begins on the 1st of a month: {1} is not one."),
		                  "d", amount->from);
	if (scheme->notice.count && before && in_a_year(amount) < in_a_year(before)) {
		day_t holds = received == DAY_NONE ? amount->from : grant_notice_over(app, scheme, received);

		if (received == DAY_NONE || holds > amount->from)
			grant_warn_notice(app, scheme, received, amount->from, holds - 1, notices);
		amount->from = holds > amount->from ? holds : amount->from;
		if (amount->from > grant->to)
			return status_set(st, STATUS_REFUSED, "notice", N_("With its notice the change would hold from {1}, after “{2}” has ended on {3}."), "dsd",
			                  amount->from, grant->id, grant->to);
	}
	return grant_amount_write(app->store, grant->id, amount, st);
}

/* The day on which a decision about an existing grant was received; kept, because an appeal counts from it. */
static bool read_received(struct app *app, const char *id, const char *text, day_t *received, struct status *st)
{
	struct grant_fact fact = { .kind = FACT_RECEIVED };

	*received = DAY_NONE;
	if (!text)
		return true;
	if (!day_parse(text, app_today(app), DAY_PAST, received, st))
		return false;
	fact.day = *received;
	return grant_fact_write(app->store, id, &fact, false, st);
}

/* The new level has to fit into the grant's days; the others that hold were there before. */
static bool check_changed(struct app *app, const struct scheme *scheme, const struct grant_input *input, const char *id,
                          struct notices *notices, struct status *st)
{
	struct grant changed;
	bool ok;

	if (!grant_need(app, id, &changed, st))
		return false;
	ok = !input->level || grant_check_level(scheme, &changed, notices, st);
	grant_done(&changed);
	return ok && grant_stands(app, id, st);
}

static bool change_grant(struct app *app, const struct scheme *scheme, const struct grant *grant, const struct grant_input *input,
                         struct notices *notices, struct status *st)
{
	struct grant_changes changes;
	day_t day, received;
	bool ok;

	if (!day_parse(input->from, app_today(app), DAY_FUTURE, &day, st))
		return false;
	if (!grant_covers(grant, day))
		return status_set(st, STATUS_INPUT, "from", N_("{1} is outside the grant “{2}”, which runs from {3}."), "dsd", day, grant->id,
		                  grant->from);
	if (!read_received(app, grant->id, input->received, &received, st) ||
	    !grant_changes_read(scheme, grant, input, day, &changes, notices, st))
		return false;
	ok = true;
	for (int i = 0; ok && i < changes.count; i++)
		ok = change_part(app, scheme, grant, &changes.of[i], received, notices, st);
	grant_changes_done(&changes);
	return ok && check_changed(app, scheme, input, grant->id, notices, st) && closed_warn(app, month_of(day), notices, st);
}

bool app_grant_change(struct app *app, const char *id, const struct grant_input *input, struct notices *notices, struct status *st)
{
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!input->from || !(input->amount_count || input->level || input->deduct_count))
		return status_set(st, STATUS_INPUT, input->from ? "amount" : "from",
		                  N_("From which day, and how much? Write both, such as 2025-07-01 and 37:00/week."), "");
	if (!open_grant(app, "grant change", id, &grant, &scheme, st))
		return false;
	ok = close_grant(app, &grant, change_grant(app, scheme, &grant, input, notices, st), st);
	if (!ok && notices)
		notices_done(notices);
	return ok;
}

bool app_grant_edit(struct app *app, const char *id, const struct grant_input *input, struct status *st)
{
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (!input->received && !input->applied && !input->payer && !input->case_no)
		return status_set(st, STATUS_INPUT, "usage", N_("What is to be recorded? Write the day it was received or applied for, the payer or the case number."), "");
	if (!open_grant(app, "grant edit", id, &grant, &scheme, st))
		return false;
	ok = (!input->rev || input->rev == grant.rev || id_stale(id, st)) &&
	     (!input->received || day_parse(input->received, app_today(app), DAY_PAST, &grant.received, st)) &&
	     read_texts(input, true, &grant, st) && grant_write(app->store, &grant, st) &&
	     write_applied(app, id, input->applied, st);
	return close_grant(app, &grant, ok, st);
}

/* ---- what happened with it */

/* Where a day has to lie: what concerns the help itself happens while it runs. */
static bool check_fact_day(const struct grant *grant, const struct grant_fact *fact, struct status *st)
{
	switch (fact->kind) {
	case FACT_ABSENCE:
	case FACT_ABROAD:
	case FACT_REPORT:
	case FACT_MOVED:
		return grant_covers(grant, fact->day) || status_set(st, STATUS_INPUT, "day", N_("{1} is outside the grant “{2}”, which runs from {3}."), "dsd",
		                                                    fact->day, grant->id, grant->from);
	default:
		return true;
	}
}

static bool read_fact(struct app *app, const struct fact_input *input, struct grant_fact *fact, struct status *st)
{
	if (!input->what || !grant_fact_parse(input->what, &fact->kind))
		return status_set(st, STATUS_INPUT, "what",
		                  N_("“{1}” is nothing that is noted of a grant: write applied, received, appeal, absence, abroad, report, moved, no-income or income."),
		                  "s", input->what ? input->what : "");
	if (!input->day)
		return status_set(st, STATUS_INPUT, "day", N_("On which day? Write it like 2025-12-31."), "");
	if (input->note && *input->note && !text_check(input->note, 200, "note", N_("note"), st))
		return false;
	fact->note = input->note && *input->note ? mem_text(input->note) : NULL;
	return day_parse(input->day, app_today(app), DAY_PAST, &fact->day, st);
}

static bool fact_there(const struct grant *grant, const struct grant_fact *fact, struct status *st)
{
	for (int i = 0; i < grant->fact_count; i++)
		if (grant->facts[i].kind == fact->kind && grant->facts[i].day == fact->day)
			return true;
	return status_set(st, STATUS_INPUT, "day", N_("Nothing of the kind is noted of “{1}” on {2}: “ledsag grant show {1}” shows what is."), "sd",
	                  grant->id, fact->day);
}

bool app_grant_fact(struct app *app, const char *id, const struct fact_input *input, struct notices *notices, struct status *st)
{
	struct grant_fact fact = { .note = NULL };
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!open_grant(app, "grant fact", id, &grant, &scheme, st))
		return false;
	ok = read_fact(app, input, &fact, st) && (!input->withdraw || fact_there(&grant, &fact, st)) &&
	     check_fact_day(&grant, &fact, st) && grant_fact_write(app->store, id, &fact, input->withdraw, st);
	ok = close_grant(app, &grant, ok, st);
	if (ok && fact.kind == FACT_MOVED && !input->withdraw)
		grant_warn_moved(scheme, &fact, notices);
	free(fact.note);
	return ok;
}

/* Reads "[PART=]A" for a deduction or transfer; 0 takes it back. `part` is borrowed from the scheme. */
static bool read_part_amount(struct app *app, const struct grant *grant, const char *text, struct grant_month *out,
                             struct status *st)
{
	const char *equals = strchr(text, '=');
	char *name = equals ? mem_textn(text, (size_t)(equals - text)) : mem_text("");
	const struct scheme *scheme;
	const struct scheme_part *part;
	enum unit unit;
	bool ok = quantity_parse(equals ? equals + 1 : text, &out->amount, &unit, st) &&
	          grant_part_pick(app, grant, name, unit, &scheme, &part, st);

	if (ok && part->unit != unit)
		ok = status_set(st, STATUS_INPUT, "amount", N_("“{1}” is not in the unit of “{2}”."), "ss", text, part->id);
	if (ok)
		out->part = part->id;
	free(name);
	return ok;
}

bool app_grant_deduct(struct app *app, const char *id, const char *month, const char *amount, struct status *st)
{
	struct grant_month row;
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (!month || !amount)
		return status_set(st, STATUS_INPUT, "amount", N_("Of which month, and how much? Write both, such as 2025-03 and 4:00."), "");
	if (!open_grant(app, "grant deduct", id, &grant, &scheme, st))
		return false;
	ok = month_parse(month, app_today(app), &row.month, st) && read_part_amount(app, &grant, amount, &row, st);
	if (ok && grant_amount_on(&grant, row.part, DAY_MAX)->per > PER_WEEK)
		ok = status_set(st, STATUS_REFUSED, "no-deduction", N_("“{1}” is one pot, not so much a month: change its amount instead."), "s", row.part);
	if (ok && (month_last(row.month) < grant.from || month_first(row.month) > grant.to))
		ok = status_set(st, STATUS_INPUT, "month", N_("{1} is outside the grant “{2}”, which runs from {3}."), "Msd", row.month, id, grant.from);
	return close_grant(app, &grant, ok && grant_month_write(app->store, id, GRANT_DEDUCTION, &row, st), st);
}

/* What is moved into a grant's first year is there from its first day: where that month is closed, it was accounted for without. */
static bool begins_open(struct app *app, const struct grant *grant, const struct grant_month *moved, struct status *st)
{
	struct closed_part closed;
	bool ok;

	if (month_year(moved->month) != day_year(grant->from))
		return true;
	if (!closed_part_read(app->store, grant->id, moved->part, MONTH_OPEN, &closed, st))
		return false;
	ok = !closed.count || status_set(st, STATUS_REFUSED, "closed",
	                                 N_("{1} is closed, in which “{2}” begins: open it again to move anything into {3}."), "Lsi",
	                                 month_of(grant->from), grant->id, (int64_t)month_year(moved->month));
	closed_part_done(&closed);
	return ok;
}

bool app_grant_transfer(struct app *app, const char *id, const char *year_text, const char *amount, struct status *st)
{
	const struct scheme_part *part;
	const struct scheme *scheme;
	struct grant_month row;
	struct grant grant;
	int year;
	bool ok;

	if (!year_text || !amount)
		return status_set(st, STATUS_INPUT, "amount", N_("Into which year, and how much? Write both, such as 2026 and 12:00."), "");
	if (!open_grant(app, "grant transfer", id, &grant, &scheme, st))
		return false;
	ok = year_parse(year_text, &year, st) && read_part_amount(app, &grant, amount, &row, st);
	if (ok) {
		part = scheme_part(scheme, row.part);
		row.month = month_make(year, 1);
		if (part->carry != CARRY_YEAR)
			ok = status_set(st, STATUS_REFUSED, "no-transfer", N_("{1} is not settled by the year, so nothing is transferred between years."), "s",
			                scheme_said(scheme));
		else if (year < day_year(grant.from) || (grant.to != DAY_MAX && year > day_year(grant.to)))
			ok = status_set(st, STATUS_INPUT, "year", N_("The grant “{1}” does not run in {2}."), "si", id,
			                (int64_t)year);
	}
	ok = ok && begins_open(app, &grant, &row, st) && grant_month_write(app->store, id, GRANT_TRANSFER, &row, st);
	return close_grant(app, &grant, ok, st);
}

/* What is booked outside of a grant's days, or at all where `grant` is NULL. */
struct outside {
	const struct app *app;
	const char *id;
	const struct grant *grant;
	bool found;
	day_t day; /* the last of them */
};

static bool note_outside(void *context, const struct entry *entry)
{
	struct outside *o = context;
	day_t last = entry_last_day(o->app, entry);

	if (str_same(entry->grant, o->id) && (!o->grant || !grant_covers(o->grant, entry->day) || !grant_covers(o->grant, last))) {
		o->day = o->found && o->day > last ? o->day : last;
		o->found = true;
	}
	return true;
}

static bool note_shift(void *context, const struct shift *shift)
{
	struct outside *o = context;

	if (!str_same(shift->grant, o->id) || shift->state == SHIFT_CANCELLED || (o->grant && shift->state == SHIFT_DONE))
		return true;
	o->found = !o->grant || !grant_covers(o->grant, shift->day);
	o->day = shift->day;
	return !o->found;
}

/* Hours that are booked lie inside their grant. */
static bool check_booked(struct app *app, const struct grant *grant, struct status *st)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .grant = grant->id, .state = -1 };
	struct outside o = { .app = app, .id = grant->id, .grant = grant };

	if (!entries_each(app->store, &all, note_outside, &o, st))
		return false;
	if (!o.found) {
		if (!shifts_each(app->store, DAY_NONE, DAY_MAX, note_shift, &o, st))
			return false;
		if (o.found)
			return status_set(st, STATUS_REFUSED, "shifts-outside",
			                  N_("A shift is planned on “{1}” on {2}: cancel it first, or plan it on the grant that follows."), "sd", grant->id, o.day);
	}
	return !o.found || status_set(st, STATUS_REFUSED, "hours-after-end",
	                              N_("Hours are booked on “{1}” up to {2}: withdraw or move them before the grant ends on {3}."), "sdd", grant->id,
	                              o.day, grant->to);
}

/* A grant that is gone must not leave anything behind. */
static bool check_unused(struct app *app, const char *id, struct status *st)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .grant = id, .state = -1 };
	struct outside o = { .app = app, .id = id };

	if (!entries_each(app->store, &all, note_outside, &o, st) ||
	    (!o.found && !shifts_each(app->store, DAY_NONE, DAY_MAX, note_shift, &o, st)))
		return false;
	return !o.found || status_set(st, STATUS_REFUSED, "in-use", N_("Hours or shifts of others stand on “{1}” by now: it cannot go without them."), "s", id);
}

bool grant_stands(struct app *app, const char *id, struct status *st)
{
	const struct scheme *scheme;
	struct grant grant;
	bool found, ok;

	if (!grant_read(app->store, id, &grant, &found, st))
		return false;
	if (!found)
		return check_unused(app, id, st) && money_fits(app, id, NULL, st) && grant_check_followers(app, st);
	scheme = app_scheme(app, grant.scheme, st);
	ok = scheme && grant_check_neighbours(app, scheme, &grant, NULL, st) && grant_check_followers(app, st) &&
	     check_booked(app, &grant, st) && money_fits(app, id, &grant, st);
	grant_done(&grant);
	return ok;
}

/* The last day, after what the scheme says of ends: notice, and running to the month's end. What runs on does so until its notice
 * is over, but not beyond the end that it had; a later end than that needs no notice. */
static bool read_end(struct app *app, const struct scheme *scheme, struct grant *grant, const char *day, const char *received_text,
                     struct notices *notices, struct status *st)
{
	day_t ends = grant->to, received, wanted;

	if (!day_parse(day, app_today(app), DAY_FUTURE, &wanted, st) ||
	    !read_received(app, grant->id, received_text, &received, st))
		return false;
	grant->to = grant_last_day(scheme, wanted, notices);
	if (scheme->notice.count && grant->to < ends) {
		day_t last = received == DAY_NONE ? grant->to : grant_notice_over(app, scheme, received) - 1;

		last = last < ends ? last : ends;
		if (received == DAY_NONE || last > grant->to)
			grant_warn_notice(app, scheme, received, grant->to + 1, last, notices);
		grant->to = last > grant->to ? last : grant->to;
	}
	return true;
}

/* Closed months were accounted for with what was granted in them. */
static bool ends_after_closed(struct app *app, const struct grant *grant, struct status *st)
{
	month_t last;

	if (!closing_last(app->store, &last, NULL, st))
		return false;
	return last == MONTH_NONE || grant->to >= month_last(last) ||
	       status_set(st, STATUS_REFUSED, "closed", N_("{1} is closed: “{2}” can end on {3} or later; to end it before, open the months after it again."),
	                  "Lsd", last, grant->id, month_last(last));
}

bool app_grant_end(struct app *app, const char *id, const char *day, const char *received, struct notices *notices,
                   struct status *st)
{
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (notices)
		*notices = (struct notices){ NULL, 0 };
	if (!day)
		return status_set(st, STATUS_INPUT, "date", N_("Which is its last day? Write it like 2025-12-31."), "");
	if (!open_grant(app, "grant end", id, &grant, &scheme, st))
		return false;
	ok = read_end(app, scheme, &grant, day, received, notices, st) && ends_after_closed(app, &grant, st) &&
	     grant_check_dates(scheme, &grant, notices, st) && grant_write(app->store, &grant, st) && grant_stands(app, id, st);
	ok = close_grant(app, &grant, ok, st);
	if (!ok && notices)
		notices_done(notices);
	return ok;
}

/* ---- reading */

bool app_grants(struct app *app, struct grants *out, struct status *st)
{
	*out = (struct grants){ NULL, 0 };
	if (!app_may(app, MAY_READ_ROSTER, NULL, st) || !grants_read(app->store, out, st))
		return false;
	if (app_may(app, MAY_READ_GRANTS, NULL, NULL))
		return true;
	/* An assistant needs the names to log on; what the decision says is not theirs. */
	for (int i = 0; i < out->count; i++) {
		struct grant *grant = &out->of[i];
		struct grant kept = { .id = grant->id, .scheme = grant->scheme, .from = grant->from, .to = grant->to,
			              .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };

		grant->id = grant->scheme = NULL;
		grant_done(grant);
		*grant = kept;
	}
	return true;
}

bool app_grant(struct app *app, const char *id, struct grant *out, struct status *st)
{
	return app_may(app, MAY_READ_GRANTS, NULL, st) && grant_need(app, id, out, st);
}
