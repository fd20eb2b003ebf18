/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The face on a real pseudo-terminal: what is sent, where the cursor stands, and that nothing brings it down. */
#include "../support.h"
#include "fake.h"
#include "vt.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define FRAME_BYTES 2500
#define KEY_BYTES 300
#define LOOKS 3      /* so often in turn it said nothing and slept: it waits for a key */
#define LOOK_MS 10
#define SLOW_MS 8000 /* it is never so slow */

#define UP "\033OA"
#define DOWN "\033OB"
#define RIGHT "\033OC"
#define END "\033OF"
#define PAGE_DOWN "\033[6~"

struct terminal {
	pid_t child;
	int fd, report; /* the child tells at its end what became of it */
	struct vt vt;
	size_t bytes;   /* since the last key */
	struct { long cells, builds, submitted; char logged[64], draft[128], refused[64]; } end;
};

static const char *self; /* this program: the children are new processes, so that a checker of ours does not slow them down */

static int run_child(int report, size_t rows)
{
	struct fake fake = { .rows = rows };
	struct ui_hooks hooks = fake_hooks(&fake);
	struct status st = STATUS_INIT;
	struct ui *ui = ui_new(fake_screens, &hooks, NULL, 0, &st);
	bool ok = ui_curses(ui, &st);

	dprintf(report, "%ld\n%d\n%d\n%s\n%s\n%s\n", fake.cells, fake.builds, fake.submitted, fake.logged, fake.draft ? fake.draft : "",
	        ok ? "" : st.rule);
	ui_free(&ui);
	fake_done(&fake);
	return 0;
}

/* True while it sleeps, as it does when it waits for a key; false while it works or is about to. */
static bool sleeps(pid_t pid)
{
	char name[40], text[512] = "";
	FILE *file;
	const char *state;

	snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
	file = fopen(name, "r");
	if (!file)
		return true;
	state = fgets(text, sizeof text, file) ? strrchr(text, ')') : NULL;
	fclose(file);
	return state && strchr("SZT", state[2]);
}

/* Reads what comes until it waits for the next key. */
static void drain(struct terminal *t)
{
	struct pollfd wait = { .fd = t->fd, .events = POLLIN };
	char buffer[4096];
	ssize_t n;

	for (int slow = 0, quiet = 0; quiet < LOOKS && slow < SLOW_MS / LOOK_MS; slow++) {
		if (poll(&wait, 1, LOOK_MS) <= 0) {
			quiet = sleeps(t->child) ? quiet + 1 : 0;
			continue;
		}
		n = read(t->fd, buffer, sizeof buffer);
		if (n <= 0)
			return;
		vt_feed(&t->vt, buffer, (size_t)n);
		t->bytes += (size_t)n;
		quiet = slow = 0;
	}
}

