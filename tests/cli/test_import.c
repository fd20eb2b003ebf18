/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import hours --from: as somebody comes over from another tool in an evening. */
#include "run.h"

static void household(struct cli *t)
{
	cli_begin(t);
	cli_household(t);
	t->now = "2025-12-01T12:00";
}

/* "DAY SPAN MINUTES PERSON KIND|NOTE" of every entry, a line each; free(). */
static char *entries_of(struct cli *t)
{
	struct str out = STR_INIT;
	json_t *object, *entry;
	size_t index;

	cli_ok(t, "--json", "hours", "list", NULL);
	object = cli_object(t);
	json_array_foreach(json_at(object, "entries"), index, entry)
		str_addf(&out, "%s %s %lld %s %s|%s\n", json_text_at(entry, "start"), json_text_at(entry, "end"),
		         json_int_at(entry, "minutes"),
		         json_is_string(json_at(entry, "person")) ? json_text_at(entry, "person") : "-", json_text_at(entry,
		                                                                                                      "kind"),
		         json_text_at(entry, "note"));
	json_decref(object);
	return str_take(&out);
}

static void assert_entries(struct cli *t, const char *expected)
{
	char *is = entries_of(t);

	if (strcmp(is, expected))
		fail_msg("is\n%smust be\n%s", is, expected);
	free(is);
}

/* ---- Timewarrior */

static const char data[] = "inc 20250602T060000Z - 20250602T080000Z # Anna cinema # \"the late show\"\n"
			   "inc 20250603T060000Z - 20250603T080000Z # Aarhus bo\n"
			   "inc 20250604T060000Z # Anna\n";

static void test_an_evening_with_timewarrior(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	cli_write(&t, "2025-06.data", data);
	cli_write(&t, "2025-07.data", "inc 20250702T060000Z - 20250702T080000Z # Aarhus anna\n");
	/* What is missing is told, the most frequent first, and nothing is written. */
	assert_int_equal(cli(&t, "import", "hours", "--from", "timewarrior", "2025-06.data", "2025-07.data", NULL), 2);
	assert_has(t.err, "2 entries have the tag “Aarhus”, which is no grant: add --map 'Aarhus=GRANT'\n"
	                  "1 entry has the tag “cinema”, which is no grant: add --map 'cinema=GRANT'\n");
	assert_has(t.err, "2025-06.data:3: not imported: It has no end yet");
	assert_has(t.err, "ledsag: Nothing was imported. Entries that cannot be mapped: 3.");
	assert_string_equal(t.out, "");
	assert_entries(&t, "");
	/* A try shows what every word is taken as. */
	cli_write(&t, "words", "# kept for the next time\nAarhus = led\n");
	cli_ok(&t, "import", "hours", "--from", "timewarrior", "2025-06.data", "2025-07.data", "--map-file", "words", "--grant",
	       "led",
	       "--dry-run", NULL);
	assert_has(t.out, "Aarhus  tag    grant led          2\n");
	assert_has(t.out, "anna    tag    person anna        1\n");
	assert_has(t.out, "1 other word becomes part of the note\n");
	assert_has(t.out, "3 entries, 6:00 hours: all right, nothing was booked\n");
	assert_entries(&t, "");
	cli_ok(&t, "import", "hours", "--from", "timewarrior", "2025-06.data", "2025-07.data", "--map-file", "words", "--grant",
	       "led", NULL);
	assert_string_equal(t.out, "3 entries, 6:00 hours: booked\n");
	assert_entries(&t, "2025-06-02T08:00+02:00 2025-06-02T10:00+02:00 120 anna work|cinema: the late show\n"
	                   "2025-06-03T08:00+02:00 2025-06-03T10:00+02:00 120 bo work|\n"
	                   "2025-07-02T08:00+02:00 2025-07-02T10:00+02:00 120 anna work|\n");
	/* A second time adds what is new. */
	cli_write(&t, "2025-07.data", "inc 20250702T060000Z - 20250702T080000Z # Aarhus anna\ninc 20250703T060000Z - 20250703T080000Z # Aarhus anna\n");
	cli_ok(&t, "import", "hours", "--from", "timewarrior", "2025-06.data", "2025-07.data", "--map-file", "words", "--grant",
	       "led", NULL);
	assert_string_equal(t.out, "1 entry, 2:00 hours: booked\n3 entries were there already and are left out\n");
	/* It is one change. */
	cli_ok(&t, "undo", NULL);
	cli_ok(&t, "undo", NULL);
	assert_entries(&t, "");
	cli_end(&t);
}

