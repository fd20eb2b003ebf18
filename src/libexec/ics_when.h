/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When something in a calendar is: its local times, the zone that they are of, and the instants that they mean. */
#ifndef LEDSAG_LIBEXEC_ICS_WHEN_H
#define LEDSAG_LIBEXEC_ICS_WHEN_H

#include "ledsag/base/zone.h"

#include <libical/ical.h>
#include <stdint.h>

#define DAY 86400 /* seconds */

/* Days since 1970-01-01 (Gregorian). */
int64_t days_of(int year, int month, int day);
/* Local times as seconds since 1970-01-01T00:00 as if the clock showed UTC, and back. */
int64_t seconds_of(struct icaltimetype t);
struct icaltimetype time_at(int64_t seconds);

enum clock { CLOCK_UTC, CLOCK_ZONE, CLOCK_CALENDAR, CLOCK_FLOATING, CLOCK_DATE, CLOCK_UNKNOWN };

/* The clock that a time is of: the system's zone where it knows the name, for what calendars bring along is often cut short; else
 * the calendar's. Borrowed until zones_done(), and from the calendar. */
struct where {
	enum clock is;
	const struct zone *zone;
	icaltimezone *calendar;
};
struct where where_of(icalcomponent *calendar, icalproperty *property, struct icaltimetype t);

/* The instant of a local time, UTC seconds (of no zone: the local time itself), and back. Where the clocks jump over a time it is
 * counted as before the jump, and of a doubled one it is the first (RFC 5545, 3.3.5). */
int64_t instant_of(const struct where *where, int64_t local);
int64_t local_of(const struct where *where, int64_t instant);

void zones_done(void);

#endif
