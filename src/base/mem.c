/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *need(void *memory)
{
	if (!memory) {
		fputs("ledsag: out of memory\n", stderr);
		abort();
	}
	return memory;
}

void *mem_alloc(size_t size)
{
	return need(malloc(size ? size : 1));
}

void *mem_zero(size_t count, size_t size)
{
	return need(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		need(NULL);
	size *= count;
	return need(realloc(old, size ? size : 1));
}

char *mem_text(const char *text)
{
	return text ? mem_textn(text, strlen(text)) : NULL;
}

char *mem_textn(const char *text, size_t length)
{
	char *copy = mem_alloc(length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
