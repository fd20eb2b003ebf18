/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/core/quick.h"

#include <stdlib.h>
#include <string.h>

/* A Wednesday. */
#define TODAY day_make(2025, 6, 18)

static const char *const grants[] = { "led", "bpa.hours", "bpa.money", "bpa.extra", "7d", "hjem" };
static const char *const people[] = { "anna", "anders", "bo", "mette", "mette2", "hjalmar", "so" };
static const struct quick_words ids = { grants, COUNT_OF(grants), people, COUNT_OF(people) };

static struct quick read_line(const char *line)
{
	struct status st = STATUS_INIT;
	struct quick quick;

	if (!quick_parse(line, TODAY, DAY_PAST, &ids, &quick, &st))
		fail_msg("'%s' is refused: %s: %s", line, st.rule, st.msgid);
	return quick;
}

static void refuse(const char *line, const char *rule)
{
	struct quick quick = { .amount = 4711 };
	struct status st = STATUS_INIT;

	if (quick_parse(line, TODAY, DAY_PAST, &ids, &quick, &st))
		fail_msg("'%s' was taken", line);
	assert_int_equal(st.code, STATUS_INPUT);
	if (strcmp(st.rule, rule) != 0)
		fail_msg("'%s': rule %s, not %s", line, st.rule, rule);
	assert_int_equal(quick.amount, 4711);
	assert_false(quick_parse(line, TODAY, DAY_PAST, &ids, &quick, NULL));
}

static void a_whole_line(void **state)
{
	struct quick q = read_line("fri 22-7 led anna standby took the train");

	(void)state;
	assert_int_equal(q.day, day_make(2025, 6, 13));
	assert_true(q.has_day && q.has_span && q.has_kind);
	assert_false(q.has_amount);
	assert_int_equal(q.clock.start, 1320);
	assert_int_equal(q.clock.end, 420);
	assert_ptr_equal(q.grant, grants[0]);
	assert_ptr_equal(q.person, people[0]);
	assert_int_equal(q.kind, KIND_STANDBY);
	assert_string_equal(q.note, "took the train");
}

static void what_is_not_said(void **state)
{
	struct quick q = read_line("8-15");

	(void)state;
	assert_int_equal(q.day, TODAY);
	assert_false(q.has_day || q.has_kind || q.has_amount);
	assert_null(q.grant);
	assert_null(q.person);
	assert_int_equal(q.kind, KIND_WORK);
	assert_string_equal(q.note, "");
}

static void words_come_in_any_order(void **state)
{
	static const char *const lines[] = {
		"fri 22-7 led anna standby long night", "anna standby led 22-7 fri long night",
		        "standby anna fri led 22-7 long night",
		"22-7 led fri standby anna long night", "  led\tanna 22 - 7  standby fri   long night ", "LED Anna FRI 22:00-07:00 Standby long night",
		"led anna 13.6. 22:00\xE2\x80\x93" "07:00 r\xC3\xA5" "dighed long night", "2025-06-13 2200-0700 bereitschaft anna led long night",
		"-5 22 \xE2\x80\x93 7 raadighed led anna long night", "freitag 22.00-7 led anna standby long night",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct quick q = read_line(lines[i]);

		assert_int_equal(q.day, day_make(2025, 6, 13));
		assert_int_equal(q.clock.start, 1320);
		assert_int_equal(q.clock.end, 420);
		assert_ptr_equal(q.grant, grants[0]);
		assert_ptr_equal(q.person, people[0]);
		assert_int_equal(q.kind, KIND_STANDBY);
		assert_string_equal(q.note, "long night");
	}
}

static void amounts_without_a_time(void **state)
{
	static const struct {
		const char *line;
		int64_t amount;
		enum unit unit;
	} lines[] = {
		{ "7:30 led", 450, UNIT_MINUTES }, { "led 0:45", 45, UNIT_MINUTES }, { "2d led", 2, UNIT_DAYS },
		{ "anna 4x led", 4, UNIT_SESSIONS },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct quick q = read_line(lines[i].line);

		assert_true(q.has_amount);
		assert_false(q.has_span);
		assert_int_equal(q.amount, lines[i].amount);
		assert_int_equal(q.unit, lines[i].unit);
		assert_ptr_equal(q.grant, grants[0]);
	}
	assert_true(read_line("8-15 1x").has_span);
	assert_true(read_line("8-15 1x").has_amount);
}

