/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours from Timewarrior and Kimai: what their files hold, what of it is told, what words mean, and that a second time adds only
 * what is new. */
#include "recount.h"

#include "ledsag/app/import.h"

static const char *const grants[2] = { "led", "led2" };

enum tool { TIMEW, KIMAI };

struct tried {
	struct import_outcome out;
	struct status st;
	bool ok;
};

static struct import_terms terms_of(const char *grant, const char *person)
{
	return (struct import_terms){ .since = DAY_NONE, .until = DAY_MAX, .grant = grant, .person = person };
}

static struct tried try_bytes(struct house *house, enum tool tool, const char *bytes, size_t length,
                              const struct import_terms *terms)
{
	struct import_rows *rows = import_rows_new();
	struct tried tried = { .st = STATUS_INIT };
	int file = import_rows_file(rows, "file");

	tried.ok = tool == TIMEW ? import_read_timewarrior(rows, file, bytes, length, &tried.st)
	                         : import_read_kimai(house->app, rows, file, bytes, length, &tried.st);
	tried.ok = tried.ok && app_import_rows(house->app, rows, terms, NULL, NULL, &tried.out, &tried.st);
	import_rows_free(&rows);
	return tried;
}

static struct tried try_text(struct house *house, enum tool tool, const char *text, const struct import_terms *terms)
{
	return try_bytes(house, tool, text, strlen(text), terms);
}

struct listing {
	struct str out;
	const struct zone *zone;
};

static bool list_entry(void *context, const struct hours_row *row)
{
	const struct entry *e = row->entry;
	struct listing *list = context;
	char span[16] = "-", day[11];

	day_format(e->day, day);
	if (e->clocked)
		span_format(list->zone, e->span, span);
	str_addf(&list->out, "%s %s %lld %s %s.%s %s|%s\n", day, span, (long long)row->amount, e->person ? e->person : "-", e->grant, e->part,
	         kind_name(e->kind), e->note);
	return true;
}

/* Books it and compares what is then there, "DAY SPAN MINUTES PERSON GRANT.PART KIND|NOTE" a line; takes it back. */
static void books(struct house *house, enum tool tool, const char *text, const struct import_terms *terms, const char *entries)
{
	struct hours_query all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct listing list = { STR_INIT, app_zone(house->app) };
	int64_t changes = changes_of(house->app);
	struct tried tried = try_text(house, tool, text, terms);

	if (!tried.ok)
		fail_msg("%s: %s %s", text, tried.st.msgid, tried.out.problem_count ? tried.out.problems[0].message : "");
	assert_ok(app_hours(house->app, &all, list_entry, &list, &tried.st), &tried.st);
	if (strcmp(str_peek(&list.out), entries))
		fail_msg("is\n%smust be\n%sfor %s", str_peek(&list.out), entries, text);
	assert_int_equal(changes_of(house->app), changes + 1);
	recount_same(house, grants, text);
	check_ok(house->app);
	assert_ok(app_undo(house->app, NULL, &tried.st), &tried.st);
	import_outcome_done(&tried.out);
	str_done(&list.out);
}

/* Refused with the rule, and "LINE:field" of each problem; nothing is written. */
static void refused(struct house *house, enum tool tool, const char *bytes, size_t length, const struct import_terms *terms,
                    const char *rule, const char *problems)
{
	int64_t changes = changes_of(house->app);
	struct tried tried = try_bytes(house, tool, bytes, length, terms);
	struct str got = STR_INIT;

	assert_false(tried.ok);
	is_status(&tried.st, STATUS_INPUT, rule);
	for (int i = 0; i < tried.out.problem_count; i++) {
		str_addf(&got, "%s%lld:%s", i ? " " : "", (long long)tried.out.problems[i].line, tried.out.problems[i].field);
		assert_true(strlen(tried.out.problems[i].message) > 10);
	}
	if (strcmp(str_peek(&got), problems))
		fail_msg("problems are '%s', must be '%s' in: %s", str_peek(&got), problems, bytes);
	assert_int_equal(changes_of(house->app), changes);
	import_outcome_done(&tried.out);
	str_done(&got);
}

static void refused_text(struct house *house, enum tool tool, const char *text, const struct import_terms *terms,
                         const char *problems)
{
	refused(house, tool, text, strlen(text), terms, "import", problems);
}

/* ---- Timewarrior */

