/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledsag-ics: what a calendar (RFC 5545) has on some days, as JSON. A program of its own, so that a calendar on which libical
 * breaks takes nothing with it, and what is done every day is not linked with it.
 * usage: ledsag-ics read SINCE UNTIL < FILE.ics     (days such as 20250630, inclusive; “-”: open)
 * {"events":[{"uid":"…","summary":"…","description":"…","categories":["…"],"attendees":[{"name":"…","mail":"…"}],
 *             "floating":false,"times":[[start,end],…]}],     seconds of UTC; floating: as if the clock showed UTC
 *  "left":[{"uid":"…","summary":"…","day":"2025-06-02","why":"cancelled|all-day|no-end"}],
 *  "problems":[{"uid":…,"summary":…,"day":…,"why":"no-start|broken|zone|range|exrule|order"}]}
 * or {"error":"text|calendar|many"}. A day more on either side may be in it. */
#include "ics_when.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/base/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define CPU_SECONDS 20
#define TIMES_MOST 200000

/* ---- events */

struct event {
	icalcomponent *calendar, *component;
	const char *uid;  /* "" none */
	bool changes;     /* one time of a series: RECURRENCE-ID */
	int64_t instead;  /* … that stood at this instant */
	bool instead_day; /* … of which only the day is known */
	bool found;       /* what it has of the series is set */
};

static struct event *events;
static int event_count, event_room;

struct times {
	struct start {
		int64_t instant, local, end; /* end: of an own one; else INT64_MIN */
	} *of;
	int count, room;
};

static int64_t since = -4000000, until = 4000000; /* days; further than a date of four digits goes */
static int64_t all_times;
static json_t *out_events, *out_left, *out_problems;

static const char *text_of(icalcomponent *component, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(component, kind);
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	const char *text = value ? icalvalue_get_text(value) : NULL;

	return text ? text : "";
}

/* Whatever came in: the whole was made UTF-8, but an escape may have cut a character. */
static json_t *json_safe(const char *text)
{
	struct str out = STR_INIT;
	json_t *value;

	if (!utf8_valid(text, strlen(text)))
		utf8_from_latin1(&out, text, strlen(text));
	value = json_string(out.s ? out.s : text);
	str_done(&out);
	return value;
}

static json_t *tell_about(const struct event *event, int64_t local, const char *why)
{
	json_t *object = json_object();
	struct icaltimetype t = time_at(local == INT64_MIN ? 0 : local);
	char day[16];

	snprintf(day, sizeof day, "%04d-%02d-%02d", t.year % 10000, t.month % 100, t.day % 100);
	json_object_set_new(object, "uid", json_safe(event->uid));
	json_object_set_new(object, "summary", json_safe(text_of(event->component, ICAL_SUMMARY_PROPERTY)));
	json_object_set_new(object, "day", local == INT64_MIN ? json_null() : json_string(day));
	json_object_set_new(object, "why", json_string(why));
	return object;
}

static bool is_series(icalcomponent *c)
{
	return icalcomponent_get_first_property(c, ICAL_RRULE_PROPERTY) || icalcomponent_get_first_property(c, ICAL_RDATE_PROPERTY);
}

/* Whether it, or some time of its series, may lie on the days that were asked for. */
static bool concerns(const struct event *event, int64_t local)
{
	int64_t day = local >= 0 ? local / DAY : (local - DAY + 1) / DAY;

	return local == INT64_MIN || (day <= until && (day >= since || is_series(event->component)));
}

static void leave(const struct event *event, int64_t local, const char *why)
{
	if (concerns(event, local))
		json_array_append_new(out_left, tell_about(event, local, why));
}

static void complain(const struct event *event, int64_t local, const char *why)
{
	if (concerns(event, local))
		json_array_append_new(out_problems, tell_about(event, local, why));
}

static bool is_cancelled(icalcomponent *component)
{
	icalproperty *property = icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY);

	return property && icalproperty_get_status(property) == ICAL_STATUS_CANCELLED;
}

/* Whether libical threw away a property that says when. */
static bool lost_a_time(icalcomponent *component)
{
	static const char *const names[] = { " DTSTART ", " DTEND ",  " DURATION ",     " RRULE ",
		                             " RDATE ",   " EXDATE ", " RECURRENCE-ID " };

	for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); p;
	     p = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
		const char *text = icalproperty_get_xlicerror(p);

		for (size_t i = 0; text && i < COUNT_OF(names); i++)
			if (strstr(text, names[i]))
				return true;
	}
	return false;
}

