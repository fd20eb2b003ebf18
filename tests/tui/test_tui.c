/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that was built, on a real pty: what a person at a terminal meets. */
#include "../support.h"

#include "../ui/vt.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEDSAG LEDSAG_BUILDDIR "/ledsag"

struct session {
	char *dir, file[512];
	int fd;
	pid_t child;
	struct vt vt;
	char raw[1 << 18]; /* all that the terminal was sent */
	size_t length, since; /* since: before the last keys */
};

static void drain(struct session *s)
{
	/* Quiet for a quarter of a second: everything has been drawn. */
	struct pollfd poll_fd = { s->fd, POLLIN, 0 };

	while (poll(&poll_fd, 1, 250) > 0) {
		ssize_t got = read(s->fd, s->raw + s->length, sizeof s->raw - s->length - 1);

		if (got <= 0)
			return;
		vt_feed(&s->vt, s->raw + s->length, (size_t)got);
		s->length += (size_t)got;
		s->raw[s->length] = '\0';
	}
}

static void in_child(const struct session *s, const char *const *environment)
{
	clearenv();
	setenv("HOME", s->dir, 1);
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LANGUAGE", "en", 1);
	setenv("LEDSAG_NOW", "2025-06-20T10:00", 1);
	setenv("LEDSAG_CONF", LEDSAG_SOURCEDIR "/conf", 1);
	setenv("TERM", "xterm-256color", 1);
	for (; *environment; environment++)
		putenv((char *)*environment);
}

