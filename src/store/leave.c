/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was agreed about a person's holiday. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

bool leave_write(struct store *store, const char *person, struct leave_agreed *agreed, struct status *st)
{
	char *id = str_make("%s/%d/%d", person, agreed->of.year, (int)agreed->of.what);
	struct value values[] = {
		value_text(person),
		value_int(agreed->of.year),
		value_int(agreed->of.what),
		value_int(agreed->of.days),
		value_text(agreed->note ? agreed->note : ""),
	};
	bool ok = revision_write(store, ENTITY_LEAVE_AGREED, value_text(id), values, agreed->of.days == 0, false, &agreed->rev, st);

	free(id);
	return ok;
}

/* Ids begin with the person's and a slash, after which the zero is the next character. */
bool leave_each(struct store *store, const char *person, leave_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_LEAVE_AGREED, st);
	char *from = str_make("%s/", person), *to = str_make("%s0", person);
	bool ok = stmt != NULL;
	int rc = SQLITE_DONE;

	if (ok) {
		bind_text(stmt, 1, from);
		bind_text(stmt, 2, to);
		while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
			struct leave_agreed agreed = {
				.of = { .year = sqlite3_column_int(stmt, 0),
				        .what = (enum leave_what)column_below(store, stmt, 1, LEAVE_WHATS),
				        .days = sqlite3_column_int64(stmt, 2) },
				.note = column_word(stmt, 3),
				.rev = sqlite3_column_int64(stmt, 4),
			};

			if (!fn(context, &agreed))
				break;
		}
		ok = store_end(store, stmt, rc, "LEAVE_AGREED", st);
	}
	free(from);
	free(to);
	return ok;
}
