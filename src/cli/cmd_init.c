/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "holder", 0, N_("NAME"), N_("the name of the person who has the grants"), OPTION_REQUIRED },
	{ "country", 0, "DK|DE", N_("the country; else DK"), 0 },
	{ "zone", 0, N_("ZONE"), N_("the time zone; else the country's, such as Europe/Copenhagen"), 0 },
	{ "region", 0, N_("REGION"), N_("the region, such as DE-BW, for its public holidays"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static json_t *household_json(const struct call *call)
{
	const struct household *household = app_household(call->app);
	json_t *object = json_object();

	json_put_text(object, "file", app_path(call->app));
	json_put_text(object, "holder", household->holder);
	json_put_text(object, "country", household->country);
	json_put_text(object, "zone", household->zone);
	json_put_text(object, "region", household->region);
	json_put_text(object, "lang", household->lang);
	json_put_text(object, "currency", household->currency);
	return object;
}

static bool run(struct call *call, struct status *st)
{
	struct household_input input = {
		.holder = call_option(call, "holder"),
		.country = call_option(call, "country"),
		.zone = call_option(call, "zone"),
		.region = call_option(call, "region"),
		.lang = call->lang,
	};

	if (!app_init(&call->app, &call->options, &input, st))
		return false;
	if (call->json) {
		call_json(call, household_json(call));
		return true;
	}
	call_say(call, _("The household of %s is ready in %s."), app_household(call->app)->holder, app_path(call->app));
	call_say(call, _("Next: ledsag grant add, then ledsag person add. Each explains itself with --help."));
	return true;
}

static const struct command commands[] = {
	{
		.name = "init",
		.does = N_("Makes a new household file, kept in the language that --lang says. An existing file is never touched."),
		.options = options,
		.examples = { "init --holder \"Maria Holm\"",
		              "-f anna.db init --holder \"Anna Weber\" --country DE --region DE-BW" },
		.file = WITHOUT_FILE,
		.run = run,
	},
};

const struct command_group cmd_init = { "init", N_("makes a new household file"), commands, COUNT_OF(commands) };
