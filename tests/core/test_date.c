/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What no parser of dates, months, weeks or years may take. */
static const char *const absurd[] = {
	"", " ", "-", "+", "--", "0", "-1-1-1", "9999999999", "99999999999999999999999999", "2025-03-30x", "x2025-03-30",
	"2025-03-30 08:00", "2025--03", "\xF0\x9F\x98\x80", "\xFF\xFE", "20250330", "30/3/2025", "25-03-30", "30.3.25", "today!",
	"to day", "monmon", "m", "+x", "- 3", "+1000000", "NaN", "0x7E9", "2025-W", "W", "2025-W1x", "%s%n", "\n", "2025\n",
};

static day_t make(int year, int month, int day)
{
	return day_make(year, month, day);
}

/* ---- the calendar --------------------------------------------------------------- */

static void every_day_agrees_with_the_c_library(void **state)
{
	(void)state;
	for (day_t day = make(1880, 1, 1); day <= make(2220, 12, 31); day++) {
		time_t t = (time_t)day * 86400;
		int year, month, dom, week_year, week, said_week, said_year;
		char text[16];
		struct tm tm;

		assert_non_null(gmtime_r(&t, &tm));
		day_split(day, &year, &month, &dom);
		assert_int_equal(year, tm.tm_year + 1900);
		assert_int_equal(month, tm.tm_mon + 1);
		assert_int_equal(dom, tm.tm_mday);
		assert_int_equal(day_weekday(day), (tm.tm_wday + 6) % 7);
		assert_int_equal(day_make(year, month, dom), day);
		assert_int_equal(day_year(day), year);
		strftime(text, sizeof text, "%G %V", &tm);
		assert_int_equal(sscanf(text, "%d %d", &said_year, &said_week), 2);
		week_of(day, &week_year, &week);
		assert_int_equal(week_year, said_year);
		assert_int_equal(week, said_week);
		assert_true(week_exists(week_year, week));
		assert_int_equal(week_monday(week_year, week), day - day_weekday(day));
	}
}

static void months_follow_each_other(void **state)
{
	day_t next = make(1880, 1, 1);

	(void)state;
	for (month_t month = month_make(1880, 1); month <= month_make(2220, 12); month++) {
		assert_int_equal(month_first(month), next);
		next = month_last(month) + 1;
		assert_int_equal(next - month_first(month), month_days(month));
		assert_int_equal(month_of(month_first(month)), month);
		assert_int_equal(month_of(month_last(month)), month);
		assert_int_equal(month_make(month_year(month), month_number(month)), month);
	}
	assert_int_equal(next, make(2221, 1, 1));
}

/* Once the last day of the month in which DAY_MAX lies was one of long ago. */
static void an_open_end_stays_one(void **state)
{
	(void)state;
	assert_int_equal(month_last(month_of(DAY_MAX)), DAY_MAX);
	assert_int_equal(month_first(month_of(DAY_NONE)), DAY_NONE);
}

static void days_by_hand(void **state)
{
	(void)state;
	assert_int_equal(make(1970, 1, 1), 0);
	assert_int_equal(make(1969, 12, 31), -1);
	assert_int_equal(make(2000, 3, 1), 11017);
	assert_int_equal(day_weekday(make(2025, 3, 30)), 6);
	assert_true(day_exists(2024, 2, 29));
	assert_true(day_exists(2000, 2, 29));
	assert_false(day_exists(1900, 2, 29));
	assert_false(day_exists(2025, 2, 29));
	assert_false(day_exists(2025, 0, 1));
	assert_false(day_exists(2025, 13, 1));
	assert_false(day_exists(2025, 4, 31));
	assert_false(day_exists(2025, 4, 0));
	assert_false(day_exists(2025, 4, -1));
	assert_false(day_exists(0, 1, 1));
	assert_true(week_exists(2020, 53));
	assert_false(week_exists(2025, 53));
	assert_false(week_exists(2025, 0));
	assert_int_equal(week_monday(2025, 1), make(2024, 12, 30));
	assert_int_equal(week_monday(2021, 1), make(2021, 1, 4));
}

static void open_ends_do_no_harm(void **state)
{
	static const day_t ends[] = { DAY_NONE, DAY_NONE + 1, DAY_MAX, DAY_MAX - 1 };
	int year, month, dom, week;
	char text[11];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		day_split(ends[i], &year, &month, &dom);
		assert_in_range(month, 1, 12);
		assert_in_range(day_weekday(ends[i]), 0, 6);
		week_of(ends[i], &year, &week);
		day_format(ends[i], text);
		assert_int_equal(strlen(text), 10);
		month_of(ends[i]);
	}
	day_format(DAY_MAX, text);
	assert_memory_equal(text, "9999-", 5);
}

