/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the household. */
#include "common.h"

/* ---- the list */

/* The wage in force on a day, else the first one to come with its day; NULL where none is recorded or it is not for the acting
 * person to see. */
static char *wage_text(struct app *app, const char *person, day_t day)
{
	struct wage *wages = NULL;
	int count = 0, now = 0;
	struct hold h = HOLD_INIT;
	char *text = NULL;

	if (!app_wages(app, person, &wages, &count, NULL))
		return NULL;
	while (now + 1 < count && wages[now + 1].from <= day)
		now++;
	if (count && wages[now].from <= day)
		text = amount_text(app, wages[now].amount, UNIT_MONEY);
	else if (count)
		/* TRANSLATORS: a wage and the day from which it holds */
		text = str_make(_("%s from %s"), hold(&h, amount_text(app, wages[now].amount, UNIT_MONEY)),
		                hold(&h, text_day_long(wages[now].from)));
	hold_done(&h);
	free(wages);
	return text;
}

static char *roles_text(unsigned roles)
{
	static const struct {
		enum role role;
		const char *label;
	} labels[] = {
		{ ROLE_HOLDER, N_("holder") },
		{ ROLE_LEADER, N_("leader") },
		{ ROLE_ASSISTANT, N_("assistant") },
		{ ROLE_AUDITOR, N_("auditor") },
	};
	struct str out = STR_INIT;

	for (size_t i = 0; i < COUNT_OF(labels); i++)
		if (roles & labels[i].role)
			str_join(&out, ", ", _(labels[i].label));
	return str_take(&out);
}

static void add_row(struct grid *grid, struct app *app, const struct person *person)
{
	day_t today = app_today(app);
	enum meaning meaning = person->to < today ? MEANING_MUTED : MEANING_NORMAL;

	grid_row(grid, person->id);
	grid_put(grid, meaning, mem_text(person->name));
	grid_put(grid, meaning, mem_text(person->id));
	grid_put(grid, meaning, roles_text(person->roles));
	grid_put(grid, meaning, person->hours_week < 0 ? NULL : text_figure(person->hours_week, UNIT_MINUTES));
	grid_put(grid, meaning, wage_text(app, person->id, today));
	grid_put(grid, meaning, person->from == DAY_NONE ? NULL : text_day_long(person->from));
	if (person->to == DAY_MAX)
		grid_put(grid, meaning, NULL);
	else if (person->to < today)
		grid_put(grid, meaning, text_day_long(person->to));
	else
		grid_put(grid, MEANING_WARN, text_day_long(person->to));
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid;
	struct people people;

	(void)state;
	if (!app_people(app, &people, st))
		return false;
	page_title(page, _("People"), NULL);
	block_add_column(block, _("Name"), 1, false, true);
	block_add_column(block, _("Id"), 1, false, false);
	block_add_column(block, _("Roles"), 2, false, false);
	block_add_column(block, _("Hours a week"), 3, true, false);
	block_add_column(block, _("Wage an hour"), 4, true, false);
	block_add_column(block, _("From"), 5, false, false);
	block_add_column(block, _("Until"), 5, false, false);
	grid = grid_new(7);
	for (int i = 0; i < people.count; i++)
		add_row(grid, app, &people.of[i]);
	grid_fill(block, grid, _("Nobody is here yet. a adds a person."));
	people_done(&people);
	return true;
}

/* ---- forms */

/* What a person is, in the words of the choices of a form; roles go together as in app.h. */
static const unsigned role_sets[] = {
	ROLE_ASSISTANT, ROLE_LEADER, ROLE_LEADER | ROLE_ASSISTANT, ROLE_AUDITOR, ROLE_HOLDER, ROLE_HOLDER | ROLE_LEADER,
};

static void add_roles(struct form *form, unsigned roles)
{
	char *texts[COUNT_OF(role_sets) + 1];
	int count = 0, chosen = 0;

	for (size_t i = 0; i < COUNT_OF(role_sets); i++) {
		if (role_sets[i] == roles)
			chosen = count;
		texts[count++] = roles_text(role_sets[i]);
	}
	if (roles && role_sets[chosen] != roles) {
		chosen = count;
		texts[count++] = roles_text(roles);
	}
	form_add_choice(form, "role", _("Role"), (const char *const *)texts, count, texts[chosen]);
	for (int i = 0; i < count; i++)
		free(texts[i]);
}

