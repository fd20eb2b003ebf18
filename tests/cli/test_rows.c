/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the catalogue, and closed months, through the program. With the word "all" it runs the cases that are marked `todo`
 * as well. */
#include "rows.h"

#include <glob.h>

#define ROWS LEDSAG_SOURCEDIR "/tests/golden/rows"
#define CLOSED LEDSAG_SOURCEDIR "/tests/golden/closed"

static bool todo_too;

/* ---- the scripts that ship ----------------------------------------------------- */

static void test_file(void **state)
{
	const char *path = *state;
	char *text = support_read(path);
	struct rows r = { .todo_too = todo_too };

	run_script(&r, path, text);
	free(text);
	if (r.left_out)
		print_message("%s: %d of %d cases still to be done\n", path, r.left_out, r.cases);
	fputs(str_peek(&r.complaints), stderr); /* cmocka would cut it short */
	str_done(&r.complaints);
	assert_int_equal(r.complaint_count, 0);
	assert_true(r.cases > r.left_out);
}

/* Every scheme has a file of its own, which adds a grant of it. */
static void test_every_row_has_cases(void **state)
{
	glob_t schemes;

	assert_int_equal(glob(LEDSAG_SOURCEDIR "/conf/schemes/*.conf", 0, NULL, &schemes), 0);
	for (size_t i = 0; i < schemes.gl_pathc; i++) {
		const char *name = strrchr(schemes.gl_pathv[i], '/') + 1;
		int length = (int)strlen(name) - (int)strlen(".conf");
		char *path, *text, *adds;

		if (!strcmp(name, "TEMPLATE.conf"))
			continue;
		path = str_make("tests/golden/rows/%.*s.txt", length, name);
		adds = str_make(" --scheme %.*s", length, name);
		text = support_read(path);
		assert_has(text, adds);
		free(text);
		free(adds);
		free(path);
	}
	globfree(&schemes);
	(void)state;
}

/* ---- a runner that nods at everything would be content with any program ------------ */

#define LED "case a: b\nrun grant add led --scheme dk.holbaek.97 --from 2025-01-01\n"
#define BANK LED "json bank led --month 2025-02 | "

/* What is wrong, and what must be said of it. */
static const struct {
	const char *script, *complaint;
} wrong[] = {
	{ BANK "months.1.left = 1801", "script:3 (a: b): months.1.left is 1800, must be = 1801" },
	{ BANK "months.1.left = 15:00", "months.1.left is 1800, must be = 15:00" },
	{ BANK "months.1.left = 18.01", "must be = 18.01" },
	{ BANK "months.1.left = none", "months.1.left is 1800" },
	{ BANK "months.2.left = 0", "months.2.left is not there" },
	{ BANK "months.1.left = 30:00 | months.0.left = 1", "months.0.left is 900" },
	{ BANK "months.# = 3", "months.# is 2" },
	{ BANK "months.+granted = 29:59", "months.+granted is 1800" },
	{ BANK "months.+nothing = 0", "months.+nothing is not there" },
	{ BANK "months[month=2025-02].left = 1", "months[month=2025-02].left is 1800" },
	{ BANK "months[month=2025-04].left = 1", "is not there" },
	{ BANK "months[granted=900].left = none", "months[granted=900].left fits several" },
	{ BANK "scheme = dk.holbaek.98", "scheme is \"dk.holbaek.97\"" },
	{ BANK "scheme ~ 98", "must be ~ 98" },
	{ BANK "unit = none", "unit is \"minutes\"" },
	{ BANK "months.0.taken.0 = none | unit", "write PATH = VALUE" },
	{ BANK "months.0.left > 1", "write PATH = VALUE" },
	{ LED "json bank led", "nothing is compared" },
	{ LED "json bank nothing | grant = nothing", "bank nothing → 2" },
	{ LED "json grant list | grants.0.to = 2025-12-31", "grants.0.to is null" },
	{ LED "says bank led | 16:00", "“16:00” must be in" },
	{ LED "says bank led | !15:00", "“15:00” must not be in" },
	{ LED "says bank led", "nothing is compared" },
	{ LED "says bank nothing | nothing", "bank nothing → 2" },
	{ LED "refuse 1 excluded bank led", "→ 0, must be 1" },
	{ LED "refuse 0 none bank led", "→ 0, must be 0" },
	{ LED "refuse 2 excluded grant add kon --scheme dk.holbaek.98 --from 2025-01-01", "→ 1, must be 2" },
	{ LED "refuse 1 length-most grant add kon --scheme dk.holbaek.98 --from 2025-01-01", "the rule must be “length-most”" },
	{ LED "refuse 1 excluded grant add kon --scheme dk.holbaek.98 --from 2025-01-01 | dk.holbaek.96", "“dk.holbaek.96” must be in" },
	{ LED "warn overdraft log 2025-01-06 8-18 --grant led", "must warn of overdraft" },
	{ LED "warn !overdraft log 2025-01-06 8-24 --grant led", "must not warn of !overdraft" },
	{ LED "warn - log 2025-01-06 8-24 --grant led", "must not warn of -" },
	{ LED "warn overdraft log 2025-01-06 8-24 --grant led | 2:00", "“2:00” must be in" },
	{ LED "warn overdraft bank led", "no list of warnings" },
	{ LED, "cannot fail" },
	{ LED "run log 2025-01-06 8-18 --grant no", "--grant no → 2" },
	{ LED "run log 2025-01-06 8-18\nrun bank led\nnonsense", "“nonsense” is no word" },
	{ "case a\nsays balance | No grant", "where does it come from?" },
	{ "says balance | No grant", "before the first case" },
	{ "case a: b\nnow 2025-06-15\nsays balance | June", "write a moment" },
	{ "case a: b\ninit --holder X --country DK\ninit --holder X --country DK", "exists" },
	{ "case a: b\nsays balance | No grant\ninit --holder X", "begins with its household" },
	{ "case a: b\nsays balance | No grant\ntodo it", "right below its case" },
	{ "case a: b\ntodo", "still to be done?" },
};

