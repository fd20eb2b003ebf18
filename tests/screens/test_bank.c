/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Bank screen against the worked cases of tests/golden, to the minute. */
#include "house.h"

#include "../core/golden.h"

/* An amount of a golden file as the screen shows it; what did not happen is a dash. free(). */
static char *shown(const char *golden, bool dash)
{
	int64_t amount = golden_amount(golden, NULL);

	return amount || !dash ? text_figure(amount, UNIT_MINUTES) : mem_text("–");
}

/* "2025-03=15:00,2025-02=5:00" as "Mar 15:00, Feb 5:00"; lots of another year with their year. free(). */
static char *shown_lots(const char *golden, month_t month)
{
	struct str out = STR_INIT;
	char *copy = mem_text(golden), *at = copy;

	for (char *lot; strcmp(golden, "-") && (lot = strsep(&at, ","));) {
		const char *rest;
		month_t from = golden_month(lot, &rest);
		char *name = month_year(from) == month_year(month) ? mem_text(text_month_name(month_number(from))) :
		                                                     text_month_short(from);

		str_addf(&out, "%s%s %s", out.length ? ", " : "", name, rest + 1);
		free(name);
	}
	free(copy);
	return out.length ? str_take(&out) : mem_text("–");
}

static void same(const struct golden_line *line, const struct page_table *of, size_t row, const char *title, char *want)
{
	char *cell = cell_of(of, row, title);

	if (strcmp(cell, want) != 0)
		fail_msg("line %d, %s: “%s”, must be “%s”", line->number, title, cell, want);
	free(cell);
	free(want);
}

static bool has_column(const struct page_table *of, const char *title)
{
	for (int i = 0; i < of->column_count; i++)
		if (strcmp(of->columns[i].title, title) == 0)
			return true;
	return false;
}

/* #month granted at_hand used taken overdraft lapsed left lots */
static void compare_row(const struct golden_line *line, const struct page_table *of, month_t first)
{
	month_t month = golden_month(line->words[1], NULL);
	size_t row = (size_t)(month - first);

	assert_true(row < of->rows);
	same(line, of, row, "Month", text_month_short(month));
	same(line, of, row, "Granted", shown(line->words[2], false));
	same(line, of, row, "At hand", shown(line->words[3], false));
	same(line, of, row, "Used", shown(line->words[4], true));
	same(line, of, row, "Taken from", shown_lots(line->words[5], month));
	if (has_column(of, "Overdrawn"))
		same(line, of, row, "Overdrawn", shown(line->words[6], true));
	else
		assert_int_equal(golden_amount(line->words[6], NULL), 0);
	same(line, of, row, "Lapsed", shown(line->words[7], true));
	same(line, of, row, "Left", shown(line->words[8], false));
}

/* Books what the case uses, at most ten hours a day. */
static void book(struct house *house, const struct golden_case *c)
{
	for (int i = 0; i < c->use_count; i++) {
		day_t day = month_first(c->use[i].month);

		for (int64_t rest = c->use[i].amount; rest > 0; day++) {
			int64_t part = rest < 600 ? rest : 600;
			char date[11], span[32];

			day_format(day, date);
			quantity_format(part, UNIT_MINUTES, span);
			house_log(house, date, span, NULL);
			rest -= part;
		}
	}
}

static void compare_case(const struct golden_case *c, const char *setting)
{
	struct house house;
	int rows = 0;

	house_init(&house, "2025-07-15T12:00");
	house_grant(&house, setting);
	book(&house, c);
	press(&house, "3");
	for (int i = 0; i < c->line_count; i++)
		if (!strcmp(c->lines[i].words[0], "bank") && c->lines[i].count > 8) {
			compare_row(&c->lines[i], table(&house, 0), month_make(2025, 1));
			rows++;
		}
	assert_true(rows > 0);
	house_done(&house);
}

