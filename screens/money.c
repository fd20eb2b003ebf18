/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year's money. Argument: "2024" or "2024/mer". */
#include "forms.h"

struct money_state {
	struct period period; /* first: common.h */
	char *grant;          /* what is shown; NULL: all */
};

struct list {
	const struct app *app;
	struct grid *grid;
	int64_t spent, counted;
	int count;
};

/* ---- the rows */

static enum meaning counted_meaning(const struct money_view *view)
{
	if (!money_kind_spends(view->money.kind))
		return MEANING_MUTED;
	return view->counted == view->money.amount ? MEANING_NORMAL : MEANING_WARN;
}

/* What of a row counts, in words where a figure would only repeat the amount. */
static char *counted_text(const struct money_view *view)
{
	if (!money_kind_spends(view->money.kind))
		return mem_text("–");
	if (!view->counted)
		return mem_text(_("not counted"));
	if (view->money.lifted)
		return mem_text(_("by decision"));
	return view->counted == view->money.amount ? mem_text(_("yes")) : text_figure(view->counted, UNIT_MONEY);
}

static bool add_row(void *context, const struct money_view *view)
{
	const struct money *money = &view->money;
	struct list *list = context;
	char id[ITEM_ID_MAX];

	snprintf(id, sizeof id, "%" PRId64, money->id);
	grid_row(list->grid, id);
	grid_put(list->grid, MEANING_NORMAL, text_day_short(money->day));
	grid_put(list->grid, MEANING_NORMAL, text_figure(money->amount, UNIT_MONEY));
	grid_put(list->grid, counted_meaning(view), counted_text(view));
	grid_put(list->grid, MEANING_NORMAL, mem_text(app_money_category(view)));
	grid_put(list->grid, MEANING_NORMAL, part_name(money->grant, money->part, view->several));
	grid_put(list->grid, MEANING_NORMAL, mem_text(_(money_kind_label(money->kind))));
	grid_put(list->grid, MEANING_NORMAL, mem_text(money->voucher ? money->voucher : ""));
	grid_put(list->grid, MEANING_NORMAL, mem_text(money->note));
	if (money_kind_spends(money->kind))
		list->spent += money->amount;
	list->counted += view->counted;
	list->count++;
	return true;
}

static void add_sum(struct list *list)
{
	grid_row(list->grid, "sum");
	grid_put(list->grid, MEANING_STRONG, mem_text(_("Spent")));
	grid_put(list->grid, MEANING_STRONG, text_figure(list->spent, UNIT_MONEY));
	grid_put(list->grid, MEANING_STRONG, text_figure(list->counted, UNIT_MONEY));
	for (int i = 0; i < 5; i++)
		grid_put(list->grid, MEANING_NORMAL, mem_text(""));
}

static bool add_rows(struct page *page, struct app *app, const struct money_state *state, struct status *st)
{
	struct money_query query = { period_from(&state->period), period_to(&state->period), state->grant, -1 };
	struct list list = { .app = app, .grid = grid_new(8) };
	struct page_block *block;
	char *empty;

	if (!app_money(app, &query, add_row, &list, st)) {
		grid_free(list.grid);
		return false;
	}
	if (list.count)
		add_sum(&list);
	block = page_add_table(page, NULL);
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("Amount"), 1, true, false);
	block_add_column(block, _("Counted"), 1, true, false);
	block_add_column(block, _("Category"), 2, false, false);
	block_add_column(block, _("Grant"), 3, false, false);
	block_add_column(block, _("Kind"), 4, false, false);
	block_add_column(block, _("Voucher"), 5, false, false);
	block_add_column(block, _("Text"), 6, false, true);
	empty = str_make(_("No money is booked in %d. a books some; Left and Right go to other years."), (int)state->period.at);
	grid_fill(block, list.grid, empty);
	block->table.has_sum = list.count > 0;
	free(empty);
	page_focus_place(page, list.count ? (size_t)list.count - 1 : 0);
	return true;
}

/* ---- how each part stands */

struct telling {
	const struct app *app;
	struct page *page;
	struct page_block *block;
};

