/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones against the C library, against damaged files, and against themselves. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ZONEINFO "/usr/share/zoneinfo"
#define HOUR 3600
#define DAY INT64_C(86400)
#define YEAR_2020 INT64_C(1577836800)
#define YEAR_2200 INT64_C(7258118400)

static const char *const places[] = {
	"Europe/Copenhagen", "Europe/Berlin",      "Europe/London",    "Europe/Dublin",    "America/New_York",
	"America/Santiago",  "America/Nuuk",       "America/Havana",   "Asia/Beirut",      "Asia/Kathmandu",
	"Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia",     "Etc/GMT+12",
	"UTC",               "America/St_Johns",
};

static struct zone *load(const char *name)
{
	struct status st = STATUS_INIT;
	struct zone *zone = NULL;

	assert_ok(zone_load(&zone, name, NULL, &st), &st);
	return zone;
}

/* ---- the C library as a second opinion ---------------------------------------- */

static void oracle_set(const char *tz)
{
	setenv("TZ", tz, 1);
	tzset();
}

static int32_t oracle_offset(int64_t utc)
{
	time_t t = utc;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	return (int32_t)tm.tm_gmtoff;
}

static void same_offset(const struct zone *zone, int64_t utc)
{
	int32_t theirs = oracle_offset(utc), ours = zone_offset(zone, utc);

	if (ours != theirs)
		fail_msg("%s at %lld: %d, the C library says %d", zone_name(zone), (long long)utc, ours, theirs);
}

/* The instants near a change that show `local`, minute by minute. */
static int oracle_instants(int64_t local, int64_t change, int64_t out[2])
{
	int found = 0;

	for (int64_t utc = change - 30 * HOUR; utc < change + 30 * HOUR && found < 2; utc += 60) {
		if (utc + oracle_offset(utc) == local)
			out[found++] = utc;
	}
	return found;
}

static void same_instants(const struct zone *zone, int64_t local, int64_t change)
{
	int64_t ours[2], theirs[2];
	int n = zone_instants(zone, local, ours), m = oracle_instants(local, change, theirs);

	if (n != m)
		fail_msg("%s local %lld: %d instants, the C library shows %d", zone_name(zone), (long long)local, n, m);
	for (int i = 0; i < n; i++)
		assert_int_equal(ours[i], theirs[i]);
}

static void offsets_agree_with_the_c_library(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		oracle_set(places[i]);
		for (int64_t t = YEAR_2020; t < YEAR_2020 + 20 * 366 * DAY; t += HOUR)
			same_offset(zone, t);
		for (int64_t t = -70 * 366 * DAY; t < YEAR_2200; t += 17 * HOUR)
			same_offset(zone, t);
		zone_free(&zone);
	}
}

static void both_sides_of_every_change_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		oracle_set(places[i]);
		for (int64_t t = 0; t < YEAR_2200; t += 6 * HOUR) {
			int64_t low = t, high = t + 6 * HOUR;

			if (zone_offset(zone, low) == zone_offset(zone, high))
				continue;
			while (high - low > 1) {
				int64_t middle = low + (high - low) / 2;

				if (zone_offset(zone, middle) == zone_offset(zone, low))
					low = middle;
				else
					high = middle;
			}
			same_offset(zone, low);
			same_offset(zone, high);
		}
		zone_free(&zone);
	}
}

/* Every local minute around the changes of some years, near and far. */
static void instants_agree_with_the_c_library(void **state)
{
	static const int64_t years[] = { 2011, 2025, 2044, 2150 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		oracle_set(places[i]);
		for (size_t y = 0; y < COUNT_OF(years); y++) {
			int64_t begin = (years[y] - 1970) * 36524 / 100 * DAY;

			for (int64_t t = begin; t < begin + 366 * DAY; t += HOUR) {
				int64_t local = t + HOUR + zone_offset(zone, t);

				if (zone_offset(zone, t) == zone_offset(zone, t + HOUR))
					continue;
				for (int64_t l = local - 2 * HOUR; l <= local + 2 * HOUR; l += 15 * 60)
					same_instants(zone, l, t);
				same_instants(zone, local - 60, t);
				same_instants(zone, local + 60, t);
			}
		}
		zone_free(&zone);
	}
}

static void every_zone_of_tzdata_loads_and_agrees(void **state)
{
	FILE *file = fopen(ZONEINFO "/zone1970.tab", "r");
	char line[512], name[128];
	int zones = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		struct zone *zone;

		if (line[0] == '#' || sscanf(line, "%*s %*s %127s", name) != 1)
			continue;
		zone = load(name);
		oracle_set(name);
		for (int64_t t = -70 * 366 * DAY; t < YEAR_2200; t += 97 * DAY + 5 * HOUR)
			same_offset(zone, t);
		zone_free(&zone);
		zones++;
	}
	fclose(file);
	assert_true(zones > 300);
}

