/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit chain. Each revision carries its own salted digest, so that a forgotten one (text and salt removed) leaves the chain
 * valid; a change's digest covers the digest of the change before it, its own header, and the digests of all its revisions: per
 * entity in order of writing. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/store/records.h"

#include <stdlib.h>
#include <string.h>

#define FORM "ledsag-audit-1" /* the version of what is digested; a new form gets a new name */

static void feed_bytes(crypto_generichash_state *hash, const void *bytes, size_t length)
{
	unsigned char size[8];

	for (int i = 0; i < 8; i++)
		size[i] = (unsigned char)((uint64_t)length >> (8 * i));
	crypto_generichash_update(hash, size, sizeof size);
	crypto_generichash_update(hash, bytes, length);
}

static void feed_int(crypto_generichash_state *hash, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
	crypto_generichash_update(hash, bytes, sizeof bytes);
}

/* A growing buffer for one revision's form, so that the hash is fed once. */
struct form {
	unsigned char bytes[1024];
	size_t length;
	crypto_generichash_state *hash;
};

static void form_flush(struct form *form)
{
	crypto_generichash_update(form->hash, form->bytes, form->length);
	form->length = 0;
}

static void form_int(struct form *form, char type, int64_t number)
{
	if (form->length + 9 > sizeof form->bytes)
		form_flush(form);
	form->bytes[form->length++] = (unsigned char)type;
	for (int i = 0; i < 8; i++)
		form->bytes[form->length++] = (unsigned char)((uint64_t)number >> (8 * i));
}

static void form_text(struct form *form, const char *text, size_t length)
{
	form_int(form, 't', (int64_t)length);
	if (form->length + length > sizeof form->bytes)
		form_flush(form);
	if (length > sizeof form->bytes) {
		crypto_generichash_update(form->hash, (const unsigned char *)text, length);
		return;
	}
	memcpy(form->bytes + form->length, text, length);
	form->length += length;
}

static void form_value(struct form *form, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
		form_int(form, 'n', 0);
		break;
	case VALUE_INT:
		form_int(form, 'i', value->number);
		break;
	case VALUE_TEXT:
		form_text(form, value->text, value->length);
		break;
	}
}

void audit_row_digest(enum entity entity, const unsigned char salt[16], const struct value *id, int64_t rev, bool withdrawn,
                      const struct value *values, unsigned char out[32])
{
	const struct entity_info *info = &entity_infos[entity];
	crypto_generichash_state hash;
	struct form form = { .length = 0, .hash = &hash };

	crypto_generichash_init(&hash, salt, 16, 32);
	form_text(&form, FORM, sizeof FORM - 1);
	form_text(&form, info->table, strlen(info->table));
	form_value(&form, id);
	form_int(&form, 'r', rev);
	form_int(&form, 'w', withdrawn);
	for (int i = 0; info->columns[i]; i++) {
		bool later = info->later && i >= info->later;

		/* A column that came later is told by its name, and not at all where it is empty: rows from before it digest as
		 * they did. */
		if (later && values[i].type == VALUE_NULL)
			continue;
		if (later)
			form_text(&form, info->columns[i], strlen(info->columns[i]));
		form_value(&form, &values[i]);
	}
	form_flush(&form);
	crypto_generichash_final(&hash, out, 32);
}

void audit_row_add(struct store *store, enum entity entity, const unsigned char digest[32])
{
	if (store->written[entity]++ == 0)
		crypto_generichash_init(&store->hash[entity], NULL, 0, 32);
	crypto_generichash_update(&store->hash[entity], digest, 32);
}

