/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans against the working-time rules: what counts, what is said and what refused, whose findings one sees, which rules. */
#include "house.h"

#include "ledsag/app/worktime.h"

#include <sys/stat.h>

static int planning_house(void **state)
{
	const char *const amounts[] = { "hours=60:00/week" };
	struct grant_input input = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2024-01-01", .amounts = amounts,
	                             .amount_count = 1 };
	struct status st = STATUS_INIT;
	struct house *house;

	house_empty(state);
	house = *state;
	setenv("XDG_CONFIG_HOME", house->directory, 1);
	add_person(house->app, "anna", "assistant", "1990-05-17", NULL);
	add_person(house->app, "bo", "assistant", "1991-05-17", NULL);
	add_person(house->app, "lise", "leader", NULL, NULL);
	add_person(house->app, "audit", "auditor", NULL, NULL);
	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	return 0;
}

static int planning_done(void **state)
{
	unsetenv("XDG_CONFIG_HOME");
	return house_teardown(state);
}

static bool try_plan(struct app *app, const char *date, const char *span, const char *person, const char *repeat, int64_t *first,
                     struct notices *notices, struct status *st)
{
	struct shift_input input = { .date = date, .span = span, .grant = "bpa.hours", .person = person, .repeat = repeat };
	int64_t *ids;
	int count;
	bool ok;

	*st = (struct status)STATUS_INIT;
	ok = app_shift_add(app, &input, &ids, &count, notices, st);
	*first = ok ? ids[0] : 0;
	free(ids);
	return ok;
}

/* Plans a shift; how often it warns of `rule` must be `times`. */
static int64_t plan(struct app *app, const char *date, const char *span, const char *person, const char *rule, int times)
{
	struct notices notices;
	struct status st;
	int64_t id;
	int found = 0;

	assert_ok(try_plan(app, date, span, person, NULL, &id, &notices, &st), &st);
	for (int i = 0; i < notices.count; i++)
		found += !rule || !strcmp(notices.of[i].rule, rule);
	if (found != times)
		fail_msg("%s %s warns %d times, must be %d", date, span, found, times);
	notices_done(&notices);
	return id;
}

static int64_t plan_quiet(struct app *app, const char *date, const char *span, const char *person)
{
	return plan(app, date, span, person, NULL, 0);
}

static struct roster_check check(struct app *app, int year, int month, const char *person)
{
	struct status st = STATUS_INIT;
	struct roster_check out;

	assert_ok(app_roster_check(app, month_make(year, month), person, &out, &st), &st);
	return out;
}

static int count_in(struct app *app, int year, int month)
{
	struct roster_check out = check(app, year, month, NULL);
	int count = out.count;

	roster_check_done(&out);
	return count;
}

static void choose(struct app *app, const char *id, const char *block, const char *warn)
{
	struct roster_choice choice = { .id = id, .block = &block, .block_count = block != NULL, .warn = &warn,
		                        .warn_count = warn != NULL };
	struct status st = STATUS_INIT;

	assert_ok(app_roster_choose(app, &choice, &st), &st);
}

/* ---- what counts */

static void test_a_finding_names_rule_person_shifts_and_by_how_much(void **state)
{
	struct house *house = *state;
	struct roster_check out;
	int64_t first = plan_quiet(house->app, "2025-07-01", "14-22", "anna"), second;

	second = plan(house->app, "2025-07-02", "8:59-15", "anna", "rest-11", 1);
	out = check(house->app, 2025, 7, NULL);
	assert_int_equal(out.count, 1);
	assert_string_equal(out.rules, "dk");
	assert_string_equal(out.of[0].rule, "rest-11");
	assert_string_equal(out.of[0].person, "anna");
	assert_int_equal(out.of[0].shift_count, 2);
	assert_int_equal(out.of[0].shifts[0], first);
	assert_int_equal(out.of[0].shifts[1], second);
	assert_int_equal(out.of[0].found, 659);
	assert_int_equal(out.of[0].by, 1);
	assert_false(out.of[0].blocks);
	assert_string_equal(out.of[0].message, "“anna” has only 10:59 of rest between shift 1 (Tue 1 Jul 14:00-22:00) and shift 2 "
	                                       "(Wed 2 Jul 08:59-15:00): 0:01 too little (rest-11).");
	roster_check_done(&out);
	assert_int_equal(count_in(house->app, 2025, 6), 0);
}

