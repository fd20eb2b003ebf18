/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submitting, approving, rejecting and withdrawing hours: one, those that are marked, or all of a month. */
#include "forms.h"

#include "closed.h"

/* ---- one entry, or several that are named */

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

static char *sums_text(const struct app *app, const int64_t amounts[UNIT_MONEY])
{
	struct str out = STR_INIT;

	for (int unit = UNIT_MINUTES; unit < UNIT_MONEY; unit++) {
		char *amount;

		if (!amounts[unit])
			continue;
		amount = amount_text(app, amounts[unit], (enum unit)unit);
		str_join(&out, ", ", amount);
		free(amount);
	}
	return str_take(&out);
}

static void say_all_done(struct ui *ui, enum entry_step step, int count)
{
	unsigned long n = (unsigned long)count;
	char *text = step == STEP_SUBMIT    ? str_make(ngettext("%d entry submitted.", "%d entries submitted.", n), count)
	             : step == STEP_APPROVE ? str_make(ngettext("%d entry approved.", "%d entries approved.", n), count)
	                                    : str_make(ngettext("%d entry rejected: it no longer counts, and who worked reads why.",
	                                                        "%d entries rejected: they no longer count, and who worked reads why.",
	                                                        n), count);

	say_take(ui, MEANING_GOOD, text);
	ui_rebuild(ui);
}

/* What was marked for it is done. */
static void say_step(struct ui *ui, enum entry_step step, const struct hours_pick *pick)
{
	if (pick->count == 1)
		say_done(ui, step, pick->ids[0]);
	else
		say_all_done(ui, step, pick->count);
	ui_unmark(ui);
}

void hours_do_step(struct ui *ui, enum entry_step step, const struct hours_pick *pick)
{
	struct status st = STATUS_INIT;

	if (app_hours_step(screen_app(ui), step, pick, NULL, NULL, &st)) {
		say_step(ui, step, pick);
		return;
	}
	ui_say_status(ui, &st);
	if (is_stale(&st))
		ui_rebuild(ui); /* so that what is there now is seen before the next try */
}

/* ---- several, asked about */

/* Entries as they were shown, which outlive the question. */
struct several {
	int64_t *ids, *revs;
	int count;
	char *shown; /* of a single one: how it stood */
};

static struct several *several_new(const struct hours_pick *pick)
{
	struct several *several = mem_zero(1, sizeof *several);
	size_t size = sizeof *several->ids * (size_t)pick->count;

	several->count = pick->count;
	several->ids = mem_alloc(size);
	several->revs = mem_alloc(size);
	memcpy(several->ids, pick->ids, size);
	memcpy(several->revs, pick->revs, size);
	return several;
}

static void several_free(void *data)
{
	struct several *several = data;

	free(several->ids);
	free(several->revs);
	free(several->shown);
	free(several);
}

static struct hours_pick several_pick(const struct several *several)
{
	return (struct hours_pick){ .ids = several->ids, .revs = several->revs, .count = several->count };
}

/* "3 entries, 12:30 h"; NULL, and says why, where one of them is not to be seen; free(). */
static char *several_text(struct ui *ui, const struct hours_pick *pick)
{
	struct app *app = screen_app(ui);
	int64_t amounts[UNIT_MONEY] = { 0 };
	char *sum, *text;

	for (int i = 0; i < pick->count; i++) {
		struct status st = STATUS_INIT;
		struct entry entry;

		if (!app_entry(app, pick->ids[i], &entry, &st)) {
			ui_say_status(ui, &st);
			return NULL;
		}
		amounts[entry.unit] += entry.amount;
		entry_copy_done(&entry);
	}
	sum = sums_text(app, amounts);
	text = str_make(ngettext("%d entry, %s", "%d entries, %s", (unsigned long)pick->count), pick->count, sum);
	free(sum);
	return text;
}

/* ---- rejecting asks why */

/* Where others changed some of several entries meanwhile: says above the form what the first of them is now, and takes all as they
 * are from here on. */
static void look_again(struct app *app, struct form *form, struct several *several)
{
	for (int i = several->count - 1; i >= 0; i--) {
		int64_t rev = several->revs[i];
		char *now = entry_now(app, several->ids[i], &rev);

		if (rev != several->revs[i]) {
			free(form->intro);
			form->intro = str_make(_("What is there now: %s\nWhat you typed is kept."), now);
			several->revs[i] = rev;
		}
		free(now);
	}
}

static bool submit_reject(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct app *app = screen_app(ui);
	struct several *several = form->data;
	struct hours_pick pick = several_pick(several);
	int64_t rev = several->revs[0];

	struct hours_picked picked;

	if (app_hours_step(app, STEP_REJECT, &pick, form_value(form, "why"), &picked, st)) {
		say_step(ui, STEP_REJECT, &pick);
		if (picked.notices.count)
			ui_say(ui, MEANING_WARN, picked.notices.of[0].message);
		hours_picked_done(&picked);
		return true;
	}
	*bad = st->rule && strcmp(st->rule, "why") == 0 ? 0 : -1;
	if (several->shown)
		form_renew(form, st, &several->shown, entry_now(app, several->ids[0], &rev), several->revs, rev);
	else if (is_stale(st))
		look_again(app, form, several);
	return false;
}

