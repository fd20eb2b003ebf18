/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by name, as in keys.conf and in the tables of actions, and as numbers. A character is its Unicode number, C-a…C-z are 1…26,
 * and keys without a character lie beyond Unicode. Nothing here knows a terminal. */
#ifndef LEDSAG_UI_KEYS_H
#define LEDSAG_UI_KEYS_H

#include "ledsag/base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ui_key {
	UI_KEY_NONE = 0,
	UI_KEY_TAB = 9,
	UI_KEY_ENTER = 13,
	UI_KEY_ESC = 27,
	UI_KEY_SPACE = 32,
	UI_KEY_BACKSPACE = 127,
	UI_KEY_UP = 0x110000,
	UI_KEY_DOWN,
	UI_KEY_LEFT,
	UI_KEY_RIGHT,
	UI_KEY_PAGE_UP,
	UI_KEY_PAGE_DOWN,
	UI_KEY_HOME,
	UI_KEY_END,
	UI_KEY_INSERT,
	UI_KEY_DELETE,
	UI_KEY_BACKTAB,
	UI_KEY_F1, /* F1 … F12 follow each other */
	UI_KEY_F12 = UI_KEY_F1 + 11,
};

#define UI_CONTROL(letter) ((uint32_t)((letter)&31))

/* Reads one name of `length` bytes: a character, Enter, Esc, Tab, BackTab, Space, Up, Down, Left, Right, PageUp, PageDown,
 * Home, End, Insert, Delete, Backspace, F1–F12, C-x. Case counts only in single characters. */
bool key_parse(const char *name, size_t length, uint32_t *key);

/* Reads blank-separated names into `keys` and returns how many there were; −1 where one is unknown or more than `most` are given;
 * *bad (may be NULL) then points to where in `names`. */
int key_parse_list(const char *names, uint32_t *keys, int most, const char **bad);

/* True for a key that puts a character into a text. */
bool key_is_text(uint32_t key);

/* Appends the name that key_parse() reads. */
void key_add_name(struct str *out, uint32_t key);

/* Appends what is printed on the key, in the person's language: "Enter", "Ctrl-S". */
void key_add_label(struct str *out, uint32_t key);

#endif
