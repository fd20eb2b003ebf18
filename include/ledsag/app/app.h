/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do: one function per use case = permission + rule + one transaction with its audit row. Commands and screens
 * call nothing below this. Functions return false with a status; texts in results are owned by the result and freed by its
 * *_done(). */
#ifndef LEDSAG_APP_APP_H
#define LEDSAG_APP_APP_H

#include "ledsag/app/closing.h"
#include "ledsag/app/holiday.h"
#include "ledsag/app/notices.h"
#include "ledsag/app/pay.h"
#include "ledsag/core/absence.h"
#include "ledsag/core/account.h"
#include "ledsag/core/charge.h"
#include "ledsag/core/entry.h"
#include "ledsag/core/expense.h"
#include "ledsag/core/quick.h"
#include "ledsag/core/state.h"
#include "ledsag/core/weeks.h"
#include "ledsag/store/records.h"

#include <stdio.h>

struct app;

/* ---- opening */

struct app_options {
	const char *file; /* -f; NULL: $LEDSAG_FILE, else $XDG_DATA_HOME/ledsag/household.db, else ~/.local/share/… */
	const char *as;   /* --as; NULL: the holder */
};

/* Where the household would be, by the same rule; free(). */
char *app_file(const struct app_options *options);

bool app_open(struct app **out, const struct app_options *options, struct status *st);
void app_close(struct app **app);

/* A household to be. zone, region, lang may be NULL: by country. */
struct household_input {
	const char *holder, *country, *zone, *region, *lang;
};
/* Makes a new file with its holder (person "holder"); refuses an existing one. The app is open on it afterwards. */
bool app_init(struct app **out, const struct app_options *options, const struct household_input *input, struct status *st);

const struct household *app_household(const struct app *app);
const struct zone *app_zone(const struct app *app);
int64_t app_now(const struct app *app);  /* UTC seconds; LEDSAG_NOW fixes it */
day_t app_today(const struct app *app);
const char *app_actor(const struct app *app);
const char *app_path(const struct app *app);
/* True where another session has written since the last call. */
bool app_changed(struct app *app);
/* All reads from here on see one state of the file, until something is changed or the app is closed. */
bool app_snapshot(struct app *app, struct status *st);

/* ---- who may do what (table in permit.c) */

enum permission {
	MAY_READ_PEOPLE, MAY_WRITE_PEOPLE,
	MAY_READ_GRANTS, MAY_WRITE_GRANTS,
	MAY_READ_HOURS, MAY_LOG_HOURS, MAY_EDIT_HOURS, MAY_IMPORT_HOURS, MAY_SUBMIT_HOURS, MAY_APPROVE_HOURS,
	MAY_READ_ROSTER, MAY_PLAN, MAY_BOOK_SHIFT,
	MAY_READ_ACCOUNT, MAY_WRITE_MONEY, MAY_READ_PAY,
	MAY_READ_AUDIT, MAY_CARE, /* check, backup */
	MAY_READ_ABSENCE, MAY_WRITE_ABSENCE,
	MAY_CLOSE, /* and reopen */
	PERMISSION_COUNT
};

/* Whether the acting person may do it with what belongs to `person` (NULL: nobody in particular). The refusal is the same sentence
 * whether the thing exists or not: STATUS_DENIED, rule "not-yours". */
bool app_may(const struct app *app, enum permission permission, const char *person, struct status *st);
bool app_is_leader(const struct app *app); /* holder or leader */

/* ---- the catalogue */

/* The scheme as this household keeps it (the rules travel with the file), else as conf has it. Borrowed until app_close(). */
const struct scheme *app_scheme(struct app *app, const char *id, struct status *st);
/* Ids of all schemes of conf and of the person's own directory (place_own("schemes")), sorted with their numbers by size; free each
 * and the list. Needs no household. */
bool catalogue_ids(char ***ids, int *count, struct status *st);
/* The file of a scheme: the own one goes before conf's; free(). NULL where there is none. */
char *catalogue_path(const char *id);
/* A scheme as that file has it, without a household; scheme_free(). */
bool catalogue_scheme(const char *id, struct scheme **out, struct status *st);
/* True where the household keeps other rules of this scheme than its file has now. */
bool app_scheme_differs(struct app *app, const char *id, bool *differs, struct status *st);

void ids_free(char ***ids, int count);

/* ---- people */

