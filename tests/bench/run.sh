#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures ledsag against bare C programs that do the same work (floor.c, frame.c), and beside other programs, on 1, 10 and 100
# years of 7,200 entries each. Prints one table; it is no test, so it exits 0 also where something is over its target.
# usage: run.sh   (BUILD: where it is built; SIZES="1 10": fewer years; KEEP=1: the data stays in BUILD/bench/data)
set -eu
cd "$(dirname "$0")/../.."
BUILD=$(realpath "${BUILD-build}")
SIZES=${SIZES-1 10 100}
bench=$BUILD/bench ledsag=$BUILD/ledsag data=$BUILD/bench/data
export LEDSAG_NOW=2025-12-31T12:00 LC_ALL=C.UTF-8 LANGUAGE=en TZ=UTC
unset LEDSAG_FILE LEDSAG_CONF CDPATH
# Nobody's own settings come in.
export HOME=$data/home XDG_CONFIG_HOME=$data/home XDG_DATA_HOME=$data/home
rm -rf "$data"
mkdir -p "$data/home"
cd "$data"
[ -n "${KEEP-}" ] || trap 'rm -rf "$data"' EXIT
rows=$data/rows
: >"$rows"

# ---- measuring

say() { printf '%s\n' "$*" >&2; }

# The median in ms of each command of one run of hyperfine, one a line: options and commands as hyperfine takes them.
timed() {
	if ! hyperfine -N --style none --export-csv hyper.csv "$@" >hyper.out 2>&1; then
		say "bench: a command failed: $*"
		tail -n 3 hyper.out >&2
		exit 1
	fi
	# command, mean, stddev, median, …; a command may have commas in it, and parameters come last
	awk -F , 'NR == 1 { extra = NF - 8 } NR > 1 { printf "%.3f\n", $(NF - 4 - extra) * 1000 }' hyper.csv
}

# The median of the numbers of every STEP-th line, from line FIRST.
median() {
	awk -v first="$1" -v step="$2" 'NR >= first && (NR - first) % step == 0' | sort -n |
		awk '{ n[NR] = $1 } END { print NR % 2 ? n[(NR + 1) / 2] : (n[NR / 2] + n[NR / 2 + 1]) / 2 }'
}

# row WHAT ENTRIES LEDSAG FLOOR MOST UNIT: MOST is of the ratio where there is a floor (unit ms), else of the value.
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@" >>"$rows"; }

entries() { echo $((7200 * $1)); }

# How often a command asks the disk to keep what it has, as strace counts it; a dash where strace may not.
syncs() {
	strace -f -c -e trace=fsync,fdatasync,sync_file_range,msync -o syncs.out "$@" >/dev/null 2>&1 &&
		awk '$NF ~ /sync/ { n += $4 } END { print n + 0 }' syncs.out || echo -
}

# ---- data

# A household of so many years before any hours are booked.
household() {
	"$ledsag" -f "empty-$1.db" init --holder Bench
	for person in anna bo clara david emil fatima; do
		"$ledsag" -f "empty-$1.db" person add $person --name $person --role assistant
	done
	"$ledsag" -f "empty-$1.db" grant add bpa --scheme dk.holbaek.96 --from $((2026 - $1))-01-01 --amount hours=445:00/week
}

say "bench: data"
for y in $SIZES; do
	household "$y" >household.out 2>&1 || { cat household.out >&2; exit 1; }
	"$bench/generate" csv "$y" >"$y.csv"
done

# ---- import: each run into a household of its own; what the last one leaves is what the rest is measured on

say "bench: import"
for y in $SIZES; do
	runs=$((y >= 100 ? 1 : y >= 10 ? 3 : 11))
	floor=$(timed --runs $runs --prepare "rm -f floor-$y.db" "$bench/floor import $y.csv floor-$y.db")
	mine=$(timed --runs $runs --prepare "cp empty-$y.db $y.db" "$bench/peak import-$y.peak $ledsag -f $y.db import hours $y.csv")
	row "import" "$(entries $y)" "$mine" "$floor" 5 ms
done

# ---- the account of a year, all sizes side by side

say "bench: account"
years=$(echo $SIZES | tr ' ' ,)
for round in 1 2 3; do
	timed --warmup 2 --runs 25 -L y "$years" "$ledsag -f {y}.db account 2025" "$bench/floor report floor-{y}.db 2025"
done >account
step=$(($(echo $SIZES | wc -w) * 2)) first=1
for y in $SIZES; do
	median $first $step <account >account-$y.ms
	row "account of a year" "$(entries $y)" "$(cat account-$y.ms)" "$(median $((first + 1)) $step <account)" 3 ms
	first=$((first + 2))
	"$bench/peak" account-$y.peak "$ledsag" -f $y.db account 2025 >/dev/null
done
if [ -e account-1.ms ] && [ -e account-10.ms ]; then
	row "  72,000 against 7,200" "" "$(paste account-1.ms account-10.ms | awk '{ print $2 / $1 }')" "" 1.2 ratio
fi

# ---- log: each booking is another one, in days that the data leaves free, in turn with the bare insert

say "bench: log"
for y in $SIZES; do
	for person in anna bo; do
		timed --runs 1 -L day 27,28,29,30 -L hour 01,03,05,07,09,11,13,15,17,19 \
			"$bench/floor insert floor-$y.db {day} {hour}" \
			"$ledsag -f $y.db log 2025-12-{day} {hour}:10-{hour}:50 --grant bpa --person $person"
	done >log
	row "log, with its audit row" "$(entries $y)" "$(median 2 2 <log)" "$(median 1 2 <log)" 1.6 ms
	"$bench/peak" log-$y.peak "$ledsag" -f $y.db log 2025-12-30 21:10-21:50 --grant bpa --person bo >/dev/null
	floor=$(syncs "$bench/floor" insert floor-$y.db)
	row "  fsync and fdatasync" "" "$(syncs "$ledsag" -f $y.db log 2025-12-30 22:10-22:50 --grant bpa --person bo)" "$floor" 5 count
