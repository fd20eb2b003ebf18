/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of importing share: reading CSV row by row, and booking rows in one change. */
#ifndef LEDSAG_APP_IMPORTING_H
#define LEDSAG_APP_IMPORTING_H

#include "internal.h"

#include "ledsag/app/import.h"
#include "ledsag/base/str.h"

#define PROBLEMS_KEPT 1000

/* ---- CSV (import_csv.c): libcsv fed line by line, so that each row knows its line */

#define CSV_FIELDS 128

struct csv_reader {
	/* Set by the caller. */
	const char *wrong;                                       /* msgid for what is no text at all */
	bool (*row)(void *context);                              /* a row that is not blank; false: no use to go on */
	void (*broken)(void *context, const struct status *why); /* the row that begins on row_line cannot be taken apart */
	void *context;
	/* Of the row. */
	struct str fields[CSV_FIELDS];
	int field_count;
	int64_t line, row_line; /* being fed; where the row began */
	/* What was recognised. */
	bool latin1, bom, semicolon;
	/* Its own. */
	size_t row_bytes;
	bool stopped;
};

/* Looks through it all first, for its encoding and size; `in` can be read twice. */
bool csv_look(struct csv_reader *reader, FILE *in, int64_t *size, struct status *st);
/* False where reading stopped early: `stopped`, or else the stream failed and the status says how. */
bool csv_read(struct csv_reader *reader, FILE *in, int64_t size, progress_fn *progress, void *context, struct status *st);
void csv_done(struct csv_reader *reader);
/* Which field of the row is called so; NULL where it is not there or empty. */
const char *csv_field(const struct csv_reader *reader, int at);

/* ---- booking (import_book.c) */

/* What months gain, kept until the end so that a row of the file costs no write of a sum. */
struct gain {
	const struct scheme_part *part;
	const struct grant *grant;
	enum kind kind;
	month_t month;
	int64_t amount;
};

/* Entries that are booked one after the other in a change that is open. */
struct booking {
	struct app *app;
	struct directory directory;
	struct notices *notices;
	struct gain *gains;
	int gain_count, gain_room, gain_last;
	int64_t first_id; /* of the first entry made; entries follow one another */
	int32_t *marks;   /* what the caller calls each: its line or its row; small, for there may be many */
	int count, room;
	int64_t minutes;
	int64_t future; /* rows of hours that are still to come */
	int64_t longer; /* rows that are longer than is usual */
	int64_t twins;  /* rows that say what is there already, without clock times that would tell */
};

/* Writes hours that hours_allowed() has agreed to. */
bool booking_add(struct booking *booking, struct hours_read *hours, int32_t mark, struct status *st);
/* The mark of the entry of this booking that an overlap is with; −1: with none of it. */
int32_t booking_overlaps(const struct booking *booking, const struct status *st);
/* Writes the sums and gives what is to be said of it all. */
bool booking_close(struct booking *booking, struct status *st);
void booking_warn(struct booking *booking);
void booking_done(struct booking *booking);

/* Adds a problem to a list that keeps the first PROBLEMS_KEPT. */
void problems_add(struct import_problem **list, int *count, int64_t line, const char *field, char *message);
void problems_free(struct import_problem **list, int *count);

/* Which column a rule speaks of: "date" of “outside-grant”; "" where it is none. */
const char *import_field_of(const char *rule);

#endif
