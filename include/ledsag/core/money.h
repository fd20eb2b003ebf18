/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money that came in under a grant or was spent under it: one row, one voucher. */
#ifndef LEDSAG_CORE_MONEY_H
#define LEDSAG_CORE_MONEY_H

#include "ledsag/core/date.h"

/* Stored as numbers: only ever appended to. */
enum money_kind {
	MONEY_PREPAID,  /* the authority paid in advance */
	MONEY_INVOICED, /* the authority paid an invoice */
	MONEY_EXPENSE,  /* spent */
	MONEY_PAYROLL,  /* paid as wages and what goes with them */
	MONEY_REPAID,   /* given back to the authority */
	MONEY_KINDS
};
const char *money_kind_name(enum money_kind kind);  /* prepaid invoiced expense payroll repaid */
const char *money_kind_label(enum money_kind kind); /* msgid */
bool money_kind_parse(const char *word, enum money_kind *out);

/* Whether it is spending, which is used of what a part grants; the rest goes between the authority and the holder. */
bool money_kind_spends(enum money_kind kind);

/* Texts are borrowed from whoever filled it, or owned after money_copy(). */
struct money {
	int64_t id, rev;
	const char *grant, *part;
	day_t day;
	enum money_kind kind;
	int64_t amount;       /* minor units, > 0 */
	const char *category; /* of the scheme's part; NULL where it has none */
	bool lifted;          /* the decision lets it count although as a rule (LIMIT_SOFT) its category does not */
	const char *voucher;  /* its number; NULL */
	const char *note;     /* "" where none */
	bool withdrawn;
};
void money_copy(struct money *to, const struct money *from);
void money_copy_done(struct money *money);

#endif
