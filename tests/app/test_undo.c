/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: as deep as one likes, one's own changes only, and never against a rule. */
#include "recount.h"

static const char *const grants[2] = { "led", "none" };

static void undo(struct app *app)
{
	struct status st = STATUS_INIT;

	assert_ok(app_undo(app, NULL, &st), &st);
}

static void redo(struct app *app)
{
	struct status st = STATUS_INIT;

	assert_ok(app_redo(app, NULL, &st), &st);
}

static void undo_refused(struct app *app, enum status_code code, const char *rule)
{
	int64_t changes = changes_of(app);
	struct status st = STATUS_INIT;

	assert_false(app_undo(app, NULL, &st));
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

static void redo_refused(struct app *app, enum status_code code, const char *rule)
{
	struct status st = STATUS_INIT;

	assert_false(app_redo(app, NULL, &st));
	is_status(&st, code, rule);
}

static void test_undo_says_what_it_took_back(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	char *what = NULL;

	book(house->app, "2025-06-10", "8-15", "led", "anna");
	assert_ok(app_undo(house->app, &what, &st), &st);
	assert_string_equal(what, "log: entry 1");
	free(what);
	assert_ok(app_redo(house->app, &what, &st), &st);
	assert_string_equal(what, "log: entry 1");
	free(what);
	assert_ok(app_undo(house->app, &what, &st), &st);
	assert_string_equal(what, "log: entry 1");
	free(what);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 0);
}

static void test_there_is_nothing_before_the_beginning(void **state)
{
	struct house *house = *state;

	undo_refused(house->app, STATUS_REFUSED, "nothing-to-undo");
	redo_refused(house->app, STATUS_REFUSED, "nothing-to-redo");
}

static void test_something_new_ends_redo(void **state)
{
	struct house *house = *state;

	book(house->app, "2025-06-10", "8-15", "led", "anna");
	undo(house->app);
	book(house->app, "2025-06-11", "8-15", "led", "anna");
	redo_refused(house->app, STATUS_REFUSED, "nothing-to-redo");
	undo(house->app);
	redo(house->app);
	redo_refused(house->app, STATUS_REFUSED, "nothing-to-redo");
	assert_int_equal(used_in(house->app, "led", 2025, 6), 420);
}

/* Random walks on the stack, against a plain array of states. */
#define DEPTH 400
static void test_undo_and_redo_walk_one_line(void **state)
{
	struct house *house = *state;
	struct support_random random = { 4 };
	char *line[DEPTH] = { recount_text(house->app) };
	int at = 0, top = 0, highest = 0;

	/* The walk begins here: what came before is not to be undone by it. */
	house_as(house, "lise");
	for (int i = 0; i < 300; i++) {
		uint32_t step = support_random(&random, 7);
		struct status st = STATUS_INIT;
		char *now;

		if (step < 2) {
			bool ok = app_undo(house->app, NULL, &st);

			assert_int_equal(ok, at > 0);
			at -= ok;
		} else if (step == 2) {
			bool ok = app_redo(house->app, NULL, &st);

			assert_int_equal(ok, at < top);
			at += ok;
		} else {
			char *date = str_make("2025-%02d-%02d", 1 + (int)support_random(&random, 12),
			                      1 + (int)support_random(&random, 28));
			struct hours_input input = { .date = date, .span = support_random(&random, 2) ? "22-7" : "10-12",
			                             .person = "anna",
				                     .kind = support_random(&random, 2) ? "standby" : "work", .grant = "led" };
			int64_t id = 1 + (int64_t)support_random(&random, 30);
			bool ok = step < 5 ? app_log(house->app, &input, NULL, &st)
			          : i % 2   ? app_hours_withdraw(house->app, id, 0, &st)
			                    : app_hours_edit(house->app, id, 0, &input, NULL, &st);

			free(date);
			if (ok) {
				while (top > at)
					free(line[top--]);
				line[++top] = recount_text(house->app);
				at = top;
				highest = top > highest ? top : highest;
			}
		}
		now = recount_text(house->app);
		assert_string_equal(now, line[at]);
		free(now);
	}
	assert_in_range(highest, 10, DEPTH);
	recount_same(house, grants, "the walk");
	house_as(house, NULL);
	check_ok(house->app);
	while (top >= 0)
		free(line[top--]);
}

