/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

#define FIELD_WIDE 32   /* columns of what is typed into the palette */
#define AIRY_SHEET 12   /* lines from which parts are set apart by blank ones */
#define PREVIEW_KEPT 3  /* lines of the preview that stay in sight where the form is longer than the screen: so many, */
#define PREVIEW_SHARE 4 /* … or this share of a larger one */

/* A sheet is put together as lines, then those in sight are drawn. */
struct line {
	int field; /* −1: a text */
	struct text_layout text;
	int x;
	bool marker;
};

struct sheet {
	struct paint *paint;
	const struct ui *ui;
	const struct form_edit *edit;
	struct line *lines;
	int count, room;
	int label, value; /* widths */
	int from, to;     /* lines that must be in sight */
	bool airy;
};

static struct line *add_line(struct sheet *sheet, int x)
{
	MEM_GROW(sheet->lines, sheet->count, sheet->room);
	sheet->lines[sheet->count] = (struct line){ .field = -1, .x = x };
	return &sheet->lines[sheet->count++];
}

/* Adds a text, wrapped: each of its lines is a line of the sheet. */
static void add_text(struct sheet *sheet, int x, const char *text, int look)
{
	struct text_layout all = { 0 };
	int width = sheet->paint->cols - x - (sheet->paint->cols >= 60);

	text_add(sheet->paint, &all, text, width > 100 ? 100 : width, 0, look);
	for (int i = 0; i < all.count; i++) {
		struct line *line = add_line(sheet, x);
		char *part = mem_textn(all.lines[i].text, all.lines[i].length);

		text_add(sheet->paint, &line->text, part, sheet->paint->cols, 0, look);
		free(part);
	}
	text_done(&all);
}

static void add_blank(struct sheet *sheet)
{
	if (sheet->airy)
		add_line(sheet, MARGIN);
}

static int width_of(struct sheet *sheet, const char *text)
{
	paint_clean(sheet->paint, text, &sheet->paint->text);
	return utf8_width(str_peek(&sheet->paint->text));
}

static void measure(struct sheet *sheet)
{
	const struct form *form = sheet->edit->form;
	int cols = sheet->paint->cols, most = cols / 3;

	for (int i = 0; i < form->field_count; i++) {
		int width = width_of(sheet, form->fields[i].label);

		sheet->label = width > sheet->label ? width : sheet->label;
	}
	sheet->label = sheet->label > most ? most : sheet->label;
	sheet->value = cols - MARGIN - sheet->label - 5;
	sheet->value = sheet->value < 1 ? 1 : sheet->value;
}

static int value_x(const struct sheet *sheet)
{
	return MARGIN + sheet->label + 3;
}

static bool hint_fits(struct sheet *sheet, const struct field *field)
{
	return field->hint && value_x(sheet) + sheet->value + 2 + width_of(sheet, field->hint) < sheet->paint->cols;
}

/* All choices, the one that is set in brackets: what there is to choose from need not be remembered. */
static void add_choices(struct sheet *sheet, const struct field *field)
{
	struct str all = STR_INIT;
	int now = field_choice(field);

	for (int i = 0; field->choices[i]; i++)
		str_addf(&all, i == now ? "%s[%s]" : "%s%s", i ? "  " : "", field->choices[i]);
	add_text(sheet, value_x(sheet), str_peek(&all), MEANING_MUTED);
	str_done(&all);
}

static void add_field(struct sheet *sheet, int number)
{
	const struct form *form = sheet->edit->form;
	const struct field *field = &form->fields[number];
	bool focused = form->focus == number;

	if (focused)
		sheet->from = sheet->count;
	add_line(sheet, MARGIN)->field = number;
	if (field->error) {
		char *text = str_make("! %s", field->error);

		add_text(sheet, value_x(sheet), text, MEANING_BAD);
		free(text);
	}
	if (focused && field->choices)
		add_choices(sheet, field);
	if (focused && field->hint && !hint_fits(sheet, field))
		add_text(sheet, value_x(sheet), field->hint, MEANING_MUTED);
	if (focused)
		sheet->to = sheet->count;
}

static void add_lines_of(struct sheet *sheet, const char *text, int look)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_textn(text, length);

		add_text(sheet, MARGIN, line, look);
		free(line);
		text += length + (text[length] == '\n');
	}
}

static void draw_rule(struct paint *paint, int y, const char *title)
{
	int used;

	paint_clear(paint, y);
	if (!title) {
		paint_glyphs(paint, y, 0, paint->cols, GLYPH_RULE, LOOK_RULE);
		return;
	}
	paint_glyphs(paint, y, 0, MARGIN - 1, GLYPH_RULE, LOOK_RULE);
	used = paint_text(paint, y, MARGIN, paint->cols - MARGIN - 2, title, LOOK_TITLE);
	paint_glyphs(paint, y, MARGIN + used + 1, paint->cols - MARGIN - used - 1, GLYPH_RULE, LOOK_RULE);
}

