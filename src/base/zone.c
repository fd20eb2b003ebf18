/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file format is RFC 8536 (TZif); the footer is the POSIX TZ string with that RFC's wider hours. */
#include "ledsag/base/zone.h"

#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo"
#define DAY INT64_C(86400)
#define CYCLE (146097 * DAY) /* the Gregorian calendar, weekdays too, repeats after 400 years */
#define OFFSET_MOST 93600    /* no clock is further than 26 hours from UTC */
#define INSTANT_MOST (INT64_C(1) << 59)
#define FILE_MOST (1 << 20) /* the largest zone in tzdata has 4 kB */

struct change {
	int64_t at;     /* from this instant on … */
	int32_t offset; /* … the clock is so many seconds east of UTC */
};

struct zone {
	char *name;
	int32_t first; /* the offset before the first change */
	struct change *changes;
	int count, room;
	int64_t repeat; /* from here on all is as it was one CYCLE earlier; INT64_MAX where nothing changes any more */
};

/* ---- the footer's rule ---------------------------------------------------- */

struct rule_date {
	char form; /* 'J': 1–365 without 29 February, '0': 0–365, 'M': month, week, weekday */
	int month, week, day;
	int32_t time; /* seconds after local midnight */
};

struct rule {
	int32_t offset[2]; /* standard, summer */
	bool summer;
	struct rule_date date[2]; /* when standard, when summer time begins */
};

/* Reads digits up to `most`; false where there are none or the number is larger. */
static bool take_number(const char **s, int most, int *out)
{
	int n = 0;

	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++) {
		n = n * 10 + (**s - '0');
		if (n > most)
			return false;
	}
	*out = n;
	return true;
}

