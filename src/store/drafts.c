/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: what was typed and not yet stored. Outside the audit: nothing was decided yet. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/store/records.h"

bool draft_write(struct store *store, const char *actor, const char *form, const char *text, int64_t at, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_DRAFT_SAVE, st);

	if (!stmt)
		return false;
	bind_text(stmt, 1, actor);
	bind_text(stmt, 2, form);
	bind_text(stmt, 3, text);
	bind_int(stmt, 4, at);
	return store_run(store, stmt, "DRAFT_SAVE", st);
}

char *draft_read(struct store *store, const char *actor, const char *form)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_DRAFT_LOAD, NULL);
	char *text = NULL;

	if (!stmt)
		return NULL;
	bind_text(stmt, 1, actor);
	bind_text(stmt, 2, form);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		text = mem_text(column_word(stmt, 0));
	store_release(stmt);
	return text;
}

void draft_delete(struct store *store, const char *actor, const char *form)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_DRAFT_DROP, NULL);

	if (!stmt)
		return;
	bind_text(stmt, 1, actor);
	bind_text(stmt, 2, form);
	store_run(store, stmt, "DRAFT_DROP", NULL);
}
