/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/scan.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- sections ------------------------------------------------------------- */

size_t conf_options_count(const struct conf_option *options)
{
	size_t n = 0;

	while (options[n].name)
		n++;
	return n;
}

int conf_options_find(const struct conf_option *options, const char *name)
{
	for (int i = 0; options[i].name; i++)
		if (strcmp(options[i].name, name) == 0)
			return i;
	return -1;
}

struct conf_section *conf_section_new(const struct conf *conf, const struct conf_option *options)
{
	struct conf_section *section = mem_zero(1, sizeof *section);

	section->conf = conf;
	section->options = options;
	section->line = 1;
	section->lines = mem_zero(conf_options_count(options) + 1, sizeof *section->lines);
	return section;
}

/* `title` is taken. */
static struct conf_section *section_add(struct conf_section *parent, int option, char *title, int64_t line)
{
	struct conf_section *section = conf_section_new(parent->conf, parent->options[option].inside);

	section->parent = parent;
	section->option = option;
	section->title = title;
	section->line = line;
	if (parent->last)
		parent->last->next = section;
	else
		parent->first = section;
	parent->last = section;
	return section;
}

void conf_section_free(struct conf_section *section)
{
	while (section->first) {
		struct conf_section *next = section->first->next;

		conf_section_free(section->first);
		section->first = next;
	}
	free(section->title);
	free(section->lines);
	free(section);
}

char *conf_section_name(const struct conf_section *section)
{
	const char *name = section->parent->options[section->option].name;

	return section->title ? str_make("%s \"%s\"", name, section->title) : mem_text(name);
}

/* ---- what libconfuse reads ------------------------------------------------ */

#define TEXT_LONG 32    /* bytes */
#define TEXT_MARK '\1'  /* no conf text has it */

const char *conf_tokens_value(const struct conf_tokens *tokens, const char *value)
{
	return value && value[0] == TEXT_MARK ? tokens->texts[atoi(value + 1)] : value;
}

void conf_tokens_done(struct conf_tokens *tokens)
{
	for (int i = 0; i < tokens->count; i++)
		free(tokens->texts[i]);
	free(tokens->texts);
	str_done(&tokens->text);
}

/* What stands between the quotes means, as libconfuse would read it: next_string() lets only these escapes through. */
static char *unescaped(const char *start, size_t length)
{
	char *text = mem_textn(start, length), *to = text;

	for (const char *from = text; *from; from++) {
		if (*from == '\\') {
			from++;
			*to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return text;
}

/* ---- bytes ---------------------------------------------------------------- */

/* A control character steers a terminal or cuts the text; tab, line feed and carriage return are layout. */
static bool is_control(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F);
}

static bool bytes_are_text(const char *text, size_t length, const char *name, struct conf_problems *problems)
{
	int64_t line = 1;
	uint32_t c = 0;

	if (length > CONF_MAX)
		return status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
		                  N_("{1} is longer than 1 MiB: a conf file is shorter."), "s", name);
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		return status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
		                  N_("{1}:{2}: the file begins with a byte order mark: save it as UTF-8 without one."), "si", name, line);
	for (size_t i = 0, size; i < length; i += size) {
		size = 1;
		if (text[i] >= ' ' && text[i] <= '~')
			continue;
		size = utf8_decode(text + i, length - i, &c);
		if (size == 0)
			return status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
			                  N_("{1}:{2}: this line is not UTF-8, perhaps Latin-1: save the file as UTF-8."), "si", name, line);
		if (c == 0)
			return status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
			                  N_("{1}:{2}: there is a NUL character here: a conf file is plain text in UTF-8."), "si", name, line);
		if (is_control(c))
			return status_set(conf_problems_add(problems), STATUS_INPUT, "conf",
			                  N_("{1}:{2}: there is a control character here: take it out."), "si", name, line);
		line += c == '\n';
	}
	return true;
}

/* ---- tokens --------------------------------------------------------------- */

enum token_type { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_SIGN };

struct token {
	enum token_type type;
	char sign;          /* = { } , */
	const char *start;  /* of a word or, inside its quotes, of a string */
	size_t length;
	int64_t line;
};

struct scan {
	const char *s;
	size_t at, length;
	int64_t line;
	int64_t out_line; /* where the tokens have come to … */
	size_t out_at;    /* … and where the last one begins */
	struct conf_tokens *tokens;
	struct token token;
	int64_t bare_line; /* line of the last value without quotes */
	int64_t variable_line; /* of the first "${"; 0: there is none */
	const char *name;
	struct conf_problems *problems;
};