static bool take(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

/* [+-]hh[:mm[:ss]] as seconds. */
static bool take_time(const char **s, int most_hours, int32_t *out)
{
	int hours, minutes = 0, seconds = 0;
	bool minus = **s == '-';

	if (minus || **s == '+')
		(*s)++;
	if (!take_number(s, most_hours, &hours))
		return false;
	if (take(s, ':')) {
		if (!take_number(s, 59, &minutes))
			return false;
		if (take(s, ':') && !take_number(s, 59, &seconds))
			return false;
	}
	*out = (hours * 60 + minutes) * 60 + seconds;
	if (minus)
		*out = -*out;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "CEST" or "<+03>"; the name itself is of no use here. */
static bool take_name(const char **s)
{
	const char *begin = *s;

	if (take(s, '<')) {
		while (is_letter(**s) || (**s >= '0' && **s <= '9') || **s == '+' || **s == '-')
			(*s)++;
		return *s - begin >= 4 && take(s, '>');
	}
	while (is_letter(**s))
		(*s)++;
	return *s - begin >= 3;
}

static bool take_date(const char **s, struct rule_date *date)
{
	*date = (struct rule_date){ .time = 2 * 3600 };
	if (take(s, 'M')) {
		date->form = 'M';
		if (!take_number(s, 12, &date->month) || date->month < 1 || !take(s, '.') ||
		    !take_number(s, 5, &date->week) || date->week < 1 || !take(s, '.') ||
		    !take_number(s, 6, &date->day))
			return false;
	} else if (take(s, 'J')) {
		date->form = 'J';
		if (!take_number(s, 365, &date->day) || date->day < 1)
			return false;
	} else {
		date->form = '0';
		if (!take_number(s, 365, &date->day))
			return false;
	}
	return !take(s, '/') || take_time(s, 167, &date->time);
}

static bool rule_parse(const char *s, struct rule *rule)
{
	*rule = (struct rule){ .summer = false };
	/* POSIX counts offsets westwards. */
	if (!take_name(&s) || !take_time(&s, 24, &rule->offset[0]))
		return false;
	rule->offset[0] = -rule->offset[0];
	if (!*s)
		return true;
	rule->summer = true;
	if (!take_name(&s))
		return false;
	rule->offset[1] = rule->offset[0] + 3600;
	if (*s != ',') {
		if (!take_time(&s, 24, &rule->offset[1]))
			return false;
		rule->offset[1] = -rule->offset[1];
	}
	return take(&s, ',') && take_date(&s, &rule->date[1]) && take(&s, ',') && take_date(&s, &rule->date[0]) && !*s;
}

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1970-01-01 to 1 January of a year after 1. */
static int64_t year_begin(int64_t year)
{
	int64_t y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

static int64_t rule_day(const struct rule_date *date, int year)
{
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };
	int64_t day = year_begin(year), last;

	if (date->form == '0')
		return day + date->day;
	if (date->form == 'J')
		return day + date->day - 1 + (is_leap(year) && date->day >= 60);
	last = day + before[date->month] + (is_leap(year) && date->month >= 2);
	day += before[date->month - 1] + (is_leap(year) && date->month > 2);
	/* 1970-01-01 was a Thursday: weekday 4 of this rule. */
	day += ((date->day - 4 - day) % 7 + 7) % 7 + (int64_t)(date->week - 1) * 7;
	while (day >= last)
		day -= 7;
	return day;
}

/* ---- the table of changes --------------------------------------------------- */

static void add_change(struct zone *zone, int64_t at, int32_t offset)
{
	MEM_GROW(zone->changes, zone->count, zone->room);
	zone->changes[zone->count++] = (struct change){ at, offset };
}

/* Puts the changes in order (those of the rule may swap places) and leaves out what changes nothing. */
static void tidy_changes(struct zone *zone)
{
	struct change *c = zone->changes;
	int kept = 0;

	for (int i = 1; i < zone->count; i++) {
		struct change moving = c[i];
		int to = i;

		for (; to > 0 && c[to - 1].at > moving.at; to--)
			c[to] = c[to - 1];
		c[to] = moving;
	}
	for (int i = 0; i < zone->count; i++) {
		if (c[i].offset != (kept ? c[kept - 1].offset : zone->first))
			c[kept++] = c[i];
	}
	zone->count = kept;
}

/* Adds what the footer says of the time after the file's last change: a bit more than one CYCLE, which then repeats. */
static bool extend(struct zone *zone, const char *footer)
{
	int64_t last = zone->count ? zone->changes[zone->count - 1].at : -INSTANT_MOST;
	int32_t now = zone->count ? zone->changes[zone->count - 1].offset : zone->first;
	struct rule rule;
	int from;

	if (!*footer)
		return true;
	if (!rule_parse(footer, &rule) || (now != rule.offset[0] && !(rule.summer && now == rule.offset[1])))
		return false;
	if (!rule.summer)
		return true;
	if (last > year_begin(9999) * DAY)
		return false;
	/* A year or so too early does no harm: what is not after the last change is left out. */
	from = last < year_begin(1902) * DAY ? 1900 : 1970 + (int)(last / (DAY * 366)) - 2;
	zone->repeat = year_begin(from + 404) * DAY;
	while (zone->repeat - CYCLE <= last + 2 * OFFSET_MOST)
		zone->repeat += 366 * DAY;
	for (int year = from; year_begin(year - 2) * DAY < zone->repeat; year++) {
		for (int summer = 0; summer < 2; summer++) {
			int64_t at = rule_day(&rule.date[summer], year) * DAY + rule.date[summer].time -
			             rule.offset[!summer];

			if (at > last)
				add_change(zone, at, rule.offset[summer]);
		}
	}
	return true;
}

/* ---- the file --------------------------------------------------------------- */

struct block {
	const unsigned char *times, *indices, *types;
	uint32_t time_count, type_count;
};

static uint32_t read32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t read64(const unsigned char *p)
{
	return (int64_t)((uint64_t)read32(p) << 32 | read32(p + 4));
}

/* Finds the parts of one block with times of `wide` bytes and moves *at behind it; false where the file is too short. */
static bool take_block(const unsigned char *data, size_t size, size_t *at, size_t wide, struct block *block)
{
	const unsigned char *head = data + *at;
	size_t need;
	uint32_t n[6]; /* UTC marks, standard marks, leap seconds, times, types, characters */

	if (size - *at < 44 || memcmp(head, "TZif", 4) != 0 || head[4] < '2')
		return false;
	for (int i = 0; i < 6; i++) {
		n[i] = read32(head + 20 + 4 * i);
		if (n[i] > FILE_MOST)
			return false;
	}
	need = n[3] * (wide + 1) + n[4] * 6 + n[5] + n[2] * (wide + 4) + n[1] + n[0];
	/* Zones that count leap seconds ("right/…") would put every instant 27 seconds off. */
	if (size - *at - 44 < need || n[2] != 0)
		return false;
	block->time_count = n[3];
	block->type_count = n[4];
	block->times = head + 44;
	block->indices = block->times + n[3] * wide;
	block->types = block->indices + n[3];
	*at += 44 + need;
	return true;
}

static bool type_offset(const struct block *block, uint32_t type, int32_t *out)
{
	if (type >= block->type_count)
		return false;
	*out = (int32_t)read32(block->types + (size_t)type * 6);
	return *out > -OFFSET_MOST && *out < OFFSET_MOST;
}

static bool read_changes(struct zone *zone, const struct block *block)
{
	int64_t before = INT64_MIN;

	if (!type_offset(block, 0, &zone->first))
		return false;
	for (uint32_t i = 0; i < block->time_count; i++) {
		int64_t at = read64(block->times + (size_t)i * 8);
		int32_t offset;

		if (at <= before || at < -INSTANT_MOST || at > INSTANT_MOST || !type_offset(block, block->indices[i], &offset))
			return false;
		add_change(zone, at, offset);
		before = at;
	}
	return true;
}

/* Copies the footer between its two newlines; false where one is missing. */
static bool read_footer(const unsigned char *data, size_t size, char *out, size_t room)
{
	const unsigned char *end;
	size_t length;

	if (size < 2 || data[0] != '\n')
		return false;
	end = memchr(data + 1, '\n', size - 1);
	if (!end)
		return false;
	length = (size_t)(end - data) - 1;
	if (length >= room || memchr(data + 1, '\0', length))
		return false;
	memcpy(out, data + 1, length);
	out[length] = '\0';
	return true;
}

static bool understand(struct zone *zone, const unsigned char *data, size_t size)
{
	struct block block;
	char footer[128];
	size_t at = 0;

	if (!take_block(data, size, &at, 4, &block) || !take_block(data, size, &at, 8, &block))
		return false;
	if (!read_changes(zone, &block) || !read_footer(data + at, size - at, footer, sizeof footer))
		return false;
	if (!extend(zone, footer))
		return false;
	tidy_changes(zone);
	return true;
}

/* The whole file, or NULL with errno; ENOENT for what is no plain file. */
static unsigned char *read_whole(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	unsigned char *data = NULL;
	struct stat info;
	ssize_t n;
	int error;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &info) == 0) {
		if (!S_ISREG(info.st_mode)) {
			errno = ENOENT;
		} else {
			*size = info.st_size < FILE_MOST ? (size_t)info.st_size : FILE_MOST;
			data = mem_alloc(*size);
			n = read(fd, data, *size);
			if (n < 0) {
				error = errno;
				free(data);
				data = NULL;
				errno = error;
			} else {
				*size = (size_t)n;
			}
		}
	}
	error = errno;
	close(fd);
	errno = error;
	return data;
}

