/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging and changing hours. */
#include "forms.h"
#include "closed.h"

/* What a form is about. */
struct subject {
	int64_t id, rev;
	char *grant, *person; /* what stands for a word that the quick line leaves out */
	char *shown;          /* how the entry stood */
};

static void subject_free(void *data)
{
	struct subject *subject = data;

	free(subject->grant);
	free(subject->person);
	free(subject->shown);
	free(subject);
}

static struct subject *subject_new(int64_t id, int64_t rev, const char *grant, const char *person)
{
	struct subject *subject = mem_zero(1, sizeof *subject);

	*subject = (struct subject){ id, rev, mem_text(grant), mem_text(person), NULL };
	return subject;
}

/* ---- what became of it */

/* "9:00 h on led" */
static char *amount_on(const struct app *app, const struct log_result *result)
{
	struct hold h = HOLD_INIT;
	const char *amount = hold(&h, amount_text(app, result->amount, result->unit));
	const char *grant = hold(&h, part_name(result->grant, result->part, result->part != NULL));
	/* TRANSLATORS: hours and the short name of the grant: 9:00 h on led */
	char *text = str_make(_("%s on %s"), amount, grant);

	hold_done(&h);
	return text;
}

/* What is left afterwards, then the warnings. */
static void add_outcome(struct str *out, const struct app *app, const struct log_result *result)
{
	struct hold h = HOLD_INIT;

	if (!result->shows_left || !result->granted)
		; /* what a grant holds is not everybody's to know, and not every grant holds an amount */
	else if (result->by_week && result->week.beyond)
		str_addf(out, _("%s more than the week gives."), hold(&h, amount_text(app, result->week.beyond, result->unit)));
	else if (result->by_week)
		str_addf(out, _("%s of the week left after it."), hold(&h, amount_text(app, result->week.unused, result->unit)));
	else if (result->overdraft > 0)
		str_addf(out, _("%s more than was at hand."), hold(&h, amount_text(app, result->overdraft, result->unit)));
	else
		str_addf(out, _("%s left after it."), hold(&h, amount_text(app, result->left, result->unit)));
	add_notices(out, &result->notices);
	hold_done(&h);
}

char *hours_done_text(const struct app *app, const struct log_result *result)
{
	struct str out = STR_INIT;
	char *amount = amount_on(app, result);

	str_addf(&out, _("Logged: %s."), amount);
	str_add(&out, " ");
	add_outcome(&out, app, result);
	free(amount);
	return str_take(&out);
}

/* Says it and puts the focus on the row. */
static void say_stored(struct ui *ui, const struct log_result *result)
{
	char id[ITEM_ID_MAX];
	bool warn = result->overdraft > 0 || result->notices.count > 0;

	say_take(ui, warn ? MEANING_WARN : MEANING_GOOD, hours_done_text(screen_app(ui), result));
	snprintf(id, sizeof id, "%" PRId64, result->entry);
	ui_focus(ui, id);
	ui_rebuild(ui);
}

/* ---- what would become of it */

static bool preview_input(struct app *app, const struct hours_input *input, const char *when, struct str *out, struct status *st)
{
	struct log_result result = { 0 };
	struct hold h = HOLD_INIT;
	bool ok = app_log_try(app, input, &result, st);

	str_add(out, when);
	if (ok) {
		str_join(out, ": ", hold(&h, amount_on(app, &result)));
		str_join(out, ", ", input->person && *input->person ? input->person : _("for nobody in particular"));
		str_add(out, "\n");
		add_outcome(out, app, &result);
	} else {
		add_status(out, st);
	}
	log_result_done(&result);
	hold_done(&h);
	return ok;
}

/* ---- one line */

/* Reads the line and fills in what the screen proposes. */
static bool read_line(struct app *app, const struct form *form, struct hours_line *line, struct status *st)
{
	const struct subject *subject = form->data;

	if (!app_quick(app, form_value(form, "line"), DAY_PAST, line, st))
		return false;
	if (!line->input.grant)
		line->input.grant = subject->grant;
	if (!line->input.person)
		line->input.person = subject->person;
	return true;
}

static bool preview_quick(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct hours_line line;
	struct hold h = HOLD_INIT;
	struct str when = STR_INIT;
	bool ok;

	*bad = 0;
	if (!*form_value(form, "line"))
		return true;
	if (!read_line(app, form, &line, &st)) {
		add_status(out, &st);
		return false;
	}
	str_add(&when, hold(&h, text_day(line.quick.day)));
	if (line.input.span)
		str_join(&when, ", ", line.input.span);
	if (line.quick.has_kind)
		str_join(&when, ", ", _(kind_label(line.quick.kind)));
	ok = preview_input(app, &line.input, str_peek(&when), out, &st);
	if (*line.quick.note) {
		str_add(out, "\n");
		str_addf(out, _("Note: %s"), line.quick.note);
	}
	hold_done(&h);
	str_done(&when);
	hours_line_done(&line);
	return ok;
}

