/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"
#include "fake.h"
#include "ledsag/ui/places.h"

static void number_cell(const void *data, size_t row, int column, struct page_cell *out)
{
	(*(long *)(uintptr_t)data)++;
	page_cell_setf(out, MEANING_NORMAL, "%zu/%d", row, column);
}

static void number_id(const void *data, size_t row, char id[ITEM_ID_MAX])
{
	(void)data;
	snprintf(id, ITEM_ID_MAX, "r%zu", row);
}

static struct page_block *add_table(struct page *page, size_t rows, long *cells)
{
	struct page_block *block = page_add_table(page, NULL);

	block_add_column(block, "Number", 1, false, true);
	block_fill_table(block, rows, number_cell, number_id, cells, NULL, "none");
	return block;
}

static void assert_focus(const struct page *page, const char *id)
{
	struct page_item item;

	assert_true(page_focused(page, &item));
	assert_string_equal(item.id, id);
}

/* Text, two gauges, a table of three rows with a sum, an empty table, and a table of two. */
static void fill(struct page *page, long *cells)
{
	struct page_block *block;

	page_init(page);
	page_title(page, "Title", NULL);
	block_add_line(page_add_text(page, NULL), MEANING_NORMAL, "read me");
	block = page_add_gauges(page, "Left");
	block_add_gauge(block, "g1", "One", "1 of 2", NULL, 1, 2, MEANING_NORMAL);
	block_add_gauge(block, "g2", "Two", "2 of 2", "a note", 2, 2, MEANING_GOOD);
	add_table(page, 3, cells)->table.has_sum = true;
	add_table(page, 0, cells);
	add_table(page, 2, cells);
	page_focus(page, NULL, 0);
}

static void test_up_and_down_go_through_blocks(void **state)
{
	static const char *const way[] = { "g1", "g2", "r0", "r1", "r0", "r1" };
	struct page page;
	long cells = 0;

	(void)state;
	fill(&page, &cells);
	for (size_t i = 0; i < COUNT_OF(way); i++) {
		assert_focus(&page, way[i]);
		assert_int_equal(page_focus_number(&page), i);
		assert_int_equal(page_move(&page, MOVE_DOWN, 10), i + 1 < COUNT_OF(way));
	}
	for (size_t i = COUNT_OF(way); i-- > 0;) {
		assert_focus(&page, way[i]);
		assert_int_equal(page_move(&page, MOVE_UP, 10), i > 0);
	}
	assert_false(page_move(&page, MOVE_LEFT, 10));
	assert_int_equal(page_places(&page), COUNT_OF(way));
	assert_int_equal(cells, 0);
	page_done(&page);
}

static void test_pages_ends_and_blocks(void **state)
{
	struct page page;
	long cells = 0;

	(void)state;
	fill(&page, &cells);
	assert_true(page_move(&page, MOVE_PAGE_DOWN, 3));
	assert_focus(&page, "r1");
	assert_true(page_move(&page, MOVE_LAST, 3));
	assert_int_equal(page_focus_number(&page), 5);
	assert_false(page_move(&page, MOVE_LAST, 3));
	assert_false(page_move(&page, MOVE_PAGE_DOWN, 3));
	assert_true(page_move(&page, MOVE_FIRST, 3));
	assert_focus(&page, "g1");
	assert_true(page_move(&page, MOVE_NEXT_BLOCK, 3));
	assert_int_equal(page.focus_block, 2);
	assert_true(page_move(&page, MOVE_NEXT_BLOCK, 3));
	assert_int_equal(page.focus_block, 4); /* the empty table is passed over */
	assert_true(page_move(&page, MOVE_NEXT_BLOCK, 3));
	assert_focus(&page, "g1");
	page_done(&page);
}

static void test_nothing_to_focus(void **state)
{
	struct page page;
	struct page_item item;

	(void)state;
	page_init(&page);
	block_add_linef(page_add_text(&page, "Only"), MEANING_NORMAL, "text %d", 1);
	page_focus(&page, "r1", 7);
	assert_int_equal(page.focus_block, -1);
	assert_false(page_focused(&page, &item));
	for (int move = MOVE_UP; move <= MOVE_NEXT_BLOCK; move++)
		assert_false(page_move(&page, (enum page_move)move, 5));
	page_done(&page);
}

static void test_focus_by_id_or_near(void **state)
{
	struct page page;
	long cells = 0;

	(void)state;
	fill(&page, &cells);
	page_focus(&page, "r1", 3);
	assert_int_equal(page.focus_block, 2);
	page_focus(&page, "r1", 5); /* the block where it was comes first */
	assert_int_equal(page.focus_block, 4);
	page_focus(&page, "g2", 5);
	assert_focus(&page, "g2");
	page_focus(&page, "gone", 3);
	assert_int_equal(page_focus_number(&page), 3);
	page_focus(&page, "gone", 99);
	assert_int_equal(page_focus_number(&page), 5);
	page_done(&page);
}

static void test_a_million_rows_cost_nothing(void **state)
{
	struct page page;
	long cells = 0;

	(void)state;
	page_init(&page);
	add_table(&page, 1000000, &cells);
	page_focus(&page, "r999990", 999990);
	assert_focus(&page, "r999990");
	page_move(&page, MOVE_LAST, 20);
	assert_focus(&page, "r999999");
	page_move(&page, MOVE_PAGE_UP, 20);
	assert_focus(&page, "r999979");
	page_move(&page, MOVE_FIRST, 20);
	assert_focus(&page, "r0");
	assert_int_equal(cells, 0);
	page_done(&page);
}

