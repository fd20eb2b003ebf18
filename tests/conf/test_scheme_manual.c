/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader knows is in the manual, and in the template that people copy. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme.h"

static void assert_documented(const char *manual, const struct conf_option *table)
{
	for (; table->name; table++) {
		char *item = str_make(".It Ic %s", table->name), *second = str_make(", %s\n", table->name);

		if (table->inside && strcmp(table->inside->name, "en") != 0)
			assert_documented(manual, table->inside);
		if (!strstr(manual, item) && !strstr(manual, second))
			fail_msg("%s is not in ledsag-schemes(5)", table->name);
		free(item);
		free(second);
	}
}

static void every_option_is_in_the_manual(void **state)
{
	char *manual = support_read("man/ledsag-schemes.5");

	(void)state;
	assert_documented(manual, scheme_options());
	free(manual);
}

/* An option as the template shows it, in use or behind a #. */
static bool shows(const char *template, const char *option)
{
	size_t length = strlen(option);

	for (const char *at = template; (at = strstr(at, option)); at += length) {
		const char *end = at + length;

		if ((at == template || strchr(" \t\n#{", at[-1])) && strchr(" =", *end) && strchr("={\"", end[strspn(end, " ")]))
			return true;
	}
	return false;
}

static void assert_shown(const char *template, const struct conf_option *table)
{
	for (; table->name; table++) {
		if (!shows(template, table->name))
			fail_msg("%s is not in TEMPLATE.conf", table->name);
		if (table->inside)
			assert_shown(template, table->inside);
	}
}

static void every_option_is_in_the_template(void **state)
{
	char *template = support_read("conf/schemes/TEMPLATE.conf");

	(void)state;
	assert_false(shows(template, "cap-is")); /* the test can fail */
	assert_shown(template, scheme_options());
	free(template);
}

/* The template's options behind a # are right as well once they are meant: each alone is put in use. */
static void every_commented_option_is_known(void **state)
{
	char *template = support_read("conf/schemes/TEMPLATE.conf");
	int tried = 0;

	(void)state;
	for (char *at = template; (at = strchr(at, '#')); at++) {
		struct conf_problems problems = CONF_PROBLEMS_INIT;

		/* "#also     = …" on a line of its own, not a sentence */
		if (at[1] < 'a' || at[1] > 'z' || at[1 + strcspn(at + 1, "=\n{")] != '=' || strchr("\t\n", at[-1]) == NULL)
			continue;
		*at = ' ';
		scheme_check("TEMPLATE", template, "f", &problems);
		for (int i = 0; i < problems.count; i++)
			assert_null(strstr(said(&problems.items[i]), "there is no such option"));
		conf_problems_done(&problems);
		*at = '#';
		tried++;
	}
	assert_true(tried > 8);
	free(template);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_is_in_the_manual),
		cmocka_unit_test(every_option_is_in_the_template),
		cmocka_unit_test(every_commented_option_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
