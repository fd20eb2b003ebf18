/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking money, and what bank, balance and account make of it. */
#include "house.h"

static bool try_money(struct app *app, const char *date, const char *amount, const char *grant, const char *kind,
                      const char *category, const char *counts, struct money_result *result, struct status *st)
{
	struct money_input input = { .date = date, .amount = amount, .grant = grant, .kind = kind, .category = category,
		                     .counts = counts };

	*st = (struct status)STATUS_INIT;
	return app_money_add(app, &input, result, st);
}

/* Books an expense and returns its number. */
static int64_t spend(struct app *app, const char *date, const char *amount, const char *grant, const char *category)
{
	struct money_result result;
	struct status st;
	int64_t id;

	if (!try_money(app, date, amount, grant, "expense", category, NULL, &result, &st))
		fail_msg("%s %s: %s: %s", date, amount, st.rule, st.msgid);
	id = result.row.money.id;
	money_result_done(&result);
	return id;
}

static void spend_refused(struct app *app, const char *date, const char *amount, const char *grant, const char *kind,
                          const char *category, const char *counts, enum status_code code, const char *rule)
{
	struct money_result result;
	struct status st;
	int64_t changes = changes_of(app);

	if (try_money(app, date, amount, grant, kind, category, counts, &result, &st))
		fail_msg("%s of %s on %s is booked, must be refused: %s", amount, date, grant, rule);
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

/* Merudgifter of 12,000.00 a year from 2024, in a household of 20 November 2024. */
static void add_mer(struct house *house)
{
	house_now("2024-11-20T12:00");
	house_as(house, NULL);
	add_grant(house->app, "mer", "dk.holbaek.100", "2024-01-01", "2025-12-31", "12000.00/year");
}

/* The year of `year` as the bank of `month` says it. */
static struct money_year year_of(struct app *app, const char *grant, month_t month)
{
	struct status st = STATUS_INIT;
	struct money_years years;
	struct money_year last;
	struct bank_view view;

	assert_ok(app_bank(app, grant, month, NULL, &view, &st), &st);
	assert_ok(app_money_years(app, &view, NULL, &years, &st), &st);
	assert_true(years.count > 0);
	last = years.of[years.count - 1];
	last.spent.sums = NULL;
	money_years_done(&years);
	bank_view_done(&view);
	return last;
}

static void has_warning(const struct money_result *result, const char *rule, const char *words)
{
	for (int i = 0; i < result->notices.count; i++)
		if (!strcmp(result->notices.of[i].rule, rule)) {
			if (!strstr(result->notices.of[i].message, words))
				fail_msg("%s says: %s", rule, result->notices.of[i].message);
			return;
		}
	fail_msg("there is no warning %s", rule);
}

/* 6,900.00 documented: nothing counts; with 396.00 it is exactly 7,296.00 and still does not; one øre more, and all of it does. */
static void test_the_threshold_is_a_gate(void **state)
{
	struct house *house = *state;
	struct money_year year;
	struct bank_view view;
	struct status st = STATUS_INIT;
	char *text;

	add_mer(house);
	spend(house->app, "2024-02-01", "6900.00", "mer", "transport");
	year = year_of(house->app, "mer", month_make(2024, 11));
	assert_int_equal(year.spent.counted, 690000);
	assert_int_equal(year.used, 0);
	assert_int_equal(year.left, 1200000);
	text = app_threshold_sentence(house->app, &year.spent);
	assert_non_null(strstr(text, "6,900.00 kr. that count are booked for 2024; a year needs more than 7,296.00 kr."));
	assert_non_null(strstr(text, "another 396.01 kr."));
	free(text);
	assert_null(app_old_threshold_sentence(&year.spent));
	spend(house->app, "2024-06-01", "396", "mer", "water");
	assert_int_equal(year_of(house->app, "mer", month_make(2024, 11)).used, 0);
	spend(house->app, "2024-11-20", "0.01", "mer", "water");
	year = year_of(house->app, "mer", month_make(2024, 3));
	assert_int_equal(year.used, 729601);
	assert_int_equal(year.left, 470399);
	assert_ok(app_bank(house->app, "mer", month_make(2024, 11), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[1].used, 690000);
	assert_int_equal(view.bank.months[5].used, 39600);
	assert_int_equal(view.bank.months[10].used, 1);
	assert_int_equal(view.bank.months[10].left, 470399);
	bank_view_done(&view);
	check_ok(house->app);
}

/* What is tried goes through the same gate. */
static void test_trying_in_the_bank(void **state)
{
	struct house *house = *state;
	struct what_if what_if = { UNIT_MONEY, 39601, month_make(2024, 11) };
	struct status st = STATUS_INIT;
	struct bank_view view;

	add_mer(house);
	spend(house->app, "2024-02-01", "6900.00", "mer", "transport");
	assert_ok(app_bank(house->app, "mer", month_make(2024, 11), &what_if, &view, &st), &st);
	assert_int_equal(view.bank.months[10].left, 1200000 - 729601);
	bank_view_done(&view);
	what_if.amount = 39600;
	assert_ok(app_bank(house->app, "mer", month_make(2024, 11), &what_if, &view, &st), &st);
	assert_int_equal(view.bank.months[10].left, 1200000);
	bank_view_done(&view);
}

static void test_what_a_category_lets_count(void **state)
{
	struct house *house = *state;
	struct money_result result;
	struct status st;

	add_mer(house);
	spend(house->app, "2024-03-01", "4500", "mer", "medicine");
	assert_ok(try_money(house->app, "2024-04-01", "100", "mer", "expense", "medicine", NULL, &result, &st), &st);
	assert_int_equal(result.row.counted, 7500);
	has_warning(&result, "category-most", "75.00 kr.");
	money_result_done(&result);
	assert_ok(try_money(house->app, "2024-04-02", "500", "mer", "expense", "holidays", NULL, &result, &st), &st);
	assert_int_equal(result.row.counted, 0);
	has_warning(&result, "not-counted", "as a rule");
	money_result_done(&result);
	assert_ok(try_money(house->app, "2024-04-02", "500", "mer", "expense", "holidays", "yes", &result, &st), &st);
	assert_int_equal(result.row.counted, 50000);
	assert_true(result.row.money.lifted);
	assert_int_equal(result.notices.count, 0);
	money_result_done(&result);
	assert_ok(try_money(house->app, "2024-04-02", "500", "mer", "expense", "elite-sport", NULL, &result, &st), &st);
	has_warning(&result, "not-counted", "never counts");
	money_result_done(&result);
	spend_refused(house->app, "2024-04-02", "500", "mer", "expense", "elite-sport", "yes", STATUS_REFUSED, "not-counted");
	spend_refused(house->app, "2024-04-02", "500", "mer", "expense", "medicine", "yes", STATUS_REFUSED, "not-counted");
	assert_int_equal(year_of(house->app, "mer", month_make(2024, 11)).spent.counted, 457500 + 50000);
}

static void test_what_is_refused(void **state)
{
	struct house *house = *state;
	struct app *app;
	struct status st;

	add_mer(house);
	app = house->app;
	spend_refused(app, "2023-12-31", "10", "mer", "expense", "water", NULL, STATUS_REFUSED, "outside-grant");
	spend_refused(app, "2026-01-01", "10", "mer", "expense", "water", NULL, STATUS_REFUSED, "outside-grant");
	spend_refused(app, "2024-13-01", "10", "mer", "expense", "water", NULL, STATUS_INPUT, "date");
	spend_refused(app, "2024-02-01", "0", "mer", "expense", "water", NULL, STATUS_INPUT, "amount");
	spend_refused(app, "2024-02-01", "-5", "mer", "expense", "water", NULL, STATUS_INPUT, "money");
	spend_refused(app, "2024-02-01", NULL, "mer", "expense", "water", NULL, STATUS_INPUT, "amount");
	spend_refused(app, "2024-02-01", "10", "none", "expense", "water", NULL, STATUS_INPUT, "grant");
	spend_refused(app, "2024-02-01", "10", NULL, "expense", "water", NULL, STATUS_INPUT, "grant");
	spend_refused(app, "2024-02-01", "10", "led", "expense", NULL, NULL, STATUS_INPUT, "unit");
	spend_refused(app, "2024-02-01", "10", "mer", "gift", "water", NULL, STATUS_INPUT, "kind");
	spend_refused(app, "2024-02-01", "10", "mer", NULL, "water", NULL, STATUS_INPUT, "kind");
	spend_refused(app, "2024-02-01", "10", "mer", "expense", NULL, NULL, STATUS_INPUT, "category");
	spend_refused(app, "2024-02-01", "10", "mer", "expense", "waters", NULL, STATUS_INPUT, "category");
	spend_refused(app, "2024-02-01", "10", "mer", "expense", "water", "maybe", STATUS_INPUT, "counts");
	/* Both dates are in the sentence, and every category is named. */
	assert_false(try_money(app, "2023-12-31", "10", "mer", "expense", "water", NULL, NULL, &st));
	assert_int_equal(st.args[0].number, day_make(2023, 12, 31));
	assert_int_equal(st.args[2].number, day_make(2024, 1, 1));
	assert_false(try_money(app, "2024-02-01", "10", "mer", "expense", "waters", NULL, NULL, &st));
	assert_non_null(strstr(st.args[1].text, "Medicine"));
	assert_true(strstr(st.args[1].text, "Cleaning") || strstr(st.args[2].text, "Cleaning"));
	/* Only what is no expense goes without one. */
	assert_ok(try_money(app, "2024-02-01", "1000", "mer", "prepaid", NULL, NULL, NULL, &st), &st);
	assert_ok(try_money(app, "2024-12-24", "10", "mer", "expense", "water", NULL, NULL, &st), &st);
}

static void test_parts_in_money(void **state)
{
	static const char *const amounts[] = { "hours=37:00/week", "money=52000.00/month", "expenses=6000.00/year" };
	struct house *house = *state;
	struct grant_input input = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .amounts = amounts,
		                     .amount_count = 3 };
	struct money_result result;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	assert_ok(try_money(house->app, "2025-02-01", "30", "bpa.expenses", "expense", NULL, NULL, &result, &st), &st);
	assert_string_equal(result.row.money.part, "expenses");
	assert_int_equal(result.left, 597000);
	assert_true(result.yearly);
	assert_int_equal(result.notices.count, 0);
	money_result_done(&result);
	/* Where the part is not named it is the first, and that is said. */
	assert_ok(try_money(house->app, "2025-02-01", "50000", "bpa", "payroll", NULL, NULL, &result, &st), &st);
	assert_string_equal(result.row.money.part, "money");
	has_warning(&result, "part", "bpa.money");
	money_result_done(&result);
	assert_int_equal(used_in(house->app, "bpa.money", 2025, 2), 5000000);
	spend_refused(house->app, "2025-02-01", "10", "bpa.hours", "expense", NULL, NULL, STATUS_INPUT, "unit");
	spend_refused(house->app, "2025-02-01", "10", "bpa.expenses", "expense", "gloves", NULL, STATUS_INPUT, "category");
}

/* § 97: 1,005.00 a year on application. 300.00 spent: 705.00 are left, until 31 December. */
static void add_supplement(struct house *house, const char *from)
{
	static const char *const amounts[] = { "hours=15:00/month", "supplement=1005.00/year" };
	struct grant_input input = { .id = "sup", .scheme = "dk.holbaek.97", .from = from, .amounts = amounts, .amount_count = 2 };
	struct status st = STATUS_INIT;

	house_now("2024-11-20T12:00");
	house_as(house, NULL);
	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
}

static void test_the_supplement_of_a_year(void **state)
{
	struct house *house = *state;
	struct standings standings;
	struct money_result result;
	struct status st = STATUS_INIT;
	bool seen = false;
	char *text;

	add_supplement(house, "2024-07-15"); /* in full: the decision is of a year's amount */
	spend(house->app, "2024-10-11", "300", "sup", NULL);
	assert_ok(app_balance(house->app, month_make(2024, 11), &standings, &st), &st);
	for (int i = 0; i < standings.count; i++) {
		const struct standing *s = &standings.of[i];

		if (strcmp(s->part, "supplement"))
			continue;
		seen = true;
		assert_true(s->yearly);
		assert_int_equal(s->year_granted, 100500);
		assert_int_equal(s->year_used, 30000);
		assert_int_equal(s->used, 0);
		assert_int_equal(s->left, 70500);
		text = app_lapse_sentence(house->app, &s->rules, UNIT_MONEY, s->next, s->use_to_keep, s->use_now);
		assert_string_equal(text, "705.00 kr. can be used until 31 December 2024.");
		free(text);
	}
	assert_true(seen);
	standings_done(&standings);
	/* Beyond it is an overdraft of the year, said at once; the next year begins anew. */
	assert_ok(try_money(house->app, "2024-11-01", "705.01", "sup", "expense", NULL, NULL, &result, &st), &st);
	assert_int_equal(result.overdraft, 1);
	has_warning(&result, "overdraft", "0.01 kr. more was spent than the decision gives for 2024");
	money_result_done(&result);
	assert_int_equal(year_of(house->app, "sup.supplement", month_make(2025, 2)).left, 100500);
	assert_int_equal(year_of(house->app, "sup.supplement", month_make(2024, 12)).overdraft, 1);
}

/* 1,005.00 is a hard most, and of 2024 on until a newer rate is written. */
static void test_more_than_the_rate_is_refused(void **state)
{
	static const char *const amounts[] = { "supplement=1030.00/year" };
	struct house *house = *state;
	struct grant_input input = { .from = "2025-01-01", .amounts = amounts, .amount_count = 1 };
	struct status st = STATUS_INIT;

	add_supplement(house, "2024-01-01");
	assert_false(app_grant_change(house->app, "sup", &input, NULL, &st));
	is_status(&st, STATUS_REFUSED, "amount-most");
}

static void test_years_with_amounts_of_their_own(void **state)
{
	static const char *const amounts[] = { "9000.00/year" };
	struct house *house = *state;
	struct grant_input input = { .from = "2025-01-01", .amounts = amounts, .amount_count = 1 };
	struct status st = STATUS_INIT;
	struct money_year year;
	char *text;

	add_mer(house);
	assert_ok(app_grant_change(house->app, "mer", &input, NULL, &st), &st);
	spend(house->app, "2024-12-31", "8000", "mer", "car");
	spend(house->app, "2025-01-01", "7296", "mer", "car");
	year = year_of(house->app, "mer", month_make(2024, 12));
	assert_int_equal(year.granted, 1200000);
	assert_int_equal(year.left, 400000);
	year = year_of(house->app, "mer", month_make(2025, 12));
	assert_int_equal(year.granted, 900000);
	assert_int_equal(year.used, 0);
	assert_int_equal(year.left, 900000);
	/* No newer minimum is written than that of 2024: it is used, and that is said. */
	assert_int_equal(year.spent.threshold, 729600);
	text = app_old_threshold_sentence(&year.spent);
	assert_non_null(strstr(text, "2024"));
	free(text);
}

/* ---- changing, listing, undo */

struct seen {
	int64_t ids[8], counted[8];
	int count;
};

static bool note(void *context, const struct money_view *view)
{
	struct seen *seen = context;

	seen->ids[seen->count] = view->money.id;
	seen->counted[seen->count++] = view->counted;
	return true;
}

static struct seen list_of(struct app *app, const char *from, const char *to, const char *grant, int kind)
{
	struct money_query query = { .grant = grant, .kind = kind };
	struct status st = STATUS_INIT;
	struct seen seen = { .count = 0 };

	assert_true(day_parse(from, 0, DAY_PAST, &query.from, &st) && day_parse(to, 0, DAY_PAST, &query.to, &st));
	assert_ok(app_money(app, &query, note, &seen, &st), &st);
	return seen;
}

/* What counts of a row follows from the whole year, also where only a part of it is listed. */
static void test_the_list(void **state)
{
	struct house *house = *state;
	struct status st;
	struct seen seen;
	int64_t late, early, paid;

	add_mer(house);
	late = spend(house->app, "2024-10-01", "200", "mer", "medicine");
	early = spend(house->app, "2024-01-15", "4500", "mer", "medicine");
	assert_ok(try_money(house->app, "2024-10-02", "1000", "mer", "repaid", NULL, NULL, NULL, &st), &st);
	paid = late + 2;
	seen = list_of(house->app, "2024-01-01", "2024-12-31", NULL, -1);
	assert_int_equal(seen.count, 3);
	assert_int_equal(seen.ids[0], early);
	assert_int_equal(seen.ids[2], paid);
	seen = list_of(house->app, "2024-10-01", "2024-10-01", "mer", -1);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.counted[0], 7500);
	seen = list_of(house->app, "2024-01-01", "2025-12-31", "mer.expenses", MONEY_REPAID);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.counted[0], 0);
	assert_int_equal(list_of(house->app, "2025-01-01", "2025-12-31", "mer", -1).count, 0);
	assert_int_equal(list_of(house->app, "2024-01-01", "2024-12-31", "led", -1).count, 0);
}

