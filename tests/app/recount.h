/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second way to the months' sums: every single minute of every entry is looked at by itself. Slow and plain, to hold against
 * src/app/hours_rules.c. */
#ifndef LEDSAG_TESTS_APP_RECOUNT_H
#define LEDSAG_TESTS_APP_RECOUNT_H

#include "house.h"

#define SUM_FIRST (2024 * 12) /* months that the tests stay within */
#define SUM_MONTHS 36

struct recount {
	const char *const *grants; /* two ids */
	struct entry *entries;     /* all that count, owned */
	int count;
	int64_t sums[2][SUM_MONTHS][KIND_COUNT];
};

static inline bool recount_collect(void *context, const struct hours_row *row)
{
	struct recount *r = context;

	if (row->entry->state != ENTRY_REJECTED && row->entry->state != ENTRY_WITHDRAWN) {
		r->entries = mem_resize(r->entries, (size_t)r->count + 1, sizeof *r->entries);
		entry_copy(&r->entries[r->count++], row->entry);
	}
	return true;
}

/* Does somebody's own work replace this minute of standby? */
static inline bool recount_replaced(const struct recount *r, const struct entry *standby, int64_t minute)
{
	for (int i = 0; i < r->count; i++) {
		const struct entry *e = &r->entries[i];

		if (e->id != standby->id && e->clocked && e->kind != KIND_STANDBY && standby->person &&
		    str_same(e->person, standby->person) && e->span.start <= minute && minute < e->span.end)
			return true;
	}
	return false;
}

static inline int64_t *recount_at(struct recount *r, const struct entry *entry, month_t month)
{
	int g = !strcmp(entry->grant, r->grants[0]) ? 0 : 1;

	assert_in_range(month, SUM_FIRST, SUM_FIRST + SUM_MONTHS - 1);
	return &r->sums[g][month - SUM_FIRST][entry->kind];
}

static inline void recount_entry(struct recount *r, const struct zone *zone, const struct entry *e)
{
	if (!e->clocked) {
		*recount_at(r, e, month_of(e->day)) += e->amount;
		return;
	}
	for (int64_t minute = e->span.start; minute < e->span.end; minute += 60)
		if ((minute < e->pause.start || minute >= e->pause.end) &&
		    (e->kind != KIND_STANDBY || !recount_replaced(r, e, minute)))
			*recount_at(r, e, month_of(instant_day(zone, minute))) += 1;
}

/* What the file keeps for a grant's hours, against a fresh count of all minutes. */
static inline void recount_same(struct house *house, const char *const grants[2], const char *after)
{
	struct recount *r = mem_zero(1, sizeof *r);
	struct hours_query all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct status st = STATUS_INIT;
	struct store *store;

	r->grants = grants;
	assert_ok(app_hours(house->app, &all, recount_collect, r, &st), &st);
	for (int i = 0; i < r->count; i++)
		recount_entry(r, app_zone(house->app), &r->entries[i]);
	assert_ok(store_open(&store, house->file, &st), &st);
	for (int g = 0; g < 2; g++) {
		struct month_use *use;
		int count;

		assert_ok(month_sums_read(store, grants[g], "hours", &use, &count, &st), &st);
		for (int i = 0; i < count; i++)
			r->sums[g][use[i].month - SUM_FIRST][use[i].kind] -= use[i].amount;
		free(use);
		for (int m = 0; m < SUM_MONTHS; m++)
			for (int k = 0; k < KIND_COUNT; k++)
				if (r->sums[g][m][k])
					fail_msg("after %s: %s, month %d of 2024, %s: %lld minutes are missing", after, grants[g], m + 1,
					         kind_name((enum kind)k), (long long)r->sums[g][m][k]);
	}
	store_close(&store);
	for (int i = 0; i < r->count; i++)
		entry_copy_done(&r->entries[i]);
	free(r->entries);
	free(r);
}

/* All live entries in one text, to compare two states. */
static inline bool recount_write(void *context, const struct hours_row *row)
{
	const struct entry *e = row->entry;

	str_addf(context, "%lld %s %s.%s %d %d %d %lld-%lld %lld-%lld %lld %lld %s\n", (long long)e->id, e->person ? e->person : "-", e->grant, e->part,
	         (int)e->kind, (int)e->state, (int)e->day, (long long)e->span.start, (long long)e->span.end,
	         (long long)e->pause.start, (long long)e->pause.end, (long long)e->amount, (long long)row->amount, e->note);
	return true;
}

static inline char *recount_text(struct app *app)
{
	struct hours_query all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct str text = STR_INIT;
	struct status st = STATUS_INIT;

	assert_ok(app_hours(app, &all, recount_write, &text, &st), &st);
	return str_take(&text);
}

#endif
