/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences on the command line: what they answer, and what others are told. */
#include "run.h"

static void test_add_and_list(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "shift", "add", "2025-08-04", "8-12", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "shift", "add", "2025-08-05", "22-7", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "--json", "absence", "add", "anna", "2025-08-04", "2025-08-05", "--kind", "illness", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "absence"), 1);
	assert_string_equal(json_text_at(object, "kind"), "illness");
	assert_string_equal(json_text_at(object, "rule"), "planned");
	assert_int_equal(json_int_at(object, "minutes"), 780);
	assert_int_equal(json_int_at(object, "shifts.1.shift"), 2);
	assert_int_equal(json_int_at(object, "shifts.1.replacement"), 4);
	assert_string_equal(json_text_at(object, "shifts.1.state"), "open");
	assert_int_equal(json_int_at(object, "entries.1"), 2);
	json_decref(object);
	cli_ok(&t, "--json", "shift", "list", "--month", "2025-08", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "shifts.0.state"), "absent");
	assert_int_equal(json_int_at(object, "shifts.0.absence"), 1);
	assert_string_equal(json_text_at(object, "shifts.1.state"), "open");
	assert_int_equal(json_int_at(object, "shifts.1.replaces"), 1);
	json_decref(object);
	cli_ok(&t, "--json", "hours", "list", "--month", "2025-08", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "minutes"), 780);
	assert_string_equal(json_text_at(object, "entries.0.kind"), "illness");
	json_decref(object);
	cli_ok(&t, "absence", "list", NULL);
	assert_has(t.out, "2025-08-04 – 2025-08-05");
	cli_ok(&t, "absence", "end", "1", "2025-08-04", NULL);
	assert_has(t.out, "4:00 credited");
	cli_ok(&t, "absence", "withdraw", "1", NULL);
	cli_ok(&t, "absence", "list", NULL);
	assert_has(t.out, "Nobody is absent then.");
	cli_ok(&t, "absence", "show", "1", NULL);
	assert_has(t.out, "withdrawn");
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_the_rule_is_shown(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "person", "edit", "bo", "--hours-week", "20:00", NULL);
	cli_ok(&t, "absence", "add", "bo", "2025-08-04", "2025-08-08", "--kind", "child", NULL);
	assert_has(t.out, "5 workdays are credited with 20:00 h by the contract: 20:00 h a week by 5 workdays.");
	cli_ok(&t, "--json", "absence", "show", "1", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "credits.0.rule"), "contract");
	assert_int_equal(json_int_at(object, "credits.0.hours_week"), 1200);
	assert_int_equal(json_int_at(object, "credits.0.workdays"), 5);
	json_decref(object);
	cli_ok(&t, "absence", "add", "anna", "today", "--kind", "leave", NULL);
	assert_has(t.out, "Leave is unpaid: nothing is credited.");
	cli_end(&t);
}

/* The reason is a matter of health: another assistant finds it nowhere. */
static void test_others_are_told_no_reason(void **state)
{
	static const char *const asked[][5] = {
		{ "shift", "list", "--month", "2025-08" }, { "--json", "shift", "list", "--month", "2025-08" },
		{ "absence", "list" },                     { "--json", "absence", "list" },
		{ "absence", "show", "1" },                { "absence", "list", "--person", "anna" },
		{ "hours", "list", "--month", "2025-08" }, { "hours", "show", "1" },
		{ "audit" },                               { "undo" },
		{ "absence", "withdraw", "1" },            { "balance" },
	};
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "shift", "add", "2025-08-04", "8-12", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "--as", "anna", "absence", "add", "anna", "2025-08-04", "--kind", "illness", "--note", "influenza", NULL);
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		cli(&t, "--as", "bo", asked[i][0], asked[i][1], asked[i][2], asked[i][3], asked[i][4], NULL);
		assert_has_not(t.out, "illness");
		assert_has_not(t.err, "illness");
		assert_has_not(t.out, "influenza");
		assert_has_not(t.err, "influenza");
	}
	assert_int_equal(cli(&t, "--as", "bo", "absence", "show", "1", NULL), 3);
	assert_int_equal(cli(&t, "--as", "bo", "absence", "show", "77", NULL), 3);
	assert_int_equal(cli(&t, "--as", "bo", "absence", "add", "anna", "2025-08-09", "--kind", "illness", NULL), 3);
	cli_ok(&t, "--as", "bo", "--json", "shift", "list", "--month", "2025-08", NULL);
	assert_has(t.out, "\"state\":\"absent\"");
	assert_has(t.out, "\"absence\":null");
	cli_ok(&t, "--as", "anna", "absence", "show", "1", NULL);
	assert_has(t.out, "influenza");
	cli_end(&t);
}

/* Monday 4 to Friday 8 August 2025 are five of the 25 days of the year from September 2024 on. */
static void test_a_credit_ends_with_one_stop(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "shift", "add", "2025-08-04", "8-12", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "--lang", "da", "absence", "add", "anna", "2025-08-04", "--kind", "illness", NULL);
	assert_has(t.out, "4:00 t.\n");
	cli_ok(&t, "absence", "list", NULL);
	assert_has(t.out, "Rule");
	cli_end(&t);
}

static void test_an_empty_list_speaks_of_the_own_absences(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "absence", "list", NULL);
	assert_has(t.out, "Nobody is absent then.");
	cli_ok(&t, "absence", "add", "anna", "2025-08-04", "--kind", "illness", NULL);
	cli_ok(&t, "--as", "bo", "absence", "list", NULL);
	assert_string_equal(t.out, "You are not absent then.\n");
	cli_end(&t);
}

