/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants: adding, changing, deducting, transferring, ending; each refusal's rule. */
#include "house.h"

static struct grant_input led(const char *from)
{
	return (struct grant_input){ .id = "new", .scheme = "dk.holbaek.97", .from = from };
}

static void refused(struct app *app, const struct grant_input *input, enum status_code code, const char *rule)
{
	int64_t changes = changes_of(app);
	struct status st = STATUS_INIT;

	assert_false(app_grant_add(app, input, NULL, &st));
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

static void test_what_is_no_grant(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	static const char *const zero[] = { "0:00/month" }, *const words[] = { "a lot" }, *const weekly[] = { "15:00/week" },
	                                  *const days[] = { "2d/week" };
	static const char *const twice[] = { "15:00/month", "hours=20:00/month" }, *const part[] = { "money=5.00/month" };
	struct grant_input in;

#define WRONG(code, rule, ...)                          \
	do {                                            \
		in = led("2026-01-01");                 \
		__VA_ARGS__;                            \
		refused(app, &in, code, rule);          \
	} while (0)
	WRONG(STATUS_INPUT, "id", in.id = "Led");
	WRONG(STATUS_INPUT, "scheme", in.scheme = NULL);
	WRONG(STATUS_INPUT, "scheme", in.scheme = "dk.nowhere.1");
	WRONG(STATUS_INPUT, "scheme", in.scheme = "../schemes/dk.holbaek.97");
	WRONG(STATUS_INPUT, "scheme", in.scheme = "");
	WRONG(STATUS_INPUT, "from", in.from = NULL);
	WRONG(STATUS_INPUT, "date", in.from = "2026-02-30");
	WRONG(STATUS_INPUT, "date", in.to = "2025-12-31");
	WRONG(STATUS_INPUT, "payer", in.payer = "a\nb");
	WRONG(STATUS_INPUT, "case", in.case_no = "");
	WRONG(STATUS_INPUT, "amount", (in.amounts = words, in.amount_count = 1));
	WRONG(STATUS_INPUT, "amount", (in.amounts = weekly, in.amount_count = 1));
	WRONG(STATUS_INPUT, "amount", (in.amounts = days, in.amount_count = 1));
	WRONG(STATUS_INPUT, "amount", (in.amounts = twice, in.amount_count = 2));
	WRONG(STATUS_INPUT, "amount", (in.amounts = part, in.amount_count = 1));
	WRONG(STATUS_INPUT, "amount", in.scheme = "dk.holbaek.96");
	WRONG(STATUS_INPUT, "amount", in.scheme = "de.pb");
	WRONG(STATUS_INPUT, "amount", (in.scheme = "de.pb", in.amounts = zero, in.amount_count = 1));
	WRONG(STATUS_REFUSED, "grant-exists", in.id = "led");
	check_ok(app);
}

static void test_settings(void **state)
{
	static const char *const wrong[] = { "window=0", "window=13", "window=six", "use=random", "cap=lots", "cap=5d", "cap=90.00",
	                                     "prorate=maybe", "lapse=", "lapse", "colour=red", "", "=", "use=newest-firstly" };
	static const char *const right[] = { "window=12", "use=oldest-first", "cap=40:00", "prorate=ja", "lapse=nej" };
	struct house *house = *state;
	struct grant_input in = led("2025-01-01");
	struct status st = STATUS_INIT;
	struct grant grant;

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		in.settings = &wrong[i];
		in.setting_count = 1;
		refused(house->app, &in, STATUS_INPUT, "set");
	}
	/* What saves nothing from month to month has no window. */
	static const char *const amount[] = { "20:00/month" };
	in = (struct grant_input){ .id = "s", .scheme = "de.passtgenau.sicherung", .from = "2025-01-01", .amounts = amount,
	                           .amount_count = 1, .settings = right, .setting_count = 1 };
	refused(house->app, &in, STATUS_INPUT, "set");
	in = led("2025-01-01");
	in.settings = right;
	in.setting_count = COUNT_OF(right);
	assert_ok(app_grant_add(house->app, &in, NULL, &st), &st);
	assert_ok(app_grant(house->app, "new", &grant, &st), &st);
	assert_int_equal(grant.window, 12);
	assert_int_equal(grant.use, USE_OLDEST_FIRST);
	assert_int_equal(grant.cap, 2400);
	assert_true(grant.prorate);
	assert_int_equal(grant.lapse, 0);
	grant_done(&grant);
}