/* ---- the times of one event */

static void add_time(struct times *times, int64_t instant, int64_t local, int64_t end)
{
	MEM_GROW(times->of, times->count, times->room);
	times->of[times->count++] = (struct start){ instant, local, end };
}

static bool in_reach(int64_t local)
{
	return local < (until + 2) * DAY;
}

/* UNTIL is compared with local times; as a mere day it means all of that day. */
static void localise_until(struct icalrecurrencetype *rule, const struct where *where)
{
	if (icaltime_is_null_time(rule->until))
		return;
	if (rule->until.is_date) {
		rule->until.is_date = 0;
		rule->until.hour = 23;
		rule->until.minute = rule->until.second = 59;
	} else if (icaltime_is_utc(rule->until)) {
		rule->until = time_at(local_of(where, seconds_of(rule->until)));
	}
	rule->until.zone = NULL;
}

static void add_rule(struct times *times, const struct where *where, struct icaltimetype start, struct icalrecurrencetype rule)
{
	icalrecur_iterator *iterator;
	struct icaltimetype t;

	start.zone = NULL;
	localise_until(&rule, where);
	iterator = icalrecur_iterator_new(rule, start);
	while (iterator && !icaltime_is_null_time(t = icalrecur_iterator_next(iterator)) && in_reach(seconds_of(t)) &&
	       ++all_times < TIMES_MOST)
		add_time(times, instant_of(where, seconds_of(t)), seconds_of(t), INT64_MIN);
	icalrecur_iterator_free(iterator);
}

/* Going through the properties of a component is a state of it: inside the loop nothing else is asked of the component, and what is
 * wrong is told after it. */
static void add_dates(struct times *times, const struct event *event, const struct where *where)
{
	icalcomponent *c = event->component;
	int64_t wrong = INT64_MIN;

	for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_RDATE_PROPERTY); p;
	     p = icalcomponent_get_next_property(c, ICAL_RDATE_PROPERTY)) {
		struct icaldatetimeperiodtype value = icalproperty_get_rdate(p);
		bool period = icaltime_is_null_time(value.time);
		struct icaltimetype t = period ? value.period.start : value.time;
		struct where its = where_of(event->calendar, p, t);
		int64_t instant = instant_of(&its, seconds_of(t)), end = INT64_MIN;

		if (icaltime_is_null_time(t) || its.is == CLOCK_UNKNOWN || its.is == CLOCK_DATE) {
			wrong = seconds_of(t);
			continue;
		}
		if (period)
			end = icaltime_is_null_time(value.period.end) ? instant + icaldurationtype_as_int(value.period.duration)
			                                              : instant_of(&its, seconds_of(value.period.end));
		if (in_reach(seconds_of(t)) && ++all_times < TIMES_MOST)
			add_time(times, instant, local_of(where, instant), end);
	}
	if (wrong != INT64_MIN)
		complain(event, wrong, "broken");
}

static int by_instant(const void *a, const void *b)
{
	const struct start *x = a, *y = b;

	return x->instant != y->instant ? (x->instant < y->instant ? -1 : 1) : (x->end > y->end ? -1 : x->end < y->end);
}

/* Sorted, each once. */
static void settle(struct times *times)
{
	int kept = 0;

	qsort(times->of, (size_t)times->count, sizeof *times->of, by_instant);
	for (int i = 0; i < times->count; i++)
		if (!kept || times->of[i].instant != times->of[kept - 1].instant)
			times->of[kept++] = times->of[i];
	times->count = kept;
}

/* Takes away the time at an instant, or (`whole_day`) all of its local day. */
static void remove_time(struct times *times, int64_t at, bool whole_day)
{
	int kept = 0;

	for (int i = 0; i < times->count; i++)
		if (whole_day ? times->of[i].local / DAY != at / DAY : times->of[i].instant != at)
			times->of[kept++] = times->of[i];
	times->count = kept;
}

