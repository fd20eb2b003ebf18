/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/keys.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define IDLE_MS 1000
#define STUCK_S 1 /* so long a terminal may take nothing when the program is to end */
#define PASTE_ON (KEY_MAX + 1)
#define PASTE_OFF (KEY_MAX + 2)

static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{ KEY_UP, UI_KEY_UP },         { KEY_DOWN, UI_KEY_DOWN },       { KEY_LEFT, UI_KEY_LEFT },     { KEY_RIGHT, UI_KEY_RIGHT },
	{ KEY_PPAGE, UI_KEY_PAGE_UP }, { KEY_NPAGE, UI_KEY_PAGE_DOWN }, { KEY_HOME, UI_KEY_HOME },     { KEY_END, UI_KEY_END },
	{ KEY_FIND, UI_KEY_HOME },     { KEY_SELECT, UI_KEY_END },      { KEY_IC, UI_KEY_INSERT },     { KEY_DC, UI_KEY_DELETE },
	{ KEY_BTAB, UI_KEY_BACKTAB },  { KEY_ENTER, UI_KEY_ENTER },     { KEY_A1, UI_KEY_HOME },       { KEY_A3, UI_KEY_PAGE_UP },
	{ KEY_C1, UI_KEY_END },        { KEY_C3, UI_KEY_PAGE_DOWN },    { KEY_BACKSPACE, UI_KEY_BACKSPACE },
};

static const int ending[] = { SIGHUP, SIGTERM, SIGINT };
static const int crashing[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };

static struct sigaction ending_before[COUNT_OF(ending)], crashing_before[COUNT_OF(crashing)];
static struct sigaction stuck_before;
static sigset_t ending_set;
static volatile sig_atomic_t ended, writing, gone_astray;
static bool lost; /* the terminal is gone */
static sigset_t blocked_before;
static struct termios sane;
static bool have_sane, marks_pastes;
static char repair[256]; /* what puts the terminal right again, ready for a signal handler */
static size_t repair_length;

/* A terminal that is held (C-s on its other side) takes nothing: the write would never come back. It gets so long, then what is
 * written goes nowhere. */
static void on_end(int number)
{
	(void)number;
	ended = 1;
	if (writing)
		alarm(STUCK_S);
}

static void on_stuck(int number)
{
	int nowhere = writing ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;

	(void)number;
	if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
		gone_astray = 1;
}

/* Only what a signal handler may call. */
static void on_crash(int number)
{
	ssize_t written = write(STDOUT_FILENO, repair, repair_length);

	(void)written;
	if (have_sane)
		tcsetattr(STDOUT_FILENO, TCSADRAIN, &sane);
	raise(number); /* SA_RESETHAND: the second time it ends the program */
}

static void add_repair(const char *text)
{
	size_t length = text && text != (char *)-1 ? strlen(text) : 0;

	if (repair_length + length >= sizeof repair)
		return;
	memcpy(repair + repair_length, text ? text : "", length);
	repair_length += length;
}

static void send(const char *text)
{
	fputs(text, stdout);
	fflush(stdout);
}

/* Terminals of our days mark pasted text when asked; the old ones might print the request. */
static bool can_mark_pastes(void)
{
	static const char *const known[] = { "xterm", "screen", "tmux",    "rxvt", "foot", "alacritty",
		                             "kitty", "st-",    "konsole", "vte",  "gnome" };
	const char *term = getenv("TERM");

	for (size_t i = 0; term && i < COUNT_OF(known); i++)
		if (strncmp(term, known[i], strlen(known[i])) == 0)
			return true;
	return false;
}

static void prepare_repair(void)
{
	static char names[][6] = { "sgr0", "rmkx", "cnorm", "rmcup" };

	repair_length = 0;
	if (marks_pastes)
		add_repair("\033[?2004l");
	for (size_t i = 0; i < COUNT_OF(names); i++)
		add_repair(tigetstr(names[i]));
	add_repair("\r\n");
}

static void catch_signals(void)
{
	struct sigaction act = { .sa_handler = on_end };
	struct sigaction stuck = { .sa_handler = on_stuck };

	ended = writing = gone_astray = 0;
	sigaction(SIGALRM, &stuck, &stuck_before);
	sigemptyset(&ending_set);
	for (size_t i = 0; i < COUNT_OF(ending); i++) {
		sigaction(ending[i], &act, &ending_before[i]);
		sigaddset(&ending_set, ending[i]);
	}
	/* They come in only while we wait or write: then what was typed is kept by ordinary code, not by a handler. */
	sigprocmask(SIG_BLOCK, &ending_set, &blocked_before);
}

static void crash_handlers(bool on)
{
	struct sigaction act = { .sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND | SA_NODEFER };

	for (size_t i = 0; i < COUNT_OF(crashing); i++) {
		if (on)
			sigaction(crashing[i], NULL, &crashing_before[i]);
		if (crashing_before[i].sa_handler == SIG_DFL) /* a sanitizer's own handler stays */
			sigaction(crashing[i], on ? &act : &crashing_before[i], NULL);
	}
}

