/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are paid, and why. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* An entry began at most two days before its last minute. */
#define DAYS_BEFORE 2

/* ---- what a month is paid by, read once */

struct payer {
	struct app *app;
	struct pay_rules *rules;
	struct pay_by by;
	const struct holidays *holidays;
	struct directory directory;
};

static void payer_done(struct payer *payer)
{
	pay_rules_free(&payer->rules);
	pay_by_done(&payer->by);
	directory_done(&payer->directory);
}

static bool payer_read(struct app *app, month_t month, struct payer *out, struct status *st)
{
	*out = (struct payer){ .app = app };
	if (pay_rules_load(app, month, &out->rules, &out->by, st) &&
	    (out->holidays = app_holidays(app, app->household.country, st)) && directory_read(app, &out->directory, st))
		return true;
	payer_done(out);
	return false;
}

/* The wages of a person by day; free(). */
static bool wages_of(struct app *app, const char *person, struct pay_wage **out, int *count, struct status *st)
{
	struct wage *wages;

	if (!wages_read(app->store, person, &wages, count, st))
		return false;
	*out = mem_zero((size_t)*count + 1, sizeof **out);
	for (int i = 0; i < *count; i++)
		(*out)[i] = (struct pay_wage){ wages[i].from, wages[i].amount };
	free(wages);
	return true;
}

/* ---- one entry */

/* Whether whoever decides the scheme employs the helpers, and not the household. */
static bool others_pay(const struct payer *payer, const struct entry *entry, struct status *st, bool *failed)
{
	const struct grant *grant = directory_grant(&payer->directory, entry->grant);
	const struct scheme *scheme = grant ? app_scheme(payer->app, grant->scheme, st) : NULL;

	*failed = grant && !scheme;
	return scheme && !scheme->wages;
}

/* As what hours were planned that an absence credits; of all others their own kind. */
static bool planned_kind(const struct payer *payer, const struct entry *entry, enum kind *out, struct status *st)
{
	struct shift shift = { 0 };
	bool found = false, there;

	*out = entry->kind;
	if (!entry->absence || !entry->shift)
		return true;
	if (!shift_read_any(payer->app->store, entry->shift, &shift, &found, &there, st))
		return false;
	if (found)
		*out = shift.kind;
	shift_done(&shift);
	return true;
}

static bool split(const struct payer *payer, const struct entry *entry, const struct pay_wage *wages, int wage_count,
                  struct pay_stretch **out, int *count, struct status *st)
{
	struct span *inside = NULL;
	struct pay_work work = { payer->app->zone, payer->rules, payer->holidays, wages, wage_count, entry, NULL, 0, entry->kind };

	*count = 0;
	*out = NULL;
	if (!planned_kind(payer, entry, &work.planned, st))
		return false;
	if (entry->kind == KIND_STANDBY && entry->clocked && entry->person) {
		inside = hours_inside(payer->app, entry, &work.inside_count, st);
		if (!inside)
			return false;
	}
	work.inside = inside;
	*out = pay_split(&work, count);
	free(inside);
	return true;
}

/* ---- a person's month */

struct paid_entry {
	day_t day;
	enum kind kind;
};

struct month_work {
	const struct payer *payer;
	const struct person *person;
	month_t month;
	struct pay_wage *wages;
	int wage_count;
	struct pay_entry *of; /* `kinds` has one for each */
	struct paid_entry *about;
	int count;
	bool ok;
	struct status *st;
	/* What has to be said, told once each: the first day of it. */
	day_t no_wage, no_clock, uncovered, below_minimum;
	int64_t minimum, wage; /* on the day below_minimum */
	char *employer_grant;  /* under which others pay; owned */
	int64_t uncounted;     /* an entry that is not counted in time; 0 */
	struct work_pieces pieces;
};

static void work_done(struct month_work *work)
{
	for (int i = 0; i < work->count; i++)
		free(work->of[i].of);
	free(work->of);
	free(work->about);
	free(work->wages);
	free(work->employer_grant);
	free(work->pieces.of);
}

