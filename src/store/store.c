/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/output.h"
#include "ledsag/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define BUSY_MS 5000
#define ROOM_LEAST 65536 /* bytes: with less than this on the disk, a failed write is a lack of room */

static const struct {
	const char *name, *text;
} statements[SQL_COUNT] = {
#define SQL(name, text) [SQL_##name] = { #name, text },
#include "sql.def"
#undef SQL
};

/* ---- errors: one path */

static const struct {
	int rc;
	const char *rule, *sentence;
} troubles[] = {
	{ SQLITE_BUSY, "busy", N_("{1} is in use by another program that does not let go: close it and try again.") },
	{ SQLITE_LOCKED, "busy", N_("{1} is in use by another program that does not let go: close it and try again.") },
	{ SQLITE_FULL, "full", N_("There is no room left on the disk of {1}: nothing was changed; make room and try again.") },
	{ SQLITE_CORRUPT, "corrupt", N_("{1} is damaged: keep it, and put the latest backup in its place.") },
	{ SQLITE_NOTADB, "not-a-household", N_("{1} is not a ledsag household.") },
	{ SQLITE_READONLY, "read-only", N_("{1} cannot be written: you need write permission for the file and its directory.") },
	{ SQLITE_PERM, "read-only", N_("{1} cannot be written: you need write permission for the file and its directory.") },
	{ SQLITE_CANTOPEN, "io", N_("{1} cannot be opened: check that it is a plain file in a directory that you may write.") },
	{ SQLITE_IOERR, "io", N_("The disk does not read or write {1} as it should: nothing was changed.") },
};

static bool no_room(const char *path)
{
	char *copy = mem_text(path);
	struct statvfs info;
	bool full = statvfs(dirname(copy), &info) == 0 && (uint64_t)info.f_bavail * info.f_frsize < ROOM_LEAST;

	free(copy);
	return full;
}

/* A directory in which SQLite may not make its files shows as a file that cannot be opened; a full disk as one that cannot be
 * written. */
static int real_trouble(int rc, const char *path)
{
	char *copy = mem_text(path);
	bool locked_out = (rc & 0xff) == SQLITE_CANTOPEN && access(dirname(copy), W_OK | X_OK) != 0 && errno == EACCES;

	free(copy);
	if (locked_out)
		return SQLITE_PERM;
	return (rc & 0xff) == SQLITE_IOERR && no_room(path) ? SQLITE_FULL : rc;
}

/* The one way from SQLite's error to a status. */
static bool fail_with(int rc, const char *path, const char *what, struct status *st)
{
	if (getenv("LEDSAG_DEBUG")) /* codes and statement names only: never a bound value */
		fprintf(stderr, "ledsag: sqlite %d in %s\n", rc, what);
	rc = real_trouble(rc, path);
	for (size_t i = 0; i < COUNT_OF(troubles); i++)
		if ((rc & 0xff) == troubles[i].rc)
			return status_set(st, STATUS_FILE, troubles[i].rule, troubles[i].sentence, "s", path);
	return status_set(st, STATUS_FILE, "io", N_("{1}: the database reports error {2} in {3}: nothing was changed."), "sis", path, (int64_t)rc, what);
}

bool store_fail(struct store *store, const char *what, struct status *st)
{
	return fail_with(sqlite3_extended_errcode(store->db), store->path, what, st);
}

/* ---- statements */

sqlite3_stmt *store_prepare(struct store *store, sqlite3_stmt **slot, const char *sql, struct status *st)
{
	if (!*slot && sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL) != SQLITE_OK)
		store_fail(store, sql, st);
	return *slot;
}

sqlite3_stmt *store_sql(struct store *store, enum sql_name name, struct status *st)
{
	return store_prepare(store, &store->named[name], statements[name].text, st);
}

void store_release(sqlite3_stmt *stmt)
{
	if (stmt) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
	}
}

bool store_end(struct store *store, sqlite3_stmt *stmt, int rc, const char *what, struct status *st)
{
	bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE;

	if (!ok)
		store_fail(store, what, st);
	else if (store->damaged)
		ok = fail_with(SQLITE_CORRUPT, store->path, what, st);
	store->damaged = false;
	store_release(stmt);
	return ok;
}

bool store_run(struct store *store, sqlite3_stmt *stmt, const char *what, struct status *st)
{
	return stmt && store_end(store, stmt, sqlite3_step(stmt), what, st);
}

bool store_exec(struct store *store, const char *sql, struct status *st)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || store_fail(store, sql, st);
}

void bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(stmt, at);
}

void bind_int(sqlite3_stmt *stmt, int at, int64_t number)
{
	sqlite3_bind_int64(stmt, at, number);
}

