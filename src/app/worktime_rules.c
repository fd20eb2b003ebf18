/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which working-time rules a household plans: those that it chose, as it keeps them; until then those that conf gives for its
 * country. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/app/text.h"
#include "ledsag/app/worktime.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/scheme.h"
#include "ledsag/conf/worktime.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Kept beside the copies of the files, which are "worktime/ID": so no file is called so. */
#define CHOICE "choice"

/* ---- the files: a person's own, then the program's */

static bool rules_path(const char *id, char **out)
{
	char *directories[] = { place_own("worktime"), str_make("%s/worktime", place_conf()) };
	bool could_be = *id && strlen(id) <= 40 && !strchr(id, '/') && id[0] != '.' && strcmp(id, "TEMPLATE") != 0 &&
	                strcmp(id, CHOICE) != 0;

	*out = NULL;
	for (size_t i = 0; i < COUNT_OF(directories); i++) {
		char *path = could_be && directories[i] && !*out ? str_make("%s/%s.conf", directories[i], id) : NULL;

		if (path && access(path, R_OK) == 0)
			*out = path;
		else
			free(path);
		free(directories[i]);
	}
	return *out;
}

static bool unknown(const char *id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "worktime",
	                  N_("There are no working-time rules “{1}”: “ledsag roster rules” shows those there are."), "s", id);
}

static bool known(const struct scheme_list *list, const char *id)
{
	for (int i = 0; i < list->count; i++)
		if (strcmp(list->ids[i], id) == 0)
			return true;
	return false;
}

static void add_id(struct scheme_list *list, const char *id)
{
	if (known(list, id))
		return;
	MEM_GROW(list->ids, list->count, list->room);
	list->ids[list->count++] = mem_text(id);
}

/* Ids of all files, each once. */
static bool rules_ids(struct scheme_list *out, struct status *st)
{
	char *own = place_own("worktime"), *conf = str_make("%s/worktime", place_conf());
	struct scheme_list more = { NULL, 0, 0 };
	bool ok = scheme_list(out, conf, st);

	if (ok && own && access(own, F_OK) == 0)
		ok = scheme_list(&more, own, st);
	for (int i = 0; ok && i < more.count; i++)
		add_id(out, more.ids[i]);
	scheme_list_free(&more);
	if (!ok)
		scheme_list_free(out);
	free(own);
	free(conf);
	return ok;
}

/* ---- what the household keeps */

static bool copy_read(struct app *app, const char *id, struct rule_file *out, bool *found, struct status *st)
{
	char *key = str_make("worktime/%s", id);
	bool ok = rule_file_read(app->store, key, out, found, st);

	free(key);
	return ok;
}

/* *found: a choice was written before, be it that nothing was chosen. */
static bool choice_read(struct app *app, struct worktime_choice *out, bool *found, struct status *st)
{
	struct rule_file file;
	bool ok;

	*out = (struct worktime_choice){ 0 };
	if (!copy_read(app, CHOICE, &file, found, st))
		return false;
	if (!*found)
		return true;
	ok = worktime_choice_read(out, file.text, file.id, st);
	rule_file_done(&file);
	return ok;
}

/* The first copy of a rule file stays when it is undone. So before the first choice stands that there was none, and undoing goes
 * back to that. */
static bool choice_write(struct app *app, const struct worktime_choice *choice, bool first, struct status *st)
{
	char *text = worktime_choice_write(choice);
	bool ok = (!first || rule_file_write(app->store, "worktime/" CHOICE, "", st)) &&
	          rule_file_write(app->store, "worktime/" CHOICE, text, st);

	free(text);
	return ok;
}

/* The copy, else the file. */
static bool rules_read(struct app *app, const char *id, struct worktime_rules **out, bool *kept, struct status *st)
{
	struct rule_file file;
	char *path;
	bool ok = copy_read(app, id, &file, kept, st);

	if (ok && *kept) {
		ok = worktime_read(out, id, file.text, file.id, st);
		rule_file_done(&file);
	} else if (ok) {
		ok = (rules_path(id, &path) || unknown(id, st)) && worktime_read_file(out, path, st);
		free(path);
	}
	return ok;
}

/* What conf gives for the household's country; *out NULL where that is nothing. */
static bool default_rules(struct app *app, struct worktime_rules **out, struct status *st)
{
	char *directory = str_make("%s/worktime", place_conf());
	struct scheme_list list = { NULL, 0, 0 };
	bool ok = access(directory, F_OK) != 0 || scheme_list(&list, directory, st);

	for (int i = 0; ok && i < list.count && !*out; i++) {
		char *path = str_make("%s/%s.conf", directory, list.ids[i]);

		ok = worktime_read_file(out, path, st);
		if (ok && (!(*out)->is_default || strcmp((*out)->country, app->household.country) != 0))
			worktime_rules_free(out);
		free(path);
	}
	scheme_list_free(&list);
	free(directory);
	return ok;
}

bool worktime_load(struct app *app, struct worktime_rules **out, bool *kept, struct status *st)
{
	struct worktime_choice choice;
	bool found, copied = false, ok;

	*out = NULL;
	if (!choice_read(app, &choice, &found, st))
		return false;
	ok = choice.rules ? rules_read(app, choice.rules, out, &copied, st) : default_rules(app, out, st);
	if (ok && *out)
		worktime_choice_apply(&choice, *out);
	if (kept)
		*kept = copied;
	worktime_choice_done(&choice);
	return ok;
}

/* ---- showing them */

static bool differs(const struct rule_file *file, const char *id)
{
	struct str text = STR_INIT;
	bool other;
	char *path;

	/* A file that is gone or cannot be read changes nothing. */
	other = rules_path(id, &path) && conf_load(path, &text, NULL) && strcmp(file->text, str_peek(&text)) != 0;
	str_done(&text);
	free(path);
	return other;
}

