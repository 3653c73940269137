"""How far a list is: figures, map, files; and what everybody may see of it."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Viewer
from townline.platform.geofiles.api import Feature, Form, Written, write
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.selectors import sight
from townline.prevention.surveys.selectors.homes import homes_of
from townline.prevention.surveys.selectors.kinds import kind_of
from townline.prevention.surveys.selectors.progress import Line, progress
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.access import survey_page
from townline.prevention.surveys.views.homes import filters_of, query_of

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEPS = 5  # shades of the map
_DAYS = 30
_MOST = 120_000


@require_GET
@survey_page()
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how far it is, when it may end, and what is stuck."""
    filters, now = filters_of(request), clock.now()
    kind = filters.kind
    found = progress(kind, today=timezone.localdate(now))
    grades = [each.grade for each in rules_of(kind).grades]
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "found": found,
        "grades": grades,
        "whole": _cells(found.whole, grades),
        "dongs": [
            (line, dong_name(line.name, english=english()), _cells(line, grades), _step(line))
            for line in found.dongs
        ],
        "surveyors": [(line, _cells(line, grades)) for line in found.surveyors],
        "days": found.days[-_DAYS:],
        "query": query_of(filters),
        "may_work": sight.works(viewer),
    }
    return render(request, "surveys/progress.html", context)


def _cells(line: Line, grades: list[str]) -> list[int]:
    return [line.grades.get(grade, 0) for grade in grades]


def _step(line: Line) -> int:
    return min(_STEPS - 1, int((line.share or 0) * _STEPS))


type _Row = list[Any]


def _table(homes: Iterable[Home]) -> tuple[list[str], list[_Row]]:
    head = [
        gettext("관리번호"), gettext("주소"), gettext("상세주소"), gettext("동 이름"),
        gettext("위도"), gettext("경도"), gettext("상태"), gettext("제외 이유"), gettext("등급"),
        gettext("점수"), gettext("조사원"), gettext("방문 시도"),
    ]  # fmt: skip
    return head, [_row(home) for home in homes]


def _row(home: Home) -> _Row:
    return [
        home.reference, home.address, home.unit, home.dong, home.latitude, home.longitude,
        str(labels.STATES[home.state][2]), str(labels.EXCLUSIONS.get(home.excluded_for, "")),
        home.grade if home.state == "graded" else "", home.points,
        home.surveyor.name if home.surveyor else "", home.attempts_made,
    ]  # fmt: skip


@require_GET
@survey_page()
def export(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    """Give the homes that filters mean as CSV, XLSX or GeoJSON."""
    del viewer
    rows = homes_of(filters_of(request)).select_related("surveyor").order_by("dong", "place", "id")
    homes = list(rows.distinct()[:_MOST])
    made = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson}[form](homes)
    answer = HttpResponse(made.content, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _csv(homes: list[Home]) -> Written:
    head, rows = _table(homes)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    # With a mark in front, or spreadsheets read Korean as noise.
    return Written("homes.csv", "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


def _plain(cell: object) -> object:
    return plain(cell) if isinstance(cell, str) else cell


def _xlsx(homes: list[Home]) -> Written:
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start

    head, rows = _table(homes)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("주택 목록"))
    for row in (head, *rows):
        sheet.append([_plain(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return Written("homes.xlsx", _SHEET, out.getvalue())


def _geojson(homes: list[Home]) -> Written:
    from shapely import Point  # noqa: PLC0415 -- only files of places need it

    head, rows = _table(homes)
    features = [
        Feature(at, Point(home.longitude, home.latitude), dict(zip(head, row, strict=True)))
        for at, (home, row) in enumerate(zip(homes, rows, strict=True), 1)
        if home.longitude is not None
    ]
    return write(Form.GEOJSON, features, name="homes")