struct person_input {
	const char *id, *name, *roles, *born, *from, *wage, *hours_week; /* as typed; NULL: not given; born, hours_week "": none */
	int64_t rev; /* ≠ 0: an edit is refused with rule "stale" where another revision is there meanwhile */
};
bool app_person_add(struct app *app, const struct person_input *input, struct status *st);
/* Changes what is given; `from` dates a new wage. */
bool app_person_edit(struct app *app, const struct person_input *input, struct status *st);
bool app_person_end(struct app *app, const char *id, const char *day, struct status *st);
bool app_people(struct app *app, struct people *out, struct status *st); /* an assistant sees only names and the own row */
bool app_wages(struct app *app, const char *person, struct wage **out, int *count, struct status *st);
/* "holder,leader" ↔ set; rule "role". roles_format: free(). */
bool roles_parse(const char *text, unsigned *out, struct status *st);
char *roles_format(unsigned roles);

/* ---- grants */

struct grant_input {
	/* as typed; NULL: not given */
	const char *id, *scheme, *from, *to, *received, *applied, *payer, *case_no, *opening, *level;
	const char *const *amounts; /* "[PART=]A" */
	int amount_count;
	const char *const *deducts; /* "[PART=]A": help that is given in another way, for the same period as the amount */
	int deduct_count;
	const char *const *settings; /* "use=oldest-first", "window=6", "cap=90:00", "prorate=yes", "lapse=no" */
	int setting_count;
	int64_t rev; /* app_grant_edit(): of the grant as it was shown; 0: whatever it is by now */
};
/* `notices` (may be NULL) gets the warnings: what is as a rule otherwise, but may be decided so. */
bool app_grant_add(struct app *app, const struct grant_input *input, struct notices *notices, struct status *st);
/* What app_grant_add would say, without adding anything. */
bool app_grant_try(struct app *app, const struct grant_input *input, struct notices *notices, struct status *st);
/* From input->from on: new amounts, another level, another deduction. A reduction takes effect no sooner than the scheme's notice
 * after input->received; what was granted runs on until then. */
bool app_grant_change(struct app *app, const char *id, const struct grant_input *input, struct notices *notices, struct status *st);
/* Records later what the letter says: received, applied, payer, case number; "" takes payer or case number away. */
bool app_grant_edit(struct app *app, const char *id, const struct grant_input *input, struct status *st);
/* What happened on a day: "applied", "absence", "abroad", "report", "appeal", "moved", "no-income", "income", "received". `note`
 * may be NULL; `withdraw` takes it back. */
struct fact_input {
	const char *what, *day, *note;
	bool withdraw;
};
bool app_grant_fact(struct app *app, const char *id, const struct fact_input *input, struct notices *notices, struct status *st);
/* Hours that a home gives itself are taken from a month's lot (Holbæk, § 97). `amount` may be "PART=A". 0:00 takes it back. */
bool app_grant_deduct(struct app *app, const char *id, const char *month, const char *amount, struct status *st);
/* An agreed transfer of unused hours of the year before into `year`. */
bool app_grant_transfer(struct app *app, const char *id, const char *year, const char *amount, struct status *st);
/* `received` (may be NULL): when the decision that ends it was received; then the scheme's notice holds. */
bool app_grant_end(struct app *app, const char *id, const char *day, const char *received, struct notices *notices,
                   struct status *st);
bool app_grants(struct app *app, struct grants *out, struct status *st);
bool app_grant(struct app *app, const char *id, struct grant *out, struct status *st); /* grant_done() */

/* ---- hours */

struct hours_input {
	const char *date, *span, *grant, *person, *kind, *pause, *note; /* as typed; NULL: not given. span: 8-15, 7:30, 1d, 2x */
	const char *why; /* of an edit: why it is changed; it stays with the entry until the next change */
};

struct log_result {
	int64_t entry;
	int64_t amount;    /* minutes (days, sessions) that count */
	enum unit unit;
	char *grant, *part; /* part NULL where the grant has only one */
	bool shows_left;   /* what a grant holds is not an assistant's to know */
	bool granted;      /* no: what is used is only written down, and nothing can be left */
	int64_t left;      /* in the last month that the entry touches (closed: in the first open one), before that month's end */
	int64_t overdraft; /* of that month */
	bool by_week;      /* what counts is the week: what it leaves lapses with it */
	struct week week;  /* … the last that the entry touches */
	struct notices notices;
};
void log_result_done(struct log_result *result);

