/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of scheme files. */
#include "ledsag/core/scheme.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define SPAN_MOST 999

/* A word in files, and what it is for people (NULL where it is never shown). */
struct word {
	const char *name, *label;
};

static const struct word carry_words[] = {
	[CARRY_NONE] = { "none", NULL },
	[CARRY_WINDOW] = { "window", NULL },
	[CARRY_YEAR] = { "year", NULL },
	[CARRY_POT] = { "pot", NULL },
};

static const struct word use_order_words[] = {
	[USE_NEWEST_FIRST] = { "newest-first", NULL },
	[USE_OLDEST_FIRST] = { "oldest-first", NULL },
};

static const struct word strength_words[] = {
	[LIMIT_SOFT] = { "soft", NULL },
	[LIMIT_HARD] = { "hard", NULL },
};

static const struct word lang_words[] = {
	[LANG_EN] = { "en", NULL },
	[LANG_DA] = { "da", NULL },
	[LANG_DE] = { "de", NULL },
};

static const struct word need_words[] = {
	[NEED_ADVICE] = { "advice", N_("advice") },
	[NEED_HOME_LIFE] = { "home-life", N_("getting along at home") },
	[NEED_PERSONAL_CARE] = { "personal-care", N_("personal care") },
	[NEED_COMPANIONSHIP] = { "companionship", N_("getting out with company") },
	[NEED_COMMUNICATION] = { "communication", N_("being understood") },
	[NEED_WORK] = { "work", N_("work") },
	[NEED_DAY_ACTIVITY] = { "day-activity", N_("something to do in the day") },
	[NEED_HOUSING] = { "housing", N_("a place to live with support") },
	[NEED_HOMELESSNESS] = { "homelessness", N_("being without a home") },
	[NEED_CRISIS] = { "crisis", N_("crisis and violence") },
	[NEED_RESPITE] = { "respite", N_("relief for relatives") },
	[NEED_COSTS] = { "costs", N_("extra expenses") },
	[NEED_MONEY] = { "money", N_("money to organise help yourself") },
	[NEED_TREATMENT] = { "treatment", N_("treatment") },
};

static const struct word charge_kind_words[] = {
	[CHARGE_PAYS] = { "pays", N_("you pay") },
	[CHARGE_KEEPS] = { "keeps", N_("you keep") },
	[CHARGE_ALLOWED] = { "allowed", N_("taken into account") },
	[CHARGE_PRICE] = { "price", N_("highest price paid for you") },
	[CHARGE_WEALTH] = { "wealth", N_("savings that do not count") },
};

static const struct word charge_per_words[] = {
	[CHARGE_HOUR] = { "hour", N_("an hour") },
	[CHARGE_DAY] = { "day", N_("a day") },
	[CHARGE_MONTH] = { "month", N_("a month") },
	[CHARGE_YEAR] = { "year", N_("a year") },
	[CHARGE_ONCE] = { "once", N_("in all") },
};

static const struct word deadline_kind_words[] = {
	[DEADLINE_RECEIPT] = { "receipt", N_("receipt") },
	[DEADLINE_DECISION] = { "decision", N_("decision") },
	[DEADLINE_APPEAL] = { "appeal", N_("appeal") },
	[DEADLINE_ANSWER] = { "answer", N_("answer to the appeal") },
	[DEADLINE_FOLLOW_UP] = { "follow-up", N_("follow-up") },
	[DEADLINE_STATUS] = { "status", N_("status report") },
	[DEADLINE_STATISTICS] = { "statistics", N_("attendance statistics") },
	[DEADLINE_REPORT] = { "report", N_("report") },
	[DEADLINE_CONTACT] = { "contact", N_("contact") },
	[DEADLINE_ACCOUNT] = { "account", N_("account") },
	[DEADLINE_REVIEW] = { "review", N_("review") },
	[DEADLINE_APPLY] = { "apply", N_("application needed") },
	[DEADLINE_END] = { "end", N_("end") },
};

static const struct word deadline_anchor_words[] = {
	[ANCHOR_APPLICATION] = { "application", N_("the application") },
	[ANCHOR_RECEIVED] = { "received", N_("the day you received the decision") },
	[ANCHOR_START] = { "start", N_("the first day of the grant") },
	[ANCHOR_END] = { "end", N_("the last day of the grant") },
	[ANCHOR_YEAR_END] = { "year-end", N_("the end of the year") },
	[ANCHOR_ABSENCE] = { "absence", N_("the first missed appointment") },
	[ANCHOR_ABROAD] = { "abroad", N_("the departure") },
	[ANCHOR_REPORT] = { "report", N_("the day the authority was told") },
	[ANCHOR_APPEAL] = { "appeal", N_("the day the appeal was received") },
};

