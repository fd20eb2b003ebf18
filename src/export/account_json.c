/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account for programs. */
#include "ledsag/export/account.h"

#include "ledsag/export/corrections.h"
#include "ledsag/export/json.h"

static void put_columns(json_t *object, const struct account_month *row)
{
	json_put_int(object, "work", row->column[COLUMN_WORK]);
	json_put_int(object, "standby", row->column[COLUMN_STANDBY]);
	json_put_int(object, "illness", row->column[COLUMN_ILLNESS]);
	json_put_int(object, "training", row->column[COLUMN_TRAINING]);
	json_put_int(object, "holiday", row->column[COLUMN_HOLIDAY]);
}

static void put_lots(json_t *object, const struct account_month *row)
{
	json_put_int(object, "overdraft", row->overdraft);
	json_put_int(object, "lapsed", row->lapsed);
	json_put_int(object, "left", row->left);
}

static json_t *make_months(const struct account *account)
{
	json_t *months = json_array();

	for (int i = 0; i < account->month_count; i++) {
		const struct account_month *row = &account->months[i];
		json_t *object = json_object();

		json_put_month(object, "month", row->month);
		json_put_int(object, "granted", row->granted);
		put_columns(object, row);
		json_put_int(object, "used", row->used);
		json_put_int(object, "difference", row->difference);
		json_put_int(object, "corrected", row->corrected);
		put_lots(object, row);
		json_array_append_new(months, object);
	}
	return months;
}

static void put_account(json_t *object, const struct account *account)
{
	json_put(object, "months", make_months(account));
	json_put_int(object, "granted", account->sum.granted);
	put_columns(object, &account->sum);
	json_put_int(object, "used", account->sum.used);
	json_put_int(object, "transfer", account->transfer);
	json_put_int(object, "difference", account->difference);
	json_put_int(object, "opening", account->opening);
	json_put_int(object, "corrected", account->sum.corrected);
	put_lots(object, &account->sum);
}

static json_t *make_part(const struct account_part *part)
{
	json_t *object = json_object();

	json_put_text(object, "part", part->rules_part->id);
	json_put_text(object, "unit", unit_name(part->rules_part->unit));
	put_account(object, &part->account);
	return object;
}

/* "hours" is the first part in minutes, null where no part is; all others are "parts". */
static void put_parts(json_t *object, const struct account_doc *doc)
{
	json_t *hours = NULL, *parts = json_array();

	for (int i = 0; i < doc->part_count; i++) {
		if (!hours && doc->parts[i].rules_part->unit == UNIT_MINUTES) {
			hours = json_object();
			put_account(hours, &doc->parts[i].account);
		} else {
			json_array_append_new(parts, make_part(&doc->parts[i]));
		}
	}
	json_put(object, "hours", hours ? hours : json_null());
	json_put(object, "parts", parts);
}

static void put_sums(json_t *object, const int64_t sums[MONEY_KINDS])
{
	for (int kind = 0; kind < MONEY_KINDS; kind++)
		json_put_int(object, money_kind_name((enum money_kind)kind), sums[kind]);
}

void json_put_money_year(json_t *object, const struct money_year *year)
{
	json_put_int(object, "granted", year->granted);
	json_put_int(object, "spent", year->spent.spent);
	json_put_int(object, "counted", year->spent.counted);
	json_put_int(object, "used", year->used);
	json_put_int(object, "overdraft", year->overdraft);
	json_put_int(object, "left", year->left);
}

static json_t *make_money_part(const struct account_money *money)
{
	json_t *object = json_object();

	json_put_text(object, "part", money->rules_part->id);
	put_sums(object, money->sums);
	json_put_money_year(object, &money->year);
	return object;
}

/* The sums of what was booked, of all parts in money and of each; null where no part is. */
static json_t *make_money(const struct account_doc *doc, const char *currency)
{
	json_t *object, *parts;
	int64_t sums[MONEY_KINDS] = { 0 };

	if (!doc->money_count)
		return json_null();
	object = json_object();
	parts = json_array();
	for (int i = 0; i < doc->money_count; i++) {
		for (int kind = 0; kind < MONEY_KINDS; kind++)
			sums[kind] += doc->money[i].sums[kind];
		json_array_append_new(parts, make_money_part(&doc->money[i]));
	}
	json_put_text(object, "currency", currency);
	put_sums(object, sums);
	json_put(object, "parts", parts);
	return object;
}

static json_t *make_change(const struct account_change *change, const struct scheme_part *part)
{
	json_t *object = json_object();

	json_put_day(object, "day", change->day);
	json_put_text(object, "part", part->id);
	json_put_text(object, "unit", unit_name(part->unit));
	json_put_int(object, "before", change->before);
	json_put_int(object, "after", change->after);
	json_put_text(object, "per", per_name(change->per));
	return object;
}

static json_t *make_changes(const struct account_doc *doc)
{
	json_t *changes = json_array();

	for (int i = 0; i < doc->part_count; i++)
		for (int j = 0; j < doc->parts[i].account.change_count; j++)
			json_array_append_new(changes, make_change(&doc->parts[i].account.changes[j], doc->parts[i].rules_part));
	return changes;
}

static json_t *make_doc(const struct account_doc *doc, const char *currency)
{
	json_t *object = json_object(), *missing = json_array();

	json_put_int(object, "year", doc->year);
	json_put_text(object, "grant", doc->decision.id);
	put_parts(object, doc);
	json_put(object, "money", make_money(doc, currency));
	json_put(object, "changes", make_changes(doc));
	json_put(object, "corrections", export_corrections_json(&doc->corrections, MONTH_NONE));
	for (int i = 0; i < doc->missing_count; i++)
		json_array_append_new(missing, json_text(doc->missing[i]));
	json_put(object, "missing", missing);
	return object;
}

void export_account_json(struct str *out, const struct account_head *head, const struct account_docs *docs)
{
	json_t *object, *accounts;

	if (docs->count == 1) {
		object = make_doc(&docs->of[0], head->currency);
	} else {
		object = json_object();
		accounts = json_array();
		for (int i = 0; i < docs->count; i++)
			json_array_append_new(accounts, make_doc(&docs->of[i], head->currency));
		json_put_int(object, "year", head->year);
		json_put(object, "accounts", accounts);
	}
	json_write(out, object);
	str_addc(out, '\n');
}
