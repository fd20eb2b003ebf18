/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans and hours held against the working-time rules: what a month breaks, and what a shift would break before it is saved. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/app/worktime.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* So many findings of one rule are said when shifts are planned; of a long series that is enough to see what is wrong. */
#define SAID_MOST 3

/* ---- everybody's time */

/* One person's; texts owned. */
struct worker {
	char *id;
	day_t born;
	struct worktime_span *spans;
	int count, room;
	struct worktime_off *off;
	int off_count, off_room;
};

struct crew {
	struct app *app;
	struct worker *of;
	int count, room;
	const int64_t *fresh; /* shifts that are to be added */
	int fresh_count;
	bool ok;
	struct status *st;
};

static struct worker *worker_of(struct crew *crew, const char *person)
{
	for (int i = 0; i < crew->count; i++)
		if (!strcmp(crew->of[i].id, person))
			return &crew->of[i];
	MEM_GROW(crew->of, crew->count, crew->room);
	crew->of[crew->count] = (struct worker){ .id = mem_text(person), .born = DAY_NONE };
	return &crew->of[crew->count++];
}

static void add_span(struct worker *worker, struct worktime_span span)
{
	MEM_GROW(worker->spans, worker->count, worker->room);
	worker->spans[worker->count++] = span;
}

static bool is_fresh(const struct crew *crew, int64_t shift)
{
	for (int i = 0; i < crew->fresh_count; i++)
		if (crew->fresh[i] == shift)
			return true;
	return false;
}

/* What is booked stands there as its entry; of a shift that somebody is absent from, what is left of it. */
static bool take_shift(void *context, const struct shift *shift)
{
	struct crew *crew = context;
	struct span left[2] = { shift->span };
	int count = 1;

	if (!shift->person || shift->state != SHIFT_ASSIGNED)
		return true;
	crew->ok = absence_leftover(crew->app, shift, left, &count, crew->st);
	for (int i = 0; crew->ok && i < count; i++)
		add_span(worker_of(crew, shift->person), (struct worktime_span){
			.shift = shift->id,
			.kind = shift->kind,
			.day = instant_day(crew->app->zone, left[i].start),
			.span = left[i],
			.fresh = is_fresh(crew, shift->id),
		});
	return crew->ok;
}

static bool take_entry(void *context, const struct entry *entry)
{
	struct crew *crew = context;

	if (!entry->person || !entry_state_counts(entry->state) || (!entry->clocked && entry->unit != UNIT_MINUTES))
		return true;
	add_span(worker_of(crew, entry->person), (struct worktime_span){
		.shift = entry->shift,
		.entry = entry->id,
		.kind = entry->kind,
		.day = entry->day,
		.span = entry->clocked ? entry->span : (struct span){ 0, 0 },
		.pause = entry->pause,
		.minutes = entry->amount,
	});
	return true;
}

/* Illness and holiday are paid, and make no average smaller. */
static bool take_absence(void *context, const struct absence *absence)
{
	struct crew *crew = context;
	struct worker *worker;

	if (absence_is_hours(absence) || absence->kind == ABSENCE_LEAVE || absence->kind == ABSENCE_COURSE)
		return true;
	worker = worker_of(crew, absence->person);
	MEM_GROW(worker->off, worker->off_count, worker->off_room);
	worker->off[worker->off_count++] = (struct worktime_off){ absence->from, absence->to };
	return true;
}

static bool take_people(struct crew *crew)
{
	struct people people;

	if (!people_read(crew->app->store, &people, crew->st))
		return false;
	for (int i = 0; i < people.count; i++)
		worker_of(crew, people.of[i].id)->born = people.of[i].born;
	people_done(&people);
	return true;
}

static int by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* Who else works beside whom, where an introduction asks for it. */
static void add_company(struct crew *crew, struct worker *worker)
{
	struct span *others = NULL;
	int count = 0, room = 0;

	for (int i = 0; i < crew->count; i++)
		for (int j = 0; &crew->of[i] != worker && j < crew->of[i].count; j++) {
			const struct worktime_span *span = &crew->of[i].spans[j];

			if (kind_column(span->kind) != COLUMN_WORK && kind_column(span->kind) != COLUMN_TRAINING)
				continue;
			MEM_GROW(others, count, room);
			others[count++] = span->span;
		}
	if (count)
		qsort(others, (size_t)count, sizeof *others, by_start);
	for (int i = 0; i < worker->count; i++)
		worker->spans[i].company = worktime_company(worker->spans[i].span, others, count);
	free(others);
}

static bool introduces(const struct worktime_rules *rules)
{
	for (int i = 0; i < rules->count; i++)
		if (rules->of[i].what == WORKTIME_INTRODUCTION)
			return true;
	return false;
}

