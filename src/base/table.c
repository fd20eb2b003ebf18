/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/table.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <assert.h>
#include <stdlib.h>

#define GAP 2

struct column {
	char *title;
	unsigned kind;
	int width;
	bool shown;
};

struct table {
	struct column *columns;
	int column_count, column_room;
	char **cells; /* row by row */
	int cell_count, cell_room;
	bool titled;  /* the titles are written */
};

struct table *table_new(void)
{
	return mem_zero(1, sizeof(struct table));
}

static void forget_cells(struct table *table)
{
	for (int i = 0; i < table->cell_count; i++)
		free(table->cells[i]);
	table->cell_count = 0;
}

void table_free(struct table **table)
{
	struct table *t = *table;

	if (!t)
		return;
	forget_cells(t);
	for (int i = 0; i < t->column_count; i++)
		free(t->columns[i].title);
	free(t->cells);
	free(t->columns);
	free(t);
	*table = NULL;
}

void table_column(struct table *table, const char *title, unsigned kind)
{
	assert(table->cell_count == 0 && !table->titled);
	MEM_GROW(table->columns, table->column_count, table->column_room);
	table->columns[table->column_count++] = (struct column){ mem_text(title), kind, 0, !(kind & TABLE_SPARSE) };
}

static void add_cell(struct table *table, char *text)
{
	struct column *column = &table->columns[table->cell_count % table->column_count];
	int width = utf8_width(text);

	if (*text && !table->titled)
		column->shown = true;
	if (width > column->width)
		column->width = width;
	MEM_GROW(table->cells, table->cell_count, table->cell_room);
	table->cells[table->cell_count++] = text;
}

void table_cell(struct table *table, const char *text)
{
	struct str safe = STR_INIT;

	utf8_add_safe(&safe, text);
	add_cell(table, str_take(&safe));
}

void table_cell_take(struct table *table, char *text)
{
	table_cell(table, text);
	free(text);
}

void table_cellf(struct table *table, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	table_cell(table, str_peek(&text));
	str_done(&text);
}

int table_rows(const struct table *table)
{
	return table->column_count ? table->cell_count / table->column_count : 0;
}

void table_widen(struct table *table, int column, int width)
{
	if (table->columns[column].width < width)
		table->columns[column].width = width;
}

static void add_blanks(struct str *out, int count)
{
	while (count-- > 0)
		str_addc(out, ' ');
}

static void write_row(const struct table *table, struct str *out, int indent, char *const *cells)
{
	int pending = indent; /* blanks that only come where something follows */

	for (int i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		const char *text = cells ? cells[i] : column->title;
		int fill = column->width - utf8_width(text);

		if (!column->shown)
			continue;
		if (column->kind & TABLE_RIGHT)
			pending += fill;
		if (*text) {
			add_blanks(out, pending);
			str_add(out, text);
			pending = 0;
		}
		if (!(column->kind & TABLE_RIGHT))
			pending += fill;
		pending += GAP;
	}
	str_addc(out, '\n');
}

static void write_titles(struct table *table, struct str *out, int indent)
{
	bool any = false;

	for (int i = 0; i < table->column_count; i++) {
		struct column *column = &table->columns[i];

		any = any || *column->title;
		table_widen(table, i, utf8_width(column->title));
	}
	if (any)
		write_row(table, out, indent, NULL);
	table->titled = true;
}

void table_write(struct table *table, struct str *out, int indent)
{
	assert(table->cell_count % table->column_count == 0);
	if (!table->titled)
		write_titles(table, out, indent);
	for (int i = 0; i < table->cell_count; i += table->column_count)
		write_row(table, out, indent, table->cells + i);
	forget_cells(table);
}
