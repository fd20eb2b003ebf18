/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marked rows of a page: they outlive a build as long as their rows do. For src/ui and its faces; screens ask ui_taken(). */
#ifndef LEDSAG_UI_MARKS_H
#define LEDSAG_UI_MARKS_H

#include "ledsag/ui/page.h"

/* Whether the places of a block can be marked. */
bool block_can_mark(const struct page_block *block);
/* Whether a place is marked. */
bool block_is_marked(const struct page *page, const struct page_block *block, size_t place);

/* Marks the focused row, or takes its mark away; false where it can have none. */
bool page_mark_focused(struct page *page);
/* Marks places (counted through all blocks), or takes their marks away where all of them are marked; false where one of them can
 * have none, and then nothing is marked. */
bool page_mark_places(struct page *page, const size_t *places, size_t count);
/* The same with all rows that can be marked. */
void page_mark_all(struct page *page);
void page_unmark(struct page *page);

/* The marked rows in the page's order, each with the version that it had when it was marked; free(). */
struct page_item *page_marked(const struct page *page, size_t *count);

/* Gives the marks of the build before to the next one, as far as their rows are still there. `renew`: with the rows' versions of
 * now. */
void page_marks_keep(struct page *page, const struct page *before, bool renew);
void page_marks_done(struct page_marks *marks);

#endif
