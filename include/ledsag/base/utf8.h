/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as bytes, characters and columns of a terminal. */
#ifndef LEDSAG_BASE_UTF8_H
#define LEDSAG_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/* Decodes one character at `s` (`length` bytes are there) into *out and returns how many bytes it takes;
 * 0 where the bytes are not UTF-8 (overlong, surrogate, over U+10FFFF, cut off). */
size_t utf8_decode(const char *s, size_t length, uint32_t *out);

/* Appends one character. */
void utf8_add(struct str *str, uint32_t c);

/* True where all `length` bytes are UTF-8. */
bool utf8_valid(const char *s, size_t length);

/* The largest number of bytes up to `most` that ends between two characters. */
size_t utf8_cut(const char *s, size_t most);

/* How many characters a valid text has. */
size_t utf8_length(const char *s);

/* Columns on a terminal: 0 for combining and control characters, 2 for wide ones; follows LC_CTYPE. */
int utf8_width(const char *s);

/* How many bytes of `s` fit into `columns`; *used (may be NULL) gets the columns they take. */
size_t utf8_fit(const char *s, int columns, int *used);

/* Appends `length` Latin-1 (Windows-1252 in 0x80–0x9F) bytes as UTF-8. */
void utf8_from_latin1(struct str *str, const char *s, size_t length);

/* Appends `s` without what could steer a terminal or turn its line around: control characters become a blank,
 * direction marks and overrides (U+200E, U+200F, U+202A–E, U+2066–9) are left out. */
void utf8_add_safe(struct str *str, const char *s);

#endif
