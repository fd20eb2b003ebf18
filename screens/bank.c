/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the months of one grant's part hold. Argument: "led" or "bpa.hours". */
#include "bank.h"
#include "closed.h"
#include "ledsag/base/utf8.h"

/* What the tables show, alive as long as the page. */
struct view {
	struct bank_view of;
	int first; /* the first month shown */
	bool overdrafts, returns, closed; /* any of those shown */
};

static void view_free(void *data)
{
	struct view *view = data;

	bank_view_done(&view->of);
	free(view);
}

const struct bank_month *bank_last_row(const struct bank_view *of)
{
	return &of->bank.months[of->bank.count - 1];
}

static char *figure(const struct bank_view *of, int64_t amount)
{
	return text_figure(amount, of->rules_part->unit);
}

/* ---- the rules in words */

static void say_carry(struct str *out, const struct carry_rules *rules)
{
	switch (rules->carry) {
	case CARRY_WINDOW:
		if (!rules->lapse)
			str_join(out, " ", _("What is not used is kept until the grant ends."));
		else if (rules->window == 1)
			str_join(out, " ", _("What is not used lapses at the end of the month."));
		else
			str_addf(out, ngettext(" What is not used can still be used in the month that follows, then it lapses.",
			                       " What is not used can still be used in the %d months that follow, then it lapses.",
			                       (unsigned long)rules->window - 1),
			         rules->window - 1);
		break;
	case CARRY_YEAR:
		str_join(out, " ", _("What is not used can be used until the end of the year, when it is settled."));
		break;
	case CARRY_POT:
		str_join(out, " ", _("It can be used until the grant ends."));
		break;
	case CARRY_NONE:
		if (rules->per == PER_WEEK) {
			str_join(out, " ", _("What a week does not use lapses on its Sunday."));
			break;
		}
		str_join(out, " ", _("What is not used by the end of the period lapses."));
		break;
	}
}

static char *rules_sentence(const struct app *app, const struct bank_view *of)
{
	const struct grant_amount *amount = grant_amount_on(&of->decision, of->part, month_last(bank_last_row(of)->month));
	struct str out = STR_INIT;
	struct hold h = HOLD_INIT;

	if (of->rules.per == PER_NONE)
		return mem_text(_("What is used is written down; no amount is granted."));
	if (amount)
		str_addf(&out, _("Granted: %s."), hold(&h, text_granted(amount, of->rules_part->unit, screen_currency(app))));
	if (of->rules_part->average)
		str_join(&out, " ", _("It is an average: nothing lapses."));
	else
		say_carry(&out, &of->rules);
	if (of->rules.cap)
		str_addf(&out, _(" At most %s can be at hand."), hold(&h, amount_text(app, of->rules.cap, of->rules_part->unit)));
	if (of->rules.carry == CARRY_WINDOW)
		str_join(&out, " ",
		         of->rules.use == USE_NEWEST_FIRST ? _("The newest is used first.") : _("The oldest is used first."));
	say_one_stop(&out);
	hold_done(&h);
	return str_take(&out);
}

static void add_words(struct page *page, const struct app *app, const struct bank_state *state, const struct bank_view *of)
{
	struct page_block *block = page_add_text(page, NULL);
	const struct bank_month *row = bank_last_row(of);
	enum unit unit = of->rules_part->unit;
	struct hold h = HOLD_INIT;

	if (state->what_if.amount)
		block_add_linef(block, MEANING_WARN, _("Only tried, not booked: %s more in %s. t tries another, or none."),
		                hold(&h, amount_text(app, state->what_if.amount, unit)),
		                hold(&h, text_month(state->what_if.month)));
	if (row->overdraft)
		block_add_line(block, of->weeks_lapse ? MEANING_NORMAL : MEANING_BAD,
		               hold(&h, app_overdraft_sentence(app, &of->rules, row->overdraft, unit, row->month)));
	if (of->lapses)
		block_add_line(block, month_of(of->next.day) == row->month ? MEANING_WARN : MEANING_STRONG,
		               hold(&h, app_lapse_sentence(app, &of->rules, unit, of->next, of->use_to_keep, of->use_now)));
	else
		block_add_line(block, MEANING_NORMAL,
		               of->weeks_lapse ? _("Nothing is left of the week.") : _("Nothing that is at hand now will lapse."));
	if (of->averages)
		block_add_line(block, of->average_used > of->average.granted ? MEANING_WARN : MEANING_NORMAL,
		               hold(&h, app_average_sentence(app, of)));
	hold_done(&h);
}

