/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct conf_option inner[] = {
	{ "x", CONF_TEXT, NULL },
	{ "y", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "one", CONF_TEXT, NULL },
	{ "two", CONF_TEXT, NULL },
	{ "list", CONF_LIST, NULL },
	{ "box", CONF_SECTION, inner },
	{ "pot", CONF_TITLED, inner },
	{ NULL, CONF_TEXT, NULL },
};

/* Fails unless `text` is refused with a first sentence that begins so. */
static void refused_bytes(const char *text, size_t length, const char *start)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct status st = STATUS_INIT;
	struct conf *conf = NULL;

	assert_false(conf_parse(&conf, options, text, length, "f.conf", &problems));
	assert_null(conf);
	assert_false(conf_problems_first(&problems, &st));
	assert_said(&st, start);
}

static void refused(const char *text, const char *start)
{
	refused_bytes(text, strlen(text), start);
}

static struct conf *read_text(const char *text)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;

	if (!conf_parse(&conf, options, text, strlen(text), "f.conf", &problems))
		fail_msg("%s", said(&problems.items[0]));
	assert_int_equal(problems.count, 0);
	conf_problems_done(&problems);
	return conf;
}

/* True where option "one" of `text` reads as `value`. */
static void one_is(const char *text, const char *value)
{
	struct conf *conf = read_text(text);

	assert_string_equal(conf_text(conf_top(conf), "one"), value);
	conf_free(&conf);
	assert_null(conf);
}

static void values(void **state)
{
	struct conf *conf = read_text("one = 15:00\nlist = {a, \"b c\"}\nbox { x = '1' }\npot \"p q\" { x = 2 }\npot r { y = \"3\" }\n");
	const struct conf_section *top = conf_top(conf), *pot;

	(void)state;
	assert_string_equal(conf_text(top, "one"), "15:00");
	assert_null(conf_text(top, "two"));
	assert_false(conf_given(top, "two"));
	assert_int_equal(conf_count(top, "list"), 2);
	assert_string_equal(conf_item(top, "list", 1), "b c");
	assert_int_equal(conf_count(top, "box"), 1);
	assert_string_equal(conf_text(conf_inside(top, "box", 0), "x"), "1");
	assert_int_equal(conf_count(top, "pot"), 2);
	pot = conf_inside(top, "pot", 0);
	assert_string_equal(conf_title(pot), "p q");
	assert_string_equal(conf_text(pot, "x"), "2");
	assert_null(conf_text(pot, "y"));
	assert_string_equal(conf_text(conf_inside(top, "pot", 1), "y"), "3");
	assert_null(conf_inside(top, "pot", 2));
	assert_int_equal(conf_where(pot, "x").line, 4);
	assert_string_equal(conf_where(pot, "x").option, "pot \"p q\": x");
	conf_free(&conf);
}

static void empty_text(void **state)
{
	struct conf *conf;

	(void)state;
	conf = read_text("");
	assert_int_equal(conf_count(conf_top(conf), "pot"), 0);
	conf_free(&conf);
	conf = read_text("\n# only a comment");
	assert_null(conf_text(conf_top(conf), "one"));
	conf_free(&conf);
}

static void lists(void **state)
{
	struct conf *conf;

	(void)state;
	conf = read_text("list = alone");
	assert_int_equal(conf_count(conf_top(conf), "list"), 1);
	conf_free(&conf);
	conf = read_text("list = {}");
	assert_int_equal(conf_count(conf_top(conf), "list"), 0);
	assert_true(conf_given(conf_top(conf), "list"));
	conf_free(&conf);
	conf = read_text("list = {a,\n b,\n}");
	assert_int_equal(conf_count(conf_top(conf), "list"), 2);
	conf_free(&conf);
	refused("list = {a b}", "f.conf:1: list: a list is written {\"one\", \"two\"}.");
	refused("list = {a,\nb\none = 1", "f.conf:3: list: a list is written");
	refused("list = {,}", "f.conf:1: list: a list is written");
	refused("list = {{a}}", "f.conf:1: list: a list is written");
	refused("one = {a}", "f.conf:1: one: takes one value, not a list.");
}

/* libconfuse 3.3 counts lines wrongly once a comment was read. */
static void comments_keep_line_numbers(void **state)
{
	struct conf *conf = read_text("# a\n// b\n/* c\n d */ one = 1\n/* e */ /* f\n\n*/\ntwo = \"x\n\ny\" # g\nbox {\n x = 1 // h\n\n y = 2 }");
	const struct conf_section *top = conf_top(conf);

	(void)state;
	assert_int_equal(conf_where(top, "one").line, 4);
	assert_int_equal(conf_where(top, "two").line, 8);
	assert_int_equal(conf_where(conf_inside(top, "box", 0), NULL).line, 11);
	assert_int_equal(conf_where(conf_inside(top, "box", 0), "y").line, 14);
	conf_free(&conf);
	refused("/* a\n\n\n*/ # b\n// c\n\nthree = 1", "f.conf:7: three: there is no such option here, only one, two, list, box, pot.");
}

