/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry with all its revisions. Argument: its number. */
#include "closed.h"
#include "forms.h"

struct shown {
	int64_t id, rev;
};

struct history {
	struct app *app;
	struct grid *grid, *changes;
	struct names people;
	int changed;           /* rows of changes */
	struct entry before;   /* the revision before; owned */
	struct entry approved; /* the last that was approved; owned; id 0: none */
};

static char *time_of(const struct app *app, const struct entry *entry)
{
	return entry->clocked ? span_text(app_zone(app), entry->span) : mem_text("");
}

/* One field of two versions, side by side. */
static void put_field(struct history *history, enum entry_field field, const struct entry *then, const struct entry *now)
{
	grid_put(history->changes, MEANING_NORMAL, mem_text(_(entry_field_label(field))));
	grid_put(history->changes, MEANING_NORMAL, app_entry_field(history->app, then, field));
	grid_put(history->changes, MEANING_STRONG, app_entry_field(history->app, now, field));
}

static void keep_versions(struct history *history, const struct revision *from)
{
	unsigned differences = history->before.id ? app_entry_differences(history->app, &history->before, from->entry) : 0;
	char id[ITEM_ID_MAX];

	for (int field = 0; field < ENTRY_FIELDS; field++)
		if (differences & 1u << field) {
			snprintf(id, sizeof id, "change %d", history->changed++);
			grid_row(history->changes, id);
			grid_put(history->changes, MEANING_NORMAL, moment_text(history->app, from->at));
			put_field(history, (enum entry_field)field, &history->before, from->entry);
		}
	entry_copy_done(&history->before);
	entry_copy(&history->before, from->entry);
	if (from->entry->state == ENTRY_APPROVED) {
		entry_copy_done(&history->approved);
		entry_copy(&history->approved, from->entry);
	}
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
	grid_put(grid, MEANING_NORMAL, mem_text(_(entry_state_label(entry->state))));
	keep_versions(history, from);
	return true;
}

static void add_revisions(struct page *page, struct history *history)
{
	struct page_block *block = page_add_table(page, _("What was done to it, the newest last"));

	block_add_column(block, _("When"), 1, false, false);
	block_add_column(block, _("Who"), 2, false, false);
	block_add_column(block, _("What"), 2, false, false);
	block_add_column(block, _("Date"), 3, false, false);
	block_add_column(block, _("Time"), 1, false, false);
	block_add_column(block, _("Hours"), 1, true, false);
	block_add_column(block, _("Grant"), 4, false, false);
	block_add_column(block, _("Person"), 4, false, false);
	block_add_column(block, _("Note"), 5, false, true);
	block_add_column(block, _("State"), 3, false, false);
	grid_fill(block, history->grid, NULL);
}

static void add_changes(struct page *page, struct history *history)
{
	struct page_block *block;

	if (!history->changed) {
		grid_free(history->changes);
		return;
	}
	block = page_add_table(page, _("What was changed, before and after"));
	block_add_column(block, _("When"), 2, false, false);
	block_add_column(block, _("Changed"), 1, false, false);
	block_add_column(block, _("Before"), 1, false, false);
	block_add_column(block, _("After"), 1, false, true);
	grid_fill(block, history->changes, NULL);
}

/* What was approved and what is there now, where that is not the same any more. */
static void add_versions(struct page *page, struct app *app, const struct history *history)
{
	const struct entry *then = &history->approved, *now = &history->before;
	unsigned differences = then->id ? app_entry_differences(app, then, now) & ~(1u << FIELD_STATE | 1u << FIELD_WHY) : 0;
	struct page_block *block;

	if (!differences)
		return;
	block = page_add_text(page, _("Changed since it was approved"));
	for (int i = 0; i < ENTRY_FIELDS; i++)
		if (differences & 1u << i) {
			enum entry_field field = (enum entry_field)i;
			struct hold h = HOLD_INIT;
			const char *was = hold(&h, app_entry_field(app, then, field));
			const char *is = hold(&h, app_entry_field(app, now, field));

			/* TRANSLATORS: a field of an entry, what was approved, what is there now */
			block_add_linef(block, MEANING_WARN, _("%1$s: approved was “%2$s”, now it is “%3$s”."),
			                _(entry_field_label(field)), *was ? was : "–", *is ? is : "–");
			hold_done(&h);
		}
}

static bool add_history(struct page *page, struct app *app, int64_t id, struct status *st)
{
	struct history history = { .app = app, .grid = grid_new(10), .changes = grid_new(4) };
	bool ok;

	names_people(&history.people, app);
	ok = app_entry_history(app, id, add_revision, &history, st);
	names_done(&history.people);
	add_versions(page, app, &history);
	add_revisions(page, &history);
	add_changes(page, &history);
	entry_copy_done(&history.before);
	entry_copy_done(&history.approved);
	return ok;
}