static void add_rules(struct page *page, const struct app *app, const struct bank_view *of)
{
	char *text = rules_sentence(app, of);

	block_add_line(page_add_text(page, _("The rules")), MEANING_NORMAL, text);
	free(text);
}

/* ---- month by month */

enum { MONTH, GRANTED, RETURNED, AT_HAND, USED, TAKEN, LAPSED, LEFT, OVER };

char *bank_taken_text(const struct bank_view *of, const struct bank_month *row)
{
	struct str out = STR_INIT;

	for (int i = 0; i < row->taken_count; i++) {
		month_t lot = row->taken[i].lot;
		char *amount = figure(of, row->taken[i].amount);
		char *month = month_year(lot) == month_year(row->month) ? mem_text(text_month_name(month_number(lot))) :
		                                                          text_month_short(lot);

		str_addf(&out, "%s%s %s", i ? ", " : "", month, amount);
		free(month);
		free(amount);
	}
	return out.length ? str_take(&out) : mem_text("–");
}

/* A figure that is only there where something happened. */
static void happened(struct page_cell *out, const struct bank_view *of, int64_t amount, enum meaning meaning)
{
	if (amount)
		cell_take(out, meaning, figure(of, amount));
	else
		page_cell_set(out, MEANING_MUTED, "–");
}

/* TRANSLATORS: the letter that marks a closed month: Jan 2025 c */
#define CLOSED_MARK _c(NC_("closed month", "c"))

static char *month_text(const struct bank_view *of, month_t month)
{
	char *name = text_month_short(month), *text;

	if (of->closed == MONTH_NONE || month > of->closed)
		return name;
	text = str_make("%s %s", name, CLOSED_MARK);
	free(name);
	return text;
}

static void month_cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct view *view = data;
	const struct bank_view *of = &view->of;
	const struct bank_month *row = &of->bank.months[(size_t)view->first + number];

	if (!view->returns && column >= RETURNED)
		column++;
	switch (column) {
	case MONTH:
		cell_take(out, MEANING_NORMAL, month_text(of, row->month));
		break;
	case GRANTED:
		cell_take(out, MEANING_NORMAL, figure(of, row->granted));
		break;
	case RETURNED:
		happened(out, of, row->returned, MEANING_NORMAL);
		break;
	case AT_HAND:
		cell_take(out, MEANING_NORMAL, figure(of, row->at_hand));
		break;
	case USED:
		happened(out, of, row->used, MEANING_NORMAL);
		break;
	case TAKEN:
		cell_take(out, row->taken_count ? MEANING_NORMAL : MEANING_MUTED, bank_taken_text(of, row));
		break;
	case LAPSED:
		happened(out, of, row->lapsed, MEANING_WARN);
		break;
	case LEFT:
		cell_take(out, MEANING_STRONG, figure(of, row->left));
		break;
	default:
		happened(out, of, row->overdraft, MEANING_BAD);
	}
}

static void month_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	const struct view *view = data;

	month_format(view->of.bank.months[(size_t)view->first + number].month, id);
}

#define MONTHS_SHOWN 12

#define WIDTH 76     /* what a terminal of 80 columns has for a table */
#define FIGURE 6     /* an amount */
#define TAKEN_LEAST 12

/* Where the lots were taken from is worth more than what was granted, but it may be long and titles are, in some languages: it asks
 * for what is left beside all other columns. */
static int taken_least(const struct view *view)
{
	const char *const titles[] = { _("At hand"), _("Used"), _("Lapsed"), _("Left"), view->overdrafts ? _("Overdrawn") : NULL,
		                       view->returns ? _("Returned") : NULL };
	int left = WIDTH - utf8_width("Jan 2025") - (view->closed ? 1 + utf8_width(CLOSED_MARK) : 0) - 2;

	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (titles[i])
			left -= (utf8_width(titles[i]) > FIGURE ? utf8_width(titles[i]) : FIGURE) + 2;
	return left < TAKEN_LEAST ? TAKEN_LEAST : left;
}

