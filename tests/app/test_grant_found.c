/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults in the life of a grant that were found by reading and trying: each test is named for what went wrong. */
#include "house.h"

static day_t last_day(struct app *app, const char *id)
{
	struct status st = STATUS_INIT;
	struct grant grant;
	day_t day;

	assert_ok(app_grant(app, id, &grant, &st), &st);
	day = grant.to;
	grant_done(&grant);
	return day;
}

static bool change(struct app *app, const char *id, const char *from, const char *level, const char *amount, const char *deduct,
                   struct status *st)
{
	const char *const amounts[] = { amount }, *const deducts[] = { deduct };
	struct grant_input input = { .from = from, .level = level, .amounts = amounts, .amount_count = amount != NULL,
		                     .deducts = deducts, .deduct_count = deduct != NULL };

	*st = (struct status)STATUS_INIT;
	return app_grant_change(app, id, &input, NULL, st);
}

static void add_with_level(struct app *app, const char *id, const char *scheme, const char *from, const char *to, const char *level)
{
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .to = to, .level = level };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
}

/* How many dates of a kind there are; *day is the last of them. */
static int dates(struct app *app, const char *kind, day_t *day)
{
	struct deadlines deadlines;
	struct status st = STATUS_INIT;
	int count = 0;

	assert_ok(app_deadlines(app, day_make(2000, 1, 1), day_make(2050, 12, 31), &deadlines, &st), &st);
	for (int i = 0; i < deadlines.count; i++)
		if (!strcmp(deadlines.of[i].kind, kind)) {
			*day = deadlines.of[i].on;
			count++;
		}
	deadlines_done(&deadlines);
	return count;
}

/* ---- ends (Holbæk § 96: 14 weeks of notice; 10 June + 98 days is 16 September) */

static void test_notice_does_not_prolong_what_ends_before(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct notices notices;

	add_grant(house->app, "bpa", "dk.holbaek.96", "2024-01-01", "2025-07-31", "hours=37:00/week");
	assert_ok(app_grant_end(house->app, "bpa", "2025-06-30", "2025-06-10", &notices, &st), &st);
	assert_int_equal(last_day(house->app, "bpa"), day_make(2025, 7, 31));
	assert_int_equal(notices.count, 1);
	assert_non_null(strstr(notices.of[0].message, "until 31 July 2025"));
	notices_done(&notices);
}

static void test_a_later_end_needs_no_notice(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct notices notices;

	add_grant(house->app, "bpa", "dk.holbaek.96", "2024-01-01", "2025-07-31", "hours=37:00/week");
	assert_ok(app_grant_end(house->app, "bpa", "2025-08-31", "2025-06-10", &notices, &st), &st);
	assert_int_equal(last_day(house->app, "bpa"), day_make(2025, 8, 31));
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
}

/* ---- levels (Holbæk § 85 a: CTI for at most 9 months, of the others nothing is said) */

static void test_a_level_lasts_from_where_it_begins(void **state)
{
	struct house *house = *state;
	struct status st;
	day_t day = DAY_NONE;

	add_with_level(house->app, "hf", "dk.holbaek.85a", "2024-01-01", NULL, "act");
	assert_ok(change(house->app, "hf", "2025-01-01", "cti", NULL, NULL, &st), &st);
	assert_int_equal(dates(house->app, "length", &day), 1);
	assert_int_equal(day, day_make(2025, 9, 30));
	/* A change inside the level does not begin it anew. */
	assert_ok(change(house->app, "hf", "2025-05-01", "cti", NULL, "0:30/week", &st), &st);
	assert_int_equal(dates(house->app, "length", &day), 1);
	assert_int_equal(day, day_make(2025, 9, 30));
}

