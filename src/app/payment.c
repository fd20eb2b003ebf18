/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own payment for the days of a stay. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>

struct stays {
	const struct scheme_part *part;
	struct charge_stay *of;
	int count, room;
};

static bool add_stay(void *context, const struct entry *entry)
{
	struct stays *stays = context;

	if (entry->unit != UNIT_DAYS || !entry_state_counts(entry->state) || stays->part->uncounted[entry->kind])
		return true;
	MEM_GROW(stays->of, stays->count, stays->room);
	stays->of[stays->count++] = (struct charge_stay){ entry->day, entry->amount };
	return true;
}

static bool has_daily_charge(const struct scheme *scheme)
{
	for (int i = 0; i < scheme->charge_count; i++)
		if (charge_is_daily(&scheme->charges[i]))
			return true;
	return false;
}

/* A charge for days or months belongs to the stay itself, not to what stands beside it. */
static bool is_stay(const struct scheme_part *part)
{
	return part->unit == UNIT_DAYS && !part->extra;
}

const struct scheme_dated *app_monthly_charge(const struct bank_view *view, const struct scheme_charge *charge)
{
	if (charge->per != CHARGE_MONTH || !is_stay(view->rules_part))
		return NULL;
	return scheme_rate_on(&charge->rates, month_last(view->bank.months[view->bank.count - 1].month));
}

char *app_monthly_sentence(const struct app *app, const struct scheme_charge *charge, const struct scheme_dated *rate)
{
	char *amount = text_amount(rate->amount, UNIT_MONEY, app->household.currency), *text;

	/* TRANSLATORS: name, amount, what it is ("stays with the person"), year of the rate */
	text = str_make(_("%1$s: %2$s a month, %3$s (rate of %4$d)"), scheme_text(&charge->name, text_lang()), amount,
	                _(charge_kind_label(charge->kind)), day_year(rate->from));
	free(amount);
	return text;
}

bool app_own_payment(struct app *app, const struct bank_view *view, struct own_payment *out, struct status *st)
{
	struct stays stays = { .part = view->rules_part };
	struct entry_filter filter = {
		.from = DAY_NONE, .to = DAY_MAX, .grant = view->grant, .part = view->rules_part->id, .state = -1,
	};
	bool ok;

	*out = (struct own_payment){ NULL, 0 };
	/* Where there is none, no entry is read. */
	if (!is_stay(view->rules_part) || !has_daily_charge(view->scheme))
		return true;
	ok = app_may(app, MAY_READ_GRANTS, NULL, st) && entries_each(app->store, &filter, add_stay, &stays, st);
	for (int i = 0; ok && i < view->scheme->charge_count; i++) {
		const struct scheme_charge *charge = &view->scheme->charges[i];

		if (!charge_is_daily(charge))
			continue;
		out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
		charge_sum_build(&out->of[out->count++], charge, &view->decision, stays.of, stays.count, view->bank.months[0].month,
		                 view->bank.months[view->bank.count - 1].month);
	}
	free(stays.of);
	return ok;
}

void own_payment_done(struct own_payment *payment)
{
	for (int i = 0; i < payment->count; i++)
		charge_sum_done(&payment->of[i]);
	free(payment->of);
	*payment = (struct own_payment){ NULL, 0 };
}
