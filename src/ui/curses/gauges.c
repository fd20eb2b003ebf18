/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gauges: what it is, how full, the figure beside. Where that does not fit on one line, the bar goes under it. */
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

#define BAR_LEAST 10
#define BAR_MOST 32

static int clean_width(struct view *view, const char *text)
{
	paint_clean(view->paint, text, &view->paint->text);
	return utf8_width(str_peek(&view->paint->text));
}

static void forget(struct block_layout *layout)
{
	for (int i = 0; i < layout->gauges.count; i++)
		text_done(&layout->gauges.notes[i]);
	free(layout->gauges.notes);
	free(layout->gauges.first);
	layout->gauges = (struct gauge_layout){ 0 };
}

static void measure(struct view *view, const struct page_block *block, struct gauge_layout *g)
{
	bool bars = false;

	for (int i = 0; i < block->gauge_count; i++) {
		int label = clean_width(view, block->gauges[i].label), value = clean_width(view, block->gauges[i].value);

		g->label = label > g->label ? label : g->label;
		g->value = value > g->value ? value : g->value;
		bars |= block->gauges[i].whole > 0;
	}
	g->bar = bars ? view->width - g->label - g->value - 4 : 0;
	g->stacked = bars && g->bar < BAR_LEAST;
	if (g->stacked)
		g->bar = view->width;
	if (g->bar > BAR_MOST)
		g->bar = BAR_MOST;
	/* On an ordinary terminal a quarter of the line is enough to see how full something is. */
	if (!g->stacked && g->bar > view->width / 4 && view->width / 4 >= BAR_LEAST)
		g->bar = view->width / 4;
}

static size_t own_lines(const struct view *view, const struct gauge_layout *g, const struct page_gauge *gauge)
{
	if (!g->stacked)
		return 1;
	return 1u + (g->label + 2 + g->value > view->width) + (gauge->whole > 0);
}

static int note_indent(const struct gauge_layout *g)
{
	return g->stacked ? 0 : g->label + 2;
}

static void lay(struct view *view, struct block_layout *layout)
{
	const struct page_block *block = layout->block;
	struct gauge_layout *g = &layout->gauges;

	forget(layout);
	measure(view, block, g);
	g->first = mem_zero((size_t)block->gauge_count + 1, sizeof *g->first);
	g->notes = mem_zero((size_t)block->gauge_count + 1, sizeof *g->notes);
	g->count = block->gauge_count;
	layout->body = 0;
	for (int i = 0; i < block->gauge_count; i++) {
		g->first[i] = layout->body;
		if (block->gauges[i].note)
			text_add(view->paint, &g->notes[i], block->gauges[i].note, view->width - note_indent(g), 0, MEANING_MUTED);
		layout->body += own_lines(view, g, &block->gauges[i]) + (size_t)g->notes[i].count;
	}
	g->first[block->gauge_count] = layout->body;
}

static void draw_label(struct view *view, const struct gauge_layout *g, const struct page_gauge *gauge, int y, bool focused)
{
	(void)g;
	if (focused)
		paint_marker(view->paint, y);
	paint_text(view->paint, y, MARGIN, view->width, gauge->label, focused ? LOOK_FOCUS : MEANING_NORMAL);
}

static void draw_wide(struct view *view, const struct gauge_layout *g, const struct page_gauge *gauge, int y)
{
	int x = MARGIN + g->label + 2;

	if (g->bar && gauge->whole > 0)
		paint_bar(view->paint, y, x, g->bar, gauge->part, gauge->whole, (int)gauge->meaning);
	if (g->bar)
		x += g->bar + 2;
	paint_text(view->paint, y, x, view->width, gauge->value, (int)gauge->meaning);
}

static void draw_stacked(struct view *view, const struct gauge_layout *g, const struct page_gauge *gauge, size_t line, int y)
{
	bool apart = g->label + 2 + g->value > view->width;

	if (line == 0 && !apart)
		paint_text(view->paint, y, MARGIN + g->label + 2, view->width, gauge->value, (int)gauge->meaning);
	else if (line == 1 && apart)
		paint_text(view->paint, y, MARGIN, view->width, gauge->value, (int)gauge->meaning);
	else if (line > 0)
		paint_bar(view->paint, y, MARGIN, g->bar, gauge->part, gauge->whole, (int)gauge->meaning);
}

static void draw(struct view *view, struct block_layout *layout, size_t line, int y)
{
	const struct gauge_layout *g = &layout->gauges;
	const struct page_gauge *gauge;
	size_t i = 0, own;

	while (g->first[i + 1] <= line)
		i++;
	gauge = &layout->block->gauges[i];
	own = own_lines(view, g, gauge);
	line -= g->first[i];
	if (line == 0)
		draw_label(view, g, gauge, y, view_focused(view, layout, i));
	if (line >= own)
		text_draw(view->paint, &g->notes[i], line - own, y, MARGIN + note_indent(g));
	else if (g->stacked)
		draw_stacked(view, g, gauge, line, y);
	else
		draw_wide(view, g, gauge, y);
}

static void place(struct view *view, struct block_layout *layout, size_t number, size_t *line, size_t *count, int *x)
{
	(void)view;
	*line = layout->gauges.first[number];
	*count = layout->gauges.first[number + 1] - *line;
	*x = MARGIN;
}

const struct block_ops gauge_ops = { .lay = lay, .draw = draw, .place = place, .done = forget };
