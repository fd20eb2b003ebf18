/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/ui/marks.h"
#include "ledsag/ui/places.h"
#include "plain.h"

#include <stdlib.h>
#include <string.h>

static void add_cell(const struct page_table *table, size_t row, int column, bool titled, bool *first, struct str *out)
{
	struct page_cell cell = { 0 };
	const char *title = table->columns[column].title;

	table->cell(table->data, row, column, &cell);
	if (cell.text && *cell.text) {
		if (!*first)
			str_add(out, "; ");
		*first = false;
		if (titled && *title)
			str_addf(out, "%s ", title);
		str_add(out, cell.text);
	}
	page_cell_done(&cell);
}

static void add_row(const struct page_table *table, size_t row, struct str *out)
{
	bool first = true;

	for (int c = 0; c < table->column_count; c++)
		add_cell(table, row, c, true, &first, out);
}

/* A sum: its name, then its figures with the titles of their columns. */
static void add_sum(const struct page_table *table, struct str *out)
{
	struct str name = STR_INIT;
	bool first = true;

	for (int c = 0; c < table->column_count; c++)
		if (!table->columns[c].right)
			add_cell(table, table->rows - 1, c, false, &first, &name);
	/* TRANSLATORS: what stands before the sums of a table when it has no name of its own. */
	str_addf(out, "%s: ", name.length ? name.s : _("Sum"));
	first = true;
	for (int c = 0; c < table->column_count; c++)
		if (table->columns[c].right)
			add_cell(table, table->rows - 1, c, true, &first, out);
	str_addc(out, '\n');
	str_done(&name);
}

/* "3. ", "3. marked: " */
static void add_number(const struct page *page, const struct page_block *block, size_t place, size_t number, struct str *out)
{
	str_addf(out, "%zu. ", number + 1);
	if (page && block_is_marked(page, block, place))
		/* TRANSLATORS: read out before a line that is marked, and then the line */
		str_add(out, _("marked: "));
}

/* `page` NULL here and in what follows: without the marks. */
static void add_rows(const struct page *page, const struct page_block *block, size_t number, size_t from, size_t rows,
                     struct str *out)
{
	size_t places = block_places(block), to = places - from > rows ? from + rows : places;

	for (size_t row = from; row < to; row++) {
		add_number(page, block, row, number + row, out);
		add_row(&block->table, row, out);
		str_addc(out, '\n');
	}
	if (to < places || from) {
		str_addf(out, _("These are rows %zu to %zu of %zu."), from + 1, to, places);
		if (to < places)
			str_addf(out, " %s", _("Type more for the next."));
		str_addc(out, '\n');
	}
}

static void add_table(const struct page *page, const struct page_block *block, size_t number, size_t rows, struct str *out)
{
	const struct page_table *table = &block->table;

	if (!table->rows) {
		str_addf(out, "%s\n", table->empty_text ? table->empty_text : _("There is nothing here."));
		return;
	}
	add_rows(page, block, number, 0, rows, out);
	if (table->has_sum)
		add_sum(table, out);
}

static void add_item(const struct page_block *block, size_t place, struct str *out)
{
	const struct page_gauge *gauge;

	switch (block->type) {
	case BLOCK_GAUGES:
		gauge = &block->gauges[place];
		str_addf(out, "%s: %s", gauge->label, gauge->value);
		if (gauge->note)
			str_addf(out, "; %s", gauge->note);
		break;
	case BLOCK_LANES:
		block_say_place(block, place, out);
		break;
	case BLOCK_TABLE:
		add_row(&block->table, place, out);
		break;
	case BLOCK_TEXT:
		break;
	}
}

static void add_gauge(const struct page_block *block, size_t place, size_t number, struct str *out)
{
	str_addf(out, "%zu. ", number + 1);
	add_item(block, place, out);
	str_addc(out, '\n');
}

/* Items are a sentence each, which names the lane. Free times are not read out: they would bury the rest. */
static void add_lane(const struct page_block *block, int lane, size_t *number, struct str *out)
{
	const struct page_places *places = page_places_of(&block->lanes);
	bool any = false;

	for (size_t i = places->first[lane]; i < places->first[lane + 1]; i++) {
		if (places->all[i].item < 0)
			continue;
		str_addf(out, "%zu. %s\n", ++*number, block->lanes.items[places->all[i].item].spoken);
		any = true;
	}
	if (!any)
		/* TRANSLATORS: a line of the roster in which nothing stands: "Anna Kjær: nothing here" */
		str_addf(out, _("%s: nothing here\n"), block->lanes.lanes[lane].label);
}

