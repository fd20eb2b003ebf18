/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/amount.h"
#include "ledsag/core/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"

/* No quantity of any sort. */
static const char *const absurd[] = {
	"", " ", "-", ".", ",", ":", "/", "7:", ":30", "7:5", "7:60", "7:300", "7:-5", "7:30:00", "--5", "+5", "1e3", "0x10", "NaN",
	"inf", "seven", "7h", "7:30h", "\xF0\x9F\x98\x80", "\xFF", "%n", "1\n", "d", "x", "2dd", "2 d x", "1..2", "1,,2", ".5",
	        "5.",
	"1.2.3", "1,2,3", "12.00.00", "1 2", "12 00", "1234.567", "1.2345", "1234 567", "1  000", "1.000 000", "1,000.000,00",
	"1.000,000.00", "1.234,567", "1 000.000", "1'000", "12 kr", "99999999999999999999999999999999", "9999999999999999999:00",
	"18446744073709551616", "18446744073709551616d", "18446744073709551615x",
};

static void refused(bool ok, const char *text, const struct status *st, const char *rule)
{
	if (ok)
		fail_msg("'%s' was taken as %s", text, rule);
	assert_int_equal(st->code, STATUS_INPUT);
	assert_string_equal(st->rule, rule);
	assert_true(st->count >= 1);
}

static void refuse_duration(const char *text)
{
	struct status st = STATUS_INIT;
	int64_t n = 4711;

	refused(duration_parse(text, &n, &st), text, &st, "duration");
	assert_int_equal(n, 4711);
}

static void refuse_lenient(const char *text)
{
	struct status st = STATUS_INIT;
	int64_t n = 4711;
	bool decimal;

	refused(duration_parse_lenient(text, &n, &decimal, &st), text, &st, "duration");
	assert_int_equal(n, 4711);
}

static void refuse_money(const char *text)
{
	struct status st = STATUS_INIT;
	int64_t n = 4711;

	refused(money_parse(text, true, &n, &st), text, &st, "money");
	assert_int_equal(n, 4711);
}

static void refuse_quantity(const char *text)
{
	struct status st = STATUS_INIT;
	enum unit unit;
	int64_t n = 4711;

	refused(quantity_parse(text, &n, &unit, &st), text, &st, "amount");
	assert_int_equal(n, 4711);
}

static void refuse_rate(const char *text)
{
	struct rate rate = { 4711, UNIT_DAYS, PER_WEEK };
	struct status st = STATUS_INIT;

	refused(rate_parse(text, &rate, &st), text, &st, "amount");
	assert_int_equal(rate.amount, 4711);
}

/* ---- words ------------------------------------------------------------------------ */

static void words_read_back(void **state)
{
	(void)state;
	for (int i = UNIT_MINUTES; i <= UNIT_MONEY; i++) {
		enum unit unit;

		assert_true(unit_parse(unit_name((enum unit)i), &unit));
		assert_int_equal(unit, i);
	}
	for (int i = PER_MONTH; i <= PER_NONE; i++) {
		enum per per;

		assert_true(per_parse(per_name((enum per)i), &per));
		assert_int_equal(per, i);
	}
	assert_string_equal(unit_name(UNIT_SESSIONS), "sessions");
	assert_string_equal(per_name(PER_TOTAL), "total");
	assert_false(unit_parse("hours", &(enum unit){ UNIT_DAYS }));
	assert_false(unit_parse("", &(enum unit){ UNIT_DAYS }));
	assert_false(per_parse("Month", &(enum per){ PER_YEAR }));
	assert_false(per_parse("months", &(enum per){ PER_YEAR }));
}

static void kinds_and_states_read_back(void **state)
{
	enum entry_state entry;
	enum shift_state shift;
	enum kind kind;

	(void)state;
	for (int i = 0; i < KIND_COUNT; i++) {
		assert_true(kind_parse(kind_name((enum kind)i), &kind));
		assert_int_equal(kind, i);
		assert_true(kind_label((enum kind)i)[0]);
		assert_in_range(kind_column((enum kind)i), 0, COLUMN_COUNT - 1);
	}
	assert_true(kind_parse("child", &kind));
	assert_int_equal(kind, KIND_CHILD_ILLNESS);
	assert_false(kind_parse("Work", &kind));
	assert_false(kind_parse("", &kind));
	for (int i = 0; i < ENTRY_STATES; i++) {
		assert_true(entry_state_parse(entry_state_name((enum entry_state)i), &entry));
		assert_int_equal(entry, i);
		assert_true(entry_state_label((enum entry_state)i)[0]);
	}
	assert_false(entry_state_parse("done", &entry));
	for (int i = 0; i < SHIFT_STATES; i++) {
		assert_true(shift_state_parse(shift_state_name((enum shift_state)i), &shift));
		assert_int_equal(shift, i);
		assert_true(shift_state_label((enum shift_state)i)[0]);
	}
	assert_false(shift_state_parse("logged", &shift));
}

