/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"
#include "fake.h"

#include <locale.h>

static struct fake fake;

/* Runs a whole session on streams in memory and gives what was said; free() it. */
static char *session(size_t rows, const char *input)
{
	struct ui_hooks hooks = fake_hooks(&fake);
	struct status st = STATUS_INIT;
	char *said = NULL;
	size_t length;
	FILE *in = *input ? fmemopen((void *)(uintptr_t)input, strlen(input), "r") : fopen("/dev/null", "r");
	FILE *out = open_memstream(&said, &length);
	struct ui *ui;

	fake.rows = rows;
	ui = ui_new(fake_screens, &hooks, NULL, 0, &st);
	assert_non_null(ui);
	assert_true(ui_plain(ui, in, out, &st));
	ui_free(&ui);
	fclose(in);
	fclose(out);
	return said;
}

static int setup(void **state)
{
	(void)state;
	fake_done(&fake);
	fake = (struct fake){ 0 };
	return 0;
}

static void assert_says(const char *said, const char *text)
{
	if (!strstr(said, text))
		fail_msg("not said: %s\nbut: %s", text, said);
}

static void assert_silent(const char *said, const char *text)
{
	if (strstr(said, text))
		fail_msg("said: %s\nin: %s", text, said);
}

#define HOME                                                                                             \
	"Overview · Thursday 20 November 2025\n"                                                         \
	"Hours left\n"                                                                                   \
	"1. BPA, citizen-led: 94:30 of 160:00 h left\n"                                                  \
	"2. Ledsageordning: 25:00 of 45:00 h left; 10:00 h lapse on 30 November\n"                       \
	"3. §85 support: 0:30 of 12:00 h left: nearly used up\n"                                         \
	"Next shifts\n"                                                                                  \
	"4. Day Fri 21 Nov; Time 22:00–07:00; Who Anna Sørensen; Grant BPA\n"                            \
	"5. Day Sat 22 Nov; Time 07:00–15:00; Who Bo Lindqvist; Grant BPA\n"                             \
	"6. Day Sat 22 Nov; Time 15:00–23:00; Who open; Grant BPA\n"                                     \
	"7. Day Sun 23 Nov; Time 11:00–14:30; Who Carl Ågård; Grant ledsager\n"                          \
	"To do\n"                                                                                        \
	"Two entries of October wait for your approval; the month can be closed once they are approved.\n" \
	"The yearly account for 2024 was sent on 14 February.\n"                                         \
	"Actions: help (?), quit (Q). Screens: Overview, Hours, Roster.\n"

#define HOURS                                                                                                                     \
	"Hours · November 2025 · all people\n"                                                                                    \
	"1. Day Mon 1 Nov; Time 22:00–07:00; Hours 9:00; Who Anna Sørensen; State approved; Note concert in Aarhus, train home\n" \
	"2. Day Tue 2 Nov; Time 08:00–15:30; Hours 7:30; Who Bo Lindqvist; State approved\n"                                      \
	"Sum: Hours 1234:30\n"                                                                                                    \
	"Actions: log (a), show (Enter), withdraw (d), grow (+); help (?), back (q), quit (Q). Screens: Overview, Hours, Roster.\n"

static void test_a_whole_session(void **state)
{
	char *said = session(3, "hours\n"
	                        "2\n"
	                        "show\n"
	                        "sh 1\n"
	                        "log\n"  /* a form: */
	                        "\n"     /* the date stays */
	                        "\n"     /* no time */
	                        "stand\n"
	                        "a note\n"
	                        "yes\n"  /* refused: the time is asked again */
	                        "22-7\n"
	                        "y\n"
	                        "d 2\n"
	                        "perhaps\n"
	                        "no\n"
	                        "q\n"
	                        "quit\n"
	                        "never read\n");

	(void)state;
	assert_string_equal(
		said,
		"Karen Holm · holder\n" HOME "> " HOURS "> 2. Day Tue 2 Nov; Time 08:00–15:30; Hours 7:30; Who Bo Lindqvist; State approved\n"
		"> This is e2.\n"
		"> This is e1.\n"
		"> Log hours\n"
		"Enter keeps what is in brackets, a full stop empties, < goes back, ! leaves and keeps what was typed.\n"
		"Date (today, fri, 21.11. or 2025-11-21) [fri 21 nov]: "
		"Time (22-7, 08:00-15:30 or 7:30): "
		"Kind (1 work, 2 standby, 3 illness, 4 training, 5 meeting) [work]: "
		"Note (a few words, or nothing): "
		"log? yes/no: "
		"A time is missing: write it like 22-7, 08:00-15:30 or 7:30.\n"
		"Time (22-7, 08:00-15:30 or 7:30): "
		"fri 21 nov 22-7 · 9:00 h · 16:00 h left after it\n"
		"log? yes/no: Logged: 9:00 h. 16:00 h are left.\n"
		"> Withdraw the entry of Fri 21 Nov, 22:00–07:00? It stays in the record as withdrawn. yes/no: "
		"Please answer yes or no.\n"
		"Withdraw the entry of Fri 21 Nov, 22:00–07:00? It stays in the record as withdrawn. yes/no: "
		"> " HOME "> ");
	assert_string_equal(fake.logged, "fri 21 nov 22-7 standby");
	assert_int_equal(fake.withdrawn, 0);
	free(said);
}

