/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking, changing and withdrawing money. */
#include "forms.h"

/* What a form is about. */
struct subject {
	int64_t id, rev;
	char *shown; /* how the row stood */
};

static void subject_free(void *data)
{
	struct subject *subject = data;

	free(subject->shown);
	free(subject);
}

static struct subject *subject_new(int64_t id, int64_t rev, char *shown)
{
	struct subject *subject = mem_zero(1, sizeof *subject);

	*subject = (struct subject){ id, rev, shown };
	return subject;
}

/* ---- what was typed */

struct typed {
	struct money_input input;
	char *grant, *category;
};

static const char *typed_kind(const struct form *form)
{
	const char *value = form_value(form, "kind");

	for (int i = 0; i < MONEY_KINDS; i++)
		if (strcmp(value, _(money_kind_label((enum money_kind)i))) == 0)
			return money_kind_name((enum money_kind)i);
	return value;
}

/* A blank field of an edit says that there is nothing (""); in a new row it says nothing at all (NULL). */
static void read_form(const struct form *form, bool edit, struct typed *out)
{
	const char *nothing = edit ? "" : NULL;
	bool categories = form_index(form, "category") >= 0;

	out->grant = form_id(form, "grant");
	out->category = categories ? form_id(form, "category") : NULL;
	out->input = (struct money_input){
		.date = form_typed(form, "date"),
		.amount = form_typed(form, "amount"),
		.grant = out->grant,
		.kind = typed_kind(form),
		.category = out->category ? out->category : categories ? nothing : NULL,
		.voucher = form_typed(form, "voucher") ? form_typed(form, "voucher") : nothing,
		.text = form_typed(form, "text") ? form_typed(form, "text") : nothing,
	};
	if (categories)
		out->input.counts = strcmp(form_value(form, "counts"), _("yes, the decision says so")) == 0 ? "yes" : "no";
}

static void typed_done(struct typed *typed)
{
	free(typed->grant);
	free(typed->category);
}

/* ---- what becomes of it */

/* "200.00 kr. on mer, expense, Holidays": what was understood; free(). */
static char *row_text(const struct app *app, const struct money_view *view)
{
	struct hold h = HOLD_INIT;
	const char *amount = hold(&h, amount_text(app, view->money.amount, UNIT_MONEY));
	const char *grant = hold(&h, part_name(view->money.grant, view->money.part, view->several));
	struct str out = STR_INIT;

	str_addf(&out, _("%s on %s"), amount, grant);
	str_join(&out, ", ", _(money_kind_label(view->money.kind)));
	if (view->money.category)
		str_join(&out, ", ", app_money_category(view));
	hold_done(&h);
	return str_take(&out);
}

/* What counts, what is left, how far the year is, then the warnings. */
static void add_outcome(struct str *out, const struct app *app, const struct money_result *result)
{
	struct hold h = HOLD_INIT;

	if (money_kind_spends(result->row.money.kind))
		str_addf(out, _("Of this %s counts."), hold(&h, amount_text(app, result->row.counted, UNIT_MONEY)));
	if (result->overdraft > 0)
		str_join(out, " ", hold(&h, str_make(_("%s more than was at hand."),
		                                     hold(&h, amount_text(app, result->overdraft, UNIT_MONEY)))));
	else
		str_join(out, " ", hold(&h, str_make(_("%s left after it."),
		                                     hold(&h, amount_text(app, result->left, UNIT_MONEY)))));
	if (result->year.threshold)
		str_join(out, "\n", hold(&h, app_threshold_sentence(app, &result->year)));
	say_one_stop(out);
	add_notices(out, &result->notices);
	hold_done(&h);
}

