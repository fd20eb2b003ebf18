/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that a household pays by from a month on, and keeps: which month goes by which, what a change would come to, undo. The
 * house is of 15 June 2025; anna gets 100.00 an hour, so that every amount can be seen. */
#include "house.h"

#include "../../src/app/internal.h"

#include "ledsag/app/rules.h"


#include <sys/stat.h>
#include <unistd.h>

/* From 18 to 24 `percent`, and nothing on top. */
#define OWN(percent) "name { en = Own da = Egen de = Eigene }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = highest\n" \
	             "band \"night\" { name { en = Night da = b de = c }\npercent = " percent "\ntime = \"18-24\" }\n"
/* The same on public holidays alone. */
#define HOLIDAY_PAY "name { en = H da = H de = H }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = highest\ndefault = yes\n" \
	            "band \"day\" { name { en = Day da = b de = c }\npercent = 50\ndays = {holiday} }\n"
#define HOLIDAYS "source = s\nfrom = 2020-01-01\n"
#define A_HOLIDAY(id, date) "holiday \"" id "\" { name { en = " id " da = b de = c }\non = \"" date "\" }\n"

static void write_file(const struct house *house, const char *name, const char *text)
{
	char *path = str_make("%s/%s", house->directory, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void make_folder(const struct house *house, const char *name)
{
	char *path = str_make("%s/%s", house->directory, name);

	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static void add_hours(struct app *app)
{
	const char *const amounts[] = { "hours=37:00/week" };
	struct grant_input bpa = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2024-01-01", .amounts = amounts,
	                           .amount_count = 1 };
	struct person_input wage = { .id = "anna", .wage = "100.00", .from = "2024-01-01" };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &bpa, NULL, &st), &st);
	assert_ok(app_person_edit(app, &wage, &st), &st);
}

/* Own rules dk.own: 10 % in the evening. One hour in an evening each of April, May and June. */
static int rules_house(void **state)
{
	struct house *house;

	house_empty(state);
	house = *state;
	setenv("XDG_CONFIG_HOME", house->directory, 1);
	make_folder(house, "ledsag");
	make_folder(house, "ledsag/pay");
	write_file(house, "ledsag/pay/dk.own.conf", OWN("10"));
	add_person(house->app, "anna", "assistant", "1990-05-17", NULL);
	add_hours(house->app);
	book(house->app, "2025-04-14", "20-21", "bpa.hours", "anna");
	book(house->app, "2025-05-12", "20-21", "bpa.hours", "anna");
	book(house->app, "2025-06-12", "20-21", "bpa.hours", "anna");
	return 0;
}

static int rules_over(void **state)
{
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("LEDSAG_CONF");
	return house_teardown(state);
}

static bool take(struct app *app, const char *id, const char *from, bool renew, struct rules_taken *out, struct status *st)
{
	struct rules_input input = { id, from, renew };

	*st = (struct status)STATUS_INIT;
	return app_rules_take(app, &input, out, st);
}

static void taken(struct app *app, const char *id, const char *from, bool renew)
{
	struct rules_taken out;
	struct status st;

	assert_ok(take(app, id, from, renew, &out, &st), &st);
	rules_taken_done(&out);
}

/* What anna gets for a month beside her base wage. */
static int64_t supplements(struct app *app, int month)
{
	struct status st = STATUS_INIT;
	struct pay_view view;
	int64_t sum;

	assert_ok(app_pay(app, month_make(2025, month), "anna", &view, &st), &st);
	sum = view.people[0].supplements;
	pay_view_done(&view);
	return sum;
}

static void supplements_are(struct app *app, int64_t april, int64_t may, int64_t june)
{
	assert_int_equal(supplements(app, 4), april);
	assert_int_equal(supplements(app, 5), may);
	assert_int_equal(supplements(app, 6), june);
}

static void undo(struct app *app)
{
	struct status st = STATUS_INIT;
	char *what;

	assert_ok(app_undo(app, &what, &st), &st);
	free(what);
}

static void redo(struct app *app)
{
	struct status st = STATUS_INIT;
	char *what;

	assert_ok(app_redo(app, &what, &st), &st);
	free(what);
}

/* The default gives 30 % in the evening; the first that is chosen holds since ever, what follows from a month on. */
static void test_each_month_goes_by_its_own_rules(void **state)
{
	struct house *house = *state;

	supplements_are(house->app, 3000, 3000, 3000);
	taken(house->app, "dk.own", NULL, false);
	supplements_are(house->app, 1000, 1000, 1000);
	write_file(house, "ledsag/pay/dk.own.conf", OWN("20"));
	supplements_are(house->app, 1000, 1000, 1000);
	taken(house->app, "dk.own", NULL, true); /* from the current month on */
	supplements_are(house->app, 1000, 1000, 2000);
	taken(house->app, "dk.example", "2025-05", false);
	supplements_are(house->app, 1000, 3000, 2000);
	check_ok(house->app);
}

