/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months (RULES 5) under random grants, use, closings and later changes: what was accounted for stays, nothing is lost or
 * made, and who closes nothing, or opens all again, has what the entries say. */
#include "closed.h"

#define TRIALS 1500
#define STEPS 14

/* ---- a random grant ---------------------------------------------------------- */

static void random_rules(struct trial *t, enum per *per)
{
	enum carry carry;

	*per = (enum per)random_in(t->random, PER_MONTH, PER_TOTAL);
	carry = *per == PER_MONTH ? (enum carry)random_in(t->random, CARRY_NONE, CARRY_YEAR)
	        : *per == PER_TOTAL ? (random_in(t->random, 0, 1) ? CARRY_POT : CARRY_NONE)
	        : random_in(t->random, 0, 1) ? CARRY_YEAR : CARRY_NONE;
	t->part = (struct scheme_part){ .id = GOLDEN_PART, .per = *per, .carry = carry, .window = random_in(t->random, 1, 12),
		                        .lapse = random_in(t->random, 0, 5) != 0,
		                        .use = random_in(t->random, 0, 1) ? USE_NEWEST_FIRST : USE_OLDEST_FIRST };
	t->part.cap = carry == CARRY_WINDOW && random_in(t->random, 0, 2) == 0 ? random_in(t->random, 10, 60) : 0;
	t->part.unit = random_in(t->random, 0, 3) ? UNIT_MINUTES : UNIT_DAYS;
	t->part.uncounted[KIND_STANDBY] = random_in(t->random, 0, 3) == 0;
}

static int most_of(enum per per)
{
	return per == PER_YEAR ? 120 : per == PER_TOTAL ? 200 : 15;
}

/* Hours lie inside their grant. */
static void cut_use(struct trial *t)
{
	for (int i = 0; i < MONTHS && t->grant.to != DAY_MAX; i++)
		if (t->first + i > month_of(t->grant.to))
			memset(t->used[i], 0, sizeof t->used[i]);
}

static void begin_trial(struct trial *t, struct support_random *random, int number)
{
	enum per per;

	*t = (struct trial){ .number = number, .random = random };
	random_rules(t, &per);
	t->grant = (struct grant){ .from = day_make(2024, 1, 1) + random_in(random, 0, 300), .to = DAY_MAX, .use = -1, .window = -1,
		                   .lapse = -1, .cap = -1, .prorate = random_in(random, 0, 1) };
	if (random_in(random, 0, 2) == 0)
		t->grant.to = t->grant.from + random_in(random, 100, 700);
	t->first = month_of(t->grant.from);
	t->last = t->first + MONTHS - 1;
	random_amount(&t->grant, t->grant.from, random_in(random, 0, most_of(per)), per);
	for (int age = random_in(random, 0, 8); age > 0 && t->part.carry == CARRY_WINDOW; age -= random_in(random, 1, 5))
		add_month(&t->grant.openings, &t->grant.opening_count, t->first - age, random_in(random, 0, 12));
	if (t->part.carry == CARRY_YEAR && random_in(random, 0, 2) == 0)
		add_month(&t->grant.transfers, &t->grant.transfer_count, month_make(month_year(t->first) + 1, 1),
		          random_in(random, 0, 30));
	for (int i = 0; i < MONTHS; i++)
		if (random_in(random, 0, 1))
			t->used[i][0] = random_in(random, 0, most_of(per) * 3 / 2);
	cut_use(t);
	remember_granted(t);
}

