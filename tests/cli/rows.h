/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the scripts of tests/golden/rows through the program; tests/golden/README.md says how they are written. What is wrong is
 * collected, not failed, so that the runner itself can be tried. */
#ifndef LEDSAG_TESTS_CLI_ROWS_H
#define LEDSAG_TESTS_CLI_ROWS_H

#include "run.h"

#include <ctype.h>

#define WORDS (RUN_WORDS - 2)
#define PARTS 40

/* A script as it runs. */
struct rows {
	const char *file;  /* where it stands; borrowed */
	struct cli cli;    /* the household of the case that is open */
	char *name;        /* of that case; NULL: none is open */
	char now[20];      /* its clock */
	bool begun;        /* its household is there */
	bool over;         /* nothing more of it can be run: it is left out, or something that must be done was refused */
	int line, looked;  /* things compared in it */
	bool todo_too;     /* runs what is marked `todo` as well */
	int cases, left_out, complaint_count;
	struct str complaints;
};

__attribute__((format(printf, 2, 3))) static inline bool complain(struct rows *r, const char *format, ...)
{
	va_list more;
	char *text;

	va_start(more, format);
	assert_true(vasprintf(&text, format, more) >= 0);
	va_end(more);
	str_addf(&r->complaints, "%s:%d (%s): %s\n", r->file, r->line, r->name ? r->name : "no case", text);
	r->complaint_count++;
	free(text);
	return false;
}

/* ---- words ------------------------------------------------------------------- */

static inline char *trim(char *text)
{
	char *end;

	while (isspace((unsigned char)*text))
		text++;
	for (end = text + strlen(text); end > text && isspace((unsigned char)end[-1]); end--)
		end[-1] = '\0';
	return text;
}

/* Cuts `text` where an expectation begins. The first part is the command. */
static inline int cut_parts(char *text, char **parts)
{
	int count = 0;

	do {
		char *next = strstr(text, " | ");

		if (next) {
			*next = '\0';
			next += 3;
		}
		assert_true(count < PARTS);
		parts[count++] = trim(text);
		text = next;
	} while (text);
	return count;
}

/* Cuts a command into words; "…" holds one together. Returns how many. */
static inline int cut_words(char *text, char **words)
{
	int count = 0;

	for (;;) {
		char *to, mark = ' ';

		while (*text == ' ' || *text == '\t')
			text++;
		if (!*text)
			return count;
		assert_true(count < WORDS);
		words[count++] = to = text;
		for (; *text && (mark == '"' || (*text != ' ' && *text != '\t')); text++) {
			if (*text == '"')
				mark = mark == '"' ? ' ' : '"';
			else
				*to++ = *text;
		}
		if (*text)
			text++;
		*to = '\0';
	}
}

static inline char *take_word(char **text)
{
	char *word = *text = trim(*text);

	*text += strcspn(*text, " \t");
	if (**text)
		*(*text)++ = '\0';
	*text = trim(*text);
	return word;
}

/* ---- the program ------------------------------------------------------------- */

static inline void call(struct rows *r, char *command, bool json)
{
	char *argv[RUN_WORDS + 1] = { "ledsag" }, *copy = mem_text(command);
	int count = 1 + cut_words(copy, argv + 1);

	if (json)
		argv[count++] = "--json";
	argv[count] = NULL;
	r->cli.now = r->now;
	cli_start(&r->cli, argv);
	free(copy);
}

/* What must be done: the rest of the case makes no sense without it. */
static inline bool must(struct rows *r, char *command)
{
	call(r, command, false);
	if (r->cli.code == 0)
		return true;
	r->over = true;
	return complain(r, "%s → %d: %s", command, r->cli.code, r->cli.err);
}

static inline bool begin(struct rows *r)
{
	char usual[] = "init --holder \"Kirsten Holm\" --country DK";

	if (r->begun)
		return true;
	r->begun = true;
	return must(r, usual);
}

/* The answer of a command that succeeds; NULL after a complaint. json_decref() it. */
static inline json_t *answer(struct rows *r, char *command)
{
	json_t *object;

	call(r, command, true);
	if (r->cli.code != 0) {
		complain(r, "%s → %d: %s%s", command, r->cli.code, r->cli.out, r->cli.err);
		return NULL;
	}
	object = json_loads(r->cli.out, 0, NULL);
	if (!object)
		complain(r, "%s: no JSON: %s", command, r->cli.out);
	return object;
}

