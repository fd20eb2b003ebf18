/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A week's shifts, one lane a person. Argument: "2025-W13". The axis counts minutes on the clock since 1970, so that days are
 * equally wide and an empty time knows its clock times; a night on which the clocks change is drawn as the clock shows it, and
 * its sentence says the true hours. */
#include "forms.h"

#define DAY_MINUTES 1440
#define SLOT_MINUTES 480
#define OPEN_LANE "(open)"

static int64_t axis_of(const struct zone *zone, int64_t utc)
{
	day_t day;
	int minute;

	instant_local(zone, utc, &day, &minute);
	return (int64_t)day * DAY_MINUTES + minute;
}

/* ---- the lanes */

struct lanes {
	struct app *app;
	struct page_block *block;
	struct names people;   /* the number of a person … */
	int lane[256];         /* … gives their lane; 0: none yet */
	day_t from, to;
	int64_t now, minutes, open_minutes, focus_end;
	int count, open_count, cancelled;
	char focus[ITEM_ID_MAX]; /* the shift that runs now or comes next, before those of others the own one */
	bool focus_own;
};

static int lane_of(struct lanes *lanes, const char *person)
{
	int number;

	if (!person)
		return 0;
	number = names_number(&lanes->people, person);
	if (number >= (int)COUNT_OF(lanes->lane))
		return 0;
	if (!lanes->lane[number])
		lanes->lane[number] = block_add_lane(lanes->block, person, names_label(&lanes->people, number));
	return lanes->lane[number];
}

static void add_clock(struct str *out, int64_t at)
{
	int minute = (int)(at % DAY_MINUTES);

	str_addf(out, minute % 60 ? "%d:%02d" : "%d", minute / 60, minute % 60);
}

/* "22-7": as short as it can be, to fit into a few columns. */
static char *short_text(int64_t start, int64_t end)
{
	struct str out = STR_INIT;

	add_clock(&out, start);
	str_add(&out, "-");
	add_clock(&out, end);
	return str_take(&out);
}

/* A letter before the time: what is filled may be too short to show its shape. */
static void mark_absent(char **text)
{
	/* TRANSLATORS: one letter, for "absent", before the time of a shift */
	char *marked = str_make("%s %s", _c(NC_("absent", "A")), *text);

	free(*text);
	*text = marked;
}

static void count_shift(struct lanes *lanes, const struct shift *shift)
{
	if (shift->day < lanes->from) /* of the week before, reaching into this one */
		return;
	if (shift->absence) /* who stands in works those hours */
		return;
	lanes->count++;
	lanes->minutes += span_minutes(shift->span);
	if (shift->state == SHIFT_OPEN)
		lanes->open_count++;
}

static const struct {
	char fill;
	enum meaning meaning;
} shapes[SHIFT_STATES] = {
	[SHIFT_OPEN] = { '?', MEANING_WARN },
	[SHIFT_ASSIGNED] = { '-', MEANING_NORMAL },
	[SHIFT_DONE] = { '=', MEANING_GOOD },
	[SHIFT_CANCELLED] = { 'x', MEANING_MUTED },
};

/* The plan of who is absent, kept: it stands in no other lane, and is not worked. */
static const char absent_fill = '/';

static bool add_shift(void *context, const struct shift *shift)
{
	struct lanes *lanes = context;
	const struct zone *zone = app_zone(lanes->app);
	struct page_lane_item item = { .start = axis_of(zone, shift->span.start),
		                       .end = axis_of(zone, shift->span.end),
		                       .version = shift->rev };
	const char *name;
	bool own;

	if (shift->state == SHIFT_CANCELLED) {
		lanes->cancelled += shift->day >= lanes->from;
		return true;
	}
	if (item.end <= item.start) /* inside the hour that the clocks go back */
		item.end = item.start + 1;
	if (item.end <= (int64_t)lanes->from * DAY_MINUTES)
		return true;
	count_shift(lanes, shift);
	item.lane = lane_of(lanes, shift->person);
	name = shift->person ? names_label(&lanes->people, names_number(&lanes->people, shift->person)) : "";
	item.text = short_text(item.start, item.end);
	if (shift->absence)
		mark_absent(&item.text);
	item.spoken = shift_sentence(lanes->app, shift, name);
	item.fill = shift->absence ? absent_fill : shapes[shift->state].fill;
	item.meaning = shift->absence ? MEANING_MUTED : shapes[shift->state].meaning;
	snprintf(item.id, sizeof item.id, "%" PRId64, shift->id);
	own = str_same(shift->person, app_actor(lanes->app));
	if (item.end > lanes->now && own >= lanes->focus_own &&
	    (!lanes->focus_end || own > lanes->focus_own || item.end < lanes->focus_end)) {
		lanes->focus_own = own;
		lanes->focus_end = item.end;
		memcpy(lanes->focus, item.id, sizeof lanes->focus);
	}
	block_add_lane_item(lanes->block, &item);
	free(item.text);
	free(item.spoken);
	return true;
}

