/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/core/amount.h"

#include "ledsag/base/mem.h"
#include "ledsag/core/scan.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const units[] = {
	[UNIT_MINUTES] = "minutes", [UNIT_DAYS] = "days", [UNIT_SESSIONS] = "sessions", [UNIT_MONEY] = "money",
};

static const char *const pers[] = {
	[PER_MONTH] = "month", [PER_WEEK] = "week", [PER_YEAR] = "year", [PER_TOTAL] = "total", [PER_NONE] = "none",
};

static bool find(const char *word, const char *const *names, size_t count, size_t *out)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(word, names[i]) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

const char *unit_name(enum unit unit)
{
	assert((unsigned)unit < COUNT_OF(units));
	return units[unit];
}

const char *per_name(enum per per)
{
	assert((unsigned)per < COUNT_OF(pers));
	return pers[per];
}

const char *unit_label(enum unit unit)
{
	static const char *const labels[] = {
		[UNIT_MINUTES] = N_("hours"), [UNIT_DAYS] = N_("days"), [UNIT_SESSIONS] = N_("sessions"),
		                 [UNIT_MONEY] = N_("money"),
	};

	return labels[unit];
}

const char *per_label(enum per per)
{
	static const char *const labels[] = {
		[PER_MONTH] = N_("a month"), [PER_WEEK] = N_("a week"), [PER_YEAR] = N_("a year"), [PER_TOTAL] = N_("in all"),
		              [PER_NONE] = N_("without an amount"),
	};

	return labels[per];
}

bool unit_parse(const char *word, enum unit *out)
{
	size_t i;

	if (!find(word, units, COUNT_OF(units), &i))
		return false;
	*out = (enum unit)i;
	return true;
}

bool per_parse(const char *word, enum per *out)
{
	size_t i;

	if (!find(word, pers, COUNT_OF(pers), &i))
		return false;
	*out = (enum per)i;
	return true;
}

static bool too_large(const char *text, const char *rule, struct status *st)
{
	return status_set(st, STATUS_INPUT, rule, N_("'{1}' is more than ledsag counts: write a smaller amount."), "s", text);
}

/* ---- durations -------------------------------------------------------------- */

/* h:mm with nothing behind it. */
static bool read_duration(const char *s, int64_t *minutes)
{
	int64_t hours;
	int past;

	if (!scan_number(&s, AMOUNT_MAX / 60 - 1, &hours) || !scan_char(&s, ':') || !scan_digits(&s, 2, 2, &past) || past > 59 ||
	    !scan_end(s))
		return false;
	*minutes = hours * 60 + past;
	return true;
}

bool duration_parse(const char *text, int64_t *minutes, struct status *st)
{
	return read_duration(scan_blanks(text), minutes) ||
	       status_set(st, STATUS_INPUT, "duration",
	                  N_("'{1}' is not a duration: write hours and two digits of minutes, such as 7:30 or 0:45."), "s",
	                  text);
}

/* Hours with or without decimals. `parts` gets the decimals as a number and `whole` what they are parts of. */
static bool read_decimal(const char *s, int64_t *hours, int *parts, int *whole)
{
	const char *decimals;

	*parts = 0;
	*whole = 1;
	if (!scan_number(&s, AMOUNT_MAX / 60 - 1, hours))
		return false;
	if (scan_char(&s, '.') || scan_char(&s, ',')) {
		decimals = s;
		if (!scan_digits(&s, 1, 6, parts))
			return false;
		for (; decimals < s; decimals++)
			*whole *= 10;
	}
	return scan_end(s);
}

bool duration_parse_lenient(const char *text, int64_t *minutes, bool *decimal, struct status *st)
{
	const char *s = scan_blanks(text);
	int64_t hours;
	int parts, whole;

	if (read_duration(s, minutes)) {
		*decimal = false;
		return true;
	}
	if (!read_decimal(s, &hours, &parts, &whole))
		return status_set(st, STATUS_INPUT, "duration",
		                  N_("'{1}' is not a duration: write hours and minutes as 7:30, or as 7,5 or 7.5."), "s", text);
	if ((int64_t)parts * 60 % whole != 0)
		return status_set(st, STATUS_INPUT, "duration",
		                  N_("'{1}' hours are not whole minutes: write hours and minutes, such as {2}."), "sm", text,
		                  hours * 60 + ((int64_t)parts * 60 + whole / 2) / whole);
	*minutes = hours * 60 + (int64_t)parts * 60 / whole;
	*decimal = true;
	return true;
}

