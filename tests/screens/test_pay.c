/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay: everybody's month, one person's lines, the minutes behind a line. */
#include "house.h"

static void log_hours(struct house *house, const char *date, const char *span, const char *person)
{
	struct hours_input input = { .date = date, .span = span, .grant = "bpa.hours", .person = person };
	struct status st = STATUS_INIT;

	assert_ok(app_log(house->app, &input, NULL, &st), &st);
}

static void begin(struct house *house)
{
	const char *const amounts[] = { "hours=37:00/week" };
	struct grant_input grant = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .amounts = amounts,
	                             .amount_count = 1 };
	struct person_input wage = { .id = "anna", .wage = "175.50", .from = "2025-01-01" };
	struct person_input first = { .id = "anna", .from = "2025-01-01" };
	struct status st = STATUS_INIT;

	house_init(house, "2025-04-02T12:00");
	house_person(house, "anna", "Anna Lund");
	house_person(house, "bo", "Bo Krogh");
	assert_ok(app_grant_add(house->app, &grant, NULL, &st), &st);
	assert_ok(app_person_edit(house->app, &wage, &st), &st);
	assert_ok(app_person_edit(house->app, &first, &st), &st);
	log_hours(house, "2025-03-29", "22-6", "anna");
	log_hours(house, "2025-03-31", "8-9", "bo");
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

static void from_the_month_to_the_minutes(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	press(&house, "P");
	assert_string_equal(page(&house)->title, "Pay · April 2025");
	assert_int_equal(table(&house, 0)->rows, 0);
	press(&house, "Left");
	assert_string_equal(page(&house)->title, "Pay · March 2025");
	assert_int_equal(table(&house, 0)->rows, 3);
	assert_cell(table(&house, 0), 0, "Person", "Anna Lund");
	assert_cell(table(&house, 0), 0, "Base", "1,228.50");
	assert_cell(table(&house, 0), 0, "Supplements", "552.83");
	assert_cell(table(&house, 0), 0, "Holiday pay", "222.67");
	assert_cell(table(&house, 0), 0, "Pension", "–");
	assert_cell(table(&house, 0), 0, "Total", "2,004.00");
	assert_cell(table(&house, 0), 2, "Hours", "8:00");
	assert_says(&house, "“bo” has no wage on 2025-03-31");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Pay of Anna Lund · March 2025");
	assert_int_equal(table(&house, 0)->rows, 4);
	assert_cell(table(&house, 0), 2, "For", "Night");
	assert_cell(table(&house, 0), 2, "Rate", "35 %");
	assert_cell(table(&house, 0), 2, "Amount", "61.43");
	assert_says(&house, "Total: 2,004.00 kr.");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Pay of entry 1");
	assert_int_equal(table(&house, 0)->rows, 6);
	assert_cell(table(&house, 0), 2, "Time", "23:00-24:00");
	assert_cell(table(&house, 0), 3, "For", "Night");
	assert_cell(table(&house, 0), 3, "Rule", "night");
	assert_cell(table(&house, 0), 3, "In force since", "Fri 1 Jan 2021");
	assert_says(&house, "File: pay/dk.example.conf");
	press(&house, "e");
	assert_string_equal(page(&house)->title, "Entry 1");
	press(&house, "p");
	assert_string_equal(page(&house)->title, "Pay of entry 1");
	house_done(&house);
}

static void an_assistant_sees_the_own_pay(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	house_reopen(&house, "anna");
	press(&house, "P Left");
	assert_int_equal(table(&house, 0)->rows, 1);
	assert_cell(table(&house, 0), 0, "Person", "Anna Lund");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_month_to_the_minutes),
		cmocka_unit_test(an_assistant_sees_the_own_pay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
