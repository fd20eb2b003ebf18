/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts of a year's money, by hand from Holbæk 2024 "Merudgifter", and for rows of any kind. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/expense.h"

#include <stdlib.h>
#include <string.h>

enum { MEDICINE, TRANSPORT, HOLIDAYS, ELITE, SOFTLY, CATEGORIES };

/* A part as dk.holbaek.100 has it, with a second year's rates where a test asks for them. */
struct rules {
	struct scheme_dated threshold[2], medicine[2], softly[1];
	struct scheme_category categories[CATEGORIES];
	struct scheme_part part;
};

static struct rules *rules_new(bool next_year)
{
	struct rules *r = mem_zero(1, sizeof *r);
	int rates = next_year ? 2 : 1;

	r->threshold[0] = (struct scheme_dated){ day_make(2024, 1, 1), 729600 };
	r->threshold[1] = (struct scheme_dated){ day_make(2025, 1, 1), 750000 };
	r->medicine[0] = (struct scheme_dated){ day_make(2024, 1, 1), 457500 };
	r->medicine[1] = (struct scheme_dated){ day_make(2025, 1, 1), 470000 };
	r->softly[0] = (struct scheme_dated){ day_make(2024, 1, 1), 10000 };
	r->categories[MEDICINE] =
		(struct scheme_category){ .id = "medicine", .counted = true, .is = LIMIT_HARD, .most = { r->medicine, rates } };
	r->categories[TRANSPORT] = (struct scheme_category){ .id = "transport", .counted = true };
	r->categories[HOLIDAYS] = (struct scheme_category){ .id = "holidays", .is = LIMIT_SOFT };
	r->categories[ELITE] = (struct scheme_category){ .id = "elite-sport", .is = LIMIT_HARD };
	r->categories[SOFTLY] =
		(struct scheme_category){ .id = "softly", .counted = true, .is = LIMIT_SOFT, .most = { r->softly, 1 } };
	r->part = (struct scheme_part){ .id = "expenses", .unit = UNIT_MONEY, .per = PER_YEAR,
		                        .thresholds = { r->threshold, rates }, .categories = r->categories,
		                        .category_count = CATEGORIES };
	return r;
}

static struct money row(int64_t id, int month, int dom, int64_t amount, const char *category)
{
	return (struct money){ .id = id, .day = day_make(2024, month, dom), .kind = MONEY_EXPENSE, .amount = amount,
		               .category = category };
}

static const struct expense_sum *sum_named(const struct expense_year *year, const char *id)
{
	for (int i = 0; i < year->sum_count; i++)
		if (year->sums[i].category && !strcmp(year->sums[i].category->id, id))
			return &year->sums[i];
	fail_msg("nothing of %s", id);
	return NULL;
}

static void is_year(const struct rules *r, int year, const struct money *rows, int count, int64_t spent, int64_t counted,
                    int64_t used, int64_t missing)
{
	struct expense_year out;

	expense_year_build(&out, &r->part, year, rows, count, NULL);
	assert_int_equal(out.spent, spent);
	assert_int_equal(out.counted, counted);
	assert_int_equal(out.used, used);
	assert_int_equal(expense_missing(&out), missing);
	assert_int_equal(out.reached, missing == 0);
	expense_year_done(&out);
}

/* "Større end 7.296 kr.": not equal to it; and then all of it, not only what lies above. */
static void test_a_year_needs_strictly_more(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[] = { row(1, 2, 1, 690000, "transport"), row(2, 12, 31, 39600, "transport"),
		                row(3, 5, 1, 1, "transport") };

	(void)state;
	is_year(r, 2024, rows, 1, 690000, 690000, 0, 39601);
	is_year(r, 2024, rows, 2, 729600, 729600, 0, 1);
	is_year(r, 2024, rows, 3, 729601, 729601, 729601, 0);
	is_year(r, 2024, rows, 0, 0, 0, 0, 729601);
	free(r);
}