/* Books hours. The status' rule names the field at fault: date, span, grant, person, kind, pause, note; or the rule that refuses:
 * overlap, outside-grant, helper-age, unit, longest, week-ceiling. `result` may be NULL. */
bool app_log(struct app *app, const struct hours_input *input, struct log_result *result, struct status *st);
/* What app_log would do, without doing it. */
bool app_log_try(struct app *app, const struct hours_input *input, struct log_result *result, struct status *st);
/* Turns a line ("fri 22-7 led") into the fields of an input; texts owned: hours_line_done(). */
struct hours_line {
	struct hours_input input;
	struct quick quick;
	char *owned[7];
};
bool app_quick(struct app *app, const char *line, enum day_lean lean, struct hours_line *out, struct status *st);
void hours_line_done(struct hours_line *line);

/* Edits what is given (NULL: as it was). What was approved is submitted afterwards, what was rejected logged, unless nothing is
 * different. `rev` ≠ 0: refused with rule "stale" where the entry has another revision meanwhile. */
bool app_hours_edit(struct app *app, int64_t id, int64_t rev, const struct hours_input *input, struct log_result *result,
                    struct status *st);
bool app_hours_withdraw(struct app *app, int64_t id, int64_t rev, struct status *st);

struct hours_query {
	day_t from, to; /* inclusive */
	const char *person, *grant; /* NULL: all; grant may be "bpa.hours" */
	int state;      /* −1 */
};
/* One row of the list. `minutes`: what counts of it (standby without the work inside it). */
struct hours_row {
	const struct entry *entry;
	int64_t amount;    /* in the entry's unit */
	int64_t amount_in; /* the part inside the asked days */
};
typedef bool hours_fn(void *context, const struct hours_row *row);
/* Entries that touch the asked days, in order of start. An assistant gets the own ones only. */
bool app_hours(struct app *app, const struct hours_query *query, hours_fn *fn, void *context, struct status *st);
bool app_entry(struct app *app, int64_t id, struct entry *out, struct status *st); /* entry_copy_done() */
bool app_entry_history(struct app *app, int64_t id, revision_fn *fn, void *context, struct status *st);

/* ---- the life of an hour: submit, approve, reject (approve.c) */

/* Which entries a step is for: those named, or else all that begin in or reach into some days and may take it. */
struct hours_pick {
	const int64_t *ids;  /* one named twice counts once */
	const int64_t *revs; /* the revision of each that the person was shown; NULL: whatever they say now */
	int count;           /* 0: by days */
	day_t from, to;      /* inclusive */
	const char *person;  /* NULL: who submits the own, else everybody's */
	const char *grant;   /* NULL: all; may be "bpa.hours" */
};
/* What it came to; hours_picked_done(). */
struct hours_picked {
	int64_t *ids, *revs;
	int count, room;
	int64_t amounts[UNIT_MONEY]; /* of each unit, and by days only what lies in them */
	int left; /* by days, submitting: rejected entries, which have to be named to be submitted */
	struct notices notices; /* of the step: "closed" */
};
void hours_picked_done(struct hours_picked *picked);
/* What app_hours_step would take now by days, in order of time. */
bool app_hours_pick(struct app *app, enum entry_step step, const struct hours_pick *pick, struct hours_picked *out,
                    struct status *st);
/* STEP_SUBMIT, STEP_APPROVE or STEP_REJECT of all of them, or of none: one change. `why` is for STEP_REJECT: at most ENTRY_WHY_MOST
 * characters. By days nothing may be found: then nothing is written and out->count is 0. `out` may be NULL. Rules: "state" (this
 * step cannot be taken from there), "withdrawn", "stale", "why", "not-yours"; where a rejected entry would count again, also those
 * that refuse a new one. Each names the entry. */
bool app_hours_step(struct app *app, enum entry_step step, const struct hours_pick *pick, const char *why, struct hours_picked *out,
                    struct status *st);
/* Those named, as one change. `why` (may be NULL) stays with them; of a closed month it stands with the correction that `notices`
 * (may be NULL) tells of. */
bool app_hours_withdraw_all(struct app *app, const struct hours_pick *pick, const char *why, struct notices *notices,
                            struct status *st);

/* One field of an entry in words ("08:00-15:00", "approved"); "" where it says nothing; free(). */
char *app_entry_field(struct app *app, const struct entry *entry, enum entry_field field);
/* entry_differences() as a person sees them: the same times on another day are the same. */
unsigned app_entry_differences(struct app *app, const struct entry *a, const struct entry *b);

