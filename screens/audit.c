/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's changes: who did what, when. Argument: "2025-03". */
#include "common.h"

/* One change, kept small: a month may have thousands. */
struct row {
	int64_t seq, at, undoes, redoes, rows;
	uint32_t subject; /* where it begins in list->subjects */
	int16_t actor, action;
	bool clock_fixed;
};

struct list {
	const struct app *app;
	struct row *rows;
	size_t count, room;
	struct str subjects;
	struct names people, actions;
	int64_t until; /* the first instant after the month */
};

static void list_free(void *data)
{
	struct list *list = data;

	free(list->rows);
	str_done(&list->subjects);
	names_done(&list->people);
	names_done(&list->actions);
	free(list);
}

static bool add_row(void *context, const struct audit_row *from)
{
	struct list *list = context;
	size_t subject = list->subjects.length;

	if (from->at >= list->until) /* a clock that was set later once: others may follow */
		return true;
	str_addn(&list->subjects, from->subject ? from->subject : "", from->subject ? strlen(from->subject) + 1 : 1);
	MEM_GROW(list->rows, list->count, list->room);
	list->rows[list->count++] = (struct row){
		.seq = from->seq,
		.at = from->at,
		.undoes = from->undoes,
		.redoes = from->redoes,
		.rows = from->rows,
		.subject = (uint32_t)subject,
		.actor = (int16_t)names_number(&list->people, from->actor),
		.action = (int16_t)names_number(&list->actions, from->action),
		.clock_fixed = from->clock_fixed,
	};
	return true;
}

/* ---- the table, the newest first */

enum { NUMBER, WHEN, WHO, WHAT, SUBJECT, REMARK };

static char *remark(const struct row *row)
{
	struct str out = STR_INIT;

	if (row->undoes)
		str_addf(&out, _("takes back change %" PRId64), row->undoes);
	if (row->redoes)
		str_addf(&out, _("repeats change %" PRId64), row->redoes);
	if (row->rows > 1) {
		str_add(&out, out.length ? ", " : "");
		str_addf(&out, ngettext("%" PRId64 " row", "%" PRId64 " rows", (unsigned long)row->rows), row->rows);
	}
	if (row->clock_fixed)
		str_join(&out, ", ", _("with a clock that was set"));
	return str_take(&out);
}

static void cell(const void *data, size_t number, int column, struct page_cell *out)
{
	const struct list *list = data;
	const struct row *row = &list->rows[list->count - 1 - number];

	switch (column) {
	case NUMBER:
		page_cell_setf(out, MEANING_MUTED, "%" PRId64, row->seq);
		break;
	case WHEN:
		cell_take(out, MEANING_NORMAL, moment_text(list->app, row->at));
		break;
	case WHO:
		page_cell_set(out, MEANING_NORMAL, names_label(&list->people, row->actor));
		break;
	case WHAT:
		page_cell_set(out, MEANING_NORMAL, change_text(names_label(&list->actions, row->action)));
		break;
	case SUBJECT:
		page_cell_set(out, MEANING_NORMAL, list->subjects.s + row->subject);
		break;
	default:
		cell_take(out, row->clock_fixed ? MEANING_WARN : MEANING_MUTED, remark(row));
	}
}

static void row_id(const void *data, size_t number, char id[ITEM_ID_MAX])
{
	const struct list *list = data;

	snprintf(id, ITEM_ID_MAX, "%" PRId64, list->rows[list->count - 1 - number].seq);
}

static bool build(void *state, struct ui *ui, struct page *page, struct status *st)
{
	const struct period *period = state;
	struct app *app = screen_app(ui);
	struct list *list = mem_zero(1, sizeof *list);
	struct page_block *block;
	struct hold h = HOLD_INIT;
	const char *month = hold(&h, period_text(period));
	bool ok;

	list->app = app;
	list->until = day_start(app_zone(app), period_to(period) + 1);
	names_people(&list->people, app);
	ok = app_audit(app, day_start(app_zone(app), period_from(period)), add_row, list, st);
	if (ok) {
		page_title(page, hold(&h, str_make(_("Changes · %s"), month)), _("the newest first"));
		block = page_add_table(page, NULL);
		block_add_column(block, _("No."), 4, true, false);
		block_add_column(block, _("When"), 1, false, false);
		block_add_column(block, _("Who"), 2, false, false);
		block_add_column(block, _("What"), 1, false, false);
		block_add_column(block, _("On"), 2, false, false);
		block_add_column(block, _("Remark"), 3, false, true);
		block_fill_table(block, list->count, cell, row_id, list, list_free,
		                 hold(&h, str_make(_("Nothing was changed in %s. Left and Right go to other months."), month)));
	} else {
		list_free(list);
	}
	hold_done(&h);
	return ok;
}

static void *audit_open(struct ui *ui, const char *argument)
{
	struct period *period = mem_alloc(sizeof *period);

	*period = period_now(screen_app(ui), PERIOD_MONTH);
	period_read(period, argument);
	return period;
}

/* The row's subject is looked up again: the list belongs to the page. */
struct search {
	int64_t seq;
	char *subject;
};

static bool find_subject(void *context, const struct audit_row *row)
{
	struct search *search = context;

	if (row->seq == search->seq)
		search->subject = mem_text(row->subject);
	return row->seq < search->seq;
}

/* "2025-03", "2025-01..2025-03": what was closed or opened again. */
static bool is_months(const char *subject)
{
	size_t length = strlen(subject);

	return (length == 7 || length == 16) && strspn(subject, "0123456789-.") == length;
}

/* Where a change was about an entry, a grant, a shift or a month, that is opened. */
static void details(struct ui *ui, void *state, const struct page_item *item)
{
	static const char *const screens[] = { "entry", "shift", "grant" };
	struct search search = { strtoll(item->id, NULL, 10), NULL };
	struct app *app = screen_app(ui);
	bool opened = false;

	app_audit(app, day_start(app_zone(app), period_from(state)), find_subject, &search, NULL);
	for (size_t i = 0; search.subject && i < COUNT_OF(screens); i++) {
		size_t length = strlen(screens[i]);

		if (strncmp(search.subject, screens[i], length) == 0 && search.subject[length] == ' ') {
			ui_open(ui, screens[i], search.subject + length + 1);
			opened = true;
		}
	}
	if (search.subject && is_months(search.subject)) {
		search.subject[7] = '\0';
		ui_open(ui, "month", search.subject);
		opened = true;
	}
	if (!opened)
		ui_say(ui, MEANING_NORMAL, _("There is no page about this one."));
	free(search.subject);
}

static const struct action actions[] = {
	{ "audit.details", "Enter", N_("details"), N_("Shows the entry, shift, grant or month that was changed."), NEEDS_ROW, details },
	PERIOD_ACTIONS("audit", "p Left [", "n Right ]"),
	CHANGE_ACTIONS,
};

const struct screen screen_audit = {
	.id = "audit",
	.title = N_("Changes"),
	.help = N_("Everything that was changed in this month, the newest first: when, by whom, and what. Nothing can be taken "
	           "out of this list; undo adds a line that takes back another one. Each line is sealed with the one before it, "
	           "so that a change made to the file by other means is found by “ledsag check”."),
	.keys = "9",
	.actions = actions,
	.action_count = (int)COUNT_OF(actions),
	.open = audit_open,
	.build = build,
	.close = free,
};