/* 3,000.00 + 1,500.00 + 500.00 of medicine: 4,575.00 of it, so 75.00 of the last one; whatever the order they were typed in. */
static void test_medicine_counts_up_to_its_limit(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[] = {
		row(3, 9, 9, 50000, "medicine"), row(1, 2, 1, 300000, "medicine"), row(4, 10, 1, 100, "medicine"),
		row(2, 6, 3, 150000, "medicine"),
	};
	int64_t counted[4] = { -1, -1, -1, -1 };
	struct expense_year year;

	(void)state;
	expense_year_build(&year, &r->part, 2024, rows, 4, counted);
	assert_int_equal(year.spent, 500100);
	assert_int_equal(year.counted, 457500);
	assert_int_equal(sum_named(&year, "medicine")->most, 457500);
	assert_int_equal(sum_named(&year, "medicine")->most_from, day_make(2024, 1, 1));
	assert_int_equal(counted[0], 7500);
	assert_int_equal(counted[1], 300000);
	assert_int_equal(counted[2], 0);
	assert_int_equal(counted[3], 150000);
	assert_int_equal(year.months[8].spent, 50000);
	assert_int_equal(year.months[8].counted, 7500);
	assert_int_equal(year.months[8].used, 0);
	expense_year_done(&year);
	free(r);
}

/* What medicine is above its limit does not help over the threshold: 4,575.00 + 2,721.00 is 7,296.00. */
static void test_what_does_not_count_is_not_looked_at(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[] = {
		row(1, 1, 1, 600000, "medicine"), row(2, 1, 2, 272100, "transport"), row(3, 1, 3, 900000, "holidays"),
		row(4, 1, 4, 900000, "elite-sport"), row(5, 1, 5, 1, "transport"),
	};

	(void)state;
	is_year(r, 2024, rows, 4, 2672100, 729600, 0, 1);
	is_year(r, 2024, rows, 5, 2672101, 729601, 729601, 0);
	free(r);
}

/* "Som udgangspunkt ikke" is what a decision may lift, "dækkes ikke" is not. */
static void test_a_decision_lifts_what_is_soft(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[] = {
		row(1, 1, 1, 1000, "holidays"), row(2, 1, 2, 2000, "elite-sport"), row(3, 1, 3, 500000, "medicine"),
		row(4, 1, 4, 12000, "softly"), row(5, 1, 5, 3000, "softly"),
	};
	int64_t counted[5];
	struct expense_year year;

	(void)state;
	for (int i = 0; i < 4; i++)
		rows[i].lifted = true;
	expense_year_build(&year, &r->part, 2024, rows, 5, counted);
	assert_int_equal(counted[0], 1000);
	assert_int_equal(counted[1], 0);
	assert_int_equal(counted[2], 457500);
	assert_int_equal(counted[3], 12000);
	assert_int_equal(counted[4], 0); /* of its 100.00 nothing is left */
	expense_year_done(&year);
	free(r);
}

/* What the authority pays or gets back is no spending; wages are, without a category. */
static void test_only_spending_counts(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[MONEY_KINDS + 1];

	(void)state;
	for (int i = 0; i < MONEY_KINDS; i++) {
		rows[i] = row(i + 1, 3, 1, 1000000 + i, NULL);
		rows[i].kind = (enum money_kind)i;
	}
	rows[MONEY_KINDS] = row(9, 3, 1, 5, NULL);
	rows[MONEY_KINDS].withdrawn = true;
	is_year(r, 2024, rows, MONEY_KINDS + 1, 2000000 + MONEY_EXPENSE + MONEY_PAYROLL, 2000000 + MONEY_EXPENSE + MONEY_PAYROLL,
	        2000000 + MONEY_EXPENSE + MONEY_PAYROLL, 0);
	free(r);
}

