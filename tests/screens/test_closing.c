/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing months on the screens, and what other screens say of closed ones. The figures are those of tests/golden/closed. */
#include "house.h"

#define NOW "2025-07-15T12:00"

static void rebuild(struct house *house)
{
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

static void close_until(struct house *house, const char *month)
{
	struct status st = STATUS_INIT;

	assert_ok(app_months_close(house->app, month, true, NULL, &st), &st);
}

static void edit(struct house *house, int64_t id, const char *span, const char *why)
{
	struct hours_input input = { .span = span, .why = why };
	struct status st = STATUS_INIT;

	assert_ok(app_hours_edit(house->app, id, 0, &input, NULL, &st), &st);
}

/* RULES 1.1's months: 20 h in March, 40 h in June, of 15 h a month. */
static void begin(struct house *house)
{
	house_led(house, NOW);
	house_log(house, "2025-03-10", "20:00", "anna");
	house_log(house, "2025-06-02", "20:00", "anna");
	house_log(house, "2025-06-10", "20:00", "bo");
	rebuild(house);
}

/* ---- the months of a year */

static void a_year_says_how_its_months_stand(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	press(&house, "C");
	assert_string_equal(page(&house)->title, "Closing · 2025");
	assert_says(&house, "No month is closed.\nThe next to be closed is January 2025.");
	assert_string_equal(focused_id(&house), "2025-01");
	assert_int_equal(table(&house, 0)->rows, 12);
	assert_cell(table(&house, 0), 0, "State", "open, closes next");
	assert_cell(table(&house, 0), 2, "State", "open");
	assert_cell(table(&house, 0), 2, "Hours", "20:00");
	assert_cell(table(&house, 0), 5, "Hours", "40:00");
	assert_cell(table(&house, 0), 5, "Entries", "2");
	assert_cell(table(&house, 0), 6, "State", "runs until 31 July 2025");
	assert_cell(table(&house, 0), 7, "State", "to come");
	press(&house, "p");
	assert_cell(table(&house, 0), 11, "State", "nothing granted yet");
	house_done(&house);
}

static void a_month_is_closed_after_a_question(void **state)
{
	struct house house;
	month_t last;

	(void)state;
	begin(&house);
	press(&house, "C c");
	assert_string_equal(ui_top(house.ui)->confirm.question,
	                    "0 entries, 0:00 h, the pay and what the bank holds are kept as they stand now.\n"
	                    "Later changes become corrections of the first open month.\nClose January 2025?");
	press(&house, "n");
	assert_true(app_closed(house.app, &last, NULL) && last == MONTH_NONE);
	press(&house, "c y");
	assert_message(&house, "January 2025 is closed. Kept: 0 entries, 0:00 h; pay 0.00 kr.");
	assert_cell(table(&house, 0), 0, "State", "closed on 15 July 2025");
	assert_cell(table(&house, 0), 1, "State", "open, closes next");
	assert_says(&house, "All months are closed until January 2025.");
	/* The app refuses before it is asked. */
	press(&house, "Down Down c");
	assert_message(&house, "2025-02 is still open: months close in order");
	assert_string_equal(focused_id(&house), "2025-03");
	press(&house, "e");
	assert_non_null(strstr(ui_top(house.ui)->confirm.question, "1 entry, 20:00 h, the pay"));
	assert_non_null(strstr(ui_top(house.ui)->confirm.question, "Close February 2025 to March 2025?"));
	press(&house, "y");
	assert_message(&house, "February 2025 to March 2025 are closed.");
	press(&house, "c");
	assert_message(&house, "is closed already");
	press(&house, "Down Down Down Down e");
	assert_message(&house, "2025-07 runs until 2025-07-31");
	press(&house, "y");
	assert_message(&house, "runs until");
	house_done(&house);
}

static void the_whole_year_is_closed_and_opened(void **state)
{
	struct grant_input letter = { .case_no = "17/2024" };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	house_init(&house, "2026-01-10T12:00");
	house_grant(&house, NULL);
	press(&house, "C p y");
	assert_message(&house, "2025 cannot be closed yet: The grant “led” has no case number.");
	assert_ok(app_grant_edit(house.app, "led", &letter, &st), &st);
	press(&house, "y");
	assert_non_null(strstr(ui_top(house.ui)->confirm.question, "Close January 2025 to December 2025?"));
	press(&house, "y");
	assert_cell(table(&house, 0), 11, "State", "closed on 10 January 2026");
	press(&house, "O");
	assert_string_equal(form(&house)->title, "Open January 2025 to December 2025 again");
	type(&house, "the wrong year");
	press(&house, "C-s");
	assert_message(&house, "January 2025 to December 2025 are open again.");
	assert_cell(table(&house, 0), 11, "State", "opened again");
	assert_says(&house, "January 2025 to December 2025 were opened again by Kirsten Holm on 10 January 2026: the wrong year");
	house_done(&house);
}

static void opening_asks_why_and_keeps_what_was_typed(void **state)
{
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house);
	close_until(&house, "2025-05");
	press(&house, "C Home o");
	assert_null(form(&house));
	assert_message(&house, "2025-05 is closed after it");
	press(&house, "Down Down Down Down o");
	assert_string_equal(form(&house)->title, "Open May 2025 again");
	press(&house, "C-s");
	assert_int_equal(form(&house)->focus, 0);
	assert_non_null(strstr(form(&house)->fields[0].error, "Why is it opened again?"));
	/* Somebody else closes June meanwhile. */
	close_until(&house, "2025-06");
	type(&house, "the bank had another figure");
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_message(&house, "2025-06 is closed after it");
	assert_string_equal(form_value(form(&house), "why"), "the bank had another figure");
	assert_ok(app_months_open(house.app, "2025-06", "a mistake", NULL, &st), &st);
	press(&house, "C-s");
	assert_null(form(&house));
	assert_message(&house, "May 2025 is open again.");
	assert_cell(table(&house, 0), 4, "State", "open again, closes next");
	assert_says(&house, "May 2025 was opened again by Kirsten Holm on 15 July 2025: the bank had another figure");
	assert_says(&house, "June 2025 was opened again by Kirsten Holm on 15 July 2025: a mistake");
	/* Its page has all that was done. */
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Closing · May 2025");
	assert_cell(table(&house, 0), 0, "What", "closed");
	assert_cell(table(&house, 0), 1, "What", "opened again");
	assert_cell(table(&house, 0), 1, "Who", "Kirsten Holm");
	assert_cell(table(&house, 0), 1, "Why", "the bank had another figure");
	press(&house, "c y");
	assert_says(&house, "May 2025: closed on 15 July 2025.");
	assert_int_equal(table(&house, 0)->rows, 3);
	house_done(&house);
}

