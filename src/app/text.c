/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/app/text.h"

#include "ledsag/app/place.h"
#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <inttypes.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum lang current = LANG_EN;
static bool asked; /* somebody named the language: an option, a setting, the environment */

/* ---- the language */

/* The language that the environment asks for; false where it asks for none that we speak. */
static bool lang_of_environment(enum lang *out)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	char two[3] = "";

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = getenv(names[i]);

		if (!value || !*value)
			continue;
		snprintf(two, sizeof two, "%s", value);
		if (lang_parse(two, out))
			return true;
		if (i > 0) /* an unknown LANGUAGE is passed over, an unknown locale is an answer */
			return false;
	}
	return false;
}

void text_init(const char *lang)
{
	current = LANG_EN;
	asked = (lang && lang_parse(lang, &current)) || lang_of_environment(&current);
	/* Only what is used: each category of a locale is a file of its own to be read. Figures stay as in "C". */
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	/* gettext looks at LANGUAGE, but not in the locale "C". */
	if (!setlocale(LC_MESSAGES, "") || !strcmp(setlocale(LC_MESSAGES, NULL), "C") || !strcmp(setlocale(LC_MESSAGES, NULL), "POSIX"))
		setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", lang_name(current), 1);
	bindtextdomain("ledsag", place_locale());
	bind_textdomain_codeset("ledsag", "UTF-8");
	textdomain("ledsag");
}

void text_prefer(const char *lang)
{
	if (asked || !lang_parse(lang, &current))
		return;
	setenv("LANGUAGE", lang_name(current), 1);
	textdomain("ledsag"); /* drops what gettext remembers of the language before */
}

enum lang text_lang(void)
{
	return current;
}

/* ---- dates */

const char *text_weekday(int weekday)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };

	return _(names[weekday]);
}

static const char *month_long(int month)
{
	static const char *const names[] = { N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),
	                                     N_("June"),
		                             N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"),
		                             N_("December") };

	return _(names[month - 1]);
}