static void start_rows(struct terminal *t, const char *term, const char *locale, int rows, int cols, size_t table_rows)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	char report[16], many[16];
	int ends[2];

	memset(t, 0, sizeof *t);
	assert_int_equal(pipe(ends), 0);
	vt_init(&t->vt, rows, cols);
	snprintf(report, sizeof report, "%d", ends[1]);
	snprintf(many, sizeof many, "%zu", table_rows);
	t->child = forkpty(&t->fd, NULL, NULL, &size);
	assert_true(t->child >= 0);
	if (t->child == 0) {
		close(ends[0]);
		setenv("TERM", term, 1);
		setenv("LC_ALL", locale, 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		execl(self, self, "child", report, many, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	t->report = ends[0];
	drain(t);
}

static void start(struct terminal *t, int rows, int cols)
{
	start_rows(t, "xterm-256color", "C.UTF-8", rows, cols, FAKE_ROWS);
}

/* Types and waits for what comes of it. */
static void type(struct terminal *t, const char *keys)
{
	t->bytes = 0;
	assert_int_equal(write(t->fd, keys, strlen(keys)), strlen(keys));
	drain(t);
	assert_int_equal(t->vt.unknown, 0);
}

static void resize(struct terminal *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	vt_size(&t->vt, rows, cols);
	assert_int_equal(ioctl(t->fd, TIOCSWINSZ, &size), 0);
	drain(t);
}

/* Waits for the end and reads the report; returns what waitpid says. */
static int finish(struct terminal *t)
{
	FILE *report = fdopen(t->report, "r");
	char line[256];
	int state = -1;

	drain(t);
	for (int i = 0; i < 6 && fgets(line, sizeof line, report); i++) {
		line[strcspn(line, "\n")] = '\0';
		switch (i) {
		case 0: t->end.cells = atol(line); break;
		case 1: t->end.builds = atol(line); break;
		case 2: t->end.submitted = atol(line); break;
		case 3: snprintf(t->end.logged, sizeof t->end.logged, "%.60s", line); break;
		case 4: snprintf(t->end.draft, sizeof t->end.draft, "%.120s", line); break;
		default: snprintf(t->end.refused, sizeof t->end.refused, "%.60s", line);
		}
		/* A draft of one field ends in a line break of its own. */
		if (i == 4 && *line)
			assert_non_null(fgets(line, sizeof line, report));
	}
	fclose(report);
	waitpid(t->child, &state, 0);
	close(t->fd);
	return state;
}

static void quit(struct terminal *t)
{
	type(t, "\003");
	assert_int_equal(finish(t), 0);
}

/* What was typed into a form is asked about. */
static void quit_form(struct terminal *t)
{
	type(t, "\003");
	type(t, "y");
	assert_int_equal(finish(t), 0);
}

/* The cursor stands on the first letter of `text`, on a line marked as focused. */
static void assert_cursor_on(const struct terminal *t, const char *text)
{
	const char *line = vt_line(&t->vt, t->vt.y);

	if (line[0] != '>' || t->vt.x != 2 || strncmp(line + 2, text, strlen(text)) != 0)
		fail_msg("cursor at %d,%d of “%s”, not on “%s”", t->vt.y, t->vt.x, line, text);
}

static void test_the_first_frame_is_small(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	assert_in_range(t.bytes, 200, FRAME_BYTES);
	assert_true(vt_shows(&t.vt, "Overview"));
	assert_true(vt_shows(&t.vt, "Karen Holm · holder"));
	assert_true(vt_shows(&t.vt, "? help  q quit"));
	assert_cursor_on(&t, "BPA, citizen-led");
	assert_true(t.vt.coloured);
	type(&t, "2");
	assert_in_range(t.bytes, 200, FRAME_BYTES);
	assert_cursor_on(&t, "Mon 1 Nov");
	quit(&t);
}

static void test_a_cursor_key_is_cheap(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	for (int i = 2; i <= 30; i++) {
		char day[16];

		type(&t, i % 2 ? "j" : DOWN);
		assert_in_range(t.bytes, 1, KEY_BYTES);
		snprintf(day, sizeof day, " %d Nov", (i - 1) % 28 + 1);
		assert_non_null(strstr(vt_line(&t.vt, t.vt.y), day));
		assert_int_equal(t.vt.x, 2);
	}
	assert_non_null(strstr(vt_line(&t.vt, 2), "Day")); /* the titles of the columns stay in sight */
	for (int i = 0; i < 29; i++) {
		type(&t, UP);
		assert_in_range(t.bytes, 1, KEY_BYTES);
	}
	assert_cursor_on(&t, "Mon 1 Nov");
	type(&t, "3");
	for (int i = 0; i < 8; i++) {
		type(&t, i % 2 ? "j" : RIGHT);
		assert_in_range(t.bytes, 1, KEY_BYTES);
	}
	quit(&t);
	assert_int_equal(t.end.builds, 3); /* three pages, each built once */
}

static void test_only_cells_in_sight_are_asked_for(void **state)
{
	struct terminal t;

	(void)state;
	start_rows(&t, "xterm-256color", "C.UTF-8", 24, 80, 1000000);
	type(&t, "2");
	type(&t, END);
	assert_true(vt_shows(&t.vt, "1234:30"));
	type(&t, "g");
	type(&t, PAGE_DOWN);
	quit(&t);
	assert_in_range(t.end.cells, 100, 2500);
}

static void test_every_size_works(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 1, 1 },   { 2, 2 },    { 3, 5 },  { 1, 200 }, { 60, 1 },
		                        { 5, 10 },  { 12, 40 }, { 60, 200 }, { 6, 20 }, { 40, 120 } };
	static const char *const places[] = { "1", "2", "3", "a", "\033", ":", "re", "\033", "d", "n", "?", "q" };
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	for (size_t p = 0; p < COUNT_OF(places); p++) {
		t.bytes = 0;
		assert_int_equal(write(t.fd, places[p], strlen(places[p])), strlen(places[p]));
		/* Esc is told from a sequence by what does not follow. */
		usleep(60000);
		if (p == 2)
			assert_int_equal(write(t.fd, "2", 1), 1);
		for (size_t i = 0; i < COUNT_OF(sizes); i++) {
			resize(&t, sizes[i][0], sizes[i][1]);
			assert_in_range(t.vt.y, 0, sizes[i][0] - 1);
			assert_int_equal(waitpid(t.child, NULL, WNOHANG), 0);
		}
		assert_int_equal(t.vt.unknown, 0);
	}
	resize(&t, 24, 80);
	type(&t, "\014");
	assert_cursor_on(&t, "Mon 1 Nov");
	quit(&t);
}

