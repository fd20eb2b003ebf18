/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering an absence, ending it, taking it back. */
#include "forms.h"

/* What a form is about. */
struct subject {
	int64_t id, rev;
	char *shown; /* how the absence stood */
};

static void subject_free(void *data)
{
	free(((struct subject *)data)->shown);
	free(data);
}

static struct subject *subject_new(int64_t id, int64_t rev, char *shown)
{
	struct subject *subject = mem_zero(1, sizeof *subject);

	*subject = (struct subject){ id, rev, shown };
	return subject;
}

char *absence_time(const struct app *app, const struct absence *absence)
{
	struct hold h = HOLD_INIT;
	char *out;

	if (absence_is_hours(absence))
		out = str_make("%s %s", hold(&h, text_day_short(absence->from)),
		               hold(&h, span_text(app_zone(app), absence->span)));
	else if (absence->from == absence->to)
		out = text_day_short(absence->from);
	else
		out = str_make("%s – %s", hold(&h, text_day_short(absence->from)), hold(&h, text_day_short(absence->to)));
	hold_done(&h);
	return out;
}

/* "Anna Sørensen, illness, Mon 16 Jun – Wed 18 Jun"; free(). */
static char *sentence(struct app *app, const struct absence_view *view)
{
	struct hold h = HOLD_INIT;
	char *out = str_make("%s, %s, %s", hold(&h, person_name(app, view->absence.person)),
	                     _(absence_kind_label(view->absence.kind)), hold(&h, absence_time(app, &view->absence)));

	hold_done(&h);
	return out;
}

/* How it stands now, and its revision; free(). */
static char *absence_now(struct app *app, int64_t id, int64_t *rev)
{
	struct absence_view view;
	char *text;

	if (!app_absence(app, id, &view, NULL))
		return mem_text("–");
	text = sentence(app, &view);
	*rev = view.absence.rev;
	absence_view_done(&view);
	return text;
}

/* ---- what comes of it */

void absence_outcome(struct str *out, struct app *app, const struct absence_view *view)
{
	struct hold h = HOLD_INIT;
	enum kind kind;
	int open = 0;

	for (int i = 0; i < view->credit_count; i++)
		str_join(out, "\n", hold(&h, app_credit_sentence(app, &view->credits[i])));
	if (!view->credit_count)
		str_join(out, "\n", absence_credits(view->absence.kind, &kind) ? _("Nothing is credited: that time is free by the plan, no hours are known to credit, or those credited were rejected.")
		                                                               : _("Leave is unpaid: nothing is credited."));
	for (int i = 0; i < view->shift_count; i++)
		open += view->shifts[i].replacement && view->shifts[i].state == SHIFT_OPEN;
	if (open)
		str_join(out, "\n",
		         hold(&h, str_make(ngettext("%d shift is open for others.", "%d shifts are open for others.",
		                                    (unsigned long)open), open)));
	hold_done(&h);
}

static void add_outcome(struct str *out, struct app *app, const struct absence_view *view, const struct notices *notices)
{
	absence_outcome(out, app, view);
	add_notices(out, notices);
}

struct typed {
	struct absence_input input;
	char *person, *grant;
};

static const char *typed_kind(const struct form *form)
{
	const char *value = form_value(form, "kind");

	for (int i = 0; i < ABSENCE_KINDS; i++)
		if (!strcmp(value, _(absence_kind_label((enum absence_kind)i))))
			return absence_kind_name((enum absence_kind)i);
	return value;
}

static void read_form(struct ui *ui, const struct form *form, struct typed *out)
{
	out->person = form_id(form, "person");
	out->grant = form_id(form, "grant");
	out->input = (struct absence_input){
		.person = out->person ? out->person : app_is_leader(screen_app(ui)) ? NULL : app_actor(screen_app(ui)),
		.from = form_typed(form, "from"),
		.to = form_typed(form, "to"),
		.kind = typed_kind(form),
		.hours = form_typed(form, "hours"),
		.grant = out->grant,
		.note = form_typed(form, "note"),
	};
}

static void typed_done(struct typed *typed)
{
	free(typed->person);
	free(typed->grant);
}

/* What stands in the way lies in the days. */
static int fault_of(const struct form *form, const struct status *st)
{
	int field = form_fault(form, st);

	return field >= 0 || is_stale(st) ? field : form_index(form, form_index(form, "from") >= 0 ? "from" : "to");
}

static bool say_try(struct ui *ui, const struct form *form, int64_t id, const struct absence_input *input, struct str *out,
                    int *bad)
{
	struct app *app = screen_app(ui);
	struct notices notices = { 0 };
	struct absence_view view;
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	bool ok = app_absence_try(app, id, input, &view, &notices, &st);

	if (ok) {
		str_add(out, hold(&h, sentence(app, &view)));
		add_outcome(out, app, &view, &notices);
		absence_view_done(&view);
	} else {
		str_add(out, hold(&h, text_status(&st)));
		*bad = fault_of(form, &st);
	}
	notices_done(&notices);
	hold_done(&h);
	return ok;
}

static bool preview(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct typed typed;
	bool ok = true;

	read_form(ui, form, &typed);
	if (typed.input.person)
		ok = say_try(ui, form, 0, &typed.input, out, bad);
	typed_done(&typed);
	return ok;
}

