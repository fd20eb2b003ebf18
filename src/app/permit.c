/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what, once. */
#include "internal.h"

#include "ledsag/base/str.h"

#define LEADERS (ROLE_HOLDER | ROLE_LEADER)
#define EVERYBODY (ROLE_HOLDER | ROLE_LEADER | ROLE_ASSISTANT | ROLE_AUDITOR)

/* `anyone`: roles that may do it with everybody's; `own`: roles that may do it with what is theirs. */
static const struct {
	unsigned anyone, own;
} table[PERMISSION_COUNT] = {
	[MAY_READ_PEOPLE] = { LEADERS | ROLE_AUDITOR, EVERYBODY },
	[MAY_WRITE_PEOPLE] = { LEADERS, 0 },
	[MAY_READ_GRANTS] = { LEADERS | ROLE_AUDITOR, 0 },
	[MAY_WRITE_GRANTS] = { LEADERS, 0 },
	[MAY_READ_HOURS] = { LEADERS | ROLE_AUDITOR, ROLE_ASSISTANT },
	[MAY_LOG_HOURS] = { LEADERS, ROLE_ASSISTANT },
	[MAY_EDIT_HOURS] = { LEADERS, ROLE_ASSISTANT },
	[MAY_IMPORT_HOURS] = { LEADERS, 0 },
	[MAY_SUBMIT_HOURS] = { 0, LEADERS | ROLE_ASSISTANT }, /* who worked says so; a leader approves without */
	[MAY_APPROVE_HOURS] = { LEADERS, 0 },
	[MAY_READ_ROSTER] = { EVERYBODY, EVERYBODY },
	[MAY_PLAN] = { LEADERS, 0 },
	[MAY_BOOK_SHIFT] = { LEADERS, ROLE_ASSISTANT },
	[MAY_READ_ACCOUNT] = { LEADERS | ROLE_AUDITOR, 0 },
	[MAY_WRITE_MONEY] = { LEADERS, 0 },
	[MAY_READ_PAY] = { LEADERS | ROLE_AUDITOR, ROLE_ASSISTANT },
	[MAY_READ_AUDIT] = { LEADERS | ROLE_AUDITOR, 0 },
	[MAY_CARE] = { LEADERS, 0 },
	/* Why somebody is absent may be a matter of health: never another assistant's to know. */
	[MAY_READ_ABSENCE] = { LEADERS | ROLE_AUDITOR, ROLE_ASSISTANT },
	[MAY_WRITE_ABSENCE] = { LEADERS, ROLE_ASSISTANT },
	[MAY_CLOSE] = { LEADERS, 0 },
};

bool app_may(const struct app *app, enum permission permission, const char *person, struct status *st)
{
	unsigned roles = app->actor.roles;

	if (roles & table[permission].anyone)
		return true;
	if ((roles & table[permission].own) && person && str_same(person, app->actor.id))
		return true;
	return status_set(st, STATUS_DENIED, "not-yours", N_("This is not there, or not yours to see or change: ask the work leader."), "");
}

bool app_is_leader(const struct app *app)
{
	return (app->actor.roles & LEADERS) != 0;
}
