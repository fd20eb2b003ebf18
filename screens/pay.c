/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are paid for a month, one person's lines, and why an entry is paid as it is. */
#include "closed.h"
#include "common.h"

#include "ledsag/app/rules.h"

/* ---- figures */

static char *money(int64_t amount)
{
	return amount ? text_figure(amount, UNIT_MONEY) : mem_text("–");
}

/* *block is made with the first of them. */
static void add_warnings(struct page *page, const struct notices *notices, struct page_block **block)
{
	if (notices->count && !*block)
		*block = page_add_text(page, _("To look at"));
	for (int i = 0; i < notices->count; i++)
		block_add_line(*block, MEANING_WARN, notices->of[i].message);
}

/* ---- everybody's month. Argument: "2025-03" */

static void put_sums(struct grid *grid, enum meaning meaning, const struct pay_person *person, bool corrected)
{
	int64_t others = 0;

	for (int i = 0; i < PAY_COLUMNS; i++)
		others += i == PAY_HOLIDAY || i == PAY_PENSION ? 0 : person->costs[i];
	grid_put(grid, meaning, text_figure(person->minutes, UNIT_MINUTES));
	grid_put(grid, meaning, money(person->base));
	grid_put(grid, meaning, money(person->supplements));
	grid_put(grid, meaning, money(person->costs[PAY_HOLIDAY]));
	grid_put(grid, meaning, money(person->costs[PAY_PENSION]));
	grid_put(grid, meaning, money(others));
	if (corrected)
		grid_put(grid, meaning, money(person->corrected));
	grid_put(grid, meaning, money(person->total));
}

static void add_sum(struct grid *grid, const struct pay_view *view)
{
	struct pay_person sum = { 0 };

	for (int i = 0; i < view->count; i++) {
		sum.minutes += view->people[i].minutes;
		sum.base += view->people[i].base;
		sum.supplements += view->people[i].supplements;
		for (int j = 0; j < PAY_COLUMNS; j++)
			sum.costs[j] += view->people[i].costs[j];
		sum.corrected += view->people[i].corrected;
		sum.total += view->people[i].total;
	}
	grid_row(grid, "sum");
	grid_put(grid, MEANING_STRONG, mem_text(_("all")));
	put_sums(grid, MEANING_STRONG, &sum, pay_is_corrected(view));
}

static void add_people(struct page *page, const struct pay_view *view, const char *month)
{
	struct page_block *block = page_add_table(page, NULL);
	bool corrected = pay_is_corrected(view);
	struct grid *grid = grid_new(8 + corrected);
	char *empty = str_make(_("Nobody has hours in %s. Left and Right go to other months."), month);

	for (int i = 0; i < view->count; i++) {
		grid_row(grid, view->people[i].id);
		grid_put(grid, MEANING_NORMAL, mem_text(view->people[i].name));
		put_sums(grid, MEANING_NORMAL, &view->people[i], corrected);
	}
	if (view->count > 1)
		add_sum(grid, view);
	block_add_column(block, _("Person"), 1, false, true);
	block_add_column(block, _("Hours"), 2, true, false);
	block_add_column(block, _("Base"), 2, true, false);
	block_add_column(block, _("Supplements"), 2, true, false);
	block_add_column(block, _("Holiday pay"), 3, true, false);
	block_add_column(block, _("Pension"), 3, true, false);
	block_add_column(block, _("Other"), 4, true, false);
	if (corrected)
		block_add_column(block, _("Corrections"), 2, true, false);
	block_add_column(block, _("Total"), 1, true, false);
	grid_fill(block, grid, empty);
	block->table.has_sum = view->count > 1;
	free(empty);
}

/* Who could take them over is told which files have changed. */
static void add_changed(struct page_block *block, struct app *app)
{
	struct rules_kept kept;

	if (!app_may(app, MAY_WRITE_PEOPLE, NULL, NULL) || !app_rules_kept(app, &kept, NULL))
		return;
	for (int i = 0; i < kept.count; i++)
		if (kept.of[i].differs)
			block_add_linef(block, MEANING_MUTED, _("%s has changed: u shows what it would change."), kept.of[i].file);
	rules_kept_done(&kept);
}

static void add_origins(struct page *page, struct app *app, const struct pay_view *view)
{
	struct page_block *block = page_add_text(page, NULL);
	struct hold h = HOLD_INIT;

	if (*view->note)
		block_add_line(block, MEANING_MUTED, view->note);
	block_add_linef(block, MEANING_MUTED, _("File: %s"), hold(&h, app_rules_since(&view->by)));
	add_changed(block, app);
	hold_done(&h);
}

