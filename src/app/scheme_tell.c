/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scheme's file says, in whole sentences: the same for the screens, the plain face and the command line. */
#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What is told, and to where. */
struct teller {
	const struct scheme *scheme;
	const struct catalogue *catalogue;
	struct scheme_words *out;
	bool titled; /* the section that is told of is there */
	bool items;  /* … and is a list */
	char *title; /* owned until then */
};

/* ---- sections and their lines */

/* A section begins with its first line: one that would be empty is left out. Takes `title` (NULL: none). */
static void begin(struct teller *t, char *title)
{
	free(t->title);
	t->title = title;
	t->titled = t->items = false;
}

static void begin_items(struct teller *t, char *title)
{
	begin(t, title);
	t->items = true;
}

/* Takes `line`; an empty one is no line. */
static void tell(struct teller *t, char *line)
{
	struct scheme_section *section;

	if (!*line) {
		free(line);
		return;
	}
	if (!t->titled) {
		MEM_GROW(t->out->of, t->out->count, t->out->room);
		t->out->of[t->out->count++] = (struct scheme_section){ .title = t->title, .items = t->items };
		t->title = NULL;
		t->titled = true;
	}
	section = &t->out->of[t->out->count - 1];
	MEM_GROW(section->lines, section->count, section->room);
	section->lines[section->count++] = text_one_stop(line);
}

static void tell_text(struct teller *t, const struct scheme_text *text)
{
	tell(t, mem_text(scheme_text(text, text_lang())));
}

