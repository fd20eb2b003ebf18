/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different between two texts of a rule file, a sentence each, as far as it can be told in one. */
#include "internal.h"

#include "ledsag/app/rules.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/holidays.h"
#include "ledsag/conf/pay.h"

#include <stdlib.h>
#include <string.h>

static void add_line(struct rules_taken *out, char *take)
{
	out->changes = mem_resize(out->changes, (size_t)out->change_count + 1, sizeof *out->changes);
	out->changes[out->change_count++] = text_one_stop(take);
}

/* Where the texts differ, but nothing of what is compared here does. */
static void add_other(struct rules_taken *out, int before, const char *old, const char *new)
{
	if (out->change_count == before && strcmp(old, new) != 0)
		add_line(out, mem_text(_("Something else in the file is different: days, times, conditions or names.")));
}

/* ---- rules of pay */

/* A band or a cost, by what it is now. */
struct rated {
	const char *id, *name;
	const struct pay_value *value; /* NULL: goes by the hours of the month */
};

static const struct pay_value *latest(const struct pay_values *values)
{
	return values->count ? &values->of[values->count - 1] : NULL;
}

static struct rated rated_at(const struct pay_rules *rules, bool costs, int i)
{
	const struct pay_band *band = costs ? NULL : &rules->bands[i];
	const struct pay_cost *cost = costs ? &rules->costs[i] : NULL;

	return (struct rated){ band ? band->id : cost->id, scheme_text(band ? &band->name : &cost->name, text_lang()),
		               latest(band ? &band->values : &cost->values) };
}

static bool find(const struct pay_rules *rules, bool costs, const char *id, struct rated *out)
{
	int count = costs ? rules->cost_count : rules->band_count;

	for (int i = 0; i < count; i++) {
		*out = rated_at(rules, costs, i);
		if (!strcmp(out->id, id))
			return true;
	}
	return false;
}

static char *rate_text(const struct pay_value *value)
{
	if (!value)
		return mem_text(_("by the hours of the month"));
	if (value->measure == PAY_PER_MONTH)
		return text_figure(value->amount, UNIT_MONEY);
	return text_pay_rate(value->measure, value->amount);
}

static bool same_value(const struct pay_value *a, const struct pay_value *b)
{
	return a == b || (a && b && a->measure == b->measure && a->amount == b->amount);
}

static void tell_changed(const struct rated *was, const struct rated *is, struct rules_taken *out)
{
	char *before = rate_text(was->value), *after = rate_text(is->value), *day;

	if (is->value && is->value->from != DAY_NONE && (!was->value || was->value->from != is->value->from)) {
		day = text_day_long(is->value->from);
		/* TRANSLATORS: name of a supplement, rate before, rate now, day */
		add_line(out, str_make(_("“%1$s”: %2$s becomes %3$s from %4$s on."), is->name, before, after, day));
		free(day);
	} else {
		add_line(out, str_make(_("“%1$s”: %2$s becomes %3$s."), is->name, before, after));
	}
	free(before);
	free(after);
}

/* What one has and the other has not, or has otherwise; said once. */
static void compare(const struct pay_rules *old, const struct pay_rules *new, bool costs, struct rules_taken *out)
{
	struct rated was, is;

	for (int i = 0; i < (costs ? new->cost_count : new->band_count); i++) {
		is = rated_at(new, costs, i);
		if (!find(old, costs, is.id, &was)) {
			char *rate = rate_text(is.value);

			add_line(out, str_make(_("“%1$s” is new: %2$s."), is.name, rate));
			free(rate);
		} else if (!same_value(was.value, is.value)) {
			tell_changed(&was, &is, out);
		}
	}
	for (int i = 0; i < (costs ? old->cost_count : old->band_count); i++) {
		was = rated_at(old, costs, i);
		if (!find(new, costs, was.id, &is))
			add_line(out, str_make(_("“%s” is gone."), was.name));
	}
}

void pay_differences(const char *id, const char *old, const char *new, struct rules_taken *out)
{
	struct pay_rules *before = NULL, *after = NULL;
	int count = out->change_count;

	if (pay_read(&before, id, old, id, NULL) && pay_read(&after, id, new, id, NULL)) {
		compare(before, after, false, out);
		compare(before, after, true, out);
		add_other(out, count, old, new);
	}
	pay_rules_free(&before);
	pay_rules_free(&after);
}

/* ---- public holidays */

static bool has_holiday(const struct holidays *holidays, const char *id)
{
	for (int i = 0; i < holidays->count; i++)
		if (!strcmp(holidays->of[i].id, id))
			return true;
	return false;
}

/* Those that `in` has and `other` has not. */
static void tell_holidays(const struct holidays *in, const struct holidays *other, bool now, struct rules_taken *out)
{
	for (int i = 0; i < in->count; i++) {
		const char *name = scheme_text(&in->of[i].name, text_lang());

		if (!has_holiday(other, in->of[i].id))
			add_line(out, now ? str_make(_("“%s” is a public holiday now."), name)
			                  : str_make(_("“%s” is no public holiday any more."), name));
	}
}

void holiday_differences(const char *old, const char *new, struct rules_taken *out)
{
	struct holidays before = { NULL, 0, 0 }, after = { NULL, 0, 0 };
	int count = out->change_count;

	if ((!old || holidays_read(&before, old, "holidays", NULL)) && holidays_read(&after, new, "holidays", NULL)) {
		tell_holidays(&after, &before, true, out);
		tell_holidays(&before, &after, false, out);
		if (old)
			add_other(out, count, old, new);
	}
	holidays_done(&before);
	holidays_done(&after);
}
