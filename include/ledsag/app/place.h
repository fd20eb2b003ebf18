/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files are: beside the build, or under the prefix it was installed to. */
#ifndef LEDSAG_APP_PLACE_H
#define LEDSAG_APP_PLACE_H

/* $LEDSAG_CONF, else the source tree's conf where this program runs from its build tree, else PREFIX/share/ledsag. Static. */
const char *place_conf(void);

/* A person's own file or directory of this name, beside the program's: $XDG_CONFIG_HOME/ledsag/NAME, else ~/.config/ledsag/NAME;
 * free(). NULL where there is no home. */
char *place_own(const char *name);

/* The directory of the message catalogues. Static. */
const char *place_locale(void);

/* The directory of the small programs that this one runs. Static. */
const char *place_libexec(void);

#endif
