/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/export/libexec.h"

#include "ledsag/app/place.h"
#include "ledsag/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MOST ((size_t)256 << 20)
#define WORDS_MOST 16

char *libexec_path(const char *program)
{
	return str_make("%s/%s", place_libexec(), program);
}

/* What of a path is its name. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* ---- the child */

/* Both ends of its streams and nothing else that we have open; errors would land in the middle of a screen. */
static void child_streams(int in, int out)
{
	int nowhere = open("/dev/null", O_RDWR);

	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || nowhere < 0 || dup2(nowhere, 2) < 0)
		_exit(127);
	close_range(3, ~0U, 0);
}

static void child(const char *path, const char *const *words, int in, int out, pid_t parent)
{
	char *environment[] = { (char[]){ "PATH=/usr/bin:/bin" }, (char[]){ "LC_ALL=C.UTF-8" }, NULL };
	const char *argv[WORDS_MOST + 2] = { name_of(path) };

	for (int i = 0; words[i] && i < WORDS_MOST; i++)
		argv[i + 1] = words[i];
	/* Whoever ends us, by whatever signal, ends it too. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	signal(SIGPIPE, SIG_DFL);
	child_streams(in, out);
	execve(path, (char *const *)(uintptr_t)argv, environment);
	_exit(127);
}

/* ---- feeding and reading at once: a full pipe on one side must not keep the other waiting */

struct talk {
	int to, from; /* −1: closed */
	const char *bytes;
	size_t left;
	struct str *out;
	size_t before; /* of out, when it began */
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void feed(struct talk *talk)
{
	ssize_t sent = talk->left ? write(talk->to, talk->bytes, talk->left) : 0;

	if (sent > 0) {
		talk->bytes += sent;
		talk->left -= (size_t)sent;
	}
	/* One that wants no more may still answer. */
	if (!talk->left || (sent < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&talk->to);
}

static bool hear(struct talk *talk)
{
	char bytes[65536];
	ssize_t got = read(talk->from, bytes, sizeof bytes);

	if (got > 0)
		str_addn(talk->out, bytes, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		close_end(&talk->from);
	return talk->out->length - talk->before <= ANSWER_MOST;
}

static bool converse(struct talk *talk)
{
	while (talk->from >= 0) {
		struct pollfd ends[2] = { { .fd = talk->from, .events = POLLIN }, { .fd = talk->to, .events = POLLOUT } };

		if (poll(ends, 2, -1) < 0 && errno != EINTR)
			return false;
		if (talk->to >= 0 && ends[1].revents)
			feed(talk);
		if (ends[0].revents && !hear(talk))
			return false;
	}
	return true;
}

/* ---- the whole */

static bool broke(const char *path, int status, struct status *st)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return status_set(st, STATUS_FILE, "libexec", N_("{1} cannot be run: install ledsag again."), "s", path);
	if (WIFEXITED(status))
		return status_set(st, STATUS_FILE, "libexec", N_("{1} could not do it (exit status {2}): is the file damaged?"), "si", name_of(path),
		                  (int64_t)WEXITSTATUS(status));
	return status_set(st, STATUS_FILE, "libexec", N_("{1} broke off (signal {2}): is the file damaged?"), "si", name_of(path),
	                  (int64_t)(WIFSIGNALED(status) ? WTERMSIG(status) : 0));
}

static bool make_pipes(int to[2], int from[2])
{
	if (pipe2(to, O_CLOEXEC) != 0)
		return false;
	if (pipe2(from, O_CLOEXEC) == 0)
		return fcntl(to[1], F_SETFL, O_NONBLOCK) == 0;
	close(to[0]);
	close(to[1]);
	return false;
}

static bool no_process(struct status *st)
{
	return status_set(st, STATUS_FILE, "libexec", N_("No program can be started: {1}."), "s", strerror(errno));
}

bool libexec_run(const char *path, const char *const *words, const char *bytes, size_t length, struct str *out, struct status *st)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	pid_t parent = getpid(), pid;
	int to[2], from[2], status = 0;
	struct talk talk;
	bool heard;

	if (access(path, X_OK) != 0)
		return status_set(st, STATUS_FILE, "libexec", N_("{1} cannot be run: install ledsag again."), "s", path);
	if (!make_pipes(to, from))
		return no_process(st);
	pid = fork();
	if (pid == 0)
		child(path, words, to[0], from[1], parent);
	close(to[0]);
	close(from[1]);
	talk = (struct talk){ to[1], from[0], bytes, length, out, out->length };
	sigaction(SIGPIPE, &ignore, &before);
	heard = pid > 0 && converse(&talk);
	sigaction(SIGPIPE, &before, NULL);
	close_end(&talk.to);
	close_end(&talk.from);
	if (pid < 0)
		return no_process(st);
	if (!heard)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return (heard && WIFEXITED(status) && WEXITSTATUS(status) == 0) || broke(path, status, st);
}

bool libexec_json(const char *program, const char *const *words, const char *bytes, size_t length, json_t **answer,
                  struct status *st)
{
	char *path = libexec_path(program);
	struct str out = STR_INIT;
	bool ok = libexec_run(path, words, bytes, length, &out, st);

	*answer = ok ? json_loadb(str_peek(&out), out.length, 0, NULL) : NULL;
	if (ok && !json_is_object(*answer)) {
		json_decref(*answer);
		*answer = NULL;
		ok = status_set(st, STATUS_FILE, "libexec", N_("{1} answered nothing that can be read."), "s", program);
	}
	str_done(&out);
	free(path);
	return ok;
}