static void test_forty_columns_show_what_matters(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 12, 40);
	assert_cursor_on(&t, "BPA, citizen-led");
	assert_true(vt_shows(&t.vt, "94:30 of 160:00 h left"));
	assert_true(vt_shows(&t.vt, "? help  q quit"));
	type(&t, "2");
	assert_non_null(strstr(vt_line(&t.vt, 1), "Day"));
	assert_non_null(strstr(vt_line(&t.vt, 1), "Hours"));
	assert_non_null(strstr(vt_line(&t.vt, 1), "Who"));
	assert_null(strstr(vt_line(&t.vt, 1), "State"));
	type(&t, "3");
	type(&t, END); /* the last day of the week comes into sight */
	assert_true(vt_shows(&t.vt, "Sun 23"));
	assert_false(vt_shows(&t.vt, "Mon 17"));
	quit(&t);
}

static void test_a_form_has_the_cursor_at_the_caret(void **state)
{
	struct terminal t;
	int caret;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	type(&t, "a");
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "> Date   fri 21 nov"));
	assert_int_equal(t.vt.x, 9 + 10);
	type(&t, "\t");
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "> Time"));
	caret = t.vt.x;
	type(&t, "22æ");
	assert_int_equal(t.vt.x, caret + 3);
	type(&t, "\177");
	type(&t, "-");
	assert_true(vt_shows(&t.vt, "fri 21 nov 22- · 9:00 h")); /* said while one types */
	type(&t, "7\r");
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "> Kind ‹ work ›"));
	assert_true(vt_shows(&t.vt, "[work]  standby  illness"));
	type(&t, RIGHT);
	assert_true(vt_shows(&t.vt, "work  [standby]  illness"));
	type(&t, "\023");
	assert_true(vt_shows(&t.vt, "Logged: 9:00 h. 16:00 h are left."));
	assert_cursor_on(&t, "Mon 1 Nov");
	quit(&t);
	assert_string_equal(t.end.logged, "fri 21 nov 22-7 standby");
}

static void test_a_long_value_scrolls(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 12, 40);
	type(&t, "2");
	type(&t, "a");
	type(&t, "\t");
	for (int i = 0; i < 30; i++)
		type(&t, i == 29 ? "Z" : "xy");
	assert_in_range(t.vt.x, 9, 39);
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "yZ"));
	type(&t, "\001");
	assert_int_equal(t.vt.x, 9);
	assert_null(strstr(vt_line(&t.vt, t.vt.y), "Z"));
	type(&t, "\033OP"); /* help, over the form and back */
	type(&t, "q");
	assert_true(vt_shows(&t.vt, "Log hours"));
	type(&t, "\003");
	assert_true(vt_shows(&t.vt, "Leave the program"));
	type(&t, "y");
	assert_int_equal(finish(&t), 0);
}

static void test_what_is_out_of_sight_is_marked(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	assert_true(vt_shows(&t.vt, "more below"));
	type(&t, END);
	assert_true(vt_shows(&t.vt, "more above"));
	assert_false(vt_shows(&t.vt, "more above and below"));
	type(&t, "a");
	for (int i = 0; i < 10; i++)
		type(&t, "0123456789");
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "> Date  ‹"));
	assert_true(t.vt.x > 40); /* as wide as there is room */
	type(&t, "\001");
	assert_null(strstr(vt_line(&t.vt, t.vt.y), "‹"));
	quit_form(&t);
}

