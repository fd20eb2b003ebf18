/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema, as a list of steps that is only ever appended to. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define APPLICATION_ID 0x6c656473 /* "leds" */

/* The frame around each table of revisions: a row is one revision, `latest` marks the one that counts, `withdrawn` one that takes
 * the thing back. Nothing is ever deleted, so ids are never used again. */
#define FRAME(id_type)                                                                   \
	"row INTEGER PRIMARY KEY, "                                                      \
	"id " id_type " NOT NULL, "                                                      \
	"rev INTEGER NOT NULL CHECK (rev >= 1), "                                        \
	"latest INTEGER NOT NULL CHECK (latest IN (0, 1)), "                             \
	"change INTEGER NOT NULL REFERENCES change (seq), "                              \
	"withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)), "                       \
	"salt BLOB NOT NULL CHECK (length(salt) = 16), "                                 \
	"digest BLOB NOT NULL CHECK (length(digest) = 32), "

/* The same without what SQLite would have to read again at each opening: a booking takes 4 ms, and every table costs of them. */
#define PLAIN_FRAME(id_type)                                                             \
	"row INTEGER PRIMARY KEY, id " id_type " NOT NULL, rev INTEGER NOT NULL, "       \
	"latest INTEGER NOT NULL, change INTEGER NOT NULL, withdrawn INTEGER NOT NULL, " \
	"salt BLOB NOT NULL, digest BLOB NOT NULL, "

/* What a closed month keeps belongs to one closing: `snapshot` is its number. Closed anew after it was reopened, a month has
 * another one, and the earlier stays to be looked at. `about`, where there is one, is the month that is corrected; the
 * month itself where nothing is. */
#define FROZEN PLAIN_FRAME("INTEGER") "snapshot INTEGER NOT NULL, month INTEGER NOT NULL, "

/* The month (year * 12 + month − 1) of a day. */
#define MONTH_OF(day)                                                                    \
	"(CAST(strftime('%Y', " day " * 86400, 'unixepoch') AS INTEGER) * 12 + "         \
	"CAST(strftime('%m', " day " * 86400, 'unixepoch') AS INTEGER) - 1)"

/* Whole days once counted all in the month of the first: those that lie in a later one move there. Of states 0 to 2 hours count, a
 * unit of 1 is days, and none has more than 31. */
#define MOVE_DAYS                                                                        \
	"WITH RECURSIVE lies (grant_, part, kind, home, day, more) AS ("                 \
	"SELECT grant_, part, kind, " MONTH_OF("day") ", day, min(amount, 31) - 1 FROM entry" \
	" WHERE latest = 1 AND withdrawn = 0 AND state <= 2 AND unit = 1 "               \
	"UNION ALL SELECT grant_, part, kind, home, day + 1, more - 1 FROM lies WHERE more > 0), " \
	"moved AS (SELECT grant_, part, kind, home, " MONTH_OF("day") " AS month FROM lies) "  \
	"INSERT INTO month_sum (grant_, part, month, kind, amount) "                     \
	"SELECT grant_, part, at, kind, sum(days) FROM ("                                \
	"SELECT grant_, part, kind, month AS at, 1 AS days FROM moved WHERE month <> home " \
	"UNION ALL SELECT grant_, part, kind, home, -1 FROM moved WHERE month <> home) " \
	"WHERE true GROUP BY grant_, part, at, kind "                                    \
	"ON CONFLICT (grant_, part, month, kind) DO UPDATE SET amount = amount + excluded.amount;"

