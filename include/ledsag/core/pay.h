/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay: what the minutes of an entry earn by dated rules (RULES 5). The rules are data: conf/pay, read by conf/pay.h.
 *
 * Money is rounded per entry and band within a month, half up; the base pay of an entry is rounded like a band. A percentage is
 * kept in hundredths (12.5 % is 1250), and a percentage of a band is one of the full base wage, also during standby. */
#ifndef LEDSAG_CORE_PAY_H
#define LEDSAG_CORE_PAY_H

#include "ledsag/core/entry.h"
#include "ledsag/core/holiday.h"
#include "ledsag/core/scheme.h"

#define PAY_WHOLE 10000        /* 100 % */
#define PAY_BANDS_MOST 24      /* in one file */
#define PAY_BANDS_AT_ONCE 8    /* that can hold at one minute */
#define PAY_WHENS_MOST 32      /* of one band */

/* How much a band, a kind of hours or a cost is, from a day on until the next one. */
enum pay_measure {
	PAY_PERCENT,   /* hundredths of a percent */
	PAY_PER_HOUR,  /* minor units an hour */
	PAY_PER_MONTH, /* minor units a month: costs only */
};
struct pay_value {
	day_t from;
	enum pay_measure measure;
	int64_t amount;
};
struct pay_values {
	struct pay_value *of; /* the earliest first; owned */
	int count;
};
/* What holds on a day; NULL before the first. Borrowed. */
const struct pay_value *pay_value_on(const struct pay_values *values, day_t day);

/* When a band holds: on these days, at these clock times. The clock on the wall decides, also where it changes. */
struct pay_when {
	char *id;              /* "" where the band has only one */
	bool weekday[7];       /* 0 Monday … 6 Sunday */
	bool holiday;          /* on public holidays */
	struct holidays dates; /* on these; owned. Neither weekday, holiday nor date: every day */
	int from, to;          /* minutes after midnight; an end at or before the start is on the next day; 0–1440: the whole day */
	int begun_before;      /* only for work begun before this minute of the day on which the band begins; −1: for any */
	int goes_on;           /* work begun before midnight keeps it until this minute of the next day; 0: it ends at midnight */
};

struct pay_band {
	char *id;
	struct scheme_text name;
	struct pay_values values;
	day_t from, until;     /* inclusive; until may be DAY_MAX */
	struct pay_when *whens; /* owned */
	int when_count;
	unsigned adds_to;      /* bit i: adds to band i, where else the highest counts; symmetric */
};

/* How a kind of hours is paid. */
struct pay_kind {
	struct pay_values values; /* percent of the base wage; none: all of it */
	bool supplements;
};

/* What an employer pays on top, and which column of the account it belongs to. */
enum pay_column { PAY_HOLIDAY, PAY_PENSION, PAY_ATP, PAY_INSURANCE, PAY_ADMINISTRATION, PAY_COLUMNS };
struct pay_step {
	int64_t minutes;       /* from so many in the month */
	int64_t amount;
};
struct pay_cost {
	char *id;
	struct scheme_text name;
	enum pay_column column;
	struct pay_values values;
	struct pay_step *steps; /* or by the hours of the month; the fewest first; owned */
	int step_count;
	int after_months;      /* of employment; 0: from the first day on */
	day_t from, until;
};

/* The breaks that work takes: over so many minutes of it, at least so many. */
struct pay_break {
	int64_t over, least;
};

struct pay_rules {
	char *id;              /* "dk.example" */
	struct scheme_text name, note;
	char *country, *source;
	bool is_default;       /* of its country, until one is chosen */
	day_t from;            /* holds from this day on */
	bool adds;             /* bands add up; else the highest counts, where none adds to it */
	struct pay_band *bands;
	int band_count;
	struct pay_kind kinds[KIND_COUNT];
	struct pay_cost *costs;
	int cost_count;
	struct pay_values minimum;  /* wage, minor units an hour */
	struct pay_values minijob;  /* pay, minor units a month */
	bool minijob_supplements;   /* … with its supplements */
	struct pay_break *breaks;   /* the fewest minutes of work first; owned */
	int break_count;
	int64_t shortest_break;     /* minutes: less is no break */
};
void pay_rules_free(struct pay_rules **rules);
const char *pay_column_name(enum pay_column column); /* "holiday-pay" */
const char *pay_column_label(enum pay_column column); /* msgid */
bool pay_column_parse(const char *word, enum pay_column *out);

