/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking what another tool holds: all or nothing, without what is there already. */
#include "import_rows.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* What makes two entries the same: with clock times both instants, else the day and the minutes. Texts are borrowed. */
struct key {
	const char *person, *grant; /* "" nobody */
	const char *part;
	bool clocked;
	int64_t from, to;
};

/* How often each is there. */
struct known {
	struct slot {
		bool taken;
		struct key key;
		int64_t times; /* that no row was found to be */
		char *owned;   /* the texts of an entry that was read; NULL */
	} *of;
	size_t count, room; /* room: a power of two */
};

struct tool {
	struct booking booking;
	struct import_rows *rows;
	const struct import_terms *terms;
	struct import_outcome *out;
	struct mapping mapping;
	struct known known;
	struct str note, grant;
	struct status *st;
};

/* ---- what is there already */

static size_t hash_text(size_t hash, const char *text)
{
	for (; *text; text++)
		hash = hash * 33 + (unsigned char)*text;
	return hash;
}

static bool keys_same(const struct key *a, const struct key *b)
{
	return a->from == b->from && a->to == b->to && a->clocked == b->clocked && !strcmp(a->person, b->person) &&
	       !strcmp(a->grant, b->grant) && !strcmp(a->part, b->part);
}

static struct slot *known_slot(const struct known *known, const struct key *key)
{
	size_t at = hash_text(hash_text((size_t)key->from * 31 + (size_t)key->to, key->person), key->grant);

	for (at = (at ^ (at >> 17)) & (known->room - 1); known->of[at].taken; at = (at + 1) & (known->room - 1))
		if (keys_same(&known->of[at].key, key))
			break;
	return &known->of[at];
}

static void known_grow(struct known *known)
{
	struct known old = *known;

	known->room = old.room ? 2 * old.room : 256;
	known->of = mem_zero(known->room, sizeof *known->of);
	for (size_t i = 0; i < old.room; i++)
		if (old.of[i].taken)
			*known_slot(known, &old.of[i].key) = old.of[i];
	free(old.of);
}

/* Adds it once more; the slot's texts are copied where they are not to be borrowed. */
static void known_add(struct known *known, const struct key *key, bool copy)
{
	struct slot *slot;

	if (known->room < 2 * (known->count + 1))
		known_grow(known);
	slot = known_slot(known, key);
	if (!slot->taken) {
		slot->taken = true;
		slot->key = *key;
		known->count++;
		if (copy) {
			size_t person = strlen(key->person) + 1, grant = strlen(key->grant) + 1;

			slot->owned = mem_alloc(person + grant + strlen(key->part) + 1);
			slot->key.person = memcpy(slot->owned, key->person, person);
			slot->key.grant = memcpy(slot->owned + person, key->grant, grant);
			slot->key.part = strcpy(slot->owned + person + grant, key->part);
		}
	}
	slot->times++;
}

static struct key key_of(const struct entry *entry)
{
	return (struct key){
		.person = entry->person ? entry->person : "",
		.grant = entry->grant,
		.part = entry->part,
		.clocked = entry->clocked,
		.from = entry->clocked ? entry->span.start : entry->day,
		.to = entry->clocked ? entry->span.end : entry->amount,
	};
}

static bool know(void *context, const struct entry *entry)
{
	struct key key = key_of(entry);

	known_add(context, &key, true);
	return true;
}

static day_t first_day(const struct tool *t, const struct import_row *row)
{
	return row->clocked ? instant_day(t->booking.app->zone, row->start) : row->day;
}

/* Everything that is booked on the days of the rows. */
static bool known_read(struct tool *t)
{
	struct entry_filter filter = { .from = DAY_MAX, .to = DAY_NONE, .state = -1 };

	known_grow(&t->known);
	for (int i = 0; i < t->rows->count; i++) {
		day_t day = first_day(t, &t->rows->of[i]);

		filter.from = day < filter.from ? day : filter.from;
		filter.to = day > filter.to ? day : filter.to;
	}
	return !t->rows->count || entries_each(t->booking.app->store, &filter, know, &t->known, t->st);
}

