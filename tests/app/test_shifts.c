/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planned shifts: adding, repeating, assigning, cancelling, booking. */
#include "house.h"

static bool plan(struct app *app, const struct shift_input *input, int64_t *first, int *count, struct status *st)
{
	int64_t *ids;
	bool ok;

	*st = (struct status)STATUS_INIT;
	ok = app_shift_add(app, input, &ids, count, NULL, st);
	*first = ok ? ids[0] : 0;
	free(ids);
	return ok;
}

static void plan_refused(struct app *app, const struct shift_input *input, enum status_code code, const char *rule)
{
	int64_t changes = changes_of(app), first;
	struct status st;
	int count;

	assert_false(plan(app, input, &first, &count, &st));
	is_status(&st, code, rule);
	assert_int_equal(count, 0);
	assert_int_equal(changes_of(app), changes);
}

static int64_t must_plan(struct app *app, const char *date, const char *span, const char *person)
{
	struct shift_input input = { .date = date, .span = span, .grant = "led", .person = person };
	struct status st;
	int64_t first;
	int count;

	assert_ok(plan(app, &input, &first, &count, &st), &st);
	return first;
}

static void test_refusals(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct shift_input in;
	struct status st;
	int64_t first;
	int count;

	must_plan(app, "2025-06-20", "8-15", "anna");
#define WRONG(code, rule, ...)											\
	do {													\
		in = (struct shift_input){ .date = "2025-06-20", .span = "16-18", .grant = "led", .person = "anna", __VA_ARGS__ }; \
		plan_refused(app, &in, code, rule);								\
	} while (0)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
	WRONG(STATUS_INPUT, "date", .date = "2025-06-31");
	WRONG(STATUS_INPUT, "span", .span = NULL);
	WRONG(STATUS_INPUT, "span", .span = "7:30");
	WRONG(STATUS_INPUT, "grant", .grant = "zoe");
	WRONG(STATUS_INPUT, "person", .person = "zoe");
	WRONG(STATUS_INPUT, "kind", .kind = "siesta");
	WRONG(STATUS_INPUT, "note", .note = "a\nb");
	WRONG(STATUS_INPUT, "repeat", .repeat = "FREQ=WEEKLY");
	WRONG(STATUS_INPUT, "repeat", .repeat = "FREQ=SECONDLY;COUNT=3");
	/* The end before the beginning once read what is not there. */
	WRONG(STATUS_INPUT, "repeat", .repeat = "FREQ=WEEKLY;UNTIL=20250601");
	WRONG(STATUS_REFUSED, "overlap", .span = "14-16");
	WRONG(STATUS_REFUSED, "overlap", .date = "2025-06-06", .span = "8-15", .repeat = "FREQ=WEEKLY;COUNT=4");
	WRONG(STATUS_REFUSED, "outside-grant", .date = "2024-12-31");
	WRONG(STATUS_INPUT, "no-such-time", .date = "2026-03-01", .span = "02:30-05:00", .repeat = "FREQ=WEEKLY;COUNT=9");
#pragma GCC diagnostic pop
	/* Others, open shifts, and standby around work are no clash. */
	must_plan(app, "2025-06-20", "8-15", "bo");
	must_plan(app, "2025-06-20", "8-15", NULL);
	must_plan(app, "2025-06-20", "8-15", NULL);
	in = (struct shift_input){ .date = "2025-06-20", .span = "7-20", .grant = "led", .person = "anna", .kind = "standby" };
	assert_ok(plan(app, &in, &first, &count, &st), &st);
	check_ok(app);
}

static bool collect(void *context, const struct shift *shift)
{
	struct str *out = context;
	char day[11];

	day_format(shift->day, day);
	str_addf(out, "%s %s %d;", day + 5, shift->person ? shift->person : "-", (int)((shift->span.end - shift->span.start) / 60));
	return true;
}

static void test_repeating_over_the_night_the_clocks_change(void **state)
{
	struct house *house = *state;
	struct shift_input in = { .date = "2025-10-18", .span = "22-7", .grant = "led", .person = "anna",
	                          .repeat = "FREQ=WEEKLY;COUNT=3" };
	struct str out = STR_INIT;
	struct status st;
	int64_t first;
	int count;

	assert_ok(plan(house->app, &in, &first, &count, &st), &st);
	assert_int_equal(count, 3);
	assert_ok(app_shifts(house->app, day_make(2025, 10, 1), day_make(2025, 11, 30), collect, &out, &st), &st);
	assert_string_equal(str_peek(&out), "10-18 anna 540;10-25 anna 600;11-01 anna 540;");
	str_done(&out);
	/* One change: it is undone whole. */
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_ok(app_shifts(house->app, day_make(2025, 10, 1), day_make(2025, 11, 30), collect, &out, &st), &st);
	assert_int_equal(out.length, 0);
}

