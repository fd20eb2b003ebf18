/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme: one kind of help as one authority gives it, as data read from a conf file (src/conf; ledsag-schemes(5)). */
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

/* What a person needs help with: the catalogue is browsed by these words. */
enum need {
	NEED_ADVICE,        /* someone to ask */
	NEED_HOME_LIFE,     /* getting along at home and in the day */
	NEED_PERSONAL_CARE,
	NEED_COMPANIONSHIP, /* getting out */
	NEED_COMMUNICATION,
	NEED_WORK,
	NEED_DAY_ACTIVITY,
	NEED_HOUSING,
	NEED_HOMELESSNESS,
	NEED_CRISIS,        /* violence, an emergency */
	NEED_RESPITE,       /* relief of relatives */
	NEED_COSTS,         /* expenses because of the disability */
	NEED_MONEY,         /* money instead of services */
	NEED_TREATMENT,
	NEED_COUNT
};

/* A stretch of time in the rules: "4 weeks", "5 workdays". */
enum span_unit {
	SPAN_DAYS,
	SPAN_WORKDAYS, /* Monday to Friday without public holidays */
	SPAN_WEEKS,
	SPAN_MONTHS,
	SPAN_YEARS,
};
struct scheme_span {
	int count; /* 0: none */
	enum span_unit unit;
};

/* Yearly rates and the like, by day: each holds until the next, the last one on and on. */
struct scheme_dated {
	day_t from;
	int64_t amount;
};
struct scheme_rates {
	struct scheme_dated *items; /* the earliest first */
	int count;
};

/* An expense of a part in money: what counts and what does not. */
struct scheme_category {
	char *id;
	struct scheme_text name, note; /* note: the norm in plain words; may be empty */
	bool counted;
	enum strength is;         /* of "does not count" and of `most` */
	struct scheme_rates most; /* at most so much of it counts in a year; none: all of it */
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
	bool extra;            /* stands beside the help itself (a supplement, holiday days): only meant where it is named */
	bool average;          /* so much on average: warn on the running average, nothing lapses */
	int64_t ceiling;       /* most in one ISO week; 0: none */
	enum strength ceiling_is;
	int64_t longest;       /* minutes a single entry (a visit, a conversation) may last; 0: no limit */
	enum strength longest_is;
	int64_t review;        /* used so much, the need is looked at before more is given; 0: never */
	/* Amounts that change by date: scheme_part_amount(), scheme_part_most(). `amount` and `most` are then the latest. */
	struct scheme_rates amounts, mosts;
	/* Only where a year's expenses are strictly above it do they count, and then in full. */
	struct scheme_rates thresholds;
	struct scheme_category *categories; /* only with money */
	int category_count;
};

/* How long a grant may last. */
struct scheme_length {
	int least, most;       /* 0: none */
	char unit;             /* 'w' weeks, 'm' months, 'y' years; 0 where neither is given */
	enum strength least_is, most_is;
};

/* A step of help that a decision names: it fixes the amount of a part, or bounds what the decision may fix. */
struct scheme_level {
	char *id;              /* [a-z0-9-]{1,16} */
	struct scheme_text name;
	int part;              /* index of its part */
	enum per per;          /* of its amounts */
	int64_t amount;        /* fixed; 0: the decision says, within the bounds */
	int64_t least, above, most; /* inclusive, exclusive, inclusive; 0: none */
	enum strength least_is, above_is, most_is;
	int64_t ceiling;       /* most in one ISO week, instead of the part's; 0: the part's */
	enum strength ceiling_is;
	struct scheme_length length; /* beside the scheme's; unit 0: none */
	char **beside;         /* patterns of schemes that this level goes together with although they exclude each other */
	int beside_count;
};

/* A sum of money in the rules, beside the parts. */
enum charge_kind {
	CHARGE_PAYS,    /* the person pays it */
	CHARGE_KEEPS,   /* so much stays with the person when own payment is fixed */
	CHARGE_ALLOWED, /* an expense that is taken into account when own payment is fixed */
	CHARGE_PRICE,   /* the most that the authority pays for it */
	CHARGE_WEALTH,  /* savings up to it do not count */
};
enum charge_per { CHARGE_HOUR, CHARGE_DAY, CHARGE_MONTH, CHARGE_YEAR, CHARGE_ONCE };
struct scheme_charge {
	char *id;              /* [a-z0-9-]{1,16} */
	struct scheme_text name;
	enum charge_kind kind;
	enum charge_per per;
	bool started_days;     /* every calendar date touched counts as a whole day */
	bool income_only;      /* nothing is paid by a person without income */
	enum strength is;
	struct scheme_rates rates; /* at least one */
};

