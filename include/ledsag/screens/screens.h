/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen of the program. */
#ifndef LEDSAG_SCREENS_SCREENS_H
#define LEDSAG_SCREENS_SCREENS_H

#include "ledsag/ui/screen.h"

/* NULL-ended, the home screen first. Their ui_context() is a struct app *. */
extern const struct screen *const screens_all[];

/* Whether the acting person may open a screen; what of it they see is for the screen. */
bool screens_may_open(const void *app, const char *screen_id);

#endif
