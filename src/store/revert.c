/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a change back: a new change that writes the earlier revisions again. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>
#include <string.h>

/* One row that the change wrote; nothing but its name, so that an import of any size can be taken back in little memory. Text
 * owned. */
struct written {
	struct value id;
	int64_t rev;
	bool latest;
};

struct written_list {
	struct written *of;
	int count, room;
};

/* A revision's values; texts owned. */
struct revision_values {
	struct value of[ENTITY_COLUMNS_MAX];
	bool withdrawn;
};

static struct value keep(sqlite3_stmt *stmt, int at)
{
	switch (sqlite3_column_type(stmt, at)) {
	case SQLITE_INTEGER:
		return value_int(sqlite3_column_int64(stmt, at));
	case SQLITE_TEXT:
		return value_text(mem_text(column_text(stmt, at)));
	default:
		return value_text(NULL);
	}
}

/* The rows of an entity that change `seq` wrote, newest first: they stand together at one place of the table. */
static bool collect(struct store *store, enum entity entity, int64_t seq, struct written_list *out, struct status *st)
{
	char *sql = sqlite3_mprintf("SELECT change, id, rev, latest FROM %s ORDER BY row DESC", entity_infos[entity].table);
	sqlite3_stmt *stmt = NULL;
	bool ok = store_prepare(store, &stmt, sql, st) != NULL;
	int rc = SQLITE_DONE;

	sqlite3_free(sql);
	while (ok && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t change = sqlite3_column_int64(stmt, 0);

		if (change > seq)
			continue;
		if (change < seq)
			break;
		MEM_GROW(out->of, out->count, out->room);
		out->of[out->count++] = (struct written){ keep(stmt, 1), sqlite3_column_int64(stmt, 2),
		                                          sqlite3_column_int(stmt, 3) != 0 };
	}
	if (ok && rc != SQLITE_ROW && rc != SQLITE_DONE)
		ok = store_fail(store, "revert", st);
	sqlite3_finalize(stmt);
	return ok;
}

static sqlite3_stmt *revision_stmt(struct store *store, enum entity entity, struct status *st)
{
	const struct entity_info *info = &entity_infos[entity];
	struct str sql = STR_INIT;

	if (!store->before[entity]) {
		str_add(&sql, "SELECT withdrawn");
		for (int i = 0; info->columns[i]; i++)
			str_addf(&sql, ", %s", info->columns[i]);
		str_addf(&sql, " FROM %s WHERE id = ?1 AND rev = ?2", info->table);
		store_prepare(store, &store->before[entity], str_peek(&sql), st);
		str_done(&sql);
	}
	return store->before[entity];
}

static void values_done(struct revision_values *values)
{
	for (int i = 0; i < ENTITY_COLUMNS_MAX; i++)
		free((char *)values->of[i].text);
}

static void bind_id(sqlite3_stmt *stmt, const struct value *id)
{
	if (id->type == VALUE_INT)
		bind_int(stmt, 1, id->number);
	else
		bind_text(stmt, 1, id->text);
}

static bool read_revision(struct store *store, enum entity entity, const struct value *id, int64_t rev, struct revision_values *out,
                          struct status *st)
{
	sqlite3_stmt *stmt = revision_stmt(store, entity, st);
	int rc;

	*out = (struct revision_values){ .withdrawn = false };
	if (!stmt)
		return false;
	bind_id(stmt, id);
	bind_int(stmt, 2, rev);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		out->withdrawn = sqlite3_column_int(stmt, 0) != 0;
		for (int i = 0; entity_infos[entity].columns[i]; i++)
			out->of[i] = keep(stmt, i + 1);
	} else if (rc == SQLITE_DONE) {
		store->damaged = true; /* revisions are never deleted */
	}
	if (store_end(store, stmt, rc, "revert", st))
		return true;
	values_done(out);
	return false;
}

/* What the row goes back to: the revision before it; for a new thing its own, withdrawn. */
static bool read_before(struct store *store, enum entity entity, const struct written *row, struct revision_values *out,
                        struct status *st)
{
	if (!read_revision(store, entity, &row->id, row->rev > 1 ? row->rev - 1 : 1, out, st))
		return false;
	out->withdrawn = out->withdrawn || row->rev == 1;
	return true;
}

static bool same_values(const struct revision_values *a, const struct revision_values *b)
{
	if (a->withdrawn != b->withdrawn)
		return false;
	for (int i = 0; i < ENTITY_COLUMNS_MAX; i++)
		if (a->of[i].type != b->of[i].type || a->of[i].number != b->of[i].number || !str_same(a->of[i].text, b->of[i].text))
			return false;
	return true;
}

