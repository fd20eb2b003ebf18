/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own payment for every day begun, by hand from Holbæk 2024 (krisecenter, forsorgshjem): 97.30 and 100.77 kr. */
#include "../support.h"

#include "ledsag/core/charge.h"

static struct scheme_dated rates[] = { { 19723, 9730 }, { 20089, 9900 } }; /* 2024-01-01, 2025-01-01 */

static struct scheme_charge charge_of(int rate_count)
{
	return (struct scheme_charge){ .id = "day", .kind = CHARGE_PAYS, .per = CHARGE_DAY, .started_days = true,
		                       .income_only = true, .rates = { rates, rate_count } };
}

static void is_month(const struct charge_sum *sum, month_t month, int days, int paid, int64_t amount)
{
	for (int i = 0; i < sum->month_count; i++)
		if (sum->months[i].month == month) {
			assert_int_equal(sum->months[i].days, days);
			assert_int_equal(sum->months[i].paid_days, paid);
			assert_int_equal(sum->months[i].amount, amount);
			return;
		}
	fail_msg("month %d is not there", (int)month);
}

static void test_the_rates_lie_where_they_should(void **state)
{
	(void)state;
	assert_int_equal(rates[0].from, day_make(2024, 1, 1));
	assert_int_equal(rates[1].from, day_make(2025, 1, 1));
}

/* 30 July with 4 days: 30, 31 July and 1, 2 August. 1 August again, for a child or typed twice, is one date. */
static void test_a_stay_over_a_month(void **state)
{
	struct scheme_charge charge = charge_of(1);
	struct grant grant = { .from = day_make(2024, 7, 1), .to = DAY_MAX };
	struct charge_stay stays[] = { { day_make(2024, 8, 1), 1 }, { day_make(2024, 7, 30), 4 } };
	struct charge_sum sum;

	(void)state;
	charge_sum_build(&sum, &charge, &grant, stays, 2, month_make(2024, 7), month_make(2024, 9));
	assert_int_equal(sum.month_count, 3);
	is_month(&sum, month_make(2024, 7), 2, 2, 19460);
	is_month(&sum, month_make(2024, 8), 2, 2, 19460);
	is_month(&sum, month_make(2024, 9), 0, 0, 0);
	charge_sum_done(&sum);
}

/* 30 and 31 December 2024 at 97.30, 1, 2 and 3 January 2025 at 99.00; where no newer rate is written, 97.30 holds on. */
static void test_a_rate_that_changes_inside_a_stay(void **state)
{
	struct scheme_charge two = charge_of(2), one = charge_of(1);
	struct grant grant = { .from = day_make(2024, 12, 1), .to = DAY_MAX };
	struct charge_stay stay = { day_make(2024, 12, 30), 5 };
	struct charge_sum sum;

	(void)state;
	charge_sum_build(&sum, &two, &grant, &stay, 1, month_make(2024, 12), month_make(2025, 1));
	is_month(&sum, month_make(2024, 12), 2, 2, 19460);
	is_month(&sum, month_make(2025, 1), 3, 3, 29700);
	charge_sum_done(&sum);
	charge_sum_build(&sum, &one, &grant, &stay, 1, month_make(2024, 12), month_make(2025, 1));
	is_month(&sum, month_make(2025, 1), 3, 3, 29190);
	charge_sum_done(&sum);
}

/* Days 10 to 19; without income from the 14th, with one again from the 18th: 4 + 2 days are paid. */
static void test_income_lost_inside_a_month(void **state)
{
	struct scheme_charge charge = charge_of(1);
	struct grant_fact facts[] = { { FACT_REPORT, day_make(2024, 7, 12), NULL },
		                      { FACT_NO_INCOME, day_make(2024, 7, 14), NULL },
		                      { FACT_INCOME, day_make(2024, 7, 18), NULL } };
	struct grant grant = { .from = day_make(2024, 7, 10), .to = DAY_MAX, .facts = facts, .fact_count = 3 };
	struct charge_stay stay = { day_make(2024, 7, 10), 10 };
	struct charge_sum sum;

	(void)state;
	charge_sum_build(&sum, &charge, &grant, &stay, 1, month_make(2024, 7), month_make(2024, 7));
	is_month(&sum, month_make(2024, 7), 10, 6, 58380);
	charge_sum_done(&sum);
	/* Not every charge asks for an income. */
	charge.income_only = false;
	charge_sum_build(&sum, &charge, &grant, &stay, 1, month_make(2024, 7), month_make(2024, 7));
	is_month(&sum, month_make(2024, 7), 10, 10, 97300);
	charge_sum_done(&sum);
	assert_true(charge_has_income(&grant, day_make(2024, 7, 13)));
	assert_false(charge_has_income(&grant, day_make(2024, 7, 14)));
	assert_true(charge_has_income(&grant, day_make(2024, 7, 18)));
}

/* Months that are not asked for are cut off on both sides. */
static void test_only_the_months_asked_for(void **state)
{
	struct scheme_charge charge = charge_of(1);
	struct grant grant = { .from = day_make(2024, 1, 1), .to = DAY_MAX };
	struct charge_stay stay = { day_make(2024, 1, 15), 60 };
	struct charge_sum sum;

	(void)state;
	charge_sum_build(&sum, &charge, &grant, &stay, 1, month_make(2024, 2), month_make(2024, 2));
	is_month(&sum, month_make(2024, 2), 29, 29, 282170);
	charge_sum_done(&sum);
}

static void test_which_charges_are_daily(void **state)
{
	struct scheme_charge charge = charge_of(1);

	(void)state;
	assert_true(charge_is_daily(&charge));
	charge.kind = CHARGE_PRICE;
	assert_false(charge_is_daily(&charge));
	charge = charge_of(1);
	charge.per = CHARGE_MONTH;
	assert_false(charge_is_daily(&charge));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_rates_lie_where_they_should),
		cmocka_unit_test(test_a_stay_over_a_month),
		cmocka_unit_test(test_a_rate_that_changes_inside_a_stay),
		cmocka_unit_test(test_income_lost_inside_a_month),
		cmocka_unit_test(test_only_the_months_asked_for),
		cmocka_unit_test(test_which_charges_are_daily),
	};

	return cmocka_run_group_tests_name("core/charge", tests, NULL, NULL);
}
