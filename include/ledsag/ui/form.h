/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form while a person fills it in: the caret, what was typed, what is worth keeping. For the dialogue and its faces. */
#ifndef LEDSAG_UI_FORM_H
#define LEDSAG_UI_FORM_H

#include "ledsag/ui/screen.h"

struct form_edit {
	struct form *form;  /* owned */
	char **initial;     /* the values it was opened with */
	size_t caret;       /* bytes into the value of the focused field */
	struct str filter;  /* what was typed into a choice */
	struct str preview; /* what form->preview said last */
	bool refused;       /* … which was why it would be refused as it is, … */
	int fault;          /* … and the field to mend, −1 where it is none */
	bool touched;       /* changed since the draft was last saved */
};

/* What a key did to a form; the dialogue does the rest. */
enum form_event {
	FORM_UNKNOWN,  /* the form knows no such key */
	FORM_NOTHING,  /* known, and nothing changed */
	FORM_CARET,    /* the caret moved */
	FORM_CHANGED,  /* a value changed */
	FORM_LEFT,     /* the focus went to another field */
	FORM_NO_MATCH, /* no choice begins with what was typed */
	FORM_TOO_LONG, /* more than a field holds: nothing changed */
	FORM_SUBMIT,
	FORM_LEAVE,
	FORM_RESET,
};

/* The keys of forms, for the help page. */
struct form_key {
	uint32_t key;
	const char *help; /* msgid */
};
const struct form_key *form_keys(int *count);

/* Takes the form. */
void form_edit_init(struct form_edit *edit, struct form *form);
void form_edit_done(struct form_edit *edit);
enum form_event form_edit_key(struct form_edit *edit, uint32_t key);
/* Puts a pasted text at the caret, on one line; in a choice it picks what begins so. */
enum form_event form_edit_paste(struct form_edit *edit, const char *text);
void form_edit_focus(struct form_edit *edit, int field);
/* Replaces the whole value of the focused field, made safe; its error goes. */
enum form_event form_edit_set(struct form_edit *edit, const char *value);
/* Back to the values it was opened with. */
void form_edit_reset(struct form_edit *edit);
/* True where a value is not what the form was opened with. */
bool form_edit_typed(const struct form_edit *edit);

/* Picks a choice: its whole text, its number from 1, or letters that only one begins with. False where it is none or several. */
bool field_pick(struct field *field, const char *typed);
void field_set(struct field *field, const char *value);
/* The index of the choice that is set, −1 where it is none. */
int field_choice(const struct field *field);

/* What was typed as "id\tvalue\n" lines, only of the fields that changed; free() it. */
char *form_draft(const struct form_edit *edit);
/* Puts it back; false where it changed nothing. Fields that are no longer there are passed over. */
bool form_restore(struct form_edit *edit, const char *draft);
/* The name that drafts of this form are kept under; free() it. */
char *form_draft_name(const struct form *form);

#endif
