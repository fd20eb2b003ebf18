/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of schemes, and one of them in plain words. */
#include "forms.h"

static void add_words(struct page *page, const char *title, const struct scheme_text *text)
{
	const char *words = scheme_text(text, text_lang());

	if (*words)
		block_add_line(page_add_text(page, title), MEANING_NORMAL, words);
}

static void add_law(struct page *page, const struct scheme *scheme)
{
	struct page_block *block = page_add_text(page, _("Law and source"));
	struct hold h = HOLD_INIT;

	block_add_linef(block, MEANING_NORMAL, "%s, %s", scheme->law, scheme->authority);
	block_add_linef(block, MEANING_NORMAL, _("Source: %s"), scheme->source);
	if (scheme->until == DAY_MAX)
		block_add_linef(block, MEANING_NORMAL, _("As it stands from %s."), hold(&h, text_day_long(scheme->from)));
	else
		block_add_linef(block, MEANING_NORMAL, _("As it stood from %s to %s."), hold(&h, text_day_long(scheme->from)),
		                hold(&h, text_day_long(scheme->until)));
	block_add_linef(block, MEANING_MUTED, _("Its rules are in the file %s.conf."), scheme->id);
	hold_done(&h);
}

static void add_levels(struct page *page, const struct scheme *scheme)
{
	struct page_block *block = scheme->level_count ? page_add_text(page, _("Levels")) : NULL;

	for (int i = 0; i < scheme->level_count; i++) {
		const struct scheme_level *level = &scheme->levels[i];
		char *amount = text_level(scheme, level, strcmp(scheme->country, "DE") ? "DKK" : "EUR");

		block_add_linef(block, MEANING_NORMAL, "%s: %s, %s", level->id, scheme_text(&level->name, text_lang()), amount);
		free(amount);
	}
}

static void add_deadlines(struct page *page, const struct scheme *scheme)
{
	struct page_block *block = scheme->deadline_count ? page_add_text(page, _("Dates to keep")) : NULL;

	for (int i = 0; i < scheme->deadline_count; i++)
		block_add_linef(block, MEANING_NORMAL, "%s: %s", scheme_text(&scheme->deadlines[i].name, text_lang()),
		                scheme_text(&scheme->deadlines[i].what, text_lang()));
}

void add_scheme(struct page *page, const struct scheme *scheme)
{
	if (scheme->not_offered)
		block_add_line(page_add_text(page, NULL), MEANING_WARN, _("This is not offered here."));
	add_words(page, _("What it gives"), &scheme->gives);
	add_words(page, _("Who may have it"), &scheme->who);
	add_words(page, _("What it excludes"), &scheme->excludes_text);
	add_words(page, _("Payment"), &scheme->payment);
	add_words(page, _("Follow-up"), &scheme->follow_up);
	add_words(page, _("Appeal"), &scheme->appeal);
	add_levels(page, scheme);
	add_deadlines(page, scheme);
	add_law(page, scheme);
}

/* ---- the list */

static void add_row(struct grid *grid, const char *id)
{
	struct scheme *scheme = NULL;
	struct status st = STATUS_INIT;

	grid_row(grid, id);
	if (!catalogue_scheme(id, &scheme, &st)) {
		grid_put(grid, MEANING_BAD, text_status(&st));
		return;
	}
	grid_put(grid, MEANING_NORMAL, mem_text(scheme_text(&scheme->name, text_lang())));
	grid_put(grid, MEANING_NORMAL, mem_text(scheme->law));
	grid_put(grid, MEANING_NORMAL, mem_text(scheme->authority));
	grid_put(grid, MEANING_MUTED, mem_text(id));
	scheme_free(&scheme);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid;
	char **ids;
	int count;

	(void)state;
	(void)ui;
	if (!catalogue_ids(&ids, &count, st))
		return false;
	page_title(page, _("Schemes"), NULL);
	block_add_column(block, _("Scheme"), 1, false, false);
	block_add_column(block, _("Law"), 2, false, false);
	block_add_column(block, _("Authority"), 3, false, true);
	block_add_column(block, _("Id"), 4, false, false);
	grid = grid_new(4);
	for (int i = 0; i < count; i++)
		add_row(grid, ids[i]);
	ids_free(&ids, count);
	grid_fill(block, grid, _("No scheme files were found."));
	return true;
}

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	(void)state;
	ui_open(ui, "scheme", item->id);
}

static const struct action actions[] = {
	{ "schemes.details", "Enter", N_("details"), N_("Says in plain words what the scheme gives and who may have it."),
	  NEEDS_ROW, details },
};

const struct screen screen_schemes = {
	.id = "schemes",
	.title = N_("Schemes"),
	.help = N_("The kinds of help that this program knows, a line for each: its name, the law it rests on, and the authority "
	           "that gives it. The same law can give different things in two places, so each authority has its own line. "
	           "Enter says in plain words what it gives, who may have it, and how to appeal. A scheme that is missing can be "
	           "written as one file; ledsag-schemes(5) says how."),
	.keys = "8",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.build = build,
};

/* ---- one scheme */

static bool build_one(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct scheme *scheme = NULL;

	(void)ui;
	if (!catalogue_scheme(state, &scheme, st))
		return false;
	page_title(page, scheme_text(&scheme->name, text_lang()), scheme->law);
	add_scheme(page, scheme);
	scheme_free(&scheme);
	return true;
}

static void *scheme_open(struct ui *ui, const char *argument)
{
	(void)ui;
	return mem_text(argument ? argument : "");
}

const struct screen screen_scheme = {
	.id = "scheme",
	.title = N_("Scheme"),
	.help = N_("One kind of help in plain words: what it gives, who may have it, what it excludes, what it costs you, when it "
	           "is followed up and how to appeal. The last lines name the law, the document these words rest on, and since "
	           "when it holds."),
	.open = scheme_open,
	.build = build_one,
	.close = free,
};
