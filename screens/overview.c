/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home screen: today, what each grant holds, what lapses next, the next dates, the latest hours. Items are "shift 17",
 * "bank led", "entry 40", "deadlines …": the screen that Enter opens, and its argument. */
#include "forms.h"

#define DAYS_AHEAD 7
#define SHIFTS_SHOWN 4
#define DAYS_BACK 14
#define HOURS_SHOWN 5
#define DATES_AHEAD 60
#define DATES_SHOWN 4
#define DAYS_REVIEWED 400
#define REJECTED_SHOWN 5

/* ---- who works */

struct shifts {
	struct app *app;
	struct grid *grid;
	struct names people;
	day_t today;
	int64_t now;
	int shown, open;
};

static char *day_word(const struct shifts *shifts, day_t day)
{
	if (day == shifts->today)
		return mem_text(_("today"));
	if (day == shifts->today + 1)
		return mem_text(_("tomorrow"));
	return text_day_short(day);
}

static void put_state(struct shifts *shifts, const struct shift *shift)
{
	if (shift->state == SHIFT_OPEN)
		grid_put(shifts->grid, MEANING_WARN, mem_text(_("nobody has it yet")));
	else if (shift->absence)
		grid_put(shifts->grid, MEANING_MUTED, mem_text(_("absent")));
	else if (shift->state == SHIFT_DONE)
		grid_put(shifts->grid, MEANING_GOOD, mem_text(_("done, hours are logged")));
	else if (shift->span.start <= shifts->now && shifts->now < shift->span.end)
		grid_put(shifts->grid, MEANING_STRONG, mem_text(_("now")));
	else if (shift->span.end <= shifts->now)
		grid_put(shifts->grid, MEANING_WARN, mem_text(_("over, hours not logged yet")));
	else
		grid_put(shifts->grid, MEANING_NORMAL, mem_text(_("planned")));
}

static bool add_shift(void *context, const struct shift *shift)
{
	struct shifts *shifts = context;
	const char *person = names_label(&shifts->people, names_number(&shifts->people, shift->person));
	char id[ITEM_ID_MAX];

	if (shift->state == SHIFT_CANCELLED || (shift->day < shifts->today && shift->span.end <= shifts->now))
		return true;
	shifts->open += shift->state == SHIFT_OPEN;
	if (shifts->shown == SHIFTS_SHOWN)
		return true;
	shifts->shown++;
	snprintf(id, sizeof id, "shift %" PRId64, shift->id);
	grid_row(shifts->grid, id);
	grid_put(shifts->grid, MEANING_NORMAL, day_word(shifts, shift->day));
	grid_put(shifts->grid, MEANING_NORMAL, span_text(app_zone(shifts->app), shift->span));
	grid_put(shifts->grid, MEANING_NORMAL, mem_text(person));
	grid_put(shifts->grid, MEANING_NORMAL, mem_text(shift->grant));
	put_state(shifts, shift);
	return true;
}

static bool add_shifts(struct page *page, struct app *app, struct status *st)
{
	struct page_block *block = page_add_table(page, _("Who works today and next"));
	struct shifts shifts = { .app = app, .grid = grid_new(5), .today = app_today(app), .now = app_now(app) };
	bool ok;

	names_people(&shifts.people, app);
	ok = app_shifts(app, shifts.today - 1, shifts.today + DAYS_AHEAD, add_shift, &shifts, st);
	block_add_column(block, _("Day"), 1, false, false);
	/* On forty columns it tells more who comes and whether than when. */
	block_add_column(block, _("Time"), 2, false, false);
	block_add_column(block, _("Person"), 1, false, false);
	block_add_column(block, _("Grant"), 4, false, false);
	block_add_column(block, _("State"), 1, false, true);
	grid_fill(block, shifts.grid,
	          app_may(app, MAY_PLAN, NULL, NULL) ?
	                  _("No shifts are planned for the next seven days. Roster (4) is where they are planned.") :
	                  _("No shifts are planned for the next seven days."));
	if (shifts.open) {
		block = page_add_text(page, NULL);
		block_add_linef(block, MEANING_WARN,
		                ngettext("%d shift of the next seven days is still open.",
		                         "%d shifts of the next seven days are still open.", (unsigned long)shifts.open),
		                shifts.open);
	}
	names_done(&shifts.people);
	return ok;
}

