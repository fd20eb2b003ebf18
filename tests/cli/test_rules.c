/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The household under another conf: nothing old moves, and what has changed is offered. And the words of “pay rules”. */
#include "run.h"

/* ---- a conf tree of its own, in which figures are changed */

static void copy_conf(struct cli *t)
{
	char *command = str_make("cp -R '%s/conf' '%s/conf'", LEDSAG_SOURCEDIR, t->dir);

	assert_int_equal(system(command), 0);
	free(command);
}

/* Every `from` in the file becomes `to`; there must be one. */
static void change_file(struct cli *t, const char *name, const char *from, const char *to)
{
	char *text = cli_read(t, name, NULL), *at = text, *found;
	struct str out = STR_INIT;

	assert_non_null(text);
	if (!strstr(text, from))
		fail_msg("%s does not say “%s”", name, from);
	for (; (found = strstr(at, from)); at = found + strlen(from)) {
		str_addn(&out, at, (size_t)(found - at));
		str_add(&out, to);
	}
	str_add(&out, at);
	cli_write(t, name, str_peek(&out));
	str_done(&out);
	free(text);
}

static void change_conf(struct cli *t)
{
	copy_conf(t);
	change_file(t, "conf/pay/dk.example.conf", "percent = 35", "percent = 55");
	change_file(t, "conf/pay/dk.example.conf", "percent = 50", "percent = 100");
	change_file(t, "conf/pay/dk.example.conf", "percent = 12.5", "percent = 15");
	change_file(t, "conf/pay/dk.example.conf", "amount = 66.00", "amount = 99.00");
	/* Ascension Day from Thursday 29 to Saturday 31 May 2025 */
	change_file(t, "conf/holidays/DK.conf", "on = \"easter +39\"", "on = \"easter +41\"");
	change_file(t, "conf/holiday-leave/DK.conf", "days = 25", "days = 30");
	change_file(t, "conf/schemes/dk.holbaek.97.conf", "15:00", "10:00");
}

/* ---- a household with all of it */