static void days_in_three_languages(void **state)
{
	static const struct {
		const char *line;
		int days;
	} lines[] = {
		{ "today 8-15", 0 },      { "i dag 8-15", 0 },       { "heute 8-15", 0 }, { "8-15 i g\xC3\xA5r", -1 },
		{ "I Gaar 8-15", -1 },    { "gestern 8-15", -1 },    { "8-15 tir", -1 },  { "l\xC3\xB8r 8-15", -4 },
		{ "loerdag 8-15", -4 },   { "do 8-15", -6 },         { "+2 8-15", 2 },    { "i morgen 8-15", 1 },
	};
	struct status st = STATUS_INIT;
	struct quick q;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		q = read_line(lines[i].line);
		assert_true(q.has_day);
		assert_int_equal(q.day, TODAY + lines[i].days);
		assert_string_equal(q.note, "");
	}
	assert_ok(quick_parse("fri 8-15", TODAY, DAY_FUTURE, &ids, &q, &st), &st);
	assert_int_equal(q.day, TODAY + 2);
}

static void every_kind_has_its_word(void **state)
{
	static const struct {
		const char *word;
		enum kind kind;
	} words[] = {
		{ "child", KIND_CHILD_ILLNESS }, { "syg", KIND_ILLNESS },   { "krank", KIND_ILLNESS },
		{ "Urlaub", KIND_HOLIDAY },
		{ "oplaering", KIND_TRAINING },  { "kursus", KIND_COURSE }, { "personalem\xC3\xB8" "de", KIND_MEETING },
	};
	char line[64];

	(void)state;
	for (int i = 0; i < KIND_COUNT; i++) {
		struct quick q;

		strcpy(line, "8-15 ");
		strcat(line, kind_name((enum kind)i));
		q = read_line(line);
		assert_true(q.has_kind);
		assert_int_equal(q.kind, i);
		assert_string_equal(q.note, "");
	}
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		strcpy(line, "8-15 ");
		strcat(line, words[i].word);
		assert_int_equal(read_line(line).kind, words[i].kind);
	}
}

static void ids_by_their_beginning(void **state)
{
	(void)state;
	assert_string_equal(read_line("8-15 le").grant, "led");
	assert_string_equal(read_line("8-15 ann").person, "anna");
	assert_string_equal(read_line("8-15 AND").person, "anders");
	assert_string_equal(read_line("8-15 bpa.m").grant, "bpa.money");
	/* The whole of one id, although it also begins another. */
	assert_string_equal(read_line("8-15 mette").person, "mette");
	assert_string_equal(read_line("8-15 mette2").person, "mette2");
	/* Once a grant is named, the same letters can only be a person. */
	assert_string_equal(read_line("8-15 hjem hja").person, "hjalmar");
	assert_string_equal(read_line("8-15 led hj").person, "hjalmar");
	/* An id of the household comes before words and numbers. */
	assert_string_equal(read_line("7d 8-15").grant, "7d");
	assert_false(read_line("7d 8-15").has_amount);
	assert_true(read_line("8d led").has_amount);
	assert_string_equal(read_line("8-15 so").person, "so");
	assert_false(read_line("8-15 so").has_day);
	assert_int_equal(read_line("8-15 anna so").day, day_make(2025, 6, 15));
	/* One letter begins a note sooner than a name. */
	assert_null(read_line("8-15 led a walk").person);
	assert_string_equal(read_line("8-15 led a walk").note, "a walk");
}

