/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the command line behaves: help, options, exit codes, languages, JSON. */
#include "run.h"

static const char *const commands[] = {
	"init",           "demo",         "person add", "person list",  "person edit", "person end",   "scheme list",
	"scheme show",    "scheme check", "grant add",  "grant list",   "grant show",  "grant change", "grant deduct",
	"grant transfer", "grant end",    "log",        "hours list",   "hours show",  "hours edit",   "hours withdraw",
	"import hours",   "shift add",    "shift list", "shift assign", "shift done",  "shift cancel", "bank",
	"balance",        "account",      "undo",       "redo",         "audit",       "check",        "backup",
};

static void test_every_command_explains_itself(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		char *first = mem_text(commands[i]), *second = strchr(first, ' '),
		     *usage = str_make("usage: ledsag %s", commands[i]);

		if (second)
			*second++ = '\0';
		cli_ok(&t, first, second ? second : "--help", second ? "--help" : NULL, NULL);
		assert_has(t.out, usage);
		assert_has(t.out, "Examples:");
		assert_string_equal(t.err, "");
		free(usage);
		free(first);
	}
	cli_end(&t);
}

static void test_help_and_version(void **state)
{
	static const char *const libraries[] = { "ledsag ", "sqlite ", "ncurses ", "libconfuse ", "libsodium ", "jansson " };
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "--help", NULL);
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		char *line = str_make("\n  %.*s ", (int)strcspn(commands[i], " "), commands[i]);

		assert_has(t.out, line);
		free(line);
	}
	cli_ok(&t, "grant", "--help", NULL);
	assert_has(t.out, "ledsag grant deduct GRANT MONTH");
	cli_ok(&t, "--version", NULL);
	for (size_t i = 0; i < COUNT_OF(libraries); i++)
		assert_has(t.out, libraries[i]);
	cli_end(&t);
}

/* What is asked wrongly is exit 2, and says what is right. */
static void test_usage(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	assert_int_equal(cli(&t, "blance", NULL), 2);
	assert_string_equal(t.err, "ledsag: There is no command 'blance'. Did you mean 'balance'?\n");
	assert_int_equal(cli(&t, "grant", "ad", NULL), 2);
	assert_has(t.err, "'grant add'");
	assert_int_equal(cli(&t, "person", NULL), 2);
	assert_has(t.err, "add, list, edit, end");
	assert_int_equal(cli(&t, "bank", NULL), 2);
	assert_has(t.err, "GRANT[.PART] is missing: ledsag bank GRANT[.PART]");
	assert_int_equal(cli(&t, "bank", "led", "bpa", NULL), 2);
	assert_has(t.err, "'bpa' is one argument too many");
	assert_int_equal(cli(&t, "grant", "change", "led", "--amount", "20:00/month", NULL), 2);
	assert_has(t.err, "--from is missing");
	assert_int_equal(cli(&t, "log", "today", "8-15", "--grnat", "led", NULL), 2);
	assert_has(t.err, "'--grant'");
	assert_int_equal(cli(&t, "log", "today", "8-15", "--grant", NULL), 2);
	assert_has(t.err, "--grant needs a value");
	assert_int_equal(cli(&t, "balance", "--json=yes", NULL), 2);
	assert_has(t.err, "--json takes no value");
	assert_int_equal(cli(&t, "balance", "-x", NULL), 2);
	assert_has(t.err, "'-x'");
	assert_int_equal(cli(&t, "--lang", "fr", "balance", NULL), 2);
	assert_has(t.err, "da, de or en");
	assert_int_equal(cli(&t, "xyzzy", "--help", NULL), 2);
	assert_string_equal(t.out, "");
	cli_household(&t);
	cli_ok(&t, "log", "2025-03-03", "8-9", NULL); /* the only grant that runs needs no name */
	assert_has(t.out, "1:00 on led");
	assert_int_equal(cli(&t, "hours", "edit", "17", NULL), 2);
	assert_has(t.err, "--span");
	assert_int_equal(cli(&t, "hours", "show", "seventeen", NULL), 2);
	assert_has(t.err, "'seventeen'");
	assert_int_equal(cli(&t, "hours", "list", "--month", "2025-03", "--from", "2025-03-01", NULL), 2);
	assert_int_equal(cli(&t, "hours", "list", "--from", "2025-03-02", "--to", "2025-03-01", NULL), 2);
	assert_int_equal(cli(&t, "hours", "list", "--state", "lost", NULL), 2);
	cli_end(&t);
}

static void test_options_stand_before_or_behind(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "-f", "a.db", "init", "--holder", "Maria", NULL);
	cli_ok(&t, "balance", "-f", "a.db", "--json", NULL);
	assert_string_equal(t.out, "{\"month\":\"2025-08\",\"grants\":[]}\n");
	cli_ok(&t, "--json", "--file=a.db", "balance", "--month=2025-01", NULL);
	assert_has(t.out, "\"2025-01\"");
	cli_ok(&t, "-fa.db", "--json", NULL);
	assert_has(t.out, "\"2025-08\"");
	/* a date may begin with '-', three days ago */
	cli_ok(&t, "-f", "a.db", "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2025-01-01", NULL);
	cli_ok(&t, "-f", "a.db", "log", "-3", "8-15", "--grant", "led", NULL);
	cli_ok(&t, "-f", "a.db", "hours", "list", "--json", NULL);
	assert_has(t.out, "2025-07-29T08:00+02:00");
	/* behind "--" everything is a word */
	assert_int_equal(cli(&t, "-f", "a.db", "bank", "--", "--json", NULL), 2);
	assert_has(t.err, "--json");
	cli_end(&t);
}

