/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of another tool mean here: what somebody said of them goes first; else a word that is exactly a grant, a person or
 * a kind is that, and any other becomes part of the note. */
#include "import_rows.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/utf8.h"
#include "ledsag/core/word.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NOTE_MOST 1000 /* characters of a note */

const char *import_means_name(enum import_means means)
{
	static const char *const names[] = {
		[MEANS_NOTHING] = "nothing", [MEANS_SEVERAL] = "several", [MEANS_GRANT] = "grant", [MEANS_PERSON] = "person",
		[MEANS_KIND] = "kind",       [MEANS_NOTE] = "note",       [MEANS_SKIP] = "skip",
	};

	return names[means];
}

static bool names_people(enum import_role role)
{
	return role == IMPORT_USER || role == IMPORT_ATTENDEE;
}

/* ---- what is exactly something */

/* A grant's id in small or capital letters, with the name of a part behind it or without. */
static bool is_grant(const struct mapping *m, const char *text, struct said *out)
{
	const char *dot = strrchr(text, '.');

	for (int i = 0; i < m->directory->grants.count; i++) {
		const struct grant *grant = &m->directory->grants.of[i];
		size_t length = strlen(grant->id);

		if (!strcasecmp(grant->id, text)) {
			out->grant = grant;
			out->part = "";
			return true;
		}
		if (dot && (size_t)(dot - text) == length && !strncasecmp(grant->id, text, length)) {
			const struct scheme *scheme = app_scheme(m->app, grant->scheme, NULL);
			const struct scheme_part *part = scheme ? scheme_part(scheme, dot + 1) : NULL;

			out->grant = grant;
			out->part = part ? part->id : "";
			return part != NULL;
		}
	}
	return false;
}

/* How many people a text may be: by id, else by name. */
static int is_person(const struct mapping *m, const char *text, struct said *out)
{
	int found = 0;

	for (int i = 0; *text && i < m->directory->people.count; i++)
		if (!strcasecmp(m->directory->people.of[i].id, text)) {
			out->person = &m->directory->people.of[i];
			return 1;
		}
	for (int i = 0; *text && i < m->directory->people.count; i++)
		if (word_same_text(m->directory->people.of[i].name, text)) {
			out->person = &m->directory->people.of[i];
			found++;
		}
	return found;
}

/* By its word, its label in the language at hand, or what else people call it. */
static bool is_kind(const char *text, struct said *out)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (!strcasecmp(text, kind_name((enum kind)k)) || word_same_text(text, _(kind_label((enum kind)k)))) {
			out->kind = (enum kind)k;
			return true;
		}
	return quick_kind(text, &out->kind);
}

/* ---- what somebody said */

static bool wrong_rule(const char *typed, struct status *st)
{
	return status_set(st, STATUS_INPUT, "map", N_("“{1}” does not say what a word means: write WORD=GRANT, WORD=person:P, WORD=kind:K, WORD=note or WORD=skip."), "s",
	                  typed);
}

/* "led", "grant:led", "person:anna", "kind:work", "note", "skip". */
static bool read_target(const struct mapping *m, const char *target, struct said *out, struct status *st)
{
	const char *colon = strchr(target, ':'), *value = colon ? colon + 1 : target;

	if (!strcmp(target, "note") || !strcmp(target, "skip")) {
		out->means = *target == 'n' ? MEANS_NOTE : MEANS_SKIP;
		return true;
	}
	if (!strncmp(target, "person:", 7)) {
		out->means = MEANS_PERSON;
		return is_person(m, value, out) == 1 ||
		       status_set(st, STATUS_INPUT, "person", N_("There is no person “{1}”: “ledsag person list” shows those there are."), "s", value);
	}
	if (!strncmp(target, "kind:", 5)) {
		out->means = MEANS_KIND;
		return is_kind(value, out) ||
		       status_set(st, STATUS_INPUT, "kind",
		                  N_("“{1}” is not a kind of hours: write work, standby, illness, child-illness, holiday, training, meeting, mus, course or travel."),
		                  "s", value);
	}
	out->means = MEANS_GRANT;
	value = !strncmp(target, "grant:", 6) ? value : target;
	return is_grant(m, value, out) ||
	       status_set(st, STATUS_INPUT, "grant", N_("There is no grant “{1}”: “ledsag grant list” shows those there are."), "s", value);
}

