/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file holds, entity by entity. Writers must be called inside store_begin()/store_commit() and write a new revision;
 * readers give the latest revisions that are not withdrawn, unless they say otherwise. Structs that are read out own their texts
 * where the function says so; callbacks get borrowed ones, valid during the call. A callback returns false to stop. */
#ifndef LEDSAG_STORE_RECORDS_H
#define LEDSAG_STORE_RECORDS_H

#include "ledsag/core/absence.h"
#include "ledsag/core/account.h"
#include "ledsag/core/closed.h"
#include "ledsag/core/entry.h"
#include "ledsag/core/grant.h"
#include "ledsag/core/leave.h"
#include "ledsag/core/money.h"
#include "ledsag/store/store.h"

/* ---- household: one row */
struct household {
	char *holder;   /* name of the budget holder */
	char *country;  /* DK, DE */
	char *zone;     /* IANA name */
	char *region;   /* "DE-BY"; "" */
	char *lang;     /* da de en; "": none was chosen */
	char *currency; /* DKK, EUR */
	char *pay;      /* the rules it pays by: "dk.example"; NULL: none was chosen */
};
bool household_read(struct store *store, struct household *out, struct status *st);
bool household_write(struct store *store, const struct household *household, struct status *st);
void household_done(struct household *household);

/* ---- people */
enum role { ROLE_HOLDER = 1, ROLE_LEADER = 2, ROLE_ASSISTANT = 4, ROLE_AUDITOR = 8 };
struct person {
	char *id;
	int64_t rev;
	char *name;
	unsigned roles;      /* set of enum role */
	day_t born;          /* DAY_NONE */
	day_t from, to;      /* DAY_NONE, DAY_MAX */
	int64_t hours_week;  /* contract, minutes a week; −1 none */
};
struct people {
	struct person *of;
	int count;
};
bool people_read(struct store *store, struct people *out, struct status *st); /* by name */
void people_done(struct people *people);
/* *found false where there is none of that id. */
bool person_read(struct store *store, const char *id, struct person *out, bool *found, struct status *st);
void person_done(struct person *person);
bool person_write(struct store *store, const struct person *person, struct status *st);

struct wage {
	day_t from;
	int64_t amount; /* minor units an hour */
};
bool wage_write(struct store *store, const char *person, struct wage wage, struct status *st);
/* By day; free() *out. */
bool wages_read(struct store *store, const char *person, struct wage **out, int *count, struct status *st);

/* ---- grants, with their amounts, openings, deductions and transfers */
struct grants {
	struct grant *of;
	int count;
};
bool grants_read(struct store *store, struct grants *out, struct status *st); /* by first day, id */
/* The same without what happened with them: all that booking hours asks for. */
bool grants_read_to_book(struct store *store, struct grants *out, struct status *st);
void grants_done(struct grants *grants);
/* The grant of that id; NULL where there is none. Borrowed. */
const struct grant *grants_find(const struct grants *grants, const char *id);
bool grant_read(struct store *store, const char *id, struct grant *out, bool *found, struct status *st);
/* Writes the decision itself, not its amounts. */
bool grant_write(struct store *store, const struct grant *grant, struct status *st);
bool grant_amount_write(struct store *store, const char *grant, const struct grant_amount *amount, struct status *st);
/* What happened on a day; `withdrawn` takes it back. */
bool grant_fact_write(struct store *store, const char *grant, const struct grant_fact *fact, bool withdrawn, struct status *st);
enum grant_month_what { GRANT_OPENING, GRANT_DEDUCTION, GRANT_TRANSFER };
/* An amount of 0 withdraws what was recorded for the month. */
bool grant_month_write(struct store *store, const char *grant, enum grant_month_what what, const struct grant_month *month,
                       struct status *st);

