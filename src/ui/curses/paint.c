/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paint.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <curses.h>
#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

static const struct {
	const char *art, *plain;
} glyphs[GLYPH_COUNT] = {
	[GLYPH_RULE] = { "─", "-" },   [GLYPH_MORE] = { "…", "~" },  [GLYPH_DOT] = { "·", "-" },
	[GLYPH_MARK] = { "┊", ":" },   [GLYPH_NOW] = { "┃", "!" },   [GLYPH_BAR] = { "█", "#" },
	[GLYPH_BAR_REST] = { "─", "." }, [GLYPH_LEFT] = { "‹", "<" }, [GLYPH_RIGHT] = { "›", ">" },
};

/* What a locale without UTF-8 gets for the characters that our texts use most. */
static const struct {
	uint32_t c;
	const char *plain;
} nearest[] = {
	{ 0xE6, "ae" },   { 0xF8, "oe" },  { 0xE5, "aa" },  { 0xC6, "Ae" },  { 0xD8, "Oe" },  { 0xC5, "Aa" },   { 0xE4, "ae" },
	{ 0xF6, "oe" },   { 0xFC, "ue" },  { 0xC4, "Ae" },  { 0xD6, "Oe" },  { 0xDC, "Ue" },  { 0xDF, "ss" },   { 0xE9, "e" },
	{ 0xE8, "e" },    { 0xE1, "a" },   { 0xE0, "a" },   { 0xB7, "-" },   { 0xA7, "par." }, { 0xA0, " " },   { 0xD7, "x" },
	{ 0x2013, "-" },  { 0x2014, "-" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201A, "'" }, { 0x201C, "\"" }, { 0x201D, "\"" },
	{ 0x201E, "\"" }, { 0x2026, "..." }, { 0x2022, "*" }, { 0x20AC, "EUR" }, { 0x2212, "-" }, { 0x202F, " " }, { 0x2192, "->" },
};

static void set_looks(struct paint *paint)
{
	static const struct {
		short colour; /* −1: the terminal's own */
		attr_t attr;  /* with colour and without */
	} plan[LOOK_COUNT] = {
		[MEANING_NORMAL] = { -1, A_NORMAL },
		[MEANING_STRONG] = { -1, A_BOLD },
		[MEANING_GOOD] = { COLOR_GREEN, A_NORMAL },
		[MEANING_WARN] = { COLOR_YELLOW, A_NORMAL },
		[MEANING_BAD] = { COLOR_RED, A_BOLD },
		[MEANING_MUTED] = { 243, A_NORMAL },
		[LOOK_TITLE] = { -1, A_BOLD },
		[LOOK_HEAD] = { 243, A_UNDERLINE },
		[LOOK_RULE] = { 243, A_NORMAL },
		[LOOK_KEY] = { -1, A_BOLD },
		[LOOK_FOCUS] = { -1, A_REVERSE },
		[LOOK_FIELD] = { -1, A_UNDERLINE },
	};
	const char *no_color = getenv("NO_COLOR");
	bool colour = has_colors() && !(no_color && *no_color) && start_color() == OK && use_default_colors() == OK;

	for (int look = 0; look < LOOK_COUNT; look++) {
		short wanted = plan[look].colour;

		paint->looks[look] = plan[look].attr;
		/* Grey 243 has a contrast of 4.5 on black and on white; with fewer colours muted text stays as it is, to be
		 * read. */
		if (!colour || wanted < 0 || wanted >= COLORS)
			continue;
		init_pair((short)(look + 1), wanted, -1);
		paint->looks[look] |= (unsigned long)COLOR_PAIR(look + 1);
	}
}

/* The old DEC terminals and their like have no lines and blocks beyond ASCII, whatever the locale says. */
static bool has_art(void)
{
	static const char *const without[] = { "vt", "ansi", "cons" };
	const char *term = getenv("TERM");

	for (size_t i = 0; term && i < COUNT_OF(without); i++)
		if (strncmp(term, without[i], strlen(without[i])) == 0)
			return false;
	return true;
}

void paint_init(struct paint *paint, bool ascii)
{
	*paint = (struct paint){ .ascii = ascii, .utf8 = !ascii && strcmp(nl_langinfo(CODESET), "UTF-8") == 0 };
	paint->art = paint->utf8 && has_art();
	set_looks(paint);
	getmaxyx(stdscr, paint->rows, paint->cols);
}

void paint_done(struct paint *paint)
{
	str_done(&paint->text);
	str_done(&paint->scratch);
}

const char *paint_glyph(const struct paint *paint, enum glyph glyph)
{
	return paint->art ? glyphs[glyph].art : glyphs[glyph].plain;
}

static bool in_locale(uint32_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	return wcrtomb(bytes, (wchar_t)c, &state) != (size_t)-1;
}

static void add_nearest(struct str *out, uint32_t c)
{
	for (size_t i = 0; i < COUNT_OF(nearest); i++) {
		if (nearest[i].c == c) {
			str_add(out, nearest[i].plain);
			return;
		}
	}
	str_addc(out, '?');
}