const char *const migration_steps[] = {
	/* 1: the first form */
	"CREATE TABLE change (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, clock_fixed INTEGER NOT NULL CHECK (clock_fixed IN (0, 1)),"
	" actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, undoes INTEGER, redoes INTEGER, rows INTEGER NOT NULL,"
	" digest BLOB NOT NULL CHECK (length(digest) = 32)) STRICT;"
	"CREATE TABLE household (" FRAME("TEXT") "holder TEXT NOT NULL, country TEXT NOT NULL CHECK (length(country) = 2), zone TEXT NOT NULL,"
	" region TEXT NOT NULL, lang TEXT NOT NULL CHECK (length(lang) IN (0, 2)), currency TEXT NOT NULL CHECK (length(currency) = 3),"
	" UNIQUE (id, rev)) STRICT;"
	"CREATE TABLE person_id (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
	"CREATE TABLE person (" FRAME("TEXT") "name TEXT NOT NULL, roles INTEGER NOT NULL CHECK (roles BETWEEN 1 AND 15), born INTEGER,"
	" since INTEGER, until INTEGER, hours_week INTEGER CHECK (hours_week >= 0), UNIQUE (id, rev),"
	" FOREIGN KEY (id) REFERENCES person_id (id)) STRICT;"
	"CREATE TABLE wage (" FRAME("TEXT") "person TEXT NOT NULL REFERENCES person_id (id), since INTEGER NOT NULL,"
	" amount INTEGER NOT NULL CHECK (amount >= 0), UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX wage_person ON wage (person, since) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE grant_id (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
	"CREATE TABLE grant_ (" FRAME("TEXT") "scheme TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER CHECK (until >= since),"
	" received INTEGER, payer TEXT, case_no TEXT, prorate INTEGER NOT NULL CHECK (prorate IN (0, 1)),"
	" use_order INTEGER CHECK (use_order IN (0, 1)), use_window INTEGER CHECK (use_window BETWEEN 1 AND 12), cap INTEGER CHECK (cap >= 0),"
	" lapse INTEGER CHECK (lapse IN (0, 1)), UNIQUE (id, rev), FOREIGN KEY (id) REFERENCES grant_id (id)) STRICT;"
	"CREATE TABLE grant_amount (" FRAME("TEXT") "grant_ TEXT NOT NULL REFERENCES grant_id (id), part TEXT NOT NULL,"
	" since INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0), per INTEGER NOT NULL CHECK (per BETWEEN 0 AND 4), level TEXT,"
	" UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX grant_amount_grant ON grant_amount (grant_, part, since) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE grant_month (" FRAME("TEXT") "grant_ TEXT NOT NULL REFERENCES grant_id (id), part TEXT NOT NULL,"
	" what INTEGER NOT NULL CHECK (what BETWEEN 0 AND 2), month INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0),"
	" UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX grant_month_grant ON grant_month (grant_, part, month) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE rule_file (" FRAME("TEXT") "body TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),"
	" UNIQUE (id, rev)) STRICT;"
	"CREATE TABLE entry (" FRAME("INTEGER") "person TEXT REFERENCES person_id (id), grant_ TEXT NOT NULL REFERENCES grant_id (id),"
	" part TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9), state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),"
	" unit INTEGER NOT NULL CHECK (unit BETWEEN 0 AND 2), day INTEGER NOT NULL, start INTEGER, finish INTEGER CHECK (finish > start),"
	" pause_start INTEGER, pause_finish INTEGER CHECK (pause_finish > pause_start), amount INTEGER NOT NULL CHECK (amount >= 0),"
	" note TEXT NOT NULL, shift INTEGER, UNIQUE (id, rev), CHECK ((start IS NULL) = (finish IS NULL))) STRICT;"
	"CREATE INDEX entry_day ON entry (day, start) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE INDEX entry_person ON entry (person, day, start, finish, kind) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE month_sum (grant_ TEXT NOT NULL, part TEXT NOT NULL, month INTEGER NOT NULL, kind INTEGER NOT NULL,"
	" amount INTEGER NOT NULL, PRIMARY KEY (grant_, part, month, kind)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE shift (" FRAME("INTEGER") "grant_ TEXT NOT NULL REFERENCES grant_id (id), part TEXT NOT NULL,"
	" person TEXT REFERENCES person_id (id), kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9),"
	" state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3), day INTEGER NOT NULL, start INTEGER NOT NULL,"
	" finish INTEGER NOT NULL CHECK (finish > start), note TEXT NOT NULL, entry INTEGER, UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX shift_day ON shift (day, start) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE draft (actor TEXT NOT NULL, form TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (actor, form))"
	" STRICT, WITHOUT ROWID;",
	/* 2: what is taken off an amount, what happened with a grant, and money; days count in the months in which they lie */
	"ALTER TABLE grant_amount ADD COLUMN less INTEGER CHECK (less > 0);"
	"CREATE TABLE grant_fact (" FRAME("TEXT") "grant_ TEXT NOT NULL REFERENCES grant_id (id), what INTEGER NOT NULL CHECK (what >= 0),"
	" day INTEGER NOT NULL, note TEXT, UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX grant_fact_grant ON grant_fact (grant_, day) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE TABLE money (" FRAME("INTEGER") "grant_ TEXT NOT NULL REFERENCES grant_id (id), part TEXT NOT NULL, day INTEGER NOT NULL,"
	" kind INTEGER NOT NULL CHECK (kind >= 0), amount INTEGER NOT NULL CHECK (amount > 0), category TEXT,"
	" lifted INTEGER NOT NULL CHECK (lifted IN (0, 1)), voucher TEXT,"
	" note TEXT NOT NULL, UNIQUE (id, rev)) STRICT;"
	"CREATE INDEX money_day ON money (day) WHERE latest = 1 AND withdrawn = 0;"
	"CREATE INDEX money_grant ON money (grant_, part, day) WHERE latest = 1 AND withdrawn = 0;"
	MOVE_DAYS,
	/* 3: why hours were rejected, absences with what they leave open, and by which rules the household pays */
	"ALTER TABLE household ADD COLUMN pay TEXT;"
	"ALTER TABLE entry ADD COLUMN why TEXT;"
	"ALTER TABLE entry ADD COLUMN absence INTEGER;"
	"CREATE INDEX entry_state ON entry (state, day) WHERE latest = 1 AND withdrawn = 0 AND state <> 0;"
	"ALTER TABLE shift ADD COLUMN absence INTEGER;"
	"ALTER TABLE shift ADD COLUMN replaces INTEGER;"
	"CREATE TABLE absence (" FRAME("INTEGER") "person TEXT NOT NULL REFERENCES person_id (id),"
	" kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9), since INTEGER NOT NULL, until INTEGER NOT NULL CHECK (until >= since),"
	" start INTEGER, finish INTEGER CHECK (finish > start), note TEXT NOT NULL, UNIQUE (id, rev),"
	" CHECK ((start IS NULL) = (finish IS NULL))) STRICT;"
	"CREATE INDEX absence_person ON absence (person, since) WHERE latest = 1 AND withdrawn = 0;",
	/* 4: closed months, and what was agreed about holidays */
	"CREATE TABLE closing (" PLAIN_FRAME("TEXT") "month INTEGER NOT NULL, snapshot INTEGER NOT NULL, why TEXT,"
	" entries INTEGER, minutes INTEGER, pay INTEGER, UNIQUE (id, rev)) STRICT;"
	"CREATE TABLE frozen_part (" FROZEN "grant_ TEXT NOT NULL, part TEXT NOT NULL, granted INTEGER NOT NULL, at_hand INTEGER NOT NULL,"
	" used INTEGER NOT NULL, overdraft INTEGER NOT NULL, owed INTEGER NOT NULL, repaid INTEGER NOT NULL, returned INTEGER NOT NULL,"
	" lapsed INTEGER NOT NULL, lapsed_first INTEGER NOT NULL, remain INTEGER NOT NULL, remain_before INTEGER NOT NULL,"
	" to_keep INTEGER NOT NULL, moved INTEGER NOT NULL) STRICT;"
	"CREATE INDEX frozen_part_grant ON frozen_part (grant_, part, month, snapshot, granted, moved);"
	"CREATE TABLE frozen_figure (" FROZEN "grant_ TEXT NOT NULL, part TEXT NOT NULL, what INTEGER NOT NULL, about INTEGER NOT NULL,"
	" at INTEGER NOT NULL, amount INTEGER NOT NULL, last INTEGER) STRICT;"
	"CREATE INDEX frozen_figure_grant ON frozen_figure (grant_, part, what, month, row, about, at, amount, snapshot, last);"
	"CREATE TABLE frozen_entry (" FROZEN "about INTEGER NOT NULL, entry INTEGER NOT NULL, entry_rev INTEGER NOT NULL, person TEXT,"
	" grant_ TEXT NOT NULL, part TEXT NOT NULL, kind INTEGER NOT NULL, unit INTEGER NOT NULL, day INTEGER NOT NULL,"
	" amount INTEGER NOT NULL) STRICT;"
	"CREATE INDEX frozen_entry_entry ON frozen_entry (entry);"
	"CREATE INDEX frozen_entry_corrected ON frozen_entry (month) WHERE month <> about;"
	"CREATE TABLE frozen_pay (" FROZEN "about INTEGER NOT NULL, person TEXT NOT NULL, entry INTEGER, day INTEGER, kind INTEGER,"
	" band TEXT, name TEXT, measure INTEGER NOT NULL, rate INTEGER NOT NULL, minutes INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;"
	"CREATE INDEX frozen_pay_month ON frozen_pay (month);"
	"CREATE INDEX frozen_pay_entry ON frozen_pay (entry) WHERE entry IS NOT NULL;"
	"CREATE TABLE leave_agreed (" PLAIN_FRAME("TEXT") "person TEXT NOT NULL, year INTEGER NOT NULL, what INTEGER NOT NULL,"
	" days INTEGER NOT NULL, note TEXT NOT NULL, UNIQUE (id, rev)) STRICT;",
};
const int migration_count = (int)COUNT_OF(migration_steps);

