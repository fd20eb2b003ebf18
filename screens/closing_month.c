/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One month: how it stands, who closed it and opened it again, and the corrections that it has to do with. Argument: "2025-03". */
#include "closed.h"

#define WHAT_LEAST 34

/* ---- how it stands */

static void add_state(struct page_block *block, const struct month_state *state)
{
	char *text = month_state_text(state), *month = text_month(state->month);

	block_add_linef(block, MEANING_STRONG, _("%1$s: %2$s."), month, text);
	free(text);
	free(month);
}

static char *sums_text(const struct app *app, const struct month_state *state)
{
	char *hours = amount_text(app, state->minutes, UNIT_MINUTES), *pay = amount_text(app, state->pay, UNIT_MONEY);
	unsigned long count = (unsigned long)state->entries;
	char *text = str_make(ngettext("%1$d entry, %2$s; pay %3$s.", "%1$d entries, %2$s; pay %3$s.", count), state->entries,
	                      hours, pay);

	free(hours);
	free(pay);
	return text_one_stop(text);
}

static void add_facts(struct page *page, const struct app *app, const struct month_states *states)
{
	struct page_block *block = page_add_text(page, NULL);
	const struct month_state *state = &states->of[0];
	struct hold h = HOLD_INIT;

	add_state(block, state);
	if (state->paid)
		block_add_line(block, MEANING_NORMAL, hold(&h, sums_text(app, state)));
	if (state->stage == STAGE_CLOSED)
		block_add_linef(block, MEANING_NORMAL, _("It stays so. What is different later is a correction that counts in an open month, now in %s."),
		                hold(&h, text_month(states->last + 1)));
	if (state->not_approved)
		block_add_linef(block, MEANING_WARN,
		                ngettext("%d entry is not approved: before the month is closed it has to be approved, rejected or withdrawn.",
		                         "%d entries are not approved: before the month is closed they have to be approved, rejected or withdrawn.",
		                         (unsigned long)state->not_approved), state->not_approved);
	hold_done(&h);
}

/* ---- what was done with it */

struct closings {
	const struct app *app;
	month_t month;
	struct grid *grid;
	struct names people;
	int count;
};

static bool add_closing(void *context, const struct closing *closing)
{
	struct closings *c = context;
	char id[ITEM_ID_MAX], month[8];

	if (closing->month != c->month)
		return true;
	month_format(month_of(instant_day(app_zone(c->app), closing->at)), month);
	snprintf(id, sizeof id, "audit %s %d", month, ++c->count);
	grid_row(c->grid, id);
	grid_put(c->grid, MEANING_NORMAL, moment_text(c->app, closing->at));
	grid_put(c->grid, closing->open ? MEANING_WARN : MEANING_GOOD, mem_text(closing->open ? _("opened again") : _("closed")));
	grid_put(c->grid, MEANING_NORMAL, mem_text(names_label(&c->people, names_number(&c->people, closing->actor))));
	grid_put(c->grid, MEANING_NORMAL, mem_text(closing->why ? closing->why : ""));
	return true;
}

static bool add_closings(struct page *page, struct app *app, month_t month, struct status *st)
{
	struct closings closings = { .app = app, .month = month, .grid = grid_new(4) };
	struct page_block *block;
	bool ok;

	names_people(&closings.people, app);
	ok = app_closings(app, add_closing, &closings, st);
	names_done(&closings.people);
	if (!ok || !closings.count) {
		grid_free(closings.grid);
		return ok;
	}
	block = page_add_table(page, _("Closed and opened again"));
	block_add_column(block, _("When"), 2, false, false);
	block_add_column(block, _("What"), 1, false, false);
	block_add_column(block, _("Who"), 3, false, false);
	block_add_column(block, _("Why"), 1, false, true);
	grid_fill(block, closings.grid, NULL);
	return true;
}

/* ---- its corrections */

/* The screen that Enter opens, its argument, and what tells rows of the same apart: "entry 17 3", "grant led 0". */
static void write_id(const struct correction *c, int number, char id[ITEM_ID_MAX])
{
	unsigned apart = (unsigned)number % 1000, year = (unsigned)month_year(c->about) % 10000;

	if (c->entry)
		snprintf(id, ITEM_ID_MAX, "entry %" PRId64 " %u", c->entry, apart);
	else if (c->unit == UNIT_MONEY)
		snprintf(id, ITEM_ID_MAX, "money %04u/%.32s %u", year, c->grant, apart);
	else
		snprintf(id, ITEM_ID_MAX, "grant %.32s %u", c->grant, apart);
}

