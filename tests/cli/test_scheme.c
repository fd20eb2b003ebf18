/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue on the command line: found, shown, checked. */
#include "run.h"

#include "ledsag/base/utf8.h"

#include <locale.h>

/* ---- scheme list */

static int listed(struct cli *t)
{
	json_t *object = cli_object(t);
	int count = (int)json_array_size(json_at(object, "schemes"));

	json_decref(object);
	return count;
}

static void test_filters(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "scheme", "list", "--json", NULL);
	assert_int_equal(listed(&t), 32);
	cli_ok(&t, "scheme", "list", "--json", "--authority", "VALLENSBAEK", NULL);
	assert_int_equal(listed(&t), 6);
	cli_ok(&t, "scheme", "list", "--json", "--law", "§ 97", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "schemes.0.id"), "dk.holbaek.97");
	assert_string_equal(json_text_at(object, "schemes.0.needs.0"), "companionship");
	assert_true(json_is_true(json_at(object, "schemes.0.offered")));
	assert_int_equal(json_array_size(json_at(object, "schemes.0.also")), 0);
	json_decref(object);
	cli_ok(&t, "scheme", "list", "--json", "--need", "work", "--country", "dk", NULL);
	assert_int_equal(listed(&t), 2);
	cli_ok(&t, "--lang", "da", "scheme", "list", "--json", "--need", "Behandling", NULL);
	object = cli_object(&t);
	assert_true(json_is_false(json_at(object, "schemes.0.offered")));
	json_decref(object);
	cli_ok(&t, "scheme", "list", "guide dog", "--json", NULL);
	assert_int_equal(listed(&t), 0);
	cli_ok(&t, "scheme", "list", "guide dog", NULL);
	assert_has(t.out, "No scheme fits");
	assert_has(t.out, "all 32 are listed");
	assert_int_equal(cli(&t, "scheme", "list", "--need", "wrk", NULL), 2);
	assert_has(t.err, "“wrk”");
	assert_has(t.err, "something to do in the day, a place to live with support");
	cli_end(&t);
}

/* Every word that --need takes stands in its help. */
static void test_help_names_the_needs(void **state)
{
	static const char *const needs[] = { "advice",  "home-life",    "personal-care", "companionship", "communication",
		                             "work",    "day-activity", "housing",       "homelessness",  "crisis",
		                             "respite", "costs",        "money",         "treatment" };
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "scheme", "list", "--help", NULL);
	for (size_t i = 0; i < COUNT_OF(needs); i++)
		assert_has(t.out, needs[i]);
	for (size_t i = 0; i < COUNT_OF(needs); i++)
		cli_ok(&t, "scheme", "list", "--need", needs[i], NULL);
	cli_end(&t);
}

static void assert_narrow(const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_textn(text, length);

		if (utf8_width(line) > 80)
			fail_msg("wider than 80 columns: %s", line);
		free(line);
		text += length + (text[length] == '\n');
	}
}

/* In each language the list and each scheme fit a terminal of 80 columns; the path of its file alone is as long as it is. */
static void test_everything_fits_80_columns(void **state)
{
	static const char *const langs[] = { "da", "de", "en" };
	struct cli t;
	json_t *object;

	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	cli_begin(&t);
	cli_ok(&t, "scheme", "list", "--json", NULL);
	object = cli_object(&t);
	for (size_t l = 0; l < COUNT_OF(langs); l++) {
		cli_ok(&t, "--lang", langs[l], "scheme", "list", NULL);
		assert_narrow(t.out);
		for (size_t i = 0; i < json_array_size(json_at(object, "schemes")); i++) {
			char *path = str_make("schemes.%zu.id", i), *file;

			cli_ok(&t, "--lang", langs[l], "scheme", "show", json_text_at(object, path), NULL);
			file = strstr(t.out, LEDSAG_SOURCEDIR);
			if (file)
				*file = '\0';
			assert_narrow(t.out);
			free(path);
		}
	}
	json_decref(object);
	cli_end(&t);
}

/* ---- scheme show --json */

static json_t *shown(struct cli *t, const char *id)
{
	cli_ok(t, "scheme", "show", id, "--json", NULL);
	return cli_object(t);
}

#define TEXT_IS(path, value) assert_string_equal(json_text_at(object, path), value)
#define INT_IS(path, value)  assert_int_equal(json_int_at(object, path), value)

static void test_the_companion_scheme(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	object = shown(&t, "dk.holbaek.97");
	INT_IS("holder_age", 18);
	INT_IS("helper_age", 18);
	assert_true(json_is_true(json_at(object, "until_pension")));
	TEXT_IS("holder_age_until_is", "hard");
	assert_true(json_is_true(json_at(object, "holder_age_kept")));
	TEXT_IS("excludes.0", "dk.*.96");
	TEXT_IS("excluded.0.id", "dk.holbaek.96");
	TEXT_IS("excluded.1.id", "dk.holbaek.98");
	INT_IS("parts.0.window", 6);
	INT_IS("parts.0.cap", 5400);
	TEXT_IS("parts.0.use", "newest-first");
	TEXT_IS("parts.0.uncounted.0", "travel");
	TEXT_IS("parts.0.per_allowed.0", "month");
	assert_true(json_is_true(json_at(object, "parts.1.extra")));
	INT_IS("parts.1.amounts.0.amount", 100500);
	TEXT_IS("parts.1.amounts.0.from", "2024-01-01");
	TEXT_IS("parts.1.most_is", "hard");
	assert_true(json_is_true(json_at(object, "keeps_moving_in")));
	assert_true(json_is_null(json_at(object, "length")));
	TEXT_IS("deadlines.1.after", "4 weeks");
	TEXT_IS("deadlines.1.anchor", "received");
	assert_has(json_text_at(object, "file"), "conf/schemes/dk.holbaek.97.conf");
	json_decref(object);
	cli_end(&t);
}

