/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences and the hours that they are credited with. RULES 4: an absence does not destroy the planned shift that it replaces. */
#ifndef LEDSAG_CORE_ABSENCE_H
#define LEDSAG_CORE_ABSENCE_H

#include "ledsag/core/holiday.h"
#include "ledsag/core/kind.h"
#include "ledsag/core/span.h"

/* Kept in files by these numbers. */
enum absence_kind { ABSENCE_ILLNESS, ABSENCE_CHILD, ABSENCE_HOLIDAY, ABSENCE_LEAVE, ABSENCE_COURSE, ABSENCE_KINDS };

/* The word in commands and JSON: illness child holiday leave course. */
const char *absence_kind_name(enum absence_kind kind);
/* The untranslated label for people ("child's illness"). */
const char *absence_kind_label(enum absence_kind kind);
/* Reads the word, also "child-illness"; false where unknown. */
bool absence_kind_parse(const char *word, enum absence_kind *out);
/* The kind of the hours that are credited; false for leave, which is unpaid and credits nothing. */
bool absence_credits(enum absence_kind kind, enum kind *out);

/* Texts are borrowed from whoever filled it, or owned after absence_read(). */
struct absence {
	int64_t id, rev;
	const char *person;
	enum absence_kind kind;
	day_t from, to;   /* inclusive */
	struct span span; /* hours of one day; start == end: whole days */
	const char *note; /* "" where none */
	bool withdrawn;
};

bool absence_is_hours(const struct absence *absence);

/* Whether what begins on `day` falls into the absence. Whole days take all that begins on them, to its end: a night belongs to the
 * day it begins on (RULES 4). Hours take what meets them; what has no clock times (`span` NULL) they leave alone. `cut` (may be
 * NULL) gets the part of `span` that is taken. */
bool absence_takes(const struct absence *absence, day_t day, const struct span *span, struct span *cut);

/* Whether two absences of one person overlap. */
bool absences_meet(const struct absence *a, const struct absence *b);

/* What is left of `whole` without `inside` (`count` spans in order of their start, which may reach out of it and overlap); `out`
 * has room for count + 1. Returns how many. */
int span_without(struct span whole, const struct span *inside, int count, struct span *out);

/* ---- credited hours */

/* The rules in their order: the planned hours; where nothing is planned the average of the last 13 weeks; where nothing was worked
 * in them the contract. */
enum credit_rule { CREDIT_NONE, CREDIT_PLANNED, CREDIT_AVERAGE, CREDIT_CONTRACT, CREDIT_RULES };

/* The word in JSON: none planned average contract. */
const char *credit_rule_name(enum credit_rule rule);
const char *credit_rule_label(enum credit_rule rule); /* msgid */

#define CREDIT_DAYS 91      /* the last 13 weeks, up to the day before the absence */
#define CREDIT_WEEK_DAYS 5  /* workdays that a week's hours are spread over */

/* What workdays without a plan are credited from. */
struct credit_basis {
	enum credit_rule rule; /* none, average, contract */
	int64_t minutes;       /* counted in `days` days; of a contract: in a week */
	int days;              /* average: 91, fewer where the person began later */
};

/* `worked` minutes in the `days` (0 to 91) before the absence; `hours_week` minutes a week, −1 where the contract names none. */
struct credit_basis credit_basis_pick(int64_t worked, int days, int64_t hours_week);

/* The credit of the `number`th workday, from 1 on, in minutes: a fifth of a week. Days sum exactly: floor(A·n) −
 * floor(A·(n − 1)). */
int64_t credit_of_workday(const struct credit_basis *basis, int number);

/* The last day that counts as planned in an absence: the roster holds for whole weeks, so it is the Sunday of the last week from
 * Monday of `from`'s to Sunday of `to`'s in which one of the person's shifts (`days`, any order) begins, at most `to`; from − 1
 * where there is none. */
day_t credit_planned_until(day_t from, day_t to, const day_t *days, int count);

/* "planned", "average 78:00/91", "contract 20:00/5": how the rule is kept with each credited entry, as its note; out has room for
 * 48 bytes. */
void credit_note(const struct credit_basis *basis, char out[48]);
/* Reads it; CREDIT_PLANNED where it is something else. */
struct credit_basis credit_note_read(const char *note);

#endif
