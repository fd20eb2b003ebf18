/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of cli/ share and nobody else sees. */
#ifndef LEDSAG_CLI_INTERNAL_H
#define LEDSAG_CLI_INTERNAL_H

#include "ledsag/app/app.h"
#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/table.h"
#include "ledsag/base/utf8.h"
#include "ledsag/conf/settings.h"
#include "ledsag/export/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- commands: what getopt takes, what --help shows and what runs, in one place */

enum {
	OPTION_REQUIRED = 1 << 0,
	OPTION_MANY = 1 << 1, /* may be given more than once; of the others the last one counts */
};

struct command_option {
	const char *name;     /* "grant" */
	char letter;          /* 'o'; '\0' where it has none */
	const char *argument; /* msgid: "GRANT"; NULL: a flag */
	const char *help;     /* msgid: one sentence */
	unsigned flags;
};

enum command_file {
	WITHOUT_FILE, /* needs no household */
	READS_FILE,
	CHANGES_FILE,
};

struct call;

#define COMMAND_WORDS 4
#define COMMAND_EXAMPLES 3

struct command {
	const char *name; /* "grant add" */
	const char *words[COMMAND_WORDS]; /* msgids of what follows: "GRANT"; one that may be left out begins with '[', one
	                                   * that may be repeated has '…' in it and is the last */
	const char *does; /* msgid: one or two sentences */
	const struct command_option *options; /* ended by a NULL name; NULL: none */
	const char *examples[COMMAND_EXAMPLES]; /* without "ledsag" */
	enum command_file file;
	bool (*run)(struct call *call, struct status *st);
};

/* Commands that share their first word, or a single one. */
struct command_group {
	const char *name;
	const char *does; /* msgid */
	const struct command *commands;
	int count;
};
extern const struct command_group *const command_groups[]; /* ended by NULL; commands.c */
extern const struct command_option global_options[]; /* ended by a NULL name; args.c */

/* ---- a call: one run of one command */

struct given_option {
	const struct command_option *option;
	const char *value; /* NULL: a flag */
};

struct call {
	const struct command_group *group; /* NULL: nothing was said */
	const struct command *command;
	struct app *app; /* NULL with WITHOUT_FILE */
	struct app_options options;
	const char *lang; /* --lang; NULL */
	bool json, plain;
	const char **words;
	int word_count;
	struct given_option *given;
	int given_count;
	struct str out;     /* what standard output gets once the command has succeeded */
	bool printed;       /* part of it is out already */
	json_t *problems;   /* more about a failure, for "error" */
	json_t *more;       /* an object with what else belongs into "error" */
};

/* Reads the arguments into `call`, all of them even where something is wrong, so that --json and --lang are known. */
bool args_read(struct call *call, int argc, char **argv, struct status *st);
void args_done(struct call *call);
/* The words of a command as a person writes them: "ledsag bank GRANT"; free(). */
char *args_usage(const struct command *command);

/* NULL where it was not given. Borrowed. */
const char *call_word(const struct call *call, int index);
const char *call_option(const struct call *call, const char *name);
bool call_flag(const struct call *call, const char *name);
/* Every value of an option that may be repeated; free() the list. */
const char **call_values(const struct call *call, const char *name, int *count);
/* A word as a number from 1 on: "17". */
bool call_number(const struct call *call, int index, int64_t *out, struct status *st);
/* The option --month, else the current month. */
bool call_month(const struct call *call, month_t *out, struct status *st);
/* --from and --to, or --month; days that were not given stay as they are. */
bool call_days(const struct call *call, day_t *from, day_t *to, struct status *st);

/* ---- what a command says */

/* One line for people. */
void call_say(struct call *call, const char *format, ...) __attribute__((format(printf, 2, 3)));
void call_json(struct call *call, json_t *take);
void call_table(struct call *call, struct table **table); /* writes and frees it */
/* Sends to standard output what is there so far: for long lists. */
void call_flush(struct call *call);
/* Corrections of closed months, a line each. */
void call_corrections(struct call *call, const struct corrections *corrections);
/* Warnings: on standard error, or an array for "warnings". */
void call_warn(const struct call *call, const struct notices *notices);
json_t *warnings_json(const struct notices *notices);
/* Prints the failure where it belongs. */
void call_fail(struct call *call, const struct status *st);

void help_program(struct str *out);
void help_group(struct str *out, const struct command_group *group);
void help_command(struct str *out, const struct command *command);
void version_write(struct str *out);

/* The nearest of `count` words, or NULL where none is near. */
const char *nearest_word(const char *text, const char *const *words, int count);

/* ---- figures */

/* "7:30", "2 days", "12.000,00 kr.": a bare figure only for hours; free(). */
char *said_amount(const struct call *call, int64_t amount, enum unit unit);
/* A cell of a table: the figure, or "–" for nothing. */
void table_amount(struct table *table, int64_t amount, enum unit unit);
/* "led", or "bpa.hours" where the grant has several parts; free(). */
char *said_grant(const char *grant, const char *part, bool several);
/* Whether the grant's decision names several parts. */
bool grant_has_parts(const struct grants *grants, const char *grant);

/* ---- entries (entry.c) */

/* Id, person, grant, kind, state, start, end and minutes; for what is not minutes 0 there, and "unit" and "amount". */
void entry_add(struct str *out, const struct zone *zone, const struct entry *entry, int64_t amount, bool several);
/* What booking said; `shift` 0: it came from none. */
void log_result_print(struct call *call, const struct log_result *result, int64_t shift);

/* ---- what a bank says beside its months (bank_more.c): a year's expenses, own payment */

struct bank_more {
	struct money_years years;
	struct own_payment payment;
};
bool bank_more_read(struct app *app, const struct bank_view *view, const struct what_if *what_if, struct bank_more *out,
                    struct status *st);
void bank_more_done(struct bank_more *more);
void bank_more_put(json_t *object, const struct bank_view *view, const struct bank_more *more);
void bank_more_say(struct call *call, const struct bank_view *view, const struct bank_more *more);
/* {"year":2024,"spent":…,"counted":…,…,"categories":[…]} */
json_t *expenses_json(const struct expense_year *year);
/* What a year's threshold and rates have to say, a line each. */
void expenses_say(struct call *call, const struct expense_year *year);

/* ---- schemes (scheme_json.c) */

/* What a list shows, and everything. */
json_t *scheme_json(const struct scheme *scheme);
json_t *scheme_json_whole(const struct scheme *scheme, const struct catalogue *catalogue);

/* ---- rules of pay (pay_rules.c) */

bool pay_rules_run(struct call *call, struct status *st);
/* A month from which on something holds; null: since ever. */
void json_put_since(json_t *object, const char *key, month_t month);

/* ---- settings and screens */

/* The program's settings, then the person's own. */
bool settings_load(struct settings *out, struct status *st);
/* Where the person's own conf file of this name would be; free(). NULL where there is no home. */
char *own_conf(const char *name);
bool screens_run(struct call *call, struct status *st);

#endif
