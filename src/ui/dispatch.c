/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a key to what it does: the built-in keys of the tables, those of keys.conf, and who may. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/ui/face.h"
#include "ledsag/ui/marks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void add_bound(struct ui *ui, const struct action *action, const struct screen *owner, const struct screen *opens)
{
	struct ui_bound *bound;

	MEM_GROW(ui->bound, ui->bound_count, ui->bound_room);
	bound = &ui->bound[ui->bound_count++];
	*bound = (struct ui_bound){ .action = action, .owner = owner, .opens = opens };
	bound->key_count = key_parse_list(action->keys ? action->keys : "", bound->keys, UI_KEYS_MAX, NULL);
	assert(bound->key_count >= 0); /* a key in a table of actions that is none */
}

static void add_openers(struct ui *ui)
{
	ui->openers = mem_zero((size_t)ui->screen_count, sizeof *ui->openers);
	ui->opener_ids = mem_zero((size_t)ui->screen_count, sizeof *ui->opener_ids);
	for (int i = 0; i < ui->screen_count; i++) {
		const struct screen *screen = ui->screens[i];

		ui->opener_ids[i] = str_make("screen.%s", screen->id);
		ui->openers[i] = (struct action){
			.id = ui->opener_ids[i], .keys = screen->keys, .verb = screen->title, .help = ui_about(ui, screen)
		};
		if (screen->keys)
			add_bound(ui, &ui->openers[i], NULL, screen);
	}
}

static bool bad_key(const char *action, const char *key, struct status *st)
{
	char *name = mem_textn(key, strcspn(key, " \t"));
	bool ok = status_set(st, STATUS_INPUT, "keys",
	                     N_("“{1}” is not a key for {2}. Keys look like a, A, Enter, F1, Up or C-x; at most eight for one action."), "ss",
	                     name, action);

	free(name);
	return ok;
}

static bool rebind(struct ui *ui, const struct ui_binding *binding, struct status *st)
{
	bool known = false;

	for (int i = 0; i < ui->bound_count; i++) {
		struct ui_bound *bound = &ui->bound[i];
		const char *bad = "";

		if (strcmp(bound->action->id, binding->action) != 0)
			continue;
		known = true;
		bound->rebound = true;
		bound->key_count = key_parse_list(binding->keys, bound->keys, UI_KEYS_MAX, &bad);
		if (bound->key_count < 0)
			return bad_key(binding->action, bad, st);
	}
	if (!known)
		return status_set(st, STATUS_INPUT, "keys", N_("There is no action “{1}”."), "s", binding->action);
	return true;
}

bool ui_bind(struct ui *ui, const struct ui_binding *bindings, int count, struct status *st)
{
	int common;
	const struct action *actions = ui_common_actions(&common);

	for (int s = 0; s < ui->screen_count; s++)
		for (int a = 0; a < ui->screens[s]->action_count; a++)
			add_bound(ui, &ui->screens[s]->actions[a], ui->screens[s], NULL);
	add_openers(ui);
	for (int a = 0; a < common; a++)
		add_bound(ui, &actions[a], NULL, NULL);
	for (int i = 0; i < count; i++)
		if (!rebind(ui, &bindings[i], st))
			return false;
	return true;
}

static bool has_key(const struct ui_bound *bound, uint32_t key)
{
	for (int i = 0; i < bound->key_count; i++)
		if (bound->keys[i] == key)
			return true;
	return false;
}

bool ui_may_open(const struct ui *ui, const struct screen *screen)
{
	return !ui->hooks->may_open || ui->hooks->may_open(ui->hooks->context, screen->id);
}

const char *ui_about(struct ui *ui, const struct screen *screen)
{
	return screen->about ? screen->about(ui) : screen->help;
}

/* The page of a screen that is shown last says that it may not be seen. */
static bool is_denied(const struct ui *ui, const struct screen *screen)
{
	for (int i = ui->frame_count - 1; i >= 0; i--) {
		const struct ui_frame *frame = ui->frames[i];

		if (!frame->closed && frame->kind == FRAME_PAGE && frame->screen == screen)
			return frame->denied;
	}
	return false;
}

