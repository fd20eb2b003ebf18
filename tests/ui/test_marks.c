/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking rows: what is marked outlives others' changes, not the screen; an action takes all of it or the row in focus. */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/ui/face.h"
#include "ledsag/ui/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows a, b, c …: how many there are, where they begin, and the version of each. */
static struct {
	int first, rows, builds, cells;
	int64_t versions[26];
	bool changed, read_only;
	char took[200];
} world;

static void cell(const void *data, size_t row, int column, struct page_cell *out)
{
	(void)data;
	world.cells++;
	page_cell_setf(out, MEANING_NORMAL, column ? "%d:00" : "row %c", column ? 1 : 'a' + world.first + (int)row);
}

static void row_id(const void *data, size_t row, char id[ITEM_ID_MAX])
{
	(void)data;
	snprintf(id, ITEM_ID_MAX, "%c", 'a' + world.first + (int)row);
}

static int64_t version(const void *data, size_t row)
{
	(void)data;
	return world.versions[world.first + (int)row];
}

static void add_up(const void *data, const size_t *rows, size_t count, struct str *out)
{
	(void)data;
	(void)rows;
	str_addf(out, "%zu:00", count);
}

static bool build_list(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct page_block *block;

	(void)state;
	(void)ui;
	(void)st;
	world.builds++;
	page_title(page, "List", NULL);
	block = page_add_gauges(page, NULL);
	block_add_gauge(block, "g", "Left", "5:00", NULL, 1, 2, MEANING_NORMAL);
	block = page_add_table(page, NULL);
	block_add_column(block, "Name", 1, false, true);
	block_add_column(block, "Hours", 1, true, false);
	block_fill_table(block, (size_t)world.rows, cell, row_id, NULL, NULL, "Nothing.");
	block->table.can_mark = true;
	block->table.version = version;
	block->table.add_up = add_up;
	return true;
}

static bool build_other(void *state, struct ui *ui, struct page *page, struct status *st)
{
	(void)state;
	(void)ui;
	(void)st;
	page_title(page, "Other", NULL);
	block_add_line(page_add_text(page, NULL), MEANING_NORMAL, "words");
	return true;
}

/* "a1 b1" */
static void approve(struct ui *ui, void *state, const struct page_item *item)
{
	struct str out = STR_INIT;
	size_t count;
	const struct page_item *items = ui_taken(ui, &count);

	(void)state;
	(void)item;
	for (size_t i = 0; i < count; i++)
		str_addf(&out, "%s%s%d", i ? " " : "", items[i].id, (int)items[i].version);
	snprintf(world.took, sizeof world.took, "%s", str_peek(&out));
	str_done(&out);
}

static void touch(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	world.versions[*item->id - 'a']++;
	ui_rebuild(ui);
}

static void look(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "look", item->id);
}

static void done(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_unmark(ui);
}

static const struct action actions[] = {
	{ "list.approve", "y", "approve", "Approves.", NEEDS_ROW | NEEDS_WRITE | TAKES_MARKED, approve },
	{ "list.edit", "e", "edit", "Changes the row.", NEEDS_ROW, touch },
	{ "list.look", "Enter", "details", "Shows the row.", NEEDS_ROW, look },
	{ "list.done", "x", "finish", "Is done.", NEEDS_NOTHING, done },
};

static const struct screen list = { .id = "list", .title = "List", .keys = "1", .actions = actions,
	                            .action_count = COUNT_OF(actions), .build = build_list };
static const struct screen other = { .id = "other", .title = "Other", .keys = "2", .build = build_other };
static const struct screen details = { .id = "look", .title = "Details", .build = build_other };
static const struct screen *const screens[] = { &list, &other, &details, NULL };

static bool may_write(void *context)
{
	(void)context;
	return !world.read_only;
}

static bool has_changed(void *context)
{
	bool changed = world.changed;

	(void)context;
	world.changed = false;
	return changed;
}

static const struct ui_hooks hooks = { .may_write = may_write, .changed = has_changed };

