/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of one conversation and of a pot, days on their dates, limits that only warn, and all of them in an import. Every figure
 * is worked out by hand. */
#include "limits.h"

/* ---- one conversation, one pot */

static int64_t sessions_left(struct app *app, const char *grant)
{
	struct bank_view view;
	int64_t left;

	bank_in(app, grant, 6, &view);
	left = view.bank.months[view.bank.count - 1].left_before;
	bank_view_done(&view);
	return left;
}

/* Holbæk § 12: at most four conversations, each of up to an hour. */
static void test_a_conversation_by_the_clock(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	struct log_result result;
	struct entry entry;
	int64_t id;

	grant_at(app, "adv", "dk.holbaek.12", NULL, NULL);
	id = book(app, "2025-06-10", "10:00-10:45", "adv.talks", "anna");
	assert_ok(app_entry(app, id, &entry, &st), &st);
	assert_int_equal(entry.unit, UNIT_SESSIONS);
	assert_int_equal(entry.amount, 1);
	assert_true(entry.clocked);
	assert_int_equal(span_minutes(entry.span), 45);
	entry_copy_done(&entry);
	assert_int_equal(sessions_left(app, "adv"), 3);
	refused_with(app, "2025-06-11", "10:00-11:01", "adv", "longest",
	             "Advice and guidance (dk.holbaek.12) gives at most 1:00 at a time: 1:01 on “adv” is longer than that.");
	book_with(app, "2025-06-11", "10:00-11:00", "adv", "");
	/* A break is no conversation. */
	{
		struct hours_input input = { .date = "2025-06-12", .span = "10:00-11:10", .pause = "0:10", .grant = "adv" };

		assert_ok(app_log(app, &input, &result, &st), &st);
		assert_int_equal(result.amount, 1);
		assert_int_equal(result.unit, UNIT_SESSIONS);
		log_result_done(&result);
	}
	/* Moved to another day it keeps its times; made longer it is refused. */
	{
		struct hours_input moved = { .date = "2025-06-09" }, longer = { .span = "10-12" };

		assert_ok(app_hours_edit(app, id, 0, &moved, NULL, &st), &st);
		assert_ok(app_entry(app, id, &entry, &st), &st);
		assert_int_equal(entry.amount, 1);
		assert_int_equal(entry.day, day_make(2025, 6, 9));
		assert_int_equal(span_minutes(entry.span), 45);
		entry_copy_done(&entry);
		assert_false(app_hours_edit(app, id, 0, &longer, NULL, &st));
		is_status(&st, STATUS_REFUSED, "longest");
	}
	/* Nobody talks and works elsewhere at once. */
	book_refused(app, "2025-06-09", "10:30-12", "led", "anna", STATUS_REFUSED, "overlap");
	book(app, "2025-06-09", "10:45-12", "led", "anna");
	book_refused(app, "2025-06-09", "11:00-11:30", "adv", "anna", STATUS_REFUSED, "overlap");
	book_with(app, "2025-06-13", "1x", "adv", "");
	book_with(app, "2025-06-13", "1x", "adv", "overdraft");
	check_ok(app);
}

/* Without a case worker: one of 25 minutes. */
static void test_an_anonymous_conversation(void **state)
{
	struct house *house = *state;

	grant_at(house->app, "adv", "dk.holbaek.12", NULL, "anonymous=1x/total");
	book_refused(house->app, "2025-06-11", "10:00-10:26", "adv.anonymous", NULL, STATUS_REFUSED, "longest");
	book_with(house->app, "2025-06-11", "10:00-10:25", "adv.anonymous", "");
}

/* Holbæk § 109: after a child's 4 hours with a psychologist the need is looked at. */
static void test_a_review_is_said(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	grant_at(app, "safe", "dk.holbaek.109", NULL, "child=6:00/total");
	book_with(app, "2025-03-04", "3:59", "safe.child", "");
	text = book_says(app, "2025-05-06", "0:01", "safe.child", "review");
	assert_string_equal(text,
	                    "4:00 h are used on “safe.child”: from 4:00 h on, the need is looked at before more is given. Ask the authority for it.");
	free(text);
}

/* ---- whole days lie on their dates: Ishøj, aflastning */

struct in_list {
	int64_t in;
	int rows;
};

static bool add_in(void *context, const struct hours_row *row)
{
	struct in_list *list = context;

	list->in += row->amount_in;
	list->rows++;
	return true;
}

static void listed(struct app *app, const char *grant, day_t from, day_t to, int rows, int64_t in)
{
	struct hours_query query = { .from = from, .to = to, .grant = grant, .state = -1 };
	struct status st = STATUS_INIT;
	struct in_list list = { 0, 0 };

	assert_ok(app_hours(app, &query, add_in, &list, &st), &st);
	assert_int_equal(list.rows, rows);
	assert_int_equal(list.in, in);
}

