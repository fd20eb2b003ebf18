/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits by the week and on the average, while booking and in the bank. Every figure is worked out by hand. */
#include "limits.h"

/* ---- a ceiling: Holbæk § 85, omfattende: 3:00 on average, 6:00 a week */

static void test_a_week_has_a_ceiling(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st;
	int64_t entry;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	entry = book(app, "2025-03-04", "3:00", "sup", NULL);
	book(app, "2025-03-06", "9-12", "sup", NULL);
	refused_with(app, "2025-03-08", "0:01", "sup", "week-ceiling",
	             "Social support at home (dk.holbaek.85) gives at most 6:00 h in one week: week 2025-W10 has 6:00 h on “sup” already, and this would be 0:01 h more.");
	/* The week after is one of its own. */
	book(app, "2025-03-10", "6:00", "sup", NULL);
	/* More than a ceiling at once; and nothing was kept of what was refused. */
	book_refused(app, "2025-03-17", "6:01", "sup", NULL, STATUS_REFUSED, "week-ceiling");
	book(app, "2025-03-17", "6:00", "sup", NULL);
	/* What is there may be told better, and made less; not more. */
	assert_ok(edit(app, entry, NULL, "by phone", &st), &st);
	assert_ok(edit(app, entry, "2:00", NULL, &st), &st);
	assert_false(edit(app, entry, "3:01", NULL, &st));
	is_status(&st, STATUS_REFUSED, "week-ceiling");
	assert_ok(edit(app, entry, "3:00", NULL, &st), &st);
	check_ok(app);
}

/* Sunday 22:00 to Monday 02:00 is two hours of each week. */
static void test_a_night_over_sunday_counts_in_both_weeks(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	book(app, "2025-03-04", "4:00", "sup", NULL);
	book(app, "2025-03-11", "3:00", "sup", NULL);
	book(app, "2025-03-09", "22-2", "sup", NULL);
	book_refused(app, "2025-03-08", "0:01", "sup", NULL, STATUS_REFUSED, "week-ceiling");
	book_refused(app, "2025-03-12", "1:01", "sup", NULL, STATUS_REFUSED, "week-ceiling");
	book(app, "2025-03-12", "1:00", "sup", NULL);
	/* The second week alone is too full for it. */
	book_refused(app, "2025-03-16", "20-2", "sup", NULL, STATUS_REFUSED, "week-ceiling");
	check_ok(app);
}

/* What was withdrawn does not come back into a week that is full by now. */
static void test_undo_asks_the_ceiling_again(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	int64_t first;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	first = book(app, "2025-03-04", "3:00", "sup", NULL);
	assert_ok(app_hours_withdraw(app, first, 0, &st), &st);
	house_as(house, "lise");
	book(house->app, "2025-03-05", "4:00", "sup", NULL);
	house_as(house, NULL);
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "week-ceiling");
	house_as(house, "lise");
	st = (struct status)STATUS_INIT;
	assert_ok(app_undo(house->app, NULL, &st), &st);
	house_as(house, NULL);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	check_ok(house->app);
}

/* How much others worked is not told to an assistant. */
static void test_an_assistant_is_refused_without_figures(void **state)
{
	struct house *house = *state;
	struct log_result result;

	grant_at(house->app, "sup", "dk.holbaek.85", "omfattende", NULL);
	grant_at(house->app, "aid", "dk.ishoej.85", "let", "1:00/week");
	book(house->app, "2025-03-04", "4:00", "sup", "anna");
	book(house->app, "2025-03-05", "0:30", "aid", "anna");
	house_as(house, "bo");
	{
		struct status st;

		assert_false(try_log(house->app, "2025-03-06", "3:00", "sup", "bo", NULL, &result, &st));
		is_status(&st, STATUS_REFUSED, "week-ceiling");
		assert_string_equal(st.msgid, "{1} gives at most {2} in one week: with this, week {3} would have more on “{4}”.");
		assert_true(try_log(house->app, "2025-03-06", "1:00", "aid", "bo", NULL, &result, &st));
		assert_int_equal(result.notices.count, 0);
		assert_false(result.by_week);
		log_result_done(&result);
	}
}

/* ---- nothing is carried: Holbæk § 98, 4:30 and 1:00 a week */

