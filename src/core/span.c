/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/span.h"

#include "ledsag/core/scan.h"

#include <string.h>

#define MINUTE 60
#define DAY INT64_C(86400)
#define MIDNIGHT 1440 /* 24:00 in minutes */

/* ---- reading ---------------------------------------------------------------- */

/* 7, 07:30, 7.30, 0730 or 24:00, and a '+' behind it; moves *s behind it. */
static bool take_clock(const char **s, int *minute, bool *second)
{
	const char *begin = *s;
	int hour, minutes = 0, digits;

	while (scan_is_digit(**s))
		(*s)++;
	digits = (int)(*s - begin > 4 ? 5 : *s - begin);
	*s = begin;
	if (digits == 4) {
		scan_digits(s, 4, 4, &hour);
		minutes = hour % 100;
		hour /= 100;
	} else {
		if (!scan_digits(s, 1, 2, &hour))
			return false;
		if ((scan_char(s, ':') || scan_char(s, '.')) && !scan_digits(s, 2, 2, &minutes))
			return false;
	}
	if (minutes > 59 || hour * 60 + minutes > MIDNIGHT)
		return false;
	*minute = hour * 60 + minutes;
	*second = scan_char(s, '+');
	return true;
}

/* A hyphen or an en dash, with blanks around it. */
static bool take_hyphen(const char **s)
{
	static const char dash[] = "\xE2\x80\x93";

	*s = scan_blanks(*s);
	if (strncmp(*s, dash, sizeof dash - 1) == 0)
		*s += sizeof dash - 1;
	else if (!scan_char(s, '-'))
		return false;
	*s = scan_blanks(*s);
	return true;
}

bool clock_parse(const char *text, int *minute, bool *second, struct status *st)
{
	const char *s = scan_blanks(text);
	bool read_second;
	int read;

	if (!take_clock(&s, &read, &read_second) || !scan_end(s))
		return status_set(st, STATUS_INPUT, "time",
		                  N_("'{1}' is not a time of day: write one such as 7:30 or 22:00, from 0:00 to 24:00."), "s",
		                  text);
	*minute = read;
	*second = read_second;
	return true;
}

bool clock_span_parse(const char *text, struct clock_span *out, struct status *st)
{
	const char *s = scan_blanks(text);
	struct clock_span read;

	if (!take_clock(&s, &read.start, &read.start_second) || !take_hyphen(&s) ||
	    !take_clock(&s, &read.end, &read.end_second) || !scan_end(s))
		return status_set(st, STATUS_INPUT, "span",
		                  N_("'{1}' is not a span of time: write one such as 22:00-07:00, 8-15 or 16-24:00."), "s", text);
	if (read.start == MIDNIGHT)
		return status_set(st, STATUS_INPUT, "span",
		                  N_("'{1}' begins at 24:00, which only ends a day: write it as 00:00 on the next day."), "s",
		                  text);
	*out = read;
	return true;
}

/* ---- resolving -------------------------------------------------------------- */

/* Seconds of a local clock since 1970-01-01T00:00. */
static int64_t local_of(day_t day, int minute)
{
	return day * DAY + minute * MINUTE;
}

static day_t local_day(int64_t local)
{
	return (day_t)(local / DAY - (local % DAY < 0));
}

/* "07:30" and a NUL; returns where the NUL is. */
static char *put_clock(char *out, int minute)
{
	*out++ = (char)('0' + minute / 600);
	*out++ = (char)('0' + minute / 60 % 10);
	*out++ = ':';
	*out++ = (char)('0' + minute % 60 / 10);
	*out++ = (char)('0' + minute % 10);
	*out = '\0';
	return out;
}

static void clock_text(int64_t local, char out[6])
{
	put_clock(out, (int)((local - local_day(local) * DAY) / MINUTE));
}

static bool no_such_time(const struct zone *zone, int64_t local, struct status *st)
{
	int64_t jump = zone_jump(zone, local);
	char time[6], before[6], after[6];

	clock_text(local, time);
	clock_text(jump + zone_offset(zone, jump - 1), before);
	clock_text(jump + zone_offset(zone, jump), after);
	return status_set(st, STATUS_INPUT, "no-such-time",
	                  N_("There is no {1} on {2}: the clocks jump from {3} to {4}; write a time before or after that."),
	                  "sdss", time, local_day(local), before, after);
}

static bool not_doubled(int64_t local, struct status *st)
{
	char time[6];

	clock_text(local, time);
	return status_set(st, STATUS_INPUT, "not-doubled",
	                  N_("{1} happens only once on {2}: write it without the '+', which means the second of two."), "sd",
	                  time, local_day(local));
}

static bool resolve_start(const struct zone *zone, day_t day, const struct clock_span *clock, int64_t *out, struct status *st)
{
	int64_t local = local_of(day, clock->start), at[2];
	int found = zone_instants(zone, local, at);

	if (found == 0)
		return no_such_time(zone, local, st);
	if (clock->start_second && found < 2)
		return not_doubled(local, st);
	*out = at[clock->start_second];
	return true;
}

