/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How entries look, wherever a command shows them. */
#include "internal.h"

static void add_instants(struct str *out, const struct zone *zone, const struct entry *entry)
{
	char start[26], end[26];

	if (entry->clocked) {
		instant_format(zone, entry->span.start, start);
		instant_format(zone, entry->span.end, end);
	} else {
		day_format(entry->day, start);
		day_format(entry_last_date(zone, entry), end);
	}
	json_add_text(out, "start", start);
	json_add_text(out, "end", end);
}

void entry_add(struct str *out, const struct zone *zone, const struct entry *entry, int64_t amount, bool several)
{
	json_add_int(out, "id", entry->id);
	json_add_text(out, "person", entry->person);
	json_add_text(out, "grant", entry->grant);
	if (several)
		json_add_text(out, "part", entry->part);
	json_add_text(out, "kind", kind_name(entry->kind));
	json_add_text(out, "state", entry_state_name(entry->state));
	add_instants(out, zone, entry);
	json_add_int(out, "minutes", entry->unit == UNIT_MINUTES ? amount : 0);
	if (entry->unit != UNIT_MINUTES) {
		json_add_text(out, "unit", unit_name(entry->unit));
		json_add_int(out, "amount", amount);
	}
}

/* Where weeks lapse, the one that was booked in tells more than the month. */
static json_t *log_week_json(const struct week *week)
{
	json_t *object = json_object();
	char name[9];

	week_format(week->from, name);
	json_put_text(object, "week", name);
	json_put_int(object, "granted", week->granted);
	json_put_int(object, "used", week->used);
	json_put_int(object, "beyond", week->beyond);
	json_put_int(object, "left", week->unused);
	return object;
}

/* Of the week, where what it leaves lapses with it; else of the month. */
static void put_left(json_t *object, const struct log_result *result)
{
	int64_t left = result->by_week ? result->week.unused : result->left;
	int64_t overdraft = result->by_week ? result->week.beyond : result->overdraft;

	json_put(object, "left", result->shows_left ? json_integer(left) : json_null());
	json_put(object, "overdraft", result->shows_left ? json_integer(overdraft) : json_null());
}

static json_t *log_json(const struct log_result *result, int64_t shift)
{
	json_t *object = json_object();

	json_put_int(object, "entry", result->entry);
	if (shift)
		json_put_int(object, "shift", shift);
	json_put_int(object, "minutes", result->unit == UNIT_MINUTES ? result->amount : 0);
	if (result->unit != UNIT_MINUTES) {
		json_put_text(object, "unit", unit_name(result->unit));
		json_put_int(object, "amount", result->amount);
	}
	json_put_text(object, "grant", result->grant);
	if (result->part)
		json_put_text(object, "part", result->part);
	put_left(object, result);
	if (result->by_week)
		json_put(object, "week", log_week_json(&result->week));
	json_put(object, "warnings", warnings_json(&result->notices));
	return object;
}

static void say_week(struct call *call, const struct log_result *result, const char *amount, const char *grant)
{
	char *left = said_amount(call, result->week.unused, result->unit);
	char *over = said_amount(call, result->week.beyond, result->unit);
	char week[9];

	week_format(result->week.from, week);
	if (result->week.beyond)
		/* TRANSLATORS: number, amount, grant, what is too much, week: … · 0:30 more than 2025-W10 gives */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s more than %5$s gives"), (long long)result->entry, amount, grant, over,
		         week);
	else
		/* TRANSLATORS: number, amount, grant, what is left, week: … · 1:30 left of 2025-W10 */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s left of %5$s"), (long long)result->entry, amount, grant, left, week);
	free(left);
	free(over);
}

void log_result_print(struct call *call, const struct log_result *result, int64_t shift)
{
	char *amount, *left, *over, *grant;

	if (call->json) {
		call_json(call, log_json(result, shift));
		return;
	}
	amount = said_amount(call, result->amount, result->unit);
	left = said_amount(call, result->left, result->unit);
	over = said_amount(call, result->overdraft, result->unit);
	grant = said_grant(result->grant, result->part, result->part != NULL);
	if (!result->shows_left || !result->granted)
		/* TRANSLATORS: number, amount, grant: entry 17: 9:00 on led */
		call_say(call, _("entry %1$lld: %2$s on %3$s"), (long long)result->entry, amount, grant);
	else if (result->by_week)
		say_week(call, result, amount, grant);
	else if (result->overdraft)
		/* TRANSLATORS: number, amount, grant, what is left, what was used beyond it */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s left · %5$s more than there was"), (long long)result->entry,
		         amount, grant, left, over);
	else
		/* TRANSLATORS: number, amount, grant, what is left: entry 17: 9:00 on led · 21:00 left */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s left"), (long long)result->entry, amount, grant, left);
	call_warn(call, &result->notices);
	free(amount);
	free(left);
	free(over);
	free(grant);
}
