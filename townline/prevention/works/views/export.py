"""The lists as tables for a spreadsheet; they name nobody."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.prevention.works.models import Consent, Measure
from townline.prevention.works.selectors import lists, visibility
from townline.prevention.works.views.consents import missing_filters, missing_line
from townline.prevention.works.views.pages import filters_of, line

_MOST = 20_000


@require_GET
@staff_page(visibility.reads)
def measures(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give what the list of measures shows, all pages of it, as CSV."""
    del viewer
    head = [
        gettext("번호"), gettext("대상"), gettext("주소"), gettext("동"), gettext("등급"),
        gettext("조치 종류"), gettext("수량"), gettext("단계"), gettext("동의"),
        gettext("예상 금액"), gettext("계약 금액"), gettext("연도"), gettext("분기"),
        gettext("재원"), gettext("사유"),
    ]  # fmt: skip
    rows = lists.measures_of(filters_of(request))[:_MOST]
    table = ExportSheet(head, map(_measure, rows))
    return export_tables(act_of(request), "works.csv", table)


def _measure(row: Measure) -> list[object]:
    columns = line(row)
    return [
        row.pk,
        columns["object_kind"],
        row.object.address,
        columns["dong"],
        columns["grade"],
        columns["kind"],
        row.quantity,
        str(columns["mark"][2]),
        str(columns["consent"]),
        row.estimate,
        row.price,
        row.year,
        row.quarter,
        row.budget,
        columns["why"],
    ]


@require_GET
@staff_page(visibility.reads)
def missing(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give who has not consented as CSV: by role and address, without names and numbers."""
    del viewer
    head = [
        gettext("주소"), gettext("동"), gettext("등급"), gettext("조치 종류"),
        gettext("동의할 사람"), gettext("상태"), gettext("요청 방법"), gettext("요청 일시"),
        gettext("재요청 횟수"), gettext("연락 방법"),
    ]  # fmt: skip
    rows = lists.missing_of(missing_filters(request))[:_MOST]
    table = ExportSheet(head, map(_missing, rows))
    return export_tables(act_of(request), "consents.csv", table)


def _missing(row: Consent) -> list[object]:
    columns = missing_line(row)
    return [
        row.measure.object.address,
        columns["dong"],
        columns["grade"],
        columns["kind"],
        str(columns["role"]),
        str(columns["mark"][2]),
        str(columns["how"]),
        _at(row.asked_at),
        row.reminders,
        str(columns["reach"]),
    ]


def _at(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
