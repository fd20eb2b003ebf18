/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide through the catalogue: what one needs help with, then where, then the schemes. Argument: need, authority, law and words
 * with tabs between, each of which may be blank or missing; "*" is any. */
#include "forms.h"
#include "ledsag/app/catalogue.h"

#define ANY "*"

enum { ASKED_NEED, ASKED_AUTHORITY, ASKED_LAW, ASKED_TEXT, ASKED_COUNT };

struct guide {
	char *asked[ASKED_COUNT]; /* owned; NULL: not asked yet */
};

static void *guide_open(struct ui *ui, const char *argument)
{
	struct guide *guide = mem_zero(1, sizeof *guide);
	const char *at = argument;

	(void)ui;
	for (int i = 0; i < ASKED_COUNT && at; i++) {
		size_t length = strcspn(at, "\t");

		if (length)
			guide->asked[i] = mem_textn(at, length);
		at = at[length] ? at + length + 1 : NULL;
	}
	return guide;
}

static void guide_close(void *state)
{
	struct guide *guide = state;

	for (int i = 0; i < ASKED_COUNT; i++)
		free(guide->asked[i]);
	free(guide);
}

static const char *limit(const struct guide *guide, int which)
{
	return guide->asked[which] && strcmp(guide->asked[which], ANY) != 0 ? guide->asked[which] : NULL;
}

/* The need that is looked at, −1 for any. */
static int need_of(const struct guide *guide)
{
	const char *word = limit(guide, ASKED_NEED);
	enum need need;

	return word && need_parse(word, &need) ? (int)need : -1;
}

static bool fits(const struct guide *guide, const struct scheme *scheme)
{
	const struct catalogue_query query = { .authority = limit(guide, ASKED_AUTHORITY), .law = limit(guide, ASKED_LAW),
		                               .text = limit(guide, ASKED_TEXT), .need = need_of(guide) };

	return catalogue_fits(scheme, &query);
}

/* ---- what one needs */

static void add_choice(struct grid *grid, const char *id, enum meaning meaning, const char *text, int count)
{
	grid_row(grid, id);
	grid_put(grid, meaning, mem_text(text));
	grid_put(grid, meaning, str_make("%d", count));
}

static struct page_block *add_choices(struct page *page, const char *title)
{
	struct page_block *block = page_add_table(page, NULL);

	block_add_column(block, title, 1, false, true);
	block_add_column(block, _("Schemes"), 1, true, false);
	return block;
}

static void build_needs(struct page *page, const struct catalogue *catalogue)
{
	struct page_block *block = add_choices(page, _("Need"));
	struct grid *grid = grid_new(2);
	int counts[NEED_COUNT];

	catalogue_count(catalogue, counts);
	for (int need = 0; need < NEED_COUNT; need++)
		if (counts[need])
			add_choice(grid, need_name((enum need)need), MEANING_NORMAL, _(need_label((enum need)need)), counts[need]);
	if (catalogue->count)
		add_choice(grid, ANY, MEANING_STRONG, _("everything"), catalogue->count);
	grid_fill(block, grid, _("No scheme files were found."));
}

/* ---- where */

/* Whether an earlier scheme that fits has the same authority. */
static bool was_before(const struct guide *guide, const struct catalogue *catalogue, int at)
{
	for (int i = 0; i < at; i++)
		if (fits(guide, catalogue->of[i]) && strcmp(catalogue->of[i]->authority, catalogue->of[at]->authority) == 0)
			return true;
	return false;
}

static int count_fitting(const struct guide *guide, const struct catalogue *catalogue, const char *authority)
{
	int count = 0;

	for (int i = 0; i < catalogue->count; i++)
		count += fits(guide, catalogue->of[i]) && (!authority || strcmp(catalogue->of[i]->authority, authority) == 0);
	return count;
}

static int count_places(const struct guide *guide, const struct catalogue *catalogue)
{
	int count = 0;

	for (int i = 0; i < catalogue->count; i++)
		count += fits(guide, catalogue->of[i]) && !was_before(guide, catalogue, i);
	return count;
}

/* "Ishøj Kommune, Vallensbæk Kommune"; free(). */
static char *place_text(const struct scheme *scheme)
{
	struct str out = STR_INIT;

	str_add(&out, scheme->authority);
	for (int i = 0; i < scheme->also_count; i++)
		str_addf(&out, ", %s", scheme->also[i]);
	return str_take(&out);
}

