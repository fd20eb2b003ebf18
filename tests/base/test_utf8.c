/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define SMOERREBROED "sm\xC3\xB8rrebr\xC3\xB8" "d"
#define EURO "\xE2\x82\xAC"
#define RING "\xCC\x8A"              /* combining ring above */
#define HAN "\xE4\xB8\xAD"           /* a wide character */
#define GRIN "\xF0\x9F\x98\x80"      /* an emoji outside the first plane */

static void every_character_survives_coding_and_decoding(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		struct str str = STR_INIT;
		uint32_t back;

		if (c == 0xD800)
			c = 0xE000;
		utf8_add(&str, c);
		assert_int_equal(utf8_decode(str.s, str.length, &back), str.length);
		assert_int_equal(back, c);
		assert_true(utf8_valid(str.s, str.length));
		for (size_t cut = 1; cut < str.length; cut++)
			assert_int_equal(utf8_decode(str.s, cut, &back), 0);
		str_done(&str);
	}
}

static void what_is_not_utf8_is_told(void **state)
{
	static const char *const wrong[] = {
		"\x80",             /* a tail without a head */
		"\xC3",             /* a head without a tail */
		"\xC3(",            "\xC0\x80",         "\xC1\xBF", /* overlong */
		"\xE0\x9F\xBF",     "\xF0\x8F\xBF\xBF", /* overlong */
		"\xED\xA0\x80",     "\xED\xBF\xBF",     /* surrogates */
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", /* over U+10FFFF */
		"\xE2\x82",         "\xF0\x9F\x98",     "\xFE", "\xFF", "\xF8\x88\x80\x80\x80",
		"l\xF8rdag",        /* Latin-1 */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_false(utf8_valid(wrong[i], strlen(wrong[i])));
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("a\0b", 3));
	assert_true(utf8_valid(SMOERREBROED EURO GRIN, strlen(SMOERREBROED EURO GRIN)));
	assert_int_equal(utf8_decode("a", 0, &(uint32_t){ 0 }), 0);
}

static void a_cut_never_splits_a_character(void **state)
{
	const char *text = "a" EURO "b" GRIN;

	(void)state;
	assert_int_equal(utf8_cut(text, 0), 0);
	assert_int_equal(utf8_cut(text, 1), 1);
	assert_int_equal(utf8_cut(text, 2), 1);
	assert_int_equal(utf8_cut(text, 3), 1);
	assert_int_equal(utf8_cut(text, 4), 4);
	assert_int_equal(utf8_cut(text, 5), 5);
	assert_int_equal(utf8_cut(text, 8), 5);
	assert_int_equal(utf8_cut(text, 9), 9);
}

static void lengths_and_columns(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		int width;
	} texts[] = {
		{ "", 0, 0 },           { "abc", 3, 3 },      { SMOERREBROED, 10, 10 }, { EURO, 1, 1 },
		{ "A" RING "se", 4, 3 }, { HAN HAN "!", 3, 5 }, { GRIN, 1, 2 },           { "a\tb", 3, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		assert_int_equal(utf8_length(texts[i].text), texts[i].length);
		assert_int_equal(utf8_width(texts[i].text), texts[i].width);
	}
}

static void what_fits_into_columns(void **state)
{
	int used = -1;

	(void)state;
	assert_int_equal(utf8_fit(SMOERREBROED, 3, &used), 4);
	assert_int_equal(used, 3);
	assert_int_equal(utf8_fit(HAN HAN, 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(utf8_fit(HAN, 1, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(utf8_fit("abc", 0, &used), 0);
	assert_int_equal(utf8_fit("abc", 80, NULL), 3);
	/* A mark stays with the letter that it stands on. */
	assert_int_equal(utf8_fit("a" RING "b", 1, &used), 3);
	assert_int_equal(used, 1);
	/* A byte that is no character takes a column, so that nothing is lost from sight. */
	assert_int_equal(utf8_fit("\xFF\xFF", 1, &used), 1);
	assert_int_equal(used, 1);
}

static void latin1_becomes_utf8(void **state)
{
	struct str str = STR_INIT;

	(void)state;
	utf8_from_latin1(&str, "sm\xF8rrebr\xF8" "d \x80 \x96", 14);
	assert_string_equal(str_peek(&str), SMOERREBROED " " EURO " \xE2\x80\x93");
	str_clear(&str);
	for (int c = 0; c < 256; c++) {
		char byte = (char)c;

		utf8_from_latin1(&str, &byte, 1);
	}
	assert_true(utf8_valid(str.s, str.length));
	assert_int_equal(str.s[0], 0);
	str_done(&str);
}

static void nothing_steers_the_terminal(void **state)
{
	static const struct {
		const char *from, *to;
	} texts[] = {
		{ "plain " SMOERREBROED, "plain " SMOERREBROED },
		{ "\x1B[2Jgone", " [2Jgone" },
		{ "a\nb\tc\rd\x7F", "a b c d " },
		{ "\xC2\x9B" "31m", " 31m" },                      /* CSI in one character */
		{ "a\xE2\x80\xAE" "b", "ab" },                     /* right-to-left override */
		{ "\xE2\x81\xA6" "a\xE2\x81\xA9", "a" },           /* isolates */
		{ "\xE2\x80\x8E" "a\xE2\x80\x8F", "a" },
		{ "\xE2\x80\xA8", " " },                           /* line separator */
		{ "\xFF", "\xEF\xBF\xBD" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct str str = STR_INIT;

		utf8_add_safe(&str, texts[i].from);
		assert_string_equal(str_peek(&str), texts[i].to);
		str_done(&str);
	}
}

/* Random bytes: what is made safe is valid, and safe again. */
static void random_bytes_become_safe_text(void **state)
{
	struct support_random random = { 11 };

	(void)state;
	for (int n = 0; n < 20000; n++) {
		struct str once = STR_INIT, twice = STR_INIT;
		char bytes[24];
		size_t length = support_random(&random, sizeof bytes);

		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)(1 + support_random(&random, 255));
		bytes[length] = '\0';
		utf8_add_safe(&once, bytes);
		utf8_add_safe(&twice, str_peek(&once));
		assert_true(utf8_valid(str_peek(&once), once.length));
		assert_string_equal(str_peek(&once), str_peek(&twice));
		assert_true(utf8_fit(bytes, (int)support_random(&random, 10), NULL) <= length);
		str_done(&once);
		str_done(&twice);
	}
}

static int with_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_survives_coding_and_decoding),
		cmocka_unit_test(what_is_not_utf8_is_told),
		cmocka_unit_test(a_cut_never_splits_a_character),
		cmocka_unit_test(lengths_and_columns),
		cmocka_unit_test(what_fits_into_columns),
		cmocka_unit_test(latin1_becomes_utf8),
		cmocka_unit_test(nothing_steers_the_terminal),
		cmocka_unit_test(random_bytes_become_safe_text),
	};

	return cmocka_run_group_tests(tests, with_utf8, NULL);
}