/* Whether it is there. What has no clock times may be there twice rightly, so that each is found once. */
static bool is_double(struct tool *t, const struct entry *entry)
{
	struct key key = key_of(entry);
	struct slot *slot = known_slot(&t->known, &key);

	if (entry->clocked)
		return slot->taken;
	return slot->taken && slot->times-- > 0;
}

static void known_done(struct known *known)
{
	for (size_t i = 0; i < known->room; i++)
		free(known->of[i].owned);
	free(known->of);
}

/* ---- one row */

static void problem(struct tool *t, const struct import_row *row, const struct status *st)
{
	import_rows_problem(t->rows, &row->place, import_field_of(st->rule), st);
}

static void refuse_two(struct tool *t, const struct import_row *row, const struct mapped_row *mapped)
{
	static const char *const msgids[] = {
		[MEANS_GRANT] = N_("“{1}” and “{2}” are two grants: say with --map which of the words is only part of the note."),
		[MEANS_PERSON] = N_("“{1}” and “{2}” are two people: say with --map which of the words is only part of the note."),
		[MEANS_KIND] = N_("“{1}” and “{2}” are two kinds of hours: say with --map which of the words is only part of the note."),
	};
	struct status st;

	status_set(&st, STATUS_INPUT, import_means_name(mapped->two), msgids[mapped->two], "ss", mapped->first, mapped->second);
	problem(t, row, &st);
}

/* An overlap with another entry of the same import: that one has no number to look at, but a place. */
static void name_other(const struct tool *t, struct status *st)
{
	int32_t index = booking_overlaps(&t->booking, st);
	const struct import_place *place;
	struct status other;
	char *where;

	if (index < 0)
		return;
	place = &t->rows->of[index].place;
	where = place->what ? mem_text(place->what) : str_make("%s:%lld", t->rows->files[place->file], (long long)place->line);
	status_set(&other, STATUS_REFUSED, "overlap", N_("“{1}” already has {2} on {3} in this import ({4}): one person's hours may not overlap."),
	           "ssds", st->args[0].text, st->args[1].text, (day_t)st->args[2].number, where);
	*st = other;
	free(where);
}

#define TOO_LONG N_("It lasts {1} hours, longer than an entry can be: was it forgotten to stop it?")

/* The row as if somebody had typed it, so that the same rules hold; what was typed must mean the same instants. */
static bool read_row(struct tool *t, const struct import_row *row, const struct mapped_row *mapped, struct hours_read *hours,
                     struct status *st)
{
	char date[11], span[32], pause[32] = "";
	struct hours_input input = {
		.date = date,
		.span = span,
		.grant = str_peek(&t->grant),
		.person = mapped->person ? mapped->person->id : "",
		.kind = kind_name(mapped->kind),
		.pause = pause,
		.note = str_peek(&t->note),
	};

	day_format(first_day(t, row), date);
	if (row->pause)
		quantity_format(row->pause, UNIT_MINUTES, pause);
	if (!row->clocked)
		quantity_format(row->minutes, UNIT_MINUTES, span);
	else if (row->end - row->start > 25 * 3600)
		return status_set(st, STATUS_INPUT, "longest", TOO_LONG, "m", (row->end - row->start) / 60);
	else
		span_format(t->booking.app->zone, (struct span){ row->start, row->end }, span);
	if (!hours_read(t->booking.app, &t->booking.directory, &input, NULL, hours, st))
		return false;
	return !row->clocked || (hours->entry.span.start == row->start && hours->entry.span.end == row->end) ||
	       status_set(st, STATUS_INPUT, "longest", TOO_LONG, "m", (row->end - row->start) / 60);
}

/* False only where the store fails. */
static bool book_row(struct tool *t, int index, const struct mapped_row *mapped)
{
	const struct import_row *row = &t->rows->of[index];
	struct status st = STATUS_INIT;
	struct hours_read hours;
	struct key key;

	mapped_grant(mapped, &t->grant);
	if (read_row(t, row, mapped, &hours, &st)) {
		if (is_double(t, &hours.entry)) {
			t->out->doubles++;
			return true;
		}
		if (hours_allowed(t->booking.app, &hours, &st)) {
			key = key_of(&hours.entry);
			if (row->clocked) /* grant, part and person are the directory's and the scheme's */
				known_add(&t->known, &key, false);
			t->out->nobody += !mapped->person;
			return booking_add(&t->booking, &hours, index, t->st);
		}
	}
	if (st.code == STATUS_FILE) {
		*t->st = st;
		return false;
	}
	name_other(t, &st);
	problem(t, row, &st);
	return true;
}

