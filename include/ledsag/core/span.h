/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock times and the instants they mean in a zone. RULES: a time that does not exist is refused, one that happens
 * twice is the first unless marked with '+'; an end at or before the start is on the next day; equal ends are 24 h. */
#ifndef LEDSAG_CORE_SPAN_H
#define LEDSAG_CORE_SPAN_H

#include "ledsag/base/zone.h"
#include "ledsag/core/date.h"

/* Two instants, UTC seconds, start < end. */
struct span {
	int64_t start;
	int64_t end;
};

/* What was written: minutes after midnight (0 … 1440) and whether the second of a doubled hour is meant. */
struct clock_span {
	int start;
	int end;
	bool start_second;
	bool end_second;
};

/* Reads 22:00-07:00, 22-7, 8-15:30, 02:30+-03:30, 16-24:00; blanks around the hyphen and the en dash are fine; 8.30-15
 * and 0830-1500 as well. STATUS_INPUT, rule "span". "24:00" only as an end. Digits beyond a day's clock are refused. */
bool clock_span_parse(const char *text, struct clock_span *out, struct status *st);

/* Reads one clock time, 0 … 1440; rule "time". */
bool clock_parse(const char *text, int *minute, bool *second, struct status *st);

/* The instants of a clock span that begins on `day`. An end at or before the start is on the next day; an end that
 * happens twice is the first one after the start unless marked second; equal ends (both unmarked) mean the next
 * day; an end before the start is on the same day only as the second of a doubled hour that is still to come
 * (02:45-02:15+). A time that the clocks jump over: STATUS_INPUT, rule "no-such-time", naming day and time; '+' on a time that
 * happens once: rule "not-doubled". 24:00 is the end of the day even where the clocks jump over midnight. */
bool span_resolve(const struct zone *zone, day_t day, const struct clock_span *clock, struct span *out, struct status *st);

/* Local midnight at the beginning of `day` as an instant; where midnight is jumped over, the first instant of the day. */
int64_t day_start(const struct zone *zone, day_t day);

/* The local calendar day and minute of an instant. */
day_t instant_day(const struct zone *zone, int64_t utc);
void instant_local(const struct zone *zone, int64_t utc, day_t *day, int *minute);

/* Whole minutes between two instants. */
int64_t span_minutes(struct span span);

/* Minutes of `span` inside [from, to] (days, inclusive) of the zone. */
int64_t span_minutes_in(const struct zone *zone, struct span span, day_t from, day_t to);

/* "2025-03-29T23:00+01:00"; out has room for 26 bytes. */
void instant_format(const struct zone *zone, int64_t utc, char out[26]);

/* "22:00-07:00" as a person would type it to get these instants back (with '+' where needed, 24:00 for an end at
 * midnight); a span over 25 hours shows its plain times. out has room for 16 bytes. */
void span_format(const struct zone *zone, struct span span, char out[16]);

#endif
