/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, changing and ending grants. */
#include "internal.h"

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
		if (grant->amounts[i].level)
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

bool grant_part_pick(struct app *app, const struct grant *grant, const char *name, enum unit unit, const struct scheme **scheme,
                     const struct scheme_part **part, struct status *st)
{
	const struct scheme_part *first = NULL, *fits = NULL;

	*scheme = app_scheme(app, grant->scheme, st);
	if (!*scheme)
		return false;
	for (int i = 0; i < (*scheme)->part_count; i++) {
		const struct scheme_part *p = &(*scheme)->parts[i];

		if (!grant_has_part(grant, p) || (name && *name && strcmp(p->id, name)))
			continue;
		first = first ? first : p;
		fits = fits || p->unit != unit ? fits : p;
	}
	*part = fits ? fits : first;
	return *part || status_set(st, STATUS_INPUT, "grant", N_("The grant “{1}” has no part “{2}”."), "ss", grant->id,
	                           name ? name : "");
}

/* ---- rules between grants and about people */

static bool overlaps(const struct grant *a, const struct grant *b)
{
	return a->from <= b->to && b->from <= a->to;
}

static bool check_excluded(struct app *app, const struct scheme *scheme, const struct grant *grant, struct status *st)
{
	struct grants grants;
	bool ok = grants_read(app->store, &grants, st);

	for (int i = 0; ok && i < grants.count; i++) {
		const struct grant *other = &grants.of[i];
		const struct scheme *theirs;

		if (!strcmp(other->id, grant->id) || !overlaps(grant, other))
			continue;
		theirs = app_scheme(app, other->scheme, st);
		if (!theirs)
			ok = false;
		else if (scheme_excludes_at(scheme, grant_level(grant, scheme), theirs, grant_level(other, theirs)))
			ok = status_set(st, STATUS_REFUSED, "excluded",
			                N_("{1} ({2}) cannot run beside {3} ({4}, grant “{5}”) at the same time: end one the day before the other begins."), "sssss",
			                scheme->id, scheme->law, theirs->id, theirs->law, other->id);
	}
	grants_done(&grants);
	return ok;
}

/* The holder's age counts only where the date of birth is known. */
static bool check_holder_age(struct app *app, const struct scheme *scheme, const struct grant *grant, struct status *st)
{
	struct person holder;
	bool found, ok = true;

	if (!scheme->holder_age)
		return true;
	if (!person_read(app->store, "holder", &holder, &found, st))
		return false;
	if (found && holder.born != DAY_NONE && grant->from < day_birthday(holder.born, scheme->holder_age))
		ok = status_set(st, STATUS_REFUSED, "holder-age", N_("{1} is for people from {2} years: the holder is younger on {3}."), "sid",
		                scheme->id, (int64_t)scheme->holder_age, grant->from);
	if (found)
		person_done(&holder);
	return ok;
}

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

/* At most so long, of the scheme or of the level that the decision names. */
static bool check_length(const struct scheme *scheme, const struct scheme_length *length, const struct grant *grant,
                         struct status *st)
{
	day_t most;

	if (!length->most || length->most_is != LIMIT_HARD || grant->to == DAY_MAX)
		return true;
	most = length_end(grant->from, length->most, length->unit);
	return grant->to <= most || status_set(st, STATUS_REFUSED, "length-most", N_("{1} lasts at most until {2} when it begins on {3}."), "sdd",
	                                       scheme->id, most, grant->from);
}

static bool check_dates(const struct scheme *scheme, const struct grant *grant, struct status *st)
{
	const struct scheme_level *level = grant_level(grant, scheme);

	if (grant->to < grant->from)
		return status_set(st, STATUS_INPUT, "date", N_("The grant ends on {1}, before it begins on {2}."), "dd", grant->to, grant->from);
	if (grant->from < scheme->from || grant->from > scheme->until) {
		/* A grant may be older than the edition of the catalogue; only a scheme that has ended gives no new ones. */
		if (grant->from > scheme->until)
			return status_set(st, STATUS_REFUSED, "not-in-force", N_("{1} was in force until {2}: no grant begins after that."), "sd",
			                  scheme->id, scheme->until);
	}
	return check_length(scheme, &scheme->length, grant, st) && (!level || check_length(scheme, &level->length, grant, st));
}

