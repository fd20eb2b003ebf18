/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of a scheme's reader: single values, parts, levels, charges and deadlines. For src/conf/scheme*.c. */
#ifndef LEDSAG_CONF_SCHEME_READ_H
#define LEDSAG_CONF_SCHEME_READ_H

#include "ledsag/conf/reader.h"
#include "ledsag/core/scheme.h"

/* Tables of options, each ended by a NULL name. */
extern const struct conf_option scheme_text_options[], scheme_part_options[], scheme_level_options[], scheme_length_options[],
	scheme_charge_options[], scheme_deadline_options[];

/* True where `text` consists of characters of `set`. */
bool scheme_all_of(const char *text, const char *set);

/* White space at the ends left out, each run inside made one blank; free() it. */
char *scheme_folded(const char *value);
/* The option `source` of a file whose rules a law sets: must be there; free(). */
char *scheme_read_law(struct conf_problems *problems, const struct conf_section *top);

/* A text in en, da and de: each must be there where one of them is, or where it is `required`. */
void scheme_read_text(struct conf_problems *problems, const struct conf_section *section, const char *option, bool required,
                      struct scheme_text *out);

/* Single values; `out` stays as it is where the option is not given, and where it is wrong (a number becomes 0). */
void scheme_read_number(struct conf_problems *problems, const struct conf_section *section, const char *option, int most, int *out);
void scheme_read_yes_no(struct conf_problems *problems, const struct conf_section *section, const char *option, bool *out);
void scheme_read_day(struct conf_problems *problems, const struct conf_section *section, const char *option, day_t *out);
/* The day that a section has as its title. */
void scheme_read_title_day(struct conf_problems *problems, const struct conf_section *section, day_t *out);
void scheme_read_amount(struct conf_problems *problems, const struct conf_section *section, const char *option, enum unit unit,
                        int64_t *out);
void scheme_read_span(struct conf_problems *problems, const struct conf_section *section, const char *option,
                      struct scheme_span *out);

/* How strict `limit` is: needed where it is `given`, and only there. */
void scheme_read_strength(struct conf_problems *problems, const struct conf_section *section, const char *limit, bool given,
                          const char *option, enum strength *out);

/* A copy of a title that is a name: up to 16 small letters a to z, digits and hyphens; `msgid` says so where it is not. */
char *scheme_read_id(struct conf_problems *problems, const struct conf_section *section, const char *msgid);

/* A list of ids of schemes, with one * at most in each. Owned by `items`, as is each. */
void scheme_read_patterns(struct conf_problems *problems, const struct conf_section *section, const char *option, char ***items,
                          int *count);

/* `option` of the sections `rate "DATE"` in `section`, the earliest first. */
void scheme_read_rates(struct conf_problems *problems, const struct conf_section *section, const char *option, enum unit unit,
                       struct scheme_rates *out);

/* The section `length`, where there is one. */
void scheme_read_length(struct conf_problems *problems, const struct conf_section *section, struct scheme_length *length);

/* All sections of a kind. Levels come after the parts, which they name. */
void scheme_read_parts(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme);
void scheme_read_levels(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme);
void scheme_read_charges(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme);
void scheme_read_deadlines(struct conf_problems *problems, const struct conf_section *top, struct scheme *scheme);

#endif
