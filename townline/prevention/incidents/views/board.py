"""The board of an incident, on a wall, a desk or a telephone; and the report of it on one page."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer
from townline.platform.triage import api as triage
from townline.platform.web.moments import english
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts.views import shown as lines
from townline.prevention.incidents.views import shown
from townline.prevention.incidents.views.shown import ROLES, STATES

# The map of a report: outlines of the dongs and what lies on them, as SVG; nothing is fetched.

_WIDTH, _MOST_HEIGHT = 360.0, 260.0
_MARGIN = 0.004  # degrees around what is shown


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing on the map: ``kind`` place, case, need, done or team; ``mark``: a number on it."""

    x: float
    y: float
    kind: str
    mark: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines and dots in a box of ``width`` by ``height``."""

    width: float
    height: float
    outlines: list[str]
    dots: list[Dot]


type _Point = tuple[float, float]


def _things(
    board: api.Board, spots: Iterable[Any]
) -> Iterator[tuple[float | None, float | None, str, str]]:
    for place in board.places:
        yield place.latitude, place.longitude, "place", ""
    for spot in filter(None, spots):
        yield spot.latitude, spot.longitude, "case", ""
    for group in board.needs:
        for need in group.needs:
            yield need.latitude, need.longitude, "done" if need.done_at else "need", ""
    for number, team in enumerate(board.teams, 1):
        yield team.latitude, team.longitude, "team", str(number)


def map_svg(board: api.Board, spots: Iterable[Any]) -> Drawing | None:
    """Draw the map of a board and of where its cases are; None where nothing has a position."""
    things = [
        (latitude, longitude, kind, mark)
        for latitude, longitude, kind, mark in _things(board, spots)
        if latitude is not None and longitude is not None
    ]
    if not things:
        return None
    rings = [ring for dong in triage.dongs() for ring in triage.dong_outline(dong)]
    south, north = min(t[0] for t in things) - _MARGIN, max(t[0] for t in things) + _MARGIN
    west, east = min(t[1] for t in things) - _MARGIN, max(t[1] for t in things) + _MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(_WIDTH / ((east - west) * squeeze), _MOST_HEIGHT / (north - south))
    height = (north - south) * scale
    middle = (_WIDTH - (east - west) * squeeze * scale) / 2

    def at(latitude: float, longitude: float) -> _Point:
        return (middle + (longitude - west) * squeeze * scale, height - (latitude - south) * scale)

    return Drawing(
        width=_WIDTH,
        height=round(height, 1),
        outlines=[_line([at(lat, lon) for lon, lat in ring]) for ring in rings],
        dots=[_dot(at(lat, lon), kind, mark) for lat, lon, kind, mark in things],
    )


def _dot(point: _Point, kind: str, mark: str) -> Dot:
    return Dot(round(point[0], 1), round(point[1], 1), kind, mark)


def _line(points: list[_Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def context_of(board: api.Board, viewer: Viewer) -> dict[str, Any]:
    """Gather what a board shows."""
    incident = board.incident
    lang = "en" if english() else "ko"
    return {
        "i": incident,
        "board": board,
        "row": board.row,
        "now": clock.now(),
        "kind": api.kind_name(incident.kind),
        "mark": STATES[incident.state],
        "members": shown.case_lines(board.cases),
        "needs": [(group, api.need_name(group.kind)) for group in board.needs],
        "needed": [(group, api.need_name(group.kind)) for group in board.needs if group.needs],
        "roles": [(code, ROLES[code], holder) for code, holder in board.roles.items()],
        "shifts": [(shift, ROLES[shift.role]) for shift in board.shifts if shift.note],
        "checklist": [(item, getattr(item, lang)) for item in board.checklist],
        "ticked": sum(item.done_at is not None for item in board.checklist),
        "log": shown.log_lines(board),
        "may_write": viewer.may(Permission.WRITE) and incident.state == api.IncidentState.OPEN,
    }


@require_GET
@staff_page(reads=True)
def board(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show needs, teams, roles, the checklist and the log, live."""
    found = api.board_get(incident_id=number, viewer=viewer)
    context = context_of(found, viewer) | {
        "need_kinds": shown.needs(found.incident.kind),
        "role_words": list(ROLES.items()),
        "people": _people(found),
        "places": cases.all_places(),
    }
    return render(request, "incidents/board.html", context)


def _people(found: api.Board) -> list[departments.Staff]:
    """Give who may be given a role: of the departments that take part, and of the front desk."""
    known = departments.staff_in_departments(roles=[Role.CLERK, Role.OFFICER, Role.HEAD])
    ours = set(found.incident.departments)
    return [one for one in known if one.role == Role.CLERK or one.department_id in ours]


@require_GET
@staff_page(reads=True)
def report(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give the situation on one page, with its map, for the mayor."""
    found = api.board_get(incident_id=number, viewer=viewer, lines=14)
    detail = api.incident_get(Act(viewer, clock.now()), incident_id=number)
    context = context_of(found, viewer)
    context |= {
        "map": map_svg(found, [line.spot for line in context["members"]]),
        "updates": [lines.line(one) for one in detail.updates[:2]],
        "questions": sum(one.row.settled_at is None for one in detail.questions),
        "language": "en" if english() else "ko",
    }
    try:
        made = pdf(render_to_string("incidents/report.html", context), "incidents/report.css")
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 담당자에게 "
            "libpangoft2-1.0-0 설치를 요청해 주세요. 상황판은 그대로 있습니다."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="incident-{number}.pdf"'
    return response
