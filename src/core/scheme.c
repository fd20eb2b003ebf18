/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/scheme.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

static void text_done(struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		free(text->in[i]);
}

static void list_done(char **items, int count)
{
	for (int i = 0; i < count; i++)
		free(items[i]);
	free(items);
}

static void part_done(struct scheme_part *part)
{
	free(part->id);
	text_done(&part->name);
	free(part->amounts.items);
	free(part->mosts.items);
	free(part->thresholds.items);
	for (int i = 0; i < part->category_count; i++) {
		free(part->categories[i].id);
		text_done(&part->categories[i].name);
		text_done(&part->categories[i].note);
		free(part->categories[i].most.items);
	}
	free(part->categories);
}

static void level_done(struct scheme_level *level)
{
	free(level->id);
	text_done(&level->name);
	list_done(level->beside, level->beside_count);
}

static void charge_done(struct scheme_charge *charge)
{
	free(charge->id);
	text_done(&charge->name);
	free(charge->rates.items);
}

static void deadline_done(struct scheme_deadline *deadline)
{
	free(deadline->id);
	text_done(&deadline->name);
	text_done(&deadline->what);
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
	for (int i = 0; i < s->part_count; i++)
		part_done(&s->parts[i]);
	for (int i = 0; i < s->level_count; i++)
		level_done(&s->levels[i]);
	for (int i = 0; i < s->charge_count; i++)
		charge_done(&s->charges[i]);
	for (int i = 0; i < s->deadline_count; i++)
		deadline_done(&s->deadlines[i]);
	free(s->parts);
	free(s->levels);
	free(s->charges);
	free(s->deadlines);
	list_done(s->also, s->also_count);
	list_done(s->excludes, s->exclude_count);
	list_done(s->requires, s->require_count);
	free(s->id);
	free(s->country);
	free(s->authority);
	free(s->law);
	free(s->source);
	free(s);
	*scheme = NULL;
}

/* ---- finding -------------------------------------------------------------- */

const struct scheme_part *scheme_part(const struct scheme *scheme, const char *id)
{
	const struct scheme_part *only = NULL;
	int count = 0;

	for (int i = 0; i < scheme->part_count; i++) {
		if (id && *id && strcmp(scheme->parts[i].id, id) == 0)
			return &scheme->parts[i];
		if (!scheme->parts[i].extra && count++ == 0)
			only = &scheme->parts[i];
	}
	return (!id || !*id) && count == 1 ? only : NULL;
}

const struct scheme_level *scheme_level(const struct scheme *scheme, const char *id)
{
	for (int i = 0; i < scheme->level_count; i++)
		if (str_same(scheme->levels[i].id, id))
			return &scheme->levels[i];
	return NULL;
}

const struct scheme_charge *scheme_charge(const struct scheme *scheme, const char *id)
{
	for (int i = 0; i < scheme->charge_count; i++)
		if (str_same(scheme->charges[i].id, id))
			return &scheme->charges[i];
	return NULL;
}

const struct scheme_deadline *scheme_deadline(const struct scheme *scheme, const char *id)
{
	for (int i = 0; i < scheme->deadline_count; i++)
		if (str_same(scheme->deadlines[i].id, id))
			return &scheme->deadlines[i];
	return NULL;
}

const struct scheme_category *scheme_category(const struct scheme_part *part, const char *id)
{
	for (int i = 0; i < part->category_count; i++)
		if (str_same(part->categories[i].id, id))
			return &part->categories[i];
	return NULL;
}

/* ---- what holds ----------------------------------------------------------- */

const struct scheme_dated *scheme_rate_on(const struct scheme_rates *rates, day_t day)
{
	const struct scheme_dated *found = NULL;

	for (int i = 0; i < rates->count && rates->items[i].from <= day; i++)
		found = &rates->items[i];
	return found;
}

int64_t scheme_rate(const struct scheme_rates *rates, day_t day)
{
	const struct scheme_dated *found = scheme_rate_on(rates, day);

	return found ? found->amount : 0;
}

int64_t scheme_part_amount(const struct scheme_part *part, day_t day)
{
	return part->amounts.count ? scheme_rate(&part->amounts, day) : part->amount;
}

int64_t scheme_part_most(const struct scheme_part *part, day_t day)
{
	return part->mosts.count ? scheme_rate(&part->mosts, day) : part->most;
}

bool scheme_level_fits(const struct scheme_level *level, int64_t amount)
{
	if (level->amount)
		return amount == level->amount;
	return amount >= level->least && (!level->above || amount > level->above) && (!level->most || amount <= level->most);
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

bool scheme_matches(const char *pattern, const char *id)
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

static bool any_matches(char *const *patterns, int count, const char *id)
{
	for (int i = 0; i < count; i++)
		if (scheme_matches(patterns[i], id))
			return true;
	return false;
}

bool scheme_excludes(const struct scheme *a, const struct scheme *b)
{
	return scheme_excludes_at(a, NULL, b, NULL);
}

static bool level_goes_beside(const struct scheme_level *level, const struct scheme *other)
{
	return level && any_matches(level->beside, level->beside_count, other->id);
}

/* Some level of `scheme` goes together with `other`, but not this one. */
static bool level_stays_apart(const struct scheme *scheme, const struct scheme_level *at, const struct scheme *other)
{
	for (int i = 0; i < scheme->level_count; i++)
		if (level_goes_beside(&scheme->levels[i], other))
			return !level_goes_beside(at, other);
	return false;
}

bool scheme_excludes_at(const struct scheme *a, const struct scheme_level *at_a, const struct scheme *b,
                        const struct scheme_level *at_b)
{
	if (strcmp(a->id, b->id) == 0)
		return false;
	if ((level_goes_beside(at_a, b) || level_goes_beside(at_b, a)) && !level_stays_apart(a, at_a, b) &&
	    !level_stays_apart(b, at_b, a))
		return false;
	return any_matches(a->excludes, a->exclude_count, b->id) || any_matches(b->excludes, b->exclude_count, a->id);
}

bool scheme_requires(const struct scheme *scheme, const struct scheme *required)
{
	return any_matches(scheme->requires, scheme->require_count, required->id);
}
