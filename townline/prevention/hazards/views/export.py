"""The list of hazards as a table for a spreadsheet; it names no resident."""

import csv
import datetime as dt
import io

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards import api
from townline.prevention.hazards.views import shown
from townline.prevention.hazards.views.access import hazard_page
from townline.prevention.hazards.views.pages import filters_of

_MOST = 10_000


@require_GET
@hazard_page()
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give what the list shows, all pages of it, as CSV."""
    act = Act(viewer, clock.now())
    rows, _ = api.hazards_list(
        act, filters=filters_of(request), today=timezone.localdate(act.now),
        limit=_MOST,
    )  # fmt: skip
    head = [
        gettext("번호"), gettext("위험 종류"), gettext("심각도"), gettext("단계"),
        gettext("발견 경로"), gettext("위치"), gettext("동"), gettext("위도"), gettext("경도"),
        gettext("신고 일시"), gettext("다음 기한"), gettext("기한 경과"), gettext("안전 조치 일시"),
        gettext("보수 일시"), gettext("민원 수"), gettext("지도 공개 중"),
    ]  # fmt: skip
    return table("hazards.csv", [head, *map(_cells, rows)])


def table(name: str, rows: list[list[str]]) -> HttpResponse:
    """Give rows as CSV, with a mark in front, or spreadsheets read Korean as noise."""
    out = io.StringIO()
    csv.writer(out).writerows([[plain(cell) for cell in row] for row in rows])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(row: api.Row) -> list[str]:
    line = shown.line(row)
    return [
        str(row.id), line.kind, line.severity, str(line.mark[2]), shown.source(row.source),
        row.address, row.dong, f"{row.latitude:.6f}", f"{row.longitude:.6f}",
        _at(row.reported_at), _at(row.due_at), "1" if row.late else "", _at(row.made_safe_at),
        _at(row.repaired_at), str(row.cases), "1" if row.released else "",
    ]  # fmt: skip


def _at(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