static void test_exit_codes(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	assert_int_equal(cli(&t, "balance", NULL), 4); /* no file yet */
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	assert_int_equal(cli(&t, "log", "2025-02-03", "16-18", "--grant", "led", "--person", "anna", NULL), 1);
	assert_int_equal(cli(&t, "log", "2025-02-30", "8-17", "--grant", "led", NULL), 2);
	assert_int_equal(cli(&t, "--as", "anna", "grant", "end", "led", "2025-06-30", NULL), 3);
	assert_string_equal(t.out, "");
	assert_int_equal(cli(&t, "--as", "anna", "grant", "end", "nothing", "2025-06-30", NULL), 3);
	assert_int_equal(cli(&t, "init", "--holder", "Somebody else", NULL), 4);
	cli_write(&t, "text.db", "This is no database, only some text that is long enough to be looked at.\n");
	assert_int_equal(cli(&t, "-f", "text.db", "balance", NULL), 4);
	cli_end(&t);
}

/* The refusal does not say whether the thing exists. */
static void test_denied_is_the_same_sentence(void **state)
{
	struct cli t;
	char *first;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli(&t, "--as", "anna", "grant", "end", "led", "2025-06-30", NULL);
	first = mem_text(t.err);
	cli(&t, "--as", "anna", "grant", "end", "nothing", "2025-06-30", NULL);
	assert_string_equal(t.err, first);
	free(first);
	cli_end(&t);
}

static void test_errors_as_json(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "log", "2025-02-03", "8-17", "--grant", "led", "--person", "anna", NULL);
	assert_int_equal(cli(&t, "--json", "log", "2025-02-03", "16-18", "--grant", "led", "--person", "anna", NULL), 1);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "error.code"), 1);
	assert_string_equal(json_text_at(object, "error.rule"), "overlap");
	assert_true(strlen(json_text_at(object, "error.message")) > 10);
	assert_int_equal(json_object_size(object), 1);
	json_decref(object);
	assert_string_equal(t.err, "");
	/* also where the arguments themselves are wrong, and --json comes last */
	assert_int_equal(cli(&t, "blance", "--json", NULL), 2);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.rule"), "usage");
	json_decref(object);
	assert_int_equal(cli(&t, "-f", "none.db", "hours", "list", "--json", NULL), 4);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "error.code"), 4);
	json_decref(object);
	cli_end(&t);
}

/* Whatever the language, the figures and the exit code are the same; the sentences are not. */
static void test_languages(void **state)
{
	static const char *const langs[] = { "en", "da", "de" };
	struct cli t;
	char *said[3];

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(cli(&t, "--lang", langs[i], "log", "2025-02-30", "8-17", "--grant", "led", NULL), 2);
		said[i] = mem_text(t.err);
		cli_ok(&t, "--lang", langs[i], "account", "2025", "--format", "csv", NULL);
		assert_has(t.out, i ? "led;" : "led,");
	}
	assert_string_not_equal(said[0], said[1]);
	assert_string_not_equal(said[0], said[2]);
	assert_string_not_equal(said[1], said[2]);
	for (int i = 0; i < 3; i++)
		free(said[i]);
	cli_end(&t);
}

static void test_schemes(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "scheme", "list", NULL);
	assert_has(t.out, "dk.holbaek.97");
	cli_ok(&t, "scheme", "show", "dk.holbaek.97", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "parts.0.carry"), "window");
	assert_int_equal(json_int_at(object, "parts.0.amount"), 900);
	json_decref(object);
	assert_int_equal(cli(&t, "scheme", "show", "dk.nowhere.1", NULL), 2);
	cli_ok(&t, "scheme", "check", LEDSAG_SOURCEDIR "/conf/schemes/dk.holbaek.97.conf", NULL);
	cli_write(&t, "dk.bad.1.conf", "country = DK\nlaw = 7\ncolour = red\n");
	assert_int_equal(cli(&t, "scheme", "check", "dk.bad.1.conf", NULL), 2);
	assert_has(t.err, "dk.bad.1.conf:3: colour");
	assert_int_equal(cli(&t, "scheme", "check", "missing.conf", NULL), 2);
	cli_end(&t);
}

static void test_demo(void **state)
{
	static const char *const cases[] = { "bpa", "ledsage", "pb" };
	struct cli t;

	(void)state;
	cli_begin(&t);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		cli_ok(&t, "demo", cases[i], "--case", cases[i], NULL);
		cli_ok(&t, "-f", cases[i], "check", NULL);
		cli_ok(&t, "-f", cases[i], "balance", NULL);
		cli_ok(&t, "-f", cases[i], "account", "2024", "--json", NULL);
		json_decref(cli_object(&t));
		cli_ok(&t, "-f", cases[i], "account", "2024", NULL);
	}
	assert_int_equal(cli(&t, "demo", "x.db", "--case", "other", NULL), 2);
	assert_int_equal(cli(&t, "demo", "bpa", NULL), 4);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_command_explains_itself),
		cmocka_unit_test(test_help_and_version),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_options_stand_before_or_behind),
		cmocka_unit_test(test_exit_codes),
		cmocka_unit_test(test_denied_is_the_same_sentence),
		cmocka_unit_test(test_errors_as_json),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_schemes),
		cmocka_unit_test(test_demo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