static void crew_done(struct crew *crew)
{
	for (int i = 0; i < crew->count; i++) {
		free(crew->of[i].id);
		free(crew->of[i].spans);
		free(crew->of[i].off);
	}
	free(crew->of);
}

static int by_person(const void *a, const void *b)
{
	const struct worker *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* What the rules need to look at days from..to; an introduction asks for all that went before, and for everybody. */
static bool crew_read(struct crew *crew, const struct worktime_rules *rules, const char *person, day_t from, day_t to)
{
	bool all = introduces(rules);
	struct entry_filter filter = { .from = all ? DAY_NONE : from, .to = to, .person = all ? NULL : person, .state = -1 };
	struct store *store = crew->app->store;

	if (!take_people(crew) || !shifts_each(store, filter.from, to, take_shift, crew, crew->st) || !crew->ok ||
	    !entries_each(store, &filter, take_entry, crew, crew->st) ||
	    !absences_each(store, person, from, to, take_absence, crew, crew->st))
		return false;
	if (crew->count)
		qsort(crew->of, (size_t)crew->count, sizeof *crew->of, by_person);
	for (int i = 0; i < crew->count; i++)
		worktime_sort(crew->of[i].spans, crew->of[i].count);
	for (int i = 0; all && i < crew->count; i++)
		add_company(crew, &crew->of[i]);
	return true;
}

static struct worktime_person person_of(const struct crew *crew, const struct worker *worker)
{
	return (struct worktime_person){
		.zone = crew->app->zone,
		.born = worker->born,
		.spans = worker->spans,
		.count = worker->count,
		.off = worker->off,
		.off_count = worker->off_count,
	};
}

/* ---- sentences */

/* A status names its rule for longer than any file is read: the few names that there are stay. */
static const char *rule_name(const char *id)
{
	static char **names;
	static int count, room;

	for (int i = 0; i < count; i++)
		if (!strcmp(names[i], id))
			return names[i];
	MEM_GROW(names, count, room);
	return names[count++] = mem_text(id);
}

/* "shift 3 (Mon 3 Mar 22:00-07:00)"; what is not planned yet has no number that people know. free(). */
static char *span_said(const struct crew *crew, const struct worktime_span *span, bool numbered)
{
	char *day = text_day_short(span->day), *when, *said, clock[16];

	if (span->span.start < span->span.end)
		span_format(crew->app->zone, span->span, clock);
	when = span->span.start < span->span.end ? str_make("%s %s", day, clock) : mem_text(day);
	if (span->shift && span->fresh && !numbered)
		said = str_make(_("the new shift (%s)"), when);
	else if (span->shift)
		/* TRANSLATORS: inside a sentence: shift 3 (Mon 3 Mar 22:00-07:00) */
		said = str_make(_("shift %1$lld (%2$s)"), (long long)span->shift, when);
	else
		said = str_make(_("entry %1$lld (%2$s)"), (long long)span->entry, when);
	free(day);
	free(when);
	return said;
}

/* Both ends, where there are two. */
static char *range_said(const char *first, const char *last)
{
	/* TRANSLATORS: inside a sentence: from one shift to another */
	return strcmp(first, last) ? str_make(_("%1$s to %2$s"), first, last) : mem_text(first);
}

static void say_rest(const struct worktime_finding *f, const char *who, const char *first, const char *last, const char *range,
                     const char *rule, struct status *st)
{
	static const char *const whys[] = {
		[WORKTIME_PLAIN] = N_("“{1}” has only {2} of rest between {3} and {4}: {5} too little ({6})."),
		[WORKTIME_TOO_OFTEN] = N_("“{1}” has only {2} of rest between {3} and {4}, more often in that week than is agreed: {5} too little ({6})."),
		[WORKTIME_IN_A_ROW] = N_("“{1}” has only {2} of rest between {3} and {4}, on the day after another short rest: {5} too little ({6})."),
	};

	if (f->between)
		status_set(st, STATUS_REFUSED, rule, whys[f->why], "smssms", who, f->found, first, last, f->by, rule);
	else
		status_set(st, STATUS_REFUSED, rule,
		           N_("“{1}” has only {2} of rest in the 24 hours that begin with {3}: {4} too little ({5})."), "smsms", who,
		           f->found, range, f->by, rule);
}

static void say_average(const struct crew *crew, const struct worktime_finding *f, const char *who, const char *rule,
                        struct status *st)
{
	status_set(st, STATUS_REFUSED, rule, N_("“{1}” works {2} a week on average from {3} to {4}: {5} too much ({6})."), "smDDms", who, f->found,
	           instant_day(crew->app->zone, f->time.start), f->day, f->by, rule);
}

/* What is found as a sentence: rule, who, which shifts, by how much. */
static void say(const struct crew *crew, const struct worker *worker, const struct worktime_finding *f, bool numbered,
                struct status *st)
{
	char *first = span_said(crew, &worker->spans[f->first], numbered);
	char *last = span_said(crew, &worker->spans[f->last], numbered), *range = range_said(first, last);
	const char *rule = rule_name(f->rule->id), *who = worker->id;

	switch (f->rule->what) {
	case WORKTIME_REST:
		say_rest(f, who, first, last, range, rule, st);
		break;
	case WORKTIME_REST_DAY:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” is never free longer than {2} from {3} to {4}: {5} too little for a rest day ({6})."),
		           "smssms", who, f->found, first, last, f->by, rule);
		break;
	case WORKTIME_SHIFT:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” works {2} on end with {3}: {4} too long ({5})."), "smsms", who, f->found, range, f->by,
		           rule);
		break;
	case WORKTIME_DAY:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” works {2} in one day with {3}: {4} too much ({5})."), "smsms", who, f->found, range,
		           f->by, rule);
		break;
	case WORKTIME_AVERAGE:
		say_average(crew, f, who, rule, st);
		break;
	case WORKTIME_BREAK:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” has {2} of break with {3}: {4} too little ({5})."), "smsms", who, f->found, range, f->by,
		           rule);
		break;
	case WORKTIME_NIGHTS:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” works {2} nights in a row, from {3} to {4}: {5} too many ({6})."), "sissis", who,
		           f->found, first, last, f->by, rule);
		break;
	case WORKTIME_AGE:
		status_set(st, STATUS_REFUSED, rule, N_("“{1}” is {2} years old with {3}: at least {4} are asked for ({5})."), "sisis", who, f->found,
		           range, f->limit, rule);
		break;
	case WORKTIME_INTRODUCTION:
		status_set(st, STATUS_REFUSED, rule,
		           N_("“{1}” is alone for the first time with {2}, after {3} with somebody else: {4} too little ({5})."), "ssmms", who, first,
		           f->found, f->by, rule);
		break;
	case WORKTIME_WHATS:
		break;
	}
	free(first);
	free(last);
	free(range);
}