static void test_assigning(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	int64_t id = must_plan(app, "2025-06-20", "8-15", NULL);
	struct shift shift;

	add_person(app, "kid", "assistant", "2010-01-01", NULL);
	must_plan(app, "2025-06-20", "14-16", "bo");
	assert_false(app_shift_assign(app, id, 0, "bo", NULL, &st));
	is_status(&st, STATUS_REFUSED, "overlap");
	assert_false(app_shift_assign(app, id, 0, "kid", NULL, &st));
	is_status(&st, STATUS_REFUSED, "helper-age");
	assert_false(app_shift_assign(app, id, 0, "zoe", NULL, &st));
	is_status(&st, STATUS_INPUT, "person");
	assert_false(app_shift_assign(app, 99, 0, "anna", NULL, &st));
	is_status(&st, STATUS_INPUT, "shift");
	assert_ok(app_shift_assign(app, id, 0, "anna", NULL, &st), &st);
	assert_ok(app_shift(app, id, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_ASSIGNED);
	shift_done(&shift);
	assert_ok(app_shift_assign(app, id, 0, "", NULL, &st), &st);
	assert_ok(app_shift(app, id, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_OPEN);
	assert_null(shift.person);
	shift_done(&shift);
	assert_ok(app_shift_cancel(app, id, 0, &st), &st);
	assert_false(app_shift_assign(app, id, 0, "anna", NULL, &st));
	is_status(&st, STATUS_REFUSED, "shift-cancelled");
	assert_false(app_shift_done(app, id, 0, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "shift-cancelled");
}

static void test_booking_a_shift(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t planned = must_plan(app, "2025-06-10", "8-15", "anna"), changed = must_plan(app, "2025-06-11", "22-7", "anna");
	struct status st = STATUS_INIT;
	struct log_result result;
	struct shift shift;
	struct entry entry;

	assert_ok(app_shift_done(app, planned, 0, NULL, &result, &st), &st);
	assert_int_equal(result.amount, 420);
	assert_ok(app_entry(app, result.entry, &entry, &st), &st);
	assert_int_equal(entry.shift, planned);
	assert_string_equal(entry.person, "anna");
	entry_copy_done(&entry);
	assert_ok(app_shift(app, planned, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_DONE);
	assert_int_equal(shift.entry, result.entry);
	shift_done(&shift);
	log_result_done(&result);
	assert_false(app_shift_done(app, planned, 0, NULL, &result, &st));
	is_status(&st, STATUS_REFUSED, "shift-done");
	assert_false(app_shift_done(app, 99, 0, NULL, &result, &st));
	is_status(&st, STATUS_INPUT, "shift");
	/* As worked: the shift keeps its plan. */
	assert_ok(app_shift_done(app, changed, 0, "22-5", &result, &st), &st);
	assert_int_equal(result.amount, 420);
	assert_ok(app_shift(app, changed, &shift, &st), &st);
	assert_int_equal((shift.span.end - shift.span.start) / 60, 540);
	shift_done(&shift);
	log_result_done(&result);
	/* One change: entry and shift go back together. */
	assert_ok(app_undo(app, NULL, &st), &st);
	assert_ok(app_shift(app, changed, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_ASSIGNED);
	assert_int_equal(shift.entry, 0);
	shift_done(&shift);
	assert_int_equal(used_in(app, "led", 2025, 6), 420);
	check_ok(app);
}

/* Hours withdrawn once left their shift booked for good. */
static void test_a_shift_whose_hours_are_withdrawn_can_be_booked_again(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t id = must_plan(app, "2025-06-10", "8-15", "anna"), entry;
	struct status st = STATUS_INIT;
	struct log_result result;
	struct shift shift;

	assert_ok(app_shift_done(app, id, 0, NULL, &result, &st), &st);
	entry = result.entry;
	log_result_done(&result);
	assert_ok(app_hours_withdraw(app, entry, 0, &st), &st);
	assert_ok(app_shift(app, id, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_ASSIGNED);
	assert_int_equal(shift.entry, 0);
	shift_done(&shift);
	assert_ok(app_undo(app, NULL, &st), &st);
	assert_ok(app_shift(app, id, &shift, &st), &st);
	assert_int_equal(shift.state, SHIFT_DONE);
	assert_int_equal(shift.entry, entry);
	shift_done(&shift);
	assert_ok(app_redo(app, NULL, &st), &st);
	assert_ok(app_shift_done(app, id, 0, "9-12", &result, &st), &st);
	assert_int_not_equal(result.entry, entry);
	log_result_done(&result);
	assert_int_equal(used_in(app, "led", 2025, 6), 180);
	check_ok(app);
}

static void test_an_assistant_books_the_own_shifts_only(void **state)
{
	struct house *house = *state;
	int64_t annas = must_plan(house->app, "2025-06-10", "8-15", "anna"),
	                bos = must_plan(house->app, "2025-06-10", "8-15", "bo");
	int64_t open = must_plan(house->app, "2025-06-12", "8-15", NULL), first;
	struct shift_input in = { .date = "2025-06-20", .span = "8-15", .grant = "led" };
	struct status st = STATUS_INIT;
	struct log_result result;
	int count;

	house_as(house, "anna");
	assert_false(app_shift_done(house->app, bos, 0, NULL, &result, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_shift_done(house->app, open, 0, NULL, &result, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(plan(house->app, &in, &first, &count, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_ok(app_shift_done(house->app, annas, 0, NULL, &result, &st), &st);
	log_result_done(&result);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	house_as(house, NULL);
	check_ok(house->app);
}

static void test_a_cancelled_shift_does_not_come_back_over_another(void **state)
{
	struct house *house = *state;
	int64_t id = must_plan(house->app, "2025-06-20", "8-15", "anna");
	struct status st = STATUS_INIT;

	assert_ok(app_shift_cancel(house->app, id, 0, &st), &st);
	house_as(house, "lise");
	must_plan(house->app, "2025-06-20", "10-12", "anna");
	house_as(house, NULL);
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "overlap");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_refusals),
		TEST(test_repeating_over_the_night_the_clocks_change),
		TEST(test_assigning),
		TEST(test_booking_a_shift),
		TEST(test_a_shift_whose_hours_are_withdrawn_can_be_booked_again),
		TEST(test_an_assistant_books_the_own_shifts_only),
		TEST(test_a_cancelled_shift_does_not_come_back_over_another),
	};

	return cmocka_run_group_tests_name("shifts", tests, NULL, NULL);
}
