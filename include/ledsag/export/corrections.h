/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different in closed months, for programs: the bank and the account say it alike. */
#ifndef LEDSAG_EXPORT_CORRECTIONS_H
#define LEDSAG_EXPORT_CORRECTIONS_H

#include "ledsag/app/app.h"
#include "ledsag/export/json.h"

/* Those that count in the month `in` (MONTH_NONE: all), with the difference in minutes, days, sessions or minor units. */
json_t *export_corrections_json(const struct corrections *corrections, month_t in);

#endif
