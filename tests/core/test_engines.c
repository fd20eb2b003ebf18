/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of any grant and its bank together, however it is cut, changed, deducted from or opened (RULES 1). */
#include "golden.h"

#include "ledsag/core/lots.h"

#define TRIALS 2000
#define MONTHS 40

static const struct scheme_part hours = { .id = GOLDEN_PART };

static void same(int trial, month_t month, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("trial %d, %d-%02d: %s is %lld, must be %lld", trial, month_year(month), month_number(month), what,
		         (long long)got, (long long)want);
}

static int64_t given_between(const struct grant *grant, month_t first, month_t last)
{
	int64_t sum = 0;

	for (month_t m = first; m <= last; m++)
		sum += grant_given(grant, &hours, m);
	return sum;
}

static struct grant_amount *last_amount(struct grant *grant)
{
	return &grant->amounts[grant->amount_count - 1];
}

/* ---- what is given ------------------------------------------------------------- */

/* So much a week, changed again and again, less what is given in another way: until each month's end it is the sum of the segments,
 * each floor(w·days/7), and so is every year. */
static void test_changed_weeks_sum_exactly(void **state)
{
	struct support_random random = { 96 };

	for (int trial = 0; trial < TRIALS; trial++) {
		struct grant grant = { .from = day_make(2024, 1, 1) + random_in(&random, 0, 400) };
		day_t day = grant.from;
		int64_t sum = 0;

		grant.to = grant.from + random_in(&random, 0, 900);
		for (int n = random_in(&random, 1, 6); n > 0; n--) {
			random_amount(&grant, day, random_in(&random, 0, 10080), PER_WEEK);
			last_amount(&grant)->less = random_in(&random, 0, 2) ? random_in(&random, 0, 2400) : 0;
			day += random_in(&random, 1, 150);
		}
		for (month_t m = month_of(grant.from); m <= month_of(grant.to) + 1; m++) {
			day_t until = month_last(m) < grant.to ? month_last(m) : grant.to;
			int64_t want = 0;

			for (int i = 0; i < grant.amount_count; i++) {
				const struct grant_amount *amount = &grant.amounts[i];
				day_t next = i + 1 < grant.amount_count ? amount[1].from : DAY_MAX;
				day_t end = next <= until ? next : until + 1;

				if (amount->from < end && amount->amount > amount->less)
					want += (amount->amount - amount->less) * (end - amount->from) / 7;
			}
			sum += grant_given(&grant, &hours, m);
			same(trial, m, "given until its end", sum, want);
		}
		grant_done(&grant);
	}
	(void)state;
}

/* What comes off an amount is as if it had not been granted. */
static void test_less_is_less(void **state)
{
	struct support_random random = { 5 };

	for (int trial = 0; trial < TRIALS; trial++) {
		enum per per = (enum per)random_in(&random, PER_MONTH, PER_TOTAL);
		struct grant with = { .from = day_make(2024, 1, 1) + random_in(&random, 0, 400), .to = DAY_MAX }, without;
		day_t day = with.from;

		with.prorate = random_in(&random, 0, 1);
		without = with;
		for (int n = random_in(&random, 1, 4); n > 0; n--) {
			int64_t amount = random_in(&random, 0, 9000), less = random_in(&random, 0, 9000);

			random_amount(&with, day, amount, per);
			last_amount(&with)->less = less;
			random_amount(&without, day, less < amount ? amount - less : 0, per);
			day += random_in(&random, 1, 200);
		}
		for (month_t m = month_of(with.from); m < month_of(with.from) + MONTHS; m++)
			same(trial, m, "given", grant_given(&with, &hours, m), grant_given(&without, &hours, m));
		grant_done(&with);
		grant_done(&without);
	}
	(void)state;
}

