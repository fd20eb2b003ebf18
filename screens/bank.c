/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the months of one grant's part hold. Argument: "led" or "bpa.hours". */
#include "common.h"

struct bank_state {
	char *grant; /* "led", "bpa.hours"; NULL: none chosen yet */
	month_t month;
	struct what_if what_if;
	enum unit tried; /* the unit of what_if */
};

/* What the tables show, alive as long as the page. */
struct view {
	const struct app *app;
	struct bank_view of;
	bool overdrafts;
};

static void view_free(void *data)
{
	struct view *view = data;

	bank_view_done(&view->of);
	free(view);
}

static const struct bank_month *last_row(const struct bank_view *of)
{
	return &of->bank.months[of->bank.count - 1];
}

static char *figure(const struct bank_view *of, int64_t amount)
{
	return text_figure(amount, of->rules_part->unit);
}

/* ---- the rules in words */

static void say_carry(struct str *out, const struct carry_rules *rules)
{
	switch (rules->carry) {
	case CARRY_WINDOW:
		if (!rules->lapse)
			str_join(out, " ", _("What is not used is kept until the grant ends."));
		else if (rules->window == 1)
			str_join(out, " ", _("What is not used lapses at the end of the month."));
		else
			str_addf(out, ngettext(" What is not used can still be used in the month that follows, then it lapses.",
			                       " What is not used can still be used in the %d months that follow, then it lapses.",
			                       (unsigned long)rules->window - 1),
			         rules->window - 1);
		break;
	case CARRY_YEAR:
		str_join(out, " ", _("What is not used can be used until the end of the year, when it is settled."));
		break;
	case CARRY_POT:
		str_join(out, " ", _("It can be used until the grant ends."));
		break;
	case CARRY_NONE:
		str_join(out, " ", _("What is not used by the end of the period lapses."));
		break;
	}
}

static char *rules_sentence(const struct app *app, const struct bank_view *of)
{
	const struct grant_amount *amount = grant_amount_on(&of->decision, of->part, month_last(last_row(of)->month));
	struct str out = STR_INIT;
	struct hold h = HOLD_INIT;

	if (amount) {
		struct rate rate = { amount->amount, of->rules_part->unit, amount->per };

		str_addf(&out, _("Granted: %s."), hold(&h, text_rate(&rate, screen_currency(app))));
	}
	say_carry(&out, &of->rules);
	if (of->rules.cap)
		str_addf(&out, _(" At most %s can be at hand."), hold(&h, amount_text(app, of->rules.cap, of->rules_part->unit)));
	if (of->rules.carry == CARRY_WINDOW)
		str_join(&out, " ", of->rules.use == USE_NEWEST_FIRST ? _("The newest is used first.") : _("The oldest is used first."));
	hold_done(&h);
	return str_take(&out);
}

static void add_words(struct page *page, const struct app *app, const struct bank_state *state, const struct bank_view *of)
{
	struct page_block *block = page_add_text(page, NULL);
	const struct bank_month *row = last_row(of);
	enum unit unit = of->rules_part->unit;
	struct hold h = HOLD_INIT;

	if (state->what_if.amount)
		block_add_linef(block, MEANING_WARN, _("Only tried, not booked: %s more in %s. t tries another, or none."),
		                hold(&h, amount_text(app, state->what_if.amount, unit)), hold(&h, text_month(state->what_if.month)));
	block_add_line(block, MEANING_NORMAL, hold(&h, rules_sentence(app, of)));
	if (row->overdraft)
		block_add_line(block, MEANING_BAD, hold(&h, overdraft_sentence(app, row->overdraft, unit, row->month)));
	if (of->lapses)
		block_add_line(block, month_of(of->next.day) == row->month ? MEANING_WARN : MEANING_STRONG,
		               hold(&h, lapse_sentence(app, &of->rules, unit, of->next, of->use_to_keep)));
	else
		block_add_line(block, MEANING_NORMAL, _("Nothing that is at hand now will lapse."));
	hold_done(&h);
}

/* ---- month by month */

enum { MONTH, GRANTED, AT_HAND, USED, TAKEN, LAPSED, LEFT, OVER };

/* "Jun 15:00, May 15:00"; lots of other years with their year. */
static char *taken_text(const struct bank_view *of, const struct bank_month *row)
{
	struct str out = STR_INIT;

	for (int i = 0; i < row->taken_count; i++) {
		month_t lot = row->taken[i].lot;
		char *amount = figure(of, row->taken[i].amount);
		char *month = month_year(lot) == month_year(row->month) ? mem_text(text_month_name(month_number(lot))) :
		                                                          text_month_short(lot);

		str_addf(&out, "%s%s %s", i ? ", " : "", month, amount);
		free(month);
		free(amount);
	}
	return out.length ? str_take(&out) : mem_text("–");
}

