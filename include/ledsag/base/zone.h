/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time zones by IANA name, read from tzdata (TZif version 2+, with its footer rule for later years).
 * An unknown or damaged zone is an error, never silently UTC. */
#ifndef LEDSAG_BASE_ZONE_H
#define LEDSAG_BASE_ZONE_H

#include "ledsag/base/status.h"

#include <stdint.h>

struct zone;

/* Reads zone `name` ("Europe/Copenhagen") from `directory` (NULL: /usr/share/zoneinfo). Names that could leave the
 * directory ("..", a leading "/") are refused. An unknown name: STATUS_INPUT, names the zone and says what a name looks
 * like. A file that is damaged or cannot be read: STATUS_FILE. Always rule "zone". */
bool zone_load(struct zone **out, const char *name, const char *directory, struct status *st);
void zone_free(struct zone **zone);

/* The name it was loaded by; borrowed until zone_free. */
const char *zone_name(const struct zone *zone);

/* Seconds east of UTC at instant `utc` (seconds since 1970). */
int32_t zone_offset(const struct zone *zone, int64_t utc);

/* The instants that show `local` (seconds since 1970-01-01T00:00 as if the local clock were UTC), earliest first:
 * returns 1 on an ordinary time, 0 where the clocks jump over it, 2 where it happens twice. */
int zone_instants(const struct zone *zone, int64_t local, int64_t out[2]);

/* The instant at which the clocks jump over `local`: only for a time of which zone_instants finds none. */
int64_t zone_jump(const struct zone *zone, int64_t local);

#endif
