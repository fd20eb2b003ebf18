/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, dates and figures in the person's language. */
#ifndef LEDSAG_APP_TEXT_H
#define LEDSAG_APP_TEXT_H

#include "ledsag/core/amount.h"
#include "ledsag/core/date.h"
#include "ledsag/core/grant.h"
#include "ledsag/core/pay.h"
#include "ledsag/core/span.h"

/* Sets the language of all sentences: "da", "de", "en", or NULL for the environment's (LC_ALL, LC_MESSAGES, LANG). Works where no
 * locale is generated. Call once or more, at start. */
void text_init(const char *lang);
/* The household's own language ("" none): taken where neither text_init() nor the environment named one. */
void text_prefer(const char *lang);
enum lang text_lang(void);

/* The sentence of a status, with its arguments filled in; free(). */
char *text_status(const struct status *st);

/* "Fri 21 Nov 2025", "21 November 2025", "November 2025", "Fri"; free(). */
char *text_day(day_t day);
char *text_day_short(day_t day); /* "Fri 21 Nov" */
char *text_day_long(day_t day);
char *text_month(month_t month);
char *text_month_short(month_t month);   /* "Nov 2025" */
const char *text_month_name(int number); /* "Nov", until the next call */
const char *text_weekday(int weekday); /* short, static */

/* Where a value with a full stop of its own ("7:30 t.", "5 kr.") ends a sentence, one stop is enough: takes the other away, in
 * place, and returns `text`. text_status() does so itself. */
char *text_one_stop(char *text);

/* How far off a day is: "today", "tomorrow", "in 12 days", "3 days ago"; free(). */
char *text_days_away(int64_t days);
/* How strict a rule is: "binding", "as a rule"; static. */
const char *text_strength(enum strength strength);

/* "7:30 h", "2 days", "4 sessions", "12.000,00 kr": for people, in their language; free(). currency only for money. */
char *text_amount(int64_t amount, enum unit unit, const char *currency);
/* The bare figure: "7:30", "2", "12.000,00"; free(). */
char *text_figure(int64_t amount, enum unit unit);
/* "37:00 h a week"; free(). */
char *text_rate(const struct rate *rate, const char *currency);

/* What a decision gives, and what comes off it: "37:00 h a week less 5:00 h"; free(). */
char *text_granted(const struct grant_amount *amount, enum unit unit, const char *currency);

/* A rate of pay: "35 %", "12,5 %", "25.00 an hour"; free(). */
char *text_pay_rate(enum pay_measure measure, int64_t rate);

/* What a level gives: "2:30 h a week", "over 1:00 h, at most 4:00 h a week", "as the decision says"; free(). */
char *text_level(const struct scheme *scheme, const struct scheme_level *level, const char *currency);

#endif