static void comment_marks_inside_quotes_stay(void **state)
{
	(void)state;
	one_is("one = \"http://a # b /* c */\" # d", "http://a # b /* c */");
	one_is("one = 'it\\'s # // /*'", "it's # // /*");
	one_is("one = \"say \\\"# no\\\" \\\\\"", "say \"# no\" \\");
	one_is("one = \"a\" /* \"two */", "a");
	one_is("one = a # two = { ${HOME} \"", "a");
}

static void comment_without_end(void **state)
{
	(void)state;
	refused("one = 1\n/* a\n\n", "f.conf:2: the comment that begins here is not closed");
	refused("/*", "f.conf:1: the comment that begins here is not closed");
	refused("/*/", "f.conf:1: the comment that begins here is not closed");
}

static void missing_brace(void **state)
{
	(void)state;
	refused("one = 1\nbox {\n x = 1\n", "f.conf:2: box: the section that begins here is not closed: a } is missing.");
	refused("one = 1\npot \"p\" {\n x = 1\n\ntwo = 2\n", "f.conf:2: pot \"p\": the section that begins here is not closed");
	refused("pot \"p\" {\n x = 1\npot \"q\" {\n y = 2\n}\n", "f.conf:1: pot \"p\": the section that begins here is not closed");
	refused("box {", "f.conf:1: box: the section that begins here is not closed");
}

static void brace_too_many(void **state)
{
	(void)state;
	refused("box {\n x = 1\n}\n}\n", "f.conf:4: there is one } too many here.");
	refused("}", "f.conf:1: there is one } too many here.");
}

static void brace_inside_quotes_does_not_count(void **state)
{
	(void)state;
	one_is("one = \"}\" box { x = '{' }", "}");
}

static void repeated_option(void **state)
{
	(void)state;
	refused("one = 1\ntwo = 2\none = 1\n", "f.conf:3: one: is given a second time, first on line 1: keep one.");
	refused("list = {a}\nlist = {b}\n", "f.conf:2: list: is given a second time, first on line 1");
	refused("box { x = 1 }\nbox { x = 2 }\n", "f.conf:2: box: is given a second time, first on line 1");
	refused("box { x = 1\n\n x = 2 }\n", "f.conf:3: x: is given a second time, first on line 1");
}

static void repeated_title(void **state)
{
	(void)state;
	refused("pot \"p\" { }\npot \"q\" { }\npot p { }\n", "f.conf:3: pot \"p\": is given a second time, first on line 1: keep one.");
}

static void adding_to_an_option(void **state)
{
	(void)state;
	refused("list += {b}\n", "f.conf:1: put the value into quotation marks");
}

/* An integer option of libconfuse reads 010 as eight. */
static void octal_number(void **state)
{
	(void)state;
	one_is("one = 010", "010");
}

static void variable_is_not_expanded(void **state)
{
	(void)state;
	refused("two = 1\none = \"a ${HOME} b\"", "f.conf:2: ${…} is not expanded in conf files: write the value itself.");
	refused("one = '${HOME}'", "f.conf:1: ${…} is not expanded");
	refused("one = ${HOME}", "f.conf:1: put the value into quotation marks");
	refused("pot \"${HOME}\" { }", "f.conf:1: ${…} is not expanded");
	one_is("one = \"5 $ {x}\" # ${HOME}", "5 $ {x}");
}

static void escapes_that_cut_or_break(void **state)
{
	(void)state;
	refused("one = \"a\\0b\"", "f.conf:1: after a backslash only \" \\ n t may follow");
	refused("one = \"a\\x00b\"", "f.conf:1: after a backslash only");
	refused("one = \"\\377\"", "f.conf:1: after a backslash only");
	refused("one = \"\\e[2J\"", "f.conf:1: after a backslash only");
	refused("one = 'a\\n'", "f.conf:1: after a backslash only ' \\ may follow");
	refused("one = \"a\\", "f.conf:1: after a backslash only");
	refused("one = \"a\\\nb\"", "f.conf:1: after a backslash only");
}

static void nul_byte(void **state)
{
	(void)state;
	refused_bytes("one = 1\ntwo\0 = 2\n", 17, "f.conf:2: there is a NUL character here");
}

