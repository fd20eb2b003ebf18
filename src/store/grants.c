/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants with their amounts, openings, deductions and transfers; and the rule files that the household uses. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>
#include <string.h>

/* A setting that the grant may leave to its scheme: −1. */
static int setting(struct store *store, sqlite3_stmt *stmt, int at, int count)
{
	return sqlite3_column_type(stmt, at) == SQLITE_NULL ? -1 : column_below(store, stmt, at, count);
}

static void fill_grant(struct store *store, sqlite3_stmt *stmt, struct grant *out)
{
	*out = (struct grant){
		.id = mem_text(column_word(stmt, 0)),
		.rev = sqlite3_column_int64(stmt, 1),
		.scheme = mem_text(column_word(stmt, 2)),
		.from = (day_t)sqlite3_column_int64(stmt, 3),
		.to = (day_t)column_int_or(stmt, 4, DAY_MAX),
		.received = (day_t)column_int_or(stmt, 5, DAY_NONE),
		.payer = mem_text(column_text(stmt, 6)),
		.case_no = mem_text(column_text(stmt, 7)),
		.prorate = sqlite3_column_int(stmt, 8) != 0,
		.use = setting(store, stmt, 9, 2),
		.window = setting(store, stmt, 10, 13),
		.cap = column_int_or(stmt, 11, -1),
		.lapse = setting(store, stmt, 12, 2),
	};
}

static bool read_amounts(struct store *store, struct grant *grant, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_GRANT_AMOUNTS, st);
	int rc, room = 0;

	if (!stmt)
		return false;
	bind_text(stmt, 1, grant->id);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(grant->amounts, grant->amount_count, room);
		grant->amounts[grant->amount_count++] = (struct grant_amount){
			mem_text(column_word(stmt, 0)),
			(day_t)sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2),
			(enum per)column_below(store, stmt, 3, PER_COUNT),
			mem_text(column_text(stmt, 4)),
			column_int_or(stmt, 5, 0),
		};
	}
	return store_end(store, stmt, rc, "GRANT_AMOUNTS", st);
}

static void add_month(struct grant_month **list, int *count, sqlite3_stmt *stmt)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = (struct grant_month){
		mem_text(column_word(stmt, 0)),
		(month_t)sqlite3_column_int64(stmt, 2),
		sqlite3_column_int64(stmt, 3),
	};
}

static bool read_months(struct store *store, struct grant *grant, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_GRANT_MONTHS, st);
	int rc;

	if (!stmt)
		return false;
	bind_text(stmt, 1, grant->id);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		switch ((enum grant_month_what)column_below(store, stmt, 1, GRANT_TRANSFER + 1)) {
		case GRANT_OPENING:
			add_month(&grant->openings, &grant->opening_count, stmt);
			break;
		case GRANT_DEDUCTION:
			add_month(&grant->deductions, &grant->deduction_count, stmt);
			break;
		case GRANT_TRANSFER:
			add_month(&grant->transfers, &grant->transfer_count, stmt);
			break;
		}
	return store_end(store, stmt, rc, "GRANT_MONTHS", st);
}

static bool read_facts(struct store *store, struct grant *grant, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_GRANT_FACTS, st);
	int rc, room = 0;

	if (!stmt)
		return false;
	bind_text(stmt, 1, grant->id);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(grant->facts, grant->fact_count, room);
		grant->facts[grant->fact_count++] = (struct grant_fact){
			(enum grant_fact_kind)column_below(store, stmt, 0, FACT_COUNT),
			(day_t)sqlite3_column_int64(stmt, 1),
			mem_text(column_text(stmt, 2)),
		};
	}
	return store_end(store, stmt, rc, "GRANT_FACTS", st);
}

static bool read_details(struct store *store, struct grant *grant, struct status *st)
{
	return read_amounts(store, grant, st) && read_months(store, grant, st) && read_facts(store, grant, st);
}

static bool read_all(struct store *store, bool facts, struct grants *out, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_GRANTS, st);
	bool ok;
	int rc;

	*out = (struct grants){ NULL, 0 };
	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
		fill_grant(store, stmt, &out->of[out->count]);
		out->count++;
	}
	ok = store_end(store, stmt, rc, "GRANTS", st);
	for (int i = 0; ok && i < out->count; i++)
		ok = read_amounts(store, &out->of[i], st) && read_months(store, &out->of[i], st) &&
		     (!facts || read_facts(store, &out->of[i], st));
	if (!ok)
		grants_done(out);
	return ok;
}

bool grants_read(struct store *store, struct grants *out, struct status *st)
{
	return read_all(store, true, out, st);
}

bool grants_read_to_book(struct store *store, struct grants *out, struct status *st)
{
	return read_all(store, false, out, st);
}

void grants_done(struct grants *grants)
{
	for (int i = 0; i < grants->count; i++)
		grant_done(&grants->of[i]);
	free(grants->of);
	*grants = (struct grants){ NULL, 0 };
}

const struct grant *grants_find(const struct grants *grants, const char *id)
{
	for (int i = 0; i < grants->count; i++)
		if (!strcmp(grants->of[i].id, id))
			return &grants->of[i];
	return NULL;
}