static void test_everybody_has_a_stack_of_their_own(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry;

	house_as(house, "anna");
	entry = book(house->app, "2025-06-10", "8-15", "led", NULL);
	house_as(house, "bo");
	undo_refused(house->app, STATUS_REFUSED, "nothing-to-undo");
	/* The leader corrects it: then it is no longer anna's to take back. */
	house_as(house, "lise");
	assert_ok(app_hours_edit(house->app, entry, 0, &(struct hours_input){ .span = "8-14" }, NULL, &st), &st);
	house_as(house, "anna");
	undo_refused(house->app, STATUS_REFUSED, "changed-since");
	house_as(house, "lise");
	undo(house->app);
	house_as(house, NULL);
	check_ok(house->app);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 420);
}

static void test_an_import_is_undone_whole(void **state)
{
	struct house *house = *state;
	char csv[] = "person,grant,date,start,end,kind\nanna,led,2025-05-31,20:00,08:00,standby\nanna,led,2025-06-01,02:00,04:00,work\nbo,led,2025-06-02,8,9,\n";
	FILE *in = fmemopen(csv, sizeof csv - 1, "r");
	struct import_result result;
	struct status st = STATUS_INIT;

	assert_ok(app_import_hours(house->app, in, false, NULL, NULL, &result, &st), &st);
	fclose(in);
	import_result_done(&result);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 480 + 60);
	undo(house->app);
	assert_int_equal(used_in(house->app, "led", 2025, 5), 0);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 0);
	check_ok(house->app);
	redo(house->app);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 480 + 60);
	recount_same(house, grants, "import");
	check_ok(house->app);
}

/* ---- rules that hold for undo as for everything else */

static void test_hours_do_not_come_back_over_others(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-06-10", "8-15", "led", "anna");

	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	house_as(house, "lise");
	book(house->app, "2025-06-10", "14-16", "led", "anna");
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "overlap");
	check_ok(house->app);
}

/* Undo once put hours back onto a grant that had ended meanwhile: the check then called the file damaged. */
static void test_hours_do_not_come_back_outside_their_grant(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-06-10", "8-15", "led", "anna");

	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	house_as(house, "lise");
	assert_ok(app_grant_end(house->app, "led", "2025-05-31", NULL, NULL, &st), &st);
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "outside-grant");
	check_ok(house->app);
}

static void test_hours_do_not_come_back_after_a_person_left(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry = book(house->app, "2025-06-10", "8-15", "led", "anna");

	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	house_as(house, "lise");
	assert_ok(app_person_end(house->app, "anna", "2025-06-01", &st), &st);
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "person-dates");
}

/* A grant or a person that others have used since cannot vanish under them. */
static void test_what_is_in_use_stays(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	int64_t entry;

	add_grant(house->app, "pb", "de.pb", "2025-01-01", NULL, "40:00/month");
	house_as(house, "lise");
	entry = book(house->app, "2025-06-10", "8-15", "pb", "anna");
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "in-use");
	house_as(house, "lise");
	assert_ok(app_hours_withdraw(house->app, entry, 0, &st), &st);
	house_as(house, NULL);
	undo(house->app);
	assert_false(try_log(house->app, "2025-06-10", "8-15", "pb", "anna", NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "grant");
	/* And the hours on it do not come back without it. */
	house_as(house, "lise");
	undo_refused(house->app, STATUS_REFUSED, "gone");
	house_as(house, NULL);
	redo(house->app);
	add_person(house->app, "clara", "assistant", NULL, "100.00");
	house_as(house, "lise");
	book(house->app, "2025-06-11", "8-15", "led", "clara");
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "in-use");
	check_ok(house->app);
}

