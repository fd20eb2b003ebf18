/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Money screen, its form, and what Bank and Overview say of money. */
#include "house.h"

/* Merudgifter of 12,000.00 a year, in a household of 20 November 2024. */
static void setup(struct house *house)
{
	static const char *const amounts[] = { "12000.00/year" };
	struct grant_input input = { .id = "mer", .scheme = "dk.holbaek.100", .from = "2024-01-01", .amounts = amounts,
		                     .amount_count = 1 };
	struct status st = STATUS_INIT;

	house_init(house, "2024-11-20T12:00");
	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

static void spend(struct house *house, const char *date, const char *amount, const char *category)
{
	struct money_input input = { .date = date, .amount = amount, .grant = "mer", .kind = "expense", .category = category };
	struct status st = STATUS_INIT;

	assert_ok(app_money_add(house->app, &input, NULL, &st), &st);
}

static void test_an_empty_year_says_what_to_do(void **state)
{
	struct house house;

	(void)state;
	setup(&house);
	press(&house, "M");
	assert_says(&house, "Money · 2024");
	assert_says(&house, "No money is booked in 2024.");
	assert_says(&house, "mer: 12,000.00 kr. granted, 0.00 kr. used, 12,000.00 kr. left.");
	press(&house, "p");
	assert_says(&house, "No money is booked in 2023.");
	house_done(&house);
}

static void test_a_year_of_money(void **state)
{
	struct house house;

	(void)state;
	setup(&house);
	spend(&house, "2024-02-01", "4600", "medicine");
	spend(&house, "2024-03-01", "100", "holidays");
	spend(&house, "2024-04-01", "2325", "transport");
	press(&house, "M");
	assert_cell(table(&house, 0), 0, "Counted", "4,575.00");
	assert_cell(table(&house, 0), 0, "Category", "Medicine");
	assert_cell(table(&house, 0), 1, "Counted", "not counted");
	assert_cell(table(&house, 0), 2, "Counted", "yes");
	assert_cell(table(&house, 0), 3, "Amount", "7,025.00");
	assert_cell(table(&house, 0), 3, "Counted", "6,900.00");
	assert_says(&house, "another 396.01 kr.");
	press(&house, "3");
	assert_says(&house, "Bank · mer");
	assert_says(&house, "6,900.00 kr. that count are booked for 2024; a year needs more than 7,296.00 kr.");
	assert_cell(table(&house, 2), 0, "At most a year", "4,575.00 (2024)");
	press(&house, "Enter");
	assert_says(&house, "Money · 2024");
	spend(&house, "2024-05-01", "396.01", "transport");
	press(&house, "1");
	assert_says(&house, "4,703.99 kr. left of 12,000.00 kr., 7,296.01 kr. used this year");
	assert_says(&house, "4,703.99 kr. can be used until 31 December 2024.");
	press(&house, "7");
	assert_says(&house, "12,000.00 kr. granted, 7,296.01 kr. used, 4,703.99 kr. left.");
	assert_says(&house, "expense: 7,421.01 kr.");
	house_done(&house);
}

/* While one types the form says what would count; it stores what it said. */
static void test_the_form_says_what_would_count(void **state)
{
	struct house house;

	(void)state;
	setup(&house);
	press(&house, "M a");
	type(&house, "8000");
	press(&house, "Tab Tab Tab");
	type(&house, "holi");
	assert_non_null(strstr(preview(&house), "Of this 0.00 kr. counts."));
	assert_non_null(strstr(preview(&house), "as a rule does not count"));
	press(&house, "Tab Right");
	assert_non_null(strstr(preview(&house), "Of this 8,000.00 kr. counts. 4,000.00 kr. left after it."));
	press(&house, "C-s");
	assert_null(form(&house));
	assert_message(&house, "Booked: 8,000.00 kr. on mer, expense, Holidays.");
	assert_cell(table(&house, 0), 0, "Counted", "by decision");
	assert_string_equal(focused_id(&house), "1");
	/* The same row, changed and taken back. */
	press(&house, "e");
	assert_string_equal(form_value(form(&house), "amount"), "8000.00");
	assert_string_equal(form_value(form(&house), "category"), "holidays: Holidays");
	press(&house, "Tab Backspace");
	type(&house, "5");
	press(&house, "C-s");
	assert_message(&house, "Booked: 8,000.05 kr. on mer");
	press(&house, "w");
	press(&house, "y");
	assert_message(&house, "Withdrawn");
	assert_says(&house, "No money is booked in 2024.");
	press(&house, "u");
	assert_message(&house, "money withdrawn");
	assert_cell(table(&house, 0), 0, "Category", "Holidays");
	house_done(&house);
}

static void test_what_is_missing_is_said_at_its_field(void **state)
{
	struct house house;

	(void)state;
	setup(&house);
	press(&house, "M a");
	type(&house, "10");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, form_index(form(&house), "category"));
	press(&house, "Esc");
	house_done(&house);
}

static void test_own_payment_in_the_bank(void **state)
{
	struct grant_input input = { .id = "krise", .scheme = "dk.holbaek.109", .from = "2024-07-01" };
	struct hours_input days = { .date = "2024-07-30", .span = "3d", .grant = "krise" };
	struct status st = STATUS_INIT;
	struct house house;

	(void)state;
	house_init(&house, "2024-11-20T12:00");
	assert_ok(app_grant_add(house.app, &input, NULL, &st), &st);
	assert_ok(app_log(house.app, &days, NULL, &st), &st);
	press(&house, "3");
	assert_cell(table(&house, 1), 0, "Own payment", "194.60");
	assert_cell(table(&house, 1), 1, "Own payment", "97.30");
	assert_says(&house, "97.30 kr. for each day begun (rate of 2024)");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_year_says_what_to_do),
		cmocka_unit_test(test_a_year_of_money),
		cmocka_unit_test(test_the_form_says_what_would_count),
		cmocka_unit_test(test_what_is_missing_is_said_at_its_field),
		cmocka_unit_test(test_own_payment_in_the_bank),
	};

	return cmocka_run_group_tests_name("screens/money", tests, NULL, NULL);
}
