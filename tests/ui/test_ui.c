/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"
#include "fake.h"

#include <locale.h>

static struct fake fake;
static struct ui_hooks hooks;

static struct ui *start(const struct ui_binding *bindings, int count)
{
	struct status st = STATUS_INIT;
	struct ui *ui;

	fake_done(&fake);
	fake = (struct fake){ .rows = 30 };
	hooks = fake_hooks(&fake);
	ui = ui_new(fake_screens, &hooks, bindings, count, &st);
	assert_non_null(ui);
	ui_begin(ui);
	ui_settle(ui);
	return ui;
}

/* Presses keys by their names, as a face does it. */
static void press(struct ui *ui, const char *names)
{
	uint32_t keys[32];
	int count = key_parse_list(names, keys, 32, NULL);

	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		ui_press(ui, keys[i]);
		ui_settle(ui);
	}
}

static void type(struct ui *ui, const char *text)
{
	for (; *text; text++)
		ui_press(ui, (uint32_t)(unsigned char)*text);
}

static const char *on(struct ui *ui)
{
	return ui_page(ui)->screen->id;
}

static const char *focused(struct ui *ui)
{
	static struct page_item item;

	return page_focused(&ui_page(ui)->page, &item) ? item.id : "";
}

static const char *said(struct ui *ui)
{
	return str_peek(&ui->message);
}

static void test_screens_are_a_stack(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	assert_string_equal(on(ui), "overview");
	press(ui, "2");
	assert_string_equal(on(ui), "hours");
	press(ui, "3 2 3 2");
	assert_int_equal(ui->frame_count, 2); /* 3 went back to below 2 */
	press(ui, "1");
	assert_int_equal(ui->frame_count, 1);
	press(ui, "2 3 q");
	assert_string_equal(on(ui), "hours");
	press(ui, "q");
	assert_string_equal(on(ui), "overview");
	press(ui, "Esc");
	assert_true(ui->running); /* one Esc too many does not leave the program */
	press(ui, "q");
	assert_false(ui->running);
	ui_free(&ui);
	assert_int_equal(fake.closed, 6);
}

static void test_the_stack_does_not_grow_without_end(void **state)
{
	struct ui *ui = start(NULL, 0);
	char month[16];

	(void)state;
	for (int i = 0; i < 100; i++) {
		snprintf(month, sizeof month, "m%d", i);
		ui_open(ui, "hours", month);
		ui_settle(ui);
	}
	assert_in_range(ui->frame_count, 2, 20);
	assert_string_equal(ui_page(ui)->argument, "m99");
	assert_string_equal(ui->frames[0]->screen->id, "overview");
	ui_free(&ui);
}

static void test_keys_reach_actions(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 j j Enter");
	assert_string_equal(said(ui), "This is e3.");
	press(ui, "x");
	assert_string_equal(said(ui), "x does nothing here. ? shows what can be done.");
	press(ui, "j");
	assert_string_equal(said(ui), "");
	fake.rows = 0;
	press(ui, "C-l Enter");
	assert_string_equal(said(ui), "There is nothing here to do this with.");
	ui_free(&ui);
}

static void test_what_may_not_be_opened_is_not_offered(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	fake.closed_screen = "roster";
	press(ui, "3");
	assert_string_equal(on(ui), "overview");
	assert_string_equal(said(ui), "3 does nothing here. ? shows what can be done.");
	assert_null(ui_find_bound(ui, "screen.roster"));
	fake.closed_screen = NULL;
	press(ui, "3");
	fake.closed_screen = "roster";
	assert_null(ui_find_bound(ui, "roster.plan"));
	ui_free(&ui);
}

static void test_a_paste_that_is_too_long_says_so(void **state)
{
	struct ui *ui = start(NULL, 0);
	char *text = mem_zero(5000, 1);

	(void)state;
	memset(text, 'x', 4999);
	press(ui, "2 a");
	ui_paste(ui, text);
	assert_string_equal(said(ui), "This is longer than a field can hold, so nothing of it was taken.");
	assert_string_equal(form_value(ui_top(ui)->form.form, "date"), "fri 21 nov");
	free(text);
	ui_free(&ui);
}

