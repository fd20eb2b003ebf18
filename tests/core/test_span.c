/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/span.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HOUR 3600
#define DAY INT64_C(86400)

static const char *const places[] = {
	"Europe/Copenhagen", "Europe/London", "America/New_York",    "America/Santiago", "America/Havana",
	"America/Nuuk",      "Asia/Beirut",   "Australia/Lord_Howe", "Asia/Kathmandu",   "Africa/Casablanca",
};

static struct zone *load(const char *name)
{
	struct status st = STATUS_INIT;
	struct zone *zone = NULL;

	assert_ok(zone_load(&zone, name, NULL, &st), &st);
	return zone;
}

/* ---- reading ---------------------------------------------------------------------- */

static void spans_are_read(void **state)
{
	static const struct {
		const char *text;
		struct clock_span is;
	} spans[] = {
		{ "22:00-07:00", { 1320, 420, false, false } },
		{ "22-7", { 1320, 420, false, false } },
		{ "8-15:30", { 480, 930, false, false } },
		{ "8.30-15", { 510, 900, false, false } },
		{ "0830-1500", { 510, 900, false, false } },
		{ "0830-15", { 510, 900, false, false } },
		{ "16-24:00", { 960, 1440, false, false } },
		{ "16-24", { 960, 1440, false, false } },
		{ "0000-2400", { 0, 1440, false, false } },
		{ "0-0", { 0, 0, false, false } },
		{ "8-8", { 480, 480, false, false } },
		{ "02:30+-03:30", { 150, 210, true, false } },
		{ "02:30-02:30+", { 150, 150, false, true } },
		{ "2+-3+", { 120, 180, true, true } },
		{ "  22:00 - 07:00\t", { 1320, 420, false, false } },
		{ "22:00\xE2\x80\x93" "07:00", { 1320, 420, false, false } },
		{ "22:00 \xE2\x80\x93 07:00", { 1320, 420, false, false } },
		{ "23:59-00:00", { 1439, 0, false, false } },
		{ "16:00-24:00+", { 960, 1440, false, true } },
	};
	struct status st = STATUS_INIT;
	struct clock_span read;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(spans); i++) {
		assert_ok(clock_span_parse(spans[i].text, &read, &st), &st);
		assert_int_equal(read.start, spans[i].is.start);
		assert_int_equal(read.end, spans[i].is.end);
		assert_int_equal(read.start_second, spans[i].is.start_second);
		assert_int_equal(read.end_second, spans[i].is.end_second);
	}
}

static void refuse_span(const char *text)
{
	struct clock_span read = { 1, 2, false, false };
	struct status st = STATUS_INIT;

	if (clock_span_parse(text, &read, &st))
		fail_msg("'%s' was taken", text);
	assert_int_equal(st.code, STATUS_INPUT);
	assert_string_equal(st.rule, "span");
	assert_int_equal(st.count, 1);
	assert_int_equal(read.start, 1);
}

static void refuse_time(const char *text)
{
	struct status st = STATUS_INIT;
	bool second = false;
	int minute = 4711;

	if (clock_parse(text, &minute, &second, &st))
		fail_msg("'%s' was taken", text);
	assert_int_equal(st.code, STATUS_INPUT);
	assert_string_equal(st.rule, "time");
	assert_int_equal(minute, 4711);
}

static void what_is_no_span_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "-", "8", "8-", "-8", "8--15", "8-15-16", "25-7", "22-25", "24-8", "24:00-8", "2400-8", "24:01-8", "8-24:01",
		"8-24.30", "22:60-7", "22:5-7", "22:-7", "22:000-7", "022:00-7", "830-15", "8-830", "22:00:00-07:00", "22 7",
		        "22:00",
		"+8-15", "8-15 h", "8++-15", "8 +-15", "8+15", "a-b", "\xF0\x9F\x98\x80-7", "8—15", "8\xE2\x80-15",
		"99999999999-7", "-1--2", "8-15x", "x8-15", "8:0a-9", "2561-0000", "0860-9", "8,30-15", "\xD9\xA8-15",
	};
	char *endless = mem_alloc(10001);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		refuse_span(texts[i]);
	for (const char *c = "8-+: "; *c; c++) {
		memset(endless, *c, 10000);
		endless[10000] = '\0';
		refuse_span(endless);
		refuse_time(endless);
	}
	free(endless);
}

