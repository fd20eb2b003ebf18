/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that were found by reading and trying: each test is named for what went wrong. */
#include "house.h"

static void refused_with(bool ok, const struct status *st, enum status_code code, const char *rule)
{
	assert_false(ok);
	assert_int_equal(st->code, code);
	assert_string_equal(st->rule, rule);
}

/* A form may leave every field out: that is a sentence, not a crash. */
static void test_nothing_typed_into_a_grants_forms(void **state)
{
	struct house *house = *state;
	struct status st = STATUS_INIT;

	refused_with(change_amount(house->app, "led", NULL, "20:00/month", &st), &st, STATUS_INPUT, "from");
	refused_with(change_amount(house->app, "led", "2025-05-01", NULL, &st), &st, STATUS_INPUT, "amount");
	refused_with(app_grant_end(house->app, "led", NULL, NULL, NULL, &st), &st, STATUS_INPUT, "date");
	refused_with(app_grant_deduct(house->app, "led", NULL, NULL, &st), &st, STATUS_INPUT, "amount");
	refused_with(app_grant_transfer(house->app, "led", NULL, NULL, &st), &st, STATUS_INPUT, "amount");
	refused_with(app_person_end(house->app, "anna", NULL, &st), &st, STATUS_INPUT, "date");
}

static int64_t person_rev(struct app *app, const char *id)
{
	struct people people;
	struct status st = STATUS_INIT;
	int64_t rev = 0;

	assert_ok(app_people(app, &people, &st), &st);
	for (int i = 0; i < people.count; i++)
		if (!strcmp(people.of[i].id, id))
			rev = people.of[i].rev;
	people_done(&people);
	return rev;
}

static void test_an_edit_does_not_overwrite_a_later_one(void **state)
{
	struct house *house = *state;
	struct person_input name = { .id = "anna", .name = "Anna Holm" }, hours = { .id = "anna", .hours_week = "9:00" };
	struct shift_input plan = { .date = "2025-06-20", .span = "8-12", .grant = "led", .person = "anna" };
	struct status st = STATUS_INIT;
	int64_t *ids;
	int count;

	name.rev = person_rev(house->app, "anna");
	assert_ok(app_person_edit(house->app, &hours, &st), &st);
	refused_with(app_person_edit(house->app, &name, &st), &st, STATUS_REFUSED, "stale");
	name.rev = person_rev(house->app, "anna");
	assert_ok(app_person_edit(house->app, &name, &st), &st);
	assert_ok(app_shift_add(house->app, &plan, &ids, &count, NULL, &st), &st);
	assert_ok(app_shift_assign(house->app, ids[0], 1, "", NULL, &st), &st);
	refused_with(app_shift_cancel(house->app, ids[0], 1, &st), &st, STATUS_REFUSED, "stale");
	refused_with(app_shift_done(house->app, ids[0], 1, NULL, NULL, &st), &st, STATUS_REFUSED, "stale");
	assert_ok(app_shift_cancel(house->app, ids[0], 2, &st), &st);
	free(ids);
}

static void test_a_birthday_given_later_obeys_the_hours_booked(void **state)
{
	struct house *house = *state;
	struct hours_input hours = { .date = "2025-03-03", .span = "8-9", .grant = "led", .person = "anna" };
	struct person_input born = { .id = "anna", .born = "2012-01-01" };
	struct status st = STATUS_INIT;

	assert_ok(app_log(house->app, &hours, NULL, &st), &st);
	refused_with(app_person_edit(house->app, &born, &st), &st, STATUS_REFUSED, "helper-age");
	born.born = "2007-03-03"; /* eighteen on that very day */
	assert_ok(app_person_edit(house->app, &born, &st), &st);
}

