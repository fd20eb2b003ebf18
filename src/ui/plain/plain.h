/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear face: a page as lines, then one question at a time. Nothing is ever drawn twice or in two places. */
#ifndef LEDSAG_UI_PLAIN_PLAIN_H
#define LEDSAG_UI_PLAIN_PLAIN_H

#include "ledsag/ui/face.h"

#include <stdio.h>

#define ROWS_AT_ONCE 20

/* An item as it was said: a number keeps to it whatever others write meanwhile. */
struct said_item {
	size_t number, place; /* from 1; counted through all blocks */
	char id[ITEM_ID_MAX];
	char *text;
};

struct said {
	struct said_item *items;
	int count, room;
};

struct plain {
	struct ui *ui;
	FILE *in, *out;
	bool ended;         /* no more input */
	struct str line;    /* what was typed last, without blanks around it */
	struct str printed; /* the page as it was said last */
	const struct screen *screen; /* … and of which screen */
	size_t rows;        /* how many rows of each table have been said */
	size_t focus;       /* the item that was chosen when it was said last */
	struct said said;   /* the items of that page that were said */
	unsigned build;     /* of the page when the person was asked */
	bool chosen_gone;   /* what was chosen then is not there any more, or is another */
};

/* ---- say.c: turning things into lines ---------------------------------- */

/* The page as lines: title, blocks with numbered items, at most `rows` rows of each table; with what is marked, or without. */
void say_page(const struct page *page, size_t rows, bool marks, struct str *out);
/* Rows `from` on of the tables that have that many, ROWS_AT_ONCE of each; false where there are none. */
bool say_more(const struct page *page, size_t from, struct str *out);
/* The item that has the focus, as on the page; nothing where there is none. */
void say_focus(const struct page *page, struct str *out);
/* A place as one line, without its number. */
void say_item(const struct page *page, size_t place, struct str *out);
/* Keeps the items that say_page() and say_more() said: of tables the rows `from` on, else all where `from` is 0. */
void say_kept(const struct page *page, size_t from, struct said *said);
/* How many items have a number, and the place (counted through all blocks) of the `number`th, from 0. */
size_t say_count(const struct page *page);
size_t say_place(const struct page *page, size_t number);
/* One line of what can be done. */
void say_actions(const struct plain *plain, struct str *out);
/* Every action and screen, a line each. */
void say_palette(const struct ui *ui, struct str *out);
/* What the screen shows, what can be done there, and how to say it. */
void say_help(struct ui *ui, struct str *out);

/* ---- said.c: what the numbers mean ------------------------------------- */

void said_keep(struct said *said, const struct page *page, size_t number);
void said_forget(struct said *said);
/* NULL where the number was not said. Borrowed until something is kept or forgotten. */
const struct said_item *said_find(const struct said *said, size_t number);
/* Puts the focus on it where it is there as it was said; else the focus stays. */
enum said_state { SAID_THERE, SAID_GONE, SAID_CHANGED };
enum said_state said_focus(const struct said_item *item, struct page *page);

/* ---- ask.c: questions -------------------------------------------------- */

/* Writes lines, without what could steer a terminal. */
void plain_print(struct plain *plain, const char *text);
/* Asks and reads one line into plain->line; false at the end of input. */
bool plain_ask(struct plain *plain, const char *prompt);
/* Says the message, if there is one. */
void plain_message(struct plain *plain);
/* Goes through a form, field by field, until it is stored or left. */
void ask_form(struct plain *plain, struct ui_frame *frame);
void ask_confirm(struct plain *plain, struct ui_frame *frame);

/* ---- command.c: what was typed ----------------------------------------- */

/* Does what the line says. */
void plain_command(struct plain *plain);

#endif
