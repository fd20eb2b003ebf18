/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels, rates, categories, charges and deadlines in scheme files: what is read, and what is refused with which words. */
#include "said.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme.h"

#define T "{ en = A da = B de = C }"

/* A municipality that does not exist, one option a line. */
static const char lines[] = "country = DK\n"                              /* 1 */
                            "authority = \"Sandby Kommune\"\n"            /* 2 */
                            "also = {\"Havby Kommune\"}\n"                /* 3 */
                            "law = \"SEL § 85\"\n"                        /* 4 */
                            "source = \"Sandby, standard 2025\"\n"        /* 5 */
                            "from = 2025-01-01\n"                         /* 6 */
                            "needs = {advice, work}\n"                    /* 7 */
                            "name " T "\n"                                /* 8 */
                            "gives " T "\n"                               /* 9 */
                            "who " T "\n"                                 /* 10 */
                            "holder-age = 18\n"                           /* 11 */
                            "holder-age-until = 65\n"                     /* 12 */
                            "holder-age-until-is = soft\n"                /* 13 */
                            "holder-age-kept = yes\n"                     /* 14 */
                            "excludes = {\"dk.*.96\"}\n"                  /* 15 */
                            "requires = {\"dk.sandby.12\"}\n"             /* 16 */
                            "notice = \"14 weeks\"\n"                     /* 17 */
                            "keeps-on-moving = {in, out}\n"               /* 18 */
                            "ends-with-month = yes\n"                     /* 19 */
                            "part \"hours\" {\n"                          /* 20 */
                            "name " T "\n"                                /* 21 */
                            "unit = minutes\n"                            /* 22 */
                            "per = week\n"                                /* 23 */
                            "carry = none\n"                              /* 24 */
                            "average = yes\n"                             /* 25 */
                            "ceiling = 8:00\n"                            /* 26 */
                            "ceiling-is = soft\n"                         /* 27 */
                            "longest = 2:00\n"                            /* 28 */
                            "longest-is = hard\n"                         /* 29 */
                            "}\n"                                         /* 30 */
                            "part \"costs\" {\n"                          /* 31 */
                            "name " T "\n"                                /* 32 */
                            "unit = money\n"                              /* 33 */
                            "per = year\n"                                /* 34 */
                            "carry = none\n"                              /* 35 */
                            "most-is = hard\n"                            /* 36 */
                            "extra = yes\n"                               /* 37 */
                            "rate \"2025-01-01\" { amount = 900.00 most = 1000.00 }\n" /* 38 */
                            "rate \"2024-01-01\" { amount = 800.00 threshold = 300.00 }\n" /* 39 */
                            "category \"tickets\" {\n"                    /* 40 */
                            "name " T "\n"                                /* 41 */
                            "rate \"2024-01-01\" { most = 600.00 }\n"     /* 42 */
                            "is = hard }\n"                               /* 43 */
                            "category \"food\" {\n"                       /* 44 */
                            "name " T "\n"                                /* 45 */
                            "note " T "\n"                                /* 46 */
                            "counted = no\n"                              /* 47 */
                            "is = soft } }\n"                             /* 48 */
                            "level \"small\" {\n"                         /* 49 */
                            "name " T "\n"                                /* 50 */
                            "amount = 1:30\n"                             /* 51 */
                            "length { unit = months most = 9 most-is = hard } }\n" /* 52 */
                            "level \"large\" {\n"                         /* 53 */
                            "name " T "\n"                                /* 54 */
                            "part = hours\n"                              /* 55 */
                            "per = week\n"                                /* 56 */
                            "above = 1:30\n"                              /* 57 */
                            "above-is = soft\n"                           /* 58 */
                            "most = 6:00\n"                               /* 59 */
                            "most-is = hard\n"                            /* 60 */
                            "ceiling = 7:00\n"                            /* 61 */
                            "ceiling-is = hard\n"                         /* 62 */
                            "beside = {\"dk.*.96\"} }\n"                  /* 63 */
                            "charge \"day\" {\n"                          /* 64 */
                            "name " T "\n"                                /* 65 */
                            "kind = pays\n"                               /* 66 */
                            "per = day\n"                                 /* 67 */
                            "started-days = yes\n"                        /* 68 */
                            "income-only = yes\n"                         /* 69 */
                            "is = hard\n"                                 /* 70 */
                            "rate \"2024-01-01\" { amount = 97.30 } }\n"  /* 71 */
                            "deadline \"follow-up\" {\n"                  /* 72 */
                            "name " T "\n"                                /* 73 */
                            "what " T "\n"                                /* 74 */
                            "kind = follow-up\n"                          /* 75 */
                            "anchor = start\n"                            /* 76 */
                            "by = authority\n"                            /* 77 */
                            "after = \"3 months\"\n"                      /* 78 */
                            "every = \"1 year\"\n"                        /* 79 */
                            "is = soft }\n";                              /* 80 */

