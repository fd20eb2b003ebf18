/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday as an account by year: what the law gives and what was agreed beside it, less the workdays of absences that are
 * holiday. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>

#define DAYS_MOST 36600 /* hundredths */
#define NOTE_MOST 1000  /* characters */

struct taken {
	const struct holidays *holidays;
	day_t *days;
	int count, room, hours;
};

/* Absences of one person do not overlap and come in order, so the days do. */
static bool add_days(void *context, const struct absence *absence)
{
	struct taken *t = context;

	if (absence->kind != ABSENCE_HOLIDAY)
		return true;
	if (absence_is_hours(absence)) {
		t->hours++;
		return true;
	}
	for (day_t day = absence->from; day <= absence->to; day++)
		if (day_is_workday(t->holidays, day)) {
			MEM_GROW(t->days, t->count, t->room);
			t->days[t->count++] = day;
		}
	return true;
}

static bool no_rules(const struct app *app, struct status *st)
{
	return status_set(st, STATUS_REFUSED, "no-holiday-rules", N_("For {1} no rules of holiday are known for that year."), "s",
	                  app->household.country);
}

/* ---- what is known of a person */

struct known {
	struct leave_rules rules;
	struct person person;
	struct taken taken;
	struct leave_agreement *agreed;
	int agreed_count, agreed_room;
	int year; /* that is asked for */
	struct holiday_account *out;
};

static bool add_agreed(void *context, const struct leave_agreed *agreed)
{
	struct known *k = context;
	struct holiday_agreed *to = agreed->of.what == LEAVE_EXTRA ? &k->out->extra : &k->out->carry;

	MEM_GROW(k->agreed, k->agreed_count, k->agreed_room);
	k->agreed[k->agreed_count++] = agreed->of;
	if (agreed->of.year == k->year) {
		free(to->note);
		*to = (struct holiday_agreed){ agreed->of.days, agreed->rev, mem_text(agreed->note) };
	}
	return true;
}

static bool read_year(struct app *app, const char *typed, struct known *k, struct status *st)
{
	if (typed)
		return year_parse(typed, &k->year, st);
	return leave_year_of(&k->rules, app_today(app), &k->year) || no_rules(app, st);
}

static void known_done(struct known *k)
{
	leave_rules_done(&k->rules);
	person_done(&k->person);
	free(k->taken.days);
	free(k->agreed);
}

/* Reads all of it, with what was agreed about the year in `out`. */
static bool know(struct app *app, const char *person, const char *year, struct known *k, struct holiday_account *out,
                 struct status *st)
{
	*out = (struct holiday_account){ .extra.note = mem_text(""), .carry.note = mem_text("") };
	*k = (struct known){ .out = out };
	if (!person_need(app, person, &k->person, st))
		return false;
	k->taken.holidays = app_holidays(app, app->household.country, st);
	if (k->taken.holidays && app_leave_rules(app, &k->rules, st) && read_year(app, year, k, st) &&
	    absences_each(app->store, person, DAY_NONE, DAY_MAX, add_days, &k->taken, st) &&
	    leave_each(app->store, person, add_agreed, k, st))
		return true;
	known_done(k);
	return false;
}

static bool build(struct app *app, const struct known *k, struct leave_year *out, struct status *st)
{
	struct leave_facts facts = { .from = k->person.from, .to = k->person.to, .taken = k->taken.days,
		                     .taken_count = k->taken.count, .agreed = k->agreed, .agreed_count = k->agreed_count };

	return leave_year_build(&k->rules, k->year, &facts, app_today(app), out) || no_rules(app, st);
}

bool app_holiday(struct app *app, const char *person, const char *year, struct holiday_account *out, struct status *st)
{
	struct known k;
	bool ok;

	*out = (struct holiday_account){ .hours = 0 };
	if (!app_may(app, MAY_READ_ABSENCE, person, st) || !know(app, person, year, &k, out, st)) {
		holiday_account_done(out);
		return false;
	}
	ok = build(app, &k, &out->of, st);
	out->hours = k.taken.hours;
	out->source = mem_text(k.rules.source);
	known_done(&k);
	if (!ok)
		holiday_account_done(out);
	return ok;
}