static bool tell_part(void *context, const struct money_part *part)
{
	struct telling *telling = context;
	const struct money_year *year = part->year;
	struct hold h = HOLD_INIT;
	const char *name = hold(&h, part_name(part->grant->id, part->rules_part->id, part->several));

	if (!telling->block)
		telling->block = page_add_text(telling->page, _("How the year stands"));
	if (year->overdraft)
		block_add_linef(telling->block, MEANING_BAD, _("%1$s: %2$s more is used than the %3$s of this year."), name,
		                hold(&h, amount_text(telling->app, year->overdraft, UNIT_MONEY)),
		                hold(&h, amount_text(telling->app, year->granted, UNIT_MONEY)));
	else
		block_add_linef(telling->block, MEANING_STRONG, _("%1$s: %2$s granted, %3$s used, %4$s left."), name,
		                hold(&h, amount_text(telling->app, year->granted, UNIT_MONEY)),
		                hold(&h, amount_text(telling->app, year->used, UNIT_MONEY)),
		                hold(&h, amount_text(telling->app, year->left, UNIT_MONEY)));
	if (year->spent.threshold)
		block_add_line(telling->block, year->spent.reached ? MEANING_NORMAL : MEANING_WARN,
		               hold(&h, app_threshold_sentence(telling->app, &year->spent)));
	if (year->spent.threshold && day_year(year->spent.threshold_from) < year->spent.year)
		block_add_line(telling->block, MEANING_NORMAL, hold(&h, app_old_threshold_sentence(&year->spent)));
	hold_done(&h);
	return true;
}

static bool build(void *data, struct ui *ui, struct page *page, struct status *st)
{
	const struct money_state *state = data;
	struct app *app = screen_app(ui);
	struct telling telling = { app, page, NULL };
	char *title = str_make(_("Money · %d"), (int)state->period.at);
	char *only = state->grant ? str_make(_("only %s"), state->grant) : NULL;
	bool ok;

	page_title(page, title, only);
	ok = add_rows(page, app, state, st) && app_money_parts(app, state->period.at, state->grant, tell_part, &telling, st);
	free(only);
	free(title);
	return ok;
}

/* ---- opening */

static void *money_open(struct ui *ui, const char *argument)
{
	struct money_state *state = mem_zero(1, sizeof *state);
	const char *grant;

	state->period = period_now(screen_app(ui), PERIOD_YEAR);
	grant = period_read(&state->period, argument);
	if (grant && *grant)
		state->grant = mem_text(grant);
	return state;
}

static void money_close(void *data)
{
	struct money_state *state = data;

	free(state->grant);
	free(state);
}

/* ---- actions */

static int64_t id_of(const struct page_item *item)
{
	return strtoll(item->id, NULL, 10);
}

static void add(struct ui *ui, void *data, const struct page_item *item)
{
	const struct money_state *state = data;
	const struct app *app = screen_app(ui);

	(void)item;
	money_ask(ui, period_is_now(&state->period, app) ? app_today(app) : period_to(&state->period), state->grant);
}

static void edit(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	money_ask_edit(ui, id_of(item));
}

static void withdraw(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	money_ask_withdraw(ui, id_of(item));
}

/* The form lies over the screen, whose state outlives it. */
static bool set_filter(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct money_state *state = form->data;

	(void)bad;
	(void)st;
	free(state->grant);
	state->grant = form_id(form, "grant");
	ui_rebuild(ui);
	return true;
}

static void filter(struct ui *ui, void *data, const struct page_item *item)
{
	struct money_state *state = data;
	struct choices grants = { 0 };
	struct form *form = form_new("money-filter", _("Which money to show"), _("Show"));

	(void)item;
	choices_add_none(&grants, _("all grants"));
	choices_money(&grants, screen_app(ui));
	form_add_ids(form, "grant", _("Grant"), &grants, state->grant);
	form->data = state;
	form->fleeting = true;
	form->submit = set_filter;
	ui_form(ui, form);
}

static const struct action actions[] = {
	{ "money.edit", "Enter e", N_("edit"), N_("Shows the row with all its fields and changes it; what it was before is kept."),
	  NEEDS_ROW | NEEDS_LEADER, edit },
	{ "money.add", "a Insert", N_("book"), N_("Books an expense, or money that came in or was paid back."), NEEDS_LEADER, add },
	{ "money.withdraw", "w Delete", N_("withdraw"), N_("Withdraws the row: it no longer counts, and is kept."),
	  NEEDS_ROW | NEEDS_LEADER, withdraw },
	{ "money.filter", "f", N_("filter"), N_("Shows only one grant's money."), NEEDS_NOTHING, filter },
	PERIOD_ACTIONS("money", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_money = {
	.id = "money",
	.title = N_("Money"),
	.help = N_("One year's money, a line for each voucher: expenses and wages, and what the authority paid or got back. “Counted” "
	           "says what of it counts: of some categories nothing, of some only so much a year. The last line sums up what was "
	           "spent and what of it counts. Below stands how each grant's money stands in the year; where a year needs a minimum "
	           "of expenses, it says how far it is. While you type, the form says what would count and what would be left."),
	.keys = "M",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = money_open,
	.build = build,
	.close = money_close,
};
