/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms, questions and the palette: what lies over a page. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/face.h"
#include "ledsag/ui/match.h"

#include <stdlib.h>
#include <string.h>

/* ---- forms ------------------------------------------------------------- */

void ui_form_preview(struct ui *ui, struct ui_frame *frame)
{
	struct form *form = frame->form.form;

	str_clear(&frame->form.preview);
	frame->form.fault = -1;
	frame->form.refused = form->preview && !form->preview(ui, form, &frame->form.preview, &frame->form.fault);
}

static void drop_draft(struct ui *ui, const struct form *form)
{
	char *name;

	if (!ui->hooks->draft_drop || form->fleeting)
		return;
	name = form_draft_name(form);
	ui->hooks->draft_drop(ui->hooks->context, name);
	free(name);
}

void ui_form_keep(struct ui *ui, struct ui_frame *frame)
{
	struct form_edit *edit = &frame->form;
	char *name, *text;

	if (!edit->touched || edit->form->fleeting)
		return;
	edit->touched = false;
	if (!form_edit_typed(edit)) {
		drop_draft(ui, edit->form);
		return;
	}
	if (!ui->hooks->draft_save)
		return;
	name = form_draft_name(edit->form);
	text = form_draft(edit);
	ui->hooks->draft_save(ui->hooks->context, name, text);
	free(name);
	free(text);
}

static void restore_draft(struct ui *ui, struct ui_frame *frame)
{
	char *name, *text;

	if (!ui->hooks->draft_load || frame->form.form->fleeting)
		return;
	name = form_draft_name(frame->form.form);
	text = ui->hooks->draft_load(ui->hooks->context, name);
	if (text && form_restore(&frame->form, text))
		ui_say(ui, MEANING_NORMAL,
		       ui->spoken ? _("What you typed last time is back. A full stop alone empties a field.")
		                  : _("What you typed last time is back. Ctrl-R takes it away."));
	free(text);
	free(name);
}

void ui_form(struct ui *ui, struct form *form)
{
	struct ui_frame *frame = ui_push(ui, FRAME_FORM);

	form_edit_init(&frame->form, form);
	restore_draft(ui, frame);
	ui_form_preview(ui, frame);
}

static void clear_errors(struct form *form)
{
	for (int i = 0; i < form->field_count; i++) {
		free(form->fields[i].error);
		form->fields[i].error = NULL;
	}
}

static void submit(struct ui *ui, struct ui_frame *frame)
{
	struct form *form = frame->form.form;
	struct status st = STATUS_INIT;
	int bad = -1;
	char *sentence;

	clear_errors(form);
	if (form->submit(ui, form, &bad, &st)) {
		drop_draft(ui, form);
		frame->closed = true;
		ui_rebuild(ui);
		return;
	}
	ui_form_keep(ui, frame);
	sentence = ui_sentence(ui, &st);
	if (bad >= 0 && bad < form->field_count) {
		form_edit_focus(&frame->form, bad);
		form->fields[bad].error = sentence;
		return;
	}
	ui_say(ui, MEANING_BAD, sentence);
	free(sentence);
}

static void leave(struct ui *ui, struct ui_frame *frame)
{
	bool typed = form_edit_typed(&frame->form) && !frame->form.form->fleeting;

	ui_close(ui, frame);
	if (typed && ui->hooks->draft_save)
		ui_say(ui, MEANING_NORMAL, _("Not saved. What you typed is kept and comes back when you open the form again."));
	else if (typed)
		ui_say(ui, MEANING_NORMAL, _("Not saved."));
}

void ui_form_event(struct ui *ui, struct ui_frame *frame, enum form_event event)
{
	switch (event) {
	case FORM_CHANGED:
		ui_form_preview(ui, frame);
		break;
	case FORM_LEFT:
		ui_form_keep(ui, frame);
		break;
	case FORM_NO_MATCH:
		ui_say(ui, MEANING_WARN, _("No choice begins with this. Left and Right go through them."));
		break;
	case FORM_TOO_LONG:
		ui_say(ui, MEANING_WARN, _("This is longer than a field can hold, so nothing of it was taken."));
		break;
	case FORM_SUBMIT:
		submit(ui, frame);
		break;
	case FORM_LEAVE:
		leave(ui, frame);
		break;
	case FORM_RESET:
		form_edit_reset(&frame->form);
		frame->form.touched = false;
		drop_draft(ui, frame->form.form);
		ui_form_preview(ui, frame);
		ui_say(ui, MEANING_NORMAL, _("The form is as it was at first."));
		break;
	case FORM_UNKNOWN:
	case FORM_NOTHING:
	case FORM_CARET:
		break;
	}
}

void ui_form_press(struct ui *ui, struct ui_frame *frame, uint32_t key)
{
	ui_form_event(ui, frame, form_edit_key(&frame->form, key));
}

/* ---- questions --------------------------------------------------------- */

void ui_confirm(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *data), void *data, void (*free_data)(void *))
{
	struct ui_frame *frame = ui_push(ui, FRAME_CONFIRM);

	frame->confirm = (struct confirm){ .question = mem_text(question), .agreed = yes, .data = data, .free_data = free_data };
}

