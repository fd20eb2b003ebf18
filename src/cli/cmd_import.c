/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BAR_COLUMNS 30
#define BAR_AFTER_MS 300
#define BAR_EVERY_MS 100

#define INPUT_MOST ((size_t)256 << 20)

static const struct command_option options[] = {
	{ "dry-run", 0, NULL, N_("reads and checks everything, and books nothing"), 0 },
	{ "from", 0, "timewarrior|kimai-csv|ics", N_("the tool whose file it is: Timewarrior's data or export, Kimai's CSV, a calendar"), 0 },
	{ "since", 0, N_("DAY"), N_("of another tool: nothing before this day"), 0 },
	{ "until", 0, N_("DAY"), N_("of another tool: nothing after this day; of a calendar otherwise up to today"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("for entries that name no grant"), 0 },
	{ "person", 0, N_("PERSON"), N_("for entries that name no person"), 0 },
	{ "kind", 0, N_("KIND"), N_("for entries that name no kind: standby, illness, training, meeting …"), 0 },
	{ "map", 0, N_("WORD=MEANING"), N_("what a word means: GRANT, person:P, kind:K, note (only text) or skip (leave such entries out)"), OPTION_MANY },
	{ "map-file", 0, N_("FILE"), N_("a file with a WORD=MEANING on each line, to be kept"), 0 },
	{ "skip-unmapped", 0, NULL, N_("leaves out entries whose words are not known, and says which"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- the bar */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct bar bar_begin(const struct call *call)
{
	return (struct bar){ .wanted = isatty(STDERR_FILENO) && !call->json, .begun = milliseconds() };
}

void bar_draw(void *context, int64_t done, int64_t all)
{
	struct bar *bar = context;
	int64_t now = milliseconds();
	int filled;

	if (!bar->wanted || now - bar->begun < BAR_AFTER_MS || (bar->drawn && now - bar->last < BAR_EVERY_MS))
		return;
	bar->drawn = true;
	bar->last = now;
	if (all <= 0) {
		fprintf(stderr, "\r%" PRId64 " KiB", done / 1024);
		return;
	}
	filled = (int)(done * BAR_COLUMNS / all);
	fprintf(stderr, "\r[%.*s%*s] %3d %%", filled, "##############################", BAR_COLUMNS - filled, "",
	        (int)(done * 100 / all));
}

void bar_wipe(const struct bar *bar)
{
	if (bar->drawn)
		fprintf(stderr, "\r%*s\r", BAR_COLUMNS + 10, "");
}

/* ---- what came of it */

const char *input_name(const char *file)
{
	return strcmp(file, "-") == 0 ? _("standard input") : file;
}

static void tell_problems(struct call *call, const char *file, const struct import_result *result)
{
	struct str lines = STR_INIT;

	call->problems = json_array();
	for (int i = 0; i < result->problem_count; i++) {
		const struct import_problem *problem = &result->problems[i];
		json_t *object = json_object();

		json_put_int(object, "line", problem->line);
		json_put_text(object, "field", problem->field);
		json_put_text(object, "message", problem->message);
		json_array_append_new(call->problems, object);
		utf8_add_safe(&lines, input_name(file));
		str_addf(&lines, ":%" PRId64 ": ", problem->line);
		if (*problem->field)
			str_addf(&lines, "%s: ", problem->field);
		utf8_add_safe(&lines, problem->message);
		str_addc(&lines, '\n');
	}
	if (!call->json)
		fputs(str_peek(&lines), stderr);
	str_done(&lines);
}

/* What was recognised, ", " before each; free(). */
static char *said_recognised(const struct import_result *result)
{
	struct str out = STR_INIT;

	if (result->latin1)
		str_addf(&out, ", %s", _("read as Latin-1"));
	if (result->bom)
		str_addf(&out, ", %s", _("with a byte order mark"));
	if (result->semicolon)
		str_addf(&out, ", %s", _("separated by ;"));
	if (result->decimal)
		str_addf(&out, ", %s", _("hours with decimals"));
	return str_take(&out);
}

static void print_text(struct call *call, const struct import_result *result, bool dry)
{
	char *hours = text_figure(result->minutes, UNIT_MINUTES), *how = said_recognised(result);

	call_say(call,
	         dry ? ngettext("%1$lld row, %2$s hours%3$s: all right, nothing was booked",
	                        "%1$lld rows, %2$s hours%3$s: all right, nothing was booked", (unsigned long)result->rows)
	             : ngettext("%1$lld row, %2$s hours%3$s: booked", "%1$lld rows, %2$s hours%3$s: booked",
	                        (unsigned long)result->rows),
	         (long long)result->rows, hours, how);
	call_warn(call, &result->notices);
	free(hours);
	free(how);
}

static json_t *result_json(const struct import_result *result, bool dry)
{
	json_t *object = json_object(), *recognised = json_object();

	json_put_int(object, "rows", result->rows);
	json_put_int(object, "minutes", result->minutes);
	json_put_flag(object, "dry_run", dry);
	json_put_flag(recognised, "latin1", result->latin1);
	json_put_flag(recognised, "bom", result->bom);
	json_put_flag(recognised, "semicolon", result->semicolon);
	json_put_flag(recognised, "decimal", result->decimal);
	json_put(object, "recognised", recognised);
	json_put(object, "warnings", warnings_json(&result->notices));
	return object;
}

/* ---- the command */

/* A session that somebody opens over SSH must not read the server's files: here is where that is to be said. */
FILE *input_open(const char *file, struct status *st)
{
	struct stat info;
	FILE *in;

	if (strcmp(file, "-") == 0)
		return stdin;
	in = fopen(file, "rbe");
	if (in && fstat(fileno(in), &info) == 0 && !S_ISDIR(info.st_mode))
		return in;
	status_set(st, STATUS_INPUT, "file", N_("{1} cannot be read: {2}."), "ss", file, strerror(in ? EISDIR : errno));
	if (in)
		fclose(in);
	return NULL;
}

void input_close(FILE *in)
{
	if (in != stdin)
		fclose(in);
}

bool input_read(const char *file, struct str *out, struct status *st)
{
	FILE *in = input_open(file, st);
	char bytes[65536];
	size_t got;
	bool ok;

	if (!in)
		return false;
	while (out->length <= INPUT_MOST && (got = fread(bytes, 1, sizeof bytes, in)) > 0)
		str_addn(out, bytes, got);
	ok = !ferror(in) || status_set(st, STATUS_INPUT, "file", N_("{1} cannot be read: {2}."), "ss", file, strerror(errno));
	if (ok && out->length > INPUT_MOST)
		ok = status_set(st, STATUS_INPUT, "file", N_("{1} has more than 256 MiB: give less of it at a time."), "s", file);
	input_close(in);
	return ok;
}

/* Options that say something about another tool's words. */
static bool only_with_from(const struct call *call, struct status *st)
{
	for (const struct command_option *o = options + 2; o->name; o++)
		if (call_option(call, o->name) || call_flag(call, o->name))
			return status_set(st, STATUS_INPUT, "usage", N_("--{1} is for the file of another tool: say with --from which."), "s", o->name);
	return call->word_count == 1 || status_set(st, STATUS_INPUT, "usage", N_("Several files at once are read only with --from."), "");
}

static bool run_own(struct call *call, struct status *st)
{
	const char *file = call_word(call, 0);
	bool dry = call_flag(call, "dry-run"), ok;
	struct bar bar = bar_begin(call);
	struct import_result result = { 0 };
	FILE *in = input_open(file, st);

	if (!in)
		return false;
	ok = app_import_hours(call->app, in, dry, bar_draw, &bar, &result, st);
	bar_wipe(&bar);
	if (!ok)
		tell_problems(call, file, &result);
	else if (call->json)
		call_json(call, result_json(&result, dry));
	else
		print_text(call, &result, dry);
	import_result_done(&result);
	input_close(in);
	return ok;
}

static bool run_hours(struct call *call, struct status *st)
{
	const char *tool = call_option(call, "from");

	if (tool)
		return import_from_tool(call, tool, st);
	return only_with_from(call, st) && run_own(call, st);
}

static const struct command commands[] = {
	{
		.name = "import hours",
		.words = { N_("FILE…|-") },
		.does = N_("Books the hours of a CSV file, all of them or none; every line that is not right is named.\n"
		           "Its first line is person,grant,date,start,end,kind,note, or hours in place of start,end.\n"
		           "With --from it takes over what another tool holds, without what is booked already."),
		.options = options,
		.examples = { "import hours march.csv --dry-run", "import hours --from timewarrior --grant led --person anna 2025-03.data",
		              "import hours --from ics --since 2025-01-01 --map 'Anna=person:anna' calendar.ics --dry-run" },
		.file = CHANGES_FILE,
		.run = run_hours,
	},
};

const struct command_group cmd_import = { "import", N_("books hours from a file"), commands, COUNT_OF(commands) };
