/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each month holds: bank, balance, account. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

static month_t last_month(const struct grant *grant)
{
	return grant->to == DAY_MAX ? MONTH_NONE : month_of(grant->to);
}

/* Counted use in the months from `first` to `until`, by month; free(). */
static int64_t *used_of(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t until,
                        const struct what_if *extra, struct status *st)
{
	struct month_use *use;
	int64_t *used;
	int count;

	if (part->unit == UNIT_MONEY)
		return money_used(app, grant, part, first, until, extra, st);
	if (!month_sums_between(app->store, grant->id, part->id, first, until, &use, &count, st))
		return NULL;
	used = mem_zero((size_t)(until - first + 1), sizeof *used);
	for (int i = 0; i < count; i++)
		if (!part->uncounted[use[i].kind])
			used[use[i].month - first] += use[i].amount;
	if (extra && extra->month >= first && extra->month <= until)
		used[extra->month - first] += extra->amount;
	free(use);
	return used;
}

/* Most need only what the months from `first` on say; what gives back hours of an earlier one looks at it too, and so does what
 * ended before it. */
bool closed_read(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first,
                 const struct what_if *extra, struct closed_part *closed, struct settlement *settlement, struct status *st)
{
	int64_t *used;
	bool deeper = false;

	*settlement = (struct settlement){ 0 };
	if (grant->to != DAY_MAX && month_of(grant->to) < first)
		first = MONTH_NONE;
	if (!closed_part_read(app->store, grant->id, part->id, first, closed, st))
		return false;
	if (!closed->count || first > closed_last(closed) + 1)
		return true;
	used = used_of(app, grant, part, closed->rows[0].month, closed_last(closed), extra, st);
	if (!used) {
		closed_part_done(closed);
		return false;
	}
	closed_settle(closed, grant, part, used, settlement);
	for (int i = 0; i < settlement->count; i++)
		deeper = deeper || settlement->of[i].about < first;
	if (deeper) {
		closed_part_done(closed);
		settlement_done(settlement);
		if (!closed_part_read(app->store, grant->id, part->id, MONTH_NONE, closed, st)) {
			free(used);
			return false;
		}
		closed_settle(closed, grant, part, used, settlement);
	}
	free(used);
	return true;
}

/* From `lately` on where closed months say with what that began, else from `*first`: says from which. */
static bool closed_read_lately(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t *first,
                               month_t lately, const struct what_if *extra, struct closed_part *closed,
                               struct settlement *settlement, struct status *st)
{
	month_t from = lately > *first ? lately : *first;

	if (!closed_read(app, grant, part, from, extra, closed, settlement, st))
		return false;
	if (from == *first || !closed->count)
		return true;
	if (from >= closed->rows[0].month && from <= closed_last(closed) + 1) {
		*first = from;
		return true;
	}
	closed_part_done(closed);
	settlement_done(settlement);
	return closed_read(app, grant, part, *first, extra, closed, settlement, st);
}

static bool run_from(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t first, month_t lately,
                     month_t until, const struct what_if *extra, struct bank *out, struct status *st)
{
	struct settlement settlement;
	struct closed_part closed;
	month_t begins = month_of(grant->from);
	int64_t *used;

	until = until < begins ? begins : until;
	if (!closed_read_lately(app, grant, part, &first, lately, extra, &closed, &settlement, st))
		return false;
	until = closed_reach(&closed, &settlement, grant, until);
	first = first < begins || first > until ? begins : first;
	used = used_of(app, grant, part, first, until, extra, st);
	if (used)
		closed_run(out, &closed, &settlement, grant, part, first, until, used);
	free(used);
	settlement_done(&settlement);
	closed_part_done(&closed);
	return used != NULL;
}

#define AHEAD 16 /* months: a window has at most 12 */

bool bank_of(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until, const struct what_if *extra,
             struct bank *out, struct status *st)
{
	return run_from(app, grant, part, month_of(grant->from), MONTH_NONE, until, extra, out, st);
}

bool bank_lately(struct app *app, const struct grant *grant, const struct scheme_part *part, month_t until, struct bank *out,
                 struct status *st)
{
	month_t lately = month_make(month_year(until) - 1, 1);

	return run_from(app, grant, part, bank_begin(grant, part, until), lately, until, NULL, out, st);
}

/* Goes on from the last month without any use, to see what lapses first and what that month would have to spend. With a cap the
 * first of a month may take hours as well, also where time takes none. */
