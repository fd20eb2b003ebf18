/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide: from a need to the authorities, to the schemes, to one of them and to a grant under it. */
#include "house.h"

#include "ledsag/ui/ui.h"

#include <sys/stat.h>

#define NOW "2025-06-17T12:00"
#define NOWHERE "/nonexistent" /* whoever runs the tests may have schemes of their own */

static void go_to(struct house *house, const char *id)
{
	page_focus((struct page *)page(house), id, 0);
	assert_string_equal(focused_id(house), id);
	press(house, "Enter");
}

/* By hand from the files: work is what § 103 of both municipalities, six modules and the personal budget are for. */
static void a_need_leads_to_its_schemes(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	press(&house, "8");
	assert_string_equal(page(&house)->title, "Guide");
	assert_says(&house, "work | 9");
	assert_says(&house, "treatment | 1");
	assert_says(&house, "everything | 32");
	go_to(&house, "work");
	assert_string_equal(page(&house)->subtitle, "work");
	assert_says(&house, "Holbæk Kommune | 1");
	assert_says(&house, "Ishøj Kommune, Vallensbæk Kommune | 1");
	assert_says(&house, "Landkreis Lörrach | 6");
	assert_says(&house, "everywhere | 9");
	assert_cell(table(&house, 0), 0, "Who decides", "Holbæk Kommune"); /* the household's country first */
	go_to(&house, "Ishøj Kommune");
	assert_string_equal(page(&house)->subtitle, "work · Ishøj Kommune");
	assert_int_equal(table(&house, 0)->rows, 1);
	assert_says(&house, "Sheltered work | SEL § 103 | Ishøj Kommune | dk.ishoej.103");
	go_to(&house, "dk.ishoej.103");
	assert_string_equal(page(&house)->title, "Sheltered work");
	press(&house, "q q");
	assert_string_equal(page(&house)->subtitle, "work");
	press(&house, "q");
	assert_null(page(&house)->subtitle);
	house_done(&house);
}

/* With one authority there is nothing to choose. */
static void a_single_authority_is_not_asked_for(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	press(&house, "8");
	go_to(&house, "costs");
	assert_says(&house, "Extra expenses | SEL § 100 | Holbæk Kommune | dk.holbaek.100");
	press(&house, "q");
	go_to(&house, "treatment");
	assert_says(&house, "Treatment (not offered) | SEL § 102");
	go_to(&house, "dk.holbaek.102");
	assert_says(&house, "This is not offered here.");
	house_done(&house);
}

static void a_search_asks_everything_at_once(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	press(&house, "8 /");
	form_set(form(&house), form_index(form(&house), "law"), "§ 85");
	press(&house, "C-s");
	assert_string_equal(page(&house)->subtitle, "§ 85");
	assert_int_equal(table(&house, 0)->rows, 2);
	assert_says(&house, "| Ishøj Kommune | dk.ishoej.85");
	press(&house, "/");
	assert_string_equal(form_value(form(&house), "law"), "§ 85");
	form_set(form(&house), form_index(form(&house), "authority"), "Holbæk Kommune");
	press(&house, "C-s");
	assert_int_equal(table(&house, 0)->rows, 1);
	press(&house, "/");
	form_set(form(&house), form_index(form(&house), "text"), "submarine");
	press(&house, "C-s");
	assert_says(&house, "No scheme fits. / asks for something else.");
	press(&house, "q q q");
	assert_null(page(&house)->subtitle);
	assert_says(&house, "everything | 32");
	house_done(&house);
}

static void a_scheme_says_everything(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	press(&house, "8");
	go_to(&house, "companionship");
	go_to(&house, "*");
	go_to(&house, "dk.holbaek.97");
	assert_string_equal(page(&house)->title, "Companion scheme");
	assert_says(&house, "Who may have it");
	assert_says(&house, "Helpers are at least 18 years old.");
	assert_says(&house, "dk.holbaek.96 (Personal assistance led by you (BPA)), dk.holbaek.98 (Contact person for deafblind people).");
	assert_says(&house, "Hours with a companion (part “hours”)");
	assert_says(&house, "What a month gives can be used for 6 months, its own included, then it lapses.");
	assert_says(&house, "4 weeks after you received the decision. Who acts: you.");
	assert_says(&house, "Source: Holbæk Kommune");
	assert_silent(&house, "earlier version");
	house_done(&house);
}

