/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours from a CSV: every spelling that other programs have, every bad line with its number, all or nothing. */
#include "recount.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const grants[2] = { "led", "none" };

static bool import_bytes(struct app *app, const char *bytes, size_t length, bool dry, struct import_result *result,
                         struct status *st)
{
	FILE *in = fmemopen((void *)bytes, length ? length : 1, "r");
	bool ok;

	assert_non_null(in);
	if (!length)
		fgetc(in);
	*st = (struct status)STATUS_INIT;
	ok = app_import_hours(app, in, dry, NULL, NULL, result, st);
	fclose(in);
	return ok;
}

static bool import(struct app *app, const char *csv, struct import_result *result, struct status *st)
{
	return import_bytes(app, csv, strlen(csv), false, result, st);
}

/* Imports `rows` entries with `minutes` in all, and takes them back again. */
static void imports_result(struct house *house, const char *csv, int64_t rows, int64_t minutes, struct import_result *result)
{
	int64_t changes = changes_of(house->app);
	struct status st;

	if (!import(house->app, csv, result, &st))
		fail_msg("%s: %s %s", csv, st.msgid, result->problem_count ? result->problems[0].message : "");
	assert_int_equal(result->rows, rows);
	assert_int_equal(result->minutes, minutes);
	assert_int_equal(changes_of(house->app), changes + 1);
	recount_same(house, grants, csv);
	assert_ok(app_undo(house->app, NULL, &st), &st);
}

static void imports(struct house *house, const char *csv, int64_t rows, int64_t minutes)
{
	struct import_result result;

	imports_result(house, csv, rows, minutes, &result);
	import_result_done(&result);
}

/* Refused: each "LINE:field" of `problems`, in this order; and nothing is written. */
static void import_refused(struct house *house, const char *csv, const char *problems)
{
	int64_t changes = changes_of(house->app);
	struct import_result result;
	struct str got = STR_INIT;
	struct status st;

	if (import(house->app, csv, &result, &st))
		fail_msg("imported, must be refused: %s", csv);
	is_status(&st, STATUS_INPUT, "import");
	for (int i = 0; i < result.problem_count; i++) {
		str_addf(&got, "%s%lld:%s", i ? " " : "", (long long)result.problems[i].line, result.problems[i].field);
		assert_true(strlen(result.problems[i].message) > 10);
	}
	if (strcmp(str_peek(&got), problems))
		fail_msg("problems are '%s', must be '%s' in: %s", str_peek(&got), problems, csv);
	assert_int_equal(changes_of(house->app), changes);
	import_result_done(&result);
	str_done(&got);
}

#define HEAD "person,grant,date,start,end,kind,note\n"

/* ---- spellings */

static void test_spellings_of_one_row(void **state)
{
	struct house *house = *state;
	static const char *const spellings[] = {
		HEAD "anna,led,2025-06-02,08:00,15:00,work,cinema\n",
		HEAD "anna,led,2025-06-02,08:00,15:00,work,cinema",
		"person;grant;date;start;end;kind;note\nanna;led;2.6.2025;8;15;work;cinema\n",
		"person,grant,date,start,end,kind,note\r\nanna,led,2025-06-02,8:00,15:00,,\r\n",
		"\xEF\xBB\xBF" HEAD "anna,led,2025-06-02,8,15\n",
		"\xEF\xBB\xBF\"person\",\"grant\",\"date\",\"start\",\"end\"\n\"anna\",\"led\",\"2025-06-02\",\"8\",\"15\"\n",
		"Note,END,Start,DATE,grant,person\nx,15,8,2025-06-02,led,anna\n",
		"\n\n  \n" HEAD "\n\r\nanna , led,\t2025-06-02 ,8,15,,\n\n,,,,,,\n",
		"person,grant,date,hours\nanna,led,2025-06-02,7:00\n",
		"person,grant,date,hours\nanna,led,2025-06-02,7\n",
		"person,grant,date,hours\nanna,led,2025-06-02,7.0\n",
		"person;grant;date;hours\nanna;led;2025-06-02;7,00\n",
		"date,start,end\n2025-06-02,8,15\n",
	};

	for (size_t i = 0; i < COUNT_OF(spellings); i++)
		imports(house, spellings[i], 1, 420);
	check_ok(house->app);
}

