/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be right gets a sentence and its exit code, and leaves the file as it was. */
#include "run.h"

#define WORDS_MOST 12

struct bad {
	int code;
	const char *rule; /* NULL: any */
	const char *words[WORDS_MOST];
};

/* Entry 1: 3 February, 8 to 17, anna. The grant: led from 1 January to 30 June 2025. */
static const struct bad bads[] = {
	/* dates and times that do not exist */
	{ 2, "date", { "log", "2025-02-30", "8-15", "--grant", "led" } },
	{ 2, "date", { "log", "2025-13-01", "8-15", "--grant", "led" } },
	{ 2, "date", { "log", "30.2.2025", "8-15", "--grant", "led" } },
	{ 2, "date", { "log", "1066-10-14", "8-15", "--grant", "led" } },
	{ 2, "date", { "log", "whenever", "8-15", "--grant", "led" } },
	{ 2, "date", { "log", "", "8-15", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "8-25", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "24:00-8", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "8:61-9", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "afternoon", "--grant", "led" } },
	{ 2, "no-such-time", { "log", "2025-03-30", "02:30-07:00", "--grant", "led" } },
	{ 2, "not-doubled", { "log", "2025-03-10", "02:30+-07:00", "--grant", "led" } },
	/* who and what is not there */
	{ 2, "grant", { "log", "2025-03-10", "8-15", "--grant", "lad" } },
	{ 2, "grant", { "log", "2025-03-10", "8-15", "--grant", "led.money" } },
	{ 2, "person", { "log", "2025-03-10", "8-15", "--grant", "led", "--person", "nobody" } },
	{ 2, "kind", { "log", "2025-03-10", "8-15", "--grant", "led", "--kind", "sleep" } },
	{ 2, NULL, { "bank", "lad" } },
	{ 2, NULL, { "grant", "show", "lad" } },
	{ 2, NULL, { "hours", "edit", "99", "--span", "8-9" } },
	{ 2, NULL, { "hours", "withdraw", "99" } },
	{ 2, NULL, { "shift", "done", "99" } },
	{ 2, NULL, { "person", "end", "nobody", "2025-03-01" } },
	{ 2, NULL, { "grant", "add", "x", "--scheme", "dk.nowhere.1", "--from", "2025-01-01" } },
	/* what a rule refuses */
	{ 1, "overlap", { "log", "2025-02-03", "16-18", "--grant", "led", "--person", "anna" } },
	{ 1, "overlap", { "log", "2025-02-02", "22-9", "--grant", "led", "--person", "anna" } },
	{ 1, "outside-grant", { "log", "2024-12-31", "8-15", "--grant", "led" } },
	{ 1, "outside-grant", { "log", "2025-07-01", "8-15", "--grant", "led" } },
	{ 1, "outside-grant", { "log", "2025-06-30", "22-7", "--grant", "led" } },
	{ 1, NULL, { "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-03-01", "--amount", "hours=37:00/week" } },
	/* amounts */
	{ 2, NULL, { "log", "2025-03-10", "-7:30", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "0:00", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "99999999999999999999:00", "--grant", "led" } },
	{ 2, NULL, { "log", "2025-03-10", "7:5", "--grant", "led" } },
	{ 2, NULL, { "grant", "change", "led", "--from", "2025-04-01", "--amount", "-15:00/month" } },
	{ 2, NULL, { "grant", "change", "led", "--from", "2025-04-01", "--amount", "999999999999999999999:00/month" } },
	{ 2, NULL, { "grant", "change", "led", "--from", "2025-04-01", "--amount", "15/month" } },
	{ 2, NULL, { "grant", "add", "x", "--scheme", "dk.holbaek.97", "--from", "2025-08-01", "--set", "window=99" } },
	{ 2, NULL, { "grant", "add", "x", "--scheme", "dk.holbaek.97", "--from", "2025-08-01", "--set", "colour=red" } },
	{ 2, NULL, { "grant", "add", "x", "--scheme", "dk.holbaek.97", "--from", "2025-08-01", "--opening", "2020-01=9:00" } },
	{ 2, NULL, { "person", "add", "kim", "--name", "Kim", "--role", "assistant", "--wage", "-1" } },
	{ 2, NULL, { "person", "add", "kim", "--name", "Kim", "--role", "king" } },
	{ 2, NULL, { "person", "add", "kim", "--name", "Kim", "--role", "assistant", "--born", "2030-01-01" } },
	{ 2, NULL, { "person", "add", "Not An Id!", "--name", "Kim", "--role", "assistant" } },
	{ 2, NULL, { "person", "add", "kim", "--name", "", "--role", "assistant" } },
	{ 2, NULL, { "person", "add", "kim", "--name", "Kim\xff\xfe", "--role", "assistant" } },
	{ 2, NULL, { "shift", "add", "2025-03-10", "8-15", "--grant", "led", "--repeat", "FREQ=SECONDLY" } },
	{ 2, NULL, { "import", "hours", "missing.csv" } },
	{ 2, NULL, { "import", "hours", "." } },
	{ 2, NULL, { "bank", "led", "--month", "2025-13" } },
	{ 2, NULL, { "bank", "led", "--if", "much" } },
	{ 2, "unit", { "bank", "led", "--month", "2025-03", "--if", "2d" } },
	{ 2, "month", { "bank", "led", "--month", "2024-12" } },
	{ 2, NULL, { "account", "twenty" } },
};