static void test_it_ends_with_the_input(void **state)
{
	char *said = session(3, "");

	(void)state;
	assert_string_equal(said, "Karen Holm · holder\n" HOME "> \n");
	free(said);
}

static void test_rows_come_twenty_at_a_time(void **state)
{
	char *said = session(50, "hours\nmore\nmore\nmore\n45\n0\n77\n");

	(void)state;
	assert_says(said, "\n20. Day");
	assert_says(said, "These are rows 1 to 20 of 49. Type more for the next.\nSum: Hours 1234:30\n");
	assert_says(said, "> 21. Day");
	assert_says(said, "These are rows 21 to 40 of 49. Type more for the next.\n> 41. Day");
	assert_says(said, "These are rows 41 to 49 of 49.\n> There are no more rows.\n> 45. Day");
	assert_says(said, "There is no item 0; they go from 1 to 49.\n");
	assert_says(said, "There is no item 77; they go from 1 to 49.\n");
	free(said);
}

/* A table of a million rows is as quick to hear as one of twenty. */
static void test_only_rows_that_are_said_are_asked_for(void **state)
{
	char *said = session(1000000, "hours\n");

	(void)state;
	assert_in_range(fake.cells, 1, 300);
	free(said);
}

static void test_the_page_comes_again_only_where_it_changed(void **state)
{
	char *said = session(2, "hours\nshow\n+\n\n");
	const char *first = strstr(said, "Hours · November"), *second = strstr(first + 1, "Hours · November"), *third;

	(void)state;
	assert_says(said, "> This is e1.\n> Hours · November"); /* show changed nothing, + did */
	assert_non_null(second);
	third = strstr(second + 1, "Hours · November"); /* Enter alone reads it again */
	assert_non_null(third);
	assert_null(strstr(third + 1, "Hours · November"));
	free(said);
}

static void test_what_is_not_understood(void **state)
{
	char *said = session(3, "hours\nx\nw\nro\nfly 2\n9\n");

	(void)state;
	assert_says(said, "> “x” is no item, action or screen here. Type ? for help.\n");
	assert_says(said, "yes/no: \n"); /* w can only be withdraw; the rest was an answer */
	free(said);
	said = session(3, "r\n");
	assert_says(said, "> “r” could be: Roster, refresh, right. Type a little more.\n");
	free(said);
}

static void test_names_keys_and_ids_do_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		static const char *const ways[] = { "hours\nEnter 2\n", "HO\nshow 2\n", "screen.hours\nhours.show 2\n",
			                            "hours\ndown\nSHOW\n" };
		char *said = session(5, ways[i]);

		assert_says(said, "This is e2.\n");
		free(said);
	}
}

static void test_the_roster_is_sentences(void **state)
{
	char *said = session(3, "roster\n14\nplan\nplan 1\n");

	(void)state;
	assert_says(said, "1. Anna: Mon 17 Nov 07:00–15:00, done\n");
	assert_null(strstr(said, "00:00–07:00")); /* free times would bury the shifts */
	assert_says(said, "> 14. open: Sat 22 Nov 22:00–07:00 night, nobody yet\n> This is n5\n> This is s0");
	free(said);
}

static void test_a_form_can_be_left_and_taken_up_again(void **state)
{
	char *said = session(3, "hours\na\n.\n<\ntoday\n8-15\n<\n8-16\nx\n3\n<\n\n!\nlog\n!\n");

	(void)state;
	assert_says(said, "This is none of the choices, or several begin so. Type its number or more of it.\n");
	assert_says(said, "Not saved. What you typed is kept and comes back when you open the form again.\n");
	assert_says(said, "Log hours\nWhat you typed last time is back.");
	assert_silent(said, "Ctrl");
	assert_says(said, "[illness]: ");
	assert_string_equal(fake.draft, "date\ttoday\ntime\t8-16\nkind\tillness\n");
	assert_int_equal(fake.submitted, 0);
	free(said);
}

