/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/match.h"
#include "plain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void plain_print(struct plain *plain, const char *text)
{
	struct str safe = STR_INIT;

	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_textn(text, length);

		utf8_add_safe(&safe, line);
		free(line);
		fprintf(plain->out, "%s\n", str_peek(&safe));
		fflush(plain->out);
		str_clear(&safe);
		text += length + (text[length] == '\n');
	}
	str_done(&safe);
}

static void take_line(struct plain *plain, const char *text)
{
	struct str *line = &plain->line;

	str_clear(line);
	utf8_add_safe(line, text + strspn(text, " \t\r\n"));
	while (line->length && line->s[line->length - 1] == ' ')
		line->s[--line->length] = '\0';
}

bool plain_ask(struct plain *plain, const char *prompt)
{
	struct str safe = STR_INIT;
	char *text = NULL;
	size_t room = 0;
	ssize_t length;

	utf8_add_safe(&safe, prompt);
	fputs(str_peek(&safe), plain->out);
	fflush(plain->out);
	str_done(&safe);
	do {
		clearerr(plain->in);
		length = getline(&text, &room, plain->in);
	} while (length < 0 && errno == EINTR && ferror(plain->in));
	if (length < 0) {
		/* The prompt stands on a line without an end. */
		fputc('\n', plain->out);
		fflush(plain->out);
		plain->ended = true;
	} else {
		take_line(plain, text);
	}
	free(text);
	return !plain->ended;
}

void plain_message(struct plain *plain)
{
	if (plain->ui->message.length)
		plain_print(plain, plain->ui->message.s);
	ui_clear_message(plain->ui);
}

/* "Kind (1 work, 2 standby; a hint) [work]: " */
static char *prompt_of(const struct field *field)
{
	struct str prompt = STR_INIT, about = STR_INIT;

	for (int i = 0; field->choices && field->choices[i]; i++)
		str_addf(&about, "%s%d %s", i ? ", " : "", i + 1, field->choices[i]);
	if (field->hint && *field->hint)
		str_addf(&about, "%s%s", about.length ? "; " : "", field->hint);
	str_add(&prompt, field->label);
	if (about.length)
		str_addf(&prompt, " (%s)", about.s);
	if (*field->value)
		str_addf(&prompt, " [%s]", field->value);
	str_add(&prompt, ": ");
	str_done(&about);
	return str_take(&prompt);
}

static void explain_form(struct plain *plain)
{
	plain_print(plain, _("Enter keeps what is in brackets, a full stop empties, < goes back, ! leaves and keeps what was typed."));
}

enum answer { ANSWER_NEXT, ANSWER_AGAIN, ANSWER_BACK, ANSWER_LEAVE };

static enum answer take_answer(struct plain *plain, struct ui_frame *frame, struct field *field)
{
	const char *typed = str_peek(&plain->line);

	if (strcmp(typed, "!") == 0)
		return ANSWER_LEAVE;
	if (strcmp(typed, "<") == 0)
		return ANSWER_BACK;
	if (strcmp(typed, "?") == 0) {
		explain_form(plain);
		return ANSWER_AGAIN;
	}
	if (!*typed)
		return ANSWER_NEXT;
	if (strcmp(typed, ".") == 0) {
		ui_form_event(plain->ui, frame, form_edit_set(&frame->form, ""));
	} else if (!field->choices) {
		ui_form_event(plain->ui, frame, form_edit_set(&frame->form, typed));
	} else if (field_pick(field, typed)) {
		char *picked = mem_text(field->value);

		ui_form_event(plain->ui, frame, form_edit_set(&frame->form, picked));
		free(picked);
	} else {
		plain_print(plain, _("This is none of the choices, or several begin so. Type its number or more of it."));
		return ANSWER_AGAIN;
	}
	ui_form_keep(plain->ui, frame);
	return ANSWER_NEXT;
}

/* Asks the focused field until there is an answer. */
static enum answer ask_field(struct plain *plain, struct ui_frame *frame)
{
	struct form *form = frame->form.form;
	struct field *field = &form->fields[form->focus];
	enum answer answer;

	do {
		char *prompt = prompt_of(field);
		bool ok;

		if (field->error)
			plain_print(plain, field->error);
		ok = plain_ask(plain, prompt);
		free(prompt);
		answer = ok ? take_answer(plain, frame, field) : ANSWER_LEAVE;
	} while (answer == ANSWER_AGAIN);
	return answer;
}

/* Where what was typed cannot be stored as it is, says why and asks the field at fault again, until it can or the form is left. */
static enum answer mend(struct plain *plain, struct ui_frame *frame)
{
	enum answer answer = ANSWER_NEXT;

