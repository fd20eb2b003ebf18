/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay: everybody's month, one person's lines, the minutes behind a line. */
#include "house.h"

#include "ledsag/app/rules.h"

#include <sys/stat.h>

static void log_hours(struct house *house, const char *date, const char *span, const char *person)
{
	struct hours_input input = { .date = date, .span = span, .grant = "bpa.hours", .person = person };
	struct status st = STATUS_INIT;

	assert_ok(app_log(house->app, &input, NULL, &st), &st);
}

static void begin(struct house *house)
{
	const char *const amounts[] = { "hours=37:00/week" };
	struct grant_input grant = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .amounts = amounts,
	                             .amount_count = 1 };
	struct person_input wage = { .id = "anna", .wage = "175.50", .from = "2025-01-01" };
	struct person_input first = { .id = "anna", .from = "2025-01-01" };
	struct status st = STATUS_INIT;

	house_init(house, "2025-04-02T12:00");
	house_person(house, "anna", "Anna Lund");
	house_person(house, "bo", "Bo Krogh");
	assert_ok(app_grant_add(house->app, &grant, NULL, &st), &st);
	assert_ok(app_person_edit(house->app, &wage, &st), &st);
	assert_ok(app_person_edit(house->app, &first, &st), &st);
	log_hours(house, "2025-03-29", "22-6", "anna");
	log_hours(house, "2025-03-31", "8-9", "bo");
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

static void from_the_month_to_the_minutes(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	press(&house, "P");
	assert_string_equal(page(&house)->title, "Pay · April 2025");
	assert_int_equal(table(&house, 0)->rows, 0);
	press(&house, "Left");
	assert_string_equal(page(&house)->title, "Pay · March 2025");
	assert_int_equal(table(&house, 0)->rows, 3);
	assert_cell(table(&house, 0), 0, "Person", "Anna Lund");
	assert_cell(table(&house, 0), 0, "Base", "1,228.50");
	assert_cell(table(&house, 0), 0, "Supplements", "552.83");
	assert_cell(table(&house, 0), 0, "Holiday pay", "222.67");
	assert_cell(table(&house, 0), 0, "Pension", "–");
	assert_cell(table(&house, 0), 0, "Total", "2,004.00");
	assert_cell(table(&house, 0), 2, "Hours", "8:00");
	assert_says(&house, "“bo” has no wage on 2025-03-31");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Pay of Anna Lund · March 2025");
	assert_int_equal(table(&house, 0)->rows, 4);
	assert_cell(table(&house, 0), 2, "For", "Night");
	assert_cell(table(&house, 0), 2, "Rate", "35 %");
	assert_cell(table(&house, 0), 2, "Amount", "61.43");
	assert_says(&house, "Total: 2,004.00 kr.");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Pay of entry 1");
	assert_int_equal(table(&house, 0)->rows, 6);
	assert_cell(table(&house, 0), 2, "Time", "23:00-24:00");
	assert_cell(table(&house, 0), 3, "For", "Night");
	assert_cell(table(&house, 0), 3, "Rule", "night");
	assert_cell(table(&house, 0), 3, "In force since", "Fri 1 Jan 2021");
	assert_says(&house, "File: pay/dk.example.conf");
	press(&house, "e");
	assert_string_equal(page(&house)->title, "Entry 1");
	press(&house, "p");
	assert_string_equal(page(&house)->title, "Pay of entry 1");
	house_done(&house);
}

static void an_assistant_sees_the_own_pay(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	house_reopen(&house, "anna");
	press(&house, "P Left");
	assert_int_equal(table(&house, 0)->rows, 1);
	assert_cell(table(&house, 0), 0, "Person", "Anna Lund");
	house_done(&house);
}

static void write_own(const struct house *house, const char *percent)
{
	char *text = str_make("name { en = Own da = Egen de = Eigene }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = highest\n"
	                      "band \"night\" { name { en = Night da = b de = c }\npercent = %s\ntime = \"22-6\" }\n", percent);
	char *path = str_make("%s/ledsag/pay/dk.own.conf", house->directory);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
	free(text);
}

static void make_folder(const struct house *house, const char *name)
{
	char *path = str_make("%s/%s", house->directory, name);

	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

/* Anna's 7 hours of 29 March at 10 % of 175.50, then at 20 %: 122.85 more. */
static void a_changed_file_is_shown_and_taken_over(void **state)
{
	struct rules_input own = { "dk.own", NULL, false };
	struct status st = STATUS_INIT;
	struct rules_taken taken;
	struct house house;

	(void)state;
	begin(&house);
	setenv("XDG_CONFIG_HOME", house.directory, 1);
	make_folder(&house, "ledsag");
	make_folder(&house, "ledsag/pay");
	write_own(&house, "10");
	assert_ok(app_rules_take(house.app, &own, &taken, &st), &st);
	rules_taken_done(&taken);
	press(&house, "P Left");
	assert_says(&house, "File: pay/dk.own.conf, kept by the household");
	assert_silent(&house, "has changed");
	write_own(&house, "20");
	press(&house, "Right Left");
	assert_says(&house, "pay/dk.own.conf has changed: u shows what it would change.");
	press(&house, "u");
	assert_string_equal(page(&house)->title, "Changed rules · from April 2025 on");
	assert_says(&house, "“Night”: 10 % becomes 20 %.");
	assert_says(&house, "There are no hours from then on");
	press(&house, "Left");
	assert_string_equal(page(&house)->title, "Changed rules · from March 2025 on");
	assert_int_equal(table(&house, 0)->rows, 3);
	assert_cell(table(&house, 0), 0, "Person", "Anna Lund");
	assert_cell(table(&house, 0), 0, "Now", "1,351.35");
	assert_cell(table(&house, 0), 0, "Then", "1,474.20");
	assert_cell(table(&house, 0), 0, "Difference", "122.85");
	assert_cell(table(&house, 0), 1, "Difference", "–");
	assert_cell(table(&house, 0), 2, "Difference", "122.85");
	press(&house, "t n"); /* no */
	assert_says(&house, "“Night”: 10 % becomes 20 %.");
	press(&house, "t y");
	assert_message(&house, "By pay/dk.own.conf from March 2025 on. In 1 month 1,351.35 kr. becomes 1,474.20 kr.");
	assert_says(&house, "Nothing is different");
	assert_says(&house, "pay/dk.own.conf, kept by the household, from March 2025 on");
	press(&house, "Esc");
	assert_cell(table(&house, 0), 0, "Total", "1,474.20");
	assert_says(&house, "File: pay/dk.own.conf, kept by the household, from March 2025 on");
	press(&house, "u Left u"); /* and back */
	assert_says(&house, "“Night”: 10 % becomes 20 %.");
	unsetenv("XDG_CONFIG_HOME");
	house_done(&house);
}

static void an_assistant_is_not_asked_about_rules(void **state)
{
	struct house house;

	(void)state;
	begin(&house);
	house_reopen(&house, "anna");
	press(&house, "P u");
	assert_string_equal(page(&house)->title, "Pay · April 2025");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_month_to_the_minutes),
		cmocka_unit_test(an_assistant_sees_the_own_pay),
		cmocka_unit_test(a_changed_file_is_shown_and_taken_over),
		cmocka_unit_test(an_assistant_is_not_asked_about_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