void paint_clean(struct paint *paint, const char *text, struct str *out)
{
	str_clear(out);
	if (paint->utf8) {
		utf8_add_safe(out, text);
		return;
	}
	str_clear(&paint->scratch);
	utf8_add_safe(&paint->scratch, text);
	for (const char *s = str_peek(&paint->scratch); *s;) {
		uint32_t c;
		size_t n = utf8_decode(s, strlen(s), &c);

		if (c < 0x80 || (!paint->ascii && in_locale(c)))
			str_addn(out, s, n);
		else
			add_nearest(out, c);
		s += n;
	}
}

/* Puts bytes of clean UTF-8 onto the screen as wide characters, which curses turns into the locale's own. */
static void put(struct paint *paint, int y, int x, const char *text, size_t length, int look)
{
	wchar_t wide[256];
	int count = 0;

	if (y < 0 || y >= paint->rows || x < 0 || x >= paint->cols)
		return;
	attrset((int)paint->looks[look]);
	move(y, x);
	while (length) {
		uint32_t c;
		size_t n = utf8_decode(text, length, &c);

		wide[count++] = n ? (wchar_t)c : L'?';
		n = n ? n : 1;
		text += n;
		length -= n;
		if (count == (int)COUNT_OF(wide) || !length) {
			addnwstr(wide, count);
			count = 0;
		}
	}
	attrset(A_NORMAL);
}

static int room(const struct paint *paint, int x, int width)
{
	return x + width > paint->cols ? paint->cols - x : width;
}

int paint_text(struct paint *paint, int y, int x, int width, const char *text, int look)
{
	const char *more = paint_glyph(paint, GLYPH_MORE);
	size_t length;
	int used;

	width = room(paint, x, width);
	if (width <= 0)
		return 0;
	paint_clean(paint, text, &paint->text);
	if (!paint->text.length)
		return 0;
	length = utf8_fit(paint->text.s, width, &used);
	if (length == paint->text.length) {
		put(paint, y, x, paint->text.s, length, look);
		return used;
	}
	length = utf8_fit(paint->text.s, width - 1, &used);
	put(paint, y, x, paint->text.s, length, look);
	put(paint, y, x + used, more, strlen(more), look);
	return used + 1;
}

void paint_right(struct paint *paint, int y, int x, int width, const char *text, int look)
{
	int used;

	paint_clean(paint, text, &paint->text);
	used = utf8_width(str_peek(&paint->text));
	if (used < width) {
		paint_blank(paint, y, x, width - used, look);
		x += width - used;
		width = used;
	}
	paint_text(paint, y, x, width, text, look);
}

void paint_glyphs(struct paint *paint, int y, int x, int count, enum glyph glyph, int look)
{
	const char *s = paint_glyph(paint, glyph);

	count = room(paint, x, count);
	for (int i = 0; i < count; i++)
		put(paint, y, x + i, s, strlen(s), look);
}

void paint_blank(struct paint *paint, int y, int x, int count, int look)
{
	count = room(paint, x, count);
	for (int i = 0; i < count; i++)
		put(paint, y, x + i, " ", 1, look);
}

void paint_clear(struct paint *paint, int y)
{
	if (y < 0 || y >= paint->rows)
		return;
	attrset(A_NORMAL);
	move(y, 0);
	clrtoeol();
}

void paint_marker(struct paint *paint, int y)
{
	put(paint, y, 0, ">", 1, MEANING_STRONG);
}

void paint_tick(struct paint *paint, int y)
{
	put(paint, y, 1, "*", 1, MEANING_STRONG);
}

void paint_bar(struct paint *paint, int y, int x, int width, int64_t part, int64_t whole, int look)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	double share = whole > 0 ? (double)part / (double)whole : 0;
	int steps, full;

	share = share < 0 ? 0 : share > 1 ? 1 : share;
	width = room(paint, x, width);
	if (width <= 0)
		return;
	steps = paint->art ? (int)(share * width * 8 + 0.5) : (int)(share * width + 0.5) * 8;
	/* Something left never looks like nothing, and something used never like nothing used. */
	if (part > 0 && steps == 0)
		steps = paint->art ? 1 : 8;
	if (part < whole && steps >= width * 8)
		steps = width * 8 - (paint->art ? 1 : 8);
	full = steps / 8;
	paint_glyphs(paint, y, x, full, GLYPH_BAR, look);
	if (paint->art && steps % 8) {
		put(paint, y, x + full, eighths[steps % 8], strlen(eighths[steps % 8]), look);
		full++;
	}
	paint_glyphs(paint, y, x + full, width - full, GLYPH_BAR_REST, LOOK_RULE);
}

size_t paint_wrap(const char *text, int width, size_t *skip)
{
	size_t fits = utf8_fit(text, width < 1 ? 1 : width, NULL), length = fits;

	*skip = 0;
	if (!text[fits])
		return fits;
	while (length && text[length] != ' ')
		length--;
	while (length && text[length - 1] == ' ')
		length--;
	if (!length) {
		/* A word longer than the line is cut, and at least one character goes on, however narrow. */
		uint32_t c;

		return fits ? fits : utf8_decode(text, strlen(text), &c) ? utf8_decode(text, strlen(text), &c) : 1;
	}
	while (text[length + *skip] == ' ')
		(*skip)++;
	return length;
}
