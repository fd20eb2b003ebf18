/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small fuzzer. Each target runs in a process of its own: it changes inputs at random (bytes, lines, words, pieces of two
 * inputs) and goes on from those that reach code which no input reached before. The same seed tries the same inputs in order. The
 * input that is being tried lies in memory shared with the parent, which writes it to a file when the child breaks or hangs.
 * usage: fuzz [-t SECONDS] [-s SEED] [-o DIRECTORY] [TARGET…]     fuzz -r TARGET FILE: tries one input */
#include "fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HANG_SECONDS 20
#define PLANTED_SECONDS 20

static const struct fuzz_target *const targets[] = { &fuzz_scheme, &fuzz_pay,   &fuzz_worktime, &fuzz_import, &fuzz_timewarrior,
	                                             &fuzz_kimai,  &fuzz_line,  &fuzz_times,    &fuzz_settings, &fuzz_keys };
#define TARGETS (sizeof targets / sizeof *targets)

/* What the parent sees of a child. */
static struct shared {
	volatile uint64_t runs;
	volatile uint32_t kept;
	size_t length;
	char input[FUZZ_INPUT];
} *shared;

/* ---- which code an input reaches: the compiler calls this in every block (-fsanitize-coverage=trace-pc) */

#define PLACES (1u << 18)
static uint8_t reached[PLACES];
static bool counting;
static unsigned fresh; /* places that this input was the first to reach */

void __sanitizer_cov_trace_pc(void);
__attribute__((no_sanitize_coverage)) void __sanitizer_cov_trace_pc(void)
{
	uintptr_t place;

	if (!counting)
		return;
	/* From a fixed point of the program, so that where it was loaded does not matter. */
	place = (uintptr_t)__builtin_return_address(0) - (uintptr_t)(const void *)&__sanitizer_cov_trace_pc;
	place = (place * UINT64_C(0x9E3779B97F4A7C15)) >> 46;
	fresh += !reached[place];
	reached[place] = 1;
}

/* Of the leak sanitizer; absent where it is not linked. */
extern int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

/* ---- chance */

static uint64_t state = 1;

static uint32_t chance(uint32_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33) % (below ? below : 1);
}

/* ---- inputs that lead further */

struct input {
	char *bytes;
	size_t length;
};
static struct input *inputs;
static size_t input_count, input_room;
static struct input *words; /* pieces of the examples */
static size_t word_count, word_room;

static void add(struct input **list, size_t *count, size_t *room, const char *bytes, size_t length)
{
	if (*count == *room) {
		*room = *room ? *room * 2 : 64;
		*list = realloc(*list, *room * sizeof **list);
		if (!*list)
			abort();
	}
	(*list)[*count] = (struct input){ malloc(length + 1), length };
	if (!(*list)[*count].bytes)
		abort();
	memcpy((*list)[(*count)++].bytes, bytes, length);
}

static bool is_separator(char c)
{
	return memchr(" \t\r\n={}\",;/-:.", c, 15) != NULL;
}

static void add_words(const char *bytes, size_t length)
{
	for (size_t i = 0, end; i < length && word_count < 4096; i = end + 1) {
		for (end = i; end < length && !is_separator(bytes[end]); end++)
			;
		if (end > i && end - i < 32)
			add(&words, &word_count, &word_room, bytes + i, end - i);
	}
}

void fuzz_seed(const char *bytes, size_t length)
{
	if (length > FUZZ_INPUT)
		return;
	add(&inputs, &input_count, &input_room, bytes, length);
	add_words(bytes, length);
}

void fuzz_seed_text(const char *text)
{
	fuzz_seed(text, strlen(text));
}

void fuzz_seed_file(const char *path)
{
	char full[4096], bytes[FUZZ_INPUT];
	FILE *file;

	snprintf(full, sizeof full, "%s/%s", LEDSAG_SOURCEDIR, path);
	file = fopen(full, "rb");
	fuzz_must(file != NULL, full);
	fuzz_seed(bytes, fread(bytes, 1, sizeof bytes, file));
	fclose(file);
}

void fuzz_must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "fuzz: this does not hold: %s\n", what);
	abort();
}

/* ---- changing one */

static char work[FUZZ_INPUT];
static size_t work_length;

/* Puts `bytes` in the place of `gone` bytes at `at`. */
static void put(size_t at, size_t gone, const char *bytes, size_t length)
{
	if (at > work_length || gone > work_length - at || work_length - gone + length > FUZZ_INPUT)
		return;
	memmove(work + at + length, work + at + gone, work_length - at - gone);
	memcpy(work + at, bytes, length);
	work_length += length - gone;
}

