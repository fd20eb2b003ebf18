/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the catalogue, and what a scheme's file says in sentences. */
#include "house.h"

#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/conf/scheme.h"
#include "ledsag/core/word.h"

/* ---- how words are compared */

static void test_words_are_folded(void **state)
{
	static const char *const cases[][2] = {
		{ "Ishøj Kommune", "ishoj kommune" },   { "ISHOEJ  kommune ", "ishoj kommune" }, { "Vallensbæk", "vallensbak" },
		{ "vallensbaek", "vallensbak" },        { "Aabenraa", "abenra" },                { "Åbenrå", "abenra" },
		{ "Lörrach", "lorrach" },               { "Loerrach", "lorrach" },               { "SEL § 97", "sel § 97" },
		{ "\tone\ntwo", "one two" },            { "", "" },                              { "Groß", "gross" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *folded = word_fold_text(cases[i][0]);

		assert_string_equal(folded, cases[i][1]);
		free(folded);
	}
}

/* ---- what fits */

static struct catalogue all;

static int load(void **state)
{
	struct status st = STATUS_INIT;

	(void)state;
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	text_init("en");
	assert_ok(catalogue_load(&all, &st), &st);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	catalogue_done(&all);
	return 0;
}

static int found(struct catalogue_query query)
{
	int count = 0;

	for (int i = 0; i < all.count; i++)
		count += catalogue_fits(all.of[i], &query);
	return count;
}

#define ASK(...) found((struct catalogue_query){ .need = -1, __VA_ARGS__ })

/* Counted by hand in conf/schemes. */
static void test_what_fits(void **state)
{
	(void)state;
	assert_int_equal(ASK(.text = NULL), 32);
	assert_int_equal(ASK(.authority = "ishøj"), 6);
	assert_int_equal(ASK(.authority = "ISHOEJ"), 6);
	assert_int_equal(ASK(.authority = "Vallensbæk"), 6); /* the same holds there */
	assert_int_equal(ASK(.authority = "loerrach"), 6);
	assert_int_equal(ASK(.authority = "odense"), 0);
	assert_int_equal(ASK(.law = "97"), 1);
	assert_int_equal(ASK(.law = "§97"), 1);
	assert_int_equal(ASK(.law = "SEL § 97"), 1);
	assert_int_equal(ASK(.law = "sel 97"), 1);
	assert_int_equal(ASK(.law = "9"), 0);
	assert_int_equal(ASK(.law = "85"), 2);
	assert_int_equal(ASK(.law = "85a"), 1);
	assert_int_equal(ASK(.law = "§ 85 a"), 1);
	assert_int_equal(ASK(.law = "105"), 1);
	assert_int_equal(ASK(.law = "ABL § 105"), 1);
	assert_int_equal(ASK(.law = "SEL § 105"), 0);
	assert_int_equal(ASK(.law = "107"), 3);
	assert_int_equal(ASK(.law = "§ 107, stk. 1"), 1);
	assert_int_equal(ASK(.law = "sgb ix"), 8);
	assert_int_equal(ASK(.law = "113"), 1);
	assert_int_equal(ASK(.country = "de"), 8);
	assert_int_equal(ASK(.country = "SE"), 0);
	assert_int_equal(ASK(.text = "deafblind"), 2); /* § 98, and § 97 that names it */
	assert_int_equal(ASK(.text = "Ledsageordning"), 1); /* a name in any language */
	assert_int_equal(ASK(.text = "companion ticket"), 1);
	assert_int_equal(ASK(.authority = "holb", .law = "85"), 1);
}

static void test_needs(void **state)
{
	enum need need;
	struct status st = STATUS_INIT;
	char *said;

	(void)state;
	assert_true(catalogue_need("work", &need, &st) && need == NEED_WORK);
	assert_true(catalogue_need("Home-Life", &need, &st) && need == NEED_HOME_LIFE);
	assert_true(catalogue_need("getting out with company", &need, &st) && need == NEED_COMPANIONSHIP);
	assert_int_equal(found((struct catalogue_query){ .need = NEED_WORK }), 9);
	assert_int_equal(found((struct catalogue_query){ .need = NEED_WORK, .country = "DK" }), 2);
	/* A word is enough where only one need has it: "with" has two. */
	assert_true(catalogue_need("violence", &need, &st) && need == NEED_CRISIS);
	assert_false(catalogue_need("with", &need, &st));
	assert_false(catalogue_need("wrk", &need, &st));
	assert_string_equal(st.rule, "need");
	said = text_status(&st);
	assert_non_null(strstr(said, "advice, getting along at home, personal care"));
	free(said);
}

static void test_counts_per_need(void **state)
{
	int counts[NEED_COUNT];

	(void)state;
	catalogue_count(&all, counts);
	for (int need = 0; need < NEED_COUNT; need++)
		assert_int_equal(counts[need], found((struct catalogue_query){ .need = need }));
	assert_int_equal(counts[NEED_TREATMENT], 1);
}

static void test_numbers_by_size(void **state)
{
	char **ids;
	int count, at12 = 0, at100 = 0;
	struct status st = STATUS_INIT;

	(void)state;
	assert_ok(catalogue_ids(&ids, &count, &st), &st);
	for (int i = 0; i < count; i++) {
		at12 = strcmp(ids[i], "dk.holbaek.12") ? at12 : i;
		at100 = strcmp(ids[i], "dk.holbaek.100") ? at100 : i;
	}
	assert_true(at12 < at100);
	ids_free(&ids, count);
}

/* ---- in sentences */

/* A file that says everything which a file can say. */
#define T(en) "{ en = \"" en "\" da = \"" en "\" de = \"" en "\" }\n"
static const char whole[] =
	"country = DK authority = \"Sandby Kommune\" also = {\"Havby Kommune\"} law = \"SEL § 97\" source = \"Sandby, page 1\"\n"
	"from = 2025-01-01 until = 2026-12-31 needs = {advice, work} name " T("Out and about") "gives " T("Gives.") "who " T("Who.")
	"excludes-text " T("Excl.") "payment " T("Pay.") "follow-up " T("Follow.") "appeal " T("Appeal.")
	"holder-age = 18 holder-age-until = 65 holder-age-until-is = soft holder-age-kept = yes helper-age = 16 wages = yes\n"
	"excludes = {\"dk.*.96\"} requires = {\"dk.sandby.12\"} notice = \"14 weeks\" keeps-on-moving = {in, out} ends-with-month = yes\n"
	"length { unit = months least = 2 least-is = soft most = 9 most-is = hard }\n"
	"part \"hours\" { name " T("Hours") "unit = minutes per = month carry = window window = 3 cap = 36:00 use = oldest-first\n"
	"  ceiling = 8:00 ceiling-is = soft longest = 2:00 longest-is = hard uncounted = {travel, course} }\n"
	"part \"talks\" { name " T("Talks") "unit = sessions per = total carry = pot extra = yes least = 2x least-is = soft most = 6x\n"
	"  most-is = hard review = 4x }\n"
	"part \"care\" { name " T("Care") "unit = minutes per = {week, month} carry = none optional = yes average = yes }\n"
	"part \"costs\" { name " T("Costs") "unit = money per = year carry = none extra = yes most-is = hard\n"
	"  rate \"2025-01-01\" { amount = 900.00 most = 1000.00 threshold = 300.00 }\n"
	"  category \"tickets\" { name " T("Tickets") "note " T("Two a month.") "rate \"2025-01-01\" { most = 600.00 } is = hard }\n"
	"  category \"food\" { name " T("Food") "counted = no is = soft } }\n"
	"level \"small\" { name " T("Small") "part = hours amount = 9:00 length { unit = weeks most = 5 most-is = hard } }\n"
	"level \"large\" { name " T("Large") "part = hours above = 9:00 above-is = soft most = 20:00 most-is = hard ceiling = 7:00\n"
	"  ceiling-is = hard beside = {\"dk.sandby.96\"} }\n"
	"charge \"day\" { name " T("Bed") "kind = pays per = day started-days = yes income-only = yes is = hard\n"
	"  rate \"2025-01-01\" { amount = 97.30 } }\n"
	"charge \"phone\" { name " T("Phone") "kind = allowed per = month is = soft rate \"2025-01-01\" { amount = 196.00 } }\n"
	"deadline \"appeal\" { name " T("Last day") "what " T("Say so.") "kind = appeal anchor = received by = holder after = \"4 weeks\" is = hard }\n"
	"deadline \"look\" { name " T("Look") "what " T("Think.") "kind = follow-up anchor = start by = authority after = \"3 months\"\n"
	"  every = \"1 year\" is = soft }\n"
	"deadline \"sums\" { name " T("Sums") "what " T("Add up.") "kind = account anchor = year-end by = employer is = hard }\n";

static char *told(const struct scheme *scheme, const struct catalogue *catalogue)
{
	struct scheme_words words;
	struct str out = STR_INIT;

	scheme_tell(scheme, catalogue, &words);
	for (int i = 0; i < words.count; i++) {
		assert_true(words.of[i].count > 0); /* no title without a line */
		str_addf(&out, "# %s\n", words.of[i].title ? words.of[i].title : "");
		for (int j = 0; j < words.of[i].count; j++)
			str_addf(&out, "%s\n", words.of[i].lines[j]);
	}
	scheme_words_done(&words);
	return str_take(&out);
}

static void test_every_figure_is_told(void **state)
{
	static const char *const said[] = {
		"Meant for: advice, work.",
		"# What it gives\nGives.\n# Who may have it\nWho.\nFrom the age of 18.\nAs a rule up to and including the age of 65.\n"
		"Whoever has it by then keeps it.\nHelpers are at least 16 years old.\n"
		"Your household employs the helpers and pays their wages.\n# What it excludes\nExcl.\n",
		/* Holbæk's § 98 names every § 97 itself. */
		"Not at the same time as: dk.holbaek.96 (Personal assistance led by you (BPA)), dk.holbaek.98 (Contact person for deafblind "
		"people).\nComes after: dk.sandby.12.\n"
		"At the level “large” it goes together with: dk.sandby.96.\n# Payment\nPay.\n",
		"Bed (you pay): 97.30 kr. for each day begun from 1 January 2025.\nNothing is paid by a person without income.\n",
		"Phone (taken into account): as a rule 196.00 kr. a month from 1 January 2025.\n",
		"# Follow-up\nFollow.\n# Appeal\nAppeal.\n",
		"# Hours (part “hours”)\nHow much, the level says (hours, a month).\nIn a single week as a rule at most 8:00 h.\n"
		"At most 2:00 h at a time.\nWhat a month gives can be used for 3 months, its own included, then it lapses.\n"
		"The oldest is used first.\nAt most 36:00 h can be at hand.\nDoes not count: course, travel.\n",
		"# Talks (part “talks”)\nHow much, the decision says (sessions, in all).\nAs a rule at least 2 sessions in all.\n"
		"At most 6 sessions in all.\nIt can be used until the grant ends.\n"
		"Once 4 sessions are used, the need is looked at before more is given.\n"
		"It stands beside the help itself, and a grant may do without it.\n",
		"# Care (part “care”)\nHow much, the decision says (hours, a week, a month).\nIt is an average: nothing lapses.\nA grant may do without it.\n",
		"# Costs (part “costs”)\n900.00 kr. a year from 1 January 2025, where the decision says nothing else.\n"
		"At most 1,000.00 kr. a year from 1 January 2025.\nWhat is not used by the end of the period lapses.\n"
		"From 1 January 2025: only where a year's expenses are above 300.00 kr. do they count, and then all of them.\n",
		"# Levels\nsmall: Small, 9:00 h a month. It lasts at most 5 weeks.\n"
		"large: Large, over 9:00 h, at most 20:00 h a month. In a single week at most 7:00 h.\n",
		"# What counts\nTickets: at most 600.00 kr. a year from 1 January 2025. Two a month.\n# What does not count\n"
		"Food: as a rule does not count.\n",
		"# How long\nAs a rule it lasts at least 2 months.\nIt lasts at most 9 months.\n"
		"A reduction or an end takes effect 14 weeks after you received the decision; until then it runs on unchanged.\n"
		"Where it ends inside a month, it runs to the month's end.\n",
		"runs on after you move here, until the new decision.\nWhat you were given here runs on after you move away",
		"# Dates to keep\nLast day: 4 weeks after you received the decision. Who acts: you. Say so.\n"
		"Look: as a rule 3 months after the first day of the grant, then every year. Who acts: the authority. Think.\n"
		"Sums: on 31 December, each year. Who acts: the employer. Add up.\n",
		"# Law and source\nSEL § 97, Sandby Kommune\nThe same holds in Havby Kommune.\nSource: Sandby, page 1\n"
		"As it stood from 1 January 2025 to 31 December 2026.\n",
	};
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *text;

	(void)state;
	if (!scheme_read(&scheme, "dk.sandby.97", whole, "f", &st)) {
		text = text_status(&st);
		fail_msg("%s", text);
	}
	text = told(scheme, &all);
	for (size_t i = 0; i < COUNT_OF(said); i++)
		if (!strstr(text, said[i]))
			fail_msg("not told: %s\nbut:\n%s", said[i], text);
	free(text);
	scheme_free(&scheme);
}

/* Without a catalogue the patterns stand for themselves. */
static void test_told_without_a_catalogue(void **state)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *text;

	(void)state;
	assert_ok(scheme_read(&scheme, "dk.sandby.97", whole, "f", &st), &st);
	text = told(scheme, NULL);
	assert_non_null(strstr(text, "Not at the same time as: dk.*.96.\nComes after: dk.sandby.12."));
	free(text);
	scheme_free(&scheme);
}

/* Every row in every language: no line empty, none with what only a program writes. */
static void test_every_row_is_told(void **state)
{
	static const char *const langs[] = { "da", "de", "en" };

	(void)state;
	for (size_t l = 0; l < COUNT_OF(langs); l++) {
		text_init(langs[l]);
		for (int i = 0; i < all.count; i++) {
			char *text = told(all.of[i], &all);

			assert_true(strlen(text) > 300);
			assert_null(strstr(text, "%s"));
			assert_null(strstr(text, "$s"));
			assert_null(strstr(text, "(null)"));
			assert_null(strstr(text, "\n\n"));
			free(text);
		}
	}
	text_init("en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_folded),
		cmocka_unit_test(test_what_fits),
		cmocka_unit_test(test_needs),
		cmocka_unit_test(test_counts_per_need),
		cmocka_unit_test(test_numbers_by_size),
		cmocka_unit_test(test_every_figure_is_told),
		cmocka_unit_test(test_told_without_a_catalogue),
		cmocka_unit_test(test_every_row_is_told),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
