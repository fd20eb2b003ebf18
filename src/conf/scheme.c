/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/scheme.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme_read.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Limits against slips of the hand. */
#define AGE_MOST 120

static const struct conf_option options[] = {
	{ "country", CONF_TEXT, NULL },
	{ "authority", CONF_TEXT, NULL },
	{ "also", CONF_LIST, NULL },
	{ "law", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ "offered", CONF_TEXT, NULL },
	{ "needs", CONF_LIST, NULL },
	{ "name", CONF_SECTION, scheme_text_options },
	{ "gives", CONF_SECTION, scheme_text_options },
	{ "who", CONF_SECTION, scheme_text_options },
	{ "excludes-text", CONF_SECTION, scheme_text_options },
	{ "payment", CONF_SECTION, scheme_text_options },
	{ "follow-up", CONF_SECTION, scheme_text_options },
	{ "appeal", CONF_SECTION, scheme_text_options },
	{ "holder-age", CONF_TEXT, NULL },
	{ "holder-age-until", CONF_TEXT, NULL },
	{ "holder-age-until-is", CONF_TEXT, NULL },
	{ "holder-age-kept", CONF_TEXT, NULL },
	{ "helper-age", CONF_TEXT, NULL },
	{ "wages", CONF_TEXT, NULL },
	{ "excludes", CONF_LIST, NULL },
	{ "requires", CONF_LIST, NULL },
	{ "notice", CONF_TEXT, NULL },
	{ "keeps-on-moving", CONF_LIST, NULL },
	{ "ends-with-month", CONF_TEXT, NULL },
	{ "length", CONF_SECTION, scheme_length_options },
	{ "part", CONF_TITLED, scheme_part_options },
	{ "level", CONF_TITLED, scheme_level_options },
	{ "charge", CONF_TITLED, scheme_charge_options },
	{ "deadline", CONF_TITLED, scheme_deadline_options },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option *scheme_options(void)
{
	return options;
}

/* ---- single values -------------------------------------------------------- */

static char *read_line(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *example)
{
	const char *value = conf_text(section, option);
	char *line = scheme_folded(value ? value : "");

	if (*line)
		return line;
	free(line);
	conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give one, such as {4}."), example);
	return NULL;
}

/* ---- the scheme ----------------------------------------------------------- */

static void read_head(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	const char *country = conf_text(top, "country");

	scheme->country = mem_text(country ? country : "");
	if (strlen(scheme->country) != 2 || !scheme_all_of(scheme->country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		conf_wrong(problems, top, "country", N_("{1}:{2}: {3}: give two capital letters such as DK or DE."), NULL);
	scheme->authority = read_line(problems, top, "authority", "\"Holbæk Kommune\"");
	scheme->law = read_line(problems, top, "law", "\"SEL § 97\"");
	scheme->source = read_line(problems, top, "source", "\"Serviceniveauer 2024, § 97\"");
	scheme->from = DAY_NONE;
	scheme->until = DAY_MAX;
	if (!conf_given(top, "from"))
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give the date from which it holds, such as 2025-03-30."), NULL);
	scheme_read_day(problems, top, "from", &scheme->from);
	scheme_read_day(problems, top, "until", &scheme->until);
	if (scheme->until < scheme->from)
		conf_wrong(problems, top, "until", N_("{1}:{2}: {3}: is before from: give {4} or a later date."), conf_text(top, "from"));
}

/* Further authorities, by name. */
static void read_also(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "also");

	scheme->also = mem_zero((size_t)count + 1, sizeof *scheme->also);
	for (int i = 0; i < count; i++) {
		char *name = scheme_folded(conf_item(top, "also", i));
		bool known = str_same(name, scheme->authority);

		for (int j = 0; j < scheme->also_count; j++)
			known = known || str_same(name, scheme->also[j]);
		if (!*name)
			conf_wrong(problems, top, "also", N_("{1}:{2}: {3}: name an authority, such as {4}, or leave it out."),
			           "\"Vallensbæk Kommune\"");
		else if (known)
			conf_wrong(problems, top, "also", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), name);
		scheme->also[scheme->also_count++] = name;
	}
}

static void read_needs(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	for (int i = 0; i < conf_count(top, "needs"); i++) {
		const char *word = conf_item(top, "needs", i);
		struct str all = STR_INIT;
		enum need need;

		if (need_parse(word, &need)) {
			if (scheme->needs[need])
				conf_wrong(problems, top, "needs", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), word);
			scheme->needs[need] = true;
			continue;
		}
		for (int n = 0; n < NEED_COUNT; n++)
			str_addf(&all, "%s%s", n ? ", " : "", need_name((enum need)n));
		conf_wrong(problems, top, "needs", N_("{1}:{2}: {3}: is a list of these words: {4}."), str_peek(&all));
		str_done(&all);
	}
}

