/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/scheme.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Limits against slips of the hand. */
#define AGE_MOST 120
#define LENGTH_MOST 1200
#define WINDOW_MOST 12
#define PART_ID_MOST 16

static const struct conf_option text_options[] = {
	{ "en", CONF_TEXT, NULL },
	{ "da", CONF_TEXT, NULL },
	{ "de", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option part_options[] = {
	{ "name", CONF_SECTION, text_options },
	{ "unit", CONF_TEXT, NULL },
	{ "per", CONF_LIST, NULL },
	{ "amount", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "least-is", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "most-is", CONF_TEXT, NULL },
	{ "carry", CONF_TEXT, NULL },
	{ "window", CONF_TEXT, NULL },
	{ "cap", CONF_TEXT, NULL },
	{ "use", CONF_TEXT, NULL },
	{ "lapse", CONF_TEXT, NULL },
	{ "uncounted", CONF_LIST, NULL },
	{ "optional", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option length_options[] = {
	{ "unit", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "least-is", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "most-is", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "country", CONF_TEXT, NULL },
	{ "authority", CONF_TEXT, NULL },
	{ "law", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ "name", CONF_SECTION, text_options },
	{ "gives", CONF_SECTION, text_options },
	{ "who", CONF_SECTION, text_options },
	{ "excludes-text", CONF_SECTION, text_options },
	{ "payment", CONF_SECTION, text_options },
	{ "follow-up", CONF_SECTION, text_options },
	{ "appeal", CONF_SECTION, text_options },
	{ "holder-age", CONF_TEXT, NULL },
	{ "helper-age", CONF_TEXT, NULL },
	{ "wages", CONF_TEXT, NULL },
	{ "excludes", CONF_LIST, NULL },
	{ "length", CONF_SECTION, length_options },
	{ "part", CONF_TITLED, part_options },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option *scheme_options(void)
{
	return options;
}

/* ---- single values -------------------------------------------------------- */

/* The value as it is shown: white space at the ends left out, each run inside made one blank. */
static char *folded(const char *value)
{
	static const char blanks[] = " \t\r\n";
	struct str out = STR_INIT;

	for (const char *p = value + strspn(value, blanks); *p; p += strspn(p, blanks)) {
		size_t word = strcspn(p, blanks);

		if (out.length)
			str_addc(&out, ' ');
		str_addn(&out, p, word);
		p += word;
	}
	return str_take(&out);
}

static char *read_line(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *example)
{
	const char *value = conf_text(section, option);
	char *line = folded(value ? value : "");

	if (*line)
		return line;
	free(line);
	conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give one, such as {4}."), example);
	return NULL;
}

/* A text in the three languages, each of which must be there. */
static void read_text(struct conf_problems *problems, const struct conf_section *section, const char *option, bool required,
                      struct scheme_text *out)
{
	const struct conf_section *text = conf_inside(section, option, 0);

	if (!text && required)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give the text in en, da and de."), NULL);
	if (!text)
		return;
	for (int i = 0; i < LANG_COUNT; i++) {
		const char *lang = lang_name((enum lang)i), *value = conf_text(text, lang);
		char *clean = folded(value ? value : "");

		if (*clean) {
			out->in[i] = clean;
			continue;
		}
		free(clean);
		conf_wrong(problems, text, lang, N_("{1}:{2}: {3}: is missing: a text stands in en, da and de."), NULL);
	}
}

/* Digits alone, always decimal: 010 is ten. */
static bool parse_number(const char *value, int most, int *out)
{
	int number = 0;

	if (!*value || strlen(value) > 6)
		return false;
	for (const char *p = value; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		number = number * 10 + (*p - '0');
	}
	*out = number;
	return number >= 1 && number <= most;
}

static void read_number(struct conf_problems *problems, const struct conf_section *section, const char *option, int most, int *out)
{
	const char *value = conf_text(section, option);
	char *limit;

	if (!value || parse_number(value, most, out))
		return;
	*out = 0;
	limit = str_make("%d", most);
	conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a whole number from 1 to {4}."), limit);
	free(limit);
}

static void read_yes_no(struct conf_problems *problems, const struct conf_section *section, const char *option, bool *out)
{
	const char *value = conf_text(section, option);

	if (!value)
		return;
	*out = strcmp(value, "yes") == 0;
	if (!*out && strcmp(value, "no") != 0)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give yes or no, not '{4}'."), value);
}

static bool parse_day(const char *value, day_t *out)
{
	static const char form[] = "dddd-dd-dd";
	int year, month, day;

	if (strlen(value) != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == '-' ? value[i] != '-' : value[i] < '0' || value[i] > '9')
			return false;
	year = atoi(value);
	month = atoi(value + 5);
	day = atoi(value + 8);
	if (year < YEAR_FIRST || year > YEAR_LAST || !day_exists(year, month, day))
		return false;
	*out = day_make(year, month, day);
	return true;
}

static void read_day(struct conf_problems *problems, const struct conf_section *section, const char *option, day_t *out)
{
	const char *value = conf_text(section, option);

	if (value && !parse_day(value, out))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give a date such as 2025-03-30, not '{4}'."), value);
}

/* How strict `least` or `most` is: needed with it, and only with it. */
static void read_strength(struct conf_problems *problems, const struct conf_section *section, const char *limit, const char *option,
                          enum strength *out)
{
	const char *value = conf_text(section, option);

	if (!value && conf_given(section, limit))
		conf_wrong(problems, section, limit, N_("{1}:{2}: {3}: say with {4} whether it is hard (at most) or soft (as a rule)."),
		           option);
	else if (value && !conf_given(section, limit))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: belongs to {4}, which is not given."), limit);
	else if (value && !strength_parse(value, out))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: give hard or soft, not '{4}'."), value);
}

/* ---- parts ---------------------------------------------------------------- */

static const char *const amount_hints[] = {
	[UNIT_MINUTES] = N_("{1}:{2}: {3}: give hours and minutes such as 15:00, not '{4}'."),
	[UNIT_DAYS] = N_("{1}:{2}: {3}: give days such as 2d, not '{4}'."),
	[UNIT_SESSIONS] = N_("{1}:{2}: {3}: give sessions such as 4x, not '{4}'."),
	[UNIT_MONEY] = N_("{1}:{2}: {3}: give money such as 1500.00, not '{4}'."),
};

static void read_amount(struct conf_problems *problems, const struct conf_section *section, const char *option, enum unit unit,
                        int64_t *out)
{
	const char *value = conf_text(section, option);
	int64_t amount = 0;
	enum unit read = unit;

	if (!value)
		return;
	if (!quantity_parse(value, &amount, &read, NULL) || read != unit || amount <= 0)
		conf_wrong(problems, section, option, amount_hints[unit], value);
	else
		*out = amount;
}

static void read_per(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	int count = conf_count(section, "per");

	if (count == 0) {
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: is missing: give month, week, year, total or none."), NULL);
		return;
	}
	for (int i = count - 1; i >= 0; i--) {
		const char *word = conf_item(section, "per", i);

		if (!per_parse(word, &part->per))
			conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: give month, week, year, total or none, not '{4}'."), word);
		else if (part->per_allowed[part->per])
			conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), word);
		else
			part->per_allowed[part->per] = true;
	}
	if (count > 1 && part->per_allowed[PER_NONE])
		conf_wrong(problems, section, "per", N_("{1}:{2}: {3}: none stands alone: it means that there is no amount."), NULL);
}

static void read_uncounted(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	for (int i = 0; i < conf_count(section, "uncounted"); i++) {
		const char *word = conf_item(section, "uncounted", i);
		enum kind kind;

		if (!kind_parse(word, &kind)) {
			conf_wrong(problems, section, "uncounted",
			           N_("{1}:{2}: {3}: '{4}' is no kind: there are work, standby, illness, child-illness, holiday, training, "
			              "meeting, mus, course and travel."),
			           word);
			continue;
		}
		part->uncounted[kind] = true;
	}
	if (part->unit == UNIT_MONEY && conf_given(section, "uncounted"))
		conf_wrong(problems, section, "uncounted", N_("{1}:{2}: {3}: belongs to hours, days and sessions, not to money."), NULL);
}

/* The unit decides how every amount is read: without it they are not looked at. */
static void read_amounts(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	const char *unit = conf_text(section, "unit");

	if (!unit) {
		conf_wrong(problems, section, "unit", N_("{1}:{2}: {3}: is missing: give minutes, days, sessions or money."), NULL);
		return;
	}
	if (!unit_parse(unit, &part->unit)) {
		conf_wrong(problems, section, "unit", N_("{1}:{2}: {3}: give minutes, days, sessions or money, not '{4}'."), unit);
		return;
	}
	read_amount(problems, section, "amount", part->unit, &part->amount);
	read_amount(problems, section, "least", part->unit, &part->least);
	read_amount(problems, section, "most", part->unit, &part->most);
	read_amount(problems, section, "cap", part->unit, &part->cap);
}

static void read_carry(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	const char *carry = conf_text(section, "carry"), *use = conf_text(section, "use");

	part->use = USE_OLDEST_FIRST;
	part->lapse = true;
	if (!carry)
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: is missing: give none, window, year or pot."), NULL);
	else if (!carry_parse(carry, &part->carry))
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: give none, window, year or pot, not '{4}'."), carry);
	if (use && !use_order_parse(use, &part->use))
		conf_wrong(problems, section, "use", N_("{1}:{2}: {3}: give newest-first or oldest-first, not '{4}'."), use);
	read_number(problems, section, "window", WINDOW_MOST, &part->window);
	read_yes_no(problems, section, "lapse", &part->lapse);
}

/* What needs or forbids what. */
static void check_carry(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	static const char *const windowed[] = { "window", "lapse" };
	static const char *const saved[] = { "cap", "use" };
	const bool *per = part->per_allowed;

	for (size_t i = 0; i < COUNT_OF(windowed) && part->carry != CARRY_WINDOW; i++)
		if (conf_given(section, windowed[i]))
			conf_wrong(problems, section, windowed[i], N_("{1}:{2}: {3}: goes only with carry = window."), NULL);
	for (size_t i = 0; i < COUNT_OF(saved) && part->carry == CARRY_NONE; i++)
		if (conf_given(section, saved[i]))
			conf_wrong(problems, section, saved[i], N_("{1}:{2}: {3}: goes only with carry = window, year or pot."), NULL);
	if (part->carry == CARRY_WINDOW && !conf_given(section, "window"))
		conf_wrong(problems, section, "window", N_("{1}:{2}: {3}: is missing: carry = window needs the months a lot lives, 1 to 12."),
		           NULL);
	if (part->carry == CARRY_WINDOW && !conf_given(section, "use"))
		conf_wrong(problems, section, "use", N_("{1}:{2}: {3}: is missing: carry = window needs newest-first or oldest-first."), NULL);
	if (part->carry == CARRY_WINDOW && (per[PER_YEAR] || per[PER_TOTAL]))
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: window goes only with per = month or week."), NULL);
	if (part->carry == CARRY_YEAR && per[PER_TOTAL])
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: year does not go with per = total: give pot."), NULL);
	if (part->carry != CARRY_NONE && per[PER_NONE])
		conf_wrong(problems, section, "carry", N_("{1}:{2}: {3}: with per = none nothing is carried: give none."), NULL);
}

static void check_amounts(struct conf_problems *problems, const struct conf_section *section, const struct scheme_part *part)
{
	static const char *const amounts[] = { "amount", "least", "most", "cap" };
	int pers = 0;

	for (int i = 0; i < PER_COUNT; i++)
		pers += part->per_allowed[i];
	for (size_t i = 0; i < COUNT_OF(amounts); i++) {
		if (conf_given(section, amounts[i]) && part->per_allowed[PER_NONE])
			conf_wrong(problems, section, amounts[i], N_("{1}:{2}: {3}: with per = none there is no amount."), NULL);
		else if (conf_given(section, amounts[i]) && pers > 1 && strcmp(amounts[i], "cap") != 0)
			conf_wrong(problems, section, amounts[i], N_("{1}:{2}: {3}: needs a single per: else it is not clear for what it counts."),
			           NULL);
	}
	if (part->cap && part->cap < part->amount)
		conf_wrong(problems, section, "cap", N_("{1}:{2}: {3}: is below the amount: give at least {4}."),
		           conf_text(section, "amount"));
	if (part->least && part->most && part->least > part->most)
		conf_wrong(problems, section, "most", N_("{1}:{2}: {3}: is below least: give at least {4}."), conf_text(section, "least"));
	if (part->amount && part->amount < part->least)
		conf_wrong(problems, section, "amount", N_("{1}:{2}: {3}: is below least: give at least {4}."), conf_text(section, "least"));
	if (part->most && part->amount > part->most)
		conf_wrong(problems, section, "amount", N_("{1}:{2}: {3}: is above most: give at most {4}."), conf_text(section, "most"));
}

static bool all_of(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}

static void read_part(struct conf_problems *problems, const struct conf_section *section, struct scheme_part *part)
{
	const char *id = conf_title(section);

	part->id = mem_text(id);
	if (strlen(id) > PART_ID_MOST || !all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-"))
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: name a part with up to 16 small letters a to z, digits and hyphens."),
		           NULL);
	read_text(problems, section, "name", true, &part->name);
	read_per(problems, section, part);
	read_amounts(problems, section, part);
	read_strength(problems, section, "least", "least-is", &part->least_is);
	read_strength(problems, section, "most", "most-is", &part->most_is);
	read_carry(problems, section, part);
	read_uncounted(problems, section, part);
	read_yes_no(problems, section, "optional", &part->optional);
	check_carry(problems, section, part);
	check_amounts(problems, section, part);
}

/* ---- the scheme ----------------------------------------------------------- */

static void read_parts(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "part");

	if (count == 0)
		conf_wrong(problems, top, "part", N_("{1}:{2}: {3}: is missing: a scheme has at least one part \"name\" { … }."), NULL);
	scheme->parts = mem_zero((size_t)count + 1, sizeof *scheme->parts);
	scheme->part_count = count;
	for (int i = 0; i < count; i++)
		read_part(problems, conf_inside(top, "part", i), &scheme->parts[i]);
}

static void read_excludes(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	int count = conf_count(top, "excludes");

	scheme->excludes = mem_zero((size_t)count + 1, sizeof *scheme->excludes);
	for (int i = 0; i < count; i++) {
		const char *pattern = conf_item(top, "excludes", i), *star = strchr(pattern, '*');

		if (!*pattern || !all_of(pattern, "abcdefghijklmnopqrstuvwxyz0123456789-.*") || (star && strchr(star + 1, '*')))
			conf_wrong(problems, top, "excludes",
			           N_("{1}:{2}: {3}: '{4}' is no scheme id: give one such as dk.holbaek.96, or dk.*.96 with one * for anything."),
			           pattern);
		scheme->excludes[scheme->exclude_count++] = mem_text(pattern);
	}
}

static void read_length(struct conf_problems *problems, const struct conf_section *top, struct scheme_length *length)
{
	static const char *const units[] = { "weeks", "months", "years" };
	const struct conf_section *section = conf_inside(top, "length", 0);
	const char *unit;

	if (!section)
		return;
	unit = conf_text(section, "unit");
	for (size_t i = 0; unit && i < COUNT_OF(units); i++)
		if (strcmp(unit, units[i]) == 0)
			length->unit = units[i][0];
	if (!length->unit)
		conf_wrong(problems, section, "unit", N_("{1}:{2}: {3}: give weeks, months or years."), NULL);
	if (!conf_given(section, "least") && !conf_given(section, "most"))
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: give least or most, or leave it out."), NULL);
	read_number(problems, section, "least", LENGTH_MOST, &length->least);
	read_number(problems, section, "most", LENGTH_MOST, &length->most);
	read_strength(problems, section, "least", "least-is", &length->least_is);
	read_strength(problems, section, "most", "most-is", &length->most_is);
	if (length->least && length->most && length->least > length->most)
		conf_wrong(problems, section, "most", N_("{1}:{2}: {3}: is below least: give at least {4}."), conf_text(section, "least"));
}

static void read_head(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	const char *country = conf_text(top, "country");

	scheme->country = mem_text(country ? country : "");
	if (strlen(scheme->country) != 2 || !all_of(scheme->country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		conf_wrong(problems, top, "country", N_("{1}:{2}: {3}: give two capital letters such as DK or DE."), NULL);
	scheme->authority = read_line(problems, top, "authority", "\"Holbæk Kommune\"");
	scheme->law = read_line(problems, top, "law", "\"SEL § 97\"");
	scheme->source = read_line(problems, top, "source", "\"Serviceniveauer 2024, § 97\"");
	scheme->from = DAY_NONE;
	scheme->until = DAY_MAX;
	if (!conf_given(top, "from"))
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give the date from which it holds, such as 2025-03-30."), NULL);
	read_day(problems, top, "from", &scheme->from);
	read_day(problems, top, "until", &scheme->until);
	if (scheme->until < scheme->from)
		conf_wrong(problems, top, "until", N_("{1}:{2}: {3}: is before from: give {4} or a later date."), conf_text(top, "from"));
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme)
{
	read_head(problems, top, scheme);
	read_text(problems, top, "name", true, &scheme->name);
	read_text(problems, top, "gives", true, &scheme->gives);
	read_text(problems, top, "who", true, &scheme->who);
	read_text(problems, top, "excludes-text", false, &scheme->excludes_text);
	read_text(problems, top, "payment", false, &scheme->payment);
	read_text(problems, top, "follow-up", false, &scheme->follow_up);
	read_text(problems, top, "appeal", false, &scheme->appeal);
	read_number(problems, top, "holder-age", AGE_MOST, &scheme->holder_age);
	read_number(problems, top, "helper-age", AGE_MOST, &scheme->helper_age);
	read_yes_no(problems, top, "wages", &scheme->wages);
	read_excludes(problems, top, scheme);
	read_length(problems, top, &scheme->length);
	read_parts(problems, top, scheme);
}

static bool is_id(const char *id)
{
	return *id && *id != '.' && strlen(id) <= SCHEME_ID_MAX && all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-.");
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
