"""One leave: what is handed over, what happened meanwhile, and changing it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.lists import the_viewer
from townline.casework.desk import api
from townline.casework.desk.views import work_item_labels
from townline.casework.desk.views.duty import words
from townline.casework.desk.views.duty.page import covers, days, number, people
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import AbsenceState, DutyRefused, Viewer


@require_GET
@staff_page()
def absence(request: HttpRequest, number: int) -> HttpResponse:
    """Show the hand-over list of a leave."""
    return _page(request, number)


def _page(request: HttpRequest, absence_id: int, problem: str = "") -> HttpResponse:
    viewer, now = the_viewer(request), clock.now()
    found = api.handover(absence_id=absence_id, viewer=viewer, now=now)
    leave = found.absence
    live = leave.state in {AbsenceState.PLANNED, AbsenceState.BEGUN}
    _, everybody = people(request)
    context: dict[str, Any] = {
        "leave": leave,
        "span": words.span(leave.starts_at, leave.ends_at),
        "first": _day(leave.starts_at),
        "last": _day(leave.ends_at - dt.timedelta(seconds=1)),
        "begun": leave.starts_at <= now,
        "over": not live or leave.ends_at <= now,
        "cancelled": leave.state == AbsenceState.CANCELLED,
        "owed": work_item_labels.rows(
            work_item_labels.lines(found.owed, {leave.staff_id: leave.staff}, now)
        ),
        "meanwhile": work_item_labels.meanwhile(found.meanwhile),
        "may": found.changes and live,
        "covers": [p for p in covers(request, everybody) if p.id != leave.staff_id],
        "sent": request.POST,
        "problem": problem,
    }
    return render(request, "desk/absence.html", context, status=422 if problem else 200)


def _day(at: dt.datetime) -> str:
    return timezone.localtime(at).date().isoformat()


def _deed(deed: Callable[[HttpRequest, int, Viewer], str]) -> Callable[..., HttpResponse]:
    @require_POST
    @staff_page()
    def view(request: HttpRequest, number: int) -> HttpResponse:
        viewer = the_viewer(request)
        # Not even that there is such a leave is told to who may not read it.
        api.handover(absence_id=number, viewer=viewer, now=clock.now())
        try:
            messages.success(request, deed(request, number, viewer))
        except DutyRefused as error:
            return _page(request, number, words.told(error))
        return HttpResponseRedirect(f"/duty/absences/{number}/")

    return view


@_deed
def change(request: HttpRequest, absence_id: int, viewer: Viewer) -> str:
    starts_at, ends_at = days(request)
    departments.absence_change(
        absence_id=absence_id,
        cover_id=number(request, "cover"),
        starts_at=starts_at,
        ends_at=ends_at,
        by=viewer.staff_id,
        actor=viewer.actor,
        now=clock.now(),
        note=request.POST.get("note", ""),
    )
    return gettext("수정했습니다.")


@_deed
def cancel(_request: HttpRequest, absence_id: int, viewer: Viewer) -> str:
    departments.absence_cancel(
        absence_id=absence_id, by=viewer.staff_id, actor=viewer.actor, now=clock.now()
    )
    return gettext("부재를 취소했습니다.")


@_deed
def back(_request: HttpRequest, absence_id: int, viewer: Viewer) -> str:
    departments.absence_return(
        absence_id=absence_id, by=viewer.staff_id, actor=viewer.actor, now=clock.now()
    )
    return gettext("복귀로 처리했습니다. 이제 알림은 본인에게만 갑니다.")