static void times_are_read(void **state)
{
	static const char *const wrong[] = { "", "25", "24:01", "7:3", "7:", ":30", "-1", "7-8", "12:60", "730", "7:30pm", "noon" };
	struct status st = STATUS_INIT;
	bool second;
	int minute;

	(void)state;
	for (int m = 0; m <= 1440; m++) {
		char text[16];

		snprintf(text, sizeof text, "%d:%02d", m / 60, m % 60);
		assert_ok(clock_parse(text, &minute, &second, &st), &st);
		assert_int_equal(minute, m);
		assert_false(second);
		snprintf(text, sizeof text, " %02d%02d+ ", m / 60, m % 60);
		assert_ok(clock_parse(text, &minute, &second, &st), &st);
		assert_int_equal(minute, m);
		assert_true(second);
	}
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_time(wrong[i]);
}

/* ---- the golden file ---------------------------------------------------------------- */

struct line {
	char zone[64], day[32], span[32], result[32];
};

static void check_line(const struct line *line)
{
	struct zone *zone = load(line->zone);
	struct status st = STATUS_INIT;
	struct clock_span clock;
	struct span span = { 1, 2 };
	const char *said = "";
	day_t day;
	bool ok = day_parse(line->day, 0, DAY_PAST, &day, &st) && clock_span_parse(line->span, &clock, &st) &&
	          span_resolve(zone, day, &clock, &span, &st);

	if (ok != (line->result[0] >= '0' && line->result[0] <= '9')) {
		said = ok ? "taken" : st.rule;
		fail_msg("%s %s %s: %s, not %s", line->zone, line->day, line->span, said, line->result);
	}
	if (!ok) {
		assert_int_equal(st.code, STATUS_INPUT);
		assert_string_equal(st.rule, line->result);
		assert_int_equal(span.start, 1);
	} else if (span_minutes(span) != atoi(line->result)) {
		fail_msg("%s %s %s: %d minutes, not %s", line->zone, line->day, line->span, (int)span_minutes(span), line->result);
	}
	zone_free(&zone);
}

