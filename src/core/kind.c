/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/kind.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"

#include <assert.h>
#include <string.h>

struct name {
	const char *name, *label;
};

static const struct kind_row {
	struct name is;
	enum kind_column column;
} kinds[] = {
	[KIND_WORK] = { { "work", N_("work") }, COLUMN_WORK },
	[KIND_STANDBY] = { { "standby", N_("standby") }, COLUMN_STANDBY },
	[KIND_ILLNESS] = { { "illness", N_("illness") }, COLUMN_ILLNESS },
	[KIND_CHILD_ILLNESS] = { { "child-illness", N_("child's illness") }, COLUMN_ILLNESS },
	[KIND_HOLIDAY] = { { "holiday", N_("holiday") }, COLUMN_HOLIDAY },
	[KIND_TRAINING] = { { "training", N_("training") }, COLUMN_TRAINING },
	[KIND_MEETING] = { { "meeting", N_("staff meeting") }, COLUMN_TRAINING },
	[KIND_MUS] = { { "mus", N_("appraisal interview") }, COLUMN_TRAINING },
	[KIND_COURSE] = { { "course", N_("course") }, COLUMN_TRAINING },
	[KIND_TRAVEL] = { { "travel", N_("travel") }, COLUMN_WORK },
};
_Static_assert(COUNT_OF(kinds) == KIND_COUNT, "every kind has a row");

static const struct state_row {
	struct name is;
	bool counts;
} entry_states[] = {
	[ENTRY_LOGGED] = { { "logged", N_("logged") }, true },
	[ENTRY_SUBMITTED] = { { "submitted", N_("submitted") }, true },
	[ENTRY_APPROVED] = { { "approved", N_("approved") }, true },
	[ENTRY_REJECTED] = { { "rejected", N_("rejected") }, false },
	[ENTRY_WITHDRAWN] = { { "withdrawn", N_("withdrawn") }, false },
};
_Static_assert(COUNT_OF(entry_states) == ENTRY_STATES, "every entry state has a row");

static const struct name shift_states[] = {
	[SHIFT_OPEN] = { "open", N_("open") },
	[SHIFT_ASSIGNED] = { "assigned", N_("assigned") },
	[SHIFT_DONE] = { "done", N_("done") },
	[SHIFT_CANCELLED] = { "cancelled", N_("cancelled") },
};
_Static_assert(COUNT_OF(shift_states) == SHIFT_STATES, "every shift state has a row");

static const struct kind_row *kind_row(enum kind kind)
{
	assert((unsigned)kind < KIND_COUNT);
	return &kinds[kind];
}

const char *kind_name(enum kind kind)
{
	return kind_row(kind)->is.name;
}

const char *kind_label(enum kind kind)
{
	return kind_row(kind)->is.label;
}

bool kind_parse(const char *word, enum kind *out)
{
	if (strcmp(word, "child") == 0) {
		*out = KIND_CHILD_ILLNESS;
		return true;
	}
	for (int i = 0; i < KIND_COUNT; i++) {
		if (strcmp(word, kinds[i].is.name) == 0) {
			*out = (enum kind)i;
			return true;
		}
	}
	return false;
}

enum kind_column kind_column(enum kind kind)
{
	return kind_row(kind)->column;
}

static const struct state_row *entry_row(enum entry_state state)
{
	assert((unsigned)state < ENTRY_STATES);
	return &entry_states[state];
}

const char *entry_state_name(enum entry_state state)
{
	return entry_row(state)->is.name;
}

const char *entry_state_label(enum entry_state state)
{
	return entry_row(state)->is.label;
}

bool entry_state_parse(const char *word, enum entry_state *out)
{
	for (int i = 0; i < ENTRY_STATES; i++) {
		if (strcmp(word, entry_states[i].is.name) == 0) {
			*out = (enum entry_state)i;
			return true;
		}
	}
	return false;
}

bool entry_state_counts(enum entry_state state)
{
	return entry_row(state)->counts;
}

static const struct name *shift_row(enum shift_state state)
{
	assert((unsigned)state < SHIFT_STATES);
	return &shift_states[state];
}

const char *shift_state_name(enum shift_state state)
{
	return shift_row(state)->name;
}

const char *shift_state_label(enum shift_state state)
{
	return shift_row(state)->label;
}

bool shift_state_parse(const char *word, enum shift_state *out)
{
	for (int i = 0; i < SHIFT_STATES; i++) {
		if (strcmp(word, shift_states[i].name) == 0) {
			*out = (enum shift_state)i;
			return true;
		}
	}
	return false;
}