void ui_answer(struct ui *ui, struct ui_frame *frame, bool yes)
{
	frame->closed = true;
	if (!yes)
		return;
	frame->confirm.agreed(ui, frame->confirm.data);
	ui_rebuild(ui);
}

void ui_confirm_press(struct ui *ui, struct ui_frame *frame, uint32_t key)
{
	struct str letter = STR_INIT;

	if (key_is_text(key))
		utf8_add(&letter, key);
	if (key == UI_KEY_ENTER)
		ui_answer(ui, frame, frame->confirm.yes);
	else if (key == UI_KEY_ESC)
		ui_answer(ui, frame, false);
	else if (key == UI_KEY_TAB || key == UI_KEY_BACKTAB || key == UI_KEY_LEFT || key == UI_KEY_RIGHT || key == UI_KEY_UP ||
	         key == UI_KEY_DOWN || key == UI_KEY_SPACE)
		frame->confirm.yes = !frame->confirm.yes;
	else if (letter.length && (match_start(_("yes"), letter.s) || match_same("y", letter.s)))
		ui_answer(ui, frame, true);
	else if (letter.length && (match_start(_("no"), letter.s) || match_same("n", letter.s)))
		ui_answer(ui, frame, false);
	else
		ui_say(ui, MEANING_WARN, _("Please answer yes or no."));
	str_done(&letter);
}

/* ---- the palette ------------------------------------------------------- */

/* How well an action fits to what was typed: 0 not at all, more is better. */
static int fit(const struct ui_bound *bound, const char *typed)
{
	const char *verb = _c(bound->action->verb);
	const char *id = bound->opens ? bound->opens->id : bound->action->id;

	/* Moving is what one does with keys: it would bury the rest. */
	if (!*typed)
		return strncmp(id, "move.", 5) != 0;
	if (match_start(verb, typed))
		return 4;
	if (match_start(id, typed))
		return 3;
	if (match_part(verb, typed) || match_part(id, typed))
		return 2;
	return bound->action->help && match_part(_(bound->action->help), typed) ? 1 : 0;
}

void ui_palette_filter(struct ui *ui, struct ui_frame *frame)
{
	struct palette *palette = &frame->palette;

	free(palette->hits);
	palette->hits = mem_zero((size_t)ui->bound_count + 1, sizeof(const struct ui_bound *));
	palette->count = 0;
	palette->selected = 0;
	for (int wanted = 4; wanted > 0; wanted--) {
		for (int i = 0; i < ui->bound_count; i++) {
			const struct ui_bound *bound = &ui->bound[i];

			if (ui_available(ui, bound) && fit(bound, str_peek(&palette->typed)) == wanted)
				palette->hits[palette->count++] = bound;
		}
	}
}

void ui_palette_open(struct ui *ui)
{
	ui_palette_filter(ui, ui_push(ui, FRAME_PALETTE));
}

/* The first step from the typing goes onto the line that Enter would take. */
static void walk(struct palette *palette, int step)
{
	int to = palette->selected + (palette->in_list || step < 0 ? step : step - 1);

	to = to >= palette->count ? palette->count - 1 : to;
	palette->selected = to < 0 ? 0 : to;
	palette->in_list = true;
}

static void choose(struct ui *ui, struct ui_frame *frame)
{
	struct palette *palette = &frame->palette;

	if (!palette->count) {
		ui_say(ui, MEANING_WARN, _("Nothing here is called so."));
		return;
	}
	frame->closed = true;
	ui_run(ui, palette->hits[palette->selected]);
}

static void type(struct ui *ui, struct ui_frame *frame, uint32_t key)
{
	struct str *typed = &frame->palette.typed;

	if (key == UI_KEY_BACKSPACE && !typed->length) {
		frame->closed = true;
		return;
	}
	if (key == UI_KEY_BACKSPACE)
		typed->length = utf8_cut(typed->s, typed->length - 1);
	else if (key == UI_CONTROL('u') || key == UI_CONTROL('w'))
		typed->length = 0;
	else
		utf8_add(typed, key);
	if (typed->s)
		typed->s[typed->length] = '\0';
	frame->palette.in_list = false;
	ui_palette_filter(ui, frame);
}

void ui_palette_press(struct ui *ui, struct ui_frame *frame, uint32_t key)
{
	struct palette *palette = &frame->palette;

	if (key == UI_KEY_ENTER)
		choose(ui, frame);
	else if (key == UI_KEY_ESC)
		frame->closed = true;
	else if (key == UI_KEY_DOWN || key == UI_KEY_TAB)
		walk(palette, 1);
	else if (key == UI_KEY_UP || key == UI_KEY_BACKTAB)
		walk(palette, -1);
	else if (key == UI_KEY_PAGE_DOWN || key == UI_KEY_PAGE_UP)
		walk(palette, key == UI_KEY_PAGE_DOWN ? ui->page_rows : -ui->page_rows);
	else if (key == UI_KEY_HOME || key == UI_KEY_END)
		walk(palette, key == UI_KEY_END ? palette->count : -palette->count);
	else if (key == UI_KEY_BACKSPACE || key == UI_CONTROL('u') || key == UI_CONTROL('w') || key_is_text(key))
		type(ui, frame, key);
}
