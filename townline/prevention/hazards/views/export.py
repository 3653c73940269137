"""The list of hazards as a table for a spreadsheet; it names no resident."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.staff import staff_page
from townline.prevention.hazards import api
from townline.prevention.hazards.views import shown
from townline.prevention.hazards.views.pages import filters_of

_MOST = 10_000


@require_GET
@staff_page(reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
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
    return export_tables(act, "hazards.csv", ExportSheet(head, map(_cells, rows)))


def _cells(row: api.HazardListRow) -> list[str]:
    line = shown.line(row)
    return [
        str(row.id), line.kind, line.severity, str(line.mark[2]), shown.source(row.source),
        row.address, row.dong, f"{row.latitude:.6f}", f"{row.longitude:.6f}",
        _at(row.reported_at), _at(row.due_at), "1" if row.late else "", _at(row.made_safe_at),
        _at(row.repaired_at), str(row.cases), "1" if row.released else "",
    ]  # fmt: skip


def _at(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