static void kinds_fall_into_the_account_s_columns(void **state)
{
	(void)state;
	assert_int_equal(kind_column(KIND_WORK), COLUMN_WORK);
	assert_int_equal(kind_column(KIND_TRAVEL), COLUMN_WORK);
	assert_int_equal(kind_column(KIND_STANDBY), COLUMN_STANDBY);
	assert_int_equal(kind_column(KIND_CHILD_ILLNESS), COLUMN_ILLNESS);
	assert_int_equal(kind_column(KIND_MEETING), COLUMN_TRAINING);
	assert_int_equal(kind_column(KIND_MUS), COLUMN_TRAINING);
	assert_int_equal(kind_column(KIND_COURSE), COLUMN_TRAINING);
	assert_int_equal(kind_column(KIND_HOLIDAY), COLUMN_HOLIDAY);
	assert_true(entry_state_counts(ENTRY_LOGGED));
	assert_true(entry_state_counts(ENTRY_SUBMITTED));
	assert_true(entry_state_counts(ENTRY_APPROVED));
	assert_false(entry_state_counts(ENTRY_REJECTED));
	assert_false(entry_state_counts(ENTRY_WITHDRAWN));
}

/* ---- durations ------------------------------------------------------------------------ */

static void durations_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes;
	} durations[] = {
		{ "7:30", 450 }, { "0:45", 45 }, { "120:00", 7200 }, { "0:00", 0 }, { " 07:05 ", 425 },
		{ "166666665:59", 9999999959 },
	};
	struct status st = STATUS_INIT;
	int64_t minutes;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(durations); i++) {
		assert_ok(duration_parse(durations[i].text, &minutes, &st), &st);
		assert_int_equal(minutes, durations[i].minutes);
	}
	for (size_t i = 0; i < COUNT_OF(absurd); i++)
		refuse_duration(absurd[i]);
	refuse_duration("-7:30");
	refuse_duration("7.5");
	refuse_duration("7,5");
	refuse_duration("8");
	refuse_duration("166666667:00");
}

static void imported_hours_may_have_decimals(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes;
		bool decimal;
	} durations[] = {
		{ "7:30", 450, false }, { "7,5", 450, true },  { "7.5", 450, true },   { "7.25", 435, true }, { "8", 480, true },
		{ "0,75", 45, true },   { "7.50", 450, true }, { "0.05", 3, true },    { "0", 0, true },
		{ "7.250000", 435, true },
	};
	static const char *const wrong[] = { "7.33", "7,01", "7.5 h", "7.", ",5", "-7.5", "7.2500000", "7.5.5", "166666667",
	                                     "7,5:30" };
	struct status st = STATUS_INIT;
	int64_t minutes;
	bool decimal;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(durations); i++) {
		assert_ok(duration_parse_lenient(durations[i].text, &minutes, &decimal, &st), &st);
		assert_int_equal(minutes, durations[i].minutes);
		assert_int_equal(decimal, durations[i].decimal);
	}
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_lenient(wrong[i]);
	/* The sentence proposes the nearest whole minute. */
	assert_false(duration_parse_lenient("7.33", &minutes, &decimal, &st));
	assert_int_equal(st.args[1].type, STATUS_MINUTES);
	assert_int_equal(st.args[1].number, 440);
}

/* ---- money -------------------------------------------------------------------------------- */

