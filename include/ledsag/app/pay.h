/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are paid for a month, and why (RULES 5). Texts in results are owned by the result. */
#ifndef LEDSAG_APP_PAY_H
#define LEDSAG_APP_PAY_H

#include "ledsag/app/notices.h"
#include "ledsag/core/pay.h"
#include "ledsag/store/records.h"

struct app;

/* The rule file of a month's pay; which there are and how others are chosen: app/rules.h. */
struct pay_by {
	char *rules, *name, *source, *file; /* file: "pay/dk.example.conf" */
	month_t since; /* from which on the household pays by it; MONTH_NONE: since ever */
	bool kept;     /* the household keeps it; else it is what conf has now */
};

/* What an entry gets by one band in the month, rounded by itself. */
struct pay_line {
	int64_t entry;
	day_t day;                /* on which the entry begins */
	enum kind kind;
	char *band, *name;        /* band NULL: the base pay */
	int64_t minutes;
	enum pay_measure measure;
	int64_t rate;             /* hundredths of a percent, or minor units an hour */
	int64_t amount;
};
/* What a closed month would be paid differently by now, or would have been when a later one was closed. */
struct pay_correction {
	month_t about;
	int64_t entry;            /* 0: of what is paid on top */
	char *band;               /* NULL: the base pay; of entry 0 the column: "pension" */
	char *name;               /* what it is for, in the person's language */
	int64_t minutes, difference;
	char *what, *why;         /* as in struct correction; why may be NULL */
	day_t on;                 /* DAY_NONE */
};
struct pay_person {
	char *id, *name;
	int64_t minutes, base, supplements, costs[PAY_COLUMNS];
	int64_t corrected;        /* what corrections of closed months come to */
	int64_t total;            /* base, supplements, costs and corrections */
	struct pay_line *lines;   /* in order of the entries, the base of each before its bands */
	int line_count;
	struct pay_correction *corrections;
	int correction_count;
	struct notices notices;   /* limits that are passed, what could not be paid */
};
struct pay_view {
	month_t month;
	bool closed;               /* as it was paid */
	char *rules, *name, *note; /* by which rules; what the file says of itself, "" where nothing */
	struct pay_by by;
	struct pay_person *people; /* who has hours in the month, by name */
	int count;
};
/* The hours that count (logged, submitted, approved) whose minutes lie in the month. `person` NULL: everybody; an assistant gets
 * the own pay only. */
bool app_pay(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st);
void pay_view_done(struct pay_view *view);

/* Why a stretch of minutes gets what it gets. */
struct pay_reason {
	char *band, *name, *rule; /* band NULL: the base pay; rule: "night40", "holiday125/new-years-eve", "kind/standby" */
	enum pay_measure measure;
	int64_t rate, amount;     /* amounts of a month sum to those of its lines */
	day_t since;              /* in force since; DAY_NONE: since ever */
};
struct pay_told {
	struct pay_stretch stretch; /* its rules are not to be followed: they are gone */
	char *holiday;            /* the public holiday that its day is; NULL */
	struct pay_reason *of;    /* the base first */
	int count;
	struct pay_by by;         /* the rules of its month */
};
struct explanation {
	struct entry entry;       /* owned */
	enum kind planned;        /* of hours that an absence credits: as what they were planned; else their own kind */
	char *rules, *name, *source, *file; /* of its first month, as in pay_by */
	bool kept;
	struct pay_told *told;
	int count;
	int64_t minutes, base, supplements;
	struct notices notices;
};
bool app_explain(struct app *app, int64_t entry, struct explanation *out, struct status *st);
void explanation_done(struct explanation *explanation);

#endif
