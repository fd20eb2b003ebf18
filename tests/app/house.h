/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A household to try use cases on, in a directory of its own, with a fixed clock. */
#ifndef LEDSAG_TESTS_APP_HOUSE_H
#define LEDSAG_TESTS_APP_HOUSE_H

#include "../support.h"

#include "ledsag/app/app.h"
#include "ledsag/app/text.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct house {
	char *directory, *file;
	struct app *app;
};

static inline void house_now(const char *now)
{
	setenv("LEDSAG_NOW", now, 1);
}

/* Opens the household as somebody else. */
static inline void house_as(struct house *house, const char *person)
{
	struct app_options options = { .file = house->file, .as = person };
	struct status st = STATUS_INIT;

	app_close(&house->app);
	assert_ok(app_open(&house->app, &options, &st), &st);
}

/* As a household from before rules were kept from the beginning: it keeps none of pay, holidays and leave. */
static inline void house_keeps_nothing(struct house *house)
{
	static const char *const ids[] = { "pay/dk.example", "holidays/DK", "holiday-leave/DK" };
	struct change change = { .at = 1750000000, .actor = "holder", .action = "before" };
	struct status st = STATUS_INIT;
	struct store *store;

	app_close(&house->app);
	assert_ok(store_open(&store, house->file, &st), &st);
	assert_ok(store_begin(store, &change, &st), &st);
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		assert_ok(rule_file_withdraw(store, ids[i], &st), &st);
	assert_ok(store_commit(store, NULL, &st), &st);
	store_close(&store);
	house_as(house, NULL);
}

static inline void add_person(struct app *app, const char *id, const char *roles, const char *born, const char *wage)
{
	struct person_input input = { .id = id, .name = id, .roles = roles, .born = born, .wage = wage };
	struct status st = STATUS_INIT;

	assert_ok(app_person_add(app, &input, &st), &st);
}

static inline bool try_grant(struct app *app, const char *id, const char *scheme, const char *from, const char *to,
                             const char *amount, struct status *st)
{
	const char *const amounts[] = { amount };
	struct grant_input input = { .id = id, .scheme = scheme, .from = from, .to = to, .amounts = amounts,
	                             .amount_count = amount != NULL };

	*st = (struct status)STATUS_INIT;
	return app_grant_add(app, &input, NULL, st);
}

/* A new amount from a day on. */
static inline bool change_amount(struct app *app, const char *id, const char *from, const char *amount, struct status *st)
{
	const char *const amounts[] = { amount };
	struct grant_input input = { .from = from, .amounts = amounts, .amount_count = amount != NULL };

	*st = (struct status)STATUS_INIT;
	return app_grant_change(app, id, &input, NULL, st);
}

static inline void add_grant(struct app *app, const char *id, const char *scheme, const char *from, const char *to,
                             const char *amount)
{
	struct status st;

	assert_ok(try_grant(app, id, scheme, from, to, amount, &st), &st);
}

/* An empty household of 15 June 2025, noon, with only its holder. */
static inline int house_empty(void **state)
{
	struct household_input input = { .holder = "Kirsten Holm", .country = "DK", .lang = "en" };
	struct house *house = mem_zero(1, sizeof *house);
	struct app_options options = { 0 };
	struct status st = STATUS_INIT;

	house_now("2025-06-15T12:00");
	setenv("LANGUAGE", "en", 1);
	text_init("en");
	house->directory = support_tmpdir();
	house->file = str_make("%s/household.db", house->directory);
	options.file = house->file;
	assert_ok(app_init(&house->app, &options, &input, &st), &st);
	*state = house;
	return 0;
}

/* With anna and bo, a leader and an auditor, and a ledsageordning from 2025. */
static inline int house_setup(void **state)
{
	struct house *house;

	house_empty(state);
	house = *state;
	add_person(house->app, "anna", "assistant", "1990-05-17", "182.50");
	add_person(house->app, "bo", "assistant", "1991-05-17", "176.00");
	add_person(house->app, "lise", "leader", NULL, NULL);
	add_person(house->app, "audit", "auditor", NULL, NULL);
	add_grant(house->app, "led", "dk.holbaek.97", "2025-01-01", NULL, NULL);
	return 0;
}

static inline int house_teardown(void **state)
{
	struct house *house = *state;

	app_close(&house->app);
	support_rmdir(&house->directory);
	free(house->file);
	free(house);
	unsetenv("LEDSAG_NOW");
	return 0;
}

static inline bool try_log(struct app *app, const char *date, const char *span, const char *grant, const char *person,
                           const char *kind, struct log_result *result, struct status *st)
{
	struct hours_input input = { .date = date, .span = span, .grant = grant, .person = person, .kind = kind };

	*st = (struct status)STATUS_INIT;
	return app_log(app, &input, result, st);
}

/* Books and returns the entry's number. */
static inline int64_t book_kind(struct app *app, const char *date, const char *span, const char *grant, const char *person,
                                const char *kind)
{
	struct log_result result;
	struct status st;
	int64_t entry;

	if (!try_log(app, date, span, grant, person, kind, &result, &st))
		fail_msg("%s %s: %s: %s", date, span, st.rule, st.msgid);
	entry = result.entry;
	log_result_done(&result);
	return entry;
}

static inline int64_t book(struct app *app, const char *date, const char *span, const char *grant, const char *person)
{
	return book_kind(app, date, span, grant, person, NULL);
}

static inline void is_status(const struct status *st, enum status_code code, const char *rule)
{
	if (st->code != code || !st->rule || strcmp(st->rule, rule))
		fail_msg("is %d %s (%s), must be %d %s", (int)st->code, st->rule ? st->rule : "-", st->msgid ? st->msgid : "-",
		         (int)code, rule);
}

/* Booking this is refused so. */
static inline void book_refused(struct app *app, const char *date, const char *span, const char *grant, const char *person,
                                enum status_code code, const char *rule)
{
	struct log_result result;
	struct status st;

	if (try_log(app, date, span, grant, person, NULL, &result, &st))
		fail_msg("%s %s on %s is booked, must be refused: %s", date, span, grant, rule);
	is_status(&st, code, rule);
}

static inline void check_ok(struct app *app)
{
	struct check_result result;
	struct status st = STATUS_INIT;

	assert_ok(app_check(app, &result, &st), &st);
}

/* What the bank says was used in a month. */
static inline int64_t used_in(struct app *app, const char *grant, int year, int month)
{
	struct status st = STATUS_INIT;
	struct bank_view view;
	int64_t used;

	assert_ok(app_bank(app, grant, month_make(year, month), NULL, &view, &st), &st);
	used = view.bank.months[view.bank.count - 1].used;
	assert_int_equal(view.bank.months[view.bank.count - 1].month, month_make(year, month));
	bank_view_done(&view);
	return used;
}

static inline char *sentence(const struct status *st)
{
	return text_status(st);
}

/* How many changes the file has; asked beside the app, whoever acts in it. */
static inline int64_t changes_of(struct app *app)
{
	struct status st = STATUS_INIT;
	struct store *store;
	char hex[65];
	int64_t seq;

	assert_ok(store_open(&store, app_path(app), &st), &st);
	assert_ok(audit_head(store, &seq, hex, &st), &st);
	store_close(&store);
	return seq;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
#define TEST_EMPTY(name) cmocka_unit_test_setup_teardown(name, house_empty, house_teardown)

#endif