static bool add_file(struct app *app, const char *id, struct roster_rules *out, struct status *st)
{
	struct roster_file one = { .used = out->used && strcmp(id, out->used->id) == 0 };
	struct status why = STATUS_INIT;
	struct worktime_rules *rules;
	struct rule_file file;

	if (!copy_read(app, id, &file, &one.kept, st))
		return false;
	if (one.kept) {
		one.differs = differs(&file, id);
		rule_file_done(&file);
	}
	if (!rules_read(app, id, &rules, &one.kept, &why)) {
		notices_add(&out->broken, &why);
		return true;
	}
	one.id = mem_text(id);
	one.name = mem_text(scheme_text(&rules->name, text_lang()));
	one.note = mem_text(rules->note.in[LANG_EN] ? scheme_text(&rules->note, text_lang()) : "");
	one.country = mem_text(rules->country);
	one.source = mem_text(rules->source);
	one.from = rules->from;
	worktime_rules_free(&rules);
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = one;
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct roster_file *x = a, *y = b;

	return strcmp(x->id, y->id);
}

bool app_roster_rules(struct app *app, struct roster_rules *out, struct status *st)
{
	struct status why = STATUS_INIT;
	struct scheme_list list;
	bool ok = true;

	*out = (struct roster_rules){ 0 };
	if (!app_may(app, MAY_READ_ROSTER, NULL, st) || !rules_ids(&list, st))
		return false;
	if (!worktime_load(app, &out->used, NULL, &why))
		notices_add(&out->broken, &why);
	/* Rules that the household keeps and whose file is gone are still its rules. */
	if (out->used)
		add_id(&list, out->used->id);
	for (int i = 0; ok && i < list.count; i++)
		ok = add_file(app, list.ids[i], out, st);
	scheme_list_free(&list);
	if (!ok)
		roster_rules_done(out);
	else if (out->count)
		qsort(out->of, (size_t)out->count, sizeof *out->of, by_id);
	return ok;
}

void roster_rules_done(struct roster_rules *rules)
{
	for (int i = 0; i < rules->count; i++) {
		free(rules->of[i].id);
		free(rules->of[i].name);
		free(rules->of[i].note);
		free(rules->of[i].country);
		free(rules->of[i].source);
	}
	free(rules->of);
	worktime_rules_free(&rules->used);
	notices_done(&rules->broken);
	*rules = (struct roster_rules){ 0 };
}

/* ---- choosing them */

/* Keeps the file's text, where there is no copy yet or a new one is asked for; only of rules that can be read. */
static bool adopt(struct app *app, const char *id, bool renew, struct status *st)
{
	char *key = str_make("worktime/%s", id), *path = NULL;
	struct worktime_rules *rules = NULL;
	struct str text = STR_INIT;
	struct rule_file file;
	bool found, ok = copy_read(app, id, &file, &found, st);

	if (ok && found)
		rule_file_done(&file);
	if (ok && (!found || renew))
		ok = (rules_path(id, &path) || unknown(id, st)) && conf_load(path, &text, st) &&
		     worktime_read(&rules, id, str_peek(&text), path, st) && rule_file_write(app->store, key, str_peek(&text), st);
	worktime_rules_free(&rules);
	str_done(&text);
	free(path);
	free(key);
	return ok;
}

/* Lets rules block, or only warn; each must be one of those that are chosen. */
static bool set_rules(struct worktime_choice *choice, const struct worktime_rules *rules, const char *const *ids, int count,
                      bool blocks, struct status *st)
{
	for (int i = 0; i < count; i++) {
		if (!worktime_rule(rules, ids[i]))
			return status_set(st, STATUS_INPUT, "worktime",
			                  N_("“{1}” is no rule of “{2}”: “ledsag roster rules” shows those there are."), "ss", ids[i],
			                  rules->id);
		worktime_choice_set(choice, ids[i], blocks);
	}
	return true;
}

/* The rules that are meant: those named, else those that are used already. */
static bool pick(struct app *app, const char *id, struct worktime_choice *choice, struct status *st)
{
	struct worktime_rules *rules = NULL;

	if (!id && !choice->rules && (!default_rules(app, &rules, st) || !rules)) {
		worktime_rules_free(&rules);
		return status_set(st, STATUS_REFUSED, "worktime", N_("No working-time rules are chosen: “ledsag roster rules ID” does that."), "");
	}
	if (id || !choice->rules) {
		free(choice->rules);
		choice->rules = mem_text(id ? id : rules->id);
	}
	worktime_rules_free(&rules);
	return true;
}

bool app_roster_choose(struct app *app, const struct roster_choice *input, struct status *st)
{
	struct worktime_choice choice = { 0 };
	struct worktime_rules *rules = NULL;
	bool found = false, kept, ok;

	if (!app_may(app, MAY_PLAN, NULL, st) || !app_begin(app, "roster rules", st))
		return false;
	ok = choice_read(app, &choice, &found, st) && pick(app, input->id, &choice, st) &&
	     adopt(app, choice.rules, input->renew, st) && rules_read(app, choice.rules, &rules, &kept, st) &&
	     set_rules(&choice, rules, input->block, input->block_count, true, st) &&
	     set_rules(&choice, rules, input->warn, input->warn_count, false, st) && choice_write(app, &choice, !found, st);
	if (ok)
		app_subjectf(app, "worktime %s", choice.rules);
	worktime_rules_free(&rules);
	worktime_choice_done(&choice);
	return app_finish(app, ok, st);
}
