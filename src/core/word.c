/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/word.h"

#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a letter is compared as; letters that are not here stay out of every word we know. */
static const char *plain_letter(uint32_t c)
{
	switch (c) {
	case 0xC4: /* Ä */
	case 0xC5: /* Å */
	case 0xC6: /* Æ */
	case 0xE4:
	case 0xE5:
	case 0xE6:
		return "a";
	case 0xD6: /* Ö */
	case 0xD8: /* Ø */
	case 0xF6:
	case 0xF8:
		return "o";
	case 0xDC: /* Ü */
	case 0xFC:
		return "u";
	case 0xDF: /* ß */
		return "ss";
	default:
		/* Some keyboards send a letter and then its ring or dots. */
		return c >= 0x300 && c < 0x370 ? "" : NULL;
	}
}

/* "aa" is how å is written where it cannot be typed, and so on: the second letter says nothing more. */
static bool is_second_half(char before, char c)
{
	return (c == 'a' && before == 'a') || (c == 'e' && (before == 'a' || before == 'o' || before == 'u'));
}

static bool add(char out[WORD_ROOM], size_t *length, char c)
{
	char before = *length ? out[*length - 1] : '\0';

	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == '\t')
		c = ' ';
	if ((c == ' ' && (before == ' ' || !before)) || is_second_half(before, c))
		return true;
	if (*length + 1 >= WORD_ROOM)
		return false;
	out[(*length)++] = c;
	return true;
}

bool word_fold(const char *text, char out[WORD_ROOM])
{
	size_t size = strnlen(text, 4 * WORD_ROOM), length = 0;

	if (text[size])
		return false;
	while (size) {
		uint32_t c;
		size_t n = utf8_decode(text, size, &c);
		const char *plain = n > 1 ? plain_letter(c) : NULL;

		if (!n || (n > 1 && !plain))
			return false;
		if (n == 1 && !add(out, &length, *text))
			return false;
		for (; plain && *plain; plain++) {
			if (!add(out, &length, *plain))
				return false;
		}
		text += n;
		size -= n;
	}
	while (length && out[length - 1] == ' ')
		length--;
	out[length] = '\0';
	return length > 0;
}

char *word_fold_text(const char *text)
{
	struct str out = STR_INIT;

	while (*text) {
		uint32_t letter;
		size_t size = utf8_decode(text, strnlen(text, 4), &letter);
		const char *plain = size > 1 ? plain_letter(letter) : NULL;
		char before = out.length ? out.s[out.length - 1] : '\0', c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '\t' || c == '\n' || c == '\r')
			c = ' ';
		if (plain)
			str_add(&out, plain);
		else if (size > 1)
			str_addn(&out, text, size);
		else if (!(c == ' ' && (before == ' ' || !before)) && !is_second_half(before, c))
			str_addc(&out, c);
		text += size ? size : 1;
	}
	if (out.length && out.s[out.length - 1] == ' ')
		out.s[--out.length] = '\0';
	return str_take(&out);
}

bool word_find(const char *text, const struct word *words, size_t count, int *value)
{
	char folded[WORD_ROOM], known[WORD_ROOM];

	if (!word_fold(text, folded))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (word_fold(words[i].text, known) && strcmp(known, folded) == 0) {
			*value = words[i].value;
			return true;
		}
	}
	return false;
}

bool word_same_text(const char *a, const char *b)
{
	char *x = word_fold_text(a), *y = word_fold_text(b);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}
