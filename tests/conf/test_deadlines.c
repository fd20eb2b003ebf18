/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates that follow from grants under the schemes that ship, against tests/golden/deadlines.txt, written by hand. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/scheme.h"
#include "ledsag/core/deadline.h"

#include <stdio.h>

#define FILE_NAME "tests/golden/deadlines.txt"
#define WORDS 8

struct golden {
	struct holidays dk, de;
	struct scheme *scheme;
	const struct scheme_level *level;
	struct grant grant;
	char name[80];
	struct dues dues;
	int next;      /* of `dues`: the one that the next line must be */
	bool listed;
	int compared;  /* lines of the whole file */
};

static void bad(int number, const char *word)
{
	fail_msg(FILE_NAME ":%d: not understood: %s", number, word);
}

static day_t day_of(int number, const char *word)
{
	day_t day = DAY_NONE;

	if (!day_parse(word, 0, DAY_PAST, &day, NULL))
		bad(number, word);
	return day;
}

static const char *name_of(const struct due *due)
{
	return due->rule ? due->rule->id : due_kind_name(due);
}

static int by_day_and_name(const void *a, const void *b)
{
	const struct due *x = a, *y = b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day) : strcmp(name_of(x), name_of(y));
}

static void say(const struct due *due, char out[128])
{
	char day[11];

	day_format(due->day, day);
	snprintf(out, 128, "%s %s %s %s", day, name_of(due), deadline_by_name(due->by), strength_name(due->is));
}

/* All that was found must have been named. */
static void end_case(struct golden *g, int number)
{
	char text[128];

	if (g->scheme && !g->listed)
		fail_msg(FILE_NAME ":%d (%s): the list is missing", number, g->name);
	if (g->next < g->dues.count) {
		say(&g->dues.of[g->next], text);
		fail_msg(FILE_NAME ":%d (%s): one more is found: %s", number, g->name, text);
	}
	grant_done(&g->grant);
	scheme_free(&g->scheme);
	dues_done(&g->dues);
	g->level = NULL;
	g->next = 0;
	g->listed = false;
	g->grant = (struct grant){ .received = DAY_NONE, .to = DAY_MAX, .use = -1, .window = -1, .lapse = -1, .cap = -1 };
}

static void read_scheme(struct golden *g, const char *id, const char *level, int number)
{
	char *path = str_make("%s/conf/schemes/%s.conf", LEDSAG_SOURCEDIR, id);
	struct status st = STATUS_INIT;

	if (!scheme_read_file(&g->scheme, path, &st))
		fail_msg("%s", said(&st));
	free(path);
	g->level = level ? scheme_level(g->scheme, level) : NULL;
	if (level && !g->level)
		bad(number, level);
}

static void add_fact(struct grant *grant, const char *kind, day_t day, int number)
{
	grant->facts = mem_resize(grant->facts, (size_t)grant->fact_count + 1, sizeof *grant->facts);
	grant->facts[grant->fact_count] = (struct grant_fact){ .day = day };
	if (!grant_fact_parse(kind, &grant->facts[grant->fact_count++].kind))
		bad(number, kind);
}

static void add_amount(struct grant *grant, const char *part, day_t day, const char *text, int number)
{
	struct rate rate;

	if (!rate_parse(text, &rate, NULL))
		bad(number, text);
	grant->amounts = mem_resize(grant->amounts, (size_t)grant->amount_count + 1, sizeof *grant->amounts);
	grant->amounts[grant->amount_count++] = (struct grant_amount){ .part = mem_text(part), .from = day, .amount = rate.amount,
		                                                       .per = rate.per };
}

static void find(struct golden *g, day_t from, day_t to)
{
	const struct holidays *holidays = strcmp(g->scheme->country, "DE") ? &g->dk : &g->de;

	dues_find(&g->dues, g->scheme, g->level, &g->grant, holidays, from, to);
	if (g->dues.count)
		qsort(g->dues.of, (size_t)g->dues.count, sizeof *g->dues.of, by_day_and_name);
	g->listed = true;
}

static void compare(struct golden *g, const char *line, int number)
{
	char text[128];

	if (g->next >= g->dues.count)
		fail_msg(FILE_NAME ":%d (%s): is not found: %s", number, g->name, line);
	say(&g->dues.of[g->next++], text);
	if (strcmp(text, line) != 0)
		fail_msg(FILE_NAME ":%d (%s):\nfound:    %s\nexpected: %s", number, g->name, text, line);
	g->compared++;
}