static void a_grant_is_added_from_its_scheme(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	press(&house, "8");
	go_to(&house, "companionship");
	go_to(&house, "Holbæk Kommune");
	go_to(&house, "dk.holbaek.97");
	press(&house, "a");
	assert_non_null(form(&house));
	assert_non_null(strstr(form_value(form(&house), "scheme"), "dk.holbaek.97"));
	form_set(form(&house), form_index(form(&house), "id"), "led");
	form_set(form(&house), form_index(form(&house), "from"), "1.1.2025");
	press(&house, "C-s");
	assert_null(form(&house));
	press(&house, "5");
	assert_cell(table(&house, 0), 0, "Grant", "led");
	house_done(&house);
}

static void an_assistant_reads_and_adds_nothing(void **state)
{
	struct house house;

	(void)state;
	house_led(&house, NOW);
	house_reopen(&house, "bo");
	press(&house, "8");
	go_to(&house, "crisis");
	go_to(&house, "dk.holbaek.109");
	assert_says(&house, "97.30 kr. for each day begun from 1 January 2024");
	press(&house, "a");
	assert_null(form(&house));
	house_done(&house);
}

/* ---- files of one's own */

static void write_own(const struct house *house, const char *id, const char *text)
{
	char *path = str_make("%s/ledsag", house->directory);
	FILE *file;

	mkdir(path, 0700);
	free(path);
	path = str_make("%s/ledsag/schemes", house->directory);
	mkdir(path, 0700);
	free(path);
	path = str_make("%s/ledsag/schemes/%s.conf", house->directory, id);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
	setenv("XDG_CONFIG_HOME", house->directory, 1);
}

static void a_broken_file_hides_no_other(void **state)
{
	struct house house;

	(void)state;
	house_init(&house, NOW);
	write_own(&house, "dk.sandby.97", "country = DK\nlaw =\n");
	press(&house, "8");
	assert_says(&house, "everything | 32");
	assert_says(&house, "Files that cannot be read");
	assert_says(&house, "dk.sandby.97.conf:3: law: a value is missing");
	setenv("XDG_CONFIG_HOME", NOWHERE, 1);
	house_done(&house);
}

/* The rules travel with the household: a file that changes afterwards is shown, and not followed. */
static void a_changed_file_is_told_apart(void **state)
{
	struct house house;
	char *text = support_read("conf/schemes/dk.holbaek.97.conf"), *at = strstr(text, "90:00");

	(void)state;
	house_led(&house, NOW);
	assert_non_null(at);
	memcpy(at, "60:00", 5);
	write_own(&house, "dk.holbaek.97", text);
	press(&house, "8");
	go_to(&house, "companionship");
	go_to(&house, "Holbæk Kommune");
	go_to(&house, "dk.holbaek.97");
	assert_says(&house, "Your household keeps an earlier version of these rules");
	assert_says(&house, "At most 60:00 h can be at hand.");
	press(&house, "5 Enter");
	assert_says(&house, "At most 90:00 h can be at hand.");
	setenv("XDG_CONFIG_HOME", NOWHERE, 1);
	free(text);
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_need_leads_to_its_schemes),
		cmocka_unit_test(a_single_authority_is_not_asked_for),
		cmocka_unit_test(a_search_asks_everything_at_once),
		cmocka_unit_test(a_scheme_says_everything),
		cmocka_unit_test(a_grant_is_added_from_its_scheme),
		cmocka_unit_test(an_assistant_reads_and_adds_nothing),
		cmocka_unit_test(a_broken_file_hides_no_other),
		cmocka_unit_test(a_changed_file_is_told_apart),
	};

	setenv("XDG_CONFIG_HOME", NOWHERE, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
