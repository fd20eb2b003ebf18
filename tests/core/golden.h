/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the worked cases of tests/golden whose form tests/golden/README.md describes. It parses on its own, so that a
 * fault in the program's parsers cannot hide one in its arithmetic. */
#ifndef LEDSAG_TESTS_CORE_GOLDEN_H
#define LEDSAG_TESTS_CORE_GOLDEN_H

#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN_PART "hours"
#define GOLDEN_WORDS 10
#define GOLDEN_CASES 32
#define GOLDEN_ANY INT64_MIN /* '*': not compared */

/* A line of what must come out. A row of a table begins with the table's word. */
struct golden_line {
	int number;
	int count;
	char *words[GOLDEN_WORDS];
};

struct golden_case {
	const char *file, *name;
	struct scheme_part part;
	struct grant grant;
	struct month_use *use;
	int use_count;
	struct golden_line *lines;
	int line_count;
};

struct golden {
	const char *file;
	char *text;
	struct golden_case cases[GOLDEN_CASES];
	int count;
};

/* Every file of this form; a test program names each as a test of its own. */
#define GOLDEN_FILES(X)               \
	X("ledsage-newest-first")          \
	X("ledsage-oldest-first")          \
	X("ledsage-opening-cap-overdraft") \
	X("ledsage-cap")                   \
	X("ledsage-windows")               \
	X("ledsage-two-grants")            \
	X("ledsage-grant-ends")            \
	X("ledsage-botilbud")              \
	X("ledsage-no-lapse")              \
	X("ledsage-overdraft")             \
	X("month-prorate")                 \
	X("week-average")                  \
	X("year-pot")                      \
	X("total-pot")                     \
	X("year-settlement")               \
	X("year-pool")                     \
	X("money-month")                   \
	X("account-columns")

static inline void golden_bad(const char *file, int number, const char *what)
{
	fail_msg("tests/golden/%s.txt:%d: cannot read '%s'", file, number, what);
}

/* 7:30, -30d, 4x, 12000.00, 0, *; what follows it is left to the caller where `rest` is given. */
static inline int64_t golden_amount(const char *text, const char **rest)
{
	const char *s = *text == '-' ? text + 1 : text;
	int64_t value = 0, small = 0;
	char *end;

	if (!strcmp(text, "*"))
		return GOLDEN_ANY;
	if (*s < '0' || *s > '9')
		fail_msg("not an amount: '%s'", text);
	value = strtoll(s, &end, 10);
	if (*end == ':' || *end == '.') {
		int64_t whole = *end == ':' ? 60 : 100;
		char *first = end + 1;

		small = strtoll(first, &end, 10);
		if (end != first + 2 || small >= whole)
			fail_msg("not an amount: '%s'", text);
		value = value * whole + small;
	} else if (*end == 'd' || *end == 'x') {
		end++;
	} else if (value) {
		fail_msg("an amount without its unit: '%s'", text);
	}
	if (rest)
		*rest = end;
	else if (*end)
		fail_msg("not an amount: '%s'", text);
	return *text == '-' ? -value : value;
}

static inline month_t golden_month(const char *text, const char **rest)
{
	int year = 0, month = 0, length = 0;

	if (sscanf(text, "%4d-%2d%n", &year, &month, &length) != 2 || length != 7)
		fail_msg("not a month: '%s'", text);
	if (rest)
		*rest = text + length;
	else if (text[length])
		fail_msg("not a month: '%s'", text);
	return year * 12 + month - 1;
}

static inline day_t golden_day(const char *text)
{
	int year = 0, month = 0, dom = 0, length = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &dom, &length) != 3 || length != 10 || text[length])
		fail_msg("not a day: '%s'", text);
	return day_make(year, month, dom);
}

