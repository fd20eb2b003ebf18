/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/date.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/scan.h"
#include "ledsag/core/word.h"

#include <assert.h>
#include <string.h>

/* ---- the calendar ----------------------------------------------------------- */

/* Days and months count in 64 bits here, so that DAY_MAX and DAY_NONE cannot overflow on the way. The year begins in March,
 * which puts the leap day last: then months have a regular length of 153 days in five, and eras of 400 years repeat. */
#define ERA_DAYS 146097
#define ERA_SHIFT 719468 /* from 0000-03-01 to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t days_from(int64_t year, int month, int day)
{
	int64_t y = year - (month <= 2), era = floor_div(y, 400), yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * ERA_DAYS + yoe * 365 + yoe / 4 - yoe / 100 + doy - ERA_SHIFT;
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool day_exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

day_t day_make(int year, int month, int day)
{
	assert(day_exists(year, month, day));
	return (day_t)days_from(year, month, day);
}

void day_split(day_t day, int *year, int *month, int *dom)
{
	int64_t z = (int64_t)day + ERA_SHIFT, era = floor_div(z, ERA_DAYS), doe = z - era * ERA_DAYS;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	*dom = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

int day_year(day_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	return year;
}

int day_weekday(day_t day)
{
	/* 1970-01-01 was a Thursday. */
	return (day % 7 + 7 + 3) % 7;
}

day_t day_add_months(day_t day, int months)
{
	int year, month, dom;
	month_t m;

	day_split(day, &year, &month, &dom);
	m = month_make(year, month) + months;
	return dom > month_days(m) ? month_last(m) : month_first(m) + dom - 1;
}

month_t month_make(int year, int month)
{
	assert(month >= 1 && month <= 12);
	return year * 12 + month - 1;
}

month_t month_of(day_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	return month_make(year, month);
}

int month_year(month_t month)
{
	return (int)floor_div(month, 12);
}

int month_number(month_t month)
{
	return (int)(month - floor_div(month, 12) * 12) + 1;
}

/* The months of DAY_NONE and DAY_MAX reach over the ends of what a day can be. */
static day_t nearest_day(int64_t day)
{
	return (day_t)(day < DAY_NONE ? DAY_NONE : day > DAY_MAX ? DAY_MAX : day);
}

day_t month_first(month_t month)
{
	return nearest_day(days_from(month_year(month), month_number(month), 1));
}

day_t month_last(month_t month)
{
	return nearest_day(days_from(month_year(month), month_number(month), month_days(month)));
}

int month_days(month_t month)
{
	return days_in(month_year(month), month_number(month));
}

void week_of(day_t day, int *year, int *week)
{
	/* A week belongs to the year of its Thursday. */
	int64_t thursday = (int64_t)day - day_weekday(day) + 3;

	*year = day_year((day_t)(thursday > INT32_MAX ? INT32_MAX : thursday < INT32_MIN ? INT32_MIN : thursday));
	*week = (int)((thursday - days_from(*year, 1, 1)) / 7) + 1;
}

day_t week_monday(int year, int week)
{
	/* 4 January is always in week 1. */
	day_t fourth = (day_t)days_from(year, 1, 4);

	return fourth - day_weekday(fourth) + (week - 1) * 7;
}

static int last_week(int year)
{
	int last, of_year;

	/* 28 December is always in the last week. */
	week_of((day_t)days_from(year, 12, 28), &of_year, &last);
	return last;
}

bool week_exists(int year, int week)
{
	return year >= 1 && year <= 9999 && week >= 1 && week <= last_week(year);
}

/* ---- reading ---------------------------------------------------------------- */

enum { THIS, LAST, NEXT };

static const struct word weekdays[] = {
	{ "mon", 0 },       { "monday", 0 },   { "man", 0 },      { "mandag", 0 },  { "mo", 0 },      { "montag", 0 },
	{ "tue", 1 },       { "tues", 1 },     { "tuesday", 1 },  { "tir", 1 },     { "tirsdag", 1 }, { "di", 1 },
	{ "dienstag", 1 },  { "wed", 2 },      { "wednesday", 2 }, { "ons", 2 },    { "onsdag", 2 },  { "mi", 2 },
	{ "mittwoch", 2 },  { "thu", 3 },      { "thur", 3 },     { "thurs", 3 },   { "thursday", 3 }, { "tor", 3 },
	{ "torsdag", 3 },   { "do", 3 },       { "donnerstag", 3 }, { "fri", 4 },   { "friday", 4 },  { "fre", 4 },
	{ "fredag", 4 },    { "fr", 4 },       { "freitag", 4 },  { "sat", 5 },     { "saturday", 5 }, { "lør", 5 },
	{ "lørdag", 5 },    { "sa", 5 },       { "samstag", 5 },  { "sonnabend", 5 }, { "sun", 6 },   { "sunday", 6 },
	{ "søn", 6 },       { "søndag", 6 },   { "so", 6 },       { "sonntag", 6 },
};

/* Days from today. */
static const struct word relative_days[] = {
	{ "today", 0 },      { "i dag", 0 },      { "idag", 0 },      { "heute", 0 },
	{ "yesterday", -1 }, { "i går", -1 },     { "igår", -1 },     { "gestern", -1 },
	{ "tomorrow", 1 },   { "i morgen", 1 },   { "imorgen", 1 },   { "morgen", 1 },
	{ "i forgårs", -2 }, { "iforgårs", -2 },  { "vorgestern", -2 },
	{ "i overmorgen", 2 }, { "iovermorgen", 2 }, { "overmorgen", 2 }, { "übermorgen", 2 },
};

static const struct word near_words[] = {
	{ "this", THIS },   { "denne", THIS },  { "dieser", THIS },  { "diesen", THIS },  { "diese", THIS },
	{ "last", LAST },   { "sidste", LAST }, { "forrige", LAST }, { "letzter", LAST }, { "letzten", LAST },
	{ "letzte", LAST }, { "next", NEXT },   { "næste", NEXT },   { "nächster", NEXT }, { "nächsten", NEXT },
	{ "nächste", NEXT },
};

static const struct word week_words[] = {
	{ "w", 0 }, { "week", 0 }, { "uge", 0 }, { "kw", 0 }, { "woche", 0 },
};

#define FIND(text, words, value) word_find((text), (words), COUNT_OF(words), (value))

static bool in_range(int year)
{
	return year >= YEAR_FIRST && year <= YEAR_LAST;
}

static bool out_of_range(const char *text, const char *rule, struct status *st)
{
	return status_set(st, STATUS_INPUT, rule, N_("'{1}' lies outside the years {2} to {3}, which ledsag takes."), "sii",
	                  text, (int64_t)YEAR_FIRST, (int64_t)YEAR_LAST);
}

/* 2025-03-30 */
static bool read_iso(const char *s, int *year, int *month, int *day)
{
	return scan_digits(&s, 4, 4, year) && scan_char(&s, '-') && scan_digits(&s, 1, 2, month) && scan_char(&s, '-') &&
	       scan_digits(&s, 1, 2, day) && scan_end(s);
}

/* 30.3.2025, 30. 3. 2025, 30.3. */
static bool read_dotted(const char *s, int this_year, int *year, int *month, int *day)
{
	if (!scan_digits(&s, 1, 2, day) || !scan_char(&s, '.'))
		return false;
	s = scan_blanks(s);
	if (!scan_digits(&s, 1, 2, month) || !scan_char(&s, '.'))
		return false;
	*year = this_year;
	if (scan_end(s))
		return true;
	s = scan_blanks(s);
	return scan_digits(&s, 4, 4, year) && scan_end(s);
}

/* +3, -3 */
static bool read_distance(const char *s, int *days)
{
	bool minus = *s == '-';

	if ((!minus && *s != '+') || !scan_is_digit(s[1]))
		return false;
	s++;
	if (!scan_digits(&s, 1, 6, days) || !scan_end(s))
		return false;
	if (minus)
		*days = -*days;
	return true;
}

static bool check_date(const char *text, int year, int month, int day, day_t *out, struct status *st)
{
	if (!in_range(year))
		return out_of_range(text, "date", st);
	if (month < 1 || month > 12)
		return status_set(st, STATUS_INPUT, "date",
		                  N_("'{1}' is not a date: months go from 1 to 12, as in 2025-03-30."), "s", text);
	if (!day_exists(year, month, day))
		return status_set(st, STATUS_INPUT, "date", N_("'{1}' is not a date: {2} has the days 1 to {3}."), "sMi", text,
		                  month_make(year, month), (int64_t)days_in(year, month));
	*out = day_make(year, month, day);
	return true;
}

/* Words and distances, as days from today. */
static bool read_relative(const char *text, day_t today, enum day_lean lean, int *days)
{
	int weekday;

	if (read_distance(text, days) || FIND(text, relative_days, days))
		return true;
	if (!FIND(text, weekdays, &weekday))
		return false;
	weekday -= day_weekday(today);
	if (lean == DAY_PAST)
		*days = weekday > 0 ? weekday - 7 : weekday;
	else
		*days = weekday < 0 ? weekday + 7 : weekday;
	return true;
}

bool day_parse(const char *text, day_t today, enum day_lean lean, day_t *out, struct status *st)
{
	const char *s = scan_blanks(text);
	int year, month, day, days;

	if (read_iso(s, &year, &month, &day) || read_dotted(s, day_year(today), &year, &month, &day))
		return check_date(text, year, month, day, out, st);
	if (read_relative(s, today, lean, &days)) {
		int64_t then = (int64_t)today + days;

		if (then < days_from(YEAR_FIRST, 1, 1) || then > days_from(YEAR_LAST, 12, 31))
			return out_of_range(text, "date", st);
		*out = (day_t)then;
		return true;
	}
	return status_set(st, STATUS_INPUT, "date",
	                  N_("'{1}' is not a date: write one such as 2025-03-30, 30.3.2025, 30.3., today, fri or -3."), "s", text);
}

bool month_parse(const char *text, day_t today, month_t *out, struct status *st)
{
	const char *iso = scan_blanks(text), *dotted = iso;
	int year, month, near;

	if (FIND(text, near_words, &near)) {
		*out = month_of(today) + (near == NEXT) - (near == LAST);
		return in_range(month_year(*out)) || out_of_range(text, "month", st);
	}
	if (!(scan_digits(&iso, 4, 4, &year) && scan_char(&iso, '-') && scan_digits(&iso, 1, 2, &month) && scan_end(iso)) &&
	    !(scan_digits(&dotted, 1, 2, &month) && (scan_char(&dotted, '.') || scan_char(&dotted, '/')) &&
	      scan_digits(&dotted, 4, 4, &year) && scan_end(dotted)))
		return status_set(st, STATUS_INPUT, "month",
		                  N_("'{1}' is not a month: write one such as 2025-03, 3.2025, this, last or next."), "s", text);
	if (!in_range(year))
		return out_of_range(text, "month", st);
	if (month < 1 || month > 12)
		return status_set(st, STATUS_INPUT, "month", N_("'{1}' is not a month: months go from 1 to 12, as in 2025-03."),
		                  "s", text);
	*out = month_make(year, month);
	return true;
}

/* 2025-W13, or W13, "KW 13", "uge 13" of `this_year`. */
static bool read_week(const char *s, int this_year, int *year, int *week)
{
	char word[8];
	size_t length = 0;
	int unused;

	*year = this_year;
	if (scan_is_digit(*s)) {
		if (!scan_digits(&s, 4, 4, year) || !scan_char(&s, '-') || (*s != 'W' && *s != 'w'))
			return false;
	}
	while (length < sizeof word - 1 && s[length] && !scan_is_digit(s[length]))
		length++;
	memcpy(word, s, length);
	word[length] = '\0';
	s += length;
	return FIND(word, week_words, &unused) && scan_digits(&s, 1, 2, week) && scan_end(s);
}

bool week_parse(const char *text, day_t today, day_t *monday, struct status *st)
{
	int this_year, year, week, near;

	if (FIND(text, near_words, &near)) {
		*monday = today - day_weekday(today) + 7 * ((near == NEXT) - (near == LAST));
		return in_range(day_year(*monday)) || out_of_range(text, "week", st);
	}
	week_of(today, &this_year, &week);
	if (!read_week(scan_blanks(text), this_year, &year, &week))
		return status_set(st, STATUS_INPUT, "week",
		                  N_("'{1}' is not a week: write one such as 2025-W13, W13, this, last or next."), "s", text);
	if (!in_range(year))
		return out_of_range(text, "week", st);
	if (!week_exists(year, week))
		return status_set(st, STATUS_INPUT, "week", N_("'{1}' is not a week: {2} has the weeks 1 to {3}."), "sii", text,
		                  (int64_t)year, (int64_t)last_week(year));
	*monday = week_monday(year, week);
	return true;
}

bool year_parse(const char *text, int *out, struct status *st)
{
	const char *s = scan_blanks(text);
	int year;

	if (!scan_digits(&s, 4, 4, &year) || !scan_end(s))
		return status_set(st, STATUS_INPUT, "year", N_("'{1}' is not a year: write one such as 2025."), "s", text);
	if (!in_range(year))
		return out_of_range(text, "year", st);
	*out = year;
	return true;
}

/* ---- writing ---------------------------------------------------------------- */

/* Exactly `width` digits. */
static char *put(char *out, int value, int width)
{
	for (int i = width; i-- > 0; value /= 10)
		out[i] = (char)('0' + value % 10);
	return out + width;
}

static int shown_year(int year)
{
	return year < 0 ? 0 : year > 9999 ? 9999 : year;
}

void day_format(day_t day, char out[11])
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	out = put(out, shown_year(year), 4);
	*out++ = '-';
	out = put(out, month, 2);
	*out++ = '-';
	*put(out, dom, 2) = '\0';
}

void month_format(month_t month, char out[8])
{
	out = put(out, shown_year(month_year(month)), 4);
	*out++ = '-';
	*put(out, month_number(month), 2) = '\0';
}

void week_format(day_t day, char out[9])
{
	int year, week;

	week_of(day, &year, &week);
	out = put(out, shown_year(year), 4);
	*out++ = '-';
	*out++ = 'W';
	*put(out, week, 2) = '\0';
}

day_t day_birthday(day_t born, int age)
{
	int year, month, dom;

	day_split(born, &year, &month, &dom);
	return day_exists(year + age, month, dom) ? day_make(year + age, month, dom) : day_make(year + age, 3, 1);
}