/* ---- what each grant holds */

/* What a year's money is measured by: what is left with what is used, so that also what was moved into the year is in it. */
static int64_t year_whole(const struct standing *s)
{
	return s->overdraft ? s->year_granted : s->left + s->year_used;
}

/* "25:00 h left of 45:00 h, 20:00 h used this month" */
static char *standing_text(const struct app *app, const struct standing *s)
{
	enum unit unit = s->rules_part->unit;
	struct hold h = HOLD_INIT;
	const char *used = hold(&h, amount_text(app, s->used, unit));
	char *text;

	if (s->yearly)
		text = str_make(_("%1$s left of %2$s, %3$s used this year"), hold(&h, amount_text(app, s->left, unit)),
		                hold(&h, amount_text(app, year_whole(s), unit)), hold(&h, amount_text(app, s->year_used, unit)));
	else if (!s->at_hand && !s->granted)
		text = str_make(_("%s used this month"), used);
	else
		text = str_make(_("%s left of %s, %s used this month"), hold(&h, amount_text(app, s->left, unit)),
		                hold(&h, amount_text(app, s->at_hand, unit)), used);
	hold_done(&h);
	return text;
}

/* What is to be known beside the figures: an overdraft first, else what lapses next; NULL where there is nothing. */
static char *standing_note(const struct app *app, const struct standing *s, month_t month)
{
	if (s->overdraft)
		return app_overdraft_sentence(app, &s->rules, s->overdraft, s->rules_part->unit, month);
	if (!s->lapses)
		return NULL;
	return app_lapse_sentence(app, &s->rules, s->rules_part->unit, s->next, s->use_to_keep, s->use_now);
}

static void add_gauge(struct page_block *block, const struct app *app, const struct standing *s, month_t month)
{
	struct hold h = HOLD_INIT;
	char *note = standing_note(app, s, month), id[ITEM_ID_MAX];
	bool soon = s->lapses && s->rules.carry == CARRY_WINDOW && month_of(s->next.day) == month;

	snprintf(id, sizeof id, "bank %s", hold(&h, part_name(s->grant, s->part, s->several)));
	block_add_gauge(block, id, hold(&h, part_label(s->grant, s->scheme, s->rules_part, s->several)),
	                hold(&h, standing_text(app, s)), note, s->yearly ? s->year_used : s->used,
	                s->yearly ? year_whole(s) : s->at_hand,
	                s->overdraft ? MEANING_BAD : soon ? MEANING_WARN : MEANING_NORMAL);
	free(note);
	hold_done(&h);
}

/* *any: whether some grant runs. Who may not see balances sees the page without them. */
static bool add_gauges(struct page *page, struct app *app, bool *any, struct status *st)
{
	month_t month = month_of(app_today(app));
	struct page_block *block;
	struct standings standings;
	char *name, *title;

	*any = true;
	if (!app_may(app, MAY_READ_GRANTS, NULL, NULL))
		return true;
	if (!app_balance(app, month, &standings, st))
		return false;
	*any = standings.count > 0;
	if (*any) {
		name = text_month(month);
		title = str_make(_("What the grants hold in %s"), name);
		block = page_add_gauges(page, title);
		for (int i = 0; i < standings.count; i++)
			add_gauge(block, app, &standings.of[i], month);
		free(title);
		free(name);
	}
	standings_done(&standings);
	return true;
}

/* ---- the next dates to keep */