static void what_is_not_approved_is_counted_where_hours_are_approved(void **state)
{
	int64_t id = 1;
	struct hours_pick pick = { .ids = &id, .count = 1 };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-01-10", "3:00", "anna");
	house_log(&house, "2025-01-31", "22-7", "anna");
	press(&house, "C");
	assert_silent(&house, "not approved");
	assert_int_equal(table(&house, 0)->column_count, 5);
	assert_ok(app_hours_step(house.app, STEP_APPROVE, &pick, NULL, NULL, &st), &st);
	rebuild(&house);
	assert_cell(table(&house, 0), 0, "Not approved", "1");
	/* The night reaches into February and keeps that from being closed as well. */
	assert_cell(table(&house, 0), 1, "Not approved", "1");
	assert_cell(table(&house, 0), 1, "Entries", "–");
	assert_cell(table(&house, 0), 1, "Hours", "7:00");
	press(&house, "c");
	assert_message(&house, "of its entries 1 are not approved (the first is 2)");
	press(&house, "Enter");
	assert_says(&house, "1 entry is not approved: before the month is closed");
	press(&house, "H");
	assert_string_equal(page(&house)->title, "Hours · January 2025");
	house_done(&house);
}

/* ---- corrections */

static void corrections_lead_to_their_entries(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	close_until(&house, "2025-06");
	edit(&house, 1, "12:00", "the trip was shorter");
	press(&house, "C");
	assert_cell(table(&house, 0), 2, "Hours", "20:00");
	assert_cell(table(&house, 0), 6, "Corrections", "1");
	assert_cell(table(&house, 0), 2, "Corrections", "–");
	press(&house, "Home Down Down Enter");
	assert_says(&house, "March 2025: closed on 15 July 2025.\n1 entry, 20:00 h; pay 0.00 kr.");
	assert_says(&house, "counts in an open month, now in July 2025.");
	assert_cell(table(&house, 1), 0, "Month", "Mar 2025");
	assert_cell(table(&house, 1), 0, "Counts in", "Jul 2025");
	assert_cell(table(&house, 1), 0, "Difference", "-8:00");
	assert_cell(table(&house, 1), 0, "Person", "Anna Sørensen");
	assert_says(&house, "July 2025: March 2025, led: −8:00 h. Entry 1 was changed: Amount 12:00 h, before 20:00 h. (holder, 15 July 2025) "
	                    "“the trip was shorter”");
	press(&house, "Down Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	assert_says(&house, "March 2025 is closed and stays as it was: what is changed becomes a correction that counts in July 2025.");
	assert_says(&house, "July 2025: March 2025, led: −8:00 h.");
	/* Where it counts it stands as well. */
	press(&house, "q n n n n");
	assert_string_equal(page(&house)->title, "Closing · July 2025");
	assert_cell(table(&house, 0), 0, "Month", "Mar 2025");
	house_done(&house);
}

/* What was granted leads to its grant, a closing to the changes of its time. */
static void other_rows_lead_on_too(void **state)
{
	const char *const amounts[] = { "20:00/month" };
	struct grant_input change = { .from = "2025-05-01", .amounts = amounts, .amount_count = 1 };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house);
	close_until(&house, "2025-06");
	assert_ok(app_grant_change(house.app, "led", &change, NULL, &st), &st);
	press(&house, "C Home Down Down Down Down Enter");
	assert_cell(table(&house, 1), 0, "Difference", "5:00");
	assert_cell(table(&house, 1), 0, "What was changed", "What is granted for May 2025 was changed.");
	press(&house, "Down Enter");
	assert_string_equal(page(&house)->title, "Grant · led");
	press(&house, "q Home Enter");
	assert_string_equal(page(&house)->title, "Changes · July 2025");
	assert_says(&house, "months closed");
	/* … and from there back to the first of the months. */
	press(&house, "Home Down Enter");
	assert_string_equal(page(&house)->title, "Closing · January 2025");
	house_done(&house);
}

