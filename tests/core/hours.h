/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second bank that knows no lots: it keeps every single hour as a thing of its own and asks of each, month by month,
 * whether it may still be used. Slow and plain, to hold against src/core/lots.c. */
#ifndef LEDSAG_TESTS_CORE_HOURS_H
#define LEDSAG_TESTS_CORE_HOURS_H

#include "../support.h"

#include "ledsag/core/lots.h"

#define HOURS 1024

struct hour {
	month_t born;
	month_t moved_to; /* by an agreed transfer it lives to the end of this month; MONTH_NONE */
	bool there;
};

struct hours {
	struct hour all[HOURS];
	int count;
	const struct carry_rules *rules;
	month_t end;
	int64_t owed; /* hours that a pool is short of */
};

struct naive_month {
	int64_t at_hand, overdraft, repaid, lapsed, lapsed_first, left, left_before, moved;
	month_t taken[HOURS]; /* birth month of each hour used, in order */
	int taken_count;
};

/* Is this hour gone when `month` is over? */
static inline bool gone_after(const struct hours *hours, const struct hour *hour, month_t month)
{
	if (hours->end != MONTH_NONE && month >= hours->end)
		return true;
	if (hour->moved_to != MONTH_NONE)
		return month >= hour->moved_to;
	switch (hours->rules->carry) {
	case CARRY_WINDOW: /* in month m the hours of m - window + 1 to m are there */
		return hours->rules->lapse && hour->born < month + 1 - hours->rules->window + 1;
	case CARRY_YEAR:
		return month_year(month + 1) > month_year(hour->born);
	case CARRY_NONE:
		if (hours->rules->per == PER_YEAR)
			return month_year(month + 1) > month_year(hour->born);
		return hours->rules->per != PER_TOTAL && month >= hour->born;
	case CARRY_POT:
		break;
	}
	return false;
}

static inline int64_t hours_there(const struct hours *hours)
{
	int64_t there = 0;

	for (int i = 0; i < hours->count; i++)
		there += hours->all[i].there;
	return there;
}

static inline void hours_bear(struct hours *hours, month_t month, int64_t amount)
{
	for (int64_t i = 0; i < amount; i++) {
		assert_in_range(hours->count, 0, HOURS - 1);
		hours->all[hours->count++] = (struct hour){ month, MONTH_NONE, true };
	}
}

/* The newest or oldest hour that is there; NULL where none is. */
static inline struct hour *hours_pick(struct hours *hours, bool newest)
{
	struct hour *best = NULL;

	for (int i = 0; i < hours->count; i++) {
		struct hour *hour = &hours->all[i];

		if (hour->there && (!best || (newest ? hour->born > best->born : hour->born < best->born)))
			best = hour;
	}
	return best;
}

static inline int64_t hours_end(struct hours *hours, month_t month)
{
	int64_t lapsed = 0;

	for (int i = 0; i < hours->count; i++)
		if (hours->all[i].there && gone_after(hours, &hours->all[i], month)) {
			hours->all[i].there = false;
			lapsed++;
		}
	return lapsed;
}

/* Of the hours that would be gone, the newest `amount` are moved into the next twelve months. */
static inline int64_t hours_move(struct hours *hours, month_t month, int64_t amount)
{
	int64_t moved = 0;

	if (month == hours->end)
		return 0;
	for (; moved < amount; moved++) {
		struct hour *best = NULL;

		for (int i = 0; i < hours->count; i++) {
			struct hour *hour = &hours->all[i];

			if (hour->there && gone_after(hours, hour, month) && (!best || hour->born > best->born))
				best = hour;
		}
		if (!best)
			break;
		best->moved_to = month + 12;
	}
	return moved;
}

/* A year or a pot is one pool: what is born pays back what was used before its time. */
static inline int64_t hours_repay(struct hours *hours, month_t month, int64_t born)
{
	bool year = hours->rules->carry == CARRY_YEAR || (hours->rules->carry == CARRY_NONE && hours->rules->per == PER_YEAR);
	int64_t repaid = 0;

	if (year && month % 12 == 0)
		hours->owed = 0;
	for (; repaid < born && hours->owed; repaid++, hours->owed--)
		hours_pick(hours, true)->there = false;
	return repaid;
}

static inline bool is_one_pool(const struct carry_rules *rules)
{
	return rules->carry == CARRY_YEAR || rules->carry == CARRY_POT ||
	       (rules->carry == CARRY_NONE && (rules->per == PER_YEAR || rules->per == PER_TOTAL));
}

static inline void naive_month(struct hours *hours, const struct bank_input *in, struct naive_month *out)
{
	struct hour *hour;

	*out = (struct naive_month){ 0 };
	out->lapsed_first = hours_end(hours, in->month - 1);
	hours_bear(hours, in->month, in->granted);
	out->repaid = hours_repay(hours, in->month, in->granted);
	for (int64_t back = in->granted; back < 0; back++) {
		if ((hour = hours_pick(hours, true)))
			hour->there = false;
		else
			out->overdraft++;
	}
	while (hours->rules->cap && hours_there(hours) > hours->rules->cap) {
		hours_pick(hours, false)->there = false;
		out->lapsed_first++;
	}
	out->at_hand = hours_there(hours);
	for (int64_t i = 0; i < in->used; i++) {
		hour = hours_pick(hours, hours->rules->use == USE_NEWEST_FIRST);
		if (!hour) {
			out->overdraft++;
			continue;
		}
		hour->there = false;
		out->taken[out->taken_count++] = hour->born;
	}
	if (is_one_pool(hours->rules))
		hours->owed += out->overdraft;
	out->left_before = hours_there(hours);
	out->moved = hours_move(hours, in->month, in->moved);
	out->lapsed = out->lapsed_first + hours_end(hours, in->month);
	out->left = hours_there(hours);
}

/* The last month in which an hour is there, found by waiting. */
static inline month_t hour_last(const struct hours *hours, const struct hour *hour, month_t now)
{
	for (month_t month = now; month < now + 200; month++)
		if (gone_after(hours, hour, month))
			return month;
	return MONTH_OPEN;
}

#endif