static void tell_if(struct teller *t, bool so, const char *sentence)
{
	if (so)
		tell(t, mem_text(sentence));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* one sentence or the other, or its translation, which msgfmt -c checks */

/* One sentence for a hard limit, the other for a soft one; both name `what`, which is taken. */
static void tell_limit(struct teller *t, enum strength is, const char *hard, const char *soft, char *what)
{
	tell(t, str_make(is == LIMIT_HARD ? hard : soft, what));
	free(what);
}

/* The sentence of a table, which names `what`. */
static char *fill(const char *sentence, const char *what)
{
	return str_make(_(sentence), what);
}

#pragma GCC diagnostic pop

void scheme_words_done(struct scheme_words *words)
{
	for (int i = 0; i < words->count; i++) {
		for (int j = 0; j < words->of[i].count; j++)
			free(words->of[i].lines[j]);
		free(words->of[i].lines);
		free(words->of[i].title);
	}
	free(words->of);
	*words = (struct scheme_words){ 0 };
}

/* ---- figures */

const char *scheme_currency(const struct scheme *scheme)
{
	return strcmp(scheme->country, "DE") == 0 ? "EUR" : "DKK";
}

static char *amount_said(const struct teller *t, int64_t amount, enum unit unit)
{
	return text_amount(amount, unit, scheme_currency(t->scheme));
}

static char *rate_said(const struct teller *t, int64_t amount, enum unit unit, enum per per)
{
	struct rate rate = { amount, unit, per };

	return text_rate(&rate, scheme_currency(t->scheme));
}

static char *length_said(int count, char unit)
{
	struct scheme_span span = { count, unit == 'w' ? SPAN_WEEKS : unit == 'm' ? SPAN_MONTHS : SPAN_YEARS };

	return scheme_span_text(&span);
}

/* "1,005.00 kr. a year from 1 January 2024"; takes `what`; free(). */
static char *from_said(char *what, day_t from)
{
	char *day = text_day_long(from), *text = str_make(_("%1$s from %2$s"), what, day);

	free(what);
	free(day);
	return text;
}

/* ---- who */

static void tell_ages(struct teller *t)
{
	const struct scheme *s = t->scheme;

	if (s->holder_age)
		tell(t, str_make(_("From the age of %d."), s->holder_age));
	if (s->until_pension)
		tell(t, mem_text(s->until_is == LIMIT_HARD ? _("Until pension age.") : _("As a rule until pension age.")));
	if (s->holder_age_until)
		tell(t, str_make(s->until_is == LIMIT_HARD ? _("Up to and including the age of %d.") :
		                                              _("As a rule up to and including the age of %d."), s->holder_age_until));
	tell_if(t, s->age_kept, _("Whoever has it by then keeps it."));
	if (s->helper_age)
		tell(t, str_make(_("Helpers are at least %d years old."), s->helper_age));
	tell_if(t, s->wages, _("Your household employs the helpers and pays their wages."));
}

/* ---- what goes together */

/* "dk.holbaek.97 (Companion scheme)"; free(). */
static char *named(const struct scheme *scheme)
{
	return str_make("%s (%s)", scheme->id, scheme_text(&scheme->name, text_lang()));
}

static void add_named(struct str *out, const char *what)
{
	str_addf(out, "%s%s", out->length ? ", " : "", what);
}

/* Those of the catalogue that a pattern stands for; the pattern itself where there are none. */
static void add_matching(const struct teller *t, struct str *out, const char *pattern)
{
	size_t before = out->length;

	for (int i = 0; t->catalogue && i < t->catalogue->count; i++) {
		const struct scheme *other = t->catalogue->of[i];
		char *name;

		if (!scheme_matches(pattern, other->id) || strcmp(other->id, t->scheme->id) == 0)
			continue;
		name = named(other);
		add_named(out, name);
		free(name);
	}
	if (out->length == before)
		add_named(out, pattern);
}

/* Exclusion holds both ways, and it is enough if one of the two names the other. */
static char *excluded(const struct teller *t)
{
	const struct scheme *s = t->scheme;
	struct str out = STR_INIT;

	for (int i = 0; t->catalogue && i < t->catalogue->count; i++) {
		char *name;

		if (!scheme_excludes(s, t->catalogue->of[i]))
			continue;
		name = named(t->catalogue->of[i]);
		add_named(&out, name);
		free(name);
	}
	for (int i = 0; !t->catalogue && i < s->exclude_count; i++)
		add_named(&out, s->excludes[i]);
	return str_take(&out);
}

static char *matching(const struct teller *t, char *const *patterns, int count)
{
	struct str out = STR_INIT;

	for (int i = 0; i < count; i++)
		add_matching(t, &out, patterns[i]);
	return str_take(&out);
}

static void tell_others(struct teller *t)
{
	const struct scheme *s = t->scheme;
	char *with = excluded(t), *first = matching(t, s->requires, s->require_count);

	if (*with)
		tell(t, str_make(_("Not at the same time as: %s."), with));
	if (*first)
		tell(t, str_make(_("Comes after: %s."), first));
	for (int i = 0; i < s->level_count; i++) {
		const struct scheme_level *level = &s->levels[i];
		char *beside = matching(t, level->beside, level->beside_count);

		if (*beside)
			tell(t, str_make(_("At the level “%1$s” it goes together with: %2$s."), level->id, beside));
		free(beside);
	}
	free(with);
	free(first);
}

/* ---- own payment */

static char *charge_said(const struct teller *t, const struct scheme_charge *charge, int64_t amount)
{
	static const char *const forms[] = {
		[CHARGE_HOUR] = N_("%s an hour"), [CHARGE_DAY] = N_("%s a day"), [CHARGE_MONTH] = N_("%s a month"),
		[CHARGE_YEAR] = N_("%s a year"),  [CHARGE_ONCE] = N_("%s in all"),
	};
	char *money = amount_said(t, amount, UNIT_MONEY), *text;

	if (charge->started_days)
		text = str_make(_("%s for each day begun"), money);
	else if (charge->kind == CHARGE_WEALTH)
		text = mem_text(money);
	else
		text = fill(forms[charge->per], money);
	free(money);
	return text;
}

static void tell_charge(struct teller *t, const struct scheme_charge *charge)
{
	const char *name = scheme_text(&charge->name, text_lang()), *kind = _(charge_kind_label(charge->kind));

	for (int i = 0; i < charge->rates.count; i++) {
		const struct scheme_dated *rate = &charge->rates.items[i];
		char *money = from_said(charge_said(t, charge, rate->amount), rate->from);

		/* TRANSLATORS: a sum in the rules: its name, what it means (“you pay”), how much and from when */
		tell(t, str_make(charge->is == LIMIT_HARD ? _("%1$s (%2$s): %3$s.") : _("%1$s (%2$s): as a rule %3$s."), name, kind,
		                 money));
		free(money);
	}
	tell_if(t, charge->income_only, _("Nothing is paid by a person without income."));
}

/* ---- parts */

static char *pers_said(const struct scheme_part *part)
{
	struct str out = STR_INIT;

	str_add(&out, _(per_label(part->per)));
	for (int per = 0; per < PER_COUNT; per++)
		if (part->per_allowed[per] && per != (int)part->per)
			str_addf(&out, ", %s", _(per_label((enum per)per)));
	return str_take(&out);
}

static bool has_levels(const struct scheme *scheme, const struct scheme_part *part)
{
	for (int i = 0; i < scheme->level_count; i++)
		if (&scheme->parts[scheme->levels[i].part] == part)
			return true;
	return false;
}

static void tell_amount(struct teller *t, const struct scheme_part *part)
{
	char *text;

	if (part->per == PER_NONE) {
		tell(t, mem_text(_("What is used is written down; no amount is granted.")));
	} else if (part->amounts.count) {
		for (int i = 0; i < part->amounts.count; i++) {
			text = rate_said(t, part->amounts.items[i].amount, part->unit, part->per);
			text = from_said(text, part->amounts.items[i].from);
			tell(t, str_make(_("%s, where the decision says nothing else."), text));
			free(text);
		}
	} else if (part->amount) {
		text = rate_said(t, part->amount, part->unit, part->per);
		tell(t, str_make(_("%s, where the decision says nothing else."), text));
		free(text);
	} else {
		text = pers_said(part);
		tell(t, str_make(has_levels(t->scheme, part) ? _("How much, the level says (%1$s, %2$s).") :
		                                               _("How much, the decision says (%1$s, %2$s)."), _(unit_label(part->unit)), text));
		free(text);
	}
}

static void tell_bounds(struct teller *t, const struct scheme_part *part)
{
	if (part->least)
		tell_limit(t, part->least_is, _("At least %s."), _("As a rule at least %s."),
		           rate_said(t, part->least, part->unit, part->per));
	for (int i = 0; i < part->mosts.count; i++)
		tell_limit(t, part->most_is, _("At most %s."), _("As a rule at most %s."),
		           from_said(rate_said(t, part->mosts.items[i].amount, part->unit, part->per), part->mosts.items[i].from));
	if (part->most && !part->mosts.count)
		tell_limit(t, part->most_is, _("At most %s."), _("As a rule at most %s."),
		           rate_said(t, part->most, part->unit, part->per));
	if (part->ceiling)
		tell_limit(t, part->ceiling_is, _("In a single week at most %s."), _("In a single week as a rule at most %s."),
		           amount_said(t, part->ceiling, part->unit));
	if (part->longest)
		tell_limit(t, part->longest_is, _("At most %s at a time."), _("As a rule at most %s at a time."),
		           amount_said(t, part->longest, UNIT_MINUTES));
}

static void tell_carry(struct teller *t, const struct scheme_part *part)
{
	char *cap;

	if (part->per == PER_NONE)
		return;
	if (part->average) {
		tell(t, mem_text(_("It is an average: nothing lapses.")));
		return;
	}
	switch (part->carry) {
	case CARRY_NONE:
		tell(t, mem_text(_("What is not used by the end of the period lapses.")));
		break;
	case CARRY_YEAR:
		tell(t, mem_text(_("What is not used can be used until the end of the year, when it is settled.")));
		break;
	case CARRY_POT:
		tell(t, mem_text(_("It can be used until the grant ends.")));
		break;
	case CARRY_WINDOW:
		if (part->lapse)
			tell(t, str_make(ngettext("What a month gives can be used for %d month, its own included, then it lapses.",
			                          "What a month gives can be used for %d months, its own included, then it lapses.",
			                          (unsigned long)part->window), part->window));
		else
			tell(t, mem_text(_("What is not used does not lapse while the grant runs.")));
		tell(t, mem_text(part->use == USE_NEWEST_FIRST ? _("The newest is used first.") : _("The oldest is used first.")));
		break;
	}
	if (part->cap) {
		cap = amount_said(t, part->cap, part->unit);
		tell(t, str_make(_("At most %s can be at hand."), cap));
		free(cap);
	}
}

static void tell_uncounted(struct teller *t, const struct scheme_part *part)
{
	struct str kinds = STR_INIT;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (part->uncounted[kind])
			add_named(&kinds, _(kind_label((enum kind)kind)));
	if (kinds.length)
		tell(t, str_make(_("Does not count: %s."), str_peek(&kinds)));
	str_done(&kinds);
}

static void tell_thresholds(struct teller *t, const struct scheme_part *part)
{
	for (int i = 0; i < part->thresholds.count; i++) {
		char *money = amount_said(t, part->thresholds.items[i].amount, part->unit);
		char *day = text_day_long(part->thresholds.items[i].from);

		tell(t, str_make(_("From %1$s: only where a year's expenses are above %2$s do they count, and then all of them."), day, money));
		free(money);
		free(day);
	}
}

static void tell_part(struct teller *t, const struct scheme_part *part)
{
	char *review;

	/* TRANSLATORS: a pot of a grant: its name, and the word for it in commands */
	begin_items(t, str_make(_("%1$s (part “%2$s”)"), scheme_text(&part->name, text_lang()), part->id));
	tell_amount(t, part);
	tell_bounds(t, part);
	tell_carry(t, part);
	tell_thresholds(t, part);
	if (part->review) {
		review = amount_said(t, part->review, part->unit);
		tell(t, str_make(_("Once %s are used, the need is looked at before more is given."), review));
		free(review);
	}
	tell_uncounted(t, part);
	if (part->extra)
		tell(t, mem_text(_("It stands beside the help itself, and a grant may do without it.")));
	else
		tell_if(t, part->optional, _("A grant may do without it."));
}

/* "Medicine: at most 4,575.00 kr. a year from 1 January 2024." */
static void tell_category(struct teller *t, const struct scheme_category *category)
{
	const char *name = scheme_text(&category->name, text_lang()), *note = scheme_text(&category->note, text_lang());
	struct str line = STR_INIT;

	if (!category->counted)
		str_addf(&line, category->is == LIMIT_HARD ? _("%s: does not count.") : _("%s: as a rule does not count."), name);
	for (int i = 0; i < category->most.count; i++) {
		const struct scheme_dated *most = &category->most.items[i];
		char *money = from_said(rate_said(t, most->amount, UNIT_MONEY, PER_YEAR), most->from);

		str_addf(&line, category->is == LIMIT_HARD ? _("%1$s: at most %2$s.") : _("%1$s: as a rule at most %2$s."),
		         i ? "" : name, money);
		free(money);
	}
	if (!line.length)
		str_addf(&line, "%s.", name);
	if (*note)
		str_addf(&line, " %s", note);
	tell(t, str_take(&line));
}

static void tell_categories(struct teller *t, const struct scheme_part *part)
{
	begin_items(t, mem_text(_("What counts")));
	for (int i = 0; i < part->category_count; i++)
		if (part->categories[i].counted)
			tell_category(t, &part->categories[i]);
	begin_items(t, mem_text(_("What does not count")));
	for (int i = 0; i < part->category_count; i++)
		if (!part->categories[i].counted)
			tell_category(t, &part->categories[i]);
}

/* ---- how long */

static void tell_length(struct teller *t, const struct scheme_length *length)
{
	if (length->least)
		tell_limit(t, length->least_is, _("It lasts at least %s."), _("As a rule it lasts at least %s."),
		           length_said(length->least, length->unit));
	if (length->most)
		tell_limit(t, length->most_is, _("It lasts at most %s."), _("As a rule it lasts at most %s."),
		           length_said(length->most, length->unit));
}

static void tell_time(struct teller *t)
{
	const struct scheme *s = t->scheme;
	char *notice = s->notice.count ? scheme_span_text(&s->notice) : NULL;

	begin_items(t, mem_text(_("How long")));
	tell_length(t, &s->length);
	if (notice)
		tell(t, str_make(_("A reduction or an end takes effect %s after you received the decision; until then it runs on unchanged."),
		                 notice));
	tell_if(t, s->ends_with_month, _("Where it ends inside a month, it runs to the month's end."));
	tell_if(t, s->keeps_moving_in, _("What you were given elsewhere runs on after you move here, until the new decision."));
	tell_if(t, s->keeps_moving_out, _("What you were given here runs on after you move away, until the new authority decides."));
	free(notice);
}

/* ---- levels */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* as above */

/* One more sentence about a limit, as tell_limit() has it. */
static void add_limit(struct str *line, enum strength is, const char *hard, const char *soft, char *what)
{
	str_addc(line, ' ');
	str_addf(line, is == LIMIT_HARD ? hard : soft, what);
	free(what);
}

#pragma GCC diagnostic pop

static void tell_level(struct teller *t, const struct scheme_level *level)
{
	const struct scheme_part *part = &t->scheme->parts[level->part];
	const struct scheme_length *length = &level->length;
	char *amount = text_level(t->scheme, level, scheme_currency(t->scheme));
	struct str line = STR_INIT;

	str_addf(&line, "%s: %s, %s.", level->id, scheme_text(&level->name, text_lang()), amount);
	if (level->ceiling)
		add_limit(&line, level->ceiling_is, _("In a single week at most %s."), _("In a single week as a rule at most %s."),
		          amount_said(t, level->ceiling, part->unit));
	if (length->least)
		add_limit(&line, length->least_is, _("It lasts at least %s."), _("As a rule it lasts at least %s."),
		          length_said(length->least, length->unit));
	if (length->most)
		add_limit(&line, length->most_is, _("It lasts at most %s."), _("As a rule it lasts at most %s."),
		          length_said(length->most, length->unit));
	tell(t, str_take(&line));
	free(amount);
}

/* ---- dates to keep */

static void tell_deadline(struct teller *t, const struct scheme_deadline *deadline)
{
	const char *name = scheme_text(&deadline->name, text_lang());
	char *when = scheme_when_text(deadline);
	struct str line = STR_INIT;

	/* TRANSLATORS: a date to keep: what, when, who has to act */
	str_addf(&line, deadline->is == LIMIT_HARD ? _("%1$s: %2$s. Who acts: %3$s.") : _("%1$s: as a rule %2$s. Who acts: %3$s."),
	         name, when, _(deadline_by_label(deadline->by)));
	str_addf(&line, " %s", scheme_text(&deadline->what, text_lang()));
	tell(t, str_take(&line));
	free(when);
}

/* ---- where it comes from */

static void tell_source(struct teller *t)
{
	const struct scheme *s = t->scheme;
	char *from = text_day_long(s->from), *until = s->until == DAY_MAX ? NULL : text_day_long(s->until);
	char *path = catalogue_path(s->id);

	begin(t, mem_text(_("Law and source")));
	tell(t, str_make("%s, %s", s->law, s->authority));
	for (int i = 0; i < s->also_count; i++)
		tell(t, str_make(_("The same holds in %s."), s->also[i]));
	tell(t, str_make(_("Source: %s"), s->source));
	if (until)
		tell(t, str_make(_("As it stood from %s to %s."), from, until));
	else
		tell(t, str_make(_("As it stands from %s."), from));
	if (path)
		tell(t, str_make(_("Its rules are in the file %s."), path));
	free(from);
	free(until);
	free(path);
}

static void tell_needs(struct teller *t)
{
	struct str needs = STR_INIT;

	for (int need = 0; need < NEED_COUNT; need++)
		if (t->scheme->needs[need])
			add_named(&needs, _(need_label((enum need)need)));
	if (needs.length)
		tell(t, str_make(_("Meant for: %s."), str_peek(&needs)));
	str_done(&needs);
}

static void tell_figures(struct teller *t)
{
	const struct scheme *s = t->scheme;

	for (int i = 0; i < s->part_count; i++)
		tell_part(t, &s->parts[i]);
	begin_items(t, mem_text(_("Levels")));
	for (int i = 0; i < s->level_count; i++)
		tell_level(t, &s->levels[i]);
	for (int i = 0; i < s->part_count; i++)
		tell_categories(t, &s->parts[i]);
	tell_time(t);
	begin_items(t, mem_text(_("Dates to keep")));
	for (int i = 0; i < s->deadline_count; i++)
		tell_deadline(t, &s->deadlines[i]);
}

void scheme_tell(const struct scheme *scheme, const struct catalogue *catalogue, struct scheme_words *out)
{
	struct teller t = { .scheme = scheme, .catalogue = catalogue, .out = out };

	*out = (struct scheme_words){ 0 };
	begin(&t, NULL);
	tell_if(&t, scheme->not_offered, _("This is not offered here."));
	tell_needs(&t);
	begin(&t, mem_text(_("What it gives")));
	tell_text(&t, &scheme->gives);
	begin(&t, mem_text(_("Who may have it")));
	tell_text(&t, &scheme->who);
	tell_ages(&t);
	begin(&t, mem_text(_("What it excludes")));
	tell_text(&t, &scheme->excludes_text);
	tell_others(&t);
	begin(&t, mem_text(_("Payment")));
	tell_text(&t, &scheme->payment);
	for (int i = 0; i < scheme->charge_count; i++)
		tell_charge(&t, &scheme->charges[i]);
	begin(&t, mem_text(_("Follow-up")));
	tell_text(&t, &scheme->follow_up);
	begin(&t, mem_text(_("Appeal")));
	tell_text(&t, &scheme->appeal);
	tell_figures(&t);
	tell_source(&t);
	begin(&t, NULL);
}