static void add_place(struct grid *grid, const struct guide *guide, const struct catalogue *catalogue, const struct scheme *scheme)
{
	char *text = place_text(scheme);

	add_choice(grid, scheme->authority, MEANING_NORMAL, text, count_fitting(guide, catalogue, scheme->authority));
	free(text);
}

/* The household's own country comes first. */
static void build_places(const struct guide *guide, struct ui *ui, struct page *page, const struct catalogue *catalogue)
{
	const char *country = app_household(screen_app(ui))->country;
	struct page_block *block = add_choices(page, _("Who decides"));
	struct grid *grid = grid_new(2);

	for (int foreign = 0; foreign < 2; foreign++) {
		for (int i = 0; i < catalogue->count; i++) {
			const struct scheme *scheme = catalogue->of[i];
			bool abroad = strcmp(scheme->country, country) != 0;

			if (abroad == foreign && fits(guide, scheme) && !was_before(guide, catalogue, i))
				add_place(grid, guide, catalogue, scheme);
		}
	}
	add_choice(grid, ANY, MEANING_STRONG, _("everywhere"), count_fitting(guide, catalogue, NULL));
	grid_fill(block, grid, "");
}

/* ---- the schemes */

static void add_row(struct grid *grid, const struct scheme *scheme)
{
	enum meaning meaning = scheme->not_offered ? MEANING_MUTED : MEANING_NORMAL;
	const char *name = scheme_text(&scheme->name, text_lang());

	grid_row(grid, scheme->id);
	grid_put(grid, meaning, scheme->not_offered ? str_make(_("%s (not offered)"), name) : mem_text(name));
	grid_put(grid, meaning, mem_text(scheme->law));
	grid_put(grid, meaning, mem_text(scheme->authority));
	grid_put(grid, MEANING_MUTED, mem_text(scheme->id));
}

static void build_schemes(const struct guide *guide, struct page *page, const struct catalogue *catalogue)
{
	struct page_block *block = page_add_table(page, NULL);
	struct grid *grid = grid_new(4);

	block_add_column(block, _("Scheme"), 1, false, true);
	block_add_column(block, _("Law"), 2, false, false);
	block_add_column(block, _("Authority"), 3, false, false);
	block_add_column(block, _("Id"), 4, false, false);
	for (int i = 0; i < catalogue->count; i++)
		if (fits(guide, catalogue->of[i]))
			add_row(grid, catalogue->of[i]);
	grid_fill(block, grid, _("No scheme fits. / asks for something else."));
}

/* ---- the page */

/* "work · Ishøj Kommune"; NULL where nothing is asked; free(). */
static char *asked_text(const struct guide *guide)
{
	struct str out = STR_INIT;

	if (need_of(guide) >= 0)
		str_add(&out, _(need_label((enum need)need_of(guide))));
	for (int i = ASKED_AUTHORITY; i < ASKED_COUNT; i++)
		if (limit(guide, i))
			str_join(&out, " · ", limit(guide, i));
	return out.length ? str_take(&out) : NULL;
}

static void add_broken(struct page *page, const struct notices *broken)
{
	struct page_block *block = broken->count ? page_add_text(page, _("Files that cannot be read")) : NULL;

	for (int i = 0; i < broken->count; i++)
		block_add_line(block, MEANING_BAD, broken->of[i].message);
}

/* A need and no more is asked: then the authority is what one chooses next, where there are several. */
static bool chooses_place(const struct guide *guide, const struct catalogue *catalogue)
{
	return !guide->asked[ASKED_AUTHORITY] && !guide->asked[ASKED_LAW] && !guide->asked[ASKED_TEXT] &&
	       count_places(guide, catalogue) > 1;
}

static bool chooses_need(const struct guide *guide)
{
	for (int i = 0; i < ASKED_COUNT; i++)
		if (guide->asked[i])
			return false;
	return true;
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct guide *guide = state;
	struct catalogue catalogue;
	char *asked = asked_text(guide);

	if (!catalogue_load(&catalogue, st)) {
		free(asked);
		return false;
	}
	page_title(page, _("Guide"), asked);
	if (chooses_need(guide))
		build_needs(page, &catalogue);
	else if (chooses_place(guide, &catalogue))
		build_places(guide, ui, page, &catalogue);
	else
		build_schemes(guide, page, &catalogue);
	add_broken(page, &catalogue.broken);
	catalogue_done(&catalogue);
	free(asked);
	return true;
}

/* ---- actions */

