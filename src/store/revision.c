/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing revisions: one mechanism for every entity, made from the table below. */
#include "internal.h"

#include "ledsag/base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct entity_info entity_infos[ENTITY_COUNT] = {
	[ENTITY_HOUSEHOLD] = { "household", NULL, false, { "holder", "country", "zone", "region", "lang", "currency", "pay" }, 6 },
	[ENTITY_PERSON] = { "person", "person_id", false, { "name", "roles", "born", "since", "until", "hours_week" }, 0 },
	[ENTITY_WAGE] = { "wage", NULL, false, { "person", "since", "amount" }, 0 },
	[ENTITY_GRANT] = { "grant_", "grant_id", false,
	                   { "scheme", "since", "until", "received", "payer", "case_no", "prorate", "use_order", "use_window",
	                     "cap", "lapse" }, 0 },
	[ENTITY_GRANT_AMOUNT] = { "grant_amount", NULL, false, { "grant_", "part", "since", "amount", "per", "level", "less" }, 6 },
	[ENTITY_GRANT_MONTH] = { "grant_month", NULL, false, { "grant_", "part", "what", "month", "amount" }, 0 },
	[ENTITY_RULE_FILE] = { "rule_file", NULL, false, { "body", "sha256" }, 0 },
	[ENTITY_ENTRY] = { "entry", NULL, true,
	                   { "person", "grant_", "part", "kind", "state", "unit", "day", "start", "finish", "pause_start",
	                     "pause_finish", "amount", "note", "shift", "why", "absence" }, 14 },
	[ENTITY_SHIFT] = { "shift", NULL, true,
	                   { "grant_", "part", "person", "kind", "state", "day", "start", "finish", "note", "entry", "absence",
	                     "replaces" }, 10 },
	[ENTITY_GRANT_FACT] = { "grant_fact", NULL, false, { "grant_", "what", "day", "note" }, 0 },
	[ENTITY_MONEY] = { "money", NULL, true,
	                   { "grant_", "part", "day", "kind", "amount", "category", "lifted", "voucher", "note" }, 0 },
	[ENTITY_ABSENCE] = { "absence", NULL, true, { "person", "kind", "since", "until", "start", "finish", "note" }, 0 },
	[ENTITY_CLOSING] = { "closing", NULL, false, { "month", "snapshot", "why", "entries", "minutes", "pay" }, 0 },
	[ENTITY_FROZEN_PART] = { "frozen_part", NULL, true,
	                         { "snapshot", "month", "grant_", "part", "granted", "at_hand", "used", "overdraft", "owed",
	                           "repaid", "returned", "lapsed", "lapsed_first", "remain", "remain_before", "to_keep",
	                           "moved" }, 0, true },
	[ENTITY_FROZEN_FIGURE] = { "frozen_figure", NULL, true,
	                           { "snapshot", "month", "grant_", "part", "what", "about", "at", "amount", "last" }, 0, true },
	[ENTITY_FROZEN_ENTRY] = { "frozen_entry", NULL, true,
	                          { "snapshot", "month", "about", "entry", "entry_rev", "person", "grant_", "part", "kind", "unit",
	                            "day", "amount" }, 0, true },
	[ENTITY_FROZEN_PAY] = { "frozen_pay", NULL, true,
	                        { "snapshot", "month", "about", "person", "entry", "day", "kind", "band", "name", "measure", "rate",
	                          "minutes", "amount" }, 0, true },
	[ENTITY_LEAVE_AGREED] = { "leave_agreed", NULL, false, { "person", "year", "what", "days", "note" }, 0 },
};

struct value value_int(int64_t number)
{
	return (struct value){ VALUE_INT, number, NULL, 0 };
}

struct value value_text(const char *text)
{
	return text ? (struct value){ VALUE_TEXT, 0, text, strlen(text) } : (struct value){ VALUE_NULL, 0, NULL, 0 };
}

struct value value_int_or_null(int64_t number, int64_t null_is)
{
	return number == null_is ? (struct value){ VALUE_NULL, 0, NULL, 0 } : value_int(number);
}

static void bind_value(sqlite3_stmt *stmt, int at, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
		sqlite3_bind_null(stmt, at);
		break;
	case VALUE_INT:
		sqlite3_bind_int64(stmt, at, value->number);
		break;
	case VALUE_TEXT:
		sqlite3_bind_text64(stmt, at, value->text, value->length, SQLITE_STATIC, SQLITE_UTF8);
		break;
	}
}

/* A statement made from the entity table, kept in `slot`. */
static sqlite3_stmt *made(struct store *store, sqlite3_stmt **slot, struct status *st, const char *format, const char *table)
{
	char *sql;

	if (*slot)
		return *slot;
	sql = sqlite3_mprintf(format, table);
	store_prepare(store, slot, sql, st);
	sqlite3_free(sql);
	return *slot;
}

