/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of conf files: schemes with their checker and everything that is told of them, rules of pay with a night that they pay,
 * working-time rules, settings, keys. */
#include "fuzz.h"

#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/zone.h"
#include "ledsag/conf/keys.h"
#include "ledsag/conf/pay.h"
#include "ledsag/conf/scheme.h"
#include "ledsag/conf/settings.h"
#include "ledsag/conf/worktime.h"

#include <stdlib.h>
#include <string.h>

static int64_t lines_of(const char *bytes, size_t length)
{
	int64_t lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n';
	return lines;
}

/* Every problem becomes a sentence; one that names a line names one that is there. */
static void check_problem(const struct status *st, int64_t lines)
{
	char *sentence = text_status(st);

	fuzz_must(st->code == STATUS_INPUT && *sentence, "a problem is a sentence about the input");
	if (st->count > 1 && st->args[1].type == STATUS_NUMBER)
		fuzz_must(st->args[1].number >= 1 && st->args[1].number <= lines, "a problem names a line of the file");
	fuzz_must(!strchr(sentence, '{') || strchr(st->msgid, '{') || st->count, "a sentence is filled in");
	free(sentence);
}

/* ---- schemes */

static void scheme_begin(void)
{
	struct status st = STATUS_INIT;
	char **ids;
	int count;

	text_init("en");
	fuzz_must(catalogue_ids(&ids, &count, &st), "the catalogue is there");
	for (int i = 0; i < count; i++) {
		char *path = str_make("conf/schemes/%s.conf", ids[i]);

		fuzz_seed_file(path);
		free(path);
	}
	ids_free(&ids, count);
	fuzz_seed_file("conf/schemes/TEMPLATE.conf");
	fuzz_seed_file("tests/fuzz/scheme.conf");
	fuzz_seed_text("");
	fuzz_seed_text("country = DK\nlaw = \"x\"\npart \"a\" { unit = money per = {year} carry = none }\n");
}

/* What was read must do for whoever works with it. */
static void use_scheme(const struct scheme *scheme)
{
	struct scheme_words words;

	scheme_tell(scheme, NULL, &words);
	fuzz_must(words.count > 0, "a scheme that reads can be told");
	scheme_words_done(&words);
	for (int i = 0; i < scheme->part_count; i++) {
		const struct scheme_part *part = &scheme->parts[i];

		fuzz_must(part->per_allowed[part->per], "a part's period is one of those allowed");
		fuzz_must(scheme_part_amount(part, day_make(2025, 1, 1)) >= 0 && scheme_part_most(part, DAY_MAX) >= 0,
		          "no amount is below 0");
		fuzz_must(part->carry != CARRY_WINDOW || (part->window >= 1 && part->window <= 12), "a window has 1 to 12 months");
	}
	for (int i = 0; i < scheme->level_count; i++)
		fuzz_must(scheme->levels[i].part >= 0 && scheme->levels[i].part < scheme->part_count, "a level has its part");
	fuzz_must(!scheme_excludes(scheme, scheme), "no scheme excludes itself");
	fuzz_must(!scheme_requires(scheme, scheme), "no scheme comes before itself");
}

static void scheme_run(const char *bytes, size_t length)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	struct conf *conf = NULL;
	char *text = mem_textn(bytes, strnlen(bytes, length));
	bool right = scheme_check("dk.fuzz.1", text, "f", &problems), parsed;
	int64_t lines = lines_of(text, strlen(text));

	fuzz_must(right == (problems.count == 0), "what is wrong has a problem");
	for (int i = 0; i < problems.count; i++)
		check_problem(&problems.items[i], lines);
	conf_problems_done(&problems);
	fuzz_must(scheme_read(&scheme, "dk.fuzz.1", text, "f", &st) == right, "reader and checker agree");
	if (right)
		use_scheme(scheme);
	scheme_free(&scheme);
	free(text);
	if (strnlen(bytes, length) == length)
		return;
	/* With whatever NULs are in it. */
	parsed = conf_parse(&conf, scheme_options(), bytes, length, "f", &problems);
	fuzz_must(!parsed && problems.count, "a NUL is refused");
	conf_problems_done(&problems);
}

const struct fuzz_target fuzz_scheme = { "scheme", 6, scheme_begin, scheme_run, NULL };

