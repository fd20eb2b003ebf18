/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking money under a grant: what came in, what was spent, and what of it counts. */
#include "internal.h"

#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

#define VOUCHER_MOST 40
#define TEXT_MOST 1000

/* A row as typed and what it refers to; `money` borrows from `grant`, the scheme, the input and the row before. */
struct money_read {
	struct money money;
	struct grant grant; /* owned */
	const struct scheme *scheme;
	const struct scheme_part *part;
	bool guessed; /* the grant has several parts in money and none was named */
};

/* ---- reading, field by field */

static bool read_day(struct app *app, const struct money_input *input, const struct money *before, struct money *out,
                     struct status *st)
{
	if (input->date)
		return day_parse(input->date, app_today(app), DAY_PAST, &out->day, st);
	out->day = before ? before->day : app_today(app);
	return true;
}

static bool read_amount(const struct money_input *input, const struct money *before, struct money *out, struct status *st)
{
	if (!input->amount && before) {
		out->amount = before->amount;
		return true;
	}
	if (!input->amount)
		return status_set(st, STATUS_INPUT, "amount", N_("How much? Write an amount such as 249.50."), "");
	if (!money_parse(input->amount, false, &out->amount, st))
		return false;
	return out->amount > 0 ||
	       status_set(st, STATUS_INPUT, "amount", N_("“{1}” is nothing: write what was paid."), "s", input->amount);
}

static bool read_kind(const struct money_input *input, const struct money *before, struct money *out, struct status *st)
{
	if (!input->kind && before) {
		out->kind = before->kind;
		return true;
	}
	if (input->kind && money_kind_parse(input->kind, &out->kind))
		return true;
	return status_set(st, STATUS_INPUT, "kind", N_("“{1}” is not a kind of money: write prepaid, invoiced, expense, payroll or repaid."), "s",
	                  input->kind ? input->kind : "");
}

static bool read_grant(struct app *app, const struct money_input *input, const struct money *before, struct money_read *out,
                       struct status *st)
{
	char named[17] = "";
	int parts = 0;

	if (!input->grant && before) {
		snprintf(named, sizeof named, "%s", before->part);
		if (!grant_need(app, before->grant, &out->grant, st))
			return false;
	} else if (!input->grant || !*input->grant) {
		return status_set(st, STATUS_INPUT, "grant", N_("On which grant? “ledsag grant list” shows those there are."), "");
	} else if (!grant_name_split(app, input->grant, &out->grant, named, st)) {
		return false;
	}
	if (!grant_part_pick(app, &out->grant, named, UNIT_MONEY, &out->scheme, &out->part, st))
		return false;
	if (out->part->unit != UNIT_MONEY)
		return status_set(st, STATUS_INPUT, "unit", N_("“{1}” counts {2}, not money: book that as hours (“ledsag log”), such as {3}."), "sns",
		                  out->grant.id, unit_label(out->part->unit), unit_example(out->part->unit));
	for (int i = 0; i < out->scheme->part_count; i++)
		parts += out->scheme->parts[i].unit == UNIT_MONEY && grant_has_part(&out->grant, &out->scheme->parts[i]);
	out->guessed = parts > 1 && !*named;
	out->money.grant = out->grant.id;
	out->money.part = out->part->id;
	return true;
}

/* The names of a part's categories in two texts, since an argument of a status holds 255 bytes; free() both. */
static void name_categories(const struct scheme_part *part, char *out[2])
{
	struct str text[2] = { STR_INIT, STR_INIT };

	for (int i = 0; i < part->category_count; i++) {
		const char *name = scheme_text(&part->categories[i].name, text_lang());
		bool second = text[1].length || text[0].length + strlen(name) + 2 > 250;

		str_add(&text[second], i ? ", " : "");
		str_add(&text[second], *name ? name : part->categories[i].id);
	}
	out[0] = str_take(&text[0]);
	out[1] = str_take(&text[1]);
}

static bool wrong_category(const struct scheme_part *part, const char *id, struct status *st)
{
	char *names[2];

	name_categories(part, names);
	if (id)
		status_set(st, STATUS_INPUT, "category", N_("“{1}” is no category here: write one of {2}{3}."), "sss", id, names[0], names[1]);
	else
		status_set(st, STATUS_INPUT, "category", N_("In which category? Write one of {1}{2}."), "ss", names[0], names[1]);
	free(names[0]);
	free(names[1]);
	return false;
}

