"""Promised dates: checked before an answer goes up, listed, kept, moved, taken out."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.access import reading_page, staff_page
from townline.casework.cases.views.lists import directory, the_viewer
from townline.casework.deadlines import api
from townline.platform.core import clock
from townline.platform.core.district import office_calendar
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.views import back_to

_WHOSE = ("mine", "department", "all")
_STATES = ("unsettled", "missed", "kept", "moved", "withdrawn", "all")
_SHOWN = 200
_MONTH = dt.timedelta(days=30)
_EVENING = dt.time(18)


def filters_of(request: HttpRequest, viewer: Viewer) -> api.PromisedFilters:
    """Read the filters from the address; an officer begins with the department's."""
    usual = "department" if viewer.department else "all"
    whose, state = request.GET.get("whose", ""), request.GET.get("state", "")
    return api.PromisedFilters(
        whose=whose if whose in _WHOSE else usual,
        state=state if state in _STATES else "unsettled",
        department=request.GET.get("department", "")[:40],
    )


@require_GET
@reading_page
def promised(request: HttpRequest) -> HttpResponse:
    """List promised dates, what is missed and due next first, beside the share that was kept."""
    viewer, now, names = the_viewer(request), clock.now(), directory()
    _check_reader(viewer)
    filters = filters_of(request, viewer)
    rows = api.promised_list(viewer=viewer, filters=filters, limit=_SHOWN)
    by_department = api.promised_by_department(viewer=viewer, since=now - _MONTH, until=now)
    context = {
        "rows": [(row, names.departments.get(row.department or "")) for row in rows],
        "filters": filters,
        "whose": [(key, labels.PROMISED_WHOSE[key]) for key in _whose(viewer)],
        "states": [(key, labels.PROMISED_VIEWS[key]) for key in _STATES],
        "offices": names.offices if viewer.departments is None else [],
        "figures": api.promised_figures(viewer=viewer, since=now - _MONTH, until=now),
        "by_department": [(names.departments.get(c), f) for c, f in by_department.items()],
        "query": request.GET.urlencode(),
        "shown": _SHOWN,
        "can": what_may(viewer),
        "now": now,
    }
    return render(request, "deadlines/promised.html", context)


def _check_reader(viewer: Viewer) -> None:
    if not (viewer.may(Permission.READ_ALL) or viewer.may(Permission.READ_OWN)):
        raise cases.NotAllowed(f"the role {viewer.role} may not read cases")


def _whose(viewer: Viewer) -> list[str]:
    return [key for key in _WHOSE if key != "department" or viewer.department]


def what_may(viewer: Viewer) -> dict[str, bool]:
    """Say what a person may do with promised dates."""
    write = viewer.may(Permission.WRITE)
    return {"may_settle": write, "may_take_out": write and viewer.may(Permission.SEND_BACK)}


def panel(detail: cases.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give what the case page shows of its promised dates; two queries."""
    there = not detail.holds.isdisjoint({"promised", "merged"})
    rows = api.promised_of_case(case_id=detail.row.id) if there else []
    return {
        "rows": rows,
        "missed": [row for row in rows if row.state == api.PromisedState.MISSED],
        **what_may(viewer),
    }


def _deed(deed: Callable[[HttpRequest, int, Viewer], str]) -> Callable[..., HttpResponse]:
    @require_POST
    @staff_page(permission=Permission.WRITE)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        messages.success(request, deed(request, number, the_viewer(request)))
        return HttpResponseRedirect(back_to(request, "/promises/"))

    return view


@_deed
def keep(request: HttpRequest, number: int, viewer: Viewer) -> str:
    api.promised_keep(
        promised_id=number, viewer=viewer, now=clock.now(), note=request.POST.get("note", "")
    )
    return gettext("이행으로 저장했습니다. 민원인에게 알립니다.")


@_deed
def move(request: HttpRequest, number: int, viewer: Viewer) -> str:
    api.promised_move(
        promised_id=number,
        viewer=viewer,
        now=clock.now(),
        due_at=day_end(request.POST.get("day", "")),
        reason=request.POST.get("reason", ""),
    )
    return gettext("이행 약속일을 변경했습니다. 민원인에게 새 날짜를 알립니다.")


@_deed
def withdraw(request: HttpRequest, number: int, viewer: Viewer) -> str:
    api.promised_withdraw(
        promised_id=number, viewer=viewer, now=clock.now(), reason=request.POST.get("reason", "")
    )
    return gettext("이행 약속에서 제외했습니다.")


def day_end(written: str) -> dt.datetime:
    """Read a day as the end of its office hours. Raises InvalidInput."""
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    if day is None:
        raise cases.InvalidInput("say on which day")
    office = office_calendar()
    end = office.spans[-1][1] if office.spans else _EVENING
    return timezone.make_aware(dt.datetime.combine(day, end))


def moment(written: str) -> dt.datetime | None:
    """Read a moment of a form, in the district's zone; None when there is none."""
    try:
        found = parse_datetime(written)
    except ValueError:
        found = None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found
