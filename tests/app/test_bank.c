/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bank, the balance and the account as a person gets them: the worked cases of tests/golden through the use cases, and what
 * lapses next. */
#include "../core/golden.h"
#include "house.h"

/* ---- the worked cases */

static void add_rate(struct str *out, int64_t minutes)
{
	char text[32];

	quantity_format(minutes, UNIT_MINUTES, text);
	str_add(out, text);
}

/* The grant of a case as a person would type it. False where the program refuses one of its openings. */
static bool golden_grant(struct app *app, const struct golden_case *c, struct status *st)
{
	struct str amount = STR_INIT, opening = STR_INIT, cap = STR_INIT;
	char from[11], to[11], *window = str_make("window=%d", c->part.window);
	const char *settings[] = { window, c->part.use == USE_NEWEST_FIRST ? "use=newest-first" : "use=oldest-first",
		                   c->part.lapse ? "lapse=yes" : "lapse=no", c->grant.prorate ? "prorate=yes" : "prorate=no",
		                   NULL };
	const char *amounts[1];
	struct grant_input in = { .id = "led", .scheme = "dk.holbaek.97", .from = from, .amounts = amounts, .amount_count = 1,
	                          .settings = settings, .setting_count = 5 };
	bool ok;

	day_format(c->grant.from, from);
	day_format(c->grant.to, to);
	in.to = c->grant.to == DAY_MAX ? NULL : to;
	add_rate(&amount, c->grant.amounts[0].amount);
	str_add(&amount, "/month");
	amounts[0] = str_peek(&amount);
	str_add(&cap, "cap=");
	add_rate(&cap, c->part.cap);
	settings[4] = str_peek(&cap);
	for (int i = 0; i < c->grant.opening_count; i++) {
		char month[8];

		month_format(c->grant.openings[i].month, month);
		str_addf(&opening, "%s%s=", i ? "," : "", month);
		add_rate(&opening, c->grant.openings[i].amount);
	}
	in.opening = opening.length ? str_peek(&opening) : NULL;
	ok = app_grant_add(app, &in, NULL, st);
	str_done(&amount);
	str_done(&opening);
	str_done(&cap);
	free(window);
	return ok;
}

/* A month holds one deduction: those of a case are added up. */
static void golden_deductions(struct app *app, const struct golden_case *c)
{
	for (int i = 0; i < c->grant.deduction_count; i++) {
		struct str amount = STR_INIT;
		struct status st = STATUS_INIT;
		char month[8];

		month_format(c->grant.deductions[i].month, month);
		add_rate(&amount, grant_deducted(&c->grant, GOLDEN_PART, c->grant.deductions[i].month));
		assert_ok(app_grant_deduct(app, "led", month, str_peek(&amount), &st), &st);
		str_done(&amount);
	}
}

/* The use of a month, booked day by day. */
static void golden_use(struct app *app, const struct golden_case *c)
{
	for (int i = 0; i < c->use_count; i++) {
		int64_t left = c->use[i].amount;
		day_t day = month_first(c->use[i].month);

		while (left > 0) {
			int64_t part = left < 12 * 60 ? left : 12 * 60;
			struct str amount = STR_INIT;
			char date[11];

			day_format(day, date);
			add_rate(&amount, part);
			book_kind(app, date, str_peek(&amount), "led", "", kind_name(c->use[i].kind));
			str_done(&amount);
			left -= part;
			day = left && day < month_last(c->use[i].month) &&
			      day < c->grant.to ? day + 1 : month_first(c->use[i].month);
		}
	}
}

static const struct bank_month *month_row(const struct bank_view *view, month_t month)
{
	for (int i = 0; i < view->bank.count; i++)
		if (view->bank.months[i].month == month)
			return &view->bank.months[i];
	return NULL;
}

static void same_list(const struct golden_case *c, const struct golden_line *line, const char *want, const struct str *got)
{
	if (strcmp(want, "*") && strcmp(want, got->length ? str_peek(got) : "-"))
		fail_msg("tests/golden/%s.txt:%d (%s): '%s', must be '%s'", c->file, line->number, c->name, str_peek(got), want);
}

static void add_pair(struct str *out, month_t lot, int64_t amount)
{
	char month[8], text[32];

	month_format(lot, month);
	quantity_format(amount, UNIT_MINUTES, text);
	str_addf(out, "%s%s=%s", out->length ? "," : "", month, text);
}