static bool read_category(const struct money_input *input, const struct money *before, struct money_read *out, struct status *st)
{
	const char *id = input->category ? input->category : before ? before->category : NULL;
	const struct scheme_category *category;

	if (!out->part->category_count) {
		if (input->category && *input->category)
			return status_set(st, STATUS_INPUT, "category",
			                  N_("“{1}” has no categories: leave it out, and write as a text what it was for."), "s",
			                  scheme_text(&out->part->name, text_lang()));
		return true;
	}
	if (!id || !*id)
		return out->money.kind != MONEY_EXPENSE || wrong_category(out->part, NULL, st);
	category = category_typed(out->part, id);
	if (!category)
		return wrong_category(out->part, id, st);
	out->money.category = category->id;
	return true;
}

/* Whether the rules take something off what counts of a category. */
static bool is_limited(const struct scheme_category *category)
{
	return category && (!category->counted || category->most.count);
}

static bool read_counts(const struct money_input *input, const struct money *before, struct money_read *out, struct status *st)
{
	const struct scheme_category *category =
		out->money.category ? scheme_category(out->part, out->money.category) : NULL;
	bool yes = input->counts && !strcmp(input->counts, "yes");

	if (input->counts && *input->counts && !yes && strcmp(input->counts, "no") != 0)
		return status_set(st, STATUS_INPUT, "counts", N_("“{1}” is neither yes nor no."), "s", input->counts);
	if (yes && is_limited(category) && category->is == LIMIT_HARD)
		return status_set(st, STATUS_REFUSED, "not-counted",
		                  N_("What of “{1}” counts is fixed ({2}): no decision lifts it."), "ss",
		                  scheme_text(&category->name, text_lang()), out->scheme->law);
	if (!input->counts)
		yes = before && before->lifted && str_same(before->category, out->money.category);
	out->money.lifted = yes && is_limited(category);
	return true;
}

static bool read_texts(const struct money_input *input, const struct money *before, struct money *out, struct status *st)
{
	out->voucher = before ? before->voucher : NULL;
	out->note = before ? before->note : "";
	if (input->voucher && *input->voucher && !text_check(input->voucher, VOUCHER_MOST, "voucher", N_("voucher number"), st))
		return false;
	if (input->text && !text_check(input->text, TEXT_MOST, "note", N_("text"), st))
		return false;
	if (input->voucher)
		out->voucher = *input->voucher ? input->voucher : NULL;
	if (input->text)
		out->note = input->text;
	return true;
}

static bool check_day(const struct money_read *r, struct status *st)
{
	if (r->money.day < r->grant.from)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is before “{2}”, which begins on {3}."), "dsd", r->money.day,
		                  r->grant.id, r->grant.from);
	if (r->money.day > r->grant.to)
		return status_set(st, STATUS_REFUSED, "outside-grant", N_("{1} is after “{2}”, which ends on {3}."), "dsd",
		                  r->money.day, r->grant.id, r->grant.to);
	return true;
}

static bool money_input_read(struct app *app, const struct money_input *input, const struct money *before, struct money_read *out,
                             struct status *st)
{
	if (before) {
		out->money.id = before->id;
		out->money.rev = before->rev;
	}
	return read_day(app, input, before, &out->money, st) && read_amount(input, before, &out->money, st) &&
	       read_kind(input, before, &out->money, st) && read_grant(app, input, before, out, st) &&
	       read_category(input, before, out, st) && read_counts(input, before, out, st) &&
	       read_texts(input, before, &out->money, st) && check_day(out, st);
}

/* ---- what became of it */

static void warn_category(struct app *app, const struct money_read *r, struct money_result *result)
{
	const struct scheme_category *category = r->money.category ? scheme_category(r->part, r->money.category) : NULL;
	const char *name = category ? scheme_text(&category->name, text_lang()) : "", *currency = app->household.currency;
	struct status st = STATUS_INIT;

	if (!category || !money_kind_spends(r->money.kind) || result->row.counted == r->money.amount)
		return;
	if (category->counted)
		status_set(&st, STATUS_REFUSED, "category-most", N_("Of this only {1} count: of “{2}” it is at most {3} a year."), "asa",
		           result->row.counted, (int)UNIT_MONEY, currency, name, scheme_rate(&category->most, r->money.day),
		           (int)UNIT_MONEY, currency);
	else if (category->is == LIMIT_SOFT)
		status_set(&st, STATUS_REFUSED, "not-counted",
		           N_("“{1}” as a rule does not count ({2}): it is booked without counting. Where the decision lets it count, say so when you book it."),
		           "ss", name, r->scheme->law);
	else
		status_set(&st, STATUS_REFUSED, "not-counted", N_("“{1}” never counts ({2}): it is booked without counting."), "ss", name,
		           r->scheme->law);
	notices_add(&result->notices, &st);
}

