/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences and their credit, by hand from the rules: the planned hours, else the average of 13 weeks, else the contract. */
#include "../support.h"

#include "ledsag/core/absence.h"
#include "ledsag/base/mem.h"

#include <stdio.h>
#include <string.h>

#define HOUR 3600

static void test_kinds(void **state)
{
	static const struct {
		const char *word;
		enum absence_kind kind;
		bool credits;
		enum kind as;
	} rows[] = {
		{ "illness", ABSENCE_ILLNESS, true, KIND_ILLNESS }, { "child", ABSENCE_CHILD, true, KIND_CHILD_ILLNESS },
		{ "holiday", ABSENCE_HOLIDAY, true, KIND_HOLIDAY }, { "leave", ABSENCE_LEAVE, false, KIND_WORK },
		{ "course", ABSENCE_COURSE, true, KIND_COURSE },    { "child-illness", ABSENCE_CHILD, true, KIND_CHILD_ILLNESS },
	};
	enum absence_kind kind;
	enum kind as;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_true(absence_kind_parse(rows[i].word, &kind));
		assert_int_equal(kind, rows[i].kind);
		assert_int_equal(absence_credits(kind, &as), rows[i].credits);
		if (rows[i].credits)
			assert_int_equal(as, rows[i].as);
	}
	assert_string_equal(absence_kind_name(ABSENCE_CHILD), "child");
	assert_false(absence_kind_parse("work", &kind));
	assert_false(absence_kind_parse("", &kind));
}

/* Days 100 to 102. A night that begins on day 102 belongs to it whole; one that began on day 99 does not. */
static void test_whole_days_take_what_begins_on_them(void **state)
{
	struct absence a = { .from = 100, .to = 102 };
	struct span night = { 102 * 86400 + 22 * HOUR, 103 * 86400 + 7 * HOUR }, cut = { 0, 0 };

	(void)state;
	assert_true(absence_takes(&a, 102, &night, &cut));
	assert_int_equal(cut.start, night.start);
	assert_int_equal(cut.end, night.end);
	assert_false(absence_takes(&a, 99, &night, NULL));
	assert_false(absence_takes(&a, 103, NULL, NULL));
	assert_true(absence_takes(&a, 100, NULL, NULL));
}

/* 12 to 16 on a day: of 8–14 it takes 12–14, of 16–20 nothing, and what has no clock times it leaves alone. */
static void test_hours_take_what_meets_them(void **state)
{
	struct absence a = { .from = 0, .to = 0, .span = { 12 * HOUR, 16 * HOUR } };
	struct span early = { 8 * HOUR, 14 * HOUR }, late = { 16 * HOUR, 20 * HOUR }, cut;

	(void)state;
	assert_true(absence_takes(&a, 0, &early, &cut));
	assert_int_equal(cut.start, 12 * HOUR);
	assert_int_equal(cut.end, 14 * HOUR);
	assert_false(absence_takes(&a, 0, &late, NULL));
	assert_false(absence_takes(&a, 0, NULL, NULL));
}

static void test_meeting(void **state)
{
	struct absence days = { .from = 10, .to = 12 }, after = { .from = 13, .to = 13 };
	struct absence morning = { .from = 12, .to = 12, .span = { 100, 200 } },
	               noon = { .from = 12, .to = 12, .span = { 200, 300 } },
	               long_morning = { .from = 12, .to = 12, .span = { 150, 250 } };

	(void)state;
	assert_false(absences_meet(&days, &after));
	assert_true(absences_meet(&days, &morning));
	assert_false(absences_meet(&morning, &noon));
	assert_true(absences_meet(&morning, &long_morning));
	assert_true(absences_meet(&noon, &long_morning));
}

static void is_without(const struct span *inside, int count, const char *wanted)
{
	struct span out[5];
	char said[64] = "";
	int pieces = span_without((struct span){ 10, 20 }, inside, count, out);

	for (int i = 0; i < pieces; i++) {
		size_t length = strlen(said);

		snprintf(said + length, sizeof said - length, "%d-%d ", (int)out[i].start, (int)out[i].end);
	}
	assert_string_equal(said, wanted);
}

/* A standby from 10 to 20 with work inside it. */
static void test_what_is_left_of_a_span(void **state)
{
	const struct span two[] = { { 12, 14 }, { 16, 20 } }, over[] = { { 5, 12 }, { 11, 15 }, { 18, 25 } }, all[] = { { 0, 30 } };

	(void)state;
	is_without(NULL, 0, "10-20 ");
	is_without(two, 2, "10-12 14-16 ");
	is_without(over, 3, "15-18 ");
	is_without(all, 1, "");
}

