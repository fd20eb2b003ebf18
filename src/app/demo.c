/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demo households: invented people, two years of hours up to yesterday, a roster for the next two weeks. The same day gives the
 * same household. */
#include "internal.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- what makes it look lived in */

struct demo {
	struct app *app;
	struct status *st;
	day_t today, begins; /* two years back, the 1st of a month */
	day_t turns;         /* one year back, the 1st of a month: where BPA takes over */
	uint32_t seed;
};

/* A small generator of its own, so that a demo is the same on every machine. */
static uint32_t draw(struct demo *d, uint32_t below)
{
	d->seed = d->seed * 1103515245u + 12345u;
	return (d->seed >> 16) % below;
}

struct helper {
	const char *id, *name, *roles, *wage, *hours;
	int born; /* year */
};

static bool add_helper(struct demo *d, const struct helper *helper, day_t from)
{
	char day[11], *born = str_make("%d-05-17", helper->born);
	struct person_input input = {
		.id = helper->id, .name = helper->name, .roles = helper->roles, .born = born, .from = day, .wage = helper->wage,
		.hours_week = helper->hours,
	};
	bool ok;

	day_format(from, day);
	ok = app_person_add(d->app, &input, d->st);
	free(born);
	return ok;
}

static bool add_helpers(struct demo *d, const struct helper *helpers, size_t count, day_t from)
{
	for (size_t i = 0; i < count; i++)
		if (!add_helper(d, &helpers[i], from))
			return false;
	return true;
}

static bool add_grant(struct demo *d, const char *id, const char *scheme, day_t from, day_t to, const char *const *amounts,
                      int count, const char *payer, const char *case_no)
{
	char first[11], last[11];
	struct grant_input input = {
		.id = id, .scheme = scheme, .from = first, .to = to == DAY_MAX ? NULL : last, .amounts = amounts,
		.amount_count = count,
		.payer = payer, .case_no = case_no,
	};

	day_format(from, first);
	if (to != DAY_MAX)
		day_format(to, last);
	return app_grant_add(d->app, &input, NULL, d->st);
}

static bool book(struct demo *d, day_t day, const char *span, const char *grant, const char *person, const char *kind,
                 const char *note)
{
	char date[11];
	struct hours_input input = { .date = date, .span = span, .grant = grant, .person = person, .kind = kind,
	                             .note = *note ? _(note) : note };

	day_format(day, date);
	return app_log(d->app, &input, NULL, d->st);
}

/* A planned shift; where `worked` is given it is booked as well. */
static bool plan_and_book(struct demo *d, day_t day, const char *span, const char *grant, const char *person, const char *kind,
                          const char *worked)
{
	char date[11];
	struct shift_input input = { .date = date, .span = span, .grant = grant, .person = person, .kind = kind };
	int64_t *ids;
	int count;
	bool ok;

	day_format(day, date);
	ok = app_shift_add(d->app, &input, &ids, &count, NULL, d->st) &&
	     (!worked || app_shift_done(d->app, ids[0], 0, worked, NULL, d->st));
	free(ids);
	return ok;
}

static bool plan(struct demo *d, day_t day, const char *span, const char *grant, const char *person)
{
	return plan_and_book(d, day, span, grant, person, NULL, NULL);
}

/* ---- companions: a few outings a month, saved hours spent on a journey in summer */

static const char *const outings[] = {
	N_("cinema"), N_("walk by the fjord"), N_("choir"), N_("family visit"), N_("museum"), N_("football match"),
	N_("shopping for clothes"), N_("theatre"),
};

static bool one_outing(struct demo *d, day_t day, const char *grant, const char *person)
{
	static const char *const spans[] = { "13:00-16:30", "18:00-21:00", "10:00-14:00", "15:00-17:30", "19:00-22:15" };

	return book(d, day, spans[draw(d, COUNT_OF(spans))], grant, person, "work", outings[draw(d, COUNT_OF(outings))]);
}

static bool outings_of_month(struct demo *d, month_t month, day_t until, const char *grant, const char *const companions[2])
{
	int number = month_number(month), count = number == 1 || number == 2 ? 2 : number == 7 ? 0 : 3 + (int)draw(d, 2);

	for (int i = 0; i < count; i++) {
		day_t day = month_first(month) + 3 + i * 6 + (day_t)draw(d, 4);

		if (day <= until && !one_outing(d, day, grant, companions[draw(d, 2)]))
			return false;
	}
	for (int i = 0; number == 7 && i < 3; i++)
		if (month_first(month) + 10 + i <= until &&
		    !book(d, month_first(month) + 10 + i, "09:00-21:00", grant, companions[0], "work", N_("weekend on Bornholm")))
			return false;
	return true;
}

