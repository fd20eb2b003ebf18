/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme as JSON: every figure of its file, under the names of ledsag-schemes(5) with _ for -. */
#include "internal.h"

static const char *said(const struct scheme_text *text)
{
	return scheme_text(text, text_lang());
}

static void put_texts(json_t *object, const char *key, char *const *texts, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_text(texts[i]));
	json_put(object, key, list);
}

/* A limit and how strict it is; 0 and null where there is none. */
static void put_limit(json_t *object, const char *key, int64_t amount, enum strength is)
{
	char *is_key = str_make("%s_is", key);

	json_put_int(object, key, amount);
	json_put_text(object, is_key, amount ? strength_name(is) : NULL);
	free(is_key);
}

static void put_span(json_t *object, const char *key, const struct scheme_span *span)
{
	char text[16];

	scheme_span_format(span, text);
	json_put_text(object, key, text);
}

static void put_rates(json_t *object, const char *key, const struct scheme_rates *rates)
{
	json_t *list = json_array();

	for (int i = 0; i < rates->count; i++) {
		json_t *rate = json_object();

		json_put_day(rate, "from", rates->items[i].from);
		json_put_int(rate, "amount", rates->items[i].amount);
		json_array_append_new(list, rate);
	}
	json_put(object, key, list);
}

static void put_length(json_t *object, const struct scheme_length *length)
{
	json_t *inside;

	if (!length->unit) {
		json_put(object, "length", json_null());
		return;
	}
	inside = json_object();
	json_put_text(inside, "unit", length->unit == 'w' ? "weeks" : length->unit == 'm' ? "months" : "years");
	put_limit(inside, "least", length->least, length->least_is);
	put_limit(inside, "most", length->most, length->most_is);
	json_put(object, "length", inside);
}

/* ---- parts */

static json_t *category_json(const struct scheme_category *category)
{
	json_t *object = json_object();

	json_put_text(object, "category", category->id);
	json_put_text(object, "name", said(&category->name));
	json_put_text(object, "note", said(&category->note));
	json_put_flag(object, "counted", category->counted);
	json_put_text(object, "is", category->most.count || !category->counted ? strength_name(category->is) : NULL);
	put_rates(object, "most", &category->most);
	return object;
}

static void put_words_of_part(json_t *object, const struct scheme_part *part)
{
	json_t *pers = json_array(), *kinds = json_array(), *categories = json_array();

	for (int per = 0; per < PER_COUNT; per++)
		if (part->per_allowed[per])
			json_array_append_new(pers, json_text(per_name((enum per)per)));
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (part->uncounted[kind])
			json_array_append_new(kinds, json_text(kind_name((enum kind)kind)));
	for (int i = 0; i < part->category_count; i++)
		json_array_append_new(categories, category_json(&part->categories[i]));
	json_put(object, "per_allowed", pers);
	json_put(object, "uncounted", kinds);
	json_put(object, "categories", categories);
}

static json_t *part_json(const struct scheme_part *part)
{
	json_t *object = json_object();

	json_put_text(object, "part", part->id);
	json_put_text(object, "name", said(&part->name));
	json_put_text(object, "unit", unit_name(part->unit));
	json_put_text(object, "per", per_name(part->per));
	json_put_int(object, "amount", part->amount);
	put_limit(object, "least", part->least, part->least_is);
	put_limit(object, "most", part->most, part->most_is);
	json_put_text(object, "carry", carry_name(part->carry));
	if (part->carry == CARRY_WINDOW)
		json_put_int(object, "window", part->window);
	if (part->carry != CARRY_NONE) {
		json_put_int(object, "cap", part->cap);
		json_put_text(object, "use", use_order_name(part->use));
	}
	json_put_flag(object, "lapse", part->lapse);
	json_put_flag(object, "average", part->average);
	json_put_flag(object, "optional", part->optional);
	json_put_flag(object, "extra", part->extra);
	put_limit(object, "ceiling", part->ceiling, part->ceiling_is);
	put_limit(object, "longest", part->longest, part->longest_is);
	json_put_int(object, "review", part->review);
	put_rates(object, "amounts", &part->amounts);
	put_rates(object, "mosts", &part->mosts);
	put_rates(object, "thresholds", &part->thresholds);
	put_words_of_part(object, part);
	return object;
}

/* ---- levels, charges, deadlines */

static json_t *level_json(const struct scheme *scheme, const struct scheme_level *level)
{
	json_t *object = json_object();

	json_put_text(object, "level", level->id);
	json_put_text(object, "name", said(&level->name));
	json_put_text(object, "part", scheme->parts[level->part].id);
	json_put_text(object, "per", per_name(level->per));
	json_put_int(object, "amount", level->amount);
	put_limit(object, "least", level->least, level->least_is);
	put_limit(object, "above", level->above, level->above_is);
	put_limit(object, "most", level->most, level->most_is);
	put_limit(object, "ceiling", level->ceiling, level->ceiling_is);
	put_length(object, &level->length);
	put_texts(object, "beside", level->beside, level->beside_count);
	return object;
}

