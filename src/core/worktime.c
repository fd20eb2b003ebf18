/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/worktime.h"

#include "ledsag/base/mem.h"
#include "worktime_look.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE 60
#define WEEK_DAYS 7
#define MONTH_DAYS 31

/* Rules that look at single days and weeks see no further; a row of nights this long is told as what it is. */
#define NEAR_DAYS 42

/* ---- words */

static const struct {
	const char *name, *label;
	bool least, minutes;
} whats[WORKTIME_WHATS] = {
	[WORKTIME_REST] = { "rest", N_("daily rest"), true, true },
	[WORKTIME_REST_DAY] = { "rest-day", N_("rest day"), true, true },
	[WORKTIME_SHIFT] = { "shift", N_("longest shift"), false, true },
	[WORKTIME_DAY] = { "day", N_("hours a day"), false, true },
	[WORKTIME_AVERAGE] = { "average", N_("average week"), false, true },
	[WORKTIME_BREAK] = { "break", N_("breaks"), true, true },
	[WORKTIME_NIGHTS] = { "nights", N_("nights in a row"), false, false },
	[WORKTIME_AGE] = { "age", N_("age"), true, false },
	[WORKTIME_INTRODUCTION] = { "introduction", N_("introduction"), true, true },
};

const char *worktime_what_name(enum worktime_what what)
{
	return whats[what].name;
}

const char *worktime_what_label(enum worktime_what what)
{
	return whats[what].label;
}

bool worktime_what_parse(const char *word, enum worktime_what *out)
{
	for (int i = 0; i < WORKTIME_WHATS; i++)
		if (strcmp(whats[i].name, word) == 0) {
			*out = (enum worktime_what)i;
			return true;
		}
	return false;
}

bool worktime_is_least(enum worktime_what what)
{
	return whats[what].least;
}

bool worktime_in_minutes(enum worktime_what what)
{
	return whats[what].minutes;
}

/* ---- rules */

static void text_done(struct scheme_text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		free(text->in[i]);
}

void worktime_rules_free(struct worktime_rules **rules)
{
	struct worktime_rules *r = *rules;

	*rules = NULL;
	if (!r)
		return;
	for (int i = 0; i < r->count; i++) {
		free(r->of[i].id);
		free(r->of[i].source);
	}
	for (int i = 0; i < r->agreed_count; i++) {
		free(r->agreed[i].id);
		free(r->agreed[i].source);
	}
	text_done(&r->name);
	text_done(&r->note);
	free(r->of);
	free(r->agreed);
	free(r->id);
	free(r->country);
	free(r->source);
	free(r);
}

struct worktime_rule *worktime_rule(const struct worktime_rules *rules, const char *id)
{
	for (int i = 0; i < rules->count; i++)
		if (strcmp(rules->of[i].id, id) == 0)
			return &rules->of[i];
	return NULL;
}

bool worktime_counts(const struct worktime_rules *rules, enum kind kind)
{
	switch (kind) {
	case KIND_ILLNESS:
	case KIND_CHILD_ILLNESS:
	case KIND_HOLIDAY:
		return false;
	case KIND_STANDBY:
		return !rules->standby_rests;
	default:
		return true;
	}
}

const struct worktime_agreed *look_agreed(const struct look *look, enum worktime_agreement what, day_t day)
{
	for (int i = 0; i < look->rules->agreed_count; i++) {
		const struct worktime_agreed *agreed = &look->rules->agreed[i];

		if (agreed->what == what && agreed->from <= day && agreed->until >= day)
			return agreed;
	}
	return NULL;
}

bool look_long_shift(const struct look *look, const struct piece *piece)
{
	const struct worktime_agreed *agreed = look_agreed(look, WORKTIME_LONG_SHIFT, piece->day);
	const struct zone *zone = look->person->zone;
	int64_t on_clock = piece->span.end + zone_offset(zone, piece->span.end) - piece->span.start -
	                   zone_offset(zone, piece->span.start);

	return agreed && piece->span.end > piece->span.start && on_clock <= agreed->limit * MINUTE;
}

/* ---- a person's time in pieces */

static int by_time(const void *a, const void *b)
{
	const struct worktime_span *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	/* A standby before the work that begins with it. */
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->shift > y->shift) - (x->shift < y->shift);
}

void worktime_sort(struct worktime_span *spans, int count)
{
	if (count)
		qsort(spans, (size_t)count, sizeof *spans, by_time);
}

static int64_t overlap(struct span a, struct span b)
{
	int64_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;

	return end > start ? end - start : 0;
}

