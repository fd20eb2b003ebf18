/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command, in the order of --help. */
#include "internal.h"

#define COMMANDS(X) \
	X(init)     \
	X(demo)     \
	X(person)   \
	X(scheme)   \
	X(grant)    \
	X(log)      \
	X(hours)    \
	X(import)   \
	X(shift)    \
	X(roster)   \
	X(absence)  \
	X(pay)      \
	X(explain)  \
	X(money)    \
	X(bank)     \
	X(balance)  \
	X(deadline) \
	X(account)  \
	X(close)    \
	X(reopen)   \
	X(undo)     \
	X(redo)     \
	X(audit)    \
	X(check)    \
	X(backup)

#define DECLARE(name) extern const struct command_group cmd_##name;
COMMANDS(DECLARE)

#define LIST(name) &cmd_##name,
const struct command_group *const command_groups[] = { COMMANDS(LIST) NULL };
