/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bank against worked cases, and against the second bank of hours.h. */
#include "golden.h"
#include "hours.h"

/* ---- worked cases ---------------------------------------------------------- */

static month_t line_month(const struct golden_line *line)
{
	return golden_month(line->words[1], NULL);
}

static bool line_is(const struct golden_line *line, const char *word)
{
	return !strcmp(line->words[0], word) && line->count > 1;
}

static bool of_bank(const struct golden_line *line)
{
	return line_is(line, "bank") || line_is(line, "keep") || line_is(line, "next");
}

/* Runs the grant of a case from its first month through the last one that a line asks for. */
static void run_case(const struct golden_case *c, struct bank *bank)
{
	month_t first = month_of(c->grant.from), last = first;
	struct carry_rules rules = grant_rules(&c->grant, &c->part);
	struct bank_input *input;
	struct lot *openings;
	int64_t *used;
	int count;

	for (int i = 0; i < c->line_count; i++)
		if (of_bank(&c->lines[i]) && line_month(&c->lines[i]) > last)
			last = line_month(&c->lines[i]);
	used = mem_zero((size_t)(last - first + 1), sizeof *used);
	for (int i = 0; i < c->use_count; i++)
		if (c->use[i].month >= first && c->use[i].month <= last)
			used[c->use[i].month - first] += c->use[i].amount;
	input = bank_input_of(&c->grant, &c->part, first, last, used);
	openings = bank_openings_of(&c->grant, &c->part, &count);
	bank_run(bank, &rules, openings, count, input, last - first + 1,
	         c->grant.to == DAY_MAX ? MONTH_NONE : month_of(c->grant.to));
	free(openings);
	free(input);
	free(used);
}

static void put_lot(struct str *str, month_t month, int64_t amount)
{
	str_addf(str, "%s%04d-%02d=%lld", str->length ? "," : "", month_year(month), month_number(month), (long long)amount);
}

static void same_text(const struct golden_case *c, const struct golden_line *line, const char *what, struct str *want,
                      struct str *got)
{
	if (strcmp(str_peek(want), str_peek(got)))
		fail_msg("tests/golden/%s.txt:%d (%s): %s is '%s', must be '%s' (in the smallest unit)", c->file, line->number,
		         c->name, what, str_peek(got), str_peek(want));
	str_done(want);
	str_done(got);
}

/* LOT=AMOUNT and LOT=AMOUNT@LAST lists, both brought into one form. */
static void same_list(const struct golden_case *c, const struct golden_line *line, const char *what, const char *text,
                      struct str *got)
{
	struct str want = STR_INIT;
	char *copy = mem_text(text), *at = copy;

	for (char *item; (item = strsep(&at, ",")) && strcmp(item, "-");) {
		const char *rest;
		month_t lot = golden_month(item, &rest);

		put_lot(&want, lot, golden_amount(rest + 1, &rest));
		if (*rest)
			str_add(&want, rest);
	}
	free(copy);
	same_text(c, line, what, &want, got);
}

static void same_taken(const struct golden_case *c, const struct golden_line *line, const struct bank_month *row)
{
	struct str got = STR_INIT;

	for (int i = 0; i < row->taken_count; i++)
		put_lot(&got, row->taken[i].lot, row->taken[i].amount);
	same_list(c, line, "taken", line->words[5], &got);
}

static void same_lots(const struct golden_case *c, const struct golden_line *line, const struct bank_month *row)
{
	struct str got = STR_INIT;

	for (int i = 0; i < row->lot_count; i++) {
		month_t last = row->lots[i].last;

		put_lot(&got, row->lots[i].month, row->lots[i].left);
		if (last == MONTH_OPEN)
			str_add(&got, "@open");
		else
			str_addf(&got, "@%04d-%02d", month_year(last), month_number(last));
	}
	same_list(c, line, "lots", line->words[9], &got);
}

static void same_row(const struct golden_case *c, const struct golden_line *line, const struct bank_month *row)
{
	assert_int_equal(line->count, 10);
	golden_same(c, line, "granted", line->words[2], row->granted);
	golden_same(c, line, "at hand", line->words[3], row->at_hand);
	golden_same(c, line, "used", line->words[4], row->used);
	golden_same(c, line, "overdraft", line->words[6], row->overdraft);
	golden_same(c, line, "lapsed", line->words[7], row->lapsed);
	golden_same(c, line, "left", line->words[8], row->left);
	if (strcmp(line->words[5], "*"))
		same_taken(c, line, row);
	if (strcmp(line->words[9], "*"))
		same_lots(c, line, row);
}