const char *column_text(sqlite3_stmt *stmt, int at)
{
	return (const char *)sqlite3_column_text(stmt, at);
}

const char *column_word(sqlite3_stmt *stmt, int at)
{
	const char *text = column_text(stmt, at);

	return text ? text : "";
}

int column_below(struct store *store, sqlite3_stmt *stmt, int at, int count)
{
	int64_t number = sqlite3_column_int64(stmt, at);

	if (number >= 0 && number < count)
		return (int)number;
	store->damaged = true;
	return 0;
}

int64_t column_int_or(sqlite3_stmt *stmt, int at, int64_t if_null)
{
	return sqlite3_column_type(stmt, at) == SQLITE_NULL ? if_null : sqlite3_column_int64(stmt, at);
}

/* ---- opening */

/* The directory with every symbolic link resolved, and the last name as it is: the file itself must not be a link. NULL with errno.
 * */
static char *resolve(const char *path)
{
	char *first = mem_text(path), *second = mem_text(path), *result = NULL;
	char real[PATH_MAX];
	int why = 0;

	if (realpath(dirname(first), real))
		result = str_make("%s%s%s", real, strcmp(real, "/") ? "/" : "", basename(second));
	else
		why = errno;
	free(first);
	free(second);
	errno = why;
	return result;
}

static bool set_config(struct store *store, int option, int value)
{
	int now = -1;

	return sqlite3_db_config(store->db, option, value, &now) == SQLITE_OK && now == value;
}

static int note_text(void *text, int count, char **values, char **names)
{
	(void)count;
	(void)names;
	snprintf(text, 16, "%s", values[0] ? values[0] : "");
	return 0;
}

/* Runs a pragma and checks what it answers. */
static bool set_pragma(struct store *store, const char *sql, const char *want, struct status *st)
{
	char got[16] = "";

	if (sqlite3_exec(store->db, sql, note_text, got, NULL) != SQLITE_OK)
		return store_fail(store, sql, st);
	return !strcmp(got, want) || status_set(st, STATUS_FILE, "io", N_("{1}: the database does not take the setting “{2}”."), "ss",
	                                        store->path, sql);
}

static bool configure(struct store *store, struct status *st)
{
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	return (!set_config(store, SQLITE_DBCONFIG_DEFENSIVE, 1) || !set_config(store, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) ||
	    !set_config(store, SQLITE_DBCONFIG_DQS_DML, 0) || !set_config(store, SQLITE_DBCONFIG_DQS_DDL, 0) ||
	    !set_config(store, SQLITE_DBCONFIG_ENABLE_FKEY, 1))
	               ? store_fail(store, "configure", st)
	               : true;
}

/* Only for a file that is known to be ours: this writes into it. */
static bool set_journal(struct store *store, struct status *st)
{
	return set_pragma(store, "PRAGMA journal_mode = WAL", "wal", st) &&
	       store_exec(store, "PRAGMA synchronous = FULL", st) && set_pragma(store, "PRAGMA synchronous", "2", st);
}

/* Takes the path over. `fresh`: it was made for us just now and is empty. */
static bool open_file(struct store **out, char *path, bool fresh, struct status *st)
{
	struct store *store = mem_zero(1, sizeof *store);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX;

	store->path = path;
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks how much memory it has: a tenth of the work of opening */
	if (sodium_init() < 0) {
		status_set(st, STATUS_FILE, "io", N_("The system gives no random numbers, which the audit needs."), "");
	} else if (sqlite3_open_v2(path, &store->db, flags, NULL) != SQLITE_OK) {
		store_fail(store, "open", st);
	} else if (sqlite3_db_readonly(store->db, "main") == 1) {
		status_set(st, STATUS_FILE, "read-only",
		           N_("{1} cannot be written: you need write permission for the file and its directory."), "s", path);
	} else if (configure(store, st) && (fresh || store_identify(store, st)) && set_journal(store, st) &&
	           store_migrate(store, st)) {
		*out = store;
		return true;
	}
	store_close(&store);
	return false;
}

bool store_open(struct store **out, const char *path, struct status *st)
{
	char *real = resolve(path);
	struct stat info;

	if (!real || lstat(real, &info) != 0) {
		bool locked_away = errno == EACCES;

		free(real);
		if (locked_away)
			return fail_with(SQLITE_PERM, path, "open", st);
		return status_set(st, STATUS_FILE, "missing",
		                  N_("There is no household at {1}: begin one with “ledsag init --holder NAME”, or name another with -f."), "s",
		                  path);
	}
	if (!S_ISREG(info.st_mode)) {
		status_set(st, STATUS_FILE, "not-a-household", N_("{1} is not a plain file, so it is not a ledsag household."), "s", path);
		free(real);
		return false;
	}
	if (info.st_size == 0) {
		status_set(st, STATUS_FILE, "not-a-household", N_("{1} is empty, so it is not a ledsag household."), "s", path);
		free(real);
		return false;
	}
	return open_file(out, real, false, st);
}

