"""How far a list is: figures, map, files; and what everybody may see of it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.geofiles.api import Feature, GeoFormat, Written, write
from townline.platform.triage.api import dong_name
from townline.platform.web.export import ExportSheet, export_file, export_tables
from townline.platform.web.moments import english
from townline.platform.web.showing.curves import Chart, Series, curves
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import short_day
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.rules.burn_up import BurnUpPoint
from townline.prevention.surveys.selectors import homes as sight
from townline.prevention.surveys.selectors.homes import homes_of, kind_of
from townline.prevention.surveys.selectors.progress import ProgressCounts, Stuck, progress
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of, query_of

_STEPS = 5  # shades of the map
_DAYS = 30
_MOST, _CHUNK = 120_000, 2_000


@require_GET
@staff_page(sight.reads)
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
        "chart": _course_chart(found.course),
        "stuck": _stuck_lines(kind, found.stuck),
        "query": query_of(filters),
        "may_work": sight.works(viewer),
    }
    return render(request, "surveys/progress.html", context)


def _course_chart(course: Sequence[BurnUpPoint]) -> Chart | None:
    """Draw what is settled beside the plan, with what the forecast leaves open as a band."""
    if len(course) <= 1:
        return None
    label = gettext("마친 주택의 누계와 계획")
    series = [Series(gettext("마친 주택"), [each.settled for each in course])]
    if course[0].planned is not None:
        series.append(Series(gettext("계획"), [each.planned for each in course], dashed=True))
    days = [short_day(each.day) for each in course]
    heads = (gettext("날짜"), gettext("마친 주택"), gettext("계획"), gettext("예측 범위"))
    rows = [
        (day, _cell(each.settled), _cell(each.planned), _range(each.band))
        for day, each in zip(days, course, strict=True)
    ]
    svg = curves(days, series, label, band=[each.band for each in course])
    return Chart(label, svg, heads, rows)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"


def _range(band: tuple[float, float] | None) -> str:
    return "-" if band is None else " ~ ".join(map(_cell, band))


def _stuck_lines(kind: str, stuck: Stuck) -> list[tuple[str, int, str, str]]:
    """Give what waits for a person: what it is, how many, where it is mended, and the press."""
    homes, reviews = reverse("surveys"), f"{reverse('survey_reviews')}?kind={kind}"
    plans = reverse("survey_routes")
    lines = (
        (gettext("정한 횟수만큼 방문했으나 조사 못 한 주택"), stuck.often_in_vain,
         f"{homes}?kind={kind}&state=in_vain", gettext("제외·재방문 결정")),
        (gettext("조사원이 없는 미조사 주택"), stuck.unassigned,
         f"{homes}?kind={kind}&state=listed&surveyor=none", gettext("조사원 배정")),
        (gettext("위치를 모르는 미조사 주택"), stuck.unplaced,
         f"{homes}?kind={kind}&state=unplaced", gettext("위치 지정")),
        (gettext("날이 지난 방문 계획"), stuck.overdue, plans, gettext("방문 다시 계획")),
        (gettext("확인이 필요한 조사 답변"), stuck.problems,
         f"{homes}?kind={kind}&state=problem", gettext("답변 확인")),
        (gettext("남은 재검토"), stuck.reviews, reviews, gettext("재검토 보기")),
        (gettext("등급이 달라 정해야 할 재검토"), stuck.undecided, reviews, gettext("등급 정하기")),
    )  # fmt: skip
    return [line for line in lines if line[1]]


def _cells(line: ProgressCounts, grades: list[str]) -> list[int]:
    return [line.grades.get(grade, 0) for grade in grades]


def _step(line: ProgressCounts) -> int:
    return min(_STEPS - 1, int((line.share or 0) * _STEPS))


def _head() -> list[str]:
    return [
        gettext("관리번호"), gettext("주소"), gettext("상세주소"), gettext("동 이름"),
        gettext("위도"), gettext("경도"), gettext("상태"), gettext("제외 이유"), gettext("등급"),
        gettext("점수"), gettext("조사원"), gettext("방문 시도"),
    ]  # fmt: skip


def _row(home: Home) -> list[Any]:
    return [
        home.reference, home.address, home.unit, home.dong, home.latitude, home.longitude,
        str(labels.STATES[home.state][2]), str(labels.EXCLUSIONS.get(home.excluded_for, "")),
        home.grade if home.state == "graded" else "", home.points,
        home.surveyor.name if home.surveyor else "", home.attempts_made,
    ]  # fmt: skip


@require_GET
@staff_page(sight.reads)
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the homes that filters mean as CSV, XLSX or GeoJSON."""
    rows = homes_of(filters_of(request)).select_related("surveyor").order_by("dong", "place", "id")
    homes, act = rows.distinct()[:_MOST].iterator(chunk_size=_CHUNK), act_of(request)
    if form != "geojson":
        table = ExportSheet(_head(), map(_row, homes), gettext("주택 목록"))
        return export_tables(act, f"homes.{form}", table)
    places = [home for home in homes if home.longitude is not None]
    made = _geojson(places)
    return export_file(
        act, made.name, made.content, content_type=made.content_type, lines=len(places)
    )


def _geojson(homes: list[Home]) -> Written:
    from shapely import Point  # noqa: PLC0415 -- only files of places need it

    head = _head()
    features = [
        Feature(at, Point(home.longitude, home.latitude), dict(zip(head, _row(home), strict=True)))
        for at, home in enumerate(homes, 1)
    ]
    return write(GeoFormat.GEOJSON, features, name="homes")