static bool pragma_int(struct store *store, const char *sql, int64_t *out, struct status *st)
{
	sqlite3_stmt *stmt = NULL;
	bool ok = store_prepare(store, &stmt, sql, st) != NULL;
	int rc;

	if (!ok)
		return false;
	rc = sqlite3_step(stmt);
	*out = rc == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
	ok = store_end(store, stmt, rc, sql, st);
	sqlite3_finalize(stmt);
	return ok;
}

static bool set_version(struct store *store, int version, struct status *st)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA user_version = %d; PRAGMA application_id = %d", version, APPLICATION_ID);
	return store_exec(store, sql, st);
}

/* The version is read again inside the transaction: another process may have been faster. */
static bool run_steps(struct store *store, const char *const *list, int count, struct status *st)
{
	int64_t version;

	if (!store_exec(store, "BEGIN IMMEDIATE", st))
		return false;
	if (!pragma_int(store, "PRAGMA user_version", &version, st))
		goto fail;
	for (int i = (int)version; i < count; i++)
		if (sqlite3_exec(store->db, list[i], NULL, NULL, NULL) != SQLITE_OK) {
			store_fail(store, "migration", st);
			goto fail;
		}
	if ((version >= count || set_version(store, count, st)) && store_exec(store, "COMMIT", st))
		return true;
fail:
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

/* A copy from before is never written over: it may be all that is left of an attempt that went wrong. */
static bool keep_copy(struct store *store, int64_t version, int count, struct status *st)
{
	struct status why = STATUS_INIT;
	bool ok = false;

	for (int n = 1; !ok && n < 100 && (n == 1 || !strcmp(why.rule, "exists")); n++) {
		char *copy = str_make(n == 1 ? "%s.before-v%d-from-v%d" : "%s.before-v%d-from-v%d.%d", store->path, count,
		                      (int)version, n);

		ok = store_backup(store, copy, &why);
		free(copy);
	}
	if (!ok && st)
		*st = why;
	return ok;
}

bool store_identify(struct store *store, struct status *st)
{
	int64_t version, id;

	if (!pragma_int(store, "PRAGMA application_id", &id, st) || !pragma_int(store, "PRAGMA user_version", &version, st))
		return false;
	if (id != APPLICATION_ID)
		return status_set(st, STATUS_FILE, "not-a-household", N_("{1} is a database of another program, not a ledsag household."),
		                  "s", store->path);
	if (version < 1) /* it is written together with the tables */
		return status_set(st, STATUS_FILE, "corrupt",
		                  N_("{1} is damaged: keep it, and put the latest backup in its place."), "s", store->path);
	return version <= migration_count ||
	       status_set(st, STATUS_FILE, "newer",
	                  N_("{1} was written by a newer ledsag (file version {2}, this program knows {3}): update the program."),
	                  "sii", store->path, version, (int64_t)migration_count);
}

bool migrate_to(struct store *store, const char *const *list, int count, struct status *st)
{
	int64_t version;

	if (!pragma_int(store, "PRAGMA user_version", &version, st))
		return false;
	if (version >= count)
		return true;
	return (version == 0 || keep_copy(store, version, count, st)) && run_steps(store, list, count, st);
}

bool store_migrate(struct store *store, struct status *st)
{
	return migrate_to(store, migration_steps, migration_count, st);
}