static void test_timewarriors_export_is_read_too(void **state)
{
	static const char export[] = "[\n{\"id\":3,\"start\":\"20250602T060013Z\",\"end\":\"20250602T080000Z\",\"tags\":[\"anna\",\"with blank\"],\"annotation\":\"said \\\"hi\\\"\"},\n"
	                             "{\"id\":2,\"start\":\"20251026T003000Z\",\"end\":\"20251026T013000Z\",\"tags\":[\"bo\"]},\n"
	                             "{\"id\":1,\"start\":\"20251122T030306Z\",\"tags\":[\"now-thing\"]}\n]\n";
	struct cli t;
	json_t *object;

	(void)state;
	household(&t);
	cli_write(&t, "export", export);
	t.input = "export";
	cli_ok(&t, "--json", "import", "hours", "--from", "timewarrior", "-", "--grant", "led", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "rows"), 2);
	assert_int_equal(json_int_at(object, "minutes"), 180);
	assert_int_equal(json_int_at(object, "doubles"), 0);
	assert_true(json_is_false(json_at(object, "dry_run")));
	assert_string_equal(json_text_at(object, "from"), "timewarrior");
	assert_string_equal(json_text_at(object, "mapped.0.word"), "anna");
	assert_string_equal(json_text_at(object, "mapped.0.field"), "tag");
	assert_string_equal(json_text_at(object, "mapped.0.means"), "person");
	assert_string_equal(json_text_at(object, "mapped.0.to"), "anna");
	assert_int_equal(json_int_at(object, "mapped.0.entries"), 1);
	assert_int_equal(json_array_size(json_at(object, "unmapped")), 0);
	assert_string_equal(json_text_at(object, "left.0.entry"), "@1 (20251122T030306Z)");
	assert_string_equal(json_text_at(object, "left.0.why"), "open");
	json_decref(object);
	assert_entries(&t, "2025-06-02T08:00+02:00 2025-06-02T10:00+02:00 120 anna work|with blank: said \"hi\"\n"
	                   "2025-10-26T02:30+02:00 2025-10-26T02:30+01:00 60 bo work|\n");
	cli_write(&t, "export", "[{\"start\":5},{\"start\":\"20250602T060013Z\",\"end\":\"soon\"},{\"start\":\"20250602T080000Z\",\"end\":\"20250602T060000Z\"},7]");
	assert_int_equal(cli(&t, "--json", "import", "hours", "--from", "timewarrior", "-", NULL), 2);
	object = cli_object(&t);
	assert_int_equal(json_array_size(json_at(object, "error.problems")), 4);
	assert_string_equal(json_text_at(object, "error.problems.1.field"), "end");
	json_decref(object);
	cli_write(&t, "export", "[{\"start\":");
	assert_int_equal(cli(&t, "import", "hours", "--from", "timewarrior", "-", NULL), 2);
	assert_has(t.err, "is not what “timew export” prints: line 1");
	cli_end(&t);
}