static char *changed(const char *from, const char *to)
{
	const char *at = strstr(lines, from);

	if (!at)
		fail_msg("the text has no %s", from);
	return str_make("%.*s%s%s", (int)(at - lines), lines, to, at + strlen(from));
}

struct wrong {
	const char *from, *to, *start;
	int count; /* of problems; 0: one */
};

static void assert_wrong(const struct wrong *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct conf_problems problems = CONF_PROBLEMS_INIT;
		char *text = changed(cases[i].from, cases[i].to);
		int expected = cases[i].count ? cases[i].count : 1;

		if (scheme_check("dk.sandby.85", text, "f", &problems))
			fail_msg("not refused: %s", cases[i].to);
		if (problems.count != expected)
			for (int p = 0; p < problems.count; p++)
				print_error("%s\n", said(&problems.items[p]));
		assert_said(&problems.items[0], cases[i].start);
		assert_int_equal(problems.count, expected);
		conf_problems_done(&problems);
		free(text);
	}
}

static void assert_right(const char *from, const char *to)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	char *text = changed(from, to);

	if (!scheme_check("dk.sandby.85", text, "f", &problems))
		fail_msg("%s", said(&problems.items[0]));
	free(text);
}

/* ---- what is read ------------------------------------------------------------------ */

static struct scheme *whole(void)
{
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;

	if (!scheme_read(&scheme, "dk.sandby.85", lines, "f", &st))
		fail_msg("%s", said(&st));
	return scheme;
}

static void head_is_read(void **state)
{
	struct scheme *scheme = whole();

	(void)state;
	assert_int_equal(scheme->also_count, 1);
	assert_string_equal(scheme->also[0], "Havby Kommune");
	assert_false(scheme->not_offered);
	for (int need = 0; need < NEED_COUNT; need++)
		assert_int_equal(scheme->needs[need], need == NEED_ADVICE || need == NEED_WORK);
	assert_int_equal(scheme->holder_age_until, 65);
	assert_false(scheme->until_pension);
	assert_int_equal(scheme->until_is, LIMIT_SOFT);
	assert_true(scheme->age_kept);
	assert_int_equal(scheme->require_count, 1);
	assert_int_equal(scheme->notice.count, 14);
	assert_int_equal(scheme->notice.unit, SPAN_WEEKS);
	assert_true(scheme->keeps_moving_in && scheme->keeps_moving_out && scheme->ends_with_month);
	scheme_free(&scheme);
}

static void parts_are_read(void **state)
{
	struct scheme *scheme = whole();
	const struct scheme_part *hours = scheme_part(scheme, NULL), *costs = scheme_part(scheme, "costs");

	(void)state;
	assert_string_equal(hours->id, "hours");
	assert_true(hours->average);
	assert_int_equal(hours->ceiling, 480);
	assert_int_equal(hours->ceiling_is, LIMIT_SOFT);
	assert_int_equal(hours->longest, 120);
	assert_int_equal(hours->longest_is, LIMIT_HARD);
	assert_false(hours->extra || hours->optional);
	assert_true(costs->extra && costs->optional);
	/* Sorted by day, whatever the order in the file. */
	assert_int_equal(costs->amounts.count, 2);
	assert_int_equal(costs->amounts.items[0].from, day_make(2024, 1, 1));
	assert_int_equal(costs->amounts.items[0].amount, 80000);
	assert_int_equal(costs->amount, 90000);
	assert_int_equal(costs->most, 100000);
	assert_int_equal(scheme_part_amount(costs, day_make(2023, 12, 31)), 0);
	assert_int_equal(scheme_part_amount(costs, day_make(2024, 12, 31)), 80000);
	assert_int_equal(scheme_part_amount(costs, day_make(2025, 1, 1)), 90000);
	assert_int_equal(scheme_part_most(costs, day_make(2024, 12, 31)), 0);
	assert_int_equal(scheme_rate(&costs->thresholds, day_make(2030, 1, 1)), 30000);
	assert_int_equal(costs->category_count, 2);
	assert_true(scheme_category(costs, "tickets")->counted);
	assert_int_equal(scheme_category(costs, "tickets")->most.items[0].amount, 60000);
	assert_false(scheme_category(costs, "food")->counted);
	assert_int_equal(scheme_category(costs, "food")->is, LIMIT_SOFT);
	assert_string_equal(scheme_text(&scheme_category(costs, "food")->note, LANG_DA), "B");
	assert_null(scheme_category(costs, "fuel"));
	scheme_free(&scheme);
}

