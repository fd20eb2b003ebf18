/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every scheme that ships against tests/golden/catalogue.txt, which was written by hand from the documents that the files name. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme.h"

#include <stdio.h>

#define SCHEMES 32

static char *directory(void)
{
	return str_make("%s/conf/schemes", LEDSAG_SOURCEDIR);
}

static struct scheme *shipped(const char *id)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *path = str_make("%s/conf/schemes/%s.conf", LEDSAG_SOURCEDIR, id);

	if (!scheme_read_file(&scheme, path, &st))
		fail_msg("%s", said(&st));
	free(path);
	return scheme;
}

/* ---- a scheme in the words of the golden file ------------------------------------ */

static void say_amount(struct str *out, const char *word, int64_t amount, enum unit unit)
{
	char text[32];

	if (!amount)
		return;
	quantity_format(amount, unit, text);
	str_addf(out, " %s %s", word, text);
}

static void say_limit(struct str *out, const char *word, int64_t amount, enum unit unit, enum strength is)
{
	say_amount(out, word, amount, unit);
	if (amount)
		str_addf(out, " %s", strength_name(is));
}

static void say_list(struct str *out, const char *word, char *const *items, int count)
{
	if (count)
		str_add(out, word);
	for (int i = 0; i < count; i++)
		str_addf(out, " %s", items[i]);
	if (count)
		str_addc(out, '\n');
}

static void say_span(struct str *out, const char *word, const struct scheme_span *span)
{
	char text[16];

	scheme_span_format(span, text);
	if (*text)
		str_addf(out, " %s %s", word, text);
}

static void say_length(struct str *out, const struct scheme_length *length)
{
	if (!length->unit)
		return;
	str_add(out, "length");
	if (length->least)
		str_addf(out, " least %d %c %s", length->least, length->unit, strength_name(length->least_is));
	if (length->most)
		str_addf(out, " most %d %c %s", length->most, length->unit, strength_name(length->most_is));
}

static void say_rates(struct str *out, const char *part, const char *word, const struct scheme_rates *rates, enum unit unit)
{
	for (int i = 0; i < rates->count; i++) {
		char day[11];

		day_format(rates->items[i].from, day);
		str_addf(out, "rate %s %s", part, day);
		say_amount(out, word, rates->items[i].amount, unit);
		str_addc(out, '\n');
	}
}

static void say_category(struct str *out, const char *part, const struct scheme_category *category)
{
	str_addf(out, "category %s %s %s", part, category->id, category->counted ? "counted" : "not");
	for (int i = 0; i < category->most.count; i++) {
		char day[11];

		day_format(category->most.items[i].from, day);
		str_addf(out, " %s", day);
		say_amount(out, "most", category->most.items[i].amount, UNIT_MONEY);
	}
	if (!category->counted || category->most.count)
		str_addf(out, " %s", strength_name(category->is));
	str_addc(out, '\n');
}

static void say_pers(struct str *out, const struct scheme_part *part)
{
	str_addf(out, " %s", per_name(part->per));
	for (int per = 0; per < PER_COUNT; per++)
		if (part->per_allowed[per] && per != (int)part->per)
			str_addf(out, ",%s", per_name((enum per)per));
}

static void say_part(struct str *out, const struct scheme_part *part)
{
	str_addf(out, "part %s %s", part->id, unit_name(part->unit));
	say_pers(out, part);
	str_addf(out, " %s", carry_name(part->carry));
	say_amount(out, "amount", part->amount, part->unit);
	say_limit(out, "least", part->least, part->unit, part->least_is);
	say_limit(out, "most", part->most, part->unit, part->most_is);
	if (part->carry == CARRY_WINDOW)
		str_addf(out, " window %d", part->window);
	say_amount(out, "cap", part->cap, part->unit);
	if (part->carry == CARRY_WINDOW || part->carry == CARRY_YEAR)
		str_addf(out, " %s%s", use_order_name(part->use), part->lapse ? "" : " no-lapse");
	if (part->average)
		str_add(out, " average");
	say_limit(out, "ceiling", part->ceiling, part->unit, part->ceiling_is);
	say_limit(out, "longest", part->longest, UNIT_MINUTES, part->longest_is);
	say_amount(out, "review", part->review, part->unit);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (part->uncounted[kind])
			str_addf(out, " uncounted %s", kind_name((enum kind)kind));
	str_add(out, part->extra ? " extra\n" : part->optional ? " optional\n" : "\n");
	say_rates(out, part->id, "amount", &part->amounts, part->unit);
	say_rates(out, part->id, "most", &part->mosts, part->unit);
	say_rates(out, part->id, "threshold", &part->thresholds, part->unit);
	for (int i = 0; i < part->category_count; i++)
		say_category(out, part->id, &part->categories[i]);
}

