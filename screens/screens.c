/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/screens/screens.h"

#include "ledsag/app/app.h"
#include "ledsag/base/mem.h"

#include <string.h>

extern const struct screen screen_closing, screen_month;
extern const struct screen screen_overview, screen_hours, screen_bank, screen_roster, screen_grants, screen_people, screen_account,
	screen_guide, screen_audit, screen_entry, screen_shift, screen_grant, screen_scheme, screen_deadlines, screen_deadline,
	screen_money, screen_absences, screen_pay, screen_payslip, screen_explain, screen_rules, screen_holiday;

const struct screen *const screens_all[] = {
	&screen_overview, &screen_hours,  &screen_bank,  &screen_roster, &screen_grants, &screen_people, &screen_account,
	&screen_closing,  &screen_month,
	&screen_guide,    &screen_audit,  &screen_deadlines, &screen_money, &screen_absences, &screen_pay, &screen_entry,
	&screen_shift,    &screen_grant,  &screen_scheme, &screen_deadline, &screen_payslip, &screen_explain, &screen_rules,
	&screen_holiday,  NULL,
};

bool screens_may_open(const void *app, const char *screen_id)
{
	static const struct {
		const char *screen;
		enum permission permission;
	} needs[] = {
		{ "hours", MAY_READ_HOURS },  { "entry", MAY_READ_HOURS },     { "bank", MAY_READ_GRANTS },
		{ "grant", MAY_READ_GRANTS }, { "account", MAY_READ_ACCOUNT }, { "roster", MAY_READ_ROSTER },
		{ "shift", MAY_READ_ROSTER }, { "people", MAY_READ_PEOPLE },   { "audit", MAY_READ_AUDIT },
		{ "closing", MAY_READ_ACCOUNT }, { "month", MAY_READ_ACCOUNT },
		{ "deadlines", MAY_READ_GRANTS }, { "deadline", MAY_READ_GRANTS },
		{ "absences", MAY_READ_ABSENCE }, { "holiday", MAY_READ_ABSENCE },
		{ "money", MAY_READ_ACCOUNT }, { "pay", MAY_READ_PAY }, { "payslip", MAY_READ_PAY }, { "explain", MAY_READ_PAY },
		{ "rules", MAY_WRITE_PEOPLE },
	};

	for (size_t i = 0; i < COUNT_OF(needs); i++)
		if (strcmp(needs[i].screen, screen_id) == 0)
			return app_may(app, needs[i].permission, app_actor(app), NULL);
	return true;
}