static void test_openings(void **state)
{
	static const char *const wrong[] = { "2025-06=1:00", "2025-07=1:00", "2024-12=1:00", "2025-05", "2025-05=", "=1:00",
	                                     "2025-13=1:00", "2025-05=2d", "2025-05=1:00,2025-05=2:00", "2025-05=1:00,x=1:00" };
	struct house *house = *state;
	struct grant_input in = led("2025-06-15");
	struct status st = STATUS_INIT;
	struct bank_view view;

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		int64_t changes = changes_of(house->app);

		in.opening = wrong[i];
		st = (struct status)STATUS_INIT;
		assert_false(app_grant_add(house->app, &in, NULL, &st));
		assert_int_equal(st.code, STATUS_INPUT);
		assert_int_equal(changes_of(house->app), changes);
	}
	in.opening = "2025-05=12:00,2025-01=3:00";
	assert_ok(app_grant_add(house->app, &in, NULL, &st), &st);
	assert_ok(app_bank(house->app, "new", month_make(2025, 6), NULL, &view, &st), &st);
	assert_int_equal(view.bank.count, 1);
	assert_int_equal(view.bank.months[0].at_hand, 30 * 60);
	assert_int_equal(view.bank.months[0].lapsed, 180);
	bank_view_done(&view);
}