static void note_first(day_t *day, bool is, day_t at)
{
	if (is && (*day == DAY_NONE || at < *day))
		*day = at;
}

static void note_stretch(struct month_work *work, const struct pay_stretch *stretch)
{
	const struct pay_value *minimum = pay_value_on(&work->payer->rules->minimum, stretch->day);

	note_first(&work->no_wage, stretch->wage_from == DAY_NONE, stretch->day);
	note_first(&work->no_clock, stretch->span.end == stretch->span.start, stretch->day);
	note_first(&work->uncovered, !stretch->covered, stretch->day);
	if (minimum && stretch->wage_from != DAY_NONE && stretch->wage < minimum->amount && work->below_minimum == DAY_NONE) {
		work->below_minimum = stretch->day;
		work->minimum = minimum->amount;
		work->wage = stretch->wage;
	}
}

/* Keeps of an entry what lies in the month; true where something does. */
static bool keep_month(struct month_work *work, struct pay_stretch *of, int *count)
{
	int kept = 0;

	for (int i = 0; i < *count; i++)
		if (month_of(of[i].day) == work->month)
			of[kept++] = of[i];
	*count = kept;
	return kept > 0;
}

static bool has_wage(const struct pay_stretch *of, int count)
{
	for (int i = 0; i < count; i++)
		if (of[i].wage_from != DAY_NONE)
			return true;
	return false;
}

static void add_entry(struct month_work *work, const struct entry *entry, struct pay_stretch *of, int count)
{
	work->of = mem_resize(work->of, (size_t)work->count + 1, sizeof *work->of);
	work->about = mem_resize(work->about, (size_t)work->count + 1, sizeof *work->about);
	work->of[work->count] = (struct pay_entry){ entry->id, of, count };
	work->about[work->count++] = (struct paid_entry){ entry->day, entry->kind };
	for (int i = 0; i < count; i++)
		note_stretch(work, &of[i]);
}

static bool take_entry(void *context, const struct entry *entry)
{
	struct month_work *work = context;
	struct pay_stretch *of;
	bool others;
	bool failed;
	int count;

	if (!entry_state_counts(entry->state))
		return true;
	others = others_pay(work->payer, entry, work->st, &failed);
	if (failed || !split(work->payer, entry, work->wages, work->wage_count, &of, &count, work->st)) {
		work->ok = false;
		return false;
	}
	if (!pay_is_time(entry) && !others && month_of(entry->day) == work->month)
		work->uncounted = entry->id;
	if (!others)
		pieces_add(&work->pieces, entry);
	/* Under a scheme whose helpers others employ, the household pays only whom it has given a wage. */
	if (!keep_month(work, of, &count) || (others && !has_wage(of, count))) {
		free(of);
		return true;
	}
	if (others && !work->employer_grant)
		work->employer_grant = mem_text(entry->grant);
	add_entry(work, entry, of, count);
	return true;
}

static bool work_read(const struct payer *payer, const struct person *person, month_t month, struct month_work *out,
                      struct status *st)
{
	*out = (struct month_work){ .payer = payer, .person = person, .month = month, .ok = true, .st = st, .no_wage = DAY_NONE,
		                    .no_clock = DAY_NONE, .uncovered = DAY_NONE, .below_minimum = DAY_NONE };
	return wages_of(payer->app, person->id, &out->wages, &out->wage_count, st) &&
	       entries_of_person(payer->app->store, person->id, month_first(month) - DAYS_BEFORE, month_last(month), take_entry,
	                         out, st) &&
	       out->ok;
}

/* ---- what it comes to */

static void add_lines(struct pay_person *out, const struct pay_entry *entry, const struct paid_entry *about, month_t month)
{
	int parts;
	struct pay_part *of = pay_parts(entry->of, entry->count, month_first(month), month_last(month), &parts);

	for (int i = 0; i < parts; i++) {
		const struct pay_band *band = of[i].band;

		out->lines = mem_resize(out->lines, (size_t)out->line_count + 1, sizeof *out->lines);
		out->lines[out->line_count++] = (struct pay_line){
			.entry = entry->entry,
			.day = about->day,
			.kind = about->kind,
			.band = band ? mem_text(band->id) : NULL,
			.name = mem_text(band ? scheme_text(&band->name, text_lang()) : ""),
			.minutes = of[i].minutes,
			.measure = of[i].value.measure,
			.rate = of[i].value.amount,
			.amount = of[i].amount,
		};
		if (band)
			out->supplements += of[i].amount;
		else
			out->base += of[i].amount;
	}
	free(of);
}

