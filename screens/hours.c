/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's hours. Argument: "2025-03", "2025-03/led", "2025-03/led/anna" or "2025-03///waiting": what stands so. */
#include "closed.h"
#include "forms.h"
#include "ledsag/base/utf8.h"

#define NOTE_SHOWN 80 /* bytes of a note that the list keeps; the entry's own page has all of it */

struct hours {
	struct period period; /* first: common.h */
	char *grant, *person; /* what is shown; NULL: all */
	int shown;            /* of shows */
};

/* Which states are shown. */
static const struct {
	const char *name, *label; /* the label of the first is that of a choice only */
	unsigned states;
} shows[] = {
	{ "all", N_("all states"), ~0u },
	{ "waiting", N_("waiting for approval"), 1u << ENTRY_SUBMITTED },
	{ "open", N_("not approved"), 1u << ENTRY_LOGGED | 1u << ENTRY_SUBMITTED },
	{ "approved", N_("approved"), 1u << ENTRY_APPROVED },
	{ "rejected", N_("rejected"), 1u << ENTRY_REJECTED },
};

/* One line of the list: kept small, a month may have thousands. */
struct row {
	int64_t id, rev;
	struct span span;
	int64_t amount, inside;
	uint32_t note; /* where it begins in list->notes */
	day_t day;
	int16_t person, grant;
	uint8_t kind, state, unit;
	bool clocked;
};

struct list {
	const struct app *app;
	unsigned states; /* shown */
	struct row *rows;
	size_t count, room;
	struct str notes;
	struct names people, grants;
	int64_t total[UNIT_MONEY + 1];
};

static void list_free(void *data)
{
	struct list *list = data;

	free(list->rows);
	str_done(&list->notes);
	names_done(&list->people);
	names_done(&list->grants);
	free(list);
}

/* ---- reading the month */

static uint32_t keep_note(struct list *list, const char *note)
{
	size_t at = list->notes.length, length = strlen(note);

	if (!length)
		return 0;
	str_addn(&list->notes, note, length > NOTE_SHOWN ? utf8_cut(note, NOTE_SHOWN) : length);
	if (length > NOTE_SHOWN)
		str_add(&list->notes, "…");
	str_addc(&list->notes, '\0');
	return (uint32_t)at;
}

static bool add_row(void *context, const struct hours_row *from)
{
	struct list *list = context;
	const struct entry *entry = from->entry;

	if (!(list->states & 1u << entry->state))
		return true;
	MEM_GROW(list->rows, list->count, list->room);
	list->rows[list->count++] = (struct row){
		.id = entry->id,
		.rev = entry->rev,
		.span = entry->span,
		.amount = from->amount,
		.inside = from->amount_in,
		.note = keep_note(list, entry->note),
		.day = entry->day,
		.person = (int16_t)names_number(&list->people, entry->person),
		.grant = (int16_t)names_number(&list->grants, entry->grant),
		.kind = (uint8_t)entry->kind,
		.state = (uint8_t)entry->state,
		.unit = (uint8_t)entry->unit,
		.clocked = entry->clocked,
	};
	if (entry_state_counts(entry->state))
		list->total[entry->unit] += from->amount_in;
	return true;
}

static struct list *read_list(struct app *app, const struct hours *hours, struct status *st)
{
	struct list *list = mem_zero(1, sizeof *list);
	struct hours_query query = { .from = period_from(&hours->period),
		                     .to = period_to(&hours->period),
		                     .person = hours->person,
		                     .grant = hours->grant,
		                     .state = -1 };

	list->app = app;
	list->states = shows[hours->shown].states;
	str_addc(&list->notes, '\0'); /* no note begins at 0 */
	names_people(&list->people, app);
	if (!app_hours(app, &query, add_row, list, st)) {
		list_free(list);
		return NULL;
	}
	if (list->count)
		list->rows = mem_resize(list->rows, list->count, sizeof *list->rows);
	return list;
}

