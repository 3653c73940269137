"""The one way in which tables leave for a spreadsheet or a map, written into the history.

Every cell that a spreadsheet would run is quoted; what is a number stays one. Rows are taken one
by one and written to a file that leaves the memory when it grows, so a long list costs no more
memory than a short one.
"""

import csv
import datetime as dt
import io
import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Protocol

from django.http import FileResponse, HttpResponse, HttpResponseBase

from townline.platform.core.history import audit
from townline.platform.core.history.access_log import EXPORTS
from townline.platform.core.text.languages import plain

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

DOWNLOADED = EXPORTS[0]
CSV, XLSX = (
    "text/csv; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?%?")
_IN_MEMORY = 5_000_000  # bytes of a file that is being made
_TITLE, _FIRST, _NEXT = 31, 28, 14  # letters of a sheet's name; widths of its columns
_MARK = b"\xef\xbb\xbf"  # without it spreadsheets read Korean as noise

type Cell = object


class Act(Protocol):
    """Who takes a file, and when (``departments.Act``)."""

    @property
    def actor(self) -> audit.Actor: ...

    @property
    def now(self) -> dt.datetime: ...


class Percent(float):
    """A share from 0 to 1, which files show in per cent."""


class Tenths(float):
    """A number of which files show one decimal."""


class Money(int):
    """Whole won, which a sheet groups by thousands."""


_FORMATS = {Percent: "0.0%", Tenths: "0.0", Money: "#,##0"}


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """A table: its columns and its rows. ``title``: its name, needed where there are several."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    title: str = ""


def safe(cell: Cell) -> Cell:
    """Quote what a spreadsheet would run; a number written out, such as -1.5, is none of it."""
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    return plain(cell)


def export_tables(act: Act, name: str, *sheets: ExportSheet) -> HttpResponseBase:
    """Give tables as the file ``name`` (its ending says in which form), and write down who did.

    In a CSV of several, each line begins with the title of its table.
    """
    file, lines = _write_sheets(name, sheets)
    record(act, name, lines)
    return _answer(file, name)


def export_file(
    act: Act, name: str, content: bytes, *, content_type: str, lines: int
) -> HttpResponseBase:
    """Give a file that a room made (of places, by ``geofiles``), and write down who did."""
    record(act, name, lines)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def open_tables(name: str, *sheets: ExportSheet) -> HttpResponse:
    """Give tables that everybody may have without a sign-in: nobody is written down."""
    return _whole(_write_sheets(name, sheets)[0], name)


def record(act: Act, name: str, lines: int) -> None:
    """Write who took which file with how many rows; the privacy officer's list shows it."""
    data = {"file": name, "lines": lines}
    entry = audit.AuditEntry(
        subject="export", event=DOWNLOADED, actor=act.actor, at=act.now, data=data
    )
    audit.record(entry)


def _write_sheets(name: str, sheets: Sequence[ExportSheet]) -> tuple[IO[bytes], int]:
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- closed by the response
    lines = (_xlsx if name.endswith(".xlsx") else _csv)(file, sheets)
    return file, lines


def _answer(file: IO[bytes], name: str) -> HttpResponseBase:
    if file.seek(0, io.SEEK_END) <= _IN_MEMORY:
        return _whole(file, name)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=_kind(name))


def _kind(name: str) -> str:
    return XLSX if name.endswith(".xlsx") else CSV


def _whole(file: IO[bytes], name: str) -> HttpResponse:
    file.seek(0)
    with file:
        response = HttpResponse(file.read(), content_type=_kind(name))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv(file: IO[bytes], sheets: Sequence[ExportSheet]) -> int:
    file.write(_MARK)
    out = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    table, lines = csv.writer(out), itertools.count()
    for sheet in sheets:
        first = [sheet.title] if len(sheets) > 1 else []
        table.writerow([safe(cell) for cell in (*first, *sheet.columns)])
        for row in sheet.rows:
            table.writerow([_text(cell) for cell in (*first, *row)])
            next(lines)
        if first:
            table.writerow([])
    out.detach()
    return next(lines)


def _text(cell: Cell) -> Cell:
    if isinstance(cell, Percent):
        return f"{round(100 * cell, 1)}%"
    return f"{cell:.1f}" if isinstance(cell, Tenths) else safe(cell)


def _xlsx(file: IO[bytes], sheets: Sequence[ExportSheet]) -> int:
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start, for a file now and then

    book, lines = Workbook(write_only=True), 0
    for each in sheets:
        sheet = book.create_sheet(each.title.replace(":", "")[:_TITLE] or None)
        lines += _fill(sheet, each)
    book.save(file)
    return lines


def _fill(sheet: "WriteOnlyWorksheet", table: ExportSheet) -> int:
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    sheet.freeze_panes = "B2"
    for at in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _FIRST if at == 1 else _NEXT
    sheet.append(list(_cells(sheet, table.columns, Font(bold=True))))
    lines = itertools.count()
    for row in table.rows:
        sheet.append(list(_cells(sheet, row)))
        next(lines)
    return next(lines)


def _cells(sheet: "WriteOnlyWorksheet", row: Iterable[Cell], font: Any = None) -> Iterator[Any]:  # noqa: ANN401 -- of openpyxl, which tells no types
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- as above

    for value in map(safe, row):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = _FORMATS.get(type(value), cell.number_format)
        if font:
            cell.font = font
        yield cell
