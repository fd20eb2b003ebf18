/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working time: the worked cases of tests/golden/worktime-*.txt, what must hold of any roster, and wrong files. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/worktime.h"

#include <stdio.h>

/* ---- worked cases: the form is described in tests/golden/README.md */

#define SPANS 512
#define WORDS 10

struct worked {
	const char *file, *name;
	int number, cases;
	struct worktime_rules *rules;
	struct zone *zone;
	struct worktime_span spans[SPANS];
	struct worktime_off off[4];
	struct worktime_person person;
	bool introduced;
	struct worktime_findings found;
	bool open;              /* findings that are being compared */
	bool seen[32];
};

#define FAIL(w, ...)                                                                              \
	do {                                                                                      \
		char *what = str_make(__VA_ARGS__);                                               \
		fail_msg("tests/golden/%s:%d (%s): %s", (w)->file, (w)->number, (w)->name, what); \
	} while (0)

static struct worktime_rules *rules_of(const char *id)
{
	char *path = str_make("%s/conf/worktime/%s.conf", LEDSAG_SOURCEDIR, id);
	char *made_up = str_make("%s/tests/golden/worktime-%s.conf", LEDSAG_SOURCEDIR, id);
	struct status st = STATUS_INIT;
	struct worktime_rules *rules;
	FILE *there = fopen(path, "r");

	if (!worktime_read_file(&rules, there ? path : made_up, &st))
		fail_msg("%s", said(&st));
	if (there)
		fclose(there);
	free(path);
	free(made_up);
	return rules;
}

static day_t day_of(struct worked *w, const char *word)
{
	int year, month, day;

	if (!word || sscanf(word, "%4d-%2d-%2d", &year, &month, &day) != 3)
		FAIL(w, "no day: %s", word ? word : "");
	return day_make(year, month, day);
}

/* 10:59 as minutes; a bare number as it is. */
static int64_t figure_of(struct worked *w, const char *word)
{
	int hours, minutes;

	if (!word || sscanf(word, "%d", &hours) != 1)
		FAIL(w, "no figure: %s", word ? word : "");
	return strchr(word, ':') && sscanf(word, "%d:%2d", &hours, &minutes) == 2 ? hours * 60 + minutes : hours;
}

static struct worktime_span *add(struct worked *w, const char *day, const char *word)
{
	struct worktime_span *span = &w->spans[w->person.count++];
	struct clock_span clock;
	struct status st = STATUS_INIT;

	assert_in_range(w->person.count, 1, SPANS);
	*span = (struct worktime_span){ .kind = KIND_WORK, .day = day_of(w, day) };
	if (!strchr(word, '-'))
		span->minutes = figure_of(w, word);
	else if (!clock_span_parse(word, &clock, &st) || !span_resolve(w->zone, span->day, &clock, &span->span, &st))
		FAIL(w, "no span: %s", word);
	return span;
}

static void read_more(struct worked *w, struct worktime_span *span, char **word, int count)
{
	for (int i = 0; i < count; i++) {
		if (!strcmp(word[i], "break") && i + 1 < count) {
			int64_t minutes = figure_of(w, word[++i]), middle = (span->span.start + span->span.end) / 2;

			span->pause.start = middle - middle % 60 - minutes / 2 * 60;
			span->pause.end = span->pause.start + minutes * 60;
		} else if (!strcmp(word[i], "with") && i + 1 < count) {
			span->company = figure_of(w, word[++i]);
		} else if (!kind_parse(word[i], &span->kind)) {
			FAIL(w, "what is “%s”?", word[i]);
		}
	}
}

/* `days` days from each of `weeks` Mondays on. */
static void add_weeks(struct worked *w, char **word)
{
	int64_t number = figure_of(w, word[1]);
	int weeks = (int)figure_of(w, word[3]), days = (int)figure_of(w, word[4]);
	day_t monday = day_of(w, word[2]);

	if (day_weekday(monday) != 0)
		FAIL(w, "no Monday: %s", word[2]);
	for (int i = 0; i < weeks * days; i++) {
		char day[11];

		day_format(monday + i / days * 7 + i % days, day);
		add(w, day, word[5])->shift = number++;
	}
}