/* Nothing where there are none: the page is short. A rule file that is wrong says so here and spoils nothing else. */
static void add_dates(struct page *page, struct app *app)
{
	struct status st = STATUS_INIT;
	struct deadlines dates;
	struct page_block *block;
	struct grid *grid;

	if (!app_may(app, MAY_READ_GRANTS, NULL, NULL))
		return;
	if (!app_deadlines_soon(app, DATES_AHEAD, &dates, &st)) {
		char *sentence = text_status(&st);

		block_add_line(page_add_text(page, _("Next dates to keep (F lists all)")), MEANING_BAD, sentence);
		free(sentence);
		return;
	}
	if (dates.count) {
		block = page_add_table(page, _("Next dates to keep (F lists all)"));
		deadline_columns(block);
		grid = grid_new(5);
		for (int i = 0; i < dates.count && i < DATES_SHOWN; i++)
			deadline_row(grid, &dates.of[i], "deadlines ");
		grid_fill(block, grid, "");
	}
	deadlines_done(&dates);
}

/* ---- hours that wait for approval, and those that were rejected */

/* What was submitted, by the month in which it began, the earliest first. */
struct waiting {
	struct grid *grid;
	struct app *app;
	month_t month; /* of the row that is being summed */
	int count, all;
	int64_t minutes;
};

static void end_month(struct waiting *waiting)
{
	char month[8], id[ITEM_ID_MAX];

	if (!waiting->count)
		return;
	month_format(waiting->month, month);
	snprintf(id, sizeof id, "hours %s///waiting", month);
	grid_row(waiting->grid, id);
	grid_put(waiting->grid, MEANING_NORMAL, text_month(waiting->month));
	grid_put(waiting->grid, MEANING_WARN,
	         str_make(ngettext("%d entry", "%d entries", (unsigned long)waiting->count), waiting->count));
	grid_put(waiting->grid, MEANING_NORMAL,
	         waiting->minutes ? amount_text(waiting->app, waiting->minutes, UNIT_MINUTES) : NULL);
	waiting->count = 0;
	waiting->minutes = 0;
}

static bool add_waiting_row(void *context, const struct hours_row *row)
{
	struct waiting *waiting = context;
	month_t month = month_of(row->entry->day);

	if (month != waiting->month)
		end_month(waiting);
	waiting->month = month;
	waiting->count++;
	waiting->all++;
	if (row->entry->unit == UNIT_MINUTES)
		waiting->minutes += row->amount;
	return true;
}

static bool add_waiting(struct page *page, struct app *app, struct status *st)
{
	struct hours_query query = { .from = app_today(app) - DAYS_REVIEWED, .to = app_today(app) + DAYS_REVIEWED,
		                     .state = ENTRY_SUBMITTED };
	struct waiting waiting = { .app = app };
	struct page_block *block;
	char *title;

	if (!app_may(app, MAY_APPROVE_HOURS, NULL, NULL))
		return true;
	waiting.grid = grid_new(3);
	if (!app_hours(app, &query, add_waiting_row, &waiting, st)) {
		grid_free(waiting.grid);
		return false;
	}
	end_month(&waiting);
	if (!waiting.all) {
		grid_free(waiting.grid);
		return true;
	}
	title = str_make(ngettext("%d entry waits for approval", "%d entries wait for approval", (unsigned long)waiting.all),
	                 waiting.all);
	block = page_add_table(page, title);
	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Waiting"), 1, false, false);
	block_add_column(block, _("Hours"), 1, true, true);
	grid_fill(block, waiting.grid, NULL);
	free(title);
	return true;
}

/* The own entries that were rejected: what is to be put right. */
struct rejected {
	struct app *app;
	struct grid *grid;
	int count;
};

