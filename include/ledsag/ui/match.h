/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding what a person means by a few letters: case does not count. */
#ifndef LEDSAG_UI_MATCH_H
#define LEDSAG_UI_MATCH_H

#include <stdbool.h>

bool match_same(const char *text, const char *typed);
bool match_start(const char *text, const char *typed);
/* True where `typed` is anywhere in `text`. */
bool match_part(const char *text, const char *typed);

#endif
