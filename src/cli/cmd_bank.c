/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/export/corrections.h"

static const struct command_option options[] = {
	{ "month", 0, N_("MONTH"), N_("up to this month: 2025-03, this, last; else this month"), 0 },
	{ "if", 0, N_("SPAN|H:MM"), N_("as if this much more were used in that month; nothing is booked"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

/* ---- JSON */

static json_t *taken_json(const struct bank_month *row)
{
	json_t *list = json_array();

	for (int i = 0; i < row->taken_count; i++) {
		json_t *object = json_object();

		json_put_month(object, "lot", row->taken[i].lot);
		json_put_int(object, "amount", row->taken[i].amount);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *lots_json(const struct bank_month *row)
{
	json_t *list = json_array();

	for (int i = 0; i < row->lot_count; i++) {
		json_t *object = json_object();

		json_put_month(object, "lot", row->lots[i].month);
		json_put_int(object, "left", row->lots[i].left);
		json_put_month(object, "last_month", row->lots[i].last);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *month_json(const struct bank_view *view, const struct bank_month *row)
{
	json_t *object = json_object();

	json_put_month(object, "month", row->month);
	json_put_int(object, "granted", row->granted);
	json_put_int(object, "at_hand", row->at_hand);
	json_put_int(object, "used", row->used);
	json_put(object, "taken", taken_json(row));
	json_put_int(object, "overdraft", row->overdraft);
	json_put_int(object, "repaid", row->repaid);
	json_put_int(object, "lapsed", row->lapsed);
	json_put_int(object, "left", row->left);
	json_put(object, "lots", lots_json(row));
	if (row->month <= view->closed)
		json_put_flag(object, "closed", true);
	if (row->returned)
		json_put_int(object, "returned", row->returned);
	json_put(object, "corrections", export_corrections_json(&view->corrections, row->month));
	return object;
}

/* Of a part that is not granted by the week, only the use and the ceiling say something. */
static json_t *week_json(const struct week *week)
{
	json_t *object = json_object();
	char name[9];

	week_format(week->from, name);
	json_put_text(object, "week", name);
	json_put_day(object, "from", week->from);
	json_put_day(object, "to", week->to);
	json_put(object, "granted", week->by_week ? json_integer(week->granted) : json_null());
	json_put_int(object, "used", week->used);
	json_put_int(object, "beyond", week->beyond);
	json_put_int(object, "lapsed", week->lapsed);
	json_put_int(object, "left", week->left);
	if (week->ceiling)
		json_put_int(object, "ceiling", week->ceiling);
	return object;
}

static json_t *average_json(const struct bank_view *view)
{
	json_t *object = json_object();

	json_put_day(object, "from", view->average.from);
	json_put_day(object, "to", view->average.to);
	json_put_int(object, "used", view->average_used);
	json_put_int(object, "granted", view->average.granted);
	json_put_int(object, "per_week", weeks_mean(view->average_used, view->average.from, view->average.to));
	return object;
}

static void put_weeks(json_t *object, const struct bank_view *view)
{
	json_t *weeks;

	if (view->week_count) {
		weeks = json_array();
		for (int i = 0; i < view->week_count; i++)
			json_array_append_new(weeks, week_json(&view->weeks[i]));
		json_put(object, "weeks", weeks);
	}
	if (view->averages)
		json_put(object, "average", average_json(view));
}

static json_t *bank_json(const struct bank_view *view, const struct what_if *what_if, const struct bank_more *more)
{
	json_t *object = json_object(), *months = json_array();

	json_put_text(object, "grant", view->grant);
	if (view->several)
		json_put_text(object, "part", view->part);
	json_put_text(object, "scheme", view->decision.scheme);
	json_put_text(object, "unit", unit_name(view->rules_part->unit));
	for (int i = 0; i < view->bank.count; i++)
		json_array_append_new(months, month_json(view, &view->bank.months[i]));
	json_put(object, "months", months);
	put_weeks(object, view);
	if (what_if) {
		json_t *supposed = json_object();

		json_put_month(supposed, "month", what_if->month);
		json_put_int(supposed, "amount", what_if->amount);
		json_put(object, "if", supposed);
	}
	bank_more_put(object, view, more);
	return object;
}

/* ---- text */

/* "2025-03 15:00, 2025-02 5:00"; free(). */
static char *said_taken(const struct bank_month *row, enum unit unit)
{
	struct str out = STR_INIT;
	char month[8];

	for (int i = 0; i < row->taken_count; i++) {
		char *amount = text_figure(row->taken[i].amount, unit);

		month_format(row->taken[i].lot, month);
		str_addf(&out, "%s%s %s", i ? ", " : "", month, amount);
		free(amount);
	}
	return str_take(&out);
}

static void add_months(struct call *call, const struct bank_view *view)
{
	enum unit unit = view->rules_part->unit;
	struct table *table = table_new();
	char month[8];

	table_column(table, _("Month"), TABLE_LEFT);
	table_column(table, _("Granted"), TABLE_RIGHT);
	table_column(table, _("At hand"), TABLE_RIGHT);
	table_column(table, _("Used"), TABLE_RIGHT);
	table_column(table, _("Taken from"), TABLE_LEFT | TABLE_SPARSE);
	table_column(table, _("Overdraft"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Lapsed"), TABLE_RIGHT);
	table_column(table, _("Left"), TABLE_RIGHT);
	for (int i = 0; i < view->bank.count; i++) {
		const struct bank_month *row = &view->bank.months[i];

		month_format(row->month, month);
		table_cell(table, month);
		table_amount(table, row->granted, unit);
		table_cell_take(table, text_figure(row->at_hand, unit));
		table_amount(table, row->used, unit);
		table_cell_take(table, said_taken(row, unit));
		table_cell_take(table, row->overdraft ? text_figure(row->overdraft, unit) : mem_text(""));
		table_amount(table, row->lapsed, unit);
		table_cell_take(table, text_figure(row->left, unit));
	}
	call_table(call, &table);
}

/* The last day on which a lot can be used; free(). */
static char *said_last_day(const struct bank_view *view, month_t last)
{
	day_t day;

	if (last == MONTH_OPEN)
		return mem_text(_("no end"));
	day = month_last(last);
	return text_day_long(day < view->decision.to ? day : view->decision.to);
}

static void add_lots(struct call *call, const struct bank_view *view, const struct bank_month *row)
{
	struct table *table = table_new();
	char *month = text_month(row->month);

	call_say(call, "%s", "");
	/* TRANSLATORS: a month: Left after July 2025: */
	call_say(call, _("Left after %s:"), month);
	table_column(table, _("From"), TABLE_LEFT);
	table_column(table, _("Left"), TABLE_RIGHT);
	table_column(table, _("Can be used until"), TABLE_LEFT);
	for (int i = 0; i < row->lot_count; i++) {
		table_cell_take(table, text_month(row->lots[i].month));
		table_cell_take(table, text_figure(row->lots[i].left, view->rules_part->unit));
		table_cell_take(table, said_last_day(view, row->lots[i].last));
	}
	table_write(table, &call->out, 2);
	table_free(&table);
	free(month);
}

static void add_weeks(struct call *call, const struct bank_view *view, const struct bank_month *row)
{
	enum unit unit = view->rules_part->unit;
	struct table *table = table_new();
	char *month = text_month(row->month), week[9];

	call_say(call, "%s", "");
	/* TRANSLATORS: a month: The weeks of July 2025: */
	call_say(call, _("The weeks of %s:"), month);
	table_column(table, _("Week"), TABLE_LEFT);
	table_column(table, _("From"), TABLE_LEFT);
	table_column(table, _("To"), TABLE_LEFT);
	table_column(table, _("Granted"), TABLE_RIGHT);
	table_column(table, _("Used"), TABLE_RIGHT);
	table_column(table, _("Beyond"), TABLE_RIGHT);
	table_column(table, _("At most"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Lapsed"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Left"), TABLE_RIGHT | TABLE_SPARSE);
	for (int i = 0; i < view->week_count; i++) {
		const struct week *w = &view->weeks[i];

		week_format(w->from, week);
		table_cell(table, week);
		table_cell_take(table, text_day_short(w->from));
		table_cell_take(table, text_day_short(w->to));
		table_amount(table, w->granted, unit);
		table_amount(table, w->used, unit);
		table_amount(table, w->beyond, unit);
		table_cell_take(table, w->ceiling ? text_figure(w->ceiling, unit) : mem_text(""));
		/* Where one week makes up for another, none of them has something left or lapsed. */
		if (w->lapses)
			table_amount(table, w->lapsed, unit);
		else
			table_cell(table, "");
		table_cell_take(table, w->lapses || w->ceiling ? text_figure(w->left, unit) : mem_text(""));
	}
	table_write(table, &call->out, 2);
	table_free(&table);
	free(month);
}

static void say_average(struct call *call, const struct bank_view *view)
{
	char *sentence = app_average_sentence(call->app, view);

	call_say(call, "%s", "");
	call_say(call, "%s", sentence);
	free(sentence);
}

static void say_lapse(struct call *call, const struct bank_view *view)
{
	char *sentence = app_lapse_sentence(call->app, &view->rules, view->rules_part->unit, view->next, view->use_to_keep,
	                                    view->use_now);

	if (sentence) {
		call_say(call, "%s", "");
		call_say(call, "%s", sentence);
	}
	free(sentence);
}

static void say_title(struct call *call, const struct bank_view *view, const struct what_if *what_if)
{
	char *grant = said_grant(view->grant, view->part, view->several);

	call_say(call, "%s: %s, %s", grant, scheme_text(&view->scheme->name, text_lang()), view->scheme->authority);
	if (what_if) {
		char *amount = said_amount(call, what_if->amount, view->rules_part->unit), *month = text_month(what_if->month);

		call_say(call, _("As if %1$s more were used in %2$s; nothing is booked."), amount, month);
		free(amount);
		free(month);
	}
	call_say(call, "%s", "");
	free(grant);
}

static void print_text(struct call *call, const struct bank_view *view, const struct what_if *what_if, const struct bank_more *more)
{
	const struct bank_month *last = &view->bank.months[view->bank.count - 1]; /* a bank has at least one month */

	say_title(call, view, what_if);
	add_months(call, view);
	if (last->lot_count)
		add_lots(call, view, last);
	if (view->week_count)
		add_weeks(call, view, last);
	if (view->averages)
		say_average(call, view);
	if (view->corrections.count) {
		call_say(call, "%s", "");
		call_say(call, "%s", _("Corrections of closed months:"));
		call_corrections(call, &view->corrections);
	}
	bank_more_say(call, view, more);
	if (view->lapses)
		say_lapse(call, view);
}

/* ---- the command */

/* 6:00, 2d, 22:00-07:00. */
static bool read_if(const char *text, struct what_if *out, struct status *st)
{
	struct clock_span clock;

	if (!strpbrk(text, "-\xe2"))
		return quantity_parse(text, &out->amount, &out->unit, st);
	if (!clock_span_parse(text, &clock, st))
		return false;
	out->amount = clock.end > clock.start ? clock.end - clock.start : clock.end - clock.start + 24 * 60;
	out->unit = UNIT_MINUTES;
	return true;
}

static bool run(struct call *call, struct status *st)
{
	const char *supposed = call_option(call, "if");
	struct what_if what_if = { 0 };
	struct bank_more more;
	struct bank_view view;
	month_t until;

	if (!call_month(call, &until, st) || (supposed && !read_if(supposed, &what_if, st)))
		return false;
	what_if.month = until;
	if (!app_bank(call->app, call_word(call, 0), until, supposed ? &what_if : NULL, &view, st))
		return false;
	if (!bank_more_read(call->app, &view, supposed ? &what_if : NULL, &more, st)) {
		bank_view_done(&view);
		return false;
	}
	if (call->json)
		call_json(call, bank_json(&view, supposed ? &what_if : NULL, &more));
	else
		print_text(call, &view, supposed ? &what_if : NULL, &more);
	bank_more_done(&more);
	bank_view_done(&view);
	return true;
}

static const struct command commands[] = {
	{
		.name = "bank",
		.words = { N_("GRANT[.PART]") },
		.does = N_("Shows month by month what was granted, used and lapsed, what is left, and what lapses next."),
		.options = options,
		.examples = { "bank led", "bank led --month 2025-06 --if 6:00" },
		.file = READS_FILE,
		.run = run,
	},
};

const struct command_group cmd_bank = { "bank", N_("what was saved, month by month, and what lapses"), commands,
	                                COUNT_OF(commands) };