const char *text_month_name(int month)
{
	/* TRANSLATORS: the twelve months in short, separated by blanks. */
	static const char *const names = N_("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
	static char word[16];
	const char *at = _(names);

	for (int i = 1; i < month && strchr(at, ' '); i++)
		at = strchr(at, ' ') + 1;
	snprintf(word, sizeof word, "%.*s", (int)strcspn(at, " "), at);
	return word;
}

char *text_day_short(day_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	/* TRANSLATORS: weekday, day of the month, month in short: Fri 21 Nov */
	return str_make(_("%1$s %2$d %3$s"), text_weekday(day_weekday(day)), dom, text_month_name(month));
}

char *text_day(day_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	/* TRANSLATORS: weekday, day of the month, month in short, year: Fri 21 Nov 2025 */
	return str_make(_("%1$s %2$d %3$s %4$d"), text_weekday(day_weekday(day)), dom, text_month_name(month), year);
}

char *text_day_long(day_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	/* TRANSLATORS: day of the month, month, year: 21 November 2025 */
	return str_make(_("%1$d %2$s %3$d"), dom, month_long(month), year);
}

char *text_month(month_t month)
{
	/* TRANSLATORS: month, year: November 2025 */
	return str_make(_("%1$s %2$d"), month_long(month_number(month)), month_year(month));
}

char *text_month_short(month_t month)
{
	/* TRANSLATORS: month in short, year: Nov 2025 */
	return str_make(_("%1$s %2$d"), text_month_name(month_number(month)), month_year(month));
}

char *text_days_away(int64_t days)
{
	unsigned long count = (unsigned long)llabs(days);

	if (days == 0)
		return mem_text(_("today"));
	if (days == 1)
		return mem_text(_("tomorrow"));
	if (days < 0)
		return str_make(ngettext("%lu day ago", "%lu days ago", count), count);
	return str_make(ngettext("in %lu day", "in %lu days", count), count);
}

const char *text_strength(enum strength strength)
{
	return strength == LIMIT_HARD ? _("binding") : _("as a rule");
}

/* ---- figures */

/* Groups the digits of a plain decimal number as the language does. */
static char *group_money(int64_t minor)
{
	char thousands = current == LANG_EN ? ',' : '.', decimal = current == LANG_EN ? '.' : ',';
	struct str out = STR_INIT;
	char digits[32];
	int length;

	if (minor < 0)
		str_add(&out, "-");
	snprintf(digits, sizeof digits, "%" PRIu64, (minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor) / 100);
	length = (int)strlen(digits);
	for (int i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			str_addc(&out, thousands);
		str_addc(&out, digits[i]);
	}
	str_addf(&out, "%c%02d", decimal, abs((int)(minor % 100)));
	return str_take(&out);
}

char *text_figure(int64_t amount, enum unit unit)
{
	char plain[32];

	if (unit == UNIT_MONEY)
		return group_money(amount);
	if (unit != UNIT_MINUTES)
		return str_make("%" PRId64, amount);
	quantity_format(amount, UNIT_MINUTES, plain);
	return mem_text(plain);
}

static const char *currency_sign(const char *currency)
{
	if (!strcmp(currency, "DKK"))
		return current == LANG_DE ? "DKK" : "kr.";
	return !strcmp(currency, "EUR") ? "€" : currency;
}

char *text_amount(int64_t amount, enum unit unit, const char *currency)
{
	char *figure = text_figure(amount, unit), *text = NULL;

	switch (unit) {
	case UNIT_MINUTES:
		/* TRANSLATORS: hours and minutes with the sign of the hour: 7:30 h */
		text = str_make(_("%s h"), figure);
		break;
	case UNIT_DAYS:
		text = str_make(ngettext("%s day", "%s days", (unsigned long)llabs(amount)), figure);
		break;
	case UNIT_SESSIONS:
		text = str_make(ngettext("%s session", "%s sessions", (unsigned long)llabs(amount)), figure);
		break;
	case UNIT_MONEY:
		text = str_make("%s %s", figure, currency_sign(currency ? currency : ""));
		break;
	}
	free(figure);
	return text;
}

char *text_rate(const struct rate *rate, const char *currency)
{
	static const char *const forms[] = {
		[PER_MONTH] = N_("%s a month"), [PER_WEEK] = N_("%s a week"), [PER_YEAR] = N_("%s a year"),
		[PER_TOTAL] = N_("%s in all"),  [PER_NONE] = "%s",
	};
	char *amount = text_amount(rate->amount, rate->unit, currency), *text;

	if (rate->per == PER_NONE && !rate->amount) {
		free(amount);
		return mem_text(_("no set amount"));
	}
	if (rate->per == PER_NONE)
		return amount;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* one of the forms above, or its translation, which msgfmt -c checks */
	text = str_make(_(forms[rate->per]), amount);
#pragma GCC diagnostic pop
	free(amount);
	return text;
}

char *text_granted(const struct grant_amount *amount, enum unit unit, const char *currency)
{
	struct rate rate = { amount->amount, unit, amount->per };
	char *text = text_rate(&rate, currency), *less, *both;

	if (!amount->less)
		return text;
	less = text_amount(amount->less, unit, currency);
	/* TRANSLATORS: what is granted, and what is taken off it: 37:00 h a week less 5:00 h */
	both = str_make(_("%1$s less %2$s"), text, less);
	free(text);
	free(less);
	return both;
}

char *text_pay_rate(enum pay_measure measure, int64_t rate)
{
	char *figure, *out;

	if (measure == PAY_PERCENT && rate % 100 == 0)
		return str_make("%" PRId64 " %%", rate / 100);
	figure = text_figure(rate, UNIT_MONEY);
	if (measure == PAY_PERCENT)
		out = str_make("%s %%", figure);
	else
		out = str_make(_("%s an hour"), figure);
	free(figure);
	return out;
}

char *text_level(const struct scheme *scheme, const struct scheme_level *level, const char *currency)
{
	enum unit unit = scheme->parts[level->part].unit;
	int64_t least = level->least ? level->least : level->above;
	struct rate rate = { level->amount ? level->amount : level->most ? level->most : least, unit, level->per };
	char *low = text_amount(least, unit, currency), *high = text_rate(&rate, currency), *text;

	if (level->amount)
		text = mem_text(high);
	else if (least && level->most)
		text = str_make(level->above ? _("over %1$s, at most %2$s") : _("from %1$s to %2$s"), low, high);
	else if (level->most)
		text = str_make(_("at most %s"), high);
	else if (least)
		text = str_make(level->above ? _("over %s") : _("at least %s"), high);
	else
		text = mem_text(_("as the decision says"));
	free(low);
	free(high);
	return text;
}

/* ---- sentences */

static void add_arg(struct str *out, const struct status_arg *arg)
{
	char plain[40];
	char *text = NULL;

	switch (arg->type) {
	case STATUS_TEXT:
		utf8_add_safe(out, arg->text);
		return;
	case STATUS_NAME:
		str_add(out, arg->text[0] ? _(arg->text) : "");
		return;
	case STATUS_NUMBER:
		str_addf(out, "%" PRId64, arg->number);
		return;
	case STATUS_MINUTES:
		quantity_format(arg->number, UNIT_MINUTES, plain);
		str_add(out, plain);
		return;
	case STATUS_DAY:
		day_format((day_t)arg->number, plain);
		str_add(out, plain);
		return;
	case STATUS_MONTH:
		month_format((month_t)arg->number, plain);
		str_add(out, plain);
		return;
	case STATUS_LONGMONTH:
		text = text_month((month_t)arg->number);
		break;
	case STATUS_LONGDAY:
		text = text_day_long((day_t)arg->number);
		break;
	case STATUS_AMOUNT:
		text = text_amount(arg->number, (enum unit)arg->unit, arg->text);
		break;
	}
	str_add(out, text);
	free(text);
}

char *text_one_stop(char *text)
{
	char *to = text;
	int stops = 0; /* that stand before this character */

	for (const char *at = text; *at; at++) {
		bool ends = !at[1] || at[1] == ' ' || at[1] == '\n';

		/* Three are an ellipsis, and two inside a word are a path. */
		if (*at != '.' || stops != 1 || !ends)
			*to++ = *at;
		stops = *at == '.' ? stops + 1 : 0;
	}
	*to = '\0';
	return text;
}

char *text_status(const struct status *st)
{
	struct str out = STR_INIT;

	for (const char *at = st->msgid ? _(st->msgid) : ""; *at; at++) {
		int index = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}' ? at[1] - '1' : -1;

		if (index < 0 || index >= st->count) {
			str_addc(&out, *at);
			continue;
		}
		add_arg(&out, &st->args[index]);
		at += 2;
		/* "… 7:30 t." at the end of a sentence has its full stop. */
		if (at[1] == '.' && out.length && out.s[out.length - 1] == '.')
			at++;
	}
	return str_take(&out);
}
