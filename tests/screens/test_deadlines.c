/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates to keep: their list, one of them, and the next few on the Overview. */
#include "house.h"

/* § 97, received on 3 March 2025: 28 days are over on 31 March. */
static void add_grant(struct house *house, const char *id, const char *scheme, const char *from, const char *received,
                      const char *to)
{
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .received = received, .to = to };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

static void begin(struct house *house, const char *now)
{
	house_init(house, now);
	add_grant(house, "led", "dk.holbaek.97", "2025-03-01", "2025-03-03", NULL);
}

static void a_date_stands_in_a_line(void **state)
{
	struct house house;

	(void)state;
	begin(&house, "2025-03-19T12:00");
	press(&house, "F");
	assert_string_equal(page(&house)->title, "Dates to keep");
	assert_int_equal(table(&house, 0)->rows, 3);
	assert_cell(table(&house, 0), 0, "Date", "Mon 31 Mar");
	assert_cell(table(&house, 0), 0, "When", "in 12 days");
	assert_cell(table(&house, 0), 0, "Grant", "led");
	assert_cell(table(&house, 0), 0, "To keep", "Last day to appeal");
	assert_cell(table(&house, 0), 0, "Who acts", "you");
	assert_cell(table(&house, 0), 1, "To keep", "Lapses: 15:00 h");
	assert_cell(table(&house, 0), 2, "Who acts", "the authority");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Grant · led");
	house_done(&house);
}

static void what_to_do_and_why(void **state)
{
	struct house house;

	(void)state;
	begin(&house, "2025-04-10T12:00");
	press(&house, "F");
	assert_cell(table(&house, 0), 0, "When", "overdue");
	press(&house, "d");
	assert_string_equal(page(&house)->title, "Last day to appeal");
	assert_says(&house, "Mon 31 Mar 2025: 10 days ago, overdue\nWho acts: you\nGrant: led\n");
	assert_says(&house, "What to do\nIf you disagree with the decision, tell Holbæk Kommune by this day");
	assert_says(&house, "The rule\nSEL § 97, Holbæk Kommune\n"
	                    "Counted from: the day you received the decision, 3 March 2025; time from there: 4 weeks\n"
	                    "How strict: binding\nSource: Holbæk Kommune, Serviceniveauer 2024");
	assert_says(&house, "Its name in the rules: dk.holbaek.97/appeal");
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Grant · led");
	press(&house, "q q Down d");
	assert_string_equal(page(&house)->title, "Lapses: 15:00 h");
	assert_says(&house, "15:00 h lapse on 31 August 2025; with newest-first");
	assert_silent(&house, "Counted from");
	house_done(&house);
}

static void the_overview_shows_the_next_four(void **state)
{
	struct house house;

	(void)state;
	begin(&house, "2025-03-19T12:00");
	/* What lapses is said beside the bars; the follow-up in a year is too far off. */
	assert_says(&house, "Next dates to keep (F lists all)\nMon 31 Mar | in 12 days | led | Last day to appeal | you\n"
	                    "Latest hours");
	add_grant(&house, "a", "dk.holbaek.82b", "2025-02-01", "2025-03-01", "2025-04-20"); /* 29 March twice, 20 April twice */
	assert_int_equal(table(&house, 1)->rows, 4);
	assert_cell(table(&house, 1), 0, "To keep", "Last day to appeal");
	assert_cell(table(&house, 1), 0, "Grant", "a");
	assert_cell(table(&house, 1), 1, "To keep", "First follow-up");
	assert_cell(table(&house, 1), 2, "Grant", "led");
	assert_cell(table(&house, 1), 3, "To keep", "Closing description");
	house_done(&house);
}

static void the_overview_leads_to_the_list(void **state)
{
	struct house house;
	struct page_item item;

	(void)state;
	begin(&house, "2025-03-19T12:00");
	add_grant(&house, "a", "dk.holbaek.82b", "2025-02-01", NULL, NULL); /* 29 March */
	for (size_t i = 0; page_item_at(page(&house), i, &item); i++)
		if (!strncmp(item.id, "deadlines ", 10))
			ui_focus(house.ui, item.id); /* the later one: 31 March */
	ui_settle(house.ui);
	press(&house, "Enter");
	assert_string_equal(page(&house)->title, "Dates to keep");
	assert_true(page_focused(page(&house), &item));
	assert_int_equal(page_focus_number(page(&house)), 1);
	assert_cell(table(&house, 0), 1, "Grant", "led");
	house_done(&house);
}

static void without_any(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, "2025-03-19T12:00");
	assert_silent(&house, "Next dates to keep");
	press(&house, "F");
	assert_says(&house, "No dates to keep. They follow from the grants: Grants (5) is where one is added.");
	house_done(&house);
}

static void assistants_see_none(void **state)
{
	struct house house;

	(void)state;
	begin(&house, "2025-03-19T12:00");
	house_person(&house, "anna", "Anna Soerensen");
	house_reopen(&house, "anna");
	assert_silent(&house, "Next dates to keep");
	assert_silent(&house, "appeal");
	assert_false(screens_may_open(house.app, "deadlines"));
	assert_false(screens_may_open(house.app, "deadline"));
	press(&house, "F");
	assert_string_equal(page(&house)->title, "Overview");
	house_done(&house);
}

/* Its grant ended meanwhile: the page says so, and nothing fails. */
static void a_date_that_is_gone(void **state)
{
	struct house house;
	struct status st = STATUS_INIT;

	(void)state;
	begin(&house, "2025-03-19T12:00");
	press(&house, "F End d");
	assert_string_equal(page(&house)->title, "Follow-up");
	assert_ok(app_grant_end(house.app, "led", "2025-12-31", NULL, NULL, &st), &st);
	ui_rebuild(house.ui);
	ui_settle(house.ui);
	assert_says(&house, "This date is no longer there: the grant was changed, or it has passed.");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_stands_in_a_line),
		cmocka_unit_test(what_to_do_and_why),
		cmocka_unit_test(the_overview_shows_the_next_four),
		cmocka_unit_test(the_overview_leads_to_the_list),
		cmocka_unit_test(without_any),
		cmocka_unit_test(assistants_see_none),
		cmocka_unit_test(a_date_that_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