/* The change's own digest, from the previous one, its header and what each entity's rows came to. */
static void change_digest(const unsigned char prev[32], const struct audit_row *row, crypto_generichash_state hashes[ENTITY_COUNT],
                          const int64_t written[ENTITY_COUNT], unsigned char out[32])
{
	crypto_generichash_state hash;

	crypto_generichash_init(&hash, NULL, 0, 32);
	feed_bytes(&hash, FORM, sizeof FORM - 1);
	feed_bytes(&hash, prev, 32);
	feed_int(&hash, row->seq);
	feed_int(&hash, row->at);
	feed_int(&hash, row->clock_fixed);
	feed_bytes(&hash, row->actor, row->actor_length);
	feed_bytes(&hash, row->action, row->action_length);
	feed_bytes(&hash, row->subject, row->subject_length);
	feed_int(&hash, row->undoes);
	feed_int(&hash, row->redoes);
	for (int e = 0; e < ENTITY_COUNT; e++) {
		unsigned char rows[32];

		if (!written[e])
			continue;
		crypto_generichash_final(&hashes[e], rows, sizeof rows);
		feed_bytes(&hash, entity_infos[e].table, strlen(entity_infos[e].table));
		feed_int(&hash, written[e]);
		feed_bytes(&hash, rows, sizeof rows);
	}
	crypto_generichash_final(&hash, out, 32);
}

/* ---- both ends of a change */

static bool read_last(struct store *store, int64_t *seq, unsigned char digest[32], struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGE_LAST, st);
	int rc;

	if (!stmt)
		return false;
	*seq = 0;
	memset(digest, 0, 32);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		*seq = sqlite3_column_int64(stmt, 0);
		if (sqlite3_column_bytes(stmt, 1) == 32)
			memcpy(digest, sqlite3_column_blob(stmt, 1), 32);
	}
	return store_end(store, stmt, rc, "CHANGE_LAST", st);
}

bool audit_open(struct store *store, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGE_INSERT, st);

	memset(store->written, 0, sizeof store->written);
	if (!stmt || !read_last(store, &store->seq, store->prev, st))
		return false;
	store->seq++;
	bind_int(stmt, 1, store->seq);
	bind_int(stmt, 2, store->change.at);
	bind_int(stmt, 3, store->change.clock_fixed);
	bind_text(stmt, 4, store->change.actor);
	bind_text(stmt, 5, store->change.action);
	if (store->change.undoes)
		bind_int(stmt, 6, store->change.undoes);
	if (store->change.redoes)
		bind_int(stmt, 7, store->change.redoes);
	return store_run(store, stmt, "CHANGE_INSERT", st);
}

bool audit_seal(struct store *store, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGE_SEAL, st);
	unsigned char digest[32];
	struct audit_row row = {
		.seq = store->seq,
		.at = store->change.at,
		.undoes = store->change.undoes,
		.redoes = store->change.redoes,
		.clock_fixed = store->change.clock_fixed,
		.actor = store->change.actor,
		.action = store->change.action,
		.subject = store->subject ? store->subject : "",
	};
	int64_t rows = 0;

	if (!stmt)
		return false;
	row.actor_length = strlen(row.actor);
	row.action_length = strlen(row.action);
	row.subject_length = strlen(row.subject);
	for (int e = 0; e < ENTITY_COUNT; e++)
		rows += store->written[e];
	change_digest(store->prev, &row, store->hash, store->written, digest);
	bind_int(stmt, 1, row.seq);
	bind_text(stmt, 2, row.subject);
	bind_int(stmt, 3, rows);
	sqlite3_bind_blob(stmt, 4, digest, sizeof digest, SQLITE_STATIC);
	return store_run(store, stmt, "CHANGE_SEAL", st);
}

/* ---- reading */

static void fill_row(sqlite3_stmt *stmt, struct audit_row *row)
{
	static const unsigned char no_digest[32]; /* a damaged page's: it verifies nothing */

	*row = (struct audit_row){
		.seq = sqlite3_column_int64(stmt, 0),
		.at = sqlite3_column_int64(stmt, 1),
		.clock_fixed = sqlite3_column_int(stmt, 2) != 0,
		.actor = column_word(stmt, 3),
		.action = column_word(stmt, 4),
		.subject = column_word(stmt, 5),
		.undoes = column_int_or(stmt, 6, 0),
		.redoes = column_int_or(stmt, 7, 0),
		.rows = sqlite3_column_int64(stmt, 8),
		.digest = sqlite3_column_bytes(stmt, 9) == 32 ? sqlite3_column_blob(stmt, 9) : no_digest,
	};
	row->actor_length = (size_t)sqlite3_column_bytes(stmt, 3);
	row->action_length = (size_t)sqlite3_column_bytes(stmt, 4);
	row->subject_length = (size_t)sqlite3_column_bytes(stmt, 5);
}

