"""Meetings: the list, one meeting, and what can be done with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.actions import action, back_to_case
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import Directory, directory, the_act, the_viewer
from townline.casework.coordination import api
from townline.casework.coordination.rules.meeting import Response
from townline.casework.coordination.selectors.meetings import MeetingView
from townline.casework.coordination.views.api import joint_shapes
from townline.platform.core import clock
from townline.platform.departments.api import Act, Department, Permission, Staff
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page

_ROWS = 6


@dataclass(frozen=True)
class MeetingDisplay:
    """A meeting with its mark, its attendees' answers, and decisions with names."""

    view: MeetingView
    mark: tuple[str, str, str]
    attendees: list[tuple[Staff, tuple[str, str, str]]]
    decisions: list[tuple[Department | None, str, dt.datetime]]
    mine: str


def meeting_display(view: MeetingView, names: Directory) -> MeetingDisplay:
    """Put words to a meeting."""
    known = names.departments
    return MeetingDisplay(
        view,
        _mark(labels.MEETINGS[view.state]),
        [(a.staff, _mark(labels.RESPONSES[a.response])) for a in view.attendees],
        [(known.get(d.department), d.body, d.due_at) for d in view.decisions],
        str(labels.RESPONSES[view.mine][2]) if view.mine else "",
    )


def _mark(found: tuple[str, str, Any]) -> tuple[str, str, str]:
    return found[0], found[1], str(found[2])


def panel(
    act: Act, detail: cases.Detail, names: Directory, joint: dict[str, Any]
) -> dict[str, Any]:
    """Give a case's meetings and what a new one would start from; one query, five if there are."""
    row = detail.row
    views = api.meetings_of(row.id, viewer=act.viewer) if "meetings" in detail.holds else []
    return {
        "meetings": [meeting_display(v, names) for v in views],
        "may_call": joint["may_ask"],
        "start": api.meeting_start(timezone.localtime(act.now), row.answer_due_at),
        "invited": {p.view.department for p in joint["positions"]},
    }


@require_GET
@staff_page(reads=True)
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of a person and their department."""
    act, names = the_act(request), directory()
    found = [meeting_display(v, names) for v in api.meetings_list(act)]
    context = {
        "ahead": [m for m in found if m.view.is_ahead],
        "past": [m for m in found if not m.view.is_ahead],
    }
    return render(request, "coordination/meetings.html", context)


@require_GET
@staff_page()
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Show one meeting: who comes, what it decided, and what can be done."""
    viewer, now, names = the_viewer(request), clock.now(), directory()
    found = api.meeting_get(meeting_id=number, viewer=viewer)
    context = {
        "meeting": meeting_display(found, names),
        "names": names,
        "begun": found.starts_at <= now,
        "answers": [(str(r), labels.RESPONSES[r][2]) for r in Response if r != "NEEDS-ACTION"],
        "rows": range(_ROWS),
    }
    return render(request, "coordination/meeting.html", context)


@require_GET
@staff_page()
def file(request: HttpRequest, number: int) -> HttpResponse:
    """Give the meeting as a file for one's own calendar."""
    text = api.meeting_file(the_act(request), meeting_id=number)
    found = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="meeting-{number}.ics"'
    return found


call = action(
    api.meeting_call,
    gettext_noop("회의를 소집하고 해당 부서에 알렸습니다."),
    joint_shapes.Call,
    Permission.WRITE,
    departments="department",
)


def _action_page(action: Callable[..., object], message: str, schema: type[Input]) -> Page:
    """Make a page of what is done with a meeting: one is back on it with a word about it."""

    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        arguments = read(request, schema).arguments()
        action(the_act(request), meeting_id=number, **arguments)
        return _to(request, number, gettext(message))

    return view


def _to(request: HttpRequest, number: int, message: str) -> HttpResponse:
    view = api.meeting_get(meeting_id=number, viewer=the_viewer(request))
    back_to_case(request, view.code, message)
    return HttpResponseRedirect(f"/meetings/{number}/")


answer = _action_page(api.meeting_answer, gettext_noop("회신했습니다."), joint_shapes.Coming)
move = _action_page(
    api.meeting_move,
    gettext_noop("회의 일정을 변경하고 참석 여부를 다시 물었습니다."),
    joint_shapes.MoveMeeting,
)
cancel = _action_page(
    api.meeting_cancel, gettext_noop("회의를 취소하고 알렸습니다."), inputs.WithReason
)
hold = _action_page(
    api.meeting_hold, gettext_noop("회의록을 저장했습니다."), joint_shapes.HoldMeeting
)