static void remove_dates(struct times *times, const struct event *event)
{
	icalcomponent *c = event->component;
	int64_t wrong = INT64_MIN;

	for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_EXDATE_PROPERTY); p;
	     p = icalcomponent_get_next_property(c, ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype t = icalproperty_get_exdate(p);
		struct where its = where_of(event->calendar, p, t);

		if (its.is == CLOCK_UNKNOWN)
			wrong = seconds_of(t);
		else
			remove_time(times, instant_of(&its, seconds_of(t)), its.is == CLOCK_DATE);
	}
	if (wrong != INT64_MIN)
		complain(event, wrong, "zone");
}

/* What was changed stands as an event of its own. */
static void remove_changed(struct times *times, const struct event *event)
{
	for (int i = 0; *event->uid && i < event_count; i++)
		if (events[i].changes && events[i].found && !strcmp(events[i].uid, event->uid))
			remove_time(times, events[i].instead, events[i].instead_day);
}

/* ---- its end */

struct length {
	bool some;
	bool clock;      /* the end is a clock time, so many seconds after the start's; else so much time passes */
	int64_t days;    /* whole days are days of the calendar, */
	int64_t seconds; /* the rest passes as it does */
};

/* A shift from 22:00 to 07:00 ends at 07:00 every night, also when the clocks change: so calendars show it, and so it is worked.
 * RFC 5545 (3.8.5.3) would have its length stay the same; that is what a DURATION says. */
static struct length length_of(const struct event *event, const struct where *where, int64_t start)
{
	icalproperty *end = icalcomponent_get_first_property(event->component, ICAL_DTEND_PROPERTY);
	icalproperty *duration = icalcomponent_get_first_property(event->component, ICAL_DURATION_PROPERTY);

	if (end) {
		struct icaltimetype t = icalproperty_get_dtend(end);
		struct where its = where_of(event->calendar, end, t);

		if (its.is == where->is && its.zone == where->zone && its.calendar == where->calendar)
			return (struct length){ .some = true, .clock = true, .seconds = seconds_of(t) - start };
		if (its.is != CLOCK_UNKNOWN && its.is != CLOCK_FLOATING && where->is != CLOCK_FLOATING)
			return (struct length){ .some = true,
				                .seconds = instant_of(&its, seconds_of(t)) - instant_of(where, start) };
		return (struct length){ .some = false };
	}
	if (duration) {
		struct icaldurationtype d = icalproperty_get_duration(duration);
		int64_t seconds = (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds;

		if (!d.is_neg)
			return (struct length){ .some = true, .days = (int64_t)d.weeks * 7 + d.days, .seconds = seconds };
	}
	return (struct length){ .some = false };
}

static int64_t end_of(const struct start *start, const struct where *where, const struct length *length)
{
	if (start->end != INT64_MIN)
		return start->end;
	if (length->clock)
		return instant_of(where, start->local + length->seconds);
	if (length->days)
		return instant_of(where, start->local + length->days * DAY) + length->seconds;
	return start->instant + length->seconds;
}

/* ---- what is written */

static json_t *categories_of(icalcomponent *component)
{
	json_t *array = json_array();

	for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_CATEGORIES_PROPERTY); p;
	     p = icalcomponent_get_next_property(component, ICAL_CATEGORIES_PROPERTY))
		json_array_append_new(array, json_safe(icalproperty_get_categories(p) ? icalproperty_get_categories(p) : ""));
	return array;
}

/* People who have not declined; rooms and things are no people. */
static bool comes(icalproperty *attendee)
{
	icalparameter *state = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
	icalparameter *type = icalproperty_get_first_parameter(attendee, ICAL_CUTYPE_PARAMETER);
	icalparameter_cutype is = type ? icalparameter_get_cutype(type) : ICAL_CUTYPE_INDIVIDUAL;

	return is != ICAL_CUTYPE_ROOM && is != ICAL_CUTYPE_RESOURCE &&
	       !(state && icalparameter_get_partstat(state) == ICAL_PARTSTAT_DECLINED);
}

static json_t *attendees_of(icalcomponent *component)
{
	json_t *array = json_array();

	for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY); p;
	     p = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY)) {
		icalparameter *name = icalproperty_get_first_parameter(p, ICAL_CN_PARAMETER);
		const char *cn = name ? icalparameter_get_cn(name) : NULL, *mail = icalproperty_get_attendee(p);
		json_t *object;

		if (!comes(p))
			continue;
		object = json_object();
		json_object_set_new(object, "name", json_safe(cn ? cn : ""));
		mail = mail ? mail : "";
		json_object_set_new(object, "mail", json_safe(strncasecmp(mail, "mailto:", 7) ? mail : mail + 7));
		json_array_append_new(array, object);
	}
	return array;
}

