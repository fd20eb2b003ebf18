/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the catalogue works: a grant can be added from it and something booked on it, at the levels that its rules
 * name. */
#include "house.h"

static bool add(struct app *app, const char *id, const char *scheme, const char *from, const char *to, const char *level,
                const char *amount, struct status *st)
{
	const char *const amounts[] = { amount };
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .to = to, .level = level, .amounts = amounts,
		                     .amount_count = amount != NULL };

	*st = (struct status)STATUS_INIT;
	return app_grant_add(app, &input, NULL, st);
}

static void refused(bool ok, const struct status *st, const char *rule)
{
	assert_false(ok);
	assert_string_equal(st->rule, rule);
}

static int64_t amount_of(struct app *app, const char *id)
{
	struct grant grant;
	struct status st = STATUS_INIT;
	int64_t amount;

	assert_ok(app_grant(app, id, &grant, &st), &st);
	amount = grant.amounts[0].amount;
	grant_done(&grant);
	return amount;
}

/* ---- each row */

/* What a decision would have to say of a scheme: what the scheme itself leaves open. Static; "" where it leaves nothing open. */
static const char *decision(const struct scheme *scheme)
{
	static char text[64];
	static const char *const amounts[] = {
		[UNIT_MINUTES] = "3:00", [UNIT_DAYS] = "2d", [UNIT_SESSIONS] = "2x", [UNIT_MONEY] = "9000.00",
	};

	for (int i = 0; i < scheme->part_count; i++) {
		const struct scheme_part *part = &scheme->parts[i];

		bool beside = part->extra || (part->optional && scheme->part_count > 1 && part->unit == UNIT_MONEY);

		if (part->amount || part->per == PER_NONE || beside)
			continue;
		snprintf(text, sizeof text, "%s=%s/%s", part->id, amounts[part->unit], per_name(part->per));
		return text;
	}
	return "";
}

static void book_one(struct app *app, const struct scheme *scheme)
{
	static const char *const times[] = {
		[UNIT_MINUTES] = "8:00-8:20", [UNIT_DAYS] = "1d", [UNIT_SESSIONS] = "1x", [UNIT_MONEY] = NULL,
	};
	struct hours_input input = { .date = "2025-02-03", .grant = "row" };
	struct grant grant;
	struct status st = STATUS_INIT;

	assert_ok(app_grant(app, "row", &grant, &st), &st);
	for (int i = 0; i < scheme->part_count; i++)
		if (grant_amount_on(&grant, scheme->parts[i].id, DAY_MAX) && times[scheme->parts[i].unit]) {
			input.span = times[scheme->parts[i].unit];
			assert_ok(app_log(app, &input, NULL, &st), &st);
			break;
		}
	grant_done(&grant);
}

static void try_row(const char *id)
{
	struct house *house;
	struct scheme *scheme;
	struct status st = STATUS_INIT;
	struct check_result result;
	const char *amount, *level;
	void *state;

	house_empty(&state);
	house = state;
	assert_ok(catalogue_scheme(id, &scheme, &st), &st);
	if (scheme->require_count)
		assert_ok(add(house->app, "first", "de.passtgenau.einstieg", "2025-01-01", "2025-01-28", NULL, NULL, &st), &st);
	level = scheme->level_count && scheme->levels[0].amount ? scheme->levels[0].id : NULL;
	amount = level ? "" : decision(scheme);
	if (scheme->not_offered) {
		refused(add(house->app, "row", id, "2025-02-01", NULL, NULL, NULL, &st), &st, "not-offered");
	} else {
		if (!add(house->app, "row", id, "2025-02-01", NULL, level, *amount ? amount : NULL, &st))
			fail_msg("%s (%s %s): %s: %s", id, level ? level : "", amount, st.rule, st.msgid);
		book_one(house->app, scheme);
	}
	assert_ok(app_check(house->app, &result, &st), &st);
	scheme_free(&scheme);
	house_teardown(&state);
}

static void test_every_row_takes_a_grant_and_hours(void **state)
{
	struct status st = STATUS_INIT;
	char **ids;
	int count;

	(void)state;
	assert_ok(catalogue_ids(&ids, &count, &st), &st);
	assert_true(count >= 32);
	for (int i = 0; i < count; i++)
		try_row(ids[i]);
	ids_free(&ids, count);
}

/* ---- levels (Holbæk 85a: CTI 2:30, ICM 3:10, ACT 3:36 a week; Ishøj 85: moderat 1–4, upper bounds inclusive) */