static void add_costs(struct pay_person *out, const struct month_work *work)
{
	const struct pay_rules *rules = work->payer->rules;

	for (int i = 0; i < rules->cost_count; i++)
		out->costs[rules->costs[i].column] +=
			pay_cost(&rules->costs[i], work->of, work->count, work->month, work->person->from);
	out->total = out->base + out->supplements;
	for (int i = 0; i < PAY_COLUMNS; i++)
		out->total += out->costs[i];
}

/* ---- what has to be said */

static void warn(struct pay_person *out, const struct status *st)
{
	notices_add(&out->notices, st);
}

static void warn_missing(struct pay_person *out, const struct month_work *work)
{
	struct status st = STATUS_INIT;

	if (work->no_wage != DAY_NONE) {
		status_set(&st, STATUS_REFUSED, "no-wage", N_("“{1}” has no wage on {2}: give it with “ledsag person edit {1} --wage … --from …”."),
		           "sd", out->id, work->no_wage);
		warn(out, &st);
	}
	if (work->employer_grant) {
		status_set(&st, STATUS_REFUSED, "other-employer",
		           N_("“{1}” has hours under “{2}”, where as a rule the household does not pay wages: they are paid here because there is a wage."),
		           "ss", out->id, work->employer_grant);
		warn(out, &st);
	}
	if (work->no_clock != DAY_NONE) {
		status_set(&st, STATUS_REFUSED, "no-clock",
		           N_("“{1}” has hours without clock times on {2}: of the supplements they get only those that last all day."), "sd",
		           out->id, work->no_clock);
		warn(out, &st);
	}
	if (work->uncounted) {
		status_set(&st, STATUS_REFUSED, "no-time", N_("Entry {1} of “{2}” has no hours: it is not paid."), "is", work->uncounted, out->id);
		warn(out, &st);
	}
	if (work->uncovered != DAY_NONE) {
		status_set(&st, STATUS_REFUSED, "before-rules", N_("The rules of pay begin on {1}: hours of “{2}” before that get the base wage alone."),
		           "ds", work->payer->rules->from, out->id);
		warn(out, &st);
	}
}

/* Whether something begins only after some months of employment, which nobody can count. */
static bool waits_for_months(const struct month_work *work)
{
	const struct pay_rules *rules = work->payer->rules;
	bool waits = false;

	for (int i = 0; i < rules->cost_count && work->person->from == DAY_NONE; i++)
		waits = waits || (rules->costs[i].after_months && rules->costs[i].from <= month_last(work->month) &&
		                  rules->costs[i].until >= month_first(work->month));
	return waits && work->count;
}

/* Who is employed for more than the threshold by contract has no Minijob, and is not told so every month. */
static bool may_be_minijob(const struct month_work *work, int64_t threshold)
{
	int64_t wage = 0;

	for (int i = 0; i < work->wage_count && work->wages[i].from <= month_last(work->month); i++)
		wage = work->wages[i].amount;
	return work->person->hours_week < 0 || wage * work->person->hours_week * 13 / 3 / 60 <= threshold;
}

