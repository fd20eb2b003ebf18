/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/status.h"

#include "ledsag/base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

static void keep_text(struct status_arg *arg, const char *text)
{
	size_t length = strlen(text);

	if (length >= sizeof arg->text)
		length = utf8_cut(text, sizeof arg->text - 1);
	memcpy(arg->text, text, length);
	arg->text[length] = '\0';
}

bool status_set(struct status *st, enum status_code code, const char *rule, const char *msgid, const char *types, ...)
{
	va_list args;

	if (!st)
		return false;
	assert(code != STATUS_OK && strlen(types) <= STATUS_ARGS);
	st->code = code;
	st->rule = rule;
	st->msgid = msgid;
	st->count = 0;
	va_start(args, types);
	for (const char *t = types; *t; t++) {
		struct status_arg *arg = &st->args[st->count++];

		arg->type = (enum status_type)*t;
		arg->text[0] = '\0';
		switch (arg->type) {
		case STATUS_TEXT:
		case STATUS_NAME:
			keep_text(arg, va_arg(args, const char *));
			break;
		case STATUS_NUMBER:
		case STATUS_MINUTES:
			arg->number = va_arg(args, int64_t);
			break;
		case STATUS_DAY:
		case STATUS_LONGDAY:
		case STATUS_MONTH:
		case STATUS_LONGMONTH:
			arg->number = va_arg(args, int32_t);
			break;
		case STATUS_AMOUNT:
			arg->number = va_arg(args, int64_t);
			arg->unit = va_arg(args, int);
			keep_text(arg, va_arg(args, const char *));
			break;
		}
	}
	va_end(args);
	return false;
}