static void a_word_that_begins_several_ids_is_refused(void **state)
{
	struct status st = STATUS_INIT;
	struct quick q;

	(void)state;
	refuse("8-15 bpa", "quick");
	refuse("8-15 an", "quick");
	refuse("8-15 hj", "quick");
	assert_false(quick_parse("8-15 an", TODAY, DAY_PAST, &ids, &q, &st));
	assert_int_equal(st.count, 3);
	assert_string_equal(st.args[0].text, "an");
	assert_string_equal(st.args[1].text, "anna");
	assert_string_equal(st.args[2].text, "anders");
	assert_false(quick_parse("8-15 hj", TODAY, DAY_PAST, &ids, &q, &st));
	assert_string_equal(st.args[1].text, "hjem");
	assert_string_equal(st.args[2].text, "hjalmar");
}

static void the_note_begins_with_the_first_other_word(void **state)
{
	struct quick q = read_line("8-15 led visited anna on fri 22-7 standby");

	(void)state;
	assert_string_equal(q.note, "visited anna on fri 22-7 standby");
	assert_null(q.person);
	assert_false(q.has_day || q.has_kind);
	assert_int_equal(q.clock.start, 480);
	/* A second day's or kind's word is no longer one. */
	q = read_line("fri 8-15 led anna so tired");
	assert_int_equal(q.day, day_make(2025, 6, 13));
	assert_string_equal(q.note, "so tired");
	assert_string_equal(read_line("8-15 work travel by bus").note, "travel by bus");
	assert_string_equal(read_line("8-15 led 3 guests").note, "3 guests");
	assert_string_equal(read_line("8-15 led i bussen").note, "i bussen");
	assert_string_equal(read_line("8-15 led \xF0\x9F\x9A\x82  tog").note, "\xF0\x9F\x9A\x82  tog");
}

static void a_wrong_figure_never_becomes_a_note(void **state)
{
	(void)state;
	refuse("30.2.2025 8-15 led", "date");
	refuse("8-15 led 2025-02-30", "date");
	refuse("8-15 +999999", "date");
	refuse("8-15 1.2.3", "date");
	refuse("25-7 led", "span");
	refuse("led 8-25 anna", "span");
	refuse("led 22:60-7", "span");
	refuse("24-8", "span");
	refuse("7:75 led", "amount");
	refuse("led 7:5", "amount");
	refuse("99999999999999999999d", "amount");
	refuse("8-15 16-18 led", "quick");
	refuse("1d 2d", "quick");
	refuse("12.6. 13.6. 8-15", "quick");
}

static void a_line_without_a_time_is_refused(void **state)
{
	struct status st = STATUS_INIT;
	struct quick q;

	(void)state;
	refuse("", "quick");
	refuse("   \t", "quick");
	refuse("fri led anna", "quick");
	refuse("fri led anna took the train 22-7", "quick");
	refuse("8 led", "quick");
	refuse("12000.00 led", "quick");
	assert_false(quick_parse("fri led hello 22-7", TODAY, DAY_PAST, &ids, &q, &st));
	assert_string_equal(st.args[1].text, "hello 22-7");
}

static void notes_are_kept_whole_or_refused(void **state)
{
	char line[600];
	struct status st = STATUS_INIT;
	struct quick q;

	(void)state;
	strcpy(line, "8-15 ");
	memset(line + 5, 'x', 255);
	line[260] = '\0';
	assert_int_equal(strlen(read_line(line).note), 255);
	line[260] = 'x';
	line[261] = '\0';
	refuse(line, "quick");
	/* Two-byte letters: 127 of them fit. */
	line[5] = '\0';
	for (int i = 0; i < 130; i++)
		strcat(line, "\xC3\xB8");
	assert_false(quick_parse(line, TODAY, DAY_PAST, &ids, &q, &st));
	assert_int_equal(st.args[0].number, 127);
}

