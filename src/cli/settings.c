/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's settings and the person's own are. */
#include "internal.h"

#include "ledsag/app/place.h"

#include <unistd.h>

char *own_conf(const char *name)
{
	return place_own(name);
}

bool settings_load(struct settings *out, struct status *st)
{
	char *paths[] = { str_make("%s/ledsag.conf", place_conf()), own_conf("ledsag.conf") };
	bool ok = true;

	settings_init(out);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		if (ok && paths[i] && access(paths[i], F_OK) == 0)
			ok = settings_read_file(out, paths[i], st);
		free(paths[i]);
	}
	return ok;
}