static void same_next(const struct golden_case *c, const struct golden_line *line, const struct bank_month *row)
{
	struct next_lapse next;
	bool any = bank_next_lapse(row->lots, row->lot_count, c->grant.to, &next);

	if (any != (strcmp(line->words[2], "never") != 0))
		fail_msg("tests/golden/%s.txt:%d (%s): next lapse", c->file, line->number, c->name);
	if (!any)
		return;
	golden_same(c, line, "next lapse", line->words[2], next.amount);
	if (next.day != golden_day(line->words[3]))
		fail_msg("tests/golden/%s.txt:%d (%s): last day to use it is day %d", c->file, line->number, c->name, next.day);
}

static int check_case(struct golden_case *c)
{
	struct bank bank;
	int looked = 0;

	run_case(c, &bank);
	for (int i = 0; i < c->line_count; i++) {
		const struct golden_line *line = &c->lines[i];
		const struct bank_month *row;

		if (!of_bank(line))
			continue;
		row = &bank.months[line_month(line) - month_of(c->grant.from)];
		assert_int_equal(row->month, line_month(line));
		if (line_is(line, "bank"))
			same_row(c, line, row);
		else if (line_is(line, "keep"))
			golden_same(c, line, "to keep all", line->words[2], row->to_keep);
		else
			same_next(c, line, row);
		looked++;
	}
	bank_done(&bank);
	return looked;
}

static void test_file(void **state)
{
	golden_each(*state, check_case, false);
}

/* A reader of cases that skips every line would be content with any bank. */
static void test_files_are_read(void **state)
{
	golden_each("ledsage-newest-first", check_case, true);
	golden_each("ledsage-windows", check_case, true);
	(void)state;
}

/* ---- the two compared ------------------------------------------------------- */

#define MONTHS 30

struct trial {
	struct carry_rules rules;
	struct bank_input input[MONTHS];
	int count;
	struct lot openings[8];
	int opening_count;
	month_t end;
};

static void random_rules(struct support_random *r, struct trial *t)
{
	static const enum per pers[] = { PER_MONTH, PER_WEEK, PER_YEAR, PER_TOTAL };

	t->rules = (struct carry_rules){
		.carry = (enum carry)random_in(r, CARRY_NONE, CARRY_POT),
		.per = pers[random_in(r, 0, 3)],
		.window = random_in(r, 1, 12),
		.cap = random_in(r, 0, 1) ? random_in(r, 1, 40) : 0,
		.use = random_in(r, 0, 1) ? USE_NEWEST_FIRST : USE_OLDEST_FIRST,
		.lapse = random_in(r, 0, 4) != 0,
	};
	if (random_in(r, 0, 1))
		t->rules.carry = CARRY_WINDOW;
}

static void random_trial(struct support_random *r, struct trial *t)
{
	month_t first = month_make(2023, random_in(r, 1, 12));
	int scale = random_in(r, 1, 12), busy = random_in(r, 0, 2);

	*t = (struct trial){ .count = random_in(r, 1, MONTHS), .end = MONTH_NONE };
	random_rules(r, t);
	if (random_in(r, 0, 2) == 0)
		t->end = first + random_in(r, 0, MONTHS);
	for (int age = random_in(r, 0, 14); age > 0; age -= random_in(r, 1, 4))
		if (t->opening_count < 8) {
			month_t month = first - age;

			t->openings[t->opening_count++] =
				(struct lot){ month, random_in(r, 0, scale), lot_last_month(&t->rules, month, t->end) };
		}
	for (int i = 0; i < t->count; i++) {
		struct bank_input *in = &t->input[i];

		in->month = first + i;
		in->granted = t->end == MONTH_NONE || in->month <= t->end ? random_in(r, 0, scale) : 0;
		if (random_in(r, 0, 11) == 0)
			in->granted = -random_in(r, 0, 2 * scale);
		in->used = random_in(r, 0, busy) ? random_in(r, 0, 2 * scale) : 0;
		if (random_in(r, 0, 9) == 0)
			in->used = random_in(r, 0, 6 * scale);
		if (month_number(in->month) == 12 && random_in(r, 0, 1))
			in->moved = random_in(r, 0, 3 * scale);
	}
}

static void same_number(int trial, month_t month, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("trial %d, %d-%02d: %s is %lld, must be %lld", trial, month_year(month), month_number(month), what,
		         (long long)got, (long long)want);
}

