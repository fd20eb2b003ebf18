/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Easter, the rules of holidays, workdays, and the counting of spans. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/deadline.h"

#include <stdlib.h>

static void is_day(day_t day, const char *want)
{
	char text[11];

	day_format(day, text);
	assert_string_equal(text, want);
}

/* Published dates: the earliest and the latest there can be, the two exceptions of the reckoning (1954, 1981), common years. */
static void test_easter(void **state)
{
	static const char *const sundays[] = {
		"1598-03-22", "1761-03-22", "1818-03-22", "1886-04-25", "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18",
		"1961-04-02", "1970-03-29", "1981-04-19", "1990-04-15", "1999-04-04", "2000-04-23", "2001-04-15", "2008-03-23",
		"2011-04-24", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17",
		"2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
		"2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28", "2285-03-22",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sundays); i++)
		is_day(easter_sunday(atoi(sundays[i])), sundays[i]);
}

/* The reckoning repeats after 5,700,000 years only, but its bounds hold in each. */
static void test_easter_is_a_sunday_in_spring(void **state)
{
	(void)state;
	for (int year = 1583; year <= 9999; year++) {
		assert_int_equal(day_weekday(easter_sunday(year)), 6);
		assert_in_range(easter_sunday(year), day_make(year, 3, 22), day_make(year, 4, 25));
	}
}

static struct holiday rules[] = {
	{ .rule = HOLIDAY_DATE, .month = 5, .dom = 1, .from = DAY_NONE, .until = DAY_MAX },
	{ .rule = HOLIDAY_EASTER, .days = 39, .from = DAY_NONE, .until = DAY_MAX },
	{ .rule = HOLIDAY_BEFORE, .weekday = 2, .month = 11, .dom = 23, .from = DAY_NONE, .until = DAY_MAX },
	{ .rule = HOLIDAY_EASTER, .days = -2, .from = DAY_NONE, .until = DAY_MAX },
	{ .rule = HOLIDAY_EASTER, .days = 1, .from = DAY_NONE, .until = DAY_MAX },
	{ .rule = HOLIDAY_BEFORE, .weekday = 0, .month = 1, .dom = 3, .from = DAY_NONE, .until = DAY_MAX },
};
static const struct holidays few = { rules, (int)COUNT_OF(rules), (int)COUNT_OF(rules) };

static void test_two_on_one_day(void **state)
{
	const struct holiday *first = holidays_on(&few, day_make(2008, 5, 1), NULL);

	(void)state;
	assert_ptr_equal(first, &rules[0]);
	assert_ptr_equal(holidays_on(&few, day_make(2008, 5, 1), first), &rules[1]);
	assert_null(holidays_on(&few, day_make(2008, 5, 1), &rules[1]));
	assert_null(holidays_on(&few, day_make(2008, 5, 2), NULL));
}

/* Never the date itself: 23 November 2022 was a Wednesday. */
static void test_a_weekday_before_a_date(void **state)
{
	(void)state;
	assert_ptr_equal(holidays_on(&few, day_make(2022, 11, 16), NULL), &rules[2]);
	assert_null(holidays_on(&few, day_make(2022, 11, 23), NULL));
	assert_ptr_equal(holidays_on(&few, day_make(2023, 11, 22), NULL), &rules[2]);
	assert_null(holidays_on(&few, day_make(2023, 11, 15), NULL));
	/* the Monday before 3 January 2025 lies in the year before */
	assert_ptr_equal(holidays_on(&few, day_make(2024, 12, 30), NULL), &rules[5]);
}

static void test_in_force(void **state)
{
	struct holiday once = { .rule = HOLIDAY_DATE,
		                .month = 10,
		                .dom = 31,
		                .from = day_make(2017, 10, 31),
		                .until = day_make(2018, 10, 31) };
	struct holidays holidays = { &once, 1, 1 };

	(void)state;
	assert_null(holidays_on(&holidays, day_make(2016, 10, 31), NULL));
	assert_non_null(holidays_on(&holidays, day_make(2017, 10, 31), NULL));
	assert_non_null(holidays_on(&holidays, day_make(2018, 10, 31), NULL));
	assert_null(holidays_on(&holidays, day_make(2019, 10, 31), NULL));
}

/* Good Friday 18 April 2025, Easter Monday 21 April. */
static void test_workdays(void **state)
{
	(void)state;
	assert_true(day_is_workday(&few, day_make(2025, 4, 17)));
	assert_false(day_is_workday(&few, day_make(2025, 4, 18)));
	assert_false(day_is_workday(&few, day_make(2025, 4, 19)));
	assert_false(day_is_workday(&few, day_make(2025, 4, 20)));
	assert_false(day_is_workday(&few, day_make(2025, 4, 21)));
	is_day(workdays_after(&few, day_make(2025, 4, 17), 1), "2025-04-22");
	is_day(workdays_after(&few, day_make(2025, 4, 19), 1), "2025-04-22");
	is_day(workdays_after(&few, day_make(2025, 4, 14), 5), "2025-04-23");
}

static void after(const char *from, int count, enum span_unit unit, int times, const char *want)
{
	day_t day;

	assert_true(day_parse(from, 0, DAY_PAST, &day, NULL));
	is_day(day_after_span(day, &(struct scheme_span){ count, unit }, times, &few), want);
}

static void test_spans(void **state)
{
	(void)state;
	after("2025-03-03", 4, SPAN_WEEKS, 1, "2025-03-31");
	after("2025-11-01", 14, SPAN_WEEKS, 1, "2026-02-07");
	after("2025-03-03", 28, SPAN_DAYS, 1, "2025-03-31");
	after("2025-01-31", 1, SPAN_MONTHS, 1, "2025-02-28");
	after("2024-01-31", 1, SPAN_MONTHS, 1, "2024-02-29");
	/* in one go, not by way of February */
	after("2025-01-31", 1, SPAN_MONTHS, 2, "2025-03-31");
	after("2025-10-31", 4, SPAN_MONTHS, 1, "2026-02-28");
	after("2024-02-29", 1, SPAN_YEARS, 1, "2025-02-28");
	after("2024-02-29", 1, SPAN_YEARS, 4, "2028-02-29");
	after("2096-02-29", 4, SPAN_YEARS, 1, "2100-02-28");
	after("2025-04-16", 3, SPAN_WORKDAYS, 1, "2025-04-23");
}

static void lasts(const char *from, int count, char unit, const char *want)
{
	day_t day;

	assert_true(day_parse(from, 0, DAY_PAST, &day, NULL));
	is_day(length_last_day(day, count, unit), want);
}

static void test_lengths(void **state)
{
	(void)state;
	lasts("2025-01-15", 6, 'm', "2025-07-14");
	lasts("2025-01-01", 6, 'm', "2025-06-30");
	lasts("2025-08-31", 6, 'm', "2026-02-28");
	lasts("2025-01-01", 1, 'y', "2025-12-31");
	lasts("2024-02-29", 1, 'y', "2025-02-28");
	lasts("2025-03-03", 12, 'w', "2025-05-25");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_easter),
		cmocka_unit_test(test_easter_is_a_sunday_in_spring),
		cmocka_unit_test(test_two_on_one_day),
		cmocka_unit_test(test_a_weekday_before_a_date),
		cmocka_unit_test(test_in_force),
		cmocka_unit_test(test_workdays),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
