/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/money.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *label;
	bool spends;
} kinds[] = {
	[MONEY_PREPAID] = { "prepaid", N_("paid in advance"), false },
	[MONEY_INVOICED] = { "invoiced", N_("invoice paid"), false },
	[MONEY_EXPENSE] = { "expense", N_("expense"), true },
	[MONEY_PAYROLL] = { "payroll", N_("wages"), true },
	[MONEY_REPAID] = { "repaid", N_("paid back"), false },
};
_Static_assert(COUNT_OF(kinds) == MONEY_KINDS, "every kind of money has a row");

const char *money_kind_name(enum money_kind kind)
{
	return kinds[kind].name;
}

const char *money_kind_label(enum money_kind kind)
{
	return kinds[kind].label;
}

bool money_kind_parse(const char *word, enum money_kind *out)
{
	for (int i = 0; i < MONEY_KINDS; i++)
		if (!strcmp(kinds[i].name, word)) {
			*out = (enum money_kind)i;
			return true;
		}
	return false;
}

bool money_kind_spends(enum money_kind kind)
{
	return kinds[kind].spends;
}

void money_copy(struct money *to, const struct money *from)
{
	*to = *from;
	to->grant = mem_text(from->grant);
	to->part = mem_text(from->part);
	to->category = mem_text(from->category);
	to->voucher = mem_text(from->voucher);
	to->note = mem_text(from->note ? from->note : "");
}

void money_copy_done(struct money *money)
{
	free((char *)money->grant);
	free((char *)money->part);
	free((char *)money->category);
	free((char *)money->voucher);
	free((char *)money->note);
	*money = (struct money){ 0 };
}
