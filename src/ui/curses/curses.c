/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The face on a terminal: starts and ends curses, draws what is on top, feeds the keys. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/ui/face.h"

#include "chrome.h"
#include "input.h"
#include "sheet.h"
#include "view.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#define BURST 5 /* so many keys at once, and an Enter among them was pasted */

struct face {
	struct ui *ui;
	SCREEN *screen;
	struct paint paint;
	struct view view;
	struct chrome chrome;
	struct input input;
	const struct ui_frame *top; /* what was drawn last, to see what must be drawn again */
	unsigned build;
	int message;
	bool whole;
	bool ascii; /* the locale has nothing else */
};

/* Whether a terminal can put its cursor where it wants, asked before anything is sent to it. */
static bool can_draw(struct status *st)
{
	const char *term = getenv("TERM");
	int found;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return status_set(st, STATUS_INPUT, "terminal", N_("This is not a terminal."), "");
	if (!term || !*term || setupterm(NULL, STDOUT_FILENO, &found) != OK)
		return status_set(st, STATUS_INPUT, "terminal", N_("The terminal “{1}” is unknown here. The linear dialogue serves in its place."), "s",
		                  term ? term : "");
	found = cursor_address && clr_eol && !generic_type && !hard_copy;
	del_curterm(cur_term); /* newterm() reads it again for itself */
	if (!found)
		return status_set(st, STATUS_INPUT, "terminal",
		                  N_("The terminal “{1}” cannot move its cursor. The linear dialogue serves in its place."), "s", term);
	return true;
}

static bool start(struct face *face, struct status *st)
{
	if (!can_draw(st))
		return false;
	input_prepare();
	/* Where the locale has only ASCII we draw only that, but take what is typed as UTF-8, as terminals send it; and curses
	 * repeats no characters by REP, which is as rare as SU. */
	face->ascii = strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0;
	if (face->ascii)
		setlocale(LC_CTYPE, "C.UTF-8");
	face->screen = newterm(NULL, stdout, stdin);
	if (!face->screen) {
		input_done();
		if (face->ascii)
			setlocale(LC_CTYPE, "C");
		return status_set(st, STATUS_INPUT, "terminal", N_("This terminal cannot be used for the screens."), "");
	}
	input_start();
	leaveok(stdscr, FALSE);
	paint_init(&face->paint, face->ascii);
	face->view.paint = &face->paint;
	face->whole = true;
	return true;
}

static void stop(struct face *face)
{
	input_writing(true);
	input_stop();
	view_done(&face->view);
	chrome_done(&face->chrome);
	paint_done(&face->paint);
	str_done(&face->input.paste);
	endwin();
	delscreen(face->screen);
	input_writing(false);
	if (face->ascii)
		setlocale(LC_CTYPE, "C");
	input_done();
}

/* Everything is drawn again where more than the focus of the page changed. */
static bool is_other(struct face *face)
{
	const struct ui_frame *top = ui_top(face->ui);
	unsigned build = ui_page(face->ui)->build;
	bool other = face->whole || face->ui->redraw || top->kind != FRAME_PAGE || top != face->top || build != face->build ||
	             face->chrome.message != face->message;

	if (face->ui->redraw)
		clearok(curscr, TRUE);
	face->whole = face->ui->redraw = false;
	face->top = top;
	face->build = build;
	face->message = face->chrome.message;
	return other;
}

static bool line_changed(const struct paint *paint, int y, cchar_t *old, cchar_t *new)
{
	size_t bytes = (size_t)paint->cols * sizeof *old;

	memset(old, 0, bytes);
	memset(new, 0, bytes);
	mvwin_wchnstr(curscr, y, 0, old, paint->cols);
	mvwin_wchnstr(stdscr, y, 0, new, paint->cols);
	return memcmp(old, new, bytes) != 0;
}

/* Has changed lines written anew instead of moved. Curses moves lines that it finds again further up or down with SU and SD,
 * which several terminals lack although their description promises them. Scrolling line by line, which is what saves bytes,
 * does without. */
static void rewrite_changed(const struct paint *paint)
{
	cchar_t *cells = mem_zero((size_t)paint->cols * 2 + 2, sizeof *cells);
	bool *changed = mem_zero((size_t)paint->rows, sizeof *changed);
	int count = 0, y, x;

	getyx(curscr, y, x);
	for (int line = 0; line < paint->rows; line++)
		count += changed[line] = line_changed(paint, line, cells, cells + paint->cols + 1);
	wmove(curscr, y, x);
	/* Fewer than three lines it does not move. */
	for (int line = 0; count > 2 && line < paint->rows; line++)
		if (changed[line])
			wredrawln(stdscr, line, 1);
	free(cells);
	free(changed);
}

