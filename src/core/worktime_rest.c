/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rest each day and each week. */
#include "worktime_look.h"

#include <stddef.h>

#define MINUTE 60
#define DAY_MINUTES 1440

/* The longest free time within some time from the beginning of work. */
struct longest {
	int64_t minutes;
	int before; /* the piece after which it is */
	int after;  /* the piece before which it is; −1: the time ends with it */
};

static void take_longer(struct longest *longest, int64_t seconds, int before, int after)
{
	if (seconds / MINUTE > longest->minutes)
		*longest = (struct longest){ seconds / MINUTE, before, after };
}

static struct longest longest_rest(const struct look *look, int from, int64_t end)
{
	struct longest longest = { 0, from, -1 };
	int64_t free = look->pieces[from].span.end;
	int before = from;

	for (int i = from + 1; i < look->piece_count && look->pieces[i].span.start <= end; i++) {
		const struct piece *piece = &look->pieces[i];

		if (piece->span.start == piece->span.end)
			continue;
		take_longer(&longest, piece->span.start - free, before, i);
		/* Where nothing is free at all, the next piece is what takes the rest. */
		if (!longest.minutes && longest.after < 0)
			longest.after = i;
		free = piece->span.end;
		before = i;
	}
	take_longer(&longest, end - free, before, -1);
	return longest;
}

static struct worktime_finding finding_of(const struct look *look, const struct worktime_rule *rule, int first, int last,
                                          int64_t found)
{
	return (struct worktime_finding){
		.rule = rule,
		.first = look->pieces[first].first,
		.last = look->pieces[last].last,
		.day = look->pieces[first].day,
		.limit = rule->limit,
		.found = found,
		.by = rule->limit - found,
	};
}

/* ---- each day */

/* The rests that are too short come one after the other; what an agreement allows depends on those before. */
struct short_rests {
	day_t last;     /* the day of the one before; DAY_NONE */
	day_t monday;   /* of its week */
	int in_week;    /* up to it */
	bool row;       /* the day before it had one as well */
};

static void count_short(struct short_rests *before, day_t day)
{
	day_t monday = day - day_weekday(day);

	if (day == before->last) /* seen from the beginning of other work it is still the same night */
		return;
	before->row = before->last != DAY_NONE && day - before->last == 1;
	before->in_week = monday == before->monday ? before->in_week + 1 : 1;
	before->monday = monday;
	before->last = day;
}

/* A rest belongs to the day on which the work before it began. All that are too short count, also those that nothing allows. */
static void found_rest(struct look *look, struct short_rests *before, struct worktime_finding finding)
{
	const struct worktime_agreed *agreed = look_agreed(look, WORKTIME_SHORT_REST, finding.day);

	count_short(before, finding.day);
	if (agreed && finding.found >= agreed->limit) {
		if (before->in_week > agreed->times)
			finding.why = WORKTIME_TOO_OFTEN;
		else if (before->row && !agreed->in_a_row)
			finding.why = WORKTIME_IN_A_ROW;
		else
			return;
	}
	look_found(look, finding);
}

/* The first piece of a day of work that has clock times; hours without them stand before it. */
static int first_clocked(const struct look *look, const struct workday *day)
{
	int at = day->from;

	while (look->pieces[at].span.start == look->pieces[at].span.end)
		at++;
	return at;
}

/* The rest after a day's work, whatever the clock says. */
static void rest_after_work(struct look *look, const struct worktime_rule *rule, struct short_rests *before)
{
	const struct workday *last = NULL;

	for (int i = 0; i < look->day_count; i++) {
		const struct workday *day = &look->days[i];
		struct worktime_finding finding;
		int64_t rest;

		if (day->span.start == day->span.end || day->to <= look->near_from || day->from >= look->near_to)
			continue;
		rest = last ? (day->span.start - last->span.end) / MINUTE : rule->limit;
		if (rest < rule->limit) {
			finding = finding_of(look, rule, last->to - 1, first_clocked(look, day), rest);
			finding.day = last->day;
			finding.between = true;
			finding.time = (struct span){ last->span.start, day->span.start };
			found_rest(look, before, finding);
		}
		last = day;
	}
}