static void warn_limits(struct pay_person *out, const struct month_work *work)
{
	const struct pay_rules *rules = work->payer->rules;
	const struct pay_value *minijob = pay_value_on(&rules->minijob, month_first(work->month));
	const char *currency = work->payer->app->household.currency;
	int64_t counted = out->base + (rules->minijob_supplements ? out->supplements : 0);
	int64_t contract = (work->person->hours_week * month_days(work->month) + 6) / 7;
	struct status st = STATUS_INIT;

	if (work->below_minimum != DAY_NONE) {
		status_set(&st, STATUS_REFUSED, "minimum-wage", N_("The wage of “{1}”, {2} on {3}, is below the minimum wage of {4}."), "sada",
		           out->id, work->wage, (int)UNIT_MONEY, currency, work->below_minimum, work->minimum, (int)UNIT_MONEY,
		           currency);
		warn(out, &st);
	}
	if (minijob && counted > minijob->amount && may_be_minijob(work, minijob->amount)) {
		status_set(&st, STATUS_REFUSED, "minijob", N_("“{1}” gets {2} in {3}, above the {4} of a Minijob."), "saLa", out->id, counted,
		           (int)UNIT_MONEY, currency, work->month, minijob->amount, (int)UNIT_MONEY, currency);
		warn(out, &st);
	}
	if (work->person->hours_week >= 0 && out->minutes > contract) {
		status_set(&st, STATUS_REFUSED, "over-contract", N_("“{1}” has {2} h in {3}, more than the {4} h of the contract."), "smLm", out->id,
		           out->minutes, work->month, contract);
		warn(out, &st);
	}
	if (waits_for_months(work)) {
		status_set(&st, STATUS_REFUSED, "no-first-day",
		           N_("“{1}” has no first day of work, so that months of employment cannot be counted: give it with “ledsag person edit {1} --from …”."),
		           "s", out->id);
		warn(out, &st);
	}
}

/* ---- a month */

static bool add_person(const struct payer *payer, const struct person *person, month_t month, bool always, struct pay_view *out,
                       struct status *st)
{
	struct pay_person paid = { 0 };
	struct month_work work;
	bool ok = work_read(payer, person, month, &work, st);

	if (ok && (work.count || work.uncounted || always)) {
		paid.id = mem_text(person->id);
		paid.name = mem_text(person->name);
		paid.minutes = pay_minutes(work.of, work.count, month);
		for (int i = 0; i < work.count; i++)
			add_lines(&paid, &work.of[i], &work.about[i], month);
		add_costs(&paid, &work);
		warn_missing(&paid, &work);
		warn_limits(&paid, &work);
		pieces_warn(&work.pieces, payer->rules, person->id, month, &paid.notices);
		out->people = mem_resize(out->people, (size_t)out->count + 1, sizeof *out->people);
		out->people[out->count++] = paid;
	}
	work_done(&work);
	return ok;
}

static struct pay_by copy_by(const struct pay_by *by)
{
	return (struct pay_by){ mem_text(by->rules), mem_text(by->name), mem_text(by->source),
		                mem_text(by->file),  by->since,          by->kept };
}

static bool known_person(struct app *app, const char *id, struct status *st)
{
	struct person person;

	if (!person_need(app, id, &person, st))
		return false;
	person_done(&person);
	return true;
}

bool pay_compute(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st)
{
	struct payer payer;
	bool ok = true;

	*out = (struct pay_view){ .month = month };
	if (!payer_read(app, month, &payer, st))
		return false;
	out->by = copy_by(&payer.by);
	out->rules = mem_text(payer.rules->id);
	out->name = mem_text(scheme_text(&payer.rules->name, text_lang()));
	out->note = mem_text(payer.rules->note.in[LANG_EN] ? scheme_text(&payer.rules->note, text_lang()) : "");
	for (int i = 0; ok && i < payer.directory.people.count; i++) {
		const struct person *one = &payer.directory.people.of[i];

		if (!person || strcmp(one->id, person) == 0)
			ok = add_person(&payer, one, month, person != NULL, out, st);
	}
	payer_done(&payer);
	if (!ok)
		pay_view_done(out);
	return ok;
}

bool app_pay(struct app *app, month_t month, const char *person, struct pay_view *out, struct status *st)
{
	*out = (struct pay_view){ .month = month };
	if (!person && !app_may(app, MAY_READ_PAY, NULL, NULL))
		person = app->actor.id;
	return app_may(app, MAY_READ_PAY, person, st) && (!person || known_person(app, person, st)) &&
	       pay_as_closed(app, month, person, out, st);
}

