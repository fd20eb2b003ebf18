/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from an absence: the planned shifts are kept and opened for others, hours are credited. The same function brings
 * both to where they should be, whether the absence is new, was changed, or goes. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* A credited entry to be; texts borrowed. */
struct wish {
	struct entry entry;
	bool met;
};

/* What the person worked on one part of a grant in the weeks before. */
struct worked {
	char *grant, *part; /* owned */
	int64_t minutes;
};

struct scene {
	struct app *app;
	struct status *st;
	struct directory directory;
	const struct absence *before, *after; /* either may be NULL */
	const char *person;
	int64_t id;
	bool ok;
	struct shift *shifts; /* all that may have to do with it; owned texts */
	int shift_count, shift_room;
	struct entry *entries; /* credited so far; owned texts */
	int entry_count, entry_room;
	struct wish *wishes;
	int wish_count, wish_room;
	struct worked *worked;
	int worked_count, worked_room;
	day_t window; /* the first day of those before the absence that its average is of */
	char part[17];
};

/* ---- what is there */

static bool keep_shift(void *context, const struct shift *shift)
{
	struct scene *s = context;
	struct shift *kept;

	if (!str_same(shift->person, s->person) && !shift->replaces && shift->absence != s->id)
		return true;
	MEM_GROW(s->shifts, s->shift_count, s->shift_room);
	kept = &s->shifts[s->shift_count++];
	*kept = *shift;
	kept->grant = mem_text(shift->grant);
	kept->part = mem_text(shift->part);
	kept->person = mem_text(shift->person);
	kept->note = mem_text(shift->note);
	return true;
}

static bool keep_entry(void *context, const struct entry *entry)
{
	struct scene *s = context;

	if (entry->absence != s->id)
		return true;
	MEM_GROW(s->entries, s->entry_count, s->entry_room);
	entry_copy(&s->entries[s->entry_count++], entry);
	return true;
}

static bool scene_read(struct scene *s)
{
	const struct absence *one = s->after ? s->after : s->before, *other = s->before ? s->before : one;
	day_t from = one->from < other->from ? one->from : other->from, to = one->to > other->to ? one->to : other->to;

	/* Whole weeks, for what is planned in them, and the night before. */
	return directory_read(s->app, &s->directory, s->st) && shifts_each(s->app->store, from - 8, to + 8, keep_shift, s, s->st) &&
	       entries_of_person(s->app->store, s->person, from - 2, to + 2, keep_entry, s, s->st);
}

static void scene_done(struct scene *s)
{
	for (int i = 0; i < s->shift_count; i++)
		shift_done(&s->shifts[i]);
	for (int i = 0; i < s->entry_count; i++)
		entry_copy_done(&s->entries[i]);
	for (int i = 0; i < s->worked_count; i++) {
		free(s->worked[i].grant);
		free(s->worked[i].part);
	}
	free(s->shifts);
	free(s->entries);
	free(s->wishes);
	free(s->worked);
	directory_done(&s->directory);
}

/* ---- the shifts */

/* The shift that stands in for another; NULL where none does. */
static struct shift *stand_in_of(struct scene *s, const struct shift *shift)
{
	for (int i = 0; i < s->shift_count; i++)
		if (s->shifts[i].replaces == shift->id && s->shifts[i].state != SHIFT_CANCELLED)
			return &s->shifts[i];
	return NULL;
}

static bool open_stand_in(struct scene *s, const struct shift *shift, struct span cut)
{
	struct shift fresh = {
		.grant = shift->grant,
		.part = shift->part,
		.kind = shift->kind,
		.state = SHIFT_OPEN,
		.day = instant_day(s->app->zone, cut.start),
		.span = cut,
		.note = shift->note,
		.replaces = shift->id,
	};

	return shift_write(s->app->store, &fresh, s->st);
}

/* Who has taken it is not sent away by a program: that is said. */
static void say_kept(const struct shift *stand_in, struct notices *notices)
{
	struct status why = STATUS_INIT;

	if (!notices)
		return;
	status_set(&why, STATUS_REFUSED, "stand-in", N_("“{1}” stands in on {2} with shift {3}, which stays: cancel or change it where it is no longer needed."),
	           "sdi", stand_in->person ? stand_in->person : "", stand_in->day, stand_in->id);
	notices_add(notices, &why);
}

