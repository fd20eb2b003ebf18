/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule files that the household keeps, so that what was paid, credited and earned stays as it was: which there are, and keeping
 * those that it goes by. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/app/rules.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/leave.h"
#include "ledsag/conf/pay.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- keys */

char *kept_rule_key(const char *folder, month_t from, const char *name)
{
	char month[8];

	if (from == MONTH_NONE)
		return str_make("%s/%s", folder, name);
	month_format(from, month);
	return str_make("%s/%s/%s", folder, month, name);
}

/* Takes "2025-06/dk.example" apart; no name has a slash in it. */
static bool read_key(const char *key, month_t *from, const char **name)
{
	const char *slash = strchr(key, '/');
	char *month;
	bool ok;

	*from = MONTH_NONE;
	*name = slash ? slash + 1 : key;
	if (!slash)
		return true;
	month = mem_textn(key, (size_t)(slash - key));
	ok = strlen(month) == 7 && month_parse(month, 0, from, NULL) && !strchr(*name, '/');
	free(month);
	return ok;
}

struct kept_search {
	struct kept_rules *out;
	size_t skip; /* of each key: the folder and its slash */
};

static bool add_key(void *context, const char *id)
{
	struct kept_search *s = context;
	struct kept_rules *out = s->out;
	const char *name;
	month_t from;

	if (read_key(id + s->skip, &from, &name)) {
		MEM_GROW(out->of, out->count, out->room);
		out->of[out->count++] = (struct kept_rule){ from, mem_text(name) };
	}
	return true;
}

static int by_month(const void *a, const void *b)
{
	const struct kept_rule *x = a, *y = b;

	return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : strcmp(x->name, y->name);
}

bool kept_rules_read(struct app *app, const char *folder, struct kept_rules *out, struct status *st)
{
	struct kept_search search = { out, strlen(folder) + 1 };

	*out = (struct kept_rules){ NULL, 0, 0 };
	if (!rule_files_each(app->store, folder, add_key, &search, st)) {
		kept_rules_done(out);
		return false;
	}
	if (out->count)
		qsort(out->of, (size_t)out->count, sizeof *out->of, by_month);
	return true;
}

void kept_rules_done(struct kept_rules *kept)
{
	for (int i = 0; i < kept->count; i++)
		free(kept->of[i].name);
	free(kept->of);
	*kept = (struct kept_rules){ NULL, 0, 0 };
}

const struct kept_rule *kept_rules_dated(const struct kept_rules *kept, const char *name, month_t month)
{
	const struct kept_rule *found = NULL;

	for (int i = 0; i < kept->count && kept->of[i].from <= month; i++)
		if (kept->of[i].from != MONTH_NONE && (!name || !strcmp(kept->of[i].name, name)))
			found = &kept->of[i];
	return found;
}

const struct kept_rule *kept_rules_first(const struct kept_rules *kept, const char *name)
{
	for (int i = 0; i < kept->count && kept->of[i].from == MONTH_NONE; i++)
		if (!strcmp(kept->of[i].name, name))
			return &kept->of[i];
	return NULL;
}

char *kept_rule_text(struct app *app, const char *folder, month_t from, const char *name, bool *ok, struct status *st)
{
	char *key = kept_rule_key(folder, from, name), *text = NULL;
	struct rule_file file;
	bool found;

	*ok = rule_file_read(app->store, key, &file, &found, st);
	if (*ok && found) {
		text = mem_text(file.text);
		rule_file_done(&file);
	}
	free(key);
	return text;
}

/* ---- files on disk */

char *rule_path(const char *folder, const char *name)
{
	char *directories[] = { strcmp(folder, "pay") ? NULL : place_own(folder), str_make("%s/%s", place_conf(), folder) };
	bool could_be = *name && strlen(name) <= 40 && !strchr(name, '/') && name[0] != '.' && strcmp(name, "TEMPLATE") != 0;
	char *found = NULL;

	for (size_t i = 0; i < COUNT_OF(directories); i++) {
		char *path = could_be && directories[i] && !found ? str_make("%s/%s.conf", directories[i], name) : NULL;

		if (path && access(path, R_OK) == 0)
			found = path;
		else
			free(path);
		free(directories[i]);
	}
	return found;
}

