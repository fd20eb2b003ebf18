/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant from its application to its end: what comes first, levels and amounts that change, notice, home help that is taken off,
 * moves; and the warnings where a limit is one "as a rule". The days and minutes are worked out by hand. */
#include "house.h"

/* Adds with everything, keeps the warnings. */
static bool add(struct app *app, const struct grant_input *input, struct notices *notices, struct status *st)
{
	*st = (struct status)STATUS_INIT;
	return app_grant_add(app, input, notices, st);
}

static bool warned(const struct notices *notices, const char *rule)
{
	for (int i = 0; i < notices->count; i++)
		if (!strcmp(notices->of[i].rule, rule))
			return true;
	return false;
}

/* What a grant's first part gives in a month. */
static int64_t given(struct app *app, const char *id, int year, int month)
{
	const struct scheme *scheme;
	struct status st = STATUS_INIT;
	struct grant grant;
	int64_t minutes;

	assert_ok(app_grant(app, id, &grant, &st), &st);
	scheme = app_scheme(app, grant.scheme, &st);
	minutes = grant_given(&grant, &scheme->parts[0], month_make(year, month));
	grant_done(&grant);
	return minutes;
}

static int64_t given_year(struct app *app, const char *id, int year)
{
	int64_t sum = 0;

	for (int m = 1; m <= 12; m++)
		sum += given(app, id, year, m);
	return sum;
}

static day_t last_day(struct app *app, const char *id)
{
	struct status st = STATUS_INIT;
	struct grant grant;
	day_t day;

	assert_ok(app_grant(app, id, &grant, &st), &st);
	day = grant.to;
	grant_done(&grant);
	return day;
}

static bool change(struct app *app, const char *id, const char *from, const char *level, const char *amount, const char *deduct,
                   const char *received, struct notices *notices, struct status *st)
{
	const char *const amounts[] = { amount }, *const deducts[] = { deduct };
	struct grant_input input = { .from = from, .level = level, .received = received, .amounts = amounts,
		                     .amount_count = amount != NULL, .deducts = deducts, .deduct_count = deduct != NULL };

	*st = (struct status)STATUS_INIT;
	return app_grant_change(app, id, &input, notices, st);
}

/* ---- what comes first (pass(t)genau 3.1: the Einstiegsphase is compulsory) */