void holiday_account_done(struct holiday_account *account)
{
	free(account->source);
	free(account->extra.note);
	free(account->carry.note);
	*account = (struct holiday_account){ .hours = 0 };
}

/* ---- what is agreed */

static bool read_days(const char *typed, const char *field, int64_t *days, struct status *st)
{
	if (!typed || (money_parse(typed, false, days, NULL) && *days <= DAYS_MOST))
		return true;
	return status_set(st, STATUS_INPUT, field, N_("“{1}” is no number of days: write 5 or 2.5, at most 366."), "s", typed);
}

/* What was shown must still be so. */
static bool still_shown(const struct holiday_input *input, const struct holiday_account *now, struct status *st)
{
	return !input->shown || (input->extra_rev == now->extra.rev && input->carry_rev == now->carry.rev) ||
	       id_stale(input->person, st);
}

/* The account as it would be. */
static bool try_agreed(struct app *app, struct known *k, const struct holiday_agreed *extra, const struct holiday_agreed *carry,
                       struct leave_year *out, struct status *st)
{
	int kept = 0;

	for (int i = 0; i < k->agreed_count; i++)
		if (k->agreed[i].year != k->year)
			k->agreed[kept++] = k->agreed[i];
	k->agreed = mem_resize(k->agreed, (size_t)kept + 2, sizeof *k->agreed);
	k->agreed_room = kept + 2;
	k->agreed[kept++] = (struct leave_agreement){ k->year, LEAVE_EXTRA, extra->days };
	k->agreed[kept++] = (struct leave_agreement){ k->year, LEAVE_CARRY, carry->days };
	k->agreed_count = kept;
	return build(app, k, out, st);
}

static bool not_left(const struct leave_year *year, struct status *st)
{
	int64_t most = year->carried_out + year->left;
	char *figure = app_holiday_figure(most > 0 ? most : 0);

	status_set(st, STATUS_REFUSED, "carry-left", N_("Of the days of {1} only {2} are left to be carried into the next year."), "is",
	           (int64_t)year->year, figure);
	free(figure);
	return false;
}

static bool beyond(const struct leave_year *year, const char *source, struct status *st)
{
	char *least = app_holiday_figure(year->carry_beyond), *most = app_holiday_figure(year->carry_most);

	status_set(st, STATUS_REFUSED, "carry-beyond",
	           N_("Only days beyond {1} may be carried into the next year by agreement, of {2} at most {3} ({4}). Where something "
	              "kept the person from taking more, say what in the note."), "siss", least, (int64_t)year->year, most, source);
	free(least);
	free(most);
	return false;
}

/* What may be carried; what is unusual about it is said. */
static bool may_carry(const struct app *app, const struct leave_year *year, const char *note, const char *source,
                      struct notices *notices, struct status *st)
{
	struct status why = STATUS_INIT;

	if (!year->carried_out)
		return true;
	if (year->left < 0)
		return not_left(year, st);
	if (year->carried_out > year->carry_most) {
		if (!*note)
			return beyond(year, source, st);
		status_set(&why, STATUS_REFUSED, "carry-beyond",
		           N_("More is carried than may be agreed: that holds only where something kept the person from taking it."), "");
		notices_add(notices, &why);
	}
	if (year->carry_until != DAY_NONE && app_today(app) > year->carry_until) {
		status_set(&why, STATUS_REFUSED, "carry-late", N_("This had to be agreed in writing by {1}: it holds only where it was."), "D",
		           year->carry_until);
		notices_add(notices, &why);
	}
	return true;
}

static bool store_agreed(struct app *app, const struct known *k, enum leave_what what, const struct holiday_agreed *before,
                         struct holiday_agreed *after, bool *changed, struct status *st)
{
	struct leave_agreed row = { .of = { k->year, what, after->days }, .note = after->note };