static void add_table(struct page *page, struct app *app, const struct corrections *corrections)
{
	struct page_block *block = page_add_table(page, _("Corrections of closed months"));
	struct grid *grid = grid_new(6);
	struct names people = { 0 };
	char id[ITEM_ID_MAX];

	names_people(&people, app);
	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Counts in"), 1, false, false);
	block_add_column(block, _("Grant"), 3, false, false);
	block_add_column(block, _("Person"), 4, false, false);
	block_add_column(block, _("Difference"), 1, true, false);
	block_add_column(block, _("What was changed"), 2, false, true);
	block->table.columns[block->table.column_count - 1].least = WHAT_LEAST;
	for (int i = 0; i < corrections->count; i++) {
		const struct correction *c = &corrections->of[i];

		write_id(c, i, id);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, text_month_short(c->about));
		grid_put(grid, MEANING_NORMAL, text_month_short(c->in));
		grid_put(grid, MEANING_NORMAL, mem_text(c->grant));
		grid_put(grid, MEANING_NORMAL, mem_text(names_label(&people, names_number(&people, c->person))));
		grid_put(grid, MEANING_NORMAL, text_figure(c->difference, c->unit));
		grid_put(grid, MEANING_NORMAL, mem_text(c->what));
	}
	grid_fill(block, grid, _("There are none, of this month or in it."));
	names_done(&people);
}

/* The table has no room for all of it: who, when and why stand below. */
static bool add_all_corrections(struct page *page, struct app *app, month_t month, struct status *st)
{
	struct corrections corrections;

	if (!app_corrections(app, month, month, NULL, &corrections, st))
		return false;
	add_table(page, app, &corrections);
	add_corrections(page, app, &corrections, month, month);
	corrections_done(&corrections);
	return true;
}

static bool build(void *data, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = data;
	struct app *app = screen_app(ui);
	month_t month = (month_t)period->at;
	struct month_states states;
	struct hold h = HOLD_INIT;

	if (!app_month_states(app, month, month, true, &states, st))
		return false;
	page_title(page, hold(&h, str_make(_("Closing · %s"), hold(&h, period_text(period)))), NULL);
	add_facts(page, app, &states);
	month_states_done(&states);
	hold_done(&h);
	return add_closings(page, app, month, st) && add_all_corrections(page, app, month, st);
}

static void *month_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_MONTH);
	period_read(period, argument);
	return period;
}

/* ---- actions */

static void open_row(struct ui *ui, void *state, const struct page_item *item)
{
	const char *blank = strchr(item->id, ' '), *end = blank ? strrchr(blank + 1, ' ') : NULL;
	char *screen, *argument;

	(void)state;
	if (!end)
		return;
	screen = mem_textn(item->id, (size_t)(blank - item->id));
	argument = mem_textn(blank + 1, (size_t)(end - blank - 1));
	ui_open(ui, screen, argument);
	free(screen);
	free(argument);
}

static void close_it(struct ui *ui, void *state, const struct page_item *item)
{
	char month[8];

	(void)item;
	month_format((month_t)((const struct period *)state)->at, month);
	closing_ask(ui, month, false);
}

static void reopen(struct ui *ui, void *state, const struct page_item *item)
{
	char month[8];

	(void)item;
	month_format((month_t)((const struct period *)state)->at, month);
	closing_ask_open(ui, month);
}

static void open_of_month(struct ui *ui, const struct period *period, const char *screen)
{
	char month[8];

	month_format((month_t)period->at, month);
	ui_open(ui, screen, month);
}

static void hours(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	open_of_month(ui, state, "hours");
}

static void pay(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	open_of_month(ui, state, "pay");
}

static const struct action actions[] = {
	{ "month.details", "Enter", N_("details"), N_("Shows the entry, grant or money that a correction is about, or the changes of the day of a closing."),
	  NEEDS_ROW, open_row },
	{ "month.close", "c", N_("close"), N_("Closes this month, after a question: it stays as it is, and what changes later becomes a correction."),
	  NEEDS_WRITE | NEEDS_LEADER, close_it },
	{ "month.reopen", "o", N_("open again"), N_("Asks why, and opens the last closed month again."), NEEDS_WRITE | NEEDS_LEADER, reopen },
	{ "month.hours", "H", N_("hours"), N_("Shows the hours of this month."), NEEDS_NOTHING, hours },
	{ "month.pay", "w", N_("pay"), N_("Shows what is paid for this month."), NEEDS_NOTHING, pay },
	PERIOD_ACTIONS("month", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_month = {
	.id = "month",
	.title = N_("Closing of a month"),
	.help = N_("One month: whether it is closed, what it came to, who closed it or opened it again, when and why. Below stand the "
	           "corrections that are about this month, and those of earlier months that count in it; Enter opens the entry that "
	           "was changed. What a correction changes in the pay stands on the page of the pay (P)."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = month_open,
	.build = build,
	.close = free,
};