static void the_bank_marks_and_gives_back(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	press(&house, "3");
	assert_silent(&house, "closed");
	close_until(&house, "2025-06");
	edit(&house, 1, "12:00", "the trip was shorter");
	rebuild(&house);
	assert_says(&house, "Month by month (c: closed)");
	assert_cell(table(&house, 0), 2, "Month", "Mar 2025 c");
	assert_cell(table(&house, 0), 2, "Used", "20:00");
	assert_cell(table(&house, 0), 2, "Taken from", "Mar 15:00, Feb 5:00");
	assert_cell(table(&house, 0), 6, "Month", "Jul 2025");
	assert_cell(table(&house, 0), 6, "Returned", "8:00");
	assert_cell(table(&house, 0), 6, "At hand", "38:00");
	assert_cell(table(&house, 0), 6, "Lapsed", "15:00");
	assert_cell(table(&house, 0), 6, "Left", "23:00");
	assert_says(&house, "Corrections of closed months, and the month in which they count\nJuly 2025: March 2025, led: −8:00 h.");
	house_done(&house);
}

static void the_account_counts_corrections(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	close_until(&house, "2025-06");
	press(&house, "7");
	assert_silent(&house, "corrections");
	edit(&house, 1, "12:00", "the trip was shorter");
	rebuild(&house);
	assert_cell(table(&house, 0), 2, "Used", "20:00");
	assert_cell(table(&house, 0), 2, "Of it corrections", "–");
	assert_cell(table(&house, 0), 6, "Used", "-8:00");
	assert_cell(table(&house, 0), 6, "Of it corrections", "-8:00");
	assert_cell(table(&house, 0), 12, "Used", "52:00");
	assert_says(&house, "“the trip was shorter”");
	house_done(&house);
}

/* ---- hours of a closed month */

