/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/repeat.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool wrong(const char *word, struct status *st)
{
	return status_set(st, STATUS_INPUT, "repeat",
	                  N_("“{1}” is not a repetition: write FREQ=WEEKLY;COUNT=4 or FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20251231."), "s", word);
}

static bool read_number(const char *text, int most, int *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	*out = (int)n;
	return end != text && !*end && n >= 1 && n <= most;
}

/* 20251231, 20251231T235959Z, 2025-12-31: the day counts. */
static bool read_until(const char *text, day_t *out)
{
	char iso[11];

	if (strlen(text) >= 8 && strspn(text, "0123456789") >= 8) {
		const char parts[] = { text[0], text[1], text[2], text[3], '-', text[4], text[5], '-', text[6], text[7], '\0' };

		memcpy(iso, parts, sizeof iso);
		return (text[8] == '\0' || text[8] == 'T') && day_parse(iso, 0, DAY_FUTURE, out, NULL);
	}
	return strlen(text) == 10 && day_parse(text, 0, DAY_FUTURE, out, NULL);
}

static bool read_days(const char *text, unsigned *out)
{
	static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

	*out = 0;
	for (;; text += 3) {
		int found = -1;

		for (int i = 0; i < 7; i++)
			if (!strncmp(text, names[i], 2))
				found = i;
		if (found < 0)
			return false;
		*out |= 1u << found;
		if (text[2] != ',')
			return text[2] == '\0';
	}
}

static bool read_word(const char *word, struct repeat *out)
{
	if (!strcmp(word, "FREQ=DAILY"))
		out->step = 1;
	else if (!strcmp(word, "FREQ=WEEKLY"))
		out->step = 7;
	else if (!strncmp(word, "INTERVAL=", 9))
		return read_number(word + 9, 52, &out->interval);
	else if (!strncmp(word, "COUNT=", 6))
		return read_number(word + 6, REPEAT_MAX, &out->count);
	else if (!strncmp(word, "UNTIL=", 6))
		return read_until(word + 6, &out->until);
	else if (!strncmp(word, "BYDAY=", 6))
		return read_days(word + 6, &out->days);
	else
		return false;
	return true;
}

bool repeat_parse(const char *text, struct repeat *out, struct status *st)
{
	char *copy, *rest = NULL;
	bool ok = true;

	*out = (struct repeat){ .interval = 1, .until = DAY_MAX };
	if (strlen(text) > 200)
		return wrong(text, st);
	copy = mem_text(strncmp(text, "RRULE:", 6) ? text : text + 6);
	for (char *word = strtok_r(copy, ";", &rest); ok && word; word = strtok_r(NULL, ";", &rest))
		if (!read_word(word, out))
			ok = wrong(word, st);
	free(copy);
	if (ok && (!out->step || (out->step == 1 && out->days) || (out->count && out->until != DAY_MAX)))
		ok = wrong(text, st);
	if (ok && !out->count && out->until == DAY_MAX)
		ok = status_set(st, STATUS_INPUT, "repeat", N_("“{1}” never ends: add COUNT=4 or UNTIL=20251231."), "s", text);
	return ok;
}

/* As in RFC 5545 the first day counts, also where BYDAY does not name it. */
static bool hits(const struct repeat *r, day_t first, day_t day)
{
	day_t week = first - day_weekday(first);
	unsigned set = r->days ? r->days : 1u << day_weekday(first);

	if (day == first)
		return true;
	return r->step == 1 ? (day - first) % r->interval == 0
	                    : (day - week) / 7 % r->interval == 0 && (set >> day_weekday(day) & 1u);
}

static day_t horizon(day_t first)
{
	return first + 366 * REPEAT_YEARS;
}

bool repeat_fits(const struct repeat *r, day_t first, struct status *st)
{
	int count = 0;

	for (day_t day = first; day <= r->until; day++) {
		if (day >= horizon(first))
			return status_set(st, STATUS_INPUT, "repeat",
			                  N_("That goes on for more than {1} years: write an earlier UNTIL or a smaller COUNT."), "i",
			                  (int64_t)REPEAT_YEARS);
		count += hits(r, first, day);
		if (r->count && count == r->count)
			return true;
		if (count > REPEAT_MAX)
			return status_set(st, STATUS_INPUT, "repeat",
			                  N_("That is more than {1} shifts: write an earlier UNTIL."), "i", (int64_t)REPEAT_MAX);
	}
	return true;
}

day_t *repeat_days(const struct repeat *r, day_t first, int *count)
{
	day_t *days = mem_alloc(REPEAT_MAX * sizeof *days);

	*count = 0;
	for (day_t day = first; *count < (r->count ? r->count : REPEAT_MAX) && day <= r->until && day < horizon(first); day++)
		if (hits(r, first, day))
			days[(*count)++] = day;
	return days;
}
