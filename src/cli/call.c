/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command asks of its call, and how it answers. */
#include "internal.h"

#include "ledsag/core/scan.h"

#include <stdio.h>

/* ---- what was given */

const char *call_word(const struct call *call, int index)
{
	return index < call->word_count ? call->words[index] : NULL;
}

static const struct given_option *find(const struct call *call, const char *name)
{
	for (int i = call->given_count - 1; i >= 0; i--)
		if (strcmp(call->given[i].option->name, name) == 0)
			return &call->given[i];
	return NULL;
}

const char *call_option(const struct call *call, const char *name)
{
	const struct given_option *given = find(call, name);

	return given ? given->value : NULL;
}

bool call_flag(const struct call *call, const char *name)
{
	return find(call, name) != NULL;
}

const char **call_values(const struct call *call, const char *name, int *count)
{
	const char **values = mem_zero((size_t)call->given_count + 1, sizeof *values);

	*count = 0;
	for (int i = 0; i < call->given_count; i++)
		if (strcmp(call->given[i].option->name, name) == 0)
			values[(*count)++] = call->given[i].value;
	return values;
}

bool call_number(const struct call *call, int index, int64_t *out, struct status *st)
{
	const char *text = call_word(call, index), *at = text;

	if (scan_number(&at, INT64_C(1) << 40, out) && !*at && *out > 0)
		return true;
	return status_set(st, STATUS_INPUT, "number", N_("'{1}' is not the number of an entry or shift: write one such as 17."),
	                  "s", text);
}

bool call_month(const struct call *call, month_t *out, struct status *st)
{
	const char *month = call_option(call, "month");

	if (month)
		return month_parse(month, app_today(call->app), out, st);
	*out = month_of(app_today(call->app));
	return true;
}

bool call_days(const struct call *call, day_t *from, day_t *to, struct status *st)
{
	const char *first = call_option(call, "from"), *last = call_option(call, "to");
	month_t month;

	if (call_option(call, "month")) {
		if (first || last)
			return status_set(st, STATUS_INPUT, "usage", N_("--month says both days: leave out --from and --to."), "");
		if (!call_month(call, &month, st))
			return false;
		*from = month_first(month);
		*to = month_last(month);
		return true;
	}
	if (first && !day_parse(first, app_today(call->app), DAY_PAST, from, st))
		return false;
	if (last && !day_parse(last, app_today(call->app), DAY_PAST, to, st))
		return false;
	if (*from > *to)
		return status_set(st, STATUS_INPUT, "usage", N_("--to {2} is before --from {1}."), "dd", *from, *to);
	return true;
}

/* ---- the answer */

void call_say(struct call *call, const char *format, ...)
{
	struct str line = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&line, format, args);
	va_end(args);
	utf8_add_safe(&call->out, str_peek(&line));
	str_addc(&call->out, '\n');
	str_done(&line);
}

void call_json(struct call *call, json_t *take)
{
	json_write(&call->out, take);
	str_addc(&call->out, '\n');
}

void call_corrections(struct call *call, const struct corrections *corrections)
{
	for (int i = 0; i < corrections->count; i++) {
		char *sentence = app_correction_sentence(app_household(call->app)->currency, &corrections->of[i]);

		call_say(call, "- %s", sentence);
		free(sentence);
	}
}

void call_table(struct call *call, struct table **table)
{
	table_write(*table, &call->out, 0);
	table_free(table);
}

/* A failure stays in stdout's error flag, where the end of the program finds it. */
void call_flush(struct call *call)
{
	if (!call->out.length)
		return;
	fwrite(str_peek(&call->out), 1, call->out.length, stdout);
	call->printed = true;
	str_clear(&call->out);
}

void call_warn(const struct call *call, const struct notices *notices)
{
	struct str line = STR_INIT;

	for (int i = 0; i < notices->count && !call->json; i++) {
		str_addf(&line, "ledsag: %s: ", _("warning"));
		utf8_add_safe(&line, notices->of[i].message);
		str_addc(&line, '\n');
	}
	fputs(str_peek(&line), stderr);
	str_done(&line);
}

json_t *warnings_json(const struct notices *notices)
{
	json_t *array = json_array();

	for (int i = 0; i < notices->count; i++) {
		json_t *warning = json_object();

		json_put_text(warning, "rule", notices->of[i].rule);
		json_put_text(warning, "message", notices->of[i].message);
		json_array_append_new(array, warning);
	}
	return array;
}

/* ---- failures */

static json_t *error_json(struct call *call, const struct status *st, const char *sentence)
{
	json_t *error = json_object();

	json_put_int(error, "code", st->code);
	json_put_text(error, "rule", st->rule);
	json_put_text(error, "message", sentence);
	if (call->problems)
		json_put(error, "problems", call->problems);
	call->problems = NULL;
	if (call->more)
		json_object_update_missing(error, call->more);
	return error;
}

void call_fail(struct call *call, const struct status *st)
{
	char *sentence = text_status(st);
	struct str line = STR_INIT;

	if (!call->json) {
		str_add(&line, "ledsag: ");
		utf8_add_safe(&line, sentence);
		str_addc(&line, '\n');
		fputs(str_peek(&line), stderr);
	} else if (call->printed) {
		/* the list has begun: its end carries the error, so that it stays one object */
		str_add(&call->out, "],\"error\":");
		json_write(&call->out, error_json(call, st, sentence));
		str_add(&call->out, "}\n");
		call_flush(call);
	} else {
		json_t *object = json_object();

		str_clear(&call->out);
		json_put(object, "error", error_json(call, st, sentence));
		call_json(call, object);
		call_flush(call);
	}
	str_done(&line);
	free(sentence);
}

/* ---- figures */

char *said_amount(const struct call *call, int64_t amount, enum unit unit)
{
	return unit == UNIT_MINUTES ? text_figure(amount, unit) : text_amount(amount, unit, app_household(call->app)->currency);
}

void table_amount(struct table *table, int64_t amount, enum unit unit)
{
	if (amount)
		table_cell_take(table, text_figure(amount, unit));
	else
		table_cell(table, "–");
}

char *said_grant(const char *grant, const char *part, bool several)
{
	return several && part ? str_make("%s.%s", grant, part) : mem_text(grant);
}

bool grant_has_parts(const struct grants *grants, const char *id)
{
	for (int i = 0; i < grants->count; i++) {
		const struct grant *grant = &grants->of[i];

		if (strcmp(grant->id, id) != 0)
			continue;
		for (int j = 1; j < grant->amount_count; j++)
			if (strcmp(grant->amounts[j].part, grant->amounts[0].part) != 0)
				return true;
	}
	return false;
}
