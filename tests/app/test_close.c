/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months in a household: what is told of corrections, to whom, and what may no longer be undone. */
#include "house.h"

#include "ledsag/base/zone.h"
#include "ledsag/core/date.h"
#include "ledsag/store/records.h"

/* ---- helpers ----------------------------------------------------------------- */

/* BPA with two assistants, from January 2025; today is 15 June. */
static int bpa_setup(void **state)
{
	struct house *house;
	struct status st = STATUS_INIT;

	house_empty(state);
	house = *state;
	for (int i = 0; i < 2; i++) {
		struct person_input person = { .id = i ? "bertil" : "anna", .name = i ? "Bertil" : "Anna", .roles = "assistant",
			                       .wage = i ? "170.00" : "180.00", .from = "2024-01-01" };

		assert_ok(app_person_add(house->app, &person, &st), &st);
	}
	add_grant(house->app, "bpa", "dk.holbaek.96", "2025-01-01", NULL, "hours=23:20/week");
	return 0;
}

static void close_to(struct app *app, const char *month)
{
	struct status st = STATUS_INIT;

	assert_ok(app_months_close(app, month, true, NULL, &st), &st);
}

static void close_refused(struct app *app, const char *month, const char *rule)
{
	struct status st = STATUS_INIT;

	assert_false(app_months_close(app, month, true, NULL, &st));
	is_status(&st, STATUS_REFUSED, rule);
}

static void open_again(struct app *app, const char *month)
{
	struct status st = STATUS_INIT;

	assert_ok(app_months_open(app, month, "it was wrong", NULL, &st), &st);
}

static void edit(struct app *app, int64_t id, const struct hours_input *input)
{
	struct status st = STATUS_INIT;

	assert_ok(app_hours_edit(app, id, 0, input, NULL, &st), &st);
}

static void step(struct app *app, enum entry_step what, int64_t id, const char *why)
{
	struct hours_pick pick = { .ids = &id, .count = 1 };
	struct status st = STATUS_INIT;

	assert_ok(app_hours_step(app, what, &pick, why, NULL, &st), &st);
}

static void undo(struct app *app)
{
	struct status st = STATUS_INIT;

	assert_ok(app_undo(app, NULL, &st), &st);
}

static void undo_refused(struct app *app, const char *rule)
{
	struct status st = STATUS_INIT;

	assert_false(app_undo(app, NULL, &st));
	is_status(&st, STATUS_REFUSED, rule);
}

/* Of one person; NULL: of everybody. */
static struct pay_view pay(struct app *app, int month, const char *person)
{
	struct status st = STATUS_INIT;
	struct pay_view view;

	assert_ok(app_pay(app, month_make(2025, month), person, &view, &st), &st);
	return view;
}

static struct corrections corrected(struct app *app, int first, int last, const char *grant)
{
	struct status st = STATUS_INIT;
	struct corrections corrections;

	assert_ok(app_corrections(app, month_make(2025, first), month_make(2025, last), grant, &corrections, &st), &st);
	return corrections;
}

static void has_notice(const struct notices *notices, const char *rule, int times)
{
	int count = 0;

	for (int i = 0; i < notices->count; i++)
		count += !strcmp(notices->of[i].rule, rule);
	assert_int_equal(count, times);
}

/* ---- pay ----------------------------------------------------------------------- */

/* January was closed with nobody's pay: hours of it that are booked later are paid all the same. */
static void test_hours_of_a_month_that_paid_nothing_are_paid(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct pay_view view;

	close_to(app, "2025-02");
	book(app, "2025-01-06", "8-12", "bpa", "anna");
	view = pay(app, 3, NULL);
	assert_int_equal(view.count, 1);
	assert_true(view.people[0].corrected >= 4 * 18000);
	assert_int_equal(view.people[0].corrected, view.people[0].total);
	pay_view_done(&view);
	close_to(app, "2025-03");
	view = pay(app, 3, "anna");
	assert_true(view.people[0].corrected >= 4 * 18000);
	pay_view_done(&view);
	view = pay(app, 4, NULL);
	assert_int_equal(view.count, 0);
	pay_view_done(&view);
}

