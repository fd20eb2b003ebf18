/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small terminal in memory: enough of a VT100 to see where text and cursor are. What it does not know it counts. */
#ifndef LEDSAG_TESTS_UI_VT_H
#define LEDSAG_TESTS_UI_VT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VT_ROWS 64
#define VT_COLS 256

struct vt {
	int rows, cols, y, x;
	int top, bottom; /* scrolling region */
	uint32_t cells[VT_ROWS][VT_COLS];
	int unknown;   /* sequences that it does not know */
	bool coloured; /* any colour was asked for */
	char rest[64]; /* an unfinished sequence */
	size_t rest_length;
};

static inline void vt_size(struct vt *vt, int rows, int cols)
{
	vt->rows = rows;
	vt->cols = cols;
	vt->top = 0;
	vt->bottom = rows - 1;
	vt->y = vt->y < rows ? vt->y : rows - 1;
	vt->x = vt->x < cols ? vt->x : cols - 1;
}

static inline void vt_blank(struct vt *vt, int y, int from, int to)
{
	for (int x = from; x < to; x++)
		vt->cells[y][x] = ' ';
}

static inline void vt_init(struct vt *vt, int rows, int cols)
{
	memset(vt, 0, sizeof *vt);
	vt_size(vt, rows, cols);
	for (int y = 0; y < VT_ROWS; y++)
		vt_blank(vt, y, 0, VT_COLS);
}

/* Moves lines top…bottom up by one (or down where `down`). */
static inline void vt_scroll(struct vt *vt, int top, int bottom, bool down)
{
	size_t bytes = sizeof vt->cells[0] * (size_t)(bottom - top);

	if (down)
		memmove(vt->cells[top + 1], vt->cells[top], bytes);
	else
		memmove(vt->cells[top], vt->cells[top + 1], bytes);
	vt_blank(vt, down ? top : bottom, 0, VT_COLS);
}

static inline void vt_put(struct vt *vt, uint32_t c)
{
	if (vt->x >= vt->cols) {
		vt->x = 0;
		if (vt->y == vt->bottom)
			vt_scroll(vt, vt->top, vt->bottom, false);
		else if (vt->y + 1 < vt->rows)
			vt->y++;
	}
	vt->cells[vt->y][vt->x++] = c;
}

static inline void vt_shift(struct vt *vt, int count, bool insert)
{
	uint32_t *line = vt->cells[vt->y];
	int rest = vt->cols - vt->x - count;

	if (rest < 0)
		return;
	if (insert) {
		memmove(line + vt->x + count, line + vt->x, sizeof *line * (size_t)rest);
		vt_blank(vt, vt->y, vt->x, vt->x + count);
	} else {
		memmove(line + vt->x, line + vt->x + count, sizeof *line * (size_t)rest);
		vt_blank(vt, vt->y, vt->cols - count, vt->cols);
	}
}

static inline int vt_clamp(int value, int most)
{
	return value < 0 ? 0 : value > most ? most : value;
}

static inline void vt_csi(struct vt *vt, char final, bool private, const int *args, int count)
{
	int n = count > 0 && args[0] > 0 ? args[0] : 1, m = count > 1 && args[1] > 0 ? args[1] : 1;

	if (private && (final == 'h' || final == 'l'))
		return;
	switch (final) {
	case 'H': vt->y = vt_clamp(n - 1, vt->rows - 1); vt->x = vt_clamp(m - 1, vt->cols - 1); break;
	case 'A': vt->y = vt_clamp(vt->y - n, vt->rows - 1); break;
	case 'B': vt->y = vt_clamp(vt->y + n, vt->rows - 1); break;
	case 'C': vt->x = vt_clamp(vt->x + n, vt->cols - 1); break;
	case 'D': vt->x = vt_clamp(vt->x - n, vt->cols - 1); break;
	case 'G': vt->x = vt_clamp(n - 1, vt->cols - 1); break;
	case 'd': vt->y = vt_clamp(n - 1, vt->rows - 1); break;
	case 'K':
		if (count && args[0] == 1)
			vt_blank(vt, vt->y, 0, vt->x + 1);
		else
			vt_blank(vt, vt->y, vt->x, vt->cols);
		break;
	case 'J':
		vt_blank(vt, vt->y, vt->x, vt->cols);
		for (int y = count && args[0] == 2 ? 0 : vt->y + 1; y < vt->rows; y++)
			vt_blank(vt, y, 0, vt->cols);
		break;
	case 'L':
	case 'M':
		while (n--)
			vt_scroll(vt, vt->y, vt->bottom, final == 'L');
		break;
	case 'P': vt_shift(vt, n, false); break;
	case '@': vt_shift(vt, n, true); break;
	case 'X': vt_blank(vt, vt->y, vt->x, vt_clamp(vt->x + n, vt->cols)); break;
	case 'r':
		vt->top = vt_clamp(n - 1, vt->rows - 1);
		vt->bottom = count > 1 ? vt_clamp(m - 1, vt->rows - 1) : vt->rows - 1;
		vt->y = vt->x = 0;
		break;
	case 'm':
		for (int i = 0; i < count; i++)
			vt->coloured |= args[i] >= 30 && args[i] <= 49 && args[i] != 39 && args[i] != 49;
		break;
	case 'h': case 'l': case 't':
		break;
	default:
		vt->unknown++;
	}
}