static void test_what_is_refused_tells_programs_too(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	household(&t);
	cli_write(&t, "2025-06.data", data);
	assert_int_equal(cli(&t, "--json", "import", "hours", "--from", "timewarrior", "2025-06.data", NULL), 2);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.rule"), "unmapped");
	assert_int_equal(json_int_at(object, "error.unmapped_entries"), 2);
	assert_string_equal(json_text_at(object, "error.unmapped.0.word"), "Aarhus");
	assert_string_equal(json_text_at(object, "error.unmapped.0.wants"), "grant");
	assert_string_equal(json_text_at(object, "error.mapped.0.to"), "anna");
	assert_string_equal(t.err, "");
	json_decref(object);
	cli_ok(&t, "--json", "import", "hours", "--from", "timewarrior", "2025-06.data", "--map", "Aarhus=led",
	       "--skip-unmapped", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "rows"), 1);
	assert_int_equal(json_int_at(object, "unmapped_entries"), 1);
	assert_string_equal(json_text_at(object, "unmapped.0.word"), "cinema");
	json_decref(object);
	cli_end(&t);
}

static void test_wrong_usage(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	cli_write(&t, "a.data", data);
	assert_int_equal(cli(&t, "import", "hours", "--from", "toggl", "a.data", NULL), 2);
	assert_has(t.err, "“toggl” is no tool that ledsag reads: write timewarrior, kimai-csv or ics.");
	assert_int_equal(cli(&t, "import", "hours", "a.data", "--map", "x=led", NULL), 2);
	assert_has(t.err, "--map is for the file of another tool");
	assert_int_equal(cli(&t, "import", "hours", "a.data", "a.data", NULL), 2);
	assert_has(t.err, "only with --from");
	assert_int_equal(cli(&t, "import", "hours", "--from", "timewarrior", "a.data", "missing.data", NULL), 2);
	assert_has(t.err, "missing.data cannot be read");
	assert_int_equal(cli(&t, "import", "hours", "--from", "timewarrior", "a.data", "--map-file", ".", NULL), 2);
	assert_int_equal(cli(&t, "import", "hours", "--from", "timewarrior", "a.data", "--since", "2025-06-02", "--until",
	                 "2025-06-01", NULL), 2);
	assert_has(t.err, "--until 2025-06-01 is before --since 2025-06-02.");
	/* Who may not is told so before any file is looked at. */
	assert_int_equal(cli(&t, "--as", "anna", "import", "hours", "--from", "timewarrior", "missing.data", NULL), 3);
	cli_end(&t);
}

/* ---- Kimai */

static void test_kimai(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	cli_write(&t, "kimai.csv",
	          "Datum;Von;Bis;Dauer;Name;Benutzer;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar;Schlagworte\n"
	          "2025-10-25;22:00;07:00;10;Anna Lund;al;Kommune;Ledsagelse;Bereitschaft;\"on call,\nat home\";1;\n"
	          "2025-06-03;08:00;10:00;2;Bodil;bk;Kommune;Ledsagelse;Kino;;1;bike\n");
	assert_int_equal(cli(&t, "import", "hours", "--from", "kimai-csv", "kimai.csv", "--map", "Kommune=led", NULL), 2);
	assert_has(t.err, "1 entry has the user “Bodil”, which is no person: add --map 'Bodil=person:PERSON'");
	assert_int_equal(cli(&t, "import", "hours", "--from", "kimai-csv", "kimai.csv", "--map", "Kommune=led", "--map",
	                 "bk=person:bo", NULL), 0);
	assert_has(t.err, "exported or can be billed is not taken over");
	assert_entries(&t, "2025-06-03T08:00+02:00 2025-06-03T10:00+02:00 120 bo work|Ledsagelse, Kino, bike\n"
	                   "2025-10-25T22:00+02:00 2025-10-26T07:00+01:00 600 anna standby|Ledsagelse: on call, at home\n");
	cli_write(&t, "broken.csv", "Date,From,To,User\n2025-06-03,08:00,26:00,anna\n");
	assert_int_equal(cli(&t, "import", "hours", "--from", "kimai-csv", "broken.csv", "--grant", "led", NULL), 2);
	assert_has(t.err, "broken.csv:2: end: ");
	cli_end(&t);
}

/* ---- calendars */

#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//by hand\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define ZONED(start, end) "DTSTART;TZID=Europe/Copenhagen:" start "\r\nDTEND;TZID=Europe/Copenhagen:" end "\r\n"

