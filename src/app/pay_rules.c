/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which rules of pay a month is paid: those that the household chose, each from its month on, as it keeps them; until then the
 * default of its country. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/app/rules.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/pay.h"
#include "ledsag/conf/scheme.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the files: a person's own, then the program's */

static bool known(const struct scheme_list *list, const char *id)
{
	for (int i = 0; i < list->count; i++)
		if (strcmp(list->ids[i], id) == 0)
			return true;
	return false;
}

/* Ids of all files, each once. */
static bool rules_ids(struct scheme_list *out, struct status *st)
{
	char *own = place_own("pay"), *conf = str_make("%s/pay", place_conf());
	struct scheme_list more = { NULL, 0, 0 };
	bool ok = scheme_list(out, conf, st);

	if (ok && own && access(own, F_OK) == 0)
		ok = scheme_list(&more, own, st);
	for (int i = 0; ok && i < more.count; i++)
		if (!known(out, more.ids[i])) {
			MEM_GROW(out->ids, out->count, out->room);
			out->ids[out->count++] = mem_text(more.ids[i]);
		}
	scheme_list_free(&more);
	if (!ok)
		scheme_list_free(out);
	free(own);
	free(conf);
	return ok;
}

/* ---- by which a month is paid */

/* What conf gives for a country: its id, NULL where there is none. A file that is broken is of interest only where no other is the
 * default. */
static bool default_on_disk(const char *country, char **id, struct status *st)
{
	char *directory = str_make("%s/pay", place_conf());
	struct scheme_list list = { NULL, 0, 0 };
	struct status why = STATUS_INIT;
	bool there = access(directory, F_OK) == 0, ok = !there || scheme_list(&list, directory, st);

	*id = NULL;
	for (int i = 0; ok && i < list.count && !*id; i++) {
		char *path = str_make("%s/%s.conf", directory, list.ids[i]);
		struct pay_rules *rules = NULL;

		if (pay_read_file(&rules, path, why.code ? NULL : &why) && rules->is_default && !strcmp(rules->country, country))
			*id = mem_text(list.ids[i]);
		pay_rules_free(&rules);
		free(path);
	}
	scheme_list_free(&list);
	free(directory);
	if (!ok || *id || !why.code)
		return ok;
	if (st)
		*st = why;
	return false;
}

/* As the household keeps it. */
static bool take_copy(struct app *app, month_t from, const char *id, struct pay_force *out, struct status *st)
{
	bool ok;

	out->text = kept_rule_text(app, "pay", from, id, &ok, st);
	out->id = mem_text(id);
	out->where = kept_rule_key("pay", from, id);
	out->since = from;
	out->kept = true;
	return ok;
}

static bool unknown(const char *id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "pay", N_("There are no rules of pay “{1}”: “ledsag pay rules” shows those there are."), "s", id);
}

/* As it is on disk now; takes `path`. */
static bool take_file(const char *id, char *path, struct pay_force *out, struct status *st)
{
	struct str text = STR_INIT;
	bool ok;

	out->where = path;
	ok = (out->where || unknown(id, st)) && conf_load(out->where, &text, st);
	out->id = mem_text(id);
	out->text = str_take(&text);
	return ok;
}

/* What nobody chose: the default that the household keeps, else conf's. */
static bool take_default(struct app *app, const struct kept_rules *kept, struct pay_force *out, struct status *st)
{
	char *id = NULL;
	bool ok = true;

	for (int i = 0; ok && !out->id && i < kept->count && kept->of[i].from == MONTH_NONE; i++) {
		struct pay_rules *rules = NULL;

		ok = take_copy(app, MONTH_NONE, kept->of[i].name, out, st) && pay_read(&rules, out->id, out->text, out->where, st);
		if (ok && (!rules->is_default || strcmp(rules->country, app->household.country) != 0))
			pay_force_done(out);
		pay_rules_free(&rules);
	}
	if (ok && !out->id)
		ok = default_on_disk(app->household.country, &id, st) &&
		     (!id || take_file(id, str_make("%s/pay/%s.conf", place_conf(), id), out, st));
	free(id);
	return ok;
}

static bool take_force(struct app *app, const struct kept_rules *kept, const char *chosen, month_t month, struct pay_force *out,
                       struct status *st)
{
	const struct kept_rule *dated = kept_rules_dated(kept, NULL, month);

	if (dated)
		return take_copy(app, dated->from, dated->name, out, st);
	if (!chosen)
		return take_default(app, kept, out, st);
	return kept_rules_first(kept, chosen) ? take_copy(app, MONTH_NONE, chosen, out, st)
	                                       : take_file(chosen, rule_path("pay", chosen), out, st);
}

bool pay_force_read(struct app *app, month_t month, struct pay_force *out, struct status *st)
{
	struct household household;
	struct kept_rules kept;
	bool ok;

	*out = (struct pay_force){ .since = MONTH_NONE };
	/* Read anew: another session, or an undo, may have chosen since this one was opened. */
	if (!household_read(app->store, &household, st))
		return false;
	ok = kept_rules_read(app, "pay", &kept, st);
	if (ok) {
		ok = take_force(app, &kept, household.pay, month, out, st);
		out->chosen = household.pay || out->since != MONTH_NONE;
		kept_rules_done(&kept);
	}
	household_done(&household);
	if (!ok)
		pay_force_done(out);
	return ok;
}

void pay_force_done(struct pay_force *force)
{
	free(force->id);
	free(force->text);
	free(force->where);
	*force = (struct pay_force){ .since = MONTH_NONE };
}

