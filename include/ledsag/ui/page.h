/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page model: what a screen says, without how it is drawn. A screen fills a page with blocks; ui/curses lays it out, ui/plain
 * reads it aloud line by line. All texts of a page are copied in and owned by it, already in the person's language. */
#ifndef LEDSAG_UI_PAGE_H
#define LEDSAG_UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;
struct page_places;

/* Never the only sign: a text that is MEANING_BAD also says so in words. */
enum meaning { MEANING_NORMAL, MEANING_STRONG, MEANING_GOOD, MEANING_WARN, MEANING_BAD, MEANING_MUTED, MEANING_COUNT };

enum block_type { BLOCK_TEXT, BLOCK_TABLE, BLOCK_GAUGES, BLOCK_LANES };

#define ITEM_ID_MAX 48

/* What the focus rests on: a table row, a gauge, a lane item or an empty time between them. */
struct page_item {
	char id[ITEM_ID_MAX]; /* the screen's own name for it ("17", "led.hours"); kept over rebuilds */
	const char *lane;     /* lanes only: the id of the lane, else NULL */
	int64_t version;      /* of what it shows, as the screen counts them; 0: the screen counts none */
	int64_t start, end;   /* lanes only: the item's or the empty slot's place on the axis */
	bool empty;           /* lanes only: an empty time */
};

struct page_column {
	char *title;
	int priority;  /* 1 stays longest; columns of the highest number go first where the terminal is narrow */
	bool right;    /* figures are set right */
	bool stretch;  /* takes what is left of the width; one a table */
	int least;     /* of a stretching one: columns of the screen that it wants before others are left out; 0: a few */
};

struct page_cell {
	char *text; /* owned by whoever asked: page_cell_done() */
	enum meaning meaning;
};

/* Builds one cell when it is to be shown: only rows near the focus are asked for. */
typedef void page_cell_fn(const void *data, size_t row, int column, struct page_cell *out);
/* Writes the id of a row. */
typedef void page_row_id_fn(const void *data, size_t row, char id[ITEM_ID_MAX]);
/* The version of what a row shows: what is done with it can be refused where there is another by then. */
typedef int64_t page_row_version_fn(const void *data, size_t row);
/* Appends what marked rows come to ("12:30"). */
typedef void page_add_up_fn(const void *data, const size_t *rows, size_t count, struct str *out);

struct page_table {
	struct page_column *columns;
	int column_count;
	size_t rows;
	page_cell_fn *cell;
	page_row_id_fn *row_id;
	void *data;
	void (*free_data)(void *data); /* may be NULL */
	char *empty_text; /* shown where there are no rows: says what to do */
	bool has_sum;     /* the last row is a sum: set apart, not focusable */
	bool can_mark;    /* rows may be marked, for actions that take several; the rows have ids then */
	page_row_version_fn *version; /* may be NULL */
	page_add_up_fn *add_up;       /* may be NULL */
};

struct page_gauge {
	char id[ITEM_ID_MAX];
	char *label;
	char *value;    /* "25:00 of 45:00 h left" */
	char *note;     /* a second line, e.g. what lapses next; may be NULL */
	int64_t part, whole; /* how full; whole 0: no bar */
	enum meaning meaning;
};

struct page_lane {
	char id[ITEM_ID_MAX];
	char *label;
};

struct page_lane_item {
	char id[ITEM_ID_MAX];
	int lane;            /* index of its lane */
	int64_t version;     /* as of a row; 0: none */
	int64_t start, end;  /* on the block's axis */
	char *text;          /* short, drawn inside */
	char *spoken;        /* the whole sentence for ui/plain */
	enum meaning meaning;
	char fill;           /* the shape that tells its state without colour, e.g. '?' open, '=' done */
};

/* Lanes: one line a lane along an axis from..to; marks divide it (midnights), each with a label. */
struct page_lanes {
	int64_t from, to, slot; /* slot: length of a focusable empty time */
	struct page_lane *lanes;
	int lane_count;
	struct page_lane_item *items;
	int item_count;
	struct { int64_t at; char *label; } *marks;
	int mark_count;
	int64_t now; /* marked where inside [from, to) */
	/* Says when an empty time is ("Fri 21 Nov 08:00–16:00"), for the detail line and ui/plain. NULL: the mark's label
	 * serves. */
	void (*say_slot)(int64_t start, int64_t end, struct str *out);
	struct page_places *places; /* page.c's own: the focusable places, worked out when first asked for */
};