/* A problem at `line` that ends the scan; `types` and what follows begin with {3}. */
#define SCAN_STOP(scan, at_line, msgid, types, ...)                                                                            \
	status_set(conf_problems_add((scan)->problems), STATUS_INPUT, "conf", msgid, "si" types, (scan)->name, (int64_t)(at_line), \
	           __VA_ARGS__)
#define SCAN_STOP0(scan, at_line, msgid)                                                                                   \
	status_set(conf_problems_add((scan)->problems), STATUS_INPUT, "conf", msgid, "si", (scan)->name, (int64_t)(at_line))

static char peek(const struct scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->length ? scan->s[scan->at + ahead] : '\0';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
	       c == ':';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void pass_one(struct scan *scan)
{
	scan->line += scan->s[scan->at++] == '\n';
}

static bool pass_block(struct scan *scan)
{
	int64_t line = scan->line;

	scan->at += 2;
	while (scan->at < scan->length && !(peek(scan, 0) == '*' && peek(scan, 1) == '/'))
		pass_one(scan);
	if (scan->at >= scan->length)
		return SCAN_STOP0(scan, line, N_("{1}:{2}: the comment that begins here is not closed: write */ at its end."));
	scan->at += 2;
	return true;
}

/* Goes to the next character that means something. */
static bool pass_blank(struct scan *scan)
{
	while (scan->at < scan->length) {
		char c = peek(scan, 0), d = peek(scan, 1);

		if (c == ' ' || c == '\t') {
			scan->at += strspn(scan->s + scan->at, " \t");
		} else if (is_blank(c)) {
			pass_one(scan);
		} else if (c == '#' || (c == '/' && d == '/')) {
			scan->at += strcspn(scan->s + scan->at, "\n");
		} else if (c == '/' && d == '*') {
			if (!pass_block(scan))
				return false;
		} else {
			break;
		}
	}
	return true;
}

static void note_variable(struct scan *scan)
{
	const char *end = scan->token.start + scan->token.length, *found = memchr(scan->token.start, '$', scan->token.length);

	while (found && (found + 1 == end || found[1] != '{'))
		found = memchr(found + 1, '$', (size_t)(end - found - 1));
	if (!found || scan->variable_line)
		return;
	scan->variable_line = scan->token.line;
	for (const char *p = scan->token.start; p < found; p++)
		scan->variable_line += *p == '\n';
}

static bool next_string(struct scan *scan)
{
	char quote = peek(scan, 0);
	const char *escapes = quote == '"' ? "\"\\nt" : "'\\", *stops = quote == '"' ? "\"\\\n" : "'\\\n";

	scan->at++;
	scan->token.type = TOKEN_STRING;
	scan->token.start = scan->s + scan->at;
	for (;; scan->at++) {
		scan->at += strcspn(scan->s + scan->at, stops);
		if (scan->at >= scan->length || peek(scan, 0) == quote)
			break;
		if (peek(scan, 0) == '\n') {
			scan->line++;
			continue;
		}
		/* \0 would cut the text, \377 would leave UTF-8, \101 is not what it looks like. */
		if (!peek(scan, 1) || !strchr(escapes, peek(scan, 1)))
			return SCAN_STOP(scan, scan->line, N_("{1}:{2}: after a backslash only {3} may follow: write \\\\ for a backslash."), "s",
			                 quote == '"' ? "\" \\ n t" : "' \\");
		scan->at++;
	}
	if (scan->at >= scan->length)
		return SCAN_STOP0(scan, scan->token.line, N_("{1}:{2}: the quotation mark that stands here is never closed."));
	scan->token.length = (size_t)(scan->s + scan->at - scan->token.start);
	scan->at++;
	note_variable(scan);
	/* One that is missing shows here: the next text's opening mark has closed this one. */
	if (scan->at < scan->length && !is_blank(peek(scan, 0)) && !strchr("={},#/", peek(scan, 0)))
		return SCAN_STOP0(scan, scan->token.line,
		                  N_("{1}:{2}: the text that begins here is not closed, or has a quotation mark inside: write \\\" for that."));
	return true;
}

static bool stop_unquoted(struct scan *scan)
{
	return SCAN_STOP0(scan, scan->line,
	                  N_("{1}:{2}: put the value into quotation marks: only letters a to z, digits and . : - _ may stand without."));
}

static bool next_word(struct scan *scan)
{
	scan->token.type = TOKEN_WORD;
	scan->token.start = scan->s + scan->at;
	while (is_word(peek(scan, 0)))
		scan->at++;
	scan->token.length = (size_t)(scan->s + scan->at - scan->token.start);
	/* "http://x" and "a#b" would lose their ends as comments. */
	if (scan->at < scan->length && !is_blank(peek(scan, 0)) && !strchr("={},", peek(scan, 0)))
		return stop_unquoted(scan);
	return true;
}

static bool next_token(struct scan *scan)
{
	char c;

	if (!pass_blank(scan))
		return false;
	scan->token = (struct token){ .type = TOKEN_END, .line = scan->line, .start = scan->s + scan->at };
	if (scan->at >= scan->length)
		return true;
	c = peek(scan, 0);
	if (c == '"' || c == '\'')
		return next_string(scan);
	if (is_word(c))
		return next_word(scan);
	if (!strchr("={},", c))
		return stop_unquoted(scan);
	scan->token.type = TOKEN_SIGN;
	scan->token.sign = c;
	scan->at++;
	return true;
}

/* The next token, which libconfuse gets on the same line. */
static bool next(struct scan *scan)
{
	struct str *out = &scan->tokens->text;
	const char *start;

	if (!next_token(scan))
		return false;
	for (; scan->out_line < scan->token.line; scan->out_line++)
		str_addc(out, '\n');
	str_addc(out, ' ');
	scan->out_at = out->length;
	start = scan->token.start - (scan->token.type == TOKEN_STRING);
	str_addn(out, start, (size_t)(scan->s + scan->at - start));
	scan->out_line = scan->line;
	return true;
}

/* Keeps the value that was just read and is long: a mark takes its place. */
static void keep_text(struct scan *scan)
{
	struct conf_tokens *tokens = scan->tokens;

	if (scan->token.type != TOKEN_STRING || scan->token.length < TEXT_LONG)
		return;
	MEM_GROW(tokens->texts, tokens->count, tokens->room);
	tokens->texts[tokens->count] = unescaped(scan->token.start, scan->token.length);
	tokens->text.length = scan->out_at; /* takes the value back */
	str_addf(&tokens->text, "\"%c%d\"", TEXT_MARK, tokens->count++);
	scan->out_line = scan->token.line;
}

static bool is_sign(const struct scan *scan, char sign)
{
	return scan->token.type == TOKEN_SIGN && scan->token.sign == sign;
}

static bool is_value(const struct scan *scan)
{
	return scan->token.type == TOKEN_WORD || scan->token.type == TOKEN_STRING;
}

/* ---- grammar -------------------------------------------------------------- */

static bool stop_unclosed(struct scan *scan, const struct conf_section *section)
{
	char *name = conf_section_name(section);

	SCAN_STOP(scan, section->line, N_("{1}:{2}: {3}: the section that begins here is not closed: a } is missing."), "s", name);
	free(name);
	return false;
}

static bool need_value(struct scan *scan, const char *option)
{
	if (!is_value(scan))
		return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: a value is missing after the = sign."), "s", option);
	if (scan->token.type == TOKEN_WORD)
		scan->bare_line = scan->token.line;
	keep_text(scan);
	return true;
}

static bool scan_list(struct scan *scan, const char *option)
{
	for (;;) {
		if (!next(scan))
			return false;
		if (is_sign(scan, '}'))
			return true;
		if (!is_value(scan))
			break;
		if (!next(scan))
			return false;
		if (is_sign(scan, '}'))
			return true;
		if (!is_sign(scan, ','))
			break;
	}
	return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: a list is written {\"one\", \"two\"}."), "s", option);
}

