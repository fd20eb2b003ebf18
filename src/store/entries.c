/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries, their revisions, and the month sums kept beside them. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

static struct span read_span(sqlite3_stmt *stmt, int at)
{
	return (struct span){ column_int_or(stmt, at, 0), column_int_or(stmt, at + 1, 0) };
}

/* No entry is longer than 25 h (the night the clocks go back), and each starts on its day in some zone. */
static bool times_are_sane(const struct entry *entry)
{
	const struct span *span = &entry->span, *pause = &entry->pause;

	return !entry->clocked ||
	       (span->end > span->start && span->end - span->start <= 25 * 3600 && span->start / 86400 >= (int64_t)entry->day - 2 &&
	        span->start / 86400 <= (int64_t)entry->day + 2 &&
	        (pause->start == pause->end ||
	         (pause->start >= span->start && pause->end <= span->end && pause->start < pause->end)));
}

/* The columns of ENTRY_COLUMNS; texts stay borrowed from the statement. */
static void fill_entry(struct store *store, sqlite3_stmt *stmt, struct entry *out)
{
	*out = (struct entry){
		.id = sqlite3_column_int64(stmt, 0),
		.rev = sqlite3_column_int64(stmt, 1),
		.person = column_text(stmt, 3),
		.grant = column_word(stmt, 4),
		.part = column_word(stmt, 5),
		.kind = (enum kind)column_below(store, stmt, 6, KIND_COUNT),
		.state = sqlite3_column_int(stmt, 2) ? ENTRY_WITHDRAWN : (enum entry_state)column_below(store, stmt, 7,
		                                                                                        ENTRY_STATES),
		.unit = (enum unit)column_below(store, stmt, 8, UNIT_MONEY),
		.day = (day_t)sqlite3_column_int64(stmt, 9),
		.clocked = sqlite3_column_type(stmt, 10) != SQLITE_NULL,
		.span = read_span(stmt, 10),
		.pause = read_span(stmt, 12),
		.amount = sqlite3_column_int64(stmt, 14),
		.note = column_word(stmt, 15),
		.shift = column_int_or(stmt, 16, 0),
		.why = column_text(stmt, 17),
		.absence = column_int_or(stmt, 18, 0),
	};
	if (!times_are_sane(out)) {
		store->damaged = true;
		out->clocked = false;
	}
}

bool entry_write(struct store *store, struct entry *e, struct status *st)
{
	bool fresh = e->id == 0, pause = e->pause.end > e->pause.start;
	struct value none = value_text(NULL);
	struct value values[] = {
		value_text(e->person),
		value_text(e->grant),
		value_text(e->part),
		value_int(e->kind),
		value_int(e->state),
		value_int(e->unit),
		value_int(e->day),
		e->clocked ? value_int(e->span.start) : none,
		e->clocked ? value_int(e->span.end) : none,
		pause ? value_int(e->pause.start) : none,
		pause ? value_int(e->pause.end) : none,
		value_int(e->amount),
		value_text(e->note ? e->note : ""),
		value_int_or_null(e->shift, 0),
		value_text(e->why),
		value_int_or_null(e->absence, 0),
	};

	if (fresh && !revision_next_id(store, ENTITY_ENTRY, &e->id, st))
		return false;
	return revision_write(store, ENTITY_ENTRY, value_int(e->id), values, e->state == ENTRY_WITHDRAWN, fresh, &e->rev, st);
}

bool entry_read(struct store *store, int64_t id, struct entry *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRY, st);
	struct entry borrowed;
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		fill_entry(store, stmt, &borrowed);
		entry_copy(out, &borrowed);
	}
	if (store_end(store, stmt, rc, "ENTRY", st))
		return true;
	if (*found)
		entry_copy_done(out);
	return *found = false;
}

static bool wanted(const struct entry_filter *filter, const struct entry *entry)
{
	return (!filter->grant || str_same(filter->grant, entry->grant)) &&
	       (!filter->part || str_same(filter->part, entry->part)) &&
	       (!filter->person || str_same(filter->person, entry->person)) &&
	       (filter->state < 0 || filter->state == (int)entry->state);
}

static bool each(struct store *store, sqlite3_stmt *stmt, const struct entry_filter *filter, entry_fn *fn, void *context,
                 struct status *st)
{
	struct entry entry;
	int rc;

	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		fill_entry(store, stmt, &entry);
		if (wanted(filter, &entry) && !fn(context, &entry))
			break;
	}
	return store_end(store, stmt, rc, "ENTRIES", st);
}

bool entries_each(struct store *store, const struct entry_filter *filter, entry_fn *fn, void *context, struct status *st)
{
	bool withdrawn = filter->state == ENTRY_WITHDRAWN;
	sqlite3_stmt *stmt = store_sql(store, withdrawn            ? SQL_ENTRIES_WITHDRAWN
	                                      : filter->person     ? SQL_ENTRIES_OF_PERSON
	                                      : filter->state > 0  ? SQL_ENTRIES_OF_STATE
	                                                           : SQL_ENTRIES_OF_DAYS, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, filter->from);
	bind_int(stmt, 2, filter->to);
	if (filter->person && !withdrawn)
		bind_text(stmt, 3, filter->person);
	else if (filter->state > 0 && !withdrawn)
		bind_int(stmt, 3, filter->state);
	return each(store, stmt, filter, fn, context, st);
}