static sqlite3_stmt *insert_stmt(struct store *store, enum entity entity, struct status *st)
{
	const struct entity_info *info = &entity_infos[entity];
	struct str sql = STR_INIT, marks = STR_INIT;
	sqlite3_stmt *stmt = store->insert[entity];

	if (stmt)
		return stmt;
	str_addf(&sql, "INSERT INTO %s (id, rev, latest, change, withdrawn, salt, digest", info->table);
	str_add(&marks, "?1, ?2, 1, ?3, ?4, ?5, ?6");
	for (int i = 0; info->columns[i]; i++) {
		str_addf(&sql, ", %s", info->columns[i]);
		str_addf(&marks, ", ?%d", i + 7);
	}
	str_addf(&sql, ") VALUES (%s)", str_peek(&marks));
	stmt = store_prepare(store, &store->insert[entity], str_peek(&sql), st);
	str_done(&sql);
	str_done(&marks);
	return stmt;
}

bool revision_last(struct store *store, enum entity entity, const struct value *id, int64_t *rev, struct status *st)
{
	sqlite3_stmt *stmt = made(store, &store->last[entity], st, "SELECT rev FROM %s WHERE id = ?1 ORDER BY rev DESC LIMIT 1",
	                          entity_infos[entity].table);
	int rc;

	if (!stmt)
		return false;
	bind_value(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*rev = rc == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
	return store_end(store, stmt, rc, "last revision", st);
}

static bool retire(struct store *store, enum entity entity, const struct value *id, int64_t rev, struct status *st)
{
	sqlite3_stmt *stmt = made(store, &store->retire[entity], st, "UPDATE %s SET latest = 0 WHERE id = ?1 AND rev = ?2",
	                          entity_infos[entity].table);

	if (!stmt)
		return false;
	bind_value(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, rev);
	return store_run(store, stmt, "retire", st);
}

static bool name_identity(struct store *store, enum entity entity, const struct value *id, struct status *st)
{
	sqlite3_stmt *stmt = made(store, &store->identity[entity], st, "INSERT OR IGNORE INTO %s (id) VALUES (?1)", entity_infos[entity].identity);

	if (!stmt)
		return false;
	bind_value(stmt, 1, id);
	return store_run(store, stmt, "identity", st);
}

/* Random bytes, asked of the system for many rows at once: an import has thousands. */
static void take_salt(struct store *store, unsigned char salt[16])
{
	if (store->salts_left < 16) {
		randombytes_buf(store->salts, sizeof store->salts);
		store->salts_left = sizeof store->salts;
	}
	memcpy(salt, store->salts + sizeof store->salts - store->salts_left, 16);
	store->salts_left -= 16;
}

static bool insert(struct store *store, enum entity entity, const struct value *id, int64_t rev, const struct value *values,
                   bool withdrawn, struct status *st)
{
	sqlite3_stmt *stmt = insert_stmt(store, entity, st);
	unsigned char salt[16], digest[32];

	if (!stmt)
		return false;
	take_salt(store, salt);
	audit_row_digest(entity, salt, id, rev, withdrawn, values, digest);
	bind_value(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, rev);
	sqlite3_bind_int64(stmt, 3, store->seq);
	sqlite3_bind_int(stmt, 4, withdrawn);
	sqlite3_bind_blob(stmt, 5, salt, sizeof salt, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 6, digest, sizeof digest, SQLITE_STATIC);
	for (int i = 0; entity_infos[entity].columns[i]; i++)
		bind_value(stmt, i + 7, &values[i]);
	if (!store_run(store, stmt, entity_infos[entity].table, st))
		return false;
	audit_row_add(store, entity, digest);
	return true;
}

bool revision_write(struct store *store, enum entity entity, struct value id, const struct value *values, bool withdrawn,
                    bool fresh, int64_t *rev, struct status *st)
{
	int64_t last = 0;

	assert(store->depth > 0);
	if (!change_is_open(store, st))
		return false;
	if (!fresh && !revision_last(store, entity, &id, &last, st))
		return false;
	if (last && !retire(store, entity, &id, last, st))
		return false;
	if (!last && entity_infos[entity].identity && !name_identity(store, entity, &id, st))
		return false;
	if (rev)
		*rev = last + 1;
	return insert(store, entity, &id, last + 1, values, withdrawn, st);
}

bool revision_next_id(struct store *store, enum entity entity, int64_t *id, struct status *st)
{
	if (!store->next_id[entity]) {
		sqlite3_stmt *stmt = NULL;
		char *sql = sqlite3_mprintf("SELECT max(id) FROM %s", entity_infos[entity].table);
		int rc = SQLITE_ERROR;

		if (store_prepare(store, &stmt, sql, st)) {
			rc = sqlite3_step(stmt);
			if (rc == SQLITE_ROW)
				store->next_id[entity] = sqlite3_column_int64(stmt, 0) + 1;
		}
		sqlite3_free(sql);
		sqlite3_finalize(stmt);
		if (rc != SQLITE_ROW)
			return store_fail(store, "next id", st);
	}
	*id = store->next_id[entity]++;
	return true;
}
