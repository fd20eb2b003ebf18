/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chrome.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define RULE_FROM 18 /* lines of the terminal from which the title has a rule under it */

static void lay_message(struct chrome *chrome, struct paint *paint, const struct ui *ui)
{
	int most = paint->rows / 4 < 1 ? 1 : paint->rows / 4, margin = paint->cols > 2 * MARGIN ? MARGIN : 0;
	bool warns = ui->message_meaning == MEANING_BAD || ui->message_meaning == MEANING_WARN;
	const char *marked = ui_page(ui)->page.marks.said;
	struct str text = STR_INIT;

	text_done(&chrome->text);
	chrome->message = paint->rows >= 6;
	if (!ui->message.length && !marked)
		return;
	/* Said without colour too. */
	str_add(&text, warns ? "! " : "");
	str_add(&text, ui->message.length ? ui->message.s : marked);
	text_add(paint, &chrome->text, str_peek(&text), paint->cols - margin, warns ? 2 : 0,
	         ui->message.length ? (int)ui->message_meaning : (int)MEANING_STRONG);
	chrome->message = chrome->text.count < most ? chrome->text.count : most;
	str_done(&text);
}

void chrome_lay(struct chrome *chrome, struct paint *paint, const struct ui *ui)
{
	lay_message(chrome, paint, ui);
	chrome->head = paint->rows >= RULE_FROM ? 2 : paint->rows >= 4;
	chrome->footer = paint->rows >= 3;
	while (chrome_rows(chrome, paint) < 1 && chrome->footer + chrome->message + chrome->head > 0) {
		if (chrome->footer)
			chrome->footer = 0;
		else if (chrome->head)
			chrome->head = 0;
		else
			chrome->message--;
	}
}

int chrome_rows(const struct chrome *chrome, const struct paint *paint)
{
	return paint->rows - chrome->head - chrome->message - chrome->footer;
}

void chrome_done(struct chrome *chrome)
{
	text_done(&chrome->text);
}

static int width_of(struct paint *paint, const char *text)
{
	paint_clean(paint, text, &paint->text);
	return utf8_width(str_peek(&paint->text));
}

/* Draws one part of the title after a dot, where it fits before `end`. */
static int add_part(struct paint *paint, int x, int end, const char *text, int look)
{
	int width = width_of(paint, text);

	if (!width || x + 3 + width > end)
		return x;
	if (x > 0) {
		paint_text(paint, 0, x + 1, 1, paint_glyph(paint, GLYPH_DOT), LOOK_RULE);
		x += 3;
	}
	return x + paint_text(paint, 0, x, width, text, look);
}

void chrome_draw_head(const struct chrome *chrome, struct paint *paint, const struct ui *ui)
{
	const struct page *page = &ui_page(ui)->page;
	char *identity = ui->hooks->identity ? ui->hooks->identity(ui->hooks->context) : NULL;
	const char *title = page->title ? page->title : "";
	int margin = paint->cols >= 60 ? MARGIN : 0, x = 0, end = paint->cols - (margin > 0), own;

	if (chrome->head < 1) {
		free(identity);
		return;
	}
	paint_clear(paint, 0);
	own = width_of(paint, title);
	if (margin && margin + 6 + 3 + own < end)
		x = margin + paint_text(paint, 0, margin, 6, "ledsag", MEANING_MUTED);
	if (x)
		x = add_part(paint, x, end, title, LOOK_TITLE);
	else
		x = paint_text(paint, 0, 0, end, title, LOOK_TITLE);
	if (identity && x + 4 + width_of(paint, identity) <= end) {
		end -= width_of(paint, identity);
		paint_text(paint, 0, end, paint->cols, identity, MEANING_MUTED);
	}
	if (page->subtitle)
		add_part(paint, x, end - 1, page->subtitle, MEANING_MUTED);
	if (chrome->head > 1) {
		paint_clear(paint, 1);
		paint_glyphs(paint, 1, 0, paint->cols, GLYPH_RULE, LOOK_RULE);
	}
	free(identity);
}

/* Draws a text at the right of the last line of the message, where it fits between `used` and `end`; returns where it begins. */
static int draw_right(const struct chrome *chrome, struct paint *paint, const char *text, int used, int end)
{
	int width = width_of(paint, text), x = end - width;

	if (!chrome->message || x <= used + 1)
		return end;
	paint_text(paint, paint->rows - chrome->footer - 1, x, width, text, MEANING_MUTED);
	return x - 2;
}

/* Says beside the message whether the page goes on beyond the screen, and what is marked where the message stands in its place. */
static void draw_more(const struct chrome *chrome, struct paint *paint, const struct ui *ui, bool above, bool below, int used)
{
	const char *marked = ui_page(ui)->page.marks.said;
	const char *more = above && below ? _("more above and below") : above ? _("more above") : _("more below");
	int end = paint->cols - (paint->cols >= 60);

	if (above || below)
		end = draw_right(chrome, paint, more, used, end);
	if (marked && ui->message.length)
		draw_right(chrome, paint, marked, used, end);
}

void chrome_draw_message(const struct chrome *chrome, struct paint *paint, const struct ui *ui, bool above, bool below)
{
	int used = 0;
	int y = paint->rows - chrome->footer - chrome->message, margin = paint->cols > 2 * MARGIN ? MARGIN : 0;

	for (int i = 0; i < chrome->message; i++) {
		paint_clear(paint, y + i);
		if (i >= chrome->text.count)
			continue;
		text_draw(paint, &chrome->text, (size_t)i, y + i, margin);
		if (i + 1 == chrome->message) {
			const struct text_line *line = &chrome->text.lines[i];
			char *shown = mem_textn(line->text, line->length);

			used = margin + line->indent + utf8_width(shown);
			free(shown);
		}
	}
	draw_more(chrome, paint, ui, above, below, used);
}