static bool submit_quick(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct log_result result = { 0 };
	struct hours_line line;
	bool ok;

	*bad = 0;
	if (!read_line(screen_app(ui), form, &line, st))
		return false;
	ok = app_log(screen_app(ui), &line.input, &result, st);
	if (ok)
		say_stored(ui, &result);
	hours_line_done(&line);
	log_result_done(&result);
	return ok;
}

/* Whose hours are meant where the line names nobody: an assistant's own. */
static const char *own_person(struct ui *ui, const char *person)
{
	return person || app_is_leader(screen_app(ui)) ? person : app_actor(screen_app(ui));
}

void hours_ask_quick(struct ui *ui, const char *grant, const char *person)
{
	struct form *form = form_new("hours-quick", _("Log hours in one line"), _("Log the hours"));
	const char *whose = own_person(ui, person);

	form_add(form, "line", _("Hours"), _("day, time, grant, person and note: fri 22-7 led anna the concert"), "");
	if (grant && whose)
		form->intro = str_make(_("Without a grant it is %s, without a person %s, as this screen shows."), grant, whose);
	else if (grant || whose)
		form->intro = str_make(grant ? _("Without a grant it is %s, as this screen shows.") :
		                               _("Without a person it is %s."), grant ? grant : whose);
	form->data = subject_new(0, 0, grant, whose);
	form->free_data = subject_free;
	form->submit = submit_quick;
	form->preview = preview_quick;
	ui_form(ui, form);
}

/* ---- all fields */

/* An input and the ids in it that it owns. */
struct typed {
	struct hours_input input;
	char *grant, *person;
};

/* A blank field of an edit says that there is nothing (""); in a new entry it says nothing at all (NULL). */
static void read_form(struct ui *ui, const struct form *form, bool edit, struct typed *out)
{
	out->grant = form_id(form, "grant");
	out->person = form_id(form, "person");
	out->input = (struct hours_input){
		.date = form_typed(form, "date"),
		.span = form_typed(form, "span"),
		.grant = out->grant,
		.person = out->person ? out->person : edit ? NULL : own_person(ui, NULL),
		.kind = form_kind(form),
		.pause = form_typed(form, "pause"),
		.note = form_typed(form, "note"),
		.why = form_typed(form, "why"),
	};
	if (edit && form_index(form, "person") >= 0 && !out->person)
		out->input.person = "";
	if (edit && !out->input.pause)
		out->input.pause = "";
	if (edit && !out->input.note)
		out->input.note = "";
}

static void typed_done(struct typed *typed)
{
	free(typed->grant);
	free(typed->person);
}

static bool preview_form(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct app *app = screen_app(ui);
	struct typed typed;
	struct hold h = HOLD_INIT;
	struct str when = STR_INIT;
	struct status st = STATUS_INIT;
	bool ok = true;
	day_t day;

	read_form(ui, form, false, &typed);
	if (typed.input.date && day_parse(typed.input.date, app_today(app), DAY_PAST, &day, NULL))
		str_add(&when, hold(&h, text_day(day)));
	if (typed.input.span && typed.input.grant)
		ok = preview_input(app, &typed.input, str_peek(&when), out, &st);
	else
		str_add(out, str_peek(&when));
	if (!ok)
		*bad = form_fault(form, &st);
	typed_done(&typed);
	hold_done(&h);
	str_done(&when);
	return ok;
}

char *entry_sentence(struct app *app, const struct entry *entry)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;

	str_add(&out, hold(&h, text_day(entry->day)));
	if (entry->clocked)
		str_join(&out, ", ", hold(&h, span_text(app_zone(app), entry->span)));
	str_join(&out, ", ", hold(&h, amount_text(app, entry->amount, entry->unit)));
	str_join(&out, ", ", entry->grant);
	if (entry->person)
		str_join(&out, ", ", hold(&h, person_name(app, entry->person)));
	str_join(&out, ", ", _(kind_label(entry->kind)));
	str_join(&out, ", ", _(entry_state_label(entry->state)));
	if (entry->why)
		str_join(&out, ": ", entry->why);
	if (*entry->note)
		str_addf(&out, " (%s)", entry->note);
	hold_done(&h);
	return str_take(&out);
}

