/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which rules a household pays: those that it chose, as it keeps them; until then those that conf gives for its country. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/pay.h"
#include "ledsag/conf/scheme.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the files: a person's own, then the program's */

static bool rules_path(const char *id, char **out)
{
	char *directories[] = { place_own("pay"), str_make("%s/pay", place_conf()) };
	bool could_be = *id && strlen(id) <= 40 && !strchr(id, '/') && id[0] != '.' && strcmp(id, "TEMPLATE") != 0;

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
	return status_set(st, STATUS_INPUT, "pay", N_("There are no rules of pay “{1}”: “ledsag pay rules” shows those there are."), "s", id);
}

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

/* ---- the household's own copy */

static bool copy_read(struct app *app, const char *id, struct rule_file *out, bool *found, struct status *st)
{
	char *key = str_make("pay/%s", id);
	bool ok = rule_file_read(app->store, key, out, found, st);

	free(key);
	return ok;
}

static bool read_path(const char *id, struct pay_rules **out, struct status *st)
{
	char *path;
	bool ok = (rules_path(id, &path) || unknown(id, st)) && pay_read_file(out, path, st);

	free(path);
	return ok;
}

/* The copy, else the file. */
static bool rules_read(struct app *app, const char *id, struct pay_rules **out, bool *kept, struct status *st)
{
	struct rule_file file;
	bool ok = copy_read(app, id, &file, kept, st);

	if (ok && *kept) {
		ok = pay_read(out, id, file.text, file.id, st);
		rule_file_done(&file);
	} else if (ok) {
		ok = read_path(id, out, st);
	}
	return ok;
}

/* What conf gives for the household's country. */
static bool default_rules(struct app *app, struct pay_rules **out, struct status *st)
{
	char *directory = str_make("%s/pay", place_conf());
	struct scheme_list list;
	bool ok = scheme_list(&list, directory, st);

	for (int i = 0; ok && i < list.count && !*out; i++) {
		char *path = str_make("%s/%s.conf", directory, list.ids[i]);

		ok = pay_read_file(out, path, st);
		if (ok && (!(*out)->is_default || strcmp((*out)->country, app->household.country) != 0))
			pay_rules_free(out);
		free(path);
	}
	if (ok)
		scheme_list_free(&list);
	free(directory);
	return ok && (*out || status_set(st, STATUS_REFUSED, "pay", N_("No rules of pay are chosen: “ledsag pay rules ID” does that."), ""));
}

bool pay_rules_load(struct app *app, struct pay_rules **out, bool *kept, struct status *st)
{
	struct household household;
	bool ok;

	*out = NULL;
	*kept = false;
	/* Read anew: another session, or an undo, may have chosen since this one was opened. */
	if (!household_read(app->store, &household, st))
		return false;
	ok = household.pay ? rules_read(app, household.pay, out, kept, st) : default_rules(app, out, st);
	household_done(&household);
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

static bool add_choice(struct app *app, const char *id, const char *used, struct pay_choices *out, struct status *st)
{
	struct pay_choice choice = { .used = strcmp(id, used) == 0 };
	struct status why = STATUS_INIT;
	struct rule_file file;
	struct pay_rules *rules;

	if (!copy_read(app, id, &file, &choice.kept, st))
		return false;
	if (choice.kept) {
		choice.differs = differs(&file, id);
		rule_file_done(&file);
	}
	if (!rules_read(app, id, &rules, &choice.kept, &why)) {
		notices_add(&out->broken, &why);
		return true;
	}
	choice.id = mem_text(id);
	choice.name = mem_text(scheme_text(&rules->name, text_lang()));
	choice.note = mem_text(rules->note.in[LANG_EN] ? scheme_text(&rules->note, text_lang()) : "");
	choice.country = mem_text(rules->country);
	choice.source = mem_text(rules->source);
	choice.from = rules->from;
	pay_rules_free(&rules);
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count++] = choice;
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct pay_choice *x = a, *y = b;

	return strcmp(x->id, y->id);
}

bool app_pay_choices(struct app *app, struct pay_choices *out, struct status *st)
{
	struct pay_rules *rules = NULL;
	struct status why = STATUS_INIT;
	struct scheme_list list;
	char *used;
	bool kept, ok;

	*out = (struct pay_choices){ 0 };
	if (!app_may(app, MAY_READ_PAY, app->actor.id, st) || !rules_ids(&list, st))
		return false;
	if (!pay_rules_load(app, &rules, &kept, &why))
		notices_add(&out->broken, &why);
	used = mem_text(rules ? rules->id : "");
	pay_rules_free(&rules);
	/* Rules that the household keeps and whose file is gone are still its rules. */
	if (*used && !known(&list, used)) {
		MEM_GROW(list.ids, list.count, list.room);
		list.ids[list.count++] = mem_text(used);
	}
	ok = true;
	for (int i = 0; ok && i < list.count; i++)
		ok = add_choice(app, list.ids[i], used, out, st);
	scheme_list_free(&list);
	free(used);
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

/* ---- choosing them */

/* Keeps the file's text, where there is no copy yet or a new one is asked for; only of rules that can be read. */
static bool adopt(struct app *app, const char *id, bool renew, struct status *st)
{
	char *key = str_make("pay/%s", id), *path = NULL;
	struct str text = STR_INIT;
	struct pay_rules *rules = NULL;
	struct rule_file file;
	bool found, ok = copy_read(app, id, &file, &found, st);

	if (ok && found)
		rule_file_done(&file);
	if (ok && (!found || renew))
		ok = (rules_path(id, &path) || unknown(id, st)) && conf_load(path, &text, st) &&
		     pay_read(&rules, id, str_peek(&text), path, st) && rule_file_write(app->store, key, str_peek(&text), st);
	pay_rules_free(&rules);
	str_done(&text);
	free(path);
	free(key);
	return ok;
}

bool app_pay_choose(struct app *app, const char *id, bool renew, struct status *st)
{
	struct household household = { 0 };
	bool ok;

	if (!app_may(app, MAY_WRITE_PEOPLE, NULL, st) || !app_begin(app, "pay rules", st))
		return false;
	ok = household_read(app->store, &household, st) && adopt(app, id, renew, st);
	if (ok) {
		free(household.pay);
		household.pay = mem_text(id);
		app_subjectf(app, "pay %s", id);
		ok = household_write(app->store, &household, st);
	}
	household_done(&household);
	return app_finish(app, ok, st);
}