static void add_months(struct page *page, struct view *view)
{
	struct page_block *block;
	int count = view->of.bank.count;
	struct hold h = HOLD_INIT;
	const char *title = _("Month by month");

	if (view->first)
		title = hold(&h, str_make(_("Month by month, the last %d of %d; m shows all"), MONTHS_SHOWN, count));
	if (view->closed)
		/* TRANSLATORS: the title of the table, and the letter of its closed months */
		title = hold(&h, str_make(_("%1$s (%2$s: closed)"), title, CLOSED_MARK));
	block = page_add_table(page, title);
	hold_done(&h);
	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Granted"), 5, true, false);
	if (view->returns)
		block_add_column(block, _("Returned"), 3, true, false);
	block_add_column(block, _("At hand"), 1, true, false);
	block_add_column(block, _("Used"), 2, true, false);
	block_add_column(block, _("Taken from"), 4, false, true);
	block->table.columns[block->table.column_count - 1].least = taken_least(view);
	block_add_column(block, view->of.rules.carry == CARRY_YEAR ? _("Settled") : _("Lapsed"), 3, true, false);
	block_add_column(block, _("Left"), 1, true, false);
	if (view->overdrafts)
		block_add_column(block, _("Overdrawn"), 1, true, false);
	block_fill_table(block, (size_t)(count - view->first), month_cell, month_id, view, view_free, NULL);
}

/* ---- what is at hand, and how long */

struct lots {
	enum unit unit;
	day_t grant_end;
	month_t now;
	int count;
	struct lot of[];
};

/* What is at hand before the month's end: the lots that end with it, then those that live on. */
static struct lots *lots_at_hand(const struct bank_view *of)
{
	const struct bank_month *row = bank_last_row(of);
	struct lots *lots = mem_zero(1, sizeof *lots + sizeof *lots->of * (size_t)(row->ending_count + row->lot_count));

	*lots = (struct lots){ .unit = of->rules_part->unit, .grant_end = of->decision.to, .now = row->month };
	for (int i = 0; i < row->ending_count; i++)
		lots->of[lots->count++] = row->ending[i];
	for (int i = 0; i < row->lot_count; i++)
		lots->of[lots->count++] = row->lots[i];
	return lots;
}

static day_t last_day(const struct lots *lots, const struct lot *lot)
{
	if (lot->last == MONTH_OPEN)
		return lots->grant_end;
	return month_last(lot->last) < lots->grant_end ? month_last(lot->last) : lots->grant_end;
}

static void lot_cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct lots *lots = data;
	const struct lot *lot = &lots->of[number];
	day_t day = last_day(lots, lot);

	if (column == 0)
		cell_take(out, MEANING_NORMAL, text_month(lot->month));
	else if (column == 1)
		cell_take(out, MEANING_NORMAL, text_figure(lot->left, lots->unit));
	else if (day == DAY_MAX)
		page_cell_set(out, MEANING_NORMAL, _("no last day"));
	else
		cell_take(out, lot->last == lots->now ? MEANING_WARN : MEANING_NORMAL, text_day_long(day));
}

static void lot_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	char month[8];

	month_format(((const struct lots *)data)->of[number].month, month);
	snprintf(id, ITEM_ID_MAX, "lot %s %zu", month, number);
}

static void add_lots(struct page *page, const struct bank_view *of)
{
	struct page_block *block = page_add_table(page, _("At hand"));
	struct lots *lots = lots_at_hand(of);

	block_add_column(block, _("Granted for"), 1, false, false);
	block_add_column(block, _("Left"), 1, true, false);
	block_add_column(block, _("Can be used until"), 1, false, true);
	block_fill_table(block, (size_t)lots->count, lot_cell, lot_id, lots, free, _("Nothing is at hand."));
}

/* ---- week by week */

/* A figure of the week that the month speaks of stands out. */
static void put_week_figure(struct grid *grid, const struct bank_view *of, int64_t amount, enum meaning meaning)
{
	grid_put(grid, amount ? meaning : MEANING_MUTED, amount ? figure(of, amount) : mem_text("–"));
}

/* Which columns the weeks need: where one makes up for another, none of them has something left or lapsed. */
struct week_columns {
	bool ceilings, lapses, left;
};

static struct week_columns week_columns_of(const struct bank_view *of)
{
	struct week_columns shown = { false, false, false };

	for (int i = 0; i < of->week_count; i++) {
		shown.ceilings |= of->weeks[i].ceiling != 0;
		shown.lapses |= of->weeks[i].lapses;
	}
	shown.left = shown.ceilings || shown.lapses;
	return shown;
}

