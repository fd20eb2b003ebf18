/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grants, and one of them with everything that is known of it. */
#include "forms.h"

/* ---- in words */

char *grant_amounts(const struct app *app, const struct grant *grant, const struct scheme *scheme, day_t day)
{
	struct str out = STR_INIT;

	for (int i = 0; scheme && i < scheme->part_count; i++) {
		const struct grant_amount *amount = grant_amount_on(grant, scheme->parts[i].id, day);
		char *text;

		if (!amount)
			continue;
		text = text_granted(amount, scheme->parts[i].unit, screen_currency(app));
		str_join(&out, ", ", text);
		free(text);
	}
	return str_take(&out);
}

/* "ended on 30 June 2024", "from 1 August 2025", "until 31 December 2025", "running" */
static char *runs_text(const struct grant *grant, day_t today)
{
	bool ended = grant->to < today, begins = grant->from > today;
	char *day, *text;

	if (!ended && !begins && grant->to == DAY_MAX)
		return mem_text(_("running"));
	day = text_day_long(begins ? grant->from : grant->to);
	text = str_make(ended ? _("ended on %s") : begins ? _("from %s") : _("until %s"), day);
	free(day);
	return text;
}

day_t grant_telling_day(const struct app *app, const struct grant *grant)
{
	day_t today = app_today(app);

	return today < grant->from ? grant->from : today > grant->to ? grant->to : today;
}

/* ---- the list */

/* Whoever may not see what a grant holds sees its name and when it runs. */
static void add_row(struct grid *grid, struct app *app, const struct grant *grant, bool all)
{
	const struct scheme *scheme = app_scheme(app, grant->scheme, NULL);
	day_t today = app_today(app);
	enum meaning meaning = grant->to < today ? MEANING_MUTED : MEANING_NORMAL;

	grid_row(grid, grant->id);
	grid_put(grid, meaning, mem_text(grant->id));
	grid_put(grid, meaning, mem_text(scheme ? scheme_text(&scheme->name, text_lang()) : grant->scheme));
	if (all)
		grid_put(grid, meaning, grant_amounts(app, grant, scheme, grant_telling_day(app, grant)));
	else
		grid_put(grid, meaning, text_day_long(grant->from));
	grid_put(grid, meaning, runs_text(grant, today));
	if (!all)
		return;
	grid_put(grid, meaning, mem_text(grant->payer));
	grid_put(grid, meaning, mem_text(grant->case_no));
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	bool all = app_may(app, MAY_READ_GRANTS, NULL, NULL);
	struct page_block *block;
	struct grid *grid;
	struct grants grants;

	(void)state;
	if (!app_grants(app, &grants, st))
		return false;
	page_title(page, _("Grants"), NULL);
	block = page_add_table(page, NULL);
	block_add_column(block, _("Grant"), 1, false, false);
	block_add_column(block, _("Scheme"), 2, false, true);
	block_add_column(block, all ? _("Amount") : _("From"), all ? 1 : 3, false, false);
	block_add_column(block, _("State"), 1, false, false);
	if (all) {
		block_add_column(block, _("Payer"), 6, false, false);
		block_add_column(block, _("Case"), 5, false, false);
	}
	grid = grid_new(all ? 6 : 4);
	for (int i = 0; i < grants.count; i++)
		add_row(grid, app, &grants.of[i], all);
	grid_fill(block, grid,
	          app_may(app, MAY_WRITE_GRANTS, NULL, NULL) ? _("There is no grant yet. a adds the one that your decision names.") :
	                                                       _("There is no grant yet."));
	grants_done(&grants);
	return true;
}

/* ---- one grant */

static void add_line(struct page_block *block, const char *label, char *text)
{
	if (text && *text)
		block_add_linef(block, MEANING_NORMAL, "%s: %s", label, text);
	free(text);
}

static void add_validity(struct page_block *block, const struct grant *grant)
{
	struct hold h = HOLD_INIT;
	const char *from = hold(&h, text_day_long(grant->from));

	if (grant->to == DAY_MAX)
		block_add_linef(block, MEANING_STRONG, _("From %s, without an end."), from);
	else
		block_add_linef(block, MEANING_STRONG, _("From %s to %s."), from, hold(&h, text_day_long(grant->to)));
	hold_done(&h);
}

