/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

static const struct command_option add_options[] = {
	{ "grant", 0, N_("GRANT[.PART]"), N_("the grant that it is to be taken from; may be left out where only one runs"), 0 },
	{ "person", 0, N_("PERSON"), N_("who works; without it the shift is open"), 0 },
	{ "kind", 0, N_("KIND"), N_("work, standby, training, meeting …; else work"), 0 },
	{ "repeat", 0, N_("RULE"), N_("every week: FREQ=WEEKLY;COUNT=4 or FREQ=WEEKLY;INTERVAL=2;UNTIL=20251231"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option list_options[] = {
	{ "week", 0, N_("WEEK"), N_("the week: 2025-W13, this, next; else this week"), 0 },
	{ "month", 0, N_("MONTH"), N_("the month: 2025-03, this, next"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- how shifts look */

struct list {
	struct call *call;
	struct grants grants;
	struct table *table;
	json_t *shifts;
	int rows;
};

/* Kept as planned, and not yet booked for the hours around the absence. */
static bool shift_is_absent(const struct shift *shift)
{
	return shift->absence && shift->state == SHIFT_ASSIGNED;
}

static json_t *shift_json(const struct list *list, const struct shift *shift)
{
	const struct zone *zone = app_zone(list->call->app);
	json_t *object = json_object();
	char start[26], end[26];

	instant_format(zone, shift->span.start, start);
	instant_format(zone, shift->span.end, end);
	json_put_int(object, "id", shift->id);
	json_put_text(object, "person", shift->person);
	json_put_text(object, "grant", shift->grant);
	if (grant_has_parts(&list->grants, shift->grant))
		json_put_text(object, "part", shift->part);
	json_put_text(object, "kind", kind_name(shift->kind));
	json_put_text(object, "state", shift_is_absent(shift) ? "absent" : shift_state_name(shift->state));
	json_put_text(object, "start", start);
	json_put_text(object, "end", end);
	json_put_int(object, "minutes", span_minutes(shift->span));
	json_put_text(object, "note", shift->note);
	json_put(object, "entry", shift->entry ? json_integer(shift->entry) : json_null());
	json_put_flag(object, "absent", shift->absence != 0);
	json_put(object, "absence", shift->absence > 0 ? json_integer(shift->absence) : json_null());
	json_put(object, "replaces", shift->replaces ? json_integer(shift->replaces) : json_null());
	return object;
}

static bool add_shift(void *context, const struct shift *shift)
{
	struct list *list = context;
	char span[16];

	list->rows++;
	json_array_append_new(list->shifts, shift_json(list, shift));
	span_format(app_zone(list->call->app), shift->span, span);
	table_cellf(list->table, "%" PRId64, shift->id);
	table_cell_take(list->table, text_day(shift->day));
	table_cell(list->table, span);
	table_cell_take(list->table, text_figure(span_minutes(shift->span), UNIT_MINUTES));
	table_cell(list->table, shift->person ? shift->person : _("open"));
	table_cell_take(list->table, said_grant(shift->grant, shift->part, grant_has_parts(&list->grants, shift->grant)));
	table_cell(list->table, _(kind_label(shift->kind)));
	table_cell(list->table, shift_is_absent(shift) ? _("absent") : _(shift_state_label(shift->state)));
	if (shift->entry)
		table_cellf(list->table, "%" PRId64, shift->entry);
	else
		table_cell(list->table, "");
	if (shift->replaces)
		table_cellf(list->table, "%" PRId64, shift->replaces);
	else
		table_cell(list->table, "");
	table_cell(list->table, shift->note);
	return true;
}

static void list_init(struct list *list, struct call *call)
{
	struct table *table = table_new();

	*list = (struct list){ .call = call, .table = table, .shifts = json_array() };
	if (!app_grants(call->app, &list->grants, NULL))
		list->grants = (struct grants){ 0 };
	table_column(table, _("Number"), TABLE_RIGHT);
	table_column(table, _("Day"), TABLE_LEFT);
	table_column(table, _("Time"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_RIGHT);
	table_column(table, _("Person"), TABLE_LEFT);
	table_column(table, _("Grant"), TABLE_LEFT);
	table_column(table, _("Kind"), TABLE_LEFT);
	table_column(table, _("State"), TABLE_LEFT);
	table_column(table, _("Entry"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Stands in for"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Note"), TABLE_LEFT | TABLE_SPARSE);
}

static void list_done(struct list *list)
{
	table_free(&list->table);
	json_decref(list->shifts);
	grants_done(&list->grants);
}

static void print_list(struct list *list, const char *nothing)
{
	if (list->call->json) {
		json_t *object = json_object();

		json_put(object, "shifts", json_incref(list->shifts));
		call_json(list->call, object);
	} else if (list->rows) {
		table_write(list->table, &list->call->out, 0);
	} else {
		call_say(list->call, "%s", nothing);
	}
}

/* One shift as it stands after a change. */
static bool print_shift(struct call *call, int64_t id, const struct notices *notices, struct status *st)
{
	struct shift shift;
	struct list list;

	if (!app_shift(call->app, id, &shift, st))
		return false;
	list_init(&list, call);
	add_shift(&list, &shift);
	if (call->json) {
		json_t *object = json_incref(json_array_get(list.shifts, 0));

		if (notices)
			json_put(object, "warnings", warnings_json(notices));
		call_json(call, object);
	} else {
		print_list(&list, "");
	}
	list_done(&list);
	shift_done(&shift);
	return true;
}

/* ---- the commands */

/* "1–4", "3, 5"; free(). */
static char *said_numbers(const int64_t *ids, int count)
{
	struct str out = STR_INIT;

	for (int i = 0; i < count; i++) {
		int last = i;

		while (last + 1 < count && ids[last + 1] == ids[last] + 1)
			last++;
		str_addf(&out, "%s%" PRId64, i ? ", " : "", ids[i]);
		if (last > i)
			str_addf(&out, "–%" PRId64, ids[last]);
		i = last;
	}
	return str_take(&out);
}

static void print_added(struct call *call, const int64_t *ids, int count, const struct notices *notices)
{
	char *numbers;

	if (call->json) {
		json_t *object = json_object(), *list = json_array();

		for (int i = 0; i < count; i++)
			json_array_append_new(list, json_integer(ids[i]));
		json_put(object, "shifts", list);
		json_put(object, "warnings", warnings_json(notices));
		call_json(call, object);
		return;
	}
	numbers = said_numbers(ids, count);
	call_say(call, ngettext("%1$d shift is planned: %2$s", "%1$d shifts are planned: %2$s", (unsigned long)count), count,
	         numbers);
	call_warn(call, notices);
	free(numbers);
}

static bool run_add(struct call *call, struct status *st)
{
	struct shift_input input = {
		.date = call_word(call, 0),
		.span = call_word(call, 1),
		.grant = call_option(call, "grant"),
		.person = call_option(call, "person"),
		.kind = call_option(call, "kind"),
		.note = call_option(call, "note"),
		.repeat = call_option(call, "repeat"),
	};
	struct notices notices = { 0 };
	int64_t *ids = NULL;
	int count = 0;
	bool ok = app_shift_add(call->app, &input, &ids, &count, &notices, st);

	if (ok)
		print_added(call, ids, count, &notices);
	notices_done(&notices);
	free(ids);
	return ok;
}

static bool read_days(const struct call *call, day_t *from, day_t *to, struct status *st)
{
	const char *week = call_option(call, "week");
	month_t month;

	if (week && call_option(call, "month"))
		return status_set(st, STATUS_INPUT, "usage", N_("Name either --week or --month."), "");
	if (call_option(call, "month")) {
		if (!call_month(call, &month, st))
			return false;
		*from = month_first(month);
		*to = month_last(month);
		return true;
	}
	*from = app_today(call->app) - day_weekday(app_today(call->app));
	if (week && !week_parse(week, app_today(call->app), from, st))
		return false;
	*to = *from + 6;
	return true;
}

static bool run_list(struct call *call, struct status *st)
{
	struct list list;
	day_t from = 0, to = 0;
	bool ok;

	if (!read_days(call, &from, &to, st))
		return false;
	list_init(&list, call);
	ok = app_shifts(call->app, from, to, add_shift, &list, st);
	if (ok) {
		char *first = text_day_long(from), *last = text_day_long(to);
		char *nothing = str_make(_("No shift is planned from %1$s to %2$s."), first, last);

		print_list(&list, nothing);
		free(nothing);
		free(first);
		free(last);
	}
	list_done(&list);
	return ok;
}

static bool run_assign(struct call *call, struct status *st)
{
	struct notices notices = { 0 };
	int64_t id;
	bool ok = call_number(call, 0, &id, st) && app_shift_assign(call->app, id, 0, call_word(call, 1), &notices, st) &&
	          print_shift(call, id, &notices, st);

	call_warn(call, &notices);
	notices_done(&notices);
	return ok;
}

static bool run_done(struct call *call, struct status *st)
{
	struct log_result result;
	int64_t id;

	if (!call_number(call, 0, &id, st) || !app_shift_done(call->app, id, 0, call_word(call, 1), &result, st))
		return false;
	log_result_print(call, &result, id);
	log_result_done(&result);
	return true;
}

static bool run_cancel(struct call *call, struct status *st)
{
	int64_t id;

	return call_number(call, 0, &id, st) && app_shift_cancel(call->app, id, 0, st) && print_shift(call, id, NULL, st);
}

static const struct command commands[] = {
	{
		.name = "shift add",
		.words = { N_("DATE"), N_("SPAN") },
		.does = N_("Plans a shift, or one every week. Nothing is booked until the shift is done."),
		.options = add_options,
		.examples = { "shift add 2025-03-03 16-19 --grant led --person anna --repeat 'FREQ=WEEKLY;COUNT=4'",
		              "shift add sat 22-7 --grant bpa --kind standby" },
		.file = CHANGES_FILE,
		.run = run_add,
	},
	{
		.name = "shift list",
		.does = N_("Lists the shifts of a week or a month."),
		.options = list_options,
		.examples = { "shift list --week 2025-W13" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "shift assign",
		.words = { N_("NUMBER"), N_("PERSON") },
		.does = N_("Says who takes a shift. An empty PERSON ('') opens it again."),
		.examples = { "shift assign 3 anna" },
		.file = CHANGES_FILE,
		.run = run_assign,
	},
	{
		.name = "shift done",
		.words = { N_("NUMBER"), N_("[SPAN]") },
		.does = N_("Books the hours of a shift as planned, or as they were worked. The plan stays beside them."),
		.examples = { "shift done 3", "shift done 3 16-20:30" },
		.file = CHANGES_FILE,
		.run = run_done,
	},
	{
		.name = "shift cancel",
		.words = { N_("NUMBER") },
		.does = N_("Takes a shift out of the plan. It can still be seen."),
		.examples = { "shift cancel 3" },
		.file = CHANGES_FILE,
		.run = run_cancel,
	},
};

const struct command_group cmd_shift = { "shift", N_("the roster: plan shifts, give them away, book them"), commands,
	                                 COUNT_OF(commands) };
