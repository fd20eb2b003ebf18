/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is booked, changed, closed, opened and undone in a household: closed months stay, corrections come to exactly what
 * differs, and who opens all again has what was never closed. */
#include "house.h"

#include "ledsag/core/date.h"
#include "ledsag/store/records.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRIALS 10
#define STEPS 60
#define MONTHS 7 /* of 2025: to July, when the last of them may still count */

static const char *const parts[] = { "bpa.hours", "soc", "dogn" };
static const char *const people[] = { "anna", "bertil" };

static int in(struct support_random *random, int low, int high)
{
	return low + (int)support_random(random, (uint32_t)(high - low + 1));
}

static int home_setup(void **state)
{
	struct house *house;
	struct status st = STATUS_INIT;

	house_empty(state);
	house = *state;
	for (int i = 0; i < 2; i++) {
		struct person_input person = { .id = people[i], .name = people[i], .roles = "assistant",
			                       .wage = i ? "170.00" : "180.00", .from = "2024-12-01" };

		assert_ok(app_person_add(house->app, &person, &st), &st);
	}
	add_grant(house->app, "bpa", "dk.holbaek.96", "2025-01-01", NULL, "hours=23:20/week");
	add_grant(house->app, "soc", "dk.holbaek.85", "2025-01-10", NULL, "3:00/week");
	add_grant(house->app, "dogn", "dk.ishoej.aflastning", "2025-02-01", NULL, "30d/year");
	/* who lives here undoes only what was done from here on */
	add_person(house->app, "lea", "leader", NULL, NULL);
	house_as(house, "lea");
	return 0;
}

/* ---- what people do ------------------------------------------------------------ */

struct life {
	struct support_random random;
	struct app *app;
	int64_t last; /* the last number that was given out */
	int done, refused;
	month_t opened; /* since the books were read; MONTH_OPEN: none */
};

/* A refusal is one of the things that happen; damage is not. */
static void note(struct life *l, bool ok, const struct status *st)
{
	if (!ok && st->code == STATUS_FILE)
		fail_msg("%s: %s", st->rule, st->msgid);
	l->done += ok;
	l->refused += !ok;
}

static char *random_date(struct life *l)
{
	return str_make("2025-%02d-%02d", in(&l->random, 1, 6), in(&l->random, 0, 3) ? in(&l->random, 1, 28) : 28);
}

static char *random_span(struct life *l)
{
	return str_make("%02d:%02d-%02d:%02d", in(&l->random, 0, 23), 15 * in(&l->random, 0, 3), in(&l->random, 0, 23), 5);
}

static const char *random_kind(struct life *l)
{
	static const char *const kinds[] = { "work", "work", "standby", "training", "travel", "illness" };

	return kinds[in(&l->random, 0, 5)];
}

/* Over the border of a month now and then. */
static void log_hours(struct life *l)
{
	static const char *const borders[] = { "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30" };
	char *date = random_date(l), *span = random_span(l);
	int part = in(&l->random, 0, 5);
	struct hours_input input = { .date = in(&l->random, 0, 3) ? date : borders[in(&l->random, 0, 3)], .span = span,
		                     .grant = parts[part > 2 ? 0 : part], .kind = random_kind(l) };
	struct log_result result;
	struct status st = STATUS_INIT;
	bool ok;

	input.person = in(&l->random, 0, 9) ? people[in(&l->random, 0, 1)] : NULL;
	if (part == 2)
		input.span = in(&l->random, 0, 1) ? "1d" : "4d";
	ok = app_log(l->app, &input, &result, &st);
	note(l, ok, &st);
	if (ok) {
		l->last = result.entry > l->last ? result.entry : l->last;
		log_result_done(&result);
	}
	free(date);
	free(span);
}

static void edit_hours(struct life *l)
{
	char *date = random_date(l), *span = random_span(l);
	struct hours_input input = { .why = "it was otherwise" };
	struct status st = STATUS_INIT;

	switch (in(&l->random, 0, 4)) {
	case 0:
		input.date = date;
		break;
	case 1:
		input.person = people[in(&l->random, 0, 1)];
		break;
	case 2:
		input.kind = random_kind(l);
		break;
	case 3:
		input.grant = parts[in(&l->random, 0, 1)];
		break;
	default:
		input.span = span;
	}
	if (l->last)
		note(l, app_hours_edit(l->app, in(&l->random, 1, (int)l->last), 0, &input, NULL, &st), &st);
	free(date);
	free(span);
}

