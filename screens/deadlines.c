/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates that follow from the grants, and one of them with what to do and where it comes from. */
#include "forms.h"

#define SOON 14 /* days: what is binding is set apart from then on */
#define NAME_LEAST 22

/* A name that stays over rebuilds, and is short whatever the grant is called: the day, and a sum (FNV-1a) of grant and rule. */
static void write_id(const struct deadline *deadline, char id[ITEM_ID_MAX])
{
	uint32_t sum = 2166136261U;

	for (const char *at = deadline->grant; *at; at++)
		sum = (sum ^ (unsigned char)*at) * 16777619U;
	for (const char *at = deadline->rule; *at; at++)
		sum = (sum ^ (unsigned char)*at) * 16777619U;
	snprintf(id, ITEM_ID_MAX, "%d-%08" PRIx32, (int)deadline->on, sum);
}

static enum meaning meaning_of(const struct deadline *deadline)
{
	if (deadline->overdue)
		return MEANING_BAD;
	return deadline->days <= SOON && deadline->is == LIMIT_HARD ? MEANING_WARN : MEANING_NORMAL;
}

/* ---- rows, here and on the Overview */

void deadline_columns(struct page_block *block)
{
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("When"), 2, false, false);
	block_add_column(block, _("Grant"), 3, false, false);
	block_add_column(block, _("To keep"), 1, false, true);
	block->table.columns[block->table.column_count - 1].least = NAME_LEAST;
	block_add_column(block, _("Who acts"), 4, false, false);
}

void deadline_row(struct grid *grid, const struct deadline *deadline, const char *before)
{
	enum meaning meaning = meaning_of(deadline);
	char id[ITEM_ID_MAX], whole[ITEM_ID_MAX + 16];

	write_id(deadline, id);
	snprintf(whole, sizeof whole, "%s%s", before, id);
	grid_row(grid, whole);
	/* In order, and with how far off it is, the year goes without saying: the name needs the room. */
	grid_put(grid, meaning, text_day_short(deadline->on));
	grid_put(grid, meaning, deadline->overdue ? mem_text(_("overdue")) : text_days_away(deadline->days));
	grid_put(grid, meaning, mem_text(deadline->grant));
	grid_put(grid, meaning, mem_text(deadline->name));
	grid_put(grid, meaning, mem_text(_(deadline_by_label(deadline->by))));
}

/* ---- the list */

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct page_block *block = page_add_table(page, NULL);
	struct deadlines deadlines;
	struct grid *grid;

	(void)state;
	if (!app_deadlines(screen_app(ui), DAY_NONE, DAY_MAX, &deadlines, st))
		return false;
	page_title(page, _("Dates to keep"), _("a year ahead"));
	deadline_columns(block);
	grid = grid_new(5);
	for (int i = 0; i < deadlines.count; i++)
		deadline_row(grid, &deadlines.of[i], "");
	grid_fill(block, grid, _("No dates to keep. They follow from the grants: Grants (5) is where one is added."));
	deadlines_done(&deadlines);
	return true;
}

/* ---- one of them */

/* Looks it up by its id; false where it is gone meanwhile. */
static bool find(struct app *app, const char *id, struct deadlines *all, const struct deadline **out, struct status *st)
{
	char other[ITEM_ID_MAX];

	if (!app_deadlines(app, DAY_NONE, DAY_MAX, all, st))
		return false;
	for (int i = 0; i < all->count; i++) {
		write_id(&all->of[i], other);
		if (!strcmp(id, other)) {
			*out = &all->of[i];
			return true;
		}
	}
	deadlines_done(all);
	return status_set(st, STATUS_INPUT, "deadline", N_("This date is no longer there: the grant was changed, or it has passed."), "");
}

static void add_rule(struct page *page, const struct deadline *deadline)
{
	struct page_block *block = page_add_text(page, _("The rule"));
	const struct scheme *scheme = deadline->scheme;

	block_add_linef(block, MEANING_NORMAL, "%s, %s", scheme->law, scheme->authority);
	if (deadline->counted)
		block_add_line(block, MEANING_NORMAL, deadline->counted);
	block_add_linef(block, MEANING_NORMAL, _("How strict: %s"), text_strength(deadline->is));
	block_add_linef(block, MEANING_NORMAL, _("Source: %s"), scheme->source);
	block_add_linef(block, MEANING_MUTED, _("Its name in the rules: %s"), deadline->rule);
}

static bool build_one(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct deadline *deadline;
	struct hold h = HOLD_INIT;
	struct page_block *block;
	struct deadlines all;

	if (!find(screen_app(ui), state, &all, &deadline, st))
		return false;
	page_title(page, deadline->name, deadline->grant);
	block = page_add_text(page, NULL);
	block_add_linef(block, deadline->overdue ? MEANING_BAD : MEANING_STRONG, "%s: %s", hold(&h, text_day(deadline->on)),
	                hold(&h, app_deadline_when(deadline)));
	block_add_linef(block, MEANING_NORMAL, _("Who acts: %s"), _(deadline_by_label(deadline->by)));
	block_add_linef(block, MEANING_NORMAL, _("Grant: %s"), deadline->grant);
	block_add_line(page_add_text(page, _("What to do")), MEANING_NORMAL, deadline->what);
	add_rule(page, deadline);
	deadlines_done(&all);
	hold_done(&h);
	return true;
}

static void *one_open(struct ui *ui, const char *argument)
{
	(void)ui;
	return mem_text(argument ? argument : "");
}

/* ---- actions */

static void open_grant(struct ui *ui, void *state, const struct page_item *item)
{
	const struct deadline *deadline;
	struct status st = STATUS_INIT;
	struct deadlines all;

	/* On the list the row says which is meant, on its own page the page does. */
	if (!find(screen_app(ui), item ? item->id : state, &all, &deadline, &st)) {
		ui_say_status(ui, &st);
		ui_rebuild(ui);
		return;
	}
	ui_open(ui, "grant", deadline->grant);
	deadlines_done(&all);
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "deadline", item->id);
}

static const struct action actions[] = {
	{ "deadlines.grant", "Enter", N_("grant"), N_("Shows the grant that the date follows from."), NEEDS_ROW, open_grant },
	{ "deadlines.deadline", "d", N_("what to do"), N_("Says what to do, and the rule that the date comes from."), NEEDS_ROW, details },
};

const struct screen screen_deadlines = {
	.id = "deadlines",
	.title = N_("Dates to keep"),
	.help = N_("The dates that follow from the grants, the next one first: the last day to appeal, follow-ups, reports and accounts, "
	           "amounts that change, and what ends or lapses. What is yours or the employer's to do and has passed stays here for "
	           "30 days. Nothing has to be entered: a date is worked out from the grant and the rules of its scheme. Enter "
	           "opens the grant; d says what to do, who has to act, and where the date comes from."),
	.keys = "F",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.build = build,
};

static const struct action one_actions[] = {
	{ "deadline.grant", "Enter", N_("grant"), N_("Shows the grant that the date follows from."), NEEDS_NOTHING, open_grant },
};

const struct screen screen_deadline = {
	.id = "deadline",
	.title = N_("Date to keep"),
	.help = N_("One date: when it is, who has to act, and what to do. Below stands the rule that it comes from: the law, from "
	           "which day and how long it is counted, whether it is binding, and the document that says so. Enter opens the "
	           "grant."),
	.actions = one_actions,
	.action_count = (int)COUNT_OF(one_actions),
	.open = one_open,
	.build = build_one,
	.close = free,
};
