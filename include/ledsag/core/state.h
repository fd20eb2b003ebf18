/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of an hour: logged, submitted by who worked, approved by who leads, or rejected with a reason. Which step leads where;
 * who may take it is in the table of permissions. */
#ifndef LEDSAG_CORE_STATE_H
#define LEDSAG_CORE_STATE_H

#include "ledsag/core/entry.h"

enum entry_step { STEP_SUBMIT, STEP_APPROVE, STEP_REJECT, STEP_EDIT, STEP_WITHDRAW, ENTRY_STEPS };

/* The most characters of a reason. */
#define ENTRY_WHY_MOST 200

/* Where a step leads from a state; false where that step cannot be taken from there, and *to stays. An approval holds for what was
 * approved: an edit after it has to be approved anew. A rejected entry that is edited is logged again: it counts, and handing it in
 * is a step of its own. */
bool entry_step_to(enum entry_step step, enum entry_state from, enum entry_state *to);

/* What may be different between two revisions of an entry. */
enum entry_field {
	FIELD_DAY, FIELD_TIME, FIELD_BREAK, FIELD_AMOUNT, FIELD_PERSON, FIELD_GRANT, FIELD_KIND, FIELD_NOTE, FIELD_STATE, FIELD_WHY,
	ENTRY_FIELDS
};

/* The word in JSON: date time break amount person grant kind note state why. */
const char *entry_field_name(enum entry_field field);
/* The untranslated label for people. */
const char *entry_field_label(enum entry_field field);

/* The fields in which two revisions differ, as a set of 1 << field. The amount is among them only where no clock times say it; the
 * part of a grant belongs to the grant. */
unsigned entry_differences(const struct entry *a, const struct entry *b);

#endif
