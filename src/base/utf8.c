/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/utf8.h"

#include "ledsag/base/str.h"

#include <string.h>
#include <wchar.h>

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_decode(const char *s, size_t length, uint32_t *out)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char lead;
	size_t size;
	uint32_t c;

	if (length == 0)
		return 0;
	lead = (unsigned char)s[0];
	if (lead < 0x80) {
		*out = lead;
		return 1;
	}
	if (lead >= 0xC2 && lead <= 0xDF) {
		size = 2;
		c = lead & 0x1Fu;
	} else if ((lead & 0xF0) == 0xE0) {
		size = 3;
		c = lead & 0x0Fu;
	} else if (lead >= 0xF0 && lead <= 0xF4) {
		size = 4;
		c = lead & 0x07u;
	} else {
		return 0;
	}
	if (length < size)
		return 0;
	for (size_t i = 1; i < size; i++) {
		if (!is_tail(s[i]))
			return 0;
		c = c << 6 | ((unsigned char)s[i] & 0x3Fu);
	}
	if (c < smallest[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*out = c;
	return size;
}

void utf8_add(struct str *str, uint32_t c)
{
	char b[4];
	size_t n;

	if (c < 0x80) {
		b[0] = (char)c;
		n = 1;
	} else if (c < 0x800) {
		b[0] = (char)(0xC0 | c >> 6);
		b[1] = (char)(0x80 | (c & 0x3F));
		n = 2;
	} else if (c < 0x10000) {
		b[0] = (char)(0xE0 | c >> 12);
		b[1] = (char)(0x80 | (c >> 6 & 0x3F));
		b[2] = (char)(0x80 | (c & 0x3F));
		n = 3;
	} else {
		b[0] = (char)(0xF0 | c >> 18);
		b[1] = (char)(0x80 | (c >> 12 & 0x3F));
		b[2] = (char)(0x80 | (c >> 6 & 0x3F));
		b[3] = (char)(0x80 | (c & 0x3F));
		n = 4;
	}
	str_addn(str, b, n);
}

bool utf8_valid(const char *s, size_t length)
{
	while (length) {
		uint32_t c;
		size_t n = utf8_decode(s, length, &c);

		if (!n)
			return false;
		s += n;
		length -= n;
	}
	return true;
}

size_t utf8_cut(const char *s, size_t most)
{
	while (most && is_tail(s[most]))
		most--;
	return most;
}

size_t utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += !is_tail(*s);
	return n;
}

static int width_of(uint32_t c)
{
	int w;

	if (c < 0x7F)
		return c >= 0x20;
	w = wcwidth((wchar_t)c);
	return w < 0 ? 0 : w;
}

int utf8_width(const char *s)
{
	int used;

	utf8_fit(s, 1 << 20, &used);
	return used;
}

size_t utf8_fit(const char *s, int columns, int *used)
{
	size_t length = strlen(s), at = 0;
	int width = 0;

	while (at < length) {
		uint32_t c;
		size_t n = utf8_decode(s + at, length - at, &c);
		int w = n ? width_of(c) : 1;

		if (width + w > columns)
			break;
		width += w;
		at += n ? n : 1;
	}
	if (used)
		*used = width;
	return at;
}

void utf8_from_latin1(struct str *str, const char *s, size_t length)
{
	/* Windows-1252 puts letters and quotes where Latin-1 has control characters; files "in Latin-1" mean these. */
	static const uint16_t windows[32] = {
		0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
		0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
		0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
	};

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)s[i];

		utf8_add(str, c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c);
	}
}

void utf8_add_safe(struct str *str, const char *s)
{
	size_t length = strlen(s);

	while (length) {
		uint32_t c;
		size_t n = utf8_decode(s, length, &c);

		if (!n) {
			utf8_add(str, 0xFFFD);
			n = 1;
		} else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
			str_addc(str, ' ');
		} else if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
			/* left out */
		} else {
			str_addn(str, s, n);
		}
		s += n;
		length -= n;
	}
}