static void check_bank_line(const struct golden_case *c, const struct golden_line *line, const struct bank_month *row)
{
	struct str taken = STR_INIT, lots = STR_INIT;

	golden_same(c, line, "granted", line->words[2], row->granted);
	golden_same(c, line, "at hand", line->words[3], row->at_hand);
	golden_same(c, line, "used", line->words[4], row->used);
	golden_same(c, line, "overdraft", line->words[6], row->overdraft);
	golden_same(c, line, "lapsed", line->words[7], row->lapsed);
	golden_same(c, line, "left", line->words[8], row->left);
	for (int i = 0; i < row->taken_count; i++)
		add_pair(&taken, row->taken[i].lot, row->taken[i].amount);
	for (int i = 0; i < row->lot_count; i++) {
		char last[8] = "open";

		if (row->lots[i].last != MONTH_OPEN)
			month_format(row->lots[i].last, last);
		add_pair(&lots, row->lots[i].month, row->lots[i].left);
		str_addf(&lots, "@%s", last);
	}
	same_list(c, line, line->words[5], &taken);
	same_list(c, line, line->words[9], &lots);
	str_done(&taken);
	str_done(&lots);
}

/* What the program says lapses next where nothing does at this month's end. */
static void check_next_line(struct app *app, const struct golden_case *c, const struct golden_line *line, month_t month)
{
	struct status st = STATUS_INIT;
	struct bank_view view;
	const struct bank_month *row;
	bool never = !strcmp(line->words[2], "never");

	assert_ok(app_bank(app, "led", month, NULL, &view, &st), &st);
	row = month_row(&view, month);
	if (row && !row->lapsed) {
		assert_int_equal(view.lapses, !never);
		if (!never) {
			golden_same(c, line, "next", line->words[2], view.next.amount);
			assert_int_equal(view.next.day, golden_day(line->words[3]));
		}
	}
	bank_view_done(&view);
}

static void check_account_line(struct app *app, const struct golden_case *c, const struct golden_line *line)
{
	month_t month = golden_month(line->words[1], NULL);
	struct status st = STATUS_INIT;
	struct account_docs docs;
	const struct account *account;

	assert_ok(app_account(app, month_year(month), "led", &docs, &st), &st);
	account = &docs.of[0].parts[0].account;
	for (int i = 0; i < account->month_count; i++) {
		const struct account_month *row = &account->months[i];

		if (row->month != month)
			continue;
		golden_same(c, line, "granted", line->words[2], row->granted);
		golden_same(c, line, "used", line->words[3], row->used);
		golden_same(c, line, "difference", line->words[4], row->difference);
		golden_same(c, line, "overdraft", line->words[5], row->overdraft);
		golden_same(c, line, "lapsed", line->words[6], row->lapsed);
		golden_same(c, line, "left", line->words[7], row->left);
	}
	account_docs_done(&docs);
}

static int compared;

static int golden_case_through_app(struct golden_case *c)
{
	struct status st = STATUS_INIT;
	struct bank_view view;
	struct house *house;
	void *state;

	house_empty(&state);
	house = state;
	house_now("2026-12-31T12:00");
	house_as(house, NULL);
	if (!golden_grant(house->app, c, &st)) {
		/* The one thing of the cases that a person may not say: an opening that has lapsed before the grant begins. */
		is_status(&st, STATUS_INPUT, "opening");
		assert_string_equal(c->name, "an opening past its window");
		house_teardown(&state);
		return 1;
	}
	golden_deductions(house->app, c);
	golden_use(house->app, c);
	check_ok(house->app);
	assert_ok(app_bank(house->app, "led", month_make(2026, 12), NULL, &view, &st), &st);
	for (int i = 0; i < c->line_count; i++) {
		const struct golden_line *line = &c->lines[i];
		bool bank = !strcmp(line->words[0], "bank"), keep = !strcmp(line->words[0], "keep");
		const struct bank_month *row = line->count > 2 &&
		                               (bank || keep) ? month_row(&view, golden_month(line->words[1], NULL)) : NULL;

		compared += row || !strcmp(line->words[0], "next") || (!strcmp(line->words[0], "account") && line->count == 8);
		if (row && bank)
			check_bank_line(c, line, row);
		else if (row)
			golden_same(c, line, "keep", line->words[2], row->to_keep);
		else if (!strcmp(line->words[0], "next"))
			check_next_line(house->app, c, line, golden_month(line->words[1], NULL));
		else if (!strcmp(line->words[0], "account") && line->count == 8)
			check_account_line(house->app, c, line);
	}
	bank_view_done(&view);
	house_teardown(&state);
	return 1;
}