static void an_edit_says_what_it_becomes_and_asks_why(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	press(&house, "2 g");
	type(&house, "2025-03");
	press(&house, "Enter e");
	assert_int_equal(form_index(form(&house), "why"), -1);
	press(&house, "Esc");
	close_until(&house, "2025-06");
	rebuild(&house);
	assert_string_equal(page(&house)->title, "Hours · March 2025, closed");
	press(&house, "e");
	assert_string_equal(form(&house)->intro,
	                    "March 2025 is closed and stays as it was: what is changed becomes a correction that counts in July 2025.");
	press(&house, "Tab C-u");
	type(&house, "12:00");
	press(&house, "Tab Tab Tab Tab Tab Tab");
	assert_int_equal(form(&house)->focus, form_index(form(&house), "why"));
	type(&house, "the trip was shorter");
	press(&house, "C-s");
	assert_null(form(&house));
	assert_message(&house, "March 2025 is closed and stays as it was: this is a correction that counts in July 2025.");
	press(&house, "Enter");
	assert_says(&house, "Why it was changed: the trip was shorter");
	assert_says(&house, "(holder, 15 July 2025) “the trip was shorter”");
	press(&house, "q n n n n");
	assert_string_equal(page(&house)->title, "Hours · July 2025");
	house_done(&house);
}

/* The reason may be left out; an entry that was moved out of the month still shows what it was there. */
static void an_entry_that_moved_keeps_its_corrections(void **state)
{
	struct hours_input moved = { .date = "2025-07-01" };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house);
	close_until(&house, "2025-06");
	assert_ok(app_hours_edit(house.app, 1, 0, &moved, NULL, &st), &st);
	press(&house, "2 Home Enter");
	assert_string_equal(page(&house)->title, "Entry 1");
	assert_silent(&house, "stays as it was");
	assert_says(&house, "July 2025: March 2025, led: −20:00 h.");
	house_done(&house);
}

/* ---- pay */

static void begin_paid(struct house *house)
{
	const char *const amounts[] = { "hours=23:20/week" };
	struct grant_input grant = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .amounts = amounts,
		                     .amount_count = 1 };
	struct person_input anna = { .id = "anna", .name = "Anna Lund", .roles = "assistant", .wage = "180.00",
		                     .from = "2024-01-01" };
	struct person_input more = { .id = "anna", .wage = "190.00", .from = "2025-03-01" };
	struct hours_input hours[] = {
		{ .date = "2025-03-10", .span = "22-6", .grant = "bpa.hours", .person = "anna" },
		{ .date = "2025-03-31", .span = "22-6", .grant = "bpa.hours", .person = "anna" },
		{ .date = "2025-04-10", .span = "8-16", .grant = "bpa.hours", .person = "anna" },
	};
	struct status st = STATUS_INIT;

	house_init(house, "2025-05-15T12:00");
	assert_ok(app_person_add(house->app, &anna, &st), &st);
	assert_ok(app_grant_add(house->app, &grant, NULL, &st), &st);
	for (size_t i = 0; i < COUNT_OF(hours); i++)
		assert_ok(app_log(house->app, &hours[i], NULL, &st), &st);
	close_until(house, "2025-03");
	assert_ok(app_person_edit(house->app, &more, &st), &st);
	edit(house, 1, "22-7", "until breakfast");
	rebuild(house);
}

static void pay_of_a_closed_month_stays_and_corrections_are_paid_later(void **state)
{
	struct house house;

	(void)state;
	begin_paid(&house);
	press(&house, "P g");
	type(&house, "2025-03");
	press(&house, "Enter");
	assert_says(&house, "March 2025 is closed: this is what was paid.");
	assert_cell(table(&house, 0), 0, "Total", "2,906.46");
	assert_silent(&house, "Corrections");
	press(&house, "n");
	assert_silent(&house, "is closed");
	assert_cell(table(&house, 0), 0, "Base", "2,660.00");
	assert_cell(table(&house, 0), 0, "Corrections", "390.42");
	assert_cell(table(&house, 0), 0, "Total", "4,076.52");
	press(&house, "Enter");
	assert_says(&house, "Corrections: 390.42 kr.");
	assert_int_equal(table(&house, 1)->rows, 8);
	for (int row = 0; row < 8; row++)
		assert_cell(table(&house, 1), (size_t)row, "Month", "Mar 2025");
	assert_says(&house, "Holiday pay | – | 40.50 | What is paid on top for March 2025 follows.");
	assert_says(&house, "“until breakfast”");
	house_done(&house);
}

