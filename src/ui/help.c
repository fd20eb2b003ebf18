/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page: what the screen shows, and every key, from the same tables that the keys come from. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/face.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_WIDE 14 /* columns that the keys take */

struct help {
	const struct screen *about;
	bool form; /* a form is open: its keys come first */
};

/* Two columns, the second wrapped under itself. */
static void add_key_line(struct page_block *block, const char *keys, const char *text)
{
	int used = utf8_width(keys);
	int pad = used < KEYS_WIDE ? KEYS_WIDE - used : 0;

	block_add_linef(block, MEANING_NORMAL, "%s%*s  %s", keys, pad, "", text);
	block->lines[block->line_count - 1].hang = KEYS_WIDE + 2;
}

static void add_action_line(const struct ui *ui, struct page_block *block, const struct screen *about, const struct ui_bound *bound)
{
	struct str keys = STR_INIT, text = STR_INIT;

	if (!ui_add_keys(ui, about, bound, UI_KEYS_MAX, ", ", &keys))
		str_add(&keys, ":");
	str_add(&text, _c(bound->action->verb));
	if (bound->action->help && !bound->opens)
		str_addf(&text, ": %s", _(bound->action->help));
	add_key_line(block, str_peek(&keys), str_peek(&text));
	str_done(&keys);
	str_done(&text);
}

/* Adds the actions of one kind: those of a screen, those that open screens, or the common ones. */
static void add_actions(const struct ui *ui, struct page *page, const char *title, const struct help *help,
                        const struct screen *owner, bool openers)
{
	struct page_block *block = NULL;

	for (int i = 0; i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (bound->owner != owner || (bound->opens != NULL) != openers || !ui_permitted(ui, bound) ||
		    ((bound->action->needs & NEEDS_MARKS) && !ui_marks_on(ui, help->about)))
			continue;
		if (!block)
			block = page_add_text(page, title);
		add_action_line(ui, block, help->about, bound);
	}
}

static void add_form_keys(struct page *page)
{
	struct page_block *block = page_add_text(page, _("In a form"));
	int count;
	const struct form_key *keys = form_keys(&count);

	for (int i = 0; i < count; i++) {
		struct str label = STR_INIT;

		key_add_label(&label, keys[i].key);
		add_key_line(block, str_peek(&label), _(keys[i].help));
		str_done(&label);
	}
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct help *help = state;
	struct page_block *block;
	const char *about;

	(void)st;
	page_title(page, _("Help"), _(help->about->title));
	if (help->form)
		add_form_keys(page);
	about = ui_about(ui, help->about);
	if (about) {
		block = page_add_text(page, NULL);
		block_add_line(block, MEANING_NORMAL, _(about));
	}
	add_actions(ui, page, _("On this screen"), help, help->about, false);
	add_actions(ui, page, _("Screens"), help, NULL, true);
	add_actions(ui, page, _("Everywhere"), help, NULL, false);
	if (!help->form)
		add_form_keys(page);
	return true;
}

static const struct screen help_screen = {
	.id = "help",
	.title = N_("Help"),
	.build = build,
	.close = free,
};

bool ui_is_help(const struct ui_frame *frame)
{
	return frame->kind == FRAME_PAGE && frame->screen == &help_screen;
}

void ui_help_open(struct ui *ui)
{
	struct ui_frame *page = ui_page(ui), *top = ui_top(ui), *frame;
	struct help *help;

	if (!page || ui_is_help(page))
		return;
	help = mem_zero(1, sizeof *help);
	help->about = page->screen;
	help->form = top->kind == FRAME_FORM;
	frame = ui_push(ui, FRAME_PAGE);
	frame->screen = &help_screen;
	frame->state = help;
	frame->stale = true;
	page_init(&frame->page);
}
