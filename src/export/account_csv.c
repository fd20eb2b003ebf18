/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account as a table for spreadsheets. */
#include "ledsag/export/account.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct sheet {
	struct str *out;
	char separator;
	bool begun; /* the line has a cell */
};

static void add_raw(struct sheet *sheet, const char *text)
{
	bool quote = strpbrk(text, "\"\r\n;,") != NULL;

	if (sheet->begun)
		str_addc(sheet->out, sheet->separator);
	sheet->begun = true;
	if (quote)
		str_addc(sheet->out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(sheet->out, '"');
		str_addc(sheet->out, *text);
	}
	if (quote)
		str_addc(sheet->out, '"');
}

/* A text that a spreadsheet would take for a formula is marked as text. */
static void add_text(struct sheet *sheet, const char *text)
{
	char *cell = str_make("%s%s", *text && strchr("=+-@\t\r", *text) ? "'" : "", text);

	add_raw(sheet, cell);
	free(cell);
}

static void end_line(struct sheet *sheet)
{
	str_add(sheet->out, "\r\n");
	sheet->begun = false;
}

static void add_amount(struct sheet *sheet, int64_t amount, enum unit unit)
{
	char text[32], *point;

	quantity_format(amount, unit, text);
	if (unit == UNIT_DAYS || unit == UNIT_SESSIONS)
		text[strlen(text) - 1] = '\0'; /* the column says the unit */
	point = strchr(text, '.');
	if (point && text_lang() != LANG_EN)
		*point = ',';
	add_raw(sheet, text);
}

static void add_titles(struct sheet *sheet)
{
	static const char *const titles[] = {
		N_("grant"),      N_("part"),      N_("unit"),     N_("month"),   N_("granted"), N_("work"),
		N_("standby"),    N_("illness"),   N_("training"), N_("holiday"), N_("used"),    N_("transfer"),
		N_("difference"), N_("overdraft"), N_("lapsed"),   N_("left"),    N_("corrected"),
	};

	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		add_raw(sheet, _(titles[i]));
	end_line(sheet);
}

/* Minutes are written as hours. */
static const char *unit_said(enum unit unit)
{
	static const char *const names[] = {
		[UNIT_MINUTES] = N_("hours"),
		[UNIT_DAYS] = N_("days"),
		[UNIT_SESSIONS] = N_("sessions"),
		[UNIT_MONEY] = N_("money"),
	};

	return _(names[unit]);
}

/* `transfer` NULL: a month, to which no transfer belongs. */
static void add_row(struct sheet *sheet, const char *grant, const struct scheme_part *part, const char *month,
                    const struct account_month *row, const int64_t *transfer, int64_t difference)
{
	add_text(sheet, grant);
	add_text(sheet, part->id);
	add_raw(sheet, unit_said(part->unit));
	add_raw(sheet, month);
	add_amount(sheet, row->granted, part->unit);
	for (int c = 0; c < COLUMN_COUNT; c++)
		add_amount(sheet, row->column[c], part->unit);
	add_amount(sheet, row->used, part->unit);
	if (transfer)
		add_amount(sheet, *transfer, part->unit);
	else
		add_raw(sheet, "");
	add_amount(sheet, difference, part->unit);
	add_amount(sheet, row->overdraft, part->unit);
	add_amount(sheet, row->lapsed, part->unit);
	add_amount(sheet, row->left, part->unit);
	add_amount(sheet, row->corrected, part->unit);
	end_line(sheet);
}

static void add_part(struct sheet *sheet, const char *grant, const struct account_part *part)
{
	const struct account *account = &part->account;
	char month[8];

	for (int i = 0; i < account->month_count; i++) {
		month_format(account->months[i].month, month);
		add_row(sheet, grant, part->rules_part, month, &account->months[i], NULL, account->months[i].difference);
	}
	add_row(sheet, grant, part->rules_part, _("sum"), &account->sum, &account->transfer, account->difference);
}

/* Of money only the year's sums are known here: what belongs to no column stays blank. */
static void add_money(struct sheet *sheet, const char *grant, const struct account_money *money)
{
	const struct money_year *year = &money->year;

	add_text(sheet, grant);
	add_text(sheet, money->rules_part->id);
	add_raw(sheet, unit_said(UNIT_MONEY));
	add_raw(sheet, _("sum"));
	add_amount(sheet, year->granted, UNIT_MONEY);
	for (int c = 0; c < COLUMN_COUNT; c++)
		add_raw(sheet, "");
	add_amount(sheet, year->used, UNIT_MONEY);
	add_raw(sheet, "");
	add_amount(sheet, year->granted - year->used, UNIT_MONEY);
	add_amount(sheet, year->overdraft, UNIT_MONEY);
	add_raw(sheet, "");
	add_amount(sheet, year->left, UNIT_MONEY);
	add_raw(sheet, "");
	end_line(sheet);
}

void export_account_csv(struct str *out, const struct account_docs *docs)
{
	struct sheet sheet = { out, text_lang() == LANG_EN ? ',' : ';', false };

	add_titles(&sheet);
	for (int i = 0; i < docs->count; i++) {
		for (int j = 0; j < docs->of[i].part_count; j++)
			add_part(&sheet, docs->of[i].decision.id, &docs->of[i].parts[j]);
		for (int j = 0; j < docs->of[i].money_count; j++)
			add_money(&sheet, docs->of[i].decision.id, &docs->of[i].money[j]);
	}
}
