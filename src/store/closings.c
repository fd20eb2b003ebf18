/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed months and what each keeps: rows of the change that closed it, which count as long as it is not opened again. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdio.h>
#include <stdlib.h>

/* In one table with the figures of core/closed.h, from here on: the lists of a row. */
enum { LIST_LOT = 10, LIST_TAKEN, LIST_ENDING };

/* ---- the closings that hold */

/* By which number a closing keeps its figures: those of a year are closed in one change, and each may be opened again. */
static int64_t snapshot_of(const struct store *store, month_t closing)
{
	return store_seq(store) << 20 | closing;
}

static month_t month_of_snapshot(int64_t snapshot)
{
	return (month_t)(snapshot & 0xfffff);
}

/* Where nobody else writes meanwhile, once is enough: every booking asks more than once. */
static bool closings_know(struct store *store, struct status *st)
{
	sqlite3_stmt *stmt;
	int rc;

	if (store->knows_closings && (store->depth || store->snapshot))
		return true;
	stmt = store_sql(store, SQL_CLOSINGS_HELD, st);
	if (!stmt)
		return false;
	store->closing_count = 0;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t snapshot = sqlite3_column_int64(stmt, 0);

		if (store->closing_count && snapshot <= store->closings[store->closing_count - 1])
			store->damaged = true;
		MEM_GROW(store->closings, store->closing_count, store->closing_room);
		store->closings[store->closing_count++] = snapshot;
	}
	store->knows_closings = true;
	return store_end(store, stmt, rc, "CLOSINGS_HELD", st);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool holds(const struct store *store, int64_t snapshot)
{
	return store->closing_count &&
	       bsearch(&snapshot, store->closings, (size_t)store->closing_count, sizeof snapshot, by_number);
}

/* Months close in order, so the last to be written is the last of them; but one that was opened again and closed anew. */
static int64_t last_snapshot(const struct store *store)
{
	int64_t last = 0;

	for (int i = 0; i < store->closing_count; i++)
		if (!last || month_of_snapshot(store->closings[i]) > month_of_snapshot(last))
			last = store->closings[i];
	return last;
}

bool closing_last(struct store *store, month_t *month, int64_t *change, struct status *st)
{
	int64_t last;

	*month = MONTH_NONE;
	if (change)
		*change = 0;
	if (!closings_know(store, st))
		return false;
	last = last_snapshot(store);
	if (!last)
		return true;
	*month = month_of_snapshot(last);
	if (change)
		*change = last >> 20;
	return true;
}

bool closing_of(struct store *store, month_t month, int64_t *change, struct status *st)
{
	*change = 0;
	if (!closings_know(store, st))
		return false;
	for (int i = 0; i < store->closing_count; i++)
		if (month_of_snapshot(store->closings[i]) == month)
			*change = store->closings[i] >> 20;
	return true;
}

bool closing_write(struct store *store, month_t month, const char *why, const struct closing_sums *sums, struct status *st)
{
	struct value none = value_text(NULL);
	struct value values[] = { value_int(month), value_int(snapshot_of(store, month)), value_text(why),
		                  sums ? value_int(sums->entries) : none, sums ? value_int(sums->minutes) : none,
		                  sums ? value_int(sums->pay) : none };
	char id[16];

	store->knows_closings = false;
	snprintf(id, sizeof id, "%04d-%02d", month_year(month), month_number(month));
	return revision_write(store, ENTITY_CLOSING, value_text(id), values, why != NULL, false, NULL, st);
}

bool closings_each(struct store *store, closing_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_CLOSINGS, st);
	bool ok = stmt != NULL, more = true;
	int rc = SQLITE_DONE;

	while (ok && more && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct closing closing = {
			.month = (month_t)sqlite3_column_int64(stmt, 0),
			.rev = sqlite3_column_int64(stmt, 1),
			.open = sqlite3_column_int(stmt, 2) != 0,
			.why = column_text(stmt, 3),
			.change = sqlite3_column_int64(stmt, 4),
			.sums = { column_int_or(stmt, 5, 0), column_int_or(stmt, 6, 0), column_int_or(stmt, 7, 0) },
		};
		struct change_origin origin = { 0 };

		ok = change_origin_read(store, closing.change, &origin, st);
		closing.at = origin.at;
		closing.actor = origin.actor;
		more = ok && fn(context, &closing);
		change_origin_done(&origin);
	}
	return stmt && store_end(store, stmt, rc, "CLOSINGS", st) && ok;
}

/* ---- writing: each row once, and new */

static bool write_once(struct store *store, enum entity entity, const struct value *values, struct status *st)
{
	int64_t id;

	return revision_next_id(store, entity, &id, st) &&
	       revision_write(store, entity, value_int(id), values, false, true, NULL, st);
}

