"""Planning a visit, by hand or from the phone, and planning it anew."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.lists import the_act
from townline.casework.visits import api
from townline.casework.visits.views.api.shapes import PlanOnPage
from townline.casework.visits.views.shown import place_of, visit_display
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Staff
from townline.platform.departments.guards import may
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

# Who may be sent: whoever may work on the case.

_EVERYWHERE = (Role.MAYOR, Role.DEPUTY, Role.CLERK)


def visitors(department: str | None, now: dt.datetime) -> list[Staff]:
    """Give who may go for a case of a department (None: not sorted yet), its own people first."""
    codes = {department, *_above(department)}
    own = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD])
    own = [person for person in own if person.department_id in codes]
    ids = departments.staff_ids(roles=_EVERYWHERE)
    others = sorted(departments.staff_names(ids).values(), key=lambda person: person.id)
    able = [p for p in others if departments.viewer_of(p, now=now).may(Permission.WRITE)]
    return own + able


def _above(department: str | None) -> set[str]:
    """Give the bureau of a department: its people see what lies below them."""
    parents = {d.code: d.parent_id for d in departments.departments()}
    parent = parents.get(department or "")
    return {parent} if parent else set()


_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@_BOTH
@staff_page(may(Permission.WRITE), reads=True)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Ask who goes, when and where; then plan it."""
    act = the_act(request)
    if request.method != "POST":
        detail = cases.case_get(act, code=code)
        context = _form(request, detail.row) | {
            "guess": place_of(cases.spot_of(detail.thread, title=detail.row.title)),
            "places": cases.all_places(),
            "chosen": act.viewer.staff_id,
        }
        return render(request, "visits/visit_plan.html", context)
    form = read(request, PlanOnPage)
    api.visit_plan(
        act,
        code=code,
        **form.when(form.visitor or act.viewer.staff_id),
        note=form.note,
        place=form.place,
        point=form.point,
    )
    return back_to_case(request, code, gettext("방문을 등록했습니다."))


@_BOTH
@staff_page(may(Permission.WRITE), reads=True)
def move(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Ask for the new time, and perhaps another person; then plan the visit anew."""
    act = the_act(request)
    visit = api.visit_get(visit_id=visit_id, viewer=act.viewer)
    if request.method != "POST" and visit.row is not None:
        shown = {"moving": visit_display(visit), "chosen": visit.visitor.id}
        return render(request, "visits/visit_plan.html", _form(request, visit.row) | shown)
    form = read(request, PlanOnPage)
    api.visit_move(act, visit_id=visit_id, **form.when(form.visitor))
    return back_to_case(request, visit.case_code, gettext("방문 일시를 변경했습니다."))


def _form(request: HttpRequest, row: cases.CaseRow) -> dict[str, Any]:
    return {
        "case": row,
        "visitors": visitors(row.department, clock.now()),
        "now": clock.now(),
        "next": back_to(request, f"/cases/{row.code}/"),
    }
