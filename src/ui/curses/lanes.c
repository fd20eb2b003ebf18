/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes: a line for each lane along an axis of time. Where the terminal is too narrow for the whole axis, as many of its parts
 * (days) are shown as fit, those around the focus. Under the lanes stands in words what has the focus. */
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/places.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

#define PART_LEAST 8 /* columns of a day before fewer days are shown */
#define DETAIL_LINES 2

static int clean_width(struct view *view, const char *text)
{
	paint_clean(view->paint, text, &view->paint->text);
	return utf8_width(str_peek(&view->paint->text));
}

static int column_of(const struct lane_layout *l, int64_t at)
{
	if (at <= l->from)
		return 0;
	if (at >= l->to)
		return l->axis;
	return (int)((double)(at - l->from) / (double)(l->to - l->from) * l->axis + 0.5);
}

/* The moment where part `number` of the axis begins. */
static int64_t part_start(const struct page_lanes *lanes, int number)
{
	if (lanes->mark_count < 2)
		return number ? lanes->to : lanes->from;
	return number < lanes->mark_count ? lanes->marks[number].at : lanes->to;
}

static int parts(const struct page_lanes *lanes)
{
	return lanes->mark_count < 2 ? 1 : lanes->mark_count;
}

/* Chooses the parts in sight: all where they fit, else those that hold `at`, moved as little as possible. */
static bool choose_axis(struct block_layout *layout, int64_t at)
{
	const struct page_lanes *lanes = &layout->block->lanes;
	struct lane_layout *l = &layout->lanes;
	int count = parts(lanes), fit = l->axis / PART_LEAST, now = 0, first = 0;
	int64_t from = l->from, to = l->to;

	fit = fit < 1 ? 1 : fit > count ? count : fit;
	while (now + 1 < count && part_start(lanes, now + 1) <= at)
		now++;
	while (first + 1 < count && part_start(lanes, first + 1) <= from)
		first++;
	if (now < first)
		first = now;
	if (now >= first + fit)
		first = now - fit + 1;
	if (first > count - fit)
		first = count - fit;
	l->from = first ? part_start(lanes, first) : lanes->from;
	l->to = first + fit >= count ? lanes->to : part_start(lanes, first + fit);
	return l->from != from || l->to != to;
}

static void forget(struct block_layout *layout)
{
	free(layout->lanes.first);
	text_done(&layout->lanes.detail);
	layout->lanes.first = NULL;
}

static void say_detail(struct view *view, struct block_layout *layout, size_t place)
{
	struct str text = STR_INIT;

	text_done(&layout->lanes.detail);
	block_say_place(layout->block, place, &text);
	text_add(view->paint, &layout->lanes.detail, str_peek(&text), view->width, 0, MEANING_NORMAL);
	str_done(&text);
}

static bool focus(struct view *view, struct block_layout *layout, size_t place)
{
	const struct page_places *places = page_places_of(&layout->block->lanes);

	if (place < places->count) {
		choose_axis(layout, places->all[place].start);
		say_detail(view, layout, place);
	} else {
		text_done(&layout->lanes.detail);
	}
	return true;
}

static void lay(struct view *view, struct block_layout *layout)
{
	const struct page_lanes *lanes = &layout->block->lanes;
	const struct page_places *places = page_places_of(lanes);
	struct lane_layout *l = &layout->lanes;
	size_t lines = 0;

	free(l->first);
	l->first = mem_zero((size_t)lanes->lane_count + 1, sizeof *l->first);
	l->label = 0;
	for (int i = 0; i < lanes->lane_count; i++) {
		int width = clean_width(view, lanes->lanes[i].label);

		l->label = width > l->label ? width : l->label;
		l->first[i] = lines;
		lines += (size_t)places->rows[i];
	}
	l->first[lanes->lane_count] = lines;
	if (l->label > view->width / 4)
		l->label = view->width / 4;
	l->axis = view->width - l->label - 1;
	l->axis = l->axis < 1 ? 1 : l->axis;
	choose_axis(layout, l->from);
	layout->head = lanes->mark_count > 0;
	l->gap = view->paint->rows >= AIRY;
	layout->body = lines + (size_t)l->gap + DETAIL_LINES;
}

static int axis_x(const struct lane_layout *l)
{
	return MARGIN + l->label + 1;
}

static void head(struct view *view, struct block_layout *layout, int y)
{
	const struct page_lanes *lanes = &layout->block->lanes;
	const struct lane_layout *l = &layout->lanes;

	paint_blank(view->paint, y, MARGIN, l->label + 1 + l->axis, LOOK_HEAD);
	for (int i = 0; i < lanes->mark_count; i++) {
		int x = column_of(l, lanes->marks[i].at);
		int end = i + 1 < lanes->mark_count ? column_of(l, lanes->marks[i + 1].at) : l->axis;

		if (lanes->marks[i].at < l->from || lanes->marks[i].at >= l->to)
			continue;
		paint_text(view->paint, y, axis_x(l) + x, end - x - 1, lanes->marks[i].label, LOOK_HEAD);
	}
}

