/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies over a page: forms, questions, the palette. A sheet takes whole lines from the bottom up, so that a line never
 * mixes the dialog with the page behind it: a screen reader and a braille display show lines. */
#ifndef LEDSAG_UI_CURSES_SHEET_H
#define LEDSAG_UI_CURSES_SHEET_H

#include "ledsag/ui/face.h"
#include "paint.h"

/* Draws the frame on top into at most `rows` lines that end before line `end`; the cursor's place goes to *y, *x. Returns its
 * first line. */
int sheet_draw(struct paint *paint, const struct ui *ui, int end, int rows, int *y, int *x);

#endif
