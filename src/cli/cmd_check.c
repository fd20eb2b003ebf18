/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "repair", 0, NULL, N_("first makes the monthly sums anew from the entries; the audit names it"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static bool run(struct call *call, struct status *st)
{
	bool repair = call_flag(call, "repair");
	struct check_result result;
	json_t *object;

	if ((repair && !app_repair(call->app, st)) || !app_check(call->app, &result, st))
		return false;
	if (!call->json) {
		if (repair)
			call_say(call, _("The monthly sums were made anew from the entries."));
		call_say(call, _("The file is sound: %1$lld changes and %2$lld entries were checked."), (long long)result.changes,
		         (long long)result.entries);
		return true;
	}
	object = json_object();
	json_put_flag(object, "ok", true);
	json_put_int(object, "changes", result.changes);
	json_put_int(object, "entries", result.entries);
	if (repair)
		json_put_flag(object, "repaired", true);
	call_json(call, object);
	return true;
}

static const struct command commands[] = {
	{
		.name = "check",
		.does = N_("Checks the whole file: the database, the chain of changes, the sums, every entry against its grant."),
		.options = options,
		.examples = { "check", "check --repair" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_check = { "check", N_("checks that the file is sound"), commands, COUNT_OF(commands) };