static void end_findings(struct worked *w)
{
	for (int i = 0; i < w->found.count; i++) {
		const struct worktime_finding *f = &w->found.of[i];

		if (!w->seen[i])
			FAIL(w, "%s is not expected: shift %d to %d, found %d:%02d", f->rule->id, (int)w->spans[f->first].shift,
			     (int)w->spans[f->last].shift, (int)f->found / 60, (int)f->found % 60);
	}
	worktime_findings_done(&w->found);
	memset(w->seen, 0, sizeof w->seen);
	w->open = false;
}

static void begin_findings(struct worked *w, char **word)
{
	end_findings(w);
	worktime_sort(w->spans, w->person.count);
	w->person.spans = w->spans;
	w->person.zone = w->zone;
	w->person.off = w->off;
	if (!strcmp(word[0], "adds"))
		worktime_adds(w->rules, &w->person, &w->found);
	else
		worktime_check(w->rules, &w->person, day_of(w, word[1]), day_of(w, word[2]), &w->found);
	worktime_join(&w->found);
	assert_in_range(w->found.count, 0, COUNT_OF(w->seen));
	w->open = true;
}

static bool is_span(const struct worktime_span *span, const char *word)
{
	return *word == 'e' ? !span->shift && span->entry == atoi(word + 1) : span->shift == atoi(word);
}

static void compare(struct worked *w, char **word, int count)
{
	static const char *const whys[] = { "", "too-often", "in-a-row" };

	if (!w->open || count < 6)
		FAIL(w, "what is “%s”?", word[0]);
	for (int i = 0; i < w->found.count; i++) {
		const struct worktime_finding *f = &w->found.of[i];

		if (w->seen[i] || strcmp(f->rule->id, word[0]) != 0 || !is_span(&w->spans[f->first], word[1]) ||
		    !is_span(&w->spans[f->last], word[2]))
			continue;
		if (f->found != figure_of(w, word[4]) || f->by != figure_of(w, word[5]) || f->day != day_of(w, word[3]))
			FAIL(w, "%s: found %d, by %d, day %d", f->rule->id, (int)f->found, (int)f->by, (int)f->day);
		if (strcmp(whys[f->why], count > 6 ? word[6] : "") != 0)
			FAIL(w, "%s: why is “%s”", f->rule->id, whys[f->why]);
		assert_int_equal(f->limit, f->rule->limit);
		w->seen[i] = true;
		return;
	}
	FAIL(w, "there is no %s of %s to %s", word[0], word[1], word[2]);
}

static void begin_case(struct worked *w, const char *name)
{
	end_findings(w);
	w->name = name;
	w->cases++;
	w->person = (struct worktime_person){ .born = DAY_NONE, .alone_before = w->introduced };
}

static bool read_span(struct worked *w, char **word, int count)
{
	struct worktime_span *span;
	bool shift = !strcmp(word[0], "shift"), fresh = !strcmp(word[0], "new");

	if (count < 4 || (!shift && !fresh && strcmp(word[0], "entry") != 0 && strcmp(word[0], "hours") != 0))
		return false;
	span = add(w, word[2], word[3]);
	*(shift || fresh ? &span->shift : &span->entry) = figure_of(w, word[1]);
	span->fresh = fresh;
	read_more(w, span, word + 4, count - 4);
	return true;
}

static void read_line(struct worked *w, char **word, int count)
{
	struct status st = STATUS_INIT;

	if (!strcmp(word[0], "case")) {
		begin_case(w, word[1]);
	} else if (!strcmp(word[0], "rules")) {
		end_findings(w);
		worktime_rules_free(&w->rules);
		w->rules = rules_of(word[1]);
	} else if (!strcmp(word[0], "zone")) {
		assert_ok(zone_load(&w->zone, word[1], NULL, &st), &st);
	} else if (!strcmp(word[0], "introduced")) {
		w->introduced = true;
	} else if (!strcmp(word[0], "new-here")) {
		w->person.alone_before = false;
	} else if (!strcmp(word[0], "born")) {
		w->person.born = day_of(w, word[1]);
	} else if (!strcmp(word[0], "off")) {
		w->off[w->person.off_count++] = (struct worktime_off){ day_of(w, word[1]), day_of(w, word[2]) };
	} else if (!strcmp(word[0], "weeks") && count == 6) {
		add_weeks(w, word);
	} else if (!strcmp(word[0], "check") || !strcmp(word[0], "adds")) {
		begin_findings(w, word);
	} else if (!read_span(w, word, count)) {
		compare(w, word, count);
	}
}