/* Imports it up to 1 December 2025 and compares what is there; takes it back. */
static void calendar(struct cli *t, const char *ics, const char *entries)
{
	cli_write(t, "a.ics", ics);
	cli_ok(t, "import", "hours", "--from", "ics", "a.ics", "--grant", "led", "--person", "anna", NULL);
	assert_entries(t, entries);
	cli_ok(t, "undo", NULL);
}

static void test_times_of_a_calendar(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	calendar(&t, CALENDAR(EVENT("UID:1\r\nSUMMARY:utc\r\nDTSTART:20250602T060000Z\r\nDTEND:20250602T080000Z\r\n")
	                      EVENT("UID:2\r\nSUMMARY:zoned\r\n" ZONED("20250603T080000", "20250603T100000"))
	                      EVENT("UID:3\r\nSUMMARY:else\\, where\r\nDTSTART;TZID=Europe/London:20250604T080000\r\nDURATION:PT1H30M\r\n")
	                      EVENT("UID:4\r\nSUMMARY:floating\r\nDTSTART:20250605T080000\r\nDTEND:20250605T100000\r\n")),
	         "2025-06-02T08:00+02:00 2025-06-02T10:00+02:00 120 anna work|utc\n"
	         "2025-06-03T08:00+02:00 2025-06-03T10:00+02:00 120 anna work|zoned\n"
	         "2025-06-04T09:00+02:00 2025-06-04T10:30+02:00 90 anna work|else, where\n"
	         "2025-06-05T08:00+02:00 2025-06-05T10:00+02:00 120 anna work|floating\n");
	/* A zone that only the calendar knows. */
	calendar(&t, CALENDAR("BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n"
	                      "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
	                      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
	                      "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
	                      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
	                      EVENT("UID:1\r\nDTSTART;TZID=W. Europe Standard Time:20250115T080000\r\nDURATION:PT1H\r\n")
	                      EVENT("UID:2\r\nDTSTART;TZID=\"W. Europe Standard Time\":20250715T080000\r\nDURATION:PT1H\r\n")),
	         "2025-01-15T08:00+01:00 2025-01-15T09:00+01:00 60 anna work|\n"
	         "2025-07-15T08:00+02:00 2025-07-15T09:00+02:00 60 anna work|\n");
	cli_end(&t);
}

/* 30 March 2025 02:00 → 03:00; 26 October 03:00 → 02:00. */
static void test_calendars_over_the_clock_changes(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	calendar(&t, CALENDAR(EVENT("UID:1\r\n" ZONED("20250328T220000", "20250329T070000") "RRULE:FREQ=DAILY;COUNT=3\r\n")),
	         "2025-03-28T22:00+01:00 2025-03-29T07:00+01:00 540 anna work|\n"
	         "2025-03-29T22:00+01:00 2025-03-30T07:00+02:00 480 anna work|\n"
	         "2025-03-30T22:00+02:00 2025-03-31T07:00+02:00 540 anna work|\n");
	/* A duration passes as long as it says. */
	calendar(&t, CALENDAR(EVENT("UID:1\r\nDTSTART;TZID=Europe/Copenhagen:20251024T220000\r\nDURATION:PT9H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n")),
	         "2025-10-24T22:00+02:00 2025-10-25T07:00+02:00 540 anna work|\n"
	         "2025-10-25T22:00+02:00 2025-10-26T06:00+01:00 540 anna work|\n");
	/* In the doubled hour; UTC says which, else it is the first. */
	calendar(&t, CALENDAR(EVENT("UID:1\r\nDTSTART:20251026T010000Z\r\nDTEND:20251026T013000Z\r\n")
	                      EVENT("UID:2\r\n" ZONED("20251026T020000", "20251026T023000"))),
	         "2025-10-26T02:00+02:00 2025-10-26T02:30+02:00 30 anna work|\n"
	         "2025-10-26T02:00+01:00 2025-10-26T02:30+01:00 30 anna work|\n");
	/* What the clocks jump over counts as before the jump, with a zone and without. */
	calendar(&t, CALENDAR(EVENT("UID:1\r\n" ZONED("20250330T023000", "20250330T040000"))),
	         "2025-03-30T03:30+02:00 2025-03-30T04:00+02:00 30 anna work|\n");
	calendar(&t, CALENDAR(EVENT("UID:1\r\nDTSTART:20250330T023000\r\nDTEND:20250330T040000\r\n")),
	         "2025-03-30T03:30+02:00 2025-03-30T04:00+02:00 30 anna work|\n");
	cli_end(&t);
}