/* Makes the directories above the last name, 0700 each; those that exist stay as they are. Returns the first one made (free());
 * NULL. */
static char *make_parents(const char *path)
{
	char *copy = mem_text(path), *parent = mem_text(dirname(copy)), *first = NULL;

	for (char *end = parent; *end;) {
		char was;

		end += strspn(end, "/");
		end += strcspn(end, "/");
		was = *end;
		*end = '\0';
		if (mkdir(parent, 0700) == 0 && !first)
			first = mem_text(parent);
		*end = was;
	}
	free(parent);
	free(copy);
	return first;
}

/* Takes back what make_parents() made, as far as it is empty. */
static void drop_parents(const char *path, char *first)
{
	char *copy = mem_text(path), *parent = copy;

	while (first && (parent = dirname(parent)) && strlen(parent) >= strlen(first) && rmdir(parent) == 0)
		;
	free(copy);
	free(first);
}

/* The file and what SQLite keeps beside it. */
static void remove_file(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		char *name = str_make("%s%s", path, tails[i]);

		unlink(name);
		free(name);
	}
}

void store_discard(struct store **store)
{
	char *path = mem_text((*store)->path);

	store_close(store);
	remove_file(path);
	free(path);
}

/* Makes an empty file that only its owner may read; `sentence` for what is there already. */
static bool make_file(const char *path, const char *exists, struct status *st)
{
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		return close(fd) == 0;
	if (errno == EEXIST)
		return status_set(st, STATUS_FILE, "exists", exists, "s", path);
	if (errno == ENOSPC || errno == EDQUOT)
		return fail_with(SQLITE_FULL, path, "create", st);
	if (errno == EACCES || errno == EPERM || errno == EROFS)
		return fail_with(SQLITE_READONLY, path, "create", st);
	return status_set(st, STATUS_FILE, "io", N_("{1} cannot be made here ({2})."), "ss", path, strerror(errno));
}

bool store_create(struct store **out, const char *path, struct status *st)
{
	char *first = make_parents(path), *real = resolve(path);
	bool made = false, ok = false;

	if (!real)
		status_set(st, STATUS_FILE, "io", N_("{1} cannot be made: its directory does not exist and cannot be made."), "s", path);
	else
		made = make_file(real, N_("{1} exists already, and is left as it is: choose another name with -f."), st);
	if (made)
		ok = open_file(out, mem_text(real), true, st);
	if (made && !ok)
		remove_file(real);
	if (ok)
		free(first);
	else
		drop_parents(path, first);
	free(real);
	return ok;
}

static void change_forget(struct store *store)
{
	free((char *)store->change.actor);
	free((char *)store->change.action);
	free(store->subject);
	store->change = (struct change){ 0 };
	store->subject = NULL;
	memset(store->next_id, 0, sizeof store->next_id);
	store->depth = 0;
	store->doomed = false;
	store->knows_closings = false;
}

/* Ends the change without a trace, however deep it is nested. */
static void take_back(struct store *store)
{
	if (store->depth && !sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	change_forget(store);
}

void store_close(struct store **store)
{
	struct store *s = *store;

	if (!s)
		return;
	*store = NULL;
	take_back(s);
	store_snapshot_end(s);
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->named[i]);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		sqlite3_finalize(s->insert[i]);
		sqlite3_finalize(s->retire[i]);
		sqlite3_finalize(s->last[i]);
		sqlite3_finalize(s->before[i]);
		sqlite3_finalize(s->identity[i]);
	}
	if (s->db && sqlite3_close(s->db) != SQLITE_OK)
		abort(); /* a statement leaked: a mistake of ours */
	free(s->closings);
	free(s->path);
	free(s);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

/* ---- changes */

bool store_begin(struct store *store, const struct change *change, struct status *st)
{
	if (store->depth) {
		store->depth++;
		return true;
	}
	store_snapshot_end(store);
	if (!store_exec(store, "BEGIN IMMEDIATE", st))
		return false;
	store->change = *change;
	store->change.actor = mem_text(change->actor);
	store->change.action = mem_text(change->action);
	store->depth = 1;
	store->knows_absences = store->knows_closings = false;
	if (audit_open(store, st))
		return true;
	take_back(store);
	return false;
}

bool change_is_open(struct store *store, struct status *st)
{
	/* After some failures SQLite rolls back by itself: what is written then would be written alone. */
	if (store->depth && !store->doomed && !sqlite3_get_autocommit(store->db))
		return true;
	return status_set(st, STATUS_FILE, "io", N_("{1}: the change was taken back."), "s", store->path);
}