static void run_file(const char *file, int cases)
{
	char *path = str_make("tests/golden/%s", file), *text = support_read(path), *rest = text, *line;
	struct worked *w = mem_zero(1, sizeof *w);

	w->file = file;
	w->name = "";
	while ((line = strsep(&rest, "\n"))) {
		char *word[WORDS] = { NULL }, *at;
		int count = 0;

		w->number++;
		line[strcspn(line, "#")] = '\0';
		while (count < WORDS && (at = strsep(&line, " ")))
			if (*at)
				word[count++] = at;
		if (count)
			read_line(w, word, count);
	}
	end_findings(w);
	assert_int_equal(w->cases, cases);
	worktime_rules_free(&w->rules);
	zone_free(&w->zone);
	free(w);
	free(text);
	free(path);
}

static void test_denmark(void **state)
{
	(void)state;
	run_file("worktime-dk.txt", 36);
}

static void test_denmark_by_agreement(void **state)
{
	(void)state;
	run_file("worktime-dk-agreed.txt", 13);
}

static void test_germany(void **state)
{
	(void)state;
	run_file("worktime-de.txt", 31);
}

static void test_made_up(void **state)
{
	(void)state;
	run_file("worktime-ours.txt", 17);
}

/* ---- what must hold of any roster */

#define ROSTER 40
#define HALF_HOUR 1800

/* Shifts of four weeks from 6 January 2025 on, in half hours, that do not overlap; far from any change of the clocks. Gentle ones
 * keep most rests. */
static void make_roster(struct support_random *random, const struct zone *zone, bool gentle, struct worktime_span *spans,
                        int *count)
{
	int64_t at = day_start(zone, day_make(2025, 1, 6)), end = at + INT64_C(28) * 86400;

	*count = 0;
	for (;;) {
		int64_t least = gentle ? 22 - !support_random(random, 20) : 0;
		int64_t free = least + (int64_t)support_random(random, support_random(random, 4) ? 40 : 90);
		int64_t length = (1 + (int64_t)support_random(random, gentle || support_random(random, 6) ? 26 : 48)) * HALF_HOUR;
		int64_t start = at + free * HALF_HOUR;

		if (start + length > end || *count == ROSTER)
			return;
		spans[*count] = (struct worktime_span){ .shift = *count + 1, .kind = KIND_WORK, .day = instant_day(zone, start),
		                                        .span = { start, start + length } };
		++*count;
		at = start + length;
	}
}

static struct worktime_findings check_all(const struct worktime_rules *rules, const struct zone *zone,
                                          const struct worktime_span *spans, int count)
{
	struct worktime_person person = { .zone = zone, .born = DAY_NONE, .spans = spans, .count = count, .alone_before = true };
	struct worktime_findings out = { NULL, 0, 0 };

	worktime_check(rules, &person, day_make(2025, 1, 1), day_make(2025, 12, 31), &out);
	return out;
}

/* Whole weeks later everything is found again, so many weeks later. What is reckoned by the month is not. */
static void assert_shifted(const struct worktime_rules *rules, const struct zone *zone, const struct worktime_span *spans,
                           int count, int weeks)
{
	struct worktime_span moved[ROSTER];
	struct worktime_findings a = check_all(rules, zone, spans, count), b;
	int at = 0;

	for (int i = 0; i < count; i++) {
		moved[i] = spans[i];
		moved[i].day += weeks * 7;
		moved[i].span.start += (int64_t)weeks * 7 * 86400;
		moved[i].span.end += (int64_t)weeks * 7 * 86400;
	}
	b = check_all(rules, zone, moved, count);
	for (int i = 0; i < a.count; i++) {
		if (a.of[i].rule->what == WORKTIME_AVERAGE)
			continue;
		while (at < b.count && b.of[at].rule->what == WORKTIME_AVERAGE)
			at++;
		assert_true(at < b.count);
		assert_ptr_equal(a.of[i].rule, b.of[at].rule);
		assert_int_equal(a.of[i].day + weeks * 7, b.of[at].day);
		assert_int_equal(a.of[i].first, b.of[at].first);
		assert_int_equal(a.of[i].last, b.of[at].last);
		assert_int_equal(a.of[i].found, b.of[at].found);
		at++;
	}
	for (; at < b.count; at++)
		assert_int_equal(b.of[at].rule->what, WORKTIME_AVERAGE);
	worktime_findings_done(&a);
	worktime_findings_done(&b);
}

