/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People: adding, editing, ending. */
#include "house.h"

static void refused(struct app *app, const struct person_input *input, bool edit, enum status_code code, const char *rule)
{
	int64_t changes = changes_of(app);
	struct status st = STATUS_INIT;

	assert_false(edit ? app_person_edit(app, input, &st) : app_person_add(app, input, &st));
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

static void test_what_is_no_person(void **state)
{
	struct house *house = *state;
	char *long_name = mem_alloc(10001);
	static const char *const bad_ids[] = { "", "Anna", "æble", "-a", "a b", "a/b", "a'b", "abcdefghijklmnopqrstuvwxyz0123456" };

	for (size_t i = 0; i < COUNT_OF(bad_ids); i++)
		refused(house->app, &(struct person_input){ .id = bad_ids[i], .name = "N", .roles = "assistant" }, false,
		        STATUS_INPUT, "id");
	memset(long_name, 'n', 10000);
	long_name[10000] = '\0';
	refused(house->app, &(struct person_input){ .id = "x", .name = long_name, .roles = "assistant" }, false, STATUS_INPUT,
	        "name");
	refused(house->app, &(struct person_input){ .id = "x", .name = "a\nb", .roles = "assistant" }, false, STATUS_INPUT, "name");
	refused(house->app, &(struct person_input){ .id = "x", .name = "\xE6\xF8", .roles = "assistant" }, false, STATUS_INPUT,
	        "name");
	refused(house->app, &(struct person_input){ .id = "x", .name = "   ", .roles = "assistant" }, false, STATUS_INPUT, "name");
	refused(house->app, &(struct person_input){ .id = "x", .roles = "assistant" }, false, STATUS_INPUT, "name");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N" }, false, STATUS_INPUT, "role");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "boss" }, false, STATUS_INPUT, "role");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "," }, false, STATUS_INPUT, "role");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "assistant", .born = "2025-02-30" }, false,
	        STATUS_INPUT, "date");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "assistant", .born = "2025-06-16" }, false,
	        STATUS_INPUT, "born");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "assistant", .wage = "-5" }, false,
	        STATUS_INPUT, "money");
	refused(house->app, &(struct person_input){ .id = "x", .name = "N", .roles = "assistant", .hours_week = "168:01" }, false,
	        STATUS_INPUT, "hours-week");
	refused(house->app, &(struct person_input){ .id = "anna", .name = "N", .roles = "assistant" }, false, STATUS_REFUSED,
	        "person-exists");
	refused(house->app, &(struct person_input){ .id = "zoe", .name = "N" }, true, STATUS_INPUT, "person");
	refused(house->app, &(struct person_input){ .id = "anna" }, true, STATUS_INPUT, "edit");
	refused(house->app, &(struct person_input){ .id = "holder", .roles = "auditor" }, true, STATUS_REFUSED, "holder-stays");
	free(long_name);
	check_ok(house->app);
}

static void test_any_name_is_kept(void **state)
{
	static const char *const names[] = { "Åse \"Øl\" O'Neill; DROP TABLE", "😀👩‍🦽", "שלום", "名前" };
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct people people;
	int seen = 0;

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *id = str_make("n%zu", i);

		assert_ok(app_person_add(house->app, &(struct person_input){ .id = id, .name = names[i], .roles = "assistant" },
		                         &st), &st);
		free(id);
	}
	assert_ok(app_people(house->app, &people, &st), &st);
	for (int i = 0; i < people.count; i++)
		for (size_t n = 0; n < COUNT_OF(names); n++)
			seen += !strcmp(people.of[i].name, names[n]);
	people_done(&people);
	assert_int_equal(seen, COUNT_OF(names));
}

static void test_a_wage_is_dated(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct wage *wages;
	int count;

	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "anna", .wage = "190.00", .from = "2025-07-01" }, &st),
	          &st);
	assert_ok(app_wages(house->app, "anna", &wages, &count, &st), &st);
	assert_int_equal(count, 2);
	assert_int_equal(wages[0].amount, 18250);
	assert_int_equal(wages[1].amount, 19000);
	assert_int_equal(wages[1].from, day_make(2025, 7, 1));
	free(wages);
	assert_false(app_wages(house->app, "zoe", &wages, &count, &st));
	is_status(&st, STATUS_INPUT, "person");
}

