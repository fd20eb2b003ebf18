/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_WIDE 100 /* longer lines are hard to follow back to the next one */

void text_add(struct paint *paint, struct text_layout *layout, const char *text, int width, int hang, int look)
{
	struct str clean = STR_INIT;
	const char *s;
	int indent = 0;

	paint_clean(paint, text, &clean);
	MEM_GROW(layout->copies, layout->copy_count, layout->copy_room);
	s = layout->copies[layout->copy_count++] = str_take(&clean);
	if (hang > width / 2)
		hang = width > 20 ? 2 : 0;
	do {
		size_t skip, length = paint_wrap(s, width - indent, &skip);

		MEM_GROW(layout->lines, layout->count, layout->room);
		layout->lines[layout->count++] = (struct text_line){ s, length, indent, look };
		s += length + skip;
		indent = hang;
	} while (*s);
}

void text_draw(struct paint *paint, const struct text_layout *layout, size_t line, int y, int x)
{
	const struct text_line *l = &layout->lines[line];
	char *part = mem_textn(l->text, l->length);

	paint_text(paint, y, x + l->indent, paint->cols, part, l->look);
	free(part);
}

void text_done(struct text_layout *layout)
{
	for (int i = 0; i < layout->copy_count; i++)
		free(layout->copies[i]);
	free(layout->copies);
	free(layout->lines);
	*layout = (struct text_layout){ 0 };
}

static void lay(struct view *view, struct block_layout *layout)
{
	const struct page_block *block = layout->block;
	int width = view->width < TEXT_WIDE ? view->width : TEXT_WIDE;

	text_done(&layout->text);
	for (int i = 0; i < block->line_count; i++)
		text_add(view->paint, &layout->text, block->lines[i].text, width, block->lines[i].hang,
		         (int)block->lines[i].meaning);
	layout->body = (size_t)layout->text.count;
}

static void draw(struct view *view, struct block_layout *layout, size_t line, int y)
{
	text_draw(view->paint, &layout->text, line, y, MARGIN);
}

static void done(struct block_layout *layout)
{
	text_done(&layout->text);
}

const struct block_ops text_ops = { .lay = lay, .draw = draw, .done = done };