/* Everybody who can be asked this week has a lane, also while it is empty. */
static void add_people(struct lanes *lanes)
{
	struct people people;

	block_add_lane(lanes->block, OPEN_LANE, _("open"));
	names_people(&lanes->people, lanes->app);
	if (!app_people(lanes->app, &people, NULL))
		return;
	for (int i = 0; i < people.count; i++) {
		const struct person *person = &people.of[i];
		bool here = person->to >= lanes->from && (person->from == DAY_NONE || person->from <= lanes->to);

		if ((person->roles & ROLE_ASSISTANT) && here)
			lane_of(lanes, person->id);
	}
	people_done(&people);
}

static void add_marks(struct lanes *lanes)
{
	day_t today = app_today(lanes->app);

	for (day_t day = lanes->from; day <= lanes->to; day++) {
		int year, month, dom;
		char *label;

		day_split(day, &year, &month, &dom);
		label = str_make("%s %d", day == today ? _("today") : text_weekday(day_weekday(day)), dom);
		block_add_mark(lanes->block, (int64_t)day * DAY_MINUTES, label);
		free(label);
	}
}

static void say_slot(int64_t start, int64_t end, struct str *out)
{
	char *day = text_day_short((day_t)(start / DAY_MINUTES));
	int from = (int)(start % DAY_MINUTES), length = (int)(end - start);

	str_addf(out, "%s %02d:%02d-%02d:%02d", day, from / 60, from % 60, (from + length) / 60, (from + length) % 60);
	free(day);
}

/* ---- the page */

static char *sum_sentence(const struct lanes *lanes)
{
	struct str out = STR_INIT;
	char *hours = amount_text(lanes->app, lanes->minutes, UNIT_MINUTES);

	if (!lanes->count)
		str_add(&out, app_may(lanes->app, MAY_PLAN, NULL, NULL) ? _("No shifts are planned in this week. a plans one.") :
		                                                          _("No shifts are planned in this week."));
	else
		str_addf(&out, ngettext("%d shift, %s.", "%d shifts, %s.", (unsigned long)lanes->count), lanes->count, hours);
	if (lanes->open_count)
		str_addf(&out, ngettext(" %d of them is open: nobody has it yet.", " %d of them are open: nobody has them yet.",
		                        (unsigned long)lanes->open_count),
		         lanes->open_count);
	if (lanes->cancelled)
		str_addf(&out, ngettext(" %d cancelled shift is not shown.", " %d cancelled shifts are not shown.",
		                        (unsigned long)lanes->cancelled),
		         lanes->cancelled);
	free(hours);
	return str_take(&out);
}

/* Where nothing is planned the focus waits on the time that one plans next: now, else Monday at eight. */
static void focus_empty(struct page *page, const struct lanes *lanes)
{
	int64_t at = (int64_t)lanes->from * DAY_MINUTES + SLOT_MINUTES;
	char id[ITEM_ID_MAX];

	if (lanes->now >= (int64_t)lanes->from * DAY_MINUTES && lanes->now < ((int64_t)lanes->to + 1) * DAY_MINUTES)
		at = lanes->now - lanes->now % SLOT_MINUTES;
	snprintf(id, sizeof id, "%s@%" PRId64, OPEN_LANE, at);
	page_focus(page, id, 1);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct lanes lanes = { .app = app, .from = period_from(period), .to = period_to(period) };
	struct hold h = HOLD_INIT;
	bool ok;

	page_title(page, hold(&h, str_make(_("Roster · %s"), hold(&h, period_text(period)))), NULL);
	page_add_text(page, NULL);
	lanes.now = axis_of(app_zone(app), app_now(app));
	lanes.block = page_add_lanes(page, NULL, (int64_t)lanes.from * DAY_MINUTES, ((int64_t)lanes.to + 1) * DAY_MINUTES,
	                             SLOT_MINUTES);
	lanes.block->lanes.now = lanes.now;
	lanes.block->lanes.say_slot = say_slot;
	add_marks(&lanes);
	add_people(&lanes);
	ok = app_shifts(app, lanes.from - 1, lanes.to, add_shift, &lanes, st);
	if (ok) {
		block_add_line(&page->blocks[0], lanes.open_count ? MEANING_WARN : MEANING_NORMAL, hold(&h, sum_sentence(&lanes)));
		if (*lanes.focus)
			page_focus(page, lanes.focus, 0);
		else
			focus_empty(page, &lanes);
	}
	names_done(&lanes.people);
	hold_done(&h);
	return ok;
}

