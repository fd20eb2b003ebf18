/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/scan.h"

bool scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

const char *scan_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

bool scan_end(const char *s)
{
	return !*scan_blanks(s);
}

bool scan_char(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

bool scan_digits(const char **s, int least, int most, int *out)
{
	int n = 0, count = 0;

	for (; scan_is_digit(**s) && count < most; (*s)++, count++)
		n = n * 10 + (**s - '0');
	*out = n;
	return count >= least && !scan_is_digit(**s);
}

bool scan_number(const char **s, int64_t most, int64_t *out)
{
	int64_t n = 0;

	if (!scan_is_digit(**s))
		return false;
	for (; scan_is_digit(**s); (*s)++) {
		int digit = **s - '0';

		if (n > (most - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*out = n;
	return true;
}