/* The screen that an action leads to by its name, NULL where none. */
static const struct screen *leads_to(const struct ui *ui, const struct ui_bound *bound)
{
	const char *dot = strchr(bound->action->id, '.');

	if (bound->opens)
		return bound->opens;
	for (int i = 0; bound->owner && dot && i < ui->screen_count; i++)
		if (strcmp(ui->screens[i]->id, dot + 1) == 0)
			return ui->screens[i];
	return NULL;
}

bool ui_permitted(const struct ui *ui, const struct ui_bound *bound)
{
	const struct ui_hooks *hooks = ui->hooks;
	const struct screen *to = leads_to(ui, bound);
	unsigned needs = bound->action->needs;

	if ((to && !ui_may_open(ui, to)) || (bound->owner && (is_denied(ui, bound->owner) || !ui_may_open(ui, bound->owner))))
		return false;
	if ((needs & NEEDS_WRITE) && hooks->may_write && !hooks->may_write(hooks->context))
		return false;
	return !(needs & NEEDS_LEADER) || !hooks->is_leader || hooks->is_leader(hooks->context);
}

bool ui_marks_on(const struct ui *ui, const struct screen *screen)
{
	for (int i = 0; screen && i < ui->bound_count; i++)
		if (ui->bound[i].owner == screen && (ui->bound[i].action->needs & TAKES_MARKED) && ui_permitted(ui, &ui->bound[i]))
			return true;
	return false;
}

/* Whether it can be done on a screen, with leave of who may. */
static bool belongs_to(const struct ui *ui, const struct ui_bound *bound, const struct screen *screen)
{
	if (bound->owner)
		return bound->owner == screen;
	return !(bound->action->needs & NEEDS_MARKS) || ui_marks_on(ui, screen);
}

bool ui_available(const struct ui *ui, const struct ui_bound *bound)
{
	const struct ui_frame *page = ui_page(ui);

	return belongs_to(ui, bound, page ? page->screen : NULL) && ui_permitted(ui, bound);
}

/* What the person chose in keys.conf comes before what is built in, and a screen's own before what holds everywhere. */
static const struct ui_bound *lookup_on(const struct ui *ui, const struct screen *screen, uint32_t key)
{
	const struct ui_bound *best = NULL;

	for (int i = 0; i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (!has_key(bound, key) || !belongs_to(ui, bound, screen) || !ui_permitted(ui, bound))
			continue;
		if (!best || (bound->rebound && !best->rebound))
			best = bound;
	}
	return best;
}

const struct ui_bound *ui_lookup(const struct ui *ui, uint32_t key)
{
	const struct ui_frame *page = ui_page(ui);

	return lookup_on(ui, page ? page->screen : NULL, key);
}

const struct ui_bound *ui_find_bound(const struct ui *ui, const char *action_id)
{
	for (int i = 0; i < ui->bound_count; i++)
		if (strcmp(ui->bound[i].action->id, action_id) == 0 && ui_available(ui, &ui->bound[i]))
			return &ui->bound[i];
	return NULL;
}

bool ui_add_keys(const struct ui *ui, const struct screen *screen, const struct ui_bound *bound, int most, const char *between,
                 struct str *out)
{
	int added = 0;

	for (int i = 0; i < bound->key_count && added < most; i++) {
		if (lookup_on(ui, screen, bound->keys[i]) != bound)
			continue;
		if (added++)
			str_add(out, between);
		key_add_label(out, bound->keys[i]);
	}
	return added > 0;
}

/* Keeps what an action is done with, as long as it runs. */
static void take(struct ui *ui, const struct page *page, const struct ui_bound *bound, const struct page_item *focused)
{
	if ((bound->action->needs & TAKES_MARKED) && page->marks.count && !ui->one) {
		ui->taken = page_marked(page, &ui->taken_count);
	} else if (focused) {
		ui->taken = mem_alloc(sizeof *ui->taken);
		*ui->taken = *focused;
		ui->taken_count = 1;
	}
}

