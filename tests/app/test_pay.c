/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are paid: which hours count, by which rules, who sees it, what is warned of. */
#include "house.h"

#include "ledsag/app/rules.h"

#include <sys/stat.h>

static void add_bpa(struct app *app)
{
	const char *const amounts[] = { "hours=37:00/week" };
	struct grant_input input = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2020-01-01", .amounts = amounts,
	                             .amount_count = 1 };
	struct status st = STATUS_INIT;
	struct person_input wage = { .id = "anna", .wage = "175.50", .from = "2020-01-01" };
	struct person_input first = { .id = "anna", .from = "2024-06-15" };

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
	assert_ok(app_person_edit(app, &wage, &st), &st);
	assert_ok(app_person_edit(app, &first, &st), &st);
}

static int paying_house(void **state)
{
	struct house *house;

	house_empty(state);
	house = *state;
	add_person(house->app, "anna", "assistant", "1990-05-17", NULL);
	add_person(house->app, "bo", "assistant", "1991-05-17", NULL);
	add_person(house->app, "lise", "leader", NULL, NULL);
	add_person(house->app, "audit", "auditor", NULL, NULL);
	add_bpa(house->app);
	return 0;
}

static bool choose(struct app *app, const char *id, bool renew, const char *from, struct status *st)
{
	struct rules_input input = { id, from, renew };
	struct rules_taken taken;

	*st = (struct status)STATUS_INIT;
	if (!app_rules_take(app, &input, &taken, st))
		return false;
	rules_taken_done(&taken);
	return true;
}

static struct pay_view pay_of(struct app *app, int year, int month, const char *person)
{
	struct status st = STATUS_INIT;
	struct pay_view view;

	assert_ok(app_pay(app, month_make(year, month), person, &view, &st), &st);
	return view;
}

static int64_t band_of(const struct pay_person *person, const char *band)
{
	int64_t sum = 0;

	for (int i = 0; i < person->line_count; i++)
		if (str_same(person->lines[i].band, band))
			sum += person->lines[i].minutes;
	return sum;
}

static bool warned(const struct pay_view *view, const char *rule)
{
	for (int i = 0; i < view->count; i++)
		for (int j = 0; j < view->people[i].notices.count; j++)
			if (!strcmp(view->people[i].notices.of[j].rule, rule))
				return true;
	return false;
}

/* 31 December 22–06: two hours belong to the old year, six to the new one, at a wage that begins with it. */
static void test_an_entry_over_the_months_end_is_paid_where_its_minutes_lie(void **state)
{
	struct house *house = *state;
	struct person_input wage = { .id = "anna", .wage = "182.00", .from = "2025-01-01" };
	struct status st = STATUS_INIT;
	struct pay_view view;

	assert_ok(app_person_edit(house->app, &wage, &st), &st);
	book(house->app, "2024-12-31", "22-6", "bpa.hours", "anna");
	view = pay_of(house->app, 2024, 12, NULL);
	assert_int_equal(view.count, 1);
	assert_int_equal(view.people[0].base, 35100);
	assert_int_equal(view.people[0].supplements, 5265 + 6143);
	assert_int_equal(view.people[0].costs[PAY_HOLIDAY], 5814); /* 12.5 % of 465.08 is 58.135 */
	assert_int_equal(view.people[0].costs[PAY_PENSION], 0);    /* nine months are over on 15 March 2025 */
	assert_int_equal(view.people[0].total, 35100 + 11408 + 5814);
	pay_view_done(&view);
	view = pay_of(house->app, 2025, 1, NULL);
	assert_int_equal(view.people[0].base, 109200);
	assert_int_equal(view.people[0].supplements, 54600);
	assert_int_equal(band_of(&view.people[0], "sunday"), 360);
	pay_view_done(&view);
}