done

# ---- the screens

say "bench: screens"
for y in $SIZES; do
	for round in 1 2 3; do
		"$bench/pty" -n 7 "$bench/frame" floor-$y.db 20423 20453
		"$bench/pty" -n 7 "$ledsag" -f $y.db
	done >frames
	row "first frame, the overview" "$(entries $y)" "$(median 2 2 <frames)" "$(median 1 2 <frames)" 2 ms
	read -r _ bytes _ _ kib < <(tail -n 1 frames)
	row "  bytes to the terminal" "" "$bytes" "" 2560 bytes
	echo "$kib" >frame-$y.peak
done
for y in $SIZES; do
	# The list begins at its end: up, past the top of the window, and down again.
	read -r ms bytes _ most kib < <("$bench/pty" -q 50 -s 2 -k kkkkkkkkkkkkkkkkkkkkkkkkkkjjjjjjjjjj "$ledsag" -f $y.db)
	row "a key, on the hours of a month" "$(entries $y)" "$ms" "" 1 ms
	row "  bytes to the terminal" "" "$bytes" "" 300 bytes
	row "  bytes at most" "" "$most" "" 300 bytes
	echo "$kib" >hours-$y.peak
done
for y in $SIZES; do
	read -r ms _ < <("$bench/pty" -q 50 -s 2 -k pppppppppp "$ledsag" -f $y.db)
	row "another month of hours" "$(entries $y)" "$ms" "" 5 ms
done

# ---- memory

for y in $SIZES; do
	for what in account log import frame hours; do
		row "peak memory: $what" "$(entries $y)" "$(awk '{ printf "%.1f", $1 / 1024 }' $what-$y.peak)" "" 12 MiB
	done
done

# ---- the table

awk -F '\t' '
	function figure(value, unit) {
		if (value == "" || value == "-") return value
		if (unit == "ms" && value >= 1000) return sprintf("%.2f s", value / 1000)
		if (unit == "ms") return sprintf(value < 10 ? "%.2f ms" : "%.1f ms", value)
		if (unit == "bytes") return sprintf("%d B", value)
		if (unit == "MiB") return value " MiB"
		return unit == "ratio" ? sprintf("%.2f", value) : value
	}
	function grouped(n) { return length(n) > 3 ? grouped(substr(n, 1, length(n) - 3)) "," substr(n, length(n) - 2) : n }
	function line(what, entries, mine, floor, ratio, most, verdict) {
		printf "%-32s %9s %11s %11s %7s %8s%s\n", what, entries, mine, floor, ratio, most, verdict == "" ? "" : "  " verdict
	}
	BEGIN { line("", "entries", "ledsag", "bare C", "ratio", "at most", "") }
	{
		ratio = $4 != "" && $4 != "-" && $6 == "ms" ? sprintf("%.2f", $3 / $4) : ""
		measured = ratio != "" ? ratio : $3
		most = ratio != "" || $6 == "ratio" ? sprintf("%.2f", $5) : figure($5, $6)
		if (block != "" && $1 !~ /^ / && substr($1, 1, 11) != block) print ""
		if ($1 !~ /^ /) block = substr($1, 1, 11)
		verdict = $3 == "-" ? "not measured" : measured <= $5 ? "ok" : "OVER"
		line($1, grouped($2), figure($3, $6), figure($4, $6), ratio, most, verdict)
	}' "$rows"

# ---- other programs, on the same ten years

case " $SIZES " in *" 10 "*) ;; *) exit 0 ;; esac
say "bench: other programs"
printf '\nThe same year out of 72,000 entries, by other programs\n'
peer() {
	command -v "$2" >/dev/null || { printf '  %-30s %22s\n' "$1" "not installed"; return 0; }
	local name=$1
	shift
	printf '  %-30s %19.1f ms\n' "$name" "$(timed --warmup 1 --runs 5 "$*")"
}
mkdir -p timew/data calcurse
"$bench/generate" ledger 10 >ten.ledger
"$bench/generate" calcurse 10 >calcurse/apts
"$bench/generate" timew 10 | awk '
	{ file = "timew/data/" substr($2, 1, 4) "-" substr($2, 5, 2) ".data" }
	file != last && last { close(last) }
	{ print >>file; last = file }'
: >timew/timewarrior.cfg
export TIMEWARRIORDB=$data/timew
peer "ledsag account" "$ledsag" -f 10.db account 2025
month="strftime('%m', day * 86400, 'unixepoch')"
sums="SELECT $month, kind, sum(amount) FROM entry WHERE day BETWEEN 20089 AND 20453 GROUP BY 1, 2"
peer "sqlite3 (sums by month, kind)" sqlite3 floor-10.db "\"$sums\""
peer "timewarrior, export" timew export 2025-01-01 - 2026-01-01
peer "timewarrior, summary" timew summary 2025-01-01 - 2026-01-01
peer "calcurse, the year's entries" calcurse -D calcurse -G --filter-start-from 01/01/2025 --filter-start-to 12/31/2025
peer "ledger, balance" ledger -f ten.ledger --no-color -b 2025/01/01 -e 2026/01/01 balance
exit 0
