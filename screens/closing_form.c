/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing months after a question, and opening them again for a reason. */
#include "closed.h"

/* "March 2025", "January 2025 to March 2025"; free(). */
static char *months_text(const struct closing_result *months)
{
	struct hold h = HOLD_INIT;
	const char *first = hold(&h, text_month(months->first));
	char *text;

	if (months->first == months->last)
		text = mem_text(first);
	else
		/* TRANSLATORS: several months: January 2025 to March 2025 */
		text = str_make(_("%1$s to %2$s"), first, hold(&h, text_month(months->last)));
	hold_done(&h);
	return text;
}

/* ---- closing */

struct closing_asked {
	char *period;
	bool earlier;
};

static void asked_free(void *data)
{
	struct closing_asked *asked = data;

	free(asked->period);
	free(asked);
}

static char *kept_text(const struct app *app, const struct closing_result *result)
{
	struct hold h = HOLD_INIT;
	const char *hours = hold(&h, amount_text(app, result->minutes, UNIT_MINUTES));
	const char *pay = hold(&h, amount_text(app, result->pay, UNIT_MONEY));
	char *text = str_make(ngettext("Kept: %1$d entry, %2$s; pay %3$s.", "Kept: %1$d entries, %2$s; pay %3$s.",
	                               (unsigned long)result->entries),
	                      result->entries, hours, pay);

	hold_done(&h);
	return text_one_stop(text);
}

static void say_closed(struct ui *ui, const struct closing_result *result)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;
	int count = result->corrections.count;

	if (result->first == result->last)
		str_addf(&out, _("%s is closed."), hold(&h, text_month(result->last)));
	else
		str_addf(&out, _("%1$s to %2$s are closed."), hold(&h, text_month(result->first)),
		         hold(&h, text_month(result->last)));
	str_join(&out, " ", hold(&h, kept_text(screen_app(ui), result)));
	if (count)
		str_join(&out, " ", hold(&h, str_make(ngettext("%d correction of an earlier month was settled with it.",
		                                               "%d corrections of earlier months were settled with it.",
		                                               (unsigned long)count), count)));
	say_take(ui, MEANING_GOOD, str_take(&out));
	hold_done(&h);
}

static void close_months(struct ui *ui, void *data)
{
	const struct closing_asked *asked = data;
	struct closing_result result;
	struct status st = STATUS_INIT;

	if (!app_months_close(screen_app(ui), asked->period, asked->earlier, &result, &st)) {
		ui_say_status(ui, &st);
	} else {
		say_closed(ui, &result);
		closing_result_done(&result);
	}
	ui_rebuild(ui);
}

/* What is asked stands last: on a small screen that is what stays in sight. */
static char *question(const struct app *app, const struct closing_result *months)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;
	const char *hours = hold(&h, amount_text(app, months->minutes, UNIT_MINUTES));

	str_addf(&out, ngettext("%1$d entry, %2$s, the pay and what the bank holds are kept as they stand now.",
	                        "%1$d entries, %2$s, the pay and what the bank holds are kept as they stand now.",
	                        (unsigned long)months->entries), months->entries, hours);
	str_addc(&out, '\n');
	str_add(&out, _("Later changes become corrections of the first open month."));
	str_addc(&out, '\n');
	str_addf(&out, _("Close %s?"), hold(&h, months_text(months)));
	hold_done(&h);
	return str_take(&out);
}

void closing_ask(struct ui *ui, const char *period, bool earlier)
{
	struct app *app = screen_app(ui);
	struct closing_asked *asked;
	struct closing_result months;
	struct status st = STATUS_INIT;
	char *text;

	if (!app_months_close_try(app, period, earlier, &months, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	text = question(app, &months);
	asked = mem_zero(1, sizeof *asked);
	*asked = (struct closing_asked){ mem_text(period), earlier };
	ui_confirm(ui, text, close_months, asked, asked_free);
	free(text);
}

/* ---- opening again */

static bool submit_open(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct closing_result months;
	struct hold h = HOLD_INIT;

	if (!app_months_open(screen_app(ui), form->subject, form_value(form, "why"), &months, st)) {
		*bad = form_fault(form, st);
		return false;
	}
	if (months.first == months.last)
		say_take(ui, MEANING_GOOD, str_make(_("%s is open again."), hold(&h, text_month(months.last))));
	else
		say_take(ui, MEANING_GOOD, str_make(_("%1$s to %2$s are open again."), hold(&h, text_month(months.first)),
		                                    hold(&h, text_month(months.last))));
	hold_done(&h);
	ui_rebuild(ui);
	return true;
}

void closing_ask_open(struct ui *ui, const char *period)
{
	struct closing_result months;
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct form *form;

	if (!app_months_open_try(screen_app(ui), period, &months, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	form = form_new("reopen", hold(&h, str_make(_("Open %s again"), hold(&h, months_text(&months)))), _("Open again"));
	form->subject = mem_text(period);
	form->intro = mem_text(_("What was kept counts no more: it is then as the entries say. That it was opened, by whom and why stays "
	                         "to be seen."));
	form_add(form, "why", _("Why"), _("what was wrong, in a few words"), "");
	form->submit = submit_open;
	ui_form(ui, form);
	hold_done(&h);
}

/* ---- in words */

char *month_state_text(const struct month_state *state)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;

	switch (state->stage) {
	case STAGE_BEFORE:
		str_add(&out, _("nothing granted yet"));
		break;
	case STAGE_CLOSED:
		str_addf(&out, _("closed on %s"), hold(&h, text_day_long(state->on)));
		break;
	case STAGE_NEXT:
		str_add(&out, state->opened ? _("open again, closes next") : _("open, closes next"));
		break;
	case STAGE_LATER:
		str_add(&out, state->opened ? _("opened again") : _("open"));
		break;
	case STAGE_RUNNING:
		str_addf(&out, _("runs until %s"), hold(&h, text_day_long(month_last(state->month))));
		break;
	case STAGE_TO_COME:
		str_add(&out, _("to come"));
		break;
	}
	hold_done(&h);
	return str_take(&out);
}