/* As Timewarrior 1.4.3 writes them. */
static void test_timewarrior_lines(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	books(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z\n", &terms, "2025-06-02 08:00-10:00 120 anna led.hours work|\n");
	books(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z", &terms, "2025-06-02 08:00-10:00 120 anna led.hours work|\n");
	books(house, TIMEW, "\n  \r\ninc 20250602T060000Z - 20250602T080000Z # cinema\r\n", &terms,
	      "2025-06-02 08:00-10:00 120 anna led.hours work|cinema\n");
	books(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z # #hash back\\slash \"quo\\\"te\" \"with blank\" æøå # \"said \\\"hi\\\" # and more\"\n",
	      &terms, "2025-06-02 08:00-10:00 120 anna led.hours work|#hash, back\\slash, quo\"te, with blank, æøå: said \"hi\" # and more\n");
	books(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z # # \"no tags\"\n", &terms,
	      "2025-06-02 08:00-10:00 120 anna led.hours work|no tags\n");
	books(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z # bo standby led # \"on call\"\n", &terms,
	      "2025-06-02 08:00-10:00 120 bo led.hours standby|on call\n");
}

/* 30 March 2025: 02:00 → 03:00 at 01:00 UTC; 26 October: 03:00 → 02:00 at 01:00 UTC. */
static void test_timewarrior_over_the_clock_changes(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	house_now("2025-11-15T12:00");
	house_as(house, NULL);
	books(house, TIMEW, "inc 20250330T003000Z - 20250330T013000Z\n", &terms, "2025-03-30 01:30-03:30 60 anna led.hours work|\n");
	books(house, TIMEW, "inc 20250329T210000Z - 20250330T050000Z\n", &terms, "2025-03-29 22:00-07:00 480 anna led.hours work|\n");
	books(house, TIMEW, "inc 20251026T003000Z - 20251026T013000Z\n", &terms, "2025-10-26 02:30-02:30+ 60 anna led.hours work|\n");
	books(house, TIMEW, "inc 20251026T011500Z - 20251026T014500Z\n", &terms, "2025-10-26 02:15+-02:45 30 anna led.hours work|\n");
	books(house, TIMEW, "inc 20251025T200000Z - 20251026T060000Z\n", &terms, "2025-10-25 22:00-07:00 600 anna led.hours work|\n");
	books(house, TIMEW, "inc 20251025T220000Z - 20251026T230000Z\n", &terms, "2025-10-26 00:00-24:00 1500 anna led.hours work|\n");
}

/* Each end goes to the nearest minute, so that what met still meets. */
static void test_seconds_become_minutes(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	books(house, TIMEW, "inc 20250602T060029Z - 20250602T075930Z\ninc 20250602T075930Z - 20250602T083031Z\n", &terms,
	      "2025-06-02 08:00-10:00 120 anna led.hours work|\n2025-06-02 10:00-10:31 31 anna led.hours work|\n");
}

static void test_what_is_no_hours_is_told(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;
	struct tried tried = try_text(house, TIMEW,
	                              "inc 20250602T060000Z - 20250602T080000Z\ninc 20250603T060000Z\ninc 20250603T070000Z # led\n"
	                              "inc 20250603T080000Z - 20250603T080029Z\n",
	                              &terms);

	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 1);
	assert_int_equal(tried.out.left, 3);
	assert_int_equal(tried.out.left_out[0].line, 2);
	assert_string_equal(tried.out.left_out[0].why, "open");
	assert_string_equal(tried.out.left_out[1].why, "open");
	assert_int_equal(tried.out.left_out[2].line, 4);
	assert_string_equal(tried.out.left_out[2].why, "short");
	import_outcome_done(&tried.out);
}

static void test_broken_timewarrior_files(void **state)
{
	static const char nul[] = "inc 20250602T060000Z - 20250602T080000Z # a\0b\n";
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;
	char *huge = mem_alloc(200001);

	refused(house, TIMEW, nul, sizeof nul - 1, &terms, "import", "");
	refused(house, TIMEW, "\x89PNG", 4, &terms, "import", "");
	refused(house, TIMEW, "{\n  \"led\":{\"count\":1}\n}", 24, &terms, "import", "");
	refused(house, TIMEW, "txn:\n  type: interval\n", 22, &terms, "import", "");
	refused(house, TIMEW, "", 0, &terms, "import", ""); /* a month without hours */
	refused_text(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z\nexc monday\ninc 20250630T250000Z - 20250602T080000Z\n"
	                           "inc 20250602T060000 - 20250602T080000Z\ninc 20250602T060000Z - tomorrow\n"
	                           "inc 20250602T060000Z - 20250602T050000Z\ninc 20250604T060000Z - 20250604T080000Z # \"open\n"
	                           "inc 20250605T060000Z - 20250605T080000Z led\ninc 20250605T060000Z - 20250605T080000Z # a # \"b\n",
	             &terms, "2: 3:start 4:start 5:end 6:end 7:tags 8: 9:note");
	refused_text(house, TIMEW, "inc 20250602T060000Z - 20250605T080000Z # forgotten\ninc 20250606T060000Z - 20250607T060100Z\n", &terms,
	             "1:start 2:start");
	memset(huge, 'x', 200000);
	huge[200000] = '\0';
	memcpy(huge, "inc 20250602T060000Z - 20250602T080000Z # ", 42);
	refused_text(house, TIMEW, huge, &terms, "1:");
	/* A line that is as long as it may be has a note that is cut. */
	huge[60000] = '\0';
	{
		struct tried tried = try_text(house, TIMEW, huge, &terms);

		assert_ok(tried.ok, &tried.st);
		assert_string_equal(tried.out.notices.of[tried.out.notices.count - 1].rule, "note");
		import_outcome_done(&tried.out);
	}
	free(huge);
}

/* All that holds for hours that are typed. */
static void test_the_rules_of_logging_hold(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	refused_text(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z\ninc 20250602T070000Z - 20250602T090000Z\n"
	                           "inc 20241202T070000Z - 20241202T090000Z\n",
	             &terms, "2:start 3:date");
	book(house->app, "2025-06-05", "8-15", "led", "anna");
	refused_text(house, TIMEW, "inc 20250605T070000Z - 20250605T090000Z\n", &terms, "1:start");
	add_person(house->app, "kid", "assistant", "2009-01-01", NULL);
	terms.person = "kid";
	refused_text(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z\n", &terms, "1:person");
	house_as(house, "anna");
	{
		struct tried tried = try_text(house, TIMEW, "inc 20250602T060000Z - 20250602T080000Z\n", &terms);

		assert_false(tried.ok);
		is_status(&tried.st, STATUS_DENIED, "not-yours");
		import_outcome_done(&tried.out);
	}
}

/* ---- words */

static const struct import_meaning *meaning_of(const struct import_meaning *list, int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].word, word))
			return &list[i];
	return NULL;
}

