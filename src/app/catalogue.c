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

/* ---- the files: a person's own, then the program's */

static void add_ids(char ***ids, int *count, struct scheme_list *list)
{
	for (int i = 0; i < list->count; i++) {
		bool known = false;

		for (int j = 0; j < *count && !known; j++)
			known = strcmp((*ids)[j], list->ids[i]) == 0;
		if (known)
			continue;
		*ids = mem_resize(*ids, (size_t)*count + 1, sizeof **ids);
		(*ids)[(*count)++] = mem_text(list->ids[i]);
	}
	scheme_list_free(list);
}

/* § 12 comes before § 102. */
static int by_number(const void *a, const void *b)
{
	return strverscmp(*(char *const *)a, *(char *const *)b);
}

bool catalogue_ids(char ***ids, int *count, struct status *st)
{
	char *directories[] = { place_own("schemes"), str_make("%s/schemes", place_conf()) };
	struct scheme_list list;
	bool ok = true;

	*ids = NULL;
	*count = 0;
	for (size_t i = 0; i < COUNT_OF(directories); i++) {
		bool own = i == 0;

		/* Most people have no schemes of their own. */
		if (ok && directories[i] && (!own || access(directories[i], F_OK) == 0)) {
			ok = scheme_list(&list, directories[i], st);
			add_ids(ids, count, &list);
		}
		free(directories[i]);
	}
	if (!ok)
		ids_free(ids, *count);
	else if (*count)
		qsort(*ids, (size_t)*count, sizeof **ids, by_number);
	return ok;
}

void ids_free(char ***ids, int count)
{
	for (int i = 0; i < count; i++)
		free((*ids)[i]);
	free(*ids);
	*ids = NULL;
}

char *catalogue_path(const char *id)
{
	char *directories[] = { place_own("schemes"), str_make("%s/schemes", place_conf()) }, *found = NULL;
	bool could_be = *id && strlen(id) <= SCHEME_ID_MAX && !strchr(id, '/') && id[0] != '.';

	for (size_t i = 0; i < COUNT_OF(directories); i++) {
		char *path = could_be && directories[i] && !found ? str_make("%s/%s.conf", directories[i], id) : NULL;

		if (path && access(path, R_OK) == 0)
			found = path;
		else
			free(path);
		free(directories[i]);
	}
	return found;
}

static bool unknown(const char *id, struct status *st)
{
	return status_set(st, STATUS_INPUT, "scheme", N_("There is no scheme “{1}”: “ledsag scheme list” shows those there are."), "s", id);
}

/* ---- one scheme */

bool catalogue_scheme(const char *id, struct scheme **out, struct status *st)
{
	char *path = catalogue_path(id);
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

bool app_scheme_differs(struct app *app, const char *id, bool *differs, struct status *st)
{
	char *key = str_make("schemes/%s", id), *path = catalogue_path(id);
	struct str text = STR_INIT;
	struct rule_file file;
	bool found, ok = rule_file_read(app->store, key, &file, &found, st);

	*differs = false;
	if (ok && found) {
		ok = !path || conf_load(path, &text, st);
		*differs = ok && path && strcmp(file.text, str_peek(&text)) != 0;
		rule_file_done(&file);
	}
	str_done(&text);
	free(key);
	free(path);
	return ok;
}

bool scheme_adopt(struct app *app, const char *id, struct status *st)
{
	char *key = str_make("schemes/%s", id), *path = catalogue_path(id);
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