static void spans_last_as_the_rule_says(void **state)
{
	char *text = support_read("tests/golden/time-spans.txt"), *rest = text, *line;
	int count = 0;

	(void)state;
	while ((line = strsep(&rest, "\n"))) {
		struct line fields;

		if (!line[0] || line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%63s %31s %31s %31s", fields.zone, fields.day, fields.span, fields.result), 4);
		check_line(&fields);
		count++;
	}
	assert_true(count > 100);
	free(text);
}

/* ---- what a refusal says -------------------------------------------------------------- */

static void a_jump_is_named_with_both_its_clocks(void **state)
{
	struct zone *zone = load("Europe/Copenhagen");
	const struct clock_span clock = { 60, 150, false, false };
	struct status st = STATUS_INIT;
	struct span span;

	(void)state;
	assert_false(span_resolve(zone, day_make(2025, 3, 30), &clock, &span, &st));
	assert_string_equal(st.rule, "no-such-time");
	assert_int_equal(st.count, 4);
	assert_string_equal(st.args[0].text, "02:30");
	assert_int_equal(st.args[1].number, day_make(2025, 3, 30));
	assert_string_equal(st.args[2].text, "02:00");
	assert_string_equal(st.args[3].text, "03:00");
	/* The end of a night: the day named is that of the end. */
	assert_false(span_resolve(zone, day_make(2025, 3, 29), &(struct clock_span){ 1320, 150, false, false }, &span, &st));
	assert_int_equal(st.args[1].number, day_make(2025, 3, 30));
	assert_false(span_resolve(zone, day_make(2025, 6, 1), &(struct clock_span){ 60, 150, true, false }, &span, &st));
	assert_string_equal(st.rule, "not-doubled");
	assert_string_equal(st.args[0].text, "01:00");
	assert_false(span_resolve(zone, day_make(2025, 6, 1), &(struct clock_span){ 60, 150, true, false }, &span, NULL));
	zone_free(&zone);
}

/* ---- days and months ---------------------------------------------------------------- */

static void spans_are_split_at_local_midnight(void **state)
{
	static const struct {
		const char *zone;
		int year, month, dom;
		const char *span;
		int here, after; /* minutes in the month of the start, and in the next */
	} splits[] = {
		{ "Europe/Berlin", 2025, 12, 31, "22:00-06:00", 120, 360 },
		{ "Europe/Copenhagen", 2025, 3, 31, "23:00-07:00", 60, 420 },
		{ "Europe/Copenhagen", 2025, 3, 29, "23:00-07:00", 420, 0 },
		{ "Europe/Copenhagen", 2024, 2, 29, "16:00-24:00", 480, 0 },
		{ "Europe/Copenhagen", 2025, 1, 31, "00:00-00:00", 1440, 0 },
		{ "Europe/Copenhagen", 2025, 1, 31, "23:59-23:58", 1, 1438 },
		/* Clocks that change on the first or last night of a month. */
		{ "Europe/Berlin", 2024, 3, 31, "00:00-24:00", 1380, 0 },
		{ "Europe/Berlin", 2024, 3, 30, "22:00-22:00", 1380, 0 },
		{ "America/New_York", 2026, 10, 31, "23:00-07:00", 60, 480 },
		{ "America/Santiago", 2025, 8, 31, "23:00-07:00", 60, 420 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(splits); i++) {
		struct zone *zone = load(splits[i].zone);
		day_t day = day_make(splits[i].year, splits[i].month, splits[i].dom);
		month_t month = month_of(day);
		struct status st = STATUS_INIT;
		struct clock_span clock;
		struct span span;

		assert_ok(clock_span_parse(splits[i].span, &clock, &st), &st);
		assert_ok(span_resolve(zone, day, &clock, &span, &st), &st);
		assert_int_equal(span_minutes_in(zone, span, month_first(month), month_last(month)), splits[i].here);
		assert_int_equal(span_minutes_in(zone, span, month_first(month + 1), month_last(month + 1)), splits[i].after);
		assert_int_equal(span_minutes_in(zone, span, DAY_NONE, DAY_MAX), span_minutes(span));
		assert_int_equal(span_minutes_in(zone, span, month_first(month), DAY_MAX), span_minutes(span));
		assert_int_equal(span_minutes_in(zone, span, DAY_NONE, day - 1), 0);
		assert_int_equal(span_minutes_in(zone, span, day + 2, DAY_MAX), 0);
		zone_free(&zone);
	}
}

/* Cut into days, weeks or months, no minute of a span is lost or counted twice. */
static void parts_sum_to_the_whole(void **state)
{
	struct support_random random = { 17 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		for (int n = 0; n < 500; n++) {
			day_t day = day_make(2020, 1, 1) + (day_t)support_random(&random, 12000);
			/* Seconds too: the parts of an odd minute must not be rounded one by one. */
			int64_t start = day_start(zone, day) + support_random(&random, (uint32_t)DAY);
			struct span span = { start, start + 1 + support_random(&random, 3 * (uint32_t)DAY) };
			day_t last = instant_day(zone, span.end) + 1;
			int64_t days = 0, months = 0;

			for (day_t d = day - 1; d <= last; d++)
				days += span_minutes_in(zone, span, d, d);
			for (month_t m = month_of(day) - 1; m <= month_of(last) + 1; m++)
				months += span_minutes_in(zone, span, month_first(m), month_last(m));
			assert_int_equal(days, span_minutes(span));
			assert_int_equal(months, span_minutes(span));
		}
		zone_free(&zone);
	}
}

static void days_begin_at_midnight_or_where_it_is_jumped_over(void **state)
{
	struct zone *zone;
	int minute;
	day_t day;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		zone = load(places[i]);
		for (day_t d = day_make(2020, 1, 1); d < day_make(2045, 1, 1); d++) {
			int64_t start = day_start(zone, d);

			assert_int_equal(instant_day(zone, start), d);
			assert_true(instant_day(zone, start - 1) < d);
			instant_local(zone, start, &day, &minute);
			assert_true(minute == 0 || minute == 60);
			assert_in_range(day_start(zone, d + 1) - start, 22 * HOUR, 26 * HOUR);
		}
		zone_free(&zone);
	}
	zone = load("America/Santiago");
	/* 2025-09-07T04:00Z: midnight is jumped over, the day begins at 01:00. */
	assert_int_equal(day_start(zone, day_make(2025, 9, 7)), 1757217600);
	zone_free(&zone);
	zone = load("Europe/Copenhagen");
	/* 2025-03-29T23:00Z */
	assert_int_equal(day_start(zone, day_make(2025, 3, 30)), 1743289200);
	zone_free(&zone);
}

static void local_times_agree_with_the_c_library(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		setenv("TZ", places[i], 1);
		tzset();
		for (int64_t utc = 1577836800; utc < 1577836800 + 30 * 366 * DAY; utc += 3 * HOUR + 60) {
			time_t t = utc;
			char ours[26], theirs[32], zulu[8];
			int minute;
			struct tm tm;
			day_t day;

			localtime_r(&t, &tm);
			instant_local(zone, utc, &day, &minute);
			assert_int_equal(day, day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday));
			assert_int_equal(minute, tm.tm_hour * 60 + tm.tm_min);
			strftime(theirs, sizeof theirs, "%Y-%m-%dT%H:%M", &tm);
			strftime(zulu, sizeof zulu, "%z", &tm);
			snprintf(theirs + strlen(theirs), 12, "%.3s:%.2s", zulu, zulu + 3);
			instant_format(zone, utc, ours);
			assert_string_equal(ours, theirs);
		}
		zone_free(&zone);
	}
}

