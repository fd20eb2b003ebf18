/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money on the command line: what is booked, what of it counts, and what the bank says of it. */
#include "run.h"

static void begin(struct cli *t)
{
	cli_begin(t);
	t->now = "2024-11-20T12:00";
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "grant", "add", "mer", "--scheme", "dk.holbaek.100", "--from", "2024-01-01", "--amount", "12000.00/year", NULL);
}

static void spend(struct cli *t, const char *date, const char *amount, const char *category)
{
	cli_ok(t, "--json", "money", "add", date, amount, "--grant", "mer", "--kind", "expense", "--category", category, NULL);
}

/* 3,000 + 1,500 + 500 of medicine, of which 4,575 count, and 2,325 for transport: 6,900.00 of the more than 7,296.00. */
static void test_a_year_below_its_threshold(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	spend(&t, "2024-02-01", "3000", "medicine");
	spend(&t, "2024-06-03", "1.500,00", "medicine");
	spend(&t, "2024-09-09", "500.00", "medicine");
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "money"), 3);
	assert_int_equal(json_int_at(object, "amount"), 50000);
	assert_int_equal(json_int_at(object, "counted"), 7500);
	assert_string_equal(json_text_at(object, "warnings.0.rule"), "category-most");
	json_decref(object);
	spend(&t, "2024-09-10", "2325", "transport");
	cli_ok(&t, "--json", "bank", "mer", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "expenses.year"), 2024);
	assert_int_equal(json_int_at(object, "expenses.spent"), 732500);
	assert_int_equal(json_int_at(object, "expenses.counted"), 690000);
	assert_int_equal(json_int_at(object, "expenses.threshold"), 729600);
	assert_string_equal(json_text_at(object, "expenses.threshold_from"), "2024-01-01");
	assert_true(json_is_false(json_at(object, "expenses.reached")));
	assert_int_equal(json_int_at(object, "expenses.missing"), 39601);
	assert_int_equal(json_int_at(object, "expenses.used"), 0);
	assert_string_equal(json_text_at(object, "expenses.categories.0.category"), "medicine");
	assert_int_equal(json_int_at(object, "expenses.categories.0.spent"), 500000);
	assert_int_equal(json_int_at(object, "expenses.categories.0.counted"), 457500);
	assert_int_equal(json_int_at(object, "expenses.categories.0.most"), 457500);
	assert_true(json_is_null(json_at(object, "expenses.categories.1.most")));
	assert_int_equal(json_int_at(object, "years.0.left"), 1200000);
	json_decref(object);
	cli_ok(&t, "bank", "mer", NULL);
	assert_has(t.out, "6,900.00 kr. that count are booked for 2024; a year needs more than 7,296.00 kr. With another 396.01 kr. all of it counts");
	spend(&t, "2024-11-01", "396.01", "transport");
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "left"), 1200000 - 729601);
	json_decref(object);
	cli_ok(&t, "bank", "mer", NULL);
	assert_has(t.out, "4,703.99 kr. can be used until 31 December 2024.");
	cli_end(&t);
}

static void test_the_life_of_a_row(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "money", "add", "2024-03-05", "249.50", "--grant", "mer", "--kind", "expense", "--category", "shoes",
	       "--voucher", "12", "--text", "winter shoes", NULL);
	assert_has(t.out, "money 1: expense, 249.50 kr. on mer");
	cli_ok(&t, "money", "edit", "1", "--amount", "294.50", NULL);
	cli_ok(&t, "money", "add", "2024-04-01", "1000", "--grant", "mer", "--kind", "prepaid", NULL);
	cli_ok(&t, "--json", "money", "list", "--kind", "expense", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "money")), 1);
	assert_int_equal(json_int_at(object, "money.0.amount"), 29450);
	assert_string_equal(json_text_at(object, "money.0.voucher"), "12");
	assert_string_equal(json_text_at(object, "money.0.text"), "winter shoes");
	assert_int_equal(json_int_at(object, "sums.expense"), 29450);
	assert_int_equal(json_int_at(object, "sums.prepaid"), 0);
	json_decref(object);
	cli_ok(&t, "money", "list", "--from", "2024-04-01", "--to", "2024-04-30", "--grant", "mer", NULL);
	assert_has(t.out, "paid in advance");
	assert_has_not(t.out, "Shoes");
	cli_ok(&t, "money", "withdraw", "1", NULL);
	cli_ok(&t, "money", "show", "1", NULL);
	assert_has(t.out, "It is withdrawn");
	cli_ok(&t, "undo", NULL);
	cli_ok(&t, "--json", "money", "show", "1", NULL);
	object = cli_object(&t);
	assert_true(json_is_false(json_at(object, "withdrawn")));
	json_decref(object);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_what_is_wrong_is_named(void **state)
{
	struct cli t;

	(void)state;
	begin(&t);
	assert_int_equal(cli(&t, "money", "add", "2024-03-05", "10", "--grant", "mer", "--kind", "expense", NULL), 2);
	assert_has(t.err, "Medicine");
	assert_has(t.err, "Cleaning");
	assert_int_equal(cli(&t, "money", "add", "2023-12-31", "10", "--grant", "mer", "--kind", "expense", "--category", "shoes",
	                     NULL), 1);
	assert_has(t.err, "2023-12-31");
	assert_has(t.err, "2024-01-01");
	assert_int_equal(cli(&t, "money", "add", "2024-03-05", "10", "--kind", "expense", "--category", "shoes", NULL), 2);
	assert_has(t.err, "--grant");
	assert_int_equal(cli(&t, "money", "edit", "1", NULL), 2);
	assert_int_equal(cli(&t, "money", "show", "1", NULL), 2);
	assert_int_equal(cli(&t, "money", "list", "--kind", "gift", NULL), 2);
	cli_ok(&t, "money", "list", NULL);
	assert_has(t.out, "No money is booked there.");
	cli_end(&t);
}

/* Dates 30, 31 July and 1 August; what the rules say by the month is told beside. */
static void test_own_payment_in_the_bank(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "grant", "add", "bo", "--scheme", "dk.holbaek.110", "--from", "2024-07-01", NULL);
	cli_ok(&t, "log", "2024-07-30", "3d", "--grant", "bo", NULL);
	cli_ok(&t, "--json", "bank", "bo", "--month", "2024-08", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "own_payment.month"), "2024-08");
	assert_int_equal(json_int_at(object, "own_payment.days"), 1);
	assert_int_equal(json_int_at(object, "own_payment.amount"), 10077);
	assert_int_equal(json_int_at(object, "own_payment.rate"), 10077);
	assert_int_equal(json_int_at(object, "own_payment.months.0.days"), 2);
	assert_int_equal(json_int_at(object, "own_payment.months.0.amount"), 20154);
	assert_null(json_at(object, "expenses"));
	json_decref(object);
	cli_ok(&t, "bank", "bo", "--month", "2024-08", NULL);
	assert_has(t.out, "100.77 kr. for each day begun (rate of 2024)");
	assert_has(t.out, "201.54");
	cli_ok(&t, "grant", "add", "hjem", "--scheme", "dk.holbaek.107", "--from", "2024-09-01", NULL);
	cli_ok(&t, "bank", "hjem", NULL);
	assert_has(t.out, "2,078.00 kr. a month");
	assert_has(t.out, "196.00 kr. a month");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_year_below_its_threshold),
		cmocka_unit_test(test_the_life_of_a_row),
		cmocka_unit_test(test_what_is_wrong_is_named),
		cmocka_unit_test(test_own_payment_in_the_bank),
	};

	return cmocka_run_group_tests_name("cli/money", tests, NULL, NULL);
}
