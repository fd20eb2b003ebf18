/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme.h"

#include <ctype.h>
#include <stdio.h>
#include <time.h>

static char *path_of(const char *id)
{
	return str_make("%s/conf/schemes/%s.conf", LEDSAG_SOURCEDIR, id);
}

static struct scheme *shipped(const char *id)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *path = path_of(id);

	if (!scheme_read_file(&scheme, path, &st))
		fail_msg("%s", said(&st));
	assert_string_equal(scheme->id, id);
	free(path);
	return scheme;
}

/* ---- what ships ------------------------------------------------------------- */

static void assert_text(const struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		assert_non_null(text->in[i]);
		assert_true(strlen(text->in[i]) > 2);
		assert_null(strchr(text->in[i], '\n'));
		assert_null(strchr(text->in[i], '\t'));
		assert_null(strstr(text->in[i], "  "));
	}
}

static void every_scheme_reads(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme_list list;
	char *dir = str_make("%s/conf/schemes", LEDSAG_SOURCEDIR);

	(void)state;
	assert_ok(scheme_list(&list, dir, &st), &st);
	assert_true(list.count >= 4);
	for (int i = 0; i < list.count; i++) {
		struct scheme *scheme = shipped(list.ids[i]);

		assert_true(i == 0 || strcmp(list.ids[i - 1], list.ids[i]) < 0);
		assert_string_not_equal(list.ids[i], "TEMPLATE");
		assert_text(&scheme->name);
		assert_text(&scheme->gives);
		assert_text(&scheme->who);
		for (int p = 0; p < scheme->part_count; p++)
			assert_text(&scheme->parts[p].name);
		/* "dk.holbaek.97" lies in DK. */
		assert_int_equal(toupper(scheme->id[0]), scheme->country[0]);
		assert_int_equal(toupper(scheme->id[1]), scheme->country[1]);
		scheme_free(&scheme);
		assert_null(scheme);
	}
	scheme_list_free(&list);
	free(dir);
}

static void template_is_right(void **state)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	char *path = path_of("TEMPLATE");

	(void)state;
	if (!scheme_check_file(path, &problems))
		fail_msg("%s", said(&problems.items[0]));
	free(path);
}

/* RULES 1.1: 15 h a month, six months, 90 h, newest first. */
static void holbaek_97(void **state)
{
	struct scheme *scheme = shipped("dk.holbaek.97");
	const struct scheme_part *part = scheme_part(scheme, NULL);

	(void)state;
	assert_string_equal(scheme->country, "DK");
	assert_string_equal(scheme->authority, "Holbæk Kommune");
	assert_int_equal(scheme->from, day_make(2024, 6, 19));
	assert_int_equal(scheme->until, DAY_MAX);
	assert_int_equal(scheme->holder_age, 18);
	assert_int_equal(scheme->helper_age, 18);
	assert_false(scheme->wages);
	assert_int_equal(scheme->length.most, 0);
	assert_non_null(part);
	assert_string_equal(part->id, "hours");
	assert_int_equal(part->unit, UNIT_MINUTES);
	assert_int_equal(part->per, PER_MONTH);
	assert_true(part->per_allowed[PER_MONTH]);
	assert_false(part->per_allowed[PER_WEEK]);
	assert_int_equal(part->amount, 15 * 60);
	assert_int_equal(part->carry, CARRY_WINDOW);
	assert_int_equal(part->window, 6);
	assert_int_equal(part->cap, 90 * 60);
	assert_int_equal(part->use, USE_NEWEST_FIRST);
	assert_true(part->lapse);
	assert_false(part->optional);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		assert_int_equal(part->uncounted[kind], kind == KIND_TRAVEL);
	scheme_free(&scheme);
}