static void warn_rest(struct app *app, const struct money_read *r, const struct carry_rules *rules, month_t until,
                      struct money_result *result)
{
	struct status st = STATUS_INIT;

	if (r->guessed) {
		status_set(&st, STATUS_REFUSED, "part",
		           N_("It is booked on “{1}.{2}”: “{1}” has more than one part in money. Name the part where another one is meant."), "ss",
		           r->grant.id, r->part->id);
		notices_add(&result->notices, &st);
	}
	if (r->money.day > app_today(app)) {
		status_set(&st, STATUS_REFUSED, "future", N_("{1} is still to come: it is booked all the same."), "d", r->money.day);
		notices_add(&result->notices, &st);
	}
	if (result->overdraft > 0 && money_kind_spends(r->money.kind)) {
		overdraft_warning(app, rules, result->overdraft, UNIT_MONEY, until, &st);
		notices_add(&result->notices, &st);
	}
}

/* The month as of which one tells what is left: of a pool today's, where it lies in the same year, else the year's last one. */
static month_t telling_month(const struct app *app, const struct carry_rules *rules, day_t day)
{
	month_t month = month_of(day), today = month_of(app_today(app)), end = month_make(month_year(month), 12);

	if (!carry_is_pool(rules, NULL) || today <= month)
		return month;
	return today < end ? today : end;
}

static bool fill_row(struct app *app, const struct money_read *r, struct money_result *result, struct status *st)
{
	int year = day_year(r->money.day);
	struct money_rows rows;
	int64_t *counted;

	if (!money_rows_read(app, &r->grant, r->part, year, year, NULL, &rows, st))
		return false;
	counted = mem_zero((size_t)rows.count + 1, sizeof *counted);
	expense_year_build(&result->year, r->part, year, rows.of, rows.count, counted);
	for (int i = 0; i < rows.count; i++)
		if (rows.of[i].id == r->money.id)
			result->row.counted = counted[i];
	free(counted);
	money_rows_done(&rows);
	/* The categories of a scheme live as long as the app does. */
	money_copy(&result->row.money, &r->money);
	result->row.rules_part = r->part;
	result->row.several = grant_part_count(&r->grant, r->scheme) > 1;
	return true;
}

/* What is left after a row that is written, and the warnings that go with it; before the commit. */
static bool result_of(struct app *app, const struct money_read *r, struct money_result *result, struct status *st)
{
	struct carry_rules rules = grant_rules(&r->grant, r->part);
	month_t until = telling_month(app, &rules, r->money.day);
	const struct bank_month *row;
	struct bank bank;

	if (!result)
		return true;
	if (!fill_row(app, r, result, st) || !bank_lately(app, &r->grant, r->part, until, &bank, st))
		return false;
	row = &bank.months[bank.count - 1];
	result->yearly = rules.per == PER_YEAR;
	result->left = row->left_before;
	result->overdraft = carry_is_pool(&rules, NULL) ? row->owed : row->overdraft;
	warn_category(app, r, result);
	warn_rest(app, r, &rules, row->month, result);
	bank_done(&bank);
	return true;
}

const char *app_money_category(const struct money_view *view)
{
	const char *id = view->money.category ? view->money.category : "";
	const struct scheme_category *category = *id && view->rules_part ? scheme_category(view->rules_part, id) : NULL;

	return category ? scheme_text(&category->name, text_lang()) : id;
}

void money_view_done(struct money_view *view)
{
	money_copy_done(&view->money);
	*view = (struct money_view){ 0 };
}

void money_result_done(struct money_result *result)
{
	money_view_done(&result->row);
	expense_year_done(&result->year);
	notices_done(&result->notices);
	*result = (struct money_result){ 0 };
}

/* ---- use cases */

static bool no_row(int64_t id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "money", N_("There is no money row {1}: “ledsag money list” shows those there are."), "i", id);
}

