"""Lists as offices keep them: CSV and XLSX, with titles, merged headings and several sheets."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.core.text.charsets import encoding_of
from townline.platform.core.text.foreign import unquoted
from townline.prevention.surveys.errors import UnreadableList

_MEGABYTE = 1 << 20
_MOST_BYTES, _MOST_UNPACKED = 20 * _MEGABYTE, 300 * _MEGABYTE
_MOST_ROWS = 120_000
_SEPARATORS = ",;\t|"
_TITLES = 10  # rows above the headings, at most
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SPREADSHEET = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: line of the file and its cells, as many as headings."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    sheet: str = ""


def read(content: bytes, sheet: str = "") -> Table:
    """Read a list. Raises UnreadableList; of several filled sheets one must be named."""
    if len(content) > _MOST_BYTES:
        raise _no("large", most=_MOST_BYTES // _MEGABYTE)
    if content.startswith(_OLD_EXCEL):
        raise _no("old_excel")
    if content.startswith(b"PK"):
        return _book(content, sheet)
    return _table(_lines(content), height=1)


def _no(why: str, **values: object) -> UnreadableList:
    return UnreadableList(why, why=why, **values)


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode(encoding_of(content)).replace("\x00", "")
    except UnicodeError:
        raise _no("encoding") from None
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            yield begins, [unquoted(cell).strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error:
        raise _no("format") from None


def _table(lines: Iterator[tuple[int, list[str]]], height: int, sheet: str = "") -> Table:
    """Take the headings from the first line with two words, and what stands below."""
    for _ in range(_TITLES):
        found = next(lines, None)
        if found is None:
            raise _no("empty")
        headings = found[1]
        if sum(bool(cell) for cell in headings) > 1:
            break
    else:
        raise _no("headings")
    for _ in range(height - 1):
        below = next(lines, (0, []))[1]
        headings = [_joined(*pair) for pair in zip(headings, below, strict=False)]
    rows = [(line, _wide(cells, len(headings))) for line, cells in lines if any(cells)]
    if not rows:
        raise _no("empty")
    if len(rows) > _MOST_ROWS:
        raise _no("many", most=_MOST_ROWS)
    return Table(headings, rows, sheet)


def _joined(above: str, below: str) -> str:
    return above if above == below or not below else f"{above} {below}".strip()


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _book(content: bytes, sheet: str) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415 -- not at each start

    _not_a_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001 -- whatever a broken file makes of the library
        raise _no("broken") from None
    filled = [each for each in book.worksheets if each.max_row > 1 or each["A1"].value]
    names = [each.title for each in filled]
    if not filled:
        raise _no("empty")
    if sheet and sheet not in names:
        raise _no("unknown_sheet", sheets=", ".join(names))
    if not sheet and len(names) > 1:
        raise _no("sheet", sheets=", ".join(names), names=names)
    chosen = filled[names.index(sheet) if sheet else 0]
    return _sheet(chosen)


def _not_a_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if _SPREADSHEET not in packed.namelist():
                raise _no("format")
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise _no("large", most=_MOST_BYTES // _MEGABYTE)
    except zipfile.BadZipFile:
        raise _no("broken") from None


def _sheet(sheet: Any) -> Table:  # noqa: ANN401 -- a library without types
    """Read a sheet; a merged cell says the same in all its cells, as a reader sees it."""
    merged = {
        (row, column): sheet.cell(each.min_row, each.min_col).value
        for each in sheet.merged_cells.ranges
        for row in range(each.min_row, each.max_row + 1)
        for column in range(each.min_col, each.max_col + 1)
    }
    whole = {each.min_row for each in sheet.merged_cells.ranges if _is_title(each, sheet)}
    lines: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number in whole and number <= _TITLES:
            continue
        seen = [merged.get((number, at), cell) for at, cell in enumerate(cells, 1)]
        lines.append((number, [_text(cell) for cell in seen]))
    return _table(iter(lines), _height(sheet, lines), sheet.title)


def _is_title(merged: Any, sheet: Any) -> bool:  # noqa: ANN401 -- the same
    return bool(merged.size["columns"] >= max(2, sheet.max_column - 1))


def _height(sheet: Any, lines: Sequence[tuple[int, list[str]]]) -> int:  # noqa: ANN401 -- the same
    """Give how many rows the headings take: as far down as what is merged in their first row."""
    first = next((line for line, cells in lines if sum(map(bool, cells)) > 1), 1)
    merged = [each for each in sheet.merged_cells.ranges if each.min_row == first]
    across = any(each.size["columns"] > 1 for each in merged)
    deep = max((each.max_row for each in merged), default=first)
    return int(max(deep, first + across) - first + 1)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\x00", "").strip()