/* Runs a command to its end; its exit code. */
static int run(const struct session *s, const char *const *words)
{
	static const char *const none[] = { NULL };
	pid_t child = fork();
	int status;

	if (child == 0) {
		in_child(s, none);
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execv(LEDSAG, (char *const *)words);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void start(struct session *s, int rows, int cols, const char *const *environment)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	s->length = s->since = 0;
	vt_init(&s->vt, rows, cols);
	s->child = forkpty(&s->fd, NULL, NULL, &size);
	assert_true(s->child >= 0);
	if (s->child == 0) {
		in_child(s, environment);
		execl(LEDSAG, "ledsag", "-f", s->file, (char *)NULL);
		_exit(127);
	}
	drain(s);
}

static void type(struct session *s, const char *keys)
{
	s->since = s->length;
	assert_int_equal(write(s->fd, keys, strlen(keys)), strlen(keys));
	drain(s);
}

static void resize(struct session *s, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	assert_int_equal(ioctl(s->fd, TIOCSWINSZ, &size), 0);
	vt_size(&s->vt, rows, cols);
	kill(s->child, SIGWINCH);
	drain(s);
}

/* Waits for the end; the exit code, or −1 where it did not end by itself. */
static int finish(struct session *s)
{
	int status;

	for (int i = 0; i < 100; i++) {
		if (waitpid(s->child, &status, WNOHANG) == s->child) {
			close(s->fd);
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		}
		usleep(20000);
	}
	kill(s->child, SIGKILL);
	waitpid(s->child, &status, 0);
	close(s->fd);
	return -1;
}

static const char *const plain_terminal[] = { NULL };

static void assert_shows(const struct session *s, const char *text)
{
	if (!vt_shows(&s->vt, text))
		fail_msg("not on the screen: %s", text);
}

/* ---- what is tried */

static void test_every_screen_opens_and_q_leads_home(void **state)
{
	static const char *const titles[] = { "Overview", "Hours",   "Bank",    "Roster", "Grants",
		                              "People",   "Account", "Guide", "Changes" };
	struct session *s = *state;

	start(s, 24, 80, plain_terminal);
	assert_shows(s, "Karen");
	for (int i = 0; i < 9; i++) {
		char key[2] = { (char)('1' + i), '\0' };

		type(s, key);
		assert_shows(s, titles[i]);
	}
	type(s, "q"); /* back to the one before */
	assert_shows(s, titles[7]);
	type(s, "1");
	type(s, "q");
	assert_int_equal(finish(s), 0);
}

/* A braille display follows the hardware cursor: it stands on the focused row, and moves with it. */
static void test_the_cursor_is_where_the_focus_is(void **state)
{
	struct session *s = *state;
	int before;

	start(s, 24, 80, plain_terminal);
	type(s, "2");
	before = s->vt.y;
	assert_true(strchr(vt_line(&s->vt, before), '>') != NULL);
	type(s, "k");
	assert_int_equal(s->vt.y, before - 1);
	assert_true(strchr(vt_line(&s->vt, s->vt.y), '>') != NULL);
	assert_true(s->length - s->since <= 300);
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

/* A marked line has a sign in front, whatever the colours, and the status line counts. */
static void test_a_marked_line_has_a_sign(void **state)
{
	static const char *const environment[] = { "NO_COLOR=1", NULL };
	struct session *s = *state;
	int line;

	start(s, 24, 80, environment);
	type(s, "2");
	type(s, "k");
	line = s->vt.y;
	assert_memory_equal(vt_line(&s->vt, line), "> ", 2);
	type(s, " ");
	assert_memory_equal(vt_line(&s->vt, line), " *", 2);
	assert_int_equal(s->vt.y, line + 1);
	assert_shows(s, "1 marked, ");
	/* The last line has no next one: its sign comes all the same. */
	type(s, " ");
	assert_memory_equal(vt_line(&s->vt, line + 1), ">*", 2);
	assert_shows(s, "2 marked, ");
	type(s, "*");
	type(s, "*");
	assert_memory_equal(vt_line(&s->vt, line), "  ", 2);
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_the_first_frame_is_small(void **state)
{
	struct session *s = *state;

	start(s, 24, 80, plain_terminal);
	assert_in_range(s->length, 200, 2500);
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_hours_are_logged_by_a_line(void **state)
{
	struct session *s = *state;
	const char *const list[] = { "ledsag", "-f", s->file, "hours", "show", "100000", NULL };
	const char *const check[] = { "ledsag", "-f", s->file, "check", NULL };

	start(s, 24, 80, plain_terminal);
	type(s, "a");
	for (const char *at = "thu 18-20 led sofie opera"; *at; at++) {
		char key[2] = { *at, '\0' };

		assert_int_equal(write(s->fd, key, 1), 1);
		usleep(3000);
	}
	drain(s);
	assert_shows(s, "2:00 h on led");
	type(s, "\r");
	type(s, "2");
	assert_shows(s, "opera");
	type(s, "Q");
	assert_int_equal(finish(s), 0);
	assert_int_equal(run(s, check), 0);
	assert_int_equal(run(s, list), 2);
}

/* The question and its meaning are in sight before anything is closed, also where the screen is small. */
static void test_a_month_is_closed_after_a_question(void **state)
{
	struct session *s = *state;

	start(s, 12, 40, plain_terminal);
	type(s, "C");
	type(s, "kkkkkkkkkkkk");
	type(s, "jjj");
	assert_shows(s, "Apr 2025");
	type(s, "c");
	assert_shows(s, "Close April 2025?");
	type(s, "n");
	resize(s, 24, 80);
	assert_shows(s, "All months are closed until March 2025.");
	type(s, "c");
	type(s, "y");
	assert_shows(s, "All months are closed until April 2025.");
	assert_shows(s, "closed on 20 June 2025");
	type(s, "H");
	assert_shows(s, "Hours · April 2025, closed");
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_any_size_is_usable(void **state)
{
	static const int sizes[][2] = { { 12, 40 }, { 60, 200 }, { 3, 10 }, { 1, 1 }, { 24, 80 } };
	struct session *s = *state;

	start(s, 24, 80, plain_terminal);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		resize(s, sizes[i][0], sizes[i][1]);
		type(s, "3");
		type(s, "1");
	}
	assert_shows(s, "Overview");
	resize(s, 12, 40);
	assert_shows(s, "led: Companion scheme");
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_no_colour_where_none_is_wanted(void **state)
{
	static const char *const environment[] = { "NO_COLOR=1", NULL };
	struct session *s = *state;

	start(s, 24, 80, environment);
	assert_shows(s, "Overview");
	assert_null(strstr(s->raw, "[33m"));
	assert_null(strstr(s->raw, "[38;5;"));
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_an_old_terminal_will_do(void **state)
{
	static const char *const environment[] = { "TERM=vt100", NULL };
	struct session *s = *state;

	start(s, 24, 80, environment);
	assert_shows(s, "Overview");
	type(s, "Q");
	assert_int_equal(finish(s), 0);
}

static void test_a_terminal_that_cannot_is_read_to(void **state)
{
	static const char *const environment[] = { "TERM=dumb", NULL };
	struct session *s = *state;

	start(s, 24, 80, environment);
	assert_non_null(strstr(s->raw, "Actions:"));
	assert_null(strchr(s->raw, '\x1b'));
	type(s, "quit\n");
	assert_int_equal(finish(s), 0);
}

/* The line goes dead in the middle of a word: it is there again next time. */
static void test_a_hang_up_keeps_what_was_typed(void **state)
{
	struct session *s = *state;

	start(s, 24, 80, plain_terminal);
	type(s, "a");
	type(s, "thu");
	kill(s->child, SIGHUP);
	finish(s);
	start(s, 24, 80, plain_terminal);
	type(s, "a");
	assert_shows(s, "thu");
	type(s, "\x1b");
	type(s, "Q");
	finish(s);
}

static int setup(void **state)
{
	static struct session s;
	const char *const demo[] = { "ledsag", "demo", s.file, "--case", "ledsage", NULL };

	s.dir = support_tmpdir();
	snprintf(s.file, sizeof s.file, "%s/demo.db", s.dir);
	*state = &s;
	return run(&s, demo);
}

static int teardown(void **state)
{
	struct session *s = *state;

	support_rmdir(&s->dir);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_screen_opens_and_q_leads_home, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_cursor_is_where_the_focus_is, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_marked_line_has_a_sign, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_first_frame_is_small, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hours_are_logged_by_a_line, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_month_is_closed_after_a_question, setup, teardown),
		cmocka_unit_test_setup_teardown(test_any_size_is_usable, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_colour_where_none_is_wanted, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_old_terminal_will_do, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_terminal_that_cannot_is_read_to, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_hang_up_keeps_what_was_typed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
