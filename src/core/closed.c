/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/closed.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is kept */

void closed_part_done(struct closed_part *closed)
{
	struct bank rows = { closed->rows, closed->count };

	bank_done(&rows);
	free(closed->figures);
	*closed = (struct closed_part){ 0 };
}

month_t closed_last(const struct closed_part *closed)
{
	return closed && closed->count ? closed->rows[closed->count - 1].month : MONTH_NONE;
}

void closed_part_fill(struct closed_part *closed, month_t until)
{
	while (closed->count && closed_last(closed) < until) {
		closed->rows = mem_resize(closed->rows, (size_t)closed->count + 1, sizeof *closed->rows);
		closed->rows[closed->count] = (struct bank_month){ .month = closed_last(closed) + 1 };
		closed->count++;
	}
}

void closed_part_add(struct closed_part *closed, const struct bank_month *row)
{
	closed_part_fill(closed, row->month - 1);
	closed->rows = mem_resize(closed->rows, (size_t)closed->count + 1, sizeof *closed->rows);
	bank_month_copy(&closed->rows[closed->count++], row);
}

static const struct bank_month *row_of(const struct closed_part *closed, month_t month)
{
	return month < closed->rows[0].month || month > closed_last(closed) ? NULL : &closed->rows[month - closed->rows[0].month];
}

static int64_t sum(const struct closed_part *closed, enum closed_what what, month_t about)
{
	int64_t all = 0;

	for (int i = 0; i < closed->figure_count; i++)
		if (closed->figures[i].what == what && closed->figures[i].about == about)
			all += closed->figures[i].amount;
	return all;
}

int64_t closed_used(const struct closed_part *closed, month_t about)
{
	return sum(closed, CLOSED_USE, about);
}

int64_t closed_use(const struct closed_part *closed, month_t about, enum kind kind)
{
	int64_t all = 0;

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->what == CLOSED_USE && f->about == about && f->at == (int32_t)kind)
			all += f->amount;
	}
	return all;
}

/* ---- giving back */

struct settling {
	const struct closed_part *closed;
	struct carry_rules rules;
	month_t end; /* of the grant; MONTH_NONE */
	struct settlement *out;
};

static void add_back(struct settlement *out, struct lot lot)
{
	if (!lot.left)
		return;
	out->back = mem_resize(out->back, (size_t)out->back_count + 1, sizeof *out->back);
	out->back[out->back_count++] = lot;
}

static void add_note(struct settling *s, month_t from, month_t lot, int64_t amount)
{
	struct settlement *out = s->out;

	out->notes = mem_resize(out->notes, (size_t)out->note_count + 1, sizeof *out->notes);
	out->notes[out->note_count++] =
		(struct closed_figure){ closed_last(s->closed) + 1, from, CLOSED_BACK, lot, amount };
}

/* How much of what was taken from a lot in a month went back already, by closed corrections or in this settling. */
static int64_t gone_back(const struct settling *s, month_t from, month_t lot)
{
	int64_t all = 0;

	for (int i = 0; i < s->closed->figure_count; i++) {
		const struct closed_figure *f = &s->closed->figures[i];

		all += f->what == CLOSED_BACK && f->about == from && f->at == lot ? f->amount : 0;
	}
	for (int i = 0; i < s->out->note_count; i++)
		all += s->out->notes[i].about == from && s->out->notes[i].at == lot ? s->out->notes[i].amount : 0;
	return all;
}

/* Until when a lot lives: as the closed months had it, for an agreed transfer moves that. */
static month_t lives_until(const struct settling *s, month_t lot)
{
	month_t last = lot_last_month(&s->rules, lot, s->end);

	for (int i = 0; i < s->closed->count; i++)
		for (int l = 0; l < s->closed->rows[i].lot_count; l++) {
			const struct lot *seen = &s->closed->rows[i].lots[l];

			if (seen->month == lot && seen->last > last && (s->end == MONTH_NONE || seen->last <= s->end))
				last = seen->last;
		}
	return last;
}