static size_t somewhere(void)
{
	return chance((uint32_t)work_length + 1);
}

static void change_byte(void)
{
	char c = (char)chance(256);

	put(somewhere(), chance(2), &c, chance(8) != 0);
}

/* What readers stumble over. */
static void change_special(void)
{
	static const struct {
		const char *bytes;
		size_t length;
	} special[] = {
		{ "\0", 1 },
		{ "\xFF", 1 },
		{ "\xEF\xBB\xBF", 3 },
		{ "\xC3", 1 },
		{ "\xED\xA0\x80", 3 },
		{ "\xE2\x80\xAE", 3 },
		{ "\x1B[2J", 4 },
		{ "${", 2 },
		{ "\"", 1 },
		{ "\\", 1 },
		{ "{", 1 },
		{ "}", 1 },
		{ "/*", 2 },
		{ "#", 1 },
		{ "\r", 1 },
		{ "\n\n", 2 },
		{ "-1", 2 },
		{ "0", 1 },
		{ "010", 3 },
		{ "24:00", 5 },
		{ "2147483648", 10 },
		{ "99999999999999999999", 20 },
		{ "0000-00-00", 10 },
		{ "9999-12-31", 10 },
		{ ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", 40 },
	};
	size_t i = chance(sizeof special / sizeof *special);

	put(somewhere(), chance(3), special[i].bytes, special[i].length);
}

static void change_word(void)
{
	size_t at = somewhere(), end = at;

	if (!word_count)
		return;
	while (at > 0 && !is_separator(work[at - 1]))
		at--;
	while (end < work_length && !is_separator(work[end]))
		end++;
	const struct input *word = &words[chance((uint32_t)word_count)];
	put(at, chance(4) ? end - at : 0, word->bytes, word->length);
}

/* Takes a run of lines away, or says it again somewhere else. */
static void change_lines(void)
{
	static char piece[FUZZ_INPUT];
	size_t at = somewhere(), end, length;
	int lines = 1 + (int)chance(4);

	while (at > 0 && work[at - 1] != '\n')
		at--;
	for (end = at; end < work_length && lines; end++)
		lines -= work[end] == '\n';
	length = end - at;
	memcpy(piece, work + at, length);
	if (chance(2))
		put(at, length, "", 0);
	if (chance(2)) {
		at = somewhere();
		while (at > 0 && work[at - 1] != '\n')
			at--;
		put(at, 0, piece, length);
	}
}

static void change_piece(void)
{
	size_t at = somewhere(), length = chance(64);

	put(at, length < work_length - at ? length : work_length - at, "", 0);
}

/* A piece of another input. */
static void change_splice(void)
{
	const struct input *other = &inputs[chance((uint32_t)input_count)];
	size_t from = chance((uint32_t)other->length + 1), length = chance(chance(4) ? 80 : 2000) + 1;

	if (length > other->length - from)
		length = other->length - from;
	put(somewhere(), chance(4) ? 0 : chance(80), other->bytes + from, length);
}

static void change(void)
{
	static void (*const changes[])(void) = { change_byte, change_special, change_word, change_word,
		                                 change_lines, change_piece, change_splice };
	int times = 1 + (int)chance(chance(3) ? 3 : 12);
	/* The latest ones lead furthest; the first are whole. */
	uint32_t recent = input_count > 32 ? 32 : (uint32_t)input_count;
	size_t which = chance(2) ? input_count - 1 - chance(recent) : chance((uint32_t)input_count);

	work_length = inputs[which].length;
	memcpy(work, inputs[which].bytes, work_length);
	while (times-- > 0)
		changes[chance(sizeof changes / sizeof *changes)]();
}

/* ---- one child */

static void try_bytes(const struct fuzz_target *target, const char *bytes, size_t length)
{
	/* A block of its own, so that a step beyond its end is seen. */
	char *block = malloc(length ? length : 1);

	if (!block)
		abort();
	memcpy(block, bytes, length);
	memcpy(shared->input, bytes, length);
	shared->length = length;
	fresh = 0;
	counting = true;
	target->run(block, length);
	counting = false;
	free(block);
	shared->runs++;
	/* What is lost is looked for where an input went a new way: looking takes long. */
	if (fresh && __lsan_do_recoverable_leak_check && __lsan_do_recoverable_leak_check())
		abort();
}

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void child(const struct fuzz_target *target, double seconds)
{
	double end = now() + seconds;
	size_t examples;

	target->begin();
	examples = input_count;
	for (size_t i = 0; i < examples; i++)
		try_bytes(target, inputs[i].bytes, inputs[i].length);
	while (now() < end) {
		change();
		try_bytes(target, work, work_length);
		if (fresh)
			add(&inputs, &input_count, &input_room, work, work_length);
		shared->kept = (uint32_t)(input_count - examples);
	}
	if (target->end)
		target->end();
	_exit(0);
}

/* ---- the parent */

/* Waits for the child; false where it broke or hung. */
static bool watch(pid_t pid, bool *hangs)
{
	uint64_t last = 0;
	double moved = now();
	int status;

	*hangs = false;
	for (;;) {
		const struct timespec pause = { 0, 50 * 1000 * 1000 };
		pid_t got = waitpid(pid, &status, WNOHANG);

		if (got == pid)
			return WIFEXITED(status) && WEXITSTATUS(status) == 0;
		if (shared->runs != last) {
			last = shared->runs;
			moved = now();
		}
		if (now() - moved > HANG_SECONDS) {
			*hangs = true;
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return false;
		}
		nanosleep(&pause, NULL);
	}
}

static void keep_input(const char *directory, const char *name, bool hangs)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s-%s", directory, hangs ? "hang" : "crash", name);
	file = fopen(path, "wb");
	if (!file || fwrite(shared->input, 1, shared->length, file) != shared->length || fclose(file) != 0) {
		fprintf(stderr, "fuzz: %s cannot be written\n", path);
		return;
	}
	printf("fuzz: %s %s: its input is %s\n", name, hangs ? "hangs" : "breaks", path);
}

