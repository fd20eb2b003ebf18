/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of a lanes block: its items and the empty times between them, in the order that left and right walk. For page.c
 * and the faces; screens need none of it. */
#ifndef LEDSAG_UI_PLACES_H
#define LEDSAG_UI_PLACES_H

#include "ledsag/ui/page.h"

struct page_place {
	int lane;
	int item; /* index into lanes.items, −1: empty */
	int row;  /* items at the same time in one lane stand on rows of their own: 0, 1, … */
	int64_t start, end;
};

struct page_places {
	struct page_place *all; /* by lane, then by start */
	size_t count, room;
	size_t *first; /* where each lane begins; one more at the end */
	int *rows;     /* how many rows each lane takes, 1 or more */
	bool known;
};

struct page_places *page_places_new(void);
void page_places_free(struct page_places **places);
/* Something was added: they are worked out again when next asked for. */
void page_places_forget(struct page_places *places);
/* Borrowed until something is added to the block. */
const struct page_places *page_places_of(const struct page_lanes *lanes);

#endif
