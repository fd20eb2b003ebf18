/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogue: a stack of screens and forms, fed by one of the two faces. */
#ifndef LEDSAG_UI_UI_H
#define LEDSAG_UI_UI_H

#include "ledsag/ui/screen.h"

#include <stdio.h>

/* A key binding from keys.conf: replaces the built-in keys of an action ("move.down", "hours.add", "screen.hours"). */
struct ui_binding {
	const char *action;
	const char *keys; /* blank-separated: "j Down C-n" */
};

/* `screens` is a NULL-ended table, the first is the home screen. Everything is borrowed until ui_free(). An unknown action or
 * key name in `bindings`: STATUS_INPUT. */
struct ui *ui_new(const struct screen *const *screens, const struct ui_hooks *hooks, const struct ui_binding *bindings,
                  int binding_count, struct status *st);
void ui_free(struct ui **ui);

/* Runs until the person leaves, on the terminal at stdin/stdout. Returns false with STATUS_INPUT where the terminal cannot
 * (unknown TERM, no cursor addressing): the caller then runs ui_plain(). SIGHUP and SIGTERM keep the draft and end it. */
bool ui_curses(struct ui *ui, struct status *st);

/* The linear face on any streams: prints the page as lines, asks for the next action by name or number. Ends at end of input. */
bool ui_plain(struct ui *ui, FILE *in, FILE *out, struct status *st);

/* Appends a line for each library of this room, with its version. */
void ui_versions(struct str *out);

/* The actions of ui itself (moving, help, palette, back, quit, …): part of the key list. */
const struct action *ui_common_actions(int *count);

#endif