/* ---- import */

struct import_problem {
	int64_t line;
	char *field;   /* "date"; "" for the whole line */
	char *message; /* what is wrong and what is right */
};
struct import_result {
	int64_t rows;      /* read, without the header */
	int64_t minutes;
	bool latin1, bom, semicolon, decimal; /* what was recognised */
	struct import_problem *problems;      /* the first 1,000 */
	int problem_count;
	int64_t bad_lines;                    /* all of them */
	struct notices notices;
};
void import_result_done(struct import_result *result);
/* Called now and then with bytes read and all bytes (0: unknown). */
typedef void progress_fn(void *context, int64_t done, int64_t all);
/* All or nothing: with any problem nothing is written and the status is STATUS_INPUT, rule "import". One change in the audit. `in`
 * is a stream of its own; `dry` writes nothing. */
bool app_import_hours(struct app *app, FILE *in, bool dry, progress_fn *progress, void *context, struct import_result *result,
                      struct status *st);

/* ---- bank and balance */

/* How one part of one grant stands in a month. */
struct standing {
	char *grant;
	char *part;            /* its id */
	bool several;          /* the grant has several parts */
	const struct scheme *scheme; /* borrowed */
	const struct scheme_part *rules_part; /* borrowed */
	struct carry_rules rules;
	day_t from, to;        /* of the grant */
	int64_t granted, used; /* of the month */
	int64_t at_hand, overdraft;
	int64_t left;          /* before the month's end lapse */
	bool yearly;           /* money granted by the year: */
	int64_t year_granted, year_used; /* … in the month's year, up to the month; `overdraft` is then the year's as well */
	bool lapses;
	struct next_lapse next;
	/* to be used in the month of `next`, if nothing is used before, so that nothing lapses; 0 where nothing helps */
	int64_t use_to_keep;
	int64_t use_now;       /* the same, used in the month shown; 0 where that is the month of `next` */
};
struct standings {
	struct standing *of;
	int count;
};
bool app_balance(struct app *app, month_t month, struct standings *out, struct status *st);
void standings_done(struct standings *standings);

/* What would be booked without booking it, in the month shown. */
struct what_if {
	enum unit unit;
	int64_t amount; /* in the part's unit; 0: nothing */
	month_t month;
};
struct bank_view {
	char *grant, *part;
	bool several;
	struct grant decision;  /* owned */
	const struct scheme *scheme;
	const struct scheme_part *rules_part;
	struct carry_rules rules;
	struct bank bank;       /* from the grant's first month to the asked one */
	bool lapses;
	struct next_lapse next;
	/* to be used in the month of `next`, if nothing is used before, so that nothing lapses; 0 where nothing helps */
	int64_t use_to_keep;
	int64_t use_now;       /* the same, used in the month shown; 0 where that is the month of `next` */
	struct week *weeks;    /* those that touch the last month, where the part is measured by the week; owned */
	int week_count;
	int week_now;          /* the one that the month speaks of: of today, else of its last day; −1 where there are none */
	bool weeks_lapse;      /* what a week leaves lapses with it: then `next` is of that week */
	bool averages;         /* the amount holds on average */
	struct week_average average;
	int64_t average_used;
	month_t closed;        /* the last closed month; MONTH_NONE */
	struct corrections corrections; /* that count in the months of the bank, or are about them */
};
/* `grant` may be "bpa.hours"; with several parts and none named: the first in minutes. `what_if` may be NULL. */
bool app_bank(struct app *app, const char *grant, month_t until, const struct what_if *what_if, struct bank_view *out,
              struct status *st);
void bank_view_done(struct bank_view *view);

/* What lapses next and what to do about it, in one sentence of the person's language; NULL where nothing does; free(). */
char *app_lapse_sentence(const struct app *app, const struct carry_rules *rules, enum unit unit, struct next_lapse next,
                         int64_t use_to_keep, int64_t use_now);

/* How what was used compares with an amount that holds on average; NULL where none does; free(). */
char *app_average_sentence(const struct app *app, const struct bank_view *view);

/* What was used beyond what was at hand in a month, and what becomes of it; free(). */
char *app_overdraft_sentence(const struct app *app, const struct carry_rules *rules, int64_t overdraft, enum unit unit,
                             month_t month);

