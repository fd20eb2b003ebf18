/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The holiday that the law gives at least, by hand: ferieloven §§ 4–6, 21; BUrlG §§ 3–5, 7. */
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
	struct leave_year out;

	assert_true(leave_year_build(rules, year, from, to, today, taken, count, &out));
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

static void test_what_is_wrong_is_said(void **state)
{
	static const char *const wrong[] = {
		"source = x", "from \"2020-01-01\" { starts = 1 days = 20 }", "source = x from \"2020-01-01\" { starts = 1 }",
		"source = x from \"2020-01-01\" { starts = 13 days = 20 }", "source = x from \"2020-01-01\" { days = 20 }",
		"source = x from \"soon\" { starts = 1 days = 20 }",
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
		cmocka_unit_test(test_what_is_wrong_is_said),
	};

	return cmocka_run_group_tests_name("leave", tests, NULL, NULL);
}
