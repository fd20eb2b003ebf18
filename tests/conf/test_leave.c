/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The holiday that the law gives at least, what was agreed beside it and what is carried, by hand: ferieloven §§ 4–6, 21; BUrlG
 * §§ 3–5, 7. */
#include "../support.h"

#include "ledsag/base/str.h"
#include "ledsag/conf/leave.h"

#include <stdlib.h>

static struct leave_rules rules_of(const char *country)
{
	char *path = str_make("%s/conf/holiday-leave/%s.conf", LEDSAG_SOURCEDIR, country);
	struct leave_rules rules;
	struct status st = STATUS_INIT;

	assert_ok(leave_rules_read_file(&rules, path, &st), &st);
	free(path);
	return rules;
}

static struct leave_year year_of(const struct leave_rules *rules, int year, day_t from, day_t to, day_t today, const day_t *taken,
                                 int count)
{
	struct leave_facts facts = { .from = from, .to = to, .taken = taken, .taken_count = count };
	struct leave_year out;

	assert_true(leave_year_build(rules, year, &facts, today, &out));
	return out;
}

/* A whole year gives 25 days, to be taken until 31 December after it; half a year in 6/12 of it are earned: 12.5. */
static void test_a_year_in_denmark(void **state)
{
	struct leave_rules dk = rules_of("DK");
	struct leave_year y = year_of(&dk, 2024, DAY_NONE, DAY_MAX, day_make(2025, 2, 28), NULL, 0);
	int year;

	(void)state;
	assert_int_equal(y.first, day_make(2024, 9, 1));
	assert_int_equal(y.last, day_make(2025, 8, 31));
	assert_int_equal(y.expires, day_make(2025, 12, 31));
	assert_int_equal(y.entitled, 2500);
	assert_int_equal(y.earned, 1250);
	assert_false(y.expired);
	assert_true(leave_year_of(&dk, day_make(2025, 8, 31), &year));
	assert_int_equal(year, 2024);
	assert_true(leave_year_of(&dk, day_make(2025, 9, 1), &year));
	assert_int_equal(year, 2025);
	assert_false(leave_year_of(&dk, day_make(2020, 8, 31), &year));
	y = year_of(&dk, 2024, DAY_NONE, DAY_MAX, day_make(2026, 1, 1), NULL, 0);
	assert_true(y.expired);
	leave_rules_done(&dk);
}

/* From 11 March on: March has 21 days of 0.07, that is 1.47; April to August are five twelfths of 25, 10.416: 10.41. */
static void test_a_part_of_a_year_in_denmark(void **state)
{
	struct leave_rules dk = rules_of("DK");
	struct leave_year y = year_of(&dk, 2024, day_make(2025, 3, 11), DAY_MAX, day_make(2025, 8, 31), NULL, 0);

	(void)state;
	assert_int_equal(y.entitled, 1041 + 147);
	/* 30 days of March are 2.10 by the day, but a month gives no more than a twelfth: 2.08. */
	y = year_of(&dk, 2024, day_make(2025, 3, 2), day_make(2025, 3, 31), day_make(2025, 8, 31), NULL, 0);
	assert_int_equal(y.entitled, 208);
	leave_rules_done(&dk);
}

/* 20 days of a five-day week until 31 March of the next year. From May on: employed on both sides of July, the whole year. From
 * August on: 5/12 of 20 are 8.33, which stay; from September on 6.66: 7. Gone at the end of March: 5. */
static void test_a_year_in_germany(void **state)
{
	struct leave_rules de = rules_of("DE");
	day_t after = day_make(2026, 1, 15);
	struct leave_year y = year_of(&de, 2025, DAY_NONE, DAY_MAX, after, NULL, 0);

	(void)state;
	assert_int_equal(y.entitled, 2000);
	assert_int_equal(y.expires, day_make(2026, 3, 31));
	assert_int_equal(year_of(&de, 2025, day_make(2025, 5, 1), DAY_MAX, after, NULL, 0).entitled, 2000);
	assert_int_equal(year_of(&de, 2025, day_make(2025, 7, 1), DAY_MAX, after, NULL, 0).entitled, 1000);
	assert_int_equal(year_of(&de, 2025, day_make(2025, 8, 1), DAY_MAX, after, NULL, 0).entitled, 833);
	assert_int_equal(year_of(&de, 2025, day_make(2025, 9, 1), DAY_MAX, after, NULL, 0).entitled, 700);
	assert_int_equal(year_of(&de, 2025, day_make(2020, 1, 1), day_make(2025, 3, 31), after, NULL, 0).entitled, 500);
	leave_rules_done(&de);
}

