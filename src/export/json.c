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
