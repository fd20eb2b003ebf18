/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the catalogue by authority, law, need and words. */
#include "internal.h"

#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/word.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading */

static int by_place(const void *a, const void *b)
{
	const struct scheme *x = *(struct scheme *const *)a, *y = *(struct scheme *const *)b;
	int order = strcmp(x->country, y->country);

	if (!order)
		order = strcmp(x->authority, y->authority);
	return order ? order : strverscmp(x->id, y->id);
}

bool catalogue_load(struct catalogue *out, struct status *st)
{
	char **ids;
	int count;

	*out = (struct catalogue){ 0 };
	if (!catalogue_ids(&ids, &count, st))
		return false;
	out->of = mem_zero((size_t)count + 1, sizeof *out->of);
	for (int i = 0; i < count; i++) {
		struct status wrong = STATUS_INIT;

		if (catalogue_scheme(ids[i], &out->of[out->count], &wrong))
			out->count++;
		else
			notices_add(&out->broken, &wrong);
	}
	ids_free(&ids, count);
	qsort(out->of, (size_t)out->count, sizeof *out->of, by_place);
	return true;
}

void catalogue_done(struct catalogue *catalogue)
{
	for (int i = 0; i < catalogue->count; i++)
		scheme_free(&catalogue->of[i]);
	free(catalogue->of);
	notices_done(&catalogue->broken);
	*catalogue = (struct catalogue){ 0 };
}

void catalogue_count(const struct catalogue *catalogue, int out[NEED_COUNT])
{
	memset(out, 0, NEED_COUNT * sizeof *out);
	for (int i = 0; i < catalogue->count; i++)
		for (int need = 0; need < NEED_COUNT; need++)
			out[need] += catalogue->of[i]->needs[need];
}

/* ---- needs */

char *catalogue_needs(void)
{
	struct str out = STR_INIT;

	for (int need = 0; need < NEED_COUNT; need++)
		str_addf(&out, "%s%s", need ? ", " : "", _(need_label((enum need)need)));
	return str_take(&out);
}

/* Whether one of the words of a name is this one. */
static bool has_word(const char *name, const char *typed)
{
	char *folded = word_fold_text(name), *word = word_fold_text(typed), *rest = folded, *part;
	bool has = false;

	while (!has && (part = strtok_r(rest, " ", &rest)))
		has = strcmp(part, word) == 0;
	free(folded);
	free(word);
	return has;
}

/* The only need with a word in its name: "ledsagelse" of "at komme ud med ledsagelse". */
static bool only_need_with(const char *typed, enum need *out)
{
	int found = 0;

	for (int need = 0; need < NEED_COUNT; need++)
		if (has_word(_(need_label((enum need)need)), typed)) {
			*out = (enum need)need;
			found++;
		}
	return found == 1;
}

bool catalogue_need(const char *typed, enum need *out, struct status *st)
{
	char *all;

	for (int need = 0; need < NEED_COUNT; need++) {
		*out = (enum need)need;
		if (word_same_text(typed, need_name(*out)) || word_same_text(typed, _(need_label(*out))))
			return true;
	}
	if (only_need_with(typed, out))
		return true;
	all = catalogue_needs();
	status_set(st, STATUS_INPUT, "need", N_("There is no need “{1}”: give one of {2}."), "ss", typed, all);
	free(all);
	return false;
}

/* ---- laws: "SEL § 107, stk. 1" */

#define TOKEN_ROOM 24

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_token(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z');
}

/* " a" and no more: the letter of a number before it. */
static bool is_letter_alone(const char *at)
{
	return at[0] == ' ' && is_token(at[1]) && !is_digit(at[1]) && !is_token(at[2]);
}

/* The next word or number of a folded law; "85 a" is "85a". False at its end. */
static bool next_token(const char **at, char out[TOKEN_ROOM])
{
	size_t length = 0;
	bool number = true;

	while (**at && !is_token(**at))
		++*at;
	for (; is_token(**at); ++*at) {
		number = number && is_digit(**at);
		if (length < TOKEN_ROOM - 1)
			out[length++] = **at;
	}
	if (length && number && is_letter_alone(*at) && length < TOKEN_ROOM - 1) {
		out[length++] = (*at)[1];
		*at += 2;
	}
	out[length] = '\0';
	return length > 0;
}

static bool has_token(const char *law, const char *token)
{
	char other[TOKEN_ROOM];

	while (next_token(&law, other))
		if (strcmp(other, token) == 0)
			return true;
	return false;
}

static bool law_fits(const char *law, const char *typed)
{
	char *folded = word_fold_text(law), *asked = word_fold_text(typed), token[TOKEN_ROOM];
	const char *at = asked;
	bool fits = true;

	while (fits && next_token(&at, token))
		fits = has_token(folded, token);
	free(folded);
	free(asked);
	return fits;
}

/* ---- authorities and words */

/* True where the folded `typed` stands somewhere in `text`. */
static bool stands_in(const char *text, const char *typed)
{
	char *folded = word_fold_text(text);
	bool found = strstr(folded, typed) != NULL;

	free(folded);
	return found;
}

static bool authority_fits(const struct scheme *scheme, const char *typed)
{
	char *asked = word_fold_text(typed);
	bool fits = stands_in(scheme->authority, asked);

	for (int i = 0; i < scheme->also_count && !fits; i++)
		fits = stands_in(scheme->also[i], asked);
	free(asked);
	return fits;
}

static void add_words(struct str *out, const struct scheme_text *text)
{
	str_addf(out, " %s", scheme_text(text, text_lang()));
}

/* What the words of a search are looked for in: the names in every language, the rest in the person's. */
static char *searched(const struct scheme *scheme)
{
	const struct scheme_text *const texts[] = { &scheme->gives, &scheme->who, &scheme->excludes_text, &scheme->payment };
	struct str out = STR_INIT;

	str_addf(&out, "%s %s %s", scheme->id, scheme->law, scheme->authority);
	for (int i = 0; i < scheme->also_count; i++)
		str_addf(&out, " %s", scheme->also[i]);
	for (int i = 0; i < LANG_COUNT; i++)
		str_addf(&out, " %s", scheme_text(&scheme->name, (enum lang)i));
	for (int need = 0; need < NEED_COUNT; need++)
		if (scheme->needs[need])
			str_addf(&out, " %s %s", need_name((enum need)need), _(need_label((enum need)need)));
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		add_words(&out, texts[i]);
	for (int i = 0; i < scheme->part_count; i++) {
		add_words(&out, &scheme->parts[i].name);
		for (int j = 0; j < scheme->parts[i].category_count; j++)
			add_words(&out, &scheme->parts[i].categories[j].name);
	}
	for (int i = 0; i < scheme->level_count; i++)
		add_words(&out, &scheme->levels[i].name);
	return str_take(&out);
}

static bool text_fits(const struct scheme *scheme, const char *typed)
{
	char *all = searched(scheme), *folded = word_fold_text(all), *asked = word_fold_text(typed), *at = asked;
	bool fits = true;

	for (char *word; fits && (word = strsep(&at, " "));)
		fits = strstr(folded, word) != NULL;
	free(all);
	free(folded);
	free(asked);
	return fits;
}

bool catalogue_fits(const struct scheme *scheme, const struct catalogue_query *query)
{
	return (!query->country || word_same_text(scheme->country, query->country)) &&
	       (query->need < 0 || scheme->needs[query->need]) &&
	       (!query->authority || authority_fits(scheme, query->authority)) &&
	       (!query->law || law_fits(scheme->law, query->law)) &&
	       (!query->text || text_fits(scheme, query->text));
}