/* ---- the table */

enum { DATE, TIME, HOURS, PERSON, GRANT, KIND, STATE, NOTE };

static char *hours_of(const struct list *list, const struct row *row)
{
	struct hold h = HOLD_INIT;
	char *text;

	if (row->inside != row->amount)
		/* TRANSLATORS: hours of this month out of all hours of the entry: 1:00 of 9:00 */
		text = str_make(_("%s of %s"), hold(&h, text_figure(row->inside, (enum unit)row->unit)),
		                hold(&h, text_figure(row->amount, (enum unit)row->unit)));
	else if (row->unit == UNIT_MINUTES)
		text = text_figure(row->amount, UNIT_MINUTES);
	else
		text = amount_text(list->app, row->amount, (enum unit)row->unit);
	hold_done(&h);
	return text;
}

/* "12:30, 2 days": 0:00 where there is nothing. */
static char *totals_text(const struct list *list, const int64_t total[UNIT_MONEY + 1])
{
	struct str text = STR_INIT;

	for (int unit = UNIT_MINUTES; unit <= UNIT_SESSIONS; unit++) {
		char *amount;

		if (!total[unit])
			continue;
		amount = unit == UNIT_MINUTES ? text_figure(total[unit], UNIT_MINUTES) :
		                                amount_text(list->app, total[unit], (enum unit)unit);
		str_join(&text, ", ", amount);
		free(amount);
	}
	return text.length ? str_take(&text) : text_figure(0, UNIT_MINUTES);
}

static void sum_cell(const struct list *list, int column, struct page_cell *out)
{
	if (column == DATE) {
		page_cell_set(out, MEANING_STRONG, _("Sum"));
		return;
	}
	if (column == HOURS)
		cell_take(out, MEANING_STRONG, totals_text(list, list->total));
}

/* What marked entries come to, as the list shows them: rejected ones too, for they may be marked to be submitted again. */
static void add_up(const void *data, const size_t *rows, size_t count, struct str *out)
{
	const struct list *list = data;
	int64_t total[UNIT_MONEY + 1] = { 0 };
	char *text;

	for (size_t i = 0; i < count; i++)
		total[list->rows[rows[i]].unit] += list->rows[rows[i]].inside;
	text = totals_text(list, total);
	str_add(out, text);
	free(text);
}

/* The word says it; the colour only makes it found sooner. */
static enum meaning state_meaning(enum entry_state state)
{
	static const enum meaning meanings[] = {
		[ENTRY_LOGGED] = MEANING_NORMAL, [ENTRY_SUBMITTED] = MEANING_STRONG,  [ENTRY_APPROVED] = MEANING_GOOD,
		[ENTRY_REJECTED] = MEANING_WARN, [ENTRY_WITHDRAWN] = MEANING_MUTED,
	};

	return meanings[state];
}

static void cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct list *list = data;
	const struct row *row = &list->rows[number];
	enum meaning meaning = MEANING_NORMAL;

	if (number == list->count) {
		sum_cell(list, column, out);
		return;
	}
	if (!entry_state_counts((enum entry_state)row->state))
		meaning = MEANING_MUTED;
	switch (column) {
	case DATE:
		cell_take(out, meaning, text_day_short(row->day));
		break;
	case TIME:
		cell_take(out, meaning, row->clocked ? span_text(app_zone(list->app), row->span) : mem_text(""));
		break;
	case HOURS:
		cell_take(out, meaning, hours_of(list, row));
		break;
	case PERSON:
		page_cell_set(out, meaning, names_label(&list->people, row->person));
		break;
	case GRANT:
		page_cell_set(out, meaning, names_label(&list->grants, row->grant));
		break;
	case KIND:
		page_cell_set(out, meaning, _(kind_label((enum kind)row->kind)));
		break;
	case STATE:
		page_cell_set(out, state_meaning((enum entry_state)row->state), _(entry_state_label((enum entry_state)row->state)));
		break;
	default:
		page_cell_set(out, meaning, list->notes.s + row->note);
	}
}

