/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static bool run(struct call *call, struct status *st)
{
	struct check_result result;
	json_t *object;

	if (!app_check(call->app, &result, st))
		return false;
	if (!call->json) {
		call_say(call, _("The file is sound: %1$lld changes and %2$lld entries were checked."), (long long)result.changes,
		         (long long)result.entries);
		return true;
	}
	object = json_object();
	json_put_flag(object, "ok", true);
	json_put_int(object, "changes", result.changes);
	json_put_int(object, "entries", result.entries);
	call_json(call, object);
	return true;
}

static const struct command commands[] = {
	{
		.name = "check",
		.does = N_("Checks the whole file: the database, the chain of changes, the sums, every entry against its grant."),
		.examples = { "check" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_check = { "check", N_("checks that the file is sound"), commands, COUNT_OF(commands) };
