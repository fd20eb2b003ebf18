/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/conf/scheme.h"

#define LINE_COLUMNS 78

static const char *said(const struct scheme_text *text)
{
	return scheme_text(text, text_lang());
}

/* ---- JSON */

static json_t *part_json(const struct scheme_part *part)
{
	json_t *object = json_object();

	json_put_text(object, "part", part->id);
	json_put_text(object, "name", said(&part->name));
	json_put_text(object, "unit", unit_name(part->unit));
	json_put_text(object, "per", per_name(part->per));
	json_put_int(object, "amount", part->amount);
	json_put_text(object, "carry", carry_name(part->carry));
	if (part->carry == CARRY_WINDOW) {
		json_put_int(object, "window", part->window);
		json_put_int(object, "cap", part->cap);
		json_put_text(object, "use", use_order_name(part->use));
	}
	json_put_flag(object, "lapse", part->lapse);
	json_put_flag(object, "optional", part->optional);
	return object;
}

static json_t *level_json(const struct scheme *scheme, const struct scheme_level *level)
{
	json_t *object = json_object();

	json_put_text(object, "level", level->id);
	json_put_text(object, "name", said(&level->name));
	json_put_text(object, "part", scheme->parts[level->part].id);
	json_put_text(object, "per", per_name(level->per));
	json_put_int(object, "amount", level->amount);
	json_put_int(object, "least", level->least);
	json_put_int(object, "above", level->above);
	json_put_int(object, "most", level->most);
	return object;
}

static json_t *deadline_json(const struct scheme_deadline *deadline)
{
	json_t *object = json_object();
	char span[16];

	json_put_text(object, "deadline", deadline->id);
	json_put_text(object, "name", said(&deadline->name));
	json_put_text(object, "what", said(&deadline->what));
	json_put_text(object, "kind", deadline_kind_name(deadline->kind));
	json_put_text(object, "anchor", deadline_anchor_name(deadline->anchor));
	json_put_text(object, "by", deadline_by_name(deadline->by));
	scheme_span_format(&deadline->after, span);
	json_put_text(object, "after", span);
	scheme_span_format(&deadline->every, span);
	json_put_text(object, "every", span);
	json_put_text(object, "is", strength_name(deadline->is));
	return object;
}

/* What a list shows. */
static json_t *scheme_json(const struct scheme *scheme)
{
	json_t *object = json_object();

	json_put_text(object, "id", scheme->id);
	json_put_text(object, "country", scheme->country);
	json_put_text(object, "authority", scheme->authority);
	json_put_text(object, "law", scheme->law);
	json_put_text(object, "name", said(&scheme->name));
	json_put_text(object, "source", scheme->source);
	json_put_day(object, "from", scheme->from);
	json_put_day(object, "until", scheme->until);
	return object;
}

static json_t *scheme_json_whole(const struct scheme *scheme)
{
	json_t *object = scheme_json(scheme), *excludes = json_array(), *parts = json_array();

	json_put_text(object, "gives", said(&scheme->gives));
	json_put_text(object, "who", said(&scheme->who));
	json_put_text(object, "excludes_text", said(&scheme->excludes_text));
	json_put_text(object, "payment", said(&scheme->payment));
	json_put_text(object, "follow_up", said(&scheme->follow_up));
	json_put_text(object, "appeal", said(&scheme->appeal));
	json_put_int(object, "holder_age", scheme->holder_age);
	json_put_int(object, "helper_age", scheme->helper_age);
	json_put_flag(object, "wages", scheme->wages);
	for (int i = 0; i < scheme->exclude_count; i++)
		json_array_append_new(excludes, json_text(scheme->excludes[i]));
	json_put(object, "excludes", excludes);
	for (int i = 0; i < scheme->part_count; i++)
		json_array_append_new(parts, part_json(&scheme->parts[i]));
	json_put(object, "parts", parts);
	json_put_flag(object, "offered", !scheme->not_offered);
	parts = json_array();
	for (int i = 0; i < scheme->level_count; i++)
		json_array_append_new(parts, level_json(scheme, &scheme->levels[i]));
	json_put(object, "levels", parts);
	parts = json_array();
	for (int i = 0; i < scheme->deadline_count; i++)
		json_array_append_new(parts, deadline_json(&scheme->deadlines[i]));
	json_put(object, "deadlines", parts);
	return object;
}

