/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of schemes: conf's for choosing from, the household's own copy for everything that counts. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/str.h"
#include "ledsag/conf/scheme.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool catalogue_ids(char ***ids, int *count, struct status *st)
{
	char *directory = str_make("%s/schemes", place_conf());
	struct scheme_list list;
	bool ok = scheme_list(&list, directory, st);

	free(directory);
	if (ok) {
		*ids = list.ids;
		*count = list.count;
	}
	return ok;
}

void ids_free(char ***ids, int count)
{
	for (int i = 0; i < count; i++)
		free((*ids)[i]);
	free(*ids);
	*ids = NULL;
}

/* The path of a scheme's file; NULL where the id could not be a file's name or there is no such file. */
static char *path_of(const char *id)
{
	char *path;

	if (!*id || strlen(id) > SCHEME_ID_MAX || strchr(id, '/') || id[0] == '.')
		return NULL;
	path = str_make("%s/schemes/%s.conf", place_conf(), id);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static bool unknown(const char *id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "scheme", N_("There is no scheme “{1}”: “ledsag scheme list” shows those there are."), "s", id);
}

bool catalogue_scheme(const char *id, struct scheme **out, struct status *st)
{
	char *path = path_of(id);
	bool ok;

	if (!path)
		return unknown(id, st);
	ok = scheme_read_file(out, path, st);
	free(path);
	return ok;
}

/* The household's copy; *found false where it has none. */
static bool household_copy(struct app *app, const char *id, struct scheme **out, bool *found, struct status *st)
{
	struct rule_file file;
	char *key = str_make("schemes/%s", id);
	bool ok = rule_file_read(app->store, key, &file, found, st);

	if (ok && *found) {
		ok = scheme_read(out, id, file.text, key, st);
		rule_file_done(&file);
	}
	free(key);
	return ok;
}

const struct scheme *app_scheme(struct app *app, const char *id, struct status *st)
{
	struct scheme *scheme = NULL;
	bool found;

	for (int i = 0; i < app->scheme_count; i++)
		if (!strcmp(app->schemes[i]->id, id))
			return app->schemes[i];
	if (!household_copy(app, id, &scheme, &found, st) || (!found && !catalogue_scheme(id, &scheme, st)))
		return NULL;
	app->schemes = mem_resize(app->schemes, (size_t)app->scheme_count + 1, sizeof *app->schemes);
	app->schemes[app->scheme_count++] = scheme;
	return scheme;
}

bool scheme_adopt(struct app *app, const char *id, struct status *st)
{
	char *key = str_make("schemes/%s", id), *path = path_of(id);
	struct str text = STR_INIT;
	struct rule_file file;
	bool found, ok = rule_file_read(app->store, key, &file, &found, st);

	if (ok && found)
		rule_file_done(&file);
	else if (ok)
		ok = (path || unknown(id, st)) && conf_load(path, &text, st) &&
		     rule_file_write(app->store, key, str_peek(&text), st);
	str_done(&text);
	free(key);
	free(path);
	return ok;
}
