/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a grant, and what may change in it. */
#include "forms.h"

#define AMOUNTS_MAX 16

/* ---- adding */

static void choices_schemes(struct choices *choices)
{
	char **ids;
	int count;

	if (!catalogue_ids(&ids, &count, NULL))
		return;
	for (int i = 0; i < count; i++) {
		struct scheme *scheme = NULL;

		if (catalogue_scheme(ids[i], &scheme, NULL))
			choices_add(choices, ids[i], scheme_text(&scheme->name, text_lang()));
		scheme_free(&scheme);
	}
	ids_free(&ids, count);
}

/* Takes a text apart at blanks, in place ("hours=37:00/week, money=12000.00/month"); commas and semicolons at a word's end go. */
static int words_of(char *text, const char **words, int most)
{
	int count = 0;

	for (char *word; count < most && (word = strtok_r(text, " \t", &text));) {
		size_t length = strlen(word);

		while (length && (word[length - 1] == ',' || word[length - 1] == ';'))
			word[--length] = '\0';
		if (length)
			words[count++] = word;
	}
	return count;
}

static bool has_levels(const struct scheme *scheme, int part)
{
	for (int i = 0; i < scheme->level_count; i++)
		if (scheme->levels[i].part == part)
			return true;
	return false;
}

/* What the scheme gives by itself; where there are several parts, with the words by which its amount may name them. */
static void preview_part(struct str *out, const struct app *app, const struct scheme *scheme, int number)
{
	const struct scheme_part *part = &scheme->parts[number];
	struct rate rate = { part->amount, part->unit, part->per };
	struct hold h = HOLD_INIT;
	const char *said = scheme_text(&part->name, text_lang());
	const char *name = scheme->part_count > 1 ? hold(&h, str_make("%s (%s)", said, part->id)) : said;

	if (part->amount)
		str_addf(out, _("\n%s: %s, where the decision says nothing else"), name,
		         hold(&h, text_rate(&rate, screen_currency(app))));
	else if (part->per == PER_NONE)
		str_join(out, "\n", hold(&h, str_make("%s: %s", name, hold(&h, text_rate(&rate, "")))));
	else if (part->optional)
		str_addf(out, _("\n%s: may be left out (%s %s)"), name, _(unit_label(part->unit)), _(per_label(part->per)));
	else if (!has_levels(scheme, number))
		str_addf(out, _("\n%s: the decision says how much (%s %s)"), name, _(unit_label(part->unit)),
		         _(per_label(part->per)));
	hold_done(&h);
}

static void preview_level(struct str *out, const struct app *app, const struct scheme *scheme, const struct scheme_level *level)
{
	char *amount = text_level(scheme, level, screen_currency(app));
	const char *name = scheme_text(&level->name, text_lang());

	str_join(out, "\n", level->id);
	if (strcmp(name, level->id) != 0)
		str_addf(out, " (%s)", name);
	str_addf(out, ": %s", amount);
	free(amount);
}

/* The levels first, for the decision names one of them. */
static void preview_scheme(struct str *out, const struct app *app, const char *id)
{
	struct scheme *scheme = NULL;
	char *law;

	if (!id || !catalogue_scheme(id, &scheme, NULL))
		return;
	for (int i = 0; i < scheme->level_count; i++)
		preview_level(out, app, scheme, &scheme->levels[i]);
	law = str_make("%s, %s", scheme->law, scheme->authority);
	str_join(out, "\n", law);
	free(law);
	for (int i = 0; i < scheme->part_count; i++)
		preview_part(out, app, scheme, i);
	scheme_free(&scheme);
}

/* What was typed, taken apart. */
struct typed {
	struct grant_input input;
	const char *amounts[AMOUNTS_MAX], *deducts[AMOUNTS_MAX], *settings[AMOUNTS_MAX];
	char *owned[4];
};

static int many(const struct form *form, const char *field, const char **words, char **owned)
{
	*owned = mem_text(form_value(form, field));
	return words_of(*owned, words, AMOUNTS_MAX);
}