static bool companions(struct demo *d, const char *grant, day_t from, day_t until, const char *const people[2])
{
	for (month_t m = month_of(from); m <= month_of(until); m++)
		if (!outings_of_month(d, m, until, grant, people))
			return false;
	return true;
}

/* ---- ledsage */

/* Support at home (§ 85) on Tuesday mornings, by the municipality's own people: hours without an assistant. */
static bool visits_at_home(struct demo *d)
{
	static const char *const notes[] = { N_("letters and forms"), N_("shopping list"), N_("bus training"), "" };
	char first[11];
	struct grant_input input = {
		.id = "home", .scheme = "dk.holbaek.85", .from = first, .level = "moderat", .payer = "Holbæk Kommune",
		.case_no = "27.12.06-G01-88-24",
	};

	day_format(d->begins, first);
	if (!app_grant_add(d->app, &input, NULL, d->st))
		return false;
	for (day_t day = d->begins; day < d->today; day++)
		if (day_weekday(day) == 1 && draw(d, 8) &&
		    !book(d, day, draw(d, 3) ? "10:00-11:30" : "10:00-11:15", "home", NULL, "work",
		          notes[draw(d, COUNT_OF(notes))]))
			return false;
	return true;
}

static bool demo_ledsage(struct demo *d)
{
	static const struct helper helpers[] = {
		{ "sofie", "Sofie Lund", "assistant", NULL, NULL, 1998 },
		{ "jonas", "Jonas Bech", "assistant", NULL, NULL, 2001 },
	};
	static const char *const both[] = { "sofie", "jonas" };

	return add_helpers(d, helpers, COUNT_OF(helpers), d->begins) &&
	       add_grant(d, "led", "dk.holbaek.97", d->begins, DAY_MAX, NULL, 0, "Holbæk Kommune", "27.33.06-G01-114-24") &&
	       companions(d, "led", d->begins, d->today - 1, both) && visits_at_home(d) && plan(d, d->today + 2, "14:00-17:00", "led", "sofie") &&
	       plan(d, d->today + 5, "18:00-21:30", "led", "jonas") && plan(d, d->today + 9, "10:00-14:00", "led", NULL);
}

/* ---- bpa */

static const char *const team[] = { "anna", "bo", "clara", "david", "emil", "fatima" };

/* Who has slot 0 (day), 1 (evening) on a day: a rotation of six with everybody's free days. */
static const char *on_duty(day_t day, int slot)
{
	return team[((day + 6000) / 2 * 2 + (day % 2 ? 3 : 0) + slot * 2 + (day + 6000) / 42) % 6];
}

/* The roster of the last four weeks is still there; of earlier shifts only the hours are. */
static bool bpa_shift(struct demo *d, day_t day, const char *planned, const char *worked, const char *person, const char *kind)
{
	if (day < d->today - 28)
		return book(d, day, worked, "bpa", person, kind, "");
	return plan_and_book(d, day, planned, "bpa", person, kind, worked);
}

static bool bpa_day(struct demo *d, day_t day)
{
	static const char *const day_spans[] = { "08:00-14:00", "07:30-13:30", "08:00-14:30" };
	static const char *const evening_spans[] = { "16:00-22:00", "16:00-22:30", "15:30-21:30" };
	const char *kind = draw(d, 40) == 0 ? "illness" : draw(d, 60) == 0 ? "training" : "work";

	if (!bpa_shift(d, day, "08:00-14:00", day_spans[draw(d, COUNT_OF(day_spans))], on_duty(day, 0), kind) ||
	    !bpa_shift(d, day, "16:00-22:00", evening_spans[draw(d, COUNT_OF(evening_spans))], on_duty(day, 1), "work"))
		return false;
	/* An illness keeps its hours and somebody else steps in: both count. */
	return strcmp(kind, "illness") || book(d, day, "08:00-13:00", "bpa", on_duty(day, 2), "work", N_("stepped in"));
}

static bool bpa_meeting(struct demo *d, day_t day)
{
	for (size_t i = 0; i < COUNT_OF(team); i++)
		if (!book(d, day, "14:30-15:30", "bpa", team[i], "meeting", N_("staff meeting")))
			return false;
	return true;
}

static bool bpa_hours(struct demo *d)
{
	for (day_t day = d->turns; day < d->today; day++) {
		if (!bpa_day(d, day))
			return false;
		/* The first Wednesday of every third month. */
		if (day_weekday(day) == 2 && day - month_first(month_of(day)) < 7 && month_number(month_of(day)) % 3 == 1 &&
		    !bpa_meeting(d, day))
			return false;
	}
	return true;
}