static void read_ages(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	const char *until = conf_text(top, "holder-age-until");

	scheme_read_number(problems, top, "holder-age", AGE_MOST, &scheme->holder_age);
	scheme_read_number(problems, top, "helper-age", AGE_MOST, &scheme->helper_age);
	scheme->until_pension = until && strcmp(until, "pension") == 0;
	if (!scheme->until_pension)
		scheme_read_number(problems, top, "holder-age-until", AGE_MOST, &scheme->holder_age_until);
	scheme_read_strength(problems, top, "holder-age-until", until, "holder-age-until-is", &scheme->until_is);
	scheme_read_yes_no(problems, top, "holder-age-kept", &scheme->age_kept);
	if (scheme->holder_age_until && scheme->holder_age_until < scheme->holder_age)
		conf_wrong(problems, top, "holder-age-until", N_("{1}:{2}: {3}: is below holder-age: give at least {4}."),
		           conf_text(top, "holder-age"));
	if (conf_given(top, "holder-age-kept") && !until)
		conf_wrong(problems, top, "holder-age-kept", N_("{1}:{2}: {3}: belongs to {4}, which is not given."), "holder-age-until");
}

/* Which schemes cannot stand beside this one, and which come before it. */
static void read_others(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	scheme_read_patterns(problems, top, "excludes", &scheme->excludes, &scheme->exclude_count);
	scheme_read_patterns(problems, top, "requires", &scheme->requires, &scheme->require_count);
	for (int i = 0; i < scheme->require_count; i++) {
		if (scheme_matches(scheme->requires[i], scheme->id))
			conf_wrong(problems, top, "requires", N_("{1}:{2}: {3}: '{4}' is this scheme itself: it cannot come before itself."),
			           scheme->requires[i]);
		for (int j = 0; j < scheme->exclude_count; j++)
			if (strcmp(scheme->requires[i], scheme->excludes[j]) == 0)
				conf_wrong(problems, top, "requires", N_("{1}:{2}: {3}: '{4}' stands in excludes as well: keep one of the two."),
				           scheme->requires[i]);
	}
}

static void read_moving(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	for (int i = 0; i < conf_count(top, "keeps-on-moving"); i++) {
		const char *word = conf_item(top, "keeps-on-moving", i);
		bool *keeps = strcmp(word, "in") == 0 ? &scheme->keeps_moving_in : strcmp(word, "out") == 0 ? &scheme->keeps_moving_out : NULL;

		if (!keeps)
			conf_wrong(problems, top, "keeps-on-moving", N_("{1}:{2}: {3}: give in, out or both, not '{4}'."), word);
		else if (*keeps)
			conf_wrong(problems, top, "keeps-on-moving", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), word);
		else
			*keeps = true;
	}
}

/* What is not offered has a place in the catalogue, and nothing to compute. */
static void read_offered(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	static const char *const nothing[] = { "part", "level", "charge", "deadline" };
	bool offered = true;

	scheme_read_yes_no(problems, top, "offered", &offered);
	scheme->not_offered = !offered;
	for (size_t i = 0; i < COUNT_OF(nothing) && scheme->not_offered; i++)
		if (conf_count(top, nothing[i]))
			conf_wrong(problems, conf_inside(top, nothing[i], 0), NULL,
			           N_("{1}:{2}: {3}: does not go with offered = no: what is not offered has none."), NULL);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	read_head(problems, top, scheme);
	read_also(problems, top, scheme);
	read_offered(problems, top, scheme);
	read_needs(problems, top, scheme);
	scheme_read_text(problems, top, "name", true, &scheme->name);
	scheme_read_text(problems, top, "gives", true, &scheme->gives);
	scheme_read_text(problems, top, "who", true, &scheme->who);
	scheme_read_text(problems, top, "excludes-text", false, &scheme->excludes_text);
	scheme_read_text(problems, top, "payment", false, &scheme->payment);
	scheme_read_text(problems, top, "follow-up", false, &scheme->follow_up);
	scheme_read_text(problems, top, "appeal", false, &scheme->appeal);
	read_ages(problems, top, scheme);
	scheme_read_yes_no(problems, top, "wages", &scheme->wages);
	scheme_read_yes_no(problems, top, "ends-with-month", &scheme->ends_with_month);
	scheme_read_span(problems, top, "notice", &scheme->notice);
	read_moving(problems, top, scheme);
	read_others(problems, top, scheme);
	scheme_read_length(problems, top, &scheme->length);
	scheme_read_parts(problems, top, scheme);
	scheme_read_levels(problems, top, scheme);
	scheme_read_charges(problems, top, scheme);
	scheme_read_deadlines(problems, top, scheme);
}