static void says_nothing_of(const struct pay_view *view, const char *word)
{
	for (int p = 0; p < view->count; p++)
		for (int i = 0; i < view->people[p].correction_count; i++) {
			const struct pay_correction *c = &view->people[p].corrections[i];

			if (strstr(c->what, word) || (c->why && strstr(c->why, word)))
				fail_msg("says %s: %s (%s)", word, c->what, c->why ? c->why : "");
		}
}

/* Anna's entry is Bertil's by now, who was ill; of one that was Bertil's she learns no more. */
static void test_a_correction_tells_nothing_of_others(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t was_annas = book(app, "2025-01-06", "8-12", "bpa", "anna");
	int64_t was_bertils = book(app, "2025-01-07", "8-12", "bpa", "bertil");
	struct pay_view view;

	close_to(app, "2025-01");
	edit(app, was_annas,
	     &(struct hours_input){ .person = "bertil", .kind = "illness", .span = "7-9", .why = "Bertil called in sick" });
	edit(app, was_bertils, &(struct hours_input){ .person = "anna", .span = "10-12" });
	house_as(house, "anna");
	view = pay(house->app, 2, NULL);
	assert_int_equal(view.count, 1);
	assert_string_equal(view.people[0].id, "anna");
	assert_true(view.people[0].correction_count >= 2);
	says_nothing_of(&view, "ertil");
	says_nothing_of(&view, "llness");
	says_nothing_of(&view, "08:00");
	says_nothing_of(&view, "07:00");
	pay_view_done(&view);
	house_as(house, NULL);
	close_to(house->app, "2025-02");
	house_as(house, "anna");
	view = pay(house->app, 2, NULL);
	says_nothing_of(&view, "ertil");
	says_nothing_of(&view, "llness");
	pay_view_done(&view);
}

/* What is said of the first correction of an entry. */
static const char *told(const struct pay_view *view, int64_t entry)
{
	for (int i = 0; i < view->people[0].correction_count; i++)
		if (view->people[0].corrections[i].entry == entry)
			return view->people[0].corrections[i].what;
	fail_msg("no correction of entry %d", (int)entry);
	return "";
}

/* April settled a new wage. What becomes of the entry in June is no part of that. */
static void test_what_was_settled_is_told_as_it_was(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = book(app, "2025-01-06", "8-12", "bpa", "anna");
	struct person_input wage = { .id = "anna", .wage = "190.00", .from = "2025-01-01" };
	struct status st = STATUS_INIT;
	struct pay_view view;

	close_to(app, "2025-03");
	assert_ok(app_person_edit(app, &wage, &st), &st);
	close_to(app, "2025-04");
	edit(app, id, &(struct hours_input){ .span = "8-10" });
	view = pay(app, 4, "anna");
	assert_non_null(strstr(told(&view, id), "wage"));
	pay_view_done(&view);
	view = pay(app, 5, "anna");
	assert_non_null(strstr(told(&view, id), "08:00-10:00"));
	pay_view_done(&view);
}

/* ---- what was done, why, when ---------------------------------------------------- */

/* Who approves a change says neither what nor why: that stays with who changed it, on that day. */
static void test_approval_keeps_who_changed_it_and_why(void **state)
{
	struct house *house = *state;
	struct corrections c;
	int64_t id;

	id = book(house->app, "2025-01-06", "8-12", "bpa", "anna");
	step(house->app, STEP_APPROVE, id, NULL);
	close_to(house->app, "2025-01");
	house_as(house, "anna");
	edit(house->app, id, &(struct hours_input){ .span = "8-11", .why = "the bus came earlier" });
	house_now("2025-06-16T12:00");
	house_as(house, NULL);
	step(house->app, STEP_APPROVE, id, NULL);
	c = corrected(house->app, 1, 1, NULL);
	assert_int_equal(c.count, 1);
	assert_int_equal(c.of[0].difference, -60);
	assert_string_equal(c.of[0].why, "the bus came earlier");
	assert_string_equal(c.of[0].by, "anna");
	assert_int_equal(c.of[0].on, day_make(2025, 6, 15));
	corrections_done(&c);
}