/* ---- reading ---------------------------------------------------------------------- */

static void dates_are_read(void **state)
{
	/* A Wednesday. */
	const day_t today = make(2025, 6, 18);
	static const struct {
		const char *text;
		int past, future; /* days from today, for either lean */
	} words[] = {
		{ "today", 0, 0 },      { "idag", 0, 0 },         { "i dag", 0, 0 },       { "heute", 0, 0 },
		{ "TODAY", 0, 0 },      { " Heute ", 0, 0 },      { "yesterday", -1, -1 }, { "ig\xC3\xA5r", -1, -1 },
		{ "igaar", -1, -1 },    { "I G\xC3\x85R", -1, -1 }, { "iga\xCC\x8Ar", -1, -1 }, { "gestern", -1, -1 },
		{ "tomorrow", 1, 1 },   { "imorgen", 1, 1 },      { "i  morgen", 1, 1 },   { "morgen", 1, 1 },
		{ "vorgestern", -2, -2 }, { "\xC3\xBC" "bermorgen", 2, 2 }, { "uebermorgen", 2, 2 }, { "overmorgen", 2, 2 },
		{ "+0", 0, 0 },         { "+3", 3, 3 },           { "-3", -3, -3 },        { "+365", 365, 365 },
		{ "wed", 0, 0 },        { "onsdag", 0, 0 },       { "Mi", 0, 0 },
		{ "thu", -6, 1 },       { "tor", -6, 1 },         { "Do", -6, 1 },         { "torsdag", -6, 1 },
		{ "fri", -5, 2 },       { "fre", -5, 2 },         { "fr", -5, 2 },         { "FREITAG", -5, 2 },
		{ "sat", -4, 3 },       { "l\xC3\xB8r", -4, 3 },  { "lor", -4, 3 },        { "loerdag", -4, 3 },
		{ "L\xC3\x98RDAG", -4, 3 }, { "lordag", -4, 3 },  { "sa", -4, 3 },         { "sonnabend", -4, 3 },
		{ "sun", -3, 4 },       { "s\xC3\xB8n", -3, 4 },  { "soen", -3, 4 },       { "so", -3, 4 },
		{ "soendag", -3, 4 },   { "Sonntag", -3, 4 },
		{ "mon", -2, 5 },       { "man", -2, 5 },         { "mo", -2, 5 },         { "mandag", -2, 5 },
		{ "tue", -1, 6 },       { "tir", -1, 6 },         { "di", -1, 6 },         { "tuesday", -1, 6 },
		{ "2025-06-19", 1, 1 }, { "19.6.2025", 1, 1 },    { "19.06.2025", 1, 1 },  { "19.6.", 1, 1 },
		{ "19. 6. 2025", 1, 1 }, { " 2025-06-19 ", 1, 1 }, { "2025-6-19", 1, 1 },
	};
	struct status st = STATUS_INIT;
	day_t day;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		assert_ok(day_parse(words[i].text, today, DAY_PAST, &day, &st), &st);
		if (day != today + words[i].past)
			fail_msg("'%s' was read as today%+d", words[i].text, day - today);
		assert_ok(day_parse(words[i].text, today, DAY_FUTURE, &day, &st), &st);
		if (day != today + words[i].future)
			fail_msg("'%s' was read as today%+d", words[i].text, day - today);
	}
	assert_int_equal(st.code, STATUS_OK);
}

/* On every day of a week, a weekday's name means a day of that name, within a week, today among them. */
static void weekday_names_mean_such_a_day(void **state)
{
	static const char *const names[] = { "mon", "tirsdag", "mittwoch", "thu", "fre", "sa", "s\xC3\xB8n" };
	day_t day;

	(void)state;
	for (day_t today = make(2024, 12, 25); today < make(2025, 1, 10); today++) {
		for (int i = 0; i < 7; i++) {
			assert_true(day_parse(names[i], today, DAY_PAST, &day, NULL));
			assert_int_equal(day_weekday(day), i);
			assert_in_range(today - day, 0, 6);
			assert_true(day_parse(names[i], today, DAY_FUTURE, &day, NULL));
			assert_int_equal(day_weekday(day), i);
			assert_in_range(day - today, 0, 6);
		}
	}
}

static void formatted_days_read_back(void **state)
{
	(void)state;
	for (day_t day = make(YEAR_FIRST, 1, 1); day <= make(YEAR_LAST, 12, 31); day++) {
		char text[11];
		day_t back;

		day_format(day, text);
		assert_true(day_parse(text, 0, DAY_PAST, &back, NULL));
		assert_int_equal(back, day);
	}
	for (month_t month = month_make(YEAR_FIRST, 1); month <= month_make(YEAR_LAST, 12); month++) {
		char text[8];
		month_t back;

		month_format(month, text);
		assert_true(month_parse(text, 0, &back, NULL));
		assert_int_equal(back, month);
	}
}