static bool is_id(const char *id)
{
	return *id && *id != '.' && strlen(id) <= SCHEME_ID_MAX && scheme_all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-.");
}

/* Reads as far as it goes: NULL where the text itself cannot be read. */
static struct scheme *read_scheme(const char *id, const char *text, size_t length, const char *file, struct conf_problems *problems)
{
	struct conf *conf;
	struct scheme *scheme;

	if (!is_id(id) && strcmp(id, "TEMPLATE") != 0)
		status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
		           N_("{1}: name the file by the scheme's id, such as dk.holbaek.97.conf: small letters a to z, digits, dots and hyphens."),
		           "s", file);
	if (!conf_parse(&conf, options, text, length, file, problems))
		return NULL;
	scheme = mem_zero(1, sizeof *scheme);
	scheme->id = mem_text(id);
	read_all(problems, conf_top(conf), scheme);
	conf_free(&conf);
	conf_problems_sort(problems);
	return scheme;
}

static bool give_scheme(struct scheme **out, struct scheme *scheme, struct conf_problems *problems, struct status *st)
{
	if (conf_problems_first(problems, st)) {
		*out = scheme;
		return true;
	}
	scheme_free(&scheme);
	return false;
}

bool scheme_read(struct scheme **out, const char *id, const char *text, const char *file, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct scheme *scheme = read_scheme(id, text, strlen(text), file, &problems);

	return give_scheme(out, scheme, &problems, st);
}

bool scheme_check(const char *id, const char *text, const char *file, struct conf_problems *problems)
{
	int before = problems->count;
	struct scheme *scheme = read_scheme(id, text, strlen(text), file, problems);

	scheme_free(&scheme);
	return problems->count == before;
}

static char *id_of_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name);

	if (length > 5 && strcmp(name + length - 5, ".conf") == 0)
		length -= 5;
	return mem_textn(name, length);
}

static struct scheme *read_scheme_file(const char *path, struct conf_problems *problems)
{
	struct str text = STR_INIT;
	struct status st = STATUS_INIT;
	struct scheme *scheme = NULL;
	char *id = id_of_path(path);

	if (conf_load(path, &text, &st))
		scheme = read_scheme(id, str_peek(&text), text.length, path, problems);
	else
		*conf_problems_add(problems) = st;
	free(id);
	str_done(&text);
	return scheme;
}

bool scheme_read_file(struct scheme **out, const char *path, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct scheme *scheme = read_scheme_file(path, &problems);

	return give_scheme(out, scheme, &problems, st);
}

bool scheme_check_file(const char *path, struct conf_problems *problems)
{
	int before = problems->count;
	struct scheme *scheme = read_scheme_file(path, problems);

	scheme_free(&scheme);
	return problems->count == before;
}

/* ---- the directory -------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool scheme_list(struct scheme_list *out, const char *directory, struct status *st)
{
	DIR *dir = opendir(directory);
	struct dirent *entry;

	*out = (struct scheme_list){ NULL, 0, 0 };
	if (!dir)
		return status_set(st, STATUS_INPUT, "conf", N_("{1} cannot be read: {2}."), "ss", directory, strerror(errno));
	while ((entry = readdir(dir))) {
		size_t length = strlen(entry->d_name);

		if (entry->d_name[0] == '.' || length <= 5 || strcmp(entry->d_name + length - 5, ".conf") != 0 ||
		    strcmp(entry->d_name, "TEMPLATE.conf") == 0)
			continue;
		MEM_GROW(out->ids, out->count, out->room);
		out->ids[out->count++] = mem_textn(entry->d_name, length - 5);
	}
	closedir(dir);
	if (out->count)
		qsort(out->ids, (size_t)out->count, sizeof *out->ids, by_text);
	return true;
}

void scheme_list_free(struct scheme_list *list)
{
	for (int i = 0; i < list->count; i++)
		free(list->ids[i]);
	free(list->ids);
	*list = (struct scheme_list){ NULL, 0, 0 };
}