/* Every Monday at 8; the second falls out, the third is moved, the fourth is cancelled, and there is one more. */
static void test_series(void **state)
{
	static const char ics[] = CALENDAR(
		EVENT("UID:s\r\nSUMMARY:bath\r\n" ZONED("20250602T080000", "20250602T090000") "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20250630T060000Z\r\n"
	              "EXDATE;TZID=Europe/Copenhagen:20250609T080000\r\nRDATE;TZID=Europe/Copenhagen:20250611T120000\r\n")
		EVENT("UID:s\r\nSUMMARY:bath\\, later\r\nRECURRENCE-ID;TZID=Europe/Copenhagen:20250616T080000\r\n" ZONED("20250616T140000", "20250616T150000"))
		EVENT("UID:s\r\nSUMMARY:bath\r\nRECURRENCE-ID:20250623T060000Z\r\nSTATUS:CANCELLED\r\n" ZONED("20250623T080000", "20250623T090000")));
	struct cli t;

	(void)state;
	household(&t);
	calendar(&t, ics,
	         "2025-06-02T08:00+02:00 2025-06-02T09:00+02:00 60 anna work|bath\n"
	         "2025-06-11T12:00+02:00 2025-06-11T13:00+02:00 60 anna work|bath\n"
	         "2025-06-16T14:00+02:00 2025-06-16T15:00+02:00 60 anna work|bath, later\n"
	         "2025-06-30T08:00+02:00 2025-06-30T09:00+02:00 60 anna work|bath\n");
	cli_ok(&t, "import", "hours", "--from", "ics", "a.ics", "--grant", "led", "--since", "2025-06-11", "--until",
	       "2025-06-16", NULL);
	assert_string_equal(t.out, "2 entries, 2:00 hours: booked\n");
	cli_ok(&t, "undo", NULL);
	/* Without an end: up to today, and no further. */
	calendar(&t, CALENDAR(EVENT("UID:s\r\n" ZONED("20250702T080000", "20250702T090000") "RRULE:FREQ=MONTHLY\r\nEXDATE;VALUE=DATE:20250902\r\n")),
	         "2025-07-02T08:00+02:00 2025-07-02T09:00+02:00 60 anna work|\n"
	         "2025-08-02T08:00+02:00 2025-08-02T09:00+02:00 60 anna work|\n"
	         "2025-10-02T08:00+02:00 2025-10-02T09:00+02:00 60 anna work|\n"
	         "2025-11-02T08:00+01:00 2025-11-02T09:00+01:00 60 anna work|\n");
	cli_end(&t);
}