static void holbaek_96(void **state)
{
	struct scheme *scheme = shipped("dk.holbaek.96");
	const struct scheme_part *hours = scheme_part(scheme, "hours"), *money = scheme_part(scheme, "money"),
	                         *expenses = scheme_part(scheme, "expenses");

	(void)state;
	assert_int_equal(scheme->part_count, 3);
	assert_null(scheme_part(scheme, NULL));
	assert_null(scheme_part(scheme, "days"));
	assert_true(scheme->wages);
	assert_int_equal(scheme->helper_age, 18);
	assert_int_equal(hours->per, PER_WEEK);
	assert_int_equal(hours->amount, 0);
	assert_int_equal(hours->carry, CARRY_YEAR);
	assert_int_equal(hours->use, USE_OLDEST_FIRST);
	assert_false(hours->optional);
	assert_int_equal(money->unit, UNIT_MONEY);
	assert_int_equal(money->per, PER_MONTH);
	assert_int_equal(money->carry, CARRY_YEAR);
	assert_true(money->optional);
	assert_int_equal(expenses->unit, UNIT_MONEY);
	assert_int_equal(expenses->per, PER_YEAR);
	assert_true(expenses->optional);
	scheme_free(&scheme);
}

static void personal_budget(void **state)
{
	struct scheme *scheme = shipped("de.pb");
	const struct scheme_part *hours = scheme_part(scheme, "hours"), *money = scheme_part(scheme, "money");

	(void)state;
	assert_true(scheme->wages);
	assert_true(hours->optional && money->optional);
	assert_int_equal(hours->per, PER_MONTH);
	assert_true(hours->per_allowed[PER_MONTH] && hours->per_allowed[PER_WEEK]);
	assert_false(hours->per_allowed[PER_YEAR]);
	assert_int_equal(hours->carry, CARRY_YEAR);
	assert_int_equal(money->per, PER_MONTH);
	assert_false(money->per_allowed[PER_WEEK]);
	assert_int_equal(money->carry, CARRY_YEAR);
	scheme_free(&scheme);
}

/* P 3.2: 30 h a month, at most six months. */
static void passtgenau_sicherung(void **state)
{
	struct scheme *scheme = shipped("de.passtgenau.sicherung");
	const struct scheme_part *part = scheme_part(scheme, "");

	(void)state;
	assert_int_equal(scheme->from, day_make(2024, 5, 17));
	assert_int_equal(scheme->length.most, 6);
	assert_int_equal(scheme->length.unit, 'm');
	assert_int_equal(scheme->length.most_is, LIMIT_HARD);
	assert_int_equal(scheme->length.least, 0);
	assert_int_equal(part->amount, 30 * 60);
	assert_int_equal(part->per, PER_MONTH);
	assert_int_equal(part->most, 30 * 60);
	assert_int_equal(part->most_is, LIMIT_HARD);
	assert_int_equal(part->carry, CARRY_NONE);
	scheme_free(&scheme);
}

static void excluded_combinations(void **state)
{
	struct scheme *bpa = shipped("dk.holbaek.96"), *led = shipped("dk.holbaek.97"), *pb = shipped("de.pb");
	struct scheme other = { .id = (char *)(uintptr_t)"dk.ishoej.98" };

	(void)state;
	assert_true(scheme_excludes(bpa, led));
	assert_true(scheme_excludes(led, bpa));
	assert_true(scheme_excludes(led, &other));
	assert_true(scheme_excludes(&other, led));
	assert_false(scheme_excludes(bpa, &other));
	assert_false(scheme_excludes(pb, led));
	assert_false(scheme_excludes(pb, pb));
	scheme_free(&bpa);
	scheme_free(&led);
	scheme_free(&pb);
}