	if (after->days == before->days && (!after->days || str_same(after->note, before->note)))
		return true;
	*changed = true;
	if (!leave_write(app->store, k->person.id, &row, st))
		return false;
	after->rev = row.rev;
	return true;
}

/* What is to be agreed in place of `before`; note owned. */
static bool read_agreed(const char *typed, const char *field, const char *note, const struct holiday_agreed *before,
                        struct holiday_agreed *out, struct status *st)
{
	*out = *before;
	out->note = mem_text(typed && note ? note : before->note);
	return read_days(typed, field, &out->days, st);
}

static void take_agreed(struct holiday_agreed *to, struct holiday_agreed *from)
{
	free(to->note);
	*to = *from;
	from->note = NULL;
}

static bool agree(struct app *app, const struct holiday_input *input, struct known *k, bool *changed, struct notices *notices,
                  struct status *st)
{
	struct holiday_account *out = k->out;
	struct holiday_agreed extra = { .note = NULL }, carry = { .note = NULL };
	bool ok = still_shown(input, out, st) && read_agreed(input->extra, "extra", input->note, &out->extra, &extra, st) &&
	          read_agreed(input->carry, "carry", input->note, &out->carry, &carry, st) &&
	          try_agreed(app, k, &extra, &carry, &out->of, st) &&
	          may_carry(app, &out->of, carry.note, k->rules.source, notices, st) &&
	          store_agreed(app, k, LEAVE_EXTRA, &out->extra, &extra, changed, st) &&
	          store_agreed(app, k, LEAVE_CARRY, &out->carry, &carry, changed, st);

	if (ok) {
		take_agreed(&out->extra, &extra);
		take_agreed(&out->carry, &carry);
	}
	free(extra.note);
	free(carry.note);
	return ok;
}

bool app_holiday_agree(struct app *app, const struct holiday_input *input, struct holiday_account *out, struct notices *notices,
                       struct status *st)
{
	struct holiday_account account = { .hours = 0 };
	struct notices said = { NULL, 0 };
	struct known k;
	bool known, changed = false, ok = app_may(app, MAY_WRITE_PEOPLE, NULL, st);

	if (out)
		*out = account;
	if (notices)
		*notices = said;
	if (!ok || (input->note && !text_check(input->note, NOTE_MOST, "note", N_("note"), st)) ||
	    !app_begin(app, "holiday agree", st))
		return false;
	known = know(app, input->person, input->year, &k, &account, st);
	ok = known && agree(app, input, &k, &changed, &said, st);
	if (ok && !changed) {
		store_rollback(app->store); /* it was agreed so already */
	} else {
		if (ok)
			app_subjectf(app, "%s %d", k.person.id, k.year);
		ok = app_finish(app, ok, st);
	}
	if (known) {
		account.hours = k.taken.hours;
		account.source = mem_text(k.rules.source);
		known_done(&k);
	}
	if (ok && notices)
		*notices = said;
	else
		notices_done(&said);
	if (ok && out)
		*out = account;
	else
		holiday_account_done(&account);
	return ok;
}

/* ---- in words */

char *app_holiday_figure(int64_t hundredths)
{
	return hundredths % 100 ? text_figure(hundredths, UNIT_MONEY) : str_make("%lld", (long long)(hundredths / 100));
}

char *app_holiday_carry_sentence(const struct holiday_account *account)
{
	const struct leave_year *year = &account->of;
	char *least, *until, *text;

	if (!year->carry_beyond || year->carry_until == DAY_NONE)
		return NULL;
	least = app_holiday_figure(year->carry_beyond);
	until = text_day_long(year->carry_until);
	/* TRANSLATORS: days that must stay, day */
	text = str_make(_("Only days beyond %1$s may be carried into the next year, by an agreement in writing until %2$s."), least,
	                until);
	free(least);
	free(until);
	return text;
}
