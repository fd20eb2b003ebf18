/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/lots.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* The lots at hand while the bank runs, oldest first. */
struct shelf {
	struct lot *lots;
	int count, room;
	int64_t owed; /* used beyond what was at hand in a pool that goes on */
};

bool carry_is_pool(const struct carry_rules *rules, bool *yearly)
{
	bool year = rules->carry == CARRY_YEAR || (rules->carry == CARRY_NONE && rules->per == PER_YEAR);

	if (yearly)
		*yearly = year;
	return year || rules->carry == CARRY_POT || (rules->carry == CARRY_NONE && rules->per == PER_TOTAL);
}

bool carry_is_weekly(const struct carry_rules *rules)
{
	return rules->carry == CARRY_NONE && rules->per == PER_WEEK;
}

static int64_t shelf_sum(const struct shelf *shelf)
{
	int64_t sum = 0;

	for (int i = 0; i < shelf->count; i++)
		sum += shelf->lots[i].left;
	return sum;
}

static void shelf_sweep(struct shelf *shelf)
{
	int kept = 0;

	for (int i = 0; i < shelf->count; i++)
		if (shelf->lots[i].left)
			shelf->lots[kept++] = shelf->lots[i];
	shelf->count = kept;
}

static void shelf_add(struct shelf *shelf, struct lot lot)
{
	if (!lot.left)
		return;
	MEM_GROW(shelf->lots, shelf->count, shelf->room);
	shelf->lots[shelf->count++] = lot;
}

/* Takes up to `amount`, from the newest or the oldest end; returns what was there. Notes each lot in `row` (may be NULL). */
static int64_t shelf_take(struct shelf *shelf, int64_t amount, bool newest, struct bank_month *row)
{
	int64_t taken = 0;

	for (int n = 0; n < shelf->count && taken < amount; n++) {
		struct lot *lot = &shelf->lots[newest ? shelf->count - 1 - n : n];
		int64_t part = lot->left < amount - taken ? lot->left : amount - taken;

		if (!part)
			continue;
		lot->left -= part;
		taken += part;
		if (row) {
			row->taken = mem_resize(row->taken, (size_t)row->taken_count + 1, sizeof *row->taken);
			row->taken[row->taken_count++] = (struct lot_use){ lot->month, part };
		}
	}
	shelf_sweep(shelf);
	return taken;
}

/* Puts an amount into the lot that it came from, or into a new one at that lot's place. */
static void shelf_return(struct shelf *shelf, struct lot lot)
{
	int at = shelf->count;

	while (at > 0 && shelf->lots[at - 1].month > lot.month)
		at--;
	if (at > 0 && shelf->lots[at - 1].month == lot.month && shelf->lots[at - 1].last == lot.last) {
		shelf->lots[at - 1].left += lot.left;
		return;
	}
	MEM_GROW(shelf->lots, shelf->count, shelf->room);
	memmove(&shelf->lots[at + 1], &shelf->lots[at], (size_t)(shelf->count - at) * sizeof *shelf->lots);
	shelf->lots[at] = lot;
	shelf->count++;
}

/* What corrections of closed months give back: what was never drawn first, the rest to the lots it came from, in a pool to what is
 * still owed. */
static void take_back(struct bank_month *row, struct shelf *shelf, const struct bank_input *input, bool pool)
{
	row->undrawn = input->undrawn + input->undrawn_before;
	if (pool)
		shelf->owed -= input->undrawn < shelf->owed ? input->undrawn : shelf->owed;
	for (int i = 0; i < input->back_count; i++) {
		struct lot lot = input->back[i];

		row->returned += lot.left;
		if (pool && lot.last >= input->month) {
			int64_t repaid = shelf->owed - row->repaid < lot.left ? shelf->owed - row->repaid : lot.left;

			row->repaid += repaid;
			lot.left -= repaid;
		}
		if (lot.left)
			shelf_return(shelf, lot);
	}
}

/* At the end of `month`: lots that cannot be used later lapse. Returns how much. */
static int64_t shelf_expire(struct shelf *shelf, month_t month)
{
	int64_t lapsed = 0;

	for (int i = 0; i < shelf->count; i++)
		if (shelf->lots[i].last <= month) {
			lapsed += shelf->lots[i].left;
			shelf->lots[i].left = 0;
		}
	shelf_sweep(shelf);
	return lapsed;
}

/* What ends with `month` unless it is used or moved. */
static int64_t shelf_ending(const struct shelf *shelf, month_t month)
{
	int64_t sum = 0;

	for (int i = 0; i < shelf->count; i++)
		if (shelf->lots[i].last <= month)
			sum += shelf->lots[i].left;
	return sum;
}

