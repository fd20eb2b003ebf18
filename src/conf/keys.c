/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/conf/keys.h"

#include "ledsag/base/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct conf_option bind_options[] = {
	{ "keys", CONF_LIST, NULL },
	{ NULL, CONF_TEXT, NULL },
};

static const struct conf_option options[] = {
	{ "bind", CONF_TITLED, bind_options },
	{ NULL, CONF_TEXT, NULL },
};

static bool is_action(const char *name)
{
	return *name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.")] == '\0';
}

static bool named_before(const struct conf_section *bind, int count, const char *key)
{
	for (int i = 0; i < count; i++)
		if (strcmp(conf_item(bind, "keys", i), key) == 0)
			return true;
	return false;
}

static void read_bind(struct conf_problems *problems, const struct conf_section *bind, struct keys_binding *out)
{
	struct str keys = STR_INIT;

	if (!is_action(conf_title(bind)))
		conf_wrong(problems, bind, NULL, N_("{1}:{2}: {3}: give the name of an action, such as move.down."), NULL);
	if (!conf_given(bind, "keys"))
		conf_wrong(problems, bind, "keys", N_("{1}:{2}: {3}: is missing: give keys such as {4}."), "{\"a\", \"Insert\"}");
	for (int i = 0; i < conf_count(bind, "keys"); i++) {
		const char *key = conf_item(bind, "keys", i);

		if (!*key || key[strcspn(key, " \t\r\n")])
			conf_wrong(problems, bind, "keys", N_("{1}:{2}: {3}: '{4}' is no key: give one key in each pair of quotation marks."), key);
		else if (named_before(bind, i, key))
			conf_wrong(problems, bind, "keys", N_("{1}:{2}: {3}: names '{4}' twice: once is enough."), key);
		if (i)
			str_addc(&keys, ' ');
		str_add(&keys, key);
	}
	out->action = mem_text(conf_title(bind));
	out->keys = str_take(&keys);
	out->line = conf_where(bind, NULL).line;
}

static void read_all(struct conf_problems *problems, struct conf *conf, struct keys *out)
{
	const struct conf_section *top = conf_top(conf);

	out->count = conf_count(top, "bind");
	out->items = mem_zero((size_t)out->count + 1, sizeof *out->items);
	for (int i = 0; i < out->count; i++)
		read_bind(problems, conf_inside(top, "bind", i), &out->items[i]);
	conf_free(&conf);
}

bool keys_read(struct keys *out, const char *text, const char *file, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf;

	*out = (struct keys){ NULL, 0 };
	if (conf_parse(&conf, options, text, strlen(text), file, &problems))
		read_all(&problems, conf, out);
	if (conf_problems_first(&problems, st))
		return true;
	keys_done(out);
	return false;
}

bool keys_read_file(struct keys *out, const char *path, struct status *st)
{
	struct conf_problems problems = CONF_PROBLEMS_INIT;
	struct conf *conf;

	*out = (struct keys){ NULL, 0 };
	if (conf_read(&conf, options, path, &problems))
		read_all(&problems, conf, out);
	if (conf_problems_first(&problems, st))
		return true;
	keys_done(out);
	return false;
}

void keys_done(struct keys *keys)
{
	for (int i = 0; i < keys->count; i++) {
		free(keys->items[i].action);
		free(keys->items[i].keys);
	}
	free(keys->items);
	*keys = (struct keys){ NULL, 0 };
}
