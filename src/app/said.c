/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How schemes, their levels and categories are called in sentences, and what is taken for them when it is typed. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/str.h"
#include "ledsag/core/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sentence names two schemes at most. */
static char *room(size_t *size)
{
	static char said[2][200];
	static int turn;

	turn = !turn;
	*size = sizeof said[turn];
	return said[turn];
}

const char *scheme_said(const struct scheme *scheme)
{
	size_t size;
	char *said = room(&size);

	snprintf(said, size, "%s (%s)", scheme_text(&scheme->name, text_lang()), scheme->id);
	return said;
}

const char *scheme_id_said(const char *id)
{
	struct scheme *scheme = NULL;
	const char *said = catalogue_scheme(id, &scheme, NULL) ? scheme_said(scheme) : id;

	scheme_free(&scheme);
	return said;
}

const char *law_said(const struct scheme *scheme)
{
	size_t size;
	char *said = room(&size);

	snprintf(said, size, "%s, %s", scheme->law, scheme->id);
	return said;
}

/* The id, or the name in any language. */
static bool is_called(const char *id, const struct scheme_text *name, const char *typed)
{
	if (word_same_text(id, typed))
		return true;
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (name->in[lang] && word_same_text(name->in[lang], typed))
			return true;
	return false;
}

const struct scheme_level *level_typed(const struct scheme *scheme, const char *typed)
{
	for (int i = 0; i < scheme->level_count; i++)
		if (is_called(scheme->levels[i].id, &scheme->levels[i].name, typed))
			return &scheme->levels[i];
	return NULL;
}

const struct scheme_category *category_typed(const struct scheme_part *part, const char *typed)
{
	for (int i = 0; i < part->category_count; i++)
		if (is_called(part->categories[i].id, &part->categories[i].name, typed))
			return &part->categories[i];
	return NULL;
}

const char *unit_example(enum unit unit)
{
	static const char *const examples[] = {
		[UNIT_MINUTES] = "7:30", [UNIT_DAYS] = "1d", [UNIT_SESSIONS] = "1x", [UNIT_MONEY] = "500.00"
	};

	return examples[unit];
}

void level_add_said(const struct scheme_level *level, struct str *out)
{
	const char *name = scheme_text(&level->name, text_lang());

	str_addf(out, "%s%s", out->length ? ", " : "", level->id);
	if (*name && !word_same_text(name, level->id))
		str_addf(out, " (%s)", name);
}
