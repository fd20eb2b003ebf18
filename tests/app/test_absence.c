/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences: the shifts that they keep and open, the hours that they credit, who may know of them. The house is of 15 June 2025. */
#include "house.h"

static int64_t plan(struct app *app, const char *date, const char *span, const char *person, const char *kind)
{
	struct shift_input input = { .date = date, .span = span, .grant = "led", .person = person, .kind = kind };
	struct status st = STATUS_INIT;
	int64_t *ids, id;
	int count;

	assert_ok(app_shift_add(app, &input, &ids, &count, NULL, &st), &st);
	id = ids[0];
	free(ids);
	return id;
}

static bool try_absent(struct app *app, const char *from, const char *to, const char *kind, const char *hours,
                       struct absence_view *view, struct status *st)
{
	struct absence_input input = { .person = "anna", .from = from, .to = to, .kind = kind, .hours = hours };

	*st = (struct status)STATUS_INIT;
	return app_absence_add(app, &input, view, NULL, st);
}

/* Anna is absent; returns the number. */
static int64_t absent(struct app *app, const char *from, const char *to, const char *kind, const char *hours)
{
	struct absence_view view;
	struct status st;
	int64_t id;

	assert_ok(try_absent(app, from, to, kind, hours, &view, &st), &st);
	id = view.absence.id;
	absence_view_done(&view);
	return id;
}

