/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The breaks that the rules of pay ask for: said for the first work of a month that lacks them. */
#include "internal.h"

#include "ledsag/base/mem.h"

/* Standby leaves time to rest, and who is absent does not work. */
static bool is_work(const struct entry *entry)
{
	switch (entry->kind) {
	case KIND_WORK:
	case KIND_TRAINING:
	case KIND_MEETING:
	case KIND_MUS:
	case KIND_COURSE:
	case KIND_TRAVEL:
		return entry->clocked && !entry->absence;
	default:
		return false;
	}
}

static void add_piece(struct work_pieces *pieces, struct span span, day_t day)
{
	if (span.start >= span.end)
		return;
	MEM_GROW(pieces->of, pieces->count, pieces->room);
	pieces->of[pieces->count++] = (struct pay_piece){ span, day };
}

void pieces_add(struct work_pieces *pieces, const struct entry *entry)
{
	bool pause = entry->pause.end > entry->pause.start;

	if (!is_work(entry))
		return;
	add_piece(pieces, (struct span){ entry->span.start, pause ? entry->pause.start : entry->span.end }, entry->day);
	if (pause)
		add_piece(pieces, (struct span){ entry->pause.end, entry->span.end }, entry->day);
}

void pieces_warn(const struct work_pieces *pieces, const struct pay_rules *rules, const char *person, month_t month,
                 struct notices *notices)
{
	struct pay_run first = { .day = DAY_NONE };
	struct status st = STATUS_INIT;
	int64_t runs = 0;

	for (int next = 0; next < pieces->count && rules->break_count;) {
		struct pay_run run = pay_run_next(rules, pieces->of, pieces->count, &next);

		if (!run.asks || month_of(run.day) != month)
			continue;
		first = runs++ ? first : run;
	}
	if (!runs)
		return;
	status_set(&st, STATUS_REFUSED, "breaks",
	           N_("“{1}” worked {2} h on {3} with {4} h of breaks, where it takes {5} h. How often in this month: {6}."), "smdmmi",
	           person, first.worked, first.day, first.breaks, first.asks->least, runs);
	notices_add(notices, &st);
}