static void compare_first_case(const char *file, const char *setting)
{
	struct golden golden;

	golden_read(&golden, file);
	compare_case(&golden.cases[0], setting);
	golden_done(&golden);
}

static void newest_first(void **state)
{
	(void)state;
	compare_first_case("ledsage-newest-first", NULL);
}

static void oldest_first(void **state)
{
	(void)state;
	compare_first_case("ledsage-oldest-first", "use=oldest-first");
}

static void overdraft(void **state)
{
	(void)state;
	compare_first_case("ledsage-overdraft", NULL);
}

/* ---- the words around the figures */

static void june_before_anything(struct house *house)
{
	house_led(house, "2025-06-10T12:00");
	house_log(house, "2025-03-03", "10:00", NULL);
	house_log(house, "2025-03-04", "10:00", NULL);
	press(house, "3");
}

static void says_what_lapses_and_how_to_keep_it(void **state)
{
	struct house house;

	(void)state;
	june_before_anything(&house);
	assert_says(&house, "15:00 h lapse on 30 June 2025; with newest-first "
	                    "you keep them only by using 70:00 h more by then.");
	assert_says(&house, "January 2025 | 15:00 | 30 June 2025");
	assert_says(&house, "February 2025 | 10:00 | 31 July 2025");
	assert_says(&house, "June 2025 | 15:00 | 30 November 2025");
	assert_string_equal(focused_id(&house), "2025-06");
	house_done(&house);
}

static void trying_books_nothing(void **state)
{
	struct house house;

	(void)state;
	june_before_anything(&house);
	press(&house, "t");
	type(&house, "70:00");
	assert_non_null(strstr(preview(&house), "In June 2025, 0:00 h would be left instead of 70:00 h."));
	assert_non_null(strstr(preview(&house), "Taken from: Jun 15:00, May 15:00, Apr 15:00, Feb 10:00, Jan 15:00."));
	press(&house, "C-s");
	assert_says(&house, "Only tried, not booked: 70:00 h more in June 2025.");
	assert_string_equal(page(&house)->title, "Bank · led, only tried");
	assert_cell(table(&house, 0), 5, "Used", "70:00");
	press(&house, "t C-u C-s");
	assert_silent(&house, "Only tried");
	assert_cell(table(&house, 0), 5, "Used", "–");
	press(&house, "2");
	assert_says(&house, "No hours in June 2025.");
	house_done(&house);
}

static void trying_says_what_is_wrong(void **state)
{
	struct house house;

	(void)state;
	june_before_anything(&house);
	press(&house, "t");
	type(&house, "2d");
	assert_non_null(strstr(preview(&house), "counts hours"));
	press(&house, "C-s");
	assert_non_null(form(&house));
	assert_non_null(form(&house)->fields[0].error);
	assert_string_equal(form_value(form(&house), "amount"), "2d");
	house_done(&house);
}