static bool bpa_roster(struct demo *d)
{
	for (day_t day = d->today; day < d->today + 14; day++) {
		bool gap = day == d->today + 4 || day == d->today + 11;

		if (!plan(d, day, "08:00-14:00", "bpa", on_duty(day, 0)) ||
		    !plan(d, day, "16:00-22:00", "bpa", gap ? NULL : on_duty(day, 1)))
			return false;
	}
	return true;
}

static bool demo_bpa(struct demo *d)
{
	static const struct helper helpers[] = {
		{ "anna", "Anna Kjær", "assistant,leader", "182.50", "18:00", 1989 },
		{ "bo", "Bo Winther", "assistant", "176.00", "15:00", 1994 },
		{ "clara", "Clara Nissen", "assistant", "176.00", "14:00", 2000 },
		{ "david", "David Holst", "assistant", "174.25", "14:00", 2002 },
		{ "emil", "Emil Friis", "assistant", "174.25", "12:00", 2003 },
		{ "fatima", "Fatima Aziz", "assistant", "178.75", "14:00", 1997 },
	};
	static const char *const amounts[] = { "hours=86:00/week" };
	static const char *const both[] = { "anna", "bo" };
	char day[11];
	static const char *const more_hours[] = { "hours=89:00/week" };
	struct grant_input more = { .from = day, .amounts = more_hours, .amount_count = 1 };
	bool ok;

	ok = add_helpers(d, helpers, COUNT_OF(helpers), d->begins) &&
	     add_grant(d, "led", "dk.holbaek.97", d->begins, d->turns - 1, NULL, 0, "Holbæk Kommune", "27.33.06-G01-207-24") &&
	     companions(d, "led", d->begins, d->turns - 1, both) &&
	     add_grant(d, "bpa", "dk.holbaek.96", d->turns, DAY_MAX, amounts, 1, "Holbæk Kommune", "27.33.03-G01-041-25");
	/* More hours since the follow-up after three months. */
	day_format(month_first(month_of(d->turns) + 3), day);
	ok = ok && (month_first(month_of(d->turns) + 3) > d->today ||
	            app_grant_change(d->app, "bpa", &more, NULL, d->st));
	return ok && bpa_hours(d) && bpa_roster(d);
}

/* ---- pb */

static bool pb_hours(struct demo *d)
{
	static const char *const people[] = { "lea", "mehmet", "nina" };
	static const char *const notes[] = { N_("household"), N_("doctor's appointment"), N_("swimming"), N_("letters and forms"),
	                                     "" };

	for (day_t day = d->begins; day < d->today; day++) {
		int weekday = day_weekday(day);
		const char *person = people[(day / 7 + weekday) % 3];

		if (weekday != 0 && weekday != 2 && weekday != 4)
			continue;
		if (!book(d, day, weekday == 4 ? "15:00-18:30" : "09:00-12:00", "pb-teilhabe", person,
		          draw(d, 45) == 0 ? "illness" : "work", notes[draw(d, COUNT_OF(notes))]))
			return false;
	}
	return true;
}

static bool pay(struct demo *d, day_t day, int64_t amount, const char *grant, enum money_kind kind, int voucher,
                const char *text)
{
	char date[11], figure[32], number[12];
	struct money_input input = { .date = date, .amount = figure, .grant = grant, .kind = money_kind_name(kind),
		                     .voucher = number, .text = *text ? _(text) : text };

	day_format(day, date);
	quantity_format(amount, UNIT_MONEY, figure);
	snprintf(number, sizeof number, "%d", voucher);
	return app_money_add(d->app, &input, NULL, d->st);
}

/* Each month the budgets come in, and wages and small things go out of them. */
static bool pb_money(struct demo *d)
{
	int voucher = 1;

	for (month_t month = month_of(d->begins); month_last(month) < d->today; month++) {
		day_t first = month_first(month) < d->begins ? d->begins : month_first(month);

		if (!pay(d, first, 125000, "pb-teilhabe.money", MONEY_PREPAID, voucher, "") ||
		    !pay(d, first, 31600, "pb-pflege", MONEY_PREPAID, voucher + 1, "") ||
		    !pay(d, month_last(month), 98000 + draw(d, 240) * 100, "pb-teilhabe.money", MONEY_PAYROLL, voucher + 2, "") ||
		    !pay(d, month_last(month) - 3, 24000 + draw(d, 70) * 100 + draw(d, 100), "pb-pflege", MONEY_EXPENSE,
		         voucher + 3, N_("care at home")))
			return false;
		voucher += 4;
	}
	return true;
}