/* Without --renew a copy of the same rules serves, whatever the file says by now. */
static void test_rules_that_were_kept_come_back_as_they_were(void **state)
{
	struct house *house = *state;

	taken(house->app, "dk.own", NULL, false);
	taken(house->app, "dk.example", "2025-05", false);
	write_file(house, "ledsag/pay/dk.own.conf", OWN("20"));
	taken(house->app, "dk.own", "2025-06", false);
	supplements_are(house->app, 1000, 3000, 1000);
}

/* One holds in a month: others that were to begin in it make room. */
static void test_a_month_has_one_beginning(void **state)
{
	struct house *house = *state;
	struct rules_kept kept;
	struct status st = STATUS_INIT;

	taken(house->app, "dk.own", "2025-05", false);
	supplements_are(house->app, 3000, 1000, 1000);
	taken(house->app, "de.estg3b", "2025-05", false); /* 25 % from 20:00 on */
	supplements_are(house->app, 3000, 2500, 2500);
	assert_ok(app_rules_kept(house->app, &kept, &st), &st);
	assert_int_equal(kept.count, 4);
	assert_string_equal(kept.of[0].file, "pay/dk.example.conf");
	assert_int_equal(kept.of[0].from, MONTH_NONE);
	assert_string_equal(kept.of[1].file, "pay/de.estg3b.conf");
	assert_int_equal(kept.of[1].from, month_make(2025, 5));
	assert_string_equal(kept.of[2].id, "holidays/DK");
	assert_string_equal(kept.of[3].id, "holiday-leave/DK");
	rules_kept_done(&kept);
	undo(house->app);
	supplements_are(house->app, 3000, 1000, 1000);
	undo(house->app);
	supplements_are(house->app, 3000, 3000, 3000);
	redo(house->app);
	supplements_are(house->app, 3000, 1000, 1000);
	check_ok(house->app);
}

static void test_undo_takes_a_choice_away(void **state)
{
	struct house *house = *state;

	taken(house->app, "dk.own", NULL, false);
	taken(house->app, "dk.example", "2025-06", false);
	undo(house->app);
	supplements_are(house->app, 1000, 1000, 1000);
	undo(house->app);
	supplements_are(house->app, 3000, 3000, 3000);
	/* Nothing is left of it: what is chosen now is the first choice again, and the file as it is. */
	write_file(house, "ledsag/pay/dk.own.conf", OWN("20"));
	taken(house->app, "dk.own", NULL, false);
	supplements_are(house->app, 2000, 2000, 2000);
	check_ok(house->app);
}

/* 30.00 for an hour become 10.00; on top of 130.00 come 12.5 % holiday pay, on top of 110.00 nothing. */
static void test_consequences_are_shown_before_and_after(void **state)
{
	struct house *house = *state;
	struct rules_input input = { "dk.own", "2025-05", false };
	int64_t changes = changes_of(house->app);
	struct rules_taken out;
	struct status st = STATUS_INIT;

	for (int real = 0; real < 2; real++) {
		assert_ok((real ? app_rules_take : app_rules_try)(house->app, &input, &out, &st), &st);
		assert_int_equal(out.from, month_make(2025, 5));
		assert_int_equal(out.count, 2);
		assert_int_equal(out.of[0].month, month_make(2025, 5));
		assert_string_equal(out.of[0].person, "anna");
		assert_int_equal(out.of[0].before, 14625);
		assert_int_equal(out.of[0].after, 11000);
		assert_int_equal(out.of[1].month, month_make(2025, 6));
		assert_int_equal(out.before, 29250);
		assert_int_equal(out.after, 22000);
		rules_taken_done(&out);
		assert_int_equal(changes_of(house->app), changes + real);
	}
	supplements_are(house->app, 3000, 1000, 1000);
	/* The same again is nothing. */
	assert_ok(app_rules_take(house->app, &input, &out, &st), &st);
	assert_int_equal(out.file_count, 0);
	rules_taken_done(&out);
	assert_int_equal(changes_of(house->app), changes + 1);
}