/* An agreed transfer: `amount` of the lots that end with `month`, newest first, lives on for another year. */
static void shelf_extend(struct shelf *shelf, month_t month, int64_t amount, month_t end)
{
	month_t last = month + 12 < end ? month + 12 : end;

	for (int i = shelf->count - 1; i >= 0 && amount > 0; i--) {
		struct lot *lot = &shelf->lots[i];
		int64_t part = lot->left < amount ? lot->left : amount;

		if (lot->last > month)
			continue;
		amount -= part;
		if (part == lot->left) {
			lot->last = last;
			continue;
		}
		lot->left -= part;
		MEM_GROW(shelf->lots, shelf->count, shelf->room);
		memmove(&shelf->lots[i + 2], &shelf->lots[i + 1], (size_t)(shelf->count - i - 1) * sizeof *shelf->lots);
		shelf->lots[i + 1] = (struct lot){ shelf->lots[i].month, part, last };
		shelf->count++;
	}
}

/* How much must be taken in that order until `lapsing` less of the lots that end with `month` is there. */
static int64_t shelf_to_keep(const struct shelf *shelf, month_t month, int64_t lapsing, bool newest)
{
	int64_t passed = 0;

	for (int n = 0; n < shelf->count && lapsing > 0; n++) {
		const struct lot *lot = &shelf->lots[newest ? shelf->count - 1 - n : n];

		if (lot->last <= month && lot->left >= lapsing)
			return passed + lapsing;
		if (lot->last <= month)
			lapsing -= lot->left;
		passed += lot->left;
	}
	return 0;
}

month_t lot_last_month(const struct carry_rules *rules, month_t month, month_t end)
{
	month_t last = MONTH_OPEN;

	switch (rules->carry) {
	case CARRY_NONE:
		if (rules->per == PER_YEAR)
			last = month_make(month_year(month), 12);
		else if (rules->per != PER_TOTAL)
			last = month;
		break;
	case CARRY_WINDOW:
		if (rules->lapse)
			last = month + rules->window - 1;
		break;
	case CARRY_YEAR:
		last = month_make(month_year(month), 12);
		break;
	case CARRY_POT:
		break;
	}
	return end != MONTH_NONE && end < last ? end : last;
}

static void note_ending(struct bank_month *row, const struct shelf *shelf)
{
	for (int i = 0; i < shelf->count; i++) {
		if (shelf->lots[i].last > row->month)
			continue;
		row->ending = mem_resize(row->ending, (size_t)row->ending_count + 1, sizeof *row->ending);
		row->ending[row->ending_count++] = shelf->lots[i];
	}
}

static void run_month(struct bank_month *row, struct shelf *shelf, const struct carry_rules *rules,
                      const struct bank_input *input, month_t end)
{
	bool newest = rules->use == USE_NEWEST_FIRST, yearly, pool = carry_is_pool(rules, &yearly);
	int64_t sum, taken, ending, less = input->reduced + (input->granted < 0 ? -input->granted : 0);

	row->month = input->month;
	row->granted = input->granted;
	row->used = input->used;
	if (yearly && month_number(input->month) == 1)
		shelf->owed = 0;
	take_back(row, shelf, input, pool);
	/* Too old can be an opening, or what comes back: what lapsed before is never used. */
	row->lapsed_first = shelf_expire(shelf, input->month - 1);
	if (input->granted > 0) {
		int64_t owed = shelf->owed - row->repaid, repaid = owed < input->granted ? owed : input->granted;

		row->repaid += repaid;
		shelf_add(shelf, (struct lot){ input->month, input->granted - repaid, lot_last_month(rules, input->month, end) });
	}
	row->returned -= input->reduced;
	if (less > 0)
		row->overdraft = less - shelf_take(shelf, less, true, NULL);
	sum = shelf_sum(shelf);
	if (rules->cap && sum > rules->cap)
		row->lapsed_first += shelf_take(shelf, sum - rules->cap, false, NULL);
	row->at_hand = shelf_sum(shelf);
	taken = shelf_take(shelf, input->used, newest, row);
	/* Where nothing is granted by amount, hours are only noted down. */
	if (rules->per != PER_NONE)
		row->overdraft += input->used - taken;
	shelf->owed += pool ? row->overdraft - row->repaid : 0;
	row->owed = shelf->owed;
	row->left_before = row->at_hand - taken;
	ending = shelf_ending(shelf, input->month);
	row->moved = end == input->month ? 0 : ending < input->moved ? ending : input->moved;
	row->to_keep = shelf_to_keep(shelf, input->month, ending - row->moved, newest);
	shelf_extend(shelf, input->month, row->moved, end == MONTH_NONE ? MONTH_OPEN : end);
	note_ending(row, shelf);
	row->lapsed = row->lapsed_first + shelf_expire(shelf, input->month);
	row->left = shelf_sum(shelf);
	row->lot_count = shelf->count;
	row->lots = mem_alloc((size_t)shelf->count * sizeof *row->lots);
	for (int i = 0; i < shelf->count; i++)
		row->lots[i] = shelf->lots[i];
}