static void test_holiday_by_the_year(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "absence", "add", "anna", "2025-08-02", "2025-08-10", "--kind", "holiday", NULL);
	cli_ok(&t, "absence", "add", "anna", "2025-08-11", "--hours", "8-10", "--kind", "holiday", NULL);
	cli_ok(&t, "--json", "absence", "holiday", "anna", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "year"), 2024);
	assert_int_equal(json_int_at(object, "entitled"), 2500);
	assert_int_equal(json_int_at(object, "taken"), 500);
	assert_int_equal(json_int_at(object, "left"), 2000);
	assert_int_equal(json_int_at(object, "of_hours"), 1);
	assert_string_equal(json_text_at(object, "expires"), "2025-12-31");
	json_decref(object);
	cli_ok(&t, "--as", "anna", "absence", "holiday", "anna", "2024", NULL);
	assert_has(t.out, "left      20, to be taken until 31 December 2025");
	assert_int_equal(cli(&t, "--as", "bo", "absence", "holiday", "anna", NULL), 3);
	assert_int_equal(cli(&t, "--as", "bo", "absence", "holiday", "zoe", NULL), 3);
	assert_int_equal(cli(&t, "absence", "holiday", "zoe", NULL), 2);
	assert_int_equal(cli(&t, "absence", "holiday", "anna", "2001", NULL), 1);
	assert_int_equal(cli(&t, "absence", "holiday", "anna", "soon", NULL), 2);
	cli_end(&t);
}

/* Ferieloven § 21: of the 25 days of the year from September 2024 on, 5 are beyond four weeks and may be carried, where it is
 * agreed by 31 December 2025. */
static void test_holiday_is_agreed(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "absence", "add", "anna", "2025-08-04", "2025-08-08", "--kind", "holiday", NULL);
	cli_ok(&t, "--json", "absence", "holiday", "anna", "2024", "--extra", "2.5", "--carry", "5", "--note", "by letter", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "extra"), 250);
	assert_int_equal(json_int_at(object, "carried_out"), 500);
	assert_int_equal(json_int_at(object, "carry_most"), 750);
	assert_int_equal(json_int_at(object, "left"), 2500 + 250 - 500 - 500);
	assert_string_equal(json_text_at(object, "carry_until"), "2025-12-31");
	assert_string_equal(json_text_at(object, "carry_note"), "by letter");
	json_decref(object);
	cli_ok(&t, "absence", "holiday", "anna", "2024", NULL);
	assert_has(t.out, "  agreed    2.50 more: by letter\n  carried   5 into 2025: by letter\n  earned ");
	assert_has(t.out, "  Only days beyond 20 may be carried into the next year, by an agreement in writing until 31 December 2025. "
	                  "Now 7.50 at most.");
	cli_ok(&t, "absence", "holiday", "anna", "2025", NULL);
	assert_has(t.out, "  carried   5 from 2024, taken first: 5 of them are left");
	assert_has(t.out, "  left      30, to be taken until 31 December 2026");
	/* More than the law lets them agree, and more than there is. */
	assert_int_equal(cli(&t, "absence", "holiday", "bo", "2024", "--carry", "6", NULL), 1);
	assert_has(t.err, "Only days beyond 20 may be carried into the next year by agreement, of 2024 at most 5");
	cli_ok(&t, "absence", "holiday", "bo", "2024", "--carry", "6", "--note", "ill since May", NULL);
	assert_has(t.err, "that holds only where something kept the person from taking it");
	assert_int_equal(cli(&t, "absence", "holiday", "bo", "2024", "--carry", "26", "--note", "ill", NULL), 1);
	assert_has(t.err, "Of the days of 2024 only 25 are left to be carried");
	assert_int_equal(cli(&t, "absence", "holiday", "bo", "2024", "--extra", "many", NULL), 2);
	assert_int_equal(cli(&t, "absence", "holiday", "bo", "2024", "--extra", "367", NULL), 2);
	assert_int_equal(cli(&t, "absence", "holiday", "bo", "2024", "--note", "x", NULL), 2);
	/* Whoever the agreement is with does not record it. */
	assert_int_equal(cli(&t, "--as", "anna", "absence", "holiday", "anna", "2024", "--extra", "9", NULL), 3);
	cli_ok(&t, "undo", NULL);
	assert_has(t.out, "holiday agree");
	cli_ok(&t, "--json", "absence", "holiday", "bo", "2024", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "carried_out"), 0);
	json_decref(object);
	cli_ok(&t, "redo", NULL);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_refusals(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-07-30", "8-12", "--grant", "led", "--person", "anna", NULL);
	assert_int_equal(cli(&t, "absence", "add", "anna", "2025-07-28", "2025-08-01", "--kind", "illness", NULL), 1);
	assert_has(t.err, "entry 1");
	assert_int_equal(cli(&t, "absence", "add", "anna", "2025-08-04", "--kind", "siesta", NULL), 2);
	assert_int_equal(cli(&t, "absence", "add", "anna", "2025-08-04", NULL), 2);
	assert_int_equal(cli(&t, "absence", "add", "zoe", "2025-08-04", "--kind", "illness", NULL), 2);
	assert_int_equal(cli(&t, "absence", "edit", "1", NULL), 2);
	assert_int_equal(cli(&t, "absence", "show", "1", NULL), 2);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_and_list),
		cmocka_unit_test(test_the_rule_is_shown),
		cmocka_unit_test(test_others_are_told_no_reason),
		cmocka_unit_test(test_a_credit_ends_with_one_stop),
		cmocka_unit_test(test_an_empty_list_speaks_of_the_own_absences),
		cmocka_unit_test(test_holiday_by_the_year),
		cmocka_unit_test(test_holiday_is_agreed),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests_name("absence", tests, NULL, NULL);
}