static void draw(struct face *face)
{
	struct paint *paint = &face->paint;
	struct ui *ui = face->ui;
	int rows, y, x;
	bool other, on_page;
	size_t top = face->view.top;

	chrome_lay(&face->chrome, paint, ui);
	rows = chrome_rows(&face->chrome, paint);
	ui->page_rows = rows > 1 ? rows - 1 : 1;
	other = is_other(face);
	view_draw(&face->view, ui_page(ui), face->chrome.head, rows, other);
	y = face->view.cursor_y;
	x = face->view.cursor_x;
	if (other) {
		chrome_draw_head(&face->chrome, paint, ui);
		chrome_draw_footer(&face->chrome, paint, ui);
	}
	on_page = ui_top(ui)->kind == FRAME_PAGE;
	chrome_draw_message(&face->chrome, paint, ui, on_page && view_goes_on(&face->view, false),
	                    on_page && view_goes_on(&face->view, true));
	if (ui_top(ui)->kind != FRAME_PAGE)
		sheet_draw(paint, ui, face->chrome.head + rows, rows, &y, &x);
	if (other || face->view.top > top + 1 || face->view.top + 1 < top)
		rewrite_changed(paint);
	move(y < 0 ? 0 : y < paint->rows ? y : paint->rows - 1, x < 0 ? 0 : x < paint->cols ? x : paint->cols - 1);
	wnoutrefresh(stdscr);
	input_writing(true);
	doupdate();
	input_writing(false);
}

static void suspend(struct face *face)
{
	input_suspend();
	clearok(curscr, TRUE);
	getmaxyx(stdscr, face->paint.rows, face->paint.cols);
	face->whole = true;
}

/* Pasted text from a terminal that does not mark it comes as keys. Its line breaks may go to the next field, but store nothing, and
 * its control characters do nothing. */
static bool was_pasted(struct face *face, uint32_t key)
{
	const struct ui_frame *top = ui_top(face->ui);

	if (!top || top->kind != FRAME_FORM || face->input.burst < BURST || key_is_text(key))
		return false;
	if (key != UI_KEY_ESC && key != UI_KEY_ENTER && key != UI_CONTROL('s') && key != UI_CONTROL('r') && key != UI_CONTROL('c'))
		return false;
	if (key == UI_KEY_ENTER && top->form.form->focus + 1 < top->form.form->field_count)
		return false;
	ui_say(face->ui, MEANING_NORMAL, _("This came all at once, like pasted text. Press the key again if you mean it."));
	return true;
}

static void press(struct face *face, uint32_t key)
{
	struct ui *ui = face->ui;

	ui_press(ui, key);
	/* Where the focus has nowhere to go, the page scrolls: but only the page that is on the screen. */
	if (ui->unmoved && ui_top(ui) == face->top && face->view.build == face->top->build)
		view_scroll(&face->view, ui->move);
}

static void handle(struct face *face)
{
	switch (face->input.type) {
	case INPUT_KEY:
		if (face->input.key == UI_CONTROL('z'))
			suspend(face);
		else if (!was_pasted(face, face->input.key))
			press(face, face->input.key);
		break;
	case INPUT_PASTE:
		ui_paste(face->ui, str_peek(&face->input.paste));
		break;
	case INPUT_RESIZE:
		getmaxyx(stdscr, face->paint.rows, face->paint.cols);
		face->whole = true;
		break;
	case INPUT_IDLE:
		ui_tick(face->ui);
		break;
	case INPUT_HANGUP:
		ui_hangup(face->ui);
		break;
	}
}

bool ui_curses(struct ui *ui, struct status *st)
{
	struct face face = { .ui = ui };

	if (!start(&face, st))
		return false;
	ui_begin(ui);
	for (;;) {
		ui_settle(ui);
		if (!ui->running)
			break;
		/* Drawing waits while keys are there that were typed ahead: each is handled, the last one's page is shown. */
		if (face.input.burst < 2 || face.input.type != INPUT_KEY || !input_more())
			draw(&face);
		input_next(&face.input);
		handle(&face);
	}
	stop(&face);
	return true;
}

void ui_versions(struct str *out)
{
	str_addf(out, "%s\n", curses_version()); /* "ncurses 6.4.20221231" */
}