static void read_typed(const struct form *form, struct typed *out)
{
	*out = (struct typed){ .owned = { form_index(form, "scheme") < 0 ? NULL : form_id(form, "scheme") } };
	out->input = (struct grant_input){
		.id = form_typed(form, "id"),
		.scheme = out->owned[0],
		.from = form_typed(form, "from"),
		.to = form_typed(form, "to"),
		.received = form_typed(form, "received"),
		.applied = form_typed(form, "applied"),
		.payer = form_typed(form, "payer"),
		.case_no = form_typed(form, "case"),
		.opening = form_typed(form, "opening"),
		.level = form_typed(form, "level"),
		.amounts = out->amounts,
		.deducts = out->deducts,
		.settings = out->settings,
	};
	out->input.amount_count = many(form, "amount", out->amounts, &out->owned[1]);
	out->input.deduct_count = many(form, "deduct", out->deducts, &out->owned[2]);
	out->input.setting_count = many(form, "set", out->settings, &out->owned[3]);
}

static void typed_done(struct typed *typed)
{
	for (size_t i = 0; i < COUNT_OF(typed->owned); i++)
		free(typed->owned[i]);
}

/* The rules speak once it is said which scheme and from when. */
static bool preview_add(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct notices notices = { NULL, 0 };
	struct typed typed;
	bool ok = true;

	read_typed(form, &typed);
	if (typed.input.id && typed.input.scheme && typed.input.from) {
		ok = app_grant_try(app, &typed.input, &notices, &st);
		if (ok) {
			add_notices(out, &notices);
		} else {
			add_status(out, &st);
			*bad = form_fault(form, &st);
		}
	}
	/* What the rules say to what is typed comes first: on small terminals there is room for little more. */
	preview_scheme(out, app, typed.input.scheme);
	notices_done(&notices);
	typed_done(&typed);
	return ok;
}