static void test_a_planned_shift_is_not_left_behind(void **state)
{
	struct house *house = *state;
	struct shift_input plan = { .date = "2025-09-01", .span = "8-12", .grant = "led", .person = "anna" };
	struct status st = STATUS_INIT;
	int64_t *ids;
	int count;

	assert_ok(app_shift_add(house->app, &plan, &ids, &count, NULL, &st), &st);
	refused_with(app_person_end(house->app, "anna", "2025-06-30", &st), &st, STATUS_REFUSED, "shifts-outside");
	refused_with(app_grant_end(house->app, "led", "2025-08-31", NULL, NULL, &st), &st, STATUS_REFUSED, "shifts-outside");
	assert_ok(app_shift_cancel(house->app, ids[0], 0, &st), &st);
	assert_ok(app_grant_end(house->app, "led", "2025-08-31", NULL, NULL, &st), &st);
	free(ids);
}

static void test_an_edit_tells_nobody_who_is_there(void **state)
{
	struct house *house = *state;
	struct hours_input hours = { .date = "2025-03-03", .span = "8-9", .grant = "led", .person = "anna" };
	struct hours_input ghost = { .person = "ghost" }, bo = { .person = "bo" };
	struct log_result result;
	struct status st = STATUS_INIT;

	assert_ok(app_log(house->app, &hours, &result, &st), &st);
	house_as(house, "anna");
	refused_with(app_hours_edit(house->app, result.entry, 0, &ghost, NULL, &st), &st, STATUS_DENIED, "not-yours");
	refused_with(app_hours_edit(house->app, result.entry, 0, &bo, NULL, &st), &st, STATUS_DENIED, "not-yours");
	log_result_done(&result);
}

static bool see_shift(void *context, const struct shift *shift)
{
	char *note = context;

	snprintf(note, 64, "%s", shift->note);
	return true;
}

static void test_notes_of_others_shifts_stay_theirs(void **state)
{
	struct house *house = *state;
	struct shift_input plan = { .date = "2025-06-20", .span = "8-12", .grant = "led", .person = "anna", .note = "private" };
	struct status st = STATUS_INIT;
	struct shift shift;
	char note[64] = "";
	int64_t *ids;
	int count;

	assert_ok(app_shift_add(house->app, &plan, &ids, &count, NULL, &st), &st);
	house_as(house, "bo");
	assert_ok(app_shifts(house->app, day_make(2025, 6, 20), day_make(2025, 6, 20), see_shift, note, &st), &st);
	assert_string_equal(note, "");
	assert_ok(app_shift(house->app, ids[0], &shift, &st), &st);
	assert_string_equal(shift.note, "");
	shift_done(&shift);
	house_as(house, "anna");
	assert_ok(app_shifts(house->app, day_make(2025, 6, 20), day_make(2025, 6, 20), see_shift, note, &st), &st);
	assert_string_equal(note, "private");
	free(ids);
}

static void test_a_what_if_is_in_the_grants_unit(void **state)
{
	struct house *house = *state;
	struct what_if days = { .unit = UNIT_DAYS, .amount = 2, .month = month_make(2025, 6) };
	struct bank_view view;
	struct status st = STATUS_INIT;

	refused_with(app_bank(house->app, "led", month_make(2025, 6), &days, &view, &st), &st, STATUS_INPUT, "unit");
}

/* Jan, Feb, Mar with nothing used: 45:00 now reach January's lot, in June it takes 90:00. */
static void test_hours_are_kept_by_less_if_used_at_once(void **state)
{
	struct house *house = *state;
	struct bank_view view;
	struct status st = STATUS_INIT;
	char *sentence;

	assert_ok(app_bank(house->app, "led", month_make(2025, 3), NULL, &view, &st), &st);
	assert_true(view.lapses);
	assert_int_equal(view.next.amount, 15 * 60);
	assert_int_equal(view.use_now, 45 * 60);
	assert_int_equal(view.use_to_keep, 90 * 60);
	bank_view_done(&view);
	house_now("2025-03-31T12:00");
	house_as(house, "holder");
	assert_ok(app_bank(house->app, "led", month_make(2025, 3), NULL, &view, &st), &st);
	sentence = app_lapse_sentence(house->app, &view.rules, UNIT_MINUTES, view.next, view.use_to_keep, view.use_now);
	assert_string_equal(sentence, "15:00 h lapse on 30 June 2025; with newest-first you keep them only by using 45:00 h now, or 90:00 h in June 2025 if "
	                              "nothing is used before.");
	free(sentence);
	bank_view_done(&view);
}

