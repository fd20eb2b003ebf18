/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the program that was built, in a directory of its own with nothing of the environment around it. */
#ifndef LEDSAG_TESTS_CLI_RUN_H
#define LEDSAG_TESTS_CLI_RUN_H

#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN_WORDS 64

struct cli {
	char *dir;            /* where it runs; its home */
	const char *now;      /* LEDSAG_NOW */
	const char *language; /* LANGUAGE */
	const char *conf;     /* LEDSAG_CONF; NULL: the source tree's */
	const char *input;    /* file of the directory that is its standard input; NULL: nothing */
	const char *output;   /* path that is its standard output; NULL: kept in `out`; "": closed */
	int code;
	char *out, *err;      /* what it said */
};

static inline void cli_begin(struct cli *t)
{
	*t = (struct cli){ .dir = support_tmpdir(), .now = "2025-08-01T12:00", .language = "en" };
}

static inline void cli_end(struct cli *t)
{
	free(t->out);
	free(t->err);
	support_rmdir(&t->dir);
}

static inline char *cli_path(const struct cli *t, const char *name)
{
	return str_make("%s/%s", t->dir, name);
}

/* The bytes of a file of the directory; NULL where there is none. free() */
static inline char *cli_read(const struct cli *t, const char *name, size_t *length)
{
	char *path = cli_path(t, name), bytes[4096];
	FILE *file = fopen(path, "rb");
	struct str out = STR_INIT;
	size_t n;

	free(path);
	if (!file)
		return NULL;
	while ((n = fread(bytes, 1, sizeof bytes, file)))
		str_addn(&out, bytes, n);
	fclose(file);
	if (length)
		*length = out.length;
	return str_take(&out);
}

static inline void cli_write_bytes(const struct cli *t, const char *name, const char *bytes, size_t length)
{
	char *path = cli_path(t, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static inline void cli_write(const struct cli *t, const char *name, const char *text)
{
	cli_write_bytes(t, name, text, strlen(text));
}

static inline void cli_stream(int fd, const char *path, int flags)
{
	int file = open(path, flags, 0600);

	if (file < 0 || dup2(file, fd) < 0)
		_exit(99);
	close(file);
}

/* In the child: never returns. */
static inline void cli_child(const struct cli *t, char **argv)
{
	char *home = str_make("HOME=%s", t->dir), *now = str_make("LEDSAG_NOW=%s", t->now);
	char *language = str_make("LANGUAGE=%s", t->language);
	char *conf = str_make("LEDSAG_CONF=%s", t->conf ? t->conf : LEDSAG_SOURCEDIR "/conf");
	char *environment[] = { home, now, language, conf, "LANG=C.UTF-8", "TERM=dumb", "PATH=/usr/bin:/bin", NULL };

	if (chdir(t->dir) != 0)
		_exit(99);
	cli_stream(0, t->input ? t->input : "/dev/null", O_RDONLY);
	cli_stream(2, ".stderr", O_WRONLY | O_CREAT | O_TRUNC);
	if (t->output && !*t->output)
		close(1);
	else
		cli_stream(1, t->output ? t->output : ".stdout", O_WRONLY | O_CREAT | O_TRUNC);
	execve(LEDSAG_BUILDDIR "/ledsag", argv, environment);
	_exit(99);
}

static inline void cli_start(struct cli *t, char **argv)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		cli_child(t, argv);
	assert_int_equal(waitpid(child, &status, 0), child);
	t->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	free(t->out);
	free(t->err);
	t->out = t->output ? mem_text("") : cli_read(t, ".stdout", NULL);
	t->err = cli_read(t, ".stderr", NULL);
	if (t->code == 99)
		fail_msg("the program could not be run: make all");
}

static inline void cli_words(struct cli *t, const char *first, va_list more)
{
	char *argv[RUN_WORDS] = { "ledsag" };
	int count = 1;

	for (const char *word = first; word && count < RUN_WORDS - 1; word = va_arg(more, const char *))
		argv[count++] = (char *)word;
	cli_start(t, argv);
}

/* Words up to a NULL. The answer is in t->code, t->out, t->err. */
static inline int cli(struct cli *t, const char *first, ...)
{
	va_list more;

	va_start(more, first);
	cli_words(t, first, more);
	va_end(more);
	return t->code;
}

/* The same for what must succeed. */
static inline const char *cli_ok(struct cli *t, const char *first, ...)
{
	va_list more;

	va_start(more, first);
	cli_words(t, first, more);
	va_end(more);
	if (t->code != 0)
		fail_msg("ledsag %s … → %d: %s%s", first, t->code, t->err, t->out);
	return t->out;
}

/* The one object on standard output; json_decref() it. */
static inline json_t *cli_object(const struct cli *t)
{
	json_error_t error;
	json_t *object = json_loads(t->out, 0, &error);

	if (!json_is_object(object))
		fail_msg("no JSON object: %s: %s", error.text, t->out);
	return object;
}

/* A path of keys and indexes: "months.0.left"; borrowed; NULL where there is none. */
static inline json_t *json_at(json_t *from, const char *path)
{
	char *copy = mem_text(path), *at = copy, *step;

	while (from && (step = strsep(&at, ".")))
		from = json_is_array(from) ? json_array_get(from, (size_t)atoi(step)) : json_object_get(from, step);
	free(copy);
	return from;
}

static inline long long json_int_at(json_t *from, const char *path)
{
	json_t *value = json_at(from, path);

	if (!json_is_integer(value))
		fail_msg("no integer at %s", path);
	return (long long)json_integer_value(value);
}

static inline const char *json_text_at(json_t *from, const char *path)
{
	json_t *value = json_at(from, path);

	if (!json_is_string(value))
		fail_msg("no text at %s", path);
	return json_string_value(value);
}

#define assert_has(text, part)                                         \
	do {                                                           \
		if (!strstr((text), (part)))                           \
			fail_msg("'%s' is not in: %s", (part), (text)); \
	} while (0)

#define assert_has_not(text, part)                                 \
	do {                                                       \
		if (strstr((text), (part)))                        \
			fail_msg("'%s' is in: %s", (part), (text)); \
	} while (0)

/* A household with a ledsageordning from 1 January 2025 and two companions. */
static inline void cli_household(struct cli *t)
{
	cli_ok(t, "init", "--holder", "Maria Holm", NULL);
	cli_ok(t, "person", "add", "anna", "--name", "Anna Lund", "--role", "assistant", "--born", "1998-04-02", NULL);
	cli_ok(t, "person", "add", "bo", "--name", "Bo Krogh", "--role", "assistant", "--born", "1990-11-30", NULL);
	cli_ok(t, "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2025-01-01", NULL);
}

#endif
