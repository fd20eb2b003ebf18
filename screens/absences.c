/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is absent in a year. Argument: "2025". */
#include "forms.h"

struct list {
	struct app *app;
	struct grid *grid;
	struct names people;
	int count, open;
	size_t current; /* the first row that is not over */
	bool found;
};

static void put_stand_ins(struct list *list, const struct absence_view *view)
{
	int open = 0, given = 0;
	struct str out = STR_INIT;

	for (int i = 0; i < view->shift_count; i++) {
		bool needed = view->shifts[i].replacement && view->shifts[i].state != SHIFT_CANCELLED;

		open += needed && view->shifts[i].state == SHIFT_OPEN;
		given += needed && view->shifts[i].state != SHIFT_OPEN;
	}
	if (open)
		str_addf(&out, ngettext("%d open", "%d open", (unsigned long)open), open);
	if (given)
		str_addf(&out, "%s", out.length ? ", " : "");
	if (given)
		str_addf(&out, ngettext("%d taken", "%d taken", (unsigned long)given), given);
	list->open += open;
	grid_put(list->grid, open ? MEANING_WARN : MEANING_NORMAL, str_take(&out));
}

static bool add_row(void *context, const struct absence_view *view)
{
	const struct absence *absence = &view->absence;
	struct list *list = context;
	bool over = absence->to < app_today(list->app);
	char id[ITEM_ID_MAX];

	if (!over && !list->found) {
		list->found = true;
		list->current = (size_t)list->count;
	}
	list->count++;
	snprintf(id, sizeof id, "%" PRId64, absence->id);
	grid_row(list->grid, id);
	grid_put(list->grid, over ? MEANING_MUTED : MEANING_NORMAL, absence_time(list->app, absence));
	grid_put(list->grid, MEANING_NORMAL, mem_text(names_label(&list->people, names_number(&list->people, absence->person))));
	grid_put(list->grid, MEANING_NORMAL, mem_text(_(absence_kind_label(absence->kind))));
	grid_put(list->grid, MEANING_NORMAL, text_figure(view->minutes, UNIT_MINUTES));
	put_stand_ins(list, view);
	grid_put(list->grid, MEANING_NORMAL, mem_text(view->credit_count ? _(credit_rule_label(view->credits[0].basis.rule)) : ""));
	grid_put(list->grid, MEANING_NORMAL, mem_text(absence->note));
	return true;
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct list list = { .app = app, .grid = grid_new(7) };
	struct page_block *block;
	struct hold h = HOLD_INIT;
	bool ok;

	page_title(page, hold(&h, str_make(_("Absences · %s"), hold(&h, period_text(period)))), NULL);
	names_people(&list.people, app);
	ok = app_absences(app, NULL, period_from(period), period_to(period), add_row, &list, st);
	if (ok) {
		if (list.open)
			block_add_line(page_add_text(page, NULL), MEANING_WARN,
			               hold(&h, str_make(ngettext("%d shift is still open: nobody stands in yet. The roster (4) gives it away.",
			                                          "%d shifts are still open: nobody stands in yet. The roster (4) gives them away.",
			                                          (unsigned long)list.open), list.open)));
		block = page_add_table(page, NULL);
		block_add_column(block, _("When"), 1, false, false);
		block_add_column(block, _("Person"), 1, false, false);
		block_add_column(block, _("Kind"), 1, false, false);
		block_add_column(block, _("Credited"), 2, true, false);
		block_add_column(block, _("Stand-in"), 3, false, false);
		block_add_column(block, _("Rule"), 4, false, false);
		block_add_column(block, _("Note"), 5, false, true);
		grid_fill(block, list.grid, _("Nobody is absent in this year. a enters an absence."));
		page_focus_place(page, list.found ? list.current : list.count ? (size_t)list.count - 1 : 0);
	} else {
		grid_free(list.grid);
	}
	names_done(&list.people);
	hold_done(&h);
	return ok;
}

static void *absences_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_YEAR);
	period_read(period, argument);
	return period;
}

/* ---- actions */

static void add(struct ui *ui, void *state, const struct page_item *item)
{
	struct app *app = screen_app(ui);

	(void)state;
	(void)item;
	absence_ask(ui, app_today(app), app_is_leader(app) ? NULL : app_actor(app), ABSENCE_ILLNESS);
}

static void say_stand_in(struct str *out, struct app *app, const struct absence_shift *shift)
{
	struct hold h = HOLD_INIT;

	/* TRANSLATORS: person, day, time */
	str_join(out, "\n", hold(&h, str_make(_("%1$s stands in on %2$s, %3$s."), hold(&h, person_name(app, shift->person)),
	                                      hold(&h, text_day_short(shift->day)),
	                                      hold(&h, span_text(app_zone(app), shift->span)))));
	hold_done(&h);
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	struct app *app = screen_app(ui);
	struct absence_view view;
	struct status st = STATUS_INIT;
	struct str out = STR_INIT;

	(void)state;
	if (!app_absence(app, strtoll(item->id, NULL, 10), &view, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	absence_outcome(&out, app, &view);
	for (int i = 0; i < view.shift_count; i++)
		if (view.shifts[i].person)
			say_stand_in(&out, app, &view.shifts[i]);
	say_take(ui, MEANING_NORMAL, str_take(&out));
	absence_view_done(&view);
}

static void end(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	absence_ask_end(ui, strtoll(item->id, NULL, 10));
}

static void withdraw(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	absence_ask_withdraw(ui, strtoll(item->id, NULL, 10));
}

static void holiday(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	ui_open(ui, "holiday", NULL);
}

static const struct action actions[] = {
	{ "absences.details", "Enter", N_("details"), N_("Says what is credited by which rule, and who stands in."), NEEDS_ROW, details },
	{ "absences.add", "a Insert", N_("add"), N_("Enters an absence: illness, a child's illness, holiday, leave or a course."),
	  NEEDS_WRITE, add },
	{ "absences.end", "e", N_("last day"), N_("Says which day is the last, where somebody comes back earlier or later."),
	  NEEDS_ROW | NEEDS_WRITE, end },
	{ "absences.withdraw", "x Delete", N_("withdraw"), N_("Takes the absence back: the shifts are as they were planned."),
	  NEEDS_ROW | NEEDS_WRITE, withdraw },
	{ "absences.holiday", "H", N_("holiday"), N_("Shows everybody's holiday by the year: earned, taken, left and carried on."),
	  NEEDS_NOTHING, holiday },
	PERIOD_ACTIONS("absences", "p [ Left", "n ] Right"),
	CHANGE_ACTIONS,
};

const struct screen screen_absences = {
	.id = "absences",
	.title = N_("Absences"),
	.help = N_("Who is absent in a year, what is credited and who stands in. The shifts of that time are kept as they were planned "
	           "and opened for others. Credited are the planned hours; where nothing is planned the average of the last 13 weeks; "
	           "where nothing was worked the contract's hours. Assistants see only their own absences, and of others only that a "
	           "shift is open."),
	.keys = "K",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = absences_open,
	.build = build,
	.close = free,
};
