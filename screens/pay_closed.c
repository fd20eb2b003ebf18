/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay of closed months, and what is paid later because of them. */
#include "closed.h"

void add_pay_closed(struct page *page, const struct pay_view *view)
{
	char *month;

	if (!view->closed)
		return;
	month = text_month(view->month);
	block_add_linef(page_add_text(page, NULL), MEANING_STRONG,
	                _("%s is closed: this is what was paid. What is different later is paid as a correction in an open month."), month);
	free(month);
}

bool pay_is_corrected(const struct pay_view *view)
{
	for (int i = 0; i < view->count; i++)
		if (view->people[i].correction_count)
			return true;
	return false;
}

/* "17 c3" of an entry, "2025-03 c3" of what is paid on top. */
static void write_id(const struct pay_correction *c, int number, char id[ITEM_ID_MAX])
{
	char month[8];

	month_format(c->about, month);
	if (c->entry)
		snprintf(id, ITEM_ID_MAX, "%" PRId64 " c%d", c->entry, number);
	else
		snprintf(id, ITEM_ID_MAX, "%s c%d", month, number);
}

void add_pay_corrections(struct page *page, const struct pay_person *person)
{
	struct page_block *block;
	struct grid *grid;
	char id[ITEM_ID_MAX];

	if (!person->correction_count)
		return;
	block = page_add_table(page, _("Corrections of closed months"));
	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("For"), 3, false, false);
	block_add_column(block, _("Hours"), 4, true, false);
	block_add_column(block, _("Difference"), 1, true, false);
	block_add_column(block, _("What was changed"), 2, false, true);
	grid = grid_new(5);
	for (int i = 0; i < person->correction_count; i++) {
		const struct pay_correction *c = &person->corrections[i];

		write_id(c, i, id);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, text_month_short(c->about));
		grid_put(grid, MEANING_NORMAL, mem_text(c->name));
		grid_put(grid, c->minutes ? MEANING_NORMAL : MEANING_MUTED,
		         c->minutes ? text_figure(c->minutes, UNIT_MINUTES) : mem_text("–"));
		grid_put(grid, MEANING_NORMAL, text_figure(c->difference, UNIT_MONEY));
		grid_put(grid, MEANING_NORMAL, c->why ? str_make("%s “%s”", c->what, c->why) : mem_text(c->what));
	}
	grid_fill(block, grid, NULL);
}

bool open_pay_correction(struct ui *ui, const char *person, const struct page_item *item)
{
	const char *blank = strstr(item->id, " c");
	char *what, *argument;

	if (!blank)
		return false;
	what = mem_textn(item->id, (size_t)(blank - item->id));
	if (strchr(what, '-')) {
		argument = str_make("%s/%s", what, person);
		ui_open(ui, "payslip", argument);
		free(argument);
	} else {
		ui_open(ui, "entry", what);
	}
	free(what);
	return true;
}