static bool move_stand_in(struct scene *s, struct shift *stand_in, struct span cut, struct notices *notices)
{
	if (stand_in->span.start == cut.start && stand_in->span.end == cut.end)
		return true;
	if (stand_in->state != SHIFT_OPEN) {
		say_kept(stand_in, notices);
		return true;
	}
	stand_in->span = cut;
	stand_in->day = instant_day(s->app->zone, cut.start);
	return shift_write(s->app->store, stand_in, s->st);
}

static bool release_stand_in(struct scene *s, struct shift *stand_in, struct notices *notices)
{
	if (!stand_in)
		return true;
	if (stand_in->state != SHIFT_OPEN) {
		say_kept(stand_in, notices);
		return true;
	}
	stand_in->state = SHIFT_CANCELLED;
	return shift_write(s->app->store, stand_in, s->st);
}

/* A shift that is not booked yet; of a booked one what its hours leave: who goes home ill has booked the hours until then, and
 * where they were rejected nothing of it was worked. Hours on another day leave nothing, nor do those without clock times. */
static bool is_free(struct scene *s, const struct shift *shift, bool *out)
{
	struct entry entry;
	bool found;

	*out = !shift->absence && shift->state == SHIFT_ASSIGNED;
	if (shift->absence || shift->state != SHIFT_DONE || !str_same(shift->person, s->person))
		return true;
	if (!entry_read(s->app->store, shift->entry, &entry, &found, s->st))
		return false;
	if (found) {
		*out = !entry_state_counts(entry.state) || (entry.clocked && entry.day == shift->day);
		entry_copy_done(&entry);
	}
	return true;
}

/* A stand-in that was cancelled while the absence lasts is not opened again: nobody is needed. */
static bool follow_shift(struct scene *s, struct shift *shift, struct notices *notices)
{
	struct shift *stand_in = stand_in_of(s, shift);
	struct span cut = { 0, 0 };
	bool was = shift->absence == s->id, is, takes;

	if (!is_free(s, shift, &is))
		return false;
	takes = s->after && (was || is) && absence_takes(s->after, shift->day, &shift->span, &cut);
	if (!str_same(shift->person, s->person) || (!was && !takes))
		return true;
	if (was != takes) {
		shift->absence = takes ? s->id : 0;
		if (!shift_write(s->app->store, shift, s->st))
			return false;
	}
	if (!takes)
		return release_stand_in(s, stand_in, notices);
	if (stand_in)
		return move_stand_in(s, stand_in, cut, notices);
	return was || open_stand_in(s, shift, cut);
}

/* ---- what was worked before */

static struct worked *worked_on(struct scene *s, const struct entry *entry)
{
	for (int i = 0; i < s->worked_count; i++)
		if (!strcmp(s->worked[i].grant, entry->grant) && !strcmp(s->worked[i].part, entry->part))
			return &s->worked[i];
	MEM_GROW(s->worked, s->worked_count, s->worked_room);
	s->worked[s->worked_count] = (struct worked){ mem_text(entry->grant), mem_text(entry->part), 0 };
	return &s->worked[s->worked_count++];
}

/* All hours that count do so here, also those credited by an earlier absence: else one illness would shorten the next. */
static bool add_worked(void *context, const struct entry *entry)
{
	struct scene *s = context;
	struct span *inside = NULL;
	int count = 0;

	if (entry->unit != UNIT_MINUTES || !entry_state_counts(entry->state) || entry->absence == s->id)
		return true;
	if (entry->kind == KIND_STANDBY && entry->clocked) {
		inside = hours_inside(s->app, entry, &count, s->st);
		if (!inside)
			return s->ok = false;
	}
	worked_on(s, entry)->minutes += entry_amount_in(s->app->zone, entry, inside, count, s->window, s->after->from - 1);
	free(inside);
	return true;
}

