/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads conf texts safely: libconfuse with its traps closed. What may stand in a text is a table of options; every value is a
 * string that the caller parses. A problem is a status (STATUS_INPUT, rule "conf") whose first arguments are file, line and option.
 * */
#ifndef LEDSAG_CONF_READER_H
#define LEDSAG_CONF_READER_H

#include "ledsag/base/status.h"
#include "ledsag/base/str.h"

#include <stddef.h>

/* Longest conf text that is read. */
#define CONF_MAX ((size_t)1024 * 1024)

enum conf_type {
	CONF_TEXT,    /* option = value */
	CONF_LIST,    /* option = {value, value}; a single value may stand without braces */
	CONF_SECTION, /* option { … }, once */
	CONF_TITLED,  /* option "title" { … }, each title once */
};

/* One line of a table of options; a NULL name ends the table. */
struct conf_option {
	const char *name;
	enum conf_type type;
	const struct conf_option *inside; /* of a section */
};

/* What is wrong with a text, by line. */
struct conf_problems {
	struct status *items; /* owned: conf_problems_done() */
	int count, room;
};

#define CONF_PROBLEMS_INIT { NULL, 0, 0 }

/* An empty status at the end of the list, to be set at once; borrowed until the next one is added. */
struct status *conf_problems_add(struct conf_problems *problems);
void conf_problems_sort(struct conf_problems *problems);
void conf_problems_done(struct conf_problems *problems);

/* Empties the list: true where it was empty, else false with its first problem in `st` (may be NULL). */
bool conf_problems_first(struct conf_problems *problems, struct status *st);

/* Appends a line for each library of this room, with its version. */
void conf_versions(struct str *out);

struct conf;
struct conf_section;

/* Appends the bytes of the file at `path` to `out`. A directory, a device, an unreadable file or one longer than CONF_MAX: rule
 * "conf", naming the file. */
bool conf_load(const char *path, struct str *out, struct status *st);

/* Reads `length` bytes of `text` by a table of options; `name` is what problems call the file. Returns false where it adds
 * problems: all unknown and repeated options, or the first place at which the text cannot be read. Owned: conf_free(). */
bool conf_parse(struct conf **out, const struct conf_option *options, const char *text, size_t length, const char *name,
                struct conf_problems *problems);

/* conf_load() and conf_parse(), named by the path. */
bool conf_read(struct conf **out, const struct conf_option *options, const char *path, struct conf_problems *problems);

/* Takes what a file says into `out`, and adds what is wrong with it. */
typedef void conf_take_fn(struct conf_problems *problems, const struct conf_section *top, void *out);
/* Reads `text` (NULL: the file of that name), lets `take` have it, and tells the first problem by line; true where there is none.
 * What was taken by then is the caller's either way. */
bool conf_use(const struct conf_option *options, const char *text, const char *file, conf_take_fn *take, void *out,
              struct status *st);
void conf_free(struct conf **conf);

/* Everything below is borrowed until conf_free(); `option` must be in the section's table. */
const struct conf_section *conf_top(const struct conf *conf);
const char *conf_title(const struct conf_section *section);

/* A CONF_TEXT; NULL where it is not given. */
const char *conf_text(const struct conf_section *section, const char *option);

/* How many values or sections are given. */
int conf_count(const struct conf_section *section, const char *option);
const char *conf_item(const struct conf_section *section, const char *option, int index);
const struct conf_section *conf_inside(const struct conf_section *section, const char *option, int index);

/* True where the option is given, even without a value. */
bool conf_given(const struct conf_section *section, const char *option);

/* Where to look: an option that is not given stands where its section begins. */
struct conf_where {
	const char *file;
	int64_t line;
	char option[128]; /* 'part "hours": amount' */
};
/* `option` may be NULL: the section itself. */
struct conf_where conf_where(const struct conf_section *section, const char *option);

/* Adds a problem at an option. `msgid` begins "{1}:{2}: {3}: " and may show `text` (NULL: none) as {4}. */
void conf_wrong(struct conf_problems *problems, const struct conf_section *section, const char *option, const char *msgid,
                const char *text);

#endif