static void take_hours(struct life *l)
{
	struct status st = STATUS_INIT;

	if (l->last)
		note(l, app_hours_withdraw(l->app, in(&l->random, 1, (int)l->last), 0, &st), &st);
}

static void go_back(struct life *l)
{
	struct status st = STATUS_INIT;

	note(l, in(&l->random, 0, 2) ? app_undo(l->app, NULL, &st) : app_redo(l->app, NULL, &st), &st);
}

static void change_grant(struct life *l)
{
	char *date = random_date(l), *amount = str_make("hours=%d:00/week", in(&l->random, 10, 40));
	struct status st = STATUS_INIT;

	if (in(&l->random, 0, 1))
		note(l, change_amount(l->app, "bpa", date, amount, &st), &st);
	else
		note(l, app_grant_transfer(l->app, "bpa", "2026", in(&l->random, 0, 1) ? "hours=10:00" : "hours=4:00", &st), &st);
	free(date);
	free(amount);
}

static void change_wage(struct life *l)
{
	char *date = random_date(l), *wage = str_make("%d.50", in(&l->random, 150, 250));
	struct person_input input = { .id = people[in(&l->random, 0, 1)], .wage = wage, .from = date };
	struct status st = STATUS_INIT;

	note(l, app_person_edit(l->app, &input, &st), &st);
	free(date);
	free(wage);
}

static void fall_ill(struct life *l)
{
	char *date = random_date(l);
	struct absence_input input = { .person = people[in(&l->random, 0, 1)], .from = date, .to = date, .kind = "illness",
		                       .grant = "bpa" };
	struct absence_view view;
	struct status st = STATUS_INIT;
	bool ok = app_absence_add(l->app, &input, &view, NULL, &st);

	note(l, ok, &st);
	if (ok) {
		for (int i = 0; i < view.entry_count; i++)
			l->last = view.entries[i] > l->last ? view.entries[i] : l->last;
		absence_view_done(&view);
	}
	free(date);
}

static month_t closed_until(struct app *app)
{
	struct status st = STATUS_INIT;
	month_t last;

	assert_ok(app_closed(app, &last, &st), &st);
	return last;
}

static void close_next(struct life *l)
{
	month_t last = closed_until(l->app), next = last == MONTH_NONE ? month_make(2025, 1) : last + 1;
	struct status st = STATUS_INIT;
	char month[8];

	month_format(next + (in(&l->random, 0, 4) == 0), month);
	note(l, app_months_close(l->app, month, true, NULL, &st), &st);
}

static void open_last(struct life *l)
{
	struct status st = STATUS_INIT;
	char month[8];

	if (closed_until(l->app) == MONTH_NONE)
		return;
	l->opened = closed_until(l->app) < l->opened ? closed_until(l->app) : l->opened;
	month_format(closed_until(l->app), month);
	note(l, app_months_open(l->app, month, "once more", NULL, &st), &st);
}

static void live(struct life *l)
{
	int what = in(&l->random, 0, 39);

	if (what < 14)
		log_hours(l);
	else if (what < 22)
		edit_hours(l);
	else if (what < 25)
		take_hours(l);
	else if (what < 29)
		go_back(l);
	else if (what < 31)
		change_grant(l);
	else if (what < 33)
		change_wage(l);
	else if (what < 35)
		fall_ill(l);
	else if (what < 39)
		close_next(l);
	else
		open_last(l);
}

/* ---- what is accounted for ------------------------------------------------------- */

/* What a household says of its months. */
struct books {
	month_t closed;
	int64_t pay[2][MONTHS];
	struct bank_month bank[COUNT_OF(parts)][MONTHS]; /* without lists */
	int64_t used[COUNT_OF(parts)], corrected[COUNT_OF(parts)][MONTHS];
};

static void read_pay(struct app *app, struct books *out)
{
	for (int m = 0; m < MONTHS; m++) {
		struct status st = STATUS_INIT;
		struct pay_view view;

		assert_ok(app_pay(app, month_make(2025, m + 1), NULL, &view, &st), &st);
		for (int p = 0; p < view.count; p++) {
			const struct pay_person *person = &view.people[p];
			int64_t sum = person->base + person->supplements + person->corrected, told = 0;

			for (int c = 0; c < PAY_COLUMNS; c++)
				sum += person->costs[c];
			for (int c = 0; c < person->correction_count; c++)
				told += person->corrections[c].difference;
			assert_int_equal(sum, person->total);
			assert_int_equal(told, person->corrected);
			out->pay[!strcmp(person->id, people[1])][m] = person->total;
		}
		pay_view_done(&view);
	}
}

