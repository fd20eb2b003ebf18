/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/form.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/match.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct form *form_new(const char *id, const char *title, const char *submit_verb)
{
	struct form *form = mem_zero(1, sizeof *form);

	form->id = id;
	form->title = mem_text(title);
	form->submit_verb = mem_text(submit_verb);
	return form;
}

struct field *form_add(struct form *form, const char *id, const char *label, const char *hint, const char *value)
{
	struct field *field;

	form->fields = mem_resize(form->fields, (size_t)form->field_count + 1, sizeof *form->fields);
	field = &form->fields[form->field_count++];
	*field = (struct field){
		.id = id, .label = mem_text(label), .hint = mem_text(hint), .value = mem_text(value ? value : "")
	};
	return field;
}

struct field *form_add_choice(struct form *form, const char *id, const char *label, const char *const *choices, int count,
                              const char *value)
{
	struct field *field = form_add(form, id, label, NULL, value);

	field->choices = mem_zero((size_t)count + 1, sizeof *field->choices);
	for (int i = 0; i < count; i++)
		field->choices[i] = mem_text(choices[i]);
	return field;
}

int form_index(const struct form *form, const char *id)
{
	for (int i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].id, id) == 0)
			return i;
	return -1;
}

const char *form_value(const struct form *form, const char *id)
{
	int field = form_index(form, id);

	return field < 0 ? "" : form->fields[field].value;
}

void form_set(struct form *form, int field, const char *value)
{
	assert(field >= 0 && field < form->field_count);
	field_set(&form->fields[field], value);
}

static void field_done(struct field *field)
{
	for (char **choice = field->choices; choice && *choice; choice++)
		free(*choice);
	free(field->choices);
	free(field->label);
	free(field->hint);
	free(field->value);
	free(field->error);
}

void form_free(struct form **form)
{
	struct form *f = *form;

	if (!f)
		return;
	for (int i = 0; i < f->field_count; i++)
		field_done(&f->fields[i]);
	if (f->free_data)
		f->free_data(f->data);
	free(f->fields);
	free(f->subject);
	free(f->title);
	free(f->intro);
	free(f->submit_verb);
	free(f);
	*form = NULL;
}

void field_set(struct field *field, const char *value)
{
	char *copy = mem_text(value);

	free(field->value);
	field->value = copy;
}

int field_choice(const struct field *field)
{
	for (int i = 0; field->choices && field->choices[i]; i++)
		if (strcmp(field->choices[i], field->value) == 0)
			return i;
	return -1;
}

/* The only choice that begins with what was typed, −1 where none or several do. */
static int only_start(const struct field *field, const char *typed)
{
	int found = -1;

	for (int i = 0; field->choices[i]; i++) {
		if (!match_start(field->choices[i], typed))
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

bool field_pick(struct field *field, const char *typed)
{
	int count = 0, found = -1;

	while (field->choices[count])
		if (match_same(field->choices[count++], typed))
			found = count - 1;
	if (found < 0 && *typed && strlen(typed) < 4 && typed[strspn(typed, "0123456789")] == '\0') {
		int number = atoi(typed);

		found = number >= 1 && number <= count ? number - 1 : -1;
	}
	if (found < 0 && *typed)
		found = only_start(field, typed);
	if (found < 0)
		return false;
	field_set(field, field->choices[found]);
	return true;
}

bool form_edit_typed(const struct form_edit *edit)
{
	for (int i = 0; i < edit->form->field_count; i++)
		if (strcmp(edit->form->fields[i].value, edit->initial[i]) != 0)
			return true;
	return false;
}

char *form_draft_name(const struct form *form)
{
	return form->subject ? str_make("%s:%s", form->id, form->subject) : mem_text(form->id);
}

static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			str_add(out, "\\\\");
		else if (*text == '\t')
			str_add(out, "\\t");
		else if (*text == '\n')
			str_add(out, "\\n");
		else
			str_addc(out, *text);
	}
}

char *form_draft(const struct form_edit *edit)
{
	struct str out = STR_INIT;

	for (int i = 0; i < edit->form->field_count; i++) {
		const struct field *field = &edit->form->fields[i];

		if (strcmp(field->value, edit->initial[i]) == 0)
			continue;
		str_addf(&out, "%s\t", field->id);
		add_escaped(&out, field->value);
		str_addc(&out, '\n');
	}
	return str_take(&out);
}

static char *unescaped(const char *text, size_t length)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < length; i++) {
		if (text[i] != '\\' || i + 1 == length) {
			str_addc(&out, text[i]);
			continue;
		}
		i++;
		str_addc(&out, text[i] == 't' ? '\t' : text[i] == 'n' ? '\n' : text[i]);
	}
	return str_take(&out);
}

/* Puts one line of a draft back; a choice that is no longer offered is left out. */
static bool restore_line(struct form *form, const char *line, size_t length)
{
	const char *tab = memchr(line, '\t', length);
	bool changed = false;

	for (int i = 0; tab && i < form->field_count; i++) {
		struct field *field = &form->fields[i];
		size_t id = strlen(field->id);
		char *value, *before;

		if (id != (size_t)(tab - line) || memcmp(field->id, line, id) != 0)
			continue;
		value = unescaped(tab + 1, length - id - 1);
		before = mem_text(field->value);
		field_set(field, value);
		if (field->choices && field_choice(field) < 0)
			field_set(field, before);
		changed = strcmp(before, field->value) != 0;
		free(before);
		free(value);
	}
	return changed;
}

bool form_restore(struct form_edit *edit, const char *draft)
{
	bool changed = false;

	while (*draft) {
		size_t length = strcspn(draft, "\n");

		changed |= restore_line(edit->form, draft, length);
		draft += length + (draft[length] == '\n');
	}
	form_edit_focus(edit, edit->form->focus);
	return changed;
}
