/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/places.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>

struct page_places *page_places_new(void)
{
	return mem_zero(1, sizeof(struct page_places));
}

void page_places_free(struct page_places **places)
{
	if (!*places)
		return;
	page_places_forget(*places);
	free(*places);
	*places = NULL;
}

void page_places_forget(struct page_places *places)
{
	free(places->all);
	free(places->first);
	free(places->rows);
	*places = (struct page_places){ 0 };
}

static void add_place(struct page_places *places, struct page_place place)
{
	MEM_GROW(places->all, places->count, places->room);
	places->all[places->count++] = place;
}

/* The end of the empty time that begins at `at`. The grid starts afresh at every mark, so that a day of 23 or 25 hours does not
 * shift the days after it; what is left over before a mark and shorter than half a slot belongs to the slot before. */
static int64_t slot_end(const struct page_lanes *lanes, int64_t at, int64_t until)
{
	int64_t base = lanes->from, next = lanes->to, end;

	for (int i = 0; i < lanes->mark_count; i++) {
		int64_t mark = lanes->marks[i].at;

		if (mark <= at && mark > base)
			base = mark;
		if (mark > at && mark < next)
			next = mark;
	}
	end = base + ((at - base) / lanes->slot + 1) * lanes->slot;
	if (next - end < lanes->slot / 2)
		end = next;
	return end < until ? end : until;
}

static void add_empty(struct page_places *places, const struct page_lanes *lanes, int lane, int64_t at, int64_t until)
{
	if (lanes->slot <= 0)
		return;
	while (at < until) {
		int64_t end = slot_end(lanes, at, until);

		add_place(places, (struct page_place){ .lane = lane, .item = -1, .start = at, .end = end });
		at = end;
	}
}

static int by_time(const void *a, const void *b, void *context)
{
	const struct page_lanes *lanes = context;
	int i = *(const int *)a, j = *(const int *)b;
	const struct page_lane_item *x = &lanes->items[i], *y = &lanes->items[j];

	if (x->lane != y->lane)
		return x->lane < y->lane ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return (i > j) - (i < j);
}

/* The items inside the axis, by lane and time; *count of them. */
static int *sorted_items(const struct page_lanes *lanes, int *count)
{
	int *order = mem_alloc(sizeof *order * (size_t)(lanes->item_count + 1));

	*count = 0;
	for (int i = 0; i < lanes->item_count; i++)
		if (lanes->items[i].end > lanes->from && lanes->items[i].start < lanes->to)
			order[(*count)++] = i;
	qsort_r(order, (size_t)*count, sizeof *order, by_time, (void *)lanes);
	return order;
}

/* The first row of the lane that is free at `start`; `ends` has the end of the last item on each. */
static int free_row(int64_t **ends, int *rows, int64_t start)
{
	for (int row = 0; row < *rows; row++)
		if ((*ends)[row] <= start)
			return row;
	*ends = mem_resize(*ends, (size_t)*rows + 1, sizeof **ends);
	return (*rows)++;
}

static void add_lane(struct page_places *places, const struct page_lanes *lanes, int lane, const int *order, int count)
{
	int64_t at = lanes->from, *ends = NULL;
	int rows = 0;

	for (int i = 0; i < count; i++) {
		const struct page_lane_item *item = &lanes->items[order[i]];
		int row = free_row(&ends, &rows, item->start);

		ends[row] = item->end;
		add_empty(places, lanes, lane, at, item->start);
		add_place(places, (struct page_place){
		                          .lane = lane, .item = order[i], .row = row, .start = item->start, .end = item->end });
		if (item->end > at)
			at = item->end;
	}
	add_empty(places, lanes, lane, at, lanes->to);
	places->rows[lane] = rows ? rows : 1;
	free(ends);
}

const struct page_places *page_places_of(const struct page_lanes *lanes)
{
	struct page_places *places = lanes->places;
	int count, done = 0;
	int *order;

	if (places->known)
		return places;
	page_places_forget(places);
	places->first = mem_zero((size_t)lanes->lane_count + 1, sizeof *places->first);
	places->rows = mem_zero((size_t)lanes->lane_count + 1, sizeof *places->rows);
	order = sorted_items(lanes, &count);
	for (int lane = 0; lane < lanes->lane_count; lane++) {
		int end = done;

		while (end < count && lanes->items[order[end]].lane == lane)
			end++;
		places->first[lane] = places->count;
		add_lane(places, lanes, lane, order + done, end - done);
		done = end;
	}
	places->first[lanes->lane_count] = places->count;
	places->known = true;
	free(order);
	return places;
}
