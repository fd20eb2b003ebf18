/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant: one person's decision under a scheme; and what it gives, period by period. */
#ifndef LEDSAG_CORE_GRANT_H
#define LEDSAG_CORE_GRANT_H

#include "ledsag/core/scheme.h"

/* An amount of one part from a day on; it holds until the next one of the same part. */
struct grant_amount {
	char *part;
	day_t from;
	int64_t amount; /* as the decision says */
	enum per per;
	char *level;    /* the level of the scheme that the decision names; NULL */
	int64_t less;   /* taken off it, for the same period: help that is given in another way (home help, for BPA) */
};

/* What was agreed or happened with a grant on a day. Stored as numbers: only ever appended to. */
enum grant_fact_kind {
	FACT_APPLIED,   /* the authority received the application */
	FACT_ABSENCE,   /* the first of several missed appointments */
	FACT_ABROAD,    /* departure */
	FACT_REPORT,    /* the authority was told */
	FACT_APPEAL,    /* the authority received the appeal */
	FACT_MOVED,     /* the holder moved to another authority */
	FACT_NO_INCOME, /* the holder has no income from then on */
	FACT_INCOME,    /* … and has one again */
	FACT_RECEIVED,  /* a later decision about this grant was received */
	FACT_COUNT
};
struct grant_fact {
	enum grant_fact_kind kind;
	day_t day;
	char *note; /* FACT_MOVED: where to; else what was said; may be NULL */
};
const char *grant_fact_name(enum grant_fact_kind kind);  /* applied absence abroad report appeal moved no-income income received */
const char *grant_fact_label(enum grant_fact_kind kind); /* msgid */
bool grant_fact_parse(const char *word, enum grant_fact_kind *out);

/* An amount that belongs to a month (an opening lot, a deduction) or to a year (an agreed transfer: year * 12). */
struct grant_month {
	char *part;
	month_t month;
	int64_t amount;
};

struct grant {
	char *id;
	int64_t rev;           /* of the decision itself, as it is stored; 0: not yet */
	char *scheme;          /* scheme id */
	day_t from, to;        /* inclusive; to may be DAY_MAX */
	day_t received;        /* when the decision was received; DAY_NONE */
	char *payer, *case_no; /* may be NULL */
	bool prorate;
	/* Where the decision departs from the scheme; -1: as the scheme says. */
	int use, window, lapse;
	int64_t cap;
	struct grant_amount *amounts; /* by part, then day */
	int amount_count;
	struct grant_month *openings, *deductions, *transfers;
	int opening_count, deduction_count, transfer_count;
	struct grant_fact *facts; /* by day */
	int fact_count;
};

void grant_done(struct grant *grant);

/* How a part is carried under this grant: the scheme's part with the grant's own settings. */
struct carry_rules {
	enum carry carry;
	enum per per; /* the period at whose end CARRY_NONE settles */
	int window;
	int64_t cap; /* 0: none */
	enum use_order use;
	bool lapse;
};
struct carry_rules grant_rules(const struct grant *grant, const struct scheme_part *part);

/* What `part` gives in a month, before deductions, in the part's unit (RULES 1). Per month: the amount in force on the 1st
 * (in the first month: on the grant's first day), in full, unless `prorate`: floor(A·d2/N) − floor(A·d1/N) over the days of
 * the month. Per week: floor(w·D(to)/7) − floor(w·D(from)/7), D = days since the segment's first day. Per year and total:
 * the pot in its first month, a change as a difference (which may be negative) in the month of the change; a year's pot follows
 * `prorate` over the days of the year. 0 outside the grant. */
int64_t grant_given(const struct grant *grant, const struct scheme_part *part, month_t month);

/* The deduction recorded for a month (a positive number). */
int64_t grant_deducted(const struct grant *grant, const char *part, month_t month);

/* The agreed transfer into a year from the year before. */
int64_t grant_transferred(const struct grant *grant, const char *part, int year);

/* The amount in force on a day; NULL before the first. */
const struct grant_amount *grant_amount_on(const struct grant *grant, const char *part, day_t day);

/* From which day the level that the grant has in the end holds without a break, for how long it may last counts from there; the
 * grant's first day where it has none. */
day_t grant_level_from(const struct grant *grant);

/* What an amount gives for its period: less what is given in another way, never below 0. */
int64_t grant_net(const struct grant_amount *amount);

/* The latest fact of a kind up to a day; NULL where there is none. */
const struct grant_fact *grant_fact_on(const struct grant *grant, enum grant_fact_kind kind, day_t day);

bool grant_covers(const struct grant *grant, day_t day);

#endif