/* ---- writing ---------------------------------------------------------------------------- */

static void expect_format(const char *zone_name, day_t day, const char *typed, const char *shown)
{
	struct zone *zone = load(zone_name);
	struct status st = STATUS_INIT;
	struct clock_span clock;
	struct span span;
	char text[16];

	assert_ok(clock_span_parse(typed, &clock, &st), &st);
	assert_ok(span_resolve(zone, day, &clock, &span, &st), &st);
	span_format(zone, span, text);
	assert_string_equal(text, shown);
	zone_free(&zone);
}

static void spans_are_shown_as_people_type_them(void **state)
{
	const day_t plain = day_make(2025, 6, 10), back = day_make(2025, 10, 26);

	(void)state;
	expect_format("Europe/Copenhagen", plain, "22-7", "22:00-07:00");
	expect_format("Europe/Copenhagen", plain, "16-0", "16:00-24:00");
	expect_format("Europe/Copenhagen", plain, "0-0", "00:00-24:00");
	expect_format("Europe/Copenhagen", plain, "8-8", "08:00-08:00");
	expect_format("Europe/Copenhagen", back, "2:30-3:30", "02:30-03:30");
	expect_format("Europe/Copenhagen", back, "2:30+-3:30", "02:30+-03:30");
	expect_format("Europe/Copenhagen", back, "2:15-2:45+", "02:15-02:45+");
	expect_format("Europe/Copenhagen", back, "2:15+-2:45+", "02:15+-02:45");
	expect_format("Europe/Copenhagen", back, "2:45-2:15+", "02:45-02:15+");
	expect_format("Europe/Copenhagen", back, "2:45-2:15", "02:45-02:15");
	expect_format("America/Havana", day_make(2025, 11, 1), "16-0+", "16:00-24:00+");
	expect_format("America/Havana", day_make(2025, 11, 2), "0-0+", "00:00-00:00+");
	expect_format("America/Santiago", day_make(2025, 9, 6), "16-24", "16:00-01:00");
}