/* ---- what it is now */

static void add_facts(struct page_block *block, struct app *app, const struct entry *entry)
{
	char *closed = closed_day_text(app, entry->day);
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
	if (entry->why && entry->state == ENTRY_REJECTED)
		block_add_linef(block, MEANING_WARN, _("Why it was rejected: %s"), entry->why);
	else if (entry->why)
		block_add_linef(block, MEANING_NORMAL, _("Why it was changed: %s"), entry->why);
	if (entry->shift)
		block_add_linef(block, MEANING_NORMAL, _("Booked from shift %" PRId64 "."), entry->shift);
	if (*entry->note)
		block_add_linef(block, MEANING_NORMAL, _("Note: %s"), entry->note);
	if (closed)
		block_add_line(block, MEANING_WARN, closed);
	free(closed);
	hold_done(&h);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	struct shown *shown = state;
	int64_t id = shown->id;
	struct entry entry;
	char *title;

	if (!app_entry(app, id, &entry, st))
		return false;
	shown->rev = entry.rev;
	title = str_make(_("Entry %" PRId64), id);
	page_title(page, title, NULL);
	add_facts(page_add_text(page, NULL), app, &entry);
	entry_copy_done(&entry);
	free(title);
	return add_entry_corrections(page, app, id, st) && add_history(page, app, id, st);
}

/* ---- actions */

static void *entry_open(struct ui *ui, const char *argument)
{
	struct shown *shown = mem_zero(1, sizeof *shown);

	(void)ui;
	shown->id = argument ? strtoll(argument, NULL, 10) : 0;
	return shown;
}

static void edit(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	hours_ask_edit(ui, ((struct shown *)state)->id);
}

/* The entry as the page shows it: what somebody else made of it meanwhile is not taken unseen. */
#define ON_ENTRY(name, what)                                                              \
	static void name(struct ui *ui, void *state, const struct page_item *item)         \
	{                                                                                  \
		const struct shown *shown = state;                                         \
		struct hours_pick pick = { .ids = &shown->id, .revs = &shown->rev, .count = 1 }; \
                                                                                           \
		(void)item;                                                                \
		what;                                                                      \
	}
ON_ENTRY(withdraw, hours_ask_withdraw(ui, &pick))
ON_ENTRY(submit, hours_do_step(ui, STEP_SUBMIT, &pick))
ON_ENTRY(approve, hours_do_step(ui, STEP_APPROVE, &pick))
ON_ENTRY(reject, hours_ask_reject(ui, &pick))
#undef ON_ENTRY

static void explain(struct ui *ui, void *state, const struct page_item *item)
{
	char *id = str_make("%" PRId64, ((struct shown *)state)->id);

	(void)item;
	ui_open(ui, "explain", id);
	free(id);
}

static const struct action actions[] = {
	{ "entry.edit", "e", N_("edit"), N_("Changes the entry; what it was before is kept."), NEEDS_WRITE, edit },
	{ "entry.withdraw", "w Delete", N_("withdraw"), N_("Withdraws the entry: it no longer counts, and is kept."),
	  NEEDS_WRITE, withdraw },
	{ "entry.approve", "y", N_("approve"), N_("Approves the entry; what is changed afterwards has to be approved anew."),
	  NEEDS_WRITE | NEEDS_LEADER, approve },
	{ "entry.reject", "r", N_("reject"), N_("Asks why, and rejects the entry: it no longer counts."), NEEDS_WRITE | NEEDS_LEADER,
	  reject },
	{ "entry.submit", "s", N_("submit"), N_("Hands your own entry in to be approved."), NEEDS_WRITE, submit },
	{ "entry.explain", "p", N_("explain"), N_("Shows what it is paid, minute by minute, and by which rule."), NEEDS_NOTHING, explain },
	CHANGE_ACTIONS,
};

const struct screen screen_entry = {
	.id = "entry",
	.title = N_("Entry"),
	.help = N_("One entry of hours. Above is how it stands now. Below is a line for everything that was ever done to it: "
	           "when, by whom, and what it was from then on. Nothing is overwritten, so an earlier state can always be read "
	           "here. Last come both versions of all that was changed, before and after. Where an approved entry was changed, "
	           "it says so at the top: it has to be approved anew. Where it lies in a closed month, what was changed since stands as "
	           "corrections, with the month in which each counts."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = entry_open,
	.build = build,
	.close = free,
};
