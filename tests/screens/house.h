/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small household with its screens, driven by keys and read as pages. */
#ifndef LEDSAG_TESTS_SCREENS_HOUSE_H
#define LEDSAG_TESTS_SCREENS_HOUSE_H

#include "../support.h"

#include "ledsag/app/app.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/screens/screens.h"
#include "ledsag/ui/face.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct house {
	char *directory, *file;
	struct app *app;
	struct ui *ui;
};

static inline bool house_may_write(void *context)
{
	return app_may(context, MAY_LOG_HOURS, app_actor(context), NULL);
}

static inline bool house_is_leader(void *context)
{
	return app_is_leader(context);
}

static inline bool house_may_open(void *context, const char *screen_id)
{
	return screens_may_open(context, screen_id);
}

static inline void house_draft_save(void *context, const char *form, const char *text)
{
	app_draft_save(context, form, text);
}

static inline char *house_draft_load(void *context, const char *form)
{
	return app_draft_load(context, form);
}

static inline void house_draft_drop(void *context, const char *form)
{
	app_draft_drop(context, form);
}

static inline void house_screens(struct house *house)
{
	static struct ui_hooks hooks = { .sentence = text_status,
		                         .may_write = house_may_write,
		                         .is_leader = house_is_leader,
		                         .may_open = house_may_open,
		                         .draft_save = house_draft_save,
		                         .draft_load = house_draft_load,
		                         .draft_drop = house_draft_drop };
	struct status st = STATUS_INIT;

	hooks.context = house->app;
	house->ui = ui_new(screens_all, &hooks, NULL, 0, &st);
	assert_ok(house->ui, &st);
	ui_begin(house->ui);
	ui_settle(house->ui);
}

static inline void house_now(const char *now)
{
	setenv("LEDSAG_NOW", now, 1);
}

/* A household of which nothing is known yet. */
static inline void house_init(struct house *house, const char *now)
{
	struct household_input input = { .holder = "Kirsten Holm", .country = "DK", .lang = "en" };
	struct app_options options = { 0 };
	struct status st = STATUS_INIT;

	house_now(now);
	text_init("en");
	*house = (struct house){ .directory = support_tmpdir() };
	house->file = str_make("%s/h/household.db", house->directory);
	options.file = house->file;
	assert_ok(app_init(&house->app, &options, &input, &st), &st);
	house_screens(house);
}

/* Somebody else acts, or the clock goes on. */
static inline void house_reopen(struct house *house, const char *as)
{
	struct app_options options = { .file = house->file, .as = as };
	struct status st = STATUS_INIT;

	ui_free(&house->ui);
	app_close(&house->app);
	assert_ok(app_open(&house->app, &options, &st), &st);
	house_screens(house);
}

static inline void house_done(struct house *house)
{
	ui_free(&house->ui);
	app_close(&house->app);
	free(house->file);
	support_rmdir(&house->directory);
	unsetenv("LEDSAG_NOW");
}

static inline void house_person(struct house *house, const char *id, const char *name)
{
	struct person_input input = { .id = id, .name = name, .roles = "assistant", .born = "1990-05-01" };
	struct status st = STATUS_INIT;

	assert_ok(app_person_add(house->app, &input, &st), &st);
}

static inline void house_grant(struct house *house, const char *setting)
{
	struct grant_input input = { .id = "led", .scheme = "dk.holbaek.97", .from = "2025-01-01", .settings = &setting,
		                     .setting_count = setting != NULL };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(house->app, &input, NULL, &st), &st);
}

static inline void house_log(struct house *house, const char *date, const char *span, const char *person)
{
	struct hours_input input = { .date = date, .span = span, .grant = "led", .person = person };
	struct status st = STATUS_INIT;

	assert_ok(app_log(house->app, &input, NULL, &st), &st);
}

/* `person` NULL: open. */
static inline void house_plan(struct house *house, const char *date, const char *span, const char *person)
{
	struct shift_input input = { .date = date, .span = span, .grant = "led", .person = person };
	struct notices notices = { 0 };
	struct status st = STATUS_INIT;
	int64_t *ids = NULL;
	int count;

	assert_ok(app_shift_add(house->app, &input, &ids, &count, &notices, &st), &st);
	notices_done(&notices);
	free(ids);
}

/* The companion scheme from January 2025, Anna and Bo, nothing booked. */
static inline void house_led(struct house *house, const char *now)
{
	house_init(house, now);
	house_person(house, "anna", "Anna Sørensen");
	house_person(house, "bo", "Bo Friis");
	house_grant(house, NULL);
	ui_rebuild(house->ui);
	ui_settle(house->ui);
}

