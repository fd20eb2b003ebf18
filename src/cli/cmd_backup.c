/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static bool run(struct call *call, struct status *st)
{
	const char *file = call_word(call, 0);
	json_t *object;

	if (!app_backup(call->app, file, st))
		return false;
	if (!call->json) {
		call_say(call, _("A copy of the household is in %s."), file);
		return true;
	}
	object = json_object();
	json_put_text(object, "file", file);
	call_json(call, object);
	return true;
}

static const struct command commands[] = {
	{
		.name = "backup",
		.words = { N_("FILE") },
		.does = N_("Writes a checked copy of the household to a new file, also while others work in it."),
		.examples = { "backup 2025-03-30.db" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_backup = { "backup", N_("writes a copy of the household"), commands, COUNT_OF(commands) };
