/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking after the file: is everything as it was written, and does the cache say what the entries say? */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* Sums made anew from the entries. One row a grant's part; months from `first` on. */
struct sums {
	char *grant, *part;
	month_t first;
	int months;
	int64_t *of; /* [month − first][kind] */
	day_t from, to;
};

struct recount {
	struct app *app;
	struct sums *rows;
	int count;
	int64_t entries;
	struct status *st;
	bool ok;
};

static struct sums *sums_find(struct recount *r, const char *grant, const char *part)
{
	for (int i = 0; i < r->count; i++)
		if (!strcmp(r->rows[i].grant, grant) && !strcmp(r->rows[i].part, part))
			return &r->rows[i];
	r->rows = mem_resize(r->rows, (size_t)r->count + 1, sizeof *r->rows);
	r->rows[r->count] = (struct sums){ .grant = mem_text(grant), .part = mem_text(part) };
	return &r->rows[r->count++];
}

/* NULL where no entry made a sum of that month. */
static int64_t *sums_seen(const struct sums *row, month_t month, enum kind kind)
{
	return month >= row->first && month - row->first < row->months ? &row->of[(month - row->first) * KIND_COUNT + (int)kind]
	       : NULL;
}

/* Grows the row so that it holds `month`. Entries come in order of time, so it grows at the end. */
static int64_t *sums_at(struct sums *row, month_t month, enum kind kind)
{
	if (!row->months)
		row->first = month;
	if (month < row->first)
		return NULL;
	if (month - row->first >= row->months) {
		int more = month - row->first + 24;

		row->of = mem_resize(row->of, (size_t)more * KIND_COUNT, sizeof *row->of);
		memset(row->of + row->months * KIND_COUNT, 0, (size_t)(more - row->months) * KIND_COUNT * sizeof *row->of);
		row->months = more;
	}
	return &row->of[(month - row->first) * KIND_COUNT + (int)kind];
}

static bool recount_entry(void *context, const struct entry *entry)
{
	struct recount *r = context;
	struct sums *row = sums_find(r, entry->grant, entry->part);
	struct span *inside = NULL;
	struct month_parts parts;
	int count = 0;

	r->entries++;
	if (!entry_state_counts(entry->state))
		return true;
	if (entry->kind == KIND_STANDBY && entry->unit == UNIT_MINUTES && entry->clocked && entry->person) {
		inside = hours_inside(r->app, entry, &count, r->st);
		if (!inside)
			return r->ok = false;
	}
	entry_by_month(r->app->zone, entry, inside, count, &parts);
	for (int i = 0; i < parts.count; i++) {
		int64_t *sum = sums_at(row, parts.of[i].month, entry->kind);

		if (sum)
			*sum += parts.of[i].amount;
	}
	free(inside);
	return true;
}

static bool compare_sum(void *context, const char *grant, const char *part, enum kind kind, month_t month, int64_t amount)
{
	struct recount *r = context;
	int64_t *sum = sums_seen(sums_find(r, grant, part), month, kind);

	if (sum && *sum == amount) {
		*sum = 0;
		return true;
	}
	r->ok = status_set(r->st, STATUS_FILE, "cache", N_("The sum kept for “{1}” in {2} is {3}, but the entries make {4}: “ledsag check --repair” makes the sums anew."),
	                   "sMii", grant, month, amount, sum ? *sum : (int64_t)0);
	return false;
}

/* What the cache named is zero by now; the rest was never kept. */
static bool nothing_left(struct recount *r)
{
	for (int i = 0; i < r->count; i++)
		for (int m = 0; m < r->rows[i].months * KIND_COUNT; m++)
			if (r->rows[i].of[m])
				return status_set(r->st, STATUS_FILE, "cache",
				                  N_("The sum kept for “{1}” in {2} is {3}, but the entries make {4}: “ledsag check --repair” makes the sums anew."), "sMii",
				                  r->rows[i].grant, r->rows[i].first + m / KIND_COUNT, (int64_t)0,
				                  r->rows[i].of[m]);
	return true;
}

static void recount_done(struct recount *r)
{
	for (int i = 0; i < r->count; i++) {
		free(r->rows[i].grant);
		free(r->rows[i].part);
		free(r->rows[i].of);
	}
	free(r->rows);
}

