/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of a year: which are closed, which can be, what keeps them from it. Argument: "2025". */
#include "closed.h"

#include "ledsag/base/utf8.h"

#define STATE_MOST 32

/* ---- in words above the table */

static void add_next(struct page_block *block, const struct app *app, month_t next)
{
	struct hold h = HOLD_INIT;
	const char *month = hold(&h, text_month(next));

	if (month_last(next) < app_today(app))
		block_add_linef(block, MEANING_STRONG, _("The next to be closed is %s."), month);
	else if (month_first(next) <= app_today(app))
		block_add_linef(block, MEANING_NORMAL, _("%1$s runs until %2$s: it can be closed after that."), month,
		                hold(&h, text_day_long(month_last(next))));
	hold_done(&h);
}

static void add_words(struct page *page, const struct app *app, const struct month_states *states)
{
	struct page_block *block = page_add_text(page, NULL);
	char *last = states->last == MONTH_NONE ? NULL : text_month(states->last);

	if (states->next == MONTH_NONE) {
		block_add_line(block, MEANING_NORMAL, _("There is no grant yet, so there is nothing to close."));
	} else {
		if (last)
			block_add_linef(block, MEANING_NORMAL, _("All months are closed until %s."), last);
		else
			block_add_line(block, MEANING_NORMAL, _("No month is closed."));
		add_next(block, app, states->next);
	}
	free(last);
}

/* ---- the table */

static enum meaning meaning_of(const struct month_state *state)
{
	switch (state->stage) {
	case STAGE_NEXT:
		return MEANING_STRONG;
	case STAGE_CLOSED:
		return MEANING_GOOD;
	case STAGE_BEFORE:
	case STAGE_TO_COME:
		return MEANING_MUTED;
	default:
		return MEANING_NORMAL;
	}
}

static void put_count(struct grid *grid, enum meaning meaning, int count)
{
	grid_put(grid, count ? meaning : MEANING_MUTED, count ? str_make("%d", count) : mem_text("–"));
}

static void put_amount(struct grid *grid, int64_t amount, enum unit unit)
{
	grid_put(grid, amount ? MEANING_NORMAL : MEANING_MUTED, amount ? text_figure(amount, unit) : mem_text("–"));
}

static bool any_paid(const struct month_states *states)
{
	for (int i = 0; i < states->count; i++)
		if (states->of[i].paid)
			return true;
	return false;
}

static void add_row(struct grid *grid, const struct month_states *states, const struct month_state *state, bool paid)
{
	char id[ITEM_ID_MAX];

	month_format(state->month, id);
	grid_row(grid, id);
	grid_put(grid, meaning_of(state), text_month_short(state->month));
	grid_put(grid, meaning_of(state), month_state_text(state));
	put_amount(grid, state->minutes, UNIT_MINUTES);
	put_count(grid, MEANING_NORMAL, state->entries);
	if (states->approves)
		put_count(grid, MEANING_WARN, state->not_approved);
	if (paid && state->paid)
		put_amount(grid, state->pay, UNIT_MONEY);
	else if (paid)
		grid_put(grid, MEANING_MUTED, NULL);
	put_count(grid, MEANING_NORMAL, state->corrections);
}

/* Which months are closed is what one comes for: the words of it go before other columns. */
static int widest_state(const struct month_states *states)
{
	int widest = 0;

	for (int i = 0; i < states->count; i++) {
		char *text = month_state_text(&states->of[i]);
		int width = utf8_width(text);

		widest = width > widest ? width : widest;
		free(text);
	}
	return widest > STATE_MOST ? STATE_MOST : widest;
}

static void add_table(struct page *page, const struct month_states *states)
{
	struct page_block *block = page_add_table(page, NULL);
	bool paid = any_paid(states);
	struct grid *grid = grid_new(5 + states->approves + paid);

	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("State"), 1, false, true);
	block->table.columns[block->table.column_count - 1].least = widest_state(states);
	block_add_column(block, _("Hours"), 2, true, false);
	block_add_column(block, _("Entries"), 5, true, false);
	if (states->approves)
		block_add_column(block, _("Not approved"), 2, true, false);
	if (paid)
		block_add_column(block, _("Pay"), 4, true, false);
	block_add_column(block, _("Corrections"), 3, true, false);
	for (int i = 0; i < states->count; i++)
		add_row(grid, states, &states->of[i], paid);
	grid_fill(block, grid, NULL);
}

/* ---- what was opened again */

static bool same_opening(const struct month_state *x, const struct month_state *y)
{
	return y->opened && x->on == y->on && !strcmp(x->by, y->by) && !strcmp(x->why, y->why);
}

