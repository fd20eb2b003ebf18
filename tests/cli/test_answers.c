/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands answer where they once said nothing, the wrong thing, or too much. */
#include "run.h"

#include "../store/outside.h"

static void outside(const struct cli *t, const char *sql)
{
	char *path = cli_path(t, ".local/share/ledsag/household.db");

	outside_sql(path, sql);
	free(path);
}

static void test_what_was_withdrawn_is_listed(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "log", "2025-02-04", "8-12", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "hours", "withdraw", "1", NULL);
	cli_ok(&t, "hours", "list", "--state", "withdrawn", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "entries")), 1);
	assert_int_equal(json_int_at(object, "entries.0.id"), 1);
	assert_string_equal(json_text_at(object, "entries.0.state"), "withdrawn");
	json_decref(object);
	cli_ok(&t, "hours", "list", "--state", "withdrawn", "--person", "bo", NULL);
	assert_has(t.out, "0:00 hours in 0 entries");
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "4:00 hours in 1 entry");
	cli_end(&t);
}

/* Where nothing is granted, nothing is left, and nobody used too much: the figures would only frighten. */
static void test_a_stay_grants_no_days(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "grant", "add", "bo", "--scheme", "dk.holbaek.110", "--from", "2025-07-01", NULL);
	assert_has(t.out, "no set amount");
	assert_has_not(t.out, "0 days");
	cli_ok(&t, "log", "2025-07-01", "3d", "--grant", "bo", NULL);
	assert_has(t.out, "3 days on bo\n");
	assert_has_not(t.out, "left");
	cli_ok(&t, "balance", "--month", "2025-07", NULL);
	assert_has_not(t.out, "0 days");
	cli_ok(&t, "account", "2025", "--grant", "bo", NULL);
	assert_has_not(t.out, "Difference");
	assert_has(t.out, "Used");
	assert_has_not(t.out, "-3");
	cli_ok(&t, "hours", "list", "--grant", "bo", NULL);
	assert_has(t.out, "3 days in 1 entry");
	assert_int_equal(cli(&t, "log", "2025-07-04", "4:00", "--grant", "bo", NULL), 2);
	assert_has(t.err, "counts days, not hours: write it like 1d.");
	cli_end(&t);
}

/* What is called by a name may be typed by it, in any language; and what is asked for is asked for in its own unit. */
static void test_names_are_taken_for_ids(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "grant", "add", "dag", "--scheme", "dk.holbaek.103", "--from", "2025-01-01", "--level", "fuldtid", NULL);
	assert_has(t.out, "4 days a week, Full-time, from");
	cli_ok(&t, "--json", "grant", "show", "dag", NULL);
	assert_has(t.out, "\"level\":\"full-time\"");
	assert_int_equal(cli(&t, "grant", "add", "mer", "--scheme", "dk.holbaek.100", "--from", "2025-01-01", NULL), 2);
	assert_has(t.err, "such as expenses=12000.00/year.");
	cli_ok(&t, "grant", "add", "mer", "--scheme", "dk.holbaek.100", "--from", "2025-01-01", "--amount", "12000/year", NULL);
	cli_ok(&t, "--json", "money", "add", "2025-03-05", "10", "--grant", "mer", "--kind", "expense", "--category",
	       "VARME", NULL);
	assert_has(t.out, "\"category\":\"heating\"");
	cli_end(&t);
}

/* "7:30 t." has its full stop: the sentence needs no second one. */
static void test_one_full_stop_is_enough(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	t.language = "da";
	cli_ok(&t, "scheme", "show", "dk.holbaek.85", NULL);
	assert_has(t.out, "6:00 t.");
	assert_has_not(t.out, "..");
	cli_ok(&t, "grant", "add", "home", "--scheme", "dk.holbaek.85", "--from", "2025-01-01", "--level", "moderat", NULL);
	cli_ok(&t, "log", "2025-01-06", "8-10", "--grant", "home", NULL);
	cli_ok(&t, "bank", "home", "--month", "2025-01", NULL);
	assert_has(t.out, "1:30 t.");
	assert_has_not(t.out, "..");
	cli_end(&t);
}

/* The sentence stands in a paragraph of its own, at the margin. */
static void test_what_lapses_stands_at_the_margin(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	t.now = "2025-05-20T12:00";
	cli_household(&t);
	cli_ok(&t, "bank", "led", "--month", "2025-05", NULL);
	assert_has(t.out, "\n\n15:00 h lapse on 30 June 2025");
	cli_end(&t);
}

static void test_what_if_is_in_the_unit_of_the_grant(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	assert_int_equal(cli(&t, "bank", "led", "--month", "2025-03", "--if", "2d", NULL), 2);
	assert_has(t.err, "days");
	assert_int_equal(cli(&t, "bank", "led", "--month", "2025-03", "--if", "2x", NULL), 2);
	cli_ok(&t, "--json", "bank", "led", "--month", "2025-03", "--if", "22:00-07:00", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "if.amount"), 540);
	assert_int_equal(json_int_at(object, "months.2.used"), 540);
	json_decref(object);
	cli_ok(&t, "bank", "led", "--month", "2025-03", "--if", "6:00", NULL);
	assert_has(t.out, "nothing is booked");
	cli_end(&t);
}