static json_t *charge_json(const struct scheme_charge *charge)
{
	json_t *object = json_object();

	json_put_text(object, "charge", charge->id);
	json_put_text(object, "name", said(&charge->name));
	json_put_text(object, "kind", charge_kind_name(charge->kind));
	json_put_text(object, "per", charge_per_name(charge->per));
	json_put_flag(object, "started_days", charge->started_days);
	json_put_flag(object, "income_only", charge->income_only);
	json_put_text(object, "is", strength_name(charge->is));
	put_rates(object, "rates", &charge->rates);
	return object;
}

static json_t *deadline_json(const struct scheme_deadline *deadline)
{
	json_t *object = json_object();

	json_put_text(object, "deadline", deadline->id);
	json_put_text(object, "name", said(&deadline->name));
	json_put_text(object, "what", said(&deadline->what));
	json_put_text(object, "kind", deadline_kind_name(deadline->kind));
	json_put_text(object, "anchor", deadline_anchor_name(deadline->anchor));
	json_put_text(object, "by", deadline_by_name(deadline->by));
	put_span(object, "after", &deadline->after);
	put_span(object, "every", &deadline->every);
	json_put_text(object, "is", strength_name(deadline->is));
	return object;
}

/* ---- schemes */

json_t *scheme_json(const struct scheme *scheme)
{
	json_t *object = json_object(), *needs = json_array();

	json_put_text(object, "id", scheme->id);
	json_put_text(object, "country", scheme->country);
	json_put_text(object, "authority", scheme->authority);
	put_texts(object, "also", scheme->also, scheme->also_count);
	json_put_text(object, "law", scheme->law);
	json_put_text(object, "name", said(&scheme->name));
	for (int need = 0; need < NEED_COUNT; need++)
		if (scheme->needs[need])
			json_array_append_new(needs, json_text(need_name((enum need)need)));
	json_put(object, "needs", needs);
	json_put_flag(object, "offered", !scheme->not_offered);
	json_put_text(object, "source", scheme->source);
	json_put_day(object, "from", scheme->from);
	json_put_day(object, "until", scheme->until);
	return object;
}

/* Schemes of the catalogue that this one excludes, or that come before it, by id and name. */
static void put_others(json_t *object, const char *key, const struct scheme *scheme, const struct catalogue *catalogue,
                       bool (*belongs)(const struct scheme *, const struct scheme *))
{
	json_t *list = json_array();

	for (int i = 0; i < catalogue->count; i++) {
		const struct scheme *other = catalogue->of[i];
		json_t *one;

		if (!belongs(scheme, other))
			continue;
		one = json_object();
		json_put_text(one, "id", other->id);
		json_put_text(one, "name", said(&other->name));
		json_array_append_new(list, one);
	}
	json_put(object, key, list);
}

static void put_rules(json_t *object, const struct scheme *scheme, const struct catalogue *catalogue)
{
	json_put_int(object, "holder_age", scheme->holder_age);
	put_limit(object, "holder_age_until", scheme->holder_age_until, scheme->until_is);
	json_put_flag(object, "until_pension", scheme->until_pension);
	if (scheme->until_pension)
		json_put_text(object, "holder_age_until_is", strength_name(scheme->until_is));
	json_put_flag(object, "holder_age_kept", scheme->age_kept);
	json_put_int(object, "helper_age", scheme->helper_age);
	json_put_flag(object, "wages", scheme->wages);
	put_texts(object, "excludes", scheme->excludes, scheme->exclude_count);
	put_others(object, "excluded", scheme, catalogue, scheme_excludes);
	put_texts(object, "requires", scheme->requires, scheme->require_count);
	put_others(object, "required", scheme, catalogue, scheme_requires);
	put_length(object, &scheme->length);
	put_span(object, "notice", &scheme->notice);
	json_put_flag(object, "keeps_moving_in", scheme->keeps_moving_in);
	json_put_flag(object, "keeps_moving_out", scheme->keeps_moving_out);
	json_put_flag(object, "ends_with_month", scheme->ends_with_month);
}

json_t *scheme_json_whole(const struct scheme *scheme, const struct catalogue *catalogue)
{
	json_t *object = scheme_json(scheme), *list;
	char *path = catalogue_path(scheme->id);

	json_put_text(object, "file", path);
	free(path);
	json_put_text(object, "gives", said(&scheme->gives));
	json_put_text(object, "who", said(&scheme->who));
	json_put_text(object, "excludes_text", said(&scheme->excludes_text));
	json_put_text(object, "payment", said(&scheme->payment));
	json_put_text(object, "follow_up", said(&scheme->follow_up));
	json_put_text(object, "appeal", said(&scheme->appeal));
	put_rules(object, scheme, catalogue);
	json_put(object, "parts", list = json_array());
	for (int i = 0; i < scheme->part_count; i++)
		json_array_append_new(list, part_json(&scheme->parts[i]));
	json_put(object, "levels", list = json_array());
	for (int i = 0; i < scheme->level_count; i++)
		json_array_append_new(list, level_json(scheme, &scheme->levels[i]));
	json_put(object, "charges", list = json_array());
	for (int i = 0; i < scheme->charge_count; i++)
		json_array_append_new(list, charge_json(&scheme->charges[i]));
	json_put(object, "deadlines", list = json_array());
	for (int i = 0; i < scheme->deadline_count; i++)
		json_array_append_new(list, deadline_json(&scheme->deadlines[i]));
	return object;
}