static void person_pay_done(struct pay_person *person)
{
	free(person->id);
	free(person->name);
	for (int j = 0; j < person->line_count; j++) {
		free(person->lines[j].band);
		free(person->lines[j].name);
	}
	for (int j = 0; j < person->correction_count; j++) {
		free(person->corrections[j].band);
		free(person->corrections[j].name);
		free(person->corrections[j].what);
		free(person->corrections[j].why);
	}
	free(person->lines);
	free(person->corrections);
	notices_done(&person->notices);
}

void pay_view_done(struct pay_view *view)
{
	for (int i = 0; i < view->count; i++)
		person_pay_done(&view->people[i]);
	free(view->people);
	free(view->rules);
	free(view->name);
	free(view->note);
	pay_by_done(&view->by);
	*view = (struct pay_view){ 0 };
}

/* ---- why */

static void add_reason(struct pay_told *told, struct pay_reason reason)
{
	told->of = mem_resize(told->of, (size_t)told->count + 1, sizeof *told->of);
	told->of[told->count++] = reason;
}

static void tell_bands(struct pay_told *told, const struct pay_stretch *of, int index)
{
	const struct pay_stretch *s = &of[index];

	for (int i = 0; i < s->band_count; i++) {
		const struct pay_band *band = s->of[i].band;
		const char *when = s->of[i].when->id;

		add_reason(told, (struct pay_reason){
			.band = mem_text(band->id),
			.name = mem_text(scheme_text(&band->name, text_lang())),
			.rule = str_make("%s%s%s", band->id, *when ? "/" : "", when),
			.measure = s->of[i].value->measure,
			.rate = s->of[i].value->amount,
			.amount = pay_stretch_amount(of, index, band),
			.since = s->of[i].value->from,
		});
	}
}

/* "base"; "kind/illness" where the rules have a share for the kind, "kind/standby" where they have one for what it was planned as,
 * "kind/illness/standby" where for both. */
static char *base_rule(const struct payer *payer, const struct pay_stretch *stretch, const struct explanation *out)
{
	const struct pay_kind *kinds = payer->rules->kinds;
	bool own = stretch->covered && pay_value_on(&kinds[out->entry.kind].values, stretch->day);
	bool planned = stretch->covered && out->planned != out->entry.kind &&
	               pay_value_on(&kinds[out->planned].values, stretch->day);

	if (!own && !planned)
		return mem_text("base");
	return str_make("kind%s%s%s%s", own ? "/" : "", own ? kind_name(out->entry.kind) : "", planned ? "/" : "",
	                planned ? kind_name(out->planned) : "");
}

static void tell(const struct payer *payer, const struct pay_stretch *of, int index, struct explanation *out)
{
	const struct pay_stretch *s = &of[index];
	const struct holiday *holiday = holidays_on(payer->holidays, s->day, NULL);
	struct pay_told told = { .stretch = *s, .by = copy_by(&payer->by) };
	char *rule = base_rule(payer, s, out);
	bool kind = strcmp(rule, "base") != 0;

	told.holiday = holiday ? mem_text(scheme_text(&holiday->name, text_lang())) : NULL;
	add_reason(&told, (struct pay_reason){
		.name = mem_text(""),
		.rule = rule,
		.measure = s->base.measure,
		.rate = s->base.amount,
		.amount = pay_stretch_amount(of, index, NULL),
		.since = kind && s->base.from > s->wage_from ? s->base.from : s->wage_from,
	});
	tell_bands(&told, of, index);
	out->minutes += s->minutes;
	for (int i = 0; i < told.count; i++)
		*(told.of[i].band ? &out->supplements : &out->base) += told.of[i].amount;
	out->told = mem_resize(out->told, (size_t)out->count + 1, sizeof *out->told);
	out->told[out->count++] = told;
}

static void explain_notices(const struct entry *entry, struct explanation *out)
{
	struct status st = STATUS_INIT;

	if (!entry_state_counts(entry->state)) {
		status_set(&st, STATUS_REFUSED, "not-counted", N_("Entry {1} does not count: it is {2}."), "in", entry->id,
		           entry_state_label(entry->state));
		notices_add(&out->notices, &st);
	}
	if (!pay_is_time(entry)) {
		status_set(&st, STATUS_REFUSED, "no-time", N_("Entry {1} of “{2}” has no hours: it is not paid."), "is", entry->id, entry->person);
		notices_add(&out->notices, &st);
	}
}

