/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planning shifts and saying what became of them. */
#include "forms.h"

#define REPEATS_MAX 53

static const char *const repeats[] = { N_("once"), N_("every week"), N_("every second week") };

char *shift_sentence(struct app *app, const struct shift *shift, const char *person)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;

	str_addf(&out, _("%s, %s, %s on %s"), hold(&h, text_day_short(shift->day)), hold(&h, span_text(app_zone(app), shift->span)),
	         hold(&h, amount_text(app, span_minutes(shift->span), UNIT_MINUTES)), shift->grant);
	if (shift->kind != KIND_WORK)
		str_join(&out, ", ", _(kind_label(shift->kind)));
	if (shift->state == SHIFT_OPEN)
		str_join(&out, ": ", shift->replaces ? _("open, somebody has to stand in") : _("open, nobody has it yet"));
	else if (shift->absence)
		str_addf(&out, ": %s%s%s", person, *person ? ", " : "", _("absent"));
	else
		str_addf(&out, ": %s%s%s", person, *person ? ", " : "", _(shift_state_label(shift->state)));
	if (*shift->note)
		str_addf(&out, " (%s)", shift->note);
	hold_done(&h);
	return str_take(&out);
}

/* ---- planning */

static int repeat_weeks(const struct form *form)
{
	for (int i = 1; i < (int)COUNT_OF(repeats); i++)
		if (strcmp(form_value(form, "repeat"), _(repeats[i])) == 0)
			return i;
	return 0;
}

/* The rule of repeating as app_shift_add() reads it; *out NULL for a single shift. free() it. */
static bool repeat_rule(const struct app *app, const struct form *form, char **out, struct status *st)
{
	const char *until = form_typed(form, "until");
	int weeks = repeat_weeks(form), year, month, dom;
	char *end = NULL;
	long count;
	day_t day;

	*out = NULL;
	if (!weeks)
		return true;
	if (!until)
		return status_set(st, STATUS_INPUT, "until", N_("How often? Write a number such as 4, or the last day."), "");
	count = strtol(until, &end, 10);
	if (!*end && count >= 1 && count <= REPEATS_MAX) {
		*out = str_make("FREQ=WEEKLY;INTERVAL=%d;COUNT=%ld", weeks, count);
		return true;
	}
	if (!day_parse(until, app_today(app), DAY_FUTURE, &day, NULL))
		return status_set(st, STATUS_INPUT, "until", N_("“{1}” is neither a number from 1 to {2} nor a day."), "si", until,
		                  (int64_t)REPEATS_MAX);
	day_split(day, &year, &month, &dom);
	*out = str_make("FREQ=WEEKLY;INTERVAL=%d;UNTIL=%04d%02d%02d", weeks, year, month, dom);
	return true;
}

static bool preview_add(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct clock_span clock;
	struct span span;
	day_t day;
	struct hold h = HOLD_INIT;
	bool ok = day_parse(form_value(form, "date"), app_today(app), DAY_FUTURE, &day, &st);

	if (!ok) {
		str_add(out, hold(&h, text_status(&st)));
	} else if (form_typed(form, "span")) {
		str_addf(out, "%s, ", hold(&h, text_day(day)));
		ok = clock_span_parse(form_value(form, "span"), &clock, &st) &&
		     span_resolve(app_zone(app), day, &clock, &span, &st);
		if (ok)
			str_addf(out, "%s: %s", hold(&h, span_text(app_zone(app), span)),
			         hold(&h, amount_text(app, span_minutes(span), UNIT_MINUTES)));
		else
			str_add(out, hold(&h, text_status(&st)));
	} else {
		str_add(out, hold(&h, text_day(day)));
	}
	if (!ok)
		*bad = form_index(form, st.rule && strcmp(st.rule, "date") == 0 ? "date" : "span");
	hold_done(&h);
	return ok;
}

/* Where a planned shift is to be found: the week shown may be another. */
static void add_where(struct str *out, struct app *app, int64_t id, int count)
{
	struct hold h = HOLD_INIT;
	struct shift shift;
	int year, week;

	if (!app_shift(app, id, &shift, NULL))
		return;
	week_of(shift.day, &year, &week);
	str_addc(out, ' ');
	str_addf(out, count > 1 ? _("The first is in week %d: %s.") : _("It is in week %d: %s."), week,
	         hold(&h, shift_sentence(app, &shift, hold(&h, person_name(app, shift.person)))));
	shift_done(&shift);
	hold_done(&h);
}

