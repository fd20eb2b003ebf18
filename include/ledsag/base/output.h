/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what a person asked to have in a file. */
#ifndef LEDSAG_BASE_OUTPUT_H
#define LEDSAG_BASE_OUTPUT_H

#include "ledsag/base/status.h"

#include <stddef.h>

/* Writes `length` bytes to `path`, all or nothing: a plain file is written beside it under another name (0600), brought to the disk
 * and then renamed over it. "-" is standard output. A device, pipe or FIFO is opened and written, never replaced. A directory, a
 * full disk or a closed pipe: STATUS_FILE, rule "output". */
bool output_write(const char *path, const char *bytes, size_t length, struct status *st);

/* Whether what is written to `path` would land in the database `file`, in what SQLite keeps beside it, or where SQLite would take
 * it for such: the same file by whatever name or link, or the same name in the same directory. */
bool output_hits(const char *path, const char *file);

#endif
