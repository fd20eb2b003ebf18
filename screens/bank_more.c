/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Bank screen says beside the months: of money its years and what counts, of a stay the own payment. */
#include "bank.h"

static void put_figure(struct grid *grid, enum meaning meaning, int64_t amount)
{
	if (amount)
		grid_put(grid, meaning, text_figure(amount, UNIT_MONEY));
	else
		grid_put(grid, MEANING_MUTED, mem_text("–"));
}

/* ---- money */

static void add_years(struct page *page, const struct money_years *years)
{
	struct page_block *block = page_add_table(page, _("Year by year"));
	struct grid *grid = grid_new(7);

	block_add_column(block, _("Year"), 1, false, false);
	block_add_column(block, _("Granted"), 2, true, false);
	block_add_column(block, _("Spent"), 3, true, false);
	block_add_column(block, _("Counted"), 4, true, false);
	block_add_column(block, _("Used"), 1, true, false);
	block_add_column(block, _("Left"), 1, true, false);
	block_add_column(block, _("Overdrawn"), 2, true, false);
	for (int i = 0; i < years->count; i++) {
		const struct money_year *year = &years->of[i];
		char id[ITEM_ID_MAX];

		snprintf(id, sizeof id, "year %d", year->spent.year);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, str_make("%d", year->spent.year));
		grid_put(grid, MEANING_NORMAL, text_figure(year->granted, UNIT_MONEY));
		put_figure(grid, MEANING_NORMAL, year->spent.spent);
		put_figure(grid, MEANING_NORMAL, year->spent.counted);
		put_figure(grid, MEANING_NORMAL, year->used);
		grid_put(grid, MEANING_STRONG, text_figure(year->left, UNIT_MONEY));
		put_figure(grid, MEANING_BAD, year->overdraft);
	}
	grid_fill(block, grid, NULL);
}

static void put_most(struct grid *grid, const struct expense_sum *sum)
{
	char *most;

	if (!sum->most) {
		grid_put(grid, MEANING_MUTED, mem_text("–"));
		return;
	}
	most = text_figure(sum->most, UNIT_MONEY);
	/* TRANSLATORS: an amount and the year of the rate: 4,575.00 (2024) */
	grid_put(grid, MEANING_NORMAL, str_make(_("%1$s (%2$d)"), most, day_year(sum->most_from)));
	free(most);
}

static void add_categories(struct page *page, const struct expense_year *year)
{
	char *title = str_make(_("What was spent in %d"), year->year);
	struct page_block *block = page_add_table(page, title);
	struct grid *grid = grid_new(4);

	block_add_column(block, _("Category"), 1, false, true);
	block_add_column(block, _("Spent"), 1, true, false);
	block_add_column(block, _("Counted"), 1, true, false);
	block_add_column(block, _("At most a year"), 2, true, false);
	for (int i = 0; i < year->sum_count; i++) {
		const struct expense_sum *sum = &year->sums[i];
		char id[ITEM_ID_MAX];

		snprintf(id, sizeof id, "category %d %d", year->year, i);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL,
		         mem_text(sum->category ? scheme_text(&sum->category->name, text_lang()) : _("no category")));
		grid_put(grid, MEANING_NORMAL, text_figure(sum->spent, UNIT_MONEY));
		put_figure(grid, sum->counted == sum->spent ? MEANING_NORMAL : MEANING_WARN, sum->counted);
		put_most(grid, sum);
	}
	grid_fill(block, grid, NULL);
	free(title);
}

static void add_threshold(struct page *page, const struct app *app, const struct expense_year *year)
{
	struct page_block *block = page_add_text(page, NULL);
	char *text = app_threshold_sentence(app, year), *old = app_old_threshold_sentence(year);

	block_add_line(block, year->reached ? MEANING_GOOD : MEANING_WARN, text);
	if (old)
		block_add_line(block, MEANING_NORMAL, old);
	free(text);
	free(old);
}

static bool add_money(struct page *page, struct app *app, const struct bank_view *of, const struct what_if *what_if,
                      struct status *st)
{
	const struct expense_year *year;
	struct money_years years;

	if (!app_money_years(app, of, what_if, &years, st))
		return false;
	year = years.count ? &years.of[years.count - 1].spent : NULL;
	if (year && year->threshold)
		add_threshold(page, app, year);
	if (year && of->rules.per == PER_YEAR)
		add_years(page, &years);
	if (year && year->sum_count && of->rules_part->category_count)
		add_categories(page, year);
	money_years_done(&years);
	return true;
}

/* ---- own payment */

static void add_charge(struct page *page, const struct app *app, const struct charge_sum *sum)
{
	const struct charge_month *last = &sum->months[sum->month_count - 1];
	const struct scheme_dated *rate = scheme_rate_on(&sum->charge->rates, month_last(last->month));
	struct page_block *block = page_add_table(page, _("Own payment"));
	struct grid *grid = grid_new(4);
	char *amount;

	block_add_column(block, _("Month"), 1, false, false);
	block_add_column(block, _("Days"), 1, true, false);
	block_add_column(block, _("Without income"), 2, true, false);
	block_add_column(block, _("Own payment"), 1, true, false);
	for (int i = 0; i < sum->month_count; i++) {
		const struct charge_month *row = &sum->months[i];
		char id[ITEM_ID_MAX], month[8];

		if (!row->days)
			continue;
		month_format(row->month, month);
		snprintf(id, sizeof id, "lot %s pay", month);
		grid_row(grid, id);
		grid_put(grid, MEANING_NORMAL, text_month_short(row->month));
		grid_put(grid, MEANING_NORMAL, str_make("%d", row->days));
		grid_put(grid, MEANING_MUTED,
		         row->days > row->paid_days ? str_make("%d", row->days - row->paid_days) : mem_text("–"));
		grid_put(grid, MEANING_STRONG, text_figure(row->amount, UNIT_MONEY));
	}
	grid_fill(block, grid, _("No day is booked yet."));
	amount = amount_text(app, rate ? rate->amount : 0, UNIT_MONEY);
	block_add_linef(page_add_text(page, NULL), MEANING_NORMAL, _("%1$s: own payment, %2$s for each day begun (rate of %3$d)"),
	                scheme_text(&sum->charge->name, text_lang()), amount, rate ? day_year(rate->from) : 0);
	free(amount);
}

static void add_monthly(struct page *page, const struct app *app, const struct bank_view *of)
{
	struct page_block *block = NULL;

	for (int i = 0; i < of->scheme->charge_count; i++) {
		const struct scheme_dated *rate = app_monthly_charge(of, &of->scheme->charges[i]);
		char *text;

		if (!rate)
			continue;
		if (!block)
			block = page_add_text(page, _("Own payment"));
		text = app_monthly_sentence(app, &of->scheme->charges[i], rate);
		block_add_line(block, MEANING_NORMAL, text);
		free(text);
	}
}

static bool add_payment(struct page *page, struct app *app, const struct bank_view *of, struct status *st)
{
	struct own_payment payment;

	if (!app_own_payment(app, of, &payment, st))
		return false;
	for (int i = 0; i < payment.count; i++)
		add_charge(page, app, &payment.of[i]);
	add_monthly(page, app, of);
	own_payment_done(&payment);
	return true;
}

bool bank_add_more(struct page *page, struct app *app, const struct bank_view *of, const struct what_if *what_if,
                   struct status *st)
{
	return add_money(page, app, of, what_if, st) && add_payment(page, app, of, st);
}