static void test_the_worked_cases_come_out_to_the_minute(void **state)
{
	static const char *const files[] = { "ledsage-newest-first", "ledsage-oldest-first", "ledsage-opening-cap-overdraft",
	                                     "ledsage-cap", "ledsage-windows",
		                             "ledsage-two-grants", "ledsage-grant-ends", "ledsage-botilbud", "ledsage-no-lapse",
		                             "ledsage-overdraft" };

	(void)state;
	compared = 0;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		golden_each(files[i], golden_case_through_app, true);
	assert_in_range(compared, 120, 400);
}

/* ---- what would be */

static void test_what_if_books_nothing(void **state)
{
	struct house *house = *state;
	struct what_if what_if = { .amount = 360, .month = month_make(2025, 6) };
	int64_t changes = changes_of(house->app);
	struct status st = STATUS_INIT;
	struct bank_view with, without;

	book(house->app, "2025-03-10", "0-20", "led", "anna");
	assert_ok(app_bank(house->app, "led", month_make(2025, 6), &what_if, &with, &st), &st);
	assert_ok(app_bank(house->app, "led", month_make(2025, 6), NULL, &without, &st), &st);
	assert_int_equal(with.bank.months[5].used, 360);
	assert_int_equal(without.bank.months[5].used, 0);
	assert_int_equal(with.bank.months[5].left_before, without.bank.months[5].left_before - 360);
	assert_int_equal(changes_of(house->app), changes + 1);
	bank_view_done(&with);
	bank_view_done(&without);
	what_if.month = month_make(2024, 12);
	assert_false(app_bank(house->app, "led", month_make(2025, 6), &what_if, &with, &st));
	is_status(&st, STATUS_REFUSED, "outside-grant");
	/* Asked for a later month than is shown, it was left out without a word. */
	what_if.month = month_make(2025, 8);
	assert_ok(app_bank(house->app, "led", month_make(2025, 6), &what_if, &with, &st), &st);
	assert_int_equal(with.bank.count, 8);
	assert_int_equal(with.bank.months[7].used, 360);
	bank_view_done(&with);
}

/* RULES 1.1: you lose 15 h on 30 June unless you use 70 h this month. */
static void test_what_lapses_next_is_said_before_it_happens(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct standings standings;
	struct bank_view view;

	book(house->app, "2025-03-10", "0-20", "led", "anna");
	assert_ok(app_balance(house->app, month_make(2025, 6), &standings, &st), &st);
	assert_int_equal(standings.count, 1);
	assert_true(standings.of[0].lapses);
	assert_int_equal(standings.of[0].next.amount, 900);
	assert_int_equal(standings.of[0].next.day, day_make(2025, 6, 30));
	assert_int_equal(standings.of[0].use_to_keep, 70 * 60);
	assert_int_equal(standings.of[0].left, 70 * 60);
	standings_done(&standings);
	/* Seen from April. */
	assert_ok(app_bank(house->app, "led", month_make(2025, 4), NULL, &view, &st), &st);
	assert_true(view.lapses);
	assert_int_equal(view.next.amount, 900);
	assert_int_equal(view.next.day, day_make(2025, 6, 30));
	assert_int_equal(view.use_to_keep, 70 * 60);
	bank_view_done(&view);
	/* Before the grant and after it there is nothing to stand. */
	assert_ok(app_balance(house->app, month_make(2024, 12), &standings, &st), &st);
	assert_int_equal(standings.count, 0);
	standings_done(&standings);
}