/* Letters, digits, "_+-" and single slashes between them: no name of tzdata needs more, and no path gets out. */
static bool name_fits(const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || length > 64 || name[0] == '/' || name[length - 1] == '/' || strstr(name, "//"))
		return false;
	for (const char *s = name; *s; s++) {
		if (!is_letter(*s) && !(*s >= '0' && *s <= '9') && !strchr("_+-/", *s))
			return false;
	}
	return true;
}

static bool load_failed(const char *name, const char *directory, const char *path, struct status *st)
{
	int error = errno;

	if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG)
		return status_set(st, STATUS_INPUT, "zone",
		                  N_("There is no time zone '{1}' in {2}: write one such as Europe/Copenhagen."), "ss",
		                  name, directory);
	return status_set(st, STATUS_FILE, "zone", N_("The time zone file {1} cannot be read: {2}."), "ss", path,
	                  strerror(error));
}

bool zone_load(struct zone **out, const char *name, const char *directory, struct status *st)
{
	struct zone *zone;
	unsigned char *data;
	size_t size;
	char *path;
	bool ok;

	if (!directory)
		directory = ZONES;
	if (!name_fits(name))
		return status_set(st, STATUS_INPUT, "zone",
		                  N_("'{1}' is not the name of a time zone: write one such as Europe/Copenhagen."), "s",
		                  name);
	path = str_make("%s/%s", directory, name);
	data = read_whole(path, &size);
	if (!data) {
		load_failed(name, directory, path, st);
		free(path);
		return false;
	}
	zone = mem_zero(1, sizeof *zone);
	zone->name = mem_text(name);
	zone->repeat = INT64_MAX;
	ok = understand(zone, data, size);
	if (ok) {
		*out = zone;
	} else {
		zone_free(&zone);
		status_set(st, STATUS_FILE, "zone",
		           N_("The time zone file {1} is damaged or none: install the package tzdata again."), "s", path);
	}
	free(data);
	free(path);
	return ok;
}