static void a_span_too_long_to_type_shows_its_times(void **state)
{
	struct zone *zone = load("Europe/Copenhagen");
	int64_t start = day_start(zone, day_make(2025, 6, 10)) + 22 * HOUR;
	char text[16];

	(void)state;
	span_format(zone, (struct span){ start, start + 33 * HOUR }, text);
	assert_string_equal(text, "22:00-07:00");
	span_format(zone, (struct span){ start, start + 100 * DAY }, text);
	assert_int_equal(strlen(text), 11);
	zone_free(&zone);
}

static void read_back(const struct zone *zone, struct span span)
{
	struct status st = STATUS_INIT;
	struct clock_span clock;
	struct span back;
	char text[16];

	span_format(zone, span, text);
	if (!clock_span_parse(text, &clock, &st) || !span_resolve(zone, instant_day(zone, span.start), &clock, &back, &st))
		fail_msg("%s: '%s' is refused: %s", zone_name(zone), text, st.rule);
	if (back.start != span.start || back.end != span.end)
		fail_msg("%s: '%s' means something else", zone_name(zone), text);
}

/* Every half hour of three years as a start, with short and long ends. */
static void formatted_spans_read_back(void **state)
{
	static const int minutes[] = { 1, 15, 30, 45, 60, 75, 90, 150, 480, 540, 600, 1379, 1380 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);
		int64_t from = day_start(zone, day_make(2024, 12, 20)), to = day_start(zone, day_make(2027, 12, 20));

		for (int64_t t = from; t < to; t += HOUR / 2) {
			for (size_t m = 0; m < COUNT_OF(minutes); m++)
				read_back(zone, (struct span){ t, t + minutes[m] * 60 });
		}
		zone_free(&zone);
	}
}

/* Random clock spans on random days: refused for one of the known reasons, or instants that show these clocks. */
static void what_resolves_shows_the_typed_clocks(void **state)
{
	struct support_random random = { 23 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		for (int n = 0; n < 20000; n++) {
			day_t day = day_make(2000, 1, 1) + (day_t)support_random(&random, 200 * 365), shown;
			struct clock_span clock = {
				.start = 15 * (int)support_random(&random, 96),
				.end = 15 * (int)support_random(&random, 97),
				.start_second = support_random(&random, 20) == 0,
				.end_second = support_random(&random, 20) == 0,
			};
			struct status st = STATUS_INIT;
			struct span span;
			int minute;

			if (!span_resolve(zone, day, &clock, &span, &st)) {
				assert_true(strcmp(st.rule, "no-such-time") == 0 || strcmp(st.rule, "not-doubled") == 0);
				continue;
			}
			assert_true(span.start < span.end);
			assert_in_range(span_minutes(span), 1, 26 * 60);
			instant_local(zone, span.start, &shown, &minute);
			assert_int_equal(shown, day);
			assert_int_equal(minute, clock.start);
			instant_local(zone, span.end, &shown, &minute);
			assert_true(minute == clock.end % 1440 || (clock.end == 1440 && span.end == day_start(zone, day + 1)));
			read_back(zone, span);
		}
		zone_free(&zone);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_are_read),
		cmocka_unit_test(what_is_no_span_is_refused),
		cmocka_unit_test(times_are_read),
		cmocka_unit_test(spans_last_as_the_rule_says),
		cmocka_unit_test(a_jump_is_named_with_both_its_clocks),
		cmocka_unit_test(spans_are_split_at_local_midnight),
		cmocka_unit_test(parts_sum_to_the_whole),
		cmocka_unit_test(days_begin_at_midnight_or_where_it_is_jumped_over),
		cmocka_unit_test(local_times_agree_with_the_c_library),
		cmocka_unit_test(spans_are_shown_as_people_type_them),
		cmocka_unit_test(a_span_too_long_to_type_shows_its_times),
		cmocka_unit_test(formatted_spans_read_back),
		cmocka_unit_test(what_resolves_shows_the_typed_clocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
