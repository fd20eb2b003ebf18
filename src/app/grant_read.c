/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a decision says: amounts, settings, openings. */
#include "internal.h"

#include "ledsag/app/catalogue.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- amounts */

/* A scheme's part that an amount without a name belongs to: the first of that unit that allows the period. */
static const struct scheme_part *part_for(const struct scheme *scheme, const char *name, const struct rate *rate)
{
	for (int i = 0; i < scheme->part_count; i++) {
		const struct scheme_part *p = &scheme->parts[i];

		if (name ? !strcmp(p->id, name) : p->unit == rate->unit && (rate->per == PER_NONE || p->per_allowed[rate->per]))
			return p;
	}
	return NULL;
}

/* The scheme's own bounds, as they hold on a day. */
static bool check_bounds(const struct scheme *scheme, const struct scheme_part *part, int64_t amount, day_t day,
                         struct notices *notices, struct status *st)
{
	const char *currency = scheme_currency(scheme);
	int64_t most = scheme_part_most(part, day);
	struct status why = STATUS_INIT;
	int unit = (int)part->unit;

	if (most && amount > most) {
		status_set(&why, STATUS_REFUSED, "amount-most",
		           part->most_is == LIMIT_HARD ? N_("{1} gives at most {2}: {3} is more.")
		                                       : N_("{1} as a rule gives at most {2}: {3} is more."),
		           "saa", scheme_said(scheme), most, unit, currency, amount, unit, currency);
		if (!rule_breaks(part->most_is, &why, notices, st))
			return false;
	}
	if (part->least && amount < part->least) {
		status_set(&why, STATUS_REFUSED, "amount-least",
		           part->least_is == LIMIT_HARD ? N_("{1} gives at least {2}: {3} is less.")
		                                        : N_("{1} as a rule gives at least {2}: {3} is less."),
		           "saa", scheme_said(scheme), part->least, unit, currency, amount, unit, currency);
		if (!rule_breaks(part->least_is, &why, notices, st))
			return false;
	}
	return true;
}

/* Reads "[PART=]37:00/week" for a scheme, as of a day. `out->part` is borrowed from the scheme. */
static bool read_amount(const struct scheme *scheme, const char *text, struct grant_amount *out, struct status *st)
{
	const char *equals = strchr(text, '=');
	char *name = equals ? mem_textn(text, (size_t)(equals - text)) : NULL;
	const struct scheme_part *part;
	struct rate rate;
	bool ok = rate_parse(equals ? equals + 1 : text, &rate, st);

	if (!ok) {
		free(name);
		return false;
	}
	part = part_for(scheme, name, &rate);
	if (!part)
		ok = name ? status_set(st, STATUS_INPUT, "amount", N_("{1} has no part “{2}”: “ledsag scheme show {1}” names its parts."), "ss",
		                       scheme->id, name)
		          : status_set(st, STATUS_INPUT, "amount", N_("{1} gives nothing like “{2}”: “ledsag scheme show {1}” says what it gives."),
		                       "ss", scheme->id, text);
	else if (part->unit != rate.unit || (rate.per != PER_NONE && !part->per_allowed[rate.per]))
		ok = status_set(st, STATUS_INPUT, "amount", N_("“{1}” does not fit the part “{2}” of {3}: “ledsag scheme show {3}” says what it gives."),
		                "sss", text, part->id, scheme->id);
	else
		*out = (struct grant_amount){ .part = part->id, .from = DAY_NONE, .amount = rate.amount,
			                      .per = rate.per == PER_NONE ? part->per : rate.per };
	free(name);
	return ok;
}

/* The same for what is granted: within the scheme's bounds, and something. */
static bool read_granted(const struct scheme *scheme, const char *text, day_t day, struct grant_amount *out,
                         struct notices *notices, struct status *st)
{
	const struct scheme_part *part;

	if (!read_amount(scheme, text, out, st))
		return false;
	part = scheme_part(scheme, out->part);
	if (out->amount == 0 && part->amount == 0)
		return status_set(st, STATUS_INPUT, "amount", N_("An amount of 0 grants nothing: write what the decision says."), "");
	return check_bounds(scheme, part, out->amount, day, notices, st);
}

static void add_amount(struct grant *grant, const struct grant_amount *amount)
{
	grant->amounts = mem_resize(grant->amounts, (size_t)grant->amount_count + 1, sizeof *grant->amounts);
	grant->amounts[grant->amount_count] = *amount;
	grant->amounts[grant->amount_count].part = mem_text(amount->part);
	grant->amounts[grant->amount_count].level = mem_text(amount->level);
	grant->amounts[grant->amount_count].from = amount->from > grant->from ? amount->from : grant->from;
	grant->amount_count++;
}