static void absurd_lines_are_refused(void **state)
{
	static const char *const lines[] = {
		"\xFF\xFE", "8-15 \xC3", "8-15 l\xF8r", "-", "- - -", "8 -", "8 - ", "22 - x", "i", "i i", "%s%n",
		        "\xF0\x9F\x98\x80", "+", "x", "d",
	};
	char *endless = mem_alloc(10006);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		refuse(lines[i], "quick");
	memcpy(endless, "8-15 ", 5);
	for (const char *c = "8xi:.d"; *c; c++) {
		memset(endless + 5, *c, 10000);
		endless[10005] = '\0';
		refuse(endless, "quick");
	}
	free(endless);
}

static void a_household_without_ids(void **state)
{
	const struct quick_words none = { NULL, 0, NULL, 0 };
	struct status st = STATUS_INIT;
	struct quick q;

	(void)state;
	assert_ok(quick_parse("fri 8-15 led anna", TODAY, DAY_PAST, &none, &q, &st), &st);
	assert_string_equal(q.note, "led anna");
}

/* Random lines of known and unknown words: what is taken has a time, a valid note and ids of the lists. */
static void random_lines_make_sense(void **state)
{
	static const char *const words[] = {
		"fri", "22-7", "led", "anna", "an", "standby", "i", "dag", "7:30", "2d", "-", "8", "15", "13.6.", "hello", "+3",
		        "\xC3\xA5", "25-7",
		"\xF0\x9F\x98\x80", "mette", "\xFF", "2025-06-13", "02:30+-3", "\t", "  ",
	};
	struct support_random random = { 37 };
	int taken = 0;

	(void)state;
	for (int n = 0; n < 100000; n++) {
		uint32_t count = support_random(&random, 9);
		struct status st = STATUS_INIT;
		char line[256] = "";
		struct quick q;

		for (uint32_t i = 0; i < count; i++) {
			strcat(line, words[support_random(&random, COUNT_OF(words))]);
			if (support_random(&random, 8))
				strcat(line, " ");
		}
		if (!quick_parse(line, TODAY, DAY_PAST, &ids, &q, &st)) {
			assert_int_equal(st.code, STATUS_INPUT);
			continue;
		}
		taken++;
		assert_true(q.has_span || q.has_amount);
		assert_true(utf8_valid(q.note, strlen(q.note)));
		assert_true(!*q.note || strstr(line, q.note));
		assert_true(q.has_day || q.day == TODAY);
	}
	assert_true(taken > 1000);
}

static void test_kinds_in_every_language(void **state)
{
	static const struct {
		const char *word;
		enum kind kind;
	} words[] = {
		{ "work", KIND_WORK },           { "Rådighed", KIND_STANDBY },   { "RAADIGHED", KIND_STANDBY },
		{ "Kind krank", KIND_CHILD_ILLNESS }, { "barns  sygdom", KIND_CHILD_ILLNESS }, { "Fahrzeit", KIND_TRAVEL },
		{ "Transporttid", KIND_TRAVEL }, { "staff meeting", KIND_MEETING }, { "Mitarbeitergespräch", KIND_MUS },
	};
	enum kind kind;

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		assert_true(quick_kind(words[i].word, &kind));
		assert_int_equal(kind, words[i].kind);
	}
	assert_false(quick_kind("siesta", &kind));
	assert_false(quick_kind("", &kind));
	assert_false(quick_kind("work hard", &kind));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_line),
		cmocka_unit_test(what_is_not_said),
		cmocka_unit_test(words_come_in_any_order),
		cmocka_unit_test(amounts_without_a_time),
		cmocka_unit_test(days_in_three_languages),
		cmocka_unit_test(every_kind_has_its_word),
		cmocka_unit_test(ids_by_their_beginning),
		cmocka_unit_test(a_word_that_begins_several_ids_is_refused),
		cmocka_unit_test(the_note_begins_with_the_first_other_word),
		cmocka_unit_test(a_wrong_figure_never_becomes_a_note),
		cmocka_unit_test(a_line_without_a_time_is_refused),
		cmocka_unit_test(notes_are_kept_whole_or_refused),
		cmocka_unit_test(absurd_lines_are_refused),
		cmocka_unit_test(a_household_without_ids),
		cmocka_unit_test(random_lines_make_sense),
		cmocka_unit_test(test_kinds_in_every_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