static bool build_month(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct page_block *warnings = NULL;
	struct pay_view view;
	struct hold h = HOLD_INIT;
	const char *month = hold(&h, period_text(period));

	if (!app_pay(screen_app(ui), (month_t)period->at, NULL, &view, st)) {
		hold_done(&h);
		return false;
	}
	page_title(page, hold(&h, str_make(_("Pay · %s"), month)), view.name);
	add_pay_closed(page, &view);
	add_people(page, &view, month);
	for (int i = 0; i < view.count; i++)
		add_warnings(page, &view.people[i].notices, &warnings);
	add_origins(page, screen_app(ui), &view);
	pay_view_done(&view);
	hold_done(&h);
	return true;
}

static void *month_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_MONTH);
	period_read(period, argument);
	return period;
}

static void open_person(struct ui *ui, void *state, const struct page_item *item)
{
	const struct period *period = state;
	char month[8], *argument;

	month_format((month_t)period->at, month);
	argument = str_make("%s/%s", month, item->id);
	ui_open(ui, "payslip", argument);
	free(argument);
}

static void open_rules(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_open(ui, "rules", NULL);
}

static const struct action month_actions[] = {
	{ "pay.payslip", "Enter", N_("details"), N_("Shows what this person is paid, line by line."), NEEDS_ROW, open_person },
	{ "pay.rules", "u", N_("changed rules"), N_("Shows what rule files that have changed would change, and takes them over."),
	  NEEDS_LEADER, open_rules },
	PERIOD_ACTIONS("pay", "p Left [", "n Right ]"),
};

const struct screen screen_pay = {
	.id = "pay",
	.title = N_("Pay"),
	.help = N_("What everybody is paid for the hours that lie in this month: the base wage, the supplements, what the employer "
	           "pays on top. Hours over the month's end are paid where their minutes lie. It is computed anew from the hours "
	           "each time, a closed month apart, which stays as it was paid: what is different later stands as “Corrections” in the first "
	           "open one. Enter goes to the lines behind a sum, and from there to the minutes behind a line."),
	.keys = "P",
	.actions = month_actions,
	.action_count = (int)COUNT_OF(month_actions),
	.open = month_open,
	.build = build_month,
	.close = free,
};

/* ---- one person's month. Argument: "2025-03/anna" */

struct slip {
	struct period period; /* first: common.h */
	char *person;
};

static void add_lines(struct page *page, const struct pay_person *person)
{
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid = grid_new(6);
	char id[ITEM_ID_MAX];

	for (int i = 0; i < person->line_count; i++) {
		const struct pay_line *line = &person->lines[i];

		snprintf(id, sizeof id, "%" PRId64 ".%d", line->entry, i);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, text_day_short(line->day));
		grid_put(grid, MEANING_NORMAL, mem_text(line->band ? line->name : _(kind_label(line->kind))));
		grid_put(grid, MEANING_NORMAL, text_figure(line->minutes, UNIT_MINUTES));
		grid_put(grid, MEANING_NORMAL, text_pay_rate(line->measure, line->rate));
		grid_put(grid, MEANING_NORMAL, text_figure(line->amount, UNIT_MONEY));
		grid_put(grid, MEANING_MUTED, str_make("%" PRId64, line->entry));
	}
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("For"), 1, false, true);
	block_add_column(block, _("Hours"), 2, true, false);
	block_add_column(block, _("Rate"), 3, true, false);
	block_add_column(block, _("Amount"), 1, true, false);
	block_add_column(block, _("Entry"), 4, true, false);
	grid_fill(block, grid, _("There are no hours in this month. Left and Right go to other months."));
}

static void add_totals(struct page *page, const struct app *app, const struct pay_person *person)
{
	struct page_block *block = page_add_text(page, _("Together"));
	struct hold h = HOLD_INIT;
	const struct {
		const char *label;
		int64_t amount;
	} sums[] = {
		{ _("Base"), person->base },
		{ _("Supplements"), person->supplements },
		{ _("Holiday pay"), person->costs[PAY_HOLIDAY] },
		{ _("Pension"), person->costs[PAY_PENSION] },
		{ _("ATP"), person->costs[PAY_ATP] },
		{ _("Insurance"), person->costs[PAY_INSURANCE] },
		{ _("Administration"), person->costs[PAY_ADMINISTRATION] },
		{ _("Corrections"), person->corrected },
	};

	for (size_t i = 0; i < COUNT_OF(sums); i++)
		if (sums[i].amount)
			block_add_linef(block, MEANING_NORMAL, _("%1$s: %2$s"), sums[i].label,
			                hold(&h, amount_text(app, sums[i].amount, UNIT_MONEY)));
	block_add_linef(block, MEANING_STRONG, _("Total: %s"), hold(&h, amount_text(app, person->total, UNIT_MONEY)));
	hold_done(&h);
}