static bool wrong_level(const struct scheme *scheme, const char *level, struct status *st)
{
	struct str names = STR_INIT;

	for (int i = 0; i < scheme->level_count; i++)
		level_add_said(&scheme->levels[i], &names);
	if (!scheme->level_count)
		status_set(st, STATUS_INPUT, "level", N_("{1} has no levels: leave out “{2}”."), "ss", scheme_said(scheme), level);
	else if (!level)
		status_set(st, STATUS_INPUT, "level", N_("Which level does the decision name? Give one of {1} (--level), or the amount itself."), "s",
		           str_peek(&names));
	else
		status_set(st, STATUS_INPUT, "level", N_("{1} has no level “{2}”: there are {3}."), "sss", scheme_said(scheme),
		           level, str_peek(&names));
	str_done(&names);
	return false;
}

/* A level's own amount, or its bounds for the amount that a decision fixes within it. */
static bool check_level(const struct scheme *scheme, const struct scheme_level *level, int64_t amount, struct notices *notices,
                        struct status *st)
{
	int unit = (int)scheme->parts[level->part].unit;
	bool low = level->least && amount < level->least, under = level->above && amount <= level->above;
	bool high = level->most && amount > level->most;
	enum strength is = LIMIT_SOFT;
	struct status why = STATUS_INIT;
	struct str name = STR_INIT;
	char *bounds;

	if (scheme_level_fits(level, amount))
		return true;
	if ((low && level->least_is == LIMIT_HARD) || (under && level->above_is == LIMIT_HARD) ||
	    (high && level->most_is == LIMIT_HARD) || level->amount)
		is = LIMIT_HARD;
	bounds = text_level(scheme, level, scheme_currency(scheme));
	level_add_said(level, &name);
	status_set(&why, STATUS_REFUSED, "level-bounds", N_("{1} is not within the level “{2}” of {3}, which is {4}."), "asss", amount, unit, scheme_currency(scheme),
	           str_peek(&name), scheme_said(scheme), bounds);
	str_done(&name);
	free(bounds);
	return rule_breaks(is, &why, notices, st);
}

/* Names the level on the amount of its part; where the level fixes the amount, that is added. */
static bool read_level(const struct scheme *scheme, const char *typed, struct grant *grant, struct notices *notices,
                       struct status *st)
{
	const struct scheme_level *level = typed ? level_typed(scheme, typed) : NULL;

	if (!level)
		return wrong_level(scheme, typed, st);
	for (int i = 0; i < grant->amount_count; i++)
		if (!strcmp(grant->amounts[i].part, scheme->parts[level->part].id)) {
			grant->amounts[i].level = mem_text(level->id);
			return check_level(scheme, level, grant->amounts[i].amount, notices, st);
		}
	if (!level->amount)
		return status_set(st, STATUS_INPUT, "amount", N_("The level “{1}” leaves the amount to the decision: give that as well (--amount)."), "s", level->id);
	add_amount(grant, &(struct grant_amount){ .part = scheme->parts[level->part].id, .amount = level->amount, .per = level->per,
	                                          .level = level->id });
	return true;
}

/* An amount without a level is that of some level all the same. What a level gives on average a decision may vary. */
static bool check_some_level(const struct scheme *scheme, const struct grant_amount *amount, struct notices *notices,
                             struct status *st)
{
	const struct scheme_part *part = scheme_part(scheme, amount->part);
	struct status why = STATUS_INIT;
	struct str names = STR_INIT;
	bool any = false, ok = true;

	for (int i = 0; i < scheme->level_count; i++) {
		const struct scheme_level *level = &scheme->levels[i];

		if (&scheme->parts[level->part] != part)
			continue;
		if (level->per != amount->per || scheme_level_fits(level, amount->amount)) {
			str_done(&names);
			return true;
		}
		level_add_said(level, &names);
		any = true;
	}
	if (any) {
		status_set(&why, STATUS_REFUSED, "level-bounds", N_("{1} is within no level of {2} ({3}): name the level (--level), or ask what the decision means."),
		           "ass", amount->amount, (int)part->unit, scheme_currency(scheme), scheme_said(scheme), str_peek(&names));
		ok = rule_breaks(part->average ? LIMIT_SOFT : LIMIT_HARD, &why, notices, st);
	}
	str_done(&names);
	return ok;
}

