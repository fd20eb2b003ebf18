/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everybody's holiday in one year: what the law gives, what was agreed, taken and carried. Argument: who has the focus first. */
#include "forms.h"

struct shown {
	int year;     /* in which it begins; 0: the one that today lies in */
	char *person; /* who has the focus when it is opened; NULL */
};

/* ---- the table */

struct list {
	struct app *app;
	struct grid *grid;
	const char *year; /* as typed; NULL */
	struct leave_year any; /* of somebody: first, last and what expires when are the same for all */
	char *source, *carry;
	int count;
};

static char *figure_or_blank(int64_t days)
{
	return days ? app_holiday_figure(days) : mem_text("");
}

/* "5, 3 left": of what was carried in. */
static char *carried_text(const struct leave_year *year)
{
	struct hold h = HOLD_INIT;
	char *text = NULL;

	if (year->carried_in)
		/* TRANSLATORS: days that were carried in, and how many of them are left */
		text = str_make(_("%1$s, %2$s left"), hold(&h, app_holiday_figure(year->carried_in)),
		                hold(&h, app_holiday_figure(year->carried_left)));
	hold_done(&h);
	return text ? text : mem_text("");
}

static void put_left(struct list *list, const struct leave_year *year)
{
	char *figure = app_holiday_figure(year->left < 0 ? -year->left : year->left);

	if (year->left < 0)
		grid_put(list->grid, MEANING_BAD, str_make(_("%s too many"), figure));
	else if (year->expired && year->left)
		grid_put(list->grid, MEANING_WARN, str_make(_("%s lapsed"), figure));
	else
		grid_put(list->grid, MEANING_STRONG, mem_text(figure));
	free(figure);
}

static void add_account(struct list *list, const struct person *person, const struct holiday_account *account)
{
	const struct leave_year *year = &account->of;
	bool same = str_same(account->extra.note, account->carry.note);
	struct str note = STR_INIT;

	list->any = *year;
	if (!list->count++) {
		list->source = mem_text(account->source);
		list->carry = app_holiday_carry_sentence(account);
	}
	grid_row(list->grid, person->id);
	grid_put(list->grid, MEANING_NORMAL, mem_text(person->name));
	grid_put(list->grid, MEANING_NORMAL, app_holiday_figure(year->entitled));
	grid_put(list->grid, MEANING_NORMAL, figure_or_blank(year->extra));
	grid_put(list->grid, MEANING_NORMAL, carried_text(year));
	grid_put(list->grid, MEANING_NORMAL, app_holiday_figure(year->earned));
	grid_put(list->grid, MEANING_NORMAL, figure_or_blank(year->taken));
	grid_put(list->grid, MEANING_NORMAL, figure_or_blank(year->carried_out));
	put_left(list, year);
	if (*account->extra.note)
		str_join(&note, "; ", account->extra.note);
	if (*account->carry.note && !same)
		str_join(&note, "; ", account->carry.note);
	grid_put(list->grid, MEANING_NORMAL, str_take(&note));
}

/* One of the people, where they are employed in the year and the acting person may know. */
static bool add_person(struct list *list, const struct person *person, struct status *st)
{
	struct holiday_account account;

	if (!(person->roles & ROLE_ASSISTANT) || !app_may(list->app, MAY_READ_ABSENCE, person->id, NULL))
		return true;
	if (!app_holiday(list->app, person->id, list->year, &account, st))
		return false;
	if (person->to >= account.of.first && (person->from == DAY_NONE || person->from <= account.of.last))
		add_account(list, person, &account);
	holiday_account_done(&account);
	return true;
}

static bool read_list(struct list *list, struct status *st)
{
	struct people people;
	bool ok = true;

	if (!app_people(list->app, &people, st))
		return false;
	for (int i = 0; ok && i < people.count; i++)
		ok = add_person(list, &people.of[i], st);
	people_done(&people);
	return ok;
}

static void add_rules(struct page *page, const struct list *list)
{
	struct page_block *block = page_add_text(page, NULL);
	struct hold h = HOLD_INIT;

	/* TRANSLATORS: the law, day */
	block_add_linef(block, MEANING_NORMAL,
	                list->any.expired ? _("In days of a five-day week, at least those of the law (%1$s). They could be taken until %2$s.")
	                                  : _("In days of a five-day week, at least those of the law (%1$s). They can be taken until %2$s."),
	                list->source, hold(&h, text_day_long(list->any.expires)));
	if (list->carry)
		block_add_line(block, MEANING_MUTED, list->carry);
	hold_done(&h);
}

