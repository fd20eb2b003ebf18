/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A municipality that no code knows: one file in the person's own directory, a grant from it, and a year on that. */
#include "run.h"

/* Ten hours a month at the small level, kept for three months, 25 at hand at most, the oldest first; companions from 21; never
 * beside any municipality's § 103. */
static const char rules[] =
	"# Sandby does not exist.\n"
	"country = DK\n"
	"authority = \"Sandby Kommune\"\n"
	"also = {\"Havby Kommune\"}\n"
	"law = \"SEL § 97\"\n"
	"source = \"Sandby Kommune, Kvalitetsstandard 2025, s. 3\"\n"
	"from = 2025-01-01\n"
	"needs = {companionship}\n"
	"name  { en = \"Out with Sandby\" da = \"Ud med Sandby\" de = \"Unterwegs mit Sandby\" }\n"
	"gives { en = \"Company.\" da = \"Selskab.\" de = \"Begleitung.\" }\n"
	"who   { en = \"Everybody.\" da = \"Alle.\" de = \"Alle.\" }\n"
	"excludes-text { en = \"Not with sheltered work.\" da = \"Ikke med arbejde.\" de = \"Nicht mit Arbeit.\" }\n"
	"holder-age = 18\n"
	"helper-age = 21\n"
	"excludes = {\"dk.*.103\"}\n"
	"part \"hours\" {\n"
	"	name { en = \"Hours\" da = \"Timer\" de = \"Stunden\" }\n"
	"	unit = minutes\n"
	"	per = month\n"
	"	carry = window\n"
	"	window = 3\n"
	"	cap = 25:00\n"
	"	use = oldest-first\n"
	"	uncounted = {travel}\n"
	"}\n"
	"level \"small\" { name { en = \"Small\" da = \"Lille\" de = \"Klein\" } amount = 10:00 }\n"
	"level \"large\" { name { en = \"Large\" da = \"Stor\" de = \"Groß\" } above = 10:00 above-is = hard most = 20:00 most-is = hard }\n"
	"deadline \"appeal\" {\n"
	"	name { en = \"Appeal\" da = \"Klage\" de = \"Widerspruch\" }\n"
	"	what { en = \"Say so.\" da = \"Sig det.\" de = \"Sagen.\" }\n"
	"	kind = appeal anchor = received by = holder after = \"4 weeks\" is = hard\n"
	"}\n";

#define OWN ".config/ledsag/schemes"

static void begin(struct cli *t)
{
	static const char *const directories[] = { ".config", ".config/ledsag", OWN };

	cli_begin(t);
	t->now = "2026-01-05T12:00";
	for (size_t i = 0; i < COUNT_OF(directories); i++) {
		char *path = cli_path(t, directories[i]);

		assert_int_equal(mkdir(path, 0700), 0);
		free(path);
	}
	cli_write(t, OWN "/dk.sandby.97.conf", rules);
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--born", "1998-04-02", NULL);
	cli_ok(t, "person", "add", "bo", "--name", "Bo Krogh", "--role", "assistant", "--born", "2004-06-01", NULL);
}

static void test_it_is_in_the_catalogue(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	begin(&t);
	cli_ok(&t, "scheme", "check", OWN "/dk.sandby.97.conf", NULL);
	cli_ok(&t, "scheme", "list", "--authority", "havby", NULL);
	assert_has(t.out, "Sandby Kommune, Havby Kommune");
	assert_has(t.out, "dk.sandby.97  SEL § 97  Out with Sandby");
	cli_ok(&t, "scheme", "list", "--law", "97", NULL);
	assert_has(t.out, "dk.holbaek.97");
	assert_has(t.out, "dk.sandby.97");
	cli_ok(&t, "--lang", "de", "scheme", "show", "dk.sandby.97", NULL);
	assert_has(t.out, "Unterwegs mit Sandby");
	assert_has(t.out, "dk.holbaek.103");
	cli_ok(&t, "scheme", "show", "dk.sandby.97", "--json", NULL);
	object = cli_object(&t);
	assert_has(json_text_at(object, "file"), OWN "/dk.sandby.97.conf");
	json_decref(object);
	cli_end(&t);
}

