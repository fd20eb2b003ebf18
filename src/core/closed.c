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

static void add_note(struct settling *s, enum closed_what what, month_t from, month_t lot, int64_t amount)
{
	struct settlement *out = s->out;

	if (!amount)
		return;
	out->notes = mem_resize(out->notes, (size_t)out->note_count + 1, sizeof *out->notes);
	out->notes[out->note_count++] = (struct closed_figure){ closed_last(s->closed) + 1, from, what, lot, amount };
}

/* What closed corrections and this settling noted of what was taken in a month (MONTH_OPEN: any), from a lot (MONTH_OPEN: any). */
static int64_t noted(const struct settling *s, enum closed_what what, month_t from, month_t lot)
{
	int64_t all = 0;

	for (int i = 0; i < s->closed->figure_count + s->out->note_count; i++) {
		const struct closed_figure *f = i < s->closed->figure_count ? &s->closed->figures[i]
		                                                            : &s->out->notes[i - s->closed->figure_count];

		if (f->what == what && (from == MONTH_OPEN || f->about == from) && (lot == MONTH_OPEN || f->at == lot))
			all += f->amount;
	}
	return all;
}

/* How much of what was taken from a lot in a month went back already. */
static int64_t gone_back(const struct settling *s, month_t from, month_t lot)
{
	return noted(s, CLOSED_BACK, from, lot);
}

/* Until when a lot lives from which was taken in a month: only an agreed transfer lets it be taken from after its time. */
static month_t lives_until(const struct settling *s, month_t lot, month_t taken_in)
{
	month_t last = lot_last_month(&s->rules, lot, s->end);

	if (taken_in <= last || last == s->end)
		return last;
	last += 12;
	return s->end != MONTH_NONE && s->end < last ? s->end : last;
}

static bool same_pool(month_t a, month_t b, bool yearly)
{
	return !yearly || month_year(a) == month_year(b);
}

/* What a pool was short of after a closed month. Behind its grant's end a part has empty rows, which say nothing of it. */
static int64_t owed_after(const struct closed_part *closed, month_t month, bool yearly)
{
	const struct bank_month *row = row_of(closed, month);
	int64_t owed;

	while (row > closed->rows && !row->owed && !row->repaid && !row->granted && !row->used &&
	       same_pool(row->month - 1, month, yearly))
		row--;
	owed = row->owed;
	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->what == CLOSED_BACK && f->at == MONTH_NONE && f->month > row->month && f->month <= month &&
		    same_pool(f->about, month, yearly))
			owed -= f->amount;
	}
	return owed < 0 ? 0 : owed;
}

static void regain(struct settling *s, month_t from, month_t lot, int64_t amount)
{
	add_note(s, CLOSED_REGAINED, from, lot, amount);
	add_back(s->out, (struct lot){ lot, amount, lives_until(s, lot, lot) });
}

/* What lots of the same pool made good of what a month overdrew goes back to them, from the first on. */
static void give_made_good(struct settling *s, const struct bank_month *row, bool yearly, int64_t amount)
{
	for (month_t m = row->month + 1; m <= closed_last(s->closed) && same_pool(m, row->month, yearly) && amount > 0; m++) {
		int64_t there = row_of(s->closed, m)->repaid - noted(s, CLOSED_REGAINED, MONTH_OPEN, m);
		int64_t part = there < amount ? there : amount;

		if (part <= 0)
			continue;
		regain(s, row->month, m, part);
		amount -= part;
	}
	if (amount > 0) /* what corrections gave back had made it good */
		regain(s, row->month, row->month, amount);
}

/* How much of what a month overdrew did not go back. */
static int64_t overdrawn(const struct settling *s, const struct bank_month *row)
{
	return row->overdraft - gone_back(s, row->month, MONTH_NONE) - noted(s, CLOSED_REGAINED, row->month, MONTH_OPEN);
}

/* What a pool is short of by now, or was when its year ended, because of what a month and those before it overdrew. */
static int64_t owed_still(const struct settling *s, month_t of, bool yearly)
{
	month_t last = closed_last(s->closed), end = same_pool(of, last, yearly) ? last : month_make(month_year(of), 12);
	int64_t owed = owed_after(s->closed, end, yearly);

	for (int i = 0; i < s->closed->figure_count + s->out->note_count; i++) {
		const struct closed_figure *f = i < s->closed->figure_count ? &s->closed->figures[i]
		                                                            : &s->out->notes[i - s->closed->figure_count];

		if (f->what == CLOSED_BACK && f->at == MONTH_NONE && f->month > end && same_pool(f->about, of, yearly))
			owed -= f->amount;
	}
	/* What was overdrawn first is made good first. */
	for (month_t m = of + 1; m <= end; m++)
		owed -= overdrawn(s, row_of(s->closed, m));
	return owed < 0 ? 0 : owed;
}

