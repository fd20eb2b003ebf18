/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledsag/cli/cli.h"

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* A closed stream would give its number to the next file that is opened, and what is printed would go there. Something that can
 * be neither read nor written takes its place, so that the failure is noticed. */
static void hold_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(STATUS_FILE);
}

/* Help must come even where a settings file is wrong. */
static bool set_language(const struct call *call, bool lenient, struct status *st)
{
	struct settings settings;

	text_init(call->lang);
	if (call->lang)
		return true;
	if (!settings_load(&settings, st))
		return lenient;
	if (*settings.language)
		text_init(settings.language);
	return true;
}

static bool run_command(struct call *call, struct status *st)
{
	if (call->command->file != WITHOUT_FILE && !call->app && !app_open(&call->app, &call->options, st))
		return false;
	/* What is only read is read as of one moment, whatever others write meanwhile; closing the file ends it. */
	if (call->command->file == READS_FILE && !app_snapshot(call->app, st))
		return false;
	return call->command->run(call, st);
}

/* Without a command: the screens where a person sits at a terminal; elsewhere the balance, or the own hours of who may not see
 * it. */
static bool run_nothing(struct call *call, struct status *st)
{
	const char *name;

	if (call->plain || (!call->json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
		return screens_run(call, st);
	if (!app_open(&call->app, &call->options, st))
		return false;
	name = app_may(call->app, MAY_READ_GRANTS, NULL, NULL) ? "balance" : "hours list";
	for (const struct command_group *const *g = command_groups; *g; g++)
		for (int i = 0; i < (*g)->count; i++)
			if (strcmp((*g)->commands[i].name, name) == 0)
				call->command = &(*g)->commands[i];
	return run_command(call, st);
}

static bool write_help(struct call *call)
{
	if (call->command)
		help_command(&call->out, call->command);
	else if (call->group)
		help_group(&call->out, call->group);
	else
		help_program(&call->out);
	return true;
}

/* Everything that was printed must have arrived. */
static bool close_output(const struct call *call, struct status *st)
{
	bool changed = call->command && call->command->file == CHANGES_FILE;

	errno = 0;
	if (!ferror(stdout) && fflush(stdout) == 0)
		return true;
	return status_set(st, STATUS_FILE, "output",
	                  changed ? N_("Standard output cannot be written ({1}), but what was asked for has been done.")
	                          : N_("Standard output cannot be written: {1}."),
	                  "s", strerror(errno ? errno : EIO));
}

static bool run(struct call *call, int argc, char **argv, struct status *st)
{
	struct status ignored = STATUS_INIT;
	bool understood = args_read(call, argc, argv, st);
	bool help = call_flag(call, "help") && (understood || call->group);
	bool version = call_flag(call, "version");

	if (!set_language(call, help || version || !understood, understood && !help ? st : &ignored))
		return false;
	if (help)
		return write_help(call);
	if (version)
		return version_write(&call->out), true;
	if (!understood) {
		/* Once more: the usage in the sentence can be said in the person's language only now. */
		args_done(call);
		*call = (struct call){ 0 };
		*st = (struct status)STATUS_INIT;
		return args_read(call, argc, argv, st);
	}
	return call->command ? run_command(call, st) : run_nothing(call, st);
}

int cli_main(int argc, char **argv)
{
	struct call call = { 0 };
	struct status st = STATUS_INIT;
	bool ok;

	hold_streams();
	signal(SIGPIPE, SIG_DFL); /* who closes the pipe wants no more, and no complaint */
	ok = run(&call, argc, argv, &st);
	if (ok) {
		call_flush(&call);
		ok = close_output(&call, &st);
		call.json = call.json && ok; /* nobody reads standard output any more */
	}
	app_close(&call.app);
	if (!ok)
		call_fail(&call, &st);
	fflush(stdout);
	str_done(&call.out);
	json_decref(call.problems);
	json_decref(call.more);
	args_done(&call);
	return ok ? 0 : (int)st.code;
}
