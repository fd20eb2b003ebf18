/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a call: one type everywhere. A function that can fail returns bool, takes a `struct status *` last,
 * and leaves it untouched where it succeeds. A failure is a code, the rule or place it comes from, an untranslated
 * sentence and its typed arguments; app/text.h turns it into a sentence in the person's language. */
#ifndef LEDSAG_BASE_STATUS_H
#define LEDSAG_BASE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

/* Marks a sentence for translation where it is written down; translated where it is shown. */
#define N_(sentence) (sentence)
/* The same for a word that means two things: "Left" the key and "Left" the remainder. Shown with _c(). */
#define NC_(context, sentence) (context "\004" sentence)

/* The codes are the exit codes of the program. */
enum status_code {
	STATUS_OK = 0,
	STATUS_REFUSED = 1, /* a rule refuses it */
	STATUS_INPUT = 2,   /* wrong usage or input */
	STATUS_DENIED = 3,  /* this person may not */
	STATUS_FILE = 4,    /* the file: missing, busy, full, corrupt, newer */
};

enum status_type {
	STATUS_TEXT = 's',    /* const char * (copied, cut at 511 bytes between characters) */
	STATUS_NUMBER = 'i',  /* int64_t */
	STATUS_MINUTES = 'm', /* int64_t minutes, shown 7:30 */
	STATUS_DAY = 'd',     /* day_t, shown 2025-03-30 */
	STATUS_LONGDAY = 'D', /* day_t, shown as "30 June 2025" in the person's language */
	STATUS_MONTH = 'M',   /* month_t, shown 2025-03 */
	STATUS_LONGMONTH = 'L', /* month_t, shown as "March 2025" in the person's language */
	STATUS_AMOUNT = 'a',  /* int64_t, int (enum unit), const char *currency */
	STATUS_NAME = 'n',    /* const char *: a msgid of its own, translated when shown */
};

#define STATUS_ARGS 6

struct status {
	enum status_code code;
	const char *rule;  /* static: "overlap", "usage", "span" …; stable, part of --json */
	const char *msgid; /* static, English, with {1} {2} … for the arguments */
	int count;
	struct status_arg {
		enum status_type type;
		int64_t number;
		int unit;
		char text[512];
	} args[STATUS_ARGS];
};

/* Sets `st` (may be NULL: then only the return value matters) and returns false, so that a caller can
 * `return status_set(st, STATUS_INPUT, "span", N_("…{1}…"), "s", text);`. `types` has one letter of enum status_type
 * for each argument. */
bool status_set(struct status *st, enum status_code code, const char *rule, const char *msgid, const char *types, ...);

/* An empty status: STATUS_OK. */
#define STATUS_INIT { .code = STATUS_OK }

#endif
