"""One leave: what is handed over, what happened meanwhile, and changing it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views.api.inputs import Nothing
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.desk import api
from townline.casework.desk.views import work_item_labels
from townline.casework.desk.views.api.duty import LeaveOnPage
from townline.casework.desk.views.duty import page
from townline.casework.desk.views.duty.page import covers, people
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import AbsenceState, DutyRefused
from townline.platform.web.inputs import Input
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import Page, staff_page


@require_GET
@staff_page()
def absence(request: HttpRequest, number: int) -> HttpResponse:
    """Show the hand-over list of a leave."""
    return _page(request, number)


def _page(request: HttpRequest, absence_id: int, problem: str = "") -> HttpResponse:
    act = the_act(request)
    found = api.handover(act, absence_id=absence_id)
    leave = found.absence
    live = leave.state in {AbsenceState.PLANNED, AbsenceState.BEGUN}
    _, everybody = people(request)
    context: dict[str, Any] = {
        "leave": leave,
        "span": page.span(leave.starts_at, leave.ends_at),
        "first": _day(leave.starts_at),
        "last": _day(leave.ends_at - dt.timedelta(seconds=1)),
        "begun": leave.starts_at <= act.now,
        "over": not live or leave.ends_at <= act.now,
        "cancelled": leave.state == AbsenceState.CANCELLED,
        "owed": work_item_labels.rows(
            work_item_labels.lines(found.owed, {leave.staff_id: leave.staff}, act.now)
        ),
        "meanwhile": work_item_labels.moved_labels(found.meanwhile),
        "may": found.changes and live,
        "covers": [p for p in covers(request, everybody) if p.id != leave.staff_id],
        "sent": as_written(request),
        "problem": problem,
    }
    return render(request, "desk/absence.html", context, status=422 if problem else 200)


def _day(at: dt.datetime) -> str:
    return timezone.localtime(at).date().isoformat()


def _action_page(
    action: Callable[..., object], message: str, schema: type[Input] = Nothing
) -> Page:
    @require_POST
    @staff_page()
    def view(request: HttpRequest, number: int) -> HttpResponse:
        viewer = the_viewer(request)
        # Not even that there is such a leave is told to who may not read it.
        api.handover(the_act(request), absence_id=number)
        try:
            about = {"by": viewer.staff_id, "actor": viewer.actor, "now": clock.now()}
            action(absence_id=number, **about, **read(request, schema).arguments())
        except InvalidForm as error:
            return _page(request, number, error.sentences)
        except DutyRefused as error:
            return _page(request, number, page.refusal_text(error))
        messages.success(request, gettext(message))
        return HttpResponseRedirect(f"/duty/absences/{number}/")

    return view


change = _action_page(departments.absence_change, gettext_noop("수정했습니다."), LeaveOnPage)
cancel = _action_page(departments.absence_cancel, gettext_noop("부재를 취소했습니다."))
back = _action_page(
    departments.absence_return,
    gettext_noop("복귀로 처리했습니다. 이제 알림은 본인에게만 갑니다."),
)