static bool preview(struct ui *ui, const struct form *form, struct str *out, int *bad)
{
	const struct subject *subject = form->data;
	struct app *app = screen_app(ui);
	struct money_result result = { 0 };
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct typed typed;
	bool ok = true;

	if (!form_typed(form, "amount"))
		return true;
	read_form(form, subject->id != 0, &typed);
	ok = app_money_try(app, subject->id, &typed.input, &result, &st);
	if (ok) {
		str_add(out, hold(&h, text_day(result.row.money.day)));
		str_join(out, ": ", hold(&h, row_text(app, &result.row)));
		str_add(out, "\n");
		add_outcome(out, app, &result);
	} else {
		str_add(out, hold(&h, text_status(&st)));
		*bad = form_fault(form, &st);
	}
	money_result_done(&result);
	typed_done(&typed);
	hold_done(&h);
	return ok;
}

/* ---- storing */

/* A row in a sentence, to see what others made of it; free(). */
static char *sentence(const struct app *app, const struct money_view *view)
{
	struct hold h = HOLD_INIT;
	struct str out = STR_INIT;

	str_add(&out, hold(&h, text_day(view->money.day)));
	str_join(&out, ", ", hold(&h, row_text(app, view)));
	if (view->money.voucher)
		str_addf(&out, " [%s]", view->money.voucher);
	if (*view->money.note)
		str_addf(&out, " (%s)", view->money.note);
	if (view->money.withdrawn)
		str_join(&out, ", ", _("withdrawn"));
	hold_done(&h);
	return str_take(&out);
}

/* How the row stands now, and its revision; free(). */
static char *row_now(struct app *app, int64_t id, int64_t *rev)
{
	struct money_view view;
	char *text;

	if (!app_money_row(app, id, &view, NULL))
		return mem_text("–");
	text = sentence(app, &view);
	*rev = view.money.rev;
	money_view_done(&view);
	return text;
}

static void say_stored(struct ui *ui, const struct money_result *result)
{
	struct str out = STR_INIT;
	char *row = row_text(screen_app(ui), &result->row), id[ITEM_ID_MAX];
	bool warn = result->overdraft > 0 || result->notices.count > 0;

	str_addf(&out, _("Booked: %s."), row);
	str_add(&out, " ");
	add_outcome(&out, screen_app(ui), result);
	say_take(ui, warn ? MEANING_WARN : MEANING_GOOD, str_take(&out));
	snprintf(id, sizeof id, "%" PRId64, result->row.money.id);
	ui_focus(ui, id);
	ui_rebuild(ui);
	free(row);
}

static bool submit(struct ui *ui, struct form *form, int *bad, struct status *st)
{
	struct subject *subject = form->data;
	struct app *app = screen_app(ui);
	struct money_result result = { 0 };
	struct typed typed;
	bool ok;

	read_form(form, subject->id != 0, &typed);
	if (subject->id)
		ok = app_money_edit(app, subject->id, subject->rev, &typed.input, &result, st);
	else
		ok = app_money_add(app, &typed.input, &result, st);
	if (ok) {
		say_stored(ui, &result);
	} else {
		int64_t rev = subject->rev;

		*bad = form_fault(form, st);
		if (subject->id)
			form_renew(form, st, &subject->shown, row_now(app, subject->id, &rev), &subject->rev, rev);
	}
	money_result_done(&result);
	typed_done(&typed);
	return ok;
}

/* ---- the form */

struct collecting {
	struct choices *choices;
	const char *only; /* "mer", "bpa.expenses"; NULL: every part */
};

static void add_categories(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                           bool several)
{
	struct collecting *c = context;
	char *name = part_name(grant->id, part->id, several);
	bool meant = !c->only || strcmp(c->only, name) == 0;

	(void)scheme;
	free(name);
	for (int i = 0; meant && i < part->category_count; i++) {
		const struct scheme_category *category = &part->categories[i];

		if (!*choices_find(c->choices, category->id))
			choices_add(c->choices, category->id, scheme_text(&category->name, text_lang()));
	}
}

