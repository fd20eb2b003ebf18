/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking, editing and withdrawing hours, and the months' sums that follow. */
#include "recount.h"

/* ---- what is refused, and by which rule */

static void test_refusals(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t changes;

	add_person(app, "kid", "assistant", "2008-03-01", NULL);
	book(app, "2025-06-10", "8-15", "led", "anna");
	changes = changes_of(app);
	book_refused(app, "2025-02-30", "8-15", "led", "anna", STATUS_INPUT, "date");
	book_refused(app, "nonsense", "8-15", "led", "anna", STATUS_INPUT, "date");
	book_refused(app, "2025-06-11", "25-26", "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", "soon", "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", "0:00", "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", "24:01", "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", "12000.00", "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", NULL, "led", "anna", STATUS_INPUT, "span");
	book_refused(app, "2025-06-11", "1d", "led", "anna", STATUS_INPUT, "unit");
	book_refused(app, "2025-06-11", "2x", "led", "anna", STATUS_INPUT, "unit");
	book_refused(app, "2025-06-11", "8-15", "nowhere", "anna", STATUS_INPUT, "grant");
	book_refused(app, "2025-06-11", "8-15", "led.money", "anna", STATUS_INPUT, "grant");
	book_refused(app, "2025-06-11", "8-15", "led", "zoe", STATUS_INPUT, "person");
	book_refused(app, "2025-03-30", "02:30-08:00", "led", "anna", STATUS_INPUT, "no-such-time");
	book_refused(app, "2025-06-11", "02:30+-08:00", "led", "anna", STATUS_INPUT, "not-doubled");
	book_refused(app, "2024-12-31", "8-15", "led", "anna", STATUS_REFUSED, "outside-grant");
	book_refused(app, "2024-12-31", "22-7", "led", "anna", STATUS_REFUSED, "outside-grant");
	book_refused(app, "2025-06-10", "14-16", "led", "anna", STATUS_REFUSED, "overlap");
	book_refused(app, "2025-06-10", "08:00-08:01", "led", "anna", STATUS_REFUSED, "overlap");
	book_refused(app, "2025-06-09", "22:00-08:01", "led", "anna", STATUS_REFUSED, "overlap");
	book_refused(app, "2025-06-10", "17:30", "led", "anna", STATUS_REFUSED, "day-full");
	book_refused(app, "2025-06-11", "8-15", "led", "kid", STATUS_REFUSED, "helper-age");
	assert_int_equal(changes_of(app), changes);
	/* Right beside it is fine, and so is anybody else at the same time. */
	book(app, "2025-06-10", "15-16", "led", "anna");
	book(app, "2025-06-09", "22-8", "led", "anna");
	book(app, "2025-06-10", "8-15", "led", "bo");
	book(app, "2025-06-10", "8-15", "led", "");
	check_ok(app);
}

static void test_other_fields_are_checked(void **state)
{
	struct house *house = *state;
	struct hours_input input = { .date = "2025-06-11", .span = "8-15", .grant = "led", .person = "anna" };
	char *note = mem_alloc(10001);
	struct status st = STATUS_INIT;

	memset(note, 'n', 10000);
	note[10000] = '\0';
	input.note = note;
	assert_false(app_log(house->app, &input, NULL, &st));
	is_status(&st, STATUS_INPUT, "note");
	input.note = "two\nlines";
	assert_false(app_log(house->app, &input, NULL, &st));
	is_status(&st, STATUS_INPUT, "note");
	input.note = "";
	input.kind = "siesta";
	assert_false(app_log(house->app, &input, NULL, &st));
	is_status(&st, STATUS_INPUT, "kind");
	input.kind = NULL;
	note[1000] = '\0';
	input.note = note;
	assert_ok(app_log(house->app, &input, NULL, &st), &st);
	free(note);
}

