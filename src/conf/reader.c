/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text is scanned twice. Our own scan checks the whole grammar, remembers on which line each option stands and blanks out the
 * comments; libconfuse then reads the values from memory. It cannot fail on what the scan let through, and what it would pass over
 * in silence (a missing brace, a repetition, an expanded variable) never reaches it. */
#include "ledsag/conf/reader.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/conf/scan.h"

#include <assert.h>
#include <confuse.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct conf {
	char *name;
	cfg_t *cfg;
	struct conf_section *top;
	struct conf_tokens tokens;
};

/* ---- problems ------------------------------------------------------------- */

struct status *conf_problems_add(struct conf_problems *problems)
{
	MEM_GROW(problems->items, problems->count, problems->room);
	problems->items[problems->count] = (struct status)STATUS_INIT;
	return &problems->items[problems->count++];
}

static int64_t line_of(const struct status *st)
{
	return st->count > 1 ? st->args[1].number : 0;
}

void conf_problems_sort(struct conf_problems *problems)
{
	/* Insertion keeps the order of problems on one line, and there are few. */
	for (int i = 1; i < problems->count; i++) {
		struct status moved = problems->items[i];
		int at = i;

		for (; at > 0 && line_of(&problems->items[at - 1]) > line_of(&moved); at--)
			problems->items[at] = problems->items[at - 1];
		problems->items[at] = moved;
	}
}

void conf_problems_done(struct conf_problems *problems)
{
	free(problems->items);
	*problems = (struct conf_problems)CONF_PROBLEMS_INIT;
}

bool conf_problems_first(struct conf_problems *problems, struct status *st)
{
	bool none = problems->count == 0;

	if (!none && st)
		*st = problems->items[0];
	conf_problems_done(problems);
	return none;
}

/* ---- the file ------------------------------------------------------------- */

static bool load_open(int fd, const char *path, struct str *out, struct status *st)
{
	struct stat info;
	size_t sum = 0;
	char block[16384];
	ssize_t got;

	if (fstat(fd, &info) != 0)
		return status_set(st, STATUS_INPUT, "conf", N_("{1} cannot be read: {2}."), "ss", path, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return status_set(st, STATUS_INPUT, "conf", N_("{1} is a directory: name a conf file."), "s", path);
	if (!S_ISREG(info.st_mode))
		return status_set(st, STATUS_INPUT, "conf", N_("{1} is not an ordinary file: name a conf file."), "s", path);
	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return status_set(st, STATUS_INPUT, "conf", N_("{1} cannot be read: {2}."), "ss", path, strerror(errno));
		sum += (size_t)got;
		if (sum > CONF_MAX)
			return status_set(st, STATUS_INPUT, "conf", N_("{1} is longer than 1 MiB: a conf file is shorter."), "s", path);
		str_addn(out, block, (size_t)got);
	}
	return true;
}