static void test_wrong_expectations_are_found(void **state)
{
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct rows r = { 0 };

		run_script(&r, "script", wrong[i].script);
		if (!r.complaint_count)
			fail_msg("nothing is wrong with: %s", wrong[i].script);
		assert_has(str_peek(&r.complaints), wrong[i].complaint);
		str_done(&r.complaints);
	}
	(void)state;
}

static void test_right_expectations_pass(void **state)
{
	static const char script[] =
		"# all of it\n"
		"case first: by hand\n"
		"now 2025-02-10T12:00\n"
		"run grant add led --scheme dk.holbaek.97 --from 2025-01-01 --payer \"Holbæk Kommune, A\"\n"
		"warn overdraft log 2025-01-06 8-24 --grant led\n"
		"\t| 1:00\n"
		"\t# between two\n"
		"\t| !2:00\n"
		"json bank led | months.0.left = 0 | months.0.overdraft = 1:00 | months[month=2025-02].left = 15:00\n"
		"\t| scheme ~ holbaek | months.# = 2 | months.+granted = 30:00 | months.1.lots[lot=2025-02].last_month = 2025-07\n"
		"\t| months.0.lots.0 = none\n"
		"case left out: by hand\n"
		"todo something\n"
		"run nonsense\n"
		"json nonsense | a = b\n"
		"case last: by hand\n"
		"refuse 1 not-offered grant add x --scheme dk.holbaek.102 --from 2025-01-01 | § 102\n"
		"says balance | June 2025 | !January\n";
	struct rows r = { 0 };

	run_script(&r, "script", script);
	if (r.complaint_count)
		fail_msg("%s", str_peek(&r.complaints));
	assert_int_equal(r.cases, 3);
	assert_int_equal(r.left_out, 1);
	str_done(&r.complaints);
	(void)state;
}

int main(int argc, char **argv)
{
	struct CMUnitTest *tests, own[] = {
		cmocka_unit_test(test_wrong_expectations_are_found),
		cmocka_unit_test(test_right_expectations_pass),
		cmocka_unit_test(test_every_row_has_cases),
	};
	size_t count = COUNT_OF(own);
	glob_t files;
	int code;

	/* Nothing here has to outlive a power cut, and a busy disk would be waited for a thousand times. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	todo_too = argc > 1 && !strcmp(argv[1], "all");
	if (glob(ROWS "/*.txt", 0, NULL, &files) != 0 || glob(CLOSED "/*.txt", GLOB_APPEND, NULL, &files) != 0)
		return 1;
	tests = mem_zero(count + files.gl_pathc, sizeof *tests);
	memcpy(tests, own, sizeof own);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		char *path = files.gl_pathv[i] + strlen(LEDSAG_SOURCEDIR "/");

		tests[count++] = (struct CMUnitTest){ strrchr(path, '/') + 1, test_file, NULL, NULL, path };
	}
	code = _cmocka_run_group_tests("rows", tests, count, NULL, NULL);
	free(tests);
	globfree(&files);
	return code;
}