static void test_days_follow_their_dates(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;

	grant_at(app, "resp", "dk.ishoej.aflastning", NULL, NULL);
	book_with(app, "2025-03-30", "5d", "resp", "");
	assert_int_equal(used_in(app, "resp", 2025, 3), 2);
	assert_int_equal(used_in(app, "resp", 2025, 4), 3);
	listed(app, "resp", day_make(2025, 3, 1), day_make(2025, 3, 31), 1, 2);
	listed(app, "resp", day_make(2025, 4, 1), day_make(2025, 4, 30), 1, 3);
	listed(app, "resp", day_make(2025, 4, 3), day_make(2025, 4, 3), 1, 1);
	listed(app, "resp", day_make(2025, 4, 4), day_make(2025, 4, 30), 0, 0);
	/* 31 days from 31 January touch three months: 1, 28, 2. */
	book_with(app, "2025-01-31", "31d", "resp", "");
	assert_int_equal(used_in(app, "resp", 2025, 1), 1);
	assert_int_equal(used_in(app, "resp", 2025, 2), 28);
	assert_int_equal(used_in(app, "resp", 2025, 3), 4);
	check_ok(app);
}

static void test_a_day_booked_twice_is_said(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	grant_at(app, "resp", "dk.ishoej.aflastning", NULL, NULL);
	book_with(app, "2025-03-30", "5d", "resp", "");
	book_with(app, "2025-03-29", "1d", "resp", "");
	book_with(app, "2025-04-04", "1d", "resp", "");
	text = book_says(app, "2025-04-01", "1d", "resp", "day-twice");
	assert_string_equal(text, "2025-04-01 is booked on “resp” already (entry 1): should the day count twice?");
	free(text);
	text = book_says(app, "2025-03-25", "10d", "resp", "day-twice");
	assert_string_equal(text, "2025-03-29 is booked on “resp” already (entry 2): should the day count twice?");
	free(text);
	check_ok(app);
}

