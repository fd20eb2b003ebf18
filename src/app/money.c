/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money under a grant. */
#include "internal.h"

bool money_stands(struct app *app, int64_t id, struct status *st)
{
	struct money money;
	struct grant grant;
	bool found, ok;

	if (!app_may(app, MAY_WRITE_MONEY, NULL, st) || !money_read(app->store, id, &money, &found, st))
		return false;
	if (!found || money.withdrawn) {
		if (found)
			money_copy_done(&money);
		return true;
	}
	ok = grant_need(app, money.grant, &grant, st);
	if (ok)
		grant_done(&grant);
	money_copy_done(&money);
	return ok;
}
