/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public holidays and pension ages that ship, and files in which something is wrong. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/holidays.h"

#include <dirent.h>
#include <stdio.h>

/* ---- holidays ------------------------------------------------------------------- */

static const char *const laender[] = { "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV",
	                               "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH" };

static void add_place(struct holidays *holidays, const char *place)
{
	char *path = str_make("%s/conf/holidays/%s.conf", LEDSAG_SOURCEDIR, place);
	struct status st = STATUS_INIT;

	if (!holidays_read_file(holidays, path, &st))
		fail_msg("%s", said(&st));
	free(path);
}

/* A place with all that it lies in: "DE-BY-KATH" is DE, DE-BY and DE-BY-KATH. */
static struct holidays holidays_of(const char *place)
{
	struct holidays holidays = { NULL, 0, 0 };

	for (size_t length = strcspn(place, "-");; length += 1 + strcspn(place + length + 1, "-")) {
		char *name = mem_textn(place, length);

		add_place(&holidays, name);
		free(name);
		if (!place[length])
			return holidays;
	}
}

/* Every day of a year on which there is one, in order: "01-01 04-18 …". */
static void assert_year(const char *place, int year, const char *want)
{
	struct holidays holidays = holidays_of(place);
	struct str days = STR_INIT;
	char text[11];

	for (day_t day = day_make(year, 1, 1); day <= day_make(year, 12, 31); day++)
		if (holidays_on(&holidays, day, NULL)) {
			day_format(day, text);
			str_addf(&days, "%s%s", days.length ? " " : "", text + 5);
		}
	if (strcmp(str_peek(&days), want) != 0)
		fail_msg("%s %d:\nhas:  %s\nmust: %s", place, year, str_peek(&days), want);
	str_done(&days);
	holidays_done(&holidays);
}

