/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The week: planning, assigning, booking, cancelling. */
#include "house.h"

#define NOW "2025-06-17T12:00" /* a Tuesday */

static const struct page_lanes *lanes(const struct house *house)
{
	for (int i = 0; i < page(house)->block_count; i++)
		if (page(house)->blocks[i].type == BLOCK_LANES)
			return &page(house)->blocks[i].lanes;
	fail_msg("no lanes");
	return NULL;
}

static void an_empty_week_waits_for_a_shift_now(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "4");
	assert_string_equal(page(&house)->title, "Roster · week 25, Mon 16 Jun to Sun 22 Jun 2025");
	assert_says(&house, "No shifts are planned in this week. a plans one.");
	assert_int_equal(lanes(&house)->lane_count, 3);
	assert_string_equal(lanes(&house)->lanes[0].label, "open");
	press(&house, "Down a");
	assert_string_equal(form_value(form(&house), "date"), "2025-06-17");
	assert_string_equal(form_value(form(&house), "span"), "08:00-16:00");
	assert_string_equal(form_value(form(&house), "person"), "anna: Anna Sørensen");
	house_done(&house);
}

static void a_shift_is_planned_and_repeated(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "4 a C-u");
	type(&house, "fri");
	press(&house, "Tab C-u");
	type(&house, "22-7");
	assert_string_equal(preview(&house), "Fri 20 Jun 2025, 22:00-07:00: 9:00 h");
	press(&house, "Tab Tab Tab Tab Right Tab");
	type(&house, "3");
	press(&house, "C-s");
	assert_message(&house, "3 shifts planned. The first is in week 25: Fri 20 Jun, 22:00-07:00, 9:00 h on led: open");
	assert_says(&house, "1 shift, 9:00 h. 1 of them is open: nobody has it yet.");
	assert_says(&house, "Fri 20 Jun, 22:00-07:00, 9:00 h on led: open, nobody has it yet");
	press(&house, "n n");
	assert_says(&house, "Fri 4 Jul, 22:00-07:00");
	press(&house, "n");
	assert_says(&house, "No shifts are planned in this week.");
	house_done(&house);
}

static void repeating_without_an_end_asks_for_it(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "4 a Tab C-u");
	type(&house, "8-12");
	press(&house, "Tab Tab Tab Tab Right C-s");
	assert_non_null(form(&house));
	assert_int_equal(form(&house)->focus, form_index(form(&house), "until"));
	assert_string_equal(form(&house)->fields[form(&house)->focus].error,
	                    "How often? Write a number such as 4, or the last day.");
	house_done(&house);
}

static void a_shift_over_midnight_is_drawn_across(void **state)
{
	struct house house;
	const struct page_lane_item *item;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "22-7", "bo");
	press(&house, "4");
	item = &lanes(&house)->items[0];
	assert_int_equal(item->end - item->start, 9 * 60);
	assert_string_equal(lanes(&house)->lanes[item->lane].label, "Bo Friis");
	assert_string_equal(item->text, "22-7");
	assert_int_equal(item->fill, '-');
	assert_string_equal(focused_id(&house), "1");
	house_done(&house);
}

/* A shift of the week before that reaches into Monday is there, but is not counted in this week. */
static void sunday_night_reaches_into_monday(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-15", "22-7", "bo");
	house_plan(&house, "2025-06-14", "8-12", "bo");
	press(&house, "4");
	assert_int_equal(lanes(&house)->item_count, 1);
	assert_says(&house, "No shifts are planned in this week.");
	house_done(&house);
}

static void the_night_of_the_clocks_says_true_hours(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-10-20T12:00");
	house_plan(&house, "2025-10-25", "23-7", "bo");
	press(&house, "4");
	assert_says(&house, "Sat 25 Oct, 23:00-07:00, 9:00 h on led: Bo Friis, assigned");
	house_done(&house);
}

static void assigning_opens_and_closes(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", NULL);
	press(&house, "4 s");
	assert_string_equal(form(&house)->intro, "Tue 17 Jun, 11:00-15:00, 4:00 h on led: open, nobody has it yet");
	type(&house, "bo");
	press(&house, "C-s");
	assert_message(&house, "Bo Friis has the shift.");
	assert_string_equal(lanes(&house)->lanes[lanes(&house)->items[0].lane].label, "Bo Friis");
	press(&house, "s Home");
	type(&house, "(");
	press(&house, "C-s");
	assert_message(&house, "The shift is open again.");
	assert_int_equal(lanes(&house)->items[0].lane, 0);
	house_done(&house);
}

static void done_logs_as_planned(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", "bo");
	press(&house, "4 d");
	assert_message(&house, "Logged: 4:00 h on led. 86:00 h left after it.");
	assert_int_equal(lanes(&house)->items[0].fill, '=');
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Shift 1");
	assert_says(&house, "The hours are logged as entry 1.");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	assert_says(&house, "Booked from shift 1.");
	house_done(&house);
}

static void worked_differently_logs_what_was_worked(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", "bo");
	press(&house, "4 D");
	assert_string_equal(form_value(form(&house), "span"), "11:00-15:00");
	press(&house, "C-u");
	type(&house, "11-16:30");
	press(&house, "C-s");
	assert_message(&house, "Logged: 5:30 h on led.");
	house_done(&house);
}

static void cancelling_keeps_and_tells(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", "bo");
	press(&house, "4 x y");
	assert_message(&house, "The shift is cancelled.");
	assert_says(&house, "1 cancelled shift is not shown.");
	press(&house, "u");
	assert_says(&house, "1 shift, 4:00 h.");
	house_done(&house);
}

