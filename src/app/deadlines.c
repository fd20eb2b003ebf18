/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dates to keep, of all grants, in words. */
#include "internal.h"

#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/core/deadline.h"

#include <stdlib.h>
#include <string.h>

#define OVERDUE_DAYS 30

static void deadline_done(struct deadline *deadline)
{
	free(deadline->grant);
	free(deadline->name);
	free(deadline->what);
	free(deadline->rule);
	free(deadline->counted);
}

void deadlines_done(struct deadlines *deadlines)
{
	for (int i = 0; i < deadlines->count; i++)
		deadline_done(&deadlines->of[i]);
	free(deadlines->of);
	*deadlines = (struct deadlines){ NULL, 0, 0 };
}

char *app_deadline_when(const struct deadline *deadline)
{
	char *away = text_days_away(deadline->days), *text;

	if (!deadline->overdue)
		return away;
	/* TRANSLATORS: 10 days ago, overdue */
	text = str_make(_("%s, overdue"), away);
	free(away);
	return text;
}

/* What is asked for. */
struct wanted {
	day_t today, from, to;
	bool open;   /* of what is past only what is overdue */
	bool lapses;
	struct deadlines *out;
};

/* ---- how it is counted, in words */

static void add_span(struct str *out, const char *label, const struct scheme_span *span)
{
	char *words;

	if (!span->count)
		return;
	words = scheme_span_text(span);
	str_addf(out, "; %s: %s", label, words);
	free(words);
}

/* "Counted from: the first day of the grant, 1 June 2025; time from there: 3 months; time between: 1 year" */
static char *counted_words(const struct due *due)
{
	struct str out = STR_INIT;
	char *day;

	if (due->why != DUE_RULE)
		return NULL;
	day = text_day_long(due->anchor);
	str_addf(&out, "%s: %s, %s", _("Counted from"), _(deadline_anchor_label(due->rule->anchor)), day);
	add_span(&out, _("time from there"), &due->rule->after);
	add_span(&out, _("time between"), &due->rule->every);
	free(day);
	return str_take(&out);
}

/* Takes `name` and `what`. */
static void add(const struct wanted *w, const struct due *due, const char *grant, const struct scheme *scheme, char *name,
                char *what)
{
	struct deadline *d;

	MEM_GROW(w->out->of, w->out->count, w->out->room);
	d = &w->out->of[w->out->count++];
	*d = (struct deadline){
		.on = due->day,
		.days = (int64_t)due->day - w->today,
		.overdue = due->day < w->today && due->why == DUE_RULE && (due->by == BY_HOLDER || due->by == BY_EMPLOYER),
		.grant = mem_text(grant),
		.kind = due_kind_name(due),
		.by = due->by,
		.is = due->is,
		.name = name,
		.what = what,
		.rule = str_make("%s/%s", scheme->id, due->rule ? due->rule->id : due_kind_name(due)),
		.counted_from = due->why == DUE_RULE ? due->anchor : DAY_NONE,
		.counted = counted_words(due),
		.scheme = scheme,
	};
}

/* ---- in words */

static char *length_words(const struct due *due)
{
	if (due->is == LIMIT_HARD)
		return mem_text(_("The help cannot last longer than this. Find out in good time what comes after it."));
	return mem_text(_("As a rule the help lasts no longer than this. If it is needed longer, talk to the authority before."));
}

static char *age_words(const struct due *due)
{
	if (due->is == LIMIT_HARD)
		return mem_text(_("The help is given until this age. Find out in good time what comes instead."));
	return mem_text(_("As a rule the help is given until this age. If it is needed longer, talk to the authority before."));
}

static char *rate_words(const struct app *app, const struct grant_amount *amount, enum unit unit)
{
	struct rate rate = { grant_net(amount), unit, amount->per };

	return text_rate(&rate, app->household.currency);
}