static void levels_charges_and_deadlines_are_read(void **state)
{
	struct scheme *scheme = whole();
	const struct scheme_level *small = scheme_level(scheme, "small"), *large = scheme_level(scheme, "large");
	const struct scheme_charge *charge = scheme_charge(scheme, "day");
	const struct scheme_deadline *deadline = scheme_deadline(scheme, "follow-up");

	(void)state;
	assert_int_equal(scheme->level_count, 2);
	assert_int_equal(small->part, 0);
	assert_int_equal(small->per, PER_WEEK);
	assert_int_equal(small->amount, 90);
	assert_int_equal(small->length.most, 9);
	assert_int_equal(small->length.unit, 'm');
	assert_int_equal(large->above, 90);
	assert_int_equal(large->most, 360);
	assert_int_equal(large->most_is, LIMIT_HARD);
	assert_int_equal(large->ceiling, 420);
	assert_int_equal(large->beside_count, 1);
	assert_int_equal(large->length.unit, 0);
	assert_false(scheme_level_fits(large, 90));
	assert_true(scheme_level_fits(large, 91) && scheme_level_fits(large, 360));
	assert_false(scheme_level_fits(large, 361));
	assert_int_equal(charge->kind, CHARGE_PAYS);
	assert_int_equal(charge->per, CHARGE_DAY);
	assert_true(charge->started_days && charge->income_only);
	assert_int_equal(charge->rates.items[0].amount, 9730);
	assert_int_equal(deadline->kind, DEADLINE_FOLLOW_UP);
	assert_int_equal(deadline->anchor, ANCHOR_START);
	assert_int_equal(deadline->by, BY_AUTHORITY);
	assert_int_equal(deadline->after.unit, SPAN_MONTHS);
	assert_int_equal(deadline->every.count, 1);
	assert_int_equal(deadline->every.unit, SPAN_YEARS);
	assert_null(scheme_charge(scheme, "night"));
	assert_null(scheme_deadline(scheme, "never"));
	scheme_free(&scheme);
}

static void what_is_not_offered_needs_no_part(void **state)
{
	static const char text[] = "country = DK authority = X law = Y source = Z from = 2025-01-01 offered = no name " T " gives " T " who " T;
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;

	(void)state;
	assert_ok(scheme_read(&scheme, "dk.sandby.102", text, "f", &st), &st);
	assert_true(scheme->not_offered);
	assert_int_equal(scheme->part_count, 0);
	assert_null(scheme_part(scheme, NULL));
	scheme_free(&scheme);
}

static void spans(void **state)
{
	static const char *const good[] = {
		"1 day", "5 workdays", "28 days", "1 week", "14 weeks", "3 months", "1 year", "999 years",
	};
	static const char *const bad[] = {
		"", "5", "weeks", "5  weeks", "0 days", "1000 days", "-1 day", "5 Weeks", "5 fortnights", "5 weekss", "5 week s",
		"1.5 years", "5 s", "5 weeks ", " 5 weeks",
	};
	struct scheme_span span = { 0, SPAN_DAYS };
	char text[16];

	(void)state;
	scheme_span_format(&span, text);
	assert_string_equal(text, "");
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(scheme_span_parse(good[i], &span));
		scheme_span_format(&span, text);
		assert_string_equal(text, good[i]);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(scheme_span_parse(bad[i], &span));
}

