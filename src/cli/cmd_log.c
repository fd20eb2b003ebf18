/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "grant", 0, N_("GRANT[.PART]"), N_("the grant that it is taken from; may be left out where only one runs"), 0 },
	{ "person", 0, N_("PERSON"), N_("who worked"), 0 },
	{ "kind", 0, N_("KIND"), N_("work, standby, illness, child-illness, holiday, training, meeting, mus, course or travel"), 0 },
	{ "break", 0, N_("SPAN|H:MM"), N_("an unpaid break inside it"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static bool run(struct call *call, struct status *st)
{
	struct hours_input input = {
		.date = call_word(call, 0),
		.span = call_word(call, 1),
		.grant = call_option(call, "grant"),
		.person = call_option(call, "person"),
		.kind = call_option(call, "kind"),
		.pause = call_option(call, "break"),
		.note = call_option(call, "note"),
	};
	struct log_result result;

	if (!app_log(call->app, &input, &result, st))
		return false;
	log_result_print(call, &result, 0);
	log_result_done(&result);
	return true;
}

static const struct command commands[] = {
	{
		.name = "log",
		.words = { N_("DATE"), N_("SPAN|7:30|1d|1x") },
		.does = N_("Books hours (days, sessions) and says what is left. The end may lie on the next day: 22:00-07:00."),
		.options = options,
		.examples = { "log 2025-03-30 13:00-17:30 --grant led --person anna", "log fri 22-7 --grant bpa --kind standby",
		              "log today 3:00 --grant led --note \"concert\"" },
		.file = CHANGES_FILE,
		.run = run,
	},
};

const struct command_group cmd_log = { "log", N_("books hours on a grant"), commands, COUNT_OF(commands) };
