/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/screens/screens.h"

#include <stddef.h>

extern const struct screen screen_overview, screen_hours, screen_bank, screen_roster, screen_grants, screen_people, screen_account,
	screen_schemes, screen_audit, screen_entry, screen_shift, screen_grant, screen_scheme;

const struct screen *const screens_all[] = {
	&screen_overview, &screen_hours,  &screen_bank,  &screen_roster, &screen_grants, &screen_people, &screen_account,
	&screen_schemes,  &screen_audit,  &screen_entry, &screen_shift,  &screen_grant,  &screen_scheme, NULL,
};