static void look_ahead(const struct grant *grant, const struct scheme_part *part, const struct bank *bank, bool *lapses,
                       struct next_lapse *next, int64_t *use_to_keep)
{
	struct carry_rules rules = grant_rules(grant, part);
	const struct bank_month *last = &bank->months[bank->count - 1];
	month_t first = last->month + 1, until = last->month + AHEAD, end = last_month(grant);
	int64_t none[AHEAD] = { 0 };
	struct bank_input *input;
	struct bank ahead;

	if (end != MONTH_NONE && end < until)
		until = end;
	if (until < first)
		return;
	input = bank_input_of(grant, part, first, until, none);
	bank_run(&ahead, &rules, last->lots, last->lot_count, input, until - first + 1, end);
	for (int i = 0; i < ahead.count; i++) {
		const struct bank_month *row = &ahead.months[i];

		if (!row->lapsed)
			continue;
		if (row->lapsed_first) {
			*lapses = true;
			*next = (struct next_lapse){ row->lapsed_first, month_last(row->month - 1) };
		} else {
			*use_to_keep = row->to_keep;
		}
		break;
	}
	bank_done(&ahead);
	free(input);
}

void bank_outlook(const struct grant *grant, const struct scheme_part *part, const struct bank *bank, bool *lapses,
                  struct next_lapse *next, int64_t *use_to_keep, int64_t *use_now)
{
	struct carry_rules rules = grant_rules(grant, part);
	const struct bank_month *row = &bank->months[bank->count - 1];
	int64_t at_end = row->lapsed - row->lapsed_first;

	*use_to_keep = *use_now = 0;
	if (at_end > 0) {
		*lapses = true;
		*next = (struct next_lapse){ at_end, month_last(row->month) < grant->to ? month_last(row->month) : grant->to };
		*use_to_keep = row->to_keep;
		return;
	}
	*lapses = bank_next_lapse(row->lots, row->lot_count, grant->to, next);
	/* The oldest goes first, so it is of what is there now; months still to come are not announced. */
	if (rules.carry == CARRY_WINDOW && row->lot_count)
		look_ahead(grant, part, bank, lapses, next, use_to_keep);
	/* The oldest lot is reached once all newer ones are spent: the sooner, the fewer there are. */
	if (*use_to_keep)
		*use_now = row->left;
}

/* ---- years */

/* What corrections of closed months changed in what was granted and moved, where they count in the year. */
static bool regranted(struct app *app, const struct grant *grant, const struct scheme_part *part, int year, int64_t *out,
                      struct status *st)
{
	struct settlement settlement;
	struct closed_part closed;

	if (!closed_read(app, grant, part, month_of(grant->from), NULL, &closed, &settlement, st))
		return false;
	for (month_t m = month_make(year, 1); m <= month_make(year, 12); m++)
		*out += closed_corrected(&closed, &settlement, CLOSED_GRANTED, m) +
		        closed_corrected(&closed, &settlement, CLOSED_MOVED, m);
	settlement_done(&settlement);
	closed_part_done(&closed);
	return true;
}

bool bank_year(struct app *app, const struct grant *grant, const struct scheme_part *part, const struct bank *bank, int year,
               int64_t *granted, int64_t *used, struct status *st)
{
	int64_t again = 0;
	bool returned = false;

	*granted = *used = 0;
	for (int i = 0; i < bank->count; i++) {
		const struct bank_month *row = &bank->months[i];

		if (month_year(row->month) != year)
			continue;
		*granted += row->granted;
		*used += row->used - row->returned - row->undrawn;
		returned = returned || row->returned;
	}
	if (returned && !regranted(app, grant, part, year, &again, st))
		return false;
	*granted += again;
	*used += again;
	return true;
}

/* ---- balance */

/* Money by the year is asked for by the year: a month of it says little. */
static bool add_year(struct app *app, const struct grant *grant, struct standing *s, const struct bank *bank, struct status *st)
{
	const struct bank_month *now = &bank->months[bank->count - 1];

	s->yearly = s->rules_part->unit == UNIT_MONEY && s->rules.per == PER_YEAR;
	if (!s->yearly)
		return true;
	s->overdraft = now->owed;
	return bank_year(app, grant, s->rules_part, bank, month_year(now->month), &s->year_granted, &s->year_used, st);
}

