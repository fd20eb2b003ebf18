/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of “import hours” share. */
#ifndef LEDSAG_CLI_IMPORT_H
#define LEDSAG_CLI_IMPORT_H

#include "internal.h"

#include "ledsag/app/import.h"

/* ---- input: the only place where an argument becomes a file that is read (cmd_import.c) */

/* "-" is standard input. */
FILE *input_open(const char *file, struct status *st);
void input_close(FILE *in);
/* All of it, at most 256 MiB. */
bool input_read(const char *file, struct str *out, struct status *st);
/* What a file is called in sentences. */
const char *input_name(const char *file);

/* ---- the bar: for people who watch, and only where there is something to wait for */

struct bar {
	bool wanted, drawn;
	int64_t begun, last; /* milliseconds */
};
struct bar bar_begin(const struct call *call);
void bar_draw(void *bar, int64_t done, int64_t all); /* a progress_fn */
void bar_wipe(const struct bar *bar);

/* ---- from other tools */

/* import hours --from TOOL (import_tool.c). */
bool import_from_tool(struct call *call, const char *tool, struct status *st);

/* Readers of what comes as JSON (import_json.c): “timew export”; a calendar, of which only days since..until are read. */
bool import_read_timew_json(struct import_rows *rows, int file, const char *bytes, size_t length, struct status *st);
bool import_read_ics(struct app *app, struct import_rows *rows, int file, const char *bytes, size_t length, day_t since,
                     day_t until, struct status *st);

#endif
