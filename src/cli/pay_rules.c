/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which rules people are paid: what there is, what the household keeps, taking others over. */
#include "internal.h"

#include "ledsag/app/rules.h"

void json_put_since(json_t *object, const char *key, month_t month)
{
	if (month == MONTH_NONE)
		json_put(object, key, json_null());
	else
		json_put_month(object, key, month);
}

/* ---- what there is, what is kept */

static json_t *kept_json(const struct rules_kept *kept)
{
	json_t *list = json_array();

	for (int i = 0; i < kept->count; i++) {
		const struct rule_kept *one = &kept->of[i];
		json_t *object = json_object();

		json_put_text(object, "id", one->id);
		json_put_text(object, "file", one->file);
		json_put_since(object, "from", one->from);
		json_put_flag(object, "kept", one->kept);
		json_put_flag(object, "differs", one->differs);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *choices_json(const struct pay_choices *choices, const struct rules_kept *kept)
{
	json_t *object = json_object(), *list = json_array();

	for (int i = 0; i < choices->count; i++) {
		const struct pay_choice *choice = &choices->of[i];
		json_t *one = json_object();

		json_put_text(one, "id", choice->id);
		json_put_text(one, "name", choice->name);
		json_put_text(one, "country", choice->country);
		json_put_text(one, "source", choice->source);
		json_put_day(one, "from", choice->from);
		json_put_flag(one, "used", choice->used);
		json_put_flag(one, "kept", choice->kept);
		json_put_flag(one, "differs", choice->differs);
		json_array_append_new(list, one);
	}
	json_put(object, "rules", list);
	json_put(object, "kept", kept_json(kept));
	json_put(object, "warnings", warnings_json(&choices->broken));
	return object;
}

static void print_choices(struct call *call, const struct pay_choices *choices)
{
	struct table *table = table_new();

	table_column(table, _("Rules"), TABLE_LEFT);
	table_column(table, _("Name"), TABLE_LEFT);
	table_column(table, _("From"), TABLE_LEFT);
	table_column(table, _("In use"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < choices->count; i++) {
		const struct pay_choice *choice = &choices->of[i];

		table_cell(table, choice->id);
		table_cell(table, choice->name);
		table_cell_take(table, text_day(choice->from));
		table_cell(table, !choice->used ? "" : choice->chosen ? _("by this household") : _("until others are chosen"));
	}
	call_table(call, &table);
	for (int i = 0; i < choices->count; i++) {
		const struct pay_choice *choice = &choices->of[i];

		if (choice->used)
			call_say(call, _("Source: %s"), choice->source);
		if (choice->used && *choice->note)
			call_say(call, "%s", choice->note);
	}
	call_warn(call, &choices->broken);
}

static void print_kept(struct call *call, const struct rules_kept *kept)
{
	struct table *table = table_new();

	table_column(table, _("Kept by this household"), TABLE_LEFT);
	table_column(table, _("Holds from"), TABLE_LEFT);
	table_column(table, _("On disk"), TABLE_LEFT | TABLE_SPARSE);
	for (int i = 0; i < kept->count; i++) {
		const struct rule_kept *one = &kept->of[i];

		table_cell(table, one->file);
		if (!one->kept)
			table_cell(table, "–");
		else if (one->from == MONTH_NONE)
			table_cell(table, _("since ever"));
		else
			table_cell_take(table, text_month(one->from));
		table_cell(table, !one->kept ? _("new") : one->differs ? _("changed since") : "");
	}
	str_addc(&call->out, '\n');
	call_table(call, &table);
	for (int i = 0; i < kept->count; i++)
		if (kept->of[i].differs)
			call_say(call, _("“ledsag pay rules %1$s --renew --try” shows what %2$s would change; without --try it is taken over."),
			         kept->of[i].id, kept->of[i].file);
}

/* ---- what was taken over, or would be */

static json_t *effects_json(const struct rules_taken *taken)
{
	json_t *list = json_array();

	for (int i = 0; i < taken->count; i++) {
		const struct pay_effect *effect = &taken->of[i];
		json_t *one = json_object();

		json_put_month(one, "month", effect->month);
		json_put_text(one, "person", effect->person);
		json_put_int(one, "before", effect->before);
		json_put_int(one, "after", effect->after);
		json_put_int(one, "difference", effect->after - effect->before);
		json_array_append_new(list, one);
	}
	return list;
}

static void put_texts(json_t *object, const char *key, char **texts, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_string(texts[i]));
	json_put(object, key, list);
}

static void put_taken(json_t *object, const struct call *call, const struct rules_taken *taken, bool tried)
{
	json_put_flag(object, "tried", tried);
	json_put_since(object, "from", taken->from);
	json_put_since(object, "until", taken->next == MONTH_NONE ? MONTH_NONE : taken->next - 1);
	put_texts(object, "files", taken->files, taken->file_count);
	put_texts(object, "changes", taken->changes, taken->change_count);
	json_put_text(object, "currency", app_household(call->app)->currency);
	json_put(object, "consequences", effects_json(taken));
	json_put_int(object, "before", taken->before);
	json_put_int(object, "after", taken->after);
	json_put_int(object, "difference", taken->after - taken->before);
}

static void add_effect(struct table *table, char *month, const char *person, int64_t before, int64_t after)
{
	table_cell_take(table, month);
	table_cell(table, person);
	table_cell_take(table, text_figure(before, UNIT_MONEY));
	table_cell_take(table, text_figure(after, UNIT_MONEY));
	table_cell_take(table, text_figure(after - before, UNIT_MONEY));
}

static void print_effects(struct call *call, const struct rules_taken *taken)
{
	struct table *table = table_new();

	table_column(table, _("Month"), TABLE_LEFT);
	table_column(table, _("Person"), TABLE_LEFT);
	table_column(table, _("Now"), TABLE_RIGHT);
	table_column(table, _("Then"), TABLE_RIGHT);
	table_column(table, _("Difference"), TABLE_RIGHT);
	for (int i = 0; i < taken->count; i++)
		add_effect(table, text_month(taken->of[i].month), taken->of[i].person, taken->of[i].before, taken->of[i].after);
	if (taken->count > 1)
		add_effect(table, mem_text(_("all")), "", taken->before, taken->after);
	str_addc(&call->out, '\n');
	call_table(call, &table);
}

/* Closed months stay as they were paid, so that their differences stand in a later one. */
static void print_closed(struct call *call, const struct rules_taken *taken)
{
	month_t last = MONTH_NONE;
	char *until, *in;

	if (!taken->file_count || !taken->pays || !app_closed(call->app, &last, NULL) || last == MONTH_NONE || taken->from > last)
		return;
	until = text_month(last);
	in = text_month(last + 1);
	/* TRANSLATORS: the last closed month, the first open one */
	call_say(call, _("The months until %1$s are closed: what is different in them is paid as corrections in %2$s."), until, in);
	free(until);
	free(in);
}

static void print_taken(struct call *call, const struct rules_taken *taken, bool tried)
{
	char *sentence = app_rules_sentence(call->app, taken), *month;

	call_say(call, "%s", sentence);
	free(sentence);
	for (int i = 0; i < taken->change_count; i++)
		call_say(call, "%s", taken->changes[i]);
	if (taken->file_count && taken->next != MONTH_NONE) {
		month = text_month(taken->next);
		call_say(call, _("From %s on others hold, as was chosen before."), month);
		free(month);
	}
	print_closed(call, taken);
	if (tried && taken->count)
		print_effects(call, taken);
	if (tried)
		call_say(call, _("This was tried: nothing is changed."));
}

/* ---- the command */

/* After a change the list says how things are now. */
static bool list_rules(struct call *call, const struct rules_taken *taken, struct status *st)
{
	struct pay_choices choices;
	struct rules_kept kept;
	json_t *object;

	if (!app_pay_choices(call->app, &choices, st))
		return false;
	if (!app_rules_kept(call->app, &kept, st)) {
		pay_choices_done(&choices);
		return false;
	}
	if (call->json) {
		object = choices_json(&choices, &kept);
		if (taken)
			put_taken(object, call, taken, false);
		call_json(call, object);
	} else {
		if (taken)
			print_taken(call, taken, false);
		if (taken)
			str_addc(&call->out, '\n');
		print_choices(call, &choices);
		print_kept(call, &kept);
	}
	rules_kept_done(&kept);
	pay_choices_done(&choices);
	return true;
}

static bool try_rules(struct call *call, const struct rules_input *input, struct status *st)
{
	struct rules_taken taken;
	json_t *object;

	if (!app_rules_try(call->app, input, &taken, st))
		return false;
	if (call->json) {
		object = json_object();
		put_taken(object, call, &taken, true);
		call_json(call, object);
	} else {
		print_taken(call, &taken, true);
	}
	rules_taken_done(&taken);
	return true;
}

bool pay_rules_run(struct call *call, struct status *st)
{
	struct rules_input input = { call_word(call, 0), call_option(call, "from"), call_flag(call, "renew") };
	struct rules_taken taken;
	bool ok;

	if (!input.id && (input.renew || input.from || call_flag(call, "try")))
		return status_set(st, STATUS_INPUT, "usage", N_("Say which rules: “ledsag pay rules” shows those there are."), "");
	if (!input.id)
		return list_rules(call, NULL, st);
	if (call_flag(call, "try"))
		return try_rules(call, &input, st);
	if (!app_rules_take(call->app, &input, &taken, st))
		return false;
	ok = list_rules(call, &taken, st);
	rules_taken_done(&taken);
	return ok;
}
