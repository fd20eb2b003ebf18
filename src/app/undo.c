/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: which change is meant, and whether taking it back still obeys the rules. */
#include "internal.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- which change */

struct undo_search {
	int64_t seq;       /* found */
	bool redo;
	char *what;
	int64_t *undone;   /* changes that a later one took back */
	int undone_count, undone_room;
};

/* Walks the actor's changes from the newest: an undo hides the change that it names, a redo hides the undo. */
static bool undo_step(void *context, const struct audit_row *row)
{
	struct undo_search *s = context;

	if (!row->rows)
		return true; /* sums made anew: nothing that could be taken back */
	for (int i = 0; i < s->undone_count; i++)
		if (s->undone[i] == row->seq)
			return true;
	if (row->redoes || row->undoes) {
		int64_t hidden = row->redoes ? row->redoes : row->undoes;

		if (s->redo && row->undoes) {
			s->seq = row->seq;
			s->what = str_make("%s: %s", row->action, row->subject);
			return false;
		}
		MEM_GROW(s->undone, s->undone_count, s->undone_room);
		s->undone[s->undone_count++] = hidden;
		/* A redone change may be undone again: the redo itself stands for it. */
		if (row->redoes && !s->redo) {
			s->seq = row->seq;
			s->what = str_make("%s: %s", row->action, row->subject);
			return false;
		}
		return true;
	}
	if (s->redo)
		return false; /* something new was done since: nothing to redo */
	if (!strcmp(row->action, "init") || !strcmp(row->action, "demo"))
		return false; /* there is nothing before the beginning */
	s->seq = row->seq;
	s->what = str_make("%s: %s", row->action, row->subject);
	return false;
}

/* ---- the rules: what was allowed then may not be so now, and what the person might do then neither */

struct undoing {
	struct app *app;
	int64_t seq; /* the change that is taken back */
	bool redo;
	struct directory directory; /* as it is when the first entry comes: after grants and people went back */
	bool has_directory;
};

static bool is_judged(const struct entry *entry)
{
	return entry && (entry->state == ENTRY_APPROVED || entry->state == ENTRY_REJECTED);
}

/* An approval or a rejection is taken back, or given again, only by who may give one. Who takes back an edit of their own that
 * ended one brings back the entry as it was approved; who takes back a withdrawal, too. */
static bool may_judge(const struct undoing *u, const struct entry *before, const struct entry *after, struct status *st)
{
	const struct entry *judged = u->redo ? after : before, *other = u->redo ? before : after;

	if (!is_judged(judged) || !other || judged->state == other->state)
		return true;
	return app_may(u->app, MAY_APPROVE_HOURS, judged->person, st);
}

/* A month that was closed after the change keeps it: what is to be different is a correction, and written as one. */
static bool may_touch(const struct undoing *u, const struct entry *entry, struct status *st)
{
	struct month_parts parts;
	bool closed = false;

	if (!entry || !entry_state_counts(entry->state))
		return true;
	if (!hours_by_month(u->app, entry, &parts, st))
		return false;
	for (int i = 0; i < parts.count && !closed; i++)
		if (!closed_since(u->app, u->seq, parts.of[i].month, &closed, st))
			return false;
	return !closed || status_set(st, STATUS_REFUSED, "closed",
	                             N_("{1} was closed since, so this cannot be undone: change or withdraw entry {2}, which is then a correction."),
	                             "Mi", parts.of[0].month, entry->id);
}

static bool undo_entry(void *context, const struct entry *before, const struct entry *after, struct status *st)
{
	struct undoing *u = context;

	if ((before && !app_may(u->app, MAY_EDIT_HOURS, before->person, st)) ||
	    (after && !app_may(u->app, MAY_EDIT_HOURS, after->person, st)) || !may_judge(u, before, after, st) ||
	    !may_touch(u, before, st) || !may_touch(u, after, st))
		return false;
	if (after && !u->has_directory) {
		u->has_directory = directory_read(u->app, &u->directory, st);
		if (!u->has_directory)
			return false;
	}
	return (!after || hours_still_allowed(u->app, &u->directory, before, after, st)) &&
	       hours_follow(u->app, before, after, st);
}

/* A grant that closed months were accounted for with does not go. */
static bool may_go(const struct undoing *u, const char *id, struct status *st)
{
	struct grant grant;
	bool found, kept = false;

	if (!grant_read(u->app->store, id, &grant, &found, st))
		return false;
	if (found)
		grant_done(&grant);
	else if (!closed_grant(u->app->store, id, &kept, st))
		return false;
	return !kept || status_set(st, STATUS_REFUSED, "closed",
	                           N_("“{1}” stands in months that are closed: it cannot go, unless they are opened again."), "s", id);
}