/* The roles that were chosen, as app_person_add() reads them; free(). */
static char *chosen_roles(const struct form *form)
{
	unsigned all = ROLE_HOLDER | ROLE_LEADER | ROLE_ASSISTANT | ROLE_AUDITOR;
	char *found = NULL;

	for (unsigned roles = 1; roles <= all && !found; roles++) {
		char *text = roles_text(roles);

		if (strcmp(text, form_value(form, "role")) == 0)
			found = roles_format(roles);
		free(text);
	}
	return found;
}

/* What an edit is about. */
struct shown {
	int64_t rev;
	char *text; /* how the person stood */
};

static void shown_free(void *data)
{
	free(((struct shown *)data)->text);
	free(data);
}

/* A person in a sentence, to see what others made of it; free(). */
static char *person_sentence(const struct person *person)
{
	struct str out = STR_INIT;
	struct hold h = HOLD_INIT;

	str_addf(&out, "%s, %s", person->name, hold(&h, roles_text(person->roles)));
	if (person->born != DAY_NONE)
		str_addf(&out, _(", born %s"), hold(&h, text_day_long(person->born)));
	if (person->hours_week >= 0)
		str_addf(&out, _(", %s h a week"), hold(&h, text_figure(person->hours_week, UNIT_MINUTES)));
	hold_done(&h);
	return str_take(&out);
}

static const struct person *find_person(const struct people *people, const char *id)
{
	for (int i = 0; i < people->count; i++)
		if (strcmp(people->of[i].id, id) == 0)
			return &people->of[i];
	return NULL;
}

/* Where others changed the person meanwhile, shows what they made of it and takes that for what is known from now on. */
static void look_again(struct app *app, struct form *form, const struct status *st)
{
	struct shown *shown = form->data;
	struct people people;
	const struct person *person;

	if (!app_people(app, &people, NULL))
		return;
	person = find_person(&people, form->subject);
	if (person)
		form_renew(form, st, &shown->text, person_sentence(person), &shown->rev, person->rev);
	people_done(&people);
}

static bool submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	bool edit = form->subject != NULL;
	char *roles = chosen_roles(form);
	struct person_input input = {
		.id = edit ? form->subject : form_value(form, "id"),
		.name = form_typed(form, "name"),
		.roles = roles,
		.born = edit ? form_value(form, "born") : form_typed(form, "born"),
		.from = form_typed(form, "from"),
		.wage = form_typed(form, "wage"),
		.hours_week = edit ? form_value(form, "hours-week") : form_typed(form, "hours-week"),
		.rev = edit ? ((struct shown *)form->data)->rev : 0,
	};
	bool ok;

	if (edit && input.from && !input.wage) {
		*bad = form_index(form, "wage");
		free(roles);
		return status_set(st, STATUS_INPUT, "wage", N_("What is the new wage? Where it stays, leave its day blank too."), "");
	}
	ok = edit ? app_person_edit(screen_app(ui), &input, st) : app_person_add(screen_app(ui), &input, st);
	if (ok) {
		say_take(ui, MEANING_GOOD,
		         str_make(edit ? _("%s is changed.") : _("%s is added."), input.name ? input.name : input.id));
		ui_focus(ui, input.id);
		ui_rebuild(ui);
	} else {
		*bad = form_fault(form, st);
		if (edit)
			look_again(screen_app(ui), form, st);
	}
	free(roles);
	return ok;
}

static void add(struct ui *ui, void *state, const struct page_item *item)
{
	struct form *form = form_new("person-add", _("Add a person"), _("Add"));

	(void)state;
	(void)item;
	form_add(form, "id", _("Short name"), _("small letters and digits, such as anna; it stays for good"), "");
	form_add(form, "name", _("Name"), NULL, "");
	add_roles(form, ROLE_ASSISTANT);
	form_add(form, "born", _("Born"), _("24.12.1990; some schemes ask for it; may be blank"), "");
	form_add(form, "from", _("From"), _("first day; may be blank"), "");
	form_add(form, "hours-week", _("Hours a week"), _("20:00, as agreed; may be blank"), "");
	form_add(form, "wage", _("Wage an hour"), _("175.50; may be blank"), "");
	form->submit = submit;
	ui_form(ui, form);
}