struct page_line {
	char *text;
	enum meaning meaning;
	int hang; /* columns that the later lines of a wrapped text are set in by */
};

struct page_block {
	enum block_type type;
	char *title; /* may be NULL */
	struct page_line *lines; /* BLOCK_TEXT */
	int line_count;
	struct page_table table;
	struct page_gauge *gauges;
	int gauge_count;
	struct page_lanes lanes;
};

/* Rows that the person has marked. They are kept from one build of a page to the next: marks.c. */
struct page_mark {
	char id[ITEM_ID_MAX];
	int64_t version; /* of the row as it was shown when it was marked */
};
struct page_marks {
	struct page_mark *of; /* by id */
	size_t count, room;
	char *said;           /* "3 marked, 12:30"; NULL where none is */
	unsigned changes;     /* how often it changed: a face draws the page again */
};

struct page {
	char *title;    /* "Hours · March 2025" */
	char *subtitle; /* beside the title, muted; may be NULL */
	struct page_block *blocks;
	int block_count;
	int focus_block; /* −1: nothing can have the focus */
	size_t focus_item; /* row, gauge, or index into the lane block's focusable places */
	int64_t focus_at;  /* lanes: the moment that up and down keep to, so that they run straight */
	struct page_marks marks;
};

void page_init(struct page *page);
void page_done(struct page *page);
void page_cell_done(struct page_cell *cell);

void page_title(struct page *page, const char *title, const char *subtitle);

/* Each adds a block and returns it, borrowed until the next block is added. `title` may be NULL. */
struct page_block *page_add_text(struct page *page, const char *title);
struct page_block *page_add_table(struct page *page, const char *title);
struct page_block *page_add_gauges(struct page *page, const char *title);
struct page_block *page_add_lanes(struct page *page, const char *title, int64_t from, int64_t to, int64_t slot);

void block_add_line(struct page_block *block, enum meaning meaning, const char *text);
void block_add_linef(struct page_block *block, enum meaning meaning, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void block_add_column(struct page_block *block, const char *title, int priority, bool right, bool stretch);
/* Sets what fills the table; `data` is freed with `free_data` when the page is done. */
void block_fill_table(struct page_block *block, size_t rows, page_cell_fn *cell, page_row_id_fn *row_id, void *data,
                      void (*free_data)(void *), const char *empty_text);
void block_add_gauge(struct page_block *block, const char *id, const char *label, const char *value, const char *note,
                     int64_t part, int64_t whole, enum meaning meaning);
int block_add_lane(struct page_block *block, const char *id, const char *label);
void block_add_lane_item(struct page_block *block, const struct page_lane_item *item); /* texts are copied */
void block_add_mark(struct page_block *block, int64_t at, const char *label);

/* Cell helpers for page_cell_fn. */
void page_cell_set(struct page_cell *cell, enum meaning meaning, const char *text);
void page_cell_setf(struct page_cell *cell, enum meaning meaning, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* How many places of a block can have the focus. */
size_t block_places(const struct page_block *block);
/* Describes a place; false where there is none. */
bool block_place(const struct page_block *block, size_t place, struct page_item *out);

/* Lanes: which item a place is, an index into lanes.items; −1 for an empty time. */
int block_place_item(const struct page_block *block, size_t place);
/* Appends one sentence about a place of a lanes block: what is spoken of the item, or that the lane is free then. */
void block_say_place(const struct page_block *block, size_t place, struct str *out);

/* A place counted through all blocks; false where there is none. */
bool page_item_at(const struct page *page, size_t number, struct page_item *out);

/* The focused item; false where nothing has the focus. */
bool page_focused(const struct page *page, struct page_item *out);

/* The focus counted through the places of all blocks; 0 where nothing has it. */
size_t page_focus_number(const struct page *page);
/* How many places the whole page has. */
size_t page_places(const struct page *page);

/* Puts the focus on the item with this id (else on the nearest place that existed: `fallback`, as page_focus_number() counts,
 * clamped), or on the first focusable place where id is NULL. */
void page_focus(struct page *page, const char *id, size_t fallback);
/* Puts it on a place counted through all blocks, clamped. */
void page_focus_place(struct page *page, size_t number);

/* Moves the focus. Up and down go through places and on into the next block; left and right move along a lane. Return false where
 * it stays. Nothing is rebuilt. */
enum page_move { MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_RIGHT, MOVE_PAGE_UP, MOVE_PAGE_DOWN, MOVE_FIRST, MOVE_LAST, MOVE_NEXT_BLOCK };
bool page_move(struct page *page, enum page_move move, int page_size);

#endif
