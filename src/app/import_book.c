/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking many entries in one change: sums written once, warnings said once for each grant and limit. */
#include "importing.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- problems */

void problems_add(struct import_problem **list, int *count, int64_t line, const char *field, char *message)
{
	if (*count == PROBLEMS_KEPT) {
		free(message);
		return;
	}
	if (*count % 64 == 0)
		*list = mem_resize(*list, (size_t)*count + 64, sizeof **list);
	(*list)[(*count)++] = (struct import_problem){ line, mem_text(field), message };
}

void problems_free(struct import_problem **list, int *count)
{
	for (int i = 0; i < *count; i++) {
		free((*list)[i].field);
		free((*list)[i].message);
	}
	free(*list);
	*list = NULL;
	*count = 0;
}

const char *import_field_of(const char *rule)
{
	static const struct {
		const char *rule, *field;
	} map[] = {
		{ "date", "date" },         { "span", "start" },         { "time", "start" },        { "no-such-time", "start" },
		{ "not-doubled", "start" }, { "duration", "hours" },     { "grant", "grant" },       { "unit", "grant" },
		{ "person", "person" },     { "kind", "kind" },          { "note", "note" },         { "overlap", "start" },
		{ "day-full", "date" },     { "outside-grant", "date" }, { "person-dates", "date" }, { "helper-age", "person" },
		{ "week-ceiling", "date" }, { "longest", "start" },
	};

	for (size_t i = 0; i < COUNT_OF(map); i++)
		if (!strcmp(map[i].rule, rule))
			return map[i].field;
	return "";
}

/* ---- one entry */

static void gain(struct booking *b, const struct hours_read *hours, month_t month, int64_t amount)
{
	struct gain *g = b->gain_count ? &b->gains[b->gain_last] : NULL;

	if (!g || g->part != hours->part || g->grant != hours->grant || g->kind != hours->entry.kind || g->month != month) {
		for (g = b->gains; g < b->gains + b->gain_count; g++)
			if (g->part == hours->part && g->grant == hours->grant && g->kind == hours->entry.kind && g->month == month)
				break;
		if (g == b->gains + b->gain_count) {
			MEM_GROW(b->gains, b->gain_count, b->gain_room);
			g = &b->gains[b->gain_count++];
			*g = (struct gain){ hours->part, hours->grant, hours->entry.kind, month, 0 };
		}
		b->gain_last = (int)(g - b->gains);
	}
	g->amount += amount;
}

/* Sums of ordinary hours wait for the end, those near a standby follow at once. */
bool booking_add(struct booking *b, struct hours_read *hours, int32_t mark, struct status *st)
{
	struct month_parts parts;
	bool follows = hours->near.standby || hours->entry.kind == KIND_STANDBY;

	b->twins += hours->near.twin;
	b->longer += limits_longest(hours->part, &hours->entry);
	b->future += hours->entry.day > app_today(b->app);
	b->minutes += hours->entry.unit == UNIT_MINUTES ? hours->entry.amount : 0;
	if (follows ? !hours_store(b->app, NULL, &hours->entry, st) : !entry_write(b->app->store, &hours->entry, st))
		return false;
	if (!b->count)
		b->first_id = hours->entry.id;
	MEM_GROW(b->marks, b->count, b->room);
	b->marks[b->count++] = mark;
	entry_by_month(b->app->zone, &hours->entry, NULL, 0, &parts);
	for (int i = 0; i < parts.count; i++)
		gain(b, hours, parts.of[i].month, follows ? 0 : parts.of[i].amount);
	return true;
}

int32_t booking_overlaps(const struct booking *b, const struct status *st)
{
	int64_t index = strcmp(st->rule, "overlap") ? -1 : st->args[3].number - b->first_id;

	return b->count && index >= 0 && index < b->count ? b->marks[index] : -1;
}

/* ---- the end */

static bool flush_gains(struct booking *b, struct status *st)
{
	for (int i = 0; i < b->gain_count; i++) {
		const struct gain *g = &b->gains[i];

		if (!month_sum_add(b->app->store, g->grant->id, g->part->id, g->kind, g->month, g->amount, st))
			return false;
	}
	return true;
}

/* One warning for each part that the file overdraws, and for each limit of it. */
static bool warn_parts(struct booking *b, struct status *st)
{
	for (int i = 0; i < b->gain_count; i++) {
		const struct gain *g = &b->gains[i];
		struct carry_rules rules = grant_rules(g->grant, g->part);
		month_t first = g->month, last = g->month;
		int64_t overdraft = 0;
		struct status why;
		struct bank bank;
		bool seen = false;

		for (int j = 0; j < b->gain_count; j++) {
			if (b->gains[j].part != g->part || b->gains[j].grant != g->grant)
				continue;
			seen = seen || j < i;
			first = b->gains[j].month < first ? b->gains[j].month : first;
			last = b->gains[j].month > last ? b->gains[j].month : last;
		}
		if (seen)
			continue;
		if (!limits_warn_months(b->app, g->grant, g->part, first, last, b->notices, st))
			return false;
		if (carry_is_weekly(&rules)) /* weeks say more than the months that average them */
			continue;
		if (!bank_of(b->app, g->grant, g->part, last, NULL, &bank, st))
			return false;
		/* What was overdrawn before the file's months is not its doing; a pool is short only by what it
		 * lacks in the end. */
		for (int m = 0; m < bank.count; m++)
			if (bank.months[m].month >= first)
				overdraft += bank.months[m].overdraft;
		if (carry_is_pool(&rules, NULL))
			overdraft = bank.months[bank.count - 1].owed;
		bank_done(&bank);
		if (!overdraft)
			continue;
		status_set(&why, STATUS_REFUSED, "overdraft", N_("On “{1}” {2} are used beyond what was at hand: “ledsag bank {1}” shows in which months."), "sa",
		           g->grant->id, overdraft, (int)g->part->unit, b->app->household.currency);
		notices_add(b->notices, &why);
	}
	return true;
}

/* Once, and not of every row. */
static bool warn_closed(struct booking *b, struct status *st)
{
	month_t first = MONTH_OPEN;

	for (int i = 0; i < b->gain_count; i++)
		first = b->gains[i].month < first ? b->gains[i].month : first;
	return closed_warn(b->app, first, b->notices, st);
}

bool booking_close(struct booking *b, struct status *st)
{
	return flush_gains(b, st) && warn_parts(b, st) && warn_closed(b, st);
}

void booking_warn(struct booking *b)
{
	struct status st;

	if (b->future) {
		status_set(&st, STATUS_REFUSED, "future", N_("Rows with hours that are still to come: {1}. Are the dates right?"), "i", b->future);
		notices_add(b->notices, &st);
	}
	if (b->longer) {
		status_set(&st, STATUS_REFUSED, "longest", N_("Rows that are longer than one visit is as a rule: {1}. A decision may allow more."), "i",
		           b->longer);
		notices_add(b->notices, &st);
	}
	if (!b->twins)
		return;
	status_set(&st, STATUS_REFUSED, "twin",
	           N_("Rows without clock times that say the same as hours already there: {1}. Was this file imported before?"), "i", b->twins);
	notices_add(b->notices, &st);
}

void booking_done(struct booking *b)
{
	free(b->gains);
	free(b->marks);
	directory_done(&b->directory);
}