/* With a cap and no lapse, what the cap takes on the 1st was never announced. */
static void test_what_a_cap_takes_is_announced_where_time_takes_nothing(void **state)
{
	static const char *const settings[] = { "cap=40:00", "lapse=no" };
	struct house *house = *state;
	struct grant_input in = { .id = "kept", .scheme = "dk.holbaek.97", .from = "2025-04-01", .settings = settings,
	                          .setting_count = 2 };
	struct status st = STATUS_INIT;
	struct bank_view view;

	assert_ok(app_grant_add(house->app, &in, NULL, &st), &st);
	assert_ok(app_bank(house->app, "kept", month_make(2025, 4), NULL, &view, &st), &st);
	assert_true(view.lapses);
	assert_int_equal(view.next.amount, 300);
	assert_int_equal(view.next.day, day_make(2025, 5, 31)); /* used by then, it is not lost on 1 June */
	bank_view_done(&view);
	/* Hours that are still to come are not lost yet. */
	book(house->app, "2025-04-10", "0-15", "kept", "anna");
	assert_ok(app_bank(house->app, "kept", month_make(2025, 4), NULL, &view, &st), &st);
	assert_false(view.lapses);
	bank_view_done(&view);
}

static void test_which_bank_is_meant(void **state)
{
	static const char *const amounts[] = { "hours=42:00/month", "money=1250.00/month" };
	struct house *house = *state;
	struct grant_input pb = { .id = "pb.x", .scheme = "de.pb", .from = "2025-01-01", .amounts = amounts, .amount_count = 2 };
	struct status st = STATUS_INIT;
	struct bank_view view;

	assert_ok(app_grant_add(house->app, &pb, NULL, &st), &st);
	assert_ok(app_bank(house->app, "pb.x", month_make(2025, 6), NULL, &view, &st), &st);
	assert_string_equal(view.part, "hours");
	assert_true(view.several);
	bank_view_done(&view);
	assert_ok(app_bank(house->app, "pb.x.money", month_make(2025, 6), NULL, &view, &st), &st);
	assert_string_equal(view.part, "money");
	assert_int_equal(view.bank.months[5].at_hand, 6 * 125000);
	bank_view_done(&view);
	/* A month before the grant is not answered with another month. */
	assert_false(app_bank(house->app, "led", month_make(2020, 1), NULL, &view, &st));
	is_status(&st, STATUS_INPUT, "month");
	assert_false(app_bank(house->app, "pb.x.days", month_make(2025, 6), NULL, &view, &st));
	is_status(&st, STATUS_INPUT, "grant");
	assert_false(app_bank(house->app, "pb", month_make(2025, 6), NULL, &view, &st));
	is_status(&st, STATUS_INPUT, "grant");
	assert_false(app_bank(house->app, "", month_make(2025, 6), NULL, &view, &st));
	is_status(&st, STATUS_INPUT, "grant");
}

/* ---- the account */

static bool missing(const struct account_doc *doc, const char *text)
{
	for (int i = 0; i < doc->missing_count; i++)
		if (strstr(doc->missing[i], text))
			return true;
	return false;
}

static void test_an_account_says_what_is_missing(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct account_docs docs;

	book(house->app, "2025-01-10", "0-20", "led", "anna");
	book_kind(house->app, "2025-02-10", "0-3", "led", "anna", "training");
	assert_ok(app_account(house->app, 2025, "led", &docs, &st), &st);
	assert_int_equal(docs.count, 1);
	assert_true(missing(&docs.of[0], "31"));
	assert_true(missing(&docs.of[0], "case number"));
	assert_true(missing(&docs.of[0], "5:00"));
	assert_int_equal(docs.of[0].parts[0].account.sum.column[COLUMN_WORK], 1200);
	assert_int_equal(docs.of[0].parts[0].account.sum.column[COLUMN_TRAINING], 180);
	account_docs_done(&docs);
	assert_false(app_account(house->app, 2024, "led", &docs, &st));
	is_status(&st, STATUS_INPUT, "year");
	assert_false(app_account(house->app, 2024, NULL, &docs, &st));
	is_status(&st, STATUS_INPUT, "year");
	assert_false(app_account(house->app, 2025, "zoe", &docs, &st));
	is_status(&st, STATUS_INPUT, "grant");
	add_grant(house->app, "pb", "de.pb", "2025-01-01", NULL, "40:00/month");
	assert_ok(app_account(house->app, 2025, NULL, &docs, &st), &st);
	assert_int_equal(docs.count, 2);
	account_docs_done(&docs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_worked_cases_come_out_to_the_minute),
		TEST(test_what_if_books_nothing),
		TEST(test_what_lapses_next_is_said_before_it_happens),
		TEST(test_what_a_cap_takes_is_announced_where_time_takes_nothing),
		TEST(test_which_bank_is_meant),
		TEST(test_an_account_says_what_is_missing),
	};

	return cmocka_run_group_tests_name("bank", tests, NULL, NULL);
}