/* ---- rule files that the household uses */
struct rule_file {
	char *id;     /* "schemes/dk.holbaek.97", "pay/2025-06/dk.example" */
	char *text;
	char sha256[65];
};
bool rule_file_read(struct store *store, const char *id, struct rule_file *out, bool *found, struct status *st);
bool rule_file_write(struct store *store, const char *id, const char *text, struct status *st);
/* Nothing happens where there is none of that id. */
bool rule_file_withdraw(struct store *store, const char *id, struct status *st);
typedef bool rule_file_fn(void *context, const char *id);
/* The ids that begin with `folder` and a slash, in their order. */
bool rule_files_each(struct store *store, const char *folder, rule_file_fn *fn, void *context, struct status *st);
void rule_file_done(struct rule_file *file);

/* ---- entries */
/* Writes entry->id (0: a new one, numbered on from the last ever used and stored back) as its next revision. */
bool entry_write(struct store *store, struct entry *entry, struct status *st);
/* The latest revision, withdrawn or not; owned texts: entry_copy_done(). */
bool entry_read(struct store *store, int64_t id, struct entry *out, bool *found, struct status *st);

struct entry_filter {
	day_t from, to;      /* start days, inclusive; DAY_NONE / DAY_MAX open */
	const char *person, *grant, *part;
	int state;           /* −1 any but withdrawn */
};
typedef bool entry_fn(void *context, const struct entry *entry);
/* In order of day, start, id. */
bool entries_each(struct store *store, const struct entry_filter *filter, entry_fn *fn, void *context, struct status *st);
/* The revisions that were written after a change, the newest first; `day` is where the entry lies by it. */
typedef bool written_fn(void *context, int64_t id, int64_t rev, day_t day);
bool entries_written_since(struct store *store, int64_t change, written_fn *fn, void *context, struct status *st);
/* Whether any entry was ever handed in, approved or rejected, and stands so. */
bool entries_reviewed(struct store *store, bool *any, struct status *st);
/* A person's entries that start on days from..to. */
bool entries_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context,
                       struct status *st);

/* The same without standby, on a statement of its own: it may be read while the other is. */
bool work_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context, struct status *st);

/* What the same person has that may have to do with an entry: all of its day, all that touches it, and each standby around. */
bool entries_near(struct store *store, const struct entry *entry, entry_fn *fn, void *context, struct status *st);

/* One revision with who made it and when. */
struct revision {
	int64_t rev, change, at;
	const char *actor, *action;
	const struct entry *entry;
};
typedef bool revision_fn(void *context, const struct revision *revision);
bool entry_history(struct store *store, int64_t id, revision_fn *fn, void *context, struct status *st);

/* ---- month sums: a cache of what entries sum to, kept in the same transaction */
bool month_sum_add(struct store *store, const char *grant, const char *part, enum kind kind, month_t month, int64_t delta,
                   struct status *st);
/* All of a grant's part; free() *out. */
bool month_sums_read(struct store *store, const char *grant, const char *part, struct month_use **out, int *count,
                     struct status *st);
/* Those of months from..to, inclusive. */
bool month_sums_between(struct store *store, const char *grant, const char *part, month_t from, month_t to, struct month_use **out,
                        int *count, struct status *st);
typedef bool month_sum_fn(void *context, const char *grant, const char *part, enum kind kind, month_t month, int64_t amount);
bool month_sums_each(struct store *store, month_sum_fn *fn, void *context, struct status *st);
bool month_sums_clear(struct store *store, struct status *st);

/* ---- shifts */
struct shift {
	int64_t id, rev;
	const char *grant, *part;
	const char *person;  /* NULL: open */
	enum kind kind;
	enum shift_state state;
	day_t day;
	struct span span;
	const char *note;
	int64_t entry;       /* booked as; 0 */
	int64_t absence;     /* the absence of its person that keeps it from being worked; 0 */
	int64_t replaces;    /* the shift that it stands in for; 0 */
};
bool shift_write(struct store *store, struct shift *shift, struct status *st);
bool shift_read(struct store *store, int64_t id, struct shift *out, bool *found, struct status *st); /* owned: shift_done() */
/* The same also of a withdrawn one, which *there tells. */
bool shift_read_any(struct store *store, int64_t id, struct shift *out, bool *found, bool *there, struct status *st);
void shift_done(struct shift *shift);
typedef bool shift_fn(void *context, const struct shift *shift);
bool shifts_each(struct store *store, day_t from, day_t to, shift_fn *fn, void *context, struct status *st);