/* Planned until 22:00, worked until 21:30: the rest is half an hour longer than in the plan. */
static void test_booked_hours_count_in_place_of_their_shift(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct log_result result;
	struct roster_check out;
	int64_t first = plan_quiet(house->app, "2025-06-01", "14-22", "anna");

	plan(house->app, "2025-06-02", "8:30-15", "anna", "rest-11", 1);
	assert_ok(app_shift_done(house->app, first, 0, "14-21:30", &result, &st), &st);
	log_result_done(&result);
	assert_int_equal(count_in(house->app, 2025, 6), 0);
	book(house->app, "2025-06-02", "4-5", "bpa.hours", "anna");
	out = check(house->app, 2025, 6, "anna");
	assert_int_equal(out.count, 1);
	assert_int_equal(out.of[0].found, 390); /* 21:30 to 4:00 */
	assert_int_equal(out.of[0].shift_count, 1);
	assert_int_equal(out.of[0].shifts[0], first);
	assert_int_equal(out.of[0].entry_count, 1);
	roster_check_done(&out);
	out = check(house->app, 2025, 6, "bo");
	assert_int_equal(out.count, 0);
	roster_check_done(&out);
}

static void test_rejected_hours_and_cancelled_shifts_do_not_count(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-06-02", "14-22", "bpa.hours", "anna"), shift;
	struct hours_pick pick = { .ids = &entry, .count = 1 };

	shift = plan(house->app, "2025-06-03", "6-10", "anna", "rest-11", 1);
	assert_int_equal(count_in(house->app, 2025, 6), 1);
	assert_ok(app_shift_cancel(house->app, shift, 0, &st), &st);
	assert_int_equal(count_in(house->app, 2025, 6), 0);
	plan(house->app, "2025-06-03", "6-10", "anna", "rest-11", 1);
	assert_int_equal(count_in(house->app, 2025, 6), 1);
	assert_ok(app_hours_step(house->app, STEP_APPROVE, &pick, NULL, NULL, &st), &st);
	assert_int_equal(count_in(house->app, 2025, 6), 1);
	assert_ok(app_hours_step(house->app, STEP_REJECT, &pick, "not worked", NULL, &st), &st);
	assert_int_equal(count_in(house->app, 2025, 6), 0);
}

static void add_absence(struct app *app, const char *from, const char *hours)
{
	struct absence_input input = { .person = "anna", .from = from, .to = from, .kind = "illness", .hours = hours };
	struct status st = STATUS_INIT;

	assert_ok(app_absence_add(app, &input, NULL, NULL, &st), &st);
}

static void test_who_is_absent_rests(void **state)
{
	struct house *house = *state;

	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	plan(house->app, "2025-07-02", "6-15", "anna", "rest-11", 1);
	/* The first two hours of it: what is left begins at 8:00, ten hours after. */
	add_absence(house->app, "2025-07-02", "6-8");
	assert_int_equal(count_in(house->app, 2025, 7), 1);
	plan_quiet(house->app, "2025-07-08", "14-22", "anna");
	plan(house->app, "2025-07-09", "6-15", "anna", "rest-11", 1);
	add_absence(house->app, "2025-07-09", NULL);
	assert_int_equal(count_in(house->app, 2025, 7), 1);
}

/* ---- what is said while planning, and what refused */

static void test_only_what_is_new_is_said(void **state)
{
	struct house *house = *state;

	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	plan(house->app, "2025-07-02", "6-10", "anna", "rest-11", 1);
	plan_quiet(house->app, "2025-07-02", "10:30-11", "anna");
	plan(house->app, "2025-07-02", "21:59-23", "anna", "rest-11", 1);
	plan_quiet(house->app, "2025-07-02", "21:59-23", NULL);
}

