#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs each test program it is given, shows cmocka's lines of those that fail and the closing lines of all, and counts.
# usage: run.sh PROGRAM…   (WRAP: a command to run each under, such as valgrind)
passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
for program; do
	name=${program#*/t/}
	${WRAP-} "$program" >"$log" 2>&1 </dev/null
	code=$?
	p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | awk '{n+=$1} END {print n+0}')
	f=$(sed -n 's/^ *\([0-9]*\) FAILED TEST(S)$/\1/p' "$log" | awk '{n+=$1} END {print n+0}')
	if [ "$code" -ne 0 ] || [ "$p" -eq 0 ]; then
		[ "$f" -gt 0 ] || f=1
		cat "$log"
	else
		grep -E '^\[(==========|  PASSED  )\]' "$log" | sed "s|^|$name |;s|^\([^ ]*\) \(.*\)|\2  (\1)|" | tail -n 2
	fi
	passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
