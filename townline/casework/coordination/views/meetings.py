"""Meetings: the list, one meeting, and what can be done with it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.access import reading_page, staff_page
from townline.casework.cases.views.actions import action, done
from townline.casework.cases.views.lists import Directory, directory, the_viewer
from townline.casework.coordination import api
from townline.casework.coordination.rules.meeting import Response
from townline.casework.coordination.selectors.meetings import MeetingView
from townline.casework.coordination.services.meetings_held import Decided
from townline.casework.coordination.views.joint_inputs import day, moment, needed, word
from townline.platform.core import clock
from townline.platform.departments.api import Department, Staff, Viewer

_ROWS = 6


@dataclass(frozen=True)
class Shown:
    """A meeting with its mark, its attendees' answers, and decisions with names."""

    view: MeetingView
    mark: tuple[str, str, str]
    attendees: list[tuple[Staff, tuple[str, str, str]]]
    decisions: list[tuple[Department | None, str, dt.datetime]]
    mine: str


def shown(view: MeetingView, names: Directory) -> Shown:
    """Put words to a meeting."""
    known = names.departments
    return Shown(
        view,
        _mark(labels.MEETINGS[view.state]),
        [(a.staff, _mark(labels.RESPONSES[a.response])) for a in view.attendees],
        [(known.get(d.department), d.body, d.due_at) for d in view.decisions],
        str(labels.RESPONSES[view.mine][2]) if view.mine else "",
    )


def _mark(found: tuple[str, str, Any]) -> tuple[str, str, str]:
    return found[0], found[1], str(found[2])


def panel(
    detail: cases.Detail, viewer: Viewer, names: Directory, joint: dict[str, Any], now: dt.datetime
) -> dict[str, Any]:
    """Give a case's meetings and what a new one would start from; one query, five if there are."""
    row = detail.row
    views = api.meetings_of(row.id, viewer=viewer) if "meetings" in detail.holds else []
    return {
        "meetings": [shown(v, names) for v in views],
        "may_call": joint["may_ask"],
        "start": api.meeting_start(timezone.localtime(now), row.answer_due_at),
        "invited": {p.view.department for p in joint["positions"]},
    }


@require_GET
@reading_page
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of a person and their department."""
    viewer, names = the_viewer(request), directory()
    found = [shown(v, names) for v in api.meetings_list(viewer=viewer, now=clock.now())]
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
        "meeting": shown(found, names),
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
    text = api.meeting_file(meeting_id=number, viewer=the_viewer(request), now=clock.now())
    found = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="meeting-{number}.ics"'
    return found


@action
def call(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.meeting_call(
        code=code,
        viewer=viewer,
        now=clock.now(),
        starts_at=needed(request, "starts_at"),
        ends_at=moment(request, "ends_at"),
        place=word(request, "place"),
        agenda=word(request, "agenda", 4_000),
        departments=request.POST.getlist("department")[:40],
        reason=word(request, "reason"),
        everybody=request.POST.get("everybody") == "1",
    )
    return gettext("회의를 소집하고 해당 부서에 알렸습니다.")


def _to(request: HttpRequest, number: int, said: str) -> HttpResponse:
    view = api.meeting_get(meeting_id=number, viewer=the_viewer(request))
    done(request, view.code, said)
    return HttpResponseRedirect(f"/meetings/{number}/")


@require_POST
@staff_page()
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether one comes."""
    wished = request.POST.get("response", "")
    if wished not in set(Response):
        raise cases.InvalidInput(gettext("참석, 미정, 불참 가운데 선택해 주세요."))
    api.meeting_answer(
        meeting_id=number,
        viewer=the_viewer(request),
        now=clock.now(),
        response=Response(wished),
    )
    return _to(request, number, gettext("회신했습니다."))


@require_POST
@staff_page()
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a meeting to another moment or place."""
    api.meeting_move(
        meeting_id=number,
        viewer=the_viewer(request),
        now=clock.now(),
        starts_at=needed(request, "starts_at"),
        place=word(request, "place"),
        reason=word(request, "reason"),
    )
    return _to(request, number, gettext("회의 일정을 변경하고 참석 여부를 다시 물었습니다."))


@require_POST
@staff_page()
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Call a meeting off."""
    api.meeting_cancel(
        meeting_id=number,
        viewer=the_viewer(request),
        now=clock.now(),
        reason=word(request, "reason"),
    )
    return _to(request, number, gettext("회의를 취소하고 알렸습니다."))


@require_POST
@staff_page()
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Write the minutes and what was decided."""
    api.meeting_hold(
        meeting_id=number,
        viewer=the_viewer(request),
        now=clock.now(),
        minutes=word(request, "minutes", 5_000),
        decisions=_decisions(request),
    )
    return _to(request, number, gettext("회의록을 저장했습니다."))


def _decisions(request: HttpRequest) -> list[Decided]:
    lists = (request.POST.getlist(name) for name in ("department", "what", "by"))
    rows = list(zip(*lists, strict=False))[:_ROWS]
    return [
        Decided(department=department, body=what.strip(), due_at=day(by))
        for department, what, by in rows
        if department or what.strip()
    ]
