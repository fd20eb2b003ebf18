/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a small program: fed and heard at once, in a clean environment, and every way in which it can break is told. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/export/libexec.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool shell(const char *script, const char *bytes, size_t length, struct str *out, struct status *st)
{
	const char *words[] = { "-c", script, NULL };

	*st = (struct status)STATUS_INIT;
	str_clear(out);
	return libexec_run("/bin/sh", words, bytes, length, out, st);
}

static void test_what_goes_in_comes_out(void **state)
{
	static const char *const none[] = { NULL };
	size_t size = 5 << 20;
	char *bytes = mem_alloc(size);
	struct str out = STR_INIT;
	struct status st = STATUS_INIT;

	(void)state;
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * 7 + i / 251);
	/* More than a pipe holds, both ways at once. */
	assert_ok(libexec_run("/bin/cat", none, bytes, size, &out, &st), &st);
	assert_int_equal(out.length, size);
	assert_memory_equal(out.s, bytes, size);
	/* Without anything. */
	str_clear(&out);
	assert_ok(libexec_run("/bin/cat", none, "", 0, &out, &st), &st);
	assert_int_equal(out.length, 0);
	/* One that answers without listening. */
	assert_ok(shell("echo enough", bytes, size, &out, &st), &st);
	assert_string_equal(out.s, "enough\n");
	str_done(&out);
	free(bytes);
}

static void test_it_finds_nothing_of_ours(void **state)
{
	struct str out = STR_INIT;
	struct status st;
	int open_here = dup(2);

	(void)state;
	setenv("LEDSAG_SECRET", "x", 1);
	assert_ok(shell("env | grep -c LEDSAG; ls /proc/self/fd | wc -l; echo to nowhere >&2; echo $0", "", 0, &out, &st), &st);
	assert_string_equal(out.s, "0\n4\nsh\n"); /* 0, 1, 2 and the directory itself */
	close(open_here);
	str_done(&out);
}

static void is_broken(bool ok, const struct status *st, const char *argument)
{
	assert_false(ok);
	assert_int_equal(st->code, STATUS_FILE);
	assert_string_equal(st->rule, "libexec");
	assert_string_equal(st->args[0].text, argument);
}

static void test_every_way_to_break_is_told(void **state)
{
	static const char *const none[] = { NULL };
	struct str out = STR_INIT;
	struct status st = STATUS_INIT;
	json_t *answer;

	(void)state;
	is_broken(libexec_run("/nowhere/ledsag-none", none, "", 0, &out, &st), &st, "/nowhere/ledsag-none");
	is_broken(libexec_run("/etc/passwd", none, "", 0, &out, &st), &st, "/etc/passwd");
	is_broken(shell("exit 3", "x", 1, &out, &st), &st, "sh");
	assert_int_equal(st.args[1].number, 3);
	is_broken(shell("echo half; kill -SEGV $$", "x", 1, &out, &st), &st, "sh");
	assert_int_equal(st.args[1].number, SIGSEGV);
	is_broken(libexec_json("ledsag-nothing", none, "", 0, &answer, &st), &st, LEDSAG_BUILDDIR "/libexec/ledsag-nothing");
	assert_null(answer);
	/* We live on, and are not killed by a closed pipe. */
	assert_ok(shell("exec <&-; sleep 0.1; echo still", "x", 1, &out, &st), &st);
	str_done(&out);
}

/* Whoever is killed while it runs takes it along. */
static void test_it_ends_with_us(void **state)
{
	struct str out = STR_INIT;
	struct status st;
	char pid[16] = "";
	int ends[2];
	pid_t us;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	us = fork();
	if (us == 0) {
		char *script = str_make("echo $$ >/proc/%d/fd/%d; exec sleep 60", (int)getpid(), ends[1]);

		shell(script, "", 0, &out, &st);
		_exit(0);
	}
	assert_true(read(ends[0], pid, sizeof pid - 1) > 0);
	kill(us, SIGKILL);
	waitpid(us, NULL, 0);
	for (int i = 0; i < 200 && kill(atoi(pid), 0) == 0; i++) {
		char *path = str_make("/proc/%d/stat", atoi(pid)), line[256] = "";
		FILE *stat = fopen(path, "r");

		free(path);
		/* Where nobody waits for orphans it stays as a zombie. */
		if (!stat || !fgets(line, sizeof line, stat) || strstr(line, ") Z "))
			i = 1000;
		if (stat)
			fclose(stat);
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
		assert_int_not_equal(i, 199);
	}
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_goes_in_comes_out),
		cmocka_unit_test(test_it_finds_nothing_of_ours),
		cmocka_unit_test(test_every_way_to_break_is_told),
		cmocka_unit_test(test_it_ends_with_us),
	};

	return cmocka_run_group_tests_name("libexec", tests, NULL, NULL);
}
