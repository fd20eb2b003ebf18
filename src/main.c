/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/cli/cli.h"

#include <malloc.h>

/* A booking is over in 4 ms: memory is asked of the system in one piece, and not given back before the end. */
#define HEAP_STEP (2 << 20)

int main(int argc, char **argv)
{
	mallopt(M_TOP_PAD, HEAP_STEP);
	mallopt(M_TRIM_THRESHOLD, 4 * HEAP_STEP);
	return cli_main(argc, argv);
}
