/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How entries look, wherever a command shows them. */
#include "internal.h"

static void put_instants(json_t *object, const struct zone *zone, const struct entry *entry)
{
	char start[26], end[26];

	if (!entry->clocked) {
		json_put_day(object, "start", entry->day);
		json_put_day(object, "end", entry->day);
		return;
	}
	instant_format(zone, entry->span.start, start);
	instant_format(zone, entry->span.end, end);
	json_put_text(object, "start", start);
	json_put_text(object, "end", end);
}

void entry_put(json_t *object, const struct zone *zone, const struct entry *entry, bool several)
{
	json_put_int(object, "id", entry->id);
	json_put_text(object, "person", entry->person);
	json_put_text(object, "grant", entry->grant);
	if (several)
		json_put_text(object, "part", entry->part);
	json_put_text(object, "kind", kind_name(entry->kind));
	json_put_text(object, "state", entry_state_name(entry->state));
	put_instants(object, zone, entry);
}

void entry_put_amount(json_t *object, int64_t amount, enum unit unit)
{
	json_put_int(object, "minutes", unit == UNIT_MINUTES ? amount : 0);
	if (unit != UNIT_MINUTES) {
		json_put_text(object, "unit", unit_name(unit));
		json_put_int(object, "amount", amount);
	}
}

static json_t *log_json(const struct log_result *result, int64_t shift)
{
	json_t *object = json_object();

	json_put_int(object, "entry", result->entry);
	if (shift)
		json_put_int(object, "shift", shift);
	entry_put_amount(object, result->amount, result->unit);
	json_put_text(object, "grant", result->grant);
	if (result->part)
		json_put_text(object, "part", result->part);
	json_put_int(object, "left", result->left);
	json_put_int(object, "overdraft", result->overdraft);
	json_put(object, "warnings", warnings_json(&result->notices));
	return object;
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
	if (result->overdraft)
		/* TRANSLATORS: number, amount, grant, what is left, what was used beyond it */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s left · %5$s more than there was"), (long long)result->entry, amount, grant,
		         left, over);
	else
		/* TRANSLATORS: number, amount, grant, what is left: entry 17: 9:00 on led · 21:00 left */
		call_say(call, _("entry %1$lld: %2$s on %3$s · %4$s left"), (long long)result->entry, amount, grant, left);
	call_warn(call, &result->notices);
	free(amount);
	free(left);
	free(over);
	free(grant);
}