static void absent_refused(struct app *app, const char *from, const char *to, const char *hours, enum status_code code,
                           const char *rule)
{
	int64_t changes = changes_of(app);
	struct absence_view view;
	struct status st;

	assert_false(try_absent(app, from, to, "illness", hours, &view, &st));
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

/* Every shift: number, day of June, hours, who, state, absence, what it stands in for. */
static bool say_shift(void *context, const struct shift *shift)
{
	struct str *out = context;
	int year, month, dom;

	day_split(shift->day, &year, &month, &dom);
	str_addf(out, "%d:%d %d+%dmin %s %s a%d r%d;", (int)shift->id, dom,
	         (int)((shift->span.start / 3600 + 2) % 24), (int)span_minutes(shift->span), shift->person ? shift->person : "-",
	         shift_state_name(shift->state), (int)shift->absence, (int)shift->replaces);
	return true;
}

static void shifts_are(struct app *app, const char *wanted)
{
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;

	assert_ok(app_shifts(app, day_make(2025, 6, 1), day_make(2025, 6, 30), say_shift, &out, &st), &st);
	assert_string_equal(str_peek(&out), wanted);
	str_done(&out);
}

static bool say_hours(void *context, const struct hours_row *row)
{
	struct str *out = context;
	const struct entry *entry = row->entry;
	char day[11];

	day_format(entry->day, day);
	str_addf(out, "%s %s %d %s;", day + 5, kind_name(entry->kind), (int)row->amount, entry->note);
	return true;
}

static void hours_are(struct app *app, const char *wanted)
{
	struct hours_query query = { .from = day_make(2025, 6, 1), .to = day_make(2025, 12, 31), .person = "anna", .state = -1 };
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;

	assert_ok(app_hours(app, &query, say_hours, &out, &st), &st);
	assert_string_equal(str_peek(&out), wanted);
	str_done(&out);
}

static void undo(struct app *app)
{
	struct status st = STATUS_INIT;

	assert_ok(app_undo(app, NULL, &st), &st);
}

/* ---- shifts */

/* Ill from the 16th to the 18th: 8–12 and the night of the 18th are kept, opened and credited (4 h and 9 h); the 19th stays. */
static void test_shifts_are_kept_and_opened(void **state)
{
	struct app *app = ((struct house *)*state)->app;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	plan(app, "2025-06-18", "22-7", "anna", NULL);
	plan(app, "2025-06-19", "12-16", "anna", NULL);
	plan(app, "2025-06-16", "12-14", "bo", NULL);
	absent(app, "2025-06-16", "2025-06-18", "illness", NULL);
	shifts_are(app, "1:16 8+240min anna assigned a1 r0;5:16 8+240min - open a0 r1;4:16 12+120min bo assigned a0 r0;"
	                "2:18 22+540min anna assigned a1 r0;6:18 22+540min - open a0 r2;3:19 12+240min anna assigned a0 r0;");
	hours_are(app, "06-16 illness 240 planned;06-18 illness 540 planned;");
	assert_int_equal(used_in(app, "led", 2025, 6), 780);
	undo(app);
	shifts_are(app, "1:16 8+240min anna assigned a0 r0;4:16 12+120min bo assigned a0 r0;2:18 22+540min anna assigned a0 r0;"
	                "3:19 12+240min anna assigned a0 r0;");
	hours_are(app, "");
	assert_int_equal(used_in(app, "led", 2025, 6), 0);
	check_ok(app);
}

/* A night over the end of June: 2 h in June, 7 h in July. */
static void test_credit_belongs_to_its_months(void **state)
{
	struct app *app = ((struct house *)*state)->app;

	plan(app, "2025-06-30", "22-7", "anna", NULL);
	absent(app, "2025-06-30", "2025-06-30", "holiday", NULL);
	assert_int_equal(used_in(app, "led", 2025, 6), 120);
	assert_int_equal(used_in(app, "led", 2025, 7), 420);
	check_ok(app);
}

/* From 10 on of 8–16: two hours are worked, six opened and credited; done books the two. */
static void test_hours_of_a_day(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = plan(app, "2025-06-16", "8-16", "anna", NULL);
	struct status st = STATUS_INIT;
	struct log_result result;

	absent(app, "2025-06-16", NULL, "child", "10-18");
	shifts_are(app, "1:16 8+480min anna assigned a1 r0;2:16 10+360min - open a0 r1;");
	hours_are(app, "06-16 child-illness 360 planned;");
	assert_ok(app_shift_done(app, id, 0, NULL, &result, &st), &st);
	assert_int_equal(result.amount, 120);
	log_result_done(&result);
	hours_are(app, "06-16 work 120 ;06-16 child-illness 360 planned;");
	check_ok(app);
}

static int64_t done(struct app *app, int64_t shift, const char *span)
{
	struct status st = STATUS_INIT;
	struct log_result result;
	int64_t id;

	assert_ok(app_shift_done(app, shift, 0, span, &result, &st), &st);
	id = result.entry;
	log_result_done(&result);
	return id;
}

static void step(struct app *app, enum entry_step which, int64_t id)
{
	struct hours_pick pick = { .ids = &id, .count = 1 };
	struct status st = STATUS_INIT;

	assert_ok(app_hours_step(app, which, &pick, "you were ill", NULL, &st), &st);
}

/* 8–16 was booked until 12, and only then the illness is entered: four hours are credited as if it had been entered first. */
static void test_what_a_booked_shift_leaves(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = plan(app, "2025-06-13", "8-16", "anna", NULL), other = plan(app, "2025-06-12", "8-16", "anna", NULL);

	done(app, id, "8-12");
	done(app, other, NULL);
	absent(app, "2025-06-13", NULL, "illness", "12-18");
	hours_are(app, "06-12 work 480 ;06-13 work 240 ;06-13 illness 240 planned;");
	shifts_are(app, "2:12 8+480min anna done a0 r0;1:13 8+480min anna done a1 r0;3:13 12+240min - open a0 r1;");
	check_ok(app);
	undo(app);
	hours_are(app, "06-12 work 480 ;06-13 work 240 ;");
	shifts_are(app, "2:12 8+480min anna done a0 r0;1:13 8+480min anna done a0 r0;");
	check_ok(app);
}

/* Hours that were rejected because she was ill: the shift is credited, and it stays kept when they are withdrawn. */
static void test_a_shift_whose_hours_were_rejected(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = plan(app, "2025-06-13", "8-16", "anna", NULL), entry = done(app, id, NULL);
	struct status st = STATUS_INIT;

	step(app, STEP_APPROVE, entry);
	step(app, STEP_REJECT, entry);
	absent(app, "2025-06-13", NULL, "illness", NULL);
	assert_int_equal(used_in(app, "led", 2025, 6), 480);
	assert_ok(app_hours_withdraw(app, entry, 0, &st), &st);
	hours_are(app, "06-13 illness 480 planned;");
	shifts_are(app, "1:13 8+480min anna assigned a1 r0;2:13 8+480min - open a0 r1;");
	check_ok(app);
}

/* Credited hours that were rejected are no longer told as credited. */
static void test_rejected_credit_is_not_told(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_view view;
	struct status st = STATUS_INIT;
	int64_t id;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	plan(app, "2025-06-17", "8-11", "anna", NULL);
	id = absent(app, "2025-06-16", "2025-06-17", "illness", NULL);
	step(app, STEP_APPROVE, 1);
	step(app, STEP_REJECT, 1);
	assert_int_equal(used_in(app, "led", 2025, 6), 180);
	assert_ok(app_absence(app, id, &view, &st), &st);
	assert_int_equal(view.minutes, 180);
	assert_int_equal(view.entry_count, 1);
	absence_view_done(&view);
	check_ok(app);
}

/* 10–12 of 8–16 leave two pieces: which were worked has to be said. */
static void test_a_shift_that_is_parted(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = plan(app, "2025-06-16", "8-16", "anna", NULL), night = plan(app, "2025-06-17", "22-7", "anna", NULL);
	struct status st = STATUS_INIT;
	struct log_result result;

	absent(app, "2025-06-16", NULL, "child", "10-12");
	assert_false(app_shift_done(app, id, 0, NULL, &result, &st));
	is_status(&st, STATUS_REFUSED, "shift-absent");
	assert_false(app_shift_done(app, id, 0, "8-11", &result, &st));
	is_status(&st, STATUS_REFUSED, "absent");
	assert_ok(app_shift_done(app, id, 0, "12-16", &result, &st), &st);
	log_result_done(&result);
	/* The first hours of a night: what is left begins on the next day. */
	absent(app, "2025-06-17", NULL, "illness", "20-24");
	assert_ok(app_shift_done(app, night, 0, NULL, &result, &st), &st);
	assert_int_equal(result.amount, 420);
	log_result_done(&result);
	check_ok(app);
}

/* Standby 8–20 with work 10–12 inside it: twelve hours are credited, not fourteen. */
static void test_work_inside_standby_is_credited_once(void **state)
{
	struct app *app = ((struct house *)*state)->app;

	plan(app, "2025-06-16", "8-20", "anna", "standby");
	plan(app, "2025-06-16", "10-12", "anna", NULL);
	absent(app, "2025-06-16", NULL, "illness", NULL);
	hours_are(app, "06-16 illness 120 planned;06-16 illness 120 planned;06-16 illness 480 planned;");
	check_ok(app);
}

static void test_the_kept_shift_is_nobody_elses(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = plan(app, "2025-06-16", "8-12", "anna", NULL);
	struct shift_input input = { .date = "2025-06-16", .span = "14-16", .grant = "led", .person = "anna" };
	struct status st = STATUS_INIT;
	int64_t *ids;
	int count;

	absent(app, "2025-06-16", NULL, "leave", NULL);
	hours_are(app, "");
	assert_false(app_shift_assign(app, id, 0, "bo", NULL, &st));
	is_status(&st, STATUS_REFUSED, "shift-absent");
	assert_false(app_shift_cancel(app, id, 0, &st));
	is_status(&st, STATUS_REFUSED, "shift-absent");
	assert_false(app_shift_done(app, id, 0, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "shift-absent");
	assert_false(app_shift_add(app, &input, &ids, &count, NULL, &st));
	is_status(&st, STATUS_REFUSED, "absent");
	assert_false(app_shift_assign(app, id + 1, 0, "anna", NULL, &st));
	is_status(&st, STATUS_REFUSED, "absent");
	book_refused(app, "2025-06-16", "9-10", "led", "anna", STATUS_REFUSED, "absent");
	book_refused(app, "2025-06-16", "1:00", "led", "anna", STATUS_REFUSED, "absent");
	assert_ok(app_shift_assign(app, id + 1, 0, "bo", NULL, &st), &st);
	book(app, "2025-06-16", "9-10", "led", "bo");
	check_ok(app);
}

/* Bo stands in on the 16th, nobody on the 17th: back on the 16th, bo keeps his shift, the open one is cancelled. */
static void test_who_stands_in_is_kept(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct status st = STATUS_INIT;
	struct notices notices;
	int64_t id;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	plan(app, "2025-06-17", "8-12", "anna", NULL);
	id = absent(app, "2025-06-16", "2025-06-17", "illness", NULL);
	assert_ok(app_shift_assign(app, 3, 0, "bo", NULL, &st), &st);
	assert_ok(app_absence_withdraw(app, id, 0, &notices, &st), &st);
	assert_int_equal(notices.count, 1);
	assert_string_equal(notices.of[0].rule, "stand-in");
	notices_done(&notices);
	shifts_are(app, "1:16 8+240min anna assigned a0 r0;3:16 8+240min bo assigned a0 r1;2:17 8+240min anna assigned a0 r0;"
	                "4:17 8+240min - cancelled a0 r2;");
	hours_are(app, "");
	undo(app);
	shifts_are(app, "1:16 8+240min anna assigned a1 r0;3:16 8+240min bo assigned a0 r1;2:17 8+240min anna assigned a1 r0;"
	                "4:17 8+240min - open a0 r2;");
	hours_are(app, "06-16 illness 240 planned;06-17 illness 240 planned;");
	check_ok(app);
}

/* Bo, who stands in for anna, falls ill as well: his shift is kept, another stands in for it. */
static void test_who_stands_in_falls_ill(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_input input = { .person = "bo", .from = "2025-06-16", .kind = "illness" };
	struct status st = STATUS_INIT;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	absent(app, "2025-06-16", NULL, "illness", NULL);
	assert_ok(app_shift_assign(app, 2, 0, "bo", NULL, &st), &st);
	assert_ok(app_absence_add(app, &input, NULL, NULL, &st), &st);
	shifts_are(app, "1:16 8+240min anna assigned a1 r0;2:16 8+240min bo assigned a2 r1;3:16 8+240min - open a0 r2;");
	check_ok(app);
}

/* A stand-in that the leader cancelled is not needed: a longer absence does not open it again. */
static void test_a_cancelled_stand_in_stays_so(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct status st = STATUS_INIT;
	int64_t id;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	plan(app, "2025-06-17", "8-12", "anna", NULL);
	id = absent(app, "2025-06-16", NULL, "illness", NULL);
	assert_ok(app_shift_cancel(app, 3, 0, &st), &st);
	assert_ok(app_absence_end(app, id, 0, "2025-06-17", NULL, NULL, &st), &st);
	shifts_are(app, "1:16 8+240min anna assigned a1 r0;3:16 8+240min - cancelled a0 r1;2:17 8+240min anna assigned a1 r0;"
	                "4:17 8+240min - open a0 r2;");
	hours_are(app, "06-16 illness 240 planned;06-17 illness 240 planned;");
}

/* ---- credit without a plan */

/* 65:00 were worked in the 13 weeks before Thursday 5 June, from 6 March on: 5:00 a week, 1:00 a workday. 5 March lies 92 days
 * before and does not count. From 5 to 10 June there are three workdays: 7 and 8 are a weekend, the 9th is Whit Monday. */
static void test_the_average_of_what_was_worked(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_view view;
	struct status st;

	book(app, "2025-03-05", "8-20", "led", "anna");
	for (int i = 0; i < 13; i++) {
		char day[11];

		day_format(day_make(2025, 3, 6) + i * 6, day);
		book(app, day, "8-13", "led", "anna");
	}
	assert_ok(try_absent(app, "2025-06-05", "2025-06-10", "illness", NULL, &view, &st), &st);
	assert_int_equal(view.credit_count, 1);
	assert_int_equal(view.credits[0].basis.rule, CREDIT_AVERAGE);
	assert_int_equal(view.credits[0].basis.minutes, 65 * 60);
	assert_int_equal(view.credits[0].basis.days, 91);
	assert_int_equal(view.minutes, 180);
	absence_view_done(&view);
	hours_are(app, "06-05 illness 60 average 65:00/91;06-06 illness 60 average 65:00/91;06-10 illness 60 average 65:00/91;");
	check_ok(app);
}

/* 37:00 a week are 7:24 a workday; from Friday 27 June over the weekend to Tuesday 1 July: Friday, Monday 30 June and
 * Tuesday. */
static void test_the_contract_over_a_month(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct person_input person = { .id = "anna", .hours_week = "37:00" };
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(app, &person, &st), &st);
	absent(app, "2025-06-27", "2025-07-01", "child", NULL);
	hours_are(app, "06-27 child-illness 444 contract 37:00/5;06-30 child-illness 444 contract 37:00/5;"
	               "07-01 child-illness 444 contract 37:00/5;");
	assert_int_equal(used_in(app, "led", 2025, 6), 888);
	assert_int_equal(used_in(app, "led", 2025, 7), 444);
	check_ok(app);
}

/* Planned for the first week only: from the second on the contract counts. 16 to 24 June: 4 h, then Monday and Tuesday. */
static void test_the_plan_and_then_the_contract(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct person_input person = { .id = "anna", .hours_week = "5:00" };
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(app, &person, &st), &st);
	plan(app, "2025-06-18", "8-12", "anna", NULL);
	absent(app, "2025-06-16", "2025-06-24", "illness", NULL);
	hours_are(app, "06-18 illness 240 planned;06-23 illness 60 contract 5:00/5;06-24 illness 60 contract 5:00/5;");
}