static void row_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	const struct list *list = data;

	snprintf(id, ITEM_ID_MAX, "%" PRId64, number < list->count ? list->rows[number].id : 0);
}

static int64_t version(const void *data, size_t number)
{
	const struct list *list = data;

	return number < list->count ? list->rows[number].rev : 0;
}

static void add_table(struct page *page, struct list *list, const struct hours *hours, const char *period)
{
	struct page_block *block = page_add_table(page, NULL);
	char *empty = hours->grant || hours->person || hours->shown ?
	                      str_make(_("No hours of this kind in %s. f chooses what is shown."), period) :
	                      str_make(_("No hours in %s. a logs hours; Left and Right go to other months."), period);

	block_add_column(block, _("Date"), 1, false, false);
	/* On forty columns whose hours it were tells more than when. */
	block_add_column(block, _("Time"), 2, false, false);
	block_add_column(block, _("Hours"), 1, true, false);
	block_add_column(block, _("Person"), 1, false, false);
	block_add_column(block, _("Grant"), 4, false, false);
	block_add_column(block, _("Kind"), 6, false, false);
	block_add_column(block, _("State"), 3, false, false);
	block_add_column(block, _("Note"), 5, false, true);
	block_fill_table(block, list->count + (list->count > 0), cell, row_id, list, list_free, empty);
	block->table.has_sum = list->count > 0;
	block->table.can_mark = true;
	block->table.version = version;
	block->table.add_up = add_up;
	free(empty);
}

/* "only led, only Anna Sørensen" */
static char *filter_text(const struct hours *hours, struct list *list)
{
	struct str out = STR_INIT;

	if (hours->grant)
		str_addf(&out, _("only %s"), hours->grant);
	if (hours->person) {
		str_add(&out, out.length ? ", " : "");
		str_addf(&out, _("only %s"), names_label(&list->people, names_number(&list->people, hours->person)));
	}
	if (hours->shown) {
		str_add(&out, out.length ? ", " : "");
		str_addf(&out, _("only %s"), _(shows[hours->shown].label));
	}
	return out.length ? str_take(&out) : NULL;
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct hours *hours = state;
	struct app *app = screen_app(ui);
	struct list *list = read_list(app, hours, st);
	struct hold h = HOLD_INIT;
	const char *period;
	char *filter;

	if (!list)
		return false;
	period = hold(&h, period_text(&hours->period));
	filter = filter_text(hours, list);
	page_title(page, hold(&h, str_make(_("Hours · %s"), hold(&h, closed_month_text(app, &hours->period)))), filter);
	add_table(page, list, hours, period);
	/* Of the running month the newest hours are what one looks for. */
	if (list->count)
		page_focus_place(page, period_is_now(&hours->period, app) ? list->count - 1 : 0);
	hold_done(&h);
	free(filter);
	return true;
}

/* ---- opening */

static void *hours_open(struct ui *ui, const char *argument)
{
	struct hours *hours = mem_zero(1, sizeof *hours);
	const char *grant, *slash, *last;

	hours->period = period_now(screen_app(ui), PERIOD_MONTH);
	grant = period_read(&hours->period, argument);
	slash = grant ? strchr(grant, '/') : NULL;
	if (grant && grant != slash && *grant)
		hours->grant = slash ? mem_textn(grant, (size_t)(slash - grant)) : mem_text(grant);
	last = slash ? strchr(slash + 1, '/') : NULL;
	if (slash && slash[1] && slash + 1 != last)
		hours->person = last ? mem_textn(slash + 1, (size_t)(last - slash - 1)) : mem_text(slash + 1);
	for (int i = 0; last && i < (int)COUNT_OF(shows); i++)
		if (strcmp(shows[i].name, last + 1) == 0)
			hours->shown = i;
	return hours;
}