bool audit_each(struct store *store, int64_t since, audit_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, since == INT64_MIN ? SQL_CHANGES_ALL : SQL_CHANGES_SINCE, st);
	struct audit_row row;
	int rc;

	if (!stmt)
		return false;
	if (since != INT64_MIN)
		bind_int(stmt, 1, since);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_row(stmt, &row);
		if (!fn(context, &row))
			break;
	}
	return store_end(store, stmt, rc, "CHANGES_SINCE", st);
}

bool audit_each_back(struct store *store, const char *actor, audit_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGES_BACK, st);
	struct audit_row row;
	int rc;

	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_row(stmt, &row);
		if (!strcmp(row.actor, actor) && !fn(context, &row))
			break;
	}
	return store_end(store, stmt, rc, "CHANGES_BACK", st);
}

bool audit_head(struct store *store, int64_t *seq, char hex[65], struct status *st)
{
	unsigned char digest[32];

	if (!read_last(store, seq, digest, st))
		return false;
	sodium_bin2hex(hex, 65, digest, sizeof digest);
	return true;
}

bool change_origin_read(struct store *store, int64_t change, struct change_origin *out, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CHANGE_GET, st);
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 1, change);
	rc = sqlite3_step(stmt);
	*out = (struct change_origin){ sqlite3_column_int64(stmt, 0), mem_text(column_word(stmt, 1)),
		                       mem_text(column_word(stmt, 2)) };
	return store_end(store, stmt, rc, "CHANGE_GET", st);
}

void change_origin_done(struct change_origin *origin)
{
	free(origin->actor);
	free(origin->action);
	*origin = (struct change_origin){ 0 };
}

/* ---- verifying: the rows of each entity in order of writing, merged with the changes in order */

struct cursor {
	sqlite3_stmt *stmt;
	bool at_row;
	int rc;
};

struct verify {
	struct store *store;
	struct cursor cursors[ENTITY_COUNT];
	unsigned char prev[32];
	int64_t expected, changes;
	struct status *st;
	bool ok;
};

static void cursor_next(struct cursor *c)
{
	c->rc = sqlite3_step(c->stmt);
	c->at_row = c->rc == SQLITE_ROW;
}

static bool open_cursor(struct verify *v, enum entity entity)
{
	const struct entity_info *info = &entity_infos[entity];
	char *columns = NULL, *sql;
	bool ok;

	for (int i = 0; info->columns[i]; i++) {
		char *more = sqlite3_mprintf("%z, %s", columns ? columns : sqlite3_mprintf(""), info->columns[i]);

		columns = more;
	}
	sql = sqlite3_mprintf("SELECT change, id, rev, withdrawn, salt, digest%s FROM %s ORDER BY row", columns, info->table);
	ok = store_prepare(v->store, &v->cursors[entity].stmt, sql, v->st) != NULL;
	sqlite3_free(columns);
	sqlite3_free(sql);
	if (ok)
		cursor_next(&v->cursors[entity]);
	return ok;
}

static struct value read_value(sqlite3_stmt *stmt, int at)
{
	switch (sqlite3_column_type(stmt, at)) {
	case SQLITE_INTEGER:
		return value_int(sqlite3_column_int64(stmt, at));
	case SQLITE_TEXT:
		return (struct value){ VALUE_TEXT, 0, column_text(stmt, at), (size_t)sqlite3_column_bytes(stmt, at) };
	default:
		return value_text(NULL);
	}
}

static bool broken(struct verify *v, int64_t seq, const char *where)
{
	v->ok = false;
	return status_set(v->st, STATUS_FILE, "audit",
	                  N_("The audit chain breaks at change {1} ({2}): the file was altered outside ledsag."), "is", seq, where);
}

/* The row under the cursor still digests to what it carries. */
static bool row_is_true(enum entity entity, sqlite3_stmt *stmt, unsigned char digest[32])
{
	struct value id = read_value(stmt, 1), values[ENTITY_COLUMNS_MAX];
	unsigned char again[32];

	if (id.type != (entity_infos[entity].numbered ? VALUE_INT : VALUE_TEXT))
		return false;
	for (int i = 0; entity_infos[entity].columns[i]; i++)
		values[i] = read_value(stmt, i + 6);
	if (sqlite3_column_bytes(stmt, 4) != 16 || sqlite3_column_bytes(stmt, 5) != 32)
		return false;
	memcpy(digest, sqlite3_column_blob(stmt, 5), 32);
	audit_row_digest(entity, sqlite3_column_blob(stmt, 4), &id, sqlite3_column_int64(stmt, 2), sqlite3_column_int(stmt, 3) != 0,
	                 values, again);
	return memcmp(digest, again, 32) == 0;
}

