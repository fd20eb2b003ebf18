/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry with all its revisions. Argument: its number. */
#include "forms.h"

struct revision_row {
	int64_t rev, at;
	char *actor, *action;
	struct entry entry;
};

struct history {
	const struct app *app;
	struct revision_row *rows;
	int count, room;
	struct names people;
};

static void history_free(void *data)
{
	struct history *history = data;

	for (int i = 0; i < history->count; i++) {
		free(history->rows[i].actor);
		free(history->rows[i].action);
		entry_copy_done(&history->rows[i].entry);
	}
	free(history->rows);
	names_done(&history->people);
	free(history);
}

static bool add_revision(void *context, const struct revision *from)
{
	struct history *history = context;
	struct revision_row *row;

	MEM_GROW(history->rows, history->count, history->room);
	row = &history->rows[history->count++];
	*row = (struct revision_row){ .rev = from->rev, .at = from->at, .actor = mem_text(from->actor), .action = mem_text(from->action) };
	entry_copy(&row->entry, from->entry);
	return true;
}

static const char *person_of(struct history *history, const char *id)
{
	return names_label(&history->people, names_number(&history->people, id));
}

/* ---- what it is now */

static char *time_of(const struct app *app, const struct entry *entry)
{
	return entry->clocked ? span_text(app_zone(app), entry->span) : mem_text("");
}

static void add_facts(struct page_block *block, struct app *app, struct history *history, const struct entry *entry)
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
		block_add_linef(block, MEANING_NORMAL, _("Person: %s"), person_of(history, entry->person));
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

/* ---- what it was */

enum { WHEN, WHO, DONE, DATE, TIME, HOURS, GRANT, PERSON, NOTE };

static void cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct history *history = data;
	const struct revision_row *row = &history->rows[number];
	const struct entry *entry = &row->entry;

	switch (column) {
	case WHEN:
		cell_take(out, MEANING_NORMAL, moment_text(history->app, row->at));
		break;
	case WHO:
		page_cell_set(out, MEANING_NORMAL, row->actor);
		break;
	case DONE:
		page_cell_set(out, MEANING_NORMAL, change_text(row->action));
		break;
	case DATE:
		cell_take(out, MEANING_NORMAL, text_day_short(entry->day));
		break;
	case TIME:
		cell_take(out, MEANING_NORMAL, time_of(history->app, entry));
		break;
	case HOURS:
		cell_take(out, MEANING_NORMAL, text_figure(entry->amount, entry->unit));
		break;
	case GRANT:
		page_cell_set(out, MEANING_NORMAL, entry->grant);
		break;
	case PERSON:
		page_cell_set(out, MEANING_NORMAL, entry->person ? entry->person : "");
		break;
	default:
		page_cell_set(out, MEANING_NORMAL, entry->note);
	}
}

static void row_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	snprintf(id, ITEM_ID_MAX, "%" PRId64, ((const struct history *)data)->rows[number].rev);
}

static void add_history(struct page *page, struct history *history)
{
	struct page_block *block = page_add_table(page, _("What was changed, the newest last"));

	block_add_column(block, _("When"), 1, false, false);
	block_add_column(block, _("Who"), 2, false, false);
	block_add_column(block, _("What was done"), 2, false, false);
	block_add_column(block, _("Date"), 3, false, false);
	block_add_column(block, _("Time"), 1, false, false);
	block_add_column(block, _("Hours"), 1, true, false);
	block_add_column(block, _("Grant"), 4, false, false);
	block_add_column(block, _("Person"), 4, false, false);
	block_add_column(block, _("Note"), 5, false, true);
	block_fill_table(block, (size_t)history->count, cell, row_id, history, history_free, NULL);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	int64_t id = *(int64_t *)state;
	struct history *history;
	struct entry entry;
	char *title;

	if (!app_entry(app, id, &entry, st))
		return false;
	history = mem_zero(1, sizeof *history);
	history->app = app;
	names_people(&history->people, app);
	if (!app_entry_history(app, id, add_revision, history, st)) {
		history_free(history);
		entry_copy_done(&entry);
		return false;
	}
	title = str_make(_("Entry %" PRId64), id);
	page_title(page, title, NULL);
	add_facts(page_add_text(page, NULL), app, history, &entry);
	add_history(page, history);
	entry_copy_done(&entry);
	free(title);
	return true;
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
	{ "entry.withdraw", "w Delete", N_("withdraw"), N_("Withdraws the entry: it no longer counts, and is kept."), NEEDS_WRITE, withdraw },
	CHANGE_ACTIONS,
};

const struct screen screen_entry = {
	.id = "entry",
	.title = N_("Entry"),
	.help = N_("One entry of hours. Above is how it stands now. Below is a line for everything that was ever done to it: when, by whom, "
	           "and what it was from then on. Nothing is overwritten, so an earlier state can always be read here."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = entry_open,
	.build = build,
	.close = free,
};
