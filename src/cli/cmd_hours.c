/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#define FLUSH_ROWS 512

static const struct command_option list_options[] = {
	{ "month", 0, N_("MONTH"), N_("only this month: 2025-03, this, last"), 0 },
	{ "from", 0, N_("DAY"), N_("the first day"), 0 },
	{ "to", 0, N_("DAY"), N_("the last day"), 0 },
	{ "person", 0, N_("PERSON"), N_("only this person's"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("only this grant's"), 0 },
	{ "state", 0, N_("STATE"), N_("logged, submitted, approved, rejected or withdrawn"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option edit_options[] = {
	{ "date", 0, N_("DATE"), N_("the day on which it begins"), 0 },
	{ "span", 0, N_("SPAN|7:30|1d|1x"), N_("from when to when, or how much"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("the grant that it is taken from"), 0 },
	{ "person", 0, N_("PERSON"), N_("who worked"), 0 },
	{ "kind", 0, N_("KIND"), N_("work, standby, illness, child-illness, holiday, training, meeting, mus, course or travel"), 0 },
	{ "break", 0, N_("SPAN|H:MM"), N_("an unpaid break inside it; 0:00 for none"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note"), 0 },
	{ "why", 0, N_("TEXT"), N_("why it is changed: of a closed month it stands with the correction"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option withdraw_options[] = {
	{ "why", 0, N_("TEXT"), N_("why it is withdrawn: of a closed month it stands with the correction"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option submit_options[] = {
	{ "month", 0, N_("MONTH"), N_("all own hours of this month that are logged: 2025-03, this, last"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option approve_options[] = {
	{ "month", 0, N_("MONTH"), N_("all hours of this month that are logged or submitted: 2025-03, this, last"), 0 },
	{ "person", 0, N_("PERSON"), N_("with --month: only this person's"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("with --month: only this grant's"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option reject_options[] = {
	{ "why", 0, N_("TEXT"), N_("what is to be put right; who worked reads it"), OPTION_REQUIRED },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- the list, row by row: it may be long */

struct list {
	struct call *call;
	struct grants grants; /* whose hours they are */
	struct table *table;
	int64_t rows, minutes;
	int64_t days, sessions;
	int64_t rejected; /* listed among others: they are not in the sum */
	bool counts_all;  /* one state was asked for: then the sum is of it, whether it counts or not */
};

static void add_json(struct list *list, const struct hours_row *row)
{
	const struct entry *entry = row->entry;
	struct str *out = &list->call->out;

	str_add(out, list->rows ? ",\n" : "{\"entries\":[");
	json_open(out);
	entry_add(out, app_zone(list->call->app), entry, row->amount, grant_has_parts(&list->grants, entry->grant));
	json_add_int(out, entry->unit == UNIT_MINUTES ? "minutes_in" : "amount_in", row->amount_in);
	json_add_text(out, "note", entry->note);
	if (entry->why)
		json_add_text(out, "why", entry->why);
	json_close(out);
}

/* The note, and why the hours were rejected or changed. */
static char *said_note(const struct entry *entry)
{
	if (!entry->why)
		return mem_text(entry->note);
	if (entry->state != ENTRY_REJECTED)
		return *entry->note ? str_make("%s (%s)", entry->note, entry->why) : mem_text(entry->why);
	if (!*entry->note)
		return str_make(_("rejected: %s"), entry->why);
	/* TRANSLATORS: a note, and why the hours were rejected */
	return str_make(_("%1$s (rejected: %2$s)"), entry->note, entry->why);
}

static char *said_span(const struct zone *zone, const struct entry *entry)
{
	char span[16];

	if (!entry->clocked)
		return mem_text("");
	span_format(zone, entry->span, span);
	return mem_text(span);
}

/* The amount; and where only a part of it lies in the asked days, that part first. */
static char *said_part(const struct call *call, const struct hours_row *row)
{
	char *all = said_amount(call, row->amount, row->entry->unit), *in, *text;

	if (row->amount == row->amount_in)
		return all;
	in = said_amount(call, row->amount_in, row->entry->unit);
	/* TRANSLATORS: hours inside the asked days, all hours of the entry: 1:00 of 8:00 */
	text = str_make(_("%1$s of %2$s"), in, all);
	free(all);
	free(in);
	return text;
}

static void add_text(struct list *list, const struct hours_row *row)
{
	const struct entry *entry = row->entry;
	struct table *table = list->table;

	table_cellf(table, "%" PRId64, entry->id);
	table_cell_take(table, text_day(entry->day));
	table_cell_take(table, said_span(app_zone(list->call->app), entry));
	table_cell_take(table, said_part(list->call, row));
	table_cell(table, entry->person ? entry->person : "");
	table_cell_take(table, said_grant(entry->grant, entry->part, grant_has_parts(&list->grants, entry->grant)));
	table_cell(table, _(kind_label(entry->kind)));
	table_cell(table, _(entry_state_label(entry->state)));
	table_cell_take(table, said_note(entry));
}

static bool add_row(void *context, const struct hours_row *row)
{
	struct list *list = context;

	if (list->call->json)
		add_json(list, row);
	else
		add_text(list, row);
	if (!list->counts_all && !entry_state_counts(row->entry->state))
		list->rejected++;
	else if (row->entry->unit == UNIT_MINUTES)
		list->minutes += row->amount_in;
	else if (row->entry->unit == UNIT_DAYS)
		list->days += row->amount_in;
	else
		list->sessions += row->amount_in;
	if (++list->rows % FLUSH_ROWS == 0) {
		if (!list->call->json)
			table_write(list->table, &list->call->out, 0);
		call_flush(list->call);
	}
	return !ferror(stdout);
}

static struct table *hours_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Number"), TABLE_RIGHT);
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("Time"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("Person"), TABLE_LEFT);
	table_column(table, _("Grant"), TABLE_LEFT);
	table_column(table, _("Kind"), TABLE_LEFT);
	table_column(table, _("State"), TABLE_LEFT);
	table_column(table, _("Note"), TABLE_LEFT);
	return table;
}

static void add_sum(struct str *out, const struct call *call, int64_t amount, enum unit unit)
{
	char *text = said_amount(call, amount, unit);

	if (amount)
		str_addf(out, "%s%s", out->length ? ", " : "", text);
	free(text);
}

/* "12:00 hours in 3 entries"; where days or sessions are among them, "11 days in 2 entries". */
static void say_sum(const struct list *list)
{
	struct call *call = list->call;
	long long rows = (long long)(list->rows - list->rejected);
	struct str sums = STR_INIT;

	add_sum(&sums, call, list->minutes, UNIT_MINUTES);
	add_sum(&sums, call, list->days, UNIT_DAYS);
	add_sum(&sums, call, list->sessions, UNIT_SESSIONS);
	if (list->days || list->sessions) {
		/* TRANSLATORS: amounts, number of entries: 4:00, 11 days in 3 entries */
		call_say(call, ngettext("%1$s in %2$lld entry", "%1$s in %2$lld entries", (unsigned long)rows), str_peek(&sums),
		         rows);
	} else {
		char *sum = text_figure(list->minutes, UNIT_MINUTES);

		call_say(call, ngettext("%1$s hours in %2$lld entry", "%1$s hours in %2$lld entries", (unsigned long)rows), sum,
		         rows);
		free(sum);
	}
	str_done(&sums);
}

static void finish_list(struct list *list)
{
	struct call *call = list->call;

	if (call->json) {
		if (!list->rows)
			str_add(&call->out, "{\"entries\":[");
		str_addf(&call->out, "],\"minutes\":%" PRId64 "}\n", list->minutes);
		return;
	}
	if (list->rows)
		table_write(list->table, &call->out, 0);
	say_sum(list);
	if (list->rejected)
		call_say(call, ngettext("%lld rejected entry is not in the sum: it does not count.",
		                        "%lld rejected entries are not in the sum: they do not count.", (unsigned long)list->rejected),
		         (long long)list->rejected);
}

static bool read_query(const struct call *call, struct hours_query *query, struct status *st)
{
	const char *state = call_option(call, "state");
	enum entry_state which;

	*query = (struct hours_query){
		.from = day_make(YEAR_FIRST, 1, 1),
		.to = day_make(YEAR_LAST, 12, 31),
		.person = call_option(call, "person"),
		.grant = call_option(call, "grant"),
		.state = -1,
	};
	if (!call_days(call, &query->from, &query->to, st))
		return false;
	if (!state)
		return true;
	if (!entry_state_parse(state, &which))
		return status_set(st, STATUS_INPUT, "state",
		                  N_("'{1}' is no state: write logged, submitted, approved, rejected or withdrawn."), "s", state);
	query->state = (int)which;
	return true;
}

static bool run_list(struct call *call, struct status *st)
{
	struct list list = { .call = call };
	struct hours_query query;
	bool ok;

	if (!read_query(call, &query, st))
		return false;
	list.counts_all = query.state >= 0;
	if (!app_grants(call->app, &list.grants, NULL))
		list.grants = (struct grants){ 0 };
	list.table = hours_table();
	ok = app_hours(call->app, &query, add_row, &list, st);
	if (ok)
		finish_list(&list);
	table_free(&list.table);
	grants_done(&list.grants);
	return ok;
}

/* ---- one entry with all that was ever written in it */

struct history {
	struct call *call;
	bool several;
	struct table *table, *changes;
	struct str revisions; /* JSON */
	struct entry before;  /* the revision before; owned */
};

static void add_entry(struct str *out, const struct history *history, const struct entry *entry)
{
	entry_add(out, app_zone(history->call->app), entry, entry->amount, history->several);
	json_add_int(out, "break", span_minutes(entry->pause));
	json_add_text(out, "note", entry->note);
	json_add_text(out, "why", entry->why);
	if (entry->shift)
		json_add_int(out, "shift", entry->shift);
}

/* "changed":["time","state"]: against the revision before; of the first none. */
static void add_changed(struct str *out, unsigned differences)
{
	bool any = false;

	str_add(out, ",\"changed\":[");
	for (int field = 0; field < ENTRY_FIELDS; field++)
		if (differences & 1u << field) {
			str_addf(out, "%s\"%s\"", any ? "," : "", entry_field_name((enum entry_field)field));
			any = true;
		}
	str_addc(out, ']');
}

/* Both versions side by side, a line for each field. */
static void add_changes(struct history *history, const struct revision *revision, unsigned differences, const char *at)
{
	struct app *app = history->call->app;
	struct table *table = history->changes;

	for (int i = 0; i < ENTRY_FIELDS; i++) {
		enum entry_field field = (enum entry_field)i;

		if (!(differences & 1u << i))
			continue;
		table_cell(table, at);
		table_cell(table, revision->actor);
		table_cell(table, _(entry_field_label(field)));
		table_cell_take(table, app_entry_field(app, &history->before, field));
		table_cell_take(table, app_entry_field(app, revision->entry, field));
	}
}

static void add_revision_json(struct history *history, const struct revision *revision, unsigned differences)
{
	struct str *out = &history->revisions;
	char at[26];

	instant_format(app_zone(history->call->app), revision->at, at);
	if (out->length)
		str_addc(out, ',');
	json_open(out);
	json_add_int(out, "rev", revision->rev);
	json_add_int(out, "change", revision->change);
	json_add_text(out, "at", at);
	json_add_text(out, "actor", revision->actor);
	json_add_text(out, "action", revision->action);
	add_entry(out, history, revision->entry);
	add_changed(out, differences);
	json_close(out);
}

static bool add_revision(void *context, const struct revision *revision)
{
	struct history *history = context;
	const struct entry *entry = revision->entry;
	const struct zone *zone = app_zone(history->call->app);
	struct table *table = history->table;
	unsigned differences = history->before.id ? app_entry_differences(history->call->app, &history->before, entry) : 0;
	char at[26];

	add_revision_json(history, revision, differences);
	instant_format(zone, revision->at, at);
	at[10] = ' ';
	at[16] = '\0';
	add_changes(history, revision, differences, at);
	entry_copy_done(&history->before);
	entry_copy(&history->before, entry);
	table_cell(table, at);
	table_cell(table, revision->actor);
	table_cell(table, revision->action);
	table_cell_take(table, text_day(entry->day));
	table_cell_take(table, said_span(zone, entry));
	table_cell_take(table, said_amount(history->call, entry->amount, entry->unit));
	table_cell(table, entry->person ? entry->person : "");
	table_cell_take(table, said_grant(entry->grant, entry->part, history->several));
	table_cell(table, _(kind_label(entry->kind)));
	table_cell(table, _(entry_state_label(entry->state)));
	table_cell(table, entry->note);
	table_cell(table, entry->why ? entry->why : "");
	return true;
}

static struct table *changes_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Written"), TABLE_LEFT);
	table_column(table, _("By"), TABLE_LEFT);
	table_column(table, _("Changed"), TABLE_LEFT);
	table_column(table, _("Before"), TABLE_LEFT);
	table_column(table, _("After"), TABLE_LEFT);
	return table;
}

static struct table *history_table(void)
{
	struct table *table = table_new();

	table_column(table, _("Written"), TABLE_LEFT);
	table_column(table, _("By"), TABLE_LEFT);
	table_column(table, _("With"), TABLE_LEFT);
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("Time"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("Person"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Grant"), TABLE_LEFT);
	table_column(table, _("Kind"), TABLE_LEFT);
	table_column(table, _("State"), TABLE_LEFT);
	table_column(table, _("Note"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Reason"), TABLE_LEFT | TABLE_SPARSE);
	return table;
}

static void print_history(struct history *history, const struct entry *entry)
{
	struct call *call = history->call;

	if (call->json) {
		json_open(&call->out);
		add_entry(&call->out, history, entry);
		str_addf(&call->out, ",\"revisions\":[%s]}\n", str_peek(&history->revisions));
	} else {
		call_say(call, _("Entry %lld, as it was written and changed:"), (long long)entry->id);
		table_write(history->table, &call->out, 0);
		if (!table_rows(history->changes))
			return;
		call_say(call, "%s", "");
		call_say(call, _("What was changed in it:"));
		table_write(history->changes, &call->out, 0);
	}
}

static bool run_show(struct call *call, struct status *st)
{
	struct history history = { .call = call };
	struct grants grants = { 0 };
	struct entry entry;
	int64_t id;
	bool ok;

	if (!call_number(call, 0, &id, st) || !app_entry(call->app, id, &entry, st))
		return false;
	if (app_grants(call->app, &grants, NULL))
		history.several = grant_has_parts(&grants, entry.grant);
	grants_done(&grants);
	history.table = history_table();
	history.changes = changes_table();
	ok = app_entry_history(call->app, id, add_revision, &history, st);
	if (ok)
		print_history(&history, &entry);
	table_free(&history.table);
	table_free(&history.changes);
	entry_copy_done(&history.before);
	str_done(&history.revisions);
	entry_copy_done(&entry);
	return ok;
}

/* ---- changes */

static bool run_edit(struct call *call, struct status *st)
{
	struct hours_input input = {
		.date = call_option(call, "date"),
		.span = call_option(call, "span"),
		.grant = call_option(call, "grant"),
		.person = call_option(call, "person"),
		.kind = call_option(call, "kind"),
		.pause = call_option(call, "break"),
		.note = call_option(call, "note"),
		.why = call_option(call, "why"),
	};
	struct log_result result;
	int64_t id;

	if (!input.date && !input.span && !input.grant && !input.person && !input.kind && !input.pause && !input.note)
		return status_set(st, STATUS_INPUT, "usage",
		                  N_("Say what to change: --date, --span, --grant, --person, --kind, --break or --note."), "");
	if (!call_number(call, 0, &id, st) || !app_hours_edit(call->app, id, 0, &input, &result, st))
		return false;
	log_result_print(call, &result, 0);
	log_result_done(&result);
	return true;
}

static bool run_withdraw(struct call *call, struct status *st)
{
	struct hours_pick pick = { .count = 1 };
	struct notices notices;
	json_t *object;
	int64_t id;

	pick.ids = &id;
	if (!call_number(call, 0, &id, st) || !app_hours_withdraw_all(call->app, &pick, call_option(call, "why"), &notices, st))
		return false;
	if (call->json) {
		object = json_object();
		json_put_int(object, "entry", id);
		json_put_text(object, "state", entry_state_name(ENTRY_WITHDRAWN));
		json_put(object, "warnings", warnings_json(&notices));
		call_json(call, object);
	} else {
		call_say(call, _("entry %lld is withdrawn; ledsag undo brings it back"), (long long)id);
		call_warn(call, &notices);
	}
	notices_done(&notices);
	return true;
}

/* ---- the life of an hour */

/* The numbers that were given, or the month: free() pick->ids. */
static bool read_pick(const struct call *call, struct hours_pick *pick, struct status *st)
{
	bool by_month = call_option(call, "month") != NULL;
	int64_t *ids;

	*pick = (struct hours_pick){ .person = call_option(call, "person"), .grant = call_option(call, "grant") };
	if (by_month == (call->word_count > 0))
		return status_set(st, STATUS_INPUT, "usage", by_month ? N_("--month says which entries: leave out their numbers.")
		                                                      : N_("Which entries? Give their numbers, or --month."), "");
	if (by_month)
		return call_days(call, &pick->from, &pick->to, st);
	if (pick->person || pick->grant)
		return status_set(st, STATUS_INPUT, "usage", N_("--person and --grant go with --month: leave them out where entries are named."),
		                  "");
	ids = mem_zero((size_t)call->word_count, sizeof *ids);
	for (int i = 0; i < call->word_count; i++)
		if (!call_number(call, i, &ids[i], st)) {
			free(ids);
			return false;
		}
	pick->ids = ids;
	pick->count = call->word_count;
	return true;
}

/* "14:00 h, 2 days"; free(). */
static char *said_amounts(const struct call *call, const struct hours_picked *picked)
{
	struct str out = STR_INIT;

	for (int unit = UNIT_MINUTES; unit < UNIT_MONEY; unit++) {
		char *amount;

		if (!picked->amounts[unit])
			continue;
		amount = text_amount(picked->amounts[unit], (enum unit)unit, app_household(call->app)->currency);
		str_addf(&out, "%s%s", out.length ? ", " : "", amount);
		free(amount);
	}
	return str_take(&out);
}

static void print_step_json(struct call *call, enum entry_state state, const char *why, const struct hours_picked *picked)
{
	json_t *object = json_object(), *ids = json_array();

	for (int i = 0; i < picked->count; i++)
		json_array_append_new(ids, json_integer(picked->ids[i]));
	json_put(object, "entries", ids);
	json_put_text(object, "state", entry_state_name(state));
	json_put_int(object, "minutes", picked->amounts[UNIT_MINUTES]);
	if (state == ENTRY_SUBMITTED)
		json_put_int(object, "rejected_left", picked->left);
	if (state == ENTRY_REJECTED)
		json_put_text(object, "why", why);
	json_put(object, "warnings", warnings_json(&picked->notices));
	call_json(call, object);
}

static void print_step(struct call *call, enum entry_state state, const char *why, const struct hours_picked *picked)
{
	char *amounts;

	if (call->json) {
		print_step_json(call, state, why, picked);
		return;
	}
	amounts = said_amounts(call, picked);
	if (!picked->count)
		call_say(call, _("No entry there waits for it: nothing was changed."));
	else if (picked->count == 1)
		/* TRANSLATORS: number of the entry, approved (submitted, rejected), its hours */
		call_say(call, _("entry %1$lld: %2$s, %3$s"), (long long)picked->ids[0], _(entry_state_label(state)), amounts);
	else
		/* TRANSLATORS: how many, approved (submitted, rejected), their hours */
		call_say(call, _("%1$d entries: %2$s, %3$s"), picked->count, _(entry_state_label(state)), amounts);
	if (picked->left)
		call_say(call, ngettext("%d rejected entry was left: submit it by its number once it is right.",
		                        "%d rejected entries were left: submit them by their numbers once they are right.",
		                        (unsigned long)picked->left), picked->left);
	free(amounts);
}

static bool run_step(struct call *call, enum entry_step step, enum entry_state state, struct status *st)
{
	const char *why = call_option(call, "why");
	struct hours_picked picked;
	struct hours_pick pick;
	bool ok;

	if (!read_pick(call, &pick, st))
		return false;
	ok = app_hours_step(call->app, step, &pick, why, &picked, st);
	free((int64_t *)pick.ids);
	if (!ok)
		return false;
	if (!call->json)
		call_warn(call, &picked.notices);
	print_step(call, state, why, &picked);
	hours_picked_done(&picked);
	return true;
}

static bool run_submit(struct call *call, struct status *st)
{
	return run_step(call, STEP_SUBMIT, ENTRY_SUBMITTED, st);
}

static bool run_approve(struct call *call, struct status *st)
{
	return run_step(call, STEP_APPROVE, ENTRY_APPROVED, st);
}

static bool run_reject(struct call *call, struct status *st)
{
	return run_step(call, STEP_REJECT, ENTRY_REJECTED, st);
}

static const struct command commands[] = {
	{
		.name = "hours list",
		.does = N_(
			"Lists what was booked, in order of time, with the sum. Of an entry over a border its part inside counts."),
		.options = list_options,
		.examples = { "hours list --month 2025-03", "hours list --from 2025-01-01 --person anna --grant led" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "hours show",
		.words = { N_("NUMBER") },
		.does = N_("Shows an entry with everything that it ever said, who wrote it and when."),
		.examples = { "hours show 17" },
		.file = READS_FILE,
		.run = run_show,
	},
	{
		.name = "hours edit",
		.words = { N_("NUMBER") },
		.does = N_("Changes what is named; all else stays. The entry keeps its number and what it said before."),
		.options = edit_options,
		.examples = { "hours edit 17 --span 8-16:30", "hours edit 17 --kind training --note \"first aid\"" },
		.file = CHANGES_FILE,
		.run = run_edit,
	},
	{
		.name = "hours withdraw",
		.words = { N_("NUMBER") },
		.does = N_("Takes an entry back: it counts no more, but can still be seen."),
		.options = withdraw_options,
		.examples = { "hours withdraw 17" },
		.file = CHANGES_FILE,
		.run = run_withdraw,
	},
	{
		.name = "hours submit",
		.words = { N_("[NUMBER…]") },
		.does = N_("Hands the own hours in to be approved: those named, or what is logged of a month."),
		.options = submit_options,
		.examples = { "hours submit 17 18", "hours submit --month 2025-03" },
		.file = CHANGES_FILE,
		.run = run_submit,
	},
	{
		.name = "hours approve",
		.words = { N_("[NUMBER…]") },
		.does = N_("Approves hours, all that are named or none. What is changed afterwards has to be approved anew."),
		.options = approve_options,
		.examples = { "hours approve 17", "hours approve --month 2025-03 --person anna" },
		.file = CHANGES_FILE,
		.run = run_approve,
	},
	{
		.name = "hours reject",
		.words = { N_("NUMBER…") },
		.does = N_("Rejects hours that were submitted or approved: they count no more, and who worked reads why."),
		.options = reject_options,
		.examples = { "hours reject 17 --why \"the shift ended at 14:00\"" },
		.file = CHANGES_FILE,
		.run = run_reject,
	},
};

const struct command_group cmd_hours = { "hours", N_("what was booked: list, show, change, submit, approve"), commands,
	                                 COUNT_OF(commands) };