/* ---- rules of pay */

static struct zone *zone;

static void pay_begin(void)
{
	struct status st = STATUS_INIT;

	text_init("en");
	fuzz_must(zone_load(&zone, "Europe/Copenhagen", NULL, &st), "the zone is there");
	fuzz_seed_file("conf/pay/dk.example.conf");
	fuzz_seed_file("conf/pay/de.estg3b.conf");
	fuzz_seed_file("conf/pay/TEMPLATE.conf");
	fuzz_seed_file("tests/golden/pay-made-up.conf");
	fuzz_seed_file("tests/fuzz/pay.conf");
	fuzz_seed_text("");
	fuzz_seed_text("name { en = a da = b de = c }\ncountry = DK\nsource = s\nfrom = 2020-01-01\nstack = highest\n"
	               "band \"night\" { name { en = a da = b de = c }\npercent = 10\ntime = \"23-6\" }\n");
}

/* The stretches of a night over the change of clocks cover each of its minutes once, and a month's amounts add up. */
static void pay_a_night(const struct pay_rules *rules)
{
	struct holidays holidays = { NULL, 0, 0 };
	struct entry entry = { .id = 1, .kind = KIND_WORK, .unit = UNIT_MINUTES, .clocked = true };
	struct pay_wage wage = { day_make(2020, 1, 1), 17550 };
	struct pay_work work = { zone, rules, &holidays, &wage, 1, &entry, NULL, 0, entry.kind };
	struct pay_stretch *of;
	struct pay_part *parts;
	int64_t minutes = 0, base = 0;
	int count, part_count;

	entry.day = day_make(2025, 3, 29); /* a Saturday */
	entry.span.start = INT64_C(1743282000); /* 22:00 */
	entry.span.end = entry.span.start + 10 * 3600;
	of = pay_split(&work, &count);
	for (int i = 0; i < count; i++) {
		fuzz_must(of[i].span.start == (i ? of[i - 1].span.end : entry.span.start), "no minute is left out or paid twice");
		fuzz_must(of[i].band_count >= 0 && of[i].band_count <= PAY_BANDS_AT_ONCE, "so many bands hold at once");
		minutes += of[i].minutes;
		base += pay_stretch_amount(of, i, NULL);
	}
	fuzz_must(count && of[count - 1].span.end == entry.span.end && minutes == 600, "every minute is paid");
	parts = pay_parts(of, count, day_make(2025, 3, 1), day_make(2025, 3, 31), &part_count);
	for (int i = 0; i < part_count && !parts[i].band; i++)
		base -= parts[i].amount;
	fuzz_must(base == 0, "the stretches add up to the base pay");
	free(parts);
	free(of);
}

static void use_pay(const struct pay_rules *rules)
{
	fuzz_must(rules->band_count <= PAY_BANDS_MOST && *rules->source && strlen(rules->country) == 2, "rules are whole");
	for (int i = 0; i < rules->band_count; i++) {
		const struct pay_values *values = &rules->bands[i].values;

		fuzz_must(values->count > 0, "a band has a rate");
		for (int j = 1; j < values->count; j++)
			fuzz_must(values->of[j - 1].from <= values->of[j].from, "rates come in order");
	}
	for (int i = 0; i < rules->cost_count; i++)
		pay_cost(&rules->costs[i], NULL, 0, month_make(2025, 3), day_make(2024, 1, 1));
	pay_a_night(rules);
}

static void pay_run(const char *bytes, size_t length)
{
	struct status st = STATUS_INIT;
	struct pay_rules *rules = NULL;
	char *text = mem_textn(bytes, strnlen(bytes, length));

	if (pay_read(&rules, "dk.fuzz", text, "f", &st))
		use_pay(rules);
	else
		check_problem(&st, lines_of(text, strlen(text)));
	pay_rules_free(&rules);
	free(text);
}

static void pay_end(void)
{
	zone_free(&zone);
}

const struct fuzz_target fuzz_pay = { "pay", 3, pay_begin, pay_run, pay_end };

/* ---- settings and keys */

static void settings_begin(void)
{
	text_init("en");
	fuzz_seed_file("conf/ledsag.conf");
	fuzz_seed_text("language = da\ncolour = never\n");
	fuzz_seed_text("language = \"\" # the system's\n/* as it is */ colour = auto\n");
}