static void byte_order_mark(void **state)
{
	(void)state;
	refused("\xEF\xBB\xBFone = 1\n", "f.conf:1: the file begins with a byte order mark");
	refused_bytes("\xFF\xFEo\0n\0e\0", 8, "f.conf:1: this line is not UTF-8");
}

static void latin1(void **state)
{
	(void)state;
	refused("one = 1\ntwo = \"Holb\xE6k\"\n", "f.conf:2: this line is not UTF-8, perhaps Latin-1: save the file as UTF-8.");
	one_is("one = \"Holbæk\"", "Holbæk");
}

static void control_character(void **state)
{
	(void)state;
	refused("\n\none = \"\x1b[2J\"", "f.conf:3: there is a control character here");
	refused("one = \"\xC2\x9B\"", "f.conf:1: there is a control character here");
}

static void windows_line_ends(void **state)
{
	struct conf *conf = read_text("one = a\r\nlist = {b,\r\nc}\r\nbox {\r\nx = 1\r\n}\r\n");

	(void)state;
	assert_string_equal(conf_text(conf_top(conf), "one"), "a");
	assert_string_equal(conf_item(conf_top(conf), "list", 1), "c");
	assert_int_equal(conf_where(conf_top(conf), "box").line, 4);
	conf_free(&conf);
}

/* Without quotation marks the rest would be a comment, and so vanish. */
static void bare_value_with_comment_mark(void **state)
{
	(void)state;
	refused("one = http://example.org", "f.conf:1: put the value into quotation marks");
	refused("one = a#b", "f.conf:1: put the value into quotation marks");
	refused("one = Holbæk", "f.conf:1: put the value into quotation marks");
	refused("one = it's", "f.conf:1: put the value into quotation marks");
}

static void bare_value_of_several_words(void **state)
{
	(void)state;
	refused("one = SEL 97\n", "f.conf:1: 97: a value of several words stands in quotation marks.");
}

static void unclosed_quotes(void **state)
{
	(void)state;
	refused("two = 1\none = \"a\n\nbox { x = 1 }\n", "f.conf:2: the quotation mark that stands here is never closed.");
	refused("one = \"a\ntwo = \"b\"\n", "f.conf:1: the text that begins here is not closed, or has a quotation mark inside");
	refused("two = 1\none = \"say \"no\" to it\"", "f.conf:2: the text that begins here is not closed, or has");
	refused("one = '", "f.conf:1: the quotation mark that stands here is never closed.");
}

static void incomplete_lines(void **state)
{
	(void)state;
	refused("one 1", "f.conf:1: one: write one = and the value.");
	refused("one =\n\n", "f.conf:3: one: a value is missing after the = sign.");
	refused("one = }", "f.conf:1: one: a value is missing");
	refused("box = 1", "f.conf:1: box: is a section: write { after it.");
	refused("box \"t\" { }", "f.conf:1: box: is a section: write { after it.");
	refused("pot { }", "f.conf:1: pot: write pot \"title\" {");
	refused("pot \"\" { }", "f.conf:1: pot: write pot \"title\" {");
	refused("pot \"a\\n\" { }", "f.conf:1: pot: write pot \"title\" {");
	refused("= 1", "f.conf:1: the name of an option should stand here.");
	refused("\"one\" = 1", "f.conf:1: the name of an option should stand here.");
	refused("include(\"/etc/passwd\")", "f.conf:1: put the value into quotation marks");
}

static void all_unknown_options_are_named(void **state)
{
	static const char text[] = "red = 1\ngreen \"t\" { x { } }\nblue = {a, b}\none = 1\none = 2\nbox { z = 1 }\ntail { x = 1 }\n";
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;

	(void)state;
	assert_false(conf_parse(&conf, options, text, strlen(text), "f.conf", &problems));
	assert_int_equal(problems.count, 6);
	assert_said(&problems.items[0], "f.conf:1: red: there is no such option here");
	assert_said(&problems.items[1], "f.conf:2: green: there is no such option here");
	assert_said(&problems.items[2], "f.conf:3: blue: there is no such option here");
	assert_said(&problems.items[3], "f.conf:5: one: is given a second time");
	assert_said(&problems.items[4], "f.conf:6: z: there is no such option here, only x, y.");
	assert_said(&problems.items[5], "f.conf:7: tail: there is no such option here");
	conf_problems_done(&problems);
}

static void sorted_by_line(void **state)
{
	static const int lines[] = { 7, 3, 7, 1 };
	struct conf_problems problems = CONF_PROBLEMS_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		status_set(conf_problems_add(&problems), STATUS_INPUT, "conf", "{1}:{2}: {3}", "sii", "f", (int64_t)lines[i],
		           (int64_t)i);
	conf_problems_sort(&problems);
	assert_said(&problems.items[0], "f:1: 3");
	assert_said(&problems.items[1], "f:3: 1");
	assert_said(&problems.items[2], "f:7: 0");
	assert_said(&problems.items[3], "f:7: 2");
	conf_problems_done(&problems);
}