/* ---- dates to keep */

struct deadline {
	day_t on;
	int64_t days;      /* from today; negative where it is past */
	bool overdue;      /* past, and the holder's or the employer's to do */
	char *grant;       /* its id */
	const char *kind;  /* static: appeal, follow-up …, end, length, change, notice, age, lapse */
	enum deadline_by by;
	enum strength is;
	char *name, *what; /* in the person's language: what it is, what to do */
	char *rule;        /* "dk.holbaek.97/appeal" */
	day_t counted_from; /* what the scheme counts from; DAY_NONE where it comes from no deadline of the scheme */
	char *counted;     /* the same with how long from there, in words; NULL */
	const struct scheme *scheme; /* borrowed: its law and source */
};
struct deadlines {
	struct deadline *of; /* by day, grant, rule */
	int count, room;
};
/* All that falls on days from..to. `from` DAY_NONE: what matters now, that is from today on, and what is overdue since 30 days;
 * `to` DAY_MAX: a year ahead. */
bool app_deadlines(struct app *app, day_t from, day_t to, struct deadlines *out, struct status *st);
/* Those of today and so many days ahead, without what lapses and without grants that are long over: for where the balance stands
 * beside it. */
bool app_deadlines_soon(struct app *app, int days, struct deadlines *out, struct status *st);
void deadlines_done(struct deadlines *deadlines);
/* "in 12 days", "10 days ago, overdue"; free(). */
char *app_deadline_when(const struct deadline *deadline);

/* ---- money */

struct money_input {
	const char *date, *amount, *grant, *kind, *category, *voucher, *text; /* as typed; NULL: not given; "" in an edit: none */
	const char *counts; /* "yes": the decision lets it count although as a rule it does not; "no": as the rule says */
};

/* One row and what the rules make of it. */
struct money_view {
	struct money money;
	const struct scheme_part *rules_part; /* borrowed */
	bool several;    /* the grant has several parts */
	int64_t counted; /* what of it counts by its category, before the threshold; 0 where it is no spending */
};
void money_view_done(struct money_view *view);
/* The category's name, its id where the rules have none of it, "" where the row has none. Borrowed. */
const char *app_money_category(const struct money_view *view);

struct money_result {
	struct money_view row;
	bool yearly;              /* the part is granted by the year, so that `left` and `overdraft` are the year's */
	int64_t left, overdraft;
	struct expense_year year; /* in which its day lies */
	struct notices notices;
};
void money_result_done(struct money_result *result);

/* Books money. The status' rule names the field at fault: date, amount, grant, kind, category, counts, voucher, note; or the rule
 * that refuses: outside-grant, unit, not-counted. `result` may be NULL. */
bool app_money_add(struct app *app, const struct money_input *input, struct money_result *result, struct status *st);
/* Changes what is given (NULL: as it was). `rev` ≠ 0: refused with rule "stale" where the row has another revision meanwhile. */
bool app_money_edit(struct app *app, int64_t id, int64_t rev, const struct money_input *input, struct money_result *result,
                    struct status *st);
/* What app_money_edit (`id` 0: app_money_add) would do, without doing it. */
bool app_money_try(struct app *app, int64_t id, const struct money_input *input, struct money_result *result, struct status *st);
bool app_money_withdraw(struct app *app, int64_t id, int64_t rev, struct status *st);

struct money_query {
	day_t from, to;    /* inclusive */
	const char *grant; /* NULL: all; may be "bpa.expenses" */
	int kind;          /* −1: all */
};
typedef bool money_view_fn(void *context, const struct money_view *view); /* borrowed during the call */
/* In order of day, then number. */
bool app_money(struct app *app, const struct money_query *query, money_view_fn *fn, void *context, struct status *st);
/* One row, withdrawn or not; money_view_done(). */
bool app_money_row(struct app *app, int64_t id, struct money_view *out, struct status *st);

/* A calendar year of a part in money; granted by the month only as far as a bank was run. */
struct money_year {
	int64_t granted;
	int64_t used;      /* what counts, where the year counts */
	int64_t left;      /* at the end, before what lapses then */
	int64_t overdraft; /* used beyond what was granted and carried until then */
	struct expense_year spent;
};
struct money_years {
	struct money_year *of; /* one a year of the bank, the earliest first; none where the part is no money */
	int count;
};
/* What a bank in money says year by year; `what_if` as the bank was run with. */
bool app_money_years(struct app *app, const struct bank_view *view, const struct what_if *what_if, struct money_years *out,
                     struct status *st);
