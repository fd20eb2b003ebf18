/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: every way in which it cannot be done, damage, others at the same file, rights and room. */
#include "file.h"

#include "../../src/store/internal.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/wait.h>

/* ---- opening what is not as it should be */

static void test_what_cannot_be_opened_says_why(void **state)
{
	struct file *file = *state;
	char *path = str_make("%s/other", file->directory);
	sqlite3 *db;
	int pipe_made;

	opens_as(path, "missing");
	opens_as("/nowhere/at/all.db", "missing");
	opens_as(file->directory, "not-a-household");
	spit(path, "", 0);
	opens_as(path, "not-a-household");
	spit(path, "person,grant,date\n", 18);
	opens_as(path, "not-a-household");
	unlink(path);
	pipe_made = mkfifo(path, 0600);
	assert_int_equal(pipe_made, 0);
	opens_as(path, "not-a-household");
	unlink(path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE moz_places (x); PRAGMA application_id = 5", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	opens_as(path, "not-a-household");
	free(path);
}

/* Opening once turned any database of another program into WAL before looking whose it was. */
static void test_a_foreign_database_is_not_touched(void **state)
{
	struct file *file = *state;
	static const char *const contents[] = { "CREATE TABLE t (x); INSERT INTO t VALUES (1)", "PRAGMA user_version = 3", "VACUUM" };
	char *path = str_make("%s/other.sqlite", file->directory);

	for (size_t i = 0; i < COUNT_OF(contents); i++) {
		char *before, *after;
		size_t before_size, after_size;
		sqlite3 *db;

		unlink(path);
		assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, contents[i], NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(db);
		before = slurp(path, &before_size);
		opens_as(path, "not-a-household");
		after = slurp(path, &after_size);
		assert_int_equal(before_size, after_size);
		assert_memory_equal(before, after, before_size);
		free(before);
		free(after);
	}
	free(path);
}

static void test_a_newer_file_is_refused_untouched(void **state)
{
	struct file *file = *state;
	char *before, *after;
	size_t before_size, after_size;

	outside(file, "PRAGMA user_version = 999");
	before = slurp(file->path, &before_size);
	opens_as(file->path, "newer");
	after = slurp(file->path, &after_size);
	assert_int_equal(before_size, after_size);
	assert_memory_equal(before, after, before_size);
	free(before);
	free(after);
}

static void test_a_version_that_never_was_is_damage(void **state)
{
	struct file *file = *state;

	outside(file, "PRAGMA user_version = 0");
	opens_as(file->path, "corrupt");
	outside(file, "PRAGMA user_version = -7");
	opens_as(file->path, "corrupt");
}

/* ---- damage */

static bool any_entry(void *context, const struct entry *entry)
{
	*(int64_t *)context += entry->amount;
	return true;
}

static bool any_sum(void *context, const char *grant, const char *part, enum kind kind, month_t month, int64_t amount)
{
	(void)grant;
	(void)part;
	(void)month;
	*(int64_t *)context += amount + kind;
	return true;
}

static bool any_shift(void *context, const struct shift *shift)
{
	*(int64_t *)context += shift->id;
	return true;
}

static bool any_change(void *context, const struct audit_row *row)
{
	*(size_t *)context += strlen(row->actor) + strlen(row->action) + strlen(row->subject);
	return true;
}

/* Reads all there is; what comes of it does not matter as long as it comes back. True where nothing was found to be wrong. */
static bool read_everything(struct store *store)
{
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };
	struct household household = { 0 };
	struct people people;
	struct grants grants;
	struct month_use *use;
	struct wage *wages;
	struct status st = STATUS_INIT;
	int64_t sum = 0;
	size_t length = 0;
	int count;
	bool ok = store_check_file(store, &st) && audit_verify(store, NULL, &st);

	ok = household_read(store, &household, &st) && ok;
	household_done(&household);
	if (people_read(store, &people, &st))
		people_done(&people);
	if (grants_read(store, &grants, &st))
		grants_done(&grants);
	if (month_sums_read(store, "led", "hours", &use, &count, &st))
		free(use);
	if (wages_read(store, "anna", &wages, &count, &st))
		free(wages);
	entries_each(store, &all, any_entry, &sum, &st);
	month_sums_each(store, any_sum, &sum, &st);
	shifts_each(store, DAY_NONE, DAY_MAX, any_shift, &sum, &st);
	audit_each(store, INT64_MIN, any_change, &length, &st);
	return ok && st.code == STATUS_OK;
}