/* What is given in another way comes off an amount for the same period. */
static bool take_off(const struct scheme *scheme, struct grant_amount *amounts, int count, const char *text, struct status *st)
{
	struct grant_amount less;
	struct grant_amount *from = NULL;
	int unit;

	if (!read_amount(scheme, text, &less, st))
		return false;
	for (int i = 0; i < count; i++)
		if (!strcmp(amounts[i].part, less.part))
			from = &amounts[i];
	unit = (int)scheme_part(scheme, less.part)->unit;
	if (!from)
		return status_set(st, STATUS_INPUT, "deduct", N_("Nothing is granted of “{1}”, so nothing can be taken off it."), "s", less.part);
	if (from->per > PER_WEEK)
		return status_set(st, STATUS_REFUSED, "no-deduction", N_("“{1}” is one pot, not so much a month: change its amount instead."), "s",
		                  less.part);
	if (from->per != less.per)
		return status_set(st, STATUS_INPUT, "deduct", N_("“{1}” is granted {2}: write what is taken off for the same period."), "sn", less.part,
		                  per_label(from->per));
	if (less.amount > from->amount)
		return status_set(st, STATUS_INPUT, "deduct", N_("{1} is more than the {2} that are granted: nothing would be left."), "aa", less.amount,
		                  unit, scheme_currency(scheme), from->amount, unit, scheme_currency(scheme));
	from->less = less.amount;
	return true;
}

/* Where the decision says nothing of a part, what the scheme itself gives, from each day on which that changes. */
static void add_scheme_amount(const struct scheme_part *part, struct grant *grant)
{
	struct grant_amount amount = { .part = part->id, .per = part->per, .amount = scheme_part_amount(part, grant->from) };

	if (!amount.amount)
		amount.amount = part->amounts.count ? part->amounts.items[0].amount : part->amount;
	add_amount(grant, &amount);
	for (int i = 0; i < part->amounts.count; i++)
		if (part->amounts.items[i].from > grant->from && part->amounts.items[i].from <= grant->to) {
			amount.from = part->amounts.items[i].from;
			amount.amount = part->amounts.items[i].amount;
			add_amount(grant, &amount);
		}
}

/* Asks for what the decision gives of a part, with an example of its unit and period. */
static bool ask_amount(const struct scheme_part *part, struct status *st)
{
	static const char *const amounts[] = {
		[UNIT_MINUTES] = "37:00", [UNIT_DAYS] = "2d", [UNIT_SESSIONS] = "4x", [UNIT_MONEY] = "12000.00"
	};
	char *example = str_make("%s=%s/%s", part->id, amounts[part->unit], per_name(part->per));

	status_set(st, STATUS_INPUT, "amount", N_("How much does the decision give of “{1}”? Give the amount (--amount), such as {2}."), "ss", part->id,
	           example);
	free(example);
	return false;
}

/* What was given, and what the scheme itself gives where nothing was said of a part. */
static bool read_amounts(const struct scheme *scheme, const struct grant_input *input, struct grant *grant, struct notices *notices,
                         struct status *st)
{
	for (int i = 0; i < input->amount_count; i++) {
		struct grant_amount amount;

		if (!read_granted(scheme, input->amounts[i], grant->from, &amount, notices, st))
			return false;
		if (grant_amount_on(grant, amount.part, DAY_MAX))
			return status_set(st, STATUS_INPUT, "amount", N_("The part “{1}” is given twice: give each part once."), "s", amount.part);
		add_amount(grant, &amount);
	}
	if ((input->level || (scheme->level_count && !grant->amount_count)) &&
	    !read_level(scheme, input->level, grant, notices, st))
		return false;
	for (int i = 0; i < grant->amount_count && !input->level; i++)
		if (!check_some_level(scheme, &grant->amounts[i], notices, st))
			return false;
	for (int i = 0; i < scheme->part_count; i++) {
		const struct scheme_part *part = &scheme->parts[i];

		if (grant_has_part(grant, part))
			continue;
		if ((part->amount && !part->optional) || part->per == PER_NONE)
			add_scheme_amount(part, grant);
		else if (!part->optional)
			return ask_amount(part, st);
	}
	for (int i = 0; i < input->deduct_count; i++)
		if (!take_off(scheme, grant->amounts, grant->amount_count, input->deducts[i], st))
			return false;
	return grant->amount_count || status_set(st, STATUS_INPUT, "amount",
	                                         N_("How much does the decision give? Give the amount (--amount), such as 12000.00/month."), "");
}

