/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"
#include "fake.h"
#include "ledsag/base/utf8.h"

#include <locale.h>

static struct form *new_form(void)
{
	static const char *const kinds[] = { "work", "standby", "illness", "sick child", "training" };
	struct form *form = form_new("hours.add", "Log hours", "log");

	form_add(form, "date", "Date", "a hint", "today");
	form_add(form, "note", "Note", NULL, NULL);
	form_add_choice(form, "kind", "Kind", kinds, COUNT_OF(kinds), "work");
	return form;
}

static enum form_event type(struct form_edit *edit, const char *text)
{
	enum form_event event = FORM_NOTHING;

	while (*text) {
		uint32_t c;

		text += utf8_decode(text, strlen(text), &c);
		event = form_edit_key(edit, c);
	}
	return event;
}

static const char *value(const struct form_edit *edit)
{
	return edit->form->fields[edit->form->focus].value;
}

static void test_values(void **state)
{
	struct form *form = new_form();

	(void)state;
	assert_string_equal(form_value(form, "date"), "today");
	assert_string_equal(form_value(form, "note"), "");
	assert_string_equal(form_value(form, "nothing"), "");
	assert_int_equal(form_index(form, "kind"), 2);
	assert_int_equal(form_index(form, "nothing"), -1);
	form_set(form, 1, "x");
	assert_string_equal(form_value(form, "note"), "x");
	form_free(&form);
	assert_null(form);
}

static void test_editing_by_character(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	assert_int_equal(edit.caret, 5); /* at the end of what is there */
	form_edit_key(&edit, UI_KEY_TAB);
	type(&edit, "på Ærø");
	assert_string_equal(value(&edit), "på Ærø");
	form_edit_key(&edit, UI_KEY_BACKSPACE);
	assert_string_equal(value(&edit), "på Ær");
	form_edit_key(&edit, UI_KEY_LEFT);
	form_edit_key(&edit, UI_KEY_LEFT);
	form_edit_key(&edit, UI_KEY_DELETE);
	assert_string_equal(value(&edit), "på r");
	type(&edit, "日");
	assert_string_equal(value(&edit), "på 日r");
	form_edit_key(&edit, UI_KEY_HOME);
	assert_int_equal(form_edit_key(&edit, UI_KEY_LEFT), FORM_NOTHING);
	form_edit_key(&edit, UI_KEY_RIGHT);
	assert_int_equal(edit.caret, 1);
	form_edit_key(&edit, UI_CONTROL('u'));
	assert_string_equal(value(&edit), "å 日r");
	form_edit_key(&edit, UI_CONTROL('e'));
	form_edit_key(&edit, UI_CONTROL('w'));
	assert_string_equal(value(&edit), "å ");
	form_edit_key(&edit, UI_CONTROL('a'));
	form_edit_key(&edit, UI_CONTROL('k'));
	assert_string_equal(value(&edit), "");
	form_edit_done(&edit);
}

/* An accent of its own goes with its letter. */
static void test_accents_go_with_their_letter(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	form_edit_focus(&edit, 1);
	type(&edit, "ae\u0301");
	form_edit_key(&edit, UI_KEY_BACKSPACE);
	assert_string_equal(value(&edit), "a");
	form_edit_done(&edit);
}

static void test_ways_through_the_fields(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	assert_int_equal(form_edit_key(&edit, UI_KEY_ENTER), FORM_LEFT);
	assert_int_equal(form_edit_key(&edit, UI_KEY_DOWN), FORM_LEFT);
	assert_int_equal(edit.form->focus, 2);
	assert_int_equal(form_edit_key(&edit, UI_KEY_DOWN), FORM_NOTHING);
	assert_int_equal(form_edit_key(&edit, UI_KEY_ENTER), FORM_SUBMIT);
	assert_int_equal(form_edit_key(&edit, UI_KEY_TAB), FORM_LEFT);
	assert_int_equal(edit.form->focus, 0);
	assert_int_equal(form_edit_key(&edit, UI_CONTROL('s')), FORM_SUBMIT);
	assert_int_equal(form_edit_key(&edit, UI_KEY_UP), FORM_NOTHING);
	assert_int_equal(form_edit_key(&edit, UI_KEY_BACKTAB), FORM_LEFT);
	assert_int_equal(edit.form->focus, 2);
	assert_int_equal(form_edit_key(&edit, UI_KEY_ESC), FORM_LEAVE);
	form_edit_done(&edit);
}