static void test_a_page_of_words_opens_at_its_top(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "3");
	type(&t, "W");
	assert_cursor_on(&t, "month 12");
	assert_true(vt_shows(&t.vt, "This is what matters."));
	assert_true(vt_shows(&t.vt, "more below"));
	quit(&t);
}

/* Nobody reads what it writes: a signal still ends it. */
static void test_a_signal_ends_it_in_a_write(void **state)
{
	struct terminal t;
	int code = -1;

	(void)state;
	start(&t, 60, 200);
	type(&t, "2");
	for (int i = 0; i < 40; i++) {
		assert_int_equal(write(t.fd, i % 2 ? "1" : "2", 1), 1);
		usleep(10000);
	}
	kill(t.child, SIGTERM);
	for (int i = 0; i < 100 && waitpid(t.child, &code, WNOHANG) == 0; i++)
		usleep(50000);
	close(t.fd);
	close(t.report);
	assert_int_equal(code, 0);
}

static void test_narrow_lanes_cut_before_the_dash(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "3");
	for (int y = 0; y < 24; y++) {
		assert_null(strstr(vt_line(&t.vt, y), "–="));
		assert_null(strstr(vt_line(&t.vt, y), "–?"));
	}
	quit(&t);
}

static void test_pasted_text_stores_nothing(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "\033[200~2aq\rQ\033[201~");
	assert_true(vt_shows(&t.vt, "Pasted text goes only into forms."));
	type(&t, "2");
	type(&t, "a");
	type(&t, "\033[200~ next\r\nweek\n\033[201~");
	assert_true(vt_shows(&t.vt, "Log hours"));
	assert_non_null(strstr(vt_line(&t.vt, t.vt.y), "fri 21 nov next  week"));
	/* From a terminal that does not mark it: lines go to the fields, and the last one stores nothing. */
	type(&t, "x\r8-15\rill\rsome words\rq\r");
	assert_true(vt_shows(&t.vt, "Press the key again if you mean it."));
	type(&t, "\r");
	quit(&t);
	assert_int_equal(t.end.submitted, 1);
}

static void test_old_and_plain_terminals(void **state)
{
	struct terminal t;

	(void)state;
	start_rows(&t, "vt100", "C.UTF-8", 24, 80, FAKE_ROWS);
	assert_cursor_on(&t, "BPA, citizen-led");
	assert_false(t.vt.coloured);
	assert_true(vt_shows(&t.vt, "---------------"));
	assert_true(vt_shows(&t.vt, "####"));
	assert_true(vt_shows(&t.vt, "Anna Sørensen"));
	quit(&t);
	start_rows(&t, "xterm", "C", 24, 80, FAKE_ROWS);
	assert_true(vt_shows(&t.vt, "Anna Soerensen"));
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			assert_in_range(t.vt.cells[y][x], ' ', '~');
	assert_true(vt_shows(&t.vt, "------------------------------"));
	quit(&t);
	setenv("NO_COLOR", "1", 1);
	start(&t, 24, 80);
	unsetenv("NO_COLOR");
	assert_false(t.vt.coloured);
	assert_cursor_on(&t, "BPA, citizen-led");
	quit(&t);
}

static void test_terminals_that_cannot_are_refused(void **state)
{
	static const char *const terms[] = { "dumb", "no-such-terminal", "" };
	struct terminal t;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(terms); i++) {
		start_rows(&t, terms[i], "C.UTF-8", 24, 80, FAKE_ROWS);
		assert_int_equal(finish(&t), 0);
		assert_string_equal(t.end.refused, "terminal");
		assert_int_equal(t.bytes, 0); /* nothing was sent to it */
	}
}