/* Rows of entries open the entry, what is paid on top the pay of its month. */
static void corrections_of_pay_open_what_they_are_about(void **state)
{
	struct house house;
	bool entry = false, slip = false;
	size_t lines;

	(void)state;
	begin_paid(&house);
	press(&house, "P p Enter");
	lines = table(&house, 0)->rows;
	for (size_t row = 0; row < 8; row++) {
		page_focus_place(&ui_page(house.ui)->page, lines + row);
		press(&house, "Enter");
		entry |= !strcmp(page(&house)->title, "Entry 1");
		slip |= !strcmp(page(&house)->title, "Pay of Anna Lund · March 2025");
		press(&house, "q");
		assert_string_equal(page(&house)->title, "Pay of Anna Lund · April 2025");
	}
	assert_true(entry);
	assert_true(slip);
	house_done(&house);
}

/* ---- who may */

static void assert_denied(bool ok, const struct status *st)
{
	assert_false(ok);
	assert_int_equal(st->code, STATUS_DENIED);
	assert_string_equal(st->rule, "not-yours");
}

static void an_assistant_does_not_see_it(void **state)
{
	struct closing_result result;
	struct month_states states;
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house);
	close_until(&house, "2025-06");
	edit(&house, 1, "12:00", "the trip was shorter");
	house_reopen(&house, "anna");
	assert_false(screens_may_open(house.app, "closing"));
	assert_false(screens_may_open(house.app, "month"));
	assert_denied(app_month_states(house.app, month_make(2025, 1), month_make(2025, 12), false, &states, &st), &st);
	assert_denied(app_months_close_try(house.app, "2025-07", false, &result, &st), &st);
	assert_denied(app_months_open_try(house.app, "2025-06", &result, &st), &st);
	press(&house, "C");
	assert_string_equal(page(&house)->title, "Overview");
	/* The own entry says that its month is closed, and nothing of the account. */
	press(&house, "2 g");
	type(&house, "2025-03");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Hours · March 2025, closed");
	press(&house, "Enter");
	assert_says(&house, "March 2025 is closed");
	assert_silent(&house, "Corrections");
	house_done(&house);
}

static void an_auditor_may_look(void **state)
{
	struct person_input auditor = { .id = "rita", .name = "Rita Juul", .roles = "auditor" };
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house);
	assert_ok(app_person_add(house.app, &auditor, &st), &st);
	close_until(&house, "2025-05");
	house_reopen(&house, "rita");
	press(&house, "C");
	assert_string_equal(page(&house)->title, "Closing · 2025");
	assert_cell(table(&house, 0), 4, "State", "closed on 15 July 2025");
	press(&house, "c y");
	assert_string_equal(page(&house)->title, "Closing · 2025");
	assert_cell(table(&house, 0), 5, "State", "open, closes next");
	press(&house, "o");
	assert_null(form(&house));
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Closing · June 2025");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_says_how_its_months_stand),
		cmocka_unit_test(a_month_is_closed_after_a_question),
		cmocka_unit_test(the_whole_year_is_closed_and_opened),
		cmocka_unit_test(opening_asks_why_and_keeps_what_was_typed),
		cmocka_unit_test(what_is_not_approved_is_counted_where_hours_are_approved),
		cmocka_unit_test(corrections_lead_to_their_entries),
		cmocka_unit_test(other_rows_lead_on_too),
		cmocka_unit_test(the_bank_marks_and_gives_back),
		cmocka_unit_test(the_account_counts_corrections),
		cmocka_unit_test(an_edit_says_what_it_becomes_and_asks_why),
		cmocka_unit_test(an_entry_that_moved_keeps_its_corrections),
		cmocka_unit_test(pay_of_a_closed_month_stays_and_corrections_are_paid_later),
		cmocka_unit_test(corrections_of_pay_open_what_they_are_about),
		cmocka_unit_test(an_assistant_does_not_see_it),
		cmocka_unit_test(an_auditor_may_look),
	};

	return cmocka_run_group_tests_name("screens/closing", tests, NULL, NULL);
}
