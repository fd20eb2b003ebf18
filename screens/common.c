/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"

struct app *screen_app(struct ui *ui)
{
	return ui_context(ui);
}

/* ---- texts */

const char *hold(struct hold *hold, char *text)
{
	MEM_GROW(hold->texts, hold->count, hold->room);
	hold->texts[hold->count++] = text;
	return text;
}

void hold_done(struct hold *hold)
{
	for (int i = 0; i < hold->count; i++)
		free(hold->texts[i]);
	free(hold->texts);
	*hold = (struct hold)HOLD_INIT;
}

void cell_take(struct page_cell *cell, enum meaning meaning, char *text)
{
	free(cell->text);
	cell->text = text;
	cell->meaning = meaning;
}

void str_join(struct str *out, const char *between, const char *text)
{
	if (out->length)
		str_add(out, between);
	str_add(out, text);
}

const char *screen_currency(const struct app *app)
{
	return app_household(app)->currency;
}

char *amount_text(const struct app *app, int64_t amount, enum unit unit)
{
	return text_amount(amount, unit, screen_currency(app));
}

char *moment_text(const struct app *app, int64_t utc)
{
	day_t day;
	int minute;
	char *date, *text;

	instant_local(app_zone(app), utc, &day, &minute);
	date = text_day(day);
	text = str_make("%s %02d:%02d", date, minute / 60, minute % 60);
	free(date);
	return text;
}

char *span_text(const struct zone *zone, struct span span)
{
	char text[16];

	span_format(zone, span, text);
	return mem_text(text);
}

char *part_name(const char *grant, const char *part, bool several)
{
	return several ? str_make("%s.%s", grant, part) : mem_text(grant);
}

char *part_label(const char *grant, const struct scheme *scheme, const struct scheme_part *part, bool several)
{
	const char *name = scheme ? scheme_text(&scheme->name, text_lang()) : "";

	if (several)
		return str_make("%s.%s: %s, %s", grant, part->id, name, scheme_text(&part->name, text_lang()));
	return *name ? str_make("%s: %s", grant, name) : mem_text(grant);
}

void say_one_stop(struct str *out)
{
	if (out->length)
		out->length = strlen(text_one_stop(out->s));
}

void add_notices(struct str *out, const struct notices *notices)
{
	for (int i = 0; i < notices->count; i++)
		str_join(out, "\n", notices->of[i].message);
}

void add_status(struct str *out, const struct status *st)
{
	char *text = text_status(st);

	str_join(out, "\n", text);
	free(text);
}

void say_take(struct ui *ui, enum meaning meaning, char *text)
{
	for (char *at = text; *at; at++)
		if (*at == '\n')
			*at = ' ';
	ui_say(ui, meaning, text);
	free(text);
}

/* ---- names */

static int find_name(const struct names *names, const char *id)
{
	for (int i = 0; i < names->count; i++)
		if (strcmp(names->ids[i], id) == 0)
			return i;
	return -1;
}

static void add_name(struct names *names, const char *id, const char *label)
{
	if (names->count == names->room) {
		names->room = names->room ? names->room * 2 : 8;
		names->ids = mem_resize(names->ids, (size_t)names->room, sizeof *names->ids);
		names->labels = mem_resize(names->labels, (size_t)names->room, sizeof *names->labels);
	}
	names->ids[names->count] = mem_text(id);
	names->labels[names->count++] = mem_text(label);
}

int names_number(struct names *names, const char *id)
{
	int found;

	if (!id)
		return -1;
	found = find_name(names, id);
	if (found >= 0)
		return found;
	add_name(names, id, id);
	return names->count - 1;
}

const char *names_label(const struct names *names, int number)
{
	return number < 0 ? "" : names->labels[number];
}

void names_done(struct names *names)
{
	for (int i = 0; i < names->count; i++) {
		free(names->ids[i]);
		free(names->labels[i]);
	}
	free(names->ids);
	free(names->labels);
	*names = (struct names){ 0 };
}

void names_people(struct names *names, struct app *app)
{
	struct people people;

	if (!app_people(app, &people, NULL))
		return;
	for (int i = 0; i < people.count; i++)
		add_name(names, people.of[i].id, people.of[i].name);
	people_done(&people);
}

char *person_name(struct app *app, const char *id)
{
	struct names people = { 0 };
	char *name;

	names_people(&people, app);
	name = mem_text(names_label(&people, names_number(&people, id)));
	names_done(&people);
	return name;
}

/* ---- what was done */

/* The name that the audit keeps, in words; a name that is not known here is shown as it is. */
const char *change_text(const char *action)
{
	static const struct {
		const char *action, *words;
	} known[] = {
		{ "init", N_("household made") },
		{ "log", N_("hours logged") },
		{ "hours edit", N_("hours changed") },
		{ "hours withdraw", N_("hours withdrawn") },
		{ "hours submit", N_("hours submitted") },
		{ "hours approve", N_("hours approved") },
		{ "hours reject", N_("hours rejected") },
		{ "import hours", N_("hours imported") },
		{ "grant add", N_("grant added") },
		{ "grant change", N_("amount changed") },
		{ "grant deduct", N_("hours deducted") },
		{ "grant transfer", N_("transfer agreed") },
		{ "grant end", N_("grant ended") },
		{ "person add", N_("person added") },
		{ "person edit", N_("person changed") },
		{ "person end", N_("person left") },
		{ "shift add", N_("shift planned") },
		{ "shift assign", N_("shift assigned") },
		{ "shift cancel", N_("shift cancelled") },
		{ "shift done", N_("shift booked") },
		{ "absence add", N_("absence entered") },
		{ "absence edit", N_("absence changed") },
		{ "absence end", N_("last day of an absence") },
		{ "absence withdraw", N_("absence withdrawn") },
		{ "holiday agree", N_("holiday agreed") },
		{ "money add", N_("money booked") },
		{ "money edit", N_("money changed") },
		{ "money withdraw", N_("money withdrawn") },
		{ "pay rules", N_("rules of pay chosen") },
		{ "close", N_("months closed") },
		{ "reopen", N_("months opened again") },
		{ "undo", N_("taken back") },
		{ "redo", N_("repeated") },
		{ "demo", N_("demonstration made") },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (strcmp(known[i].action, action) == 0)
			return _(known[i].words);
	return action;
}

/* ---- undo */

/* "log: entry 6" as "hours logged, entry 6"; free(). */
static char *undone_text(const char *what)
{
	const char *colon = strstr(what, ": ");
	char *action = mem_textn(what, colon ? (size_t)(colon - what) : strlen(what));
	char *text = str_make("%s%s%s", change_text(action), colon ? ", " : "", colon ? colon + 2 : "");

	free(action);
	return text;
}

static void say_undone(struct ui *ui, const char *how, char *what)
{
	char *text = undone_text(what);

	say_take(ui, MEANING_GOOD, str_make("%s: %s.", how, text));
	ui_rebuild(ui);
	free(text);
	free(what);
}

void change_undo(struct ui *ui, void *state, const struct page_item *item)
{
	struct status st = STATUS_INIT;
	char *what = NULL;

	(void)state;
	(void)item;
	if (!app_undo(screen_app(ui), &what, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	say_undone(ui, _("Taken back"), what);
}

void change_redo(struct ui *ui, void *state, const struct page_item *item)
{
	struct status st = STATUS_INIT;
	char *what = NULL;

	(void)state;
	(void)item;
	if (!app_redo(screen_app(ui), &what, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	say_undone(ui, _("Repeated"), what);
}
