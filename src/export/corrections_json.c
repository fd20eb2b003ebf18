/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections of closed months for programs. */
#include "ledsag/export/corrections.h"

static json_t *make_correction(const struct correction *c)
{
	json_t *object = json_object();

	json_put_month(object, "month", c->about);
	json_put_month(object, "in", c->in);
	json_put_flag(object, "settled", c->settled);
	json_put(object, "entry", c->entry ? json_integer(c->entry) : json_null());
	json_put_day(object, "day", c->day);
	json_put_text(object, "person", c->person);
	json_put_text(object, "grant", c->grant);
	json_put_text(object, "part", c->part);
	json_put_text(object, "kind", c->entry ? kind_name(c->kind) : NULL);
	json_put_text(object, "unit", unit_name(c->unit));
	json_put_int(object, "difference", c->difference);
	json_put_day(object, "on", c->on);
	json_put_text(object, "by", c->by);
	json_put_text(object, "what", c->what);
	json_put_text(object, "why", c->why);
	return object;
}

json_t *export_corrections_json(const struct corrections *corrections, month_t in)
{
	json_t *list = json_array();

	for (int i = 0; i < corrections->count; i++)
		if (in == MONTH_NONE || corrections->of[i].in == in)
			json_array_append_new(list, make_correction(&corrections->of[i]));
	return list;
}
