/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/quick.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/core/scan.h"
#include "ledsag/core/word.h"

#include <string.h>

#define TERM_MOST 64 /* a longer word is none that we know */

/* The words of kind.h, and what people call them. */
static const struct word kinds[] = {
	{ "work", KIND_WORK },
	{ "arbejde", KIND_WORK },
	{ "arbeit", KIND_WORK },
	{ "standby", KIND_STANDBY },
	{ "rådighed", KIND_STANDBY },
	{ "bereitschaft", KIND_STANDBY },
	{ "illness", KIND_ILLNESS },
	{ "ill", KIND_ILLNESS },
	{ "sick", KIND_ILLNESS },
	{ "syg", KIND_ILLNESS },
	{ "sygdom", KIND_ILLNESS },
	{ "krank", KIND_ILLNESS },
	{ "krankheit", KIND_ILLNESS },
	{ "child-illness", KIND_CHILD_ILLNESS },
	{ "child", KIND_CHILD_ILLNESS },
	{ "barnsyg", KIND_CHILD_ILLNESS },
	{ "barn-syg", KIND_CHILD_ILLNESS },
	{ "kindkrank", KIND_CHILD_ILLNESS },
	{ "kind-krank", KIND_CHILD_ILLNESS },
	{ "child's illness", KIND_CHILD_ILLNESS },
	{ "barns sygdom", KIND_CHILD_ILLNESS },
	{ "kind krank", KIND_CHILD_ILLNESS },
	{ "holiday", KIND_HOLIDAY },
	{ "ferie", KIND_HOLIDAY },
	{ "urlaub", KIND_HOLIDAY },
	{ "training", KIND_TRAINING },
	{ "oplæring", KIND_TRAINING },
	{ "einarbeitung", KIND_TRAINING },
	{ "meeting", KIND_MEETING },
	{ "staff meeting", KIND_MEETING },
	{ "personalemøde", KIND_MEETING },
	{ "teamsitzung", KIND_MEETING },
	{ "mus", KIND_MUS },
	{ "appraisal interview", KIND_MUS },
	{ "mitarbeitergespräch", KIND_MUS },
	{ "course", KIND_COURSE },
	{ "kursus", KIND_COURSE },
	{ "kurs", KIND_COURSE },
	{ "fortbildung", KIND_COURSE },
	{ "travel", KIND_TRAVEL },
	{ "rejse", KIND_TRAVEL },
	{ "transporttid", KIND_TRAVEL },
	{ "reise", KIND_TRAVEL },
	{ "fahrzeit", KIND_TRAVEL },
};

/* What became of a term. */
enum taken { TAKEN, NOT_MINE, REFUSED };

struct reader {
	const char *at; /* the rest of the line */
	day_t today;
	enum day_lean lean;
	const struct quick_words *words;
	struct quick *out;
	struct status *st;
};

/* One word, or several that belong together ("i dag", "22 - 7"), and where the line goes on. */
struct term {
	char text[TERM_MOST];
	const char *next;
};

static const char *word_end(const char *s)
{
	return s + strcspn(s, " \t");
}

/* Takes `count` words joined by `between`; false where there are fewer or they are too long. */
static bool join(const char *s, int count, const char *between, struct term *term)
{
	size_t length = 0;

	for (int i = 0; i < count; i++) {
		const char *end = word_end(s);
		size_t size = (size_t)(end - s), gap = i ? strlen(between) : 0;

		if (!size || length + gap + size >= sizeof term->text)
			return false;
		memcpy(term->text + length, between, gap);
		memcpy(term->text + length + gap, s, size);
		length += gap + size;
		term->next = end;
		s = scan_blanks(end);
	}
	term->text[length] = '\0';
	return true;
}

/* ---- dates, times and amounts ------------------------------------------------- */

static const char *skip_digits(const char *s)
{
	while (scan_is_digit(*s))
		s++;
	return s;
}

/* Looks like a date, right or wrong: 2025-…-…, 30.3., 30.3.2025, +3, -3. */
static bool date_shaped(const char *s)
{
	const char *a = skip_digits(s), *b;

	if (*s == '+' || *s == '-')
		return scan_is_digit(s[1]) && !*skip_digits(s + 1);
	if (a == s || (*a != '-' && *a != '.'))
		return false;
	b = skip_digits(a + 1);
	return b > a + 1 && *b == *a && (*a == '.' || scan_is_digit(b[1])) && !*skip_digits(b + 1);
}

