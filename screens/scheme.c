/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scheme, with everything that its file says. */
#include "forms.h"
#include "ledsag/app/catalogue.h"

static void add_section(struct page *page, const struct scheme_section *section)
{
	struct page_block *block = page_add_text(page, section->title);

	for (int i = 0; i < section->count; i++) {
		block_add_line(block, MEANING_NORMAL, section->lines[i]);
		/* A list of sentences is told apart where each goes on further in. */
		if (section->items)
			block->lines[block->line_count - 1].hang = 2;
	}
}

void add_scheme(struct page *page, const struct scheme *scheme)
{
	struct catalogue catalogue = { 0 };
	struct scheme_words words;

	catalogue_load(&catalogue, NULL);
	scheme_tell(scheme, catalogue.count ? &catalogue : NULL, &words);
	for (int i = 0; i < words.count; i++)
		add_section(page, &words.of[i]);
	scheme_words_done(&words);
	catalogue_done(&catalogue);
}

/* The household goes on with the rules that it knows. */
static void add_difference(struct ui *ui, struct page *page, const char *id)
{
	struct app *app = screen_app(ui);
	bool differs = false;

	if (app_scheme_differs(app, id, &differs, NULL) && differs)
		block_add_line(page_add_text(page, NULL), MEANING_WARN,
		               _("Your household keeps an earlier version of these rules, and counts by it. This is the catalogue's version."));
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	struct scheme *scheme = NULL;

	if (!catalogue_scheme(state, &scheme, st))
		return false;
	page_title(page, scheme_text(&scheme->name, text_lang()), scheme->law);
	add_difference(ui, page, state);
	add_scheme(page, scheme);
	scheme_free(&scheme);
	return true;
}

static void *scheme_open(struct ui *ui, const char *argument)
{
	(void)ui;
	return mem_text(argument ? argument : "");
}

static void add_grant(struct ui *ui, void *state, const struct page_item *item)
{
	(void)item;
	grant_ask_under(ui, state);
}

static const struct action actions[] = {
	{ "scheme.add", "a Insert", N_("add a grant"), N_("Adds a grant under this scheme."), NEEDS_WRITE | NEEDS_LEADER,
	  add_grant },
};

const struct screen screen_scheme = {
	.id = "scheme",
	.title = N_("Scheme"),
	.help = N_("One kind of help in plain words: what it gives, who may have it, what it excludes, what it costs you, when it "
	           "is followed up and how to appeal; then every figure: amounts and how they are kept, levels, what counts, how long it "
	           "lasts, and the dates to keep. The last lines name the law, the document these words rest on, and since when it "
	           "holds. a adds the grant that your decision names."),
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = scheme_open,
	.build = build,
	.close = free,
};
