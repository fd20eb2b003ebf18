/* SPDX-License-Identifier: GPL-3.0-or-later */
/* undo and redo. */
#include "internal.h"

static bool print_undone(struct call *call, const char *key, char *take, const char *sentence)
{
	if (call->json) {
		json_t *object = json_object();

		json_put_text(object, key, take);
		call_json(call, object);
	} else {
		call_say(call, "%s: %s", sentence, take);
	}
	free(take);
	return true;
}

static bool run_undo(struct call *call, struct status *st)
{
	char *what;

	return app_undo(call->app, &what, st) && print_undone(call, "undone", what, _("taken back"));
}

static bool run_redo(struct call *call, struct status *st)
{
	char *what;

	return app_redo(call->app, &what, st) && print_undone(call, "redone", what, _("done again"));
}

static const struct command undo_commands[] = {
	{
		.name = "undo",
		.does = N_("Takes back your last change. That is a change too: nothing is lost, and redo brings it back."),
		.examples = { "undo" },
		.file = CHANGES_FILE,
		.run = run_undo,
	},
};

static const struct command redo_commands[] = {
	{
		.name = "redo",
		.does = N_("Brings back what undo took back last."),
		.examples = { "redo" },
		.file = CHANGES_FILE,
		.run = run_redo,
	},
};

const struct command_group cmd_undo = { "undo", N_("takes back your last change"), undo_commands, COUNT_OF(undo_commands) };
const struct command_group cmd_redo = { "redo", N_("brings back what undo took back"), redo_commands, COUNT_OF(redo_commands) };