static void test_more_than_a_week_gives_is_said(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	grant_contact(app);
	book_with(app, "2025-03-04", "4:30", "kon.chosen", "");
	text = book_says(app, "2025-03-05", "0:30", "kon.chosen", "week-over");
	assert_string_equal(text,
	                    "Week 2025-W10 has 5:00 h on “kon.chosen”, which gives 4:30 h: 0:30 h too much. No other week makes up for it.");
	free(text);
	/* The other pot and the next week have their own. */
	book_with(app, "2025-03-05", "1:00", "kon.home", "");
	book_with(app, "2025-03-16", "3:30", "kon.chosen", "");
	/* Sunday 23:00 to Monday 01:00: 4:30 then, and 1:00. */
	book_with(app, "2025-03-16", "23-1", "kon.chosen", "");
	/* 3:31 more on Wednesday is one minute too much. */
	book_with(app, "2025-03-19", "3:31", "kon.chosen", "week-over");
	check_ok(app);
}

/* Six times a whole week's hours lie in March: more than the month gives on average, and no week has too much. */
static void test_months_do_not_warn_where_weeks_count(void **state)
{
	static const char *const days[] = { "2025-03-01", "2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24", "2025-03-31" };
	struct house *house = *state;
	struct app *app = house->app;
	struct bank_view view;

	grant_contact(app);
	for (size_t i = 0; i < COUNT_OF(days); i++)
		book_with(app, days[i], "4:30", "kon.chosen", "");
	bank_in(app, "kon.chosen", 3, &view);
	/* floor(270 x 90/7) - floor(270 x 59/7) = 3471 - 2275 = 1196 are granted, 27:00 = 1620 are used */
	assert_int_equal(view.bank.months[2].overdraft, 1620 - 1196);
	for (int i = 0; i < view.week_count; i++)
		assert_int_equal(view.weeks[i].beyond, 0);
	assert_int_equal(view.week_count, 6);
	bank_view_done(&view);
}

/* Today is Sunday 15 June 2025, the last day of W24. */
static void test_a_week_lapses_on_its_sunday(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct bank_view view;
	char *text;

	grant_contact(app);
	lapses(app, 6, "kon", "chosen", "4:30 2025-06-15");
	book_with(app, "2025-06-10", "3:00", "kon.chosen", "");
	lapses(app, 6, "kon", "chosen", "1:30 2025-06-15");
	lapses(app, 6, "kon", "home", "1:00 2025-06-15");
	/* Of a month that is over, its last day's week: 31 March is a Monday. */
	book_with(app, "2025-03-31", "2:00", "kon.chosen", "");
	lapses(app, 3, "kon", "chosen", "2:30 2025-04-06");
	bank_in(app, "kon.chosen", 6, &view);
	assert_true(view.weeks_lapse && view.lapses);
	assert_int_equal(view.next.amount, 90);
	assert_int_equal(bank_week(&view, 24)->left, 90);
	assert_int_equal(bank_week(&view, 24)->lapsed, 0);
	assert_int_equal(bank_week(&view, 23)->lapsed, 270);
	assert_int_equal(bank_week(&view, 23)->left, 0);
	assert_int_equal(bank_week(&view, 25)->left, 270);
	/* W22 ends on 1 June, W27 begins on 30 June */
	assert_int_equal(view.week_count, 6);
	assert_int_equal(view.weeks[0].from, week_monday(2025, 22));
	assert_int_equal(view.weeks[5].from, week_monday(2025, 27));
	assert_int_equal(view.week_now, 2);
	text = app_lapse_sentence(app, &view.rules, UNIT_MINUTES, view.next, view.use_to_keep, view.use_now);
	assert_string_equal(text, "1:30 h lapse with the week, on 15 June 2025, unless they are used by then.");
	free(text);
	bank_view_done(&view);
	book_with(app, "2025-06-11", "1:30", "kon.chosen", "");
	lapses(app, 6, "kon", "chosen", "");
	/* On Monday it is gone, whatever was left. */
	house_now("2025-06-16T08:00");
	house_as(house, NULL);
	lapses(house->app, 6, "kon", "chosen", "4:30 2025-06-22");
}

/* What is tried counts in this week. */
static void test_what_if_in_a_week(void **state)
{
	struct house *house = *state;
	struct what_if what_if = { UNIT_MINUTES, 300, month_make(2025, 6) };
	struct status st = STATUS_INIT;
	struct bank_view view;

	grant_contact(house->app);
	assert_ok(app_bank(house->app, "kon.chosen", month_make(2025, 6), &what_if, &view, &st), &st);
	assert_int_equal(bank_week(&view, 24)->used, 300);
	assert_int_equal(bank_week(&view, 24)->beyond, 30);
	assert_int_equal(bank_week(&view, 23)->used, 0);
	assert_false(view.lapses);
	bank_view_done(&view);
}

/* A week is cut where its grant ends: W24 until Wednesday 11 June has floor(270 x 162/7) - floor(270 x 159/7) = 6248 - 6132 = 116.
 */
