/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is fuzzed: readers of what people write, each with examples to start from. */
#ifndef LEDSAG_TESTS_FUZZ_H
#define LEDSAG_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>

/* Longest input that is tried. */
#define FUZZ_INPUT 65536

struct fuzz_target {
	const char *name;
	int weight;                                    /* its share of the time */
	void (*begin)(void);                           /* gives the examples, opens what is needed; once */
	void (*run)(const char *bytes, size_t length); /* one input; `bytes` is a block of its own, not ended by a NUL */
	void (*end)(void);                             /* may be NULL */
};

extern const struct fuzz_target fuzz_scheme, fuzz_pay, fuzz_settings, fuzz_keys, fuzz_times, fuzz_line, fuzz_import,
	fuzz_timewarrior, fuzz_kimai, fuzz_worktime, fuzz_planted;

/* An example to begin with; copied. */
void fuzz_seed(const char *bytes, size_t length);
void fuzz_seed_text(const char *text);
/* A file of the source tree. */
void fuzz_seed_file(const char *path);

/* What was promised and does not hold: ends the run, so that the input is kept. */
void fuzz_must(bool holds, const char *what);

#endif
