"""The figures of the halls for a spreadsheet."""

import csv
import io
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from townline.lines.queues.views.desk_access import desk_page
from townline.lines.queues.views.figures import Days, days_of, read
from townline.lines.queues.views.tables import Cell, Share, Table
from townline.platform.departments.api import Viewer
from townline.platform.web.views import problem_page

if TYPE_CHECKING:
    from openpyxl import Workbook

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLE, _WIDE, _NARROW = 31, 34, 14


@require_GET
@desk_page
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give all tables in one, each line with the name of its table."""
    days = days_of(request.GET)
    if days.problem:
        return problem_page(request, 422, detail=days.problem)
    out = io.StringIO()
    writer = csv.writer(out)
    for table in read(days):
        writer.writerow(["", *table.columns])
        writer.writerows([[table.title, *map(_text, line)] for line in table.lines])
        writer.writerow([])
    # With a mark in front, or spreadsheets read Korean as noise.
    return _given("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", _name(days, "csv"))


@require_GET
@desk_page
def xlsx_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give all tables as the sheets of one book."""
    days = days_of(request.GET)
    if days.problem:
        return problem_page(request, 422, detail=days.problem)
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start, for a file now and then

    book = Workbook()
    book.remove(book.active)
    for table in read(days):
        _sheet(book, table)
    out = io.BytesIO()
    book.save(out)
    return _given(out.getvalue(), _SHEET, _name(days, "xlsx"))


def _sheet(book: "Workbook", table: Table) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    sheet = book.create_sheet(table.title.replace(":", "")[:_TITLE])
    sheet.append(table.columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in table.lines:
        sheet.append([float(cell) if isinstance(cell, float) else cell for cell in line])
        for cell, value in zip(sheet[sheet.max_row], line, strict=True):
            if isinstance(value, float):
                cell.number_format = "0%" if isinstance(value, Share) else "0.0"
    sheet.freeze_panes = "B2"
    for at in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if at == 1 else _NARROW


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Share):
        return f"{round(100 * value, 1)}%"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _name(days: Days, ending: str) -> str:
    return f"tickets-{days.since}-{days.until}.{ending}"


def _given(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