static void test_what_lapsed_is_past(void **state)
{
	struct house *house = *state;
	struct next_lapse past = { 300, day_make(2025, 1, 31) };
	struct carry_rules rules = { .carry = CARRY_WINDOW, .use = USE_NEWEST_FIRST };
	char *sentence = app_lapse_sentence(house->app, &rules, UNIT_MINUTES, past, 600, 0);

	assert_string_equal(sentence, "5:00 h were not used by 31 January 2025.");
	free(sentence);
}

/* The account once called money unspent of which nothing was known; now it has sums, and says what they are not. */
static void test_money_without_payments_is_missing(void **state)
{
	struct house *house = *state;
	static const char *const amounts[] = { "money=1250.00/month" };
	struct grant_input pb = { .id = "pb", .scheme = "de.pb", .from = "2025-01-01", .amounts = amounts, .amount_count = 1 };
	struct account_docs docs;
	struct status st = STATUS_INIT;
	bool said = false;

	assert_ok(app_grant_add(house->app, &pb, NULL, &st), &st);
	assert_ok(app_account(house->app, 2025, "pb", &docs, &st), &st);
	assert_int_equal(docs.of[0].part_count, 0);
	assert_int_equal(docs.of[0].money_count, 1);
	for (int i = 0; i < docs.of[0].missing_count; i++)
		said = said || strstr(docs.of[0].missing[i], "No payment is booked");
	assert_true(said);
	account_docs_done(&docs);
}

static void test_a_line_is_not_turned_round(void **state)
{
	struct house *house = *state;
	struct person_input input = { .id = "q", .name = "\xE2\x80\xAE" "evil", .roles = "assistant" };
	struct status st = STATUS_INIT;

	refused_with(app_person_add(house->app, &input, &st), &st, STATUS_INPUT, "name");
}

static void test_sums_can_be_made_anew(void **state)
{
	struct house *house = *state;
	struct hours_input hours = { .date = "2025-03-03", .span = "8-12", .grant = "led", .person = "anna" };
	struct app_options options = { .file = house->file };
	struct check_result result;
	struct status st = STATUS_INIT;
	struct store *store;
	char *what = NULL;

	assert_ok(app_log(house->app, &hours, NULL, &st), &st);
	app_close(&house->app);
	assert_ok(store_open(&store, house->file, &st), &st);
	assert_true(store_raw(store, "UPDATE month_sum SET amount = amount + 60", NULL));
	store_close(&store);
	assert_ok(app_open(&house->app, &options, &st), &st);
	refused_with(app_check(house->app, &result, &st), &st, STATUS_FILE, "cache");
	assert_ok(app_repair(house->app, &st), &st);
	assert_ok(app_check(house->app, &result, &st), &st);
	/* Undo still means the hours. */
	assert_ok(app_undo(house->app, &what, &st), &st);
	assert_string_equal(what, "log: entry 1");
	free(what);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing_typed_into_a_grants_forms, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_an_edit_does_not_overwrite_a_later_one, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_birthday_given_later_obeys_the_hours_booked, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_planned_shift_is_not_left_behind, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_an_edit_tells_nobody_who_is_there, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_notes_of_others_shifts_stay_theirs, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_what_if_is_in_the_grants_unit, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_hours_are_kept_by_less_if_used_at_once, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_what_lapsed_is_past, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_money_without_payments_is_missing, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_line_is_not_turned_round, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_sums_can_be_made_anew, house_setup, house_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