/* 19 days in 2025 leave one; of two days in March 2026 the first is the last of 2025, the second is 2026's. On 1 April 2026 nothing
 * of 2025 is left to be taken. */
static void test_days_are_taken_from_the_oldest_year(void **state)
{
	struct leave_rules de = rules_of("DE");
	day_t taken[22], from = day_make(2025, 1, 1);
	struct leave_year y;

	(void)state;
	for (int i = 0; i < 19; i++)
		taken[i] = day_make(2025, 7, 1) + i;
	taken[19] = day_make(2026, 3, 2);
	taken[20] = day_make(2026, 3, 3);
	taken[21] = day_make(2026, 4, 1);
	y = year_of(&de, 2025, from, DAY_MAX, day_make(2026, 2, 1), taken, 19);
	assert_int_equal(y.left, 100);
	y = year_of(&de, 2025, from, DAY_MAX, day_make(2026, 5, 1), taken, 22);
	assert_int_equal(y.taken, 2000);
	assert_int_equal(y.left, 0);
	y = year_of(&de, 2026, from, DAY_MAX, day_make(2026, 5, 1), taken, 22);
	assert_int_equal(y.taken, 200);
	assert_int_equal(y.left, 1800);
	/* More than there is: the year's own account shows it. */
	for (int i = 0; i < 22; i++)
		taken[i] = day_make(2025, 7, 1) + i;
	y = year_of(&de, 2025, from, DAY_MAX, day_make(2026, 5, 1), taken, 22);
	assert_int_equal(y.left, -200);
	leave_rules_done(&de);
}

/* ---- what was agreed */

static struct leave_year agreed_year(const struct leave_rules *rules, int year, const struct leave_facts *facts, day_t today)
{
	struct leave_year out;

	assert_true(leave_year_build(rules, year, facts, today, &out));
	return out;
}

/* Ferieloven § 21: of 25 days those beyond four weeks (20) may be carried by a written agreement until 31 December, so at most 5.
 * 19 days in July 2024 leave 6 of the year 2023; 5 of these are carried: 25 - 5 - 19 = 1 is left of 2023. Of three days in October
 * 2024 the first is the last of 2023 (which can be taken until 31 December 2024), the other two are of the 5 that were carried: 3
 * of these are left, and 25 + 5 - 2 = 28 of the year 2024, until 31 December 2025. */
static void test_days_are_carried_in_denmark(void **state)
{
	struct leave_rules dk = rules_of("DK");
	const struct leave_agreement agreed[] = { { 2023, LEAVE_CARRY, 500 } };
	day_t taken[22], today = day_make(2024, 11, 15);
	struct leave_facts facts = { .from = day_make(2020, 1, 1), .to = DAY_MAX, .taken = taken, .taken_count = 19,
		                     .agreed = agreed, .agreed_count = 1 };
	struct leave_year y;

	(void)state;
	for (int i = 0; i < 19; i++)
		taken[i] = day_make(2024, 7, 1) + i;
	for (int i = 0; i < 3; i++)
		taken[19 + i] = day_make(2024, 10, 14) + i;
	y = agreed_year(&dk, 2023, &facts, today);
	assert_int_equal(y.carried_out, 500);
	assert_int_equal(y.left, 100);
	assert_int_equal(y.carry_most, 500);
	assert_int_equal(y.carry_until, day_make(2024, 12, 31));
	facts.taken_count = 22;
	y = agreed_year(&dk, 2023, &facts, today);
	assert_int_equal(y.taken, 2000);
	assert_int_equal(y.left, 0);
	y = agreed_year(&dk, 2024, &facts, today);
	assert_int_equal(y.entitled, 2500);
	assert_int_equal(y.carried_in, 500);
	assert_int_equal(y.carried_left, 300);
	assert_int_equal(y.taken, 200);
	assert_int_equal(y.left, 2800);
	assert_int_equal(y.expires, day_make(2025, 12, 31));
	/* What was carried may be carried on: 25 + 5 are 10 beyond 20. */
	assert_int_equal(y.carry_most, 1000);
	/* Without the agreement the five would have lapsed: one more of 2023 in October for each. */
	facts.agreed_count = 0;
	assert_int_equal(agreed_year(&dk, 2023, &facts, today).left, 300);
	assert_int_equal(agreed_year(&dk, 2024, &facts, today).left, 2500);
	leave_rules_done(&dk);
}

/* Half a year earns 12.5 days: nothing is beyond 20. With 24 taken of 25 only 1 is there to be carried; with 10 days more agreed it
 * is 25 + 10 - 24 = 11. */
