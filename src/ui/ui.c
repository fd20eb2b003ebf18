/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of the dialogue, and what screens may call. */
#include "ledsag/ui/ui.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/ui/face.h"
#include "ledsag/ui/marks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PAGES_MAX 16 /* going forth through months all day must not grow without end */

struct ui *ui_new(const struct screen *const *screens, const struct ui_hooks *hooks, const struct ui_binding *bindings,
                  int binding_count, struct status *st)
{
	static const struct ui_hooks no_hooks;
	struct ui *ui = mem_zero(1, sizeof *ui);

	ui->screens = screens;
	ui->hooks = hooks ? hooks : &no_hooks;
	ui->page_rows = 10;
	while (screens[ui->screen_count])
		ui->screen_count++;
	assert(ui->screen_count > 0);
	if (!ui_bind(ui, bindings, binding_count, st))
		ui_free(&ui);
	return ui;
}

static void free_frame(struct ui_frame *frame)
{
	switch (frame->kind) {
	case FRAME_PAGE:
		if (frame->screen->close)
			frame->screen->close(frame->state);
		page_done(&frame->page);
		free(frame->argument);
		free(frame->focus_next);
		break;
	case FRAME_FORM:
		form_edit_done(&frame->form);
		break;
	case FRAME_CONFIRM:
		if (frame->confirm.free_data)
			frame->confirm.free_data(frame->confirm.data);
		free(frame->confirm.question);
		break;
	case FRAME_PALETTE:
		str_done(&frame->palette.typed);
		free(frame->palette.hits);
		break;
	}
	free(frame);
}

void ui_free(struct ui **ui)
{
	struct ui *u = *ui;

	if (!u)
		return;
	while (u->frame_count)
		free_frame(u->frames[--u->frame_count]);
	for (int i = 0; u->opener_ids && i < u->screen_count; i++)
		free(u->opener_ids[i]);
	free(u->opener_ids);
	free(u->openers);
	free(u->frames);
	free(u->taken);
	free(u->bound);
	str_done(&u->message);
	free(u);
	*ui = NULL;
}

struct ui_frame *ui_push(struct ui *ui, enum frame_kind kind)
{
	struct ui_frame *frame = mem_zero(1, sizeof *frame);

	frame->kind = kind;
	MEM_GROW(ui->frames, ui->frame_count, ui->frame_room);
	ui->frames[ui->frame_count++] = frame;
	return frame;
}

void ui_close(struct ui *ui, struct ui_frame *frame)
{
	if (frame->kind == FRAME_FORM && !frame->closed)
		ui_form_keep(ui, frame);
	frame->closed = true;
}

struct ui_frame *ui_top(const struct ui *ui)
{
	for (int i = ui->frame_count - 1; i >= 0; i--)
		if (!ui->frames[i]->closed)
			return ui->frames[i];
	return NULL;
}

struct ui_frame *ui_page(const struct ui *ui)
{
	for (int i = ui->frame_count - 1; i >= 0; i--)
		if (!ui->frames[i]->closed && ui->frames[i]->kind == FRAME_PAGE)
			return ui->frames[i];
	return NULL;
}

char *ui_sentence(const struct ui *ui, const struct status *st)
{
	if (ui->hooks->sentence)
		return ui->hooks->sentence(st);
	return mem_text(st->msgid ? _(st->msgid) : "");
}

/* Where a page cannot be built, it says why: an old page would look as if it were true. */
static void say_failure(struct ui *ui, struct page *page, const struct screen *screen, const struct status *st)
{
	char *sentence = ui_sentence(ui, st);

	page_done(page);
	page_title(page, _(screen->title), NULL);
	block_add_line(page_add_text(page, NULL), MEANING_BAD, sentence);
	free(sentence);
}

static void build_page(struct ui *ui, struct ui_frame *frame)
{
	struct page_item item;
	struct page fresh;
	struct status st = STATUS_INIT;
	bool focused = page_focused(&frame->page, &item);
	size_t number = page_focus_number(&frame->page);
	const char *id = frame->focus_next ? frame->focus_next : focused ? item.id : NULL;

	page_init(&fresh);
	frame->stale = frame->denied = false;
	if (!frame->screen->build(frame->state, ui, &fresh, &st)) {
		say_failure(ui, &fresh, frame->screen, &st);
		frame->denied = st.code == STATUS_DENIED;
	}
	if (!fresh.title)
		page_title(&fresh, _(frame->screen->title), NULL);
	if (id || fresh.focus_block < 0)
		page_focus(&fresh, id, number);
	page_marks_keep(&fresh, &frame->page, frame->own);
	frame->own = false;
	page_done(&frame->page);
	frame->page = fresh;
	frame->build = ++ui->builds;
	free(frame->focus_next);
	frame->focus_next = NULL;
}

void ui_settle(struct ui *ui)
{
	struct ui_frame *page;
	int kept = 0;

	for (int i = 0; i < ui->frame_count; i++) {
		if (ui->frames[i]->closed)
			free_frame(ui->frames[i]);
		else
			ui->frames[kept++] = ui->frames[i];
	}
	ui->frame_count = kept;
	page = ui_page(ui);
	if (!page)
		ui->running = false;
	else if (page->stale)
		build_page(ui, page);
}

