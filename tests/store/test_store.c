/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file: making it, revisions, changes and taking them back, migrations, copies. */
#include "file.h"

#include "../../src/store/internal.h"

/* ---- making */

static void test_a_file_is_its_owners_alone(void **state)
{
	struct file *file = *state;
	char *deep = str_make("%s/a/b/c.db", file->directory), *a = str_make("%s/a", file->directory),
	             *b = str_make("%s/a/b", file->directory);
	char *wal = str_make("%s-wal", deep);
	struct status st = STATUS_INIT;
	struct store *store;

	umask(0022);
	assert_ok(store_create(&store, deep, &st), &st);
	assert_int_equal(mode_of(deep), 0600);
	assert_int_equal(mode_of(wal), 0600);
	assert_int_equal(mode_of(a), 0700);
	assert_int_equal(mode_of(b), 0700);
	assert_string_equal(store_path(store), deep);
	store_close(&store);
	assert_null(store);
	store_close(&store);
	assert_false(exists(wal));
	free(wal);
	free(deep);
	free(a);
	free(b);
}

static void test_settings_of_a_file(void **state)
{
	struct file *file = *state;
	char *mode;

	assert_true(store_raw(file->store, "PRAGMA journal_mode", &mode));
	assert_string_equal(mode, "wal");
	free(mode);
	assert_int_equal(number(file->store, "PRAGMA synchronous"), 2);
	assert_int_equal(number(file->store, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(file->store, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number(file->store, "PRAGMA application_id"), 0x6c656473);
	assert_int_equal(number(file->store, "PRAGMA user_version"), migration_count);
	assert_false(store_raw(file->store, "SELECT \"no such column\"", NULL));
	assert_false(store_raw(file->store, "INSERT INTO wage (id) VALUES (1)", NULL));
	/* Each table of ours is STRICT. */
	assert_int_equal(number(file->store, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT strict"), 0);
}

static void test_an_existing_file_is_left_alone(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct store *store = NULL;
	char *text = str_make("%s/letter.txt", file->directory), *bytes;
	size_t size;

	spit(text, "dear municipality", 17);
	assert_false(store_create(&store, text, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_string_equal(st.rule, "exists");
	assert_null(store);
	bytes = slurp(text, &size);
	assert_int_equal(size, 17);
	free(bytes);
	free(text);
}

static void test_a_link_is_not_followed(void **state)
{
	struct file *file = *state;
	char *link = str_make("%s/link.db", file->directory), *nowhere = str_make("%s/nowhere.db", file->directory);
	struct status st = STATUS_INIT;
	struct store *store;

	store_close(&file->store);
	assert_int_equal(symlink(file->path, link), 0);
	opens_as(link, "not-a-household");
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink(nowhere, link), 0);
	assert_false(store_create(&store, link, &st));
	assert_string_equal(st.rule, "exists");
	assert_false(exists(nowhere));
	free(link);
	free(nowhere);
}

/* A directory on the way may be a link. */
static void test_a_linked_directory_is_resolved(void **state)
{
	struct file *file = *state;
	char *link = str_make("%s/door", file->directory), *path = str_make("%s/door/household.db", file->directory);
	struct status st = STATUS_INIT;

	store_close(&file->store);
	assert_int_equal(symlink(file->directory, link), 0);
	assert_ok(store_open(&file->store, path, &st), &st);
	assert_string_equal(store_path(file->store), file->path);
	free(link);
	free(path);
}

static void test_a_path_that_is_no_file_leaves_nothing(void **state)
{
	struct file *file = *state;
	char *slash = str_make("%s/new/house/", file->directory), *top = str_make("%s/new", file->directory);
	char *under = str_make("%s/household.db/x/y.db", file->directory);
	struct status st = STATUS_INIT;
	struct store *store;

	assert_false(store_create(&store, "", &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_false(store_create(&store, under, &st));
	assert_int_equal(st.code, STATUS_FILE);
	if (store_create(&store, slash, &st))
		store_discard(&store);
	else
		assert_false(exists(top));
	free(slash);
	free(top);
	free(under);
}

static void test_discarding_leaves_nothing(void **state)
{
	struct file *file = *state;

	put_entry(file->store, 0, 5, "x");
	store_discard(&file->store);
	assert_null(file->store);
	assert_int_equal(rmdir(file->directory), 0);
	assert_int_equal(mkdir(file->directory, 0700), 0);
}

/* ---- revisions */

static void test_revisions_stay_and_ids_are_never_used_again(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct entry entry;
	int64_t first = put_entry(file->store, 0, 60, "one"), second = put_entry(file->store, 0, 70, "two");
	bool found;

	assert_int_equal(first, 1);
	assert_int_equal(second, 2);
	put_entry(file->store, second, 75, "two, longer");
	assert_ok(entry_read(file->store, second, &entry, &found, &st), &st);
	assert_true(found);
	assert_int_equal(entry.rev, 2);
	assert_int_equal(entry.amount, 75);
	assert_string_equal(entry.note, "two, longer");
	/* Withdrawn: still to be read by its id, no longer in lists; the number is gone for good. */
	entry.state = ENTRY_WITHDRAWN;
	begin(file->store, "hours withdraw");
	assert_ok(entry_write(file->store, &entry, &st), &st);
	assert_int_equal(entry.rev, 3);
	commit(file->store);
	entry_copy_done(&entry);
	assert_ok(entry_read(file->store, second, &entry, &found, &st), &st);
	assert_int_equal(entry.state, ENTRY_WITHDRAWN);
	entry_copy_done(&entry);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry WHERE latest = 1 AND withdrawn = 0"), 1);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 4);
	reopen(file);
	assert_int_equal(put_entry(file->store, 0, 80, "three"), 3);
	assert_ok(entry_read(file->store, 99, &entry, &found, &st), &st);
	assert_false(found);
	verify(file->store);
}

struct history {
	int64_t revs[8], changes[8];
	int count;
};

static bool see_revision(void *context, const struct revision *revision)
{
	struct history *h = context;

	assert_string_equal(revision->actor, "holder");
	h->revs[h->count] = revision->rev;
	h->changes[h->count++] = revision->change;
	return true;
}

static void test_history_tells_who_and_when(void **state)
{
	struct file *file = *state;
	struct history h = { .count = 0 };
	struct status st = STATUS_INIT;
	int64_t id = put_entry(file->store, 0, 60, "one");

	put_entry(file->store, id, 61, "one more");
	assert_ok(entry_history(file->store, id, see_revision, &h, &st), &st);
	assert_int_equal(h.count, 2);
	assert_int_equal(h.revs[0], 1);
	assert_int_equal(h.revs[1], 2);
	assert_int_equal(h.changes[1], h.changes[0] + 1);
}

static void test_every_field_comes_back(void **state)
{
	struct file *file = *state;
	struct entry in = { .person = "anna", .grant = "led", .part = "hours", .kind = KIND_COURSE, .state = ENTRY_APPROVED,
	                    .day = 20100, .clocked = true,
		            .span = { 1736676000, 1736704800 }, .pause = { 1736690000, 1736691800 }, .amount = 450,
		            .note = "“quotes”, 'single', ☃ 🎉 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", .shift = 12 };
	struct shift shift = { .grant = "led", .part = "hours", .person = NULL, .kind = KIND_STANDBY, .state = SHIFT_OPEN,
	                       .day = 20100, .span = { 1, 7201 }, .note = "", .entry = 0 }, back;
	struct grant_month opening = { "hours", 24300, 120 }, none = { "hours", 24300, 0 };
	struct status st = STATUS_INIT;
	struct entry out;
	struct grant grant;
	struct rule_file rule;
	bool found;

	begin(file->store, "log");
	assert_ok(entry_write(file->store, &in, &st) && shift_write(file->store, &shift, &st), &st);
	assert_ok(grant_month_write(file->store, "led", GRANT_OPENING, &opening, &st), &st);
	assert_ok(rule_file_write(file->store, "schemes/x", "text", &st), &st);
	commit(file->store);
	assert_ok(entry_read(file->store, in.id, &out, &found, &st), &st);
	assert_string_equal(out.person, "anna");
	assert_string_equal(out.note, in.note);
	assert_int_equal(out.kind, KIND_COURSE);
	assert_int_equal(out.state, ENTRY_APPROVED);
	assert_true(out.clocked);
	assert_int_equal(out.span.start, in.span.start);
	assert_int_equal(out.span.end, in.span.end);
	assert_int_equal(out.pause.start, in.pause.start);
	assert_int_equal(out.pause.end, in.pause.end);
	assert_int_equal(out.shift, 12);
	entry_copy_done(&out);
	assert_ok(shift_read(file->store, shift.id, &back, &found, &st), &st);
	assert_null(back.person);
	assert_int_equal(back.kind, KIND_STANDBY);
	assert_int_equal(back.span.end, 7201);
	shift_done(&back);
	assert_ok(rule_file_read(file->store, "schemes/x", &rule, &found, &st), &st);
	assert_string_equal(rule.sha256, "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
	rule_file_done(&rule);
	assert_ok(grant_read(file->store, "led", &grant, &found, &st), &st);
	assert_int_equal(grant.to, DAY_MAX);
	assert_int_equal(grant.received, DAY_NONE);
	assert_null(grant.payer);
	assert_int_equal(grant.cap, -1);
	assert_int_equal(grant.opening_count, 1);
	grant_done(&grant);
	/* An amount of 0 takes the opening back. */
	begin(file->store, "grant opening");
	assert_ok(grant_month_write(file->store, "led", GRANT_OPENING, &none, &st), &st);
	commit(file->store);
	assert_ok(grant_read(file->store, "led", &grant, &found, &st), &st);
	assert_int_equal(grant.opening_count, 0);
	grant_done(&grant);
	verify(file->store);
}

/* ---- changes */

static void test_rolling_back_leaves_nothing(void **state)
{
	struct file *file = *state;
	struct entry entry = an_entry(0, 60, "never");
	struct status st = STATUS_INIT;
	int64_t changes = number(file->store, "SELECT count(*) FROM change");

	begin(file->store, "log");
	assert_ok(entry_write(file->store, &entry, &st), &st);
	assert_ok(month_sum_add(file->store, "led", "hours", KIND_WORK, 24300, 60, &st), &st);
	store_rollback(file->store);
	store_rollback(file->store);
	assert_int_equal(number(file->store, "SELECT count(*) FROM change"), changes);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(number(file->store, "SELECT count(*) FROM month_sum"), 0);
	assert_int_equal(put_entry(file->store, 0, 60, "again"), 1);
	verify(file->store);
}

static void test_an_inner_change_joins_the_outer(void **state)
{
	struct file *file = *state;
	struct entry one = an_entry(0, 60, "one"), two = an_entry(0, 70, "two");
	struct status st = STATUS_INIT;
	int64_t changes = number(file->store, "SELECT count(*) FROM change");

	begin(file->store, "import");
	begin(file->store, "log");
	assert_ok(entry_write(file->store, &one, &st), &st);
	assert_ok(store_commit(file->store, NULL, &st), &st);
	begin(file->store, "log");
	assert_ok(entry_write(file->store, &two, &st), &st);
	assert_ok(store_commit(file->store, NULL, &st), &st);
	commit(file->store);
	assert_int_equal(number(file->store, "SELECT count(*) FROM change"), changes + 1);
	assert_int_equal(number(file->store, "SELECT rows FROM change ORDER BY seq DESC LIMIT 1"), 2);
	assert_int_equal(two.id, one.id + 1);
	verify(file->store);
}

/* Once the outer change could go on writing, as changes of their own, after an inner one was taken back. */
static void test_an_inner_rollback_takes_the_outer_with_it(void **state)
{
	struct file *file = *state;
	struct entry one = an_entry(0, 60, "one"), two = an_entry(0, 70, "two"), three = an_entry(0, 80, "three");
	struct status st = STATUS_INIT;
	int64_t changes = number(file->store, "SELECT count(*) FROM change");

	begin(file->store, "import");
	assert_ok(entry_write(file->store, &one, &st), &st);
	begin(file->store, "log");
	assert_ok(entry_write(file->store, &two, &st), &st);
	store_rollback(file->store);
	begin(file->store, "log");
	assert_false(entry_write(file->store, &three, &st));
	assert_false(store_commit(file->store, NULL, &st));
	assert_false(store_commit(file->store, NULL, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_int_equal(number(file->store, "SELECT count(*) FROM change"), changes);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 0);
	put_entry(file->store, 0, 60, "after");
	verify(file->store);
}

static void test_a_change_left_open_is_not_kept(void **state)
{
	struct file *file = *state;
	struct entry one = an_entry(0, 60, "one");
	struct status st = STATUS_INIT;

	begin(file->store, "log");
	begin(file->store, "log");
	assert_ok(entry_write(file->store, &one, &st), &st);
	reopen(file);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 0);
	verify(file->store);
}

static void test_ids_outside_of_the_house_are_refused(void **state)
{
	struct file *file = *state;
	struct entry entry = an_entry(0, 60, "x");
	struct status st = STATUS_INIT;

	entry.grant = "nowhere";
	begin(file->store, "log");
	assert_false(entry_write(file->store, &entry, &st));
	assert_int_equal(st.code, STATUS_FILE);
	store_rollback(file->store);
	assert_false(store_commit(file->store, NULL, &st));
	verify(file->store);
}

static void test_sums_add_up_and_clear(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct month_use *use;
	int count;

	begin(file->store, "log");
	assert_ok(month_sum_add(file->store, "led", "hours", KIND_WORK, 24300, 60, &st), &st);
	assert_ok(month_sum_add(file->store, "led", "hours", KIND_WORK, 24300, 30, &st), &st);
	assert_ok(month_sum_add(file->store, "led", "hours", KIND_TRAVEL, 24301, 5, &st), &st);
	assert_ok(month_sum_add(file->store, "led", "hours", KIND_TRAVEL, 24301, -5, &st), &st);
	commit(file->store);
	assert_ok(month_sums_read(file->store, "led", "hours", &use, &count, &st), &st);
	assert_int_equal(count, 1);
	assert_int_equal(use[0].amount, 90);
	free(use);
	assert_ok(month_sums_clear(file->store, &st), &st);
	assert_ok(month_sums_read(file->store, "led", "hours", &use, &count, &st), &st);
	assert_int_equal(count, 0);
	free(use);
}

/* ---- taking back */

struct touched {
	int entries, grants, people, shifts;
	bool refuse;
};

static bool touch_entry(void *context, const struct entry *before, const struct entry *after, struct status *st)
{
	struct touched *t = context;

	(void)st;
	assert_true(before || after);
	t->entries++;
	return true;
}

static bool touch_grant(void *context, const char *id, struct status *st)
{
	struct touched *t = context;

	assert_string_equal(id, "led2");
	t->grants++;
	return !t->refuse || status_set(st, STATUS_REFUSED, "in-use", "no", "");
}

static bool touch_person(void *context, const char *id, struct status *st)
{
	(void)id;
	(void)st;
	((struct touched *)context)->people++;
	return true;
}

static bool touch_shift(void *context, int64_t id, struct status *st)
{
	(void)id;
	(void)st;
	((struct touched *)context)->shifts++;
	return true;
}

static bool revert(struct store *store, int64_t seq, struct touched *touched, struct status *st)
{
	struct revert_rules rules = { touched, touch_entry, touch_grant, touch_person, touch_shift, touch_shift, touch_shift };
	bool ok;

	begin(store, "undo");
	ok = change_revert(store, seq, &rules, st);
	if (ok)
		commit(store);
	else
		store_rollback(store);
	return ok;
}

static void test_taking_a_change_back_restores_what_was_before(void **state)
{
	struct file *file = *state;
	struct entry one = an_entry(1, 61, "edited"), two = an_entry(0, 70, "two"), back;
	struct touched touched = { 0 };
	struct status st = STATUS_INIT;
	int64_t seq;
	bool found;

	put_entry(file->store, 0, 60, "one");
	begin(file->store, "edit two things");
	assert_ok(entry_write(file->store, &one, &st) && entry_write(file->store, &two, &st), &st);
	seq = commit(file->store);
	assert_ok(revert(file->store, seq, &touched, &st), &st);
	assert_int_equal(touched.entries, 2);
	assert_ok(entry_read(file->store, 1, &back, &found, &st), &st);
	assert_int_equal(back.rev, 3);
	assert_int_equal(back.amount, 60);
	assert_string_equal(back.note, "one");
	entry_copy_done(&back);
	assert_ok(entry_read(file->store, two.id, &back, &found, &st), &st);
	assert_int_equal(back.state, ENTRY_WITHDRAWN);
	entry_copy_done(&back);
	/* It was changed again since: by the undo itself. */
	assert_false(revert(file->store, seq, &touched, &st));
	assert_int_equal(st.code, STATUS_REFUSED);
	assert_string_equal(st.rule, "changed-since");
	verify(file->store);
}

static void test_a_rule_may_refuse_to_take_back(void **state)
{
	struct file *file = *state;
	struct grant grant = { .id = "led2", .scheme = "dk.holbaek.97", .from = 20000, .to = DAY_MAX, .received = DAY_NONE,
	                       .use = -1, .window = -1, .lapse = -1, .cap = -1 };
	struct grant_amount amount = { "hours", 20000, 900, PER_MONTH, NULL, 0 };
	struct touched touched = { .refuse = true };
	struct status st = STATUS_INIT;
	struct rule_file rule;
	int64_t seq;
	bool found;

	begin(file->store, "grant add");
	assert_ok(grant_write(file->store, &grant, &st) && grant_amount_write(file->store, "led2", &amount, &st), &st);
	assert_ok(rule_file_write(file->store, "schemes/dk.holbaek.97", "rules", &st), &st);
	seq = commit(file->store);
	assert_false(revert(file->store, seq, &touched, &st));
	assert_string_equal(st.rule, "in-use");
	assert_ok(grant_read(file->store, "led2", &grant, &found, &st), &st);
	assert_true(found);
	grant_done(&grant);
	touched = (struct touched){ .refuse = false };
	assert_ok(revert(file->store, seq, &touched, &st), &st);
	assert_int_equal(touched.grants, 2);
	assert_ok(grant_read(file->store, "led2", &grant, &found, &st), &st);
	assert_false(found);
	/* The rules stay: another grant may have come to stand on them. */
	assert_ok(rule_file_read(file->store, "schemes/dk.holbaek.97", &rule, &found, &st), &st);
	assert_true(found);
	rule_file_done(&rule);
	verify(file->store);
}

/* ---- migrations */

/* The file as the first form of the program left it. */
static void go_back_to_1(struct file *file)
{
	outside(file, BACK_TO_VERSION_1);
}

static void test_an_older_file_is_copied_then_migrated(void **state)
{
	struct file *file = *state;
	char *copy = str_make("%s.before-v4-from-v1", file->path), *again = str_make("%s.before-v4-from-v1.2", file->path);
	struct status st = STATUS_INIT;
	struct store *old;

	put_entry(file->store, 0, 60, "one");
	go_back_to_1(file);
	spit(copy, "left from an attempt", 20);
	reopen(file);
	assert_int_equal(number(file->store, "PRAGMA user_version"), migration_count);
	assert_int_equal(number(file->store, "SELECT count(*) FROM money"), 0);
	verify(file->store);
	assert_int_equal(mode_of(again), 0600);
	assert_ok(store_open(&old, again, &st), &st); /* the copy is a household as well: it is brought up to date in its turn */
	assert_int_equal(number(old, "SELECT count(*) FROM entry"), 1);
	verify(old);
	store_close(&old);
	/* Nothing to do: no copy either. */
	unlink(copy);
	reopen(file);
	assert_false(exists(copy));
	free(copy);
	free(again);
}

static void test_a_migration_that_fails_changes_nothing(void **state)
{
	struct file *file = *state;
	const char *steps[] = { migration_steps[0], migration_steps[1], migration_steps[2], migration_steps[3],
		                "ALTER TABLE draft ADD COLUMN colour TEXT; ALTER TABLE nothing ADD COLUMN x" };
	char *copy = str_make("%s.before-v5-from-v4", file->path);
	struct status st = STATUS_INIT;

	assert_int_equal(migration_count, 4); /* with a fifth step this one is the sixth */
	assert_false(migrate_to(file->store, steps, 5, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_int_equal(number(file->store, "PRAGMA user_version"), 4);
	assert_false(store_raw(file->store, "SELECT colour FROM draft", NULL));
	assert_true(exists(copy));
	reopen(file);
	verify(file->store);
	free(copy);
}

/* ---- what was withdrawn */

static bool count_entry(void *context, const struct entry *entry)
{
	*(int64_t *)context = *(int64_t *)context * 100 + entry->id;
	return true;
}

static void test_withdrawn_entries_are_listed_when_asked_for(void **state)
{
	struct file *file = *state;
	struct entry gone = an_entry(0, 30, "gone");
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct entry_filter withdrawn = { .from = DAY_NONE, .to = DAY_MAX, .state = ENTRY_WITHDRAWN };
	struct status st = STATUS_INIT;
	int64_t seen = 0;

	put_entry(file->store, 0, 60, "stays");
	gone.id = put_entry(file->store, 0, 30, "gone");
	begin(file->store, "hours withdraw");
	gone.state = ENTRY_WITHDRAWN;
	assert_ok(entry_write(file->store, &gone, &st), &st);
	commit(file->store);
	assert_ok(entries_each(file->store, &all, count_entry, &seen, &st), &st);
	assert_int_equal(seen, 1);
	for (int i = 0; i < 3; i++) {
		seen = 0;
		withdrawn.person = i == 1 ? "anna" : i == 2 ? "holder" : NULL;
		assert_ok(entries_each(file->store, &withdrawn, count_entry, &seen, &st), &st);
		assert_int_equal(seen, i == 2 ? 0 : gone.id);
	}
	withdrawn = (struct entry_filter){ .from = 20001, .to = DAY_MAX, .state = ENTRY_WITHDRAWN };
	seen = 0;
	assert_ok(entries_each(file->store, &withdrawn, count_entry, &seen, &st), &st);
	assert_int_equal(seen, 0);
}

/* ---- copies */

/* SQLite would take a copy of that name for its own journal, and remove it. */
static void test_a_backup_never_lands_beside_the_household(void **state)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
	struct file *file = *state;

	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		char *name = str_make("%s/./household.db%s", file->directory, tails[i]);
		struct status st = STATUS_INIT;

		assert_false(store_backup(file->store, name, &st));
		assert_string_equal(st.rule, "output");
		free(name);
	}
	verify(file->store);
}

static void test_a_backup_is_whole_and_never_written_over(void **state)
{
	struct file *file = *state;
	char *path = str_make("%s/copy.db", file->directory), *nowhere = str_make("%s/none/copy.db", file->directory), *wal = str_make("%s-wal", path);
	struct status st = STATUS_INIT;
	struct store *copy;

	put_entry(file->store, 0, 60, "one");
	assert_ok(store_backup(file->store, path, &st), &st);
	assert_int_equal(mode_of(path), 0600);
	assert_false(exists(wal));
	assert_false(store_backup(file->store, path, &st));
	assert_string_equal(st.rule, "exists");
	assert_false(store_backup(file->store, nowhere, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_ok(store_open(&copy, path, &st), &st);
	assert_int_equal(number(copy, "SELECT count(*) FROM entry"), 1);
	verify(copy);
	store_close(&copy);
	free(path);
	free(nowhere);
	free(wal);
}

/* ---- drafts */

static void test_a_draft_is_its_writers_alone(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	char *text;

	assert_ok(draft_write(file->store, "anna", "log", "fri 22-7", 5, &st), &st);
	assert_ok(draft_write(file->store, "anna", "log", "fri 22-8", 6, &st), &st);
	text = draft_read(file->store, "anna", "log");
	assert_string_equal(text, "fri 22-8");
	free(text);
	assert_null(draft_read(file->store, "holder", "log"));
	assert_null(draft_read(file->store, "anna", "shift"));
	draft_delete(file->store, "anna", "log");
	assert_null(draft_read(file->store, "anna", "log"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, file_setup, file_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_file_is_its_owners_alone),
		TEST(test_settings_of_a_file),
		TEST(test_an_existing_file_is_left_alone),
		TEST(test_a_link_is_not_followed),
		TEST(test_a_linked_directory_is_resolved),
		TEST(test_a_path_that_is_no_file_leaves_nothing),
		TEST(test_discarding_leaves_nothing),
		TEST(test_revisions_stay_and_ids_are_never_used_again),
		TEST(test_history_tells_who_and_when),
		TEST(test_every_field_comes_back),
		TEST(test_rolling_back_leaves_nothing),
		TEST(test_an_inner_change_joins_the_outer),
		TEST(test_an_inner_rollback_takes_the_outer_with_it),
		TEST(test_a_change_left_open_is_not_kept),
		TEST(test_ids_outside_of_the_house_are_refused),
		TEST(test_sums_add_up_and_clear),
		TEST(test_taking_a_change_back_restores_what_was_before),
		TEST(test_a_rule_may_refuse_to_take_back),
		TEST(test_an_older_file_is_copied_then_migrated),
		TEST(test_a_migration_that_fails_changes_nothing),
		TEST(test_a_backup_never_lands_beside_the_household),
		TEST(test_a_backup_is_whole_and_never_written_over),
		TEST(test_withdrawn_entries_are_listed_when_asked_for),
		TEST(test_a_draft_is_its_writers_alone),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