static bool take_row(struct tool *t, int index)
{
	const struct import_row *row = &t->rows->of[index];
	day_t day = first_day(t, row);
	struct mapped_row mapped;

	if (day < t->terms->since || day > t->terms->until) {
		t->out->outside++;
		return true;
	}
	t->out->rows++;
	mapping_row(&t->mapping, t->rows, row, &mapped, &t->note);
	if (mapped.is == ROW_TAKEN)
		return book_row(t, index, &mapped);
	t->out->skipped += mapped.is == ROW_SKIPPED;
	t->out->unmapped += mapped.is == ROW_UNMAPPED;
	if (mapped.is == ROW_TWO)
		refuse_two(t, row, &mapped);
	return true;
}

static bool take_rows(struct tool *t, progress_fn *progress, void *context)
{
	for (int i = 0; i < t->rows->count; i++) {
		if (!take_row(t, i))
			return false;
		if (progress && i % 256 == 0)
			progress(context, i, t->rows->count);
	}
	if (progress)
		progress(context, t->rows->count, t->rows->count);
	return true;
}

/* ---- what it came to */

static int by_role_and_word(const void *a, const void *b)
{
	const struct import_meaning *x = a, *y = b;

	return x->role != y->role ? (x->role < y->role ? -1 : 1) : strcmp(x->word, y->word);
}

static char *said_target(const struct said *word)
{
	switch (word->means) {
	case MEANS_GRANT:
		return *word->part ? str_make("%s.%s", word->grant->id, word->part) : mem_text(word->grant->id);
	case MEANS_PERSON:
		return mem_text(word->person->id);
	case MEANS_KIND:
		return mem_text(kind_name(word->kind));
	default:
		return mem_text("");
	}
}

static void add_meaning(struct import_meaning **list, int *count, const struct import_meaning *meaning)
{
	if (*count % 64 == 0)
		*list = mem_resize(*list, (size_t)*count + 64, sizeof **list);
	(*list)[(*count)++] = *meaning;
}

static void gather_words(struct tool *t)
{
	struct import_outcome *out = t->out;

	for (int i = 0; i < t->rows->word_count; i++) {
		const struct said *word = &t->rows->words[i];
		bool note = word->means == MEANS_NOTHING && word->role != IMPORT_USER && word->role != IMPORT_ATTENDEE;

		if (word->wanted)
			add_meaning(&out->unknown, &out->unknown_count,
			            &(struct import_meaning){ word->role, mem_text(word->text), word->wants, mem_text(""),
			                                      word->wanted });
		else if (word->entries && (note || word->means > MEANS_SEVERAL))
			add_meaning(&out->mapped, &out->mapped_count,
			            &(struct import_meaning){ word->role, mem_text(word->text), note ? MEANS_NOTE : word->means,
			                                      said_target(word), word->entries });
	}
	if (t->rows->wordless)
		add_meaning(&out->unknown, &out->unknown_count,
		            &(struct import_meaning){ IMPORT_TAG, mem_text(""), MEANS_GRANT, mem_text(""), t->rows->wordless });
	if (out->mapped_count)
		qsort(out->mapped, (size_t)out->mapped_count, sizeof *out->mapped, by_role_and_word);
	if (out->unknown_count)
		qsort(out->unknown, (size_t)out->unknown_count, sizeof *out->unknown, by_role_and_word);
}

static void gather_notices(struct tool *t)
{
	struct status st;

	if (t->out->nobody) {
		status_set(&st, STATUS_REFUSED, "nobody", N_("Entries that name no person: {1}. --person says whose they are."), "i", t->out->nobody);
		notices_add(&t->out->notices, &st);
	}
	if (t->rows->cut) {
		status_set(&st, STATUS_REFUSED, "note", N_("Notes that are longer than 1,000 characters and were cut: {1}."), "i", t->rows->cut);
		notices_add(&t->out->notices, &st);
	}
	for (int i = 0; i < t->rows->notices.count; i++) {
		t->out->notices.of = mem_resize(t->out->notices.of, (size_t)t->out->notices.count + 1, sizeof *t->out->notices.of);
		t->out->notices.of[t->out->notices.count++] =
			(struct notice){ t->rows->notices.of[i].rule, mem_text(t->rows->notices.of[i].message) };
	}
}

