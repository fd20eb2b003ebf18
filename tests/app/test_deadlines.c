/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates to keep of a household; how they are counted is in tests/conf/test_deadlines.c. */
#include "house.h"

#include "../../src/app/internal.h"

#include <sys/stat.h>

/* The household of 15 June 2025 at another time. */
static void at(struct house *house, const char *now)
{
	house_now(now);
	house_as(house, NULL);
}

/* "2025-03-31 led appeal -76 overdue; …" */
static void assert_list(struct app *app, day_t from, day_t to, const char *want)
{
	struct deadlines deadlines;
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;
	char day[11];

	assert_ok(app_deadlines(app, from, to, &deadlines, &st), &st);
	for (int i = 0; i < deadlines.count; i++) {
		const struct deadline *d = &deadlines.of[i];

		day_format(d->on, day);
		str_addf(&out, "%s%s %s %s %lld%s", i ? "; " : "", day, d->grant, d->kind, (long long)d->days, d->overdue ? " overdue" : "");
		assert_true(*d->name && *d->what);
		assert_int_equal(d->counted != NULL, d->counted_from != DAY_NONE);
	}
	if (strcmp(str_peek(&out), want) != 0)
		fail_msg("\nis:   %s\nmust: %s", str_peek(&out), want);
	str_done(&out);
	deadlines_done(&deadlines);
}

static void now_is(struct house *house, const char *now, const char *want)
{
	at(house, now);
	assert_list(house->app, DAY_NONE, DAY_MAX, want);
}

static void grant_received(struct app *app, const char *id, const char *scheme, const char *from, const char *to,
                           const char *received)
{
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .to = to, .received = received };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
}

static void add_fact(struct house *house, const char *id, enum grant_fact_kind kind, int year, int month, int dom)
{
	struct grant_fact fact = { .kind = kind, .day = day_make(year, month, dom) };
	struct status st = STATUS_INIT;

	assert_ok(app_begin(house->app, "grant fact", &st), &st);
	app_subjectf(house->app, "grant %s", id);
	assert_ok(app_finish(house->app, grant_fact_write(house->app->store, id, &fact, false, &st), &st), &st);
}

/* The one of a kind, copied out of the list; texts: free(). */
static struct deadline one(struct app *app, const char *kind)
{
	struct deadlines deadlines;
	struct status st = STATUS_INIT;
	struct deadline found = { 0 };

	assert_ok(app_deadlines(app, DAY_NONE, DAY_MAX, &deadlines, &st), &st);
	for (int i = 0; i < deadlines.count; i++)
		if (!strcmp(deadlines.of[i].kind, kind)) {
			assert_null(found.name);
			found = deadlines.of[i];
			found.name = mem_text(found.name);
			found.what = mem_text(found.what);
			found.rule = mem_text(found.rule);
			found.counted = mem_text(found.counted ? found.counted : "");
		}
	deadlines_done(&deadlines);
	if (!found.name)
		fail_msg("there is no %s", kind);
	return found;
}

static void assert_one(struct app *app, const char *kind, const char *rule, const char *name, const char *what, const char *counted)
{
	struct deadline d = one(app, kind);

	assert_string_equal(d.rule, rule);
	assert_string_equal(d.name, name);
	assert_string_equal(d.what, what);
	assert_string_equal(d.counted, counted);
	free(d.name);
	free(d.what);
	free(d.rule);
	free(d.counted);
}

static void grant_level_of(struct app *app, const char *id, const char *scheme, const char *from, const char *received,
                           const char *level, const char *amount)
{
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .received = received, .level = level,
		                     .amounts = &amount, .amount_count = amount != NULL };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
}

/* An average: nothing of it lapses. Follow-up after three months, on 10 April 2024, then yearly. */
static void add_home(struct app *app, const char *received)
{
	grant_level_of(app, "home", "dk.holbaek.85", "2024-01-10", received, "lettere", NULL);
}

static void set_born(struct app *app, const char *born)
{
	struct person_input input = { .id = "holder", .born = born };
	struct status st = STATUS_INIT;

	assert_ok(app_person_edit(app, &input, &st), &st);
}

/* ---- which ones */

