/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing into a form. */
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/form.h"
#include "ledsag/ui/keys.h"
#include "ledsag/ui/match.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_MAX 4000 /* bytes; a note is a few sentences */

static struct field *focused(const struct form_edit *edit)
{
	return &edit->form->fields[edit->form->focus];
}

void form_edit_init(struct form_edit *edit, struct form *form)
{
	*edit = (struct form_edit){ .form = form };
	edit->initial = mem_alloc(sizeof *edit->initial * (size_t)(form->field_count + 1));
	for (int i = 0; i < form->field_count; i++)
		edit->initial[i] = mem_text(form->fields[i].value);
	form_edit_focus(edit, form->focus);
}

void form_edit_done(struct form_edit *edit)
{
	for (int i = 0; i < edit->form->field_count; i++)
		free(edit->initial[i]);
	free(edit->initial);
	str_done(&edit->filter);
	str_done(&edit->preview);
	form_free(&edit->form);
}

void form_edit_focus(struct form_edit *edit, int field)
{
	if (field >= edit->form->field_count)
		field = edit->form->field_count - 1;
	edit->form->focus = field < 0 ? 0 : field;
	str_clear(&edit->filter);
	edit->caret = edit->form->field_count && !focused(edit)->choices ? strlen(focused(edit)->value) : 0;
}

void form_edit_reset(struct form_edit *edit)
{
	for (int i = 0; i < edit->form->field_count; i++) {
		form_set(edit->form, i, edit->initial[i]);
		free(edit->form->fields[i].error);
		edit->form->fields[i].error = NULL;
	}
	form_edit_focus(edit, 0);
}

/* Characters that stand on no column of their own (accents) go with the one before them. */
static size_t next_character(const char *s, size_t at)
{
	size_t length = strlen(s);
	bool first = true;

	while (at < length) {
		char one[8] = { 0 };
		uint32_t c;
		size_t n = utf8_decode(s + at, length - at, &c);

		n = n ? n : 1;
		memcpy(one, s + at, n);
		if (!first && utf8_width(one) > 0)
			break;
		first = false;
		at += n;
	}
	return at;
}

static size_t previous_character(const char *s, size_t at)
{
	size_t before = 0, next;

	while ((next = next_character(s, before)) < at)
		before = next;
	return before;
}

static size_t previous_word(const char *s, size_t at)
{
	while (at && s[at - 1] == ' ')
		at--;
	while (at && s[at - 1] != ' ')
		at--;
	return at;
}

/* A value was changed: what was said about the old one no longer holds. */
static enum form_event changed(struct form_edit *edit)
{
	struct field *field = focused(edit);

	free(field->error);
	field->error = NULL;
	edit->touched = true;
	return FORM_CHANGED;
}

static enum form_event erase(struct form_edit *edit, size_t from, size_t to)
{
	char *value = focused(edit)->value;

	if (from == to)
		return FORM_NOTHING;
	memmove(value + from, value + to, strlen(value + to) + 1);
	edit->caret = from;
	return changed(edit);
}

static enum form_event insert(struct form_edit *edit, const char *text)
{
	struct field *field = focused(edit);
	struct str value = STR_INIT;

	if (strlen(field->value) + strlen(text) > VALUE_MAX)
		return FORM_TOO_LONG;
	str_addn(&value, field->value, edit->caret);
	str_add(&value, text);
	str_add(&value, field->value + edit->caret);
	edit->caret += strlen(text);
	free(field->value);
	field->value = str_take(&value);
	return changed(edit);
}

static enum form_event caret_to(struct form_edit *edit, size_t caret)
{
	if (caret == edit->caret)
		return FORM_NOTHING;
	edit->caret = caret;
	return FORM_CARET;
}

static enum form_event pick(struct form_edit *edit, int choice)
{
	struct field *field = focused(edit);

	if (strcmp(field->value, field->choices[choice]) == 0)
		return FORM_NOTHING;
	field_set(field, field->choices[choice]);
	return changed(edit);
}