static void add_table(struct page *page, struct list *list)
{
	struct page_block *block = page_add_table(page, NULL);

	block_add_column(block, _("Person"), 1, false, false);
	block_add_column(block, _("By law"), 5, true, false);
	block_add_column(block, _("Agreed"), 4, true, false);
	block_add_column(block, _("From before"), 3, true, false);
	block_add_column(block, _("Earned"), 6, true, false);
	block_add_column(block, _("Taken"), 2, true, false);
	block_add_column(block, _("Carried on"), 3, true, false);
	block_add_column(block, _("Left"), 1, true, false);
	block_add_column(block, _("Note"), 7, false, true);
	grid_fill(block, list->grid, _("Nobody is employed in this year whose holiday you may see."));
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct shown *holiday = state;
	char *typed = holiday->year ? str_make("%d", holiday->year) : NULL;
	struct list list = { .app = screen_app(ui), .grid = grid_new(9), .year = typed };
	struct hold h = HOLD_INIT;
	bool ok = read_list(&list, st);

	if (ok && list.count) {
		holiday->year = list.any.year;
		page_title(page, hold(&h, str_make(_("Holiday · year from %s"), hold(&h, text_day_long(list.any.first)))), NULL);
		add_rules(page, &list);
	}
	if (ok) {
		add_table(page, &list);
		page_focus(page, holiday->person, 0);
	} else {
		grid_free(list.grid);
	}
	hold_done(&h);
	free(list.source);
	free(list.carry);
	free(typed);
	return ok;
}

static void *holiday_open(struct ui *ui, const char *argument)
{
	struct shown *holiday = mem_zero(1, sizeof *holiday);

	(void)ui;
	holiday->person = mem_text(argument);
	return holiday;
}

static void holiday_close(void *state)
{
	free(((struct shown *)state)->person);
	free(state);
}

/* ---- what is agreed */

struct subject {
	char *person, *year, *extra, *carry, *note; /* as they were shown */
	int64_t extra_rev, carry_rev;
};

static void subject_empty(struct subject *subject)
{
	free(subject->person);
	free(subject->year);
	free(subject->extra);
	free(subject->carry);
	free(subject->note);
	*subject = (struct subject){ NULL };
}

static void subject_free(void *data)
{
	subject_empty(data);
	free(data);
}

static char *typed_days(int64_t days)
{
	char text[32];

	if (!days)
		return mem_text("");
	if (days % 100 == 0)
		return str_make("%lld", (long long)(days / 100));
	quantity_format(days, UNIT_MONEY, text);
	return mem_text(text);
}

static void know(struct subject *subject, const char *person, const struct holiday_account *account)
{
	struct subject known = { .person = mem_text(person),
		                 .year = str_make("%d", account->of.year),
		                 .extra = typed_days(account->extra.days),
		                 .carry = typed_days(account->carry.days),
		                 .note = mem_text(*account->carry.note ? account->carry.note : account->extra.note),
		                 .extra_rev = account->extra.rev,
		                 .carry_rev = account->carry.rev };

	subject_empty(subject);
	*subject = known;
}

/* What somebody else agreed meanwhile is said above the form; what was typed stays. */
static void look_again(struct app *app, struct form *form, const struct status *st)
{
	struct subject *subject = form->data;
	struct holiday_account now;
	struct hold h = HOLD_INIT;

	if (!is_stale(st) || !app_holiday(app, subject->person, subject->year, &now, NULL))
		return;
	know(subject, hold(&h, mem_text(subject->person)), &now);
	free(form->intro);
	/* TRANSLATORS: days, days */
	form->intro = str_make(_("What is there now: %1$s agreed, %2$s carried on.\nWhat you typed is kept. Saving again puts it in its place."),
	                       hold(&h, app_holiday_figure(now.extra.days)), hold(&h, app_holiday_figure(now.carry.days)));
	holiday_account_done(&now);
	hold_done(&h);
}

/* What is to be recorded of a field: NULL where it and its note stay as they are. */
static const char *changed(const char *now, const char *shown, bool noted)
{
	if (strcmp(now, shown) == 0 && !(noted && *now))
		return NULL;
	return *now ? now : "0";
}

