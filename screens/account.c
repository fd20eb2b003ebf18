/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's account of each grant. Argument: "2025" or "2025/led". */
#include "closed.h"

struct account_state {
	struct period period; /* first: common.h */
	char *grant;          /* NULL: all */
};

/* What one table shows. */
struct sheet {
	const struct app *app;
	const struct account *account;
	bool column[COLUMN_COUNT]; /* shown where the year has any */
	bool granted; /* no: what is used is only written down */
	bool lapses, overdrafts, corrected;
};

static const char *const column_titles[COLUMN_COUNT] = {
	[COLUMN_WORK] = N_("Work"),         [COLUMN_STANDBY] = N_("Standby"), [COLUMN_ILLNESS] = N_("Illness"),
	[COLUMN_TRAINING] = N_("Training"), [COLUMN_HOLIDAY] = N_("Holiday"),
};

static char *figure(const struct sheet *sheet, int64_t amount)
{
	return text_figure(amount, sheet->account->part->unit);
}

static void put_figure(struct grid *grid, const struct sheet *sheet, int64_t amount, enum meaning meaning)
{
	if (amount)
		grid_put(grid, meaning, figure(sheet, amount));
	else
		grid_put(grid, MEANING_MUTED, mem_text("–"));
}

/* One month or the sum, in the order of add_columns(). */
static void add_row(struct grid *grid, const struct sheet *sheet, const struct account_month *row, const char *id, char *label,
                    enum meaning meaning)
{
	grid_row(grid, id);
	grid_put(grid, meaning, label);
	if (sheet->granted)
		grid_put(grid, meaning, figure(sheet, row->granted));
	grid_put(grid, meaning, figure(sheet, row->used));
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (sheet->column[c])
			put_figure(grid, sheet, row->column[c], meaning);
	if (sheet->corrected)
		put_figure(grid, sheet, row->corrected, meaning);
	if (sheet->granted)
		grid_put(grid, meaning, figure(sheet, row->difference));
	if (sheet->lapses) {
		put_figure(grid, sheet, row->lapsed, MEANING_WARN);
		grid_put(grid, meaning, figure(sheet, row->left));
	}
	if (sheet->overdrafts)
		put_figure(grid, sheet, row->overdraft, MEANING_BAD);
}

static void add_columns(struct page_block *block, const struct sheet *sheet)
{
	block_add_column(block, _("Month"), 1, false, false);
	if (sheet->granted)
		block_add_column(block, _("Granted"), 1, true, false);
	block_add_column(block, _("Used"), 1, true, false);
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (sheet->column[c])
			block_add_column(block, _(column_titles[c]), 4, true, false);
	if (sheet->corrected)
		block_add_column(block, _("Of it corrections"), 3, true, false);
	if (sheet->granted)
		block_add_column(block, _("Difference"), 2, true, false);
	if (sheet->lapses) {
		block_add_column(block, _("Lapsed"), 3, true, false);
		block_add_column(block, _("Left"), 2, true, false);
	}
	if (sheet->overdrafts)
		block_add_column(block, _("Overdrawn"), 5, true, false);
}

static void add_table(struct page *page, const struct sheet *sheet, const char *title, const char *name)
{
	struct page_block *block = page_add_table(page, title);
	const struct account *account = sheet->account;
	month_t now = month_of(app_today(sheet->app));
	struct grid *grid;

	add_columns(block, sheet);
	grid = grid_new(block->table.column_count);
	for (int i = 0; i < account->month_count; i++) {
		char month[8], id[ITEM_ID_MAX];

		month_format(account->months[i].month, month);
		snprintf(id, sizeof id, "%s/%s", month, name);
		add_row(grid, sheet, &account->months[i], id, text_month_short(account->months[i].month),
		        account->months[i].month > now ? MEANING_MUTED : MEANING_NORMAL);
	}
	if (account->month_count)
		add_row(grid, sheet, &account->sum, "sum", mem_text(_("Sum")), MEANING_STRONG);
	grid_fill(block, grid, _("The grant does not run in this year."));
	block->table.has_sum = account->month_count > 0;
}

