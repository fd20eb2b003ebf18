/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: as wide as what they hold, columns left out by priority, only the rows in sight asked for. */
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/marks.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

#define STRETCH_LEAST 12 /* columns that a stretching column keeps before others are left out */
#define CUT_LEAST 8      /* … and any text, where only columns of the same priority are left */

static int gap_of(const struct view *view)
{
	return view->width >= 110 ? 3 : 2;
}

static int clean_width(struct view *view, const char *text)
{
	paint_clean(view->paint, text, &view->paint->text);
	return utf8_width(str_peek(&view->paint->text));
}

/* What a column keeps before others are left out. Where only equals are left, texts are cut before one of them goes. */
static int least(const struct block_layout *layout, int column, bool cut)
{
	const struct page_column *c = &layout->block->table.columns[column];
	int natural = layout->table.natural[column], most = cut ? CUT_LEAST : c->least ? c->least : STRETCH_LEAST;

	return (c->stretch || (cut && !c->right)) && natural > most ? most : natural;
}

/* Columns of the screen that the shown ones need at the least; *shown gets how many these are, *equal whether all count the
 * same. */
static int need(const struct view *view, const struct block_layout *layout, bool cut, int *shown, bool *equal)
{
	const struct page_table *table = &layout->block->table;
	int sum = 0, first = 0;

	*shown = 0;
	*equal = true;
	for (int c = 0; c < table->column_count; c++) {
		if (layout->table.widths[c] < 0)
			continue;
		sum += least(layout, c, cut) + (*shown ? gap_of(view) : 0);
		if (!(*shown)++)
			first = table->columns[c].priority;
		*equal &= table->columns[c].priority == first;
	}
	return sum;
}

/* The shown column that may go first: of the highest number, the rightmost. */
static int least_wanted(const struct block_layout *layout)
{
	const struct page_table *table = &layout->block->table;
	int found = -1;

	for (int c = 0; c < table->column_count; c++) {
		if (layout->table.widths[c] < 0)
			continue;
		if (found < 0 || table->columns[c].priority >= table->columns[found].priority)
			found = c;
	}
	return found;
}

/* Leaves out columns until the rest fits; returns what is left over. −1 marks those that are left out while this runs. */
static int leave_out(const struct view *view, struct block_layout *layout, bool *cut)
{
	int shown, left;
	bool equal;

	*cut = false;
	for (;;) {
		left = view->width - need(view, layout, *cut, &shown, &equal);
		if (left >= 0 || shown <= 1)
			return left;
		if (equal && !*cut)
			*cut = true;
		else
			layout->table.widths[least_wanted(layout)] = -1;
	}
}

static void share_width(const struct view *view, struct block_layout *layout)
{
	const struct page_table *table = &layout->block->table;
	int *widths = layout->table.widths, left;
	bool cut;

	memset(widths, 0, (size_t)table->column_count * sizeof *widths);
	left = leave_out(view, layout, &cut);
	layout->table.width = 0;
	for (int c = 0; c < table->column_count; c++) {
		int natural = layout->table.natural[c], width = least(layout, c, cut);

		if (widths[c] < 0) {
			widths[c] = 0;
			continue;
		}
		/* What was cut takes back what is left over, from the left. */
		if (width < natural && left > 0) {
			int more = natural - width < left ? natural - width : left;

			width += more;
			left -= more;
		}
		widths[c] = width > view->width ? view->width : width;
		layout->table.width += widths[c] + (layout->table.width ? gap_of(view) : 0);
	}
}

static void measure_row(struct view *view, struct block_layout *layout, size_t row)
{
	const struct page_table *table = &layout->block->table;

	for (int c = 0; c < table->column_count; c++) {
		struct page_cell cell = { 0 };
		int width;

		table->cell(table->data, row, c, &cell);
		width = cell.text ? clean_width(view, cell.text) : 0;
		if (width > layout->table.natural[c])
			layout->table.natural[c] = width;
		page_cell_done(&cell);
	}
}

/* Looks at the rows that can be in sight first: at the top, around the focus, and the sum. */
static void measure(struct view *view, struct block_layout *layout)
{
	const struct page_table *table = &layout->block->table;
	size_t near = view_has_focus(view, layout) ? view->frame->page.focus_item : 0;
	size_t span = (size_t)view->rows, from = near > span ? near - span : 0;

	for (size_t row = from; row < table->rows && row < near + span; row++)
		measure_row(view, layout, row);
	if (table->has_sum && table->rows)
		measure_row(view, layout, table->rows - 1);
}

