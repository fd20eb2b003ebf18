/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule files that have changed since the household took them over: what they would change from a month on, and taking them over. */
#include "common.h"

#include "ledsag/app/rules.h"

/* ---- the page. Argument: "2025-06", the month from which on */

static struct rules_input input_of(const struct period *period, char month[8])
{
	month_format((month_t)period->at, month);
	return (struct rules_input){ .from = month, .renew = true };
}

static void add_effects(struct page *page, const struct rules_taken *taken)
{
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid = grid_new(5);
	char id[ITEM_ID_MAX], month[8];

	for (int i = 0; i < taken->count; i++) {
		const struct pay_effect *effect = &taken->of[i];
		bool moves = effect->before != effect->after;

		month_format(effect->month, month);
		snprintf(id, sizeof id, "%s/%s", month, effect->person);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, text_month_short(effect->month));
		grid_put(grid, MEANING_NORMAL, mem_text(effect->name));
		grid_put(grid, MEANING_NORMAL, text_figure(effect->before, UNIT_MONEY));
		grid_put(grid, MEANING_NORMAL, text_figure(effect->after, UNIT_MONEY));
		grid_put(grid, moves ? MEANING_STRONG : MEANING_MUTED,
		         moves ? text_figure(effect->after - effect->before, UNIT_MONEY) : mem_text("–"));
	}
	if (taken->count > 1) {
		grid_row(grid, "sum");
		grid_put(grid, MEANING_STRONG, mem_text(_("all")));
		grid_put(grid, MEANING_STRONG, mem_text(""));
		grid_put(grid, MEANING_STRONG, text_figure(taken->before, UNIT_MONEY));
		grid_put(grid, MEANING_STRONG, text_figure(taken->after, UNIT_MONEY));
		grid_put(grid, MEANING_STRONG, text_figure(taken->after - taken->before, UNIT_MONEY));
	}
	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Person"), 1, false, true);
	block_add_column(block, _("Now"), 2, true, false);
	block_add_column(block, _("Then"), 2, true, false);
	block_add_column(block, _("Difference"), 1, true, false);
	grid_fill(block, grid, _("There are no hours from then on that others would be paid for."));
	block->table.has_sum = taken->count > 1;
}

static void add_what(struct page *page, const struct app *app, const struct rules_taken *taken)
{
	struct page_block *block = page_add_text(page, NULL);
	struct hold h = HOLD_INIT;

	block_add_line(block, MEANING_NORMAL, hold(&h, app_rules_sentence(app, taken)));
	for (int i = 0; i < taken->change_count; i++)
		block_add_line(block, MEANING_NORMAL, taken->changes[i]);
	if (taken->file_count && taken->next != MONTH_NONE)
		block_add_linef(block, MEANING_NORMAL, _("From %s on others hold, as was chosen before."),
		                hold(&h, text_month(taken->next)));
	hold_done(&h);
}

static bool add_kept(struct page *page, struct app *app, struct status *st)
{
	struct page_block *block;
	struct rules_kept kept;

	if (!app_rules_kept(app, &kept, st))
		return false;
	block = page_add_text(page, _("Kept by this household"));
	for (int i = 0; i < kept.count; i++) {
		struct pay_by by = { .file = kept.of[i].file, .since = kept.of[i].from, .kept = kept.of[i].kept };
		char *since = app_rules_since(&by);

		block_add_line(block, MEANING_MUTED, since);
		free(since);
	}
	rules_kept_done(&kept);
	return true;
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct rules_taken taken;
	struct hold h = HOLD_INIT;
	char month[8];
	struct rules_input input = input_of(period, month);

	if (!app_rules_try(app, &input, &taken, st))
		return false;
	/* TRANSLATORS: month */
	page_title(page, hold(&h, str_make(_("Changed rules · from %s on"), hold(&h, period_text(period)))), NULL);
	add_what(page, app, &taken);
	if (taken.pays && taken.file_count)
		add_effects(page, &taken);
	rules_taken_done(&taken);
	hold_done(&h);
	return add_kept(page, app, st);
}

static void *open_rules(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_MONTH);
	period_read(period, argument);
	return period;
}

/* ---- taking them over */

static void take(struct ui *ui, void *data)
{
	struct app *app = screen_app(ui);
	struct rules_taken taken;
	struct status st = STATUS_INIT;
	char month[8];
	struct rules_input input = input_of(data, month);

	if (!app_rules_take(app, &input, &taken, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	say_take(ui, MEANING_GOOD, app_rules_sentence(app, &taken));
	rules_taken_done(&taken);
	ui_rebuild(ui);
}

static void ask(struct ui *ui, void *state, const struct page_item *item)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct period *data;
	struct rules_taken taken;
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	char month[8];
	struct rules_input input = input_of(period, month);

	(void)item;
	if (!app_rules_try(app, &input, &taken, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	if (!taken.file_count) {
		say_take(ui, MEANING_WARN, app_rules_sentence(app, &taken));
	} else {
		data = mem_alloc(sizeof *data);
		*data = *period;
		/* TRANSLATORS: "By pay/dk.example.conf from June 2025 on. In 3 months 1.00 becomes 2.00 …" */
		ui_confirm(ui, hold(&h, str_make(_("Take this over? %s"), hold(&h, app_rules_sentence(app, &taken)))), take, data,
		           free);
	}
	rules_taken_done(&taken);
	hold_done(&h);
}

static const struct action actions[] = {
	{ "rules.take", "t", N_("take over"), N_("Takes the changed files over from this month on; nothing before it moves."),
	  NEEDS_WRITE | NEEDS_LEADER, ask },
	PERIOD_ACTIONS("rules", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_rules = {
	.id = "rules",
	.title = N_("Changed rules"),
	.help = N_("The household keeps the rules of pay and the public holidays that it goes by, so that nothing old moves when their "
	           "files change. Here is what the changed files would change from a month on, and what everybody would be paid. Left "
	           "and Right choose the month; taken over, they hold from it on, and undo takes that back."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = open_rules,
	.build = build,
	.close = free,
};
