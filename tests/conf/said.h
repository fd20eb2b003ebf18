/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The English sentence of a problem, for tests of this room. */
#ifndef LEDSAG_TESTS_CONF_SAID_H
#define LEDSAG_TESTS_CONF_SAID_H

#include "../support.h"

#include "ledsag/conf/reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Borrowed until the next call. */
static const char *said(const struct status *st)
{
	static struct str out;

	str_clear(&out);
	str_add(&out, "");
	for (const char *p = st->msgid ? st->msgid : ""; *p; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '6' && p[2] == '}') {
			const struct status_arg *arg = &st->args[p[1] - '1'];

			assert_true(p[1] - '1' < st->count);
			if (arg->type == STATUS_NUMBER)
				str_addf(&out, "%" PRId64, arg->number);
			else
				str_add(&out, arg->text);
			p += 2;
		} else {
			str_addc(&out, *p);
		}
	}
	return str_peek(&out);
}

/* Fails unless the sentence begins with `start` and is a refusal of this room. */
__attribute__((unused)) static void assert_said(const struct status *st, const char *start)
{
	assert_int_equal(st->code, STATUS_INPUT);
	assert_string_equal(st->rule, "conf");
	if (strncmp(said(st), start, strlen(start)) != 0)
		fail_msg("said:     %s\nexpected: %s", said(st), start);
}

#endif