static void money_is_read(void **state)
{
	static const struct {
		const char *text;
		int64_t minor;
	} sums[] = {
		{ "12000", 1200000 },        { "12000.5", 1200050 },        { "12000.00", 1200000 },      { "12.000,50", 1200050 },
		{ "12 000,50", 1200050 },    { "12" NBSP "000,50", 1200050 }, { "12" NARROW "000.50", 1200050 },
		{ "12,000.50", 1200050 },
		{ "1.234.567", 123456700 },  { "1,234,567.89", 123456789 }, { "1 234 567", 123456700 },   { "12 000", 1200000 },
		{ "175.50", 17550 },         { "175,5", 17550 },            { "0", 0 },                   { "0.05", 5 },
		{ " 3 ", 300 },              { "00012", 1200 },             { "100000000", 10000000000 },
		{ "100000000.00", 10000000000 },
		{ "100.000.000,00", 10000000000 },
	};
	struct status st = STATUS_INIT;
	int64_t minor;
	char text[64];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sums); i++) {
		assert_ok(money_parse(sums[i].text, false, &minor, &st), &st);
		if (minor != sums[i].minor)
			fail_msg("'%s' was read as %lld", sums[i].text, (long long)minor);
		snprintf(text, sizeof text, "-%s", sums[i].text[0] == ' ' ? sums[i].text + 1 : sums[i].text);
		assert_ok(money_parse(text, true, &minor, &st), &st);
		assert_int_equal(minor, -sums[i].minor);
		refused(money_parse(text, false, &minor, &st), text, &st, "money");
	}
}

static void money_that_is_none_or_unclear_is_refused(void **state)
{
	static const char *const unclear[] = { "12.000", "12,000", "1.234", "999,999", "-12.000", "0.125" };
	static const char *const large[] = { "100000000.01", "100000001", "100.000.001", "99999999999999999999", "-100000001" };
	struct status st = STATUS_INIT;
	int64_t minor;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(unclear); i++)
		refuse_money(unclear[i]);
	for (size_t i = 0; i < COUNT_OF(large); i++)
		refuse_money(large[i]);
	for (size_t i = 0; i < COUNT_OF(absurd); i++)
		refuse_money(absurd[i]);
	refuse_money("7:30");
	refuse_money("- 5");
	/* The sentence writes out the reading as thousands. */
	assert_false(money_parse("12.000", false, &minor, &st));
	assert_string_equal(st.args[1].text, "12000.00");
}

/* ---- quantities and rates -------------------------------------------------------------------- */

static void quantities_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t amount;
		enum unit unit;
	} quantities[] = {
		{ "7:30", 450, UNIT_MINUTES }, { "2d", 2, UNIT_DAYS },         { "4x", 4, UNIT_SESSIONS },
		{ "12000.00", 1200000, UNIT_MONEY },
		{ "90D", 90, UNIT_DAYS },      { "4X", 4, UNIT_SESSIONS },     { " 1d ", 1, UNIT_DAYS },
		{ "12.000,50", 1200050, UNIT_MONEY },
		{ "8", 800, UNIT_MONEY },      { "10000000000d", AMOUNT_MAX, UNIT_DAYS },
	};
	struct status st = STATUS_INIT;
	enum unit unit;
	int64_t amount;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(quantities); i++) {
		assert_ok(quantity_parse(quantities[i].text, &amount, &unit, &st), &st);
		assert_int_equal(amount, quantities[i].amount);
		assert_int_equal(unit, quantities[i].unit);
	}
	for (size_t i = 0; i < COUNT_OF(absurd); i++)
		refuse_quantity(absurd[i]);
	refuse_quantity("-2d");
	refuse_quantity("-7:30");
	refuse_quantity("-12000.00");
	refuse_quantity("12.000");
	refuse_quantity("2.5d");
	refuse_quantity("10000000001d");
}

static void rates_are_read(void **state)
{
	static const struct {
		const char *text;
		struct rate is;
	} rates[] = {
		{ "37:00/week", { 2220, UNIT_MINUTES, PER_WEEK } },
		{ "15:00/month", { 900, UNIT_MINUTES, PER_MONTH } },
		{ "48:00/total", { 2880, UNIT_MINUTES, PER_TOTAL } },
		{ "2d/week", { 2, UNIT_DAYS, PER_WEEK } },
		{ "90d/year", { 90, UNIT_DAYS, PER_YEAR } },
		{ "4x/total", { 4, UNIT_SESSIONS, PER_TOTAL } },
		{ "12000.00/month", { 1200000, UNIT_MONEY, PER_MONTH } },
		{ "12.000,00 / month", { 1200000, UNIT_MONEY, PER_MONTH } },
		{ "15:00", { 900, UNIT_MINUTES, PER_NONE } },
	};
	static const char *const wrong[] = { "15:00/", "/month", "15:00/day", "15:00/none", "15:00/month/month", "15:00/months",
	                                     "15:00//month",
		                             "15:00 month", "x/month", "12.000/month", "-1:00/week", "15:00/month x" };
	struct status st = STATUS_INIT;
	struct rate rate;
	char *endless = mem_alloc(10001);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rates); i++) {
		assert_ok(rate_parse(rates[i].text, &rate, &st), &st);
		assert_int_equal(rate.amount, rates[i].is.amount);
		assert_int_equal(rate.unit, rates[i].is.unit);
		assert_int_equal(rate.per, rates[i].is.per);
	}
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuse_rate(wrong[i]);
	for (size_t i = 0; i < COUNT_OF(absurd); i++)
		refuse_rate(absurd[i]);
	for (const char *c = "9 .,/-:\xC2"; *c; c++) {
		memset(endless, *c, 10000);
		endless[10000] = '\0';
		refuse_rate(endless);
		refuse_quantity(endless);
		refuse_money(endless);
		refuse_duration(endless);
		refuse_lenient(endless);
	}
	free(endless);
}