static void words(void **state)
{
	enum need need;
	enum charge_kind charge;
	enum charge_per per;
	enum deadline_kind kind;
	enum deadline_anchor anchor;
	enum deadline_by by;

	(void)state;
	for (int i = 0; i < NEED_COUNT; i++)
		assert_true(need_parse(need_name((enum need)i), &need) && (int)need == i && *need_label(need));
	for (int i = 0; i <= (int)CHARGE_WEALTH; i++)
		assert_true(charge_kind_parse(charge_kind_name((enum charge_kind)i), &charge) && (int)charge == i &&
		            *charge_kind_label(charge));
	for (int i = 0; i <= (int)CHARGE_ONCE; i++)
		assert_true(charge_per_parse(charge_per_name((enum charge_per)i), &per) && (int)per == i && *charge_per_label(per));
	for (int i = 0; i <= (int)DEADLINE_END; i++)
		assert_true(deadline_kind_parse(deadline_kind_name((enum deadline_kind)i), &kind) && (int)kind == i &&
		            *deadline_kind_label(kind));
	for (int i = 0; i <= (int)ANCHOR_APPEAL; i++)
		assert_true(deadline_anchor_parse(deadline_anchor_name((enum deadline_anchor)i), &anchor) && (int)anchor == i &&
		            *deadline_anchor_label(anchor));
	for (int i = 0; i <= (int)BY_PROVIDER; i++)
		assert_true(deadline_by_parse(deadline_by_name((enum deadline_by)i), &by) && (int)by == i &&
		            *deadline_by_label(by));
	assert_false(need_parse("Work", &need));
	assert_false(need_parse("wor", &need));
	assert_false(deadline_kind_parse("", &kind));
}

static void a_level_lifts_an_exclusion(void **state)
{
	struct scheme *scheme = whole();
	char id[] = "dk.x.96";
	struct scheme other = { .id = id };

	(void)state;
	assert_true(scheme_excludes(scheme, &other));
	assert_true(scheme_excludes_at(&other, NULL, scheme, scheme_level(scheme, "small")));
	assert_false(scheme_excludes_at(&other, NULL, scheme, scheme_level(scheme, "large")));
	assert_false(scheme_excludes_at(scheme, scheme_level(scheme, "large"), &other, NULL));
	scheme_free(&scheme);
}

/* ---- what is refused ------------------------------------------------------------------ */

static void wrong_heads(void **state)
{
	static const struct wrong cases[] = {
		{ "{\"Havby Kommune\"}", "{\"\"}", "f:3: also: name an authority", 0 },
		{ "{\"Havby Kommune\"}", "{\"Sandby Kommune\"}", "f:3: also: names 'Sandby Kommune' twice", 0 },
		{ "{\"Havby Kommune\"}", "{A, A}", "f:3: also: names 'A' twice", 0 },
		{ "{advice, work}", "{advice, wrk}", "f:7: needs: is a list of these words: advice, home-life, personal-care,", 0 },
		{ "{advice, work}", "{work, work}", "f:7: needs: names 'work' twice", 0 },
		{ "until = 65", "until = 17", "f:12: holder-age-until: is below holder-age: give at least 18.", 0 },
		{ "until = 65", "until = retirement", "f:12: holder-age-until: give a whole number from 1 to 120.", 0 },
		{ "holder-age-until-is = soft\n", "\n", "f:12: holder-age-until: say with holder-age-until-is whether", 0 },
		{ "holder-age-until = 65\nholder-age-until-is = soft\n", "\n\n", "f:14: holder-age-kept: belongs to holder-age-until", 0 },
		{ "holder-age-until = 65\n", "\n", "f:13: holder-age-until-is: belongs to holder-age-until", 2 },
		{ "kept = yes", "kept = maybe", "f:14: holder-age-kept: give yes or no", 0 },
		{ "dk.sandby.12", "dk.sandby.§", "f:16: requires: 'dk.sandby.§' is no scheme id", 0 },
		{ "dk.sandby.12", "dk.*.85", "f:16: requires: 'dk.*.85' is this scheme itself", 0 },
		{ "dk.sandby.12", "dk.*.96", "f:16: requires: 'dk.*.96' stands in excludes as well", 0 },
		{ "14 weeks", "98", "f:17: notice: give a time such as", 0 },
		{ "{in, out}", "{in, over}", "f:18: keeps-on-moving: give in, out or both, not 'over'.", 0 },
		{ "{in, out}", "{in, in}", "f:18: keeps-on-moving: names 'in' twice", 0 },
		{ "month = yes", "month = 1", "f:19: ends-with-month: give yes or no", 0 },
		{ "also = ", "offered = perhaps also = ", "f:3: offered: give yes or no", 5 },
		{ "also = ", "offered = no also = ", "f:20: part \"hours\": does not go with offered = no", 4 },
	};

	(void)state;
	assert_wrong(cases, COUNT_OF(cases));
	assert_right("holder-age-until = 65", "holder-age-until = pension");
	assert_right("also = ", "offered = yes also = ");
	assert_right("keeps-on-moving = {in, out}", "keeps-on-moving = out");
}

