/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/conf/scheme.h"

#define LINE_COLUMNS 79

/* ---- text */

static void add_blanks(struct str *out, int count)
{
	while (count-- > 0)
		str_addc(out, ' ');
}

/* Breaks a text into lines between its words. The first one begins at `column`, the others after `indent` blanks. */
static void add_filled(struct str *out, const char *text, int column, int indent)
{
	bool first = true;

	while (*(text += strspn(text, " \t\n"))) {
		size_t length = strcspn(text, " \t\n");
		char *word = mem_textn(text, length);
		int width = utf8_width(word);

		if (!first && column + 1 + width > LINE_COLUMNS) {
			str_addc(out, '\n');
			add_blanks(out, indent);
			column = indent;
			first = true;
		}
		if (!first)
			str_addc(out, ' ');
		utf8_add_safe(out, word);
		column += width + !first;
		first = false;
		text += length;
		free(word);
	}
	str_addc(out, '\n');
}

static void add_section(struct str *out, const struct scheme_section *section)
{
	int indent = section->title ? 2 : 0;

	str_addc(out, '\n');
	if (section->title)
		add_filled(out, section->title, 0, 0);
	for (int i = 0; i < section->count; i++) {
		add_blanks(out, indent);
		add_filled(out, section->lines[i], indent, section->items ? indent + 2 : indent);
	}
}

static void add_scheme(struct str *out, const struct scheme *scheme, const struct catalogue *catalogue)
{
	char *title = str_make("%s: %s", scheme->id, scheme_text(&scheme->name, text_lang()));
	struct scheme_words words;

	add_filled(out, title, 0, 2);
	scheme_tell(scheme, catalogue, &words);
	for (int i = 0; i < words.count; i++)
		add_section(out, &words.of[i]);
	scheme_words_done(&words);
	free(title);
}

/* ---- the list */

static bool same_place(const struct scheme *a, const struct scheme *b)
{
	bool same = strcmp(a->authority, b->authority) == 0 && a->also_count == b->also_count;

	for (int i = 0; same && i < a->also_count; i++)
		same = strcmp(a->also[i], b->also[i]) == 0;
	return same;
}

static void add_row(struct str *out, const struct scheme *scheme, int id, int law)
{
	char *name = mem_text(scheme_text(&scheme->name, text_lang()));

	if (scheme->not_offered) {
		char *plain = name;

		name = str_make(_("%s (not offered)"), plain);
		free(plain);
	}
	str_addf(out, "  %-*s  ", id, scheme->id);
	utf8_add_safe(out, scheme->law);
	add_blanks(out, law - utf8_width(scheme->law) + 2);
	add_filled(out, name, id + law + 6, id + law + 6);
	free(name);
}

/* The schemes of one authority under its name: id, law and what it is called. */
static void add_group(struct str *out, struct scheme *const *schemes, int count)
{
	struct str place = STR_INIT;
	int id = 0, law = 0;

	for (int i = 0; i < count; i++) {
		int width = utf8_width(schemes[i]->law), length = (int)strlen(schemes[i]->id);

		id = length > id ? length : id;
		law = width > law ? width : law;
	}
	str_add(&place, schemes[0]->authority);
	for (int i = 0; i < schemes[0]->also_count; i++)
		str_addf(&place, ", %s", schemes[0]->also[i]);
	add_filled(out, str_peek(&place), 0, 0);
	for (int i = 0; i < count; i++)
		add_row(out, schemes[i], id, law);
	str_done(&place);
}

/* Leaves in the catalogue what fits. */
static void keep_fitting(struct catalogue *catalogue, const struct catalogue_query *query)
{
	int kept = 0;

	for (int i = 0; i < catalogue->count; i++) {
		if (catalogue_fits(catalogue->of[i], query))
			catalogue->of[kept++] = catalogue->of[i];
		else
			scheme_free(&catalogue->of[i]);
	}
	catalogue->count = kept;
}

static void list_text(struct call *call, const struct catalogue *catalogue, int all)
{
	int first = 0;

	for (int i = 1; i <= catalogue->count; i++) {
		if (i < catalogue->count && same_place(catalogue->of[i], catalogue->of[first]))
			continue;
		if (first)
			str_addc(&call->out, '\n');
		add_group(&call->out, catalogue->of + first, i - first);
		first = i;
	}
	if (!catalogue->count)
		call_say(call, ngettext("No scheme fits all of that: ask for less. Without options, %d is listed.",
		                        "No scheme fits all of that: ask for less. Without options, all %d are listed.", (unsigned long)all), all);
	call_warn(call, &catalogue->broken);
}

static json_t *list_json(const struct catalogue *catalogue)
{
	json_t *object = json_object(), *list = json_array();

	for (int i = 0; i < catalogue->count; i++)
		json_array_append_new(list, scheme_json(catalogue->of[i]));
	json_put(object, "schemes", list);
	json_put(object, "warnings", warnings_json(&catalogue->broken));
	return object;
}

static bool run_list(struct call *call, struct status *st)
{
	struct catalogue_query query = { call_option(call, "authority"), call_option(call, "law"), call_option(call, "country"),
		                         call_word(call, 0), -1 };
	const char *word = call_option(call, "need");
	struct catalogue catalogue;
	enum need need = NEED_ADVICE;
	int all;

	if (word && !catalogue_need(word, &need, st))
		return false;
	if (word)
		query.need = (int)need;
	if (!catalogue_load(&catalogue, st))
		return false;
	all = catalogue.count;
	keep_fitting(&catalogue, &query);
	if (call->json)
		call_json(call, list_json(&catalogue));
	else
		list_text(call, &catalogue, all);
	catalogue_done(&catalogue);
	return true;
}

static bool run_show(struct call *call, struct status *st)
{
	struct catalogue catalogue = { 0 };
	struct scheme *scheme;
	bool ok = catalogue_scheme(call_word(call, 0), &scheme, st);

	if (!ok)
		return false;
	ok = catalogue_load(&catalogue, st);
	if (ok && call->json)
		call_json(call, scheme_json_whole(scheme, &catalogue));
	else if (ok)
		add_scheme(&call->out, scheme, &catalogue);
	catalogue_done(&catalogue);
	scheme_free(&scheme);
	return ok;
}

/* ---- checking a file */

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

static const struct command_option list_options[] = {
	{ "authority", 0, N_("NAME"), N_("a part of the authority's name: ishoej finds Ishøj Kommune"), 0 },
	{ "law", 0, N_("PARAGRAPH"), N_("the paragraph: 97, \"§ 97\" or \"SEL § 97\""), 0 },
	{ "need", 0, N_("NEED"), N_("what it is for, one of the words above"), 0 },
	{ "country", 0, "DK|DE", N_("the country"), 0 },
	{ NULL, 0, NULL, NULL, 0 },
};

static const struct command commands[] = {
	{
		.name = "scheme list",
		.words = { N_("[TEXT]") },
		.does = N_("Lists the kinds of help that ledsag knows, by authority, with their law.\n"
		           "    TEXT: words of their description.\n"
		           "    NEED: advice, home-life, personal-care, companionship, communication, work,\n"
		           "    day-activity, housing, homelessness, crisis, respite, costs, money, treatment."),
		.options = list_options,
		.examples = { "scheme list", "scheme list --law 97", "scheme list --authority ishoej --need work" },
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