static bool submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	const struct subject *subject = form->data;
	bool noted = strcmp(form_value(form, "note"), subject->note) != 0;
	struct holiday_input input = { .person = subject->person,
		                       .year = subject->year,
		                       .extra = changed(form_value(form, "extra"), subject->extra, noted),
		                       .carry = changed(form_value(form, "carry"), subject->carry, noted),
		                       .note = form_value(form, "note"),
		                       .shown = true,
		                       .extra_rev = subject->extra_rev,
		                       .carry_rev = subject->carry_rev };
	struct notices notices = { 0 };
	struct str out = STR_INIT;

	if (!app_holiday_agree(screen_app(ui), &input, NULL, &notices, st)) {
		*bad = st->rule && strncmp(st->rule, "carry-", 6) == 0 ? form_index(form, "carry") : form_fault(form, st);
		look_again(screen_app(ui), form, st);
		return false;
	}
	str_add(&out, _("What is agreed is recorded."));
	add_notices(&out, &notices);
	say_take(ui, notices.count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	ui_rebuild(ui);
	notices_done(&notices);
	return true;
}

static char *intro_of(const struct holiday_account *account)
{
	struct hold h = HOLD_INIT;
	const char *most = hold(&h, app_holiday_figure(account->of.carry_most));
	char *carry = app_holiday_carry_sentence(account), *text;

	text = carry ? str_make(_("%1$s Now %2$s at most."), hold(&h, carry), most) : NULL;
	hold_done(&h);
	return text;
}

static void agree(struct ui *ui, void *state, const struct page_item *item)
{
	struct app *app = screen_app(ui);
	struct hold h = HOLD_INIT;
	const char *title, *year = hold(&h, str_make("%d", ((struct shown *)state)->year));
	struct holiday_account account;
	struct status st = STATUS_INIT;
	struct subject *subject;
	struct form *form;

	if (!app_holiday(app, item->id, year, &account, &st)) {
		ui_say_status(ui, &st);
		hold_done(&h);
		return;
	}
	subject = mem_zero(1, sizeof *subject);
	know(subject, item->id, &account);
	/* TRANSLATORS: person, year */
	title = hold(&h, str_make(_("Holiday agreed with %1$s for %2$s"), hold(&h, person_name(app, item->id)), year));
	form = form_new("holiday-agree", title, _("Record"));
	form->subject = str_make("%s/%s", item->id, year);
	form->intro = intro_of(&account);
	form_add(form, "extra", _("Days more"), _("beside those of the law: 5 or 2.5; blank: none"), subject->extra);
	form_add(form, "carry", _("Days carried on"), _("of this year into the next; blank: none"), subject->carry);
	form_add(form, "note", _("Note"), _("where it is written, or what kept the person from taking more"), subject->note);
	form->data = subject;
	form->free_data = subject_free;
	form->submit = submit;
	ui_form(ui, form);
	holiday_account_done(&account);
	hold_done(&h);
}

/* ---- years */

static void turn(struct ui *ui, struct shown *holiday, int years)
{
	holiday->year = years && holiday->year ? holiday->year + years : 0;
	ui_rebuild(ui);
}

static void previous(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	turn(ui, state, -1);
}

static void next(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	turn(ui, state, 1);
}

static void this_year(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	turn(ui, state, 0);
}

static const struct action actions[] = {
	{ "holiday.agree", "a Enter", N_("agree"), N_("Records days agreed beside those of the law, and days carried into the next year."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, agree },
	{ "holiday.previous", "p Left [", N_("previous"), N_("Shows the year before."), NEEDS_NOTHING, previous },
	{ "holiday.next", "n Right ]", N_("next"), N_("Shows the year after."), NEEDS_NOTHING, next },
	{ "holiday.now", "0", N_("today"), N_("Goes back to the year that today lies in."), NEEDS_NOTHING, this_year },
	CHANGE_ACTIONS,
};

const struct screen screen_holiday = {
	.id = "holiday",
	.title = N_("Holiday"),
	.help = N_("Everybody's holiday in one year, in days. By law is what the law gives at least for the whole year; Earned is what of it "
	           "was earned up to today. Agreed is what a contract gives beside it, From before what was carried in from the year "
	           "before: it is taken first. Taken are workdays of absences that are holiday. Carried on goes into the next year, and "
	           "is no longer among what is Left."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = holiday_open,
	.build = build,
	.close = holiday_close,
};
