/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of an hour on the command line: submit, approve, reject, show, and what the account misses. */
#include "run.h"

static void three_entries(struct cli *t)
{
	cli_begin(t);
	cli_household(t);
	cli_ok(t, "log", "2025-03-03", "8-15", "--grant", "led", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-03-04", "8-15", "--grant", "led", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-03-05", "8-15", "--grant", "led", "--person", "bo", NULL);
}

static void test_submit_and_approve(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	three_entries(&t);
	assert_has(cli_ok(&t, "--as", "anna", "hours", "submit", "1", NULL), "entry 1: submitted, 7:00 h");
	assert_has(cli_ok(&t, "--as", "anna", "hours", "submit", "--month", "2025-03", NULL), "entry 2: submitted");
	assert_int_equal(cli(&t, "--as", "anna", "hours", "approve", "1", NULL), 3);
	assert_int_equal(cli(&t, "--as", "anna", "hours", "submit", "3", NULL), 3);
	cli_ok(&t, "hours", "approve", "--month", "2025-03", "--person", "anna", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "entries")), 2);
	assert_int_equal(json_int_at(object, "entries.1"), 2);
	assert_int_equal(json_int_at(object, "minutes"), 14 * 60);
	assert_string_equal(json_text_at(object, "state"), "approved");
	json_decref(object);
	/* All or nothing. */
	assert_int_equal(cli(&t, "hours", "approve", "3", "2", NULL), 1);
	assert_has(t.err, "Entry 2 is approved");
	assert_has(cli_ok(&t, "hours", "list", "--state", "logged", NULL), "7:00 hours in 1 entry");
	assert_has(cli_ok(&t, "hours", "approve", "--month", "2025-02", NULL), "nothing was changed");
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_reject(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	three_entries(&t);
	assert_int_equal(cli(&t, "hours", "reject", "1", NULL), 2);
	cli_ok(&t, "hours", "approve", "1", "2", NULL);
	assert_int_equal(cli(&t, "hours", "reject", "1", "--why", "", NULL), 2);
	cli_ok(&t, "hours", "reject", "1", "2", "--why", "Not on that day", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "why"), "Not on that day");
	json_decref(object);
	/* They are listed, and are not in the sum. */
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "7:00 hours in 1 entry");
	assert_has(t.out, "2 rejected entries are not in the sum");
	assert_has(t.out, "rejected: Not on that day");
	cli_ok(&t, "--as", "anna", "hours", "list", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "minutes"), 0);
	assert_string_equal(json_text_at(object, "entries.0.why"), "Not on that day");
	json_decref(object);
	cli_ok(&t, "--json", "bank", "led", "--month", "2025-03", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "months.2.used"), 420);
	json_decref(object);
	/* A month takes only what is logged; a correction is handed in by its number. */
	cli_ok(&t, "--as", "anna", "hours", "submit", "--month", "2025-03", NULL);
	assert_has(t.out, "2 rejected entries were left");
	cli_ok(&t, "--as", "anna", "hours", "edit", "1", "--date", "2025-03-06", NULL);
	cli_ok(&t, "--as", "anna", "hours", "submit", "1", "2", NULL);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_show_puts_both_versions_side_by_side(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	three_entries(&t);
	cli_ok(&t, "hours", "approve", "1", NULL);
	cli_ok(&t, "--as", "anna", "hours", "edit", "1", "--span", "8-16", NULL);
	cli_ok(&t, "hours", "show", "1", NULL);
	assert_has(t.out, "anna    Time     08:00-15:00  08:00-16:00");
	assert_has(t.out, "anna    State    approved     submitted");
	cli_ok(&t, "hours", "show", "1", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "state"), "submitted");
	assert_string_equal(json_text_at(object, "revisions.1.state"), "approved");
	assert_string_equal(json_text_at(object, "revisions.2.actor"), "anna");
	assert_int_equal(json_array_size(json_at(object, "revisions.0.changed")), 0);
	assert_string_equal(json_text_at(object, "revisions.2.changed.0"), "time");
	assert_string_equal(json_text_at(object, "revisions.2.changed.1"), "state");
	json_decref(object);
	cli_end(&t);
}

static void test_another_day_is_no_other_time(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	three_entries(&t);
	cli_ok(&t, "hours", "edit", "1", "--date", "2025-04-07", "--break", "12-12:30", NULL); /* summer time by then */
	cli_ok(&t, "hours", "edit", "1", "--date", "2025-04-08", NULL);
	cli_ok(&t, "hours", "edit", "1", "--date", "2025-04-09", "--span", "9-16", NULL);
	cli_ok(&t, "hours", "show", "1", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "revisions.1.changed")), 2);
	assert_string_equal(json_text_at(object, "revisions.1.changed.1"), "break");
	assert_int_equal(json_array_size(json_at(object, "revisions.2.changed")), 1);
	assert_string_equal(json_text_at(object, "revisions.2.changed.0"), "date");
	assert_string_equal(json_text_at(object, "revisions.3.changed.1"), "time");
	json_decref(object);
	cli_end(&t);
}

static void test_which_entries(void **state)
{
	static const char *const wrong[][4] = {
		{ "approve", NULL },
		{ "approve", "1", "--month=2025-03", NULL },
		{ "approve", "1", "--person=anna", NULL },
		{ "approve", "one", NULL },
		{ "approve", "1", "0", NULL },
		{ "submit", NULL },
		{ "approve", "--month=2025-13", NULL },
		{ "approve", "--month=2025-03", "--person=zoe", NULL },
	};
	struct cli t;

	(void)state;
	three_entries(&t);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		if (cli(&t, "hours", wrong[i][0], wrong[i][1], wrong[i][1] ? wrong[i][2] : NULL, NULL) != 2)
			fail_msg("hours %s %s: %d %s", wrong[i][0], wrong[i][1] ? wrong[i][1] : "", t.code, t.err);
	cli_end(&t);
}

static void test_what_is_open_in_an_account(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	three_entries(&t);
	t.now = "2026-02-01T12:00";
	cli_ok(&t, "grant", "edit", "led", "--case", "27.12-7", NULL);
	assert_has(cli_ok(&t, "account", "2025", "--check", NULL), "Nothing is missing in the account of 2025.");
	cli_ok(&t, "hours", "approve", "1", NULL);
	assert_int_equal(cli(&t, "account", "2025", "--check", NULL), 1);
	assert_has(t.out, "led: 2 entries of March 2025 are not approved.");
	assert_int_equal(cli(&t, "account", "2025", "--check", "--json", NULL), 1);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "year"), 2025);
	assert_string_equal(json_text_at(object, "missing.0.message"), "2 entries of March 2025 are not approved.");
	assert_string_equal(json_text_at(object, "error.rule"), "open");
	json_decref(object);
	assert_int_equal(cli(&t, "account", "2025", "--check", "--format", "csv", NULL), 2);
	cli_ok(&t, "hours", "approve", "--month", "2025-03", NULL);
	cli_ok(&t, "account", "2025", "--check", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "missing")), 0);
	json_decref(object);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_submit_and_approve),
		cmocka_unit_test(test_reject),
		cmocka_unit_test(test_show_puts_both_versions_side_by_side),
		cmocka_unit_test(test_another_day_is_no_other_time),
		cmocka_unit_test(test_which_entries),
		cmocka_unit_test(test_what_is_open_in_an_account),
	};

	return cmocka_run_group_tests_name("life", tests, NULL, NULL);
}
