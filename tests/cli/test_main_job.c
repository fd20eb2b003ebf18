/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job from the first command to the account, as the README tells it. */
#include "run.h"

static void plan_four_weeks(struct cli *t)
{
	json_t *object;

	cli_ok(t, "--json", "shift", "add", "2025-03-03", "16:00-19:00", "--grant", "led", "--person", "anna", "--repeat",
	       "FREQ=WEEKLY;COUNT=4", NULL);
	object = cli_object(t);
	assert_int_equal(json_array_size(json_at(object, "shifts")), 4);
	assert_int_equal(json_int_at(object, "shifts.0"), 1);
	json_decref(object);
	assert_has(cli_ok(t, "shift", "add", "2025-03-08", "13-15", "--grant", "led", "--repeat", "FREQ=WEEKLY;COUNT=4", NULL),
	           "4 shifts are planned: 5–8");
	for (int i = 5; i <= 8; i++) {
		char id[2] = { (char)('0' + i), '\0' };

		cli_ok(t, "shift", "assign", id, "bo", NULL);
	}
	assert_has(cli_ok(t, "shift", "list", "--week", "2025-W10", NULL), "16:00-19:00");
	assert_has(t->out, "13:00-15:00");
}

/* Four times 3:00 and four times 2:00 are 20:00 in March. */
static void book_from_the_roster(struct cli *t)
{
	for (int i = 1; i <= 8; i++) {
		char id[2] = { (char)('0' + i), '\0' };

		cli_ok(t, "shift", "done", id, NULL);
	}
	cli_ok(t, "shift", "list", "--month", "2025-03", "--json", NULL);
	assert_has(t->out, "\"state\":\"done\"");
	assert_has_not(t->out, "\"state\":\"assigned\"");
}

static void book_from_a_csv(struct cli *t)
{
	cli_write(t, "june.csv",
	          "person,grant,date,start,end,kind,note\n"
	          "anna,led,2025-06-02,08:00,18:00,work,\"by the sea, all day\"\n"
	          "anna,led,2025-06-04,08:00,18:00,,\n"
	          "bo,led,2025-06-06,08:00,18:00,work,\n"
	          "bo,led,2025-06-10,22:00,08:00,,night\n");
	cli_ok(t, "import", "hours", "june.csv", "--dry-run", NULL);
	assert_has(t->out, "nothing was booked");
	cli_ok(t, "import", "hours", "june.csv", NULL);
	assert_has(t->out, "4 rows, 40:00 hours");
}

static void check_bank(struct cli *t)
{
	json_t *object;

	cli_ok(t, "bank", "led", "--month", "2025-05", NULL);
	assert_has(t->out, "15:00 h were not used by 30 June 2025");
	t->now = "2025-05-20T12:00";
	cli_ok(t, "bank", "led", "--month", "2025-05", NULL);
	assert_has(t->out, "15:00 h lapse on 30 June 2025");
	t->now = "2025-08-01T12:00";
	assert_has(t->out, "2025-03 15:00, 2025-02 5:00");
	cli_ok(t, "bank", "led", "--month", "2025-06", "--json", NULL);
	object = cli_object(t);
	assert_int_equal(json_int_at(object, "months.2.used"), 1200);
	assert_int_equal(json_int_at(object, "months.5.used"), 2400);
	assert_int_equal(json_int_at(object, "months.5.lapsed"), 900);
	assert_int_equal(json_int_at(object, "months.5.left"), 900);
	assert_string_equal(json_text_at(object, "months.5.lots.0.last_month"), "2025-07");
	json_decref(object);
	cli_ok(t, "check", NULL);
}

static void check_account(struct cli *t)
{
	json_t *object;
	char *csv;

	cli_ok(t, "account", "2025", NULL);
	assert_has(t->out, "Annual account 2025");
	assert_has(t->out, "Maria Holm");
	assert_has(t->out, "March 2025");
	assert_has(t->out, "20:00");
	cli_ok(t, "account", "2025", "--format", "csv", "-o", "account.csv", NULL);
	csv = cli_read(t, "account.csv", NULL);
	assert_has(csv, "grant,part,unit,month,granted,");
	assert_has(csv, "led,hours,hours,2025-03,15:00,20:00,");
	assert_has(csv, "\r\nled,hours,hours,sum,180:00,60:00,");
	free(csv);
	cli_ok(t, "account", "2025", "--format", "json", NULL);
	object = cli_object(t);
	assert_int_equal(json_int_at(object, "year"), 2025);
	assert_int_equal(json_int_at(object, "hours.granted"), 12 * 900);
	assert_int_equal(json_int_at(object, "hours.used"), 3600);
	assert_int_equal(json_int_at(object, "hours.difference"), 12 * 900 - 3600);
	assert_int_equal(json_int_at(object, "hours.months.5.work"), 2400);
	json_decref(object);
}

static void test_main_job(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	plan_four_weeks(&t);
	book_from_the_roster(&t);
	book_from_a_csv(&t);
	check_bank(&t);
	check_account(&t);
	cli_end(&t);
}