static void test_only_hours_that_count_are_paid(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t gone = book(house->app, "2025-05-12", "8-16", "bpa.hours", "anna");
	struct pay_view view;

	book(house->app, "2025-05-13", "8-16", "bpa.hours", "anna");
	book(house->app, "2025-05-14", "8-16", "bpa.hours", NULL);
	assert_ok(app_hours_withdraw(house->app, gone, 0, &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.count, 1);
	assert_int_equal(view.people[0].minutes, 480);
	assert_int_equal(view.people[0].base, 140400);
	assert_int_equal(view.people[0].costs[PAY_PENSION], 11232); /* 8 % */
	pay_view_done(&view);
}

static void test_work_inside_standby_is_paid_once(void **state)
{
	struct house *house = *state;
	struct pay_view view;

	book_kind(house->app, "2025-05-16", "22-6", "bpa.hours", "anna", "standby");
	book(house->app, "2025-05-17", "1:00-2:30", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 5, "anna");
	assert_int_equal(view.people[0].minutes, 480);
	assert_int_equal(view.people[0].base, 85556 + 26325);
	assert_int_equal(view.people[0].supplements, 9214);
	pay_view_done(&view);
}

/* Ill on a night of standby and a day of work, 16 and 17 June 2025: 8 h at three quarters of 175.50 are 1053.00, 8 h are 1404. */
static void test_an_illness_is_worth_what_was_planned(void **state)
{
	struct house *house = *state;
	struct shift_input standby = { .date = "2025-06-16", .span = "22-6", .grant = "bpa", .person = "anna",
		                       .kind = "standby" };
	struct shift_input work = { .date = "2025-06-17", .span = "8-16", .grant = "bpa", .person = "anna" };
	struct absence_input ill = { .person = "anna", .from = "2025-06-16", .to = "2025-06-17", .kind = "illness" };
	struct absence_view absence;
	struct status st = STATUS_INIT;
	struct explanation why;
	struct pay_view view;
	int64_t *ids;
	int count;

	assert_ok(app_shift_add(house->app, &standby, &ids, &count, NULL, &st), &st);
	free(ids);
	assert_ok(app_shift_add(house->app, &work, &ids, &count, NULL, &st), &st);
	free(ids);
	assert_ok(app_absence_add(house->app, &ill, &absence, NULL, &st), &st);
	view = pay_of(house->app, 2025, 6, NULL);
	assert_int_equal(view.people[0].minutes, 960);
	assert_int_equal(view.people[0].base, 105300 + 140400);
	assert_int_equal(view.people[0].supplements, 0);
	pay_view_done(&view);
	assert_ok(app_explain(house->app, absence.entries[0], &why, &st), &st);
	assert_int_equal(why.entry.kind, KIND_ILLNESS);
	assert_int_equal(why.base, 105300);
	assert_string_equal(why.told[0].of[0].rule, "kind/standby");
	assert_int_equal(why.told[0].of[0].rate, 7500);
	explanation_done(&why);
	assert_ok(app_explain(house->app, absence.entries[1], &why, &st), &st);
	assert_int_equal(why.base, 140400);
	assert_string_equal(why.told[0].of[0].rule, "base");
	explanation_done(&why);
	absence_view_done(&absence);
}

static void test_an_assistant_sees_the_own_pay_only(void **state)
{
	struct house *house = *state;
	int64_t annas = book(house->app, "2025-05-13", "8-16", "bpa.hours", "anna");
	int64_t bos = book(house->app, "2025-05-13", "8-16", "bpa.hours", "bo");
	struct status st = STATUS_INIT;
	struct explanation why;
	struct pay_view view;

	house_as(house, "anna");
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.count, 1);
	assert_string_equal(view.people[0].id, "anna");
	pay_view_done(&view);
	assert_false(app_pay(house->app, month_make(2025, 5), "bo", &view, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_pay(house->app, month_make(2025, 5), "nobody", &view, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_explain(house->app, bos, &why, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_ok(app_explain(house->app, annas, &why, &st), &st);
	explanation_done(&why);
	assert_false(choose(house->app, "de.estg3b", false, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, "lise");
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.count, 2);
	assert_true(warned(&view, "no-wage")); /* bo's */
	pay_view_done(&view);
}

/* What is explained of an entry sums to what is paid for it, over a month's end as well. */
static void test_the_explanation_sums_to_the_pay(void **state)
{
	struct house *house = *state;
	int64_t entry = book(house->app, "2025-05-31", "20:07-06:13", "bpa.hours", "anna"), base = 0, supplements = 0;
	struct status st = STATUS_INIT;
	struct explanation why;

	for (int month = 5; month <= 6; month++) {
		struct pay_view view = pay_of(house->app, 2025, month, "anna");

		base += view.people[0].base;
		supplements += view.people[0].supplements;
		pay_view_done(&view);
	}
	assert_ok(app_explain(house->app, entry, &why, &st), &st);
	assert_int_equal(why.minutes, 606);
	assert_int_equal(why.base, base);
	assert_int_equal(why.supplements, supplements);
	assert_string_equal(why.file, "pay/dk.example.conf");
	assert_true(why.kept); /* from the beginning */
	/* Saturday 20:07-23 evening, 23-24 night, Sunday */
	assert_int_equal(why.count, 3);
	assert_string_equal(why.told[1].of[1].rule, "night");
	assert_int_equal(why.told[1].of[1].since, day_make(2021, 1, 1));
	assert_int_equal(why.told[1].of[0].since, day_make(2020, 1, 1));
	explanation_done(&why);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

#define OWN "name { en = Own da = Egen de = Eigene }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = highest\n" \
	    "band \"night\" { name { en = a da = b de = c }\npercent = %d\ntime = \"23-6\" }\n"

/* The rules stay with the household: a file that changes later changes nothing until it is taken over again. */
static void test_chosen_rules_travel_with_the_household(void **state)
{
	struct house *house = *state;
	char *ledsag = str_make("%s/ledsag", house->directory), *own = str_make("%s/pay", ledsag);
	char *path = str_make("%s/dk.own.conf", own), *text = str_make(OWN, 10), *changed = str_make(OWN, 90), *what;
	struct status st = STATUS_INIT;
	struct pay_choices choices;
	struct pay_view view;

	setenv("XDG_CONFIG_HOME", house->directory, 1);
	mkdir(ledsag, 0700);
	mkdir(own, 0700);
	write_file(path, text);
	book(house->app, "2025-05-12", "23-24", "bpa.hours", "anna");
	assert_ok(choose(house->app, "dk.own", false, NULL, &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_string_equal(view.rules, "dk.own");
	assert_int_equal(view.people[0].supplements, 1755);
	pay_view_done(&view);
	write_file(path, changed);
	house_as(house, NULL);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.people[0].supplements, 1755);
	pay_view_done(&view);
	assert_ok(app_pay_choices(house->app, &choices, &st), &st);
	assert_int_equal(choices.count, 3);
	assert_string_equal(choices.of[2].id, "dk.own");
	assert_true(choices.of[2].used && choices.of[2].kept && choices.of[2].differs);
	pay_choices_done(&choices);
	assert_ok(choose(house->app, "dk.own", true, NULL, &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.people[0].supplements, 1755); /* from June on */
	pay_view_done(&view);
	assert_ok(choose(house->app, "dk.own", true, "2025-05", &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.people[0].supplements, 15795);
	pay_view_done(&view);
	/* both are changes like any other */
	assert_ok(app_undo(house->app, &what, &st), &st);
	free(what);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.people[0].supplements, 1755);
	pay_view_done(&view);
	/* even where the file is gone */
	remove(path);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_string_equal(view.rules, "dk.own");
	pay_view_done(&view);
	assert_false(choose(house->app, "dk.nowhere", false, NULL, &st));
	is_status(&st, STATUS_INPUT, "pay");
	unsetenv("XDG_CONFIG_HOME");
	remove(own);
	remove(ledsag);
	free(ledsag);
	free(own);
	free(path);
	free(text);
	free(changed);
	check_ok(house->app);
}

static void test_what_is_missing_is_said(void **state)
{
	struct house *house = *state;
	struct person_input contract = { .id = "anna", .hours_week = "1:00" };
	struct person_input bo = { .id = "bo", .wage = "100.00", .from = "2025-01-01" };
	struct status st = STATUS_INIT;
	struct pay_view view;

	assert_ok(app_person_edit(house->app, &contract, &st), &st);
	book(house->app, "2025-05-12", "8-12", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 5, "anna");
	assert_int_equal(view.people[0].notices.count, 0); /* 4:26 in May */
	pay_view_done(&view);
	book(house->app, "2025-05-13", "0:27", "bpa.hours", "anna");
	book(house->app, "2025-05-13", "8-12", "bpa.hours", "bo");
	view = pay_of(house->app, 2025, 5, "anna");
	assert_int_equal(view.people[0].minutes, 267);
	assert_true(warned(&view, "over-contract"));
	assert_true(warned(&view, "no-clock"));
	assert_false(warned(&view, "no-wage"));
	pay_view_done(&view);
	view = pay_of(house->app, 2025, 5, "bo");
	assert_true(warned(&view, "no-wage"));
	assert_true(warned(&view, "no-first-day"));
	pay_view_done(&view);
	assert_ok(app_person_edit(house->app, &bo, &st), &st);
	view = pay_of(house->app, 2025, 5, "bo");
	assert_false(warned(&view, "no-wage"));
	pay_view_done(&view);
}

/* 12.82 an hour from 2025; 556.00 a month, without what is free of tax. */
static void test_german_limits_are_warned_of(void **state)
{
	struct house *house = *state;
	struct person_input low = { .id = "anna", .wage = "12.81", .from = "2025-01-01" };
	struct person_input right = { .id = "anna", .wage = "12.82", .from = "2025-05-01" };
	struct person_input contract = { .id = "anna", .hours_week = "30:00" };
	struct status st = STATUS_INIT;
	struct pay_view view;

	assert_ok(choose(house->app, "de.estg3b", false, NULL, &st), &st);
	assert_ok(app_person_edit(house->app, &low, &st), &st);
	assert_ok(app_person_edit(house->app, &right, &st), &st);
	book(house->app, "2025-04-30", "8-12", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 4, NULL);
	assert_true(warned(&view, "minimum-wage"));
	assert_false(warned(&view, "minijob"));
	pay_view_done(&view);
	/* 24:00 are 307.68 and 19:22 are 248.28; one minute more is 556.17 */
	book(house->app, "2025-05-05", "20-20", "bpa.hours", "anna");
	book(house->app, "2025-05-07", "0:00-19:22", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 5, NULL);
	assert_int_equal(view.people[0].base, 55596);
	assert_true(view.people[0].supplements > 0);
	assert_false(warned(&view, "minimum-wage"));
	assert_false(warned(&view, "minijob"));
	pay_view_done(&view);
	book(house->app, "2025-05-08", "8:00-8:01", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 5, NULL);
	assert_true(warned(&view, "minijob"));
	pay_view_done(&view);
	assert_ok(app_person_edit(house->app, &contract, &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_false(warned(&view, "minijob")); /* employed for more: no Minijob */
	pay_view_done(&view);
}

/* § 4 ArbZG: over 6 hours 30 minutes, over 9 hours 45, each of at least 15; without one nobody works on for more than 6 hours. */
static void test_german_breaks_are_asked_for(void **state)
{
	static const struct {
		const char *span, *pause, *second;
		bool lacks;
	} cases[] = {
		{ "8-14", NULL, NULL, false },
		{ "8-14:01", NULL, NULL, true },
		{ "8-14:31", "0:30", NULL, false },
		{ "8-14:31", "0:29", NULL, true },
		{ "8-17:30", "12-12:30", NULL, false }, /* 9:00 of work */
		{ "8-17:31", "12-12:30", NULL, true },
		{ "8-17:46", "12-12:45", NULL, false },
		{ "8-12", NULL, "12:30-16", false },     /* the time between is a break */
		{ "8-12", NULL, "12:00-16", true },
		{ "8-12", NULL, "12:14-16", true },      /* too short to be one */
		{ "8-14:30", NULL, "15:30-17", true },   /* comes too late */
		{ "8-14", NULL, "18-24:00", false },
	};
	struct house *house = *state;
	struct status st = STATUS_INIT;

	assert_ok(choose(house->app, "de.estg3b", false, NULL, &st), &st);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct hours_input input = { .date = "2025-05-06", .span = cases[i].span, .pause = cases[i].pause, .grant = "bpa.hours",
			                     .person = "anna" };
		struct pay_view view;

		assert_ok(app_log(house->app, &input, NULL, &st), &st);
		if (cases[i].second)
			book(house->app, "2025-05-06", cases[i].second, "bpa.hours", "anna");
		view = pay_of(house->app, 2025, 5, NULL);
		if (warned(&view, "breaks") != cases[i].lacks)
			fail_msg("%s, %s, %s", cases[i].span, cases[i].pause, cases[i].second);
		pay_view_done(&view);
		for (int j = 0; j < (cases[i].second ? 2 : 1); j++)
			assert_ok(app_undo(house->app, NULL, &st), &st);
	}
}

/* Standby leaves time to rest; a night belongs to the month in which it begins; Danish rules ask for none. */
static void test_breaks_are_asked_for_of_work_alone(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct hours_input standby = { .date = "2025-06-06", .span = "8-20", .grant = "bpa.hours", .person = "anna",
		                       .kind = "standby" };
	struct pay_view view;

	assert_ok(app_log(house->app, &standby, NULL, &st), &st);
	book(house->app, "2025-05-31", "20-6", "bpa.hours", "anna");
	view = pay_of(house->app, 2025, 5, NULL);
	assert_false(warned(&view, "breaks"));
	pay_view_done(&view);
	assert_ok(choose(house->app, "de.estg3b", false, NULL, &st), &st);
	view = pay_of(house->app, 2025, 5, NULL);
	assert_true(warned(&view, "breaks"));
	pay_view_done(&view);
	view = pay_of(house->app, 2025, 6, NULL);
	assert_false(warned(&view, "breaks"));
	pay_view_done(&view);
}

/* Under a ledsageordning the municipality employs: without a wage here nobody is paid, with one it is said. */
static void test_where_others_employ_only_a_wage_is_paid(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct person_input wage = { .id = "bo", .wage = "176.00", .from = "2019-05-02" };
	struct pay_view view;

	add_grant(house->app, "led", "dk.holbaek.97", "2019-01-01", "2019-12-31", NULL);
	book(house->app, "2019-05-01", "8-12", "led", "bo");
	view = pay_of(house->app, 2019, 5, NULL);
	assert_int_equal(view.count, 0);
	pay_view_done(&view);
	assert_ok(app_person_edit(house->app, &wage, &st), &st);
	book(house->app, "2019-05-02", "8-12", "led", "bo");
	view = pay_of(house->app, 2019, 5, NULL);
	assert_int_equal(view.people[0].base, 70400);
	assert_true(warned(&view, "other-employer"));
	assert_true(warned(&view, "before-rules"));
	pay_view_done(&view);
}

#define PAYING(name) cmocka_unit_test_setup_teardown(name, paying_house, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAYING(test_an_entry_over_the_months_end_is_paid_where_its_minutes_lie),
		PAYING(test_only_hours_that_count_are_paid),
		PAYING(test_work_inside_standby_is_paid_once),
		PAYING(test_an_illness_is_worth_what_was_planned),
		PAYING(test_an_assistant_sees_the_own_pay_only),
		PAYING(test_the_explanation_sums_to_the_pay),
		PAYING(test_chosen_rules_travel_with_the_household),
		PAYING(test_what_is_missing_is_said),
		PAYING(test_german_limits_are_warned_of),
		PAYING(test_german_breaks_are_asked_for),
		PAYING(test_breaks_are_asked_for_of_work_alone),
		PAYING(test_where_others_employ_only_a_wage_is_paid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