/* Only what nobody reads may be damaged without being found: unused bytes of a page, and the like. */
static void test_damaged_bytes_are_found_and_never_crash(void **state)
{
	struct file *file = *state;
	struct support_random random = { 20251121 };
	int found = 0, rounds = 400;
	char *bytes, *copy;
	size_t size;

	for (int i = 0; i < 40; i++)
		put_entry(file->store, 0, 10 + i, "a walk by the fjord, with coffee and cake afterwards");
	store_close(&file->store);
	bytes = slurp(file->path, &size);
	copy = mem_alloc(size);
	for (int i = 0; i < rounds; i++) {
		struct status st = STATUS_INIT;

		memcpy(copy, bytes, size);
		for (int n = 0; n < 64; n++)
			copy[support_random(&random, (uint32_t)size)] = (char)support_random(&random, 256);
		spit(file->path, copy, size);
		if (!store_open(&file->store, file->path, &st)) {
			assert_int_equal(st.code, STATUS_FILE);
			found++;
			continue;
		}
		found += !read_everything(file->store);
		store_close(&file->store);
	}
	free(bytes);
	free(copy);
	assert_in_range(found, rounds - rounds / 10, rounds);
}

static void test_a_page_of_noise_is_named_corrupt(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	char *bytes;
	size_t size;

	store_close(&file->store);
	bytes = slurp(file->path, &size);
	for (size_t page = 1; page < size / 4096; page++)
		memset(bytes + page * 4096, 0xA5, 4096);
	spit(file->path, bytes, size);
	free(bytes);
	if (store_open(&file->store, file->path, &st))
		assert_false(store_check_file(file->store, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_string_equal(st.rule, "corrupt");
}

/* A word or a number that the schema forbids is damage, not a crash. */
static void test_values_that_cannot_be_are_damage(void **state)
{
	static const char *const crimes[] = {
		"UPDATE entry SET kind = 77",
		"UPDATE entry SET state = 9",
		"UPDATE entry SET unit = -1",
		"UPDATE entry SET day = 5, start = 1728000000, finish = 1728003600",
		"UPDATE entry SET start = 1728000000, finish = 1728000000 + 86400 * 40",
		"UPDATE entry SET start = 1728003600, finish = 1728007200, pause_start = 5, pause_finish = 9",
	};
	struct file *file = *state;
	struct entry_filter all = { .from = DAY_NONE, .to = DAY_MAX, .state = -1 };

	put_entry(file->store, 0, 60, "x");
	for (size_t i = 0; i < COUNT_OF(crimes); i++) {
		char *sql = str_make("PRAGMA ignore_check_constraints = 1; SAVEPOINT s; %s", crimes[i]);
		struct status st = STATUS_INIT;
		struct entry entry;
		int64_t sum = 0;
		bool found;

		assert_int_equal(sqlite3_exec(file->store->db, sql, NULL, NULL, NULL), SQLITE_OK);
		assert_false(entries_each(file->store, &all, any_entry, &sum, &st));
		assert_string_equal(st.rule, "corrupt");
		assert_false(entry_read(file->store, 1, &entry, &found, &st));
		assert_false(found);
		assert_int_equal(sqlite3_exec(file->store->db, "ROLLBACK TO s; RELEASE s", NULL, NULL, NULL), SQLITE_OK);
		free(sql);
	}
	verify(file->store);
}

/* ---- others at the same file */

/* Runs `work` in a process of its own; returns its exit code. */
static int in_child(int (*work)(struct file *file), struct file *file)
{
	pid_t pid = fork();
	int code = 0;

	if (pid == 0)
		_exit(work(file));
	assert_int_equal(waitpid(pid, &code, 0), pid);
	return WIFEXITED(code) ? WEXITSTATUS(code) : 255;
}

static void test_a_locked_file_is_busy_after_the_wait(void **state)
{
	struct file *file = *state;
	struct change change = change_by("holder", "log");
	struct status st = STATUS_INIT;
	int ready[2], done[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(done), 0);
	pid = fork();
	if (pid == 0) {
		sqlite3 *db;
		bool ok = sqlite3_open(file->path, &db) == SQLITE_OK &&
		          sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;

		ok = ok && write(ready[1], "x", 1) == 1 && read(done[0], &byte, 1) == 1;
		_exit(!ok);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	sqlite3_busy_timeout(file->store->db, 50); /* not the 5 s of a person */
	assert_false(store_begin(file->store, &change, &st));
	assert_int_equal(st.code, STATUS_FILE);
	assert_string_equal(st.rule, "busy");
	/* Reading goes on meanwhile. */
	assert_int_equal(number(file->store, "SELECT count(*) FROM person"), 2);
	assert_int_equal(write(done[1], "x", 1), 1);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_ok(store_begin(file->store, &change, &st), &st);
	store_rollback(file->store);
	close(ready[0]);
	close(ready[1]);
	close(done[0]);
	close(done[1]);
}

/* A person waits 5 s for another one's change, and no longer. */
static void test_the_wait_is_five_seconds(void **state)
{
	struct file *file = *state;

	assert_int_equal(number(file->store, "PRAGMA busy_timeout"), 5000);
}

static int write_elsewhere(struct file *file)
{
	struct change change = change_by("anna", "log");
	struct entry entry = an_entry(0, 15, "from elsewhere");
	struct store *store;

	return !(store_open(&store, file->path, NULL) && store_begin(store, &change, NULL) && entry_write(store, &entry, NULL) &&
	         store_commit(store, NULL, NULL) && (store_close(&store), true));
}

static void test_writing_elsewhere_is_noticed(void **state)
{
	struct file *file = *state;
	int64_t before = store_data_version(file->store);

	put_entry(file->store, 0, 5, "own");
	assert_int_equal(store_data_version(file->store), before);
	store_close(&file->store); /* a connection must not go through a fork */
	assert_int_equal(in_child(write_elsewhere, file), 0);
	reopen(file);
	before = store_data_version(file->store);
	{
		struct store *other;
		struct status st = STATUS_INIT;

		assert_ok(store_open(&other, file->path, &st), &st);
		put_entry(other, 0, 5, "other");
		store_close(&other);
	}
	assert_int_not_equal(store_data_version(file->store), before);
	verify(file->store);
}

static void test_a_snapshot_sees_one_state(void **state)
{
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct store *other;

	assert_ok(store_open(&other, file->path, &st), &st);
	assert_ok(store_snapshot(file->store, &st), &st);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 0);
	put_entry(other, 0, 5, "other");
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 0);
	store_snapshot_end(file->store);
	store_snapshot_end(file->store);
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 1);
	/* A change ends the view that it would write against. */
	assert_ok(store_snapshot(file->store, &st), &st);
	put_entry(file->store, 0, 6, "own");
	assert_int_equal(number(file->store, "SELECT count(*) FROM entry"), 2);
	store_close(&other);
}

