/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as people go through it: every scheme with what is asked for, and one scheme in whole sentences. */
#ifndef LEDSAG_APP_CATALOGUE_H
#define LEDSAG_APP_CATALOGUE_H

#include "ledsag/app/app.h"
#include "ledsag/core/scheme.h"

/* ---- all of it */

struct catalogue {
	struct scheme **of; /* by country, then authority, then id with its numbers by size */
	int count;
	struct notices broken; /* one sentence for each file that cannot be read */
};

/* Reads every file. One that is wrong does not take the others away: it is among `broken`. */
bool catalogue_load(struct catalogue *out, struct status *st);
void catalogue_done(struct catalogue *catalogue);

/* What is asked for, as typed: ø and ö, å and aa, capitals and small letters are the same. */
struct catalogue_query {
	const char *authority; /* a part of its name, or of one where the same holds: "vallensbaek"; NULL: all */
	const char *law;       /* "97", "§ 97", "SEL § 97"; NULL: all */
	const char *country;   /* "DK"; NULL: all */
	const char *text;      /* words that all stand somewhere in it, in any order; NULL: all */
	int need;              /* an enum need; −1: all */
};
bool catalogue_fits(const struct scheme *scheme, const struct catalogue_query *query);

/* Reads the word of a need, as files or as people write it ("work", "Arbeit"); the refusal names all there are, rule "need". */
bool catalogue_need(const char *typed, enum need *out, struct status *st);
/* "advice, home-life, …"; free(). */
char *catalogue_needs(void);

/* How many schemes of `catalogue` are for each need. */
void catalogue_count(const struct catalogue *catalogue, int out[NEED_COUNT]);

/* ---- one scheme, in the person's language */

/* A title (NULL: none) and its lines, each a sentence or a few. */
struct scheme_section {
	char *title;
	char **lines;
	int count, room;
	bool items; /* the lines are a list, each about something else */
};
struct scheme_words {
	struct scheme_section *of;
	int count, room;
};

/* Everything that a scheme says: its texts and, in words, every figure of its file. What it names by id is looked up in `catalogue`
 * (NULL: the ids alone). */
void scheme_tell(const struct scheme *scheme, const struct catalogue *catalogue, struct scheme_words *out);
void scheme_words_done(struct scheme_words *words);

/* "4 weeks"; free(). */
char *scheme_span_text(const struct scheme_span *span);
/* "3 months after the first day of the grant, then every year"; free(). */
char *scheme_when_text(const struct scheme_deadline *deadline);

/* The currency of a scheme's sums. Static. */
const char *scheme_currency(const struct scheme *scheme);

#endif
