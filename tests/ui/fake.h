/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small household that exists only in memory: screens with every type of block, a form, a question, and hooks that can be
 * looked at. */
#ifndef LEDSAG_TESTS_UI_FAKE_H
#define LEDSAG_TESTS_UI_FAKE_H

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/face.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAKE_ROWS 400

struct fake {
	size_t rows;      /* of the hours */
	long cells;       /* how often one was asked for */
	int builds;       /* of any page */
	bool changed;     /* what the hook says next */
	bool read_only;
	const char *closed_screen; /* may not be opened */
	int ticks, change_at; /* at this tick somebody else … */
	int moved;            /* … put rows before the first one, or took some away */
	char *draft, *draft_name;
	int saves, drops;
	int submitted, withdrawn, closed;
	char logged[128];
	char withdrew[ITEM_ID_MAX];
};

static inline struct fake *fake_of(struct ui *ui)
{
	return ui_context(ui);
}

/* ---- home: text, gauges, a table --------------------------------------- */

static const char *const fake_coming[][4] = {
	{ "Fri 21 Nov", "22:00–07:00", "Anna Sørensen", "BPA" },
	{ "Sat 22 Nov", "07:00–15:00", "Bo Lindqvist", "BPA" },
	{ "Sat 22 Nov", "15:00–23:00", "open", "BPA" },
	{ "Sun 23 Nov", "11:00–14:30", "Carl Ågård", "ledsager" },
};

static inline void fake_coming_cell(const void *data, size_t row, int column, struct page_cell *out)
{
	bool open = strcmp(fake_coming[row][column], "open") == 0;

	(void)data;
	page_cell_set(out, open ? MEANING_WARN : column == 3 ? MEANING_MUTED : MEANING_NORMAL, fake_coming[row][column]);
}

static inline bool fake_home_build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct page_block *block;

	(void)state;
	(void)st;
	fake_of(ui)->builds++;
	page_title(page, "Overview", "Thursday 20 November 2025");
	block = page_add_gauges(page, "Hours left");
	block_add_gauge(block, "bpa", "BPA, citizen-led", "94:30 of 160:00 h left", NULL, 94, 160, MEANING_GOOD);
	block_add_gauge(block, "led", "Ledsageordning", "25:00 of 45:00 h left", "10:00 h lapse on 30 November", 25, 45,
	                MEANING_NORMAL);
	block_add_gauge(block, "s85", "§85 support", "0:30 of 12:00 h left: nearly used up", NULL, 1, 24, MEANING_WARN);
	block = page_add_table(page, "Next shifts");
	block_add_column(block, "Day", 1, false, false);
	block_add_column(block, "Time", 1, false, false);
	block_add_column(block, "Who", 2, false, true);
	block_add_column(block, "Grant", 3, false, false);
	block_fill_table(block, COUNT_OF(fake_coming), fake_coming_cell, NULL, NULL, NULL, NULL);
	block = page_add_text(page, "To do");
	block_add_line(block, MEANING_WARN, "Two entries of October wait for your approval; the month can be closed once they are approved.");
	block_add_line(block, MEANING_MUTED, "The yearly account for 2024 was sent on 14 February.");
	return true;
}

/* ---- hours: a long table with a sum, a form, a question ---------------- */

static inline void fake_hours_cell(const void *data, size_t row, int column, struct page_cell *out)
{
	static const char *const who[] = { "Anna Sørensen", "Bo Lindqvist", "Carl Ågård", "Ditte Holm-Kjærgaard" };
	static const char *const state[] = { "approved", "approved", "logged", "rejected" };
	static const enum meaning meanings[] = { MEANING_GOOD, MEANING_GOOD, MEANING_MUTED, MEANING_BAD };
	static const char *const days[] = { "Mon", "Tue", "Wed" };
	struct fake *fake = *(struct fake *const *)data;
	bool sum = row + 1 == fake->rows;

	fake->cells++;
	row -= fake->ticks >= fake->change_at ? (size_t)fake->moved : 0;
	switch (column) {
	case 0:
		if (!sum)
			page_cell_setf(out, MEANING_NORMAL, "%s %d Nov", days[row % 3], (int)(row % 28) + 1);
		break;
	case 1:
		if (!sum)
			page_cell_set(out, MEANING_NORMAL, row % 3 ? "08:00–15:30" : "22:00–07:00");
		break;
	case 2:
		page_cell_set(out, MEANING_NORMAL, sum ? "1234:30" : row % 3 ? "7:30" : "9:00");
		break;
	case 3:
		page_cell_set(out, MEANING_NORMAL, sum ? "Sum" : who[row % 4]);
		break;
	case 4:
		if (!sum)
			page_cell_set(out, meanings[row % 4], state[row % 4]);
		break;
	default:
		if (!sum && row % 5 == 0)
			page_cell_set(out, MEANING_MUTED, "concert in Aarhus, train home");
	}
}