static bool basis_read(struct scene *s, const struct person *person, struct credit_basis *out)
{
	int64_t minutes = 0;

	s->window = s->after->from - CREDIT_DAYS;
	if (person->from != DAY_NONE && person->from > s->window)
		s->window = person->from;
	if (s->window < s->after->from &&
	    (!entries_of_person(s->app->store, s->person, s->window - 2, s->after->from - 1, add_worked, s, s->st) || !s->ok))
		return false;
	for (int i = 0; i < s->worked_count; i++)
		minutes += s->worked[i].minutes;
	*out = credit_basis_pick(minutes, s->after->from - s->window, person->hours_week);
	return true;
}

/* ---- the grant that hours without a plan count on */

/* The part of a grant that counts hours; false where it has none. */
static bool hours_part(struct scene *s, const struct grant *grant, const char *name, const char **part)
{
	const struct scheme *scheme;
	const struct scheme_part *found;

	if (!grant || !grant_part_pick(s->app, grant, name, UNIT_MINUTES, &scheme, &found, NULL) || found->unit != UNIT_MINUTES)
		return false;
	*part = found->id;
	return true;
}

static bool named_grant(struct scene *s, const char *name, const struct grant **grant, const char **part)
{
	struct grant found;
	bool ok;

	if (!grant_name_split(s->app, name, &found, s->part, s->st))
		return false;
	*grant = directory_grant(&s->directory, found.id);
	ok = *grant && hours_part(s, *grant, s->part, part);
	if (!ok)
		status_set(s->st, STATUS_INPUT, "grant", N_("“{1}” counts no hours: name a grant that does."), "s", name);
	grant_done(&found);
	return ok;
}

/* The one that was worked on most; the first by its name where two are even. */
static const struct worked *most_worked(struct scene *s, day_t day)
{
	const struct worked *most = NULL;

	for (int i = 0; i < s->worked_count; i++) {
		const struct worked *w = &s->worked[i];
		const struct grant *grant = directory_grant(&s->directory, w->grant);

		if (w->minutes > 0 && grant && grant_covers(grant, day) &&
		    (!most || w->minutes > most->minutes || (w->minutes == most->minutes && strcmp(w->grant, most->grant) < 0)))
			most = w;
	}
	return most;
}

/* Where hours without a plan were counted before, or what the person is planned on. */
static bool known_grant(struct scene *s, day_t day, const struct grant **grant, const char **part)
{
	const struct worked *most;

	for (int i = 0; i < s->entry_count; i++)
		if (!s->entries[i].clocked) {
			*grant = directory_grant(&s->directory, s->entries[i].grant);
			return hours_part(s, *grant, s->entries[i].part, part);
		}
	most = most_worked(s, day);
	if (most) {
		*grant = directory_grant(&s->directory, most->grant);
		return hours_part(s, *grant, most->part, part);
	}
	for (int i = 0; i < s->shift_count; i++)
		if (str_same(s->shifts[i].person, s->person)) {
			*grant = directory_grant(&s->directory, s->shifts[i].grant);
			return *grant && grant_covers(*grant, day) && hours_part(s, *grant, s->shifts[i].part, part);
		}
	return false;
}

/* *grant NULL where none runs: then nothing can be credited. */
static bool pick_grant(struct scene *s, const char *name, day_t day, const struct grant **grant, const char **part)
{
	const char *other;

	*grant = NULL;
	if (name && *name)
		return named_grant(s, name, grant, part);
	if (known_grant(s, day, grant, part))
		return true;
	*grant = NULL;
	for (int i = 0; i < s->directory.grants.count; i++) {
		const struct grant *one = &s->directory.grants.of[i];

		if (!grant_covers(one, day) || !hours_part(s, one, "", *grant ? &other : part))
			continue;
		if (*grant)
			return status_set(s->st, STATUS_INPUT, "grant", N_("On which grant? Several run on {1}: name one of them."), "d", day);
		*grant = one;
	}
	return true;
}

/* ---- what is to be credited */

static struct entry *add_wish(struct scene *s, const char *grant, const char *part, enum kind kind)
{
	struct wish *wish;