/* Looks like a span: nothing but clock digits and one hyphen or dash between two digits. */
static bool span_shaped(const char *s)
{
	if (!scan_is_digit(*s))
		return false;
	s += strspn(s, "0123456789:.+");
	if (*s == '-')
		s++;
	else if (strncmp(s, "\xE2\x80\x93", 3) == 0)
		s += 3;
	else
		return false;
	return scan_is_digit(*s) && !s[strspn(s, "0123456789:.+")];
}

/* Looks like 7:30, 2d or 4x. */
static bool amount_shaped(const char *s)
{
	const char *a = skip_digits(s);

	if (a == s)
		return false;
	if (*a == ':')
		return !*skip_digits(a + 1);
	return strchr("dDxX", *a) && *a && !a[1];
}

static enum taken again(struct reader *r, const char *text)
{
	status_set(r->st, STATUS_INPUT, "quick", N_("'{1}' is a second date, time or amount: write one entry at a time."), "s",
	           text);
	return REFUSED;
}

static enum taken take_number(struct reader *r, const char *text)
{
	struct quick *q = r->out;

	if (date_shaped(text)) {
		if (q->has_day)
			return again(r, text);
		q->has_day = day_parse(text, r->today, r->lean, &q->day, r->st);
		return q->has_day ? TAKEN : REFUSED;
	}
	if (span_shaped(text)) {
		if (q->has_span)
			return again(r, text);
		q->has_span = clock_span_parse(text, &q->clock, r->st);
		return q->has_span ? TAKEN : REFUSED;
	}
	if (amount_shaped(text)) {
		if (q->has_amount)
			return again(r, text);
		q->has_amount = quantity_parse(text, &q->amount, &q->unit, r->st);
		return q->has_amount ? TAKEN : REFUSED;
	}
	return NOT_MINE;
}

static enum taken take_day_word(struct reader *r, const char *text)
{
	if (r->out->has_day || !day_parse(text, r->today, r->lean, &r->out->day, NULL))
		return NOT_MINE;
	r->out->has_day = true;
	return TAKEN;
}

bool quick_kind(const char *text, enum kind *out)
{
	int kind;

	if (!word_find(text, kinds, COUNT_OF(kinds), &kind))
		return false;
	*out = (enum kind)kind;
	return true;
}

static enum taken take_kind(struct reader *r, const char *text)
{
	enum kind kind;

	if (r->out->has_kind || !quick_kind(text, &kind))
		return NOT_MINE;
	r->out->kind = kind;
	r->out->has_kind = true;
	return TAKEN;
}

/* ---- ids ------------------------------------------------------------------------ */

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True where `id` begins with `text`, in whatever case; *whole where it is all of it. */
static bool begins(const char *id, const char *text, bool *whole)
{
	for (; *text; id++, text++) {
		if (small(*id) != small(*text))
			return false;
	}
	*whole = !*id;
	return true;
}

/* The ids of one list that `text` names. */
struct match {
	const char *whole;
	const char *first, *other; /* two that it begins */
};

static void match_ids(const char *const *ids, int count, const char *text, struct match *match)
{
	for (int i = 0; i < count; i++) {
		bool whole;

		if (!begins(ids[i], text, &whole))
			continue;
		if (whole)
			match->whole = ids[i];
		else if (!match->first)
			match->first = ids[i];
		else if (!match->other)
			match->other = ids[i];
	}
}

static void match_both(const struct reader *r, const char *text, struct match *grant, struct match *person)
{
	*grant = *person = (struct match){ NULL, NULL, NULL };
	if (!r->out->grant)
		match_ids(r->words->grants, r->words->grant_count, text, grant);
	if (!r->out->person)
		match_ids(r->words->people, r->words->person_count, text, person);
}

static enum taken several(struct reader *r, const char *text, const char *one, const char *other)
{
	status_set(r->st, STATUS_INPUT, "quick", N_("'{1}' may be {2} or {3}: write the one that is meant in full."), "sss", text,
	           one, other);
	return REFUSED;
}

/* A whole id comes before all else: it is the household's own word. */
static enum taken take_id(struct reader *r, const char *text)
{
	struct match grant, person;

	match_both(r, text, &grant, &person);
	if (grant.whole)
		r->out->grant = grant.whole;
	else if (person.whole)
		r->out->person = person.whole;
	return grant.whole || person.whole ? TAKEN : NOT_MINE;
}