static void patterns(void **state)
{
	static const struct {
		const char *pattern, *id;
		bool excludes;
	} cases[] = {
		{ "dk.x.1", "dk.x.1", true },  { "dk.x.1", "dk.x.12", false }, { "dk.*.1", "dk.x.1", true },
		{ "dk.*.1", "dk.x.y.1", true }, { "dk.*.1", "dk.1", false },    { "dk.*.1", "dk..1", true },
		{ "dk.*.1", "de.x.1", false },  { "*.1", "dk.x.1", true },      { "*.1", "dk.x.11", false },
		{ "dk.*", "dk.x.1", true },     { "dk.*", "de.x.1", false },    { "*", "anything", true },
		{ "a*a", "a", false },          { "a*a", "aa", true },          { "me*", "me", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *pattern = mem_text(cases[i].pattern), *id = mem_text(cases[i].id), me[] = "me";
		struct scheme a = { .id = me, .excludes = &pattern, .exclude_count = 1 }, b = { .id = id };

		assert_int_equal(scheme_excludes(&a, &b), cases[i].excludes);
		assert_int_equal(scheme_excludes(&b, &a), cases[i].excludes);
		free(pattern);
		free(id);
	}
}

static void words(void **state)
{
	enum carry carry;
	enum use_order order;
	enum strength strength;
	enum lang lang;

	(void)state;
	for (int i = CARRY_NONE; i <= (int)CARRY_POT; i++)
		assert_true(carry_parse(carry_name((enum carry)i), &carry) && (int)carry == i);
	for (int i = USE_NEWEST_FIRST; i <= (int)USE_OLDEST_FIRST; i++)
		assert_true(use_order_parse(use_order_name((enum use_order)i), &order) && (int)order == i);
	for (int i = LIMIT_SOFT; i <= (int)LIMIT_HARD; i++)
		assert_true(strength_parse(strength_name((enum strength)i), &strength) && (int)strength == i);
	for (int i = 0; i < LANG_COUNT; i++)
		assert_true(lang_parse(lang_name((enum lang)i), &lang) && (int)lang == i);
	assert_string_equal(carry_name(CARRY_WINDOW), "window");
	assert_string_equal(use_order_name(USE_OLDEST_FIRST), "oldest-first");
	assert_false(carry_parse("Window", &carry));
	assert_false(lang_parse("", &lang));
}

static void text_falls_back(void **state)
{
	char en[] = "hours", da[] = "timer";
	struct scheme_text both = { { [LANG_EN] = en, [LANG_DA] = da } }, one = { { [LANG_DA] = da } }, none = { { NULL } };

	(void)state;
	assert_string_equal(scheme_text(&both, LANG_DA), "timer");
	assert_string_equal(scheme_text(&both, LANG_DE), "hours");
	assert_string_equal(scheme_text(&one, LANG_DE), "timer");
	assert_string_equal(scheme_text(&none, LANG_DE), "");
}

/* ---- what is wrong ------------------------------------------------------------ */

/* A municipality that does not exist, one option a line. */
static const char lines[] = "country = DK\n"                                                         /* 1 */
                            "authority = \"Sandby Kommune\"\n"                                       /* 2 */
                            "law = \"SEL § 97\"\n"                                                   /* 3 */
                            "source = \"Sandby, standard 2025\"\n"                                   /* 4 */
                            "from = 2025-01-01\n"                                                    /* 5 */
                            "until = 2026-12-31\n"                                                   /* 6 */
                            "name { en = A\n da = B\n de = C }\n"                                    /* 7–9 */
                            "gives { en = A da = B de = C }\n"                                       /* 10 */
                            "who { en = A da = B de = C }\n"                                         /* 11 */
                            "holder-age = 18\n"                                                      /* 12 */
                            "wages = no\n"                                                           /* 13 */
                            "excludes = {\"dk.*.96\"}\n"                                             /* 14 */
                            "length {\n unit = weeks\n least = 2\n least-is = soft\n most = 4\n most-is = hard }\n" /* 15–20 */
                            "part \"hours\" {\n"                                                     /* 21 */
                            "name { en = A da = B de = C }\n"                                        /* 22 */
                            "unit = minutes\n"                                                       /* 23 */
                            "per = month\n"                                                          /* 24 */
                            "amount = 12:00\n"                                                       /* 25 */
                            "least = 6:00\n"                                                         /* 26 */
                            "least-is = soft\n"                                                      /* 27 */
                            "most = 20:00\n"                                                         /* 28 */
                            "most-is = hard\n"                                                       /* 29 */
                            "carry = window\n"                                                       /* 30 */
                            "window = 3\n"                                                           /* 31 */
                            "cap = 36:00\n"                                                          /* 32 */
                            "use = oldest-first\n"                                                   /* 33 */
                            "lapse = no\n"                                                           /* 34 */
                            "uncounted = {travel, illness}\n"                                        /* 35 */
                            "optional = no\n"                                                        /* 36 */
                            "}\n";

/* `lines` with `from` replaced by `to`; free() it. */
static char *changed(const char *from, const char *to)
{
	const char *at = strstr(lines, from);

	assert_non_null(at);
	return str_make("%.*s%s%s", (int)(at - lines), lines, to, at + strlen(from));
}

/* Fails unless the change is refused by a sentence that begins so; `count` problems in all. */
static void wrong_of(int count, const char *from, const char *to, const char *start)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *text = changed(from, to);

	assert_false(scheme_read(&scheme, "dk.sandby.97", text, "f.conf", &st));
	assert_null(scheme);
	assert_said(&st, start);
	assert_false(scheme_check("dk.sandby.97", text, "f.conf", &problems));
	if (problems.count != count)
		for (int i = 0; i < problems.count; i++)
			print_error("%s\n", said(&problems.items[i]));
	assert_int_equal(problems.count, count);
	assert_said(&problems.items[0], start);
	conf_problems_done(&problems);
	free(text);
}