static inline void fake_hours_id(const void *data, size_t row, char id[ITEM_ID_MAX])
{
	const struct fake *fake = *(struct fake *const *)data;

	snprintf(id, ITEM_ID_MAX, "e%zu", row + 1 - (fake->ticks >= fake->change_at ? (size_t)fake->moved : 0));
}

static inline bool fake_hours_build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct fake **data = mem_alloc(sizeof *data);
	struct page_block *block;

	(void)state;
	(void)st;
	*data = fake_of(ui);
	(*data)->builds++;
	page_title(page, "Hours · November 2025", "all people");
	block = page_add_table(page, NULL);
	block_add_column(block, "Day", 1, false, false);
	block_add_column(block, "Time", 2, false, false);
	block_add_column(block, "Hours", 1, true, false);
	block_add_column(block, "Who", 1, false, false);
	block_add_column(block, "State", 3, false, false);
	block_add_column(block, "Note", 4, false, true);
	block_fill_table(block, (*data)->rows, fake_hours_cell, fake_hours_id, data, free, "No hours are logged in this month. a logs some.");
	block->table.has_sum = true;
	return true;
}

static inline bool fake_submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct fake *fake = fake_of(ui);

	if (!*form_value(form, "time")) {
		*bad = form_index(form, "time");
		return status_set(st, STATUS_INPUT, "span", N_("A time is missing: write it like 22-7, 08:00-15:30 or 7:30."), "");
	}
	fake->submitted++;
	snprintf(fake->logged, sizeof fake->logged, "%s %s %s", form_value(form, "date"), form_value(form, "time"),
	         form_value(form, "kind"));
	ui_say(ui, MEANING_GOOD, "Logged: 9:00 h. 16:00 h are left.");
	return true;
}

static inline bool fake_preview(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	(void)ui;
	if (strcmp(form_value(form, "time"), "25-7") == 0) {
		*bad = 1;
		str_add(out, "A day has no hour 25.");
		return false;
	}
	if (*form_value(form, "time"))
		str_addf(out, "%s %s · 9:00 h · 16:00 h left after it", form_value(form, "date"), form_value(form, "time"));
	return true;
}

static inline void fake_add(struct ui *ui, void *state, const struct page_item *item)
{
	static const char *const kinds[] = { "work", "standby", "illness", "training", "meeting" };
	struct form *form = form_new("hours.add", "Log hours", "log");

	(void)state;
	(void)item;
	form_add(form, "date", "Date", "today, fri, 21.11. or 2025-11-21", "fri 21 nov");
	form_add(form, "time", "Time", "22-7, 08:00-15:30 or 7:30", "");
	form_add_choice(form, "kind", "Kind", kinds, COUNT_OF(kinds), "work");
	form_add(form, "note", "Note", "a few words, or nothing", "");
	form->submit = fake_submit;
	form->preview = fake_preview;
	ui_form(ui, form);
}

static inline void fake_withdraw_now(struct ui *ui, void *data)
{
	fake_of(ui)->withdrawn++;
	snprintf(fake_of(ui)->withdrew, ITEM_ID_MAX, "%s", (const char *)data);
	ui_say(ui, MEANING_NORMAL, "Withdrawn.");
}

static inline void fake_withdraw(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_confirm(ui, "Withdraw the entry of Fri 21 Nov, 22:00–07:00? It stays in the record as withdrawn.", fake_withdraw_now, mem_text(item->id), free);
}

static inline void fake_show(struct ui *ui, void *state, const struct page_item *item)
{
	char text[80];

	(void)state;
	snprintf(text, sizeof text, "This is %s.", item->id);
	ui_say(ui, MEANING_NORMAL, text);
}

