/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/ui/keys.h"

#include "ledsag/base/i18n.h"
#include "ledsag/base/mem.h"
#include "ledsag/base/status.h"
#include "ledsag/base/utf8.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *name;
	const char *label; /* msgid */
	uint32_t key;
} named[] = {
	{ "Enter", N_("Enter"), UI_KEY_ENTER },
	{ "Esc", N_("Esc"), UI_KEY_ESC },
	{ "Tab", N_("Tab"), UI_KEY_TAB },
	{ "BackTab", N_("Shift-Tab"), UI_KEY_BACKTAB },
	{ "Space", N_("Space"), UI_KEY_SPACE },
	{ "Up", NC_("key", "Up"), UI_KEY_UP },
	{ "Down", NC_("key", "Down"), UI_KEY_DOWN },
	{ "Left", NC_("key", "Left"), UI_KEY_LEFT },
	{ "Right", NC_("key", "Right"), UI_KEY_RIGHT },
	{ "PageUp", N_("PageUp"), UI_KEY_PAGE_UP },
	{ "PageDown", N_("PageDown"), UI_KEY_PAGE_DOWN },
	{ "Home", N_("Home"), UI_KEY_HOME },
	{ "End", N_("End"), UI_KEY_END },
	{ "Insert", N_("Insert"), UI_KEY_INSERT },
	{ "Delete", N_("Delete"), UI_KEY_DELETE },
	{ "Backspace", N_("Backspace"), UI_KEY_BACKSPACE },
};

static bool parse_function_key(const char *name, size_t length, uint32_t *key)
{
	uint32_t number = 0;

	if (length < 2 || length > 3 || (name[0] != 'F' && name[0] != 'f') || name[1] == '0')
		return false;
	for (size_t i = 1; i < length; i++) {
		if (name[i] < '0' || name[i] > '9')
			return false;
		number = number * 10 + (uint32_t)(name[i] - '0');
	}
	*key = UI_KEY_F1 + number - 1;
	return number >= 1 && number <= 12;
}

static bool parse_control(const char *name, size_t length, uint32_t *key)
{
	if (length != 3 || (name[0] != 'C' && name[0] != 'c') || name[1] != '-')
		return false;
	if (!((name[2] >= 'a' && name[2] <= 'z') || (name[2] >= 'A' && name[2] <= 'Z')))
		return false;
	*key = UI_CONTROL(name[2]);
	/* What a terminal cannot tell apart must not look like two keys. */
	if (*key == 8)
		*key = UI_KEY_BACKSPACE;
	if (*key == 10)
		*key = UI_KEY_ENTER;
	return true;
}

bool key_parse(const char *name, size_t length, uint32_t *key)
{
	uint32_t c;

	if (length && utf8_decode(name, length, &c) == length) {
		*key = c;
		return c > 0x20 && c != 0x7F;
	}
	for (size_t i = 0; i < COUNT_OF(named); i++) {
		if (strlen(named[i].name) == length && strncasecmp(named[i].name, name, length) == 0) {
			*key = named[i].key;
			return true;
		}
	}
	return parse_function_key(name, length, key) || parse_control(name, length, key);
}

int key_parse_list(const char *names, uint32_t *keys, int most, const char **bad)
{
	int count = 0;

	while (*(names += strspn(names, " \t"))) {
		size_t length = strcspn(names, " \t");

		if (count == most || !key_parse(names, length, &keys[count])) {
			if (bad)
				*bad = names;
			return -1;
		}
		count++;
		names += length;
	}
	return count;
}

bool key_is_text(uint32_t key)
{
	return key >= 0x20 && key < UI_KEY_UP && key != UI_KEY_BACKSPACE;
}

void key_add_name(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < COUNT_OF(named); i++) {
		if (named[i].key == key) {
			str_add(out, named[i].name);
			return;
		}
	}
	if (key >= UI_KEY_F1 && key <= UI_KEY_F12)
		str_addf(out, "F%d", (int)(key - UI_KEY_F1 + 1));
	else if (key < 0x20)
		str_addf(out, "C-%c", (char)(key + 'a' - 1));
	else if (key < UI_KEY_UP)
		utf8_add(out, key);
}

void key_add_label(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < COUNT_OF(named); i++) {
		if (named[i].key == key) {
			str_add(out, _c(named[i].label));
			return;
		}
	}
	if (key && key < 0x20) {
		char letter[2] = { (char)(key + 'A' - 1), '\0' };

		/* TRANSLATORS: the control key held with a letter, as printed on keyboards ("Strg-S"). */
		str_addf(out, _("Ctrl-%s"), letter);
		return;
	}
	key_add_name(out, key);
}