	while (answer == ANSWER_NEXT && frame->form.refused) {
		plain_print(plain, str_peek(&frame->form.preview));
		form_edit_focus(&frame->form, frame->form.fault >= 0 ? frame->form.fault : 0);
		answer = ask_field(plain, frame);
	}
	if (answer == ANSWER_BACK)
		form_edit_focus(&frame->form, frame->form.form->focus - 1);
	return answer;
}

/* The last question: what would be stored, and whether to. */
static enum answer ask_submit(struct plain *plain, struct ui_frame *frame)
{
	const struct form *form = frame->form.form;
	enum answer mended = mend(plain, frame);

	if (mended != ANSWER_NEXT)
		return mended;
	if (frame->form.preview.length)
		plain_print(plain, frame->form.preview.s);
	for (;;) {
		/* TRANSLATORS: the verb of the form's button stands before ("save? yes/no"). */
		char *prompt = str_make(_("%s? yes/no: "), form->submit_verb ? form->submit_verb : _("save"));
		bool ok = plain_ask(plain, prompt);
		const char *typed = str_peek(&plain->line);

		free(prompt);
		if (!ok || strcmp(typed, "!") == 0)
			return ANSWER_LEAVE;
		if (strcmp(typed, "<") == 0)
			return ANSWER_BACK;
		if (*typed && (match_start(_("yes"), typed) || match_start("yes", typed)))
			return ANSWER_NEXT;
		if (*typed && (match_start(_("no"), typed) || match_start("no", typed)))
			return ANSWER_LEAVE;
		plain_print(plain, _("Please answer yes or no; < goes back to the last field."));
	}
}

/* Fields in turn from the focused one to the last; false where the form is left. */
static bool ask_fields(struct plain *plain, struct ui_frame *frame)
{
	struct form *form = frame->form.form;

	while (form->field_count) {
		enum answer answer = ask_field(plain, frame);

		if (answer == ANSWER_LEAVE)
			return false;
		if (answer == ANSWER_BACK) {
			form_edit_focus(&frame->form, form->focus - 1);
			continue;
		}
		if (form->focus + 1 >= form->field_count)
			break;
		form_edit_focus(&frame->form, form->focus + 1);
	}
	return true;
}

/* Stores the form; where it is refused on a field, that field is asked again and the question put once more. */
static bool submit(struct plain *plain, struct ui_frame *frame, bool *again)
{
	const struct form *form = frame->form.form;
	char *intro = mem_text(form->intro);

	*again = false;
	ui_form_event(plain->ui, frame, FORM_SUBMIT);
	if (!frame->closed)
		plain_message(plain);
	/* Where others wrote meanwhile, it says now what they made of it. */
	if (!frame->closed && form->intro && !str_same(form->intro, intro))
		plain_print(plain, form->intro);
	free(intro);
	if (frame->closed)
		return true;
	if (!form->field_count || !form->fields[form->focus].error)
		return true;
	switch (ask_field(plain, frame)) {
	case ANSWER_LEAVE:
		return false;
	case ANSWER_BACK:
		form_edit_focus(&frame->form, form->focus - 1);
		*again = true;
		return true;
	default:
		return true;
	}
}

void ask_form(struct plain *plain, struct ui_frame *frame)
{
	struct form *form = frame->form.form;
	bool fields = true;

	plain_print(plain, form->title);
	plain_message(plain);
	if (form->intro)
		plain_print(plain, form->intro);
	explain_form(plain);
	while (!frame->closed && !plain->ended) {
		enum answer answer;

		if (fields && !ask_fields(plain, frame))
			break;
		answer = ask_submit(plain, frame);
		if (answer == ANSWER_LEAVE)
			break;
		fields = answer == ANSWER_BACK;
		if (answer == ANSWER_NEXT && !submit(plain, frame, &fields))
			break;
	}
	if (!frame->closed)
		ui_form_event(plain->ui, frame, FORM_LEAVE);
}

void ask_confirm(struct plain *plain, struct ui_frame *frame)
{
	plain_message(plain);
	while (!frame->closed) {
		char *prompt = str_make(_("%s yes/no: "), frame->confirm.question);
		bool ok = plain_ask(plain, prompt);
		const char *typed = str_peek(&plain->line);

		free(prompt);
		if (!ok || (*typed && (match_start(_("no"), typed) || match_start("no", typed))))
			ui_answer(plain->ui, frame, false);
		else if (*typed && (match_start(_("yes"), typed) || match_start("yes", typed)))
			ui_answer(plain->ui, frame, true);
		else
			plain_print(plain, _("Please answer yes or no."));
	}
}