static void add_opening(struct page_block *block, struct app *app, const struct month_state *first, const struct month_state *last)
{
	struct hold h = HOLD_INIT;
	const char *months = hold(&h, text_month(first->month)), *day = hold(&h, text_day_long(first->on));
	const char *who = hold(&h, person_name(app, first->by));

	if (first == last)
		/* TRANSLATORS: month, who, day, reason */
		block_add_linef(block, MEANING_WARN, _("%1$s was opened again by %2$s on %3$s: %4$s"), months, who, day, first->why);
	else
		/* TRANSLATORS: first month, who, day, reason, last month */
		block_add_linef(block, MEANING_WARN, _("%1$s to %5$s were opened again by %2$s on %3$s: %4$s"), months, who, day, first->why,
		                hold(&h, text_month(last->month)));
	hold_done(&h);
}

/* Those that are still open; a year that was opened as one is said at once. */
static void add_openings(struct page *page, struct app *app, const struct month_states *states)
{
	struct page_block *block = NULL;

	for (int i = 0, last; i < states->count; i = last + 1) {
		last = i;
		if (!states->of[i].opened)
			continue;
		while (last + 1 < states->count && same_opening(&states->of[i], &states->of[last + 1]))
			last++;
		if (!block)
			block = page_add_text(page, NULL);
		add_opening(block, app, &states->of[i], &states->of[last]);
	}
}

/* What one comes for: the month to be closed; else the last that is not still to come. */
static size_t first_focus(const struct month_states *states)
{
	size_t focus = 0;

	for (int i = 0; i < states->count; i++) {
		if (states->of[i].stage == STAGE_NEXT)
			return (size_t)i;
		if (states->of[i].stage != STAGE_TO_COME)
			focus = (size_t)i;
	}
	return focus;
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct month_states states;
	struct hold h = HOLD_INIT;

	if (!app_month_states(app, month_make(period->at, 1), month_make(period->at, 12), false, &states, st))
		return false;
	page_title(page, hold(&h, str_make(_("Closing · %s"), hold(&h, period_text(period)))), NULL);
	add_words(page, app, &states);
	add_table(page, &states);
	add_openings(page, app, &states);
	page_focus_place(page, first_focus(&states));
	month_states_done(&states);
	hold_done(&h);
	return true;
}

static void *closing_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_YEAR);
	period_read(period, argument);
	return period;
}

/* ---- actions */

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "month", item->id);
}

static void close_one(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	closing_ask(ui, item->id, false);
}

static void close_earlier(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	closing_ask(ui, item->id, true);
}

static void close_year(struct ui *ui, void *state, const struct page_item *item)
{
	char *year = period_text(state);

	(void)item;
	closing_ask(ui, year, false);
	free(year);
}

static void reopen(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	closing_ask_open(ui, item->id);
}

static void reopen_year(struct ui *ui, void *state, const struct page_item *item)
{
	char *year = period_text(state);

	(void)item;
	closing_ask_open(ui, year);
	free(year);
}

static void hours(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "hours", item->id);
}

static const struct action actions[] = {
	{ "closing.month", "Enter", N_("details"), N_("Shows what was closed and opened again in this month, by whom and why, and its corrections."),
	  NEEDS_ROW, details },
	{ "closing.close", "c", N_("close"), N_("Closes this month, after a question: it stays as it is, and what changes later becomes a correction."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, close_one },
	{ "closing.earlier", "e", N_("close with earlier"), N_("Closes this month and those before it that are still open, after a question."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, close_earlier },
	{ "closing.year", "y", N_("close the year"), N_("Closes what is still open of the whole year, once its account has nothing missing; after a question."),
	  NEEDS_WRITE | NEEDS_LEADER, close_year },
	{ "closing.reopen", "o", N_("open again"), N_("Asks why, and opens the last closed month again."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, reopen },
	{ "closing.reopenyear", "O", N_("open the year again"), N_("Asks why, and opens all closed months of the year again."),
	  NEEDS_WRITE | NEEDS_LEADER, reopen_year },
	{ "closing.hours", "H", N_("hours"), N_("Shows the hours of this month."), NEEDS_ROW, hours },
	PERIOD_ACTIONS("closing", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_closing = {
	.id = "closing",
	.title = N_("Closing"),
	.help = N_("The months of a year and how they stand. A closed month stays as it was accounted for: its hours, its pay, and what "
	           "the bank held. What is changed in it later does not change it: the difference becomes a correction, with its date and "
	           "reason, and counts in the first month that is still open. Months close in order, once they are over; where hours are "
	           "approved, all of the month have to be. “Corrections” says how many of earlier months count in a month. A year can "
	           "be closed as a whole when its account (7) has nothing missing. The last closed month can be opened again for a "
	           "reason, which stays to be seen; Enter shows what was done, and what an open month is paid by now."),
	.keys = "C",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = closing_open,
	.build = build,
	.close = free,
};