static bool build_slip(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct slip *slip = state;
	struct app *app = screen_app(ui);
	struct page_block *warnings = NULL;
	struct hold h = HOLD_INIT;
	struct pay_view view;

	if (!app_pay(app, (month_t)slip->period.at, slip->person, &view, st))
		return false;
	page_title(page,
	           hold(&h, str_make(_("Pay of %1$s · %2$s"), view.people[0].name,
	                             hold(&h, period_text(&slip->period)))), view.name);
	add_pay_closed(page, &view);
	add_lines(page, &view.people[0]);
	add_pay_corrections(page, &view.people[0]);
	add_totals(page, app, &view.people[0]);
	add_warnings(page, &view.people[0].notices, &warnings);
	pay_view_done(&view);
	hold_done(&h);
	return true;
}

static void *slip_open(struct ui *ui, const char *argument)
{
	struct slip *slip = mem_zero(1, sizeof *slip);
	const char *person;

	slip->period = period_now(screen_app(ui), PERIOD_MONTH);
	person = period_read(&slip->period, argument);
	slip->person = mem_text(person ? person : app_actor(screen_app(ui)));
	return slip;
}

static void slip_close(void *state)
{
	struct slip *slip = state;

	free(slip->person);
	free(slip);
}

/* The entry's number is what the row begins with. */
static void open_entry(struct ui *ui, void *state, const struct page_item *item)
{
	char id[ITEM_ID_MAX];

	if (open_pay_correction(ui, ((const struct slip *)state)->person, item))
		return;
	snprintf(id, sizeof id, "%s", item->id);
	id[strcspn(id, ".")] = '\0';
	ui_open(ui, "explain", id);
}

static const struct action slip_actions[] = {
	{ "payslip.explain", "Enter", N_("explain"), N_("Shows the minutes behind this amount, and by which rule they are paid."), NEEDS_ROW,
	  open_entry },
	PERIOD_ACTIONS("payslip", "p Left [", "n Right ]"),
};

const struct screen screen_payslip = {
	.id = "payslip",
	.title = N_("Pay of one person"),
	.help = N_("What one person is paid for a month: of each entry the base wage and a line for each supplement, each rounded by "
	           "itself; below, their sums and what comes on top. Corrections of closed months stand by themselves; Enter opens the entry "
	           "that was changed."),
	.actions = slip_actions,
	.action_count = (int)COUNT_OF(slip_actions),
	.open = slip_open,
	.build = build_slip,
	.close = slip_close,
};

/* ---- why. Argument: the number of an entry */

static void put_reason(struct grid *grid, const struct app *app, const struct explanation *why, const struct pay_told *told,
                       int index)
{
	const struct pay_reason *reason = &told->of[index];
	const struct pay_stretch *stretch = &told->stretch;
	bool first = index == 0, clocked = stretch->span.end > stretch->span.start;

	grid_put(grid, MEANING_NORMAL, first ? text_day_short(stretch->day) : mem_text(""));
	grid_put(grid, MEANING_NORMAL, first && clocked ? span_text(app_zone(app), stretch->span) : mem_text(""));
	grid_put(grid, MEANING_NORMAL, first ? text_figure(stretch->minutes, UNIT_MINUTES) : mem_text(""));
	grid_put(grid, MEANING_NORMAL, mem_text(reason->band ? reason->name : _(kind_label(why->entry.kind))));
	grid_put(grid, MEANING_NORMAL, text_pay_rate(reason->measure, reason->rate));
	grid_put(grid, MEANING_NORMAL, text_figure(reason->amount, UNIT_MONEY));
	grid_put(grid, MEANING_MUTED, mem_text(reason->rule));
	grid_put(grid, MEANING_MUTED, reason->since == DAY_NONE ? mem_text("–") : text_day(reason->since));
	grid_put(grid, MEANING_MUTED, first ? text_figure(stretch->wage, UNIT_MONEY) : mem_text(""));
}