/* ---- questions and answers ------------------------------------------------------ */

static void copenhagen_by_hand(void **state)
{
	struct zone *zone = load("Europe/Copenhagen");
	/* 2025-03-30T01:00Z and 2025-10-26T01:00Z */
	const int64_t forward = 1743296400, back = 1761440400;
	int64_t at[2];

	(void)state;
	assert_string_equal(zone_name(zone), "Europe/Copenhagen");
	assert_int_equal(zone_offset(zone, forward - 1), HOUR);
	assert_int_equal(zone_offset(zone, forward), 2 * HOUR);
	assert_int_equal(zone_offset(zone, back - 1), 2 * HOUR);
	assert_int_equal(zone_offset(zone, back), HOUR);
	/* 02:30 on the local clock */
	assert_int_equal(zone_instants(zone, forward + HOUR + HOUR / 2, at), 0);
	assert_int_equal(zone_jump(zone, forward + HOUR + HOUR / 2), forward);
	assert_int_equal(zone_instants(zone, back + HOUR + HOUR / 2, at), 2);
	assert_int_equal(at[0], back - HOUR / 2);
	assert_int_equal(at[1], back + HOUR / 2);
	/* noon */
	assert_int_equal(zone_instants(zone, forward + 11 * HOUR, at), 1);
	assert_int_equal(at[0], forward + 9 * HOUR);
	zone_free(&zone);
	assert_null(zone);
	zone_free(&zone);
}

static void each_instant_is_among_those_of_its_own_time(void **state)
{
	struct support_random random = { 7 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		for (int n = 0; n < 20000; n++) {
			int64_t utc = -70 * 366 * DAY + (int64_t)support_random(&random, 300 * 366) * DAY +
			              support_random(&random, (uint32_t)DAY);
			int64_t at[2];
			int found = zone_instants(zone, utc + zone_offset(zone, utc), at);

			assert_in_range(found, 1, 2);
			assert_true(at[0] == utc || (found == 2 && at[1] == utc));
			if (found == 2)
				assert_true(at[0] < at[1]);
		}
		zone_free(&zone);
	}
}

static void the_ends_of_time_do_no_harm(void **state)
{
	static const int64_t ends[] = { INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, INT64_C(1) << 59 };
	int64_t at[2];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct zone *zone = load(places[i]);

		for (size_t e = 0; e < COUNT_OF(ends); e++) {
			assert_in_range(zone_offset(zone, ends[e]) + 26 * HOUR, 0, 52 * HOUR);
			assert_in_range(zone_instants(zone, ends[e], at), 0, 2);
		}
		assert_int_equal(zone_instants(zone, INT64_MAX, at), 0);
		assert_int_equal(zone_instants(zone, INT64_MIN, at), 0);
		zone_free(&zone);
	}
}

/* The rule repeats after 400 years: the year 2425 has the weekdays of 2025. */
static void far_years_repeat(void **state)
{
	struct zone *zone = load("Europe/Berlin");
	const int64_t cycle = 146097 * DAY, begin = YEAR_2020 + 80 * 366 * DAY;

	(void)state;
	for (int64_t t = begin; t < begin + 400 * DAY; t += HOUR) {
		int64_t near[2], far[2];
		int n = zone_instants(zone, t, near);

		assert_int_equal(zone_offset(zone, t), zone_offset(zone, t + cycle));
		assert_int_equal(zone_offset(zone, t), zone_offset(zone, t + 50 * cycle));
		assert_int_equal(zone_instants(zone, t + 3 * cycle, far), n);
		for (int i = 0; i < n; i++)
			assert_int_equal(far[i] - 3 * cycle, near[i]);
		if (n == 0)
			assert_int_equal(zone_jump(zone, t + 3 * cycle) - 3 * cycle, zone_jump(zone, t));
	}
	zone_free(&zone);
}

/* ---- refusals ------------------------------------------------------------------- */

static void expect_refusal(const char *name, const char *directory, enum status_code code)
{
	struct zone *zone = NULL;
	struct status st = STATUS_INIT;

	if (zone_load(&zone, name, directory, &st))
		fail_msg("'%s' was taken", name);
	assert_int_equal(st.code, code);
	assert_string_equal(st.rule, "zone");
	assert_null(zone);
}