/* ---- one entry */

/* A wage from a day on, minor units an hour; the earliest first. */
struct pay_wage {
	day_t from;
	int64_t amount;
};

/* What an entry is paid by; all borrowed. */
struct pay_work {
	const struct zone *zone;
	const struct pay_rules *rules;
	const struct holidays *holidays;
	const struct pay_wage *wages;
	int wage_count;
	const struct entry *entry;
	const struct span *inside; /* work within a standby, which replaces its minutes */
	int inside_count;
	enum kind planned; /* of what an absence credits: as what it was planned; else the entry's own kind */
};

/* Minutes on end that are paid alike. They lie on one day; bands and values are borrowed from the rules. */
struct pay_stretch {
	struct span span;      /* start == end: hours without clock times */
	day_t day;
	int64_t minutes;       /* real ones */
	int64_t wage;          /* minor units an hour; 0: none is known */
	day_t wage_from;       /* DAY_NONE: none is known */
	struct pay_value base; /* percent of it, and since when */
	bool covered;          /* the rules hold on that day */
	int band_count;
	struct {
		const struct pay_band *band;
		const struct pay_when *when;
		const struct pay_value *value;
	} of[PAY_BANDS_AT_ONCE];
};

/* Whether an entry is counted in minutes: with clock times, or a number of hours on a day. */
bool pay_is_time(const struct entry *entry);

/* The minutes of an entry that are paid, in order: without its break and without what work inside it replaces, each minute in
 * exactly one stretch. Hours without clock times are one stretch, to which only bands of whole days can apply. free(); *count 0
 * where nothing is paid. */
struct pay_stretch *pay_split(const struct pay_work *work, int *count);

/* ---- sums */

/* What an entry gets by one band, at one value, in the days asked; the base pay (band NULL) likewise. */
struct pay_part {
	const struct pay_band *band;
	struct pay_value value;
	int64_t minutes, amount;
};
/* Of the stretches that lie on days from..to: the base first, then the bands in the order of the file. free(). */
struct pay_part *pay_parts(const struct pay_stretch *stretches, int count, day_t from, day_t to, int *parts);

/* What each stretch adds to its parts, such that it sums to them: base, then its bands. Earlier stretches of the same month count
 * first. */
int64_t pay_stretch_amount(const struct pay_stretch *stretches, int index, const struct pay_band *band);

/* The stretches of one entry. */
struct pay_entry {
	int64_t entry;
	struct pay_stretch *of;
	int count;
};

/* A cost in a month: `employed` is the first day (DAY_NONE: unknown; then what begins after some months does not). Values that
 * change within the month hold for the days they hold; what is paid by the month or by its hours is that of the last day. */
int64_t pay_cost(const struct pay_cost *cost, const struct pay_entry *entries, int count, month_t month, day_t employed);

/* The minutes on the days of a month. */
int64_t pay_minutes(const struct pay_entry *entries, int count, month_t month);

/* ---- breaks (core/pay_breaks.c) */

/* Work without a break inside it, on the local day on which its entry began. */
struct pay_piece {
	struct span span;
	day_t day;
};
/* Work with its breaks: pieces between which there is less time than the longest break that is asked for. */
struct pay_run {
	day_t day;
	int64_t worked, breaks;    /* minutes */
	const struct pay_break *asks; /* what it lacks; borrowed from the rules; NULL: nothing */
};
/* The run that begins with pieces[*next], one person's in order of time; *next becomes the first after it. */
struct pay_run pay_run_next(const struct pay_rules *rules, const struct pay_piece *pieces, int count, int *next);

#endif
