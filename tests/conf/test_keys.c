/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include "ledsag/conf/keys.h"
#include "ledsag/conf/settings.h"

/* ---- keys.conf ---------------------------------------------------------------- */

static void refused(const char *text, const char *start)
{
	struct status st = STATUS_INIT;
	struct keys keys;

	assert_false(keys_read(&keys, text, "keys.conf", &st));
	assert_null(keys.items);
	assert_said(&st, start);
}

static void bindings(void **state)
{
	struct status st = STATUS_INIT;
	struct keys keys;

	(void)state;
	assert_ok(keys_read(&keys, "# mine\nbind \"hours.add\" { keys = {\"a\", \"Insert\"} }\nbind undo { keys = C-z }\n"
	                           "bind \"move.up\" { keys = {\"#\", \"\\\"\", \"{\", \"å\"} }\nbind quit { keys = {} }\n",
	                    "keys.conf", &st), &st);
	assert_int_equal(keys.count, 4);
	assert_string_equal(keys.items[0].action, "hours.add");
	assert_string_equal(keys.items[0].keys, "a Insert");
	assert_int_equal(keys.items[0].line, 2);
	assert_string_equal(keys.items[1].keys, "C-z");
	assert_string_equal(keys.items[2].keys, "# \" { å");
	assert_string_equal(keys.items[3].action, "quit");
	assert_string_equal(keys.items[3].keys, "");
	keys_done(&keys);
	assert_int_equal(keys.count, 0);
}

static void broken_bindings(void **state)
{
	(void)state;
	refused("\nbind \"a\" { }", "keys.conf:2: bind \"a\": keys: is missing: give keys such as {\"a\", \"Insert\"}.");
	refused("bind \"a b\" { keys = a }", "keys.conf:1: bind \"a b\": give the name of an action, such as move.down.");
	refused("bind a {\n keys = {\"a b\"} }", "keys.conf:2: bind \"a\": keys: 'a b' is no key: give one key in each pair");
	refused("bind a {\n keys = {\"\"} }", "keys.conf:2: bind \"a\": keys: '' is no key");
	refused("bind a { keys = {b, b} }", "keys.conf:1: bind \"a\": keys: names 'b' twice: once is enough.");
	refused("bind a { keys = b }\nbind a { keys = c }", "keys.conf:2: bind \"a\": is given a second time, first on line 1");
	refused("bind a { key = b }", "keys.conf:1: key: there is no such option here, only keys.");
	refused("keys = b", "keys.conf:1: keys: there is no such option here, only bind.");
}

static const char *keys_of(const struct keys *keys, const char *action)
{
	for (int i = 0; i < keys->count; i++)
		if (strcmp(keys->items[i].action, action) == 0)
			return keys->items[i].keys;
	return NULL;
}

static void shipped_keys(void **state)
{
	struct status st = STATUS_INIT;
	struct keys keys;

	(void)state;
	assert_ok(keys_read_file(&keys, LEDSAG_SOURCEDIR "/conf/keys.conf", &st), &st);
	assert_string_equal(keys_of(&keys, "move.up"), "Up k");
	assert_string_equal(keys_of(&keys, "move.down"), "Down j");
	keys_done(&keys);
	assert_false(keys_read_file(&keys, "/nowhere/keys.conf", &st));
	assert_said(&st, "/nowhere/keys.conf cannot be read");
}

/* ---- ledsag.conf -------------------------------------------------------------- */

static void settings_and_their_defaults(void **state)
{
	struct status st = STATUS_INIT;
	struct settings settings;

	(void)state;
	settings_init(&settings);
	assert_string_equal(settings.language, "");
	assert_string_equal(settings.colour, "auto");
	assert_ok(settings_read(&settings, "colour = never", "ledsag.conf", &st), &st);
	assert_string_equal(settings.language, "");
	assert_string_equal(settings.colour, "never");
	assert_ok(settings_read(&settings, "language = de", "mine.conf", &st), &st);
	assert_string_equal(settings.language, "de");
	assert_string_equal(settings.colour, "never");
	assert_ok(settings_read(&settings, "language = \"\"", "mine.conf", &st), &st);
	assert_string_equal(settings.language, "");
}

static void broken_settings_change_nothing(void **state)
{
	struct status st = STATUS_INIT;
	struct settings settings;

	(void)state;
	settings_init(&settings);
	assert_false(settings_read(&settings, "colour = never\nlanguage = sv\n", "ledsag.conf", &st));
	assert_said(&st, "ledsag.conf:2: language: give one of \"\", en, da, de.");
	assert_string_equal(settings.colour, "auto");
	assert_false(settings_read(&settings, "color = never", "ledsag.conf", &st));
	assert_said(&st, "ledsag.conf:1: color: there is no such option here, only language, colour.");
	assert_false(settings_read_file(&settings, LEDSAG_SOURCEDIR "/conf", &st));
	assert_said(&st, LEDSAG_SOURCEDIR "/conf is a directory");
}

static void shipped_settings_are_the_defaults(void **state)
{
	struct status st = STATUS_INIT;
	struct settings settings = { "da", "never" };
	const struct settings_option *options;
	char *text = support_read("conf/ledsag.conf"), *manual = support_read("man/ledsag.conf.5");
	int count;

	(void)state;
	assert_ok(settings_read_file(&settings, LEDSAG_SOURCEDIR "/conf/ledsag.conf", &st), &st);
	assert_string_equal(settings.language, "");
	assert_string_equal(settings.colour, "auto");
	options = settings_options(&count);
	assert_int_equal(count, 2);
	for (int i = 0; i < count; i++) {
		char *line = str_make("\n%s = ", options[i].name), *item = str_make(".It Ic %s\n", options[i].name);

		assert_non_null(strstr(text, line));
		assert_non_null(strstr(manual, item));
		free(line);
		free(item);
	}
	free(text);
	free(manual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bindings),
		cmocka_unit_test(broken_bindings),
		cmocka_unit_test(shipped_keys),
		cmocka_unit_test(settings_and_their_defaults),
		cmocka_unit_test(broken_settings_change_nothing),
		cmocka_unit_test(shipped_settings_are_the_defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
