/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the dialogue, for src/ui and its two faces. A face draws (or reads aloud) the frame on top and feeds keys; what
 * they mean is decided here, once for both. Screens include screen.h instead. */
#ifndef LEDSAG_UI_FACE_H
#define LEDSAG_UI_FACE_H

#include "ledsag/ui/form.h"
#include "ledsag/ui/keys.h"
#include "ledsag/ui/ui.h"

#define UI_KEYS_MAX 8

/* An action with the keys that it has now. */
struct ui_bound {
	const struct action *action;
	const struct screen *owner; /* where it can be done; NULL: everywhere */
	const struct screen *opens; /* of screen.<id>: what it opens */
	uint32_t keys[UI_KEYS_MAX];
	int key_count;
	bool rebound; /* keys.conf gave the keys */
};

enum frame_kind { FRAME_PAGE, FRAME_FORM, FRAME_CONFIRM, FRAME_PALETTE };

struct confirm {
	char *question;
	bool yes; /* what Enter would answer */
	void (*agreed)(struct ui *ui, void *data);
	void *data;
	void (*free_data)(void *data);
};

struct palette {
	struct str typed;
	const struct ui_bound **hits; /* what fits to it, best first */
	int count;
	int selected;
	bool in_list; /* the person walks the list; else types */
};

/* One layer of the dialogue. */
struct ui_frame {
	enum frame_kind kind;
	bool closed; /* is freed by ui_settle(): whoever called may still use it */

	const struct screen *screen; /* FRAME_PAGE from here */
	char *argument;
	void *state;
	struct page page;
	unsigned build; /* the number of this build, unlike every other: a face lays the page out again when it changes */
	bool stale;
	bool own;    /* stale by what the person did: the marks go with it. What others did to a marked row must not pass unseen */
	bool denied; /* what it is about may not be seen: it offers nothing to do with it */
	char *focus_next;
	size_t top, reading; /* the curses face's own: first line shown; line being read where nothing can have the focus */

	struct form_edit form; /* by kind */
	struct confirm confirm;
	struct palette palette;
};

struct ui {
	const struct screen *const *screens;
	int screen_count;
	const struct ui_hooks *hooks;
	struct ui_bound *bound;
	int bound_count, bound_room;
	struct action *openers; /* screen.<id> of each screen */
	char **opener_ids;
	struct ui_frame **frames;
	int frame_count, frame_room;
	struct str message;
	enum meaning message_meaning;
	unsigned builds; /* of all pages so far */
	bool running;
	bool spoken;      /* the plain face: there are no keys in forms */
	bool redraw;      /* asked for by ui.redraw */
	bool unmoved;     /* the last key asked for a move that the page could not make … */
	enum page_move move; /* … this one: the face may scroll */
	int page_rows;    /* set by the face: how far PageDown goes */
	struct page_item *taken; /* by the action that runs: ui_taken() */
	size_t taken_count;
	bool one;         /* the plain face: the row was named with the action, so that marks do not count */
	uint32_t key;     /* the one being handled */
};

/* Opens the home screen. */
void ui_begin(struct ui *ui);
/* The frame on top, and the topmost page. Borrowed until ui_settle(). */
struct ui_frame *ui_top(const struct ui *ui);
struct ui_frame *ui_page(const struct ui *ui);
/* Frees what was closed and builds the page where it is out of date: before each frame. */
void ui_settle(struct ui *ui);

/* Handles one key on the frame on top. */
void ui_press(struct ui *ui, uint32_t key);
/* Pasted text: into a form's field or the palette, never anything else. */
void ui_paste(struct ui *ui, const char *text);
/* About once a second while nothing is typed: keeps drafts, asks whether others have written. */
void ui_tick(struct ui *ui);
/* The terminal is gone or the machine shuts down: keeps what was typed and ends. */
void ui_hangup(struct ui *ui);
/* True where a form is open with something typed in it. */
bool ui_typed(const struct ui *ui);

void ui_clear_message(struct ui *ui);

/* dispatch.c */
bool ui_bind(struct ui *ui, const struct ui_binding *bindings, int count, struct status *st);
/* What a key means on the page on top; NULL: nothing. */
const struct ui_bound *ui_lookup(const struct ui *ui, uint32_t key);
/* Whether the person may open a screen. */
bool ui_may_open(const struct ui *ui, const struct screen *screen);
/* What a screen shows, for the person who acts: msgid or NULL. */
const char *ui_about(struct ui *ui, const struct screen *screen);
/* True where it is not hidden from this person (NEEDS_WRITE, NEEDS_LEADER, a screen that may not be opened). */
bool ui_permitted(const struct ui *ui, const struct ui_bound *bound);
/* Whether something can be done with marked rows on a screen. */
bool ui_marks_on(const struct ui *ui, const struct screen *screen);
/* True where it belongs to the page on top and is not hidden from this person; whether a row has the focus does not count. */
bool ui_available(const struct ui *ui, const struct ui_bound *bound);
/* Runs it on the focused item, or says why not. */
void ui_run(struct ui *ui, const struct ui_bound *bound);
/* Appends the labels of the keys that lead to it on `screen`, at most `most`, with `between` them; false where there are none. */
bool ui_add_keys(const struct ui *ui, const struct screen *screen, const struct ui_bound *bound, int most, const char *between,
                 struct str *out);
const struct ui_bound *ui_find_bound(const struct ui *ui, const char *action_id);
void ui_move(struct ui *ui, enum page_move move);

/* dialog.c */
struct ui_frame *ui_push(struct ui *ui, enum frame_kind kind);
void ui_close(struct ui *ui, struct ui_frame *frame);
void ui_form_done(struct ui_frame *frame);
void ui_form_press(struct ui *ui, struct ui_frame *frame, uint32_t key);
void ui_form_event(struct ui *ui, struct ui_frame *frame, enum form_event event);
void ui_form_keep(struct ui *ui, struct ui_frame *frame);
void ui_form_preview(struct ui *ui, struct ui_frame *frame);
void ui_confirm_press(struct ui *ui, struct ui_frame *frame, uint32_t key);
void ui_answer(struct ui *ui, struct ui_frame *frame, bool yes);
void ui_palette_open(struct ui *ui);
void ui_palette_press(struct ui *ui, struct ui_frame *frame, uint32_t key);
void ui_palette_filter(struct ui *ui, struct ui_frame *frame);

/* help.c */
void ui_help_open(struct ui *ui);
bool ui_is_help(const struct ui_frame *frame);

/* The status in the person's language; free() it. */
char *ui_sentence(const struct ui *ui, const struct status *st);

#endif
