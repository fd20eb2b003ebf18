/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule files that a household keeps: those of one folder, taking one away, and what an undo leaves of them. */
#include "file.h"

static bool add_id(void *context, const char *id)
{
	struct str *out = context;

	str_addf(out, "%s;", id);
	return strcmp(id, "pay/stop") != 0;
}

static void ids_are(struct store *store, const char *folder, const char *must)
{
	struct status st = STATUS_INIT;
	struct str ids = STR_INIT;

	assert_ok(rule_files_each(store, folder, add_id, &ids, &st), &st);
	assert_string_equal(str_peek(&ids), must);
	str_done(&ids);
}

static int64_t put(struct store *store, const char *const *ids, size_t count)
{
	struct status st = STATUS_INIT;

	begin(store, "rules");
	for (size_t i = 0; i < count; i++)
		assert_ok(rule_file_write(store, ids[i], "text", &st), &st);
	return commit(store);
}

static bool take_back(struct store *store, int64_t seq, struct status *st)
{
	struct revert_rules rules = { NULL, NULL, NULL, NULL, NULL, NULL, NULL };
	bool ok;

	*st = (struct status)STATUS_INIT;
	begin(store, "undo");
	ok = change_revert(store, seq, &rules, st);
	if (ok)
		commit(store);
	else
		store_rollback(store);
	return ok;
}

/* None of a folder whose name only begins so; in the order of their ids, until nobody wants more. */
static void test_those_of_a_folder(void **state)
{
	static const char *const ids[] = { "pay/dk.example", "pay/2025-06/dk.own", "pay", "pay-more/x", "payday/x", "holidays/DK" };
	static const char *const more[] = { "pay/stop", "pay/then" };
	struct file *file = *state;

	put(file->store, ids, COUNT_OF(ids));
	ids_are(file->store, "pay", "pay/2025-06/dk.own;pay/dk.example;");
	ids_are(file->store, "holidays", "holidays/DK;");
	ids_are(file->store, "holiday-leave", "");
	put(file->store, more, COUNT_OF(more));
	ids_are(file->store, "pay", "pay/2025-06/dk.own;pay/dk.example;pay/stop;");
}

static void test_one_is_taken_away(void **state)
{
	static const char *const ids[] = { "pay/dk.example", "pay/2025-06/dk.own" };
	struct file *file = *state;
	struct status st = STATUS_INIT;
	struct rule_file rule;
	int64_t changes;
	bool found;

	put(file->store, ids, COUNT_OF(ids));
	begin(file->store, "rules");
	assert_ok(rule_file_withdraw(file->store, "pay/2025-06/dk.own", &st), &st);
	assert_ok(rule_file_withdraw(file->store, "pay/none", &st), &st);
	commit(file->store);
	ids_are(file->store, "pay", "pay/dk.example;");
	assert_ok(rule_file_read(file->store, "pay/2025-06/dk.own", &rule, &found, &st), &st);
	assert_false(found);
	put(file->store, &ids[1], 1);
	ids_are(file->store, "pay", "pay/2025-06/dk.own;pay/dk.example;");
	assert_ok(audit_verify(file->store, &changes, &st), &st);
}

/* Grants stand on the first copy of a scheme, so that one stays; of all else an undo leaves nothing. */
static void test_only_schemes_outlive_an_undo(void **state)
{
	static const char *const ids[] = { "pay/dk.example", "pay/2025-06/dk.own", "holidays/DK", "schemes/de.pb" };
	struct file *file = *state;
	struct status st = STATUS_INIT;
	int64_t seq = put(file->store, ids, COUNT_OF(ids)), undone;

	begin(file->store, "rules");
	assert_ok(rule_file_withdraw(file->store, "pay/dk.example", &st), &st);
	commit(file->store);
	assert_false(take_back(file->store, seq, &st)); /* one of them is different by now */
	assert_string_equal(st.rule, "changed-since");
	put(file->store, ids, 1);
	assert_ok(take_back(file->store, seq, &st), &st);
	ids_are(file->store, "pay", "");
	ids_are(file->store, "holidays", "");
	ids_are(file->store, "schemes", "schemes/de.pb;");
	begin(file->store, "more");
	assert_ok(rule_file_write(file->store, "schemes/de.pb", "other", &st), &st);
	undone = commit(file->store);
	assert_ok(take_back(file->store, undone, &st), &st);
	ids_are(file->store, "schemes", "schemes/de.pb;");
}

#define FILED(name) cmocka_unit_test_setup_teardown(name, file_setup, file_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILED(test_those_of_a_folder),
		FILED(test_one_is_taken_away),
		FILED(test_only_schemes_outlive_an_undo),
	};

	return cmocka_run_group_tests_name("rule files", tests, NULL, NULL);
}
