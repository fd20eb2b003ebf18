/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/match.h"

#include "ledsag/base/utf8.h"

#include <string.h>
#include <wctype.h>

/* The next character in lower case, 0 at the end; bytes that are not UTF-8 stand for themselves. */
static uint32_t next_folded(const char **s)
{
	uint32_t c;
	size_t n;

	if (!**s)
		return 0;
	n = utf8_decode(*s, strlen(*s), &c);
	if (!n) {
		c = (unsigned char)**s;
		n = 1;
	}
	*s += n;
	return (uint32_t)towlower((wint_t)c);
}

bool match_same(const char *text, const char *typed)
{
	uint32_t a, b;

	do {
		a = next_folded(&text);
		b = next_folded(&typed);
	} while (a && a == b);
	return a == b;
}

bool match_start(const char *text, const char *typed)
{
	while (*typed)
		if (next_folded(&text) != next_folded(&typed))
			return false;
	return true;
}

bool match_part(const char *text, const char *typed)
{
	do {
		if (match_start(text, typed))
			return true;
	} while (next_folded(&text));
	return false;
}
