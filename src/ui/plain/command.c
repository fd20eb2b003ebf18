/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed: a number, an action by key, verb or id, a screen by name, or a word of this face. */
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/ui/marks.h"
#include "ledsag/ui/match.h"
#include "plain.h"

#include <stdlib.h>
#include <string.h>

/* Reads a number from 1 to the number of items; false where it is none. */
static bool read_number(const char *text, size_t *number)
{
	char *end;
	unsigned long long n;

	if (*text < '0' || *text > '9')
		return false;
	n = strtoull(text, &end, 10);
	*number = (size_t)n;
	return *end == '\0' && end - text < 10;
}

static void read_again(struct plain *plain, const char *why)
{
	plain_print(plain, why);
	str_clear(&plain->printed);
}

/* Chooses an item that was said: it, or nothing. */
static bool choose_said(struct plain *plain, const struct said_item *item)
{
	enum said_state state = said_focus(item, &ui_page(plain->ui)->page);
	char *text;

	if (state == SAID_THERE)
		return true;
	text = str_make(state == SAID_GONE ? _("Item %zu is not there any more. The page is read again.")
	                                   : _("Item %zu was changed meanwhile. The page is read again."),
	                item->number);
	read_again(plain, text);
	free(text);
	return false;
}

static bool choose(struct plain *plain, size_t number)
{
	struct page *page = &ui_page(plain->ui)->page;
	const struct said_item *item = said_find(&plain->said, number);
	size_t places = say_count(page);
	char *text;

	if (item)
		return choose_said(plain, item);
	if (ui_page(plain->ui)->build != plain->build) {
		read_again(plain, _("The page was changed meanwhile. It is read again."));
		return false;
	}
	if (number >= 1 && number <= places) {
		page_focus_place(page, say_place(page, number - 1));
		return true;
	}
	text = places ? str_make(_("There is no item %zu; they go from 1 to %zu."), number, places)
	              : str_make(_("There is no item %zu: this page has none to choose."), number);
	plain_print(plain, text);
	free(text);
	return false;
}

/* The screen that a number opens where it is no item; NULL where it is one or opens none. */
static const struct ui_bound *by_digit(const struct plain *plain, const char *typed, size_t number)
{
	const struct ui_bound *bound = typed[1] == '\0' ? ui_lookup(plain->ui, (uint32_t)(unsigned char)typed[0]) : NULL;
	bool item = said_find(&plain->said, number) || (number >= 1 && number <= say_count(&ui_page(plain->ui)->page));

	return !item && bound && bound->opens ? bound : NULL;
}

static void say_chosen(struct plain *plain)
{
	const struct page *page = &ui_page(plain->ui)->page;
	struct str out = STR_INIT;

	say_focus(page, &out);
	plain_print(plain, str_peek(&out));
	plain->focus = page_focus_number(page);
	str_done(&out);
}

static void more(struct plain *plain)
{
	struct str out = STR_INIT;

	if (say_more(&ui_page(plain->ui)->page, plain->rows, &out)) {
		say_kept(&ui_page(plain->ui)->page, plain->rows, &plain->said);
		plain->rows += ROWS_AT_ONCE;
		plain_print(plain, out.s);
	} else {
		plain_print(plain, _("There are no more rows."));
	}
	str_done(&out);
}

static bool is_more(const char *typed)
{
	return match_same(typed, "more") || match_same(typed, _("more"));
}

/* An action that a key alone leads to. Digits choose items here, so they lead to none. */
static const struct ui_bound *by_key(const struct ui *ui, const char *typed)
{
	uint32_t key;

	return key_parse(typed, strlen(typed), &key) && !(key >= '0' && key <= '9') ? ui_lookup(ui, key) : NULL;
}

static bool is_name(const struct ui_bound *bound, const char *typed, bool (*same)(const char *, const char *))
{
	return same(_c(bound->action->verb), typed) || (bound->opens && same(bound->opens->id, typed));
}

/* The first with exactly this name, else the only one that begins so; *hits counts those that do. */
static const struct ui_bound *by_name(const struct ui *ui, const char *typed, int *hits)
{
	const struct ui_bound *found = NULL;

	*hits = 0;
	for (int i = 0; i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (!ui_available(ui, bound) || (!is_name(bound, typed, match_same) && !match_same(bound->action->id, typed)))
			continue;
		*hits = 1;
		return bound;
	}
	for (int i = 0; i < ui->bound_count; i++) {
		if (ui_available(ui, &ui->bound[i]) && is_name(&ui->bound[i], typed, match_start)) {
			found = &ui->bound[i];
			(*hits)++;
		}
	}
	return *hits == 1 ? found : NULL;
}

static void refuse(struct plain *plain, const char *typed, int hits)
{
	const struct ui *ui = plain->ui;
	struct str names = STR_INIT;
	char *text;

	for (int i = 0; hits > 1 && i < ui->bound_count; i++) {
		const struct ui_bound *bound = &ui->bound[i];

		if (ui_available(ui, bound) && is_name(bound, typed, match_start))
			str_addf(&names, "%s%s", names.length ? ", " : "", _c(bound->action->verb));
	}
	text = hits > 1 ? str_make(_("“%s” could be: %s. Type a little more."), typed, names.s)
	                : str_make(_("“%s” is no item, action or screen here. Type ? for help."), typed);
	plain_print(plain, text);
	free(text);
	str_done(&names);
}

/* Then it is not what is chosen that it is done with. */
static bool takes_marked(const struct plain *plain, const struct ui_bound *bound)
{
	return (bound->action->needs & TAKES_MARKED) && ui_page(plain->ui)->page.marks.count && !plain->ui->one;
}

