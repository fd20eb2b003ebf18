/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme: one kind of help as one authority gives it, as data read from a conf file (src/conf). */
#ifndef LEDSAG_CORE_SCHEME_H
#define LEDSAG_CORE_SCHEME_H

#include "ledsag/core/amount.h"
#include "ledsag/core/date.h"
#include "ledsag/core/kind.h"

enum lang { LANG_EN, LANG_DA, LANG_DE, LANG_COUNT };

#define PER_COUNT (PER_NONE + 1)

/* A text in the three languages; each owned, NULL where absent. */
struct scheme_text {
	char *in[LANG_COUNT];
};

enum carry {
	CARRY_NONE,   /* what is left lapses (or is owed back) at the period's end */
	CARRY_WINDOW, /* each monthly lot lives `window` months, capped */
	CARRY_YEAR,   /* lots pool in the calendar year and are settled at its end */
	CARRY_POT,    /* until it is empty or the grant ends */
};

enum use_order { USE_NEWEST_FIRST, USE_OLDEST_FIRST };

enum strength {
	LIMIT_SOFT, /* "as a rule": a warning that a decision may lift */
	LIMIT_HARD, /* "at most": a refusal */
};

/* One pot of a scheme. Names: [a-z0-9-]{1,16}. */
struct scheme_part {
	char *id;
	struct scheme_text name;
	enum unit unit;
	enum per per;          /* where the decision names none */
	bool per_allowed[PER_COUNT]; /* what a decision may name; `per` is one of them */
	int64_t amount;        /* what the scheme gives where the decision names nothing; 0: the decision must say */
	enum carry carry;
	int window;            /* months a lot lives, with CARRY_WINDOW: 1–12 */
	int64_t cap;           /* most at hand; 0: no cap */
	enum use_order use;
	bool lapse;            /* unsaved hours lapse; no: lots live on until the grant ends */
	int64_t least, most;   /* bounds for the decision's amount; 0: none */
	enum strength least_is, most_is;
	bool uncounted[KIND_COUNT]; /* kinds that do not count against this part */
	bool optional;         /* a grant may do without this part */
};

/* How long a grant may last. */
struct scheme_length {
	int least, most;       /* 0: none */
	char unit;             /* 'w' weeks, 'm' months, 'y' years */
	enum strength least_is, most_is;
};

struct scheme {
	char *id;              /* "dk.holbaek.97": the file's name without .conf */
	char *country;         /* "DK", "DE" */
	char *authority;       /* "Holbæk Kommune" */
	char *law;             /* "SEL § 97" */
	struct scheme_text name;
	struct scheme_text gives, who, excludes_text, payment, follow_up, appeal; /* plain words; gives and who are required */
	char *source;          /* document and passage */
	day_t from, until;     /* in force; until may be DAY_MAX */
	struct scheme_part *parts;
	int part_count;
	char **excludes;       /* patterns of scheme ids: one '*' anywhere stands for any run of characters, also an empty one */
	int exclude_count;
	int holder_age, helper_age; /* from this age; 0: none */
	struct scheme_length length;
	bool wages;            /* the holder's household pays wages under it */
};

void scheme_free(struct scheme **scheme);

/* The part with this id, or NULL; an empty or NULL id means the only part (NULL where there are several). */
const struct scheme_part *scheme_part(const struct scheme *scheme, const char *id);

/* The text in `lang`, else in English, else in any; "" where there is none. Borrowed. */
const char *scheme_text(const struct scheme_text *text, enum lang lang);

/* True where a pattern of one of the two matches the other's id ("dk.*.97" and "*.97" match "dk.holbaek.97"). A scheme never
 * excludes itself: several grants under it may run side by side. */
bool scheme_excludes(const struct scheme *a, const struct scheme *b);

const char *carry_name(enum carry carry);         /* none window year pot */
bool carry_parse(const char *word, enum carry *out);
const char *use_order_name(enum use_order order); /* newest-first oldest-first */
bool use_order_parse(const char *word, enum use_order *out);
const char *strength_name(enum strength strength); /* soft hard */
bool strength_parse(const char *word, enum strength *out);
const char *lang_name(enum lang lang);            /* en da de */
bool lang_parse(const char *word, enum lang *out);

#endif
