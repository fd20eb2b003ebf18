/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking after the file: the check finds what was altered, a backup is whole, other sessions are noticed. */
#include "recount.h"

#include "../store/outside.h"

static void outside(struct house *house, const char *sql)
{
	app_close(&house->app);
	outside_sql(house->file, sql);
	house_as(house, NULL);
}

static void check_finds(struct house *house, const char *rule)
{
	struct check_result result;
	struct status st = STATUS_INIT;

	if (app_check(house->app, &result, &st))
		fail_msg("the check finds nothing, must find: %s", rule);
	is_status(&st, STATUS_FILE, rule);
}

static void test_counting(void **state)
{
	struct house *house = *state;
	struct check_result result;
	struct status st = STATUS_INIT;

	book(house->app, "2025-06-01", "8-15", "led", "anna");
	book(house->app, "2025-06-02", "8-15", "led", "anna");
	assert_ok(app_check(house->app, &result, &st), &st);
	assert_int_equal(result.entries, 2);
	assert_int_equal(result.changes, changes_of(house->app));
}

static void test_sums_that_do_not_fit_are_found(void **state)
{
	static const char *const crimes[] = {
		"UPDATE month_sum SET amount = amount + 1",
		"DELETE FROM month_sum",
		"UPDATE month_sum SET month = month + 1",
		"UPDATE month_sum SET kind = 1",
		"INSERT INTO month_sum VALUES ('led', 'hours', 24305, 9, 5)",
		"INSERT INTO month_sum VALUES ('nowhere', 'hours', 24305, 0, 5)",
		/* Once this asked for more memory than there is, and ended the program. */
		"INSERT INTO month_sum VALUES ('led', 'hours', 2000000000, 0, 5)",
		"INSERT INTO month_sum VALUES ('led', 'hours', -2000000000, 0, 5)",
	};
	struct house *house = *state;
	char *undo = str_make("DELETE FROM month_sum; INSERT INTO month_sum VALUES ('led', 'hours', %d, 0, 420)", month_make(2025, 6));

	book(house->app, "2025-06-01", "8-15", "led", "anna");
	for (size_t i = 0; i < COUNT_OF(crimes); i++) {
		outside(house, crimes[i]);
		check_finds(house, "cache");
		outside(house, undo);
		check_ok(house->app);
	}
	free(undo);
}

static void test_altered_rows_are_found(void **state)
{
	struct house *house = *state;

	book(house->app, "2025-06-01", "8-15", "led", "anna");
	outside(house, "UPDATE entry SET amount = 400; UPDATE month_sum SET amount = 400");
	check_finds(house, "audit");
	outside(house, "UPDATE entry SET amount = 420; UPDATE month_sum SET amount = 420");
	check_ok(house->app);
	outside(house, "PRAGMA foreign_keys = 0; DELETE FROM grant_id");
	check_finds(house, "corrupt");
}

/* The sums agree with an older revision: only that another one counts gives it away. */
static void test_an_older_revision_made_to_count_is_found(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna");

	assert_ok(app_hours_edit(house->app, id, 0, &(struct hours_input){ .span = "8-10" }, NULL, &st), &st);
	outside(house, "UPDATE entry SET latest = (rev = 1); UPDATE month_sum SET amount = 420");
	check_finds(house, "audit");
}

static void test_a_backup_is_the_same_household(void **state)
{
	struct house *house = *state, copy = { NULL, NULL, NULL };
	struct status st = STATUS_INIT;
	char *here, *there;

	book(house->app, "2025-06-01", "8-15", "led", "anna");
	copy.file = str_make("%s/copy.db", house->directory);
	assert_ok(app_backup(house->app, copy.file, &st), &st);
	assert_false(app_backup(house->app, copy.file, &st));
	is_status(&st, STATUS_FILE, "exists");
	house_as(&copy, NULL);
	check_ok(copy.app);
	here = recount_text(house->app);
	there = recount_text(copy.app);
	assert_string_equal(here, there);
	app_close(&copy.app);
	free(copy.file);
	free(here);
	free(there);
}

