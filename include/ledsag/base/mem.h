/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that never fails quietly: where there is none left, the program ends. */
#ifndef LEDSAG_BASE_MEM_H
#define LEDSAG_BASE_MEM_H

#include <stddef.h>

/* Each returns memory that the caller frees with free(); none returns NULL. */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_resize(void *old, size_t count, size_t size);
char *mem_text(const char *text);
char *mem_textn(const char *text, size_t length);

/* Makes room for one more element in a growing array; `items`, `count` and `room` are plain variables of the caller. */
#define MEM_GROW(items, count, room)                                                      \
	do {                                                                              \
		if ((count) == (room)) {                                                  \
			(room) = (room) ? (room) * 2 : 8;                                 \
			(items) = mem_resize((items), (size_t)(room), sizeof *(items));   \
		}                                                                         \
	} while (0)

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