/* 28 days from 3 March: 31 March. What is the holder's stays for 30 days, what is the authority's goes at once. */
static void what_matters_now(void **state)
{
	struct house *house = *state;

	add_home(house->app, "2025-03-03");
	now_is(house, "2025-03-19T12:00", "2025-03-31 home appeal 12; 2025-04-10 home follow-up 22");
	now_is(house, "2025-03-31T23:59", "2025-03-31 home appeal 0; 2025-04-10 home follow-up 10");
	now_is(house, "2025-04-10T12:00", "2025-03-31 home appeal -10 overdue; 2025-04-10 home follow-up 0; 2026-04-10 home follow-up 365");
	now_is(house, "2025-04-30T12:00", "2025-03-31 home appeal -30 overdue; 2026-04-10 home follow-up 345");
	now_is(house, "2025-05-01T12:00", "2026-04-10 home follow-up 344");
}

static void the_days_that_are_asked_for(void **state)
{
	struct house *house = *state;

	add_home(house->app, "2025-03-03");
	assert_list(house->app, day_make(2025, 3, 31), day_make(2025, 4, 10),
	            "2025-03-31 home appeal -76 overdue; 2025-04-10 home follow-up -66");
	assert_list(house->app, day_make(2025, 4, 1), day_make(2025, 4, 9), "");
	assert_list(house->app, day_make(2026, 1, 1), day_make(2027, 12, 31), "2026-04-10 home follow-up 299; 2027-04-10 home follow-up 664");
}

static void soon_is_without_what_lapses(void **state)
{
	struct house *house = *state;
	struct deadlines deadlines;
	struct status st = STATUS_INIT;

	grant_received(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, "2025-06-01");
	assert_list(house->app, DAY_NONE, day_make(2025, 7, 31), "2025-06-29 led appeal 14; 2025-06-30 led lapse 15");
	assert_ok(app_deadlines_soon(house->app, 46, &deadlines, &st), &st);
	assert_int_equal(deadlines.count, 1);
	assert_string_equal(deadlines.of[0].kind, "appeal");
	deadlines_done(&deadlines);
	assert_ok(app_deadlines_soon(house->app, 13, &deadlines, &st), &st);
	assert_int_equal(deadlines.count, 0);
	deadlines_done(&deadlines);
}

