/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/absence.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/amount.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- kinds */

static const struct kind_row {
	const char *name, *label;
	bool credits;
	enum kind as;
} kinds[] = {
	[ABSENCE_ILLNESS] = { "illness", N_("illness"), true, KIND_ILLNESS },
	[ABSENCE_CHILD] = { "child", N_("child's illness"), true, KIND_CHILD_ILLNESS },
	[ABSENCE_HOLIDAY] = { "holiday", N_("holiday"), true, KIND_HOLIDAY },
	[ABSENCE_LEAVE] = { "leave", N_("leave of absence"), false, KIND_WORK },
	[ABSENCE_COURSE] = { "course", N_("course"), true, KIND_COURSE },
};
_Static_assert(COUNT_OF(kinds) == ABSENCE_KINDS, "every kind of absence has a row");

static const struct kind_row *kind_row(enum absence_kind kind)
{
	assert((unsigned)kind < ABSENCE_KINDS);
	return &kinds[kind];
}

const char *absence_kind_name(enum absence_kind kind)
{
	return kind_row(kind)->name;
}

const char *absence_kind_label(enum absence_kind kind)
{
	return kind_row(kind)->label;
}

bool absence_kind_parse(const char *word, enum absence_kind *out)
{
	for (int i = 0; i < ABSENCE_KINDS; i++)
		if (!strcmp(word, kinds[i].name)) {
			*out = (enum absence_kind)i;
			return true;
		}
	*out = ABSENCE_CHILD;
	return !strcmp(word, "child-illness");
}

bool absence_credits(enum absence_kind kind, enum kind *out)
{
	*out = kind_row(kind)->as;
	return kind_row(kind)->credits;
}

/* ---- what it takes */

bool absence_is_hours(const struct absence *absence)
{
	return absence->span.end > absence->span.start;
}

static struct span cut_to(struct span span, struct span by)
{
	return (struct span){ span.start > by.start ? span.start : by.start, span.end < by.end ? span.end : by.end };
}

bool absence_takes(const struct absence *absence, day_t day, const struct span *span, struct span *cut)
{
	bool hours = absence_is_hours(absence);
	struct span part;

	if (!hours) {
		if (cut && span)
			*cut = *span;
		return day >= absence->from && day <= absence->to;
	}
	if (!span)
		return false;
	part = cut_to(*span, absence->span);
	if (cut)
		*cut = part;
	return part.start < part.end;
}

bool absences_meet(const struct absence *a, const struct absence *b)
{
	if (absence_is_hours(a) && absence_is_hours(b))
		return a->span.start < b->span.end && b->span.start < a->span.end;
	return a->from <= b->to && b->from <= a->to;
}

int span_without(struct span whole, const struct span *inside, int count, struct span *out)
{
	int pieces = 0;

	for (int i = 0; i < count && whole.start < whole.end; i++) {
		if (inside[i].end <= whole.start || inside[i].start >= whole.end)
			continue;
		if (inside[i].start > whole.start)
			out[pieces++] = (struct span){ whole.start, inside[i].start };
		whole.start = inside[i].end;
	}
	if (whole.start < whole.end)
		out[pieces++] = whole;
	return pieces;
}

/* ---- credited hours */

static const struct {
	const char *name, *label;
} rules[] = {
	[CREDIT_NONE] = { "none", N_("nothing is credited") },
	[CREDIT_PLANNED] = { "planned", N_("the planned hours") },
	[CREDIT_AVERAGE] = { "average", N_("the average of the last 13 weeks") },
	[CREDIT_CONTRACT] = { "contract", N_("the contract's hours by workdays") },
};
_Static_assert(COUNT_OF(rules) == CREDIT_RULES, "every rule of credit has a row");

const char *credit_rule_name(enum credit_rule rule)
{
	return rules[rule].name;
}

const char *credit_rule_label(enum credit_rule rule)
{
	return rules[rule].label;
}

struct credit_basis credit_basis_pick(int64_t worked, int days, int64_t hours_week)
{
	if (worked > 0 && days > 0)
		return (struct credit_basis){ CREDIT_AVERAGE, worked, days };
	if (hours_week > 0)
		return (struct credit_basis){ CREDIT_CONTRACT, hours_week, 7 };
	return (struct credit_basis){ CREDIT_NONE, 0, 0 };
}

int64_t credit_of_workday(const struct credit_basis *basis, int number)
{
	int64_t divisor = (int64_t)basis->days * CREDIT_WEEK_DAYS, week = basis->minutes * 7;

	if (basis->rule == CREDIT_NONE || basis->rule == CREDIT_PLANNED)
		return 0;
	return week * number / divisor - week * (number - 1) / divisor;
}

day_t credit_planned_until(day_t from, day_t to, const day_t *days, int count)
{
	day_t monday = from - day_weekday(from), sunday = to - day_weekday(to) + 6, last = from - 1;

	for (int i = 0; i < count; i++) {
		day_t end = days[i] - day_weekday(days[i]) + 6;

		if (days[i] >= monday && days[i] <= sunday && end > last)
			last = end;
	}
	return last < to ? last : to;
}

void credit_note(const struct credit_basis *basis, char out[48])
{
	char minutes[32];

	quantity_format(basis->minutes, UNIT_MINUTES, minutes);
	if (basis->rule == CREDIT_AVERAGE)
		snprintf(out, 48, "average %s/%d", minutes, basis->days);
	else if (basis->rule == CREDIT_CONTRACT)
		snprintf(out, 48, "contract %s/%d", minutes, CREDIT_WEEK_DAYS);
	else
		snprintf(out, 48, "%s", credit_rule_name(basis->rule));
}

struct credit_basis credit_note_read(const char *note)
{
	struct credit_basis basis = { CREDIT_PLANNED, 0, 0 };
	size_t word = strcspn(note, " "), length;
	char minutes[32];

	for (int i = CREDIT_AVERAGE; i <= CREDIT_CONTRACT; i++)
		if (strlen(rules[i].name) == word && !strncmp(note, rules[i].name, word) && note[word]) {
			note += word + 1;
			length = strcspn(note, "/");
			if (length >= sizeof minutes || note[length] != '/')
				return basis;
			memcpy(minutes, note, length);
			minutes[length] = '\0';
			if (!duration_parse(minutes, &basis.minutes, NULL))
				return basis;
			basis.rule = (enum credit_rule)i;
			basis.days = i == CREDIT_CONTRACT ? 7 : atoi(note + length + 1);
			return basis;
		}
	return basis;
}