static void write_event(const struct event *event, const struct where *where, const struct times *times,
                        const struct length *length)
{
	json_t *object, *array = json_array();

	for (int i = 0; i < times->count; i++) {
		const struct start *start = &times->of[i];
		int64_t end = end_of(start, where, length);

		if (start->local < (since - 1) * DAY || !in_reach(start->local))
			continue;
		if (end < start->instant)
			complain(event, start->local, "order");
		else
			json_array_append_new(array, json_pack("[I,I]", (json_int_t)start->instant, (json_int_t)end));
	}
	if (!json_array_size(array)) {
		json_decref(array);
		return;
	}
	object = json_object();
	json_object_set_new(object, "uid", json_safe(event->uid));
	json_object_set_new(object, "summary", json_safe(text_of(event->component, ICAL_SUMMARY_PROPERTY)));
	json_object_set_new(object, "description", json_safe(text_of(event->component, ICAL_DESCRIPTION_PROPERTY)));
	json_object_set_new(object, "categories", categories_of(event->component));
	json_object_set_new(object, "attendees", attendees_of(event->component));
	json_object_set_new(object, "floating", json_boolean(where->is == CLOCK_FLOATING));
	json_object_set_new(object, "times", array);
	json_array_append_new(out_events, object);
}

/* ---- one event */

static void find_times(struct times *times, const struct event *event, const struct where *where, struct icaltimetype start)
{
	icalcomponent *c = event->component;

	add_time(times, instant_of(where, seconds_of(start)), seconds_of(start), INT64_MIN);
	if (!event->changes) {
		for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_RRULE_PROPERTY); p;
		     p = icalcomponent_get_next_property(c, ICAL_RRULE_PROPERTY))
			add_rule(times, where, start, icalproperty_get_rrule(p));
		add_dates(times, event, where);
	}
	settle(times);
	if (event->changes)
		return;
	remove_dates(times, event);
	remove_changed(times, event);
}

static void read_event(const struct event *event)
{
	icalcomponent *c = event->component;
	icalproperty *begins = icalcomponent_get_first_property(c, ICAL_DTSTART_PROPERTY);
	struct icaltimetype start = begins ? icalproperty_get_dtstart(begins) : icaltime_null_time();
	struct where where = begins ? where_of(event->calendar, begins, start) : (struct where){ 0 };
	int64_t local = begins ? seconds_of(start) : INT64_MIN;
	struct length length = begins ? length_of(event, &where, local) : (struct length){ 0 };
	struct times times = { 0 };

	if (!begins || lost_a_time(c) || icaltime_is_null_time(start))
		complain(event, local, begins ? "broken" : "no-start");
	else if (where.is == CLOCK_UNKNOWN)
		complain(event, local, "zone");
	else if (is_cancelled(c))
		leave(event, local, "cancelled");
	else if (where.is == CLOCK_DATE)
		leave(event, local, "all-day");
	else if (!length.some && !icalcomponent_get_first_property(c, ICAL_DTEND_PROPERTY))
		leave(event, local, "no-end");
	else if (!length.some)
		complain(event, local, "zone");
	else if (icalcomponent_get_first_property(c, ICAL_EXRULE_PROPERTY))
		complain(event, local, "exrule");
	else {
		find_times(&times, event, &where, start);
		write_event(event, &where, &times, &length);
	}
	free(times.of);
}

/* ---- all of them */

static void add_event(icalcomponent *calendar, icalcomponent *component)
{
	icalproperty *uid = icalcomponent_get_first_property(component, ICAL_UID_PROPERTY);
	icalproperty *changed = icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY);
	struct event event = { .calendar = calendar, .component = component, .uid = uid ? icalproperty_get_uid(uid) : NULL };

	event.uid = event.uid ? event.uid : "";
	if (changed) {
		struct icaltimetype t = icalproperty_get_recurrenceid(changed);
		struct where where = where_of(calendar, changed, t);

		event.changes = true;
		event.found = where.is != CLOCK_UNKNOWN;
		event.instead = event.found ? instant_of(&where, seconds_of(t)) : 0;
		event.instead_day = where.is == CLOCK_DATE;
		if (icalproperty_get_first_parameter(changed, ICAL_RANGE_PARAMETER))
			complain(&event, seconds_of(t), "range");
		else if (!event.found)
			complain(&event, seconds_of(t), "zone");
	}
	MEM_GROW(events, event_count, event_room);
	events[event_count++] = event;
}