#define TWO_HOURS(day) "inc 202506" day "T060000Z - 202506" day "T080000Z"

static void test_unmapped_words_are_grouped(void **state)
{
	static const char text[] = TWO_HOURS("02") " # Aarhus\n" TWO_HOURS("03") " # Aarhus bike\n"
				   TWO_HOURS("04") " # led\n" TWO_HOURS("05") "\n";
	struct import_terms terms = terms_of(NULL, "anna");
	struct house *house = *state;
	int64_t changes = changes_of(house->app);
	struct tried tried = try_text(house, TIMEW, text, &terms);

	assert_false(tried.ok);
	is_status(&tried.st, STATUS_INPUT, "unmapped");
	assert_int_equal(tried.out.unmapped, 3);
	assert_int_equal(tried.out.unknown_count, 3);
	assert_int_equal(meaning_of(tried.out.unknown, 3, "Aarhus")->entries, 2);
	assert_int_equal(meaning_of(tried.out.unknown, 3, "bike")->entries, 1);
	assert_int_equal(meaning_of(tried.out.unknown, 3, "")->entries, 1);
	assert_int_equal(meaning_of(tried.out.unknown, 3, "Aarhus")->means, MEANS_GRANT);
	assert_int_equal(changes_of(house->app), changes);
	import_outcome_done(&tried.out);

	terms.skip_unmapped = true;
	books(house, TIMEW, text, &terms, "2025-06-04 08:00-10:00 120 anna led.hours work|\n");
	terms.skip_unmapped = false;
	terms.maps = (const char *const[]){ "aarhus=led" };
	terms.map_count = 1;
	refused(house, TIMEW, text, sizeof text - 1, &terms, "unmapped", "");
	terms.grant = "led";
	books(house, TIMEW, text, &terms,
	      "2025-06-02 08:00-10:00 120 anna led.hours work|\n2025-06-03 08:00-10:00 120 anna led.hours work|bike\n"
	      "2025-06-04 08:00-10:00 120 anna led.hours work|\n2025-06-05 08:00-10:00 120 anna led.hours work|\n");
}