static void test_what_was_recognised_is_told(void **state)
{
	struct house *house = *state;
	struct import_result result;

	imports_result(house, "\xEF\xBB\xBFperson;grant;date;hours\nanna;led;2025-06-02;7,5\nanna;led;2025-06-03;7:30\n", 2, 900, &result);
	assert_true(result.bom);
	assert_true(result.semicolon);
	assert_true(result.decimal);
	assert_false(result.latin1);
	import_result_done(&result);
	imports_result(house, "person,grant,date,hours,note\nanna,led,2025-06-02,7:30,caf\xE9 \x80\n", 1, 450, &result);
	assert_true(result.latin1);
	assert_false(result.bom);
	assert_false(result.decimal);
	import_result_done(&result);
}

static bool note_is(void *context, const struct hours_row *row)
{
	assert_string_equal(row->entry->note, context);
	return true;
}

static void test_notes_come_through_whole(void **state)
{
	static const struct {
		const char *typed, *note;
	} notes[] = {
		{ "\"a \"\"quoted\"\" word, with a comma\"", "a \"quoted\" word, with a comma" },
		{ "r\xF8""dgr\xF8""d", "rødgrød" },
		{ "rødgrød 🎉 שלום", "rødgrød 🎉 שלום" },
		{ "\"\"", "" },
	};
	struct house *house = *state;
	struct hours_query all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct status st;

	for (size_t i = 0; i < COUNT_OF(notes); i++) {
		char *csv = str_make(HEAD "anna,led,2025-06-02,8,15,work,%s\n", notes[i].typed);
		struct import_result result;

		assert_ok(import(house->app, csv, &result, &st), &st);
		assert_ok(app_hours(house->app, &all, note_is, (void *)notes[i].note, &st), &st);
		assert_ok(app_undo(house->app, NULL, &st), &st);
		import_result_done(&result);
		free(csv);
	}
}

/* Latin-1 anywhere in a long file, also where the pieces that are looked at meet. */
static void test_latin1_is_told_from_utf8_wherever_it_stands(void **state)
{
	struct house *house = *state;
	static const char *const letters[] = { "\xC3\xB8", "\xE2\x82\xAC", "\xF0\x9F\x8E\x89", "\xF8",
	                                       "\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8" };

	for (size_t l = 0; l < COUNT_OF(letters); l++)
		for (size_t shift = 0; shift < 12; shift++) {
			struct str csv = STR_INIT;
			struct import_result result;
			struct status st;

			str_add(&csv, HEAD);
			while (csv.length < 65536 - 6 - 48 + shift) /* 64 KiB at a time are looked at */
				str_addc(&csv, '\n');
			str_add(&csv, "anna,led,2025-06-02,8,15,work,");
			while (csv.length < 65536 - 6 + shift)
				str_addc(&csv, 'x');
			str_addf(&csv, "%s\n", letters[l]);
			if (!import_bytes(house->app, csv.s, csv.length, true, &result, &st))
				fail_msg("%zu %zu: %s", l, shift, result.problem_count ? result.problems[0].message : st.msgid);
			assert_int_equal(result.latin1, l >= 3);
			assert_int_equal(result.rows, 1);
			import_result_done(&result);
			str_done(&csv);
		}
}

/* ---- bad lines */

