/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of an hour: who may take which step, what counts meanwhile, a selection as one change, undo. */
#include "house.h"

static struct hours_pick named(const int64_t *ids, int count)
{
	return (struct hours_pick){ .ids = ids, .count = count };
}

static bool try_step(struct app *app, enum entry_step step, int64_t id, struct status *st)
{
	struct hours_pick pick = named(&id, 1);

	*st = (struct status)STATUS_INIT;
	return app_hours_step(app, step, &pick, step == STEP_REJECT ? "too long" : NULL, NULL, st);
}

static void step(struct app *app, enum entry_step which, int64_t id)
{
	struct status st;

	assert_ok(try_step(app, which, id, &st), &st);
}

static void step_refused(struct app *app, enum entry_step which, int64_t id, enum status_code code, const char *rule)
{
	struct status st;
	int64_t changes = changes_of(app);

	assert_false(try_step(app, which, id, &st));
	is_status(&st, code, rule);
	assert_int_equal(changes_of(app), changes);
}

static bool try_note(struct app *app, int64_t id, const char *note, struct status *st)
{
	struct hours_input input = { .note = note };

	*st = (struct status)STATUS_INIT;
	return app_hours_edit(app, id, 0, &input, NULL, st);
}

static void edit(struct app *app, int64_t id, const char *note)
{
	struct status st;

	assert_ok(try_note(app, id, note, &st), &st);
}

static enum entry_state state_of(struct app *app, int64_t id)
{
	struct status st = STATUS_INIT;
	enum entry_state state;
	struct entry entry;

	assert_ok(app_entry(app, id, &entry, &st), &st);
	state = entry.state;
	entry_copy_done(&entry);
	return state;
}

/* ---- every state, step and role, by hand from the rule */

/* Columns: logged, submitted, approved, rejected, withdrawn. A letter is the state afterwards, a dash a refusal by the rules, an x
 * one because it is not theirs to do. */
static const struct {
	const char *who;
	bool own;
	const char *cells[ENTRY_STEPS];
} golden[] = {
	/*                    submit   approve  reject   edit     withdraw */
	{ "anna", true, { "S--S-", "xxxxx", "xxxxx", "LSSL-", "WWWW-" } },
	{ "anna", false, { "xxxxx", "xxxxx", "xxxxx", "xxxxx", "xxxxx" } },
	{ "lise", true, { "S--S-", "AA---", "-RR--", "LSSL-", "WWWW-" } },
	{ "lise", false, { "xxxxx", "AA---", "-RR--", "LSSL-", "WWWW-" } },
	{ "holder", true, { "S--S-", "AA---", "-RR--", "LSSL-", "WWWW-" } },
	{ "holder", false, { "xxxxx", "AA---", "-RR--", "LSSL-", "WWWW-" } },
	{ "audit", true, { "xxxxx", "xxxxx", "xxxxx", "xxxxx", "xxxxx" } },
	{ "audit", false, { "xxxxx", "xxxxx", "xxxxx", "xxxxx", "xxxxx" } },
};

/* Booked by the holder and brought to a state. */
static int64_t entry_in(struct app *app, enum entry_state state, const char *person, int day)
{
	char date[11];
	struct status st = STATUS_INIT;
	int64_t id;

	day_format(day_make(2025, 2, 1) + day, date);
	id = book(app, date, "8-10", "led", person);
	if (state != ENTRY_LOGGED && state != ENTRY_WITHDRAWN)
		step(app, STEP_APPROVE, id);
	if (state == ENTRY_SUBMITTED)
		edit(app, id, "changed");
	if (state == ENTRY_REJECTED)
		step(app, STEP_REJECT, id);
	if (state == ENTRY_WITHDRAWN)
		assert_ok(app_hours_withdraw(app, id, 0, &st), &st);
	assert_int_equal(state_of(app, id), state);
	return id;
}