/* ---- in words */

static void add_change(struct page_block *block, const struct sheet *sheet, const struct account_change *change)
{
	struct rate after = { change->after, sheet->account->part->unit, change->per };
	struct hold h = HOLD_INIT;
	const char *now = hold(&h, text_rate(&after, screen_currency(sheet->app))), *day = hold(&h, text_day_long(change->day));

	if (change->before)
		block_add_linef(block, MEANING_NORMAL, _("From %s: %s, before it was %s."), day, now,
		                hold(&h, figure(sheet, change->before)));
	else
		block_add_linef(block, MEANING_NORMAL, _("From %s: %s."), day, now);
	hold_done(&h);
}

static void add_words(struct page *page, const struct sheet *sheet)
{
	const struct account *account = sheet->account;
	struct page_block *block = page_add_text(page, NULL);
	enum unit unit = account->part->unit;
	struct hold h = HOLD_INIT;

	if (!sheet->granted)
		block_add_line(block, MEANING_NORMAL, _("What is used is written down; no amount is granted."));
	else
		block_add_linef(block, MEANING_STRONG, _("Granted %s, used %s: difference %s."),
	                hold(&h, amount_text(sheet->app, account->sum.granted, unit)),
	                hold(&h, amount_text(sheet->app, account->sum.used, unit)),
	                hold(&h, amount_text(sheet->app, account->difference, unit)));
	if (account->opening)
		block_add_linef(block, MEANING_NORMAL, _("At hand when the year began: %s."),
		                hold(&h, amount_text(sheet->app, account->opening, unit)));
	if (account->transfer)
		block_add_linef(block, MEANING_NORMAL, _("Agreed transfer, in the difference: %s."),
		                hold(&h, amount_text(sheet->app, account->transfer, unit)));
	for (int i = 0; sheet->granted && i < account->change_count; i++)
		add_change(block, sheet, &account->changes[i]);
	hold_done(&h);
}

static struct sheet sheet_of(const struct app *app, const struct account_doc *doc, const struct account_part *part)
{
	struct sheet sheet = { .app = app, .account = &part->account };
	struct carry_rules rules = grant_rules(&doc->decision, part->rules_part);

	for (int c = 0; c < COLUMN_COUNT; c++)
		sheet.column[c] = part->account.sum.column[c] != 0;
	/* What one adds another may take off: the sum may be nothing. */
	for (int i = 0; i < part->account.month_count; i++)
		sheet.corrected |= part->account.months[i].corrected != 0;
	sheet.overdrafts = part->account.sum.overdraft != 0;
	sheet.lapses = rules.carry == CARRY_WINDOW;
	sheet.granted = rules.per != PER_NONE;
	return sheet;
}

/* ---- money */

static void put_sum(struct page_block *block, const struct app *app, const char *label, int64_t amount)
{
	char *text = amount_text(app, amount, UNIT_MONEY);

	/* TRANSLATORS: a kind of money and its sum: expense: 4,250.00 kr. */
	block_add_linef(block, MEANING_NORMAL, _("%1$s: %2$s"), label, text);
	free(text);
}

/* What was booked of a part in money in the year. */
static void add_money(struct page *page, const struct app *app, const struct account_doc *doc, const struct account_money *money)
{
	char *title = part_label(doc->decision.id, doc->scheme, money->rules_part, doc->part_count + doc->money_count > 1);
	struct page_block *block = page_add_text(page, title);
	const struct money_year *year = &money->year;
	struct hold h = HOLD_INIT;

	block_add_linef(block, MEANING_STRONG, _("%1$s granted, %2$s used, %3$s left."),
	                hold(&h, amount_text(app, year->granted, UNIT_MONEY)),
	                hold(&h, amount_text(app, year->used, UNIT_MONEY)), hold(&h, amount_text(app, year->left, UNIT_MONEY)));
	for (int kind = 0; kind < MONEY_KINDS; kind++)
		if (money->sums[kind])
			put_sum(block, app, _(money_kind_label((enum money_kind)kind)), money->sums[kind]);
	if (year->spent.counted != year->spent.spent)
		put_sum(block, app, _("Of what was spent counts"), year->spent.counted);
	if (year->spent.threshold)
		block_add_line(block, year->spent.reached ? MEANING_NORMAL : MEANING_WARN,
		               hold(&h, app_threshold_sentence(app, &year->spent)));
	hold_done(&h);
	free(title);
}