static void quantities_are_written(void **state)
{
	static const struct {
		int64_t amount;
		enum unit unit;
		const char *text;
	} quantities[] = {
		{ 450, UNIT_MINUTES, "7:30" },      { -5, UNIT_MINUTES, "-0:05" },   { 0, UNIT_MINUTES, "0:00" },
		{ 2, UNIT_DAYS, "2d" },             { 4, UNIT_SESSIONS, "4x" },      { 1200000, UNIT_MONEY, "12000.00" },
		{ -5, UNIT_MONEY, "-0.05" },        { -90, UNIT_DAYS, "-90d" },
		{ INT64_MIN, UNIT_MONEY, "-92233720368547758.08" }, { INT64_MAX, UNIT_MINUTES, "153722867280912930:07" },
	};
	char text[40];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(quantities); i++) {
		quantity_format(quantities[i].amount, quantities[i].unit, text);
		assert_string_equal(text, quantities[i].text);
	}
	rate_format(&(struct rate){ 2220, UNIT_MINUTES, PER_WEEK }, text);
	assert_string_equal(text, "37:00/week");
	rate_format(&(struct rate){ 2220, UNIT_MINUTES, PER_NONE }, text);
	assert_string_equal(text, "37:00");
}

static void what_is_written_reads_back(void **state)
{
	struct support_random random = { 29 };

	(void)state;
	for (int n = 0; n < 200000; n++) {
		struct rate rate = {
			.amount = (int64_t)(((uint64_t)support_random(&random, 1u << 30) << 30 | support_random(&random,
			                                                                                        1u << 30)) >>
			                    support_random(&random, 60)) % (AMOUNT_MAX - 60),
			.unit = (enum unit)support_random(&random, 4),
			.per = (enum per)support_random(&random, 5),
		};
		struct status st = STATUS_INIT;
		struct rate back;
		char text[40];

		rate_format(&rate, text);
		if (!rate_parse(text, &back, &st))
			fail_msg("'%s' is refused", text);
		assert_int_equal(back.amount, rate.amount);
		assert_int_equal(back.unit, rate.unit);
		assert_int_equal(back.per, rate.per);
	}
}

/* Random texts of the characters that amounts are made of: what is taken is within bounds. */
static void random_texts_stay_in_bounds(void **state)
{
	static const char alphabet[] = "0123456789.,: -/dx";
	struct support_random random = { 31 };

	(void)state;
	for (int n = 0; n < 300000; n++) {
		size_t length = support_random(&random, 16);
		struct rate rate;
		int64_t amount;
		char text[20];
		bool decimal;

		for (size_t i = 0; i < length; i++)
			text[i] = alphabet[support_random(&random, sizeof alphabet - 1)];
		text[length] = '\0';
		if (rate_parse(text, &rate, NULL))
			assert_in_range(rate.amount, 0, AMOUNT_MAX);
		if (money_parse(text, true, &amount, NULL))
			assert_in_range(amount + AMOUNT_MAX, 0, 2 * AMOUNT_MAX);
		if (duration_parse_lenient(text, &amount, &decimal, NULL))
			assert_in_range(amount, 0, AMOUNT_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_read_back),
		cmocka_unit_test(kinds_and_states_read_back),
		cmocka_unit_test(kinds_fall_into_the_account_s_columns),
		cmocka_unit_test(durations_are_read),
		cmocka_unit_test(imported_hours_may_have_decimals),
		cmocka_unit_test(money_is_read),
		cmocka_unit_test(money_that_is_none_or_unclear_is_refused),
		cmocka_unit_test(quantities_are_read),
		cmocka_unit_test(rates_are_read),
		cmocka_unit_test(quantities_are_written),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(random_texts_stay_in_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