static bool demo_pb(struct demo *d)
{
	static const struct helper helpers[] = {
		{ "lea", "Lea Brandt", "assistant", "16.80", "5:00", 1999 },
		{ "mehmet", "Mehmet Kaya", "assistant", "17.20", "5:00", 1991 },
		{ "nina", "Nina Vogel", "assistant", "16.80", "4:00", 2003 },
	};
	static const char *const hours[] = { "hours=42:00/month", "money=1250.00/month" };
	static const char *const money[] = { "money=316.00/month" };

	return add_helpers(d, helpers, COUNT_OF(helpers), d->begins) &&
	       add_grant(d, "pb-teilhabe", "de.pb", d->begins, DAY_MAX, hours, 2, "Landkreis Lörrach, Eingliederungshilfe",
	                 "41.2-2024/0817") &&
	       add_grant(d, "pb-pflege", "de.pb", d->begins, DAY_MAX, money, 1, "Pflegekasse", "P-338 201") && pb_hours(d) &&
	       pb_money(d) &&
	       plan(d, d->today + 2, "09:00-12:00", "pb-teilhabe", "lea") &&
	       plan(d, d->today + 4, "09:00-12:00", "pb-teilhabe", "mehmet") &&
	       plan(d, d->today + 7, "15:00-18:30", "pb-teilhabe", NULL);
}

/* ---- the life of the hours: approved up to the month before last, closed up to the one before that; of the last one most is
 * handed in, one entry is sent back, and who is late has not handed in yet. The running month is only logged. */

static bool hand_in(struct demo *d, const struct person *person, day_t from, day_t to)
{
	struct person holder = d->app->actor;
	struct hours_pick pick = { .from = from, .to = to };
	bool ok;

	d->app->actor = *person; /* only who worked hands in */
	ok = app_hours_step(d->app, STEP_SUBMIT, &pick, NULL, NULL, d->st);
	d->app->actor = holder;
	return ok;
}

static bool hand_in_all(struct demo *d, const char *late, day_t from, day_t to)
{
	struct people people;
	bool ok = true;

	if (!people_read(d->app->store, &people, d->st))
		return false;
	for (int i = 0; ok && i < people.count; i++)
		if ((people.of[i].roles & ROLE_ASSISTANT) && strcmp(people.of[i].id, late))
			ok = hand_in(d, &people.of[i], from, to);
	people_done(&people);
	return ok;
}

static bool find_submitted(void *context, const struct hours_row *row)
{
	int64_t *id = context;

	if (row->entry->state == ENTRY_SUBMITTED && row->entry->kind == KIND_WORK)
		*id = row->entry->id;
	return !*id;
}

static bool send_one_back(struct demo *d, day_t from, day_t to)
{
	struct hours_query query = { .from = from, .to = to, .state = -1 };
	int64_t id = 0;
	struct hours_pick pick = { .ids = &id, .count = 1 };

	return app_hours(d->app, &query, find_submitted, &id, d->st) &&
	       (!id || app_hours_step(d->app, STEP_REJECT, &pick, _("You were here half an hour longer: please put the time right."),
	                              NULL, d->st));
}

/* What is older was accounted for. */
static bool close_until(struct demo *d, month_t month)
{
	char text[8];

	month_format(month, text);
	return app_months_close(d->app, text, true, NULL, d->st);
}

static bool live(struct demo *d, const char *late)
{
	month_t last = month_of(d->today) - 1;
	struct hours_pick before = { .from = d->begins, .to = month_last(last - 1) };

	return app_hours_step(d->app, STEP_APPROVE, &before, NULL, NULL, d->st) && close_until(d, last - 2) &&
	       hand_in_all(d, late, month_first(last), month_last(last)) && send_one_back(d, month_first(last), month_last(last));
}

/* ---- all */

static const struct {
	const char *holder, *country, *late;
	bool (*fill)(struct demo *d);
} cases[] = {
	[DEMO_BPA] = { "Mette Holm", "DK", "emil", demo_bpa },
	[DEMO_LEDSAGE] = { "Karen Østergaard", "DK", "jonas", demo_ledsage },
	[DEMO_PB] = { "Jana Sommer", "DE", "nina", demo_pb },
};

bool app_demo(const char *file, enum demo_case which, struct status *st)
{
	struct app_options options = { .file = file };
	struct household_input input = { .holder = cases[which].holder, .country = cases[which].country };
	struct demo d = { .st = st, .seed = 20240601u + (uint32_t)which };
	bool ok = app_init(&d.app, &options, &input, st);

	if (!ok)
		return false;
	d.today = app_today(d.app);
	d.begins = month_first(month_of(d.today) - 24);
	d.turns = month_first(month_of(d.today) - 12);
	ok = app_begin(d.app, "demo", st);
	if (ok) {
		bool filled = cases[which].fill(&d) && live(&d, cases[which].late);

		app_subjectf(d.app, "household");
		ok = app_finish(d.app, filled, st);
	}
	if (!ok)
		store_discard(&d.app->store);
	app_close(&d.app);
	return ok;
}