/* What a month overdrew came from no lot. In a pool a later month may have made it good: then that goes back. */
static int64_t give_overdraft(struct settling *s, const struct bank_month *row, int64_t amount)
{
	month_t open = closed_last(s->closed) + 1;
	bool yearly, pool = carry_is_pool(&s->rules, &yearly);
	bool same_pool = pool && (!yearly || month_year(row->month) == month_year(open));
	int64_t owed = s->closed->rows[s->closed->count - 1].owed - s->out->undrawn, undrawn = amount;

	if (amount <= 0)
		return 0;
	add_note(s, row->month, MONTH_NONE, amount);
	if (same_pool)
		undrawn = owed < 0 ? 0 : owed < amount ? owed : amount;
	s->out->undrawn += undrawn;
	add_back(s->out, (struct lot){ row->month, amount - undrawn, lives_until(s, row->month) });
	return amount;
}

/* Gives back up to `amount` of what was used in a month, the last taken first. Returns how much. */
static int64_t give_from(struct settling *s, const struct bank_month *row, int64_t amount)
{
	int64_t over = row->overdraft - gone_back(s, row->month, MONTH_NONE), given;

	given = give_overdraft(s, row, over < amount ? over : amount);
	for (int i = row->taken_count - 1; i >= 0 && given < amount; i--) {
		const struct lot_use *taken = &row->taken[i];
		int64_t there = taken->amount - gone_back(s, row->month, taken->lot);
		int64_t part = there < amount - given ? there : amount - given;

		if (part <= 0)
			continue;
		add_note(s, row->month, taken->lot, part);
		add_back(s->out, (struct lot){ taken->lot, part, lives_until(s, taken->lot) });
		given += part;
	}
	return given;
}

/* What corrections of a month used in later ones goes back first, from the latest; then what the month itself took. */
static void give_back(struct settling *s, month_t about, int64_t amount)
{
	for (month_t m = closed_last(s->closed); m >= about && amount > 0; m--) {
		int64_t booked = 0;

		for (int i = 0; i < s->closed->figure_count; i++) {
			const struct closed_figure *f = &s->closed->figures[i];

			booked += f->what == CLOSED_USE && f->about == about && f->month == m ? f->amount : 0;
		}
		if (m > about && booked <= 0)
			continue;
		amount -= give_from(s, row_of(s->closed, m), m > about && booked < amount ? booked : amount);
	}
}

/* More was granted: a lot of that month. Less: taken from what is there. */
static void regrant(struct settling *s, month_t about, int64_t more)
{
	if (more > 0)
		add_back(s->out, (struct lot){ about, more, lives_until(s, about) });
	else
		s->out->reduced -= more;
}

/* A transfer that was agreed when its year was closed already: what lapsed with it lives on. */
static void move_on(struct settling *s, const struct bank_month *row, int64_t more)
{
	month_t last = row->month + 12;

	if (s->end != MONTH_NONE && s->end < last)
		last = s->end;
	if (more < 0)
		s->out->reduced -= more;
	for (int i = row->ending_count - 1; i >= 0 && more > 0; i--) {
		int64_t part = row->ending[i].left < more ? row->ending[i].left : more;

		add_back(s->out, (struct lot){ row->ending[i].month, part, last });
		more -= part;
	}
}

/* How much more is moved from a month by now than it was closed with: at most what lapsed there. */
static int64_t moved_more(const struct settling *s, const struct bank_month *row, const struct bank_input *now)
{
	int64_t before = row->moved + sum(s->closed, CLOSED_MOVED, row->month), most = row->moved, wanted = now->moved;

	for (int i = 0; i < row->ending_count; i++)
		most += row->ending[i].left;
	if (s->end == row->month)
		wanted = 0;
	return (wanted < most ? wanted : most) - before;
}