/* ---- absences: illness, holiday, leave */
/* Writes absence->id (0: a new one, numbered on from the last ever used and stored back) as its next revision. */
bool absence_write(struct store *store, struct absence *absence, struct status *st);
/* The latest revision, withdrawn or not; owned texts: absence_done(). */
bool absence_read(struct store *store, int64_t id, struct absence *out, bool *found, struct status *st);
void absence_done(struct absence *absence);
typedef bool absence_fn(void *context, const struct absence *absence);
/* Those that touch days from..to, in order of their first; `person` NULL: everybody's. */
bool absences_each(struct store *store, const char *person, day_t from, day_t to, absence_fn *fn, void *context, struct status *st);

/* ---- what was agreed about a person's holiday */
struct leave_agreed {
	struct leave_agreement of;
	int64_t rev;
	const char *note;
};
/* Writes it as its next revision; no days withdraw it. */
bool leave_write(struct store *store, const char *person, struct leave_agreed *agreed, struct status *st);
typedef bool leave_fn(void *context, const struct leave_agreed *agreed);
bool leave_each(struct store *store, const char *person, leave_fn *fn, void *context, struct status *st);

/* ---- money */
/* Writes money->id (0: a new one, numbered on from the last ever used and stored back) as its next revision. */
bool money_write(struct store *store, struct money *money, struct status *st);
/* The latest revision, withdrawn or not; owned texts: money_copy_done(). */
bool money_read(struct store *store, int64_t id, struct money *out, bool *found, struct status *st);
typedef bool money_fn(void *context, const struct money *money);
/* In order of day, id. */
bool money_each(struct store *store, day_t from, day_t to, money_fn *fn, void *context, struct status *st);
/* Only those of one part of a grant. */
bool money_of_part(struct store *store, const char *grant, const char *part, day_t from, day_t to, money_fn *fn, void *context,
                   struct status *st);

/* ---- closed months, and what each keeps */
/* What a month came to when it was closed. */
struct closing_sums {
	int64_t entries; /* that begin in it and count */
	int64_t minutes; /* of those in time, what lies in it */
	int64_t pay;     /* total, with the corrections that were settled with it */
};
struct closing {
	month_t month;
	int64_t rev;
	int64_t change, at; /* which change wrote this revision, and when (UTC) */
	const char *actor;
	bool open;         /* it was reopened */
	const char *why;   /* of that; NULL */
	struct closing_sums sums;
};
typedef bool closing_fn(void *context, const struct closing *closing);
/* Every closing and reopening, in order of time; also those that were followed by others. */
bool closings_each(struct store *store, closing_fn *fn, void *context, struct status *st);
/* The last closed month, MONTH_NONE where none is; *change (may be NULL) is the one that closed it. */
bool closing_last(struct store *store, month_t *month, int64_t *change, struct status *st);
/* The change that closed a month, of a closing that holds; 0 where it is open. */
bool closing_of(struct store *store, month_t month, int64_t *change, struct status *st);
/* Closes a month (`why` NULL), or opens it again (`sums` NULL): what was kept of it then counts no more. */
bool closing_write(struct store *store, month_t month, const char *why, const struct closing_sums *sums, struct status *st);

/* What is kept of a part, of closings that hold. Of months before `from` (MONTH_NONE: none) only what was granted, moved and used
 * in them, and what their corrections said. Filled up to the last closed month. */
bool closed_part_read(struct store *store, const char *grant, const char *part, month_t from, struct closed_part *out,
                      struct status *st);
/* Whether anything of a grant is kept. */
bool closed_grant(struct store *store, const char *grant, bool *any, struct status *st);
/* Each belongs to the closing of a month, in the change that closes it; what was recorded after its month was closed is kept by a
 * later one. */
bool closed_row_write(struct store *store, month_t closing, const char *grant, const char *part, const struct bank_month *row,
                      struct status *st);
bool closed_figure_write(struct store *store, month_t closing, const char *grant, const char *part,
                         const struct closed_figure *figure, struct status *st);

