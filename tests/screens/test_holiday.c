/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday by the year on a screen: what is shown, what is agreed, who sees whose. */
#include "house.h"

#define NOW "2025-06-17T12:00"

static void take_holiday(struct house *house, const char *person, const char *from, const char *to)
{
	struct absence_input input = { .person = person, .from = from, .to = to, .kind = "holiday" };
	struct status st = STATUS_INIT;

	assert_ok(app_absence_add(house->app, &input, NULL, NULL, &st), &st);
}

/* The year from September 2024 on: Anna took Monday 2 to Wednesday 4 June 2025, three of 25. By 17 June ten months are over in
 * part: nine whole ones are 18.75, and 17 days of June at 0.07 are 1.19: 19.94 earned. */
static void start(struct house *house)
{
	house_led(house, NOW);
	take_holiday(house, "anna", "2025-06-02", "2025-06-04");
	press(house, "K H");
}

static void the_year_is_shown_for_everybody(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	assert_string_equal(page(&house)->title, "Holiday · year from 1 September 2024");
	assert_says(&house, "They can be taken until 31 December 2025.");
	assert_says(&house, "Only days beyond 20 may be carried into the next year, by an agreement in writing until 31 December 2025.");
	assert_cell(table(&house, 0), 0, "Person", "Anna Sørensen");
	assert_cell(table(&house, 0), 0, "By law", "25");
	assert_cell(table(&house, 0), 0, "Earned", "19.94");
	assert_cell(table(&house, 0), 0, "Taken", "3");
	assert_cell(table(&house, 0), 0, "Left", "22");
	assert_cell(table(&house, 0), 1, "Person", "Bo Friis");
	assert_int_equal(table(&house, 0)->rows, 2);
	press(&house, "p");
	assert_string_equal(page(&house)->title, "Holiday · year from 1 September 2023");
	assert_says(&house, "They could be taken until 31 December 2024.");
	assert_cell(table(&house, 0), 1, "Left", "25 lapsed");
	press(&house, "0");
	assert_string_equal(page(&house)->title, "Holiday · year from 1 September 2024");
	/* Before the rules begin there is no account, but a way back. */
	press(&house, "p p p p p");
	assert_says(&house, "For DK no rules of holiday are known for that year.");
	press(&house, "n");
	assert_string_equal(page(&house)->title, "Holiday · year from 1 September 2020");
	house_done(&house);
}

static void what_is_agreed_is_recorded_and_undone(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	press(&house, "Down Enter");
	assert_string_equal(form(&house)->title, "Holiday agreed with Bo Friis for 2024");
	assert_non_null(strstr(form(&house)->intro, "Now 5 at most."));
	press(&house, "Tab");
	type(&house, "6");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, form_index(form(&house), "carry"));
	assert_non_null(strstr(form(&house)->fields[1].error, "Only days beyond 20 may be carried"));
	press(&house, "C-u");
	type(&house, "4");
	press(&house, "Tab");
	type(&house, "mail of 10 June");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_message(&house, "What is agreed is recorded.");
	assert_cell(table(&house, 0), 1, "Carried on", "4");
	assert_cell(table(&house, 0), 1, "Left", "21");
	assert_cell(table(&house, 0), 1, "Note", "mail of 10 June");
	press(&house, "n");
	assert_cell(table(&house, 0), 1, "From before", "4, 4 left");
	assert_cell(table(&house, 0), 1, "Left", "29");
	press(&house, "u");
	assert_message(&house, "Taken back: holiday agreed, bo 2024.");
	assert_cell(table(&house, 0), 1, "Left", "25");
	house_done(&house);
}

static void what_was_agreed_meanwhile_is_shown(void **state)
{
	struct holiday_input other = { .person = "bo", .year = "2024", .carry = "3" };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	start(&house);
	press(&house, "Down a Tab");
	type(&house, "5");
	assert_ok(app_holiday_agree(house.app, &other, NULL, NULL, &st), &st);
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_non_null(strstr(form(&house)->intro, "What is there now: 0 agreed, 3 carried on."));
	assert_string_equal(form_value(form(&house), "carry"), "5");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_cell(table(&house, 0), 1, "Carried on", "5");
	house_done(&house);
}

static void an_assistant_sees_the_own_holiday_only(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	house_reopen(&house, "bo");
	press(&house, "K H");
	assert_int_equal(table(&house, 0)->rows, 1);
	assert_cell(table(&house, 0), 0, "Person", "Bo Friis");
	assert_silent(&house, "Anna");
	press(&house, "Enter");
	assert_null(form(&house));
	house_done(&house);
}

static void people_leads_to_whose_line_it_is(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	press(&house, "6");
	page_focus(&ui_page(house.ui)->page, "bo", 0);
	press(&house, "H");
	assert_string_equal(focused_id(&house), "bo");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_year_is_shown_for_everybody),
		cmocka_unit_test(what_is_agreed_is_recorded_and_undone),
		cmocka_unit_test(what_was_agreed_meanwhile_is_shown),
		cmocka_unit_test(an_assistant_sees_the_own_holiday_only),
		cmocka_unit_test(people_leads_to_whose_line_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