void money_years_done(struct money_years *years);

/* A part in money in one calendar year; granted by the month, up to today's. Borrowed during the call. */
struct money_part {
	const struct grant *grant;
	const struct scheme *scheme;
	const struct scheme_part *rules_part;
	bool several; /* the grant has several parts */
	const struct money_year *year;
};
typedef bool money_part_fn(void *context, const struct money_part *part);
/* Every part in money of a grant that runs in the year; `grant` (may be NULL, "bpa.expenses") picks. */
bool app_money_parts(struct app *app, int year, const char *grant, money_part_fn *fn, void *context, struct status *st);

/* How far a year is from its threshold, or that it is above it; NULL where there is none; free(). */
char *app_threshold_sentence(const struct app *app, const struct expense_year *year);
/* That a year goes by the threshold of an earlier one, because the rules have no newer; NULL where they have; free(). */
char *app_old_threshold_sentence(const struct expense_year *year);

/* ---- own payment */

/* What a person pays for the days of a stay, begun days counted whole. */
struct own_payment {
	struct charge_sum *of; /* one a charge, in the scheme's order, over the months of the bank; none where nothing is due so */
	int count;
};
bool app_own_payment(struct app *app, const struct bank_view *view, struct own_payment *out, struct status *st);
void own_payment_done(struct own_payment *payment);
/* What a charge by the month is at the end of the bank's last month; NULL where it is none, or not of this part. It is told, not
 * summed up: what it comes to is the authority's to decide. The sentence: free(). */
const struct scheme_dated *app_monthly_charge(const struct bank_view *view, const struct scheme_charge *charge);
char *app_monthly_sentence(const struct app *app, const struct scheme_charge *charge, const struct scheme_dated *rate);

/* ---- the account */

struct account_part {
	const struct scheme_part *rules_part; /* borrowed */
	struct account account;
};
/* What was booked in the year on a part in money. */
struct account_money {
	const struct scheme_part *rules_part; /* borrowed */
	int64_t sums[MONEY_KINDS];
	struct money_year year;
};
struct account_doc {
	int year;
	struct grant decision; /* owned */
	const struct scheme *scheme;
	struct account_part *parts; /* counted in time, days or sessions */
	int part_count;
	struct account_money *money;
	int money_count;
	struct corrections corrections; /* about months of the year, or that count in it */
	char **missing;        /* sentences: what is missing before it can be sent */
	int missing_count;
};
struct account_docs {
	struct account_doc *of;
	int count;
};
/* `grant` NULL: every grant that touches the year. */
bool app_account(struct app *app, int year, const char *grant, struct account_docs *out, struct status *st);
void account_docs_done(struct account_docs *docs);

/* ---- shifts */

/* `rev` ≠ 0 everywhere here: the revision that the person was shown; refused with rule "stale" where another is there meanwhile. */
struct shift_input {
	const char *date, *span, *grant, *person, *kind, *note; /* as typed */
	const char *repeat; /* "FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20251231": weekly only in this form */
};
/* Plans shifts; *ids (free()) gets every number given. What they break of the working-time rules is in the notices, or refuses
 * them where the household lets that rule block; the same when one is given to somebody. */
bool app_shift_add(struct app *app, const struct shift_input *input, int64_t **ids, int *count, struct notices *notices,
                   struct status *st);
bool app_shift_assign(struct app *app, int64_t id, int64_t rev, const char *person, struct notices *notices,
                      struct status *st); /* "" opens it again */
bool app_shift_cancel(struct app *app, int64_t id, int64_t rev, struct status *st);
/* Books the entry as planned, or as worked where `span` is given; one change. */
bool app_shift_done(struct app *app, int64_t id, int64_t rev, const char *span, struct log_result *result, struct status *st);
bool app_shift(struct app *app, int64_t id, struct shift *out, struct status *st); /* shift_done() */
bool app_shifts(struct app *app, day_t from, day_t to, shift_fn *fn, void *context, struct status *st);

/* ---- absences */

/* Of the shift of somebody who is absent others learn only that it is so: `absence` is this number, and nobody's. */
#define ABSENCE_OF_ANOTHER (-1)

struct absence_input {
	/* as typed; NULL: not given; hours "" in an edit: whole days */
	const char *person, *from, *to, *kind, *hours, *grant, *note;
};