void zone_free(struct zone **zone)
{
	if (!*zone)
		return;
	free((*zone)->name);
	free((*zone)->changes);
	free(*zone);
	*zone = NULL;
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

/* ---- questions ---------------------------------------------------------------- */

/* How far to go back so that `t` lies inside the table. */
static int64_t cycles(const struct zone *zone, int64_t t)
{
	return t < zone->repeat ? 0 : ((t - zone->repeat) / CYCLE + 1) * CYCLE;
}

/* The last change at or before `utc`; -1 before the first. */
static int change_before(const struct zone *zone, int64_t utc)
{
	int low = 0, high = zone->count;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (zone->changes[middle].at <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

static int32_t offset_after(const struct zone *zone, int change)
{
	return change < 0 ? zone->first : zone->changes[change].offset;
}

int32_t zone_offset(const struct zone *zone, int64_t utc)
{
	return offset_after(zone, change_before(zone, utc - cycles(zone, utc)));
}

int zone_instants(const struct zone *zone, int64_t local, int64_t out[2])
{
	int64_t back;
	int found = 0, last;

	/* No calendar reaches so far; the sums below stay inside 64 bits. */
	if (local < -INSTANT_MOST || local > INSTANT_MOST)
		return 0;
	back = cycles(zone, local);
	local -= back;
	last = change_before(zone, local + OFFSET_MOST);
	for (int i = change_before(zone, local - OFFSET_MOST); i <= last && found < 2; i++) {
		int64_t utc = local - offset_after(zone, i);

		if ((i < 0 || utc >= zone->changes[i].at) && (i + 1 == zone->count || utc < zone->changes[i + 1].at))
			out[found++] = utc + back;
	}
	return found;
}

int64_t zone_jump(const struct zone *zone, int64_t local)
{
	int64_t back = cycles(zone, local);

	local -= back;
	for (int i = change_before(zone, local + OFFSET_MOST); i >= 0; i--) {
		int64_t at = zone->changes[i].at;

		if (at + offset_after(zone, i - 1) <= local && local < at + zone->changes[i].offset)
			return at + back;
	}
	return local + back - offset_after(zone, -1);
}