static void test_words_of_a_calendar(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	household(&t);
	cli_write(&t, "a.ics",
	          CALENDAR(EVENT("UID:1\r\nSUMMARY:Kino\r\nCATEGORIES:LED,Standby\r\nATTENDEE;CN=\"Anna Lund\":mailto:al@example.org\r\n"
	                         "ATTENDEE;CN=Maria Holm:mailto:maria@example.org\r\nATTENDEE;CN=Bo Krogh;PARTSTAT=DECLINED:mailto:bo@example.org\r\n"
	                         "ATTENDEE;CUTYPE=ROOM;CN=Hall 2:mailto:hall@example.org\r\nDESCRIPTION:ring\\nfirst\\, t\r\n wice\r\n"
	                         ZONED("20250602T080000", "20250602T100000"))
	                   EVENT("UID:2\r\nSUMMARY:led\r\nATTENDEE:mailto:bo@example.org\r\n" ZONED("20250603T080000", "20250603T100000"))));
	assert_int_equal(cli(&t, "--json", "import", "hours", "--from", "ics", "a.ics", NULL), 2);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "error.unmapped.0.word"), "bo@example.org");
	assert_string_equal(json_text_at(object, "error.unmapped.0.field"), "attendee");
	assert_string_equal(json_text_at(object, "error.unmapped.0.wants"), "person");
	json_decref(object);
	cli_ok(&t, "import", "hours", "--from", "ics", "a.ics", "--map", "bo@example.org=person:bo", NULL);
	assert_entries(&t, "2025-06-02T08:00+02:00 2025-06-02T10:00+02:00 120 anna standby|Kino: ring first, twice\n"
	                   "2025-06-03T08:00+02:00 2025-06-03T10:00+02:00 120 bo work|\n");
	cli_end(&t);
}

static void test_what_is_no_hours_in_a_calendar(void **state)
{
	struct cli t;

	(void)state;
	household(&t);
	cli_write(&t, "a.ics",
	          CALENDAR(EVENT("UID:1\r\nSUMMARY:Ferie\r\nDTSTART;VALUE=DATE:20250701\r\nDTEND;VALUE=DATE:20250703\r\n")
	                   EVENT("UID:2\r\nSUMMARY:off\r\nSTATUS:CANCELLED\r\n" ZONED("20250602T080000", "20250602T100000"))
	                   EVENT("UID:3\r\nSUMMARY:ping\r\nDTSTART:20250602T080000Z\r\n")
	                   EVENT("UID:4\r\nSUMMARY:good\r\n" ZONED("20250603T080000", "20250603T100000"))
	                   "BEGIN:VTODO\r\nUID:5\r\nSUMMARY:buy\r\nEND:VTODO\r\n"));
	cli_ok(&t, "import", "hours", "--from", "ics", "a.ics", "--grant", "led", "--person", "anna", NULL);
	assert_string_equal(t.out, "1 entry, 2:00 hours: booked\n");
	assert_has(t.err, "a.ics: Ferie, 2025-07-01 (UID 1): not imported: It is a whole day");
	assert_has(t.err, "a.ics: off, 2025-06-02 (UID 2): not imported: It was cancelled.");
	assert_has(t.err, "a.ics: ping, 2025-06-02 (UID 3): not imported: It has a start and no end");
	cli_end(&t);
}

static void calendar_refused(struct cli *t, const char *bytes, size_t length, const char *says)
{
	cli_write_bytes(t, "a.ics", bytes, length);
	assert_int_equal(cli(t, "import", "hours", "--from", "ics", "a.ics", "--grant", "led", "--person", "anna", NULL), 2);
	assert_has(t->err, says);
	assert_entries(t, "");
}

