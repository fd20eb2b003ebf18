/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option options[] = {
	{ "from", 0, N_("DAY"), N_("the first day; else today, and what is overdue since 30 days"), 0 },
	{ "to", 0, N_("DAY"), N_("the last day; else a year ahead"), 0 },
	{ "grant", 0, N_("GRANT"), N_("only those of this grant"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static json_t *deadline_json(const struct deadline *deadline)
{
	json_t *object = json_object();

	json_put_day(object, "on", deadline->on);
	json_put_text(object, "grant", deadline->grant);
	json_put_text(object, "kind", deadline->kind);
	json_put_text(object, "by", deadline_by_name(deadline->by));
	json_put_text(object, "name", deadline->name);
	json_put_text(object, "what", deadline->what);
	json_put_text(object, "rule", deadline->rule);
	json_put_text(object, "law", deadline->scheme->law);
	json_put_text(object, "source", deadline->scheme->source);
	json_put_day(object, "counted_from", deadline->counted_from);
	json_put_text(object, "is", strength_name(deadline->is));
	json_put_int(object, "days", deadline->days);
	json_put_flag(object, "overdue", deadline->overdue);
	return object;
}

/* A line with the date, the grant and the name; under it what to do, then who acts and the rule. */
static void print_one(struct call *call, const struct deadline *deadline)
{
	char *day = text_day(deadline->on), *when = app_deadline_when(deadline), *rule;

	call_say(call, "%s (%s): %s, %s", day, when, deadline->grant, deadline->name);
	call_say(call, "  %s", deadline->what);
	/* TRANSLATORS: who has to act, the law, the rule's name, binding or as a rule */
	rule = str_make(_("Who acts: %1$s. Rule: %2$s, %3$s (%4$s)."), _(deadline_by_label(deadline->by)), deadline->scheme->law,
	                deadline->rule, text_strength(deadline->is));
	call_say(call, "  %s", rule);
	free(day);
	free(when);
	free(rule);
}

static bool is_asked(const char *grant, const struct deadline *deadline)
{
	return !grant || strcmp(grant, deadline->grant) == 0;
}

static void print_json(struct call *call, const char *grant, const struct deadlines *deadlines)
{
	json_t *object = json_object(), *list = json_array();

	for (int i = 0; i < deadlines->count; i++)
		if (is_asked(grant, &deadlines->of[i]))
			json_array_append_new(list, deadline_json(&deadlines->of[i]));
	json_put(object, "deadlines", list);
	call_json(call, object);
}

static void print_text(struct call *call, const char *grant, const struct deadlines *deadlines)
{
	bool any = false;

	for (int i = 0; i < deadlines->count; i++) {
		if (!is_asked(grant, &deadlines->of[i]))
			continue;
		if (any)
			call_say(call, "%s", "");
		print_one(call, &deadlines->of[i]);
		any = true;
	}
	if (!any)
		call_say(call, "%s", _("No dates to keep on these days."));
}

/* A grant that is not there must not look like one without dates. */
static bool check_grant(struct call *call, const char *id, struct status *st)
{
	struct grant grant;

	if (!id)
		return true;
	if (!app_grant(call->app, id, &grant, st))
		return false;
	grant_done(&grant);
	return true;
}

/* What lies ahead is asked for, so that "fri" is the next one. */
static bool read_days(struct call *call, day_t *from, day_t *to, struct status *st)
{
	const char *first = call_option(call, "from"), *last = call_option(call, "to");
	day_t today = app_today(call->app);

	if ((first && !day_parse(first, today, DAY_FUTURE, from, st)) || (last && !day_parse(last, today, DAY_FUTURE, to, st)))
		return false;
	return *from <= *to || status_set(st, STATUS_INPUT, "usage", N_("--to {2} is before --from {1}."), "dd", *from, *to);
}

static bool run_list(struct call *call, struct status *st)
{
	const char *grant = call_option(call, "grant");
	day_t from = DAY_NONE, to = DAY_MAX;
	struct deadlines deadlines;

	if (!read_days(call, &from, &to, st) || !check_grant(call, grant, st) ||
	    !app_deadlines(call->app, from, to, &deadlines, st))
		return false;
	if (call->json)
		print_json(call, grant, &deadlines);
	else
		print_text(call, grant, &deadlines);
	deadlines_done(&deadlines);
	return true;
}

static const struct command commands[] = {
	{
		.name = "deadline list",
		.does = N_("Lists the dates that follow from the grants, by day: the last day to appeal, follow-ups, reports, accounts, what ends, "
		           "changes or lapses; each with what to do and the rule that it comes from."),
		.options = options,
		.examples = { "deadline list", "deadline list --grant led --to 2025-12-31" },
		.file = READS_FILE,
		.run = run_list,
	},
};

const struct command_group cmd_deadline = { "deadline", N_("the dates to keep"), commands, COUNT_OF(commands) };
