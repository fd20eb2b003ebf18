/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries, their revisions, and the month sums kept beside them. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

static struct span read_span(sqlite3_stmt *stmt, int at)
{
	return (struct span){ column_int_or(stmt, at, 0), column_int_or(stmt, at + 1, 0) };
}

/* The columns of ENTRY_COLUMNS; texts stay borrowed from the statement. */
static void fill_entry(sqlite3_stmt *stmt, struct entry *out)
{
	*out = (struct entry){
		.id = sqlite3_column_int64(stmt, 0),
		.rev = sqlite3_column_int64(stmt, 1),
		.person = column_text(stmt, 3),
		.grant = column_text(stmt, 4),
		.part = column_text(stmt, 5),
		.kind = (enum kind)sqlite3_column_int(stmt, 6),
		.state = sqlite3_column_int(stmt, 2) ? ENTRY_WITHDRAWN : (enum entry_state)sqlite3_column_int(stmt, 7),
		.unit = (enum unit)sqlite3_column_int(stmt, 8),
		.day = (day_t)sqlite3_column_int64(stmt, 9),
		.clocked = sqlite3_column_type(stmt, 10) != SQLITE_NULL,
		.span = read_span(stmt, 10),
		.pause = read_span(stmt, 12),
		.amount = sqlite3_column_int64(stmt, 14),
		.note = column_text(stmt, 15),
		.shift = column_int_or(stmt, 16, 0),
	};
}

bool entry_write(struct store *store, struct entry *e, struct status *st)
{
	bool fresh = e->id == 0, pause = e->pause.end > e->pause.start;
	struct value none = value_text(NULL);
	struct value values[] = {
		value_text(e->person),
		value_text(e->grant),
		value_text(e->part),
		value_int(e->kind),
		value_int(e->state),
		value_int(e->unit),
		value_int(e->day),
		e->clocked ? value_int(e->span.start) : none,
		e->clocked ? value_int(e->span.end) : none,
		pause ? value_int(e->pause.start) : none,
		pause ? value_int(e->pause.end) : none,
		value_int(e->amount),
		value_text(e->note ? e->note : ""),
		value_int_or_null(e->shift, 0),
	};

	if (fresh && !revision_next_id(store, ENTITY_ENTRY, &e->id, st))
		return false;
	return revision_write(store, ENTITY_ENTRY, value_int(e->id), values, e->state == ENTRY_WITHDRAWN, fresh, &e->rev, st);
}

bool entry_read(struct store *store, int64_t id, struct entry *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRY, st);
	struct entry borrowed;
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		fill_entry(stmt, &borrowed);
		entry_copy(out, &borrowed);
	}
	return store_end(store, stmt, rc, "ENTRY", st);
}

static bool wanted(const struct entry_filter *filter, const struct entry *entry)
{
	return (!filter->grant || str_same(filter->grant, entry->grant)) && (!filter->part || str_same(filter->part, entry->part)) &&
	       (!filter->person || str_same(filter->person, entry->person)) &&
	       (filter->state < 0 || filter->state == (int)entry->state);
}

static bool each(struct store *store, sqlite3_stmt *stmt, const struct entry_filter *filter, entry_fn *fn, void *context, struct status *st)
{
	struct entry entry;
	int rc;

	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_entry(stmt, &entry);
		if (wanted(filter, &entry) && !fn(context, &entry))
			break;
	}
	return store_end(store, stmt, rc, "ENTRIES", st);
}

bool entries_each(struct store *store, const struct entry_filter *filter, entry_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, filter->person ? SQL_ENTRIES_OF_PERSON : SQL_ENTRIES_OF_DAYS, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, filter->from);
	bind_int(stmt, 2, filter->to);
	if (filter->person)
		bind_text(stmt, 3, filter->person);
	return each(store, stmt, filter, fn, context, st);
}

bool entries_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context, struct status *st)
{
	struct entry_filter filter = { .from = from, .to = to, .person = person, .state = -1 };

	return entries_each(store, &filter, fn, context, st);
}

bool work_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context, struct status *st)
{
	struct entry_filter filter = { .from = from, .to = to, .person = person, .state = -1 };
	sqlite3_stmt *stmt = store_sql(store, SQL_WORK_OF_PERSON, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	bind_text(stmt, 3, person);
	return each(store, stmt, &filter, fn, context, st);
}

/* Who made a revision and when. */
struct origin {
	int64_t at;
	char *actor, *action;
};

static bool read_origin(struct store *store, int64_t change, struct origin *out, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGE_GET, st);
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 1, change);
	rc = sqlite3_step(stmt);
	*out = (struct origin){ 0 };
	if (rc == SQLITE_ROW)
		*out = (struct origin){ sqlite3_column_int64(stmt, 0), mem_text(column_text(stmt, 1)), mem_text(column_text(stmt, 2)) };
	return store_end(store, stmt, rc, "CHANGE_GET", st);
}

bool entry_history(struct store *store, int64_t id, revision_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRY_REVISIONS, st);
	bool ok = true, more = true;
	int rc = SQLITE_DONE;

	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	while (ok && more && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct entry entry;
		struct origin origin = { 0 };
		int64_t change = sqlite3_column_int64(stmt, 17);

		fill_entry(stmt, &entry);
		ok = read_origin(store, change, &origin, st);
		if (ok)
			more = fn(context, &(struct revision){ entry.rev, change, origin.at, origin.actor, origin.action, &entry });
		free(origin.actor);
		free(origin.action);
	}
	return store_end(store, stmt, rc, "ENTRY_REVISIONS", st) && ok;
}

/* ---- month sums */

bool month_sum_add(struct store *store, const char *grant, const char *part, enum kind kind, month_t month, int64_t delta,
                   struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUM_ADD, st);

	if (!delta)
		return true;
	if (!stmt)
		return false;
	bind_text(stmt, 1, grant);
	bind_text(stmt, 2, part);
	bind_int(stmt, 3, month);
	bind_int(stmt, 4, kind);
	bind_int(stmt, 5, delta);
	return store_run(store, stmt, "MONTH_SUM_ADD", st);
}

bool month_sums_read(struct store *store, const char *grant, const char *part, struct month_use **out, int *count, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUMS, st);
	int rc, room = 0;

	*out = NULL;
	*count = 0;
	if (!stmt)
		return false;
	bind_text(stmt, 1, grant);
	bind_text(stmt, 2, part);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(*out, *count, room);
		(*out)[(*count)++] = (struct month_use){ (month_t)sqlite3_column_int64(stmt, 0), (enum kind)sqlite3_column_int(stmt, 1),
			                                 sqlite3_column_int64(stmt, 2) };
	}
	return store_end(store, stmt, rc, "MONTH_SUMS", st);
}

bool month_sums_each(struct store *store, month_sum_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUMS_ALL, st);
	int rc;

	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		if (!fn(context, column_text(stmt, 0), column_text(stmt, 1), (enum kind)sqlite3_column_int(stmt, 3),
		        (month_t)sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 4)))
			break;
	return store_end(store, stmt, rc, "MONTH_SUMS_ALL", st);
}

bool month_sums_clear(struct store *store, struct status *st)
{
	return store_run(store, store_sql(store, SQL_MONTH_SUMS_CLEAR, st), "MONTH_SUMS_CLEAR", st);
}
