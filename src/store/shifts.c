/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planned shifts. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

static void fill_shift(struct store *store, sqlite3_stmt *stmt, struct shift *out)
{
	*out = (struct shift){
		.id = sqlite3_column_int64(stmt, 0),
		.rev = sqlite3_column_int64(stmt, 1),
		.grant = column_word(stmt, 2),
		.part = column_word(stmt, 3),
		.person = column_text(stmt, 4),
		.kind = (enum kind)column_below(store, stmt, 5, KIND_COUNT),
		.state = (enum shift_state)column_below(store, stmt, 6, SHIFT_STATES),
		.day = (day_t)sqlite3_column_int64(stmt, 7),
		.span = { sqlite3_column_int64(stmt, 8), sqlite3_column_int64(stmt, 9) },
		.note = column_word(stmt, 10),
		.entry = column_int_or(stmt, 11, 0),
		.absence = column_int_or(stmt, 12, 0),
		.replaces = column_int_or(stmt, 13, 0),
	};
}

bool shift_write(struct store *store, struct shift *s, struct status *st)
{
	bool fresh = s->id == 0;
	struct value values[] = {
		value_text(s->grant),     value_text(s->part),      value_text(s->person),   value_int(s->kind),
		value_int(s->state),      value_int(s->day),        value_int(s->span.start), value_int(s->span.end),
		value_text(s->note ? s->note : ""), value_int_or_null(s->entry, 0),
		value_int_or_null(s->absence, 0), value_int_or_null(s->replaces, 0),
	};

	if (fresh && !revision_next_id(store, ENTITY_SHIFT, &s->id, st))
		return false;
	return revision_write(store, ENTITY_SHIFT, value_int(s->id), values, false, fresh, &s->rev, st);
}

static bool read_one(struct store *store, enum sql_name name, int64_t id, struct shift *out, bool *found, bool *there,
                     struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, name, st);
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		fill_shift(store, stmt, out);
		out->grant = mem_text(out->grant);
		out->part = mem_text(out->part);
		out->person = mem_text(out->person);
		out->note = mem_text(out->note);
		if (there)
			*there = !sqlite3_column_int(stmt, 14);
	}
	if (store_end(store, stmt, rc, "SHIFT", st))
		return true;
	if (*found)
		shift_done(out);
	return *found = false;
}

bool shift_read(struct store *store, int64_t id, struct shift *out, bool *found, struct status *st)
{
	return read_one(store, SQL_SHIFT, id, out, found, NULL, st);
}

bool shift_read_any(struct store *store, int64_t id, struct shift *out, bool *found, bool *there, struct status *st)
{
	*there = false;
	return read_one(store, SQL_SHIFT_ANY, id, out, found, there, st);
}

void shift_done(struct shift *shift)
{
	free((char *)shift->grant);
	free((char *)shift->part);
	free((char *)shift->person);
	free((char *)shift->note);
	*shift = (struct shift){ 0 };
}

bool shifts_each(struct store *store, day_t from, day_t to, shift_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_SHIFTS, st);
	struct shift shift;
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_shift(store, stmt, &shift);
		if (!fn(context, &shift))
			break;
	}
	return store_end(store, stmt, rc, "SHIFTS", st);
}