/* Where the time ends within a rest that is itself too short, that rest is what to tell: people know when they came and went. */
static void tell_whole_rest(const struct look *look, const struct worktime_rule *rule, struct longest *longest)
{
	int next = longest->before + 1;
	int64_t rest;

	while (next < look->piece_count && look->pieces[next].span.start == look->pieces[next].span.end)
		next++;
	if (longest->after >= 0 || next >= look->piece_count)
		return;
	rest = (look->pieces[next].span.start - look->pieces[longest->before].span.end) / MINUTE;
	if (rest < rule->limit) {
		longest->after = next;
		longest->minutes = rest;
	}
}

/* Within the 24 hours that begin with work. Seen from any minute of work that is the same as looking back: the 24 hours before it
 * have a whole rest in them. A long shift that is agreed has its rest behind it. */
static void rest_within_day(struct look *look, const struct worktime_rule *rule, struct short_rests *before)
{
	struct longest told = { 0, -1, -1 };

	for (int i = look->near_from; i < look->near_to; i++) {
		const struct piece *piece = &look->pieces[i];
		struct span time = { piece->span.start, piece->span.start + DAY_MINUTES * MINUTE };
		struct longest longest;
		struct worktime_finding finding;

		if (piece->span.start == piece->span.end)
			continue;
		if (time.end - piece->span.end < rule->limit * MINUTE && look_long_shift(look, piece))
			time.end = piece->span.end + rule->limit * MINUTE;
		longest = longest_rest(look, i, time.end);
		if (longest.minutes >= rule->limit)
			continue;
		tell_whole_rest(look, rule, &longest);
		/* A rest that is too short is told once, although it lies within several such times. */
		if (longest.before == told.before && longest.after == told.after)
			continue;
		told = longest;
		finding = finding_of(look, rule, longest.after < 0 ? i : longest.before,
		                     longest.after < 0 ? longest.before : longest.after, longest.minutes);
		finding.day = look->pieces[longest.before].day;
		finding.between = longest.after >= 0;
		finding.time = time;
		found_rest(look, before, finding);
	}
}

void look_rest(struct look *look, const struct worktime_rule *rule)
{
	struct short_rests before = { DAY_NONE, DAY_NONE, 0, false };

	if (rule->after_work)
		rest_after_work(look, rule, &before);
	else
		rest_within_day(look, rule, &before);
}

/* ---- each week */

/* From work after such a rest to the work before the next: `longest` free in between, in minutes. Returns the last piece. */
static int work_until_rest(const struct look *look, const struct worktime_rule *rule, int first, int64_t *longest)
{
	int last = first;

	*longest = 0;
	for (int i = first + 1; i < look->near_to; i++) {
		const struct piece *piece = &look->pieces[i];
		int64_t free = (piece->span.start - look->pieces[last].span.end) / MINUTE;

		if (piece->span.start == piece->span.end)
			continue;
		if (free >= rule->limit)
			break;
		*longest = free > *longest ? free : *longest;
		last = i;
	}
	return last;
}

/* Within so many days that begin with work after such a rest; work that goes on without one is told once, as long as it is. */
void look_rest_day(struct look *look, const struct worktime_rule *rule)
{
	int last;

	for (int i = look->near_from; i < look->near_to; i = last + 1) {
		const struct piece *piece = &look->pieces[i];
		int64_t longest, end = piece->span.start + (int64_t)rule->days * DAY_MINUTES * MINUTE, after;
		struct worktime_finding finding;

		last = i;
		if (piece->span.start == piece->span.end)
			continue;
		last = work_until_rest(look, rule, i, &longest);
		after = (end - look->pieces[last].span.end) / MINUTE;
		if (after >= rule->limit)
			continue;
		finding = finding_of(look, rule, i, last, after > longest ? after : longest);
		finding.time = (struct span){ piece->span.start, after > 0 ? end : look->pieces[last].span.end };
		look_found(look, finding);
	}
}
