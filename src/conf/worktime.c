/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/worktime.h"

#include "ledsag/base/mem.h"
#include "ledsag/conf/scheme_read.h"

#include <stdlib.h>
#include <string.h>

#define WORKTIME_ID_MAX 40
#define DAY_MINUTES 1440

/* Limits against slips of the hand. */
#define DAYS_MOST 28
#define NIGHTS_MOST 31
#define AGE_MOST 99
#define TIMES_MOST 7
#define WEEKS_MOST 53
#define MONTHS_MOST 12
#define HOURS_MOST 1000

#define NAME_WRONG N_("{1}:{2}: {3}: its name has up to 16 small letters a to z, digits and hyphens.")

static const struct conf_option rule_options[] = {
	{ "what", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "counted", CONF_TEXT, NULL },
	{ "days", CONF_TEXT, NULL },
	{ "over", CONF_TEXT, NULL },
	{ "above", CONF_TEXT, NULL },
	{ "piece", CONF_TEXT, NULL },
	{ "planned", CONF_TEXT, NULL },
	{ "time", CONF_TEXT, NULL },
	{ "night", CONF_TEXT, NULL },
	{ "is", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option agreed_options[] = {
	{ "what", CONF_TEXT, NULL },
	{ "least", CONF_TEXT, NULL },
	{ "most", CONF_TEXT, NULL },
	{ "a-week", CONF_TEXT, NULL },
	{ "in-a-row", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "until", CONF_TEXT, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "name", CONF_SECTION, scheme_text_options },
	{ "note", CONF_SECTION, scheme_text_options },
	{ "country", CONF_TEXT, NULL },
	{ "source", CONF_TEXT, NULL },
	{ "from", CONF_TEXT, NULL },
	{ "default", CONF_TEXT, NULL },
	{ "standby", CONF_TEXT, NULL },
	{ "rule", CONF_TITLED, rule_options },
	{ "agreed", CONF_TITLED, agreed_options },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option choice_options[] = {
	{ "rules", CONF_TEXT, NULL },
	{ "block", CONF_LIST, NULL },
	{ "warn", CONF_LIST, NULL },
	{ NULL, CONF_TEXT, NULL },
};

const struct conf_option *worktime_options(void)
{
	return options;
}

/* ---- single values */

/* One of two words; `needed`: it has to be there. */
static void read_word(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *no,
                      const char *yes, bool needed, const char *msgid, bool *out)
{
	const char *value = conf_text(section, option);

	if (!value && !needed)
		return;
	*out = value && strcmp(value, yes) == 0;
	if (!*out && (!value || strcmp(value, no) != 0))
		conf_wrong(problems, section, option, msgid, value);
}

/* Hours and minutes of the clock as an amount, at least a minute. */
static void read_hours(struct conf_problems *problems, const struct conf_section *section, const char *option, int64_t *out)
{
	if (!conf_given(section, option)) {
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give hours and minutes such as 11:00."), NULL);
		return;
	}
	scheme_read_amount(problems, section, option, UNIT_MINUTES, out);
	if (*out > HOURS_MOST * 60)
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is more than 1000 hours."), NULL);
}

static void read_count(struct conf_problems *problems, const struct conf_section *section, const char *option, int most,
                       int64_t *out)
{
	int number = 0;

	if (!conf_given(section, option))
		conf_wrong(problems, section, option, N_("{1}:{2}: {3}: is missing: give a whole number."), NULL);
	scheme_read_number(problems, section, option, most, &number);
	*out = number;
}

static void read_dates(struct conf_problems *problems, const struct conf_section *section, day_t from, day_t *first, day_t *last)
{
	*first = from;
	*last = DAY_MAX;
	scheme_read_day(problems, section, "from", first);
	scheme_read_day(problems, section, "until", last);
	if (*last < *first)
		conf_wrong(problems, section, "until", N_("{1}:{2}: {3}: is before the day from which it holds."), NULL);
}

static char *read_source(struct conf_problems *problems, const struct conf_section *section)
{
	char *source = scheme_folded(conf_given(section, "source") ? conf_text(section, "source") : "");

	if (!*source)
		conf_wrong(problems, section, "source", N_("{1}:{2}: {3}: is missing: name the agreement or the law that says so."), NULL);
	return source;
}

/* ---- a rule */

/* Which options belong to which rules, beside what, is, source, from and until. */
static const struct {
	const char *option;
	unsigned whats;
} belongs[] = {
	{ "least", 1u << WORKTIME_REST | 1u << WORKTIME_REST_DAY | 1u << WORKTIME_BREAK | 1u << WORKTIME_AGE |
	           1u << WORKTIME_INTRODUCTION },
	{ "most", 1u << WORKTIME_SHIFT | 1u << WORKTIME_DAY | 1u << WORKTIME_AVERAGE | 1u << WORKTIME_NIGHTS },
	{ "counted", 1u << WORKTIME_REST },
	{ "days", 1u << WORKTIME_REST_DAY },
	{ "over", 1u << WORKTIME_AVERAGE },
	{ "above", 1u << WORKTIME_BREAK },
	{ "piece", 1u << WORKTIME_BREAK },
	{ "planned", 1u << WORKTIME_BREAK },
	{ "time", 1u << WORKTIME_NIGHTS },
	{ "night", 1u << WORKTIME_NIGHTS },
};

static void check_belongs(struct conf_problems *problems, const struct conf_section *section, enum worktime_what what)
{
	for (size_t i = 0; i < COUNT_OF(belongs); i++)
		if (conf_given(section, belongs[i].option) && !(belongs[i].whats & 1u << what))
			conf_wrong(problems, section, belongs[i].option, N_("{1}:{2}: {3}: does not belong to a rule of the kind “{4}”."),
			           worktime_what_name(what));
}

static void read_over(struct conf_problems *problems, const struct conf_section *section, struct worktime_rule *rule)
{
	const char *value = conf_text(section, "over");
	struct scheme_span over = { 0, SPAN_WEEKS };
	int most;

	if (value && scheme_span_parse(value, &over)) {
		most = over.unit == SPAN_WEEKS ? WEEKS_MOST : over.unit == SPAN_MONTHS ? MONTHS_MOST : 0;
		if (over.count <= most) {
			rule->over = over;
			return;
		}
	}
	conf_wrong(problems, section, "over", N_("{1}:{2}: {3}: give the time such as \"4 months\" (12 at most) or \"24 weeks\" (53 at most)."),
	           NULL);
}

static void read_night(struct conf_problems *problems, const struct conf_section *section, struct worktime_rule *rule)
{
	const char *time = conf_text(section, "time");
	struct clock_span clock = { 0, 0, false, false };

	if (!time || !clock_span_parse(time, &clock, NULL) || clock.start_second || clock.end_second || clock.start == clock.end)
		conf_wrong(problems, section, "time", N_("{1}:{2}: {3}: give the clock times of the night such as \"23:00-06:00\"."), NULL);
	rule->night_from = clock.start;
	rule->night_to = clock.end;
	read_hours(problems, section, "night", &rule->night);
}

static void read_break(struct conf_problems *problems, const struct conf_section *section, struct worktime_rule *rule)
{
	read_hours(problems, section, "above", &rule->above);
	scheme_read_amount(problems, section, "piece", UNIT_MINUTES, &rule->piece);
	rule->planned = true;
	scheme_read_yes_no(problems, section, "planned", &rule->planned);
}

static void read_limit(struct conf_problems *problems, const struct conf_section *section, struct worktime_rule *rule)
{
	const char *option = worktime_is_least(rule->what) ? "least" : "most";

	if (worktime_in_minutes(rule->what))
		read_hours(problems, section, option, &rule->limit);
	else
		read_count(problems, section, option, rule->what == WORKTIME_AGE ? AGE_MOST : NIGHTS_MOST, &rule->limit);
}

/* What only this kind of rule has. */
static void read_own(struct conf_problems *problems, const struct conf_section *section, struct worktime_rule *rule)
{
	int64_t days = 0;

	switch (rule->what) {
	case WORKTIME_REST:
		read_word(problems, section, "counted", "within-24-hours", "after-work", true,
		          N_("{1}:{2}: {3}: say whether the rest lies within 24 hours from the beginning of work, or after each day's work: within-24-hours or after-work."),
		          &rule->after_work);
		if (rule->limit >= DAY_MINUTES)
			conf_wrong(problems, section, "least", N_("{1}:{2}: {3}: a rest each day is shorter than 24 hours."), NULL);
		break;
	case WORKTIME_REST_DAY:
		read_count(problems, section, "days", DAYS_MOST, &days);
		rule->days = (int)days;
		if (days && rule->limit >= days * DAY_MINUTES)
			conf_wrong(problems, section, "least", N_("{1}:{2}: {3}: does not fit into these days."), NULL);
		break;
	case WORKTIME_AVERAGE:
		read_over(problems, section, rule);
		break;
	case WORKTIME_BREAK:
		read_break(problems, section, rule);
		break;
	case WORKTIME_NIGHTS:
		read_night(problems, section, rule);
		break;
	default:
		break;
	}
}

/* "rest-11" with another limit than 11 hours would tell people something wrong. Breaks are named by their minutes. */
static void check_figure(struct conf_problems *problems, const struct conf_section *section, const struct worktime_rule *rule)
{
	const char *hyphen = strrchr(rule->id, '-');
	int64_t figure = rule->limit, said = 0;

	if (!hyphen || !hyphen[1] || !rule->limit)
		return;
	for (const char *p = hyphen + 1; *p; p++) {
		if (*p < '0' || *p > '9')
			return;
		said = said > HOURS_MOST * 60 ? said : said * 10 + (*p - '0');
	}
	if (worktime_in_minutes(rule->what) && rule->what != WORKTIME_BREAK)
		figure = rule->limit % 60 ? -1 : rule->limit / 60;
	if (said != figure)
		conf_wrong(problems, section, NULL, N_("{1}:{2}: {3}: its name says another figure than its limit: name it by what it asks for."), NULL);
}

static void read_rule(struct conf_problems *problems, const struct conf_section *section, day_t from, struct worktime_rule *rule)
{
	const char *what = conf_text(section, "what");

	rule->id = scheme_read_id(problems, section, NAME_WRONG);
	rule->source = read_source(problems, section);
	read_dates(problems, section, from, &rule->from, &rule->until);
	read_word(problems, section, "is", "warn", "block", false, N_("{1}:{2}: {3}: give warn or block, not '{4}'."), &rule->blocks);
	if (!what || !worktime_what_parse(what, &rule->what)) {
		conf_wrong(problems, section, "what",
		           N_("{1}:{2}: {3}: give rest, rest-day, shift, day, average, break, nights, age or introduction."), NULL);
		return;
	}
	check_belongs(problems, section, rule->what);
	read_limit(problems, section, rule);
	read_own(problems, section, rule);
	check_figure(problems, section, rule);
}

/* ---- what is agreed */

static void read_short_rest(struct conf_problems *problems, const struct conf_section *section, struct worktime_agreed *agreed)
{
	int64_t times = 0;

	agreed->what = WORKTIME_SHORT_REST;
	read_hours(problems, section, "least", &agreed->limit);
	read_count(problems, section, "a-week", TIMES_MOST, &times);
	agreed->times = (int)times;
	scheme_read_yes_no(problems, section, "in-a-row", &agreed->in_a_row);
	if (conf_given(section, "most"))
		conf_wrong(problems, section, "most", N_("{1}:{2}: {3}: belongs to a long shift."), NULL);
}

static void read_long_shift(struct conf_problems *problems, const struct conf_section *section, struct worktime_agreed *agreed)
{
	static const char *const others[] = { "least", "a-week", "in-a-row" };

	agreed->what = WORKTIME_LONG_SHIFT;
	read_hours(problems, section, "most", &agreed->limit);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (conf_given(section, others[i]))
			conf_wrong(problems, section, others[i], N_("{1}:{2}: {3}: belongs to a short rest."), NULL);
}

static void read_agreed(struct conf_problems *problems, const struct conf_section *section, day_t from,
                        struct worktime_agreed *agreed)
{
	const char *what = conf_text(section, "what");

	agreed->id = scheme_read_id(problems, section, NAME_WRONG);
	agreed->source = read_source(problems, section);
	read_dates(problems, section, from, &agreed->from, &agreed->until);
	if (what && strcmp(what, "short-rest") == 0)
		read_short_rest(problems, section, agreed);
	else if (what && strcmp(what, "long-shift") == 0)
		read_long_shift(problems, section, agreed);
	else
		conf_wrong(problems, section, "what", N_("{1}:{2}: {3}: give long-shift or short-rest."), NULL);
}

/* ---- a file */

static bool is_country(const char *text)
{
	return strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

static void read_head(struct conf_problems *problems, const struct conf_section *top, struct worktime_rules *rules)
{
	const char *country = conf_text(top, "country");

	scheme_read_text(problems, top, "name", true, &rules->name);
	scheme_read_text(problems, top, "note", false, &rules->note);
	rules->source = read_source(problems, top);
	rules->country = mem_text(country ? country : "");
	if (!is_country(rules->country))
		conf_wrong(problems, top, "country", N_("{1}:{2}: {3}: give the country in two capital letters, such as DK."), NULL);
	rules->from = DAY_NONE;
	if (!conf_given(top, "from"))
		conf_wrong(problems, top, "from", N_("{1}:{2}: {3}: is missing: give the date from which it holds, such as 2025-03-30."), NULL);
	scheme_read_day(problems, top, "from", &rules->from);
	scheme_read_yes_no(problems, top, "default", &rules->is_default);
	read_word(problems, top, "standby", "work", "rest", false, N_("{1}:{2}: {3}: say what standby is: work or rest, not '{4}'."),
	          &rules->standby_rests);
}

static void read_all(struct conf_problems *problems, const struct conf_section *top, struct worktime_rules *rules)
{
	int count = conf_count(top, "rule"), agreed = conf_count(top, "agreed");

	read_head(problems, top, rules);
	if (!count)
		conf_wrong(problems, top, "rule", N_("{1}:{2}: {3}: is missing: give at least one."), NULL);
	rules->of = mem_zero((size_t)count + 1, sizeof *rules->of);
	for (int i = 0; i < count; i++)
		read_rule(problems, conf_inside(top, "rule", i), rules->from, &rules->of[rules->count++]);
	rules->agreed = mem_zero((size_t)agreed + 1, sizeof *rules->agreed);
	for (int i = 0; i < agreed; i++)
		read_agreed(problems, conf_inside(top, "agreed", i), rules->from, &rules->agreed[rules->agreed_count++]);
}

static bool is_id(const char *id)
{
	return *id && *id != '.' && strlen(id) <= WORKTIME_ID_MAX &&
	       (scheme_all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-.") || strcmp(id, "TEMPLATE") == 0);
}

/* NULL where the text itself cannot be read. */
static struct worktime_rules *read_rules(const char *id, const char *text, size_t length, const char *file,
                                         struct conf_problems *problems)
{
	struct worktime_rules *rules;
	struct conf *conf;

	if (!is_id(id))
		status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
		           N_("{1}: name the file by an id such as dk.conf: small letters a to z, digits, dots and hyphens."), "s", file);
	if (!conf_parse(&conf, options, text, length, file, problems))
		return NULL;
	rules = mem_zero(1, sizeof *rules);
	rules->id = mem_text(id);
	read_all(problems, conf_top(conf), rules);
	conf_free(&conf);
	conf_problems_sort(problems);
	return rules;
}

static bool give(struct worktime_rules **out, struct worktime_rules *rules, struct conf_problems *problems, struct status *st)
{
	if (conf_problems_first(problems, st)) {
		*out = rules;
		return true;
	}
	worktime_rules_free(&rules);
	return false;
}

bool worktime_read(struct worktime_rules **out, const char *id, const char *text, const char *file, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct worktime_rules *rules = read_rules(id, text, strlen(text), file, &problems);

	return give(out, rules, &problems, st);
}

static struct worktime_rules *read_path(const char *path, struct conf_problems *problems)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name);
	bool conf = length > 5 && strcmp(name + length - 5, ".conf") == 0;
	char *id = mem_textn(name, conf ? length - 5 : length);
	struct worktime_rules *rules = NULL;
	struct status st = STATUS_INIT;
	struct str text = STR_INIT;

	if (conf_load(path, &text, &st))
		rules = read_rules(id, str_peek(&text), text.length, path, problems);
	else
		*conf_problems_add(problems) = st;
	str_done(&text);
	free(id);
	return rules;
}

bool worktime_read_file(struct worktime_rules **out, const char *path, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct worktime_rules *rules = read_path(path, &problems);

	return give(out, rules, &problems, st);
}

bool worktime_check_file(const char *path, struct conf_problems *problems)
{
	int before = problems->count;
	struct worktime_rules *rules = read_path(path, problems);

	worktime_rules_free(&rules);
	return problems->count == before;
}

/* ---- what a household chose */

static void ids_done(char **ids, int count)
{
	for (int i = 0; i < count; i++)
		free(ids[i]);
	free(ids);
}

void worktime_choice_done(struct worktime_choice *choice)
{
	free(choice->rules);
	ids_done(choice->block, choice->block_count);
	ids_done(choice->warn, choice->warn_count);
	*choice = (struct worktime_choice){ 0 };
}

static void read_ids(const struct conf_section *top, const char *option, char ***ids, int *count)
{
	int given = conf_count(top, option);

	*ids = mem_zero((size_t)given + 1, sizeof **ids);
	for (int i = 0; i < given; i++)
		(*ids)[(*count)++] = mem_text(conf_item(top, option, i));
}

static void read_choice(struct conf_problems *problems, const struct conf_section *top, void *context)
{
	struct worktime_choice *out = context;
	const char *rules = conf_text(top, "rules");

	(void)problems;
	if (rules && *rules)
		out->rules = mem_text(rules);
	read_ids(top, "block", &out->block, &out->block_count);
	read_ids(top, "warn", &out->warn, &out->warn_count);
}

bool worktime_choice_read(struct worktime_choice *out, const char *text, const char *file, struct status *st)
{
	*out = (struct worktime_choice){ 0 };
	if (conf_use(choice_options, text, file, read_choice, out, st))
		return true;
	worktime_choice_done(out);
	return false;
}

static void write_ids(struct str *out, const char *option, char **ids, int count)
{
	if (!count)
		return;
	str_addf(out, "%s = {", option);
	for (int i = 0; i < count; i++)
		str_addf(out, "%s%s", i ? ", " : "", ids[i]);
	str_add(out, "}\n");
}

char *worktime_choice_write(const struct worktime_choice *choice)
{
	struct str out = STR_INIT;

	if (choice->rules)
		str_addf(&out, "rules = %s\n", choice->rules);
	write_ids(&out, "block", choice->block, choice->block_count);
	write_ids(&out, "warn", choice->warn, choice->warn_count);
	return str_take(&out);
}

static void ids_drop(char **ids, int *count, const char *id)
{
	int kept = 0;

	for (int i = 0; i < *count; i++)
		if (strcmp(ids[i], id) == 0)
			free(ids[i]);
		else
			ids[kept++] = ids[i];
	*count = kept;
}

void worktime_choice_set(struct worktime_choice *choice, const char *rule, bool blocks)
{
	char ***ids = blocks ? &choice->block : &choice->warn;
	int *count = blocks ? &choice->block_count : &choice->warn_count;

	ids_drop(choice->block, &choice->block_count, rule);
	ids_drop(choice->warn, &choice->warn_count, rule);
	*ids = mem_resize(*ids, (size_t)*count + 1, sizeof **ids);
	(*ids)[(*count)++] = mem_text(rule);
}

void worktime_choice_apply(const struct worktime_choice *choice, struct worktime_rules *rules)
{
	struct worktime_rule *rule;

	for (int i = 0; i < choice->block_count; i++)
		if ((rule = worktime_rule(rules, choice->block[i])))
			rule->blocks = true;
	for (int i = 0; i < choice->warn_count; i++)
		if ((rule = worktime_rule(rules, choice->warn[i])))
			rule->blocks = false;
}
