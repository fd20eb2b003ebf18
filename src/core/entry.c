/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/entry.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdlib.h>

void entry_copy(struct entry *to, const struct entry *from)
{
	*to = *from;
	to->person = mem_text(from->person);
	to->grant = mem_text(from->grant);
	to->part = mem_text(from->part);
	to->note = mem_text(from->note ? from->note : "");
	to->why = mem_text(from->why);
}

void entry_copy_done(struct entry *entry)
{
	free((char *)entry->person);
	free((char *)entry->grant);
	free((char *)entry->part);
	free((char *)entry->note);
	free((char *)entry->why);
	*entry = (struct entry){ 0 };
}

static int64_t overlap(struct span a, struct span b)
{
	int64_t start = a.start > b.start ? a.start : b.start;
	int64_t end = a.end < b.end ? a.end : b.end;

	return end > start ? (end - start) / 60 : 0;
}

/* Minutes of a clocked entry within `window`, without pause and replaced minutes (a replaced minute in the pause counts once). */
static int64_t net_minutes(const struct entry *entry, const struct span *inside, int inside_count, struct span window)
{
	struct span cut = {
		entry->span.start > window.start ? entry->span.start : window.start,
		entry->span.end < window.end ? entry->span.end : window.end,
	};
	int64_t net;

	if (cut.end <= cut.start)
		return 0;
	net = (cut.end - cut.start) / 60 - overlap(cut, entry->pause);
	for (int i = 0; i < inside_count; i++) {
		struct span both = {
			inside[i].start > entry->pause.start ? inside[i].start : entry->pause.start,
			inside[i].end < entry->pause.end ? inside[i].end : entry->pause.end,
		};

		net -= overlap(cut, inside[i]);
		if (both.end > both.start)
			net += overlap(cut, both);
	}
	return net;
}

day_t entry_last_date(const struct zone *zone, const struct entry *entry)
{
	if (entry->unit == UNIT_DAYS && entry->amount > 1)
		return entry->day + (day_t)(entry->amount < ENTRY_DAYS_MOST ? entry->amount : ENTRY_DAYS_MOST) - 1;
	return entry->unit == UNIT_MINUTES && entry->clocked ? instant_day(zone, entry->span.end - 1) : entry->day;
}

int64_t entry_amount_in(const struct zone *zone, const struct entry *entry, const struct span *inside, int inside_count,
                        day_t from, day_t to)
{
	day_t last;

	if (entry->unit == UNIT_MINUTES && entry->clocked)
		return net_minutes(entry, inside, inside_count, (struct span){ day_start(zone, from), day_start(zone, to + 1) });
	if (entry->unit != UNIT_DAYS)
		return entry->day >= from && entry->day <= to ? entry->amount : 0;
	last = entry_last_date(zone, entry);
	last = last < to ? last : to;
	from = entry->day > from ? entry->day : from;
	return last < from ? 0 : last - from + 1;
}

void entry_by_month(const struct zone *zone, const struct entry *entry, const struct span *inside, int inside_count,
                    struct month_parts *out)
{
	month_t month = month_of(entry->day), last = month_of(entry_last_date(zone, entry));

	out->count = 0;
	do {
		assert(out->count < 3);
		out->of[out->count].month = month;
		out->of[out->count++].amount = entry_amount_in(zone, entry, inside, inside_count, month_first(month),
		                                               month_last(month));
	} while (month++ < last);
}

struct span pause_in_middle(struct span span, int64_t minutes)
{
	int64_t before = ((span.end - span.start) / 60 - minutes) / 2 * 60;

	return (struct span){ span.start + before, span.start + before + minutes * 60 };
}

static bool is_within(const struct entry *work, const struct entry *standby)
{
	return standby->kind == KIND_STANDBY && work->kind != KIND_STANDBY && work->span.start >= standby->span.start &&
	       work->span.end <= standby->span.end;
}

bool entries_agree(const struct entry *a, const struct entry *b)
{
	if (!a->clocked || !b->clocked || a->span.start >= b->span.end || b->span.start >= a->span.end)
		return true;
	return is_within(a, b) || is_within(b, a);
}
