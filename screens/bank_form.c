/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Bank screen asks. Its state lies under the forms and outlives them. */
#include "bank.h"

/* ---- another grant, another month */

static bool set_grant(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct bank_state *state = form->data;
	char *grant = form_id(form, "grant");

	*bad = form_index(form, "month");
	if (form_typed(form, "month") && !month_parse(form_value(form, "month"), app_today(screen_app(ui)), &state->month, st)) {
		free(grant);
		return false;
	}
	if (grant)
		bank_choose(state, grant);
	free(grant);
	ui_rebuild(ui);
	return true;
}

void bank_goto(struct ui *ui, void *data, const struct page_item *item)
{
	struct bank_state *state = data;
	struct choices grants = { 0 };
	struct form *form = form_new("bank-goto", _("Which bank to show"), _("Show"));
	char month[8];

	(void)item;
	month_format(state->month, month);
	choices_grants(&grants, screen_app(ui));
	choices_money(&grants, screen_app(ui));
	form_add_ids(form, "grant", _("Grant"), &grants, state->grant);
	form_add(form, "month", _("Up to month"), _("2025-03, 3.2025 or last"), month);
	form->data = state;
	form->fleeting = true;
	form->submit = set_grant;
	ui_form(ui, form);
}

/* ---- what would happen */

/* "500" is money where the bank is one. */
static bool read_amount(const struct bank_state *state, const char *text, struct what_if *out, struct status *st)
{
	out->unit = UNIT_MONEY;
	return state->money ? money_parse(text, false, &out->amount, st) : quantity_parse(text, &out->amount, &out->unit, st);
}

/* Runs the bank with the booking that was typed; without one as it is. bank_view_done(). */
static bool run_try(struct app *app, const struct form *form, struct what_if *typed, struct bank_view *out, int *bad,
                    struct status *st)
{
	const struct bank_state *state = form->data;

	*typed = (struct what_if){ .month = state->month };
	*bad = 0;
	if (form_typed(form, "amount") && !read_amount(state, form_value(form, "amount"), typed, st))
		return false;
	*bad = 1;
	if (form_typed(form, "month") && !month_parse(form_value(form, "month"), app_today(app), &typed->month, st))
		return false;
	if (app_bank(app, state->grant, typed->month, typed, out, st))
		return true;
	*bad = st->rule && strcmp(st->rule, "unit") == 0 ? 0 : 1;
	return false;
}

static bool submit_try(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct bank_state *state = form->data;
	struct what_if typed;
	struct bank_view view;

	if (!run_try(screen_app(ui), form, &typed, &view, bad, st))
		return false;
	bank_view_done(&view);
	state->what_if = typed;
	if (typed.amount && typed.month > state->month)
		state->month = typed.month;
	ui_rebuild(ui);
	return true;
}

/* How the month would stand, beside how it stands. */
static void say_try(struct app *app, const struct bank_view *now, const struct bank_view *then, struct str *out)
{
	const struct bank_month *row = bank_last_row(then);
	enum unit unit = then->rules_part->unit;
	struct hold h = HOLD_INIT;

	if (then->weeks_lapse && now->weeks_lapse)
		str_addf(out, _("Of the week, %s would be left instead of %s."),
		         hold(&h, amount_text(app, then->weeks[then->week_now].unused, unit)),
		         hold(&h, amount_text(app, now->weeks[now->week_now].unused, unit)));
	else
		str_addf(out, _("In %s, %s would be left instead of %s."), hold(&h, text_month(row->month)),
		         hold(&h, amount_text(app, row->left_before, unit)),
		         hold(&h, amount_text(app, bank_last_row(now)->left_before, unit)));
	if (row->overdraft)
		str_join(out, "\n", hold(&h, app_overdraft_sentence(app, &then->rules, row->overdraft, unit, row->month)));
	if (row->taken_count)
		str_addf(out, _("\nTaken from: %s."), hold(&h, bank_taken_text(then, row)));
	if (then->lapses)
		str_join(out, "\n", hold(&h, app_lapse_sentence(app, &then->rules, unit, then->next, then->use_to_keep,
		                                          then->use_now)));
	hold_done(&h);
}

static bool preview_try(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	const struct bank_state *state = form->data;
	struct app *app = screen_app(ui);
	struct what_if typed;
	struct bank_view now, then;
	struct status st = STATUS_INIT;

	if (!form_typed(form, "amount"))
		return true;
	if (!run_try(app, form, &typed, &then, bad, &st)) {
		char *text = text_status(&st);

		str_add(out, text);
		free(text);
		return false;
	}
	if (app_bank(app, state->grant, typed.month, NULL, &now, NULL)) {
		say_try(app, &now, &then, out);
		say_one_stop(out);
		bank_view_done(&now);
	}
	bank_view_done(&then);
	return true;
}

void bank_try(struct ui *ui, void *data, const struct page_item *item)
{
	struct bank_state *state = data;
	struct form *form;
	char month[8], amount[32] = "";

	(void)item;
	if (!state->grant) {
		ui_say(ui, MEANING_WARN, _("There is no grant yet."));
		return;
	}
	month_format(state->what_if.amount ? state->what_if.month : state->month, month);
	if (state->what_if.amount)
		quantity_format(state->what_if.amount, state->what_if.unit, amount);
	form = form_new("bank-try", _("What would happen?"), _("Show it"));
	form->intro = mem_text(_("Nothing is booked. Without an amount the bank is shown as it is."));
	form_add(form, "amount", _("Amount"), state->money ? _("249.50 or 249,50") : _("6:00, 2d or 1x"), amount);
	form_add(form, "month", _("In month"), _("2025-03, 3.2025 or this"), month);
	form->data = state;
	form->fleeting = true;
	form->submit = submit_try;
	form->preview = preview_try;
	ui_form(ui, form);
}
