/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "ledsag/ui/ui.h"

/* Each room knows the libraries that only it uses. */
void version_write(struct str *out)
{
	str_addf(out, "ledsag %s\n", LEDSAG_VERSION);
	store_versions(out);
	ui_versions(out);
	conf_versions(out);
	str_addf(out, "jansson %s\n", jansson_version_str());
}