/* The day on which the span ends: the next one where the end is at or before the start, but not where it is marked as the
 * second of a doubled hour and that second is still to come, as in 02:45-02:15+. */
static day_t end_day(const struct zone *zone, day_t day, const struct clock_span *clock, int64_t start)
{
	int64_t at[2];

	if (clock->end > clock->start)
		return day;
	if (clock->end_second && zone_instants(zone, local_of(day, clock->end), at) == 2 && at[1] > start)
		return day;
	return day + 1;
}

static bool resolve_end(const struct zone *zone, day_t day, const struct clock_span *clock, int64_t start, int64_t *out,
                        struct status *st)
{
	int64_t local = local_of(end_day(zone, day, clock, start), clock->end), at[2];
	int found = zone_instants(zone, local, at), take = clock->end_second;
	char from[6], to[6];

	if (clock->end_second && found == 1)
		return not_doubled(local, st);
	if (found == 0) {
		/* 24:00 is where the day ends, even where the next one does not begin at 00:00. */
		if (clock->end < MIDNIGHT || clock->end_second)
			return no_such_time(zone, local, st);
		at[0] = zone_jump(zone, local);
	}
	if (found == 2 && at[take] <= start)
		take = 1;
	*out = at[take];
	if (*out > start)
		return true;
	clock_text(local_of(0, clock->start), from);
	clock_text(local, to);
	return status_set(st, STATUS_INPUT, "span",
	                  N_("On {1} the clocks change so that {2} does not come before {3}: write another time."), "dss", day,
	                  from, to);
}

bool span_resolve(const struct zone *zone, day_t day, const struct clock_span *clock, struct span *out, struct status *st)
{
	struct span span;

	if (!resolve_start(zone, day, clock, &span.start, st) ||
	    !resolve_end(zone, day, clock, span.start, &span.end, st))
		return false;
	*out = span;
	return true;
}

/* ---- days and instants ------------------------------------------------------ */

int64_t day_start(const struct zone *zone, day_t day)
{
	int64_t local = local_of(day, 0), at[2];

	return zone_instants(zone, local, at) ? at[0] : zone_jump(zone, local);
}

void instant_local(const struct zone *zone, int64_t utc, day_t *day, int *minute)
{
	int64_t local = utc + zone_offset(zone, utc);

	*day = local_day(local);
	*minute = (int)((local - *day * DAY) / MINUTE);
}

day_t instant_day(const struct zone *zone, int64_t utc)
{
	day_t day;
	int minute;

	instant_local(zone, utc, &day, &minute);
	return day;
}

int64_t span_minutes(struct span span)
{
	return (span.end - span.start) / MINUTE;
}

int64_t span_minutes_in(const struct zone *zone, struct span span, day_t from, day_t to)
{
	struct span head = { span.start, span.start }, part = span;

	if (from != DAY_NONE && day_start(zone, from) > part.start)
		part.start = day_start(zone, from);
	if (to != DAY_MAX && day_start(zone, to + 1) < part.end)
		part.end = day_start(zone, to + 1);
	if (part.start >= part.end)
		return 0;
	/* Counted from the span's start, so that the parts of a span always sum to the whole. */
	head.end = part.start;
	part.start = span.start;
	return span_minutes(part) - span_minutes(head);
}

/* ---- writing ---------------------------------------------------------------- */

void instant_format(const struct zone *zone, int64_t utc, char out[26])
{
	int32_t offset = zone_offset(zone, utc);
	day_t day;
	int minute;

	instant_local(zone, utc, &day, &minute);
	day_format(day, out);
	out[10] = 'T';
	out = put_clock(out + 11, minute);
	*out++ = offset < 0 ? '-' : '+';
	put_clock(out, (offset < 0 ? -offset : offset) / MINUTE);
}

/* True where this clock span, read on `day`, gives exactly these instants. */
static bool means(const struct zone *zone, day_t day, const struct clock_span *clock, struct span span)
{
	struct span back;

	return span_resolve(zone, day, clock, &back, NULL) && back.start == span.start && back.end == span.end;
}

void span_format(const struct zone *zone, struct span span, char out[16])
{
	struct clock_span clock = { .start = 0 }, plain;
	int64_t at[2];
	day_t day, last;

	instant_local(zone, span.end, &last, &clock.end);
	instant_local(zone, span.start, &day, &clock.start);
	clock.start_second = zone_instants(zone, local_of(day, clock.start), at) == 2 && at[1] == span.start;
	plain = clock;
	/* What reads back as these instants is right; tried in the order in which a person would choose. Where the span is longer
	 * than any that can be written, its plain times must do. */
	for (int form = 0; form < 4; form++) {
		if (form < 2 && plain.end != 0)
			continue;
		clock.end = form < 2 ? MIDNIGHT : plain.end;
		clock.end_second = form % 2;
		if (means(zone, day, &clock, span)) {
			plain = clock;
			break;
		}
	}
	out = put_clock(out, plain.start);
	if (plain.start_second)
		*out++ = '+';
	*out++ = '-';
	out = put_clock(out, plain.end);
	if (plain.end_second)
		*out++ = '+';
	*out = '\0';
}
