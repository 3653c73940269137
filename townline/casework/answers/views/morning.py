"""The mayor's morning on a phone: what presses, what came by issue and place, how it goes."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from townline.casework.answers import api
from townline.casework.answers.views.grouping import issue_groups, with_owners
from townline.casework.answers.views.guards import mayors_page
from townline.casework.answers.views.worker import keepable, mark
from townline.casework.answers.views.yesterday import yesterday
from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import Directory, directory, the_act
from townline.platform.departments.api import Permission

_EVENING = dt.time(18, 0)
_DAY = dt.timedelta(days=1)
_SHOWN = 8
_CACHED_PAGES = 40  # pages that a phone keeps for a time without a connection


@require_GET
@mayors_page
def morning(request: HttpRequest) -> HttpResponse:
    """Show figures, danger, what waits, what is due and late, and what came since last evening."""
    act = the_act(request)
    today = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = timezone.make_aware(dt.datetime.combine(today.date() - _DAY, _EVENING))
    names = directory()
    waiting = api.awaiting(viewer=act.viewer)
    figures = cases.morning_figures(act, since=since, day_start=today)
    context = {
        "now": act.now,
        "since": since,
        "figures": figures,
        "waiting": waiting,
        "kept": [(w.row.code, mark(request, w.draft.hash)) for w in waiting[:_CACHED_PAGES]],
        "yesterday": yesterday(viewer=act.viewer, figures=figures, today=today),
        "leaving": api.leaving(act),
        "may_confirm": act.viewer.may(Permission.CONFIRM),
    }
    texts = api.morning_texts(viewer=act.viewer, since=since)
    context |= {
        "came": texts,
        "groups": issue_groups(texts, names),
        "page_mark": mark(request, "today"),
    }
    pressing = api.morning_pressing(act, day_end=today + _DAY)
    context |= _pressing(pressing, names, act.now)
    page = render(request, "answers/morning.html", context)
    keepable(request, page, "today")
    return page


def _pressing(found: api.Pressing, names: Directory, now: dt.datetime) -> dict[str, Any]:
    """Put names to what presses: the department, and who there has it."""
    shown = {"danger": found.danger, "late": found.late, "due_today": found.due_today}
    lines = with_owners([row for rows in shown.values() for row in rows[: _SHOWN + 2]], names)
    by_code = {line.row.code: line for line in lines}
    listed = {
        name: [by_code[row.code] for row in rows[: _SHOWN + 2]] for name, rows in shown.items()
    }
    dangers = cases.row_extras("danger", (line.row.id for line in listed["danger"]), now)
    return listed | {
        "danger": [replace(line, danger=dangers.get(line.row.id)) for line in listed["danger"]],
        "danger_total": len(found.danger),
        "late_total": len(found.late),
        "due_total": len(found.due_today),
    }