static void test_every_bad_line_is_named(void **state)
{
	struct house *house = *state;

	import_refused(house, HEAD "anna,led,2025-06-02,8,15,,\nanna,led,2025-02-30,8,15,,\nzoe,led,2025-06-03,8,15,,\nanna,led,2025-06-04,8,15,,\n",
	               "3:date 4:person");
	import_refused(house, HEAD "anna,nowhere,2025-06-02,8,15,,\n", "2:grant");
	import_refused(house, HEAD "anna,led,,8,15,,\n", "2:date");
	import_refused(house, HEAD "anna,led,2025-06-02,8,,,\n", "2:start");
	import_refused(house, HEAD "anna,led,2025-06-02,,15,,\n", "2:start");
	import_refused(house, HEAD "anna,led,2025-06-02,25,26,,\n", "2:start");
	import_refused(house, HEAD "anna,led,2025-03-30,02:30,8,,\n", "2:start");
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,siesta,\n", "2:kind");
	import_refused(house, HEAD "anna,led,2024-06-02,8,15,,\n", "2:date");
	import_refused(house, "person,grant,date,hours\nanna,led,2025-06-02,\nanna,led,2025-06-02,7:5\nanna,led,2025-06-02,0\nanna,led,2025-06-02,25\n"
	                      "anna,led,2025-06-02,-3\nanna,led,2025-06-02,8-15\n",
	               "2:hours 3:hours 4:hours 5:hours 6:hours 7:hours");
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,work,a,b\n", "2:");
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,work,\"a\"b\"\n", "2:");
}

/* After a field over several lines the numbers were those of the wrong lines. */
static void test_line_numbers_after_fields_over_several_lines(void **state)
{
	struct house *house = *state;

	/* A note may not have a line break; the row is named by the line on which it begins. */
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,work,\"one\ntwo\n\nthree\"\nzoe,led,2025-06-03,8,15,,\n", "2:note 6:person");
	import_refused(house, "note,person,grant,date,start,end\n\"one\n\n\ntwo\",anna,led,2025-06-02,8,15\nx,zoe,led,2025-06-03,8,15\n", "2:note 6:person");
	import_refused(house, "note,person,grant,date,start,end\r\n\"one\r\n\r\n\r\ntwo\",anna,led,2025-06-02,8,15\r\nx,zoe,led,2025-06-03,8,15\r\n",
	               "2:note 6:person");
	import_refused(house, HEAD "\n   \n\t\nzoe,led,2025-06-03,8,15,,\n\n\nzoe,led,2025-06-03,8,15,,\n", "5:person 8:person");
	import_refused(house, HEAD ",,,,,,\nzoe,led,2025-06-03,8,15,,\n", "3:person");
	/* The quote that does not close is on line 3, whatever follows. */
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,,\nanna,led,2025-06-03,8,15,,\"open\nanna,led,2025-06-04,8,15,,\nanna,led,2025-06-05,8,15,,\n", "3:");
	import_refused(house, HEAD "anna,led,2025-06-02,8,15,,\nanna,led,2025-06-03,8,15,,\"open\nanna,led,2025-06-04,8,15,,\"x\"\n", "3:");
}

static void test_rows_see_one_another(void **state)
{
	struct house *house = *state;

	import_refused(house, HEAD "anna,led,2025-06-02,8,15,,\nanna,led,2025-06-02,14,16,,\nanna,led,2025-06-02,8,15,,\nbo,led,2025-06-02,8,15,,\n",
	               "3:start 4:start");
	book(house->app, "2025-06-05", "8-15", "led", "anna");
	import_refused(house, HEAD "anna,led,2025-06-04,22,8:01,,\n", "2:start");
	import_refused(house, "person,grant,date,hours\nanna,led,2025-06-05,17:30\n", "2:date");
	check_ok(house->app);
}

static void test_bad_headers(void **state)
{
	struct house *house = *state;

	import_refused(house, "person,grant,date,start,end,colour\nanna,led,2025-06-02,8,15,red\n", "1:");
	import_refused(house, "person,grant,start,end\nanna,led,8,15\n", "1:date");
	import_refused(house, "person,grant,date,start\nanna,led,2025-06-02,8\n", "1:start");
	import_refused(house, "person,grant,date\nanna,led,2025-06-02\n", "1:start");
	import_refused(house, "person,grant,date,start,end,hours\nanna,led,2025-06-02,8,15,7\n", "1:start");
	import_refused(house, "person,grant,date,start,hours\nanna,led,2025-06-02,8,7\n", "1:start");
	import_refused(house, "date,start,end,date\n2025-06-02,8,15,2025-06-02\n", "1:date");
	import_refused(house, "person\tgrant\tdate\tstart\tend\nanna\tled\t2025-06-02\t8\t15\n", "1:");
	import_refused(house, "anna,led,2025-06-02,8,15\n", "1: 1: 1: 1: 1:");
}