/* Once a person could end before hours that they had worked. */
static void test_dates_leave_no_hours_outside(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-06-10", "8-15", "led", "anna");

	assert_false(app_person_end(house->app, "anna", "2025-06-09", &st));
	is_status(&st, STATUS_REFUSED, "hours-outside");
	refused(house->app, &(struct person_input){ .id = "anna", .from = "2025-06-11" }, true, STATUS_REFUSED, "hours-outside");
	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "anna", .from = "2025-06-10" }, &st), &st);
	assert_ok(app_person_end(house->app, "anna", "2025-06-10", &st), &st);
	book_refused(house->app, "2025-06-11", "8-15", "led", "anna", STATUS_REFUSED, "person-dates");
	book_refused(house->app, "2025-06-09", "8-15", "led", "anna", STATUS_REFUSED, "person-dates");
	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	assert_false(app_person_end(house->app, "anna", "2025-06-09", &st));
	is_status(&st, STATUS_INPUT, "date");
	assert_false(app_person_end(house->app, "holder", "2025-06-09", &st));
	is_status(&st, STATUS_REFUSED, "holder-stays");
}

static void test_roles_are_a_set(void **state)
{
	struct status st = STATUS_INIT;
	unsigned roles;
	char *text;

	(void)state;
	assert_ok(roles_parse("assistant, leader", &roles, &st), &st);
	assert_int_equal(roles, ROLE_LEADER | ROLE_ASSISTANT);
	text = roles_format(roles);
	assert_string_equal(text, "leader,assistant");
	free(text);
}

/* ---- the household itself */

static void init_refused(const struct household_input *input, const char *rule)
{
	char *directory = support_tmpdir(), *file = str_make("%s/sub/h.db", directory), *sub = str_make("%s/sub", directory);
	struct app_options options = { .file = file };
	struct status st = STATUS_INIT;
	struct app *app;
	FILE *in;

	assert_false(app_init(&app, &options, input, &st));
	is_status(&st, STATUS_INPUT, rule);
	in = fopen(sub, "r");
	assert_null(in);
	support_rmdir(&directory);
	free(file);
	free(sub);
}

static void test_a_household_that_cannot_be_leaves_no_file(void **state)
{
	(void)state;
	house_now("2025-06-15T12:00");
	init_refused(&(struct household_input){ .holder = "K", .country = "SE" }, "country");
	init_refused(&(struct household_input){ .country = "DK" }, "holder");
	init_refused(&(struct household_input){ .holder = "", .country = "DK" }, "holder");
	init_refused(&(struct household_input){ .holder = "K", .zone = "Europe/Nowhere" }, "zone");
	init_refused(&(struct household_input){ .holder = "K", .lang = "sv" }, "lang");
	house_now("yesterday");
	init_refused(&(struct household_input){ .holder = "K" }, "LEDSAG_NOW");
	house_now("2025-03-30T02:30"); /* no such time */
	init_refused(&(struct household_input){ .holder = "K" }, "LEDSAG_NOW");
	unsetenv("LEDSAG_NOW");
}

static void test_a_household_knows_its_country(void **state)
{
	char *directory = support_tmpdir(), *file = str_make("%s/h.db", directory);
	struct app_options options = { .file = file };
	struct household_input input = { .holder = "Jana Sommer", .country = "DE" };
	struct status st = STATUS_INIT;
	struct app *app;

	(void)state;
	house_now("2025-06-15");
	assert_ok(app_init(&app, &options, &input, &st), &st);
	assert_string_equal(app_household(app)->currency, "EUR");
	assert_string_equal(app_household(app)->zone, "Europe/Berlin");
	assert_string_equal(app_actor(app), "holder");
	assert_int_equal(app_today(app), day_make(2025, 6, 15));
	app_close(&app);
	assert_false(app_init(&app, &options, &input, &st));
	is_status(&st, STATUS_FILE, "exists");
	support_rmdir(&directory);
	free(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_no_person),
		TEST(test_any_name_is_kept),
		TEST(test_a_wage_is_dated),
		TEST(test_dates_leave_no_hours_outside),
		cmocka_unit_test(test_roles_are_a_set),
		cmocka_unit_test(test_a_household_that_cannot_be_leaves_no_file),
		cmocka_unit_test(test_a_household_knows_its_country),
	};

	return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