static void say_level(struct str *out, const struct scheme *scheme, const struct scheme_level *level)
{
	const struct scheme_part *part = &scheme->parts[level->part];

	str_addf(out, "level %s %s %s", level->id, part->id, per_name(level->per));
	say_amount(out, "amount", level->amount, part->unit);
	say_limit(out, "least", level->least, part->unit, level->least_is);
	say_limit(out, "above", level->above, part->unit, level->above_is);
	say_limit(out, "most", level->most, part->unit, level->most_is);
	say_limit(out, "ceiling", level->ceiling, part->unit, level->ceiling_is);
	if (level->length.unit)
		str_addc(out, ' ');
	say_length(out, &level->length);
	for (int i = 0; i < level->beside_count; i++)
		str_addf(out, " beside %s", level->beside[i]);
	str_addc(out, '\n');
}

static void say_charge(struct str *out, const struct scheme_charge *charge)
{
	str_addf(out, "charge %s %s %s%s%s", charge->id, charge_kind_name(charge->kind), charge_per_name(charge->per),
	         charge->started_days ? " started-days" : "", charge->income_only ? " income-only" : "");
	for (int i = 0; i < charge->rates.count; i++) {
		char day[11], amount[32];

		day_format(charge->rates.items[i].from, day);
		quantity_format(charge->rates.items[i].amount, UNIT_MONEY, amount);
		str_addf(out, " %s %s", day, amount);
	}
	str_addf(out, " %s\n", strength_name(charge->is));
}

static void say_deadline(struct str *out, const struct scheme_deadline *deadline)
{
	str_addf(out, "deadline %s %s %s %s", deadline->id, deadline_kind_name(deadline->kind),
	         deadline_anchor_name(deadline->anchor), deadline_by_name(deadline->by));
	say_span(out, "after", &deadline->after);
	say_span(out, "every", &deadline->every);
	str_addf(out, " %s\n", strength_name(deadline->is));
}

static void say_ages(struct str *out, const struct scheme *scheme)
{
	if (scheme->holder_age)
		str_addf(out, "age %d", scheme->holder_age);
	if (scheme->until_pension)
		str_addf(out, " until pension %s", strength_name(scheme->until_is));
	if (scheme->holder_age_until)
		str_addf(out, " until %d %s", scheme->holder_age_until, strength_name(scheme->until_is));
	if (scheme->age_kept)
		str_add(out, " kept");
	if (scheme->holder_age)
		str_addc(out, '\n');
	if (scheme->helper_age)
		str_addf(out, "helper %d\n", scheme->helper_age);
}

static void say_needs(struct str *out, const struct scheme *scheme)
{
	str_add(out, "needs");
	for (int need = 0; need < NEED_COUNT; need++)
		if (scheme->needs[need])
			str_addf(out, " %s", need_name((enum need)need));
	str_addc(out, '\n');
}

