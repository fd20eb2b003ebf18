/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floors: what the same work costs in bare C with SQLite, without rules, audit or revisions. Exits at the first thing that goes
 * wrong.
 * usage: floor import FILE.csv DB · floor report DB YEAR · floor insert DB */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KINDS 4

static const char *const kinds[KINDS] = { "work", "training", "meeting", "illness" };

static void need(int good, sqlite3 *db)
{
	if (good)
		return;
	fprintf(stderr, "floor: %s\n", db ? sqlite3_errmsg(db) : "this cannot be read");
	exit(1);
}

static void run_sql(sqlite3 *db, const char *sql)
{
	need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, db);
}

static sqlite3 *open_db(const char *path, int flags)
{
	sqlite3 *db;

	need(sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK, db);
	return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	need(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, db);
	return stmt;
}

static sqlite3 *open_durable(const char *path, int flags)
{
	sqlite3 *db = open_db(path, flags);

	run_sql(db, "PRAGMA journal_mode = WAL");
	run_sql(db, "PRAGMA synchronous = FULL");
	return db;
}

/* Days since 1970-01-01. */
static int64_t day_number(int year, int month, int day)
{
	int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int month_of_day(int64_t day)
{
	int64_t of_era = (day + 719468) % 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;

	return (int)(shifted < 10 ? shifted + 3 : shifted - 9);
}

/* ---- import */

#define INSERT "INSERT INTO entry (person, grant_, kind, day, start, finish, amount, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

static void insert_row(sqlite3 *db, sqlite3_stmt *stmt, const char *person, const char *grant, int kind, int64_t day, int start,
                       int end, const char *note)
{
	int minutes = (end - start + 24 * 60) % (24 * 60);

	sqlite3_bind_text(stmt, 1, person, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, grant, -1, SQLITE_STATIC);
	sqlite3_bind_int(stmt, 3, kind);
	sqlite3_bind_int64(stmt, 4, day);
	sqlite3_bind_int64(stmt, 5, day * 86400 + start * 60);
	sqlite3_bind_int64(stmt, 6, day * 86400 + (start + minutes) * 60);
	sqlite3_bind_int(stmt, 7, minutes);
	sqlite3_bind_text(stmt, 8, note, -1, SQLITE_STATIC);
	need(sqlite3_step(stmt) == SQLITE_DONE, db);
	sqlite3_reset(stmt);
}

static void import_line(sqlite3 *db, sqlite3_stmt *stmt, char *line)
{
	char *field[7] = { line };
	int year, month, day, h1, m1, h2, m2, kind = 0;

	for (int i = 1; i < 7; i++) {
		field[i] = strchr(field[i - 1], ',');
		need(field[i] != NULL, NULL);
		*field[i]++ = '\0';
	}
	need(sscanf(field[2], "%d-%d-%d", &year, &month, &day) == 3 && sscanf(field[3], "%d:%d", &h1, &m1) == 2 &&
	     sscanf(field[4], "%d:%d", &h2, &m2) == 2, NULL);
	while (kind < KINDS - 1 && strcmp(kinds[kind], field[5]))
		kind++;
	field[6][strcspn(field[6], "\n")] = '\0';
	insert_row(db, stmt, field[0], field[1], kind, day_number(year, month, day), h1 * 60 + m1, h2 * 60 + m2, field[6]);
}

static void import(const char *csv, const char *path)
{
	FILE *in = fopen(csv, "r");
	sqlite3 *db = open_durable(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	sqlite3_stmt *stmt;
	char line[512];

	need(in != NULL, NULL);
	run_sql(db, "CREATE TABLE entry (id INTEGER PRIMARY KEY, person TEXT NOT NULL, grant_ TEXT NOT NULL, kind INTEGER NOT NULL,"
	            " day INTEGER NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL, amount INTEGER NOT NULL, note TEXT NOT NULL);"
	            " CREATE INDEX entry_day ON entry (day, start)");
	run_sql(db, "BEGIN IMMEDIATE");
	stmt = prepare(db, INSERT);
	need(fgets(line, sizeof line, in) != NULL, NULL);
	while (fgets(line, sizeof line, in))
		import_line(db, stmt, line);
	sqlite3_finalize(stmt);
	run_sql(db, "COMMIT");
	fclose(in);
	need(sqlite3_close(db) == SQLITE_OK, db);
}

/* ---- one row, on the disk before it returns */

static void insert(const char *path)
{
	sqlite3 *db = open_durable(path, SQLITE_OPEN_READWRITE);
	sqlite3_stmt *stmt;

	run_sql(db, "BEGIN IMMEDIATE");
	stmt = prepare(db, INSERT);
	insert_row(db, stmt, "anna", "bpa", 0, day_number(2025, 12, 31), 8 * 60, 15 * 60, "");
	sqlite3_finalize(stmt);
	run_sql(db, "COMMIT");
	need(sqlite3_close(db) == SQLITE_OK, db);
}

/* ---- a year, summed by month and kind */

static void report(const char *path, int year)
{
	sqlite3 *db = open_db(path, SQLITE_OPEN_READONLY);
	sqlite3_stmt *stmt = prepare(db, "SELECT day, kind, amount FROM entry WHERE day BETWEEN ?1 AND ?2");
	int64_t sums[12][KINDS] = { { 0 } };
	int rc;

	sqlite3_bind_int64(stmt, 1, day_number(year, 1, 1));
	sqlite3_bind_int64(stmt, 2, day_number(year, 12, 31));
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		sums[month_of_day(sqlite3_column_int64(stmt, 0)) - 1][sqlite3_column_int(stmt,
		                                                                         1) % KINDS] += sqlite3_column_int64(stmt,
		                                                                                                             2);
	need(rc == SQLITE_DONE, db);
	for (int m = 0; m < 12; m++)
		printf("%04d-%02d %7" PRId64 " %7" PRId64 " %7" PRId64 " %7" PRId64 "\n", year, m + 1, sums[m][0], sums[m][1],
		       sums[m][2], sums[m][3]);
	sqlite3_finalize(stmt);
	need(sqlite3_close(db) == SQLITE_OK, db);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (argc == 4 && !strcmp(what, "import"))
		import(argv[2], argv[3]);
	else if (argc == 4 && !strcmp(what, "report"))
		report(argv[2], atoi(argv[3]));
	else if (argc >= 3 && !strcmp(what, "insert")) /* what follows only tells one run from another */
		insert(argv[2]);
	else
		return fputs("usage: floor import FILE.csv DB | report DB YEAR | insert DB\n", stderr), 2;
	return 0;
}