static void *roster_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_WEEK);
	period_read(period, argument);
	return period;
}

/* ---- actions */

static bool may_plan(struct ui *ui)
{
	return app_may(screen_app(ui), MAY_PLAN, NULL, NULL);
}

static void say_no_shift(struct ui *ui)
{
	ui_say(ui, MEANING_WARN,
	       may_plan(ui) ? _("There is no shift here. a plans one at this time.") : _("There is no shift here."));
}

/* The shift under the focus; 0 where there is none, and says so. */
static int64_t shift_at(struct ui *ui, const struct page_item *item)
{
	if (!item->empty)
		return strtoll(item->id, NULL, 10);
	say_no_shift(ui);
	return 0;
}

static void add(struct ui *ui, void *state, const struct page_item *item)
{
	const struct period *period = state;
	day_t day = period_is_now(period, screen_app(ui)) ? app_today(screen_app(ui)) : period_from(period);
	struct str span = STR_INIT;

	if (item) {
		int from = (int)(item->start % DAY_MINUTES), to = from + (int)(item->end - item->start);

		day = (day_t)(item->start / DAY_MINUTES);
		if (item->empty)
			str_addf(&span, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
	}
	shift_ask(ui, day, str_peek(&span), item && item->empty && strcmp(item->lane, OPEN_LANE) != 0 ? item->lane : NULL);
	str_done(&span);
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	if (item->empty && may_plan(ui))
		add(ui, state, item);
	else if (item->empty)
		say_no_shift(ui);
	else
		ui_open(ui, "shift", item->id);
}

#define ON_SHIFT(name, what)                                                         \
	static void name(struct ui *ui, void *state, const struct page_item *item)    \
	{                                                                             \
		int64_t id = shift_at(ui, item);                                      \
                                                                                      \
		(void)state;                                                          \
		if (id)                                                               \
			what(ui, id);                                                 \
	}
ON_SHIFT(assign, shift_ask_assign)
ON_SHIFT(worked, shift_ask_worked)
ON_SHIFT(cancel, shift_ask_cancel)
ON_SHIFT(ill, absence_ask_ill)
#undef ON_SHIFT

static void done(struct ui *ui, void *state, const struct page_item *item)
{
	int64_t id = shift_at(ui, item);

	(void)state;
	if (id)
		shift_do_done(ui, id, item->version);
}

static const struct action actions[] = {
	{ "roster.details", "Enter", N_("details"), N_("Shows the shift; on an empty time it plans a new one there."),
	  NEEDS_ROW, details },
	{ "roster.add", "a Insert", N_("plan"), N_("Plans a shift; on an empty time day, time and person are filled in."),
	  NEEDS_WRITE | NEEDS_LEADER, add },
	{ "roster.assign", "s", N_("assign"), N_("Says who works the shift, or opens it again."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, assign },
	{ "roster.done", "d", NC_("verb", "done"), N_("Logs the hours as they were planned."), NEEDS_ROW | NEEDS_WRITE, done },
	{ "roster.worked", "D", N_("worked differently"), N_("Logs the hours with another time than planned."),
	  NEEDS_ROW | NEEDS_WRITE, worked },
	{ "roster.ill", "i", N_("is ill"), N_("Enters an illness of who has the shift, from its day on."), NEEDS_ROW | NEEDS_WRITE,
	  ill },
	{ "roster.cancel", "x Delete", N_("cancel"), N_("Cancels the shift; it is kept."),
	  NEEDS_ROW | NEEDS_WRITE | NEEDS_LEADER, cancel },
	PERIOD_ACTIONS("roster", "p [", "n ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_roster = {
	.id = "roster",
	.title = N_("Roster"),
	.help = N_("One week from Monday to Sunday. Each line belongs to a person; the first holds the open shifts that nobody "
	           "has yet. Left and Right go along a line, also through its empty times, Up and Down from person to person. "
	           "What has the focus is said in full below the week. A shift filled with ? is open, with - it is planned, with "
	           "= its hours are logged, with / its person is absent and somebody stands in. A shift over midnight goes on into the next day."),
	.keys = "4",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = roster_open,
	.build = build,
	.close = free,
};