static void test_words_that_are_exactly_something(void **state)
{
	struct import_terms terms = terms_of(NULL, NULL);
	struct house *house = *state;

	books(house, TIMEW, TWO_HOURS("02") " # LED Anna Rådighed\n", &terms, "2025-06-02 08:00-10:00 120 anna led.hours standby|\n");
	books(house, TIMEW, TWO_HOURS("02") " # led.hours bo \"Kind krank\" more\n", &terms,
	      "2025-06-02 08:00-10:00 120 bo led.hours child-illness|more\n");
	books(house, TIMEW, TWO_HOURS("02") " # led led.hours \"Kirsten Holm\" bo\n", &terms, "2025-06-02 08:00-10:00 120 bo led.hours work|\n");
	books(house, TIMEW, TWO_HOURS("02") " # led led.nothing\n", &terms, "2025-06-02 08:00-10:00 120 - led.hours work|led.nothing\n");
	/* Two that do not agree are asked about. */
	refused_text(house, TIMEW, TWO_HOURS("02") " # led anna bo\n" TWO_HOURS("03") " # led standby illness\n", &terms,
	             "1:person 2:kind");
	add_grant(house->app, "led2", "de.pb", "2025-01-01", NULL, "40:00/month");
	refused_text(house, TIMEW, TWO_HOURS("02") " # led led2\n", &terms, "1:grant");
	/* A word that could be two things is neither. */
	add_person(house->app, "led", "assistant", "1990-05-17", NULL);
	refused(house, TIMEW, TWO_HOURS("02") " # led\n", strlen(TWO_HOURS("02") " # led\n"), &terms, "unmapped", "");
	terms.maps = (const char *const[]){ "led=grant:led2" };
	terms.map_count = 1;
	books(house, TIMEW, TWO_HOURS("02") " # led\n", &terms, "2025-06-02 08:00-10:00 120 - led2.hours work|\n");
}

static void test_rules_of_mapping(void **state)
{
	struct import_terms terms = terms_of("led", NULL);
	struct house *house = *state;
	static const char *const maps[] = { "A=B=led", "sick = kind:illness", "mum=person:bo", "anna=note", "private=skip",
	                                    "later=skip", "later=note" };

	terms.maps = maps;
	terms.map_count = (int)COUNT_OF(maps);
	books(house, TIMEW, TWO_HOURS("02") " # A=B sick mum anna later\n" TWO_HOURS("03") " # private\n", &terms,
	      "2025-06-02 08:00-10:00 120 bo led.hours illness|anna, later\n");
	/* A file goes before it, with its lines named. */
	terms.map_file = "words";
	terms.map_text = "# kept\r\n\r\nmum = person:anna\nzoo=kind:training\r\n";
	books(house, TIMEW, TWO_HOURS("02") " # mum zoo\n", &terms, "2025-06-02 08:00-10:00 120 bo led.hours training|\n");
	terms.map_text = "# kept\nmum=person:zoe\n";
	{
		struct tried tried = try_text(house, TIMEW, TWO_HOURS("02") "\n", &terms);
		char *said = sentence(&tried.st);

		assert_false(tried.ok);
		is_status(&tried.st, STATUS_INPUT, "map");
		assert_non_null(strstr(said, "words:2: "));
		free(said);
		import_outcome_done(&tried.out);
	}
	terms.map_text = NULL;
	for (size_t i = 0; i < 7; i++) {
		static const char *const wrong[] = { "led", "=led", "x=", "x=nothing", "x=person:zoe", "x=kind:siesta",
		                                     "x=led.nothing" };
		static const char *const rules[] = { "map", "map", "map", "grant", "person", "kind", "grant" };

		terms.maps = &wrong[i];
		terms.map_count = 1;
		refused(house, TIMEW, TWO_HOURS("02") "\n", strlen(TWO_HOURS("02") "\n"), &terms, rules[i], "");
	}
}