static void say_head(struct str *out, const struct scheme *scheme)
{
	char from[11], notice[16];

	day_format(scheme->from, from);
	str_addf(out, "scheme %s %s %s\n", scheme->id, scheme->law, from);
	if (scheme->not_offered)
		str_add(out, "not-offered\n");
	say_list(out, "also", scheme->also, scheme->also_count);
	say_needs(out, scheme);
	say_ages(out, scheme);
	if (scheme->wages)
		str_add(out, "wages\n");
	say_list(out, "excludes", scheme->excludes, scheme->exclude_count);
	say_list(out, "requires", scheme->requires, scheme->require_count);
	scheme_span_format(&scheme->notice, notice);
	if (*notice)
		str_addf(out, "notice %s\n", notice);
	if (scheme->keeps_moving_in)
		str_add(out, "moving in\n");
	if (scheme->keeps_moving_out)
		str_add(out, "moving out\n");
	if (scheme->ends_with_month)
		str_add(out, "ends-with-month\n");
}

/* free() it. */
static char *in_words(const struct scheme *scheme)
{
	struct str out = STR_INIT;

	say_head(&out, scheme);
	say_length(&out, &scheme->length);
	if (scheme->length.unit)
		str_addc(&out, '\n');
	for (int i = 0; i < scheme->part_count; i++)
		say_part(&out, &scheme->parts[i]);
	for (int i = 0; i < scheme->level_count; i++)
		say_level(&out, scheme, &scheme->levels[i]);
	for (int i = 0; i < scheme->charge_count; i++)
		say_charge(&out, &scheme->charges[i]);
	for (int i = 0; i < scheme->deadline_count; i++)
		say_deadline(&out, &scheme->deadlines[i]);
	return str_take(&out);
}

/* ---- the golden file ------------------------------------------------------------------ */

/* Shows the first line that differs. */
static void assert_words(const char *id, const char *golden, const char *words)
{
	while (*golden || *words) {
		size_t a = strcspn(golden, "\n"), b = strcspn(words, "\n");

		if (a != b || memcmp(golden, words, a) != 0)
			fail_msg("%s:\ngolden: %.*s\nfile:   %.*s", id, (int)a, golden, (int)b, words);
		golden += a + (golden[a] == '\n');
		words += b + (words[b] == '\n');
	}
}

static void every_figure_by_hand(void **state)
{
	static const char start[] = "\nscheme ";
	char *golden = support_read("tests/golden/catalogue.txt"), *at = strstr(golden, start);
	int count = 0;

	(void)state;
	for (; at; count++) {
		char *next = strstr(at + 1, start), id[SCHEME_ID_MAX + 1], *words;
		struct scheme *scheme;

		assert_int_equal(sscanf(at, " scheme %40s", id), 1);
		if (next)
			*next = '\0';
		/* An empty line ends the block. */
		for (size_t length = strlen(at); length && at[length - 1] == '\n'; length--)
			at[length - 1] = '\0';
		scheme = shipped(id);
		words = in_words(scheme);
		words[strlen(words) - 1] = '\0';
		assert_words(id, at + 1, words);
		free(words);
		scheme_free(&scheme);
		if (next)
			*next = '\n';
		at = next;
	}
	assert_int_equal(count, SCHEMES);
	free(golden);
}

static void nothing_else_ships(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme_list list;
	char *dir = directory();

	(void)state;
	assert_ok(scheme_list(&list, dir, &st), &st);
	assert_int_equal(list.count, SCHEMES);
	scheme_list_free(&list);
	free(dir);
}

/* ---- texts ---------------------------------------------------------------------------- */

static void assert_text(const char *id, const char *what, const struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (!text->in[i] || strlen(text->in[i]) < 3)
			fail_msg("%s: %s: %s is missing", id, what, lang_name((enum lang)i));
	if (strlen(text->in[LANG_EN]) > 60 && (strcmp(text->in[LANG_EN], text->in[LANG_DA]) == 0 ||
	                                       strcmp(text->in[LANG_EN], text->in[LANG_DE]) == 0))
		fail_msg("%s: %s is not translated", id, what);
}