static bool can_be_used(const char *folder, const char *name, const char *text, const char *path, struct status *st)
{
	struct pay_rules *pay = NULL;
	struct holidays holidays = { NULL, 0, 0 };
	struct leave_rules leave = { NULL, NULL, 0 };
	bool ok = !strcmp(folder, "pay")        ? pay_read(&pay, name, text, path, st)
	          : !strcmp(folder, "holidays") ? holidays_read(&holidays, text, path, st)
	                                        : leave_rules_read(&leave, text, path, st);

	pay_rules_free(&pay);
	holidays_done(&holidays);
	leave_rules_done(&leave);
	return ok;
}

char *rule_load(const char *folder, const char *name, const char *path, struct status *st)
{
	struct str text = STR_INIT;

	if (conf_load(path, &text, st) && can_be_used(folder, name, str_peek(&text), path, st))
		return str_take(&text);
	str_done(&text);
	return NULL;
}

/* ---- keeping them early: before a file can change */

static bool keep_text(struct app *app, const char *folder, const char *name, const char *text, bool *wrote, struct status *st)
{
	char *key = kept_rule_key(folder, MONTH_NONE, name);
	bool ok = rule_file_write(app->store, key, text, st);

	*wrote = true;
	free(key);
	return ok;
}

/* Where there is a file. */
static bool keep_file(struct app *app, const char *folder, const char *name, bool *wrote, struct status *st)
{
	char *path = rule_path(folder, name), *text = path ? rule_load(folder, name, path, st) : NULL;
	bool ok = !path || (text && keep_text(app, folder, name, text, wrote, st));

	free(text);
	free(path);
	return ok;
}

static bool keep_pay(struct app *app, bool *wrote, struct status *st)
{
	struct pay_force force;
	bool ok = pay_force_read(app, MONTH_NONE, &force, st);

	if (ok && force.id && !force.kept)
		ok = can_be_used("pay", force.id, force.text, force.where, st) &&
		     keep_text(app, "pay", force.id, force.text, wrote, st);
	pay_force_done(&force);
	return ok;
}

/* All of the country and the region, or none: a place that comes to have a file later is offered. */
static bool keep_holidays(struct app *app, bool *wrote, struct status *st)
{
	const char *country = app->household.country;
	struct kept_rules kept;
	char **places;
	int count;
	bool ok = kept_rules_read(app, "holidays", &kept, st), there = ok && kept_rules_first(&kept, country);

	if (!ok)
		return false;
	kept_rules_done(&kept);
	places = app_places(app, country, &count);
	for (int i = 0; ok && !there && i < count; i++)
		ok = keep_file(app, "holidays", places[i], wrote, st);
	ids_free(&places, count);
	return ok;
}

static bool keep_leave(struct app *app, bool *wrote, struct status *st)
{
	bool ok;
	char *text = kept_rule_text(app, "holiday-leave", MONTH_NONE, app->household.country, &ok, st);

	ok = ok && (text || keep_file(app, "holiday-leave", app->household.country, wrote, st));
	free(text);
	return ok;
}

bool rules_keep(struct app *app, bool *wrote, struct status *st)
{
	return keep_pay(app, wrote, st) && keep_holidays(app, wrote, st) && keep_leave(app, wrote, st);
}

/* ---- what is kept, to be looked at */

static struct rule_kept *add_kept(struct rules_kept *out, const char *folder, month_t from, const char *name)
{
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count] = (struct rule_kept){
		.file = str_make("%s/%s.conf", folder, name),
		.id = strcmp(folder, "pay") ? str_make("%s/%s", folder, name) : mem_text(name),
		.from = from,
		.kept = true,
	};
	return &out->of[out->count++];
}

/* A file that is gone or cannot be read changes nothing. */
static bool differs(struct app *app, const char *folder, month_t from, const char *name, bool *out, struct status *st)
{
	char *path = rule_path(folder, name), *kept;
	struct str text = STR_INIT;
	bool ok = true;

	*out = false;
	if (path && conf_load(path, &text, NULL)) {
		kept = kept_rule_text(app, folder, from, name, &ok, st);
		*out = !kept || strcmp(kept, str_peek(&text)) != 0;
		free(kept);
	}
	str_done(&text);
	free(path);
	return ok;
}