static void names_that_are_none_are_refused(void **state)
{
	static const char *const names[] = {
		"",         "Europe/Copenhage", "Europe",  "../zoneinfo/UTC", "Europe/../UTC", "/usr/share/zoneinfo/UTC",
		"/UTC",     "UTC/",             "Europe//Berlin", ".",         "UTC\n",        "zone.tab",
		"leapseconds", "København", "UTC/UTC", "CET-1CEST",  ":UTC",         "\xFF",
	};
	char *long_name = mem_alloc(10001);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		enum status_code code = strcmp(names[i], "leapseconds") == 0 ? STATUS_FILE : STATUS_INPUT;

		expect_refusal(names[i], NULL, code);
	}
	memset(long_name, 'a', 10000);
	long_name[10000] = '\0';
	expect_refusal(long_name, NULL, STATUS_INPUT);
	free(long_name);
	expect_refusal("Europe/Berlin", "/nonexistent", STATUS_INPUT);
}

static void zones_with_leap_seconds_are_refused(void **state)
{
	(void)state;
	if (access(ZONEINFO "/right/Europe/Copenhagen", R_OK) != 0)
		skip();
	expect_refusal("right/Europe/Copenhagen", NULL, STATUS_FILE);
}

static char *directory;

static int make_directory(void **state)
{
	(void)state;
	directory = support_tmpdir();
	return 0;
}

static int remove_directory(void **state)
{
	(void)state;
	support_rmdir(&directory);
	return 0;
}

static void write_zone(const char *name, const void *data, size_t size)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static size_t read_zone(const char *path, unsigned char *out, size_t room)
{
	FILE *file = fopen(path, "rb");
	size_t size;

	assert_non_null(file);
	size = fread(out, 1, room, file);
	assert_true(size > 100 && size < room);
	fclose(file);
	return size;
}

static void a_file_cut_anywhere_is_refused(void **state)
{
	unsigned char data[8192];
	size_t size = read_zone(ZONEINFO "/Europe/Copenhagen", data, sizeof data);
	struct status st = STATUS_INIT;
	struct zone *zone;

	(void)state;
	write_zone("Whole", data, size);
	assert_ok(zone_load(&zone, "Whole", directory, &st), &st);
	zone_free(&zone);
	for (size_t cut = 0; cut < size; cut++) {
		write_zone("Cut", data, cut);
		expect_refusal("Cut", directory, STATUS_FILE);
	}
}

/* Whatever one byte says: a zone that answers, or a refusal; the sanitizers watch. */
static void a_changed_byte_does_no_harm(void **state)
{
	unsigned char data[8192];
	size_t size = read_zone(ZONEINFO "/Europe/Copenhagen", data, sizeof data);
	struct support_random random = { 3 };
	int refused = 0;

	(void)state;
	for (int n = 0; n < 3000; n++) {
		size_t at = support_random(&random, (uint32_t)size);
		unsigned char before = data[at];
		struct zone *zone = NULL;
		int64_t out[2];

		data[at] = (unsigned char)support_random(&random, 256);
		write_zone("Changed", data, size);
		if (zone_load(&zone, "Changed", directory, NULL)) {
			for (int64_t t = YEAR_2020; t < YEAR_2020 + 800 * DAY; t += 30 * HOUR)
				assert_in_range(zone_instants(zone, t + zone_offset(zone, t), out), 1, 2);
			zone_free(&zone);
		} else {
			refused++;
		}
		data[at] = before;
	}
	assert_true(refused > 20);
}

static void what_is_no_plain_file_is_refused(void **state)
{
	char path[4096];

	(void)state;
	snprintf(path, sizeof path, "%s/Pipe", directory);
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_refusal("Pipe", directory, STATUS_INPUT);
	expect_refusal("a", "/dev/null", STATUS_INPUT);
	write_zone("Text", "TZif is what this file does not hold, although it begins so.", 60);
	expect_refusal("Text", directory, STATUS_FILE);
}

/* ---- footers, written by hand ------------------------------------------------------ */

/* One block that has a single type with this offset, and no changes. */
static size_t put_block(unsigned char *out, char version, int32_t offset)
{
	uint32_t u = (uint32_t)offset;

	memset(out, 0, 44 + 10);
	memcpy(out, "TZif", 4);
	out[4] = (unsigned char)version;
	out[39] = 1; /* types */
	out[43] = 4; /* characters */
	out[44] = (unsigned char)(u >> 24);
	out[45] = (unsigned char)(u >> 16);
	out[46] = (unsigned char)(u >> 8);
	out[47] = (unsigned char)u;
	return 54;
}

static void write_footer(const char *footer, int32_t offset)
{
	unsigned char data[512];
	size_t size = put_block(data, '2', offset);

	size += put_block(data + size, '2', offset);
	size += (size_t)snprintf((char *)data + size, sizeof data - size, "\n%s\n", footer);
	write_zone("Footer", data, size);
}

