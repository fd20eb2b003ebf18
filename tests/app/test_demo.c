/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo households are whole, and the same for the same day. */
#include "recount.h"

static const char *const grants[][2] = { { "led", "bpa" }, { "led", "home" }, { "pb-teilhabe", "pb-pflege" } };

static bool add_shift(void *context, const struct shift *shift)
{
	str_addf(context, "%lld %s %lld %d\n", (long long)shift->id, shift->person ? shift->person : "-", (long long)shift->span.start, (int)shift->state);
	return true;
}

/* All there is to read of one case on one day; also checks it. */
static char *whole_of(enum demo_case which, const char *now)
{
	struct house house = { .directory = support_tmpdir() };
	struct status st = STATUS_INIT;
	struct str all = STR_INIT;
	struct standings standings;
	struct people people;
	char *hours;

	house.file = str_make("%s/demo.db", house.directory);
	house_now(now);
	assert_ok(app_demo(house.file, which, &st), &st);
	house_as(&house, NULL);
	check_ok(house.app);
	recount_same(&house, grants[which], "the demo");
	hours = recount_text(house.app);
	str_add(&all, hours);
	free(hours);
	assert_ok(app_shifts(house.app, DAY_NONE, DAY_MAX, add_shift, &all, &st), &st);
	assert_ok(app_people(house.app, &people, &st), &st);
	for (int i = 0; i < people.count; i++)
		str_addf(&all, "%s %s %d\n", people.of[i].id, people.of[i].name, (int)people.of[i].born);
	people_done(&people);
	assert_ok(app_balance(house.app, month_of(app_today(house.app)), &standings, &st), &st);
	for (int i = 0; i < standings.count; i++)
		str_addf(&all, "%s.%s %lld %lld\n", standings.of[i].grant, standings.of[i].part, (long long)standings.of[i].left,
		         (long long)standings.of[i].used);
	standings_done(&standings);
	/* Nobody undoes a demo away. */
	assert_false(app_undo(house.app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "nothing-to-undo");
	app_close(&house.app);
	assert_false(app_demo(house.file, which, &st));
	is_status(&st, STATUS_FILE, "exists");
	support_rmdir(&house.directory);
	free(house.file);
	return str_take(&all);
}

static void demo_is_whole(enum demo_case which)
{
	static const char *const days[] = { "2026-02-28T23:59", "2026-03-01T00:00", "2026-03-30T12:00" };
	char *first = whole_of(which, "2026-06-15T12:00"), *again = whole_of(which, "2026-06-15T12:00");

	assert_string_equal(first, again);
	for (size_t i = 0; i < COUNT_OF(days); i++)
		free(whole_of(which, days[i]));
	free(first);
	free(again);
}

/* ---- the life of an hour is there to be seen */

struct lives {
	int states[ENTRY_WITHDRAWN + 1];
};

static bool count_state(void *context, const struct hours_row *row)
{
	struct lives *lives = context;

	lives->states[row->entry->state]++;
	if (row->entry->state == ENTRY_REJECTED)
		assert_true(row->entry->why && *row->entry->why);
	return true;
}

static struct lives lives_of(struct app *app, day_t from, day_t to)
{
	struct hours_query query = { .from = from, .to = to, .state = -1 };
	struct lives lives = { 0 };
	struct status st = STATUS_INIT;

	assert_ok(app_hours(app, &query, count_state, &lives, &st), &st);
	return lives;
}

static void test_hours_have_a_life(void **state)
{
	for (enum demo_case which = DEMO_BPA; which <= DEMO_PB; which++) {
		struct house house = { .directory = support_tmpdir() };
		struct status st = STATUS_INIT;
		struct lives lives;

		(void)state;
		house.file = str_make("%s/demo.db", house.directory);
		house_now("2025-06-15T12:00");
		assert_ok(app_demo(house.file, which, &st), &st);
		house_as(&house, NULL);
		lives = lives_of(house.app, day_make(2023, 6, 1), day_make(2025, 4, 30));
		assert_true(lives.states[ENTRY_APPROVED] > 100);
		assert_int_equal(lives.states[ENTRY_LOGGED] + lives.states[ENTRY_SUBMITTED] + lives.states[ENTRY_REJECTED], 0);
		lives = lives_of(house.app, day_make(2025, 5, 1), day_make(2025, 5, 31));
		assert_int_equal(lives.states[ENTRY_APPROVED], 0);
		assert_int_equal(lives.states[ENTRY_REJECTED], 1);
		assert_true(lives.states[ENTRY_SUBMITTED] > 0 && lives.states[ENTRY_LOGGED] > 0);
		lives = lives_of(house.app, day_make(2025, 6, 1), day_make(2025, 6, 15));
		assert_true(lives.states[ENTRY_LOGGED] > 0);
		assert_int_equal(lives.states[ENTRY_APPROVED] + lives.states[ENTRY_SUBMITTED], 0);
		app_close(&house.app);
		support_rmdir(&house.directory);
		free(house.file);
	}
}

static void test_bpa(void **state)
{
	(void)state;
	demo_is_whole(DEMO_BPA);
}

static void test_ledsage(void **state)
{
	(void)state;
	demo_is_whole(DEMO_LEDSAGE);
}

static void test_pb(void **state)
{
	(void)state;
	demo_is_whole(DEMO_PB);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hours_have_a_life),
		cmocka_unit_test(test_bpa),
		cmocka_unit_test(test_ledsage),
		cmocka_unit_test(test_pb),
	};

	return cmocka_run_group_tests_name("demo", tests, NULL, NULL);
}
