/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation of whole sentences. core/ never includes this: it marks with N_() (status.h) and lets app/ translate. */
#ifndef LEDSAG_BASE_I18N_H
#define LEDSAG_BASE_I18N_H

#include <libintl.h>

#define _(sentence) gettext(sentence)

#endif
