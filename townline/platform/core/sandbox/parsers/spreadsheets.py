"""XLSX files as rows: what is blank is left out, what is merged stands in each of its cells."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from townline.platform.core.sandbox.parsers.books import TITLES, SheetSize, sheet_sizes
from townline.platform.core.sandbox.progress import track_rows
from townline.platform.core.sandbox.refusals import ParserRefused

_NOTHING = SheetSize(0, [])
type Range = tuple[int, int, int, int]  # first row and column, last row and column
type Cell = str | int | float | bool | None


def read_book(
    folder: Path, *, sheet: str, most_rows: int, most_columns: int, first: bool = False
) -> dict[str, Any]:
    """Read one sheet of the book in the file ``0``: ``sheet``, or the only one with values.

    ``first``: where none is named, the first of the book. Gives ``sheet``, ``rows`` (number and
    cells of each row with a value), ``merged`` (ranges of the first rows) and ``columns`` (the
    last column with a value). Raises Refused: ``old_excel``, ``format``, ``broken``,
    ``unpacked``, ``many``, ``wide``, ``merges``, ``empty``, ``sheet``, ``unknown_sheet``.
    """
    source = folder / "0"
    by_path = sheet_sizes(source, most_rows)
    from openpyxl import load_workbook  # noqa: PLC0415 -- only this parser needs it

    # Opened here: by a path the library wants to see the ending of a name.
    book = load_workbook(source.open("rb"), read_only=True, data_only=True)
    sizes = {
        str(each.title): by_path.get(each._worksheet_path, _NOTHING) for each in book.worksheets
    }
    title = _choose_sheet(sizes, sheet, first=first)
    ranges = list(_ranges(sizes[title].merged, most_rows, most_columns))
    found = _rows(book[title], ranges, most_columns)
    rows = list(track_rows(found, sizes[title].filled, folder))
    if len(rows) > most_rows + TITLES:
        raise ParserRefused("many", most=most_rows)
    return {
        "sheet": title,
        "rows": rows,
        "merged": [each for each in ranges if each[0] <= TITLES],
        "columns": max((len(cells) for _, cells in rows), default=0),
    }


def _choose_sheet(sizes: dict[str, SheetSize], sheet: str, *, first: bool) -> str:
    filled = [title for title, size in sizes.items() if size.filled]
    if not filled:
        raise ParserRefused("empty")
    if sheet and sheet not in filled:
        raise ParserRefused("unknown_sheet", sheets=", ".join(filled), names=filled)
    if sheet or first:
        return sheet or next(iter(sizes))
    if len(filled) > 1:
        raise ParserRefused("sheet", sheets=", ".join(filled), names=filled)
    return filled[0]


def _ranges(merged: Sequence[str], most_rows: int, most_columns: int) -> Iterator[Range]:
    """Give the merged ranges that a table can have; one over the whole sheet groups nothing."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 -- as above

    for each in merged:
        left, top, right, bottom = range_boundaries(each)
        if bottom - top < most_rows and right - left < most_columns:
            yield int(top), int(left), int(bottom), int(right)


def _rows(
    sheet: Any,  # noqa: ANN401 -- untyped library
    ranges: Sequence[Range],
    most_columns: int,
) -> Iterator[tuple[int, list[Cell]]]:
    """Give rows that hold something of their own, with what is merged into them.

    A row that has nothing of its own ends nothing and is none, wherever the file's last one is.
    """
    sheet.reset_dimensions()  # the declared ones would pad each row as far as they reach
    waiting = sorted(ranges, reverse=True)
    spread: list[tuple[Range, Cell]] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = _trim_row(values)
        if not cells:
            continue
        if len(cells) > most_columns:
            raise ParserRefused("wide", most=most_columns)
        while waiting and waiting[-1][0] <= number:
            each = waiting.pop()
            spread.append((each, _at(cells, each[1]) if each[0] == number else None))
        spread = [each for each in spread if each[0][2] >= number]
        yield number, _fill_merged(cells, spread)


def _trim_row(values: Sequence[object]) -> list[Cell]:
    """Leave out the blanks at the end of a row."""
    cells = [_cell(value) for value in values]
    while cells and cells[-1] in {None, ""}:
        cells.pop()
    return cells


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column - 1] if column <= len(cells) else None


def _fill_merged(cells: list[Cell], spread: Sequence[tuple[Range, Cell]]) -> list[Cell]:
    """Say in each cell of a range what its first one says, as a reader sees it."""
    for (_, left, _, right), value in spread:
        if value is None:
            continue
        cells += [None] * (right - len(cells))
        for column in range(left, right + 1):
            cells[column - 1] = value
    return cells


def _cell(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