static bool check_sums(struct app *app, int64_t *entries, struct status *st)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct recount r = { .app = app, .st = st, .ok = true };
	bool ok = entries_each(app->store, &all, recount_entry, &r, st) && r.ok &&
	          month_sums_each(app->store, compare_sum, &r, st) && r.ok && nothing_left(&r);

	*entries = r.entries;
	recount_done(&r);
	return ok;
}

bool app_repair(struct app *app, struct status *st)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct recount r = { .app = app, .st = st, .ok = true };
	bool ok = app_may(app, MAY_CARE, NULL, st) && app_begin(app, "repair", st);

	if (!ok)
		return false;
	app_subjectf(app, "sums");
	ok = entries_each(app->store, &all, recount_entry, &r, st) && r.ok && month_sums_clear(app->store, st);
	for (int i = 0; ok && i < r.count; i++)
		for (int m = 0; ok && m < r.rows[i].months * KIND_COUNT; m++)
			ok = month_sum_add(app->store, r.rows[i].grant, r.rows[i].part, (enum kind)(m % KIND_COUNT),
			                   r.rows[i].first + m / KIND_COUNT, r.rows[i].of[m], st);
	recount_done(&r);
	return app_finish(app, ok, st);
}

/* Each entry lies inside its grant, to its last minute. */
struct inside_check {
	const struct app *app;
	const struct grants *grants;
	struct status *st;
	bool ok;
};

static bool entry_is_inside(void *context, const struct entry *entry)
{
	struct inside_check *c = context;

	for (int i = 0; i < c->grants->count; i++)
		if (!strcmp(c->grants->of[i].id, entry->grant) && grant_covers(&c->grants->of[i], entry->day) &&
		    grant_covers(&c->grants->of[i], entry_last_day(c->app, entry)))
			return true;
	c->ok = status_set(c->st, STATUS_FILE, "outside-grant", N_("Entry {1} on {2} lies outside its grant “{3}”."), "ids", entry->id, entry->day, entry->grant);
	return false;
}

/* The same of money. */
static bool check_money(struct app *app, const struct grants *grants, struct status *st)
{
	struct money_rows rows;
	bool ok = money_rows_all(app, &rows, st);

	if (!ok)
		return false;
	for (int i = 0; ok && i < rows.count; i++) {
		const struct money *money = &rows.of[i];
		bool inside = false;

		for (int g = 0; g < grants->count && !inside; g++)
			inside = str_same(grants->of[g].id, money->grant) && grant_covers(&grants->of[g], money->day);
		if (!inside)
			ok = status_set(st, STATUS_FILE, "outside-grant", N_("Money row {1} on {2} lies outside its grant “{3}”."), "ids", money->id,
			                money->day, money->grant);
	}
	money_rows_done(&rows);
	return ok;
}

static bool check_inside(struct app *app, struct status *st)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct grants grants;
	struct inside_check c = { app, &grants, st, true };
	bool ok = grants_read(app->store, &grants, st);

	ok = ok && entries_each(app->store, &all, entry_is_inside, &c, st) && c.ok && check_money(app, &grants, st);
	/* Every rule that a grant names is there and can be read. */
	for (int i = 0; ok && i < grants.count; i++)
		ok = app_scheme(app, grants.of[i].scheme, st) != NULL;
	grants_done(&grants);
	return ok;
}

bool app_check(struct app *app, struct check_result *out, struct status *st)
{
	bool ok;

	*out = (struct check_result){ 0 };
	if (!app_may(app, MAY_CARE, NULL, st))
		return false;
	ok = store_check_file(app->store, st) && store_snapshot(app->store, st) && audit_verify(app->store, &out->changes, st) &&
	     check_sums(app, &out->entries, st) && check_inside(app, st);
	store_snapshot_end(app->store);
	return ok;
}

bool app_backup(struct app *app, const char *path, struct status *st)
{
	return app_may(app, MAY_CARE, NULL, st) && store_backup(app->store, path, st);
}

bool app_audit(struct app *app, int64_t since, audit_fn *fn, void *context, struct status *st)
{
	return app_may(app, MAY_READ_AUDIT, NULL, st) && audit_each(app->store, since, fn, context, st);
}

bool app_audit_head(struct app *app, int64_t *seq, char hex[65], struct status *st)
{
	return app_may(app, MAY_READ_AUDIT, NULL, st) && audit_head(app->store, seq, hex, st);
}
