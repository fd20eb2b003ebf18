/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Bank screen and its forms share. */
#ifndef LEDSAG_SCREENS_BANK_H
#define LEDSAG_SCREENS_BANK_H

#include "common.h"

struct bank_state {
	char *grant; /* "led", "bpa.hours"; NULL: none chosen yet */
	month_t month;
	struct what_if what_if;
	bool all;        /* every month since the grant began */
	bool money;      /* it counts money; known once it was shown */
};

/* Shows another grant; what was tried belonged to the one before. `grant` may be NULL. */
void bank_choose(struct bank_state *state, const char *grant);
/* The month up to which a bank was run. */
const struct bank_month *bank_last_row(const struct bank_view *of);
/* "Jun 15:00, May 15:00": the lots that a month's use was taken from, those of other years with their year; free(). */
char *bank_taken_text(const struct bank_view *of, const struct bank_month *row);

/* ---- bank_more.c: of money the years and what counts, of a stay the own payment */
bool bank_add_more(struct page *page, struct app *app, const struct bank_view *of, const struct what_if *what_if,
                   struct status *st);

/* ---- bank_form.c: actions that ask something */
void bank_goto(struct ui *ui, void *state, const struct page_item *item);
void bank_try(struct ui *ui, void *state, const struct page_item *item);

#endif
