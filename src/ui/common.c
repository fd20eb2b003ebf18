/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of the dialogue itself. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/ui/face.h"
#include "ledsag/ui/marks.h"

#define MOVE(name, move)                                                                    \
	static void name(struct ui *ui, void *state, const struct page_item *item)           \
	{                                                                                    \
		(void)state;                                                                 \
		(void)item;                                                                  \
		ui_move(ui, move);                                                           \
	}
MOVE(move_up, MOVE_UP)
MOVE(move_down, MOVE_DOWN)
MOVE(move_left, MOVE_LEFT)
MOVE(move_right, MOVE_RIGHT)
MOVE(move_page_up, MOVE_PAGE_UP)
MOVE(move_page_down, MOVE_PAGE_DOWN)
MOVE(move_first, MOVE_FIRST)
MOVE(move_last, MOVE_LAST)
MOVE(move_block, MOVE_NEXT_BLOCK)
#undef MOVE

static void help(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_help_open(ui);
}

static void palette(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_palette_open(ui);
}

static void back(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	/* Esc is what one presses to get out of something, often once too many. */
	if (ui->key == UI_KEY_ESC && ui_page(ui) == ui->frames[0])
		ui_say(ui, MEANING_NORMAL, _("This is the first screen. q leaves the program."));
	else
		ui_back(ui);
}

static void leave(struct ui *ui, void *data)
{
	(void)data;
	ui_hangup(ui);
}

static void quit(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	if (ui_typed(ui))
		ui_confirm(ui, _("A form is open. Leave the program and keep what was typed for the next time?"), leave, NULL, NULL);
	else
		leave(ui, NULL);
}

/* The terminal shows the sign and the count; who listens is told. */
static void say_marks(struct ui *ui)
{
	const char *said = ui_page(ui)->page.marks.said;

	if (ui->spoken)
		ui_say(ui, MEANING_NORMAL, said ? said : _("Nothing is marked."));
}

static void mark(struct ui *ui, void *state, const struct page_item *item)
{
	struct page *page = &ui_page(ui)->page;

	(void)state;
	(void)item;
	if (!page_mark_focused(page)) {
		ui_say(ui, MEANING_WARN, _("This line cannot be marked."));
		return;
	}
	/* On to the next row, but not out of the table. */
	if (page->focus_item + 1 < block_places(&page->blocks[page->focus_block]))
		page_move(page, MOVE_DOWN, 1);
	say_marks(ui);
}

static void mark_all(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	page_mark_all(&ui_page(ui)->page);
	say_marks(ui);
}

static void redraw(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui->redraw = true;
	ui_rebuild(ui);
}

static const struct action actions[] = {
	{ "ui.help", "? F1", N_("help"), N_("Shows what can be done here."), NEEDS_NOTHING, help },
	{ "ui.palette", ":", N_("all actions"), N_("Lists every action and screen; type a few letters to find one."), NEEDS_NOTHING, palette },
	{ "ui.back", "q Esc", N_("back"), N_("Goes back to the screen before; q on the first one leaves the program."), NEEDS_NOTHING, back },
	{ "ui.quit", "Q C-c", N_("quit"), N_("Leaves the program; asks first where something typed is not saved."), NEEDS_NOTHING, quit },
	{ "ui.redraw", "C-l", N_("refresh"), N_("Reads and draws the screen again."), NEEDS_NOTHING, redraw },
	{ "mark.row", "Space", NC_("verb", "mark"), N_("Marks the line, or takes its mark away, and goes on to the next. Some actions are "
	  "then done with all marked lines at once."), NEEDS_ROW | NEEDS_MARKS, mark },
	{ "mark.all", "*", N_("mark all"), N_("Marks all lines; where all are marked, takes the marks away."), NEEDS_ROW | NEEDS_MARKS, mark_all },
	{ "move.up", "Up k", N_("up"), N_("Goes to the line above."), NEEDS_NOTHING, move_up },
	{ "move.down", "Down j", N_("down"), N_("Goes to the line below."), NEEDS_NOTHING, move_down },
	{ "move.left", "Left h", NC_("verb", "left"), N_("In the roster: goes to the time before."), NEEDS_NOTHING, move_left },
	{ "move.right", "Right l", NC_("verb", "right"), N_("In the roster: goes to the time after."), NEEDS_NOTHING, move_right },
	{ "move.page-up", "PageUp C-b", N_("page up"), N_("Goes up by a screenful."), NEEDS_NOTHING, move_page_up },
	{ "move.page-down", "PageDown C-f", N_("page down"), N_("Goes down by a screenful."), NEEDS_NOTHING, move_page_down },
	{ "move.first", "Home g", N_("first"), N_("Goes to the beginning."), NEEDS_NOTHING, move_first },
	{ "move.last", "End G", N_("last"), N_("Goes to the end."), NEEDS_NOTHING, move_last },
	{ "move.block", "Tab", N_("next part"), N_("Goes to the next part of the page."), NEEDS_NOTHING, move_block },
};

const struct action *ui_common_actions(int *count)
{
	*count = (int)COUNT_OF(actions);
	return actions;
}
