/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants, people, the account and the list of changes. */
#include "house.h"

#define NOW "2025-06-17T12:00"

/* ---- grants */

static void a_grant_stands_in_a_line(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "5");
	assert_cell(table(&house, 0), 0, "Grant", "led");
	assert_cell(table(&house, 0), 0, "Scheme", "Companion scheme");
	assert_cell(table(&house, 0), 0, "Amount", "15:00 h a month");
	assert_cell(table(&house, 0), 0, "State", "running");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Grant · led");
	assert_says(&house, "From 1 January 2025, without an end.");
	assert_says(&house, "Hours with a companion: 15:00 h a month from 1 January 2025");
	assert_says(&house, "A companion for 15 hours a month");
	house_done(&house);
}

static void an_excluded_grant_is_refused_at_its_scheme(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "5 a");
	type(&house, "bpa");
	press(&house, "Tab");
	type(&house, "dk.holbaek.96");
	press(&house, "Tab");
	type(&house, "1.3.2025");
	press(&house, "Tab Tab Tab");
	type(&house, "hours=37:00/week");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, form_index(form(&house), "scheme"));
	assert_non_null(form(&house)->fields[form(&house)->focus].error);
	assert_string_equal(form_value(form(&house), "amount"), "hours=37:00/week");
	house_done(&house);
}

static void an_amount_changes_from_a_day_on(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "5 e");
	type(&house, "1.7.2025");
	press(&house, "Tab");
	type(&house, "20:00/month");
	press(&house, "C-s");
	assert_message(&house, "The grant “led” is changed.");
	press(&house, "Enter");
	assert_says(&house, "15:00 h a month from 1 January 2025");
	assert_says(&house, "20:00 h a month from 1 July 2025");
	press(&house, "m");
	type(&house, "this");
	press(&house, "Tab");
	type(&house, "4:00");
	press(&house, "C-s");
	assert_says(&house, "Deducted because a home gave the hours");
	assert_says(&house, "June 2025: 4:00 h");
	press(&house, "x");
	type(&house, "31.12.2025");
	press(&house, "C-s");
	assert_says(&house, "From 1 January 2025 to 31 December 2025.");
	press(&house, "q");
	assert_cell(table(&house, 0), 0, "State", "until 31 December 2025");
	house_done(&house);
}

/* ---- people */

static void people_come_change_and_go(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "6 a");
	type(&house, "dora");
	press(&house, "Tab");
	type(&house, "Dora Lund");
	press(&house, "Tab Right Right Tab Tab Tab");
	type(&house, "20:00");
	press(&house, "Tab");
	type(&house, "175.50");
	press(&house, "C-s");
	assert_message(&house, "Dora Lund is added.");
	assert_string_equal(focused_id(&house), "dora");
	assert_says(&house, "Dora Lund | dora | leader, assistant | 20:00 | 175.50 kr. |  | ");
	press(&house, "e");
	assert_string_equal(form_value(form(&house), "role"), "leader, assistant");
	press(&house, "Tab Tab Tab Tab");
	type(&house, "180.00");
	press(&house, "C-s");
	assert_says(&house, "180.00 kr.");
	press(&house, "x");
	type(&house, "30.6.2025");
	press(&house, "C-s");
	assert_says(&house, "| 30 June 2025");
	house_done(&house);
}

static void a_wrong_id_goes_to_its_field(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "6 a");
	type(&house, "Dora Lund");
	press(&house, "Tab");
	type(&house, "Dora Lund");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, 0);
	assert_non_null(form(&house)->fields[0].error);
	assert_string_equal(form_value(form(&house), "name"), "Dora Lund");
	house_done(&house);
}

static void a_person_opens_the_own_hours(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	house_log(&house, "2025-06-16", "16-18", "bo");
	press(&house, "6 Home");
	assert_string_equal(focused_id(&house), "anna");
	press(&house, "Enter");
	assert_string_equal(page(&house)->subtitle, "only Anna Sørensen");
	assert_silent(&house, "Bo Friis");
	house_done(&house);
}

static void an_assistant_sees_names_only(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_reopen(&house, "bo");
	press(&house, "6");
	assert_says(&house, "Anna Sørensen | anna | assistant |  |  |  | ");
	press(&house, "a");
	assert_null(form(&house));
	press(&house, "6 Home Enter");
	assert_message(&house, "not yours to see or change"); /* Anna's hours */
	assert_string_equal(page(&house)->title, "People");
	press(&house, "5");
	assert_cell(table(&house, 0), 0, "Grant", "led");
	assert_cell(table(&house, 0), 0, "From", "1 January 2025");
	press(&house, "Enter 9");
	assert_string_equal(page(&house)->title, "Grants");
	assert_message(&house, "9 does nothing here.");
	house_done(&house);
}

/* ---- the account */

static void the_year_adds_up(void **state)
{
	struct house house;
	const struct page_table *year;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-03-31", "22-7", "anna");
	press(&house, "7");
	assert_string_equal(page(&house)->title, "Account · 2025");
	year = table(&house, 0);
	assert_int_equal(year->rows, 13);
	assert_cell(year, 2, "Used", "2:00");
	assert_cell(year, 3, "Used", "7:00");
	assert_cell(year, 3, "Difference", "8:00");
	assert_cell(year, 12, "Month", "Sum");
	assert_cell(year, 12, "Granted", "180:00");
	assert_cell(year, 12, "Used", "9:00");
	assert_cell(year, 12, "Difference", "171:00");
	assert_says(&house, "Granted 180:00 h, used 9:00 h: difference 171:00 h.");
	assert_says(&house, "The grant “led” has no case number.");
	press(&house, "Home Down Down Down Enter");
	assert_string_equal(page(&house)->title, "Hours · April 2025");
	assert_cell(table(&house, 0), 0, "Hours", "7:00 of 9:00");
	press(&house, "q Left");
	assert_says(&house, "No grant runs in 2024");
	press(&house, "Right");
	assert_string_equal(page(&house)->title, "Account · 2025");
	house_done(&house);
}