/* ---- what stands at a path --------------------------------------------------- */

static inline bool same_scalar(const json_t *value, const char *text)
{
	char number[24];

	if (json_is_string(value))
		return !strcmp(json_string_value(value), text);
	snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
	return json_is_integer(value) && !strcmp(number, text);
}

/* "[key=value]": the only one of an array that has it; NULL where there is none, or *several. */
static inline json_t *pick(const json_t *from, char *filter, bool *several)
{
	char *value = strchr(filter, '=');
	json_t *found = NULL;

	if (!value || !json_is_array(from))
		return NULL;
	*value++ = '\0';
	for (size_t i = 0; i < json_array_size(from); i++) {
		json_t *item = json_array_get(from, i);

		if (!same_scalar(json_object_get(item, filter), value))
			continue;
		*several = *several || found;
		found = item;
	}
	return *several ? NULL : found;
}

static inline json_t *sum(const json_t *from, const char *key)
{
	long long all = 0;

	if (!json_is_array(from))
		return NULL;
	for (size_t i = 0; i < json_array_size(from); i++) {
		json_t *figure = json_object_get(json_array_get(from, i), key);

		if (!json_is_integer(figure))
			return NULL;
		all += json_integer_value(figure);
	}
	return json_integer(all);
}

/* One step: KEY, INDEX, # or +KEY, and filters behind it. Steals `from`. */
static inline json_t *walk(json_t *from, char *step, bool *several)
{
	char *filter = strchr(step, '['), *end;
	json_t *at;

	if (filter)
		*filter++ = '\0';
	if (!*step)
		at = json_incref(from);
	else if (!strcmp(step, "#"))
		at = json_is_array(from) ? json_integer((json_int_t)json_array_size(from)) : NULL;
	else if (*step == '+')
		at = sum(from, step + 1);
	else
		at = json_incref(json_is_array(from) ? json_array_get(from, (size_t)atoi(step)) : json_object_get(from, step));
	for (; filter && at; filter = *end == '[' ? end + 1 : NULL) {
		json_t *picked;

		end = strchr(filter, ']');
		assert_non_null(end);
		*end++ = '\0';
		picked = json_incref(pick(at, filter, several));
		json_decref(at);
		at = picked;
	}
	json_decref(from);
	return at;
}

/* The step's end: dots inside brackets belong to it. */
static inline char *step_end(char *path)
{
	for (bool inside = false; *path && (inside || *path != '.'); path++)
		inside = *path == '[' || (inside && *path != ']');
	return path;
}

/* What stands at "months[month=2025-03].left"; NULL where there is nothing, or where a filter fits *several. json_decref() it. */
static inline json_t *look(json_t *object, const char *path, bool *several)
{
	char *copy = mem_text(path), *at = copy;
	json_t *found = json_incref(object);

	*several = false;
	while (found && *at) {
		char *end = step_end(at), *next = *end ? end + 1 : end;

		*end = '\0';
		found = walk(found, at, several);
		at = next;
	}
	free(copy);
	return found;
}

/* ---- comparing --------------------------------------------------------------- */

/* 900, 15:00, 7296.00, 2d, 4x, with or without '-'. */
static inline bool read_figure(const char *text, long long *out)
{
	long long sign = *text == '-' ? -1 : 1, whole, part = 0;
	int length = 0;
	const char *rest = text + (*text == '-');

	if (sscanf(rest, "%lld%n", &whole, &length) != 1 || !isdigit((unsigned char)*rest))
		return false;
	rest += length;
	*out = sign * whole;
	if (!*rest || !strcmp(rest, "d") || !strcmp(rest, "x"))
		return true;
	if (strlen(rest) != 3 || !isdigit((unsigned char)rest[1]) || !isdigit((unsigned char)rest[2]))
		return false;
	part = (rest[1] - '0') * 10 + rest[2] - '0';
	*out = sign * (whole * (*rest == ':' ? 60 : 100) + part);
	return *rest == '.' || (*rest == ':' && part < 60);
}

