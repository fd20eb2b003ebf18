/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/scheme.h"

#include "ledsag/base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const carry_words[] = {
	[CARRY_NONE] = "none",
	[CARRY_WINDOW] = "window",
	[CARRY_YEAR] = "year",
	[CARRY_POT] = "pot",
};

static const char *const use_order_words[] = {
	[USE_NEWEST_FIRST] = "newest-first",
	[USE_OLDEST_FIRST] = "oldest-first",
};

static const char *const strength_words[] = {
	[LIMIT_SOFT] = "soft",
	[LIMIT_HARD] = "hard",
};

static const char *const lang_words[] = {
	[LANG_EN] = "en",
	[LANG_DA] = "da",
	[LANG_DE] = "de",
};

/* The place of `word` in a table, or −1. */
static int find_word(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return (int)i;
	return -1;
}

const char *carry_name(enum carry carry)
{
	assert((size_t)carry < COUNT_OF(carry_words));
	return carry_words[carry];
}

bool carry_parse(const char *word, enum carry *out)
{
	int i = find_word(carry_words, COUNT_OF(carry_words), word);

	if (i >= 0)
		*out = (enum carry)i;
	return i >= 0;
}

const char *use_order_name(enum use_order order)
{
	assert((size_t)order < COUNT_OF(use_order_words));
	return use_order_words[order];
}

bool use_order_parse(const char *word, enum use_order *out)
{
	int i = find_word(use_order_words, COUNT_OF(use_order_words), word);

	if (i >= 0)
		*out = (enum use_order)i;
	return i >= 0;
}

const char *strength_name(enum strength strength)
{
	assert((size_t)strength < COUNT_OF(strength_words));
	return strength_words[strength];
}

bool strength_parse(const char *word, enum strength *out)
{
	int i = find_word(strength_words, COUNT_OF(strength_words), word);

	if (i >= 0)
		*out = (enum strength)i;
	return i >= 0;
}

const char *lang_name(enum lang lang)
{
	assert((size_t)lang < COUNT_OF(lang_words));
	return lang_words[lang];
}

bool lang_parse(const char *word, enum lang *out)
{
	int i = find_word(lang_words, COUNT_OF(lang_words), word);

	if (i >= 0)
		*out = (enum lang)i;
	return i >= 0;
}

static void text_done(struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		free(text->in[i]);
}

void scheme_free(struct scheme **scheme)
{
	struct scheme *s = *scheme;

	if (!s)
		return;
	struct scheme_text *const texts[] = { &s->name, &s->gives, &s->who, &s->excludes_text, &s->payment, &s->follow_up,
	                                      &s->appeal };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		text_done(texts[i]);
	for (int i = 0; i < s->part_count; i++) {
		free(s->parts[i].id);
		text_done(&s->parts[i].name);
	}
	free(s->parts);
	for (int i = 0; i < s->exclude_count; i++)
		free(s->excludes[i]);
	free(s->excludes);
	free(s->id);
	free(s->country);
	free(s->authority);
	free(s->law);
	free(s->source);
	free(s);
	*scheme = NULL;
}

const struct scheme_part *scheme_part(const struct scheme *scheme, const char *id)
{
	if (!id || !*id)
		return scheme->part_count == 1 ? &scheme->parts[0] : NULL;
	for (int i = 0; i < scheme->part_count; i++)
		if (strcmp(scheme->parts[i].id, id) == 0)
			return &scheme->parts[i];
	return NULL;
}

const char *scheme_text(const struct scheme_text *text, enum lang lang)
{
	if (text->in[lang])
		return text->in[lang];
	for (int i = 0; i < LANG_COUNT; i++)
		if (text->in[i])
			return text->in[i];
	return "";
}

static bool pattern_matches(const char *pattern, const char *id)
{
	const char *star = strchr(pattern, '*');
	size_t length = strlen(id), before, after;

	if (!star)
		return strcmp(pattern, id) == 0;
	before = (size_t)(star - pattern);
	after = strlen(star + 1);
	/* Without the length a short id could serve both ends with the same characters. */
	return length >= before + after && strncmp(pattern, id, before) == 0 && strcmp(id + length - after, star + 1) == 0;
}

static bool names(const struct scheme *a, const struct scheme *b)
{
	for (int i = 0; i < a->exclude_count; i++)
		if (pattern_matches(a->excludes[i], b->id))
			return true;
	return false;
}

bool scheme_excludes(const struct scheme *a, const struct scheme *b)
{
	return strcmp(a->id, b->id) != 0 && (names(a, b) || names(b, a));
}