static void put_week(struct grid *grid, const struct bank_view *of, int number, struct week_columns shown)
{
	const struct week *week = &of->weeks[number];
	day_t first = month_first(bank_last_row(of)->month), day = week->from > first ? week->from : first;
	char id[ITEM_ID_MAX] = "week ", name[9];
	enum meaning meaning = number == of->week_now ? MEANING_STRONG : MEANING_NORMAL;

	day_format(day, id + 5);
	week_format(week->from, name);
	grid_row(grid, id);
	grid_put(grid, meaning, mem_text(name));
	grid_put(grid, MEANING_NORMAL, text_day_short(week->from));
	put_week_figure(grid, of, week->granted, MEANING_NORMAL);
	put_week_figure(grid, of, week->used, MEANING_NORMAL);
	put_week_figure(grid, of, week->beyond, week->lapses ? MEANING_BAD : MEANING_NORMAL);
	if (shown.ceilings)
		put_week_figure(grid, of, week->ceiling, MEANING_NORMAL);
	if (shown.lapses)
		put_week_figure(grid, of, week->lapsed, MEANING_WARN);
	if (shown.left && (week->lapses || week->ceiling))
		grid_put(grid, meaning, figure(of, week->left));
	else if (shown.left)
		put_week_figure(grid, of, 0, MEANING_NORMAL);
}

static void add_weeks(struct page *page, const struct bank_view *of)
{
	char *month = text_month(bank_last_row(of)->month), *title = str_make(_("The weeks of %s"), month);
	struct page_block *block = page_add_table(page, title);
	struct week_columns shown = week_columns_of(of);
	struct grid *grid = grid_new(5 + shown.ceilings + shown.lapses + shown.left);


	block_add_column(block, _("Week"), 1, false, false);
	block_add_column(block, _("From"), 5, false, false);
	block_add_column(block, _("Granted"), 3, true, false);
	block_add_column(block, _("Used"), 1, true, false);
	block_add_column(block, _("Beyond"), 2, true, false);
	if (shown.ceilings)
		block_add_column(block, _("At most"), 4, true, false);
	if (shown.lapses)
		block_add_column(block, _("Lapsed"), 2, true, false);
	if (shown.left)
		block_add_column(block, _("Left"), 1, true, true);
	for (int i = 0; i < of->week_count; i++)
		put_week(grid, of, i, shown);
	grid_fill(block, grid, NULL);
	free(title);
	free(month);
}

/* ---- which grant */

struct finding {
	struct names parts;
	day_t today;
	int running; /* the first that runs today, −1 */
};

static void find_part(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                      bool several)
{
	struct finding *finding = context;
	char *name = part_name(grant->id, part ? part->id : "", several);
	int number = names_number(&finding->parts, name);

	(void)scheme;
	if (finding->running < 0 && grant_covers(grant, finding->today))
		finding->running = number;
	free(name);
}

static struct finding find_parts(struct app *app)
{
	struct finding finding = { .today = app_today(app), .running = -1 };

	each_part(app, find_part, &finding);
	each_money_part(app, find_part, &finding);
	if (finding.running < 0)
		finding.running = finding.parts.count - 1;
	return finding;
}

void bank_choose(struct bank_state *state, const char *grant)
{
	char *copy = mem_text(grant);

	free(state->grant);
	state->grant = copy;
	state->what_if = (struct what_if){ 0 };
}

static bool no_grant(struct page *page)
{
	struct page_block *block = page_add_text(page, NULL);

	page_title(page, _("Bank"), NULL);
	block_add_line(block, MEANING_NORMAL, _("There is no grant yet. Grants (5) is where one is added."));
	return true;
}

static bool build(void *data, struct ui *ui, struct page *page, struct status *st)
{
	struct bank_state *state = data;
	struct app *app = screen_app(ui);
	struct hold h = HOLD_INIT;
	struct view *view;
	char focus[8];

	if (!state->grant) {
		struct finding finding = find_parts(app);

		bank_choose(state, finding.running < 0 ? NULL : names_label(&finding.parts, finding.running));
		names_done(&finding.parts);
	}
	if (!state->grant)
		return no_grant(page);
	view = mem_zero(1, sizeof *view);
	if (!app_bank(app, state->grant, state->month, &state->what_if, &view->of, st)) {
		free(view);
		return false;
	}
	if (!state->all && view->of.bank.count > MONTHS_SHOWN)
		view->first = view->of.bank.count - MONTHS_SHOWN;
	state->money = view->of.rules_part->unit == UNIT_MONEY;
	for (int i = view->first; i < view->of.bank.count; i++) {
		const struct bank_month *row = &view->of.bank.months[i];

		view->overdrafts |= row->overdraft != 0;
		view->returns |= row->returned != 0;
		view->closed |= view->of.closed != MONTH_NONE && row->month <= view->of.closed;
	}
	page_title(page, hold(&h, str_make(state->what_if.amount ? _("Bank · %s, only tried") : _("Bank · %s"), state->grant)),
	           scheme_text(view->of.several ? &view->of.rules_part->name : &view->of.scheme->name, text_lang()));
	add_words(page, app, state, &view->of);
	month_format(bank_last_row(&view->of)->month, focus);
	/* `view` is the table's from here on. */
	add_months(page, view);
	if (view->of.week_count)
		add_weeks(page, &view->of);
	if (!bank_add_more(page, app, &view->of, &state->what_if, st)) {
		hold_done(&h);
		return false;
	}
	/* A month's lot would say that it can be used until the month's end. */
	if (!view->of.weeks_lapse)
		add_lots(page, &view->of);
	add_corrections(page, app, &view->of.corrections, view->of.bank.months[view->first].month, MONTH_OPEN);
	add_rules(page, app, &view->of);
	page_focus(page, focus, 0);
	hold_done(&h);
	return true;
}