static char *change_words(const struct app *app, const struct scheme *scheme, const struct due *due)
{
	const struct scheme_part *part = scheme_part(scheme, due->after->part);
	enum unit unit = part ? part->unit : UNIT_MINUTES;
	char *before = rate_words(app, due->before, unit), *after = rate_words(app, due->after, unit), *text;

	text = str_make(_("From this day on “%1$s” gives %2$s instead of %3$s."),
	                part ? scheme_text(&part->name, text_lang()) : due->after->part, after, before);
	free(before);
	free(after);
	return text;
}

static char *notice_words(const struct due *due)
{
	char *received = text_day_long(due->anchor), *effect = text_day_long(due->effect), *text;

	if (due->effect < due->day)
		text = str_make(_("The decision to reduce or end the help was received on %1$s. It takes effect on this day at the earliest, not "
		                  "already on %2$s as recorded: ask the authority."),
		                received, effect);
	else
		text = str_make(_("The decision to reduce or end the help was received on %1$s. It takes effect on this day at the earliest; "
		                  "until then the help goes on unchanged."),
		                received);
	free(received);
	free(effect);
	return text;
}

static const char *due_name(const struct due *due)
{
	static const char *const names[] = {
		[DUE_END] = N_("Last day of the grant"),
		[DUE_LENGTH] = N_("Last day, the longest allowed"),
		[DUE_CHANGE] = N_("Another amount"),
		[DUE_NOTICE] = N_("Notice is over"),
		[DUE_AGE] = N_("Age limit"),
		[DUE_LAPSE] = NULL, /* named by how much it is */
		[DUE_RULE] = NULL,  /* named by the scheme */
	};

	if (due->rule)
		return scheme_text(&due->rule->name, text_lang());
	return due->why == DUE_LENGTH && due->is == LIMIT_SOFT ? _("Last day, as a rule") : _(names[due->why]);
}

static char *due_words(const struct app *app, const struct scheme *scheme, const struct due *due)
{
	switch (due->why) {
	case DUE_RULE:
		return mem_text(scheme_text(&due->rule->what, text_lang()));
	case DUE_END:
		return mem_text(_("The grant ends with this day. If the help is needed longer, apply in good time before."));
	case DUE_LENGTH:
		return length_words(due);
	case DUE_CHANGE:
		return change_words(app, scheme, due);
	case DUE_NOTICE:
		return notice_words(due);
	case DUE_AGE:
		return age_words(due);
	case DUE_LAPSE:
		break;
	}
	return mem_text("");
}

/* ---- one grant */

/* Who has the help by the age limit may keep it: then nothing ends there. */
static bool find_age(struct app *app, const struct wanted *w, const struct grant *grant, const struct scheme *scheme,
                     struct dues *dues, struct status *st)
{
	day_t last;

	if (scheme->age_kept)
		return true;
	if (!app_holder_until(app, scheme, &last, st))
		return false;
	last = grant_last_day(scheme, last, NULL);
	if (grant_covers(grant, last) && last >= w->from && last <= w->to) {
		MEM_GROW(dues->of, dues->count, dues->room);
		dues->of[dues->count++] = (struct due){ .day = last, .why = DUE_AGE, .by = BY_HOLDER, .is = scheme->until_is };
	}
	return true;
}

static bool add_grant(struct app *app, const struct wanted *w, const struct grant *grant, struct status *st)
{
	static const struct holidays none;
	const struct scheme *scheme = app_scheme(app, grant->scheme, st);
	const struct holidays *holidays = &none;
	struct dues dues = { NULL, 0, 0 };
	bool ok;

	if (!scheme)
		return false;
	if (dues_count_workdays(scheme, grant)) {
		holidays = app_holidays(app, scheme->country, st);
		if (!holidays)
			return false;
	}
	dues_find(&dues, scheme, grant_level(grant, scheme), grant, holidays, w->from, w->to);
	ok = find_age(app, w, grant, scheme, &dues, st);
	for (int i = 0; ok && i < dues.count; i++)
		add(w, &dues.of[i], grant->id, scheme, mem_text(due_name(&dues.of[i])), due_words(app, scheme, &dues.of[i]));
	dues_done(&dues);
	return ok;
}

