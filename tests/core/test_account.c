/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account against worked cases, and what must hold between its columns, its months and its years. */
#include "golden.h"

/* ---- worked cases ---------------------------------------------------------- */

static const struct account_month *month_in(const struct account *account, month_t month)
{
	for (int i = 0; i < account->month_count; i++)
		if (account->months[i].month == month)
			return &account->months[i];
	fail_msg("the account of %d has no %d-%02d", account->year, month_year(month), month_number(month));
	return NULL;
}

static void same_row(const struct golden_case *c, const struct golden_line *line, int at, const struct account_month *row)
{
	assert_int_equal(line->count, at + 6);
	golden_same(c, line, "granted", line->words[at], row->granted);
	golden_same(c, line, "used", line->words[at + 1], row->used);
	golden_same(c, line, "difference", line->words[at + 2], row->difference);
	golden_same(c, line, "overdraft", line->words[at + 3], row->overdraft);
	golden_same(c, line, "lapsed", line->words[at + 4], row->lapsed);
	golden_same(c, line, "left", line->words[at + 5], row->left);
}

static void same_column(const struct golden_case *c, const struct golden_line *line, const struct account *account)
{
	static const char *const columns[] = { "work", "standby", "illness", "training", "holiday" };
	const struct account_month *row = month_in(account, golden_month(line->words[1], NULL));

	_Static_assert(COUNT_OF(columns) == COLUMN_COUNT, "every column has its word");
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (!strcmp(line->words[2], columns[i])) {
			golden_same(c, line, columns[i], line->words[3], row->column[i]);
			return;
		}
	golden_bad(c->file, line->number, line->words[2]);
}

static void same_change(const struct golden_case *c, const struct golden_line *line, const struct account *account, int at)
{
	const struct account_change *change = &account->changes[at];
	const char *per;
	int64_t after = golden_amount(line->words[3], &per);

	if (at >= account->change_count)
		fail_msg("tests/golden/%s.txt:%d (%s): no such change", c->file, line->number, c->name);
	assert_int_equal(change->day, golden_day(line->words[1]));
	golden_same(c, line, "before", line->words[2], change->before);
	assert_int_equal(change->after, after);
	assert_int_equal(change->per, golden_per(per));
}

/* One line of the account of a year; `changes` counts those seen. */
static void same_line(const struct golden_case *c, const struct golden_line *line, const struct account *account, int *changes)
{
	char *const *w = line->words;

	if (!strcmp(w[0], "account"))
		same_row(c, line, 2, month_in(account, golden_month(w[1], NULL)));
	else if (!strcmp(w[0], "sum"))
		same_row(c, line, 1, &account->sum);
	else if (!strcmp(w[0], "column") && line->count == 4)
		same_column(c, line, account);
	else if (!strcmp(w[0], "change") && line->count == 4)
		same_change(c, line, account, (*changes)++);
	else if (!strcmp(w[0], "changes"))
		assert_int_equal(account->change_count, atoi(w[1]));
	else if (!strcmp(w[0], "opening"))
		golden_same(c, line, "opening", w[1], account->opening);
	else if (!strcmp(w[0], "transfer"))
		golden_same(c, line, "transfer", w[1], account->transfer);
	else if (!strcmp(w[0], "difference"))
		golden_same(c, line, "difference", w[1], account->difference);
	else
		golden_bad(c->file, line->number, w[0]);
}

static bool begins_account(const struct golden_line *line)
{
	return !strcmp(line->words[0], "account") && line->count == 2;
}

/* The account that begins at line `from`; returns the line after it. */
static int check_account(const struct golden_case *c, int from)
{
	struct account account;
	int changes = 0, i;

	account_build(&account, &c->grant, &c->part, atoi(c->lines[from].words[1]), NULL, c->use, c->use_count);
	for (i = from + 1; i < c->line_count && !begins_account(&c->lines[i]); i++)
		if (strcmp(c->lines[i].words[0], "bank") && strcmp(c->lines[i].words[0], "given"))
			same_line(c, &c->lines[i], &account, &changes);
	if (changes)
		assert_int_equal(changes, account.change_count);
	account_done(&account);
	return i;
}