/* Something that people do: hours are booked or taken back, an amount or a transfer is decided, the grant ends. */
static void change_something(struct trial *t)
{
	enum per per = t->grant.amounts[0].per;
	int at = random_in(t->random, 0, MONTHS - 1), what = random_in(t->random, 0, 9);
	size_t kind = random_in(t->random, 0, 3) == 0;

	if (what < 6) {
		/* mostly where it hurts: in a closed month */
		if (closed_last(&t->closed) != MONTH_NONE && random_in(t->random, 0, 3))
			at = random_in(t->random, 0, closed_last(&t->closed) - t->first);
		t->used[at][kind] = random_in(t->random, 0, 2) ? random_in(t->random, 0, most_of(per) * 3 / 2) : 0;
	} else if (what < 8) {
		day_t last = t->grant.amounts[t->grant.amount_count - 1].from;

		random_amount(&t->grant, last + random_in(t->random, 1, 200), random_in(t->random, 0, most_of(per)), per);
		remember_granted(t);
	} else if (what == 8 && t->part.carry == CARRY_YEAR && t->grant.transfer_count < 2) {
		add_month(&t->grant.transfers, &t->grant.transfer_count,
		          month_make(month_year(t->first) + 1 + t->grant.transfer_count, 1), random_in(t->random, 0, 30));
		remember_granted(t);
	} else if (what == 8 && t->grant.transfer_count) {
		t->grant.transfers[t->grant.transfer_count - 1].amount = random_in(t->random, 0, 30);
		remember_granted(t);
	} else {
		/* it ends, sooner or later than it did, or goes on */
		t->grant.to = closed_last(&t->closed) != MONTH_NONE && random_in(t->random, 0, 1)
		                      ? month_last(closed_last(&t->closed)) + random_in(t->random, 0, 200)
		                      : DAY_MAX;
		remember_granted(t);
	}
	cut_use(t);
}

/* ---- what must hold ------------------------------------------------------------ */

static void same_lots(const struct trial *t, const struct bank_month *a, const struct bank_month *b)
{
	same(t, a->month, "lots", a->lot_count, b->lot_count);
	for (int i = 0; i < a->lot_count; i++) {
		same(t, a->month, "lot", a->lots[i].month, b->lots[i].month);
		same(t, a->month, "left of a lot", a->lots[i].left, b->lots[i].left);
		same(t, a->month, "last month of a lot", a->lots[i].last, b->lots[i].last);
	}
	same(t, a->month, "lots taken from", a->taken_count, b->taken_count);
	for (int i = 0; i < a->taken_count; i++) {
		same(t, a->month, "taken from", a->taken[i].lot, b->taken[i].lot);
		same(t, a->month, "taken", a->taken[i].amount, b->taken[i].amount);
	}
}

static void same_row(const struct trial *t, const struct bank_month *a, const struct bank_month *b)
{
	same(t, a->month, "month", a->month, b->month);
	same(t, a->month, "granted", a->granted, b->granted);
	same(t, a->month, "at hand", a->at_hand, b->at_hand);
	same(t, a->month, "used", a->used, b->used);
	same(t, a->month, "returned", a->returned, b->returned);
	same(t, a->month, "undrawn", a->undrawn, b->undrawn);
	same(t, a->month, "overdraft", a->overdraft, b->overdraft);
	same(t, a->month, "owed", a->owed, b->owed);
	same(t, a->month, "repaid", a->repaid, b->repaid);
	same(t, a->month, "lapsed", a->lapsed, b->lapsed);
	same(t, a->month, "lapsed on the 1st", a->lapsed_first, b->lapsed_first);
	same(t, a->month, "left", a->left, b->left);
	same(t, a->month, "left before", a->left_before, b->left_before);
	same(t, a->month, "to keep", a->to_keep, b->to_keep);
	same(t, a->month, "moved", a->moved, b->moved);
	same(t, a->month, "ending", a->ending_count, b->ending_count);
	same_lots(t, a, b);
}

static void same_bank(const struct trial *t, const struct bank *a, const struct bank *b)
{
	same(t, a->months[0].month, "months", a->count, b->count);
	for (int i = 0; i < a->count; i++)
		same_row(t, &a->months[i], &b->months[i]);
}

static int64_t brought_along(const struct trial *t)
{
	int64_t sum = 0;
	int count;
	struct lot *lots = bank_openings_of(&t->grant, &t->part, &count);

	for (int i = 0; i < count; i++)
		sum += lots[i].left;
	free(lots);
	return sum;
}

