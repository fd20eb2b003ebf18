/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a change back: a new change that writes the earlier revisions again. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>
#include <string.h>

/* One row that the change wrote: values of the revision before it (or, for a new thing, its own). Texts owned. */
struct written {
	struct value id;
	int64_t rev;
	bool latest, had_before, withdrawn_before;
	struct value values[ENTITY_COLUMNS_MAX];
};

static struct value keep(sqlite3_stmt *stmt, int at)
{
	switch (sqlite3_column_type(stmt, at)) {
	case SQLITE_INTEGER:
		return value_int(sqlite3_column_int64(stmt, at));
	case SQLITE_TEXT:
		return value_text(mem_text(column_text(stmt, at)));
	default:
		return value_text(NULL);
	}
}

static void written_done(struct written *row)
{
	free((char *)row->id.text);
	for (int i = 0; i < ENTITY_COLUMNS_MAX; i++)
		free((char *)row->values[i].text);
}

/* The rows of an entity that change `seq` wrote, newest first: they stand together at one place of the table. */
static sqlite3_stmt *rows_of(struct store *store, enum entity entity, struct status *st)
{
	const struct entity_info *info = &entity_infos[entity];
	struct str sql = STR_INIT;
	sqlite3_stmt *stmt = NULL;

	str_add(&sql, "SELECT a.change, a.id, a.rev, a.latest, b.rev, b.withdrawn");
	for (int i = 0; info->columns[i]; i++)
		str_addf(&sql, ", CASE WHEN b.rev IS NULL THEN a.%s ELSE b.%s END", info->columns[i], info->columns[i]);
	str_addf(&sql, " FROM %s AS a LEFT JOIN %s AS b ON b.id = a.id AND b.rev = a.rev - 1 ORDER BY a.row DESC", info->table, info->table);
	store_prepare(store, &stmt, str_peek(&sql), st);
	str_done(&sql);
	return stmt;
}

static bool collect(struct store *store, enum entity entity, int64_t seq, struct written **out, int *count, struct status *st)
{
	sqlite3_stmt *stmt = rows_of(store, entity, st);
	int rc = SQLITE_ERROR, room = 0;

	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t change = sqlite3_column_int64(stmt, 0);
		struct written *row;

		if (change > seq)
			continue;
		if (change < seq)
			break;
		MEM_GROW(*out, *count, room);
		row = &(*out)[(*count)++];
		*row = (struct written){
			.id = keep(stmt, 1),
			.rev = sqlite3_column_int64(stmt, 2),
			.latest = sqlite3_column_int(stmt, 3) != 0,
			.had_before = sqlite3_column_type(stmt, 4) != SQLITE_NULL,
			.withdrawn_before = sqlite3_column_int(stmt, 5) != 0,
		};
		for (int i = 0; entity_infos[entity].columns[i]; i++)
			row->values[i] = keep(stmt, i + 6);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		store_fail(store, "revert", st);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static bool revert_entry(struct store *store, const struct written *row, undo_fn *touched, void *context, struct status *st)
{
	struct entry before, after;
	bool found, ok;

	if (!entry_read(store, row->id.number, &before, &found, st))
		return false;
	if (!revision_write(store, ENTITY_ENTRY, row->id, row->values, !row->had_before || row->withdrawn_before, false, NULL, st)) {
		entry_copy_done(&before);
		return false;
	}
	ok = entry_read(store, row->id.number, &after, &found, st);
	if (ok) {
		ok = touched(context, before.state == ENTRY_WITHDRAWN ? NULL : &before, after.state == ENTRY_WITHDRAWN ? NULL : &after, st);
		entry_copy_done(&after);
	}
	entry_copy_done(&before);
	return ok;
}

bool change_revert(struct store *store, int64_t seq, undo_fn *touched, void *context, struct status *st)
{
	bool ok = true;

	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++) {
		struct written *rows = NULL;
		int count = 0;

		ok = collect(store, e, seq, &rows, &count, st);
		for (int i = 0; ok && i < count; i++) {
			if (!rows[i].latest)
				ok = status_set(st, STATUS_REFUSED, "changed-since",
				                N_("This was changed again since, so it cannot be undone: undo the later change first."), "");
			else if (e == ENTITY_ENTRY)
				ok = revert_entry(store, &rows[i], touched, context, st);
			else
				ok = revision_write(store, e, rows[i].id, rows[i].values, !rows[i].had_before || rows[i].withdrawn_before,
				                    false, NULL, st);
		}
		for (int i = 0; i < count; i++)
			written_done(&rows[i]);
		free(rows);
	}
	return ok;
}