/* The rules since ever, then those from a month on. Only what the household goes by now, or will, can be of use when it changes. */
static bool list_pay(struct app *app, struct rules_kept *out, struct status *st)
{
	month_t today = month_of(app_today(app));
	const struct kept_rule *now;
	struct kept_rules kept;
	struct pay_force force;
	struct rule_kept *row;
	bool ok;

	if (!kept_rules_read(app, "pay", &kept, st))
		return false;
	ok = pay_force_read(app, MONTH_NONE, &force, st);
	now = kept_rules_dated(&kept, NULL, today);
	if (ok && force.id && force.kept) {
		row = add_kept(out, "pay", MONTH_NONE, force.id);
		ok = now || kept_rules_dated(&kept, force.id, INT32_MAX) ||
		     differs(app, "pay", MONTH_NONE, force.id, &row->differs, st);
	}
	for (int i = 0; ok && i < kept.count; i++) {
		const struct kept_rule *rule = &kept.of[i];

		if (rule->from == MONTH_NONE)
			continue;
		row = add_kept(out, "pay", rule->from, rule->name);
		if ((rule == now || rule->from > today) && rule == kept_rules_dated(&kept, rule->name, INT32_MAX))
			ok = differs(app, "pay", rule->from, rule->name, &row->differs, st);
	}
	if (ok)
		pay_force_done(&force);
	kept_rules_done(&kept);
	return ok;
}

static bool list_place(struct app *app, const struct kept_rules *kept, const char *place, struct rules_kept *out, struct status *st)
{
	struct rule_kept *row = NULL;
	char *path;

	for (int i = 0; i < kept->count; i++)
		if (!strcmp(kept->of[i].name, place))
			row = add_kept(out, "holidays", kept->of[i].from, place);
	if (row)
		return differs(app, "holidays", row->from, place, &row->differs, st);
	path = rule_path("holidays", place);
	if (path) {
		row = add_kept(out, "holidays", MONTH_NONE, place);
		row->kept = false;
		row->differs = true;
	}
	free(path);
	return true;
}

static bool list_holidays(struct app *app, struct rules_kept *out, struct status *st)
{
	struct kept_rules kept;
	char **places;
	int count;
	bool ok = kept_rules_read(app, "holidays", &kept, st);

	if (!ok)
		return false;
	places = app_places(app, app->household.country, &count);
	for (int i = 0; ok && kept.count && i < count; i++)
		ok = list_place(app, &kept, places[i], out, st);
	ids_free(&places, count);
	kept_rules_done(&kept);
	return ok;
}

static bool list_leave(struct app *app, struct rules_kept *out, struct status *st)
{
	struct rule_kept *row = NULL;
	struct kept_rules kept;
	bool ok = kept_rules_read(app, "holiday-leave", &kept, st);

	if (!ok)
		return false;
	for (int i = 0; i < kept.count; i++)
		row = add_kept(out, "holiday-leave", kept.of[i].from, kept.of[i].name);
	if (row)
		ok = differs(app, "holiday-leave", row->from, kept.of[kept.count - 1].name, &row->differs, st);
	kept_rules_done(&kept);
	return ok;
}

bool app_rules_kept(struct app *app, struct rules_kept *out, struct status *st)
{
	*out = (struct rules_kept){ NULL, 0 };
	if (!app_may(app, MAY_READ_PAY, app->actor.id, st))
		return false;
	if (list_pay(app, out, st) && list_holidays(app, out, st) && list_leave(app, out, st))
		return true;
	rules_kept_done(out);
	return false;
}

void rules_kept_done(struct rules_kept *kept)
{
	for (int i = 0; i < kept->count; i++) {
		free(kept->of[i].file);
		free(kept->of[i].id);
	}
	free(kept->of);
	*kept = (struct rules_kept){ NULL, 0 };
}

char *app_rules_since(const struct pay_by *by)
{
	char *month, *text;

	if (!by->kept)
		return str_make(_("%s, as the program has it now"), by->file);
	if (by->since == MONTH_NONE)
		return str_make(_("%s, kept by the household"), by->file);
	month = text_month(by->since);
	/* TRANSLATORS: file, month */
	text = str_make(_("%1$s, kept by the household, from %2$s on"), by->file, month);
	free(month);
	return text;
}
