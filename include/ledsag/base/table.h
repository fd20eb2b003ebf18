/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aligned text: columns as wide as their widest cell, for people who read with a fixed-width font. */
#ifndef LEDSAG_BASE_TABLE_H
#define LEDSAG_BASE_TABLE_H

#include "ledsag/base/str.h"

struct table;

enum table_column {
	TABLE_LEFT = 0,
	TABLE_RIGHT = 1 << 0,  /* figures */
	TABLE_SPARSE = 1 << 1, /* left out where no row has anything in it */
};

struct table *table_new(void);
void table_free(struct table **table);

/* Columns first, then the cells row by row. A table whose titles are all "" has no line of titles. */
void table_column(struct table *table, const char *title, unsigned kind);
/* Texts are copied without what could steer a terminal. */
void table_cell(struct table *table, const char *text);
void table_cell_take(struct table *table, char *text);
void table_cellf(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
int table_rows(const struct table *table);

/* Makes a column at least this wide: for rows that are written before the later ones are known. */
void table_widen(struct table *table, int column, int width);

/* Appends the rows so far, each line after `indent` blanks, and forgets them; the titles come once, and what the first rows made of
 * the columns stays. */
void table_write(struct table *table, struct str *out, int indent);

#endif