/* Two lanes over two days of 24: A works 7–15 on the first day, B 22–31. */
static struct page_block *fill_lanes(struct page *page)
{
	struct page_block *block;
	struct page_lane_item item = { .id = "a1", .lane = 0, .start = 7, .end = 15, .text = (char *)"7-15", .spoken = (char *)"A works", .fill = '=' };

	page_init(page);
	block = page_add_lanes(page, NULL, 0, 48, 24);
	block_add_mark(block, 0, "Mon");
	block_add_mark(block, 24, "Tue");
	block_add_lane(block, "A", "Anna");
	block_add_lane(block, "B", "Bo");
	block_add_lane_item(block, &item);
	item = (struct page_lane_item){ .id = "b1", .lane = 1, .start = 22, .end = 31, .text = (char *)"22-7" };
	block_add_lane_item(block, &item);
	page_focus(page, NULL, 0);
	return block;
}

static void test_places_of_lanes(void **state)
{
	static const struct {
		const char *lane;
		int64_t start, end;
		bool empty;
	} want[] = {
		{ "A", 0, 7, true }, { "A", 7, 15, false }, { "A", 15, 24, true },  { "A", 24, 48, true },
		{ "B", 0, 22, true }, { "B", 22, 31, false }, { "B", 31, 48, true },
	};
	struct page page;
	struct page_block *block = fill_lanes(&page);

	(void)state;
	assert_int_equal(block_places(block), COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		struct page_item item;

		assert_true(block_place(block, i, &item));
		assert_string_equal(item.lane, want[i].lane);
		assert_int_equal(item.start, want[i].start);
		assert_int_equal(item.end, want[i].end);
		assert_int_equal(item.empty, want[i].empty);
		assert_int_equal(block_place_item(block, i) < 0, want[i].empty);
	}
	page_done(&page);
}

static void test_walking_through_lanes(void **state)
{
	struct page page;

	(void)state;
	fill_lanes(&page);
	assert_focus(&page, "A@0");
	assert_false(page_move(&page, MOVE_LEFT, 5));
	page_move(&page, MOVE_RIGHT, 5);
	assert_focus(&page, "a1");
	page_move(&page, MOVE_DOWN, 5);
	assert_focus(&page, "B@0"); /* what holds the same moment */
	page_move(&page, MOVE_UP, 5);
	assert_focus(&page, "a1"); /* and straight back */
	page_move(&page, MOVE_LAST, 5);
	assert_focus(&page, "A@24");
	assert_false(page_move(&page, MOVE_RIGHT, 5));
	page_move(&page, MOVE_DOWN, 5);
	assert_focus(&page, "b1");
	assert_false(page_move(&page, MOVE_DOWN, 5));
	page_done(&page);
}

static void test_items_at_the_same_time_stand_apart(void **state)
{
	struct page page;
	struct page_block *block = fill_lanes(&page);
	struct page_lane_item item = { .id = "a2", .lane = 0, .start = 8, .end = 12, .text = (char *)"8-12" };
	const struct page_places *places;

	(void)state;
	block_add_lane_item(block, &item);
	item = (struct page_lane_item){ .id = "a3", .lane = 0, .start = 13, .end = 14, .text = (char *)"13-14" };
	block_add_lane_item(block, &item);
	item = (struct page_lane_item){ .id = "out", .lane = 0, .start = 60, .end = 70, .text = (char *)"" };
	block_add_lane_item(block, &item);
	places = page_places_of(&block->lanes);
	assert_int_equal(places->rows[0], 2);
	assert_int_equal(places->rows[1], 1);
	assert_int_equal(block_places(block), 9); /* what lies outside the axis has no place */
	assert_int_equal(places->all[1].row, 0);
	assert_int_equal(places->all[2].row, 1);
	assert_int_equal(places->all[3].row, 1);
	page_done(&page);
}

/* The day when the clocks go back has 25 hours: its empty time is one slot, and the days after it keep their midnights. */
static void test_a_long_day_is_one_slot(void **state)
{
	struct page page;
	struct page_block *block;
	struct page_item item;

	(void)state;
	page_init(&page);
	block = page_add_lanes(&page, NULL, 0, 73, 24);
	block_add_mark(block, 0, "Sat");
	block_add_mark(block, 24, "Sun");
	block_add_mark(block, 49, "Mon");
	block_add_lane(block, "A", "Anna");
	assert_int_equal(block_places(block), 3);
	block_place(block, 1, &item);
	assert_int_equal(item.end, 49);
	block_place(block, 2, &item);
	assert_int_equal(item.start, 49);
	assert_int_equal(item.end, 73);
	page_done(&page);
}

static void test_what_is_said_of_a_place(void **state)
{
	struct page page;
	struct page_block *block = fill_lanes(&page);
	struct str out = STR_INIT;

	(void)state;
	block_say_place(block, 1, &out);
	assert_string_equal(out.s, "A works");
	str_clear(&out);
	block_say_place(block, 3, &out);
	assert_string_equal(out.s, "Anna: free, Tue");
	str_clear(&out);
	block_say_place(block, 5, &out);
	assert_string_equal(out.s, "22-7"); /* without a sentence of its own, its text */
	str_done(&out);
	page_done(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_up_and_down_go_through_blocks),
		cmocka_unit_test(test_pages_ends_and_blocks),
		cmocka_unit_test(test_nothing_to_focus),
		cmocka_unit_test(test_focus_by_id_or_near),
		cmocka_unit_test(test_a_million_rows_cost_nothing),
		cmocka_unit_test(test_places_of_lanes),
		cmocka_unit_test(test_walking_through_lanes),
		cmocka_unit_test(test_items_at_the_same_time_stand_apart),
		cmocka_unit_test(test_a_long_day_is_one_slot),
		cmocka_unit_test(test_what_is_said_of_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
