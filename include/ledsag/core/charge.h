/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own payment for every day begun: each calendar date touched counts as a whole day, once, at the rate in force on it (Holbæk 2024
 * "krisecenter", "forsorgshjem eller herberg": 97.30 and 100.77 kr. per started day; no payment without income; one rate for a
 * mother with children). Pure arithmetic on int64, in minor units. */
#ifndef LEDSAG_CORE_CHARGE_H
#define LEDSAG_CORE_CHARGE_H

#include "ledsag/core/grant.h"

/* An entry in days: the dates from `day` on. */
struct charge_stay {
	day_t day;
	int64_t days;
};

struct charge_month {
	month_t month;
	int days;       /* dates touched */
	int paid_days;  /* of these, the dates that something is paid for: not those without income */
	int64_t amount;
};

struct charge_sum {
	const struct scheme_charge *charge; /* borrowed */
	struct charge_month *months;        /* first to last without gaps */
	int month_count;
};

/* Whether a charge is of this kind: the person pays it for every day begun. */
bool charge_is_daily(const struct scheme_charge *charge);

/* Whether the person has an income on a day, by what is noted with the grant; with one where nothing is noted. */
bool charge_has_income(const struct grant *grant, day_t day);

/* Sums up the months from `first` to `last` from stays in any order, which may overlap: a date counts once. Owned:
 * charge_sum_done(). */
void charge_sum_build(struct charge_sum *out, const struct scheme_charge *charge, const struct grant *grant,
                      const struct charge_stay *stays, int count, month_t first, month_t last);
void charge_sum_done(struct charge_sum *sum);

#endif
