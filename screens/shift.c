/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One shift. Argument: its number. */
#include "forms.h"

struct shown {
	int64_t id, rev;
};

static void add_facts(struct page_block *block, struct app *app, const struct shift *shift)
{
	struct hold h = HOLD_INIT;

	block_add_linef(block, MEANING_STRONG, _("%s, %s: %s"), hold(&h, text_day(shift->day)),
	                hold(&h, span_text(app_zone(app), shift->span)),
	                hold(&h, amount_text(app, span_minutes(shift->span), UNIT_MINUTES)));
	block_add_linef(block, MEANING_NORMAL, _("Grant: %s"), shift->grant);
	if (shift->person)
		block_add_linef(block, MEANING_NORMAL, _("Person: %s"), hold(&h, person_name(app, shift->person)));
	else
		block_add_line(block, MEANING_WARN, _("Nobody has it yet."));
	block_add_linef(block, MEANING_NORMAL, _("Kind: %s"), _(kind_label(shift->kind)));
	block_add_linef(block, MEANING_NORMAL, _("State: %s"), _(shift_state_label(shift->state)));
	if (shift->absence)
		block_add_line(block, MEANING_WARN, _("Its person is absent: another shift stands in for it."));
	if (shift->replaces)
		block_add_linef(block, MEANING_NORMAL, _("It stands in for shift %" PRId64 ", whose person is absent."),
		                shift->replaces);
	if (shift->entry)
		block_add_linef(block, MEANING_NORMAL, _("The hours are logged as entry %" PRId64 "."), shift->entry);
	if (*shift->note)
		block_add_linef(block, MEANING_NORMAL, _("Note: %s"), shift->note);
	hold_done(&h);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	struct shown *shown = state;
	struct shift shift;
	char *title;

	if (!app_shift(app, shown->id, &shift, st))
		return false;
	shown->rev = shift.rev;
	title = str_make(_("Shift %" PRId64), shift.id);
	page_title(page, title, NULL);
	add_facts(page_add_text(page, NULL), app, &shift);
	shift_done(&shift);
	free(title);
	return true;
}

static void *shift_open(struct ui *ui, const char *argument)
{
	struct shown *shown = mem_zero(1, sizeof *shown);

	(void)ui;
	shown->id = argument ? strtoll(argument, NULL, 10) : 0;
	return shown;
}

static void entry(struct ui *ui, void *state, const struct page_item *item)
{
	struct status st = STATUS_INIT;
	struct shift shift;
	char id[24];

	(void)item;
	if (!app_shift(screen_app(ui), ((struct shown *)state)->id, &shift, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	snprintf(id, sizeof id, "%" PRId64, shift.entry);
	if (shift.entry)
		ui_open(ui, "entry", id);
	else
		ui_say(ui, MEANING_WARN, _("Its hours are not logged yet. d logs them as planned."));
	shift_done(&shift);
}

#define ON_STATE(name, what)                                                         \
	static void name(struct ui *ui, void *state, const struct page_item *item)    \
	{                                                                             \
		(void)item;                                                           \
		what(ui, ((struct shown *)state)->id);                                \
	}
ON_STATE(assign, shift_ask_assign)
ON_STATE(worked, shift_ask_worked)
ON_STATE(cancel, shift_ask_cancel)
ON_STATE(ill, absence_ask_ill)
#undef ON_STATE

static void done(struct ui *ui, void *state, const struct page_item *item)
{
	const struct shown *shown = state;

	(void)item;
	shift_do_done(ui, shown->id, shown->rev);
}

static const struct action actions[] = {
	{ "shift.entry", "Enter", N_("hours"), N_("Shows the entry with the hours of this shift."), NEEDS_NOTHING, entry },
	{ "shift.assign", "s", N_("assign"), N_("Says who works the shift, or opens it again."),
	  NEEDS_WRITE | NEEDS_LEADER, assign },
	{ "shift.done", "d", NC_("verb", "done"), N_("Logs the hours as they were planned."), NEEDS_WRITE, done },
	{ "shift.worked", "D", N_("worked differently"), N_("Logs the hours with another time than planned."),
	  NEEDS_WRITE, worked },
	{ "shift.ill", "i", N_("is ill"), N_("Enters an illness of who has the shift, from its day on."), NEEDS_WRITE, ill },
	{ "shift.cancel", "x Delete", N_("cancel"), N_("Cancels the shift; it is kept."), NEEDS_WRITE | NEEDS_LEADER, cancel },
	CHANGE_ACTIONS,
};

const struct screen screen_shift = {
	.id = "shift",
	.title = N_("Shift"),
	.help = N_("One planned shift: when it is, who has it, and what became of it. When it was worked, “done” logs its hours "
	           "as planned, and “worked differently” asks for the time that was really worked."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = shift_open,
	.build = build,
	.close = free,
};