static bool add_rejected_row(void *context, const struct hours_row *row)
{
	struct rejected *rejected = context;
	const struct entry *entry = row->entry;
	char id[ITEM_ID_MAX];

	if (rejected->count++ >= REJECTED_SHOWN)
		return true;
	snprintf(id, sizeof id, "entry %" PRId64, entry->id);
	grid_row(rejected->grid, id);
	grid_put(rejected->grid, MEANING_NORMAL, text_day_short(entry->day));
	grid_put(rejected->grid, MEANING_NORMAL, entry->clocked ? span_text(app_zone(rejected->app), entry->span) : NULL);
	grid_put(rejected->grid, MEANING_NORMAL, amount_text(rejected->app, entry->amount, entry->unit));
	grid_put(rejected->grid, MEANING_WARN, mem_text(entry->why));
	return true;
}

static bool add_rejected(struct page *page, struct app *app, struct status *st)
{
	struct hours_query query = { .from = app_today(app) - DAYS_REVIEWED, .to = app_today(app) + DAYS_REVIEWED,
		                     .person = app_actor(app), .state = ENTRY_REJECTED };
	struct rejected rejected = { .app = app };
	struct page_block *block;
	char *title;

	if (!app_may(app, MAY_SUBMIT_HOURS, app_actor(app), NULL))
		return true;
	rejected.grid = grid_new(4);
	if (!app_hours(app, &query, add_rejected_row, &rejected, st)) {
		grid_free(rejected.grid);
		return false;
	}
	if (!rejected.count) {
		grid_free(rejected.grid);
		return true;
	}
	title = str_make(ngettext("%d entry of yours was rejected", "%d entries of yours were rejected",
	                          (unsigned long)rejected.count), rejected.count);
	block = page_add_table(page, title);
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("Time"), 2, false, false);
	block_add_column(block, _("Hours"), 3, true, false);
	block_add_column(block, _("Why"), 1, false, true);
	grid_fill(block, rejected.grid, NULL);
	free(title);
	return true;
}

/* ---- the latest hours */

/* The last few entries; older ones make room. */
struct latest {
	struct app *app;
	struct names people;
	struct entry of[HOURS_SHOWN];
	int count;
};

static bool add_latest(void *context, const struct hours_row *row)
{
	struct latest *latest = context;

	if (latest->count == HOURS_SHOWN) {
		entry_copy_done(&latest->of[0]);
		memmove(&latest->of[0], &latest->of[1], sizeof latest->of - sizeof latest->of[0]);
		latest->count--;
	}
	entry_copy(&latest->of[latest->count++], row->entry);
	return true;
}

static void put_entry(struct grid *grid, struct latest *latest, const struct entry *entry)
{
	char id[ITEM_ID_MAX];

	snprintf(id, sizeof id, "entry %" PRId64, entry->id);
	grid_row(grid, id);
	grid_put(grid, MEANING_NORMAL, text_day_short(entry->day));
	grid_put(grid, MEANING_NORMAL, entry->clocked ? span_text(app_zone(latest->app), entry->span) : NULL);
	grid_put(grid, MEANING_NORMAL, amount_text(latest->app, entry->amount, entry->unit));
	grid_put(grid, MEANING_NORMAL, mem_text(names_label(&latest->people, names_number(&latest->people, entry->person))));
	grid_put(grid, MEANING_NORMAL, mem_text(entry->grant));
	grid_put(grid, MEANING_NORMAL, mem_text(entry->note));
}

static bool add_hours(struct page *page, struct app *app, struct status *st)
{
	struct hours_query query = { .from = app_today(app) - DAYS_BACK, .to = app_today(app), .state = -1 };
	struct latest latest = { .app = app };
	struct page_block *block;
	struct grid *grid;

	if (!app_hours(app, &query, add_latest, &latest, st))
		return false;
	names_people(&latest.people, app);
	block = page_add_table(page, _("Latest hours, the newest first"));
	block_add_column(block, _("Date"), 1, false, false);
	block_add_column(block, _("Time"), 2, false, false);
	block_add_column(block, _("Hours"), 1, true, false);
	block_add_column(block, _("Person"), 1, false, false);
	block_add_column(block, _("Grant"), 3, false, false);
	block_add_column(block, _("Note"), 4, false, true);
	grid = grid_new(6);
	while (latest.count) {
		put_entry(grid, &latest, &latest.of[--latest.count]);
		entry_copy_done(&latest.of[latest.count]);
	}
	grid_fill(block, grid,
	          app_may(app, MAY_LOG_HOURS, app_actor(app), NULL) ? _("No hours in the last two weeks. a logs hours.") :
	                                                              _("No hours in the last two weeks."));
	names_done(&latest.people);
	return true;
}