/* ---- money ------------------------------------------------------------------ */

enum money_read { MONEY_FINE, MONEY_WRONG, MONEY_AMBIGUOUS, MONEY_LARGE };

/* One separator, a no-break blank (plain or narrow) as ' '; '\0' where there is none. Moves *s behind it. */
static char take_separator(const char **s)
{
	static const char *const blanks[] = { " ", "\xC2\xA0", "\xE2\x80\xAF" };

	for (size_t i = 0; i < COUNT_OF(blanks); i++) {
		size_t length = strlen(blanks[i]);

		if (strncmp(*s, blanks[i], length) == 0) {
			*s += length;
			return ' ';
		}
	}
	if (scan_char(s, '.'))
		return '.';
	if (scan_char(s, ','))
		return ',';
	return '\0';
}

/* What lies between separators: how it is written, left to right. */
struct groups {
	int count;
	char before[12]; /* the separator before each group; '\0' before the first */
	int digits[12];
};

/* All digits together become *number, which stops growing once it is over AMOUNT_MAX. */
static bool split_groups(const char *s, struct groups *groups, int64_t *number)
{
	char before = '\0';

	groups->count = 0;
	*number = 0;
	do {
		int digits = 0;

		if (groups->count == (int)COUNT_OF(groups->digits))
			return false;
		for (; scan_is_digit(*s); s++, digits++) {
			if (*number <= AMOUNT_MAX)
				*number = *number * 10 + (*s - '0');
		}
		if (digits == 0)
			return false;
		groups->before[groups->count] = before;
		groups->digits[groups->count++] = digits;
		if (scan_end(s))
			return true;
	} while ((before = take_separator(&s)) != '\0');
	return false;
}

/* How many decimals the last group holds: -1 where the writing fits no custom, 3 where it may be thousands or decimals. */
static int count_decimals(const struct groups *groups)
{
	int last = groups->count - 1, grouped = last;
	char mark = groups->before[last];
	bool decimals = last > 0 && mark != ' ' && (last == 1 || groups->before[last - 1] != mark);

	if (decimals && last == 1 && groups->digits[1] == 3 && groups->digits[0] <= 3)
		return 3;
	if (decimals && groups->digits[last] > 2)
		return -1;
	if (decimals)
		grouped--;
	for (int i = 1; i <= grouped; i++) {
		if (groups->digits[i] != 3 || groups->before[i] != groups->before[1])
			return -1;
	}
	if (grouped > 0 && groups->digits[0] > 3)
		return -1;
	return decimals ? groups->digits[last] : 0;
}

static enum money_read read_money(const char *s, int64_t *minor)
{
	static const int times[] = { 100, 10, 1, 100 };
	struct groups groups;
	int decimals;

	if (!split_groups(s, &groups, minor))
		return MONEY_WRONG;
	decimals = count_decimals(&groups);
	if (decimals < 0)
		return MONEY_WRONG;
	if (*minor > AMOUNT_MAX / times[decimals])
		return MONEY_LARGE;
	*minor *= times[decimals];
	return decimals == 3 ? MONEY_AMBIGUOUS : MONEY_FINE;
}

static bool money_refused(enum money_read read, const char *text, int64_t minor, struct status *st)
{
	char thousands[32];

	if (read == MONEY_LARGE)
		return too_large(text, "money", st);
	if (read == MONEY_WRONG)
		return status_set(st, STATUS_INPUT, "money",
		                  N_("'{1}' is not an amount of money: write one such as 12000, 12000.50 or 12.000,50."), "s",
		                  text);
	quantity_format(minor, UNIT_MONEY, thousands);
	return status_set(st, STATUS_INPUT, "money",
	                  N_("'{1}' may mean thousands or decimals: write {2}, or at most two decimals."), "ss", text, thousands);
}

bool money_parse(const char *text, bool allow_negative, int64_t *minor, struct status *st)
{
	const char *s = scan_blanks(text);
	bool minus = scan_char(&s, '-');
	enum money_read read;
	int64_t amount;

	if (minus && !allow_negative)
		return status_set(st, STATUS_INPUT, "money", N_("'{1}' is negative: write an amount without '-'."), "s", text);
	read = read_money(s, &amount);
	if (read != MONEY_FINE)
		return money_refused(read, text, minus ? -amount : amount, st);
	*minor = minus ? -amount : amount;
	return true;
}

