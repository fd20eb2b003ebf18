/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/places.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/marks.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for one more in an array that has no field for its room: it doubles at each power of two. */
static void *room_for(void *items, int count, size_t size)
{
	if (count & (count - 1))
		return items;
	return mem_resize(items, count ? (size_t)count * 2 : 1, size);
}

static void copy_id(char id[ITEM_ID_MAX], const char *from)
{
	snprintf(id, ITEM_ID_MAX, "%s", from ? from : "");
}

void page_init(struct page *page)
{
	*page = (struct page){ .focus_block = -1 };
}

static void table_done(struct page_table *table)
{
	for (int i = 0; i < table->column_count; i++)
		free(table->columns[i].title);
	free(table->columns);
	free(table->empty_text);
	if (table->free_data)
		table->free_data(table->data);
}

static void gauges_done(struct page_block *block)
{
	for (int i = 0; i < block->gauge_count; i++) {
		free(block->gauges[i].label);
		free(block->gauges[i].value);
		free(block->gauges[i].note);
	}
	free(block->gauges);
}

static void lanes_done(struct page_lanes *lanes)
{
	for (int i = 0; i < lanes->lane_count; i++)
		free(lanes->lanes[i].label);
	for (int i = 0; i < lanes->item_count; i++) {
		free(lanes->items[i].text);
		free(lanes->items[i].spoken);
	}
	for (int i = 0; i < lanes->mark_count; i++)
		free(lanes->marks[i].label);
	free(lanes->lanes);
	free(lanes->items);
	free(lanes->marks);
	page_places_free(&lanes->places);
}

void page_done(struct page *page)
{
	for (int i = 0; i < page->block_count; i++) {
		struct page_block *block = &page->blocks[i];

		for (int l = 0; l < block->line_count; l++)
			free(block->lines[l].text);
		free(block->lines);
		free(block->title);
		table_done(&block->table);
		gauges_done(block);
		lanes_done(&block->lanes);
	}
	page_marks_done(&page->marks);
	free(page->blocks);
	free(page->title);
	free(page->subtitle);
	page_init(page);
}

void page_cell_done(struct page_cell *cell)
{
	free(cell->text);
	*cell = (struct page_cell){ 0 };
}

void page_title(struct page *page, const char *title, const char *subtitle)
{
	free(page->title);
	free(page->subtitle);
	page->title = mem_text(title);
	page->subtitle = mem_text(subtitle);
}

static struct page_block *add_block(struct page *page, enum block_type type, const char *title)
{
	struct page_block *block;

	page->blocks = room_for(page->blocks, page->block_count, sizeof *page->blocks);
	block = &page->blocks[page->block_count++];
	*block = (struct page_block){ .type = type, .title = mem_text(title) };
	return block;
}

struct page_block *page_add_text(struct page *page, const char *title)
{
	return add_block(page, BLOCK_TEXT, title);
}

struct page_block *page_add_table(struct page *page, const char *title)
{
	return add_block(page, BLOCK_TABLE, title);
}

struct page_block *page_add_gauges(struct page *page, const char *title)
{
	return add_block(page, BLOCK_GAUGES, title);
}

struct page_block *page_add_lanes(struct page *page, const char *title, int64_t from, int64_t to, int64_t slot)
{
	struct page_block *block = add_block(page, BLOCK_LANES, title);

	block->lanes.from = from;
	block->lanes.to = to;
	block->lanes.slot = slot;
	block->lanes.now = INT64_MIN;
	block->lanes.places = page_places_new();
	return block;
}

void block_add_line(struct page_block *block, enum meaning meaning, const char *text)
{
	block->lines = room_for(block->lines, block->line_count, sizeof *block->lines);
	block->lines[block->line_count++] = (struct page_line){ .text = mem_text(text), .meaning = meaning };
}

void block_add_linef(struct page_block *block, enum meaning meaning, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	block_add_line(block, meaning, str_peek(&text));
	str_done(&text);
}

void block_add_column(struct page_block *block, const char *title, int priority, bool right, bool stretch)
{
	struct page_table *table = &block->table;

	table->columns = room_for(table->columns, table->column_count, sizeof *table->columns);
	table->columns[table->column_count++] = (struct page_column){
		.title = mem_text(title ? title : ""), .priority = priority, .right = right, .stretch = stretch
	};
}

void block_fill_table(struct page_block *block, size_t rows, page_cell_fn *cell, page_row_id_fn *row_id, void *data,
                      void (*free_data)(void *), const char *empty_text)
{
	struct page_table *table = &block->table;

	assert(block->type == BLOCK_TABLE && (cell || rows == 0));
	if (table->free_data)
		table->free_data(table->data);
	free(table->empty_text);
	table->rows = rows;
	table->cell = cell;
	table->row_id = row_id;
	table->data = data;
	table->free_data = free_data;
	table->empty_text = mem_text(empty_text);
}

void block_add_gauge(struct page_block *block, const char *id, const char *label, const char *value, const char *note,
                     int64_t part, int64_t whole, enum meaning meaning)
{
	struct page_gauge *gauge;

	assert(block->type == BLOCK_GAUGES);
	block->gauges = room_for(block->gauges, block->gauge_count, sizeof *block->gauges);
	gauge = &block->gauges[block->gauge_count++];
	*gauge = (struct page_gauge){ .label = mem_text(label ? label : ""),
		                      .value = mem_text(value ? value : ""),
		                      .note = mem_text(note),
		                      .part = part,
		                      .whole = whole,
		                      .meaning = meaning };
	copy_id(gauge->id, id);
}

int block_add_lane(struct page_block *block, const char *id, const char *label)
{
	struct page_lanes *lanes = &block->lanes;

	assert(block->type == BLOCK_LANES);
	lanes->lanes = room_for(lanes->lanes, lanes->lane_count, sizeof *lanes->lanes);
	lanes->lanes[lanes->lane_count] = (struct page_lane){ .label = mem_text(label ? label : "") };
	copy_id(lanes->lanes[lanes->lane_count].id, id);
	page_places_forget(lanes->places);
	return lanes->lane_count++;
}

void block_add_lane_item(struct page_block *block, const struct page_lane_item *item)
{
	struct page_lanes *lanes = &block->lanes;
	struct page_lane_item *copy;

	assert(block->type == BLOCK_LANES && item->lane >= 0 && item->lane < lanes->lane_count);
	lanes->items = room_for(lanes->items, lanes->item_count, sizeof *lanes->items);
	copy = &lanes->items[lanes->item_count++];
	*copy = *item;
	copy->text = mem_text(item->text ? item->text : "");
	copy->spoken = mem_text(item->spoken ? item->spoken : copy->text);
	page_places_forget(lanes->places);
}

void block_add_mark(struct page_block *block, int64_t at, const char *label)
{
	struct page_lanes *lanes = &block->lanes;

	assert(block->type == BLOCK_LANES);
	lanes->marks = room_for(lanes->marks, lanes->mark_count, sizeof *lanes->marks);
	lanes->marks[lanes->mark_count].at = at;
	lanes->marks[lanes->mark_count++].label = mem_text(label ? label : "");
}

void page_cell_set(struct page_cell *cell, enum meaning meaning, const char *text)
{
	free(cell->text);
	cell->text = mem_text(text ? text : "");
	cell->meaning = meaning;
}

void page_cell_setf(struct page_cell *cell, enum meaning meaning, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	free(cell->text);
	cell->text = str_take(&text);
	cell->meaning = meaning;
}