static void settle_month(struct settling *s, const struct bank_month *row, const struct bank_input *now)
{
	struct settlement *out = s->out;
	struct closed_difference d = {
		.about = row->month,
		.used = now->used - closed_used(s->closed, row->month),
		.granted = now->granted - row->granted - sum(s->closed, CLOSED_GRANTED, row->month),
		.moved = moved_more(s, row, now),
	};

	if (!d.used && !d.granted && !d.moved)
		return;
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = d;
	if (d.granted)
		regrant(s, row->month, d.granted);
	if (d.moved)
		move_on(s, row, d.moved);
	if (d.used > 0)
		out->extra += d.used;
	else if (d.used < 0)
		give_back(s, row->month, -d.used);
}

static month_t end_of(const struct grant *grant)
{
	return grant->to == DAY_MAX ? MONTH_NONE : month_of(grant->to);
}

void closed_settle(const struct closed_part *closed, const struct grant *grant, const struct scheme_part *part, const int64_t *used,
                   struct settlement *out)
{
	struct settling s = { closed, grant_rules(grant, part), end_of(grant), out };
	struct bank_input *now;

	*out = (struct settlement){ 0 };
	if (!closed->count)
		return;
	now = bank_input_of(grant, part, closed->rows[0].month, closed_last(closed), used);
	for (int i = 0; i < closed->count; i++)
		settle_month(&s, &closed->rows[i], &now[i]);
	free(now);
}

void settlement_done(struct settlement *settlement)
{
	free(settlement->of);
	free(settlement->back);
	free(settlement->notes);
	*settlement = (struct settlement){ 0 };
}

int64_t closed_corrected(const struct closed_part *closed, const struct settlement *settlement, enum closed_what what, month_t month)
{
	int64_t all = 0;

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		all += f->what == what && f->month == month && f->about != month ? f->amount : 0;
	}
	for (int i = 0; i < settlement->count && closed_last(closed) + 1 == month; i++) {
		const struct closed_difference *d = &settlement->of[i];

		all += what == CLOSED_USE ? d->used : what == CLOSED_GRANTED ? d->granted : what == CLOSED_MOVED ? d->moved : 0;
	}
	return all;
}

/* ---- running a bank on top of closed months */

month_t closed_reach(const struct closed_part *closed, const struct settlement *settlement, const struct grant *grant, month_t until)
{
	month_t reach = end_of(grant);

	if (reach == MONTH_NONE || until <= reach)
		return until;
	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->month != f->about && f->what != CLOSED_BACK && f->month > reach)
			reach = f->month;
	}
	if (settlement->count && closed_last(closed) + 1 > reach)
		reach = closed_last(closed) + 1;
	return until < reach ? until : reach;
}

/* What corrections in a closed month took off what was overdrawn before. */
static int64_t undrawn_in(const struct closed_part *closed, month_t month)
{
	int64_t all = 0;

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		all += f->what == CLOSED_BACK && f->month == month && f->at == MONTH_NONE ? f->amount : 0;
	}
	return all;
}

static void run_open(struct bank *bank, const struct carry_rules *rules, const struct grant *grant, const struct scheme_part *part,
                     month_t first, const struct bank_input *input, int count)
{
	int openings = 0;
	struct lot *lots = first == month_of(grant->from) ? bank_openings_of(grant, part, &openings) : NULL;

	bank_run(bank, rules, lots, openings, input, count, end_of(grant));
	free(lots);
}

/* The lots that the last closed month left; a grant that was ended since takes them with it. */
static struct lot *lots_after(const struct bank_month *row, month_t end)
{
	struct lot *lots = mem_alloc((size_t)row->lot_count * sizeof *lots);

	for (int i = 0; i < row->lot_count; i++) {
		lots[i] = row->lots[i];
		if (end != MONTH_NONE && lots[i].last > end)
			lots[i].last = end;
	}
	return lots;
}

/* The months after the closed ones, the first of them with all corrections. */
static void run_after(struct bank *bank, const struct closed_part *closed, const struct settlement *settlement,
                      const struct carry_rules *rules, month_t end, struct bank_input *input, int count)
{
	const struct bank_month *last = &closed->rows[closed->count - 1];
	struct lot *lots = lots_after(last, end);

	if (count) {
		input[0].used += settlement->extra;
		input[0].back = settlement->back;
		input[0].back_count = settlement->back_count;
		input[0].reduced = settlement->reduced;
		input[0].undrawn = settlement->undrawn;
	}
	bank_go_on(bank, rules, lots, last->lot_count, last->owed, input, count, end);
	free(lots);
}

