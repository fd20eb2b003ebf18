/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#define FLUSH_ROWS 512

static const struct command_option options[] = {
	{ "since", 0, N_("DAY"), N_("only changes made on this day or later"), 0 },
	{ "head", 0, NULL, N_("prints only the last link of the chain, to be kept elsewhere"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

struct list {
	struct call *call;
	struct table *table;
	int64_t rows;
};

static void add_json(struct list *list, const struct audit_row *row, const char *at)
{
	struct str *out = &list->call->out;
	char digest[65];

	for (int i = 0; i < 32; i++)
		snprintf(digest + 2 * i, 3, "%02x", row->digest[i]);
	str_add(out, list->rows ? ",\n" : "{\"changes\":[");
	json_open(out);
	json_add_int(out, "seq", row->seq);
	json_add_text(out, "at", at);
	json_add_text(out, "actor", row->actor);
	json_add_text(out, "action", row->action);
	json_add_text(out, "subject", row->subject);
	json_add_int(out, "rows", row->rows);
	if (row->undoes)
		json_add_int(out, "undoes", row->undoes);
	if (row->redoes)
		json_add_int(out, "redoes", row->redoes);
	json_add_flag(out, "clock_fixed", row->clock_fixed);
	json_add_text(out, "digest", digest);
	json_close(out);
}

static void add_text(struct list *list, const struct audit_row *row, char *at)
{
	at[10] = ' ';
	at[16] = '\0';
	table_cellf(list->table, "%" PRId64, row->seq);
	table_cell(list->table, at);
	table_cell(list->table, row->actor);
	table_cell(list->table, row->action);
	table_cell(list->table, row->subject ? row->subject : "");
	if (row->undoes || row->redoes)
		table_cellf(list->table, "%" PRId64, row->undoes ? row->undoes : row->redoes);
	else
		table_cell(list->table, "");
	table_cell(list->table, row->clock_fixed ? _("the clock was set by hand") : "");
}

static bool add_row(void *context, const struct audit_row *row)
{
	struct list *list = context;
	char at[26];

	instant_format(app_zone(list->call->app), row->at, at);
	if (list->call->json)
		add_json(list, row, at);
	else
		add_text(list, row, at);
	if (++list->rows % FLUSH_ROWS == 0) {
		if (!list->call->json)
			table_write(list->table, &list->call->out, 0);
		call_flush(list->call);
	}
	return !ferror(stdout);
}

static void finish(struct list *list)
{
	struct call *call = list->call;

	if (call->json)
		str_add(&call->out, list->rows ? "]}\n" : "{\"changes\":[]}\n");
	else if (list->rows)
		table_write(list->table, &call->out, 0);
	else
		call_say(call, _("No change was made since then."));
}

static bool print_head(struct call *call, struct status *st)
{
	char hex[65];
	int64_t seq;
	json_t *object, *head;

	if (!app_audit_head(call->app, &seq, hex, st))
		return false;
	if (!call->json) {
		call_say(call, "%" PRId64 " %s", seq, hex);
		return true;
	}
	object = json_object();
	head = json_object();
	json_put_int(head, "seq", seq);
	json_put_text(head, "digest", hex);
	json_put(object, "head", head);
	call_json(call, object);
	return true;
}

static struct table *audit_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Change"), TABLE_RIGHT);
	table_column(table, _("When"), TABLE_LEFT);
	table_column(table, _("Who"), TABLE_LEFT);
	table_column(table, _("What"), TABLE_LEFT);
	table_column(table, _("Of what"), TABLE_LEFT);
	table_column(table, _("Takes back"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Clock"), TABLE_LEFT | TABLE_SPARSE);
	return table;
}

static bool run(struct call *call, struct status *st)
{
	const char *since = call_option(call, "since");
	struct list list = { .call = call };
	int64_t from = INT64_MIN;
	day_t day;
	bool ok;

	if (call_flag(call, "head"))
		return print_head(call, st);
	if (since) {
		if (!day_parse(since, app_today(call->app), DAY_PAST, &day, st))
			return false;
		from = day_start(app_zone(call->app), day);
	}
	list.table = audit_table();
	ok = app_audit(call->app, from, add_row, &list, st);
	if (ok)
		finish(&list);
	table_free(&list.table);
	return ok;
}

static const struct command commands[] = {
	{
		.name = "audit",
		.does = N_("Lists who changed what and when. Every change seals the ones before it."),
		.options = options,
		.examples = { "audit --since 2025-03-01", "audit --head" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_audit = { "audit", N_("who changed what, and when"), commands, COUNT_OF(commands) };