char *entry_now(struct app *app, int64_t id, int64_t *rev)
{
	struct entry entry;
	char *text;

	if (!app_entry(app, id, &entry, NULL))
		return mem_text("–");
	text = entry_sentence(app, &entry);
	*rev = entry.rev;
	entry_copy_done(&entry);
	return text;
}

/* Shows what others made of it, and takes that for what the person knows from now on. */
static void look_again(struct app *app, struct form *form, const struct status *st)
{
	struct subject *subject = form->data;
	int64_t rev = subject->rev;
	char *now = entry_now(app, subject->id, &rev);

	form_renew(form, st, &subject->shown, now, &subject->rev, rev);
}

static bool submit_form(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	const struct subject *subject = form->data;
	struct app *app = screen_app(ui);
	struct log_result result = { 0 };
	struct typed typed;
	bool ok;

	read_form(ui, form, subject->id != 0, &typed);
	if (subject->id)
		ok = app_hours_edit(app, subject->id, subject->rev, &typed.input, &result, st);
	else
		ok = app_log(app, &typed.input, &result, st);
	if (ok)
		say_stored(ui, &result);
	else
		*bad = form_fault(form, st);
	if (!ok && subject->id)
		look_again(app, form, st);
	typed_done(&typed);
	log_result_done(&result);
	return ok;
}

/* Adds the fields; `entry` has the values. */
static void add_fields(struct ui *ui, struct form *form, const char *date, const char *span, const char *pause,
                       const struct entry *entry)
{
	struct app *app = screen_app(ui);
	struct choices grants = { 0 }, people = { 0 };
	char *part;

	form_add(form, "date", _("Date"), _("today, fri, 21.11. or 2025-11-21"), date);
	form_add(form, "span", _("Time"), _("22-7, 8:30-15, or only 7:30; 1d for a day"), span);
	choices_grants(&grants, app);
	part = entry->grant ? part_name(entry->grant, entry->part, entry->part && grants.count) : NULL;
	form_add_ids(form, "grant", _("Grant"), &grants,
	             part && *choices_find(&grants, part) ? part : entry->grant);
	free(part);
	if (app_is_leader(app)) {
		choices_add_none(&people, _("nobody in particular"));
		choices_people(&people, app, entry->day);
		form_add_ids(form, "person", _("Person"), &people, entry->person);
	}
	form_add_kind(form, entry->kind);
	form_add(form, "pause", _("Break"), _("12:00-12:30, or only 0:30; blank for none"), pause);
	form_add(form, "note", _("Note"), NULL, entry->note);
}

void hours_ask(struct ui *ui, day_t day, const char *grant, const char *person)
{
	struct form *form = form_new("hours-add", _("Log hours"), _("Log the hours"));
	char date[11], *running = grant ? NULL : grant_running(screen_app(ui), day);
	struct entry entry = { .grant = grant ? grant : running, .person = person, .day = day };

	day_format(day, date);
	add_fields(ui, form, date, "", "", &entry);
	form->data = subject_new(0, 0, NULL, NULL);
	form->free_data = subject_free;
	form->submit = submit_form;
	form->preview = preview_form;
	ui_form(ui, form);
	free(running);
}

static void time_of(const struct app *app, const struct entry *entry, char span[32])
{
	char text[16];

	if (!entry->clocked) {
		quantity_format(entry->amount, entry->unit, span);
		return;
	}
	span_format(app_zone(app), entry->span, text);
	snprintf(span, 32, "%s", text);
}

void hours_ask_edit(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct entry entry;
	struct form *form;
	char date[11], span[32], pause[16] = "", *title;

	if (!app_entry(app, id, &entry, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	title = str_make(_("Change entry %" PRId64), id);
	form = form_new("hours-edit", title, _("Save"));
	form->subject = str_make("%" PRId64, id);
	day_format(entry.day, date);
	time_of(app, &entry, span);
	if (entry.pause.end > entry.pause.start)
		span_format(app_zone(app), entry.pause, pause);
	add_fields(ui, form, date, span, pause, &entry);
	form->intro = closed_day_text(app, entry.day);
	if (form->intro)
		form_add(form, "why", _("Reason"), _("why it is changed; it stands with the correction"), "");
	form->data = subject_new(id, entry.rev, NULL, NULL);
	((struct subject *)form->data)->shown = entry_sentence(app, &entry);
	form->free_data = subject_free;
	form->submit = submit_form;
	ui_form(ui, form);
	entry_copy_done(&entry);
	free(title);
}