static void add_piece(struct look *look, int index, int64_t *covered)
{
	const struct worktime_span *span = &look->person->spans[index];
	struct piece piece = { .span = span->span, .day = span->day, .first = index, .last = index };

	if (span->span.start == span->span.end) {
		piece.minutes = span->minutes;
	} else if (span->span.end <= *covered) {
		/* Work inside a standby: nothing of its own, and the standby stands before it. */
		look->pieces[look->piece_count - 1].last = index;
		return;
	} else {
		if (piece.span.start < *covered)
			piece.span.start = *covered;
		*covered = piece.span.end;
		piece.pause = (struct span){ piece.span.start, piece.span.start };
		if (overlap(span->pause, piece.span) > 0)
			piece.pause = span->pause;
		piece.minutes = (piece.span.end - piece.span.start - overlap(piece.pause, piece.span)) / MINUTE;
	}
	look->pieces[look->piece_count++] = piece;
}

/* What a rest has to be at least to part two days of work. */
static int64_t parting_rest(const struct look *look, day_t day)
{
	for (int i = 0; i < look->rules->count; i++) {
		const struct worktime_rule *rule = &look->rules->of[i];

		if (rule->what == WORKTIME_REST && rule->from <= day && rule->until >= day)
			return rule->limit * MINUTE;
	}
	return INT64_MAX;
}

static bool same_workday(const struct look *look, const struct workday *day, const struct piece *piece)
{
	if (day->day != piece->day)
		return false;
	return day->span.start == day->span.end || piece->span.start - day->span.end < parting_rest(look, piece->day);
}

static void add_to_days(struct look *look, int index)
{
	const struct piece *piece = &look->pieces[index];
	struct workday *day = look->day_count ? &look->days[look->day_count - 1] : NULL;
	bool clocked = piece->span.end > piece->span.start;

	if (!day || !same_workday(look, day, piece)) {
		day = &look->days[look->day_count++];
		*day = (struct workday){ .from = index, .day = piece->day };
	}
	day->to = index + 1;
	day->minutes += piece->minutes;
	day->unclocked = day->unclocked || !clocked;
	if (clocked && day->span.start == day->span.end)
		day->span = piece->span;
	else if (clocked)
		day->span.end = piece->span.end;
}

static void look_near(struct look *look, day_t from, day_t to)
{
	look->near_from = 0;
	while (look->near_from < look->piece_count && look->pieces[look->near_from].day < from - NEAR_DAYS)
		look->near_from++;
	look->near_to = look->near_from;
	while (look->near_to < look->piece_count && look->pieces[look->near_to].day <= to + NEAR_DAYS)
		look->near_to++;
}

static void look_init(struct look *look, const struct worktime_rules *rules, const struct worktime_person *person, day_t from,
                      day_t to, struct worktime_findings *out)
{
	int64_t covered = INT64_MIN;

	*look = (struct look){ .rules = rules, .person = person, .from = from, .to = to, .out = out };
	look->pieces = mem_alloc(((size_t)person->count + 1) * sizeof *look->pieces);
	look->days = mem_alloc(((size_t)person->count + 1) * sizeof *look->days);
	for (int i = 0; i < person->count; i++)
		if (worktime_counts(rules, person->spans[i].kind))
			add_piece(look, i, &covered);
	for (int i = 0; i < look->piece_count; i++)
		add_to_days(look, i);
	look_near(look, from, to);
}

static void look_done(struct look *look)
{
	free(look->pieces);
	free(look->days);
}

/* ---- findings */

static void add_finding(struct worktime_findings *out, struct worktime_finding finding)
{
	MEM_GROW(out->of, out->count, out->room);
	out->of[out->count++] = finding;
}

void look_found(struct look *look, struct worktime_finding finding)
{
	const struct worktime_span *spans = look->person->spans;

	if (finding.day < finding.rule->from || finding.day > finding.rule->until)
		return;
	if (spans[finding.first].day > look->to || spans[finding.last].day < look->from)
		return;
	add_finding(look->out, finding);
}

void worktime_findings_done(struct worktime_findings *findings)
{
	free(findings->of);
	*findings = (struct worktime_findings){ NULL, 0, 0 };
}