static enum taken take_beginning(struct reader *r, const char *text)
{
	struct match grant, person;

	if (!text[0] || !text[1])
		return NOT_MINE;
	match_both(r, text, &grant, &person);
	if (grant.first && (grant.other || person.first))
		return several(r, text, grant.first, grant.other ? grant.other : person.first);
	if (person.other)
		return several(r, text, person.first, person.other);
	if (grant.first)
		r->out->grant = grant.first;
	else if (person.first)
		r->out->person = person.first;
	return grant.first || person.first ? TAKEN : NOT_MINE;
}

/* ---- the line ------------------------------------------------------------------- */

/* What a word may be, in the order in which it is tried. */
static enum taken (*const takers[])(struct reader *, const char *) = {
	take_id, take_number, take_day_word, take_kind, take_beginning,
};

/* The words that begin the rest of the line as one term: three for a span with a loose hyphen, two for "i dag". */
static enum taken take_joined(struct reader *r, struct term *term)
{
	if (join(r->at, 3, "", term) && scan_is_digit(*r->at)) {
		const char *middle = scan_blanks(word_end(r->at));
		size_t size = (size_t)(word_end(middle) - middle);

		if (((size == 1 && *middle == '-') || (size == 3 && strncmp(middle, "\xE2\x80\x93", 3) == 0)) &&
		    span_shaped(term->text))
			return take_number(r, term->text);
	}
	if (small(*r->at) == 'i' && word_end(r->at) == r->at + 1 && join(r->at, 2, " ", term))
		return take_day_word(r, term->text);
	return NOT_MINE;
}

static enum taken take_term(struct reader *r)
{
	struct term term;
	enum taken taken = take_joined(r, &term);

	if (taken == NOT_MINE && join(r->at, 1, "", &term)) {
		for (size_t i = 0; i < COUNT_OF(takers) && taken == NOT_MINE; i++)
			taken = takers[i](r, term.text);
	}
	if (taken == TAKEN)
		r->at = scan_blanks(term.next);
	return taken;
}

/* How many characters the first `most` bytes hold. */
static size_t fitting(const char *s, size_t most)
{
	const char *end = s + utf8_cut(s, most);
	uint32_t c;
	size_t n = 0;

	for (; s < end; n++)
		s += utf8_decode(s, (size_t)(end - s), &c);
	return n;
}

static bool keep_note(struct reader *r)
{
	size_t length = strlen(r->at);

	while (length && (r->at[length - 1] == ' ' || r->at[length - 1] == '\t'))
		length--;
	if (length >= sizeof r->out->note)
		return status_set(r->st, STATUS_INPUT, "quick", N_("The note is too long: only its first {1} characters fit."), "i",
		                  (int64_t)fitting(r->at, sizeof r->out->note - 1));
	memcpy(r->out->note, r->at, length);
	r->out->note[length] = '\0';
	return true;
}

static bool refuse_timeless(const struct reader *r, const char *line, struct status *st)
{
	if (!*scan_blanks(line))
		return status_set(st, STATUS_INPUT, "quick",
		                  N_("Nothing is written: say when, for what and who, for example 'fri 22-7 led anna'."), "");
	if (*r->at)
		return status_set(st, STATUS_INPUT, "quick",
		                  N_("'{1}' says no time before the note '{2}': write one, for example 'fri 22-7 led anna'."),
		                  "ss", line, r->at);
	return status_set(st, STATUS_INPUT, "quick",
	                  N_("'{1}' says no time: add one such as 22-7, 7:30, 1d or 4x, for example 'fri 22-7 led anna'."), "s",
	                  line);
}

bool quick_parse(const char *line, day_t today, enum day_lean lean, const struct quick_words *words, struct quick *out,
                 struct status *st)
{
	struct quick read = { .day = today, .kind = KIND_WORK };
	struct reader r = { scan_blanks(line), today, lean, words, &read, st };
	enum taken taken = TAKEN;

	if (!utf8_valid(line, strlen(line)))
		return status_set(st, STATUS_INPUT, "quick", N_("The line is not UTF-8 text: type or paste it again."), "");
	while (*r.at && taken == TAKEN)
		taken = take_term(&r);
	if (taken == REFUSED)
		return false;
	if (!read.has_span && !read.has_amount)
		return refuse_timeless(&r, line, st);
	if (!keep_note(&r))
		return false;
	*out = read;
	return true;
}
