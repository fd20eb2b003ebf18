/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said where something reaches into months that are closed, whichever command does it. */
#include "run.h"

#define CORRECTION "March 2025 is closed and stays as it was: this is a correction that counts in April 2025."

static void closed_household(struct cli *t)
{
	cli_begin(t);
	t->now = "2025-04-10T12:00";
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--from", "2025-01-01", "--wage", "180.00",
	       "--hours-week", "15:00", NULL);
	cli_ok(t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-03-01", "--amount", "hours=37:00/week", NULL);
	cli_ok(t, "log", "2025-03-04", "8-14", "--grant", "bpa", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-03-05", "8-14", "--grant", "bpa", "--person", "anna", NULL);
	cli_ok(t, "hours", "approve", "1", "2", NULL);
	cli_ok(t, "close", "2025-03", NULL);
}

static void test_an_import_into_a_closed_month_says_so(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	closed_household(&t);
	cli_write(&t, "rows.csv", "person,grant,date,start,end\nanna,bpa,2025-03-11,8:00,9:00\nanna,bpa,2025-04-01,8:00,9:00\n");
	cli_ok(&t, "import", "hours", "rows.csv", NULL);
	assert_has(t.err, CORRECTION);
	cli_write(&t, "2025-03.data", "inc 20250312T080000Z - 20250312T090000Z # bpa anna\n");
	cli_ok(&t, "--json", "import", "hours", "--from", "timewarrior", "2025-03.data", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "warnings.0.message"), CORRECTION);
	json_decref(object);
	cli_write(&t, "rows.csv", "person,grant,date,start,end\nanna,bpa,2025-04-02,8:00,9:00\n");
	cli_ok(&t, "import", "hours", "rows.csv", NULL);
	assert_has_not(t.err, "closed");
	cli_end(&t);
}

static void test_rejecting_and_submitting_in_a_closed_month_says_so(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "hours", "reject", "1", "2", "--why", "too long", NULL);
	assert_has(t.err, CORRECTION);
	assert_has_not(strstr(t.err, CORRECTION) + 1, CORRECTION); /* once, however many they are */
	cli_ok(&t, "--as", "anna", "--json", "hours", "submit", "1", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "warnings.0.rule"), "closed");
	json_decref(object);
	cli_ok(&t, "hours", "approve", "1", NULL); /* counts as before: nothing becomes different by it */
	assert_has_not(t.err, "closed");
	cli_end(&t);
}

static void test_an_absence_credited_in_a_closed_month_says_so(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "absence", "add", "anna", "2025-03-18", "--kind", "illness", NULL);
	assert_has(t.err, CORRECTION);
	cli_ok(&t, "absence", "add", "anna", "2025-03-22", "2025-03-23", "--kind", "illness", NULL); /* a weekend credits nothing */
	assert_has_not(t.err, "closed");
	cli_ok(&t, "absence", "add", "anna", "2025-03-29", "2025-03-30", "--kind", "leave", NULL);
	assert_has_not(t.err, "closed");
	cli_end(&t);
}

static void test_an_amount_from_a_closed_month_on_says_so(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "grant", "change", "bpa", "--from", "2025-03-15", "--amount", "hours=40:00/week", NULL);
	assert_has(t.err, CORRECTION);
	cli_ok(&t, "grant", "change", "bpa", "--from", "2025-04-01", "--amount", "hours=41:00/week", NULL);
	assert_has_not(t.err, "closed");
	cli_end(&t);
}

static void test_other_rules_of_pay_say_which_months_are_closed(void **state)
{
	static const char where[] = "The months until March 2025 are closed: what is different in them is paid as corrections in April 2025.";
	struct cli t;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "pay", "rules", "de.estg3b", "--from", "2025-03", "--try", NULL);
	assert_has(t.out, where);
	cli_ok(&t, "pay", "rules", "de.estg3b", "--from", "2025-04", "--try", NULL);
	assert_has_not(t.out, "closed");
	cli_ok(&t, "pay", "rules", "de.estg3b", "--from", "2025-03", NULL);
	assert_has(t.out, where);
	cli_end(&t);
}

static void test_explaining_a_withdrawn_entry_says_what_is_taken_back(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "hours", "withdraw", "1", NULL);
	cli_ok(&t, "explain", "1", NULL);
	assert_has(t.err, "March 2025 is closed, with 1,080.00 kr. for this entry: what is different by now, -1,080.00 kr., is paid as a correction in April 2025.");
	cli_end(&t);
}

static void test_closing_before_the_first_grant_is_no_closed_month(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	assert_int_equal(cli(&t, "close", "2025-02", NULL), 1);
	assert_has(t.err, "Nothing is granted before 2025-03, so there is nothing to close in 2025-02.");
	assert_int_equal(cli(&t, "close", "2025-03", NULL), 1);
	assert_has(t.err, "2025-03 is closed already.");
	cli_end(&t);
}

static void test_moving_hours_out_of_a_closed_month_says_so(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	cli_ok(&t, "hours", "edit", "1", "--date", "2025-04-03", NULL);
	assert_has(t.err, CORRECTION);
	cli_ok(&t, "hours", "edit", "1", "--date", "2025-04-04", NULL);
	assert_has_not(t.err, "closed");
	cli_end(&t);
}

static void test_an_unapproved_correction_is_not_settled(void **state)
{
	struct cli t;

	(void)state;
	closed_household(&t);
	t.now = "2025-05-02T12:00";
	cli_ok(&t, "--as", "anna", "hours", "edit", "2", "--span", "8-20", NULL);
	assert_int_equal(cli(&t, "close", "2025-04", NULL), 1);
	assert_has(t.err, "2025-04 cannot be closed: entry 2 of 2025-03 was booked or changed since and is not approved");
	cli_ok(&t, "hours", "approve", "2", NULL);
	cli_ok(&t, "close", "2025-04", NULL);
	assert_has(t.out, "+6:00");
	cli_ok(&t, "hours", "edit", "2", "--span", "8-21", NULL);
	cli_ok(&t, "hours", "reject", "2", "--why", "not that long", NULL); /* waits for nobody */
	t.now = "2025-06-02T12:00";
	cli_ok(&t, "close", "2025-05", NULL);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_import_into_a_closed_month_says_so),
		cmocka_unit_test(test_rejecting_and_submitting_in_a_closed_month_says_so),
		cmocka_unit_test(test_an_absence_credited_in_a_closed_month_says_so),
		cmocka_unit_test(test_an_amount_from_a_closed_month_on_says_so),
		cmocka_unit_test(test_other_rules_of_pay_say_which_months_are_closed),
		cmocka_unit_test(test_explaining_a_withdrawn_entry_says_what_is_taken_back),
		cmocka_unit_test(test_moving_hours_out_of_a_closed_month_says_so),
		cmocka_unit_test(test_an_unapproved_correction_is_not_settled),
		cmocka_unit_test(test_closing_before_the_first_grant_is_no_closed_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
