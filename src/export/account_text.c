/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account as a letter. */
#include "ledsag/export/account.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/table.h"
#include "ledsag/base/utf8.h"

#include <stdlib.h>

static const char *const column_titles[] = {
	[COLUMN_WORK] = N_("Work"),
	[COLUMN_STANDBY] = N_("Standby"),
	[COLUMN_ILLNESS] = N_("Illness"),
	[COLUMN_TRAINING] = N_("Training, meetings"),
	[COLUMN_HOLIDAY] = N_("Holiday"),
};
_Static_assert(sizeof column_titles / sizeof column_titles[0] == COLUMN_COUNT, "every column has a title");

static void add_title(struct str *out, const char *title)
{
	int width = utf8_width(title);

	str_addf(out, "%s\n", title);
	while (width--)
		str_addc(out, '=');
	str_add(out, "\n\n");
}

/* A label and what it says; nothing where there is nothing to say. */
static void add_fact(struct table *table, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	table_cell(table, label);
	table_cell(table, text);
}

static void add_facts(struct str *out, const struct account_head *head, const struct account_doc *doc)
{
	const struct grant *grant = &doc->decision;
	day_t from = day_make(doc->year, 1, 1), to = day_make(doc->year, 12, 31);
	char *first = text_day_long(grant->from > from ? grant->from : from);
	char *last = text_day_long(grant->to < to ? grant->to : to);
	char *period = str_make("%s – %s", first, last);
	struct table *table = table_new();

	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_LEFT);
	add_fact(table, _("Holder"), head->holder);
	add_fact(table, _("Grant"), grant->id);
	add_fact(table, _("Scheme"), scheme_text(&doc->scheme->name, text_lang()));
	add_fact(table, _("Law"), doc->scheme->law);
	add_fact(table, _("Authority"), doc->scheme->authority);
	add_fact(table, _("Payer"), grant->payer);
	add_fact(table, _("Case number"), grant->case_no);
	add_fact(table, _("Period"), period);
	table_write(table, out, 0);
	table_free(&table);
	free(period);
	free(first);
	free(last);
}

/* Hours that were all work need no columns of kinds. */
static bool has_kinds(const struct account *account)
{
	for (int c = COLUMN_WORK + 1; c < COLUMN_COUNT; c++)
		if (account->sum.column[c])
			return true;
	return false;
}

static void add_figure(struct table *table, int64_t amount, enum unit unit, bool shown)
{
	if (shown)
		table_cell_take(table, text_figure(amount, unit));
	else
		table_cell(table, "");
}

/* What a table shows beside what was used. */
struct shown {
	bool granted; /* no: what is used is only written down */
	bool kinds, lots;
};

static void add_row(struct table *table, char *label, const struct account_month *row, enum unit unit, struct shown shown)
{
	table_cell_take(table, label);
	add_figure(table, row->granted, unit, shown.granted);
	for (int c = 0; c < COLUMN_COUNT; c++)
		add_figure(table, row->column[c], unit, shown.kinds && row->column[c]);
	add_figure(table, row->used, unit, true);
	add_figure(table, row->corrected, unit, row->corrected != 0);
	add_figure(table, row->difference, unit, shown.granted);
	add_figure(table, row->lapsed, unit, shown.lots);
	add_figure(table, row->overdraft, unit, shown.lots && row->overdraft);
	add_figure(table, row->left, unit, shown.lots);
}

static struct shown shown_of(const struct account_doc *doc, const struct account_part *part)
{
	struct carry_rules rules = grant_rules(&doc->decision, part->rules_part);

	return (struct shown){ rules.per != PER_NONE, has_kinds(&part->account), rules.carry == CARRY_WINDOW };
}

