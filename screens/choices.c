/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choices in forms, and what was chosen or typed. */
#include "common.h"

/* ---- lists to choose from */

static void add_text(struct choices *choices, char *text)
{
	MEM_GROW(choices->texts, choices->count, choices->room);
	choices->texts[choices->count++] = text;
}

void choices_add(struct choices *choices, const char *id, const char *name)
{
	add_text(choices, *name ? str_make("%s: %s", id, name) : str_make("%s:", id));
}

void choices_add_none(struct choices *choices, const char *text)
{
	add_text(choices, str_make("(%s)", text));
}

void choices_done(struct choices *choices)
{
	for (int i = 0; i < choices->count; i++)
		free(choices->texts[i]);
	free(choices->texts);
	*choices = (struct choices){ 0 };
}

const char *choices_find(const struct choices *choices, const char *id)
{
	size_t length = id ? strlen(id) : 0;

	for (int i = 0; i < choices->count; i++) {
		const char *text = choices->texts[i];

		if (id ? strncmp(text, id, length) == 0 && text[length] == ':' : text[0] == '(')
			return text;
	}
	return "";
}

char *choice_id(const char *text)
{
	/* Ids have no colon and begin with a letter or digit; where there was nothing to choose from, an id was typed. */
	return *text && *text != '(' ? mem_textn(text, strcspn(text, ":")) : NULL;
}

typedef bool wanted_fn(const struct grant *grant, const struct scheme_part *part);

static bool has_amount(const struct grant *grant, const struct scheme_part *part)
{
	return grant_amount_on(grant, part->id, grant->to) != NULL;
}

static bool counts_time(const struct grant *grant, const struct scheme_part *part)
{
	return part->unit != UNIT_MONEY && has_amount(grant, part);
}

static bool counts_money(const struct grant *grant, const struct scheme_part *part)
{
	return part->unit == UNIT_MONEY && has_amount(grant, part);
}

static int count_parts(const struct grant *grant, const struct scheme *scheme, wanted_fn *wanted)
{
	int count = 0;

	for (int i = 0; scheme && i < scheme->part_count; i++)
		count += wanted(grant, &scheme->parts[i]);
	return count;
}

static void each_part_of(struct app *app, const struct grant *grant, part_fn *fn, void *context)
{
	const struct scheme *scheme = app_scheme(app, grant->scheme, NULL);
	int parts = count_parts(grant, scheme, counts_time);

	if (!parts && (!scheme || !grant->amount_count))
		fn(context, grant, scheme, NULL, false);
	for (int i = 0; parts && i < scheme->part_count; i++)
		if (counts_time(grant, &scheme->parts[i]))
			fn(context, grant, scheme, &scheme->parts[i], parts > 1);
}

static void each_money_part_of(struct app *app, const struct grant *grant, part_fn *fn, void *context)
{
	const struct scheme *scheme = app_scheme(app, grant->scheme, NULL);
	bool several = count_parts(grant, scheme, has_amount) > 1;

	for (int i = 0; scheme && i < scheme->part_count; i++)
		if (counts_money(grant, &scheme->parts[i]))
			fn(context, grant, scheme, &scheme->parts[i], several);
}

static void each_grant(struct app *app, void (*each)(struct app *app, const struct grant *grant, part_fn *fn, void *context),
                       part_fn *fn, void *context)
{
	struct grants grants;

	if (!app_grants(app, &grants, NULL))
		return;
	for (int i = 0; i < grants.count; i++)
		each(app, &grants.of[i], fn, context);
	grants_done(&grants);
}

void each_part(struct app *app, part_fn *fn, void *context)
{
	each_grant(app, each_part_of, fn, context);
}

void each_money_part(struct app *app, part_fn *fn, void *context)
{
	each_grant(app, each_money_part_of, fn, context);
}

static void add_part(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                     bool several)
{
	add_text(context, part_label(grant->id, scheme, part, several));
}

void choices_grants(struct choices *choices, struct app *app)
{
	each_part(app, add_part, choices);
}

void choices_money(struct choices *choices, struct app *app)
{
	each_money_part(app, add_part, choices);
}

struct running {
	day_t day;
	char *name;
	int count;
};

static void find_running(void *context, const struct grant *grant, const struct scheme *scheme, const struct scheme_part *part,
                         bool several)
{
	struct running *running = context;

	(void)scheme;
	if (!grant_covers(grant, running->day) || running->count++)
		return;
	running->name = part_name(grant->id, part ? part->id : "", several);
}

