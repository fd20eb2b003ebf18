/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What closings keep: it comes back as it was written, only of closings that hold, and whatever plain SQL does to it is found. */
#include "file.h"

#define MARCH (2025 * 12 + 2)

/* A month with lots, use, an entry and its pay. */
static void close_month(struct store *store, month_t month, int64_t used)
{
	struct lot lots[] = { { MARCH - 1, 10, MARCH + 4 }, { month, 900 - used, MONTH_OPEN } };
	struct lot_use taken[] = { { month, used - 5 }, { MARCH - 1, 5 } };
	struct lot ending[] = { { MARCH - 5, 7, month } };
	struct bank_month row = { .month = month, .granted = 900, .at_hand = 915, .used = used, .overdraft = 1, .owed = 2,
		                  .repaid = 3, .returned = 4, .lapsed = 7, .lapsed_first = 6, .left = 910 - used,
		                  .left_before = 917 - used,
		                  .to_keep = 8, .moved = 9, .lots = lots, .lot_count = 2, .taken = taken, .taken_count = 2,
		                  .ending = ending, .ending_count = 1 };
	struct closed_figure use = { month, month, CLOSED_USE, KIND_TRAINING, used };
	struct closed_figure moved = { month, MARCH - 3, CLOSED_MOVED, 0, -60 };
	struct closed_entry entry = { month, month, 1, 1, "anna", "led", "hours", KIND_WORK, UNIT_MINUTES, 20000, used };
	struct closed_entry later = { month, MARCH - 3, 2, 5, NULL, "led", "hours", KIND_STANDBY, UNIT_DAYS, 19900, -1 };
	struct closed_pay base = { month, month, "anna", 1, 20000, KIND_WORK, NULL, NULL, 0, 18000, used, 3 * used };
	struct closed_pay cost = { .month = month, .about = month, .person = "anna", .band = "pension", .amount = 24 };
	struct status st = STATUS_INIT;

	assert_ok(closed_row_write(store, month, "led", "hours", &row, &st), &st);
	assert_ok(closed_figure_write(store, month, "led", "hours", &use, &st), &st);
	assert_ok(closed_figure_write(store, month, "led", "hours", &moved, &st), &st);
	assert_ok(closed_entry_write(store, month, &entry, &st), &st);
	assert_ok(closed_entry_write(store, month, &later, &st), &st);
	assert_ok(closed_pay_write(store, month, &base, &st), &st);
	assert_ok(closed_pay_write(store, month, &cost, &st), &st);
	assert_ok(closing_write(store, month, NULL, NULL, &st), &st);
}

/* February and March closed in one change, March opened again and closed anew with other figures. */
static int closings_setup(void **state)
{
	struct status st = STATUS_INIT;
	struct file *file;

	file_setup(state);
	file = *state;
	begin(file->store, "close");
	close_month(file->store, MARCH - 1, 100);
	close_month(file->store, MARCH, 200);
	commit(file->store);
	begin(file->store, "reopen");
	assert_ok(closing_write(file->store, MARCH, "the bank had another figure", NULL, &st), &st);
	commit(file->store);
	begin(file->store, "close");
	close_month(file->store, MARCH, 300);
	commit(file->store);
	return 0;
}

/* ---- reading ------------------------------------------------------------------ */

static struct closed_part read_part(struct file *file, month_t from)
{
	struct status st = STATUS_INIT;
	struct closed_part part;

	assert_ok(closed_part_read(file->store, "led", "hours", from, &part, &st), &st);
	return part;
}

