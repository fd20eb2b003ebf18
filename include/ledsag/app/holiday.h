/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holiday as an account by year: part of app.h. */
#ifndef LEDSAG_APP_HOLIDAY_H
#define LEDSAG_APP_HOLIDAY_H

#include "ledsag/base/status.h"
#include "ledsag/core/leave.h"

struct app;
struct notices;

/* What was agreed about a year; days 0 and rev 0 where nothing was. */
struct holiday_agreed {
	int64_t days, rev; /* hundredths */
	char *note;        /* never NULL */
};
/* A person's holiday in one year. */
struct holiday_account {
	struct leave_year of;
	struct holiday_agreed extra, carry; /* days beside the law; days carried into the next year */
	char *source; /* the law that gives the days */
	int hours;    /* holidays of some hours, which count as no day */
};
/* `year`: in which the holiday year begins, as typed; NULL: the one that today lies in. Rule "year", or "no-holiday-rules" where
 * conf has none for the country then. An assistant gets the own only. */
bool app_holiday(struct app *app, const char *person, const char *year, struct holiday_account *out, struct status *st);
void holiday_account_done(struct holiday_account *account);
/* "20.83": hundredths of a day as a figure of the person's language; free(). */
char *app_holiday_figure(int64_t hundredths);
/* Which days may be carried into the next year, and by when it must be agreed; NULL where nothing limits it; free(). */
char *app_holiday_carry_sentence(const struct holiday_account *account);

struct holiday_input {
	const char *person, *year;  /* `year` NULL: as app_holiday() */
	const char *extra, *carry;  /* days as typed, "5", "2.5", "0"; NULL: as it was */
	const char *note;           /* of those that are given; NULL: as it was */
	bool shown;                 /* refused with rule "stale" where the revisions are others than these: */
	int64_t extra_rev, carry_rev;
};
/* Records what was agreed with a person about a year, one change. What the law keeps from being carried is refused (rule
 * "carry-beyond") unless a note says what kept the person from taking it; what is not left ("carry-left") always. The status' rule
 * names the field at fault: person, year, extra, carry, note. `out` and `notices` may be NULL. */
bool app_holiday_agree(struct app *app, const struct holiday_input *input, struct holiday_account *out, struct notices *notices,
                       struct status *st);

#endif