static void footers_agree_with_the_c_library(void **state)
{
	static const struct {
		const char *rule;
		int32_t offset;
	} rules[] = {
		{ "CET-1CEST,M3.5.0,M10.5.0/3", HOUR },
		{ "EST5EDT,M3.2.0,M11.1.0", -5 * HOUR },
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 10 * HOUR + HOUR / 2 },
		{ "<-04>4<-03>,M9.1.6/24,M4.1.6/24", -4 * HOUR },
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -2 * HOUR },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", HOUR },
		{ "IST-2IDT,M3.4.4/26,M10.5.0", 2 * HOUR },
		{ "XXX3YYY,J60/0,J300/1:30", -3 * HOUR },
		{ "XXX-3YYY-3:30,59/12:00:30,299", 3 * HOUR },
		{ "XXX0", 0 },
		{ "<+0545>-5:45", 5 * HOUR + 45 * 60 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		struct status st = STATUS_INIT;
		struct zone *zone;

		write_footer(rules[i].rule, rules[i].offset);
		assert_ok(zone_load(&zone, "Footer", directory, &st), &st);
		oracle_set(rules[i].rule);
		for (int64_t t = YEAR_2020; t < YEAR_2020 + 12 * 366 * DAY; t += HOUR / 2)
			same_offset(zone, t);
		for (int64_t t = 0; t < YEAR_2200; t += 13 * HOUR)
			same_offset(zone, t);
		zone_free(&zone);
	}
}

/* RFC 8536: summer time all year is a rule that ends when it begins again. */
static void summer_all_year(void **state)
{
	struct status st = STATUS_INIT;
	struct zone *zone;

	(void)state;
	write_footer("EST5EDT,0/0,J365/25", -5 * HOUR);
	assert_ok(zone_load(&zone, "Footer", directory, &st), &st);
	for (int64_t t = YEAR_2020; t < YEAR_2020 + 1000 * DAY; t += HOUR)
		assert_int_equal(zone_offset(zone, t), -4 * HOUR);
	zone_free(&zone);
}

static void wrong_footers_are_refused(void **state)
{
	static const char *const rules[] = {
		"C-1",                         /* a name of one letter */
		"CET",                         /* no offset */
		"CET-1CEST",                   /* no dates */
		"CET-1CEST,M3.5.0",            /* one date */
		"CET-1CEST,M3.5.0,M10.5.0/3,", /* something after it */
		"CET-1CEST,M13.5.0,M10.5.0",   "CET-1CEST,M0.5.0,M10.5.0",  "CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.0.0,M10.5.0",    "CET-1CEST,M3.5.7,M10.5.0",  "CET-1CEST,J0,J300",
		"CET-1CEST,J366,J300",         "CET-1CEST,366,300",         "CET-1CEST,M3.5.0/168,M10.5.0",
		"CET-25",                      "CET-1:60",                  "<CET-1",
		"<>-1",                        "CET-99999999999999999999",  "CET-1CEST,M3.5.0/2:3x,M10.5.0",
		"UTC0",                        /* not the offset of the file's only type */
		" ",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		write_footer(rules[i], HOUR);
		expect_refusal("Footer", directory, STATUS_FILE);
	}
}

/* Without a footer the last offset stays. */
static void no_footer_means_no_more_changes(void **state)
{
	struct status st = STATUS_INIT;
	struct zone *zone;

	(void)state;
	write_footer("", HOUR);
	assert_ok(zone_load(&zone, "Footer", directory, &st), &st);
	assert_int_equal(zone_offset(zone, YEAR_2200), HOUR);
	assert_int_equal(zone_offset(zone, -YEAR_2200), HOUR);
	zone_free(&zone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_agree_with_the_c_library),
		cmocka_unit_test(both_sides_of_every_change_agree),
		cmocka_unit_test(instants_agree_with_the_c_library),
		cmocka_unit_test(every_zone_of_tzdata_loads_and_agrees),
		cmocka_unit_test(copenhagen_by_hand),
		cmocka_unit_test(each_instant_is_among_those_of_its_own_time),
		cmocka_unit_test(the_ends_of_time_do_no_harm),
		cmocka_unit_test(far_years_repeat),
		cmocka_unit_test(names_that_are_none_are_refused),
		cmocka_unit_test(zones_with_leap_seconds_are_refused),
		cmocka_unit_test(a_file_cut_anywhere_is_refused),
		cmocka_unit_test(a_changed_byte_does_no_harm),
		cmocka_unit_test(what_is_no_plain_file_is_refused),
		cmocka_unit_test(footers_agree_with_the_c_library),
		cmocka_unit_test(summer_all_year),
		cmocka_unit_test(wrong_footers_are_refused),
		cmocka_unit_test(no_footer_means_no_more_changes),
	};

	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
