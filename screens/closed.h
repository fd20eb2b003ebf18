/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months on the screens: what is closed, its corrections, and closing itself. */
#ifndef LEDSAG_SCREENS_CLOSED_H
#define LEDSAG_SCREENS_CLOSED_H

#include "common.h"

/* ---- what other screens say of closed months (closed.c) */

/* The last closed month; MONTH_NONE, also where it cannot be read. */
month_t closed_until(struct app *app);
/* "March 2025", "March 2025, closed"; free(). */
char *closed_month_text(struct app *app, const struct period *period);
/* That hours which begin on a day lie in a closed month, and what a change of them becomes; NULL where they do not; free(). */
char *closed_day_text(struct app *app, day_t day);
/* "July 2025: March 2025, led: −5:00 h. Entry 17 was withdrawn. (…)": in which month it counts, then the sentence of it; free(). */
char *correction_text(const struct app *app, const struct correction *correction);
/* A block of those that count in a month from..to or are about one; none where there are none. */
void add_corrections(struct page *page, const struct app *app, const struct corrections *corrections, month_t from, month_t to);
/* All of one entry, in a block of their own; nothing for who may not see the account. */
bool add_entry_corrections(struct page *page, struct app *app, int64_t entry, struct status *st);

/* ---- pay (pay_closed.c) */

/* That a month stays as it was paid, where it is closed. */
void add_pay_closed(struct page *page, const struct pay_view *view);
bool pay_is_corrected(const struct pay_view *view);
/* A table of what closed months are paid differently; none where there is nothing. */
void add_pay_corrections(struct page *page, const struct pay_person *person);
/* Opens what a row of that table is about: the entry, or the person's pay of the month. False where it is no such row. */
bool open_pay_correction(struct ui *ui, const char *person, const struct page_item *item);

/* ---- closing and opening (closing_form.c). `period`: "2025-03", "2025" */

void closing_ask(struct ui *ui, const char *period, bool earlier);
void closing_ask_open(struct ui *ui, const char *period);
/* How a month stands, in words: "open, next to be closed"; free(). */
char *month_state_text(const struct month_state *state);

#endif