static void test_a_module_before_its_einstieg_is_refused(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st;
	char *text;

	assert_false(try_grant(app, "q", "de.passtgenau.qualifizierung", "2025-02-01", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "required");
	text = sentence(&st);
	assert_non_null(strstr(text, "de.passtgenau.qualifizierung"));
	assert_non_null(strstr(text, "de.passtgenau.einstieg"));
	free(text);
	add_grant(app, "e", "de.passtgenau.einstieg", "2025-02-03", "2025-02-28", NULL);
	assert_false(try_grant(app, "q", "de.passtgenau.qualifizierung", "2025-02-02", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "required");
	add_grant(app, "q", "de.passtgenau.qualifizierung", "2025-03-01", NULL, NULL);
	add_grant(app, "s", "de.passtgenau.stabilisierung", "2025-03-01", NULL, NULL); /* in any order */
	add_grant(app, "u", "de.passtgenau.uebergang", "2025-03-01", NULL, NULL);
	check_ok(app);
}

static void test_job_coaching_needs_nothing_first(void **state)
{
	struct house *house = *state;

	add_grant(house->app, "j", "de.passtgenau.jobcoaching", "2025-02-01", NULL, NULL);
}

/* The whole programme may be booked at once, but the modules are meant to follow the first. */
static void test_a_module_beside_its_einstieg_is_warned_of(void **state)
{
	struct grant_input in = { .id = "q", .scheme = "de.passtgenau.qualifizierung", .from = "2025-02-10" };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	add_grant(house->app, "e", "de.passtgenau.einstieg", "2025-02-03", "2025-02-28", NULL);
	assert_ok(add(house->app, &in, &notices, &st), &st);
	assert_true(warned(&notices, "required"));
	notices_done(&notices);
}

static void test_what_others_require_cannot_be_undone(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	add_grant(house->app, "e", "de.passtgenau.einstieg", "2025-02-03", "2025-02-28", NULL);
	house_as(house, "holder");
	add_person(house->app, "lise", "leader", NULL, NULL);
	house_as(house, "lise");
	add_grant(house->app, "q", "de.passtgenau.qualifizierung", "2025-03-01", NULL, NULL);
	house_as(house, "holder");
	assert_ok(app_undo(house->app, NULL, &st), &st); /* lise's coming */
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "required");
	check_ok(house->app);
}

/* ---- levels and amounts that change inside a month */

/* 85a: CTI 150 minutes a week until 14 March (73 days since 1 January, 59 before March): floor(150·73/7) − floor(150·59/7) =
 * 1564 − 1264 = 300; ICM 190 from the 15th, 17 days: floor(190·17/7) = 461. */
static void test_a_level_changes_inside_a_month(void **state)
{
	struct grant_input in = { .id = "home", .scheme = "dk.holbaek.85a", .from = "2025-01-01", .level = "cti" };
	struct house *house = *state;
	struct grant grant;
	struct status st;

	assert_ok(add(house->app, &in, NULL, &st), &st);
	assert_ok(change(house->app, "home", "2025-03-15", "icm", NULL, NULL, NULL, NULL, &st), &st);
	assert_int_equal(given(house->app, "home", 2025, 3), 300 + 461);
	assert_int_equal(given(house->app, "home", 2025, 2), 1264 - 664);
	assert_ok(app_grant(house->app, "home", &grant, &st), &st);
	assert_string_equal(grant_amount_on(&grant, "hours", day_make(2025, 3, 14))->level, "cti");
	assert_string_equal(grant_amount_on(&grant, "hours", day_make(2025, 3, 15))->level, "icm");
	grant_done(&grant);
	assert_false(change(house->app, "home", "2025-05-01", "better", NULL, NULL, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "level");
	assert_false(change(house->app, "home", "2025-05-01", "act", "3:00/week", NULL, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "level-bounds");
}

/* Within a level that leaves the amount to the decision the level stays; beyond it, it has to be named. */
static void test_an_amount_beyond_its_level_asks_for_the_level(void **state)
{
	static const char *const amounts[] = { "2:00/week" };
	struct grant_input in = { .id = "home", .scheme = "dk.ishoej.85", .from = "2025-01-01", .level = "moderat",
		                  .amounts = amounts, .amount_count = 1 };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	assert_ok(add(house->app, &in, NULL, &st), &st);
	assert_ok(change(house->app, "home", "2025-03-01", NULL, "4:00/week", NULL, NULL, NULL, &st), &st);
	assert_false(change(house->app, "home", "2025-04-01", NULL, "4:01/week", NULL, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "level");
	assert_ok(change(house->app, "home", "2025-04-01", "stor", "4:01/week", NULL, NULL, NULL, &st), &st);
	assert_false(change(house->app, "home", "2025-05-01", "let", NULL, NULL, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "amount");
	/* "over 4" is how the level is described, not a must: a decision may say otherwise. */
	assert_ok(change(house->app, "home", "2025-06-01", "stor", "3:30/week", NULL, NULL, &notices, &st), &st);
	assert_true(warned(&notices, "level-bounds"));
	notices_done(&notices);
}

/* ---- notice (Holbæk § 96: 14 weeks from the day the decision is received; 1 January + 98 days is 9 April) */

static void test_a_reduction_waits_for_its_notice(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct notices notices;
	struct status st;

	add_grant(app, "bpa", "dk.holbaek.96", "2024-01-01", NULL, "hours=35:00/week");
	assert_ok(change(app, "bpa", "2025-02-01", NULL, "hours=28:00/week", NULL, "2025-01-01", &notices, &st), &st);
	assert_true(warned(&notices, "notice"));
	assert_non_null(strstr(notices.of[0].message, "8 April 2025"));
	notices_done(&notices);
	assert_int_equal(given(app, "bpa", 2025, 3), 31 * 300);
	assert_int_equal(given(app, "bpa", 2025, 4), 8 * 300 + 22 * 240);
}

static void test_more_hours_and_late_reductions_do_not_wait(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct notices notices;
	struct status st;

	add_grant(app, "bpa", "dk.holbaek.96", "2024-01-01", NULL, "hours=35:00/week");
	assert_ok(change(app, "bpa", "2025-02-01", NULL, "hours=42:00/week", NULL, "2025-01-30", &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
	assert_int_equal(given(app, "bpa", 2025, 2), 28 * 360);
	/* 98 days before */
	assert_ok(change(app, "bpa", "2025-06-01", NULL, "hours=35:00/week", NULL, "2025-02-23", &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
	assert_int_equal(given(app, "bpa", 2025, 6), 30 * 300);
	/* Where it is not said when the decision came, the day is taken as written, and the rule is told. */
	assert_ok(change(app, "bpa", "2025-08-01", NULL, "hours=28:00/week", NULL, NULL, &notices, &st), &st);
	assert_true(warned(&notices, "notice"));
	assert_non_null(strstr(notices.of[0].message, "25 April 2025"));
	notices_done(&notices);
	assert_int_equal(given(app, "bpa", 2025, 8), 31 * 240);
}

static void test_an_end_waits_for_its_notice(void **state)
{
	struct house *house = *state;
	struct notices notices;
	struct status st = STATUS_INIT;

	add_grant(house->app, "bpa", "dk.holbaek.96", "2024-01-01", NULL, "hours=35:00/week");
	assert_ok(app_grant_end(house->app, "bpa", "2025-01-31", "2025-01-01", &notices, &st), &st);
	assert_true(warned(&notices, "notice"));
	notices_done(&notices);
	assert_int_equal(last_day(house->app, "bpa"), day_make(2025, 4, 8));
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_int_equal(last_day(house->app, "bpa"), DAY_MAX);
	check_ok(house->app);
}

/* § 100 stops at the end of the month in which its conditions end. */
static void test_a_grant_that_ends_with_its_month(void **state)
{
	struct house *house = *state;
	struct notices notices;
	struct status st = STATUS_INIT;

	add_grant(house->app, "mer", "dk.holbaek.100", "2025-01-01", NULL, "9000.00/year");
	assert_ok(app_grant_end(house->app, "mer", "2025-03-12", NULL, &notices, &st), &st);
	assert_true(warned(&notices, "ends-with-month"));
	notices_done(&notices);
	assert_int_equal(last_day(house->app, "mer"), day_make(2025, 3, 31));
}

/* ---- home help is taken off (Holbæk § 96: "fratrækkes") */

/* 37:00 less 5:00 is 1920 minutes a week: floor(1920·365/7) = 100114 in 2025, however the months fall. */
static void test_home_help_comes_off_the_week(void **state)
{
	static const char *const amounts[] = { "hours=37:00/week" }, *const deducts[] = { "hours=5:00/week" };
	struct grant_input in = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .amounts = amounts,
		                  .amount_count = 1, .deducts = deducts, .deduct_count = 1 };
	struct house *house = *state;
	struct app *app = house->app;
	struct status st;

	assert_ok(add(app, &in, NULL, &st), &st);
	assert_int_equal(given_year(app, "bpa", 2025), 100114);
	assert_int_equal(given(app, "bpa", 2025, 2), 1920 * 59 / 7 - 1920 * 31 / 7);
	/* More hours: what is taken off stays, until that is changed itself. */
	assert_ok(change(app, "bpa", "2026-01-01", NULL, "hours=40:00/week", NULL, NULL, NULL, &st), &st);
	assert_int_equal(given(app, "bpa", 2026, 1), (40 - 5) * 60 * 31 / 7);
	assert_ok(change(app, "bpa", "2026-02-01", NULL, NULL, "hours=0:00/week", NULL, NULL, &st), &st);
	assert_int_equal(given(app, "bpa", 2026, 2), 40 * 60 * 28 / 7);
	check_ok(app);
}

static void test_what_cannot_be_taken_off(void **state)
{
	struct house *house = *state;
	struct status st;

	add_grant(house->app, "bpa", "dk.holbaek.96", "2025-01-01", NULL, "hours=37:00/week");
	assert_false(change(house->app, "bpa", "2025-02-01", NULL, NULL, "hours=38:00/week", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "deduct");
	assert_false(change(house->app, "bpa", "2025-02-01", NULL, NULL, "money=100.00/month", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "deduct");
	assert_false(change(house->app, "bpa", "2025-02-01", NULL, NULL, "5:00/month", NULL, NULL, &st));
	assert_int_equal(st.code, STATUS_INPUT);
	add_grant(house->app, "e", "de.passtgenau.einstieg", "2025-02-03", NULL, NULL);
	assert_false(change(house->app, "e", "2025-02-04", NULL, NULL, "5:00/total", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "no-deduction");
}

/* ---- what a decision may lift is only warned of */

static void test_soft_limits_are_warnings(void **state)
{
	static const struct {
		const char *scheme, *from, *to, *amount, *rule;
	} cases[] = {
		{ "dk.holbaek.107", "2025-01-01", "2026-06-30", NULL, "length-most" }, /* as a rule at most one year */
		{ "dk.holbaek.82a", "2025-01-01", "2025-03-26", NULL, "length-most" }, /* 12 weeks end on 25 March */
		{ "de.passtgenau.einstieg", "2025-01-06", "2025-01-18", NULL, "length-least" }, /* 13 days */
		{ "dk.ishoej.aflastning", "2025-01-01", NULL, "100d/year", "amount-most" },
	};
	struct house *house = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *const amounts[] = { cases[i].amount };
		struct grant_input in = { .id = cases[i].scheme, .scheme = cases[i].scheme, .from = cases[i].from,
			                  .to = cases[i].to, .amounts = amounts, .amount_count = cases[i].amount != NULL };
		struct notices notices;
		struct status st;

		assert_ok(add(house->app, &in, &notices, &st), &st);
		if (!warned(&notices, cases[i].rule))
			fail_msg("%s is not warned of: %s", cases[i].scheme, cases[i].rule);
		notices_done(&notices);
	}
}

static void test_within_soft_limits_nothing_is_said(void **state)
{
	struct grant_input in = { .id = "a", .scheme = "dk.holbaek.82a", .from = "2025-01-01", .to = "2025-03-25" };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	assert_ok(add(house->app, &in, &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
}

static void test_a_second_decision_of_a_kind_is_warned_of(void **state)
{
	struct grant_input in = { .id = "led2", .scheme = "dk.holbaek.97", .from = "2025-06-01" };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	add_grant(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, NULL);
	assert_ok(add(house->app, &in, &notices, &st), &st);
	assert_true(warned(&notices, "twice"));
	notices_done(&notices);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_ok(app_grant_end(house->app, "led", "2025-05-31", NULL, NULL, &st), &st);
	in.id = "led3";
	assert_ok(add(house->app, &in, &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
}

/* The yearly supplement of § 97 is at most 1,005 kr (2024). */
static void test_the_most_of_a_year_is_that_years(void **state)
{
	static const char *const right[] = { "supplement=1005.00/year" }, *const wrong[] = { "supplement=1005.01/year" };
	struct grant_input in = { .id = "led", .scheme = "dk.holbaek.97", .from = "2024-07-01", .amounts = wrong,
		                  .amount_count = 1 };
	struct house *house = *state;
	struct status st;

	assert_false(add(house->app, &in, NULL, &st));
	is_status(&st, STATUS_REFUSED, "amount-most");
	in.amounts = right;
	assert_ok(add(house->app, &in, NULL, &st), &st);
}

/* ---- the upper age (born 2 June 1958: 67 on 2 June 2025, which is pension age; § 97 is kept by who has it before) */

static void born(struct app *app, const char *day)
{
	struct person_input input = { .id = "holder", .born = day };
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(app, &input, &st), &st);
}

static void test_a_scheme_is_not_begun_after_pension_age(void **state)
{
	struct grant_input mer = { .id = "mer", .scheme = "dk.holbaek.100", .from = "2025-06-02" };
	static const char *const amounts[] = { "9000.00/year" };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	born(house->app, "1958-06-02");
	assert_false(try_grant(house->app, "led", "dk.holbaek.97", "2025-06-02", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "holder-age");
	assert_false(try_grant(house->app, "work", "dk.holbaek.103", "2025-06-02", NULL, "2d/week", &st));
	is_status(&st, STATUS_REFUSED, "holder-age");
	add_grant(house->app, "led", "dk.holbaek.97", "2025-06-01", "2025-06-30", NULL);
	add_grant(house->app, "led2", "dk.holbaek.97", "2025-07-01", NULL, NULL); /* kept */
	/* Who puts the pension off keeps § 100: as a rule only. */
	mer.amounts = amounts;
	mer.amount_count = 1;
	assert_ok(add(house->app, &mer, &notices, &st), &st);
	assert_true(warned(&notices, "holder-age"));
	notices_done(&notices);
}

static void test_a_grant_beyond_pension_age_is_warned_of(void **state)
{
	static const char *const amounts[] = { "2d/week" };
	struct grant_input work = { .id = "work", .scheme = "dk.holbaek.103", .from = "2025-01-01", .to = "2025-12-31",
		                    .amounts = amounts, .amount_count = 1 };
	struct house *house = *state;
	struct notices notices;
	struct status st;

	born(house->app, "1958-06-02");
	assert_ok(add(house->app, &work, &notices, &st), &st);
	assert_true(warned(&notices, "holder-age"));
	assert_non_null(strstr(notices.of[0].message, "1 June 2025"));
	notices_done(&notices);
}

/* A later decision may be appealed as well: four weeks from its own receipt. */
static void test_each_decision_can_be_appealed(void **state)
{
	struct house *house = *state;
	struct deadlines dues;
	struct status st;
	bool found = false;

	add_grant(house->app, "bpa", "dk.holbaek.96", "2024-01-01", NULL, "hours=35:00/week");
	assert_ok(change(house->app, "bpa", "2025-10-01", NULL, "hours=28:00/week", NULL, "2025-06-10", NULL, &st), &st);
	assert_ok(app_deadlines(house->app, day_make(2025, 7, 8), day_make(2025, 7, 8), &dues, &st), &st);
	for (int i = 0; i < dues.count; i++)
		found = found || (dues.of[i].rule && !strcmp(dues.of[i].rule, "dk.holbaek.96/appeal"));
	assert_true(found);
	deadlines_done(&dues);
}

/* ---- trying, completing, noting */

static void test_a_try_adds_nothing(void **state)
{
	struct grant_input in = { .id = "led", .scheme = "dk.holbaek.97", .from = "2025-01-01" };
	struct house *house = *state;
	int64_t changes = changes_of(house->app);
	struct notices notices;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_try(house->app, &in, &notices, &st), &st);
	notices_done(&notices);
	assert_int_equal(changes_of(house->app), changes);
	in.to = "2024-12-31";
	assert_false(app_grant_try(house->app, &in, NULL, &st));
	is_status(&st, STATUS_INPUT, "date");
}

static void test_the_letter_is_recorded_later(void **state)
{
	struct grant_input in = { .received = "2025-01-08", .applied = "2024-11-05", .payer = "Holbæk Kommune",
		                  .case_no = "27.33" };
	struct house *house = *state;
	struct grant grant;
	struct status st = STATUS_INIT;

	add_grant(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, NULL);
	assert_ok(app_grant_edit(house->app, "led", &in, &st), &st);
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_int_equal(grant.received, day_make(2025, 1, 8));
	assert_int_equal(grant_fact_on(&grant, FACT_APPLIED, DAY_MAX)->day, day_make(2024, 11, 5));
	assert_string_equal(grant.payer, "Holbæk Kommune");
	grant_done(&grant);
	in = (struct grant_input){ .payer = "" };
	assert_ok(app_grant_edit(house->app, "led", &in, &st), &st);
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_null(grant.payer);
	assert_string_equal(grant.case_no, "27.33");
	grant_done(&grant);
	in.payer = NULL;
	assert_false(app_grant_edit(house->app, "led", &in, &st));
	is_status(&st, STATUS_INPUT, "usage");
}

static void test_what_happened_is_noted_and_taken_back(void **state)
{
	struct fact_input in = { .what = "abroad", .day = "2025-03-01", .note = "Skåne" };
	struct house *house = *state;
	struct grant grant;
	struct status st = STATUS_INIT;

	add_grant(house->app, "led", "dk.holbaek.97", "2025-01-01", "2025-12-31", NULL);
	assert_ok(app_grant_fact(house->app, "led", &in, NULL, &st), &st);
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_int_equal(grant.fact_count, 1);
	assert_string_equal(grant.facts[0].note, "Skåne");
	grant_done(&grant);
	in.withdraw = true;
	assert_ok(app_grant_fact(house->app, "led", &in, NULL, &st), &st);
	assert_false(app_grant_fact(house->app, "led", &in, NULL, &st));
	is_status(&st, STATUS_INPUT, "day");
	in = (struct fact_input){ .what = "abroad", .day = "2026-01-01" };
	assert_false(app_grant_fact(house->app, "led", &in, NULL, &st));
	is_status(&st, STATUS_INPUT, "day");
	in.what = "holiday";
	assert_false(app_grant_fact(house->app, "led", &in, NULL, &st));
	is_status(&st, STATUS_INPUT, "what");
	assert_ok(app_undo(house->app, NULL, &st), &st); /* the taking back */
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_int_equal(grant.fact_count, 1);
	grant_done(&grant);
	check_ok(house->app);
}

/* Holbæk keeps § 97 of whoever moves there, and guarantees § 96 to whoever moves away. */
static void test_a_move_keeps_what_the_rules_keep(void **state)
{
	static const struct {
		const char *id, *scheme, *amount, *to, *says;
	} cases[] = {
		{ "home", "dk.ishoej.85", "3:00/week", "Holbæk Kommune", "keeps this help running" },
		{ "away", "dk.holbaek.96", "hours=37:00/week", "Ishøj Kommune", "until the new authority has decided" },
		{ "work", "dk.holbaek.103", "2d/week", "Ishøj Kommune", "Nothing here says" },
	};
	struct house *house = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fact_input in = { .what = "moved", .day = "2025-06-01", .note = cases[i].to };
		struct notices notices;
		struct status st = STATUS_INIT;

		add_grant(house->app, cases[i].id, cases[i].scheme, "2025-01-01", NULL, cases[i].amount);
		assert_ok(app_grant_fact(house->app, cases[i].id, &in, &notices, &st), &st);
		assert_int_equal(notices.count, 1);
		if (!strstr(notices.of[0].message, cases[i].says))
			fail_msg("%s: %s", cases[i].id, notices.of[0].message);
		notices_done(&notices);
		assert_int_equal(last_day(house->app, cases[i].id), DAY_MAX);
	}
}

/* Of a decision an assistant gets the name and the days, nothing else. */
static void test_an_assistant_sees_no_decision(void **state)
{
	struct grant_input in = { .received = "2025-01-03", .payer = "Holbæk Kommune" };
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct grants grants;

	assert_ok(app_grant_edit(house->app, "led", &in, &st), &st);
	house_as(house, "anna");
	assert_ok(app_grants(house->app, &grants, &st), &st);
	assert_int_equal(grants.count, 1);
	assert_string_equal(grants.of[0].id, "led");
	assert_int_equal(grants.of[0].received, DAY_NONE);
	assert_int_equal(grants.of[0].amount_count, 0);
	assert_int_equal(grants.of[0].fact_count, 0);
	assert_null(grants.of[0].payer);
	grants_done(&grants);
}

/* Hours go where hours are granted: a grant in money that runs beside makes no choice necessary. */
static void test_hours_without_a_grant_go_where_hours_are_granted(void **state)
{
	struct hours_input hours = { .date = "2025-06-10", .span = "10-12" };
	struct house *house = *state;
	struct log_result result;
	struct status st = STATUS_INIT;

	add_grant(house->app, "mer", "dk.holbaek.100", "2025-01-01", NULL, "9000.00/year");
	assert_ok(app_log(house->app, &hours, &result, &st), &st);
	assert_string_equal(result.grant, "led");
	log_result_done(&result);
	add_grant(house->app, "home", "dk.holbaek.85", "2025-01-01", NULL, "1:30/week");
	assert_false(app_log(house->app, &hours, NULL, &st));
	is_status(&st, STATUS_INPUT, "grant");
}

static void test_who_may_not_change_grants(void **state)
{
	struct fact_input fact = { .what = "abroad", .day = "2025-03-01" };
	struct grant_input in = { .id = "x", .scheme = "dk.holbaek.97", .from = "2025-01-01", .payer = "me" };
	struct house *house = *state;
	struct status st = STATUS_INIT;

	house_as(house, "anna");
	assert_false(app_grant_fact(house->app, "led", &fact, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_grant_edit(house->app, "led", &in, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_grant_try(house->app, &in, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_EMPTY(test_a_module_before_its_einstieg_is_refused),
		TEST_EMPTY(test_job_coaching_needs_nothing_first),
		TEST_EMPTY(test_a_module_beside_its_einstieg_is_warned_of),
		TEST_EMPTY(test_what_others_require_cannot_be_undone),
		TEST_EMPTY(test_a_level_changes_inside_a_month),
		TEST_EMPTY(test_an_amount_beyond_its_level_asks_for_the_level),
		TEST_EMPTY(test_a_reduction_waits_for_its_notice),
		TEST_EMPTY(test_more_hours_and_late_reductions_do_not_wait),
		TEST_EMPTY(test_an_end_waits_for_its_notice),
		TEST_EMPTY(test_a_grant_that_ends_with_its_month),
		TEST_EMPTY(test_home_help_comes_off_the_week),
		TEST_EMPTY(test_what_cannot_be_taken_off),
		TEST_EMPTY(test_soft_limits_are_warnings),
		TEST_EMPTY(test_within_soft_limits_nothing_is_said),
		TEST_EMPTY(test_a_second_decision_of_a_kind_is_warned_of),
		TEST_EMPTY(test_the_most_of_a_year_is_that_years),
		TEST_EMPTY(test_a_scheme_is_not_begun_after_pension_age),
		TEST_EMPTY(test_a_grant_beyond_pension_age_is_warned_of),
		TEST_EMPTY(test_each_decision_can_be_appealed),
		TEST_EMPTY(test_a_try_adds_nothing),
		TEST_EMPTY(test_the_letter_is_recorded_later),
		TEST_EMPTY(test_what_happened_is_noted_and_taken_back),
		TEST_EMPTY(test_a_move_keeps_what_the_rules_keep),
		TEST(test_an_assistant_sees_no_decision),
		TEST(test_hours_without_a_grant_go_where_hours_are_granted),
		TEST(test_who_may_not_change_grants),
	};

	return cmocka_run_group_tests_name("grant life", tests, NULL, NULL);
}