/* What an entry counted for about a month when it was closed; later corrections with what they changed. */
struct closed_entry {
	month_t month, about;
	int64_t entry, rev;  /* as the entry was then */
	const char *person;  /* NULL */
	const char *grant, *part;
	enum kind kind;
	enum unit unit;
	day_t day;
	int64_t amount;
};
typedef bool closed_entry_fn(void *context, const struct closed_entry *entry);
bool closed_entry_write(struct store *store, month_t closing, const struct closed_entry *entry, struct status *st);
/* What was kept of one entry, in order of time. */
bool closed_entry_each(struct store *store, int64_t entry, closed_entry_fn *fn, void *context, struct status *st);
/* What later closings corrected, in order of these. */
bool closed_corrected_each(struct store *store, closed_entry_fn *fn, void *context, struct status *st);

/* What somebody was paid for an entry by a band, or what was paid on top (`entry` 0, `band` the column). */
struct closed_pay {
	month_t month, about;
	const char *person;
	int64_t entry;
	day_t day;
	enum kind kind;
	const char *band;    /* NULL: the base pay */
	const char *name;    /* of the band; NULL */
	int measure;
	int64_t rate, minutes, amount;
};
typedef bool closed_pay_fn(void *context, const struct closed_pay *pay);
bool closed_pay_write(struct store *store, month_t closing, const struct closed_pay *pay, struct status *st);
/* All that was kept, in the order in which it was written; what was closed with one month; of one entry. */
bool closed_pay_each(struct store *store, closed_pay_fn *fn, void *context, struct status *st);
bool closed_pay_of_month(struct store *store, month_t month, closed_pay_fn *fn, void *context, struct status *st);
bool closed_pay_of_entry(struct store *store, int64_t entry, closed_pay_fn *fn, void *context, struct status *st);

/* ---- drafts: what was typed and not yet stored; not audited, only for the same person */
bool draft_write(struct store *store, const char *actor, const char *form, const char *text, int64_t at, struct status *st);
char *draft_read(struct store *store, const char *actor, const char *form); /* free(); NULL where none */
void draft_delete(struct store *store, const char *actor, const char *form);

/* ---- audit */
struct audit_row {
	int64_t seq, at, undoes, redoes, rows;
	bool clock_fixed;
	const char *actor, *action, *subject;
	size_t actor_length, action_length, subject_length; /* bytes in the file: more than strlen() says where a NUL was put in */
	const unsigned char *digest; /* 32 bytes */
};
typedef bool audit_fn(void *context, const struct audit_row *row);
/* Changes made at or after `since` (UTC), oldest first. */
bool audit_each(struct store *store, int64_t since, audit_fn *fn, void *context, struct status *st);
/* The newest first. */
bool audit_each_back(struct store *store, const char *actor, audit_fn *fn, void *context, struct status *st);
/* The newest link: its number and 64 hex digits; seq 0 where there is none. */
bool audit_head(struct store *store, int64_t *seq, char hex[65], struct status *st);
/* Recomputes every digest from the rows. The first mismatch becomes the status (rule "audit"), naming the change. */
bool audit_verify(struct store *store, int64_t *changes, struct status *st);

/* What taking a change back has to obey; each may refuse. `entry` is called as each entry goes from `before` to `after` (NULL:
 * withdrawn), so that sums follow; the others when all is written, with the id of what is different now. */
struct revert_rules {
	void *context;
	bool (*entry)(void *context, const struct entry *before, const struct entry *after, struct status *st);
	bool (*grant)(void *context, const char *id, struct status *st);
	bool (*person)(void *context, const char *id, struct status *st);
	bool (*shift)(void *context, int64_t id, struct status *st);
	bool (*money)(void *context, int64_t id, struct status *st);
	bool (*absence)(void *context, int64_t id, struct status *st);
};
/* Writes the inverse of change `seq`: rows that it created are withdrawn, rows that it revised get their earlier revision back.
 * Refused (rule "changed-since") where what a row says today is not what the change wrote. Inside store_begin(). */
bool change_revert(struct store *store, int64_t seq, const struct revert_rules *rules, struct status *st);

#endif