static void say_planned(struct ui *ui, const int64_t *ids, int count, const struct notices *notices)
{
	struct str out = STR_INIT;
	char id[ITEM_ID_MAX];

	str_addf(&out, ngettext("%d shift planned.", "%d shifts planned.", (unsigned long)count), count);
	if (count)
		add_where(&out, screen_app(ui), ids[0], count);
	add_notices(&out, notices);
	say_take(ui, notices->count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	if (count) {
		snprintf(id, sizeof id, "%" PRId64, ids[0]);
		ui_focus(ui, id);
	}
	ui_rebuild(ui);
}

static bool submit_add(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct app *app = screen_app(ui);
	char *grant = form_id(form, "grant"), *person = form_id(form, "person"), *repeat = NULL;
	struct notices notices = { 0 };
	int64_t *ids = NULL;
	int count = 0;
	bool ok = repeat_rule(app, form, &repeat, st);
	struct shift_input input = {
		.date = form_typed(form, "date"),
		.span = form_typed(form, "span"),
		.grant = grant,
		.person = person,
		.kind = form_kind(form),
		.note = form_typed(form, "note"),
		.repeat = repeat,
	};

	ok = ok && app_shift_add(app, &input, &ids, &count, &notices, st);
	if (ok)
		say_planned(ui, ids, count, &notices);
	else
		*bad = form_fault(form, st);
	notices_done(&notices);
	free(ids);
	free(repeat);
	free(person);
	free(grant);
	return ok;
}

void shift_ask(struct ui *ui, day_t day, const char *span, const char *person)
{
	struct app *app = screen_app(ui);
	struct form *form = form_new("shift-add", _("Plan a shift"), _("Plan it"));
	struct choices grants = { 0 }, people = { 0 };
	const char *often[COUNT_OF(repeats)];
	char date[11], *running = grant_running(app, day);

	day_format(day, date);
	form_add(form, "date", _("Date"), _("fri, 21.11. or 2025-11-21"), date);
	form_add(form, "span", _("Time"), _("22-7 or 8:30-15"), span);
	choices_grants(&grants, app);
	form_add_ids(form, "grant", _("Grant"), &grants, running);
	free(running);
	choices_add_none(&people, _("nobody yet"));
	choices_people(&people, app, day);
	form_add_ids(form, "person", _("Person"), &people, person);
	form_add_kind(form, KIND_WORK);
	for (size_t i = 0; i < COUNT_OF(repeats); i++)
		often[i] = _(repeats[i]);
	form_add_choice(form, "repeat", _("Repeat"), often, (int)COUNT_OF(repeats), often[0]);
	form_add(form, "until", _("How often"), _("how many shifts, or the last day; only where it repeats"), "");
	form_add(form, "note", _("Note"), NULL, "");
	form->submit = submit_add;
	form->preview = preview_add;
	ui_form(ui, form);
}

/* ---- one shift: a form with its sentence above */

/* What is done about a shift, and what the person knows of it. */
struct subject {
	int64_t id, rev;
	char *shown;
};

static void subject_free(void *data)
{
	free(((struct subject *)data)->shown);
	free(data);
}

static char *sentence_of(struct app *app, const struct shift *shift)
{
	char *person = person_name(app, shift->person), *text = shift_sentence(app, shift, person);

	free(person);
	return text;
}

static struct subject *subject_new(struct app *app, const struct shift *shift)
{
	struct subject *subject = mem_alloc(sizeof *subject);

	*subject = (struct subject){ shift->id, shift->rev, sentence_of(app, shift) };
	return subject;
}

/* How the shift stands now, and its revision; free(). */
static char *shift_now(struct app *app, int64_t id, int64_t *rev)
{
	struct shift shift;
	char *text;

	if (!app_shift(app, id, &shift, NULL))
		return mem_text("–");
	text = sentence_of(app, &shift);
	*rev = shift.rev;
	shift_done(&shift);
	return text;
}

/* Where others changed the shift meanwhile, shows what they made of it and takes that for what is known from now on. */
static void look_again(struct app *app, struct form *form, const struct status *st)
{
	struct subject *subject = form->data;
	int64_t rev = subject->rev;
	char *now = shift_now(app, subject->id, &rev);

	form_renew(form, st, &subject->shown, now, &subject->rev, rev);
}

/* What is over cannot be changed: better said before anything is asked. */
static bool still_open(const struct shift *shift, struct status *st)
{
	if (shift->state == SHIFT_DONE)
		return status_set(st, STATUS_REFUSED, "shift-done",
		                  N_("Shift {1} is booked already as entry {2}: edit that entry instead."), "ii", shift->id, shift->entry);
	if (shift->state == SHIFT_CANCELLED)
		return status_set(st, STATUS_REFUSED, "shift-cancelled", N_("Shift {1} is cancelled: plan a new one."), "i",
		                  shift->id);
	return true;
}

static bool open_shift(struct ui *ui, int64_t id, enum permission permission, struct shift *shift)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;

	if (app_shift(app, id, shift, &st)) {
		if (app_may(app, permission, shift->person, &st) && still_open(shift, &st))
			return true;
		shift_done(shift);
	}
	ui_say_status(ui, &st);
	return false;
}

