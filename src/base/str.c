/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/str.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_done(struct str *str)
{
	free(str->s);
	*str = (struct str)STR_INIT;
}

void str_clear(struct str *str)
{
	str->length = 0;
	if (str->s)
		str->s[0] = '\0';
}

static void make_room(struct str *str, size_t more)
{
	size_t need = str->length + more + 1;

	if (need <= str->room)
		return;
	str->room = need < 32 ? 32 : need + need / 2;
	str->s = mem_resize(str->s, str->room, 1);
}

void str_addn(struct str *str, const char *text, size_t length)
{
	make_room(str, length);
	memcpy(str->s + str->length, text, length);
	str->length += length;
	str->s[str->length] = '\0';
}

void str_add(struct str *str, const char *text)
{
	str_addn(str, text, strlen(text));
}

void str_addc(struct str *str, char c)
{
	str_addn(str, &c, 1);
}

void str_addv(struct str *str, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(length >= 0);
	make_room(str, (size_t)length);
	vsnprintf(str->s + str->length, (size_t)length + 1, format, args);
	str->length += (size_t)length;
}

void str_addf(struct str *str, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_addv(str, format, args);
	va_end(args);
}

const char *str_peek(const struct str *str)
{
	return str->s ? str->s : "";
}

char *str_take(struct str *str)
{
	char *text = str->s ? str->s : mem_text("");

	*str = (struct str)STR_INIT;
	return text;
}

char *str_make(const char *format, ...)
{
	struct str str = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&str, format, args);
	va_end(args);
	return str_take(&str);
}

bool str_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}
