/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours from other tools: readers turn what a tool holds into neutral rows, and app_import_rows() finds out what of the household
 * their words mean and books them, in one change. */
#ifndef LEDSAG_APP_IMPORT_H
#define LEDSAG_APP_IMPORT_H

#include "ledsag/app/app.h"

/* ---- rows */

/* In which field of the other tool a word stands. The last two name people and never become part of a note. */
enum import_role {
	IMPORT_TAG, IMPORT_CUSTOMER, IMPORT_PROJECT, IMPORT_ACTIVITY, IMPORT_SUMMARY, IMPORT_CATEGORY,
	IMPORT_USER, IMPORT_ATTENDEE,
	IMPORT_ROLES
};
/* "tag": stable, for JSON; and its untranslated label for people. */
const char *import_role_name(enum import_role role);
const char *import_role_label(enum import_role role);

/* Why a row of the other tool is none of ours; such rows are told, and keep nothing else from being imported. */
enum import_why {
	IMPORT_OPEN,      /* still running: no end */
	IMPORT_SHORT,     /* less than half a minute */
	IMPORT_CANCELLED,
	IMPORT_ALL_DAY,   /* a day, no hours */
	IMPORT_NO_END,    /* a moment */
	IMPORT_WHYS
};
const char *import_why_name(enum import_why why);
const char *import_why_label(enum import_why why); /* untranslated sentence */

/* Where something stands: in a line, or (line 0) under a title. */
struct import_place {
	int file;         /* import_rows_file() */
	int64_t line;
	const char *what; /* "Cinema, 2025-06-02 (UID …)"; NULL where the line says it */
};

/* Times are whole minutes. */
struct import_row {
	struct import_place place;
	bool clocked;
	int64_t start, end; /* UTC seconds; start < end */
	day_t day;          /* of one without clock times */
	int64_t minutes;
	int64_t pause;      /* minutes of a break, somewhere inside */
	int *words;
	int word_count;
	char *text;         /* what was written beside it; "" where nothing */
};

struct import_rows;
struct import_rows *import_rows_new(void);
void import_rows_free(struct import_rows **rows);

/* Names a file; its number is for the places. */
int import_rows_file(struct import_rows *rows, const char *name);
const char *import_rows_file_name(const struct import_rows *rows, int file);
int import_rows_count(const struct import_rows *rows);

/* Adds an empty row, valid until the next is added; `place` is copied. */
struct import_row *import_rows_add(struct import_rows *rows, const struct import_place *place);
/* A word of a row. `also` (may be NULL): another spelling of the same, such as an address. An empty word is none. */
void import_row_say(struct import_rows *rows, struct import_row *row, enum import_role role, const char *word, const char *also);
/* Sets the row's times to whole minutes, each rounded to the nearest; false: nothing is left of it. */
bool import_row_times(struct import_row *row, int64_t start, int64_t end);
/* What was written beside it, for the note; its lines become one. */
void import_row_text(struct import_row *row, const char *text);
/* Takes the last row away again. */
void import_rows_drop(struct import_rows *rows);
/* Something that is not imported, and why. */
void import_rows_leave(struct import_rows *rows, const struct import_place *place, enum import_why why);
/* Something that is wrong; with any nothing is imported. */
void import_rows_problem(struct import_rows *rows, const struct import_place *place, const char *field, const struct status *st);
/* Something to tell about all of it; said once for each rule. */
void import_rows_notice(struct import_rows *rows, const struct status *st);

/* "20250101T080013Z" or "20250101T080013" (*utc false: then `out` counts as if the clock showed UTC). */
bool import_instant(const char *text, int64_t *out, bool *utc);

/* ---- readers: bytes of a whole file. False where this is nothing of that tool at all; what is wrong in a line is a problem of the
 * rows. */

/* A data file of Timewarrior (“inc 20250101T080000Z - 20250101T100000Z # tag "with blank" # "annotation"”). */
bool import_read_timewarrior(struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st);
/* Kimai's CSV, with headers in English, German or Danish. Its clock times are taken to be those of the household's zone. */
bool import_read_kimai(struct app *app, struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st);

/* ---- what the words mean, and booking */

struct import_terms {
	day_t since, until;               /* rows that begin on these days; DAY_NONE, DAY_MAX: open */
	const char *grant, *person, *kind; /* for rows that name none; NULL: not given */
	const char *const *maps;          /* "WORD=GRANT", "WORD=person:P", "WORD=kind:K", "WORD=note", "WORD=skip" */
	int map_count;
	const char *map_file, *map_text;  /* name and text of a file with such lines; NULL: none. --map goes before it */
	bool skip_unmapped;               /* leaves out what cannot be mapped */
	bool dry;
};

/* What a word was taken as. */
enum import_means {
	MEANS_NOTHING, MEANS_SEVERAL, /* the latter: it could be more than one */
	MEANS_GRANT, MEANS_PERSON, MEANS_KIND, MEANS_NOTE, MEANS_SKIP
};
const char *import_means_name(enum import_means means);

struct import_meaning {
	enum import_role role;
	char *word; /* "" where an entry has no word at all */
	/* Of one that could not be mapped: what is wanted, MEANS_GRANT or MEANS_PERSON, or MEANS_SEVERAL. */
	enum import_means means;
	char *to;        /* "led", "anna", "work"; "" for the others */
	int64_t entries; /* in how many it stands */
};

struct import_told {
	int file;
	int64_t line;
	char *what;    /* NULL where the line says it */
	char *field;   /* "" for all of it */
	char *message;
	const char *why; /* of what is left out: import_why_name(); else NULL */
};

struct import_outcome {
	int64_t rows;     /* read, inside the days */
	int64_t outside;  /* before or after them */
	int64_t booked;   /* or would be */
	int64_t minutes;
	int64_t doubles;  /* were there already */
	int64_t skipped;  /* a word says “skip” */
	int64_t unmapped; /* entries whose grant or person is not known */
	int64_t left;     /* told by the reader: open, cancelled, all-day … */
	int64_t bad;      /* entries with a problem */
	int64_t nobody;   /* booked without a person */
	struct import_meaning *mapped, *unknown; /* by role and word */
	int mapped_count, unknown_count;
	struct import_told *problems, *left_out; /* the first 1,000 of each */
	int problem_count, left_count;
	struct notices notices;
};
void import_outcome_done(struct import_outcome *outcome);

/* Books rows, all or none: with a problem, or (without skip_unmapped) with an entry that cannot be mapped, nothing is written. What
 * is booked already (the same person, grant, start and end) is left out. STATUS_INPUT, rules "import", "unmapped", "map". The
 * outcome is filled in either case. */
bool app_import_rows(struct app *app, struct import_rows *rows, const struct import_terms *terms, progress_fn *progress,
                     void *context, struct import_outcome *outcome, struct status *st);

#endif
