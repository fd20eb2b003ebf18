/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that people type in English, Danish or German, compared without regard to case and to how ø, å, ö, ü, ä and æ
 * are written. Needs no locale. */
#ifndef LEDSAG_CORE_WORD_H
#define LEDSAG_CORE_WORD_H

#include <stdbool.h>
#include <stddef.h>

#define WORD_ROOM 32

/* A word and the number it stands for. */
struct word {
	const char *text; /* UTF-8, small letters */
	int value;
};

/* Writes `text` as it is compared: small letters, "Lørdag", "LOERDAG" and "lordag" all as "lordag", blanks around it left out
 * and those inside made one. False where it is empty, longer than any word that we know, or not UTF-8. */
bool word_fold(const char *text, char out[WORD_ROOM]);

/* The same for a text of any length, in which characters that we do not know stay as they are; free() it. */
char *word_fold_text(const char *text);
/* Whether two texts are the same folded so. */
bool word_same_text(const char *a, const char *b);

/* Looks `text` up in a table; false where it is not there. */
bool word_find(const char *text, const struct word *words, size_t count, int *value);

#endif
