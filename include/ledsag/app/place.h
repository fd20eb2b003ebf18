/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files are: beside the build, or under the prefix it was installed to. */
#ifndef LEDSAG_APP_PLACE_H
#define LEDSAG_APP_PLACE_H

/* $LEDSAG_CONF, else the source tree's conf where this program runs from its build tree, else PREFIX/share/ledsag. Static. */
const char *place_conf(void);

/* The directory of the message catalogues. Static. */
const char *place_locale(void);

#endif
