/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms and questions that several screens open. */
#ifndef LEDSAG_SCREENS_FORMS_H
#define LEDSAG_SCREENS_FORMS_H

#include "common.h"

/* ---- hours (hours_form.c). `grant` and `person` are what is proposed; NULL: nothing. */
void hours_ask_quick(struct ui *ui, const char *grant, const char *person);
void hours_ask(struct ui *ui, day_t day, const char *grant, const char *person);
void hours_ask_edit(struct ui *ui, int64_t id);

/* What became of an entry: "Logged: 9:00 h on led. 16:00 h are left." and the warnings, one a line; free(). */
char *hours_done_text(const struct app *app, const struct log_result *result);

/* An entry in a sentence, to see what others made of it; free(). */
char *entry_sentence(struct app *app, const struct entry *entry);
/* How an entry stands now, and its revision; free(). */
char *entry_now(struct app *app, int64_t id, int64_t *rev);

/* ---- the life of an hour (hours_life.c) */
/* Entries that are named (ids, revs, count): all of them or none, and only as they were shown. */
void hours_do_step(struct ui *ui, enum entry_step step, const struct hours_pick *pick);
void hours_ask_reject(struct ui *ui, const struct hours_pick *pick);
void hours_ask_withdraw(struct ui *ui, const struct hours_pick *pick);
/* All of some days that may take the step, asked with how many they are and their sum; NULL: every grant, everybody (who submits:
 * the own). `period` is what the days are called. */
void hours_ask_step(struct ui *ui, enum entry_step step, day_t from, day_t to, const char *period, const char *grant,
                    const char *person);

/* ---- shifts (shift_form.c) */
/* `span` and `person` may be NULL. */
void shift_ask(struct ui *ui, day_t day, const char *span, const char *person);
void shift_ask_assign(struct ui *ui, int64_t id);
void shift_ask_worked(struct ui *ui, int64_t id);
void shift_ask_cancel(struct ui *ui, int64_t id);
/* Books the hours as planned; `rev` is the revision of the plan that was shown. */
void shift_do_done(struct ui *ui, int64_t id, int64_t rev);
/* A shift in a sentence, as the roster speaks it; `names` labels people; free(). */
char *shift_sentence(struct app *app, const struct shift *shift, const char *person);

/* ---- absences (absence_form.c) */
/* `person` NULL: nobody is proposed. */
void absence_ask(struct ui *ui, day_t day, const char *person, enum absence_kind kind);
/* Who has this shift is ill, from its day on. */
void absence_ask_ill(struct ui *ui, int64_t shift_id);
void absence_ask_end(struct ui *ui, int64_t id);
void absence_ask_withdraw(struct ui *ui, int64_t id);
/* "Mon 16 Jun – Wed 18 Jun", "Mon 16 Jun 12:00-16:00"; free(). */
char *absence_time(const struct app *app, const struct absence *absence);
/* What is credited by which rule and how many shifts are open, a line each. */
void absence_outcome(struct str *out, struct app *app, const struct absence_view *view);

/* ---- money (money_form.c). `grant` is what is proposed; NULL: nothing. */
void money_ask(struct ui *ui, day_t day, const char *grant);
void money_ask_edit(struct ui *ui, int64_t id);
void money_ask_withdraw(struct ui *ui, int64_t id);

/* ---- schemes (scheme.c) */
/* Adds everything that a scheme says. */
void add_scheme(struct page *page, const struct scheme *scheme);

/* ---- grants (grants.c) */
/* "37:00 h a week, 12,000.00 kr. a month": what is in force on a day; `scheme` may be NULL; free(). */
char *grant_amounts(const struct app *app, const struct grant *grant, const struct scheme *scheme, day_t day);
/* The day whose amounts stand for the grant: today, or the nearest day on which it runs. */
day_t grant_telling_day(const struct app *app, const struct grant *grant);

/* ---- dates to keep (deadlines.c) */
/* Adds the columns of a table of dates to keep, and one row of it; its id is `before` and what the list of them calls it. */
void deadline_columns(struct page_block *block);
void deadline_row(struct grid *grid, const struct deadline *deadline, const char *before);

/* ---- changing them (grant_form.c) */
void grant_ask(struct ui *ui);
/* The same with the scheme filled in; NULL: none. */
void grant_ask_under(struct ui *ui, const char *scheme);
void grant_ask_change(struct ui *ui, const char *id);
void grant_ask_end(struct ui *ui, const char *id);
void grant_ask_deduct(struct ui *ui, const char *id);
void grant_ask_transfer(struct ui *ui, const char *id);
void grant_ask_letter(struct ui *ui, const char *id);
void grant_ask_fact(struct ui *ui, const char *id);

#endif