/* ---- typing */

/* Keys by name, separated by blanks. */
static inline void press(struct house *house, const char *names)
{
	uint32_t keys[32];
	int count = key_parse_list(names, keys, 32, NULL);

	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		ui_press(house->ui, keys[i]);
		ui_settle(house->ui);
	}
}

static inline void type(struct house *house, const char *text)
{
	for (; *text; text++) {
		ui_press(house->ui, (uint32_t)(unsigned char)*text);
		ui_settle(house->ui);
	}
}

/* ---- reading */

static inline const struct page *page(const struct house *house)
{
	return &ui_page(house->ui)->page;
}

static inline const char *message(const struct house *house)
{
	return str_peek(&house->ui->message);
}

static inline struct form *form(const struct house *house)
{
	struct ui_frame *top = ui_top(house->ui);

	return top && top->kind == FRAME_FORM ? top->form.form : NULL;
}

static inline const char *preview(const struct house *house)
{
	return str_peek(&ui_top(house->ui)->form.preview);
}

static inline void say_table(const struct page_table *table, struct str *out)
{
	for (size_t row = 0; row < table->rows; row++) {
		for (int column = 0; column < table->column_count; column++) {
			struct page_cell cell = { 0 };

			table->cell(table->data, row, column, &cell);
			str_addf(out, "%s%s", column ? " | " : "", cell.text ? cell.text : "");
			page_cell_done(&cell);
		}
		str_addc(out, '\n');
	}
	if (!table->rows && table->empty_text)
		str_addf(out, "%s\n", table->empty_text);
}

/* Everything on the page; free(). */
static inline char *page_said(const struct page *of)
{
	struct str out = STR_INIT;

	str_addf(&out, "%s\n", of->title);
	for (int i = 0; i < of->block_count; i++) {
		const struct page_block *block = &of->blocks[i];

		if (block->title)
			str_addf(&out, "%s\n", block->title);
		for (int l = 0; l < block->line_count; l++)
			str_addf(&out, "%s\n", block->lines[l].text);
		say_table(&block->table, &out);
		for (int g = 0; g < block->gauge_count; g++)
			str_addf(&out, "%s: %s; %s\n", block->gauges[g].label, block->gauges[g].value,
			         block->gauges[g].note ? block->gauges[g].note : "");
		for (int n = 0; n < block->lanes.item_count; n++)
			str_addf(&out, "%s\n", block->lanes.items[n].spoken);
	}
	return str_take(&out);
}

static inline void assert_says(const struct house *house, const char *words)
{
	char *text = page_said(page(house));

	if (!strstr(text, words))
		fail_msg("the page does not say “%s”:\n%s", words, text);
	free(text);
}

static inline void assert_silent(const struct house *house, const char *words)
{
	char *text = page_said(page(house));

	if (strstr(text, words))
		fail_msg("the page says “%s”:\n%s", words, text);
	free(text);
}

static inline void assert_message(const struct house *house, const char *words)
{
	if (!strstr(message(house), words))
		fail_msg("the message is “%s”, not “%s”", message(house), words);
}

/* The table with this column in its n-th block that is one. */
static inline const struct page_table *table(const struct house *house, int number)
{
	for (int i = 0; i < page(house)->block_count; i++)
		if (page(house)->blocks[i].type == BLOCK_TABLE && number-- == 0)
			return &page(house)->blocks[i].table;
	fail_msg("no such table on %s", page(house)->title);
	return NULL;
}

/* The cell under a column's title; free(). */
static inline char *cell_of(const struct page_table *of, size_t row, const char *title)
{
	struct page_cell cell = { 0 };

	for (int column = 0; column < of->column_count; column++)
		if (strcmp(of->columns[column].title, title) == 0) {
			of->cell(of->data, row, column, &cell);
			return cell.text ? cell.text : mem_text("");
		}
	fail_msg("no column %s", title);
	return NULL;
}

static inline void assert_cell(const struct page_table *of, size_t row, const char *title, const char *text)
{
	char *cell = cell_of(of, row, title);

	if (strcmp(cell, text) != 0)
		fail_msg("row %zu, %s: “%s”, must be “%s”", row, title, cell, text);
	free(cell);
}

static inline const char *focused_id(const struct house *house)
{
	static struct page_item item;

	return page_focused(page(house), &item) ? item.id : "";
}

#endif
