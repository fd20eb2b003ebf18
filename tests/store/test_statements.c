/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every named statement is answered from an index: the file grows for years. */
#include "file.h"

/* Tables that grow with what is done. */
static const char *const growing[] = { "change", "entry", "shift", "month_sum", "grant_month", "grant_fact", "money", "wage",
	                               "rule_file", "leave_agreed", "closing", "frozen_part", "frozen_figure", "frozen_entry",
	                               "frozen_pay" };

/* These read such a table whole, and why they may. */
static const struct {
	const char *statement, *table, *why;
} whole[] = {
	{ "CHANGE_LAST", "change", "one step from the end" },
	{ "CHANGES_ALL", "change", "the check verifies all" },
	{ "CHANGES_SINCE", "change", "a list of changes in their order; clocks may be set back, so an index on the time would not order it" },
	{ "CHANGES_BACK", "change", "undo: from the newest until it finds one" },
	{ "ENTRIES_WITHDRAWN", "entry", "asked for rarely; one pass over some ten thousand rows is not felt" },
	{ "ENTRIES_WRITTEN", "entry", "from the newest until the last closing" },
	{ "CLOSINGS", "closing", "all of them are asked for: twelve a year" },
	{ "CLOSINGS_HELD", "closing", "twelve a year" },
	{ "CLOSED_CORRECTED", "frozen_entry", "an index has these alone" },
	{ "CLOSED_PAY", "frozen_pay", "what is paid by now is held against all that was" },
	{ "MONTH_SUMS_ALL", "month_sum", "the check compares all" },
	{ "MONTH_SUMS_CLEAR", "month_sum", "a rebuild" },
};

static bool may_scan(const char *statement, const char *table)
{
	for (size_t i = 0; i < COUNT_OF(whole); i++)
		if (!strcmp(whole[i].statement, statement) && !strcmp(whole[i].table, table))
			return true;
	return false;
}

/* "SCAN entry", "SCAN entry USING INDEX …"; "SEARCH …" is what we want. */
static bool scans(const char *step, const char *table)
{
	size_t length = strlen(table);

	return !strncmp(step, "SCAN ", 5) && !strncmp(step + 5, table, length) &&
	       (step[5 + length] == ' ' || step[5 + length] == '\0');
}

static void plan_of(sqlite3 *db, const char *name, const char *sql, bool used[])
{
	char *explain = str_make("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(db, explain, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", name, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(stmt, 3);

		for (size_t i = 0; i < COUNT_OF(growing); i++)
			if (scans(step, growing[i]) && !may_scan(name, growing[i]))
				fail_msg("%s: %s", name, step);
		for (size_t i = 0; i < COUNT_OF(whole); i++)
			used[i] = used[i] || (!strcmp(whole[i].statement, name) && scans(step, whole[i].table));
	}
	sqlite3_finalize(stmt);
	free(explain);
}

static void test_no_statement_scans_what_grows(void **state)
{
	struct file *file = *state;
	bool used[COUNT_OF(whole)] = { false };
	const char *name, *sql;
	sqlite3 *db;
	int count = 0;

	assert_int_equal(sqlite3_open(file->path, &db), SQLITE_OK);
	for (; (sql = store_statement_sql(count, &name)); count++)
		plan_of(db, name, sql, used);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_in_range(count, 20, 200);
	/* An exception that nobody needs any more is taken off the list. */
	for (size_t i = 0; i < COUNT_OF(whole); i++)
		if (!used[i] && strcmp(whole[i].statement, "MONTH_SUMS_CLEAR"))
			fail_msg("%s no longer scans %s", whole[i].statement, whole[i].table);
	assert_null(store_statement_sql(-1, &name));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_no_statement_scans_what_grows, file_setup, file_teardown),
	};

	return cmocka_run_group_tests_name("statements", tests, NULL, NULL);
}