static int check_accounts(struct golden_case *c)
{
	int i = 0, looked = 0;

	while (i < c->line_count)
		if (begins_account(&c->lines[i])) {
			i = check_account(c, i);
			looked++;
		} else {
			i++;
		}
	return looked;
}

static void test_file(void **state)
{
	golden_each(*state, check_accounts, false);
}

static void test_files_are_read(void **state)
{
	golden_each("account-columns", check_accounts, true);
	golden_each("year-settlement", check_accounts, true);
	golden_each("year-pool", check_accounts, true);
	(void)state;
}

/* ---- random grants and use --------------------------------------------------- */

#define YEAR_A 2023
#define YEAR_Z 2027 /* no grant lasts into it */
#define USES 80

struct trial {
	struct grant grant;
	struct scheme_part part;
	struct month_use use[USES];
	int use_count;
};


static void random_extras(struct support_random *r, struct grant *g)
{
	month_t first = month_of(g->from);

	for (int n = random_in(r, 0, 3); n > 0; n--)
		golden_add_month(&g->openings, &g->opening_count, first - n, random_in(r, 0, 50));
	for (int n = random_in(r, 0, 5); n > 0; n--)
		golden_add_month(&g->deductions, &g->deduction_count, first + random_in(r, 0, 30), random_in(r, 0, 60));
	for (int year = YEAR_A; year <= YEAR_Z; year++)
		if (random_in(r, 0, 1))
			golden_add_month(&g->transfers, &g->transfer_count, year * 12, random_in(r, 0, 200));
}

static void random_trial(struct support_random *r, struct trial *t)
{
	struct grant *g = &t->grant;
	enum per per = (enum per)random_in(r, PER_MONTH, PER_TOTAL);

	*t = (struct trial){ .part = { .id = GOLDEN_PART, .per = per, .window = random_in(r, 1, 12) } };
	t->part.carry = (enum carry)random_in(r, CARRY_NONE, CARRY_POT);
	t->part.lapse = random_in(r, 0, 3) != 0;
	t->part.cap = random_in(r, 0, 2) ? 0 : random_in(r, 1, 400);
	t->part.use = random_in(r, 0, 1) ? USE_NEWEST_FIRST : USE_OLDEST_FIRST;
	t->part.uncounted[random_in(r, KIND_WORK, KIND_COUNT - 1)] = true;
	*g = (struct grant){ .use = -1, .window = -1, .lapse = -1, .cap = -1, .prorate = random_in(r, 0, 1) };
	g->from = day_make(YEAR_A, 1, 1) + random_in(r, 0, 500);
	g->to = g->from + random_in(r, 0, 900);
	random_amount(g, g->from, random_in(r, 0, 100), per);
	for (int n = random_in(r, 0, 2); n > 0; n--)
		random_amount(g, g->amounts[g->amount_count - 1].from + random_in(r, 1, 200), random_in(r, 0, 100), per);
	random_extras(r, g);
	t->use_count = random_in(r, 0, USES);
	for (int i = 0; i < t->use_count; i++)
		t->use[i] = (struct month_use){ month_of(g->from) + random_in(r, -2, 34),
			                        (enum kind)random_in(r, 0, KIND_COUNT - 1),
			                        random_in(r, 0, 40) };
}

/* Adds up the use of one month by walking through everything; column COLUMN_COUNT is all of them. */
static int64_t used_in(const struct trial *t, month_t month, int column)
{
	int64_t sum = 0;

	for (int i = 0; i < t->use_count; i++)
		if (t->use[i].month == month && !t->part.uncounted[t->use[i].kind] &&
		    (column == COLUMN_COUNT || (int)kind_column(t->use[i].kind) == column))
			sum += t->use[i].amount;
	return sum;
}