/* The row to change: there, not withdrawn, and still the revision that was shown. */
static bool open_row(struct app *app, int64_t id, int64_t rev, struct money *out, struct status *st)
{
	bool found, ok = true;

	if (!money_read(app->store, id, out, &found, st))
		return false;
	if (!found)
		return no_row(id, st);
	if (out->withdrawn)
		ok = status_set(st, STATUS_REFUSED, "withdrawn", N_("Money row {1} is withdrawn: undo the withdrawal, or book it anew."), "i", id);
	else if (rev && rev != out->rev)
		ok = status_set(st, STATUS_REFUSED, "stale",
		                N_("Money row {1} was changed by somebody else meanwhile: look at it again before you change it."), "i", id);
	if (!ok)
		money_copy_done(out);
	return ok;
}

/* Books or changes; `keep` false: takes it back again, so that trying cannot say anything else than doing. */
static bool write_row(struct app *app, int64_t id, int64_t rev, const struct money_input *input, bool keep,
                      struct money_result *result, struct status *st)
{
	struct money_read r = { 0 };
	struct money before;
	bool opened = false, ok;

	if (result)
		*result = (struct money_result){ 0 };
	/* Who only tries must not wait for who writes. */
	store_patience(app->store, keep);
	ok = app_begin(app, id ? "money edit" : "money add", st);
	store_patience(app->store, true);
	ok = ok && app_may(app, MAY_WRITE_MONEY, NULL, st) && (!id || (opened = open_row(app, id, rev, &before, st))) &&
	     money_input_read(app, input, opened ? &before : NULL, &r, st) && money_write(app->store, &r.money, st) &&
	     result_of(app, &r, result, st);
	if (ok)
		app_subjectf(app, "money %lld", (long long)r.money.id);
	if (keep || !ok)
		ok = app_finish(app, ok, st);
	else
		store_rollback(app->store);
	if (!ok && result)
		money_result_done(result);
	if (opened)
		money_copy_done(&before);
	grant_done(&r.grant);
	return ok;
}

bool app_money_add(struct app *app, const struct money_input *input, struct money_result *result, struct status *st)
{
	return write_row(app, 0, 0, input, true, result, st);
}

bool app_money_edit(struct app *app, int64_t id, int64_t rev, const struct money_input *input, struct money_result *result,
                    struct status *st)
{
	return write_row(app, id, rev, input, true, result, st);
}

bool app_money_try(struct app *app, int64_t id, const struct money_input *input, struct money_result *result, struct status *st)
{
	return write_row(app, id, 0, input, false, result, st);
}

bool app_money_withdraw(struct app *app, int64_t id, int64_t rev, struct status *st)
{
	struct money money;
	bool opened = false, ok = app_begin(app, "money withdraw", st);

	ok = ok && app_may(app, MAY_WRITE_MONEY, NULL, st) && (opened = open_row(app, id, rev, &money, st));
	if (ok) {
		money.withdrawn = true;
		app_subjectf(app, "money %lld", (long long)id);
		ok = money_write(app->store, &money, st);
	}
	ok = app_finish(app, ok, st);
	if (opened)
		money_copy_done(&money);
	return ok;
}

/* A row that comes back, or an older form of it, has to lie in its grant as that is now. */
bool money_stands(struct app *app, int64_t id, struct status *st)
{
	struct money_read r = { 0 };
	struct money money;
	bool found, ok;

	if (!app_may(app, MAY_WRITE_MONEY, NULL, st) || !money_read(app->store, id, &money, &found, st))
		return false;
	if (!found)
		return true;
	ok = money.withdrawn || money_input_read(app, &(struct money_input){ 0 }, &money, &r, st);
	grant_done(&r.grant);
	money_copy_done(&money);
	return ok;
}

/* ---- the list */

struct listing {
	struct grants grants;
	struct money_rows rows;
	struct money_view *views; /* one a row, texts borrowed from it */
	int64_t *counted;
};

