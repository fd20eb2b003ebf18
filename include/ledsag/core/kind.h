/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an hour was: a field of every entry and shift, never derived from a name. */
#ifndef LEDSAG_CORE_KIND_H
#define LEDSAG_CORE_KIND_H

#include <stdbool.h>

enum kind {
	KIND_WORK,
	KIND_STANDBY, /* rådighed, Bereitschaft */
	KIND_ILLNESS,
	KIND_CHILD_ILLNESS,
	KIND_HOLIDAY,
	KIND_TRAINING,
	KIND_MEETING, /* staff meeting */
	KIND_MUS,     /* medarbejderudviklingssamtale */
	KIND_COURSE,
	KIND_TRAVEL,
	KIND_COUNT
};

/* Columns of the account into which kinds are summed. */
enum kind_column { COLUMN_WORK, COLUMN_STANDBY, COLUMN_ILLNESS, COLUMN_TRAINING, COLUMN_HOLIDAY, COLUMN_COUNT };

/* The word in commands, files and JSON: work standby illness child-illness holiday training meeting mus course travel. */
const char *kind_name(enum kind kind);
/* The untranslated label for people ("child's illness"). */
const char *kind_label(enum kind kind);
/* Reads the word, or "child" for child-illness; false where unknown. */
bool kind_parse(const char *word, enum kind *out);
enum kind_column kind_column(enum kind kind);

/* Where an entry stands. Rejected and withdrawn hours count for nothing. */
enum entry_state { ENTRY_LOGGED, ENTRY_SUBMITTED, ENTRY_APPROVED, ENTRY_REJECTED, ENTRY_WITHDRAWN, ENTRY_STATES };

const char *entry_state_name(enum entry_state state);
const char *entry_state_label(enum entry_state state);
bool entry_state_parse(const char *word, enum entry_state *out);
bool entry_state_counts(enum entry_state state);

/* Where a shift stands in its first form. */
enum shift_state { SHIFT_OPEN, SHIFT_ASSIGNED, SHIFT_DONE, SHIFT_CANCELLED, SHIFT_STATES };

const char *shift_state_name(enum shift_state state);
const char *shift_state_label(enum shift_state state);
bool shift_state_parse(const char *word, enum shift_state *out);

#endif
