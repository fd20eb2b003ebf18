/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the answer goes: files, pipes, devices, and a standard output that takes nothing. */
#include "run.h"

static long file_mode(const struct cli *t, const char *name)
{
	char *path = cli_path(t, name);
	struct stat info;
	int rc = stat(path, &info);

	free(path);
	return rc == 0 ? (long)info.st_mode : -1;
}

static void test_account_into_a_file(void **state)
{
	struct cli t;
	char *text, *again;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	text = mem_text(cli_ok(&t, "account", "2025", "-o", "-", NULL));
	assert_has(text, "Annual account 2025");
	cli_write(&t, "account.txt", "something older, and longer than nothing");
	cli_ok(&t, "account", "2025", "--output", "account.txt", NULL);
	again = cli_read(&t, "account.txt", NULL);
	assert_string_equal(again, text);
	assert_int_equal(file_mode(&t, "account.txt"), S_IFREG | 0600);
	free(text);
	free(again);
	cli_end(&t);
}

static void test_a_directory_is_an_error(void **state)
{
	struct cli t;
	char *path;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	path = cli_path(&t, "folder");
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(cli(&t, "account", "2025", "-o", "folder", NULL), 4);
	assert_has(t.err, "is a directory");
	assert_int_equal(cli(&t, "account", "2025", "-o", "nowhere/account.txt", NULL), 4);
	assert_int_equal(cli(&t, "account", "2025", "--format", "pdf", NULL), 2);
	assert_int_equal(rmdir(path), 0); /* nothing was left in it */
	free(path);
	cli_end(&t);
}

/* A pipe with a name gets the bytes and stays a pipe. */
static void test_a_fifo_is_written_not_replaced(void **state)
{
	struct cli t;
	char *path, bytes[65536];
	pid_t reader;
	int status, fd;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	path = cli_path(&t, "pipe");
	assert_int_equal(mkfifo(path, 0600), 0);
	reader = fork();
	if (reader == 0) {
		ssize_t n, sum = 0;

		fd = open(path, O_RDONLY);
		while ((n = read(fd, bytes, sizeof bytes)) > 0)
			sum += n;
		_exit(sum > 200 ? 0 : 1);
	}
	cli_ok(&t, "account", "2025", "-o", "pipe", NULL);
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
	assert_true(S_ISFIFO((mode_t)file_mode(&t, "pipe")));
	free(path);
	cli_end(&t);
}

