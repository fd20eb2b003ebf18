/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours from CSV and from other tools, tried on a household in a directory of its own and never written. */
#include "fuzz.h"

#include "ledsag/app/app.h"
#include "ledsag/app/import.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *directory;
static struct app *app;

static void add_household(void)
{
	struct household_input household = { .holder = "Kirsten Holm", .country = "DK", .lang = "en" };
	struct person_input person = { .id = "anna", .name = "Anna", .roles = "assistant", .born = "1990-05-01" };
	struct grant_input led = { .id = "led", .scheme = "dk.holbaek.97", .from = "2025-01-01" };
	struct grant_input days = { .id = "days", .scheme = "dk.holbaek.103", .from = "2025-01-01", .level = "part-time" };
	char *file = str_make("%s/household.db", directory);
	struct app_options options = { .file = file };
	struct status st = STATUS_INIT;

	fuzz_must(app_init(&app, &options, &household, &st), "a household");
	fuzz_must(app_person_add(app, &person, &st) && app_grant_add(app, &led, NULL, &st) && app_grant_add(app, &days, NULL, &st),
	          "people and grants");
	free(file);
}

static void open_household(void)
{
	const char *base = getenv("TMPDIR");

	directory = str_make("%s/ledsag-fuzz-XXXXXX", base && *base ? base : "/tmp");
	setenv("LEDSAG_NOW", "2025-06-15T12:00", 1);
	text_init("en");
	fuzz_must(mkdtemp(directory) != NULL, "a directory");
	add_household();
}

static void import_begin(void)
{
	open_household();
	fuzz_seed_text("person,grant,date,start,end,kind,note\nanna,led,2025-06-02,8:00,15:00,work,\"a, \"\"quoted\"\" note\"\n"
	               "anna,led,2025-06-03,22:00,07:00,,\n");
	fuzz_seed_text("date;grant;hours;note\n2.6.2025;led;7,5;\r\n3.6.2025;led;7:30;\"two\nlines\"\r\n");
	fuzz_seed_text("\xEF\xBB\xBFgrant,date,hours\ndays,2025-06-02,1d\ndays,2025-06-03,2d\n");
	fuzz_seed_text("grant,date,start,end,note\nled,2025-03-30,02:30,03:30,Bj\xF8rn\nled,2025-10-26,02:30+,04:00,\n");
}

/* Leaves nothing behind. */
static void import_end(void)
{
	DIR *dir;
	struct dirent *entry;

	app_close(&app);
	dir = opendir(directory);
	while (dir && (entry = readdir(dir))) {
		char *path = str_make("%s/%s", directory, entry->d_name);

		unlink(path);
		free(path);
	}
	if (dir)
		closedir(dir);
	rmdir(directory);
	free(directory);
}

static void import_run(const char *bytes, size_t length)
{
	/* Read only, whatever the type of its argument says. */
	FILE *in = length ? fmemopen((void *)(uintptr_t)bytes, length, "r") : fopen("/dev/null", "r");
	struct import_result result = { 0 };
	struct status st = STATUS_INIT;

	fuzz_must(in != NULL, "a stream");
	if (!app_import_hours(app, in, true, NULL, NULL, &result, &st)) {
		char *sentence = text_status(&st);

		fuzz_must(st.code != STATUS_OK && *sentence, "a refusal is a sentence");
		free(sentence);
	} else {
		fuzz_must(result.bad_lines == 0 && result.problem_count == 0, "what is taken has no problem");
	}
	for (int i = 0; i < result.problem_count; i++)
		fuzz_must(result.problems[i].line >= 1 && *result.problems[i].message, "a problem names its line");
	import_result_done(&result);
	fclose(in);
}

/* ---- other tools */

static void book(struct import_rows *rows)
{
	static const char *const maps[] = { "Aarhus=led", "mum=person:anna", "private=skip" };
	struct import_terms terms = { .since = DAY_NONE, .until = DAY_MAX, .grant = "led", .maps = maps, .map_count = 3,
	                              .dry = true };
	struct import_outcome out = { 0 };
	struct status st = STATUS_INIT;

	if (app_import_rows(app, rows, &terms, NULL, NULL, &out, &st))
		fuzz_must(out.bad == 0 && out.unmapped == 0, "what is taken has no problem");
	else
		fuzz_must(st.code != STATUS_OK && st.code != STATUS_FILE && out.booked <= out.rows, "a refusal has a reason");
	fuzz_must(out.booked + out.doubles + out.skipped + out.unmapped <= out.rows, "every row comes to one thing");
	for (int i = 0; i < out.problem_count; i++)
		fuzz_must(out.problems[i].line >= 1 && *out.problems[i].message, "a problem names its line");
	import_outcome_done(&out);
}

static void timewarrior_begin(void)
{
	open_household();
	fuzz_seed_text("inc 20250602T060000Z - 20250602T080000Z # anna \"with blank\" \"quo\\\"te\" # \"said \\\"hi\\\"\"\n"
	               "inc 20250330T003000Z - 20250330T013000Z # Aarhus\ninc 20251026T003000Z - 20251026T013000Z # # \"no tags\"\n");
	fuzz_seed_text("inc 20250604T060000Z # private\r\n\r\ninc 20250605T060000Z - 20250605T080000Z # mum standby led\r\n");
}

static void timewarrior_run(const char *bytes, size_t length)
{
	struct import_rows *rows = import_rows_new();
	struct status st = STATUS_INIT;

	if (import_read_timewarrior(rows, import_rows_file(rows, "fuzz"), bytes, length, &st))
		book(rows);
	import_rows_free(&rows);
}

static void kimai_begin(void)
{
	open_household();
	fuzz_seed_text("Date,From,To,Duration,User,Customer,Project,Activity,Description,Exported,Tags\n"
	               "2025-06-02,08:00,10:00,2.0,anna,Aarhus,led,work,\"two\nlines\",1,\"a, b\"\n2025-06-03,22:00,07:00,9:00:00,,,,,,,\n");
	fuzz_seed_text("Datum;Von;Bis;Dauer;Pause;Name;Benutzer;E-Mail;T\xE4tigkeit\r\n2025-10-26;02:30;03:30;7200;0:15;Anna;mum;;Rast\r\n"
	               ";;;2:00;;;;;\r\n2025-06-02;2025-06-02 08:00;2025-06-03 10:00;;;;;;\r\n2025-06-02;;;1,5;;;;;\r\n");
}

static void kimai_run(const char *bytes, size_t length)
{
	struct import_rows *rows = import_rows_new();
	struct status st = STATUS_INIT;

	if (import_read_kimai(app, rows, import_rows_file(rows, "fuzz"), bytes, length, &st))
		book(rows);
	import_rows_free(&rows);
}

const struct fuzz_target fuzz_timewarrior = { "timewarrior", 1, timewarrior_begin, timewarrior_run, import_end };
const struct fuzz_target fuzz_kimai = { "kimai", 1, kimai_begin, kimai_run, import_end };
const struct fuzz_target fuzz_import = { "import", 2, import_begin, import_run, import_end };