static void expect(bool ok, const char *text, const struct status *st, const char *rule)
{
	if (ok)
		fail_msg("'%s' was taken as a %s", text, rule);
	assert_int_equal(st->code, STATUS_INPUT);
	assert_string_equal(st->rule, rule);
	assert_true(st->count >= 1);
	assert_memory_equal(st->args[0].text, text, strlen(text) < 100 ? strlen(text) : 100);
}

static void refuse_day(const char *text)
{
	struct status st = STATUS_INIT;
	day_t day = 4711;

	expect(day_parse(text, make(2025, 6, 18), DAY_PAST, &day, &st), text, &st, "date");
	assert_int_equal(day, 4711);
}

static void refuse_month(const char *text)
{
	struct status st = STATUS_INIT;
	month_t month = 4711;

	expect(month_parse(text, make(2025, 6, 18), &month, &st), text, &st, "month");
	assert_int_equal(month, 4711);
}

static void refuse_week(const char *text)
{
	struct status st = STATUS_INIT;
	day_t monday = 4711;

	expect(week_parse(text, make(2025, 6, 18), &monday, &st), text, &st, "week");
	assert_int_equal(monday, 4711);
}

static void refuse_year(const char *text)
{
	struct status st = STATUS_INIT;
	int year = 4711;

	expect(year_parse(text, &year, &st), text, &st, "year");
	assert_int_equal(year, 4711);
}

static void impossible_dates_are_refused(void **state)
{
	static const char *const texts[] = {
		"2025-02-29", "2025-02-30", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32", "1900-02-29",
		"2100-02-29", "31.4.2025",  "29.2.",      "0.1.2025",   "1.13.2025",  "1899-12-31", "2200-01-01", "0000-01-01",
		"9999-12-31", "-1-01-01",   "+999999",    "-999999",    "2025-03-3 0", "30.3",      "30.3.2025.", "2025-03",
		"2025-W13",   "fri day",    "vendredi",   "2025-003-30", "02025-03-30",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		refuse_day(texts[i]);
}

static void the_edges_of_the_years(void **state)
{
	struct status st = STATUS_INIT;
	day_t day;

	(void)state;
	assert_ok(day_parse("1900-01-01", 0, DAY_PAST, &day, &st), &st);
	assert_ok(day_parse("2199-12-31", 0, DAY_PAST, &day, &st), &st);
	assert_false(day_parse("tomorrow", make(2199, 12, 31), DAY_PAST, &day, &st));
	assert_string_equal(st.rule, "date");
	assert_false(day_parse("yesterday", make(1900, 1, 1), DAY_PAST, &day, &st));
	assert_false(month_parse("next", make(2199, 12, 31), &day, &st));
	assert_string_equal(st.rule, "month");
	assert_false(week_parse("last", make(1900, 1, 1), &day, &st));
	assert_string_equal(st.rule, "week");
}

static void the_sentence_names_the_month_and_its_days(void **state)
{
	struct status st = STATUS_INIT;
	day_t day;

	(void)state;
	assert_false(day_parse("2025-02-29", 0, DAY_PAST, &day, &st));
	assert_int_equal(st.args[1].type, STATUS_MONTH);
	assert_int_equal(st.args[1].number, month_make(2025, 2));
	assert_int_equal(st.args[2].number, 28);
	assert_false(week_parse("2025-W53", 0, &day, &st));
	assert_int_equal(st.args[1].number, 2025);
	assert_int_equal(st.args[2].number, 52);
}

static void months_are_read(void **state)
{
	static const struct {
		const char *text;
		int year, month;
	} months[] = {
		{ "2025-03", 2025, 3 },   { "3.2025", 2025, 3 },        { "03/2025", 2025, 3 },        { "12.2025", 2025, 12 },
		{ " 2025-03 ", 2025, 3 }, { "this", 2025, 1 },          { "last", 2024, 12 },          { "next", 2025, 2 },
		{ "denne", 2025, 1 },     { "n\xC3\xA6ste", 2025, 2 },  { "n\xC3\xA4" "chster", 2025, 2 }, { "letzter", 2024, 12 },
		{ "Sidste", 2024, 12 },   { "1900-01", 1900, 1 },       { "2199-12", 2199, 12 },
	};
	static const char *const wrong[] = { "2025-13", "2025-00", "2025-003", "1899-12", "2200-01", "2025-03-30", "2025/03",
		                             "march", "13.2025", "2025" };
	struct status st = STATUS_INIT;
	month_t month;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(months); i++) {
		assert_ok(month_parse(months[i].text, make(2025, 1, 31), &month, &st), &st);
		assert_int_equal(month, month_make(months[i].year, months[i].month));
	}
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_month(wrong[i]);
}