/* What an absence is credited with by one rule. */
struct absence_credit {
	struct credit_basis basis; /* its rule; of what is planned without figures */
	day_t from, to;            /* the first and the last day credited so */
	int count;                 /* shifts, or workdays */
	int64_t minutes;
};
/* A planned shift that is kept, and what stands in for it. */
struct absence_shift {
	int64_t shift, replacement; /* replacement 0: nobody has to stand in */
	enum shift_state state;     /* of the replacement; cancelled: nobody is needed */
	day_t day;
	struct span span;           /* what of the shift is to be worked by others */
	char *person;               /* who stands in; NULL */
};
struct absence_view {
	struct absence absence; /* owned */
	int64_t minutes;        /* credited in all */
	struct absence_credit credits[CREDIT_RULES];
	int credit_count;
	struct absence_shift *shifts;
	int shift_count;
	int64_t *entries;       /* the credited hours */
	int entry_count;
	char *grant, *part;     /* on which they count, of the last; NULL where nothing is credited */
};
void absence_view_done(struct absence_view *view);
/* By which rule how much is credited, in one sentence of the person's language; free(). */
char *app_credit_sentence(const struct app *app, const struct absence_credit *credit);

/* Keeps the planned shifts of that time, opens them for others, and credits the hours that the rule gives (core/absence.h). The
 * status' rule names the field at fault: person, from, to, kind, hours, grant, note; or the rule that refuses: overlap (another
 * absence), worked (hours that are booked already), person-dates, outside-grant. `view` and `notices` may be NULL. */
bool app_absence_add(struct app *app, const struct absence_input *input, struct absence_view *view, struct notices *notices,
                     struct status *st);
/* Changes what is given; shifts and hours follow. `rev` ≠ 0: refused with rule "stale" where there is another meanwhile. */
bool app_absence_edit(struct app *app, int64_t id, int64_t rev, const struct absence_input *input, struct absence_view *view,
                      struct notices *notices, struct status *st);
/* What app_absence_edit (`id` 0: app_absence_add) would do, without doing it. */
bool app_absence_try(struct app *app, int64_t id, const struct absence_input *input, struct absence_view *view,
                     struct notices *notices, struct status *st);
/* The shifts are the person's again, the credited hours go; who stands in already is kept and named in a notice. */
bool app_absence_withdraw(struct app *app, int64_t id, int64_t rev, struct notices *notices, struct status *st);
/* The last day becomes `day`: back earlier or later than thought. */
bool app_absence_end(struct app *app, int64_t id, int64_t rev, const char *day, struct absence_view *view, struct notices *notices,
                     struct status *st);
bool app_absence(struct app *app, int64_t id, struct absence_view *view, struct status *st);
typedef bool absence_view_fn(void *context, const struct absence_view *view); /* borrowed during the call */
/* Those that touch days from..to, in order of their first; `person` NULL: everybody's. An assistant gets the own ones only. */
bool app_absences(struct app *app, const char *person, day_t from, day_t to, absence_view_fn *fn, void *context, struct status *st);

/* ---- undo */

/* Takes back the acting person's last change (or repeats the last undone one). *what (free()) says which: "log: entry 17". */
bool app_undo(struct app *app, char **what, struct status *st);
bool app_redo(struct app *app, char **what, struct status *st);

/* ---- care */

bool app_audit(struct app *app, int64_t since, audit_fn *fn, void *context, struct status *st);
bool app_audit_head(struct app *app, int64_t *seq, char hex[65], struct status *st);
struct check_result {
	int64_t changes, entries;
};
/* Integrity, foreign keys, audit chain, caches, and every entry inside its grant. The first finding becomes the status. */
bool app_check(struct app *app, struct check_result *out, struct status *st);
/* Makes the sums kept beside the entries anew, as an audited change. */
bool app_repair(struct app *app, struct status *st);
bool app_backup(struct app *app, const char *path, struct status *st);

/* ---- drafts */

void app_draft_save(struct app *app, const char *form, const char *text);
char *app_draft_load(struct app *app, const char *form);
void app_draft_drop(struct app *app, const char *form);

/* ---- demo */

enum demo_case { DEMO_BPA, DEMO_LEDSAGE, DEMO_PB };
/* A believable household of two years up to yesterday, in a new file. */
bool app_demo(const char *file, enum demo_case which, struct status *st);

#endif