static void settings_run(const char *bytes, size_t length)
{
	struct settings settings;
	struct status st = STATUS_INIT;
	char *text = mem_textn(bytes, strnlen(bytes, length));

	settings_init(&settings);
	if (!settings_read(&settings, text, "f", &st))
		check_problem(&st, lines_of(text, strlen(text)));
	fuzz_must(settings.language && settings.colour, "a setting has a value");
	free(text);
}

const struct fuzz_target fuzz_settings = { "settings", 1, settings_begin, settings_run, NULL };

static void keys_begin(void)
{
	text_init("en");
	fuzz_seed_file("conf/keys.conf");
	fuzz_seed_text("bind \"hours.add\" { keys = {\"a\", \"Insert\", C-x} }\nbind move.up { keys = {} }\n");
}

static void keys_run(const char *bytes, size_t length)
{
	struct keys keys;
	struct status st = STATUS_INIT;
	char *text = mem_textn(bytes, strnlen(bytes, length));

	if (keys_read(&keys, text, "f", &st)) {
		for (int i = 0; i < keys.count; i++)
			fuzz_must(*keys.items[i].action && keys.items[i].keys && keys.items[i].line > 0, "a binding is whole");
		keys_done(&keys);
	} else {
		check_problem(&st, lines_of(text, strlen(text)));
	}
	free(text);
}

const struct fuzz_target fuzz_keys = { "keys", 1, keys_begin, keys_run, NULL };

/* ---- working-time rules */

static struct zone *worktime_zone;

static void worktime_begin(void)
{
	struct status st = STATUS_INIT;

	text_init("en");
	fuzz_must(zone_load(&worktime_zone, "Europe/Copenhagen", NULL, &st), "the zone is there");
	fuzz_seed_file("conf/worktime/dk.agreed.conf");
	fuzz_seed_file("conf/worktime/de.agreed.conf");
	fuzz_seed_file("conf/worktime/TEMPLATE.conf");
	fuzz_seed_file("tests/golden/worktime-ours.conf");
	fuzz_seed_text("rules = dk\nblock = {rest-11}\nwarn = {nights, age}\n");
}

/* Two months of work around the clock: whatever the rules are, every finding is one of them, about spans that are there. */
static void use_worktime(const struct worktime_rules *rules)
{
	struct worktime_span spans[60];
	struct worktime_person person = { .zone = worktime_zone, .born = day_make(2008, 2, 29), .spans = spans, .count = 60 };
	struct worktime_findings found = { NULL, 0, 0 };
	day_t first = day_make(2025, 2, 1);

	for (int i = 0; i < 60; i++) {
		int64_t start = day_start(worktime_zone, first + i);

		spans[i] = (struct worktime_span){ .shift = i + 1, .kind = (enum kind)(i % KIND_COUNT), .day = first + i,
		                                   .span = { start, start + (i % 24 + 1) * 3600 } };
	}
	worktime_check(rules, &person, first, first + 59, &found);
	for (int i = 0; i < found.count; i++) {
		const struct worktime_finding *one = &found.of[i];

		fuzz_must(one->first >= 0 && one->first <= one->last && one->last < person.count, "a finding has its spans");
		fuzz_must(one->by > 0 && one->day >= one->rule->from && one->day <= one->rule->until, "a finding says by how much");
	}
	worktime_findings_done(&found);
}

static void worktime_run(const char *bytes, size_t length)
{
	struct worktime_choice choice;
	struct worktime_rules *rules = NULL;
	struct status st = STATUS_INIT, other = STATUS_INIT;
	char *text = mem_textn(bytes, strnlen(bytes, length));
	int64_t lines = lines_of(text, strlen(text));

	if (worktime_read(&rules, "dk.fuzz", text, "f", &st)) {
		fuzz_must(rules->count > 0, "there is a rule");
		use_worktime(rules);
	} else {
		check_problem(&st, lines);
	}
	worktime_rules_free(&rules);
	if (worktime_choice_read(&choice, text, "f", &other))
		worktime_choice_done(&choice);
	else
		check_problem(&other, lines);
	free(text);
}

static void worktime_end(void)
{
	zone_free(&worktime_zone);
}

const struct fuzz_target fuzz_worktime = { "worktime", 2, worktime_begin, worktime_run, worktime_end };
