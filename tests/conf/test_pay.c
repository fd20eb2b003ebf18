/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay: the worked cases of tests/golden/pay-*.txt, the stretches of an entry against its minutes, and wrong files. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/pay.h"

#include <stdio.h>

/* ---- what is needed to pay */

static struct pay_rules *rules_of(const char *id)
{
	char *path = str_make("%s/conf/pay/%s.conf", LEDSAG_SOURCEDIR, id);
	char *made_up = str_make("%s/tests/golden/pay-%s.conf", LEDSAG_SOURCEDIR, id);
	struct status st = STATUS_INIT;
	struct pay_rules *rules;
	FILE *there = fopen(path, "r");

	if (!pay_read_file(&rules, there ? path : made_up, &st))
		fail_msg("%s", said(&st));
	if (there)
		fclose(there);
	free(path);
	free(made_up);
	return rules;
}

static void add_place(struct holidays *holidays, const char *place)
{
	struct status st = STATUS_INIT;

	for (size_t length = strcspn(place, "-");; length += 1 + strcspn(place + length + 1, "-")) {
		char *path = str_make("%s/conf/holidays/%.*s.conf", LEDSAG_SOURCEDIR, (int)length, place);

		if (!holidays_read_file(holidays, path, &st))
			fail_msg("%s", said(&st));
		free(path);
		if (!place[length])
			return;
	}
}

/* ---- worked cases: the form is described in tests/golden/README.md */

#define WAGES 4
#define PARTS 16

struct worked {
	const char *file, *name;
	int number;
	struct pay_rules *rules;
	struct zone *zone;
	struct holidays holidays;
	struct pay_wage wages[WAGES];
	int wage_count, entries;
	struct entry entry;
	struct span inside[WAGES];
	int inside_count;
	enum kind planned;
	day_t from, to;
	bool open;             /* an entry whose parts are being compared */
	struct pay_part *parts;
	int part_count;
	bool seen[PARTS];
	struct pay_stretch *stretches;
	int stretch_count;
};

#define FAIL(w, ...)                                                                            \
	do {                                                                                    \
		char *what = str_make(__VA_ARGS__);                                             \
		fail_msg("tests/golden/%s:%d (%s): %s", (w)->file, (w)->number, (w)->name, what); \
	} while (0)

static day_t day_of(struct worked *w, const char *word)
{
	int year, month, day;

	if (sscanf(word, "%4d-%2d-%2d", &year, &month, &day) != 3)
		FAIL(w, "no day: %s", word);
	return day_make(year, month, day);
}

static int64_t minutes_of(struct worked *w, const char *word)
{
	int hours, minutes;

	if (sscanf(word, "%d:%2d", &hours, &minutes) != 2)
		FAIL(w, "no hours: %s", word);
	return hours * 60 + minutes;
}

static int64_t money_of(struct worked *w, const char *word)
{
	int whole, part;

	if (sscanf(word, "%d.%2d", &whole, &part) != 2)
		FAIL(w, "no money: %s", word);
	return (int64_t)whole * 100 + part;
}

static struct span span_of(struct worked *w, const char *day, const char *word)
{
	struct clock_span clock;
	struct status st = STATUS_INIT;
	struct span span = { 0, 0 };

	if (!clock_span_parse(word, &clock, &st) || !span_resolve(w->zone, day_of(w, day), &clock, &span, &st))
		FAIL(w, "no span: %s", word);
	return span;
}

static void name_of(const struct pay_part *part, bool several, char out[40])
{
	int64_t percent = part->value.amount;

	if (!several)
		snprintf(out, 40, "%s", part->band ? part->band->id : "base");
	else if (percent % 100)
		snprintf(out, 40, "%s@%d.%d", part->band ? part->band->id : "base", (int)(percent / 100),
		         (int)(percent % 100 / 10));
	else
		snprintf(out, 40, "%s@%d", part->band ? part->band->id : "base", (int)(percent / 100));
}

static bool several(const struct worked *w, const struct pay_band *band)
{
	int count = 0;

	for (int i = 0; i < w->part_count; i++)
		count += w->parts[i].band == band;
	return count > 1;
}