static void wrong(const char *from, const char *to, const char *start)
{
	wrong_of(1, from, to, start);
}

static void right(const char *from, const char *to)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *text = changed(from, to);

	if (!scheme_read(&scheme, "dk.sandby.97", text, "f.conf", &st))
		fail_msg("%s", said(&st));
	scheme_free(&scheme);
	free(text);
}

static void new_municipality_from_text_alone(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	const struct scheme_part *part;

	(void)state;
	if (!scheme_read(&scheme, "dk.sandby.97", lines, "household", &st))
		fail_msg("%s", said(&st));
	part = scheme_part(scheme, "hours");
	assert_string_equal(scheme->id, "dk.sandby.97");
	assert_string_equal(scheme->law, "SEL § 97");
	assert_int_equal(scheme->until, day_make(2026, 12, 31));
	assert_string_equal(scheme_text(&scheme->name, LANG_DA), "B");
	assert_string_equal(scheme_text(&scheme->appeal, LANG_DA), "");
	assert_int_equal(scheme->exclude_count, 1);
	assert_string_equal(scheme->excludes[0], "dk.*.96");
	assert_int_equal(scheme->length.unit, 'w');
	assert_int_equal(scheme->length.least, 2);
	assert_int_equal(scheme->length.least_is, LIMIT_SOFT);
	assert_int_equal(scheme->length.most, 4);
	assert_int_equal(scheme->length.most_is, LIMIT_HARD);
	assert_int_equal(part->amount, 720);
	assert_int_equal(part->least, 360);
	assert_int_equal(part->least_is, LIMIT_SOFT);
	assert_int_equal(part->most, 1200);
	assert_int_equal(part->most_is, LIMIT_HARD);
	assert_int_equal(part->window, 3);
	assert_int_equal(part->cap, 2160);
	assert_int_equal(part->use, USE_OLDEST_FIRST);
	assert_false(part->lapse);
	assert_true(part->uncounted[KIND_TRAVEL] && part->uncounted[KIND_ILLNESS]);
	assert_false(part->uncounted[KIND_WORK]);
	scheme_free(&scheme);
}