static void bad_household(struct cli *t)
{
	cli_begin(t);
	cli_household(t);
	cli_ok(t, "grant", "end", "led", "2025-06-30", NULL);
	cli_ok(t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
}

static char *head_of(struct cli *t)
{
	return mem_text(cli_ok(t, "audit", "--head", NULL));
}

static void check_bad(struct cli *t, const struct bad *bad)
{
	char *argv[WORDS_MOST + 3] = { "ledsag", "--json" };
	json_t *object;

	for (int i = 0; i < WORDS_MOST; i++)
		argv[i + 2] = (char *)bad->words[i];
	cli_start(t, argv);
	if (t->code != bad->code)
		fail_msg("ledsag %s %s %s …: exit %d, must be %d: %s", bad->words[0], bad->words[1],
		         bad->words[2] ? bad->words[2] : "", t->code, bad->code, t->out);
	object = cli_object(t);
	assert_int_equal(json_int_at(object, "error.code"), bad->code);
	if (bad->rule && strcmp(json_text_at(object, "error.rule"), bad->rule) != 0)
		fail_msg("ledsag %s %s %s …: %s, must be %s", bad->words[0], bad->words[1], bad->words[2], t->out, bad->rule);
	if (strlen(json_text_at(object, "error.message")) < 15)
		fail_msg("no sentence: %s", t->out);
	json_decref(object);
	assert_string_equal(t->err, "");
}

static void test_each_is_told_and_nothing_changes(void **state)
{
	struct cli t;
	char *head, *after;

	(void)state;
	bad_household(&t);
	head = head_of(&t);
	for (size_t i = 0; i < COUNT_OF(bads); i++) {
		check_bad(&t, &bads[i]);
		after = head_of(&t);
		if (strcmp(head, after) != 0)
			fail_msg("ledsag %s %s %s … changed the file", bads[i].words[0], bads[i].words[1],
			         bads[i].words[2] ? bads[i].words[2] : "");
		free(after);
	}
	free(head);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

/* ---- texts of every kind: kept as they are, shown without harm */

static char *many(const char *text, int times)
{
	struct str out = STR_INIT;

	while (times--)
		str_add(&out, text);
	return str_take(&out);
}

static void test_names_and_notes_of_every_kind(void **state)
{
	static const char *const texts[] = {
		"O'Brien \"the\" `cat`; DROP TABLE entry_rev; --",
		"Zoë 👩‍🦽 Ørsted",
		"שלום עולם",
		"مرحبا",
		"=1+1",
		"{\"a\":1}",
		"100 %s %n",
	};
	struct cli t;
	json_t *object;

	(void)state;
	bad_household(&t);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		char id[8], day[16];

		snprintf(id, sizeof id, "p%zu", i);
		snprintf(day, sizeof day, "2025-03-%02zu", i + 1);
		cli_ok(&t, "person", "add", id, "--name", texts[i], "--role", "assistant", NULL);
		cli_ok(&t, "--json", "log", day, "8-9", "--grant", "led", "--person", id, "--note", texts[i], NULL);
		cli_ok(&t, "hours", "list", "--person", id, "--json", NULL);
		object = cli_object(&t);
		assert_string_equal(json_text_at(object, "entries.0.note"), texts[i]);
		json_decref(object);
		cli_ok(&t, "person", "list", NULL);
		assert_has(t.out, texts[i]);
	}
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

/* Too long is refused with a sentence; control characters never reach the terminal. */
static void test_long_and_steering_texts(void **state)
{
	static const char *const steering = "a\nb\tc\x1b[31m\xe2\x80\xae!";
	struct cli t;
	char *longest = many("x", 10000), *head;

	(void)state;
	bad_household(&t);
	head = head_of(&t);
	assert_int_equal(cli(&t, "person", "add", "kim", "--name", longest, "--role", "assistant", NULL), 2);
	assert_true(strlen(t.err) < 600);
	assert_int_equal(cli(&t, "log", "2025-03-10", "8-9", "--grant", "led", "--note", longest, NULL), 2);
	assert_int_equal(cli(&t, "log", longest, "8-9", "--grant", "led", NULL), 2);
	assert_int_equal(cli(&t, "log", "2025-03-10", longest, "--grant", "led", NULL), 2);
	assert_int_equal(cli(&t, "log", "2025-03-10", "8-9", "--grant", longest, NULL), 2);
	assert_int_equal(cli(&t, longest, NULL), 2);
	assert_string_equal(cli_ok(&t, "audit", "--head", NULL), head);
	free(head);
	free(longest);
	cli(&t, "log", "2025-03-10", "8-9", "--grant", steering, NULL);
	assert_has_not(t.err, "\x1b");
	assert_has_not(t.err, "\xe2\x80\xae");
	cli(&t, "person", "add", "kim", "--name", steering, "--role", "assistant", NULL);
	cli(&t, "log", "2025-03-10", "8-9", "--grant", "led", "--note", steering, NULL);
	cli_ok(&t, "hours", "list", NULL);
	assert_has_not(t.out, "\x1b");
	cli_ok(&t, "person", "list", NULL);
	assert_has_not(t.out, "\x1b");
	assert_has_not(t.out, "\xe2\x80\xae");
	cli_end(&t);
}

/* ---- files */

static void test_a_png_is_no_csv(void **state)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2\0\0\0\x90wS\xde\0\0\0\14IDATx\x9c";
	struct cli t;
	char *head;

	(void)state;
	bad_household(&t);
	head = head_of(&t);
	cli_write_bytes(&t, "picture.csv", png, sizeof png);
	assert_int_equal(cli(&t, "import", "hours", "picture.csv", NULL), 2);
	assert_true(strlen(t.err) > 20);
	assert_has_not(t.err, "\x1a");
	cli_write(&t, "empty.csv", "");
	assert_int_equal(cli(&t, "import", "hours", "empty.csv", NULL), 2);
	cli_write(&t, "head.csv", "name,age\nanna,27\n");
	assert_int_equal(cli(&t, "import", "hours", "head.csv", NULL), 2);
	assert_string_equal(cli_ok(&t, "audit", "--head", NULL), head);
	free(head);
	cli_end(&t);
}

static void test_every_bad_line_is_named(void **state)
{
	struct cli t;
	json_t *object;
	char *head;

	(void)state;
	bad_household(&t);
	head = head_of(&t);
	cli_write(&t, "bad.csv",
	          "person,grant,date,start,end,kind,note\n"
	          "anna,led,2025-03-03,08:00,10:00,,fine\n"
	          "anna,led,2025-02-30,08:00,10:00,,\n"
	          "nobody,led,2025-03-05,08:00,10:00,,\n"
	          "anna,led,2025-03-03,09:00,11:00,,overlaps the first\n"
	          "anna,led,2025-09-05,08:00,10:00,,outside\n");
	assert_int_equal(cli(&t, "import", "hours", "bad.csv", NULL), 2);
	assert_has(t.err, "bad.csv:3: date: ");
	assert_has(t.err, "bad.csv:4: person: ");
	assert_has(t.err, "bad.csv:5: ");
	assert_has(t.err, "bad.csv:6: ");
	assert_has_not(t.err, "bad.csv:2: ");
	assert_int_equal(cli(&t, "import", "hours", "bad.csv", "--json", NULL), 2);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.rule"), "import");
	assert_int_equal(json_array_size(json_at(object, "error.problems")), 4);
	assert_int_equal(json_int_at(object, "error.problems.0.line"), 3);
	json_decref(object);
	assert_string_equal(t.err, "");
	assert_string_equal(cli_ok(&t, "audit", "--head", NULL), head);
	free(head);
	cli_end(&t);
}

static void test_csv_of_another_program(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	bad_household(&t);
	cli_write(&t, "other.csv",
	          "person;grant;date;hours;kind;note\r\n"
	          "anna;led;03.03.2025;7,5;;k\xf8rsel\r\n");
	cli_ok(&t, "import", "hours", "other.csv", NULL);
	assert_has(t.out, "1 row, 7:30 hours, read as Latin-1, separated by ;, hours with decimals: booked");
	t.input = "bom.csv";
	cli_write(&t, "bom.csv", "\xef\xbb\xbfperson,grant,date,start,end,kind,note\nbo,led,2025-03-04,8:00,9:00,,\n");
	cli_ok(&t, "--json", "import", "hours", "-", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "rows"), 1);
	assert_int_equal(json_int_at(object, "minutes"), 60);
	assert_true(json_is_true(json_at(object, "recognised.bom")));
	assert_true(json_is_false(json_at(object, "recognised.latin1")));
	json_decref(object);
	cli_ok(&t, "hours", "list", "--json", NULL);
	assert_has(t.out, "kørsel");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_is_told_and_nothing_changes),
		cmocka_unit_test(test_names_and_notes_of_every_kind),
		cmocka_unit_test(test_long_and_steering_texts),
		cmocka_unit_test(test_a_png_is_no_csv),
		cmocka_unit_test(test_every_bad_line_is_named),
		cmocka_unit_test(test_csv_of_another_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