static bool write_list(struct store *store, month_t closing, const char *grant, const char *part, month_t month, int what,
                       month_t lot, int64_t amount, struct value last, struct status *st)
{
	struct value values[] = { value_int(snapshot_of(store, closing)), value_int(month), value_text(grant), value_text(part),
		                  value_int(what), value_int(month), value_int(lot), value_int(amount), last };

	return write_once(store, ENTITY_FROZEN_FIGURE, values, st);
}

bool closed_row_write(struct store *store, month_t closing, const char *grant, const char *part, const struct bank_month *row,
                      struct status *st)
{
	struct value values[] = {
		value_int(snapshot_of(store, closing)), value_int(row->month),        value_text(grant),           value_text(part),
		value_int(row->granted),     value_int(row->at_hand),      value_int(row->used),        value_int(row->overdraft),
		value_int(row->owed),        value_int(row->repaid),       value_int(row->returned),    value_int(row->lapsed),
		value_int(row->lapsed_first), value_int(row->left),        value_int(row->left_before), value_int(row->to_keep),
		value_int(row->moved),
	};
	bool ok = write_once(store, ENTITY_FROZEN_PART, values, st);

	for (int i = 0; ok && i < row->lot_count; i++)
		ok = write_list(store, closing, grant, part, row->month, LIST_LOT, row->lots[i].month, row->lots[i].left,
		                value_int(row->lots[i].last), st);
	for (int i = 0; ok && i < row->taken_count; i++)
		ok = write_list(store, closing, grant, part, row->month, LIST_TAKEN, row->taken[i].lot, row->taken[i].amount,
		                value_text(NULL), st);
	for (int i = 0; ok && i < row->ending_count; i++)
		ok = write_list(store, closing, grant, part, row->month, LIST_ENDING, row->ending[i].month, row->ending[i].left,
		                value_int(row->ending[i].last), st);
	return ok;
}

bool closed_figure_write(struct store *store, month_t closing, const char *grant, const char *part,
                         const struct closed_figure *figure, struct status *st)
{
	struct value values[] = {
		value_int(snapshot_of(store, closing)), value_int(figure->month), value_text(grant), value_text(part),
		value_int(figure->what), value_int(figure->about), value_int(figure->at), value_int(figure->amount),
		value_text(NULL),
	};

	return write_once(store, ENTITY_FROZEN_FIGURE, values, st);
}

bool closed_entry_write(struct store *store, month_t closing, const struct closed_entry *e, struct status *st)
{
	struct value values[] = {
		value_int(snapshot_of(store, closing)), value_int(e->month), value_int(e->about), value_int(e->entry),
		value_int(e->rev),
		value_text(e->person), value_text(e->grant), value_text(e->part), value_int(e->kind), value_int(e->unit),
		value_int(e->day), value_int(e->amount),
	};

	return write_once(store, ENTITY_FROZEN_ENTRY, values, st);
}

bool closed_pay_write(struct store *store, month_t closing, const struct closed_pay *p, struct status *st)
{
	struct value none = value_text(NULL);
	struct value values[] = {
		value_int(snapshot_of(store, closing)), value_int(p->month), value_int(p->about), value_text(p->person),
		value_int_or_null(p->entry, 0), p->entry ? value_int(p->day) : none, p->entry ? value_int(p->kind) : none,
		value_text(p->band), value_text(p->name), value_int(p->measure), value_int(p->rate), value_int(p->minutes),
		value_int(p->amount),
	};

	return write_once(store, ENTITY_FROZEN_PAY, values, st);
}

/* ---- reading what is kept of a part */

struct part_reader {
	struct store *store;
	const char *grant, *part;
	struct closed_part *out;
};

static sqlite3_stmt *part_stmt(struct part_reader *r, enum sql_name name, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(r->store, name, st);

	if (stmt) {
		bind_text(stmt, 1, r->grant);
		bind_text(stmt, 2, r->part);
	}
	return stmt;
}

/* Adds a month of a closing that holds. */
static void add_row(struct part_reader *r, int64_t snapshot, const struct bank_month *row)
{
	if (!holds(r->store, snapshot))
		return;
	if (r->out->count && row->month <= closed_last(r->out))
		r->store->damaged = true; /* a month is closed once */
	else
		closed_part_add(r->out, row);
}

/* The columns that the index alone gives. */
static struct bank_month row_head(sqlite3_stmt *stmt)
{
	return (struct bank_month){
		.month = (month_t)sqlite3_column_int64(stmt, 1),
		.granted = sqlite3_column_int64(stmt, 2),
		.moved = sqlite3_column_int64(stmt, 3),
	};
}

static struct bank_month row_whole(sqlite3_stmt *stmt)
{
	struct bank_month row = row_head(stmt);

