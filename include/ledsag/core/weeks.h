/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits that hold by the week: what each ISO week (Monday to Sunday) of a grant's part gives and what became of it, the most in
 * one week, and running averages (RULES 1, 2; Holbæk 2024 §§ 85, 85a, 98, 103, 104; Ishøj 2015 §§ 85, 103, 104). Pure arithmetic on
 * int64, in the part's unit. */
#ifndef LEDSAG_CORE_WEEKS_H
#define LEDSAG_CORE_WEEKS_H

#include "ledsag/core/grant.h"

struct week {
	day_t from, to;   /* Monday and Sunday */
	day_t end;        /* the last day of it that the grant covers */
	bool by_week;     /* what is in force in it is an amount per week */
	bool lapses;      /* … and what it leaves lapses with it: no other week makes up for it */
	int64_t granted;  /* 0 where nothing is granted by the week */
	int64_t used;
	int64_t beyond;   /* used beyond what it gives; where nothing is granted by the week, beyond its ceiling */
	int64_t unused;   /* of what it gives */
	int64_t lapsed;   /* of `unused`, once the week is over and where it lapses */
	int64_t left;     /* what can still be used in it: of its ceiling, or of what it gives; 0 once it is over */
	int64_t ceiling;  /* the most that may be used in it; 0: none */
	enum strength ceiling_is;
};

/* The Monday of the week that a day lies in. */
day_t weeks_monday(day_t day);

/* Whether a part has weeks to speak of: an amount per week, or a ceiling. Never money. */
bool weeks_apply(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part);

/* The week that begins on `monday`, in which `used` was used, as it stands on `today`; false where the grant covers no day of it.
 * It gives floor(w·D(to)/7) − floor(w·D(from)/7), D = days since the amount's first day, so that whole weeks give w and all weeks
 * sum to what the months do (grant_given()). The ceiling is the level's or else the part's; where it changes inside the week the
 * higher one holds, and none where a day has none. */
bool weeks_row(const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, day_t monday, int64_t used,
               day_t today, struct week *out);

/* An amount that holds on average: from its first day to the end of a week. */
struct week_average {
	day_t from, to;  /* both included */
	int64_t granted; /* what the amount gives in that time */
	int64_t amount;  /* what the decision says, less what is given in another way … */
	enum per per;    /* … for a week or a month */
};

/* The time to compare for a day: from the first day of the amount in force on it to the Sunday of its week, at the latest the last
 * day of that amount. False where nothing holds on average then. */
bool weeks_average(const struct grant *grant, const struct scheme_part *part, day_t day, struct week_average *out);

/* What a use of `used` in these days (both included) is a week on average, rounded up: more than the amount stays more. */
int64_t weeks_mean(int64_t used, day_t from, day_t to);

#endif