static void weeks_are_read(void **state)
{
	static const char *const same[] = { "2025-W13", "2025-w13", "W13", "w13", "uge 13", "KW13", "KW 13", " Uge13 " };
	static const char *const wrong[] = { "2025-W00", "2025-W53", "2025-W54", "W99", "W013", "2025W13", "13", "2025-13",
		                             "1899-W10", "2200-W01", "XW13" };
	struct status st = STATUS_INIT;
	day_t monday;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		assert_ok(week_parse(same[i], make(2025, 6, 18), &monday, &st), &st);
		assert_int_equal(monday, make(2025, 3, 24));
	}
	assert_ok(week_parse("2026-W53", 0, &monday, &st), &st);
	assert_int_equal(monday, make(2026, 12, 28));
	/* 30 December 2024 lies in the first week of 2025. */
	assert_ok(week_parse("W1", make(2024, 12, 30), &monday, &st), &st);
	assert_int_equal(monday, make(2024, 12, 30));
	assert_ok(week_parse("this", make(2025, 6, 22), &monday, &st), &st);
	assert_int_equal(monday, make(2025, 6, 16));
	assert_ok(week_parse("last", make(2025, 6, 16), &monday, &st), &st);
	assert_int_equal(monday, make(2025, 6, 9));
	assert_ok(week_parse("next", make(2025, 6, 18), &monday, &st), &st);
	assert_int_equal(monday, make(2025, 6, 23));
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_week(wrong[i]);
}

static void years_are_read(void **state)
{
	static const char *const wrong[] = { "1899", "2200", "25", "02025", "20 25", "2025-01", "this" };
	struct status st = STATUS_INIT;
	int year;

	(void)state;
	assert_ok(year_parse(" 2025 ", &year, &st), &st);
	assert_int_equal(year, 2025);
	assert_ok(year_parse("1900", &year, &st), &st);
	assert_ok(year_parse("2199", &year, &st), &st);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_year(wrong[i]);
}

static void absurd_input_is_refused(void **state)
{
	char *endless = mem_alloc(10001);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(absurd); i++) {
		refuse_day(absurd[i]);
		refuse_month(absurd[i]);
		refuse_week(absurd[i]);
		refuse_year(absurd[i]);
	}
	for (const char *c = "0 -+.Wa\xF0"; *c; c++) {
		memset(endless, *c, 10000);
		endless[10000] = '\0';
		refuse_day(endless);
		refuse_month(endless);
		refuse_week(endless);
		refuse_year(endless);
	}
	free(endless);
}

/* Short random texts out of the characters that dates are made of: taken or refused, and what is taken is in range. */
static void random_texts_stay_in_range(void **state)
{
	static const char alphabet[] = "0123456789-.+/Ww freitagso";
	struct support_random random = { 5 };

	(void)state;
	for (int n = 0; n < 300000; n++) {
		char text[16];
		size_t length = support_random(&random, 12);
		struct status st = STATUS_INIT;
		day_t day;
		int year;

		for (size_t i = 0; i < length; i++)
			text[i] = alphabet[support_random(&random, sizeof alphabet - 1)];
		text[length] = '\0';
		if (day_parse(text, make(2025, 6, 18), DAY_PAST, &day, &st))
			assert_in_range(day_year(day), YEAR_FIRST, YEAR_LAST);
		if (month_parse(text, make(2025, 6, 18), &day, &st))
			assert_in_range(month_year(day), YEAR_FIRST, YEAR_LAST);
		if (week_parse(text, make(2025, 6, 18), &day, &st))
			assert_int_equal(day_weekday(day), 0);
		if (year_parse(text, &year, &st))
			assert_in_range(year, YEAR_FIRST, YEAR_LAST);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(months_follow_each_other),
		cmocka_unit_test(an_open_end_stays_one),
		cmocka_unit_test(days_by_hand),
		cmocka_unit_test(open_ends_do_no_harm),
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(weekday_names_mean_such_a_day),
		cmocka_unit_test(formatted_days_read_back),
		cmocka_unit_test(impossible_dates_are_refused),
		cmocka_unit_test(the_edges_of_the_years),
		cmocka_unit_test(the_sentence_names_the_month_and_its_days),
		cmocka_unit_test(months_are_read),
		cmocka_unit_test(weeks_are_read),
		cmocka_unit_test(years_are_read),
		cmocka_unit_test(absurd_input_is_refused),
		cmocka_unit_test(random_texts_stay_in_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