/* What a month overdrew came from no lot. In a pool a later month may have made it good: then that goes back. */
static int64_t give_overdraft(struct settling *s, const struct bank_month *row, int64_t amount)
{
	bool yearly, pool = carry_is_pool(&s->rules, &yearly);
	bool over = pool && !same_pool(row->month, closed_last(s->closed) + 1, yearly);
	int64_t undrawn = amount;

	if (amount <= 0)
		return 0;
	if (pool) {
		int64_t owed = owed_still(s, row->month, yearly);

		undrawn = owed < amount ? owed : amount;
	}
	add_note(s, CLOSED_BACK, row->month, MONTH_NONE, undrawn);
	*(over ? &s->out->undrawn_before : &s->out->undrawn) += undrawn;
	give_made_good(s, row, yearly, amount - undrawn);
	return amount;
}

/* Gives back up to `amount` of what was used in a month, the last taken first. Returns how much. */
static int64_t give_from(struct settling *s, const struct bank_month *row, int64_t amount)
{
	int64_t over = overdrawn(s, row), given;

	given = give_overdraft(s, row, over < amount ? over : amount);
	for (int i = row->taken_count - 1; i >= 0 && given < amount; i--) {
		const struct lot_use *taken = &row->taken[i];
		int64_t there = taken->amount - gone_back(s, row->month, taken->lot);
		int64_t part = there < amount - given ? there : amount - given;

		if (part <= 0)
			continue;
		add_note(s, CLOSED_BACK, row->month, taken->lot, part);
		add_back(s->out, (struct lot){ taken->lot, part, lives_until(s, taken->lot, row->month) });
		given += part;
	}
	return given;
}

/* How much of what was used in `about` is booked in each month from it to the last closed one, and has not gone back; free(). What
 * a correction gave back, it took from the latest before it. */
static int64_t *booked_since(const struct closed_part *closed, month_t about)
{
	int count = closed_last(closed) - about + 1;
	int64_t *booked = mem_zero((size_t)count, sizeof *booked);

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->what == CLOSED_USE && f->about == about && f->month >= about && f->month < about + count)
			booked[f->month - about] += f->amount;
	}
	for (int i = 1; i < count; i++)
		for (int j = i - 1; j >= 0 && booked[i] < 0; j--) {
			int64_t part = booked[j] < -booked[i] ? booked[j] : -booked[i];

			booked[j] -= part;
			booked[i] += part;
		}
	return booked;
}

/* What corrections of a month used in later ones goes back first, from the latest; then what the month itself took. */
static void give_back(struct settling *s, month_t about, int64_t amount)
{
	int64_t *booked = booked_since(s->closed, about);

	for (month_t m = closed_last(s->closed); m >= about && amount > 0; m--) {
		int64_t part = booked[m - about] < amount ? booked[m - about] : amount;

		if (part > 0)
			amount -= give_from(s, row_of(s->closed, m), part);
	}
	free(booked);
}

/* More was granted: a lot of that month. Less: taken from what is there. */
static void regrant(struct settling *s, month_t about, int64_t more)
{
	if (more > 0)
		add_back(s->out, (struct lot){ about, more, lives_until(s, about, about) });
	else
		s->out->reduced -= more;
}

/* A transfer that was agreed when its year was closed already: what lapsed with it lives on, but not what did so before
 * (`moved`). */
static void move_on(struct settling *s, const struct bank_month *row, int64_t moved, int64_t more)
{
	month_t last = row->month + 12;

	if (s->end != MONTH_NONE && s->end < last)
		last = s->end;
	if (more < 0)
		s->out->reduced -= more;
	for (int i = row->ending_count - 1; i >= 0 && more > 0; i--) {
		int64_t gone = moved <= 0 ? 0 : row->ending[i].left < moved ? row->ending[i].left : moved;
		int64_t part = row->ending[i].left - gone < more ? row->ending[i].left - gone : more;

		add_back(s->out, (struct lot){ row->ending[i].month, part, last });
		moved -= gone;
		more -= part;
	}
}

/* How much more is moved from a month by now than it was closed with: at most what lapsed there. */
static int64_t moved_more(const struct settling *s, const struct bank_month *row, int64_t moved, const struct bank_input *now)
{
	int64_t before = row->moved + moved, most = row->moved, wanted = now->moved;

	for (int i = 0; i < row->ending_count; i++)
		most += row->ending[i].left;
	if (s->end == row->month)
		wanted = 0;
	return (wanted < most ? wanted : most) - before;
}