bool conf_load(const char *path, struct str *out, struct status *st)
{
	/* O_NONBLOCK: a FIFO without a writer must not hang the program. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool ok;

	if (fd < 0)
		return status_set(st, STATUS_INPUT, "conf", N_("{1} cannot be read: {2}."), "ss", path, strerror(errno));
	ok = load_open(fd, path, out, st);
	close(fd);
	return ok;
}

/* ---- libconfuse ----------------------------------------------------------- */

/* libconfuse hands its error function nothing of ours, so that the place to report to stands here while it runs. */
static _Thread_local struct {
	const char *name;
	struct conf_problems *problems;
} running;

static void on_error(cfg_t *cfg, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
static void on_error(cfg_t *cfg, const char *format, va_list args)
{
	struct str said = STR_INIT;

	str_addv(&said, format, args);
	status_set(conf_problems_add(running.problems), STATUS_INPUT, "conf", N_("{1}:{2}: this line cannot be read: {3}."), "sis",
	           running.name, (int64_t)(cfg ? cfg->line : 0), str_peek(&said));
	str_done(&said);
}

/* libconfuse's own table; cfg_init() copies it. */
static cfg_opt_t *table_new(const struct conf_option *options)
{
	size_t count = conf_options_count(options);
	cfg_opt_t *table = mem_zero(count + 1, sizeof *table);

	for (size_t i = 0; i < count; i++) {
		const char *name = options[i].name;

		switch (options[i].type) {
		case CONF_TEXT:
			table[i] = (cfg_opt_t)CFG_STR(name, NULL, CFGF_NONE);
			break;
		case CONF_LIST:
			table[i] = (cfg_opt_t)CFG_STR_LIST(name, NULL, CFGF_NONE);
			break;
		case CONF_SECTION:
			table[i] = (cfg_opt_t)CFG_SEC(name, table_new(options[i].inside), CFGF_NONE);
			break;
		case CONF_TITLED:
			table[i] = (cfg_opt_t)CFG_SEC(name, table_new(options[i].inside), CFGF_MULTI | CFGF_TITLE);
			break;
		}
	}
	table[count] = (cfg_opt_t)CFG_END();
	return table;
}

static void table_free(cfg_opt_t *table)
{
	for (cfg_opt_t *option = table; option->name; option++)
		if (option->type == CFGT_SEC)
			table_free(option->subopts);
	free(table);
}

/* Finds libconfuse's section for each of ours: a title stands once, so that the path is enough. */
static void join(struct conf_section *section)
{
	for (struct conf_section *inner = section->first; inner; inner = inner->next) {
		const char *name = section->options[inner->option].name;

		inner->values = inner->title ? cfg_gettsec(section->values, name, inner->title) : cfg_getsec(section->values, name);
		assert(inner->values);
		join(inner);
	}
}

static bool take_values(struct conf *conf, struct conf_problems *problems)
{
	cfg_opt_t *table = table_new(conf->top->options);
	int before = problems->count, code;

	conf->cfg = cfg_init(table, CFGF_NONE);
	table_free(table);
	if (!conf->cfg)
		abort();
	cfg_set_error_function(conf->cfg, on_error);
	running.name = conf->name;
	running.problems = problems;
	code = cfg_parse_buf(conf->cfg, str_peek(&conf->tokens.text));
	running.problems = NULL;
	if (code != CFG_SUCCESS && problems->count == before)
		status_set(conf_problems_add(problems), STATUS_INPUT, "conf", N_("{1} cannot be read: {2}."), "ss", conf->name,
		           "libconfuse");
	if (code != CFG_SUCCESS)
		return false;
	conf->top->values = conf->cfg;
	join(conf->top);
	return true;
}

/* ---- entries -------------------------------------------------------------- */

bool conf_parse(struct conf **out, const struct conf_option *options, const char *text, size_t length, const char *name,
                struct conf_problems *problems)
{
	struct conf *conf = mem_zero(1, sizeof *conf);
	char *ended = mem_textn(text, length);
	bool ok;

	conf->name = mem_text(name);
	conf->top = conf_section_new(conf, options);
	ok = conf_scan(ended, length, name, conf->top, &conf->tokens, problems) && take_values(conf, problems);
	free(ended);
	if (ok)
		*out = conf;
	else
		conf_free(&conf);
	return ok;
}

bool conf_read(struct conf **out, const struct conf_option *options, const char *path, struct conf_problems *problems)
{
	struct str text = STR_INIT;
	struct status st = STATUS_INIT;
	bool ok = conf_load(path, &text, &st);

	if (!ok)
		*conf_problems_add(problems) = st;
	else
		ok = conf_parse(out, options, str_peek(&text), text.length, path, problems);
	str_done(&text);
	return ok;
}

bool conf_use(const struct conf_option *options, const char *text, const char *file, conf_take_fn *take, void *out,
              struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf;

	if (text ? conf_parse(&conf, options, text, strlen(text), file, &problems) : conf_read(&conf, options, file, &problems)) {
		take(&problems, conf_top(conf), out);
		conf_free(&conf);
	}
	conf_problems_sort(&problems);
	return conf_problems_first(&problems, st);
}

void conf_free(struct conf **conf)
{
	if (!*conf)
		return;
	if ((*conf)->cfg)
		cfg_free((*conf)->cfg);
	conf_section_free((*conf)->top);
	conf_tokens_done(&(*conf)->tokens);
	free((*conf)->name);
	free(*conf);
	*conf = NULL;
}

/* ---- values --------------------------------------------------------------- */

const struct conf_section *conf_top(const struct conf *conf)
{
	return conf->top;
}

const char *conf_title(const struct conf_section *section)
{
	return section->title;
}

static int option_of(const struct conf_section *section, const char *option)
{
	int i = conf_options_find(section->options, option);

	assert(i >= 0);
	return i;
}

bool conf_given(const struct conf_section *section, const char *option)
{
	return section->lines[option_of(section, option)] != 0;
}

const char *conf_text(const struct conf_section *section, const char *option)
{
	return conf_given(section, option) ? conf_tokens_value(&section->conf->tokens, cfg_getstr(section->values, option)) : NULL;
}

int conf_count(const struct conf_section *section, const char *option)
{
	int which = option_of(section, option), count = 0;

	if (section->options[which].type == CONF_LIST)
		return (int)cfg_size(section->values, option);
	for (const struct conf_section *inner = section->first; inner; inner = inner->next)
		count += inner->option == which;
	return count;
}

const char *conf_item(const struct conf_section *section, const char *option, int index)
{
	return conf_tokens_value(&section->conf->tokens, cfg_getnstr(section->values, option, (unsigned)index));
}

const struct conf_section *conf_inside(const struct conf_section *section, const char *option, int index)
{
	int which = option_of(section, option);

	for (const struct conf_section *inner = section->first; inner; inner = inner->next)
		if (inner->option == which && index-- == 0)
			return inner;
	return NULL;
}

static size_t cut(const char *text, size_t most)
{
	return strlen(text) > most ? utf8_cut(text, most) : strlen(text);
}

struct conf_where conf_where(const struct conf_section *section, const char *option)
{
	struct conf_where where = { section->conf->name, section->line, "" };
	char *full = section->parent ? conf_section_name(section) : mem_text("");

	if (option && conf_given(section, option))
		where.line = section->lines[option_of(section, option)];
	if (option) {
		char *joined = str_make("%s%s%s", full, *full ? ": " : "", option);

		free(full);
		full = joined;
	}
	snprintf(where.option, sizeof where.option, "%.*s", (int)cut(full, sizeof where.option - 1), full);
	free(full);
	return where;
}

void conf_wrong(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *msgid,
                const char *text)
{
	struct conf_where where = conf_where(section, option);

	status_set(conf_problems_add(problems), STATUS_INPUT, "conf", msgid, text ? "siss" : "sis", where.file, where.line,
	           where.option, text);
}

void conf_versions(struct str *out)
{
	str_addf(out, "libconfuse %s\n", confuse_version);
}