	row.at_hand = sqlite3_column_int64(stmt, 4);
	row.used = sqlite3_column_int64(stmt, 5);
	row.overdraft = sqlite3_column_int64(stmt, 6);
	row.owed = sqlite3_column_int64(stmt, 7);
	row.repaid = sqlite3_column_int64(stmt, 8);
	row.returned = sqlite3_column_int64(stmt, 9);
	row.lapsed = sqlite3_column_int64(stmt, 10);
	row.lapsed_first = sqlite3_column_int64(stmt, 11);
	row.left = sqlite3_column_int64(stmt, 12);
	row.left_before = sqlite3_column_int64(stmt, 13);
	row.to_keep = sqlite3_column_int64(stmt, 14);
	return row;
}

/* Of months before `from` only what they were granted with is asked. */
static bool read_rows(struct part_reader *r, month_t from, bool before, struct status *st)
{
	sqlite3_stmt *stmt = part_stmt(r, before ? SQL_CLOSED_ROWS_BEFORE : SQL_CLOSED_ROWS, st);
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 3, from);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct bank_month row = before ? row_head(stmt) : row_whole(stmt);

		add_row(r, sqlite3_column_int64(stmt, 0), &row);
	}
	return store_end(r->store, stmt, rc, "CLOSED_ROWS", st);
}

static void add_listed(struct bank_month *row, int what, struct lot lot)
{
	if (what == LIST_TAKEN) {
		row->taken = mem_resize(row->taken, (size_t)row->taken_count + 1, sizeof *row->taken);
		row->taken[row->taken_count++] = (struct lot_use){ lot.month, lot.left };
	} else {
		struct lot **list = what == LIST_LOT ? &row->lots : &row->ending;
		int *count = what == LIST_LOT ? &row->lot_count : &row->ending_count;

		*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
		(*list)[(*count)++] = lot;
	}
}

static bool read_lists(struct part_reader *r, month_t from, struct status *st)
{
	sqlite3_stmt *stmt = part_stmt(r, SQL_CLOSED_LISTS, st);
	int rc;

	if (!stmt)
		return false;
	bind_int(stmt, 3, from);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		month_t month = (month_t)sqlite3_column_int64(stmt, 1), first = r->out->rows[0].month;
		struct lot lot = { (month_t)sqlite3_column_int64(stmt, 4), sqlite3_column_int64(stmt, 5),
			           (month_t)column_int_or(stmt, 6, MONTH_OPEN) };

		if (!holds(r->store, sqlite3_column_int64(stmt, 0)))
			continue;
		if (month < first || month > closed_last(r->out))
			r->store->damaged = true;
		else
			add_listed(&r->out->rows[month - first], sqlite3_column_int(stmt, 2), lot);
	}
	return store_end(r->store, stmt, rc, "CLOSED_LISTS", st);
}

static bool read_figures(struct part_reader *r, struct status *st)
{
	sqlite3_stmt *stmt = part_stmt(r, SQL_CLOSED_FIGURES, st);
	struct closed_part *out = r->out;
	int rc;

	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct closed_figure figure = {
			.month = (month_t)sqlite3_column_int64(stmt, 1),
			.what = (enum closed_what)column_below(r->store, stmt, 2, CLOSED_WHATS),
			.about = (month_t)sqlite3_column_int64(stmt, 3),
			.at = (int32_t)sqlite3_column_int64(stmt, 4),
			.amount = sqlite3_column_int64(stmt, 5),
		};

		if (!holds(r->store, sqlite3_column_int64(stmt, 0)))
			continue;
		if (figure.what == CLOSED_USE && (figure.at < 0 || figure.at >= KIND_COUNT)) {
			r->store->damaged = true;
			continue;
		}
		MEM_GROW(out->figures, out->figure_count, out->figure_room);
		out->figures[out->figure_count++] = figure;
	}
	return store_end(r->store, stmt, rc, "CLOSED_FIGURES", st);
}

bool closed_part_read(struct store *store, const char *grant, const char *part, month_t from, struct closed_part *out,
                      struct status *st)
{
	struct part_reader reader = { .store = store, .grant = grant, .part = part, .out = out };
	bool ok;

	*out = (struct closed_part){ 0 };
	if (!closings_know(store, st))
		return false;
	if (!store->closing_count)
		return true;
	ok = (from == MONTH_NONE || read_rows(&reader, from, true, st)) && read_rows(&reader, from, false, st);
	if (ok && out->count) {
		closed_part_fill(out, month_of_snapshot(last_snapshot(store)));
		ok = read_lists(&reader, from, st) && read_figures(&reader, st);
	}
	if (!ok)
		closed_part_done(out);
	return ok;
}