static void read_bank(struct app *app, struct books *out)
{
	for (size_t p = 0; p < COUNT_OF(parts); p++) {
		struct status st = STATUS_INIT;
		struct bank_view view;
		int64_t before = 0;

		assert_ok(app_bank(app, parts[p], month_make(2025, MONTHS), NULL, &view, &st), &st);
		for (int i = 0; i < view.bank.count; i++) {
			const struct bank_month *row = &view.bank.months[i];
			struct bank_month *kept = &out->bank[p][month_number(row->month) - 1];
			int64_t lots = 0;

			for (int n = 0; n < row->lot_count; n++)
				lots += row->lots[n].left;
			assert_int_equal(lots, row->left);
			assert_int_equal(row->granted + row->returned + before,
			                 row->used - row->overdraft + row->repaid + row->lapsed + row->left);
			before = row->left;
			*kept = *row;
			kept->lots = kept->ending = NULL;
			kept->taken = NULL;
		}
		bank_view_done(&view);
	}
}

/* The account's months have what is corrected in them; entry by entry it comes to the same. */
static void read_account(struct app *app, struct books *out)
{
	struct status st = STATUS_INIT;
	struct account_docs docs;

	assert_ok(app_account(app, 2025, NULL, &docs, &st), &st);
	for (int d = 0; d < docs.count; d++)
		for (size_t p = 0; p < COUNT_OF(parts); p++) {
			const struct account_doc *doc = &docs.of[d];
			const struct account *account = &doc->parts[0].account;

			if (strncmp(parts[p], doc->decision.id, 3))
				continue;
			out->used[p] = account->sum.used;
			for (int m = 0; m < account->month_count && month_number(account->months[m].month) <= MONTHS; m++) {
				month_t month = account->months[m].month;
				int64_t told = 0;

				for (int c = 0; c < doc->corrections.count; c++)
					told += doc->corrections.of[c].in == month && doc->corrections.of[c].entry
					                ? doc->corrections.of[c].difference
					                : 0;
				if (told != account->months[m].corrected)
					fail_msg("%s %d-%02d: corrected by %lld, the entries say %lld", parts[p], month_year(month),
					         month_number(month), (long long)account->months[m].corrected, (long long)told);
				out->corrected[p][month_number(month) - 1] = told;
			}
		}
	account_docs_done(&docs);
}

static void read_books(struct app *app, struct books *out)
{
	*out = (struct books){ .closed = closed_until(app) };
	read_pay(app, out);
	read_bank(app, out);
	read_account(app, out);
}

/* Of months that were closed and are so still everything is as it was. */
static void same_closed(const struct books *before, const struct books *after)
{
	month_t closed = before->closed < after->closed ? before->closed : after->closed;

	for (int m = 0; m < MONTHS && month_make(2025, m + 1) <= closed; m++) {
		for (int p = 0; p < 2; p++)
			assert_int_equal(before->pay[p][m], after->pay[p][m]);
		for (size_t p = 0; p < COUNT_OF(parts); p++) {
			assert_memory_equal(&before->bank[p][m], &after->bank[p][m], sizeof after->bank[p][m]);
			assert_int_equal(before->corrected[p][m], after->corrected[p][m]);
		}
	}
}

/* A copy in which all is opened again says the same in all of what was used and paid. */
static void same_as_never_closed(struct app *app, const char *directory, const struct books *books)
{
	char *path = str_make("%s/copy.db", directory);
	struct app_options options = { .file = path };
	struct status st = STATUS_INIT;
	struct books open;
	struct app *copy;
	int64_t paid = 0, paid_open = 0;

	assert_ok(app_backup(app, path, &st), &st);
	assert_ok(app_open(&copy, &options, &st), &st);
	if (books->closed != MONTH_NONE)
		assert_ok(app_months_open(copy, "2025", "to compare", NULL, &st), &st);
	read_books(copy, &open);
	assert_int_equal(open.closed, MONTH_NONE);
	for (int m = 0; m < MONTHS; m++)
		for (int p = 0; p < 2; p++) {
			paid += books->pay[p][m];
			paid_open += open.pay[p][m];
		}
	assert_int_equal(paid, paid_open);
	for (size_t p = 0; p < COUNT_OF(parts); p++)
		assert_int_equal(books->used[p], open.used[p]);
	app_close(&copy);
	assert_int_equal(unlink(path), 0);
	free(path);
}