/* logged → submitted → approved → in a closed month: that holds of a correction as well. */
static void test_what_nobody_approved_is_not_settled(void **state)
{
	struct house *house = *state;
	int64_t id = book(house->app, "2025-01-06", "8-12", "bpa", "anna"), other;

	step(house->app, STEP_APPROVE, id, NULL);
	close_to(house->app, "2025-01");
	house_as(house, "anna");
	edit(house->app, id, &(struct hours_input){ .span = "8-11" });
	house_as(house, NULL);
	close_refused(house->app, "2025-02", "not-approved");
	step(house->app, STEP_APPROVE, id, NULL);
	other = book(house->app, "2025-01-07", "8-12", "bpa", "anna");
	close_refused(house->app, "2025-02", "not-approved");
	step(house->app, STEP_APPROVE, other, NULL);
	close_to(house->app, "2025-02");
}

/* Travel does not count against the ledsageordning: more of it is no correction of its account. */
static void test_hours_that_do_not_count_correct_nothing(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct corrections c;
	int64_t id = book_kind(app, "2025-01-06", "8-12", "led", "anna", "travel");

	close_to(app, "2025-01");
	edit(app, id, &(struct hours_input){ .span = "8-11" });
	c = corrected(app, 1, 12, NULL);
	assert_int_equal(c.count, 0);
	corrections_done(&c);
	edit(app, id, &(struct hours_input){ .kind = "work" });
	c = corrected(app, 1, 12, NULL);
	assert_int_equal(c.count, 1);
	assert_int_equal(c.of[0].difference, 180);
	corrections_done(&c);
}

/* Work inside a standby is withdrawn: the standby, which nobody wrote anew, counts more. */
static void test_standby_is_corrected_by_what_is_inside_it(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct corrections c;
	struct status st = STATUS_INIT;
	int64_t standby = book_kind(app, "2025-01-31", "20-8", "bpa", "anna", "standby");
	int64_t work = book(app, "2025-01-31", "22-23", "bpa", "anna"), later;

	close_to(app, "2025-01");
	assert_ok(app_hours_withdraw(app, work, 0, &st), &st);
	later = book(app, "2025-02-01", "1-2", "bpa", "anna");
	c = corrected(app, 1, 1, NULL);
	assert_int_equal(c.count, 2);
	assert_int_equal(c.of[0].entry, standby);
	assert_int_equal(c.of[0].difference, 60);
	assert_int_equal(c.of[1].entry, work);
	assert_int_equal(c.of[1].difference, -60);
	corrections_done(&c);
	assert_ok(app_hours_withdraw(app, later, 0, &st), &st);
	/* moved out of the standby, and back */
	undo(app);
	close_to(app, "2025-03");
	edit(app, later, &(struct hours_input){ .date = "2025-02-03" });
	c = corrected(app, 4, 4, NULL);
	assert_int_equal(c.count, 1);
	assert_int_equal(c.of[0].entry, standby);
	assert_int_equal(c.of[0].difference, 60);
	corrections_done(&c);
}

/* ---- who comes too late ------------------------------------------------------------ */

static bool count_closing(void *context, const struct closing *closing)
{
	(void)closing;
	++*(int *)context;
	return true;
}

