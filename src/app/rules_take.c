/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking rule files over from a month on, and what comes to be paid by them. */
#include "internal.h"

#include "ledsag/app/rules.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

struct taking {
	struct app *app;
	const struct rules_input *input;
	month_t from; /* the month asked for, else the current one */
	struct rules_taken *out;
	bool writing; /* no: it is only found out from when on what is asked for would hold */
	bool wrote;
};

/* ---- from when */

static bool read_from(const struct app *app, const char *typed, month_t *out, struct status *st)
{
	day_t today = app_today(app), day;

	*out = month_of(today);
	if (!typed || month_parse(typed, today, out, NULL))
		return true;
	if (day_parse(typed, today, DAY_PAST, &day, NULL) && day == month_first(month_of(day))) {
		*out = month_of(day);
		return true;
	}
	return status_set(st, STATUS_INPUT, "from",
	                  N_("“{1}” is not the beginning of a month: other rules hold from a month on, such as 2025-06."), "s", typed);
}

/* ---- writing */

static void note_file(struct taking *t, const char *folder, const char *name)
{
	struct rules_taken *out = t->out;

	out->files = mem_resize(out->files, (size_t)out->file_count + 1, sizeof *out->files);
	out->files[out->file_count++] = str_make("%s/%s.conf", folder, name);
}

static bool write_copy(struct taking *t, const char *folder, month_t from, const char *name, const char *text, struct status *st)
{
	char *key = kept_rule_key(folder, from, name);
	bool ok = rule_file_write(t->app->store, key, text, st);

	free(key);
	note_file(t, folder, name);
	t->wrote = true;
	return ok;
}

static bool set_chosen(struct taking *t, const char *id, struct status *st)
{
	struct household household;
	bool ok = household_read(t->app->store, &household, st);

	if (!ok)
		return false;
	free(household.pay);
	household.pay = mem_text(id);
	ok = household_write(t->app->store, &household, st);
	household_done(&household);
	t->wrote = true;
	return ok;
}

/* ---- rules of pay */

static bool no_rules(const char *id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "pay", N_("There are no rules of pay “{1}”: “ledsag pay rules” shows those there are."), "s", id);
}

/* What is to hold: the last copy of these rules, or the file as it is now. free(); NULL where there is neither. */
static char *wanted_text(struct taking *t, const struct kept_rules *kept, const char *id, struct status *st)
{
	const struct kept_rule *copy = kept_rules_dated(kept, id, INT32_MAX);
	char *path, *text;
	bool ok;

	if (!copy)
		copy = kept_rules_first(kept, id);
	if (copy && !t->input->renew)
		return kept_rule_text(t->app, "pay", copy->from, id, &ok, st);
	path = rule_path("pay", id);
	text = path ? rule_load("pay", id, path, st) : NULL;
	if (!path)
		no_rules(id, st);
	free(path);
	return text;
}

/* Nobody chose before, and no month is asked for: then they hold since ever. Not so where it is the default itself that has
 * changed, for by that the household was paid. */
static bool holds_since_ever(const struct taking *t, const struct kept_rules *kept, const struct pay_force *base, const char *id,
                             const char *text)
{
	return !base->chosen && !t->input->from && !kept_rules_dated(kept, NULL, INT32_MAX) &&
	       !(base->id && !strcmp(base->id, id) && strcmp(base->text, text) != 0);
}

static bool choose_first(struct taking *t, const struct kept_rules *kept, const char *id, const char *text, struct status *st)
{
	const struct kept_rule *copy = kept_rules_first(kept, id);
	bool ok = true;
	char *old = copy ? kept_rule_text(t->app, "pay", MONTH_NONE, id, &ok, st) : NULL;

	if (ok && (!old || strcmp(old, text) != 0))
		ok = write_copy(t, "pay", MONTH_NONE, id, text, st);
	else
		note_file(t, "pay", id);
	free(old);
	return ok && set_chosen(t, id, st);
}

/* One holds in a month: others that were to begin in it make room. */
static bool make_room(struct taking *t, const struct kept_rules *kept, const char *id, struct status *st)
{
	bool ok = true;

	for (int i = 0; ok && i < kept->count; i++)
		if (kept->of[i].from == t->from && strcmp(kept->of[i].name, id) != 0) {
			char *key = kept_rule_key("pay", t->from, kept->of[i].name);

			ok = rule_file_withdraw(t->app->store, key, st);
			free(key);
		}
	return ok;
}