/* The first byte of the value in sight: a long one is moved by halves, so that not every key redraws the field. */
static const char *scrolled(struct sheet *sheet, const char *value, size_t caret, int width, int *caret_x)
{
	char *before = mem_textn(value, caret);
	int column = width_of(sheet, before), hidden = 0, used;
	size_t skip;

	free(before);
	while (column - hidden > width - 1)
		hidden += width > 1 ? (width + 1) / 2 : 1;
	skip = utf8_fit(value, hidden, &used);
	*caret_x = column - used;
	return value + skip;
}

static void draw_choice(struct sheet *sheet, const struct field *field, int y, bool focused)
{
	struct paint *paint = sheet->paint;
	int x = value_x(sheet), used;

	paint_text(paint, y, x - 2, 1, paint_glyph(paint, GLYPH_LEFT), focused ? MEANING_STRONG : LOOK_RULE);
	used = paint_text(paint, y, x, sheet->value, field->value, focused ? LOOK_FOCUS : MEANING_NORMAL);
	paint_text(paint, y, x + used + 1, 1, paint_glyph(paint, GLYPH_RIGHT), focused ? MEANING_STRONG : LOOK_RULE);
}

static int draw_value(struct sheet *sheet, const struct field *field, int y, bool focused)
{
	struct paint *paint = sheet->paint;
	struct str clean = STR_INIT;
	int x = value_x(sheet), caret_x = 0, used;
	const char *from;

	/* Controls become one blank each and marks of direction are never typed in, so bytes keep their places. */
	str_add(&clean, "");
	utf8_add_safe(&clean, field->value);
	from = clean.s;
	if (focused && sheet->edit->caret <= clean.length)
		from = scrolled(sheet, clean.s, sheet->edit->caret, sheet->value, &caret_x);
	used = utf8_width(from);
	/* What is out of sight must not look as if it were not there. */
	if (from > clean.s)
		paint_text(paint, y, x - 1, 1, paint_glyph(paint, GLYPH_LEFT), MEANING_STRONG);
	if (focused && used > sheet->value)
		paint_text(paint, y, x + sheet->value, 1, paint_glyph(paint, GLYPH_RIGHT), MEANING_STRONG);
	if (focused && used > sheet->value) {
		char *part = mem_textn(from, utf8_fit(from, sheet->value, &used));

		paint_text(paint, y, x, sheet->value, part, LOOK_FIELD);
		free(part);
	} else {
		used = paint_text(paint, y, x, sheet->value, from, LOOK_FIELD);
	}
	paint_blank(paint, y, x + used, sheet->value - used, LOOK_FIELD);
	str_done(&clean);
	return caret_x;
}

static void draw_field(struct sheet *sheet, int number, int y, int *cursor_y, int *cursor_x)
{
	const struct form *form = sheet->edit->form;
	const struct field *field = &form->fields[number];
	bool focused = form->focus == number;
	int caret = 0;

	if (focused)
		paint_marker(sheet->paint, y);
	paint_text(sheet->paint, y, MARGIN, sheet->label, field->label, focused ? MEANING_STRONG : MEANING_NORMAL);
	if (field->choices)
		draw_choice(sheet, field, y, focused);
	else
		caret = draw_value(sheet, field, y, focused);
	if (hint_fits(sheet, field))
		paint_text(sheet->paint, y, value_x(sheet) + sheet->value + 2, sheet->paint->cols, field->hint, MEANING_MUTED);
	if (focused) {
		*cursor_y = y;
		*cursor_x = value_x(sheet) + caret;
	}
}

static void draw_lines(struct sheet *sheet, int from, int count, int y, int *cursor_y, int *cursor_x)
{
	for (int i = 0; i < count; i++) {
		const struct line *line = &sheet->lines[from + i];

		paint_clear(sheet->paint, y + i);
		if (line->marker) {
			paint_marker(sheet->paint, y + i);
			*cursor_y = y + i;
			*cursor_x = line->x;
		}
		if (line->field >= 0)
			draw_field(sheet, line->field, y + i, cursor_y, cursor_x);
		else if (line->text.count)
			text_draw(sheet->paint, &line->text, 0, y + i, line->x);
	}
}

static void sheet_free(struct sheet *sheet)
{
	for (int i = 0; i < sheet->count; i++)
		text_done(&sheet->lines[i].text);
	free(sheet->lines);
}

/* Draws lines 0…body scrolled so that from…to is in sight, and the rest of the lines always, at the end. */
static int draw_sheet(struct sheet *sheet, const char *title, int body, int end, int rows, int *y, int *x)
{
	int kept = sheet->count - body, top = 0, shown;
	int rule = rows > 2, most = rows / PREVIEW_SHARE > PREVIEW_KEPT ? rows / PREVIEW_SHARE : PREVIEW_KEPT;

	kept = kept > most && sheet->count + rule > rows ? most : kept;
	if (kept > rows - rule - (sheet->to - sheet->from))
		kept = rows - rule - (sheet->to - sheet->from);
	kept = kept < 0 ? 0 : kept;
	shown = rows - rule - kept < body ? rows - rule - kept : body;
	if (sheet->to > shown)
		top = sheet->to - shown;
	if (top > sheet->from)
		top = sheet->from;
	if (rule)
		draw_rule(sheet->paint, end - shown - kept - 1, title);
	draw_lines(sheet, body, kept, end - kept, y, x);
	draw_lines(sheet, top, shown, end - kept - shown, y, x);
	return end - shown - kept - rule;
}

