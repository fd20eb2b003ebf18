/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that grows. Always NUL-terminated once anything was added. */
#ifndef LEDSAG_BASE_STR_H
#define LEDSAG_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *s;       /* owned; NULL while nothing was added */
	size_t length; /* bytes, without the NUL */
	size_t room;
};

#define STR_INIT { NULL, 0, 0 }

void str_done(struct str *str);
void str_clear(struct str *str);
void str_add(struct str *str, const char *text);
void str_addn(struct str *str, const char *text, size_t length);
void str_addc(struct str *str, char c);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *str, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* The text so far, borrowed until the next change; "" where nothing was added. */
const char *str_peek(const struct str *str);

/* Hands the text over (free() it) and leaves the str empty; never NULL. */
char *str_take(struct str *str);

/* A fresh printf'ed text; free() it. */
char *str_make(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Equality where either may be NULL; two NULLs are equal. */
bool str_same(const char *a, const char *b);

#endif