static void hours_close(void *state)
{
	struct hours *hours = state;

	free(hours->grant);
	free(hours->person);
	free(hours);
}

/* ---- actions */

static int64_t id_of(const struct page_item *item)
{
	return strtoll(item->id, NULL, 10);
}

static void add_quick(struct ui *ui, void *state, const struct page_item *item)
{
	const struct hours *hours = state;

	(void)item;
	hours_ask_quick(ui, hours->grant, hours->person);
}

static void add_form(struct ui *ui, void *state, const struct page_item *item)
{
	const struct hours *hours = state;
	const struct app *app = screen_app(ui);

	(void)item;
	hours_ask(ui, period_is_now(&hours->period, app) ? app_today(app) : period_from(&hours->period), hours->grant,
	          hours->person);
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "entry", item->id);
}

static void edit(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	hours_ask_edit(ui, id_of(item));
}

/* The entries that an action takes, as they were shown. */
struct taken {
	struct hours_pick pick;
	int64_t *ids, *revs;
};

static struct taken taken_now(struct ui *ui)
{
	size_t count;
	const struct page_item *items = ui_taken(ui, &count);
	struct taken taken = { .ids = mem_alloc(sizeof *taken.ids * (count + 1)),
		               .revs = mem_alloc(sizeof *taken.revs * (count + 1)) };

	for (size_t i = 0; i < count; i++) {
		taken.ids[i] = id_of(&items[i]);
		taken.revs[i] = items[i].version;
	}
	taken.pick = (struct hours_pick){ .ids = taken.ids, .revs = taken.revs, .count = (int)count };
	return taken;
}

static void taken_done(struct taken *taken)
{
	free(taken->ids);
	free(taken->revs);
}

#define ON_TAKEN(name, what)                                                              \
	static void name(struct ui *ui, void *state, const struct page_item *item)         \
	{                                                                                  \
		struct taken taken = taken_now(ui);                                        \
                                                                                           \
		(void)state;                                                               \
		(void)item;                                                                \
		what;                                                                      \
		taken_done(&taken);                                                        \
	}
ON_TAKEN(withdraw, hours_ask_withdraw(ui, &taken.pick))
ON_TAKEN(submit, hours_do_step(ui, STEP_SUBMIT, &taken.pick))
ON_TAKEN(approve, hours_do_step(ui, STEP_APPROVE, &taken.pick))
ON_TAKEN(reject, hours_ask_reject(ui, &taken.pick))
#undef ON_TAKEN

/* Who submits does so for all grants at once; an approval is of what the filter shows. */
static void submit_month(struct ui *ui, void *state, const struct page_item *item)
{
	const struct period *period = &((struct hours *)state)->period;
	char *name = period_text(period);

	(void)item;
	hours_ask_step(ui, STEP_SUBMIT, period_from(period), period_to(period), name, NULL, NULL);
	free(name);
}

static void approve_month(struct ui *ui, void *state, const struct page_item *item)
{
	const struct hours *hours = state;
	const struct period *period = &hours->period;
	char *name = period_text(period);

	(void)item;
	hours_ask_step(ui, STEP_APPROVE, period_from(period), period_to(period), name, hours->grant, hours->person);
	free(name);
}

/* The form lies over the screen, whose state outlives it. */
static bool set_filter(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct hours *hours = form->data;

	(void)bad;
	(void)st;
	free(hours->grant);
	free(hours->person);
	hours->grant = form_id(form, "grant");
	hours->person = form_id(form, "person");
	hours->shown = 0;
	for (int i = 1; i < (int)COUNT_OF(shows); i++)
		if (strcmp(form_value(form, "state"), _(shows[i].label)) == 0)
			hours->shown = i;
	ui_rebuild(ui);
	return true;
}

