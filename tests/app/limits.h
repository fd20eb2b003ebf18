/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of limits share: grants at a level, and booking that must say exactly so much. */
#ifndef LEDSAG_TESTS_APP_LIMITS_H
#define LEDSAG_TESTS_APP_LIMITS_H

#include "house.h"

static inline void grant_at(struct app *app, const char *id, const char *scheme, const char *level, const char *amount)
{
	const char *const amounts[] = { amount };
	struct grant_input input = { .id = id, .scheme = scheme, .from = "2025-01-01", .level = level, .amounts = amounts,
	                             .amount_count = amount != NULL };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
}

/* The rules of the notices, in order, between blanks; free(). */
static inline char *rules_of(const struct notices *notices)
{
	struct str out = STR_INIT;

	for (int i = 0; i < notices->count; i++)
		str_addf(&out, "%s%s", i ? " " : "", notices->of[i].rule);
	return str_take(&out);
}

/* Books it with exactly these notices and returns the first one's sentence; free(). */
static inline char *book_says(struct app *app, const char *date, const char *span, const char *grant, const char *rules)
{
	struct log_result tried, result;
	struct hours_input input = { .date = date, .span = span, .grant = grant };
	struct status st = STATUS_INIT;
	char *got, *text;

	/* What is only tried says the same. */
	assert_ok(app_log_try(app, &input, &tried, &st), &st);
	got = rules_of(&tried.notices);
	assert_string_equal(got, rules);
	free(got);
	log_result_done(&tried);
	if (!app_log(app, &input, &result, &st))
		fail_msg("%s %s on %s: %s", date, span, grant, st.msgid);
	got = rules_of(&result.notices);
	if (strcmp(got, rules))
		fail_msg("%s %s on %s: warns of '%s', must be '%s'", date, span, grant, got, rules);
	text = mem_text(result.notices.count ? result.notices.of[0].message : "");
	free(got);
	log_result_done(&result);
	return text;
}

static inline void book_with(struct app *app, const char *date, const char *span, const char *grant, const char *rules)
{
	free(book_says(app, date, span, grant, rules));
}

static inline void refused_with(struct app *app, const char *date, const char *span, const char *grant, const char *rule,
                                const char *words)
{
	struct log_result result;
	struct status st;
	char *text;

	if (try_log(app, date, span, grant, NULL, NULL, &result, &st))
		fail_msg("%s %s on %s is booked, must be refused: %s", date, span, grant, rule);
	is_status(&st, STATUS_REFUSED, rule);
	text = sentence(&st);
	assert_string_equal(text, words);
	free(text);
}

static inline bool edit(struct app *app, int64_t entry, const char *span, const char *note, struct status *st)
{
	struct hours_input input = { .span = span, .note = note };

	*st = (struct status)STATUS_INIT;
	return app_hours_edit(app, entry, 0, &input, NULL, st);
}

/* What lapses next of a part in a month of 2025, "" where nothing does: "1:30 2025-06-15". */
static inline void lapses(struct app *app, int month, const char *grant, const char *part, const char *want)
{
	struct status st = STATUS_INIT;
	struct standings standings;
	char text[64] = "", day[11], amount[32];
	bool found = false;

	assert_ok(app_balance(app, month_make(2025, month), &standings, &st), &st);
	for (int i = 0; i < standings.count; i++) {
		const struct standing *s = &standings.of[i];

		if (strcmp(s->grant, grant) || strcmp(s->part, part))
			continue;
		found = true;
		if (!s->lapses)
			continue;
		day_format(s->next.day, day);
		quantity_format(s->next.amount, s->rules_part->unit, amount);
		snprintf(text, sizeof text, "%s %s", amount, day);
	}
	standings_done(&standings);
	assert_true(found);
	assert_string_equal(text, want);
}

static inline const struct week *bank_week(const struct bank_view *view, int number)
{
	for (int i = 0; i < view->week_count; i++)
		if (view->weeks[i].from == week_monday(2025, number))
			return &view->weeks[i];
	fail_msg("the bank has no week %d", number);
	return NULL;
}

static inline void bank_in(struct app *app, const char *grant, int month, struct bank_view *view)
{
	struct status st = STATUS_INIT;

	assert_ok(app_bank(app, grant, month_make(2025, month), NULL, view, &st), &st);
}

/* Holbæk § 98: 4:30 and 1:00 a week. */
static inline void grant_contact(struct app *app)
{
	const char *const amounts[] = { "chosen=4:30/week", "home=1:00/week" };
	struct grant_input input = { .id = "kon", .scheme = "dk.holbaek.98", .from = "2025-01-01", .amounts = amounts,
	                             .amount_count = 2 };
	struct status st = STATUS_INIT;

	assert_ok(app_grant_add(app, &input, NULL, &st), &st);
}

#endif