/* By days: into however many grants the time is cut, several inside one month or none for years, they give what one would. */
static void test_any_cut_gives_the_same(void **state)
{
	struct support_random random = { 104 };

	for (int trial = 0; trial < TRIALS; trial++) {
		enum per per = random_in(&random, 0, 1) ? PER_MONTH : PER_YEAR;
		int64_t amount = (int64_t)random_in(&random, 0, 100000) * (random_in(&random, 0, 1) ? 1 : 1000000);
		struct grant whole = { .from = day_make(2024, 1, 1) + random_in(&random, 0, 300), .prorate = true };
		int64_t pieces[MONTHS] = { 0 };
		month_t first = month_of(whole.from);
		day_t day = whole.from;

		whole.to = whole.from + random_in(&random, 0, 800);
		random_amount(&whole, whole.from, amount, per);
		while (day <= whole.to) {
			struct grant piece = { .from = day, .prorate = true };

			piece.to = day + (random_in(&random, 0, 1) ? random_in(&random, 0, 9) : random_in(&random, 0, 300));
			piece.to = piece.to < whole.to ? piece.to : whole.to;
			random_amount(&piece, piece.from, amount, per);
			for (int i = 0; i < MONTHS; i++)
				pieces[i] += grant_given(&piece, &hours, first + i);
			day = piece.to + 1;
			grant_done(&piece);
		}
		if (per == PER_MONTH)
			for (int i = 0; i < MONTHS; i++)
				same(trial, first + i, "given", pieces[i], grant_given(&whole, &hours, first + i));
		/* A year's pot comes in the first month of each piece: the years are the same, the months are not. */
		for (int i = 0, year = month_year(first); year <= 2027; year++) {
			int64_t sum = 0;

			for (; i < MONTHS && month_year(first + i) == year; i++)
				sum += pieces[i];
			same(trial, month_make(year, 1), "given in the year", sum,
			     given_between(&whole, month_make(year, 1), month_make(year, 12)));
		}
		grant_done(&whole);
	}
	(void)state;
}

/* A decision that repeats the amount changes nothing; so much a week begins to count anew and loses less than a minute. */
static void test_the_same_again_changes_nothing(void **state)
{
	struct support_random random = { 2 };

	for (int trial = 0; trial < TRIALS; trial++) {
		enum per per = (enum per)random_in(&random, PER_MONTH, PER_TOTAL);
		int64_t amount = random_in(&random, 0, 100000), lost;
		struct grant once = { .from = day_make(2024, 1, 1) + random_in(&random, 0, 400), .to = DAY_MAX }, again;
		month_t first = month_of(once.from);
		int changes = random_in(&random, 1, 4);
		day_t day = once.from;

		once.prorate = random_in(&random, 0, 1);
		again = once;
		random_amount(&once, day, amount, per);
		random_amount(&again, day, amount, per);
		for (int n = 0; n < changes; n++) {
			day += random_in(&random, 1, 200);
			random_amount(&again, day, amount, per);
		}
		for (month_t m = first; m < first + MONTHS && per != PER_WEEK; m++)
			same(trial, m, "given", grant_given(&again, &hours, m), grant_given(&once, &hours, m));
		lost = given_between(&once, first, first + MONTHS) - given_between(&again, first, first + MONTHS);
		if (lost < 0 || lost > (per == PER_WEEK ? changes : 0))
			fail_msg("trial %d: %d changes lose %lld", trial, changes, (long long)lost);
		grant_done(&once);
		grant_done(&again);
	}
	(void)state;
}

/* ---- what becomes of it ----------------------------------------------------------- */

struct trial {
	struct scheme_part part;
	struct grant grant;
	month_t first, last;
	int64_t used[MONTHS];
};

static void add_month(struct grant_month **list, int *count, month_t month, int64_t amount)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = (struct grant_month){ mem_text(GOLDEN_PART), month, amount };
}