/* Calendars may follow one another in a file, and stand in one another. How many there were. */
static int add_calendars(icalcomponent *component)
{
	int count = icalcomponent_isa(component) == ICAL_VCALENDAR_COMPONENT;
	icalcompiter at;

	for (at = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT); icalcompiter_deref(&at); icalcompiter_next(&at)) {
		icalcomponent *child = icalcompiter_deref(&at);

		if (icalcomponent_isa(child) == ICAL_VEVENT_COMPONENT)
			add_event(component, child);
		else if (icalcomponent_isa(child) == ICAL_VCALENDAR_COMPONENT)
			count += add_calendars(child);
	}
	return count;
}

/* A file that was cut off: libical closes what is open, and notes it. */
static bool cut_off(icalcomponent *component)
{
	icalcompiter at;

	for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); p;
	     p = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
		if (icalproperty_get_xlicerror(p) && strstr(icalproperty_get_xlicerror(p), "END"))
			return true;
	for (at = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT); icalcompiter_deref(&at); icalcompiter_next(&at))
		if (cut_off(icalcompiter_deref(&at)))
			return true;
	return false;
}

static const char *read_calendar(const char *text)
{
	icalcomponent *root = icalparser_parse_string(text);
	bool fine = root && add_calendars(root) > 0 && !cut_off(root);

	for (int i = 0; fine && i < event_count && all_times < TIMES_MOST; i++)
		read_event(&events[i]);
	if (root)
		icalcomponent_free(root);
	return !fine ? "calendar" : all_times < TIMES_MOST ? NULL : "many";
}

/* All of standard input as UTF-8; false where it is no text. */
static bool read_input(struct str *out)
{
	struct str in = STR_INIT;
	char bytes[65536];
	size_t got, mark;
	bool text;

	while ((got = fread(bytes, 1, sizeof bytes, stdin)) > 0)
		str_addn(&in, bytes, got);
	text = !ferror(stdin) && in.length && !memchr(in.s, '\0', in.length);
	mark = text && !strncmp(in.s, "\xEF\xBB\xBF", 3) ? 3 : 0;
	if (text && utf8_valid(in.s, in.length))
		str_addn(out, in.s + mark, in.length - mark);
	else if (text)
		utf8_from_latin1(out, in.s, in.length);
	str_done(&in);
	return text;
}

static void release(void)
{
	json_decref(out_events);
	json_decref(out_left);
	json_decref(out_problems);
	zones_done();
	free(events);
	icaltimezone_free_builtin_timezones();
	icalmemory_free_ring();
}

static bool read_day(const char *text, int64_t *out)
{
	int year, month, day;
	char rest;

	if (!strcmp(text, "-"))
		return true;
	if (strlen(text) != 8 || sscanf(text, "%4d%2d%2d%c", &year, &month, &day, &rest) != 3)
		return false;
	*out = days_of(year, month, day);
	return true;
}

int main(int argc, char **argv)
{
	const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS }, core = { 0, 0 };
	struct str text = STR_INIT;
	const char *error;
	json_t *answer;
	bool written;

	if (argc != 4 || strcmp(argv[1], "read") || !read_day(argv[2], &since) || !read_day(argv[3], &until)) {
		fputs("usage: ledsag-ics read SINCE UNTIL < FILE.ics\n", stderr);
		return 2;
	}
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &core);
	icalerror_set_errors_are_fatal(0);
	out_events = json_array();
	out_left = json_array();
	out_problems = json_array();
	error = read_input(&text) ? read_calendar(text.s) : "text";
	answer = error ? json_pack("{s:s}", "error", error)
	               : json_pack("{s:O,s:O,s:O}", "events", out_events, "left", out_left, "problems", out_problems);
	written = answer && json_dumpf(answer, stdout, JSON_COMPACT) == 0 && fflush(stdout) == 0;
	json_decref(answer);
	str_done(&text);
	release();
	return written ? 0 : 1;
}