static void test_a_row_comes_back_as_it_was_written(void **state)
{
	struct closed_part part = read_part(*state, MONTH_NONE);
	const struct bank_month *row = &part.rows[1];

	assert_int_equal(part.count, 2);
	assert_int_equal(row->month, MARCH);
	assert_int_equal(row->granted, 900);
	assert_int_equal(row->at_hand, 915);
	assert_int_equal(row->used, 300);
	assert_int_equal(row->overdraft, 1);
	assert_int_equal(row->owed, 2);
	assert_int_equal(row->repaid, 3);
	assert_int_equal(row->returned, 4);
	assert_int_equal(row->lapsed, 7);
	assert_int_equal(row->lapsed_first, 6);
	assert_int_equal(row->left, 610);
	assert_int_equal(row->left_before, 617);
	assert_int_equal(row->to_keep, 8);
	assert_int_equal(row->moved, 9);
	assert_int_equal(row->lot_count, 2);
	assert_int_equal(row->lots[0].month, MARCH - 1);
	assert_int_equal(row->lots[0].last, MARCH + 4);
	assert_int_equal(row->lots[1].left, 600);
	assert_int_equal(row->lots[1].last, MONTH_OPEN);
	assert_int_equal(row->taken_count, 2); /* in the order of taking, newest first */
	assert_int_equal(row->taken[0].lot, MARCH);
	assert_int_equal(row->taken[0].amount, 295);
	assert_int_equal(row->taken[1].lot, MARCH - 1);
	assert_int_equal(row->ending_count, 1);
	assert_int_equal(row->ending[0].left, 7);
	assert_int_equal(part.rows[0].used, 100);
	assert_int_equal(part.figure_count, 4);
	assert_int_equal(closed_use(&part, MARCH, KIND_TRAINING), 300);
	closed_part_done(&part);
}

/* Of months before the one that is asked for only what tells whether they differ. */
static void test_earlier_months_are_read_in_part(void **state)
{
	struct closed_part part = read_part(*state, MARCH);

	assert_int_equal(part.count, 2);
	assert_int_equal(part.rows[0].month, MARCH - 1);
	assert_int_equal(part.rows[0].granted, 900);
	assert_int_equal(part.rows[0].moved, 9);
	assert_int_equal(part.rows[0].lot_count, 0);
	assert_int_equal(part.rows[1].used, 300);
	assert_int_equal(part.rows[1].lot_count, 2);
	assert_int_equal(closed_use(&part, MARCH - 1, KIND_TRAINING), 100);
	closed_part_done(&part);
}

struct seen {
	int count;
	int64_t sum;
};

static bool see_entry(void *context, const struct closed_entry *entry)
{
	((struct seen *)context)->count++;
	((struct seen *)context)->sum += entry->amount;
	return true;
}

static bool see_pay(void *context, const struct closed_pay *p)
{
	((struct seen *)context)->count++;
	((struct seen *)context)->sum += p->amount;
	return true;
}

static void test_only_closings_that_hold_are_read(void **state)
{
	struct file *file = *state;
	struct seen entries = { 0, 0 }, corrected = { 0, 0 }, all = { 0, 0 }, march = { 0, 0 }, one = { 0, 0 };
	struct status st = STATUS_INIT;
	int64_t first, change;
	month_t last;

	assert_ok(closing_last(file->store, &last, &change, &st), &st);
	assert_int_equal(last, MARCH);
	assert_ok(closing_of(file->store, MARCH - 1, &first, &st), &st);
	assert_int_equal(change, first + 2);
	assert_ok(closed_entry_each(file->store, 1, see_entry, &entries, &st), &st);
	assert_int_equal(entries.count, 2);
	assert_int_equal(entries.sum, 400);
	assert_ok(closed_corrected_each(file->store, see_entry, &corrected, &st), &st);
	assert_int_equal(corrected.count, 2);
	assert_ok(closed_pay_each(file->store, see_pay, &all, &st), &st);
	assert_int_equal(all.sum, 3 * 400 + 48);
	assert_ok(closed_pay_of_month(file->store, MARCH, see_pay, &march, &st), &st);
	assert_int_equal(march.sum, 3 * 300 + 24);
	assert_ok(closed_pay_of_entry(file->store, 1, see_pay, &one, &st), &st);
	assert_int_equal(one.sum, 3 * 400);
	begin(file->store, "reopen");
	assert_ok(closing_write(file->store, MARCH, "again", NULL, &st), &st);
	assert_ok(closing_last(file->store, &last, &change, &st), &st); /* at once, inside the change */
	assert_int_equal(last, MARCH - 1);
	assert_int_equal(change, first);
	assert_ok(closing_of(file->store, MARCH, &change, &st), &st);
	assert_int_equal(change, 0);
	store_rollback(file->store);
	assert_ok(closing_last(file->store, &last, NULL, &st), &st);
	assert_int_equal(last, MARCH);
}