static void test_the_other_figures(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	object = shown(&t, "dk.holbaek.100");
	INT_IS("parts.0.thresholds.0.amount", 729600);
	TEXT_IS("parts.0.categories.1.category", "medicine");
	INT_IS("parts.0.categories.1.most.0.amount", 457500);
	TEXT_IS("parts.0.categories.1.is", "hard");
	assert_true(json_is_true(json_at(object, "ends_with_month")));
	json_decref(object);
	object = shown(&t, "dk.holbaek.109");
	TEXT_IS("charges.0.per", "day");
	assert_true(json_is_true(json_at(object, "charges.0.started_days")));
	INT_IS("charges.0.rates.0.amount", 9730);
	INT_IS("parts.3.review", 240);
	json_decref(object);
	object = shown(&t, "dk.holbaek.85a");
	TEXT_IS("levels.0.length.unit", "months");
	INT_IS("levels.0.length.most", 9);
	TEXT_IS("levels.0.length.most_is", "hard");
	assert_true(json_is_true(json_at(object, "parts.0.average")));
	json_decref(object);
	object = shown(&t, "de.passtgenau.uebergang");
	TEXT_IS("required.0.id", "de.passtgenau.einstieg");
	TEXT_IS("length.unit", "months");
	json_decref(object);
	object = shown(&t, "dk.ishoej.104");
	TEXT_IS("also.0", "Vallensbæk Kommune");
	TEXT_IS("levels.2.beside.0", "dk.ishoej.103");
	json_decref(object);
	object = shown(&t, "dk.holbaek.96");
	TEXT_IS("notice", "14 weeks");
	assert_true(json_is_true(json_at(object, "keeps_moving_out")));
	json_decref(object);
	cli_end(&t);
}

/* ---- scheme check */

static const char good[] = "country = DK\nauthority = \"Sandby Kommune\"\nlaw = \"SEL § 85\"\nsource = \"Sandby 2025\"\n"
                           "from = 2025-01-01\nneeds = {work}\nname { en = A da = B de = C }\n"
                           "gives { en = A da = B de = C }\nwho { en = A da = B de = C }\n"
                           "part \"hours\" {\nname { en = A da = B de = C }\nunit = minutes\nper = week\ncarry = none\n}\n"
                           "level \"small\" {\nname { en = A da = B de = C }\namount = 1:30\n}\n";

/* Each mistake is named with file and line. */
static void test_check_names_file_and_line(void **state)
{
	static const struct {
		const char *from, *to, *said;
	} cases[] = {
		{ "needs =", "colour = red\nneeds =", "dk.sandby.85.conf:6: colour: there is no such option here" },
		{ "carry = none", "carry = none\nwindow = 3", "dk.sandby.85.conf:15: part \"hours\": window: goes only with carry = window." },
		{ "gives { en = A da = B de = C }", "gives { en = A da = B }", "dk.sandby.85.conf:8: gives: de: is missing" },
		{ "source = \"Sandby 2025\"\n", "", "dk.sandby.85.conf:1: source: is missing" },
		{ "unit = minutes", "unit = hours", "dk.sandby.85.conf:12: part \"hours\": unit: give minutes, days, sessions or money" },
		{ "amount = 1:30", "amount = 1:99", "dk.sandby.85.conf:18: level \"small\": amount: give hours and minutes" },
		{ "2025-01-01", "2025-02-30", "dk.sandby.85.conf:5: from: give a date such as 2025-03-30, not '2025-02-30'." },
		{ "{work}", "{wrk}", "dk.sandby.85.conf:6: needs: is a list of these words: advice," },
		{ "amount = 1:30", "part = days\namount = 1:30", "dk.sandby.85.conf:18: level \"small\": part: there is no part 'days' here." },
		{ "needs = {work}", "needs = {work}\nneeds = {work}", "dk.sandby.85.conf:7: needs: is given a second time, first on line 6" },
		{ "amount = 1:30\n}", "amount = 1:30\n", "dk.sandby.85.conf:16: level \"small\": the section that begins here is not closed" },
		{ "Sandby 2025", "Sandby ${HOME}", "dk.sandby.85.conf:4: ${…} is not expanded" },
	};
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_write(&t, "dk.sandby.85.conf", good);
	cli_ok(&t, "scheme", "check", "dk.sandby.85.conf", NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *at = strstr(good, cases[i].from);
		char *text;

		assert_non_null(at);
		text = str_make("%.*s%s%s", (int)(at - good), good, cases[i].to, at + strlen(cases[i].from));
		cli_write(&t, "dk.sandby.85.conf", text);
		assert_int_equal(cli(&t, "scheme", "check", "dk.sandby.85.conf", NULL), 2);
		assert_has(t.err, cases[i].said);
		free(text);
	}
	cli_write(&t, "Sandby 85.conf", good);
	assert_int_equal(cli(&t, "scheme", "check", "Sandby 85.conf", "--json", NULL), 2);
	assert_has(t.out, "name the file by the scheme's id");
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_help_names_the_needs),
		cmocka_unit_test(test_everything_fits_80_columns),
		cmocka_unit_test(test_the_companion_scheme),
		cmocka_unit_test(test_the_other_figures),
		cmocka_unit_test(test_check_names_file_and_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
