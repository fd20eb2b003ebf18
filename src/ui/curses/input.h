/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from the terminal, told apart from pasted text, and what else wakes the program. */
#ifndef LEDSAG_UI_CURSES_INPUT_H
#define LEDSAG_UI_CURSES_INPUT_H

#include "ledsag/base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum input_type {
	INPUT_KEY,
	INPUT_PASTE,
	INPUT_RESIZE,
	INPUT_IDLE,   /* nothing for a second */
	INPUT_HANGUP, /* a signal to end, or the terminal is gone */
};

struct input {
	enum input_type type;
	uint32_t key;
	struct str paste;
	int burst; /* keys that came without a pause up to this one: nobody types many so fast */
};

/* Before curses starts: notes the terminal's modes and catches the signals that end the program. */
void input_prepare(void);
/* After it started: sets the modes, catches crashes, and asks the terminal to mark pasted text. */
void input_start(void);
/* Before curses ends, and after. */
void input_stop(void);
void input_done(void);
/* Around everything that is written to the terminal: a signal to end comes through although the terminal takes nothing. */
void input_writing(bool on);
/* Waits for what comes next. */
void input_next(struct input *input);
/* True where more is there already. */
bool input_more(void);
/* Stops the program as the shell's C-z does, and goes on when it is continued. */
void input_suspend(void);

#endif