static void test_days_that_are_asked_for(void **state)
{
	static const char text[] = TWO_HOURS("02") " # what\n" TWO_HOURS("03") " # led\n" TWO_HOURS("04") " # what\n";
	struct import_terms terms = terms_of(NULL, "anna");
	struct house *house = *state;

	terms.since = terms.until = day_make(2025, 6, 3);
	books(house, TIMEW, text, &terms, "2025-06-03 08:00-10:00 120 anna led.hours work|\n");
	terms.since = terms.until = day_make(2025, 6, 9);
	refused_text(house, TIMEW, text, &terms, "");
}

/* ---- a second time */

static void test_doubles_are_left_out(void **state)
{
	static const char text[] = TWO_HOURS("02") " # led anna\n" TWO_HOURS("03") " # led\n" TWO_HOURS("02") " # led anna again\n";
	struct import_terms terms = terms_of("led", NULL);
	struct house *house = *state;
	struct tried tried = try_text(house, TIMEW, text, &terms);
	int64_t changes;

	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 2);
	assert_int_equal(tried.out.doubles, 1); /* the file says one twice */
	import_outcome_done(&tried.out);
	changes = changes_of(house->app);
	tried = try_text(house, TIMEW, text, &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 0);
	assert_int_equal(tried.out.doubles, 3);
	assert_int_equal(changes_of(house->app), changes); /* no empty change */
	import_outcome_done(&tried.out);
	tried = try_text(house, TIMEW, TWO_HOURS("02") " # led anna\n" TWO_HOURS("02") " # bo\n" TWO_HOURS("04") "\n", &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 2);
	assert_int_equal(tried.out.doubles, 1);
	import_outcome_done(&tried.out);
	/* What was withdrawn is not there. */
	assert_ok(app_hours_withdraw(house->app, 1, 0, &tried.st), &tried.st);
	tried = try_text(house, TIMEW, text, &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 1);
	import_outcome_done(&tried.out);
	check_ok(house->app);
}

static void test_a_dry_run_writes_nothing(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;
	int64_t changes = changes_of(house->app);
	struct tried tried;

	terms.dry = true;
	tried = try_text(house, TIMEW, TWO_HOURS("02") " # cinema bo\n", &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 1);
	assert_int_equal(tried.out.minutes, 120);
	assert_int_equal(meaning_of(tried.out.mapped, tried.out.mapped_count, "cinema")->means, MEANS_NOTE);
	assert_string_equal(meaning_of(tried.out.mapped, tried.out.mapped_count, "bo")->to, "bo");
	assert_int_equal(changes_of(house->app), changes);
	import_outcome_done(&tried.out);
}

/* ---- Kimai */

#define KIMAI_HEAD "Date,From,To,Duration,User,Customer,Project,Activity,Description,Exported,Tags\n"

static void test_kimai_in_its_languages_and_versions(void **state)
{
	static const char *const spellings[] = {
		/* 2.x, default template, some columns more */
		"Date,From,To,Duration,Currency,Price,Name,User,E-mail,Customer,Project,Activity,Description,Billable,Tags,Account\n"
		"2025-06-02,08:00,10:00,2,DKK,0,\"Anna\",anna,anna@example.org,led,Home,Work,\"took, the train\",1,\"bike, rain\",\n",
		"Datum;Von;Bis;Dauer;Benutzer;Kunde;Projekt;Tätigkeit;Beschreibung;Exportiert;Schlagworte\r\n"
		"2025-06-02;08:00;10:00;2:00:00;anna;led;Home;Work;\"took, the train\";;\"bike, rain\"\r\n",
		"\xEF\xBB\xBF" "Dato;Fra;Til;Varighed;Bruger;Kunde;Projekt;Aktivitet;Beskrivelse;Eksporteret;Etiketter\n"
		"02.06.2025;08:00;10:00;2:00;anna;led;Home;Work;took, the train;;bike,rain\n",
		/* 1.x: dates in the times, the state in words, and totals at the end */
		"\"Date\",\"Begin\",\"End\",\"Duration\",\"Rate\",\"User\",\"Customer\",\"Project\",\"Activity\",\"Description\",\"Exported\",\"Tags\"\n"
		"\"2025-06-02\",\"2025-06-02 08:00\",\"2025-06-02 10:00\",\"7200\",\"0\",\"anna\",\"led\",\"Home\",\"Work\",\"took, the train\",\"no\",\"bike,rain\"\n"
		"\"\",\"\",\"\",\"2:00\",\"0\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n",
		"Tags,Description,Activity,Project,Customer,User,To,From,Date\n\"bike, rain\",\"took, \nthe train\",work,Home,led,ANNA,10:00:00,08:00:00,2025-06-02\n",
	};
	struct import_terms terms = terms_of(NULL, NULL);
	struct house *house = *state;

	/* “Work” is a kind. */
	for (size_t i = 0; i < COUNT_OF(spellings); i++)
		books(house, KIMAI, spellings[i], &terms, "2025-06-02 08:00-10:00 120 anna led.hours work|Home, bike, rain: took, the train\n");
}

