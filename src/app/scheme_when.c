/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches of time and dates to keep, in words. */
#include "ledsag/app/catalogue.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>

char *scheme_span_text(const struct scheme_span *span)
{
	unsigned long n = (unsigned long)span->count;

	switch (span->unit) {
	case SPAN_DAYS:
		return str_make(ngettext("%d day", "%d days", n), span->count);
	case SPAN_WORKDAYS:
		return str_make(ngettext("%d workday", "%d workdays", n), span->count);
	case SPAN_WEEKS:
		return str_make(ngettext("%d week", "%d weeks", n), span->count);
	case SPAN_MONTHS:
		return str_make(ngettext("%d month", "%d months", n), span->count);
	case SPAN_YEARS:
		break;
	}
	return str_make(ngettext("%d year", "%d years", n), span->count);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* one of the sentences below, or its translation, which msgfmt -c checks */

/* "every 6 months"; free(). */
static char *every_said(const struct scheme_span *span)
{
	static const char *const one[] = {
		[SPAN_DAYS] = NC_("interval", "every day"),     [SPAN_WORKDAYS] = NC_("interval", "every workday"),
		[SPAN_WEEKS] = NC_("interval", "every week"),   [SPAN_MONTHS] = NC_("interval", "every month"),
		[SPAN_YEARS] = NC_("interval", "every year"),
	};
	static const char *const many[] = {
		[SPAN_DAYS] = NC_("interval", "every %d days"),     [SPAN_WORKDAYS] = NC_("interval", "every %d workdays"),
		[SPAN_WEEKS] = NC_("interval", "every %d weeks"),   [SPAN_MONTHS] = NC_("interval", "every %d months"),
		[SPAN_YEARS] = NC_("interval", "every %d years"),
	};

	return span->count == 1 ? mem_text(_c(one[span->unit])) : str_make(_c(many[span->unit]), span->count);
}

static const char *after_sentence(enum deadline_anchor anchor)
{
	switch (anchor) {
	case ANCHOR_APPLICATION:
		return N_("%s after the application was received");
	case ANCHOR_RECEIVED:
		return N_("%s after you received the decision");
	case ANCHOR_START:
		return N_("%s after the first day of the grant");
	case ANCHOR_END:
		return N_("%s after the last day of the grant");
	case ANCHOR_YEAR_END:
		return N_("%s after the end of the year");
	case ANCHOR_ABSENCE:
		return N_("%s after the first missed appointment");
	case ANCHOR_ABROAD:
		return N_("%s after the departure");
	case ANCHOR_REPORT:
		return N_("%s after the authority was told");
	case ANCHOR_APPEAL:
		break;
	}
	return N_("%s after the authority received the appeal");
}

static char *after_text(enum deadline_anchor anchor, const char *span)
{
	return str_make(_(after_sentence(anchor)), span);
}

#pragma GCC diagnostic pop

char *scheme_when_text(const struct scheme_deadline *deadline)
{
	const struct scheme_span *first = deadline->after.count ? &deadline->after : &deadline->every;
	char *span, *when, *every, *both;

	if (!first->count)
		return mem_text(deadline->anchor == ANCHOR_YEAR_END ? _("on 31 December, each year") :
		                                                      _("on the last day of the grant"));
	span = scheme_span_text(first);
	when = after_text(deadline->anchor, span);
	free(span);
	/* What follows the year's end comes back each year in any case. */
	if (!deadline->every.count)
		return when;
	every = every_said(&deadline->every);
	both = str_make(_("%1$s, then %2$s"), when, every);
	free(when);
	free(every);
	return both;
}