/* Support by the week, Ishøj § 85: 3:00, of which nothing is carried. */
static void house_weekly(struct house *house, const char *now)
{
	const char *const amounts[] = { "3:00/week" };
	struct grant_input input = { .id = "led", .scheme = "dk.ishoej.85", .from = "2025-01-01", .level = "moderat",
		                     .amounts = amounts, .amount_count = 1 };
	struct status st = STATUS_INIT;

	house_init(house, now);
	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

/* 10 June is the Tuesday of W24: W23 is over, W24 runs. */
static void weeks_stand_below_the_months(void **state)
{
	struct house house;

	(void)state;
	house_weekly(&house, "2025-06-10T12:00");
	house_log(&house, "2025-06-03", "3:30", NULL);
	house_log(&house, "2025-06-10", "1:00", NULL);
	press(&house, "3");
	assert_says(&house, "2:00 h lapse with the week, on 15 June 2025, unless they are used by then.");
	assert_says(&house, "What a week does not use lapses on its Sunday.");
	assert_says(&house, "The weeks of June 2025");
	assert_cell(table(&house, 1), 0, "Week", "2025-W22");
	assert_cell(table(&house, 1), 0, "Lapsed", "3:00");
	assert_cell(table(&house, 1), 1, "Used", "3:30");
	assert_cell(table(&house, 1), 1, "Beyond", "0:30");
	assert_cell(table(&house, 1), 1, "Left", "0:00");
	assert_cell(table(&house, 1), 2, "Left", "2:00");
	assert_cell(table(&house, 1), 3, "Left", "3:00");
	assert_silent(&house, "30 June 2025"); /* no lot that lives to the month's end */
	press(&house, "t");
	type(&house, "1:30");
	assert_non_null(strstr(preview(&house), "Of the week, 0:30 h would be left instead of 2:00 h."));
	press(&house, "C-s");
	assert_cell(table(&house, 1), 2, "Used", "2:30");
	house_done(&house);
}

static void an_average_is_told(void **state)
{
	struct grant_input input = { .id = "led", .scheme = "dk.holbaek.85", .from = "2025-01-01", .level = "omfattende" };
	struct status st = STATUS_INIT;
	struct house house;

	(void)state;
	house_init(&house, "2025-03-05T12:00");
	assert_ok(app_grant_add(house.app, &input, NULL, &st), &st);
	house_log(&house, "2025-03-04", "6:00", NULL);
	press(&house, "3");
	assert_says(&house, "On average 0:38 h a week were used from 1 January 2025 to 9 March 2025; the decision says 3:00 h.");
	assert_cell(table(&house, 1), 1, "At most", "6:00");
	assert_says(&house, "March 2025 | 13:17 | no last day");
	house_done(&house);
}

/* The form says beforehand what a week has too much. */
static void logging_tells_of_the_week(void **state)
{
	struct house house;

	(void)state;
	house_weekly(&house, "2025-06-10T12:00");
	press(&house, "2 A C-u");
	type(&house, "9.6.");
	press(&house, "Tab");
	type(&house, "2:00");
	assert_non_null(strstr(preview(&house), "1:00 h of the week left after it."));
	press(&house, "C-u");
	type(&house, "3:30");
	assert_non_null(strstr(preview(&house), "0:30 h more than the week gives."));
	assert_non_null(strstr(preview(&house), "Week 2025-W24 has 3:30 h on “led”, which gives 3:00 h: 0:30 h too much."));
	press(&house, "C-s");
	assert_null(form(&house));
	assert_message(&house, "0:30 h more than the week gives.");
	house_done(&house);
}

/* A week's row opens the hours of its month. */
static void a_week_opens_its_hours(void **state)
{
	struct house house;

	(void)state;
	house_weekly(&house, "2025-06-10T12:00");
	house_log(&house, "2025-06-03", "3:00", NULL);
	press(&house, "3");
	ui_focus(house.ui, "week 2025-06-02");
	ui_settle(house.ui);
	press(&house, "Enter");
	assert_says(&house, "Tue 3 Jun");
	house_done(&house);
}

static void a_month_opens_its_hours(void **state)
{
	struct house house;

	(void)state;
	june_before_anything(&house);
	press(&house, "Home Down Down Enter");
	assert_string_equal(page(&house)->title, "Hours · March 2025");
	assert_cell(table(&house, 0), 2, "Hours", "20:00");
	house_done(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(newest_first),
		cmocka_unit_test(oldest_first),
		cmocka_unit_test(overdraft),
		cmocka_unit_test(says_what_lapses_and_how_to_keep_it),
		cmocka_unit_test(trying_books_nothing),
		cmocka_unit_test(trying_says_what_is_wrong),
		cmocka_unit_test(weeks_stand_below_the_months),
		cmocka_unit_test(an_average_is_told),
		cmocka_unit_test(logging_tells_of_the_week),
		cmocka_unit_test(a_week_opens_its_hours),
		cmocka_unit_test(a_month_opens_its_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