static void add_months(struct str *out, const struct account_doc *doc, const struct account_part *part)
{
	const struct account *account = &part->account;
	struct shown shown = shown_of(doc, part);
	enum unit unit = part->rules_part->unit;
	struct table *table = table_new();

	table_column(table, _("Month"), TABLE_LEFT);
	table_column(table, _("Granted"), TABLE_RIGHT | TABLE_SPARSE);
	for (int c = 0; c < COLUMN_COUNT; c++)
		table_column(table, _(column_titles[c]), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Used"), TABLE_RIGHT);
	table_column(table, _("Of it corrections"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Difference"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Lapsed"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Overdraft"), TABLE_RIGHT | TABLE_SPARSE);
	table_column(table, _("Left"), TABLE_RIGHT | TABLE_SPARSE);
	for (int i = 0; i < account->month_count; i++)
		add_row(table, text_month(account->months[i].month), &account->months[i], unit, shown);
	add_row(table, str_make("%s", _("Sum")), &account->sum, unit, shown);
	table_write(table, out, 0);
	table_free(&table);
}

static void add_sum(struct table *table, const char *label, int64_t amount, enum unit unit)
{
	table_cell(table, label);
	table_cell_take(table, text_figure(amount, unit));
}

static void add_sums(struct str *out, const struct account_part *part)
{
	const struct account *account = &part->account;
	enum unit unit = part->rules_part->unit;
	struct table *table = table_new();

	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_RIGHT);
	if (account->opening)
		add_sum(table, _("At hand when the year began"), account->opening, unit);
	add_sum(table, _("Agreed transfer"), account->transfer, unit);
	add_sum(table, _("Difference: granted + transfer − used"), account->difference, unit);
	str_addc(out, '\n');
	table_write(table, out, 0);
	table_free(&table);
}

static const char *unit_said(enum unit unit, const char *currency)
{
	static const char *const names[] = {
		[UNIT_MINUTES] = N_("in hours and minutes"), [UNIT_DAYS] = N_("in days"), [UNIT_SESSIONS] = N_("in sessions")
	};

	return unit == UNIT_MONEY ? currency : _(names[unit]);
}

static void add_part(struct str *out, const struct account_head *head, const struct account_doc *doc,
                     const struct account_part *part)
{
	const char *name = scheme_text(&part->rules_part->name, text_lang());

	str_addf(out, "\n%s, %s\n\n", *name ? name : part->rules_part->id, unit_said(part->rules_part->unit, head->currency));
	add_months(out, doc, part);
	if (shown_of(doc, part).granted)
		add_sums(out, part);
}

static void add_change(struct str *out, const struct account_change *change, enum unit unit, const char *currency)
{
	struct rate rate = { change->after, unit, change->per };
	char *day = text_day_long(change->day), *after = text_rate(&rate, currency), *before = text_figure(change->before, unit);

	if (change->before)
		/* TRANSLATORS: day, amount before, amount after: 10 February 2025: 100:00, from then on 120:00 h a month */
		str_addf(out, _("%1$s: until then %2$s, from then on %3$s"), day, before, after);
	else
		str_addf(out, _("%1$s: from then on %2$s"), day, after);
	str_addc(out, '\n');
	free(before);
	free(after);
	free(day);
}

static void add_changes(struct str *out, const struct account_head *head, const struct account_doc *doc)
{
	bool any = false;

	for (int i = 0; i < doc->part_count; i++) {
		const struct account *account = &doc->parts[i].account;

		for (int j = 0; j < account->change_count; j++) {
			if (!any)
				str_addf(out, "\n%s\n\n", _("What was granted in this year, and from when"));
			any = true;
			add_change(out, &account->changes[j], doc->parts[i].rules_part->unit, head->currency);
		}
	}
}

/* What was booked of a part in money: what came in, what was spent, and how the year stands. */
static void add_money(struct str *out, const struct account_head *head, const struct account_money *money)
{
	const struct money_year *year = &money->year;
	struct table *table = table_new();

	str_addf(out, "\n%s, %s\n\n", scheme_text(&money->rules_part->name, text_lang()), head->currency);
	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_RIGHT);
	add_sum(table, _("Granted"), year->granted, UNIT_MONEY);
	for (int kind = 0; kind < MONEY_KINDS; kind++)
		if (money->sums[kind])
			add_sum(table, _(money_kind_label((enum money_kind)kind)), money->sums[kind], UNIT_MONEY);
	if (year->spent.counted != year->spent.spent)
		add_sum(table, _("Of what was spent counts"), year->spent.counted, UNIT_MONEY);
	if (year->spent.threshold)
		add_sum(table, _("A year needs more than"), year->spent.threshold, UNIT_MONEY);
	add_sum(table, _("Used"), year->used, UNIT_MONEY);
	if (year->overdraft)
		add_sum(table, _("Overdraft"), year->overdraft, UNIT_MONEY);
	add_sum(table, _("Left"), year->left, UNIT_MONEY);
	table_write(table, out, 0);
	table_free(&table);
}

static void add_corrections(struct str *out, const struct account_head *head, const struct account_doc *doc)
{
	if (doc->corrections.count)
		str_addf(out, "\n%s\n\n", _("Corrections of closed months, and the month in which they count"));
	for (int i = 0; i < doc->corrections.count; i++) {
		char *in = text_month(doc->corrections.of[i].in);
		char *sentence = app_correction_sentence(head->currency, &doc->corrections.of[i]);

		str_addf(out, "- %s: ", in);
		utf8_add_safe(out, sentence);
		str_addc(out, '\n');
		free(in);
		free(sentence);
	}
}

static void add_missing(struct str *out, const struct account_doc *doc)
{
	if (doc->missing_count)
		str_addf(out, "\n%s\n\n", _("Still missing before it can be sent"));
	for (int i = 0; i < doc->missing_count; i++) {
		str_add(out, "- ");
		utf8_add_safe(out, doc->missing[i]);
		str_addc(out, '\n');
	}
}

static void add_signatures(struct str *out)
{
	static const char *const line = "______________________________";
	struct table *table = table_new();

	table_column(table, "", TABLE_LEFT);
	table_column(table, "", TABLE_LEFT);
	table_cell(table, line);
	table_cell(table, line);
	table_cell(table, _("Date, the holder"));
	table_cell(table, _("Date, for the authority"));
	str_add(out, "\n\n\n");
	table_write(table, out, 0);
	table_free(&table);
}

static void add_account(struct str *out, const struct account_head *head, const struct account_doc *doc)
{
	char *title = str_make(_("Annual account %d"), doc->year);

	add_title(out, title);
	free(title);
	add_facts(out, head, doc);
	for (int i = 0; i < doc->part_count; i++)
		add_part(out, head, doc, &doc->parts[i]);
	for (int i = 0; i < doc->money_count; i++)
		add_money(out, head, &doc->money[i]);
	add_changes(out, head, doc);
	add_corrections(out, head, doc);
	add_missing(out, doc);
	add_signatures(out);
}

void export_account_text(struct str *out, const struct account_head *head, const struct account_docs *docs)
{
	for (int i = 0; i < docs->count; i++) {
		if (i)
			str_add(out, "\n\f\n"); /* each account on a sheet of its own */
		add_account(out, head, &docs->of[i]);
	}
}