/* Ending 97 made room for 96: taking back the end would set both side by side. */
static void test_undo_does_not_set_excluded_schemes_side_by_side(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	assert_ok(app_grant_end(house->app, "led", "2025-06-30", NULL, NULL, &st), &st);
	house_as(house, "lise");
	add_grant(house->app, "bpa", "dk.holbaek.96", "2025-07-01", NULL, "37:00/week");
	house_as(house, NULL);
	undo_refused(house->app, STATUS_REFUSED, "excluded");
	house_as(house, "lise");
	undo(house->app);
	house_as(house, NULL);
	undo(house->app);
	check_ok(house->app);
}

/* Who is no longer a leader does not undo as one. */
static void test_a_right_that_was_taken_is_gone_for_undo_too(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	house_as(house, "lise");
	add_grant(house->app, "pb", "de.pb", "2025-01-01", NULL, "40:00/month");
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "lise", .roles = "assistant" }, &st), &st);
	house_as(house, "lise");
	undo_refused(house->app, STATUS_DENIED, "not-yours");
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "lise", .roles = "leader" }, &st), &st);
	house_as(house, "lise");
	add_person(house->app, "clara", "assistant", NULL, "100.00");
	book(house->app, "2025-06-11", "8-15", "led", "bo");
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "lise", .roles = "assistant" }, &st), &st);
	house_as(house, "lise");
	undo_refused(house->app, STATUS_DENIED, "not-yours");
}

/* A rule file that the first grant brought stays for the second. */
static void test_rules_stay_for_others(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct store *store;
	struct rule_file rule;
	bool found;

	add_grant(house->app, "pb", "de.pb", "2025-01-01", NULL, "40:00/month");
	house_as(house, "lise");
	add_grant(house->app, "pb2", "de.pb", "2025-01-01", NULL, "10:00/month");
	house_as(house, NULL);
	undo(house->app);
	assert_ok(store_open(&store, house->file, &st), &st);
	assert_ok(rule_file_read(store, "schemes/de.pb", &rule, &found, &st), &st);
	assert_true(found);
	rule_file_done(&rule);
	store_close(&store);
	check_ok(house->app);
}

static void test_grants_and_people_come_and_go(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;
	struct wage *wages;
	struct grant grant;
	int count;

	assert_ok(change_amount(house->app, "led", "2025-07-01", "20:00/month", &st), &st);
	assert_ok(app_grant_deduct(house->app, "led", "2025-05", "4:00", &st), &st);
	assert_ok(app_person_edit(house->app, &(struct person_input){ .id = "anna", .wage = "200.00", .from = "2025-07-01" }, &st),
	          &st);
	undo(house->app);
	assert_ok(app_wages(house->app, "anna", &wages, &count, &st), &st);
	assert_int_equal(count, 1);
	free(wages);
	undo(house->app);
	undo(house->app);
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_int_equal(grant.amount_count, 1);
	assert_int_equal(grant.deduction_count, 0);
	grant_done(&grant);
	redo(house->app);
	redo(house->app);
	redo(house->app);
	assert_ok(app_grant(house->app, "led", &grant, &st), &st);
	assert_int_equal(grant.amount_count, 2);
	assert_int_equal(grant.deduction_count, 1);
	grant_done(&grant);
	check_ok(house->app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_undo_says_what_it_took_back),
		TEST_EMPTY(test_there_is_nothing_before_the_beginning),
		TEST(test_something_new_ends_redo),
		TEST(test_undo_and_redo_walk_one_line),
		TEST(test_everybody_has_a_stack_of_their_own),
		TEST(test_an_import_is_undone_whole),
		TEST(test_hours_do_not_come_back_over_others),
		TEST(test_hours_do_not_come_back_outside_their_grant),
		TEST(test_hours_do_not_come_back_after_a_person_left),
		TEST(test_what_is_in_use_stays),
		TEST(test_undo_does_not_set_excluded_schemes_side_by_side),
		TEST(test_a_right_that_was_taken_is_gone_for_undo_too),
		TEST(test_rules_stay_for_others),
		TEST(test_grants_and_people_come_and_go),
	};

	return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
