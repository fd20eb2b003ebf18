/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a grant gives, against worked cases and against a calendar that is walked through day by day. */
#include "golden.h"

/* ---- worked cases ---------------------------------------------------------- */

static int check_given(struct golden_case *c)
{
	int looked = 0;

	for (int i = 0; i < c->line_count; i++) {
		const struct golden_line *line = &c->lines[i];
		const char *rest;
		month_t first, last;
		int64_t sum = 0;

		if (strcmp(line->words[0], "given") || line->count < 2)
			continue;
		assert_int_equal(line->count, 3);
		first = last = golden_month(line->words[1], &rest);
		if (!strncmp(rest, "..", 2))
			last = golden_month(rest + 2, NULL);
		for (month_t m = first; m <= last; m++)
			sum += grant_given(&c->grant, &c->part, m);
		golden_same(c, line, "given", line->words[2], sum);
		looked++;
	}
	return looked;
}

static void test_file(void **state)
{
	golden_each(*state, check_given, false);
}

static void test_files_are_read(void **state)
{
	golden_each("month-prorate", check_given, true);
	golden_each("week-average", check_given, true);
	golden_each("year-pot", check_given, true);
	(void)state;
}

/* ---- the calendar, day by day ------------------------------------------------ */

#define DAYS 1500 /* to the end of the year in which the last of MONTHS lies */
#define MONTHS 36

/* What is in force on each day from the grant's first; 0 and no begin where nothing is. */
struct calendar {
	day_t first;
	int count; /* days of the grant, at most DAYS */
	int64_t amount[DAYS];
	int begin[DAYS]; /* index of the day on which the amount in force began to count */
	int64_t weekly[DAYS]; /* minutes that come on this very day where the amount is per week */
};

static void calendar_paint(struct calendar *calendar, const struct grant *grant)
{
	*calendar = (struct calendar){ .first = grant->from, .count = DAYS };
	if (grant->to != DAY_MAX && grant->to - grant->from + 1 < DAYS)
		calendar->count = grant->to - grant->from + 1;
	for (int i = 0; i < grant->amount_count; i++) {
		int begin = grant->amounts[i].from - grant->from;

		if (strcmp(grant->amounts[i].part, GOLDEN_PART))
			continue;
		if (begin < 0)
			begin = 0;
		for (int d = begin; d < calendar->count; d++) {
			calendar->amount[d] = grant->amounts[i].amount;
			if (calendar->amount[d] < grant->amounts[i].less)
				calendar->amount[d] = 0;
			else
				calendar->amount[d] -= grant->amounts[i].less;
			calendar->begin[d] = begin;
		}
	}
}

/* A seventh of the week's amount comes each day; what is not a whole minute waits for the next day. */
static void calendar_trickle(struct calendar *calendar)
{
	int64_t sevenths = 0;

	for (int d = 0; d < calendar->count; d++) {
		if (calendar->begin[d] == d)
			sevenths = 0;
		sevenths += calendar->amount[d];
		calendar->weekly[d] = sevenths / 7;
		sevenths %= 7;
	}
}

/* The indexes of a month's days inside the grant; false where there are none. */
static bool month_days_of(const struct calendar *calendar, month_t month, int *from, int *to)
{
	*from = month_first(month) - calendar->first;
	*to = month_last(month) - calendar->first;
	if (*from < 0)
		*from = 0;
	if (*to >= calendar->count)
		*to = calendar->count - 1;
	return *from <= *to;
}

/* The part of `amount` that falls on the day with this index in a stretch of `days`. */
static int64_t of_day(int64_t amount, int64_t index, int64_t days)
{
	return (amount * index % days + amount) / days;
}

/* What is known of the pot that holds `month` on the month's last day, if nothing changes any more. */
static int64_t naive_pot(const struct calendar *calendar, month_t month, bool year, bool prorate)
{
	int from, seen;
	int64_t pot = 0;
	day_t new_year = day_make(month_year(month), 1, 1);

	if (!month_days_of(calendar, month, &from, &seen))
		return 0;
	if (!year || !prorate)
		return calendar->amount[seen];
	for (int d = 0; d < calendar->count; d++) {
		day_t day = calendar->first + d;

		if (day_year(day) == month_year(month))
			pot += of_day(calendar->amount[d < seen ? d : seen], day - new_year,
			              day_make(month_year(month) + 1, 1, 1) - new_year);
	}
	return pot;
}

static int64_t naive_given(const struct calendar *calendar, enum per per, bool prorate, month_t month)
{
	int from, to;
	int64_t sum = 0;
	bool year = per == PER_YEAR, opens;

	if (!month_days_of(calendar, month, &from, &to))
		return 0;
	if (per == PER_MONTH && !prorate)
		return calendar->amount[from];
	if (per == PER_MONTH || per == PER_WEEK) {
		for (int d = from; d <= to; d++)
			sum += per == PER_WEEK ? calendar->weekly[d]
			                       : of_day(calendar->amount[d], calendar->first + d - month_first(month),
			                                month_days(month));
		return sum;
	}
	opens = month == month_of(calendar->first) || (year && month_number(month) == 1);
	return naive_pot(calendar, month, year, prorate) - (opens ? 0 : naive_pot(calendar, month - 1, year, prorate));
}

