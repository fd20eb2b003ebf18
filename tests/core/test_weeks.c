/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks and running averages: the worked cases of tests/golden/weeks.txt, and the weeks' sums against the whole. */
#include "golden.h"

#include "ledsag/core/weeks.h"

/* ---- worked cases: the form is described in tests/golden/README.md */

#define USES 8

struct worked {
	const char *name;
	struct scheme scheme;
	struct scheme_part part;
	struct grant grant;
	day_t today;
	struct {
		day_t monday;
		int64_t used;
	} uses[USES];
	int use_count, looked;
};

static void begin(struct worked *w, const char *name)
{
	grant_done(&w->grant);
	*w = (struct worked){ .name = name, .looked = w->looked };
	w->part = (struct scheme_part){ .id = GOLDEN_PART, .window = 6, .lapse = true };
	w->grant = (struct grant){ .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
}

static day_t monday_of(const char *word)
{
	int year = 0, week = 0;

	if (sscanf(word, "%4d-W%2d", &year, &week) != 2)
		fail_msg("not a week: '%s'", word);
	return week_monday(year, week);
}

static void same(const struct worked *w, int number, const char *what, const char *want, int64_t got)
{
	int64_t value = golden_amount(want, NULL);

	if (value != got)
		fail_msg("tests/golden/weeks.txt:%d (%s): %s is %lld, must be %s", number, w->name, what, (long long)got, want);
}

static void add_amount(struct worked *w, char **word, int count)
{
	struct grant *grant = &w->grant;
	const char *per;
	int64_t amount = golden_amount(word[2], &per);

	grant->amounts = mem_resize(grant->amounts, (size_t)grant->amount_count + 1, sizeof *grant->amounts);
	grant->amounts[grant->amount_count++] = (struct grant_amount){
		.part = mem_text(GOLDEN_PART), .from = golden_day(word[1]), .amount = amount, .per = golden_per(per),
		.less = count > 4 ? golden_amount(word[4], NULL) : 0,
	};
}

static void check_week(struct worked *w, char **word, int count, int number)
{
	static const char *const names[] = { "granted", "used", "beyond", "lapsed", "left" };
	day_t monday = monday_of(word[0]);
	int64_t used = 0;
	struct week week;

	for (int i = 0; i < w->use_count; i++)
		used += w->uses[i].monday == monday ? w->uses[i].used : 0;
	w->looked++;
	if (!strcmp(word[1], "-")) {
		assert_false(weeks_row(&w->grant, &w->scheme, &w->part, monday, used, w->today, &week));
		return;
	}
	assert_int_equal(count, 6);
	assert_true(weeks_row(&w->grant, &w->scheme, &w->part, monday, used, w->today, &week));
	for (int i = 0; i < 5; i++)
		same(w, number, names[i], word[i + 1],
		     i == 0 ? week.granted : i == 1 ? week.used : i == 2 ? week.beyond : i == 3 ? week.lapsed : week.left);
	assert_int_equal(week.from, monday);
	assert_int_equal(week.to, monday + 6);
}

static void check_average(struct worked *w, char **word, int count, int number)
{
	struct week_average average;

	w->looked++;
	if (!strcmp(word[2], "-")) {
		assert_false(weeks_average(&w->grant, &w->part, golden_day(word[1]), &average));
		return;
	}
	assert_int_equal(count, 5);
	assert_true(weeks_average(&w->grant, &w->part, golden_day(word[1]), &average));
	assert_int_equal(average.from, golden_day(word[2]));
	assert_int_equal(average.to, golden_day(word[3]));
	same(w, number, "granted", word[4], average.granted);
}

static void read_line(struct worked *w, char **word, int count, int number)
{
	if (!strcmp(word[0], "rules")) {
		w->part.carry = !strcmp(word[1], "carry=year") ? CARRY_YEAR : CARRY_NONE;
		w->part.average = count > 2 && !strcmp(word[2], "average");
	} else if (!strcmp(word[0], "ceiling")) {
		w->part.ceiling = golden_amount(word[1], NULL);
	} else if (!strcmp(word[0], "grant")) {
		w->grant.from = golden_day(word[1]);
		w->grant.to = count > 2 ? golden_day(word[2]) : DAY_MAX;
	} else if (!strcmp(word[0], "amount")) {
		add_amount(w, word, count);
	} else if (!strcmp(word[0], "today")) {
		w->today = golden_day(word[1]);
	} else if (!strcmp(word[0], "use")) {
		assert_in_range(w->use_count, 0, USES - 1);
		w->uses[w->use_count].monday = monday_of(word[1]);
		w->uses[w->use_count++].used = golden_amount(word[2], NULL);
	} else if (!strcmp(word[0], "average")) {
		check_average(w, word, count, number);
	} else if (!strcmp(word[0], "mean")) {
		same(w, number, "mean", word[4],
		     weeks_mean(golden_amount(word[1], NULL), golden_day(word[2]), golden_day(word[3])));
		w->looked++;
	} else if (*word[0] >= '0' && *word[0] <= '9') {
		check_week(w, word, count, number);
	} else if (strcmp(word[0], "weeks")) {
		golden_bad("weeks", number, word[0]);
	}
}

static void test_worked_cases(void **state)
{
	char *text = support_read("tests/golden/weeks.txt"), *at = text;
	struct worked w = { .name = "" };
	int number = 0;

	(void)state;
	while (at) {
		char *line = strsep(&at, "\n"), *word[8] = { NULL };
		int count = 0;

		number++;
		line[strcspn(line, "#")] = '\0';
		if (!strncmp(line, "case ", 5)) {
			begin(&w, line + 5);
			continue;
		}
		for (char *next; count < 8 && (next = strtok_r(line, " \t", &line));)
			word[count++] = next;
		if (count)
			read_line(&w, word, count, number);
	}
	assert_in_range(w.looked, 30, 60);
	grant_done(&w.grant);
	free(text);
}

/* ---- ceilings of levels */

static struct grant levelled(const char *first, const char *second, day_t change)
{
	struct grant grant = { .from = day_make(2025, 1, 1), .to = DAY_MAX, .received = DAY_NONE,
		               .use = -1, .window = -1, .lapse = -1, .cap = -1 };

	random_amount(&grant, grant.from, 180, PER_WEEK);
	grant.amounts[0].level = mem_text(first);
	if (second) {
		random_amount(&grant, change, 90, PER_WEEK);
		grant.amounts[1].level = mem_text(second);
	}
	return grant;
}

static int64_t ceiling_in(const struct grant *grant, const struct scheme *scheme, int year, int number)
{
	struct week week;

	assert_true(weeks_row(grant, scheme, &scheme->parts[0], week_monday(year, number), 0, grant->from, &week));
	return week.ceiling;
}

/* Of a level or else of the part; in a week of two the higher one, and none where one has none. */
static void test_ceilings_of_levels(void **state)
{
	struct scheme_part part = { .id = GOLDEN_PART, .average = true };
	struct scheme_level levels[] = { { .id = "high", .ceiling = 360, .ceiling_is = LIMIT_HARD },
		                         { .id = "low", .ceiling = 240, .ceiling_is = LIMIT_HARD },
		                         { .id = "free" } };
	struct scheme scheme = { .parts = &part, .part_count = 1, .levels = levels, .level_count = 3 };
	struct grant grant = levelled("high", "low", day_make(2025, 1, 15));

	(void)state;
	assert_true(weeks_apply(&grant, &scheme, &part));
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 2), 360);
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 3), 360);
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 4), 240);
	grant_done(&grant);
	grant = levelled("high", "free", day_make(2025, 1, 15));
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 3), 0);
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 4), 0);
	part.ceiling = 480;
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 2), 360);
	assert_int_equal(ceiling_in(&grant, &scheme, 2025, 3), 480);
	grant_done(&grant);
}