/* Of the entry's first minutes. */
static void explain_first(const struct payer *payer, const struct pay_stretch *first, struct explanation *out)
{
	struct status st = STATUS_INIT;

	if (first->wage_from == DAY_NONE) {
		status_set(&st, STATUS_REFUSED, "no-wage", N_("“{1}” has no wage on {2}: give it with “ledsag person edit {1} --wage … --from …”."),
		           "sd", out->entry.person, first->day);
		notices_add(&out->notices, &st);
	}
	if (!first->covered) {
		status_set(&st, STATUS_REFUSED, "before-rules", N_("The rules of pay begin on {1}: hours of “{2}” before that get the base wage alone."),
		           "ds", payer->rules->from, out->entry.person);
		notices_add(&out->notices, &st);
	}
}

static void explain_by(const struct payer *payer, struct explanation *out)
{
	out->rules = mem_text(payer->by.rules);
	out->name = mem_text(payer->by.name);
	out->source = mem_text(payer->by.source);
	out->file = mem_text(payer->by.file);
	out->kept = payer->by.kept;
}

/* What of the entry lies in a month, by the rules of that month. */
static bool explain_month(const struct payer *payer, const struct pay_wage *wages, int wage_count, month_t month,
                          struct explanation *out, struct status *st)
{
	struct pay_stretch *of;
	int count, mine = 0;

	if (!split(payer, &out->entry, wages, wage_count, &of, &count, st) ||
	    !planned_kind(payer, &out->entry, &out->planned, st)) {
		free(of);
		return false;
	}
	for (int i = 0; i < count; i++)
		if (month_of(of[i].day) == month)
			of[mine++] = of[i];
	if (!out->rules)
		explain_by(payer, out);
	if (mine && !out->count)
		explain_first(payer, &of[0], out);
	for (int i = 0; i < mine; i++)
		tell(payer, of, i, out);
	free(of);
	return true;
}

static bool explain(struct app *app, struct explanation *out, struct status *st)
{
	month_t last = month_of(entry_last_day(app, &out->entry));
	struct pay_wage *wages;
	int wage_count;
	bool ok = true;

	if (!wages_of(app, out->entry.person, &wages, &wage_count, st))
		return false;
	for (month_t month = month_of(out->entry.day); ok && month <= last; month++) {
		struct payer payer;

		ok = payer_read(app, month, &payer, st);
		if (ok) {
			ok = explain_month(&payer, wages, wage_count, month, out, st);
			payer_done(&payer);
		}
	}
	if (ok)
		explain_notices(&out->entry, out);
	free(wages);
	return ok;
}

bool app_explain(struct app *app, int64_t entry, struct explanation *out, struct status *st)
{
	bool ok;

	*out = (struct explanation){ 0 };
	if (!app_entry(app, entry, &out->entry, st))
		return false;
	ok = app_may(app, MAY_READ_PAY, out->entry.person, st);
	if (ok && !out->entry.person)
		ok = status_set(st, STATUS_REFUSED, "no-person", N_("Entry {1} is nobody's hours: nobody is paid for it."), "i", entry);
	ok = ok && explain(app, out, st) && explain_closed(app, out, st);
	if (!ok)
		explanation_done(out);
	return ok;
}

void explanation_done(struct explanation *explanation)
{
	entry_copy_done(&explanation->entry);
	for (int i = 0; i < explanation->count; i++) {
		struct pay_told *told = &explanation->told[i];

		free(told->holiday);
		for (int j = 0; j < told->count; j++) {
			free(told->of[j].band);
			free(told->of[j].name);
			free(told->of[j].rule);
		}
		free(told->of);
		pay_by_done(&told->by);
	}
	free(explanation->told);
	free(explanation->rules);
	free(explanation->name);
	free(explanation->source);
	free(explanation->file);
	notices_done(&explanation->notices);
	*explanation = (struct explanation){ 0 };
}