static void end_parts(struct worked *w)
{
	for (int i = 0; i < w->part_count; i++) {
		char name[40];

		name_of(&w->parts[i], several(w, w->parts[i].band), name);
		if (!w->seen[i])
			FAIL(w, "%s of %d minutes is not expected", name, (int)w->parts[i].minutes);
	}
	free(w->parts);
	w->parts = NULL;
	w->part_count = 0;
	memset(w->seen, 0, sizeof w->seen);
}

static void end_entry(struct worked *w)
{
	end_parts(w);
	free(w->stretches);
	w->stretches = NULL;
	w->open = false;
}

/* What comes out of the entry as far as it is known; asked again whenever more is. */
static void pay(struct worked *w)
{
	struct pay_work work = { w->zone, w->rules, &w->holidays, w->wages, w->wage_count, &w->entry, w->inside, w->inside_count,
		                 w->planned };

	free(w->stretches);
	free(w->parts);
	w->stretches = pay_split(&work, &w->stretch_count);
	w->parts = pay_parts(w->stretches, w->stretch_count, w->from, w->to, &w->part_count);
	assert_in_range(w->part_count, 0, PARTS);
}

static void begin_entry(struct worked *w, char **word, int count)
{
	end_entry(w);
	w->entry = (struct entry){ .kind = KIND_WORK, .day = day_of(w, word[1]), .unit = UNIT_MINUTES,
	                           .clocked = strchr(word[2], '-') };
	if (w->entry.clocked)
		w->entry.span = span_of(w, word[1], word[2]);
	w->entry.amount = w->entry.clocked ? span_minutes(w->entry.span) : minutes_of(w, word[2]);
	if (count > 3 && !kind_parse(word[3], &w->entry.kind))
		FAIL(w, "no kind: %s", word[3]);
	w->planned = w->entry.kind;
	if (count > 5 && (strcmp(word[4], "of") || !kind_parse(word[5], &w->planned)))
		FAIL(w, "no kind: %s", word[5]);
	w->inside_count = 0;
	w->from = DAY_NONE;
	w->to = DAY_MAX;
	w->open = true;
	w->entries++;
	pay(w);
}

static void compare(struct worked *w, char **word, int count)
{
	if (!w->open || count != 3)
		FAIL(w, "what is “%s”?", word[0]);
	for (int i = 0; i < w->part_count; i++) {
		char name[40];

		name_of(&w->parts[i], several(w, w->parts[i].band), name);
		if (strcmp(name, word[0]) != 0)
			continue;
		if (w->parts[i].minutes != minutes_of(w, word[1]) || w->parts[i].amount != money_of(w, word[2]))
			FAIL(w, "%s is %d minutes, %d", name, (int)w->parts[i].minutes, (int)w->parts[i].amount);
		w->seen[i] = true;
		return;
	}
	FAIL(w, "there is no %s", word[0]);
}

static void add_wage(struct worked *w, char **word)
{
	assert_in_range(w->wage_count, 0, WAGES - 1);
	w->wages[w->wage_count++] = (struct pay_wage){ day_of(w, word[1]), money_of(w, word[2]) };
}

static void read_month(struct worked *w, const char *word)
{
	int year, month;
	bool compared = false;

	if (sscanf(word, "%4d-%2d", &year, &month) != 2)
		FAIL(w, "no month: %s", word);
	for (int i = 0; i < w->part_count; i++)
		compared = compared || w->seen[i];
	if (compared)
		end_parts(w);
	w->from = month_first(month_make(year, month));
	w->to = month_last(month_make(year, month));
}

static void read_line(struct worked *w, char **word, int count)
{
	struct status st = STATUS_INIT;

	if (!strcmp(word[0], "case")) {
		end_entry(w);
		w->name = word[1];
		w->wage_count = w->wage_count > 1 ? 1 : w->wage_count;
	} else if (!strcmp(word[0], "rules")) {
		w->rules = rules_of(word[1]);
	} else if (!strcmp(word[0], "zone")) {
		assert_ok(zone_load(&w->zone, word[1], NULL, &st), &st);
	} else if (!strcmp(word[0], "place")) {
		end_entry(w);
		holidays_done(&w->holidays);
		add_place(&w->holidays, word[1]);
	} else if (!strcmp(word[0], "wage")) {
		add_wage(w, word);
	} else if (!strcmp(word[0], "entry")) {
		begin_entry(w, word, count);
	} else if (!strcmp(word[0], "break")) {
		w->entry.pause = count > 2 ? span_of(w, word[1], word[2]) : pause_in_middle(w->entry.span, minutes_of(w, word[1]));
		pay(w);
	} else if (!strcmp(word[0], "work")) {
		w->inside[w->inside_count++] = span_of(w, word[1], word[2]);
		pay(w);
	} else if (!strcmp(word[0], "month")) {
		read_month(w, word[1]);
		pay(w);
	} else {
		compare(w, word, count);
	}
}

