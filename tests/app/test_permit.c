/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what: a table of this test's own, and what the use cases let out. */
#include "house.h"

/* Written from RULES and DESIGN: H holder, L leader, A assistant, U auditor; capital: with everybody's, small: with the own only.
 * */
static const struct {
	enum permission permission;
	const char *who;
} may[] = {
	{ MAY_READ_PEOPLE, "HLUa" },  { MAY_WRITE_PEOPLE, "HL" },  { MAY_READ_GRANTS, "HLU" },  { MAY_WRITE_GRANTS, "HL" },
	{ MAY_READ_HOURS, "HLUa" },   { MAY_LOG_HOURS, "HLa" },    { MAY_EDIT_HOURS, "HLa" },   { MAY_IMPORT_HOURS, "HL" },
	{ MAY_SUBMIT_HOURS, "hla" },  { MAY_APPROVE_HOURS, "HL" },
	{ MAY_READ_ROSTER, "HLAU" },  { MAY_PLAN, "HL" },          { MAY_BOOK_SHIFT, "HLa" },   { MAY_READ_ACCOUNT, "HLU" },
	{ MAY_WRITE_MONEY, "HL" },    { MAY_READ_AUDIT, "HLU" },   { MAY_CARE, "HL" },
	{ MAY_READ_ABSENCE, "HLUa" }, { MAY_WRITE_ABSENCE, "HLa" },
	{ MAY_READ_PAY, "HLUa" },     { MAY_CLOSE, "HL" },
};

static const struct {
	const char *person;
	const char *letters; /* of all roles */
} actors[] = {
	{ "holder", "H" }, { "lise", "L" }, { "anna", "A" }, { "audit", "U" }, { "both", "AU" }, { "relative", "LA" },
};

static bool expected(const char *who, const char *letters, bool own)
{
	for (const char *l = letters; *l; l++)
		if (strchr(who, *l) || (own && strchr(who, *l + 'a' - 'A')))
			return true;
	return false;
}

static void test_every_permission_and_role(void **state)
{
	struct house *house = *state;

	assert_int_equal(COUNT_OF(may), PERMISSION_COUNT);
	add_person(house->app, "both", "assistant,auditor", NULL, NULL);
	add_person(house->app, "relative", "leader,assistant", NULL, NULL);
	for (size_t a = 0; a < COUNT_OF(actors); a++) {
		house_as(house, actors[a].person);
		for (size_t p = 0; p < COUNT_OF(may); p++) {
			const char *whose[] = { actors[a].person, "bo", NULL, "nobody-here" };

			for (size_t w = 0; w < COUNT_OF(whose); w++) {
				struct status st = STATUS_INIT;
				bool got = app_may(house->app, may[p].permission, whose[w], &st);

				if (got != expected(may[p].who, actors[a].letters, w == 0))
					fail_msg("%s, permission %d, %s: %d", actors[a].person, (int)may[p].permission, whose[w] ? whose[w] : "-", got);
				if (!got)
					is_status(&st, STATUS_DENIED, "not-yours");
			}
		}
	}
}

static bool count_row(void *context, const struct hours_row *row)
{
	assert_string_equal(row->entry->person, "anna");
	(*(int *)context)++;
	return true;
}

static const struct hours_query everything = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };

