/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home screen, and what holds for all screens. */
#include "house.h"

#include "ledsag/ui/ui.h"

static void an_empty_household_says_where_to_begin(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, "2025-01-15T12:00");
	assert_string_equal(page(&house)->title, "Overview");
	assert_string_equal(page(&house)->subtitle, "Wed 15 January 2025");
	assert_says(&house, "First add the grant that your decision names: 5 opens Grants, there a adds one.");
	assert_says(&house, "Then add the people who work for you");
	assert_says(&house, "No shifts are planned for the next seven days.");
	assert_says(&house, "No hours in the last two weeks.");
	house_done(&house);
}

/* Each screen of an empty household says what to do, and nothing of it fails. */
static void every_screen_opens_empty(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, "2025-01-15T12:00");
	for (const char *key = "123456789F"; *key; key++) {
		char name[2] = { *key, '\0' };

		press(&house, name);
		assert_true(page(&house)->block_count > 0);
		press(&house, "Left Right Home End");
	}
	press(&house, "3");
	assert_says(&house, "There is no grant yet. Grants (5) is where one is added.");
	press(&house, "t");
	assert_message(&house, "There is no grant yet.");
	press(&house, "7");
	assert_says(&house, "No grant runs in 2025");
	house_done(&house);
}

/* What is said for the palette, help and the manual. */
static void every_action_explains_itself(void **state)
{
	(void)state;
	for (int s = 0; screens_all[s]; s++) {
		const struct screen *screen = screens_all[s];

		assert_true(strlen(screen->help) > 80);
		for (int a = 0; a < screen->action_count; a++) {
			const struct action *action = &screen->actions[a];
			size_t length = strlen(action->help);

			assert_true(strlen(action->verb) > 1 && strlen(action->verb) < 20);
			assert_true(length > 20 && action->help[length - 1] == '.');
			assert_non_null(action->run);
			for (int b = a + 1; b < screen->action_count; b++)
				assert_string_not_equal(action->id, screen->actions[b].id);
		}
	}
}

static void the_first_steps_lead_to_logged_hours(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, "2025-01-15T12:00");
	press(&house, "5 a");
	type(&house, "led");
	press(&house, "Tab");
	type(&house, "dk.holbaek.97");
	press(&house, "Tab");
	type(&house, "1.1.2025");
	assert_non_null(strstr(preview(&house), "Hours with a companion (hours): 15:00 h a month, where the decision says nothing else"));
	press(&house, "C-s");
	assert_message(&house, "The grant “led” is there");
	press(&house, "6 a");
	type(&house, "anna");
	press(&house, "Tab");
	type(&house, "Anna Soerensen");
	press(&house, "C-s");
	assert_message(&house, "Anna Soerensen is added.");
	press(&house, "1 a");
	type(&house, "today 8-11 anna");
	press(&house, "Enter");
	assert_message(&house, "Logged: 3:00 h on led. 12:00 h left after it.");
	assert_says(&house, "led: Companion scheme: 12:00 h left of 15:00 h, 3:00 h used this month; "
	                    "12:00 h lapse on 30 June 2025; with newest-first ");
	assert_says(&house, "Wed 15 Jan | 08:00-11:00 | 3:00 h | Anna Soerensen | led | ");
	house_done(&house);
}

static void a_gauge_opens_its_bank(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-06-10T12:00");
	press(&house, "Home");
	assert_string_equal(focused_id(&house), "bank led");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Bank · led");
	house_done(&house);
}

static void says_what_lapses_this_month(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-06-10T12:00");
	assert_says(&house, "led: Companion scheme: 90:00 h left of 90:00 h, 0:00 h used this month; "
	                    "15:00 h lapse on 30 June 2025; with newest-first "
	                    "you keep them only by using 90:00 h more by then.");
	assert_int_equal(page(&house)->blocks[0].gauges[0].meaning, MEANING_WARN);
	house_done(&house);
}

static void shifts_of_today_come_first(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-06-10T12:00");
	house_plan(&house, "2025-06-10", "8-15", "anna");
	house_plan(&house, "2025-06-11", "8-15", NULL);
	press(&house, "1");
	assert_says(&house, "today | 08:00-15:00 | Anna Sørensen | led | now");
	assert_says(&house, "tomorrow | 08:00-15:00 |  | led | nobody has it yet");
	assert_says(&house, "1 shift of the next seven days is still open.");
	house_done(&house);
}

/* ---- line by line: the same pages and actions */

static char *say_plain(struct house *house, const char *lines)
{
	struct status st = STATUS_INIT;
	char *said = NULL;
	size_t size;
	FILE *in = fmemopen((void *)lines, strlen(lines), "r"), *out = open_memstream(&said, &size);

	assert_ok(ui_plain(house->ui, in, out, &st), &st);
	fclose(in);
	fclose(out);
	return said;
}

static void logging_works_line_by_line(void **state)
{
	struct house house;
	char *said;

	(void)state;
	house_led(&house, "2025-06-17T12:00");
	said = say_plain(&house, "a\nfri 22-7 led anna\nyes\nhours\nbank\n");
	assert_non_null(strstr(said, "Fri 13 Jun 2025, 22:00-07:00: 9:00 h on led, anna"));
	assert_non_null(strstr(said, "Logged: 9:00 h on led. 81:00 h left after it."));
	assert_non_null(strstr(said, "Hours · June 2025"));
	assert_non_null(strstr(said, "15:00 h lapse on 30 June 2025"));
	free(said);
	house_done(&house);
}

static void plain_words_are_actions_first(void **state)
{
	struct house house;
	char *said;

	(void)state;
	house_led(&house, "2025-06-17T12:00");
	said = say_plain(&house, "hours\nnext\n");
	assert_non_null(strstr(said, "Hours · July 2025"));
	free(said);
	house_done(&house);
}

static void a_digit_opens_the_screen_of_an_empty_household(void **state)
{
	struct house house;
	char *said;

	(void)state;
	house_init(&house, "2025-01-15T12:00");
	said = say_plain(&house, "5\n");
	assert_non_null(strstr(said, "There is no grant yet. a adds"));
	free(said);
	house_done(&house);
}

static void an_assistant_is_told_of_what_is_theirs(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, "2025-06-17T12:00");
	house_reopen(&house, "bo");
	assert_says(&house, "No shifts are planned for the next seven days.\n");
	press(&house, "?");
	assert_says(&house, "your own hours that were logged last");
	assert_silent(&house, "Bank");
	assert_silent(&house, "Changes");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_household_says_where_to_begin),
		cmocka_unit_test(every_screen_opens_empty),
		cmocka_unit_test(every_action_explains_itself),
		cmocka_unit_test(the_first_steps_lead_to_logged_hours),
		cmocka_unit_test(a_gauge_opens_its_bank),
		cmocka_unit_test(says_what_lapses_this_month),
		cmocka_unit_test(shifts_of_today_come_first),
		cmocka_unit_test(logging_works_line_by_line),
		cmocka_unit_test(plain_words_are_actions_first),
		cmocka_unit_test(a_digit_opens_the_screen_of_an_empty_household),
		cmocka_unit_test(an_assistant_is_told_of_what_is_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
