/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit chain: whatever plain SQL does to what was written is found. */
#include "file.h"

static void verify_ok(struct store *store, int64_t changes)
{
	struct status st = STATUS_INIT;
	int64_t seen = 0;

	assert_ok(audit_verify(store, &seen, &st), &st);
	assert_int_equal(seen, changes);
}

/* Three entries, the second of them revised, the third withdrawn; one change with three rows. */
static void write_some(struct store *store)
{
	struct entry gone = an_entry(0, 30, "gone");
	struct status st = STATUS_INIT;

	put_entry(store, 0, 60, "first");
	put_entry(store, 0, 90, "second");
	put_entry(store, 2, 95, "second, longer");
	gone.id = put_entry(store, 0, 30, "gone");
	begin(store, "hours withdraw");
	gone.state = ENTRY_WITHDRAWN;
	assert_ok(entry_write(store, &gone, &st), &st);
	commit(store);
	begin(store, "import hours");
	store_subject(store, "3 entries");
	for (int i = 0; i < 3; i++) {
		struct entry entry = an_entry(0, 10 + i, "row");

		assert_ok(entry_write(store, &entry, &st), &st);
	}
	commit(store);
}

static int audit_setup(void **state)
{
	file_setup(state);
	write_some(((struct file *)*state)->store);
	return 0;
}

static void test_an_untouched_chain_verifies(void **state)
{
	struct file *file = *state;

	verify_ok(file->store, 9);
	reopen(file);
	verify_ok(file->store, 9);
}

/* A change with nothing in it is a link like every other. */
static void test_an_empty_change_is_a_link(void **state)
{
	struct file *file = *state;

	begin(file->store, "nothing");
	commit(file->store);
	verify_ok(file->store, 10);
}

/* ---- what plain SQL does */

static const struct {
	const char *what, *sql;
} crimes[] = {
	{ "a figure changed", "UPDATE entry SET amount = 61 WHERE note = 'first'" },
	{ "a note changed", "UPDATE entry SET note = 'First' WHERE note = 'first'" },
	{ "a note changed in an older revision", "UPDATE entry SET note = 'x' WHERE note = 'second'" },
	{ "a wage changed", "UPDATE wage SET amount = 99999" },
	{ "NULL instead of a person", "UPDATE entry SET person = NULL WHERE note = 'first'" },
	{ "text moved between columns", "UPDATE grant_ SET payer = case_no, case_no = scheme" },
	{ "a withdrawn entry is back", "UPDATE entry SET withdrawn = 0 WHERE note = 'gone'" },
	{ "another id", "UPDATE entry SET id = 77 WHERE note = 'first'" },
	{ "another salt", "UPDATE entry SET salt = zeroblob(16) WHERE note = 'first'" },
	{ "another digest of a row", "UPDATE entry SET digest = zeroblob(32) WHERE note = 'first'" },
	{ "a row removed", "DELETE FROM entry WHERE note = 'first'" },
	{ "the last row removed", "DELETE FROM entry WHERE row = (SELECT max(row) FROM entry)" },
	{ "a row added to the last change", "INSERT INTO entry SELECT row + 100, id + 100, rev, latest, change, withdrawn, salt, digest, person, grant_, part,"
	  " kind, state, unit, day, start, finish, pause_start, pause_finish, amount, note, shift, why, absence FROM entry WHERE row = (SELECT max(row) FROM entry)" },
	{ "a row moved to another change", "UPDATE entry SET change = change + 1 WHERE note = 'first'" },
	{ "rows of one change in another order", "UPDATE entry SET row = row + 1000 WHERE row = (SELECT max(row) - 1 FROM entry)" },
	{ "two revisions exchanged", "UPDATE entry SET rev = 3 WHERE note = 'second'; UPDATE entry SET rev = 1 WHERE note = 'second, longer';"
	  " UPDATE entry SET rev = 2 WHERE note = 'second'" },
	{ "an older revision made to count", "UPDATE entry SET latest = 1 - latest WHERE id = 2" },
	{ "no revision counts", "UPDATE entry SET latest = 0 WHERE note = 'first'" },
	{ "two revisions count", "UPDATE entry SET latest = 1 WHERE id = 2" },
	{ "another actor", "UPDATE change SET actor = 'anna' WHERE seq = 5" },
	{ "another time", "UPDATE change SET at = at + 60 WHERE seq = 5" },
	{ "a set clock hidden", "UPDATE change SET clock_fixed = 0 WHERE seq = 5" },
	{ "another action", "UPDATE change SET action = 'edit' WHERE seq = 5" },
	{ "another subject", "UPDATE change SET subject = 'nothing' WHERE seq = 9" },
	{ "an actor with something behind a NUL", "UPDATE change SET actor = actor || char(0) || 'x' WHERE seq = 5" },
	{ "an action with something behind a NUL", "UPDATE change SET action = action || char(0) WHERE seq = 5" },
	{ "a subject with something behind a NUL", "UPDATE change SET subject = subject || char(0) || 'and more' WHERE seq = 9" },
	{ "a change said to undo", "UPDATE change SET undoes = 4 WHERE seq = 5" },
	{ "a change said to redo", "UPDATE change SET redoes = 4 WHERE seq = 5" },
	{ "another number of rows", "UPDATE change SET rows = 2 WHERE seq = 9" },
	{ "a change's digest", "UPDATE change SET digest = zeroblob(32) WHERE seq = 9" },
	{ "the first change removed", "DELETE FROM entry; DELETE FROM household; DELETE FROM change WHERE seq = 1" },
	{ "a change in the middle removed", "DELETE FROM entry WHERE change = 5; DELETE FROM change WHERE seq = 5" },
	{ "a change put in at the end", "INSERT INTO change SELECT seq + 1, at, clock_fixed, actor, action, subject, undoes, redoes, 0, digest FROM change"
	  " WHERE seq = 9" },
	{ "two changes exchanged", "UPDATE change SET seq = 100 WHERE seq = 5; UPDATE change SET seq = 5 WHERE seq = 4; UPDATE change SET seq = 4 WHERE seq = 100" },
};