static void add_amounts(struct page *page, const struct app *app, const struct grant *grant, const struct scheme *scheme)
{
	struct page_block *block = page_add_text(page, _("Amounts"));

	for (int i = 0; i < grant->amount_count; i++) {
		const struct grant_amount *amount = &grant->amounts[i];
		const struct scheme_part *part = scheme_part(scheme, amount->part);
		const char *name = part ? scheme_text(&part->name, text_lang()) : amount->part;
		struct hold h = HOLD_INIT;
		const char *given = hold(&h, text_granted(amount, part ? part->unit : UNIT_MINUTES, screen_currency(app)));
		const char *day = hold(&h, text_day_long(amount->from));

		const struct scheme_level *level = amount->level ? scheme_level(scheme, amount->level) : NULL;

		if (amount->level)
			block_add_linef(block, MEANING_NORMAL, _("%s: %s (%s) from %s"), name, given,
			                level ? scheme_text(&level->name, text_lang()) : amount->level, day);
		else
			block_add_linef(block, MEANING_NORMAL, _("%s: %s from %s"), name, given, day);
		hold_done(&h);
	}
}

static void add_months(struct page *page, const struct app *app, const struct scheme *scheme, const char *title,
                       const struct grant_month *months, int count, bool years)
{
	struct page_block *block = count ? page_add_text(page, title) : NULL;

	for (int i = 0; i < count; i++) {
		const struct scheme_part *part = scheme_part(scheme, months[i].part);
		char *amount = amount_text(app, months[i].amount, part ? part->unit : UNIT_MINUTES);
		char *when = years ? str_make("%d", month_year(months[i].month)) : text_month(months[i].month);

		block_add_linef(block, MEANING_NORMAL, "%s: %s", when, amount);
		free(amount);
		free(when);
	}
}

static void add_letter(struct page *page, const struct app *app, const struct grant *grant)
{
	struct page_block *block = page_add_text(page, NULL);

	add_validity(block, grant);
	if (grant->received != DAY_NONE)
		add_line(block, _("Decision received"), text_day_long(grant->received));
	add_line(block, _("Payer"), mem_text(grant->payer));
	add_line(block, _("Case number"), mem_text(grant->case_no));
	if (grant->use >= 0)
		add_line(block, _("The decision says"),
		         mem_text(grant->use == USE_NEWEST_FIRST ? _("the newest is used first") : _("the oldest is used first")));
	if (grant->window >= 0)
		add_line(block, _("Months that a month's hours live"), str_make("%d", grant->window));
	if (grant->cap >= 0)
		add_line(block, _("Most at hand"), amount_text(app, grant->cap, UNIT_MINUTES));
	if (grant->lapse == 0)
		block_add_line(block, MEANING_NORMAL, _("What is not used does not lapse while the grant runs."));
	if (grant->prorate)
		block_add_line(block, MEANING_NORMAL, _("A month that it runs only in part gives only a part."));
}

static void add_facts(struct page *page, const struct grant *grant)
{
	struct page_block *block = grant->fact_count ? page_add_text(page, _("What happened")) : NULL;

	for (int i = 0; i < grant->fact_count; i++) {
		const struct grant_fact *fact = &grant->facts[i];
		char *day = text_day_long(fact->day);

		block_add_linef(block, MEANING_NORMAL, "%s: %s%s%s", _(grant_fact_label(fact->kind)), day, fact->note ? ", " : "",
		                fact->note ? fact->note : "");
		free(day);
	}
}

static bool build_one(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct app *app = screen_app(ui);
	const struct scheme *scheme;
	struct grant grant;
	char *title;

	if (!app_grant(app, state, &grant, st))
		return false;
	scheme = app_scheme(app, grant.scheme, st);
	if (!scheme) {
		grant_done(&grant);
		return false;
	}
	title = str_make(_("Grant · %s"), grant.id);
	page_title(page, title, scheme_text(&scheme->name, text_lang()));
	add_letter(page, app, &grant);
	add_amounts(page, app, &grant, scheme);
	add_months(page, app, scheme, _("At hand when it began, by the month it was granted for"), grant.openings,
	           grant.opening_count, false);
	add_months(page, app, scheme, _("Deducted because a home gave the hours"), grant.deductions, grant.deduction_count, false);
	add_months(page, app, scheme, _("Agreed transfer into the year"), grant.transfers, grant.transfer_count, true);
	add_facts(page, &grant);
	add_scheme(page, scheme);
	grant_done(&grant);
	free(title);
	return true;
}