/* What another session closed meanwhile is seen. */
static void test_a_closing_of_another_session_is_seen(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct store *other;
	month_t last;

	assert_ok(closing_last(file->store, &last, NULL, &st), &st);
	assert_ok(store_open(&other, file->path, &st), &st);
	begin(other, "close");
	close_month(other, MARCH + 1, 50);
	commit(other);
	store_close(&other);
	assert_ok(closing_last(file->store, &last, NULL, &st), &st);
	assert_int_equal(last, MARCH + 1);
}

/* ---- what plain SQL does ------------------------------------------------------- */

#define COPY(table, columns) \
	"INSERT INTO " table " (id, rev, latest, change, withdrawn, salt, digest, " columns ") " \
	"SELECT id + 100, rev, latest, change, withdrawn, salt, digest, " columns " FROM " table " ORDER BY row LIMIT 1"

static const char *const crimes[] = {
	"UPDATE closing SET month = month + 1 WHERE rev = 1",
	"UPDATE closing SET snapshot = snapshot + 1 WHERE rev = 1 AND month = 24301",
	"UPDATE closing SET why = 'a mistake' WHERE why IS NOT NULL",
	"UPDATE closing SET withdrawn = 1 WHERE rev = 3",
	"UPDATE closing SET withdrawn = 0 WHERE rev = 2",
	"UPDATE closing SET latest = 0 WHERE rev = 3",
	"UPDATE closing SET latest = 1 WHERE rev = 1",
	"UPDATE closing SET latest = 1 - latest WHERE id = '2025-03' AND rev IN (1, 3)",
	"DELETE FROM closing WHERE rev = 3",
	"DELETE FROM closing WHERE rev = 1 AND month = 24301",
	"INSERT INTO closing (id, rev, latest, change, withdrawn, salt, digest, month, snapshot) "
	"SELECT '2025-04', 1, 1, change, 0, salt, digest, month + 1, snapshot FROM closing WHERE rev = 3",
	"UPDATE frozen_part SET granted = 901 WHERE row = 1",
	"UPDATE frozen_part SET remain = remain + 1 WHERE row = 2",
	"UPDATE frozen_part SET grant_ = 'bpa' WHERE row = 1",
	"UPDATE frozen_part SET snapshot = (SELECT max(snapshot) FROM closing) WHERE row = 2",
	"UPDATE frozen_part SET latest = 0 WHERE row = 3",
	"UPDATE frozen_part SET rev = 2 WHERE row = 3",
	"UPDATE frozen_part SET withdrawn = 1 WHERE row = 3",
	"UPDATE frozen_part SET change = change - 1 WHERE row = 3",
	"DELETE FROM frozen_part WHERE row = 1",
	"DELETE FROM frozen_part WHERE row = 3",
	COPY("frozen_part", "snapshot, month, grant_, part, granted, at_hand, used, overdraft, owed, repaid, returned, lapsed, lapsed_first,"
	     " remain, remain_before, to_keep, moved"),
	"UPDATE frozen_figure SET amount = amount + 1 WHERE row = 1",
	"UPDATE frozen_figure SET last = NULL WHERE row = 1",
	"UPDATE frozen_figure SET last = 0 WHERE last IS NULL",
	"UPDATE frozen_figure SET about = about - 1 WHERE what = 0",
	"DELETE FROM frozen_figure WHERE row = (SELECT max(row) FROM frozen_figure)",
	"DELETE FROM frozen_figure",
	COPY("frozen_figure", "snapshot, month, grant_, part, what, about, at, amount, last"),
	"UPDATE frozen_entry SET amount = 99 WHERE row = 1",
	"UPDATE frozen_entry SET person = 'anna' WHERE person IS NULL",
	"UPDATE frozen_entry SET entry_rev = 2 WHERE row = 1",
	"DELETE FROM frozen_entry WHERE row = 2",
	COPY("frozen_entry", "snapshot, month, about, entry, entry_rev, person, grant_, part, kind, unit, day, amount"),
	"UPDATE frozen_pay SET amount = amount + 1 WHERE row = 1",
	"UPDATE frozen_pay SET entry = 7 WHERE entry IS NULL",
	"UPDATE frozen_pay SET person = 'bo' WHERE row = 1",
	"DELETE FROM frozen_pay WHERE row = (SELECT max(row) FROM frozen_pay)",
	COPY("frozen_pay", "snapshot, month, about, person, entry, day, kind, band, name, measure, rate, minutes, amount"),
};

