/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longest shift, hours and breaks of a day, nights in a row. */
#include "worktime_look.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>

#define MINUTE 60
#define DAY_SECONDS INT64_C(86400)

static bool is_clocked(const struct piece *piece)
{
	return piece->span.end > piece->span.start;
}

/* Something that is too much, of pieces first..last. */
static void found_more(struct look *look, const struct worktime_rule *rule, int first, int last, int64_t found)
{
	look_found(look, (struct worktime_finding){
		.rule = rule,
		.first = look->pieces[first].first,
		.last = look->pieces[last].last,
		.day = look->pieces[first].day,
		.limit = rule->limit,
		.found = found,
		.by = found - rule->limit,
		.time = { look->pieces[first].span.start, look->pieces[last].span.end },
	});
}

/* ---- work on end */

void look_shift(struct look *look, const struct worktime_rule *rule)
{
	int last;

	for (int i = look->near_from; i < look->near_to; i = last + 1) {
		const struct piece *piece = &look->pieces[i];
		int64_t minutes;

		last = i;
		if (!is_clocked(piece))
			continue;
		/* Two shifts with nothing between them are work on end, whatever they are called. */
		while (last + 1 < look->near_to && look->pieces[last + 1].span.start == look->pieces[last].span.end)
			last++;
		minutes = (look->pieces[last].span.end - piece->span.start) / MINUTE;
		if (minutes > rule->limit && (last > i || !look_long_shift(look, piece)))
			found_more(look, rule, i, last, minutes);
	}
}

/* ---- a day of work */

static bool is_near(const struct look *look, const struct workday *day)
{
	return day->to > look->near_from && day->from < look->near_to;
}

void look_day(struct look *look, const struct worktime_rule *rule)
{
	for (int i = 0; i < look->day_count; i++) {
		const struct workday *day = &look->days[i];
		bool agreed = day->to == day->from + 1 && look_long_shift(look, &look->pieces[day->from]);

		if (is_near(look, day) && day->minutes > rule->limit && !agreed)
			found_more(look, rule, day->from, day->to - 1, day->minutes);
	}
}

/* Of several rules of breaks that one counts whose hours are passed last: 30 minutes up to nine hours, 45 beyond. */
static bool is_passed_later(const struct look *look, const struct worktime_rule *rule, const struct workday *day)
{
	for (int i = 0; i < look->rules->count; i++) {
		const struct worktime_rule *other = &look->rules->of[i];

		if (other->what == WORKTIME_BREAK && other->above > rule->above && day->minutes > other->above &&
		    other->from <= day->day && other->until >= day->day)
			return true;
	}
	return false;
}

/* Breaks within shifts, and the time between two of the day. */
static int64_t breaks_of(const struct look *look, const struct worktime_rule *rule, const struct workday *day)
{
	int64_t sum = 0;

	for (int i = day->from; i < day->to; i++) {
		const struct piece *piece = &look->pieces[i];
		int64_t own = (piece->pause.end - piece->pause.start) / MINUTE;
		int64_t free = i + 1 < day->to ? (piece[1].span.start - piece->span.end) / MINUTE : 0;

		sum += (own >= rule->piece ? own : 0) + (free >= rule->piece ? free : 0);
	}
	return sum;
}

static bool has_planned(const struct look *look, const struct workday *day)
{
	for (int i = day->from; i < day->to; i++)
		if (!look->person->spans[look->pieces[i].first].entry)
			return true;
	return false;
}

void look_break(struct look *look, const struct worktime_rule *rule)
{
	for (int i = 0; i < look->day_count; i++) {
		const struct workday *day = &look->days[i];
		int64_t found;

		/* Of hours without clock times nobody knows the breaks. */
		if (!is_near(look, day) || day->unclocked || day->minutes <= rule->above || is_passed_later(look, rule, day) ||
		    (!rule->planned && has_planned(look, day)))
			continue;
		found = breaks_of(look, rule, day);
		if (found < rule->limit)
			look_found(look, (struct worktime_finding){
				.rule = rule,
				.first = look->pieces[day->from].first,
				.last = look->pieces[day->to - 1].last,
				.day = day->day,
				.limit = rule->limit,
				.found = found,
				.by = rule->limit - found,
				.time = day->span,
			});
	}
}

/* ---- nights in a row */

/* What somebody works in one night. */
struct night {
	day_t day;      /* on which it begins */
	int64_t minutes;
	int first, last; /* pieces */
};
struct nights {
	struct night *of;
	int count, room;
};

/* The instant of a clock time; of one that the clocks jump over, when they do. */
static int64_t instant_of(const struct zone *zone, day_t day, int minute)
{
	int64_t local = day * DAY_SECONDS + (int64_t)minute * MINUTE, at[2];

	return zone_instants(zone, local, at) ? at[0] : zone_jump(zone, local);
}

static struct span night_of(const struct look *look, const struct worktime_rule *rule, day_t day)
{
	day_t next = rule->night_to <= rule->night_from ? day + 1 : day;

	return (struct span){ instant_of(look->person->zone, day, rule->night_from),
		              instant_of(look->person->zone, next, rule->night_to) };
}

static void add_night(struct nights *nights, day_t day, int64_t minutes, int piece)
{
	struct night *last = nights->count ? &nights->of[nights->count - 1] : NULL;

	if (last && last->day == day) {
		last->minutes += minutes;
		last->last = piece;
		return;
	}
	MEM_GROW(nights->of, nights->count, nights->room);
	nights->of[nights->count++] = (struct night){ day, minutes, piece, piece };
}

static void add_nights(const struct look *look, const struct worktime_rule *rule, int index, struct nights *nights)
{
	const struct piece *piece = &look->pieces[index];

	for (day_t day = piece->day - 1;; day++) {
		struct span night = night_of(look, rule, day);
		int64_t start = piece->span.start > night.start ? piece->span.start : night.start;
		int64_t end = piece->span.end < night.end ? piece->span.end : night.end;

		if (night.start >= piece->span.end)
			return;
		if (end > start)
			add_night(nights, day, (end - start) / MINUTE, index);
	}
}

void look_nights(struct look *look, const struct worktime_rule *rule)
{
	struct nights nights = { NULL, 0, 0 };
	int begin = 0, kept = 0;

	for (int i = look->near_from; i < look->near_to; i++)
		if (is_clocked(&look->pieces[i]))
			add_nights(look, rule, i, &nights);
	for (int i = 0; i < nights.count; i++)
		if (nights.of[i].minutes >= rule->night)
			nights.of[kept++] = nights.of[i];
	for (int i = 0; i < kept; i++) {
		if (i && nights.of[i].day != nights.of[i - 1].day + 1)
			begin = i;
		if ((i + 1 == kept || nights.of[i + 1].day != nights.of[i].day + 1) && i - begin + 1 > rule->limit)
			found_more(look, rule, nights.of[begin].first, nights.of[i].last, i - begin + 1);
	}
	free(nights.of);
}