static void test_a_move_builds_and_asks_nothing(void **state)
{
	struct ui *ui = start(NULL, 0);
	int builds;
	long cells;

	(void)state;
	press(ui, "2");
	builds = fake.builds;
	cells = fake.cells;
	press(ui, "j Down PageDown End g Tab k C-f");
	assert_int_equal(fake.builds, builds);
	assert_int_equal(fake.cells, cells);
	ui_free(&ui);
}

static void test_the_focus_stays_on_its_item(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 j j j");
	assert_string_equal(focused(ui), "e4");
	press(ui, "+");
	assert_string_equal(focused(ui), "e4");
	fake.changed = true;
	ui_tick(ui);
	ui_settle(ui);
	assert_string_equal(focused(ui), "e4");
	fake.rows = 3; /* it is gone: the last that is left */
	press(ui, "C-l");
	assert_string_equal(focused(ui), "e2");
	ui_focus(ui, "e1");
	ui_settle(ui);
	assert_string_equal(focused(ui), "e1");
	ui_free(&ui);
}

static void test_others_changes_build_the_page_anew(void **state)
{
	struct ui *ui = start(NULL, 0);
	int builds = fake.builds;

	(void)state;
	ui_tick(ui);
	ui_settle(ui);
	assert_int_equal(fake.builds, builds);
	fake.changed = true;
	ui_tick(ui);
	ui_settle(ui);
	assert_int_equal(fake.builds, builds + 1);
	ui_free(&ui);
}

static void test_what_one_may_not_is_hidden(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2");
	assert_non_null(ui_find_bound(ui, "hours.add"));
	fake.read_only = true;
	assert_null(ui_find_bound(ui, "hours.add"));
	press(ui, "a");
	assert_int_equal(ui_top(ui)->kind, FRAME_PAGE);
	ui_free(&ui);
}

static void test_bindings_replace_keys(void **state)
{
	static const struct ui_binding bindings[] = {
		{ "move.down", "n C-n" }, { "hours.add", "j" }, { "screen.hours", "F5" }, { "ui.quit", "" }
	};
	struct ui *ui = start(bindings, COUNT_OF(bindings));

	(void)state;
	press(ui, "2");
	assert_string_equal(on(ui), "overview");
	press(ui, "F5 n");
	assert_string_equal(focused(ui), "e2");
	press(ui, "Q");
	assert_true(ui->running);
	press(ui, "j");
	assert_int_equal(ui_top(ui)->kind, FRAME_FORM);
	ui_free(&ui);
}

static void refuse(const char *action, const char *keys, const char *named)
{
	struct ui_binding binding = { action, keys };
	struct status st = STATUS_INIT;

	assert_null(ui_new(fake_screens, &hooks, &binding, 1, &st));
	assert_int_equal(st.code, STATUS_INPUT);
	assert_string_equal(st.args[0].text, named);
}

static void test_bad_bindings_are_refused(void **state)
{
	(void)state;
	refuse("hours.fly", "a", "hours.fly");
	refuse("hours.add", "a Entr", "Entr");
	refuse("hours.add", "a b c d e f g h i", "i");
}

static void test_key_names(void **state)
{
	static const char *const names[] = { "a",  "A",        "?",      ":",         "ø",  "Enter", "Esc", "Tab",    "BackTab",
		                             "Up", "PageDown", "Insert", "Backspace", "F1", "F12",   "C-x", "Space" };
	static const char *const bad[] = { "", "ab", "F0", "F13", "F1x", "C-", "C-1", "C-xy", "\033", "enterr" };
	uint32_t key, other;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str name = STR_INIT;

		assert_true(key_parse(names[i], strlen(names[i]), &key));
		key_add_name(&name, key);
		assert_string_equal(name.s, names[i]);
		str_done(&name);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(key_parse(bad[i], strlen(bad[i]), &key));
	assert_true(key_parse("pageup", 6, &key) && key == UI_KEY_PAGE_UP);
	assert_true(key_parse("a", 1, &key) && key_parse("A", 1, &other) && key != other);
	assert_true(key_parse("C-m", 3, &key) && key == UI_KEY_ENTER);
}