static char *trimmed(const char *text, size_t length)
{
	while (length && strchr(" \t\r", text[length - 1]))
		length--;
	while (length && strchr(" \t", *text))
		text++, length--;
	return mem_textn(text, length);
}

/* The word may have a “=” in it, what it means never has. */
static bool read_rule(struct mapping *m, const char *typed, struct status *st)
{
	const char *sign = strrchr(typed, '=');
	struct map_rule *rule;

	if (!sign || sign == typed)
		return wrong_rule(typed, st);
	MEM_GROW(m->rules, m->count, m->room);
	rule = &m->rules[m->count++];
	*rule = (struct map_rule){ .word = trimmed(typed, (size_t)(sign - typed)), .owned = trimmed(sign + 1, strlen(sign + 1)) };
	return (*rule->word && *rule->owned) ? read_target(m, rule->owned, &rule->to, st) : wrong_rule(typed, st);
}

/* A line each, in the order of the file; lines that begin with “#” say nothing. */
static bool read_file(struct mapping *m, const char *name, const char *text, struct status *st)
{
	for (int64_t line = 1; *text; line++) {
		size_t length = strcspn(text, "\n");
		char *typed = trimmed(text, length);
		struct status why = STATUS_INIT;
		bool ok = !*typed || *typed == '#' || read_rule(m, typed, &why);

		free(typed);
		if (!ok) {
			char *sentence = text_status(&why);

			status_set(st, STATUS_INPUT, "map", N_("{1}:{2}: {3}"), "sis", name, line, sentence);
			free(sentence);
			return false;
		}
		text += length + (text[length] == '\n');
	}
	return true;
}

static bool read_default(struct mapping *m, const char *prefix, const char *value, struct said *out, char **owned,
                         struct status *st)
{
	if (!value)
		return true;
	*owned = str_make("%s:%s", prefix, value);
	return read_target(m, *owned, out, st);
}

bool mapping_read(struct mapping *m, struct app *app, const struct directory *directory, const struct import_terms *terms,
                  struct status *st)
{
	*m = (struct mapping){ .app = app, .directory = directory };
	if (!read_default(m, "grant", terms->grant, &m->fallback_grant, &m->owned[0], st) ||
	    !read_default(m, "person", terms->person, &m->fallback_person, &m->owned[1], st) ||
	    !read_default(m, "kind", terms->kind, &m->fallback_kind, &m->owned[2], st))
		return false;
	if (terms->map_text && !read_file(m, terms->map_file, terms->map_text, st))
		return false;
	for (int i = 0; i < terms->map_count; i++)
		if (!read_rule(m, terms->maps[i], st))
			return false;
	return true;
}

void mapping_done(struct mapping *m)
{
	for (int i = 0; i < m->count; i++) {
		free(m->rules[i].word);
		free(m->rules[i].owned);
	}
	free(m->rules);
	for (size_t i = 0; i < COUNT_OF(m->owned); i++)
		free(m->owned[i]);
}

/* ---- what each word means */

static void take(struct said *word, const struct said *to)
{
	word->means = to->means;
	word->grant = to->grant;
	word->part = to->part;
	word->person = to->person;
	word->kind = to->kind;
}

/* The rule for a word: as it is written, else in other letters; of several the last. */
static const struct said *find_rule(const struct mapping *m, const struct said *word)
{
	for (int i = m->count - 1; i >= 0; i--)
		if (!strcmp(m->rules[i].word, word->text) || !strcmp(m->rules[i].word, word->also))
			return &m->rules[i].to;
	for (int i = m->count - 1; i >= 0; i--)
		if (word_same_text(m->rules[i].word, word->text) || (*word->also && word_same_text(m->rules[i].word, word->also)))
			return &m->rules[i].to;
	return NULL;
}