static void lay(struct view *view, struct block_layout *layout)
{
	const struct page_table *table = &layout->block->table;
	struct table_layout *t = &layout->table;

	if (!t->natural) {
		t->natural = mem_zero((size_t)table->column_count + 1, sizeof *t->natural);
		t->widths = mem_zero((size_t)table->column_count + 1, sizeof *t->widths);
		for (int c = 0; c < table->column_count; c++)
			t->natural[c] = clean_width(view, table->columns[c].title);
		measure(view, layout);
	}
	share_width(view, layout);
	layout->head = 0;
	for (int c = 0; c < table->column_count && table->rows; c++)
		layout->head |= table->columns[c].title[0] != '\0';
	text_done(&t->empty);
	if (!table->rows && table->empty_text)
		text_add(view->paint, &t->empty, table->empty_text, view->width, 0, MEANING_MUTED);
	layout->body = table->rows ? table->rows + table->has_sum : (size_t)t->empty.count;
}

static void head(struct view *view, struct block_layout *layout, int y)
{
	const struct page_table *table = &layout->block->table;
	int x = MARGIN;

	for (int c = 0; c < table->column_count; c++) {
		int width = layout->table.widths[c];

		if (!width)
			continue;
		if (x > MARGIN) {
			paint_blank(view->paint, y, x, gap_of(view), LOOK_HEAD);
			x += gap_of(view);
		}
		if (table->columns[c].right) {
			paint_right(view->paint, y, x, width, table->columns[c].title, LOOK_HEAD);
		} else {
			int used = paint_text(view->paint, y, x, width, table->columns[c].title, LOOK_HEAD);

			paint_blank(view->paint, y, x + used, width - used, LOOK_HEAD);
		}
		x += width;
	}
}

/* Where a row is being drawn. */
struct pen {
	int y;
	int drawn; /* columns that are drawn already */
	int look;  /* of the whole row; −1: of each cell */
};

/* Blanks are only drawn where they are seen, in the focus. */
static void draw_cell(struct view *view, struct pen *pen, const struct page_column *column, int x, int width,
                      const struct page_cell *cell, int natural)
{
	int used = natural > width ? width : natural, at = column->right ? x + width - used : x;

	if (pen->look == LOOK_FOCUS)
		paint_blank(view->paint, pen->y, pen->drawn, at - pen->drawn, LOOK_FOCUS);
	pen->drawn = at + paint_text(view->paint, pen->y, at, used, cell->text, pen->look >= 0 ? pen->look : (int)cell->meaning);
}

static void draw_row(struct view *view, struct block_layout *layout, size_t row, int y, int look)
{
	const struct page_table *table = &layout->block->table;
	struct pen pen = { y, MARGIN, look };
	int x = MARGIN;

	for (int c = 0; c < table->column_count; c++) {
		struct page_cell cell = { 0 };
		int width = layout->table.widths[c], natural;

		if (!width)
			continue;
		table->cell(table->data, row, c, &cell);
		natural = cell.text ? clean_width(view, cell.text) : 0;
		if (natural > layout->table.natural[c]) {
			layout->table.natural[c] = natural;
			view->grown = true;
		}
		if (natural)
			draw_cell(view, &pen, &table->columns[c], x, width, &cell, natural);
		page_cell_done(&cell);
		x += width + gap_of(view);
	}
}

static void draw(struct view *view, struct block_layout *layout, size_t line, int y)
{
	const struct page_table *table = &layout->block->table;

	if (!table->rows) {
		text_draw(view->paint, &layout->table.empty, line, y, MARGIN);
		return;
	}
	if (table->has_sum && line == table->rows - 1) {
		paint_glyphs(view->paint, y, MARGIN, layout->table.width, GLYPH_RULE, LOOK_RULE);
		return;
	}
	if (table->has_sum && line == table->rows) {
		draw_row(view, layout, table->rows - 1, y, MEANING_STRONG);
		return;
	}
	if (block_is_marked(&view->frame->page, layout->block, line))
		paint_tick(view->paint, y);
	if (view_focused(view, layout, line)) {
		paint_marker(view->paint, y);
		draw_row(view, layout, line, y, LOOK_FOCUS);
	} else {
		draw_row(view, layout, line, y, -1);
	}
}

static void place(struct view *view, struct block_layout *layout, size_t number, size_t *line, size_t *count, int *x)
{
	(void)view;
	(void)layout;
	*line = number;
	*count = 1;
	*x = MARGIN;
}

static void done(struct block_layout *layout)
{
	free(layout->table.natural);
	free(layout->table.widths);
	text_done(&layout->table.empty);
}

const struct block_ops table_ops = { .lay = lay, .head = head, .draw = draw, .place = place, .done = done };