/* ---- a month */

static void add_number(int64_t **list, int *count, int64_t number)
{
	for (int i = 0; i < *count; i++)
		if ((*list)[i] == number)
			return;
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = number;
}

static void add_found(struct roster_check *out, const struct worktime_rules *rules, const struct crew *crew,
                      const struct worker *worker, const struct worktime_finding *f)
{
	struct status why = STATUS_INIT;
	struct roster_finding *to;

	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	to = &out->of[out->count++];
	say(crew, worker, f, true, &why);
	*to = (struct roster_finding){
		.rule = mem_text(f->rule->id),
		.person = mem_text(worker->id),
		.day = f->day,
		.what = f->rule->what,
		.limit = f->limit,
		.found = f->found,
		.by = f->by,
		.blocks = f->rule->blocks,
		.message = text_status(&why),
	};
	for (int i = f->first; i <= f->last; i++) {
		const struct worktime_span *span = &worker->spans[i];

		if (!worktime_counts(rules, span->kind))
			continue;
		if (span->shift)
			add_number(&to->shifts, &to->shift_count, span->shift);
		else
			add_number(&to->entries, &to->entry_count, span->entry);
	}
}

static void check_worker(struct roster_check *out, const struct worktime_rules *rules, const struct crew *crew,
                         const struct worker *worker)
{
	struct worktime_person person = person_of(crew, worker);
	struct worktime_findings found = { NULL, 0, 0 };

	worktime_check(rules, &person, month_first(out->month), month_last(out->month), &found);
	worktime_join(&found);
	for (int i = 0; i < found.count; i++)
		add_found(out, rules, crew, worker, &found.of[i]);
	worktime_findings_done(&found);
}

static bool need_rules(struct app *app, struct worktime_rules **out, struct status *st)
{
	if (!worktime_load(app, out, NULL, st))
		return false;
	return *out || status_set(st, STATUS_REFUSED, "worktime", N_("No working-time rules are chosen: “ledsag roster rules ID” does that."), "");
}

static bool check_month(struct app *app, const struct worktime_rules *rules, const char *person, struct roster_check *out,
                        struct status *st)
{
	struct crew crew = { .app = app, .ok = true, .st = st };
	int reach = worktime_reach(rules);
	bool ok = crew_read(&crew, rules, person, month_first(out->month) - reach, month_last(out->month) + reach);

	out->rules = mem_text(rules->id);
	for (int i = 0; ok && i < crew.count; i++)
		if (!person || !strcmp(person, crew.of[i].id))
			check_worker(out, rules, &crew, &crew.of[i]);
	crew_done(&crew);
	return ok;
}