void bank_go_on(struct bank *bank, const struct carry_rules *rules, const struct lot *lots, int lot_count, int64_t owed,
                const struct bank_input *input, int count, month_t end)
{
	struct shelf shelf = { NULL, 0, 0, owed };

	*bank = (struct bank){ mem_zero((size_t)count, sizeof *bank->months), count };
	for (int i = 0; i < lot_count; i++)
		shelf_add(&shelf, lots[i]);
	for (int i = 0; i < count; i++)
		run_month(&bank->months[i], &shelf, rules, &input[i], end);
	free(shelf.lots);
}

void bank_run(struct bank *bank, const struct carry_rules *rules, const struct lot *openings, int opening_count,
              const struct bank_input *input, int count, month_t end)
{
	bank_go_on(bank, rules, openings, opening_count, 0, input, count, end);
}

static void *list_copy(const void *list, int count, size_t size)
{
	void *copy = mem_alloc((size_t)count * size);

	if (count)
		memcpy(copy, list, (size_t)count * size);
	return copy;
}

void bank_month_copy(struct bank_month *to, const struct bank_month *from)
{
	*to = *from;
	to->taken = list_copy(from->taken, from->taken_count, sizeof *from->taken);
	to->lots = list_copy(from->lots, from->lot_count, sizeof *from->lots);
	to->ending = list_copy(from->ending, from->ending_count, sizeof *from->ending);
}

void bank_done(struct bank *bank)
{
	for (int i = 0; i < bank->count; i++) {
		free(bank->months[i].taken);
		free(bank->months[i].lots);
		free(bank->months[i].ending);
	}
	free(bank->months);
	*bank = (struct bank){ NULL, 0 };
}

month_t bank_begin(const struct grant *grant, const struct scheme_part *part, month_t until)
{
	struct carry_rules rules = grant_rules(grant, part);
	bool by_year = rules.carry == CARRY_YEAR || (rules.carry == CARRY_NONE && rules.per != PER_TOTAL);
	month_t first = month_of(grant->from), begin = month_make(month_year(until) - 1, 1);

	return by_year && !grant->transfer_count && begin > first ? begin : first;
}

struct bank_input *bank_input_of(const struct grant *grant, const struct scheme_part *part, month_t first, month_t last,
                                 const int64_t *used)
{
	struct bank_input *input = mem_zero((size_t)(last - first + 1), sizeof *input);

	for (month_t m = first; m <= last; m++) {
		struct bank_input *row = &input[m - first];
		int64_t given = grant_given(grant, part, m), deducted = grant_deducted(grant, part->id, m);

		if (given > 0)
			given = deducted < given ? given - deducted : 0;
		*row = (struct bank_input){ .month = m, .granted = given, .used = used[m - first] };
		if (month_number(m) == 12)
			row->moved = grant_transferred(grant, part->id, month_year(m) + 1);
	}
	return input;
}

static int by_month(const void *a, const void *b)
{
	month_t x = ((const struct lot *)a)->month, y = ((const struct lot *)b)->month;

	return (x > y) - (x < y);
}

struct lot *bank_openings_of(const struct grant *grant, const struct scheme_part *part, int *count)
{
	struct carry_rules rules = grant_rules(grant, part);
	month_t end = grant->to == DAY_MAX ? MONTH_NONE : month_of(grant->to);
	int year = day_year(grant->from);
	int64_t transfer = grant_transferred(grant, part->id, year);
	struct lot *lots = mem_alloc(((size_t)grant->opening_count + 1) * sizeof *lots);
	int n = 0;

	for (int i = 0; i < grant->opening_count; i++) {
		const struct grant_month *opening = &grant->openings[i];

		if (str_same(opening->part, part->id))
			lots[n++] = (struct lot){ opening->month, opening->amount, lot_last_month(&rules, opening->month, end) };
	}
	/* A transfer into the grant's first year comes from a year that this grant does not know; like every other it lives on
	 * to the end of the year into which it was moved. */
	if (transfer > 0) {
		month_t last = month_make(year, 12);

		lots[n++] = (struct lot){ month_make(year - 1, 12), transfer, end != MONTH_NONE && end < last ? end : last };
	}
	qsort(lots, (size_t)n, sizeof *lots, by_month);
	*count = n;
	return lots;
}

bool bank_next_lapse(const struct lot *lots, int count, day_t grant_end, struct next_lapse *out)
{
	month_t first = MONTH_OPEN;
	int64_t amount = 0;

	for (int i = 0; i < count; i++)
		if (lots[i].last < first)
			first = lots[i].last;
	if (first == MONTH_OPEN)
		return false;
	for (int i = 0; i < count; i++)
		if (lots[i].last == first)
			amount += lots[i].left;
	*out = (struct next_lapse){ amount, month_last(first) < grant_end ? month_last(first) : grant_end };
	return amount > 0;
}