/* ---- rights and room */

/* 0: refused as read-only. */
static int open_as_nobody(struct file *file)
{
	struct status st = STATUS_INIT;
	struct store *store;

	if (setgid(65534) || setuid(65534))
		return 3;
	if (store_open(&store, file->path, &st))
		return 1;
	return !(st.code == STATUS_FILE && !strcmp(st.rule, "read-only"));
}

static int create_as_nobody(struct file *file)
{
	struct status st = STATUS_INIT;
	struct store *store;

	if (setgid(65534) || setuid(65534))
		return 3;
	return store_create(&store, file->path, &st) || st.code != STATUS_FILE || strcmp(st.rule, "read-only");
}

/* 0: said to be something other than missing: "begin one with init" would be bad advice. */
static int open_locked_away(struct file *file)
{
	struct status st = STATUS_INIT;
	struct store *store;

	if (setgid(65534) || setuid(65534))
		return 3;
	return store_open(&store, file->path, &st) || st.code != STATUS_FILE || !strcmp(st.rule, "missing");
}

static void test_what_may_not_be_written_is_read_only(void **state)
{
	struct file *file = *state;
	char *other = str_make("%s/new.db", file->directory);
	struct file fresh = { .path = other };

	if (getuid() != 0)
		skip(); /* only root can become somebody else */
	store_close(&file->store);
	/* The file may be read, not written. */
	assert_int_equal(chmod(file->directory, 0777), 0);
	assert_int_equal(chmod(file->path, 0644), 0);
	assert_int_equal(in_child(open_as_nobody, file), 0);
	/* The file may be written, but nothing beside it. */
	assert_int_equal(chmod(file->directory, 0755), 0);
	assert_int_equal(chmod(file->path, 0666), 0);
	assert_int_equal(in_child(open_as_nobody, file), 0);
	assert_int_equal(in_child(create_as_nobody, &fresh), 0);
	assert_false(exists(other));
	/* Not even to be seen. */
	assert_int_equal(chmod(file->path, 0600), 0);
	assert_int_equal(in_child(open_as_nobody, file), 0);
	assert_int_equal(chmod(file->directory, 0700), 0);
	assert_int_equal(in_child(open_locked_away, file), 0);
	free(other);
}