static void wrong_parts(void **state)
{
	static const struct wrong cases[] = {
		{ "per = week\ncarry", "per = year\ncarry", "f:25: part \"hours\": average: goes only with per = month or week.", 2 },
		{ "carry = none\naverage", "carry = year\naverage", "f:25: part \"hours\": average: goes only with carry = none", 0 },
		{ "unit = money", "average = yes unit = money", "f:33: part \"costs\": average: goes only with per = month or week.", 2 },
		{ "unit = money", "ceiling = 5.00 ceiling-is = soft unit = money", "f:33: part \"costs\": ceiling: belongs to hours, days", 0 },
		{ "ceiling-is = soft\n", "\n", "f:26: part \"hours\": ceiling: say with ceiling-is whether", 0 },
		{ "longest-is = hard\n", "\n", "f:28: part \"hours\": longest: say with longest-is whether", 0 },
		{ "longest = 2:00\n", "\n", "f:29: part \"hours\": longest-is: belongs to longest", 0 },
		{ "longest = 2:00", "longest = 2d", "f:28: part \"hours\": longest: give hours and minutes", 0 },
		{ "unit = money", "longest = 1:00 longest-is = hard unit = money", "f:33: part \"costs\": longest: goes only with unit = minutes", 0 },
		{ "ceiling = 8:00", "review = 4:00 ceiling = 8:00", "f:26: part \"hours\": review: goes only with per = total.", 0 },
		{ "per = week\ncarry = none\naverage = yes", "per = total review = 4:00 most = 4:00 most-is = hard\ncarry = pot\n",
		  "f:23: part \"hours\": review: would never be reached: give less than 4:00.", 3 },
		{ "extra = yes", "extra = yes optional = no", "f:37: part \"costs\": optional: no does not go with extra = yes", 0 },
		{ "longest-is = hard\n", "longest-is = hard extra = yes\n", "f:29: part \"hours\": extra: one part at least", 2 },
		{ "extra = yes", "extra = yes amount = 5.00", "f:38: rate \"2025-01-01\": amount: stands in the part without a date", 2 },
		{ "extra = yes", "extra = yes most = 5.00", "f:38: rate \"2025-01-01\": most: stands in the part without a date", 0 },
		{ "most-is = hard\nextra", "extra", "f:31: part \"costs\": most: say with most-is whether", 0 },
		{ "rate \"2025-01-01\"", "rate \"1.1.2025\"", "f:38: rate \"1.1.2025\": give a date such as 2025-03-30", 0 },
		{ "rate \"2025-01-01\"", "rate \"2024-01-01\"", "f:39: rate \"2024-01-01\": is given a second time", 0 },
		{ "amount = 900.00 most = 1000.00", "", "f:36: part \"costs\": most-is: belongs to most", 2 },
		{ "amount = 900.00", "amount = 1100.00", "f:38: rate \"2025-01-01\": the amount is above most on that day.", 0 },
		{ "amount = 900.00", "amount = 9:00", "f:38: rate \"2025-01-01\": amount: give money such as 1500.00", 0 },
		{ "per = year\n", "per = {year, month}\n", "f:38: rate \"2025-01-01\": needs a single per", 0 },
		{ "per = year\n", "per = month\n", "f:39: rate \"2024-01-01\": threshold: goes only with unit = money and per = year.", 0 },
		{ "ceiling = 8:00", "category \"x\" { name " T " } ceiling = 8:00", "f:26: category \"x\": goes only with unit = money.", 0 },
		{ "category \"tickets\"", "category \"Tickets\"", "f:40: category \"Tickets\": its name has up to 16", 0 },
		{ "is = hard }", "}", "f:42: category \"tickets\": rate: say with is whether", 0 },
		{ "rate \"2024-01-01\" { most = 600.00 }\n", "\n", "f:43: category \"tickets\": is: belongs to rate", 0 },
		{ "{ most = 600.00 }", "{ }", "f:42: rate \"2024-01-01\": most: is missing", 0 },
		{ "counted = no", "counted = never", "f:47: category \"food\": counted: give yes or no", 0 },
		{ "counted = no\n", "counted = no rate \"2024-01-01\" { most = 1.00 }\n", "f:47: rate \"2024-01-01\": does not go with counted = no.", 0 },
		{ "counted = no\nis = soft", "counted = no\n", "f:47: category \"food\": counted: say with is whether", 0 },
	};

	(void)state;
	assert_wrong(cases, COUNT_OF(cases));
	assert_right("counted = no\nis = soft", "counted = yes\n");
}