/* On the 18th birthday it is allowed; one born on 29 February is 18 on 1 March. */
static void test_a_helper_is_eighteen_on_the_birthday(void **state)
{
	struct house *house = *state;

	add_person(house->app, "kim", "assistant", "2007-06-10", NULL);
	add_person(house->app, "leap", "assistant", "2008-02-29", NULL);
	book_refused(house->app, "2025-06-09", "22-7", "led", "kim", STATUS_REFUSED, "helper-age");
	book(house->app, "2025-06-10", "8-15", "led", "kim");
	book_refused(house->app, "2026-02-28", "8-15", "led", "leap", STATUS_REFUSED, "helper-age");
	book(house->app, "2026-03-01", "8-15", "led", "leap");
}

static void test_the_split_at_the_grants_end_is_proposed(void **state)
{
	struct house *house = *state;
	struct status st;
	char *text;

	add_grant(house->app, "pb", "de.pb", "2025-01-01", "2025-05-31", "40:00/month");
	assert_false(try_log(house->app, "2025-05-31", "22-7", "pb", "anna", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "outside-grant");
	text = sentence(&st);
	assert_non_null(strstr(text, "22:00-24:00"));
	assert_non_null(strstr(text, "00:00-07:00"));
	assert_non_null(strstr(text, "2025-06-01"));
	free(text);
	book(house->app, "2025-05-31", "22:00-24:00", "pb", "anna");
	book_refused(house->app, "2025-06-01", "0-7", "pb", "anna", STATUS_REFUSED, "outside-grant");
}

/* ---- minutes */

static int64_t minutes_of(struct app *app, const char *date, const char *span)
{
	struct log_result result;
	struct status st;
	int64_t minutes;

	if (!try_log(app, date, span, "led", "", NULL, &result, &st))
		fail_msg("%s %s: %s", date, span, st.msgid);
	minutes = result.amount;
	log_result_done(&result);
	return minutes;
}

static void test_minutes(void **state)
{
	struct house *house = *state;

	assert_int_equal(minutes_of(house->app, "2025-03-29", "23:00-07:00"), 7 * 60);
	assert_int_equal(minutes_of(house->app, "2025-10-25", "23:00-07:00"), 9 * 60);
	assert_int_equal(minutes_of(house->app, "2025-10-26", "02:30-03:00"), 90);
	assert_int_equal(minutes_of(house->app, "2025-10-26", "02:30+-03:00"), 30);
	assert_int_equal(minutes_of(house->app, "2025-10-26", "02:30-02:30+"), 60);
	assert_int_equal(minutes_of(house->app, "2025-06-10", "16-24:00"), 8 * 60);
	assert_int_equal(minutes_of(house->app, "2025-06-10", "8-8"), 24 * 60);
	assert_int_equal(minutes_of(house->app, "2025-03-29", "12-12"), 23 * 60);
	assert_int_equal(minutes_of(house->app, "2025-10-25", "12-12"), 25 * 60);
	assert_int_equal(minutes_of(house->app, "2025-06-10", "7:30"), 450);
}

static void test_an_entry_is_split_at_the_month(void **state)
{
	struct house *house = *state;

	book(house->app, "2025-04-30", "22-7", "led", "anna");
	assert_int_equal(used_in(house->app, "led", 2025, 4), 120);
	assert_int_equal(used_in(house->app, "led", 2025, 5), 420);
	book(house->app, "2025-12-31", "20-4", "led", "anna");
	assert_int_equal(used_in(house->app, "led", 2025, 12), 240);
	assert_int_equal(used_in(house->app, "led", 2026, 1), 240);
	check_ok(house->app);
}

static void test_a_break_counts_for_nothing(void **state)
{
	struct house *house = *state;
	struct hours_input input = { .date = "2025-04-30", .span = "22-7", .grant = "led", .person = "anna",
	                             .pause = "23:30-00:15" };
	struct status st = STATUS_INIT;
	struct log_result result;

	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_int_equal(result.amount, 540 - 45);
	log_result_done(&result);
	assert_int_equal(used_in(house->app, "led", 2025, 4), 90);
	assert_int_equal(used_in(house->app, "led", 2025, 5), 405);
	input.date = "2025-06-03";
	input.pause = "0:30"; /* in the middle */
	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_int_equal(result.amount, 510);
	log_result_done(&result);
	input.date = "2025-06-05";
	static const char *const wrong[] = { "7-8", "21:30-22:30", "6:30-7:30", "9:00", "22-7", "lunch", "1d", "-" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		input.pause = wrong[i];
		assert_false(app_log(house->app, &input, &result, &st));
		is_status(&st, STATUS_INPUT, "pause");
	}
	input.span = "7:30";
	input.pause = "0:30";
	assert_false(app_log(house->app, &input, &result, &st));
	is_status(&st, STATUS_INPUT, "pause");
	check_ok(house->app);
}

/* A break after midnight was looked for on the day of the start, where that clock time need not exist. */
static void test_a_break_in_the_night_the_clocks_change(void **state)
{
	struct house *house = *state;
	struct hours_input input = { .date = "2025-03-30", .span = "22-7", .grant = "led", .person = "anna",
	                             .pause = "02:15-02:45" };
	struct status st = STATUS_INIT;
	struct log_result result;

	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_int_equal(result.amount, 510);
	log_result_done(&result);
	input.date = "2025-03-29"; /* here there is none */
	assert_false(app_log(house->app, &input, &result, &st));
	is_status(&st, STATUS_INPUT, "pause");
	input.date = "2025-10-25";
	input.pause = "02:15-02:45+";
	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_int_equal(result.amount, 600 - 90);
	log_result_done(&result);
}

/* ---- what is told beside success */

static bool warned(const struct log_result *result, const char *rule)
{
	for (int i = 0; i < result->notices.count; i++)
		if (!strcmp(result->notices.of[i].rule, rule))
			return true;
	return false;
}

static void test_what_is_left_is_told(void **state)
{
	struct house *house = *state;
	struct log_result result;
	struct status st;

	assert_true(try_log(house->app, "2025-01-10", "8-15", "led", "anna", NULL, &result, &st));
	assert_int_equal(result.left, 480);
	assert_int_equal(result.overdraft, 0);
	assert_int_equal(result.notices.count, 0);
	assert_string_equal(result.grant, "led");
	assert_null(result.part);
	log_result_done(&result);
	assert_true(try_log(house->app, "2025-01-11", "8-18", "led", "anna", NULL, &result, &st));
	assert_int_equal(result.left, 0);
	assert_int_equal(result.overdraft, 120);
	assert_true(warned(&result, "overdraft"));
	log_result_done(&result);
	assert_true(try_log(house->app, "2025-06-16", "8-9", "led", "anna", "travel", &result, &st));
	assert_true(warned(&result, "future"));
	assert_true(warned(&result, "uncounted"));
	log_result_done(&result);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 0);
}