/* A grant from January is recorded when March and April are closed: who opens the year again opens these two. */
static void test_only_closed_months_are_opened_again(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct closing_result result;
	struct status st = STATUS_INIT;
	int count = 0;

	add_grant(app, "late", "dk.holbaek.96", "2025-03-01", NULL, "hours=10:00/week");
	close_to(app, "2025-04");
	add_grant(app, "early", "dk.holbaek.96", "2025-01-01", "2025-02-28", "hours=10:00/week");
	assert_ok(app_months_open(app, "2025", "it was wrong", &result, &st), &st);
	assert_int_equal(result.first, month_make(2025, 3));
	assert_int_equal(result.last, month_make(2025, 4));
	assert_ok(app_closings(app, count_closing, &count, &st), &st);
	assert_int_equal(count, 4);
}

static void test_nothing_moves_into_a_closed_beginning(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_transfer(app, "bpa", "2025", "hours=10:00", &st), &st);
	close_to(app, "2025-01");
	assert_false(app_grant_transfer(app, "bpa", "2025", "hours=12:00", &st));
	is_status(&st, STATUS_REFUSED, "closed");
	assert_ok(app_grant_transfer(app, "bpa", "2026", "hours=12:00", &st), &st);
}

static void test_an_import_says_once_that_months_are_closed(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	char text[] = "person,grant,date,start,end\nanna,bpa.hours,2025-01-06,08:00,09:00\nanna,bpa.hours,2025-02-06,08:00,09:00\n"
	              "anna,bpa.hours,2025-05-06,08:00,09:00\n";
	FILE *in = fmemopen(text, strlen(text), "r");
	struct import_result result;
	struct status st = STATUS_INIT;

	close_to(app, "2025-03");
	assert_ok(app_import_hours(app, in, false, NULL, NULL, &result, &st), &st);
	has_notice(&result.notices, "closed", 1);
	import_result_done(&result);
	fclose(in);
}

/* An entry that leaves a closed month says so, although where it goes is open. */
static void test_leaving_a_closed_month_is_told(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	int64_t id = book(app, "2025-01-06", "8-12", "bpa", "anna");
	struct hours_input input = { .date = "2025-03-06" };
	struct log_result result;
	struct status st = STATUS_INIT;

	close_to(app, "2025-01");
	assert_ok(app_hours_edit(app, id, 0, &input, &result, &st), &st);
	has_notice(&result.notices, "closed", 1);
	log_result_done(&result);
	assert_int_equal(used_in(app, "bpa.hours", 2025, 1), 240);
}

static void money_stands_at(struct app *app, int64_t granted, int64_t used, int64_t left)
{
	struct status st = STATUS_INIT;
	struct standings standings;
	struct account_docs docs;
	const struct standing *s;

	assert_ok(app_balance(app, month_make(2025, 6), &standings, &st), &st);
	s = &standings.of[standings.count - 1];
	assert_true(s->yearly);
	assert_int_equal(s->year_granted, granted);
	assert_int_equal(s->year_used, used);
	assert_int_equal(s->left, left);
	standings_done(&standings);
	assert_ok(app_account(app, 2025, "more", &docs, &st), &st);
	assert_int_equal(docs.of[0].money[0].year.granted, granted);
	assert_int_equal(docs.of[0].money[0].year.used, used);
	account_docs_done(&docs);
}

/* 9,000 kr of January's, closed, were 8,000; then more is granted from February, closed as well. */
static void test_money_of_a_year_says_what_was_corrected(void **state)
{
	struct app *app = ((struct house *)*state)->app;
	struct money_input money = { .date = "2025-01-08", .amount = "9000.00", .grant = "more", .kind = "expense",
		                     .category = "moving", .text = "the van" };
	struct money_input less = { .amount = "8000.00" };
	struct status st = STATUS_INIT;

	add_grant(app, "more", "dk.holbaek.100", "2025-01-01", NULL, "20000.00/year");
	assert_ok(app_money_add(app, &money, NULL, &st), &st);
	money_stands_at(app, 2000000, 900000, 1100000);
	close_to(app, "2025-03");
	money_stands_at(app, 2000000, 900000, 1100000);
	assert_ok(app_money_edit(app, 1, 0, &less, NULL, &st), &st);
	money_stands_at(app, 2000000, 800000, 1200000);
	assert_true(change_amount(app, "more", "2025-02-01", "25000.00/year", &st));
	money_stands_at(app, 2500000, 800000, 1700000);
	close_to(app, "2025-04");
	money_stands_at(app, 2500000, 800000, 1700000);
}

