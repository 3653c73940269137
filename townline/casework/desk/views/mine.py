"""What one person owes, in one list by due time; reminders; the department's next cases."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import directory, list_lines, the_act
from townline.casework.desk import api
from townline.casework.desk.selectors.work_list import WorkItem
from townline.casework.desk.views import work_item_labels
from townline.casework.desk.views.duty.page import span
from townline.casework.desk.views.team import leads
from townline.platform.departments import api as departments
from townline.platform.departments.api import Absence, Act, Department, Staff
from townline.platform.web.registry import REGISTRY
from townline.platform.web.staff import staff_page

_SHOWN, _NOTICES = 30, 20
# Who is back reads for a week what happened meanwhile.
_AFTER = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Leave:
    """A leave of the reader, or one in which they stand in."""

    leave: Absence
    over: bool


@require_GET
@staff_page(reads=True)
def mine(request: HttpRequest) -> HttpResponse:
    """Show all that is owed, of one kind if asked for; with ``print`` what is due today."""
    act = the_act(request)
    owed, notices = (
        api.work_list(act),
        cases.notices(viewer=act.viewer, limit=_NOTICES),
    )
    others = {one.instead_of for one in owed} | {n.instead_of for n in notices}
    people = departments.staff_names({one for one in others if one})
    if "print" in request.GET:
        return _print_page(request, owed, people, act.now)
    kind = request.GET.get("kind", "")
    kind = kind if kind in set(api.WorkKind) else ""
    shown = [one for one in owed if not kind or one.kind == kind]
    listed = {one.code for one in owed}
    office = _office(act, listed)
    above = listed | {line.row.code for line in office.get("office", ())}
    context: dict[str, Any] = {
        "groups": _groups(work_item_labels.lines(shown, people, act.now), act.now),
        "counts": work_item_labels.counts(owed),
        "total": len(listed),
        "kind": kind,
        "missed": sum(one.missed for one in owed),
        "leaves": _leaves(act),
        "notices": [
            (
                n,
                labels.NOTICES.get(n.kind, ""),
                people.get(n.instead_of or 0),
                cases.NOTICE_PAGES.get(n.kind, ""),
            )
            for n in _elsewhere(notices, above)
        ],
        "unread": sum(n.unread for n in notices),
        "todos": [todo for source in REGISTRY.value.todos for todo in source(request)],
        "leads": leads(act.viewer),
        "may_digest": act.viewer.role in departments.DIGEST_ROLES,
        **office,
    }
    return render(request, "desk/mine.html", context)


def _groups(
    found: list[work_item_labels.WorkLine], now: dt.datetime
) -> list[tuple[Promise, list[work_item_labels.WorkLine]]]:
    return work_item_labels.groups(work_item_labels.rows(found), now)


def _elsewhere(notices: list[cases.NoticeView], above: set[str]) -> list[cases.NoticeView]:
    """Give the newest notice of each case that has no row above, and of what is no case."""
    newest = {
        n.kind if n.kind in cases.NOTICE_PAGES else n.row.code: n
        for n in reversed(notices)
        if n.kind in cases.NOTICE_PAGES or n.row.code not in above
    }
    return sorted(newest.values(), key=lambda n: n.at, reverse=True)


def _print_page(
    request: HttpRequest, owed: list[WorkItem], people: dict[int, Staff], now: dt.datetime
) -> HttpResponse:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = [one for one in owed if one.due_at < midnight + _DAY]
    groups = _groups(work_item_labels.lines(today, people, now, paper=True), now)
    return render(request, "desk/mine_print.html", {"groups": groups, "now": now})


def _leaves(act: Act) -> list[tuple[Leave, bool, str]]:
    about = departments.absences_about(act.viewer.staff_id, now=act.now, after=_AFTER)
    return [
        (
            Leave(a, a.ends_at <= act.now),
            a.cover_id == act.viewer.staff_id,
            span(a.starts_at, a.ends_at),
        )
        for a in about
    ]


def _office(act: Act, listed: set[str]) -> dict[str, Any]:
    """Give the department's next cases that are not one's own."""
    if not act.viewer.department:
        return {}
    names = directory()
    filters = cases.CaseFilters(view="open", department=act.viewer.department)
    rows = cases.cases_list(act, filters=filters, limit=_SHOWN).rows
    office: Department | None = names.departments.get(act.viewer.department)
    others = [
        row for row in rows if row.assignee_id != act.viewer.staff_id and row.code not in listed
    ]
    return {"department": office, "office": list_lines(others, names)}


@require_POST
@staff_page()
def read(request: HttpRequest) -> HttpResponse:
    """Mark all reminders as read."""
    cases.notices_read(the_act(request))
    return HttpResponseRedirect("/mine/")
