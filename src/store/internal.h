/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of store/ share and nobody else sees. */
#ifndef LEDSAG_STORE_INTERNAL_H
#define LEDSAG_STORE_INTERNAL_H

#include "ledsag/store/store.h"

#include <sodium.h>
#include <sqlite3.h>

/* ---- named statements */

enum sql_name {
#define SQL(name, text) SQL_##name,
#include "sql.def"
#undef SQL
	SQL_COUNT
};

/* ---- entities: tables of revisions with the same frame around their own columns */

enum entity {
	ENTITY_HOUSEHOLD,
	ENTITY_PERSON,
	ENTITY_WAGE,
	ENTITY_GRANT,
	ENTITY_GRANT_AMOUNT,
	ENTITY_GRANT_MONTH,
	ENTITY_RULE_FILE,
	ENTITY_ENTRY,
	ENTITY_SHIFT,
	ENTITY_GRANT_FACT,
	ENTITY_MONEY,
	ENTITY_ABSENCE,
	ENTITY_CLOSING,
	ENTITY_FROZEN_PART,
	ENTITY_FROZEN_FIGURE,
	ENTITY_FROZEN_ENTRY,
	ENTITY_FROZEN_PAY,
	ENTITY_LEAVE_AGREED,
	ENTITY_COUNT
};

#define ENTITY_COLUMNS_MAX 20

struct entity_info {
	const char *table;
	const char *identity; /* the table of ids that others refer to, or NULL */
	bool numbered;        /* ids are integers given out here */
	const char *columns[ENTITY_COLUMNS_MAX]; /* NULL-ended: what differs between revisions */
	int later; /* from this column on they were added by a later step of the schema; 0: none was */
	bool once; /* written once and never revised */
};
extern const struct entity_info entity_infos[ENTITY_COUNT];

enum value_type { VALUE_NULL, VALUE_INT, VALUE_TEXT };
struct value {
	enum value_type type;
	int64_t number;
	const char *text; /* borrowed */
	size_t length;
};
struct value value_int(int64_t number);
struct value value_text(const char *text);          /* NULL becomes VALUE_NULL */
struct value value_int_or_null(int64_t number, int64_t null_is);

/* ---- the store */

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *named[SQL_COUNT];
	sqlite3_stmt *insert[ENTITY_COUNT], *retire[ENTITY_COUNT], *last[ENTITY_COUNT], *before[ENTITY_COUNT],
	        *identity[ENTITY_COUNT];
	int64_t next_id[ENTITY_COUNT]; /* numbered entities, within a change; 0: not yet asked */
	int depth;                     /* nesting of store_begin */
	bool doomed;                   /* an inner part was rolled back: nothing of the outer one will be kept */
	bool snapshot;
	bool any_absence, knows_absences; /* within a change, in which nobody else writes: asked once */
	int64_t *closings;             /* the closings that hold, ascending (closings.c); read once within a change or a snapshot */
	int closing_count, closing_room;
	bool knows_closings;
	bool damaged;                  /* something was read that the schema forbids */
	struct change change;          /* texts owned */
	int64_t seq;
	char *subject;
	unsigned char prev[32];
	crypto_generichash_state hash[ENTITY_COUNT];
	int64_t written[ENTITY_COUNT];
	unsigned char salts[512]; /* drawn ahead; what is left is at the end */
	size_t salts_left;
};

/* Turns SQLite's last error into a status; `what` is the name of the statement or step. Returns false. */
bool store_fail(struct store *store, const char *what, struct status *st);

/* A prepared statement, ready to bind; NULL on failure (status set). */
sqlite3_stmt *store_sql(struct store *store, enum sql_name name, struct status *st);
/* The same for SQL that is made from the entity table; kept in *slot. */
sqlite3_stmt *store_prepare(struct store *store, sqlite3_stmt **slot, const char *sql, struct status *st);
/* Steps a statement that gives no rows, and resets it. */
bool store_run(struct store *store, sqlite3_stmt *stmt, const char *what, struct status *st);
/* Resets after reading; `rc` is the last step's: anything but ROW and DONE fails, and so does damage that was read. */
bool store_end(struct store *store, sqlite3_stmt *stmt, int rc, const char *what, struct status *st);
void store_release(sqlite3_stmt *stmt); /* reset and clear; NULL is fine */
bool store_exec(struct store *store, const char *sql, struct status *st);

void bind_text(sqlite3_stmt *stmt, int at, const char *text);
void bind_int(sqlite3_stmt *stmt, int at, int64_t number);
/* NULL stays NULL; borrowed until the next step. */
const char *column_text(sqlite3_stmt *stmt, int at);
/* For columns that are never NULL; "" where a damaged page says otherwise. */
const char *column_word(sqlite3_stmt *stmt, int at);
/* A number from 0 up to `count`; anything else is damage: 0, and store_end() says so. */
int column_below(struct store *store, sqlite3_stmt *stmt, int at, int count);
int64_t column_int_or(sqlite3_stmt *stmt, int at, int64_t if_null);

/* Whether writing still belongs to a change; where not, the status says so. */
bool change_is_open(struct store *store, struct status *st);

/* ---- revisions */

/* Writes the next revision of `id` with `values` (in the order of the entity's columns). `fresh`: the caller knows that the id is
 * new. `rev` (may be NULL) gets its number. */
bool revision_write(struct store *store, enum entity entity, struct value id, const struct value *values, bool withdrawn,
                    bool fresh, int64_t *rev, struct status *st);
/* The number of the latest revision of `id`, 0 where there is none. */
bool revision_last(struct store *store, enum entity entity, const struct value *id, int64_t *rev, struct status *st);
/* Gives out the next number of a numbered entity; never one that was used before. */
bool revision_next_id(struct store *store, enum entity entity, int64_t *id, struct status *st);

/* ---- audit, used by store.c at both ends of a change */
bool audit_open(struct store *store, struct status *st);
bool audit_seal(struct store *store, struct status *st);
/* Digests one revision: BLAKE2b-256 over a version, the salt and the length-prefixed form of all that it says. */
void audit_row_digest(enum entity entity, const unsigned char salt[16], const struct value *id, int64_t rev, bool withdrawn,
                      const struct value *values, unsigned char out[32]);
void audit_row_add(struct store *store, enum entity entity, const unsigned char digest[32]);

/* Who made a change, what it was and when; texts owned. */
struct change_origin {
	int64_t at;
	char *actor, *action;
};
bool change_origin_read(struct store *store, int64_t change, struct change_origin *out, struct status *st);
void change_origin_done(struct change_origin *origin);

/* ---- migrations */
/* Whether the file is a household that this program can read; changes nothing in it. */
bool store_identify(struct store *store, struct status *st);
bool store_migrate(struct store *store, struct status *st);
/* The same towards the first `count` of `list`, each the SQL of one version. */
bool migrate_to(struct store *store, const char *const *list, int count, struct status *st);
extern const char *const migration_steps[];
extern const int migration_count;

#endif