static bool undo_grant(void *context, const char *id, struct status *st)
{
	struct undoing *u = context;

	return app_may(u->app, MAY_WRITE_GRANTS, NULL, st) && grant_stands(u->app, id, st) && may_go(u, id, st);
}

static bool undo_person(void *context, const char *id, struct status *st)
{
	struct undoing *u = context;

	return app_may(u->app, MAY_WRITE_PEOPLE, NULL, st) && person_stands(u->app, id, st);
}

static bool undo_shift(void *context, int64_t id, struct status *st)
{
	struct undoing *u = context;

	return shift_stands(u->app, id, st);
}

static bool undo_money(void *context, int64_t id, struct status *st)
{
	struct undoing *u = context;
	struct money money;
	bool found, closed = false, ok;
	month_t month;

	if (!money_stands(u->app, id, st) || !money_read(u->app->store, id, &money, &found, st))
		return false;
	if (!found)
		return true;
	month = month_of(money.day);
	ok = closed_since(u->app, u->seq, month, &closed, st);
	money_copy_done(&money);
	if (ok && closed)
		return status_set(st, STATUS_REFUSED, "closed",
		                  N_("{1} was closed since, so this cannot be undone: change or withdraw booking {2}, which is then a correction."), "Mi",
		                  month, id);
	return ok;
}

static bool undo_absence(void *context, int64_t id, struct status *st)
{
	struct undoing *u = context;

	return absence_stands(u->app, id, st);
}

static bool revert(struct app *app, int64_t seq, bool redo, struct status *st)
{
	struct undoing u = { .app = app, .seq = seq, .redo = redo };
	struct revert_rules rules = { &u, undo_entry, undo_grant, undo_person, undo_shift, undo_money, undo_absence };
	bool ok = change_revert(app->store, seq, &rules, st);

	directory_done(&u.directory);
	return ok;
}

/* A closing is opened again with a reason, which stays to be seen. */
static bool is_no_closing(const char *what, struct status *st)
{
	if (!strncmp(what, "close: ", 7))
		return status_set(st, STATUS_REFUSED, "closed", N_("A closing is not undone: “ledsag reopen” opens the month again and asks why."), "");
	if (!strncmp(what, "reopen: ", 8))
		return status_set(st, STATUS_REFUSED, "closed", N_("An opening is not undone: “ledsag close” closes the month again."), "");
	return true;
}

/* What would be undone or redone now; free() search->what. */
static bool find_change(struct app *app, bool redo, struct undo_search *search, struct status *st)
{
	bool ok;

	*search = (struct undo_search){ .redo = redo };
	ok = audit_each_back(app->store, app->actor.id, undo_step, search, st);
	free(search->undone);
	if (ok && !search->seq)
		ok = status_set(st, STATUS_REFUSED, redo ? "nothing-to-redo" : "nothing-to-undo",
		                redo ? N_("There is nothing to redo.") : N_("There is nothing of yours to undo."), "");
	return ok;
}

/* Begins the change that takes back what is to be undone; looked for anew where another session wrote in between. */
static bool begin_undo(struct app *app, bool redo, struct undo_search *search, struct status *st)
{
	struct change change = app_change(app, redo ? "redo" : "undo");
	int64_t head;
	char hex[65];

	for (;;) {
		if (!audit_head(app->store, &head, hex, st) || !find_change(app, redo, search, st))
			return false;
		*(redo ? &change.redoes : &change.undoes) = search->seq;
		if (!store_begin(app->store, &change, st))
			return false;
		if (store_seq(app->store) == head + 1)
			return true;
		store_rollback(app->store);
		free(search->what);
		search->what = NULL;
	}
}

static bool undo_or_redo(struct app *app, bool redo, char **what, struct status *st)
{
	struct undo_search search = { 0 };
	bool ok = app_may(app, MAY_LOG_HOURS, app->actor.id, st) && begin_undo(app, redo, &search, st);

	if (ok) {
		/* What was undone or redone keeps its name: "log: entry 17". */
		const char *subject = strncmp(search.what, "redo: ", 6) &&
		                      strncmp(search.what, "undo: ", 6) ? search.what : search.what + 6;

		app_subjectf(app, "%s", subject);
		ok = app_finish(app, is_no_closing(search.what, st) && revert(app, search.seq, redo, st), st);
		calendars_done(app); /* which public holidays are kept may have gone back too */
		if (ok && what)
			*what = mem_text(subject);
	}
	free(search.what);
	return ok;
}

bool app_undo(struct app *app, char **what, struct status *st)
{
	return undo_or_redo(app, false, what, st);
}

bool app_redo(struct app *app, char **what, struct status *st)
{
	return undo_or_redo(app, true, what, st);
}