static void test_a_form_cut_off_keeps_what_was_typed(void **state)
{
	char *said = session(3, "hours\na\nsat\n");

	(void)state;
	assert_string_equal(fake.draft, "date\tsat\n");
	assert_int_equal(fake.submitted, 0);
	free(said);
}

static void test_nothing_steers_the_terminal(void **state)
{
	char *said = session(3, "\033[2J\nhours\na\n\033]0;x\007\n!\n");

	(void)state;
	assert_null(strchr(said, '\033'));
	assert_null(strchr(said, '\007'));
	free(said);
}

static void test_help_and_all_actions(void **state)
{
	char *said = session(3, "hours\n?\nall actions\nhelp\n");

	(void)state;
	assert_says(said, "The hours of a month, newest first.");
	assert_says(said, "\nwithdraw (d, Delete): Takes an entry back; it stays in the record.\n");
	assert_says(said, "Type a number to choose an item");
	assert_says(said, "An action and a number do it with that item: show 1. The name");
	assert_says(said, "\nRoster: Who works when.");
	assert_silent(strstr(said, "newest first") + 1, "Hours · November"); /* the page did not change */
	free(said);
}

static void test_a_number_keeps_to_its_item(void **state)
{
	char *said;

	(void)state;
	fake.change_at = 2;
	fake.moved = 1;
	said = session(5, "hours\nshow 2\n");
	assert_says(said, "> This is e2.\n");
	free(said);
}

static void test_an_item_that_is_gone_is_not_another(void **state)
{
	static const char *const lines[] = { "hours\nwithdraw 1\nyes\n", "hours\n1\nwithdraw\nyes\n" };
	static const char *const says[] = { "> Item 1 is not there any more. The page is read again.\nHours · November",
		                            "> What was chosen was changed meanwhile. The page is read again.\nHours · November" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *said;

		fake = (struct fake){ .change_at = 2 + i, .moved = -1 };
		said = session(5, lines[i]);
		assert_says(said, says[i]);
		assert_int_equal(fake.withdrawn, 0);
		free(said);
	}
}

static void test_a_refused_preview_goes_back_to_its_field(void **state)
{
	char *said = session(3, "hours\na\n\n25-7\n\n\n22-7\nyes\n");

	(void)state;
	assert_says(said, "Note (a few words, or nothing): A day has no hour 25.\nTime (22-7, 08:00-15:30 or 7:30) [25-7]: fri 21 nov 22-7");
	assert_int_equal(fake.submitted, 1);
	free(said);
}

static void test_a_number_that_is_no_item_opens_its_screen(void **state)
{
	char *said = session(2, "hours\n3\n");

	(void)state;
	assert_says(said, "> Roster · week 47");
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_a_whole_session, setup),
		cmocka_unit_test_setup(test_it_ends_with_the_input, setup),
		cmocka_unit_test_setup(test_rows_come_twenty_at_a_time, setup),
		cmocka_unit_test_setup(test_only_rows_that_are_said_are_asked_for, setup),
		cmocka_unit_test_setup(test_the_page_comes_again_only_where_it_changed, setup),
		cmocka_unit_test_setup(test_what_is_not_understood, setup),
		cmocka_unit_test_setup(test_names_keys_and_ids_do_the_same, setup),
		cmocka_unit_test_setup(test_the_roster_is_sentences, setup),
		cmocka_unit_test_setup(test_a_form_can_be_left_and_taken_up_again, setup),
		cmocka_unit_test_setup(test_a_form_cut_off_keeps_what_was_typed, setup),
		cmocka_unit_test_setup(test_nothing_steers_the_terminal, setup),
		cmocka_unit_test_setup(test_help_and_all_actions, setup),
		cmocka_unit_test_setup(test_a_number_keeps_to_its_item, setup),
		cmocka_unit_test_setup(test_an_item_that_is_gone_is_not_another, setup),
		cmocka_unit_test_setup(test_a_refused_preview_goes_back_to_its_field, setup),
		cmocka_unit_test_setup(test_a_number_that_is_no_item_opens_its_screen, setup),
	};
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	fake_done(&fake);
	return failed;
}
