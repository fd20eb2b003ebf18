/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type: dates, times, amounts, and the line that logs hours. What a parser takes, it takes again in the form in which
 * the program writes it. */
#include "fuzz.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/quick.h"
#include "ledsag/core/repeat.h"
#include "ledsag/core/scheme.h"
#include "ledsag/core/word.h"

#include <stdlib.h>
#include <string.h>

static struct zone *zone;
static day_t today;

static void open_zone(void)
{
	struct status st = STATUS_INIT;

	fuzz_must(zone_load(&zone, "Europe/Copenhagen", NULL, &st), "tzdata is there");
	today = day_make(2025, 6, 15);
}

static void close_zone(void)
{
	zone_free(&zone);
}

/* ---- single values */

static void times_begin(void)
{
	static const char *const examples[] = {
		"2025-03-30", "30.3.2025",   "30.3.",     "today",         "-3",         "fri",        "idag",       "i dag",
		"übermorgen", "lørdag",      "2025-03",   "3.2025",        "last",       "2025-W13",   "W53",        "uge 13",
		"KW 1",       "2025",        "22-7",      "22:00-07:00",   "8.30-15",    "0830-1500",  "16-24:00",   "24:00",
		"7:30",       "0:45",        "7,5",       "7.25",          "12000.00",   "12.000,50",  "-5.00",      "2d",
		"4x",         "37:00/week",  "5 workdays", "48:00/total",  "14 weeks",   "1 year",     "12000.00/year",
		"02:30+-03:30", "FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20251231",
	};

	open_zone();
	for (size_t i = 0; i < COUNT_OF(examples); i++)
		fuzz_seed_text(examples[i]);
}

static void try_days(const char *text)
{
	struct status st = STATUS_INIT;
	char written[11];
	day_t day, again;
	month_t month;
	int year;

	for (int lean = DAY_PAST; lean <= (int)DAY_FUTURE; lean++) {
		if (!day_parse(text, today, (enum day_lean)lean, &day, &st))
			continue;
		fuzz_must(day_year(day) >= YEAR_FIRST && day_year(day) <= YEAR_LAST, "a date lies in the years that are taken");
		day_format(day, written);
		fuzz_must(day_parse(written, today, DAY_PAST, &again, &st) && again == day, "a date is read as it is written");
	}
	if (month_parse(text, today, &month, &st))
		fuzz_must(month_year(month) >= YEAR_FIRST && month_year(month) <= YEAR_LAST, "a month lies in the years that are taken");
	if (week_parse(text, today, &day, &st))
		fuzz_must(day_weekday(day) == 0, "a week begins on Monday");
	if (year_parse(text, &year, &st))
		fuzz_must(year >= YEAR_FIRST && year <= YEAR_LAST, "a year is one of those that are taken");
}

/* On ordinary days and on those on which the clocks change. */
static void try_span(const char *text)
{
	const day_t days[] = { today, day_make(2025, 3, 29), day_make(2025, 3, 30), day_make(2025, 10, 25),
		               day_make(2025, 10, 26) };
	struct status st = STATUS_INIT;
	struct clock_span clock, again;
	struct span span, same;
	char written[16];

	if (!clock_span_parse(text, &clock, &st))
		return;
	fuzz_must(clock.start >= 0 && clock.start < 1440 && clock.end >= 0 && clock.end <= 1440, "a clock has 24 hours");
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		if (!span_resolve(zone, days[i], &clock, &span, &st))
			continue;
		fuzz_must(span_minutes(span) > 0 && span_minutes(span) <= 25 * 60, "a span is longer than nothing and at most a day");
		span_format(zone, span, written);
		fuzz_must(clock_span_parse(written, &again, &st) && span_resolve(zone, days[i], &again, &same, &st),
		          "a span is read as it is written");
		fuzz_must(same.start == span.start && same.end == span.end, "a span is the same when it is read again");
	}
}

