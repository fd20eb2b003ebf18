/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal can show, and text put onto it. Nothing is sent before doupdate(). */
#ifndef LEDSAG_UI_CURSES_PAINT_H
#define LEDSAG_UI_CURSES_PAINT_H

#include "ledsag/base/str.h"
#include "ledsag/ui/page.h"

#include <stdbool.h>

/* The first ones are enum meaning. */
enum look {
	LOOK_TITLE = MEANING_COUNT,
	LOOK_HEAD,  /* titles of columns: underlined, which is the thin rule */
	LOOK_RULE,
	LOOK_KEY,   /* a key in the footer */
	LOOK_FOCUS,
	LOOK_FIELD, /* where one types */
	LOOK_COUNT,
};

enum glyph {
	GLYPH_RULE,
	GLYPH_MORE,
	GLYPH_DOT,
	GLYPH_MARK,
	GLYPH_NOW,
	GLYPH_BAR,
	GLYPH_BAR_REST,
	GLYPH_LEFT,
	GLYPH_RIGHT,
	GLYPH_COUNT,
};

struct paint {
	int rows, cols;
	bool utf8;  /* the locale's characters are UTF-8 */
	bool ascii; /* nothing else may be drawn */
	bool art;   /* lines and blocks may be drawn with characters beyond ASCII */
	unsigned long looks[LOOK_COUNT];
	struct str text, scratch; /* for the work inside */
};

void paint_init(struct paint *paint, bool ascii);
void paint_done(struct paint *paint);

const char *paint_glyph(const struct paint *paint, enum glyph glyph);

/* Makes a text fit to be drawn: no control characters, and where the locale is not UTF-8 only what it has. Replaces *out. */
void paint_clean(struct paint *paint, const char *text, struct str *out);

/* Draws a text in at most `width` columns, with an ellipsis where it is cut; returns the columns it took. */
int paint_text(struct paint *paint, int y, int x, int width, const char *text, int look);
/* The same, set right in `width` columns. */
void paint_right(struct paint *paint, int y, int x, int width, const char *text, int look);
/* A glyph `count` times. */
void paint_glyphs(struct paint *paint, int y, int x, int count, enum glyph glyph, int look);
void paint_blank(struct paint *paint, int y, int x, int count, int look);
void paint_clear(struct paint *paint, int y);
/* The marker of the focus at the start of a line. */
void paint_marker(struct paint *paint, int y);
/* The sign of a marked line, beside it. */
void paint_tick(struct paint *paint, int y);
/* A bar of `width` columns, part of whole full. */
void paint_bar(struct paint *paint, int y, int x, int width, int64_t part, int64_t whole, int look);

/* How many bytes of `text` go on a line of `width` columns, broken between words; *skip gets the blanks to leave out after them. */
size_t paint_wrap(const char *text, int width, size_t *skip);

#endif