static bool choose_from(struct taking *t, const struct kept_rules *kept, const struct pay_force *base, const char *id,
                        const char *text, struct status *st)
{
	struct pay_force now;
	bool ok, same;

	/* What was paid by until then is what the months before it go on by. */
	if (!base->chosen && base->id && !set_chosen(t, base->id, st))
		return false;
	if (!pay_force_read(t->app, t->from, &now, st))
		return false;
	same = now.id && !strcmp(now.id, id) && !strcmp(now.text, text);
	ok = same || (make_room(t, kept, id, st) && write_copy(t, "pay", t->from, id, text, st));
	pay_force_done(&now);
	return ok;
}

/* From when on they hold, and what is different in them. */
static bool plan_pay(struct taking *t, const struct kept_rules *kept, const struct pay_force *base, const char *id,
                     const char *text, struct status *st)
{
	struct rules_taken *out = t->out;
	struct pay_force now;

	t->out->pays = true;
	if (holds_since_ever(t, kept, base, id, text))
		out->from = MONTH_NONE;
	for (int i = kept->count - 1; i >= 0 && out->from != MONTH_NONE && kept->of[i].from > out->from; i--)
		out->next = kept->of[i].from;
	if (!pay_force_read(t->app, out->from, &now, st))
		return false;
	if (now.id && !strcmp(now.id, id))
		pay_differences(id, now.text, text, out);
	pay_force_done(&now);
	return true;
}

static bool take_pay(struct taking *t, const char *id, struct status *st)
{
	struct kept_rules kept;
	struct pay_force base;
	char *text;
	bool ok;

	if (!kept_rules_read(t->app, "pay", &kept, st))
		return false;
	ok = pay_force_read(t->app, MONTH_NONE, &base, st);
	if (ok) {
		text = wanted_text(t, &kept, id, st);
		ok = text != NULL;
		if (ok && !t->writing)
			ok = plan_pay(t, &kept, &base, id, text, st);
		else if (ok)
			ok = t->out->from == MONTH_NONE ? choose_first(t, &kept, id, text, st)
			                                : choose_from(t, &kept, &base, id, text, st);
		free(text);
		pay_force_done(&base);
	}
	kept_rules_done(&kept);
	return ok;
}

/* ---- public holidays, and the holiday that the law gives */

/* The file as it is now, and the copy that it differs from (NULL: there is none); free() both. NULL and ok where it says what is
 * kept already. */
static char *changed_text(struct app *app, const char *folder, month_t from, const char *name, char **old, bool *ok,
                          struct status *st)
{
	char *path = rule_path(folder, name), *text = path ? rule_load(folder, name, path, st) : NULL;

	*ok = !path || text;
	*old = *ok ? kept_rule_text(app, folder, from, name, ok, st) : NULL;
	if (text && (!*ok || str_same(*old, text))) {
		free(text);
		text = NULL;
	}
	free(path);
	return text;
}

/* In `folder`, from the month on: of the holiday that the law gives, for the years that begin then or later. */
static bool take_dated(struct taking *t, const char *folder, const char *name, struct status *st)
{
	bool holidays = strcmp(folder, "holidays") == 0, ok;
	struct kept_rules kept;
	const struct kept_rule *now;
	char *text, *old;

	if (!kept_rules_read(t->app, folder, &kept, st))
		return false;
	now = kept_rules_dated(&kept, name, t->from);
	text = changed_text(t->app, folder, now ? now->from : MONTH_NONE, name, &old, &ok, st);
	if (ok && text && t->writing) {
		ok = write_copy(t, folder, t->from, name, text, st);
		calendars_done(t->app);
	} else if (ok && text && holidays) {
		t->out->pays = true;
		holiday_differences(old, text, t->out);
	}
	free(old);
	free(text);
	kept_rules_done(&kept);
	return ok;
}

/* ---- one, or all that have changed */

static bool is_place(const struct taking *t, const char *name)
{
	int count;
	char **places = app_places(t->app, t->app->household.country, &count);
	bool is = false;

	for (int i = 0; i < count; i++)
		is = is || !strcmp(places[i], name);
	ids_free(&places, count);
	return is;
}