/* A figure that is only there where something happened. */
static void happened(struct page_cell *out, const struct bank_view *of, int64_t amount, enum meaning meaning)
{
	if (amount)
		cell_take(out, meaning, figure(of, amount));
	else
		page_cell_set(out, MEANING_MUTED, "–");
}

static void month_cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct view *view = data;
	const struct bank_view *of = &view->of;
	const struct bank_month *row = &of->bank.months[number];

	switch (column) {
	case MONTH:
		cell_take(out, MEANING_NORMAL, text_month_short(row->month));
		break;
	case GRANTED:
		cell_take(out, MEANING_NORMAL, figure(of, row->granted));
		break;
	case AT_HAND:
		cell_take(out, MEANING_NORMAL, figure(of, row->at_hand));
		break;
	case USED:
		cell_take(out, MEANING_NORMAL, figure(of, row->used));
		break;
	case TAKEN:
		cell_take(out, row->taken_count ? MEANING_NORMAL : MEANING_MUTED, taken_text(of, row));
		break;
	case LAPSED:
		happened(out, of, row->lapsed, MEANING_WARN);
		break;
	case LEFT:
		cell_take(out, MEANING_STRONG, figure(of, row->left));
		break;
	default:
		happened(out, of, row->overdraft, MEANING_BAD);
	}
}

static void month_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	month_format(((const struct view *)data)->of.bank.months[number].month, id);
}

static void add_months(struct page *page, struct view *view)
{
	struct page_block *block = page_add_table(page, _("Month by month"));

	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Granted"), 4, true, false);
	block_add_column(block, _("At hand"), 1, true, false);
	block_add_column(block, _("Used"), 1, true, false);
	block_add_column(block, _("Taken from"), 5, false, true);
	block_add_column(block, _("Lapsed"), 2, true, false);
	block_add_column(block, _("Left"), 1, true, false);
	if (view->overdrafts)
		block_add_column(block, _("Overdrawn"), 3, true, false);
	block_fill_table(block, (size_t)view->of.bank.count, month_cell, month_id, view, view_free, NULL);
}

/* ---- what is at hand, and how long */

struct lots {
	enum unit unit;
	day_t grant_end;
	month_t now;
	int count;
	struct lot of[];
};

/* What is at hand before the month's end: the lots that end with it, then those that live on. */
static struct lots *lots_at_hand(const struct bank_view *of)
{
	const struct bank_month *row = last_row(of);
	struct lots *lots = mem_zero(1, sizeof *lots + sizeof *lots->of * (size_t)(row->ending_count + row->lot_count));

	*lots = (struct lots){ .unit = of->rules_part->unit, .grant_end = of->decision.to, .now = row->month };
	for (int i = 0; i < row->ending_count; i++)
		lots->of[lots->count++] = row->ending[i];
	for (int i = 0; i < row->lot_count; i++)
		lots->of[lots->count++] = row->lots[i];
	return lots;
}

static day_t last_day(const struct lots *lots, const struct lot *lot)
{
	if (lot->last == MONTH_OPEN)
		return lots->grant_end;
	return month_last(lot->last) < lots->grant_end ? month_last(lot->last) : lots->grant_end;
}

static void lot_cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct lots *lots = data;
	const struct lot *lot = &lots->of[number];
	day_t day = last_day(lots, lot);

	if (column == 0)
		cell_take(out, MEANING_NORMAL, text_month(lot->month));
	else if (column == 1)
		cell_take(out, MEANING_NORMAL, text_figure(lot->left, lots->unit));
	else if (day == DAY_MAX)
		page_cell_set(out, MEANING_NORMAL, _("no last day"));
	else
		cell_take(out, lot->last == lots->now ? MEANING_WARN : MEANING_NORMAL, text_day_long(day));
}

static void lot_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	char month[8];

	month_format(((const struct lots *)data)->of[number].month, month);
	snprintf(id, ITEM_ID_MAX, "lot %s %zu", month, number);
}

static void add_lots(struct page *page, const struct bank_view *of)
{
	struct page_block *block = page_add_table(page, _("At hand"));
	struct lots *lots = lots_at_hand(of);

	block_add_column(block, _("Granted for"), 1, false, false);
	block_add_column(block, _("Left"), 1, true, false);
	block_add_column(block, _("Can be used until"), 1, false, true);
	block_fill_table(block, (size_t)lots->count, lot_cell, lot_id, lots, free, _("Nothing is at hand."));
}

/* ---- which grant */