static bool stand(struct app *app, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                  month_t month, struct standings *out, struct status *st)
{
	const struct bank_month *row;
	struct standing *s;
	struct bank bank;
	bool ok;

	if (!bank_lately(app, grant, part, month, &bank, st))
		return false;
	row = &bank.months[bank.count - 1];
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	s = &out->of[out->count++];
	*s = (struct standing){
		.grant = mem_text(grant->id),
		.part = mem_text(part->id),
		.several = grant_part_count(grant, scheme) > 1,
		.scheme = scheme,
		.rules_part = part,
		.rules = grant_rules(grant, part),
		.from = grant->from,
		.to = grant->to,
		.granted = row->granted,
		.used = row->used,
		.at_hand = row->at_hand,
		.overdraft = row->overdraft,
		.left = row->left_before,
	};
	ok = add_year(app, grant, s, &bank, st);
	bank_outlook(grant, part, &bank, &s->lapses, &s->next, &s->use_to_keep, &s->use_now);
	bank_done(&bank);
	return ok && limits_lapse(app, grant, scheme, part, month, &s->lapses, &s->next, st);
}

bool app_balance(struct app *app, month_t month, struct standings *out, struct status *st)
{
	struct grants grants = { NULL, 0 };
	bool ok;

	*out = (struct standings){ NULL, 0 };
	ok = app_may(app, MAY_READ_GRANTS, NULL, st) && grants_read(app->store, &grants, st);
	for (int i = 0; ok && i < grants.count; i++) {
		const struct grant *grant = &grants.of[i];
		const struct scheme *scheme;

		if (month_last(month) < grant->from || month_first(month) > grant->to)
			continue;
		scheme = app_scheme(app, grant->scheme, st);
		ok = scheme != NULL;
		for (int p = 0; ok && p < scheme->part_count; p++)
			if (grant_has_part(grant, &scheme->parts[p]))
				ok = stand(app, grant, scheme, &scheme->parts[p], month, out, st);
	}
	grants_done(&grants);
	if (!ok)
		standings_done(out);
	return ok;
}

void standings_done(struct standings *standings)
{
	for (int i = 0; i < standings->count; i++) {
		free(standings->of[i].grant);
		free(standings->of[i].part);
	}
	free(standings->of);
	*standings = (struct standings){ NULL, 0 };
}

/* ---- the bank of one part */

/* The weeks that touch the last month, as they stand; what is only tried counts in the week that the month's figures speak of. */
static bool add_weeks(struct app *app, const struct what_if *what_if, struct bank_view *out, struct status *st)
{
	month_t month = out->bank.months[out->bank.count - 1].month;
	day_t shown = limits_day(app, &out->decision, month);
	int64_t extra = what_if && what_if->month == month ? what_if->amount : 0;
	struct stretches days = { .from = weeks_monday(month_first(month)), .days = 7 };

	out->week_now = -1;
	if (!weeks_apply(&out->decision, out->scheme, out->rules_part))
		return true;
	days.count = (month_last(month) - days.from) / 7 + 1;
	if (!limits_used(app, &out->decision, out->rules_part, &days, st))
		return false;
	out->weeks = mem_zero((size_t)days.count, sizeof *out->weeks);
	for (int i = 0; i < days.count; i++) {
		day_t monday = days.from + 7 * i;
		struct week *week = &out->weeks[out->week_count];

		days.used[i] += monday == weeks_monday(shown) ? extra : 0;
		if (!weeks_row(&out->decision, out->scheme, out->rules_part, monday, days.used[i], app_today(app), week))
			continue;
		if (monday == weeks_monday(shown))
			out->week_now = out->week_count;
		out->week_count++;
		if (monday != weeks_monday(shown) || !week->lapses)
			continue;
		out->weeks_lapse = true;
		out->lapses = week->unused > 0;
		out->next = (struct next_lapse){ week->unused, week->end };
		out->use_to_keep = out->use_now = 0;
	}
	free(days.used);
	return true;
}

static bool add_average(struct app *app, const struct what_if *what_if, struct bank_view *out, struct status *st)
{
	month_t month = out->bank.months[out->bank.count - 1].month;

	if (out->rules_part->unit == UNIT_MONEY)
		return true;
	if (!limits_average(app, &out->decision, out->rules_part, limits_day(app, &out->decision, month), &out->averages,
	                    &out->average, &out->average_used, st))
		return false;
	out->average_used += out->averages && what_if && what_if->month == month ? what_if->amount : 0;
	return true;
}

