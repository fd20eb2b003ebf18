/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first look at a conf text: is it text, is its grammar whole, and on which line does each option stand? For reader.c. */
#ifndef LEDSAG_CONF_SCAN_H
#define LEDSAG_CONF_SCAN_H

#include "ledsag/conf/reader.h"

struct conf_section {
	const struct conf *conf;
	const struct conf_option *options;
	struct conf_section *parent, *first, *last, *next;
	int option;     /* which one of the parent's table */
	char *title;    /* owned; NULL without one */
	int64_t line;
	int64_t *lines; /* of each option of the table; 0: not given */
	void *values;   /* libconfuse's section; borrowed */
};

/* What libconfuse is given to read: the tokens without comments, on their lines. It takes a hundred steps for each byte, so a long
 * text is kept here, and a mark stands in its place. */
struct conf_tokens {
	struct str text;
	char **texts; /* owned */
	int count, room;
};

/* The text that a mark stands for; any other value is given back as it is. */
const char *conf_tokens_value(const struct conf_tokens *tokens, const char *value);
void conf_tokens_done(struct conf_tokens *tokens);

/* The section that stands for the whole text; owned: conf_section_free(), with all in it. */
struct conf_section *conf_section_new(const struct conf *conf, const struct conf_option *options);
void conf_section_free(struct conf_section *section);

/* 'part "hours"' or 'length', for sentences; free() it. */
char *conf_section_name(const struct conf_section *section);

size_t conf_options_count(const struct conf_option *options);
/* The place of `name` in the table, or −1. */
int conf_options_find(const struct conf_option *options, const char *name);

/* Checks `text` (`length` bytes and a NUL), fills `top` with the sections and lines it finds, and `tokens`. False where it adds
 * problems. */
bool conf_scan(const char *text, size_t length, const char *name, struct conf_section *top, struct conf_tokens *tokens,
               struct conf_problems *problems);

#endif
