/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told beside success. */
#ifndef LEDSAG_APP_NOTICES_H
#define LEDSAG_APP_NOTICES_H

/* Something to tell beside success: a warning with the rule that it comes from. */
struct notice {
	const char *rule;
	char *message;
};
struct notices {
	struct notice *of;
	int count;
};
void notices_done(struct notices *notices);

#endif