static void test_broken_calendars(void **state)
{
	static const char nul[] = CALENDAR("BEGIN:VEVENT\r\nUID:\0\r\nEND:VEVENT\r\n");
	static const char *const broken[][2] = {
		{ "", "no calendar" },
		{ "hello\n", "no calendar" },
		{ "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250602T080000Z\r\n", "or its end is missing" },
		{ CALENDAR(EVENT("UID:1\r\nSUMMARY:x\r\n")), "a.ics: x (UID 1): It has no start" },
		{ CALENDAR(EVENT("UID:1\r\nDTSTART:yesterday\r\n")), "It has no start" },
		{ CALENDAR(EVENT("UID:1\r\nDTSTART:20250602T080000Z\r\nDTEND:20250602T090000Z\r\nRRULE:FREQ=SOMETIMES\r\n")), "rule of repetition" },
		{ CALENDAR(EVENT("UID:1\r\nDTSTART;TZID=Mars/Olympus:20250602T080000\r\nDURATION:PT1H\r\n")), "time zone" },
		/* Telling of one date once began again with the first, for ever. */
		{ CALENDAR(EVENT("UID:1\r\n" ZONED("20250602T080000", "20250602T090000") "RDATE;TZID=Mars/Olympus:20250605T080000\r\n")), "cannot be read" },
		{ CALENDAR(EVENT("UID:1\r\n" ZONED("20250602T080000", "20250602T090000") "RRULE:FREQ=DAILY;COUNT=2\r\nEXDATE;TZID=Mars:20250603T080000\r\n")),
		  "time zone" },
		{ CALENDAR(EVENT("UID:1\r\n" ZONED("20250602T080000", "20250602T070000"))), "ends before it begins" },
		{ CALENDAR(EVENT("UID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20250602T060000Z\r\n" ZONED("20250602T080000", "20250602T090000"))),
		  "all later times" },
		{ CALENDAR(EVENT("UID:1\r\nDTSTART:20240602T080000Z\r\nDTEND:20240602T080100Z\r\nRRULE:FREQ=SECONDLY\r\n")), "more than 200,000 times" },
		{ CALENDAR(EVENT("UID:1\r\nSUMMARY:long\r\n" ZONED("20250602T080000", "20250605T070000"))), "a.ics: long, 2025-06-02 (UID 1): start: It lasts" },
		{ CALENDAR(EVENT("UID:1\r\nSUMMARY:a\r\n" ZONED("20250602T080000", "20250602T100000"))
		           EVENT("UID:2\r\nSUMMARY:b\r\n" ZONED("20250602T090000", "20250602T110000"))),
		  "a.ics: b, 2025-06-02 (UID 2): start: “anna” already has 08:00-10:00 on 2025-06-02 in this import (a, 2025-06-02 (UID 1))" },
	};
	struct cli t;

	(void)state;
	household(&t);
	for (size_t i = 0; i < COUNT_OF(broken); i++)
		calendar_refused(&t, broken[i][0], strlen(broken[i][0]), broken[i][1]);
	calendar_refused(&t, nul, sizeof nul - 1, "no calendar");
	cli_end(&t);
}

static void test_a_large_calendar(void **state)
{
	struct str ics = STR_INIT;
	struct cli t;

	(void)state;
	household(&t);
	cli_ok(&t, "grant", "add", "big", "--scheme", "de.pb", "--from", "2025-01-01", "--amount", "400:00/month", NULL);
	str_add(&ics, "BEGIN:VCALENDAR\r\n");
	for (int i = 0; i < 2000; i++) {
		str_addf(&ics, "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:2025%02d%02dT%02d0000Z\r\nDURATION:PT30M\r\nDESCRIPTION:", i, 1 + i / 200, 1 + i / 10 % 20,
		         5 + i % 10);
		for (int j = 0; j < 40; j++)
			str_add(&ics, "a long text in a line that is folded \r\n ");
		str_add(&ics, "\r\nEND:VEVENT\r\n");
	}
	str_add(&ics, "END:VCALENDAR\r\n");
	cli_write(&t, "a.ics", ics.s);
	cli_ok(&t, "import", "hours", "--from", "ics", "a.ics", "--grant", "big", "--person", "anna", NULL);
	assert_has(t.out, "2000 entries, 1000:00 hours: booked\n");
	assert_has(t.err, "Notes that are longer than 1,000 characters and were cut: 2000.");
	str_done(&ics);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_evening_with_timewarrior),
		cmocka_unit_test(test_timewarriors_export_is_read_too),
		cmocka_unit_test(test_what_is_refused_tells_programs_too),
		cmocka_unit_test(test_wrong_usage),
		cmocka_unit_test(test_kimai),
		cmocka_unit_test(test_times_of_a_calendar),
		cmocka_unit_test(test_calendars_over_the_clock_changes),
		cmocka_unit_test(test_series),
		cmocka_unit_test(test_words_of_a_calendar),
		cmocka_unit_test(test_what_is_no_hours_in_a_calendar),
		cmocka_unit_test(test_broken_calendars),
		cmocka_unit_test(test_a_large_calendar),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
