/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is absent: one key on a shift, the year's list, and what others see. */
#include "house.h"

#define NOW "2025-06-17T12:00" /* a Tuesday */

static const struct page_lanes *lanes(const struct house *house)
{
	for (int i = 0; i < page(house)->block_count; i++)
		if (page(house)->blocks[i].type == BLOCK_LANES)
			return &page(house)->blocks[i].lanes;
	fail_msg("no lanes");
	return NULL;
}

static void ill_on_a_shift(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "22-7", "anna");
	press(&house, "4 i");
	assert_string_equal(form_value(form(&house), "person"), "anna: Anna Sørensen");
	assert_string_equal(form_value(form(&house), "kind"), "illness");
	assert_string_equal(form_value(form(&house), "from"), "2025-06-17");
	assert_string_equal(preview(&house), "Anna Sørensen, illness, Tue 17 Jun\n1 planned time is credited as planned: 9:00 h.\n"
	                                     "1 shift is open for others.");
	press(&house, "C-s");
	assert_message(&house, "Anna Sørensen, illness, Tue 17 Jun.");
	assert_says(&house, "Tue 17 Jun, 22:00-07:00, 9:00 h on led: Anna Sørensen, absent");
	assert_says(&house, "Tue 17 Jun, 22:00-07:00, 9:00 h on led: open, somebody has to stand in");
	assert_says(&house, "1 shift, 9:00 h. 1 of them is open");
	for (int i = 0; i < lanes(&house)->item_count; i++) {
		const struct page_lane_item *item = &lanes(&house)->items[i];

		assert_int_equal(item->fill, item->lane ? '/' : '?');
		assert_string_equal(item->text, item->lane ? "A 22-7" : "22-7");
	}
	press(&house, "u");
	assert_says(&house, "Anna Sørensen, assigned");
	house_done(&house);
}

static void an_open_shift_has_nobody_to_be_ill(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "22-7", NULL);
	press(&house, "4 i");
	assert_null(form(&house));
	assert_message(&house, "Nobody has this shift");
	house_done(&house);
}

static void the_year_is_listed_ended_and_withdrawn(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "8-12", "anna");
	house_plan(&house, "2025-06-18", "8-12", "anna");
	press(&house, "K");
	assert_says(&house, "Nobody is absent in this year. a enters an absence.");
	press(&house, "a");
	form_set(form(&house), form_index(form(&house), "person"), "anna: Anna Sørensen");
	form_set(form(&house), form_index(form(&house), "to"), "2025-06-18");
	press(&house, "C-s");
	assert_says(&house, "Tue 17 Jun – Wed 18 Jun | Anna Sørensen | illness | 8:00 | 2 open | the planned hours | ");
	press(&house, "e C-u");
	type(&house, "2025-06-17");
	assert_non_null(strstr(preview(&house), "4:00 h"));
	press(&house, "C-s");
	assert_says(&house, "Tue 17 Jun | Anna Sørensen | illness | 4:00 | 1 open");
	press(&house, "Enter");
	assert_message(&house, "1 planned time is credited as planned: 4:00 h.");
	press(&house, "x y");
	assert_says(&house, "Nobody is absent in this year.");
	press(&house, "u");
	assert_says(&house, "Tue 17 Jun | Anna Sørensen");
	house_done(&house);
}

static void what_is_refused_goes_to_its_field(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_log(&house, "2025-06-16", "8-12", "anna");
	press(&house, "K a");
	form_set(form(&house), form_index(form(&house), "person"), "anna: Anna Sørensen");
	form_set(form(&house), form_index(form(&house), "from"), "2025-06-16");
	form_set(form(&house), form_index(form(&house), "to"), "2025-06-15");
	press(&house, "C-s");
	assert_int_equal(form(&house)->focus, form_index(form(&house), "to"));
	form_set(form(&house), form_index(form(&house), "to"), "");
	press(&house, "C-s");
	assert_int_equal(form(&house)->focus, form_index(form(&house), "from"));
	assert_non_null(strstr(form(&house)->fields[form(&house)->focus].error, "already (entry 1)"));
	house_done(&house);
}

static void an_assistant_reports_ill_and_others_learn_no_reason(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_plan(&house, "2025-06-17", "22-7", "anna");
	house_reopen(&house, "anna");
	press(&house, "K a");
	assert_int_equal(form_index(form(&house), "person"), -1);
	press(&house, "C-s");
	assert_says(&house, "Anna Sørensen | illness | 9:00");
	house_reopen(&house, "bo");
	assert_silent(&house, "illness");
	press(&house, "4");
	assert_says(&house, "Anna Sørensen, absent");
	assert_silent(&house, "illness");
	press(&house, "Enter");
	assert_silent(&house, "illness");
	press(&house, "K");
	assert_silent(&house, "Anna");
	assert_silent(&house, "illness");
	press(&house, "4 Down i");
	assert_null(form(&house));
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ill_on_a_shift),
		cmocka_unit_test(an_open_shift_has_nobody_to_be_ill),
		cmocka_unit_test(the_year_is_listed_ended_and_withdrawn),
		cmocka_unit_test(what_is_refused_goes_to_its_field),
		cmocka_unit_test(an_assistant_reports_ill_and_others_learn_no_reason),
	};

	return cmocka_run_group_tests_name("absences", tests, NULL, NULL);
}
