/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens and their actions. A screen builds a page and lists what can be done there in one table; footer, help, command palette,
 * the plain face and the key list of ledsag(1) all come from these tables. Screens never draw. */
#ifndef LEDSAG_UI_SCREEN_H
#define LEDSAG_UI_SCREEN_H

#include "ledsag/base/status.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/page.h"

struct ui;

enum action_needs {
	NEEDS_NOTHING = 0,
	NEEDS_ROW = 1 << 0,    /* an item has the focus */
	NEEDS_WRITE = 1 << 1,  /* hidden where hooks->may_write() says no (an auditor, a read-only file) */
	NEEDS_LEADER = 1 << 2, /* hidden where hooks->is_leader() says no */
	TAKES_MARKED = 1 << 3, /* is done with all marked rows where there are any: ui_taken() */
	NEEDS_MARKS = 1 << 4,  /* hidden on screens where nothing is done with marked rows */
};

struct action {
	/* "hours.add": also the name in keys.conf. Where what follows the dot is the id of a screen ("grants.bank"), the action leads
	 * there, and is hidden where that screen may not be opened. */
	const char *id;
	const char *keys; /* built-in keys, separated by blanks: "a Insert"; keys.conf overrides them */
	const char *verb; /* msgid, one or two words: footer, palette, plain */
	const char *help; /* msgid, one sentence */
	unsigned needs;
	/* `item` is NULL where nothing has the focus; borrowed during the call. */
	void (*run)(struct ui *ui, void *state, const struct page_item *item);
};

struct screen {
	const char *id;    /* "hours" */
	const char *title; /* msgid */
	const char *help;  /* msgid: what the screen shows and how to read it */
	const char *(*about)(struct ui *ui); /* msgid that stands for `help` where not everybody sees the same; may be NULL */
	const char *keys;  /* opens it from everywhere: "2"; NULL: only other screens open it, with an argument */
	const struct action *actions;
	int action_count;
	/* `argument` may be NULL ("led", "2025-03"); returns the state, owned by the ui until close. */
	void *(*open)(struct ui *ui, const char *argument);
	bool (*build)(void *state, struct ui *ui, struct page *page, struct status *st);
	void (*close)(void *state);
};

/* One line of a form. */
struct field {
	const char *id;    /* static: "date" */
	char *label;       /* owned, translated */
	char *hint;        /* owned, translated: what may be typed; may be NULL */
	char **choices;    /* owned, NULL-ended; NULL: free text. Left/Right and first letters pick, typing filters */
	char *value;       /* owned, never NULL */
	char *error;       /* owned, shown under the field; NULL */
};

struct form {
	const char *id;    /* static: names the draft */
	char *subject;     /* owned: what an edit is about ("17"), so that a draft comes back only there; NULL: something new */
	char *title;       /* owned, translated */
	char *intro;       /* owned, translated; may be NULL */
	struct field *fields;
	int field_count;
	int focus;
	bool fleeting;     /* it only asks what to show: what was typed is not kept when it is left */
	void *data;        /* the screen's own; freed with free_data */
	void (*free_data)(void *data);
	/* Stores it. On failure sets *bad to the field to go to (may stay −1), and everything typed stays. */
	bool (*submit)(struct ui *ui, struct form *form, int *bad, struct status *st);
	/* Adds lines about what is typed so far ("Fri 21 Nov 22:00–07:00 · 9:00 h · 16:00 left after it"); runs after every change;
	 * must not write. False where the lines say why it would be refused as it is; *bad (−1 before) is then the field to mend.
	 * May be NULL. */
	bool (*preview)(struct ui *ui, const struct form *form, struct str *out, int *bad);
	char *submit_verb; /* owned, translated: "Save", "Log the hours" */
};

/* A new form; add fields in order. Texts are copied. */
struct form *form_new(const char *id, const char *title, const char *submit_verb);
struct field *form_add(struct form *form, const char *id, const char *label, const char *hint, const char *value);
/* The same with choices (copied). */
struct field *form_add_choice(struct form *form, const char *id, const char *label, const char *const *choices, int count,
                              const char *value);
/* The value of a field, borrowed; "" where it is blank. */
const char *form_value(const struct form *form, const char *id);
int form_index(const struct form *form, const char *id);
/* Replaces the value of a field (a submit or preview that completes what was typed). */
void form_set(struct form *form, int field, const char *value);
void form_free(struct form **form);

/* What the dialogue asks of the program around it (wired in src/ui_main or main.c); `context` is handed back to each. */
struct ui_hooks {
	void *context;
	char *(*sentence)(const struct status *st); /* a status in the person's language; free() it */
	bool (*may_write)(void *context);
	bool (*is_leader)(void *context);
	bool (*may_open)(void *context, const char *screen_id); /* NULL: everything; what may not be opened is not offered */
	/* True where somebody else has written since the last call: pages are rebuilt. Cheap. */
	bool (*changed)(void *context);
	/* What was typed into a form and not yet stored; text is "id\tvalue\n" lines with \\ \t \n escaped. load: NULL where
	 * none. */
	void (*draft_save)(void *context, const char *form_id, const char *text);
	char *(*draft_load)(void *context, const char *form_id);
	void (*draft_drop)(void *context, const char *form_id);
	/* One line about whose file and who acts, for the title bar; free() it. */
	char *(*identity)(void *context);
};

/* What screens may call. */
void *ui_context(struct ui *ui); /* hooks->context: screens know it as struct app * */
void ui_open(struct ui *ui, const char *screen_id, const char *argument);
void ui_back(struct ui *ui);
/* The page is built again before the next frame; the focus stays on its item, and marks hold for the rows as they are then. */
void ui_rebuild(struct ui *ui);
void ui_focus(struct ui *ui, const char *item_id); /* after the next rebuild */
/* What the action that runs is done with: where it TAKES_MARKED the marked rows in the page's order, each with the version that it
 * had when it was marked; where none is marked, the row with the focus. Borrowed until the action returns. */
const struct page_item *ui_taken(const struct ui *ui, size_t *count);
void ui_unmark(struct ui *ui); /* what the rows were marked for is done */
void ui_say(struct ui *ui, enum meaning meaning, const char *text); /* the message line */
void ui_say_status(struct ui *ui, const struct status *st);
void ui_form(struct ui *ui, struct form *form); /* takes it */
/* Asks a yes/no question; `yes` runs with data where agreed; data is freed with free_data afterwards. */
void ui_confirm(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *data), void *data, void (*free_data)(void *));

#endif