bool pay_rules_load(struct app *app, month_t month, struct pay_rules **out, struct pay_by *by, struct status *st)
{
	struct pay_force force;
	bool ok;

	*out = NULL;
	*by = (struct pay_by){ .since = MONTH_NONE };
	if (!pay_force_read(app, month, &force, st))
		return false;
	ok = (force.id || status_set(st, STATUS_REFUSED, "pay", N_("No rules of pay are chosen: “ledsag pay rules ID” does that."), "")) &&
	     pay_read(out, force.id, force.text, force.where, st);
	if (ok)
		*by = (struct pay_by){
			.rules = mem_text(force.id),
			.name = mem_text(scheme_text(&(*out)->name, text_lang())),
			.source = mem_text((*out)->source),
			.file = str_make("pay/%s.conf", force.id),
			.since = force.since,
			.kept = force.kept,
		};
	pay_force_done(&force);
	return ok;
}

void pay_by_done(struct pay_by *by)
{
	free(by->rules);
	free(by->name);
	free(by->source);
	free(by->file);
	*by = (struct pay_by){ .since = MONTH_NONE };
}

/* ---- showing them */

/* The last copy of some rules, whenever it holds; *text NULL where there is none; free(). */
static bool last_copy(struct app *app, const struct kept_rules *kept, const char *id, char **text, struct status *st)
{
	const struct kept_rule *rule = kept_rules_dated(kept, id, INT32_MAX);
	bool ok = true;

	if (!rule)
		rule = kept_rules_first(kept, id);
	*text = rule ? kept_rule_text(app, "pay", rule->from, id, &ok, st) : NULL;
	return ok;
}

/* A file that is gone or cannot be read changes nothing. */
static bool differs(const char *copy, const char *path)
{
	struct str text = STR_INIT;
	bool other = copy && path && conf_load(path, &text, NULL) && strcmp(copy, str_peek(&text)) != 0;

	str_done(&text);
	return other;
}

static void fill_choice(const struct pay_rules *rules, struct pay_choice *out)
{
	out->id = mem_text(rules->id);
	out->name = mem_text(scheme_text(&rules->name, text_lang()));
	out->note = mem_text(rules->note.in[LANG_EN] ? scheme_text(&rules->note, text_lang()) : "");
	out->country = mem_text(rules->country);
	out->source = mem_text(rules->source);
	out->from = rules->from;
}

static bool add_choice(struct app *app, const char *id, const struct pay_force *now, const struct kept_rules *kept,
                       struct pay_choices *out, struct status *st)
{
	struct pay_choice choice = { .used = now->id && strcmp(id, now->id) == 0, .chosen = now->chosen };
	char *path = rule_path("pay", id), *copy;
	struct status why = STATUS_INIT;
	struct pay_rules *rules = NULL;
	bool ok = last_copy(app, kept, id, &copy, st), reads;

	if (ok) {
		choice.kept = copy != NULL;
		choice.differs = differs(copy, path);
		reads = copy ? pay_read(&rules, id, copy, id, &why) : path ? pay_read_file(&rules, path, &why) : unknown(id, &why);
		if (reads) {
			fill_choice(rules, &choice);
			out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
			out->of[out->count++] = choice;
		} else {
			notices_add(&out->broken, &why);
		}
		pay_rules_free(&rules);
	}
	free(copy);
	free(path);
	return ok;
}

static int by_id(const void *a, const void *b)
{
	const struct pay_choice *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* Rules that the household pays by, once did or will, and whose file is gone, are still its rules. */
static void add_kept_ids(struct scheme_list *list, const struct pay_force *now, const struct kept_rules *kept)
{
	for (int i = -1; i < kept->count; i++) {
		const char *id = i >= 0 ? kept->of[i].name : now->id;

		if (!id || known(list, id) || (i >= 0 && kept->of[i].from == MONTH_NONE))
			continue;
		MEM_GROW(list->ids, list->count, list->room);
		list->ids[list->count++] = mem_text(id);
	}
}

bool app_pay_choices(struct app *app, struct pay_choices *out, struct status *st)
{
	struct pay_force now;
	struct kept_rules kept;
	struct status why = STATUS_INIT;
	struct scheme_list list;
	bool ok;

	*out = (struct pay_choices){ 0 };
	if (!app_may(app, MAY_READ_PAY, app->actor.id, st) || !kept_rules_read(app, "pay", &kept, st))
		return false;
	ok = rules_ids(&list, st);
	if (ok) {
		if (!pay_force_read(app, month_of(app_today(app)), &now, &why))
			notices_add(&out->broken, &why);
		add_kept_ids(&list, &now, &kept);
		for (int i = 0; ok && i < list.count; i++)
			ok = add_choice(app, list.ids[i], &now, &kept, out, st);
		pay_force_done(&now);
		scheme_list_free(&list);
	}
	kept_rules_done(&kept);
	if (!ok)
		pay_choices_done(out);
	else if (out->count)
		qsort(out->of, (size_t)out->count, sizeof *out->of, by_id);
	return ok;
}

void pay_choices_done(struct pay_choices *choices)
{
	for (int i = 0; i < choices->count; i++) {
		free(choices->of[i].id);
		free(choices->of[i].name);
		free(choices->of[i].note);
		free(choices->of[i].country);
		free(choices->of[i].source);
	}
	free(choices->of);
	notices_done(&choices->broken);
	*choices = (struct pay_choices){ 0 };
}