/* Of any carry that goes with `per`, with deductions, openings and an end or none. */
static void random_trial(struct support_random *r, struct trial *t)
{
	enum per per = (enum per)random_in(r, PER_MONTH, PER_TOTAL);
	enum carry carry = per == PER_MONTH ? (enum carry)random_in(r, CARRY_NONE, CARRY_YEAR)
	                   : per == PER_TOTAL ? CARRY_POT : random_in(r, 0, 1) ? CARRY_YEAR : CARRY_NONE;
	int64_t most = per == PER_YEAR || per == PER_TOTAL ? 20000 : 2000;

	*t = (struct trial){
		.part = { .id = GOLDEN_PART, .per = per, .carry = carry, .window = random_in(r, 1, 12), .lapse = true,
		          .use = random_in(r, 0, 1) ? USE_NEWEST_FIRST : USE_OLDEST_FIRST },
		.grant = { .from = day_make(2024, 1, 1) + random_in(r, 0, 300), .to = DAY_MAX, .use = -1, .window = -1,
		           .lapse = -1, .cap = -1, .prorate = random_in(r, 0, 1) },
	};
	t->part.cap = carry == CARRY_WINDOW && random_in(r, 0, 1) ? random_in(r, 1000, 9000) : 0;
	if (random_in(r, 0, 1))
		t->grant.to = t->grant.from + random_in(r, 0, 900);
	t->first = month_of(t->grant.from);
	t->last = t->first + MONTHS - 1;
	random_amount(&t->grant, t->grant.from, random_in(r, 0, (int)most), per);
	for (day_t day = t->grant.from + random_in(r, 1, 400); random_in(r, 0, 2) == 0; day += random_in(r, 1, 200))
		random_amount(&t->grant, day, random_in(r, 0, (int)most), per);
	for (int n = random_in(r, 0, 6); n > 0; n--)
		add_month(&t->grant.deductions, &t->grant.deduction_count, t->first + random_in(r, 0, 20),
		          random_in(r, 0, 3000));
	for (int age = random_in(r, 0, 14); age > 0 && carry == CARRY_WINDOW; age -= random_in(r, 1, 5))
		add_month(&t->grant.openings, &t->grant.opening_count, t->first - age, random_in(r, 0, 2000));
	for (int i = 0; i < MONTHS; i++)
		t->used[i] = random_in(r, 0, 2) ? 0 : random_in(r, 0, (int)most * 2);
}

/* With another order where `use` is one; the grant's own where it is -1. */
static void run(struct trial *t, int use, struct bank *bank)
{
	struct bank_input *input = bank_input_of(&t->grant, &t->part, t->first, t->last, t->used);
	struct carry_rules rules = grant_rules(&t->grant, &t->part);
	struct lot *openings;
	int count;

	if (use >= 0)
		rules.use = (enum use_order)use;
	openings = bank_openings_of(&t->grant, &t->part, &count);
	bank_run(bank, &rules, openings, count, input, MONTHS,
	         t->grant.to == DAY_MAX ? MONTH_NONE : month_of(t->grant.to));
	free(openings);
	free(input);
}

/* All that was ever given or brought along is used, lapsed or left; nothing is negative; no deduction takes more than there is. */
static void test_nothing_is_lost_or_made(void **state)
{
	struct support_random random = { 11 };

	for (int trial = 0; trial < TRIALS; trial++) {
		struct trial t;
		struct bank bank;
		int64_t there = 0, gone = 0;

		random_trial(&random, &t);
		run(&t, -1, &bank);
		for (int i = 0; i < t.grant.opening_count; i++)
			there += t.grant.openings[i].amount;
		for (int i = 0; i < bank.count; i++) {
			const struct bank_month *row = &bank.months[i];
			int64_t given = grant_given(&t.grant, &t.part, row->month);
			int64_t off = grant_deducted(&t.grant, GOLDEN_PART, row->month);

			same(trial, row->month, "granted", row->granted, given <= 0 ? given : off < given ? given - off : 0);
			there += row->granted;
			gone += row->used - row->overdraft + row->repaid + row->lapsed;
			same(trial, row->month, "used, lapsed and left", gone + row->left, there);
			same(trial, row->month, "below zero", row->at_hand < 0 || row->left < 0 || row->left_before < 0 ||
			     row->overdraft < 0 || row->lapsed < 0 || row->repaid < 0 || row->owed < 0, 0);
			if (t.grant.to != DAY_MAX && row->month >= month_of(t.grant.to))
				same(trial, row->month, "left after the end", row->left, 0);
		}
		bank_done(&bank);
		grant_done(&t.grant);
	}
	(void)state;
}