static struct ui *start(int rows)
{
	struct status st = STATUS_INIT;
	struct ui *ui = ui_new(screens, &hooks, NULL, 0, &st);

	memset(&world, 0, sizeof world);
	world.rows = rows;
	for (size_t i = 0; i < COUNT_OF(world.versions); i++)
		world.versions[i] = 1;
	ui_begin(ui);
	ui_settle(ui);
	return ui;
}

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

/* What others do is seen with the next tick. */
static void others(struct ui *ui)
{
	world.changed = true;
	ui_tick(ui);
	ui_settle(ui);
}

static void assert_took(struct ui *ui, const char *what)
{
	press(ui, "y");
	assert_string_equal(world.took, what);
}

static void assert_marked(const struct ui *ui, const char *said)
{
	const char *is = ui_page(ui)->page.marks.said;

	assert_string_equal(is ? is : "", said);
}

static void space_marks_and_goes_on(void **state)
{
	struct ui *ui = start(4);
	struct page_item item;

	(void)state;
	press(ui, "Down");
	assert_took(ui, "a1");
	press(ui, "Space Space");
	assert_true(page_focused(&ui_page(ui)->page, &item));
	assert_string_equal(item.id, "c");
	assert_marked(ui, "2 marked, 2:00");
	assert_took(ui, "a1 b1");
	/* Again takes the mark away; on the last row the focus stays. */
	press(ui, "Up Space");
	assert_marked(ui, "1 marked, 1:00");
	press(ui, "End Space Space");
	assert_marked(ui, "1 marked, 1:00");
	assert_took(ui, "a1");
	/* An action on one row keeps to the row. */
	press(ui, "x");
	assert_marked(ui, "");
	assert_took(ui, "d1");
	ui_free(&ui);
}

static void a_star_marks_all_or_none(void **state)
{
	struct ui *ui = start(3);

	(void)state;
	press(ui, "Down Space *");
	assert_marked(ui, "3 marked, 3:00");
	assert_took(ui, "a1 b1 c1");
	press(ui, "*");
	assert_marked(ui, "");
	ui_free(&ui);
}

static void only_rows_are_marked(void **state)
{
	struct ui *ui = start(2);

	(void)state;
	press(ui, "Space"); /* on the gauge */
	assert_marked(ui, "");
	assert_string_equal(str_peek(&ui->message), "This line cannot be marked.");
	press(ui, "2 Space");
	assert_non_null(strstr(str_peek(&ui->message), "Space does nothing here."));
	ui_free(&ui);
}

static void marking_builds_nothing(void **state)
{
	struct ui *ui = start(20);
	int builds = world.builds, cells = world.cells;

	(void)state;
	press(ui, "Down Space Space Down * * Up Space");
	assert_int_equal(world.builds, builds);
	assert_int_equal(world.cells, cells);
	ui_free(&ui);
}

static void marks_outlive_others_changes(void **state)
{
	struct ui *ui = start(6);

	(void)state;
	press(ui, "Down Space Down Space Space"); /* a, c, d */
	world.first = 1; /* a is gone, the rest moved up; c is another by now */
	world.rows = 5;
	world.versions[2] = 7;
	others(ui);
	assert_marked(ui, "2 marked, 2:00");
	assert_took(ui, "c1 d1"); /* c as it was when it was marked: it is refused, not approved unseen */
	/* What the person does oneself renews them. */
	press(ui, "End e");
	assert_took(ui, "c7 d1");
	ui_free(&ui);
}

static void marks_go_with_the_screen(void **state)
{
	struct ui *ui = start(4);

	(void)state;
	press(ui, "Down Space Space");
	/* To look at a row and come back is not to leave. */
	press(ui, "Enter q");
	assert_marked(ui, "2 marked, 2:00");
	press(ui, "2 1");
	assert_marked(ui, "");
	ui_free(&ui);
}

