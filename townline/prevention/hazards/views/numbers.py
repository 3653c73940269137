"""Figures of hazards: how many, how fast, and how many were found before anybody complained."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web import moments
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.showing.charts import share_line
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.rules.figures import HazardFigures

_YEARS = 5
_MONTHS = range(1, 13)


@require_GET
@staff_page(reads=True)
def numbers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the figures of a year."""
    year, this = _year(request)
    lines = _lines(viewer, year)
    deadlines = _deadlines(viewer, year)
    context = {
        "year": year,
        "years": range(this, this - _YEARS, -1),
        "rows": [(_name(each), each, _spans(each.safe), _spans(each.repaired)) for each in lines],
        "whole": lines[0],
        "deadlines": deadlines,
        "deadline_chart": _deadline_chart(year, deadlines.months),
        "month_names": _month_names(year),
    }
    return render(request, "hazards/numbers.html", context)


@require_GET
@staff_page(reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give the same as CSV."""
    year, _ = _year(request)
    head = [
        gettext("위험 종류"), gettext("건수"), gettext("진행 중"), gettext("먼저 발견"),
        gettext("민원으로 발견"), gettext("안전 조치까지 일수 중앙값"),
        gettext("안전 조치까지 일수 90%"), gettext("보수까지 일수 중앙값"),
        gettext("보수까지 일수 90%"),
    ]  # fmt: skip
    table = ExportSheet(head, map(_cells, _lines(viewer, year)))
    return export_tables(act_of(request), f"hazards-{year}.csv", table)


def _year(request: HttpRequest) -> tuple[int, int]:
    this = timezone.localtime(clock.now()).year
    text = request.GET.get("year", "")
    requested = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this  # noqa: PLR2004 -- a year
    return (requested if this - _YEARS < requested <= this else this), this


@dataclass(frozen=True, slots=True)
class DeadlineTable:
    """Deadlines of a year: all, month by month, and each kind with its months."""

    whole: api.DeadlineShare
    months: list[api.DeadlineShare]
    kinds: list[tuple[str, api.DeadlineShare, list[api.DeadlineShare]]]


def _deadlines(viewer: Viewer, year: int) -> DeadlineTable:
    begin, end = _year_ends(year)
    found = api.deadlines_met(Act(viewer, clock.now()), since=begin, until=end)
    none = api.DeadlineShare()
    kinds = [
        (api.kind_name(kind), sum(months, none), months)
        for kind in dict.fromkeys(kind for kind, _month in found)
        for months in [[found.get(api.KindMonth(kind, month), none) for month in _MONTHS]]
    ]
    kinds.sort(key=lambda one: (-one[1].count, one[0]))
    columns = zip(*(months for _, _, months in kinds), strict=True)
    months = [sum(column, none) for column in columns]
    return DeadlineTable(sum(months, none), months, kinds)


def _month_names(year: int) -> list[str]:
    return [moments.month(dt.date(year, month, 1), short=True) for month in _MONTHS]


def _deadline_chart(year: int, months: list[api.DeadlineShare]) -> SafeString | None:
    shares = [month.share for month in months]
    if sum(share is not None for share in shares) <= 1:
        return None
    return share_line(_month_names(year), shares, gettext("달마다 지킨 조치 기한의 비율"))


def _year_ends(year: int) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_current_timezone()
    return dt.datetime(year, 1, 1, tzinfo=zone), dt.datetime(year + 1, 1, 1, tzinfo=zone)


def _lines(viewer: Viewer, year: int) -> list[HazardFigures]:
    begin, end = _year_ends(year)
    return api.hazard_figures(viewer=viewer, since=begin, until=end)


def _name(line: HazardFigures) -> str:
    return api.kind_name(line.kind) if line.kind else pgettext("hazard", "전체")


def _spans(days: tuple[float, float] | None) -> list[dt.timedelta]:
    return [dt.timedelta(days=each) for each in days or ()]


def _cells(line: HazardFigures) -> list[str]:
    days = [*(line.safe or ("", "")), *(line.repaired or ("", ""))]
    counts = (line.count, line.open, line.found, line.told)
    return [_name(line), *map(str, counts), *(f"{d:.2f}" if d != "" else "" for d in days)]