/* The sentence that the program is for. */
static void test_what_lapses_is_said_in_time(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-03-03", "10:00", "--grant", "led", NULL);
	cli_ok(&t, "log", "2025-03-04", "10:00", "--grant", "led", NULL);
	t.now = "2025-06-01T09:00";
	cli_ok(&t, "bank", "led", NULL);
	assert_has(t.out, "15:00 h lapse on 30 June 2025; with newest-first you keep them only by using 70:00 h more by then.");
	cli_ok(&t, "bank", "led", "--if", "70:00", NULL);
	assert_has_not(t.out, "30 June 2025;");
	assert_has(t.out, "nothing is booked");
	cli_ok(&t, "balance", NULL);
	assert_has(t.out, "15:00 on 30 June 2025");
	cli_ok(&t, NULL);
	assert_has(t.out, "15:00 on 30 June 2025");
	cli_end(&t);
}

static void test_log_says_what_is_left(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	assert_string_equal(t.out, "entry 1: 9:00 on led · 21:00 left\n");
	cli_ok(&t, "--json", "log", "2025-02-04", "8-16", "--grant", "led", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "entry"), 2);
	assert_int_equal(json_int_at(object, "minutes"), 480);
	assert_string_equal(json_text_at(object, "grant"), "led");
	assert_int_equal(json_int_at(object, "left"), 780);
	assert_int_equal(json_int_at(object, "overdraft"), 0);
	assert_true(json_is_array(json_at(object, "warnings")));
	json_decref(object);
	cli_end(&t);
}

/* The night over the border of a month and over the change of the clocks: 7:00, of which 6:00 are in the second day. */
static void test_hours_over_a_border(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-03-29", "23:00-07:00", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "hours", "list", "--from", "2025-03-30", "--to", "2025-03-30", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "entries.0.start"), "2025-03-29T23:00+01:00");
	assert_string_equal(json_text_at(object, "entries.0.end"), "2025-03-30T07:00+02:00");
	assert_int_equal(json_int_at(object, "entries.0.minutes"), 420);
	assert_int_equal(json_int_at(object, "entries.0.minutes_in"), 360);
	assert_int_equal(json_int_at(object, "minutes"), 360);
	json_decref(object);
	cli_ok(&t, "hours", "list", "--month", "2025-03", NULL);
	assert_has(t.out, "23:00-07:00");
	assert_has(t.out, "7:00 hours in 1 entry");
	cli_ok(&t, "hours", "list", "--month", "2025-05", "--json", NULL);
	assert_string_equal(t.out, "{\"entries\":[],\"minutes\":0}\n");
	cli_end(&t);
}

static void test_changes_and_their_history(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	cli_ok(&t, "hours", "edit", "1", "--span", "8-12", "--note", "half a day", NULL);
	assert_has(t.out, "entry 1: 4:00 on led");
	cli_ok(&t, "hours", "show", "1", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "revisions")), 2);
	assert_int_equal(json_int_at(object, "minutes"), 240);
	assert_string_equal(json_text_at(object, "note"), "half a day");
	json_decref(object);
	cli_ok(&t, "hours", "withdraw", "1", NULL);
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "0:00 hours in 0 entries");
	cli_ok(&t, "undo", NULL);
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "4:00 hours in 1 entry");
	cli_ok(&t, "redo", NULL);
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "0:00 hours in 0 entries");
	cli_ok(&t, "audit", NULL);
	assert_has(t.out, "withdraw");
	cli_ok(&t, "audit", "--json", NULL);
	object = cli_object(&t);
	assert_true(json_array_size(json_at(object, "changes")) >= 8);
	assert_true(json_is_true(json_at(object, "changes.0.clock_fixed")));
	json_decref(object);
	cli_ok(&t, "check", "--json", NULL);
	cli_end(&t);
}

static void test_backup_is_a_household(void **state)
{
	struct cli t;
	char *head;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	head = mem_text(cli_ok(&t, "audit", "--head", NULL));
	cli_ok(&t, "backup", "copy.db", NULL);
	assert_string_equal(cli_ok(&t, "-f", "copy.db", "audit", "--head", NULL), head);
	assert_int_equal(cli(&t, "backup", "copy.db", NULL), 4);
	free(head);
	cli_end(&t);
}

static void test_grants_change_and_end(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "grant", "change", "led", "--from", "2025-04-01", "--amount", "12:00/month", NULL);
	assert_has(t.out, "12:00 h a month, from 1 April 2025");
	cli_ok(&t, "grant", "deduct", "led", "2025-03", "4:00", NULL);
	assert_has(t.out, "4:00, March 2025");
	cli_ok(&t, "grant", "end", "led", "2025-06-30", NULL);
	cli_ok(&t, "grant", "show", "led", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "to"), "2025-06-30");
	assert_int_equal(json_int_at(object, "amounts.1.amount"), 720);
	assert_int_equal(json_int_at(object, "deductions.0.amount"), 240);
	json_decref(object);
	cli_ok(&t, "bank", "led", "--month", "2025-03", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "months.2.granted"), 660);
	json_decref(object);
	cli_ok(&t, "grant", "list", NULL);
	assert_has(t.out, "led");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_main_job),
		cmocka_unit_test(test_what_lapses_is_said_in_time),
		cmocka_unit_test(test_log_says_what_is_left),
		cmocka_unit_test(test_hours_over_a_border),
		cmocka_unit_test(test_changes_and_their_history),
		cmocka_unit_test(test_backup_is_a_household),
		cmocka_unit_test(test_grants_change_and_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