/* How much of the first `length` bytes can be shown of a text that is longer: half of "8-14" would be another time, and "8-" before
 * the fill "=" no time at all, so it is cut before the dash and in no number. */
static size_t shown_part(const char *text, size_t length)
{
	if (!text[length])
		return length;
	while (length && text[length - 1] >= '0' && text[length - 1] <= '9' && text[length] >= '0' && text[length] <= '9')
		length--;
	for (size_t i = 0; i < length; i++)
		if (text[i] == '-' || strncmp(text + i, "–", strlen("–")) == 0)
			length = i;
	while (length && text[length - 1] == ':')
		length--;
	return length;
}

/* The shape of an item: its text, then the letter that tells its state up to its end. One column of that is always kept: it
 * ends the item, and colour alone would not be enough. */
static void draw_item(struct view *view, const struct lane_layout *l, const struct page_lane_item *item, int y, bool focused)
{
	struct paint *paint = view->paint;
	int x = column_of(l, item->start), width = column_of(l, item->end) - x, used;
	int look = focused ? LOOK_FOCUS : (int)item->meaning;
	char fill[2] = { item->fill > ' ' && item->fill < 0x7F ? item->fill : '=', '\0' };
	const char *text;
	char *part;

	width = width < 1 ? 1 : width;
	x = axis_x(l) + (x + width > l->axis ? l->axis - width : x);
	paint_clean(paint, item->text, &paint->text);
	text = str_peek(&paint->text);
	part = mem_textn(text, shown_part(text, utf8_fit(text, width - 1, NULL)));
	used = utf8_width(part);
	paint_text(paint, y, x, width, part, look);
	for (; used < width; used++)
		paint_text(paint, y, x + used, 1, fill, look);
	free(part);
}

static void draw_marks(struct view *view, const struct page_lanes *lanes, const struct lane_layout *l, int y)
{
	for (int i = 0; i < lanes->mark_count; i++) {
		int64_t at = lanes->marks[i].at;

		if (at > l->from && at < l->to)
			paint_glyphs(view->paint, y, axis_x(l) + column_of(l, at), 1, GLYPH_MARK, LOOK_RULE);
	}
	if (lanes->now >= l->from && lanes->now < l->to) {
		int x = column_of(l, lanes->now);

		paint_glyphs(view->paint, y, axis_x(l) + (x < l->axis ? x : x - 1), 1, GLYPH_NOW, MEANING_STRONG);
	}
}

static void draw_places(struct view *view, struct block_layout *layout, int lane, int row, int y)
{
	const struct page_lanes *lanes = &layout->block->lanes;
	const struct page_places *places = page_places_of(lanes);
	const struct lane_layout *l = &layout->lanes;

	for (size_t i = places->first[lane]; i < places->first[lane + 1]; i++) {
		const struct page_place *place = &places->all[i];
		bool focused = view_focused(view, layout, i);
		int x = column_of(l, place->start), width = column_of(l, place->end) - x;

		if (place->end <= l->from || place->start >= l->to || place->row != row)
			continue;
		if (place->item >= 0)
			draw_item(view, l, &lanes->items[place->item], y, focused);
		else if (focused)
			paint_blank(view->paint, y, axis_x(l) + x, width > 0 ? width : 1, LOOK_FOCUS);
	}
}

static bool lane_has_focus(const struct view *view, const struct block_layout *layout, int lane)
{
	const struct page_places *places = page_places_of(&layout->block->lanes);
	size_t item = view->frame->page.focus_item;

	return view_has_focus(view, layout) && item < places->count && places->all[item].lane == lane;
}

static void draw(struct view *view, struct block_layout *layout, size_t line, int y)
{
	const struct page_lanes *lanes = &layout->block->lanes;
	const struct lane_layout *l = &layout->lanes;
	size_t rows = l->first[lanes->lane_count], detail = rows + (size_t)l->gap;
	int lane = 0;

	if (line >= rows) {
		if (line >= detail && line - detail < (size_t)l->detail.count)
			text_draw(view->paint, &l->detail, line - detail, y, MARGIN);
		return;
	}
	while (l->first[lane + 1] <= line)
		lane++;
	if (line == l->first[lane]) {
		if (lane_has_focus(view, layout, lane))
			paint_marker(view->paint, y);
		paint_text(view->paint, y, MARGIN, l->label, lanes->lanes[lane].label, MEANING_NORMAL);
	}
	draw_marks(view, lanes, l, y);
	draw_places(view, layout, lane, (int)(line - l->first[lane]), y);
}

static void place(struct view *view, struct block_layout *layout, size_t number, size_t *line, size_t *count, int *x)
{
	const struct lane_layout *l = &layout->lanes;
	const struct page_place *at = &page_places_of(&layout->block->lanes)->all[number];
	int column = column_of(l, at->start);

	(void)view;
	*line = l->first[at->lane] + (size_t)at->row;
	*count = 1;
	*x = axis_x(l) + (column < l->axis ? column : l->axis - 1);
}

static void done(struct block_layout *layout)
{
	forget(layout);
}

const struct block_ops lane_ops = { .lay = lay, .head = head, .draw = draw, .place = place, .focus = focus, .done = done };