static void head(void **state)
{
	(void)state;
	wrong("country = DK", "", "f.conf:1: country: give two capital letters such as DK or DE.");
	wrong("country = DK", "country = dk", "f.conf:1: country: give two capital letters");
	wrong("authority = \"Sandby Kommune\"", "", "f.conf:1: authority: is missing: give one, such as \"Holbæk Kommune\".");
	wrong("\"SEL § 97\"", "\" \"", "f.conf:3: law: is missing");
	wrong("source = \"Sandby, standard 2025\"", "", "f.conf:1: source: is missing");
	wrong("from = 2025-01-01", "", "f.conf:1: from: is missing: give the date");
	wrong("2025-01-01", "1.1.2025", "f.conf:5: from: give a date such as 2025-03-30, not '1.1.2025'.");
	wrong("2025-01-01", "2025-02-29", "f.conf:5: from: give a date");
	wrong("2026-12-31", "2024-12-31", "f.conf:6: until: is before from: give 2025-01-01 or a later date.");
	wrong("holder-age = 18", "holder-age = 0", "f.conf:12: holder-age: give a whole number from 1 to 120.");
	wrong("holder-age = 18", "holder-age = 18.5", "f.conf:12: holder-age: give a whole number");
	wrong("holder-age = 18", "helper-age = 0x12", "f.conf:12: helper-age: give a whole number");
	wrong("holder-age = 18", "holder-age = -18", "f.conf:12: holder-age: give a whole number");
	wrong("holder-age = 18", "holder-age = 99999999999999999999", "f.conf:12: holder-age: give a whole number");
	wrong("wages = no", "wages = true", "f.conf:13: wages: give yes or no, not 'true'.");
	wrong("wages = no", "wage = no", "f.conf:13: wage: there is no such option here, only country, ");
}

static void texts(void **state)
{
	(void)state;
	wrong("name { en = A\n da = B\n de = C }", "", "f.conf:1: name: is missing: give the text in en, da and de.");
	wrong("da = B\n de = C", "da = B", "f.conf:7: name: de: is missing: a text stands in en, da and de.");
	wrong("da = B\n", "da = \"\"\n", "f.conf:8: name: da: is missing");
	wrong("gives { en = A ", "gives { ", "f.conf:10: gives: en: is missing");
	wrong_of(2, "who { en = A da = B de = C }", "who { de = C }", "f.conf:11: who: en: is missing");
}

static void other_texts_are_whole_as_well(void **state)
{
	(void)state;
	right("wages = no", "payment { en = A da = B de = C }");
	wrong("wages = no", "payment { en = A da = B }", "f.conf:13: payment: de: is missing");
	wrong("wages = no", "follow-up { en = A da = B }", "f.conf:13: follow-up: de: is missing");
	wrong("wages = no", "excludes-text { en = A da = B }", "f.conf:13: excludes-text: de: is missing");
	wrong("wages = no", "appeal { en = A da = B }", "f.conf:13: appeal: de: is missing");
}

static void exclusions(void **state)
{
	(void)state;
	right("excludes = {\"dk.*.96\"}", "excludes = {\"*\", dk.holbaek.96}");
	wrong("\"dk.*.96\"", "\"dk.*.9*\"", "f.conf:14: excludes: 'dk.*.9*' is no scheme id");
	wrong("\"dk.*.96\"", "\"§ 96\"", "f.conf:14: excludes: '§ 96' is no scheme id");
	wrong("\"dk.*.96\"", "\"\"", "f.conf:14: excludes: '' is no scheme id");
}

