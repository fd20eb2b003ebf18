/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens share: texts that live as long as a build, periods to go through, choices in forms, undo. */
#ifndef LEDSAG_SCREENS_COMMON_H
#define LEDSAG_SCREENS_COMMON_H

#include "ledsag/app/app.h"
#include "ledsag/app/text.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/screens/screens.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct app *screen_app(struct ui *ui);

/* ---- texts */

/* Keeps fresh texts until the end of a function that needs several in one sentence. */
struct hold {
	char **texts;
	int count, room;
};
#define HOLD_INIT { NULL, 0, 0 }
/* Takes `text` and lends it until hold_done(). */
const char *hold(struct hold *hold, char *text);
void hold_done(struct hold *hold);

/* Gives a cell a text of its own. */
void cell_take(struct page_cell *cell, enum meaning meaning, char *text);
/* Puts several texts in one: "a, b". */
void str_join(struct str *out, const char *between, const char *text);

/* The household's currency. */
const char *screen_currency(const struct app *app);
char *amount_text(const struct app *app, int64_t amount, enum unit unit);
/* "Fri 21 Nov 2025 14:05": an instant on the household's clock; free(). */
char *moment_text(const struct app *app, int64_t utc);
/* "22:00-07:00" of a clocked entry or a shift; free(). */
char *span_text(const struct zone *zone, struct span span);
/* "led", or "bpa.hours" where the grant has several parts; free(). */
char *part_name(const char *grant, const char *part, bool several);
/* "led: Companion scheme" or "bpa.hours: Personal assistance, Helper hours"; free(). */
char *part_label(const char *grant, const struct scheme *scheme, const struct scheme_part *part, bool several);
/* What a change of the audit was, in words ("log": "hours logged"). Borrowed. */
const char *change_text(const char *action);
/* Says a text of its own in the message line, several lines as one. */
void say_take(struct ui *ui, enum meaning meaning, char *text);
/* Adds each notice as a line of its own. */
/* Takes away the second full stop where a value ended a sentence already: text_one_stop(). */
void say_one_stop(struct str *out);
void add_notices(struct str *out, const struct notices *notices);
/* A refusal, in a sentence. */
void add_status(struct str *out, const struct status *st);

/* ---- grids: tables of few rows, filled at once. A long list has a cell function of its own. */

struct grid;
struct grid *grid_new(int columns);
void grid_free(void *grid);
/* Begins a row. */
void grid_row(struct grid *grid, const char *id);
/* The next cell of the row, from the left; takes `text`. */
void grid_put(struct grid *grid, enum meaning meaning, char *text);
/* Hands the grid to a table, whose columns are added already. */
void grid_fill(struct page_block *block, struct grid *grid, const char *empty_text);

/* ---- names: ids met in rows, told by a small number */

struct names {
	char **ids, **labels;
	int count, room;
};
/* The number of an id, given a new one where it has none yet; labelled by the id itself until names_label(). NULL: −1. */
int names_number(struct names *names, const char *id);
const char *names_label(const struct names *names, int number); /* "" for −1 */
void names_done(struct names *names);
/* The name of a person, the id where it is not known, "" for NULL; free(). */
char *person_name(struct app *app, const char *id);
/* Starts with everybody whom the acting person may know, labelled by name. */
void names_people(struct names *names, struct app *app);

/* Every part of every grant that is counted in time (days, sessions), in the order of the grants. `part` is NULL, once for a grant,
 * where the acting person may not see its amounts or its scheme cannot be read. */
typedef void part_fn(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                     bool several);
void each_part(struct app *app, part_fn *fn, void *context);
/* The same for what is counted in money; `several`: the grant has other parts, in whatever unit. */
void each_money_part(struct app *app, part_fn *fn, void *context);

/* ---- choices: "anna: Anna Sørensen" */

struct choices {
	char **texts;
	int count, room;
};
void choices_add(struct choices *choices, const char *id, const char *name);
/* A choice that stands for no id ("nobody in particular"). */
void choices_add_none(struct choices *choices, const char *text);
void choices_done(struct choices *choices);
/* The choice of an id; "" where there is none. Borrowed. */
const char *choices_find(const struct choices *choices, const char *id);
/* The id of a choice; NULL where it stands for none; free(). */
char *choice_id(const char *text);