/* Easter: 9 April 2023, 31 March 2024, 20 April 2025. Store bededag, the fourth Friday after it, is abolished from 2024. */
static void denmark(void **state)
{
	(void)state;
	assert_year("DK", 2023, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26");
	assert_year("DK", 2024, "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26");
	assert_year("DK", 2025, "01-01 04-17 04-18 04-20 04-21 05-29 06-08 06-09 12-25 12-26");
}

static void germany(void **state)
{
	(void)state;
	assert_year("DE", 1994, "01-01 04-01 04-04 05-01 05-12 05-23 10-03 11-16 12-25 12-26");
	assert_year("DE", 1995, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 12-25 12-26");
	assert_year("DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26");
	assert_year("DE", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26");
}

static void the_laender_in_2025(void **state)
{
	(void)state;
	assert_year("DE-BW", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 10-03 11-01 12-25 12-26");
	assert_year("DE-BY", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 10-03 11-01 12-25 12-26");
	assert_year("DE-BY-KATH", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 08-15 10-03 11-01 12-25 12-26");
	assert_year("DE-BY-AUGSBURG", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 06-19 08-08 08-15 10-03 11-01 12-25 12-26");
	assert_year("DE-BE", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26");
	assert_year("DE-BB", 2025, "01-01 04-18 04-20 04-21 05-01 05-29 06-08 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-HB", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-HH", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-HE", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 06-19 10-03 12-25 12-26");
	assert_year("DE-MV", 2025, "01-01 03-08 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-NI", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-NW", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 06-19 10-03 11-01 12-25 12-26");
	assert_year("DE-RP", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 06-19 10-03 11-01 12-25 12-26");
	assert_year("DE-SL", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 06-19 08-15 10-03 11-01 12-25 12-26");
	assert_year("DE-SN", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 11-19 12-25 12-26");
	assert_year("DE-ST", 2025, "01-01 01-06 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-SH", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 10-31 12-25 12-26");
	assert_year("DE-TH", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 09-20 10-03 10-31 12-25 12-26");
}

static bool is_holiday(const char *place, int year, int month, int dom)
{
	struct holidays holidays = holidays_of(place);
	bool is = holidays_on(&holidays, day_make(year, month, dom), NULL) != NULL;

	holidays_done(&holidays);
	return is;
}

/* Holidays that came, went, or were once; the Länder that have them as a string of their letters. */
static void assert_where(int year, int month, int dom, const char *where)
{
	for (size_t i = 0; i < COUNT_OF(laender); i++) {
		char place[8];

		snprintf(place, sizeof place, "DE-%s", laender[i]);
		if (is_holiday(place, year, month, dom) != (strstr(where, laender[i]) != NULL))
			fail_msg("%s on %d-%02d-%02d: must be the other way round", place, year, month, dom);
	}
}

static void the_laender_by_date(void **state)
{
	(void)state;
	assert_where(2016, 10, 31, "BB MV SN ST TH");
	assert_where(2017, 10, 31, "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH");
	assert_where(2018, 10, 31, "BB HB HH MV NI SH SN ST TH");
	assert_where(2018, 3, 8, "");
	assert_where(2019, 3, 8, "BE");
	assert_where(2023, 3, 8, "BE MV");
	assert_where(2018, 9, 20, "");
	assert_where(2019, 9, 20, "TH");
	assert_where(2020, 5, 8, "BE");
	assert_where(2021, 5, 8, "");
	assert_where(1994, 11, 16, "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH");
	assert_where(1995, 11, 22, "SN");
	assert_where(2025, 11, 19, "SN");
	assert_where(2028, 6, 17, "BE");
}

static void every_file_has_its_names(void **state)
{
	char *path = str_make("%s/conf/holidays", LEDSAG_SOURCEDIR);
	DIR *directory = opendir(path);
	struct dirent *entry;
	int files = 0;

	(void)state;
	assert_non_null(directory);
	while ((entry = readdir(directory))) {
		char *place = mem_textn(entry->d_name, strcspn(entry->d_name, "."));
		struct holidays holidays = { NULL, 0, 0 };

		if (*place) {
			add_place(&holidays, place);
			assert_true(holidays.count > 0);
			files++;
		}
		for (int i = 0; i < holidays.count; i++)
			for (int l = 0; l < LANG_COUNT; l++)
				assert_true(strlen(holidays.of[i].name.in[l]) > 3);
		holidays_done(&holidays);
		free(place);
	}
	assert_int_equal(files, 2 + 16 + 2);
	closedir(directory);
	free(path);
}

#define HEAD "source = law\nfrom = 2000-01-01\n"
#define NAME " name { en = a  da = b  de = c }\n"

static void refused(const char *text, const char *start)
{
	struct holidays holidays = { NULL, 0, 0 };
	struct status st = STATUS_INIT;

	assert_false(holidays_read(&holidays, text, "DK.conf", &st));
	assert_int_equal(holidays.count, 0);
	assert_said(&st, start);
}

static void broken_holidays(void **state)
{
	(void)state;
	refused("from = 2000-01-01\n", "DK.conf:1: source: is missing: name the law that says so.");
	refused("source = law\n", "DK.conf:1: from: is missing: give the date from which it holds, such as 2025-03-30.");
	refused(HEAD "holiday \"a\" {\n on = \"12-25\"\n}", "DK.conf:3: holiday \"a\": name: is missing");
	refused(HEAD "holiday \"a\" {\n" NAME "}", "DK.conf:3: holiday \"a\": on: give a date such as \"12-25\"");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"02-30\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"2-3\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"easter 39\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"easter +\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"easter +400\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"easterly\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"onsdag before 11-23\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"friday before 13-01\"\n}", "DK.conf:5: holiday \"a\": on: give a date");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"12-25\"\n until = 1999-12-31\n}",
	        "DK.conf:6: holiday \"a\": until: is before the day from which it holds.");
	refused(HEAD "holiday \"A\" {\n" NAME " on = \"12-25\"\n}", "DK.conf:3: holiday \"A\": its name has up to 16 small letters");
	refused(HEAD "holiday \"a\" {\n" NAME " on = \"12-25\"\n}\nholiday \"a\" {\n" NAME " on = \"12-26\"\n}",
	        "DK.conf:7: holiday \"a\": is given a second time");
}

static void good_holidays(void **state)
{
	struct holidays holidays = { NULL, 0, 0 };
	struct status st = STATUS_INIT;

	(void)state;
	assert_ok(holidays_read(&holidays, HEAD "holiday \"a\" {\n" NAME " on = \"02-29\"\n from = 2010-01-01\n}", "DK.conf", &st),
	          &st);
	assert_ok(holidays_read(&holidays, HEAD "holiday \"b\" {\n" NAME " on = \"easter\"\n}", "DK-X.conf", &st), &st);
	assert_int_equal(holidays.count, 2);
	assert_null(holidays_on(&holidays, day_make(2008, 2, 29), NULL));
	assert_string_equal(holidays_on(&holidays, day_make(2012, 2, 29), NULL)->id, "a");
	assert_null(holidays_on(&holidays, day_make(2013, 3, 1), NULL));
	assert_string_equal(holidays_on(&holidays, day_make(2000, 4, 23), NULL)->id, "b");
	assert_null(holidays_on(&holidays, day_make(1999, 4, 4), NULL));
	holidays_done(&holidays);
}

/* ---- pension ages --------------------------------------------------------------- */

static void assert_pension(const char *country, const char *born, const char *want)
{
	char *path = str_make("%s/conf/pension/%s.conf", LEDSAG_SOURCEDIR, country), text[11];
	struct status st = STATUS_INIT;
	struct pension pension;
	day_t day;

	if (!pension_read_file(&pension, path, &st))
		fail_msg("%s", said(&st));
	assert_true(day_parse(born, 0, DAY_PAST, &day, NULL));
	day_format(pension_day(&pension, day), text);
	if (strcmp(text, want) != 0)
		fail_msg("%s, born %s: is %s, must be %s", country, born, text, want);
	pension_done(&pension);
	free(path);
}

/* Lov om social pension § 1 a: both ends of each row. */
static void pension_in_denmark(void **state)
{
	(void)state;
	assert_pension("DK", "1953-12-31", "2018-12-31");
	assert_pension("DK", "1954-01-01", "2019-07-01");
	assert_pension("DK", "1954-06-30", "2019-12-30");
	assert_pension("DK", "1954-07-01", "2020-07-01");
	assert_pension("DK", "1954-12-31", "2020-12-31");
	assert_pension("DK", "1955-01-01", "2021-07-01");
	assert_pension("DK", "1955-06-30", "2021-12-30");
	assert_pension("DK", "1955-07-01", "2022-07-01");
	assert_pension("DK", "1962-12-31", "2029-12-31");
	assert_pension("DK", "1963-01-01", "2031-01-01");
	assert_pension("DK", "1966-12-31", "2034-12-31");
	assert_pension("DK", "1967-01-01", "2036-01-01");
	assert_pension("DK", "1970-12-31", "2039-12-31");
	assert_pension("DK", "1971-01-01", "2041-01-01");
	assert_pension("DK", "1956-02-29", "2023-03-01");
}

/* SGB VI §§ 35, 235: a month more for each year from 1947, two from 1959. */
static void pension_in_germany(void **state)
{
	(void)state;
	assert_pension("DE", "1946-12-31", "2011-12-31");
	assert_pension("DE", "1947-01-01", "2012-02-01");
	assert_pension("DE", "1948-12-31", "2014-02-28");
	assert_pension("DE", "1952-05-10", "2017-11-10");
	assert_pension("DE", "1957-01-01", "2022-12-01");
	assert_pension("DE", "1958-01-01", "2024-01-01");
	assert_pension("DE", "1959-01-01", "2025-03-01");
	assert_pension("DE", "1963-12-31", "2030-10-31");
	assert_pension("DE", "1964-01-01", "2031-01-01");
	assert_pension("DE", "1990-06-01", "2057-06-01");
}

static void refused_pension(const char *text, const char *start)
{
	struct status st = STATUS_INIT;
	struct pension pension;

	assert_false(pension_read(&pension, text, "DK.conf", &st));
	assert_null(pension.steps);
	assert_said(&st, start);
}

static void pension_texts(void **state)
{
	struct status st = STATUS_INIT;
	struct pension pension;

	(void)state;
	refused_pension("source = law\n", "DK.conf:1: born: is missing: give born \"1900-01-01\" { years = … }.");
	refused_pension("born \"1900-01-01\" { years = 65 }\n", "DK.conf:1: source: is missing: name the law that says so.");
	refused_pension("source = law\nborn \"1900\" { years = 65 }\n", "DK.conf:2: born \"1900\": give a date such as 2025-03-30, not '1900'.");
	refused_pension("source = law\nborn \"1900-01-01\" { months = 6 }\n", "DK.conf:2: born \"1900-01-01\": years: is missing");
	refused_pension("source = law\nborn \"1900-01-01\" { years = 65 months = 12 }\n",
	                "DK.conf:2: born \"1900-01-01\": months: give a whole number from 1 to 11.");
	/* in any order; before the first step nobody knows */
	assert_ok(pension_read(&pension, "source = law\nborn \"1960-01-01\" { years = 67 }\nborn \"1950-01-01\" { years = 65 }\n", "x", &st),
	          &st);
	assert_int_equal(pension_day(&pension, day_make(1949, 12, 31)), DAY_NONE);
	assert_int_equal(pension_day(&pension, day_make(1950, 1, 1)), day_make(2015, 1, 1));
	assert_int_equal(pension_day(&pension, day_make(1960, 1, 1)), day_make(2027, 1, 1));
	pension_done(&pension);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(denmark),
		cmocka_unit_test(germany),
		cmocka_unit_test(the_laender_in_2025),
		cmocka_unit_test(the_laender_by_date),
		cmocka_unit_test(every_file_has_its_names),
		cmocka_unit_test(broken_holidays),
		cmocka_unit_test(good_holidays),
		cmocka_unit_test(pension_in_denmark),
		cmocka_unit_test(pension_in_germany),
		cmocka_unit_test(pension_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
