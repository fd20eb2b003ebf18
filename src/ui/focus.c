/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the focus of a page rests and how it moves. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/places.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t block_places(const struct page_block *block)
{
	switch (block->type) {
	case BLOCK_TABLE:
		return block->table.rows - (block->table.has_sum && block->table.rows);
	case BLOCK_GAUGES:
		return (size_t)block->gauge_count;
	case BLOCK_LANES:
		return page_places_of(&block->lanes)->count;
	case BLOCK_TEXT:
		break;
	}
	return 0;
}

int block_place_item(const struct page_block *block, size_t place)
{
	assert(block->type == BLOCK_LANES && place < block_places(block));
	return page_places_of(&block->lanes)->all[place].item;
}

static void describe_lane_place(const struct page_lanes *lanes, size_t number, struct page_item *out)
{
	const struct page_place *place = &page_places_of(lanes)->all[number];
	const struct page_lane *lane = &lanes->lanes[place->lane];

	out->lane = lane->id;
	out->start = place->start;
	out->end = place->end;
	out->empty = place->item < 0;
	if (!out->empty) {
		out->version = lanes->items[place->item].version;
		memcpy(out->id, lanes->items[place->item].id, sizeof out->id);
		return;
	}
	/* The moment is what makes it unlike its neighbours: it is kept whole, and the lane's name is cut where both do not fit. */
	snprintf(out->id, sizeof out->id, "%.24s@%" PRId64, lane->id, place->start);
}

bool block_place(const struct page_block *block, size_t place, struct page_item *out)
{
	*out = (struct page_item){ 0 };
	if (place >= block_places(block))
		return false;
	if (block->type == BLOCK_LANES)
		describe_lane_place(&block->lanes, place, out);
	else if (block->type == BLOCK_GAUGES)
		memcpy(out->id, block->gauges[place].id, sizeof out->id);
	else if (block->table.row_id)
		block->table.row_id(block->table.data, place, out->id);
	else
		snprintf(out->id, sizeof out->id, "%zu", place);
	if (block->type == BLOCK_TABLE && block->table.version)
		out->version = block->table.version(block->table.data, place);
	return true;
}

void block_say_place(const struct page_block *block, size_t place, struct str *out)
{
	const struct page_lanes *lanes = &block->lanes;
	const struct page_place *at = &page_places_of(lanes)->all[place];
	struct str when = STR_INIT;

	assert(block->type == BLOCK_LANES);
	if (at->item >= 0) {
		str_add(out, lanes->items[at->item].spoken);
		return;
	}
	if (lanes->say_slot) {
		lanes->say_slot(at->start, at->end, &when);
	} else {
		for (int i = 0; i < lanes->mark_count && lanes->marks[i].at <= at->start; i++) {
			str_clear(&when);
			str_add(&when, lanes->marks[i].label);
		}
	}
	/* TRANSLATORS: an empty time in the roster: whose line it is, and when ("Anna: free, Fri 21 Nov"). */
	str_addf(out, when.length ? _("%s: free, %s") : _("%s: free"), lanes->lanes[at->lane].label, str_peek(&when));
	str_done(&when);
}

bool page_item_at(const struct page *page, size_t number, struct page_item *out)
{
	for (int i = 0; i < page->block_count; i++) {
		size_t places = block_places(&page->blocks[i]);

		if (number < places)
			return block_place(&page->blocks[i], number, out);
		number -= places;
	}
	*out = (struct page_item){ 0 };
	return false;
}

bool page_focused(const struct page *page, struct page_item *out)
{
	if (page->focus_block < 0 || page->focus_block >= page->block_count) {
		*out = (struct page_item){ 0 };
		return false;
	}
	return block_place(&page->blocks[page->focus_block], page->focus_item, out);
}

size_t page_places(const struct page *page)
{
	size_t count = 0;

	for (int i = 0; i < page->block_count; i++)
		count += block_places(&page->blocks[i]);
	return count;
}

size_t page_focus_number(const struct page *page)
{
	size_t number = page->focus_item;

	if (page->focus_block < 0)
		return 0;
	for (int i = 0; i < page->focus_block; i++)
		number += block_places(&page->blocks[i]);
	return number;
}

static void set_focus(struct page *page, int block, size_t item)
{
	page->focus_block = block;
	page->focus_item = item;
}

/* Takes the moment that up and down keep to from where the focus is now. */
static void take_moment(struct page *page)
{
	struct page_item item;

	if (page_focused(page, &item) && item.lane)
		page->focus_at = item.start;
}

void page_focus_place(struct page *page, size_t number)
{
	size_t all = page_places(page);

	set_focus(page, -1, 0);
	if (number >= all)
		number = all ? all - 1 : 0;
	for (int i = 0; i < page->block_count; i++) {
		size_t places = block_places(&page->blocks[i]);

		if (number < places) {
			set_focus(page, i, number);
			take_moment(page);
			return;
		}
		number -= places;
	}
}

static bool is_place(const struct page_block *block, size_t place, const char *id)
{
	struct page_item item;

	return block_place(block, place, &item) && strcmp(item.id, id) == 0;
}