/* ---- adding */

static bool read_grant(struct app *app, const struct scheme *scheme, const struct grant_input *input, struct grant *grant,
                       struct status *st)
{
	day_t today = app_today(app);
	const struct scheme_level *level;

	if (scheme->not_offered)
		return status_set(st, STATUS_REFUSED, "not-offered", N_("{1} does not offer {2} ({3}): ask where else it is to be had."), "sss",
		                  scheme->authority, scheme->id, scheme->law);
	if (!input->from)
		return status_set(st, STATUS_INPUT, "from", N_("From which day? Give it with --from, such as --from 2025-01-01."), "");
	if (!day_parse(input->from, today, DAY_PAST, &grant->from, st))
		return false;
	if (input->to && !day_parse(input->to, today, DAY_FUTURE, &grant->to, st))
		return false;
	if (input->received && !day_parse(input->received, today, DAY_PAST, &grant->received, st))
		return false;
	if (input->payer && !text_check(input->payer, 200, "payer", N_("payer"), st))
		return false;
	if (input->case_no && !text_check(input->case_no, 80, "case", N_("case number"), st))
		return false;
	/* A scheme that lasts at most so long ends then, where the decision does not say when. */
	if (!input->to && scheme->length.most && scheme->length.most_is == LIMIT_HARD)
		grant->to = length_end(grant->from, scheme->length.most, scheme->length.unit);
	grant->payer = mem_text(input->payer);
	grant->case_no = mem_text(input->case_no);
	if (!grant_figures_read(app, scheme, input, grant, st))
		return false;
	level = grant_level(grant, scheme);
	if (!input->to && grant->to == DAY_MAX && level && level->length.most && level->length.most_is == LIMIT_HARD)
		grant->to = length_end(grant->from, level->length.most, level->length.unit);
	return check_dates(scheme, grant, st);
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

bool app_grant_add(struct app *app, const struct grant_input *input, struct status *st)
{
	struct grant grant = { .to = DAY_MAX, .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 }, other;
	const struct scheme *scheme;
	bool found = false, ok;

	if (!app_may(app, MAY_WRITE_GRANTS, NULL, st) || !id_check(input->id, st))
		return false;
	if (!input->scheme)
		return status_set(st, STATUS_INPUT, "scheme", N_("Under which scheme? Give it with --scheme; “ledsag scheme list” shows them."), "");
	scheme = app_scheme(app, input->scheme, st);
	if (!scheme || !app_begin(app, "grant add", st))
		return false;
	ok = grant_read(app->store, input->id, &other, &found, st);
	if (found) {
		grant_done(&other);
		ok = status_set(st, STATUS_REFUSED, "grant-exists", N_("There is a grant “{1}” already: choose another id."), "s", input->id);
	}
	grant.id = mem_text(input->id);
	grant.scheme = mem_text(input->scheme);
	app_subjectf(app, "grant %s", grant.id);
	ok = ok && read_grant(app, scheme, input, &grant, st) && check_excluded(app, scheme, &grant, st) &&
	     check_holder_age(app, scheme, &grant, st) && write_grant(app, &grant, st);
	ok = app_finish(app, ok, st);
	grant_done(&grant);
	return ok;
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

bool app_grant_change(struct app *app, const char *id, const char *from, const char *amount_text, struct status *st)
{
	struct grant_amount amount;
	const struct grant_amount *before;
	const struct scheme *scheme;
	struct grant grant;
	day_t day;
	bool ok;

	if (!from || !amount_text)
		return status_set(st, STATUS_INPUT, from ? "amount" : "from",
		                  N_("From which day, and how much? Write both, such as 2025-07-01 and 37:00/week."), "");
	if (!open_grant(app, "grant change", id, &grant, &scheme, st))
		return false;
	ok = day_parse(from, app_today(app), DAY_FUTURE, &day, st) && grant_amount_read(scheme, amount_text, &amount, st);
	if (ok && !grant_covers(&grant, day))
		ok = status_set(st, STATUS_INPUT, "from", N_("{1} is outside the grant “{2}”, which runs from {3}."), "dsd", day, id, grant.from);
	if (ok) {
		before = grant_amount_on(&grant, amount.part, day);
		if (before && before->per != amount.per && (before->per > PER_WEEK || amount.per > PER_WEEK))
			ok = status_set(st, STATUS_INPUT, "amount",
			                N_("“{1}” is granted {2}: a change keeps that; end the grant and add a new one where the decision is of another kind."),
			                "sn", amount.part, per_label(before->per));
		else if (before && before->per != amount.per && day != month_first(month_of(day)))
			ok = status_set(st, STATUS_INPUT, "from",
			                N_("A change from so much a week to so much a month (or the other way) begins on the 1st of a month: {1} is not one."),
			                "d", day);
		amount.from = day;
		ok = ok && grant_amount_write(app->store, id, &amount, st);
	}
	return close_grant(app, &grant, ok, st);
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
			                scheme->id);
		else if (year < day_year(grant.from) || (grant.to != DAY_MAX && year > day_year(grant.to)))
			ok = status_set(st, STATUS_INPUT, "year", N_("The grant “{1}” does not run in {2}."), "si", id,
			                (int64_t)year);
	}
	return close_grant(app, &grant, ok && grant_month_write(app->store, id, GRANT_TRANSFER, &row, st), st);
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
		return check_unused(app, id, st);
	scheme = app_scheme(app, grant.scheme, st);
	ok = scheme && check_excluded(app, scheme, &grant, st) && check_booked(app, &grant, st);
	grant_done(&grant);
	return ok;
}