static void test_every_alteration_is_found(void **state)
{
	struct file *file = *state;
	size_t size;
	char *bytes;

	store_close(&file->store);
	bytes = slurp(file->path, &size);
	for (size_t i = 0; i < COUNT_OF(crimes); i++) {
		struct status st = STATUS_INIT;
		int64_t changes;

		spit(file->path, bytes, size);
		outside(file, crimes[i].sql);
		assert_ok(store_open(&file->store, file->path, &st), &st);
		if (audit_verify(file->store, &changes, &st))
			fail_msg("not found: %s", crimes[i].what);
		assert_int_equal(st.code, STATUS_FILE);
		assert_string_equal(st.rule, "audit");
	}
	free(bytes);
}

/* The change that is named is the one that was altered. */
static void test_the_altered_change_is_named(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	int64_t changes;

	outside(file, "UPDATE entry SET amount = 91 WHERE note = 'second'");
	assert_ok(store_open(&file->store, file->path, &st), &st);
	assert_false(audit_verify(file->store, &changes, &st));
	assert_int_equal(st.args[0].number, 5);
	assert_string_equal(st.args[1].text, "entry");
}

/* What cannot be seen from inside: the end cut off. It shows against a head that is kept elsewhere. */
static void test_a_cut_tail_shows_against_the_head(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	char before[65], after[65];
	int64_t seq;

	assert_ok(audit_head(file->store, &seq, before, &st), &st);
	assert_int_equal(seq, 9);
	assert_int_equal(strlen(before), 64);
	outside(file, "DELETE FROM entry WHERE change = 9; DELETE FROM change WHERE seq = 9");
	assert_ok(store_open(&file->store, file->path, &st), &st);
	verify_ok(file->store, 8);
	assert_ok(audit_head(file->store, &seq, after, &st), &st);
	assert_int_equal(seq, 8);
	assert_string_not_equal(before, after);
}

static void test_a_file_without_changes_has_no_head(void **state)
{
	char *directory = support_tmpdir(), *path = str_make("%s/x.db", directory), head[65];
	struct status st = STATUS_INIT;
	struct store *store;
	int64_t seq = 7;

	(void)state;
	assert_ok(store_create(&store, path, &st), &st);
	assert_ok(audit_head(store, &seq, head, &st), &st);
	assert_int_equal(seq, 0);
	verify_ok(store, 0);
	store_close(&store);
	support_rmdir(&directory);
	free(path);
}

/* ---- reading it */

struct seen {
	int64_t seqs[16];
	int count, stop;
};

static bool see(void *context, const struct audit_row *row)
{
	struct seen *seen = context;

	seen->seqs[seen->count++] = row->seq;
	return seen->count != seen->stop;
}

static void test_changes_are_read_forth_and_back(void **state)
{
	struct file *file = *state;
	struct change late = { .at = 1750009999, .actor = "anna", .action = "log" };
	struct seen all = { .stop = -1 }, since = { .stop = -1 }, back = { .stop = 2 }, anna = { .stop = -1 };
	struct status st = STATUS_INIT;

	assert_ok(store_begin(file->store, &late, &st), &st);
	commit(file->store);
	assert_ok(audit_each(file->store, INT64_MIN, see, &all, &st), &st);
	assert_int_equal(all.count, 10);
	assert_int_equal(all.seqs[0], 1);
	assert_ok(audit_each(file->store, 1750000001, see, &since, &st), &st);
	assert_int_equal(since.count, 1);
	assert_int_equal(since.seqs[0], 10);
	assert_ok(audit_each_back(file->store, "holder", see, &back, &st), &st);
	assert_int_equal(back.count, 2);
	assert_int_equal(back.seqs[0], 9);
	assert_int_equal(back.seqs[1], 8);
	assert_ok(audit_each_back(file->store, "anna", see, &anna, &st), &st);
	assert_int_equal(anna.count, 1);
}

/* The same words twice give different digests: who sees a digest learns nothing of a short note. */
static void test_equal_rows_have_different_digests(void **state)
{
	struct file *file = *state;

	put_entry(file->store, 0, 10, "same");
	put_entry(file->store, 0, 10, "same");
	assert_int_equal(number(file->store, "SELECT count(DISTINCT digest) FROM entry WHERE note = 'same'"), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, audit_setup, file_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_untouched_chain_verifies),
		TEST(test_an_empty_change_is_a_link),
		TEST(test_every_alteration_is_found),
		TEST(test_the_altered_change_is_named),
		TEST(test_a_cut_tail_shows_against_the_head),
		cmocka_unit_test(test_a_file_without_changes_has_no_head),
		TEST(test_changes_are_read_forth_and_back),
		TEST(test_equal_rows_have_different_digests),
	};

	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