static inline bool same_value(const json_t *value, const char *want)
{
	long long figure;

	if (!strcmp(want, "none"))
		return !value || json_is_null(value);
	if (json_is_boolean(value))
		return !strcmp(want, json_is_true(value) ? "true" : "false");
	if (json_is_string(value))
		return !strcmp(json_string_value(value), want);
	return json_is_integer(value) && read_figure(want, &figure) && json_integer_value(value) == figure;
}

/* "PATH = VALUE" or "PATH ~ PART OF A TEXT". */
static inline bool check_value(struct rows *r, json_t *object, char *expected)
{
	char *path = take_word(&expected), *sign = take_word(&expected), *said;
	json_t *value;
	bool fine = false, several;

	if ((strcmp(sign, "=") && strcmp(sign, "~")) || !*expected)
		return complain(r, "“%s %s %s”: write PATH = VALUE or PATH ~ TEXT", path, sign, expected);
	r->looked++;
	value = look(object, path, &several);
	if (several)
		return complain(r, "%s fits several: %s", path, r->cli.out);
	if (*sign == '=')
		fine = same_value(value, expected);
	else if (json_is_string(value))
		fine = strstr(json_string_value(value), expected) != NULL;
	if (!fine) {
		said = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : mem_text("not there");
		complain(r, "%s is %s, must be %s %s", path, said, sign, expected);
		free(said);
	}
	json_decref(value);
	return fine;
}

/* A text that must be in what was said; "!…": must not. */
static inline void check_said(struct rows *r, const char *said, const char *expected)
{
	bool wanted = *expected != '!';

	r->looked++;
	expected += !wanted;
	if (!*expected || (strstr(said, expected) != NULL) != wanted)
		complain(r, "“%s” %s in: %s", expected, wanted ? "must be" : "must not be", said);
}

/* ---- the words of a script --------------------------------------------------- */

static inline void do_json(struct rows *r, char *rest)
{
	char *parts[PARTS];
	int count = cut_parts(rest, parts);
	json_t *object = answer(r, parts[0]);

	r->looked++;
	for (int i = 1; object && i < count; i++)
		check_value(r, object, parts[i]);
	if (count == 1)
		complain(r, "nothing is compared");
	json_decref(object);
}

static inline void do_says(struct rows *r, char *rest)
{
	char *parts[PARTS];
	int count = cut_parts(rest, parts);

	call(r, parts[0], false);
	if (r->cli.code != 0)
		complain(r, "%s → %d: %s", parts[0], r->cli.code, r->cli.err);
	for (int i = 1; i < count; i++)
		check_said(r, r->cli.out, parts[i]);
	if (count == 1)
		complain(r, "nothing is compared");
}

static inline void do_refuse(struct rows *r, char *rest)
{
	char *parts[PARTS], *code = take_word(&rest), *rule = take_word(&rest);
	int count = cut_parts(rest, parts);
	json_t *object, *said;
	bool several;

	r->looked++;
	call(r, parts[0], true);
	object = json_loads(r->cli.out, 0, NULL);
	if (r->cli.code != atoi(code) || !r->cli.code)
		complain(r, "%s → %d, must be %s: %s", parts[0], r->cli.code, code, r->cli.out);
	said = look(object, "error.rule", &several);
	if (!said || !same_value(said, rule))
		complain(r, "%s: the rule must be “%s”: %s", parts[0], rule, r->cli.out);
	json_decref(said);
	said = look(object, "error.message", &several);
	for (int i = 1; i < count; i++)
		check_said(r, said ? json_string_value(said) : "", parts[i]);
	json_decref(said);
	json_decref(object);
}

/* Whether one of the warnings is of this rule; its sentence is appended to `said`. */
static inline bool warned(const json_t *warnings, const char *rule, struct str *said)
{
	bool found = false;

	for (size_t i = 0; i < json_array_size(warnings); i++) {
		json_t *warning = json_array_get(warnings, i);
		const char *message = json_string_value(json_object_get(warning, "message"));

		if (rule && !same_scalar(json_object_get(warning, "rule"), rule))
			continue;
		found = true;
		str_addf(said, "%s\n", message ? message : "");
	}
	return found;
}

