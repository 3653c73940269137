"""Promised dates: checked before an answer goes up, listed, kept, moved, taken out."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import Directory, directory, the_act, the_viewer
from townline.casework.deadlines import api
from townline.casework.deadlines.selectors.commitments import PromisedRow
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.templatetags.townline import named
from townline.platform.web.views import back_to

_WHOSE = ("mine", "department", "all")
_STATES = ("unsettled", "missed", "kept", "moved", "withdrawn", "all")
_SHOWN = 200
_MONTH = dt.timedelta(days=30)


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
@staff_page(reads=True)
def commitments_page(request: HttpRequest) -> HttpResponse:
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


def _action_page(
    action: Callable[..., object], message: str, schema: type[Input], **names: str
) -> Page:
    @require_POST
    @staff_page(may(Permission.WRITE), reads=True)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        arguments = read(request, schema, **names).arguments()
        action(the_act(request), promised_id=number, **arguments)
        messages.success(request, gettext(message))
        return HttpResponseRedirect(back_to(request, "/promises/"))

    return view


keep = _action_page(
    api.promised_keep, gettext_noop("이행으로 저장했습니다. 민원인에게 알립니다."), inputs.Done
)
move = _action_page(
    api.promised_move,
    gettext_noop("이행 약속을 변경했습니다. 민원인에게 새 날짜를 알립니다."),
    inputs.PutOff,
    due_at="day",
)
withdraw = _action_page(
    api.promised_withdraw, gettext_noop("이행 약속에서 제외했습니다."), inputs.WithReason
)


# The list of promised dates as a table for a spreadsheet.

_MOST = 10_000


@require_GET
@staff_page(reads=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the filtered list as CSV; it names no resident."""
    viewer = the_viewer(request)
    if not (viewer.may(Permission.READ_ALL) or viewer.may(Permission.READ_OWN)):
        raise cases.NotAllowed(f"the role {viewer.role} may not read cases")
    rows = api.promised_list(viewer=viewer, filters=filters_of(request, viewer), limit=_MOST)
    head = [
        gettext("접수번호"), gettext("제목"), gettext("부서"), gettext("담당자"),
        gettext("이행 약속 기한"), gettext("약속 내용"), gettext("상태"), gettext("처리 일시"),
        gettext("처리 내용"),
    ]  # fmt: skip
    names = directory()
    table = ExportSheet(head, (_cells(row, names) for row in rows))
    return export_tables(the_act(request), "promises.csv", table)


def _cells(row: PromisedRow, names: Directory) -> list[str]:
    department = names.departments.get(row.department or "")
    return [
        row.code, row.title, named(department), named(row.officer), _local(row.due_at),
        row.words, str(labels.PROMISED_STATES[row.state]), _local(row.settled_at), row.note,
    ]  # fmt: skip


def _local(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""  # type: ignore[arg-type] # a moment or None