/* Categories stand in the form only where some grant has them. */
static void add_category_fields(struct app *app, struct form *form, const char *grant, const struct money *money)
{
	const char *const counts[] = { _("as the rule says"), _("yes, the decision says so") };
	struct choices categories = { 0 };
	struct collecting c = { &categories, grant };

	choices_add_none(&categories, _("none"));
	each_money_part(app, add_categories, &c);
	if (categories.count == 1 && !money->category) {
		choices_done(&categories);
		return;
	}
	form_add_ids(form, "category", _("Category"), &categories, money->category);
	form_add_choice(form, "counts", _("Counts"), counts, COUNT_OF(counts), counts[money->lifted]);
}

static void add_fields(struct app *app, struct form *form, const char *grant, const char *only, const struct money *money)
{
	const char *labels[MONEY_KINDS];
	struct choices grants = { 0 };
	char date[11], amount[32] = "";

	for (int i = 0; i < MONEY_KINDS; i++)
		labels[i] = _(money_kind_label((enum money_kind)i));
	day_format(money->day, date);
	if (money->amount)
		quantity_format(money->amount, UNIT_MONEY, amount);
	choices_money(&grants, app);
	form_add(form, "date", _("Date"), _("2025-03-30, 30.3., today, fri"), date);
	form_add(form, "amount", _("Amount"), _("249.50 or 249,50"), amount);
	form_add_ids(form, "grant", _("Grant"), &grants, grant);
	form_add_choice(form, "kind", _("Kind"), labels, MONEY_KINDS, labels[money->kind]);
	add_category_fields(app, form, only, money);
	form_add(form, "voucher", _("Voucher"), _("its number"), money->voucher);
	form_add(form, "text", _("Text"), _("what it was for"), money->note);
	form->free_data = subject_free;
	form->submit = submit;
	form->preview = preview;
}

void money_ask(struct ui *ui, day_t day, const char *grant)
{
	struct form *form = form_new("money", _("Book money"), _("Book it"));
	struct money fresh = { .day = day, .kind = MONEY_EXPENSE };

	add_fields(screen_app(ui), form, grant, grant, &fresh);
	form->focus = form_index(form, "amount");
	form->data = subject_new(0, 0, NULL);
	ui_form(ui, form);
}

void money_ask_edit(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct money_view view;
	const char *grant;
	struct form *form;

	if (!app_money_row(app, id, &view, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	form = form_new("money-edit", hold(&h, str_make(_("Change money row %" PRId64), id)), _("Save"));
	form->subject = str_make("%" PRId64, id);
	grant = hold(&h, part_name(view.money.grant, view.money.part, view.several));
	add_fields(app, form, grant, NULL, &view.money);
	form->data = subject_new(id, view.money.rev, sentence(app, &view));
	ui_form(ui, form);
	money_view_done(&view);
	hold_done(&h);
}

/* ---- withdrawing */

static void withdraw(struct ui *ui, void *data)
{
	const struct subject *subject = data;
	struct status st = STATUS_INIT;
	int64_t rev;

	if (!app_money_withdraw(screen_app(ui), subject->id, subject->rev, &st)) {
		say_stale(ui, &st, subject->shown, row_now(screen_app(ui), subject->id, &rev));
		return;
	}
	ui_say(ui, MEANING_GOOD, _("Withdrawn: it no longer counts. Undo brings it back."));
	ui_rebuild(ui);
}

void money_ask_withdraw(struct ui *ui, int64_t id)
{
	struct app *app = screen_app(ui);
	struct status st = STATUS_INIT;
	struct hold h = HOLD_INIT;
	struct money_view view;

	if (!app_money_row(app, id, &view, &st)) {
		ui_say_status(ui, &st);
		return;
	}
	ui_confirm(ui,
	           hold(&h, str_make(_("Withdraw the %s of %s?"), hold(&h, row_text(app, &view)),
	                             hold(&h, text_day(view.money.day)))),
	           withdraw, subject_new(id, view.money.rev, sentence(app, &view)), subject_free);
	money_view_done(&view);
	hold_done(&h);
}