static inline void fake_grow(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	fake_of(ui)->rows++;
	ui_rebuild(ui);
}

static const struct action fake_hours_actions[] = {
	{ "hours.add", "a Insert", N_("log"), N_("Logs hours that were worked."), NEEDS_WRITE, fake_add },
	{ "hours.show", "Enter", N_("show"), N_("Shows the entry with all its revisions."), NEEDS_ROW, fake_show },
	{ "hours.withdraw", "d Delete", N_("withdraw"), N_("Takes an entry back; it stays in the record."), NEEDS_ROW | NEEDS_WRITE, fake_withdraw },
	{ "hours.grow", "+", N_("grow"), N_("Adds a row, as if somebody else had."), NEEDS_NOTHING, fake_grow },
};

/* ---- roster: lanes ----------------------------------------------------- */

static inline void fake_slot(int64_t start, int64_t end, struct str *out)
{
	static const char *const days[] = { "Mon 17", "Tue 18", "Wed 19", "Thu 20", "Fri 21", "Sat 22", "Sun 23" };

	str_addf(out, "%s Nov %02d:00–%02d:00", days[start / 1440], (int)(start % 1440 / 60), (int)(end % 1440 / 60));
}

static inline bool fake_roster_build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	static const char *const days[] = { "Mon 17", "Tue 18", "Wed 19", "Thu 20", "Fri 21", "Sat 22", "Sun 23" };
	static const char *const names[] = { "Anna", "Bo", "Carl", "Ditte", "open" };
	struct page_block *block;

	(void)state;
	(void)st;
	fake_of(ui)->builds++;
	page_title(page, "Roster · week 47", "17–23 November 2025");
	block = page_add_lanes(page, NULL, 0, INT64_C(7) * 1440, 1440);
	for (int i = 0; i < 7; i++)
		block_add_mark(block, i * 1440, days[i]);
	for (int i = 0; i < 5; i++)
		block_add_lane(block, names[i], names[i]);
	for (int day = 0; day < 7; day++) {
		struct page_lane_item item = { .lane = day % 4, .start = day * 1440 + 7 * 60, .end = day * 1440 + 15 * 60 };
		char text[32], spoken[96];

		snprintf(item.id, sizeof item.id, "s%d", day);
		snprintf(text, sizeof text, "07–15");
		snprintf(spoken, sizeof spoken, "%s: %s Nov 07:00–15:00, %s", names[item.lane], days[day], day < 3 ? "done" : "agreed");
		item.text = text;
		item.spoken = spoken;
		item.fill = day < 3 ? '=' : '-';
		item.meaning = day < 3 ? MEANING_MUTED : MEANING_GOOD;
		block_add_lane_item(block, &item);
		snprintf(item.id, sizeof item.id, "n%d", day);
		item.lane = day == 5 ? 4 : (day + 2) % 4;
		item.start = day * 1440 + 22 * 60;
		item.end = item.start + 9 * 60;
		snprintf(text, sizeof text, "22–07");
		snprintf(spoken, sizeof spoken, "%s: %s Nov 22:00–07:00 night, %s", names[item.lane], days[day], day == 5 ? "nobody yet" : "agreed");
		item.fill = day == 5 ? '?' : day < 3 ? '=' : '-';
		item.meaning = day == 5 ? MEANING_WARN : day < 3 ? MEANING_MUTED : MEANING_GOOD;
		block_add_lane_item(block, &item);
	}
	block->lanes.now = 3 * 1440 + 14 * 60;
	block->lanes.say_slot = fake_slot;
	block = page_add_text(page, NULL);
	block_add_line(block, MEANING_MUTED, "= done   - agreed   ? open");
	return true;
}

static inline void fake_plan(struct ui *ui, void *state, const struct page_item *item)
{
	char text[120];

	(void)state;
	snprintf(text, sizeof text, "%s %s", item->empty ? "Plan a shift at" : "This is", item->id);
	ui_say(ui, MEANING_NORMAL, text);
}

/* ---- words, then a table with the focus on its last row ---------------- */

static inline void fake_month_cell(const void *data, size_t row, int column, struct page_cell *out)
{
	(void)data;
	(void)column;
	page_cell_setf(out, MEANING_NORMAL, "month %zu", row + 1);
}