static void test_a_form_is_stored_once(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 a C-s");
	assert_int_equal(fake.submitted, 0);
	assert_int_equal(ui_top(ui)->form.form->focus, 1);
	assert_non_null(ui_top(ui)->form.form->fields[1].error);
	type(ui, "22-7");
	assert_null(ui_top(ui)->form.form->fields[1].error);
	assert_string_equal(str_peek(&ui_top(ui)->form.preview), "fri 21 nov 22-7 · 9:00 h · 16:00 h left after it");
	press(ui, "Enter s Enter Enter");
	assert_int_equal(fake.submitted, 1);
	assert_string_equal(fake.logged, "fri 21 nov 22-7 standby");
	assert_int_equal(ui_top(ui)->kind, FRAME_PAGE);
	assert_string_equal(said(ui), "Logged: 9:00 h. 16:00 h are left.");
	assert_null(fake.draft);
	ui_free(&ui);
}

static void test_keys_of_actions_are_text_in_forms(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 a");
	type(ui, " q2?:");
	assert_string_equal(form_value(ui_top(ui)->form.form, "date"), "fri 21 nov q2?:");
	ui_paste(ui, "q\nQ\n");
	assert_int_equal(ui_top(ui)->kind, FRAME_FORM);
	assert_int_equal(fake.submitted, 0);
	press(ui, "F1");
	assert_true(ui_is_help(ui_top(ui)));
	press(ui, "q");
	assert_int_equal(ui_top(ui)->kind, FRAME_FORM);
	ui_free(&ui);
}

static void test_pasted_text_on_a_page_does_nothing(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	ui_paste(ui, "2Qq");
	ui_settle(ui);
	assert_string_equal(on(ui), "overview");
	assert_true(ui->running);
	ui_free(&ui);
}

static void test_drafts_survive(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 a Tab");
	assert_int_equal(fake.saves, 0); /* nothing was typed */
	type(ui, "8-1");
	ui_tick(ui);
	assert_string_equal(fake.draft, "time\t8-1\n");
	assert_int_equal(fake.saves, 1);
	ui_tick(ui);
	assert_int_equal(fake.saves, 1); /* nothing new */
	type(ui, "5");
	press(ui, "Tab");
	assert_string_equal(fake.draft, "time\t8-15\n");
	press(ui, "Esc");
	assert_string_equal(said(ui), "Not saved. What you typed is kept and comes back when you open the form again.");
	press(ui, "a");
	assert_string_equal(form_value(ui_top(ui)->form.form, "time"), "8-15");
	assert_string_equal(said(ui), "What you typed last time is back. Ctrl-R takes it away.");
	press(ui, "C-r");
	assert_null(fake.draft);
	assert_string_equal(form_value(ui_top(ui)->form.form, "time"), "");
	type(ui, "x");
	ui_hangup(ui);
	assert_string_equal(fake.draft, "date\tfri 21 novx\n");
	assert_false(ui->running);
	ui_free(&ui);
}

static void test_emptied_by_hand_means_no_draft(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 a Tab");
	type(ui, "8");
	ui_tick(ui);
	assert_non_null(fake.draft);
	press(ui, "Backspace Esc");
	assert_null(fake.draft);
	assert_string_equal(said(ui), "");
	ui_free(&ui);
}

static void test_quitting_asks_only_where_something_is_typed(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 a x C-c");
	assert_int_equal(ui_top(ui)->kind, FRAME_CONFIRM);
	press(ui, "n");
	assert_true(ui->running);
	press(ui, "C-c y");
	assert_false(ui->running);
	assert_string_equal(fake.draft, "date\tfri 21 novx\n");
	ui_free(&ui);
	ui = start(NULL, 0);
	press(ui, "2 a C-c");
	assert_false(ui->running);
	ui_free(&ui);
}

static void test_questions(void **state)
{
	struct ui *ui = start(NULL, 0);

	(void)state;
	press(ui, "2 j d");
	assert_int_equal(ui_top(ui)->kind, FRAME_CONFIRM);
	press(ui, "Enter"); /* no is what Enter answers at first */
	assert_int_equal(fake.withdrawn, 0);
	press(ui, "d z");
	assert_string_equal(said(ui), "Please answer yes or no.");
	press(ui, "Up Enter");
	assert_int_equal(fake.withdrawn, 1);
	assert_string_equal(fake.withdrew, "e2");
	press(ui, "d y");
	assert_int_equal(fake.withdrawn, 2);
	press(ui, "d Esc");
	assert_int_equal(fake.withdrawn, 2);
	ui_free(&ui);
}