static void test_signals_keep_what_was_typed(void **state)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGINT };
	struct terminal t;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		start(&t, 24, 80);
		type(&t, "2");
		type(&t, "a");
		type(&t, "x");
		kill(t.child, signals[i]);
		assert_int_equal(finish(&t), 0);
		assert_string_equal(t.end.draft, "date\tfri 21 novx");
	}
	start(&t, 24, 80);
	type(&t, "2");
	type(&t, "a");
	type(&t, "y");
	usleep(1300000); /* idle: kept without any key */
	kill(t.child, SIGKILL);
	finish(&t);
}

static void test_a_lost_terminal_ends_it(void **state)
{
	struct terminal t;
	int code = -1;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	close(t.fd);
	for (int i = 0; i < 100 && waitpid(t.child, &code, WNOHANG) == 0; i++)
		usleep(50000);
	close(t.report);
	assert_int_equal(code, 0);
}

static void test_a_crash_gives_the_terminal_back(void **state)
{
	struct terminal t;
	struct termios before, after;
	int code;

	(void)state;
	start(&t, 24, 80);
	tcgetattr(t.fd, &before);
	assert_false(before.c_lflag & ECHO);
	kill(t.child, SIGABRT);
	drain(&t);
	tcgetattr(t.fd, &after);
	code = finish(&t);
	assert_true(WIFSIGNALED(code) && WTERMSIG(code) == SIGABRT);
	assert_true(after.c_lflag & ECHO);
	assert_true(after.c_lflag & ICANON);
}

static void test_stopping_and_going_on(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	type(&t, "\032"); /* nobody could continue it here, so it goes on at once, on a fresh screen */
	assert_cursor_on(&t, "Mon 1 Nov");
	type(&t, "j");
	assert_cursor_on(&t, "Tue 2 Nov");
	quit(&t);
}

static void test_help_palette_and_question(void **state)
{
	struct terminal t;

	(void)state;
	start(&t, 24, 80);
	type(&t, "2");
	type(&t, "?");
	assert_cursor_on(&t, "The hours of a month");
	type(&t, DOWN);
	type(&t, DOWN);
	type(&t, DOWN);
	assert_cursor_on(&t, "On this screen");
	type(&t, "q");
	type(&t, ":");
	type(&t, "wi");
	assert_int_equal(t.vt.x, 4); /* after what was typed */
	assert_true(vt_shows(&t.vt, "> withdraw"));
	type(&t, DOWN);
	assert_cursor_on(&t, "withdraw");
	type(&t, "\r");
	assert_true(vt_shows(&t.vt, "Withdraw the entry of Fri 21 Nov"));
	assert_cursor_on(&t, "no");
	type(&t, UP);
	assert_cursor_on(&t, "yes");
	type(&t, "\r");
	assert_true(vt_shows(&t.vt, "Withdrawn."));
	type(&t, "~");
	assert_true(vt_shows(&t.vt, "~ does nothing here. ? shows what can be done."));
	quit(&t);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_frame_is_small),
		cmocka_unit_test(test_a_cursor_key_is_cheap),
		cmocka_unit_test(test_only_cells_in_sight_are_asked_for),
		cmocka_unit_test(test_every_size_works),
		cmocka_unit_test(test_forty_columns_show_what_matters),
		cmocka_unit_test(test_a_form_has_the_cursor_at_the_caret),
		cmocka_unit_test(test_a_long_value_scrolls),
		cmocka_unit_test(test_what_is_out_of_sight_is_marked),
		cmocka_unit_test(test_a_page_of_words_opens_at_its_top),
		cmocka_unit_test(test_a_signal_ends_it_in_a_write),
		cmocka_unit_test(test_narrow_lanes_cut_before_the_dash),
		cmocka_unit_test(test_pasted_text_stores_nothing),
		cmocka_unit_test(test_old_and_plain_terminals),
		cmocka_unit_test(test_terminals_that_cannot_are_refused),
		cmocka_unit_test(test_signals_keep_what_was_typed),
		cmocka_unit_test(test_a_lost_terminal_ends_it),
		cmocka_unit_test(test_a_crash_gives_the_terminal_back),
		cmocka_unit_test(test_stopping_and_going_on),
		cmocka_unit_test(test_help_palette_and_question),
	};

	self = argv[0];
	if (argc == 4) {
		setlocale(LC_ALL, "");
		return run_child(atoi(argv[2]), (size_t)atol(argv[3]));
	}
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