/* Only the last month was looked at: hours that overdrew the month before went unsaid. */
static void test_an_overdraft_of_the_first_month_is_told(void **state)
{
	struct house *house = *state;
	struct log_result result;
	struct status st;

	book(house->app, "2025-01-05", "8-22", "led", "bo");
	assert_true(try_log(house->app, "2025-01-31", "22-7", "led", "anna", NULL, &result, &st));
	assert_true(warned(&result, "overdraft"));
	assert_int_equal(result.overdraft, 0); /* February has enough */
	assert_int_equal(result.left, 15 * 60 - 7 * 60);
	log_result_done(&result);
}

static void test_trying_says_the_same_and_books_nothing(void **state)
{
	struct house *house = *state;
	struct hours_input standby = { .date = "2025-05-31", .span = "20-8", .grant = "led", .person = "anna", .kind = "standby" };
	struct hours_input work = { .date = "2025-06-01", .span = "2-5", .grant = "led", .person = "anna" };
	struct hours_input *both[] = { &standby, &work };
	struct status st = STATUS_INIT;

	for (size_t i = 0; i < COUNT_OF(both); i++) {
		int64_t changes = changes_of(house->app);
		struct log_result tried, done;

		assert_ok(app_log_try(house->app, both[i], &tried, &st), &st);
		assert_int_equal(changes_of(house->app), changes);
		assert_int_equal(tried.entry, 0);
		assert_ok(app_log(house->app, both[i], &done, &st), &st);
		assert_int_equal(changes_of(house->app), changes + 1);
		/* Work inside standby takes nothing more: it replaces those minutes. */
		assert_int_equal(tried.left, done.left);
		assert_int_equal(tried.amount, done.amount);
		log_result_done(&tried);
		log_result_done(&done);
		assert_false(app_log_try(house->app, both[i], &tried, &st));
		is_status(&st, STATUS_REFUSED, "overlap");
	}
	assert_int_equal(used_in(house->app, "led", 2025, 6), 480);
	check_ok(house->app);
}