bool entries_reviewed(struct store *store, bool *any, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRY_REVIEWED, st);
	int rc;

	if (!stmt)
		return false;
	rc = sqlite3_step(stmt);
	*any = rc == SQLITE_ROW;
	return store_end(store, stmt, rc, "ENTRY_REVIEWED", st);
}

bool entries_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context,
                       struct status *st)
{
	struct entry_filter filter = { .from = from, .to = to, .person = person, .state = -1 };

	return entries_each(store, &filter, fn, context, st);
}

bool work_of_person(struct store *store, const char *person, day_t from, day_t to, entry_fn *fn, void *context, struct status *st)
{
	struct entry_filter filter = { .from = from, .to = to, .person = person, .state = -1 };
	sqlite3_stmt *stmt = store_sql(store, SQL_WORK_OF_PERSON, st);

	if (!stmt)
		return false;
	bind_int(stmt, 1, from);
	bind_int(stmt, 2, to);
	bind_text(stmt, 3, person);
	return each(store, stmt, &filter, fn, context, st);
}

bool entries_near(struct store *store, const struct entry *entry, entry_fn *fn, void *context, struct status *st)
{
	struct entry_filter filter = { .state = -1 };
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRIES_NEAR, st);

	if (!stmt)
		return false;
	bind_text(stmt, 1, entry->person);
	bind_int(stmt, 2, entry->day);
	if (entry->clocked) {
		bind_int(stmt, 3, entry->span.start);
		bind_int(stmt, 4, entry->span.end);
	}
	return each(store, stmt, &filter, fn, context, st);
}

bool entry_history(struct store *store, int64_t id, revision_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRY_REVISIONS, st);
	bool ok = true, more = true;
	int rc = SQLITE_DONE;

	if (!stmt)
		return false;
	bind_int(stmt, 1, id);
	while (ok && more && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct entry entry;
		struct change_origin origin = { 0 };
		int64_t change = sqlite3_column_int64(stmt, 19);

		fill_entry(store, stmt, &entry);
		ok = change_origin_read(store, change, &origin, st);
		if (ok)
			more = fn(context, &(struct revision){ entry.rev, change, origin.at, origin.actor, origin.action, &entry });
		change_origin_done(&origin);
	}
	return store_end(store, stmt, rc, "ENTRY_REVISIONS", st) && ok;
}

bool entries_written_since(struct store *store, int64_t change, written_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_ENTRIES_WRITTEN, st);
	bool more = true;
	int rc = SQLITE_DONE;

	while (stmt && more && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		more = sqlite3_column_int64(stmt, 0) > change &&
		       fn(context, sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2),
		          (day_t)sqlite3_column_int64(stmt, 3));
	return stmt && store_end(store, stmt, rc, "ENTRIES_WRITTEN", st);
}

/* ---- month sums */

bool month_sum_add(struct store *store, const char *grant, const char *part, enum kind kind, month_t month, int64_t delta,
                   struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUM_ADD, st);

	if (!delta)
		return true;
	if (!stmt || !change_is_open(store, st))
		return false;
	bind_text(stmt, 1, grant);
	bind_text(stmt, 2, part);
	bind_int(stmt, 3, month);
	bind_int(stmt, 4, kind);
	bind_int(stmt, 5, delta);
	return store_run(store, stmt, "MONTH_SUM_ADD", st);
}

bool month_sums_between(struct store *store, const char *grant, const char *part, month_t from, month_t to, struct month_use **out,
                        int *count, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUMS, st);
	int rc, room = 0;

	*out = NULL;
	*count = 0;
	if (!stmt)
		return false;
	bind_text(stmt, 1, grant);
	bind_text(stmt, 2, part);
	bind_int(stmt, 3, from);
	bind_int(stmt, 4, to);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(*out, *count, room);
		(*out)[(*count)++] = (struct month_use){ (month_t)sqlite3_column_int64(stmt, 0),
		                                         (enum kind)column_below(store, stmt, 1, KIND_COUNT),
			                                 sqlite3_column_int64(stmt, 2) };
	}
	if (store_end(store, stmt, rc, "MONTH_SUMS", st))
		return true;
	free(*out);
	*out = NULL;
	*count = 0;
	return false;
}

bool month_sums_read(struct store *store, const char *grant, const char *part, struct month_use **out, int *count,
                     struct status *st)
{
	return month_sums_between(store, grant, part, INT32_MIN, INT32_MAX, out, count, st);
}

bool month_sums_each(struct store *store, month_sum_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_MONTH_SUMS_ALL, st);
	int rc;

	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		if (!fn(context, column_word(stmt, 0), column_word(stmt, 1), (enum kind)column_below(store, stmt, 3, KIND_COUNT),
		        (month_t)sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 4)))
			break;
	return store_end(store, stmt, rc, "MONTH_SUMS_ALL", st);
}

bool month_sums_clear(struct store *store, struct status *st)
{
	return store_run(store, store_sql(store, SQL_MONTH_SUMS_CLEAR, st), "MONTH_SUMS_CLEAR", st);
}