/* One pot without an end: what is left, less what it is short of, is what it was given less what was used; never both at once. */
static void test_a_pot_is_left_or_owed(void **state)
{
	struct support_random random = { 12 };
	int short_of = 0;

	for (int trial = 0; trial < TRIALS; trial++) {
		struct trial t;
		struct bank bank;
		int64_t balance = 0;

		random_trial(&random, &t);
		t.part.carry = CARRY_POT;
		t.part.cap = 0;
		t.grant.to = DAY_MAX;
		run(&t, -1, &bank);
		for (int i = 0; i < t.grant.opening_count; i++)
			balance += t.grant.openings[i].amount;
		for (int i = 0; i < bank.count; i++) {
			const struct bank_month *row = &bank.months[i];

			balance += row->granted - row->used;
			same(trial, row->month, "left less owed", row->left - row->owed, balance);
			same(trial, row->month, "left and owed at once", row->left && row->owed, 0);
			same(trial, row->month, "lapsed", row->lapsed, 0);
			short_of += row->owed > 0;
		}
		bank_done(&bank);
		grant_done(&t.grant);
	}
	assert_in_range(short_of, 1000, TRIALS * MONTHS);
	(void)state;
}

/* The order in which months are used changes what lapses, and nothing where nothing does: newest first never keeps more and never
 * has more at hand. */
static void test_the_order_changes_only_what_lapses(void **state)
{
	struct support_random random = { 97 };
	int differ = 0;

	for (int trial = 0; trial < TRIALS; trial++) {
		struct trial t;
		struct bank newest, oldest;
		int64_t lost_newest = 0, lost_oldest = 0;
		bool lapsed = false;

		random_trial(&random, &t);
		run(&t, USE_NEWEST_FIRST, &newest);
		run(&t, USE_OLDEST_FIRST, &oldest);
		for (int i = 0; i < MONTHS; i++) {
			const struct bank_month *a = &newest.months[i], *b = &oldest.months[i];

			same(trial, a->month, "granted", a->granted, b->granted);
			if (!lapsed && !a->lapsed_first) {
				same(trial, a->month, "at hand", a->at_hand, b->at_hand);
				same(trial, a->month, "overdraft", a->overdraft, b->overdraft);
				same(trial, a->month, "left before the end", a->left_before, b->left_before);
			}
			lapsed = lapsed || a->lapsed || b->lapsed;
			lost_newest += a->lapsed;
			lost_oldest += b->lapsed;
			differ += lost_newest != lost_oldest;
			if (t.part.carry != CARRY_WINDOW)
				continue;
			same(trial, a->month, "more with newest first", a->at_hand > b->at_hand || a->left > b->left, 0);
			same(trial, a->month, "less overdraft with newest first", a->overdraft < b->overdraft, 0);
		}
		bank_done(&newest);
		bank_done(&oldest);
		grant_done(&t.grant);
	}
	assert_in_range(differ, 1000, TRIALS * MONTHS);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changed_weeks_sum_exactly),
		cmocka_unit_test(test_less_is_less),
		cmocka_unit_test(test_any_cut_gives_the_same),
		cmocka_unit_test(test_the_same_again_changes_nothing),
		cmocka_unit_test(test_nothing_is_lost_or_made),
		cmocka_unit_test(test_a_pot_is_left_or_owed),
		cmocka_unit_test(test_the_order_changes_only_what_lapses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
