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

/* What the scheme gives by itself, and which parts its amount may name. */
static void preview_part(struct str *out, const struct app *app, const struct scheme_part *part)
{
	struct rate rate = { part->amount, part->unit, part->per };
	char *text;

	if (part->amount) {
		text = text_rate(&rate, screen_currency(app));
		str_addf(out, _("\n%s: %s, where the decision says nothing else"), part->id, text);
		free(text);
	} else if (part->optional) {
		str_addf(out, _("\n%s: may be left out (%s %s)"), part->id, _(unit_label(part->unit)), _(per_label(part->per)));
	} else {
		str_addf(out, _("\n%s: the decision says how much (%s %s)"), part->id, _(unit_label(part->unit)),
		         _(per_label(part->per)));
	}
}

static bool preview_add(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	char *id = form_id(form, "scheme");
	struct scheme *scheme = NULL;

	(void)bad;
	if (id && catalogue_scheme(id, &scheme, NULL)) {
		str_addf(out, "%s, %s", scheme->law, scheme->authority);
		for (int i = 0; i < scheme->part_count; i++)
			preview_part(out, screen_app(ui), &scheme->parts[i]);
		for (int i = 0; i < scheme->level_count; i++) {
			char *amount = text_level(scheme, &scheme->levels[i], app_household(screen_app(ui))->currency);

			str_addf(out, "\n%s: %s", scheme->levels[i].id, amount);
			free(amount);
		}
	}
	scheme_free(&scheme);
	free(id);
	return true;
}

static bool submit_add(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	char *scheme = form_id(form, "scheme");
	char *amount_copy = mem_text(form_value(form, "amount")), *set_copy = mem_text(form_value(form, "set"));
	const char *amounts[AMOUNTS_MAX], *settings[AMOUNTS_MAX];
	struct grant_input input = {
		.id = form_value(form, "id"),
		.scheme = scheme,
		.from = form_typed(form, "from"),
		.to = form_typed(form, "to"),
		.received = form_typed(form, "received"),
		.payer = form_typed(form, "payer"),
		.case_no = form_typed(form, "case"),
		.opening = form_typed(form, "opening"),
		.level = form_typed(form, "level"),
		.amounts = amounts,
		.settings = settings,
	};
	bool ok;

	input.amount_count = words_of(amount_copy, amounts, AMOUNTS_MAX);
	input.setting_count = words_of(set_copy, settings, AMOUNTS_MAX);
	ok = app_grant_add(screen_app(ui), &input, st);
	if (ok) {
		say_take(ui, MEANING_GOOD, str_make(_("The grant “%s” is there: hours can be booked on it."), input.id));
		ui_focus(ui, input.id);
		ui_rebuild(ui);
	} else {
		*bad = form_fault(form, st);
	}
	free(scheme);
	free(amount_copy);
	free(set_copy);
	return ok;
}

void grant_ask(struct ui *ui)
{
	struct form *form = form_new("grant-add", _("Add a grant"), _("Add it"));
	struct choices schemes = { 0 };

	choices_schemes(&schemes);
	form_add(form, "id", _("Short name"), _("your own, such as led or bpa; hours are booked on it"), "");
	form_add_ids(form, "scheme", _("Scheme"), &schemes, NULL);
	form_add(form, "from", _("From"), _("first day, such as 1.1.2025"), "");
	form_add(form, "to", _("To"), _("last day; blank where the decision names none"), "");
	form_add(form, "level", _("Level"), _("the level that the decision names; blank where the scheme has none"), "");
	form_add(form, "amount", _("Amount"), _("15:00/month, 37:00/week; several: hours=37:00/week money=12000.00/month"), "");
	form_add(form, "received", _("Decision received"), _("the day you got the decision; may be blank"), "");
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

static bool saved(struct ui *ui, struct form *form, int *bad, bool ok, const struct status *st)
{
	if (!ok) {
		*bad = form_fault(form, st);
		return false;
	}
	say_take(ui, MEANING_GOOD, str_make(_("The grant “%s” is changed."), (const char *)form->data));
	ui_rebuild(ui);
	return true;
}

static bool submit_change(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	return saved(ui, form, bad,
	             app_grant_change(screen_app(ui), form->data, form_typed(form, "from"), form_value(form, "amount"), st), st);
}

void grant_ask_change(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-change", str_make(_("Change the amount of %s"), id), id);

	char *now = form->intro;

	form->intro = str_make("%s%s%s", now ? now : "", now ? " " : "", _("What was granted before stays as it was."));
	free(now);
	form_add(form, "from", _("From"), _("first day of the new amount"), "");
	form_add(form, "amount", _("Amount"), _("20:00/month, or hours=40:00/week where there are several parts"), "");
	form->submit = submit_change;
	ui_form(ui, form);
}

static bool submit_end(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	return saved(ui, form, bad, app_grant_end(screen_app(ui), form->data, form_value(form, "day"), st), st);
}

void grant_ask_end(struct ui *ui, const char *id)
{
	struct form *form = about(ui, "grant-end", str_make(_("End the grant %s"), id), id);

	form_add(form, "day", _("Last day"), _("31.12.2025"), "");
	form->submit = submit_end;
	ui_form(ui, form);
}

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