static bool take_one(struct taking *t, const char *id, struct status *st)
{
	const char *slash = strchr(id, '/'), *name = slash ? slash + 1 : id;
	bool holidays = !strncmp(id, "holidays/", 9), leave = !strncmp(id, "holiday-leave/", 14);

	if (holidays && is_place(t, name))
		return take_dated(t, "holidays", name, st);
	if (leave && !strcmp(name, t->app->household.country))
		return take_dated(t, "holiday-leave", name, st);
	if (!slash)
		return take_pay(t, id, st);
	return no_rules(id, st);
}

static bool take_changed(struct taking *t, struct status *st)
{
	struct rules_input renew = { .from = t->input->from, .renew = true };
	const struct rules_input *asked = t->input;
	const char *country = t->app->household.country;
	struct pay_force now;
	char **places, *path;
	int count;
	bool ok;

	if (!pay_force_read(t->app, t->from, &now, st))
		return false;
	t->input = &renew;
	path = now.id && now.kept ? rule_path("pay", now.id) : NULL;
	ok = !path || take_pay(t, now.id, st);
	free(path);
	pay_force_done(&now);
	places = app_places(t->app, country, &count);
	for (int i = 0; ok && i < count; i++)
		ok = take_dated(t, "holidays", places[i], st);
	ids_free(&places, count);
	t->input = asked;
	return ok && take_dated(t, "holiday-leave", country, st);
}

/* ---- what comes to be paid by them */

struct months {
	month_t first, last;
};

static bool note_month(void *context, const char *grant, const char *part, enum kind kind, month_t month, int64_t amount)
{
	struct months *months = context;

	(void)grant;
	(void)part;
	(void)kind;
	(void)amount;
	if (months->first == MONTH_NONE || month < months->first)
		months->first = month;
	if (months->last == MONTH_NONE || month > months->last)
		months->last = month;
	return true;
}

static struct pay_effect *effect_of(struct rules_taken *out, month_t month, const struct pay_person *person)
{
	for (int i = 0; i < out->count; i++)
		if (out->of[i].month == month && !strcmp(out->of[i].person, person->id))
			return &out->of[i];
	out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
	out->of[out->count] = (struct pay_effect){ month, mem_text(person->id), mem_text(person->name), 0, 0 };
	return &out->of[out->count++];
}

static bool add_month(struct app *app, month_t month, bool after, struct rules_taken *out, struct status *st)
{
	struct pay_view view;

	if (!app_pay(app, month, NULL, &view, st))
		return false;
	for (int i = 0; i < view.count; i++) {
		struct pay_effect *effect = effect_of(out, month, &view.people[i]);

		*(after ? &effect->after : &effect->before) += view.people[i].total;
		*(after ? &out->after : &out->before) += view.people[i].total;
	}
	pay_view_done(&view);
	return true;
}

static int by_month(const void *a, const void *b)
{
	const struct pay_effect *x = a, *y = b;
	int names = strcmp(x->name, y->name);

	return x->month != y->month ? (x->month > y->month) - (x->month < y->month) : names ? names : strcmp(x->person, y->person);
}

/* What is paid for each month from `from` on; once before anything is written, once after. */
static bool add_months(struct taking *t, month_t from, bool after, struct status *st)
{
	struct months months = { MONTH_NONE, MONTH_NONE };
	bool ok = month_sums_each(t->app->store, note_month, &months, st);

	if (from != MONTH_NONE && from > months.first)
		months.first = from;
	for (month_t month = months.first; ok && months.last != MONTH_NONE && month <= months.last; month++)
		ok = add_month(t->app, month, after, t->out, st);
	return ok;
}

/* ---- use cases */

static bool take(struct taking *t, bool writing, struct status *st)
{
	t->writing = writing;
	return t->input->id ? take_one(t, t->input->id, st) : take_changed(t, st);
}

/* Inside a change. What is paid is counted before anything is written, and after. */
static bool take_all(struct taking *t, struct status *st)
{
	struct rules_taken *out = t->out;

	if (!rules_keep(t->app, &t->wrote, st) || !take(t, false, st) || (t->out->pays && !add_months(t, out->from, false, st)) ||
	    !take(t, true, st) || (t->out->pays && !add_months(t, out->from, true, st)))
		return false;
	if (out->count)
		qsort(out->of, (size_t)out->count, sizeof *out->of, by_month);
	return true;
}