static void add_doc(struct page *page, const struct app *app, const struct account_doc *doc)
{
	for (int i = 0; i < doc->part_count; i++) {
		const struct account_part *part = &doc->parts[i];
		struct sheet sheet = sheet_of(app, doc, part);
		bool several = doc->part_count + doc->money_count > 1;
		char *title = part_label(doc->decision.id, doc->scheme, part->rules_part, several);
		char *name = part_name(doc->decision.id, part->rules_part->id, several);

		add_table(page, &sheet, title, name);
		add_words(page, &sheet);
		free(title);
		free(name);
	}
	for (int i = 0; i < doc->money_count; i++)
		add_money(page, app, doc, &doc->money[i]);
	add_corrections(page, app, &doc->corrections, month_make(doc->year, 1), month_make(doc->year, 12));
}

/* What is missing in any of the accounts; what is said of several is said once. */
static void add_missing(struct page *page, const struct account_docs *docs)
{
	struct page_block *block = NULL;

	for (int d = 0; d < docs->count; d++) {
		for (int i = 0; i < docs->of[d].missing_count; i++) {
			const char *text = docs->of[d].missing[i];
			bool said = false;

			if (!block)
				block = page_add_text(page, _("Missing before it can be sent"));
			for (int l = 0; l < block->line_count && !said; l++)
				said = strcmp(block->lines[l].text, text) == 0;
			if (!said)
				block_add_line(block, MEANING_WARN, text);
		}
	}
}

static bool build(void *data, struct ui *ui, struct page *page, struct status *st)
{
	const struct account_state *state = data;
	struct app *app = screen_app(ui);
	struct account_docs docs;
	char *title;

	title = str_make(_("Account · %d"), (int)state->period.at);
	page_title(page, title, state->grant);
	free(title);
	if (!app_account(app, state->period.at, state->grant, &docs, st))
		return false;
	for (int i = 0; i < docs.count; i++)
		add_doc(page, app, &docs.of[i]);
	add_missing(page, &docs);
	account_docs_done(&docs);
	return true;
}

/* ---- actions */

static void *account_open(struct ui *ui, const char *argument)
{
	struct account_state *state = mem_zero(1, sizeof *state);

	state->period = period_now(screen_app(ui), PERIOD_YEAR);
	state->grant = mem_text(period_read(&state->period, argument));
	return state;
}

static void account_close(void *data)
{
	struct account_state *state = data;

	free(state->grant);
	free(state);
}

static void hours(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "hours", item->id);
}

static const struct action actions[] = {
	{ "account.hours", "Enter", N_("hours"), N_("Shows the hours of this month and grant."), NEEDS_ROW, hours },
	PERIOD_ACTIONS("account", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_account = {
	.id = "account",
	.title = N_("Account"),
	.help = N_("The year's account of each grant, a line for each month: what was granted, what was used and for what, and "
	           "the difference, which is granted less used. Hours over midnight count in the month in which they lie. Where "
	           "hours can be saved, “Lapsed” and “Left” say what became of them. Below the sum stand what was at hand when "
	           "the year began, changes inside the year, and what is missing before the account can be sent. Of money it gives "
	           "the sums of what was booked. Closed months stay as they were; what is different since is a correction in the "
	           "month in which it counts. “ledsag account 2025” writes it as a file."),
	.keys = "7",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = account_open,
	.build = build,
	.close = account_close,
};
