/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quick entry: "fri 22-7 led anna standby took the train" → day, time, grant, person, kind, note. */
#ifndef LEDSAG_CORE_QUICK_H
#define LEDSAG_CORE_QUICK_H

#include "ledsag/core/span.h"
#include "ledsag/core/amount.h"
#include "ledsag/core/kind.h"

/* The ids that words are matched against: exactly, else (from two letters on) as the beginning of exactly one. `grants`
 * holds "grant" or "grant.part". Borrowed. */
struct quick_words {
	const char *const *grants;
	int grant_count;
	const char *const *people;
	int person_count;
};

struct quick {
	day_t day;               /* today where none was written */
	bool has_span;
	struct clock_span clock;
	bool has_amount;         /* 7:30, 2d, 4x */
	int64_t amount;
	enum unit unit;
	const char *grant;       /* one of words->grants, or NULL */
	const char *person;      /* one of words->people, or NULL */
	enum kind kind;          /* KIND_WORK where none was written */
	bool has_kind, has_day;
	char note[256];          /* the rest, from the first word that is none of these */
};

/* Reads a line. Words come in any order until the note begins: with the first word that is none of these, or that says again what
 * was already said ("8-15 led so tired": no second day). Days and kinds in English, Danish and German. A date, a time or an amount
 * that cannot be right is refused with the sentence and rule of its own parser, and never becomes a note. Neither time nor amount:
 * STATUS_INPUT, rule "quick", saying what is missing, with an example. A word that begins several ids, a second time, a note over
 * 255 bytes, bytes that are not UTF-8: rule "quick". */
bool quick_parse(const char *line, day_t today, enum day_lean lean, const struct quick_words *words, struct quick *out,
                 struct status *st);

/* What kind of hours a word means, in English, Danish or German, in small or capital letters: "standby", "Rådighed", "Kind
 * krank". */
bool quick_kind(const char *text, enum kind *out);

#endif