/* Whether corrections of closed months move anything in a part: only then is asked for each of them. */
static bool any_corrections(struct app *app, const struct bank_view *view, bool *any, struct status *st)
{
	struct settlement settlement;
	struct closed_part closed;

	if (!closed_read(app, &view->decision, view->rules_part, month_of(view->decision.from), NULL, &closed, &settlement, st))
		return false;
	*any = settlement.count > 0;
	for (int i = 0; i < closed.figure_count; i++)
		*any = *any || closed.figures[i].month != closed.figures[i].about;
	settlement_done(&settlement);
	closed_part_done(&closed);
	return true;
}

static bool add_corrections(struct app *app, struct bank_view *out, struct status *st)
{
	const struct bank *bank = &out->bank;
	bool any = false, ok;
	char *name;

	if (!closing_last(app->store, &out->closed, NULL, st) ||
	    (out->closed != MONTH_NONE && !any_corrections(app, out, &any, st)))
		return false;
	if (!any)
		return true;
	name = str_make("%s.%s", out->grant, out->part);
	ok = app_corrections(app, bank->months[0].month, bank->months[bank->count - 1].month, name, &out->corrections, st);
	free(name);
	return ok;
}

bool app_bank(struct app *app, const char *grant, month_t until, const struct what_if *what_if, struct bank_view *out,
              struct status *st)
{
	char part[17];

	*out = (struct bank_view){ 0 };
	if (!app_may(app, MAY_READ_GRANTS, NULL, st) || !grant_name_split(app, grant, &out->decision, part, st))
		return false;
	if (!grant_part_pick(app, &out->decision, part, UNIT_MINUTES, &out->scheme, &out->rules_part, st)) {
		bank_view_done(out);
		return false;
	}
	if (until < month_of(out->decision.from)) {
		status_set(st, STATUS_INPUT, "month", N_("The grant “{1}” begins on {2}: there is no bank for {3}."), "sdM", out->decision.id,
		           out->decision.from, until);
		bank_view_done(out);
		return false;
	}
	if (what_if && what_if->amount) {
		if (what_if->month > until)
			until = what_if->month;
		if (what_if->unit != out->rules_part->unit) {
			status_set(st, STATUS_INPUT, "unit", N_("“{1}” counts {2}, not {3}: write it like {4}."), "snns", out->decision.id,
			           unit_label(out->rules_part->unit), unit_label(what_if->unit),
			           unit_example(out->rules_part->unit));
			bank_view_done(out);
			return false;
		}
		if (what_if->month < month_of(out->decision.from) ||
		    what_if->month > (out->decision.to == DAY_MAX ? what_if->month : month_of(out->decision.to))) {
			status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is outside the grant “{2}”, which runs from {3}."), "Msd", what_if->month,
			           out->decision.id, out->decision.from);
			bank_view_done(out);
			return false;
		}
	}
	if (!bank_of(app, &out->decision, out->rules_part, until, what_if, &out->bank, st)) {
		bank_view_done(out);
		return false;
	}
	out->grant = mem_text(out->decision.id);
	out->part = mem_text(out->rules_part->id);
	out->several = grant_part_count(&out->decision, out->scheme) > 1;
	out->rules = grant_rules(&out->decision, out->rules_part);
	bank_outlook(&out->decision, out->rules_part, &out->bank, &out->lapses, &out->next, &out->use_to_keep, &out->use_now);
	if (add_weeks(app, what_if, out, st) && add_average(app, what_if, out, st) && add_corrections(app, out, st))
		return true;
	bank_view_done(out);
	return false;
}

void bank_view_done(struct bank_view *view)
{
	free(view->grant);
	free(view->part);
	grant_done(&view->decision);
	if (view->bank.months)
		bank_done(&view->bank);
	free(view->weeks);
	corrections_done(&view->corrections);
	*view = (struct bank_view){ 0 };
}

/* With newest-first the oldest hours are reached only behind all newer ones: so many now, or more in the month in which they lapse.
 * */
static char *newest_first_sentence(const char *amount, const char *day, const char *then, const char *now, day_t last)
{
	char *month = text_month(month_of(last)), *text;

	if (now)
		text = str_make(_("%1$s lapse on %2$s; with newest-first you keep them only by using %3$s now, or %4$s in %5$s if nothing is used before."),
		                amount, day, now, then, month);
	else
		text = str_make(_("%1$s lapse on %2$s; with newest-first you keep them only by using %3$s more by then."), amount, day, then);
	free(month);
	return text;
}

