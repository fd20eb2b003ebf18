/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/marks.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

void page_marks_done(struct page_marks *marks)
{
	free(marks->of);
	free(marks->said);
	*marks = (struct page_marks){ 0 };
}

bool block_can_mark(const struct page_block *block)
{
	return block->type == BLOCK_TABLE && block->table.can_mark && block->table.row_id;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct page_mark *)a)->id, ((const struct page_mark *)b)->id);
}

static struct page_mark *find(const struct page_marks *marks, const char *id)
{
	struct page_mark wanted;

	if (!marks->count)
		return NULL;
	memcpy(wanted.id, id, sizeof wanted.id);
	return bsearch(&wanted, marks->of, marks->count, sizeof *marks->of, by_id);
}

bool block_is_marked(const struct page *page, const struct page_block *block, size_t place)
{
	struct page_item item;

	return page->marks.count && block_can_mark(block) && block_place(block, place, &item) && find(&page->marks, item.id);
}

/* The marks are in order again after sort_marks(). */
static void append(struct page_marks *marks, const struct page_item *item)
{
	MEM_GROW(marks->of, marks->count, marks->room);
	memcpy(marks->of[marks->count].id, item->id, sizeof item->id);
	marks->of[marks->count++].version = item->version;
}

static void sort_marks(struct page_marks *marks)
{
	if (marks->count)
		qsort(marks->of, marks->count, sizeof *marks->of, by_id);
}

/* ---- what is said of them */

static void add_up(const struct page *page, const struct page_block *block, struct str *out)
{
	const struct page_table *table = &block->table;
	size_t *rows, count = 0, places = block_places(block);

	if (!block_can_mark(block) || !table->add_up)
		return;
	rows = mem_alloc(sizeof *rows * (places + 1));
	for (size_t row = 0; row < places; row++)
		if (block_is_marked(page, block, row))
			rows[count++] = row;
	if (count) {
		str_add(out, ", ");
		table->add_up(table->data, rows, count, out);
	}
	free(rows);
}

static void changed(struct page *page)
{
	struct page_marks *marks = &page->marks;
	struct str out = STR_INIT;

	marks->changes++;
	free(marks->said);
	marks->said = NULL;
	if (!marks->count)
		return;
	/* TRANSLATORS: so many lines are marked; what they come to follows: "3 marked, 12:30" */
	str_addf(&out, ngettext("%d marked", "%d marked", (unsigned long)marks->count), (int)marks->count);
	for (int i = 0; i < page->block_count; i++)
		add_up(page, &page->blocks[i], &out);
	marks->said = str_take(&out);
}

/* ---- marking */

/* The block and the row in it of a place counted through all blocks; NULL where there is none. */
static const struct page_block *block_at(const struct page *page, size_t *place)
{
	for (int i = 0; i < page->block_count; i++) {
		size_t places = block_places(&page->blocks[i]);

		if (*place < places)
			return &page->blocks[i];
		*place -= places;
	}
	return NULL;
}

static void take_away(struct page_marks *marks, const char *id)
{
	struct page_mark *mark = find(marks, id);

	if (!mark)
		return;
	memmove(mark, mark + 1, (size_t)(marks->of + marks->count - mark - 1) * sizeof *mark);
	marks->count--;
}

/* Counts the places that can be marked and have no mark; false where one cannot. */
static bool count_bare(const struct page *page, const size_t *places, size_t count, size_t *bare)
{
	*bare = 0;
	for (size_t i = 0; i < count; i++) {
		size_t row = places[i];
		const struct page_block *block = block_at(page, &row);

		if (!block || !block_can_mark(block))
			return false;
		*bare += !block_is_marked(page, block, row);
	}
	return true;
}

bool page_mark_places(struct page *page, const size_t *places, size_t count)
{
	size_t bare;

	if (!count_bare(page, places, count, &bare))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct page_item item;

		page_item_at(page, places[i], &item);
		if (!bare) {
			take_away(&page->marks, item.id);
		} else if (!find(&page->marks, item.id)) {
			append(&page->marks, &item);
			sort_marks(&page->marks);
		}
	}
	changed(page);
	return true;
}

bool page_mark_focused(struct page *page)
{
	size_t place = page_focus_number(page);

	return page->focus_block >= 0 && page_mark_places(page, &place, 1);
}

/* Adds the rows of a page that `before` has, or all of them; those that it has keep their version unless it is to be `renew`ed. */
static void collect(const struct page *page, const struct page_marks *before, bool all, bool renew, struct page_marks *out)
{
	for (int i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		size_t places = block_can_mark(block) ? block_places(block) : 0;

		for (size_t row = 0; row < places; row++) {
			struct page_item item;
			const struct page_mark *mark;

			block_place(block, row, &item);
			mark = find(before, item.id);
			if (mark && !renew)
				item.version = mark->version;
			if (mark || all)
				append(out, &item);
		}
	}
	sort_marks(out);
}

void page_mark_all(struct page *page)
{
	struct page_marks all = { .changes = page->marks.changes };

	collect(page, &page->marks, true, false, &all);
	if (all.count == page->marks.count)
		all.count = 0;
	page_marks_done(&page->marks);
	page->marks = all;
	changed(page);
}

void page_unmark(struct page *page)
{
	if (!page->marks.count)
		return;
	page->marks.count = 0;
	changed(page);
}

/* ---- all of them */

struct page_item *page_marked(const struct page *page, size_t *count)
{
	struct page_item *items = mem_zero(page->marks.count + 1, sizeof *items);

	*count = 0;
	for (int i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		size_t places = block_can_mark(block) ? block_places(block) : 0;

		for (size_t row = 0; row < places && *count < page->marks.count; row++) {
			const struct page_mark *mark;

			block_place(block, row, &items[*count]);
			mark = find(&page->marks, items[*count].id);
			if (mark)
				items[(*count)++].version = mark->version;
		}
	}
	return items;
}

void page_marks_keep(struct page *page, const struct page *before, bool renew)
{
	if (!before->marks.count)
		return;
	collect(page, &before->marks, false, renew, &page->marks);
	changed(page);
}