/* The file is copied whole, so that reopening it does not touch this one. */
static void test_any_life_with_closed_months(void **state)
{
	int closed = 0, corrected = 0;

	house_teardown(state);
	for (int trial = 0; trial < TRIALS; trial++) {
		struct life l = { .random = { (uint64_t)(500 + trial) }, .opened = MONTH_OPEN };
		struct books before, after;
		struct house *house;

		home_setup(state);
		house = *state;
		l.app = house->app;
		read_books(l.app, &before);
		for (int step = 0; step < STEPS; step++) {
			live(&l);
			if (step % 3)
				continue;
			read_books(l.app, &after);
			before.closed = before.closed < l.opened ? before.closed : l.opened - 1;
			same_closed(&before, &after);
			l.opened = MONTH_OPEN;
			closed += after.closed != MONTH_NONE;
			for (int m = 0; m < MONTHS; m++)
				corrected += after.corrected[0][m] != 0;
			if (step % 12 == 0)
				same_as_never_closed(l.app, house->directory, &after);
			before = after;
		}
		check_ok(l.app);
		assert_in_range(l.done, STEPS / 3, STEPS);
		if (trial + 1 < TRIALS)
			house_teardown(state);
	}
	assert_in_range(closed, TRIALS * 5, TRIALS * STEPS);
	assert_in_range(corrected, TRIALS * 5, TRIALS * STEPS * MONTHS);
}

/* ---- killed in the middle --------------------------------------------------------- */

static void fill_year(struct app *app)
{
	struct status st = STATUS_INIT;
	struct str csv = STR_INIT;
	struct import_result result;
	FILE *in;

	str_add(&csv, "person,grant,date,start,end\n");
	for (int m = 1; m <= 12; m++)
		for (int d = 1; d <= 28; d++)
			for (int p = 0; p < 2; p++)
				str_addf(&csv, "%s,bpa.hours,2025-%02d-%02d,%02d:00,%02d:00\n", people[p], m, d, 8 + 6 * p,
				         12 + 6 * p);
	in = fmemopen((char *)str_peek(&csv), csv.length, "r");
	assert_ok(app_import_hours(app, in, false, NULL, NULL, &result, &st), &st);
	import_result_done(&result);
	fclose(in);
	str_done(&csv);
}

/* Closes the year in a process that is killed after so many milliseconds; returns whether it was done by then. */
static bool close_and_kill(struct house *house, int milliseconds)
{
	struct status st = STATUS_INIT;
	struct timespec wait = { 0, milliseconds * 1000000L };
	pid_t child;
	int how;

	app_close(&house->app); /* a connection must not go through a fork */
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		struct app_options options = { .file = house->file };

		_exit(app_open(&house->app, &options, &st) && app_months_close(house->app, "2025-12", true, NULL, &st) ? 0 : 1);
	}
	nanosleep(&wait, NULL);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &how, 0), child);
	house_as(house, "lea");
	return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static int frozen_months(struct app *app)
{
	struct status st = STATUS_INIT;
	struct store *store;
	struct closed_part part;
	int count;

	assert_ok(store_open(&store, app_path(app), &st), &st);
	assert_ok(closed_part_read(store, "bpa", "hours", MONTH_NONE, &part, &st), &st);
	count = part.count;
	closed_part_done(&part);
	store_close(&store);
	return count;
}

/* Killed while it closes a year, a household has closed all of it, or nothing. */
static void test_a_year_is_closed_whole_or_not_at_all(void **state)
{
	struct house *house = *state;
	int whole = 0, nothing = 0;

	house_now("2026-02-01T12:00");
	fill_year(house->app);
	for (int wait = 0; wait < 60 && (whole < 3 || !nothing); wait += wait < 20 ? 1 : 5) {
		struct status st = STATUS_INIT;
		bool done = close_and_kill(house, wait);
		month_t last = closed_until(house->app);

		check_ok(house->app);
		if (last == MONTH_NONE) {
			assert_false(done);
			assert_int_equal(frozen_months(house->app), 0);
			nothing++;
			continue;
		}
		assert_int_equal(last, month_make(2025, 12));
		assert_int_equal(frozen_months(house->app), 12);
		assert_ok(app_months_open(house->app, "2025", "again", NULL, &st), &st);
		whole++;
	}
	assert_true(nothing > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_life_with_closed_months, home_setup, house_teardown),
		cmocka_unit_test_setup_teardown(test_a_year_is_closed_whole_or_not_at_all, home_setup, house_teardown),
	};

	return cmocka_run_group_tests_name("close_any", tests, NULL, NULL);
}