int64_t store_seq(const struct store *store)
{
	return store->depth ? store->seq : 0;
}

void store_patience(struct store *store, bool patient)
{
	sqlite3_busy_timeout(store->db, patient ? BUSY_MS : 0);
}

void store_subject(struct store *store, const char *subject)
{
	free(store->subject);
	store->subject = mem_text(subject);
}

bool store_commit(struct store *store, int64_t *seq, struct status *st)
{
	if (store->depth > 1) {
		store->depth--;
		return change_is_open(store, st);
	}
	if (seq)
		*seq = store->seq;
	if (change_is_open(store, st) && audit_seal(store, st) && store_exec(store, "COMMIT", st)) {
		change_forget(store);
		return true;
	}
	take_back(store);
	return false;
}

void store_rollback(struct store *store)
{
	if (store->depth > 1) {
		store->depth--;
		store->doomed = true;
	} else {
		take_back(store);
	}
}

bool store_snapshot(struct store *store, struct status *st)
{
	if (store->depth || store->snapshot)
		return true;
	store->snapshot = store_exec(store, "BEGIN", st);
	store->knows_closings = false;
	return store->snapshot;
}

void store_snapshot_end(struct store *store)
{
	if (store->snapshot)
		sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	store->snapshot = false;
}

int64_t store_data_version(struct store *store)
{
	char got[16] = "0";

	sqlite3_exec(store->db, "PRAGMA data_version", note_text, got, NULL);
	return strtoll(got, NULL, 10);
}

/* ---- care */

/* What fails is said of the copy, except where the household itself cannot be read. */
static bool copy_pages(struct store *store, sqlite3 *to, const char *path, struct status *st)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", store->db, "main");
	int rc;

	if (!backup)
		return fail_with(sqlite3_extended_errcode(to), path, "backup", st);
	rc = sqlite3_backup_step(backup, -1);
	sqlite3_backup_finish(backup);
	return rc == SQLITE_DONE || fail_with(rc, (rc & 0xff) == SQLITE_CORRUPT ? store->path : path, "backup", st);
}

static bool verify_copy(sqlite3 *copy, const char *path, struct status *st)
{
	char got[16] = "";

	/* One file, ready to be carried away. */
	if (sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
		return fail_with(sqlite3_extended_errcode(copy), path, "backup", st);
	sqlite3_exec(copy, "PRAGMA integrity_check(1)", note_text, got, NULL);
	return !strcmp(got, "ok") ||
	       status_set(st, STATUS_FILE, "corrupt", N_("The copy {1} does not pass its check: it was removed; try another disk."), "s", path);
}

bool store_backup(struct store *store, const char *path, struct status *st)
{
	sqlite3 *copy = NULL;
	bool ok;

	if (output_hits(path, store->path))
		return status_set(st, STATUS_FILE, "output", N_("{1} belongs to the household itself: name another file."), "s", path);
	if (!make_file(path, N_("{1} exists already, and is left as it is: choose another name."), st))
		return false;
	ok = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL) == SQLITE_OK ||
	     fail_with(sqlite3_extended_errcode(copy), path, "backup", st);
	ok = ok && copy_pages(store, copy, path, st) && verify_copy(copy, path, st);
	sqlite3_close(copy);
	if (!ok)
		remove_file(path);
	return ok;
}

bool store_check_file(struct store *store, struct status *st)
{
	char got[16] = "", broken[16] = "";

	if (sqlite3_exec(store->db, "PRAGMA integrity_check(1)", note_text, got, NULL) != SQLITE_OK)
		return store_fail(store, "integrity_check", st);
	if (strcmp(got, "ok"))
		return status_set(st, STATUS_FILE, "corrupt",
		                  N_("{1} is damaged: keep it, and put the latest backup in its place."), "s", store->path);
	if (sqlite3_exec(store->db, "PRAGMA foreign_key_check", note_text, broken, NULL) != SQLITE_OK)
		return store_fail(store, "foreign_key_check", st);
	return !broken[0] || status_set(st, STATUS_FILE, "corrupt",
	                                N_("{1}: a row of table “{2}” refers to something that is not there."), "ss", store->path, broken);
}

void store_versions(struct str *out)
{
	str_addf(out, "sqlite %s\n", sqlite3_libversion());
	str_addf(out, "libsodium %s\n", sodium_version_string());
}

const char *store_statement_sql(int index, const char **name)
{
	if (index < 0 || index >= SQL_COUNT)
		return NULL;
	*name = statements[index].name;
	return statements[index].text;
}

bool store_raw(struct store *store, const char *sql, char **text)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (text)
		*text = rc == SQLITE_ROW ? mem_text(column_text(stmt, 0)) : NULL;
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}
