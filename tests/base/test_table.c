/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/table.h"

#include <locale.h>
#include <stdlib.h>

static struct table *three_columns(void)
{
	struct table *table = table_new();

	table_column(table, "Who", TABLE_LEFT);
	table_column(table, "Hours", TABLE_RIGHT);
	table_column(table, "Note", TABLE_LEFT | TABLE_SPARSE);
	return table;
}

static void same(struct table *table, int indent, const char *want)
{
	struct str out = STR_INIT;

	table_write(table, &out, indent);
	assert_string_equal(str_peek(&out), want);
	str_done(&out);
}

static void test_columns_are_as_wide_as_they_are_seen(void **state)
{
	struct table *table = three_columns();

	(void)state;
	table_cell(table, "Zoë");
	table_cell(table, "7:30");
	table_cell(table, "");
	table_cell(table, "東京");
	table_cellf(table, "%d:00", 120);
	table_cell(table, "");
	same(table, 2, "  Who    Hours\n  Zoë     7:30\n  東京  120:00\n");
	table_free(&table);
	assert_null(table);
}

static void test_a_sparse_column_shows_where_something_is_in_it(void **state)
{
	struct table *table = three_columns();

	(void)state;
	table_cell(table, "a");
	table_cell(table, "1");
	table_cell(table, "x\ny\x1b");
	table_cell(table, "b");
	table_cell(table, "2");
	table_cell(table, "");
	assert_int_equal(table_rows(table), 2);
	same(table, 0, "Who  Hours  Note\na        1  x y \nb        2\n");
	table_free(&table);
}

/* A long list comes in pieces: titles once, columns as before. */
static void test_rows_in_pieces(void **state)
{
	struct table *table = three_columns();

	(void)state;
	table_widen(table, 0, 6);
	table_cell(table, "a");
	table_cell(table, "1");
	table_cell_take(table, str_make("n"));
	same(table, 0, "Who     Hours  Note\na           1  n\n");
	table_cell(table, "longer than that");
	table_cell(table, "2");
	table_cell(table, "");
	same(table, 0, "longer than that      2\n");
	table_free(&table);
}

static void test_no_titles(void **state)
{
	struct table *table = table_new();

	(void)state;
	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_RIGHT);
	table_cell(table, "Sum");
	table_cell(table, "3:00");
	same(table, 0, "Sum  3:00\n");
	table_free(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_as_wide_as_they_are_seen),
		cmocka_unit_test(test_a_sparse_column_shows_where_something_is_in_it),
		cmocka_unit_test(test_rows_in_pieces),
		cmocka_unit_test(test_no_titles),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