static void test_an_assistant_sees_only_the_own_hours(void **state)
{
	struct house *house = *state;
	struct hours_query others = everything;
	struct status st = STATUS_INIT, missing = STATUS_INIT;
	int64_t own = book(house->app, "2025-06-01", "8-15", "led", "anna"),
	              bos = book(house->app, "2025-06-02", "8-15", "led", "bo");
	int64_t nobodys = book(house->app, "2025-06-03", "8-15", "led", "");
	struct entry entry;
	int count = 0;
	char *one, *two;

	house_as(house, "anna");
	assert_ok(app_hours(house->app, &everything, count_row, &count, &st), &st);
	assert_int_equal(count, 1);
	others.person = "bo";
	assert_false(app_hours(house->app, &others, count_row, &count, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_ok(app_entry(house->app, own, &entry, &st), &st);
	entry_copy_done(&entry);
	assert_false(app_entry(house->app, nobodys, &entry, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	/* The same sentence for what exists and what does not. */
	assert_false(app_entry(house->app, bos, &entry, &st));
	assert_false(app_entry(house->app, 4711, &entry, &missing));
	one = sentence(&st);
	two = sentence(&missing);
	assert_string_equal(one, two);
	assert_int_equal(st.code, missing.code);
	free(one);
	free(two);
	assert_false(app_hours_withdraw(house->app, bos, 0, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_hours_withdraw(house->app, 4711, 0, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_entry_history(house->app, bos, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_shift_done(house->app, 4711, 0, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
}

static void test_an_assistant_books_only_the_own_hours(void **state)
{
	struct house *house = *state;
	struct hours_input to_bo = { .person = "bo" }, to_nobody = { .person = "" };
	struct status st = STATUS_INIT;
	struct entry entry;
	int64_t id;

	house_as(house, "anna");
	id = book(house->app, "2025-06-01", "8-15", "led", NULL);
	assert_ok(app_entry(house->app, id, &entry, &st), &st);
	assert_string_equal(entry.person, "anna");
	entry_copy_done(&entry);
	book_refused(house->app, "2025-06-02", "8-15", "led", "bo", STATUS_DENIED, "not-yours");
	book_refused(house->app, "2025-06-02", "8-15", "led", "zoe", STATUS_DENIED, "not-yours");
	/* Once an assistant could book hours of nobody in particular. */
	book_refused(house->app, "2025-06-02", "8-15", "led", "", STATUS_DENIED, "not-yours");
	assert_false(app_hours_edit(house->app, id, 0, &to_bo, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_hours_edit(house->app, id, 0, &to_nobody, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_ok(app_hours_withdraw(house->app, id, 0, &st), &st);
	house_as(house, "audit");
	book_refused(house->app, "2025-06-02", "8-15", "led", NULL, STATUS_DENIED, "not-yours");
	house_as(house, NULL);
	check_ok(house->app);
}

static void test_an_assistant_sees_neither_money_nor_wages(void **state)
{
	struct house *house = *state;
	const char *const amounts[] = { "hours=42:00/month", "money=1250.00/month" };
	struct grant_input pb = { .id = "pb", .scheme = "de.pb", .from = "2025-01-01", .payer = "Landkreis", .case_no = "41.2",
	                          .amounts = amounts, .amount_count = 2 };
	struct status st = STATUS_INIT;
	struct account_docs docs;
	struct standings standings;
	struct bank_view view;
	struct grants grants;
	struct people people;
	struct grant grant;
	struct wage *wages;
	char hex[65];
	int64_t seq;
	int count;

	assert_ok(app_grant_add(house->app, &pb, NULL, &st), &st);
	assert_ok(app_grant_deduct(house->app, "led", "2025-03", "4:00", &st), &st);
	house_as(house, "anna");
	assert_ok(app_grants(house->app, &grants, &st), &st);
	assert_int_equal(grants.count, 2);
	for (int i = 0; i < grants.count; i++) {
		assert_null(grants.of[i].payer);
		assert_null(grants.of[i].case_no);
		assert_int_equal(grants.of[i].deduction_count, 0);
		for (int a = 0; a < grants.of[i].amount_count; a++)
			assert_int_equal(grants.of[i].amounts[a].amount, 0);
	}
	grants_done(&grants);
	assert_ok(app_people(house->app, &people, &st), &st);
	for (int i = 0; i < people.count; i++)
		if (strcmp(people.of[i].id, "anna"))
			assert_int_equal(people.of[i].born, DAY_NONE);
		else
			assert_int_not_equal(people.of[i].born, DAY_NONE);
	people_done(&people);
	assert_ok(app_wages(house->app, "anna", &wages, &count, &st), &st);
	assert_int_equal(count, 1);
	assert_int_equal(wages[0].amount, 18250);
	free(wages);
#define DENIED(call)                                     \
	do {                                             \
		st = (struct status)STATUS_INIT;         \
		assert_false(call);                      \
		is_status(&st, STATUS_DENIED, "not-yours"); \
	} while (0)
	DENIED(app_wages(house->app, "bo", &wages, &count, &st));
	DENIED(app_wages(house->app, "zoe", &wages, &count, &st));
	DENIED(app_grant(house->app, "led", &grant, &st));
	DENIED(app_grant(house->app, "zoe", &grant, &st));
	DENIED(app_bank(house->app, "led", month_make(2025, 6), NULL, &view, &st));
	DENIED(app_bank(house->app, "zoe", month_make(2025, 6), NULL, &view, &st));
	DENIED(app_balance(house->app, month_make(2025, 6), &standings, &st));
	DENIED(app_account(house->app, 2025, NULL, &docs, &st));
	DENIED(app_audit(house->app, 0, NULL, NULL, &st));
	DENIED(app_audit_head(house->app, &seq, hex, &st));
	DENIED(app_backup(house->app, "/nowhere", &st));
	DENIED(app_grant_end(house->app, "led", "2025-06-30", NULL, NULL, &st));
	DENIED(change_amount(house->app, "zoe", "2025-06-30", "1:00/month", &st));
	DENIED(app_grant_deduct(house->app, "led", "2025-05", "1:00", &st));
	DENIED(app_grant_transfer(house->app, "led", "2025", "1:00", &st));
	DENIED(app_person_end(house->app, "bo", "2025-06-30", &st));
	DENIED(app_person_end(house->app, "zoe", "2025-06-30", &st));
	DENIED(app_shift_cancel(house->app, 1, 0, &st));
	DENIED(app_shift_assign(house->app, 1, 0, "anna", NULL, &st));
	DENIED(try_grant(house->app, "x", "dk.holbaek.97", "2025-01-01", NULL, NULL, &st));
	house_as(house, "audit");
	DENIED(app_person_end(house->app, "bo", "2025-06-30", &st));
	DENIED(app_undo(house->app, NULL, &st));
	assert_ok(app_wages(house->app, "bo", &wages, &count, &st), &st);
	free(wages);
}

static void test_who_is_not_there_may_nothing(void **state)
{
	struct house *house = *state;
	struct app_options options = { .file = house->file, .as = "zoe" };
	struct status st = STATUS_INIT;

	app_close(&house->app);
	assert_false(app_open(&house->app, &options, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	house_as(house, NULL);
	assert_ok(app_person_end(house->app, "anna", "2025-06-14", &st), &st);
	app_close(&house->app);
	options.as = "anna";
	assert_false(app_open(&house->app, &options, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_permission_and_role),
		TEST(test_an_assistant_sees_only_the_own_hours),
		TEST(test_an_assistant_books_only_the_own_hours),
		TEST(test_an_assistant_sees_neither_money_nor_wages),
		TEST(test_who_is_not_there_may_nothing),
	};

	return cmocka_run_group_tests_name("permit", tests, NULL, NULL);
}
