/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which step leads from which state to which: a table of this test's own, by hand from the rule. */
#include "../support.h"

#include "ledsag/core/state.h"

#include <string.h>

/* Rows: the steps; columns: logged, submitted, approved, rejected, withdrawn. A dash: that step cannot be taken there. */
static const char *const golden[ENTRY_STEPS] = {
	[STEP_SUBMIT] = "S--S-", [STEP_APPROVE] = "AA---",  [STEP_REJECT] = "-RR--",
	[STEP_EDIT] = "LSSL-",   [STEP_WITHDRAW] = "WWWW-",
};

static void test_every_state_and_step(void **state)
{
	static const char letters[] = "LSARW";

	(void)state;
	for (int step = 0; step < ENTRY_STEPS; step++)
		for (int from = 0; from < ENTRY_STATES; from++) {
			enum entry_state to = ENTRY_STATES;
			bool leads = entry_step_to((enum entry_step)step, (enum entry_state)from, &to);
			char got = leads ? letters[to] : '-';

			if (got != golden[step][from])
				fail_msg("step %d from %c: %c, must be %c", step, letters[from], got, golden[step][from]);
			assert_int_equal(to == ENTRY_STATES, !leads);
		}
}

static void test_differences(void **state)
{
	const struct entry a = { .person = "anna", .grant = "led", .part = "hours", .kind = KIND_WORK, .state = ENTRY_APPROVED,
		                 .unit = UNIT_MINUTES, .day = 20000, .clocked = true, .span = { 3600, 7200 }, .amount = 60,
		                 .note = "" };
	struct entry b = a;

	(void)state;
	assert_int_equal(entry_differences(&a, &b), 0);
	b.span.end = 10800;
	b.amount = 120;
	b.state = ENTRY_SUBMITTED;
	assert_int_equal(entry_differences(&a, &b), 1u << FIELD_TIME | 1u << FIELD_STATE);
	b = a;
	b.clocked = false;
	b.amount = 90;
	assert_int_equal(entry_differences(&a, &b), 1u << FIELD_TIME | 1u << FIELD_AMOUNT);
	b = a;
	b.pause = (struct span){ 5000, 5000 };
	assert_int_equal(entry_differences(&a, &b), 0);
	b.pause.end = 5060;
	assert_int_equal(entry_differences(&a, &b), 1u << FIELD_BREAK);
	b = a;
	b.day++;
	b.person = NULL;
	b.part = "night";
	b.kind = KIND_COURSE;
	b.note = "n";
	b.why = "w";
	assert_int_equal(entry_differences(&a, &b), 1u << FIELD_DAY | 1u << FIELD_PERSON | 1u << FIELD_GRANT | 1u << FIELD_KIND |
	                                                    1u << FIELD_NOTE | 1u << FIELD_WHY);
	assert_string_equal(entry_field_name(FIELD_WHY), "why");
	assert_string_equal(entry_field_name(FIELD_DAY), "date");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_state_and_step),
		cmocka_unit_test(test_differences),
	};

	return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
