"""Figures of hazards: how many, how fast, and how many were found before anybody complained."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.rules.figures import HazardFigures

_YEARS = 5


@require_GET
@staff_page(reads=True)
def numbers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the figures of a year."""
    year, this = _year(request)
    lines = _lines(viewer, year)
    context = {
        "year": year,
        "years": range(this, this - _YEARS, -1),
        "rows": [(_name(each), each, _spans(each.safe), _spans(each.repaired)) for each in lines],
        "whole": lines[0],
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


def _lines(viewer: Viewer, year: int) -> list[HazardFigures]:
    zone = timezone.get_current_timezone()
    begin, end = (dt.datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    return api.hazard_figures(viewer=viewer, since=begin, until=end)


def _name(line: HazardFigures) -> str:
    return api.kind_name(line.kind) if line.kind else pgettext("hazard", "전체")


def _spans(days: tuple[float, float] | None) -> list[dt.timedelta]:
    return [dt.timedelta(days=each) for each in days or ()]


def _cells(line: HazardFigures) -> list[str]:
    days = [*(line.safe or ("", "")), *(line.repaired or ("", ""))]
    counts = (line.count, line.open, line.found, line.told)
    return [_name(line), *map(str, counts), *(f"{d:.2f}" if d != "" else "" for d in days)]