static void test_the_last_week_of_a_grant(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	grant_contact(house->app);
	assert_ok(app_grant_end(house->app, "kon", "2025-06-11", NULL, NULL, &st), &st);
	lapses(house->app, 6, "kon", "chosen", "1:56 2025-06-11");
	book_with(house->app, "2025-06-10", "1:56", "kon.chosen", "");
	book_with(house->app, "2025-06-11", "0:01", "kon.chosen", "week-over");
}

/* Holbæk § 103, part-time: 2 days a week. A stay over Sunday is one day of each week. */
static void test_days_a_week(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;

	grant_at(app, "work", "dk.holbaek.103", "part-time", NULL);
	book_with(app, "2025-03-03", "2d", "work", "");
	book_with(app, "2025-03-06", "1d", "work", "week-over");
	book_with(app, "2025-03-16", "2d", "work", "");
	book_with(app, "2025-03-18", "1d", "work", "");
	book_with(app, "2025-03-20", "1d", "work", "week-over");
	lapses(app, 3, "work", "days", "2d 2025-04-06");
	check_ok(app);
}

/* ---- averages: Holbæk §§ 85 and 85a */

/* From Wednesday 1 to Sunday 5 January 3:00 a week give floor(180 x 5/7 = 128.6) = 2:08; 129 x 7/5 = 180.6, so 3:01 a week. */
static void test_a_running_average_is_compared(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	book_with(app, "2025-01-02", "2:08", "sup", "");
	text = book_says(app, "2025-01-03", "0:01", "sup", "average");
	assert_string_equal(text, "“sup” has 3:01 h a week on average since 1 January 2025; the decision says 3:00 h.");
	free(text);
	/* Much at once is no harm where little was used before: until 15 June there were floor(180 x 166/7) = 71:08. */
	book_with(app, "2025-06-12", "6:00", "sup", "");
	lapses(app, 6, "sup", "hours", "");
}

/* § 85a CTI, 2:30: until the Sunday after 31 Jan 11:47, 28 Feb 21:47, 31 Mar 34:17, 30 Apr 44:17, 30 May 54:17, 12 Jun 59:17. Sums
 * of months and single days have to fit together. */
static void test_the_average_over_months(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct bank_view view;
	char *text;

	grant_at(app, "home", "dk.holbaek.85a", "cti", NULL);
	book_with(app, "2025-01-31", "10:00", "home", "");
	book_with(app, "2025-02-28", "10:00", "home", "");
	book_with(app, "2025-03-31", "10:00", "home", "");
	book_with(app, "2025-04-30", "10:00", "home", "");
	book_with(app, "2025-05-30", "10:00", "home", "");
	book_with(app, "2025-06-12", "9:17", "home", "");
	bank_in(app, "home", 6, &view);
	assert_true(view.averages);
	assert_int_equal(view.average.from, day_make(2025, 1, 1));
	assert_int_equal(view.average.to, day_make(2025, 6, 15));
	assert_int_equal(view.average.granted, 3557);
	assert_int_equal(view.average_used, 3557);
	bank_view_done(&view);
	/* 3558 x 7/166 = 150.04 */
	text = book_says(app, "2025-06-13", "0:01", "home", "average");
	assert_string_equal(text, "“home” has 2:31 h a week on average since 1 January 2025; the decision says 2:30 h.");
	free(text);
	check_ok(app);
}

/* Another level begins a new count. */
static void test_another_amount_begins_a_new_average(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	for (int week = 2; week < 20; week++) {
		char date[11];

		day_format(week_monday(2025, week), date);
		book(app, date, "5:00", "sup", NULL);
	}
	book_with(app, "2025-05-19", "1:00", "sup", "average overdraft");
	assert_ok(change_amount(app, "sup", "2025-06-02", "3:00/week", &st), &st);
	book_with(app, "2025-06-03", "3:00", "sup", "overdraft");
	book_with(app, "2025-06-04", "0:01", "sup", "average overdraft");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_week_has_a_ceiling),
		TEST(test_a_night_over_sunday_counts_in_both_weeks),
		TEST(test_undo_asks_the_ceiling_again),
		TEST(test_an_assistant_is_refused_without_figures),
		TEST_EMPTY(test_more_than_a_week_gives_is_said),
		TEST_EMPTY(test_months_do_not_warn_where_weeks_count),
		TEST_EMPTY(test_a_week_lapses_on_its_sunday),
		TEST_EMPTY(test_what_if_in_a_week),
		TEST_EMPTY(test_the_last_week_of_a_grant),
		TEST_EMPTY(test_days_a_week),
		TEST_EMPTY(test_a_running_average_is_compared),
		TEST_EMPTY(test_the_average_over_months),
		TEST_EMPTY(test_another_amount_begins_a_new_average),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
