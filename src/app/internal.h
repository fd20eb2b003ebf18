/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of app/ share and nobody else sees. */
#ifndef LEDSAG_APP_INTERNAL_H
#define LEDSAG_APP_INTERNAL_H

#include "ledsag/app/app.h"
#include "ledsag/core/holiday.h"
#include "ledsag/core/worktime.h"

struct app {
	struct store *store;
	struct household household;
	struct zone *zone;
	struct person actor;
	int64_t now;
	bool clock_fixed;
	int64_t data_version;
	struct scheme **schemes; /* read so far */
	int scheme_count;
	struct calendar **calendars; /* read so far: calendar.c */
	int calendar_count;
};

/* A change in the acting person's name, now; texts borrowed from the app. */
struct change app_change(const struct app *app, const char *action);
/* Begins one. */
bool app_begin(struct app *app, const char *action, struct status *st);
/* Commits where `ok`, else rolls back; returns whether it is stored. */
bool app_finish(struct app *app, bool ok, struct status *st);
void app_subjectf(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Ids: [a-z0-9][a-z0-9._-]{0,31}. Rule "id". */
bool id_check(const char *id, struct status *st);
/* A text that a person typed for `what` (msgid of the field): UTF-8, no control characters, at most `most` characters. `rule` names
 * the field. */
bool text_check(const char *text, size_t most, const char *rule, const char *what, struct status *st);

/* The refusal of a change to what is not as it was shown any more. Rule "stale". */
bool id_stale(const char *id, struct status *st);
/* A grant that exists, or the refusal that names it. grant_done(). */
bool grant_need(struct app *app, const char *id, struct grant *out, struct status *st);
bool person_need(struct app *app, const char *id, struct person *out, struct status *st);

/* Takes "bpa.hours" or "bpa" apart: the longest beginning that is a grant's id. `part` (in `buffer`, may be empty). */
bool grant_name_split(struct app *app, const char *name, struct grant *grant, char part[17], struct status *st);
/* The part of a grant that is meant: by name, else the only one that the grant has, else the first in `unit`. Rule "grant". */
bool grant_part_pick(struct app *app, const struct grant *grant, const char *name, enum unit unit, const struct scheme **scheme,
                     const struct scheme_part **part, struct status *st);
/* Fills in amounts, settings and openings of a new grant whose days are known. */
bool grant_figures_read(struct app *app, const struct scheme *scheme, const struct grant_input *input, struct grant *grant,
                        struct notices *notices, struct status *st);
/* What a change of an existing grant says: new amounts from `day` on, each with its level and what is taken off. *list is owned:
 * grant_changes_done(). */
struct grant_changes {
	struct grant_amount *of;
	int count;
};
bool grant_changes_read(const struct scheme *scheme, const struct grant *grant, const struct grant_input *input, day_t day,
                        struct grant_changes *out, struct notices *notices, struct status *st);
void grant_changes_done(struct grant_changes *changes);
/* How many parts the grant has amounts for. */
int grant_part_count(const struct grant *grant, const struct scheme *scheme);
/* The level that the grant has in the end; NULL where the decision names none. */
const struct scheme_level *grant_level(const struct grant *grant, const struct scheme *scheme);
bool grant_has_part(const struct grant *grant, const struct scheme_part *part);

/* ---- what things are called in sentences (said.c) */

/* "Companion scheme (dk.holbaek.97)", in the person's language; static, until the second call after it. */
const char *scheme_said(const struct scheme *scheme);
/* The same for an id, as far as the catalogue knows it. */
const char *scheme_id_said(const char *id);
/* "SEL § 97, dk.holbaek.97", to stand in brackets behind the name; as long as scheme_said(). */
const char *law_said(const struct scheme *scheme);
/* What a person means by a word: the id, or the name in any of the languages, in small or capital letters; NULL: none. */
const struct scheme_level *level_typed(const struct scheme *scheme, const char *typed);
const struct scheme_category *category_typed(const struct scheme_part *part, const char *typed);
/* How an amount in a unit is typed: "7:30", "1d"; static. */
const char *unit_example(enum unit unit);
/* Adds "full-time (Fuldtid)" to a list. */
void level_add_said(const struct scheme_level *level, struct str *out);

/* ---- what the rules say of a grant (grant_rules.c). `notices` may be NULL. */

/* A limit that is broken: a refusal where it is hard, else a warning. */
bool rule_breaks(enum strength is, const struct status *why, struct notices *notices, struct status *st);
/* All of it, for a grant that is not written yet: dates and length, the grants beside it, the holder's age. */
bool grant_check(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                 struct status *st);
bool grant_check_dates(const struct scheme *scheme, const struct grant *grant, struct notices *notices, struct status *st);
/* How long the level may last that it has in the end. */
bool grant_check_level(const struct scheme *scheme, const struct grant *grant, struct notices *notices, struct status *st);
/* The grants beside it: what excludes it (rule "excluded"), what has to come first ("required"). */
bool grant_check_neighbours(struct app *app, const struct scheme *scheme, const struct grant *grant, struct notices *notices,
                            struct status *st);
/* That every grant still has before it what it requires. */
bool grant_check_followers(struct app *app, struct status *st);
/* The last day of a grant that is to end on `wanted`: of the month, where the scheme runs to its end, and that is said. */
day_t grant_last_day(const struct scheme *scheme, day_t wanted, struct notices *notices);
/* The last day that a hard limit leaves; DAY_MAX where there is none. */
day_t grant_longest_day(const struct scheme_length *length, day_t from);
/* The first day on which a reduction or an end takes effect (Holbæk, § 96: 14 weeks from the day of receipt). */
day_t grant_notice_over(struct app *app, const struct scheme *scheme, day_t received);
/* Says so, and that what was granted runs on until `last`; `received` may be DAY_NONE: then what would be right for `wanted`, the
 * day it is meant to take effect. */
void grant_warn_notice(struct app *app, const struct scheme *scheme, day_t received, day_t wanted, day_t last,
                       struct notices *notices);
void grant_warn_moved(const struct scheme *scheme, const struct grant_fact *fact, struct notices *notices);

/* Keeps the household's copy of a scheme's rules, where it has none yet. Inside a change. */
bool scheme_adopt(struct app *app, const char *id, struct status *st);

/* ---- public holidays and ages (calendar.c) */

/* A country's public holidays, with what the household's region adds where it lies there: as the household keeps them, each from
 * its month on, else as conf has them; none where there is no file of the country. Borrowed until calendars_done(); NULL where a
 * file is wrong. */
const struct holidays *app_holidays(struct app *app, const char *country, struct status *st);
/* The files that these are in: "DE", "DE-BY", "DE-BY-KATH"; ids_free(). */
char **app_places(const struct app *app, const char *country, int *count);
/* What was read is read anew when it is asked for next: the household keeps others by now, or may. */
void calendars_done(struct app *app);
/* The holiday that the law of the household's country gives, as the household keeps it: from a month on for the years that begin
 * then or later; else as conf has it. leave_rules_done(). */
bool app_leave_rules(struct app *app, struct leave_rules *out, struct status *st);
/* The last day on which the holder is young enough for a scheme (`holder_age_until`, `until_pension`); DAY_MAX where it has no such
 * limit or the date of birth is unknown. How strict it is, and whether who has the help by then keeps it, is in `until_is` and
 * `age_kept`. False only where something cannot be read. */
bool app_holder_until(struct app *app, const struct scheme *scheme, day_t *last, struct status *st);

/* ---- hours, shared by log, edit, import, shifts, undo */

/* Grants and people, read once for many entries. */
struct directory {
	struct grants grants;
	struct people people;
};
bool directory_read(struct app *app, struct directory *out, struct status *st);
void directory_done(struct directory *directory);
/* Borrowed; NULL where there is none of that id. */
const struct grant *directory_grant(const struct directory *directory, const char *id);
const struct person *directory_person(const struct directory *directory, const char *id);

/* An entry as typed and what it refers to; all borrowed from the directory, the app or the input. */
struct hours_read {
	struct entry entry;
	const struct entry *before; /* as it was; NULL: a new one */
	const struct grant *grant;
	const struct scheme *scheme;
	const struct scheme_part *part;
	const struct person *person; /* NULL: nobody in particular */
	/* Set by hours_allowed: what the person's other hours have to do with it. */
	struct hours_near {
		bool standby; /* a standby is near, so sums of it may move */
		bool twin;    /* hours without clock times that say the same are there already */
	} near;
};
/* Fills it from what was typed; what was not given is taken from `before` (NULL: a new entry). */
bool hours_read(struct app *app, const struct directory *directory, const struct hours_input *input, const struct entry *before,
                struct hours_read *out, struct status *st);
/* The rules that refuse an entry: inside its grant, the helper's age and dates, no overlap with the person's other hours. */
bool hours_allowed(struct app *app, struct hours_read *hours, struct status *st);
/* The same for hours that an absence credits: without the limits of what may be worked. */
bool hours_creditable(struct app *app, struct hours_read *hours, struct status *st);
/* Writes an entry's next revision and lets the month sums follow. Inside a change, in which hours_allowed() has agreed (or the
 * entry goes). */
bool hours_store(struct app *app, const struct entry *before, struct entry *entry, struct status *st);
/* Moves the month sums from what `before` counted to what `after` counts (either may be NULL), with the standby around them, and
 * refuses an `after` that collides with the person's other hours. Whether the rows are written already does not matter. */
bool hours_follow(struct app *app, const struct entry *before, const struct entry *after, struct status *st);
/* Names entries as what a change is about. */
void hours_subject(struct app *app, const int64_t *ids, int count);
/* The same limits for an entry that was booked once and is to count again, in place of `before` (NULL: of nothing): its grant or
 * person may be different by now. */
bool hours_still_allowed(struct app *app, const struct directory *directory, const struct entry *before, const struct entry *entry,
                         struct status *st);
/* The last local day on which an entry lies. */
day_t entry_last_day(const struct app *app, const struct entry *entry);
/* Whether a grant, a person, a shift can be as the file has it now (gone, moved, changed), with all that stands on it. */
bool grant_stands(struct app *app, const char *id, struct status *st);
bool person_stands(struct app *app, const char *id, struct status *st);
bool shift_stands(struct app *app, int64_t id, struct status *st);
bool money_stands(struct app *app, int64_t id, struct status *st);
bool absence_stands(struct app *app, int64_t id, struct status *st);
/* What of an entry counts: a standby without the work inside it. */
bool hours_net(struct app *app, const struct entry *entry, int64_t *amount, struct status *st);
/* Says so where what changes begins in a closed month, so that it becomes a correction. `notices` may be NULL. */
bool closed_warn(struct app *app, month_t first, struct notices *notices, struct status *st);
/* The same of an entry that counts. */
bool hours_warn_closed(struct app *app, const struct entry *entry, struct notices *notices, struct status *st);
/* What an entry counts by months: standby without the work inside it. */
bool hours_by_month(struct app *app, const struct entry *entry, struct month_parts *out, struct status *st);
/* Work inside a standby of the same person, in order; free(). */
struct span *hours_inside(struct app *app, const struct entry *standby, int *count, struct status *st);
/* What is left after an entry that is written (`result` may be NULL), and the warnings that go with it. Before the commit, so that
 * an entry is never booked and reported as failed. */
bool hours_result(struct app *app, const struct hours_read *hours, struct log_result *result, struct status *st);

/* ---- absences (absence.c, absence_apply.c) */

/* Refuses (rule "absent") what a person would do on a day, at a time (NULL: without clock times), while absent; says no reason. */
bool absence_leaves(struct app *app, const char *person, day_t day, const struct span *span, struct status *st);
/* That an absence can be as it is: nothing else of the person in its time. Rules "overlap", "worked". */
bool absence_fits(struct app *app, const struct absence *absence, struct status *st);
/* Writes what becomes of shifts and credited hours as an absence goes from `before` to `after` (either NULL: there is none); its
 * own row is written already. `grant` (may be NULL) is the name typed of what hours without a plan count on. Inside a change. */
bool absence_apply(struct app *app, const struct absence *before, const struct absence *after, const char *grant,
                   struct notices *notices, struct status *st);
/* What a shift's own person works of it, where an absence takes some: at most two pieces. */
bool absence_leftover(struct app *app, const struct shift *shift, struct span out[2], int *count, struct status *st);

/* ---- limits by the week, on the average, of one entry, of a pot (limits.c) */

/* Stretches of days, one after the other, and what was used in each: limits_used() allocates `used`, free(). */
struct stretches {
	day_t from;
	int days, count;
	int64_t *used;
};
bool limits_used(struct app *app, const struct grant *grant, const struct scheme_part *part, struct stretches *out,
                 struct status *st);
/* The hard limits: an entry that is too long (rule "longest"), a week with more than its ceiling ("week-ceiling"). What `before`
 * (may be NULL) had of it already may stay. Whether the entry is written already does not matter. */
bool limits_allowed(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                    const struct entry *before, const struct entry *entry, struct status *st);
/* What is to be said of an entry that is written: "longest", "week-over", "week-ceiling", "average", "review", "day-twice"; and the
 * week's figures in the result. */
bool limits_warn(struct app *app, const struct hours_read *hours, struct log_result *result, struct status *st);
/* The same of all that was booked on a part in some months, in one sentence for each rule; what belongs to a single entry is left
 * out. */
bool limits_warn_months(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t last,
                        struct notices *notices, struct status *st);
/* Longer than is usual, where that is only said. */
bool limits_longest(const struct scheme_part *part, const struct entry *entry);
/* The running average on a day and what was used in its time; *holds false where there is none. */
bool limits_average(struct app *app, const struct grant *grant, const struct scheme_part *part, day_t day, bool *holds,
                    struct week_average *out, int64_t *used, struct status *st);
/* The week of a day; *some false where the part has no weeks. */
bool limits_week(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part, day_t day,
                 bool *some, struct week *out, struct status *st);
/* The day that a month's figures speak of: today in the current month, else its last day, inside the grant. */
day_t limits_day(const struct app *app, const struct grant *grant, month_t month);
/* Where weeks lapse, what does so with the week of limits_day(); else *lapses and *next stay as they are. */
bool limits_lapse(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                  month_t month, bool *lapses, struct next_lapse *next, struct status *st);

/* ---- bank */

/* Runs the bank of a part until `until` (cut to the grant), with `extra` (may be NULL) used beside what is booked. */
bool bank_of(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until, const struct what_if *extra,
             struct bank *out, struct status *st);
/* The same where only the last months are looked at: of `until`'s year and the year before, at least. */
bool bank_lately(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until, struct bank *out,
                 struct status *st);
/* What closings keep of a part whose bank is run from `first` on, and what corrections come to in the first open month.
 * closed_part_done(), settlement_done(). */
bool closed_read(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first,
                 const struct what_if *extra, struct closed_part *closed, struct settlement *settlement, struct status *st);
/* What was granted and used in a calendar year, as far as the bank was run; corrections of closed months where they count. */
bool bank_year(struct app *app, const struct grant *grant, const struct scheme_part *part, const struct bank *bank, int year,
               int64_t *granted, int64_t *used, struct status *st);
/* What lapses next after the bank's last month, and how to keep it. */
void bank_outlook(const struct grant *grant, const struct scheme_part *part, const struct bank *bank, bool *lapses,
                  struct next_lapse *next, int64_t *use_to_keep, int64_t *use_now);

/* The warning about hours used beyond what was at hand: in a pool later months make it good, elsewhere nothing does. */
void overdraft_warning(const struct app *app, const struct carry_rules *rules, int64_t overdraft, enum unit unit, month_t month,
                       struct status *st);

void notices_add(struct notices *notices, const struct status *st);

/* ---- breaks that work lacks (pay_breaks.c) */
struct pay_piece;
struct pay_rules;
struct work_pieces {
	struct pay_piece *of; /* free() */
	int count, room;
};
/* One person's entries, in order of time; what is no work with clock times is left out. */
void pieces_add(struct work_pieces *pieces, const struct entry *entry);
/* The first day of the month on which breaks are missing, and on how many. */
void pieces_warn(const struct work_pieces *pieces, const struct pay_rules *rules, const char *person, month_t month,
                 struct notices *notices);

/* ---- rule files that the household keeps: "pay/ID" since ever, "pay/2025-06/ID" from a month on (rules_kept.c). Folders are "pay",
 * "holidays" and "holiday-leave". */

struct kept_rule {
	month_t from; /* MONTH_NONE: since ever */
	char *name;   /* "dk.example", "DE-BY" */
};
struct kept_rules {
	struct kept_rule *of; /* by month, then name */
	int count, room;
};
bool kept_rules_read(struct app *app, const char *folder, struct kept_rules *out, struct status *st);
void kept_rules_done(struct kept_rules *kept);
/* The last one of that name (NULL: of any) that is dated at or before a month; NULL where there is none. Borrowed. */
const struct kept_rule *kept_rules_dated(const struct kept_rules *kept, const char *name, month_t month);
/* The one of that name since ever; NULL. Borrowed. */
const struct kept_rule *kept_rules_first(const struct kept_rules *kept, const char *name);
/* "pay/2025-06/dk.example"; free(). */
char *kept_rule_key(const char *folder, month_t from, const char *name);
/* Its text; free(). NULL where it is not there (*ok) or cannot be read. */
char *kept_rule_text(struct app *app, const char *folder, month_t from, const char *name, bool *ok, struct status *st);
/* The file on disk: of rules of pay a person's own goes before the program's; free(). NULL where there is none. */
char *rule_path(const char *folder, const char *name);
/* Reads it, and whether it can be used for what it is for. free(); NULL where not. */
char *rule_load(const char *folder, const char *name, const char *path, struct status *st);
/* Keeps what the household's pay, absences and leave go by, as far as it does not yet: its default rules of pay, the public
 * holidays of its country and region, the holiday that the law gives. Inside a change; *wrote becomes true where some was not
 * there. */
bool rules_keep(struct app *app, bool *wrote, struct status *st);

/* The rules of pay of a month, as text; MONTH_NONE: before all that are dated (pay_rules.c). pay_force_done(). */
struct pay_force {
	char *id;       /* NULL where there are none */
	char *text;
	char *where;    /* what a problem calls them */
	month_t since;
	bool kept, chosen; /* chosen: by somebody; else the default of the country */
};
bool pay_force_read(struct app *app, month_t month, struct pay_force *out, struct status *st);
void pay_force_done(struct pay_force *force);
/* The same to pay by; rule "pay" where there are none. pay_rules_free(), pay_by_done(). */
bool pay_rules_load(struct app *app, month_t month, struct pay_rules **out, struct pay_by *by, struct status *st);
void pay_by_done(struct pay_by *by);
/* What is different between two texts of a rule file that can both be read (`old` NULL: there was none), added to out->changes
 * (rules_diff.c). */
struct rules_taken;
void pay_differences(const char *id, const char *old, const char *new, struct rules_taken *out);
void holiday_differences(const char *old, const char *new, struct rules_taken *out);

/* What a month is paid by today, closed or not. */
bool pay_compute(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st);

/* The same with what closings keep: a closed month as it was paid, an open one with the corrections that count in it. */
bool pay_as_closed(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st);

/* ---- working time (worktime.c, worktime_rules.c) */

/* The rules that the household's plans are held against, with what it chose; *out NULL where its country has none. *kept (may be
 * NULL): it keeps them itself. worktime_rules_free(). */
bool worktime_load(struct app *app, struct worktime_rules **out, bool *kept, struct status *st);
/* What shifts that are written, and not yet committed, break that was not broken without them: warnings, or the first that the
 * household lets block as a refusal with the rule's id. `numbered`: people know their numbers already. */
bool worktime_allows(struct app *app, const int64_t *shifts, int count, bool numbered, struct notices *notices, struct status *st);

/* ---- closed months (closed_book.c, corrections.c, close.c, close_states.c, pay_closed.c) */

/* What entries count for about closed months, as it was kept and as it is, until a month that is to be closed. */
struct account_line {
	struct closed_entry of; /* texts borrowed from the book; `month`: with which it was closed, or the first open one */
	bool now;               /* as it is today, and not as it was kept */
	bool kept_part;         /* closed months of its part are kept */
};
struct account_book {
	struct account_line *lines;
	int count, room;
	char **texts;
	int text_count, text_room;
	month_t open;           /* the first open month */
};
/* Lines of all entries that may differ in closed months, and of those numbered `more`; with `closing` (MONTH_NONE: none) also those
 * of a month that is to be closed now, and what the closed ones do not keep yet. Those of the same thing one after the other. */
bool account_book_read(struct app *app, month_t closing, const int64_t *more, int more_count, struct account_book *out,
                       struct status *st);
void account_book_done(struct account_book *book);
/* One thing after the other: its lines first..*end − 1; returns what is different by now. */
int64_t account_book_difference(const struct account_book *book, int first, int *end);
/* The first month that any grant runs in; MONTH_OPEN where there is none. */
bool grants_first_month(struct app *app, month_t *out, struct status *st);
/* What was done with an entry after one revision up to another (`before` 0: it was not booked; `after` 0: to the latest), and in
 * changes up to `until` (0: the latest). What the acting person may not see of it is left out. */
struct told_change {
	bool same;        /* it says what it said before */
	char *what, *why; /* why NULL: not given */
	day_t on;
	char *by;
};
bool correction_tell(struct app *app, int64_t entry, int64_t before, int64_t after, int64_t until, struct told_change *out,
                     struct status *st);
/* Says of an entry in a closed month what it was closed with. */
bool explain_closed(struct app *app, struct explanation *why, struct status *st);
/* Keeps what a month is paid, and what corrections of earlier ones are paid with it. */
bool pay_freeze(struct app *app, month_t month, int64_t *total, struct status *st);
/* The first month of which there is anything. Rule "nothing". */
bool closing_first_month(struct app *app, month_t *out, struct status *st);
/* What the entries of a month come to by now (close_states.c). */
struct month_tally {
	int entries;     /* that begin in it and count */
	int64_t minutes; /* of those in time, what lies in it */
	int waiting;     /* that reach into it and are neither approved nor rejected */
};
bool month_tally(struct app *app, month_t month, struct month_tally *out, struct status *st);
/* Whether a change made before is closed meanwhile, so that it cannot be undone. */
bool closed_since(struct app *app, int64_t change, month_t month, bool *is, struct status *st);

/* ---- money (money_use.c) */

/* Rows with texts of their own: money_rows_done(). */
struct money_rows {
	struct money *of;
	int count, room;
};
bool money_rows_add(void *rows, const struct money *money); /* a money_fn */
void money_rows_done(struct money_rows *rows);
/* All of a part in the calendar years from..to; `extra` (may be NULL) is one more of its month's last day. */
bool money_rows_read(struct app *app, const struct grant *grant, const struct scheme_part *part, int from, int to,
                     const struct what_if *extra, struct money_rows *out, struct status *st);
/* The same of every row, of whatever grant: all that is booked. */
bool money_rows_all(struct app *app, struct money_rows *out, struct status *st);
/* Whether all money that is booked on a grant lies within its days; nothing may be booked where it is gone (`grant` NULL). Rules
 * "money-after-end", "in-use". */
bool money_fits(struct app *app, const char *id, const struct grant *grant, struct status *st);
/* What is used of a part in money, by month from `first` to `until`: the calendar year as a whole decides whether it counts.
 * free(); NULL where it fails. */
int64_t *money_used(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t until,
                    const struct what_if *extra, struct status *st);
/* What a grant's part in money came to in the year of `until`, granted up to that month. */
bool money_year_read(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until,
                     struct account_money *out, struct status *st);

#endif