/* Who may have it, what it gives, own payment, follow-up; and in Denmark how to appeal. */
static void every_row_answers_the_questions(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme_list list;
	char *dir = directory();

	(void)state;
	assert_ok(scheme_list(&list, dir, &st), &st);
	for (int i = 0; i < list.count; i++) {
		struct scheme *scheme = shipped(list.ids[i]);

		assert_text(scheme->id, "name", &scheme->name);
		assert_text(scheme->id, "gives", &scheme->gives);
		assert_text(scheme->id, "who", &scheme->who);
		assert_true(strlen(scheme->source) > 5);
		if (!scheme->not_offered) {
			assert_text(scheme->id, "payment", &scheme->payment);
			assert_text(scheme->id, "follow-up", &scheme->follow_up);
			if (strcmp(scheme->country, "DK") == 0)
				assert_text(scheme->id, "appeal", &scheme->appeal);
		}
		if (scheme->exclude_count)
			assert_text(scheme->id, "excludes-text", &scheme->excludes_text);
		scheme_free(&scheme);
	}
	scheme_list_free(&list);
	free(dir);
}

/* ---- what the figures mean ---------------------------------------------------------- */

/* Upper bounds belong to the level. */
static void levels_meet_at_their_bounds(void **state)
{
	static const struct {
		int64_t minutes;
		const char *level;
	} cases[] = {
		{ 1, "let" },       { 60, "let" },      { 61, "moderat" },     { 240, "moderat" },
		{ 241, "stor" },    { 600, "stor" },    { 601, "omfattende" }, { 6000, "omfattende" },
	};
	struct scheme *scheme = shipped("dk.ishoej.85");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (int l = 0; l < scheme->level_count; l++)
			assert_int_equal(scheme_level_fits(&scheme->levels[l], cases[i].minutes),
			                 strcmp(scheme->levels[l].id, cases[i].level) == 0);
	scheme_free(&scheme);
}

static void fixed_levels_fit_only_themselves(void **state)
{
	struct scheme *scheme = shipped("dk.holbaek.85a");
	const struct scheme_level *act = scheme_level(scheme, "act");

	(void)state;
	assert_true(scheme_level_fits(act, 216));
	assert_false(scheme_level_fits(act, 215));
	assert_false(scheme_level_fits(act, 217));
	assert_null(scheme_level(scheme, "fact"));
	assert_null(scheme_level(scheme, NULL));
	scheme_free(&scheme);
}

static void rates_hold_from_their_day(void **state)
{
	struct scheme *led = shipped("dk.holbaek.97"), *costs = shipped("dk.holbaek.100"), *refuge = shipped("dk.holbaek.109");
	const struct scheme_part *supplement = scheme_part(led, "supplement"), *expenses = scheme_part(costs, NULL);
	const struct scheme_charge *day = scheme_charge(refuge, "day");

	(void)state;
	assert_int_equal(scheme_part_most(supplement, day_make(2023, 12, 31)), 0);
	assert_int_equal(scheme_part_most(supplement, day_make(2024, 1, 1)), 100500);
	assert_int_equal(scheme_part_amount(supplement, day_make(2026, 7, 1)), 100500);
	assert_int_equal(scheme_rate(&expenses->thresholds, day_make(2024, 6, 19)), 729600);
	/* "corresponding to 608 kr. a month" */
	assert_int_equal(scheme_rate(&expenses->thresholds, day_make(2024, 6, 19)), 12 * 60800);
	assert_int_equal(scheme_rate(&scheme_category(expenses, "medicine")->most, day_make(2024, 1, 1)), 457500);
	assert_int_equal(scheme_rate(&day->rates, day_make(2024, 12, 31)), 9730);
	assert_int_equal(scheme_part_amount(scheme_part(led, NULL), DAY_NONE), 900);
	scheme_free(&led);
	scheme_free(&costs);
	scheme_free(&refuge);
}

/* An extra part is meant only where it is named. */
static void extra_parts_stand_aside(void **state)
{
	struct scheme *led = shipped("dk.holbaek.97"), *blind = shipped("dk.holbaek.98");
	struct scheme *respite = shipped("dk.ishoej.aflastning");

	(void)state;
	assert_string_equal(scheme_part(led, NULL)->id, "hours");
	assert_string_equal(scheme_part(led, "supplement")->id, "supplement");
	assert_true(scheme_part(led, "supplement")->optional);
	assert_string_equal(scheme_part(respite, "")->id, "days");
	assert_null(scheme_part(blind, NULL));
	scheme_free(&led);
	scheme_free(&respite);
	scheme_free(&blind);
}

