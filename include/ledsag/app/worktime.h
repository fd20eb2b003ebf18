/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working time: whether plans and hours keep the rules of rest, rest days, averages … (RULES 6), and which rules those are. */
#ifndef LEDSAG_APP_WORKTIME_H
#define LEDSAG_APP_WORKTIME_H

#include "ledsag/app/app.h"
#include "ledsag/core/worktime.h"

/* Something that breaks a rule. */
struct roster_finding {
	char *rule;           /* "rest-11" */
	char *person;
	int64_t *shifts;      /* that are involved: planned, or booked since */
	int shift_count;
	int64_t *entries;     /* hours booked without a shift */
	int entry_count;
	day_t day;
	enum worktime_what what;
	int64_t limit, found, by; /* minutes; of nights and age numbers */
	bool blocks;          /* the household refuses shifts that break it */
	char *message;
};
struct roster_check {
	month_t month;
	char *rules;          /* "dk" */
	struct roster_finding *of; /* by person, then day */
	int count;
};
/* What the shifts and hours of a month break. `person` NULL: of everybody; an assistant gets the own findings only. Rule
 * "worktime" where no rules are chosen and the country has none. */
bool app_roster_check(struct app *app, month_t month, const char *person, struct roster_check *out, struct status *st);
void roster_check_done(struct roster_check *check);

/* A file of working-time rules. */
struct roster_file {
	char *id, *name, *country, *source, *note;
	day_t from;
	bool used;    /* by this household */
	bool kept;    /* it keeps a copy of it */
	bool differs; /* the copy is not what the file says now */
};
struct roster_rules {
	struct roster_file *of;      /* by id */
	int count;
	struct worktime_rules *used; /* with what the household lets block; NULL where none are used */
	struct notices broken;       /* files that cannot be read */
};
bool app_roster_rules(struct app *app, struct roster_rules *out, struct status *st);
void roster_rules_done(struct roster_rules *rules);

struct roster_choice {
	const char *id;           /* NULL: the rules that are used */
	const char *const *block; /* rules that are refused from now on, and such that are only said */
	int block_count;
	const char *const *warn;
	int warn_count;
	bool renew;               /* takes the file as it is now in place of the copy from before */
};
/* From now on the household plans by these rules, and keeps a copy of them: a file that changes later changes nothing. */
bool app_roster_choose(struct app *app, const struct roster_choice *choice, struct status *st);

#endif