static void add_stretches(struct page *page, const struct app *app, const struct explanation *why)
{
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid = grid_new(9);
	char id[ITEM_ID_MAX];

	for (int i = 0; i < why->count; i++)
		for (int j = 0; j < why->told[i].count; j++) {
			snprintf(id, sizeof id, "%d.%d", i, j);
			grid_row(grid, id);
			put_reason(grid, app, why, &why->told[i], j);
		}
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("Time"), 1, false, false);
	block_add_column(block, _("Hours"), 3, true, false);
	block_add_column(block, _("For"), 1, false, true);
	block_add_column(block, _("Rate"), 2, true, false);
	block_add_column(block, _("Amount"), 1, true, false);
	block_add_column(block, _("Rule"), 3, false, false);
	block_add_column(block, _("In force since"), 4, false, false);
	block_add_column(block, _("Wage"), 5, true, false);
	grid_fill(block, grid, _("Nothing of this entry is paid."));
}

static bool same_by(const struct pay_by *a, const struct pay_by *b)
{
	return a->since == b->since && !strcmp(a->rules, b->rules);
}

/* The rules of a month; of a later one only where they are others (`same` no). */
static void add_by(struct page_block *block, const struct pay_told *told, bool same)
{
	struct hold h = HOLD_INIT;

	if (!same) {
		block_add_linef(block, MEANING_NORMAL, _("Rules: %s"), told->by.name);
		block_add_linef(block, MEANING_NORMAL, _("File: %s"), hold(&h, app_rules_since(&told->by)));
		block_add_linef(block, MEANING_NORMAL, _("Source: %s"), told->by.source);
	}
	hold_done(&h);
}

static void add_origin(struct page *page, const struct app *app, const struct explanation *why)
{
	struct page_block *block = page_add_text(page, _("Where it comes from"));
	struct hold h = HOLD_INIT;

	block_add_linef(block, MEANING_STRONG, _("Total: %s"),
	                hold(&h, amount_text(app, why->base + why->supplements, UNIT_MONEY)));
	if (!why->count)
		block_add_linef(block, MEANING_NORMAL, _("Rules: %s"), why->name);
	for (int i = 0; i < why->count; i++)
		if (i == 0 || month_of(why->told[i - 1].stretch.day) != month_of(why->told[i].stretch.day))
			add_by(block, &why->told[i], i && same_by(&why->told[i].by, &why->told[0].by));
	for (int i = 0; i < why->count; i++)
		if (why->told[i].holiday && (i == 0 || why->told[i - 1].stretch.day != why->told[i].stretch.day))
			block_add_linef(block, MEANING_NORMAL, _("%1$s is a public holiday: %2$s."),
			                hold(&h, text_day_long(why->told[i].stretch.day)), why->told[i].holiday);
	hold_done(&h);
}

static bool build_explanation(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	struct page_block *warnings = NULL;
	struct explanation why;
	struct hold h = HOLD_INIT;

	if (!app_explain(app, *(int64_t *)state, &why, st))
		return false;
	page_title(page, hold(&h, str_make(_("Pay of entry %" PRId64), why.entry.id)),
	           hold(&h, person_name(app, why.entry.person)));
	add_stretches(page, app, &why);
	add_origin(page, app, &why);
	add_warnings(page, &why.notices, &warnings);
	explanation_done(&why);
	hold_done(&h);
	return true;
}

static void *explanation_open(struct ui *ui, const char *argument)
{
	int64_t *id = mem_alloc(sizeof *id);

	(void)ui;
	*id = argument ? strtoll(argument, NULL, 10) : 0;
	return id;
}

static void to_entry(struct ui *ui, void *state, const struct page_item *item)
{
	char *id = str_make("%" PRId64, *(int64_t *)state);

	(void)item;
	ui_open(ui, "entry", id);
	free(id);
}

static const struct action explain_actions[] = {
	{ "explain.entry", "e", N_("entry"), N_("Shows the entry and what was done to it."), NEEDS_NOTHING, to_entry },
};

const struct screen screen_explain = {
	.id = "explain",
	.title = N_("Why it is paid so"),
	.help = N_("The minutes of one entry in the order of the clock. Each stretch is paid alike: its base wage first, then each "
	           "supplement with the rule that gives it and the day from which that rule holds. Breaks, and minutes of a standby "
	           "that work replaced, are not in it."),
	.actions = explain_actions,
	.action_count = (int)COUNT_OF(explain_actions),
	.open = explanation_open,
	.build = build_explanation,
	.close = free,
};