static void same_hours_taken(int trial, const struct bank_month *row, const struct naive_month *naive)
{
	int at = 0;

	for (int i = 0; i < row->taken_count; i++)
		for (int64_t n = 0; n < row->taken[i].amount; n++, at++) {
			same_number(trial, row->month, "hours taken, at least", at < naive->taken_count, 1);
			same_number(trial, row->month, "an hour taken from", row->taken[i].lot, naive->taken[at]);
		}
	same_number(trial, row->month, "hours taken", at, naive->taken_count);
}

static void same_hours_left(int trial, const struct bank_month *row, const struct hours *hours)
{
	int lot = 0;
	int64_t in_lot = 0;

	for (int i = 0; i < hours->count; i++) {
		if (!hours->all[i].there)
			continue;
		if (lot < row->lot_count && in_lot == row->lots[lot].left) {
			lot++;
			in_lot = 0;
		}
		same_number(trial, row->month, "lots, more than", lot < row->lot_count, 1);
		same_number(trial, row->month, "lot", row->lots[lot].month, hours->all[i].born);
		same_number(trial, row->month, "its last month", row->lots[lot].last,
		            hour_last(hours, &hours->all[i], row->month));
		in_lot++;
	}
	same_number(trial, row->month, "lots", row->lot_count, lot + (in_lot > 0));
}

static void same_month(int trial, const struct bank_month *row, const struct naive_month *naive, const struct hours *hours)
{
	same_number(trial, row->month, "at hand", row->at_hand, naive->at_hand);
	same_number(trial, row->month, "overdraft", row->overdraft, naive->overdraft);
	same_number(trial, row->month, "lapsed on the 1st", row->lapsed_first, naive->lapsed_first);
	same_number(trial, row->month, "lapsed", row->lapsed, naive->lapsed);
	same_number(trial, row->month, "left before", row->left_before, naive->left_before);
	same_number(trial, row->month, "left", row->left, naive->left);
	same_number(trial, row->month, "moved", row->moved, naive->moved);
	same_hours_taken(trial, row, naive);
	same_hours_left(trial, row, hours);
}

static void run_trial(const struct trial *t, struct bank *bank)
{
	bank_run(bank, &t->rules, t->openings, t->opening_count, t->input, t->count, t->end);
}

static void test_hours_one_by_one(void **state)
{
	struct support_random random = { 97 };
	static struct hours hours;
	static struct naive_month naive;
	struct trial t;
	struct bank bank;

	for (int trial = 0; trial < 6000; trial++) {
		random_trial(&random, &t);
		run_trial(&t, &bank);
		hours = (struct hours){ .rules = &t.rules, .end = t.end };
		for (int i = 0; i < t.opening_count; i++)
			hours_bear(&hours, t.openings[i].month, t.openings[i].left);
		for (int i = 0; i < t.count; i++) {
			naive_month(&hours, &t.input[i], &naive);
			same_month(trial, &bank.months[i], &naive, &hours);
		}
		bank_done(&bank);
	}
	(void)state;
}

/* ---- what must hold whatever the numbers ------------------------------------ */

static void check_invariants(int trial, const struct trial *t, const struct bank *bank)
{
	int64_t before = 0;

	for (int i = 0; i < t->opening_count; i++)
		before += t->openings[i].left;
	for (int i = 0; i < bank->count; i++) {
		const struct bank_month *row = &bank->months[i];
		int64_t taken = 0, lots = 0;

		for (int k = 0; k < row->taken_count; k++)
			taken += row->taken[k].amount;
		same_number(trial, row->month, "granted and brought along",
		            row->used - row->overdraft + row->repaid + row->lapsed + row->left, row->granted + before);
		same_number(trial, row->month, "nothing negative",
		            row->at_hand >= 0 && row->overdraft >= 0 && row->lapsed >= row->lapsed_first &&
		            row->lapsed_first >= 0 && row->left >= 0 && row->moved >= 0 && row->moved <= row->left, 1);
		same_number(trial, row->month, "at hand within the cap", !t->rules.cap || row->at_hand <= t->rules.cap, 1);
		same_number(trial, row->month, "at hand less taken", row->left_before, row->at_hand - taken);
		for (int k = 0; k < row->lot_count; k++) {
			const struct lot *lot = &row->lots[k];

			lots += lot->left;
			same_number(trial, row->month, "no empty lot, none dead, oldest first",
			            lot->left > 0 && lot->last > row->month && (!k || lot->month > lot[-1].month), 1);
			if (t->rules.carry == CARRY_WINDOW && t->rules.lapse && !row->moved)
				same_number(trial, row->month, "no lot outlives its window",
				            lot->last <= lot->month + t->rules.window - 1 || lot->last % 12 == 11 ||
				            lot->last == t->end, 1);
		}
		same_number(trial, row->month, "lots together", lots, row->left);
		before = row->left;
	}
}