static void try_amounts(const char *text)
{
	struct status st = STATUS_INIT;
	struct rate rate, same;
	int64_t amount, again;
	enum unit unit, other;
	char written[40];
	bool decimal;

	if (quantity_parse(text, &amount, &unit, &st)) {
		quantity_format(amount, unit, written);
		fuzz_must(quantity_parse(written, &again, &other, &st) && again == amount && other == unit,
		          "an amount is read as it is written");
	}
	if (rate_parse(text, &rate, &st) && rate.per != PER_NONE) {
		rate_format(&rate, written);
		fuzz_must(rate_parse(written, &same, &st) && same.amount == rate.amount && same.per == rate.per &&
		                  same.unit == rate.unit,
		          "a rate is read as it is written");
	}
	if (duration_parse(text, &amount, &st))
		fuzz_must(duration_parse_lenient(text, &again, &decimal, &st) && again == amount && !decimal,
		          "an import reads what a person writes");
	if (duration_parse_lenient(text, &amount, &decimal, &st))
		fuzz_must(amount >= 0 && amount <= AMOUNT_MAX, "a duration can be counted");
	for (int negative = 0; negative < 2; negative++)
		if (money_parse(text, negative, &amount, &st))
			fuzz_must(amount <= AMOUNT_MAX && amount >= (negative ? -AMOUNT_MAX : 0), "money can be counted");
}

static void times_run(const char *bytes, size_t length)
{
	char *text = mem_textn(bytes, strnlen(bytes, length)), *folded = word_fold_text(text), *twice = word_fold_text(folded);
	struct status st = STATUS_INIT;
	struct scheme_span span, same;
	struct repeat repeat;
	char written[16];

	try_days(text);
	try_span(text);
	try_amounts(text);
	repeat_parse(text, &repeat, &st);
	if (scheme_span_parse(text, &span)) {
		scheme_span_format(&span, written);
		fuzz_must(scheme_span_parse(written, &same) && same.count == span.count && same.unit == span.unit,
		          "a time is read as it is written");
	}
	fuzz_must(strlen(folded) <= 2 * strlen(text), "folding makes nothing long");
	free(folded);
	free(twice);
	free(text);
}

const struct fuzz_target fuzz_times = { "times", 2, times_begin, times_run, close_zone };

/* ---- a line */

static void line_begin(void)
{
	static const char *const examples[] = {
		"fri 22-7 led anna standby took the train", "8-15 led", "7:30 bpa.hours bo", "i går 8.30-15 led så træt", "2d days",
		"gestern 22-6 led Bereitschaft", "15.6. 4x talks", "led anna", "8-15 8-16", "an 8-9 led",
		"tomorrow 10-12 bpa.night MUS",
	};

	open_zone();
	for (size_t i = 0; i < COUNT_OF(examples); i++)
		fuzz_seed_text(examples[i]);
}

static bool is_one_of(const char *id, const char *const *ids, int count)
{
	for (int i = 0; i < count; i++)
		if (id == ids[i])
			return true;
	return !id;
}

static void line_run(const char *bytes, size_t length)
{
	static const char *const grants[] = { "led", "bpa.hours", "bpa.night", "days", "talks" };
	static const char *const people[] = { "anna", "andrea", "bo" };
	const struct quick_words words = { grants, COUNT_OF(grants), people, COUNT_OF(people) };
	char *text = mem_textn(bytes, strnlen(bytes, length));
	struct status st = STATUS_INIT;
	struct quick quick;

	for (int lean = DAY_PAST; lean <= (int)DAY_FUTURE; lean++) {
		if (!quick_parse(text, today, (enum day_lean)lean, &words, &quick, &st)) {
			fuzz_must(st.code == STATUS_INPUT, "a line is refused as input");
			continue;
		}
		fuzz_must(quick.has_span || quick.has_amount, "a line says how long");
		fuzz_must(is_one_of(quick.grant, grants, COUNT_OF(grants)), "a grant is a known one");
		fuzz_must(is_one_of(quick.person, people, COUNT_OF(people)), "a person is a known one");
		fuzz_must(memchr(quick.note, '\0', sizeof quick.note) != NULL, "a note ends");
		fuzz_must(quick.has_day || quick.day == today, "without a day it is today");
	}
	free(text);
}

const struct fuzz_target fuzz_line = { "line", 2, line_begin, line_run, close_zone };

/* ---- the planted fault: reached only by an input that gets further letter by letter */

static void planted_begin(void)
{
	fuzz_seed_text("aaaa");
}

static void planted_run(const char *bytes, size_t length)
{
	static volatile char seen;

	if (length > 3 && bytes[0] == 'l')
		if (bytes[1] == 'e')
			if (bytes[2] == 'd')
				seen = bytes[length]; /* one beyond the end */
	(void)seen;
}

const struct fuzz_target fuzz_planted = { "planted", 0, planted_begin, planted_run, NULL };
