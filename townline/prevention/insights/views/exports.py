"""A time's figures as tables for a spreadsheet."""

import csv
import io
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Viewer
from townline.platform.web.views import problem_page
from townline.prevention.insights.rules.measures import Share
from townline.prevention.insights.views.access import figures_page
from townline.prevention.insights.views.lines import Cell, Table, tables
from townline.prevention.insights.views.pages import read, today
from townline.prevention.insights.views.periods import PeriodQuery, wished

if TYPE_CHECKING:
    from openpyxl import Workbook

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLE, _WIDE, _NARROW = 31, 28, 14


@require_GET
@figures_page
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give all tables in one, each line with the name of its table."""
    wish = wished(request.GET, today())
    if wish.problem:
        return problem_page(request, 422, detail=wish.problem)
    out = io.StringIO()
    table = csv.writer(out)
    for each in _filled(wish, viewer):
        table.writerow([each.title, each.first, *each.columns])
        table.writerows([[each.title, *map(_text, line)] for line in _lines(each)])
        table.writerow([])
    # With a mark in front, or spreadsheets read Korean as noise.
    return _given("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", _name(wish, "csv"))


@require_GET
@figures_page
def xlsx_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give all tables as the sheets of one book."""
    wish = wished(request.GET, today())
    if wish.problem:
        return problem_page(request, 422, detail=wish.problem)
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start, for a file now and then

    book = Workbook()
    book.remove(book.active)
    for each in _filled(wish, viewer):
        _sheet(book, each)
    out = io.BytesIO()
    book.save(out)
    return _given(out.getvalue(), _SHEET, _name(wish, "xlsx"))


def _filled(wish: PeriodQuery, viewer: Viewer) -> list[Table]:
    found = read(wish, viewer)
    return tables(found, wish.period.step)


def _lines(table: Table) -> list[list[Cell]]:
    if not table.lines:
        return [[gettext("이 기간에는 없습니다.")]]
    return [[line.name, *line.cells] for line in table.lines]


def _sheet(book: "Workbook", table: Table) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    sheet = book.create_sheet(table.title[:_TITLE])
    sheet.append([plain(name) for name in (table.first, *table.columns)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in _lines(table):
        sheet.append([_safe(cell) for cell in line])
        for cell, value in zip(sheet[sheet.max_row], line, strict=False):
            if isinstance(value, float):
                cell.number_format = "0%" if isinstance(value, Share) else "0.0"
    sheet.freeze_panes = "B2"
    for at in range(1, len(table.columns) + 2):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if at == 1 else _NARROW


def _safe(value: Cell) -> Cell:
    if isinstance(value, str):
        return plain(value)
    return float(value) if isinstance(value, float) else value


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Share):
        return f"{round(100 * value, 1)}%"
    return f"{value:.1f}" if isinstance(value, float) else plain(str(value))


def _name(wish: PeriodQuery, ending: str) -> str:
    span = wish.period.span
    return f"figures-{span.since}-{span.last}.{ending}"


def _given(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