/* Adds a shift where there is room; false where there is none. */
static bool add_somewhere(struct support_random *random, const struct zone *zone, struct worktime_span *spans, int *count)
{
	int64_t start = day_start(zone, day_make(2025, 1, 6)) + (int64_t)support_random(random, 28 * 48) * HALF_HOUR;
	struct span span = { start, start + (1 + (int64_t)support_random(random, 16)) * HALF_HOUR };

	for (int i = 0; i < *count; i++)
		if (spans[i].span.start < span.end && span.start < spans[i].span.end)
			return false;
	spans[(*count)++] = (struct worktime_span){ .shift = 1000, .kind = KIND_WORK, .day = instant_day(zone, start), .span = span,
	                                            .fresh = true };
	worktime_sort(spans, *count);
	return true;
}

static bool meets(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

/* A break may come to be where a shift follows; no other finding goes by more work. */
static void assert_no_finding_goes(const struct worktime_findings *before, const struct worktime_findings *after)
{
	for (int i = 0; i < before->count; i++) {
		bool there = before->of[i].rule->what == WORKTIME_BREAK;

		for (int j = 0; j < after->count && !there; j++)
			there = after->of[j].rule == before->of[i].rule && meets(after->of[j].time, before->of[i].time);
		if (!there)
			fail_msg("%s of %d is gone", before->of[i].rule->id, (int)before->of[i].day);
	}
}

static bool same_span(const struct worktime_span *a, const struct worktime_span *b)
{
	return a->shift == b->shift;
}

static bool is_in(const struct worktime_findings *all, const struct worktime_span *spans, const struct worktime_finding *one,
                  const struct worktime_span *its)
{
	for (int i = 0; i < all->count; i++)
		if (all->of[i].rule == one->rule && all->of[i].day == one->day && all->of[i].found == one->found &&
		    (one->rule->what == WORKTIME_AVERAGE || (same_span(&spans[all->of[i].first], &its[one->first]) &&
		                                            same_span(&spans[all->of[i].last], &its[one->last]))))
			return true;
	return false;
}

/* What a shift adds is what all of it says with it and not without it. */
static void assert_adds(const struct worktime_rules *rules, const struct zone *zone, const struct worktime_span *spans, int count,
                        const struct worktime_findings *before, const struct worktime_span *spans_before,
                        const struct worktime_findings *after)
{
	struct worktime_person person = { .zone = zone, .born = DAY_NONE, .spans = spans, .count = count, .alone_before = true };
	struct worktime_findings adds = { NULL, 0, 0 };
	int fresh = 0;

	worktime_adds(rules, &person, &adds);
	for (int i = 0; i < after->count; i++)
		if (!is_in(before, spans_before, &after->of[i], spans)) {
			fresh++;
			if (!is_in(&adds, spans, &after->of[i], spans))
				fail_msg("%s of %d is not told", after->of[i].rule->id, (int)after->of[i].day);
		}
	assert_int_equal(adds.count, fresh);
	worktime_findings_done(&adds);
}

/* Looking back from every end of work over 24 hours, half hour by half hour, another way than the program's. */
static bool rests_everywhere(const struct worktime_span *spans, int count)
{
	for (int i = 0; i < count; i++) {
		int64_t free = 0, longest = 0;

		for (int64_t at = spans[i].span.end - 48 * HALF_HOUR; at < spans[i].span.end; at += HALF_HOUR) {
			bool works = false;

			for (int j = 0; j < count; j++)
				works = works || (spans[j].span.start <= at && at < spans[j].span.end);
			free = works ? 0 : free + 1;
			longest = free > longest ? free : longest;
		}
		if (longest < 22)
			return false;
	}
	return true;
}

static bool has(const struct worktime_findings *findings, enum worktime_what what)
{
	for (int i = 0; i < findings->count; i++)
		if (findings->of[i].rule->what == what)
			return true;
	return false;
}

static void test_any_roster(void **state)
{
	static const char *const files[] = { "dk", "de", "ours", "dk.agreed", "de.agreed" };
	struct support_random random = { 5 };
	struct status st = STATUS_INIT;
	struct zone *zone;
	int kept = 0, broken = 0;

	(void)state;
	assert_ok(zone_load(&zone, "Europe/Copenhagen", NULL, &st), &st);
	for (size_t f = 0; f < COUNT_OF(files); f++) {
		struct worktime_rules *rules = rules_of(files[f]);

		for (int round = 0; round < 300; round++) {
			struct worktime_span spans[ROSTER + 1], with[ROSTER + 1];
			struct worktime_findings before, after;
			int count, more;

			make_roster(&random, zone, round % 2, spans, &count);
			before = check_all(rules, zone, spans, count);
			assert_shifted(rules, zone, spans, count, 1 + (int)support_random(&random, 3));
			if (!strcmp(files[f], "dk")) {
				assert_int_equal(has(&before, WORKTIME_REST), !rests_everywhere(spans, count));
				*(has(&before, WORKTIME_REST) ? &broken : &kept) += 1;
			}
			memcpy(with, spans, sizeof spans);
			more = count;
			if (add_somewhere(&random, zone, with, &more)) {
				after = check_all(rules, zone, with, more);
				/* A shift behind midnight may change which day a short rest belongs to, and so what is agreed. */
				if (strcmp(files[f], "dk.agreed") != 0)
					assert_no_finding_goes(&before, &after);
				assert_adds(rules, zone, with, more, &before, spans, &after);
				worktime_findings_done(&after);
			}
			worktime_findings_done(&before);
		}
		worktime_rules_free(&rules);
	}
	assert_true(kept > 5 && broken > 5);
	zone_free(&zone);
}

static void test_company(void **state)
{
	const struct span others[] = { { 0, 600 }, { 300, 900 }, { 1200, 1800 }, { 3000, 9000 } };

	(void)state;
	assert_int_equal(worktime_company((struct span){ 0, 3600 }, others, 4), 35); /* 15 minutes, 10 and 10 */
	assert_int_equal(worktime_company((struct span){ 900, 1200 }, others, 4), 0);
	assert_int_equal(worktime_company((struct span){ 600, 660 }, others, 4), 1);
}

/* ---- files with something wrong */

#define HEAD "name { en = \"a\" da = \"b\" de = \"c\" }\ncountry = DK\nsource = s\nfrom = 2025-01-01\n"
#define REST "rule \"rest-11\" { what = rest\nsource = s\nleast = 11:00\ncounted = after-work\n"

static const struct {
	const char *text, *start;
} wrong[] = {
	{ "", "t:1: name: is missing" },
	{ HEAD, "t:1: rule: is missing" },
	{ HEAD "colour = red\n", "t:5: " },
	{ HEAD "from = 2025-02-01\n", "t:5: " },
	{ HEAD REST "}\n" REST "}\n", "t:10: rule \"rest-11\": is given a second time" },
	{ HEAD REST "\n", "t:5: rule \"rest-11\": " },
	{ "name { en = \"a\" da = \"b\" de = \"c\" }\nsource = s\nfrom = 2025-01-01\n" REST "}\n", "t:1: country: give the country" },
	{ "name { en = \"a\" da = \"b\" de = \"c\" }\ncountry = DK\nsource = s\n" REST "}\n", "t:1: from: is missing" },
	{ HEAD "standby = sometimes\n" REST "}\n", "t:5: standby: say what standby is: work or rest, not 'sometimes'." },
	{ HEAD "rule \"x\" { what = sleep\nsource = s }\n", "t:5: rule \"x\": what: give rest, rest-day" },
	{ HEAD "rule \"x\" { source = s }\n", "t:5: rule \"x\": what: give rest, rest-day" },
	{ HEAD "rule \"x\" { what = day\nmost = 10:00 }\n", "t:5: rule \"x\": source: is missing" },
	{ HEAD "rule \"X\" { what = day\nmost = 10:00\nsource = s }\n", "t:5: rule \"X\": its name has up to 16" },
	{ HEAD "rule \"x\" { what = day\nsource = s }\n", "t:5: rule \"x\": most: is missing" },
	{ HEAD "rule \"x\" { what = day\nsource = s\nmost = 10 }\n", "t:7: rule \"x\": most: give hours and minutes such as 15:00, not '10'." },
	{ HEAD "rule \"x\" { what = day\nsource = s\nmost = 1001:00 }\n", "t:7: rule \"x\": most: is more than 1000 hours." },
	{ HEAD "rule \"x\" { what = day\nsource = s\nmost = 10:00\nleast = 10:00 }\n", "t:8: rule \"x\": least: does not belong to a rule of the kind “day”." },
	{ HEAD "rule \"rest-10\" { what = rest\nsource = s\nleast = 11:00\ncounted = after-work }\n", "t:5: rule \"rest-10\": its name says another figure" },
	{ HEAD "rule \"rest-11\" { what = rest\nsource = s\nleast = 11:30\ncounted = after-work }\n", "t:5: rule \"rest-11\": its name says another figure" },
	{ HEAD "rule \"rest-11\" { what = rest\nsource = s\nleast = 11:00 }\n", "t:5: rule \"rest-11\": counted: say whether" },
	{ HEAD "rule \"rest-11\" { what = rest\nsource = s\nleast = 11:00\ncounted = never }\n", "t:8: rule \"rest-11\": counted: say whether" },
	{ HEAD "rule \"rest-24\" { what = rest\nsource = s\nleast = 24:00\ncounted = after-work }\n", "t:7: rule \"rest-24\": least: a rest each day" },
	{ HEAD REST "is = forbid }\n", "t:9: rule \"rest-11\": is: give warn or block, not 'forbid'." },
	{ HEAD REST "until = 2024-12-31 }\n", "t:9: rule \"rest-11\": until: is before" },
	{ HEAD REST "from = 2025-02-30 }\n", "t:9: rule \"rest-11\": from: give a date" },
	{ HEAD "rule \"x\" { what = rest-day\nsource = s\nleast = 35:00 }\n", "t:5: rule \"x\": days: is missing" },
	{ HEAD "rule \"x\" { what = rest-day\nsource = s\nleast = 35:00\ndays = 29 }\n", "t:8: rule \"x\": days: give a whole number from 1 to 28." },
	{ HEAD "rule \"x\" { what = rest-day\nsource = s\nleast = 48:00\ndays = 2 }\n", "t:7: rule \"x\": least: does not fit" },
	{ HEAD "rule \"x\" { what = average\nsource = s\nmost = 48:00 }\n", "t:5: rule \"x\": over: give the time" },
	{ HEAD "rule \"x\" { what = average\nsource = s\nmost = 48:00\nover = \"13 months\" }\n", "t:8: rule \"x\": over: give the time" },
	{ HEAD "rule \"x\" { what = average\nsource = s\nmost = 48:00\nover = \"20 days\" }\n", "t:8: rule \"x\": over: give the time" },
	{ HEAD "rule \"x\" { what = break\nsource = s\nleast = 0:30 }\n", "t:5: rule \"x\": above: is missing" },
	{ HEAD "rule \"x\" { what = nights\nsource = s\nmost = 3\nnight = 3:00 }\n", "t:5: rule \"x\": time: give the clock times" },
	{ HEAD "rule \"x\" { what = nights\nsource = s\nmost = 0\nnight = 3:00\ntime = \"23-6\" }\n", "t:7: rule \"x\": most: give a whole number from 1 to 31." },
	{ HEAD "rule \"x\" { what = age\nsource = s\nleast = 18:00 }\n", "t:7: rule \"x\": least: give a whole number from 1 to 99." },
	{ HEAD REST "}\nagreed \"x\" { what = siesta\nsource = s }\n", "t:10: agreed \"x\": what: give long-shift or short-rest." },
	{ HEAD REST "}\nagreed \"x\" { what = long-shift\nsource = s\nmost = 24:00\na-week = 2 }\n", "t:13: agreed \"x\": a-week: belongs to a short rest." },
	{ HEAD REST "}\nagreed \"x\" { what = short-rest\nsource = s\nleast = 8:00 }\n", "t:10: agreed \"x\": a-week: is missing" },
	{ HEAD REST "}\nagreed \"x\" { what = short-rest\nsource = s\nleast = 8:00\na-week = 2\nmost = 1:00 }\n", "t:14: agreed \"x\": most: belongs to a long shift." },
};

static void test_wrong_files_are_refused_by_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct status st = STATUS_INIT;
		struct worktime_rules *rules;

		if (worktime_read(&rules, "t", wrong[i].text, "t", &st))
			fail_msg("is read: %s", wrong[i].text);
		assert_said(&st, wrong[i].start);
	}
}

