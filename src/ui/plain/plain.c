/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Says the page where it is not what was said last. */
static void say_changes(struct plain *plain)
{
	const struct ui_frame *frame = ui_page(plain->ui);
	struct str page = STR_INIT;

	/* Who marks a line is told so, and need not hear the page again. */
	say_page(&frame->page, ROWS_AT_ONCE, false, &page);
	if (frame->screen != plain->screen || strcmp(str_peek(&page), str_peek(&plain->printed)) != 0) {
		struct str said = STR_INIT;

		if (frame->page.marks.count)
			say_page(&frame->page, ROWS_AT_ONCE, true, &said);
		else
			str_add(&said, str_peek(&page));
		say_actions(plain, &said);
		plain_print(plain, str_peek(&said));
		str_done(&said);
		str_clear(&plain->printed);
		str_add(&plain->printed, str_peek(&page));
		plain->screen = frame->screen;
		plain->rows = ROWS_AT_ONCE;
		plain->focus = page_focus_number(&frame->page);
		said_forget(&plain->said);
		say_kept(&frame->page, 0, &plain->said);
	}
	plain->build = frame->build;
	str_done(&page);
}

/* What is only read: it is said once and gone. */
static void say_once(struct plain *plain, struct ui_frame *frame)
{
	bool help = ui_is_help(frame);
	struct str text = STR_INIT;

	ui_close(plain->ui, frame);
	if (help)
		say_help(plain->ui, &text);
	else
		say_palette(plain->ui, &text);
	plain_print(plain, str_peek(&text));
	str_done(&text);
}

/* The chosen item as it stands, to see whether it is still what the person knows; free(). */
static char *chosen_text(const struct plain *plain)
{
	const struct page *page = &ui_page(plain->ui)->page;
	struct page_item item;
	struct str out = STR_INIT;

	if (page_focused(page, &item)) {
		str_addf(&out, "%s\n", item.id);
		say_item(page, page_focus_number(page), &out);
	}
	return str_take(&out);
}

/* Looks whether others have written while the person thought. */
static void look_around(struct plain *plain)
{
	char *before = chosen_text(plain), *after;

	ui_tick(plain->ui);
	ui_settle(plain->ui);
	after = chosen_text(plain);
	plain->chosen_gone = strcmp(before, after) != 0;
	free(before);
	free(after);
}

static void say_identity(struct plain *plain)
{
	const struct ui_hooks *hooks = plain->ui->hooks;
	char *identity = hooks->identity ? hooks->identity(hooks->context) : NULL;

	if (identity)
		plain_print(plain, identity);
	free(identity);
}

/* Deals with what lies over the page until nothing does. */
static void clear_dialogs(struct plain *plain)
{
	struct ui *ui = plain->ui;

	for (;;) {
		struct ui_frame *top;

		ui_settle(ui);
		top = ui_top(ui);
		if (!ui->running || !top || (top->kind == FRAME_PAGE && !ui_is_help(top)))
			return;
		if (top->kind == FRAME_FORM)
			ask_form(plain, top);
		else if (top->kind == FRAME_CONFIRM)
			ask_confirm(plain, top);
		else
			say_once(plain, top);
	}
}

bool ui_plain(struct ui *ui, FILE *in, FILE *out, struct status *st)
{
	struct plain plain = { .ui = ui, .in = in, .out = out };

	(void)st;
	ui->spoken = true;
	ui_begin(ui);
	say_identity(&plain);
	for (;;) {
		clear_dialogs(&plain);
		if (!ui->running)
			break;
		plain_message(&plain);
		if (plain.ended)
			break;
		say_changes(&plain);
		if (!plain_ask(&plain, "> "))
			break;
		look_around(&plain);
		plain_command(&plain);
	}
	plain_message(&plain);
	ui_hangup(ui);
	str_done(&plain.line);
	str_done(&plain.printed);
	said_forget(&plain.said);
	return true;
}
