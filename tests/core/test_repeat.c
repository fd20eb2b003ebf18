/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repetition: what it gives, and that nothing of it is left out without a word. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/repeat.h"

#include <stdlib.h>

/* A Wednesday. */
#define FIRST day_make(2025, 6, 18)

static struct repeat parsed(const char *text)
{
	struct status st = STATUS_INIT;
	struct repeat repeat;

	assert_ok(repeat_parse(text, &repeat, &st), &st);
	return repeat;
}

static int days_of(const char *text)
{
	struct repeat repeat = parsed(text);
	struct status st = STATUS_INIT;
	day_t *days;
	int count;

	assert_ok(repeat_fits(&repeat, FIRST, &st), &st);
	days = repeat_days(&repeat, FIRST, &count);
	assert_int_equal(days[0], FIRST);
	free(days);
	return count;
}

static void test_what_fits_is_given_whole(void **state)
{
	(void)state;
	assert_int_equal(days_of("FREQ=WEEKLY;COUNT=4"), 4);
	assert_int_equal(days_of("FREQ=WEEKLY;UNTIL=20250702"), 3);
	assert_int_equal(days_of("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20250630"), 5);
	assert_int_equal(days_of("FREQ=DAILY;COUNT=1000"), 1000);
	assert_int_equal(days_of("FREQ=DAILY;UNTIL=20280313"), 1000);
}

/* A plan of more than 1000 days was cut at the thousandth. */
static void test_an_until_too_far_is_refused_not_cut(void **state)
{
	static const char *const texts[] = { "FREQ=DAILY;UNTIL=20280314", "FREQ=DAILY;UNTIL=20991231", "FREQ=WEEKLY;UNTIL=20991231",
		                             "FREQ=WEEKLY;INTERVAL=52;UNTIL=20991231", "FREQ=WEEKLY;INTERVAL=52;COUNT=100" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct repeat repeat = parsed(texts[i]);
		struct status st = STATUS_INIT;

		if (repeat_fits(&repeat, FIRST, &st))
			fail_msg("%s fits", texts[i]);
		assert_int_equal(st.code, STATUS_INPUT);
		assert_string_equal(st.rule, "repeat");
	}
}

static void test_an_until_before_the_first_day_gives_none(void **state)
{
	struct repeat repeat = parsed("FREQ=WEEKLY;UNTIL=20250601");
	struct status st = STATUS_INIT;
	day_t *days;
	int count;

	(void)state;
	assert_ok(repeat_fits(&repeat, FIRST, &st), &st);
	days = repeat_days(&repeat, FIRST, &count);
	assert_int_equal(count, 0);
	free(days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_fits_is_given_whole),
		cmocka_unit_test(test_an_until_too_far_is_refused_not_cut),
		cmocka_unit_test(test_an_until_before_the_first_day_gives_none),
	};

	return cmocka_run_group_tests_name("repeat", tests, NULL, NULL);
}