/* The numbers of the entries, so that what was typed comes back for these alone. */
static char *numbers_text(const struct hours_pick *pick)
{
	struct str out = STR_INIT;

	for (int i = 0; i < pick->count; i++)
		str_addf(&out, "%s%" PRId64, i ? "," : "", pick->ids[i]);
	return str_take(&out);
}

/* What a question about one entry begins with: how it stands now, which is then what the person knows. */
static bool look_at(struct ui *ui, struct several *several, struct entry *entry)
{
	struct status st = STATUS_INIT;

	if (!app_entry(screen_app(ui), several->ids[0], entry, &st)) {
		ui_say_status(ui, &st);
		return false;
	}
	several->revs[0] = entry->rev;
	several->shown = entry_sentence(screen_app(ui), entry);
	return true;
}

void hours_ask_reject(struct ui *ui, const struct hours_pick *pick)
{
	struct several *several = several_new(pick);
	struct form *form;
	char *intro;

	if (pick->count == 1) {
		struct entry entry;

		intro = look_at(ui, several, &entry) ? mem_text(several->shown) : NULL;
		if (intro)
			entry_copy_done(&entry);
	} else {
		intro = several_text(ui, pick);
	}
	if (!intro) {
		several_free(several);
		return;
	}
	form = form_new("hours-reject", _("Reject hours"), _("Reject"));
	form->subject = numbers_text(pick);
	form->intro = intro;
	form_add(form, "why", _("Why"), _("what is to be put right; who worked reads it"), "");
	form->data = several;
	form->free_data = several_free;
	form->submit = submit_reject;
	ui_form(ui, form);
}

/* ---- withdrawing asks whether */

static void withdraw(struct ui *ui, void *data)
{
	const struct several *several = data;
	struct hours_pick pick = several_pick(several);
	struct status st = STATUS_INIT;
	int64_t rev;

	if (app_hours_withdraw_all(screen_app(ui), &pick, NULL, NULL, &st)) {
		ui_say(ui, MEANING_GOOD, _("Withdrawn: the hours no longer count. Undo brings them back."));
		ui_rebuild(ui);
		ui_unmark(ui);
	} else if (several->shown) {
		say_stale(ui, &st, several->shown, entry_now(screen_app(ui), several->ids[0], &rev));
	} else {
		ui_say_status(ui, &st);
		ui_rebuild(ui);
	}
}

/* Takes the question. */
static char *joined(const char *note, char *question)
{
	char *both = str_make("%s %s", note, question);

	free(question);
	return both;
}

/* What a change becomes of the earliest that lies in a closed month; NULL where none does; free(). */
static char *several_closed(struct app *app, const struct hours_pick *pick)
{
	day_t first = DAY_MAX;
	struct entry entry;

	for (int i = 0; i < pick->count; i++)
		if (app_entry(app, pick->ids[i], &entry, NULL)) {
			first = entry.day < first ? entry.day : first;
			entry_copy_done(&entry);
		}
	return first == DAY_MAX ? NULL : closed_day_text(app, first);
}

static char *withdraw_question(struct ui *ui, const struct hours_pick *pick, struct several *several)
{
	struct app *app = screen_app(ui);
	struct hold h = HOLD_INIT;
	struct entry entry;
	const char *closed;
	char *text;

	if (pick->count > 1) {
		char *what = several_text(ui, pick), *note = several_closed(app, pick);

		text = what ? str_make(_("Withdraw %s?"), what) : NULL;
		if (text && note)
			text = joined(note, text);
		free(what);
		free(note);
		return text;
	}
	if (!look_at(ui, several, &entry))
		return NULL;
	text = str_make(_("Withdraw the %s on %s of %s?"), hold(&h, amount_text(app, entry.amount, entry.unit)), entry.grant,
	                hold(&h, text_day(entry.day)));
	closed = hold(&h, closed_day_text(app, entry.day));
	if (closed)
		text = joined(closed, text);
	entry_copy_done(&entry);
	hold_done(&h);
	return text;
}

void hours_ask_withdraw(struct ui *ui, const struct hours_pick *pick)
{
	struct several *several = several_new(pick);
	char *question = withdraw_question(ui, pick, several);

	if (question)
		ui_confirm(ui, question, withdraw, several, several_free);
	else
		several_free(several);
	free(question);
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

/* Exactly those that were asked about, as they were then. */
static void step_all(struct ui *ui, void *data)
{
	const struct month *month = data;
	struct hours_pick pick = { .ids = month->picked.ids, .revs = month->picked.revs, .count = month->picked.count };
	struct status st = STATUS_INIT;

	if (!app_hours_step(screen_app(ui), month->step, &pick, NULL, NULL, &st)) {
		ui_say_status(ui, &st);
		ui_rebuild(ui);
		return;
	}
	say_all_done(ui, month->step, month->picked.count);
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
	const char *sum;

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
	sum = hold(&h, sums_text(app, month->picked.amounts));
	ui_confirm(ui, hold(&h, question(step, &month->picked, period, str_peek(&whose), sum)), step_all, month, month_free);
	str_done(&whose);
	hold_done(&h);
}