static void load_refused(const char *path, const char *part)
{
	struct str text = STR_INIT;
	struct status st = STATUS_INIT;

	assert_false(conf_load(path, &text, &st));
	assert_said(&st, path);
	assert_non_null(strstr(said(&st), part));
	str_done(&text);
}

/* A directory ends the program inside libconfuse. */
static void files_that_are_none(void **state)
{
	char *dir = support_tmpdir(), *fifo = str_make("%s/fifo", dir), *none = str_make("%s/none", dir);
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;

	(void)state;
	assert_int_equal(mkfifo(fifo, 0600), 0);
	load_refused(dir, "is a directory: name a conf file.");
	load_refused(fifo, "is not an ordinary file");
	load_refused(none, "cannot be read");
	load_refused("/dev/zero", "is not an ordinary file");
	assert_false(conf_read(&conf, options, dir, &problems));
	assert_int_equal(problems.count, 1);
	conf_problems_done(&problems);
	free(fifo);
	free(none);
	support_rmdir(&dir);
}

static void file_too_long(void **state)
{
	char *dir = support_tmpdir(), *path = str_make("%s/long.conf", dir), *text = mem_alloc(CONF_MAX + 1);
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf = NULL;
	FILE *file = fopen(path, "w");

	(void)state;
	memset(text, '\n', CONF_MAX + 1);
	assert_int_equal(fwrite(text, 1, CONF_MAX + 1, file), CONF_MAX + 1);
	fclose(file);
	load_refused(path, "is longer than 1 MiB");
	assert_int_equal(truncate(path, CONF_MAX), 0);
	assert_true(conf_read(&conf, options, path, &problems));
	conf_free(&conf);
	assert_false(conf_parse(&conf, options, text, CONF_MAX + 1, "f.conf", &problems));
	conf_problems_done(&problems);
	free(text);
	free(path);
	support_rmdir(&dir);
}

/* Whatever the scan lets through, libconfuse reads as well: its own sentences never reach a person. */
static void scan_and_libconfuse_agree(void **state)
{
	static const char pieces[] = "\"'{}=,#/*\\ \nax1.$+(~\t-";
	char *text = support_read("conf/schemes/TEMPLATE.conf");
	size_t length = strlen(text);
	struct support_random random = { 97 };

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct conf_problems problems = CONF_PROBLEMS_INIT;
		struct conf *conf = NULL;
		char *broken = mem_text(text);
		uint32_t changes = 1 + support_random(&random, 4);

		for (uint32_t i = 0; i < changes; i++)
			broken[support_random(&random, (uint32_t)length)] = pieces[support_random(&random, sizeof pieces - 1)];
		if (conf_parse(&conf, scheme_options(), broken, length, "f.conf", &problems))
			assert_int_equal(problems.count, 0);
		for (int i = 0; i < problems.count; i++)
			assert_null(strstr(problems.items[i].msgid, "cannot be read"));
		conf_free(&conf);
		conf_problems_done(&problems);
		free(broken);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(empty_text),
		cmocka_unit_test(lists),
		cmocka_unit_test(comments_keep_line_numbers),
		cmocka_unit_test(comment_marks_inside_quotes_stay),
		cmocka_unit_test(comment_without_end),
		cmocka_unit_test(missing_brace),
		cmocka_unit_test(brace_too_many),
		cmocka_unit_test(brace_inside_quotes_does_not_count),
		cmocka_unit_test(repeated_option),
		cmocka_unit_test(repeated_title),
		cmocka_unit_test(adding_to_an_option),
		cmocka_unit_test(octal_number),
		cmocka_unit_test(variable_is_not_expanded),
		cmocka_unit_test(escapes_that_cut_or_break),
		cmocka_unit_test(nul_byte),
		cmocka_unit_test(byte_order_mark),
		cmocka_unit_test(latin1),
		cmocka_unit_test(control_character),
		cmocka_unit_test(windows_line_ends),
		cmocka_unit_test(bare_value_with_comment_mark),
		cmocka_unit_test(bare_value_of_several_words),
		cmocka_unit_test(unclosed_quotes),
		cmocka_unit_test(incomplete_lines),
		cmocka_unit_test(all_unknown_options_are_named),
		cmocka_unit_test(sorted_by_line),
		cmocka_unit_test(files_that_are_none),
		cmocka_unit_test(file_too_long),
		cmocka_unit_test(scan_and_libconfuse_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