static void who_may_do_nothing_marks_nothing(void **state)
{
	struct ui *ui = start(3);

	(void)state;
	world.read_only = true;
	assert_null(ui_find_bound(ui, "mark.row"));
	press(ui, "Down Space");
	assert_non_null(strstr(str_peek(&ui->message), "Space does nothing here."));
	ui_free(&ui);
}

static void a_mark_goes_with_its_row(void **state)
{
	struct ui *ui = start(1);

	(void)state;
	press(ui, "Down Space");
	world.rows = 0;
	others(ui);
	assert_marked(ui, "");
	ui_free(&ui);
}

/* ---- read aloud */

static char *session(int rows, const char *input)
{
	struct ui *ui = start(rows);
	struct status st = STATUS_INIT;
	char *said = NULL;
	size_t length;
	FILE *in = fmemopen((void *)(uintptr_t)input, strlen(input), "r"), *out = open_memstream(&said, &length);

	assert_true(ui_plain(ui, in, out, &st));
	ui_free(&ui);
	fclose(in);
	fclose(out);
	return said;
}

static void assert_says(const char *said, const char *text)
{
	if (!strstr(said, text))
		fail_msg("not said: %s\nbut: %s", text, said);
}

static void ranges_are_marked_by_number(void **state)
{
	char *said = session(8, "mark 3-5 8\napprove\n3\n\nmark 4\napprove\nmark all\nmark all\nq\n");

	(void)state;
	/* Number 1 is the gauge, so 3 is row b. Marking does not read the page again. */
	assert_says(said, "> 4 marked, 4:00\n> > 3. marked: Name row b; Hours 1:00\n");
	assert_says(said, "2. Name row a; Hours 1:00\n3. marked: Name row b; Hours 1:00\n");
	assert_says(said, "9. Name row h; Hours 1:00\n4 marked, 4:00\n");
	assert_says(said, "> 3 marked, 3:00\n");
	assert_says(said, "> 8 marked, 8:00\n");
	assert_says(said, "> Nothing is marked.\n");
	assert_string_equal(world.took, "b1 d1 g1");
	free(said);
}

static void a_wrong_range_marks_nothing(void **state)
{
	char *said = session(3, "mark 3-9\nmark 1\nmark 4-2\nmark 2\nq\n");

	(void)state;
	assert_says(said, "> There is no item “3-9”; they go from 1 to 4. Several are written like 3-7 9.\n");
	assert_says(said, "> Not all of these lines can be marked.\n");
	assert_says(said, "> There is no item “4-2”");
	assert_says(said, "> 1 marked, 1:00\n");
	free(said);
}

static void a_row_that_is_named_counts_alone(void **state)
{
	char *said = session(5, "mark 2-4\napprove 5\nq\n");

	(void)state;
	assert_string_equal(world.took, "d1");
	free(said);
}

static void help_says_how_to_mark(void **state)
{
	char *said = session(2, "?\nother\n?\nQ\n");
	const char *second = strstr(said, "Other");

	(void)state;
	assert_says(said, "details (Enter), finish (x), mark (Space); help (?)");
	assert_says(said, "“mark 3-7 9” marks several lines, “mark all” all of them; the same again takes the marks away.");
	assert_non_null(second);
	assert_null(strstr(strstr(second, "words\n"), "mark"));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(space_marks_and_goes_on),
		cmocka_unit_test(a_star_marks_all_or_none),
		cmocka_unit_test(only_rows_are_marked),
		cmocka_unit_test(marking_builds_nothing),
		cmocka_unit_test(marks_outlive_others_changes),
		cmocka_unit_test(marks_go_with_the_screen),
		cmocka_unit_test(who_may_do_nothing_marks_nothing),
		cmocka_unit_test(a_mark_goes_with_its_row),
		cmocka_unit_test(ranges_are_marked_by_number),
		cmocka_unit_test(a_wrong_range_marks_nothing),
		cmocka_unit_test(a_row_that_is_named_counts_alone),
		cmocka_unit_test(help_says_how_to_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
