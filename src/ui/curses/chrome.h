/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines around a page: the title on top, the message and the keys at the bottom. */
#ifndef LEDSAG_UI_CURSES_CHROME_H
#define LEDSAG_UI_CURSES_CHROME_H

#include "ledsag/ui/face.h"
#include "view.h"

struct chrome {
	int head;    /* lines of the title and its rule */
	int message; /* lines of the message */
	int footer;  /* 0 or 1 */
	struct text_layout text; /* the message, wrapped */
};

/* Shares the terminal's lines; the page gets what is left, at least one. */
void chrome_lay(struct chrome *chrome, struct paint *paint, const struct ui *ui);
void chrome_done(struct chrome *chrome);
int chrome_rows(const struct chrome *chrome, const struct paint *paint);

void chrome_draw_head(const struct chrome *chrome, struct paint *paint, const struct ui *ui);
/* `above`, `below`: the page goes on beyond the screen. */
void chrome_draw_message(const struct chrome *chrome, struct paint *paint, const struct ui *ui, bool above, bool below);
void chrome_draw_footer(const struct chrome *chrome, struct paint *paint, const struct ui *ui);

#endif