static inline enum per golden_per(const char *word)
{
	static const char *const words[] = { "/month", "/week", "/year", "/total" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (!strcmp(word, words[i]))
			return (enum per)i;
	fail_msg("not a period: '%s'", word);
	return PER_NONE;
}

/* ---- what goes in ---------------------------------------------------------- */

static inline void golden_rule(struct golden_case *c, const char *word, int number)
{
	static const char *const carries[] = { "carry=none", "carry=window", "carry=year", "carry=pot" };

	for (size_t i = 0; i < COUNT_OF(carries); i++)
		if (!strcmp(word, carries[i])) {
			c->part.carry = (enum carry)i;
			return;
		}
	if (!strncmp(word, "window=", 7))
		c->part.window = atoi(word + 7);
	else if (!strncmp(word, "cap=", 4))
		c->part.cap = golden_amount(word + 4, NULL);
	else if (!strcmp(word, "use=oldest-first"))
		c->part.use = USE_OLDEST_FIRST;
	else if (!strcmp(word, "lapse=no"))
		c->part.lapse = false;
	else if (!strcmp(word, "prorate=yes"))
		c->grant.prorate = true;
	else if (strcmp(word, "use=newest-first") && strcmp(word, "lapse=yes") && strcmp(word, "prorate=no"))
		golden_bad(c->file, number, word);
}

static inline void golden_add_amount(struct golden_case *c, day_t from, const char *rate)
{
	struct grant *grant = &c->grant;
	const char *per;
	int64_t amount = golden_amount(rate, &per);

	grant->amounts = mem_resize(grant->amounts, (size_t)grant->amount_count + 1, sizeof *grant->amounts);
	grant->amounts[grant->amount_count++] =
		(struct grant_amount){ .part = mem_text(GOLDEN_PART), .from = from, .amount = amount, .per = golden_per(per) };
	c->part.per = golden_per(per);
}

static inline void golden_add_month(struct grant_month **list, int *count, month_t month, int64_t amount)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = (struct grant_month){ mem_text(GOLDEN_PART), month, amount };
}

static inline enum kind golden_kind(const char *word)
{
	enum kind kind = KIND_WORK;

	if (!kind_parse(word, &kind))
		fail_msg("not a kind: '%s'", word);
	return kind;
}

static inline void golden_add_use(struct golden_case *c, const char *month, const char *amount, const char *kind)
{
	c->use = mem_resize(c->use, (size_t)c->use_count + 1, sizeof *c->use);
	c->use[c->use_count++] = (struct month_use){ golden_month(month, NULL), kind ? golden_kind(kind) : KIND_WORK,
		                                     golden_amount(amount, NULL) };
}

/* True where the line is one of those that say what goes in. */
static inline bool golden_fact(struct golden_case *c, char **w, int count, int number)
{
	struct grant *g = &c->grant;

	if (!strcmp(w[0], "rules")) {
		for (int i = 1; i < count; i++)
			golden_rule(c, w[i], number);
	} else if (!strcmp(w[0], "grant") && count >= 2) {
		g->from = golden_day(w[1]);
		g->to = count > 2 ? golden_day(w[2]) : DAY_MAX;
	} else if (!strcmp(w[0], "amount") && count == 3) {
		golden_add_amount(c, golden_day(w[1]), w[2]);
	} else if (!strcmp(w[0], "opening") && count == 3) {
		golden_add_month(&g->openings, &g->opening_count, golden_month(w[1], NULL), golden_amount(w[2], NULL));
	} else if (!strcmp(w[0], "deduct") && count == 3) {
		golden_add_month(&g->deductions, &g->deduction_count, golden_month(w[1], NULL), golden_amount(w[2], NULL));
	} else if (!strcmp(w[0], "transfer") && count == 3) {
		golden_add_month(&g->transfers, &g->transfer_count, atoi(w[1]) * 12, golden_amount(w[2], NULL));
	} else if (!strcmp(w[0], "uncounted") && count == 2) {
		c->part.uncounted[golden_kind(w[1])] = true;
	} else if (!strcmp(w[0], "use") && count >= 3) {
		golden_add_use(c, w[1], w[2], count > 3 ? w[3] : NULL);
	} else {
		return false;
	}
	return true;
}

/* ---- the file -------------------------------------------------------------- */

