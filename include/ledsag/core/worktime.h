/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working time: whether one person's shifts and hours keep the rules of rest, rest days, longest shifts, hours a day, averages,
 * breaks, nights, age and introduction (RULES 6). The rules are data: conf/worktime, read by conf/worktime.h.
 *
 * Everything is counted in real minutes: a night has seven hours or nine where the clocks change, and so has the rest after it. A
 * shift belongs to the day on which it begins. Working time are all kinds but illness, a child's illness and holiday; standby is
 * working time unless the rules say that it is rest. */
#ifndef LEDSAG_CORE_WORKTIME_H
#define LEDSAG_CORE_WORKTIME_H

#include "ledsag/core/kind.h"
#include "ledsag/core/scheme.h"
#include "ledsag/core/span.h"

/* ---- the rules */

enum worktime_what {
	WORKTIME_REST,         /* hours free in a row each day */
	WORKTIME_REST_DAY,     /* hours free in a row each week */
	WORKTIME_SHIFT,        /* the longest work on end */
	WORKTIME_DAY,          /* hours of a day of work */
	WORKTIME_AVERAGE,      /* hours a week on average */
	WORKTIME_BREAK,        /* breaks in a day of work */
	WORKTIME_NIGHTS,       /* nights in a row */
	WORKTIME_AGE,          /* years */
	WORKTIME_INTRODUCTION, /* hours with somebody else before the first shift alone */
	WORKTIME_WHATS
};

/* The word in files: rest rest-day shift day average break nights age introduction. */
const char *worktime_what_name(enum worktime_what what);
/* The untranslated label for people ("daily rest"). */
const char *worktime_what_label(enum worktime_what what);
bool worktime_what_parse(const char *word, enum worktime_what *out);
/* Whether the limit is the least that has to be, or the most that may be. */
bool worktime_is_least(enum worktime_what what);
/* Whether limits are minutes; else a number of nights or years. */
bool worktime_in_minutes(enum worktime_what what);

struct worktime_rule {
	char *id;              /* "rest-11" */
	enum worktime_what what;
	int64_t limit;         /* minutes; nights; years */
	bool blocks;           /* what breaks it is refused; else it is said */
	day_t from, until;     /* inclusive; until may be DAY_MAX */
	char *source;
	bool after_work;       /* rest: after each day's work; else within the 24 hours from the beginning of work */
	int days;              /* rest day: within so many days from the beginning of work */
	struct scheme_span over; /* average: so many weeks or months */
	int64_t above;         /* break: asked for by more work than this, minutes */
	int64_t piece;         /* break: a shorter one does not count, minutes */
	bool planned;          /* break: asked for of planned shifts too, which have none but the time between two of a day */
	int night_from, night_to; /* nights: minutes after midnight; an end at or before the start is on the next day */
	int64_t night;         /* nights: so many minutes of that time make one */
};

/* What an agreement allows beside the rules. */
enum worktime_agreement { WORKTIME_LONG_SHIFT, WORKTIME_SHORT_REST };
struct worktime_agreed {
	char *id;
	enum worktime_agreement what;
	int64_t limit;         /* long shift: the most, minutes on the clock, so that 24 hours may have 25; short rest: the least */
	int times;             /* short rest: so often in a week from Monday to Sunday */
	bool in_a_row;         /* short rest: also on consecutive days */
	day_t from, until;
	char *source;
};

struct worktime_rules {
	char *id;              /* "dk" */
	struct scheme_text name, note;
	char *country, *source;
	bool is_default;       /* of its country, until one is chosen */
	day_t from;
	bool standby_rests;    /* standby is rest, but for the work inside it */
	struct worktime_rule *of;
	int count;
	struct worktime_agreed *agreed;
	int agreed_count;
};
void worktime_rules_free(struct worktime_rules **rules);
/* The rule of that id; NULL where there is none. */
struct worktime_rule *worktime_rule(const struct worktime_rules *rules, const char *id);

/* ---- one person's time */

/* A planned shift, or hours that are booked (in place of the shift that they came from). */
struct worktime_span {
	int64_t shift;     /* its number; 0: booked without one */
	int64_t entry;     /* as what it is booked; 0: only planned */
	enum kind kind;
	day_t day;         /* on which it begins */
	struct span span;  /* start == end: hours without clock times */
	struct span pause; /* inside it; start == end: none */
	int64_t minutes;   /* of hours without clock times */
	int64_t company;   /* minutes in which somebody else works too; only an introduction asks for them */
	bool fresh;        /* for worktime_adds(): what is to be added */
};
/* Puts spans into the order that all functions below want: by day, then start. */
void worktime_sort(struct worktime_span *spans, int count);

/* Days that are taken out of an average: illness and holiday with pay. They do not overlap. */
struct worktime_off {
	day_t from, to;    /* inclusive */
};

struct worktime_person {
	const struct zone *zone;
	day_t born;                   /* DAY_NONE: unknown; then no age is looked at */
	const struct worktime_span *spans; /* sorted; borrowed */
	int count;
	const struct worktime_off *off;
	int off_count;
	int64_t introduced;           /* minutes in company before the first span */
	bool alone_before;            /* has worked alone before it */
};

/* ---- what is found */

enum worktime_why {
	WORKTIME_PLAIN,
	WORKTIME_TOO_OFTEN, /* short rests are agreed, but not so often in a week */
	WORKTIME_IN_A_ROW,  /* … but not on consecutive days */
};

struct worktime_finding {
	const struct worktime_rule *rule; /* borrowed */
	int first, last;      /* spans involved, from the first to the last */
	day_t day;            /* on which it falls: of the first span; of an average the last day of its time */
	int64_t limit, found; /* minutes; nights; years */
	int64_t by;           /* how much is missing or too much */
	enum worktime_why why;
	bool between;         /* a daily rest between the first span and the last; else one behind the last, for which the time that
	                       * begins with the first is over too early */
	struct span time;     /* that was looked at */
};
struct worktime_findings {
	struct worktime_finding *of; /* by day, then in the order of the rules; owned */
	int count, room;
};
void worktime_findings_done(struct worktime_findings *findings);

/* So many days before and after the asked ones the spans matter: whole, but for an introduction, which asks for all that went
 * before. */
int worktime_reach(const struct worktime_rules *rules);

/* Everything that breaks a rule and involves a span that begins on days from..to; of an average, whose time ends on one of them.
 * `out` is zero before. */
void worktime_check(const struct worktime_rules *rules, const struct worktime_person *person, day_t from, day_t to,
                    struct worktime_findings *out);

/* What the fresh spans add: findings that are not there without them, or are not as bad. Looks only around them, so that it can be
 * asked for every shift that might be given to somebody. `out` is zero before. */
void worktime_adds(const struct worktime_rules *rules, const struct worktime_person *person, struct worktime_findings *out);

/* For people: of several findings of one average keeps the worst, and joins those of an age. */
void worktime_join(struct worktime_findings *findings);

/* How many minutes of `span` at least one of the others covers; `others` in order of their start. */
int64_t worktime_company(struct span span, const struct span *others, int count);

/* Whether the kind is working time by these rules. */
bool worktime_counts(const struct worktime_rules *rules, enum kind kind);

#endif