static void test_every_file_that_ships_is_right(void **state)
{
	static const char *const files[] = { "dk", "dk.agreed", "de", "de.agreed", "TEMPLATE" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct conf_problems problems = CONF_PROBLEMS_INIT;
		char *path = str_make("%s/conf/worktime/%s.conf", LEDSAG_SOURCEDIR, files[i]);
		struct worktime_rules *rules;

		if (!worktime_check_file(path, &problems))
			fail_msg("%s", said(&problems.items[0]));
		rules = rules_of(files[i]);
		assert_int_equal(rules->is_default, strlen(files[i]) == 2);
		worktime_rules_free(&rules);
		free(path);
	}
}

/* ---- a choice */

static void test_a_choice_is_kept_as_text(void **state)
{
	struct worktime_rules *rules = rules_of("de");
	struct worktime_choice choice = { 0 }, read;
	struct status st = STATUS_INIT;
	char *text;

	(void)state;
	choice.rules = mem_text("de");
	worktime_choice_set(&choice, "rest-11", true);
	worktime_choice_set(&choice, "break-30", true);
	worktime_choice_set(&choice, "break-30", false);
	worktime_choice_set(&choice, "gone", true);
	text = worktime_choice_write(&choice);
	assert_string_equal(text, "rules = de\nblock = {rest-11, gone}\nwarn = {break-30}\n");
	assert_ok(worktime_choice_read(&read, text, "t", &st), &st);
	assert_string_equal(read.rules, "de");
	worktime_choice_apply(&read, rules);
	assert_true(worktime_rule(rules, "rest-11")->blocks);
	assert_false(worktime_rule(rules, "break-30")->blocks);
	assert_false(worktime_rule(rules, "hours-day-10")->blocks);
	worktime_choice_done(&read);
	worktime_choice_done(&choice);
	free(text);
	assert_ok(worktime_choice_read(&read, "", "t", &st), &st);
	assert_null(read.rules);
	worktime_choice_done(&read);
	assert_false(worktime_choice_read(&read, "block = {a\n", "t", &st));
	assert_said(&st, "t:2: block: a list is written");
	worktime_rules_free(&rules);
}