/* ---- a change of an existing grant */

/* The change's amount of a part, begun from what holds on the day where there is none yet; NULL where nothing does. */
static struct grant_amount *change_of(struct grant_changes *changes, const struct grant *grant, const char *part, day_t day)
{
	const struct grant_amount *now = grant_amount_on(grant, part, day);
	struct grant_amount *added;

	for (int i = 0; i < changes->count; i++)
		if (!strcmp(changes->of[i].part, part))
			return &changes->of[i];
	if (!now)
		return NULL;
	changes->of = mem_resize(changes->of, (size_t)changes->count + 1, sizeof *changes->of);
	added = &changes->of[changes->count++];
	*added = *now;
	added->part = mem_text(now->part);
	added->level = mem_text(now->level);
	added->from = day;
	return added;
}

/* A new amount takes the place of what held; of a part that gave nothing yet it is the first. What is taken off stays. */
static bool change_amount(const struct scheme *scheme, const struct grant *grant, const char *text, day_t day,
                          struct grant_changes *out, struct notices *notices, struct status *st)
{
	struct grant_amount amount, *change;

	if (!read_granted(scheme, text, day, &amount, notices, st))
		return false;
	for (int i = 0; i < out->count; i++)
		if (!strcmp(out->of[i].part, amount.part))
			return status_set(st, STATUS_INPUT, "amount", N_("The part “{1}” is given twice: give each part once."), "s", amount.part);
	change = change_of(out, grant, amount.part, day);
	if (!change) {
		out->of = mem_resize(out->of, (size_t)out->count + 1, sizeof *out->of);
		change = &out->of[out->count++];
		*change = (struct grant_amount){ .part = mem_text(amount.part), .from = day, .per = amount.per };
	}
	change->amount = amount.amount;
	change->per = amount.per;
	return true;
}

/* The level that was named, else the one that held, as long as the amount is within it. */
static bool change_level(const struct scheme *scheme, const struct grant *grant, const struct grant_input *input, day_t day,
                         struct grant_changes *out, struct notices *notices, struct status *st)
{
	const struct scheme_level *level = input->level ? level_typed(scheme, input->level) : NULL;
	struct grant_amount *change;
	bool given = false;

	if (!input->level) {
		for (int i = 0; i < out->count; i++) {
			level = out->of[i].level ? scheme_level(scheme, out->of[i].level) : NULL;
			if (level && !scheme_level_fits(level, out->of[i].amount))
				return wrong_level(scheme, NULL, st);
		}
		return true;
	}
	if (!level)
		return wrong_level(scheme, input->level, st);
	for (int i = 0; i < out->count; i++)
		given = given || !strcmp(out->of[i].part, scheme->parts[level->part].id);
	change = change_of(out, grant, scheme->parts[level->part].id, day);
	if (!change)
		return status_set(st, STATUS_INPUT, "level", N_("{1} has no level “{2}” for what this grant gives."), "ss", scheme_said(scheme), level->id);
	free(change->level);
	change->level = mem_text(level->id);
	if (!given && level->amount) {
		change->amount = level->amount;
		change->per = level->per;
		return true;
	}
	if (!given && !scheme_level_fits(level, change->amount))
		return status_set(st, STATUS_INPUT, "amount", N_("The level “{1}” leaves the amount to the decision: give that as well (--amount)."), "s",
		                  level->id);
	return check_level(scheme, level, change->amount, notices, st);
}

static bool change_deduct(const struct scheme *scheme, const struct grant *grant, const char *text, day_t day,
                          struct grant_changes *out, struct status *st)
{
	struct grant_amount less;

	if (!read_amount(scheme, text, &less, st))
		return false;
	change_of(out, grant, less.part, day);
	return take_off(scheme, out->of, out->count, text, st);
}

/* Whether the input says what is taken off a part. */
static bool deducts_from(const struct scheme *scheme, const struct grant_input *input, const char *part)
{
	struct grant_amount less;

	for (int i = 0; i < input->deduct_count; i++)
		if (read_amount(scheme, input->deducts[i], &less, NULL) && !strcmp(less.part, part))
			return true;
	return false;
}