static bool scan_value(struct scan *scan, const char *option, bool list)
{
	if (!next(scan))
		return false;
	if (!is_sign(scan, '='))
		return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: write {3} = and the value."), "s", option);
	if (!next(scan))
		return false;
	if (list && is_sign(scan, '{'))
		return scan_list(scan, option);
	if (is_sign(scan, '{'))
		return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: takes one value, not a list."), "s", option);
	return need_value(scan, option);
}

/* Passes over what follows an unknown option, so that the rest can still be looked at; false where that cannot be told. */
static bool skip_unknown(struct scan *scan)
{
	int depth = 0;

	if (!next(scan))
		return false;
	if (is_sign(scan, '=')) {
		if (!next(scan))
			return false;
		if (is_value(scan))
			return true;
	} else if (is_value(scan) && !next(scan)) {
		return false;
	}
	if (!is_sign(scan, '{'))
		return false;
	for (;;) {
		if (is_sign(scan, '{'))
			depth++;
		else if (is_sign(scan, '}') && --depth == 0)
			return true;
		if (scan->token.type == TOKEN_END || !next(scan))
			return false;
	}
}

static void list_options(struct str *out, const struct conf_option *options)
{
	for (int i = 0; options[i].name; i++)
		str_addf(out, "%s%s", i ? ", " : "", options[i].name);
}