/* The sums are made anew, and the audit says so. */
static void test_a_wrong_sum_is_repaired(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	outside(&t, "UPDATE month_sum SET amount = amount + 60");
	assert_int_equal(cli(&t, "check", NULL), 4);
	assert_has(t.err, "ledsag check --repair");
	cli_ok(&t, "check", "--repair", NULL);
	assert_has(t.out, "The monthly sums were made anew");
	assert_has(t.out, "The file is sound");
	cli_ok(&t, "check", NULL);
	assert_has(cli_ok(&t, "audit", NULL), "repair");
	cli_ok(&t, "check", "--repair", "--json", NULL);
	object = cli_object(&t);
	assert_true(json_is_true(json_at(object, "repaired")));
	json_decref(object);
	cli_ok(&t, "--json", "bank", "led", "--month", "2025-02", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "months.1.used"), 540);
	json_decref(object);
	cli_end(&t);
}

/* A year's pot is granted in its first month: a later one still says the year, in words and figures. */
static void test_money_of_a_year_is_told_by_the_year(void **state)
{
	struct cli t;
	json_t *object, *grant;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "grant", "add", "mer", "--scheme", "dk.holbaek.100", "--from", "2025-01-01", "--amount", "12000.00/year", NULL);
	cli_ok(&t, "money", "add", "2025-02-03", "8000.00", "--grant", "mer", "--kind", "expense", "--category", "car", NULL);
	cli_ok(&t, "balance", "--month", "2025-03", NULL);
	assert_has(t.out, "mer, 2025");
	assert_has(t.out, "12,000.00 kr.  8,000.00 kr.");
	cli_ok(&t, "balance", "--month", "2025-03", "--json", NULL);
	object = cli_object(&t);
	grant = json_at(object, "grants.1");
	assert_string_equal(json_text_at(grant, "grant"), "mer");
	assert_int_equal(json_int_at(grant, "granted"), 0);
	assert_int_equal(json_int_at(grant, "used"), 0);
	assert_int_equal(json_int_at(grant, "left"), 400000);
	assert_int_equal(json_int_at(grant, "year.granted"), 1200000);
	assert_int_equal(json_int_at(grant, "year.used"), 800000);
	assert_int_equal(json_int_at(object, "grants.0.left"), 2700);
	json_decref(object);
	cli_end(&t);
}

/* An account of which no part is counted here still comes, in each form, and says what is missing. */
static void test_an_account_of_nothing_but_money(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(&t, "grant", "add", "mer", "--scheme", "dk.holbaek.100", "--from", "2025-01-01", "--amount", "12000.00/year", NULL);
	cli_ok(&t, "account", "2025", "--json", NULL);
	object = cli_object(&t);
	assert_true(json_is_null(json_at(object, "hours")));
	assert_int_equal(json_array_size(json_at(object, "parts")), 0);
	assert_true(json_array_size(json_at(object, "missing")) > 0);
	assert_int_equal(json_int_at(object, "money.parts.0.granted"), 1200000);
	assert_int_equal(json_int_at(object, "money.expense"), 0);
	json_decref(object);
	cli_ok(&t, "account", "2025", NULL);
	assert_has(t.out, "Still missing before it can be sent");
	cli_ok(&t, "account", "2025", "--format", "csv", NULL);
	assert_has(t.out, "grant,part,unit,month,granted,");
	assert_has(t.out, "mer,expenses,money,sum,12000.00,,,,,,0.00,,12000.00,0.00,,12000.00");
	cli_end(&t);
}

static void test_letters_that_changed_places(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	assert_int_equal(cli(&t, "lgo", NULL), 2);
	assert_has(t.err, "log");
	assert_int_equal(cli(&t, "blaance", NULL), 2);
	assert_has(t.err, "balance");
	assert_int_equal(cli(&t, "xyz", NULL), 2);
	assert_has_not(t.err, "Did you mean");
	cli_end(&t);
}

static void test_a_wage_to_come_is_shown(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "person", "edit", "anna", "--wage", "175.50", "--from", "2025-09-01", NULL);
	assert_has(t.out, "175.50 from ");
	cli_ok(&t, "person", "edit", "anna", "--wage", "170.00", "--from", "2025-02-01", NULL);
	assert_has(cli_ok(&t, "person", "list", NULL), "170.00, 175.50 from ");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_withdrawn_is_listed),
		cmocka_unit_test(test_a_stay_grants_no_days),
		cmocka_unit_test(test_names_are_taken_for_ids),
		cmocka_unit_test(test_one_full_stop_is_enough),
		cmocka_unit_test(test_what_lapses_stands_at_the_margin),
		cmocka_unit_test(test_what_if_is_in_the_unit_of_the_grant),
		cmocka_unit_test(test_a_wrong_sum_is_repaired),
		cmocka_unit_test(test_money_of_a_year_is_told_by_the_year),
		cmocka_unit_test(test_an_account_of_nothing_but_money),
		cmocka_unit_test(test_letters_that_changed_places),
		cmocka_unit_test(test_a_wage_to_come_is_shown),
	};

	return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