static void ask_edit(struct ui *ui, const struct person *person)
{
	struct form *form;
	struct shown *shown;
	char born[11] = "", hours[32] = "", *title = str_make(_("Change %s"), person->name);

	if (person->born != DAY_NONE)
		day_format(person->born, born);
	if (person->hours_week >= 0)
		quantity_format(person->hours_week, UNIT_MINUTES, hours);
	form = form_new("person-edit", title, _("Save"));
	form->subject = mem_text(person->id);
	shown = mem_alloc(sizeof *shown);
	*shown = (struct shown){ person->rev, person_sentence(person) };
	form->data = shown;
	form->free_data = shown_free;
	form_add(form, "name", _("Name"), NULL, person->name);
	add_roles(form, person->roles);
	form_add(form, "born", _("Born"), _("24.12.1990; blank: not known"), born);
	form_add(form, "hours-week", _("Hours a week"), _("20:00, as agreed; blank: nothing is agreed"), hours);
	form_add(form, "wage", _("New wage"), _("175.50 an hour; blank where it stays"), "");
	form_add(form, "from", _("Wage from"), _("first day of the new wage; blank: today"), "");
	form->submit = submit;
	ui_form(ui, form);
	free(title);
}

static void edit(struct ui *ui, void *state, const struct page_item *item)
{
	struct status st = STATUS_INIT;
	struct people people;
	const struct person *person;

	(void)state;
	if (!app_people(screen_app(ui), &people, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	person = find_person(&people, item->id);
	if (person)
		ask_edit(ui, person);
	people_done(&people);
}

static bool submit_end(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	*bad = 0;
	if (!app_person_end(screen_app(ui), form->subject, form_value(form, "day"), st))
		return false;
	say_take(ui, MEANING_GOOD, str_make(_("The last day of %s is recorded."), form->subject));
	ui_rebuild(ui);
	return true;
}

static void end(struct ui *ui, void *state, const struct page_item *item)
{
	char *title = str_make(_("Last day of %s"), item->id);
	struct form *form = form_new("person-end", title, _("Save"));

	(void)state;
	form->subject = mem_text(item->id);
	form->intro = mem_text(_("Hours and shifts are kept. After this day nobody can be planned or logged under this name."));
	form_add(form, "day", _("Last day"), _("31.12.2025"), "");
	form->submit = submit_end;
	ui_form(ui, form);
	free(title);
}

/* ---- opening the hours of somebody */

static void hours(struct ui *ui, void *state, const struct page_item *item)
{
	char month[8], *argument;
	struct status st = STATUS_INIT;

	(void)state;
	if (!app_may(screen_app(ui), MAY_READ_HOURS, item->id, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	month_format(month_of(app_today(screen_app(ui))), month);
	argument = str_make("%s//%s", month, item->id);
	ui_open(ui, "hours", argument);
	free(argument);
}

static void holiday(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "holiday", item->id);
}

static const struct action actions[] = {
	{ "people.hours", "Enter", N_("hours"), N_("Shows this month's hours of this person."), NEEDS_ROW, hours },
	{ "people.add", "a Insert", N_("add"), N_("Adds an assistant, a leader or an auditor."), NEEDS_WRITE | NEEDS_LEADER, add },
	{ "people.edit", "e", N_("edit"), N_("Changes name, roles, hours a week or the wage from a day on."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, edit },
	{ "people.end", "x", N_("end"), N_("Records the last day of this person."), NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, end },
	{ "people.holiday", "H", N_("holiday"), N_("Shows everybody's holiday by the year: earned, taken, left and carried on."), NEEDS_ROW,
	  holiday },
	CHANGE_ACTIONS,
};

const struct screen screen_people = {
	.id = "people",
	.title = N_("People"),
	.help = N_("Everybody in the household. The holder is the person whose help this is about. A leader plans and approves, "
	           "an assistant sees the roster and the own hours, an auditor only reads. One person can have several roles. The "
	           "id is what one types when hours are logged; it never changes. People who left stay in the list, because their "
	           "hours do."),
	.keys = "6",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.build = build,
};