	MEM_GROW(s->wishes, s->wish_count, s->wish_room);
	wish = &s->wishes[s->wish_count++];
	*wish = (struct wish){ .entry = { .person = s->person, .grant = grant, .part = part, .kind = kind, .state = ENTRY_LOGGED,
		                          .unit = UNIT_MINUTES, .note = credit_rule_name(CREDIT_PLANNED), .absence = s->id } };
	return &wish->entry;
}

/* Work that is planned inside an own standby replaces it, as it would have done. */
static int planned_inside(struct scene *s, const struct shift *standby, struct span *out)
{
	int count = 0;

	for (int i = 0; i < s->shift_count; i++) {
		const struct shift *other = &s->shifts[i];

		if (standby->kind == KIND_STANDBY && other->kind != KIND_STANDBY && other->absence == s->id &&
		    str_same(other->person, s->person))
			out[count++] = other->span;
	}
	return count;
}

static void wish_planned(struct scene *s, const struct shift *shift, enum kind kind)
{
	struct span *inside = mem_alloc((size_t)(s->shift_count + 1) * sizeof *inside),
	            *pieces = mem_alloc((size_t)(s->shift_count + 1) * sizeof *pieces), cut;
	const char *part;
	int count = 0;

	if (absence_takes(s->after, shift->day, &shift->span, &cut) &&
	    hours_part(s, directory_grant(&s->directory, shift->grant), shift->part, &part))
		count = span_without(cut, inside, planned_inside(s, shift, inside), pieces);
	for (int i = 0; i < count; i++) {
		struct entry *entry = add_wish(s, shift->grant, shift->part, kind);

		entry->clocked = true;
		entry->span = pieces[i];
		entry->day = instant_day(s->app->zone, pieces[i].start);
		entry->amount = span_minutes(pieces[i]);
		entry->shift = shift->id;
	}
	free(inside);
	free(pieces);
}

/* The last day up to which the roster says what the person would have worked. */
static day_t planned_until(struct scene *s)
{
	day_t *days = mem_alloc((size_t)(s->shift_count + 1) * sizeof *days), until;
	int count = 0;

	for (int i = 0; i < s->shift_count; i++)
		if (str_same(s->shifts[i].person, s->person) && s->shifts[i].state != SHIFT_CANCELLED)
			days[count++] = s->shifts[i].day;
	until = credit_planned_until(s->after->from, s->after->to, days, count);
	free(days);
	return until;
}

static void wish_days(struct scene *s, const struct person *person, const struct grant *grant, const char *part, enum kind kind,
                      day_t from, const struct credit_basis *basis, const struct holidays *holidays, const char *note)
{
	int number = 0;

	for (day_t day = from; day <= s->after->to; day++) {
		int64_t minutes;
		struct entry *entry;

		if (!day_is_workday(holidays, day) || day > person->to || day < person->from || !grant_covers(grant, day))
			continue;
		minutes = credit_of_workday(basis, ++number);
		if (absence_is_hours(s->after) && minutes > span_minutes(s->after->span))
			minutes = span_minutes(s->after->span);
		if (!minutes)
			continue;
		entry = add_wish(s, grant->id, part, kind);
		entry->day = day;
		entry->amount = minutes;
		entry->note = note;
	}
}

static bool wish_all(struct scene *s, const char *grant_name, char note[48])
{
	const struct person *person = directory_person(&s->directory, s->person);
	const struct holidays *holidays;
	const struct grant *grant;
	struct credit_basis basis;
	const char *part = NULL;
	enum kind kind;
	day_t from;

	if (!absence_credits(s->after->kind, &kind))
		return true;
	for (int i = 0; i < s->shift_count; i++)
		if (s->shifts[i].absence == s->id && str_same(s->shifts[i].person, s->person))
			wish_planned(s, &s->shifts[i], kind);
	from = planned_until(s) + 1;
	if (from > s->after->to)
		return true;
	if (!basis_read(s, person, &basis))
		return false;
	if (basis.rule == CREDIT_NONE)
		return true;
	holidays = app_holidays(s->app, s->app->household.country, s->st);
	if (!holidays || !pick_grant(s, grant_name, from, &grant, &part))
		return false;
	credit_note(&basis, note);
	if (grant)
		wish_days(s, person, grant, part, kind, from, &basis, holidays, note);
	return true;
}

