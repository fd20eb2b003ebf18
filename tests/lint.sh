#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the house in order: the arrows between its rooms, the manual, the translations, the files themselves, the schemes. Prints
# one sentence for each finding, with file and line; exits 1 where there is any.
# usage: lint.sh   (BUILD: where the program is built; POT: the sentences of the sources, made by the Makefile)
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD-build} POT=${POT-$BUILD/ledsag.pot}
LANGS='da de'
WIDEST=132 LONGEST=700
export LC_ALL=C.UTF-8 LANGUAGE=en
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# What is tracked, or will be with the next commit; without git (an unpacked archive) everything that is not built.
tracked() {
	git -c safe.directory='*' ls-files 2>/dev/null || true
}
list_files() {
	git -c safe.directory='*' ls-files -co --exclude-standard 2>/dev/null ||
		find . -name .git -prune -o -path './build*' -prune -o -type f -print | sed 's|^\./||'
}
list_files | sort -u | while IFS= read -r file; do [ -f "$file" ] && printf '%s\n' "$file"; done >"$tmp/files"
# The files whose names match an extended regular expression.
files() {
	grep -E "$1" "$tmp/files"
}

# ---- the arrows: base <- core <- conf <- store <- app <- { export, cli, screens -> ui } <- main

check_arrows() {
	files '^(src|include|screens)/.*\.(c|h|def)$' | xargs awk '
		function room_of(path, part) {
			split(path, part, "/")
			if (part[1] == "screens") return "screens"
			if (path == "src/main.c") return "main"
			return part[1] == "include" ? part[3] : part[2]
		}
		# The start of a path that may include the header; several are told apart by blanks.
		function only(header, places) { where[header] = places }
		function allowed(header, path, i, n, place) {
			n = split(where[header], place, " ")
			for (i = 1; i <= n; i++) if (index(path, place[i]) == 1) return 1
			return 0
		}
		BEGIN {
			below = " base "; may["base"] = below; may["ui"] = below "ui "
			below = below "core "; may["core"] = below
			below = below "conf "; may["conf"] = below
			below = below "store "; may["store"] = below
			below = below "app "; may["app"] = below
			may["export"] = below "export "
			may["screens"] = below "export ui screens "
			may["libexec"] = " base "
			may["cli"] = may["main"] = below "export ui screens cli "
			only("sqlite3.h", "src/store/"); only("sodium.h", "src/store/")
			only("confuse.h", "src/conf/"); only("csv.h", "src/app/")
			only("curses.h", "src/ui/curses/"); only("ncurses.h", "src/ui/curses/")
			only("term.h", "src/ui/curses/"); only("panel.h", "src/ui/curses/"); only("menu.h", "src/ui/curses/")
			only("jansson.h", "src/export/ include/ledsag/export/ src/cli/ src/libexec/")
			only("libical/ical.h", "src/libexec/")
			only("libintl.h", "include/ledsag/base/i18n.h"); only("getopt.h", "src/cli/")
			pure = " time.h sys/time.h locale.h langinfo.h unistd.h fcntl.h dirent.h libintl.h signal.h sys/stat.h "
		}
		FNR == 1 {
			room = room_of(FILENAME)
			if (!(room in may))
				printf "%s:1: “%s” is no room of the house: add it to the arrows here and to ledsag-architecture(7).\n", FILENAME, room
		}
		/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
			header = $0
			sub(/^[^<"]*[<"]/, "", header); sub(/[>"].*/, "", header)
			if (header ~ /^ledsag\//) {
				split(header, part, "/")
				if (!index(may[room], " " part[2] " "))
					printf "%s:%d: “%s” must not know “%s”: the arrows of the house point the other way (%s).\n", FILENAME, FNR, room, part[2], header
			} else if (header in where && !allowed(header, FILENAME)) {
				places = where[header]
				gsub(/ +/, " and ", places)
				printf "%s:%d: <%s> belongs to %s alone.\n", FILENAME, FNR, header, places
			} else if (room == "core" && index(pure, " " header " ")) {
				printf "%s:%d: core is pure: what <%s> gives comes in as an argument.\n", FILENAME, FNR, header
			} else if ($0 ~ /"/ && header ~ /\//) {
				printf "%s:%d: “%s” reaches into another folder: what two share is in include/ledsag.\n", FILENAME, FNR, header
			}
		}
		/^[ \t]*(\/\*|\*)/ { next }
		room == "core" && /(^|[^A-Za-z0-9_.>])(_|ngettext|fopen|open|getenv|setlocale|time|localtime|printf)\(/ {
			printf "%s:%d: core is pure: no file, no clock, no language (a refusal is a msgid and its arguments).\n", FILENAME, FNR
		}'
}

# ---- the manual

# A page as one line of plain text.
plain_page() {
	mandoc -Tascii "$1" 2>/dev/null | sed 's/.\x08//g' | tr -s ' \n' '  '
}

check_pages() {
	for page in $(files '^man/(..?/)?[^/]*\.[1-8]$'); do
		mandoc -Tlint -W warning "$page" 2>&1 | sed 's/^mandoc: //'
	done
	for page in ledsag.1 ledsag.conf.5 ledsag-schemes.5 ledsag-calendars.5 ledsag-architecture.7; do
		[ -e "man/$page" ] || echo "man/$page:1: this page of the manual is missing."
	done
}

# What the program itself says that it takes, as “COMMAND<tab>--option” lines (the option may be empty).
list_options() {
	"$BUILD/ledsag" --help | sed -n '/^Options:/,$s/^ .*\(--[a-z-]*\).*/\t\1/p'
	"$BUILD/ledsag" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | while read -r group; do
		"$BUILD/ledsag" "$group" --help >"$tmp/help"
		if grep -q '^usage:' "$tmp/help"; then
			echo "$group"
		else
			sed -n "s/^ledsag \($group [a-z]*\).*/\1/p" "$tmp/help"
		fi | while read -r command; do
			printf '%s\t\n' "$command"
			# shellcheck disable=SC2086 # two words
			"$BUILD/ledsag" $command --help </dev/null | sed -n "s/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/$command\t\2/p"
		done
	done
}

check_commands() {
	[ -e man/ledsag.1 ] || return 0
	plain_page man/ledsag.1 >"$tmp/page"
	list_options | sort -u | while IFS='	' read -r command option; do
		# “grant add”: both words are there, together or in a list behind the first
		for word in $command; do
			grep -qE "(^|[^a-z-])$word([^a-z-]|\$)" "$tmp/page" || echo "man/ledsag.1:1: the command “$command” is not described."
		done
		[ -z "$option" ] || grep -qE -e "$option([^a-z-]|\$)" "$tmp/page" ||
			echo "man/ledsag.1:1: the option $option${command:+ of “$command”} is not described."
	done
}

# The names in a table of options must be in the page about them.
check_conf_table() {
	source=$1 page=$2
	sed -n 's/^\t{ "\([a-z-]*\)", .*/\1/;t show;b;:show;=;p' "$source" | paste - - | while read -r line name; do
		grep -qE "(^\.It .*|(^|[ .])(Ic|Li|Cm)) +(\\\\&)?$name( |\$)" "$page" || echo "$source:$line: $page does not describe the option “$name”."
	done
}

# ---- the translations

# Entries of a .po on standard input as one line each: where, msgid, msgstr (plural forms joined), tabs between.
entries() {
	awk '
		function flush() {
			if (id != "") printf "%s\t%s\t%s\n", where == "" ? line : where, id, str
			where = id = str = ""; into = 0
		}
		function quoted(s) { sub(/^[^"]*"/, "", s); sub(/"[^"]*$/, "", s); return s }
		/^$/ { flush(); next }
		/^#: / && where == "" { where = $2 }
		/^(#~ )?msgid / { into = 1; line = FNR; id = quoted($0); next }
		/^(#~ )?msgid_plural / { into = 1; id = id " / " quoted($0); next }
		/^(#~ )?msgstr/ { into = 2; str = str (str == "" ? "" : " / ") quoted($0); next }
		/^(#~ )?"/ { if (into == 1) id = id quoted($0); else str = str quoted($0) }
		END { flush() }'
}

check_language() {
	po=conf/locale/$1.po
	if [ ! -e "$po" ]; then
		echo "$po:1: this translation is missing: “make pot” begins one."
		return
	fi
	msgfmt -c -o /dev/null "$po" 2>"$tmp/said" || grep -v ' warning: \|^msgfmt: ' "$tmp/said"
	msgmerge -q --no-fuzzy-matching -o "$tmp/merged.po" "$po" "$POT" 2>&1
	msgattrib --untranslated --no-obsolete --no-wrap "$tmp/merged.po" | entries | awk -F '\t' -v po="$po" '
		{ if (NR <= 20) printf "%s: “%s” is not translated in %s.\n", $1, $2, po }
		END { if (NR > 20) printf "%s:1: %d more sentences are not translated.\n", po, NR - 20 }'
	msgattrib --only-fuzzy --no-obsolete --no-wrap "$tmp/merged.po" | entries | awk -F '\t' -v po="$po" '
		{ printf "%s: “%s” is fuzzy in %s.\n", $1, $2, po }'
	msgattrib --only-obsolete --no-wrap "$tmp/merged.po" | entries | awk -F '\t' -v po="$po" '
		{ printf "%s:1: “%s” is in no source any more: “make pot” takes it out.\n", po, $2 }'
	# {1}, {2} …: the same ones on both sides
	msgattrib --translated --no-obsolete --no-wrap "$po" | entries | awk -F '\t' -v po="$po" '
		function marks(s, seen, out, n) {
			out = ""
			for (n = 1; n <= 9; n++) if (index(s, "{" n "}")) out = out "{" n "}"
			return out
		}
		marks($2) != marks($3) { printf "%s:%s: “%s” and “%s” do not have the same places to fill.\n", po, $1, $2, $3 }'
}

# ---- the files

check_first_lines() {
	for file in $(files '(^|/)(Makefile|run)$|\.(c|h|def|sh|conf|[1-8])$'); do
		awk 'NR == 1 && /^#!/ { next } { found = /SPDX-License-Identifier: GPL-3\.0-or-later/; exit }
			END { exit !found }' "$file" ||
			echo "$file:1: the line “SPDX-License-Identifier: GPL-3.0-or-later” is missing at the top."
	done
}

# A sentence for people (a string of 40 characters and more) is never broken, so that it can be searched for.
check_sizes() {
	for file in $(files '(^|/)(Makefile|run)$|\.(c|h|def|sh)$'); do
		lines=$(wc -l <"$file")
		[ "$lines" -le "$LONGEST" ] || echo "$file:$LONGEST: the file has $lines lines: $LONGEST are enough for one thing."
		expand -t 8 "$file" | grep -nE "^.{$((WIDEST + 1))}" | grep -vE '"([^"\\]|\\.){40,}"' |
			sed "s|^\([0-9]*\):.*|$file:\1: the line is wider than $WIDEST columns.|"
	done
}

check_paths() {
	# spelt in pieces, so that this file does not find itself
	xargs grep -nIE '(^|[^A-Za-z0-9_.~/}-])/(wor''k|roo''t|hom''e|User''s)/[A-Za-z0-9]' <"$tmp/files" /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: a path of one machine stands here./'
}

check_tracked() {
	tracked >"$tmp/tracked"
	generated='o|a|so|d|mo|pot|gcda|gcno|info|db|db-wal|db-shm|sqlite|log|orig|rej|swp|pyc'
	grep -E "\.($generated)\$|[-.](tmp|bak)\$|(^|/)core\$|^build|~\$" "$tmp/tracked" |
		sed 's/$/:1: this file is generated, and git need not keep it./'
	xargs -r grep -IL '' <"$tmp/tracked" 2>/dev/null | while IFS= read -r file; do
		[ ! -s "$file" ] || echo "$file:1: this is a binary file, and git need not keep it."
	done
	sed 's|/.*||' "$tmp/files" | sort -u | grep -vE '^(Makefile|README\.md|LICENSE|src|include|screens|conf|tests|man|\..*)$' |
		sed 's/$/:1: the top level has only Makefile, README.md, LICENSE, src, include, screens, conf, tests and man./'
}

# ---- the schemes

check_schemes() {
	for file in conf/schemes/*.conf; do
		"$BUILD/ledsag" scheme check "$file" >"$tmp/said" 2>&1 </dev/null || sed 's/^ledsag: //' "$tmp/said" | grep -E ':[0-9]+: ' ||
			echo "$file:1: “ledsag scheme check” refuses this file."
	done
}

# ---- all of it

{
	check_arrows
	check_pages
	check_conf_table src/conf/scheme.c man/ledsag-schemes.5
	check_conf_table src/conf/holidays.c man/ledsag-calendars.5
	check_conf_table src/conf/pension.c man/ledsag-calendars.5
	check_conf_table src/conf/settings.c man/ledsag.conf.5
	check_conf_table src/conf/keys.c man/ledsag.conf.5
	check_conf_table src/conf/pay.c man/ledsag-pay.5
	check_conf_table src/conf/worktime.c man/ledsag-worktime.5
	if [ -e "$POT" ]; then
		for lang in $LANGS; do check_language "$lang"; done
	else
		echo "$POT:1: the sentences of the sources are not gathered, so the translations were not checked: “make lint” does that."
	fi
	check_first_lines
	check_sizes
	check_paths
	check_tracked
	if [ -x "$BUILD/ledsag" ]; then
		check_commands
		check_schemes
	else
		echo "$BUILD/ledsag:1: the program is not built, so commands and schemes were not checked: “make lint” builds it."
	fi
} >"$tmp/findings"
cat "$tmp/findings"
count=$(wc -l <"$tmp/findings")
[ "$count" -eq 0 ] || { echo "lint: $count findings"; exit 1; }
echo "lint: nothing to find fault with"