static void filter(struct ui *ui, void *state, const struct page_item *item)
{
	struct hours *hours = state;
	struct app *app = screen_app(ui);
	struct choices grants = { 0 }, people = { 0 };
	const char *labels[COUNT_OF(shows)];
	struct form *form = form_new("hours-filter", _("Which hours to show"), _("Show"));

	(void)item;
	choices_add_none(&grants, _("all grants"));
	choices_grants(&grants, app);
	form_add_ids(form, "grant", _("Grant"), &grants, hours->grant);
	if (app_is_leader(app)) {
		choices_add_none(&people, _("everybody"));
		choices_people(&people, app, DAY_NONE);
		form_add_ids(form, "person", _("Person"), &people, hours->person);
	}
	for (int i = 0; i < (int)COUNT_OF(shows); i++)
		labels[i] = _(shows[i].label);
	form_add_choice(form, "state", _("State"), labels, (int)COUNT_OF(shows), labels[hours->shown]);
	form->data = hours;
	form->fleeting = true;
	form->submit = set_filter;
	ui_form(ui, form);
}

static const struct action actions[] = {
	{ "hours.add", "a Insert", N_("log"), N_("Logs hours in one line, such as “fri 22-7 led”."), NEEDS_WRITE, add_quick },
	{ "hours.form", "A", N_("log with a form"), N_("Logs hours with a field for everything."), NEEDS_WRITE, add_form },
	{ "hours.details", "Enter", N_("details"), N_("Shows the entry with everything that was ever changed in it."),
	  NEEDS_ROW, details },
	{ "hours.edit", "e", N_("edit"), N_("Changes the entry; what it was before is kept."), NEEDS_ROW | NEEDS_WRITE, edit },
	{ "hours.withdraw", "w Delete", N_("withdraw"), N_("Withdraws the entry: it no longer counts, and is kept."),
	  NEEDS_ROW | NEEDS_WRITE | TAKES_MARKED, withdraw },
	{ "hours.approve", "y", N_("approve"), N_("Approves the entry; what is changed afterwards has to be approved anew."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER | TAKES_MARKED, approve },
	{ "hours.reject", "r", N_("reject"), N_("Asks why, and rejects the entry: it no longer counts."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER | TAKES_MARKED, reject },
	{ "hours.approvemonth", "Y", N_("approve the month"), N_("Approves all hours of the month that the filter leaves, after a question."),
	  NEEDS_WRITE | NEEDS_LEADER, approve_month },
	{ "hours.filter", "f", N_("filter"), N_("Shows only one grant's or one person's hours, or those that wait for approval."),
	  NEEDS_NOTHING, filter },
	{ "hours.submit", "s", N_("submit"), N_("Hands your own entry in to be approved."),
	  NEEDS_ROW | NEEDS_WRITE | TAKES_MARKED, submit },
	{ "hours.submitmonth", "S", N_("submit the month"), N_("Hands in all your own hours of the month that are logged, after a question."),
	  NEEDS_WRITE, submit_month },
	PERIOD_ACTIONS("hours", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_hours = {
	.id = "hours",
	.title = N_("Hours"),
	.help = N_("One month's hours, a line for each entry, in the order in which they began. An entry over midnight stands on "
	           "the day on which it began. Where an entry lies in two months, the hours of this month come first: “1:00 of "
	           "9:00”. The last line is the sum of what counts; rejected hours do not. A closed month stays as it was: what is "
	           "changed in it becomes a correction of the first open one. Logging asks for one line: day, time, "
	           "grant, person and a note in any order. While you type, the form says how it is understood and what is left "
	           "afterwards. Hours are logged, then submitted by who worked, then approved or rejected by the leader. What is "
	           "changed after that is submitted again, and the entry shows both versions. Several entries can be marked: "
	           "submit, approve, reject and withdraw are then done with all of them, or with none."),
	.keys = "2",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = hours_open,
	.build = build,
	.close = hours_close,
};
