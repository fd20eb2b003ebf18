/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The household itself, its people and their wages. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdlib.h>

/* ---- household */

bool household_read(struct store *store, struct household *out, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_HOUSEHOLD, st);
	int rc;

	if (!stmt)
		return false;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_DONE) {
		store_release(stmt);
		return status_set(st, STATUS_FILE, "not-a-household", N_("{1} is empty, so it is not a ledsag household."), "s",
		                  store_path(store));
	}
	if (rc == SQLITE_ROW)
		*out = (struct household){
			.holder = mem_text(column_word(stmt, 0)),
			.country = mem_text(column_word(stmt, 1)),
			.zone = mem_text(column_word(stmt, 2)),
			.region = mem_text(column_word(stmt, 3)),
			.lang = mem_text(column_word(stmt, 4)),
			.currency = mem_text(column_word(stmt, 5)),
			.pay = mem_text(column_text(stmt, 6)),
		};
	return store_end(store, stmt, rc, "HOUSEHOLD", st);
}

bool household_write(struct store *store, const struct household *h, struct status *st)
{
	struct value values[] = { value_text(h->holder), value_text(h->country), value_text(h->zone),
		                  value_text(h->region), value_text(h->lang),    value_text(h->currency), value_text(h->pay) };

	return revision_write(store, ENTITY_HOUSEHOLD, value_text("household"), values, false, false, NULL, st);
}

void household_done(struct household *h)
{
	free(h->holder);
	free(h->country);
	free(h->zone);
	free(h->region);
	free(h->lang);
	free(h->currency);
	free(h->pay);
	*h = (struct household){ 0 };
}

/* ---- people */

static void fill_person(struct store *store, sqlite3_stmt *stmt, struct person *out)
{
	*out = (struct person){
		.id = mem_text(column_word(stmt, 0)),
		.rev = sqlite3_column_int64(stmt, 1),
		.name = mem_text(column_word(stmt, 2)),
		.roles = (unsigned)column_below(store, stmt, 3, 16),
		.born = (day_t)column_int_or(stmt, 4, DAY_NONE),
		.from = (day_t)column_int_or(stmt, 5, DAY_NONE),
		.to = (day_t)column_int_or(stmt, 6, DAY_MAX),
		.hours_week = column_int_or(stmt, 7, -1),
	};
}

bool people_read(struct store *store, struct people *out, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_PEOPLE, st);
	int rc, room = 0;

	*out = (struct people){ NULL, 0 };
	if (!stmt)
		return false;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(out->of, out->count, room);
		fill_person(store, stmt, &out->of[out->count++]);
	}
	if (store_end(store, stmt, rc, "PEOPLE", st))
		return true;
	people_done(out);
	return false;
}

void people_done(struct people *people)
{
	for (int i = 0; i < people->count; i++)
		person_done(&people->of[i]);
	free(people->of);
	*people = (struct people){ NULL, 0 };
}

bool person_read(struct store *store, const char *id, struct person *out, bool *found, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_PERSON, st);
	int rc;

	*found = false;
	if (!stmt)
		return false;
	bind_text(stmt, 1, id);
	rc = sqlite3_step(stmt);
	*found = rc == SQLITE_ROW;
	if (*found)
		fill_person(store, stmt, out);
	if (store_end(store, stmt, rc, "PERSON", st))
		return true;
	if (*found)
		person_done(out);
	return *found = false;
}

void person_done(struct person *person)
{
	free(person->id);
	free(person->name);
	*person = (struct person){ 0 };
}

bool person_write(struct store *store, const struct person *p, struct status *st)
{
	struct value values[] = { value_text(p->name),
		                  value_int(p->roles),
		                  value_int_or_null(p->born, DAY_NONE),
		                  value_int_or_null(p->from, DAY_NONE),
		                  value_int_or_null(p->to, DAY_MAX),
		                  value_int_or_null(p->hours_week, -1) };

	return revision_write(store, ENTITY_PERSON, value_text(p->id), values, false, false, NULL, st);
}

bool wage_write(struct store *store, const char *person, struct wage wage, struct status *st)
{
	struct value values[] = { value_text(person), value_int(wage.from), value_int(wage.amount) };
	char day[11], *id;
	bool ok;

	day_format(wage.from, day);
	id = str_make("%s/%s", person, day);
	ok = revision_write(store, ENTITY_WAGE, value_text(id), values, false, false, NULL, st);
	free(id);
	return ok;
}

bool wages_read(struct store *store, const char *person, struct wage **out, int *count, struct status *st)
{
	sqlite3_stmt *stmt = store_sql(store, SQL_WAGES, st);
	int rc, room = 0;

	*out = NULL;
	*count = 0;
	if (!stmt)
		return false;
	bind_text(stmt, 1, person);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		MEM_GROW(*out, *count, room);
		(*out)[(*count)++] = (struct wage){ (day_t)sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1) };
	}
	if (store_end(store, stmt, rc, "WAGES", st))
		return true;
	free(*out);
	*out = NULL;
	*count = 0;
	return false;
}