/* ---- what lapses */

static void add_lapse(struct app *app, const struct wanted *w, const struct standing *s)
{
	struct due due = { .day = s->next.day, .why = DUE_LAPSE, .by = BY_HOLDER, .is = LIMIT_HARD };
	bool settled = s->rules.carry == CARRY_YEAR || s->rules.carry == CARRY_POT;
	char *what, *amount, *name;

	/* Of an average nothing lapses. */
	if (!s->lapses || s->rules_part->average || due.day < w->from || due.day > w->to)
		return;
	what = app_lapse_sentence(app, &s->rules, s->rules_part->unit, s->next, s->use_to_keep, s->use_now);
	if (!what)
		return;
	amount = text_amount(s->next.amount, s->rules_part->unit, app->household.currency);
	name = str_make(settled ? _("Can be used until then: %s") : _("Lapses: %s"), amount);
	add(w, &due, s->grant, s->scheme, name, what);
	free(amount);
}

static bool add_lapses(struct app *app, const struct wanted *w, struct status *st)
{
	struct standings standings;

	if (!app_balance(app, month_of(w->today), &standings, st))
		return false;
	for (int i = 0; i < standings.count; i++)
		add_lapse(app, w, &standings.of[i]);
	standings_done(&standings);
	return true;
}

/* ---- all of them */

static int by_day(const void *a, const void *b)
{
	const struct deadline *x = a, *y = b;
	int order = strcmp(x->grant, y->grant);

	if (x->on != y->on)
		return x->on < y->on ? -1 : 1;
	return order ? order : strcmp(x->rule, y->rule);
}

/* What is past and nobody's to do any more goes. */
static void drop_past(struct deadlines *deadlines)
{
	int kept = 0;

	for (int i = 0; i < deadlines->count; i++) {
		struct deadline *one = &deadlines->of[i];

		if (one->days >= 0 || one->overdue)
			deadlines->of[kept++] = *one;
		else
			deadline_done(one);
	}
	deadlines->count = kept;
}

/* Over for more than a year, with nothing noted since: what may still follow stands in the whole list, and is not worth reading a
 * scheme for each time the first page is drawn. */
static bool is_long_over(const struct wanted *w, const struct grant *grant)
{
	day_t since = w->from - 366;

	for (int i = 0; i < grant->fact_count; i++)
		if (grant->facts[i].day >= since)
			return false;
	return grant->to < since && (grant->received == DAY_NONE || grant->received < since);
}

static bool find(struct app *app, const struct wanted *w, struct status *st)
{
	struct grants grants = { NULL, 0 };
	bool ok;

	*w->out = (struct deadlines){ NULL, 0, 0 };
	ok = app_may(app, MAY_READ_GRANTS, NULL, st) && grants_read(app->store, &grants, st);
	for (int i = 0; ok && i < grants.count; i++)
		ok = (!w->lapses && is_long_over(w, &grants.of[i])) || add_grant(app, w, &grants.of[i], st);
	grants_done(&grants);
	ok = ok && (!w->lapses || add_lapses(app, w, st));
	if (!ok)
		deadlines_done(w->out);
	if (w->open)
		drop_past(w->out);
	if (w->out->count)
		qsort(w->out->of, (size_t)w->out->count, sizeof *w->out->of, by_day);
	return ok;
}

bool app_deadlines(struct app *app, day_t from, day_t to, struct deadlines *out, struct status *st)
{
	day_t today = app_today(app);
	struct wanted w = { .today = today, .from = from, .to = to, .open = from == DAY_NONE, .lapses = true, .out = out };

	if (from == DAY_NONE)
		w.from = today - OVERDUE_DAYS;
	if (to == DAY_MAX)
		w.to = day_birthday(today, 1);
	return find(app, &w, st);
}

bool app_deadlines_soon(struct app *app, int days, struct deadlines *out, struct status *st)
{
	day_t today = app_today(app);
	struct wanted w = { .today = today, .from = today, .to = today + days, .out = out };

	return find(app, &w, st);
}