static void run_file(const char *file, int entries)
{
	char *path = str_make("tests/golden/%s", file), *text = support_read(path), *rest = text, *line;
	struct worked w = { .file = file, .name = "" };

	while ((line = strsep(&rest, "\n"))) {
		char *word[8] = { NULL }, *at;
		int count = 0;

		w.number++;
		line[strcspn(line, "#")] = '\0';
		while (count < 8 && (at = strsep(&line, " ")))
			if (*at)
				word[count++] = at;
		if (count)
			read_line(&w, word, count);
	}
	end_entry(&w);
	assert_int_equal(w.entries, entries);
	holidays_done(&w.holidays);
	pay_rules_free(&w.rules);
	zone_free(&w.zone);
	free(text);
	free(path);
}

static void test_germany(void **state)
{
	(void)state;
	run_file("pay-de-estg3b.txt", 22);
}

static void test_denmark(void **state)
{
	(void)state;
	run_file("pay-dk-example.txt", 23);
}

static void test_made_up(void **state)
{
	(void)state;
	run_file("pay-made-up.txt", 10);
}

/* ---- the stretches of an entry partition its minutes */

static const char *const zones[] = { "Europe/Copenhagen", "Europe/Berlin", "Europe/London", "Atlantic/Azores", "America/Havana",
	                             "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "UTC" };
static const char *const files[] = { "dk.example", "de.estg3b", "TEMPLATE", "made-up" };

static bool inside_any(const struct pay_work *work, int64_t at)
{
	for (int i = 0; i < work->inside_count; i++)
		if (at >= work->inside[i].start && at < work->inside[i].end)
			return true;
	return false;
}

/* A minute alone, as an entry of its own that began when the whole did, is paid as it is within it. */
static void assert_minute(const struct pay_work *work, const struct pay_stretch *stretch, int64_t at)
{
	struct pay_work alone = *work;
	struct entry entry = *work->entry;
	struct span cut[2] = { { entry.span.start, at }, { at + 60, entry.span.end } };
	struct pay_stretch *one;
	int count;

	alone.entry = &entry;
	alone.inside = cut;
	alone.inside_count = 2;
	entry.pause = (struct span){ 0, 0 };
	one = pay_split(&alone, &count);
	assert_int_equal(count, 1);
	assert_int_equal(one->minutes, 1);
	assert_int_equal(one->day, stretch->day);
	assert_int_equal(one->wage, stretch->wage);
	assert_int_equal(one->base.amount, stretch->base.amount);
	assert_int_equal(one->band_count, stretch->band_count);
	for (int i = 0; i < one->band_count; i++) {
		assert_ptr_equal(one->of[i].band, stretch->of[i].band);
		assert_ptr_equal(one->of[i].value, stretch->of[i].value);
	}
	free(one);
}

static void assert_partition(const struct pay_work *work, struct support_random *random)
{
	int count, at = 0, parts, most = 0;
	struct pay_stretch *of = pay_split(work, &count);
	struct pay_part *part = pay_parts(of, count, DAY_NONE, DAY_MAX, &parts);
	int64_t base = 0, minutes = 0, amount = 0, told = 0;

	for (int64_t minute = work->entry->span.start; minute < work->entry->span.end; minute += 60) {
		bool paid = !(minute >= work->entry->pause.start && minute < work->entry->pause.end) && !inside_any(work, minute);

		while (at < count && of[at].span.end <= minute)
			at++;
		assert_int_equal(paid, at < count && of[at].span.start <= minute);
		minutes += paid;
		if (paid && support_random(random, 40) == 0)
			assert_minute(work, &of[at], minute);
	}
	for (int i = 0; i < count; i++) {
		assert_int_equal(of[i].minutes * 60, of[i].span.end - of[i].span.start);
		assert_true(of[i].minutes > 0);
		assert_true(i == 0 || of[i - 1].span.end <= of[i].span.start);
		most = of[i].band_count > most ? of[i].band_count : most;
		told += pay_stretch_amount(of, i, NULL);
	}
	for (int i = 0; i < parts; i++) {
		base += part[i].band ? 0 : part[i].minutes;
		amount += part[i].band || month_of(of[0].day) != month_of(of[count - 1].day) ? 0 : part[i].amount;
	}
	assert_int_equal(base, minutes);
	if (count && month_of(of[0].day) == month_of(of[count - 1].day))
		assert_int_equal(told, amount);
	free(part);
	free(of);
}

static void test_stretches_partition_the_paid_minutes(void **state)
{
	struct support_random random = { 20250329 };
	struct holidays holidays = { NULL, 0, 0 };
	/* days around changes of the clocks, of the year, of a wage, and ordinary ones */
	const day_t days[] = {
		day_make(2025, 3, 29), day_make(2025, 10, 25), day_make(2025, 11, 1), day_make(2025, 3, 8), day_make(2025, 12, 31),
		day_make(2025, 4, 5), day_make(2018, 2, 17), day_make(2025, 5, 16), day_make(2025, 12, 24), day_make(2025, 4, 18),
	};
	const struct pay_wage wages[] = { { day_make(2010, 1, 1), 17551 }, { day_make(2025, 3, 30), 18207 },
	                                  { day_make(2026, 1, 1), 19333 } };

	(void)state;
	add_place(&holidays, "DE-BY");
	for (size_t f = 0; f < COUNT_OF(files); f++) {
		struct pay_rules *rules = rules_of(files[f]);

		for (size_t z = 0; z < COUNT_OF(zones); z++) {
			struct status st = STATUS_INIT;
			struct zone *zone;

			assert_ok(zone_load(&zone, zones[z], NULL, &st), &st);
			for (int i = 0; i < 60; i++) {
				day_t day = days[support_random(&random, COUNT_OF(days))];
				int64_t start = day_start(zone, day) + support_random(&random, 2880) * 60;
				int64_t length = 1 + support_random(&random, 1500);
				struct entry entry = { .clocked = true, .unit = UNIT_MINUTES,
				                       .kind = (enum kind)support_random(&random, 3) };
				struct span inside[2] = { { 0, 0 }, { 0, 0 } };
				struct pay_work work = { zone, rules, &holidays, wages, 3, &entry, inside, 0, entry.kind };

				entry.span = (struct span){ start, start + length * 60 };
				if (length > 9 && support_random(&random, 2))
					entry.pause = pause_in_middle(entry.span,
					                              1 + support_random(&random, (uint32_t)length / 3));
				if (length > 9 && entry.kind == KIND_STANDBY) {
					inside[0] = (struct span){ start + 60, start + 60 * (1 + length / 4) };
					inside[1] = (struct span){ start + 60 * (length - length / 4), start + 60 * length };
					work.inside_count = 2;
				}
				entry.amount = length;
				assert_partition(&work, &random);
			}
			zone_free(&zone);
		}
		pay_rules_free(&rules);
	}
	holidays_done(&holidays);
}

/* ---- what comes on top */

static struct pay_entry entry_of(struct pay_stretch *stretches, int count)
{
	return (struct pay_entry){ 1, stretches, count };
}

static void test_pension_begins_after_its_months(void **state)
{
	struct pay_value percent = { DAY_NONE, PAY_PERCENT, 800 };
	struct pay_cost cost = { .column = PAY_PENSION, .values = { &percent, 1 }, .after_months = 9, .from = DAY_NONE,
	                         .until = DAY_MAX };
	struct pay_value whole = { DAY_NONE, PAY_PERCENT, PAY_WHOLE };
	/* 14 and 15 March 2025, eight hours at 175.50 each: employed on 15 June 2024, the nine months are over on the 15th */
	struct pay_stretch of[] = {
		{ .day = day_make(2025, 3, 14), .minutes = 480, .wage = 17550, .base = whole },
		{ .day = day_make(2025, 3, 15), .minutes = 480, .wage = 17550, .base = whole },
	};
	struct pay_entry entry = entry_of(of, 2);
	month_t march = month_make(2025, 3);

	(void)state;
	assert_int_equal(pay_cost(&cost, &entry, 1, march, day_make(2024, 6, 15)), 11232); /* 8 % of 1404.00 */
	assert_int_equal(pay_cost(&cost, &entry, 1, march, day_make(2024, 6, 14)), 22464);
	assert_int_equal(pay_cost(&cost, &entry, 1, march, day_make(2024, 6, 16)), 0);
	assert_int_equal(pay_cost(&cost, &entry, 1, march, DAY_NONE), 0);
	cost.after_months = 0;
	assert_int_equal(pay_cost(&cost, &entry, 1, march, DAY_NONE), 22464);
	assert_int_equal(pay_cost(&cost, &entry, 1, march + 1, DAY_NONE), 0);
}

static void test_costs_by_hours_by_month_and_with_new_rates(void **state)
{
	struct pay_step steps[] = { { 39 * 60, 6600 }, { 78 * 60, 13200 }, { 117 * 60, 19800 } };
	struct pay_cost atp = { .steps = steps, .step_count = 3, .from = day_make(2024, 1, 1), .until = DAY_MAX };
	struct pay_value monthly[] = { { DAY_NONE, PAY_PER_MONTH, 9500 }, { day_make(2025, 3, 31), PAY_PER_MONTH, 9900 } };
	struct pay_value hourly[] = { { DAY_NONE, PAY_PER_HOUR, 85 }, { day_make(2025, 3, 15), PAY_PER_HOUR, 100 } };
	struct pay_cost office = { .values = { monthly, 2 }, .from = DAY_NONE, .until = DAY_MAX };
	struct pay_cost insured = { .values = { hourly, 2 }, .from = DAY_NONE, .until = DAY_MAX };
	struct pay_stretch of[] = { { .day = day_make(2025, 3, 14), .minutes = 39 * 60 - 1 },
	                            { .day = day_make(2025, 3, 15), .minutes = 1 } };
	struct pay_entry entry = entry_of(of, 1);
	month_t march = month_make(2025, 3);

	(void)state;
	assert_int_equal(pay_cost(&atp, &entry, 1, march, DAY_NONE), 0);
	entry.count = 2;
	assert_int_equal(pay_cost(&atp, &entry, 1, march, DAY_NONE), 6600);
	of[0].minutes = 117 * 60;
	assert_int_equal(pay_cost(&atp, &entry, 1, march, DAY_NONE), 19800);
	assert_int_equal(pay_cost(&atp, &entry, 1, march - 24, DAY_NONE), 0);
	assert_int_equal(pay_cost(&office, &entry, 1, march, DAY_NONE), 9900);
	assert_int_equal(pay_cost(&office, &entry, 1, march + 1, DAY_NONE), 0); /* no hours */
	/* 117 hours at 0.85 are 99.45; one minute at 1.00 is 0.0166: 0.02 */
	assert_int_equal(pay_cost(&insured, &entry, 1, march, DAY_NONE), 9947);
}

/* ---- files with something wrong */

#define HEAD "name { en = \"a\" da = \"b\" de = \"c\" }\ncountry = DK\nsource = s\nfrom = 2025-01-01\nstack = highest\n"
#define BAND "band \"x\" { name { en = a da = b de = c }\n"

static const struct {
	const char *text, *start;
} wrong[] = {
	{ "", "t:1: name: is missing" },
	{ HEAD "colour = red\n", "t:6: " },
	{ HEAD "stack = add\n", "t:6: " },
	{ "name { en = \"a\" da = \"b\" de = \"c\" }\ncountry = DK\nsource = s\nfrom = 2025-01-01\nstack = most\n", "t:5: stack: say whether" },
	{ "name { en = \"a\" da = \"b\" de = \"c\" }\ncountry = DK\nfrom = 2025-01-01\nstack = add\n", "t:1: source: is missing" },
	{ "name { en = \"a\" da = \"b\" }\ncountry = DK\nsource = s\nfrom = 2025-01-01\nstack = add\n", "t:1: name: de: is missing" },
	{ HEAD BAND "}\n", "t:6: band \"x\": says no amount" },
	{ HEAD BAND "percent = 30\nper-hour = 5.00 }\n", "t:8: band \"x\": per-hour: stands beside" },
	{ HEAD BAND "percent = 30.555 }\n", "t:7: band \"x\": percent: give a percentage" },
	{ HEAD BAND "percent = 1001 }\n", "t:7: band \"x\": percent: give a percentage" },
	{ HEAD BAND "percent = 30\ntime = \"8-8\" }\n", "t:8: band \"x\": time: give clock times" },
	{ HEAD BAND "percent = 30\ndays = {funday} }\n", "t:8: band \"x\": days: 'funday' is no day" },
	{ HEAD BAND "percent = 30\ndates = {\"13-01\"} }\n", "t:8: band \"x\": dates: '13-01' is no date" },
	{ HEAD BAND "percent = 30\ntime = \"8-16\"\ngoes-on-until = 4:00 }\n", "t:9: band \"x\": goes-on-until: goes with" },
	{ HEAD BAND "percent = 30\nadds-to = {y} }\n", "t:8: band \"x\": adds-to: 'y' is no other band" },
	{ HEAD BAND "percent = 30\nadds-to = {x} }\n", "t:8: band \"x\": adds-to: 'x' is no other band" },
	{ HEAD BAND "percent = 30\ntime = \"8-16\"\nwhen \"w\" { days = {monday} } }\n", "t:8: band \"x\": time: belongs into" },
	{ HEAD BAND "percent = 30\nrate \"2025-02-30\" { percent = 1 } }\n", "t:8: rate \"2025-02-30\": give a date" },
	{ HEAD BAND "percent = 30\nuntil = 2024-12-31 }\n", "t:8: band \"x\": until: is before" },
	{ HEAD "kind \"sleep\" { percent = 50 }\n", "t:6: kind \"sleep\": is no kind of hours" },
	{ HEAD "cost \"x\" { name { en = a da = b de = c }\ncolumn = tips\npercent = 1 }\n", "t:7: cost \"x\": column: give holiday-pay" },
	{ HEAD "cost \"x\" { name { en = a da = b de = c }\ncolumn = atp }\n", "t:6: cost \"x\": give either" },
	{ HEAD "cost \"x\" { name { en = a da = b de = c }\ncolumn = atp\nhours \"9\" { amount = 1.00 } }\n", "t:8: hours \"9\": give the hours" },
	{ HEAD "minimum-wage {\nrate \"2025-01-01\" { amount = 12.82 } }\n", "t:6: minimum-wage: source: is missing" },
	{ HEAD "minijob { source = s }\n", "t:6: minijob: rate: is missing" },
	{ HEAD "breaks { over \"6:00\" { least = 0:30 } }\n", "t:6: breaks: source: is missing" },
	{ HEAD "breaks { source = s }\n", "t:6: breaks: over: is missing" },
	{ HEAD "breaks { source = s\nover \"6\" { least = 0:30 } }\n", "t:7: over \"6\": give the hours of work" },
	{ HEAD "breaks { source = s\nover \"6:00\" { } }\n", "t:7: over \"6:00\": least: is missing" },
};

static void test_wrong_files_are_refused_by_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct status st = STATUS_INIT;
		struct pay_rules *rules;

		if (pay_read(&rules, "t", wrong[i].text, "t", &st))
			fail_msg("is read: %s", wrong[i].text);
		assert_said(&st, wrong[i].start);
	}
}

/* ---- the manual */

static void assert_documented(const char *manual, const struct conf_option *table)
{
	for (; table->name; table++) {
		char *item = str_make("Ic %s", table->name), *second = str_make(", %s\n", table->name);

		if (table->inside)
			assert_documented(manual, table->inside);
		if (!strstr(manual, item) && !strstr(manual, second) && strcmp(table->name, "de") != 0)
			fail_msg("%s is not in ledsag-pay(5)", table->name);
		free(item);
		free(second);
	}
}

static void test_every_option_is_in_the_manual(void **state)
{
	char *manual = support_read("man/ledsag-pay.5");

	(void)state;
	assert_documented(manual, pay_options());
	free(manual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_germany),
		cmocka_unit_test(test_denmark),
		cmocka_unit_test(test_made_up),
		cmocka_unit_test(test_stretches_partition_the_paid_minutes),
		cmocka_unit_test(test_pension_begins_after_its_months),
		cmocka_unit_test(test_costs_by_hours_by_month_and_with_new_rates),
		cmocka_unit_test(test_wrong_files_are_refused_by_line),
		cmocka_unit_test(test_every_option_is_in_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
