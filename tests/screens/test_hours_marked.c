/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submitting, approving, rejecting and withdrawing several entries at once, and only as they were shown. */
#include "house.h"

#define NOW "2025-06-17T12:00" /* a Tuesday */

static void start(struct house *house)
{
	house_led(house, NOW);
	house_log(house, "2025-06-13", "8-15", "anna");
	house_log(house, "2025-06-14", "8-13:30", "anna");
	house_log(house, "2025-06-16", "16-18", "bo");
	press(house, "2 Home");
}

static int64_t changes(struct house *house)
{
	struct status st = STATUS_INIT;
	char hex[65];
	int64_t seq;

	assert_ok(app_audit_head(house->app, &seq, hex, &st), &st);
	return seq;
}

/* What somebody else does to an entry, who has not looked at this screen. */
static void other_edits(struct house *house, int64_t id, const char *span)
{
	struct hours_input input = { .span = span };
	struct status st = STATUS_INIT;

	assert_ok(app_hours_edit(house->app, id, 0, &input, NULL, &st), &st);
}

static void assert_states(const struct house *house, const char *first, const char *second, const char *third)
{
	assert_cell(table(house, 0), 0, "State", first);
	assert_cell(table(house, 0), 1, "State", second);
	assert_cell(table(house, 0), 2, "State", third);
}

static void marked_hours_are_approved_as_one_change(void **state)
{
	struct house house;
	int64_t before;

	(void)state;
	start(&house);
	press(&house, "Space Down Space");
	assert_string_equal(page(&house)->marks.said, "2 marked, 9:00");
	press(&house, "Up Space");
	assert_string_equal(page(&house)->marks.said, "3 marked, 14:30");
	press(&house, "Up Space");
	assert_string_equal(page(&house)->marks.said, "2 marked, 9:00");
	before = changes(&house);
	press(&house, "y");
	assert_message(&house, "2 entries approved.");
	assert_int_equal(changes(&house), before + 1);
	assert_states(&house, "approved", "logged", "approved");
	assert_null(page(&house)->marks.said);
	press(&house, "u");
	assert_message(&house, "Taken back: hours approved, entries 1, 3.");
	assert_states(&house, "logged", "logged", "logged");
	house_done(&house);
}

static void none_is_approved_where_one_cannot_be(void **state)
{
	struct house house;
	int64_t before;

	(void)state;
	start(&house);
	press(&house, "Down y *");
	before = changes(&house);
	press(&house, "y");
	assert_message(&house, "Entry 2 is approved: only hours that are logged or submitted are approved.");
	assert_int_equal(changes(&house), before);
	assert_states(&house, "logged", "approved", "logged");
	assert_string_equal(page(&house)->marks.said, "3 marked, 14:30");
	house_done(&house);
}

static void one_reason_rejects_them_all(void **state)
{
	struct house house;
	int64_t before;

	(void)state;
	start(&house);
	press(&house, "* y Home Space Space");
	before = changes(&house);
	press(&house, "r");
	assert_string_equal(form(&house)->intro, "2 entries, 12:30 h");
	press(&house, "Enter");
	assert_non_null(form(&house)->fields[0].error);
	type(&house, "The days are mixed up");
	press(&house, "Enter");
	assert_null(form(&house));
	assert_message(&house, "2 entries rejected: they no longer count, and who worked reads why.");
	assert_int_equal(changes(&house), before + 1);
	assert_states(&house, "rejected", "rejected", "approved");
	press(&house, "Home Enter");
	assert_says(&house, "Why it was rejected: The days are mixed up");
	press(&house, "q u");
	assert_states(&house, "approved", "approved", "approved");
	house_done(&house);
}

static void they_are_withdrawn_after_one_question(void **state)
{
	struct house house;
	int64_t before;

	(void)state;
	start(&house);
	press(&house, "Space Space w");
	assert_string_equal(ui_top(house.ui)->confirm.question, "Withdraw 2 entries, 12:30 h?");
	before = changes(&house);
	press(&house, "y");
	assert_message(&house, "Withdrawn: the hours no longer count.");
	assert_int_equal(changes(&house), before + 1);
	assert_int_equal(table(&house, 0)->rows, 2);
	press(&house, "u");
	assert_int_equal(table(&house, 0)->rows, 4);
	house_done(&house);
}

static void who_worked_submits_several(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	house_reopen(&house, "anna");
	press(&house, "2 * s");
	assert_message(&house, "2 entries submitted.");
	assert_cell(table(&house, 0), 0, "State", "submitted");
	assert_cell(table(&house, 0), 1, "State", "submitted");
	house_done(&house);
}

static void one_key_does_not_approve_what_was_not_shown(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	other_edits(&house, 1, "8-20");
	press(&house, "y");
	assert_message(&house, "Entry 1 was changed by somebody else meanwhile: look at it again before you change it.");
	/* Now it is shown, and can be approved. */
	assert_cell(table(&house, 0), 0, "Time", "08:00-20:00");
	assert_states(&house, "logged", "logged", "logged");
	press(&house, "y");
	assert_states(&house, "approved", "logged", "logged");
	press(&house, "Down Enter");
	other_edits(&house, 2, "9-10");
	press(&house, "y");
	assert_message(&house, "Entry 2 was changed by somebody else meanwhile");
	press(&house, "y");
	assert_says(&house, "State: approved");
	house_done(&house);
}

static void a_mark_is_of_what_was_shown_then(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	press(&house, "*");
	/* The page is built again on its own, and shows the longer day: the mark was set before. */
	other_edits(&house, 2, "8-23");
	ui_page(house.ui)->stale = true;
	ui_settle(house.ui);
	assert_cell(table(&house, 0), 1, "Hours", "15:00");
	assert_string_equal(page(&house)->marks.said, "3 marked, 24:00");
	press(&house, "y");
	assert_message(&house, "Entry 2 was changed by somebody else meanwhile");
	assert_states(&house, "logged", "logged", "logged");
	press(&house, "y");
	assert_message(&house, "3 entries approved.");
	house_done(&house);
}

static void a_rejection_of_several_looks_again(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	press(&house, "* y * r");
	type(&house, "Not yours");
	other_edits(&house, 3, "16-17");
	press(&house, "Enter");
	assert_non_null(form(&house));
	assert_non_null(strstr(form(&house)->intro, "What is there now: Mon 16 Jun 2025, 16:00-17:00, 1:00 h, led, Bo"));
	press(&house, "Enter");
	assert_null(form(&house));
	assert_states(&house, "rejected", "rejected", "rejected");
	house_done(&house);
}

static void a_month_that_is_turned_over_is_not_marked(void **state)
{
	struct house house;

	(void)state;
	start(&house);
	press(&house, "* Right Left");
	assert_null(page(&house)->marks.said);
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marked_hours_are_approved_as_one_change),
		cmocka_unit_test(none_is_approved_where_one_cannot_be),
		cmocka_unit_test(one_reason_rejects_them_all),
		cmocka_unit_test(they_are_withdrawn_after_one_question),
		cmocka_unit_test(who_worked_submits_several),
		cmocka_unit_test(one_key_does_not_approve_what_was_not_shown),
		cmocka_unit_test(a_mark_is_of_what_was_shown_then),
		cmocka_unit_test(a_rejection_of_several_looks_again),
		cmocka_unit_test(a_month_that_is_turned_over_is_not_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
