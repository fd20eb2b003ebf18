/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ics_when.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- dates */

int64_t days_of(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int64_t seconds_of(struct icaltimetype t)
{
	int64_t days = days_of(t.year, t.month, t.day);

	return t.is_date ? days * DAY : days * DAY + t.hour * 3600 + t.minute * 60 + t.second;
}

struct icaltimetype time_at(int64_t seconds)
{
	int64_t days = seconds >= 0 ? seconds / DAY : (seconds - DAY + 1) / DAY, rest = seconds - days * DAY;
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t month = (5 * doy + 2) / 153;
	struct icaltimetype t = icaltime_null_time();

	t.day = (int)(doy - (153 * month + 2) / 5 + 1);
	t.month = (int)(month < 10 ? month + 3 : month - 9);
	t.year = (int)(yoe + era * 400 + (t.month <= 2));
	t.hour = (int)(rest / 3600);
	t.minute = (int)(rest / 60 % 60);
	t.second = (int)(rest % 60);
	return t;
}

/* ---- zones */

static struct known_zone {
	char *tzid;
	struct zone *zone; /* NULL: the system does not know it */
} *zones;
static int zone_count;

/* Some programs put a path of their own before the name: "/freeassociation.sourceforge.net/Europe/Copenhagen". */
static struct zone *load_zone(const char *tzid)
{
	struct zone *zone = NULL;
	const char *at = tzid + strlen(tzid);
	int slashes = 0;

	if (zone_load(&zone, tzid, NULL, NULL))
		return zone;
	while (*tzid == '/' && at > tzid && slashes < 2)
		slashes += *--at == '/';
	return slashes == 2 && zone_load(&zone, at + 1, NULL, NULL) ? zone : NULL;
}

static const struct zone *system_zone(const char *tzid)
{
	for (int i = 0; i < zone_count; i++)
		if (!strcmp(zones[i].tzid, tzid))
			return zones[i].zone;
	zones = mem_resize(zones, (size_t)zone_count + 1, sizeof *zones);
	zones[zone_count] = (struct known_zone){ mem_text(tzid), load_zone(tzid) };
	return zones[zone_count++].zone;
}

struct where where_of(icalcomponent *calendar, icalproperty *property, struct icaltimetype t)
{
	icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
	const char *tzid = parameter ? icalparameter_get_tzid(parameter) : NULL;
	struct where where = { .is = CLOCK_UNKNOWN };

	if (t.is_date)
		return (struct where){ .is = CLOCK_DATE };
	if (icaltime_is_utc(t))
		return (struct where){ .is = CLOCK_UTC };
	if (!tzid)
		return (struct where){ .is = CLOCK_FLOATING };
	where.zone = system_zone(tzid);
	where.calendar = where.zone ? NULL : icalcomponent_get_timezone(calendar, tzid);
	if (where.zone || where.calendar)
		where.is = where.zone ? CLOCK_ZONE : CLOCK_CALENDAR;
	return where;
}

int64_t instant_of(const struct where *where, int64_t local)
{
	int64_t instants[2];

	if (where->is == CLOCK_ZONE) {
		if (zone_instants(where->zone, local, instants))
			return instants[0];
		return local - zone_offset(where->zone, zone_jump(where->zone, local) - 1);
	}
	if (where->is == CLOCK_CALENDAR) {
		struct icaltimetype t = time_at(local);

		return local - icaltimezone_get_utc_offset(where->calendar, &t, NULL);
	}
	return local;
}

int64_t local_of(const struct where *where, int64_t instant)
{
	if (where->is == CLOCK_ZONE)
		return instant + zone_offset(where->zone, instant);
	if (where->is == CLOCK_CALENDAR) {
		struct icaltimetype t = time_at(instant);

		return instant + icaltimezone_get_utc_offset_of_utc_time(where->calendar, &t, NULL);
	}
	return instant;
}

void zones_done(void)
{
	for (int i = 0; i < zone_count; i++) {
		free(zones[i].tzid);
		zone_free(&zones[i].zone);
	}
	free(zones);
}
