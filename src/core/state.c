/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/state.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"
#include "ledsag/base/str.h"

#include <assert.h>

#define NOWHERE ENTRY_STATES

static const enum entry_state steps[ENTRY_STEPS][ENTRY_STATES] = {
	[STEP_SUBMIT] = {
		[ENTRY_LOGGED] = ENTRY_SUBMITTED,
		[ENTRY_SUBMITTED] = NOWHERE,
		[ENTRY_APPROVED] = NOWHERE,
		[ENTRY_REJECTED] = ENTRY_SUBMITTED,
		[ENTRY_WITHDRAWN] = NOWHERE,
	},
	[STEP_APPROVE] = {
		[ENTRY_LOGGED] = ENTRY_APPROVED,
		[ENTRY_SUBMITTED] = ENTRY_APPROVED,
		[ENTRY_APPROVED] = NOWHERE,
		[ENTRY_REJECTED] = NOWHERE,
		[ENTRY_WITHDRAWN] = NOWHERE,
	},
	[STEP_REJECT] = {
		[ENTRY_LOGGED] = NOWHERE,
		[ENTRY_SUBMITTED] = ENTRY_REJECTED,
		[ENTRY_APPROVED] = ENTRY_REJECTED,
		[ENTRY_REJECTED] = NOWHERE,
		[ENTRY_WITHDRAWN] = NOWHERE,
	},
	[STEP_EDIT] = {
		[ENTRY_LOGGED] = ENTRY_LOGGED,
		[ENTRY_SUBMITTED] = ENTRY_SUBMITTED,
		[ENTRY_APPROVED] = ENTRY_SUBMITTED,
		[ENTRY_REJECTED] = ENTRY_LOGGED,
		[ENTRY_WITHDRAWN] = NOWHERE,
	},
	[STEP_WITHDRAW] = {
		[ENTRY_LOGGED] = ENTRY_WITHDRAWN,
		[ENTRY_SUBMITTED] = ENTRY_WITHDRAWN,
		[ENTRY_APPROVED] = ENTRY_WITHDRAWN,
		[ENTRY_REJECTED] = ENTRY_WITHDRAWN,
		[ENTRY_WITHDRAWN] = NOWHERE,
	},
};

bool entry_step_to(enum entry_step step, enum entry_state from, enum entry_state *to)
{
	assert((unsigned)step < ENTRY_STEPS && (unsigned)from < ENTRY_STATES);
	if (steps[step][from] == NOWHERE)
		return false;
	*to = steps[step][from];
	return true;
}

static const struct {
	const char *name, *label;
} fields[] = {
	[FIELD_DAY] = { "date", N_("Date") },
	[FIELD_TIME] = { "time", N_("Time") },
	[FIELD_BREAK] = { "break", N_("Break") },
	[FIELD_AMOUNT] = { "amount", N_("Amount") },
	[FIELD_PERSON] = { "person", N_("Person") },
	[FIELD_GRANT] = { "grant", N_("Grant") },
	[FIELD_KIND] = { "kind", N_("Kind") },
	[FIELD_NOTE] = { "note", N_("Note") },
	[FIELD_STATE] = { "state", N_("State") },
	[FIELD_WHY] = { "why", N_("Reason") },
};
_Static_assert(COUNT_OF(fields) == ENTRY_FIELDS, "every field has a row");

const char *entry_field_name(enum entry_field field)
{
	assert((unsigned)field < ENTRY_FIELDS);
	return fields[field].name;
}

const char *entry_field_label(enum entry_field field)
{
	assert((unsigned)field < ENTRY_FIELDS);
	return fields[field].label;
}

static bool same_span(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

/* Two breaks of no length are none, wherever they lie. */
static bool same_break(const struct entry *a, const struct entry *b)
{
	return same_span(a->pause, b->pause) || (a->pause.end <= a->pause.start && b->pause.end <= b->pause.start);
}

static bool same_time(const struct entry *a, const struct entry *b)
{
	return a->clocked == b->clocked && (!a->clocked || same_span(a->span, b->span));
}

/* Of clocked hours the times and the break say how many they are. */
static bool same_amount(const struct entry *a, const struct entry *b)
{
	return a->unit == b->unit && (a->amount == b->amount || (a->clocked && b->clocked));
}

unsigned entry_differences(const struct entry *a, const struct entry *b)
{
	const bool same[ENTRY_FIELDS] = {
		[FIELD_DAY] = a->day == b->day,
		[FIELD_TIME] = same_time(a, b),
		[FIELD_BREAK] = same_break(a, b),
		[FIELD_AMOUNT] = same_amount(a, b),
		[FIELD_PERSON] = str_same(a->person, b->person),
		[FIELD_GRANT] = str_same(a->grant, b->grant) && str_same(a->part, b->part),
		[FIELD_KIND] = a->kind == b->kind,
		[FIELD_NOTE] = str_same(a->note, b->note),
		[FIELD_STATE] = a->state == b->state,
		[FIELD_WHY] = str_same(a->why, b->why),
	};
	unsigned out = 0;

	for (int i = 0; i < ENTRY_FIELDS; i++)
		out |= same[i] ? 0u : 1u << i;
	return out;
}