char *grant_running(struct app *app, day_t day)
{
	struct running running = { .day = day };

	each_part(app, find_running, &running);
	if (running.count == 1)
		return running.name;
	free(running.name);
	return NULL;
}

void choices_people(struct choices *choices, struct app *app, day_t day)
{
	struct people people;

	if (!app_people(app, &people, NULL))
		return;
	for (int i = 0; i < people.count; i++) {
		const struct person *person = &people.of[i];

		if ((person->roles & (ROLE_ASSISTANT | ROLE_LEADER)) && person->to >= day)
			choices_add(choices, person->id, person->name);
	}
	people_done(&people);
}

/* ---- fields */

struct field *form_add_ids(struct form *form, const char *id, const char *label, struct choices *choices, const char *value)
{
	struct field *field;

	if (choices->count) {
		const char *chosen = choices_find(choices, value);

		if (value && !*chosen) /* somebody who left, a grant that ended: still what the row says */
			choices_add(choices, value, "");
		chosen = !value && choices->count == 1 ? choices->texts[0] : choices_find(choices, value);
		field = form_add_choice(form, id, label, (const char *const *)choices->texts, choices->count, chosen);
	} else {
		field = form_add(form, id, label, NULL, value);
	}
	choices_done(choices);
	return field;
}

struct field *form_add_kind(struct form *form, enum kind kind)
{
	const char *labels[KIND_COUNT];

	for (int i = 0; i < KIND_COUNT; i++)
		labels[i] = _(kind_label((enum kind)i));
	return form_add_choice(form, "kind", _("Kind"), labels, KIND_COUNT, labels[kind]);
}

const char *form_typed(const struct form *form, const char *id)
{
	const char *value = form_value(form, id);

	return *value ? value : NULL;
}

char *form_id(const struct form *form, const char *id)
{
	return choice_id(form_value(form, id));
}

const char *form_kind(const struct form *form)
{
	const char *value = form_value(form, "kind");

	for (int i = 0; i < KIND_COUNT; i++)
		if (strcmp(value, _(kind_label((enum kind)i))) == 0)
			return kind_name((enum kind)i);
	return *value ? value : NULL;
}

bool is_stale(const struct status *st)
{
	return st->rule && strcmp(st->rule, "stale") == 0;
}

void form_renew(struct form *form, const struct status *st, char **shown, char *now, int64_t *rev, int64_t now_rev)
{
	if (!is_stale(st)) {
		free(now);
		return;
	}
	free(form->intro);
	form->intro = str_make(_("What was shown: %s\nWhat is there now: %s\nWhat you typed is kept. Saving again puts it in its place."),
	                       *shown, now);
	free(*shown);
	*shown = now;
	*rev = now_rev;
}

void say_stale(struct ui *ui, const struct status *st, const char *shown, char *now)
{
	char *sentence = text_status(st);

	if (is_stale(st))
		say_take(ui, MEANING_BAD, str_make(_("%s What was shown: %s. What is there now: %s."), sentence, shown, now));
	else
		ui_say(ui, MEANING_BAD, sentence);
	ui_rebuild(ui);
	free(sentence);
	free(now);
}

int form_fault(const struct form *form, const struct status *st)
{
	static const struct {
		const char *rule, *field;
	} belongs[] = {
		{ "overlap", "span" },      { "longest", "span" },      { "week-ceiling", "span" },
		{ "no-such-time", "span" }, { "not-doubled", "span" },  { "time", "span" },
		{ "duration", "span" },     { "unit", "span" },         { "amount", "span" },       { "outside-grant", "date" },
		{ "helper-age", "person" }, { "part", "grant" },        { "grant-exists", "id" },   { "person-exists", "id" },
		{ "not-in-force", "from" }, { "holder-age", "from" },   { "length-most", "to" },    { "date", "to" },
		{ "date", "day" },          { "date", "from" },         { "amount-least", "amount" }, { "amount-most", "amount" },
		{ "money", "wage" },        { "money", "amount" },      { "duration", "amount" },   { "duration", "hours-week" },
		{ "not-counted", "counts" }, { "note", "text" },
		{ "excluded", "scheme" },   { "repeat", "until" },      { "no-transfer", "amount" }, { "no-deduction", "amount" },
	};
	int field = st->rule ? form_index(form, st->rule) : -1;

	for (size_t i = 0; field < 0 && st->rule && i < COUNT_OF(belongs); i++)
		if (strcmp(belongs[i].rule, st->rule) == 0)
			field = form_index(form, belongs[i].field);
	return field;
}