/* ---- standby */

static void test_work_inside_standby_replaces_it(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	int64_t night, call;

	night = book_kind(app, "2025-05-31", "20-8", "led", "anna", "standby");
	call = book(app, "2025-05-31", "23-1", "led", "anna");
	assert_int_equal(used_in(app, "led", 2025, 5), 240);
	assert_int_equal(used_in(app, "led", 2025, 6), 480);
	book_refused(app, "2025-06-01", "7-9", "led", "anna", STATUS_REFUSED, "overlap");
	book_refused(app, "2025-06-01", "0-2", "led", "anna", STATUS_REFUSED, "overlap");
	assert_false(try_log(app, "2025-05-31", "19-21", "led", "anna", "standby", NULL, &st));
	is_status(&st, STATUS_REFUSED, "overlap");
	assert_ok(app_hours_withdraw(app, call, 0, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 5), 240);
	/* Shortened so that the work would stick out. */
	call = book(app, "2025-06-01", "6-8", "led", "anna");
	assert_false(app_hours_edit(app, night, 0, &(struct hours_input){ .span = "20-7" }, NULL, &st));
	is_status(&st, STATUS_REFUSED, "overlap");
	assert_ok(app_hours_edit(app, night, 0, &(struct hours_input){ .span = "20-6" }, NULL, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 6), 480);
	check_ok(app);
}

/* A duration that became a time inside a standby, or the other way round, left the standby's sum as it was. */
static void test_a_duration_that_gets_a_clock_time_inside_standby(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	int64_t call;

	book_kind(app, "2025-05-10", "20-8", "led", "anna", "standby");
	call = book(app, "2025-05-10", "2:00", "led", "anna");
	assert_int_equal(used_in(app, "led", 2025, 5), 720 + 120);
	assert_ok(app_hours_edit(app, call, 0, &(struct hours_input){ .span = "22-24" }, NULL, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 5), 720);
	check_ok(app);
	assert_ok(app_hours_edit(app, call, 0, &(struct hours_input){ .span = "2:00" }, NULL, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 5), 840);
	check_ok(app);
}

/* ---- editing */