static void test_invariants(void **state)
{
	struct support_random random = { 15 };
	struct trial t;
	struct bank bank;

	for (int trial = 0; trial < 8000; trial++) {
		int64_t scale = random_in(&random, 0, 3) ? 1 : AMOUNT_MAX / 100;

		random_trial(&random, &t);
		t.rules.cap *= scale;
		for (int i = 0; i < t.opening_count; i++)
			t.openings[i].left *= scale;
		for (int i = 0; i < t.count; i++) {
			t.input[i].granted *= scale;
			t.input[i].used *= scale;
		}
		run_trial(&t, &bank);
		check_invariants(trial, &t, &bank);
		bank_done(&bank);
	}
	(void)state;
}

/* The past stays what it was: what is used or granted later changes no earlier month. */
static void test_later_months_change_nothing(void **state)
{
	struct support_random random = { 6 };
	struct trial t;
	struct bank longer, shorter;

	for (int trial = 0; trial < 1000; trial++) {
		random_trial(&random, &t);
		run_trial(&t, &longer);
		t.count = random_in(&random, 1, t.count);
		run_trial(&t, &shorter);
		for (int i = 0; i < t.count; i++) {
			same_number(trial, t.input[i].month, "left", longer.months[i].left, shorter.months[i].left);
			same_number(trial, t.input[i].month, "lapsed", longer.months[i].lapsed, shorter.months[i].lapsed);
			same_number(trial, t.input[i].month, "lots", longer.months[i].lot_count, shorter.months[i].lot_count);
		}
		bank_done(&longer);
		bank_done(&shorter);
	}
	(void)state;
}

/* ---- warnings, checked by doing what they say --------------------------------- */

static int64_t lapses_with(struct trial *t, int64_t more)
{
	struct bank_input *last = &t->input[t->count - 1];
	struct bank bank;
	int64_t lapses;

	last->used += more;
	run_trial(t, &bank);
	lapses = bank.months[t->count - 1].lapsed - bank.months[t->count - 1].lapsed_first;
	bank_done(&bank);
	last->used -= more;
	return lapses;
}

static void test_use_to_keep_is_the_least(void **state)
{
	struct support_random random = { 90 };
	struct trial t;
	struct bank bank;
	int asked = 0;

	for (int trial = 0; trial < 2000; trial++) {
		int64_t keep;

		random_trial(&random, &t);
		run_trial(&t, &bank);
		keep = bank.months[t.count - 1].to_keep;
		bank_done(&bank);
		same_number(trial, t.input[t.count - 1].month, "lapses all the same", lapses_with(&t, keep), 0);
		if (keep)
			same_number(trial, t.input[t.count - 1].month, "one less would do", lapses_with(&t, keep - 1) > 0, 1);
		asked += keep > 0;
	}
	assert_in_range(asked, 200, 2000);
	(void)state;
}

/* Waits without use until something lapses, and compares with what was foretold. */
static void test_next_lapse_comes_true(void **state)
{
	struct support_random random = { 30 };
	struct trial t;
	struct bank bank, later;
	int asked = 0;

	for (int trial = 0; trial < 2000; trial++) {
		struct bank_input idle[60] = { { 0 } };
		const struct bank_month *last;
		struct next_lapse next = { 0, 0 };
		day_t end;
		int i = 0;
		bool any;

		random_trial(&random, &t);
		run_trial(&t, &bank);
		last = &bank.months[t.count - 1];
		t.rules.cap = 0;
		for (int k = 0; k < 60; k++)
			idle[k].month = last->month + 1 + k;
		bank_run(&later, &t.rules, last->lots, last->lot_count, idle, 60, t.end);
		while (i < 60 && !later.months[i].lapsed)
			i++;
		end = t.end == MONTH_NONE ? DAY_MAX : month_first(t.end) + random_in(&random, 0, 27);
		any = bank_next_lapse(last->lots, last->lot_count, end, &next);
		same_number(trial, last->month, "something lapses", any, i < 60);
		if (any) {
			day_t day = month_last(idle[i].month);

			same_number(trial, last->month, "next lapse", next.amount, later.months[i].lapsed);
			same_number(trial, last->month, "last day", next.day, day < end ? day : end);
		}
		asked += any;
		bank_done(&later);
		bank_done(&bank);
	}
	assert_in_range(asked, 200, 2000);
	(void)state;
}