static bool run(struct app *app, const struct rules_input *input, bool keep, struct rules_taken *out, struct status *st)
{
	struct taking t = { .app = app, .input = input, .out = out };
	bool ok;

	*out = (struct rules_taken){ .from = MONTH_NONE, .next = MONTH_NONE };
	if (!app_may(app, MAY_WRITE_PEOPLE, NULL, st) || !app_may(app, MAY_READ_PAY, NULL, st) ||
	    !read_from(app, input->from, &t.from, st))
		return false;
	out->from = t.from;
	store_patience(app->store, keep); /* who only looks does not wait for who writes */
	ok = app_begin(app, "pay rules", st);
	store_patience(app->store, true);
	if (!ok)
		return false;
	ok = take_all(&t, st);
	if (input->id)
		app_subjectf(app, "pay %s", input->id);
	else
		app_subjectf(app, "pay");
	if (ok && keep && t.wrote)
		ok = app_finish(app, true, st);
	else
		store_rollback(app->store);
	calendars_done(app);
	if (!ok)
		rules_taken_done(out);
	return ok;
}

bool app_rules_take(struct app *app, const struct rules_input *input, struct rules_taken *out, struct status *st)
{
	return run(app, input, true, out, st);
}

bool app_rules_try(struct app *app, const struct rules_input *input, struct rules_taken *out, struct status *st)
{
	return run(app, input, false, out, st);
}

void rules_taken_done(struct rules_taken *taken)
{
	for (int i = 0; i < taken->count; i++) {
		free(taken->of[i].person);
		free(taken->of[i].name);
	}
	free(taken->of);
	ids_free(&taken->files, taken->file_count);
	ids_free(&taken->changes, taken->change_count);
	*taken = (struct rules_taken){ .from = MONTH_NONE, .next = MONTH_NONE };
}

/* ---- in words */

static int months_of(const struct rules_taken *taken)
{
	int months = 0;

	for (int i = 0; i < taken->count; i++)
		months += i == 0 || taken->of[i].month != taken->of[i - 1].month;
	return months;
}

/* What the difference comes to, where there is any. */
static void say_sums(const struct app *app, const struct rules_taken *taken, struct str *out)
{
	const char *currency = app->household.currency;
	char *before = text_amount(taken->before, UNIT_MONEY, currency), *after = text_amount(taken->after, UNIT_MONEY, currency);
	char *difference = text_amount(taken->after - taken->before, UNIT_MONEY, currency);
	int months = months_of(taken);
	bool moves = false;

	for (int i = 0; i < taken->count; i++)
		moves = moves || taken->of[i].before != taken->of[i].after;
	if (!months)
		str_add(out, _("There are no hours from then on."));
	else if (!moves)
		str_add(out, _("Nobody is paid otherwise by it."));
	else
		/* TRANSLATORS: number of months, sum now, sum then, difference */
		str_addf(out, ngettext("In %1$d month %2$s becomes %3$s: a difference of %4$s.",
		                       "In %1$d months %2$s becomes %3$s: a difference of %4$s.", (unsigned long)months),
		         months, before, after, difference);
	free(before);
	free(after);
	free(difference);
}

char *app_rules_sentence(const struct app *app, const struct rules_taken *taken)
{
	struct str out = STR_INIT, files = STR_INIT;
	char *from = taken->from == MONTH_NONE ? NULL : text_month(taken->from);

	for (int i = 0; i < taken->file_count; i++)
		str_addf(&files, "%s%s", i ? ", " : "", taken->files[i]);
	if (!taken->file_count)
		str_add(&out, _("Nothing is different: the household keeps it as it is."));
	else if (from)
		/* TRANSLATORS: rule files, month */
		str_addf(&out, _("By %1$s from %2$s on."), str_peek(&files), from);
	else
		str_addf(&out, _("By %s for all months."), str_peek(&files));
	if (taken->file_count && taken->pays) {
		str_addc(&out, ' ');
		say_sums(app, taken, &out);
	}
	free(from);
	str_done(&files);
	return text_one_stop(str_take(&out));
}