static bool has_error(const struct form *form)
{
	for (int i = 0; i < form->field_count; i++)
		if (form->fields[i].error)
			return true;
	return false;
}

static int draw_form(struct sheet *sheet, const struct ui_frame *frame, int end, int rows, int *y, int *x)
{
	const struct form *form = frame->form.form;
	int body;

	sheet->edit = &frame->form;
	measure(sheet);
	add_blank(sheet);
	if (form->intro) {
		add_lines_of(sheet, form->intro, MEANING_NORMAL);
		add_blank(sheet);
	}
	for (int i = 0; i < form->field_count; i++)
		add_field(sheet, i);
	body = sheet->count;
	/* What is said under a field need not be said twice. */
	if (frame->form.preview.length && !(frame->form.refused && has_error(form))) {
		add_blank(sheet);
		add_lines_of(sheet, frame->form.preview.s, MEANING_STRONG);
	}
	add_blank(sheet);
	return draw_sheet(sheet, form->title, body, end, rows, y, x);
}

static int draw_confirm(struct sheet *sheet, const struct ui_frame *frame, int end, int rows, int *y, int *x)
{
	int body, focused;

	add_blank(sheet);
	add_lines_of(sheet, frame->confirm.question, MEANING_STRONG);
	add_blank(sheet);
	sheet->from = sheet->count;
	add_text(sheet, MARGIN, _("yes"), MEANING_NORMAL);
	add_text(sheet, MARGIN, _("no"), MEANING_NORMAL);
	focused = sheet->from + !frame->confirm.yes;
	sheet->lines[focused].marker = true;
	sheet->lines[focused].text.lines[0].look = LOOK_FOCUS;
	sheet->to = body = sheet->count;
	add_blank(sheet);
	return draw_sheet(sheet, NULL, body, end, rows, y, x);
}

static void draw_hit(struct sheet *sheet, const struct ui_bound *bound, int y, bool selected)
{
	struct paint *paint = sheet->paint;
	struct str keys = STR_INIT;
	int x = MARGIN;

	ui_add_keys(sheet->ui, ui_page(sheet->ui)->screen, bound, 1, "", &keys);
	if (selected)
		paint_marker(paint, y);
	paint_text(paint, y, x, sheet->label, _c(bound->action->verb), selected ? LOOK_FOCUS : MEANING_NORMAL);
	x += sheet->label + 2;
	paint_text(paint, y, x, sheet->value, str_peek(&keys), LOOK_KEY);
	str_done(&keys);
	x += sheet->value + 2;
	if (bound->action->help && paint->cols - x > 10)
		paint_text(paint, y, x, paint->cols - x - 1, _(bound->action->help), MEANING_MUTED);
}

/* Takes all the lines, so that the line one types in stays where it is while the list gets shorter. */
static int draw_palette(struct sheet *sheet, const struct ui_frame *frame, int end, int rows, int *y, int *x)
{
	const struct palette *palette = &frame->palette;
	int rule = rows > 2, first = end - rows, input = first + rule, room = rows - rule - 1;
	int shown = room < palette->count ? room : palette->count, top = 0, used;

	for (int i = 0; i < palette->count; i++) {
		int width = width_of(sheet, _c(palette->hits[i]->action->verb));

		sheet->label = width > sheet->label ? width : sheet->label;
	}
	sheet->value = 9;
	if (palette->selected >= shown && shown > 0)
		top = palette->selected - shown + 1;
	if (rule)
		draw_rule(sheet->paint, first, _("All actions"));
	for (int line = input; line < end; line++)
		paint_clear(sheet->paint, line);
	paint_text(sheet->paint, input, 0, 1, ":", LOOK_KEY);
	used = paint_text(sheet->paint, input, MARGIN, sheet->paint->cols - MARGIN - 1, str_peek(&palette->typed), LOOK_FIELD);
	paint_blank(sheet->paint, input, MARGIN + used, FIELD_WIDE - used, LOOK_FIELD);
	for (int i = 0; i < shown; i++)
		draw_hit(sheet, palette->hits[top + i], input + 1 + i, top + i == palette->selected);
	*y = palette->in_list && shown > 0 ? input + 1 + palette->selected - top : input;
	*x = palette->in_list ? MARGIN : MARGIN + used;
	return first;
}

int sheet_draw(struct paint *paint, const struct ui *ui, int end, int rows, int *y, int *x)
{
	const struct ui_frame *frame = ui_top(ui);
	struct sheet sheet = { .paint = paint, .ui = ui, .airy = rows >= AIRY_SHEET };
	int first;

	*y = end - 1;
	*x = 0;
	if (frame->kind == FRAME_FORM)
		first = draw_form(&sheet, frame, end, rows, y, x);
	else if (frame->kind == FRAME_CONFIRM)
		first = draw_confirm(&sheet, frame, end, rows, y, x);
	else
		first = draw_palette(&sheet, frame, end, rows, y, x);
	sheet_free(&sheet);
	return first;
}
