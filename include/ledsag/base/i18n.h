/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation of whole sentences. core/ never includes this: it marks with N_() (status.h) and lets app/ translate. */
#ifndef LEDSAG_BASE_I18N_H
#define LEDSAG_BASE_I18N_H

#include <libintl.h>
#include <string.h>

#define _(sentence) gettext(sentence)

/* The translation of what N_() or NC_() marked; where there is none, the sentence without its context. */
static inline const char *_c(const char *marked)
{
	const char *text = gettext(marked), *end = strchr(text, '\004');

	return end ? end + 1 : text;
}

#endif