/* ---- random grants ------------------------------------------------------------- */

static struct grant random_grant(struct support_random *r, enum per per)
{
	struct grant grant = { .use = -1, .window = -1, .lapse = -1, .cap = -1, .to = DAY_MAX };
	int64_t scale = random_in(r, 0, 9) ? 1 : 1000000;
	day_t day;

	grant.from = day_make(2023, 11, 1) + random_in(r, 0, 500);
	if (random_in(r, 0, 1))
		grant.to = grant.from + random_in(r, 0, 900);
	grant.prorate = random_in(r, 0, 1);
	/* Another part's amounts must not be seen. */
	random_amount(&grant, grant.from, 77777, PER_MONTH);
	free(grant.amounts[0].part);
	grant.amounts[0].part = mem_text("another");
	day = random_in(r, 0, 3) ? grant.from : grant.from + random_in(r, -40, 40);
	for (int n = random_in(r, 1, 5); n > 0; n--) {
		random_amount(&grant, day, random_in(r, 0, 5000) * scale, per);
		if (random_in(r, 0, 1))
			grant.amounts[grant.amount_count - 1].less = random_in(r, 0, 3000) * scale;
		day += random_in(r, 0, 3) ? random_in(r, 0, 200) : random_in(r, 0, 20);
	}
	return grant;
}

static const struct scheme_part hours = { .id = GOLDEN_PART };

static void same_given(int trial, const struct grant *grant, month_t month, int64_t want)
{
	int64_t got = grant_given(grant, &hours, month);

	if (got != want)
		fail_msg("trial %d (per %d, prorate %d), %d-%02d: given %lld, must be %lld", trial, (int)grant->amounts[1].per,
		         grant->prorate, month_year(month), month_number(month), (long long)got, (long long)want);
}

static void test_day_by_day(void **state)
{
	static struct calendar calendar;
	struct support_random random = { 37 };

	for (int trial = 0; trial < 3000; trial++) {
		enum per per = (enum per)random_in(&random, PER_MONTH, PER_TOTAL);
		struct grant grant = random_grant(&random, per);
		month_t first = month_of(grant.from);

		calendar_paint(&calendar, &grant);
		calendar_trickle(&calendar);
		for (month_t m = first - 2; m < first + MONTHS; m++)
			same_given(trial, &grant, m, naive_given(&calendar, per, grant.prorate, m));
		grant_done(&grant);
	}
	(void)state;
}

/* Whatever months it is cut into, what was given until a day is the amount times the days over seven. */
static void test_weeks_sum_exactly(void **state)
{
	struct support_random random = { 7 };

	for (int trial = 0; trial < 2000; trial++) {
		struct grant grant = { .from = day_make(2024, 1, 1) + random_in(&random, 0, 800) };
		int64_t weekly = random_in(&random, 0, 10080), sum = 0;
		month_t last;

		grant.to = grant.from + random_in(&random, 0, 900);
		last = month_of(grant.to);
		random_amount(&grant, grant.from, weekly, PER_WEEK);
		for (month_t m = month_of(grant.from); m <= last + 3; m++) {
			day_t until = m < last ? month_last(m) : grant.to;

			sum += grant_given(&grant, &hours, m);
			assert_int_equal(sum, weekly * (until - grant.from + 1) / 7);
		}
		grant_done(&grant);
	}
	(void)state;
}

/* Two grants that meet in the middle of a month give by days what one would have given. */
static void test_days_of_two_grants_meet(void **state)
{
	struct support_random random = { 31 };

	for (int trial = 0; trial < 2000; trial++) {
		enum per per = random_in(&random, 0, 1) ? PER_MONTH : PER_YEAR;
		int64_t amount = random_in(&random, 0, 100000);
		struct grant old = { .from = day_make(2024, 1, 1), .prorate = true }, new = { .prorate = true };

		old.to = old.from + random_in(&random, 0, 365 + 364);
		new.from = old.to + 1;
		new.to = day_make(2025, 12, 31);
		random_amount(&old, old.from, amount, per);
		random_amount(&new, new.from, amount, per);
		for (int year = 2024; year <= 2025; year++) {
			int64_t sum = 0;

			for (month_t m = month_make(year, 1); m <= month_make(year, 12); m++)
				sum += grant_given(&old, &hours, m) + grant_given(&new, &hours, m);
			assert_int_equal(sum, per == PER_YEAR ? amount : 12 * amount);
		}
		grant_done(&old);
		grant_done(&new);
	}
	(void)state;
}