/* ---- quantities and rates ----------------------------------------------------- */

static const struct suffix {
	char letter, large;
	enum unit unit;
} suffixes[] = {
	{ 'd', 'D', UNIT_DAYS },
	{ 'x', 'X', UNIT_SESSIONS },
};

/* A number and a letter; false where it is something else. */
static bool read_count(const char *s, int64_t *amount, enum unit *unit)
{
	if (!scan_number(&s, AMOUNT_MAX, amount))
		return false;
	for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
		const char *after = s;

		if ((scan_char(&after, suffixes[i].letter) || scan_char(&after, suffixes[i].large)) && scan_end(after)) {
			*unit = suffixes[i].unit;
			return true;
		}
	}
	return false;
}

bool quantity_parse(const char *text, int64_t *amount, enum unit *unit, struct status *st)
{
	const char *s = scan_blanks(text);
	enum money_read read;
	int64_t number;

	if (read_duration(s, &number)) {
		*unit = UNIT_MINUTES;
	} else if (!read_count(s, &number, unit)) {
		read = read_money(s, &number);
		if (read == MONEY_WRONG)
			return status_set(st, STATUS_INPUT, "amount",
			                  N_("'{1}' is not an amount: write hours 7:30, days 2d, times 4x or money 12000.00."), "s",
			                  text);
		if (read != MONEY_FINE) {
			money_refused(read, text, number, st);
			if (st)
				st->rule = "amount";
			return false;
		}
		*unit = UNIT_MONEY;
	}
	*amount = number;
	return true;
}

static bool rate_refused(const char *text, struct status *st)
{
	return status_set(st, STATUS_INPUT, "amount",
	                  N_("'{1}' is not an amount per time: write one such as 37:00/week, 2d/week or 12000.00/month "
	                     "(week, month, year or total)."),
	                  "s", text);
}

/* The word behind the slash, blanks around it; PER_NONE is said by no slash at all. */
static bool read_per(const char *s, enum per *per)
{
	char word[8];
	size_t length;

	s = scan_blanks(s);
	length = strcspn(s, " \t");
	if (length >= sizeof word || !scan_end(s + length))
		return false;
	memcpy(word, s, length);
	word[length] = '\0';
	return per_parse(word, per) && *per != PER_NONE;
}

bool rate_parse(const char *text, struct rate *out, struct status *st)
{
	const char *slash = strchr(text, '/');
	struct rate rate = { .per = PER_NONE };
	char head[64];
	size_t length;

	if (!slash) {
		if (!quantity_parse(text, &rate.amount, &rate.unit, st))
			return false;
	} else {
		length = (size_t)(slash - text);
		if (length >= sizeof head || !read_per(slash + 1, &rate.per))
			return rate_refused(text, st);
		memcpy(head, text, length);
		head[length] = '\0';
		if (!quantity_parse(head, &rate.amount, &rate.unit, st))
			return false;
	}
	*out = rate;
	return true;
}

void quantity_format(int64_t amount, enum unit unit, char out[32])
{
	/* The magnitude has no sign bit to overflow into, whatever the amount. */
	uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	const char *sign = amount < 0 ? "-" : "";

	switch (unit) {
	case UNIT_MINUTES:
		snprintf(out, 32, "%s%" PRIu64 ":%02d", sign, size / 60, (int)(size % 60));
		break;
	case UNIT_DAYS:
		snprintf(out, 32, "%s%" PRIu64 "d", sign, size);
		break;
	case UNIT_SESSIONS:
		snprintf(out, 32, "%s%" PRIu64 "x", sign, size);
		break;
	case UNIT_MONEY:
		snprintf(out, 32, "%s%" PRIu64 ".%02d", sign, size / 100, (int)(size % 100));
		break;
	}
}

void rate_format(const struct rate *rate, char out[40])
{
	char quantity[32];

	quantity_format(rate->amount, rate->unit, quantity);
	if (rate->per == PER_NONE)
		snprintf(out, 40, "%s", quantity);
	else
		snprintf(out, 40, "%s/%s", quantity, per_name(rate->per));
}