static void test_a_level_fixes_the_amount(void **state)
{
	struct house *house = *state;
	struct status st;

	assert_ok(add(house->app, "cti", "dk.holbaek.85a", "2025-01-01", NULL, "cti", NULL, &st), &st);
	assert_int_equal(amount_of(house->app, "cti"), 150);
	assert_ok(add(house->app, "act", "dk.holbaek.85a", "2025-01-01", NULL, "act", NULL, &st), &st);
	assert_int_equal(amount_of(house->app, "act"), 216);
	refused(add(house->app, "x", "dk.holbaek.85a", "2025-01-01", NULL, "cti", "3:00/week", &st), &st, "level-bounds");
	refused(add(house->app, "x", "dk.holbaek.85a", "2025-01-01", NULL, "best", NULL, &st), &st, "level");
	refused(add(house->app, "x", "dk.holbaek.85a", "2025-01-01", NULL, NULL, NULL, &st), &st, "level");
	refused(add(house->app, "x", "dk.holbaek.97", "2025-01-01", NULL, "cti", NULL, &st), &st, "level");
}

static void test_a_level_bounds_the_amount(void **state)
{
	struct house *house = *state;
	struct status st;

	assert_ok(add(house->app, "four", "dk.ishoej.85", "2025-01-01", NULL, "moderat", "4:00/week", &st), &st);
	refused(add(house->app, "more", "dk.ishoej.85", "2025-01-01", NULL, "moderat", "4:01/week", &st), &st, "level-bounds");
	refused(add(house->app, "none", "dk.ishoej.85", "2025-01-01", NULL, "moderat", NULL, &st), &st, "amount");
}

/* CTI lasts at most nine months. */
static void test_a_level_bounds_the_length(void **state)
{
	struct house *house = *state;
	struct status st;
	struct grant grant;

	refused(add(house->app, "cti", "dk.holbaek.85a", "2025-01-01", "2025-10-01", "cti", NULL, &st), &st, "length-most");
	assert_ok(add(house->app, "cti", "dk.holbaek.85a", "2025-01-01", "2025-09-30", "cti", NULL, &st), &st);
	assert_ok(add(house->app, "icm", "dk.holbaek.85a", "2025-01-01", NULL, "icm", NULL, &st), &st);
	assert_ok(app_grant(house->app, "icm", &grant, &st), &st);
	assert_int_equal(grant.to, DAY_MAX);
	assert_string_equal(grant.amounts[0].level, "icm");
	grant_done(&grant);
}

/* ---- exclusion */

static void test_excluded_neighbours(void **state)
{
	struct house *house = *state;
	struct status st;

	assert_ok(add(house->app, "work", "dk.holbaek.103", "2025-01-01", NULL, NULL, "2d/week", &st), &st);
	refused(add(house->app, "days", "dk.holbaek.104", "2025-01-01", NULL, NULL, "2d/week", &st), &st, "excluded");
	assert_ok(add(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, NULL, NULL, &st), &st);
	refused(add(house->app, "deaf", "dk.holbaek.98", "2025-01-01", NULL, NULL, NULL, &st), &st, "excluded");
}

/* Outreach (§ 99) names no amount: hours are noted down and never overdrawn. */
static void test_hours_without_an_amount_are_only_noted(void **state)
{
	struct house *house = *state;
	struct hours_input input = { .date = "2025-02-03", .span = "8-12", .grant = "out" };
	struct log_result result;
	struct status st;

	assert_ok(add(house->app, "out", "dk.holbaek.99", "2025-01-01", NULL, NULL, NULL, &st), &st);
	assert_ok(app_log(house->app, &input, &result, &st), &st);
	assert_int_equal(result.overdraft, 0);
	assert_int_equal(result.notices.count, 0);
	log_result_done(&result);
}

/* § 85 is an average (Holbæk: "gennemsnitlig"): what one month leaves, the next may use, and nothing lapses. */
static void test_an_average_does_not_lapse(void **state)
{
	struct house *house = *state;
	struct bank_view view;
	struct status st;

	assert_ok(add(house->app, "home", "dk.holbaek.85a", "2025-01-01", NULL, "cti", NULL, &st), &st);
	assert_ok(app_bank(house->app, "home", month_make(2025, 2), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[0].lapsed, 0);
	assert_int_equal(view.bank.months[1].at_hand, 59 * 150 / 7); /* 31 and 28 days at 2:30 a week */
	bank_view_done(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_takes_a_grant_and_hours),
		cmocka_unit_test_setup_teardown(test_a_level_fixes_the_amount, house_empty, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_level_bounds_the_amount, house_empty, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_level_bounds_the_length, house_empty, house_teardown),
		cmocka_unit_test_setup_teardown(test_excluded_neighbours, house_empty, house_teardown),
		cmocka_unit_test_setup_teardown(test_hours_without_an_amount_are_only_noted, house_empty, house_teardown),
		cmocka_unit_test_setup_teardown(test_an_average_does_not_lapse, house_empty, house_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
