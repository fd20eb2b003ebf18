/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times what a program writes to a terminal of 80×24: its first frame, or its answer to keys. A frame ends with the last byte
 * before the program falls quiet. Prints one line: median ms, median bytes, most ms, most bytes, peak memory in KiB. usage: pty [-n
 * RUNS] [-q QUIET-MS] [-s KEYS-BEFORE] [-k KEYS] PROGRAM [ARGUMENT…] Without -k the first frame is timed, RUNS times; with -k each
 * of KEYS, in one run, after KEYS-BEFORE were answered. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES_MOST 1000
#define START_MS 5000 /* the longest wait for a first byte: of a program … */
#define ANSWER_MS 500 /* … and of its answer to a key */

struct sample {
	double ms;
	long bytes;
};

struct child {
	pid_t pid;
	int fd;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct child start(char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct child child;

	child.pid = forkpty(&child.fd, NULL, NULL, &size);
	if (child.pid < 0) {
		perror("pty: forkpty");
		exit(1);
	}
	if (child.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		execvp(argv[0], argv);
		perror("pty: exec");
		_exit(127);
	}
	return child;
}

/* Reads until `quiet` milliseconds bring nothing more; `most` milliseconds for the first byte. */
static struct sample listen_from(const struct child *child, double from, int quiet, int most)
{
	struct sample sample = { 0, 0 };
	struct pollfd poller = { .fd = child->fd, .events = POLLIN };
	char buffer[65536];
	ssize_t got;

	while (poll(&poller, 1, sample.bytes ? quiet : most) > 0) {
		got = read(child->fd, buffer, sizeof buffer);
		if (got <= 0)
			break; /* the program ended */
		sample.ms = now_ms() - from;
		sample.bytes += got;
	}
	return sample;
}

/* Hangs up, as a terminal that is closed does; who does not go in two seconds is ended. Returns the peak memory. */
static long finish(struct child *child)
{
	struct rusage usage;
	pid_t gone = 0;
	int status;

	kill(child->pid, SIGHUP);
	close(child->fd);
	for (int i = 0; i < 200 && !gone; i++) {
		gone = wait4(child->pid, &status, WNOHANG, &usage);
		if (!gone)
			poll(NULL, 0, 10);
	}
	if (!gone) {
		kill(child->pid, SIGKILL);
		gone = wait4(child->pid, &status, 0, &usage);
	}
	if (gone != child->pid || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
		exit(1);
	return usage.ru_maxrss;
}

static int by_ms(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;

	return (x->ms > y->ms) - (x->ms < y->ms);
}

static int by_bytes(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;

	return (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

static void print_samples(struct sample *samples, size_t count, long peak)
{
	double ms, ms_most;

	qsort(samples, count, sizeof *samples, by_ms);
	ms = samples[count / 2].ms;
	ms_most = samples[count - 1].ms;
	qsort(samples, count, sizeof *samples, by_bytes);
	printf("%.3f %ld %.3f %ld %ld\n", ms, samples[count / 2].bytes, ms_most, samples[count - 1].bytes, peak);
}

static struct sample press(const struct child *child, char key, int quiet)
{
	double from = now_ms();

	if (write(child->fd, &key, 1) != 1) {
		perror("pty: write");
		exit(1);
	}
	return listen_from(child, from, quiet, ANSWER_MS);
}

int main(int argc, char **argv)
{
	static struct sample samples[SAMPLES_MOST];
	size_t count = 0, runs = 15;
	int quiet = 150, option;
	const char *before = "", *keys = NULL;
	long peak = 0;

	while ((option = getopt(argc, argv, "+n:q:s:k:")) != -1) {
		if (option == 'n')
			runs = (size_t)atoi(optarg);
		else if (option == 'q')
			quiet = atoi(optarg);
		else if (option == 's')
			before = optarg;
		else if (option == 'k')
			keys = optarg;
		else
			return 2;
	}
	if (optind == argc || runs < 1 || runs > SAMPLES_MOST || (keys && (!*keys || strlen(keys) > SAMPLES_MOST))) {
		fputs("usage: pty [-n RUNS] [-q QUIET-MS] [-s KEYS-BEFORE] [-k KEYS] PROGRAM [ARGUMENT…]\n", stderr);
		return 2;
	}
	for (size_t run = 0; run < (keys ? 1 : runs); run++) {
		double from = now_ms();
		struct child child = start(argv + optind);
		struct sample first = listen_from(&child, from, quiet, START_MS);
		long kib;

		if (!keys)
			samples[count++] = first;
		for (const char *k = before; keys && *k; k++)
			press(&child, *k, quiet);
		for (const char *k = keys; k && *k; k++)
			samples[count++] = press(&child, *k, quiet);
		kib = finish(&child);
		peak = kib > peak ? kib : peak;
	}
	print_samples(samples, count, peak);
	return 0;
}
