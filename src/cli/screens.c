/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the screens onto a household: what the dialogue asks of the program around it. */
#include "internal.h"

#include "ledsag/app/place.h"
#include "ledsag/conf/keys.h"
#include "ledsag/screens/screens.h"
#include "ledsag/ui/ui.h"

#include <unistd.h>

/* ---- hooks: the context is the app */

static bool may_write(void *context)
{
	static const enum permission writing[] = { MAY_WRITE_PEOPLE, MAY_WRITE_GRANTS, MAY_LOG_HOURS,
		                                   MAY_EDIT_HOURS,   MAY_PLAN,         MAY_BOOK_SHIFT };
	const struct app *app = context;

	for (size_t i = 0; i < COUNT_OF(writing); i++)
		if (app_may(app, writing[i], app_actor(app), NULL))
			return true;
	return false;
}

static bool is_leader(void *context)
{
	return app_is_leader(context);
}

static bool may_open(void *context, const char *screen_id)
{
	return screens_may_open(context, screen_id);
}

static bool changed(void *context)
{
	return app_changed(context);
}

static void draft_save(void *context, const char *form, const char *text)
{
	app_draft_save(context, form, text);
}

static char *draft_load(void *context, const char *form)
{
	return app_draft_load(context, form);
}

static void draft_drop(void *context, const char *form)
{
	app_draft_drop(context, form);
}

/* Whose file it is; and who acts, where that is somebody else. */
static char *identity(void *context)
{
	const struct app *app = context;
	struct str out = STR_INIT;

	utf8_add_safe(&out, app_household(app)->holder);
	if (strcmp(app_actor(app), "holder") != 0)
		str_addf(&out, " · %s", app_actor(app));
	return str_take(&out);
}

/* ---- keys.conf: the program's, then the person's own */

struct bindings {
	struct keys keys[2];
	struct ui_binding *of;
	int count;
};

static bool read_keys(struct keys *keys, const char *path, struct status *st)
{
	*keys = (struct keys){ 0 };
	return !path || access(path, F_OK) != 0 || keys_read_file(keys, path, st);
}

static bool bindings_load(struct bindings *bindings, struct status *st)
{
	char *paths[] = { str_make("%s/keys.conf", place_conf()), own_conf("keys.conf") };
	bool ok;

	*bindings = (struct bindings){ 0 };
	ok = read_keys(&bindings->keys[0], paths[0], st) && read_keys(&bindings->keys[1], paths[1], st);
	free(paths[0]);
	free(paths[1]);
	bindings->of = mem_zero((size_t)(bindings->keys[0].count + bindings->keys[1].count) + 1, sizeof *bindings->of);
	for (size_t i = 0; i < COUNT_OF(bindings->keys); i++)
		for (int j = 0; j < bindings->keys[i].count; j++)
			bindings->of[bindings->count++] =
				(struct ui_binding){ bindings->keys[i].items[j].action, bindings->keys[i].items[j].keys };
	return ok;
}

static void bindings_done(struct bindings *bindings)
{
	keys_done(&bindings->keys[0]);
	keys_done(&bindings->keys[1]);
	free(bindings->of);
}

/* ---- running them */

static bool set_colour(struct status *st)
{
	struct settings settings;

	if (!settings_load(&settings, st))
		return false;
	if (strcmp(settings.colour, "never") == 0)
		setenv("NO_COLOR", "1", 1);
	return true;
}

static bool run_faces(struct ui *ui, bool plain, struct status *st)
{
	struct status cannot = STATUS_INIT;

	if (!plain && ui_curses(ui, &cannot))
		return true;
	if (!plain && cannot.code != STATUS_INPUT) {
		*st = cannot;
		return false;
	}
	return ui_plain(ui, stdin, stdout, st);
}

bool screens_run(struct call *call, struct status *st)
{
	struct ui_hooks hooks = {
		.sentence = text_status,
		.may_write = may_write,
		.is_leader = is_leader,
		.may_open = may_open,
		.changed = changed,
		.draft_save = draft_save,
		.draft_load = draft_load,
		.draft_drop = draft_drop,
		.identity = identity,
	};
	struct bindings bindings;
	struct ui *ui;
	bool ok;

	if (!set_colour(st) || !app_open(&call->app, &call->options, st))
		return false;
	hooks.context = call->app;
	ok = bindings_load(&bindings, st);
	ui = ok ? ui_new(screens_all, &hooks, bindings.of, bindings.count, st) : NULL;
	ok = ui && run_faces(ui, call->plain, st);
	ui_free(&ui);
	bindings_done(&bindings);
	return ok;
}
