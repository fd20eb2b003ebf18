/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/base/output.h"
#include "ledsag/export/account.h"

static const struct command_option options[] = {
	{ "grant", 0, N_("GRANT"), N_("only this grant's; else that of every grant of the year"), 0 },
	{ "format", 0, "text|csv|json", N_("a letter (text), a table for spreadsheets (csv) or JSON; else text"), 0 },
	{ "output", 'o', N_("FILE|-"), N_("writes it to a file"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static void form_csv(struct str *out, const struct account_head *head, const struct account_docs *docs)
{
	(void)head;
	export_account_csv(out, docs);
}

static const struct format {
	const char *name;
	void (*form)(struct str *out, const struct account_head *head, const struct account_docs *docs);
} formats[] = {
	{ "text", export_account_text },
	{ "csv", form_csv },
	{ "json", export_account_json },
};

/* --json prints the account itself as JSON, unless it goes to a file in another form. */
static const struct format *find_format(const struct call *call, struct status *st)
{
	const char *name = call_option(call, "format");
	const char *file = call_option(call, "output");
	bool printed = !file || strcmp(file, "-") == 0;

	if (!name)
		name = call->json ? "json" : "text";
	else if (call->json && printed && strcmp(name, "json") != 0) {
		status_set(st, STATUS_INPUT, "usage", N_("--json and --format {1} say different things: leave one out."), "s",
		           name);
		return NULL;
	}
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (strcmp(name, formats[i].name) == 0)
			return &formats[i];
	status_set(st, STATUS_INPUT, "usage", N_("There is no format '{1}': write text, csv or json."), "s", name);
	return NULL;
}

static bool deliver(struct call *call, struct str *document, struct status *st)
{
	const char *file = call_option(call, "output");
	json_t *object;

	if (!file || strcmp(file, "-") == 0) {
		str_add(&call->out, str_peek(document));
		return true;
	}
	if (output_hits(file, app_path(call->app)))
		return status_set(st, STATUS_FILE, "output", N_("{1} belongs to the household itself: name another file."), "s", file);
	if (!output_write(file, str_peek(document), document->length, st))
		return false;
	if (call->json) {
		object = json_object();
		json_put_text(object, "file", file);
		call_json(call, object);
	} else {
		call_say(call, _("The account is in %s."), file);
	}
	return true;
}

static bool run(struct call *call, struct status *st)
{
	const struct format *format = find_format(call, st);
	const struct household *household = app_household(call->app);
	struct account_head head = { 0, household->holder, household->currency };
	struct account_docs docs;
	struct str document = STR_INIT;
	bool ok;

	if (!format || !year_parse(call_word(call, 0), &head.year, st) ||
	    !app_account(call->app, head.year, call_option(call, "grant"), &docs, st))
		return false;
	format->form(&document, &head, &docs);
	ok = deliver(call, &document, st);
	str_done(&document);
	account_docs_done(&docs);
	return ok;
}

static const struct command commands[] = {
	{
		.name = "account",
		.words = { N_("YEAR") },
		.does = N_("Makes the annual account: granted and used hours month by month, and what is still missing."),
		.options = options,
		.examples = { "account 2025", "account 2025 --grant led --format csv -o account.csv" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_account = { "account", N_("the annual account, to read, send or count on"), commands,
	                                   COUNT_OF(commands) };