/* Hours of a day credit no more than they are: 7:24 would be a day's. */
static void test_hours_without_a_plan(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct person_input person = { .id = "anna", .hours_week = "37:00" };
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(app, &person, &st), &st);
	absent(app, "2025-06-16", NULL, "course", "12-14");
	hours_are(app, "06-16 course 120 contract 37:00/5;");
}

static void test_nothing_to_credit_from(void **state)
{
	struct app *app = ((struct house *)*state)->app;

	absent(app, "2025-06-16", "2025-06-20", "illness", NULL);
	hours_are(app, "");
	check_ok(app);
}

/* Worked most on led: that is where the credit counts; another is named. */
static void test_on_which_grant(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_input input = { .person = "anna", .from = "2025-06-16", .kind = "illness", .grant = "socpaed" };
	struct absence_view view;
	struct status st = STATUS_INIT;

	add_grant(app, "socpaed", "dk.holbaek.85", "2025-01-01", NULL, "3:00/week");
	book(app, "2025-05-05", "8-13", "led", "anna");
	book(app, "2025-05-06", "8-10", "socpaed", "anna");
	absent(app, "2025-06-17", NULL, "illness", NULL);
	assert_int_equal(used_in(app, "led", 2025, 6), 7 * 60 * 7 / 455);
	assert_ok(app_absence_add(app, &input, &view, NULL, &st), &st);
	assert_string_equal(view.grant, "socpaed");
	absence_view_done(&view);
	input.from = "2025-06-18";
	input.grant = "zoe";
	assert_false(app_absence_add(app, &input, NULL, NULL, &st));
	assert_int_equal(st.code, STATUS_INPUT);
}

