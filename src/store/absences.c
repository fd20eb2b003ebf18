/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Absences. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

/* The columns of ABSENCE_COLUMNS; texts stay borrowed from the statement. */
static void fill_absence(struct store *store, sqlite3_stmt *stmt, struct absence *out)
{
	*out = (struct absence){
		.id = sqlite3_column_int64(stmt, 0),
		.rev = sqlite3_column_int64(stmt, 1),
		.withdrawn = sqlite3_column_int(stmt, 2) != 0,
		.person = column_word(stmt, 3),
		.kind = (enum absence_kind)column_below(store, stmt, 4, ABSENCE_KINDS),
		.from = (day_t)sqlite3_column_int64(stmt, 5),
		.to = (day_t)sqlite3_column_int64(stmt, 6),
		.span = { column_int_or(stmt, 7, 0), column_int_or(stmt, 8, 0) },
		.note = column_word(stmt, 9),
	};
}

bool absence_write(struct store *store, struct absence *a, struct status *st)
{
	bool fresh = a->id == 0, hours = a->span.end > a->span.start;
	struct value none = value_text(NULL);
	struct value values[] = {
		value_text(a->person),
		value_int(a->kind),
		value_int(a->from),
		value_int(a->to),
		hours ? value_int(a->span.start) : none,
		hours ? value_int(a->span.end) : none,
		value_text(a->note ? a->note : ""),
	};

	if (fresh && !revision_next_id(store, ENTITY_ABSENCE, &a->id, st))
		return false;
	store->any_absence = true;
	return revision_write(store, ENTITY_ABSENCE, value_int(a->id), values, a->withdrawn, fresh, &a->rev, st);
}

bool absence_read(struct store *store, int64_t id, struct absence *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ABSENCE, st);
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		fill_absence(store, stmt, out);
		out->person = mem_text(out->person);
		out->note = mem_text(out->note);
	}
	if (store_end(store, stmt, rc, "ABSENCE", st))
		return true;
	if (*found)
		absence_done(out);
	return *found = false;
}

void absence_done(struct absence *absence)
{
	free((char *)absence->person);
	free((char *)absence->note);
	*absence = (struct absence){ 0 };
}

/* Most households have none, and every entry of an import would ask. */
static bool are_there_any(struct store *store, bool *any, struct status *st)
{
	sqlite3_stmt *stmt;
	int rc;

	if (store->depth && store->knows_absences) {
		*any = store->any_absence;
		return true;
	}
	stmt = store_sql(store, SQL_ABSENCE_ANY, st);
	if (!stmt)
		return false;
	rc = sqlite3_step(stmt);
	store->any_absence = *any = rc == SQLITE_ROW;
	store->knows_absences = store->depth > 0;
	return store_end(store, stmt, rc, "ABSENCE_ANY", st);
}

bool absences_each(struct store *store, const char *person, day_t from, day_t to, absence_fn *fn, void *context, struct status *st)
{
	struct absence absence;
	sqlite3_stmt *stmt;
	bool any;
	int rc;

	if (!are_there_any(store, &any, st))
		return false;
	if (!any)
		return true;
	stmt = store_sql(store, person ? SQL_ABSENCES_OF_PERSON : SQL_ABSENCES, st);
	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	if (person)
		bind_text(stmt, 3, person);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_absence(store, stmt, &absence);
		if (!fn(context, &absence))
			break;
	}
	return store_end(store, stmt, rc, "ABSENCES", st);
}