/* ---- actions */

static void turn(struct ui *ui, struct bank_state *state, int by)
{
	struct finding finding = find_parts(screen_app(ui));
	int count = finding.parts.count;
	int now = state->grant ? names_number(&finding.parts, state->grant) : 0;

	if (count < 2)
		ui_say(ui, MEANING_NORMAL, _("There is no other grant."));
	else
		bank_choose(state, names_label(&finding.parts, now >= count ? 0 : (now + by + count) % count));
	ui_rebuild(ui);
	names_done(&finding.parts);
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

/* A row of the months opens the hours that were used in it, or the money of its year. */
static void show_hours(struct ui *ui, void *data, const struct page_item *item)
{
	const struct bank_state *state = data;
	/* "2025-03", "lot 2025-03", "year 2025": what tells the table comes before a blank. */
	const char *blank = strchr(item->id, ' '), *month = blank ? blank + 1 : item->id;
	char *argument;

	/* Money is shown by the year. */
	argument = state->money ? str_make("%.4s/%s", month, state->grant) : str_make("%.7s/%s", month, state->grant);
	ui_open(ui, state->money ? "money" : "hours", argument);
	free(argument);
}

static void all_months(struct ui *ui, void *data, const struct page_item *item)
{
	struct bank_state *state = data;

	(void)item;
	state->all = !state->all;
	ui_rebuild(ui);
}

static void *bank_open(struct ui *ui, const char *argument)
{
	struct bank_state *state = mem_zero(1, sizeof *state);

	state->grant = mem_text(argument);
	state->month = month_of(app_today(screen_app(ui)));
	return state;
}

static void bank_close(void *data)
{
	struct bank_state *state = data;

	free(state->grant);
	free(state);
}

static const struct action actions[] = {
	{ "bank.hours", "Enter", N_("details"), N_("Shows the hours that were used in this month, or the money of its year."), NEEDS_ROW,
	  show_hours },
	{ "bank.try", "t", N_("try"), N_("Shows what would happen if so many hours were used; nothing is booked."),
	  NEEDS_NOTHING, bank_try },
	{ "bank.previous", "p Left [", N_("previous"), N_("Shows the bank of the grant before."), NEEDS_NOTHING, previous },
	{ "bank.next", "n Right ]", N_("next"), N_("Shows the bank of the next grant."), NEEDS_NOTHING, next },
	{ "bank.goto", "g", N_("go to"), N_("Asks for a grant and the month up to which it is shown."), NEEDS_NOTHING, bank_goto },
	{ "bank.all", "m", N_("all months"), N_("Shows every month since the grant began, or only the last twelve."),
	  NEEDS_NOTHING, all_months },
	CHANGE_ACTIONS,
};

const struct screen screen_bank = {
	.id = "bank",
	.title = N_("Bank"),
	.help = N_("What one grant has given, month by month, and what became of it. “At hand” is what could be used in the "
	           "month, with what was saved before. “Taken from” says from which months’ hours the use was taken. “Lapsed” is "
	           "what could no longer be used after the month, “Left” is what went on into the next one. Below stands what is "
	           "at hand now and the last day on which each part of it can be used. If more was used than was at hand, a "
	           "column “Overdrawn” says how much: it is never taken from later months. Where an amount is given by the week, the "
	           "weeks of the last month follow; “Beyond” is what a week used more than it gives. Of money it also says what was "
	           "spent in the year and what of it counts; of a stay, what is to be paid for its days. Closed months are marked and stay "
	           "as they were; “Returned” is what corrections of them give back to the hours that they were taken from, and the "
	           "corrections stand below."),
	.keys = "3",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = bank_open,
	.build = build,
	.close = bank_close,
};
