/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#define KINDS N_("illness, child, holiday, leave or course; leave is unpaid and credits nothing")

static const struct command_option add_options[] = {
	{ "kind", 0, N_("KIND"), KINDS, OPTION_REQUIRED },
	{ "hours", 0, N_("SPAN"), N_("only these hours of one day: 12-16"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("what hours without a plan count on; else what was worked on most"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option holiday_options[] = {
	{ "extra", 0, N_("DAYS"), N_("days agreed beside those of the law, such as 5 or 2.5; 0 takes them back"), 0 },
	{ "carry", 0, N_("DAYS"), N_("days of the year that are carried into the next; 0 takes it back"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note on what was agreed"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option edit_options[] = {
	{ "from", 0, N_("DAY"), N_("the first day"), 0 },
	{ "to", 0, N_("DAY"), N_("the last day"), 0 },
	{ "kind", 0, N_("KIND"), KINDS, 0 },
	{ "hours", 0, N_("SPAN"), N_("only these hours of one day; '' makes it the whole day"), 0 },
	{ "grant", 0, N_("GRANT[.PART]"), N_("what hours without a plan count on; else what was worked on most"), 0 },
	{ "note", 0, N_("TEXT"), N_("a note"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command_option list_options[] = {
	{ "month", 0, N_("MONTH"), N_("only this month: 2025-03, this, last"), 0 },
	{ "from", 0, N_("DAY"), N_("the first day"), 0 },
	{ "to", 0, N_("DAY"), N_("the last day"), 0 },
	{ "person", 0, N_("PERSON"), N_("only this person's"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- how absences look */

static json_t *credits_json(const struct absence_view *view)
{
	json_t *list = json_array();

	for (int i = 0; i < view->credit_count; i++) {
		const struct absence_credit *credit = &view->credits[i];
		json_t *object = json_object();

		json_put_text(object, "rule", credit_rule_name(credit->basis.rule));
		json_put_day(object, "from", credit->from);
		json_put_day(object, "to", credit->to);
		json_put_int(object, credit->basis.rule == CREDIT_PLANNED ? "parts" : "workdays", credit->count);
		json_put_int(object, "minutes", credit->minutes);
		if (credit->basis.rule == CREDIT_AVERAGE) {
			json_put_int(object, "worked", credit->basis.minutes);
			json_put_int(object, "days", credit->basis.days);
		} else if (credit->basis.rule == CREDIT_CONTRACT) {
			json_put_int(object, "hours_week", credit->basis.minutes);
		}
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *shifts_json(const struct zone *zone, const struct absence_view *view)
{
	json_t *list = json_array();

	for (int i = 0; i < view->shift_count; i++) {
		const struct absence_shift *shift = &view->shifts[i];
		json_t *object = json_object();
		char start[26], end[26];

		instant_format(zone, shift->span.start, start);
		instant_format(zone, shift->span.end, end);
		json_put_int(object, "shift", shift->shift);
		json_put(object, "replacement", shift->replacement ? json_integer(shift->replacement) : json_null());
		json_put(object, "state", shift->replacement ? json_string(shift_state_name(shift->state)) : json_null());
		json_put_text(object, "person", shift->person);
		json_put_text(object, "start", start);
		json_put_text(object, "end", end);
		json_array_append_new(list, object);
	}
	return list;
}

/* `id_name`: "id" in lists, "absence" in what a change answers. */
static json_t *view_json(const struct call *call, const struct absence_view *view, const char *id_name)
{
	const struct absence *absence = &view->absence;
	json_t *object = json_object(), *entries = json_array();
	char hours[16];

	span_format(app_zone(call->app), absence->span, hours);
	for (int i = 0; i < view->entry_count; i++)
		json_array_append_new(entries, json_integer(view->entries[i]));
	json_put_int(object, id_name, absence->id);
	json_put_text(object, "person", absence->person);
	json_put_text(object, "kind", absence_kind_name(absence->kind));
	json_put_day(object, "from", absence->from);
	json_put_day(object, "to", absence->to);
	json_put_text(object, "hours", absence_is_hours(absence) ? hours : NULL);
	json_put_text(object, "note", absence->note);
	json_put_flag(object, "withdrawn", absence->withdrawn);
	json_put_int(object, "minutes", view->minutes);
	json_put_text(object, "rule", credit_rule_name(view->credit_count ? view->credits[0].basis.rule : CREDIT_NONE));
	json_put(object, "credits", credits_json(view));
	json_put(object, "entries", entries);
	json_put(object, "shifts", shifts_json(app_zone(call->app), view));
	return object;
}

/* "2025-06-02 – 2025-06-05", "2025-06-02 12:00-16:00"; free(). */
static char *said_time(const struct call *call, const struct absence *absence)
{
	char from[11], to[11], hours[16];

	day_format(absence->from, from);
	day_format(absence->to, to);
	span_format(app_zone(call->app), absence->span, hours);
	if (absence_is_hours(absence))
		return str_make("%s %s", from, hours);
	return absence->from == absence->to ? mem_text(from) : str_make("%s – %s", from, to);
}

static void say_credits(struct call *call, const struct absence_view *view)
{
	enum kind kind;

	for (int i = 0; i < view->credit_count; i++) {
		char *sentence = app_credit_sentence(call->app, &view->credits[i]);

		call_say(call, "  %s", sentence);
		free(sentence);
	}
	if (!view->credit_count)
		call_say(call, "  %s", absence_credits(view->absence.kind, &kind) ? _("Nothing is credited: that time is free by the plan, no hours are known to credit, or those credited were rejected.")
		                                                                  : _("Leave is unpaid: nothing is credited."));
}

static void say_shifts(struct call *call, const struct absence_view *view)
{
	for (int i = 0; i < view->shift_count; i++) {
		const struct absence_shift *shift = &view->shifts[i];
		char *day = text_day(shift->day), span[16];

		span_format(app_zone(call->app), shift->span, span);
		if (!shift->replacement)
			/* TRANSLATORS: number of the shift, day, time */
			call_say(call, _("  shift %1$lld, %2$s %3$s: nobody stands in"), (long long)shift->shift, day, span);
		else
			/* TRANSLATORS: number of the shift, day, time, number of the other shift, its state ("open"), who has it */
			call_say(call, _("  shift %1$lld, %2$s %3$s: shift %4$lld stands in, %5$s%6$s%7$s"), (long long)shift->shift, day, span,
			         (long long)shift->replacement, _(shift_state_label(shift->state)), shift->person ? ": " : "",
			         shift->person ? shift->person : "");
		free(day);
	}
}

static void print_view(struct call *call, const struct absence_view *view, const struct notices *notices)
{
	const struct absence *absence = &view->absence;
	char *time, *amount;

	if (call->json) {
		json_t *object = view_json(call, view, "absence");

		if (notices)
			json_put(object, "warnings", warnings_json(notices));
		call_json(call, object);
		return;
	}
	time = said_time(call, absence);
	amount = said_amount(call, view->minutes, UNIT_MINUTES);
	/* TRANSLATORS: number, person, what it is ("illness"), when, amount */
	call_say(call, _("absence %1$lld: %2$s, %3$s, %4$s · %5$s credited"), (long long)absence->id, absence->person,
	         _(absence_kind_label(absence->kind)), time, amount);
	if (absence->withdrawn)
		call_say(call, "  %s", _("withdrawn"));
	else
		say_credits(call, view);
	say_shifts(call, view);
	if (*absence->note)
		call_say(call, "  %s", absence->note);
	if (notices)
		call_warn(call, notices);
	free(time);
	free(amount);
}

/* ---- the commands */

static bool finish(struct call *call, bool ok, struct absence_view *view, struct notices *notices)
{
	if (ok)
		print_view(call, view, notices);
	if (ok)
		absence_view_done(view);
	notices_done(notices);
	return ok;
}

static struct absence_input read_options(const struct call *call)
{
	return (struct absence_input){
		.kind = call_option(call, "kind"),
		.hours = call_option(call, "hours"),
		.grant = call_option(call, "grant"),
		.note = call_option(call, "note"),
	};
}

static bool run_add(struct call *call, struct status *st)
{
	struct absence_input input = read_options(call);
	struct notices notices = { 0 };
	struct absence_view view;

	input.person = call_word(call, 0);
	input.from = call_word(call, 1);
	input.to = call_word(call, 2);
	return finish(call, app_absence_add(call->app, &input, &view, &notices, st), &view, &notices);
}

static bool run_edit(struct call *call, struct status *st)
{
	struct absence_input input = read_options(call);
	struct notices notices = { 0 };
	struct absence_view view;
	int64_t id;

	input.from = call_option(call, "from");
	input.to = call_option(call, "to");
	if (!call->given_count)
		return status_set(st, STATUS_INPUT, "usage", N_("Say what to change: --from, --to, --kind, --hours, --grant or --note."), "");
	return call_number(call, 0, &id, st) &&
	       finish(call, app_absence_edit(call->app, id, 0, &input, &view, &notices, st), &view, &notices);
}

static bool run_end(struct call *call, struct status *st)
{
	struct notices notices = { 0 };
	struct absence_view view;
	int64_t id;

	return call_number(call, 0, &id, st) &&
	       finish(call, app_absence_end(call->app, id, 0, call_word(call, 1), &view, &notices, st), &view, &notices);
}

static bool run_show(struct call *call, struct status *st)
{
	struct absence_view view;
	int64_t id;

	if (!call_number(call, 0, &id, st) || !app_absence(call->app, id, &view, st))
		return false;
	print_view(call, &view, NULL);
	absence_view_done(&view);
	return true;
}

static bool run_withdraw(struct call *call, struct status *st)
{
	struct notices notices = { 0 };
	json_t *object;
	int64_t id;

	if (!call_number(call, 0, &id, st) || !app_absence_withdraw(call->app, id, 0, &notices, st))
		return false;
	if (call->json) {
		object = json_object();
		json_put_int(object, "absence", id);
		json_put_flag(object, "withdrawn", true);
		json_put(object, "warnings", warnings_json(&notices));
		call_json(call, object);
	} else {
		call_say(call, _("absence %lld is withdrawn; ledsag undo brings it back"), (long long)id);
		call_warn(call, &notices);
	}
	notices_done(&notices);
	return true;
}

/* ---- the list */

struct list {
	struct call *call;
	struct table *table;
	json_t *absences;
	int rows;
};

static bool add_row(void *context, const struct absence_view *view)
{
	struct list *list = context;
	const struct absence *absence = &view->absence;
	int open = 0;

	list->rows++;
	json_array_append_new(list->absences, view_json(list->call, view, "id"));
	for (int i = 0; i < view->shift_count; i++)
		open += view->shifts[i].replacement && view->shifts[i].state == SHIFT_OPEN;
	table_cellf(list->table, "%" PRId64, absence->id);
	table_cell(list->table, absence->person);
	table_cell(list->table, _(absence_kind_label(absence->kind)));
	table_cell_take(list->table, said_time(list->call, absence));
	table_amount(list->table, view->minutes, UNIT_MINUTES);
	table_cell(list->table, view->credit_count ? _(credit_rule_label(view->credits[0].basis.rule)) : "");
	if (open)
		table_cellf(list->table, "%d", open);
	else
		table_cell(list->table, "");
	table_cell(list->table, absence->note);
	return true;
}

static bool run_list(struct call *call, struct status *st)
{
	struct list list = { call, table_new(), json_array(), 0 };
	day_t from = DAY_NONE, to = DAY_MAX;
	bool ok;

	table_column(list.table, _("Number"), TABLE_RIGHT);
	table_column(list.table, _("Person"), TABLE_LEFT);
	table_column(list.table, _("Kind"), TABLE_LEFT);
	table_column(list.table, _("Time"), TABLE_LEFT);
	table_column(list.table, _("Credited"), TABLE_RIGHT);
	table_column(list.table, _("Rule"), TABLE_LEFT | TABLE_SPARSE);
	table_column(list.table, _("Open shifts"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(list.table, _("Note"), TABLE_LEFT | TABLE_SPARSE);
	ok = call_days(call, &from, &to, st) && app_absences(call->app, call_option(call, "person"), from, to, add_row, &list, st);
	if (ok && call->json) {
		json_t *object = json_object();

		json_put(object, "absences", json_incref(list.absences));
		call_json(call, object);
	} else if (ok && list.rows) {
		table_write(list.table, &call->out, 0);
	} else if (ok) {
		/* Who sees only the own absences learns nothing of the others'. */
		call_say(call, "%s", app_may(call->app, MAY_READ_ABSENCE, NULL, NULL) ? _("Nobody is absent then.")
		                                                                   : _("You are not absent then."));
	}
	table_free(&list.table);
	json_decref(list.absences);
	return ok;
}

/* ---- holiday by the year */

static json_t *holiday_json(const char *person, const struct holiday_account *account, const struct notices *notices)
{
	const struct leave_year *year = &account->of;
	json_t *object = json_object();

	json_put_text(object, "person", person);
	json_put_int(object, "year", year->year);
	json_put_day(object, "from", year->first);
	json_put_day(object, "to", year->last);
	json_put_text(object, "unit", "hundredths of a day");
	json_put_int(object, "entitled", year->entitled);
	json_put_int(object, "extra", year->extra);
	json_put_text(object, "extra_note", account->extra.note);
	json_put_int(object, "carried_in", year->carried_in);
	json_put_int(object, "carried_left", year->carried_left);
	json_put_int(object, "carried_out", year->carried_out);
	json_put_text(object, "carry_note", account->carry.note);
	json_put_int(object, "carry_most", year->carry_most);
	json_put_day(object, "carry_until", year->carry_until);
	json_put_int(object, "earned", year->earned);
	json_put_int(object, "taken", year->taken);
	json_put_int(object, "left", year->left);
	json_put_day(object, "expires", year->expires);
	json_put_flag(object, "expired", year->expired);
	json_put_int(object, "of_hours", account->hours);
	json_put_text(object, "source", account->source);
	if (notices)
		json_put(object, "warnings", warnings_json(notices));
	return object;
}

/* A line with a figure and, where there is one, the note on it; takes `text`. */
static void say_noted(struct call *call, char *text, const char *note)
{
	if (note && *note)
		call_say(call, "%s: %s", text, note);
	else
		call_say(call, "%s", text);
	free(text);
}

/* What was agreed beside the law, and what went from year to year. */
static void say_agreed(struct call *call, const struct holiday_account *account)
{
	const struct leave_year *year = &account->of;
	char *extra = app_holiday_figure(year->extra), *in = app_holiday_figure(year->carried_in),
	     *left = app_holiday_figure(year->carried_left), *out = app_holiday_figure(year->carried_out);

	if (year->extra)
		say_noted(call, str_make(_("  agreed    %s more"), extra), account->extra.note);
	if (year->carried_in)
		/* TRANSLATORS: days, a year, days */
		call_say(call, _("  carried   %1$s from %2$d, taken first: %3$s of them are left"), in, year->year - 1, left);
	if (year->carried_out)
		/* TRANSLATORS: days, a year */
		say_noted(call, str_make(_("  carried   %1$s into %2$d"), out, year->year + 1), account->carry.note);
	free(extra);
	free(in);
	free(left);
	free(out);
}

static void say_carry(struct call *call, const struct holiday_account *account)
{
	char *sentence = app_holiday_carry_sentence(account), *most = app_holiday_figure(account->of.carry_most);

	if (sentence)
		/* TRANSLATORS: the rule of what may be carried into the next year, days */
		call_say(call, _("  %1$s Now %2$s at most."), sentence, most);
	free(sentence);
	free(most);
}

static void say_holiday(struct call *call, const char *person, const struct holiday_account *account)
{
	const struct leave_year *year = &account->of;
	char *first = text_day_long(year->first), *last = text_day_long(year->last), *expires = text_day_long(year->expires);
	char *entitled = app_holiday_figure(year->entitled), *earned = app_holiday_figure(year->earned),
	     *taken = app_holiday_figure(year->taken), *left = app_holiday_figure(year->left < 0 ? -year->left : year->left);

	/* TRANSLATORS: person, first day, last day */
	call_say(call, _("%1$s, holiday year from %2$s to %3$s, in days of a five-day week:"), person, first, last);
	/* TRANSLATORS: days, the law */
	call_say(call, _("  entitled  %1$s (at least, by %2$s)"), entitled, account->source);
	say_agreed(call, account);
	call_say(call, _("  earned    %s"), earned);
	call_say(call, _("  taken     %s"), taken);
	if (year->left < 0)
		call_say(call, _("  left      none: %s more were taken than there were"), left);
	else if (year->expired)
		call_say(call, _("  left      %1$s, expired on %2$s"), left, expires);
	else
		call_say(call, _("  left      %1$s, to be taken until %2$s"), left, expires);
	if (account->hours)
		call_say(call, ngettext("  %d holiday of some hours counts as no day.", "  %d holidays of some hours count as no days.",
		                        (unsigned long)account->hours), account->hours);
	say_carry(call, account);
	free(first);
	free(last);
	free(expires);
	free(entitled);
	free(earned);
	free(taken);
	free(left);
}

static bool run_holiday(struct call *call, struct status *st)
{
	struct holiday_input input = { .person = call_word(call, 0),
		                       .year = call_word(call, 1),
		                       .extra = call_option(call, "extra"),
		                       .carry = call_option(call, "carry"),
		                       .note = call_option(call, "note") };
	bool agree = input.extra || input.carry;
	struct holiday_account account;
	struct notices notices = { 0 };

	if (input.note && !agree)
		return status_set(st, STATUS_INPUT, "usage", N_("The note is on what was agreed: give --extra or --carry with it."), "");
	if (agree ? !app_holiday_agree(call->app, &input, &account, &notices, st) :
	            !app_snapshot(call->app, st) || !app_holiday(call->app, input.person, input.year, &account, st))
		return false;
	if (call->json)
		call_json(call, holiday_json(input.person, &account, agree ? &notices : NULL));
	else
		say_holiday(call, input.person, &account);
	if (!call->json)
		call_warn(call, &notices);
	notices_done(&notices);
	holiday_account_done(&account);
	return true;
}

static const struct command commands[] = {
	{
		.name = "absence add",
		.words = { N_("PERSON"), N_("FROM"), N_("[TO]") },
		.does = N_("Enters an absence. The planned shifts of that time are kept, opened for others and credited; where nothing is planned the average of the last 13 weeks is credited, else the contract's hours."),
		.options = add_options,
		.examples = { "absence add anna 2025-03-03 2025-03-07 --kind illness",
		              "absence add anna today --kind child --hours 12-16" },
		.file = CHANGES_FILE,
		.run = run_add,
	},
	{
		.name = "absence list",
		.does = N_("Lists absences. An assistant sees only the own ones."),
		.options = list_options,
		.examples = { "absence list --month 2025-03" },
		.file = READS_FILE,
		.run = run_list,
	},
	{
		.name = "absence show",
		.words = { N_("NUMBER") },
		.does = N_("Shows an absence: what is credited by which rule, and who stands in."),
		.examples = { "absence show 3" },
		.file = READS_FILE,
		.run = run_show,
	},
	{
		.name = "absence edit",
		.words = { N_("NUMBER") },
		.does = N_("Changes an absence. Shifts and credited hours follow."),
		.options = edit_options,
		.examples = { "absence edit 3 --kind holiday", "absence edit 3 --from 2025-03-04" },
		.file = CHANGES_FILE,
		.run = run_edit,
	},
	{
		.name = "absence end",
		.words = { N_("NUMBER"), N_("DAY") },
		.does = N_("Says which day is the last, where somebody comes back earlier or later."),
		.examples = { "absence end 3 2025-03-05" },
		.file = CHANGES_FILE,
		.run = run_end,
	},
	{
		.name = "absence withdraw",
		.words = { N_("NUMBER") },
		.does = N_("Takes an absence back: the shifts are the person's again, and nothing is credited. It can still be seen."),
		.examples = { "absence withdraw 3" },
		.file = CHANGES_FILE,
		.run = run_withdraw,
	},
	{
		.name = "absence holiday",
		.words = { N_("PERSON"), N_("[YEAR]") },
		.does = N_("Shows a person's holiday in one year: what the law gives at least, what was agreed beside it, what was taken, what is left and until when. Without YEAR the holiday year that today lies in; else the one that begins in YEAR. With --extra or --carry it records what was agreed."),
		.options = holiday_options,
		.examples = { "absence holiday anna", "absence holiday anna 2024",
		              "absence holiday anna 2024 --carry 5 --note \"letter of 1 December\"" },
		.file = CHANGES_FILE,
		.run = run_holiday,
	},
};

const struct command_group cmd_absence = { "absence", N_("illness, holiday and leave: who is absent, and who stands in"), commands,
	                                   COUNT_OF(commands) };