/* ---- changes */

static void changes_are_listed_newest_first(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "9");
	assert_string_equal(page(&house)->title, "Changes · June 2025");
	assert_cell(table(&house, 0), 0, "What", "hours logged");
	assert_cell(table(&house, 0), 0, "On", "entry 1");
	assert_cell(table(&house, 0), 0, "Who", "Kirsten Holm");
	assert_cell(table(&house, 0), 0, "When", "Tue 17 Jun 2025 12:00");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	press(&house, "u q");
	assert_cell(table(&house, 0), 0, "What", "taken back");
	press(&house, "Left");
	assert_says(&house, "Nothing was changed in May 2025.");
	house_done(&house);
}

static void a_clock_set_later_hides_no_changes(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-07-17T12:00");
	house_now("2025-06-17T12:00");
	house_reopen(&house, NULL);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "9");
	assert_cell(table(&house, 0), 0, "What", "hours logged");
	house_done(&house);
}

static void a_wage_to_come_says_from_when(void **state)
{
	struct house house;
	struct person_input wage = { .id = "anna", .wage = "200.00", .from = "2025-08-01" };
	struct status st = STATUS_INIT;

	(void)state;
	house_led(&house, NOW);
	assert_ok(app_person_edit(house.app, &wage, &st), &st);
	press(&house, "6");
	assert_says(&house, "200.00 kr. from 1 August 2025");
	wage.from = "2025-06-01";
	wage.wage = "180.00";
	assert_ok(app_person_edit(house.app, &wage, &st), &st);
	press(&house, "C-l");
	assert_says(&house, "| 180.00 kr. |");
	house_done(&house);
}

/* What others wrote into the letter once went with the next that was saved. */
static void a_letter_changed_meanwhile_is_shown_as_both(void **state)
{
	struct grant_input other = { .payer = "Ishøj" };
	struct status st = STATUS_INIT;
	struct house house;
	struct grant grant;

	(void)state;
	house_led(&house, NOW);
	press(&house, "5 Home t");
	assert_ok(app_grant_edit(house.app, "led", &other, &st), &st);
	press(&house, "Tab Tab Tab");
	type(&house, "27.33");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_non_null(strstr(form(&house)->intro, "What was shown: –"));
	assert_non_null(strstr(form(&house)->intro, "What is there now: Payer: Ishøj"));
	assert_string_equal(form_value(form(&house), "case"), "27.33");
	assert_ok(app_grant(house.app, "led", &grant, &st), &st);
	assert_string_equal(grant.payer, "Ishøj");
	assert_null(grant.case_no);
	grant_done(&grant);
	press(&house, "C-s");
	assert_null(form(&house));
	house_done(&house);
}

static void a_person_changed_meanwhile_is_shown_as_both(void **state)
{
	struct house house;
	struct person_input other = { .id = "anna", .name = "Anna Berg" };
	struct status st = STATUS_INIT;

	(void)state;
	house_led(&house, NOW);
	press(&house, "6 Home e");
	assert_ok(app_person_edit(house.app, &other, &st), &st);
	type(&house, "!");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_non_null(strstr(form(&house)->intro, "What was shown: Anna Sørensen, assistant"));
	assert_non_null(strstr(form(&house)->intro, "What is there now: Anna Berg, assistant"));
	assert_string_equal(form_value(form(&house), "name"), "Anna Sørensen!");
	press(&house, "C-s");
	assert_null(form(&house));
	press(&house, "e Tab Tab C-u C-s"); /* a blank field empties */
	assert_null(form(&house));
	press(&house, "e");
	assert_string_equal(form_value(form(&house), "born"), "");
	house_done(&house);
}

static void a_grant_form_says_which_and_how_much(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "5 e");
	assert_string_equal(form(&house)->title, "Change the amount of led");
	assert_non_null(strstr(form(&house)->intro, "Granted now: 15:00 h a month."));
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_grant_stands_in_a_line),
		cmocka_unit_test(an_excluded_grant_is_refused_at_its_scheme),
		cmocka_unit_test(an_amount_changes_from_a_day_on),
		cmocka_unit_test(people_come_change_and_go),
		cmocka_unit_test(a_wrong_id_goes_to_its_field),
		cmocka_unit_test(a_person_opens_the_own_hours),
		cmocka_unit_test(an_assistant_sees_names_only),
		cmocka_unit_test(the_year_adds_up),
		cmocka_unit_test(changes_are_listed_newest_first),
		cmocka_unit_test(a_clock_set_later_hides_no_changes),
		cmocka_unit_test(a_wage_to_come_says_from_when),
		cmocka_unit_test(a_letter_changed_meanwhile_is_shown_as_both),
		cmocka_unit_test(a_person_changed_meanwhile_is_shown_as_both),
		cmocka_unit_test(a_grant_form_says_which_and_how_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