/* ---- the manual */

static void assert_documented(const char *manual, const struct conf_option *table)
{
	for (; table->name; table++) {
		char *item = str_make(".It Ic %s", table->name);

		if (table->inside)
			assert_documented(manual, table->inside);
		if (!strstr(manual, item) && strlen(table->name) > 2)
			fail_msg("%s is not in ledsag-worktime(5)", table->name);
		free(item);
	}
}

static void test_every_option_is_in_the_manual(void **state)
{
	char *manual = support_read("man/ledsag-worktime.5");

	(void)state;
	assert_documented(manual, worktime_options());
	for (int i = 0; i < WORKTIME_WHATS; i++) {
		char *item = str_make(".It Cm %s", worktime_what_name((enum worktime_what)i));

		if (!strstr(manual, item))
			fail_msg("%s is not in ledsag-worktime(5)", worktime_what_name((enum worktime_what)i));
		free(item);
	}
	free(manual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_denmark),
		cmocka_unit_test(test_denmark_by_agreement),
		cmocka_unit_test(test_germany),
		cmocka_unit_test(test_made_up),
		cmocka_unit_test(test_any_roster),
		cmocka_unit_test(test_company),
		cmocka_unit_test(test_wrong_files_are_refused_by_line),
		cmocka_unit_test(test_every_file_that_ships_is_right),
		cmocka_unit_test(test_a_choice_is_kept_as_text),
		cmocka_unit_test(test_every_option_is_in_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