/* ---- numbers: what is said has one, free times of lanes have none */

static size_t said_places(const struct page_block *block)
{
	return block->type == BLOCK_LANES ? (size_t)block->lanes.item_count : block_places(block);
}

size_t say_count(const struct page *page)
{
	size_t count = 0;

	for (int i = 0; i < page->block_count; i++)
		count += said_places(&page->blocks[i]);
	return count;
}

/* The `number`th item of lanes (from 0) as a place among the free times. */
static size_t lane_place(const struct page_block *block, size_t number)
{
	const struct page_places *places = page_places_of(&block->lanes);
	size_t i = 0;

	for (; i < places->count; i++)
		if (places->all[i].item >= 0 && number-- == 0)
			break;
	return i;
}

size_t say_place(const struct page *page, size_t number)
{
	size_t before = 0;

	for (int i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];

		if (number < said_places(block))
			return before + (block->type == BLOCK_LANES ? lane_place(block, number) : number);
		number -= said_places(block);
		before += block_places(block);
	}
	return before;
}

/* The number of a place; a free time gets that of the item after it. */
static size_t number_of(const struct page *page, int block, size_t place)
{
	const struct page_block *at = &page->blocks[block];
	size_t number = 0;

	for (int i = 0; i < block; i++)
		number += said_places(&page->blocks[i]);
	if (at->type != BLOCK_LANES)
		return number + place;
	for (size_t i = 0; i < place; i++)
		number += page_places_of(&at->lanes)->all[i].item >= 0;
	return number;
}

static void add_block(const struct page *page, const struct page_block *block, size_t number, size_t rows, struct str *out)
{
	if (block->title && *block->title)
		str_addf(out, "%s\n", block->title);
	switch (block->type) {
	case BLOCK_TEXT:
		for (int i = 0; i < block->line_count; i++)
			str_addf(out, "%s\n", block->lines[i].text);
		break;
	case BLOCK_TABLE:
		add_table(page, block, number, rows, out);
		break;
	case BLOCK_GAUGES:
		for (int i = 0; i < block->gauge_count; i++)
			add_gauge(block, (size_t)i, number + (size_t)i, out);
		break;
	case BLOCK_LANES:
		for (int i = 0; i < block->lanes.lane_count; i++)
			add_lane(block, i, &number, out);
		break;
	}
}

void say_page(const struct page *page, size_t rows, bool marks, struct str *out)
{
	size_t number = 0;

	str_add(out, page->title ? page->title : "");
	if (page->subtitle)
		str_addf(out, " · %s", page->subtitle);
	str_addc(out, '\n');
	for (int i = 0; i < page->block_count; i++) {
		add_block(marks ? page : NULL, &page->blocks[i], number, rows, out);
		number += said_places(&page->blocks[i]);
	}
	if (marks && page->marks.said)
		str_addf(out, "%s\n", page->marks.said);
}

bool say_more(const struct page *page, size_t from, struct str *out)
{
	size_t number = 0;
	bool any = false;

	for (int i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		size_t places = block_places(block);

		if (block->type == BLOCK_TABLE && places > from) {
			if (block->title && *block->title)
				str_addf(out, "%s\n", block->title);
			add_rows(page, block, number, from, ROWS_AT_ONCE, out);
			any = true;
		}
		number += said_places(block);
	}
	return any;
}

void say_item(const struct page *page, size_t place, struct str *out)
{
	for (int i = 0; i < page->block_count; i++) {
		size_t places = block_places(&page->blocks[i]);

		if (place < places) {
			add_item(&page->blocks[i], place, out);
			return;
		}
		place -= places;
	}
}

void say_kept(const struct page *page, size_t from, struct said *said)
{
	size_t number = 0;

	for (int i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		size_t count = said_places(block), to = count;

		if (block->type == BLOCK_TABLE)
			to = count < from + ROWS_AT_ONCE ? count : from + ROWS_AT_ONCE;
		else if (from)
			to = 0;
		for (size_t item = from; item < to; item++)
			said_keep(said, page, number + item + 1);
		number += count;
	}
}

void say_focus(const struct page *page, struct str *out)
{
	int i = page->focus_block;

	if (i < 0)
		return;
	add_number(page, &page->blocks[i], page->focus_item, number_of(page, i, page->focus_item), out);
	add_item(&page->blocks[i], page->focus_item, out);
	str_addc(out, '\n');
}