static void test_days_over_the_end_are_parted(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;

	grant_at(app, "resp", "dk.ishoej.aflastning", NULL, NULL);
	assert_ok(app_grant_end(app, "resp", "2025-04-01", NULL, NULL, &st), &st);
	refused_with(app, "2025-03-30", "5d", "resp", "outside-grant",
	             "“resp” ends on 2025-04-01: book 3 days from 2025-03-30 on it, and 2 days from 2025-04-02 on the grant that follows.");
	book_with(app, "2025-03-30", "3d", "resp", "");
	assert_false(app_grant_end(app, "resp", "2025-03-31", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "hours-after-end");
	check_ok(app);
}

/* At most 90 days in a calendar year: over New Year each year pays its own. */
static void test_a_year_of_days(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	house_now("2026-02-01T12:00");
	house_as(house, NULL);
	app = house->app;
	grant_at(app, "resp", "dk.ishoej.aflastning", NULL, NULL);
	book_with(app, "2025-12-29", "5d", "resp", ""); /* 3 and 2 */
	book_with(app, "2025-06-01", "30d", "resp", "");
	book_with(app, "2025-08-01", "30d", "resp", "");
	book_with(app, "2025-10-01", "27d", "resp", "");
	text = book_says(app, "2025-11-03", "1d", "resp", "overdraft");
	assert_string_equal(text, "Overdrawn: in December 2025, 1 day more was used than is granted for the year. "
	                          "The next year does not make it good: ask for a decision that allows more, or who pays for it.");
	free(text);
	assert_int_equal(sessions_left(app, "resp"), 60); /* of 90, at the end of June */
	check_ok(app);
}

/* ---- rules of another place, as a file: a visit and a week that are only warned of */

static const char sandby[] =
	"country = DK authority = \"Sandby\" law = \"SEL 85\" source = \"Sandby 2025\" from = 2025-01-01 needs = {advice}\n"
	"name { en = a da = a de = a } gives { en = a da = a de = a } who { en = a da = a de = a }\n"
	"part \"hours\" { name { en = a da = a de = a } unit = minutes per = week amount = 4:00 carry = year use = oldest-first\n"
	"longest = 2:00 longest-is = soft ceiling = 5:00 ceiling-is = soft uncounted = {travel} }\n";

static void write_scheme(struct house *house)
{
	char *schemes = str_make("%s/conf/schemes", house->directory), *command = str_make("mkdir -p %s", schemes);
	char *path = str_make("%s/dk.sandby.85.conf", schemes), *conf = str_make("%s/conf", house->directory);
	FILE *file;

	assert_int_equal(system(command), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(sandby, file);
	fclose(file);
	setenv("LEDSAG_CONF", conf, 1);
	free(schemes);
	free(command);
	free(path);
	free(conf);
}

static void test_soft_limits_are_said(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	char *text;

	write_scheme(house);
	grant_at(app, "vis", "dk.sandby.85", NULL, NULL);
	book_with(app, "2025-03-04", "2:00", "vis", "");
	text = book_says(app, "2025-03-05", "9-11:01", "vis", "longest");
	assert_string_equal(text, "a (dk.sandby.85) gives as a rule at most 2:00 at a time: 2:01 on “vis” is longer. A decision may allow more.");
	free(text);
	text = book_says(app, "2025-03-06", "1:00", "vis", "week-ceiling");
	assert_string_equal(text, "a (dk.sandby.85) gives as a rule at most 5:00 h in one week: week 2025-W10 has 5:01 h on “vis” now. A decision may allow more.");
	free(text);
	{
		struct log_result result;
		struct status st;

		/* What does not count does not fill a week. */
		assert_true(try_log(app, "2025-03-07", "1:00", "vis", NULL, "travel", &result, &st));
		assert_int_equal(result.notices.count, 1);
		assert_string_equal(result.notices.of[0].rule, "uncounted");
		log_result_done(&result);
	}
	unsetenv("LEDSAG_CONF");
}

/* ---- import */

static bool import(struct app *app, const char *csv, struct import_result *result, struct status *st)
{
	FILE *in = fmemopen((void *)csv, strlen(csv), "r");
	bool ok;

	assert_non_null(in);
	*st = (struct status)STATUS_INIT;
	ok = app_import_hours(app, in, false, NULL, NULL, result, st);
	fclose(in);
	return ok;
}

/* Hard limits name their lines, and rows of the file see one another. */
static void test_import_refuses_what_is_too_much(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct import_result result;
	struct status st;

	grant_at(app, "sup", "dk.holbaek.85", "omfattende", NULL);
	grant_at(app, "adv", "dk.holbaek.12", NULL, NULL);
	assert_false(import(app, "grant,date,start,end\nsup,2025-03-03,9,13\nsup,2025-03-05,9,11\nsup,2025-03-06,9,10\nadv,2025-03-06,9,11\n",
	                    &result, &st));
	assert_int_equal(result.problem_count, 2);
	assert_int_equal(result.problems[0].line, 4);
	assert_string_equal(result.problems[0].field, "date");
	assert_non_null(strstr(result.problems[0].message, "at most 6:00 h in one week"));
	assert_int_equal(result.problems[1].line, 5);
	assert_string_equal(result.problems[1].field, "start");
	assert_non_null(strstr(result.problems[1].message, "at most 1:00 at a time"));
	import_result_done(&result);
	assert_int_equal(used_in(app, "sup", 2025, 3), 0);
}

/* The others are said once, however many rows there are. */
static void test_import_says_each_limit_once(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct import_result result;
	struct status st;
	char *rules;

	grant_contact(app);
	write_scheme(house);
	grant_at(app, "vis", "dk.sandby.85", NULL, NULL);
	/* W10 and W12 have 5:00 of 4:30; on vis three rows over 2:00, W11 over 5:00, 12:30 against floor(240 x 90/7) until March */
	assert_true(import(app,
	                   "grant,date,hours\nkon.chosen,2025-03-03,3:00\nkon.chosen,2025-03-04,2:00\nkon.chosen,2025-03-11,4:30\n"
	                   "kon.chosen,2025-03-17,5:00\nvis,2025-03-10,2:30\nvis,2025-03-11,3:00\nvis,2025-03-17,5:00\nvis,2025-03-24,2:00\n",
	                   &result, &st));
	rules = rules_of(&result.notices);
	assert_string_equal(rules, "week-over week-ceiling longest");
	free(rules);
	assert_string_equal(result.notices.of[0].message, "On “kon.chosen”, weeks with more than they give: 2, the first of them 2025-W10. “ledsag bank kon.chosen” shows each.");
	assert_string_equal(result.notices.of[1].message, "On “vis”, weeks with more than is given in one week as a rule: 1, the first of them 2025-W11.");
	assert_string_equal(result.notices.of[2].message, "Rows that are longer than one visit is as a rule: 3. A decision may allow more.");
	import_result_done(&result);
	unsetenv("LEDSAG_CONF");
	check_ok(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_conversation_by_the_clock),
		TEST_EMPTY(test_an_anonymous_conversation),
		TEST_EMPTY(test_a_review_is_said),
		TEST_EMPTY(test_days_follow_their_dates),
		TEST_EMPTY(test_a_day_booked_twice_is_said),
		TEST_EMPTY(test_days_over_the_end_are_parted),
		TEST_EMPTY(test_a_year_of_days),
		TEST_EMPTY(test_soft_limits_are_said),
		TEST_EMPTY(test_import_refuses_what_is_too_much),
		TEST_EMPTY(test_import_says_each_limit_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
