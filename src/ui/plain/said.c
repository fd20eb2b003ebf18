/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers mean: the items as they were said, although others may have written since. */
#include "plain.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

void said_forget(struct said *said)
{
	for (int i = 0; i < said->count; i++)
		free(said->items[i].text);
	free(said->items);
	*said = (struct said){ 0 };
}

static char *text_of(const struct page *page, size_t place)
{
	struct str text = STR_INIT;

	say_item(page, place, &text);
	return str_take(&text);
}

void said_keep(struct said *said, const struct page *page, size_t number)
{
	size_t place = say_place(page, number - 1);
	struct page_item item;

	if (!page_item_at(page, place, &item))
		return;
	MEM_GROW(said->items, said->count, said->room);
	said->items[said->count] = (struct said_item){ .number = number, .place = place, .text = text_of(page, place) };
	memcpy(said->items[said->count++].id, item.id, sizeof item.id);
}

const struct said_item *said_find(const struct said *said, size_t number)
{
	for (int i = 0; i < said->count; i++)
		if (said->items[i].number == number)
			return &said->items[i];
	return NULL;
}

enum said_state said_focus(const struct said_item *item, struct page *page)
{
	struct page before = *page;
	struct page_item now;
	enum said_state state;
	char *text;

	page_focus(page, item->id, item->place);
	if (!page_focused(page, &now) || strcmp(now.id, item->id) != 0) {
		state = SAID_GONE;
	} else {
		text = text_of(page, page_focus_number(page));
		state = strcmp(text, item->text) == 0 ? SAID_THERE : SAID_CHANGED;
		free(text);
	}
	if (state != SAID_THERE) {
		page->focus_block = before.focus_block;
		page->focus_item = before.focus_item;
		page->focus_at = before.focus_at;
	}
	return state;
}