static const struct word deadline_by_words[] = {
	[BY_HOLDER] = { "holder", N_("you") },
	[BY_EMPLOYER] = { "employer", N_("the employer") },
	[BY_AUTHORITY] = { "authority", N_("the authority") },
	[BY_PROVIDER] = { "provider", N_("the provider") },
};

static const struct word span_words[] = {
	[SPAN_DAYS] = { "day", NULL },
	[SPAN_WORKDAYS] = { "workday", NULL },
	[SPAN_WEEKS] = { "week", NULL },
	[SPAN_MONTHS] = { "month", NULL },
	[SPAN_YEARS] = { "year", NULL },
};

/* The place of `name` (`length` bytes) in a table, or −1. */
static int find_word(const struct word *words, size_t count, const char *name, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i].name) == length && memcmp(words[i].name, name, length) == 0)
			return (int)i;
	return -1;
}

/* The three functions of an enumeration with a table of words. */
#define WORD_NAME(kind, type)                                                                      \
	const char *kind##_name(type value)                                                        \
	{                                                                                          \
		assert((size_t)value < COUNT_OF(kind##_words));                                    \
		return kind##_words[value].name;                                                   \
	}
#define WORD_LABEL(kind, type)                                                                     \
	const char *kind##_label(type value)                                                       \
	{                                                                                          \
		assert((size_t)value < COUNT_OF(kind##_words));                                    \
		return kind##_words[value].label;                                                  \
	}
#define WORD_PARSE(kind, type)                                                                     \
	bool kind##_parse(const char *word, type *out)                                             \
	{                                                                                          \
		int i = find_word(kind##_words, COUNT_OF(kind##_words), word, strlen(word));       \
                                                                                                   \
		if (i >= 0)                                                                        \
			*out = (type)i;                                                            \
		return i >= 0;                                                                     \
	}

WORD_NAME(carry, enum carry)
WORD_PARSE(carry, enum carry)
WORD_NAME(use_order, enum use_order)
WORD_PARSE(use_order, enum use_order)
WORD_NAME(strength, enum strength)
WORD_PARSE(strength, enum strength)
WORD_NAME(lang, enum lang)
WORD_PARSE(lang, enum lang)
WORD_NAME(need, enum need)
WORD_PARSE(need, enum need)
WORD_LABEL(need, enum need)
WORD_NAME(charge_kind, enum charge_kind)
WORD_PARSE(charge_kind, enum charge_kind)
WORD_LABEL(charge_kind, enum charge_kind)
WORD_NAME(charge_per, enum charge_per)
WORD_PARSE(charge_per, enum charge_per)
WORD_LABEL(charge_per, enum charge_per)
WORD_NAME(deadline_kind, enum deadline_kind)
WORD_PARSE(deadline_kind, enum deadline_kind)
WORD_LABEL(deadline_kind, enum deadline_kind)
WORD_NAME(deadline_anchor, enum deadline_anchor)
WORD_PARSE(deadline_anchor, enum deadline_anchor)
WORD_LABEL(deadline_anchor, enum deadline_anchor)
WORD_NAME(deadline_by, enum deadline_by)
WORD_PARSE(deadline_by, enum deadline_by)
WORD_LABEL(deadline_by, enum deadline_by)

bool scheme_span_parse(const char *text, struct scheme_span *out)
{
	size_t digits = strspn(text, "0123456789"), length;
	int count = 0, unit;

	if (digits < 1 || digits > 3 || text[digits] != ' ')
		return false;
	for (size_t i = 0; i < digits; i++)
		count = count * 10 + (text[i] - '0');
	text += digits + 1;
	length = strlen(text);
	if (length > 1 && text[length - 1] == 's')
		length--;
	unit = find_word(span_words, COUNT_OF(span_words), text, length);
	if (unit < 0 || count < 1 || count > SPAN_MOST)
		return false;
	*out = (struct scheme_span){ count, (enum span_unit)unit };
	return true;
}

void scheme_span_format(const struct scheme_span *span, char out[16])
{
	*out = '\0';
	if (span->count)
		snprintf(out, 16, "%d %s%s", span->count % (SPAN_MOST + 1), span_words[span->unit].name, span->count == 1 ? "" : "s");
}