static void details(struct ui *ui, void *state, const struct page_item *item)
{
	const struct guide *guide = state;
	struct catalogue catalogue;
	char *argument = NULL;

	if (chooses_need(guide)) {
		argument = mem_text(item->id);
	} else if (catalogue_load(&catalogue, NULL)) {
		if (chooses_place(guide, &catalogue))
			argument = str_make("%s\t%s", guide->asked[ASKED_NEED], item->id);
		catalogue_done(&catalogue);
	}
	ui_open(ui, argument ? "guide" : "scheme", argument ? argument : item->id);
	free(argument);
}

/* What a choice stands for; "*" where it is any. */
static const char *chosen(const char *value)
{
	return *value && *value != '(' ? value : ANY;
}

/* A page of its own, from which one goes back to the one before. */
static bool look(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	const char *need = ANY;
	char *argument;

	(void)bad;
	(void)st;
	for (int i = 0; i < NEED_COUNT; i++)
		if (strcmp(form_value(form, "need"), _(need_label((enum need)i))) == 0)
			need = need_name((enum need)i);
	argument = str_make("%s\t%s\t%s\t%s", need, chosen(form_value(form, "authority")), form_value(form, "law"),
	                    form_value(form, "text"));
	ui_open(ui, "guide", argument);
	free(argument);
	return true;
}

static void add_needs(struct form *form, const struct guide *guide)
{
	const char *labels[NEED_COUNT + 1], *asked = limit(guide, ASKED_NEED), *now;
	char *any = str_make("(%s)", _("everything"));

	labels[0] = now = any;
	for (int need = 0; need < NEED_COUNT; need++) {
		labels[need + 1] = _(need_label((enum need)need));
		if (asked && strcmp(asked, need_name((enum need)need)) == 0)
			now = labels[need + 1];
	}
	form_add_choice(form, "need", _("Need"), labels, NEED_COUNT + 1, now);
	free(any);
}

static void add_places(struct form *form, const struct guide *guide, const struct catalogue *catalogue)
{
	const struct guide all = { 0 };
	const char **names = mem_zero((size_t)catalogue->count + 1, sizeof *names), *value;
	char *any = str_make("(%s)", _("everywhere"));
	int count = 0;

	names[count++] = any;
	for (int i = 0; i < catalogue->count; i++)
		if (!was_before(&all, catalogue, i))
			names[count++] = catalogue->of[i]->authority;
	value = limit(guide, ASKED_AUTHORITY);
	form_add_choice(form, "authority", _("Who decides"), names, count, value ? value : any);
	free(names);
	free(any);
}

static void filter(struct ui *ui, void *state, const struct page_item *item)
{
	const struct guide *guide = state;
	struct form *form = form_new("guide-filter", _("Which schemes to show"), _("Show"));
	struct catalogue catalogue = { 0 };

	(void)item;
	catalogue_load(&catalogue, NULL);
	add_needs(form, guide);
	add_places(form, guide, &catalogue);
	form_add(form, "law", _("Paragraph"), _("97, § 97 or SEL § 97; may be blank"), guide->asked[ASKED_LAW] ? guide->asked[ASKED_LAW] : "");
	form_add(form, "text", _("Words"), _("words of its description; may be blank"),
	         guide->asked[ASKED_TEXT] ? guide->asked[ASKED_TEXT] : "");
	catalogue_done(&catalogue);
	form->fleeting = true;
	form->submit = look;
	ui_form(ui, form);
}

static const struct action actions[] = {
	{ "guide.details", "Enter", NC_("verb", "open"), N_("Goes on with what you choose: a need, an authority, a scheme."), NEEDS_ROW, details },
	{ "guide.filter", "/ f", N_("search"), N_("Asks for need, authority, paragraph and words at once."), NEEDS_NOTHING, filter },
};

const struct screen screen_guide = {
	.id = "guide",
	.title = N_("Guide"),
	.help = N_("Finds the kinds of help that there are. First what you need help with, and how many schemes there are for it; "
	           "Enter goes on to the authorities that give it, and then to the schemes, a line for each: its name, the law it rests on, "
	           "and who decides. The same law can give different things in two places. Enter on a scheme says in plain words what it "
	           "gives, who may have it, and how to appeal. / asks for everything at once; q goes back a step. A scheme that is missing "
	           "can be written as one file; ledsag-schemes(5) says how."),
	.keys = "8",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = guide_open,
	.build = build,
	.close = guide_close,
};