static void test_the_last_rate_holds_on(void **state)
{
	struct rules *r = rules_new(false), *newer = rules_new(true);
	struct money rows[] = { row(1, 1, 1, 740000, "transport"), row(2, 1, 1, 600000, "medicine") };
	struct expense_year year;

	(void)state;
	rows[0].day = rows[1].day = day_make(2025, 3, 1);
	expense_year_build(&year, &r->part, 2025, rows, 2, NULL);
	assert_int_equal(year.counted, 740000 + 457500);
	assert_int_equal(year.threshold, 729600);
	assert_int_equal(year.threshold_from, day_make(2024, 1, 1));
	expense_year_done(&year);
	expense_year_build(&year, &newer->part, 2025, rows, 2, NULL);
	assert_int_equal(year.counted, 740000 + 470000);
	assert_int_equal(year.threshold, 750000);
	assert_int_equal(year.threshold_from, day_make(2025, 1, 1));
	expense_year_done(&year);
	is_year(newer, 2025, rows, 1, 740000, 740000, 0, 10001);
	/* A new rate never changes what was before it; and before the first there is none. */
	rows[0].day = day_make(2024, 12, 31);
	is_year(newer, 2024, rows, 2, 740000, 740000, 740000, 0);
	rows[0].day = day_make(2023, 12, 31);
	rows[0].amount = 1;
	is_year(newer, 2023, rows, 1, 1, 1, 1, 0);
	free(r);
	free(newer);
}

/* ---- rows of any kind */

static uint32_t seed;

static int any(int below)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (unsigned)below);
}

static void any_rows(struct money *rows, int count)
{
	static const char *const names[] = { "medicine", "transport", "holidays", "elite-sport", "softly", NULL };

	for (int i = 0; i < count; i++) {
		rows[i] = row(i + 1, 1 + any(12), 1 + any(28), 1 + any(200000), names[any((int)COUNT_OF(names))]);
		rows[i].kind = any(4) ? MONEY_EXPENSE : (enum money_kind)any(MONEY_KINDS);
		rows[i].lifted = !any(5);
	}
}

static void turn_round(struct money *rows, int count)
{
	for (int i = 0; i < count / 2; i++) {
		struct money other = rows[i];

		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = other;
	}
}

static void test_sums_hold_for_any_rows(void **state)
{
	struct rules *r = rules_new(false);
	struct money rows[24];

	(void)state;
	seed = 7;
	for (int round = 0; round < 2000; round++) {
		int count = 1 + any((int)COUNT_OF(rows));
		int64_t counted[24] = { 0 }, by_row = 0, by_month = 0, by_category = 0, used = 0;
		struct expense_year year, more, turned;

		any_rows(rows, count);
		expense_year_build(&year, &r->part, 2024, rows, count, counted);
		for (int i = 0; i < count; i++) {
			assert_true(counted[i] >= 0 && counted[i] <= rows[i].amount);
			by_row += counted[i];
		}
		for (int i = 0; i < 12; i++) {
			by_month += year.months[i].counted;
			used += year.months[i].used;
		}
		for (int i = 0; i < year.sum_count; i++)
			by_category += year.sums[i].counted;
		assert_true(year.counted <= year.spent);
		assert_int_equal(by_row, year.counted);
		assert_int_equal(by_month, year.counted);
		assert_int_equal(by_category, year.counted);
		assert_int_equal(used, year.used);
		turn_round(rows, count);
		expense_year_build(&turned, &r->part, 2024, rows, count, NULL);
		assert_int_equal(turned.counted, year.counted);
		rows[any(count)].amount += 1 + any(100000);
		expense_year_build(&more, &r->part, 2024, rows, count, NULL);
		assert_true(more.counted >= year.counted && more.used >= year.used);
		expense_year_done(&year);
		expense_year_done(&more);
		expense_year_done(&turned);
	}
	free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_year_needs_strictly_more),
		cmocka_unit_test(test_medicine_counts_up_to_its_limit),
		cmocka_unit_test(test_what_does_not_count_is_not_looked_at),
		cmocka_unit_test(test_a_decision_lifts_what_is_soft),
		cmocka_unit_test(test_only_spending_counts),
		cmocka_unit_test(test_the_last_rate_holds_on),
		cmocka_unit_test(test_sums_hold_for_any_rows),
	};

	return cmocka_run_group_tests_name("core/expense", tests, NULL, NULL);
}