static void test_an_open_shift_is_looked_at_when_it_is_given_away(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct notices notices;
	int64_t id;

	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	id = plan_quiet(house->app, "2025-07-02", "6-10", NULL);
	assert_ok(app_shift_assign(house->app, id, 0, "bo", &notices, &st), &st);
	assert_int_equal(notices.count, 0);
	notices_done(&notices);
	assert_ok(app_shift_assign(house->app, id, 0, "anna", &notices, &st), &st);
	assert_int_equal(notices.count, 1);
	assert_string_equal(notices.of[0].rule, "rest-11");
	assert_non_null(strstr(notices.of[0].message, "shift 2"));
	notices_done(&notices);
	choose(house->app, NULL, "rest-11", NULL);
	assert_ok(app_shift_assign(house->app, id, 0, "bo", NULL, &st), &st);
	assert_false(app_shift_assign(house->app, id, 0, "anna", &notices, &st));
	is_status(&st, STATUS_REFUSED, "rest-11");
	assert_int_equal(notices.count, 0);
}

static void test_a_rule_that_blocks_refuses_and_writes_nothing(void **state)
{
	struct house *house = *state;
	struct notices notices;
	struct status st;
	int64_t changes, id;
	char *said;

	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	choose(house->app, NULL, "rest-11", NULL);
	changes = changes_of(house->app);
	assert_false(try_plan(house->app, "2025-07-02", "8:59-15", "anna", NULL, &id, &notices, &st));
	is_status(&st, STATUS_REFUSED, "rest-11");
	said = sentence(&st);
	assert_string_equal(said, "“anna” has only 10:59 of rest between shift 1 (Tue 1 Jul 14:00-22:00) and the new shift "
	                          "(Wed 2 Jul 08:59-15:00): 0:01 too little (rest-11).");
	free(said);
	assert_int_equal(changes_of(house->app), changes);
	assert_int_equal(count_in(house->app, 2025, 7), 0);
	plan_quiet(house->app, "2025-07-02", "9-15", "anna");
	/* Another rule still only warns. */
	plan(house->app, "2025-07-03", "9-15", "anna", "rest-11", 0);
	choose(house->app, NULL, NULL, "rest-11");
	plan(house->app, "2025-07-04", "1-2", "anna", "rest-11", 1);
}

/* Undone, nothing is chosen as before; redone, it is chosen again. */
static void test_a_choice_can_be_undone(void **state)
{
	struct house *house = *state;
	struct roster_rules rules;
	struct status st = STATUS_INIT;

	choose(house->app, "dk.agreed", "rest-11", NULL);
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	assert_string_equal(rules.used->id, "dk.agreed");
	assert_true(worktime_rule(rules.used, "rest-11")->blocks);
	roster_rules_done(&rules);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	assert_string_equal(rules.used->id, "dk");
	assert_false(worktime_rule(rules.used, "rest-11")->blocks);
	roster_rules_done(&rules);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	assert_string_equal(rules.used->id, "dk.agreed");
	assert_true(worktime_rule(rules.used, "rest-11")->blocks);
	roster_rules_done(&rules);
}

/* Ten weeks of 24 hours on Saturdays. */
static void test_of_a_long_series_the_first_are_said(void **state)
{
	struct house *house = *state;
	struct notices notices;
	struct status st;
	int64_t id;

	assert_ok(try_plan(house->app, "2025-07-05", "8-8", "anna", "FREQ=WEEKLY;COUNT=10", &id, &notices, &st), &st);
	assert_int_equal(notices.count, 4);
	for (int i = 0; i < 4; i++)
		assert_string_equal(notices.of[i].rule, "rest-11");
	assert_non_null(strstr(notices.of[3].message, "7"));
	notices_done(&notices);
}

/* ---- averages */

/* 96 days of 8 hours are 44:48 a week in 120 days, and 48:26 in the 111 without the holiday. */
static void test_holiday_makes_no_average_smaller(void **state)
{
	struct house *house = *state;
	struct absence_input holiday = { .person = "anna", .from = "2025-02-01", .to = "2025-02-09", .kind = "holiday" };
	struct status st = STATUS_INIT;
	char date[11];

	/* from Monday 10 February to Saturday 31 May */
	for (day_t day = day_make(2025, 2, 10); day <= day_make(2025, 5, 31); day++) {
		day_format(day, date);
		if (day_weekday(day) < 6)
			book(house->app, date, "8-16", "bpa.hours", "anna");
	}
	assert_int_equal(count_in(house->app, 2025, 5), 0);
	assert_ok(app_absence_add(house->app, &holiday, NULL, NULL, &st), &st);
	assert_int_equal(count_in(house->app, 2025, 5), 1);
}

