/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging, changing, withdrawing and finding hours, by keys alone. */
#include "house.h"

#define NOW "2025-06-17T12:00" /* a Tuesday */

static void an_empty_month_says_what_to_do(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2");
	assert_string_equal(page(&house)->title, "Hours · June 2025");
	assert_says(&house, "No hours in June 2025. a logs hours; Left and Right go to other months.");
	house_done(&house);
}

/* ---- one line */

static void quick_entry_says_what_it_understands(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2 a");
	assert_string_equal(preview(&house), "");
	type(&house, "fri");
	assert_non_null(strstr(preview(&house), "says no time"));
	type(&house, " 22-7 led anna the concert");
	assert_string_equal(preview(&house),
	                    "Fri 13 Jun 2025, 22:00-07:00: 9:00 h on led, anna\n81:00 h left after it.\nNote: the concert");
	house_done(&house);
}

static void quick_entry_logs(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2 a");
	type(&house, "fri 22-7 led anna the concert");
	press(&house, "Enter");
	assert_null(form(&house));
	assert_message(&house, "Logged: 9:00 h on led. 81:00 h left after it.");
	assert_cell(table(&house, 0), 0, "Date", "Fri 13 Jun");
	assert_cell(table(&house, 0), 0, "Time", "22:00-07:00");
	assert_cell(table(&house, 0), 0, "Hours", "9:00");
	assert_cell(table(&house, 0), 0, "Person", "Anna Sørensen");
	assert_cell(table(&house, 0), 0, "Note", "the concert");
	assert_cell(table(&house, 0), 1, "Hours", "9:00");
	assert_string_equal(focused_id(&house), "1");
	house_done(&house);
}

static void quick_entry_keeps_what_was_typed(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2 a");
	type(&house, "fri 25-7 led");
	press(&house, "Enter");
	assert_non_null(form(&house));
	assert_string_equal(form_value(form(&house), "line"), "fri 25-7 led");
	assert_non_null(form(&house)->fields[0].error);
	press(&house, "Esc");
	assert_null(form(&house));
	assert_says(&house, "No hours in June 2025.");
	press(&house, "a");
	assert_string_equal(form_value(form(&house), "line"), "fri 25-7 led");
	house_done(&house);
}

static void an_overdraft_is_said_before_and_after(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-01-17T12:00");
	press(&house, "2 a");
	type(&house, "yesterday 6-22 led");
	assert_non_null(strstr(preview(&house), "1:00 h more than was at hand."));
	press(&house, "Enter");
	assert_message(&house, "1:00 h more than was at hand.");
	assert_int_equal(house.ui->message_meaning, MEANING_WARN);
	press(&house, "1");
	assert_says(&house, "Overdrawn: in January 2025, 1:00 h more was used than was at hand. "
	                    "It is never taken from later months: ask who pays for it.");
	house_done(&house);
}

/* ---- the form */

static void the_form_goes_to_the_field_at_fault(void **state)
{
	struct house house;
	struct form *open;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2 A C-u");
	type(&house, "31.2.2025");
	press(&house, "Tab");
	type(&house, "8-15");
	press(&house, "C-s");
	open = form(&house);
	assert_non_null(open);
	assert_int_equal(open->focus, form_index(open, "date"));
	assert_non_null(open->fields[open->focus].error);
	assert_string_equal(form_value(open, "span"), "8-15");
	press(&house, "C-u");
	type(&house, "16.6.");
	assert_null(open->fields[open->focus].error);
	assert_string_equal(preview(&house), "Mon 16 Jun 2025: 7:00 h on led, for nobody in particular\n83:00 h left after it.");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_cell(table(&house, 0), 0, "Date", "Mon 16 Jun");
	house_done(&house);
}

static void overlapping_hours_go_to_the_time(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "2 A C-u");
	type(&house, "16.6.");
	press(&house, "Tab");
	type(&house, "14-16");
	press(&house, "Tab Tab");
	type(&house, "anna");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, form_index(form(&house), "span"));
	assert_non_null(form(&house)->fields[form(&house)->focus].error);
	house_done(&house);
}