static void test_an_edit_keeps_what_is_not_said(void **state)
{
	struct house *house = *state;
	struct hours_input input = { .date = "2025-06-10", .span = "22-7", .grant = "led", .person = "anna", .pause = "0:30",
	                             .note = "cinema", .kind = "work" };
	struct status st = STATUS_INIT;
	struct log_result result;
	struct entry entry;

	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_ok(app_hours_edit(house->app, result.entry, 0, &(struct hours_input){ .date = "2025-06-12" }, NULL, &st), &st);
	assert_ok(app_entry(house->app, result.entry, &entry, &st), &st);
	assert_int_equal(entry.rev, 2);
	assert_int_equal(entry.day, day_make(2025, 6, 12));
	assert_int_equal(entry.amount, 510);
	assert_string_equal(entry.note, "cinema");
	assert_string_equal(entry.person, "anna");
	entry_copy_done(&entry);
	assert_ok(app_hours_edit(house->app, result.entry, 2, &(struct hours_input){ .pause = "", .note = "" }, NULL, &st), &st);
	assert_ok(app_entry(house->app, result.entry, &entry, &st), &st);
	assert_int_equal(entry.amount, 540);
	assert_string_equal(entry.note, "");
	entry_copy_done(&entry);
	/* Someone else was faster. */
	assert_false(app_hours_edit(house->app, result.entry, 2, &(struct hours_input){ .note = "x" }, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	assert_ok(app_hours_withdraw(house->app, result.entry, 0, &st), &st);
	assert_false(app_hours_edit(house->app, result.entry, 0, &(struct hours_input){ .note = "x" }, NULL, &st));
	is_status(&st, STATUS_REFUSED, "withdrawn");
	assert_false(app_hours_withdraw(house->app, result.entry, 0, &st));
	is_status(&st, STATUS_REFUSED, "withdrawn");
	assert_false(app_hours_withdraw(house->app, 999, 0, &st));
	is_status(&st, STATUS_INPUT, "entry");
	log_result_done(&result);
	check_ok(house->app);
}

static void test_several_are_withdrawn_or_none(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t ids[3] = { book(house->app, "2025-06-10", "8-15", "led", "anna"),
		           book(house->app, "2025-06-11", "8-15", "led", "anna"),
		           book(house->app, "2025-06-12", "8-10", "led", "bo") };
	int64_t revs[3] = { 1, 1, 1 }, before;
	struct hours_pick pick = { .ids = ids, .revs = revs, .count = 3 };
	char *text;

	assert_ok(app_hours_edit(house->app, ids[1], 0, &(struct hours_input){ .note = "x" }, NULL, &st), &st);
	before = changes_of(house->app);
	assert_false(app_hours_withdraw_all(house->app, &pick, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	text = sentence(&st);
	assert_string_equal(text, "Entry 2 was changed by somebody else meanwhile: look at it again before you change it.");
	free(text);
	assert_int_equal(changes_of(house->app), before);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 960);
	revs[1] = 2;
	assert_ok(app_hours_withdraw_all(house->app, &pick, NULL, NULL, &st), &st);
	assert_int_equal(changes_of(house->app), before + 1);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 0);
	assert_ok(app_undo(house->app, &text, &st), &st);
	free(text);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 960);
	check_ok(house->app);
}

/* ---- the list */

struct rows {
	int64_t ids[16], amounts[16], in[16];
	int count;
};

static bool add_row(void *context, const struct hours_row *row)
{
	struct rows *rows = context;

	rows->ids[rows->count] = row->entry->id;
	rows->amounts[rows->count] = row->amount;
	rows->in[rows->count++] = row->amount_in;
	return true;
}

static void test_a_list_counts_what_lies_inside(void **state)
{
	struct house *house = *state;
	int64_t night = book(house->app, "2025-04-30", "22-7", "led", "anna"),
	                last = book(house->app, "2025-05-31", "20-4", "led", "bo");
	struct hours_query may = { .from = day_make(2025, 5, 1), .to = day_make(2025, 5, 31), .state = -1 }, bad = may;
	struct rows rows = { .count = 0 };
	struct status st = STATUS_INIT;

	book(house->app, "2025-04-30", "20-24:00", "led", "bo");
	assert_ok(app_hours(house->app, &may, add_row, &rows, &st), &st);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.ids[0], night);
	assert_int_equal(rows.amounts[0], 540);
	assert_int_equal(rows.in[0], 420);
	assert_int_equal(rows.ids[1], last);
	assert_int_equal(rows.in[1], 240);
	bad.grant = "nowhere";
	assert_false(app_hours(house->app, &bad, add_row, &rows, &st));
	is_status(&st, STATUS_INPUT, "grant");
	bad.grant = "led.money"; /* once an empty list */
	assert_false(app_hours(house->app, &bad, add_row, &rows, &st));
	is_status(&st, STATUS_INPUT, "grant");
	bad.grant = "led.hours";
	bad.person = "zoe";
	assert_false(app_hours(house->app, &bad, add_row, &rows, &st));
	is_status(&st, STATUS_INPUT, "person");
	bad.person = "bo";
	rows.count = 0;
	assert_ok(app_hours(house->app, &bad, add_row, &rows, &st), &st);
	assert_int_equal(rows.count, 1);
}