/* What a person may book on: grants, one choice a part where there are several. Empty where the acting person may not see them. */
void choices_grants(struct choices *choices, struct app *app);
/* What money is booked on. */
void choices_money(struct choices *choices, struct app *app);
/* What one books on where nothing else is said: the only part that runs on a day; NULL where there is none or several; free(). */
char *grant_running(struct app *app, day_t day);
/* Everybody who may work on a day. */
void choices_people(struct choices *choices, struct app *app, day_t day);
/* Adds the field `id` of a form: a choice where there is something to choose from, else free text. Frees the choices. `value` is an
 * id, NULL for none; of a single choice it is that one. */
struct field *form_add_ids(struct form *form, const char *id, const char *label, struct choices *choices, const char *value);
struct field *form_add_kind(struct form *form, enum kind kind);

/* ---- forms */

/* The value, NULL where the field is blank or missing. */
const char *form_typed(const struct form *form, const char *id);
/* The id that a choice (or what was typed in its place) stands for; free(); NULL where none. */
char *form_id(const struct form *form, const char *id);
/* The word of the kind that was chosen. */
const char *form_kind(const struct form *form);
/* Others wrote meanwhile: rule "stale". */
bool is_stale(const struct status *st);
/* Where a form is refused because others wrote meanwhile (rule "stale"): says above its fields what was shown and what is now,
 * keeps what was typed, and takes `now` and its revision for what the person knows from then on. Takes `now` in any case. */
void form_renew(struct form *form, const struct status *st, char **shown, char *now, int64_t *rev, int64_t now_rev);
/* The same for what is asked with yes or no: in the message line. Takes `now`. */
void say_stale(struct ui *ui, const struct status *st, const char *shown, char *now);
/* The field that a failure belongs to: named by its rule, or by a rule about it; −1. */
int form_fault(const struct form *form, const struct status *st);

/* ---- a period to go through: the first member of a screen's state */

enum period_unit { PERIOD_MONTH, PERIOD_WEEK, PERIOD_YEAR };
struct period {
	enum period_unit unit;
	int32_t at; /* a month_t, the Monday's day_t, or a year */
};
struct period period_now(const struct app *app, enum period_unit unit);
/* Reads the beginning of an argument ("2025-03/led") and returns what follows the slash, NULL where nothing does. Keeps the period
 * where the text is none. */
const char *period_read(struct period *period, const char *argument);
day_t period_from(const struct period *period);
day_t period_to(const struct period *period);
char *period_text(const struct period *period); /* "March 2025", "week 12, 17 March 2025 – 23 March 2025", "2025"; free() */
bool period_is_now(const struct period *period, const struct app *app);

void period_previous(struct ui *ui, void *state, const struct page_item *item);
void period_next(struct ui *ui, void *state, const struct page_item *item);
void period_today(struct ui *ui, void *state, const struct page_item *item);
void period_goto(struct ui *ui, void *state, const struct page_item *item);

#define PERIOD_ACTIONS(name, previous_keys, next_keys)                                                                        \
	{ name ".previous", previous_keys, N_("previous"), N_("Shows the period before."), NEEDS_NOTHING, period_previous },  \
	{ name ".next", next_keys, N_("next"), N_("Shows the period after."), NEEDS_NOTHING, period_next },                   \
	{ name ".now", "0", N_("today"), N_("Goes back to the period that today lies in."), NEEDS_NOTHING, period_today },    \
	{ name ".goto", "g", N_("go to"), N_("Asks for another period."), NEEDS_NOTHING, period_goto }

/* ---- undo, on every screen that shows data */

void change_undo(struct ui *ui, void *state, const struct page_item *item);
void change_redo(struct ui *ui, void *state, const struct page_item *item);

#define CHANGE_ACTIONS                                                                                                        \
	{ "change.undo", "u", N_("undo"), N_("Takes back your last change. Nothing is lost: it can be repeated."), NEEDS_WRITE, \
	  change_undo },                                                                                                      \
	{ "change.redo", "U", N_("redo"), N_("Repeats the change that you took back last."), NEEDS_WRITE, change_redo }

#endif
