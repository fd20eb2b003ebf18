/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands about the roster and its rules: their words, their JSON, how they end. */
#include "run.h"

static void roster_household(struct cli *t)
{
	cli_begin(t);
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", NULL);
	cli_ok(t, "person", "add", "bo", "--name", "Bo Krogh", "--role", "assistant", NULL);
	cli_ok(t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-01-01", "--amount", "hours=37:00/week", NULL);
	cli_ok(t, "shift", "add", "2025-03-03", "14-22", "--grant", "bpa.hours", "--person", "anna", NULL);
}

static void test_a_shift_that_breaks_a_rule_warns(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	roster_household(&t);
	cli_ok(&t, "shift", "add", "2025-03-04", "8:59-15", "--grant", "bpa.hours", "--person", "anna", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "shifts.0"), 2);
	assert_int_equal(json_array_size(json_at(object, "warnings")), 1);
	assert_string_equal(json_text_at(object, "warnings.0.rule"), "rest-11");
	json_decref(object);
	cli_ok(&t, "roster", "check", "--month", "2025-03", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "month"), "2025-03");
	assert_int_equal(json_array_size(json_at(object, "gaps")), 0);
	assert_int_equal(json_array_size(json_at(object, "findings")), 1);
	assert_string_equal(json_text_at(object, "findings.0.rule"), "rest-11");
	assert_string_equal(json_text_at(object, "findings.0.person"), "anna");
	assert_int_equal(json_array_size(json_at(object, "findings.0.shifts")), 2);
	assert_int_equal(json_int_at(object, "findings.0.shifts.0"), 1);
	assert_int_equal(json_int_at(object, "findings.0.shifts.1"), 2);
	assert_int_equal(json_int_at(object, "findings.0.by"), 1);
	assert_string_equal(json_text_at(object, "findings.0.day"), "2025-03-03");
	json_decref(object);
	cli_ok(&t, "roster", "check", "--month", "2025-03", NULL);
	assert_has(t.out, "0:01 too little (rest-11).");
	cli_ok(&t, "roster", "check", "--month", "2025-03", "--person", "bo", NULL);
	assert_has(t.out, "Nothing breaks the working-time rules “dk” in March 2025.");
	cli_end(&t);
}

static void test_a_rule_that_blocks_ends_with_1(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	roster_household(&t);
	cli_ok(&t, "shift", "add", "2025-03-04", "8:59-15", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(&t, "roster", "rules", "--block", "rest-11", NULL);
	assert_has(t.out, "refused");
	assert_int_equal(cli(&t, "shift", "add", "2025-03-05", "1-2", "--grant", "bpa.hours", "--person", "anna", "--json", NULL),
	                 1);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "error.code"), 1);
	assert_string_equal(json_text_at(object, "error.rule"), "rest-11");
	json_decref(object);
	assert_int_equal(cli(&t, "roster", "check", "--month", "2025-03", "--json", NULL), 1);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "findings")), 1);
	assert_int_equal(json_array_size(json_at(object, "gaps")), 0);
	assert_int_equal(json_int_at(object, "error.code"), 1);
	assert_string_equal(json_text_at(object, "error.rule"), "worktime");
	json_decref(object);
	assert_int_equal(cli(&t, "roster", "check", "--month", "2025-03", NULL), 1);
	assert_has(t.out, "(rest-11)");
	assert_has(t.err, "Findings in March 2025 of rules that block: 1.");
	cli_ok(&t, "roster", "rules", "--warn", "rest-11", NULL);
	cli_ok(&t, "roster", "check", "--month", "2025-03", NULL);
	cli_end(&t);
}

static void test_rules_are_listed_and_chosen(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	roster_household(&t);
	cli_ok(&t, "roster", "rules", NULL);
	assert_has(t.out, "until others are chosen");
	assert_has(t.out, "at least 11:00");
	cli_ok(&t, "roster", "rules", "dk.agreed", "--block", "average-48", "--block", "rest-day", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "used"), "dk.agreed");
	assert_int_equal(json_array_size(json_at(object, "files")), 4);
	assert_string_equal(json_text_at(object, "rules.0.id"), "rest-11");
	assert_string_equal(json_text_at(object, "rules.0.is"), "warn");
	assert_string_equal(json_text_at(object, "rules.1.is"), "block");
	assert_string_equal(json_text_at(object, "rules.2.is"), "block");
	assert_int_equal(json_int_at(object, "rules.2.limit"), 48 * 60);
	assert_int_equal(json_array_size(json_at(object, "agreed")), 2);
	json_decref(object);
	cli_ok(&t, "shift", "add", "2025-03-08", "8-8", "--grant", "bpa.hours", "--person", "anna", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "warnings")), 0);
	json_decref(object);
	assert_int_equal(cli(&t, "roster", "rules", "nowhere", NULL), 2);
	assert_int_equal(cli(&t, "roster", "rules", "--block", "siesta", NULL), 2);
	assert_int_equal(cli(&t, "roster", "rules", "--renew", NULL), 2);
	assert_int_equal(cli(&t, "--as", "anna", "roster", "rules", "dk", NULL), 3);
	assert_int_equal(cli(&t, "--as", "anna", "roster", "check", "--person", "bo", NULL), 3);
	cli_ok(&t, "--as", "anna", "roster", "check", "--month", "2025-03", NULL);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_shift_that_breaks_a_rule_warns),
		cmocka_unit_test(test_a_rule_that_blocks_ends_with_1),
		cmocka_unit_test(test_rules_are_listed_and_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