/* ---- the page */

/* What to do first, with the keys as they are built in. */
static void add_first_steps(struct page *page)
{
	struct page_block *block = page_add_text(page, _("Where to begin"));

	block_add_line(block, MEANING_NORMAL, _("First add the grant that your decision names: 5 opens Grants, there a adds one."));
	block_add_line(block, MEANING_NORMAL, _("Then add the people who work for you: 6 opens People, there a adds one."));
	block_add_line(block, MEANING_NORMAL, _("Then log the first hours: a on this page, then for example “fri 14-18 led anna”."));
	block_add_line(block, MEANING_NORMAL, _("? explains every screen, : lists everything that can be done."));
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	char *today = text_day_long(app_today(app)), *subtitle;
	bool any;

	(void)state;
	subtitle = str_make("%s %s", text_weekday(day_weekday(app_today(app))), today);
	page_title(page, _("Overview"), subtitle);
	free(subtitle);
	free(today);
	if (!add_gauges(page, app, &any, st))
		return false;
	if (!any)
		add_first_steps(page);
	if (!add_waiting(page, app, st) || !add_rejected(page, app, st) || !add_shifts(page, app, st))
		return false;
	add_dates(page, app);
	return add_hours(page, app, st);
}

/* ---- actions */

extern const struct screen screen_overview;

static void open_item(struct ui *ui, void *state, const struct page_item *item)
{
	const char *blank = strchr(item->id, ' ');
	char screen[16];

	(void)state;
	snprintf(screen, sizeof screen, "%.*s", (int)(blank - item->id), item->id);
	if (strcmp(screen, "deadlines") == 0) { /* the list, at this line */
		ui_open(ui, screen, NULL);
		ui_focus(ui, blank + 1);
		return;
	}
	ui_open(ui, screen, blank + 1);
}

static void log_hours(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	hours_ask_quick(ui, NULL, NULL);
}

static void log_form(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	hours_ask(ui, app_today(screen_app(ui)), NULL, NULL);
}

static const char *about(struct ui *ui)
{
	if (app_may(screen_app(ui), MAY_READ_GRANTS, NULL, NULL))
		return screen_overview.help;
	return N_("How things stand today: your hours that were rejected and why, where there are any, the shifts of today and of the "
	          "next days, and your own hours that were logged last. Enter on a shift or an entry shows its details.");
}

static const struct action actions[] = {
	{ "overview.open", "Enter", N_("details"), N_("Shows what the line is about."), NEEDS_ROW, open_item },
	{ "overview.add", "a Insert", N_("log hours"), N_("Logs hours in one line, such as “fri 22-7 led”."),
	  NEEDS_WRITE, log_hours },
	{ "overview.form", "A", N_("log with a form"), N_("Logs hours with a field for everything."), NEEDS_WRITE, log_form },
	CHANGE_ACTIONS,
};

const struct screen screen_overview = {
	.id = "overview",
	.title = N_("Overview"),
	.help = N_("How things stand today. First comes each grant with a bar: how much of what is at hand this month is used, "
	           "and how much is left. Under it stands what lapses next and what to do about it, or by how much it is "
	           "overdrawn. Then come the hours that wait for your approval, month by month, and your own that were rejected, where "
	           "there are any; the shifts of today and of the next days, the dates to keep of the next 60 days, and the "
	           "hours that were logged last. Enter on hours that wait shows them, Enter on a grant opens its bank, on a date the list of all dates, on a shift or "
	           "an entry its details."),
	.about = about,
	.keys = "1",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.build = build,
};
