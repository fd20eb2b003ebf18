/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line. */
#ifndef LEDSAG_CLI_CLI_H
#define LEDSAG_CLI_CLI_H

/* Does what the arguments say and returns the exit code: 0 done, 1 a rule refuses it, 2 wrong usage or input, 3 this person may
 * not, 4 the file. Without a command it opens the screens on a terminal, and prints the balance elsewhere. */
int cli_main(int argc, char **argv);

#endif
