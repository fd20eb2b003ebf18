/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledsag deadline list. */
#include "run.h"

/* Received on 3 March 2025: four weeks are over on 31 March. */
static void begin(struct cli *t)
{
	cli_begin(t);
	t->now = "2025-03-19T12:00";
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2025-03-01", "--received", "2025-03-03", NULL);
	cli_ok(t, "grant", "add", "akt", "--scheme", "dk.holbaek.82b", "--from", "2025-02-01", NULL);
}

static void test_json(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "deadline", "list", "--grant", "led", "--json", NULL);
	object = cli_object(&t);
	/* appeal, lapse in August, follow-up in a year */
	assert_int_equal(json_array_size(json_at(object, "deadlines")), 3);
	assert_string_equal(json_text_at(object, "deadlines.0.on"), "2025-03-31");
	assert_string_equal(json_text_at(object, "deadlines.0.grant"), "led");
	assert_string_equal(json_text_at(object, "deadlines.0.kind"), "appeal");
	assert_string_equal(json_text_at(object, "deadlines.0.by"), "holder");
	assert_string_equal(json_text_at(object, "deadlines.0.name"), "Last day to appeal");
	assert_has(json_text_at(object, "deadlines.0.what"), "tell Holbæk Kommune by this day");
	assert_string_equal(json_text_at(object, "deadlines.0.rule"), "dk.holbaek.97/appeal");
	assert_string_equal(json_text_at(object, "deadlines.0.law"), "SEL § 97");
	assert_has(json_text_at(object, "deadlines.0.source"), "Serviceniveauer 2024");
	assert_string_equal(json_text_at(object, "deadlines.0.counted_from"), "2025-03-03");
	assert_string_equal(json_text_at(object, "deadlines.0.is"), "hard");
	assert_int_equal(json_int_at(object, "deadlines.0.days"), 12);
	assert_true(json_is_false(json_at(object, "deadlines.0.overdue")));
	assert_string_equal(json_text_at(object, "deadlines.1.on"), "2025-08-31");
	assert_string_equal(json_text_at(object, "deadlines.1.kind"), "lapse");
	assert_true(json_is_null(json_at(object, "deadlines.1.counted_from")));
	assert_string_equal(json_text_at(object, "deadlines.2.on"), "2026-03-01");
	assert_string_equal(json_text_at(object, "deadlines.2.by"), "authority");
	assert_string_equal(json_text_at(object, "deadlines.2.is"), "soft");
	json_decref(object);
	cli_end(&t);
}

static void test_text(void **state)
{
	struct cli t;

	(void)state;
	begin(&t);
	cli_ok(&t, "deadline", "list", "--to", "2025-04-30", NULL);
	assert_string_equal(t.out,
	                    "Sat 29 Mar 2025 (in 10 days): akt, First follow-up\n"
	                    "  Think about what works and what does not, and whether you need more or less help. If no talk has been "
	                    "arranged, ask your case worker for one.\n"
	                    "  Who acts: the authority. Rule: SEL § 82b, dk.holbaek.82b/follow-up (binding).\n"
	                    "\n"
	                    "Mon 31 Mar 2025 (in 12 days): led, Last day to appeal\n"
	                    "  If you disagree with the decision, tell Holbæk Kommune by this day, in speech or in writing.\n"
	                    "  Who acts: you. Rule: SEL § 97, dk.holbaek.97/appeal (binding).\n");
	t.now = "2025-04-01T12:00";
	cli_ok(&t, "deadline", "list", "--to", "2025-04-30", NULL);
	assert_has(t.out, "Mon 31 Mar 2025 (1 day ago, overdue): led, Last day to appeal\n");
	assert_has_not(t.out, "akt");
	t.now = "2025-03-30T12:00";
	cli_ok(&t, "deadline", "list", "--to", "2025-04-30", NULL);
	assert_has(t.out, "(tomorrow): led");
	cli_ok(&t, "deadline", "list", "--from", "2025-04-02", "--to", "2025-04-30", NULL);
	assert_string_equal(t.out, "No dates to keep on these days.\n");
	cli_end(&t);
}

/* Monday 17 March lies behind: it is the next Monday that is meant. */
static void test_days(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "deadline", "list", "--from", "mon", "--to", "2025-03-30", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "deadlines")), 1);
	assert_string_equal(json_text_at(object, "deadlines.0.on"), "2025-03-29");
	json_decref(object);
	cli_ok(&t, "deadline", "list", "--to", "sat", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "deadlines")), 0);
	json_decref(object);
	assert_int_equal(cli(&t, "deadline", "list", "--from", "2025-04-02", "--to", "2025-04-01", NULL), 2);
	assert_has(t.err, "--to 2025-04-01 is before --from 2025-04-02.");
	assert_int_equal(cli(&t, "deadline", "list", "--grant", "lad", NULL), 2);
	assert_has(t.err, "There is no grant “lad”");
	cli_end(&t);
}

static void test_not_for_assistants(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--born", "1998-04-02", NULL);
	assert_int_equal(cli(&t, "--as", "anna", "deadline", "list", NULL), 3);
	assert_string_equal(t.out, "");
	assert_int_equal(cli(&t, "--as", "anna", "deadline", "list", "--grant", "led", "--json", NULL), 3);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.rule"), "not-yours");
	json_decref(object);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_not_for_assistants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