/* From June on others hold already: a choice from April on reaches until May. */
static void test_what_was_chosen_for_later_stays(void **state)
{
	struct house *house = *state;
	struct rules_taken out;
	struct status st;

	taken(house->app, "dk.own", "2025-06", false);
	assert_ok(take(house->app, "de.estg3b", "2025-04-01", false, &out, &st), &st);
	assert_int_equal(out.next, month_make(2025, 6));
	assert_int_equal(out.count, 3);
	assert_int_equal(out.of[2].before, out.of[2].after);
	rules_taken_done(&out);
	supplements_are(house->app, 2500, 2500, 1000);
}

static void test_wrong_input_is_refused(void **state)
{
	static const char *const days[] = { "2025-05-02", "31.5.2025", "soon", "2025-13", "" };
	struct house *house = *state;
	int64_t changes = changes_of(house->app);
	struct rules_taken out;
	struct status st;

	for (size_t i = 0; i < COUNT_OF(days); i++) {
		assert_false(take(house->app, "dk.own", days[i], false, &out, &st));
		is_status(&st, STATUS_INPUT, "from");
	}
	assert_false(take(house->app, "holiday-leave/DE", NULL, false, &out, &st));
	is_status(&st, STATUS_INPUT, "pay");
	assert_false(take(house->app, "holidays/DE", NULL, false, &out, &st));
	is_status(&st, STATUS_INPUT, "pay");
	assert_false(take(house->app, "dk.none", NULL, false, &out, &st));
	is_status(&st, STATUS_INPUT, "pay");
	assert_false(take(house->app, "TEMPLATE", NULL, false, &out, &st));
	is_status(&st, STATUS_INPUT, "pay");
	write_file(house, "ledsag/pay/dk.own.conf", "colour = red\n");
	assert_false(take(house->app, "dk.own", NULL, false, &out, &st));
	is_status(&st, STATUS_INPUT, "conf");
	house_as(house, "anna");
	assert_false(take(house->app, "dk.example", NULL, false, &out, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_int_equal(changes_of(house->app), changes);
}

/* 31 May 22:00 to 1 June 02:00: two hours at 10 %, by June's rules two more at 40 %, from 0:00 on. */
static void test_an_entry_over_the_border_goes_by_both(void **state)
{
	struct house *house = *state;
	int64_t entry = book(house->app, "2025-05-31", "22-2", "bpa.hours", "anna");
	struct status st = STATUS_INIT;
	struct explanation why;
	char *since;

	taken(house->app, "dk.own", NULL, false);
	write_file(house, "ledsag/pay/dk.own.conf", "name { en = Own da = a de = b }\ncountry = DK\nsource = s\nfrom = 2020-01-01\n"
	           "stack = highest\nband \"late\" { name { en = a da = b de = c }\npercent = 40\ntime = \"22-6\" }\n");
	taken(house->app, "dk.own", "2025-06", true);
	assert_int_equal(supplements(house->app, 5), 1000 + 2000);
	assert_int_equal(supplements(house->app, 6), 8000);
	assert_ok(app_explain(house->app, entry, &why, &st), &st);
	assert_int_equal(why.count, 2);
	assert_int_equal(why.minutes, 240);
	assert_int_equal(why.base, 40000);
	assert_int_equal(why.supplements, 2000 + 8000);
	assert_string_equal(why.told[0].of[1].rule, "night");
	assert_int_equal(why.told[0].by.since, MONTH_NONE);
	assert_string_equal(why.told[1].of[1].rule, "late");
	assert_int_equal(why.told[1].by.since, month_make(2025, 6));
	since = app_rules_since(&why.told[1].by);
	assert_string_equal(since, "pay/dk.own.conf, kept by the household, from June 2025 on");
	free(since);
	explanation_done(&why);
}

/* ---- public holidays */

static void holiday_conf(struct house *house)
{
	make_folder(house, "pay");
	make_folder(house, "holidays");
	write_file(house, "pay/dk.day.conf", HOLIDAY_PAY);
	write_file(house, "holidays/DK.conf", HOLIDAYS A_HOLIDAY("twelfth", "05-12"));
	setenv("LEDSAG_CONF", house->directory, 1);
}

/* 12 May is a holiday in the file that is kept, 14 April and 12 June in the one of now: taken over from June on, May keeps its
 * holiday and April gets none. */
static void test_public_holidays_are_kept_and_change_from_a_month_on(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	const struct holidays *holidays;
	struct rules_kept kept;
	struct rules_taken out;

	house_keeps_nothing(house);
	holiday_conf(house);
	taken(house->app, "dk.day", NULL, false); /* keeps the holidays too */
	supplements_are(house->app, 0, 5000, 0);
	write_file(house, "holidays/DK.conf", HOLIDAYS A_HOLIDAY("now", "06-12") A_HOLIDAY("then", "04-14"));
	house_as(house, NULL);
	supplements_are(house->app, 0, 5000, 0);
	assert_ok(app_rules_kept(house->app, &kept, &st), &st);
	assert_string_equal(kept.of[1].id, "holidays/DK");
	assert_true(kept.of[1].differs);
	assert_false(kept.of[0].differs);
	rules_kept_done(&kept);
	assert_ok(take(house->app, "holidays/DK", NULL, false, &out, &st), &st);
	assert_int_equal(out.count, 1);
	assert_int_equal(out.after - out.before, 5000);
	assert_int_equal(out.change_count, 3);
	assert_string_equal(out.changes[0], "“now” is a public holiday now.");
	assert_string_equal(out.changes[2], "“twelfth” is no public holiday any more.");
	rules_taken_done(&out);
	supplements_are(house->app, 0, 5000, 5000);
	holidays = app_holidays(house->app, "DK", &st);
	assert_null(holidays_on(holidays, day_make(2026, 5, 12), NULL));
	assert_non_null(holidays_on(holidays, day_make(2024, 5, 12), NULL));
	assert_non_null(holidays_on(holidays, day_make(2026, 4, 14), NULL));
	undo(house->app);
	supplements_are(house->app, 0, 5000, 0);
	/* All that has changed at once, as the screens take it. */
	write_file(house, "pay/dk.day.conf", "name { en = H da = H de = H }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = add\n"
	           "band \"day\" { name { en = Day da = b de = c }\npercent = 60\ndays = {holiday} }\n");
	assert_ok(take(house->app, NULL, "2025-04", false, &out, &st), &st);
	assert_int_equal(out.file_count, 2);
	assert_string_equal(out.changes[0], "“Day”: 50 % becomes 60 %.");
	rules_taken_done(&out);
	supplements_are(house->app, 6000, 0, 6000);
	check_ok(house->app);
}

/* A region that comes to have a file later does not add to what is kept, and is offered. */
static void test_a_file_that_is_new_is_offered(void **state)
{
	struct household_input input = { .holder = "Anna Weber", .country = "DE", .region = "de-xx", .lang = "en" };
	struct house *house = *state;
	struct app_options options = { 0 };
	struct status st = STATUS_INIT;
	struct rules_kept kept;

	make_folder(house, "holidays");
	write_file(house, "holidays/DE.conf", HOLIDAYS A_HOLIDAY("all", "05-01"));
	setenv("LEDSAG_CONF", house->directory, 1);
	app_close(&house->app);
	remove(house->file);
	options.file = house->file;
	assert_ok(app_init(&house->app, &options, &input, &st), &st);
	assert_null(holidays_on(app_holidays(house->app, "DE", &st), day_make(2025, 5, 12), NULL));
	write_file(house, "holidays/DE-XX.conf", HOLIDAYS A_HOLIDAY("own", "05-12"));
	house_as(house, NULL);
	assert_null(holidays_on(app_holidays(house->app, "DE", &st), day_make(2025, 5, 12), NULL));
	assert_ok(app_rules_kept(house->app, &kept, &st), &st);
	assert_int_equal(kept.count, 2);
	assert_string_equal(kept.of[1].id, "holidays/DE-XX");
	assert_true(kept.of[1].differs && !kept.of[1].kept);
	rules_kept_done(&kept);
	taken(house->app, "holidays/DE-XX", "2026-01", false);
	assert_null(holidays_on(app_holidays(house->app, "DE", &st), day_make(2025, 5, 12), NULL));
	assert_non_null(holidays_on(app_holidays(house->app, "DE", &st), day_make(2026, 5, 12), NULL));
	assert_non_null(holidays_on(app_holidays(house->app, "DE", &st), day_make(2026, 5, 1), NULL));
}

/* ---- kept early */

static bool keeps(struct house *house, const char *id)
{
	struct status st = STATUS_INIT;
	struct rule_file file;
	struct store *store;
	bool found;

	assert_ok(store_open(&store, house->file, &st), &st);
	assert_ok(rule_file_read(store, id, &file, &found, &st), &st);
	if (found)
		rule_file_done(&file);
	store_close(&store);
	return found;
}

static void test_a_new_household_keeps_its_rules_at_once(void **state)
{
	struct house *house = *state;

	assert_true(keeps(house, "pay/dk.example") && keeps(house, "holidays/DK") && keeps(house, "holiday-leave/DK"));
	assert_false(keeps(house, "pay/de.estg3b"));
	/* Hours do not. */
	house_keeps_nothing(house);
	book(house->app, "2025-06-13", "20-21", "bpa.hours", "anna");
	assert_false(keeps(house, "pay/dk.example") || keeps(house, "holidays/DK") || keeps(house, "holiday-leave/DK"));
	supplements_are(house->app, 3000, 3000, 6000);
}

static void test_an_older_household_keeps_them_with_a_wage(void **state)
{
	struct house *house = *state;
	struct person_input born = { .id = "anna", .born = "1991-01-01" };
	struct person_input wage = { .id = "anna", .wage = "110.00", .from = "2025-07-01" };
	struct status st = STATUS_INIT;

	house_keeps_nothing(house);
	assert_ok(app_person_edit(house->app, &born, &st), &st);
	assert_false(keeps(house, "pay/dk.example"));
	assert_ok(app_person_edit(house->app, &wage, &st), &st);
	assert_true(keeps(house, "pay/dk.example") && keeps(house, "holidays/DK") && keeps(house, "holiday-leave/DK"));
	undo(house->app);
	assert_false(keeps(house, "pay/dk.example") || keeps(house, "holidays/DK") || keeps(house, "holiday-leave/DK"));
	redo(house->app);
	assert_true(keeps(house, "pay/dk.example"));
	check_ok(house->app);
}

/* The default that was paid by has changed: that is no first choice, and months before do not move. */
static void test_a_changed_default_holds_from_a_month_on(void **state)
{
	struct house *house = *state;

	make_folder(house, "pay");
	write_file(house, "pay/dk.example.conf", OWN("90") "default = yes\n");
	setenv("LEDSAG_CONF", house->directory, 1);
	supplements_are(house->app, 3000, 3000, 3000);
	taken(house->app, "dk.example", NULL, false);
	supplements_are(house->app, 3000, 3000, 3000);
	undo(house->app);
	taken(house->app, "dk.example", NULL, true);
	supplements_are(house->app, 3000, 3000, 9000);
}

/* A person's own file of the same name is another one, to be chosen: the default is that of conf. */
static void test_an_own_file_is_no_default(void **state)
{
	struct house *house = *state;
	struct rules_kept kept;
	struct status st = STATUS_INIT;

	house_keeps_nothing(house);
	write_file(house, "ledsag/pay/dk.example.conf", OWN("90") "default = yes\n");
	supplements_are(house->app, 3000, 3000, 3000);
	taken(house->app, "holidays/DK", NULL, false); /* keeps all */
	supplements_are(house->app, 3000, 3000, 3000);
	assert_true(keeps(house, "pay/dk.example"));
	assert_ok(app_rules_kept(house->app, &kept, &st), &st);
	assert_true(kept.of[0].differs);
	rules_kept_done(&kept);
}

static void test_a_broken_default_is_told_by_init(void **state)
{
	struct household_input input = { .holder = "Kirsten Holm", .country = "DK", .lang = "en" };
	struct house *house = *state;
	struct app_options options = { 0 };
	struct status st = STATUS_INIT;
	struct app *app = NULL;
	char *file = str_make("%s/other.db", house->directory), *text;

	options.file = file;
	make_folder(house, "pay");
	write_file(house, "pay/aa.own.conf", "colour = red\n");
	setenv("LEDSAG_CONF", house->directory, 1);
	assert_false(app_init(&app, &options, &input, &st));
	is_status(&st, STATUS_INPUT, "conf");
	text = text_status(&st);
	assert_non_null(strstr(text, "pay/aa.own.conf:1: colour:"));
	free(text);
	assert_false(access(file, F_OK) == 0);
	/* It is of interest only as long as no other is the default. */
	write_file(house, "pay/dk.own.conf", OWN("20") "default = yes\n");
	assert_ok(app_init(&app, &options, &input, &st), &st);
	app_close(&app);
	free(file);
}

#define RULES(name) cmocka_unit_test_setup_teardown(name, rules_house, rules_over)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULES(test_each_month_goes_by_its_own_rules),
		RULES(test_rules_that_were_kept_come_back_as_they_were),
		RULES(test_a_month_has_one_beginning),
		RULES(test_undo_takes_a_choice_away),
		RULES(test_consequences_are_shown_before_and_after),
		RULES(test_what_was_chosen_for_later_stays),
		RULES(test_wrong_input_is_refused),
		RULES(test_an_entry_over_the_border_goes_by_both),
		RULES(test_public_holidays_are_kept_and_change_from_a_month_on),
		RULES(test_a_file_that_is_new_is_offered),
		RULES(test_a_new_household_keeps_its_rules_at_once),
		RULES(test_an_older_household_keeps_them_with_a_wage),
		RULES(test_a_changed_default_holds_from_a_month_on),
		RULES(test_an_own_file_is_no_default),
		RULES(test_a_broken_default_is_told_by_init),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