static void an_edit_begins_with_what_is_there(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "2 e");
	assert_string_equal(form_value(form(&house), "date"), "2025-06-16");
	assert_string_equal(form_value(form(&house), "span"), "08:00-15:00");
	assert_string_equal(form_value(form(&house), "grant"), "led: Companion scheme");
	assert_string_equal(form_value(form(&house), "person"), "anna: Anna Sørensen");
	press(&house, "Tab C-u");
	type(&house, "8-16");
	press(&house, "Tab Tab Left");
	assert_string_equal(form_value(form(&house), "person"), "(nobody in particular)");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_cell(table(&house, 0), 0, "Hours", "8:00");
	assert_cell(table(&house, 0), 0, "Person", "");
	house_done(&house);
}

/* ---- what was done */

static void withdrawing_asks_and_can_be_undone(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "2 w n");
	assert_cell(table(&house, 0), 0, "Hours", "7:00");
	press(&house, "w y");
	assert_message(&house, "Withdrawn");
	assert_says(&house, "No hours in June 2025.");
	press(&house, "u");
	assert_message(&house, "Taken back: hours withdrawn, entry 1.");
	assert_cell(table(&house, 0), 0, "Hours", "7:00");
	press(&house, "U");
	assert_message(&house, "Repeated");
	assert_says(&house, "No hours in June 2025.");
	house_done(&house);
}

static void an_entry_shows_all_that_was_done_to_it(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "2 e Tab C-u");
	type(&house, "8-16");
	press(&house, "C-s Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	assert_says(&house, "Mon 16 Jun 2025, 08:00-16:00: 8:00 h");
	assert_says(&house, "Person: Anna Sørensen");
	assert_cell(table(&house, 0), 0, "What", "hours logged");
	assert_cell(table(&house, 0), 0, "Hours", "7:00");
	assert_cell(table(&house, 0), 1, "What", "hours changed");
	assert_cell(table(&house, 0), 1, "Hours", "8:00");
	assert_cell(table(&house, 0), 1, "When", "Tue 17 Jun 2025 12:00");
	press(&house, "q");
	assert_string_equal(page(&house)->title, "Hours · June 2025");
	house_done(&house);
}

/* ---- other months, fewer rows */

static void months_go_by(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-05-31", "22-7", "anna");
	press(&house, "2");
	assert_cell(table(&house, 0), 0, "Date", "Sat 31 May");
	assert_cell(table(&house, 0), 0, "Hours", "7:00 of 9:00");
	assert_cell(table(&house, 0), 1, "Hours", "7:00");
	press(&house, "Left");
	assert_string_equal(page(&house)->title, "Hours · May 2025");
	assert_cell(table(&house, 0), 0, "Hours", "2:00 of 9:00");
	press(&house, "p 0");
	assert_string_equal(page(&house)->title, "Hours · June 2025");
	press(&house, "g");
	type(&house, "11.2024");
	assert_string_equal(preview(&house), "November 2024");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Hours · November 2024");
	press(&house, "g");
	type(&house, "13.2024");
	press(&house, "Enter");
	assert_non_null(form(&house));
	house_done(&house);
}

static void a_filter_shows_one_person(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	house_log(&house, "2025-06-16", "16-18", "bo");
	press(&house, "2 f Tab");
	type(&house, "bo");
	press(&house, "C-s");
	assert_string_equal(page(&house)->subtitle, "only Bo Friis");
	assert_silent(&house, "Anna");
	assert_cell(table(&house, 0), 0, "Person", "Bo Friis");
	assert_cell(table(&house, 0), 1, "Hours", "2:00");
	/* A line without a person is now about Bo. */
	press(&house, "a");
	type(&house, "today 8-9 led");
	assert_non_null(strstr(preview(&house), "led, bo"));
	house_done(&house);
}

/* ---- somebody else */