static void an_empty_time_has_no_shift(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	press(&house, "4 x");
	assert_message(&house, "There is no shift here. a plans one at this time.");
	press(&house, "d");
	assert_message(&house, "There is no shift here.");
	press(&house, "Enter");
	assert_non_null(form(&house));
	house_done(&house);
}

static void an_assistant_books_the_own_shift_only(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", "bo");
	house_reopen(&house, "anna");
	press(&house, "4");
	assert_says(&house, "Bo Friis, assigned");
	press(&house, "d");
	assert_int_equal(house.ui->message_meaning, MEANING_BAD);
	press(&house, "x");
	assert_int_equal(ui_top(house.ui)->kind, FRAME_PAGE);
	house_done(&house);
}

static void what_is_over_is_refused_before_asking(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "11-15", "bo");
	press(&house, "4 d");
	for (const char *key = "sxD"; *key; key++) {
		char name[2] = { *key, '\0' };

		press(&house, name);
		assert_int_equal(ui_top(house.ui)->kind, FRAME_PAGE);
		assert_message(&house, "Shift 1 is booked already as entry 1");
	}
	house_done(&house);
}

static void an_assistant_stands_on_the_own_shift(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "13-15", "bo");
	house_plan(&house, "2025-06-19", "8-12", "anna");
	house_reopen(&house, "anna");
	press(&house, "4");
	assert_string_equal(focused_id(&house), "2");
	press(&house, "Left Enter");
	assert_null(form(&house));
	assert_message(&house, "There is no shift here.");
	house_done(&house);
}

static void a_shift_changed_meanwhile_is_not_cancelled(void **state)
{
	struct house house;
	struct status st = STATUS_INIT;
	struct notices notices = { 0 };

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "13-15", "bo");
	press(&house, "4 x");
	assert_ok(app_shift_assign(house.app, 1, 0, "anna", &notices, &st), &st);
	notices_done(&notices);
	press(&house, "y");
	assert_message(&house, "What was shown: Tue 17 Jun, 13:00-15:00, 2:00 h on led: Bo Friis, assigned. "
	                       "What is there now: Tue 17 Jun, 13:00-15:00, 2:00 h on led: Anna Sørensen, assigned.");
	assert_says(&house, "1 shift, 2:00 h.");
	house_done(&house);
}

/* ---- as planned, or differently */

static void other_assigns(struct house *house, const char *person)
{
	struct notices notices = { 0 };
	struct status st = STATUS_INIT;

	assert_ok(app_shift_assign(house->app, 1, 0, person, &notices, &st), &st);
	notices_done(&notices);
}

static void one_key_does_not_book_what_was_not_shown(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-16", "8-15", "anna");
	press(&house, "4");
	page_focus(&ui_page(house.ui)->page, "1", 0);
	other_assigns(&house, "bo");
	press(&house, "d");
	assert_message(&house, "Shift 1 was changed by somebody else meanwhile: look again before you change it.");
	assert_says(&house, "on led: Bo Friis, assigned");
	press(&house, "Enter");
	other_assigns(&house, "anna");
	press(&house, "d");
	assert_message(&house, "Shift 1 was changed by somebody else meanwhile");
	press(&house, "d");
	assert_message(&house, "Logged: 7:00 h on led.");
	assert_says(&house, "The hours are logged as entry 1.");
	house_done(&house);
}

static void worked_differently_starts_from_the_plan(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-16", "22-7", "anna");
	press(&house, "4");
	page_focus(&ui_page(house.ui)->page, "1", 0);
	press(&house, "D");
	assert_string_equal(form_value(form(&house), "span"), "22:00-07:00");
	press(&house, "Esc Enter D");
	assert_string_equal(form_value(form(&house), "span"), "22:00-07:00");
	house_done(&house);
}

static void worked_differently_is_asked_aloud_from_the_plan(void **state)
{
	static const char input[] = "roster\n1\nworked differently\n22-8\nyes\nQ\n";
	struct house house;
	struct status st = STATUS_INIT;
	char *said = NULL;
	size_t length;
	FILE *in, *out;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-16", "22-7", "anna");
	in = fmemopen((void *)(uintptr_t)input, strlen(input), "r");
	out = open_memstream(&said, &length);
	assert_true(ui_plain(house.ui, in, out, &st));
	fclose(in);
	fclose(out);
	assert_non_null(strstr(said, "Time (22-7 or 8:30-15) [22:00-07:00]: "));
	assert_non_null(strstr(said, "Logged: 10:00 h on led."));
	free(said);
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_week_waits_for_a_shift_now),
		cmocka_unit_test(a_shift_is_planned_and_repeated),
		cmocka_unit_test(repeating_without_an_end_asks_for_it),
		cmocka_unit_test(a_shift_over_midnight_is_drawn_across),
		cmocka_unit_test(sunday_night_reaches_into_monday),
		cmocka_unit_test(the_night_of_the_clocks_says_true_hours),
		cmocka_unit_test(assigning_opens_and_closes),
		cmocka_unit_test(done_logs_as_planned),
		cmocka_unit_test(worked_differently_logs_what_was_worked),
		cmocka_unit_test(cancelling_keeps_and_tells),
		cmocka_unit_test(an_empty_time_has_no_shift),
		cmocka_unit_test(an_assistant_books_the_own_shift_only),
		cmocka_unit_test(what_is_over_is_refused_before_asking),
		cmocka_unit_test(an_assistant_stands_on_the_own_shift),
		cmocka_unit_test(a_shift_changed_meanwhile_is_not_cancelled),
		cmocka_unit_test(one_key_does_not_book_what_was_not_shown),
		cmocka_unit_test(worked_differently_starts_from_the_plan),
		cmocka_unit_test(worked_differently_is_asked_aloud_from_the_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
