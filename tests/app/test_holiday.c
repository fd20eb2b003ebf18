/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is agreed about holiday: who may record it, what it is refused for, and that it can be taken back. The figures are in
 * tests/conf/test_leave.c. */
#include "house.h"

static bool try_agree(struct house *house, const char *year, const char *extra, const char *carry, const char *note,
                      struct notices *notices, struct status *st)
{
	struct holiday_input input = { .person = "anna", .year = year, .extra = extra, .carry = carry, .note = note };

	*st = (struct status)STATUS_INIT;
	return app_holiday_agree(house->app, &input, NULL, notices, st);
}

static void agree(struct house *house, const char *year, const char *extra, const char *carry)
{
	struct status st;

	assert_ok(try_agree(house, year, extra, carry, NULL, NULL, &st), &st);
}

static void assert_account(struct house *house, const char *year, int64_t extra, int64_t carry)
{
	struct status st = STATUS_INIT;
	struct holiday_account account;

	assert_ok(app_holiday(house->app, "anna", year, &account, &st), &st);
	assert_int_equal(account.of.extra, extra);
	assert_int_equal(account.of.carried_out, carry);
	assert_int_equal(account.extra.days, extra);
	assert_int_equal(account.carry.days, carry);
	holiday_account_done(&account);
}

static void test_it_is_one_change_and_none_where_it_says_nothing_new(void **state)
{
	struct house *house = *state;
	int64_t before = changes_of(house->app);

	agree(house, "2024", "3", "5");
	assert_int_equal(changes_of(house->app), before + 1);
	assert_account(house, "2024", 300, 500);
	agree(house, "2024", "3", NULL);
	agree(house, "2023", "0", "0");
	assert_int_equal(changes_of(house->app), before + 1);
	agree(house, "2024", NULL, "0");
	assert_account(house, "2024", 300, 0);
	/* Taken back and agreed anew it is the same agreement. */
	agree(house, "2024", NULL, "4");
	assert_account(house, "2024", 300, 400);
	check_ok(house->app);
}

static void test_only_who_leads_records_it(void **state)
{
	static const char *const others[] = { "anna", "audit" };
	struct house *house = *state;
	struct status st;

	for (size_t i = 0; i < COUNT_OF(others); i++) {
		house_as(house, others[i]);
		assert_false(try_agree(house, "2024", "3", NULL, NULL, NULL, &st));
		is_status(&st, STATUS_DENIED, "not-yours");
	}
	house_as(house, "lise");
	agree(house, "2024", "3", NULL);
}

static void test_undo_takes_it_back_for_who_may_still_do_it(void **state)
{
	struct house *house = *state;
	struct person_input less = { .id = "lise", .roles = "assistant" };
	struct status st = STATUS_INIT;

	house_as(house, "lise");
	agree(house, "2024", "3", "5");
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_account(house, "2024", 0, 0);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	assert_account(house, "2024", 300, 500);
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &less, &st), &st);
	house_as(house, "lise");
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, NULL);
	assert_account(house, "2024", 300, 500);
	check_ok(house->app);
}

static void test_what_others_agreed_meanwhile_is_not_overwritten(void **state)
{
	struct house *house = *state;
	struct holiday_input input = { .person = "anna", .year = "2024", .extra = "2", .shown = true };
	struct status st = STATUS_INIT;

	agree(house, "2024", "3", NULL);
	assert_false(app_holiday_agree(house->app, &input, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	input.extra_rev = 1;
	assert_ok(app_holiday_agree(house->app, &input, NULL, NULL, &st), &st);
	assert_account(house, "2024", 200, 0);
}

/* 15 June 2025: what is carried out of the year to August 2024 had to be agreed by 31 December 2024. */
static void test_what_is_late_is_said(void **state)
{
	struct house *house = *state;
	struct notices notices;
	struct status st;

	assert_ok(try_agree(house, "2023", NULL, "5", NULL, &notices, &st), &st);
	assert_int_equal(notices.count, 1);
	assert_string_equal(notices.of[0].rule, "carry-late");
	assert_string_equal(notices.of[0].message, "This had to be agreed in writing by 31 December 2024: it holds only where it was.");
	notices_done(&notices);
	assert_ok(try_agree(house, "2024", NULL, "5", NULL, &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
}

static void test_refusals_name_the_field(void **state)
{
	struct house *house = *state;
	struct status st;

	assert_false(try_agree(house, "2024", "-1", NULL, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "extra");
	assert_false(try_agree(house, "2024", NULL, "5 days", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "carry");
	assert_false(try_agree(house, "then", "1", NULL, NULL, NULL, &st));
	assert_int_equal(st.code, STATUS_INPUT);
	assert_false(try_agree(house, "2001", "1", NULL, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "no-holiday-rules");
	assert_false(try_agree(house, "2024", NULL, "5.5", "", NULL, &st));
	is_status(&st, STATUS_REFUSED, "carry-beyond");
	assert_false(try_agree(house, "2024", NULL, "25.5", "ill", NULL, &st));
	is_status(&st, STATUS_REFUSED, "carry-left");
	assert_account(house, "2024", 0, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_it_is_one_change_and_none_where_it_says_nothing_new),
		TEST(test_only_who_leads_records_it),
		TEST(test_undo_takes_it_back_for_who_may_still_do_it),
		TEST(test_what_others_agreed_meanwhile_is_not_overwritten),
		TEST(test_what_is_late_is_said),
		TEST(test_refusals_name_the_field),
	};

	return cmocka_run_group_tests_name("holiday", tests, NULL, NULL);
}