static void test_another_session_is_noticed(void **state)
{
	struct house *house = *state, other = { NULL, house->file, NULL };
	struct status st = STATUS_INIT;
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna");

	assert_false(app_changed(house->app));
	house_as(&other, "lise");
	assert_ok(app_hours_edit(other.app, id, 1, &(struct hours_input){ .span = "8-14" }, NULL, &st), &st);
	assert_true(app_changed(house->app));
	assert_false(app_changed(house->app));
	assert_false(app_hours_edit(house->app, id, 1, &(struct hours_input){ .span = "8-16" }, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	assert_ok(app_hours_edit(house->app, id, 2, &(struct hours_input){ .span = "8-16" }, NULL, &st), &st);
	app_close(&other.app);
	check_ok(house->app);
}

static bool keep_last(void *context, const struct audit_row *row)
{
	snprintf(context, 200, "%s|%s|%s|%d|%lld", row->actor, row->action, row->subject, row->clock_fixed, (long long)row->rows);
	return true;
}

static void test_the_audit_says_who_did_what(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	char last[200] = "", hex[65];
	int64_t seq;

	house_as(house, "anna");
	book(house->app, "2025-06-01", "8-15", "led", NULL);
	house_as(house, NULL);
	assert_ok(app_audit(house->app, 0, keep_last, last, &st), &st);
	assert_string_equal(last, "anna|log|entry 1|1|1"); /* a set clock is said to be one */
	assert_ok(app_audit_head(house->app, &seq, hex, &st), &st);
	assert_int_equal(seq, changes_of(house->app));
	unsetenv("LEDSAG_NOW");
	house_as(house, NULL);
	book(house->app, "2025-06-02", "8-15", "led", "anna");
	assert_ok(app_audit(house->app, 0, keep_last, last, &st), &st);
	assert_string_equal(last, "holder|log|entry 2|0|1");
	check_ok(house->app);
}

static void test_drafts_stay_with_their_writer(void **state)
{
	struct house *house = *state;
	char *text;

	app_draft_save(house->app, "hours", "fri 22-7");
	house_as(house, "anna");
	assert_null(app_draft_load(house->app, "hours"));
	house_as(house, NULL);
	text = app_draft_load(house->app, "hours");
	assert_string_equal(text, "fri 22-7");
	free(text);
	app_draft_drop(house->app, "hours");
	assert_null(app_draft_load(house->app, "hours"));
	check_ok(house->app);
}

/* A file of the first form counted all days of a stay in the month of the first: after the migration a check once found damage. */
static void test_days_over_a_months_end_are_moved_by_the_migration(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	char *old = str_make(BACK_TO_VERSION_1 "; "
	                     "UPDATE month_sum SET amount = 0 WHERE grant_ = 'afl'; "
	                     "UPDATE month_sum SET amount = 33 WHERE grant_ = 'afl' AND month = %d; "
	                     "UPDATE month_sum SET amount = 7 WHERE grant_ = 'afl' AND month = %d; "
	                     "DELETE FROM month_sum WHERE grant_ = 'afl' AND amount = 0",
	                     month_make(2025, 1), month_make(2025, 2));

	add_grant(house->app, "afl", "dk.ishoej.aflastning", "2025-01-01", NULL, NULL);
	book(house->app, "2025-01-10", "2d", "afl", NULL);  /* inside a month */
	book(house->app, "2025-01-31", "31d", "afl", NULL); /* 1 day, 28 days, 2 days */
	book(house->app, "2025-02-27", "3d", "afl", NULL);  /* 2 days, 1 day */
	book(house->app, "2025-02-10", "4d", "afl", NULL);
	book(house->app, "2025-04-30", "9d", "afl", NULL); /* withdrawn: counts nowhere */
	assert_ok(app_hours_withdraw(house->app, 5, 0, &st), &st);
	outside(house, old);
	check_ok(house->app);
	assert_int_equal(used_in(house->app, "afl", 2025, 1), 3);
	assert_int_equal(used_in(house->app, "afl", 2025, 2), 34);
	assert_int_equal(used_in(house->app, "afl", 2025, 3), 3);
	assert_int_equal(used_in(house->app, "afl", 2025, 4), 0);
	free(old);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_counting),
		TEST(test_sums_that_do_not_fit_are_found),
		TEST(test_altered_rows_are_found),
		TEST(test_an_older_revision_made_to_count_is_found),
		TEST(test_a_backup_is_the_same_household),
		TEST(test_another_session_is_noticed),
		TEST(test_the_audit_says_who_did_what),
		TEST(test_drafts_stay_with_their_writer),
		TEST(test_days_over_a_months_end_are_moved_by_the_migration),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