static void assistants_see_none(void **state)
{
	struct house *house = *state;
	struct deadlines deadlines;
	struct status st = STATUS_INIT;

	house_as(house, "anna");
	assert_false(app_deadlines(house->app, DAY_NONE, DAY_MAX, &deadlines, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_deadlines_soon(house->app, 60, &deadlines, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, "audit");
	assert_ok(app_deadlines(house->app, DAY_NONE, DAY_MAX, &deadlines, &st), &st);
	assert_true(deadlines.count > 0);
	deadlines_done(&deadlines);
}

/* ---- in words */

static void an_appeal_in_words(void **state)
{
	struct house *house = *state;

	grant_received(house->app, "led", "dk.holbaek.97", "2025-05-01", NULL, "2025-06-01");
	assert_one(house->app, "appeal", "dk.holbaek.97/appeal", "Last day to appeal",
	           "If you disagree with the decision, tell Holbæk Kommune by this day, in speech or in writing.",
	           "Counted from: the day you received the decision, 1 June 2025; time from there: 4 weeks");
	assert_one(house->app, "lapse", "dk.holbaek.97/lapse", "Lapses: 15:00 h",
	           "15:00 h lapse on 31 October 2025; with newest-first you keep them only by using 30:00 h now, or 90:00 h in "
	           "October 2025 if nothing is used before.",
	           "");
	add_fact(house, "led", FACT_APPEAL, 2025, 6, 10);
	assert_list(house->app, DAY_NONE, day_make(2025, 9, 30), "");
}

/* Maundy Thursday to Easter Monday are no workdays: Tue 15, Wed 16, Tue 22, Wed 23, Thu 24 April. */
static void a_receipt_over_easter(void **state)
{
	struct house *house = *state;

	grant_received(house->app, "led", "dk.holbaek.97", "2025-06-01", NULL, NULL);
	add_fact(house, "led", FACT_APPLIED, 2025, 4, 14);
	assert_list(house->app, day_make(2025, 4, 1), day_make(2025, 5, 31), "2025-04-24 led receipt -52");
}

static void ends_in_words(void **state)
{
	struct house *house = *state;

	grant_received(house->app, "akt", "dk.holbaek.82b", "2025-06-01", NULL, NULL);
	assert_one(house->app, "length", "dk.holbaek.82b/length", "Last day, the longest allowed",
	           "The help cannot last longer than this. Find out in good time what comes after it.", "");
	assert_one(house->app, "status", "dk.holbaek.82b/closing", "Closing description",
	           "You and the provider describe together how the course went. Say what should come next: the description is used for it.",
	           "Counted from: the last day of the grant, 30 November 2025");
}

static void a_change_and_its_notice(void **state)
{
	struct house *house = *state;
	struct grant_input input = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2024-01-01", .received = "2025-06-10",
		                     .amounts = (const char *const[]){ "hours=37:00/week" }, .amount_count = 1 };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	assert_ok(change_amount(house->app, "bpa", "2025-10-01", "hours=30:00/week", &st), &st);
	/* 98 days from 10 June: 20 in June, 31, 31, 16 in September */
	assert_list(house->app, day_make(2025, 9, 1), day_make(2025, 10, 31), "2025-09-16 bpa notice 93; 2025-10-01 bpa change 108");
	assert_one(house->app, "change", "dk.holbaek.96/change", "Another amount",
	           "From this day on “Helper hours” gives 30:00 h a week instead of 37:00 h a week.", "");
	assert_one(house->app, "notice", "dk.holbaek.96/notice", "Notice is over",
	           "The decision to reduce or end the help was received on 10 June 2025. It takes effect on this day at the earliest; until "
	           "then the help goes on unchanged.",
	           "");
	assert_ok(change_amount(house->app, "bpa", "2025-09-01", "hours=35:00/week", &st), &st);
	assert_one(house->app, "notice", "dk.holbaek.96/notice", "Notice is over",
	           "The decision to reduce or end the help was received on 10 June 2025. It takes effect on this day at the earliest, not "
	           "already on 1 September 2025 as recorded: ask the authority.",
	           "");
}

/* The decision that first gave the help is not the one that takes it away: the second letter's day is said. */
static void a_later_decision_has_its_own_notice(void **state)
{
	struct house *house = *state;
	struct grant_input input = { .id = "bpa", .scheme = "dk.holbaek.96", .from = "2025-01-01", .received = "2024-12-20",
		                     .amounts = (const char *const[]){ "hours=37:00/week" }, .amount_count = 1 };
	struct grant_input change = { .from = "2025-07-01", .received = "2025-06-10",
		                      .amounts = (const char *const[]){ "hours=30:00/week" }, .amount_count = 1 };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	assert_ok(app_grant_change(house->app, "bpa", &change, NULL, &st), &st);
	assert_one(house->app, "notice", "dk.holbaek.96/notice", "Notice is over",
	           "The decision to reduce or end the help was received on 10 June 2025. It takes effect on this day at the earliest; until "
	           "then the help goes on unchanged.",
	           "");
}

/* ---- ages */

/* Pension age is 67 for who was born in 1958: 2 August 2025. */
static void until_pension_age(void **state)
{
	struct house *house = *state;

	grant_level_of(house->app, "work", "dk.holbaek.103", "2025-01-01", NULL, "part-time", NULL);
	grant_received(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, NULL);
	assert_list(house->app, day_make(2025, 8, 1), day_make(2025, 8, 31), "");
	set_born(house->app, "1958-08-02");
	/* who has the companion scheme by then keeps it */
	assert_list(house->app, day_make(2025, 8, 1), day_make(2025, 8, 31), "2025-08-01 work age 47");
	assert_one(house->app, "age", "dk.holbaek.103/age", "Age limit",
	           "The help is given until this age. Find out in good time what comes instead.", "");
}

/* The last year of age is 65: until the day before the 66th birthday. */
static void until_a_year_of_age(void **state)
{
	struct house *house = *state;
	const struct scheme *scheme;
	struct status st = STATUS_INIT;
	day_t last;

	grant_level_of(house->app, "home", "dk.ishoej.85", "2024-04-10", NULL, "moderat", "2:00/week");
	scheme = app_scheme(house->app, "dk.ishoej.85", &st);
	assert_ok(app_holder_until(house->app, scheme, &last, &st), &st);
	assert_int_equal(last, DAY_MAX);
	set_born(house->app, "1959-09-01");
	assert_ok(app_holder_until(house->app, scheme, &last, &st), &st);
	assert_int_equal(last, day_make(2025, 8, 31));
	assert_one(house->app, "age", "dk.ishoej.85/age", "Age limit",
	           "As a rule the help is given until this age. If it is needed longer, talk to the authority before.", "");
	scheme = app_scheme(house->app, "dk.holbaek.104", &st);
	assert_ok(app_holder_until(house->app, scheme, &last, &st), &st);
	assert_int_equal(last, DAY_MAX);
}

/* ---- public holidays by region */

/* Whether a German household of this region keeps a day; "": it names none. */
static bool keeps(struct house *house, const char *region, day_t day)
{
	struct household_input input = { .holder = "Anna Weber", .country = "DE", .region = *region ? region : NULL, .lang = "en" };
	char *file = str_make("%s/region.db", house->directory);
	struct app_options options = { .file = file };
	const struct holidays *holidays;
	struct status st = STATUS_INIT;
	struct app *app;
	bool kept;

	assert_ok(app_init(&app, &options, &input, &st), &st);
	holidays = app_holidays(app, "DE", &st);
	assert_ok(holidays, &st);
	assert_ptr_equal(holidays, app_holidays(app, "DE", &st));
	kept = holidays_on(holidays, day, NULL) != NULL;
	/* the region is Germany's, and not Denmark's */
	assert_null(holidays_on(app_holidays(app, "DK", &st), day_make(2025, 1, 6), NULL));
	assert_non_null(holidays_on(app_holidays(app, "DK", &st), day_make(2025, 4, 17), NULL));
	/* of another country nothing is known */
	assert_int_equal(app_holidays(app, "SE", &st)->count, 0);
	app_close(&app);
	assert_int_equal(remove(file), 0);
	free(file);
	return kept;
}

static void holidays_of_the_region(void **state)
{
	struct house *house = *state;
	day_t epiphany = day_make(2025, 1, 6), assumption = day_make(2025, 8, 15), unity = day_make(2025, 10, 3);

	assert_true(keeps(house, "", unity));
	assert_false(keeps(house, "", epiphany));
	assert_true(keeps(house, "DE-BW", epiphany));
	assert_true(keeps(house, "de-by", epiphany));
	assert_true(keeps(house, "BY", epiphany));
	assert_true(keeps(house, "BY", unity));
	assert_false(keeps(house, "DE-BY", assumption));
	assert_true(keeps(house, "DE-BY-KATH", assumption));
	assert_true(keeps(house, "DE-BY-KATH", epiphany));
	assert_false(keeps(house, "DE-HH", epiphany));
	assert_true(keeps(house, "Nirgendwo", unity));
	assert_false(keeps(house, "../DE-BY", epiphany));
}

/* A file that cannot be read is told, with its line, where it is needed; without any file workdays are Monday to Friday. */
static void a_wrong_file_is_told(void **state)
{
	struct house *house = *state;
	char *holidays = str_make("%s/holidays", house->directory), *path = str_make("%s/DK.conf", holidays), *text;
	struct deadlines deadlines;
	struct status st = STATUS_INIT;
	FILE *file;

	house_keeps_nothing(house);
	grant_received(house->app, "led", "dk.holbaek.97", "2025-06-01", NULL, NULL);
	setenv("LEDSAG_CONF", house->directory, 1);
	house_as(house, NULL);
	add_fact(house, "led", FACT_APPLIED, 2025, 4, 14);
	assert_list(house->app, day_make(2025, 4, 1), day_make(2025, 5, 31), "2025-04-21 led receipt -55");
	assert_int_equal(mkdir(holidays, 0700), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("source = law\nfrom = 2025-13-01\n", file);
	fclose(file);
	house_as(house, NULL);
	assert_false(app_deadlines(house->app, DAY_NONE, DAY_MAX, &deadlines, &st));
	is_status(&st, STATUS_INPUT, "conf");
	text = text_status(&st);
	assert_non_null(strstr(text, "holidays/DK.conf:2: from: give a date such as 2025-03-30"));
	free(text);
	free(holidays);
	free(path);
	unsetenv("LEDSAG_CONF");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_EMPTY(what_matters_now),
		TEST_EMPTY(the_days_that_are_asked_for),
		TEST_EMPTY(soon_is_without_what_lapses),
		TEST(assistants_see_none),
		TEST_EMPTY(an_appeal_in_words),
		TEST_EMPTY(a_receipt_over_easter),
		TEST_EMPTY(ends_in_words),
		TEST_EMPTY(a_change_and_its_notice),
		TEST_EMPTY(a_later_decision_has_its_own_notice),
		TEST_EMPTY(until_pension_age),
		TEST_EMPTY(until_a_year_of_age),
		TEST_EMPTY(holidays_of_the_region),
		TEST_EMPTY(a_wrong_file_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
