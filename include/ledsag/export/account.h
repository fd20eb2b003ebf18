/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annual account for those who read it: a letter, a spreadsheet, a program. Only forms what app_account() computed. */
#ifndef LEDSAG_EXPORT_ACCOUNT_H
#define LEDSAG_EXPORT_ACCOUNT_H

#include "ledsag/app/app.h"
#include "ledsag/base/str.h"

/* What stands above every account. Borrowed. */
struct account_head {
	int year;
	const char *holder;   /* name */
	const char *currency; /* "DKK" */
};

/* Each appends all accounts in `docs`, in the person's language. */

/* To print and sign. */
void export_account_text(struct str *out, const struct account_head *head, const struct account_docs *docs);

/* RFC 4180 in UTF-8: a line of titles, a line a month of each grant's part and a line of its sums. Hours as 7:30. Danish and German
 * spreadsheets read ';' between the cells and a comma in money. */
void export_account_csv(struct str *out, const struct account_docs *docs);

/* One object: the account itself where there is exactly one, else {"year":…,"accounts":[…]}. Minutes and minor units. */
void export_account_json(struct str *out, const struct account_head *head, const struct account_docs *docs);

#endif