static bool run_typed(struct plain *plain, const char *typed)
{
	struct ui *ui = plain->ui;
	int hits = 0;
	const struct ui_bound *bound = by_key(ui, typed);

	if (!bound)
		bound = by_name(ui, typed, &hits);
	if (hits != 1 && !bound && is_more(typed)) {
		more(plain);
		return true;
	}
	if (!bound) {
		refuse(plain, typed, hits);
		return false;
	}
	if (plain->chosen_gone && (bound->action->needs & NEEDS_ROW) && !takes_marked(plain, bound)) {
		read_again(plain, _("What was chosen was changed meanwhile. The page is read again."));
		return false;
	}
	ui->key = UI_KEY_NONE;
	ui_run(ui, bound);
	return true;
}

/* "e 3": the action on item 3. */
static bool run_on_item(struct plain *plain, char *typed)
{
	char *blank = strrchr(typed, ' ');
	size_t number;

	if (!blank || !read_number(blank + 1, &number))
		return false;
	while (blank > typed && blank[-1] == ' ')
		blank--;
	*blank = '\0';
	if (choose(plain, number)) {
		plain->chosen_gone = false;
		plain->focus = page_focus_number(&ui_page(plain->ui)->page);
		plain->ui->one = true;
		run_typed(plain, typed);
		plain->ui->one = false;
	}
	return true;
}

/* ---- "mark 3-7 9": several at once */

struct numbers {
	size_t *of, count, room;
};

/* Reads "3-7" or "9", one part of a list. */
static bool read_range(const char *text, size_t length, size_t most, struct numbers *out)
{
	char *part = mem_textn(text, length), *dash = strchr(part, '-');
	size_t from, to;
	bool ok;

	if (dash)
		*dash = '\0';
	ok = read_number(part, &from) && from >= 1;
	to = from;
	ok = ok && (!dash || read_number(dash + 1, &to)) && from <= to && to <= most;
	for (size_t number = from; ok && number <= to; number++) {
		MEM_GROW(out->of, out->count, out->room);
		out->of[out->count++] = number;
	}
	free(part);
	return ok;
}

static bool read_numbers(struct plain *plain, const char *text, struct numbers *out)
{
	size_t most = say_count(&ui_page(plain->ui)->page);

	for (text += strspn(text, " ,"); *text; text += strspn(text, " ,")) {
		size_t length = strcspn(text, " ,");

		if (!read_range(text, length, most, out)) {
			char *said = str_make(_("There is no item “%.*s”; they go from 1 to %zu. Several are written like 3-7 9."), (int)length,
			                      text, most);

			plain_print(plain, said);
			free(said);
			return false;
		}
		text += length;
	}
	return true;
}

/* Where each of them is by now; false, and says so, where one is not as it was said. The focus stays. */
static bool find_places(struct plain *plain, const struct numbers *numbers, size_t *places)
{
	struct page *page = &ui_page(plain->ui)->page;
	size_t focus = page_focus_number(page);
	bool ok = true;

	for (size_t i = 0; ok && i < numbers->count; i++) {
		ok = choose(plain, numbers->of[i]);
		places[i] = page_focus_number(page);
	}
	page_focus_place(page, focus);
	return ok;
}

/* All of them or none. */
static void mark_numbers(struct plain *plain, const struct numbers *numbers)
{
	struct page *page = &ui_page(plain->ui)->page;
	size_t *places = mem_alloc(sizeof *places * (numbers->count + 1));

	if (find_places(plain, numbers, places)) {
		if (page_mark_places(page, places, numbers->count))
			plain_print(plain, page->marks.said ? page->marks.said : _("Nothing is marked."));
		else
			plain_print(plain, _("Not all of these lines can be marked."));
	}
	free(places);
}

/* What was typed is the name of the action that marks, and numbers. */
static bool run_marking(struct plain *plain, const char *typed)
{
	const struct ui_bound *mark = ui_find_bound(plain->ui, "mark.row"), *named;
	size_t length = strcspn(typed, "0123456789");
	struct numbers numbers = { 0 };
	char *name;
	int hits;

	if (!mark || !length || !typed[length] || typed[length - 1] != ' ')
		return false;
	name = mem_textn(typed, length);
	while (length && name[length - 1] == ' ')
		name[--length] = '\0';
	named = by_name(plain->ui, name, &hits);
	free(name);
	if (named != mark)
		return false;
	if (read_numbers(plain, typed + strcspn(typed, "0123456789"), &numbers))
		mark_numbers(plain, &numbers);
	free(numbers.of);
	return true;
}

void plain_command(struct plain *plain)
{
	char *typed = mem_text(str_peek(&plain->line));
	const void *before = ui_page(plain->ui);
	size_t number;

	if (!*typed) {
		/* Enter alone: to hear the page again. */
		str_clear(&plain->printed);
	} else if (read_number(typed, &number)) {
		const struct ui_bound *opens = by_digit(plain, typed, number);

		if (opens)
			ui_run(plain->ui, opens);
		else if (choose(plain, number))
			say_chosen(plain);
	} else if (!run_marking(plain, typed) && !run_on_item(plain, typed)) {
		run_typed(plain, typed);
	}
	/* Where another page came up it is read out anyway. */
	if (plain->ui->running && ui_page(plain->ui) == before && ui_top(plain->ui) == ui_page(plain->ui) &&
	    !ui_page(plain->ui)->stale &&
	    page_focus_number(&ui_page(plain->ui)->page) != plain->focus && page_places(&ui_page(plain->ui)->page))
		say_chosen(plain);
	free(typed);
}