/* ---- who sees what */

static void test_an_assistant_sees_the_own_findings(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct roster_check out;
	struct roster_choice choice = { .id = "dk" };
	struct roster_rules rules;

	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	plan(house->app, "2025-07-02", "6-10", "anna", "rest-11", 1);
	plan_quiet(house->app, "2025-07-01", "14-22", "bo");
	plan(house->app, "2025-07-02", "6-10", "bo", "rest-11", 1);
	assert_int_equal(count_in(house->app, 2025, 7), 2);
	house_as(house, "anna");
	out = check(house->app, 2025, 7, NULL);
	assert_int_equal(out.count, 1);
	assert_string_equal(out.of[0].person, "anna");
	roster_check_done(&out);
	assert_false(app_roster_check(house->app, month_make(2025, 7), "bo", &out, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_roster_check(house->app, month_make(2025, 7), "nobody", &out, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_roster_choose(house->app, &choice, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	roster_rules_done(&rules);
	house_as(house, "audit");
	assert_int_equal(count_in(house->app, 2025, 7), 2);
	assert_false(app_roster_choose(house->app, &choice, &st));
	house_as(house, "lise");
	assert_ok(app_roster_choose(house->app, &choice, &st), &st);
}

/* ---- which rules */

static void write_own(const struct house *house, const char *id, const char *text)
{
	char *ledsag = str_make("%s/ledsag", house->directory), *directory = str_make("%s/worktime", ledsag);
	char *path = str_make("%s/%s.conf", directory, id);
	FILE *out;

	mkdir(ledsag, 0700);
	mkdir(directory, 0700);
	out = fopen(path, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	free(path);
	free(directory);
	free(ledsag);
}

#define HEAD "name { en = a da = b de = c }\ncountry = DK\nsource = s\nfrom = 2025-01-01\n"

static void test_the_household_keeps_its_rules(void **state)
{
	struct house *house = *state;
	struct roster_choice renew = { .id = "dk.ours", .renew = true };
	struct roster_rules rules;
	struct status st = STATUS_INIT;

	write_own(house, "dk.ours", HEAD "rule \"rest-12\" { what = rest\nleast = 12:00\ncounted = after-work\nsource = s }\n");
	choose(house->app, "dk.ours", NULL, NULL);
	plan_quiet(house->app, "2025-07-01", "14-22", "anna");
	plan(house->app, "2025-07-02", "9:30-10", "anna", "rest-12", 1);
	write_own(house, "dk.ours", HEAD "rule \"rest-9\" { what = rest\nleast = 9:00\ncounted = after-work\nsource = s }\n");
	assert_int_equal(count_in(house->app, 2025, 7), 1);
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	for (int i = 0; i < rules.count; i++) {
		assert_int_equal(rules.of[i].used, !strcmp(rules.of[i].id, "dk.ours"));
		assert_int_equal(rules.of[i].differs, rules.of[i].used);
	}
	roster_rules_done(&rules);
	assert_ok(app_roster_choose(house->app, &renew, &st), &st);
	assert_int_equal(count_in(house->app, 2025, 7), 0);
	check_ok(house->app);
}

static void test_wrong_choices(void **state)
{
	struct house *house = *state;
	const char *rule = "break-30";
	struct roster_choice no_file = { .id = "dk.nowhere" }, no_rule = { .block = &rule, .block_count = 1 }, choice = { .id = "choice" };
	struct roster_rules rules;
	struct status st = STATUS_INIT;
	int64_t changes = changes_of(house->app);

	assert_false(app_roster_choose(house->app, &no_file, &st));
	is_status(&st, STATUS_INPUT, "worktime");
	assert_false(app_roster_choose(house->app, &no_rule, &st)); /* Germany's */
	is_status(&st, STATUS_INPUT, "worktime");
	write_own(house, "choice", HEAD "rule \"rest-9\" { what = rest\nleast = 9:00\ncounted = after-work\nsource = s }\n");
	assert_false(app_roster_choose(house->app, &choice, &st));
	is_status(&st, STATUS_INPUT, "worktime");
	write_own(house, "broken", "colour = red\n");
	choice.id = "broken";
	assert_false(app_roster_choose(house->app, &choice, &st));
	is_status(&st, STATUS_INPUT, "conf");
	assert_int_equal(changes_of(house->app), changes);
	assert_ok(app_roster_rules(house->app, &rules, &st), &st);
	assert_true(rules.broken.count >= 1);
	roster_rules_done(&rules);
}

/* Two shifts beside bo, then alone; a third one beside her would have been enough. */
static void test_who_is_new_is_introduced_first(void **state)
{
	struct house *house = *state;

	write_own(house, "dk.ours", HEAD "rule \"introduction\" { what = introduction\nleast = 12:00\nsource = s }\n"
	                                 "rule \"age\" { what = age\nleast = 35\nsource = s }\n");
	choose(house->app, "dk.ours", NULL, NULL);
	plan(house->app, "2025-06-02", "8-16", "bo", "introduction", 1); /* nobody introduced bo */
	plan(house->app, "2025-06-03", "8-16", "bo", "introduction", 0);
	plan(house->app, "2025-06-02", "10-16", "anna", "introduction", 0);
	plan(house->app, "2025-06-03", "10:01-16", "anna", "introduction", 0);
	plan(house->app, "2025-07-01", "8-16", "anna", "introduction", 1);
	plan(house->app, "2025-07-02", "8-16", "anna", "introduction", 0);
	assert_int_equal(count_in(house->app, 2025, 7), 1);
	/* bo is 34 on both days, told once. */
	assert_int_equal(count_in(house->app, 2025, 6), 2);
}

static void test_germany_asks_for_breaks(void **state)
{
	struct household_input input = { .holder = "Karla", .country = "DE", .lang = "en" };
	const char *const amounts[] = { "hours=40:00/week" };
	struct grant_input grant = { .id = "bpa", .scheme = "de.pb", .from = "2024-01-01", .amounts = amounts, .amount_count = 1 };
	struct house *house = *state;
	char *file = str_make("%s/de.db", house->directory);
	struct app_options options = { .file = file };
	struct status st = STATUS_INIT;

	app_close(&house->app);
	assert_ok(app_init(&house->app, &options, &input, &st), &st);
	add_person(house->app, "anna", "assistant", NULL, NULL);
	assert_ok(app_grant_add(house->app, &grant, NULL, &st), &st);
	plan(house->app, "2025-07-01", "8-15", "anna", "break-30", 1);
	plan_quiet(house->app, "2025-07-02", "8-14", "anna");
	choose(house->app, NULL, "break-30", NULL);
	assert_int_equal(count_in(house->app, 2025, 7), 1);
	free(file);
}

#define PLAN(name) cmocka_unit_test_setup_teardown(name, planning_house, planning_done)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN(test_a_finding_names_rule_person_shifts_and_by_how_much),
		PLAN(test_booked_hours_count_in_place_of_their_shift),
		PLAN(test_rejected_hours_and_cancelled_shifts_do_not_count),
		PLAN(test_who_is_absent_rests),
		PLAN(test_only_what_is_new_is_said),
		PLAN(test_an_open_shift_is_looked_at_when_it_is_given_away),
		PLAN(test_a_rule_that_blocks_refuses_and_writes_nothing),
		PLAN(test_a_choice_can_be_undone),
		PLAN(test_of_a_long_series_the_first_are_said),
		PLAN(test_holiday_makes_no_average_smaller),
		PLAN(test_an_assistant_sees_the_own_findings),
		PLAN(test_the_household_keeps_its_rules),
		PLAN(test_wrong_choices),
		PLAN(test_who_is_new_is_introduced_first),
		PLAN(test_germany_asks_for_breaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