/* A new rate never changes what happened before it. */
static void test_a_change_leaves_the_past(void **state)
{
	struct support_random random = { 1 };

	for (int trial = 0; trial < 3000; trial++) {
		enum per per = (enum per)random_in(&random, PER_MONTH, PER_TOTAL);
		struct grant grant = random_grant(&random, per);
		month_t first = month_of(grant.from), change;
		int64_t before[MONTHS];

		for (int i = 0; i < MONTHS; i++)
			before[i] = grant_given(&grant, &hours, first + i);
		random_amount(&grant, grant.amounts[grant.amount_count - 1].from + random_in(&random, 1, 100),
		              random_in(&random, 0, 5000), per);
		change = month_of(grant.amounts[grant.amount_count - 1].from);
		for (int i = 0; i < MONTHS && first + i < change; i++)
			same_given(trial, &grant, first + i, before[i]);
		grant_done(&grant);
	}
	(void)state;
}

/* ---- named cases ----------------------------------------------------------------- */

static void test_settings_depart_from_the_scheme(void **state)
{
	struct scheme_part part = { .id = GOLDEN_PART, .carry = CARRY_WINDOW, .per = PER_MONTH, .window = 6, .cap = 5400,
		                    .use = USE_NEWEST_FIRST, .lapse = true };
	struct grant grant = { .use = -1, .window = -1, .lapse = -1, .cap = -1, .to = DAY_MAX };
	struct carry_rules rules = grant_rules(&grant, &part);

	assert_int_equal(rules.carry, CARRY_WINDOW);
	assert_int_equal(rules.window, 6);
	assert_int_equal(rules.cap, 5400);
	assert_int_equal(rules.use, USE_NEWEST_FIRST);
	assert_true(rules.lapse);
	assert_int_equal(rules.per, PER_MONTH);
	grant.window = 3;
	grant.cap = 0;
	grant.use = USE_OLDEST_FIRST;
	grant.lapse = 0;
	random_amount(&grant, 0, 60, PER_YEAR);
	rules = grant_rules(&grant, &part);
	assert_int_equal(rules.window, 3);
	assert_int_equal(rules.cap, 0);
	assert_int_equal(rules.use, USE_OLDEST_FIRST);
	assert_false(rules.lapse);
	assert_int_equal(rules.per, PER_YEAR);
	grant_done(&grant);
	(void)state;
}

static void test_amount_in_force(void **state)
{
	struct grant grant = { .from = 100, .to = 200 };

	random_amount(&grant, 100, 1, PER_MONTH);
	random_amount(&grant, 150, 2, PER_MONTH);
	assert_null(grant_amount_on(&grant, GOLDEN_PART, 99));
	assert_null(grant_amount_on(&grant, "another", 150));
	assert_int_equal(grant_amount_on(&grant, GOLDEN_PART, 100)->amount, 1);
	assert_int_equal(grant_amount_on(&grant, GOLDEN_PART, 149)->amount, 1);
	assert_int_equal(grant_amount_on(&grant, GOLDEN_PART, 150)->amount, 2);
	/* Of two from the same day the later line holds, here as in what is given. */
	random_amount(&grant, 150, 3, PER_MONTH);
	assert_int_equal(grant_amount_on(&grant, GOLDEN_PART, 150)->amount, 3);
	assert_int_equal(grant_given(&grant, &hours, month_of(150) + 1), 3);
	assert_false(grant_covers(&grant, 99));
	assert_true(grant_covers(&grant, 100));
	assert_true(grant_covers(&grant, 200));
	assert_false(grant_covers(&grant, 201));
	grant_done(&grant);
	(void)state;
}

static void test_months_of_a_part(void **state)
{
	struct grant_month deductions[] = { { (char *)(uintptr_t)GOLDEN_PART, 24300, 5 },
		                            { (char *)(uintptr_t)GOLDEN_PART, 24300, 7 },
		                            { (char *)(uintptr_t)"another", 24300, 100 },
		                            { (char *)(uintptr_t)GOLDEN_PART, 24301, 1000 } };
	struct grant grant = { .deductions = deductions, .deduction_count = 4, .transfers = deductions, .transfer_count = 4 };

	assert_int_equal(grant_deducted(&grant, GOLDEN_PART, 24300), 12);
	assert_int_equal(grant_deducted(&grant, GOLDEN_PART, 24299), 0);
	assert_int_equal(grant_transferred(&grant, GOLDEN_PART, 2025), 12);
	assert_int_equal(grant_transferred(&grant, GOLDEN_PART, 2024), 0);
	(void)state;
}

#define FILE_TEST(name) { name, test_file, NULL, NULL, (void *)(uintptr_t)name },

int main(void)
{
	const struct CMUnitTest tests[] = {
		GOLDEN_FILES(FILE_TEST)
		cmocka_unit_test(test_files_are_read),
		cmocka_unit_test(test_day_by_day),
		cmocka_unit_test(test_weeks_sum_exactly),
		cmocka_unit_test(test_days_of_two_grants_meet),
		cmocka_unit_test(test_a_change_leaves_the_past),
		cmocka_unit_test(test_settings_depart_from_the_scheme),
		cmocka_unit_test(test_amount_in_force),
		cmocka_unit_test(test_months_of_a_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