static void test_a_change_of_level_keeps_to_its_length(void **state)
{
	struct house *house = *state;
	struct status st;

	add_with_level(house->app, "hf", "dk.holbaek.85a", "2024-01-01", "2025-12-31", "act");
	assert_false(change(house->app, "hf", "2025-01-01", "cti", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "length-most");
	assert_ok(change(house->app, "hf", "2025-06-01", "cti", NULL, NULL, &st), &st);
	check_ok(house->app);
}

/* What would have come after the end is nothing that holds. */
static void test_a_level_after_the_end_has_no_length(void **state)
{
	struct house *house = *state;
	struct status st;
	day_t day = DAY_NONE;

	add_with_level(house->app, "hf", "dk.holbaek.85a", "2023-01-01", NULL, "act");
	assert_ok(change(house->app, "hf", "2025-01-01", "cti", NULL, NULL, &st), &st);
	assert_ok(app_grant_end(house->app, "hf", "2024-12-31", NULL, NULL, &st), &st);
	assert_int_equal(dates(house->app, "length", &day), 0);
}

/* ---- what is taken off */

/* A deduction that was named for one part hid that another part's was more than what was left of it. */
static void test_what_is_taken_off_one_part_says_nothing_of_another(void **state)
{
	static const char *const deducts[] = { "chosen=3:00/week", "home=0:30/week" };
	struct grant_input input = { .id = "kon", .scheme = "dk.holbaek.98", .from = "2025-01-01", .deducts = deducts,
		                     .deduct_count = 2 };
	struct house *house = *state;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	assert_false(change(house->app, "kon", "2025-03-01", NULL, "chosen=2:00/week", "home=0:10/week", &st));
	is_status(&st, STATUS_INPUT, "deduct");
	assert_ok(change(house->app, "kon", "2025-03-01", NULL, "chosen=2:00/week", "chosen=1:00/week", &st), &st);
}

/* ---- dates to keep */

/* Holbæk § 100 stops with the month of the birthday: 67 on 10 May 2027. */
static void test_an_age_limit_runs_to_the_end_of_its_month(void **state)
{
	struct person_input born = { .id = "holder", .born = "1960-05-10" };
	struct house *house = *state;
	struct status st = STATUS_INIT;
	day_t day = DAY_NONE;

	assert_ok(app_person_edit(house->app, &born, &st), &st);
	add_grant(house->app, "mer", "dk.holbaek.100", "2025-01-01", NULL, "9000.00/year");
	assert_int_equal(dates(house->app, "age", &day), 1);
	assert_int_equal(day, day_make(2027, 5, 31));
}

static void test_a_decision_noted_twice_is_appealed_once(void **state)
{
	struct grant_input input = { .id = "led", .scheme = "dk.holbaek.97", .from = "2025-01-01", .received = "2025-06-01" };
	struct fact_input fact = { .what = "received", .day = "2025-06-01" };
	struct house *house = *state;
	struct status st = STATUS_INIT;
	day_t day = DAY_NONE;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	assert_ok(app_grant_fact(house->app, "led", &fact, NULL, &st), &st);
	assert_int_equal(dates(house->app, "appeal", &day), 1);
	assert_int_equal(day, day_make(2025, 6, 29));
}

/* ---- moves: Ishøj says nothing of moving out, Holbæk keeps § 85 running where somebody moves in */

static void test_a_place_may_be_written_small(void **state)
{
	struct fact_input fact = { .what = "moved", .day = "2025-05-01", .note = "holbæk kommune" };
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct notices notices;

	add_grant(house->app, "home", "dk.ishoej.85", "2025-01-01", NULL, "2:00/week");
	assert_ok(app_grant_fact(house->app, "home", &fact, &notices, &st), &st);
	assert_int_equal(notices.count, 1);
	assert_non_null(strstr(notices.of[0].message, "keeps this help running"));
	notices_done(&notices);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_EMPTY(test_notice_does_not_prolong_what_ends_before),
		TEST_EMPTY(test_a_later_end_needs_no_notice),
		TEST_EMPTY(test_a_level_lasts_from_where_it_begins),
		TEST_EMPTY(test_a_change_of_level_keeps_to_its_length),
		TEST_EMPTY(test_a_level_after_the_end_has_no_length),
		TEST_EMPTY(test_what_is_taken_off_one_part_says_nothing_of_another),
		TEST_EMPTY(test_an_age_limit_runs_to_the_end_of_its_month),
		TEST_EMPTY(test_a_decision_noted_twice_is_appealed_once),
		TEST_EMPTY(test_a_place_may_be_written_small),
	};

	return cmocka_run_group_tests_name("grant found", tests, NULL, NULL);
}