/* What was ever granted for the lots that `month` is one with: itself, or those of its pool. Where less was granted later, that
 * came off the newest lots, and may have been granted again. */
static int64_t most_granted(const struct trial *t, month_t month)
{
	struct carry_rules rules = grant_rules(&t->grant, &t->part);
	bool yearly, pool = carry_is_pool(&rules, &yearly);
	int64_t most = 0;

	for (int i = 0; i < t->closed.figure_count; i++) {
		const struct closed_figure *f = &t->closed.figures[i];

		most -= f->what == CLOSED_GRANTED && f->amount < 0 ? f->amount : 0;
	}

	for (int i = 0; i < MONTHS; i++)
		if (t->first + i == month || (pool && (!yearly || month_year(t->first + i) == month_year(month))))
			most += t->most[i];
	return most;
}

/* Of a year no more lives on than was ever agreed. */
static void check_moved(const struct trial *t, const struct bank_month *row, const struct carry_rules *rules)
{
	int64_t moved = 0;

	for (int i = 0; i < row->lot_count && rules->carry == CARRY_YEAR; i++)
		if (row->lots[i].month >= t->first && month_year(row->lots[i].month) < month_year(row->month))
			moved += row->lots[i].left;
	same(t, row->month, "moved on without being agreed", moved > t->most_moved, 0);
}

/* The lots of one month may be two: what was moved on lives longer. */
static void check_lots(const struct trial *t, const struct bank_month *row)
{
	struct carry_rules rules = grant_rules(&t->grant, &t->part);
	bool yearly, pool = carry_is_pool(&rules, &yearly);
	int64_t sum = 0;

	for (int i = 0; i < row->lot_count; i++) {
		const struct lot *lot = &row->lots[i];
		int64_t of_month = 0;

		sum += lot->left;
		same(t, row->month, "an empty lot, a dead one, one out of order",
		     lot->left <= 0 || lot->last <= row->month || (i && lot->month < lot[-1].month), 0);
		for (int j = 0; j < row->lot_count; j++)
			of_month += row->lots[j].month == lot->month ||
			            (pool && row->lots[j].month >= t->first &&
			             (!yearly || month_year(row->lots[j].month) == month_year(lot->month))) ? row->lots[j].left : 0;
		if (lot->month >= t->first)
			same(t, row->month, "a lot with more than was granted for its month",
			     of_month > most_granted(t, lot->month), 0);
	}
	same(t, row->month, "left", row->left, sum);
	same(t, row->month, "at hand beyond the cap", rules.cap && row->at_hand > rules.cap, 0);
	check_moved(t, row, &rules);
}

static void check_bank(const struct trial *t, const struct bank *bank)
{
	int64_t before = brought_along(t);

	for (int i = 0; i < bank->count; i++) {
		const struct bank_month *row = &bank->months[i];
		int64_t taken = 0;

		for (int k = 0; k < row->taken_count; k++)
			taken += row->taken[k].amount;
		same(t, row->month, "granted, returned and brought along", row->granted + row->returned + before,
		     row->used - row->overdraft + row->repaid + row->lapsed + row->left);
		same(t, row->month, "below zero", row->at_hand < 0 || row->left < 0 || row->left_before < 0 || row->overdraft < 0 ||
		     row->lapsed < 0 || row->lapsed_first < 0 || row->repaid < 0 || row->owed < 0 || row->undrawn < 0 ||
		     row->used < 0 || row->moved < 0 || row->to_keep < 0, 0);
		same(t, row->month, "at hand less taken", row->at_hand - taken, row->left_before);
		check_lots(t, row);
		before = row->left;
	}
}