/* ---- changes */

/* One day longer, then a holiday: the hours follow, and one undo each brings them back. */
static void test_hours_follow_a_change(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_input holiday = { .kind = "holiday" }, later = { .from = "2025-06-17" };
	struct status st = STATUS_INIT;
	int64_t id;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	plan(app, "2025-06-17", "8-11", "anna", NULL);
	id = absent(app, "2025-06-16", NULL, "illness", NULL);
	assert_ok(app_absence_end(app, id, 0, "2025-06-17", NULL, NULL, &st), &st);
	hours_are(app, "06-16 illness 240 planned;06-17 illness 180 planned;");
	assert_ok(app_absence_edit(app, id, 0, &holiday, NULL, NULL, &st), &st);
	hours_are(app, "06-16 holiday 240 planned;06-17 holiday 180 planned;");
	assert_ok(app_absence_edit(app, id, 0, &later, NULL, NULL, &st), &st);
	hours_are(app, "06-17 holiday 180 planned;");
	undo(app);
	undo(app);
	hours_are(app, "06-16 illness 240 planned;06-17 illness 180 planned;");
	assert_int_equal(used_in(app, "led", 2025, 6), 420);
	check_ok(app);
}

static void test_trying_changes_nothing(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_input input = { .person = "anna", .from = "2025-06-16", .kind = "illness" };
	int64_t changes;
	struct absence_view view;
	struct status st = STATUS_INIT;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	changes = changes_of(app);
	assert_ok(app_absence_try(app, 0, &input, &view, NULL, &st), &st);
	assert_int_equal(view.minutes, 240);
	assert_int_equal(view.shift_count, 1);
	absence_view_done(&view);
	assert_int_equal(changes_of(app), changes);
	hours_are(app, "");
}