bool app_grant_end(struct app *app, const char *id, const char *day, struct status *st)
{
	const struct scheme *scheme;
	struct grant grant;
	bool ok;

	if (!day)
		return status_set(st, STATUS_INPUT, "date", N_("Which is its last day? Write it like 2025-12-31."), "");
	if (!open_grant(app, "grant end", id, &grant, &scheme, st))
		return false;
	ok = day_parse(day, app_today(app), DAY_FUTURE, &grant.to, st) && check_dates(scheme, &grant, st) &&
	     grant_write(app->store, &grant, st) && grant_stands(app, id, st);
	return close_grant(app, &grant, ok, st);
}

/* ---- reading */

bool app_grants(struct app *app, struct grants *out, struct status *st)
{
	*out = (struct grants){ NULL, NULL, 0 };
	if (!app_may(app, MAY_READ_ROSTER, NULL, st) || !grants_read(app->store, out, st))
		return false;
	if (app_may(app, MAY_READ_GRANTS, NULL, NULL))
		return true;
	/* An assistant needs the names to log on; amounts, payers and case numbers are not theirs. */
	for (int i = 0; i < out->count; i++) {
		struct grant *grant = &out->of[i];

		free(grant->payer);
		free(grant->case_no);
		grant->payer = grant->case_no = NULL;
		for (int a = 0; a < grant->amount_count; a++) {
			free(grant->amounts[a].part);
			free(grant->amounts[a].level);
		}
		for (int o = 0; o < grant->opening_count; o++)
			free(grant->openings[o].part);
		for (int d = 0; d < grant->deduction_count; d++)
			free(grant->deductions[d].part);
		for (int t = 0; t < grant->transfer_count; t++)
			free(grant->transfers[t].part);
		for (int f = 0; f < grant->fact_count; f++)
			free(grant->facts[f].note);
		grant->amount_count = grant->opening_count = grant->deduction_count = grant->transfer_count = grant->fact_count = 0;
	}
	return true;
}

bool app_grant(struct app *app, const char *id, struct grant *out, struct status *st)
{
	return app_may(app, MAY_READ_GRANTS, NULL, st) && grant_need(app, id, out, st);
}