static void kimai_row(struct house *house, const char *times, const char *entry)
{
	struct import_terms terms = terms_of("led", "anna");
	char *text = str_make("Date,From,To,Duration,Break\n%s\n", times);
	char *line = str_make("%s anna led.hours work|\n", entry);

	books(house, KIMAI, text, &terms, line);
	free(text);
	free(line);
}

static void test_kimai_durations(void **state)
{
	struct house *house = *state;

	kimai_row(house, "2025-06-02,08:00,10:00,,", "2025-06-02 08:00-10:00 120");
	kimai_row(house, "2025-06-02,08:00,10:00,2.0,", "2025-06-02 08:00-10:00 120");
	kimai_row(house, "2025-06-02,08:00,08:06,0.11,", "2025-06-02 08:00-08:06 6"); /* as Kimai rounds 0:06:40 */
	kimai_row(house, "2025-06-02,22:00,07:00,9,", "2025-06-02 22:00-07:00 540");
	kimai_row(house, "2025-06-02,08:00,08:00,24,", "2025-06-02 08:00-08:00 1440");
	/* A break is its own column, or what is missing of the duration. */
	kimai_row(house, "2025-06-02,08:00,16:00,7:30,0:30", "2025-06-02 08:00-16:00 450");
	kimai_row(house, "2025-06-02,08:00,16:00,27000,1800", "2025-06-02 08:00-16:00 450");
	kimai_row(house, "2025-06-02,08:00,16:00,7.5,", "2025-06-02 08:00-16:00 450");
	/* Rounded up by Kimai: the clock says more. */
	kimai_row(house, "2025-06-02,08:00,08:50,1:00,", "2025-06-02 08:00-08:50 50");
	/* Without clock times. */
	kimai_row(house, "2025-06-02,,,1:30,", "2025-06-02 - 90");
	kimai_row(house, "2025-06-02,,,\"1,5\",", "2025-06-02 - 90");
	kimai_row(house, "2025-06-02,,,5400,", "2025-06-02 - 90");
	kimai_row(house, "2025-06-02,,,2,", "2025-06-02 - 120");
}

static void test_kimai_over_the_clock_changes(void **state)
{
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	house_now("2025-11-15T12:00");
	house_as(house, NULL);
	kimai_row(house, "2025-03-29,22:00,07:00,8:00,", "2025-03-29 22:00-07:00 480");
	kimai_row(house, "2025-10-25,22:00,07:00,10:00,", "2025-10-25 22:00-07:00 600");
	/* The duration tells which of a doubled hour is meant. */
	kimai_row(house, "2025-10-26,02:30,03:30,1:00,", "2025-10-26 02:30+-03:30 60");
	kimai_row(house, "2025-10-26,02:30,03:30,2:00,", "2025-10-26 02:30-03:30 120");
	kimai_row(house, "2025-10-26,02:30,02:30,3600,", "2025-10-26 02:30-02:30+ 60");
	kimai_row(house, "2025-10-26,02:30,03:30,,", "2025-10-26 02:30-03:30 120");
	refused_text(house, KIMAI, "Date,From,To,Duration\n2025-03-30,02:30,04:00,0:30\n", &terms, "2:start");
}