static void fill_household(struct cli *t)
{
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--from", "2024-01-01", "--born",
	       "1990-01-01", "--wage", "175.50", "--hours-week", "35:00", NULL);
	cli_ok(t, "person", "add", "bo", "--name", "Bo Krogh", "--role", "assistant", "--from", "2024-01-01", "--hours-week",
	       "35:00", NULL);
	cli_ok(t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-01-01", "--amount", "hours=37:00/week", NULL);
	cli_ok(t, "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2024-01-01", "--to", "2024-12-31", NULL);
	cli_ok(t, "log", "2025-05-28", "22:00-06:00", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-05-31", "22:00-06:00", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(t, "log", "2024-05-03", "9-14", "--grant", "led", "--person", "anna", NULL);
	cli_ok(t, "log", "2025-04-06", "8-20", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(t, "absence", "add", "anna", "2025-04-22", "2025-04-25", "--kind", "illness", "--grant", "bpa.hours", NULL);
	cli_ok(t, "absence", "add", "anna", "2025-07-14", "2025-07-18", "--kind", "holiday", "--grant", "bpa.hours", NULL);
}

static const char *const asked[][8] = {
	{ "pay", "2025-04", "--json" },          { "pay", "2025-05", "--json" },
	{ "pay", "2025-06", "--json" },          { "pay", "2025-05", "--person", "anna" },
	{ "explain", "1", "--json" },            { "explain", "2", "--json" },
	{ "explain", "1" },                      { "bank", "led", "--json" },
	{ "bank", "bpa.hours", "--json" },       { "balance", "--month", "2025-05", "--json" },
	{ "account", "2025", "--json" },         { "account", "2024" },
	{ "absence", "show", "1", "--json" },    { "absence", "list", "--month", "2025-04", "--json" },
	{ "absence", "holiday", "anna", "2024", "--json" }, { "absence", "holiday", "anna", "2023", "--json" },
};

static char *answer(struct cli *t, size_t i)
{
	const char *const *word = asked[i];

	cli_ok(t, word[0], word[1], word[2], word[3], word[4], word[5], word[6], NULL);
	return mem_text(t->out);
}

/* What would be credited for the week of Ascension Day: 35:00 ÷ 5 = 7:00 on each of its workdays. */
static long long credited(struct cli *t)
{
	json_t *object;
	long long minutes;

	cli_ok(t, "absence", "add", "bo", "2025-05-26", "2025-05-30", "--kind", "illness", "--grant", "bpa.hours", "--json", NULL);
	object = cli_object(t);
	minutes = json_int_at(object, "minutes");
	json_decref(object);
	cli_ok(t, "undo", NULL);
	return minutes;
}

static void compare(struct cli *t, char *before[], bool same[])
{
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		char *after = answer(t, i);

		same[i] = strcmp(before[i], after) == 0;
		free(after);
	}
}

static void test_nothing_old_moves_under_another_conf(void **state)
{
	char *before[COUNT_OF(asked)], *conf;
	bool same[COUNT_OF(asked)];
	struct cli t, other;
	int moved = 0;

	(void)state;
	cli_begin(&t);
	fill_household(&t);
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		before[i] = answer(&t, i);
	assert_int_equal(credited(&t), 4 * 420);
	change_conf(&t);
	conf = cli_path(&t, "conf");
	t.conf = conf;
	compare(&t, before, same);
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		if (!same[i])
			fail_msg("%s %s moves; it was:\n%s", asked[i][0], asked[i][1], before[i]);
	assert_int_equal(credited(&t), 4 * 420);
	/* A household that begins under that conf goes by it: so the changes are such that would have moved something. */
	cli_begin(&other);
	other.conf = conf;
	fill_household(&other);
	compare(&other, before, same);
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		moved += !same[i];
	assert_int_equal(moved, 11); /* pay, explanations, led with its account, holiday */
	assert_int_equal(credited(&other), 5 * 420);
	cli_ok(&t, "pay", "rules", NULL);
	assert_has(t.out, "ledsag pay rules dk.example --renew --try");
	assert_has(t.out, "ledsag pay rules holidays/DK --renew --try");
	assert_has(t.out, "ledsag pay rules holiday-leave/DK --renew --try");
	cli_ok(&t, "check", NULL);
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		free(before[i]);
	cli_end(&other);
	cli_end(&t);
	free(conf);
}

/* ---- the command */

/* 12 h on a Sunday at 50 % are 2,106.00 + 1,053.00, at 100 % 4,212.00. On top come 12.5 % and 15 % holiday pay and 8 % pension;
 * there is no ATP for so few hours. */
static void test_trying_and_taking_over(void **state)
{
	struct cli t;
	char *conf;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(&t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--from", "2024-01-01", "--wage",
	       "175.50", NULL);
	cli_ok(&t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-01-01", "--amount", "hours=37:00/week",
	       NULL);
	cli_ok(&t, "log", "2025-03-30", "8-20", "--grant", "bpa.hours", "--person", "anna", NULL);
	cli_ok(&t, "log", "2025-04-06", "8-20", "--grant", "bpa.hours", "--person", "anna", NULL);
	change_conf(&t);
	conf = cli_path(&t, "conf");
	t.conf = conf;
	cli_ok(&t, "pay", "rules", "dk.example", "--renew", "--from", "2025-04", "--try", "--json", NULL);
	object = cli_object(&t);
	assert_true(json_is_true(json_at(object, "tried")));
	assert_string_equal(json_text_at(object, "from"), "2025-04");
	assert_int_equal(json_array_size(json_at(object, "consequences")), 1);
	assert_string_equal(json_text_at(object, "consequences.0.month"), "2025-04");
	assert_string_equal(json_text_at(object, "consequences.0.person"), "anna");
	/* 3159.00 + 394.88 + 252.72; 4212.00 + 631.80 + 336.96 */
	assert_int_equal(json_int_at(object, "consequences.0.before"), 380660);
	assert_int_equal(json_int_at(object, "consequences.0.after"), 518076);
	assert_int_equal(json_int_at(object, "consequences.0.difference"), 137416);
	assert_int_equal(json_int_at(object, "difference"), 137416);
	assert_has(t.out, "\"“Sunday and holidays”: 50 % becomes 100 %.\"");
	json_decref(object);
	cli_ok(&t, "pay", "rules", "dk.example", "--renew", "--from", "2025-04", "--try", NULL);
	assert_has(t.out, "5,180.76");
	assert_has(t.out, "1,374.16");
	assert_has(t.out, "nothing is changed");
	cli_ok(&t, "pay", "2025-04", "--json", NULL);
	assert_has(t.out, "\"total\":380660");
	cli_ok(&t, "pay", "rules", "dk.example", "--renew", "--from", "1.4.2025", NULL);
	assert_has(t.out, "April 2025");
	cli_ok(&t, "pay", "2025-04", "--json", NULL);
	assert_has(t.out, "\"total\":518076");
	assert_has(t.out, "\"since\":\"2025-04\"");
	cli_ok(&t, "pay", "2025-04", NULL);
	assert_has(t.out, "pay/dk.example.conf, kept by the household, from April 2025 on");
	cli_ok(&t, "pay", "2025-03", "--json", NULL);
	assert_has(t.out, "\"total\":380660");
	assert_has(t.out, "\"since\":null");
	cli_ok(&t, "pay", "rules", "--json", NULL);
	object = cli_object(&t);
	assert_true(json_is_null(json_at(object, "kept.0.from")));
	assert_string_equal(json_text_at(object, "kept.1.from"), "2025-04");
	assert_false(json_is_true(json_at(object, "kept.1.differs")));
	assert_true(json_is_true(json_at(object, "kept.2.differs")));
	json_decref(object);
	cli_ok(&t, "check", NULL);
	cli_end(&t);
	free(conf);
}

static void holiday_is(struct cli *t, const char *year, int64_t entitled)
{
	char *words = str_make("\"entitled\":%lld,", (long long)entitled);

	cli_ok(t, "absence", "holiday", "anna", year, "--json", NULL);
	assert_has(t->out, words);
	free(words);
}

/* 25 days become 30. A Danish holiday year begins in September: from August 2025 on the next one is the first to change. */
static void test_leave_changes_with_a_year_that_begins(void **state)
{
	struct cli t;
	char *conf;

	(void)state;
	cli_begin(&t);
	fill_household(&t);
	change_conf(&t);
	conf = cli_path(&t, "conf");
	t.conf = conf;
	cli_ok(&t, "pay", "rules", "holiday-leave/DK", "--renew", "--try", NULL);
	holiday_is(&t, "2025", 2500);
	cli_ok(&t, "pay", "rules", "holiday-leave/DK", "--renew", NULL);
	holiday_is(&t, "2024", 2500);
	holiday_is(&t, "2025", 3000);
	cli_ok(&t, "pay", "rules", NULL);
	assert_has(t.out, "August 2025");
	assert_has_not(t.out, "pay rules holiday-leave/DK");
	cli_ok(&t, "undo", NULL);
	holiday_is(&t, "2025", 2500);
	cli_ok(&t, "pay", "rules", "holiday-leave/DK", "--from", "2024-09", NULL);
	holiday_is(&t, "2024", 3000);
	cli_ok(&t, "pay", "rules", "holiday-leave/DK", "--from", "2024-10", NULL);
	assert_has(t.out, "Nothing is different");
	cli_end(&t);
	free(conf);
}

static void test_wrong_words(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	assert_int_equal(cli(&t, "pay", "rules", "--try", NULL), 2);
	assert_int_equal(cli(&t, "pay", "rules", "--from", "2025-04", NULL), 2);
	assert_int_equal(cli(&t, "pay", "rules", "dk.example", "--from", "2025-04-02", NULL), 2);
	assert_has(t.err, "2025-06");
	assert_int_equal(cli(&t, "--as", "anna", "pay", "rules", "dk.example", "--try", NULL), 3);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_old_moves_under_another_conf),
		cmocka_unit_test(test_trying_and_taking_over),
		cmocka_unit_test(test_leave_changes_with_a_year_that_begins),
		cmocka_unit_test(test_wrong_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
