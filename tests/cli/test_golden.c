/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked ledsage cases, to the minute, through the program: booked with a CSV, read back as JSON. */
#include "../core/golden.h"
#include "run.h"

static void month_text(month_t month, char out[8])
{
	snprintf(out, 8, "%04d-%02d", month_year(month), month_number(month));
}

/* Core shows such lots as lapsed; who writes one down is told instead. */
static bool opening_is_past(const struct golden_case *c)
{
	for (int i = 0; i < c->grant.opening_count; i++)
		if (c->grant.openings[i].month <= month_of(c->grant.from) - c->part.window)
			return true;
	return false;
}

/* What the case's rules say beside the scheme's. */
static void add_grant(struct cli *t, const struct golden_case *c)
{
	char from[11], window[16], amount[32], cap[32], month[8];
	struct str opening = STR_INIT;
	long long first = c->grant.amounts[0].amount;

	day_format(c->grant.from, from);
	snprintf(window, sizeof window, "window=%d", c->part.window);
	snprintf(amount, sizeof amount, "%lld:%02lld/month", first / 60, first % 60);
	snprintf(cap, sizeof cap, "cap=%lld:%02lld", (long long)c->part.cap / 60, (long long)c->part.cap % 60);
	for (int i = 0; i < c->grant.opening_count; i++) {
		long long left = c->grant.openings[i].amount;

		month_text(c->grant.openings[i].month, month);
		str_addf(&opening, "%s%s=%lld:%02lld", i ? "," : "", month, left / 60, left % 60);
	}
	cli(t, "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", from, "--amount", amount, "--set",
	    c->part.use == USE_OLDEST_FIRST ? "use=oldest-first" : "use=newest-first", "--set", window, "--set", cap,
	    opening.length ? "--opening" : NULL, str_peek(&opening), NULL);
	str_done(&opening);
}

/* Eight hours a day at most, from the first of the month on. */
static void book(struct cli *t, const struct golden_case *c)
{
	struct str csv = STR_INIT;
	char month[8];

	str_add(&csv, "person,grant,date,hours,kind,note\n");
	for (int i = 0; i < c->use_count; i++) {
		long long left = c->use[i].amount;

		month_text(c->use[i].month, month);
		for (int day = 1; left > 0; day++) {
			long long now = left < 480 ? left : 480;

			str_addf(&csv, ",led,%s-%02d,%lld:%02lld,work,\n", month, day, now / 60, now % 60);
			left -= now;
		}
	}
	cli_write(t, "use.csv", str_peek(&csv));
	if (c->use_count)
		cli_ok(t, "import", "hours", "use.csv", NULL);
	str_done(&csv);
}

/* "2025-03=15:00,2025-02=5:00", "2025-01=15:00@2025-06" or "-" against an array of lots. */
static void same_lots(const struct golden_case *c, const struct golden_line *line, const char *want, json_t *got,
                      const char *amount)
{
	struct str said = STR_INIT;

	for (size_t i = 0; i < json_array_size(got); i++) {
		json_t *lot = json_array_get(got, i), *last = json_object_get(lot, "last_month");
		long long minutes = json_int_at(lot, amount);

		str_addf(&said, "%s%s=%lld:%02lld", i ? "," : "", json_text_at(lot, "lot"), minutes / 60, minutes % 60);
		if (last)
			str_addf(&said, "@%s", json_is_null(last) ? "open" : json_string_value(last));
	}
	if (!said.length)
		str_add(&said, "-");
	if (strcmp(want, "*") != 0 && strcmp(want, str_peek(&said)) != 0)
		fail_msg("tests/golden/%s.txt:%d (%s): %s, must be %s", c->file, line->number, c->name, str_peek(&said), want);
	str_done(&said);
}

static void same_month(const struct golden_case *c, const struct golden_line *line, json_t *got)
{
	char *const *w = line->words;

	golden_same(c, line, "granted", w[2], json_int_at(got, "granted"));
	golden_same(c, line, "at_hand", w[3], json_int_at(got, "at_hand"));
	golden_same(c, line, "used", w[4], json_int_at(got, "used"));
	same_lots(c, line, w[5], json_at(got, "taken"), "amount");
	golden_same(c, line, "overdraft", w[6], json_int_at(got, "overdraft"));
	golden_same(c, line, "lapsed", w[7], json_int_at(got, "lapsed"));
	golden_same(c, line, "left", w[8], json_int_at(got, "left"));
	if (line->count > 9)
		same_lots(c, line, w[9], json_at(got, "lots"), "left");
}

static int check_case(struct golden_case *c)
{
	struct cli t;
	json_t *object;
	int looked = 0;

	cli_begin(&t);
	t.now = "2026-12-31T12:00";
	cli_ok(&t, "init", "--holder", "Maria Holm", NULL);
	add_grant(&t, c);
	assert_int_equal(t.code, opening_is_past(c) ? 2 : 0);
	if (t.code == 2) {
		cli_end(&t);
		return 0;
	}
	book(&t, c);
	cli_ok(&t, "bank", "led", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "scheme"), "dk.holbaek.97");
	assert_string_equal(json_text_at(object, "unit"), "minutes");
	for (int i = 0; i < c->line_count; i++) {
		const struct golden_line *line = &c->lines[i];
		json_t *months = json_at(object, "months");

		if (strcmp(line->words[0], "bank") != 0 || line->count < 9)
			continue;
		for (size_t j = 0; j < json_array_size(months); j++) {
			json_t *month = json_array_get(months, j);

			if (strcmp(json_text_at(month, "month"), line->words[1]) == 0) {
				same_month(c, line, month);
				looked++;
			}
		}
	}
	json_decref(object);
	cli_end(&t);
	return looked;
}

#define TEST(name, file)                     \
	static void name(void **state)           \
	{                                        \
		(void)state;                     \
		golden_each(file, check_case, true); \
	}

TEST(test_newest_first, "ledsage-newest-first")
TEST(test_oldest_first, "ledsage-oldest-first")
TEST(test_opening_cap_overdraft, "ledsage-opening-cap-overdraft")

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_newest_first),
		cmocka_unit_test(test_oldest_first),
		cmocka_unit_test(test_opening_cap_overdraft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