static void length(void **state)
{
	(void)state;
	wrong("unit = weeks", "unit = days", "f.conf:16: length: unit: give weeks, months or years.");
	wrong("unit = weeks", "", "f.conf:15: length: unit: give weeks, months or years.");
	wrong("most = 4", "most = 1", "f.conf:19: length: most: is below least: give at least 2.");
	wrong("most = 4", "most = four", "f.conf:19: length: most: give a whole number from 1 to 1200.");
	wrong("least-is = soft", "", "f.conf:17: length: least: say with least-is whether it is hard");
	wrong("most = 4\n", "\n", "f.conf:20: length: most-is: belongs to most, which is not given.");
	wrong("most-is = hard }", "most-is = strict }", "f.conf:20: length: most-is: give hard or soft, not 'strict'.");
	wrong("least = 2\n least-is = soft\n most = 4\n most-is = hard }", "}", "f.conf:15: length: give least or most, or leave it out.");
}

static void part_head(void **state)
{
	(void)state;
	wrong("part \"hours\"", "part \"Hours\"", "f.conf:21: part \"Hours\": name a part with up to 16 small letters");
	wrong("part \"hours\"", "part \"seventeen-letters\"", "f.conf:21: part \"seventeen-letters\": name a part");
	wrong(strstr(lines, "part \"hours\""), "", "f.conf:1: part: is missing: a scheme has at least one part");
	wrong("name { en = A da = B de = C }\nunit", "unit", "f.conf:21: part \"hours\": name: is missing");
	wrong("part \"hours\"", "part \"hours\" { }\npart \"hours\"", "f.conf:22: part \"hours\": is given a second time, first on line 21");
	wrong("optional = no", "optional = maybe", "f.conf:36: part \"hours\": optional: give yes or no, not 'maybe'.");
}

static void units_and_amounts(void **state)
{
	(void)state;
	wrong("unit = minutes\n", "\n", "f.conf:21: part \"hours\": unit: is missing: give minutes, days, sessions or money.");
	wrong("unit = minutes", "unit = hours", "f.conf:23: part \"hours\": unit: give minutes, days, sessions or money, not 'hours'.");
	wrong("amount = 12:00", "amount = 12", "f.conf:25: part \"hours\": amount: give hours and minutes such as 15:00, not '12'.");
	wrong("amount = 12:00", "amount = 2d", "f.conf:25: part \"hours\": amount: give hours and minutes");
	wrong("amount = 12:00", "amount = 12:75", "f.conf:25: part \"hours\": amount: give hours and minutes");
	wrong("amount = 12:00", "amount = 0:00", "f.conf:25: part \"hours\": amount: give hours and minutes");
	wrong("amount = 12:00", "amount = -1:00", "f.conf:25: part \"hours\": amount: give hours and minutes");
	wrong("amount = 12:00", "amount = \"12:00/month\"", "f.conf:25: part \"hours\": amount: give hours and minutes");
	wrong("amount = 12:00", "amount = 5:00", "f.conf:25: part \"hours\": amount: is below least: give at least 6:00.");
	wrong("amount = 12:00", "amount = 21:00", "f.conf:25: part \"hours\": amount: is above most: give at most 20:00.");
	wrong_of(2, "most = 20:00", "most = 5:00", "f.conf:25: part \"hours\": amount: is above most: give at most 5:00.");
	wrong("amount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00", "\nleast = 6:00\nleast-is = soft\nmost = 5:00",
	      "f.conf:28: part \"hours\": most: is below least: give at least 6:00.");
	wrong("cap = 36:00", "cap = 11:59", "f.conf:32: part \"hours\": cap: is below the amount: give at least 12:00.");
	wrong("least-is = soft\nmost = 20:00", "most = 20:00", "f.conf:26: part \"hours\": least: say with least-is whether");
	wrong("most = 20:00\n", "\n", "f.conf:29: part \"hours\": most-is: belongs to most, which is not given.");
	wrong_of(5, "unit = minutes", "unit = money", "f.conf:25: part \"hours\": amount: give money such as 1500.00, not '12:00'.");
}