/* ---- named cases --------------------------------------------------------------- */

static void test_nothing_at_all(void **state)
{
	struct carry_rules rules = { .carry = CARRY_WINDOW, .window = 6, .lapse = true };
	struct bank_input idle = { .month = month_make(2025, 1) };
	struct next_lapse next;
	struct bank bank;

	bank_run(&bank, &rules, NULL, 0, NULL, 0, MONTH_NONE);
	assert_int_equal(bank.count, 0);
	bank_done(&bank);
	bank_run(&bank, &rules, NULL, 0, &idle, 1, MONTH_NONE);
	assert_int_equal(bank.months[0].lot_count, 0);
	assert_int_equal(bank.months[0].left, 0);
	assert_int_equal(bank.months[0].to_keep, 0);
	bank_done(&bank);
	assert_false(bank_next_lapse(NULL, 0, DAY_MAX, &next));
	(void)state;
}

static void test_last_months(void **state)
{
	static const struct {
		enum carry carry;
		enum per per;
		int window, lapse, month, last; /* months of 2025 counted from 1; 0: open */
		int end;                        /* 0: open */
	} rows[] = {
		{ CARRY_WINDOW, PER_MONTH, 6, 1, 1, 6, 0 },   { CARRY_WINDOW, PER_MONTH, 6, 1, 9, 14, 0 },
		{ CARRY_WINDOW, PER_MONTH, 1, 1, 12, 12, 0 }, { CARRY_WINDOW, PER_MONTH, 12, 1, 1, 12, 0 },
		{ CARRY_WINDOW, PER_MONTH, 6, 1, 1, 4, 4 },   { CARRY_WINDOW, PER_MONTH, 6, 1, 1, 6, 8 },
		{ CARRY_WINDOW, PER_MONTH, 6, 0, 1, 0, 0 },   { CARRY_WINDOW, PER_MONTH, 6, 0, 1, 20, 20 },
		{ CARRY_YEAR, PER_WEEK, 6, 1, 1, 12, 0 },     { CARRY_YEAR, PER_WEEK, 6, 1, 12, 12, 0 },
		{ CARRY_YEAR, PER_WEEK, 6, 1, 13, 24, 0 },    { CARRY_YEAR, PER_WEEK, 6, 1, 13, 15, 15 },
		{ CARRY_POT, PER_TOTAL, 6, 1, 1, 0, 0 },      { CARRY_POT, PER_TOTAL, 6, 1, 1, 9, 9 },
		{ CARRY_NONE, PER_MONTH, 6, 1, 3, 3, 0 },     { CARRY_NONE, PER_WEEK, 6, 1, 3, 3, 7 },
		{ CARRY_NONE, PER_YEAR, 6, 1, 3, 12, 0 },     { CARRY_NONE, PER_YEAR, 6, 1, 3, 7, 7 },
		{ CARRY_NONE, PER_TOTAL, 6, 1, 3, 0, 0 },     { CARRY_NONE, PER_TOTAL, 6, 1, 3, 7, 7 },
	};
	const month_t before = month_make(2024, 12);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct carry_rules rules = { .carry = rows[i].carry, .per = rows[i].per, .window = rows[i].window,
			                     .lapse = rows[i].lapse != 0 };
		month_t last = lot_last_month(&rules, before + rows[i].month, rows[i].end ? before + rows[i].end : MONTH_NONE);

		same_number((int)i, before + rows[i].month, "last month", last, rows[i].last ? before + rows[i].last : MONTH_OPEN);
	}
	(void)state;
}

#define FILE_TEST(name) { name, test_file, NULL, NULL, (void *)(uintptr_t)name },

int main(void)
{
	const struct CMUnitTest tests[] = {
		GOLDEN_FILES(FILE_TEST)
		cmocka_unit_test(test_files_are_read),
		cmocka_unit_test(test_hours_one_by_one),
		cmocka_unit_test(test_invariants),
		cmocka_unit_test(test_later_months_change_nothing),
		cmocka_unit_test(test_use_to_keep_is_the_least),
		cmocka_unit_test(test_next_lapse_comes_true),
		cmocka_unit_test(test_nothing_at_all),
		cmocka_unit_test(test_last_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
