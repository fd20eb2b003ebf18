/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule files that a household pays by and keeps: rules of pay, public holidays, the holiday that the law gives. What is kept
 * stays as it was taken over; another file is taken over from a month on, and what that changes can be looked at before. */
#ifndef LEDSAG_APP_RULES_H
#define LEDSAG_APP_RULES_H

#include "ledsag/app/app.h"

/* ---- the rules of pay that there are */

struct pay_choice {
	char *id, *name, *country, *source, *note;
	day_t from;
	bool used;    /* by this household, in the current month */
	bool chosen;  /* … by choice; else until others are chosen */
	bool kept;    /* it keeps a copy of them */
	bool differs; /* the last copy is not what the file says now */
};
struct pay_choices {
	struct pay_choice *of; /* by id */
	int count;
	struct notices broken; /* files that cannot be read */
};
bool app_pay_choices(struct app *app, struct pay_choices *out, struct status *st);
void pay_choices_done(struct pay_choices *choices);

/* ---- what the household keeps */

struct rule_kept {
	char *file;   /* "pay/dk.example.conf", "holidays/DK.conf" */
	char *id;     /* as app_rules_take() takes it: "dk.example", "holidays/DK" */
	month_t from; /* from which on it holds; MONTH_NONE: since ever */
	bool kept;    /* no: conf has it since, and the household does not go by it */
	bool differs; /* what the file says now could be taken over */
};
struct rules_kept {
	struct rule_kept *of; /* rules of pay by month, then the others */
	int count;
};
bool app_rules_kept(struct app *app, struct rules_kept *out, struct status *st);
void rules_kept_done(struct rules_kept *kept);
/* A file and since when it holds, in words: "pay/dk.example.conf, kept by the household, from June 2025 on"; free(). */
char *app_rules_since(const struct pay_by *by);

/* ---- taking others over */

struct rules_input {
	const char *id;   /* rules of pay, or "holidays/DK", "holiday-leave/DK"; NULL: whatever has changed on disk */
	const char *from; /* as typed: the month from which on, or its first day; NULL: the current one. Rules of pay that are the
	                   * first to be chosen hold since ever, unless a month is given. */
	bool renew;       /* the file as it is now in place of a copy of the same rules from before */
};

/* What a person is paid for a month, with all that comes on top. */
struct pay_effect {
	month_t month;
	char *person, *name;
	int64_t before, after; /* minor units */
};
struct rules_taken {
	month_t from;      /* MONTH_NONE: since ever */
	month_t next;      /* from then on the household pays by others; MONTH_NONE */
	bool pays;         /* people may be paid otherwise by it */
	char **files;      /* that are taken over: "pay/dk.example.conf"; none where nothing is different */
	int file_count;
	char **changes;    /* what is different in them, a sentence each, as far as it can be told in one */
	int change_count;
	struct pay_effect *of; /* each month with hours, from then on; by month, then name */
	int count;
	int64_t before, after; /* their sums */
};
/* From a month on the household goes by other rules, and keeps them: a file that changes later changes nothing, and nothing before
 * that month moves. Rules "pay" (no such rules), "from", "conf". */
bool app_rules_take(struct app *app, const struct rules_input *input, struct rules_taken *out, struct status *st);
/* What app_rules_take() would do, without doing it. */
bool app_rules_try(struct app *app, const struct rules_input *input, struct rules_taken *out, struct status *st);
void rules_taken_done(struct rules_taken *taken);
/* By which files from when on, and what comes to be paid by them, in one or two sentences; free(). */
char *app_rules_sentence(const struct app *app, const struct rules_taken *taken);

#endif