/* ---- text */

/* Breaks a text into lines between its words. */
static void add_filled(struct str *out, const char *text)
{
	int column = 0;

	while (*(text += strspn(text, " \t\n"))) {
		size_t length = strcspn(text, " \t\n");
		char *word = mem_textn(text, length);
		int width = utf8_width(word);

		if (column && column + 1 + width > LINE_COLUMNS) {
			str_addc(out, '\n');
			column = 0;
		}
		if (column++)
			str_addc(out, ' ');
		else
			column = 0;
		utf8_add_safe(out, word);
		column += width;
		text += length;
		free(word);
	}
	str_addc(out, '\n');
}

static void add_text(struct str *out, const char *title, const struct scheme_text *text)
{
	if (!*said(text))
		return;
	str_addf(out, "\n%s\n", title);
	add_filled(out, said(text));
}

static char *said_carry(const struct scheme_part *part)
{
	char *cap = text_figure(part->cap, part->unit), *text = NULL;

	if (part->average) {
		free(cap);
		return mem_text(_("an average: nothing lapses"));
	}
	switch (part->carry) {
	case CARRY_NONE:
		text = mem_text(_("what is left lapses when its time is over"));
		break;
	case CARRY_YEAR:
		text = mem_text(_("settled when the calendar year ends"));
		break;
	case CARRY_POT:
		text = mem_text(_("until it is used up or the grant ends"));
		break;
	case CARRY_WINDOW:
		text = str_make(part->use == USE_NEWEST_FIRST
		                        ? ngettext("kept for %1$d month, at most %2$s, newest first",
		                                   "kept for %1$d months, at most %2$s, newest first", (unsigned long)part->window)
		                        : ngettext("kept for %1$d month, at most %2$s, oldest first",
		                                   "kept for %1$d months, at most %2$s, oldest first", (unsigned long)part->window),
		                part->window, part->cap ? cap : "–");
		break;
	}
	free(cap);
	return text;
}

static const char *currency_of(const struct scheme *scheme)
{
	return strcmp(scheme->country, "DE") == 0 ? "EUR" : "DKK";
}

