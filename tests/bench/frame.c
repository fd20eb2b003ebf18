/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor of a first frame: one question to SQLite and one line on an otherwise empty screen.
 * usage: frame DB FIRST-DAY LAST-DAY   (days since 1970-01-01) */
#include <curses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	SCREEN *screen;

	if (argc != 4)
		return fputs("usage: frame DB FIRST-DAY LAST-DAY\n", stderr), 2;
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "SELECT count(*), sum(amount) FROM entry WHERE day BETWEEN ?1 AND ?2", -1, &stmt, NULL) != SQLITE_OK)
		return fprintf(stderr, "frame: %s\n", sqlite3_errmsg(db)), 1;
	sqlite3_bind_int64(stmt, 1, atoll(argv[2]));
	sqlite3_bind_int64(stmt, 2, atoll(argv[3]));
	screen = newterm(NULL, stdout, stdin);
	if (!screen || sqlite3_step(stmt) != SQLITE_ROW)
		return 1;
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	mvprintw(0, 0, "%d entries, %d minutes", sqlite3_column_int(stmt, 0), sqlite3_column_int(stmt, 1));
	refresh();
	getch();
	endwin();
	delscreen(screen);
	sqlite3_finalize(stmt);
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
