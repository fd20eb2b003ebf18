/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up hours for the bench, the same in every run: 7,200 entries a year, up to 2025, in the form that each program reads.
 * usage: generate csv|ledger|timew|calcurse YEARS */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LAST_YEAR 2025
#define DAYS 360 /* of each year that are worked; the days that are left are for what the bench books itself */
#define A_DAY 20
#define PEOPLE 6

static const char *const people[PEOPLE] = { "anna", "bo", "clara", "david", "emil", "fatima" };
static const char *const kinds[] = { "work", "training", "meeting", "illness" };
static const char *const notes[] = { "", "", "", "to the doctor", "a walk by the fjord", "choir, with the others" };

struct hours {
	int year, month, day;         /* when it begins */
	int year_end, month_end, day_end;
	int start, end;               /* minutes of the day; an end at or before the start is on the next day */
	const char *person, *kind, *note;
};

static uint32_t draw(uint32_t below)
{
	static uint64_t state = 20250615;

	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33) % below;
}

static void date_of(int year, int number, int *out_year, int *month, int *day)
{
	int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int m = 0;

	lengths[1] += year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	for (; m < 11 && number >= lengths[m]; m++)
		number -= lengths[m];
	*out_year = year;
	*month = m + 1;
	*day = number + 1;
}

/* The n-th entry of a day: four times to begin, with everybody at most once at each, so that nobody is at two places. */
static struct hours make_hours(int year, int number, int n)
{
	static const int begins[] = { 6 * 60, 10 * 60 + 30, 15 * 60, 20 * 60 + 30 };
	uint32_t kind = draw(30);
	struct hours h = {
		.start = begins[n / PEOPLE] + 15 * (int)draw(4),
		.person = people[(n + number) % PEOPLE],
		.kind = kinds[kind < 3 ? kind + 1 : 0],
		.note = notes[draw(sizeof notes / sizeof *notes)],
	};

	h.end = (h.start + 150 + 15 * (int)draw(6)) % (24 * 60);
	date_of(year, number, &h.year, &h.month, &h.day);
	date_of(year, number + (h.end <= h.start), &h.year_end, &h.month_end, &h.day_end);
	return h;
}

static void write_csv(const struct hours *h)
{
	printf("%s,bpa,%04d-%02d-%02d,%02d:%02d,%02d:%02d,%s,%s%s%s\n", h->person, h->year, h->month, h->day, h->start / 60, h->start % 60,
	       h->end / 60, h->end % 60, h->kind, strchr(h->note, ',') ? "\"" : "", h->note, strchr(h->note, ',') ? "\"" : "");
}

static void write_ledger(const struct hours *h)
{
	int minutes = (h->end - h->start + 24 * 60) % (24 * 60);

	printf("%04d/%02d/%02d %s\n    (%s:%s)  %d.%02dh\n", h->year, h->month, h->day, *h->note ? h->note : h->kind, h->kind, h->person,
	       minutes / 60, minutes % 60 * 100 / 60);
}

static void write_timew(const struct hours *h)
{
	printf("inc %04d%02d%02dT%02d%02d00Z - %04d%02d%02dT%02d%02d00Z # %s %s\n", h->year, h->month, h->day, h->start / 60, h->start % 60,
	       h->year_end, h->month_end, h->day_end, h->end / 60, h->end % 60, h->kind, h->person);
}

static void write_calcurse(const struct hours *h)
{
	printf("%02d/%02d/%04d @ %02d:%02d -> %02d/%02d/%04d @ %02d:%02d |%s %s\n", h->month, h->day, h->year, h->start / 60, h->start % 60,
	       h->month_end, h->day_end, h->year_end, h->end / 60, h->end % 60, h->kind, h->person);
}

static const struct form {
	const char *name, *header;
	void (*write)(const struct hours *h);
} forms[] = {
	{ "csv", "person,grant,date,start,end,kind,note\n", write_csv },
	{ "ledger", "", write_ledger },
	{ "timew", "", write_timew },
	{ "calcurse", "", write_calcurse },
};

int main(int argc, char **argv)
{
	const struct form *form = NULL;
	int years = argc == 3 ? atoi(argv[2]) : 0;

	for (size_t i = 0; argc == 3 && i < sizeof forms / sizeof *forms; i++)
		if (!strcmp(forms[i].name, argv[1]))
			form = &forms[i];
	if (!form || years < 1 || years > 1000) {
		fputs("usage: generate csv|ledger|timew|calcurse YEARS\n", stderr);
		return 2;
	}
	fputs(form->header, stdout);
	for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++)
		for (int number = 0; number < DAYS; number++)
			for (int n = 0; n < A_DAY; n++) {
				struct hours h = make_hours(year, number, n);

				form->write(&h);
			}
	return fflush(stdout) == 0 ? 0 : 1;
}
