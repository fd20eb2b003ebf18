/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry with all its revisions. Argument: its number. */
#include "forms.h"

struct history {
	const struct app *app;
	struct grid *grid;
	struct names people;
};

static char *time_of(const struct app *app, const struct entry *entry)
{
	return entry->clocked ? span_text(app_zone(app), entry->span) : mem_text("");
}

static bool add_revision(void *context, const struct revision *from)
{
	struct history *history = context;
	const struct entry *entry = from->entry;
	struct grid *grid = history->grid;
	char id[24];

	snprintf(id, sizeof id, "%" PRId64, from->rev);
	grid_row(grid, id);
	grid_put(grid, MEANING_NORMAL, moment_text(history->app, from->at));
	grid_put(grid, MEANING_NORMAL, mem_text(names_label(&history->people, names_number(&history->people, from->actor))));
	grid_put(grid, MEANING_NORMAL, mem_text(change_text(from->action)));
	grid_put(grid, MEANING_NORMAL, text_day_short(entry->day));
	grid_put(grid, MEANING_NORMAL, time_of(history->app, entry));
	grid_put(grid, MEANING_NORMAL, text_figure(entry->amount, entry->unit));
	grid_put(grid, MEANING_NORMAL, mem_text(entry->grant));
	grid_put(grid, MEANING_NORMAL, mem_text(names_label(&history->people, names_number(&history->people, entry->person))));
	grid_put(grid, MEANING_NORMAL, mem_text(entry->note));
	return true;
}

static bool add_history(struct page *page, struct app *app, int64_t id, struct status *st)
{
	struct page_block *block = page_add_table(page, _("What was done to it, the newest last"));
	struct history history = { .app = app, .grid = grid_new(9) };
	bool ok;

	names_people(&history.people, app);
	ok = app_entry_history(app, id, add_revision, &history, st);
	names_done(&history.people);
	block_add_column(block, _("When"), 1, false, false);
	block_add_column(block, _("Who"), 2, false, false);
	block_add_column(block, _("What"), 2, false, false);
	block_add_column(block, _("Date"), 3, false, false);
	block_add_column(block, _("Time"), 1, false, false);
	block_add_column(block, _("Hours"), 1, true, false);
	block_add_column(block, _("Grant"), 4, false, false);
	block_add_column(block, _("Person"), 4, false, false);
	block_add_column(block, _("Note"), 5, false, true);
	grid_fill(block, history.grid, NULL);
	return ok;
}

/* ---- what it is now */

static void add_facts(struct page_block *block, struct app *app, const struct entry *entry)
{
	struct hold h = HOLD_INIT;
	const char *day = hold(&h, text_day(entry->day)), *time = hold(&h, time_of(app, entry));
	const char *amount = hold(&h, amount_text(app, entry->amount, entry->unit));

	if (*time)
		block_add_linef(block, MEANING_STRONG, _("%s, %s: %s"), day, time, amount);
	else
		block_add_linef(block, MEANING_STRONG, _("%s: %s"), day, amount);
	block_add_linef(block, MEANING_NORMAL, _("Grant: %s"), entry->grant);
	if (entry->person)
		block_add_linef(block, MEANING_NORMAL, _("Person: %s"), hold(&h, person_name(app, entry->person)));
	block_add_linef(block, MEANING_NORMAL, _("Kind: %s"), _(kind_label(entry->kind)));
	if (entry->pause.end > entry->pause.start)
		block_add_linef(block, MEANING_NORMAL, _("Break: %s"), hold(&h, span_text(app_zone(app), entry->pause)));
	block_add_linef(block, entry_state_counts(entry->state) ? MEANING_NORMAL : MEANING_WARN, _("State: %s"),
	                _(entry_state_label(entry->state)));
	if (entry->shift)
		block_add_linef(block, MEANING_NORMAL, _("Booked from shift %" PRId64 "."), entry->shift);
	if (*entry->note)
		block_add_linef(block, MEANING_NORMAL, _("Note: %s"), entry->note);
	hold_done(&h);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	int64_t id = *(int64_t *)state;
	struct entry entry;
	char *title;

	if (!app_entry(app, id, &entry, st))
		return false;
	title = str_make(_("Entry %" PRId64), id);
	page_title(page, title, NULL);
	add_facts(page_add_text(page, NULL), app, &entry);
	entry_copy_done(&entry);
	free(title);
	return add_history(page, app, id, st);
}

/* ---- actions */

static void *entry_open(struct ui *ui, const char *argument)
{
	int64_t *id = mem_alloc(sizeof *id);

	(void)ui;
	*id = argument ? strtoll(argument, NULL, 10) : 0;
	return id;
}

static void edit(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	hours_ask_edit(ui, *(int64_t *)state);
}

static void withdraw(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	hours_ask_withdraw(ui, *(int64_t *)state);
}

static const struct action actions[] = {
	{ "entry.edit", "e", N_("edit"), N_("Changes the entry; what it was before is kept."), NEEDS_WRITE, edit },
	{ "entry.withdraw", "w Delete", N_("withdraw"), N_("Withdraws the entry: it no longer counts, and is kept."),
	  NEEDS_WRITE, withdraw },
	CHANGE_ACTIONS,
};

const struct screen screen_entry = {
	.id = "entry",
	.title = N_("Entry"),
	.help = N_("One entry of hours. Above is how it stands now. Below is a line for everything that was ever done to it: "
	           "when, by whom, and what it was from then on. Nothing is overwritten, so an earlier state can always be read "
	           "here."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = entry_open,
	.build = build,
	.close = free,
};
