/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands about pay: their words, their JSON, who may run them. */
#include "run.h"

static void pay_household(struct cli *t)
{
	cli_begin(t);
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--from", "2025-01-01", "--wage", "175.50",
	       NULL);
	cli_ok(t, "person", "add", "bo", "--name", "Bo Krogh", "--role", "assistant", "--from", "2025-01-01", "--wage", "176.00",
	       NULL);
	cli_ok(t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-01-01", "--amount", "hours=37:00/week", NULL);
	cli_ok(t, "log", "2025-03-29", "22:00-06:00", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-03-31", "8-9", "--grant", "bpa.hours", "--person", "bo", NULL);
}

static void test_pay_of_a_month(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	pay_household(&t);
	cli_ok(&t, "pay", "2025-03", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "month"), "2025-03");
	assert_string_equal(json_text_at(object, "rules"), "dk.example");
	assert_string_equal(json_text_at(object, "people.0.person"), "anna");
	assert_int_equal(json_int_at(object, "people.0.base"), 122850);
	assert_int_equal(json_int_at(object, "people.0.supplements"), 5265 + 6143 + 43875);
	assert_int_equal(json_int_at(object, "people.0.holiday_pay"), 22267); /* 12.5 % of 1781.33 is 222.66625 */
	assert_int_equal(json_int_at(object, "people.0.pension"), 0);
	assert_int_equal(json_int_at(object, "people.0.total"), 122850 + 55283 + 22267);
	assert_int_equal(json_array_size(json_at(object, "people.0.lines")), 3);
	assert_int_equal(json_int_at(object, "people.0.lines.1.entry"), 1);
	assert_string_equal(json_text_at(object, "people.0.lines.1.band"), "night");
	assert_int_equal(json_int_at(object, "people.0.lines.1.minutes"), 60);
	assert_int_equal(json_int_at(object, "people.0.lines.1.rate_percent"), 35);
	assert_int_equal(json_int_at(object, "people.0.lines.1.amount"), 6143);
	assert_int_equal(json_array_size(json_at(object, "people.0.corrections")), 0);
	assert_string_equal(json_text_at(object, "people.1.person"), "bo");
	json_decref(object);
	cli_ok(&t, "pay", "2025-03", NULL);
	assert_has(t.out, "1,228.50");
	assert_has_not(t.out, "Night");
	cli_ok(&t, "pay", "2025-03", "--person", "anna", NULL);
	assert_has(t.out, "Night");
	assert_has_not(t.out, "bo ");
	cli_ok(&t, "pay", "2025-02", NULL);
	assert_has(t.out, "Nobody has hours in February 2025.");
	cli_end(&t);
}

static void test_explaining_an_entry(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	pay_household(&t);
	cli_ok(&t, "explain", "1", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "minutes"), 420);
	assert_int_equal(json_array_size(json_at(object, "stretches")), 3);
	assert_string_equal(json_text_at(object, "stretches.1.from"), "2025-03-29T23:00+01:00");
	assert_string_equal(json_text_at(object, "stretches.1.to"), "2025-03-30T00:00+01:00");
	assert_string_equal(json_text_at(object, "stretches.2.to"), "2025-03-30T06:00+02:00");
	assert_int_equal(json_int_at(object, "stretches.2.minutes"), 300);
	assert_string_equal(json_text_at(object, "stretches.2.file"), "pay/dk.example.conf");
	assert_string_equal(json_text_at(object, "stretches.2.bands.1.band"), "sunday");
	assert_int_equal(json_int_at(object, "stretches.2.bands.1.rate_percent"), 50);
	assert_int_equal(json_int_at(object, "stretches.2.bands.1.amount"), 43875);
	assert_string_equal(json_text_at(object, "stretches.2.bands.1.since"), "2021-01-01");
	json_decref(object);
	cli_ok(&t, "explain", "1", NULL);
	assert_has(t.out, "pay/dk.example.conf");
	assert_has(t.out, "23:00-24:00");
	assert_int_equal(cli(&t, "explain", "9", NULL), 2);
	assert_int_equal(cli(&t, "--as", "bo", "explain", "1", NULL), 3);
	assert_int_equal(cli(&t, "--as", "bo", "explain", "9", NULL), 3);
	cli_end(&t);
}