static enum form_event cycle(struct form_edit *edit, int step)
{
	struct field *field = focused(edit);
	int count = 0, now = field_choice(field);

	while (field->choices[count])
		count++;
	str_clear(&edit->filter);
	if (!count)
		return FORM_NOTHING;
	if (now < 0)
		return pick(edit, step > 0 ? 0 : count - 1);
	return pick(edit, (now + step + count) % count);
}

/* The first choice from `from` on (and round) that fits to what was typed; −1 where none does. */
static int find_choice(const struct field *field, const char *typed, int from, bool (*fits)(const char *, const char *))
{
	int count = 0;

	while (field->choices[count])
		count++;
	for (int i = 0; i < count; i++)
		if (fits(field->choices[(from + i) % count], typed))
			return (from + i) % count;
	return -1;
}

static void cut_filter(struct form_edit *edit, size_t length)
{
	edit->filter.length = length;
	edit->filter.s[length] = '\0';
}

/* Letters typed into a choice narrow it; the same letter again goes on to the next that begins with it; where none begins with the
 * letters, one that holds them will do. */
static enum form_event filter(struct form_edit *edit, const char *letter)
{
	struct field *field = focused(edit);
	size_t before = edit->filter.length;
	bool again = before && strcmp(str_peek(&edit->filter), letter) == 0;
	int found;

	str_add(&edit->filter, letter);
	found = find_choice(field, edit->filter.s, 0, match_start);
	if (found < 0 && again) {
		cut_filter(edit, before);
		found = find_choice(field, letter, field_choice(field) + 1, match_start);
	}
	if (found < 0)
		found = find_choice(field, edit->filter.s, 0, match_part);
	if (found >= 0)
		return pick(edit, found);
	cut_filter(edit, before);
	return FORM_NO_MATCH;
}

/* Takes the last letter back. */
static enum form_event unfilter(struct form_edit *edit)
{
	int found;

	if (!edit->filter.length)
		return FORM_NOTHING;
	cut_filter(edit, utf8_cut(edit->filter.s, edit->filter.length - 1));
	found = edit->filter.length ? find_choice(focused(edit), edit->filter.s, 0, match_start) : -1;
	return found >= 0 ? pick(edit, found) : FORM_NOTHING;
}

static enum form_event choice_key(struct form_edit *edit, uint32_t key)
{
	struct str letter = STR_INIT;
	enum form_event event;

	if (key == UI_KEY_LEFT || key == UI_KEY_RIGHT || (key == UI_KEY_SPACE && !edit->filter.length))
		return cycle(edit, key == UI_KEY_LEFT ? -1 : 1);
	if (key == UI_KEY_BACKSPACE)
		return unfilter(edit);
	if (!key_is_text(key))
		return FORM_UNKNOWN;
	utf8_add(&letter, key);
	event = filter(edit, str_peek(&letter));
	str_done(&letter);
	return event;
}

static enum form_event type_character(struct form_edit *edit, uint32_t key)
{
	struct str raw = STR_INIT, safe = STR_INIT;
	enum form_event event;

	utf8_add(&raw, key);
	utf8_add_safe(&safe, str_peek(&raw));
	event = insert(edit, str_peek(&safe));
	str_done(&raw);
	str_done(&safe);
	return event;
}

static enum form_event text_key(struct form_edit *edit, uint32_t key)
{
	const char *value = focused(edit)->value;
	size_t caret = edit->caret, length = strlen(value);