static void periods(void **state)
{
	(void)state;
	wrong("per = month\n", "\n", "f.conf:21: part \"hours\": per: is missing: give month, week, year, total or none.");
	wrong("per = month", "per = day", "f.conf:24: part \"hours\": per: give month, week, year, total or none, not 'day'.");
	wrong("per = month", "per = {month, month}", "f.conf:24: part \"hours\": per: names 'month' twice");
}

static void carrying(void **state)
{
	(void)state;
	wrong("carry = window\nwindow = 3\ncap = 36:00\nuse = oldest-first\nlapse = no", "", "f.conf:21: part \"hours\": carry: is missing");
	wrong("carry = window\nwindow = 3\ncap = 36:00\nuse = oldest-first\nlapse = no", "carry = half",
	      "f.conf:30: part \"hours\": carry: give none, window, year or pot, not 'half'.");
	right("carry = window\nwindow = 3\ncap = 36:00\nuse = oldest-first\nlapse = no", "carry = none");
	right("carry = window\nwindow = 3\ncap = 36:00\nuse = oldest-first\nlapse = no", "carry = year\ncap = 36:00\nuse = newest-first");
	wrong("window = 3\n", "\n", "f.conf:21: part \"hours\": window: is missing: carry = window needs the months a lot lives, 1 to 12.");
	wrong("window = 3", "window = 13", "f.conf:31: part \"hours\": window: give a whole number from 1 to 12.");
	wrong("window = 3", "window = 0", "f.conf:31: part \"hours\": window: give a whole number from 1 to 12.");
	wrong("use = oldest-first\n", "\n", "f.conf:21: part \"hours\": use: is missing: carry = window needs newest-first");
	wrong("use = oldest-first", "use = random", "f.conf:33: part \"hours\": use: give newest-first or oldest-first, not 'random'.");
	wrong("lapse = no", "lapse = never", "f.conf:34: part \"hours\": lapse: give yes or no, not 'never'.");
}

static void impossible_combinations(void **state)
{
	(void)state;
	wrong_of(2, "carry = window", "carry = year", "f.conf:31: part \"hours\": window: goes only with carry = window.");
	wrong_of(4, "carry = window", "carry = none", "f.conf:31: part \"hours\": window: goes only with carry = window.");
	wrong("carry = window\nwindow = 3\ncap = 36:00\nuse = oldest-first\nlapse = no", "carry = none\ncap = 36:00",
	      "f.conf:31: part \"hours\": cap: goes only with carry = window, year or pot.");
	wrong("per = month", "per = year", "f.conf:30: part \"hours\": carry: window goes only with per = month or week.");
	wrong("per = month", "per = total", "f.conf:30: part \"hours\": carry: window goes only with per = month or week.");
	wrong("per = month\namount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00\nmost-is = hard\ncarry = window\nwindow = 3\n"
	      "cap = 36:00\nuse = oldest-first\nlapse = no",
	      "per = total\ncarry = year", "f.conf:25: part \"hours\": carry: year does not go with per = total: give pot.");
	wrong("per = month\namount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00\nmost-is = hard\ncarry = window\nwindow = 3\n"
	      "cap = 36:00\nuse = oldest-first\nlapse = no",
	      "per = none\ncarry = pot", "f.conf:25: part \"hours\": carry: with per = none nothing is carried: give none.");
	right("per = month\namount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00\nmost-is = hard\ncarry = window\nwindow = 3\n"
	      "cap = 36:00\nuse = oldest-first\nlapse = no",
	      "per = none\ncarry = none");
	wrong("per = month\namount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00\nmost-is = hard\ncarry = window\nwindow = 3\n"
	      "cap = 36:00\nuse = oldest-first\nlapse = no",
	      "per = none\namount = 1:00\ncarry = none", "f.conf:25: part \"hours\": amount: with per = none there is no amount.");
	wrong_of(3, "per = month", "per = {month, week}", "f.conf:25: part \"hours\": amount: needs a single per");
	wrong_of(3, "per = month\namount = 12:00\nleast = 6:00\nleast-is = soft\nmost = 20:00\nmost-is = hard\n", "per = {month, none}\n",
	      "f.conf:24: part \"hours\": per: none stands alone");
}