static bool gather_rows(struct verify *v, int64_t seq, crypto_generichash_state hashes[ENTITY_COUNT], int64_t written[ENTITY_COUNT])
{
	for (enum entity e = 0; e < ENTITY_COUNT; e++) {
		struct cursor *c = &v->cursors[e];

		written[e] = 0;
		while (c->at_row && sqlite3_column_int64(c->stmt, 0) <= seq) {
			unsigned char digest[32];

			if (sqlite3_column_int64(c->stmt, 0) < seq || !row_is_true(e, c->stmt, digest))
				return broken(v, sqlite3_column_int64(c->stmt, 0), entity_infos[e].table);
			if (written[e]++ == 0)
				crypto_generichash_init(&hashes[e], NULL, 0, 32);
			crypto_generichash_update(&hashes[e], digest, 32);
			cursor_next(c);
		}
		if (c->rc != SQLITE_ROW && c->rc != SQLITE_DONE) { /* unreadable, which is not the same as altered */
			v->ok = false;
			return store_fail(v->store, "audit", v->st);
		}
	}
	return true;
}

static bool verify_change(void *context, const struct audit_row *row)
{
	struct verify *v = context;
	crypto_generichash_state hashes[ENTITY_COUNT];
	int64_t written[ENTITY_COUNT];
	unsigned char digest[32];
	int64_t rows = 0;

	if (row->seq != v->expected)
		return broken(v, v->expected, "change");
	if (!gather_rows(v, row->seq, hashes, written))
		return false;
	for (int e = 0; e < ENTITY_COUNT; e++)
		rows += written[e];
	if (rows != row->rows)
		return broken(v, row->seq, "change");
	change_digest(v->prev, row, hashes, written, digest);
	if (memcmp(digest, row->digest, 32) != 0)
		return broken(v, row->seq, "change");
	memcpy(v->prev, digest, 32);
	v->expected++;
	v->changes++;
	return true;
}

/* Which revision counts is no part of its digest, because it changes: the last one, and no other. */
static bool check_latest(struct verify *v, enum entity entity)
{
	const char *table = entity_infos[entity].table;
	char *sql = entity_infos[entity].once
		            ? sqlite3_mprintf("SELECT change FROM %s WHERE latest <> 1 OR rev <> 1 LIMIT 1", table)
		            : sqlite3_mprintf("SELECT change FROM %s AS a WHERE latest <> "
		                              "NOT EXISTS (SELECT 1 FROM %s AS b WHERE b.id = a.id AND b.rev > a.rev) LIMIT 1",
		                              table, table);
	sqlite3_stmt *stmt = NULL;
	bool ok = store_prepare(v->store, &stmt, sql, v->st) != NULL;
	int rc = ok ? sqlite3_step(stmt) : SQLITE_ERROR;

	sqlite3_free(sql);
	if (rc == SQLITE_ROW)
		ok = broken(v, sqlite3_column_int64(stmt, 0), table);
	else if (ok && rc != SQLITE_DONE)
		ok = store_fail(v->store, "audit", v->st);
	sqlite3_finalize(stmt);
	return ok;
}

bool audit_verify(struct store *store, int64_t *changes, struct status *st)
{
	struct verify v = { .store = store, .expected = 1, .st = st, .ok = true };
	bool ok = true;

	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++)
		ok = open_cursor(&v, e);
	ok = ok && audit_each(store, INT64_MIN, verify_change, &v, st) && v.ok;
	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++)
		if (v.cursors[e].at_row)
			ok = broken(&v, sqlite3_column_int64(v.cursors[e].stmt, 0), entity_infos[e].table);
	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++)
		ok = check_latest(&v, e);
	for (enum entity e = 0; e < ENTITY_COUNT; e++)
		sqlite3_finalize(v.cursors[e].stmt);
	if (changes)
		*changes = v.changes;
	return ok;
}