/* C-c, C-s and their like come as keys; C-z keeps stopping the program. */
static void free_keys(void)
{
	struct termios now;

	if (tcgetattr(STDIN_FILENO, &now) != 0)
		return;
	now.c_cc[VINTR] = now.c_cc[VQUIT] = now.c_cc[VSUSP] = _POSIX_VDISABLE;
	now.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
	now.c_lflag &= ~(tcflag_t)IEXTEN;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
	def_prog_mode();
}

void input_prepare(void)
{
	have_sane = tcgetattr(STDIN_FILENO, &sane) == 0;
	marks_pastes = lost = false;
	catch_signals();
}

void input_start(void)
{
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(25);
	define_key("\033[200~", PASTE_ON);
	define_key("\033[201~", PASTE_OFF);
	free_keys();
	marks_pastes = can_mark_pastes();
	prepare_repair();
	crash_handlers(true);
	if (marks_pastes)
		send("\033[?2004h");
}

void input_stop(void)
{
	if (marks_pastes)
		send("\033[?2004l");
	crash_handlers(false);
}

void input_writing(bool on)
{
	writing = on;
	if (on && ended)
		alarm(STUCK_S);
	sigprocmask(on ? SIG_UNBLOCK : SIG_BLOCK, &ending_set, NULL);
	if (!on)
		alarm(0);
}

void input_done(void)
{
	/* What curses wrote to put the terminal right went nowhere: at least its modes are as they were. */
	if (gone_astray && have_sane)
		tcsetattr(STDIN_FILENO, TCSANOW, &sane);
	sigaction(SIGALRM, &stuck_before, NULL);
	sigprocmask(SIG_SETMASK, &blocked_before, NULL);
	for (size_t i = 0; i < COUNT_OF(ending); i++)
		sigaction(ending[i], &ending_before[i], NULL);
	/* The SIGHUP of a terminal that is gone may come after we saw it go: it must not end the program before its file is
	 * closed. */
	if (lost)
		signal(SIGHUP, SIG_IGN);
}

void input_suspend(void)
{
	if (marks_pastes)
		send("\033[?2004l");
	/* The whole group, as the terminal would do it: `make run` and the like stop with us. Curses' own handler gives the
	 * terminal back before and takes it again after. */
	kill(0, SIGTSTP);
	if (marks_pastes)
		send("\033[?2004h");
}

/* Waits until there is something to read; true where there is, else *type says what happened. */
static bool wait_for_key(enum input_type *type, bool *hung)
{
	struct pollfd terminal = { .fd = STDIN_FILENO, .events = POLLIN };
	const struct timespec idle = { IDLE_MS / 1000, IDLE_MS % 1000 * 1000000L };
	int found = ppoll(&terminal, 1, &idle, &blocked_before);

	lost |= found > 0 && !(terminal.revents & POLLIN);
	if (ended || lost) {
		*type = INPUT_HANGUP;
		return false;
	}
	if (found == 0) {
		*type = INPUT_IDLE;
		return false;
	}
	*hung = found > 0 && (terminal.revents & (POLLHUP | POLLERR));
	return true; /* on EINTR too: curses then says that the size changed */
}

bool input_more(void)
{
	struct pollfd terminal = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&terminal, 1, 0) > 0;
}

static uint32_t key_of(wint_t c, bool code)
{
	if (!code) {
		if (c == 8 || c == 127)
			return UI_KEY_BACKSPACE;
		return c == 10 ? (uint32_t)UI_KEY_ENTER : (uint32_t)c;
	}
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if ((wint_t)codes[i].code == c)
			return codes[i].key;
	if (c >= (wint_t)KEY_F(1) && c <= (wint_t)KEY_F(12))
		return UI_KEY_F1 + (uint32_t)c - (uint32_t)KEY_F(1);
	return UI_KEY_NONE;
}

/* One key, waiting as long as it takes; false where something else came instead. */
static bool read_key(struct input *input, wint_t *c, bool *code)
{
	bool hung = false;

	for (int empty = 0;; empty++) {
		int got = ended ? ERR : get_wch(c);

		if (got != ERR) {
			*code = got == KEY_CODE_YES;
			input->burst++;
			return true;
		}
		/* A terminal that is gone is always ready and never has anything. */
		lost |= hung || empty > 100;
		if (ended || lost) {
			input->type = INPUT_HANGUP;
			return false;
		}
		input->burst = 0;
		if (!wait_for_key(&input->type, &hung))
			return false;
	}
}

static void collect_paste(struct input *input)
{
	wint_t c;
	bool code;

	str_clear(&input->paste);
	while (read_key(input, &c, &code) && !(code && c == PASTE_OFF)) {
		if (!code && c >= 0x20 && c < 0x110000)
			utf8_add(&input->paste, (uint32_t)c);
		else if (!code)
			str_addc(&input->paste, ' ');
	}
	/* A signal or a terminal that never closes the paste ends it too; the signal is seen again next time. */
	input->type = INPUT_PASTE;
	input->burst = 0;
}

void input_next(struct input *input)
{
	wint_t c;
	bool code;

	do {
		if (!read_key(input, &c, &code))
			return;
		if (code && c == KEY_RESIZE) {
			input->type = INPUT_RESIZE;
			return;
		}
		if (code && c == PASTE_ON) {
			collect_paste(input);
			return;
		}
		input->key = key_of(c, code);
	} while (input->key == UI_KEY_NONE);
	input->type = INPUT_KEY;
}