static const struct screen *find_screen(const struct ui *ui, const char *id)
{
	for (int i = 0; i < ui->screen_count; i++)
		if (strcmp(ui->screens[i]->id, id) == 0)
			return ui->screens[i];
	return NULL;
}

/* The page that shows the same already, or NULL. */
static struct ui_frame *find_page(const struct ui *ui, const struct screen *screen, const char *argument)
{
	for (int i = ui->frame_count - 1; i >= 0; i--) {
		struct ui_frame *frame = ui->frames[i];

		if (!frame->closed && frame->kind == FRAME_PAGE && frame->screen == screen && str_same(frame->argument, argument))
			return frame;
	}
	return NULL;
}

static void close_above(struct ui *ui, const struct ui_frame *frame)
{
	for (int i = ui->frame_count - 1; i >= 0 && ui->frames[i] != frame; i--)
		ui_close(ui, ui->frames[i]);
}

static void drop_oldest(struct ui *ui)
{
	struct ui_frame *oldest = NULL;
	int pages = 0;

	for (int i = ui->frame_count - 1; i > 0; i--) {
		if (ui->frames[i]->kind != FRAME_PAGE || ui->frames[i]->closed)
			continue;
		pages++;
		oldest = ui->frames[i];
	}
	if (pages >= PAGES_MAX)
		ui_close(ui, oldest);
}

static void open_screen(struct ui *ui, const struct screen *screen, const char *argument)
{
	struct ui_frame *frame;

	drop_oldest(ui);
	frame = ui_push(ui, FRAME_PAGE);
	frame->screen = screen;
	frame->argument = mem_text(argument);
	frame->stale = true;
	page_init(&frame->page);
	if (screen->open)
		frame->state = screen->open(ui, argument);
}

void ui_begin(struct ui *ui)
{
	ui->running = true;
	if (!ui_page(ui))
		open_screen(ui, ui->screens[0], NULL);
}

void *ui_context(struct ui *ui)
{
	return ui->hooks->context;
}

void ui_open(struct ui *ui, const char *screen_id, const char *argument)
{
	const struct screen *screen = find_screen(ui, screen_id);
	struct ui_frame *same, *page = ui_page(ui);

	assert(screen);
	if (page && ui_is_help(page))
		ui_close(ui, page);
	same = find_page(ui, screen, argument);
	if (same) {
		close_above(ui, same);
		same->stale = true;
	} else {
		open_screen(ui, screen, argument);
	}
}

void ui_back(struct ui *ui)
{
	struct ui_frame *page = ui_page(ui);

	if (!page)
		return;
	close_above(ui, page);
	ui_close(ui, page);
	if (!ui_page(ui))
		ui->running = false;
}

static void all_stale(struct ui *ui, bool own)
{
	for (int i = 0; i < ui->frame_count; i++) {
		ui->frames[i]->stale = true;
		ui->frames[i]->own |= own;
	}
}

void ui_rebuild(struct ui *ui)
{
	all_stale(ui, true);
}

void ui_unmark(struct ui *ui)
{
	struct ui_frame *page = ui_page(ui);

	if (page)
		page_unmark(&page->page);
}

const struct page_item *ui_taken(const struct ui *ui, size_t *count)
{
	*count = ui->taken_count;
	return ui->taken;
}

void ui_focus(struct ui *ui, const char *item_id)
{
	struct ui_frame *page = ui_page(ui);

	if (!page)
		return;
	free(page->focus_next);
	page->focus_next = mem_text(item_id);
	page->stale = true;
}

void ui_say(struct ui *ui, enum meaning meaning, const char *text)
{
	str_clear(&ui->message);
	str_add(&ui->message, text);
	ui->message_meaning = meaning;
}

void ui_clear_message(struct ui *ui)
{
	str_clear(&ui->message);
	ui->message_meaning = MEANING_NORMAL;
}

void ui_say_status(struct ui *ui, const struct status *st)
{
	char *sentence = ui_sentence(ui, st);

	ui_say(ui, MEANING_BAD, sentence);
	free(sentence);
}

bool ui_typed(const struct ui *ui)
{
	for (int i = 0; i < ui->frame_count; i++) {
		const struct ui_frame *frame = ui->frames[i];

		if (!frame->closed && frame->kind == FRAME_FORM && !frame->form.form->fleeting && form_edit_typed(&frame->form))
			return true;
	}
	return false;
}

static void keep_forms(struct ui *ui)
{
	for (int i = 0; i < ui->frame_count; i++)
		if (!ui->frames[i]->closed && ui->frames[i]->kind == FRAME_FORM)
			ui_form_keep(ui, ui->frames[i]);
}

void ui_tick(struct ui *ui)
{
	keep_forms(ui);
	if (ui->hooks->changed && ui->hooks->changed(ui->hooks->context))
		all_stale(ui, false);
}

void ui_hangup(struct ui *ui)
{
	keep_forms(ui);
	ui->running = false;
}