static void same_number(int trial, month_t month, const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("trial %d, %d-%02d: %s is %lld, must be %lld", trial, month_year(month), month_number(month), what,
		         (long long)got, (long long)want);
}

static void check_month(int trial, const struct trial *t, const struct account_month *row)
{
	int64_t given = grant_given(&t->grant, &t->part, row->month);
	int64_t less = grant_deducted(&t->grant, GOLDEN_PART, row->month);

	if (given > 0)
		given = given > less ? given - less : 0;
	same_number(trial, row->month, "granted", row->granted, given);
	same_number(trial, row->month, "used", row->used, used_in(t, row->month, COLUMN_COUNT));
	same_number(trial, row->month, "difference", row->difference, row->granted - row->used);
	for (int i = 0; i < COLUMN_COUNT; i++)
		same_number(trial, row->month, "column", row->column[i], used_in(t, row->month, i));
}

/* What was at hand when the year began and what was granted is used, lapsed or left; and the sums are sums. */
static void check_year(int trial, const struct trial *t, const struct account *account)
{
	struct account_month sum = { 0 };
	const struct account_month *rows = account->months, *all = &account->sum;
	month_t year = month_make(account->year, 1);

	for (int i = 0; i < account->month_count; i++) {
		same_number(trial, rows[i].month, "month of", rows[i].month, rows[0].month + i);
		same_number(trial, rows[i].month, "year of", month_year(rows[i].month), account->year);
		check_month(trial, t, &rows[i]);
		sum.granted += rows[i].granted;
		sum.used += rows[i].used;
		sum.overdraft += rows[i].overdraft;
		sum.lapsed += rows[i].lapsed;
		sum.left = rows[i].left;
	}
	same_number(trial, year, "granted of the year", all->granted, sum.granted);
	same_number(trial, year, "used of the year", all->used, sum.used);
	same_number(trial, year, "overdraft of the year", all->overdraft, sum.overdraft);
	same_number(trial, year, "lapsed of the year", all->lapsed, sum.lapsed);
	same_number(trial, year, "left of the year", all->left, sum.left);
	same_number(trial, year, "difference of the year", all->difference, sum.granted - sum.used);
	same_number(trial, year, "difference with the transfer", account->difference,
	            sum.granted + account->transfer - sum.used);
	same_number(trial, year, "all that there was", all->used - all->overdraft + all->lapsed + all->left,
	            account->opening + all->granted);
}

static void test_years_meet(void **state)
{
	struct support_random random = { 1069 };
	struct trial t;

	for (int trial = 0; trial < 1500; trial++) {
		int64_t left = 0, used = 0, months = 0;

		random_trial(&random, &t);
		for (int year = YEAR_A - 1; year <= YEAR_Z; year++) {
			struct account account;

			account_build(&account, &t.grant, &t.part, year, NULL, t.use, t.use_count);
			check_year(trial, &t, &account);
			if (account.month_count && year != day_year(t.grant.from))
				same_number(trial, year * 12, "opening", account.opening, left);
			left = account.sum.left;
			months += account.month_count;
			used += account.sum.used;
			account_done(&account);
		}
		for (month_t m = month_of(t.grant.from); m <= month_of(t.grant.to); m++)
			used -= used_in(&t, m, COLUMN_COUNT);
		same_number(trial, YEAR_Z * 12, "used in all years, too much", used, 0);
		same_number(trial, YEAR_Z * 12, "months in all years", months, month_of(t.grant.to) - month_of(t.grant.from) + 1);
		grant_done(&t.grant);
	}
	(void)state;
}