static int by_day(const void *a, const void *b)
{
	const struct worktime_finding *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* Joins a finding to an earlier one of its rule; false where it stands for itself. */
static bool join(struct worktime_finding *into, const struct worktime_finding *finding)
{
	if (into->rule != finding->rule)
		return false;
	if (finding->rule->what == WORKTIME_AGE) {
		into->last = finding->last;
		return true;
	}
	if (finding->rule->what != WORKTIME_AVERAGE)
		return false;
	if (finding->by > into->by)
		*into = *finding;
	return true;
}

void worktime_join(struct worktime_findings *findings)
{
	int kept = 0;

	for (int i = 0; i < findings->count; i++) {
		int at = 0;

		while (at < kept && !join(&findings->of[at], &findings->of[i]))
			at++;
		if (at == kept)
			findings->of[kept++] = findings->of[i];
	}
	findings->count = kept;
}

/* ---- averages */

static int64_t days_off(const struct worktime_person *person, day_t from, day_t to)
{
	int64_t days = 0;

	for (int i = 0; i < person->off_count; i++) {
		const struct worktime_off *off = &person->off[i];
		day_t first = off->from > from ? off->from : from, last = off->to < to ? off->to : to;

		days += last >= first ? last - first + 1 : 0;
	}
	return days;
}

/* What is worked on days from..to, to the minute; *first and *last become the pieces that have to do with it. */
static int64_t worked(const struct look *look, day_t from, day_t to, int *first, int *last)
{
	struct span time = { day_start(look->person->zone, from), day_start(look->person->zone, to + 1) };
	int64_t minutes = 0;

	*first = -1;
	for (int i = 0; i < look->piece_count; i++) {
		const struct piece *piece = &look->pieces[i];
		int64_t inside = (overlap(piece->span, time) - overlap(piece->pause, time)) / MINUTE;

		if (piece->day > to)
			break;
		if (piece->span.start == piece->span.end)
			inside = piece->day >= from ? piece->minutes : 0;
		if (inside <= 0)
			continue;
		minutes += inside;
		*first = *first < 0 ? i : *first;
		*last = i;
	}
	return minutes;
}

static void look_average_until(struct look *look, const struct worktime_rule *rule, day_t from, day_t to)
{
	int first = -1, last = -1;
	int64_t minutes = worked(look, from, to, &first, &last), days = to - from + 1 - days_off(look->person, from, to), found;

	if (first < 0 || days <= 0 || minutes * WEEK_DAYS <= rule->limit * days || to < rule->from || to > rule->until)
		return;
	found = (minutes * WEEK_DAYS + days - 1) / days;
	add_finding(look->out, (struct worktime_finding){
		.rule = rule,
		.first = look->pieces[first].first,
		.last = look->pieces[last].last,
		.day = to,
		.limit = rule->limit,
		.found = found,
		.by = found - rule->limit,
		.time = { day_start(look->person->zone, from), day_start(look->person->zone, to + 1) },
	});
}

/* Whole months that end on a month's last day, whole weeks that end on a Sunday. */
static void look_average(struct look *look, const struct worktime_rule *rule, day_t from, day_t to)
{
	int count = rule->over.count;

	if (rule->over.unit == SPAN_MONTHS) {
		for (month_t month = month_of(from); month <= month_of(to) && month_last(month) <= to; month++)
			look_average_until(look, rule, month_first(month - count + 1), month_last(month));
		return;
	}
	for (day_t sunday = from - day_weekday(from) + WEEK_DAYS - 1; sunday <= to; sunday += WEEK_DAYS)
		look_average_until(look, rule, sunday - count * WEEK_DAYS + 1, sunday);
}

static int days_over(const struct worktime_rule *rule)
{
	if (rule->what != WORKTIME_AVERAGE)
		return 0;
	return rule->over.count * (rule->over.unit == SPAN_MONTHS ? MONTH_DAYS : WEEK_DAYS);
}

/* ---- age and introduction */

static int age_on(day_t born, day_t day)
{
	int age = day_year(day) - day_year(born);

	return age - (day < day_birthday(born, age));
}

static void look_age(struct look *look, const struct worktime_rule *rule)
{
	day_t old_enough = look->person->born == DAY_NONE ? DAY_NONE : day_birthday(look->person->born, (int)rule->limit);

	for (int i = 0; i < look->piece_count && look->pieces[i].day < old_enough; i++) {
		const struct piece *piece = &look->pieces[i];
		int64_t age = age_on(look->person->born, piece->day);

		look_found(look, (struct worktime_finding){
			.rule = rule,
			.first = piece->first,
			.last = piece->last,
			.day = piece->day,
			.limit = rule->limit,
			.found = age,
			.by = rule->limit - age,
			.time = piece->span,
		});
	}
}

static void look_introduction(struct look *look, const struct worktime_rule *rule)
{
	int64_t known = look->person->introduced;

	for (int i = 0; i < look->person->count && !look->person->alone_before; i++) {
		const struct worktime_span *span = &look->person->spans[i];

		if (!worktime_counts(look->rules, span->kind) || span->kind == KIND_STANDBY || span->span.start == span->span.end)
			continue;
		if (span->company < span_minutes(span->span)) {
			if (known < rule->limit)
				look_found(look, (struct worktime_finding){
					.rule = rule,
					.first = i,
					.last = i,
					.day = span->day,
					.limit = rule->limit,
					.found = known,
					.by = rule->limit - known,
					.time = span->span,
				});
			return;
		}
		known += span->company;
	}
}

int64_t worktime_company(struct span span, const struct span *others, int count)
{
	int64_t covered = span.start, sum = 0;

	for (int i = 0; i < count && others[i].start < span.end; i++) {
		int64_t start = others[i].start > covered ? others[i].start : covered;
		int64_t end = others[i].end < span.end ? others[i].end : span.end;

		if (end <= start)
			continue;
		sum += end - start;
		covered = end;
	}
	return sum / MINUTE;
}

/* ---- all rules */

/* `average_to`: averages whose time ends by then. */
static void look_all(struct look *look, day_t average_from, day_t average_to)
{
	for (int i = 0; i < look->rules->count; i++) {
		const struct worktime_rule *rule = &look->rules->of[i];

		switch (rule->what) {
		case WORKTIME_REST: look_rest(look, rule); break;
		case WORKTIME_REST_DAY: look_rest_day(look, rule); break;
		case WORKTIME_SHIFT: look_shift(look, rule); break;
		case WORKTIME_DAY: look_day(look, rule); break;
		case WORKTIME_AVERAGE: look_average(look, rule, average_from, average_to); break;
		case WORKTIME_BREAK: look_break(look, rule); break;
		case WORKTIME_NIGHTS: look_nights(look, rule); break;
		case WORKTIME_AGE: look_age(look, rule); break;
		case WORKTIME_INTRODUCTION: look_introduction(look, rule); break;
		case WORKTIME_WHATS: break;
		}
	}
	if (look->out->count)
		qsort(look->out->of, (size_t)look->out->count, sizeof *look->out->of, by_day);
}

int worktime_reach(const struct worktime_rules *rules)
{
	int days = NEAR_DAYS + 2; /* the night before begins a day earlier */

	for (int i = 0; i < rules->count; i++)
		if (days_over(&rules->of[i]) + 2 > days)
			days = days_over(&rules->of[i]) + 2;
	return days;
}

void worktime_check(const struct worktime_rules *rules, const struct worktime_person *person, day_t from, day_t to,
                    struct worktime_findings *out)
{
	struct look look;

	look_init(&look, rules, person, from, to, out);
	look_all(&look, from, to);
	look_done(&look);
}

/* ---- what is added */

static bool same_span(const struct worktime_span *a, const struct worktime_span *b)
{
	return a->shift == b->shift && a->entry == b->entry && a->span.start == b->span.start && a->span.end == b->span.end;
}

/* Whether a finding was there before, and as bad. Averages are known by their time, whatever lies in it. */
static bool was_there(const struct worktime_finding *finding, const struct worktime_span *spans,
                      const struct worktime_findings *before, const struct worktime_span *spans_before)
{
	for (int i = 0; i < before->count; i++) {
		const struct worktime_finding *old = &before->of[i];

		if (old->rule != finding->rule || old->day != finding->day || old->by < finding->by)
			continue;
		if (finding->rule->what == WORKTIME_AVERAGE || (same_span(&spans_before[old->first], &spans[finding->first]) &&
		                                               same_span(&spans_before[old->last], &spans[finding->last])))
			return true;
	}
	return false;
}

static void keep_new(struct worktime_findings *findings, const struct worktime_span *spans, const struct worktime_findings *before,
                     const struct worktime_span *spans_before)
{
	int kept = 0;

	for (int i = 0; i < findings->count; i++)
		if (!was_there(&findings->of[i], spans, before, spans_before))
			findings->of[kept++] = findings->of[i];
	findings->count = kept;
}

static void check_around(const struct worktime_rules *rules, const struct worktime_person *person, day_t from, day_t to,
                         struct worktime_findings *out)
{
	struct look look;

	/* What is told of days around may change with it, a week of short rests for one; an average until its time has passed. */
	look_init(&look, rules, person, from - WEEK_DAYS, to + WEEK_DAYS, out);
	look_all(&look, from, to + worktime_reach(rules));
	look_done(&look);
}

void worktime_adds(const struct worktime_rules *rules, const struct worktime_person *person, struct worktime_findings *out)
{
	struct worktime_span *without = mem_alloc(((size_t)person->count + 1) * sizeof *without);
	struct worktime_findings before = { NULL, 0, 0 };
	struct worktime_person other = *person;
	day_t from = DAY_MAX, to = DAY_NONE;

	other.spans = without;
	other.count = 0;
	for (int i = 0; i < person->count; i++) {
		const struct worktime_span *span = &person->spans[i];

		if (!span->fresh) {
			without[other.count++] = *span;
			continue;
		}
		from = span->day < from ? span->day : from;
		to = span->day > to ? span->day : to;
	}
	if (other.count < person->count) {
		check_around(rules, person, from, to, out);
		if (out->count)
			check_around(rules, &other, from, to, &before);
		keep_new(out, person->spans, &before, without);
	}
	worktime_findings_done(&before);
	free(without);
}