/* A date to keep. It falls `after` the anchor, and again `every` after that; without `after` first at `every`, and with neither on
 * the anchor itself, which then is ANCHOR_YEAR_END or ANCHOR_END. What falls at ANCHOR_YEAR_END comes back each year. */
enum deadline_kind {
	DEADLINE_RECEIPT,    /* an application is acknowledged */
	DEADLINE_DECISION,   /* a decision is to be expected */
	DEADLINE_APPEAL,     /* the last day to appeal */
	DEADLINE_ANSWER,     /* the appeal is answered or sent on */
	DEADLINE_FOLLOW_UP,
	DEADLINE_STATUS,     /* the provider writes how it goes */
	DEADLINE_STATISTICS, /* the provider counts attendance */
	DEADLINE_REPORT,     /* somebody must tell the authority */
	DEADLINE_CONTACT,    /* the authority gets in touch */
	DEADLINE_ACCOUNT,
	DEADLINE_REVIEW,     /* need, rates or budget are looked at anew */
	DEADLINE_APPLY,      /* from then on it must be applied for */
	DEADLINE_END,        /* this ends */
};
enum deadline_anchor {
	ANCHOR_APPLICATION, /* the application was received */
	ANCHOR_RECEIVED,    /* the person received the decision */
	ANCHOR_START,       /* first day of the grant */
	ANCHOR_END,         /* last day of the grant */
	ANCHOR_YEAR_END,    /* 31 December */
	ANCHOR_ABSENCE,     /* the first of several missed appointments */
	ANCHOR_ABROAD,      /* departure */
	ANCHOR_REPORT,      /* the authority was told */
	ANCHOR_APPEAL,      /* the authority received the appeal */
};
/* Who has to act. */
enum deadline_by { BY_HOLDER, BY_EMPLOYER, BY_AUTHORITY, BY_PROVIDER };
struct scheme_deadline {
	char *id;              /* [a-z0-9-]{1,16} */
	struct scheme_text name, what; /* what to do */
	enum deadline_kind kind;
	enum deadline_anchor anchor;
	enum deadline_by by;
	struct scheme_span after, every;
	enum strength is;
};

struct scheme {
	char *id;              /* "dk.holbaek.97": the file's name without .conf */
	char *country;         /* "DK", "DE" */
	char *authority;       /* "Holbæk Kommune" */
	char **also;           /* further authorities where the same holds */
	int also_count;
	char *law;             /* "SEL § 97" */
	struct scheme_text name;
	struct scheme_text gives, who, excludes_text, payment, follow_up, appeal; /* plain words; gives and who are required */
	char *source;          /* document and passage */
	day_t from, until;     /* in force; until may be DAY_MAX */
	bool not_offered;      /* the catalogue says so; there are no parts */
	bool needs[NEED_COUNT];
	struct scheme_part *parts;
	int part_count;
	struct scheme_level *levels; /* where there are some, the decision names one */
	int level_count;
	struct scheme_charge *charges;
	int charge_count;
	struct scheme_deadline *deadlines;
	int deadline_count;
	char **excludes;       /* patterns of scheme ids: one '*' anywhere stands for any run of characters, also an empty one */
	int exclude_count;
	char **requires;       /* patterns of schemes of which one each comes before this one */
	int require_count;
	int holder_age, helper_age; /* from this age; 0: none */
	int holder_age_until;  /* the last year of age; 0: none */
	bool until_pension;    /* … or until pension age */
	enum strength until_is; /* of either */
	bool age_kept;         /* who has it by then keeps it */
	struct scheme_length length;
	struct scheme_span notice; /* a reduction or an end takes effect so long after the person received the decision */
	bool keeps_moving_in;  /* a grant of the same kind that a person brings along runs on until this authority decides */
	bool keeps_moving_out; /* a grant from here runs on until the new authority decides */
	bool ends_with_month;  /* a grant that ends inside a month runs to the month's end */
	bool wages;            /* the holder's household pays wages under it */
};

void scheme_free(struct scheme **scheme);