/* Works out what counts of the rows of one part: those from `first` on that are on the same one. */
static void count_part(struct listing *l, const struct scheme_part *part, int first)
{
	const struct money *of = &l->rows.of[first];
	struct money *same = mem_alloc((size_t)l->rows.count * sizeof *same);
	int64_t *counted = mem_zero((size_t)l->rows.count, sizeof *counted);
	int *from = mem_alloc((size_t)l->rows.count * sizeof *from), count = 0;

	for (int i = first; i < l->rows.count; i++)
		if (str_same(l->rows.of[i].grant, of->grant) && str_same(l->rows.of[i].part, of->part)) {
			from[count] = i;
			same[count++] = l->rows.of[i];
		}
	for (int y = day_year(same[0].day); y <= day_year(same[count - 1].day); y++) {
		struct expense_year year;

		expense_year_build(&year, part, y, same, count, counted);
		expense_year_done(&year);
	}
	for (int i = 0; i < count; i++)
		l->counted[from[i]] = counted[i];
	free(from);
	free(counted);
	free(same);
}

/* Fills in the views, part by part. Rows come in order of day. */
static bool view_rows(struct app *app, struct listing *l, struct status *st)
{
	l->views = mem_zero((size_t)l->rows.count + 1, sizeof *l->views);
	l->counted = mem_zero((size_t)l->rows.count + 1, sizeof *l->counted);
	for (int i = 0; i < l->rows.count; i++) {
		const struct money *money = &l->rows.of[i];
		const struct grant *grant = grants_find(&l->grants, money->grant);
		const struct scheme *scheme = grant ? app_scheme(app, grant->scheme, st) : NULL;
		const struct scheme_part *part = scheme ? scheme_part(scheme, money->part) : NULL;
		bool counted = false;

		if (grant && !scheme)
			return false;
		l->views[i].money = *money;
		l->views[i].rules_part = part;
		l->views[i].several = scheme && grant_part_count(grant, scheme) > 1;
		for (int j = 0; j < i && !counted; j++)
			counted = str_same(l->rows.of[j].grant, money->grant) && str_same(l->rows.of[j].part, money->part);
		if (part && !counted)
			count_part(l, part, i);
	}
	for (int i = 0; i < l->rows.count; i++)
		l->views[i].counted = l->counted[i];
	return true;
}

static void listing_done(struct listing *l)
{
	free(l->views);
	free(l->counted);
	money_rows_done(&l->rows);
	grants_done(&l->grants);
}

/* All rows of the calendar years from..to. */
static bool listing_read(struct app *app, int from, int to, struct listing *l, struct status *st)
{
	*l = (struct listing){ 0 };
	if (grants_read(app->store, &l->grants, st) &&
	    money_each(app->store, day_make(from, 1, 1), day_make(to, 12, 31), money_rows_add, &l->rows, st) &&
	    view_rows(app, l, st))
		return true;
	listing_done(l);
	return false;
}

static bool asked_for(const struct money_query *query, const char *grant, const char *part, const struct money *money)
{
	return money->day >= query->from && money->day <= query->to && (query->kind < 0 || (int)money->kind == query->kind) &&
	       (!grant || (str_same(grant, money->grant) && (!*part || str_same(part, money->part))));
}

bool app_money(struct app *app, const struct money_query *query, money_view_fn *fn, void *context, struct status *st)
{
	struct grant grant = { 0 };
	struct listing l;
	char part[17] = "";
	bool ok = app_may(app, MAY_READ_ACCOUNT, NULL, st);

	ok = ok && (!query->grant || grant_name_split(app, query->grant, &grant, part, st)) &&
	     listing_read(app, day_year(query->from), day_year(query->to), &l, st);
	if (ok) {
		for (int i = 0; i < l.rows.count; i++)
			if (asked_for(query, query->grant ? grant.id : NULL, part, &l.rows.of[i]) && !fn(context, &l.views[i]))
				break;
		listing_done(&l);
	}
	grant_done(&grant);
	return ok;
}

bool app_money_row(struct app *app, int64_t id, struct money_view *out, struct status *st)
{
	struct listing l;
	bool found;

	*out = (struct money_view){ 0 };
	if (!app_may(app, MAY_READ_ACCOUNT, NULL, st) || !money_read(app->store, id, &out->money, &found, st))
		return false;
	if (!found)
		return no_row(id, st);
	if (!listing_read(app, day_year(out->money.day), day_year(out->money.day), &l, st)) {
		money_view_done(out);
		return false;
	}
	for (int i = 0; i < l.rows.count; i++)
		if (l.rows.of[i].id == id) {
			out->rules_part = l.views[i].rules_part;
			out->several = l.views[i].several;
			out->counted = l.views[i].counted;
		}
	listing_done(&l);
	return true;
}
