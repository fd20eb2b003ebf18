/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "case", 0, "bpa|ledsage|pb", N_("six assistants (bpa, else), a companion (ledsage) or a German budget (pb)"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static bool find_case(const char *name, enum demo_case *out, struct status *st)
{
	static const char *const names[] = { [DEMO_BPA] = "bpa", [DEMO_LEDSAGE] = "ledsage", [DEMO_PB] = "pb" };

	*out = DEMO_BPA;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!name || strcmp(name, names[i]) == 0) {
			*out = (enum demo_case)i;
			return true;
		}
	}
	return status_set(st, STATUS_INPUT, "usage", N_("There is no case '{1}': write bpa, ledsage or pb."), "s", name);
}

static bool run(struct call *call, struct status *st)
{
	char *file = call_word(call, 0) ? mem_text(call_word(call, 0)) : app_file(&call->options);
	enum demo_case which;
	bool ok = find_case(call_option(call, "case"), &which, st) && app_demo(file, which, st);
	json_t *object;

	if (ok && call->json) {
		object = json_object();
		json_put_text(object, "file", file);
		call_json(call, object);
	} else if (ok) {
		call_say(call, _("A demo household is ready: ledsag -f %s"), file);
	}
	free(file);
	return ok;
}

static const struct command commands[] = {
	{
		.name = "demo",
		.words = { N_("[FILE]") },
		.does = N_("Makes a household to try things in: two years of invented hours up to yesterday, in a new file."),
		.options = options,
		.examples = { "demo try.db", "demo try.db --case ledsage" },
		.file = WITHOUT_FILE,
		.run = run,
	},
};

const struct command_group cmd_demo = { "demo", N_("makes a household to try things in"), commands, COUNT_OF(commands) };
