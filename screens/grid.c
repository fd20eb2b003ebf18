/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of few rows. */
#include "common.h"

struct grid_cell {
	char *text;
	enum meaning meaning;
};

struct grid {
	int columns, rows, room;
	char (*ids)[ITEM_ID_MAX];
	struct grid_cell *cells; /* row by row */
	int filled;              /* cells of the last row */
};

struct grid *grid_new(int columns)
{
	struct grid *grid = mem_zero(1, sizeof *grid);

	grid->columns = columns;
	return grid;
}

void grid_free(void *data)
{
	struct grid *grid = data;

	for (int i = 0; i < grid->rows * grid->columns; i++)
		free(grid->cells[i].text);
	free(grid->cells);
	free(grid->ids);
	free(grid);
}

void grid_row(struct grid *grid, const char *id)
{
	if (grid->rows == grid->room) {
		grid->room = grid->room ? grid->room * 2 : 8;
		grid->ids = mem_resize(grid->ids, (size_t)grid->room, sizeof *grid->ids);
		grid->cells = mem_resize(grid->cells, (size_t)(grid->room * grid->columns), sizeof *grid->cells);
	}
	snprintf(grid->ids[grid->rows], ITEM_ID_MAX, "%s", id);
	memset(&grid->cells[grid->rows * grid->columns], 0, (size_t)grid->columns * sizeof *grid->cells);
	grid->rows++;
	grid->filled = 0;
}

void grid_put(struct grid *grid, enum meaning meaning, char *text)
{
	grid->cells[(grid->rows - 1) * grid->columns + grid->filled++] = (struct grid_cell){ text, meaning };
}

static void cell(const void *data, size_t row, int column, struct page_cell *out)
{
	const struct grid *grid = data;
	const struct grid_cell *from = &grid->cells[(int)row * grid->columns + column];

	page_cell_set(out, from->meaning, from->text ? from->text : "");
}

static void row_id(const void *data, size_t row, char id[ITEM_ID_MAX])
{
	memcpy(id, ((const struct grid *)data)->ids[row], ITEM_ID_MAX);
}

void grid_fill(struct page_block *block, struct grid *grid, const char *empty_text)
{
	block_fill_table(block, (size_t)grid->rows, cell, row_id, grid, grid_free, empty_text);
}