/* `kept`: what was accounted for until now; of what was granted and moved, what corrections added to the row. */
static void settle_month(struct settling *s, const struct bank_month *row, const struct closed_difference *kept,
                         const struct bank_input *now)
{
	struct settlement *out = s->out;
	struct closed_difference d = {
		.about = row->month,
		.used = now->used - kept->used,
		.granted = now->granted - row->granted - kept->granted,
		.moved = moved_more(s, row, kept->moved, now),
	};

	if (!d.used && !d.granted && !d.moved)
		return;
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = d;
	if (d.granted)
		regrant(s, row->month, d.granted);
	if (d.moved)
		move_on(s, row, kept->moved, d.moved);
	if (d.used > 0)
		out->extra += d.used;
	else if (d.used < 0)
		give_back(s, row->month, -d.used);
}

static month_t end_of(const struct grant *grant)
{
	return grant->to == DAY_MAX ? MONTH_NONE : month_of(grant->to);
}

/* By month, in one pass; free(). */
static struct closed_difference *kept_by_month(const struct closed_part *closed)
{
	struct closed_difference *kept = mem_zero((size_t)closed->count, sizeof *kept);

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];
		struct closed_difference *k = row_of(closed, f->about) ? &kept[f->about - closed->rows[0].month] : NULL;

		if (!k)
			continue;
		k->used += f->what == CLOSED_USE ? f->amount : 0;
		k->granted += f->what == CLOSED_GRANTED ? f->amount : 0;
		k->moved += f->what == CLOSED_MOVED ? f->amount : 0;
	}
	return kept;
}

void closed_settle(const struct closed_part *closed, const struct grant *grant, const struct scheme_part *part, const int64_t *used,
                   struct settlement *out)
{
	struct settling s = { .closed = closed, .rules = grant_rules(grant, part), .end = end_of(grant), .out = out };
	struct closed_difference *kept;
	struct bank_input *now;

	*out = (struct settlement){ 0 };
	if (!closed->count)
		return;
	kept = kept_by_month(closed);
	now = bank_input_of(grant, part, closed->rows[0].month, closed_last(closed), used);
	for (int i = 0; i < closed->count; i++)
		settle_month(&s, &closed->rows[i], &kept[i], &now[i]);
	free(now);
	free(kept);
}

void settlement_done(struct settlement *settlement)
{
	free(settlement->of);
	free(settlement->back);
	free(settlement->notes);
	*settlement = (struct settlement){ 0 };
}

int64_t closed_corrected(const struct closed_part *closed, const struct settlement *settlement, enum closed_what what,
                         month_t month)
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

/* What a closing corrected in an earlier month; hours that only became of another kind move nothing. */
static bool moves(const struct closed_part *closed, const struct closed_figure *figure)
{
	int64_t all = 0;

	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		all += f->what == figure->what && f->about == figure->about && f->month == figure->month ? f->amount : 0;
	}
	return all != 0;
}

month_t closed_reach(const struct closed_part *closed, const struct settlement *settlement, const struct grant *grant,
                     month_t until)
{
	month_t reach = end_of(grant);

	if (reach == MONTH_NONE || until <= reach)
		return until;
	if (!closed->count)
		return reach;
	for (int i = 0; i < closed->figure_count; i++) {
		const struct closed_figure *f = &closed->figures[i];

		if (f->month != f->about && f->what < CLOSED_BACK && f->month > reach && moves(closed, f))
			reach = f->month;
	}
	/* A grant that was ended when its last month was closed leaves lots, which lapse in the month after. */
	for (int i = 0; i < closed->count; i++)
		if (closed->rows[i].month > reach && closed->rows[i].lapsed)
			reach = closed->rows[i].month;
	if (closed_last(closed) + 1 > reach && (settlement->count || closed->rows[closed->count - 1].left))
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

/* The lots that the last closed month left. A grant that was ended since takes them with it; where it goes on longer than it did,
 * they live on with it. */
static struct lot *lots_after(const struct bank_month *row, const struct carry_rules *rules, month_t end)
{
	struct lot *lots = mem_alloc((size_t)row->lot_count * sizeof *lots);

	for (int i = 0; i < row->lot_count; i++) {
		month_t last = lot_last_month(rules, row->lots[i].month, end);

		lots[i] = row->lots[i];
		if (lots[i].last < last)
			lots[i].last = last;
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
	struct lot *lots = lots_after(last, rules, end);
	bool yearly, pool = carry_is_pool(rules, &yearly);

	if (count) {
		input[0].used += settlement->extra;
		input[0].back = settlement->back;
		input[0].back_count = settlement->back_count;
		input[0].reduced = settlement->reduced;
		input[0].undrawn = settlement->undrawn;
		input[0].undrawn_before = settlement->undrawn_before;
	}
	bank_go_on(bank, rules, lots, last->lot_count, pool ? owed_after(closed, last->month, yearly) : 0, input, count, end);
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
static void book_differences(const struct closed_part *closed, const struct uses *now, struct uses *booked,
                             struct uses *corrections)
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