/* ---- undo --------------------------------------------------------------------------- */

/* Lea closes; what the holder did before stays, and what he does after goes back and forth as ever. */
static void test_what_was_done_before_a_closing_stays(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t id;

	add_person(house->app, "lea", "leader", NULL, NULL);
	id = book(house->app, "2025-01-06", "8-12", "bpa", "anna");
	edit(house->app, id, &(struct hours_input){ .span = "8-11" });
	house_as(house, "lea");
	close_to(house->app, "2025-01");
	house_as(house, NULL);
	undo_refused(house->app, "closed");
	edit(house->app, id, &(struct hours_input){ .span = "8-10" });
	undo(house->app);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	undo(house->app);
	undo_refused(house->app, "closed");
	house_as(house, "lea");
	open_again(house->app, "2025-01");
	house_as(house, NULL);
	undo(house->app);
	assert_int_equal(used_in(house->app, "bpa.hours", 2025, 1), 240);
	check_ok(house->app);
}

static void test_a_grant_or_money_of_closed_months_is_not_undone(void **state)
{
	struct house *house = *state;
	struct money_input money = { .date = "2025-01-08", .amount = "100.00", .grant = "more", .kind = "expense",
		                     .category = "medicine", .text = "pills" };
	struct status st = STATUS_INIT;

	add_person(house->app, "lea", "leader", NULL, NULL);
	add_grant(house->app, "more", "dk.holbaek.100", "2025-01-01", NULL, "20000.00/year");
	assert_ok(app_money_add(house->app, &money, NULL, &st), &st);
	house_as(house, "lea");
	close_to(house->app, "2025-02");
	house_as(house, NULL);
	undo_refused(house->app, "closed");
	house_as(house, "lea");
	open_again(house->app, "2025");
	house_as(house, NULL);
	undo(house->app);
	house_as(house, "lea");
	close_to(house->app, "2025-02");
	house_as(house, NULL);
	undo_refused(house->app, "closed"); /* the grant itself */
	house_as(house, "lea");
	open_again(house->app, "2025");
	house_as(house, NULL);
	undo(house->app);
	check_ok(house->app);
}

#define TEST_BPA(name) cmocka_unit_test_setup_teardown(name, bpa_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_BPA(test_hours_of_a_month_that_paid_nothing_are_paid),
		TEST_BPA(test_a_correction_tells_nothing_of_others),
		TEST_BPA(test_what_was_settled_is_told_as_it_was),
		TEST_BPA(test_approval_keeps_who_changed_it_and_why),
		TEST_BPA(test_what_nobody_approved_is_not_settled),
		TEST(test_hours_that_do_not_count_correct_nothing),
		TEST_BPA(test_standby_is_corrected_by_what_is_inside_it),
		TEST_EMPTY(test_only_closed_months_are_opened_again),
		TEST_BPA(test_nothing_moves_into_a_closed_beginning),
		TEST_BPA(test_an_import_says_once_that_months_are_closed),
		TEST_BPA(test_leaving_a_closed_month_is_told),
		TEST_BPA(test_money_of_a_year_says_what_was_corrected),
		TEST_BPA(test_what_was_done_before_a_closing_stays),
		TEST_BPA(test_a_grant_or_money_of_closed_months_is_not_undone),
	};

	return cmocka_run_group_tests_name("close", tests, NULL, NULL);
}