static void say_stored(struct ui *ui, const struct absence_view *view, const struct notices *notices)
{
	struct str out = STR_INIT;
	char id[ITEM_ID_MAX];
	char *text = sentence(screen_app(ui), view);

	str_addf(&out, "%s.", text);
	add_outcome(&out, screen_app(ui), view, notices);
	say_take(ui, notices->count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	snprintf(id, sizeof id, "%" PRId64, view->absence.id);
	ui_focus(ui, id);
	ui_rebuild(ui);
	free(text);
}

static bool submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct notices notices = { 0 };
	struct absence_view view;
	struct typed typed;
	bool ok;

	read_form(ui, form, &typed);
	ok = app_absence_add(screen_app(ui), &typed.input, &view, &notices, st);
	if (ok) {
		say_stored(ui, &view, &notices);
		absence_view_done(&view);
	} else {
		*bad = fault_of(form, st);
	}
	notices_done(&notices);
	typed_done(&typed);
	return ok;
}

void absence_ask(struct ui *ui, day_t day, const char *person, enum absence_kind kind)
{
	struct app *app = screen_app(ui);
	struct form *form = form_new("absence", _("Enter an absence"), _("Enter it"));
	struct choices people = { 0 }, grants = { 0 };
	const char *labels[ABSENCE_KINDS];
	char date[11];

	for (int i = 0; i < ABSENCE_KINDS; i++)
		labels[i] = _(absence_kind_label((enum absence_kind)i));
	day_format(day, date);
	if (app_is_leader(app)) {
		choices_people(&people, app, day);
		form_add_ids(form, "person", _("Person"), &people, person);
	}
	form_add_choice(form, "kind", _("Kind"), labels, ABSENCE_KINDS, labels[kind]);
	form_add(form, "from", _("First day"), _("today, mon, 2025-11-21"), date);
	form_add(form, "to", _("Last day"), _("blank: only that day"), "");
	form_add(form, "hours", _("Hours"), _("only a part of one day: 12-16"), "");
	choices_add_none(&grants, _("as planned or worked"));
	choices_grants(&grants, app);
	if (app_is_leader(app))
		form_add_ids(form, "grant", _("Grant"), &grants, NULL);
	else
		choices_done(&grants);
	form_add(form, "note", _("Note"), NULL, "");
	form->submit = submit;
	form->preview = preview;
	ui_form(ui, form);
}

void absence_ask_ill(struct ui *ui, int64_t shift_id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct shift shift;

	if (!app_shift(app, shift_id, &shift, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	if (!shift.person)
		ui_say(ui, MEANING_WARN, _("Nobody has this shift: there is nobody to be ill."));
	else if (!app_may(app, MAY_WRITE_ABSENCE, shift.person, &st))
		ui_say_status(ui, &st);
	else
		absence_ask(ui, shift.day, shift.person, ABSENCE_ILLNESS);
	shift_done(&shift);
}

/* ---- back earlier or later */

static bool preview_end(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	const struct subject *subject = form->data;
	struct absence_input input = { .to = form_typed(form, "to") };

	return !input.to || say_try(ui, form, subject->id, &input, out, bad);
}

static bool submit_end(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct subject *subject = form->data;
	struct app *app = screen_app(ui);
	struct notices notices = { 0 };
	struct absence_view view;
	bool ok = app_absence_end(app, subject->id, subject->rev, form_value(form, "to"), &view, &notices, st);

	if (ok) {
		say_stored(ui, &view, &notices);
		absence_view_done(&view);
	} else {
		int64_t rev = subject->rev;

		*bad = fault_of(form, st);
		form_renew(form, st, &subject->shown, absence_now(app, subject->id, &rev), &subject->rev, rev);
	}
	notices_done(&notices);
	return ok;
}

void absence_ask_end(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct absence_view view;
	struct form *form;
	char to[11];

	if (!app_absence(app, id, &view, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	form = form_new("absence-end", _("Back earlier or later"), _("Save"));
	form->subject = str_make("%" PRId64, id);
	form->intro = sentence(app, &view);
	day_format(view.absence.to, to);
	form_add(form, "to", _("Last day"), _("today, mon, 2025-11-21"), to);
	form->data = subject_new(id, view.absence.rev, sentence(app, &view));
	form->free_data = subject_free;
	form->submit = submit_end;
	form->preview = preview_end;
	ui_form(ui, form);
	absence_view_done(&view);
}

/* ---- withdrawing */

static void withdraw(struct ui *ui, void *data)
{
	const struct subject *subject = data;
	struct app *app = screen_app(ui);
	struct notices notices = { 0 };
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;
	int64_t rev;

	if (!app_absence_withdraw(app, subject->id, subject->rev, &notices, &st)) {
		say_stale(ui, &st, subject->shown, absence_now(app, subject->id, &rev));
		return;
	}
	str_add(&out, _("Withdrawn: the shifts are as they were planned, nothing is credited. Undo brings it back."));
	add_notices(&out, &notices);
	say_take(ui, notices.count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	notices_done(&notices);
	ui_rebuild(ui);
}

void absence_ask_withdraw(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct absence_view view;

	if (!app_absence(app, id, &view, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	ui_confirm(ui, hold(&h, str_make(_("Withdraw the absence: %s?"), hold(&h, sentence(app, &view)))), withdraw,
	           subject_new(id, view.absence.rev, sentence(app, &view)), subject_free);
	absence_view_done(&view);
	hold_done(&h);
}