/* Takes one sequence from the front; 0 where it is not complete yet. */
static inline size_t vt_take(struct vt *vt, const char *s, size_t length)
{
	unsigned char c = (unsigned char)s[0];
	size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	if (c == 033) {
		int args[16] = { 0 }, count = 0;
		size_t i = 2;
		bool private = false;

		if (length < 2)
			return 0;
		if (s[1] == '(' || s[1] == ')')
			return length < 3 ? 0 : 3;
		if (s[1] == 'M') {
			if (vt->y == vt->top)
				vt_scroll(vt, vt->top, vt->bottom, true);
			else if (vt->y)
				vt->y--;
			return 2;
		}
		if (s[1] == ']') {
			const char *end = memchr(s, '\a', length);

			return end ? (size_t)(end - s) + 1 : 0;
		}
		if (s[1] != '[') {
			vt->unknown += !strchr("=>78", s[1]);
			return 2;
		}
		for (; i < length && (unsigned char)s[i] < 0x40; i++) {
			if (s[i] == '?')
				private = true;
			else if (s[i] == ';')
				count += count < 15;
			else if (s[i] >= '0' && s[i] <= '9')
				args[count] = args[count] * 10 + s[i] - '0';
		}
		if (i == length)
			return 0;
		vt_csi(vt, s[i], private, args, i > 2 ? count + 1 : 0);
		return i + 1;
	}
	if (length < n)
		return 0;
	if (c == '\r')
		vt->x = 0;
	else if (c == '\n' && vt->y == vt->bottom)
		vt_scroll(vt, vt->top, vt->bottom, false);
	else if (c == '\n')
		vt->y += vt->y + 1 < vt->rows;
	else if (c == '\b')
		vt->x -= vt->x > 0;
	else if (c >= 0x20) {
		uint32_t u = n == 1 ? c : c & (0xFFu >> (n + 1));

		for (size_t i = 1; i < n; i++)
			u = u << 6 | ((unsigned char)s[i] & 0x3Fu);
		vt_put(vt, u);
	}
	return n;
}

static inline void vt_feed(struct vt *vt, const char *s, size_t length)
{
	while (length) {
		size_t room = sizeof vt->rest - vt->rest_length, taken, all, at = 0;

		taken = length < room ? length : room;
		memcpy(vt->rest + vt->rest_length, s, taken);
		all = vt->rest_length + taken;
		s += taken;
		length -= taken;
		while (at < all) {
			size_t n = vt_take(vt, vt->rest + at, all - at);

			if (!n)
				break;
			at += n;
		}
		memmove(vt->rest, vt->rest + at, all - at);
		vt->rest_length = all - at;
		if (!at && vt->rest_length == sizeof vt->rest)
			vt->rest_length = 0, vt->unknown++;
	}
}

/* One line as text, without the blanks at its end; good until the next call. */
static inline const char *vt_line(const struct vt *vt, int y)
{
	static char text[VT_COLS * 4 + 1];
	size_t length = 0, end = 0;

	for (int x = 0; x < vt->cols; x++) {
		uint32_t c = vt->cells[y][x];

		if (c < 0x80) {
			text[length++] = (char)c;
		} else if (c < 0x800) {
			text[length++] = (char)(0xC0 | c >> 6);
			text[length++] = (char)(0x80 | (c & 0x3F));
		} else {
			text[length++] = (char)(0xE0 | c >> 12);
			text[length++] = (char)(0x80 | (c >> 6 & 0x3F));
			text[length++] = (char)(0x80 | (c & 0x3F));
		}
		if (c != ' ')
			end = length;
	}
	text[end] = '\0';
	return text;
}

static inline bool vt_shows(const struct vt *vt, const char *text)
{
	for (int y = 0; y < vt->rows; y++)
		if (strstr(vt_line(vt, y), text))
			return true;
	return false;
}

#endif
