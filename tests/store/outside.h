/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain SQL, as any tool could send it to a household's file behind the program's back. */
#ifndef LEDSAG_TESTS_STORE_OUTSIDE_H
#define LEDSAG_TESTS_STORE_OUTSIDE_H

#include "../support.h"

#include <sqlite3.h>

/* A file as the first form of the program left it. */
#define BACK_TO_VERSION_1 \
	"DROP TABLE closing; DROP TABLE frozen_part; DROP TABLE frozen_figure; DROP TABLE frozen_entry; DROP TABLE frozen_pay;" \
	"DROP TABLE leave_agreed;" \
	"ALTER TABLE household DROP COLUMN pay; ALTER TABLE entry DROP COLUMN why; ALTER TABLE entry DROP COLUMN absence;" \
	"ALTER TABLE shift DROP COLUMN absence; ALTER TABLE shift DROP COLUMN replaces; DROP TABLE absence; DROP INDEX entry_state;" \
	"ALTER TABLE grant_amount DROP COLUMN less; DROP TABLE grant_fact; DROP TABLE money; PRAGMA user_version = 1"

/* Nobody else may have the file open in this process. */
static inline void outside_sql(const char *path, const char *sql)
{
	char *message = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

#endif
