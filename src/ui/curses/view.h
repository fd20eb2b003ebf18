/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page laid out as lines for the terminal at hand. Blocks know their own lines; the view knows which of them are on the
 * screen. */
#ifndef LEDSAG_UI_CURSES_VIEW_H
#define LEDSAG_UI_CURSES_VIEW_H

#include "ledsag/ui/face.h"
#include "paint.h"

#define MARGIN 2 /* columns left of every text: the marker of the focus stands there */

#define AIRY 16  /* lines of the screen from which parts of a page are set apart by a blank line */

struct view;

/* Part of a text that stands on one line. */
struct text_line {
	const char *text; /* borrowed from the page's clean copy */
	size_t length;
	int indent;
	int look;
};

struct text_layout {
	struct text_line *lines;
	int count, room;
	char **copies; /* owned: clean texts that lines point into */
	int copy_count, copy_room;
};

struct table_layout {
	int *natural; /* the widest cell seen so far, by column */
	int *widths;  /* 0: the column is left out */
	int width;    /* of the whole row */
	struct text_layout empty;
};

struct gauge_layout {
	int label, value, bar; /* widths */
	bool stacked;          /* too narrow for one line: label and value, then the bar */
	size_t *first;         /* the first line of each gauge, and one more at the end */
	struct text_layout *notes;
	int count;             /* of both: the page may be gone when they are freed */
};

struct lane_layout {
	int label, axis;      /* widths */
	int64_t from, to;     /* the part of the axis that is shown */
	size_t *first;        /* the first line of each lane, and one more at the end */
	int gap;              /* blank lines before the detail */
	struct text_layout detail;
};

struct block_layout {
	const struct page_block *block;
	const struct block_ops *ops;
	size_t first;          /* line on the page */
	int gap, title, head;  /* 0 or 1: a blank line before it, its title, a head that stays in sight */
	size_t body;           /* lines */
	struct text_layout text;
	struct table_layout table;
	struct gauge_layout gauges;
	struct lane_layout lanes;
};

struct view {
	struct paint *paint;
	struct ui_frame *frame;
	unsigned build;
	struct block_layout *blocks;
	int count;
	size_t lines;
	int y, rows, width;  /* where the page is on the screen, and the columns of its texts */
	bool grown;          /* a cell was wider than any before: lay the table out again */
	int focus_block;     /* as drawn last */
	size_t focus_item, top;
	unsigned marks;      /* … with these marks: marks.changes */
	int cursor_y, cursor_x;
};

/* What each type of block does. Lines count from the first of the body. */
struct block_ops {
	void (*lay)(struct view *view, struct block_layout *layout);
	void (*head)(struct view *view, struct block_layout *layout, int y);
	void (*draw)(struct view *view, struct block_layout *layout, size_t line, int y);
	/* The lines of a place, and where in them the cursor rests. */
	void (*place)(struct view *view, struct block_layout *layout, size_t place, size_t *line, size_t *count, int *x);
	/* Told when the focus is on another place; true where the whole block must be drawn again. */
	bool (*focus)(struct view *view, struct block_layout *layout, size_t place);
	void (*done)(struct block_layout *layout);
};

extern const struct block_ops text_ops, table_ops, gauge_ops, lane_ops;

void view_done(struct view *view);
/* Draws the page into `rows` lines from `y` on: all of it where `whole` is set or something but the focus changed, else only
 * the lines that the focus left and came to. */
void view_draw(struct view *view, struct ui_frame *frame, int y, int rows, bool whole);
/* Whether the page goes on out of sight. */
bool view_goes_on(const struct view *view, bool below);
/* Scrolls (or moves the line being read) where the page could not move its focus. */
void view_scroll(struct view *view, enum page_move move);

/* True where the focus is in this block; on this place of it. */
bool view_has_focus(const struct view *view, const struct block_layout *layout);
bool view_focused(const struct view *view, const struct block_layout *layout, size_t place);

/* Wraps a text into lines of `width`; later lines are set in by `hang`. */
void text_add(struct paint *paint, struct text_layout *layout, const char *text, int width, int hang, int look);
void text_draw(struct paint *paint, const struct text_layout *layout, size_t line, int y, int x);
void text_done(struct text_layout *layout);

#endif