/* A word that could be two things is neither before somebody says which. */
static void find_meaning(const struct mapping *m, struct said *word)
{
	const struct said *rule = find_rule(m, word);
	int people = is_person(m, word->text, word), grants = 0, kinds = 0;

	if (rule) {
		take(word, rule);
		return;
	}
	if (names_people(word->role)) {
		people = people ? people : is_person(m, word->also, word);
	} else {
		grants = is_grant(m, word->text, word);
		kinds = is_kind(word->text, word);
	}
	word->means = people + grants + kinds > 1 ? MEANS_SEVERAL
	              : people                    ? MEANS_PERSON
	              : grants                    ? MEANS_GRANT
	              : kinds                     ? MEANS_KIND
	                                          : MEANS_NOTHING;
}

void mapping_apply(const struct mapping *m, struct import_rows *rows)
{
	for (int i = 0; i < rows->word_count; i++) {
		struct said *word = &rows->words[i];

		word->part = "";
		word->entries = word->wanted = 0;
		find_meaning(m, word);
	}
}

/* ---- a row */

/* What a row's words say so far. */
struct gathered {
	const struct said *grant, *person, *kind;
	const struct said *other; /* of two that do not agree the second */
	enum import_means two;
	bool skip, several;
};

static void gather_grant(struct gathered *g, const struct said *word)
{
	if (!g->grant || (g->grant->grant == word->grant && !*g->grant->part)) {
		g->grant = word; /* the part says more */
	} else if (g->grant->grant != word->grant || (*word->part && strcmp(g->grant->part, word->part))) {
		g->two = MEANS_GRANT;
		g->other = word;
	}
}

/* An appointment may name its holder beside who helps: then it is the helper's. */
static void gather_person(struct gathered *g, const struct said *word)
{
	bool assists = word->person->roles & ROLE_ASSISTANT, assisted = g->person && (g->person->person->roles & ROLE_ASSISTANT);

	if (!g->person || (assists && !assisted)) {
		g->person = word;
	} else if (g->person->person != word->person && assists == assisted) {
		g->two = MEANS_PERSON;
		g->other = word;
	}
}

static void gather_kind(struct gathered *g, const struct said *word)
{
	if (!g->kind) {
		g->kind = word;
	} else if (g->kind->kind != word->kind) {
		g->two = MEANS_KIND;
		g->other = word;
	}
}

static void gather(struct gathered *g, const struct said *word)
{
	g->skip = g->skip || word->means == MEANS_SKIP;
	g->several = g->several || word->means == MEANS_SEVERAL;
	if (word->means == MEANS_GRANT)
		gather_grant(g, word);
	else if (word->means == MEANS_PERSON)
		gather_person(g, word);
	else if (word->means == MEANS_KIND)
		gather_kind(g, word);
}

static bool is_word_of(const struct import_rows *rows, const struct import_row *row, enum import_role role, enum import_means means)
{
	for (int i = 0; i < row->word_count; i++)
		if (rows->words[row->words[i]].role == role && rows->words[row->words[i]].means == means)
			return true;
	return false;
}