static void test_refusals(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct absence_input input = { .person = "anna", .from = "2025-06-16", .kind = "siesta" };
	struct status st = STATUS_INIT;
	int64_t worked = book(app, "2025-06-10", "22-6", "led", "anna"), id;
	char *text;

	absent_refused(app, "2025-06-09", "2025-06-12", NULL, STATUS_REFUSED, "worked");
	absent_refused(app, "2025-06-11", NULL, "5-7", STATUS_REFUSED, "worked");
	absent_refused(app, "2025-06-31", NULL, NULL, STATUS_INPUT, "from");
	absent_refused(app, "2025-06-16", "2025-06-15", NULL, STATUS_INPUT, "to");
	absent_refused(app, "2025-06-16", "2027-06-17", NULL, STATUS_INPUT, "to");
	absent_refused(app, "2025-06-16", "2025-06-17", "8-12", STATUS_INPUT, "hours");
	absent_refused(app, "2025-06-16", NULL, "8:30", STATUS_INPUT, "hours");
	assert_false(app_absence_add(app, &input, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "kind");
	/* The night of the 10th was worked to its end: then one is ill. */
	id = absent(app, "2025-06-11", "2025-06-12", "illness", NULL);
	absent_refused(app, "2025-06-12", "2025-06-14", NULL, STATUS_REFUSED, "overlap");
	absent_refused(app, "2025-06-12", NULL, "8-10", STATUS_REFUSED, "overlap");
	assert_false(app_absence_end(app, id, 0, "2025-06-10", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "to");
	assert_false(app_absence_end(app, id, 99, "2025-06-13", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	assert_ok(app_absence_withdraw(app, id, 0, NULL, &st), &st);
	assert_false(app_absence_withdraw(app, id, 0, NULL, &st));
	is_status(&st, STATUS_REFUSED, "withdrawn");
	assert_false(app_absence_end(app, 99, 0, "2025-06-13", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "absence");
	/* The sentence names the hours. */
	assert_false(try_absent(app, "2025-06-10", NULL, "illness", NULL, NULL, &st));
	text = sentence(&st);
	assert_non_null(strstr(text, "entry 1"));
	assert_int_equal(worked, 1);
	free(text);
}

static void test_credited_hours_follow_the_absence_only(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct hours_input shorter = { .span = "8-10" };
	struct status st = STATUS_INIT;

	plan(app, "2025-06-16", "8-12", "anna", NULL);
	absent(app, "2025-06-16", NULL, "illness", NULL);
	assert_false(app_hours_edit(app, 1, 0, &shorter, NULL, &st));
	is_status(&st, STATUS_REFUSED, "credited");
	assert_false(app_hours_withdraw(app, 1, 0, &st));
	is_status(&st, STATUS_REFUSED, "credited");
}

/* Work booked where an absence was withdrawn keeps it from coming back. */
static void test_a_withdrawn_absence_does_not_come_back_over_work(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t id = absent(house->app, "2025-06-10", NULL, "leave", NULL);

	assert_ok(app_absence_withdraw(house->app, id, 0, NULL, &st), &st);
	house_as(house, "lise");
	book(house->app, "2025-06-10", "8-12", "led", "anna");
	house_as(house, NULL);
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "worked");
}

/* ---- who may know */

static bool say_absence(void *context, const struct absence_view *view)
{
	str_addf(context, "%s %s;", view->absence.person, absence_kind_name(view->absence.kind));
	return true;
}

static void absences_are(struct app *app, const char *wanted)
{
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;

	assert_ok(app_absences(app, NULL, DAY_NONE, DAY_MAX, say_absence, &out, &st), &st);
	assert_string_equal(str_peek(&out), wanted);
	str_done(&out);
}

static void test_an_assistant_reports_ill_and_takes_it_back(void **state)
{
	struct house *house = *state;
	struct absence_input input = { .from = "2025-06-16", .kind = "illness" };
	struct absence_input bos = { .person = "bo", .from = "2025-06-16", .kind = "illness" };
	struct status st = STATUS_INIT;

	plan(house->app, "2025-06-16", "8-12", "anna", NULL);
	house_as(house, "anna");
	assert_ok(app_absence_add(house->app, &input, NULL, NULL, &st), &st);
	assert_false(app_absence_add(house->app, &bos, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	absences_are(house->app, "anna illness;");
	shifts_are(house->app, "1:16 8+240min anna assigned a1 r0;2:16 8+240min - open a0 r1;");
	undo(house->app);
	absences_are(house->app, "");
	shifts_are(house->app, "1:16 8+240min anna assigned a0 r0;");
	assert_ok(app_redo(house->app, NULL, &st), &st);
	absences_are(house->app, "anna illness;");
	shifts_are(house->app, "1:16 8+240min anna assigned a1 r0;2:16 8+240min - open a0 r1;");
	assert_ok(app_absence_withdraw(house->app, 1, 0, NULL, &st), &st);
	house_as(house, NULL);
	check_ok(house->app);
}

/* Bo sees that the shift is open and that anna does not work it; not why, not since when, not under which number. */
static void test_others_learn_no_reason(void **state)
{
	struct house *house = *state;
	struct hours_query query = { .from = day_make(2025, 6, 1), .to = day_make(2025, 6, 30), .person = "anna", .state = -1 };
	struct absence_view view;
	struct status st = STATUS_INIT, none = STATUS_INIT;
	struct str out = STR_INIT;
	struct entry entry;

	plan(house->app, "2025-06-16", "8-12", "anna", NULL);
	absent(house->app, "2025-06-16", NULL, "illness", NULL);
	house_as(house, "bo");
	shifts_are(house->app, "1:16 8+240min anna assigned a-1 r0;2:16 8+240min - open a0 r1;");
	absences_are(house->app, "");
	assert_false(app_absences(house->app, "anna", DAY_NONE, DAY_MAX, say_absence, &out, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_absence(house->app, 1, &view, &st));
	assert_false(app_absence(house->app, 99, &view, &none));
	is_status(&st, STATUS_DENIED, "not-yours");
	is_status(&none, STATUS_DENIED, "not-yours");
	assert_false(app_absence_withdraw(house->app, 1, 0, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_hours(house->app, &query, say_hours, &out, &st));
	assert_false(app_entry(house->app, 1, &entry, &st));
	assert_false(app_audit(house->app, 0, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, "lise");
	absences_are(house->app, "anna illness;");
	house_as(house, "audit");
	assert_false(app_absence_withdraw(house->app, 1, 0, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	str_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_shifts_are_kept_and_opened),
		TEST(test_credit_belongs_to_its_months),
		TEST(test_hours_of_a_day),
		TEST(test_a_shift_that_is_parted),
		TEST(test_what_a_booked_shift_leaves),
		TEST(test_a_shift_whose_hours_were_rejected),
		TEST(test_rejected_credit_is_not_told),
		TEST(test_work_inside_standby_is_credited_once),
		TEST(test_the_kept_shift_is_nobody_elses),
		TEST(test_who_stands_in_is_kept),
		TEST(test_who_stands_in_falls_ill),
		TEST(test_a_cancelled_stand_in_stays_so),
		TEST(test_the_average_of_what_was_worked),
		TEST(test_the_contract_over_a_month),
		TEST(test_the_plan_and_then_the_contract),
		TEST(test_hours_without_a_plan),
		TEST(test_nothing_to_credit_from),
		TEST(test_on_which_grant),
		TEST(test_hours_follow_a_change),
		TEST(test_trying_changes_nothing),
		TEST(test_refusals),
		TEST(test_credited_hours_follow_the_absence_only),
		TEST(test_a_withdrawn_absence_does_not_come_back_over_work),
		TEST(test_an_assistant_reports_ill_and_takes_it_back),
		TEST(test_others_learn_no_reason),
	};

	return cmocka_run_group_tests_name("absence", tests, NULL, NULL);
}