static void test_the_palette_finds_and_runs(void **state)
{
	struct ui *ui = start(NULL, 0);
	struct palette *palette;

	(void)state;
	press(ui, "2 :");
	palette = &ui_top(ui)->palette;
	assert_string_equal(palette->hits[0]->action->id, "hours.add"); /* the screen's own come first */
	type(ui, "RO");
	assert_string_equal(palette->hits[0]->action->id, "screen.roster");
	press(ui, "Enter");
	assert_string_equal(on(ui), "roster");
	press(ui, ": z z z Enter");
	assert_string_equal(said(ui), "Nothing here is called so.");
	press(ui, "C-u Backspace");
	assert_int_equal(ui_top(ui)->kind, FRAME_PAGE);
	press(ui, ": Down Down Up Esc");
	assert_string_equal(on(ui), "roster");
	ui_free(&ui);
}

static bool page_says(const struct page *page, const char *text)
{
	for (int b = 0; b < page->block_count; b++)
		for (int l = 0; l < page->blocks[b].line_count; l++)
			if (strstr(page->blocks[b].lines[l].text, text))
				return true;
	return false;
}

static void test_help_comes_from_the_tables(void **state)
{
	static const struct ui_binding binding = { "hours.show", "s Enter" };
	struct ui *ui = start(&binding, 1);
	const struct page *page;

	(void)state;
	fake.read_only = true;
	press(ui, "2 ?");
	page = &ui_page(ui)->page;
	assert_true(page_says(page, fake_hours.help));
	assert_true(page_says(page, "s, Enter        show: Shows the entry with all its revisions."));
	assert_false(page_says(page, "Logs hours that were worked.")); /* not for those who may not write */
	assert_true(page_says(page, "?, F1           help: Shows what can be done here."));
	assert_true(page_says(page, "3               Roster"));
	press(ui, "3");
	assert_string_equal(on(ui), "roster");
	press(ui, "q");
	assert_string_equal(on(ui), "hours"); /* help does not stay on the way back */
	ui_free(&ui);
}

static bool fails_to_build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	(void)state;
	(void)ui;
	page_title(page, "Half", NULL);
	return status_set(st, STATUS_FILE, "busy", N_("The file is busy."), "");
}

static void test_a_page_that_cannot_be_built_says_why(void **state)
{
	static const struct screen broken = { .id = "broken", .title = "Broken", .build = fails_to_build };
	static const struct screen *const screens[] = { &broken, NULL };
	struct status st = STATUS_INIT;
	struct ui *ui = ui_new(screens, NULL, NULL, 0, &st);

	(void)state;
	ui_begin(ui);
	ui_settle(ui);
	assert_string_equal(ui_page(ui)->page.title, "Broken");
	assert_true(page_says(&ui_page(ui)->page, "The file is busy."));
	ui_free(&ui);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screens_are_a_stack),
		cmocka_unit_test(test_the_stack_does_not_grow_without_end),
		cmocka_unit_test(test_keys_reach_actions),
		cmocka_unit_test(test_what_may_not_be_opened_is_not_offered),
		cmocka_unit_test(test_a_paste_that_is_too_long_says_so),
		cmocka_unit_test(test_a_move_builds_and_asks_nothing),
		cmocka_unit_test(test_the_focus_stays_on_its_item),
		cmocka_unit_test(test_others_changes_build_the_page_anew),
		cmocka_unit_test(test_what_one_may_not_is_hidden),
		cmocka_unit_test(test_bindings_replace_keys),
		cmocka_unit_test(test_bad_bindings_are_refused),
		cmocka_unit_test(test_key_names),
		cmocka_unit_test(test_a_form_is_stored_once),
		cmocka_unit_test(test_keys_of_actions_are_text_in_forms),
		cmocka_unit_test(test_pasted_text_on_a_page_does_nothing),
		cmocka_unit_test(test_drafts_survive),
		cmocka_unit_test(test_emptied_by_hand_means_no_draft),
		cmocka_unit_test(test_quitting_asks_only_where_something_is_typed),
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_the_palette_finds_and_runs),
		cmocka_unit_test(test_help_comes_from_the_tables),
		cmocka_unit_test(test_a_page_that_cannot_be_built_says_why),
	};
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	fake_done(&fake);
	return failed;
}