static void *grant_open(struct ui *ui, const char *argument)
{
	(void)ui;
	return mem_text(argument ? argument : "");
}

/* ---- actions */

static void add(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	(void)item;
	grant_ask(ui);
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	struct status st = STATUS_INIT;

	(void)state;
	if (app_may(screen_app(ui), MAY_READ_GRANTS, NULL, &st))
		ui_open(ui, "grant", item->id);
	else
		ui_say_status(ui, &st);
}

static void bank(struct ui *ui, void *state, const struct page_item *item)
{
	ui_open(ui, "bank", item ? item->id : state);
}

/* On the list the row says which grant is meant, on its own page the page does. */
#define ON_GRANT(name, what)                                                         \
	static void name(struct ui *ui, void *state, const struct page_item *item)    \
	{                                                                             \
		what(ui, item ? item->id : state);                                    \
	}
ON_GRANT(change, grant_ask_change)
ON_GRANT(end, grant_ask_end)
ON_GRANT(deduct, grant_ask_deduct)
ON_GRANT(transfer, grant_ask_transfer)
ON_GRANT(letter, grant_ask_letter)
ON_GRANT(fact, grant_ask_fact)
#undef ON_GRANT

#define GRANT_ACTIONS(name, row)                                                                                              \
	{ name ".change", "e", N_("change amount"), N_("Records a new amount or level from a day on."),                           \
	  row | NEEDS_WRITE | NEEDS_LEADER, change },                                                                           \
	{ name ".bank", "b", N_("bank"), N_("Shows month by month what the grant holds."), row, bank },                       \
	{ name ".end", "x", N_("end"), N_("Records the last day of the grant."), row | NEEDS_WRITE | NEEDS_LEADER, end },     \
	{ name ".deduct", "m", N_("deduct"), N_("Takes hours that a home gives itself off a month's hours."),                 \
	  row | NEEDS_WRITE | NEEDS_LEADER, deduct },                                                                         \
	{ name ".transfer", "v", NC_("verb", "transfer"), N_("Records hours that may be moved into another year by agreement."),       \
	  row | NEEDS_WRITE | NEEDS_LEADER, transfer },                                                                       \
	{ name ".letter", "t", N_("letter"), N_("Records when the decision was received or applied for, the payer, the case number."), \
	  row | NEEDS_WRITE | NEEDS_LEADER, letter },                                                                         \
	{ name ".fact", "f", N_("what happened"),                                                                             \
	  N_("Notes a day from which deadlines or payments count: an appeal, an absence, a journey, a move."),                \
	  row | NEEDS_WRITE | NEEDS_LEADER, fact },                                                                           \
	CHANGE_ACTIONS

static const struct action actions[] = {
	{ "grants.details", "Enter", N_("details"), N_("Shows everything that is known of the grant."), NEEDS_ROW, details },
	{ "grants.add", "a Insert", N_("add"), N_("Adds the grant that a decision names."), NEEDS_WRITE | NEEDS_LEADER, add },
	GRANT_ACTIONS("grants", NEEDS_ROW),
};

const struct screen screen_grants = {
	.id = "grants",
	.title = N_("Grants"),
	.help = N_("What was granted to you, a line for each decision: its short name, the scheme it belongs to, how much it "
	           "gives, and from when to when. Hours are booked on a grant by its short name. A grant whose amount changes "
	           "stays the same grant: the change holds from its day on, and what was before is kept. Enter shows the whole "
	           "decision and what the scheme says in plain words."),
	.keys = "5",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.build = build,
};

static const struct action one_actions[] = {
	GRANT_ACTIONS("grant", NEEDS_NOTHING),
};

const struct screen screen_grant = {
	.id = "grant",
	.title = N_("Grant"),
	.help = N_("One grant: the decision as it was recorded, every amount with the day from which it holds, what was deducted "
	           "or moved, and what the scheme says in plain words: what it gives, who may have it, what it excludes, and how "
	           "to appeal."),
	.actions = one_actions,
	.action_count = (int)COUNT_OF(one_actions),
	.open = grant_open,
	.build = build_one,
	.close = free,
};