static inline struct golden_case *golden_begin(struct golden *golden, const char *name)
{
	struct golden_case *c = &golden->cases[golden->count++];

	assert_in_range(golden->count, 1, GOLDEN_CASES);
	*c = (struct golden_case){ .file = golden->file, .name = name };
	c->part = (struct scheme_part){ .id = GOLDEN_PART, .window = 6, .lapse = true, .use = USE_NEWEST_FIRST };
	c->grant = (struct grant){ .received = DAY_NONE, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
	return c;
}

/* A misspelt word would be a line that nobody compares. */
static inline bool golden_known(const char *word)
{
	static const char *const words[] = { "bank",   "given",   "keep",     "next",       "account", "sum",
		                             "column", "opening", "transfer", "difference", "change",  "changes" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

static inline void golden_expect(struct golden_case *c, char **w, int count, int number, char **table)
{
	struct golden_line *line;
	bool row = *w[0] >= '0' && *w[0] <= '9';

	if (!strcmp(w[0], "bank") || !strcmp(w[0], "given"))
		*table = w[0];
	if ((row ? !*table : !golden_known(w[0])) || count + row > GOLDEN_WORDS)
		golden_bad(c->file, number, w[0]);
	c->lines = mem_resize(c->lines, (size_t)c->line_count + 1, sizeof *c->lines);
	line = &c->lines[c->line_count++];
	*line = (struct golden_line){ .number = number };
	if (row)
		line->words[line->count++] = *table;
	for (int i = 0; i < count; i++)
		line->words[line->count++] = w[i];
	if (!strcmp(w[0], "account"))
		*table = w[0];
}

static inline void golden_line_read(struct golden *golden, char *text, int number, char **table)
{
	char *words[GOLDEN_WORDS], *at = text;
	int count = 0;

	text[strcspn(text, "#")] = '\0';
	if (!strncmp(text, "case ", 5)) {
		golden_begin(golden, text + 5);
		*table = NULL;
		return;
	}
	for (char *word; (word = strtok_r(at, " \t", &at));) {
		if (count == GOLDEN_WORDS)
			golden_bad(golden->file, number, word);
		words[count++] = word;
	}
	if (!count)
		return;
	if (!golden->count)
		golden_bad(golden->file, number, words[0]);
	if (!golden_fact(&golden->cases[golden->count - 1], words, count, number))
		golden_expect(&golden->cases[golden->count - 1], words, count, number, table);
}

/* Reads tests/golden/FILE.txt; fails the test where a line cannot be read. */
static inline void golden_read(struct golden *golden, const char *file)
{
	char path[128], *at, *table = NULL;
	int number = 0;

	snprintf(path, sizeof path, "tests/golden/%s.txt", file);
	*golden = (struct golden){ .file = file, .text = support_read(path) };
	at = golden->text;
	while (at) {
		char *line = strsep(&at, "\n");

		golden_line_read(golden, line, ++number, &table);
	}
	assert_in_range(golden->count, 1, GOLDEN_CASES);
}

static inline void golden_done(struct golden *golden)
{
	for (int i = 0; i < golden->count; i++) {
		grant_done(&golden->cases[i].grant);
		free(golden->cases[i].use);
		free(golden->cases[i].lines);
	}
	free(golden->text);
}

/* ---- comparing ------------------------------------------------------------- */

static inline void golden_same(const struct golden_case *c, const struct golden_line *line, const char *what,
                               const char *want, int64_t got)
{
	int64_t value = golden_amount(want, NULL);

	if (value != GOLDEN_ANY && value != got)
		fail_msg("tests/golden/%s.txt:%d (%s): %s is %lld, must be %s = %lld", c->file, line->number, c->name, what,
		         (long long)got, want, (long long)value);
}

/* Calls `check` for every case of a file that has lines of it, and fails where no line was looked at. */
static inline void golden_each(const char *file, int (*check)(struct golden_case *c), bool needed)
{
	struct golden golden;
	int looked = 0;

	golden_read(&golden, file);
	for (int i = 0; i < golden.count; i++)
		looked += check(&golden.cases[i]);
	golden_done(&golden);
	if (needed && !looked)
		fail_msg("tests/golden/%s.txt: nothing was compared", file);
}

/* ---- grants for property tests --------------------------------------------- */

/* From `low` to `high`, both included. */
static inline int random_in(struct support_random *random, int low, int high)
{
	return low + (int)support_random(random, (uint32_t)(high - low + 1));
}

/* Adds an amount at the end; `grant_done` frees it. */
static inline void random_amount(struct grant *grant, day_t from, int64_t amount, enum per per)
{
	grant->amounts = mem_resize(grant->amounts, (size_t)grant->amount_count + 1, sizeof *grant->amounts);
	grant->amounts[grant->amount_count++] = (struct grant_amount){
		.part = mem_text(GOLDEN_PART), .from = from, .amount = amount, .per = per };
}

#endif