bool app_roster_check(struct app *app, month_t month, const char *person, struct roster_check *out, struct status *st)
{
	struct worktime_rules *rules = NULL;
	struct person known = { 0 };
	bool ok;

	*out = (struct roster_check){ .month = month };
	if (!person && !app_may(app, MAY_READ_HOURS, NULL, NULL))
		person = app->actor.id;
	if (!app_may(app, MAY_READ_HOURS, person, st) || (person && !person_need(app, person, &known, st)))
		return false;
	ok = need_rules(app, &rules, st) && check_month(app, rules, person, out, st);
	worktime_rules_free(&rules);
	person_done(&known);
	if (!ok)
		roster_check_done(out);
	return ok;
}

void roster_check_done(struct roster_check *check)
{
	for (int i = 0; i < check->count; i++) {
		free(check->of[i].rule);
		free(check->of[i].person);
		free(check->of[i].shifts);
		free(check->of[i].entries);
		free(check->of[i].message);
	}
	free(check->of);
	free(check->rules);
	*check = (struct roster_check){ 0 };
}

/* ---- shifts that are to be saved */

/* Whose they are, and between which days; all are one person's, or nobody's. *person: free(). */
static bool fresh_days(const struct crew *crew, char **person, day_t *from, day_t *to)
{
	struct shift shift;
	bool found, ok = true;

	*person = NULL;
	*from = DAY_MAX;
	*to = DAY_NONE;
	for (int i = 0; ok && i < crew->fresh_count; i++) {
		ok = shift_read(crew->app->store, crew->fresh[i], &shift, &found, crew->st);
		if (!ok || !found)
			continue;
		*from = shift.day < *from ? shift.day : *from;
		*to = shift.day > *to ? shift.day : *to;
		if (shift.person && !*person)
			*person = mem_text(shift.person);
		shift_done(&shift);
	}
	return ok;
}

static int said_before(const struct worktime_findings *found, int index)
{
	int count = 0;

	for (int i = 0; i < index; i++)
		count += found->of[i].rule == found->of[index].rule;
	return count;
}

/* How many there are beyond those that are said, after the last of them. */
static void say_more(const struct worktime_findings *found, int index, struct notices *notices)
{
	struct status why = STATUS_INIT;
	int before = said_before(found, index);

	for (int i = index + 1; i < found->count; i++)
		if (found->of[i].rule == found->of[index].rule)
			return;
	if (before < SAID_MOST)
		return;
	status_set(&why, STATUS_REFUSED, rule_name(found->of[index].rule->id), N_("More like this ({1}): {2}; “ledsag roster check” shows them."), "si",
	           found->of[index].rule->id, (int64_t)(before + 1 - SAID_MOST));
	notices_add(notices, &why);
}

static bool tell(const struct crew *crew, const struct worker *worker, const struct worktime_findings *found, bool numbered,
                 struct notices *notices, struct status *st)
{
	struct status why = STATUS_INIT;

	for (int i = 0; i < found->count; i++)
		if (found->of[i].rule->blocks) {
			say(crew, worker, &found->of[i], numbered, st);
			return false;
		}
	for (int i = 0; i < found->count; i++) {
		if (said_before(found, i) < SAID_MOST) {
			say(crew, worker, &found->of[i], true, &why);
			notices_add(notices, &why);
		}
		say_more(found, i, notices);
	}
	return true;
}

static bool allows(struct crew *crew, const struct worktime_rules *rules, const char *person, day_t from, day_t to, bool numbered,
                   struct notices *notices)
{
	int reach = worktime_reach(rules);
	struct worktime_findings found = { NULL, 0, 0 };
	struct worktime_person who;
	struct worker *worker;
	bool ok;

	/* An average whose time ends later is looked at with all that lies in it. */
	if (!crew_read(crew, rules, person, from - 2 * reach, to + 2 * reach))
		return false;
	worker = worker_of(crew, person);
	who = person_of(crew, worker);
	worktime_adds(rules, &who, &found);
	worktime_join(&found);
	ok = tell(crew, worker, &found, numbered, notices, crew->st);
	worktime_findings_done(&found);
	return ok;
}

bool worktime_allows(struct app *app, const int64_t *shifts, int count, bool numbered, struct notices *notices, struct status *st)
{
	struct crew crew = { .app = app, .fresh = shifts, .fresh_count = count, .ok = true, .st = st };
	struct worktime_rules *rules = NULL;
	char *person = NULL;
	day_t from, to;
	bool ok = fresh_days(&crew, &person, &from, &to) && (!person || worktime_load(app, &rules, NULL, st));

	if (ok && person && rules)
		ok = allows(&crew, rules, person, from, to, numbered, notices);
	worktime_rules_free(&rules);
	crew_done(&crew);
	free(person);
	return ok;
}