/* The part with this id, or NULL; an empty or NULL id means the only part beside extra ones (NULL where there are several). */
const struct scheme_part *scheme_part(const struct scheme *scheme, const char *id);

/* The level, charge, deadline or category with this id, or NULL. */
const struct scheme_level *scheme_level(const struct scheme *scheme, const char *id);
const struct scheme_charge *scheme_charge(const struct scheme *scheme, const char *id);
const struct scheme_deadline *scheme_deadline(const struct scheme *scheme, const char *id);
const struct scheme_category *scheme_category(const struct scheme_part *part, const char *id);

/* What is in force on a day: 0 before the first. */
int64_t scheme_rate(const struct scheme_rates *rates, day_t day);
/* The same with the day from which it holds; NULL before the first. Borrowed. */
const struct scheme_dated *scheme_rate_on(const struct scheme_rates *rates, day_t day);

/* What the scheme gives, and the most that a decision may give, of a part on a day; 0: the decision must say; no bound. */
int64_t scheme_part_amount(const struct scheme_part *part, day_t day);
int64_t scheme_part_most(const struct scheme_part *part, day_t day);

/* True where an amount lies within a level's bounds, soft or hard (or is its fixed amount). */
bool scheme_level_fits(const struct scheme_level *level, int64_t amount);

/* The text in `lang`, else in English, else in any; "" where there is none. Borrowed. */
const char *scheme_text(const struct scheme_text *text, enum lang lang);

/* True where a pattern ("dk.*.97", "*.97") matches an id. */
bool scheme_matches(const char *pattern, const char *id);

/* True where a pattern of one of the two matches the other's id ("dk.*.97" and "*.97" match "dk.holbaek.97"). A scheme never
 * excludes itself: several grants under it may run side by side. */
bool scheme_excludes(const struct scheme *a, const struct scheme *b);

/* The same for grants at a level each (NULL: none): a level may go together with what its scheme excludes. Where both schemes have
 * such levels, both grants must be at one (Ishøj 2015: five days of § 103 are not for who has an evening offer under § 104). */
bool scheme_excludes_at(const struct scheme *a, const struct scheme_level *at_a, const struct scheme *b,
                        const struct scheme_level *at_b);

/* True where `required` is one of those that come before `scheme`. */
bool scheme_requires(const struct scheme *scheme, const struct scheme *required);

/* Words in files and JSON. _label() is for people, untranslated. */
const char *carry_name(enum carry carry);         /* none window year pot */
bool carry_parse(const char *word, enum carry *out);
const char *use_order_name(enum use_order order); /* newest-first oldest-first */
bool use_order_parse(const char *word, enum use_order *out);
const char *strength_name(enum strength strength); /* soft hard */
bool strength_parse(const char *word, enum strength *out);
const char *lang_name(enum lang lang);            /* en da de */
bool lang_parse(const char *word, enum lang *out);
const char *need_name(enum need need);            /* advice home-life personal-care … */
const char *need_label(enum need need);
bool need_parse(const char *word, enum need *out);
const char *charge_kind_name(enum charge_kind kind); /* pays keeps allowed price wealth */
const char *charge_kind_label(enum charge_kind kind);
bool charge_kind_parse(const char *word, enum charge_kind *out);
const char *charge_per_name(enum charge_per per); /* hour day month year once */
const char *charge_per_label(enum charge_per per);
bool charge_per_parse(const char *word, enum charge_per *out);
const char *deadline_kind_name(enum deadline_kind kind); /* receipt decision appeal answer follow-up status … */
const char *deadline_kind_label(enum deadline_kind kind);
bool deadline_kind_parse(const char *word, enum deadline_kind *out);
const char *deadline_anchor_name(enum deadline_anchor anchor); /* application received start end year-end … */
const char *deadline_anchor_label(enum deadline_anchor anchor);
bool deadline_anchor_parse(const char *word, enum deadline_anchor *out);
const char *deadline_by_name(enum deadline_by by); /* holder employer authority provider */
const char *deadline_by_label(enum deadline_by by);
bool deadline_by_parse(const char *word, enum deadline_by *out);

/* Reads "1 day", "5 workdays", "4 weeks", "3 months", "2 years": 1 to 999 of them; false where it is something else. */
bool scheme_span_parse(const char *text, struct scheme_span *out);
/* The form that scheme_span_parse() reads; "" for none; out has room for 16 bytes. */
void scheme_span_format(const struct scheme_span *span, char out[16]);

#endif