/* Whether what counts today is what this change wrote: nothing came after it, or all that did was taken back again. */
static bool still_stands(struct store *store, enum entity entity, const struct written *row, bool *stands, struct status *st)
{
	struct revision_values then, now;
	int64_t rev;

	*stands = row->latest;
	if (row->latest)
		return true;
	if (!revision_last(store, entity, &row->id, &rev, st) || !read_revision(store, entity, &row->id, row->rev, &then, st))
		return false;
	if (!read_revision(store, entity, &row->id, rev, &now, st)) {
		values_done(&then);
		return false;
	}
	*stands = same_values(&then, &now);
	values_done(&then);
	values_done(&now);
	return true;
}

static bool entry_counts(const struct entry *entry)
{
	return entry->state != ENTRY_WITHDRAWN;
}

static bool revert_row(struct store *store, enum entity entity, const struct written *row, const struct revert_rules *rules,
                       struct status *st)
{
	struct revision_values values;
	struct entry before = { .id = 0 }, after = { .id = 0 };
	bool found = true, is_entry = entity == ENTITY_ENTRY, stands, ok;

	if (entity == ENTITY_RULE_FILE && row->rev == 1 && !strncmp(row->id.text, "schemes/", 8))
		return true; /* the first copy of a scheme stays: other grants may stand on it by now */
	if (!still_stands(store, entity, row, &stands, st))
		return false;
	if (!stands)
		return status_set(st, STATUS_REFUSED, "changed-since",
		                  N_("This was changed again since, so it cannot be undone: undo the later change first."), "");
	if (!read_before(store, entity, row, &values, st))
		return false;
	ok = !is_entry || entry_read(store, row->id.number, &before, &found, st);
	ok = ok && revision_write(store, entity, row->id, values.of, values.withdrawn, false, NULL, st);
	if (ok && is_entry && entry_read(store, row->id.number, &after, &found, st))
		ok = rules->entry(rules->context, entry_counts(&before) ? &before : NULL, entry_counts(&after) ? &after : NULL, st);
	else if (is_entry)
		ok = false;
	entry_copy_done(&before);
	entry_copy_done(&after);
	values_done(&values);
	return ok;
}

/* Whose grant or person an id belongs to: "led/hours/2025-01-01" is of "led", "anna/2025-01-01" of "anna". */
static char *owner_of(const struct written *row)
{
	return mem_textn(row->id.text, strcspn(row->id.text, "/"));
}

static bool ask_rule(enum entity entity, const struct written *row, const struct revert_rules *rules, struct status *st)
{
	char *owner;
	bool ok = true;

	switch (entity) {
	case ENTITY_SHIFT:
		return rules->shift(rules->context, row->id.number, st);
	case ENTITY_MONEY:
		return rules->money(rules->context, row->id.number, st);
	case ENTITY_ABSENCE:
		return rules->absence(rules->context, row->id.number, st);
	case ENTITY_PERSON:
	case ENTITY_WAGE:
	case ENTITY_LEAVE_AGREED:
		owner = owner_of(row);
		ok = rules->person(rules->context, owner, st);
		free(owner);
		return ok;
	case ENTITY_GRANT:
	case ENTITY_GRANT_AMOUNT:
	case ENTITY_GRANT_MONTH:
	case ENTITY_GRANT_FACT:
		owner = owner_of(row);
		ok = rules->grant(rules->context, owner, st);
		free(owner);
		return ok;
	default:
		return ok;
	}
}

bool change_revert(struct store *store, int64_t seq, const struct revert_rules *rules, struct status *st)
{
	struct written_list lists[ENTITY_COUNT] = { { NULL, 0, 0 } };
	bool ok = true;

	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++) {
		ok = collect(store, e, seq, &lists[e], st);
		for (int i = 0; ok && i < lists[e].count; i++)
			ok = revert_row(store, e, &lists[e].of[i], rules, st);
	}
	/* What the rules look at is only whole when everything is written. */
	for (enum entity e = 0; ok && e < ENTITY_COUNT; e++)
		for (int i = 0; ok && i < lists[e].count; i++)
			ok = ask_rule(e, &lists[e].of[i], rules, st);
	for (enum entity e = 0; e < ENTITY_COUNT; e++) {
		for (int i = 0; i < lists[e].count; i++)
			free((char *)lists[e].of[i].id.text);
		free(lists[e].of);
	}
	return ok;
}
