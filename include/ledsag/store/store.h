/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A household's file: one SQLite database. Everything a person enters is a revision that stays; each change is one transaction and
 * one link of the audit chain. Instants are UTC seconds; days, months and amounts are the integers of core/. */
#ifndef LEDSAG_STORE_STORE_H
#define LEDSAG_STORE_STORE_H

#include "ledsag/base/status.h"

#include <stddef.h>
#include <stdint.h>

struct store;

/* Makes a new file (0600, directories 0700 where they are missing) with an empty household in it; an existing path is refused
 * (STATUS_FILE, rule "exists"). Nothing is left behind on failure. */
bool store_create(struct store **out, const char *path, struct status *st);

/* Opens an existing file and migrates it where it is older (with a backup copy beside it first). STATUS_FILE with one of the
 * rules "missing", "not-a-household", "newer", "read-only", "corrupt", "busy", "full", "io". */
bool store_open(struct store **out, const char *path, struct status *st);

/* Closes it; every statement must have been reset. Safe on NULL. */
void store_close(struct store **store);
/* Closes it and removes the file: for a household that did not come about. */
void store_discard(struct store **store);

/* The resolved path, borrowed. */
const char *store_path(const struct store *store);

/* Who changes what, and when. Texts are copied. */
struct change {
	int64_t at;         /* UTC seconds */
	bool clock_fixed;   /* LEDSAG_NOW was set: recorded as such */
	const char *actor;  /* person id */
	const char *action; /* "log", "grant add", "undo" */
	int64_t undoes;     /* seq of the change taken back; 0 */
	int64_t redoes;     /* seq of the undo taken back; 0 */
};

/* Begins a change: BEGIN IMMEDIATE (waits up to 5 s for another writer). May be nested: the inner one joins the outer. Each begin
 * that succeeded is ended by one commit or one rollback. */
bool store_begin(struct store *store, const struct change *change, struct status *st);
/* The number of the change that is open; 0 where none is. */
int64_t store_seq(const struct store *store);
/* Whether store_begin() and drafts wait for another writer (up to 5 s) or give up at once (rule "busy"). */
void store_patience(struct store *store, bool patient);
/* Names what was changed ("entry 17"), part of the audit. */
void store_subject(struct store *store, const char *subject);
/* Writes the audit link and commits; on failure, or where an inner part was rolled back, everything is. `seq` may be NULL. */
bool store_commit(struct store *store, int64_t *seq, struct status *st);
/* Takes back all of the change: an inner one leaves nothing for the outer one to commit. Harmless where none is open. */
void store_rollback(struct store *store);

/* A consistent view over several reads. */
bool store_snapshot(struct store *store, struct status *st);
void store_snapshot_end(struct store *store);

/* A number that grows whenever another connection has written. */
int64_t store_data_version(struct store *store);

/* A verified copy made while others may write; refuses to overwrite (rule "exists"). 0600. */
bool store_backup(struct store *store, const char *path, struct status *st);

/* SQLite's own checks: integrity and foreign keys. The first finding becomes the status (rule "corrupt"). */
bool store_check_file(struct store *store, struct status *st);

struct str;
/* Appends a line for each library of this room, with its version. */
void store_versions(struct str *out);

/* For tests: walks the named statements. Returns NULL past the last. */
const char *store_statement_sql(int index, const char **name);
/* For tests: runs plain SQL; `text` gets the first column of the first row (free() it; may be NULL). */
bool store_raw(struct store *store, const char *sql, char **text);

#endif