/* ---- the weeks' sums against the whole */

/* Whatever happens inside: the weeks of a grant give what its months give, to the minute. */
static void test_weeks_sum_to_the_months(void **state)
{
	struct support_random random = { 20250306 };
	struct scheme_part part = { .id = GOLDEN_PART, .per = PER_WEEK };
	struct scheme scheme = { .parts = &part, .part_count = 1 };

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct grant grant = { .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
		int64_t weeks = 0, months = 0, lapsed = 0;
		day_t day;

		grant.from = day_make(2024, 1, 1) + random_in(&random, 0, 400);
		grant.to = grant.from + random_in(&random, 0, 500);
		day = grant.from - random_in(&random, 0, 20);
		for (int i = random_in(&random, 1, 4); i > 0; i--) {
			random_amount(&grant, day, random_in(&random, 0, 3000), PER_WEEK);
			grant.amounts[grant.amount_count - 1].less = random_in(&random, 0, 300);
			day += random_in(&random, 1, 120);
		}
		for (day_t monday = weeks_monday(grant.from) - 7; monday <= grant.to + 7; monday += 7) {
			struct week week;

			if (!weeks_row(&grant, &scheme, &part, monday, 0, grant.to + 30, &week))
				continue;
			weeks += week.granted;
			lapsed += week.lapsed;
		}
		for (month_t m = month_of(grant.from); m <= month_of(grant.to); m++)
			months += grant_given(&grant, &part, m);
		assert_int_equal(weeks, months);
		assert_int_equal(lapsed, months);
		grant_done(&grant);
	}
}

/* An average up to a day gives what its weeks up to then give. */
static void test_average_is_the_sum_of_weeks(void **state)
{
	struct support_random random = { 97 };
	struct scheme_part part = { .id = GOLDEN_PART, .per = PER_WEEK, .average = true };
	struct scheme scheme = { .parts = &part, .part_count = 1 };

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct grant grant = { .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
		struct week_average average;
		int64_t weeks = 0;
		struct week week;

		grant.from = day_make(2025, 1, 1) + random_in(&random, 0, 30);
		grant.to = grant.from + random_in(&random, 0, 300);
		random_amount(&grant, grant.from, random_in(&random, 1, 600), PER_WEEK);
		assert_true(weeks_average(&grant, &part, grant.from + random_in(&random, 0, grant.to - grant.from), &average));
		for (day_t monday = weeks_monday(grant.from); monday <= average.to; monday += 7) {
			assert_true(weeks_row(&grant, &scheme, &part, monday, 0, grant.to, &week));
			weeks += week.granted;
		}
		assert_int_equal(average.granted, weeks);
		assert_int_equal(average.amount, grant.amounts[0].amount);
		/* More than what it gives is never shown as the amount itself. */
		assert_true(weeks_mean(average.granted + 1, average.from, average.to) > average.amount);
		assert_true(weeks_mean(average.granted, average.from, average.to) <= average.amount);
		grant_done(&grant);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_worked_cases),
		cmocka_unit_test(test_ceilings_of_levels),
		cmocka_unit_test(test_weeks_sum_to_the_months),
		cmocka_unit_test(test_average_is_the_sum_of_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