static void an_assistant_sees_the_own_hours_only(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	house_log(&house, "2025-06-16", "16-18", "bo");
	house_reopen(&house, "bo");
	press(&house, "2");
	assert_silent(&house, "Anna");
	assert_cell(table(&house, 0), 0, "Person", "Bo Friis");
	press(&house, "a");
	type(&house, "today 8-9 led");
	press(&house, "Enter");
	assert_null(form(&house));
	assert_cell(table(&house, 0), 1, "Person", "Bo Friis");
	press(&house, "3");
	assert_message(&house, "3 does nothing here.");
	press(&house, "1");
	assert_silent(&house, "Companion scheme");
	house_done(&house);
}

/* ---- the life of an hour */

static void step(struct house *house, enum entry_step step, int64_t id, const char *why)
{
	struct hours_pick pick = { .ids = &id, .count = 1 };
	struct status st = STATUS_INIT;

	assert_ok(app_hours_step(house->app, step, &pick, why, NULL, &st), &st);
}

static void one_key_submits_and_one_approves(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	house_log(&house, "2025-06-16", "16-18", "bo");
	house_reopen(&house, "anna");
	press(&house, "2 s");
	assert_message(&house, "Submitted: Mon 16 Jun 2025, 7:00 h, Anna Sørensen.");
	assert_cell(table(&house, 0), 0, "State", "submitted");
	press(&house, "y");
	assert_message(&house, "y does nothing here.");
	press(&house, "u");
	assert_message(&house, "Taken back: hours submitted, entry 1.");
	assert_cell(table(&house, 0), 0, "State", "logged");
	press(&house, "S y");
	assert_message(&house, "1 entry submitted.");
	house_reopen(&house, NULL);
	assert_says(&house, "1 entry waits for approval");
	press(&house, "Down Enter");
	assert_string_equal(page(&house)->title, "Hours · June 2025");
	assert_string_equal(page(&house)->subtitle, "only waiting for approval");
	assert_silent(&house, "Bo Friis");
	press(&house, "y");
	assert_message(&house, "Approved: Mon 16 Jun 2025, 7:00 h, Anna Sørensen.");
	assert_says(&house, "No hours of this kind in June 2025.");
	house_done(&house);
}

static void a_month_is_approved_after_a_question(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	house_log(&house, "2025-06-16", "16-18", "bo");
	press(&house, "2 Y");
	assert_string_equal(ui_top(house.ui)->confirm.question, "Approve 2 entries of June 2025: 9:00 h?");
	press(&house, "n");
	assert_cell(table(&house, 0), 0, "State", "logged");
	press(&house, "f Tab");
	type(&house, "bo");
	press(&house, "C-s Y");
	assert_string_equal(ui_top(house.ui)->confirm.question, "Approve 1 entry of June 2025 (Bo Friis): 2:00 h?");
	press(&house, "y");
	assert_message(&house, "1 entry approved.");
	assert_cell(table(&house, 0), 0, "State", "approved");
	press(&house, "Y");
	assert_message(&house, "No hours of June 2025 wait for approval.");
	house_done(&house);
}

static void rejecting_asks_why_and_who_worked_reads_it(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	step(&house, STEP_APPROVE, 1, NULL);
	press(&house, "2 r Enter");
	assert_non_null(form(&house));
	assert_non_null(form(&house)->fields[0].error);
	type(&house, "You left at ten");
	press(&house, "Enter");
	assert_null(form(&house));
	assert_message(&house, "Rejected: Mon 16 Jun 2025, 7:00 h, Anna Sørensen.");
	assert_cell(table(&house, 0), 0, "State", "rejected");
	assert_cell(table(&house, 0), 1, "Hours", "0:00");
	house_reopen(&house, "bo");
	assert_silent(&house, "rejected");
	house_reopen(&house, "anna");
	assert_says(&house, "1 entry of yours was rejected");
	assert_says(&house, "You left at ten");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	assert_says(&house, "Why it was rejected: You left at ten");
	house_done(&house);
}