/* Counts the words that a row would need a meaning of; true where it needs one. */
static bool want_meaning(const struct mapping *m, struct import_rows *rows, const struct import_row *row, const struct gathered *g)
{
	bool grant = !g->grant && m->fallback_grant.means == MEANS_NOTHING, said = false;
	/* Who is named and unknown is not somebody else; who is invited may be anybody. */
	bool user = !g->person && is_word_of(rows, row, IMPORT_USER, MEANS_NOTHING);
	bool guest = !g->person && m->fallback_person.means == MEANS_NOTHING &&
	             is_word_of(rows, row, IMPORT_ATTENDEE, MEANS_NOTHING);

	for (int i = 0; i < row->word_count; i++) {
		struct said *word = &rows->words[row->words[i]];
		bool wants_person = (user && word->role == IMPORT_USER) || (guest && word->role == IMPORT_ATTENDEE);
		bool wants_grant = grant && !names_people(word->role);

		if (word->means != MEANS_SEVERAL && (word->means != MEANS_NOTHING || (!wants_person && !wants_grant)))
			continue;
		word->wants = word->means == MEANS_SEVERAL ? MEANS_SEVERAL : wants_person ? MEANS_PERSON : MEANS_GRANT;
		word->wanted++;
		said = said || word->wants == MEANS_GRANT;
	}
	rows->wordless += grant && !said && !g->several;
	return grant || user || guest || g->several;
}

/* ---- its note */

static void add_to_note(struct str *note, const char *text, const char *between)
{
	if (!*text)
		return;
	if (note->length)
		str_add(note, between);
	str_add(note, text);
}

/* A word that is text and nothing else. */
static bool is_text(const struct said *word)
{
	return !names_people(word->role) && (word->means == MEANS_NOTHING || word->means == MEANS_NOTE);
}

static bool said_before(const struct import_rows *rows, const struct import_row *row, int index)
{
	const char *text = rows->words[row->words[index]].text;

	for (int i = 0; i < index; i++)
		if (is_text(&rows->words[row->words[i]]) && !strcmp(rows->words[row->words[i]].text, text))
			return true;
	return row->text && !strcmp(row->text, text);
}

/* "cinema, Aarhus: took the train", as long as a note may be. */
static void write_note(struct import_rows *rows, const struct import_row *row, struct str *note)
{
	str_clear(note);
	for (int i = 0; i < row->word_count; i++) {
		const struct said *word = &rows->words[row->words[i]];

		if (is_text(word) && !said_before(rows, row, i))
			add_to_note(note, word->text, ", ");
	}
	add_to_note(note, row->text ? row->text : "", ": ");
	if (utf8_length(str_peek(note)) > NOTE_MOST) {
		const char *at = note->s;
		uint32_t letter;

		for (int i = 0; i < NOTE_MOST - 1; i++)
			at += utf8_decode(at, note->length - (size_t)(at - note->s), &letter);
		note->length = (size_t)(at - note->s);
		note->s[note->length] = '\0';
		str_add(note, "…");
		rows->cut++;
	}
}

void mapping_row(const struct mapping *m, struct import_rows *rows, const struct import_row *row, struct mapped_row *out,
                 struct str *note)
{
	struct gathered g = { 0 };

	*out = (struct mapped_row){ .is = ROW_TAKEN };
	for (int i = 0; i < row->word_count; i++) {
		rows->words[row->words[i]].entries++;
		gather(&g, &rows->words[row->words[i]]);
	}
	if (g.skip) {
		out->is = ROW_SKIPPED;
	} else if (g.two != MEANS_NOTHING) {
		out->is = ROW_TWO;
		out->two = g.two;
		out->first = (g.two == MEANS_GRANT ? g.grant : g.two == MEANS_PERSON ? g.person : g.kind)->text;
		out->second = g.other->text;
	} else if (want_meaning(m, rows, row, &g)) {
		out->is = ROW_UNMAPPED;
	} else {
		const struct said *grant = g.grant ? g.grant : &m->fallback_grant;

		out->grant = grant->grant;
		out->part = grant->part;
		out->person = g.person ? g.person->person : m->fallback_person.person;
		out->kind = g.kind ? g.kind->kind : m->fallback_kind.kind;
		write_note(rows, row, note);
	}
}

void mapped_grant(const struct mapped_row *row, struct str *out)
{
	str_clear(out);
	str_add(out, row->grant->id);
	if (*row->part)
		str_addf(out, ".%s", row->part);
}