bool grant_read(struct store *store, const char *id, struct grant *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_GRANT, st);
	bool ok;
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_text(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found)
		fill_grant(store, stmt, out);
	ok = store_end(store, stmt, rc, "GRANT", st) && (!*found || read_details(store, out, st));
	if (!ok && *found)
		grant_done(out);
	*found = *found && ok;
	return ok;
}

bool grant_write(struct store *store, const struct grant *g, struct status *st)
{
	struct value values[] = {
		value_text(g->scheme),
		value_int(g->from),
		value_int_or_null(g->to, DAY_MAX),
		value_int_or_null(g->received, DAY_NONE),
		value_text(g->payer),
		value_text(g->case_no),
		value_int(g->prorate),
		value_int_or_null(g->use, -1),
		value_int_or_null(g->window, -1),
		value_int_or_null(g->cap, -1),
		value_int_or_null(g->lapse, -1),
	};

	return revision_write(store, ENTITY_GRANT, value_text(g->id), values, false, false, NULL, st);
}

bool grant_amount_write(struct store *store, const char *grant, const struct grant_amount *amount, struct status *st)
{
	struct value values[] = { value_text(grant), value_text(amount->part), value_int(amount->from), value_int(amount->amount),
		                  value_int(amount->per), value_text(amount->level), value_int_or_null(amount->less, 0) };
	char day[11], *id;
	bool ok;

	day_format(amount->from, day);
	id = str_make("%s/%s/%s", grant, amount->part, day);
	ok = revision_write(store, ENTITY_GRANT_AMOUNT, value_text(id), values, false, false, NULL, st);
	free(id);
	return ok;
}

bool grant_fact_write(struct store *store, const char *grant, const struct grant_fact *fact, bool withdrawn, struct status *st)
{
	struct value values[] = { value_text(grant), value_int(fact->kind), value_int(fact->day), value_text(fact->note) };
	char day[11], *id;
	bool ok;

	day_format(fact->day, day);
	id = str_make("%s/%s/%s", grant, grant_fact_name(fact->kind), day);
	ok = revision_write(store, ENTITY_GRANT_FACT, value_text(id), values, withdrawn, false, NULL, st);
	free(id);
	return ok;
}

bool grant_month_write(struct store *store, const char *grant, enum grant_month_what what, const struct grant_month *m,
                       struct status *st)
{
	static const char *const names[] = { "opening", "deduction", "transfer" };
	struct value values[] = { value_text(grant), value_text(m->part), value_int(what), value_int(m->month),
	                          value_int(m->amount) };
	char month[8], *id;
	bool ok;

	month_format(m->month, month);
	id = str_make("%s/%s/%s/%s", grant, m->part, names[what], month);
	ok = revision_write(store, ENTITY_GRANT_MONTH, value_text(id), values, m->amount == 0, false, NULL, st);
	free(id);
	return ok;
}

/* ---- rule files */

bool rule_file_read(struct store *store, const char *id, struct rule_file *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_RULE_FILE, st);
	int rc;

	if (!stmt)
		return false;
	bind_text(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found) {
		out->id = mem_text(column_word(stmt, 0));
		out->text = mem_text(column_word(stmt, 1));
		sqlite3_snprintf(sizeof out->sha256, out->sha256, "%s", column_word(stmt, 2));
	}
	return store_end(store, stmt, rc, "RULE_FILE", st);
}

static bool write_file(struct store *store, const char *id, const char *text, bool withdrawn, struct status *st)
{
	struct value values[2] = { value_text(text) };
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof digest + 1];

	crypto_hash_sha256(digest, (const unsigned char *)text, values[0].length);
	sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
	values[1] = value_text(hex);
	return revision_write(store, ENTITY_RULE_FILE, value_text(id), values, withdrawn, false, NULL, st);
}

bool rule_file_write(struct store *store, const char *id, const char *text, struct status *st)
{
	return write_file(store, id, text, false, st);
}

bool rule_file_withdraw(struct store *store, const char *id, struct status *st)
{
	struct rule_file file;
	bool found, ok = rule_file_read(store, id, &file, &found, st);

	if (ok && found) {
		ok = write_file(store, id, file.text, true, st);
		rule_file_done(&file);
	}
	return ok;
}

bool rule_files_each(struct store *store, const char *folder, rule_file_fn *fn, void *context, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_RULE_FILES, st);
	char *first = str_make("%s/", folder), *last = str_make("%s0", folder); /* '0' is what follows '/' */
	bool ok = stmt != NULL;
	int rc;

	if (ok) {
		bind_text(stmt, 1, first);
		bind_text(stmt, 2, last);
		while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && fn(context, column_word(stmt, 0)))
			;
		ok = store_end(store, stmt, rc, "RULE_FILES", st);
	}
	free(first);
	free(last);
	return ok;
}

void rule_file_done(struct rule_file *file)
{
	free(file->id);
	free(file->text);
	*file = (struct rule_file){ 0 };
}