/* Of what was taken from a lot in a month no more went back than was taken. */
static void check_given_back(const struct trial *t)
{
	for (int i = 0; i < t->closed.count; i++) {
		const struct bank_month *row = &t->closed.rows[i];

		for (int k = 0; k < row->taken_count; k++) {
			int64_t back = 0;

			for (int f = 0; f < t->closed.figure_count; f++)
				back += t->closed.figures[f].what == CLOSED_BACK && t->closed.figures[f].about == row->month &&
				        t->closed.figures[f].at == row->taken[k].lot ? t->closed.figures[f].amount : 0;
			same(t, row->month, "given back more than was taken", back > row->taken[k].amount, 0);
		}
	}
}

/* What was booked is what the entries say, each month and kind once, whatever was corrected where. */
static void check_booked(const struct trial *t)
{
	struct month_use *use = mem_zero(MONTHS * COUNT_OF(kinds), sizeof *use), *corrections;
	int count = 0, correction_count;

	for (int i = 0; i < MONTHS; i++)
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			use[count++] = (struct month_use){ t->first + i, kinds[k], t->used[i][k] };
	closed_booked(&t->closed, &t->part, &use, &count, &corrections, &correction_count);
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		int64_t booked = 0, entries = 0;

		for (int i = 0; i < count; i++)
			booked += use[i].kind == kinds[k] ? use[i].amount : 0;
		for (int i = 0; i < MONTHS; i++)
			entries += t->part.uncounted[kinds[k]] ? 0 : t->used[i][k];
		same(t, t->first, "booked in all", booked, entries);
	}
	free(use);
	free(corrections);
}

static struct month_use *all_use(const struct trial *t, int *count)
{
	struct month_use *use = mem_zero(MONTHS * COUNT_OF(kinds), sizeof *use);

	*count = 0;
	for (int i = 0; i < MONTHS; i++)
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			use[(*count)++] = (struct month_use){ t->first + i, kinds[k], t->used[i][k] };
	return use;
}

/* Account and bank tell the same month: what the bank used, less what corrections gave back, is what the account says was used. */
static void check_account(const struct trial *t, const struct bank *bank)
{
	bool pool;
	struct carry_rules rules = grant_rules(&t->grant, &t->part);
	struct settlement settlement;
	int count;
	struct month_use *use = all_use(t, &count);

	pool = carry_is_pool(&rules, NULL);
	settle(t, &settlement);
	for (int year = month_year(t->first); year <= month_year(t->last); year++) {
		struct account account;

		account_build(&account, &t->grant, &t->part, year, &t->closed, use, count);
		for (int i = 0; i < account.month_count; i++) {
			const struct account_month *row = &account.months[i];
			const struct bank_month *of;
			int64_t granted;

			if (row->month > bank->months[bank->count - 1].month)
				continue;
			of = &bank->months[row->month - t->first];
			granted = closed_corrected(&t->closed, &settlement, CLOSED_GRANTED, row->month);
			same(t, row->month, "granted in the account", row->granted, of->granted + granted);
			same(t, row->month, "left in the account", row->left, of->left);
			same(t, row->month, "lapsed in the account", row->lapsed, of->lapsed);
			same(t, row->month, "used in the account", row->used,
			     of->used - of->returned - of->undrawn + granted +
			             closed_corrected(&t->closed, &settlement, CLOSED_MOVED, row->month));
			if (!pool)
				same(t, row->month, "overdraft in the account", row->overdraft, of->overdraft - of->undrawn);
		}
		account_done(&account);
	}
	settlement_done(&settlement);
	free(use);
}

/* ---- properties ---------------------------------------------------------------- */

/* Behind the end of a grant there are rows only as far as there are corrections. */
static void check_kept(const struct trial *t, const struct bank *bank, const struct bank *before, month_t closed)
{
	for (int i = 0; i < before->count && i < bank->count && before->months[i].month <= closed; i++)
		same_row(t, &bank->months[i], &before->months[i]);
}