static void test_choosing_rules(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	pay_household(&t);
	cli_ok(&t, "pay", "rules", NULL);
	assert_has(t.out, "until others are chosen");
	cli_ok(&t, "pay", "rules", "de.estg3b", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "rules.0.id"), "de.estg3b");
	assert_true(json_is_true(json_at(object, "rules.0.used")));
	assert_true(json_is_true(json_at(object, "rules.0.kept")));
	json_decref(object);
	cli_ok(&t, "audit", NULL);
	assert_has(t.out, "pay de.estg3b");
	assert_int_equal(cli(&t, "pay", "rules", "dk.no-such", NULL), 2);
	assert_has(t.err, "ledsag pay rules");
	assert_int_equal(cli(&t, "--as", "anna", "pay", "rules", "dk.example", NULL), 3);
	assert_int_equal(cli(&t, "pay", "rules", "--renew", NULL), 2);
	assert_int_equal(cli(&t, "pay", NULL), 2);
	assert_int_equal(cli(&t, "pay", "then", NULL), 2);
	cli_ok(&t, "pay", "2025-03", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "people.0.lines.0.band"), "night25");
	assert_int_equal(json_int_at(object, "people.0.lines.0.minutes"), 240);
	json_decref(object);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_an_assistant_sees_the_own_lines(void **state)
{
	struct cli t;

	(void)state;
	pay_household(&t);
	cli_ok(&t, "--as", "anna", "pay", "2025-03", NULL);
	assert_has(t.out, "Night");
	assert_has_not(t.out, "bo ");
	assert_int_equal(cli(&t, "--as", "anna", "pay", "2025-03", "--person", "bo", NULL), 3);
	cli_end(&t);
}

static void make_directory(const struct cli *t, const char *name)
{
	char *path = cli_path(t, name);

	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static void test_a_public_holiday_is_no_leave(void **state)
{
	struct cli t;

	(void)state;
	pay_household(&t);
	cli_ok(&t, "log", "2025-04-18", "8-9", "--grant", "bpa.hours", "--person", "bo", NULL);
	cli_ok(&t, "explain", "3", NULL);
	assert_has(t.out, "Public holiday");
	assert_has(t.out, "Good Friday");
	cli_ok(&t, "pay", "rules", NULL);
	assert_has(t.out, "In use"); /* not "Used", which is of hours */
	cli_end(&t);
}

static void test_a_percentage_with_decimals(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	pay_household(&t);
	make_directory(&t, ".config");
	make_directory(&t, ".config/ledsag");
	make_directory(&t, ".config/ledsag/pay");
	cli_write(&t, ".config/ledsag/pay/dk.own.conf",
	          "name { en = Own da = Egen de = Eigene }\ncountry = DK\nsource = s\nfrom = 2025-01-01\nstack = add\n"
	          "band \"night\" { name { en = a da = b de = c }\npercent = 22.5\ntime = \"23-6\" }\n"
	          "band \"weekend\" { name { en = a da = b de = c }\nper-hour = 10.00\ndays = {saturday, sunday} }\n");
	cli_ok(&t, "pay", "rules", "dk.own", NULL);
	cli_ok(&t, "pay", "2025-03", "--json", NULL);
	assert_has(t.out, "\"band\":\"night\",\"minutes\":360,\"rate_percent\":22.5,");
	object = cli_object(&t);
	assert_true(json_is_null(json_at(object, "people.0.lines.1.rate_percent")));
	assert_int_equal(json_int_at(object, "people.0.lines.1.per_hour"), 1000);
	assert_int_equal(json_int_at(object, "people.0.lines.1.amount"), 7000);
	json_decref(object);
	cli_write(&t, ".config/ledsag/pay/dk.bad.conf", "colour = red\n");
	assert_int_equal(cli(&t, "pay", "rules", "dk.bad", NULL), 2);
	assert_has(t.err, "dk.bad.conf:1:");
	cli_ok(&t, "pay", "rules", NULL);
	assert_has(t.err, "dk.bad.conf:1:");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pay_of_a_month),
		cmocka_unit_test(test_explaining_an_entry),
		cmocka_unit_test(test_choosing_rules),
		cmocka_unit_test(test_an_assistant_sees_the_own_lines),
		cmocka_unit_test(test_a_public_holiday_is_no_leave),
		cmocka_unit_test(test_a_percentage_with_decimals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
