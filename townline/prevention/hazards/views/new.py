"""A new hazard: from a case, by hand, or on a round with the telephone."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from townline.casework.cases import api as cases
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.selectors.findings import kind_of_case
from townline.prevention.hazards.views import placing, shown
from townline.prevention.hazards.views.inputs import FromCase, NewHazard
from townline.prevention.hazards.views.panel import may_assign
from townline.prevention.work_orders.api import photos_make
from townline.prevention.work_orders.views import looking

_SHOWN_ERRORS = (
    api.PlaceNeeded, api.UnknownKind, api.CaseHasHazard, api.ShapeRefused, cases.PhotoUnusable,
    api.TooManyHazardPhotos,
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(may(Permission.WRITE), reads=True)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask what it is and where, then report it; a press on the map only moves the place."""
    if request.method != "POST":
        return _form(request, viewer)
    if pressed_button(request) != "save":
        return _form(request, viewer)
    try:
        hazard = _open(request, viewer)
    except _SHOWN_ERRORS as error:
        elsewhere = error.extra.get("hazard")
        return _form(request, viewer, problem=error.message(), elsewhere=elsewhere, status=422)
    messages.success(request, gettext("위험 지점을 등록하고 담당자에게 알렸습니다."))
    # Who is on a round stands before it: photos come next.
    on_the_spot = "spot/" if hazard.source == "round" else ""
    return HttpResponseRedirect(f"/hazards/{hazard.pk}/{on_the_spot}")


def _open(request: HttpRequest, viewer: Viewer) -> Any:  # noqa: ANN401 -- the row
    form, act = read(request, NewHazard), Act(viewer, clock.now())
    uploads = photos_make(looking.files(request), act.now)
    report = api.HazardReport(
        kind=form.kind,
        severity=form.severity,
        geometry=_where(form, viewer),
        note=form.note,
        source="case" if form.code else form.source,
    )
    hazard = api.hazard_open(act, report=report, code=form.code, assign=form.assign)
    if uploads:
        look = api.SiteInspection(
            key=uuid.uuid4(), step=api.HazardStep.SEE, seen_at=act.now, done=False
        )
        api.evidence_import(act, hazard_id=hazard.pk, look=look, uploads=uploads)
    return hazard


def _where(form: NewHazard, viewer: Viewer) -> dict[str, Any]:
    """Give the place that was pressed, drawn, chosen, or is the case's.

    Raises PlaceNeeded, ShapeRefused.
    """
    geometry = placing.geometry_of(form)
    if geometry is not None:
        return geometry
    if form.code:
        found = api.case_place(Act(viewer, clock.now()), code=form.code)
        if found is not None:
            return api.at(*found.point)
    raise api.PlaceNeeded("choose the place on the map")


def _own_place(viewer: Viewer, code: str) -> str:
    """Give a case's place as the form holds it; "" where nobody knows."""
    where = api.case_place(Act(viewer, clock.now()), code=code)
    return f"{where.point[0]:.5f},{where.point[1]:.5f}" if where else ""


def _form(
    request: HttpRequest,
    viewer: Viewer,
    *,
    problem: str = "",
    elsewhere: object = None,
    status: int = 200,
) -> HttpResponse:
    requested = {name: request.GET.get(name, "")[:200] for name in ("code", "source", "at", "kind")}
    written = placing.written_of(request, **requested)
    code = str(written.get("code", ""))
    detail = cases.case_get(Act(viewer, clock.now()), code=code) if code else None
    own = _own_place(viewer, code) if detail else ""
    if detail is not None and request.method != "POST":
        written["at"] = written["at"] or own
        written["kind"] = written["kind"] or kind_of_case(detail)
    context = placing.context_of(written) | {
        "case": detail.row if detail else None,
        "report": next((t for t in detail.thread if t.direction == "in"), None) if detail else None,
        "kinds": shown.kinds(),
        "severities": shown.severities(),
        "most": api.PHOTOS,
        "of_case": bool(own) and written["at"] == own,
        "may_assign": detail is not None and may_assign(viewer, detail),
        "problem": problem,
        "elsewhere": elsewhere,
    }
    return render(request, "hazards/new.html", context, status=status)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def from_case(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Report the spot that a case tells of, with one press; where it is not known, ask."""
    act = Act(viewer, clock.now())
    detail = cases.case_get(act, code=code)
    where = api.case_place(act, code=code)
    kind = kind_of_case(detail)
    if where is None or not kind:
        return HttpResponseRedirect(f"/hazards/new/?code={detail.row.code}")
    report = api.HazardReport(
        kind=kind,
        geometry=api.at(*where.point),
        source="case",
        address=where.address,
        dong=where.dong,
    )
    try:
        hazard = api.hazard_open(
            act, report=report, code=detail.row.code, assign=read(request, FromCase).assign
        )
    except api.CaseHasHazard as error:
        messages.warning(request, error.message())
        return HttpResponseRedirect(f"/hazards/{error.extra['hazard']}/")
    messages.success(request, gettext("위험 지점을 등록하고 담당자에게 알렸습니다."))
    return HttpResponseRedirect(f"/hazards/{hazard.pk}/")
