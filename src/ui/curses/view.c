/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct block_ops *const ops_of[] = {
	[BLOCK_TEXT] = &text_ops,
	[BLOCK_TABLE] = &table_ops,
	[BLOCK_GAUGES] = &gauge_ops,
	[BLOCK_LANES] = &lane_ops,
};

static void forget(struct view *view)
{
	for (int i = 0; i < view->count; i++)
		if (view->blocks[i].ops->done)
			view->blocks[i].ops->done(&view->blocks[i]);
	free(view->blocks);
	view->blocks = NULL;
	view->count = 0;
}

void view_done(struct view *view)
{
	forget(view);
}

bool view_has_focus(const struct view *view, const struct block_layout *layout)
{
	int focus = view->frame->page.focus_block;

	return focus >= 0 && focus < view->count && layout == &view->blocks[focus];
}

bool view_focused(const struct view *view, const struct block_layout *layout, size_t place)
{
	return view_has_focus(view, layout) && view->frame->page.focus_item == place;
}

static void lay_block(struct view *view, struct block_layout *layout)
{
	layout->ops->lay(view, layout);
	if (view_has_focus(view, layout) && layout->ops->focus)
		layout->ops->focus(view, layout, view->frame->page.focus_item);
}

/* Works out which line of the page each block begins on. */
static void count_lines(struct view *view)
{
	view->lines = 0;
	for (int i = 0; i < view->count; i++) {
		struct block_layout *layout = &view->blocks[i];

		layout->first = view->lines;
		layout->gap = i > 0 && view->paint->rows >= AIRY;
		layout->title = layout->block->title && *layout->block->title;
		view->lines += (size_t)(layout->gap + layout->title + layout->head) + layout->body;
	}
}

static void lay_page(struct view *view, struct ui_frame *frame)
{
	const struct page *page = &frame->page;
	bool same = view->frame == frame && view->build == frame->build;

	view->width = view->paint->cols - MARGIN - (view->paint->cols >= 60);
	view->width = view->width < 1 ? 1 : view->width;
	if (!same) {
		forget(view);
		view->frame = frame;
		view->build = frame->build;
		view->count = page->block_count;
		view->blocks = mem_zero((size_t)view->count + 1, sizeof *view->blocks);
		for (int i = 0; i < view->count; i++) {
			view->blocks[i].block = &page->blocks[i];
			view->blocks[i].ops = ops_of[page->blocks[i].type];
		}
	}
	for (int i = 0; i < view->count; i++)
		lay_block(view, &view->blocks[i]);
	count_lines(view);
}

static size_t body_line(const struct block_layout *layout)
{
	return layout->first + (size_t)(layout->gap + layout->title + layout->head);
}

/* The page's line and the column of a place. */
static size_t place_line(struct view *view, int block, size_t place, size_t *count, int *x)
{
	struct block_layout *layout = &view->blocks[block];
	size_t line;

	layout->ops->place(view, layout, place, &line, count, x);
	return body_line(layout) + line;
}

/* The block whose head must stay in sight since its own line has scrolled off; NULL where none. */
static struct block_layout *sticky(const struct view *view)
{
	size_t top = view->frame->top;

	for (int i = 0; i < view->count; i++) {
		struct block_layout *layout = &view->blocks[i];

		if (layout->head && body_line(layout) <= top && top < body_line(layout) + layout->body && view->rows > 3)
			return layout;
	}
	return NULL;
}

static void clamp_top(struct view *view)
{
	size_t rows = (size_t)view->rows, most = view->lines > rows ? view->lines - rows : 0;

	if (view->frame->top > most)
		view->frame->top = most;
}

/* Scrolls as little as needed for lines from…to to be in sight, `from` before `to` where both do not fit. */
static void show_lines(struct view *view, size_t from, size_t to)
{
	size_t rows = (size_t)view->rows;
	struct block_layout *head;

	if (to > view->frame->top + rows)
		view->frame->top = to - rows;
	if (from < view->frame->top)
		view->frame->top = from;
	clamp_top(view);
	head = sticky(view);
	if (head && from == view->frame->top && from > 0)
		view->frame->top--;
}