/* ---- the quick line */

static void test_a_quick_line_becomes_hours(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct hours_line line;
	struct entry entry;
	struct log_result result;

	assert_ok(app_quick(house->app, "fri 22-7 led anna standby took the train", DAY_PAST, &line, &st), &st);
	assert_ok(app_log(house->app, &line.input, &result, &st), &st);
	assert_ok(app_entry(house->app, result.entry, &entry, &st), &st);
	assert_int_equal(entry.day, day_make(2025, 6, 13));
	assert_int_equal(entry.kind, KIND_STANDBY);
	assert_string_equal(entry.person, "anna");
	assert_string_equal(entry.note, "took the train");
	assert_int_equal(entry.amount, 540);
	entry_copy_done(&entry);
	log_result_done(&result);
	hours_line_done(&line);
	assert_false(app_quick(house->app, "led anna", DAY_PAST, &line, &st));
	is_status(&st, STATUS_INPUT, "quick");
	hours_line_done(&line);
}

static void test_the_only_grant_need_not_be_named(void **state)
{
	struct house *house = *state;

	book(house->app, "2025-06-01", "8-15", NULL, "anna");
	add_grant(house->app, "pb", "de.pb", "2025-06-02", NULL, "40:00/month");
	book_refused(house->app, "2025-06-02", "8-15", NULL, "anna", STATUS_INPUT, "grant");
	book_refused(house->app, "2024-06-02", "8-15", NULL, "anna", STATUS_INPUT, "grant");
}

/* ---- any sequence keeps the sums right */

static const char *const grants[2] = { "led", "pb" };

/* Around the nights the clocks change, months' and years' ends, a leap day. */
static const char *const days[] = { "2025-03-29", "2025-03-30", "2025-03-31", "2025-04-01", "2025-10-25", "2025-10-26",
                                    "2025-10-31", "2025-11-01",
	                            "2024-12-31", "2025-01-01", "2025-02-28", "2024-02-29", "2024-03-01" };
static const char *const spans[] = { "8-15", "22-7", "20-8", "23:30-00:30", "0-24:00", "00:00-01:00", "03:00-05:30", "16-24:00",
                                     "12-12", "01:59-03:01", "2:00", "0:45", "23-24:00", "04:15-04:20", "7:30", "02:10+-02:20+" };
static const char *const people[] = { "anna", "bo", "", "anna" };
static const char *const kinds[] = { "work", "standby", "standby", "travel", "illness", "meeting", "work" };
static const char *const pauses[] = { NULL, NULL, "", "0:20", "00:10-00:40", "04:00-04:30" };

#define PICK(random, list) (list)[support_random((random), COUNT_OF(list))]

static struct hours_input random_input(struct support_random *random, bool all)
{
	struct hours_input input = { .date = PICK(random, days), .span = PICK(random, spans), .grant = PICK(random, grants),
	                             .person = PICK(random, people), .kind = PICK(random, kinds), .pause = PICK(random, pauses) };

	if (!all) { /* an edit says some of it */
		unsigned keep = support_random(random, 64);

		input.date = keep & 1 ? input.date : NULL;
		input.span = keep & 2 ? input.span : NULL;
		input.grant = keep & 4 ? input.grant : NULL;
		input.person = keep & 8 ? input.person : NULL;
		input.kind = keep & 16 ? input.kind : NULL;
		input.pause = keep & 32 ? input.pause : NULL;
	}
	return input;
}

