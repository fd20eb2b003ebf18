/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months (RULES 5) by hand, each for something that went wrong once. */
#include "closed.h"

/* From January 2024, so much a month. */
static void begin_case(struct trial *t, enum carry carry, int64_t amount)
{
	*t = (struct trial){ .part = { .id = GOLDEN_PART, .per = PER_MONTH, .carry = carry, .window = 6, .lapse = true,
	                               .use = USE_NEWEST_FIRST },
		             .grant = { .from = day_make(2024, 1, 1), .to = DAY_MAX, .use = -1, .window = -1, .lapse = -1,
		                        .cap = -1 } };
	t->first = month_make(2024, 1);
	t->last = t->first + MONTHS - 1;
	random_amount(&t->grant, t->grant.from, amount, PER_MONTH);
	remember_granted(t);
}

static void is_lot(const struct trial *t, const struct bank_month *row, int at, int month, int64_t left)
{
	same(t, row->month, "lots, at least", row->lot_count > at, 1);
	same(t, row->month, "lot", row->lots[at].month, month_make(2024, month));
	same(t, row->month, "left of it", row->lots[at].left, left);
}

/* January used 130 of 100, and is told later that it was 90: 30 were never drawn, 10 are January's. They are not February's. */
static void test_what_was_never_drawn_is_not_repaid(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_YEAR, 100);
	t.used[0][0] = 130;
	close_next(&t);
	t.used[0][0] = 90;
	run(&t, t.first + 1, &bank);
	same(&t, t.first + 1, "undrawn", bank.months[1].undrawn, 30);
	same(&t, t.first + 1, "returned", bank.months[1].returned, 10);
	same(&t, t.first + 1, "repaid", bank.months[1].repaid, 0);
	is_lot(&t, &bank.months[1], 0, 1, 10);
	is_lot(&t, &bank.months[1], 1, 2, 100);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

/* January used 250 of 100: February made 100 of it good, March 50. Taken back, it is theirs again. */
static void test_what_made_it_good_gets_it_back(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_YEAR, 100);
	t.used[0][0] = 250;
	for (int i = 0; i < 3; i++)
		close_next(&t);
	t.used[0][0] = 100;
	run(&t, t.first + 3, &bank);
	same(&t, t.first + 3, "returned", bank.months[3].returned, 150);
	same(&t, t.first + 3, "undrawn", bank.months[3].undrawn, 0);
	is_lot(&t, &bank.months[3], 0, 2, 100);
	is_lot(&t, &bank.months[3], 1, 3, 100);
	is_lot(&t, &bank.months[3], 2, 4, 100);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

/* Last year's pool is over: what it overdrew is none of what this year owes. */
static void test_the_overdraft_of_a_year_is_not_the_next_ones(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_YEAR, 100);
	t.used[11][0] = 1250;
	t.used[12][0] = 130;
	for (int i = 0; i < 13; i++)
		close_next(&t);
	t.used[11][0] = 1240;
	run(&t, t.first + 13, &bank);
	same(&t, t.first + 13, "undrawn", bank.months[13].undrawn, 10);
	same(&t, t.first + 13, "repaid", bank.months[13].repaid, 30);
	same(&t, t.first + 13, "at hand", bank.months[13].at_hand, 70);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

/* January's correction used 8 in February, and gave them back in March: what goes back next is January's own, not February's. */
static void test_what_went_back_goes_back_once(void **state)
{
	struct settlement settlement;
	struct trial t;

	begin_case(&t, CARRY_WINDOW, 15);
	t.used[0][0] = 10;
	t.used[1][0] = 5;
	close_next(&t);
	t.used[0][0] = 18;
	close_next(&t);
	t.used[0][0] = 10;
	close_next(&t);
	t.used[0][0] = 2;
	settle(&t, &settlement);
	same(&t, t.first + 3, "lots given back to", settlement.back_count, 1);
	same(&t, t.first + 3, "given back to", settlement.back[0].month, t.first);
	same(&t, t.first + 3, "given back", settlement.back[0].left, 8);
	settlement_done(&settlement);
	end_trial(&t);
	(void)state;
}

/* A transfer of 10 is agreed, then one of 25, when the year is closed: December lives on once. */
static void test_what_moved_on_does_not_move_again(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_YEAR, 20);
	for (int i = 0; i < 12; i++)
		close_next(&t);
	add_month(&t.grant.transfers, &t.grant.transfer_count, month_make(2025, 1), 10);
	close_next(&t);
	t.grant.transfers[0].amount = 25;
	run(&t, t.first + 13, &bank);
	same(&t, t.first + 13, "at hand", bank.months[13].at_hand, 25 + 40);
	is_lot(&t, &bank.months[13], 0, 11, 5);
	is_lot(&t, &bank.months[13], 1, 12, 20);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

/* December took 5; only 10 of what was left then live on, as agreed. What December gives back later has lapsed with the rest. */
static void test_no_more_lives_on_than_was_agreed(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_YEAR, 20);
	add_month(&t.grant.transfers, &t.grant.transfer_count, month_make(2025, 1), 10);
	t.used[11][0] = 5;
	for (int i = 0; i < 12; i++)
		close_next(&t);
	t.used[11][0] = 0;
	run(&t, t.first + 12, &bank);
	same(&t, t.first + 12, "returned", bank.months[12].returned, 5);
	same(&t, t.first + 12, "lapsed", bank.months[12].lapsed, 5);
	same(&t, t.first + 12, "at hand", bank.months[12].at_hand, 10 + 20);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

/* The grant ends with the month that was just closed: what that left lapses in the next, and is not lost from sight. */
static void test_what_an_ended_grant_leaves_lapses(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_WINDOW, 15);
	close_next(&t);
	close_next(&t);
	t.grant.to = day_make(2024, 2, 29);
	for (int closed = 0; closed < 2; closed++) {
		run(&t, t.last, &bank);
		same(&t, t.first + 2, "months", bank.count, 3);
		same(&t, t.first + 1, "left", bank.months[1].left, 30);
		same(&t, t.first + 2, "lapsed", bank.months[2].lapsed, 30);
		same(&t, t.first + 2, "left", bank.months[2].left, 0);
		bank_done(&bank);
		close_next(&t);
	}
	end_trial(&t);
	(void)state;
}

/* A lot would have ended with its grant, which goes on longer by now. */
static void test_lots_live_on_with_a_grant_that_goes_on(void **state)
{
	struct trial t;
	struct bank bank;

	begin_case(&t, CARRY_WINDOW, 15);
	t.grant.to = day_make(2024, 4, 30);
	close_next(&t);
	t.grant.to = DAY_MAX;
	run(&t, t.first + 4, &bank);
	is_lot(&t, &bank.months[4], 0, 1, 15);
	same(&t, t.first + 4, "its last month", bank.months[4].lots[0].last, t.first + 5);
	bank_done(&bank);
	end_trial(&t);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_never_drawn_is_not_repaid),
		cmocka_unit_test(test_what_made_it_good_gets_it_back),
		cmocka_unit_test(test_the_overdraft_of_a_year_is_not_the_next_ones),
		cmocka_unit_test(test_what_went_back_goes_back_once),
		cmocka_unit_test(test_what_moved_on_does_not_move_again),
		cmocka_unit_test(test_no_more_lives_on_than_was_agreed),
		cmocka_unit_test(test_what_an_ended_grant_leaves_lapses),
		cmocka_unit_test(test_lots_live_on_with_a_grant_that_goes_on),
	};

	return cmocka_run_group_tests_name("closed_cases", tests, NULL, NULL);
}