/* An opening went to the first part, whatever its unit: money brought along could not be recorded. */
static void test_an_opening_goes_to_the_part_of_its_unit(void **state)
{
	static const char *const amounts[] = { "hours=42:00/month", "money=1250.00/month" };
	struct house *house = *state;
	struct grant_input in = { .id = "pb", .scheme = "de.pb", .from = "2025-06-01", .amounts = amounts, .amount_count = 2 };
	struct status st = STATUS_INIT;
	struct bank_view view;

	in.opening = "2025-05=300.00,2025-05=4:00";
	assert_ok(app_grant_add(house->app, &in, NULL, &st), &st);
	assert_ok(app_bank(house->app, "pb.money", month_make(2025, 6), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[0].at_hand, 155000);
	bank_view_done(&view);
	assert_ok(app_bank(house->app, "pb", month_make(2025, 6), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[0].at_hand, 46 * 60);
	bank_view_done(&view);
	/* What is settled each month brings nothing along. */
	in = (struct grant_input){ .id = "s", .scheme = "de.passtgenau.sicherung", .from = "2025-06-01",
	                           .opening = "2025-05=1:00" };
	assert_false(app_grant_add(house->app, &in, NULL, &st));
	is_status(&st, STATUS_INPUT, "opening");
}

/* ---- between grants */

static void test_excluded_schemes_do_not_meet(void **state)
{
	struct house *house = *state;
	struct status st;
	char *text;

	assert_false(try_grant(house->app, "bpa", "dk.holbaek.96", "2025-07-01", NULL, "37:00/week", &st));
	is_status(&st, STATUS_REFUSED, "excluded");
	text = sentence(&st);
	assert_non_null(strstr(text, "dk.holbaek.96"));
	assert_non_null(strstr(text, "dk.holbaek.97"));
	free(text);
	assert_ok(app_grant_end(house->app, "led", "2025-06-30", NULL, NULL, &st), &st);
	assert_false(try_grant(house->app, "bpa", "dk.holbaek.96", "2025-06-30", NULL, "37:00/week", &st));
	is_status(&st, STATUS_REFUSED, "excluded");
	add_grant(house->app, "bpa", "dk.holbaek.96", "2025-07-01", NULL, "37:00/week");
	/* The other way round: 97 may not grow into it either. */
	assert_false(app_grant_end(house->app, "led", "2025-07-01", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "excluded");
	/* Several of one scheme may run beside each other. */
	add_grant(house->app, "bpa2", "dk.holbaek.96", "2025-07-01", NULL, "10:00/week");
	check_ok(house->app);
}

static void test_the_holder_must_be_old_enough(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "holder", .born = "2008-02-29" }, &st), &st);
	assert_false(try_grant(house->app, "new", "dk.holbaek.97", "2026-02-28", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "holder-age");
	assert_true(try_grant(house->app, "new", "dk.holbaek.97", "2026-03-01", NULL, NULL, &st));
}

static void test_limits_of_the_scheme(void **state)
{
	struct house *house = *state;
	struct status st;
	struct grant grant;

	add_grant(house->app, "first", "de.passtgenau.einstieg", "2024-08-01", NULL, NULL);
	assert_false(try_grant(house->app, "s", "de.passtgenau.sicherung", "2025-01-01", NULL, "30:01/month", &st));
	is_status(&st, STATUS_REFUSED, "amount-most");
	assert_false(try_grant(house->app, "s", "de.passtgenau.sicherung", "2025-01-01", "2025-07-01", "30:00/month", &st));
	is_status(&st, STATUS_REFUSED, "length-most");
	/* Without an end it ends when it must. */
	add_grant(house->app, "s", "de.passtgenau.sicherung", "2025-01-01", NULL, NULL);
	assert_ok(app_grant(house->app, "s", &grant, &st), &st);
	assert_int_equal(grant.to, day_make(2025, 6, 30));
	grant_done(&grant);
	assert_false(change_amount(house->app, "s", "2025-03-01", "31:00/month", &st));
	is_status(&st, STATUS_REFUSED, "amount-most");
	assert_false(app_grant_end(house->app, "s", "2025-07-01", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "length-most");
	add_grant(house->app, "s2", "de.passtgenau.sicherung", "2024-08-31", NULL, NULL);
	assert_ok(app_grant(house->app, "s2", &grant, &st), &st);
	assert_int_equal(grant.to, day_make(2025, 2, 28));
	grant_done(&grant);
}

/* ---- changing */

static void test_changes(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	struct bank_view view;

	assert_ok(change_amount(app, "led", "2025-04-01", "20:00/month", &st), &st);
	assert_ok(change_amount(app, "led", "2025-04-01", "21:00/month", &st), &st); /* again for the same day */
	assert_ok(app_bank(app, "led", month_make(2025, 4), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[2].granted, 900);
	assert_int_equal(view.bank.months[3].granted, 21 * 60);
	assert_int_equal(view.decision.amount_count, 2);
	bank_view_done(&view);
	assert_false(change_amount(app, "zoe", "2025-04-01", "20:00/month", &st));
	is_status(&st, STATUS_INPUT, "grant");
	assert_false(change_amount(app, "led", "2024-12-31", "20:00/month", &st));
	is_status(&st, STATUS_INPUT, "from");
	assert_false(change_amount(app, "led", "sometime", "20:00/month", &st));
	is_status(&st, STATUS_INPUT, "date");
	assert_false(change_amount(app, "led", "2025-04-01", "20 hours", &st));
	is_status(&st, STATUS_INPUT, "amount");
	add_grant(app, "pb", "de.pb", "2025-01-01", NULL, "40:00/month");
	assert_false(change_amount(app, "pb", "2025-04-02", "10:00/week", &st));
	is_status(&st, STATUS_INPUT, "from");
	assert_ok(change_amount(app, "pb", "2025-04-01", "10:00/week", &st), &st);
	check_ok(app);
}

static void test_deductions(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	struct bank_view view;

	assert_ok(app_grant_deduct(app, "led", "2025-03", "4:00", &st), &st);
	assert_ok(app_grant_deduct(app, "led", "2025-04", "hours=20:00", &st), &st);
	assert_ok(app_grant_deduct(app, "led", "2025-05", "4:00", &st), &st);
	assert_ok(app_grant_deduct(app, "led", "2025-05", "0:00", &st), &st);
	assert_ok(app_bank(app, "led", month_make(2025, 5), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[2].granted, 11 * 60);
	assert_int_equal(view.bank.months[3].granted, 0);
	assert_int_equal(view.bank.months[4].granted, 900);
	bank_view_done(&view);
	assert_false(app_grant_deduct(app, "led", "2024-12", "4:00", &st));
	is_status(&st, STATUS_INPUT, "month");
	assert_false(app_grant_deduct(app, "led", "March", "4:00", &st));
	is_status(&st, STATUS_INPUT, "month");
	assert_false(app_grant_deduct(app, "led", "2025-03", "2d", &st));
	is_status(&st, STATUS_INPUT, "amount");
	assert_false(app_grant_deduct(app, "led", "2025-03", "-4:00", &st));
	is_status(&st, STATUS_INPUT, "amount");
	assert_false(app_grant_deduct(app, "led", "2025-03", "money=4:00", &st));
	is_status(&st, STATUS_INPUT, "grant");
	check_ok(app);
}

static void test_transfers(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	struct status st = STATUS_INIT;
	struct bank_view view;

	add_grant(app, "pb", "de.pb", "2024-01-01", NULL, "10:00/month");
	assert_ok(app_grant_transfer(app, "pb", "2025", "30:00", &st), &st);
	assert_ok(app_bank(app, "pb", month_make(2025, 1), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[11].lapsed, 90 * 60);
	assert_int_equal(view.bank.months[11].moved, 30 * 60);
	assert_int_equal(view.bank.months[12].at_hand, 40 * 60);
	bank_view_done(&view);
	assert_ok(app_grant_transfer(app, "pb", "2025", "0:00", &st), &st);
	assert_ok(app_bank(app, "pb", month_make(2025, 1), NULL, &view, &st), &st);
	assert_int_equal(view.bank.months[12].at_hand, 10 * 60);
	bank_view_done(&view);
	assert_false(app_grant_transfer(app, "pb", "2023", "30:00", &st));
	is_status(&st, STATUS_INPUT, "year");
	assert_false(app_grant_transfer(app, "pb", "soon", "30:00", &st));
	is_status(&st, STATUS_INPUT, "year");
	assert_false(app_grant_transfer(app, "led", "2025", "30:00", &st));
	is_status(&st, STATUS_REFUSED, "no-transfer");
	check_ok(app);
}

static void test_a_grant_does_not_end_under_its_hours(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-05-31", "22-7", "led", "anna");

	assert_false(app_grant_end(house->app, "led", "2025-05-30", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "hours-after-end");
	/* Once it could end at the midnight in the middle of them. */
	assert_false(app_grant_end(house->app, "led", "2025-05-31", NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "hours-after-end");
	assert_int_equal(st.args[1].number, day_make(2025, 6, 1));
	assert_ok(app_grant_end(house->app, "led", "2025-06-01", NULL, NULL, &st), &st);
	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	assert_ok(app_grant_end(house->app, "led", "2025-05-31", NULL, NULL, &st), &st);
	assert_false(app_grant_end(house->app, "led", "2024-12-31", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "date");
	assert_false(app_grant_end(house->app, "zoe", "2025-12-31", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "grant");
	check_ok(house->app);
}

/* The rules a grant was given under are in the file. */
static void test_rules_travel_with_the_household(void **state)
{
	struct house *house = *state;
	char *conf = str_make("%s/conf", house->directory), *schemes = str_make("%s/schemes", conf);
	struct status st = STATUS_INIT;
	const struct scheme *scheme;
	char *command = str_make("mkdir -p %s", schemes);

	assert_int_equal(system(command), 0);
	setenv("LEDSAG_CONF", conf, 1); /* another machine, without any scheme */
	house_as(house, NULL);
	scheme = app_scheme(house->app, "dk.holbaek.97", &st);
	assert_ok(scheme, &st);
	assert_int_equal(scheme->parts[0].window, 6);
	assert_null(app_scheme(house->app, "dk.holbaek.96", &st));
	book(house->app, "2025-06-10", "8-15", "led", "anna");
	check_ok(house->app);
	unsetenv("LEDSAG_CONF");
	free(conf);
	free(schemes);
	free(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_no_grant),
		TEST(test_settings),
		TEST(test_openings),
		TEST(test_an_opening_goes_to_the_part_of_its_unit),
		TEST(test_excluded_schemes_do_not_meet),
		TEST(test_the_holder_must_be_old_enough),
		TEST(test_limits_of_the_scheme),
		TEST(test_changes),
		TEST(test_deductions),
		TEST(test_transfers),
		TEST(test_a_grant_does_not_end_under_its_hours),
		TEST(test_rules_travel_with_the_household),
	};

	return cmocka_run_group_tests_name("grants", tests, NULL, NULL);
}