static void let_go(struct ui *ui)
{
	free(ui->taken);
	ui->taken = NULL;
	ui->taken_count = 0;
}

void ui_run(struct ui *ui, const struct ui_bound *bound)
{
	struct ui_frame *page = ui_page(ui);
	struct page_item item;
	bool focused = page && page_focused(&page->page, &item);

	if (!page)
		return;
	if (bound->opens) {
		/* What was marked there is forgotten, unless one only looks at a row and comes back. */
		if (bound->opens != page->screen)
			page_unmark(&page->page);
		ui_open(ui, bound->opens->id, NULL);
		return;
	}
	if ((bound->action->needs & NEEDS_ROW) && !focused) {
		ui_say(ui, MEANING_WARN, _("There is nothing here to do this with."));
		return;
	}
	let_go(ui);
	take(ui, &page->page, bound, focused ? &item : NULL);
	bound->action->run(ui, bound->owner ? page->state : NULL, focused ? &item : NULL);
	let_go(ui);
}

void ui_move(struct ui *ui, enum page_move move)
{
	struct ui_frame *page = ui_page(ui);

	ui->move = move;
	ui->unmoved = page && !page_move(&page->page, move, ui->page_rows);
}

static void refuse_key(struct ui *ui, uint32_t key)
{
	const struct ui_bound *help = ui_find_bound(ui, "ui.help");
	const struct ui_frame *page = ui_page(ui);
	struct str label = STR_INIT, help_key = STR_INIT;
	char *text;

	key_add_label(&label, key);
	if (help && ui_add_keys(ui, page->screen, help, 1, "", &help_key))
		text = str_make(_("%s does nothing here. %s shows what can be done."), str_peek(&label), str_peek(&help_key));
	else
		text = str_make(_("%s does nothing here."), str_peek(&label));
	ui_say(ui, MEANING_WARN, text);
	free(text);
	str_done(&label);
	str_done(&help_key);
}

static void press_on_page(struct ui *ui, uint32_t key)
{
	const struct ui_bound *bound = ui_lookup(ui, key);

	if (bound)
		ui_run(ui, bound);
	else
		refuse_key(ui, key);
}

/* In a dialog most keys are text: only what no text has (C-c, C-l, F1) still reaches these. */
static bool press_over_dialog(struct ui *ui, uint32_t key)
{
	static const char *const reachable[] = { "ui.quit", "ui.redraw", "ui.help" };
	const struct ui_bound *bound = key_is_text(key) || key == UI_KEY_ESC || key == UI_KEY_ENTER ? NULL : ui_lookup(ui, key);

	for (size_t i = 0; bound && i < COUNT_OF(reachable); i++) {
		if (strcmp(bound->action->id, reachable[i]) == 0) {
			ui_run(ui, bound);
			return true;
		}
	}
	return false;
}

void ui_press(struct ui *ui, uint32_t key)
{
	struct ui_frame *top = ui_top(ui);

	ui_clear_message(ui);
	ui->key = key;
	ui->unmoved = false;
	if (!top)
		return;
	if (top->kind != FRAME_PAGE && press_over_dialog(ui, key))
		return;
	switch (top->kind) {
	case FRAME_PAGE:
		press_on_page(ui, key);
		break;
	case FRAME_FORM:
		ui_form_press(ui, top, key);
		break;
	case FRAME_CONFIRM:
		ui_confirm_press(ui, top, key);
		break;
	case FRAME_PALETTE:
		ui_palette_press(ui, top, key);
		break;
	}
}

void ui_paste(struct ui *ui, const char *text)
{
	struct ui_frame *top = ui_top(ui);

	ui_clear_message(ui);
	if (top && top->kind == FRAME_FORM) {
		ui_form_event(ui, top, form_edit_paste(&top->form, text));
	} else if (top && top->kind == FRAME_PALETTE) {
		utf8_add_safe(&top->palette.typed, text);
		ui_palette_filter(ui, top);
	} else {
		ui_say(ui, MEANING_WARN, _("Pasted text goes only into forms."));
	}
}