/* Reports an option that its section does not have; false where nothing after it can be read. */
static bool scan_unknown(struct scan *scan, const struct conf_section *section, const char *name)
{
	struct str known = STR_INIT;
	struct token token = scan->token;
	const struct conf_section *outer = section->parent;

	if (token.line == scan->bare_line)
		return SCAN_STOP(scan, token.line, N_("{1}:{2}: {3}: a value of several words stands in quotation marks."), "s", name);
	for (; outer; outer = outer->parent)
		if (conf_options_find(outer->options, name) >= 0)
			return stop_unclosed(scan, section);
	list_options(&known, section->options);
	SCAN_STOP(scan, token.line, N_("{1}:{2}: {3}: there is no such option here, only {4}."), "ss", name, str_peek(&known));
	str_done(&known);
	return skip_unknown(scan);
}

static const struct conf_section *find_titled(const struct conf_section *section, int option, const char *title)
{
	for (const struct conf_section *inner = section->first; inner; inner = inner->next)
		if (inner->option == option && str_same(inner->title, title))
			return inner;
	return NULL;
}

static void report_repeated(struct scan *scan, const char *name, int64_t line, int64_t first)
{
	SCAN_STOP(scan, line, N_("{1}:{2}: {3}: is given a second time, first on line {4}: keep one."), "si", name, first);
}

static bool scan_section(struct scan *scan, struct conf_section *section);

static bool scan_inner(struct scan *scan, struct conf_section *section, int option, int64_t line)
{
	const char *name = section->options[option].name;
	const struct conf_section *same;
	struct conf_section *inner;
	char *title = NULL;

	if (!next(scan))
		return false;
	if (section->options[option].type == CONF_TITLED) {
		if (!is_value(scan) || memchr(scan->token.start, '\\', scan->token.length) || scan->token.length == 0)
			return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: write {3} \"title\" { and what belongs to it."), "s", name);
		title = mem_textn(scan->token.start, scan->token.length);
		same = find_titled(section, option, title);
		inner = section_add(section, option, title, line);
		if (same) {
			char *full = conf_section_name(inner);

			report_repeated(scan, full, line, same->line);
			free(full);
		}
		if (!next(scan))
			return false;
	} else {
		inner = section_add(section, option, NULL, line);
	}
	if (!is_sign(scan, '{'))
		return SCAN_STOP(scan, scan->token.line, N_("{1}:{2}: {3}: is a section: write { after it."), "s", name);
	return scan_section(scan, inner);
}

static bool scan_known(struct scan *scan, struct conf_section *section, int option)
{
	const struct conf_option *known = &section->options[option];
	int64_t line = scan->token.line;

	if (section->lines[option] && known->type != CONF_TITLED)
		report_repeated(scan, known->name, line, section->lines[option]);
	if (!section->lines[option])
		section->lines[option] = line;
	if (known->type == CONF_TEXT || known->type == CONF_LIST)
		return scan_value(scan, known->name, known->type == CONF_LIST);
	return scan_inner(scan, section, option, line);
}

static bool scan_option(struct scan *scan, struct conf_section *section)
{
	char *name = mem_textn(scan->token.start, scan->token.length);
	int option = conf_options_find(section->options, name);
	bool ok = option >= 0 ? scan_known(scan, section, option) : scan_unknown(scan, section, name);

	free(name);
	return ok;
}

static bool scan_section(struct scan *scan, struct conf_section *section)
{
	for (;;) {
		if (!next(scan))
			return false;
		if (scan->token.type == TOKEN_WORD) {
			if (!scan_option(scan, section))
				return false;
		} else if (is_sign(scan, '}')) {
			return section->parent || SCAN_STOP0(scan, scan->token.line, N_("{1}:{2}: there is one } too many here."));
		} else if (scan->token.type == TOKEN_END) {
			return !section->parent || stop_unclosed(scan, section);
		} else {
			return SCAN_STOP0(scan, scan->token.line, N_("{1}:{2}: the name of an option should stand here."));
		}
	}
}

/* A "${" in a value: libconfuse would put a variable of the environment there. */
static bool no_variable(struct scan *scan)
{
	return !scan->variable_line ||
	       SCAN_STOP0(scan, scan->variable_line, N_("{1}:{2}: ${…} is not expanded in conf files: write the value itself."));
}

bool conf_scan(const char *text, size_t length, const char *name, struct conf_section *top, struct conf_tokens *tokens,
               struct conf_problems *problems)
{
	struct scan scan = {
		.s = text, .length = length, .line = 1, .out_line = 1, .tokens = tokens, .name = name, .problems = problems,
	};
	int before = problems->count;

	return bytes_are_text(text, length, name, problems) && scan_section(&scan, top) && problems->count == before &&
	       no_variable(&scan);
}
