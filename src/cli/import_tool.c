/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import hours --from TOOL: reads the files, has them booked, and tells what every word was taken as and what could not be. */
#include "import.h"

#define UNKNOWN_SHOWN 40 /* words that are listed for people; JSON has them all */

/* ---- what it came to, in JSON */

static json_t *meaning_json(const struct import_meaning *meaning, const char *key)
{
	json_t *object = json_object();

	json_put_text(object, "word", meaning->word);
	json_put_text(object, "field", *meaning->word ? import_role_name(meaning->role) : "");
	json_put_text(object, key, import_means_name(meaning->means));
	if (*meaning->to)
		json_put_text(object, "to", meaning->to);
	json_put_int(object, "entries", meaning->entries);
	return object;
}

static json_t *meanings_json(const struct import_meaning *list, int count, const char *key)
{
	json_t *array = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(array, meaning_json(&list[i], key));
	return array;
}

static json_t *told_json(const struct import_rows *rows, const struct import_told *list, int count)
{
	json_t *array = json_array();

	for (int i = 0; i < count; i++) {
		json_t *object = json_object();

		json_put_text(object, "file", import_rows_file_name(rows, list[i].file));
		if (list[i].what)
			json_put_text(object, "entry", list[i].what);
		else
			json_put_int(object, "line", list[i].line);
		if (list[i].why)
			json_put_text(object, "why", list[i].why);
		else
			json_put_text(object, "field", list[i].field);
		json_put_text(object, "message", list[i].message);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *outcome_json(const struct import_rows *rows, const struct import_outcome *out)
{
	json_t *object = json_object();

	json_put(object, "mapped", meanings_json(out->mapped, out->mapped_count, "means"));
	json_put(object, "unmapped", meanings_json(out->unknown, out->unknown_count, "wants"));
	json_put_int(object, "unmapped_entries", out->unmapped);
	json_put_int(object, "doubles", out->doubles);
	json_put_int(object, "skipped", out->skipped);
	json_put_int(object, "outside", out->outside);
	json_put(object, "left", told_json(rows, out->left_out, out->left_count));
	return object;
}

static json_t *result_json(const char *tool, const struct import_rows *rows, const struct import_outcome *out, bool dry)
{
	json_t *object = json_object(), *more = outcome_json(rows, out);

	json_put_int(object, "rows", out->booked);
	json_put_int(object, "minutes", out->minutes);
	json_put_flag(object, "dry_run", dry);
	json_put_text(object, "from", tool);
	json_object_update(object, more);
	json_decref(more);
	json_put(object, "warnings", warnings_json(&out->notices));
	return object;
}

/* ---- … and in words */

static void add_line(struct str *out, const char *line)
{
	utf8_add_safe(out, line);
	str_addc(out, '\n');
}

/* "2025-01.data:3: end: what is wrong", "calendar.ics: Cinema, 2025-06-02 (UID …): what is wrong". */
static void add_told(struct str *out, const struct import_rows *rows, const struct import_told *list, int count)
{
	for (int i = 0; i < count; i++) {
		struct str line = STR_INIT;

		str_addf(&line, "%s:", import_rows_file_name(rows, list[i].file));
		if (list[i].what)
			str_addf(&line, " %s: ", list[i].what);
		else
			str_addf(&line, "%" PRId64 ": ", list[i].line);
		if (*list[i].field)
			str_addf(&line, "%s: ", list[i].field);
		if (list[i].why)
			str_addf(&line, "%s: ", _("not imported"));
		str_add(&line, list[i].message);
		add_line(out, str_peek(&line));
		str_done(&line);
	}
}

static char *said_unknown(const struct import_meaning *m)
{
	const char *role = _(import_role_label(m->role));
	unsigned long n = (unsigned long)m->entries;
	long long count = m->entries;

	if (!*m->word)
		return str_make(ngettext("%lld entry has no word that could name a grant: add --grant GRANT",
		                         "%lld entries have no word that could name a grant: add --grant GRANT", n), count);
	if (m->means == MEANS_PERSON)
		return str_make(ngettext("%1$lld entry has the %2$s “%3$s”, which is no person: add --map '%3$s=person:PERSON'",
		                         "%1$lld entries have the %2$s “%3$s”, which is no person: add --map '%3$s=person:PERSON'", n),
		                count, role, m->word);
	if (m->means == MEANS_SEVERAL)
		return str_make(ngettext("%1$lld entry has the %2$s “%3$s”, which could be several things: say which with --map '%3$s=…'",
		                         "%1$lld entries have the %2$s “%3$s”, which could be several things: say which with --map '%3$s=…'", n),
		                count, role, m->word);
	return str_make(ngettext("%1$lld entry has the %2$s “%3$s”, which is no grant: add --map '%3$s=GRANT'",
	                         "%1$lld entries have the %2$s “%3$s”, which is no grant: add --map '%3$s=GRANT'", n),
	                count, role, m->word);
}

static int by_entries(const void *a, const void *b)
{
	const struct import_meaning *x = a, *y = b;

	return x->entries != y->entries ? (x->entries > y->entries ? -1 : 1) : strcmp(x->word, y->word);
}

/* The most frequent first: a few rules then map most. */
static void add_unknown(struct str *out, const struct import_outcome *outcome)
{
	int more = outcome->unknown_count - UNKNOWN_SHOWN;

	if (outcome->unknown_count)
		qsort(outcome->unknown, (size_t)outcome->unknown_count, sizeof *outcome->unknown, by_entries);
	for (int i = 0; i < outcome->unknown_count && i < UNKNOWN_SHOWN; i++) {
		char *line = said_unknown(&outcome->unknown[i]);

		add_line(out, line);
		free(line);
	}
	if (more > 0) {
		char *line = str_make(ngettext("… and %d more word", "… and %d more words", (unsigned long)more), more);

		add_line(out, line);
		free(line);
	}
}

static const char *said_means(enum import_means means)
{
	switch (means) {
	case MEANS_GRANT:
		return _("grant");
	case MEANS_PERSON:
		return _("person");
	case MEANS_KIND:
		return _("kind");
	case MEANS_SKIP:
		return _("left out");
	default:
		return _("note");
	}
}

/* What each word was taken as; words that only become part of a note are counted, for there may be one in every entry. */
static void add_mapping(struct str *out, const struct import_outcome *outcome)
{
	struct table *table = table_new();
	int notes = 0;

	table_column(table, _("Word"), TABLE_LEFT);
	table_column(table, _("Field"), TABLE_LEFT);
	table_column(table, _("Taken as"), TABLE_LEFT);
	table_column(table, _("Entries"), TABLE_RIGHT);
	for (int i = 0; i < outcome->mapped_count; i++) {
		const struct import_meaning *m = &outcome->mapped[i];

		if (m->means == MEANS_NOTE) {
			notes++;
			continue;
		}
		table_cell(table, m->word);
		table_cell(table, _(import_role_label(m->role)));
		table_cellf(table, "%s%s%s", said_means(m->means), *m->to ? " " : "", m->to);
		table_cellf(table, "%" PRId64, m->entries);
	}
	if (table_rows(table))
		table_write(table, out, 0);
	table_free(&table);
	if (notes)
		str_addf(out, ngettext("%d other word becomes part of the note\n", "%d other words become part of the notes\n", (unsigned long)notes),
		         notes);
}

/* A line for each that there is. */
static void add_counts(struct str *out, const struct import_outcome *o)
{
	if (o->doubles)
		str_addf(out, ngettext("%lld entry was there already and is left out\n", "%lld entries were there already and are left out\n",
		                       (unsigned long)o->doubles), (long long)o->doubles);
	if (o->skipped)
		str_addf(out, ngettext("%lld entry is left out as --map says\n", "%lld entries are left out as --map says\n",
		                       (unsigned long)o->skipped), (long long)o->skipped);
	if (o->outside)
		str_addf(out, ngettext("%lld entry is on another day\n", "%lld entries are on other days\n",
		                       (unsigned long)o->outside), (long long)o->outside);
	if (o->unmapped)
		str_addf(out, ngettext("%lld entry could not be mapped and is left out\n", "%lld entries could not be mapped and are left out\n",
		                       (unsigned long)o->unmapped), (long long)o->unmapped);
}

static void tell_success(struct call *call, const struct import_rows *rows, const struct import_outcome *out, bool dry)
{
	char *hours = text_figure(out->minutes, UNIT_MINUTES);
	struct str beside = STR_INIT;

	if (dry)
		add_mapping(&call->out, out);
	call_say(call,
	         dry ? ngettext("%1$lld entry, %2$s hours: all right, nothing was booked",
	                        "%1$lld entries, %2$s hours: all right, nothing was booked", (unsigned long)out->booked)
	             : ngettext("%1$lld entry, %2$s hours: booked", "%1$lld entries, %2$s hours: booked",
	                        (unsigned long)out->booked),
	         (long long)out->booked, hours);
	add_counts(&call->out, out);
	add_unknown(&beside, out);
	add_told(&beside, rows, out->left_out, out->left_count);
	fputs(str_peek(&beside), stderr);
	call_warn(call, &out->notices);
	str_done(&beside);
	free(hours);
}

static void tell_failure(struct call *call, const struct import_rows *rows, const struct import_outcome *out, bool dry)
{
	struct str text = STR_INIT;

	if (call->json) {
		call->more = outcome_json(rows, out);
		call->problems = told_json(rows, out->problems, out->problem_count);
		return;
	}
	if (dry)
		add_mapping(&text, out);
	add_told(&text, rows, out->left_out, out->left_count);
	add_told(&text, rows, out->problems, out->problem_count);
	add_unknown(&text, out);
	fputs(str_peek(&text), stderr);
	str_done(&text);
}

/* ---- reading */

enum tool { TIMEWARRIOR, KIMAI, ICS };

static bool which_tool(const char *name, enum tool *out, struct status *st)
{
	static const char *const names[] = { [TIMEWARRIOR] = "timewarrior", [KIMAI] = "kimai-csv", [ICS] = "ics" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (!strcmp(names[i], name)) {
			*out = (enum tool)i;
			return true;
		}
	return status_set(st, STATUS_INPUT, "usage", N_("“{1}” is no tool that ledsag reads: write timewarrior, kimai-csv or ics."), "s", name);
}

static bool is_json(const struct str *bytes)
{
	size_t at = bytes->length ? strspn(bytes->s, " \t\r\n") : 0;

	return at < bytes->length && bytes->s[at] == '[';
}

static bool read_file(struct call *call, enum tool tool, const char *name, const struct import_terms *terms,
                      struct import_rows *rows, struct status *st)
{
	struct str bytes = STR_INIT;
	int file = import_rows_file(rows, input_name(name));
	bool ok = input_read(name, &bytes, st);

	if (ok && tool == KIMAI)
		ok = import_read_kimai(call->app, rows, file, str_peek(&bytes), bytes.length, st);
	else if (ok && tool == ICS)
		ok = import_read_ics(call->app, rows, file, str_peek(&bytes), bytes.length, terms->since, terms->until, st);
	else if (ok && is_json(&bytes))
		ok = import_read_timew_json(rows, file, bytes.s, bytes.length, st);
	else if (ok)
		ok = import_read_timewarrior(rows, file, str_peek(&bytes), bytes.length, st);
	str_done(&bytes);
	return ok;
}

static bool read_days(struct call *call, enum tool tool, struct import_terms *terms, struct status *st)
{
	const char *since = call_option(call, "since"), *until = call_option(call, "until");
	day_t today = app_today(call->app);

	terms->since = DAY_NONE;
	terms->until = tool == ICS ? today : DAY_MAX;
	if ((since && !day_parse(since, today, DAY_PAST, &terms->since, st)) ||
	    (until && !day_parse(until, today, DAY_PAST, &terms->until, st)))
		return false;
	return terms->since <= terms->until ||
	       status_set(st, STATUS_INPUT, "usage", N_("--until {2} is before --since {1}."), "dd", terms->since, terms->until);
}

static bool read_all(struct call *call, enum tool tool, struct import_terms *terms, struct str *map, struct import_rows *rows,
                     struct status *st)
{
	terms->map_file = call_option(call, "map-file");
	if (terms->map_file && !input_read(terms->map_file, map, st))
		return false;
	if (terms->map_file && (!utf8_valid(str_peek(map), map->length) || strlen(str_peek(map)) != map->length))
		return status_set(st, STATUS_INPUT, "map", N_("{1} is no text in UTF-8: write a WORD=MEANING on each line."), "s", terms->map_file);
	terms->map_text = terms->map_file ? str_peek(map) : NULL;
	for (int i = 0; i < call->word_count; i++)
		if (!read_file(call, tool, call_word(call, i), terms, rows, st))
			return false;
	return true;
}

static bool book(struct call *call, const char *tool, struct import_rows *rows, const struct import_terms *terms, struct status *st)
{
	struct bar bar = bar_begin(call);
	struct import_outcome out = { 0 };
	bool ok = app_import_rows(call->app, rows, terms, bar_draw, &bar, &out, st);

	bar_wipe(&bar);
	if (!ok)
		tell_failure(call, rows, &out, terms->dry);
	else if (call->json)
		call_json(call, result_json(tool, rows, &out, terms->dry));
	else
		tell_success(call, rows, &out, terms->dry);
	import_outcome_done(&out);
	return ok;
}

bool import_from_tool(struct call *call, const char *name, struct status *st)
{
	struct import_terms terms = {
		.grant = call_option(call, "grant"),
		.person = call_option(call, "person"),
		.kind = call_option(call, "kind"),
		.skip_unmapped = call_flag(call, "skip-unmapped"),
		.dry = call_flag(call, "dry-run"),
	};
	struct import_rows *rows = import_rows_new();
	const char **maps = call_values(call, "map", &terms.map_count);
	struct str map = STR_INIT;
	enum tool tool = TIMEWARRIOR;
	bool ok;

	terms.maps = maps;
	/* Who may not import is told so before a file is read. */
	ok = app_may(call->app, MAY_IMPORT_HOURS, NULL, st) && which_tool(name, &tool, st) && read_days(call, tool, &terms, st) &&
	     read_all(call, tool, &terms, &map, rows, st) && book(call, name, rows, &terms, st);
	import_rows_free(&rows);
	str_done(&map);
	free(maps);
	return ok;
}