static void test_choices(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	form_edit_focus(&edit, 2);
	assert_int_equal(form_edit_key(&edit, UI_KEY_LEFT), FORM_CHANGED);
	assert_string_equal(value(&edit), "training"); /* round the end */
	form_edit_key(&edit, UI_KEY_RIGHT);
	assert_string_equal(value(&edit), "work");
	type(&edit, "s");
	assert_string_equal(value(&edit), "standby");
	type(&edit, "i");
	assert_string_equal(value(&edit), "sick child"); /* "si" */
	form_edit_key(&edit, UI_KEY_RIGHT);
	type(&edit, "S");
	type(&edit, "S");
	assert_string_equal(value(&edit), "sick child"); /* the next that begins so */
	form_edit_key(&edit, UI_KEY_LEFT);
	assert_string_equal(value(&edit), "illness");
	assert_int_equal(type(&edit, "x"), FORM_NO_MATCH);
	assert_string_equal(value(&edit), "illness");
	form_edit_done(&edit);
}

static void test_picking_by_name_or_number(void **state)
{
	struct form *form = new_form();
	struct field *kind = &form->fields[2];

	(void)state;
	assert_true(field_pick(kind, "3"));
	assert_string_equal(kind->value, "illness");
	assert_true(field_pick(kind, "STAND"));
	assert_string_equal(kind->value, "standby");
	assert_false(field_pick(kind, "s")); /* standby or sick child */
	assert_false(field_pick(kind, "6"));
	assert_false(field_pick(kind, "0"));
	assert_false(field_pick(kind, ""));
	assert_string_equal(kind->value, "standby");
	assert_int_equal(field_choice(kind), 1);
	form_free(&form);
}

static void test_a_pasted_text_is_one_safe_line(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	form_edit_focus(&edit, 1);
	assert_int_equal(form_edit_paste(&edit, "a\033[31mb\nc\n"), FORM_CHANGED);
	assert_string_equal(value(&edit), "a [31mb c");
	form_edit_key(&edit, 0x202E);
	assert_string_equal(value(&edit), "a [31mb c"); /* nothing that turns the line around */
	assert_int_equal(form_edit_paste(&edit, "\n"), FORM_NOTHING);
	form_edit_focus(&edit, 2);
	assert_int_equal(form_edit_paste(&edit, "training\n"), FORM_CHANGED);
	assert_string_equal(value(&edit), "training");
	assert_int_equal(form_edit_paste(&edit, "nonsense"), FORM_NO_MATCH);
	form_edit_done(&edit);
}

static void test_an_error_goes_with_the_next_change(void **state)
{
	struct form_edit edit;

	(void)state;
	form_edit_init(&edit, new_form());
	edit.form->fields[0].error = mem_text("wrong");
	form_edit_key(&edit, UI_KEY_LEFT);
	assert_non_null(edit.form->fields[0].error);
	type(&edit, "x");
	assert_null(edit.form->fields[0].error);
	form_edit_done(&edit);
}

static void test_drafts(void **state)
{
	struct form_edit edit, again;
	char *draft, *name;

	(void)state;
	form_edit_init(&edit, new_form());
	assert_false(form_edit_typed(&edit));
	form_edit_focus(&edit, 1);
	form_set(edit.form, 1, "one\ttwo\nthree\\");
	form_set(edit.form, 2, "illness");
	assert_true(form_edit_typed(&edit));
	draft = form_draft(&edit);
	assert_string_equal(draft, "note\tone\\ttwo\\nthree\\\\\nkind\tillness\n"); /* only what was changed */
	form_edit_init(&again, new_form());
	assert_true(form_restore(&again, draft));
	assert_string_equal(form_value(again.form, "note"), "one\ttwo\nthree\\");
	assert_string_equal(form_value(again.form, "kind"), "illness");
	assert_string_equal(form_value(again.form, "date"), "today");
	assert_false(form_restore(&again, "gone\tx\nkind\tno such kind\nbroken"));
	form_edit_reset(&again);
	assert_false(form_edit_typed(&again));
	again.form->subject = mem_text("17");
	name = form_draft_name(again.form);
	assert_string_equal(name, "hours.add:17");
	free(name);
	free(draft);
	form_edit_done(&again);
	form_edit_done(&edit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_editing_by_character),
		cmocka_unit_test(test_accents_go_with_their_letter),
		cmocka_unit_test(test_ways_through_the_fields),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_picking_by_name_or_number),
		cmocka_unit_test(test_a_pasted_text_is_one_safe_line),
		cmocka_unit_test(test_an_error_goes_with_the_next_change),
		cmocka_unit_test(test_drafts),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