static bool take(struct app *app, enum entry_step which, int64_t id, struct status *st)
{
	*st = (struct status)STATUS_INIT;
	if (which == STEP_EDIT)
		return try_note(app, id, "another", st);
	return which == STEP_WITHDRAW ? app_hours_withdraw(app, id, 0, st) : try_step(app, which, id, st);
}

static void test_every_state_step_and_role(void **state)
{
	static const char letters[] = "LSARW";
	struct house *house = *state;
	int64_t ids[ENTRY_STEPS][ENTRY_STATES];
	int day = 0;

	for (size_t row = 0; row < COUNT_OF(golden); row++) {
		house_as(house, NULL);
		for (int s = 0; s < ENTRY_STEPS; s++)
			for (int from = 0; from < ENTRY_STATES; from++)
				ids[s][from] = entry_in(house->app, (enum entry_state)from,
				                        golden[row].own ? golden[row].who : "bo", day++ % 90);
		house_as(house, golden[row].who);
		for (int s = 0; s < ENTRY_STEPS; s++)
			for (int from = 0; from < ENTRY_STATES; from++) {
				struct status st;
				bool ok = take(house->app, (enum entry_step)s, ids[s][from], &st);
				char got = ok                         ? letters[state_of(house->app, ids[s][from])]
				           : st.code == STATUS_DENIED ? 'x'
				                                      : '-';

				if (got != golden[row].cells[s][from])
					fail_msg("%s, %s, step %d from %c: %c, must be %c (%s)", golden[row].who, golden[row].own ? "own" : "other",
					         s, letters[from], got, golden[row].cells[s][from], st.msgid ? st.msgid : "");
				if (!ok)
					is_status(&st, st.code, st.code == STATUS_DENIED ? "not-yours"
					                        : from == ENTRY_WITHDRAWN ? "withdrawn"
					                                                  : "state");
			}
		/* Days are used again from row to row, for as many people: what stands must not collide. */
		house_as(house, NULL);
		for (int s = 0; s < ENTRY_STEPS; s++)
			for (int from = 0; from < ENTRY_STATES; from++)
				if (state_of(house->app, ids[s][from]) != ENTRY_WITHDRAWN) {
					struct status st = STATUS_INIT;

					assert_ok(app_hours_withdraw(house->app, ids[s][from], 0, &st), &st);
				}
	}
	check_ok(house->app);
}