struct finding {
	struct names parts;
	day_t today;
	int running; /* the first that runs today, −1 */
};

static void find_part(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, bool several)
{
	struct finding *finding = context;
	char *name = part_name(grant->id, part ? part->id : "", several);
	int number = names_number(&finding->parts, name);

	(void)scheme;
	if (finding->running < 0 && grant_covers(grant, finding->today))
		finding->running = number;
	free(name);
}

static struct finding find_parts(struct app *app)
{
	struct finding finding = { .today = app_today(app), .running = -1 };

	each_part(app, find_part, &finding);
	if (finding.running < 0)
		finding.running = finding.parts.count - 1;
	return finding;
}

static void choose(struct bank_state *state, const char *grant)
{
	char *copy = mem_text(grant);

	free(state->grant);
	state->grant = copy;
	state->what_if = (struct what_if){ 0, 0 };
}

static bool no_grant(struct page *page)
{
	struct page_block *block = page_add_text(page, NULL);

	page_title(page, _("Bank"), NULL);
	block_add_line(block, MEANING_NORMAL, _("There is no grant yet. Grants (5) is where one is added."));
	return true;
}

static bool build(void *data, struct ui *ui, struct page *page, struct status *st)
{
	struct bank_state *state = data;
	struct app *app = screen_app(ui);
	struct hold h = HOLD_INIT;
	struct view *view;
	char focus[8];

	if (!state->grant) {
		struct finding finding = find_parts(app);

		choose(state, finding.running < 0 ? NULL : names_label(&finding.parts, finding.running));
		names_done(&finding.parts);
	}
	if (!state->grant)
		return no_grant(page);
	view = mem_zero(1, sizeof *view);
	view->app = app;
	if (!app_bank(app, state->grant, state->month, &state->what_if, &view->of, st)) {
		free(view);
		return false;
	}
	for (int i = 0; i < view->of.bank.count; i++)
		view->overdrafts |= view->of.bank.months[i].overdraft != 0;
	page_title(page, hold(&h, str_make(_("Bank · %s"), state->grant)),
	           scheme_text(view->of.several ? &view->of.rules_part->name : &view->of.scheme->name, text_lang()));
	add_words(page, app, state, &view->of);
	month_format(last_row(&view->of)->month, focus);
	add_months(page, view);
	add_lots(page, &view->of);
	page_focus(page, focus, 0);
	hold_done(&h);
	return true;
}

/* ---- actions */

static void turn(struct ui *ui, struct bank_state *state, int by)
{
	struct finding finding = find_parts(screen_app(ui));
	int count = finding.parts.count;
	int now = state->grant ? names_number(&finding.parts, state->grant) : 0;

	if (count < 2)
		ui_say(ui, MEANING_NORMAL, _("There is no other grant."));
	else
		choose(state, names_label(&finding.parts, now >= count ? 0 : (now + by + count) % count));
	ui_rebuild(ui);
	names_done(&finding.parts);
}

static void previous(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	turn(ui, state, -1);
}

static void next(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	turn(ui, state, 1);
}

/* A row of the months opens the hours that were used in it. */
static void show_hours(struct ui *ui, void *data, const struct page_item *item)
{
	const struct bank_state *state = data;
	char *argument;

	if (strncmp(item->id, "lot ", 4) == 0)
		argument = str_make("%.7s/%s", item->id + 4, state->grant);
	else
		argument = str_make("%s/%s", item->id, state->grant);
	ui_open(ui, "hours", argument);
	free(argument);
}

/* ---- forms: the state lies under them and outlives them */

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
		choose(state, grant);
	free(grant);
	ui_rebuild(ui);
	return true;
}

static void go_to(struct ui *ui, void *data, const struct page_item *item)
{
	struct bank_state *state = data;
	struct choices grants = { 0 };
	struct form *form = form_new("bank-goto", _("Which bank to show"), _("Show"));
	char month[8];

	(void)item;
	month_format(state->month, month);
	choices_grants(&grants, screen_app(ui));
	form_add_ids(form, "grant", _("Grant"), &grants, state->grant);
	form_add(form, "month", _("Up to month"), _("2025-03, 3.2025 or last"), month);
	form->data = state;
	form->submit = set_grant;
	ui_form(ui, form);
}

/* Runs the bank with the booking that was typed; without one as it is. bank_view_done(). */
static bool run_try(struct app *app, const struct form *form, struct what_if *typed, enum unit *unit, struct bank_view *out, int *bad,
                    struct status *st)
{
	const struct bank_state *state = form->data;