/* One key and what it does, as it stands in the footer. */
struct hint {
	char *key;
	const char *verb;
};

static int hint_width(struct paint *paint, const struct hint *hint)
{
	return width_of(paint, hint->key) + 1 + width_of(paint, hint->verb);
}

static int draw_hint(struct paint *paint, int x, const struct hint *hint)
{
	int y = paint->rows - 1;

	x += paint_text(paint, y, x, paint->cols, hint->key, LOOK_KEY) + 1;
	return x + paint_text(paint, y, x, paint->cols - x, hint->verb, MEANING_NORMAL) + 2;
}

/* The hints that fit from the front, then the `kept` last ones, which always stand there. */
static void draw_hints(struct paint *paint, const struct hint *hints, int count, int kept)
{
	int x = paint->cols >= 60 ? MARGIN : 0, left = paint->cols - x - (x > 0) + 2;

	for (int i = count - kept; i < count; i++)
		left -= hint_width(paint, &hints[i]) + 2;
	for (int i = 0; i < count; i++) {
		int width = hint_width(paint, &hints[i]) + 2;

		if (i < count - kept) {
			if (width > left)
				continue;
			left -= width;
		}
		x = draw_hint(paint, x, &hints[i]);
	}
}

static bool add_hint(const struct ui *ui, const struct ui_bound *bound, const char *verb, struct hint *hint)
{
	struct str key = STR_INIT;

	if (!bound || !ui_add_keys(ui, ui_page(ui)->screen, bound, 1, "", &key))
		return false;
	*hint = (struct hint){ str_take(&key), verb };
	return true;
}

static int page_hints(const struct ui *ui, bool wide, struct hint *hints, int *kept)
{
	struct ui_frame *page = ui_page(ui);
	const struct ui_bound *mark = ui_find_bound(ui, "mark.row");
	bool focused = page->page.focus_block >= 0, home = page == ui->frames[0];
	int count = 0;

	for (int i = 0; i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (bound->owner == page->screen && ui_available(ui, bound) && (focused || !(bound->action->needs & NEEDS_ROW)))
			count += add_hint(ui, bound, _c(bound->action->verb), &hints[count]);
	}
	if (focused && mark)
		count += add_hint(ui, mark, _c(mark->action->verb), &hints[count]);
	*kept = -count;
	count += add_hint(ui, ui_find_bound(ui, "ui.palette"), _("all actions"), &hints[count]);
	/* Where actions are left out for want of room, the way to them is not. */
	*kept = wide ? *kept : -count;
	count += add_hint(ui, ui_find_bound(ui, "ui.help"), _("help"), &hints[count]);
	count += add_hint(ui, ui_find_bound(ui, "ui.back"), home ? _("quit") : _("back"), &hints[count]);
	*kept += count;
	return count;
}

static int add_key(struct hint *hints, int count, uint32_t key, const char *verb)
{
	struct str label = STR_INIT;

	key_add_label(&label, key);
	hints[count] = (struct hint){ str_take(&label), verb };
	return count + 1;
}

/* The first letter of a word, which picks it. */
static int add_letter(struct hint *hints, int count, const char *word)
{
	hints[count] = (struct hint){ mem_textn(word, utf8_fit(word, 1, NULL)), word };
	return count + 1;
}

static int dialog_hints(const struct ui_frame *frame, struct hint *hints)
{
	int count = 0;

	if (frame->kind == FRAME_FORM) {
		const struct form *form = frame->form.form;

		count = add_key(hints, count, UI_CONTROL('s'), form->submit_verb ? form->submit_verb : _("save"));
		count = add_key(hints, count, UI_KEY_ESC, _("leave"));
		count = add_key(hints, count, UI_KEY_ENTER, form->focus + 1 < form->field_count ? _("next field") : _("save"));
		count = add_key(hints, count, UI_CONTROL('r'), _("start afresh"));
		count = add_key(hints, count, UI_KEY_F1, _("help"));
	} else if (frame->kind == FRAME_CONFIRM) {
		count = add_letter(hints, count, _("yes"));
		count = add_letter(hints, count, _("no"));
		count = add_key(hints, count, UI_KEY_ENTER, frame->confirm.yes ? _("yes") : _("no"));
	} else {
		count = add_key(hints, count, UI_KEY_ENTER, _("do it"));
		count = add_key(hints, count, UI_KEY_ESC, _("leave"));
	}
	return count;
}

void chrome_draw_footer(const struct chrome *chrome, struct paint *paint, const struct ui *ui)
{
	const struct ui_frame *top = ui_top(ui);
	struct hint *hints;
	int count, kept = 0;

	if (!chrome->footer)
		return;
	paint_clear(paint, paint->rows - 1);
	hints = mem_zero((size_t)ui->bound_count + 8, sizeof *hints);
	count = top->kind == FRAME_PAGE ? page_hints(ui, paint->cols >= 60, hints, &kept) : dialog_hints(top, hints);
	draw_hints(paint, hints, count, kept);
	for (int i = 0; i < count; i++)
		free(hints[i].key);
	free(hints);
}
