/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submitting, approving and rejecting hours: one, or all of a month. */
#include "forms.h"

/* ---- one entry */

/* "Mon 16 Jun 2025, 7:00 h, Anna Sørensen"; free(). */
static char *short_text(struct app *app, int64_t id)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;
	struct entry entry;

	if (!app_entry(app, id, &entry, NULL))
		return mem_text("");
	str_add(&out, hold(&h, text_day(entry.day)));
	str_join(&out, ", ", hold(&h, amount_text(app, entry.amount, entry.unit)));
	if (entry.person)
		str_join(&out, ", ", hold(&h, person_name(app, entry.person)));
	entry_copy_done(&entry);
	hold_done(&h);
	return str_take(&out);
}

/* Says what was done, with undo in mind: one key is easily pressed on the wrong line. */
static void say_done(struct ui *ui, enum entry_step step, int64_t id)
{
	struct hold h = HOLD_INIT;
	const char *what = hold(&h, short_text(screen_app(ui), id));
	char *text = step == STEP_SUBMIT    ? str_make(_("Submitted: %s."), what)
	             : step == STEP_APPROVE ? str_make(_("Approved: %s."), what)
	                                    : str_make(_("Rejected: %s. The hours no longer count, and who worked reads why."), what);

	say_take(ui, MEANING_GOOD, text);
	ui_rebuild(ui);
	hold_done(&h);
}

static void do_step(struct ui *ui, enum entry_step step, int64_t id)
{
	struct hours_pick pick = { .ids = &id, .count = 1 };
	struct status st = STATUS_INIT;

	if (app_hours_step(screen_app(ui), step, &pick, NULL, NULL, &st))
		say_done(ui, step, id);
	else
		ui_say_status(ui, &st);
}

void hours_do_submit(struct ui *ui, int64_t id)
{
	do_step(ui, STEP_SUBMIT, id);
}

void hours_do_approve(struct ui *ui, int64_t id)
{
	do_step(ui, STEP_APPROVE, id);
}

/* ---- rejecting asks why */

struct subject {
	int64_t id, rev;
	char *shown;
};

static void subject_free(void *data)
{
	struct subject *subject = data;

	free(subject->shown);
	free(subject);
}

static bool submit_reject(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct subject *subject = form->data;
	struct hours_pick pick = { .ids = &subject->id, .revs = &subject->rev, .count = 1 };
	int64_t rev = subject->rev;
	char *now;

	if (app_hours_step(screen_app(ui), STEP_REJECT, &pick, form_value(form, "why"), NULL, st)) {
		say_done(ui, STEP_REJECT, subject->id);
		return true;
	}
	*bad = st->rule && strcmp(st->rule, "why") == 0 ? 0 : -1;
	now = entry_now(screen_app(ui), subject->id, &rev);
	form_renew(form, st, &subject->shown, now, &subject->rev, rev);
	return false;
}

void hours_ask_reject(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct subject *subject;
	struct status st = STATUS_INIT;
	struct entry entry;
	struct form *form;

	if (!app_entry(app, id, &entry, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	form = form_new("hours-reject", _("Reject hours"), _("Reject"));
	form->subject = str_make("%" PRId64, id);
	form->intro = entry_sentence(app, &entry);
	form_add(form, "why", _("Why"), _("what is to be put right; who worked reads it"), "");
	subject = mem_zero(1, sizeof *subject);
	*subject = (struct subject){ id, entry.rev, entry_sentence(app, &entry) };
	form->data = subject;
	form->free_data = subject_free;
	form->submit = submit_reject;
	ui_form(ui, form);
	entry_copy_done(&entry);
}

/* ---- a whole month */

struct month {
	enum entry_step step;
	struct hours_picked picked;
};

static void month_free(void *data)
{
	struct month *month = data;

	hours_picked_done(&month->picked);
	free(month);
}

static char *sums_text(const struct app *app, const struct hours_picked *picked)
{
	struct str out = STR_INIT;

	for (int unit = UNIT_MINUTES; unit < UNIT_MONEY; unit++) {
		char *amount;

		if (!picked->amounts[unit])
			continue;
		amount = amount_text(app, picked->amounts[unit], (enum unit)unit);
		str_join(&out, ", ", amount);
		free(amount);
	}
	return str_take(&out);
}

/* Exactly those that were asked about, as they were then. */
static void step_all(struct ui *ui, void *data)
{
	const struct month *month = data;
	struct hours_pick pick = { .ids = month->picked.ids, .revs = month->picked.revs, .count = month->picked.count };
	struct status st = STATUS_INIT;
	int count = month->picked.count;

	if (!app_hours_step(screen_app(ui), month->step, &pick, NULL, NULL, &st)) {
		ui_say_status(ui, &st);
		ui_rebuild(ui);
		return;
	}
	say_take(ui, MEANING_GOOD,
	         month->step == STEP_SUBMIT
	                 ? str_make(ngettext("%d entry submitted.", "%d entries submitted.", (unsigned long)count), count)
	                 : str_make(ngettext("%d entry approved.", "%d entries approved.", (unsigned long)count), count));
	ui_rebuild(ui);
}

static char *question(enum entry_step step, const struct hours_picked *picked, const char *period, const char *whose,
                      const char *sum)
{
	unsigned long count = (unsigned long)picked->count;
	int n = picked->count;

	if (step == STEP_SUBMIT)
		return str_make(ngettext("Submit %1$d entry of %2$s: %3$s?", "Submit %1$d entries of %2$s: %3$s?", count), n,
		                period, sum);
	if (*whose)
		return str_make(ngettext("Approve %1$d entry of %2$s (%4$s): %3$s?",
		                         "Approve %1$d entries of %2$s (%4$s): %3$s?", count), n, period, sum, whose);
	return str_make(ngettext("Approve %1$d entry of %2$s: %3$s?", "Approve %1$d entries of %2$s: %3$s?", count), n, period,
	                sum);
}

void hours_ask_step(struct ui *ui, enum entry_step step, day_t from, day_t to, const char *period, const char *grant,
                    const char *person)
{
	struct app *app = screen_app(ui);
	struct hours_pick pick = { .from = from, .to = to, .person = person, .grant = grant };
	struct month *month = mem_zero(1, sizeof *month);
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct str whose = STR_INIT;

	month->step = step;
	if (!app_hours_pick(app, step, &pick, &month->picked, &st)) {
		ui_say_status(ui, &st);
		month_free(month);
		return;
	}
	if (!month->picked.count) {
		say_take(ui, MEANING_NORMAL, str_make(step == STEP_SUBMIT ? _("No own hours of %s are to be submitted.")
		                                                          : _("No hours of %s wait for approval."), period));
		month_free(month);
		return;
	}
	if (grant)
		str_add(&whose, grant);
	if (person)
		str_join(&whose, ", ", hold(&h, person_name(app, person)));
	ui_confirm(ui, hold(&h, question(step, &month->picked, period, str_peek(&whose), hold(&h, sums_text(app, &month->picked)))),
	           step_all, month, month_free);
	str_done(&whose);
	hold_done(&h);
}
