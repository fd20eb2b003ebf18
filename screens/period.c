/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months, weeks and years to go through. */
#include "common.h"

static struct period period_of(enum period_unit unit, day_t day)
{
	switch (unit) {
	case PERIOD_WEEK:
		return (struct period){ unit, day - day_weekday(day) };
	case PERIOD_YEAR:
		return (struct period){ unit, day_year(day) };
	case PERIOD_MONTH:
		break;
	}
	return (struct period){ unit, month_of(day) };
}

struct period period_now(const struct app *app, enum period_unit unit)
{
	return period_of(unit, app_today(app));
}

day_t period_from(const struct period *period)
{
	switch (period->unit) {
	case PERIOD_WEEK:
		return period->at;
	case PERIOD_YEAR:
		return day_make(period->at, 1, 1);
	case PERIOD_MONTH:
		break;
	}
	return month_first(period->at);
}

day_t period_to(const struct period *period)
{
	switch (period->unit) {
	case PERIOD_WEEK:
		return period->at + 6;
	case PERIOD_YEAR:
		return day_make(period->at, 12, 31);
	case PERIOD_MONTH:
		break;
	}
	return month_last(period->at);
}

static char *week_text(day_t monday)
{
	struct hold h = HOLD_INIT;
	int year, week;
	char *text;

	week_of(monday, &year, &week);
	/* TRANSLATORS: number of the week, its first and its last day */
	text = str_make(_("week %d, %s to %s"), week, hold(&h, text_day_short(monday)), hold(&h, text_day(monday + 6)));
	hold_done(&h);
	return text;
}

char *period_text(const struct period *period)
{
	switch (period->unit) {
	case PERIOD_WEEK:
		return week_text(period->at);
	case PERIOD_YEAR:
		return str_make("%d", (int)period->at);
	case PERIOD_MONTH:
		break;
	}
	return text_month(period->at);
}

bool period_is_now(const struct period *period, const struct app *app)
{
	return period->at == period_now(app, period->unit).at;
}

/* Reads what a person typed for a period of this unit; any day in it serves as well. */
static bool read_period(const struct app *app, enum period_unit unit, const char *text, struct period *out, struct status *st)
{
	day_t today = app_today(app), day;
	int32_t at = 0;
	bool ok;

	if (day_parse(text, today, DAY_PAST, &day, NULL)) {
		*out = period_of(unit, day);
		return true;
	}
	switch (unit) {
	case PERIOD_WEEK:
		ok = week_parse(text, today, &at, st);
		break;
	case PERIOD_YEAR:
		ok = year_parse(text, &at, st);
		break;
	default:
		ok = month_parse(text, today, &at, st);
	}
	if (ok)
		*out = (struct period){ unit, at };
	return ok;
}

const char *period_read(struct period *period, const char *argument)
{
	const char *slash = argument ? strchr(argument, '/') : NULL;
	char *text;
	int year;

	if (!argument)
		return NULL;
	text = slash ? mem_textn(argument, (size_t)(slash - argument)) : mem_text(argument);
	if (period->unit == PERIOD_MONTH)
		month_parse(text, 0, &period->at, NULL);
	else if (period->unit == PERIOD_WEEK)
		week_parse(text, 0, &period->at, NULL);
	else if (year_parse(text, &year, NULL))
		period->at = year;
	free(text);
	return slash ? slash + 1 : NULL;
}

/* Moves by one and stays inside the years that the program takes. */
static void step(struct ui *ui, struct period *period, int by)
{
	struct period next = *period;

	next.at += period->unit == PERIOD_WEEK ? 7 * by : by;
	if (period_from(&next) < day_make(YEAR_FIRST, 1, 1) || period_to(&next) > day_make(YEAR_LAST, 12, 31)) {
		ui_say(ui, MEANING_WARN, _("There is nothing beyond this."));
		return;
	}
	*period = next;
	ui_rebuild(ui);
}

void period_previous(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	step(ui, state, -1);
}

void period_next(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	step(ui, state, 1);
}

void period_today(struct ui *ui, void *state, const struct page_item *item)
{
	struct period *period = state;

	(void)item;
	*period = period_now(screen_app(ui), period->unit);
	ui_rebuild(ui);
}

/* ---- going to another one */

/* A form knows the period by its address: the screen that owns it lies under the form and outlives it. */
static bool submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct period *period = form->data;

	*bad = 0;
	if (!read_period(screen_app(ui), period->unit, form_value(form, "period"), period, st))
		return false;
	ui_rebuild(ui);
	return true;
}

static bool preview(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct period read = *(const struct period *)form->data;
	char *text;

	(void)bad;
	if (!read_period(screen_app(ui), read.unit, form_value(form, "period"), &read, NULL))
		return true; /* half typed: submitting says what is wrong */
	text = period_text(&read);
	str_add(out, text);
	free(text);
	return true;
}

void period_goto(struct ui *ui, void *state, const struct page_item *item)
{
	static const struct {
		const char *id, *label, *hint;
	} words[] = {
		[PERIOD_MONTH] = { "goto-month", N_("Month"), N_("2025-03, 3.2025, last, or any day in it") },
		[PERIOD_WEEK] = { "goto-week", N_("Week"), N_("2025-W13, 13 as W13, next, or any day in it") },
		[PERIOD_YEAR] = { "goto-year", N_("Year"), N_("2025, or any day in it") },
	};
	struct period *period = state;
	struct form *form = form_new(words[period->unit].id, _("Go to"), _("Show"));

	(void)item;
	form_add(form, "period", _(words[period->unit].label), _(words[period->unit].hint), "");
	form->data = period;
	form->fleeting = true;
	form->submit = submit;
	form->preview = preview;
	ui_form(ui, form);
}
