/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The age from which a country pays a pension, by date of birth. The ages are data: conf/pension, read by conf/pension.h. */
#ifndef LEDSAG_CORE_PENSION_H
#define LEDSAG_CORE_PENSION_H

#include "ledsag/core/date.h"

/* The age of everybody born on this day or later, until the next step. */
struct pension_step {
	day_t born;
	int years, months;
};

struct pension {
	char *source; /* the law */
	struct pension_step *steps; /* the earliest first */
	int count;
};
void pension_done(struct pension *pension);

/* The day on which somebody reaches the age; DAY_NONE where no step says. Of a day that its month does not have: the month's last,
 * but of a birthday on 29 February alone 1 March, as day_birthday() has it. */
day_t pension_day(const struct pension *pension, day_t born);

#endif
