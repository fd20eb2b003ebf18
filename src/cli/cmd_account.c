/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/base/output.h"
#include "ledsag/export/account.h"

static const struct command_option options[] = {
	{ "grant", 0, N_("GRANT"), N_("only this grant's; else that of every grant of the year"), 0 },
	{ "format", 0, "text|csv|json", N_("a letter (text), a table for spreadsheets (csv) or JSON; else text"), 0 },
	{ "output", 'o', N_("FILE|-"), N_("writes it to a file"), 0 },
	{ "check", 0, NULL, N_("only lists what is missing; exits 1 where anything is"), 0 },
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

/* What is missing in all of them, a line or an object each; the list is ended by who calls. */
static int64_t list_missing(struct call *call, const struct account_docs *docs)
{
	int64_t open = 0;

	for (int d = 0; d < docs->count; d++)
		for (int i = 0; i < docs->of[d].missing_count; i++) {
			if (!call->json) {
				call_say(call, "%s: %s", docs->of[d].decision.id, docs->of[d].missing[i]);
			} else {
				str_add(&call->out, open ? "," : "");
				json_open(&call->out);
				json_add_text(&call->out, "grant", docs->of[d].decision.id);
				json_add_text(&call->out, "message", docs->of[d].missing[i]);
				json_close(&call->out);
			}
			open++;
		}
	return open;
}

/* What is open is the answer and a refusal at once: it is printed, then it fails. */
static bool check(struct call *call, int year, const struct account_docs *docs, struct status *st)
{
	int64_t open;

	if (call->json)
		str_addf(&call->out, "{\"year\":%d,\"missing\":[", year);
	open = list_missing(call, docs);
	if (open) {
		call_flush(call);
		return status_set(st, STATUS_REFUSED, "open", N_("Open before the account of {1} can be sent: {2}."), "ii", (int64_t)year,
		                  open);
	}
	if (call->json)
		str_add(&call->out, "]}\n");
	else
		call_say(call, _("Nothing is missing in the account of %d."), year);
	return true;
}

static bool run_check(struct call *call, struct status *st)
{
	struct account_docs docs;
	int year;
	bool ok;

	if (call_option(call, "format") || call_option(call, "output"))
		return status_set(st, STATUS_INPUT, "usage", N_("--check only lists what is missing: leave out --format and --output."), "");
	if (!year_parse(call_word(call, 0), &year, st) || !app_account(call->app, year, call_option(call, "grant"), &docs, st))
		return false;
	ok = check(call, year, &docs, st);
	account_docs_done(&docs);
	return ok;
}

static bool make(struct call *call, struct status *st)
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

static bool run(struct call *call, struct status *st)
{
	return call_flag(call, "check") ? run_check(call, st) : make(call, st);
}

static const struct command commands[] = {
	{
		.name = "account",
		.words = { N_("YEAR") },
		.does = N_("Makes the annual account: granted and used hours month by month, and what is still missing."),
		.options = options,
		.examples = { "account 2025", "account 2025 --grant led --format csv -o account.csv", "account 2025 --check" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_account = { "account", N_("the annual account, to read, send or count on"), commands,
	                                   COUNT_OF(commands) };
