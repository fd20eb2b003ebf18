/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A household's file in a directory of its own, and ways to do to it what nobody should. */
#ifndef LEDSAG_TESTS_STORE_FILE_H
#define LEDSAG_TESTS_STORE_FILE_H

#include "outside.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/store/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
	char *directory, *path;
	struct store *store;
};

static inline struct change change_by(const char *actor, const char *action)
{
	return (struct change){ .at = 1750000000, .clock_fixed = true, .actor = actor, .action = action };
}

static inline void begin(struct store *store, const char *action)
{
	struct change change = change_by("holder", action);
	struct status st = STATUS_INIT;

	assert_ok(store_begin(store, &change, &st), &st);
}

static inline int64_t commit(struct store *store)
{
	struct status st = STATUS_INIT;
	int64_t seq = 0;

	assert_ok(store_commit(store, &seq, &st), &st);
	return seq;
}

static inline struct entry an_entry(int64_t id, int64_t minutes, const char *note)
{
	return (struct entry){ .id = id, .person = "anna", .grant = "led", .part = "hours", .day = 20000, .amount = minutes,
	                       .note = note };
}

static inline int64_t put_entry(struct store *store, int64_t id, int64_t minutes, const char *note)
{
	struct entry entry = an_entry(id, minutes, note);
	struct status st = STATUS_INIT;

	begin(store, "log");
	assert_ok(entry_write(store, &entry, &st), &st);
	commit(store);
	return entry.id;
}

/* A household with a holder, one assistant and one grant. */
static inline void fill(struct store *store)
{
	struct household household = { "Kirsten", "DK", "Europe/Copenhagen", "", "da", "DKK", NULL };
	struct person holder = { .id = "holder", .name = "Kirsten", .roles = ROLE_HOLDER, .born = DAY_NONE, .from = DAY_NONE,
	                         .to = DAY_MAX, .hours_week = -1 };
	struct person anna = { .id = "anna", .name = "Anna", .roles = ROLE_ASSISTANT, .born = 7000, .from = 19000, .to = DAY_MAX,
	                       .hours_week = 600 };
	struct grant led = { .id = "led", .scheme = "dk.holbaek.97", .from = 19900, .to = DAY_MAX, .received = DAY_NONE, .use = -1,
	                     .window = -1, .lapse = -1, .cap = -1 };
	struct grant_amount amount = { "hours", 19900, 900, PER_MONTH, NULL, 0 };
	struct status st = STATUS_INIT;

	begin(store, "init");
	assert_ok(household_write(store, &household, &st), &st);
	assert_ok(person_write(store, &holder, &st), &st);
	commit(store);
	begin(store, "person add");
	assert_ok(person_write(store, &anna, &st), &st);
	assert_ok(wage_write(store, "anna", (struct wage){ 19000, 17550 }, &st), &st);
	commit(store);
	begin(store, "grant add");
	assert_ok(grant_write(store, &led, &st), &st);
	assert_ok(grant_amount_write(store, "led", &amount, &st), &st);
	commit(store);
}

static inline int file_setup(void **state)
{
	struct file *file = mem_zero(1, sizeof *file);
	struct status st = STATUS_INIT;

	file->directory = support_tmpdir();
	file->path = str_make("%s/household.db", file->directory);
	assert_ok(store_create(&file->store, file->path, &st), &st);
	fill(file->store);
	*state = file;
	return 0;
}

static inline int file_teardown(void **state)
{
	struct file *file = *state;

	store_close(&file->store);
	support_rmdir(&file->directory);
	free(file->path);
	free(file);
	return 0;
}

static inline void reopen(struct file *file)
{
	struct status st = STATUS_INIT;

	store_close(&file->store);
	assert_ok(store_open(&file->store, file->path, &st), &st);
}

/* Plain SQL from a connection of its own, as any tool could send it. */
static inline void outside(struct file *file, const char *sql)
{
	store_close(&file->store);
	outside_sql(file->path, sql);
}

static inline char *slurp(const char *path, size_t *size)
{
	FILE *in = fopen(path, "rb");
	char *bytes;

	assert_non_null(in);
	fseek(in, 0, SEEK_END);
	*size = (size_t)ftell(in);
	rewind(in);
	bytes = mem_alloc(*size + 1);
	assert_int_equal(fread(bytes, 1, *size, in), *size);
	fclose(in);
	return bytes;
}

static inline void spit(const char *path, const char *bytes, size_t size)
{
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
}

/* Opening is refused with this rule, as a trouble of the file. */
static inline void opens_as(const char *path, const char *rule)
{
	struct store *store = NULL;
	struct status st = STATUS_INIT;

	if (store_open(&store, path, &st)) {
		store_close(&store);
		fail_msg("%s opens, must be refused as %s", path, rule);
	}
	assert_int_equal(st.code, STATUS_FILE);
	assert_string_equal(st.rule, rule);
	assert_string_equal(st.args[0].text, path);
}

static inline int64_t number(struct store *store, const char *sql)
{
	char *text;
	int64_t got;

	if (!store_raw(store, sql, &text) || !text)
		fail_msg("%s", sql);
	got = strtoll(text, NULL, 10);
	free(text);
	return got;
}

static inline mode_t mode_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 07777;
}

static inline bool exists(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

static inline void verify(struct store *store)
{
	struct status st = STATUS_INIT;

	assert_ok(store_check_file(store, &st), &st);
	assert_ok(audit_verify(store, NULL, &st), &st);
}

#endif
