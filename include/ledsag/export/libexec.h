/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small programs of our own that do what needs a large library: they are fed on standard input and answer on standard output. One
 * that breaks takes nothing with it, and what is done every day is not linked with its library. */
#ifndef LEDSAG_EXPORT_LIBEXEC_H
#define LEDSAG_EXPORT_LIBEXEC_H

#include "ledsag/base/status.h"
#include "ledsag/base/str.h"

#include <jansson.h>
#include <stddef.h>

/* The path of one of them, beside the build or under the prefix; free(). */
char *libexec_path(const char *program);

/* Runs the program at an absolute path with `words` (ended by NULL, without its own name) in a clean environment, without a shell;
 * feeds it `length` bytes and appends all it answers to `out`. It ends with us. A program that is not there, breaks off, exits with
 * another status than 0 or answers more than 256 MiB: STATUS_FILE, rule "libexec". */
bool libexec_run(const char *path, const char *const *words, const char *bytes, size_t length, struct str *out, struct status *st);

/* The same for a program of ours by its name, which answers a JSON object: *answer, json_decref(). */
bool libexec_json(const char *program, const char *const *words, const char *bytes, size_t length, json_t **answer,
                  struct status *st);

#endif