static void test_its_own_rules_refuse(void **state)
{
	struct cli t;

	(void)state;
	begin(&t);
	assert_int_equal(cli(&t, "grant", "add", "out", "--scheme", "dk.sandby.97", "--from", "2025-01-01", NULL), 2);
	assert_has(t.err, "small");
	assert_int_not_equal(cli(&t, "grant", "add", "out", "--scheme", "dk.sandby.97", "--from", "2025-01-01", "--level", "large",
	                         "--amount", "10:00/month", NULL), 0);
	cli_ok(&t, "grant", "add", "out", "--scheme", "dk.sandby.97", "--from", "2025-01-01", "--level", "small", NULL);
	assert_int_equal(cli(&t, "grant", "add", "work", "--scheme", "dk.ishoej.103", "--from", "2025-02-01", "--level", "home",
	                     "--amount", "2d/week", NULL), 1);
	assert_has(t.err, "dk.sandby.97");
	assert_has(t.err, "dk.ishoej.103");
	/* 21 on 1 June 2025 */
	assert_int_equal(cli(&t, "log", "2025-05-31", "8-10", "--grant", "out", "--person", "bo", NULL), 1);
	cli_ok(&t, "log", "2025-06-01", "8-10", "--grant", "out", "--person", "bo", NULL);
	cli_end(&t);
}

/* ---- a year, by hand: each month its lot is added, the cap takes from the oldest, use takes from the oldest, and what the month
 * two before still has lapses at the end. Hours. */
static const struct {
	int at_hand, used, overdraft, lapsed, left;
} year[] = {
	{ 10, 4, 0, 0, 6 },   /* Jan 6 */
	{ 16, 0, 0, 0, 16 },  /* Jan 6, Feb 10 */
	{ 25, 8, 0, 1, 17 },  /* the cap takes 1 of January; used Jan 5, Feb 3 */
	{ 25, 3, 0, 4, 20 },  /* the cap takes 2 of February, and its last 2 lapse */
	{ 25, 27, 2, 5, 0 },  /* the cap takes 5 of March; used Mar 5, Apr 10, May 10 */
	{ 10, 0, 0, 0, 10 },  /* Jun 10 */
	{ 20, 0, 0, 0, 20 },  /* Jun 10, Jul 10 */
	{ 25, 0, 0, 10, 20 }, /* the cap takes 5 of June, and its last 5 lapse */
	{ 25, 12, 0, 5, 13 }, /* the cap takes 5 of July; used Jul 5, Aug 7 */
	{ 23, 23, 0, 0, 0 },  /* Aug 3, Sep 10, Oct 10 */
	{ 10, 0, 0, 0, 10 },  /* Nov 10 */
	{ 20, 1, 0, 0, 19 },  /* Nov 9, Dec 10 */
};

static void log_year(struct cli *t)
{
	for (int month = 1; month <= 12; month++) {
		/* Nine hours a day at most. */
		for (int hours = year[month - 1].used, day = 3; hours > 0; hours -= 9, day++) {
			char *date = str_make("2025-%02d-%02d", month, day);
			char *span = str_make("8:00-%d:00", 8 + (hours > 9 ? 9 : hours));

			cli_ok(t, "log", date, span, "--grant", "out", "--person", "anna", NULL);
			free(date);
			free(span);
		}
	}
	cli_ok(t, "log", "2025-07-20", "8-16", "--grant", "out", "--person", "anna", "--kind", "travel", NULL);
}