/* Looks for an id outward from `near`: after a change it is mostly where it was, and a table may be very long. */
static bool find_near(const struct page_block *block, size_t near, const char *id, size_t *found)
{
	size_t places = block_places(block);

	for (size_t step = 0; step < places; step++) {
		if (near + step < places && is_place(block, near + step, id)) {
			*found = near + step;
			return true;
		}
		if (step && step <= near && is_place(block, near - step, id)) {
			*found = near - step;
			return true;
		}
	}
	return false;
}

void page_focus(struct page *page, const char *id, size_t fallback)
{
	size_t found;
	int here;

	page_focus_place(page, id ? fallback : 0);
	here = page->focus_block;
	if (!id || here < 0)
		return;
	if (find_near(&page->blocks[here], page->focus_item, id, &found)) {
		set_focus(page, here, found);
		take_moment(page);
		return;
	}
	for (int i = 0; i < page->block_count; i++) {
		if (i != here && find_near(&page->blocks[i], 0, id, &found)) {
			set_focus(page, i, found);
			take_moment(page);
			return;
		}
	}
}

/* The next block with places from `from` in direction `step`, or −1. */
static int next_block(const struct page *page, int from, int step)
{
	for (int i = from + step; i >= 0 && i < page->block_count; i += step)
		if (block_places(&page->blocks[i]))
			return i;
	return -1;
}

/* The place of a lane that holds a moment, or the nearest; the lane has places. */
static size_t place_at(const struct page_places *places, int lane, int64_t at)
{
	size_t place = places->first[lane];

	while (place + 1 < places->first[lane + 1] && places->all[place + 1].start <= at)
		place++;
	return place;
}

/* The lane with places from `lane` in direction `step`, or −1. */
static int next_lane(const struct page_lanes *lanes, const struct page_places *places, int lane, int step)
{
	for (lane += step; lane >= 0 && lane < lanes->lane_count; lane += step)
		if (places->first[lane] < places->first[lane + 1])
			return lane;
	return -1;
}

static bool enter_block(struct page *page, int step)
{
	int next = next_block(page, page->focus_block, step);
	const struct page_block *block;
	size_t place;

	if (next < 0)
		return false;
	block = &page->blocks[next];
	place = step > 0 ? 0 : block_places(block) - 1;
	if (block->type == BLOCK_LANES) {
		const struct page_places *places = page_places_of(&block->lanes);

		place = place_at(places, places->all[place].lane, page->focus_at);
	}
	set_focus(page, next, place);
	return true;
}

static bool move_along(struct page *page, int step)
{
	const struct page_block *block = &page->blocks[page->focus_block];
	const struct page_places *places;
	size_t to = step < 0 ? page->focus_item - 1 : page->focus_item + 1;

	if (block->type != BLOCK_LANES)
		return false;
	places = page_places_of(&block->lanes);
	if (to >= places->count || places->all[to].lane != places->all[page->focus_item].lane)
		return false;
	page->focus_item = to;
	take_moment(page);
	return true;
}

static bool move_step(struct page *page, int step)
{
	const struct page_block *block = &page->blocks[page->focus_block];

	if (block->type == BLOCK_LANES) {
		const struct page_places *places = page_places_of(&block->lanes);
		int lane = next_lane(&block->lanes, places, places->all[page->focus_item].lane, step);

		if (lane < 0)
			return enter_block(page, step);
		page->focus_item = place_at(places, lane, page->focus_at);
		return true;
	}
	if (step < 0 ? page->focus_item == 0 : page->focus_item + 1 >= block_places(block))
		return enter_block(page, step);
	page->focus_item += (size_t)step;
	return true;
}

/* To the first or last place: of the lane, and where the focus is there already, of the page. */
static bool move_end(struct page *page, bool last)
{
	const struct page_block *block = &page->blocks[page->focus_block];
	int was = page->focus_block;
	size_t place = page->focus_item;

	if (block->type == BLOCK_LANES) {
		const struct page_places *places = page_places_of(&block->lanes);
		int lane = places->all[place].lane;
		size_t end = last ? places->first[lane + 1] - 1 : places->first[lane];

		if (end != place) {
			page->focus_item = end;
			take_moment(page);
			return true;
		}
	}
	page_focus_place(page, last ? SIZE_MAX : 0);
	return page->focus_block != was || page->focus_item != place;
}

static bool move_block(struct page *page)
{
	int next = next_block(page, page->focus_block, 1);

	if (next < 0)
		next = next_block(page, -1, 1);
	if (next == page->focus_block && page->focus_item == 0)
		return false;
	set_focus(page, next, 0);
	take_moment(page);
	return true;
}

static bool move_many(struct page *page, int step, int count)
{
	bool moved = false;

	while (count-- > 0 && move_step(page, step))
		moved = true;
	return moved;
}

bool page_move(struct page *page, enum page_move move, int page_size)
{
	if (page->focus_block < 0)
		return false;
	switch (move) {
	case MOVE_UP:
		return move_step(page, -1);
	case MOVE_DOWN:
		return move_step(page, 1);
	case MOVE_LEFT:
		return move_along(page, -1);
	case MOVE_RIGHT:
		return move_along(page, 1);
	case MOVE_PAGE_UP:
		return move_many(page, -1, page_size);
	case MOVE_PAGE_DOWN:
		return move_many(page, 1, page_size);
	case MOVE_FIRST:
		return move_end(page, false);
	case MOVE_LAST:
		return move_end(page, true);
	case MOVE_NEXT_BLOCK:
		return move_block(page);
	}
	return false;
}