static void test_changing_and_taking_back(void **state)
{
	struct house *house = *state;
	struct money_input input = { .amount = "20.50", .voucher = "7" };
	struct money_input plain = { .category = "holidays", .counts = "yes", .voucher = "" };
	struct status st = STATUS_INIT;
	struct money_view view;
	int64_t id, changes, rev;
	char *what = NULL;

	add_mer(house);
	id = spend(house->app, "2024-02-01", "10", "mer", "water");
	changes = changes_of(house->app);
	assert_ok(app_money_try(house->app, id, &input, NULL, &st), &st);
	assert_int_equal(changes_of(house->app), changes);
	assert_ok(app_money_edit(house->app, id, 1, &input, NULL, &st), &st);
	assert_int_equal(changes_of(house->app), changes + 1);
	assert_ok(app_money_row(house->app, id, &view, &st), &st);
	assert_int_equal(view.money.amount, 2050);
	assert_string_equal(view.money.voucher, "7");
	assert_string_equal(view.money.category, "water");
	rev = view.money.rev;
	money_view_done(&view);
	/* Somebody who was shown the first form is told. */
	assert_false(app_money_edit(house->app, id, rev - 1, &input, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	assert_false(app_money_withdraw(house->app, id, rev - 1, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	assert_ok(app_money_edit(house->app, id, rev, &plain, NULL, &st), &st);
	assert_ok(app_money_row(house->app, id, &view, &st), &st);
	assert_null(view.money.voucher);
	assert_true(view.money.lifted);
	assert_int_equal(view.counted, 2050);
	money_view_done(&view);
	assert_ok(app_undo(house->app, &what, &st), &st);
	free(what);
	assert_ok(app_money_row(house->app, id, &view, &st), &st);
	assert_string_equal(view.money.category, "water");
	assert_false(view.money.lifted);
	assert_string_equal(view.money.voucher, "7");
	money_view_done(&view);
	assert_ok(app_redo(house->app, &what, &st), &st);
	assert_string_equal(what, "money edit: money 1");
	free(what);
	assert_ok(app_money_withdraw(house->app, id, 0, &st), &st);
	assert_int_equal(list_of(house->app, "2024-01-01", "2024-12-31", NULL, -1).count, 0);
	assert_false(app_money_edit(house->app, id, 0, &input, NULL, &st));
	is_status(&st, STATUS_REFUSED, "withdrawn");
	assert_ok(app_undo(house->app, &what, &st), &st);
	free(what);
	assert_int_equal(list_of(house->app, "2024-01-01", "2024-12-31", NULL, -1).count, 1);
	assert_false(app_money_withdraw(house->app, 99, 0, &st));
	is_status(&st, STATUS_INPUT, "money");
	check_ok(house->app);
}

/* Money lies in its grant: the grant cannot end before it, nor money come back to where the grant is no longer. */
static void test_money_stays_in_its_grant(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	char *what = NULL;
	int64_t id;

	add_mer(house);
	id = spend(house->app, "2024-10-01", "10", "mer", "water");
	assert_false(app_grant_end(house->app, "mer", "2024-09-30", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "money-after-end");
	assert_ok(app_money_withdraw(house->app, id, 0, &st), &st);
	house_as(house, "lise");
	assert_ok(app_grant_end(house->app, "mer", "2024-09-30", NULL, NULL, &st), &st);
	house_as(house, NULL);
	assert_false(app_undo(house->app, &what, &st));
	is_status(&st, STATUS_REFUSED, "outside-grant");
	check_ok(house->app);
}

static void test_who_may(void **state)
{
	struct house *house = *state;
	struct money_query query = { day_make(2024, 1, 1), day_make(2024, 12, 31), NULL, -1 };
	struct money_view view;
	struct seen seen = { .count = 0 };
	struct status st = STATUS_INIT;
	int64_t id;

	add_mer(house);
	id = spend(house->app, "2024-10-01", "10", "mer", "water");
	house_as(house, "anna");
	spend_refused(house->app, "2024-10-01", "10", "mer", "expense", "water", NULL, STATUS_DENIED, "not-yours");
	assert_false(app_money(house->app, &query, note, &seen, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_money_row(house->app, id, &view, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_money_row(house->app, 99, &view, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_money_withdraw(house->app, id, 0, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, "audit");
	assert_ok(app_money(house->app, &query, note, &seen, &st), &st);
	assert_int_equal(seen.count, 1);
	spend_refused(house->app, "2024-10-01", "10", "mer", "expense", "water", NULL, STATUS_DENIED, "not-yours");
	house_as(house, "lise");
	spend(house->app, "2024-10-01", "10", "mer", "water");
}

/* ---- the account, own payment */

static void test_the_account_has_sums(void **state)
{
	struct house *house = *state;
	static const char *const amounts[] = { "money=1250.00/month" };
	struct grant_input pb = { .id = "pb", .scheme = "de.pb", .from = "2025-01-01", .amounts = amounts, .amount_count = 1 };
	static const struct {
		const char *date, *amount, *kind;
	} rows[] = {
		{ "2025-01-02", "15000", "prepaid" }, { "2025-02-01", "100", "invoiced" }, { "2025-02-28", "9000", "payroll" },
		{ "2025-03-01", "20.50", "expense" }, { "2025-03-02", "0.50", "expense" },  { "2025-06-01", "1", "repaid" },
	};
	static const int64_t sums[MONEY_KINDS] = { 1500000, 10000, 2100, 900000, 100 };
	struct account_docs docs;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &pb, NULL, &st), &st);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_ok(try_money(house->app, rows[i].date, rows[i].amount, "pb", rows[i].kind, NULL, NULL, NULL, &st), &st);
	assert_ok(app_account(house->app, 2025, "pb", &docs, &st), &st);
	assert_int_equal(docs.of[0].money_count, 1);
	for (int i = 0; i < MONEY_KINDS; i++)
		assert_int_equal(docs.of[0].money[0].sums[i], sums[i]);
	assert_int_equal(docs.of[0].money[0].year.granted, 12 * 125000);
	assert_int_equal(docs.of[0].money[0].year.used, 902100);
	assert_int_equal(docs.of[0].money[0].year.left, 12 * 125000 - 902100);
	account_docs_done(&docs);
}

/* 30 July with 3 days and, once more, 1 August: 2 dates in July, 1 in August, at 97.30; none from 20 August without income. */
static void test_own_payment_of_a_stay(void **state)
{
	struct house *house = *state;
	struct grant_fact fact = { FACT_NO_INCOME, day_make(2024, 8, 20), NULL };
	struct change change = { .actor = "holder", .action = "grant note", .at = 1 };
	struct status st = STATUS_INIT;
	struct own_payment payment;
	struct bank_view view;
	struct store *store;

	house_now("2024-11-20T12:00");
	house_as(house, NULL);
	add_grant(house->app, "krise", "dk.holbaek.109", "2024-07-01", NULL, NULL);
	book(house->app, "2024-07-30", "3d", "krise.stay", NULL);
	book(house->app, "2024-08-01", "1d", "krise.stay", NULL);
	book(house->app, "2024-08-19", "3d", "krise.stay", NULL);
	assert_ok(store_open(&store, app_path(house->app), &st), &st);
	assert_ok(store_begin(store, &change, &st), &st);
	assert_ok(grant_fact_write(store, "krise", &fact, false, &st), &st);
	assert_ok(store_commit(store, NULL, &st), &st);
	store_close(&store);
	assert_ok(app_bank(house->app, "krise.stay", month_make(2024, 9), NULL, &view, &st), &st);
	assert_ok(app_own_payment(house->app, &view, &payment, &st), &st);
	assert_int_equal(payment.count, 1);
	assert_int_equal(payment.of[0].month_count, 3);
	assert_int_equal(payment.of[0].months[0].days, 2);
	assert_int_equal(payment.of[0].months[0].amount, 19460);
	assert_int_equal(payment.of[0].months[1].days, 4);
	assert_int_equal(payment.of[0].months[1].paid_days, 2);
	assert_int_equal(payment.of[0].months[1].amount, 19460);
	assert_int_equal(payment.of[0].months[2].days, 0);
	own_payment_done(&payment);
	bank_view_done(&view);
	/* What is no stay has none. */
	assert_ok(app_bank(house->app, "led", month_make(2025, 1), NULL, &view, &st), &st);
	assert_ok(app_own_payment(house->app, &view, &payment, &st), &st);
	assert_int_equal(payment.count, 0);
	own_payment_done(&payment);
	bank_view_done(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_threshold_is_a_gate),
		TEST(test_trying_in_the_bank),
		TEST(test_what_a_category_lets_count),
		TEST(test_what_is_refused),
		TEST_EMPTY(test_parts_in_money),
		TEST_EMPTY(test_the_supplement_of_a_year),
		TEST_EMPTY(test_more_than_the_rate_is_refused),
		TEST(test_years_with_amounts_of_their_own),
		TEST(test_the_list),
		TEST(test_changing_and_taking_back),
		TEST(test_money_stays_in_its_grant),
		TEST(test_who_may),
		TEST(test_the_account_has_sums),
		TEST(test_own_payment_of_a_stay),
	};

	return cmocka_run_group_tests_name("app/money", tests, NULL, NULL);
}