static void wrong_levels(void **state)
{
	static const struct wrong cases[] = {
		{ "part = hours", "part = days", "f:55: level \"large\": part: there is no part 'days' here.", 0 },
		{ "extra = yes\n", "optional = yes\n", "f:49: level \"small\": part: is missing: name the part", 0 },
		{ "per = week\ncarry = none\naverage = yes\n", "per = none\ncarry = none\n\n", "f:49: level \"small\": part: 'hours' has per = none", 2 },
		{ "per = week\ncarry = none\naverage", "per = {week, month}\ncarry = none\naverage", "f:49: level \"small\": per: is missing", 0 },
		{ "per = week\nabove", "per = year\nabove", "f:56: level \"large\": per: 'year' is not among the part's per.", 0 },
		{ "amount = 1:30\n", "\n", "", 0 },
		{ "amount = 1:30\n", "amount = 1:30 most = 2:00 most-is = hard\n", "f:51: level \"small\": most: does not go with amount", 0 },
		{ "amount = 1:30\nlength { unit = months most = 9 most-is = hard }", "", "f:49: level \"small\": says nothing", 0 },
		{ "above = 1:30", "least = 1:00 least-is = soft above = 1:30", "f:57: level \"large\": above: does not go with least", 0 },
		{ "above = 1:30\nabove-is", "least = 6:01\nleast-is", "f:59: level \"large\": most: is below least: give at least 6:01.", 0 },
		{ "above = 1:30", "above = 6:00", "f:59: level \"large\": most: leaves nothing: give more than 6:00.", 0 },
		{ "above-is = soft\n", "\n", "f:57: level \"large\": above: say with above-is whether", 0 },
		{ "most = 6:00\nmost-is = hard\nceiling = 7:00", "amount = 7:30\n\nceiling = 7:00", "f:57: level \"large\": above: does not go with amount", 2 },
		{ "average = yes", "average = yes amount = 2:00", "f:49: level \"small\": the part has an amount of its own", 2 },
		{ "average = yes", "average = yes most = 5:00 most-is = hard", "f:53: level \"large\": gives more than the part's most.", 0 },
		{ "amount = 1:30", "amount = 1:30 ceiling = 1:00 ceiling-is = hard", "f:51: level \"small\": ceiling: is below the amount", 0 },
		{ "carry = none\naverage = yes", "carry = year cap = 1:29\n\n", "f:52: level \"small\": amount: is above the part's cap", 0 },
		{ "amount = 1:30", "amount = 2d", "f:51: level \"small\": amount: give hours and minutes", 0 },
		{ "beside = {\"dk.*.96\"}", "beside = {\"*.*\"}", "f:63: level \"large\": beside: '*.*' is no scheme id", 0 },
		{ "unit = months most = 9", "unit = days most = 9", "f:52: length: unit: give weeks, months or years.", 0 },
		{ "level \"large\"", "level \"LARGE\"", "f:53: level \"LARGE\": its name has up to 16", 0 },
		{ "level \"large\"", "level \"small\"", "f:53: level \"small\": is given a second time", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (*cases[i].start)
			assert_wrong(&cases[i], 1);
		else
			assert_right(cases[i].from, cases[i].to);
}

static void wrong_charges(void **state)
{
	static const struct wrong cases[] = {
		{ "kind = pays", "kind = owes", "f:66: charge \"day\": kind: give pays, keeps, allowed, price or wealth.", 0 },
		{ "kind = pays\n", "\n", "f:64: charge \"day\": kind: give pays, keeps", 0 },
		{ "per = day\n", "per = night\n", "f:67: charge \"day\": per: give hour, day, month, year or once.", 0 },
		{ "per = day\n", "per = month\n", "f:68: charge \"day\": started-days: goes only with per = day.", 0 },
		{ "kind = pays", "kind = keeps", "f:69: charge \"day\": income-only: goes only with kind = pays.", 0 },
		{ "kind = pays\nper = day\nstarted-days = yes\nincome-only = yes", "kind = wealth\nper = year\n\n",
		  "f:67: charge \"day\": per: goes only as once with kind = wealth.", 0 },
		{ "is = hard\nrate \"2024-01-01\" { amount = 97.30", "\nrate \"2024-01-01\" { amount = 97.30", "f:64: charge \"day\": is: say whether", 0 },
		{ "rate \"2024-01-01\" { amount = 97.30 }", "", "f:64: charge \"day\": rate: is missing", 0 },
		{ "{ amount = 97.30 }", "{ }", "f:71: rate \"2024-01-01\": amount: is missing", 0 },
		{ "amount = 97.30", "amount = 97:30", "f:71: rate \"2024-01-01\": amount: give money", 0 },
		{ "rate \"2024-01-01\" { amount = 97", "rate \"2024-02-30\" { amount = 97",
		  "f:71: rate \"2024-02-30\": give a date", 0 },
	};

	(void)state;
	assert_wrong(cases, COUNT_OF(cases));
}

static void wrong_deadlines(void **state)
{
	static const struct wrong cases[] = {
		{ "what " T, "", "f:72: deadline \"follow-up\": what: is missing", 0 },
		{ "kind = follow-up", "kind = followup", "f:75: deadline \"follow-up\": kind: give receipt, decision, appeal,", 0 },
		{ "anchor = start", "anchor = today", "f:76: deadline \"follow-up\": anchor: give application, received, start,", 0 },
		{ "anchor = start", "anchor = absence", "f:76: deadline \"follow-up\": anchor: does not go with kind = follow-up.", 0 },
		{ "kind = follow-up", "kind = appeal", "f:76: deadline \"follow-up\": anchor: does not go with kind = appeal.", 2 },
		{ "kind = follow-up\nanchor = start", "kind = appeal\nanchor = received", "f:79: deadline \"follow-up\": every: does not go with kind", 0 },
		{ "by = authority", "by = nobody", "f:77: deadline \"follow-up\": by: give holder, employer, authority or provider.", 0 },
		{ "3 months", "3 moons", "f:78: deadline \"follow-up\": after: give a time such as \"5 workdays\"", 0 },
		{ "1 year", "90 workdays", "f:79: deadline \"follow-up\": every: give days, weeks, months or years.", 0 },
		{ "is = soft }\n", "}\n", "", 0 },
		{ "after = \"3 months\"\nevery = \"1 year\"", "", "f:72: deadline \"follow-up\": give after or every", 0 },
		{ "anchor = start", "anchor = end", "f:79: deadline \"follow-up\": every: does not go with anchor = end", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (*cases[i].start)
			assert_wrong(&cases[i], 1);
	assert_right("after = \"3 months\"\n", "\n");
	assert_right("every = \"1 year\"\n", "\n");
	assert_right("kind = follow-up\nanchor = start\nby = authority\nafter = \"3 months\"\nevery = \"1 year\"",
	             "kind = account\nanchor = year-end\nby = holder\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(head_is_read),
		cmocka_unit_test(parts_are_read),
		cmocka_unit_test(levels_charges_and_deadlines_are_read),
		cmocka_unit_test(what_is_not_offered_needs_no_part),
		cmocka_unit_test(spans),
		cmocka_unit_test(words),
		cmocka_unit_test(a_level_lifts_an_exclusion),
		cmocka_unit_test(wrong_heads),
		cmocka_unit_test(wrong_parts),
		cmocka_unit_test(wrong_levels),
		cmocka_unit_test(wrong_charges),
		cmocka_unit_test(wrong_deadlines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