static void credits(const struct credit_basis *basis, const int *days, int count)
{
	for (int i = 0; i < count; i++)
		assert_int_equal(credit_of_workday(basis, i + 1), days[i]);
}

/* 78:00 in 13 weeks are 6:00 a week and 1:12 a workday. 100:00 are 92.307… minutes a workday: after four days 369.
 * 12:00 in the three weeks since somebody began are 4:00 a week, 0:48 a workday. */
static void test_the_average_of_13_weeks(void **state)
{
	struct credit_basis even = credit_basis_pick(78 * 60, 91, 20 * 60), odd = credit_basis_pick(100 * 60, 91, -1),
	                    new = credit_basis_pick(12 * 60, 21, -1);

	(void)state;
	assert_int_equal(even.rule, CREDIT_AVERAGE);
	credits(&even, (const int[]){ 72, 72, 72 }, 3);
	credits(&odd, (const int[]){ 92, 92, 92, 93 }, 4);
	credits(&new, (const int[]){ 48, 48 }, 2);
}

/* 37:00 a week are 7:24 a workday; 20:01 are 240.2 minutes: every fifth day has one more. */
static void test_the_contract(void **state)
{
	struct credit_basis even = credit_basis_pick(0, 91, 37 * 60), odd = credit_basis_pick(0, 0, 20 * 60 + 1),
	                    none = credit_basis_pick(0, 91, -1), zero = credit_basis_pick(0, 91, 0);

	(void)state;
	assert_int_equal(even.rule, CREDIT_CONTRACT);
	credits(&even, (const int[]){ 444, 444 }, 2);
	credits(&odd, (const int[]){ 240, 240, 240, 240, 241, 240 }, 6);
	assert_int_equal(none.rule, CREDIT_NONE);
	assert_int_equal(zero.rule, CREDIT_NONE);
	credits(&none, (const int[]){ 0 }, 1);
}

/* June 2025: the 1st is a Sunday. */
static day_t june(int dom)
{
	return day_make(2025, 6, dom);
}

static void test_the_roster_holds_for_whole_weeks(void **state)
{
	day_t days[] = { june(11), june(4) }, before[] = { june(2) }, far[] = { day_make(2025, 5, 28), day_make(2025, 7, 7) };

	(void)state;
	assert_int_equal(credit_planned_until(june(2), june(29), days, 2), june(15));
	assert_int_equal(credit_planned_until(june(2), june(12), days, 2), june(12));
	/* Two days off in a week that is planned: nothing is credited by another rule. */
	assert_int_equal(credit_planned_until(june(4), june(5), before, 1), june(5));
	assert_int_equal(credit_planned_until(june(2), june(29), far, 2), june(1));
	assert_int_equal(credit_planned_until(june(2), june(29), NULL, 0), june(1));
}

static void test_notes(void **state)
{
	struct credit_basis rows[] = { { CREDIT_AVERAGE, 4680, 91 }, { CREDIT_AVERAGE, 61, 8 }, { CREDIT_CONTRACT, 1200, 7 } };
	static const char *const notes[] = { "average 78:00/91", "average 1:01/8", "contract 20:00/5" };
	char note[48];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct credit_basis read;

		credit_note(&rows[i], note);
		assert_string_equal(note, notes[i]);
		read = credit_note_read(note);
		assert_int_equal(read.rule, rows[i].rule);
		assert_int_equal(read.minutes, rows[i].minutes);
		assert_int_equal(read.days, rows[i].days);
	}
	assert_int_equal(credit_note_read("planned").rule, CREDIT_PLANNED);
	assert_int_equal(credit_note_read("average").rule, CREDIT_PLANNED);
	assert_int_equal(credit_note_read("average of all").rule, CREDIT_PLANNED);
	assert_int_equal(credit_note_read("").rule, CREDIT_PLANNED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_whole_days_take_what_begins_on_them),
		cmocka_unit_test(test_hours_take_what_meets_them),
		cmocka_unit_test(test_meeting),
		cmocka_unit_test(test_what_is_left_of_a_span),
		cmocka_unit_test(test_the_average_of_13_weeks),
		cmocka_unit_test(test_the_contract),
		cmocka_unit_test(test_the_roster_holds_for_whole_weeks),
		cmocka_unit_test(test_notes),
	};

	return cmocka_run_group_tests_name("absence", tests, NULL, NULL);
}
