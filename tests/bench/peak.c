/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program and writes its peak memory in KiB to a file. Exits as the program did.
 * usage: peak FILE PROGRAM [ARGUMENT…] */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t pid;
	FILE *out;

	if (argc < 3)
		return fputs("usage: peak FILE PROGRAM [ARGUMENT…]\n", stderr), 2;
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		perror("peak: exec");
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		return perror("peak"), 1;
	out = fopen(argv[1], "w");
	if (!out || fprintf(out, "%ld\n", usage.ru_maxrss) < 0 || fclose(out) != 0)
		return perror("peak"), 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