/* RULE: there is such a warning, and its sentence has the texts; !RULE: there is none; -: there is none at all. */
static inline void do_warn(struct rows *r, char *rest)
{
	char *parts[PARTS], *rule = take_word(&rest);
	int count = cut_parts(rest, parts);
	bool none = !strcmp(rule, "-"), wanted = *rule != '!' && !none;
	json_t *object = answer(r, parts[0]), *warnings = json_object_get(object, "warnings");
	struct str said = STR_INIT;

	r->looked++;
	if (object && !json_is_array(warnings))
		complain(r, "%s: no list of warnings: %s", parts[0], r->cli.out);
	else if (object && warned(warnings, none ? NULL : rule + (*rule == '!'), &said) != wanted)
		complain(r, "%s: %s %s: %s", parts[0], wanted ? "must warn of" : "must not warn of", rule, r->cli.out);
	for (int i = 1; object && i < count; i++)
		check_said(r, str_peek(&said), parts[i]);
	str_done(&said);
	json_decref(object);
}

static inline void do_run(struct rows *r, char *rest)
{
	must(r, rest);
}

static inline void do_init(struct rows *r, char *rest)
{
	char *command = str_make("init %s", rest);

	r->begun = true;
	if (r->looked)
		complain(r, "a case begins with its household");
	must(r, command);
	free(command);
}

static inline void do_now(struct rows *r, char *rest)
{
	if (strlen(rest) != strlen("2025-06-15T12:00"))
		complain(r, "“%s”: write a moment such as 2025-06-15T12:00", rest);
	snprintf(r->now, sizeof r->now, "%s", rest);
}

static inline void do_todo(struct rows *r, char *rest)
{
	if (!*rest)
		complain(r, "what is it that is still to be done?");
	if (r->begun || r->looked)
		complain(r, "“todo” stands right below its case");
	if (r->todo_too)
		return;
	r->left_out++;
	r->over = true;
}

static const struct {
	const char *word;
	void (*run)(struct rows *r, char *rest);
	bool household; /* one is made where the script has made none */
} words[] = {
	{ "init", do_init, false }, { "now", do_now, false },   { "todo", do_todo, false },     { "run", do_run, true },
	{ "json", do_json, true },  { "says", do_says, true },  { "refuse", do_refuse, true },  { "warn", do_warn, true },
};

/* ---- scripts ----------------------------------------------------------------- */

static inline void close_case(struct rows *r)
{
	if (!r->name)
		return;
	if (!r->over && !r->looked)
		complain(r, "a case that compares nothing cannot fail");
	cli_end(&r->cli);
	free(r->name);
	r->name = NULL;
}

static inline void open_case(struct rows *r, const char *name)
{
	close_case(r);
	r->name = mem_text(name);
	if (!strchr(name, ':') || !strchr(name, ':')[1])
		complain(r, "where does it come from? Write case NAME: SOURCE");
	strcpy(r->now, "2025-06-15T12:00");
	r->begun = r->over = false;
	r->looked = 0;
	r->cases++;
	cli_begin(&r->cli);
}

static inline void run_line(struct rows *r, char *line)
{
	char *word = take_word(&line);

	if (!strcmp(word, "case")) {
		open_case(r, line);
		return;
	}
	if (!r->name) {
		complain(r, "“%s” stands before the first case", word);
		return;
	}
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (!strcmp(word, words[i].word)) {
			if (r->over)
				return;
			if (!words[i].household || begin(r))
				words[i].run(r, line);
			return;
		}
	complain(r, "“%s” is no word of a script", word);
}

/* Lines that begin with a blank go on with the one before them. */
static inline void run_script(struct rows *r, const char *file, const char *text)
{
	char *copy = mem_text(text), *rest = copy, *next;
	struct str line = STR_INIT;

	r->file = file;
	r->line = 0;
	for (int number = 1; (next = strsep(&rest, "\n")) || line.length; number++) {
		bool more = next && (*next == ' ' || *next == '\t');
		char *body = next ? trim(next) : NULL, *whole;

		if (next && (!*body || *body == '#'))
			continue;
		if (!more && line.length) {
			whole = str_take(&line);
			run_line(r, whole);
			free(whole);
		}
		if (!next)
			break;
		if (!line.length)
			r->line = number;
		str_addf(&line, "%s%s", line.length ? " " : "", body);
	}
	close_case(r);
	free(copy);
}

#endif