static void uncounted(void **state)
{
	(void)state;
	wrong("{travel, illness}", "{travel, sleep}", "f.conf:35: part \"hours\": uncounted: 'sleep' is no kind: there are work, standby,");
	right("uncounted = {travel, illness}", "uncounted = travel");
}

static void scheme_ids(void **state)
{
	static const char *const bad[] = { "", ".hidden", "dk.Holbæk.97", "dk/97", "a.b c",
		                           "dk.a-name-that-is-longer-than-any-id-may-ever-be.97" };
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_false(scheme_read(&scheme, bad[i], lines, "f.conf", &st));
		assert_said(&st, "f.conf: name the file by the scheme's id, such as dk.holbaek.97.conf");
	}
}

static void several_problems_by_line(void **state)
{
	static const char text[] = "law = x\npart hours {\n unit = hours\n carry = none\n}\nfrom = never\n";
	struct conf_problems problems = CONF_PROBLEMS_INIT;

	(void)state;
	assert_false(scheme_check("dk.sandby.97", text, "f.conf", &problems));
	assert_int_equal(problems.count, 10);
	for (int i = 1; i < problems.count; i++)
		assert_true(problems.items[i - 1].args[1].number <= problems.items[i].args[1].number);
	assert_said(&problems.items[problems.count - 1], "f.conf:6: from: give a date");
	conf_problems_done(&problems);
}

static void files_and_directories(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme_list list;
	struct scheme *scheme = NULL;
	char *dir = support_tmpdir(), *path = str_make("%s/dk.sandby.97.conf", dir);
	static const char *const others[] = { "TEMPLATE.conf", ".hidden.conf", "notes.txt", ".conf", "de.a.conf" };
	FILE *file = fopen(path, "w");

	(void)state;
	fputs(lines, file);
	fclose(file);
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		char *other = str_make("%s/%s", dir, others[i]);

		fclose(fopen(other, "w"));
		free(other);
	}
	assert_ok(scheme_list(&list, dir, &st), &st);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.ids[0], "de.a");
	assert_string_equal(list.ids[1], "dk.sandby.97");
	scheme_list_free(&list);
	assert_ok(scheme_read_file(&scheme, path, &st), &st);
	assert_string_equal(scheme->id, "dk.sandby.97");
	scheme_free(&scheme);
	assert_false(scheme_read_file(&scheme, dir, &st));
	assert_said(&st, dir);
	assert_false(scheme_list(&list, path, &st));
	assert_said(&st, path);
	scheme_list_free(&list);
	free(path);
	support_rmdir(&dir);
}

/* ---- the time ------------------------------------------------------ */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_scheme_reads),
		cmocka_unit_test(template_is_right),
		cmocka_unit_test(holbaek_97),
		cmocka_unit_test(holbaek_96),
		cmocka_unit_test(personal_budget),
		cmocka_unit_test(passtgenau_sicherung),
		cmocka_unit_test(excluded_combinations),
		cmocka_unit_test(patterns),
		cmocka_unit_test(words),
		cmocka_unit_test(text_falls_back),
		cmocka_unit_test(new_municipality_from_text_alone),
		cmocka_unit_test(head),
		cmocka_unit_test(texts),
		cmocka_unit_test(other_texts_are_whole_as_well),
		cmocka_unit_test(exclusions),
		cmocka_unit_test(length),
		cmocka_unit_test(part_head),
		cmocka_unit_test(units_and_amounts),
		cmocka_unit_test(periods),
		cmocka_unit_test(carrying),
		cmocka_unit_test(impossible_combinations),
		cmocka_unit_test(uncounted),
		cmocka_unit_test(scheme_ids),
		cmocka_unit_test(several_problems_by_line),
		cmocka_unit_test(files_and_directories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