/* Where the year is settled, its difference is what lapses less what was overdrawn; and what leaves a year arrives in the next. */
static void test_year_is_settled(void **state)
{
	struct support_random random = { 14 };
	struct trial t;

	for (int trial = 0; trial < 1500; trial++) {
		int64_t moved = 0;
		int first;

		random_trial(&random, &t);
		t.part.carry = CARRY_YEAR;
		for (int i = 0; i < t.grant.opening_count; i++)
			t.grant.openings[i].amount = 0;
		first = day_year(t.grant.from);
		for (int year = first; year <= day_year(t.grant.to); year++) {
			int64_t in = year == first ? grant_transferred(&t.grant, GOLDEN_PART, year) : moved;
			struct account account;

			account_build(&account, &t.grant, &t.part, year, NULL, t.use, t.use_count);
			moved = account.sum.left;
			same_number(trial, year * 12, "transfer", account.transfer, in - moved);
			same_number(trial, year * 12, "moved, at most what was agreed",
			            moved <= grant_transferred(&t.grant, GOLDEN_PART, year + 1), 1);
			same_number(trial, year * 12, "difference", account.difference, account.sum.lapsed - account.sum.overdraft);
			account_done(&account);
		}
		same_number(trial, YEAR_Z * 12, "left when the grant has ended", moved, 0);
		grant_done(&t.grant);
	}
	(void)state;
}

/* ---- named cases --------------------------------------------------------------- */

static void test_years_outside(void **state)
{
	struct grant grant = { .from = day_make(2025, 3, 1), .to = day_make(2025, 12, 31), .use = -1, .window = -1,
		               .lapse = -1, .cap = -1 };
	struct scheme_part part = { .id = GOLDEN_PART, .carry = CARRY_YEAR, .lapse = true };
	struct month_use use = { month_make(2025, 3), KIND_WORK, 60 };

	random_amount(&grant, grant.from, 600, PER_MONTH);
	for (int year = 2024; year <= 2026; year += 2) {
		struct account account;

		account_build(&account, &grant, &part, year, NULL, &use, 1);
		assert_int_equal(account.month_count, 0);
		assert_int_equal(account.sum.used, 0);
		assert_int_equal(account.opening, 0);
		assert_int_equal(account.difference, 0);
		assert_int_equal(account.change_count, 0);
		account_done(&account);
		assert_null(account.months);
	}
	grant_done(&grant);
	(void)state;
}

/* Only changes of the part in question, and none after the grant's end. */
static void test_changes_of_one_part(void **state)
{
	struct grant grant = { .from = day_make(2025, 1, 1), .to = day_make(2025, 6, 30), .use = -1, .window = -1,
		               .lapse = -1, .cap = -1 };
	struct scheme_part part = { .id = GOLDEN_PART };
	struct account account;

	random_amount(&grant, grant.from, 600, PER_MONTH);
	random_amount(&grant, day_make(2025, 2, 1), 700, PER_MONTH);
	random_amount(&grant, day_make(2025, 3, 1), 800, PER_MONTH);
	random_amount(&grant, day_make(2025, 7, 1), 900, PER_MONTH);
	free(grant.amounts[1].part);
	grant.amounts[1].part = mem_text("another");
	account_build(&account, &grant, &part, 2025, NULL, NULL, 0);
	assert_int_equal(account.change_count, 2);
	assert_int_equal(account.changes[1].day, day_make(2025, 3, 1));
	assert_int_equal(account.changes[1].before, 600);
	assert_int_equal(account.changes[1].after, 800);
	account_done(&account);
	grant_done(&grant);
	(void)state;
}

#define FILE_TEST(name) { name, test_file, NULL, NULL, (void *)(uintptr_t)name },

int main(void)
{
	const struct CMUnitTest tests[] = {
		GOLDEN_FILES(FILE_TEST)
		cmocka_unit_test(test_files_are_read),
		cmocka_unit_test(test_years_meet),
		cmocka_unit_test(test_year_is_settled),
		cmocka_unit_test(test_years_outside),
		cmocka_unit_test(test_changes_of_one_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
