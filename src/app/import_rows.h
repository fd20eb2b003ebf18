/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of another tool from the inside: for what finds out what they mean. */
#ifndef LEDSAG_APP_IMPORT_ROWS_H
#define LEDSAG_APP_IMPORT_ROWS_H

#include "importing.h"

/* A word, once, however many rows say it. */
struct said {
	enum import_role role;
	char *text, *also; /* owned; also "" where there is no other spelling */
	/* import_map_words(): */
	enum import_means means;
	const struct grant *grant;
	const char *part; /* "" for the grant's only one */
	const struct person *person;
	enum kind kind;
	int64_t entries; /* it stands in */
	int64_t wanted;  /* … in which it should have meant something */
	enum import_means wants;
};

struct import_rows {
	char **files;
	int file_count;
	struct import_row *of;
	int count, room;
	struct said *words;
	int word_count, word_room;
	int *slots; /* index of a word + 1 by its hash; 0: empty */
	size_t slot_count;
	int64_t bad, left;
	int64_t wordless; /* rows without a word that could say their grant */
	int64_t cut;      /* notes that were too long */
	struct import_told *problems, *left_out;
	int problem_count, left_count;
	struct notices notices;
};

void import_told_free(struct import_told *told, int count);

/* ---- what words mean (import_map.c) */

/* What a person said that a word means. */
struct map_rule {
	char *word, *owned; /* what stands before and behind the “=” */
	struct said to;     /* its meaning only */
};
struct mapping {
	struct app *app;
	const struct directory *directory;
	struct map_rule *rules; /* the later goes before the earlier */
	int count, room;
	struct said fallback_grant, fallback_person, fallback_kind; /* means MEANS_NOTHING where not given */
	char *owned[3];
};
/* Reads --grant, --person, --kind, --map and the map file. Rule "map" (in a file: with its line). */
bool mapping_read(struct mapping *mapping, struct app *app, const struct directory *directory, const struct import_terms *terms,
                  struct status *st);
void mapping_done(struct mapping *mapping);
/* Finds the meaning of every word. */
void mapping_apply(const struct mapping *mapping, struct import_rows *rows);

/* What a row comes to; `note` is owned by the caller's str. */
struct mapped_row {
	enum { ROW_TAKEN, ROW_SKIPPED, ROW_UNMAPPED, ROW_TWO } is;
	const struct grant *grant;
	const char *part;
	const struct person *person;
	enum kind kind;
	const char *first, *second; /* ROW_TWO: the words that do not agree */
	enum import_means two;      /* … about what */
};
void mapping_row(const struct mapping *mapping, struct import_rows *rows, const struct import_row *row, struct mapped_row *out,
                 struct str *note);
/* "grant" or "grant.part" as hours_read() takes it. */
void mapped_grant(const struct mapped_row *row, struct str *out);

#endif
