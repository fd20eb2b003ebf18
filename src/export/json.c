/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/export/json.h"

#include "ledsag/base/utf8.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

void json_put(json_t *object, const char *key, json_t *value)
{
	int rc = json_object_set_new(object, key, value);

	assert(rc == 0);
	(void)rc;
}

void json_put_int(json_t *object, const char *key, int64_t number)
{
	json_put(object, key, json_integer(number));
}

void json_put_flag(json_t *object, const char *key, bool flag)
{
	json_put(object, key, json_boolean(flag));
}

json_t *json_text(const char *text)
{
	struct str repaired = STR_INIT;
	json_t *value;

	if (utf8_valid(text, strlen(text)))
		return json_string_nocheck(text);
	utf8_from_latin1(&repaired, text, strlen(text));
	value = json_string_nocheck(str_peek(&repaired));
	str_done(&repaired);
	return value;
}

void json_put_text(json_t *object, const char *key, const char *text)
{
	json_put(object, key, text ? json_text(text) : json_null());
}

void json_put_day(json_t *object, const char *key, day_t day)
{
	char text[11];

	if (day == DAY_NONE || day == DAY_MAX) {
		json_put(object, key, json_null());
		return;
	}
	day_format(day, text);
	json_put(object, key, json_string_nocheck(text));
}

void json_put_month(json_t *object, const char *key, month_t month)
{
	char text[8];

	if (month == MONTH_NONE || month == INT32_MAX) {
		json_put(object, key, json_null());
		return;
	}
	month_format(month, text);
	json_put(object, key, json_string_nocheck(text));
}

/* ---- flat objects ----------------------------------------------------------- */

void json_open(struct str *out)
{
	str_addc(out, '{');
}

void json_close(struct str *out)
{
	str_addc(out, '}');
}

static void add_key(struct str *out, const char *key)
{
	str_add(out, out->s[out->length - 1] == '{' ? "\"" : ",\"");
	str_add(out, key);
	str_add(out, "\":");
}

void json_add_int(struct str *out, const char *key, int64_t number)
{
	char digits[24], *at = digits + sizeof digits;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		*--at = '-';
	add_key(out, key);
	str_addn(out, at, (size_t)(digits + sizeof digits - at));
}

void json_add_flag(struct str *out, const char *key, bool flag)
{
	add_key(out, key);
	str_add(out, flag ? "true" : "false");
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\';
}

static void add_escaped(struct str *out, const char *text)
{
	str_addc(out, '"');
	while (*text) {
		size_t plain = 0;

		while (is_plain((unsigned char)text[plain]))
			plain++;
		str_addn(out, text, plain);
		text += plain;
		if (*text == '"' || *text == '\\')
			str_addf(out, "\\%c", *text++);
		else if (*text)
			str_addf(out, "\\u%04x", (unsigned char)*text++);
	}
	str_addc(out, '"');
}

void json_add_text(struct str *out, const char *key, const char *text)
{
	struct str repaired = STR_INIT;

	add_key(out, key);
	if (!text) {
		str_add(out, "null");
	} else if (utf8_valid(text, strlen(text))) {
		add_escaped(out, text);
	} else {
		utf8_from_latin1(&repaired, text, strlen(text));
		add_escaped(out, str_peek(&repaired));
		str_done(&repaired);
	}
}

/* ---- writing ---------------------------------------------------------------- */

static int add_piece(const char *bytes, size_t length, void *out)
{
	str_addn(out, bytes, length);
	return 0;
}

void json_write(struct str *out, json_t *take)
{
	int rc = json_dump_callback(take, add_piece, out, JSON_COMPACT);

	assert(rc == 0);
	(void)rc;
	json_decref(take);
}
