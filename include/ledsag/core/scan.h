/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps for reading what a person typed; each moves *s behind what it took. Needs no locale. */
#ifndef LEDSAG_CORE_SCAN_H
#define LEDSAG_CORE_SCAN_H

#include <stdbool.h>
#include <stdint.h>

bool scan_is_digit(char c);

/* Behind blanks and tabs. */
const char *scan_blanks(const char *s);

/* True where nothing but blanks is left. */
bool scan_end(const char *s);

bool scan_char(const char **s, char c);

/* Takes `least` to `most` digits (nine at most); false where there are fewer or more. */
bool scan_digits(const char **s, int least, int most, int *out);

/* Takes one digit or more as a number from 0 to `most`; false where there are none or the number is larger. */
bool scan_number(const char **s, int64_t most, int64_t *out);

#endif