/* Whatever is done, closed rows stay, and the books balance. */
static void test_closed_months_stay_and_the_books_balance(void **state)
{
	struct support_random random = { 5 };
	int corrected = 0, changed = 0;

	for (int trial = 0; trial < TRIALS; trial++) {
		struct trial t;
		struct bank before;

		begin_trial(&t, &random, trial);
		run(&t, t.last, &before);
		for (int step = 0; step < STEPS; step++) {
			struct settlement settlement;
			month_t closed = closed_last(&t.closed);
			struct bank bank;

			if (random_in(&random, 0, 2))
				change_something(&t);
			else if (next_open(&t) < t.last)
				close_next(&t);
			run(&t, t.last, &bank);
			check_bank(&t, &bank);
			check_kept(&t, &bank, &before, closed);
			check_given_back(&t);
			check_booked(&t);
			check_account(&t, &bank);
			settle(&t, &settlement);
			corrected += settlement.back_count > 0;
			changed += settlement.count > 0;
			settlement_done(&settlement);
			bank_done(&before);
			before = bank;
		}
		bank_done(&before);
		end_trial(&t);
	}
	assert_in_range(changed, TRIALS / 2, TRIALS * STEPS);
	assert_in_range(corrected, TRIALS / 2, TRIALS * STEPS);
	(void)state;
}

/* Who closes month after month and changes nothing has what he had, to the minute. */
static void test_closing_alone_changes_nothing(void **state)
{
	struct support_random random = { 6 };

	for (int trial = 0; trial < TRIALS; trial++) {
		struct bank open, closed;
		struct trial t;

		begin_trial(&t, &random, trial);
		run_open(&t, t.last, &open);
		for (int n = random_in(&random, 1, MONTHS - 1); n > 0; n--)
			close_next(&t);
		run(&t, t.last, &closed);
		same_bank(&t, &closed, &open);
		bank_done(&open);
		bank_done(&closed);
		end_trial(&t);
	}
	(void)state;
}

/* The first open month shows its corrections before it is closed; closing it changes neither it nor what comes after. */
static void test_settling_changes_no_total(void **state)
{
	struct support_random random = { 7 };

	for (int trial = 0; trial < TRIALS; trial++) {
		struct trial t;

		begin_trial(&t, &random, trial);
		for (int step = 0; step < STEPS; step++) {
			struct bank before, after;

			for (int n = random_in(&random, 0, 2); n > 0; n--)
				change_something(&t);
			if (next_open(&t) >= t.last)
				break;
			run(&t, t.last, &before);
			close_next(&t);
			run(&t, t.last, &after);
			same_bank(&t, &after, &before);
			bank_done(&before);
			bank_done(&after);
		}
		end_trial(&t);
	}
	(void)state;
}

/* Opened again from the last to the first, closed anew or not: as the entries say. */
static void test_opened_again_as_never_closed(void **state)
{
	struct support_random random = { 8 };

	for (int trial = 0; trial < TRIALS; trial++) {
		struct bank open, again;
		struct trial t;

		begin_trial(&t, &random, trial);
		for (int step = 0; step < STEPS; step++)
			switch (random_in(&random, 0, 3)) {
			case 0:
				if (closed_last(&t.closed) != MONTH_NONE)
					open_last(&t);
				break;
			case 1:
				change_something(&t);
				break;
			default:
				if (next_open(&t) < t.last)
					close_next(&t);
			}
		run(&t, t.last, &again);
		check_bank(&t, &again);
		bank_done(&again);
		while (closed_last(&t.closed) != MONTH_NONE)
			open_last(&t);
		run_open(&t, t.last, &open);
		run(&t, t.last, &again);
		same_bank(&t, &again, &open);
		for (int n = random_in(&random, 0, 4); n > 0; n--)
			close_next(&t);
		bank_done(&again);
		run(&t, t.last, &again);
		same_bank(&t, &again, &open);
		bank_done(&open);
		bank_done(&again);
		end_trial(&t);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closed_months_stay_and_the_books_balance),
		cmocka_unit_test(test_closing_alone_changes_nothing),
		cmocka_unit_test(test_settling_changes_no_total),
		cmocka_unit_test(test_opened_again_as_never_closed),
	};

	return cmocka_run_group_tests_name("closed", tests, NULL, NULL);
}