static void assert_year(struct cli *t)
{
	json_t *object;

	cli_ok(t, "bank", "out", "--month", "2025-12", "--json", NULL);
	object = cli_object(t);
	for (size_t m = 0; m < COUNT_OF(year); m++) {
		static const char *const names[] = { "at_hand", "used", "overdraft", "lapsed", "left" };
		const int expected[] = { year[m].at_hand, year[m].used, year[m].overdraft, year[m].lapsed, year[m].left };

		for (size_t i = 0; i < COUNT_OF(names); i++) {
			char *path = str_make("months.%zu.%s", m, names[i]);

			if (json_int_at(object, path) != expected[i] * 60)
				fail_msg("%s: %lld, must be %d", path, json_int_at(object, path), expected[i] * 60);
			free(path);
		}
	}
	/* May: the oldest first */
	assert_string_equal(json_text_at(object, "months.4.taken.0.lot"), "2025-03");
	assert_int_equal(json_int_at(object, "months.4.taken.0.amount"), 300);
	/* a lot of November lives until January */
	assert_string_equal(json_text_at(object, "months.11.lots.0.last_month"), "2026-01");
	json_decref(object);
}

static void test_a_year(void **state)
{
	struct cli t;
	json_t *object;
	char *path;

	(void)state;
	begin(&t);
	cli_ok(&t, "grant", "add", "out", "--scheme", "dk.sandby.97", "--from", "2025-01-01", "--level", "small", "--received",
	       "2024-12-20", NULL);
	log_year(&t);
	assert_year(&t);
	cli_ok(&t, "balance", "--month", "2025-12", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "grants.0.at_hand"), 20 * 60);
	json_decref(object);
	/* In January the cap takes 4 of November's 9, and its last 5 lapse. */
	cli_ok(&t, "balance", "--month", "2026-01", "--json", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "grants.0.lapses_next.on"), "2026-01-31");
	assert_int_equal(json_int_at(object, "grants.0.at_hand"), 25 * 60);
	assert_int_equal(json_int_at(object, "grants.0.lapses_next.amount"), 5 * 60);
	json_decref(object);
	cli_ok(&t, "account", "2025", "--grant", "out", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "hours.granted"), 120 * 60);
	assert_int_equal(json_int_at(object, "hours.used"), 78 * 60);
	json_decref(object);
	cli_ok(&t, "check", NULL);
	/* The rules travel with the household: the file may go. */
	path = cli_path(&t, OWN "/dk.sandby.97.conf");
	assert_int_equal(unlink(path), 0);
	free(path);
	assert_int_equal(cli(&t, "scheme", "show", "dk.sandby.97", NULL), 2);
	assert_year(&t);
	cli_ok(&t, "account", "2025", "--grant", "out", NULL);
	cli_end(&t);
}

/* One's own file of a shipped id goes before it; what is wrong in one hides no other. */
static void test_own_files_go_first(void **state)
{
	struct cli t;
	char *text = support_read("conf/schemes/dk.holbaek.97.conf"), *at = strstr(text, "90:00");
	json_t *object;

	(void)state;
	begin(&t);
	assert_non_null(at);
	memcpy(at, "60:00", 5);
	cli_write(&t, OWN "/dk.holbaek.97.conf", text);
	cli_write(&t, OWN "/dk.broken.1.conf", "country = DK\nlaw = }\n");
	cli_ok(&t, "scheme", "show", "dk.holbaek.97", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "parts.0.cap"), 3600);
	json_decref(object);
	cli_ok(&t, "scheme", "list", NULL);
	assert_has(t.out, "dk.holbaek.96");
	assert_has(t.err, "dk.broken.1.conf:2: law: a value is missing");
	cli_ok(&t, "scheme", "list", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "schemes")), 33);
	assert_has(json_text_at(object, "warnings.0.message"), "dk.broken.1.conf:2");
	json_decref(object);
	free(text);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_in_the_catalogue),
		cmocka_unit_test(test_its_own_rules_refuse),
		cmocka_unit_test(test_a_year),
		cmocka_unit_test(test_own_files_go_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