/* Where the focus is on the first or last place of the page or a block, what is around it (titles, sums, notes) comes into
 * sight too. `opened`: the page stands at its top as yet. */
static void show_focus(struct view *view, bool opened)
{
	const struct page *page = &view->frame->page;
	size_t from, count, places, end;
	const struct block_layout *layout;
	int x;

	if (page->focus_block < 0 || page->focus_block >= view->count) {
		show_lines(view, view->frame->reading, view->frame->reading + 1);
		return;
	}
	layout = &view->blocks[page->focus_block];
	places = block_places(layout->block);
	end = body_line(layout) + layout->body;
	from = place_line(view, page->focus_block, page->focus_item, &count, &x);
	if (layout->ops == &lane_ops) {
		/* What is said of the place comes before the lanes above it. */
		show_lines(view, layout->first, from + count);
		show_lines(view, from, end);
		return;
	}
	/* A page that begins with words was opened for these. */
	if (opened && page->blocks[0].type == BLOCK_TEXT && from + count <= (size_t)view->rows) {
		view->frame->top = 0;
		return;
	}
	if (page_focus_number(page) + 1 == page_places(page))
		show_lines(view, from, view->lines);
	else if (page->focus_item + 1 == places)
		show_lines(view, from, end);
	if (page_focus_number(page) == 0)
		show_lines(view, 0, from + count);
	else if (page->focus_item == 0)
		show_lines(view, layout->first, from + count);
	show_lines(view, from, from + count);
}

static void draw_line(struct view *view, size_t line, int y)
{
	const struct page *page = &view->frame->page;
	int i = 0;
	struct block_layout *layout;

	paint_clear(view->paint, y);
	if (line >= view->lines)
		return;
	while (i + 1 < view->count && view->blocks[i + 1].first <= line)
		i++;
	layout = &view->blocks[i];
	if (page->focus_block < 0 && line == view->frame->reading && view->lines > (size_t)view->rows)
		paint_marker(view->paint, y);
	line -= layout->first;
	if (line < (size_t)layout->gap)
		return;
	line -= (size_t)layout->gap;
	if (line < (size_t)layout->title) {
		paint_text(view->paint, y, MARGIN, view->width, layout->block->title, MEANING_STRONG);
		return;
	}
	line -= (size_t)layout->title;
	if (line < (size_t)layout->head)
		layout->ops->head(view, layout, y);
	else
		layout->ops->draw(view, layout, line - (size_t)layout->head, y);
}

static void draw_lines(struct view *view, size_t from, size_t count)
{
	struct block_layout *head = sticky(view);

	for (size_t line = from; line < from + count; line++) {
		size_t top = view->frame->top;

		if (line < top || line >= top + (size_t)view->rows || (head && line == top))
			continue;
		draw_line(view, line, view->y + (int)(line - top));
	}
}

static void draw_all(struct view *view)
{
	struct block_layout *head = sticky(view);

	for (int row = 0; row < view->rows; row++)
		draw_line(view, view->frame->top + (size_t)row, view->y + row);
	if (head) {
		paint_clear(view->paint, view->y);
		head->ops->head(view, head, view->y);
	}
}

static void draw_place(struct view *view, int block, size_t place)
{
	const struct block_layout *layout;
	size_t count, line;
	int x;

	if (block < 0)
		return;
	layout = &view->blocks[block];
	if (layout->ops->focus) {
		draw_lines(view, layout->first, body_line(layout) + layout->body - layout->first);
		return;
	}
	line = place_line(view, block, place, &count, &x);
	draw_lines(view, line, count);
}

/* Tells blocks that draw what has the focus. */
static void tell_focus(struct view *view)
{
	const struct page *page = &view->frame->page;

	for (int i = 0; i < view->count; i++) {
		struct block_layout *layout = &view->blocks[i];

		if (layout->ops->focus && (i == view->focus_block || i == page->focus_block))
			layout->ops->focus(view, layout, i == page->focus_block ? page->focus_item : SIZE_MAX);
	}
}