/* Hands the rows' lists over. */
static void gather_told(struct tool *t)
{
	t->out->bad = t->rows->bad;
	t->out->left = t->rows->left;
	t->out->problems = t->rows->problems;
	t->out->problem_count = t->rows->problem_count;
	t->out->left_out = t->rows->left_out;
	t->out->left_count = t->rows->left_count;
	t->rows->problems = t->rows->left_out = NULL;
	t->rows->problem_count = t->rows->left_count = 0;
}

static void outcome_fill(struct tool *t)
{
	t->out->booked = t->booking.count;
	t->out->minutes = t->booking.minutes;
	booking_warn(&t->booking);
	gather_words(t);
	gather_notices(t);
	gather_told(t);
}

static bool verdict(const struct tool *t, struct status *st)
{
	if (t->rows->bad)
		return status_set(st, STATUS_INPUT, "import", N_("Nothing was imported. Entries that have to be put right first: {1}."), "i",
		                  t->rows->bad);
	if (t->out->unmapped && !t->terms->skip_unmapped)
		return status_set(st, STATUS_INPUT, "unmapped",
		                  N_("Nothing was imported. Entries that cannot be mapped: {1}. Say with --map what their words mean, or leave them out with --skip-unmapped."),
		                  "i", t->out->unmapped);
	if (!t->out->rows && !t->rows->left)
		return status_set(st, STATUS_INPUT, "import", t->out->outside ? N_("There is nothing to book on these days.")
		                                                              : N_("There is nothing to book in it."), "");
	return true;
}

static bool run(struct tool *t, progress_fn *progress, void *context)
{
	struct app *app = t->booking.app;
	bool ok;

	if (!app_begin(app, "import hours", t->st))
		return false;
	ok = directory_read(app, &t->booking.directory, t->st) &&
	     mapping_read(&t->mapping, app, &t->booking.directory, t->terms, t->st) && known_read(t);
	if (ok) {
		mapping_apply(&t->mapping, t->rows);
		ok = take_rows(t, progress, context) && verdict(t, t->st) && booking_close(&t->booking, t->st);
		outcome_fill(t);
	}
	if (ok)
		app_subjectf(app, "entries: %lld", (long long)t->booking.count);
	if (t->terms->dry || (ok && !t->booking.count)) { /* a change in which nothing changes is none */
		store_rollback(app->store);
		return ok;
	}
	return app_finish(app, ok, t->st);
}

bool app_import_rows(struct app *app, struct import_rows *rows, const struct import_terms *terms, progress_fn *progress,
                     void *context, struct import_outcome *outcome, struct status *st)
{
	struct status why = STATUS_INIT;
	struct tool t = { .booking = { .app = app, .notices = &outcome->notices },
		          .rows = rows,
		          .terms = terms,
		          .out = outcome,
		          .st = &why };
	bool ok;

	*outcome = (struct import_outcome){ 0 };
	if (!app_may(app, MAY_IMPORT_HOURS, NULL, st))
		return false;
	ok = run(&t, progress, context);
	if (!ok && st)
		*st = why;
	mapping_done(&t.mapping);
	known_done(&t.known);
	booking_done(&t.booking);
	str_done(&t.note);
	str_done(&t.grant);
	return ok;
}

static void meanings_free(struct import_meaning *list, int count)
{
	for (int i = 0; i < count; i++) {
		free(list[i].word);
		free(list[i].to);
	}
	free(list);
}

void import_outcome_done(struct import_outcome *out)
{
	meanings_free(out->mapped, out->mapped_count);
	meanings_free(out->unknown, out->unknown_count);
	import_told_free(out->problems, out->problem_count);
	import_told_free(out->left_out, out->left_count);
	notices_done(&out->notices);
	*out = (struct import_outcome){ 0 };
}