static void add_levels(struct str *out, const struct scheme *scheme)
{
	struct table *table = table_new();

	table_column(table, _("Level"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_LEFT);
	for (int i = 0; i < scheme->level_count; i++) {
		table_cell(table, scheme->levels[i].id);
		table_cell(table, said(&scheme->levels[i].name));
		table_cell_take(table, text_level(scheme, &scheme->levels[i], currency_of(scheme)));
	}
	str_addc(out, '\n');
	table_write(table, out, 0);
	table_free(&table);
}

static void add_deadlines(struct str *out, const struct scheme *scheme)
{
	for (int i = 0; i < scheme->deadline_count; i++)
		add_text(out, said(&scheme->deadlines[i].name), &scheme->deadlines[i].what);
}

static void add_parts(struct str *out, const struct scheme *scheme)
{
	const char *currency = currency_of(scheme);
	struct table *table = table_new();

	table_column(table, _("Part"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("Amount"), TABLE_LEFT);
	table_column(table, _("How it is kept"), TABLE_LEFT);
	for (int i = 0; i < scheme->part_count; i++) {
		const struct scheme_part *part = &scheme->parts[i];
		struct rate rate = { part->amount, part->unit, part->per };

		table_cell(table, part->id);
		table_cell(table, said(&part->name));
		table_cell_take(table, part->amount ? text_rate(&rate, currency) : mem_text(_("as the decision says")));
		table_cell_take(table, said_carry(part));
	}
	str_addc(out, '\n');
	table_write(table, out, 0);
	table_free(&table);
}

static void add_scheme(struct str *out, const struct scheme *scheme)
{
	char *from = text_day_long(scheme->from);

	str_addf(out, "%s: %s\n%s, %s\n", scheme->id, said(&scheme->name), scheme->law, scheme->authority);
	add_text(out, _("What it gives"), &scheme->gives);
	add_text(out, _("Who can have it"), &scheme->who);
	add_text(out, _("What goes with it, and what does not"), &scheme->excludes_text);
	add_text(out, _("What you pay yourself"), &scheme->payment);
	add_text(out, _("Follow-up"), &scheme->follow_up);
	add_text(out, _("Appeal"), &scheme->appeal);
	if (scheme->not_offered)
		str_addf(out, "\n%s\n", _("This is not offered here."));
	if (scheme->part_count)
		add_parts(out, scheme);
	if (scheme->level_count)
		add_levels(out, scheme);
	add_deadlines(out, scheme);
	str_addc(out, '\n');
	str_addf(out, _("Source: %1$s. In force since %2$s."), scheme->source, from);
	str_addc(out, '\n');
	free(from);
}

/* ---- the commands */

static void add_row(struct table *table, const struct scheme *scheme)
{
	table_cell(table, scheme->id);
	table_cell(table, scheme->law);
	table_cell(table, said(&scheme->name));
	table_cell(table, scheme->authority);
}

static bool run_list(struct call *call, struct status *st)
{
	struct table *table = table_new();
	json_t *object = json_object(), *list = json_array();
	struct scheme *scheme;
	int count;
	char **ids;
	bool ok = catalogue_ids(&ids, &count, st);

	table_column(table, _("Id"), TABLE_LEFT);
	table_column(table, _("Law"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("Authority"), TABLE_LEFT);
	for (int i = 0; ok && i < count; i++) {
		ok = catalogue_scheme(ids[i], &scheme, st);
		if (!ok)
			break;
		add_row(table, scheme);
		json_array_append_new(list, scheme_json(scheme));
		scheme_free(&scheme);
	}
	if (ok || count)
		ids_free(&ids, count);
	json_put(object, "schemes", list);
	if (ok && call->json)
		call_json(call, json_incref(object));
	else if (ok)
		table_write(table, &call->out, 0);
	json_decref(object);
	table_free(&table);
	return ok;
}

static bool run_show(struct call *call, struct status *st)
{
	struct scheme *scheme;

	if (!catalogue_scheme(call_word(call, 0), &scheme, st))
		return false;
	if (call->json)
		call_json(call, scheme_json_whole(scheme));
	else
		add_scheme(&call->out, scheme);
	scheme_free(&scheme);
	return true;
}

/* All that is wrong, by line; the last sentence says how much it is. */
static void tell_problems(struct call *call, const struct conf_problems *problems)
{
	json_t *list = json_array();
	struct str lines = STR_INIT;

	for (int i = 0; i < problems->count; i++) {
		char *sentence = text_status(&problems->items[i]);

		json_array_append_new(list, json_text(sentence));
		utf8_add_safe(&lines, sentence);
		str_addc(&lines, '\n');
		free(sentence);
	}
	if (!call->json)
		fputs(str_peek(&lines), stderr);
	str_done(&lines);
	call->problems = list;
}

static bool run_check(struct call *call, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	const char *file = call_word(call, 0);
	bool ok = scheme_check_file(file, &problems);

	if (!ok) {
		tell_problems(call, &problems);
		status_set(st, STATUS_INPUT, "conf", N_("{1} is not right yet. Places to mend: {2}."), "si", file,
		           (int64_t)problems.count);
	} else if (call->json) {
		json_t *object = json_object();

		json_put_text(object, "file", file);
		json_put_flag(object, "ok", true);
		call_json(call, object);
	} else {
		call_say(call, _("%s is right."), file);
	}
	conf_problems_done(&problems);
	return ok;
}

static const struct command commands[] = {
	{
		.name = "scheme list",
		.does = N_("Lists the kinds of help that ledsag knows, with their law and authority."),
		.examples = { "scheme list" },
		.run = run_list,
	},
	{
		.name = "scheme show",
		.words = { N_("SCHEME") },
		.does = N_("Says what a kind of help gives, who can have it, how it is kept and where that is written."),
		.examples = { "scheme show dk.holbaek.97" },
		.run = run_show,
	},
	{
		.name = "scheme check",
		.words = { N_("FILE") },
		.does = N_("Reads a scheme file and says, line by line, what is not right in it: ledsag-schemes(5)."),
		.examples = { "scheme check dk.odense.97.conf" },
		.run = run_check,
	},
};

const struct command_group cmd_scheme = { "scheme", N_("the kinds of help, with source and dates"), commands, COUNT_OF(commands) };