/* True where nothing was found. */
static bool run(const struct fuzz_target *target, double seconds, uint64_t seed, const char *directory)
{
	bool hangs, fine;
	pid_t pid;

	memset(shared, 0, sizeof *shared);
	fflush(stdout);
	pid = fork();
	if (pid < 0)
		return false;
	if (pid == 0) {
		state = seed;
		if (!directory) /* the planted one: what the sanitizer says of it is of no interest */
			dup2(open("/dev/null", O_WRONLY), 2);
		child(target, seconds);
	}
	fine = watch(pid, &hangs);
	if (!directory)
		return fine;
	printf("%-11s %9llu runs, %5u inputs that led further\n", target->name, (unsigned long long)shared->runs,
	       (unsigned)shared->kept);
	if (!fine)
		keep_input(directory, target->name, hangs);
	return fine;
}

static const struct fuzz_target *find(const char *name)
{
	for (size_t i = 0; i < TARGETS; i++)
		if (strcmp(targets[i]->name, name) == 0)
			return targets[i];
	if (strcmp(fuzz_planted.name, name) == 0)
		return &fuzz_planted;
	fprintf(stderr, "fuzz: there is no target %s\n", name);
	exit(2);
}

static int replay(const char *name, const char *path)
{
	const struct fuzz_target *target = find(name);
	char bytes[FUZZ_INPUT];
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		return 2;
	}
	target->begin();
	try_bytes(target, bytes, fread(bytes, 1, sizeof bytes, file));
	fclose(file);
	if (target->end)
		target->end();
	puts("fuzz: nothing breaks");
	return 0;
}

int main(int argc, char **argv)
{
	double seconds = 60;
	uint64_t seed = 1;
	const char *directory = ".";
	int option, share = 0, failed = 0;
	bool again = false;

	setenv("LC_ALL", "C.UTF-8", 1);
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return 2;
	while ((option = getopt(argc, argv, "t:s:o:r")) != -1) {
		if (option == 't')
			seconds = atof(optarg);
		else if (option == 's')
			seed = strtoull(optarg, NULL, 10);
		else if (option == 'o')
			directory = optarg;
		else if (option == 'r')
			again = true;
		else
			return 2;
	}
	if (again)
		return argc - optind == 2 ? replay(argv[optind], argv[optind + 1]) : 2;
	/* A fuzzer that finds nothing may be blind: first it must find a fault that is there. */
	if (run(&fuzz_planted, PLANTED_SECONDS, seed, NULL)) {
		puts("fuzz: the planted fault was not found: what follows would say nothing");
		return 1;
	}
	for (size_t i = 0; i < TARGETS; i++)
		share += targets[i]->weight;
	if (optind < argc)
		for (int i = optind; i < argc; i++)
			failed += !run(find(argv[i]), seconds / (argc - optind), seed, directory);
	else
		for (size_t i = 0; i < TARGETS; i++)
			failed += !run(targets[i], seconds * targets[i]->weight / share, seed, directory);
	puts(failed ? "fuzz: something breaks" : "fuzz: nothing breaks");
	return failed != 0;
}