static void an_edit_after_approval_shows_both_versions(void **state)
{
	struct hours_input input = { .span = "8-16" };
	struct status st = STATUS_INIT;
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	step(&house, STEP_APPROVE, 1, NULL);
	press(&house, "2 Enter");
	assert_silent(&house, "Changed since it was approved");
	assert_ok(app_hours_edit(house.app, 1, 0, &input, NULL, &st), &st);
	ui_rebuild(house.ui);
	ui_settle(house.ui);
	assert_says(&house, "State: submitted");
	assert_says(&house, "Changed since it was approved");
	assert_says(&house, "Time: approved was “08:00-15:00”, now it is “08:00-16:00”.");
	assert_cell(table(&house, 1), 1, "Before", "08:00-15:00");
	assert_cell(table(&house, 1), 1, "After", "08:00-16:00");
	press(&house, "y");
	assert_says(&house, "State: approved");
	assert_silent(&house, "Changed since it was approved");
	house_done(&house);
}

static void many_hours_stay_small(void **state)
{
	struct house house;
	struct status st = STATUS_INIT;
	FILE *csv = tmpfile();
	struct import_result result = { 0 };

	(void)state;
	house_init(&house, NOW);
	house_grant(&house, NULL);
	fputs("grant,date,hours,note\n", csv);
	for (int i = 0; i < 5000; i++)
		fprintf(csv, "led,2025-06-%02d,0:01,the row %d\n", i % 16 + 1, i);
	rewind(csv);
	assert_ok(app_import_hours(house.app, csv, false, NULL, NULL, &result, &st), &st);
	import_result_done(&result);
	press(&house, "2");
	assert_int_equal(table(&house, 0)->rows, 5001);
	assert_cell(table(&house, 0), 5000, "Hours", "83:20");
	press(&house, "Home");
	assert_cell(table(&house, 0), page(&house)->focus_item, "Date", "Sun 1 Jun");
	fclose(csv);
	house_done(&house);
}

static void an_entry_changed_meanwhile_is_shown_as_both(void **state)
{
	struct house house;
	struct hours_input other = { .span = "9-15" };
	struct status st = STATUS_INIT;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-15", "anna");
	press(&house, "2 e Tab C-u");
	type(&house, "10-15");
	assert_ok(app_hours_edit(house.app, 1, 0, &other, NULL, &st), &st);
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_non_null(strstr(form(&house)->intro, "What was shown: Mon 16 Jun 2025, 08:00-15:00, 7:00 h, led, Anna"));
	assert_non_null(strstr(form(&house)->intro, "What is there now: Mon 16 Jun 2025, 09:00-15:00, 6:00 h, led, Anna"));
	assert_string_equal(form_value(form(&house), "span"), "10-15");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_cell(table(&house, 0), 0, "Time", "10:00-15:00");
	house_done(&house);
}

static void a_name_that_is_none_shows(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "2 a");
	type(&house, "fri 8-9 led bob");
	assert_string_equal(preview(&house),
	                    "Fri 13 Jun 2025, 08:00-09:00: 1:00 h on led, for nobody in particular\n89:00 h left after it.\nNote: bob");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_month_says_what_to_do),
		cmocka_unit_test(an_entry_changed_meanwhile_is_shown_as_both),
		cmocka_unit_test(a_name_that_is_none_shows),
		cmocka_unit_test(quick_entry_says_what_it_understands),
		cmocka_unit_test(quick_entry_logs),
		cmocka_unit_test(quick_entry_keeps_what_was_typed),
		cmocka_unit_test(an_overdraft_is_said_before_and_after),
		cmocka_unit_test(the_form_goes_to_the_field_at_fault),
		cmocka_unit_test(overlapping_hours_go_to_the_time),
		cmocka_unit_test(an_edit_begins_with_what_is_there),
		cmocka_unit_test(withdrawing_asks_and_can_be_undone),
		cmocka_unit_test(an_entry_shows_all_that_was_done_to_it),
		cmocka_unit_test(months_go_by),
		cmocka_unit_test(a_filter_shows_one_person),
		cmocka_unit_test(an_assistant_sees_the_own_hours_only),
		cmocka_unit_test(one_key_submits_and_one_approves),
		cmocka_unit_test(a_month_is_approved_after_a_question),
		cmocka_unit_test(rejecting_asks_why_and_who_worked_reads_it),
		cmocka_unit_test(an_edit_after_approval_shows_both_versions),
		cmocka_unit_test(many_hours_stay_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