static void add_action(const struct plain *plain, const struct ui_bound *bound, const char *verb, bool *first, struct str *out)
{
	struct str key = STR_INIT;

	if (!bound)
		return;
	str_addf(out, "%s%s", *first ? "" : ", ", verb);
	if (!bound->opens && ui_add_keys(plain->ui, ui_page(plain->ui)->screen, bound, 1, "", &key))
		str_addf(out, " (%s)", key.s);
	*first = false;
	str_done(&key);
}

/* Adds the actions of a screen (owner), or those that open screens (NULL). */
static void add_actions(const struct plain *plain, const struct screen *owner, struct str *out)
{
	const struct ui *ui = plain->ui;
	bool first = true, focused = ui_page(ui)->page.focus_block >= 0;

	for (int i = 0; i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (bound->owner != owner || (!owner && !bound->opens) || !ui_available(ui, bound))
			continue;
		if (focused || !(bound->action->needs & NEEDS_ROW))
			add_action(plain, bound, _c(bound->action->verb), &first, out);
	}
}

void say_actions(const struct plain *plain, struct str *out)
{
	const struct ui *ui = plain->ui;
	const struct ui_frame *page = ui_page(ui);
	const struct ui_bound *mark = ui_find_bound(ui, "mark.row");
	bool first = true, none = false, home = page == ui->frames[0];
	struct str own = STR_INIT, always = STR_INIT, screens = STR_INIT;

	add_actions(plain, page->screen, &own);
	if (mark && page->page.focus_block >= 0)
		add_action(plain, mark, _c(mark->action->verb), &none, &own);
	add_action(plain, ui_find_bound(ui, "ui.help"), _("help"), &first, &always);
	if (!home)
		add_action(plain, ui_find_bound(ui, "ui.back"), _("back"), &first, &always);
	add_action(plain, ui_find_bound(ui, "ui.quit"), _("quit"), &first, &always);
	add_actions(plain, NULL, &screens);
	if (own.length)
		str_addf(out, _("Actions: %s; %s. Screens: %s.\n"), own.s, str_peek(&always), str_peek(&screens));
	else
		str_addf(out, _("Actions: %s. Screens: %s.\n"), str_peek(&always), str_peek(&screens));
	str_done(&own);
	str_done(&always);
	str_done(&screens);
}

static void add_explained(const struct ui *ui, const struct ui_bound *bound, struct str *out)
{
	struct str keys = STR_INIT;

	str_add(out, _c(bound->action->verb));
	if (!bound->opens && ui_add_keys(ui, ui_page(ui)->screen, bound, UI_KEYS_MAX, ", ", &keys))
		str_addf(out, " (%s)", keys.s);
	if (bound->action->help)
		str_addf(out, ": %s", _(bound->action->help));
	str_addc(out, '\n');
	str_done(&keys);
}

void say_palette(const struct ui *ui, struct str *out)
{
	for (int i = 0; i < ui->bound_count; i++)
		if (ui_available(ui, &ui->bound[i]))
			add_explained(ui, &ui->bound[i], out);
}

/* The first action here that is done with an item; NULL where none is or there is no item. */
static const struct ui_bound *item_action(const struct ui *ui)
{
	const struct ui_frame *page = ui_page(ui);

	for (int i = 0; say_count(&page->page) && i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (bound->owner == page->screen && (bound->action->needs & NEEDS_ROW) && ui_available(ui, bound))
			return bound;
	}
	return NULL;
}

void say_help(struct ui *ui, struct str *out)
{
	const struct screen *screen = ui_page(ui)->screen;
	const char *about = ui_about(ui, screen);
	const struct ui_bound *example = item_action(ui);

	if (about)
		str_addf(out, "%s\n", _(about));
	for (int i = 0; i < ui->bound_count; i++)
		if (ui->bound[i].owner == screen && ui_available(ui, &ui->bound[i]))
			add_explained(ui, &ui->bound[i], out);
	str_add(out, _("Type a number to choose an item, and the name of an action, its beginning or its key to do it."));
	if (example)
		/* TRANSLATORS: the name of an action and the number of an item ("show 1") */
		str_addf(out, _(" An action and a number do it with that item: %s %d."), _c(example->action->verb), 1);
	if (ui_marks_on(ui, screen))
		/* TRANSLATORS: what is typed must be as the actions “mark” and “mark all” are called. */
		str_addf(out, " %s", _("“mark 3-7 9” marks several lines, “mark all” all of them; the same again takes the marks away."));
	str_addf(out, " %s\n",
	         _("The name of a screen opens it, more reads further rows, and Enter alone reads the page again. "
	           "all actions lists everything."));
}