static void test_what_plain_sql_does_is_found(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	int64_t changes;
	size_t size;
	char *bytes;

	assert_ok(audit_verify(file->store, &changes, &st), &st);
	assert_int_equal(MARCH, 24302);
	store_close(&file->store);
	bytes = slurp(file->path, &size);
	for (size_t i = 0; i < COUNT_OF(crimes); i++) {
		spit(file->path, bytes, size);
		outside(file, crimes[i]);
		st = (struct status)STATUS_INIT;
		assert_ok(store_open(&file->store, file->path, &st), &st);
		if (audit_verify(file->store, &changes, &st))
			fail_msg("not found: %s", crimes[i]);
		assert_int_equal(st.code, STATUS_FILE);
		assert_string_equal(st.rule, "audit");
		store_close(&file->store);
	}
	spit(file->path, bytes, size);
	assert_ok(store_open(&file->store, file->path, &st), &st);
	assert_ok(audit_verify(file->store, &changes, &st), &st);
	free(bytes);
}

/* Nor does reading trip over it: it is refused, or read, and never worse. */
static void test_reading_survives_what_plain_sql_does(void **state)
{
	static const char *const damages[] = {
		"UPDATE frozen_part SET month = 24301",
		"UPDATE frozen_figure SET month = 0",
		"UPDATE frozen_figure SET month = 99999999",
		"UPDATE frozen_figure SET what = -1",
		"UPDATE frozen_figure SET at = 77 WHERE what = 0",
		"UPDATE frozen_entry SET kind = 99, unit = -4",
		"UPDATE frozen_pay SET kind = 99",
		"UPDATE closing SET snapshot = 0",
		"UPDATE closing SET snapshot = 5 << 20 | 24302",
	};
	struct file *file = *state;
	struct seen seen = { 0, 0 };
	struct status st = STATUS_INIT;
	size_t size;
	char *bytes;

	store_close(&file->store);
	bytes = slurp(file->path, &size);
	for (size_t i = 0; i < COUNT_OF(damages); i++) {
		struct closed_part part;

		spit(file->path, bytes, size);
		outside(file, damages[i]);
		assert_ok(store_open(&file->store, file->path, &st), &st);
		if (closed_part_read(file->store, "led", "hours", MONTH_NONE, &part, &st))
			closed_part_done(&part);
		closed_entry_each(file->store, 1, see_entry, &seen, &st);
		closed_pay_each(file->store, see_pay, &seen, &st);
		assert_false(audit_verify(file->store, NULL, &st));
		store_close(&file->store);
	}
	spit(file->path, bytes, size);
	assert_ok(store_open(&file->store, file->path, &st), &st);
	free(bytes);
}

/* ---- migration ------------------------------------------------------------------ */

/* A file of the third form gets the tables, keeps its chain, and closes months. */
static void test_a_file_without_closings_gets_them(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	int64_t changes;
	month_t last;

	store_close(&file->store);
	outside(file, "DELETE FROM change WHERE seq > 3; DROP TABLE closing; DROP TABLE frozen_part; DROP TABLE frozen_figure;"
	              "DROP TABLE frozen_entry; DROP TABLE frozen_pay; DROP TABLE leave_agreed; PRAGMA user_version = 3");
	assert_ok(store_open(&file->store, file->path, &st), &st);
	assert_ok(audit_verify(file->store, &changes, &st), &st);
	assert_int_equal(changes, 3);
	assert_ok(closing_last(file->store, &last, NULL, &st), &st);
	assert_int_equal(last, MONTH_NONE);
	begin(file->store, "close");
	close_month(file->store, MARCH, 10);
	commit(file->store);
	reopen(file);
	assert_ok(closing_last(file->store, &last, NULL, &st), &st);
	assert_int_equal(last, MARCH);
	assert_ok(audit_verify(file->store, &changes, &st), &st);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, closings_setup, file_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_row_comes_back_as_it_was_written),
		TEST(test_earlier_months_are_read_in_part),
		TEST(test_only_closings_that_hold_are_read),
		TEST(test_a_closing_of_another_session_is_seen),
		TEST(test_what_plain_sql_does_is_found),
		TEST(test_reading_survives_what_plain_sql_does),
		TEST(test_a_file_without_closings_gets_them),
	};

	return cmocka_run_group_tests_name("closings", tests, NULL, NULL);
}