/* An assistant hears the same of what is somebody else's, of what is not there, and of what is not theirs to do. */
static void test_the_same_sentence(void **state)
{
	struct house *house = *state;
	int64_t own = book(house->app, "2025-06-01", "8-15", "led", "anna");
	int64_t bos = book(house->app, "2025-06-01", "8-15", "led", "bo");
	int64_t nobodys = book(house->app, "2025-06-01", "8-15", "led", "");
	const struct {
		enum entry_step step;
		int64_t id;
	} cases[] = { { STEP_SUBMIT, bos }, { STEP_SUBMIT, nobodys }, { STEP_SUBMIT, 4711 },  { STEP_APPROVE, own },
		      { STEP_APPROVE, bos }, { STEP_APPROVE, 4711 },  { STEP_REJECT, bos },   { STEP_REJECT, 4711 } };
	struct hours_pick bos_month = { .from = day_make(2025, 6, 1), .to = day_make(2025, 6, 30), .person = "bo" };
	struct hours_pick noones_month = bos_month;
	char *first = NULL;
	struct status st;

	noones_month.person = "zoe";
	house_as(house, "anna");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *said;

		assert_false(try_step(house->app, cases[i].step, cases[i].id, &st));
		is_status(&st, STATUS_DENIED, "not-yours");
		said = sentence(&st);
		if (first)
			assert_string_equal(first, said);
		else
			first = mem_text(said);
		free(said);
	}
	free(first);
	assert_false(app_hours_step(house->app, STEP_SUBMIT, &bos_month, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_false(app_hours_step(house->app, STEP_SUBMIT, &noones_month, NULL, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_int_equal(state_of(house->app, own), ENTRY_LOGGED);
	/* A leader sees them, and is told that a number is wrong. */
	house_as(house, "lise");
	step_refused(house->app, STEP_APPROVE, 4711, STATUS_INPUT, "entry");
	step_refused(house->app, STEP_SUBMIT, bos, STATUS_DENIED, "not-yours");
}

/* ---- what counts */

static void test_rejected_hours_do_not_count(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t id = book(app, "2025-04-30", "22-7", "led", "anna");
	struct status st;
	struct entry entry;

	step(app, STEP_APPROVE, id);
	assert_int_equal(used_in(app, "led", 2025, 4), 120);
	assert_int_equal(used_in(app, "led", 2025, 5), 420);
	step(app, STEP_REJECT, id);
	assert_int_equal(used_in(app, "led", 2025, 4), 0);
	assert_int_equal(used_in(app, "led", 2025, 5), 0);
	assert_ok(app_entry(app, id, &entry, &st), &st);
	assert_string_equal(entry.why, "too long");
	entry_copy_done(&entry);
	check_ok(app);
	/* Somebody else's night on it is no collision, until it would count again. */
	book(app, "2025-05-01", "0-2", "led", "anna");
	house_as(house, "anna");
	step_refused(house->app, STEP_SUBMIT, id, STATUS_REFUSED, "overlap");
	assert_false(try_note(house->app, id, "still", &st));
	is_status(&st, STATUS_REFUSED, "overlap");
	house_as(house, NULL);
	assert_ok(app_undo(house->app, NULL, &st), &st); /* the hours in between go */
	house_as(house, "anna");
	step(house->app, STEP_SUBMIT, id);
	assert_ok(app_entry(house->app, id, &entry, &st), &st);
	assert_null(entry.why);
	entry_copy_done(&entry);
	house_as(house, NULL);
	assert_int_equal(used_in(house->app, "led", 2025, 5), 420);
	check_ok(house->app);
}

/* A refusal among several names the entry, and nothing of the selection is done. */
static void test_a_collision_names_the_entry(void **state)
{
	struct house *house = *state;
	int64_t good = book(house->app, "2025-06-02", "8-15", "led", "anna");
	int64_t id = book(house->app, "2025-06-03", "8-15", "led", "anna");
	int64_t both[2] = { good, id };
	struct hours_pick pick = named(both, 2);
	struct status st = STATUS_INIT;
	char *said;

	step(house->app, STEP_APPROVE, id);
	step(house->app, STEP_REJECT, id);
	book(house->app, "2025-06-03", "14-16", "led", "anna");
	house_as(house, "anna");
	assert_false(app_hours_step(house->app, STEP_SUBMIT, &pick, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "overlap");
	said = sentence(&st);
	assert_non_null(strstr(said, "Entry 2 would count again: “anna” already has 14:00-16:00"));
	free(said);
	assert_int_equal(state_of(house->app, good), ENTRY_LOGGED);
}

static void test_work_inside_standby(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t standby = book_kind(app, "2025-05-10", "20-8", "led", "anna", "standby");
	int64_t work = book(app, "2025-05-11", "2-4", "led", "anna");
	int64_t both[2] = { work, standby };
	struct hours_pick pick = named(both, 2);
	struct status st = STATUS_INIT;

	step(app, STEP_APPROVE, standby);
	step(app, STEP_APPROVE, work);
	assert_int_equal(used_in(app, "led", 2025, 5), 12 * 60);
	check_ok(app);
	step(app, STEP_REJECT, work); /* the standby gets its two hours back */
	assert_int_equal(used_in(app, "led", 2025, 5), 12 * 60);
	check_ok(app);
	assert_ok(app_undo(app, NULL, &st), &st);
	check_ok(app);
	assert_ok(app_hours_step(app, STEP_REJECT, &pick, "both", NULL, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 5), 0);
	check_ok(app);
	assert_ok(app_undo(app, NULL, &st), &st);
	assert_int_equal(used_in(app, "led", 2025, 5), 12 * 60);
	check_ok(app);
}

/* The standby keeps its own minutes through steps: not what counts of them. */
static void test_a_standby_keeps_its_minutes(void **state)
{
	struct house *house = *state;
	int64_t standby = book_kind(house->app, "2025-05-10", "20-8", "led", "anna", "standby");
	int64_t work = book(house->app, "2025-05-11", "2-4", "led", "anna");
	struct status st = STATUS_INIT;
	struct entry entry;

	step(house->app, STEP_APPROVE, standby);
	assert_ok(app_hours_withdraw(house->app, work, 0, &st), &st);
	assert_ok(app_entry(house->app, standby, &entry, &st), &st);
	assert_int_equal(entry.amount, 12 * 60);
	entry_copy_done(&entry);
}

/* ---- several at once */

static void test_a_selection_is_one_change(void **state)
{
	struct house *house = *state;
	struct app *app = house->app;
	int64_t a = book(app, "2025-06-01", "8-15", "led", "anna"), b = book(app, "2025-06-01", "8-15", "led", "bo");
	int64_t c = book(app, "2025-06-02", "8-15", "led", "bo"), all[4] = { a, b, a, c };
	struct hours_pick pick = named(all, 4);
	struct hours_picked done;
	struct status st = STATUS_INIT;
	int64_t changes = changes_of(app);
	char *what = NULL;

	assert_ok(app_hours_step(app, STEP_APPROVE, &pick, NULL, &done, &st), &st);
	assert_int_equal(done.count, 3);
	assert_int_equal(done.amounts[UNIT_MINUTES], 21 * 60);
	hours_picked_done(&done);
	assert_int_equal(changes_of(app), changes + 1);
	assert_ok(app_undo(app, &what, &st), &st);
	assert_string_equal(what, "hours approve: entries 1, 2, 3");
	free(what);
	assert_int_equal(state_of(app, c), ENTRY_LOGGED);
	assert_ok(app_redo(app, NULL, &st), &st);
	assert_int_equal(state_of(app, c), ENTRY_APPROVED);
	/* All or nothing: one that is approved already stops the other. */
	all[0] = book(app, "2025-06-03", "8-15", "led", "bo");
	pick.count = 2;
	assert_false(app_hours_step(app, STEP_APPROVE, &pick, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "state");
	assert_int_equal(st.args[0].number, b);
	assert_int_equal(state_of(app, all[0]), ENTRY_LOGGED);
}

/* The night over the month's end is of both months: what a month's list shows is what its approval takes. */
static void test_a_month(void **state)
{
	struct house *house = *state;
	int64_t night = book(house->app, "2025-03-31", "22-7", "led", "anna");
	int64_t may = book(house->app, "2025-05-01", "8-10", "led", "anna");
	int64_t own = book(house->app, "2025-04-10", "8-10", "led", "anna");
	int64_t bos = book(house->app, "2025-04-10", "8-10", "led", "bo");
	int64_t rejected = book(house->app, "2025-04-12", "8-10", "led", "anna");
	struct hours_pick april = { .from = day_make(2025, 4, 1), .to = day_make(2025, 4, 30) };
	struct hours_picked done;
	struct status st = STATUS_INIT;
	int64_t changes;

	step(house->app, STEP_APPROVE, rejected);
	step(house->app, STEP_REJECT, rejected);
	house_as(house, "anna");
	assert_ok(app_hours_step(house->app, STEP_SUBMIT, &april, NULL, &done, &st), &st);
	assert_int_equal(done.count, 2);
	assert_int_equal(done.left, 1);
	assert_int_equal(done.amounts[UNIT_MINUTES], 9 * 60); /* seven of the night lie in April, and two */
	hours_picked_done(&done);
	assert_int_equal(state_of(house->app, own), ENTRY_SUBMITTED);
	assert_int_equal(state_of(house->app, night), ENTRY_SUBMITTED);
	assert_int_equal(state_of(house->app, rejected), ENTRY_REJECTED);
	assert_int_equal(state_of(house->app, may), ENTRY_LOGGED);
	house_as(house, "lise");
	april.person = "anna";
	assert_ok(app_hours_pick(house->app, STEP_APPROVE, &april, &done, &st), &st);
	assert_int_equal(done.count, 2);
	hours_picked_done(&done);
	assert_ok(app_hours_step(house->app, STEP_APPROVE, &april, NULL, NULL, &st), &st);
	assert_int_equal(state_of(house->app, own), ENTRY_APPROVED);
	assert_int_equal(state_of(house->app, bos), ENTRY_LOGGED);
	changes = changes_of(house->app);
	assert_ok(app_hours_step(house->app, STEP_APPROVE, &april, NULL, &done, &st), &st);
	assert_int_equal(done.count, 0);
	hours_picked_done(&done);
	assert_int_equal(changes_of(house->app), changes); /* nothing to do is no change */
	april.person = "zoe";
	assert_false(app_hours_step(house->app, STEP_APPROVE, &april, NULL, NULL, &st));
	is_status(&st, STATUS_INPUT, "person");
	april.person = NULL;
	assert_ok(app_hours_step(house->app, STEP_APPROVE, &april, NULL, &done, &st), &st);
	assert_int_equal(done.count, 1);
	assert_int_equal(done.ids[0], bos);
	hours_picked_done(&done);
}

static void test_the_shown_revision(void **state)
{
	struct house *house = *state;
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna"), rev = 1;
	struct hours_pick pick = { .ids = &id, .revs = &rev, .count = 1 };
	struct status st = STATUS_INIT;

	edit(house->app, id, "meanwhile");
	assert_false(app_hours_step(house->app, STEP_APPROVE, &pick, NULL, NULL, &st));
	is_status(&st, STATUS_REFUSED, "stale");
	rev = 2;
	assert_ok(app_hours_step(house->app, STEP_APPROVE, &pick, NULL, NULL, &st), &st);
}

/* ---- the reason */

static void test_a_reason_is_needed(void **state)
{
	struct house *house = *state;
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna");
	struct hours_pick pick = named(&id, 1);
	char why[2 * ENTRY_WHY_MOST + 3];
	const char *const wrong[] = { NULL, "", "   ", "two\nlines", why };
	struct status st = STATUS_INIT;

	step(house->app, STEP_APPROVE, id);
	for (size_t i = 0; i <= ENTRY_WHY_MOST; i++) /* 201 characters of two bytes each */
		memcpy(why + 2 * i, "ø", 3);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_false(app_hours_step(house->app, STEP_REJECT, &pick, wrong[i], NULL, &st));
		is_status(&st, STATUS_INPUT, "why");
	}
	why[2 * ENTRY_WHY_MOST] = '\0';
	assert_ok(app_hours_step(house->app, STEP_REJECT, &pick, why, NULL, &st), &st);
}

/* ---- edits */

/* What was said of an entry holds where an edit changed nothing of it. */
static void test_an_edit_that_changes_nothing(void **state)
{
	struct house *house = *state;
	struct hours_input same = { .span = "8-15", .note = "" }, longer = { .span = "8-16" };
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna");
	struct status st = STATUS_INIT;
	struct entry entry;

	step(house->app, STEP_APPROVE, id);
	assert_ok(app_hours_edit(house->app, id, 0, &same, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_APPROVED);
	assert_ok(app_hours_edit(house->app, id, 0, &longer, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_SUBMITTED);
	step(house->app, STEP_REJECT, id);
	longer.note = "";
	assert_ok(app_hours_edit(house->app, id, 0, &longer, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_REJECTED);
	assert_ok(app_entry(house->app, id, &entry, &st), &st);
	assert_string_equal(entry.why, "too long");
	entry_copy_done(&entry);
	assert_ok(app_hours_edit(house->app, id, 0, &same, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_LOGGED);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 420);
	check_ok(house->app);
}

/* A shift that an assistant says was worked is logged: handing in is a step of its own. */
static void test_a_shift_is_booked_as_logged(void **state)
{
	struct house *house = *state;
	struct shift_input input = { .date = "2025-06-10", .span = "8-15", .grant = "led", .person = "anna" };
	struct status st = STATUS_INIT;
	struct log_result result;
	int64_t *ids;
	int count;

	assert_ok(app_shift_add(house->app, &input, &ids, &count, NULL, &st), &st);
	house_as(house, "anna");
	assert_ok(app_shift_done(house->app, ids[0], 0, "8-16", &result, &st), &st);
	assert_int_equal(state_of(house->app, result.entry), ENTRY_LOGGED);
	log_result_done(&result);
	free(ids);
}

/* ---- whatever is done in whatever order, the sums are those of the entries that count */

static void test_sums_follow_any_walk(void **state)
{
	static const char *const spans[] = { "20-8", "22-2", "2-4", "8-15", "1:30" };
	struct support_random random = { 11 };
	struct house *house = *state;
	int taken[ENTRY_STEPS + 3] = { 0 };

	for (int i = 0; i < 400; i++) {
		int64_t id = 1 + (int64_t)support_random(&random, 25);
		uint32_t what = support_random(&random, ENTRY_STEPS + 3);
		const char *span = spans[support_random(&random, COUNT_OF(spans))];
		struct hours_input input = { .span = span, .grant = "led", .person = "anna" };
		char *date = str_make("2025-05-%02d", 28 + (int)support_random(&random, 4));
		struct status st = STATUS_INIT;
		bool ok;

		input.date = date;
		input.kind = support_random(&random, 2) ? "standby" : "work";
		if (what < STEP_EDIT)
			ok = try_step(house->app, what == STEP_SUBMIT ? STEP_APPROVE : (enum entry_step)what, id, &st);
		else if (what == STEP_EDIT)
			ok = app_hours_edit(house->app, id, 0, &input, NULL, &st);
		else if (what == STEP_WITHDRAW)
			ok = app_hours_withdraw(house->app, id, 0, &st);
		else if (what == ENTRY_STEPS)
			ok = app_undo(house->app, NULL, &st);
		else if (what == ENTRY_STEPS + 1)
			ok = app_redo(house->app, NULL, &st);
		else
			ok = app_log(house->app, &input, NULL, &st);
		taken[what] += ok;
		free(date);
		if (i % 20 == 19)
			check_ok(house->app);
	}
	for (int what = 0; what < ENTRY_STEPS + 3; what++)
		assert_true(taken[what] > 3);
}

/* ---- what the account misses */

static int open_months(struct app *app, const char *text)
{
	struct account_docs docs;
	struct status st = STATUS_INIT;
	int found = 0;

	assert_ok(app_account(app, 2025, "led", &docs, &st), &st);
	for (int i = 0; i < docs.of[0].missing_count; i++)
		found += strstr(docs.of[0].missing[i], text) != NULL;
	account_docs_done(&docs);
	return found;
}

static void test_an_account_misses_approvals_where_there_are_any(void **state)
{
	struct house *house = *state;
	int64_t first = book(house->app, "2025-03-03", "8-10", "led", "anna");
	struct status st = STATUS_INIT;

	book(house->app, "2025-03-31", "22-7", "led", "anna"); /* of the month in which it begins */
	book(house->app, "2025-03-04", "8-10", "led", "bo");
	book(house->app, "2025-05-04", "8-10", "led", "bo");
	assert_int_equal(open_months(house->app, "approved"), 0); /* a household that does without is left alone */
	step(house->app, STEP_APPROVE, first);
	assert_int_equal(open_months(house->app, "approved"), 2);
	assert_int_equal(open_months(house->app, "2 entries of March 2025 are not approved."), 1);
	assert_int_equal(open_months(house->app, "1 entry of May 2025 is not approved."), 1);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_int_equal(open_months(house->app, "approved"), 0);
	house_as(house, "anna");
	step(house->app, STEP_SUBMIT, first);
	house_as(house, NULL);
	assert_int_equal(open_months(house->app, "3 entries of March 2025 are not approved."), 1);
}

static void test_imported_hours_are_logged(void **state)
{
	struct house *house = *state;
	char csv[] = "person,grant,date,start,end,kind,note\nanna,led,2025-06-02,08:00,10:00,work,\n";
	FILE *in = fmemopen(csv, sizeof csv - 1, "r");
	struct import_result result = { 0 };
	struct status st = STATUS_INIT;

	assert_ok(app_import_hours(house->app, in, false, NULL, NULL, &result, &st), &st);
	import_result_done(&result);
	fclose(in);
	assert_int_equal(state_of(house->app, 1), ENTRY_LOGGED);
}

/* ---- undo */

static void test_undo_of_each(void **state)
{
	struct house *house = *state;
	int64_t id = book(house->app, "2025-06-01", "8-15", "led", "anna");
	struct status st = STATUS_INIT;

	house_as(house, "anna");
	step(house->app, STEP_SUBMIT, id);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_LOGGED);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_SUBMITTED);
	house_as(house, "lise");
	step(house->app, STEP_APPROVE, id);
	/* What has been approved is no longer taken back by who submitted it. */
	house_as(house, "anna");
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_REFUSED, "changed-since");
	/* An own edit is: then it is as it was approved. */
	edit(house->app, id, "another");
	assert_int_equal(state_of(house->app, id), ENTRY_SUBMITTED);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_APPROVED);
	house_as(house, "lise");
	step(house->app, STEP_REJECT, id);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_APPROVED);
	assert_ok(app_redo(house->app, NULL, &st), &st);
	assert_int_equal(state_of(house->app, id), ENTRY_REJECTED);
	assert_ok(app_undo(house->app, NULL, &st), &st);
	house_as(house, NULL);
	assert_int_equal(used_in(house->app, "led", 2025, 6), 420);
	check_ok(house->app);
}

/* Who was a leader then and is none now may not take an approval of the own hours back, nor give it again. */
static void test_undo_by_who_may_approve_no_more(void **state)
{
	struct house *house = *state;
	struct person_input assistant = { .id = "both", .roles = "assistant" };
	struct person_input leader = { .id = "both", .roles = "leader,assistant" };
	struct status st = STATUS_INIT;
	int64_t id;

	add_person(house->app, "both", "leader,assistant", NULL, NULL);
	id = book(house->app, "2025-06-01", "8-15", "led", "both");
	house_as(house, "both");
	step(house->app, STEP_APPROVE, id);
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &assistant, &st), &st);
	house_as(house, "both");
	assert_false(app_undo(house->app, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_int_equal(state_of(house->app, id), ENTRY_APPROVED);
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &leader, &st), &st);
	house_as(house, "both");
	assert_ok(app_undo(house->app, NULL, &st), &st);
	house_as(house, NULL);
	assert_ok(app_person_edit(house->app, &assistant, &st), &st);
	house_as(house, "both");
	assert_false(app_redo(house->app, NULL, &st));
	is_status(&st, STATUS_DENIED, "not-yours");
	assert_int_equal(state_of(house->app, id), ENTRY_LOGGED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_state_step_and_role),
		TEST(test_the_same_sentence),
		TEST(test_rejected_hours_do_not_count),
		TEST(test_a_collision_names_the_entry),
		TEST(test_work_inside_standby),
		TEST(test_a_standby_keeps_its_minutes),
		TEST(test_a_selection_is_one_change),
		TEST(test_a_month),
		TEST(test_the_shown_revision),
		TEST(test_a_reason_is_needed),
		TEST(test_an_edit_that_changes_nothing),
		TEST(test_a_shift_is_booked_as_logged),
		TEST(test_sums_follow_any_walk),
		TEST(test_an_account_misses_approvals_where_there_are_any),
		TEST(test_imported_hours_are_logged),
		TEST(test_undo_of_each),
		TEST(test_undo_by_who_may_approve_no_more),
	};

	return cmocka_run_group_tests_name("approve", tests, NULL, NULL);
}