	switch (key) {
	case UI_KEY_LEFT:
		return caret_to(edit, previous_character(value, caret));
	case UI_KEY_RIGHT:
		return caret_to(edit, next_character(value, caret));
	case UI_KEY_HOME:
	case UI_CONTROL('a'):
		return caret_to(edit, 0);
	case UI_KEY_END:
	case UI_CONTROL('e'):
		return caret_to(edit, length);
	case UI_KEY_BACKSPACE:
		return erase(edit, previous_character(value, caret), caret);
	case UI_KEY_DELETE:
	case UI_CONTROL('d'):
		return erase(edit, caret, next_character(value, caret));
	case UI_CONTROL('u'):
		return erase(edit, 0, caret);
	case UI_CONTROL('k'):
		return erase(edit, caret, length);
	case UI_CONTROL('w'):
		return erase(edit, previous_word(value, caret), caret);
	default:
		return key_is_text(key) ? type_character(edit, key) : FORM_UNKNOWN;
	}
}

static enum form_event go_to(struct form_edit *edit, int field)
{
	if (field < 0 || field >= edit->form->field_count || field == edit->form->focus)
		return FORM_NOTHING;
	form_edit_focus(edit, field);
	return FORM_LEFT;
}

enum form_event form_edit_key(struct form_edit *edit, uint32_t key)
{
	int focus = edit->form->focus, last = edit->form->field_count - 1;

	switch (key) {
	case UI_KEY_ENTER:
		return focus >= last ? FORM_SUBMIT : go_to(edit, focus + 1);
	case UI_KEY_TAB:
		return go_to(edit, focus >= last ? 0 : focus + 1);
	case UI_KEY_BACKTAB:
		return go_to(edit, focus > 0 ? focus - 1 : last);
	case UI_KEY_DOWN:
		return go_to(edit, focus + 1);
	case UI_KEY_UP:
		return go_to(edit, focus - 1);
	case UI_KEY_PAGE_UP:
		return go_to(edit, 0);
	case UI_KEY_PAGE_DOWN:
		return go_to(edit, last);
	case UI_CONTROL('s'):
		return FORM_SUBMIT;
	case UI_KEY_ESC:
		return FORM_LEAVE;
	case UI_CONTROL('r'):
		return FORM_RESET;
	default:
		break;
	}
	if (last < 0)
		return FORM_UNKNOWN;
	return focused(edit)->choices ? choice_key(edit, key) : text_key(edit, key);
}

enum form_event form_edit_paste(struct form_edit *edit, const char *text)
{
	struct str safe = STR_INIT;
	enum form_event event = FORM_NOTHING;
	size_t length;

	if (!edit->form->field_count)
		return FORM_NOTHING;
	utf8_add_safe(&safe, text);
	/* A pasted line ends in a line break that is no part of it. */
	for (length = safe.length; length && safe.s[length - 1] == ' '; length--)
		safe.s[length - 1] = '\0';
	if (!length)
		event = FORM_NOTHING;
	else if (!focused(edit)->choices)
		event = insert(edit, safe.s);
	else
		event = field_pick(focused(edit), safe.s) ? changed(edit) : FORM_NO_MATCH;
	str_done(&safe);
	return event;
}

enum form_event form_edit_set(struct form_edit *edit, const char *value)
{
	struct str safe = STR_INIT;

	utf8_add_safe(&safe, value);
	field_set(focused(edit), str_peek(&safe));
	str_done(&safe);
	form_edit_focus(edit, edit->form->focus);
	return changed(edit);
}

const struct form_key *form_keys(int *count)
{
	static const struct form_key keys[] = {
		{ UI_KEY_ENTER, N_("Goes to the next field; on the last one it saves.") },
		{ UI_KEY_TAB, N_("Goes to the next field.") },
		{ UI_KEY_BACKTAB, N_("Goes to the field before.") },
		{ UI_CONTROL('s'), N_("Saves from every field.") },
		{ UI_KEY_ESC, N_("Leaves the form; what was typed is kept.") },
		{ UI_CONTROL('r'), N_("Takes back everything that was typed.") },
		{ UI_KEY_RIGHT, N_("In a choice: the next one. Letters pick the one that begins with them.") },
		{ UI_CONTROL('u'), N_("Erases what is left of the cursor.") },
		{ UI_CONTROL('w'), N_("Erases the word before the cursor.") },
	};

	*count = (int)COUNT_OF(keys);
	return keys;
}