/* What was taken off before goes on, but only where it still can: else the decision has to say what becomes of it. */
static bool check_kept_deduct(const struct scheme *scheme, const struct grant *grant, const struct grant_input *input,
                              const struct grant_amount *change, struct status *st)
{
	const struct grant_amount *before = grant_amount_on(grant, change->part, change->from);
	int unit = (int)scheme_part(scheme, change->part)->unit;

	if (!change->less || !before || deducts_from(scheme, input, change->part))
		return true;
	if (change->per != before->per)
		return status_set(st, STATUS_INPUT, "deduct", N_("{1} is taken off “{2}” {3}: say what is taken off from now on (--deduct)."), "asn",
		                  change->less, unit, scheme_currency(scheme), change->part, per_label(before->per));
	return change->less <= change->amount ||
	       status_set(st, STATUS_INPUT, "deduct", N_("{1} is more than the {2} that are granted: nothing would be left."), "aa",
	                  change->less, unit, scheme_currency(scheme), change->amount, unit, scheme_currency(scheme));
}

bool grant_changes_read(const struct scheme *scheme, const struct grant *grant, const struct grant_input *input, day_t day,
                        struct grant_changes *out, struct notices *notices, struct status *st)
{
	bool ok = true;

	*out = (struct grant_changes){ NULL, 0 };
	for (int i = 0; ok && i < input->amount_count; i++)
		ok = change_amount(scheme, grant, input->amounts[i], day, out, notices, st);
	ok = ok && change_level(scheme, grant, input, day, out, notices, st);
	for (int i = 0; ok && i < input->deduct_count; i++)
		ok = change_deduct(scheme, grant, input->deducts[i], day, out, st);
	for (int i = 0; ok && i < out->count; i++)
		ok = check_kept_deduct(scheme, grant, input, &out->of[i], st);
	if (!ok)
		grant_changes_done(out);
	return ok;
}

void grant_changes_done(struct grant_changes *changes)
{
	for (int i = 0; i < changes->count; i++) {
		free(changes->of[i].part);
		free(changes->of[i].level);
	}
	free(changes->of);
	*changes = (struct grant_changes){ NULL, 0 };
}

static bool yes_no(const char *value, int *out)
{
	static const char *const yes[] = { "yes", "ja", "1", "true" }, *const no[] = { "no", "nej", "nein", "0", "false" };

	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (!strcmp(value, yes[i])) {
			*out = 1;
			return true;
		}
	for (size_t i = 0; i < COUNT_OF(no); i++)
		if (!strcmp(value, no[i])) {
			*out = 0;
			return true;
		}
	return false;
}

/* The part whose months are saved; NULL where none is. */
static const struct scheme_part *saving_part(const struct scheme *scheme)
{
	for (int i = 0; i < scheme->part_count; i++)
		if (scheme->parts[i].carry == CARRY_WINDOW)
			return &scheme->parts[i];
	return NULL;
}

static bool set_use(const struct scheme *scheme, struct grant *grant, const char *value)
{
	enum use_order order;

	(void)scheme;
	if (!use_order_parse(value, &order))
		return false;
	grant->use = (int)order;
	return true;
}

static bool set_window(const struct scheme *scheme, struct grant *grant, const char *value)
{
	char *end;
	long months = strtol(value, &end, 10);

	(void)scheme;
	if (end == value || *end || months < 1 || months > 12)
		return false;
	grant->window = (int)months;
	return true;
}

/* A cap is a number of what is saved: hours for hours. */
static bool set_cap(const struct scheme *scheme, struct grant *grant, const char *value)
{
	const struct scheme_part *saving = saving_part(scheme);
	enum unit unit;

	return quantity_parse(value, &grant->cap, &unit, NULL) && (!saving || saving->unit == unit);
}

static bool set_prorate(const struct scheme *scheme, struct grant *grant, const char *value)
{
	int answer;

	(void)scheme;
	if (!yes_no(value, &answer))
		return false;
	grant->prorate = answer;
	return true;
}

static bool set_lapse(const struct scheme *scheme, struct grant *grant, const char *value)
{
	(void)scheme;
	return yes_no(value, &grant->lapse);
}

static const struct {
	const char *name;
	bool (*set)(const struct scheme *scheme, struct grant *grant, const char *value);
	const char *right; /* msgid: what may be written */
} settings[] = {
	{ "use", set_use, N_("use=newest-first or use=oldest-first") },
	{ "window", set_window, N_("window=1 to window=12 (months)") },
	{ "cap", set_cap, N_("cap=90:00 (0:00: no cap)") },
	{ "prorate", set_prorate, N_("prorate=yes or prorate=no") },
	{ "lapse", set_lapse, N_("lapse=yes or lapse=no") },
};