static inline bool fake_words_build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct page_block *block;

	(void)state;
	(void)ui;
	(void)st;
	page_title(page, "Words", NULL);
	block_add_line(page_add_text(page, NULL), MEANING_WARN, "This is what matters.");
	block = page_add_table(page, NULL);
	block_add_column(block, "", 1, false, false);
	block_fill_table(block, 12, fake_month_cell, NULL, NULL, NULL, NULL);
	block = page_add_text(page, "The rules");
	for (int i = 0; i < 12; i++)
		block_add_line(block, MEANING_NORMAL, "a rule");
	page_focus_place(page, 11);
	return true;
}

static inline void fake_words_open(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_open(ui, "words", NULL);
}

static const struct action fake_roster_actions[] = {
	{ "roster.say", "W", N_("words"), N_("Opens a page that begins with words."), NEEDS_NOTHING, fake_words_open },
	{ "roster.plan", "Enter", N_("plan"), N_("Plans a shift in the empty time, or shows the one that is there."), NEEDS_ROW, fake_plan },
};

/* ---- the whole --------------------------------------------------------- */

static inline void *fake_open(struct ui *ui, const char *argument)
{
	(void)argument;
	return ui_context(ui);
}

static inline void fake_close(void *state)
{
	((struct fake *)state)->closed++;
}

static const struct screen fake_home = { .id = "overview", .title = N_("Overview"), .keys = "1", .open = fake_open,
	.help = N_("What is left of each grant, the next shifts, and what waits for you."), .build = fake_home_build, .close = fake_close };
static const struct screen fake_hours = { .id = "hours", .title = N_("Hours"), .keys = "2", .open = fake_open,
	.help = N_("The hours of a month, newest first. The sum counts what is logged, submitted or approved."),
	.actions = fake_hours_actions, .action_count = COUNT_OF(fake_hours_actions), .build = fake_hours_build,
	.close = fake_close };
static const struct screen fake_roster = { .id = "roster", .title = N_("Roster"), .keys = "3", .open = fake_open,
	.help = N_("Who works when. Up and down go from person to person, left and right through the week."),
	.actions = fake_roster_actions, .action_count = COUNT_OF(fake_roster_actions), .build = fake_roster_build,
	.close = fake_close };
static const struct screen fake_words = { .id = "words", .title = N_("Words"), .build = fake_words_build };
static const struct screen *const fake_screens[] = { &fake_home, &fake_hours, &fake_roster, &fake_words, NULL };

static inline bool fake_may_write(void *context)
{
	return !((struct fake *)context)->read_only;
}

static inline bool fake_may_open(void *context, const char *screen_id)
{
	const struct fake *fake = context;

	return !fake->closed_screen || strcmp(fake->closed_screen, screen_id) != 0;
}

static inline bool fake_changed(void *context)
{
	struct fake *fake = context;
	bool changed = fake->changed || (++fake->ticks == fake->change_at && fake->moved);

	if (fake->ticks == fake->change_at)
		fake->rows += (size_t)fake->moved;
	fake->changed = false;
	return changed;
}

static inline void fake_draft_save(void *context, const char *form_id, const char *text)
{
	struct fake *fake = context;

	free(fake->draft);
	free(fake->draft_name);
	fake->draft = mem_text(text);
	fake->draft_name = mem_text(form_id);
	fake->saves++;
}

static inline char *fake_draft_load(void *context, const char *form_id)
{
	struct fake *fake = context;

	return fake->draft && strcmp(fake->draft_name, form_id) == 0 ? mem_text(fake->draft) : NULL;
}

static inline void fake_draft_drop(void *context, const char *form_id)
{
	struct fake *fake = context;

	(void)form_id;
	free(fake->draft);
	fake->draft = NULL;
	fake->drops++;
}

static inline char *fake_identity(void *context)
{
	(void)context;
	return mem_text("Karen Holm · holder");
}

static inline struct ui_hooks fake_hooks(struct fake *fake)
{
	return (struct ui_hooks){ .context = fake,
		                  .may_write = fake_may_write,
		                  .may_open = fake_may_open,
		                  .changed = fake_changed,
		                  .draft_save = fake_draft_save,
		                  .draft_load = fake_draft_load,
		                  .draft_drop = fake_draft_drop,
		                  .identity = fake_identity };
}

static inline void fake_done(struct fake *fake)
{
	free(fake->draft);
	free(fake->draft_name);
}

#endif
