/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test program starts with: cmocka in the order that it wants, and a few helpers. */
#ifndef LEDSAG_TESTS_SUPPORT_H
#define LEDSAG_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ledsag/base/status.h"

/* Reads a whole file of the source tree ("tests/golden/x.txt"); fails the test where it cannot. free() it. */
char *support_read(const char *path);

/* A fresh private directory under $TMPDIR, removed with support_rmdir(). free() the name. */
char *support_tmpdir(void);
void support_rmdir(char **directory);

/* Fails the test with the status' msgid where `ok` is false. */
#define assert_ok(ok, st)                                                              \
	do {                                                                           \
		if (!(ok))                                                             \
			fail_msg("%s: %s", (st)->rule, (st)->msgid);                   \
	} while (0)

/* A deterministic pseudo-random number generator for property tests. */
struct support_random {
	uint64_t state;
};
uint32_t support_random(struct support_random *random, uint32_t below);

#endif