/* Two faults in one line are one line to put right. */
static void test_bad_lines_are_counted_once(void **state)
{
	struct house *house = *state;
	struct import_result result;
	struct status st;

	assert_false(import(house->app, "colour,taste\nx,y\n", &result, &st));
	assert_int_equal(result.problem_count, 2);
	assert_int_equal(result.bad_lines, 1);
	import_result_done(&result);
}

static void test_what_is_no_csv(void **state)
{
	static const char png[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0";
	struct house *house = *state;
	int64_t changes = changes_of(house->app);
	struct import_result result;
	struct status st;
	char *noise = mem_alloc(200000);

	assert_false(import_bytes(house->app, png, sizeof png, false, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	import_result_done(&result);
	assert_false(import_bytes(house->app, "", 0, false, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	import_result_done(&result);
	assert_false(import_bytes(house->app, "\n\n \n", 4, false, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	import_result_done(&result);
	/* A header alone books nothing, and says so. */
	assert_false(import(house->app, HEAD, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	assert_int_equal(result.rows, 0);
	import_result_done(&result);
	/* Bytes without a line's end, none of them NUL. */
	memset(noise, 0x9F, 200000);
	assert_false(import_bytes(house->app, noise, 200000, false, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	assert_int_equal(result.problem_count, 1);
	assert_int_equal(result.problems[0].line, 1);
	import_result_done(&result);
	memset(noise, '"', 200000);
	assert_false(import_bytes(house->app, noise, 200000, false, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	import_result_done(&result);
	assert_int_equal(changes_of(house->app), changes);
	free(noise);
}

static void test_a_directory_is_no_file_to_read(void **state)
{
	struct house *house = *state;
	FILE *in = fopen(house->directory, "r");
	struct import_result result;
	struct status st = STATUS_INIT;

	assert_non_null(in);
	assert_false(app_import_hours(house->app, in, false, NULL, NULL, &result, &st));
	is_status(&st, STATUS_INPUT, "import");
	fclose(in);
	import_result_done(&result);
}

static void test_ten_thousand_characters(void **state)
{
	struct house *house = *state;
	char *word = mem_alloc(10001), *csv;

	memset(word, 'w', 10000);
	word[10000] = '\0';
	for (int c = 0; c < 7; c++) {
		const char *fields[7] = { "anna", "led", "2025-06-02", "8", "15", "work", "" };
		static const char *const named[] = { "2:person", "2:grant", "2:date", "2:start", "2:start", "2:kind", "2:note" };

		fields[c] = word;
		csv = str_make(HEAD "%s,%s,%s,%s,%s,%s,%s\n", fields[0], fields[1], fields[2], fields[3], fields[4], fields[5],
		               fields[6]);
		import_refused(house, csv, named[c]);
		free(csv);
	}
	free(word);
	/* A row may have 64 KiB, not more. */
	word = mem_alloc(70001);
	memset(word, ' ', 70000);
	word[70000] = '\0';
	csv = str_make(HEAD "anna,led,2025-06-02,8,15,,%s\nzoe,,,,\n", word);
	import_refused(house, csv, "2:");
	free(csv);
	free(word);
}

/* ---- doing it */

static void test_a_dry_run_writes_nothing(void **state)
{
	struct house *house = *state;
	static const char csv[] = HEAD "anna,led,2025-06-02,8,15,work,\nbo,led,2025-06-02,8,15,work,\n";
	int64_t changes = changes_of(house->app);
	struct import_result result;
	struct status st;

	assert_ok(import_bytes(house->app, csv, sizeof csv - 1, true, &result, &st), &st);
	assert_int_equal(result.rows, 2);
	assert_int_equal(result.minutes, 840);
	assert_int_equal(changes_of(house->app), changes);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 0);
	import_result_done(&result);
	check_ok(house->app);
}

static bool warns(const struct import_result *result, const char *rule)
{
	for (int i = 0; i < result->notices.count; i++)
		if (!strcmp(result->notices.of[i].rule, rule))
			return true;
	return false;
}

static void test_an_overdraft_is_told(void **state)
{
	struct house *house = *state;
	struct import_result result;

	imports_result(house, HEAD "anna,led,2025-01-02,0,20,work,\n", 1, 1200, &result);
	assert_true(warns(&result, "overdraft"));
	import_result_done(&result);
	/* Standby was left out of it. */
	imports_result(house, HEAD "anna,led,2025-01-02,0,20,standby,\n", 1, 1200, &result);
	assert_true(warns(&result, "overdraft"));
	import_result_done(&result);
	imports_result(house, HEAD "anna,led,2025-01-02,0,14,work,\n", 1, 840, &result);
	assert_false(warns(&result, "overdraft"));
	import_result_done(&result);
}

/* In whatever order standby and the work inside it stand in the file. */
static void test_standby_and_work_in_any_order(void **state)
{
	struct house *house = *state;
	static const char *const rows[] = { "anna,led,2025-05-31,20,8,standby,\n", "anna,led,2025-05-31,23,1,work,\n",
	                                    "anna,led,2025-06-01,7,8,illness,\n" };
	static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

	for (size_t i = 0; i < COUNT_OF(orders); i++) {
		char *csv = str_make(HEAD "%s%s%s", rows[orders[i][0]], rows[orders[i][1]], rows[orders[i][2]]);

		imports(house, csv, 3, 720 + 120 + 60);
		free(csv);
	}
	check_ok(house->app);
}

static void test_a_pipe_is_read_too(void **state)
{
	struct house *house = *state;
	static const char csv[] = HEAD "anna,led,2025-06-02,8,15,work,\n";
	struct import_result result;
	struct status st = STATUS_INIT;
	int ends[2];
	FILE *in;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], csv, sizeof csv - 1), sizeof csv - 1);
	close(ends[1]);
	in = fdopen(ends[0], "r");
	assert_ok(app_import_hours(house->app, in, false, NULL, NULL, &result, &st), &st);
	assert_int_equal(result.rows, 1);
	fclose(in);
	import_result_done(&result);
}

struct progress {
	int calls;
	int64_t last, all;
};

static void see_progress(void *context, int64_t done, int64_t all)
{
	struct progress *p = context;

	assert_true(done >= p->last);
	assert_true(done <= all);
	*p = (struct progress){ p->calls + 1, done, all };
}

/* ---- size */

#ifdef __SANITIZE_ADDRESS__ /* a sanitizer's own memory says nothing */
#define PEAK_IMPORT 254
#define PEAK_UNDO 254
#else
#define PEAK_IMPORT 12 /* MiB */
#define PEAK_UNDO 16
#endif

/* Rows for two people that all fit, 24 a day. */
static char *write_big(const char *directory, int rows)
{
	char *path = str_make("%s/big.csv", directory);
	FILE *out = fopen(path, "w");
	day_t day = day_make(2016, 1, 1);

	fprintf(out, HEAD);
	for (int i = 0; i < rows; i++) {
		char date[11];
		int hour = 4 + i / 2 % 12; /* no clock changes then */

		day_format(day + i / 24, date);
		fprintf(out, "%s,big,%s,%02d:00,%02d:45,work,\"a row, with a note\"\n", i % 2 ? "anna" : "bo", date, hour, hour);
	}
	fclose(out);
	return path;
}

static int peak_of_import(const char *file, const char *csv, bool back)
{
	struct app_options options = { .file = file };
	struct import_result result;
	struct progress progress = { 0 };
	struct status st = STATUS_INIT;
	struct rusage usage;
	struct app *app;
	FILE *in = fopen(csv, "r");
	bool ok = app_open(&app, &options, &st);

	ok = ok && (back ? app_undo(app, NULL, &st) : app_import_hours(app, in, false, see_progress, &progress, &result, &st));
	if (!ok || (!back && (result.rows != 72000 || progress.calls < 100 || progress.last != progress.all))) {
		fprintf(stderr, "%s: %s; %d calls\n", st.rule ? st.rule : "-", st.msgid ? st.msgid : "-", progress.calls);
		return 255;
	}
	getrusage(RUSAGE_SELF, &usage);
	if (!back)
		import_result_done(&result);
	app_close(&app);
	fclose(in);
	return usage.ru_maxrss / 1024 < 254 ? (int)(usage.ru_maxrss / 1024) : 254;
}

/* The peak in a process of its own that begins afresh: a fork would count this one's memory. */
static int peak_in_child(const char *self, const char *file, const char *csv, bool back)
{
	pid_t pid = fork();
	int code = 255;

	if (pid == 0) {
		execl(self, self, "--peak", file, csv, back ? "back" : "forth", (char *)NULL);
		_exit(255);
	}
	assert_int_equal(waitpid(pid, &code, 0), pid);
	return WIFEXITED(code) ? WEXITSTATUS(code) : 255;
}

static const char *self;

static void test_seventy_two_thousand_rows_in_little_memory(void **state)
{
	struct house *house = *state;
	char *csv = write_big(house->directory, 72000);
	int peak;

	add_grant(house->app, "big", "de.pb", "2016-01-01", NULL, "400:00/month");
	app_close(&house->app);
	peak = peak_in_child(self, house->file, csv, false);
	assert_in_range(peak, 1, PEAK_IMPORT);
	house_as(house, NULL);
	assert_int_equal(used_in(house->app, "big", 2016, 1), 31 * 24 * 45);
	app_close(&house->app);
	/* Undoing it all took as much as all of its rows. */
	peak = peak_in_child(self, house->file, csv, true);
	assert_in_range(peak, 1, PEAK_UNDO);
	house_as(house, NULL);
	assert_int_equal(used_in(house->app, "big", 2016, 1), 0);
	check_ok(house->app);
	free(csv);
}

/* An unclosed quote at the top of a large file is found after 64 KiB, not after all of it. */
static void test_an_open_quote_does_not_swallow_the_file(void **state)
{
	struct house *house = *state;
	struct str csv = STR_INIT;

	str_add(&csv, HEAD "anna,led,2025-06-02,8,15,work,\"open\n");
	for (int i = 0; i < 5000; i++)
		str_add(&csv, "anna,led,2025-06-02,8,15,work,x\n");
	import_refused(house, csv.s, "2:");
	str_done(&csv);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_spellings_of_one_row),
		TEST(test_what_was_recognised_is_told),
		TEST(test_notes_come_through_whole),
		TEST(test_latin1_is_told_from_utf8_wherever_it_stands),
		TEST(test_every_bad_line_is_named),
		TEST(test_line_numbers_after_fields_over_several_lines),
		TEST(test_rows_see_one_another),
		TEST(test_bad_headers),
		TEST(test_bad_lines_are_counted_once),
		TEST(test_what_is_no_csv),
		TEST(test_a_directory_is_no_file_to_read),
		TEST(test_ten_thousand_characters),
		TEST(test_a_dry_run_writes_nothing),
		TEST(test_an_overdraft_is_told),
		TEST(test_standby_and_work_in_any_order),
		TEST(test_a_pipe_is_read_too),
		TEST(test_seventy_two_thousand_rows_in_little_memory),
		TEST(test_an_open_quote_does_not_swallow_the_file),
	};

	if (argc == 5)
		return peak_of_import(argv[2], argv[3], !strcmp(argv[4], "back"));
	self = argv[0];
	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