static bool random_import(struct support_random *random, struct app *app, struct status *st)
{
	struct str csv = STR_INIT;
	struct import_result result;
	bool ok;
	FILE *in;

	str_add(&csv, "person,grant,date,start,end,kind\n");
	for (int i = 0; i < 3; i++) {
		struct hours_input input = random_input(random, true);
		const char *dash = strchr(input.span, '-');

		if (dash)
			str_addf(&csv, "%s,%s,%s,%.*s,%s,%s\n", input.person, input.grant, input.date, (int)(dash - input.span),
			         input.span, dash + 1, input.kind);
	}
	in = fmemopen(csv.s, csv.length, "r");
	ok = app_import_hours(app, in, false, NULL, NULL, &result, st);
	fclose(in);
	import_result_done(&result);
	str_done(&csv);
	return ok;
}

static bool random_step(struct support_random *random, struct app *app, int64_t *last, const char **what, struct status *st)
{
	struct hours_input input = random_input(random, true);
	struct log_result result;
	int64_t id = *last ? 1 + (int64_t)support_random(random, (uint32_t)*last) : 1;

	switch (support_random(random, 10)) {
	case 0:
	case 1:
		*what = "undo";
		return app_undo(app, NULL, st);
	case 2:
		*what = "redo";
		return app_redo(app, NULL, st);
	case 3:
		*what = "withdraw";
		return app_hours_withdraw(app, id, 0, st);
	case 4:
	case 5:
		*what = "edit";
		input = random_input(random, false);
		return app_hours_edit(app, id, 0, &input, NULL, st);
	case 6:
		*what = "import";
		return random_import(random, app, st);
	default:
		*what = "log";
		if (!app_log(app, &input, &result, st))
			return false;
		*last = result.entry > *last ? result.entry : *last;
		log_result_done(&result);
		return true;
	}
}

static void test_sums_are_right_after_any_sequence(void **state)
{
	struct house *house = *state;
	struct support_random random = { 97 };
	int64_t last = 0;
	int done[6] = { 0 };
	static const char *const names[] = { "undo", "redo", "withdraw", "edit", "import", "log" };

	add_grant(house->app, "pb", "de.pb", "2024-01-01", NULL, "40:00/month");
	for (int i = 0; i < 700; i++) {
		struct status st = STATUS_INIT;
		const char *what = "";
		bool ok = random_step(&random, house->app, &last, &what, &st);

		if (!ok && st.code == STATUS_FILE)
			fail_msg("%s: %s", what, st.msgid);
		for (size_t n = 0; n < COUNT_OF(names); n++)
			done[n] += ok && !strcmp(what, names[n]);
		recount_same(house, grants, what);
		if (i % 20 == 0)
			check_ok(house->app);
	}
	check_ok(house->app);
	for (size_t n = 0; n < COUNT_OF(names); n++)
		if (done[n] < 5)
			fail_msg("%s was done %d times: too seldom to say anything", names[n], done[n]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_several_are_withdrawn_or_none),
		TEST(test_refusals),
		TEST(test_other_fields_are_checked),
		TEST(test_a_helper_is_eighteen_on_the_birthday),
		TEST(test_the_split_at_the_grants_end_is_proposed),
		TEST(test_minutes),
		TEST(test_an_entry_is_split_at_the_month),
		TEST(test_a_break_counts_for_nothing),
		TEST(test_a_break_in_the_night_the_clocks_change),
		TEST(test_what_is_left_is_told),
		TEST(test_an_overdraft_of_the_first_month_is_told),
		TEST(test_trying_says_the_same_and_books_nothing),
		TEST(test_work_inside_standby_replaces_it),
		TEST(test_a_duration_that_gets_a_clock_time_inside_standby),
		TEST(test_an_edit_keeps_what_is_not_said),
		TEST(test_a_list_counts_what_lies_inside),
		TEST(test_a_quick_line_becomes_hours),
		TEST(test_the_only_grant_need_not_be_named),
		TEST(test_sums_are_right_after_any_sequence),
	};

	return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
