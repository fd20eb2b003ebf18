/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which word a person may have meant. */
#include "internal.h"

#define LONGEST 32

static int least_of(int a, int b, int c)
{
	int least = a < b ? a : b;

	return least < c ? least : c;
}

/* How many letters must be changed, left out or put in, or change places with their neighbour. */
static int distance(const char *a, const char *b)
{
	int rows[3][LONGEST + 1], length = (int)strlen(b), i;

	for (int j = 0; j <= length; j++)
		rows[0][j] = j;
	for (i = 1; a[i - 1]; i++) {
		int *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];

		row[0] = i;
		for (int j = 1; j <= length; j++) {
			row[j] = least_of(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
	}
	return rows[(i - 1) % 3][length];
}

const char *nearest_word(const char *text, const char *const *words, int count)
{
	size_t length = strlen(text);
	const char *best = NULL;
	int least = length < 4 ? 2 : 3;

	if (length < 2 || length > LONGEST)
		return NULL;
	for (int i = 0; i < count; i++) {
		int d = strlen(words[i]) > LONGEST ? LONGEST : strncmp(words[i], text, length) == 0 ? 0 : distance(text, words[i]);

		if (d < least) {
			least = d;
			best = words[i];
		}
	}
	return best;
}