static struct form *shift_form(struct ui *ui, const char *form_id_, const char *title, const char *verb, const struct shift *shift)
{
	struct form *form = form_new(form_id_, title, verb);

	form->subject = str_make("%" PRId64, shift->id);
	form->intro = sentence_of(screen_app(ui), shift);
	form->data = subject_new(screen_app(ui), shift);
	form->free_data = subject_free;
	return form;
}

static bool submit_assign(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	const struct subject *subject = form->data;
	char *person = form_id(form, "person");
	struct notices notices = { 0 };
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;
	bool ok = app_shift_assign(screen_app(ui), subject->id, subject->rev, person ? person : "", &notices, st);

	if (ok && person)
		str_addf(&out, _("%s has the shift."), hold(&h, person_name(screen_app(ui), person)));
	else if (ok)
		str_add(&out, _("The shift is open again."));
	else
		*bad = is_stale(st) ? -1 : 0;
	if (!ok)
		look_again(screen_app(ui), form, st);
	if (ok) {
		add_notices(&out, &notices);
		say_take(ui, notices.count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
		ui_rebuild(ui);
	}
	notices_done(&notices);
	hold_done(&h);
	free(person);
	return ok;
}

void shift_ask_assign(struct ui *ui, int64_t id)
{
	struct choices people = { 0 };
	struct shift shift;
	struct form *form;

	if (!open_shift(ui, id, MAY_PLAN, &shift))
		return;
	form = shift_form(ui, "shift-assign", _("Who works?"), _("Assign"), &shift);
	choices_add_none(&people, _("nobody yet"));
	choices_people(&people, screen_app(ui), shift.day);
	form_add_ids(form, "person", _("Person"), &people, shift.person);
	form->submit = submit_assign;
	ui_form(ui, form);
	shift_done(&shift);
}

/* Books the hours, as planned where `span` is NULL. */
static bool book(struct ui *ui, int64_t id, int64_t rev, const char *span, struct status *st)
{
	struct log_result result = { 0 };
	bool ok = app_shift_done(screen_app(ui), id, rev, span, &result, st);

	if (ok) {
		say_take(ui, result.overdraft || result.notices.count ? MEANING_WARN : MEANING_GOOD,
		         hours_done_text(screen_app(ui), &result));
		ui_rebuild(ui);
	}
	log_result_done(&result);
	return ok;
}

void shift_do_done(struct ui *ui, int64_t id, int64_t rev)
{
	struct status st = STATUS_INIT;

	if (book(ui, id, rev, NULL, &st))
		return;
	ui_say_status(ui, &st);
	if (is_stale(&st))
		ui_rebuild(ui); /* so that what is planned now is seen before the next try */
}

static bool submit_worked(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	const struct subject *subject = form->data;

	if (book(ui, subject->id, subject->rev, form_value(form, "span"), st))
		return true;
	*bad = is_stale(st) ? -1 : 0;
	look_again(screen_app(ui), form, st);
	return false;
}

void shift_ask_worked(struct ui *ui, int64_t id)
{
	struct shift shift;
	struct form *form;
	char *span;

	if (!open_shift(ui, id, MAY_BOOK_SHIFT, &shift))
		return;
	form = shift_form(ui, "shift-worked", _("What was worked?"), _("Log the hours"), &shift);
	span = span_text(app_zone(screen_app(ui)), shift.span);
	form_add(form, "span", _("Time"), _("22-7 or 8:30-15"), span);
	form->submit = submit_worked;
	ui_form(ui, form);
	shift_done(&shift);
	free(span);
}

static void cancel(struct ui *ui, void *data)
{
	const struct subject *subject = data;
	struct status st = STATUS_INIT;
	int64_t rev;

	if (!app_shift_cancel(screen_app(ui), subject->id, subject->rev, &st)) {
		say_stale(ui, &st, subject->shown, shift_now(screen_app(ui), subject->id, &rev));
		return;
	}
	ui_say(ui, MEANING_GOOD, _("The shift is cancelled. Undo brings it back."));
	ui_rebuild(ui);
}

void shift_ask_cancel(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct hold h = HOLD_INIT;
	struct shift shift;

	if (!open_shift(ui, id, MAY_PLAN, &shift))
		return;
	ui_confirm(ui,
	           hold(&h, str_make(_("Cancel the shift on %s, %s?"), hold(&h, text_day(shift.day)),
	                             hold(&h, span_text(app_zone(app), shift.span)))),
	           cancel, subject_new(app, &shift), subject_free);
	shift_done(&shift);
	hold_done(&h);
}
