/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money rows. */
#include "internal.h"

#include "ledsag/store/records.h"

/* The columns of MONEY_COLUMNS; texts stay borrowed from the statement. */
static void fill_money(struct store *store, sqlite3_stmt *stmt, struct money *out)
{
	*out = (struct money){
		.id = sqlite3_column_int64(stmt, 0),
		.rev = sqlite3_column_int64(stmt, 1),
		.withdrawn = sqlite3_column_int(stmt, 2) != 0,
		.grant = column_word(stmt, 3),
		.part = column_word(stmt, 4),
		.day = (day_t)sqlite3_column_int64(stmt, 5),
		.kind = (enum money_kind)column_below(store, stmt, 6, MONEY_KINDS),
		.amount = sqlite3_column_int64(stmt, 7),
		.category = column_text(stmt, 8),
		.lifted = sqlite3_column_int(stmt, 9) != 0,
		.voucher = column_text(stmt, 10),
		.note = column_word(stmt, 11),
	};
}

bool money_write(struct store *store, struct money *m, struct status *st)
{
	bool fresh = m->id == 0;
	struct value values[] = {
		value_text(m->grant),    value_text(m->part),  value_int(m->day),      value_int(m->kind), value_int(m->amount),
		value_text(m->category), value_int(m->lifted), value_text(m->voucher), value_text(m->note ? m->note : ""),
	};

	if (fresh && !revision_next_id(store, ENTITY_MONEY, &m->id, st))
		return false;
	return revision_write(store, ENTITY_MONEY, value_int(m->id), values, m->withdrawn, fresh, &m->rev, st);
}

bool money_read(struct store *store, int64_t id, struct money *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONEY, st);
	struct money row;
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		fill_money(store, stmt, &row);
		money_copy(out, &row);
	}
	if (store_end(store, stmt, rc, "MONEY", st))
		return true;
	if (*found)
		money_copy_done(out);
	return *found = false;
}

static bool each(struct store *store, sqlite3_stmt *stmt, money_fn *fn, void *context, struct status *st)
{
	struct money row;
	int rc;

	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_money(store, stmt, &row);
		if (!fn(context, &row))
			break;
	}
	return store_end(store, stmt, rc, "MONEY", st);
}

bool money_each(struct store *store, day_t from, day_t to, money_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONEY_OF_DAYS, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	return each(store, stmt, fn, context, st);
}

bool money_of_part(struct store *store, const char *grant, const char *part, day_t from, day_t to, money_fn *fn, void *context,
                   struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONEY_OF_PART, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	bind_text(stmt, 3, grant);
	bind_text(stmt, 4, part);
	return each(store, stmt, fn, context, st);
}