	*typed = (struct what_if){ 0, state->month };
	*bad = 0;
	if (form_typed(form, "amount") && !quantity_parse(form_value(form, "amount"), &typed->amount, unit, st))
		return false;
	*bad = 1;
	if (form_typed(form, "month") && !month_parse(form_value(form, "month"), app_today(app), &typed->month, st))
		return false;
	if (!app_bank(app, state->grant, typed->month, typed, out, st))
		return false;
	if (!typed->amount || *unit == out->rules_part->unit)
		return true;
	*bad = 0;
	status_set(st, STATUS_INPUT, "unit", N_("“{1}” counts {2}."), "sn", state->grant, unit_name(out->rules_part->unit));
	bank_view_done(out);
	return false;
}

static bool submit_try(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct bank_state *state = form->data;
	struct what_if typed;
	struct bank_view view;

	if (!run_try(screen_app(ui), form, &typed, &state->tried, &view, bad, st))
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
	const struct bank_month *row = last_row(then);
	enum unit unit = then->rules_part->unit;
	struct hold h = HOLD_INIT;

	str_addf(out, _("In %s, %s would be left instead of %s."), hold(&h, text_month(row->month)),
	         hold(&h, amount_text(app, row->left, unit)), hold(&h, amount_text(app, last_row(now)->left, unit)));
	if (row->overdraft)
		str_join(out, "\n", hold(&h, overdraft_sentence(app, row->overdraft, unit, row->month)));
	if (row->taken_count)
		str_addf(out, _("\nTaken from: %s."), hold(&h, taken_text(then, row)));
	if (then->lapses)
		str_join(out, "\n", hold(&h, lapse_sentence(app, &then->rules, unit, then->next, then->use_to_keep)));
	hold_done(&h);
}

static void preview_try(struct ui *ui, const struct form *form, struct str *out)
{
	const struct bank_state *state = form->data;
	struct app *app = screen_app(ui);
	struct what_if typed;
	struct bank_view now, then;
	struct status st = STATUS_INIT;
	enum unit unit;
	int bad;

	if (!form_typed(form, "amount"))
		return;
	if (!run_try(app, form, &typed, &unit, &then, &bad, &st)) {
		char *text = text_status(&st);

		str_add(out, text);
		free(text);
		return;
	}
	if (app_bank(app, state->grant, typed.month, NULL, &now, NULL)) {
		say_try(app, &now, &then, out);
		bank_view_done(&now);
	}
	bank_view_done(&then);
}

static void try_booking(struct ui *ui, void *data, const struct page_item *item)
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
		quantity_format(state->what_if.amount, state->tried, amount);
	form = form_new("bank-try", _("What would happen?"), _("Show it"));
	form->intro = mem_text(_("Nothing is booked. Without an amount the bank is shown as it is."));
	form_add(form, "amount", _("Amount"), _("6:00, 2d or 1x"), amount);
	form_add(form, "month", _("In month"), _("2025-03, 3.2025 or this"), month);
	form->data = state;
	form->submit = submit_try;
	form->preview = preview_try;
	ui_form(ui, form);
}

static void *bank_open(struct ui *ui, const char *argument)
{
	struct bank_state *state = mem_zero(1, sizeof *state);

	state->grant = mem_text(argument);
	state->month = month_of(app_today(screen_app(ui)));
	return state;
}

static void bank_close(void *data)
{
	struct bank_state *state = data;

	free(state->grant);
	free(state);
}

static const struct action actions[] = {
	{ "bank.hours", "Enter", N_("hours"), N_("Shows the hours that were used in this month."), NEEDS_ROW, show_hours },
	{ "bank.try", "t", N_("try"), N_("Shows what would happen if so many hours were used; nothing is booked."), NEEDS_NOTHING, try_booking },
	{ "bank.previous", "Left p [", N_("previous"), N_("Shows the bank of the grant before."), NEEDS_NOTHING, previous },
	{ "bank.next", "Right n ]", N_("next"), N_("Shows the bank of the next grant."), NEEDS_NOTHING, next },
	{ "bank.goto", "g", N_("go to"), N_("Asks for a grant and the month up to which it is shown."), NEEDS_NOTHING, go_to },
	CHANGE_ACTIONS,
};

const struct screen screen_bank = {
	.id = "bank",
	.title = N_("Bank"),
	.help = N_("What one grant has given, month by month, and what became of it. “At hand” is what could be used in the month, with what was "
	           "saved before. “Taken from” says from which months’ hours the use was taken. “Lapsed” is what could no longer be used after "
	           "the month, “Left” is what went on into the next one. Below stands what is at hand now and the last day on which each part "
	           "of it can be used. If more was used than was at hand, a column “Overdrawn” says how much: it is never taken from later "
	           "months."),
	.keys = "3",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = bank_open,
	.build = build,
	.close = bank_close,
};
