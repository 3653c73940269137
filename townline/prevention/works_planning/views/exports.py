"""A version as a file: who when for whose money, and the costs of the years."""

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Viewer
from townline.prevention.works.views.access import work_page
from townline.prevention.works_planning.models import PlanVersion
from townline.prevention.works_planning.selectors import versions
from townline.prevention.works_planning.views import words
from townline.prevention.works_planning.views.lines import lines

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
type _Table = list[list[Any]]


@require_safe
@work_page()
def export(request: HttpRequest, viewer: Viewer, number: int, form: str) -> HttpResponse:
    """Give a version as CSV (the list) or XLSX (with costs and what is left out)."""
    del request, viewer
    row = versions.version(number)
    if not row.result or "planned" not in row.result:
        raise Http404
    content, kind = (
        (_csv(row), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(row), _SHEET)
    )
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="works-plan-{number}.{form}"'
    return answer


def _planned(row: PlanVersion) -> _Table:
    head = [
        gettext("연도"), gettext("분기"), gettext("재원"), gettext("조치 번호"), gettext("종류"),
        gettext("동 이름"), gettext("주소"), gettext("긴급도"), gettext("금액(원)"),
        gettext("고정"),
    ]  # fmt: skip
    rows = [
        [
            each["year"], each["season"], each["payer"], each["need"], each["name"],
            each["place"], each["measure"].object.address if each["measure"] else "",
            each["urgency"], each["won"], gettext("고정") if each["fixed"] else "",
        ]
        for each in lines((row.result or {})["planned"])
    ]  # fmt: skip
    return _plain([head, *rows])


def _costs(row: PlanVersion) -> _Table:
    head = [gettext("연도"), gettext("재원"), gettext("예산(원)"), gettext("계획(원)"),
            gettext("남음(원)")]  # fmt: skip
    rows = [
        [each["year"], words.source_name(each["source"]), each["budget"], each["won"], each["left"]]
        for each in (row.result or {})["cost_by_year"]
    ]
    return _plain([head, *rows])


def _out(row: PlanVersion) -> _Table:
    head = [gettext("조치 번호"), gettext("종류"), gettext("동 이름"), gettext("긴급도"),
            gettext("금액(원)"), gettext("사유")]  # fmt: skip
    rows = [
        [
            each["need"], words.kind_name(each["kind"]), words.place_name(each["dong"]),
            each["urgency"], each["won"], str(words.OUT[each["reason"]]),
        ]
        for each in (row.result or {})["left_out"]
    ]  # fmt: skip
    return _plain([head, *rows])


def _plain(table: _Table) -> _Table:
    return [[plain(cell) if isinstance(cell, str) else cell for cell in row] for row in table]


def _csv(row: PlanVersion) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_planned(row))
    # With a mark in front, or spreadsheets read Korean as noise.
    return out.getvalue().encode("utf-8-sig")


def _xlsx(row: PlanVersion) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start

    book = Workbook(write_only=True)
    sheets = (
        (gettext("계획"), _planned),
        (gettext("연도별 비용"), _costs),
        (gettext("계획에 들지 못한 조치"), _out),
    )
    for title, table in sheets:
        sheet = book.create_sheet(title)
        for each in table(row):
            sheet.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