static void test_a_link_leads_to_its_file(void **state)
{
	struct cli t;
	char *link, *text;
	struct stat info;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_write(&t, "real.txt", "old");
	link = cli_path(&t, "link.txt");
	assert_int_equal(symlink("real.txt", link), 0);
	cli_ok(&t, "account", "2025", "-o", "link.txt", NULL);
	assert_int_equal(lstat(link, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	text = cli_read(&t, "real.txt", NULL);
	assert_has(text, "Annual account");
	free(text);
	free(link);
	cli_end(&t);
}

/* One sentence instead of an account where the household was. */
static void test_account_never_overwrites_the_household(void **state)
{
	static const char *const names[] = { "household.db",        "./household.db", "household.db-wal", "household.db-shm",
		                             "household.db-journal", "soft.txt",       "hard.txt",         "here/household.db" };
	struct cli t;
	char *head, *from, *to;

	(void)state;
	cli_begin(&t);
	cli_ok(&t, "-f", "household.db", "init", "--holder", "Maria Holm", NULL);
	cli_ok(&t, "-f", "household.db", "grant", "add", "led", "--scheme", "dk.holbaek.97", "--from", "2025-01-01", NULL);
	from = cli_path(&t, "household.db");
	to = cli_path(&t, "hard.txt");
	assert_int_equal(link(from, to), 0);
	free(to);
	to = cli_path(&t, "soft.txt");
	assert_int_equal(symlink("hard.txt", to), 0);
	free(to);
	to = cli_path(&t, "here");
	assert_int_equal(symlink(".", to), 0);
	head = mem_text(cli_ok(&t, "-f", "household.db", "audit", "--head", NULL));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (cli(&t, "-f", "household.db", "account", "2025", "-o", names[i], NULL) != 4)
			fail_msg("%s: exit %d", names[i], t.code);
		assert_has(t.err, "belongs to the household itself");
		assert_int_equal(cli(&t, "-f", "household.db", "--json", "account", "2025", "-o", names[i], NULL), 4);
		assert_has(t.out, "\"rule\":\"output\"");
		if (cli(&t, "-f", "household.db", "backup", names[i], NULL) != 4)
			fail_msg("backup %s: exit %d", names[i], t.code);
	}
	assert_string_equal(cli_ok(&t, "-f", "household.db", "audit", "--head", NULL), head);
	cli_ok(&t, "-f", "household.db", "check", NULL);
	cli_ok(&t, "-f", "household.db", "account", "2025", "-o", "household.txt", NULL);
	free(from);
	free(to);
	free(head);
	cli_end(&t);
}

static void test_a_full_or_closed_output_is_noticed(void **state)
{
	struct cli t;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	t.output = "/dev/full";
	assert_int_equal(cli(&t, "balance", NULL), 4);
	assert_has(t.err, "Standard output cannot be written");
	assert_int_equal(cli(&t, "hours", "list", "--json", NULL), 4);
	t.output = "";
	assert_int_equal(cli(&t, "balance", NULL), 4);
	assert_int_equal(cli(&t, "log", "2025-02-03", "8-17", "--grant", "led", NULL), 4);
	assert_has(t.err, "has been done");
	t.output = NULL;
	cli_ok(&t, "hours", "list", NULL);
	assert_has(t.out, "9:00 hours in 1 entry");
	cli_ok(&t, "check", NULL);
	cli_end(&t);
}

static void test_account_of_several_grants(void **state)
{
	struct cli t;
	json_t *object;

	(void)state;
	cli_begin(&t);
	cli_household(&t);
	cli_ok(&t, "grant", "end", "led", "2025-06-30", NULL);
	cli_ok(&t, "grant", "add", "bpa", "--scheme", "dk.holbaek.96", "--from", "2025-07-01", "--amount", "hours=37:00/week",
	       NULL);
	cli_ok(&t, "account", "2025", "--json", NULL);
	object = cli_object(&t);
	assert_int_equal(json_int_at(object, "year"), 2025);
	assert_int_equal(json_array_size(json_at(object, "accounts")), 2);
	assert_string_equal(json_text_at(object, "accounts.1.grant"), "bpa");
	json_decref(object);
	cli_ok(&t, "account", "2025", "--json", "--grant", "bpa", NULL);
	object = cli_object(&t);
	assert_string_equal(json_text_at(object, "grant"), "bpa");
	assert_true(json_is_array(json_at(object, "corrections")));
	assert_int_equal(json_array_size(json_at(object, "changes")), 1);
	json_decref(object);
	cli_ok(&t, "account", "2025", "--format", "csv", NULL);
	assert_has(t.out, "\r\nled,hours,hours,sum,90:00,");
	assert_has(t.out, "\r\nbpa,hours,hours,2025-07,");
	assert_int_equal(cli(&t, "account", "2020", NULL), 2);
	assert_int_equal(cli(&t, "account", "2025", "--json", "--format", "csv", NULL), 2);
	cli_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_account_into_a_file),
		cmocka_unit_test(test_a_directory_is_an_error),
		cmocka_unit_test(test_a_fifo_is_written_not_replaced),
		cmocka_unit_test(test_a_link_leads_to_its_file),
		cmocka_unit_test(test_account_never_overwrites_the_household),
		cmocka_unit_test(test_a_full_or_closed_output_is_noticed),
		cmocka_unit_test(test_account_of_several_grants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
