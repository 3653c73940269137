"""The lists as tables for a spreadsheet; they name nobody."""

import csv
import datetime as dt
import io
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Viewer
from townline.prevention.works.models import Consent, Measure
from townline.prevention.works.selectors import lists
from townline.prevention.works.views.access import work_page
from townline.prevention.works.views.consents import missing_filters, missing_line
from townline.prevention.works.views.pages import filters_of, line

_MOST = 20_000


@require_GET
@work_page()
def measures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give what the list of measures shows, all pages of it, as CSV."""
    del viewer
    head = [
        gettext("번호"), gettext("대상"), gettext("주소"), gettext("동"), gettext("등급"),
        gettext("조치 종류"), gettext("수량"), gettext("단계"), gettext("동의"),
        gettext("예상 금액"), gettext("계약 금액"), gettext("연도"), gettext("분기"),
        gettext("재원"), gettext("사유"),
    ]  # fmt: skip
    rows = lists.measures_of(filters_of(request))[:_MOST]
    return table("works.csv", head, map(_measure, rows))


def _measure(row: Measure) -> list[object]:
    told = line(row)
    return [
        row.pk, told["object_kind"], row.object.address, told["dong"], told["grade"],
        told["kind"], row.quantity, str(told["mark"][2]), str(told["consent"]), row.estimate,
        row.price, row.year, row.quarter, row.budget, told["why"],
    ]  # fmt: skip


@require_GET
@work_page()
def missing(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give who has not consented as CSV: by role and address, without names and numbers."""
    del viewer
    head = [
        gettext("주소"), gettext("동"), gettext("등급"), gettext("조치 종류"),
        gettext("동의할 사람"), gettext("상태"), gettext("요청 방법"), gettext("요청 일시"),
        gettext("재요청 횟수"), gettext("연락 방법"),
    ]  # fmt: skip
    rows = lists.missing_of(missing_filters(request))[:_MOST]
    return table("consents.csv", head, map(_missing, rows))


def _missing(row: Consent) -> list[object]:
    told = missing_line(row)
    return [
        row.measure.object.address, told["dong"], told["grade"], told["kind"], str(told["role"]),
        str(told["mark"][2]), str(told["how"]), _at(row.asked_at), row.reminders,
        str(told["reach"]),
    ]  # fmt: skip


def _at(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def table(name: str, head: list[str], rows: Iterable[list[object]]) -> HttpResponse:
    """Give rows as CSV, with a mark in front, or spreadsheets read Korean as noise."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([plain(each) if isinstance(each, str) else each for each in row])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
