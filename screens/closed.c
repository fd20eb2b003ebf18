/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens say of closed months: that they are, and what is different by now. */
#include "closed.h"

month_t closed_until(struct app *app)
{
	month_t last;

	return app_closed(app, &last, NULL) ? last : MONTH_NONE;
}

char *closed_month_text(struct app *app, const struct period *period)
{
	char *name = period_text(period), *text;
	month_t last = closed_until(app);

	if (last == MONTH_NONE || month_of(period_from(period)) > last)
		return name;
	/* TRANSLATORS: a month: March 2025, closed */
	text = str_make(_("%s, closed"), name);
	free(name);
	return text;
}

char *closed_day_text(struct app *app, day_t day)
{
	month_t last = closed_until(app);
	struct hold h = HOLD_INIT;
	char *text;

	if (last == MONTH_NONE || month_of(day) > last)
		return NULL;
	text = str_make(_("%1$s is closed and stays as it was: what is changed becomes a correction that counts in %2$s."),
	                hold(&h, text_month(month_of(day))), hold(&h, text_month(last + 1)));
	hold_done(&h);
	return text;
}

/* ---- corrections */

char *correction_text(const struct app *app, const struct correction *correction)
{
	char *in = text_month(correction->in), *sentence = app_correction_sentence(screen_currency(app), correction);
	char *text = str_make("%s: %s", in, sentence);

	free(in);
	free(sentence);
	return text;
}

static void add_line(struct page_block *block, const struct app *app, const struct correction *correction)
{
	char *text = correction_text(app, correction);

	block_add_line(block, MEANING_NORMAL, text);
	block->lines[block->line_count - 1].hang = 2;
	free(text);
}

static bool within(month_t month, month_t from, month_t to)
{
	return month >= from && month <= to;
}

void add_corrections(struct page *page, const struct app *app, const struct corrections *corrections, month_t from, month_t to)
{
	struct page_block *block = NULL;

	for (int i = 0; i < corrections->count; i++) {
		const struct correction *c = &corrections->of[i];

		if (!within(c->in, from, to) && !within(c->about, from, to))
			continue;
		if (!block)
			block = page_add_text(page, _("Corrections of closed months, and the month in which they count"));
		add_line(block, app, c);
	}
}

/* In which months an entry ever was. */
struct stay {
	month_t first, last;
};

static bool see_revision(void *context, const struct revision *revision)
{
	struct stay *stay = context;
	month_t month = month_of(revision->entry->day);

	stay->first = month < stay->first ? month : stay->first;
	/* It may go over the month's end. */
	stay->last = month + 1 > stay->last ? month + 1 : stay->last;
	return true;
}

bool add_entry_corrections(struct page *page, struct app *app, int64_t entry, struct status *st)
{
	struct stay stay = { MONTH_OPEN, MONTH_NONE };
	struct page_block *block = NULL;
	struct corrections corrections;
	month_t last = closed_until(app);

	if (last == MONTH_NONE || !app_may(app, MAY_READ_ACCOUNT, NULL, NULL))
		return true;
	if (!app_entry_history(app, entry, see_revision, &stay, st))
		return false;
	if (stay.first > last)
		return true;
	if (!app_corrections(app, stay.first, stay.last, NULL, &corrections, st))
		return false;
	for (int i = 0; i < corrections.count; i++) {
		if (corrections.of[i].entry != entry)
			continue;
		if (!block)
			block = page_add_text(page, _("Corrections of closed months, and the month in which they count"));
		add_line(block, app, &corrections.of[i]);
	}
	corrections_done(&corrections);
	return true;
}