/* What was done, and what is to be known about it; takes `text`. */
static void say_done(struct ui *ui, char *text, const struct notices *notices)
{
	struct str out = STR_INIT;

	str_add(&out, text);
	add_notices(&out, notices);
	say_take(ui, notices->count ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	free(text);
}

static bool submit_add(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct notices notices = { NULL, 0 };
	struct typed typed;
	bool ok;

	read_typed(form, &typed);
	if (!typed.input.id)
		typed.input.id = "";
	ok = app_grant_add(screen_app(ui), &typed.input, &notices, st);
	if (ok) {
		say_done(ui, str_make(_("The grant “%s” is there: hours can be booked on it."), typed.input.id), &notices);
		ui_focus(ui, typed.input.id);
		ui_rebuild(ui);
	} else {
		*bad = form_fault(form, st);
	}
	notices_done(&notices);
	typed_done(&typed);
	return ok;
}

void grant_ask(struct ui *ui)
{
	grant_ask_under(ui, NULL);
}

void grant_ask_under(struct ui *ui, const char *scheme)
{
	struct form *form = form_new("grant-add", _("Add a grant"), _("Add it"));
	struct choices schemes = { 0 };

	choices_schemes(&schemes);
	form_add(form, "id", _("Short name"), _("your own, such as led or bpa; hours are booked on it"), "");
	form_add_ids(form, "scheme", _("Scheme"), &schemes, scheme);
	/* A draft of a grant under another scheme stays with that one. */
	form->subject = scheme ? mem_text(scheme) : NULL;
	form_add(form, "from", _("From"), _("first day, such as 1.1.2025"), "");
	form_add(form, "to", _("To"), _("last day; blank where the decision names none"), "");
	form_add(form, "level", _("Level"), _("the level that the decision names; blank where the scheme has none"), "");
	form_add(form, "amount", _("Amount"), _("15:00/month, 37:00/week; several: hours=37:00/week money=12000.00/month"), "");
	form_add(form, "deduct", _("Taken off"), _("help given in another way, for the same period: hours=5:00/week; may be blank"), "");
	form_add(form, "received", _("Decision received"), _("the day you got the decision; may be blank"), "");
	form_add(form, "applied", _("Applied for"), _("the day the authority got the application; may be blank"), "");
	form_add(form, "payer", _("Payer"), _("may be blank"), "");
	form_add(form, "case", _("Case number"), _("may be blank"), "");
	form_add(form, "opening", _("Saved before"), _("hours at hand when it began: 2024-12=10:00,2024-11=5:00"), "");
	form_add(form, "set", _("Departures"), _("where the decision departs from the scheme: use=oldest-first cap=60:00"), "");
	form->submit = submit_add;
	form->preview = preview_add;
	ui_form(ui, form);
}

/* ---- changing: a form about one grant */

/* What it gives now, in a sentence; NULL where that is not known; free(). */
static char *present_text(struct app *app, const char *id)
{
	struct grant grant;
	char *amounts, *text = NULL;

	if (!app_grant(app, id, &grant, NULL))
		return NULL;
	amounts = grant_amounts(app, &grant, app_scheme(app, grant.scheme, NULL), grant_telling_day(app, &grant));
	if (*amounts)
		text = str_make(_("Granted now: %s."), amounts);
	free(amounts);
	grant_done(&grant);
	return text;
}

/* Takes `title`. */
static struct form *about(struct ui *ui, const char *form_id_, char *title, const char *grant)
{
	struct form *form = form_new(form_id_, title, _("Save"));

	free(title);
	form->intro = present_text(screen_app(ui), grant);
	form->subject = mem_text(grant);
	form->data = mem_text(grant);
	form->free_data = free;
	return form;
}

/* Takes the notices. */
static bool saved_with(struct ui *ui, struct form *form, int *bad, bool ok, struct notices *notices, const struct status *st)
{
	if (ok) {
		say_done(ui, str_make(_("The grant “%s” is changed."), form->subject), notices);
		ui_rebuild(ui);
	} else {
		*bad = form_fault(form, st);
	}
	notices_done(notices);
	return ok;
}

static bool saved(struct ui *ui, struct form *form, int *bad, bool ok, const struct status *st)
{
	struct notices none = { NULL, 0 };

	return saved_with(ui, form, bad, ok, &none, st);
}

static bool submit_change(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct notices notices = { NULL, 0 };
	struct typed typed;
	bool ok;

	read_typed(form, &typed);
	ok = app_grant_change(screen_app(ui), form->data, &typed.input, &notices, st);
	typed_done(&typed);
	return saved_with(ui, form, bad, ok, &notices, st);
}

void grant_ask_change(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-change", str_make(_("Change the amount of %s"), id), id);
	char *now = form->intro;

	form->intro = str_make("%s%s%s", now ? now : "", now ? " " : "", _("What was granted before stays as it was."));
	free(now);
	form_add(form, "from", _("From"), _("first day of what is new"), "");
	form_add(form, "amount", _("Amount"), _("20:00/month, or hours=40:00/week where there are several parts"), "");
	form_add(form, "level", _("Level"), _("the new level; blank where the scheme has none or it stays"), "");
	form_add(form, "deduct", _("Taken off"), _("hours=5:00/week, where help is given in another way; 0:00/week: none any more"), "");
	form_add(form, "received", _("Decision received"), _("with notice, a reduction counts from it; may be blank"), "");
	form->submit = submit_change;
	ui_form(ui, form);
}

static bool submit_end(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct notices notices = { NULL, 0 };
	bool ok = app_grant_end(screen_app(ui), form->data, form_value(form, "day"), form_typed(form, "received"), &notices, st);

	return saved_with(ui, form, bad, ok, &notices, st);
}

void grant_ask_end(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-end", str_make(_("End the grant %s"), id), id);

	form_add(form, "day", _("Last day"), _("31.12.2025"), "");
	form_add(form, "received", _("Decision received"), _("with notice, the end counts from it; may be blank"), "");
	form->submit = submit_end;
	ui_form(ui, form);
}

/* ---- what the letter says, and what happened */

/* A letter's form keeps how the grant was shown. */
struct letter {
	int64_t rev;
	char *text;
};

static void letter_free(void *data)
{
	free(((struct letter *)data)->text);
	free(data);
}

static void add_named(struct str *out, const char *name, char *take)
{
	if (take) {
		str_join(out, ", ", name);
		str_addf(out, ": %s", take);
	}
	free(take);
}

/* What is recorded of the letter, to see what others made of it; free(). */
static char *letter_text(const struct grant *grant)
{
	struct str out = STR_INIT;

	add_named(&out, _("Decision received"), grant->received == DAY_NONE ? NULL : text_day_long(grant->received));
	add_named(&out, _("Payer"), mem_text(grant->payer));
	add_named(&out, _("Case number"), mem_text(grant->case_no));
	return out.length ? str_take(&out) : mem_text("–");
}

/* Blank fields take payer and case number away, and leave days as they are. */
static bool submit_letter(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct letter *letter = form->data;
	struct grant_input input = {
		.received = form_typed(form, "received"),
		.applied = form_typed(form, "applied"),
		.payer = form_value(form, "payer"),
		.case_no = form_value(form, "case"),
		.rev = letter->rev,
	};
	bool ok = app_grant_edit(screen_app(ui), form->subject, &input, st);
	struct grant now;

	if (!ok && app_grant(screen_app(ui), form->subject, &now, NULL)) {
		form_renew(form, st, &letter->text, letter_text(&now), &letter->rev, now.rev);
		grant_done(&now);
	}
	return saved(ui, form, bad, ok, st);
}

static char *day_value(day_t day)
{
	char text[11];

	if (day == DAY_NONE)
		return mem_text("");
	day_format(day, text);
	return mem_text(text);
}

void grant_ask_letter(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-letter", str_make(_("The letter about %s"), id), id);
	struct letter *letter = mem_zero(1, sizeof *letter);
	const struct grant_fact *applied;
	struct grant grant;
	char *received, *asked;

	if (!app_grant(screen_app(ui), id, &grant, NULL))
		grant = (struct grant){ .received = DAY_NONE };
	applied = grant_fact_on(&grant, FACT_APPLIED, DAY_MAX);
	received = day_value(grant.received);
	asked = day_value(applied ? applied->day : DAY_NONE);
	form_add(form, "received", _("Decision received"), _("the day you got the decision; may be blank"), received);
	form_add(form, "applied", _("Applied for"), _("the day the authority got the application; may be blank"), asked);
	form_add(form, "payer", _("Payer"), _("may be blank"), grant.payer ? grant.payer : "");
	form_add(form, "case", _("Case number"), _("may be blank"), grant.case_no ? grant.case_no : "");
	*letter = (struct letter){ grant.rev, letter_text(&grant) };
	free(form->data);
	form->data = letter;
	form->free_data = letter_free;
	form->submit = submit_letter;
	free(received);
	free(asked);
	grant_done(&grant);
	ui_form(ui, form);
}

static bool submit_fact(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	char *what = form_id(form, "what");
	struct fact_input input = { .what = what, .day = form_typed(form, "day"), .note = form_typed(form, "note") };
	struct notices notices = { NULL, 0 };
	bool ok = app_grant_fact(screen_app(ui), form->data, &input, &notices, st);

	free(what);
	return saved_with(ui, form, bad, ok, &notices, st);
}

void grant_ask_fact(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-fact", str_make(_("What happened with %s"), id), id);
	struct choices facts = { 0 };

	for (enum grant_fact_kind k = 0; k < FACT_COUNT; k++)
		choices_add(&facts, grant_fact_name(k), _(grant_fact_label(k)));
	form_add_ids(form, "what", _("What"), &facts, NULL);
	form_add(form, "day", _("Day"), _("31.12.2025"), "");
	form_add(form, "note", _("Note"), _("with a move: the new authority; may be blank"), "");
	form->submit = submit_fact;
	ui_form(ui, form);
}

/* ---- deductions and transfers */

static bool submit_deduct(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	return saved(ui, form, bad,
	             app_grant_deduct(screen_app(ui), form->data, form_value(form, "month"), form_value(form, "amount"), st), st);
}

void grant_ask_deduct(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-deduct", str_make(_("Deduct what a home gives itself from %s"), id), id);

	form_add(form, "month", _("Month"), _("2025-03, 3.2025 or last"), "");
	form_add(form, "amount", _("Hours"), _("4:00; 0:00 takes the deduction back"), "");
	form->submit = submit_deduct;
	ui_form(ui, form);
}

static bool submit_transfer(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	return saved(ui, form, bad,
	             app_grant_transfer(screen_app(ui), form->data, form_value(form, "year"), form_value(form, "amount"), st), st);
}

void grant_ask_transfer(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-transfer", str_make(_("Transfer from the year before to %s"), id), id);

	form_add(form, "year", _("Into year"), _("2026: from 2025 into 2026"), "");
	form_add(form, "amount", _("Amount"), _("40:00, or hours=40:00 where there are several parts; 0:00 takes it back"), "");
	form->submit = submit_transfer;
	ui_form(ui, form);
}