static void test_no_more_is_carried_than_there_is(void **state)
{
	struct leave_rules dk = rules_of("DK");
	const struct leave_agreement agreed[] = { { 2023, LEAVE_EXTRA, 1000 }, { 2022, LEAVE_EXTRA, 300 } };
	day_t taken[24], today = day_make(2024, 11, 15);
	struct leave_facts facts = { .from = day_make(2024, 3, 1), .to = DAY_MAX, .agreed = agreed };
	struct leave_year y;

	(void)state;
	for (int i = 0; i < 24; i++)
		taken[i] = day_make(2024, 6, 3) + i;
	assert_int_equal(agreed_year(&dk, 2023, &facts, today).carry_most, 0);
	facts.from = day_make(2020, 1, 1);
	facts.taken = taken;
	facts.taken_count = 24;
	assert_int_equal(agreed_year(&dk, 2023, &facts, today).carry_most, 100);
	facts.agreed_count = 2;
	y = agreed_year(&dk, 2023, &facts, today);
	assert_int_equal(y.extra, 1000);
	assert_int_equal(y.left, 1100);
	assert_int_equal(y.carry_most, 1100);
	leave_rules_done(&dk);
}

/* A contract gives 5 days more than the 20 of the law. 20 taken in 2024 leave 5, which would lapse on 31 March 2025; they are
 * carried into 2025 in full (the law has no least part that must stay). 20 + 5 + 5 = 30 in 2025; of 6 days in June five are the
 * carried ones: 24 left until 31 March 2026. */
static void test_days_are_carried_in_germany(void **state)
{
	struct leave_rules de = rules_of("DE");
	const struct leave_agreement agreed[] = { { 2024, LEAVE_EXTRA, 500 },
		                                  { 2024, LEAVE_CARRY, 500 },
		                                  { 2025, LEAVE_EXTRA, 500 } };
	day_t taken[26];
	struct leave_facts facts = { .from = day_make(2020, 1, 1), .to = DAY_MAX, .taken = taken, .taken_count = 26,
		                     .agreed = agreed, .agreed_count = 3 };
	struct leave_year y;

	(void)state;
	for (int i = 0; i < 20; i++)
		taken[i] = day_make(2024, 7, 1) + i;
	for (int i = 0; i < 6; i++)
		taken[20 + i] = day_make(2025, 6, 2) + i;
	y = agreed_year(&de, 2024, &facts, day_make(2025, 7, 1));
	assert_int_equal(y.left, 0);
	assert_int_equal(y.carry_until, DAY_NONE);
	y = agreed_year(&de, 2025, &facts, day_make(2025, 7, 1));
	assert_int_equal(y.entitled, 2000);
	assert_int_equal(y.extra, 500);
	assert_int_equal(y.carried_in, 500);
	assert_int_equal(y.carried_left, 0);
	assert_int_equal(y.taken, 600);
	assert_int_equal(y.left, 2400);
	assert_int_equal(y.expires, day_make(2026, 3, 31));
	leave_rules_done(&de);
}

static void test_what_is_wrong_is_said(void **state)
{
	static const char *const wrong[] = {
		"source = x", "from \"2020-01-01\" { starts = 1 days = 20 }", "source = x from \"2020-01-01\" { starts = 1 }",
		"source = x from \"2020-01-01\" { starts = 13 days = 20 }", "source = x from \"2020-01-01\" { days = 20 }",
		"source = x from \"soon\" { starts = 1 days = 20 }",
		"source = x from \"2020-01-01\" { starts = 1 days = 20 carry-beyond = x }",
		"source = x from \"2020-01-01\" { starts = 1 days = 20 carry-agreed = 25 }",
	};
	struct leave_rules rules;
	struct status st;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		st = (struct status)STATUS_INIT;
		assert_false(leave_rules_read(&rules, wrong[i], "f", &st));
		assert_int_equal(st.code, STATUS_INPUT);
		assert_string_equal(st.rule, "conf");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_year_in_denmark),
		cmocka_unit_test(test_a_part_of_a_year_in_denmark),
		cmocka_unit_test(test_a_year_in_germany),
		cmocka_unit_test(test_days_are_taken_from_the_oldest_year),
		cmocka_unit_test(test_days_are_carried_in_denmark),
		cmocka_unit_test(test_no_more_is_carried_than_there_is),
		cmocka_unit_test(test_days_are_carried_in_germany),
		cmocka_unit_test(test_what_is_wrong_is_said),
	};

	return cmocka_run_group_tests_name("leave", tests, NULL, NULL);
}
