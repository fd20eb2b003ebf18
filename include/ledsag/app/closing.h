/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months (RULES 5): what was accounted for stays, what is different later is a dated correction. Texts in results are owned
 * by the result. */
#ifndef LEDSAG_APP_CLOSING_H
#define LEDSAG_APP_CLOSING_H

#include "ledsag/store/records.h"

struct app;

/* What of a closed month is different today, or was when a later month was closed. */
struct correction {
	month_t about;       /* the closed month */
	month_t in;          /* the month in which it counts: the first that was open then */
	bool settled;        /* that one is closed too */
	int64_t entry;       /* 0: not of an entry */
	day_t day;           /* on which the entry begins; DAY_NONE */
	char *person;        /* NULL */
	char *grant, *part;
	enum kind kind;      /* of an entry */
	enum unit unit;
	int64_t difference;
	day_t on;            /* when it was changed, and by whom; DAY_NONE, NULL: not known */
	char *by;
	char *what;          /* in the person's language */
	char *why;           /* as it was given; NULL */
};
struct corrections {
	struct correction *of; /* by the month in which they count */
	int count;
};
/* Those about months from..to, or that count in them. `grant` NULL: all; may be "bpa.hours". */
bool app_corrections(struct app *app, month_t from, month_t to, const char *grant, struct corrections *out, struct status *st);
void corrections_done(struct corrections *corrections);
/* One of them in a line: month, difference, what was done, by whom, when and why; free(). */
char *app_correction_sentence(const char *currency, const struct correction *correction);

/* The last closed month; MONTH_NONE. */
bool app_closed(struct app *app, month_t *last, struct status *st);
/* Every closing and reopening, the earliest first. */
bool app_closings(struct app *app, closing_fn *fn, void *context, struct status *st);

struct closing_result {
	month_t first, last;   /* which months were closed, or opened */
	int entries;           /* that begin in them and count */
	int64_t minutes;       /* of those in time, what lies in them */
	int64_t pay;           /* total, with corrections */
	struct corrections corrections; /* that were settled with them */
};
void closing_result_done(struct closing_result *result);
/* Closes "2025-03", or all of 2025 that is still open; with `earlier` also what is open before it. Rules: period, closed, running,
 * order, not-approved (where the household approves hours at all), account (of a year: as `account YEAR --check` says). */
bool app_months_close(struct app *app, const char *period, bool earlier, struct closing_result *result, struct status *st);
/* Opens the last closed month again, or those of a year. Rules: period, open, order, why. */
bool app_months_open(struct app *app, const char *period, const char *why, struct closing_result *result, struct status *st);
/* What app_months_close and app_months_open would do, without doing it: which months, and of closing their entries and minutes. */
bool app_months_close_try(struct app *app, const char *period, bool earlier, struct closing_result *result, struct status *st);
bool app_months_open_try(struct app *app, const char *period, struct closing_result *result, struct status *st);

enum month_stage {
	STAGE_BEFORE,  /* nothing is granted yet */
	STAGE_CLOSED,
	STAGE_NEXT,    /* over, and the first that is open: it can be closed */
	STAGE_LATER,   /* over; others are to be closed before it */
	STAGE_RUNNING,
	STAGE_TO_COME,
};
struct month_state {
	month_t month;
	enum month_stage stage;
	bool opened;           /* what was done last: it was closed once and opened again */
	day_t on;              /* when that was, or when it was closed; DAY_NONE: neither */
	char *by, *why;        /* a person's id; why only of an opening; NULL */
	int entries;           /* as in struct closing_result; of a closed month as it was kept */
	int64_t minutes;
	bool paid;             /* pay is known: of a closed month, and where it was asked for */
	int64_t pay;
	int not_approved;      /* those that keep it from being closed */
	int corrections;       /* of earlier months, that count in it */
};
struct month_states {
	struct month_state *of; /* one a month */
	int count;
	month_t last;           /* closed; MONTH_NONE */
	month_t next;           /* the first open one; MONTH_NONE where nothing is granted */
	bool approves;          /* the household approves hours at all */
};
/* How the months from..to stand. `pay`: also what open months would be paid by now, which takes its time: of the first open one all
 * closed months are paid anew to see what is different. */
bool app_month_states(struct app *app, month_t from, month_t to, bool pay, struct month_states *out, struct status *st);
void month_states_done(struct month_states *states);

#endif