static bool any_held(struct store *store, sqlite3_stmt *stmt, bool *any, struct status *st)
{
	int rc = SQLITE_DONE;

	*any = false;
	while (!*any && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		*any = holds(store, sqlite3_column_int64(stmt, 0));
	return store_end(store, stmt, rc, "CLOSED_GRANT", st);
}

bool closed_grant(struct store *store, const char *grant, bool *any, struct status *st)
{
	sqlite3_stmt *stmt;

	*any = false;
	if (!closings_know(store, st))
		return false;
	if (!store->closing_count)
		return true;
	stmt = store_sql(store, SQL_CLOSED_GRANT, st);
	if (!stmt)
		return false;
	bind_text(stmt, 1, grant);
	return any_held(store, stmt, any, st);
}

/* ---- reading what is kept of entries and pay */

/* Runs through what was kept, of closings that hold; `stmt` is bound. */
static bool each_entry(struct store *store, sqlite3_stmt *stmt, const char *what, closed_entry_fn *fn, void *context,
                       struct status *st)
{
	bool more = true;
	int rc = SQLITE_DONE;

	while (more && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct closed_entry entry = {
			.month = (month_t)sqlite3_column_int64(stmt, 1),
			.about = (month_t)sqlite3_column_int64(stmt, 2),
			.entry = sqlite3_column_int64(stmt, 3),
			.rev = sqlite3_column_int64(stmt, 4),
			.person = column_text(stmt, 5),
			.grant = column_word(stmt, 6),
			.part = column_word(stmt, 7),
			.kind = (enum kind)column_below(store, stmt, 8, KIND_COUNT),
			.unit = (enum unit)column_below(store, stmt, 9, UNIT_MONEY),
			.day = (day_t)sqlite3_column_int64(stmt, 10),
			.amount = sqlite3_column_int64(stmt, 11),
		};

		if (holds(store, sqlite3_column_int64(stmt, 0)))
			more = fn(context, &entry);
	}
	return store_end(store, stmt, rc, what, st);
}

bool closed_entry_each(struct store *store, int64_t entry, closed_entry_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt;

	if (!closings_know(store, st))
		return false;
	if (!store->closing_count)
		return true;
	stmt = store_sql(store, SQL_CLOSED_ENTRY, st);
	if (!stmt)
		return false;
	bind_int(stmt, 1, entry);
	return each_entry(store, stmt, "CLOSED_ENTRY", fn, context, st);
}

bool closed_corrected_each(struct store *store, closed_entry_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt;

	if (!closings_know(store, st))
		return false;
	if (!store->closing_count)
		return true;
	stmt = store_sql(store, SQL_CLOSED_CORRECTED, st);
	return stmt && each_entry(store, stmt, "CLOSED_CORRECTED", fn, context, st);
}

static bool each_pay(struct store *store, sqlite3_stmt *stmt, const char *what, closed_pay_fn *fn, void *context, struct status *st)
{
	bool more = true;
	int rc = SQLITE_DONE;

	while (more && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct closed_pay pay = {
			.month = (month_t)sqlite3_column_int64(stmt, 1),
			.about = (month_t)sqlite3_column_int64(stmt, 2),
			.person = column_word(stmt, 3),
			.entry = column_int_or(stmt, 4, 0),
			.day = (day_t)column_int_or(stmt, 5, 0),
			.kind = (enum kind)column_below(store, stmt, 6, KIND_COUNT),
			.band = column_text(stmt, 7),
			.name = column_text(stmt, 8),
			.measure = sqlite3_column_int(stmt, 9),
			.rate = sqlite3_column_int64(stmt, 10),
			.minutes = sqlite3_column_int64(stmt, 11),
			.amount = sqlite3_column_int64(stmt, 12),
		};

		if (holds(store, sqlite3_column_int64(stmt, 0)))
			more = fn(context, &pay);
	}
	return store_end(store, stmt, rc, what, st);
}

/* `by`, where the statement asks for something, is that. */
static bool pay_by(struct store *store, enum sql_name name, int64_t by, closed_pay_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt;

	if (!closings_know(store, st))
		return false;
	if (!store->closing_count)
		return true;
	stmt = store_sql(store, name, st);
	if (!stmt)
		return false;
	if (by)
		bind_int(stmt, 1, by);
	return each_pay(store, stmt, "CLOSED_PAY", fn, context, st);
}

bool closed_pay_each(struct store *store, closed_pay_fn *fn, void *context, struct status *st)
{
	return pay_by(store, SQL_CLOSED_PAY, 0, fn, context, st);
}

bool closed_pay_of_month(struct store *store, month_t month, closed_pay_fn *fn, void *context, struct status *st)
{
	return pay_by(store, SQL_CLOSED_PAY_OF_MONTH, month, fn, context, st);
}

bool closed_pay_of_entry(struct store *store, int64_t entry, closed_pay_fn *fn, void *context, struct status *st)
{
	return pay_by(store, SQL_CLOSED_PAY_OF_ENTRY, entry, fn, context, st);
}