/* ---- bringing the credited entries there */

static bool same_place(const struct entry *a, const struct entry *b)
{
	return a->clocked == b->clocked && a->day == b->day && a->shift == b->shift;
}

static bool same_hours(const struct entry *a, const struct entry *b)
{
	return same_place(a, b) && a->kind == b->kind && a->amount == b->amount && a->span.start == b->span.start &&
	       a->span.end == b->span.end && !strcmp(a->grant, b->grant) && !strcmp(a->part, b->part) && str_same(a->note, b->note);
}

static struct wish *wish_like(struct scene *s, const struct entry *entry, bool (*like)(const struct entry *, const struct entry *))
{
	for (int i = 0; i < s->wish_count; i++)
		if (!s->wishes[i].met && like(&s->wishes[i].entry, entry))
			return &s->wishes[i];
	return NULL;
}

/* What was approved once and says something else now is to be looked at again. */
static enum entry_state state_after(enum entry_state state)
{
	return state == ENTRY_APPROVED ? ENTRY_SUBMITTED : state == ENTRY_REJECTED ? ENTRY_LOGGED : state;
}

/* Marks what stays as it is, takes over the numbers of what only changes, and withdraws the rest. */
static bool settle_old(struct scene *s, const struct entry **changed)
{
	for (int i = 0; i < s->entry_count; i++) {
		struct wish *wish = wish_like(s, &s->entries[i], same_hours);

		if (wish)
			wish->met = true;
		changed[i] = wish ? NULL : &s->entries[i];
	}
	for (int i = 0; i < s->entry_count; i++) {
		struct wish *wish = changed[i] ? wish_like(s, changed[i], same_place) : NULL;
		struct entry gone;

		if (!changed[i] || (wish && !wish->entry.id)) {
			if (wish)
				wish->entry.id = changed[i]->id;
			continue;
		}
		gone = *changed[i];
		gone.state = ENTRY_WITHDRAWN;
		if (!hours_store(s->app, changed[i], &gone, s->st))
			return false;
	}
	return true;
}

static bool write_wish(struct scene *s, struct wish *wish)
{
	struct hours_read h = { .entry = wish->entry };

	for (int i = 0; i < s->entry_count; i++)
		if (s->entries[i].id == wish->entry.id) {
			h.before = &s->entries[i];
			h.entry.state = state_after(h.before->state);
		}
	h.grant = directory_grant(&s->directory, h.entry.grant);
	h.person = directory_person(&s->directory, s->person);
	h.scheme = h.grant ? app_scheme(s->app, h.grant->scheme, s->st) : NULL;
	if (!h.scheme)
		return false;
	h.part = scheme_part(h.scheme, h.entry.part);
	return hours_creditable(s->app, &h, s->st) && hours_store(s->app, h.before, &h.entry, s->st);
}

static bool settle(struct scene *s)
{
	const struct entry **changed = mem_zero((size_t)s->entry_count + 1, sizeof *changed);
	bool ok = settle_old(s, changed);

	for (int i = 0; ok && i < s->wish_count; i++)
		ok = s->wishes[i].met || write_wish(s, &s->wishes[i]);
	free(changed);
	return ok;
}

bool absence_apply(struct app *app, const struct absence *before, const struct absence *after, const char *grant,
                   struct notices *notices, struct status *st)
{
	struct scene s = {
		.app = app,
		.st = st,
		.before = before,
		.after = after,
		.person = after ? after->person : before->person,
		.id = after ? after->id : before->id,
		.ok = true,
	};
	char note[48];
	bool ok = scene_read(&s);

	for (int i = 0; ok && i < s.shift_count; i++)
		ok = follow_shift(&s, &s.shifts[i], notices);
	ok = ok && (!after || wish_all(&s, grant, note)) && settle(&s);
	scene_done(&s);
	return ok;
}