static void test_kimai_that_is_told_or_wrong(void **state)
{
	static const char nul[] = "Date,From,To\n2025-06-02,08:00,1\0:00\n";
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;
	struct tried tried;

	refused(house, KIMAI, nul, sizeof nul - 1, &terms, "import", "");
	refused(house, KIMAI, "", 0, &terms, "import", "");
	refused_text(house, KIMAI, "person,grant,date\nanna,led,2025-06-02\n", &terms, "");
	refused_text(house, KIMAI, KIMAI_HEAD "2025-02-30,08:00,10:00,2:00,,,,,,,\n,08:00,10:00,2:00,,,,,,,\n2025-06-02,25:00,26:00,1:00,,,,,,,\n"
	                           "2025-06-02,08:00,ten,1:00,,,,,,,\n2025-06-02,08:00,10:00,two hours,,,,,,,\n2025-06-02,08:00,10:00,26:00:00,,,,,,,\n",
	             &terms, "2:date 3:date 4:start 5:end 6:hours 7:start");
	refused_text(house, KIMAI, KIMAI_HEAD "2025-06-02,08:00,10:00,2:00,anna,,,,\"open\n2025-06-03,08:00,10:00,2:00,anna,,,,,,\n", &terms, "2:");
	/* Someone unknown is not somebody else, whatever --person says. */
	refused(house, KIMAI, KIMAI_HEAD "2025-06-02,08:00,10:00,2:00,Zoe,,,,,,\n", strlen(KIMAI_HEAD) + 38, &terms, "unmapped",
	        "");
	tried = try_text(house, KIMAI, KIMAI_HEAD "2025-06-02,08:00,,0,anna,,,,,,\n2025-06-03,08:00,08:00,20,anna,,,,,,\n2025-06-04,08:00,10:00,1:30,anna,,,,,,\n",
	                 &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 1);
	assert_string_equal(tried.out.left_out[0].why, "open");
	assert_string_equal(tried.out.left_out[1].why, "short");
	assert_string_equal(tried.out.notices.of[0].rule, "ignored");
	assert_string_equal(tried.out.notices.of[1].rule, "pause");
	import_outcome_done(&tried.out);
}

/* Two visits of an hour on a day, without clock times, are two; a second time they are both there. */
static void test_kimai_doubles_without_clock_times(void **state)
{
	static const char once[] = "Date,Duration\n2025-06-02,1:00\n2025-06-02,1:00\n";
	static const char more[] = "Date,Duration\n2025-06-02,1:00\n2025-06-02,1:00\n2025-06-02,1:00\n";
	struct import_terms terms = terms_of("led", "anna");
	struct house *house = *state;

	for (int i = 0; i < 2; i++) {
		struct tried tried = try_text(house, KIMAI, i ? more : once, &terms);

		assert_ok(tried.ok, &tried.st);
		assert_int_equal(tried.out.booked, i ? 1 : 2);
		assert_int_equal(tried.out.doubles, i ? 2 : 0);
		import_outcome_done(&tried.out);
	}
}

/* ---- size */

static void test_many_rows(void **state)
{
	struct import_terms terms = terms_of("big", NULL);
	struct house *house = *state;
	struct str text = STR_INIT;
	struct tried tried;

	add_grant(house->app, "big", "de.pb", "2016-01-01", NULL, "400:00/month");
	for (int i = 0; i < 20000; i++) {
		int year, month, dom;

		day_split(day_make(2016, 1, 1) + i / 12, &year, &month, &dom);
		str_addf(&text, "inc %04d%02d%02dT%02d0000Z - %04d%02d%02dT%02d4500Z # %s tag%d\n", year, month, dom, 4 + i % 12, year, month, dom,
		         4 + i % 12, i % 2 ? "anna" : "bo", i % 3000);
	}
	tried = try_text(house, TIMEW, text.s, &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.booked, 20000);
	assert_int_equal(tried.out.mapped_count, 3002);
	import_outcome_done(&tried.out);
	tried = try_text(house, TIMEW, text.s, &terms);
	assert_ok(tried.ok, &tried.st);
	assert_int_equal(tried.out.doubles, 20000);
	import_outcome_done(&tried.out);
	str_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_timewarrior_lines),
		TEST(test_timewarrior_over_the_clock_changes),
		TEST(test_seconds_become_minutes),
		TEST(test_what_is_no_hours_is_told),
		TEST(test_broken_timewarrior_files),
		TEST(test_the_rules_of_logging_hold),
		TEST(test_unmapped_words_are_grouped),
		TEST(test_words_that_are_exactly_something),
		TEST(test_rules_of_mapping),
		TEST(test_days_that_are_asked_for),
		TEST(test_doubles_are_left_out),
		TEST(test_a_dry_run_writes_nothing),
		TEST(test_kimai_in_its_languages_and_versions),
		TEST(test_kimai_durations),
		TEST(test_kimai_over_the_clock_changes),
		TEST(test_kimai_that_is_told_or_wrong),
		TEST(test_kimai_doubles_without_clock_times),
		TEST(test_many_rows),
	};

	return cmocka_run_group_tests_name("import_tool", tests, NULL, NULL);
}