/* Fills the disk up; the name of the filler is freed by the caller. */
static char *fill_disk(const char *directory)
{
	char *path = str_make("%s/filler", directory), block[4096] = "";
	int fd = open(path, O_CREAT | O_WRONLY, 0600);

	assert_true(fd >= 0);
	while (write(fd, block, sizeof block) > 0)
		;
	close(fd);
	return path;
}

static void test_a_full_disk_leaves_all_as_it_was(void **state)
{
	struct file *file = *state;
	char *disk = str_make("%s/disk", file->directory), *path = str_make("%s/disk/h.db", file->directory);
	char *second = str_make("%s/disk/second.db", file->directory), *copy = str_make("%s/disk/copy.db", file->directory),
	               *filler;
	struct change change = change_by("holder", "log");
	char note[1001];
	struct entry entry = an_entry(0, 5, note);
	struct status st = STATUS_INIT;
	struct store *store;
	bool ok = true;

	memset(note, 'n', 1000);
	note[1000] = '\0';
	mkdir(disk, 0700);
	if (mount("tmpfs", disk, "tmpfs", 0, "size=1m") != 0) {
		print_message("no small disk can be mounted here: skipped\n");
		free(disk), free(path), free(second), free(copy);
		skip();
	}
	assert_ok(store_create(&store, path, &st), &st);
	fill(store);
	filler = fill_disk(disk);

	/* A change that does not fit. */
	for (int i = 0; ok && i < 2000; i++) {
		ok = store_begin(store, &change, &st);
		for (int n = 0; ok && n < 20; n++) {
			entry.id = 0;
			ok = entry_write(store, &entry, &st);
		}
		ok = ok ? store_commit(store, NULL, &st) : (store_rollback(store), false);
	}
	assert_false(ok);
	assert_int_equal(st.code, STATUS_FILE);
	assert_string_equal(st.rule, "full");
	assert_int_equal(number(store, "SELECT count(*) % 20 FROM entry"), 0);

	/* A new file and a copy that do not fit. */
	st = (struct status)STATUS_INIT;
	{
		struct store *none = NULL;

		assert_false(store_create(&none, second, &st));
		assert_string_equal(st.rule, "full");
		assert_false(exists(second));
		assert_false(store_backup(store, copy, &st));
		assert_string_equal(st.rule, "full");
		assert_string_equal(st.args[0].text, copy);
		assert_false(exists(copy));
	}

	/* With room again all goes on. */
	assert_int_equal(unlink(filler), 0);
	begin(store, "log");
	entry.id = 0;
	assert_ok(entry_write(store, &entry, &st), &st);
	commit(store);
	verify(store);
	store_close(&store);

	/* Not even the files beside it fit: that, too, is a lack of room and nothing else. */
	free(filler);
	filler = fill_disk(disk);
	opens_as(path, "full");
	umount2(disk, MNT_DETACH);
	free(filler);
	free(disk);
	free(path);
	free(second);
	free(copy);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, file_setup, file_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_cannot_be_opened_says_why),
		TEST(test_a_foreign_database_is_not_touched),
		TEST(test_a_newer_file_is_refused_untouched),
		TEST(test_a_version_that_never_was_is_damage),
		TEST(test_damaged_bytes_are_found_and_never_crash),
		TEST(test_a_page_of_noise_is_named_corrupt),
		TEST(test_values_that_cannot_be_are_damage),
		TEST(test_a_locked_file_is_busy_after_the_wait),
		TEST(test_the_wait_is_five_seconds),
		TEST(test_writing_elsewhere_is_noticed),
		TEST(test_a_snapshot_sees_one_state),
		TEST(test_what_may_not_be_written_is_read_only),
		TEST(test_a_full_disk_leaves_all_as_it_was),
	};

	return cmocka_run_group_tests_name("open", tests, NULL, NULL);
}
