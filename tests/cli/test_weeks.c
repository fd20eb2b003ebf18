/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks, averages and days as commands tell them. */
#include "run.h"

static void household(struct cli *t)
{
	t->now = "2025-03-05T12:00"; /* Wednesday of W10 */
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
}

/* Holbæk § 98: W09 has 3:00 of 4:30, W10 is running. */
static void test_weeks_of_a_bank(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	household(&t);
	cli_ok(&t, "grant", "add", "kon", "--scheme", "dk.holbaek.98", "--from", "2025-01-01", "--amount", "chosen=4:30/week",
	       "--amount", "home=1:00/week", NULL);
	cli_ok(&t, "log", "2025-02-26", "3:00", "--grant", "kon.chosen", NULL);
	assert_has(t.out, "1:30 left of 2025-W09");
	cli_ok(&t, "log", "2025-03-04", "5:00", "--grant", "kon.chosen", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "warnings.0.rule"), "week-over");
	assert_string_equal(json_text_at(object, "week.week"), "2025-W10");
	assert_int_equal(json_int_at(object, "week.beyond"), 30);
	json_decref(object);
	cli_ok(&t, "--json", "bank", "kon.chosen", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "weeks")), 6);
	assert_string_equal(json_text_at(object, "weeks.0.week"), "2025-W09");
	assert_string_equal(json_text_at(object, "weeks.0.from"), "2025-02-24");
	assert_string_equal(json_text_at(object, "weeks.0.to"), "2025-03-02");
	assert_int_equal(json_int_at(object, "weeks.0.granted"), 270);
	assert_int_equal(json_int_at(object, "weeks.0.used"), 180);
	assert_int_equal(json_int_at(object, "weeks.0.beyond"), 0);
	assert_int_equal(json_int_at(object, "weeks.0.lapsed"), 90);
	assert_int_equal(json_int_at(object, "weeks.0.left"), 0);
	assert_int_equal(json_int_at(object, "weeks.1.beyond"), 30);
	assert_int_equal(json_int_at(object, "weeks.2.left"), 270);
	assert_null(json_at(object, "average"));
	assert_null(json_at(object, "weeks.0.ceiling"));
	/* The months are as they were: floor(270 x 90/7) - floor(270 x 59/7) */
	assert_int_equal(json_int_at(object, "months.2.granted"), 1196);
	assert_int_equal(json_int_at(object, "months.2.used"), 300);
	json_decref(object);
	assert_has(cli_ok(&t, "bank", "kon.chosen", NULL), "The weeks of March 2025:");
	cli_ok(&t, "--json", "balance", NULL);
	object = cli_object(&t);
	assert_true(json_is_null(json_at(object, "grants.0.lapses_next")));
	assert_string_equal(json_text_at(object, "grants.1.part"), "home");
	assert_int_equal(json_int_at(object, "grants.1.lapses_next.amount"), 60);
	assert_string_equal(json_text_at(object, "grants.1.lapses_next.on"), "2025-03-09");
	json_decref(object);
	cli_end(&t);
}

/* Holbæk § 85, omfattende, until Sunday 9 March: floor(180 x 68/7 = 1748.6); 6:00 are 360 x 7/68 = 37.06 minutes a week. */
static void test_an_average_in_a_bank(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	household(&t);
	cli_ok(&t, "grant", "add", "sup", "--scheme", "dk.holbaek.85", "--from", "2025-01-01", "--level", "omfattende", NULL);
	cli_ok(&t, "log", "2025-03-04", "6:00", "--grant", "sup", NULL);
	assert_int_equal(cli(&t, "log", "2025-03-05", "0:30", "--grant", "sup", "--json", NULL), 1);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.rule"), "week-ceiling");
	json_decref(object);
	cli_ok(&t, "--json", "bank", "sup", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "average.from"), "2025-01-01");
	assert_string_equal(json_text_at(object, "average.to"), "2025-03-09");
	assert_int_equal(json_int_at(object, "average.used"), 360);
	assert_int_equal(json_int_at(object, "average.granted"), 1748);
	assert_int_equal(json_int_at(object, "average.per_week"), 38);
	assert_int_equal(json_int_at(object, "weeks.1.ceiling"), 360);
	assert_int_equal(json_int_at(object, "weeks.1.left"), 0);
	assert_int_equal(json_int_at(object, "weeks.2.left"), 360);
	json_decref(object);
	assert_has(cli_ok(&t, "bank", "sup", NULL),
	           "On average 0:38 h a week were used from 1 January 2025 to 9 March 2025; the decision says 3:00 h.");
	cli_end(&t);
}

/* No weeks where none are granted. */
static void test_months_have_no_weeks(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	household(&t);
	cli_ok(&t, "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2025-01-01", NULL);
	cli_ok(&t, "log", "2025-03-04", "5:00", "--grant", "led", "--json", NULL);
	object = cli_object(&t);
	assert_null(json_at(object, "week"));
	json_decref(object);
	cli_ok(&t, "--json", "bank", "led", NULL);
	object = cli_object(&t);
	assert_null(json_at(object, "weeks"));
	assert_null(json_at(object, "average"));
	json_decref(object);
	cli_end(&t);
}

/* Five days from 26 February: three of them in February. A conversation keeps its clock times. */
static void test_days_and_sessions_in_the_list(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	household(&t);
	cli_ok(&t, "grant", "add", "resp", "--scheme", "dk.ishoej.aflastning", "--from", "2025-01-01", NULL);
	cli_ok(&t, "grant", "add", "adv", "--scheme", "dk.holbaek.12", "--from", "2025-01-01", NULL);
	cli_ok(&t, "log", "2025-02-26", "5d", "--grant", "resp", NULL);
	cli_ok(&t, "log", "2025-03-03", "10:00-10:45", "--grant", "adv", NULL);
	assert_has(t.out, "1 session on adv · 3 sessions left");
	cli_ok(&t, "--json", "hours", "list", "--month", "2025-03", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "entries.0.start"), "2025-02-26");
	assert_string_equal(json_text_at(object, "entries.0.end"), "2025-03-02");
	assert_int_equal(json_int_at(object, "entries.0.amount"), 5);
	assert_int_equal(json_int_at(object, "entries.0.amount_in"), 2);
	assert_string_equal(json_text_at(object, "entries.1.unit"), "sessions");
	assert_int_equal(json_int_at(object, "entries.1.amount"), 1);
	assert_int_equal(json_int_at(object, "entries.1.minutes"), 0);
	assert_string_equal(json_text_at(object, "entries.1.start"), "2025-03-03T10:00+01:00");
	assert_string_equal(json_text_at(object, "entries.1.end"), "2025-03-03T10:45+01:00");
	assert_int_equal(json_int_at(object, "minutes"), 0);
	json_decref(object);
	assert_int_equal(cli(&t, "log", "2025-03-04", "10:00-11:15", "--grant", "adv", NULL), 1);
	assert_has(t.err, "1:15");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weeks_of_a_bank),
		cmocka_unit_test(test_an_average_in_a_bank),
		cmocka_unit_test(test_months_have_no_weeks),
		cmocka_unit_test(test_days_and_sessions_in_the_list),
	};

	return cmocka_run_group_tests_name("weeks", tests, NULL, NULL);
}