static bool apply_setting(const struct scheme *scheme, struct grant *grant, const char *text, struct status *st)
{
	size_t length = strcspn(text, "=");

	for (size_t i = 0; i < COUNT_OF(settings); i++) {
		if (strlen(settings[i].name) != length || strncmp(settings[i].name, text, length))
			continue;
		if (text[length] == '=' && settings[i].set(scheme, grant, text + length + 1))
			return true;
		return status_set(st, STATUS_INPUT, "set", N_("“{1}” is not a setting: write {2}."), "sn", text, settings[i].right);
	}
	return status_set(st, STATUS_INPUT, "set", N_("“{1}” is not a setting: write use=…, window=…, cap=…, prorate=… or lapse=…."), "s", text);
}

/* Settings that carry months on need a part that does. */
static bool check_settings(const struct scheme *scheme, const struct grant *grant, struct status *st)
{
	if ((grant->use < 0 && grant->window < 0 && grant->cap < 0 && grant->lapse < 0) || saving_part(scheme))
		return true;
	return status_set(st, STATUS_INPUT, "set", N_("{1} saves no hours from month to month: use, window, cap and lapse do not apply."), "s",
	                  scheme_said(scheme));
}

/* One of "2025-01=12:00,2025-02=3:00": a lot of a month before the grant that is still alive on its first day. It belongs to the
 * first part in its unit that carries anything over. */
static bool read_opening(struct app *app, const struct scheme *scheme, const struct grant *grant, char *item,
                         struct grant_month *out, struct status *st)
{
	char *equals = strchr(item, '=');
	const struct scheme_part *part = NULL, *any = NULL;
	struct carry_rules rules;
	enum unit unit;

	if (!equals)
		return status_set(st, STATUS_INPUT, "opening", N_("“{1}” is not an opening: write MONTH=HOURS, such as 2025-01=12:00."), "s", item);
	*equals = '\0';
	if (!month_parse(item, app_today(app), &out->month, st) || !quantity_parse(equals + 1, &out->amount, &unit, st))
		return false;
	for (int i = 0; i < scheme->part_count && !part; i++) {
		if (!grant_has_part(grant, &scheme->parts[i]) || scheme->parts[i].carry == CARRY_NONE)
			continue;
		any = any ? any : &scheme->parts[i];
		part = scheme->parts[i].unit == unit ? &scheme->parts[i] : NULL;
	}
	if (!any)
		return status_set(st, STATUS_INPUT, "opening", N_("{1} carries nothing over, so there is nothing to open with."), "s", scheme_said(scheme));
	if (!part)
		return status_set(st, STATUS_INPUT, "opening", N_("“{1}” is not in the unit of “{2}”."), "ss", equals + 1, any->id);
	rules = grant_rules(grant, part);
	if (out->month >= month_of(grant->from) || lot_last_month(&rules, out->month, MONTH_NONE) < month_of(grant->from))
		return status_set(st, STATUS_INPUT, "opening",
		                  N_("An opening of {1} is outside what a grant from {2} can still use: it must be a month before that whose hours have not lapsed."),
		                  "Md", out->month, grant->from);
	out->part = mem_text(part->id);
	return true;
}

static bool read_openings(struct app *app, const struct scheme *scheme, const char *text, struct grant *grant, struct status *st)
{
	char *copy = mem_text(text), *rest = NULL;
	bool ok = true;

	for (char *item = strtok_r(copy, ",", &rest); ok && item; item = strtok_r(NULL, ",", &rest)) {
		struct grant_month opening = { 0 };

		ok = read_opening(app, scheme, grant, item, &opening, st);
		for (int i = 0; ok && i < grant->opening_count; i++)
			if (grant->openings[i].month == opening.month && !strcmp(grant->openings[i].part, opening.part)) {
				free(opening.part);
				ok = status_set(st, STATUS_INPUT, "opening", N_("The month {1} is given twice: give each month once."), "M", opening.month);
			}
		if (!ok)
			break;
		grant->openings = mem_resize(grant->openings, (size_t)grant->opening_count + 1, sizeof *grant->openings);
		grant->openings[grant->opening_count++] = opening;
	}
	free(copy);
	return ok;
}

bool grant_figures_read(struct app *app, const struct scheme *scheme, const struct grant_input *input, struct grant *grant,
                        struct notices *notices, struct status *st)
{
	for (int i = 0; i < input->setting_count; i++)
		if (!apply_setting(scheme, grant, input->settings[i], st))
			return false;
	return check_settings(scheme, grant, st) && read_amounts(scheme, input, grant, notices, st) &&
	       (!input->opening || read_openings(app, scheme, input->opening, grant, st));
}