static void place_cursor(struct view *view)
{
	const struct page *page = &view->frame->page;
	size_t line = view->frame->reading, count, top = view->frame->top;
	int x = MARGIN;

	if (page->focus_block >= 0)
		line = place_line(view, page->focus_block, page->focus_item, &count, &x);
	/* Out of sight where the person scrolled on past the last place: then it rests where reading goes on. */
	if (line < top || line >= top + (size_t)view->rows) {
		line = top;
		x = MARGIN;
	}
	view->cursor_y = view->y + (int)(line - top);
	view->cursor_x = x < view->paint->cols ? x : view->paint->cols - 1;
}

static bool moved(const struct view *view)
{
	const struct page *page = &view->frame->page;

	return page->focus_block != view->focus_block || page->focus_item != view->focus_item;
}

static void draw_whole(struct view *view)
{
	view->grown = false;
	draw_all(view);
	/* A row that came into sight was wider than all before: once more, with the columns at their new places. */
	if (view->grown) {
		for (int i = 0; i < view->count; i++)
			if (view->blocks[i].ops == &table_ops)
				lay_block(view, &view->blocks[i]);
		draw_all(view);
	}
}

void view_draw(struct view *view, struct ui_frame *frame, int y, int rows, bool whole)
{
	const struct page *page = &frame->page;
	bool other = view->frame != frame || view->build != frame->build, opened = other && !frame->top;

	whole |= other || view->y != y || view->rows != rows;
	view->y = y;
	view->rows = rows;
	if (whole)
		lay_page(view, frame);
	if (frame->reading >= view->lines)
		frame->reading = view->lines ? view->lines - 1 : 0;
	if (moved(view) && !other)
		tell_focus(view);
	if (whole || moved(view))
		show_focus(view, opened);
	clamp_top(view);
	if (whole || view->top != frame->top || view->marks != page->marks.changes) {
		draw_whole(view);
	} else if (moved(view)) {
		draw_place(view, view->focus_block, view->focus_item);
		draw_place(view, page->focus_block, page->focus_item);
	}
	view->focus_block = page->focus_block;
	view->focus_item = page->focus_item;
	view->top = frame->top;
	view->marks = page->marks.changes;
	place_cursor(view);
}

bool view_goes_on(const struct view *view, bool below)
{
	return below ? view->top + (size_t)view->rows < view->lines : view->top > 0;
}

/* Moves the line being read; it passes over blank ones. */
static void read_on(struct view *view, bool down, size_t count)
{
	size_t *reading = &view->frame->reading, before = *reading;

	while (count-- && (down ? *reading + 1 < view->lines : *reading > 0))
		*reading = down ? *reading + 1 : *reading - 1;
	draw_lines(view, before, 1);
	show_lines(view, *reading, *reading + 1);
	if (view->top == view->frame->top)
		draw_lines(view, *reading, 1);
}

static void scroll_by(struct view *view, bool down, size_t count)
{
	size_t *top = &view->frame->top;

	if (down)
		*top += count;
	else
		*top -= count < *top ? count : *top;
	clamp_top(view);
}

void view_scroll(struct view *view, enum page_move move)
{
	static const struct {
		bool known, down, page, end;
	} steps[] = {
		[MOVE_UP] = { true, false, false, false },  [MOVE_DOWN] = { true, true, false, false },
		[MOVE_PAGE_UP] = { true, false, true, false }, [MOVE_PAGE_DOWN] = { true, true, true, false },
		[MOVE_FIRST] = { true, false, false, true }, [MOVE_LAST] = { true, true, false, true },
		[MOVE_NEXT_BLOCK] = { false, false, false, false },
	};
	size_t count = steps[move].page ? (size_t)(view->rows > 1 ? view->rows - 1 : 1) : steps[move].end ? view->lines : 1;

	if (!steps[move].known || !view->frame)
		return;
	if (view->frame->page.focus_block < 0)
		read_on(view, steps[move].down, count);
	else
		scroll_by(view, steps[move].down, count);
}