void closed_run(struct bank *bank, const struct closed_part *closed, const struct settlement *settlement, const struct grant *grant,
                const struct scheme_part *part, month_t first, month_t until, const int64_t *used)
{
	struct carry_rules rules = grant_rules(grant, part);
	struct bank_input *input = bank_input_of(grant, part, first, until, used);
	month_t last = closed_last(closed);
	int count = until - first + 1, kept;
	struct bank after;

	if (last == MONTH_NONE || first > last + 1 || first < closed->rows[0].month) {
		run_open(bank, &rules, grant, part, first, input, count);
		free(input);
		return;
	}
	kept = until < last ? count : last - first + 1;
	run_after(&after, closed, settlement, &rules, end_of(grant), input + kept, until > last ? count - kept : 0);
	*bank = (struct bank){ mem_zero((size_t)count, sizeof *bank->months), count };
	for (int i = 0; i < kept; i++) {
		bank_month_copy(&bank->months[i], row_of(closed, first + i));
		bank->months[i].undrawn = undrawn_in(closed, first + i);
	}
	memcpy(bank->months + kept, after.months, (size_t)after.count * sizeof *after.months);
	free(after.months);
	free(input);
}

/* ---- use as it is booked */

struct uses {
	struct month_use *of;
	int count, room;
};

static void add_use(struct uses *uses, month_t month, enum kind kind, int64_t amount)
{
	for (int i = 0; i < uses->count; i++)
		if (uses->of[i].month == month && uses->of[i].kind == kind) {
			uses->of[i].amount += amount;
			return;
		}
	MEM_GROW(uses->of, uses->count, uses->room);
	uses->of[uses->count++] = (struct month_use){ month, kind, amount };
}

/* What a closed month was accounted with stands in its own month, and what later ones corrected in theirs. */
static void book_closed(const struct closed_part *closed, struct uses *booked, struct uses *corrections)
{
	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->what != CLOSED_USE)
			continue;
		add_use(booked, f->month, (enum kind)f->at, f->amount);
		if (f->about != f->month)
			add_use(corrections, f->month, (enum kind)f->at, f->amount);
	}
}

/* The differences of today, all in the first open month. */
static void book_differences(const struct closed_part *closed, const struct uses *now, struct uses *booked, struct uses *corrections)
{
	month_t open = closed_last(closed) + 1;

	for (int i = 0; i < now->count; i++)
		if (row_of(closed, now->of[i].month)) {
			add_use(booked, open, now->of[i].kind, now->of[i].amount);
			add_use(corrections, open, now->of[i].kind, now->of[i].amount);
		}
	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->what != CLOSED_USE)
			continue;
		add_use(booked, open, (enum kind)f->at, -f->amount);
		add_use(corrections, open, (enum kind)f->at, -f->amount);
	}
}

void closed_booked(const struct closed_part *closed, const struct scheme_part *part, struct month_use **use, int *count,
                   struct month_use **corrections, int *correction_count)
{
	struct uses now = { NULL, 0, 0 }, booked = { NULL, 0, 0 }, corrected = { NULL, 0, 0 };
	bool any = closed && closed->count;

	for (int i = 0; i < *count; i++) {
		const struct month_use *u = &(*use)[i];

		if (part->uncounted[u->kind])
			continue;
		if (any && row_of(closed, u->month))
			add_use(&now, u->month, u->kind, u->amount);
		else
			add_use(&booked, u->month, u->kind, u->amount);
	}
	if (any) {
		book_closed(closed, &booked, &corrected);
		book_differences(closed, &now, &booked, &corrected);
	}
	free(now.of);
	free(*use);
	*use = booked.of;
	*count = booked.count;
	if (corrections) {
		*corrections = corrected.of;
		*correction_count = corrected.count;
	} else {
		free(corrected.of);
	}
}