static void read_fact(struct golden *g, char **w, int count, int number)
{
	if (!strcmp(w[0], "scheme") && count >= 2) {
		read_scheme(g, w[1], count > 2 ? w[2] : NULL, number);
	} else if (!strcmp(w[0], "grant") && count >= 2) {
		g->grant.from = day_of(number, w[1]);
		g->grant.to = count > 2 ? day_of(number, w[2]) : DAY_MAX;
	} else if (!strcmp(w[0], "received") && count == 2) {
		g->grant.received = day_of(number, w[1]);
	} else if (!strcmp(w[0], "fact") && count == 3) {
		add_fact(&g->grant, w[1], day_of(number, w[2]), number);
	} else if (!strcmp(w[0], "amount") && count == 4) {
		add_amount(&g->grant, w[1], day_of(number, w[2]), w[3], number);
	} else if (!strcmp(w[0], "list") && count == 3 && g->scheme && !g->listed) {
		find(g, day_of(number, w[1]), day_of(number, w[2]));
	} else {
		bad(number, w[0]);
	}
}

static void read_line(struct golden *g, char *line, int number)
{
	char *words[WORDS], *rest = NULL;
	int count = 0;

	line[strcspn(line, "#")] = '\0';
	if (!strncmp(line, "case ", 5)) {
		end_case(g, number);
		snprintf(g->name, sizeof g->name, "%s", line + 5);
		return;
	}
	if (*line >= '0' && *line <= '9') {
		compare(g, line, number);
		return;
	}
	for (char *word = strtok_r(line, " ", &rest); word && count < WORDS; word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	if (count)
		read_fact(g, words, count, number);
}

static void read_holidays(struct holidays *out, const char *place)
{
	char *path = str_make("%s/conf/holidays/%s.conf", LEDSAG_SOURCEDIR, place);
	struct status st = STATUS_INIT;

	if (!holidays_read_file(out, path, &st))
		fail_msg("%s", said(&st));
	free(path);
}

static void the_golden_dates(void **state)
{
	struct golden g = { .name = "" };
	char *text = support_read(FILE_NAME), *at = text;
	int number = 0;

	(void)state;
	read_holidays(&g.dk, "DK");
	read_holidays(&g.de, "DE");
	end_case(&g, 0);
	while (at)
		read_line(&g, strsep(&at, "\n"), ++number);
	end_case(&g, number);
	assert_true(g.compared > 50);
	holidays_done(&g.dk);
	holidays_done(&g.de);
	free(text);
}

/* Every scheme with every fact, over three centuries: nothing lies outside the days asked for or comes twice. */
static void every_scheme_in_every_year(void **state)
{
	struct scheme_list list;
	struct holidays none = { NULL, 0, 0 };
	struct status st = STATUS_INIT;
	char *directory = str_make("%s/conf/schemes", LEDSAG_SOURCEDIR);

	(void)state;
	assert_ok(scheme_list(&list, directory, &st), &st);
	for (int i = 0; i < list.count; i++) {
		char *path = str_make("%s/%s.conf", directory, list.ids[i]);
		struct grant grant = { .received = day_make(1999, 12, 31), .from = day_make(2000, 2, 29), .to = DAY_MAX };
		struct scheme *scheme;
		struct dues dues = { NULL, 0, 0 };

		assert_ok(scheme_read_file(&scheme, path, &st), &st);
		for (int f = 0; f < FACT_COUNT; f++)
			add_fact(&grant, grant_fact_name((enum grant_fact_kind)f), day_make(2001, 1, 31), 0);
		dues_find(&dues, scheme, NULL, &grant, &none, day_make(2001, 1, 1), DAY_MAX);
		if (dues.count)
			qsort(dues.of, (size_t)dues.count, sizeof *dues.of, by_day_and_name);
		for (int d = 0; d < dues.count; d++) {
			assert_in_range(dues.of[d].day, day_make(2001, 1, 1), day_make(YEAR_LAST, 12, 31));
			assert_true(!d || by_day_and_name(&dues.of[d - 1], &dues.of[d]) < 0);
		}
		dues_done(&dues);
		grant_done(&grant);
		scheme_free(&scheme);
		free(path);
	}
	scheme_list_free(&list);
	free(directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_golden_dates),
		cmocka_unit_test(every_scheme_in_every_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