static void who_excludes_whom(void **state)
{
	static const struct {
		const char *a, *at_a, *b, *at_b;
		bool excludes;
	} cases[] = {
		{ "dk.holbaek.96", NULL, "dk.holbaek.97", NULL, true },
		{ "dk.holbaek.96", NULL, "dk.ishoej.107", NULL, true },
		{ "dk.holbaek.96", NULL, "dk.holbaek.108", NULL, true },
		{ "dk.holbaek.96", NULL, "dk.holbaek.98", NULL, false },
		{ "dk.holbaek.96", NULL, "dk.holbaek.100", NULL, false },
		{ "dk.holbaek.97", NULL, "dk.holbaek.98", NULL, true },
		{ "dk.holbaek.97", NULL, "dk.holbaek.108", NULL, false },
		{ "dk.holbaek.103", "part-time", "dk.holbaek.104", "part-time", true },
		{ "dk.holbaek.82a", NULL, "dk.holbaek.82b", NULL, false },
		{ "dk.holbaek.85", "moderat", "dk.holbaek.97", NULL, false },
		{ "dk.ishoej.103", "home", "dk.ishoej.104", "home", true },
		{ "dk.ishoej.103", "evening", "dk.ishoej.104", "home", true },
		{ "dk.ishoej.103", "evening", "dk.ishoej.104", "evening", false },
		{ "dk.ishoej.103", "home", "dk.ishoej.104", "evening", false },
		{ "dk.ishoej.103", "family", "dk.ishoej.104", "evening", true },
		{ "dk.ishoej.103", NULL, "dk.ishoej.104", "evening", true },
		{ "dk.holbaek.103", "part-time", "dk.ishoej.104", "evening", true },
		{ "de.pb", NULL, "de.progressiv2", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scheme *a = shipped(cases[i].a), *b = shipped(cases[i].b);
		const struct scheme_level *at_a = scheme_level(a, cases[i].at_a), *at_b = scheme_level(b, cases[i].at_b);

		assert_true(!cases[i].at_a || at_a);
		assert_true(!cases[i].at_b || at_b);
		if (scheme_excludes_at(a, at_a, b, at_b) != cases[i].excludes ||
		    scheme_excludes_at(b, at_b, a, at_a) != cases[i].excludes)
			fail_msg("%s beside %s", a->id, b->id);
		scheme_free(&a);
		scheme_free(&b);
	}
}

static void entry_comes_first(void **state)
{
	static const struct {
		const char *id;
		bool requires;
	} cases[] = {
		{ "de.passtgenau.qualifizierung", true }, { "de.passtgenau.stabilisierung", true },
		{ "de.passtgenau.uebergang", true },      { "de.passtgenau.sicherung", true },
		{ "de.passtgenau.jobcoaching", false },   { "de.passtgenau.einstieg", false },
		{ "de.pb", false },
	};
	struct scheme *entry = shipped("de.passtgenau.einstieg");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scheme *scheme = shipped(cases[i].id);

		assert_int_equal(scheme_requires(scheme, entry), cases[i].requires);
		assert_false(scheme_requires(entry, scheme));
		scheme_free(&scheme);
	}
	scheme_free(&entry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_by_hand),
		cmocka_unit_test(nothing_else_ships),
		cmocka_unit_test(every_row_answers_the_questions),
		cmocka_unit_test(levels_meet_at_their_bounds),
		cmocka_unit_test(fixed_levels_fit_only_themselves),
		cmocka_unit_test(rates_hold_from_their_day),
		cmocka_unit_test(extra_parts_stand_aside),
		cmocka_unit_test(who_excludes_whom),
		cmocka_unit_test(entry_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