char *app_lapse_sentence(const struct app *app, const struct carry_rules *rules, enum unit unit, struct next_lapse next,
                         int64_t use_to_keep, int64_t use_now)
{
	const char *currency = app->household.currency;
	char *amount, *day, *then, *now, *text;

	if (next.amount <= 0)
		return NULL;
	amount = text_amount(next.amount, unit, currency);
	then = text_amount(use_to_keep, unit, currency);
	now = use_now ? text_amount(use_now, unit, currency) : NULL;
	day = text_day_long(next.day);
	if (next.day < app_today(app))
		text = str_make(_("%1$s were not used by %2$s."), amount, day);
	else if (rules->carry == CARRY_YEAR)
		text = str_make(_("%1$s can be used until %2$s, when what is left is settled."), amount, day);
	else if (rules->carry == CARRY_POT || unit == UNIT_MONEY) /* what was spent by then is claimed, not used up */
		text = str_make(_("%1$s can be used until %2$s."), amount, day);
	else if (carry_is_weekly(rules))
		text = str_make(_("%1$s lapse with the week, on %2$s, unless they are used by then."), amount, day);
	else if (use_to_keep > next.amount && rules->use == USE_NEWEST_FIRST)
		text = newest_first_sentence(amount, day, then, now, next.day);
	else
		text = str_make(_("%1$s lapse on %2$s unless they are used by then."), amount, day);
	free(amount);
	free(then);
	free(now);
	free(day);
	return text;
}

char *app_average_sentence(const struct app *app, const struct bank_view *view)
{
	const struct week_average *average = &view->average;
	enum unit unit = view->rules_part->unit;
	const char *currency = app->household.currency;
	int64_t used = view->average_used;
	char *first, *last, *text, *amount, *had;
	/* Days and sessions are too few to be shared out by weeks, and months too unlike. */
	bool by_week = unit == UNIT_MINUTES && average->per == PER_WEEK;

	if (!view->averages)
		return NULL;
	had = text_amount(by_week ? weeks_mean(used, average->from, average->to) : used, unit, currency);
	amount = text_amount(by_week ? average->amount : average->granted, unit, currency);
	first = text_day_long(average->from);
	last = text_day_long(average->to);
	if (by_week)
		text = str_make(_("On average %1$s a week were used from %2$s to %3$s; the decision says %4$s."), had, first, last, amount);
	else
		text = str_make(_("%1$s were used from %2$s to %3$s; on average the decision gives %4$s in that time."), had, first, last,
		                amount);
	text_one_stop(text);
	free(had);
	free(amount);
	free(first);
	free(last);
	return text;
}

/* What becomes of what was used too much depends on what is granted later. */
static const char *overdraft_msgid(const struct carry_rules *rules)
{
	if (carry_is_weekly(rules))
		return N_("In {2}, {1} more was used than the month gives on average: what counts is each of its weeks.");
	if (rules->per == PER_YEAR)
		return N_("Overdrawn: in {2}, {1} more was used than is granted for the year. The next year does not make it good: ask for a decision that allows more, or who pays for it.");
	if (rules->per == PER_TOTAL)
		return N_("Overdrawn: in {2}, {1} more was used than is granted in all. Ask for a decision that allows more, or who pays for it.");
	if (carry_is_pool(rules, NULL))
		return N_("Overdrawn: in {2}, {1} more was used than was granted until then. What is granted later has to make it good.");
	return N_("Overdrawn: in {2}, {1} more was used than was at hand. It is never taken from later months: ask who pays for it.");
}

void overdraft_warning(const struct app *app, const struct carry_rules *rules, int64_t overdraft, enum unit unit, month_t month,
                       struct status *st)
{
	if (unit == UNIT_MONEY && rules->per == PER_YEAR)
		status_set(st, STATUS_REFUSED, "overdraft", N_("Overdrawn: {1} more was spent than the decision gives for {2}: ask who pays for it."), "ai",
		           overdraft, (int)unit, app->household.currency, (int64_t)month_year(month));
	else
		status_set(st, STATUS_REFUSED, "overdraft", overdraft_msgid(rules), "aL", overdraft, (int)unit,
		           app->household.currency, month);
}

char *app_overdraft_sentence(const struct app *app, const struct carry_rules *rules, int64_t overdraft, enum unit unit,
                             month_t month)
{
	struct status st = STATUS_INIT;

	overdraft_warning(app, rules, overdraft, unit, month, &st);
	return text_status(&st);
}
